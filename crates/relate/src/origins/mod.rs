//! Origins: who depends on whom, and how many stand behind a set of reports.
//!
//! Every sign of dependence ties a report to an origin: an agency, an outlet, or a text. Two reports that hold an origin
//! in common depend on each other, and the count of a set is the most reports that can be picked of which no two do
//! ([`Origins::independent`]). Dependence does not pass on: a merge of two agencies depends on both, adds nothing, and
//! leaves them independent of each other. There are two views:
//!
//! | sign | `low` | `high` |
//! |---|---|---|
//! | an agency's credit for the whole text (dateline, byline, credit line) | yes | yes |
//! | half of a report's prose stands in an agency's text, or both are one text | yes | yes |
//! | shared prose: half of either report, or three tenths of both or of the one that has it from the other | yes | yes |
//! | shared prose: a smaller passage in two reports that are otherwise their own | yes | no |
//! | the same sentences in other words, one after the other | yes | no |
//! | a credit for a part ("contributed", "told the Herald"), borne out by as much shared prose | yes | yes |
//! | a credit for a part, and less shared or nothing | yes | no |
//! | credits for parts, where most of the prose stands in the copy of those agencies | yes | yes |
//! | one house's account: nobody else is quoted, and the same facts come in the same order | yes | no |
//! | words that the other report quotes as somebody's, printed as its own | yes | the sentence |
//! | the form in which an agency ends its reports, without its credit | yes | no |
//! | agencies credited without a name: they may be those of any report that names one | yes | no |
//! | a page that names another outlet's page as its original | yes | yes |
//! | reports of one outlet, or of outlets with one newsroom, where the text is its own | yes | yes |
//! | reports of outlets with one owner, where the text is their own | yes | no |
//! | two reports of a portal, which prints what others wrote | yes | no |
//! | shared quoted speech alone; photo credits | no | no |
//!
//! So `high` trusts what is stated or stands there word for word, and `low` trusts every sign. `docs/independence.md`
//! tells the same to a journalist.

pub(crate) mod accounts;
pub(crate) mod claims;
mod cliques;
pub(crate) mod credits;
mod families;
mod handed_on;
mod label;
mod limits;
pub(crate) mod outlets;
mod places;
mod reprints;
mod sources;
mod stated;
mod stretches;
mod texts;
mod unmarked;

pub use sources::{count, counted};

pub(crate) use label::label;

use credits::Credit;
use record::{Origins, Report, Reuse, ReuseKind, Warning};
use std::collections::BTreeMap;

/// Share of prose from which a report rests on the other as a whole.
const MOST: f64 = 0.5;
/// Share of both reports' prose from which they are one text.
const ONE_TEXT: f64 = 0.8;
/// Share of prose from which two reports that share a part no longer stand for themselves in the strict view.
const LARGE: f64 = 0.3;

/// The reports of one set, each once, and what is known of them together.
struct Set<'r> {
    by_id: BTreeMap<&'r str, &'r Report>,
    credits: BTreeMap<&'r str, Vec<Credit>>,
    reuse: &'r [Reuse],
    /// Reports that print the very text of another one: their id, and that one's.
    reprints: BTreeMap<&'r str, &'r str>,
    /// Reports that name the address of another one as their original: their id, and that one's.
    originals: BTreeMap<&'r str, &'r str>,
    /// Every name of an outlet, and the one that stands for all names of it.
    outlets: BTreeMap<&'r str, &'r str>,
    /// Words that one report quotes and another prints as its own.
    unmarked: Vec<unmarked::Unmarked<'r>>,
}

impl<'r> Set<'r> {
    fn new(reports: &'r [Report], reuse: &'r [Reuse]) -> Self {
        let by_id: BTreeMap<&str, &Report> = reports.iter().map(|r| (r.id.as_str(), r)).collect();
        let credits = credits::all(by_id.values().copied());
        Self {
            credits: by_id.keys().copied().zip(credits).collect(),
            reprints: reprints::reprints(&by_id),
            originals: reprints::originals(&by_id),
            outlets: outlets::groups(by_id.values().flat_map(|r| {
                let original = r.original.as_ref().map(|o| o.outlet.as_str());
                [r.outlet.as_deref(), original].into_iter().flatten()
            })),
            unmarked: unmarked::find(&by_id, reuse),
            by_id,
            reuse,
        }
    }

