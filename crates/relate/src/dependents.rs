//! What rests on an origin, step by step: the reports that have it from there, the copies of those, and what is told by them.
//!
//! A step is taken only where the words that go on are words that rest on the origin: who copies an own paragraph of a
//! merge has nothing from the merge's agency. Words with no known direction are taken for perhaps, words from a third
//! that both credit for a report beside; neither is ever told as sure.

use record::{
    Borne, BorneKind, Citation, Dependent, Direction, Edge, EdgeBasis, Independent, Named, Origins,
    QuoteReading, Reading, Report, Rests, Reuse, ReuseBasis, ReuseKind, Span, Statement, StretchKind,
};
use std::collections::{BTreeMap, BTreeSet};

/// Share of a report's running text, in hundredths, from which all of it rests on the origin.
const WHOLE: usize = 80;

/// What rests on the origin called `origin`: a report's id, or the name of an agency or another origin as edges have it.
/// By how surely, then by steps, date and id. `reuse` and `origins` are those of `reports`.
#[must_use]
pub fn find(origin: &str, reports: &[Report], reuse: &[Reuse], origins: &Origins) -> Vec<Dependent> {
    let search = Search::new(reports, reuse, origins);
    let mut held: BTreeMap<&str, Held> = BTreeMap::new();
    let mut open: BTreeSet<(Rests, usize, &str)> = BTreeSet::new();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let first = match search.by_id.get_key_value(origin) {
        Some((id, _)) => {
            done.insert(id);
            search.copies(id, None)
        }
        None => search.carriers(origin),
    };
    let mut reached = first;
    let mut steps = 0;
    loop {
        for (id, mut new) in reached {
            if done.contains(id) {
                continue;
            }
            new.steps = steps + 1;
            let better = held
                .get(id)
                .is_none_or(|old| (new.rests, new.steps) < (old.rests, old.steps));
            if better {
                if let Some(old) = held.insert(id, new.clone()) {
                    open.remove(&(old.rests, old.steps, id));
                }
                open.insert((new.rests, new.steps, id));
            } else if let Some(old) = held.get_mut(id).filter(|old| old.rests == new.rests) {
                old.spans.extend(new.spans);
                old.whole |= new.whole;
            }
        }
        let Some((rests, at, id)) = open.pop_first() else {
            break;
        };
        done.insert(id);
        let from = &held[id];
        reached = search.copies(id, Some(from));
        for (_, next) in &mut reached {
            next.rests = next.rests.max(rests);
        }
        steps = at;
    }
    let mut found: Vec<Dependent> = held
        .into_iter()
        .filter_map(|(id, held)| Some(held.told(search.by_id.get(id)?)))
        .collect();
    let key = |d: &Dependent| (d.rests, d.steps, d.report.published.clone(), d.report.id.clone());
    found.sort_by_key(key);
    found
}

/// What a person knows a report by.
#[must_use]
pub fn named(report: &Report) -> Named {
    Named {
        id: report.id.clone(),
        at_hand: true,
        name: crate::origins::label(report),
        headline: report.headline.clone(),
        published: report.published.as_ref().map(|p| p.value.clone()),
        file: Some(report.file.clone()),
        line: report.line,
    }
}

/// Statements, remarks and figures of one story that the origin or what rests on it bears out. `origin` is its id where it
/// is a report.
#[must_use]
pub fn borne(
    (story, origins): (&str, &Origins),
    origin: &str,
    dependents: &[Dependent],
    (statements, remarks, figures): (&[Statement], &[QuoteReading], &[Reading]),
) -> Vec<Borne> {
    let told = Told {
        story,
        origins,
        origin,
        dependents: dependents.iter().map(|d| (d.report.id.as_str(), d)).collect(),
    };
    let mut found = Vec::new();
    for s in statements {
        let text = s.citations.first().map_or("", |c| c.quote.as_str());
        found.extend(told.borne(BorneKind::Statement, text.to_owned(), s.citations.iter()));
    }
    for remark in remarks {
        let who = remark
            .speaker
            .as_ref()
            .map_or_else(String::new, |s| format!("{}: ", s.name));
        let words = remark.variants.first().map_or("", |v| v.text.as_str());
        let citations = remark.variants.iter().flat_map(|v| &v.citations);
        found.extend(told.borne(BorneKind::Remark, format!("{who}“{words}”"), citations));
    }
    for (figure, value) in figures.iter().flat_map(|f| f.values.iter().map(move |v| (f, v))) {
        let about = figure
            .about
            .as_deref()
            .map_or_else(String::new, |a| format!(" ({a})"));
        let text = format!("{}{about}: {}", figure.measure.replace('_', " "), value.text);
        found.extend(told.borne(BorneKind::Figure, text, value.citations.iter()));
    }
    found
}

