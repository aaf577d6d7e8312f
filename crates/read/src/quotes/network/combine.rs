//! The rules and the network together: which of what either found is told.

use super::features::{self, Sequence};
use super::pointers::Proposal;
use super::unclaimed::{title, unclaimed};
use crate::quotes::attributions::{Attribution, Pattern};
use crate::quotes::extents;
use crate::quotes::lexicon::{MODAL, NEGATION};
use crate::quotes::tokens::{Kind, Paragraph};
use crate::quotes::verbs::{PHRASE, QUOTE};
use record::{Report, Text};
use std::collections::BTreeSet;
use std::ops::Range;

/// What the network finds is told where its cue is this likely,
const LEAST_CUE: f32 = 0.5;
/// and its cue and the ends of its content together.
const LEAST: f32 = 0.38;
/// What the rules alone found is told where the network gives its cue this much.
const LEAST_RULE: f32 = 0.15;

/// The attributions of a report: `found` by the rules, revised and added to.
pub(in crate::quotes) fn combined(
    report: &Report,
    paragraphs: &[Paragraph],
    found: Vec<Attribution>,
) -> Vec<Attribution> {
    let s = features::sequence(report, paragraphs, &found);
    let reading = super::read(&s);
    let mut free = vec![true; reading.proposals.len()];
    let mut out: Vec<Attribution> = Vec::with_capacity(found.len());
    for mut a in found {
        let Some(placed) = features::placed(&s, paragraphs, &a).filter(|f| !f.cue.is_empty()) else {
            out.push(a);
            continue;
        };
        let from = reading
            .proposals
            .partition_point(|p| p.cue.end <= placed.cue.start);
        let same = (from..reading.proposals.len())
            .take_while(|&i| reading.proposals[i].cue.start < placed.cue.end)
            .find(|&i| free[i] && told(&reading.proposals[i]));
        if let Some(i) = same {
            free[i] = false;
            let p = &reading.proposals[i];
            revise(
                &s,
                paragraphs,
                &mut a,
                p,
                placed.content.as_ref() == Some(&p.content),
            );
            out.push(a);
            continue;
        }
        let chance = reading
            .begins
            .get(placed.cue.clone())
            .into_iter()
            .flatten()
            .copied()
            .fold(0.0, f32::max);
        a.chance = Some(hundredths(chance));
        if direct(&a) || chance >= LEAST_RULE {
            out.push(a);
        }
    }
    let mut cues: BTreeSet<(usize, usize)> = BTreeSet::new();
    for a in &out {
        cues.extend(a.cue.clone().map(|i| (a.paragraph, i)));
    }
    for (p, free) in reading.proposals.iter().zip(&mut free) {
        if *free && told(p) && !clashes(&s, &cues, p) {
            *free = false;
            out.extend(new(&s, paragraphs, p).filter(|a| {
                !of_a_title(&report.text, paragraphs, a) && !unsaid(&report.text, paragraphs, a)
            }));
        }
    }
    without_owned(&mut out);
    unclaimed(
        report,
        paragraphs,
        (&s, &reading.proposals, &free),
        &cues,
        &mut out,
    );
    for a in &mut out {
        if let Some((p, source)) = paragraphs.get(a.paragraph).zip(a.source.take()) {
            a.source = Some(extents::mended(&report.text, p, &a.cue, source));
        }
    }
    out
}

/// Whether a proposal is likely enough to be told.
fn told(p: &Proposal) -> bool {
    p.sure_cue >= LEAST_CUE && p.sure_cue * p.sure_content >= LEAST
}

/// Whether something told has a part of the same cue; `cues` are the tokens of the cues told.
pub(super) fn clashes(s: &Sequence, cues: &BTreeSet<(usize, usize)>, p: &Proposal) -> bool {
    let Some(Some((paragraph, first))) = s.places.get(p.cue.start).copied() else {
        return true;
    };
    let last = first + p.cue.len();
    cues.range((paragraph, first)..(paragraph, last)).next().is_some()
}

/// Whether it is direct speech by its marks and layout.
fn direct(a: &Attribution) -> bool {
    matches!(
        a.pattern,
        Pattern::QuoteBefore
            | Pattern::QuoteInverted
            | Pattern::QuoteAfter
            | Pattern::Layout
            | Pattern::Alone
    )
}

/// Whether something is only done to a work that is named: "She read “The Long Pier” twice."
fn of_a_title(text: &Text, paragraphs: &[Paragraph], a: &Attribution) -> bool {
    let Some(p) = paragraphs.get(a.paragraph) else {
        return false;
    };
    a.content.first().is_some_and(|r| {
        let follows = r.start == a.cue.end;
        let named = p.tokens.get(r.start).is_some_and(|t| match t.kind {
            Kind::Quotation(i) => p.marked.get(i).is_some_and(|m| {
                let inner = text.at(m.inner);
                title(inner) && !inner.ends_with([',', '.', '!', '?'])
            }),
            _ => false,
        });
        let calls = p.tokens.get(a.cue.clone()).is_some_and(|t| {
            t.iter().any(|t| {
                t.verb
                    .is_some_and(|v| v.takes(QUOTE | PHRASE) && !v.one_of(&["read"]))
            })
        });
        follows && named && !calls
    })
}

