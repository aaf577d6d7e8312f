//! Quoted speech cut into sentences, the units that reports quote, leave out and put side by side at will.

use crate::readings::words::norms;
use record::{Quote, QuoteForm, Report, Span};

/// Fewer words than this are no remark by themselves.
const FEWEST_WORDS: usize = 4;

/// A quoted sentence, or the part of one that a report quotes.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Index of its report.
    pub(super) report: usize,
    /// Index of its quote in the report.
    pub(super) quote: usize,
    /// Its pieces: several where an attribution stands inside.
    pub(super) spans: Vec<Span>,
    /// Its words as compared.
    pub(super) words: Vec<String>,
    /// Units of one run follow each other in the report as one utterance.
    pub(super) run: usize,
}

/// The units of one report in order, none from a passage that was cut off.
pub(super) fn units(report: &Report, index: usize) -> Vec<Unit> {
    let mut found: Vec<Unit> = Vec::new();
    let mut order: Vec<usize> = (0..report.quotes.len()).collect();
    order.sort_by_key(|&q| (report.quotes[q].envelope(), q));
    let mut reached = 0;
    for q in order {
        let quote = &report.quotes[q];
        let Some(envelope) = quote.envelope() else {
            continue;
        };
        // A quote inside a quote is a part of the outer one.
        if envelope.start() < reached && quote.form != QuoteForm::Indirect {
            continue;
        }
        let pieces = own_words(report, quote);
        if pieces.is_empty() {
            continue;
        }
        reached = envelope.end();
        for spans in sentences(report, &pieces) {
            let words: Vec<String> = spans.iter().flat_map(|&s| norms(report.text.at(s))).collect();
            if words.len() < FEWEST_WORDS {
                continue;
            }
            let run = match found.last() {
                Some(before) if follows(report, before, q, spans[0]) => before.run,
                Some(before) => before.run + 1,
                None => 0,
            };
            found.push(Unit {
                report: index,
                quote: q,
                spans,
                words,
                run,
            });
        }
    }
    found
}

/// Whether a unit of quote `q` that starts at `span` goes on from `before`.
fn follows(report: &Report, before: &Unit, q: usize, span: Span) -> bool {
    if before.quote == q {
        return true;
    }
    let between = before
        .spans
        .last()
        .and_then(|b| report.text.get(b.end()..span.start()));
    if !between.is_some_and(is_attribution) {
        return false;
    }
    let at = |s: Span| report.segment_at(s.start()).map(|s| s.span);
    let speaker = |q: usize| {
        report
            .quotes
            .get(q)
            .and_then(|q| q.entity.as_deref().or(q.speaker.as_deref()))
    };
    speaker(q).is_some()
        && speaker(q) == speaker(before.quote)
        && at(span).is_some()
        && before.spans.last().and_then(|&s| at(s)) == at(span)
}

/// Whether the words between two quotes are hardly more than "he told reporters on Monday".
fn is_attribution(between: &str) -> bool {
    const MOST_BYTES: usize = 160;
    between.len() <= MOST_BYTES
        && between
            .trim_end()
            .trim_end_matches(['.', '“', '"'])
            .matches(". ")
            .count()
            == 0
}

/// The pieces of a quote that are the speaker's own words and stand whole on the page.
fn own_words(report: &Report, quote: &Quote) -> Vec<Span> {
    let pieces: Vec<Span> = match quote.form {
        QuoteForm::Direct => quote.content.clone(),
        QuoteForm::Mixed => quote
            .content
            .iter()
            .flat_map(|&s| inside_marks(report, s))
            .collect(),
        QuoteForm::Indirect => Vec::new(),
    };
    pieces
        .into_iter()
        .map(|s| report.text.trimmed(s))
        .filter(|&s| {
            report
                .segment_at(s.start())
                .is_some_and(|g| g.kind.has_sentences())
        })
        .filter(|&s| !s.is_empty() && (closed(report, s) || !report.warned("truncated-sentence", s)))
        .collect()
}

/// Whether quote marks stand right before and right after `span`: nothing of it was cut off then.
fn closed(report: &Report, span: Span) -> bool {
    let mark = |c: char| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}' | '\'');
    report.text.get(..span.start()).is_some_and(|b| b.ends_with(mark))
        && report.text.get(span.end()..).is_some_and(|a| a.starts_with(mark))
}

/// The stretches of `span` between double quote marks.
fn inside_marks(report: &Report, span: Span) -> Vec<Span> {
    let text = report.text.at(span);
    let mut open = report
        .text
        .get(..span.start())
        .is_some_and(|b| b.ends_with(['"', '\u{201c}']))
        .then_some(0);
    let mut found = Vec::new();
    for (at, c) in text
        .char_indices()
        .filter(|(_, c)| matches!(c, '"' | '\u{201c}' | '\u{201d}'))
    {
        match open {
            Some(start) => {
                found.push((start, at));
                open = None;
            }
            None if c != '\u{201d}' => open = Some(at + c.len_utf8()),
            None => {}
        }
    }
    found.extend(open.map(|start| (start, text.len())));
    found
        .into_iter()
        .filter_map(|(a, b)| report.text.span(span.start() + a, span.start() + b))
        .collect()
}

