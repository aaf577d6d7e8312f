//! Whether some words are a person's name, and that name in normal case without titles and degrees.

use super::words::{BODIES, BODIES_OR_SURNAMES, DEGREES, HONORIFICS, PARTICLES, ROLES, SUFFIXES};
use crate::{names, outlets};

/// What the words are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// A line of text: a name has at least two words.
    Line,
    /// A field that promises a person: a single name and a name in small letters are taken too.
    Field,
}

/// The person's name that `part` is, in normal case, or `None`.
pub(super) fn name(part: &str, trust: Trust) -> Option<String> {
    // "JaneDoe" is an account's spelling of a name.
    if let Some(two) = (trust == Trust::Field).then(|| apart(part)).flatten() {
        return name(&two, Trust::Line);
    }
    let mut words: Vec<&str> = part.split_whitespace().collect();
    if words.len() > 9 || part.chars().any(char::is_numeric) {
        return None;
    }
    while words.len() > 2 && HONORIFICS.contains(&letters(words[0]).as_str()) {
        words.remove(0);
    }
    let capitals = !part.chars().any(char::is_lowercase);
    while words.len() > if capitals { 3 } else { 2 } && words.last().is_some_and(|w| is_degree(w)) {
        words.pop();
    }
    strip_role(&mut words);
    let given: Vec<&str> = words.iter().copied().filter(|w| !SUFFIXES.contains(w)).collect();
    let enough = match trust {
        Trust::Line => 2..=5,
        Trust::Field => 1..=5,
    };
    let (first, last) = (*given.first()?, *given.last()?);
    if !enough.contains(&given.len()) || !given.iter().any(|w| letters(w).chars().count() > 1) {
        return None;
    }
    let small = trust == Trust::Field && !part.chars().any(char::is_uppercase);
    let fits = if small {
        (2..=3).contains(&given.len()) && is_first_name(first) && given.iter().all(|w| is_spelt(w))
    } else {
        let ends = is_name_word(first) && is_name_word(last) || last.starts_with("al-");
        ends && given.iter().all(|w| is_name_word(w) || is_particle(w))
    };
    if !fits || is_of_a_body(&given) || given.len() == 1 && !is_single_name(first) {
        return None;
    }
    Some(if capitals || small {
        in_normal_case(&words)
    } else {
        words.join(" ")
    })
}

/// "JaneDoe" → "Jane Doe", where a known first name and a word that is no everyday one are written as one.
fn apart(part: &str) -> Option<String> {
    let at = part.char_indices().skip(1).find(|(_, c)| c.is_uppercase())?.0;
    let (first, last) = (part.get(..at)?, part.get(at..)?);
    let plain = |s: &str| s.chars().count() > 2 && s.chars().skip(1).all(char::is_lowercase);
    let name =
        plain(first) && plain(last) && is_first_name(first) && !names::is_common_word(&names::fold(last));
    name.then(|| format!("{first} {last}"))
}

/// Whether `name` begins with a first name that the lists know.
pub(crate) fn has_first_name(name: &str) -> bool {
    name.split_whitespace().next().is_some_and(is_first_name)
}

pub(super) fn is_degree(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2
        && DEGREES.contains(&letters(word).as_str())
        && (word.contains('.') || !word.chars().skip(1).any(char::is_lowercase))
        || matches!(
            word.trim_end_matches('.'),
            "PhD" | "Ph.D" | "PsyD" | "PharmD" | "EdD" | "Esq" | "MSc" | "BSc"
        )
}

pub(super) fn is_role(word: &str) -> bool {
    let lower = letters_and_hyphens(word);
    ROLES.contains(&lower.as_str()) || lower.ends_with("ologist") || lower.ends_with("alist")
}

/// "Jane Doe Staff Writer": a role that markup glued to the name. What is left begins with a known first name.
fn strip_role(words: &mut Vec<&str>) {
    if words.len() < 3 || !words.last().is_some_and(|w| is_role(w)) || !is_first_name(words[0]) {
        return;
    }
    let is_plain = |w: &str| is_role(w) || is_body_word(w) || names::is_common_word(&names::fold(w));
    while words.len() > 2 && words.last().is_some_and(|w| is_plain(w)) {
        words.pop();
    }
}

/// Small letters of a word, nothing else.
fn letters(word: &str) -> String {
    word.chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

fn letters_and_hyphens(word: &str) -> String {
    word.chars()
        .filter(|c| c.is_alphabetic() || *c == '-')
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_spelt(word: &str) -> bool {
    word.chars()
        .all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'))
}

fn is_name_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && is_spelt(word) && !is_glued(word)
}

/// Two words that markup wrote as one: "DoeNovember", "GuidesNews". The first parts of names that have a capital within,
/// such as "Mac" and "Fitz", have up to four letters.
fn is_glued(word: &str) -> bool {
    let mut small = 0;
    for c in word.chars().skip(1) {
        if c.is_lowercase() {
            small += 1;
        } else if c.is_uppercase() && small >= 4 {
            return true;
        } else {
            small = 0;
        }
    }
    false
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.to_lowercase().as_str())
        || word.starts_with("al-")
        || word.starts_with("el-")
        || word.starts_with("d'")
        || word.starts_with("d’")
}

