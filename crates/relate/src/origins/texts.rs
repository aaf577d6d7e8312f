//! Dependence that shared prose shows.
//!
//! A pair that shares prose depends on each other and on nobody else. Only where two reports are one text from beginning
//! to end, or where the later one is a part of the earlier, does it rest on all that the other rests on; and a part of a
//! merge rests strictly on its own half alone, or two agencies would become one through the paper that prints both.

use super::limits::Cut;
use super::{LARGE, MOST, ONE_TEXT, Set, cliques, handed_on, label, tie};
use record::{
    Citation, Direction, Edge, EdgeBasis, Origins, Passage, PassageKind, Report, Reuse, ReuseBasis,
    ReuseKind, Span,
};
use std::collections::BTreeMap;

/// Whether so much is shared that the two no longer stand for themselves: half of either one's prose, or three tenths of
/// both, or of the one that is known to have it from the other. A smaller passage in a report that is otherwise its own
/// work is a sign for the cautious alone.
pub(super) fn weighs(pair: &Reuse) -> bool {
    let borrowed = match pair.origin {
        Direction::A if pair.basis != ReuseBasis::Inferred => pair.share_b,
        Direction::B if pair.basis != ReuseBasis::Inferred => pair.share_a,
        _ => pair.share_a.min(pair.share_b),
    };
    let words = pair.kind == ReuseKind::Copied || (pair.kind == ReuseKind::Partly && borrowed >= LARGE);
    words && !pair.rewritten
}

/// Ties reports that share prose, and reports that are one text.
pub(super) fn shared(set: &Set, origins: &mut Origins) {
    for (reprint, first) in &set.reprints {
        for id in [reprint, first] {
            tie(origins, id, &format!("report:{first}"), true);
        }
    }
    // One text in many reports has one name, so that they stay joined where they are not paired all with all.
    let one_text = one_text(set);
    for (id, first) in &one_text {
        tie(origins, id, &format!("one text with {first}"), true);
    }
    for (pair, a, b) in set.pairs() {
        let (of_a, _) = dependent(set, pair);
        let (from, share, to) = if of_a {
            (a, pair.share_a, b)
        } else {
            (b, pair.share_b, a)
        };
        origins.edges.push(Edge {
            report: from.id.clone(),
            origin: format!("report:{}", to.id),
            basis: EdgeBasis::Reuse,
            why: why(from, to, share, pair),
            evidence: evidence(pair, a, b),
        });
    }
    in_common(set, &one_text, origins);
}

/// Ties all reports that share prose: those of which each shares some with each other by one name, strictly where it weighs.
fn in_common(set: &Set, one_text: &BTreeMap<&str, &str>, origins: &mut Origins) {
    let ids: Vec<&str> = set.by_id.keys().copied().collect();
    let at: BTreeMap<&str, u32> = ids.iter().copied().zip(0..).collect();
    let (mut strict, mut doubted, mut joined) = (Vec::new(), Vec::new(), Vec::new());
    for (pair, a, b) in set.pairs() {
        let edge = (at[a.id.as_str()], at[b.id.as_str()]);
        let first = one_text.get(a.id.as_str());
        // The name of their one text joins them already.
        if first.is_some() && first == one_text.get(b.id.as_str()) {
            joined.push(edge);
        } else if weighs(pair) {
            strict.push(edge);
        } else {
            doubted.push(edge);
        }
    }
    let mut tied = |edges: &[(u32, u32)], known: &[(u32, u32)], strictly: bool| {
        for clique in cliques::cover(ids.len(), edges, known) {
            let all = format!(
                "text of {} and {}",
                ids[clique[0] as usize], ids[clique[1] as usize]
            );
            for n in clique {
                tie(origins, ids[n as usize], &all, strictly);
            }
        }
    };
    tied(&strict, &joined, true);
    joined.extend(&strict);
    tied(&doubted, &joined, false);
}

/// Reports that are one text in chains of pairs, each with the first of them by id.
pub(super) fn one_text<'r>(set: &Set<'r>) -> BTreeMap<&'r str, &'r str> {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    fn root<'r>(first: &mut BTreeMap<&'r str, &'r str>, id: &'r str) -> &'r str {
        let mut top = id;
        while let Some(next) = first.get(top).copied().filter(|next| *next != top) {
            top = next;
        }
        // Every id on the way points to the top from now on, which keeps long chains cheap.
        let mut at = id;
        while let Some(next) = first.insert(at, top).filter(|next| *next != at && *next != top) {
            at = next;
        }
        top
    }
    for (pair, a, b) in set.pairs() {
        if pair.share_a.min(pair.share_b) >= ONE_TEXT {
            let (x, y) = (root(&mut first, a.id.as_str()), root(&mut first, b.id.as_str()));
            let (low, high) = (x.min(y), x.max(y));
            first.insert(high, low);
        }
    }
    let ids: Vec<&str> = first.keys().copied().collect();
    ids.into_iter().map(|id| (id, root(&mut first, id))).collect()
}