/// The independent origins behind these reports without the origin and what rests on it.
#[must_use]
pub fn without(origins: &Origins, reports: &[String], origin: &str, dependents: &[Dependent]) -> Independent {
    let left = |lost: Rests| {
        let gone = |id: &str| {
            id == origin
                || dependents
                    .iter()
                    .any(|d| d.report.id == id && d.whole && d.rests <= lost)
        };
        origins.independent(reports.iter().map(String::as_str).filter(|id| !gone(id)))
    };
    bounds(left(Rests::Perhaps), left(Rests::Surely))
}

/// With all doubts taken, and with the sure alone.
fn bounds(doubted: Independent, sure: Independent) -> Independent {
    Independent {
        low: doubted.low.min(sure.high),
        high: sure.high,
    }
}

struct Told<'a> {
    story: &'a str,
    origins: &'a Origins,
    origin: &'a str,
    dependents: BTreeMap<&'a str, &'a Dependent>,
}

impl Told<'_> {
    /// How surely the words of a citation rest on the origin; a report beside it rests on nothing of its.
    fn rests(&self, cited: &Citation) -> Option<Rests> {
        if cited.report == self.origin {
            return Some(Rests::Surely);
        }
        let dependent = self.dependents.get(cited.report.as_str())?;
        let inside = || dependent.spans.iter().any(|s| mostly(*s, cited.span));
        (dependent.rests != Rests::Beside && (dependent.whole || inside())).then_some(dependent.rests)
    }

    fn borne<'c>(
        &self,
        kind: BorneKind,
        text: String,
        citations: impl Iterator<Item = &'c Citation>,
    ) -> Option<Borne> {
        let all: BTreeSet<&Citation> = citations.collect();
        let resting: Vec<Citation> = all
            .iter()
            .filter(|c| self.rests(c).is_some())
            .map(|c| (*c).clone())
            .collect();
        if resting.is_empty() {
            return None;
        }
        let count = |keep: &dyn Fn(&Citation) -> bool| {
            let places = all
                .iter()
                .filter(|c| keep(c))
                .map(|c| (c.report.as_str(), c.span));
            self.origins.independent_at(places)
        };
        let reports: BTreeSet<&str> = all.iter().map(|c| c.report.as_str()).collect();
        Some(Borne {
            kind,
            story: self.story.to_owned(),
            text,
            reports: reports.len(),
            independent: count(&|_| true),
            without: bounds(
                count(&|c| self.rests(c).is_none()),
                count(&|c| self.rests(c) != Some(Rests::Surely)),
            ),
            citations: resting,
        })
    }
}

/// Whether half of the shorter of the two lies in the other.
fn mostly(x: Span, y: Span) -> bool {
    let common = x.end().min(y.end()).saturating_sub(x.start().max(y.start()));
    common > 0 && 2 * common >= x.len().min(y.len())
}

/// A report on its way into the answer.
#[derive(Debug, Clone)]
struct Held {
    rests: Rests,
    steps: usize,
    through: String,
    why: Vec<Edge>,
    whole: bool,
    spans: Vec<Span>,
}

impl Held {
    fn told(mut self, report: &Report) -> Dependent {
        self.spans.sort_unstable();
        self.spans.dedup();
        let running: usize = report.running().map(|s| s.span.len()).sum();
        let mut covered = 0;
        let mut end = 0;
        for span in &self.spans {
            covered += span.end().saturating_sub(span.start().max(end));
            end = end.max(span.end());
        }
        Dependent {
            report: named(report),
            rests: self.rests,
            steps: self.steps,
            through: self.through,
            why: self.why,
            whole: self.whole || (running > 0 && 100 * covered >= WHOLE * running),
            spans: self.spans,
        }
    }
}

struct Search<'r> {
    by_id: BTreeMap<&'r str, &'r Report>,
    /// Pairs that share prose, by either report.
    pairs: BTreeMap<&'r str, Vec<&'r Reuse>>,
    edges: BTreeMap<(&'r str, &'r str), Vec<&'r Edge>>,
    /// Reports with an edge to this origin.
    to: BTreeMap<&'r str, BTreeSet<&'r str>>,
    origins: &'r Origins,
}

