//! Whose text a pair shares, where neither of the two says it as a whole but the others at hand do.
//!
//! Two ways, both after every pair was judged by itself ([`super::direction`]). The shared words may stand in a third
//! report that credits an agency for its whole text. Or one of the two credits agencies for parts: of these, an agency
//! whose words are known to stand elsewhere in it is ruled out, and a single one that is left is inferred.

use crate::origins::credits::Credit;
use record::{Direction, PassageKind, Report, Reuse, ReuseBasis, ReuseKind, Span};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Share of the shared words, in hundredths, that must stand in the third report.
const STANDS: usize = 60;
/// Agencies' reports that a report is held against at most, so that a thousand copies cost no square.
const HELD: usize = 32;

/// What a report has from one that is an agency's whole text: the agency, the other report, and the spans.
struct Carried<'r> {
    agency: &'r str,
    other: &'r str,
    spans: Vec<Span>,
}

/// Names the origin of pairs that state none.
///
/// Gives the ids of reports that have words of more agencies' reports than were looked at.
pub(crate) fn settle(reports: &[Report], credits: &[Vec<Credit>], pairs: &mut [Reuse]) -> BTreeSet<String> {
    let credits: FxHashMap<&str, &[Credit]> = reports
        .iter()
        .zip(credits)
        .map(|(r, c)| (r.id.as_str(), c.as_slice()))
        .collect();
    let of = |id: &str| credits.get(id).copied().unwrap_or_default();
    let main = |id: &str| of(id).iter().find(|c| c.main).map(|c| c.agency.as_str());
    let mut settled: Vec<(usize, String, ReuseBasis)> = Vec::new();
    let mut cut: BTreeSet<String> = BTreeSet::new();
    {
        let mut carried: BTreeMap<&str, Vec<Carried>> = BTreeMap::new();
        for pair in pairs
            .iter()
            .filter(|p| p.kind != ReuseKind::Quotation && !p.rewritten)
        {
            for (id, other, side) in [(&pair.a, &pair.b, true), (&pair.b, &pair.a, false)] {
                let Some((key, _)) = credits.get_key_value(other.as_str()) else {
                    continue;
                };
                let Some(agency) = main(key) else { continue };
                let agency = of(key)
                    .iter()
                    .find(|c| c.agency == agency)
                    .map_or("", |c| c.agency.as_str());
                let all = carried.entry(id).or_default();
                let spans = spans(pair, side);
                // Two reports of an agency that have the very same of this one tell all that more of them would.
                let alike = |c: &&Carried| c.agency == agency && c.spans == spans;
                if all.iter().filter(alike).count() >= 2 {
                    continue;
                }
                if all.len() < HELD {
                    all.push(Carried { agency, other, spans });
                } else {
                    cut.insert(id.clone());
                }
            }
        }
        for (n, pair) in pairs.iter().enumerate() {
            if pair.kind == ReuseKind::Quotation || pair.basis == ReuseBasis::Stated || pair.rewritten {
                continue;
            }
            let third = [(&pair.a, &pair.b, true), (&pair.b, &pair.a, false)]
                .into_iter()
                .find_map(|(id, not, side)| {
                    let shared = spans(pair, side);
                    let mut of = carried
                        .get(id.as_str())?
                        .iter()
                        .filter(|c| c.other != not.as_str());
                    of.find(|c| covered(&shared, &c.spans) >= STANDS)
                        .map(|c| c.agency.to_owned())
                });
            if let Some(agency) = third {
                settled.push((n, agency, ReuseBasis::Reuse));
                continue;
            }
            let mut left: BTreeSet<&str> = BTreeSet::new();
            for (id, side) in [(&pair.a, true), (&pair.b, false)] {
                let shared = spans(pair, side);
                let elsewhere = |agency: &str| {
                    let all = carried.get(id.as_str()).into_iter().flatten();
                    all.clone()
                        .any(|c| c.agency == agency && covered(&shared, &c.spans) == 0)
                        && !all
                            .clone()
                            .any(|c| c.agency == agency && covered(&shared, &c.spans) > 0)
                };
                let parts = of(id).iter().filter(|c| !c.main).map(|c| c.agency.as_str());
                left.extend(parts.filter(|agency| !elsewhere(agency)));
            }
            if let (Some(one), 1) = (left.first(), left.len()) {
                settled.push((n, (*one).to_owned(), ReuseBasis::Inferred));
            }
        }
    }
    for (n, agency, basis) in settled {
        let pair = &mut pairs[n];
        (pair.origin, pair.origin_name, pair.basis) = (Direction::Common, Some(agency), basis);
    }
    cut
}

