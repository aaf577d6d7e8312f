//! Quick looks that spare a line the search by a pattern, where the pattern can't match.
//!
//! A line goes through dozens of patterns, and nearly every line is prose that none of them matches. Each look asks for
//! less than its pattern does, so it never changes what is told.

use aho_corasick::AhoCorasick;

/// Whether the first letter of `line` may be that of one of `words`, which are in small letters: what comes before it are
/// signs, and capitals are as good. Where letters outside ASCII make that hard to say, the answer is yes.
pub(crate) fn opens(line: &str, words: &[&str]) -> bool {
    // "ſ" and the sign of the kelvin are "s" and "k" for a pattern that doesn't tell capitals.
    let folded = |c: char| matches!(c, 'ſ' | '\u{212a}');
    let Some(from) = line.find(|c: char| c.is_ascii_alphabetic() || folded(c)) else {
        return false;
    };
    let rest = line.as_bytes().get(from..).unwrap_or(&[]);
    let may = |word: &&str| {
        let mut letters = word.bytes();
        for b in rest {
            match letters.next() {
                None => return true,
                Some(_) if !b.is_ascii() => return true,
                Some(letter) if b.to_ascii_lowercase() != letter => return false,
                Some(_) => {}
            }
        }
        letters.next().is_none()
    };
    words.iter().any(may)
}

/// Finds any of `words` anywhere, in capitals or not. For a pattern that doesn't tell capitals they are without "s" and "k",
/// see [`opens`].
pub(crate) fn any_of(words: &[&str]) -> AhoCorasick {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(words)
        .expect("a few constant words")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_opens_with_its_first_letters() {
        for line in ["This day", "  “(THIS", "thi", "ſo", "th\u{131}s"] {
            assert!(opens(line, &["thi"]), "{line}");
        }
        for line in ["", "123", "Th", "That", "Not this"] {
            assert!(!opens(line, &["thi"]), "{line}");
        }
    }

    #[test]
    fn words_are_found_in_any_letters() {
        assert!(any_of(&["photo"]).is_match("AP PhoTo"));
        assert!(!any_of(&["photo"]).is_match("a phone"));
    }
}