impl<'r> Search<'r> {
    fn new(reports: &'r [Report], reuse: &'r [Reuse], origins: &'r Origins) -> Self {
        let mut pairs: BTreeMap<&str, Vec<&Reuse>> = BTreeMap::new();
        for pair in reuse.iter().filter(|p| p.kind != ReuseKind::Quotation) {
            pairs.entry(&pair.a).or_default().push(pair);
            pairs.entry(&pair.b).or_default().push(pair);
        }
        let mut edges: BTreeMap<(&str, &str), Vec<&Edge>> = BTreeMap::new();
        let mut to: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for edge in &origins.edges {
            edges.entry((&edge.report, &edge.origin)).or_default().push(edge);
            to.entry(&edge.origin).or_default().insert(&edge.report);
        }
        Self {
            by_id: reports.iter().map(|r| (r.id.as_str(), r)).collect(),
            pairs,
            edges,
            to,
            origins,
        }
    }

    fn signs(&self, report: &str, origin: &str) -> Vec<Edge> {
        let found = self.edges.get(&(report, origin)).into_iter().flatten();
        found.map(|e| (*e).clone()).collect()
    }

    /// The reports that carry the text of an agency or another origin that is no report at hand.
    fn carriers(&self, origin: &str) -> Vec<(&'r str, Held)> {
        let reports = self.to.get(origin).into_iter().flatten();
        let mut found = Vec::new();
        for &id in reports {
            let why = self.signs(id, origin);
            let strict = self.origins.high.get(id).is_some_and(|on| on.contains(origin));
            let stretches = self.origins.stretches.get(id).map_or(&[][..], Vec::as_slice);
            let of_it =
                |s: &&record::Stretch| s.origin.as_deref() == Some(origin) && s.kind != StretchKind::Own;
            let mut spans: Vec<Span> = stretches.iter().filter(of_it).map(|s| s.span).collect();
            let whole = strict && stretches.is_empty();
            if spans.is_empty() {
                spans = cited(&why, id);
            }
            let weak = why.iter().all(|e| e.basis == EdgeBasis::Inferred);
            found.push((
                id,
                Held {
                    rests: if weak { Rests::Perhaps } else { Rests::Surely },
                    steps: 0,
                    through: origin.to_owned(),
                    why,
                    whole,
                    spans,
                },
            ));
        }
        found
    }

    /// The reports that have from the report `id` what rests on the origin there; all of it where `held` is not given.
    fn copies(&self, id: &'r str, held: Option<&Held>) -> Vec<(&'r str, Held)> {
        let origin = format!("report:{id}");
        let resting = |span: Span| held.is_none_or(|h| h.whole || h.spans.iter().any(|s| mostly(*s, span)));
        let mut found = Vec::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for pair in self.pairs.get(id).into_iter().flatten() {
            let of_a = pair.a == id;
            let other = if of_a { pair.b.as_str() } else { pair.a.as_str() };
            let stated = self
                .signs(other, &origin)
                .iter()
                .any(|e| e.basis == EdgeBasis::Stated);
            let rests = match (pair.origin, of_a) {
                (Direction::A, true) | (Direction::B, false) if pair.basis != ReuseBasis::Inferred => {
                    Rests::Surely
                }
                _ if stated => Rests::Surely,
                (Direction::A, true) | (Direction::B, false) | (Direction::Unknown, _) => Rests::Perhaps,
                // What a copy has in common with others from a third is no matter of the origin.
                (Direction::Common, _) if held.is_some() => continue,
                (Direction::Common, _) => Rests::Beside,
                // The other has the words first.
                (Direction::A, false) | (Direction::B, true) => continue,
            };
            let goes_on = |p: &&record::Passage| {
                p.kind == record::PassageKind::Prose && resting(if of_a { p.a } else { p.b })
            };
            if !pair.passages.is_empty() && !pair.passages.iter().any(|p| goes_on(&p)) {
                continue;
            }
            let spans: Vec<Span> = pair
                .passages
                .iter()
                .map(|p| if of_a { (p.a, p.b) } else { (p.b, p.a) })
                .filter(|(here, _)| resting(*here))
                .map(|(_, there)| there)
                .collect();
            seen.insert(other);
            let mut why = self.signs(other, &origin);
            why.extend(self.signs(id, &format!("report:{other}")));
            found.push((
                other,
                Held {
                    rests,
                    steps: 0,
                    through: id.to_owned(),
                    why,
                    whole: false,
                    spans,
                },
            ));
        }
        // Who credits the report without a passage in common has something from it all the same.
        for &other in self.to.get(origin.as_str()).into_iter().flatten() {
            if seen.contains(other)
                || self
                    .pairs
                    .get(id)
                    .is_some_and(|p| p.iter().any(|p| p.a == other || p.b == other))
            {
                continue;
            }
            let why: Vec<Edge> = self
                .signs(other, &origin)
                .into_iter()
                .filter(|e| e.basis == EdgeBasis::Stated)
                .collect();
            let whole = held.is_none_or(|h| h.whole);
            if !why.is_empty() && whole {
                let spans = cited(&why, other);
                found.push((
                    other,
                    Held {
                        rests: Rests::Surely,
                        steps: 0,
                        through: id.to_owned(),
                        why,
                        whole: false,
                        spans,
                    },
                ));
            }
        }
        found
    }
}

