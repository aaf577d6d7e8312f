//! Sentences that were cut off in the middle, with the next one run on.
//!
//! A scrape that lost a link's or a picture's words leaves "effort to broker a “Given the gaps …" or "The owner got a
//! During the talks …". Only a determiner before something that must open a sentence is proof enough: no sentence ends
//! with "a" or "the".

use super::words;

/// The byte offsets in `text` at which a new sentence begins although the one before was cut off.
pub(crate) fn cuts(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut before = "";
    let mut at = 0;
    // The mark that closes the quote last opened is sought once, from left to right.
    let mut closes = Closers::of(text);
    for token in text.split_inclusive(char::is_whitespace) {
        let word = token.trim_end();
        if DETERMINERS.contains(&before)
            && (opens_quoted_sentence(text, at, &mut closes) || opens_sentence(text, at, word))
        {
            cuts.push(at);
        }
        before = if word.is_empty() { before } else { word };
        at += token.len();
    }
    cuts
}

const DETERMINERS: &[&str] = &[
    "a", "an", "the", "his", "her", "its", "their", "our", "my", "your",
];

/// Words that open a sentence and, before a word in small letters, nothing else.
const OPENERS: &[&str] = &[
    "After",
    "Although",
    "And",
    "As",
    "At",
    "Because",
    "Before",
    "But",
    "By",
    "Despite",
    "During",
    "For",
    "From",
    "He",
    "However",
    "If",
    "In",
    "Instead",
    "It",
    "Meanwhile",
    "On",
    "Or",
    "She",
    "Since",
    "So",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Through",
    "To",
    "Under",
    "Until",
    "We",
    "What",
    "When",
    "Where",
    "While",
    "Who",
    "With",
    "Without",
    "Yet",
    "You",
    "His",
    "Her",
    "Its",
    "Our",
    "A",
    "An",
    "That",
];

/// "a During the talks", "the With that, he left": a sentence's first word where a noun had to stand.
fn opens_sentence(text: &str, at: usize, word: &str) -> bool {
    let bare = word.trim_end_matches(',');
    if !OPENERS.contains(&bare) {
        return false;
    }
    let rest = text.get(at + word.len()..).unwrap_or("").trim_start();
    // "the In Crowd", "a The Hague court", "the A train", "a He said, she said story" are names and phrases.
    let small = |w: &str| w.starts_with(char::is_lowercase);
    let mut next = rest.split_whitespace().take(2);
    match (bare, next.next(), next.next()) {
        ("A" | "An" | "It" | "He" | "She" | "Who" | "You" | "What" | "To" | "That", Some(verb), _) => {
            const VERBS: &[&str] = &[
                "was", "is", "has", "had", "will", "would", "were", "are", "could", "may", "can",
            ];
            VERBS.contains(&verb)
        }
        (_, Some(a), Some(_)) if word.ends_with(',') => small(a) || a.starts_with(char::is_uppercase),
        (_, Some(a), Some(b)) => {
            small(a) && (small(b) || b.starts_with(char::is_uppercase)) && !a.ends_with(['”', '"'])
        }
        _ => false,
    }
}

/// "a “Given the gaps of trust that exist, that’s tough,” Mr. Roe said": a whole quoted sentence with its attribution
/// where a noun had to stand.
fn opens_quoted_sentence(text: &str, at: usize, closes: &mut Closers) -> bool {
    let Some(quoted) = text
        .get(at..)
        .and_then(|t| t.strip_prefix('“').or_else(|| t.strip_prefix('"')))
    else {
        return false;
    };
    if !quoted.starts_with(char::is_uppercase) {
        return false;
    }
    let start = text.len() - quoted.len();
    let Some(close) = closes.after(start) else {
        return false;
    };
    let content = text.get(start..close).unwrap_or("");
    let after = text
        .get(close..)
        .unwrap_or("")
        .trim_start_matches(['”', '"'])
        .trim_start();
    let small = content
        .split_whitespace()
        .skip(1)
        .filter(|w| w.starts_with(char::is_lowercase))
        .take(6)
        .count();
    let comma = content.ends_with(',') && (words::opens_attribution(after) || pronoun_says(after));
    let full =
        content.ends_with(['.', '!', '?']) && after.starts_with(|c: char| c.is_uppercase() || c == '“');
    small >= 5 && (comma || full)
}

/// "he said", "said Jane".
fn pronoun_says(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let says = |w: &str| {
        ["said", "says", "told", "added", "asked", "wrote"].contains(&w.trim_end_matches(['.', ',']))
    };
    says(first) || ["he", "she", "they", "it"].contains(&first) && says(second)
}

/// The places of closing quote marks, asked for in rising order.
struct Closers {
    at: Vec<usize>,
    next: usize,
}

impl Closers {
    fn of(text: &str) -> Self {
        // A straight mark closes where it stands after a letter or stop.
        let mut at = Vec::new();
        let mut before = ' ';
        for (i, c) in text.char_indices() {
            if c == '”' || c == '"' && !before.is_whitespace() && before != '(' {
                at.push(i);
            }
            before = c;
        }
        Self { at, next: 0 }
    }

    fn after(&mut self, start: usize) -> Option<usize> {
        while self.at.get(self.next).is_some_and(|i| *i < start) {
            self.next += 1;
        }
        self.at.get(self.next).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        cuts(text)
            .into_iter()
            .map(|at| &text[at..(at + 6).min(text.len())])
            .collect()
    }

    #[test]
    fn cut_sentences_are_found() {
        assert_eq!(
            cut(
                "The mayor’s effort to broker a \"Seen the way they talk now, that is a tough deal,\" Ms. Doe said."
            ),
            ["\"Seen "]
        );
        assert_eq!(
            cut("The owner got a During the talks on Sunday, the crew left."),
            ["During"]
        );
        assert_eq!(cut("He pressed her on the With that, Ms. Doe left."), ["With t"]);
    }

    #[test]
    fn near_misses_stay_silent() {
        for text in [
            "He called it a “Marshall Plan for the ferry,” and left.",
            "The “Made in Ellery” label was a “Buy now, pay later” trick.",
            "It was a “We will never ever go back to that” moment.",
            "They sang with the In Crowd at the After Party.",
            "She is a The Hague-based judge.",
            "It was a He said, she said story.",
            "He gave the A train a miss.",
            "The It girl left.",
            "He read the “When we were all very young and dumb” chapter.",
            "She quoted the “And then there were none at all” line.",
        ] {
            assert_eq!(cut(text), Vec::<&str>::new(), "{text}");
        }
    }
}
