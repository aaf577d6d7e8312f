//! Who said what: direct, indirect and mixed quotations with their cue, source and speaker.
//!
//! By rules and lexicons: quote marks are paired, each quotation becomes one token, cue verbs are sought with their
//! subject, and the patterns of English news say which words are the content. The annotation scheme followed is that of
//! PolNeAR (Newell, Margolin and Ruths 2018): source, cue, content.

mod attributions;
mod clauses;
#[allow(
    clippy::single_range_in_vec_init,
    reason = "a piece of content is a range of tokens"
)]
mod contents;
mod cues;
mod gender;
#[allow(
    clippy::single_range_in_vec_init,
    reason = "a piece of content is a range of tokens"
)]
mod layouts;
mod lexicon;
mod marks;
#[allow(
    clippy::single_range_in_vec_init,
    reason = "a piece of content is a range of tokens"
)]
mod runs;
mod sources;
mod speakers;
mod tokens;
mod verbs;

use attributions::{Attribution, Pattern};
use record::{NameKind, Quote, QuoteForm, Report, SegmentKind, Span, Text};
use speakers::Speaker;
use std::ops::Range;
use tokens::{Kind, Paragraph};

/// Finds them in `report`, in order of start.
#[must_use]
pub fn find(report: &Report) -> Vec<Quote> {
    let paragraphs = paragraphs(report);
    let mut found: Vec<Attribution> = Vec::new();
    for (number, p) in paragraphs.iter().enumerate() {
        let laid_out =
            layouts::colon(&report.text, p, p.headline || number == 0).or_else(|| layouts::signature(p));
        if let Some(a) = laid_out.filter(|a| names_someone(report, p, a)) {
            found.push(Attribution {
                paragraph: number,
                ..a
            });
            continue;
        }
        let speech_follows = paragraphs
            .get(number + 1)
            .and_then(|n| n.tokens.first())
            .is_some_and(|t| matches!(t.kind, Kind::Quotation(_)));
        if let Some(a) = layouts::announces(&report.text, p).filter(|_| speech_follows) {
            found.push(Attribution {
                paragraph: number,
                ..a
            });
        }
        for sentence in 0..p.sentences.len() {
            found.extend(
                attributions::find(&report.text, p, sentence)
                    .into_iter()
                    .map(|a| Attribution {
                        paragraph: number,
                        ..a
                    }),
            );
        }
    }
    runs::join(&paragraphs, &mut found);
    found.sort_by_key(|a| (a.paragraph, a.sentence, a.cue.start));
    let speakers = speakers::resolve(report, &paragraphs, &found);
    let mut quotes: Vec<Quote> = found
        .iter()
        .zip(speakers)
        .filter_map(|(a, speaker)| quote(report, &paragraphs, a, speaker))
        .collect();
    quotes.sort_by_key(|q| (q.envelope(), q.cue.first().copied()));
    quotes
}

fn paragraphs(report: &Report) -> Vec<Paragraph> {
    let starts: Vec<usize> = report.sentences.iter().map(|s| s.span.start()).collect();
    let segments: Vec<_> = report
        .segments
        .iter()
        .filter(|s| s.kind.has_sentences())
        .collect();
    (0..segments.len())
        .map(|i| {
            let segment = segments[i];
            let next_opens = segments
                .get(i + 1)
                .is_some_and(|n| marks::opens(report.text.at(n.span)));
            let marked = marks::find(&report.text, segment.span, next_opens);
            tokens::paragraph(
                &report.text,
                segment.span,
                marked,
                &starts,
                segment.kind == SegmentKind::Headline,
            )
        })
        .collect()
}

/// Whether the source of a layout's attribution starts with the name of a person or an organization.
fn names_someone(report: &Report, p: &Paragraph, a: &Attribution) -> bool {
    let Some(source) = a
        .source
        .as_ref()
        .and_then(|s| spans(&report.text, p, s).first().copied())
    else {
        return false;
    };
    report
        .names
        .iter()
        .any(|n| source.contains(n.span) && matches!(n.kind, NameKind::Person | NameKind::Organization))
}