    fn credits(&self, report: &Report) -> &[Credit] {
        self.credits.get(report.id.as_str()).map_or(&[], Vec::as_slice)
    }

    /// The agency whose text the report is as a whole.
    fn main(&self, report: &Report) -> Option<&str> {
        let main = self.credits(report).iter().find(|c| c.main)?;
        Some(main.agency.as_str())
    }

    /// What the two reports share.
    fn shared(&self, x: &str, y: &str) -> Option<&'r Reuse> {
        let key = (x.min(y), x.max(y));
        let at = self
            .reuse
            .binary_search_by(|r| (r.a.as_str(), r.b.as_str()).cmp(&key));
        at.ok().map(|i| &self.reuse[i])
    }

    /// Both reports of every pair that shares prose word for word.
    fn pairs(&self) -> impl Iterator<Item = (&'r Reuse, &'r Report, &'r Report)> {
        self.reuse
            .iter()
            .filter(|pair| pair.kind != ReuseKind::Quotation && !pair.rewritten)
            .filter_map(|pair| {
                Some((
                    pair,
                    *self.by_id.get(pair.a.as_str())?,
                    *self.by_id.get(pair.b.as_str())?,
                ))
            })
    }
}

/// The signs of dependence among `reports`, and the origins that each rests on. `reuse` is what they share
/// ([`crate::reuse::find`]).
#[must_use]
pub fn trace(reports: &[Report], reuse: &[Reuse]) -> Origins {
    traced(reports, reuse).0
}

/// The same, and where signs were left out.
#[must_use]
pub fn traced(reports: &[Report], reuse: &[Reuse]) -> (Origins, Vec<Warning>) {
    let set = Set::new(reports, reuse);
    let mut origins = Origins::default();
    let mut cut = limits::Cut::default();
    stated::agencies(&set, &mut origins, &mut cut);
    stated::styled(&set, &mut origins);
    texts::shared(&set, &mut origins);
    stated::originals(&set, &mut origins);
    stated::newsrooms(&set, &mut origins, &mut cut);
    stated::borne_out(&set, &mut origins);
    stated::merges(&set, &mut origins);
    texts::inherited(&set, &mut origins);
    texts::rewritten(&set, &mut origins);
    families::of(&set, &mut origins);
    accounts::of(&set, &mut origins, &mut cut);
    unmarked::of(&set, &mut origins);
    texts::pass_on(&set, &mut origins, &mut cut);
    stretches::of(&set, &mut origins, &mut cut);
    origins.edges.sort();
    origins.edges.dedup();
    let warnings = cut.warnings(&set.by_id);
    (origins, warnings)
}

