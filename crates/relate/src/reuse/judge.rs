//! Whether two texts share something, what, and which of them had it first.

use super::align::Run;
use super::texts::{ALL_PAIRS, Own, Printed, prints};
use super::tokens::Token;
use super::{direction, kind, passages, rewritten, style};
use crate::origins::credits::Credit;
use record::{Direction, Passage, PassageKind, Report, Reuse, ReuseBasis, ReuseKind};

/// Judges pairs of texts, each with the reports that print it.
pub(super) struct Judge<'r> {
    read: &'r Read<'r>,
    texts: &'r [Printed],
    own: Own,
    prose: Vec<Option<rewritten::Prose>>,
}

impl<'r> Judge<'r> {
    pub(super) fn of(read: &'r Read<'r>, texts: &'r [Printed]) -> Self {
        Self {
            read,
            texts,
            own: Own::default(),
            prose: texts.iter().map(|_| None).collect(),
        }
    }

    /// What the reports of two texts share: by the runs of words in `chains`, or, where those make no more than speech and
    /// the texts are `related` by names and figures, in other words.
    pub(super) fn between(
        &mut self,
        (x, y): (usize, usize),
        chains: &[Vec<Run>],
        related: bool,
    ) -> Vec<Reuse> {
        let (a, b) = (&self.texts[x], &self.texts[y]);
        let mut found = Vec::new();
        if !chains.is_empty() {
            for (ra, rb) in prints(a, b) {
                found.extend(pair(self.read, (ra, a), (rb, b), chains, &mut self.own));
            }
        }
        let joined = found.iter().any(|p: &Reuse| p.kind != ReuseKind::Quotation);
        if !related || joined {
            return found;
        }
        for (at, text) in [(x, a), (y, b)] {
            if let (None, Some(&first)) = (&self.prose[at], text.reports.first()) {
                self.prose[at] = Some(rewritten::Prose::of(&self.read.reports[first], &text.tokens));
            }
        }
        let (Some(first), Some(second)) = (&self.prose[x], &self.prose[y]) else {
            return found;
        };
        let Some(how) = rewritten::judge((first, &a.tokens), (second, &b.tokens)) else {
            return found;
        };
        let mut reworded = Vec::new();
        for (ra, rb) in prints(a, b) {
            let mut pair = in_other_words(self.read, (ra, a), (rb, b), &how, &mut self.own);
            // The speech that such a pair shares word for word is told with it.
            if let Some(spoken) = found.iter().find(|q| (&q.a, &q.b) == (&pair.a, &pair.b)) {
                let beside = |p: &&Passage| {
                    !pair
                        .passages
                        .iter()
                        .any(|q| q.a.overlaps(p.a) || q.b.overlaps(p.b))
                };
                let speech: Vec<Passage> = spoken.passages.iter().filter(beside).cloned().collect();
                pair.passages.extend(speech);
                pair.passages.sort_by_key(|p| (p.a, p.b));
            }
            reworded.push(pair);
        }
        reworded
    }

    /// The pairs of reports that print one and the same text.
    pub(super) fn within(&mut self, at: usize) -> Vec<Reuse> {
        let text = &self.texts[at];
        let mut found = Vec::new();
        let all = [vec![Run {
            a: 0,
            b: 0,
            len: text.tokens.len(),
        }]];
        for (i, &ra) in text.reports.iter().enumerate() {
            for &rb in &text.reports[i + 1..] {
                if i == 0 || text.reports.len() <= ALL_PAIRS {
                    found.extend(pair(self.read, (ra, text), (rb, text), &all, &mut self.own));
                }
            }
        }
        found
    }
}

/// The reports and what each of them credits.
pub(super) struct Read<'r> {
    pub(super) reports: &'r [Report],
    pub(super) credits: Vec<Vec<Credit>>,
}

/// Judges one pair of reports over the alignment of their texts.
fn pair(
    read: &Read,
    x: (usize, &Printed),
    y: (usize, &Printed),
    chains: &[Vec<Run>],
    own: &mut Own,
) -> Option<Reuse> {
    let (rx, ry) = (&read.reports[x.0], &read.reports[y.0]);
    let (cx, cy) = (&read.credits[x.0], &read.credits[y.0]);
    let tx = own.tokens(read.reports, x.0, x.1);
    let ty = own.tokens(read.reports, y.0, y.1);
    if rx.id <= ry.id {
        return judged((rx, cx, &tx), (ry, cy, &ty), chains);
    }
    let mirrored: Vec<Vec<Run>> = chains
        .iter()
        .map(|c| c.iter().map(|r| r.mirrored()).collect())
        .collect();
    judged((ry, cy, &ty), (rx, cx, &tx), &mirrored)
}

/// One pair of reports of which one tells in other words what the other does.
fn in_other_words(
    read: &Read,
    x: (usize, &Printed),
    y: (usize, &Printed),
    how: &rewritten::Rewritten,
    own: &mut Own,
) -> Reuse {
    let mirrored;
    let (x, y, how) = if read.reports[x.0].id <= read.reports[y.0].id {
        (x, y, how)
    } else {
        mirrored = how.mirrored();
        (y, x, &mirrored)
    };
    let (a, b) = (&read.reports[x.0], &read.reports[y.0]);
    let tx = own.tokens(read.reports, x.0, x.1);
    let ty = own.tokens(read.reports, y.0, y.1);
    let (origin, origin_name, _) = direction::of((a, &read.credits[x.0]), (b, &read.credits[y.0]), how.kind);
    Reuse {
        a: a.id.clone(),
        b: b.id.clone(),
        kind: how.kind,
        share_a: thousandths(how.share_a),
        share_b: thousandths(how.share_b),
        origin,
        origin_name,
        // However well the origin is known, that the text is from there is inferred.
        basis: ReuseBasis::Inferred,
        rewritten: true,
        passages: how.passages((a, &tx), (b, &ty)),
    }
}

fn thousandths(n: usize) -> f64 {
    n as f64 / 1000.0
}

fn judged(
    a: (&Report, &[Credit], &[Token]),
    b: (&Report, &[Credit], &[Token]),
    chains: &[Vec<Run>],
) -> Option<Reuse> {
    let found = passages::found(chains, (a.0, a.2), (b.0, b.2));
    let verdict = kind::judge(&found, a.2, b.2)?;
    let (mut origin, mut origin_name, mut basis) = direction::of((a.0, a.1), (b.0, b.1), verdict.kind);
    let mut passages: Vec<Passage> = found.into_iter().map(|f| f.passage).collect();
    if verdict.kind != ReuseKind::Quotation
        && origin == Direction::Unknown
        && let Some(kept) = style::kept(a.0, b.0, &passages)
    {
        let from = if kept == Direction::A { a.0 } else { b.0 };
        (origin, origin_name, basis) = (kept, from.outlet.clone(), ReuseBasis::Inferred);
    }
    if verdict.kind == ReuseKind::Quotation {
        passages.retain(|p| p.kind == PassageKind::Quotation);
    }
    Some(Reuse {
        a: a.0.id.clone(),
        b: b.0.id.clone(),
        kind: verdict.kind,
        share_a: thousandths(verdict.share_a),
        share_b: thousandths(verdict.share_b),
        origin,
        origin_name,
        basis,
        rewritten: false,
        passages,
    })
}