/// The words of `report` that show these signs.
fn cited(signs: &[Edge], report: &str) -> Vec<Span> {
    signs
        .iter()
        .flat_map(|e| &e.evidence)
        .filter(|c| c.report == report)
        .map(|c| c.span)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{PROSE, REMARK, report};
    use crate::{origins, reuse};
    use record::{Agency, AgencyBasis};

    fn found(origin: &str, reports: &[Report]) -> Vec<(String, Rests, usize)> {
        let reuse = reuse::find(reports);
        let origins = origins::trace(reports, &reuse);
        find(origin, reports, &reuse, &origins)
            .into_iter()
            .map(|d| (d.report.id, d.rests, d.steps))
            .collect()
    }

    #[test]
    fn a_copy_of_a_copy_rests_on_the_first() {
        let set = [
            report("a", "Ellery Herald", "2031-03-01", &[PROSE[0], PROSE[1]]),
            report("b", "Harrow Post", "2031-03-03", &[PROSE[1], PROSE[2]]),
            report("c", "Callow Mail", "2031-03-05", &[PROSE[2], PROSE[1], PROSE[4]]),
        ];
        let rests: Vec<String> = found("a", &set).into_iter().map(|f| f.0).collect();
        assert_eq!(rests, ["b", "c"]);
        assert_eq!(found("c", &set), []);
    }

    #[test]
    fn who_copies_an_own_paragraph_has_nothing_of_the_origin() {
        let set = [
            report("a", "Ellery Herald", "2031-03-01", &[PROSE[0], PROSE[1]]),
            report("b", "Harrow Post", "2031-03-03", &[PROSE[1], PROSE[2], PROSE[3]]),
            report("c", "Callow Mail", "2031-03-05", &[PROSE[2], PROSE[3], PROSE[4]]),
        ];
        assert_eq!(found("a", &set), [("b".to_owned(), Rests::Surely, 1)]);
        assert_eq!(found("b", &set), [("c".to_owned(), Rests::Surely, 1)]);
    }

    #[test]
    fn quoted_speech_rests_on_nobody() {
        let set = [
            report("a", "Ellery Herald", "2031-03-01", &[PROSE[0], REMARK]),
            report("b", "Harrow Post", "2031-03-03", &[PROSE[2], REMARK]),
        ];
        assert_eq!(found("a", &set), []);
    }

    #[test]
    fn without_days_nobody_is_sure() {
        let set = [
            report("a", "Ellery Herald", "", &[PROSE[0], PROSE[1]]),
            report("b", "Harrow Post", "", &[PROSE[0], PROSE[1]]),
        ];
        assert_eq!(found("a", &set), [("b".to_owned(), Rests::Perhaps, 1)]);
    }

    #[test]
    fn an_agency_has_those_that_carry_it_and_their_copies() {
        let mut wire = report("a", "Ellery Herald", "2031-03-01", &[PROSE[0], PROSE[1]]);
        wire.agencies.push(Agency {
            name: "Reuters".into(),
            basis: AgencyBasis::Dateline,
            span: None,
        });
        let set = [
            wire,
            report("b", "Harrow Post", "2031-03-03", &[PROSE[1], PROSE[0]]),
            report("c", "Callow Mail", "2031-03-05", &[PROSE[2]]),
        ];
        let found = found("Reuters", &set);
        assert_eq!(found.iter().map(|f| f.0.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert!(super::tests::found("nobody", &set).is_empty());
    }
}
