//! Word lists compiled in: cities, countries, first names, surnames and common words. Their making and licences stand in
//! `assets/README.md`.

use super::gender::Gender;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Lower-case ASCII of a name: letters without their marks, straight apostrophes, everything else as it is.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            fold_letter(c, &mut out);
        }
    }
    out
}

fn fold_letter(c: char, out: &mut String) {
    let plain = match c {
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'ǎ' | 'ạ'..='ặ' | 'Ạ'..='Ặ' | 'ə' | 'Ə' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ð' | 'ð' | 'Ď'..='đ' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | 'ẹ'..='ệ' | 'Ẹ'..='Ệ' => "e",
        'Ĝ'..='ģ' | 'ǧ' => "g",
        'Ĥ'..='ħ' | 'ḥ' | 'Ḥ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | 'ỉ'..='ị' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ' | 'ķ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ň' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'ơ' | 'Ơ' | 'ọ'..='ợ' | 'Ọ'..='Ợ' => {
            "o"
        }
        'Œ' | 'œ' => "oe",
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' | 'ṣ' | 'Ṣ' => "s",
        'ß' => "ss",
        'Ţ'..='ŧ' | 'Ț' | 'ț' | 'ṭ' => "t",
        'Þ' | 'þ' => "th",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'ư' | 'Ư' | 'ụ'..='ự' | 'Ụ'..='Ự' => "u",
        'Ý' | 'ý' | 'ÿ' | 'Ÿ' | 'Ŷ' | 'ŷ' | 'ỳ'..='ỹ' => "y",
        'Ź'..='ž' => "z",
        '’' | '‘' | 'ʻ' => "'",
        '‐' | '‑' => "-",
        '\u{a0}' => " ",
        '\u{300}'..='\u{36f}' => "",
        other => {
            out.extend(other.to_lowercase());
            return;
        }
    };
    out.push_str(plain);
}

static CITIES: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
    include_str!("../../assets/cities.txt")
        .lines()
        .filter_map(|line| {
            let mut fields = line.split('\t');
            Some((fields.next()?, fields.next()?.parse().ok()?))
        })
        .collect()
});
static COUNTRIES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    include_str!("../../assets/countries.txt")
        .lines()
        .chain(super::lexicon::REGIONS.iter().copied())
        .collect()
});
/// Each with the pronoun that goes with it, where the lists tell.
static FIRST: LazyLock<FxHashMap<&str, Option<Gender>>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/first-names.txt").lines();
    lines
        .map(|line| match line.split_once(' ') {
            Some((name, "m")) => (name, Some(Gender::Male)),
            Some((name, _)) => (name, Some(Gender::Female)),
            None => (line, None),
        })
        .collect()
});
static LAST: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| include_str!("../../assets/surnames.txt").lines().collect());
static WORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| include_str!("../../assets/words.txt").lines().collect());

/// Inhabitants in thousands of the largest city of this folded name.
pub(super) fn city(folded: &str) -> Option<u32> {
    CITIES.get(folded).copied()
}

/// Whether it names a city of some size.
pub(crate) fn is_city(folded: &str) -> bool {
    CITIES.contains_key(folded)
}

/// Whether it names a country, a state of the US or Canada, a continent or a region of the world.
pub(super) fn is_country_or_region(folded: &str) -> bool {
    COUNTRIES.contains(folded)
}

/// Whether it is a first name of any land.
pub(crate) fn is_first_name(folded: &str) -> bool {
    FIRST.contains_key(folded)
}

/// The pronoun of those who bear this first name, where nearly all of them go by one.
pub(super) fn pronoun(folded: &str) -> Option<Gender> {
    FIRST.get(folded).copied().flatten()
}

pub(super) fn is_surname(folded: &str) -> bool {
    LAST.contains(folded)
}

/// Whether it is a common English word, or a regular inflection of one.
pub(crate) fn is_common(folded: &str) -> bool {
    if WORDS.contains(folded) {
        return true;
    }
    if !folded.is_ascii() {
        return false;
    }
    if let Some(stem) = folded.strip_suffix("ies").or_else(|| folded.strip_suffix("ied"))
        && WORDS.contains(format!("{stem}y").as_str())
    {
        return true;
    }
    ["ing", "ers", "ed", "er", "es", "ly", "s", "d"]
        .iter()
        .any(|end| {
            let Some(stem) = folded.strip_suffix(end).filter(|s| s.len() >= 3) else {
                return false;
            };
            if WORDS.contains(stem) {
                return true;
            }
            if !matches!(*end, "ing" | "ed" | "er" | "ers") {
                return false;
            }
            let bytes = stem.as_bytes();
            let doubled = bytes.len() > 3 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
            WORDS.contains(format!("{stem}e").as_str())
                || (doubled && WORDS.contains(&stem[..stem.len() - 1]))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_the_letters() {
        assert_eq!(fold("François O’Néill"), "francois o'neill");
        assert_eq!(fold("Łódź"), "lodz");
    }

    #[test]
    fn inflections_of_common_words_are_common() {
        for word in ["hospitals", "running", "officials", "cities", "said", "stopped"] {
            assert!(is_common(word), "{word}");
        }
        for word in ["hangzhou", "merkel"] {
            assert!(!is_common(word), "{word}");
        }
    }

    #[test]
    fn places_are_known() {
        assert!(city("london").is_some_and(|thousands| thousands > 5000));
        assert!(is_country_or_region("ukraine"));
        assert!(!is_country_or_region("obviously"));
    }
}
