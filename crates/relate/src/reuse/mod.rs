//! Text that reports share: fingerprints, candidates, passages, kind and direction.
//!
//! The way through: words in a normal form ([`tokens`]), fingerprints and an inverted index ([`fingerprints`],
//! [`candidates`]), local alignment ([`align`]), stock phrases learned and set aside ([`boilerplate`]), passages with
//! prose and speech told apart ([`passages`]), and the judgement ([`kind`], [`direction`], [`common`]). What shares no passage
//! may still be a copy in other words ([`rewritten`]). What is absent on purpose:
//! who depends on whom among many reports, which is the work of [`crate::origins`].

mod align;
mod boilerplate;
mod candidates;
mod common;
mod direction;
mod fingerprints;
pub(crate) mod kin;
mod kind;
mod limits;
pub mod parts;
mod passages;
mod relatives;
mod rewritten;
mod skeleton;
pub(crate) mod spelling;
mod style;
mod texts;
mod tokens;
pub(crate) mod voice;

use crate::origins::credits::{self, Credit};
pub(crate) use spelling::{hash, normal};

use align::Run;
use record::{Direction, Passage, PassageKind, Report, Reuse, ReuseBasis, ReuseKind, Warning};
use texts::{ALL_PAIRS, Own, Printed, grouped, printed, prints};
use tokens::Token;

/// What reports share, and what was left out in finding it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Every pair of reports that shares text, sorted by ids.
    pub pairs: Vec<Reuse>,
    /// Where the work was bounded at the price of pairs.
    pub warnings: Vec<Warning>,
}

/// Every pair of reports that shares text, sorted by ids.
#[must_use]
pub fn find(reports: &[Report]) -> Vec<Reuse> {
    compare(reports).pairs
}

/// Every pair of reports that shares text, and what was left out.
#[must_use]
pub fn compare(reports: &[Report]) -> Found {
    let (all, mut warnings) = grouped(reports);
    let (mut groups, mut fingerprints, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for group in all {
        groups.push(group.reports);
        fingerprints.push(group.fingerprints);
        names.push(group.names);
    }
    let candidates::Candidates {
        pairs: candidates,
        crowded,
    } = candidates::pairs(&fingerprints);
    drop(fingerprints);
    let relatives = relatives::candidates(&names);
    drop(names);
    if crowded > 0 {
        warnings.push(limits::crowded(crowded, candidates::FREQUENT, candidates::NEAR));
    }
    let many = groups.iter().filter(|g| g.len() > ALL_PAIRS);
    warnings.extend(many.map(|g| limits::identical(g.len(), &reports[g[0]])));
    let mut texts = printed(reports, groups, candidates.iter().chain(&relatives));
    let pairs: Vec<(usize, usize, Vec<Vec<Run>>)> = candidates
        .into_iter()
        .filter_map(|(x, y)| Some((x, y, aligned(&texts[x], &texts[y])?)))
        .collect();
    let mut stock = boilerplate::Stock::default();
    let kin: Vec<kin::Profile> = texts.iter().map(|t| kin::profile(&t.tokens)).collect();
    for (x, y, chains) in &pairs {
        let (a, b) = (&texts[*x], &texts[*y]);
        let days = kin::days_apart(&reports[a.reports[0]], &reports[b.reports[0]]);
        learn(&mut stock, days, (a, &kin[*x]), (b, &kin[*y]), chains);
    }
    texts.iter_mut().for_each(|t| stock.mark(&mut t.tokens));
    let read = Read {
        reports,
        credits: credits::all(reports),
    };
    let mut judge = Judge::of(&read, &texts);
    let mut found = Vec::new();
    // Both lists are sorted, and a pair of texts is judged once, by all that it shares.
    let mut relatives = relatives.into_iter().peekable();
    for (x, y, chains) in pairs {
        while let Some(pair) = relatives.next_if(|pair| *pair < (x, y)) {
            found.extend(judge.between(pair, &[], true));
        }
        let related = relatives.next_if_eq(&(x, y)).is_some();
        found.extend(judge.between((x, y), &chains, related));
    }
    for pair in relatives {
        found.extend(judge.between(pair, &[], true));
    }
    for at in 0..texts.len() {
        found.extend(judge.within(at));
    }
    found.sort_by(|p, q| (&p.a, &p.b).cmp(&(&q.a, &q.b)));
    let cut = common::settle(reports, &read.credits, &mut found);
    let of = |id: &String| reports.iter().find(|r| r.id == *id);
    warnings.extend(cut.iter().filter_map(of).map(limits::carried));
    warnings.sort();
    Found {
        pairs: found,
        warnings,
    }
}

/// The runs that two texts share, where they may make a passage. Most pairs share two turns of phrase and no passage.
fn aligned(a: &Printed, b: &Printed) -> Option<Vec<Vec<Run>>> {
    let chains = align::chains((&a.tokens, &a.places), (&b.tokens, &b.places));
    let words = |chain: &Vec<Run>| chain.iter().map(|r| r.len).sum::<usize>();
    chains
        .iter()
        .any(|c| words(c) >= passages::LEAST)
        .then_some(chains)
}

/// Learns as stock what two texts share that were published `days` apart and have nothing else in common.
fn learn(
    stock: &mut boilerplate::Stock,
    days: Option<i32>,
    (a, kin_a): (&Printed, &kin::Profile),
    (b, kin_b): (&Printed, &kin::Profile),
    chains: &[Vec<Run>],
) {
    if !chains.iter().flatten().any(|run| run.len >= boilerplate::PHRASE) {
        return;
    }
    if kin::strangers((&a.tokens, kin_a), (&b.tokens, kin_b), chains, days) {
        for run in chains.iter().flatten() {
            stock.learn(&a.tokens[run.a..run.a + run.len]);
        }
    }
}

/// Judges pairs of texts, each with the reports that print it.
struct Judge<'r> {
    read: &'r Read<'r>,
    texts: &'r [Printed],
    own: Own,
    prose: Vec<Option<rewritten::Prose>>,
}

