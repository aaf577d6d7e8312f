//! The normal form of one word: case, apostrophes, possessives, titles, British and American spelling, numbers.

/// Titles that one house style prints and the other leaves out.
const DROPPED: &[&str] = &["mr", "mrs", "ms", "mx", "dr", "messrs"];

/// Short forms and their long ones, and numbers written out.
const LONG: &[(&str, &str)] = &[
    ("apr", "april"),
    ("aug", "august"),
    ("ave", "avenue"),
    ("blvd", "boulevard"),
    ("capt", "captain"),
    ("col", "colonel"),
    ("dec", "december"),
    ("dept", "department"),
    ("eight", "8"),
    ("eighteen", "18"),
    ("eighty", "80"),
    ("eleven", "11"),
    ("feb", "february"),
    ("fifteen", "15"),
    ("fifty", "50"),
    ("five", "5"),
    ("forty", "40"),
    ("four", "4"),
    ("fourteen", "14"),
    ("gen", "general"),
    ("gov", "governor"),
    ("jan", "january"),
    ("litre", "liter"),
    ("lt", "lieutenant"),
    ("maj", "major"),
    ("metre", "meter"),
    ("nine", "9"),
    ("nineteen", "19"),
    ("ninety", "90"),
    ("nov", "november"),
    ("oct", "october"),
    ("one", "1"),
    ("prof", "professor"),
    ("rd", "road"),
    ("rep", "representative"),
    ("rev", "reverend"),
    ("sen", "senator"),
    ("sept", "september"),
    ("seven", "7"),
    ("seventeen", "17"),
    ("seventy", "70"),
    ("sgt", "sergeant"),
    ("six", "6"),
    ("sixteen", "16"),
    ("sixty", "60"),
    ("ten", "10"),
    ("thirteen", "13"),
    ("thirty", "30"),
    ("three", "3"),
    ("towards", "toward"),
    ("twelve", "12"),
    ("twenty", "20"),
    ("two", "2"),
    ("whilst", "while"),
];

/// Bytes of the longest form that `LONG` begins with.
const LONGEST_SHORT: usize = 9;

/// Endings in British and in American spelling. They are applied to every word alike, so that it matters only that both
/// spellings come out the same, not that the outcome is a word.
const ENDINGS: &[(&str, &str)] = &[
    ("isations", "izations"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("ysed", "yzed"),
    ("yse", "yze"),
    ("elled", "eled"),
    ("elling", "eling"),
    ("eller", "eler"),
    ("ellers", "elers"),
    ("ence", "ense"),
    ("ences", "enses"),
    ("itre", "iter"),
    ("itres", "iters"),
    ("etre", "eter"),
    ("etres", "eters"),
    ("entre", "enter"),
    ("entres", "enters"),
    ("gramme", "gram"),
    ("grammes", "grams"),
    ("ogue", "og"),
    ("ogues", "ogs"),
];

/// The hash of the normal form of `word`, or `None` for a title that is left out.
pub(crate) fn normal(word: &str) -> Option<u32> {
    let mut form: String = word
        .chars()
        .filter_map(|c| match c {
            'ʼ' | '’' => Some('\''),
            '.' | ',' if !word.starts_with(|d: char| d.is_ascii_digit()) => None,
            ',' => None,
            '\u{ad}' | '\u{200b}' | '\u{200d}' => None,
            c => Some(c),
        })
        .flat_map(char::to_lowercase)
        .collect();
    if form == "%" {
        form = "percent".to_owned();
    }
    if let Some(stem) = form.strip_suffix("'s") {
        form.truncate(stem.len());
    }
    form.retain(|c| c != '\'');
    if DROPPED.contains(&form.as_str()) || form.is_empty() {
        return None;
    }
    if form.len() <= LONGEST_SHORT
        && let Ok(i) = LONG.binary_search_by(|(short, _)| (*short).cmp(&form))
    {
        return Some(hash(LONG[i].1));
    }
    if form.len() >= 6 {
        let last = form.as_bytes().last().copied();
        let ends = |from: &str| from.as_bytes().last().copied() == last && form.ends_with(from);
        if let Some((from, to)) = ENDINGS.iter().find(|(from, _)| ends(from)) {
            form.truncate(form.len() - from.len());
            form.push_str(to);
        }
        if form.contains("our") {
            form = form.replace("our", "or");
        }
    }
    Some(hash(&form))
}

/// FNV-1a, folded to 32 bits: the same on every machine and in every run.
pub(crate) fn hash(word: &str) -> u32 {
    let long = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    // Folding keeps the high half's mixing; the cast takes the low half on purpose.
    #[allow(clippy::cast_possible_truncation)]
    {
        (long ^ (long >> 32)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(LONG.is_sorted());
        assert_eq!(LONG.iter().map(|l| l.0.len()).max(), Some(LONGEST_SHORT));
    }

    #[test]
    fn both_spellings_are_one() {
        for (uk, us) in [
            ("organisation", "organization"),
            ("travelled", "traveled"),
            ("neighbours", "neighbors"),
            ("kilometres", "kilometers"),
            ("defence", "defense"),
            ("theatre’s", "theatre's"),
            ("Sept", "September"),
        ] {
            assert_eq!(normal(uk), normal(us), "{uk} {us}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (a, b) in [
            ("four", "for"),
            ("seventeen", "seventy"),
            ("hour", "hor"),
            ("its", "it"),
        ] {
            assert_ne!(normal(a), normal(b), "{a} {b}");
        }
    }

    #[test]
    fn a_bare_title_is_nothing() {
        assert_eq!(normal("Mr"), None);
        assert!(normal("Mister").is_some());
    }
}