/// The prose passages of one side, sorted.
fn spans(pair: &Reuse, a: bool) -> Vec<Span> {
    let prose = pair.passages.iter().filter(|p| p.kind == PassageKind::Prose);
    let mut spans: Vec<Span> = prose.map(|p| if a { p.a } else { p.b }).collect();
    spans.sort();
    spans
}

/// The share of `shared`, in hundredths, that `spans` cover. Both are sorted.
fn covered(shared: &[Span], spans: &[Span]) -> usize {
    let overlap = |s: &Span| -> usize {
        spans
            .iter()
            .map(|t| s.end().min(t.end()).saturating_sub(s.start().max(t.start())))
            .sum()
    };
    let all: usize = shared.iter().map(|s| s.len()).sum();
    (100 * shared.iter().map(overlap).sum::<usize>())
        .checked_div(all)
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;
    use crate::sample::{PROSE, credits, report};
    use record::AgencyBasis;

    fn origin(found: &[Reuse], a: &str, b: &str) -> (Direction, Option<String>, ReuseBasis) {
        let pair = found.iter().find(|r| r.a == a && r.b == b).unwrap();
        (pair.origin, pair.origin_name.clone(), pair.basis)
    }

    #[test]
    fn a_third_report_that_credits_the_words_tells_whose_they_are() {
        let reports = [
            report("a", "Ellery Herald", "2031-03-04", &[PROSE[0], PROSE[1]]),
            report("b", "Harrow Post", "2031-03-05", &[PROSE[1], PROSE[0]]),
            credits(
                report("c", "Callow Mail", "2031-03-05", &[PROSE[0], PROSE[1]]),
                "Reuters",
                AgencyBasis::Dateline,
            ),
        ];
        let reuters = (Direction::Common, Some("Reuters".to_owned()), ReuseBasis::Reuse);
        assert_eq!(origin(&find(&reports), "a", "b"), reuters);
        // Without it, the days tell the order.
        assert_eq!(origin(&find(&reports[..2]), "a", "b").0, Direction::A);
        // A third report with other words of the agency tells nothing.
        let other = credits(
            report("c", "Callow Mail", "2031-03-05", &[PROSE[3]]),
            "Reuters",
            AgencyBasis::Dateline,
        );
        assert_eq!(
            origin(&find(&[reports[0].clone(), reports[1].clone(), other]), "a", "b").0,
            Direction::A
        );
    }

    #[test]
    fn words_in_more_agency_reports_than_are_looked_at_are_told() {
        let set = |n: usize| {
            let long = PROSE.join(" ");
            let words: Vec<&str> = long.split(' ').collect();
            let mut reports = vec![report("a", "Ellery Herald", "2031-03-04", &PROSE)];
            for i in 0..n {
                // Each has another part of the text and something of its own.
                let own: String = (0..40).map(|k| format!("word{} ", i * 100 + k)).collect();
                let part = words[i..i + 60].join(" ");
                let made = report(
                    &format!("w{i:02}"),
                    &format!("Paper {i}"),
                    "2031-03-04",
                    &[&part, &own],
                );
                reports.push(credits(made, "Reuters", AgencyBasis::Dateline));
            }
            let found = super::super::compare(&reports);
            found.warnings.iter().any(|w| w.message.contains("agency copy"))
        };
        assert!(set(40));
        assert!(!set(20));
    }

    #[test]
    fn of_two_agencies_in_part_the_one_whose_words_stand_elsewhere_is_ruled_out() {
        let merge = report(
            "m",
            "Callow Mail",
            "2031-03-05",
            &[PROSE[0], PROSE[1], PROSE[2], PROSE[3]],
        );
        let merge = credits(merge, "Reuters", AgencyBasis::Contributors);
        let merge = credits(merge, "Agence France-Presse", AgencyBasis::Contributors);
        let one = credits(
            report("a", "Ellery Herald", "2031-03-05", &[PROSE[0], PROSE[1]]),
            "Reuters",
            AgencyBasis::Dateline,
        );
        let two = report("b", "Harrow Post", "2031-03-05", &[PROSE[2], PROSE[3]]);
        let afp = (
            Direction::Common,
            Some("Agence France-Presse".to_owned()),
            ReuseBasis::Inferred,
        );
        assert_eq!(origin(&find(&[one, two.clone(), merge.clone()]), "b", "m"), afp);
        assert_eq!(origin(&find(&[two, merge]), "b", "m").0, Direction::Unknown);
    }
}