/// Whether the cue says that nothing was said, or not yet: "declined to discuss", "did not say", "would say".
fn unsaid(text: &Text, paragraphs: &[Paragraph], a: &Attribution) -> bool {
    const REFUSALS: [&str; 3] = ["declin", "refus", "avoid"];
    let around = a.cue.start.saturating_sub(1)..a.cue.end;
    paragraphs
        .get(a.paragraph)
        .and_then(|p| p.tokens.get(around))
        .is_some_and(|tokens| {
            tokens.iter().any(|t| {
                let word = text.at(t.span).to_ascii_lowercase();
                t.is(NEGATION | MODAL) || REFUSALS.iter().any(|r| word.starts_with(r))
            })
        })
}

/// Takes over what the network says of the same cue.
fn revise(s: &Sequence, paragraphs: &[Paragraph], a: &mut Attribution, p: &Proposal, same_content: bool) {
    a.chance = Some(hundredths(p.sure_cue));
    let Some(mut read) = new(s, paragraphs, p).filter(|n| n.paragraph == a.paragraph) else {
        return;
    };
    // What a paragraph announces stands in the next, which the network does not see together with it.
    if a.content.is_empty() {
        return;
    }
    if !same_content {
        a.content = std::mem::take(&mut read.content);
    }
    a.cue = read.cue;
    a.source = read.source.or(a.source.take());
}

/// A share in hundredths.
fn hundredths(share: f32) -> u8 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 100"
    )]
    let whole = (share.clamp(0.0, 1.0) * 100.0).round() as u8;
    whole
}

/// A proposal as an attribution in tokens.
pub(super) fn new(s: &Sequence, paragraphs: &[Paragraph], p: &Proposal) -> Option<Attribution> {
    let (paragraph, first) = (*s.places.get(p.cue.start)?)?;
    let base = p.cue.start - first;
    let moved = |r: &Range<usize>| r.start - base..r.end - base;
    let tokens = paragraphs.get(paragraph)?;
    let cue = moved(&p.cue);
    let source = p.source.as_ref().map(moved);
    let content = pieces(tokens, &moved(&p.content), &cue, source.as_ref());
    (!content.is_empty()).then(|| Attribution {
        paragraph,
        sentence: tokens
            .sentences
            .partition_point(|s| s.end <= cue.start)
            .min(tokens.sentences.len().saturating_sub(1)),
        pattern: Pattern::Network,
        weak: false,
        chance: Some(hundredths(p.sure_cue)),
        cue,
        source,
        content,
        further: Vec::new(),
    })
}

/// The pieces of an envelope around the cue and the source in it, each quotation by itself.
fn pieces(
    p: &Paragraph,
    envelope: &Range<usize>,
    cue: &Range<usize>,
    source: Option<&Range<usize>>,
) -> Vec<Range<usize>> {
    let hull = source.map_or(cue.clone(), |s| s.start.min(cue.start)..s.end.max(cue.end));
    let parts = if hull.start >= envelope.end || hull.end <= envelope.start {
        vec![envelope.clone()]
    } else {
        vec![
            envelope.start..hull.start.max(envelope.start),
            hull.end.min(envelope.end)..envelope.end,
        ]
    };
    let mut out = Vec::new();
    for part in parts {
        let part = trimmed(p, part);
        let is = |i: usize, marks: bool| {
            p.tokens.get(i).is_some_and(|t| match t.kind {
                Kind::Quotation(_) => true,
                Kind::Stop | Kind::Other | Kind::Comma => marks,
                _ => false,
            })
        };
        if part.clone().all(|i| is(i, true)) {
            out.extend(part.filter(|&i| is(i, false)).map(|i| i..i + 1));
        } else if !part.is_empty() {
            out.push(part);
        }
    }
    out
}

/// A piece without the marks at its ends.
fn trimmed(p: &Paragraph, part: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (part.start, part.end);
    let mark = |i: usize| {
        p.tokens
            .get(i)
            .is_none_or(|t| !matches!(t.kind, Kind::Word | Kind::Quotation(_)))
    };
    while start < end && mark(start) && !p.tokens.get(start).is_some_and(|t| t.kind == Kind::Open) {
        start += 1;
    }
    while end > start && mark(end - 1) && !p.tokens.get(end - 1).is_some_and(|t| t.kind == Kind::Close) {
        end -= 1;
    }
    start..end
}

/// Drops bare speech that now belongs to an attribution with a cue.
fn without_owned(found: &mut Vec<Attribution>) {
    let mut owned: Vec<(usize, usize)> = found
        .iter()
        .filter(|a| a.pattern != Pattern::Alone)
        .flat_map(|a| {
            let n = a.paragraph;
            a.content.iter().flat_map(move |r| r.clone().map(move |i| (n, i)))
        })
        .collect();
    owned.sort_unstable();
    found.retain(|a| {
        a.pattern != Pattern::Alone
            || !a
                .content
                .iter()
                .any(|r| owned.binary_search(&(a.paragraph, r.start)).is_ok())
    });
}
