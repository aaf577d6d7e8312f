//! What looks like something said and is not told: names of works, questions that are put, text without any marks.

use super::attributions::Attribution;
use super::network::is_title;
use super::tokens::{Kind, Paragraph};
use record::Text;

/// Whether nothing is told of `a`, an attribution in `p`.
pub(super) fn is(text: &Text, p: &Paragraph, a: &Attribution) -> bool {
    is_work(text, p, a) || is_asked(text, p, a) || is_verse(text, p, a) || is_unmarked(text, p, a)
}

/// "She wrote “The Long Pier”", "they sang “Home Again”": a work by its name.
fn is_work(text: &Text, p: &Paragraph, a: &Attribution) -> bool {
    let [piece] = &a.content[..] else { return false };
    let made = a.cue.clone().any(|i| {
        p.tokens.get(i).is_some_and(|t| {
            let word = text.at(t.span).to_ascii_lowercase();
            ["wr", "sang", "sing", "sung", "recit"]
                .iter()
                .any(|w| word.starts_with(w))
        })
    });
    let Some(Kind::Quotation(i)) = p.tokens.get(piece.start).map(|t| t.kind) else {
        return false;
    };
    let named = p.marked.get(i).is_some_and(|m| {
        let inner = text.at(m.inner);
        is_title(inner) && !inner.ends_with(['.', '!', '?'])
    });
    made && piece.start == a.cue.end && piece.len() == 1 && named
}

/// "What did Ada Vane tell you of the pier?": the question tells that something was said, not what.
fn is_asked(text: &Text, p: &Paragraph, a: &Attribution) -> bool {
    let Some(sentence) = p.sentences.get(a.sentence) else {
        return false;
    };
    let word = |i: usize| {
        p.tokens
            .get(i)
            .map_or(String::new(), |t| text.at(t.span).to_ascii_lowercase())
    };
    let asks = sentence.len() > 2
        && word(sentence.end - 1) == "?"
        && (sentence.start..sentence.end.min(sentence.start + 5))
            .any(|i| matches!(word(i).as_str(), "what" | "whom" | "who" | "how" | "why" | "when"));
    let auxiliary = |i: usize| {
        i >= sentence.start && matches!(word(i).as_str(), "did" | "does" | "do" | "has" | "have" | "had")
    };
    let inverted = a
        .source
        .as_ref()
        .is_some_and(|s| auxiliary(s.start) || s.start.checked_sub(1).is_some_and(auxiliary));
    let quoted = a.content.iter().any(|r| {
        r.clone().any(|i| {
            p.tokens
                .get(i)
                .is_some_and(|t| matches!(t.kind, Kind::Quotation(_)))
        })
    });
    asks && inverted && !quoted
}

/// "So said Ada Vane": the words that were said stand before.
fn is_verse(text: &Text, p: &Paragraph, a: &Attribution) -> bool {
    let [piece] = &a.content[..] else { return false };
    a.further.is_empty()
        && piece.len() == 1
        && p.tokens.get(piece.start).is_some_and(|t| {
            t.word() && matches!(text.at(t.span).to_ascii_lowercase().as_str(), "so" | "thus")
        })
}

/// More words than this without a mark are no sentence.
const UNMARKED: usize = 24;

/// Text that nobody has parted into sentences: where what was said begins and ends can't be known.
fn is_unmarked(text: &Text, p: &Paragraph, a: &Attribution) -> bool {
    let Some(sentence) = p.sentences.get(a.sentence).and_then(|s| p.tokens.get(s.clone())) else {
        return false;
    };
    sentence.len() > UNMARKED
        && sentence
            .iter()
            .all(|t| t.word() && !text.at(t.span).starts_with(char::is_uppercase))
}
