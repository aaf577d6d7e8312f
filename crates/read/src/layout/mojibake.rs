//! Text decoded with the wrong table: "â€™" for an apostrophe.

use record::{Text, Warning};
use regex::Regex;
use std::sync::LazyLock;

/// A warning at the first place where UTF-8 was read as Windows-1252 or Latin-1, or where characters were lost.
/// Only sequences that no language writes are taken.
pub(crate) fn find(text: &Text) -> Option<Warning> {
    static WRONG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("â€[™œ\u{9d}“”˜¦¢\u{153}\u{2dc}]|â€“|â€”|\u{e2}\u{80}[\u{90}-\u{ae}]|Ã[©¨¼¶¤±³§ª«¡º]|Â[£©®°«»\u{a0}]|ï»¿|\u{fffd}")
            .expect("a constant pattern")
    });
    let first = WRONG.find(text)?;
    let count = WRONG.find_iter(text).count();
    let message = format!(
        "The text was decoded wrongly in {count} place(s); the first reads \u{201c}{}\u{201d}.",
        first.as_str()
    );
    text.span(first.start(), first.end())
        .map(|span| Warning::at("mojibake", message, span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_decoding_is_told() {
        for words in ["The mayorâ€™s boat", "CafÃ© Ellery", "lost \u{fffd} sign"] {
            assert!(find(&Text::from(words)).is_some(), "{words}");
        }
        for words in [
            "The mayor’s boat",
            "Café Ellery",
            "Âge d'or",
            "São Ãlvaro",
            "château — “so”",
        ] {
            assert!(find(&Text::from(words)).is_none(), "{words}");
        }
    }
}
