//! Quoted speech cut into sentences, the units that reports quote, leave out and put side by side at will.

use super::pieces::{breaths, is_anothers, is_attribution, is_title, own_words};
use crate::readings::words::{is_function_word, norms};
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
    for (at, &q) in order.iter().enumerate() {
        let quote = &report.quotes[q];
        let Some(envelope) = quote.envelope() else {
            continue;
        };
        // A quote inside direct speech is a part of it.
        if envelope.start() < reached && quote.form != QuoteForm::Indirect {
            continue;
        }
        let mut pieces = own_words(report, quote);
        if quote.form == QuoteForm::Mixed {
            // "Ms. Orr called it “…”, the agency reported": the words are hers, not the agency's.
            pieces.retain(|&s| !is_anothers(report, &order, at, s));
        } else if !pieces.is_empty() {
            reached = envelope.end();
        }
        for breath in breaths(report, quote, pieces) {
            let mut within = false;
            for spans in sentences(report, &breath) {
                let words: Vec<String> = spans.iter().flat_map(|&s| norms(report.text.at(s))).collect();
                let short = words.len() < FEWEST_WORDS && !is_fragment(quote, &words);
                if short || spans.iter().all(|&s| is_title(report.text.at(s))) {
                    continue;
                }
                let run = match found.last() {
                    Some(before) if within || follows(report, before, q, spans[0]) => before.run,
                    Some(before) => before.run + 1,
                    None => 0,
                };
                within = true;
                found.push(Unit {
                    report: index,
                    quote: q,
                    spans,
                    words,
                    run,
                });
            }
        }
    }
    found
}

/// Whether a few quoted words inside a report's own sentence are somebody's by name and tell something: "deeply
/// deplorable". Another report may have them too.
fn is_fragment(quote: &Quote, words: &[String]) -> bool {
    quote.form == QuoteForm::Mixed
        && quote.entity.is_some()
        && words.len() >= 2
        && words.iter().any(|w| w.len() > 3 && !is_function_word(w))
}

/// Whether a unit of quote `q` that starts at `span` goes on from `before`.
fn follows(report: &Report, before: &Unit, q: usize, span: Span) -> bool {
    let (Some(said), Some(quote)) = (report.quotes.get(before.quote), report.quotes.get(q)) else {
        return false;
    };
    // "“…,” she said. “…,” she added": the words between are the first's attribution, and neither is woven in.
    let parted = before.quote == q
        || said.form != QuoteForm::Direct
        || quote.form != QuoteForm::Direct
        || before
            .spans
            .last()
            .is_none_or(|b| said.cue.iter().any(|c| c.start() < b.end()));
    let between = before
        .spans
        .last()
        .and_then(|b| report.text.get(b.end()..span.start()));
    if parted || !between.is_some_and(is_attribution) {
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
    fn two_telling_words_inside_a_sentence_count_where_somebody_is_named() {
        let woven = |marked: &str| {
            let mut report = sample::report("a", marked);
            report.quotes[0].form = QuoteForm::Mixed;
            report.quotes[0].content = vec![report.segments[0].span];
            texts(&report)
                .into_iter()
                .map(|(words, _)| words)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            woven("<Ana Brandt> called the levy “deeply unfair” to the farms."),
            ["deeply unfair"]
        );
        assert!(woven("<The mayor> called the levy “deeply unfair” to the farms.").len() < 2);
        assert!(woven("<Ana Brandt> said that she “was in” it with them.").is_empty());
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

    /// A report whose one quote is mixed, its content all that stands between `from` and the end.
    fn woven(text: &str, cue: &str, from: &str) -> Report {
        let text = record::Text::new(text);
        let whole = text.at(text.whole()).to_owned();
        let at = |words: &str| {
            let start = whole.find(words).unwrap_or(0);
            text.span(start, start + words.len()).unwrap()
        };
        let quote = Quote {
            form: QuoteForm::Mixed,
            content: vec![text.span(whole.find(from).unwrap_or(0), whole.len() - 1).unwrap()],
            cue: vec![at(cue)],
            source: vec![at("Ana Brandt")],
            speaker: Some("Ana Brandt".to_owned()),
            entity: Some("ana-brandt".to_owned()),
            confidence: 0.8,
        };
        Report {
            id: "a".to_owned(),
            segments: vec![record::Segment::new(record::SegmentKind::Paragraph, text.whole())],
            quotes: vec![quote],
            text,
            ..Report::default()
        }
    }

    #[test]
    fn what_is_woven_into_one_sentence_is_not_glued_together() {
        let found = units(
            &woven(
                "Ana Brandt said the pumps were “a danger to us all” and the wells “a gift to the town”.",
                "said",
                "the pumps",
            ),
            0,
        );
        assert_eq!(found.len(), 2);
        assert_ne!(found[0].run, found[1].run);
    }

    #[test]
    fn the_words_of_another_inside_an_attribution_are_not_its_speakers() {
        let mut report = woven(
            "Ana Brandt said Olaf Reuss called it “a danger to us all”.",
            "said",
            "Olaf",
        );
        let whole = report.text.at(report.text.whole()).to_owned();
        let at = |words: &str| {
            let start = whole.find(words).unwrap();
            report.text.span(start, start + words.len()).unwrap()
        };
        let inner = Quote {
            content: vec![at("it “a danger to us all”")],
            cue: vec![at("called")],
            source: vec![at("Olaf Reuss")],
            speaker: Some("Olaf Reuss".to_owned()),
            entity: Some("olaf-reuss".to_owned()),
            ..report.quotes[0].clone()
        };
        report.quotes.push(inner);
        assert_eq!(units(&report, 0).iter().map(|u| u.quote).collect::<Vec<_>>(), [1]);
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
