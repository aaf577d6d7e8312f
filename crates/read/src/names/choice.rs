//! Which candidates are names, and of what kind: a log-linear model over their signs, whose weights are whole numbers.

use super::candidates::{self, Candidate};
use super::network::Label;
use super::signs::{self, View};
use super::{Mention, gazetteer};
use record::NameKind;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static WEIGHTS: LazyLock<FxHashMap<&str, [i32; 4]>> = LazyLock::new(|| {
    include_str!("../../assets/names-choice.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let sign = fields.next()?;
            let mut weights = [0; 4];
            for weight in &mut weights {
                *weight = fields.next()?.parse().ok()?;
            }
            Some((sign, weights))
        })
        .collect()
});

/// The kinds that the model tells, in the order of its columns; the fourth is none of them.
const KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Organization, NameKind::Place];

/// How many points a name is given for nothing: F1 is best where what is a little less likely than not is still named.
const EAGER: i32 = 700;

/// By how many points the rules must be sure of a place to have it told whatever stands around it.
const SURE: i32 = 12;

/// What a club in a table is worth beside candidates that share its words.
const CLUB: i32 = 4000;

/// A candidate with its points: thousandths of the natural logarithm of the odds.
struct Weighed {
    candidate: Candidate,
    ours: bool,
    key: String,
    own: [i32; 4],
}

/// Names among the candidates, which are in order of unit and word.
pub(super) fn choose(view: &View, found: Vec<(Candidate, bool)>) -> Vec<Mention> {
    let all: Vec<Weighed> = found
        .into_iter()
        .map(|(candidate, ours)| {
            let mut own = [0; 4];
            signs::of(view, &candidate, ours, |sign| {
                if let Some(weights) = WEIGHTS.get(sign) {
                    own.iter_mut().zip(weights).for_each(|(sum, w)| *sum += w);
                }
            });
            let key = candidates::key(&view.units[candidate.unit].tokens[candidate.from..candidate.to]);
            Weighed {
                candidate,
                ours,
                key,
                own,
            }
        })
        .collect();
    let kinds = one_kind(&all);
    let mut chosen: Vec<(Mention, i32)> = Vec::new();
    for weighed in all {
        let Some((kind, worth)) = decide(view, &weighed, &kinds) else {
            continue;
        };
        chosen.push((
            Mention {
                candidate: weighed.candidate,
                key: weighed.key,
                kind,
            },
            worth,
        ));
    }
    apart(chosen)
}

/// One name has one kind: the points of all its mentions together.
fn one_kind(all: &[Weighed]) -> BTreeMap<String, [i32; 4]> {
    let mut sums: BTreeMap<String, ([i32; 4], i32)> = BTreeMap::new();
    for weighed in all {
        let (sum, count) = sums.entry(weighed.key.clone()).or_default();
        sum.iter_mut()
            .zip(&weighed.own)
            .for_each(|(s, w)| *s = s.saturating_add(*w));
        *count += 1;
    }
    sums.into_iter()
        .map(|(key, (sum, count))| (key, sum.map(|s| s / count.max(1))))
        .collect()
}

/// The kind of a mention and by how much it is a name.
fn decide(view: &View, weighed: &Weighed, kinds: &BTreeMap<String, [i32; 4]>) -> Option<(NameKind, i32)> {
    let shared = kinds.get(&weighed.key).copied().unwrap_or_default();
    let points: [i32; 4] = std::array::from_fn(|i| weighed.own[i] / 2 + shared[i] / 2);
    let place = &weighed.candidate;
    if view.clubs.contains(&(place.unit, place.from, place.to)) {
        return Some((NameKind::Organization, CLUB));
    }
    let best = (0..3).max_by_key(|&i| (points[i], 3 - i))?;
    let score = view.scores.get(&weighed.key).copied().unwrap_or_default();
    // A country stays one beside signs that make other names unlikely, and a courtesy title makes anyone a person.
    let sure = weighed.ours
        && (weighed.candidate.courtesy && best == 0
            || best == 2 && score.kind() == NameKind::Place && score.margin() >= SURE);
    let mut worth = points[best] - points[3] + EAGER;
    if sure {
        worth = worth.max(1);
    }
    if worth > 0 {
        return Some((KINDS[best], worth));
    }
    let words = &view.units[weighed.candidate.unit].tokens[weighed.candidate.from..weighed.candidate.to];
    let rule = score.kind();
    let kind = match rule {
        NameKind::Group | NameKind::Event => rule,
        _ => match view.opinion.exactly(words) {
            Some(Label::Norp) => NameKind::Group,
            Some(Label::Event) => NameKind::Event,
            _ => NameKind::Other,
        },
    };
    // A common word of no kind, such as "Section", names nothing.
    let named =
        kind != NameKind::Other || weighed.ours && rule == kind && !gazetteer::is_common(&weighed.key);
    named.then_some((kind, 0))
}

/// Of candidates that share words, those that are worth more together stay.
fn apart(chosen: Vec<(Mention, i32)>) -> Vec<Mention> {
    // The best sum up to each candidate in order of their ends, and whether it takes that candidate.
    let mut order: Vec<(Mention, i32)> = chosen;
    order.sort_by_key(|(m, _)| (m.candidate.unit, m.candidate.to, m.candidate.from));
    let mut best: Vec<(i64, bool, usize)> = vec![(0, false, 0)];
    for (i, (mention, worth)) in order.iter().enumerate() {
        let c = &mention.candidate;
        let free =
            order[..i].partition_point(|(m, _)| (m.candidate.unit, m.candidate.to) <= (c.unit, c.from));
        let with = best[free].0 + i64::from(*worth) + 100;
        let without = best[i].0;
        best.push(if with > without {
            (with, true, free)
        } else {
            (without, false, i)
        });
    }
    let mut keep = vec![false; order.len()];
    let mut at = order.len();
    while at > 0 {
        let (_, taken, before) = best[at];
        if taken {
            keep[at - 1] = true;
        }
        at = before;
    }
    let mut kept: Vec<Mention> = order
        .into_iter()
        .zip(keep)
        .filter_map(|((mention, _), keep)| keep.then_some(mention))
        .collect();
    kept.sort_by_key(|m| (m.candidate.unit, m.candidate.from));
    kept
}