impl<'r> Judge<'r> {
    fn of(read: &'r Read<'r>, texts: &'r [Printed]) -> Self {
        Self {
            read,
            texts,
            own: Own::default(),
            prose: texts.iter().map(|_| None).collect(),
        }
    }

    /// What the reports of two texts share: by the runs of words in `chains`, or, where those make no more than speech and
    /// the texts are `related` by names and figures, in other words.
    fn between(&mut self, (x, y): (usize, usize), chains: &[Vec<Run>], related: bool) -> Vec<Reuse> {
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
    fn within(&mut self, at: usize) -> Vec<Reuse> {
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
struct Read<'r> {
    reports: &'r [Report],
    credits: Vec<Vec<Credit>>,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{PROSE, REMARK, report};
    use proptest::prelude::*;

    fn kinds(found: &[Reuse]) -> Vec<(&str, &str, ReuseKind)> {
        found
            .iter()
            .map(|r| (r.a.as_str(), r.b.as_str(), r.kind))
            .collect()
    }

    #[test]
    fn copied_partly_quotation_and_nothing() {
        let reports = [
            report("a", "Ellery Herald", "", &[PROSE[0], PROSE[1], REMARK]),
            report("b", "Harrow Post", "", &[PROSE[1], PROSE[0]]),
            report("c", "Callow Mail", "", &[PROSE[0], PROSE[2], PROSE[3], PROSE[4]]),
            report("d", "Downs Weekly", "", &[PROSE[3], REMARK]),
            report("e", "Tarn Hill Echo", "", &[PROSE[4]]),
        ];
        use ReuseKind::{Copied, Partly, Quotation};
        assert_eq!(
            kinds(&find(&reports)),
            [
                ("a", "b", Copied),
                ("a", "c", Partly),
                ("a", "d", Quotation),
                ("b", "c", Copied),
                ("c", "d", Copied),
                ("c", "e", Copied),
            ]
        );
    }

    #[test]
    fn house_style_does_not_hide_a_copy() {
        let a = report(
            "a",
            "",
            "",
            &[
                "Mr. Tarnow left the heavy lifting to Ms. Quist, who met twice with the harbour \
            master, Petr V. Halm, to see if twelve tugs could be organised over the coming days.",
            ],
        );
        let b = report(
            "b",
            "",
            "",
            &[
                "Tarnow left the heavy-lifting to Quist, who met twice with the harbor master, \
            Petr Halm, to see whether 12 tugs could be organized over the coming days.",
            ],
        );
        let found = find(&[a, b]);
        assert_eq!(kinds(&found), [("a", "b", ReuseKind::Copied)]);
        assert_eq!(found[0].passages.len(), 1);
    }

    #[test]
    fn a_thousand_identical_reports_stay_bounded() {
        let reports: Vec<Report> = (0..1000)
            .map(|i| report(&format!("r{i:04}"), "", "", &[PROSE[0], PROSE[1]]))
            .collect();
        let found = find(&reports);
        assert_eq!(found.len(), 999);
        assert!(
            found
                .iter()
                .all(|r| r.a == "r0000" && r.kind == ReuseKind::Copied)
        );
    }

    #[test]
    fn a_thousand_near_copies_stay_bounded() {
        let own = |i: usize| {
            format!(
                "Edition number {i} of this paper was printed in hall {} on paper {}.",
                i * 7,
                i * 13
            )
        };
        let reports: Vec<Report> = (0..300)
            .map(|i| report(&format!("r{i:04}"), "", "", &[PROSE[0], PROSE[1], &own(i)]))
            .collect();
        assert!(find(&reports).len() <= 300 * 48);
    }

    #[test]
    fn one_sentence_ten_thousand_times_is_one_sentence() {
        let often = PROSE[0].repeat(10_000);
        let found = find(&[
            report("a", "", "", &[&often]),
            report("b", "", "", &[PROSE[0], PROSE[1]]),
        ]);
        assert_eq!(kinds(&found), [("a", "b", ReuseKind::Copied)]);
    }

    #[test]
    fn empty_and_tiny_reports_share_nothing() {
        let reports = ["", "One", "One two three.", "عربي"].map(|t| report(t, "", "", &[t, t]));
        assert!(find(&reports).is_empty());
    }

    proptest! {
        #[test]
        fn order_changes_nothing(parts in prop::collection::vec(prop::collection::vec(0_usize..5, 1..4), 2..6), turn in 0_usize..6) {
            let mut reports: Vec<Report> = parts
                .iter()
                .enumerate()
                .map(|(i, p)| report(&format!("r{i}"), "", "", &p.iter().map(|&n| PROSE[n]).collect::<Vec<_>>()))
                .collect();
            let found = find(&reports);
            let turn = turn % reports.len();
            reports.rotate_left(turn);
            prop_assert_eq!(&find(&reports), &found);
            reports.reverse();
            prop_assert_eq!(&find(&reports), &found);
        }

        #[test]
        fn names_of_reports_only_mirror_the_pair(x in prop::collection::vec(0_usize..5, 1..4), y in prop::collection::vec(0_usize..5, 1..4)) {
            let prose = |p: &[usize]| p.iter().map(|&n| PROSE[n]).collect::<Vec<_>>();
            let one = find(&[report("a", "", "", &prose(&x)), report("b", "", "", &prose(&y))]);
            let two = find(&[report("b", "", "", &prose(&x)), report("a", "", "", &prose(&y))]);
            prop_assert_eq!(one.len(), two.len());
            for (p, q) in one.iter().zip(&two) {
                prop_assert_eq!((p.kind, p.share_a, p.share_b), (q.kind, q.share_b, q.share_a));
                let mut mirrored: Vec<(_, _)> = q.passages.iter().map(|s| (s.b, s.a)).collect();
                mirrored.sort();
                prop_assert_eq!(p.passages.iter().map(|s| (s.a, s.b)).collect::<Vec<_>>(), mirrored);
            }
        }
    }
}