pub(super) fn is_body_word(word: &str) -> bool {
    let lower = letters(word);
    BODIES.contains(&lower.as_str())
        || word.to_lowercase().ends_with(".com")
        || word.to_lowercase().ends_with(".org")
}

fn is_first_name(word: &str) -> bool {
    let folded = names::fold(word.trim_matches('.'));
    names::is_first_name(&folded)
        || folded
            .split_once('-')
            .is_some_and(|(one, _)| names::is_first_name(one))
}

/// One capital, then small letters, and no everyday word unless it is a first name: "Annie", not "Guest" or "iFix".
fn is_single_name(word: &str) -> bool {
    let plain = word
        .chars()
        .skip(1)
        .all(|c| c.is_lowercase() || matches!(c, '\'' | '’'));
    plain
        && word.chars().count() > 2
        && !is_role(word)
        && (is_first_name(word) || !names::is_common_word(&names::fold(word)))
}

/// Whether the words name a body or an office, or are everyday words with capitals ("Community Development").
fn is_of_a_body(words: &[&str]) -> bool {
    let known = words.first().is_some_and(|w| is_first_name(w));
    let is_place = words.first().is_some_and(|w| names::is_city(&names::fold(w)));
    let either = |w: &&str| BODIES_OR_SURNAMES.contains(&letters(w).as_str());
    let is_initial = |w: &str| letters(w).chars().count() == 1;
    let everyday = |w: &&str| {
        let acronym = w.len() > 1 && !w.contains('.') && !w.chars().any(char::is_lowercase);
        !is_initial(w) && (acronym || names::is_common_word(&names::fold(w)))
    };
    words.iter().any(|w| is_body_word(w) || is_role(w))
        || words.iter().any(either) && (!known || is_place || outlets::spelled(&words.join(" ")).is_some())
        || words.len() > 1
            && !known
            && words.iter().all(everyday)
            && words.iter().any(|w| w.chars().any(char::is_lowercase))
}

/// "JANE MCDOE" → "Jane McDoe".
fn in_normal_case(words: &[&str]) -> String {
    let cased = words.iter().enumerate().map(|(i, w)| {
        if SUFFIXES.contains(w) {
            return (*w).to_owned();
        }
        let lower = w.to_lowercase();
        if i > 0 && PARTICLES.contains(&lower.as_str()) {
            return lower;
        }
        let (mut out, mut up) = (String::new(), true);
        for c in lower.chars() {
            if up {
                out.extend(c.to_uppercase());
            } else {
                out.push(c);
            }
            up = matches!(c, '-' | '\'' | '’' | '.') || lower.starts_with("mc") && out.len() == 2;
        }
        out
    });
    cased.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_normal_case_without_titles() {
        for (words, told) in [
            ("Jane Doe", "Jane Doe"),
            ("JANE MCDOE", "Jane McDoe"),
            ("JOHN VAN ROE", "John van Roe"),
            ("Dr. Jane Doe, ".trim_end_matches(", "), "Jane Doe"),
            ("Jane Doe MD", "Jane Doe"),
            ("Jane A. Doe CPP", "Jane A. Doe"),
            ("Jane Doe Contributing Writer", "Jane Doe"),
            ("Md Khalid Doe", "Md Khalid Doe"),
            ("Ludwig van der Berg", "Ludwig van der Berg"),
            ("Khalid al-Doe", "Khalid al-Doe"),
            ("Emily Church", "Emily Church"),
            ("J.K. Example", "J.K. Example"),
            ("JANE MA", "Jane Ma"),
            ("John Roe III", "John Roe III"),
        ] {
            assert_eq!(name(words, Trust::Line).as_deref(), Some(told), "{words}");
        }
        assert_eq!(name("JaneDalton", Trust::Field).as_deref(), Some("Jane Dalton"));
        assert_eq!(name("Annie", Trust::Field).as_deref(), Some("Annie"));
        assert_eq!(name("jane doe", Trust::Field).as_deref(), Some("Jane Doe"));
    }

    #[test]
    fn near_misses_stay_silent() {
        for words in [
            "Herald Staff",
            "Community Development",
            "HR Strategy",
            "Personal Finance",
            "Marketing Team",
            "Port Ellery Bank",
            "Contributing Writer",
            "Jane",
            "jane doe",
            "Denver Post",
            "J. R.",
            "Room 12",
            "herald.example",
            "Head of News",
        ] {
            assert_eq!(name(words, Trust::Line), None, "{words}");
        }
        for words in [
            "admin",
            "Guest",
            "Newsdesk",
            "portellery",
            "iFixer",
            "EllerySoft",
            "editor",
            "Anonymous",
            "news desk",
        ] {
            assert_eq!(name(words, Trust::Field), None, "{words}");
        }
    }
}
