//! From chains of matching words to passages with spans in both reports.

use super::align::Run;
use super::tokens::Token;
use record::{Passage, PassageKind, Report};

/// Words that must match, stock phrases left aside, for prose to be a passage of its own.
const PROSE: usize = 8;
/// The same for prose that stands beside a longer passage, as between two quotes.
const BESIDE: usize = 5;
/// The same for quoted speech.
const SPEECH: usize = 5;
/// Words that must match for any passage at all.
pub(super) const LEAST: usize = if BESIDE < SPEECH { BESIDE } else { SPEECH };
/// The same for quoted speech beside longer speech of the same passage: "“It is bad,” he said. “It is very bad.”"
const SHORT_SPEECH: usize = 2;
/// Words of a sentence that one report alone has inside a passage, from which these are two passages.
const SENTENCE: usize = 8;
/// Quoted words inside prose, and prose inside quoted speech, up to this many stay with what surrounds them.
const INSIDE: usize = 3;
/// A passage must match at least so far, in hundredths.
const ALIKE: usize = 50;
/// More names and numbers than this share of the words, in hundredths, make a list of facts and no prose.
const LISTED: usize = 50;
/// Words of other prose beside which such a list is a passage.
const WITH: usize = 40;

/// A passage and how many of its words match without being stock.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// The passage.
    pub(crate) passage: Passage,
    /// Words that match and are no stock phrase.
    pub(crate) solid: usize,
    /// Whether it is a list of names and numbers.
    listed: bool,
}

/// The passages of `chains`, in the order of `a`. None crosses what is no running text, and none mixes prose and speech.
pub(crate) fn found(chains: &[Vec<Run>], a: (&Report, &[Token]), b: (&Report, &[Token])) -> Vec<Found> {
    let mut all = Vec::new();
    for chain in chains {
        let matched: Vec<(usize, usize)> = chain
            .iter()
            .flat_map(|r| (0..r.len).map(|k| (r.a + k, r.b + k)))
            .collect();
        let one = |p: &(usize, usize), q: &(usize, usize)| {
            let block = a.1[p.0].block == a.1[q.0].block && b.1[p.1].block == b.1[q.1].block;
            block && !sentence_between(a, p.0, q.0) && !sentence_between(b, p.1, q.1)
        };
        let mut pieces: Vec<Found> = matched
            .chunk_by(one)
            .flat_map(|one| by_voice(one, a.1, b.1))
            .filter_map(|(quoted, words)| piece(quoted, words, a, b))
            .collect();
        let prose = |f: &Found| f.passage.kind == PassageKind::Prose;
        let longest = pieces.iter().filter(|f| prose(f)).map(|f| f.solid).max();
        let least = if longest >= Some(PROSE + BESIDE) {
            BESIDE
        } else {
            PROSE
        };
        let spoken = pieces.iter().filter(|f| !prose(f)).map(|f| f.solid).max();
        let speech = if spoken >= Some(SPEECH) {
            SHORT_SPEECH
        } else {
            SPEECH
        };
        pieces.retain(|f| f.solid >= if prose(f) { least } else { speech });
        all.extend(pieces);
    }
    // A list of facts is no sign by itself; between reports that share prose it went along.
    let prose: usize = all
        .iter()
        .filter(|f| f.passage.kind == PassageKind::Prose && !f.listed)
        .map(|f| f.solid)
        .sum();
    all.retain(|f| !f.listed || prose >= WITH);
    all.sort_by_key(|f| (f.passage.a, f.passage.b));
    all
}

/// Whether no sentence ends between two words of a report that follow each other closely.
fn one_sentence((report, tokens): (&Report, &[Token]), from: usize, to: usize) -> bool {
    let between = report
        .text
        .get(tokens[from].end as usize..tokens[to].start as usize);
    between.is_some_and(|words| words.len() < 40 && !words.contains(['.', '!', '?', '\n', '|']))
}