fn quote(report: &Report, paragraphs: &[Paragraph], a: &Attribution, speaker: Speaker) -> Option<Quote> {
    let p = paragraphs.get(a.paragraph)?;
    let mut content: Vec<Span> = Vec::new();
    let (mut marked, mut plain) = (false, false);
    let pieces = a
        .content
        .iter()
        .map(|r| (a.paragraph, r))
        .chain(a.further.iter().map(|(n, r)| (*n, r)));
    for (number, piece) in pieces {
        let p = paragraphs.get(number)?;
        for at in piece.clone() {
            match p.tokens.get(at)?.kind {
                Kind::Quotation(_) => marked = true,
                _ => plain = true,
            }
        }
        content.push(span(&report.text, p, piece)?);
    }
    content.sort();
    if content.is_empty() {
        return None;
    }
    let form = match (marked, plain) {
        (true, false) => QuoteForm::Direct,
        (true, true) => QuoteForm::Mixed,
        _ => QuoteForm::Indirect,
    };
    // What was cut off in the middle is not told as said, unless both its quote marks are there.
    if form != QuoteForm::Direct && content.iter().any(|&c| report.warned("truncated-sentence", c)) {
        return None;
    }
    let cue = spans(&report.text, p, &a.cue);
    let source = a
        .source
        .as_ref()
        .map_or_else(Vec::new, |s| spans(&report.text, p, s));
    let confidence = confidence(a, &speaker);
    Some(Quote {
        form,
        content,
        cue,
        source,
        speaker: speaker.name,
        entity: speaker.entity,
        confidence,
    })
}

/// The bytes of a piece of content: without the marks where it is one whole quotation.
fn span(text: &Text, p: &Paragraph, piece: &Range<usize>) -> Option<Span> {
    let (first, last) = (
        p.tokens.get(piece.start)?,
        p.tokens.get(piece.end.checked_sub(1)?)?,
    );
    if let (Kind::Quotation(i), 1) = (first.kind, piece.len()) {
        let inner = p.marked.get(i)?.inner;
        let words = text.at(inner).trim_end_matches(',').trim_end();
        return text.span(inner.start(), inner.start() + words.len());
    }
    text.span(first.span.start(), last.span.end())
}

fn spans(text: &Text, p: &Paragraph, range: &Range<usize>) -> Vec<Span> {
    let (Some(first), Some(last)) = (p.tokens.get(range.start), p.tokens.get(range.end.wrapping_sub(1)))
    else {
        return Vec::new();
    };
    if range.is_empty() {
        return Vec::new();
    }
    text.span(first.span.start(), last.span.end())
        .into_iter()
        .collect()
}

