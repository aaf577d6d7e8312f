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
//! | shared prose: three tenths of either report | yes | yes |
//! | shared prose: a smaller passage in two reports that are otherwise their own | yes | no |
//! | a credit for a part ("contributed", "told the Herald"), with shared words that bear it out | yes | yes |
//! | a credit for a part, and nothing shared | yes | no |
//! | agencies credited without a name: they may be those of any report that names one | yes | no |
//! | a page that names another outlet's page as its original | yes | yes |
//! | reports of one outlet, or of outlets with one newsroom, where the text is its own | yes | yes |
//! | reports of outlets with one owner, where the text is their own | yes | no |
//! | two reports of a portal, which prints what others wrote | yes | no |
//! | shared quoted speech alone; photo credits | no | no |
//!
//! So `high` trusts what is stated or stands there word for word, and `low` trusts every sign. `docs/independence.md`
//! tells the same to a journalist.

mod claims;
pub(crate) mod credits;
mod families;
mod outlets;
mod sources;
mod stated;

pub use sources::count;

use credits::Credit;
use record::{
    Citation, Direction, Edge, EdgeBasis, Origins, Passage, PassageKind, Report, Reuse, ReuseBasis, ReuseKind,
};
use std::collections::{BTreeMap, BTreeSet};

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
}

