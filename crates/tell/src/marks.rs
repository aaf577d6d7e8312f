//! Quote marks of a sentence: whether it begins or ends inside somebody's remark.

/// Whether quote marks are open at the end of these words of a sentence.
pub(crate) fn leaves_open(words: &str) -> bool {
    let count = |mark: char| words.matches(mark).count();
    count('“') > count('”') || count('"') % 2 == 1
}

/// Whether a sentence is no more than a piece of a remark: a mark opens it and is not closed in it ("'You know, it snows."), or
/// is closed at its very end.
pub(crate) fn is_of_a_remark(text: &str) -> bool {
    let mut chars = text.char_indices();
    let Some((_, mark)) = chars.next() else {
        return false;
    };
    let closing: &[char] = match mark {
        '“' => &['”'],
        '"' => &['"'],
        '‘' | '\'' => &['’', '\''],
        _ => return false,
    };
    if mark == '\'' && elides(text) {
        return false;
    }
    let mut before = mark;
    for (at, c) in chars {
        let rest = &text[at + c.len_utf8()..];
        // An apostrophe has a letter on either side: "'You can't know."
        let closes =
            closing.contains(&c) && !before.is_whitespace() && !rest.starts_with(char::is_alphanumeric);
        if closes {
            return !rest.contains(char::is_alphanumeric);
        }
        before = c;
    }
    true
}

/// Whether the mark at the start stands for letters left out: "'90s", "'Tis".
fn elides(text: &str) -> bool {
    let word: String = text
        .chars()
        .skip(1)
        .take_while(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    word.starts_with(|c: char| c.is_ascii_digit()) || matches!(word.as_str(), "tis" | "twas" | "em" | "til")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_are_open_are_seen() {
        assert!(leaves_open("The port said it was “out of touch with "));
        assert!(leaves_open("The port said \"no\" and \"out of touch with "));
        assert!(!leaves_open("The port said “no” "));
    }

    #[test]
    fn a_piece_of_a_remark_is_no_sentence_and_a_sentence_that_opens_with_a_remark_is() {
        for piece in [
            "'Y'know, simple things like that the tide comes in.",
            "‘You can’t moor a ferry there.",
            "'Don't build a quay where the boats can't lie.'",
            "“The stairs were gone.”",
            "\"The stairs were gone!\"",
        ] {
            assert!(is_of_a_remark(piece), "{piece}");
        }
        for whole in [
            "'Don't build it there,' Adela Quist said.",
            "‘The Herring Girls’ opened in Port Callow on Monday.",
            "“Half the coast lives on herring,” said Adela Quist.",
            "'90s boats fill the harbour of Port Callow.",
            "The mayor called it ‘a fine quay’.",
        ] {
            assert!(!is_of_a_remark(whole), "{whole}");
        }
    }
}
