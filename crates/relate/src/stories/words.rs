//! The words of a text with what stands between them, and the numbers that stand for them.

/// A word as a number: FNV-1a of its lower-case letters. It is the same on every machine, so that reports can be looked at
/// apart from each other and still be compared; of a million words two share a number once in thirty million collections.
pub(super) type Term = u64;

/// The number of a word that is in lower case already.
pub(super) fn term(word: &str) -> Term {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A word with what stands between it and the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) word: &'a str,
    /// Where it begins in the text.
    pub(super) at: usize,
    pub(super) after: &'a str,
}

impl Token<'_> {
    /// Whether it is written like a name: a capital and at least one letter more.
    pub(super) fn capital(&self) -> bool {
        self.word.chars().next().is_some_and(char::is_uppercase) && self.word.chars().nth(1).is_some()
    }

    pub(super) fn digits(&self) -> bool {
        self.word.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Where it ends in the text.
    pub(super) fn end(&self) -> usize {
        self.at + self.word.len()
    }

    pub(super) fn lower(&self) -> String {
        self.word.to_lowercase()
    }

    /// Whether a sentence may end after it.
    pub(super) fn ends(&self) -> bool {
        self.after.contains(['.', '!', '?', '\n', '“', '"', ':'])
    }
}

/// The words of `text` in lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    tokens(text).map(|t| t.lower()).collect()
}

/// Runs of letters and digits; the possessive "s" is left out.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let start = at + rest.find(char::is_alphanumeric)?;
            let word = &text[start..];
            let word = &word[..word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len())];
            let end = start + word.len();
            let tail = &text[end..];
            let after = &tail[..tail.find(char::is_alphanumeric).unwrap_or(tail.len())];
            at = end;
            let possessive = word.eq_ignore_ascii_case("s") && text[..start].ends_with(['\'', '’']);
            if !possessive {
                return Some(Token {
                    word,
                    at: start,
                    after,
                });
            }
        }
    })
}

/// A headline without the outlet that is glued to its end: "Two shot in Larch Quay - Northmoor Gazette".
pub(super) fn headline(title: &str) -> &str {
    // An outlet's name is short, and a headline is left before it.
    const OUTLET: usize = 5;
    const LEFT: usize = 3;
    let cut = [" - ", " | ", " » ", " – ", " — ", " :: "]
        .iter()
        .filter_map(|mark| title.rfind(mark).map(|at| (at, at + mark.len())))
        .max();
    match cut {
        Some((at, end))
            if tokens(&title[end..]).count() <= OUTLET
                && tokens(&title[..at]).count() >= LEFT
                && tokens(&title[end..]).all(|t| !t.word.starts_with(char::is_lowercase)) =>
        {
            &title[..at]
        }
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_is_cut_off_a_headline_and_a_clause_stays() {
        assert_eq!(
            headline("Two shot in Larch Quay - Northmoor Gazette"),
            "Two shot in Larch Quay"
        );
        assert_eq!(
            headline("Fire guts cold store – two dead in port"),
            "Fire guts cold store – two dead in port"
        );
        assert_eq!(headline("Port Ellery - Gazette"), "Port Ellery - Gazette");
    }

    #[test]
    fn a_possessive_is_no_word_and_terms_differ() {
        assert_eq!(
            words("Quill's ship, the Larch"),
            ["quill", "ship", "the", "larch"]
        );
        assert_ne!(term("larch"), term("larches"));
    }
}
