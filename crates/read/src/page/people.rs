//! Who wrote a page, as people's names out of fields and visible lines.

/// Words at the head of a byline, longest first.
const HEADS: &[&str] = &[
    "story by",
    "written by",
    "posted by",
    "published by",
    "reported by",
    "text by",
    "article by",
    "by:",
    "by",
    "author:",
    "author",
    "authors",
    "von:",
    "von",
    "par",
    "por",
    "text:",
    "autor:",
    "autorin:",
    "words by",
];

/// Words that make a name one of an office and not of a person.
const OFFICES: &[&str] = &[
    "admin",
    "administrator",
    "agencies",
    "agency",
    "associated",
    "author",
    "bureau",
    "contributor",
    "contributors",
    "correspondent",
    "correspondents",
    "daily",
    "desk",
    "editor",
    "editorial",
    "editors",
    "group",
    "inc",
    "journal",
    "magazine",
    "media",
    "news",
    "newsroom",
    "online",
    "post",
    "press",
    "redaktion",
    "reporter",
    "reporters",
    "reuters",
    "service",
    "services",
    "staff",
    "team",
    "times",
    "tribune",
    "webmaster",
    "wire",
    "wires",
    "writer",
    "writers",
    "www",
    "by",
    "com",
    "cookie",
    "md",
    "phd",
    "dvm",
    "policy",
    "privacy",
    "written",
    "comments",
    "read",
    "more",
    "share",
    "updated",
    "published",
    "view",
    "profile",
    "posts",
    "follow",
];

/// Small words that stand within a person's name.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la",
    "le", "ten", "ter", "van", "von", "y", "zu",
];

/// The people whom `words` name: a list of names, with or without "By" before it.
///
/// `sure` says that a field promises a person, so that a single name is taken too.
pub(super) fn find(words: &str, sure: bool) -> Vec<String> {
    let words = bare(words);
    let mut out: Vec<String> = Vec::new();
    for part in words.split([',', ';', '&', '|', '/', '\n', '•', '·', '(', ')', '–', '—']) {
        for part in split_words(part, &["and", "und", "with", "et", "y", "e"]) {
            let name = bare(part.trim());
            if is_person(name, sure) && !out.iter().any(|n| n == name) {
                out.push(name.to_owned());
            }
        }
    }
    out
}

/// Whether a line begins with the words that a byline begins with.
pub(super) fn is_byline(line: &str) -> bool {
    let line = line.trim();
    line.len() < 120
        && bare(line).len() < line.trim_end_matches(['.', ':']).len()
        && !find(line, false).is_empty()
}

/// `words` without the words that only say that a name follows.
fn bare(words: &str) -> &str {
    let words = words
        .trim()
        .trim_matches(|c: char| matches!(c, '.' | ':' | '-' | '*' | '"') || c.is_whitespace());
    for head in HEADS {
        let Some(start) = words.get(..head.len()) else {
            continue;
        };
        let Some(rest) = words.get(head.len()..) else {
            continue;
        };
        if start.eq_ignore_ascii_case(head) && rest.starts_with(|c: char| c.is_whitespace() || c == ':') {
            return rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
        }
    }
    words
}

/// Splits at whole words, which names can't hold.
fn split_words<'a>(text: &'a str, words: &[&str]) -> Vec<&'a str> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut at = 0;
    for word in text.split(' ') {
        let end = at + word.len();
        if words.contains(&word) && at > from {
            out.extend(text.get(from..at));
            from = end;
        }
        at = end + 1;
    }
    out.extend(text.get(from..));
    out
}

fn is_person(name: &str, sure: bool) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let enough = if sure { 1..=5 } else { 2..=5 };
    let bad =
        |c: char| c.is_numeric() || matches!(c, '@' | ':' | '<' | '>' | '=' | '_' | '#' | '?' | '!' | '"');
    enough.contains(&words.len())
        && (4..=50).contains(&name.len())
        && !name.contains(bad)
        && words.iter().all(|word| {
            let lower = word.to_lowercase();
            let plain = lower.trim_matches(|c: char| !c.is_alphanumeric());
            let capital = word.starts_with(char::is_uppercase) || !word.starts_with(char::is_lowercase);
            !OFFICES.contains(&plain)
                && !is_address(word)
                && (capital || PARTICLES.contains(&plain) || word.contains('\''))
        })
        && words.last().is_some_and(|w| !PARTICLES.contains(w))
        && words
            .iter()
            .any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 2)
}

/// A full stop before a small letter is one of an address; initials have capitals.
fn is_address(word: &str) -> bool {
    word.split_once('.')
        .is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_a_line() {
        assert_eq!(
            find("By Ann Example and Ludwig van der Berg, Staff Writers", false),
            ["Ann Example", "Ludwig van der Berg"]
        );
        assert_eq!(find("Von Jürgen Beispiel", false), ["Jürgen Beispiel"]);
        assert_eq!(find("Ann O'Example | Herald News", false), ["Ann O'Example"]);
        assert_eq!(find("J.K. Example", false), ["J.K. Example"]);
        assert_eq!(find("Annie", true), ["Annie"]);
    }

    #[test]
    fn a_byline_begins_like_one() {
        assert!(is_byline("By Ann Example, Herald Staff"));
        assert!(!is_byline("Ann Example"));
        assert!(!is_byline("By the harbour, the fire went on."));
    }

    #[test]
    fn offices_and_other_words_are_no_people() {
        for words in [
            "Herald Staff",
            "Admin",
            "By Associated Press",
            "March 5, 2024",
            "herald.example",
            "Read More",
            "by the way he went",
            "Annie",
        ] {
            assert_eq!(find(words, false), Vec::<String>::new(), "{words}");
        }
        assert_eq!(find("Newsroom", true), Vec::<String>::new());
    }
}