/// Whether it is `a` that depends, and whether that is known: the later one depends; else the one of whose prose more is
/// shared; else the one whose id sorts last.
///
/// A name that was found for the text of both does not make it unknown which of them came later.
pub(super) fn dependent(set: &Set, pair: &Reuse) -> (bool, bool) {
    let day = |id: &str| set.by_id.get(id).and_then(|r| r.day());
    let main = |id: &str| set.by_id.get(id).and_then(|r| set.main(r)).is_some();
    let inferred = pair.basis == ReuseBasis::Inferred && !pair.rewritten;
    match (pair.origin, pair.basis, day(&pair.a), day(&pair.b)) {
        (Direction::A, ..) if inferred => (false, false),
        (Direction::B, ..) if inferred => (true, false),
        (Direction::A, ..) => (false, true),
        (Direction::B, ..) => (true, true),
        // Credits of both for a part alone do not say that it is this part.
        (Direction::Common, _, Some(x), Some(y)) if x != y && !main(&pair.a) && !main(&pair.b) => {
            (x > y, true)
        }
        (_, ReuseBasis::Reuse | ReuseBasis::Inferred, Some(x), Some(y)) if x != y => (x > y, true),
        // Two prints of an agency's text may each have it from the agency; none has it from one that came later.
        (_, _, Some(x), Some(y)) if x != y => (x > y, false),
        _ => (pair.share_a > pair.share_b, false),
    }
}

/// A reprint rests on all that its original rests on; so does a reprint of a part, strictly where the whole is no merge.
pub(super) fn pass_on<'r>(set: &Set<'r>, origins: &mut Origins, cut: &mut Cut<'r>) {
    let named = set.reprints.iter().chain(&set.originals);
    let mut on: BTreeMap<(&str, &str), bool> = named.map(|(r, first)| ((*r, *first), true)).collect();
    let parts = parts(set, cut);
    for pair in set.reuse.iter().filter(|r| r.kind == ReuseKind::Copied) {
        let (of_a, known) = dependent(set, pair);
        let (from, share, to) = if of_a {
            (pair.a.as_str(), pair.share_a, pair.b.as_str())
        } else {
            (pair.b.as_str(), pair.share_b, pair.a.as_str())
        };
        let one = pair.share_a.min(pair.share_b) >= ONE_TEXT;
        // Of two prints of an agency's text the later may have it from the earlier: a sign for the cautious.
        let day = |id: &str| set.by_id.get(id).and_then(|r| r.day());
        let later = day(from).zip(day(to)).is_some_and(|(x, y)| x > y);
        if one || ((known || later) && share >= MOST) {
            let strict = !pair.rewritten && (one || (known && !is_merge(set, &parts, to, from)));
            on.entry((from, to))
                .and_modify(|s| *s |= strict)
                .or_insert(strict);
        }
    }
    let strict: Vec<(&str, &str)> = on
        .iter()
        .filter(|(_, strict)| **strict)
        .map(|(pair, _)| *pair)
        .collect();
    let all: Vec<(&str, &str)> = on.into_keys().collect();
    handed_on::along(&mut origins.low, &all);
    handed_on::along(&mut origins.high, &strict);
}