/// Whether a sentence or more stands between two words of a report.
fn sentence_between((report, tokens): (&Report, &[Token]), from: usize, to: usize) -> bool {
    if to - from <= SENTENCE {
        return false;
    }
    let between = report
        .text
        .get(tokens[from].end as usize..tokens[to].start as usize);
    between.is_some_and(|words| {
        let stops = words.match_indices(['.', '!', '?']);
        let ends = |at: usize| words[at + 1..].starts_with([' ', '\n', '”', '"', '’']);
        stops.map(|(at, _)| at).any(ends)
    })
}

/// Splits matching words where prose and quoted speech meet. Speech that is marked in one report only is speech.
fn by_voice<'m>(
    matched: &'m [(usize, usize)],
    a: &[Token],
    b: &[Token],
) -> Vec<(bool, &'m [(usize, usize)])> {
    let quoted: Vec<bool> = matched.iter().map(|&(i, j)| a[i].quoted || b[j].quoted).collect();
    let mut parts: Vec<(bool, usize)> = Vec::new();
    for part in quoted.chunk_by(|p, q| p == q) {
        parts.push((part[0], part.len()));
    }
    let last = parts.len().saturating_sub(1);
    for (i, part) in parts.iter_mut().enumerate() {
        if i > 0 && i < last && part.1 <= INSIDE {
            part.0 = !part.0;
        }
    }
    let mut rest = matched;
    let mut split = Vec::new();
    for same in parts.chunk_by(|p, q| p.0 == q.0) {
        let (words, after) = rest.split_at(same.iter().map(|p| p.1).sum());
        split.push((same[0].0, words));
        rest = after;
    }
    split
}

