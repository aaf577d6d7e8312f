//! Two reports of a pile, side by side.

use crate::{Pile, Progress};
use record::{Comparison, Direction, Passage, Report, Reuse};

/// Sets the reports of these two ids side by side, among all the others of the pile: what is stock among them is no reuse,
/// and a third that both have their text from is known. `None` where an id is of no report in the pile, or nobody waits for
/// the answer any more.
#[must_use]
pub fn compare(pile: Pile, a: &str, b: &str, progress: &dyn Progress) -> Option<Comparison> {
    progress.stage("comparing");
    let find = |id: &str| pile.reports.iter().find(|r| r.id == id).cloned();
    let asked = [find(a)?, find(b)?];
    let relate::versions::Settled { standing, earlier } = relate::versions::settle(pile.reports);
    wanted(progress)?;
    let mut reports = standing;
    // An earlier version or a twin is compared where it was asked for, in place of the report that stands for it.
    let stands = |report: &Report| {
        let of = earlier
            .iter()
            .find(|e| e.id == report.id)
            .and_then(|e| e.version.as_ref());
        let id = of.map_or(&report.id, |v| &v.of);
        let is = |r: &&Report| r.id == *id || r.twins.iter().any(|t| t.id == *id);
        reports.iter().find(is).map(|r| r.id.clone())
    };
    let places = [stands(&asked[0]), stands(&asked[1])];
    let versions = places[0] == places[1];
    for (report, place) in asked.iter().zip(&places) {
        if place.as_deref() != Some(&report.id) {
            reports
                .retain(|r| Some(&r.id) != place.as_ref() || versions && asked.iter().any(|x| x.id == r.id));
            let dressed = earlier.iter().find(|e| e.id == report.id).unwrap_or(report);
            reports.push(dressed.clone());
        }
    }
    let relate::reuse::Found {
        pairs: reuse,
        warnings,
    } = relate::reuse::compare(&reports);
    wanted(progress)?;
    let (origins, signs) = relate::origins::traced(&reports, &reuse);
    wanted(progress)?;
    let of = |id: &str| reports.iter().find(|r| r.id == id).cloned();
    let (first, second) = (of(a)?, of(b)?);
    let (low, high) = (a.min(b), a.max(b));
    let shared = reuse
        .into_iter()
        .find(|r| r.a == low && r.b == high)
        .map(|r| if r.a == a { r } else { mirrored(r) });
    let counted = relate::origins::count(&[&first, &second], &origins);
    let other = |id: &str| id.strip_prefix("report:").is_none_or(|id| id == a || id == b);
    let edges = origins
        .edges
        .into_iter()
        .filter(|e| (e.report == a || e.report == b) && other(&e.origin))
        .collect();
    Some(Comparison {
        rows: relate::compare::rows(&first, &second, shared.as_ref()),
        versions,
        reuse: shared,
        edges,
        independent: counted.independent,
        why: if versions { Vec::new() } else { counted.why },
        warnings: [pile.warnings, warnings, signs].concat(),
        a: first,
        b: second,
        ..Comparison::default()
    })
}

fn wanted(progress: &dyn Progress) -> Option<()> {
    progress.wanted().then_some(())
}

/// The same pair, seen from its other report.
fn mirrored(pair: Reuse) -> Reuse {
    let mut passages: Vec<Passage> = pair
        .passages
        .into_iter()
        .map(|p| Passage { a: p.b, b: p.a, ..p })
        .collect();
    passages.sort_by_key(|p| (p.a, p.b));
    Reuse {
        a: pair.b,
        b: pair.a,
        share_a: pair.share_b,
        share_b: pair.share_a,
        origin: match pair.origin {
            Direction::A => Direction::B,
            Direction::B => Direction::A,
            other => other,
        },
        passages,
        ..pair
    }
}

/// Two piles as one, the reports of the first keeping their ids. Gives the ids that the reports of the second have now.
pub fn joined(first: &mut Pile, second: Pile) -> Vec<String> {
    let mut ids = Vec::with_capacity(second.reports.len());
    for mut report in second.reports {
        let clash = |id: &str, first: &Pile| first.reports.iter().any(|r: &Report| r.id == id);
        if clash(&report.id, first) {
            if first
                .reports
                .iter()
                .any(|r| r.id == report.id && r.source == report.source)
            {
                ids.push(report.id);
                continue;
            }
            report.id = format!("{}~{}", report.id, report.source.get(..12).unwrap_or_default());
        }
        ids.push(report.id.clone());
        first.reports.push(report);
    }
    first
        .reports
        .sort_by(|a, b| crate::pile::order(a).cmp(&crate::pile::order(b)));
    first.problems.extend(second.problems);
    first.warnings.extend(second.warnings);
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Somebody who waits until they were asked so often.
    struct Until(Cell<usize>);

    impl Progress for Until {
        fn stage(&self, _: &str) {}
        fn read(&self, _: usize) {}
        fn wanted(&self) -> bool {
            let left = self.0.get();
            self.0.set(left.saturating_sub(1));
            left > 0
        }
    }

    #[test]
    fn what_nobody_waits_for_is_left_at_the_next_step() {
        let pile = || {
            let report = |id: &str| Report {
                id: id.into(),
                ..Report::default()
            };
            Pile::of(vec![
                Report {
                    source: "00".repeat(32),
                    ..report("a")
                },
                Report {
                    source: "11".repeat(32),
                    ..report("b")
                },
            ])
        };
        let compared = |times| compare(pile(), "a", "b", &Until(Cell::new(times))).is_some();
        assert_eq!([0, 1, 2, 3].map(compared), [false, false, false, true]);
    }
}
