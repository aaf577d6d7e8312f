//! Speech in quote marks that neither the rules nor the network give to anyone: whose it may be, or no one's.

use super::combine::{clashes, new};
use super::features::Sequence;
use super::pointers::Proposal;
use crate::quotes::attributions::{Attribution, Pattern};
use crate::quotes::tokens::{Kind, Paragraph};
use crate::quotes::{introduced, runs};
use record::{Report, Text};
use std::collections::BTreeSet;
use std::ops::Range;

/// How far from its cue speech that nothing else claims may stand, in positions.
const NEAR: usize = 96;

/// Speech in marks that nothing claims: it goes to a cue that is likely only because speech is there, or is told
/// without a speaker.
pub(super) fn unclaimed(
    report: &Report,
    paragraphs: &[Paragraph],
    (s, proposals, free): (&Sequence, &[Proposal], &[bool]),
    cues: &BTreeSet<(usize, usize)>,
    out: &mut Vec<Attribution>,
) {
    let mut owned: BTreeSet<(usize, usize)> = out
        .iter()
        .flat_map(|a| {
            let own = a.content.iter().map(|r| (a.paragraph, r));
            own.chain(a.further.iter().map(|(n, r)| (*n, r)))
        })
        .flat_map(|(n, r)| r.clone().map(move |i| (n, i)))
        .collect();
    for (n, p) in paragraphs.iter().enumerate() {
        for at in 0..p.tokens.len() {
            if owned.contains(&(n, at)) || !speech(&report.text, p, at) {
                continue;
            }
            let position = s.starts.get(n).map_or(0, |start| start + at);
            // A cue's content is never sought further off than this.
            let near = position.saturating_sub(NEAR)..position + NEAR;
            let from = proposals.partition_point(|q| q.cue.start < near.start);
            let likeliest = proposals
                .iter()
                .zip(free)
                .skip(from)
                .take_while(|(q, _)| q.cue.start < near.end)
                .filter(|(q, free)| **free && q.content.contains(&position) && !clashes(s, cues, q))
                .max_by(|(a, _), (b, _)| a.sure_cue.total_cmp(&b.sure_cue))
                .and_then(|(q, _)| new(s, paragraphs, q))
                .filter(|a| a.content.iter().all(|r| quotations(p, r)));
            let found = likeliest.unwrap_or_else(|| {
                let sentence = p.sentences.partition_point(|s| s.end <= at);
                let sentence = sentence.min(p.sentences.len().saturating_sub(1));
                let alone = runs::by_itself(n, sentence, at);
                match introduced::find(report, p, at) {
                    Some((source, cue)) => Attribution {
                        pattern: Pattern::Introduced,
                        cue,
                        source: Some(source),
                        ..alone
                    },
                    None => alone,
                }
            });
            owned.extend(found.content.iter().flat_map(|r| r.clone().map(|i| (n, i))));
            out.push(found);
        }
    }
}

/// Whether all of a piece is quotations.
fn quotations(p: &Paragraph, piece: &Range<usize>) -> bool {
    p.tokens
        .get(piece.clone())
        .is_some_and(|t| t.iter().all(|t| matches!(t.kind, Kind::Quotation(_))))
}

/// Whether token `at` is a quotation that reads as speech: a sentence of some words set off from what goes before it,
/// and neither a title nor a word held at a distance.
fn speech(text: &Text, p: &Paragraph, at: usize) -> bool {
    let Some(Kind::Quotation(i)) = p.tokens.get(at).map(|t| t.kind) else {
        return false;
    };
    let Some(inner) = p.marked.get(i).map(|m| text.at(m.inner)) else {
        return false;
    };
    let count = inner.split_whitespace().take(5).count();
    let set_off = at.checked_sub(1).and_then(|i| p.tokens.get(i)).is_none_or(|t| {
        matches!(
            t.kind,
            Kind::Colon | Kind::Comma | Kind::Stop | Kind::Dash | Kind::Quotation(_)
        )
    });
    let sentence = !inner.starts_with(char::is_lowercase);
    let lively = inner.ends_with(['!', '?']);
    set_off && sentence && !title(inner) && (count >= 5 || count >= 3 && lively)
}

/// Whether words in quote marks are those of a title: most of the longer ones have capitals.
pub(in crate::quotes) fn title(inner: &str) -> bool {
    let long = || inner.split_whitespace().filter(|w| w.len() > 3).take(200);
    3 * long().filter(|w| w.starts_with(char::is_uppercase)).count() > 2 * long().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_have_capitals_and_speech_has_few() {
        assert!(title("The Long Pier of Port Ellery"));
        assert!(!title("The pier will never be built again."));
    }
}