/// Ties `report` to `origin`, in the strict view too where `strict`.
fn tie(origins: &mut Origins, report: &str, origin: &str, strict: bool) {
    let views = [Some(&mut origins.low), strict.then_some(&mut origins.high)];
    for view in views.into_iter().flatten() {
        view.entry(report.to_owned())
            .or_default()
            .insert(origin.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse;
    use crate::sample::{PROSE, REMARK, credits, report};
    use proptest::prelude::*;
    use record::{AgencyBasis, Independent, SegmentKind};

    fn counted(reports: &[Report]) -> Independent {
        let origins = trace(reports, &reuse::find(reports));
        origins.independent(reports.iter().map(|r| r.id.as_str()))
    }

    fn told(low: usize, high: usize) -> Independent {
        Independent { low, high }
    }

    #[test]
    fn agency_copy_counts_once_and_so_does_a_copy_that_cut_the_credit() {
        let reports = [
            credits(
                report("a", "Ellery Herald", "", &[PROSE[0], PROSE[1]]),
                "Reuters",
                AgencyBasis::Dateline,
            ),
            report("b", "Harrow Post", "", &[PROSE[1], PROSE[0]]),
            credits(
                report("c", "Callow Mail", "", &[PROSE[2]]),
                "Reuters",
                AgencyBasis::Credit,
            ),
            report("d", "Downs Weekly", "", &[PROSE[3]]),
        ];
        assert_eq!(counted(&reports), told(2, 2));
        let origins = trace(&reports, &reuse::find(&reports));
        let why = count(&reports.iter().collect::<Vec<_>>(), &origins).why;
        assert_eq!(why[0], "3 of 4 reports carry Reuters copy: 2 stated, 1 verbatim.");
        assert_eq!(
            why[why.len() - 1],
            "So 2 independent sources stand behind the 4 reports."
        );
    }

    #[test]
    fn quoted_speech_joins_nothing() {
        let reports = [
            report("a", "Ellery Herald", "", &[PROSE[0], REMARK]),
            report("b", "Harrow Post", "", &[PROSE[2], REMARK]),
        ];
        assert_eq!(counted(&reports), told(2, 2));
    }

    #[test]
    fn a_part_of_an_agency_is_a_sign_and_no_proof() {
        let reports = [
            credits(
                report("a", "Ellery Herald", "", &[PROSE[0]]),
                "Reuters",
                AgencyBasis::Byline,
            ),
            credits(
                report("b", "Harrow Post", "", &[PROSE[2]]),
                "Reuters",
                AgencyBasis::Contributors,
            ),
        ];
        assert_eq!(counted(&reports), told(1, 2));
    }

    #[test]
    fn a_merge_counts_for_neither_of_its_two_agencies_twice() {
        let mut merge = report(
            "m",
            "Callow Mail",
            "2031-03-05",
            &[PROSE[0], PROSE[2], "By Bo Lund of Reuters and AFP"],
        );
        merge.segments[2].kind = SegmentKind::Credit;
        let merge = credits(
            credits(merge, "Reuters", AgencyBasis::Contributors),
            "AFP",
            AgencyBasis::Contributors,
        );
        let reports = [
            credits(
                report("a", "Ellery Herald", "", &[PROSE[0], PROSE[1]]),
                "Reuters",
                AgencyBasis::Byline,
            ),
            credits(
                report("b", "Harrow Post", "", &[PROSE[2], PROSE[3]]),
                "AFP",
                AgencyBasis::Byline,
            ),
            merge,
        ];
        assert_eq!(counted(&reports), told(2, 2));
        assert_eq!(counted(&reports[1..]), told(1, 1));
    }

    #[test]
    fn one_outlet_counts_once_but_not_for_the_agency_it_prints() {
        let own = report("a", "Ellery Herald", "", &[PROSE[0]]);
        let later = report("b", "The Ellery Herald", "", &[PROSE[2]]);
        assert_eq!(counted(&[own.clone(), later]), told(1, 1));
        let wire = credits(
            report("b", "Ellery Herald", "", &[PROSE[2]]),
            "Reuters",
            AgencyBasis::Dateline,
        );
        assert_eq!(counted(&[own, wire]), told(2, 2));
    }

    #[test]
    fn evidence_stands_where_it_says() {
        let reports = [
            report("a", "Ellery Herald", "2031-03-04", &[PROSE[0], PROSE[1]]),
            report("b", "Harrow Post", "2031-03-05", &[PROSE[1], PROSE[4]]),
        ];
        let origins = trace(&reports, &reuse::find(&reports));
        let [edge] = &origins.edges[..] else {
            panic!("one edge: {:?}", origins.edges)
        };
        assert_eq!((edge.report.as_str(), edge.origin.as_str()), ("b", "report:a"));
        assert!(edge.evidence.iter().all(|c| reports.iter().any(|r| c.holds(r))));
        assert!(!edge.evidence.is_empty());
    }

    proptest! {
        /// Law 8: no copy counts twice.
        #[test]
        fn a_reprint_changes_no_count(
            parts in prop::collection::vec(prop::collection::vec(0_usize..5, 1..4), 1..6),
            wire in prop::collection::vec(0_usize..4, 6),
            which in 0_usize..6,
            outlet in 0_usize..7,
            cut in any::<bool>(),
        ) {
            let mut reports: Vec<Report> = parts
                .iter()
                .enumerate()
                .map(|(i, p)| {
                    let prose: Vec<&str> = p.iter().map(|&n| PROSE[n]).collect();
                    let made = report(&format!("r{i}"), &format!("Outlet Number {i}"), "2031-03-04", &prose);
                    match wire[i] {
                        0 => credits(made, "Reuters", AgencyBasis::Dateline),
                        1 => credits(made, "AFP", AgencyBasis::Contributors),
                        _ => made,
                    }
                })
                .collect();
            let before = counted(&reports);
            let which = which % reports.len();
            let mut reprint = report("reprint", &format!("Outlet Number {outlet}"), "2031-03-05", &[]);
            reprint.text = reports[which].text.clone();
            reprint.segments = reports[which].segments.clone();
            if !cut {
                reprint.agencies = reports[which].agencies.clone();
            }
            reports.push(reprint);
            prop_assert_eq!(counted(&reports), before);
        }

        /// Law 8 for parts and for other addresses: what stands in one report of the set is no new source.
        #[test]
        fn a_reprint_of_a_part_or_under_another_address_changes_no_count(
            parts in prop::collection::vec(0_usize..5, 1..4),
            keep in prop::collection::vec(any::<bool>(), 3),
            which in 0_usize..4,
            same_outlet in any::<bool>(),
        ) {
            // Every report has texts of its own, so that none is a merge of others.
            let own = |text: usize, i: usize| {
                PROSE[text].split(' ').map(|w| format!("{w}{}", "abc".get(i..=i).unwrap_or("d"))).collect::<Vec<_>>().join(" ")
            };
            let prose = |i: usize| (0..3).map(|text| own(text, i)).collect::<Vec<_>>();
            let mut reports: Vec<Report> = (0..parts.len())
                .map(|i| {
                    let prose = prose(i);
                    let words: Vec<&str> = prose.iter().map(String::as_str).collect();
                    let mut made = report(&format!("r{i}"), &format!("Outlet Number {i}"), "2031-03-04", &words);
                    made.url = Some(format!("https://outlet{i}.example/lock"));
                    made
                })
                .collect();
            let before = counted(&reports);
            let which = which % reports.len();
            let all = prose(which);
            let kept: Vec<&str> = all.iter().zip(&keep).filter(|(_, k)| **k).map(|(p, _)| p.as_str()).collect();
            let outlet = if same_outlet { which } else { 9 };
            let mut part = report("part", &format!("Outlet Number {outlet}"), "2031-03-05", &kept);
            part.url = Some(format!("https://outlet{outlet}.example/amp/lock"));
            if !kept.is_empty() {
                reports.push(part);
                prop_assert_eq!(counted(&reports), before);
            }
        }

        /// Law 8 without the origin: its copies stay joined.
        #[test]
        fn copies_stay_joined_without_their_origin(
            copies in 2_usize..5,
            orders in prop::collection::vec(any::<bool>(), 5),
        ) {
            let mut reports = vec![report("origin", "Ellery Herald", "2031-03-04", &PROSE[..3])];
            for (i, order) in orders.iter().enumerate().take(copies) {
                let words = if *order { [PROSE[0], PROSE[1], PROSE[2]] } else { [PROSE[2], PROSE[0], PROSE[1]] };
                reports.push(report(&format!("c{i}"), &format!("Outlet Number {i}"), "2031-03-05", &words));
            }
            prop_assert_eq!(counted(&reports), told(1, 1));
            prop_assert_eq!(counted(&reports[1..]), told(1, 1));
        }

        #[test]
        fn low_is_never_above_high(parts in prop::collection::vec(prop::collection::vec(0_usize..5, 1..4), 1..6)) {
            let reports: Vec<Report> = parts
                .iter()
                .enumerate()
                .map(|(i, p)| report(&format!("r{i}"), "", "", &p.iter().map(|&n| PROSE[n]).collect::<Vec<_>>()))
                .collect();
            let origins = trace(&reports, &reuse::find(&reports));
            for (id, strict) in &origins.high {
                prop_assert!(strict.is_subset(&origins.low[id]));
            }
            let count = counted(&reports);
            prop_assert!(count.low <= count.high && count.high <= reports.len());
        }
    }
}