/// Pieces regrouped into sentences: a piece without a full stop goes on in a next one that starts in lower case, and
/// what is too short to stand alone goes with its neighbour.
fn sentences(report: &Report, pieces: &[Span]) -> Vec<Vec<Span>> {
    let mut found: Vec<Vec<Span>> = Vec::new();
    for &piece in pieces {
        let mut first = true;
        for span in split(report, piece) {
            let text = report.text.at(span);
            let continues = found.last().and_then(|s| s.last()).is_some_and(|&before| {
                let words = report.text.at(before);
                let lower = text
                    .chars()
                    .find(|c| c.is_alphanumeric())
                    .is_some_and(char::is_lowercase);
                first && lower && !words.ends_with(['.', '?', '!'])
            });
            let short = |spans: &[Span]| {
                spans
                    .iter()
                    .map(|&s| norms(report.text.at(s)).len())
                    .sum::<usize>()
                    < FEWEST_WORDS
            };
            let joins =
                continues || (!first && found.last().is_some_and(|s| short(s))) || (!first && short(&[span]));
            match found.last_mut() {
                Some(last) if joins => push_span(report, last, span),
                _ => found.push(vec![span]),
            }
            first = false;
        }
    }
    found
}

/// Adds `span`, as one with the last where only white space stands between.
pub(super) fn push_span(report: &Report, spans: &mut Vec<Span>, span: Span) {
    if let Some(last) = spans.last_mut() {
        let between = report.text.get(last.end()..span.start());
        if between.is_some_and(|b| b.trim().is_empty() && !b.contains("\n")) {
            *last = last.cover(span);
            return;
        }
    }
    spans.push(span);
}

/// Cuts after a full stop, question or exclamation mark before a capital.
fn split(report: &Report, piece: Span) -> Vec<Span> {
    let text = report.text.at(piece);
    let (mut found, mut start) = (Vec::new(), 0);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let breaks = matches!(c, '.' | '?' | '!')
            && !abbreviates(text.get(start..at).unwrap_or_default())
            && chars.peek().is_some_and(|(_, n)| n.is_whitespace())
            && text
                .get(at + 1..)
                .and_then(|rest| rest.trim_start().chars().next())
                .is_some_and(|n| n.is_uppercase() || n.is_ascii_digit() || n == '[');
        if breaks || (c == '\n' && text.get(start..at).is_some_and(|t| t.trim().len() > 1)) {
            found.extend(report.text.span(piece.start() + start, piece.start() + at + 1));
            start = at + 1;
        }
    }
    found.extend(report.text.span(piece.start() + start, piece.end()));
    found
        .into_iter()
        .map(|s| report.text.trimmed(s))
        .filter(|s| !s.is_empty())
        .collect()
}

/// Whether a point after these words belongs to the last of them.
fn abbreviates(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    matches!(
        word,
        "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "Gen" | "Sen" | "Rep" | "Gov" | "Lt" | "Col" | "Sgt" | "No"
    ) || (word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::sample;

    fn texts(report: &Report) -> Vec<(String, usize)> {
        let join = |u: &Unit| {
            u.spans
                .iter()
                .map(|&s| report.text.at(s))
                .collect::<Vec<_>>()
                .join(" … ")
        };
        units(report, 0).iter().map(|u| (join(u), u.run)).collect()
    }

    #[test]
    fn an_attribution_inside_a_sentence_leaves_one_unit() {
        let report = sample::report(
            "a",
            "“The sooner the pumps run,” <he> said, “the better for all of us. We wait.”",
        );
        assert_eq!(
            texts(&report),
            [(
                "The sooner the pumps run, … the better for all of us. We wait.".to_owned(),
                0
            )]
        );
    }

    #[test]
    fn sentences_of_one_quote_are_units_of_one_run() {
        let report = sample::report(
            "a",
            "“The pumps are old and tired,” <Ana Brandt> said. “Nobody wants to pay for them.”",
        );
        assert_eq!(
            texts(&report),
            [
                ("The pumps are old and tired,".to_owned(), 0),
                ("Nobody wants to pay for them.".to_owned(), 0)
            ]
        );
    }

    #[test]
    fn what_is_said_later_in_a_long_paragraph_is_another_run() {
        let report = sample::report(
            "a",
            "“The pumps are old and tired,” <Ana Brandt> said. The council met until late. It voted twice. “Nobody wants to pay for them.”",
        );
        let mut twice = report.clone();
        let content = twice.quotes[0].content.split_off(1);
        twice.quotes.push(record::Quote {
            content,
            ..report.quotes[0].clone()
        });
        assert_eq!(units(&twice, 0).iter().map(|u| u.run).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn a_scare_quote_is_no_remark() {
        assert!(texts(&sample::report("a", "<He> had “productive” talks.")).is_empty());
    }

    #[test]
    fn a_quote_that_the_page_cut_is_skipped_but_one_closed_before_the_cut_is_not() {
        let mut report = sample::report("a", "“The pumps are old and tired,” <he> said to");
        report.warnings.push(record::Warning::at(
            "truncated-sentence",
            "cut",
            report.text.whole(),
        ));
        assert_eq!(texts(&report).len(), 1);
        let mut report = sample::report("a", "<He> said: “The pumps are old and so is");
        assert_eq!(texts(&report).len(), 1);
        report.warnings.push(record::Warning::at(
            "truncated-sentence",
            "cut",
            report.text.whole(),
        ));
        assert!(texts(&report).is_empty());
    }
}
