//! Why a report of a pile is in its story, and the decisions of a person that the stories keep.

use crate::stories::{Grouped, Room, grouped};
use crate::{Config, NotPicked, Pile, Progress, pick};
use record::{Decision, DecisionKind, Report, Why};
use relate::dependents::named;

/// What put the report that `wanted` names (as [`pick`] takes it) into its story, and what is nearest outside.
///
/// # Errors
/// [`NotPicked`] where no report or several are called so.
pub fn why(pile: Pile, wanted: &str, config: &Config, progress: &dyn Progress) -> Result<Why, NotPicked> {
    let Grouped {
        mut reports,
        earlier,
        mut clusters,
        round_ups,
        warnings,
    } = grouped(pile.reports, config, progress);
    let at = match (pick(&reports, wanted), pick(&earlier, wanted)) {
        (Ok(at), _) => at,
        // An earlier version is told by the one that stands.
        (Err(why), Ok(place)) => {
            let of = earlier[place].version.as_ref().map(|v| v.of.as_str());
            let stands = |r: &Report| Some(r.id.as_str()) == of;
            reports.iter().position(stands).ok_or(why)?
        }
        (Err(why), Err(_)) => return Err(why),
    };
    progress.stage("comparing");
    // A round-up is told as the nearest of the stories that it tells.
    let mut among: Vec<usize> = Vec::new();
    if let Some(found) = round_ups.iter().find(|f| f.report == at) {
        among.extend(found.stories.keys());
        if let Some(first) = among.first() {
            clusters[*first].push(at);
        }
    }
    // The other round-ups stand each for itself.
    let rest = round_ups.iter().map(|f| f.report).filter(|r| *r != at);
    clusters.extend(rest.map(|r| vec![r]));
    let near = relate::stories::near(&reports, &clusters, at);
    let mut close: Vec<Report> = near.places().chain([at]).map(|i| reports[i].clone()).collect();
    // Short forms of one name are the same name among reports that stand near each other.
    relate::entities::link(&mut close);
    let reuse = relate::reuse::compare(&close).pairs;
    for (place, linked) in near.places().chain([at]).zip(close) {
        reports[place] = linked;
    }
    let mut heads: Vec<Option<record::Story>> = vec![None; clusters.len()];
    let home = |i: usize| clusters.iter().position(|c| c.contains(&i)).unwrap_or_default();
    for i in near.places().chain([at]) {
        let group: Vec<Report> = clusters[home(i)].iter().map(|&j| reports[j].clone()).collect();
        let of_it = |r: &&Report| {
            group
                .iter()
                .any(|g| r.version.as_ref().is_some_and(|v| v.of == g.id))
        };
        let earlier: Vec<Report> = earlier.iter().filter(of_it).cloned().collect();
        if heads[home(i)].is_none() {
            heads[home(i)] = Some(Room::head(&group, &earlier));
        }
    }
    let id = |i: usize| heads[home(i)].as_ref().map(|h| h.id.clone()).unwrap_or_default();
    let on = |d: &&Decision| d.a == reports[at].id || d.b == reports[at].id;
    let decided = |i: usize| {
        let other = |d: &Decision| d.a == reports[i].id || d.b == reports[i].id;
        config.decisions.iter().filter(on).any(other)
    };
    let (because, partners, outside) = relate::stories::why(&reports, at, &near, &reuse, &id, &decided);
    let own = heads[home(at)].clone().unwrap_or_default();
    Ok(Why {
        report: named(&reports[at]),
        story: own.id,
        title: own.title,
        decisions: concerning(&config.decisions, &own.reports),
        reports: own.reports,
        because,
        partners,
        outside,
        warnings: [pile.warnings, warnings].concat(),
        ..Why::default()
    })
}

/// The decisions that name one of these reports.
pub(crate) fn concerning(decisions: &[Decision], reports: &[String]) -> Vec<Decision> {
    let named = |d: &&Decision| reports.contains(&d.a) || reports.contains(&d.b);
    decisions.iter().filter(named).cloned().collect()
}

/// A person's decisions, each given as two or more names of reports parted by commas (as [`pick`] takes them).
///
/// # Errors
/// What to tell the user: a name that is of no one report, a single name, or decisions that contradict each other.
pub fn decide(reports: &[Report], together: &[String], apart: &[String]) -> Result<Vec<Decision>, String> {
    let mut decisions = Vec::new();
    let mut places = relate::stories::Decided::default();
    for (kind, lists) in [(DecisionKind::Together, together), (DecisionKind::Apart, apart)] {
        for list in lists {
            let mut picked = Vec::new();
            for name in list.split(',').map(str::trim).filter(|n| !n.is_empty()) {
                picked.push(pick(reports, name).map_err(|why| why.message(name))?);
            }
            if picked.len() < 2 {
                return Err(format!(
                    "{list:?} names one report; name two or more, parted by commas"
                ));
            }
            for (n, &a) in picked.iter().enumerate() {
                for &b in picked[n + 1..].iter().filter(|b| **b != a) {
                    let (x, y) = (&reports[a].id, &reports[b].id);
                    decisions.push(Decision {
                        kind,
                        a: x.min(y).clone(),
                        b: x.max(y).clone(),
                    });
                    match kind {
                        DecisionKind::Together => places.together.push((a, b)),
                        DecisionKind::Apart => places.apart.push((a, b)),
                    }
                }
            }
        }
    }
    if let Some((a, b)) = places.contradiction() {
        return Err(format!(
            "{} and {} are to be apart and, by what is to be together, of one story",
            reports[a].id, reports[b].id
        ));
    }
    decisions.sort();
    decisions.dedup();
    Ok(decisions)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reports() -> Vec<Report> {
        ["aaaa", "bbbb", "cccc"]
            .map(|id| Report {
                id: id.into(),
                file: format!("{id}.txt"),
                ..Report::default()
            })
            .to_vec()
    }

    #[test]
    fn names_become_decisions_in_one_order() {
        let said = |together: &[&str], apart: &[&str]| {
            let own = |l: &[&str]| l.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
            decide(&reports(), &own(together), &own(apart))
        };
        let two = said(&["bbbb.txt,aaaa"], &["cccc, bbbb"]).unwrap();
        assert_eq!((two[0].a.as_str(), two[0].b.as_str()), ("aaaa", "bbbb"));
        assert_eq!(
            said(&["a,b"], &[]).unwrap_err(),
            NotPicked::Unknown(vec![]).message("a")
        );
        assert!(said(&["aaaa"], &[]).is_err());
        assert!(
            said(&["aaaa,bbbb", "bbbb,cccc"], &["aaaa,cccc"])
                .unwrap_err()
                .contains("to be apart")
        );
    }
}
