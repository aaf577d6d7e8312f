//! Which sentences state something that can be told: running text, whole, in the report's own words.

use crate::readings::words::norms;
use record::{QuoteForm, Report, Span};

const FEWEST_WORDS: usize = 5;
const MOST_WORDS: usize = 80;

/// The spans of the sentences of `report` that state something, in order.
pub(super) fn stating(report: &Report) -> Vec<Span> {
    let speech = speech(report);
    report
        .sentences
        .iter()
        .map(|s| s.span)
        .filter(|&s| report.segment_at(s.start()).is_some_and(|g| g.kind.is_running()))
        .filter(|&s| !report.warned("truncated-sentence", s))
        .filter(|&s| whole(report.text.at(s)))
        .filter(|&s| covered(&speech, s) * 2 <= s.len())
        .collect()
}

/// Whether the words are a statement from its first word to its full stop.
fn whole(text: &str) -> bool {
    let closes = |c: char| matches!(c, '"' | '\u{201d}' | '\u{2019}' | '\'' | ')' | ']');
    let starts = text.trim_start_matches(['"', '\u{201c}', '\u{2018}', '\'', '(', '[']);
    let ends = text.trim_end_matches(closes);
    let count = norms(text).len();
    starts.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && ends.ends_with(['.', '!', ','])
        && !(ends.ends_with(',') && ends.len() == text.len())
        && (FEWEST_WORDS..=MOST_WORDS).contains(&count)
}

/// What is quoted directly, as spans that rise and do not overlap.
fn speech(report: &Report) -> Vec<Span> {
    let mut spans: Vec<Span> = report
        .quotes
        .iter()
        .filter(|q| q.form == QuoteForm::Direct)
        .flat_map(|q| q.content.iter().copied())
        .collect();
    spans.sort_unstable();
    let mut apart: Vec<Span> = Vec::new();
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => apart.push(span),
        }
    }
    apart
}

/// How many bytes of `span` the rising `spans` cover.
fn covered(spans: &[Span], span: Span) -> usize {
    let from = spans.partition_point(|s| s.end() <= span.start());
    spans
        .iter()
        .skip(from)
        .take_while(|s| s.start() < span.end())
        .map(|s| s.end().min(span.end()) - s.start().max(span.start()))
        .sum()
}

/// How little a sentence can stand alone: whether it leans on the one before, then whether it is long, then where it
/// stands. The smallest is the best wording.
pub(super) fn burden(report: &Report, span: Span) -> (bool, bool, usize) {
    const LEANING: &[&str] = &[
        "he",
        "she",
        "it",
        "they",
        "his",
        "her",
        "its",
        "their",
        "this",
        "that",
        "these",
        "those",
        "but",
        "and",
        "or",
        "so",
        "also",
        "however",
        "meanwhile",
        "both",
        "another",
        "such",
        "there",
        "then",
        "we",
        "i",
    ];
    let words = norms(report.text.at(span));
    let leans = words.first().is_some_and(|w| LEANING.contains(&w.as_str()));
    (leans, words.len() > 40, span.start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample::report;

    fn told(marked: &str) -> Vec<String> {
        let r = report("a", marked);
        stating(&r).into_iter().map(|s| r.text.at(s).to_owned()).collect()
    }

    #[test]
    fn questions_scraps_and_pure_speech_state_nothing() {
        assert!(told("Who will pay for all of the pumps now?").is_empty());
        assert!(told("Read more here").is_empty());
        assert!(told("“Nobody in this town wants to pay for a pump,” <Ana Brandt> said.").is_empty());
        assert_eq!(
            told("The town bought two pumps on Monday. Read all about it").len(),
            1
        );
    }

    #[test]
    fn a_sentence_with_a_few_quoted_words_is_told() {
        assert_eq!(
            told("<Ana Brandt> called the plan to pump out the lower town “a bad joke” on Monday.").len(),
            1
        );
    }

    #[test]
    fn a_pronoun_at_the_start_is_a_burden() {
        let r = report("a", "The town bought two pumps. It paid nothing.");
        let burdens: Vec<bool> = r.sentences.iter().map(|s| burden(&r, s.span).0).collect();
        assert_eq!(burdens, [false, true]);
    }
}
