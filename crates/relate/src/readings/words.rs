//! Words as they are compared: case, curly marks, hyphens and the points of initials make no difference.

use record::Span;

/// A word of a text, with the form in which it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Lower case, with straight apostrophes, and without the points of "U.S." and the commas of "12,000".
    pub(crate) norm: String,
    /// Bytes of the text given.
    pub(crate) span: Span,
}

/// The words of `text` in order. Hyphens part words, so that "heavy-lifting" and "heavy lifting" are the same.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut open: Option<(usize, String)> = None;
    let mut chars = text.char_indices().peekable();
    let mut last = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, n)| n);
        if c.is_alphanumeric() {
            let (_, norm) = open.get_or_insert_with(|| (at, String::new()));
            norm.extend(c.to_lowercase());
        } else if let Some((start, mut norm)) = open.take() {
            let single = norm.chars().count() == 1 || norm.contains('\u{1}');
            match c {
                '\'' | '\u{2019}' if next.is_alphanumeric() => norm.push('\''),
                ',' if last.is_ascii_digit() && next.is_ascii_digit() => {}
                '.' if last.is_ascii_digit() && next.is_ascii_digit() => norm.push('.'),
                // The marker remembers that an initial came before; it is taken out when the word is closed.
                '.' if single && last.is_alphabetic() && next.is_alphabetic() => norm.push('\u{1}'),
                _ => {
                    close(&mut found, start, at, &norm);
                    last = c;
                    continue;
                }
            }
            open = Some((start, norm));
        }
        last = c;
    }
    if let Some((start, norm)) = open {
        close(&mut found, start, text.len(), &norm);
    }
    found
}

fn close(found: &mut Vec<Word>, start: usize, end: usize, norm: &str) {
    if let Some(span) = Span::new(start, end) {
        let norm = norm.replace('\u{1}', "");
        found.push(Word { norm, span });
    }
}

/// The compared forms alone.
pub(crate) fn norms(text: &str) -> Vec<String> {
    words(text).into_iter().map(|w| w.norm).collect()
}

/// Words that carry little meaning by themselves: articles, pronouns, prepositions, auxiliaries, conjunctions.
pub(crate) fn is_function_word(norm: &str) -> bool {
    FUNCTION_WORDS.binary_search(&norm).is_ok()
}

/// Sorted, for binary search; a test holds it so.
pub(crate) const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "above", "after", "again", "against", "all", "also", "although", "am", "an", "and", "any",
    "are", "as", "at", "be", "because", "been", "before", "being", "below", "between", "both", "but", "by",
    "can", "could", "did", "do", "does", "doing", "down", "during", "each", "even", "few", "for", "from",
    "further", "had", "has", "have", "having", "he", "her", "here", "hers", "him", "his", "how", "i", "if",
    "in", "into", "is", "it", "its", "itself", "just", "may", "me", "might", "more", "most", "mr", "mrs",
    "ms", "must", "my", "of", "off", "on", "once", "only", "or", "other", "our", "ours", "out", "over",
    "own", "same", "she", "should", "since", "so", "some", "still", "such", "than", "that", "the", "their",
    "theirs", "them", "then", "there", "these", "they", "this", "those", "through", "to", "too", "under",
    "until", "up", "upon", "very", "was", "we", "were", "what", "when", "where", "whether", "which", "while",
    "who", "whom", "whose", "why", "will", "with", "would", "you", "your", "yours",
];

/// Takes off the commonest English endings. Harman's S-stemmer (1991), with -ed and -ing off words that stay long.
pub(crate) fn stem(norm: &str) -> String {
    let word = norm.strip_suffix("'s").unwrap_or(norm);
    if let Some(root) = word.strip_suffix("ies").filter(|r| r.len() > 2) {
        return format!("{root}y");
    }
    let word = match word.strip_suffix('s') {
        Some(root) if root.len() > 2 && !root.ends_with(['s', 'u', 'i']) => root,
        _ => word,
    };
    for ending in ["ing", "ed"] {
        if let Some(root) = word.strip_suffix(ending).filter(|r| r.len() > 3) {
            // "stopped" and "stop": the doubled letter goes too.
            let mut last = root.chars().rev();
            let doubled = last
                .next()
                .is_some_and(|c| Some(c) == last.next() && !"aeiouls".contains(c));
            let root = if doubled { &root[..root.len() - 1] } else { root };
            return root.strip_suffix('e').unwrap_or(root).to_owned();
        }
    }
    word.strip_suffix('e')
        .filter(|r| r.len() > 3)
        .unwrap_or(word)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn house_styles_make_no_difference() {
        assert_eq!(
            norms("“We’re heavy-lifting in the U.S.,”"),
            norms("\"we're HEAVY lifting in the US\"")
        );
        assert_eq!(
            norms("12,000 people, 3.5 percent."),
            ["12000", "people", "3.5", "percent"]
        );
    }

    #[test]
    fn a_sentence_end_is_no_initial() {
        assert_eq!(norms("Plan B. It failed."), ["plan", "b", "it", "failed"]);
        assert_eq!(norms("the dogs' bowl"), ["the", "dogs", "bowl"]);
    }

    #[test]
    fn spans_lie_on_the_words() {
        let text = "Zoë said “näive”.";
        let at: Vec<&str> = words(text).iter().map(|w| &text[w.span.range()]).collect();
        assert_eq!(at, ["Zoë", "said", "näive"]);
    }

    #[test]
    fn endings_make_no_difference() {
        for (a, b) in [
            ("pumps", "pump"),
            ("cities", "city"),
            ("talking", "talked"),
            ("stopped", "stopping"),
            ("close", "closed"),
        ] {
            assert_eq!(stem(a), stem(b));
        }
        assert_ne!(stem("bus"), stem("bu"));
        assert_ne!(stem("crisis"), stem("cris"));
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
        assert!(is_function_word("the") && !is_function_word("truce"));
    }
}