/// One passage, without stock phrases at its ends.
fn piece(
    quoted: bool,
    all: &[(usize, usize)],
    a: (&Report, &[Token]),
    b: (&Report, &[Token]),
) -> Option<Found> {
    let stock = |&(i, j): &(usize, usize)| a.1[i].stock || b.1[j].stock;
    let mut from = all.iter().position(|w| !stock(w))?;
    let mut to = all.iter().rposition(|w| !stock(w))? + 1;
    // A stock phrase in one sentence with what is none is a part of it.
    let joined = |k: usize| {
        let (p, q) = (all[k - 1], all[k]);
        one_sentence(a, p.0, q.0) && one_sentence(b, p.1, q.1)
    };
    if to - from >= PROSE {
        while from > 0 && joined(from) {
            from -= 1;
        }
        while to < all.len() && joined(to) {
            to += 1;
        }
    }
    let words = &all[from..to];
    let (first, last) = (words.first()?, words.last()?);
    let span =
        |report: &Report, from: Token, to: Token| report.text.span(from.start as usize, to.end as usize);
    let lengths = (last.0 - first.0 + 1) + (last.1 - first.1 + 1);
    let alike = (200 * words.len() + lengths / 2) / lengths;
    // At most 100, so that the conversion is exact.
    #[allow(clippy::cast_precision_loss)]
    let similarity = alike as f64 / 100.0;
    let naming = words.iter().filter(|w| a.1[w.0].naming).count();
    if alike < ALIKE {
        return None;
    }
    Some(Found {
        passage: Passage {
            kind: if quoted {
                PassageKind::Quotation
            } else {
                PassageKind::Prose
            },
            a: span(a.0, a.1[first.0], a.1[last.0])?,
            b: span(b.0, b.1[first.1], b.1[last.1])?,
            similarity,
        },
        solid: words.iter().filter(|w| !stock(w)).count(),
        listed: !quoted && 100 * naming > LISTED * words.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::{align, fingerprints, tokens};
    use super::*;
    use record::{Segment, SegmentKind, Text};

    fn report(parts: &[(SegmentKind, &str)]) -> Report {
        let mut text = String::new();
        let mut bounds = Vec::new();
        for (kind, part) in parts {
            bounds.push((*kind, text.len(), text.len() + part.len()));
            text.push_str(part);
            text.push('\n');
        }
        let text = Text::new(text);
        Report {
            segments: bounds
                .into_iter()
                .map(|(kind, from, to)| Segment::new(kind, text.span(from, to).unwrap()))
                .collect(),
            text,
            ..Report::default()
        }
    }

    fn passages(a: &Report, b: &Report) -> Vec<(PassageKind, String, String)> {
        let (ta, tb) = (tokens::of(a), tokens::of(b));
        let (ga, gb) = (fingerprints::places(&ta), fingerprints::places(&tb));
        let chains = align::chains((&ta, &ga), (&tb, &gb));
        found(&chains, (a, &ta), (b, &tb))
            .into_iter()
            .map(|f| {
                (
                    f.passage.kind,
                    a.text.at(f.passage.a).to_owned(),
                    b.text.at(f.passage.b).to_owned(),
                )
            })
            .collect()
    }

    const KEEPER: &str = "The keeper of the lock at Ellery blamed a broken hinge for the jam.";
    const BARGES: &str = "Nine barges had to wait in the basin until a diver had freed the gate on Monday.";

    #[test]
    fn a_passage_never_crosses_a_caption() {
        use SegmentKind::{Caption, Paragraph};
        let a = report(&[(Paragraph, KEEPER), (Paragraph, BARGES)]);
        let b = report(&[(Paragraph, KEEPER), (Caption, "The lock."), (Paragraph, BARGES)]);
        assert_eq!(passages(&a, &a).len(), 1);
        let found = passages(&a, &b);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|(_, x, y)| x == y));
    }

    #[test]
    fn speech_is_cut_from_the_prose_around_it() {
        let text = "The keeper of the lock at Ellery blamed a hinge. “We shall mend the hinge before the ice comes back,” \
            he said, and nine barges had to wait until a diver had freed the gate.";
        let a = report(&[(SegmentKind::Paragraph, text)]);
        let kinds: Vec<PassageKind> = passages(&a, &a).into_iter().map(|p| p.0).collect();
        assert_eq!(
            kinds,
            [PassageKind::Prose, PassageKind::Quotation, PassageKind::Prose]
        );
    }

    #[test]
    fn speech_marked_in_one_report_only_is_speech() {
        let a = report(&[(
            SegmentKind::Paragraph,
            "Brook: “We shall mend the hinge before the ice comes back to the lock.”",
        )]);
        let b = report(&[(
            SegmentKind::Paragraph,
            "We shall mend the hinge before the ice comes back to the lock.",
        )]);
        assert!(matches!(passages(&a, &b)[..], [(PassageKind::Quotation, ..)]));
    }

    #[test]
    fn a_sentence_put_in_makes_two_passages_and_an_aside_does_not() {
        let paragraph = |words: String| report(&[(SegmentKind::Paragraph, &words)]);
        let a = paragraph(format!("{KEEPER} {BARGES}"));
        let put_in = "Some of the skippers brewed tea on deck and swore loudly.";
        let b = paragraph(format!("{KEEPER} {put_in} {BARGES}"));
        assert_eq!(passages(&a, &b).len(), 2);
        let aside = KEEPER.replace(
            "Ellery",
            "Ellery, who had been called by a neighbour shortly before three,",
        );
        let c = paragraph(format!("{aside} {BARGES}"));
        assert_eq!(passages(&a, &c).len(), 1);
    }

    #[test]
    fn short_speech_beside_longer_speech_is_told() {
        let said = |by: &str| {
            let words = format!(
                "“This is bad,” {by}. “We shall mend the hinge before the ice comes back to the lock.”"
            );
            report(&[(SegmentKind::Paragraph, &words)])
        };
        let said = said("Brook said at the old gate");
        let found = passages(&said, &said);
        let words: Vec<&str> = found.iter().map(|p| p.1.as_str()).collect();
        assert_eq!(
            words,
            [
                "This is bad",
                "We shall mend the hinge before the ice comes back to the lock"
            ]
        );
    }

    #[test]
    fn seven_words_are_no_passage() {
        let a = report(&[(
            SegmentKind::Paragraph,
            "Yesterday nine barges had to wait in the basin.",
        )]);
        let b = report(&[(
            SegmentKind::Paragraph,
            "So nine barges had to wait in the harbour.",
        )]);
        assert!(passages(&a, &b).is_empty());
    }
}