/// The reports that a report shares a large part of its prose with without having been there first, and the part's spans.
type Parts<'r> = BTreeMap<&'r str, Vec<(&'r str, Vec<Span>)>>;

fn parts<'r>(set: &Set<'r>, cut: &mut Cut<'r>) -> Parts<'r> {
    let mut parts: Parts = BTreeMap::new();
    for (pair, a, b) in set.pairs() {
        let prose = || pair.passages.iter().filter(|p| p.kind == PassageKind::Prose);
        if pair.share_a >= LARGE && pair.origin != Direction::A {
            let spans = prose().map(|p| p.a).collect();
            parts
                .entry(a.id.as_str())
                .or_default()
                .push((b.id.as_str(), spans));
        }
        if pair.share_b >= LARGE && pair.origin != Direction::B {
            let spans = prose().map(|p| p.b).collect();
            parts
                .entry(b.id.as_str())
                .or_default()
                .push((a.id.as_str(), spans));
        }
    }
    for (id, of) in &mut parts {
        // Parts that are the same to the byte, as many prints of one text have them, tell no more than one of them.
        of.dedup_by(|next, last| next.1 == last.1);
        if of.len() > HELD {
            cut.parts.insert(id);
        }
        of.truncate(HELD);
    }
    parts
}

/// Parts of one report that are held against another one at most, so that a thousand copies cost no square.
const HELD: usize = 16;

/// Whether `whole` merges the text of `part` with that of a report that has nothing of `part`.
fn is_merge(set: &Set, parts: &Parts, whole: &str, part: &str) -> bool {
    let Some(shared) = set.shared(whole, part) else {
        return false;
    };
    let taken: Vec<Span> = shared
        .passages
        .iter()
        .map(|p| if shared.a == whole { p.a } else { p.b })
        .collect();
    let apart = |spans: &[Span]| {
        spans
            .iter()
            .all(|s| taken.iter().all(|t| s.end() <= t.start() || t.end() <= s.start()))
    };
    let others = parts.get(whole).into_iter().flatten();
    others
        .filter(|(other, _)| *other != part)
        .any(|(other, spans)| apart(spans) && set.shared(other, part).is_none())
}

/// What one report has from the other in other words: a sign for the cautious alone, as it is inferred. So is the agency
/// whose text the other one is.
pub(super) fn rewritten(set: &Set, origins: &mut Origins) {
    for pair in set.reuse.iter().filter(|p| p.rewritten) {
        let (Some(a), Some(b)) = (set.by_id.get(pair.a.as_str()), set.by_id.get(pair.b.as_str())) else {
            continue;
        };
        let (of_a, _) = dependent(set, pair);
        let (from, share, to) = if of_a {
            (a, pair.share_a, b)
        } else {
            (b, pair.share_b, a)
        };
        let both = format!("text of {} and {}", a.id, b.id);
        for (id, other) in [(&a.id, b), (&b.id, a)] {
            tie(origins, id, &both, false);
            if let Some(agency) = set.main(other) {
                tie(origins, id, agency, false);
            }
        }
        origins.edges.push(Edge {
            report: from.id.clone(),
            origin: format!("report:{}", to.id),
            basis: EdgeBasis::Inferred,
            why: format!(
                "{}% of the prose of {} tells in other words what {} does, sentence after sentence.",
                (share * 100.0).round(),
                label(from),
                label(to),
            ),
            evidence: evidence(pair, a, b),
        });
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
        (_, _, ReuseBasis::Inferred) => format!("{text}, whose house style it has kept; that is inferred."),
        (_, _, ReuseBasis::Reuse) => format!("{text}, which was published before."),
    }
}

/// The longest shared prose passage, in both reports.
fn evidence(pair: &Reuse, a: &Report, b: &Report) -> Vec<Citation> {
    let prose = pair.passages.iter().filter(|p| p.kind == PassageKind::Prose);
    let longest: Option<&Passage> = prose.max_by_key(|p| (p.a.len() + p.b.len(), std::cmp::Reverse(p.a)));
    longest.map_or_else(Vec::new, |p| vec![Citation::new(a, p.a), Citation::new(b, p.b)])
}

/// A report most of whose prose stands in one that is an agency's text is that agency's text too, credit or no credit. One
/// that has a passage from there may have more from the agency: a sign for the cautious.
pub(super) fn inherited(set: &Set, origins: &mut Origins) {
    for (pair, a, b) in set.pairs() {
        for (from, share, to) in [(a, pair.share_a, b), (b, pair.share_b, a)] {
            let Some(agency) = set.main(to) else { continue };
            tie(origins, &from.id, agency, false);
            if pair.kind != ReuseKind::Copied || share < MOST || set.main(from).is_some() {
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
    use crate::origins::trace;
    use crate::reuse;
    use crate::sample::{PROSE, report};
    use record::{Independent, Report};

    fn told(reports: &[Report]) -> (usize, usize) {
        let origins = trace(reports, &reuse::find(reports));
        let Independent { low, high } = origins.independent(reports.iter().map(|r| r.id.as_str()));
        (low, high)
    }

    #[test]
    fn a_short_passage_in_two_long_reports_joins_them_for_the_cautious_alone() {
        let reports = [
            report(
                "a",
                "Ellery Herald",
                "2031-03-04",
                &[PROSE[0], PROSE[1], PROSE[2], PROSE[3]],
            ),
            report(
                "b",
                "Harrow Post",
                "2031-03-04",
                &[PROSE[4], PROSE[3], &PROSE[2].to_uppercase()[..0]],
            ),
        ];
        // A quarter of the one and half of the other: the short one has most of its prose from there.
        assert_eq!(told(&reports), (1, 1));
        let long = PROSE[4].replace("ferry", "tram") + " " + &PROSE[1].replace(' ', " new ");
        let reports = [
            reports[0].clone(),
            report("b", "Harrow Post", "2031-03-04", &[PROSE[4], PROSE[3], &long]),
        ];
        assert_eq!(told(&reports), (1, 2));
    }

    #[test]
    fn the_halves_of_a_merge_stay_apart() {
        for day in ["2031-03-04", "2031-03-05"] {
            let reports = [
                report("a", "Ellery Herald", "2031-03-04", &[PROSE[0]]),
                report("b", "Harrow Post", "2031-03-04", &[PROSE[2]]),
                report("m", "Callow Mail", day, &[PROSE[0], PROSE[2]]),
            ];
            let (_, high) = told(&reports);
            assert_eq!(high, 2, "{day}");
        }
    }

    #[test]
    fn a_chain_of_near_copies_is_one_text() {
        let reports: Vec<Report> = (0..60)
            .map(|i| {
                let own = format!("Edition {i} was printed in hall {} on paper {}.", i * 7, i * 13);
                report(
                    &format!("r{i:02}"),
                    &format!("Outlet {i}"),
                    "",
                    &[PROSE[0], PROSE[1], PROSE[2], &own],
                )
            })
            .collect();
        assert_eq!(told(&reports), (1, 1));
    }
}