/// How sure the whole is, in steps of a hundredth: the share of its pattern that was right on annotated news, lowered
/// where the speaker is less sure.
fn confidence(a: &Attribution, speaker: &Speaker) -> f64 {
    let pattern: u32 = match a.pattern {
        Pattern::QuoteBefore => 92,
        Pattern::QuoteInverted => 90,
        Pattern::QuoteAfter => 80,
        Pattern::Trailing => 80,
        Pattern::TrailingInverted => 75,
        Pattern::That => 80,
        Pattern::Bare => 75,
        Pattern::Infinitive => 60,
        Pattern::Phrase => 55,
        Pattern::Participle => 60,
        Pattern::According => 75,
        Pattern::Alone => 40,
        Pattern::Layout => 80,
    };
    let sure = if speaker.name.is_some() {
        u32::from(speaker.sure)
    } else {
        100
    };
    let weak = if a.weak { 70 } else { 100 };
    f64::from(pattern * sure * weak / 10_000) / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Segment, Text};

    /// Content pieces, cue, source, speaker.
    type Told = (Vec<String>, String, String, Option<String>);

    /// Reads paragraphs parted by line ends.
    fn read(written: &str) -> Vec<Told> {
        let mut report = Report {
            text: Text::from(written),
            ..Report::default()
        };
        let mut at = 0;
        for line in written.split_inclusive('\n') {
            let span = report
                .text
                .span(at, at + line.len())
                .map(|s| report.text.trimmed(s));
            report
                .segments
                .extend(span.map(|s| Segment::new(SegmentKind::Paragraph, s)));
            at += line.len();
        }
        report.sentences = crate::sentences::find(&report.text, &report.segments);
        report.names = crate::names::find(&report);
        let words = |spans: &[Span]| {
            spans
                .iter()
                .map(|&s| report.text.at(s).to_owned())
                .collect::<Vec<_>>()
        };
        find(&report)
            .iter()
            .map(|q| {
                (
                    words(&q.content),
                    words(&q.cue).join(" "),
                    words(&q.source).join(" "),
                    q.speaker.clone(),
                )
            })
            .collect()
    }

    /// The first quote's pieces and source.
    fn first(written: &str) -> (Vec<String>, String) {
        read(written)
            .into_iter()
            .next()
            .map(|q| (q.0, q.2))
            .unwrap_or_default()
    }

    fn owned(pieces: &[&str], source: &str) -> (Vec<String>, String) {
        (pieces.iter().map(|&s| s.to_owned()).collect(), source.to_owned())
    }

    #[test]
    fn direct_speech_with_the_speaker_before_after_and_between() {
        let vane = "Ada Vane";
        assert_eq!(
            first("“The pier is gone,” Ada Vane said."),
            owned(&["The pier is gone"], vane)
        );
        assert_eq!(
            first("\"The pier is gone,\" said Ada Vane."),
            owned(&["The pier is gone"], vane)
        );
        assert_eq!(
            first("Ada Vane said: ‘The pier is gone.’"),
            owned(&["The pier is gone."], vane)
        );
        assert_eq!(
            first("''The pier,'' Ada Vane said, ''is gone.''"),
            owned(&["The pier", "is gone."], vane)
        );
        assert_eq!(
            first("“The pier is gone,” Ada Vane said. “We saw it fall. Then it burned.”"),
            owned(&["The pier is gone", "We saw it fall. Then it burned."], vane)
        );
        assert_eq!(first("“Why now?” Ada Vane asked."), owned(&["Why now?"], vane));
    }

    #[test]
    fn speech_runs_over_paragraphs_until_its_mark_closes() {
        assert_eq!(
            first("“The pier is gone,” Ada Vane said. “We saw it fall.\n“Then it burned.”"),
            owned(
                &["The pier is gone", "We saw it fall.", "Then it burned."],
                "Ada Vane"
            )
        );
    }

    #[test]
    fn indirect_speech_in_its_patterns() {
        assert_eq!(
            first("Ada Vane said that the pier was gone."),
            owned(&["that the pier was gone"], "Ada Vane")
        );
        assert_eq!(
            first("The pier was gone, the official said."),
            owned(&["The pier was gone"], "the official")
        );
        assert_eq!(
            first("According to harbour police, the pier was gone."),
            owned(&["the pier was gone"], "harbour police")
        );
        assert_eq!(
            first("Ms. Vane told reporters on Monday that the pier was gone."),
            owned(&["that the pier was gone"], "Ms. Vane")
        );
        assert_eq!(
            first("Ada Vane, a pilot from Ellery, said the pier was gone."),
            owned(&["the pier was gone"], "Ada Vane, a pilot from Ellery")
        );
    }

    #[test]
    fn another_speaker_ends_the_clause() {
        let found = read("The port said 5 were killed, while the union said 7 were missing.");
        assert_eq!(found[0].0, ["5 were killed"]);
        assert_eq!(found[1].2, "the union");
    }

    #[test]
    fn marks_around_a_word_are_no_speech() {
        for near_miss in [
            "The “lost pier” was found.",
            "She read “The Long Pier” twice.",
            "Ada Vane declined to discuss the pier.",
            "The port would say nothing.",
            "The members' union met at the pier.",
        ] {
            assert!(read(near_miss).is_empty(), "{near_miss}: {:?}", read(near_miss));
        }
        let mixed = read("Ada Vane said she had “alerted” the port.");
        assert_eq!(mixed[0].0, ["she had “alerted” the port"]);
    }

    #[test]
    fn a_pronoun_that_may_mean_two_or_another_names_no_one() {
        let speaker = |written: &str| read(written).last().and_then(|q| q.3.clone());
        assert_eq!(
            speaker("Mary Vane met Anna Orr at the port.\n“It is late,” she said."),
            None
        );
        assert_eq!(speaker("Mary Vane runs the port.\n“It is late,” he said."), None);
    }

    #[test]
    fn hostile_text_is_read_without_harm() {
        let marks = [
            "“",
            "”“",
            "'''",
            ":",
            "said",
            "“ ” said",
            "according to",
            "“”“”“”",
            "said “",
            "é’é",
        ];
        for written in marks {
            let _ = read(written);
            let _ = read(&written.repeat(2000));
        }
    }
}
