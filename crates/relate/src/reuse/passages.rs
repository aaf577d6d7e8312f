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
        let block = |&(i, j): &(usize, usize)| (a.1[i].block, b.1[j].block);
        let mut pieces: Vec<Found> = matched
            .chunk_by(|p, q| block(p) == block(q))
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
        pieces.retain(|f| f.solid >= if prose(f) { least } else { SPEECH });
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
    mut words: &[(usize, usize)],
    a: (&Report, &[Token]),
    b: (&Report, &[Token]),
) -> Option<Found> {
    let stock = |&(i, j): &(usize, usize)| a.1[i].stock || b.1[j].stock;
    while let [first, rest @ ..] = words
        && stock(first)
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && stock(last)
    {
        words = rest;
    }
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
        let (ga, gb) = (fingerprints::grams(&ta), fingerprints::grams(&tb));
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
