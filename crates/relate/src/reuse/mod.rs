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
mod joining;
mod judge;
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

use crate::origins::credits;
pub(crate) use spelling::{hash, normal};

use align::Run;
use judge::{Judge, Read};
use record::{Report, Reuse, Warning};
use texts::{ALL_PAIRS, Printed, grouped, printed};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{PROSE, REMARK, report};
    use proptest::prelude::*;
    use record::ReuseKind;

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