impl<'r> Set<'r> {
    fn new(reports: &'r [Report], reuse: &'r [Reuse]) -> Self {
        let by_id: BTreeMap<&str, &Report> = reports.iter().map(|r| (r.id.as_str(), r)).collect();
        let credits = credits::all(by_id.values().copied());
        Self {
            credits: by_id.keys().copied().zip(credits).collect(),
            reprints: reprints(&by_id),
            originals: originals(&by_id),
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

    /// Both reports of every pair that shares prose.
    fn pairs(&self) -> impl Iterator<Item = (&'r Reuse, &'r Report, &'r Report)> {
        self.reuse
            .iter()
            .filter(|pair| pair.kind != ReuseKind::Quotation)
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
    let set = Set::new(reports, reuse);
    let mut origins = Origins::default();
    stated::agencies(&set, &mut origins);
    texts(&set, &mut origins);
    stated::originals(&set, &mut origins);
    stated::newsrooms(&set, &mut origins);
    stated::borne_out(&set, &mut origins);
    inherited(&set, &mut origins);
    families::of(&set, &mut origins);
    pass_on(&set, &mut origins);
    origins.edges.sort();
    origins.edges.dedup();
    origins
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

/// How a report is called in a sentence: by its outlet, else the host of its address, else its headline, else its id.
///
/// Never by its file: the same reports in other files must be told in the same words.
pub(crate) fn label(report: &Report) -> String {
    const LONGEST: usize = 60;
    let host = || {
        let rest = report.url.as_deref()?.split_once("://")?.1;
        let host = rest.split(['/', '?', '#', ':']).next()?;
        Some(host.strip_prefix("www.").unwrap_or(host).to_owned()).filter(|h| !h.is_empty())
    };
    let headline = || {
        let words = report.headline.as_deref()?;
        let cut: String = words.chars().take(LONGEST).collect();
        Some(if cut.len() < words.len() {
            format!("“{}…”", cut.trim_end())
        } else {
            format!("“{cut}”")
        })
    };
    report
        .outlet
        .clone()
        .or_else(host)
        .or_else(headline)
        .unwrap_or_else(|| report.id.clone())
}

/// Reports whose text is, word for word, that of another one, and that one: the first by day and id.
///
/// Shared passages find longer copies; this holds for texts of any length, a line or a single remark too.
fn reprints<'r>(by_id: &BTreeMap<&'r str, &'r Report>) -> BTreeMap<&'r str, &'r str> {
    fn words(report: &Report) -> impl Iterator<Item = &str> {
        let headline = report.headline.as_deref().unwrap_or("");
        let text = if report.text.trim().is_empty() {
            headline
        } else {
            &report.text
        };
        text.split_whitespace()
    }
    let mut reports: Vec<&Report> = by_id
        .values()
        .copied()
        .filter(|r| words(r).next().is_some())
        .collect();
    let first = |r: &Report| {
        (
            r.day().map_or_else(|| "9999".to_owned(), str::to_owned),
            r.id.clone(),
        )
    };
    reports.sort_by(|x, y| words(x).cmp(words(y)).then_with(|| first(x).cmp(&first(y))));
    reports
        .chunk_by(|x, y| words(x).eq(words(y)))
        .flat_map(|same| same[1..].iter().map(|r| (r.id.as_str(), same[0].id.as_str())))
        .collect()
}

/// Reports that name the address of another one here as their original, and that one.
fn originals<'r>(by_id: &BTreeMap<&'r str, &'r Report>) -> BTreeMap<&'r str, &'r str> {
    let mut addresses: BTreeMap<&str, &str> = BTreeMap::new();
    for (id, report) in by_id {
        if let Some(address) = &report.canonical {
            addresses.entry(address).or_insert(id);
        }
    }
    by_id
        .iter()
        .filter_map(|(id, report)| {
            let first = addresses.get(report.original.as_ref()?.address.as_str())?;
            (first != id).then_some((*id, *first))
        })
        .collect()
}

/// Shared prose, and texts that are the same.
fn texts(set: &Set, origins: &mut Origins) {
    for (reprint, first) in &set.reprints {
        for id in [reprint, first] {
            tie(origins, id, &format!("report:{first}"), true);
        }
    }
    for (pair, a, b) in set.pairs() {
        let (of_a, known) = dependent(pair);
        let (from, share, to) = if of_a {
            (a, pair.share_a, b)
        } else {
            (b, pair.share_b, a)
        };
        let large = pair.kind == ReuseKind::Copied || pair.share_a.max(pair.share_b) >= LARGE;
        let both = format!("text of {} and {}", a.id, b.id);
        for id in [&a.id, &b.id] {
            tie(origins, id, &both, large);
        }
        // One text in many reports has one name, that of its first report, so that they stay joined without it.
        let one = pair.share_a.min(pair.share_b) >= ONE_TEXT;
        let text = format!("report:{}", to.id);
        if one || share >= MOST {
            for id in [&from.id, &to.id] {
                tie(origins, id, &text, one || known);
            }
        }
        origins.edges.push(Edge {
            report: from.id.clone(),
            origin: text,
            basis: EdgeBasis::Reuse,
            why: why(from, to, share, pair),
            evidence: evidence(pair, a, b),
        });
    }
}

/// Whether it is `a` that depends, and whether that is known: the later one depends; else the one of whose prose more is
/// shared; else the one whose id sorts last.
fn dependent(pair: &Reuse) -> (bool, bool) {
    match pair.origin {
        Direction::A => (false, true),
        Direction::B => (true, true),
        Direction::Common | Direction::Unknown => (pair.share_a > pair.share_b, false),
    }
}

/// A reprint rests on all that its original rests on.
fn pass_on(set: &Set, origins: &mut Origins) {
    let before = (origins.low.clone(), origins.high.clone());
    let named = set.reprints.iter().chain(&set.originals);
    let mut on: BTreeSet<(&str, &str)> = named.map(|(r, first)| (*r, *first)).collect();
    for pair in set.reuse.iter().filter(|r| r.kind == ReuseKind::Copied) {
        let (of_a, known) = dependent(pair);
        let (from, share, to) = if of_a {
            (&pair.a, pair.share_a, &pair.b)
        } else {
            (&pair.b, pair.share_b, &pair.a)
        };
        if share >= MOST && (known || pair.share_a.min(pair.share_b) >= ONE_TEXT) {
            on.insert((from, to));
        }
    }
    for (from, to) in on {
        for (view, before) in [(&mut origins.low, &before.0), (&mut origins.high, &before.1)] {
            let names = before.get(to).into_iter().flatten().cloned();
            view.entry(from.to_owned()).or_default().extend(names);
        }
    }
}

fn why(from: &Report, to: &Report, share: f64, pair: &Reuse) -> String {
    let percent = (share * 100.0).round();
    let text = format!(
        "{percent}% of the prose of {} stands in {}",
        label(from),
        label(to)
    );
    match (pair.origin, &pair.origin_name, pair.basis) {
        (Direction::Common, None, ReuseBasis::Inferred) => {
            format!("{text}: both seem to have it from an agency.")
        }
        (Direction::Common, Some(name), ReuseBasis::Inferred) => {
            format!("{text}: both seem to have it from {name}.")
        }
        (Direction::Common, Some(name), _) => format!("{text}: both have it from {name}."),
        (Direction::Unknown | Direction::Common, ..) => format!("{text}; who had it first is not known."),
        (_, _, ReuseBasis::Stated) => format!("{text}, which it credits."),
        (_, _, ReuseBasis::Reuse | ReuseBasis::Inferred) => format!("{text}, which was published before."),
    }
}

/// The longest shared prose passage, in both reports.
fn evidence(pair: &Reuse, a: &Report, b: &Report) -> Vec<Citation> {
    let prose = pair.passages.iter().filter(|p| p.kind == PassageKind::Prose);
    let longest: Option<&Passage> = prose.max_by_key(|p| (p.a.len() + p.b.len(), std::cmp::Reverse(p.a)));
    longest.map_or_else(Vec::new, |p| vec![Citation::new(a, p.a), Citation::new(b, p.b)])
}

/// A report most of whose prose stands in one that is an agency's text is that agency's text too, credit or no credit.
fn inherited(set: &Set, origins: &mut Origins) {
    for (pair, a, b) in set.pairs().filter(|(pair, ..)| pair.kind == ReuseKind::Copied) {
        for (from, share, to) in [(a, pair.share_a, b), (b, pair.share_b, a)] {
            let Some(agency) = set.main(to) else { continue };
            if share < MOST || set.main(from).is_some() {
                continue;
            }
            origins.edges.push(Edge {
                report: from.id.clone(),
                origin: agency.to_owned(),
                basis: EdgeBasis::Reuse,
                why: format!(
                    "{} has its text in common with {}, which credits {agency}.",
                    label(from),
                    label(to),
                ),
                evidence: evidence(pair, a, b),
            });
            tie(origins, &from.id, agency, true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse;
    use crate::sample::{PROSE, REMARK, report};
    use proptest::prelude::*;
    use record::{Agency, AgencyBasis, Independent, SegmentKind};

    fn counted(reports: &[Report]) -> Independent {
        let origins = trace(reports, &reuse::find(reports));
        origins.independent(reports.iter().map(|r| r.id.as_str()))
    }

    fn credits(mut report: Report, agency: &str, basis: AgencyBasis) -> Report {
        report.agencies.push(Agency {
            name: agency.into(),
            basis,
            span: None,
        });
        report
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
