//! Sentences, and those that are damaged.

mod damage;
mod split;
mod words;

use record::{Report, Segment, Sentence, Span, Text, Warning};

/// Bytes above which a stretch without a stop is no sentence but a table, a list or noise. It is cut, so that the layers
/// above, which look from one end of a sentence to the other, take time in proportion to a text whatever it holds.
const LONGEST: usize = 8192;

/// The sentences of the segments that have any, in order, without white space at their ends.
///
/// A sentence never crosses a segment. One that was cut off ends where the next begins, so that the good one is clean.
#[must_use]
pub fn find(text: &Text, segments: &[Segment]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for segment in segments.iter().filter(|s| s.kind.has_sentences()) {
        let words = text.at(segment.span);
        let mut starts = split::starts(words);
        starts.extend(damage::cuts(words));
        starts.sort_unstable();
        starts.dedup();
        let starts = bounded(words, starts);
        let mut from = 0;
        for to in starts.into_iter().chain([words.len()]) {
            let span = text
                .span(segment.span.start() + from, segment.span.start() + to)
                .map(|s| text.trimmed(s));
            sentences.extend(span.filter(|s| !s.is_empty()).map(|span| Sentence { span }));
            from = to;
        }
    }
    sentences
}

/// `starts` with more between two that lie too far apart: after a line, else after a word, else after a character.
fn bounded(words: &str, starts: Vec<usize>) -> Vec<usize> {
    let mut out = Vec::with_capacity(starts.len());
    let mut from = 0;
    for to in starts.into_iter().chain([words.len()]) {
        while to - from > LONGEST {
            let room = words.get(from..floor(words, from + LONGEST)).unwrap_or("");
            let half = floor(room, LONGEST / 2);
            let after = |c: fn(char) -> bool| room.get(half..)?.rfind(c).map(|i| half + i);
            let cut = after(|c| c == '\n')
                .or_else(|| after(char::is_whitespace))
                .filter(|i| *i > 0)
                .unwrap_or(room.len());
            if cut == 0 {
                break;
            }
            from += cut;
            out.push(from);
        }
        if to < words.len() {
            out.push(to);
        }
        from = to;
    }
    out
}

/// The greatest character boundary of `text` up to `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A `truncated-sentence` warning for each sentence that was cut off, over the words that are left of it.
#[must_use]
pub fn damaged(report: &Report) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for segment in report.segments.iter().filter(|s| s.kind.has_sentences()) {
        for cut in damage::cuts(report.text.at(segment.span)) {
            let at = segment.span.start() + cut;
            warnings.extend(before(report, at).map(warning));
        }
    }
    warnings.extend(unfinished(report).map(warning));
    warnings
}

fn warning(span: Span) -> Warning {
    Warning::at(
        "truncated-sentence",
        "The sentence is cut off; its end is missing.",
        span,
    )
}

/// The last sentence that ends at or before `at`.
fn before(report: &Report, at: usize) -> Option<Span> {
    let after = report.sentences.partition_point(|s| s.span.end() <= at);
    Some(report.sentences.get(after.checked_sub(1)?)?.span)
}

/// The last sentence of the running text, where it breaks off: it has no stop and ends in a word that ends none, or it
/// trails off into dots as teasers do.
fn unfinished(report: &Report) -> Option<Span> {
    const OPEN: &[&str] = &[
        "a", "an", "the", "of", "to", "and", "or", "but", "with", "for", "from", "by", "his", "her", "its",
        "their", "is", "was", "were", "are", "that", "which", "who", "at", "as",
    ];
    let last = report.running().last()?;
    let sentence = report
        .sentences
        .iter()
        .rev()
        .find(|s| last.span.contains(s.span))?
        .span;
    let words = report.text.at(sentence);
    if words.split_whitespace().take(6).count() < 6 {
        return None;
    }
    let word = words.rsplit(char::is_whitespace).next().unwrap_or("");
    let teaser = ["[...]", "[…]", "(...)", "[more]"]
        .iter()
        .any(|t| words.ends_with(t));
    let dots = (words.ends_with("...") || words.ends_with('…')) && !words.contains(['"', '“', '”']);
    (OPEN.contains(&word) || teaser || dots).then_some(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Body, SegmentKind, Source};

    fn read(text: &str) -> Report {
        crate::read(Source::new(
            text.as_bytes(),
            "a.txt",
            None,
            Body::Plain(text.to_owned()),
        ))
    }

    #[test]
    fn a_cut_sentence_is_warned_and_the_next_is_clean() {
        let report = read(
            "The mayor made her latest effort to broker a “Given the way they talk now, that is a tough deal,” Ms. Doe \
             said. The owner left.",
        );
        let told: Vec<_> = report.sentences.iter().map(|s| report.text.at(s.span)).collect();
        assert_eq!(told.len(), 3);
        assert!(told[1].starts_with("“Given"));
        let warned = report
            .warnings
            .iter()
            .find(|w| w.code == "truncated-sentence")
            .unwrap();
        assert_eq!(
            report.text.at(warned.span.unwrap()),
            "The mayor made her latest effort to broker a"
        );
    }

    #[test]
    fn a_teaser_is_warned() {
        let report = read("The ferry sank on Monday.\n\nThe owner of the line was taken to...");
        assert!(report.warnings.iter().any(|w| w.code == "truncated-sentence"));
        assert!(
            read("The ferry sank on Monday.\n\nThe owner of the line was taken away.")
                .warnings
                .is_empty()
        );
    }

    #[test]
    fn what_has_no_stop_is_cut_between_words() {
        for (word, times) in [
            ("quay ", 10_000),
            ("“quay” 12\n", 9_000),
            ("é", 9_000),
            ("漢字", 5_000),
        ] {
            let text = Text::from(word.repeat(times).as_str());
            let found = find(
                &text,
                &[Segment::new(SegmentKind::Paragraph, text.trimmed(text.whole()))],
            );
            assert!(
                found.len() > 1 && found.iter().all(|s| s.span.len() <= LONGEST),
                "{word:?}"
            );
            let told: usize = found
                .iter()
                .map(|s| text.at(s.span).matches(word.trim()).count())
                .sum();
            assert_eq!(told, times, "no {word:?} is cut or lost");
        }
        // A long sentence as people write them stays whole.
        let text = Text::from(("the quay and ".repeat(600) + "the ferry.").as_str());
        assert_eq!(
            find(&text, &[Segment::new(SegmentKind::Paragraph, text.whole())]).len(),
            1
        );
    }

    #[test]
    fn sentences_stay_in_their_segments() {
        let text = Text::from("One. Two.\nThree");
        let at = |a, b| text.span(a, b).unwrap();
        let segments = vec![
            Segment::new(SegmentKind::Paragraph, at(0, 9)),
            Segment::new(SegmentKind::Furniture, at(10, 15)),
        ];
        let told: Vec<_> = find(&text, &segments).iter().map(|s| text.at(s.span)).collect();
        assert_eq!(told, ["One.", "Two."]);
    }
}
