//! Who has text from whom: the origins of a story, and what rests on each of them.
//!
//! The terminal and Markdown tell it as a tree, the page as a picture too. A report that has text of two origins stands
//! under both.

use crate::guard::html;
use crate::outline::{Origin, Outline};
use crate::phrase;
use record::{Direction, EdgeBasis, ReuseKind};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The origins of a story with what rests on them.
pub(crate) struct Tree {
    /// Those with the most reports first.
    pub(crate) roots: Vec<Root>,
    /// Numbers of the reports that rest on no other and on which none rests.
    pub(crate) free: Vec<usize>,
}

/// An origin, and the reports that have text from it.
pub(crate) struct Root {
    pub(crate) origin: Origin,
    pub(crate) leaves: Vec<Leaf>,
}

/// A report that has text from an origin.
pub(crate) struct Leaf {
    pub(crate) number: usize,
    /// The most of its prose that it shares with another report of that origin, where any.
    pub(crate) share: Option<f64>,
    pub(crate) basis: EdgeBasis,
    /// "credits it", "the same words".
    pub(crate) sign: &'static str,
}

impl Leaf {
    /// "credits it, 88% of its prose".
    pub(crate) fn told(&self) -> String {
        match self.share {
            Some(share) => format!("{}, {} of its prose", self.sign, phrase::percent(share)),
            None => self.sign.to_owned(),
        }
    }
}

impl Tree {
    pub(crate) fn of(o: &Outline<'_>) -> Self {
        let mut roots: BTreeMap<Origin, BTreeMap<usize, (Option<f64>, EdgeBasis)>> = BTreeMap::new();
        let joined = joined(o);
        let mut add = |origin: Origin, number: usize, share: Option<f64>, basis: EdgeBasis| {
            let of = roots
                .entry(origin)
                .or_default()
                .entry(number)
                .or_insert((None, basis));
            of.0 = of.0.into_iter().chain(share).reduce(f64::max);
            of.1 = of.1.min(basis);
        };
        for pair in o.story.reuse.iter().filter(|p| p.kind != ReuseKind::Quotation) {
            let (Some(a), Some(b)) = (o.number(&pair.a), o.number(&pair.b)) else {
                continue;
            };
            let weak = |basis| {
                if pair.basis == record::ReuseBasis::Inferred {
                    EdgeBasis::Inferred
                } else {
                    basis
                }
            };
            let (origin, members) = match (pair.origin, &pair.origin_name) {
                (Direction::A, _) => (Origin::Report(a), vec![(b, pair.share_b)]),
                (Direction::B, _) => (Origin::Report(b), vec![(a, pair.share_a)]),
                (Direction::Common, Some(name)) => (
                    Origin::Named(crate::guard::one_line(name)),
                    vec![(a, pair.share_a), (b, pair.share_b)],
                ),
                (Direction::Common, None) => (
                    Origin::Third(joined[&a]),
                    vec![(a, pair.share_a), (b, pair.share_b)],
                ),
                (Direction::Unknown, _) => (
                    Origin::Unknown(joined[&a]),
                    vec![(a, pair.share_a), (b, pair.share_b)],
                ),
            };
            for (n, share) in members {
                add(origin.clone(), n, Some(share), weak(EdgeBasis::Reuse));
            }
        }
        for edge in &o.story.origins.edges {
            let Some(number) = o.number(&edge.report) else {
                continue;
            };
            match edge.origin.strip_prefix("report:") {
                None => add(
                    Origin::Named(crate::guard::one_line(&edge.origin)),
                    number,
                    None,
                    edge.basis,
                ),
                // Shared words are told above, with their direction.
                Some(id) if edge.basis == EdgeBasis::Stated => {
                    if let Some(other) = o.number(id).filter(|n| *n != number) {
                        add(Origin::Report(other), number, None, edge.basis);
                    }
                }
                Some(_) => {}
            }
        }
        let mut tied: BTreeSet<usize> = BTreeSet::new();
        let mut roots: Vec<Root> = roots
            .into_iter()
            .map(|(origin, leaves)| {
                tied.extend(leaves.keys());
                if let Origin::Report(n) = origin {
                    tied.insert(n);
                }
                let mut leaves: Vec<Leaf> = leaves
                    .into_iter()
                    .map(|(number, (share, basis))| Leaf {
                        sign: sign(o, &origin, number, basis),
                        number,
                        share,
                        basis,
                    })
                    .collect();
                leaves.sort_by(|x, y| {
                    let share = |l: &Leaf| l.share.unwrap_or(0.0);
                    share(y).total_cmp(&share(x)).then(x.number.cmp(&y.number))
                });
                Root { origin, leaves }
            })
            .collect();
        roots.sort_by(|x, y| y.leaves.len().cmp(&x.leaves.len()).then(x.origin.cmp(&y.origin)));
        Self {
            roots,
            free: (1..=o.sources.len()).filter(|n| !tied.contains(n)).collect(),
        }
    }
}

/// The least number of all the reports that are joined by words without a known origin.
fn joined(o: &Outline<'_>) -> BTreeMap<usize, usize> {
    let mut least: BTreeMap<usize, usize> = (1..=o.sources.len()).map(|n| (n, n)).collect();
    loop {
        let mut changed = false;
        for pair in o.story.reuse.iter().filter(|p| p.kind != ReuseKind::Quotation) {
            let nameless = pair.origin == Direction::Unknown
                || (pair.origin == Direction::Common && pair.origin_name.is_none());
            let (true, Some(a), Some(b)) = (nameless, o.number(&pair.a), o.number(&pair.b)) else {
                continue;
            };
            let low = least[&a].min(least[&b]);
            for n in [a, b] {
                changed |= least.insert(n, low) != Some(low);
            }
        }
        if !changed {
            return least;
        }
    }
}

fn sign(o: &Outline<'_>, origin: &Origin, number: usize, basis: EdgeBasis) -> &'static str {
    let report = o.sources.get(number - 1);
    let family = |name: &str| {
        let of = report.and_then(|r| r.family.as_ref())?;
        Some(match () {
            () if of.name == name && basis == EdgeBasis::Stated => "one newsroom",
            () if of.name == name || of.owner.as_deref() == Some(name) => "one owner",
            () => return None,
        })
    };
    let strict = |name: &str| {
        report.is_some_and(|r| {
            o.story
                .origins
                .high
                .get(&r.id)
                .is_some_and(|on| on.contains(name))
        })
    };
    // A paper does not credit itself: its reports are one newsroom's work.
    let own = |name: &str| {
        let outlet = report.and_then(|r| r.outlet.as_deref());
        outlet.is_some_and(|o| crate::guard::one_line(o) == *name)
    };
    match (origin, basis) {
        (Origin::Named(name), _) if own(name) => "its own",
        (Origin::Named(name), _) if family(name).is_some() => family(name).unwrap_or_default(),
        (Origin::Named(name), EdgeBasis::Stated) if !strict(name) => "credits it in part",
        (_, EdgeBasis::Stated) => "credits it",
        (_, EdgeBasis::Reuse) => "the same words",
        (_, EdgeBasis::Inferred) => "inferred",
    }
}

/// What a root is called where it is no report.
pub(crate) fn called(origin: &Origin) -> &str {
    match origin {
        Origin::Named(name) if name == "agencies" => "Agencies that are not named",
        Origin::Named(name) => name,
        Origin::Third(_) => "A third that none of them names",
        Origin::Unknown(_) => "Shared; who had it first is not known",
        Origin::Report(_) => "",
    }
}

/// One line of the picture.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Node {
    Origin(Origin),
    Report(usize),
}

/// The picture: nodes from above, each origin over what rests on it, and arcs between them.
pub(crate) struct Picture {
    pub(crate) nodes: Vec<Node>,
    pub(crate) svg: String,
}

/// Height of a line of the picture in pixels; the page's style sheet gives its words the same.
const LINE: usize = 46;

/// A story of more nodes is told in words alone.
const MOST: usize = 60;

/// Where the nodes stand, from the left.
const X: usize = 112;

/// The picture of a tree; `None` where nothing depends on anything, or where it is too much to draw.
pub(crate) fn picture(tree: &Tree, story: usize) -> Option<Picture> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut put = |node: Node| {
        if !nodes.contains(&node) {
            nodes.push(node);
        }
    };
    let node = |origin: &Origin| match origin {
        Origin::Report(n) => Node::Report(*n),
        other => Node::Origin(other.clone()),
    };
    if tree.roots.iter().map(|r| r.leaves.len() + 1).sum::<usize>() + tree.free.len() > 4 * MOST {
        return None;
    }
    for root in &tree.roots {
        put(node(&root.origin));
        root.leaves.iter().for_each(|l| put(Node::Report(l.number)));
    }
    tree.free.iter().for_each(|n| put(Node::Report(*n)));
    if tree.roots.is_empty() || nodes.len() > MOST {
        return None;
    }
    let place: BTreeMap<Node, usize> = nodes.iter().cloned().zip(0..).collect();
    let height = nodes.len() * LINE;
    let y = |i: usize| i * LINE + LINE / 2;
    let mut svg = format!(
        "<svg class=\"lineage\" role=\"img\" aria-labelledby=\"lt{story}\" width=\"124\" height=\"{height}\" \
         viewBox=\"0 0 124 {height}\"><title id=\"lt{story}\">Who has text from whom; the list below says the same in words</title>\
         <defs><marker id=\"head{story}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" \
         markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\"/></marker></defs>",
    );
    for root in &tree.roots {
        let Some(&from) = place.get(&node(&root.origin)) else {
            continue;
        };
        for leaf in &root.leaves {
            let Some(&to) = place.get(&Node::Report(leaf.number)) else {
                continue;
            };
            let bow = X.saturating_sub((12 + from.abs_diff(to) * 13).min(108));
            let kind = match leaf.basis {
                EdgeBasis::Stated => "stated",
                EdgeBasis::Reuse => "reuse",
                EdgeBasis::Inferred => "inferred",
            };
            let _ = write!(
                svg,
                "<path class=\"arc {kind}\" stroke-width=\"{:.1}\" d=\"M{X} {} C{bow} {} {bow} {} {} {}\" \
                 marker-end=\"url(#head{story})\"><title>[{}] {}</title></path>",
                1.2 + leaf.share.unwrap_or(0.0).clamp(0.0, 1.0) * 2.4,
                y(from),
                y(from),
                y(to),
                X - 7,
                y(to),
                leaf.number,
                html(&leaf.told()),
            );
        }
    }
    let leaves: BTreeSet<usize> = tree
        .roots
        .iter()
        .flat_map(|r| &r.leaves)
        .map(|l| l.number)
        .collect();
    for (i, node) in nodes.iter().enumerate() {
        let _ = match node {
            Node::Origin(_) => write!(
                svg,
                "<rect class=\"node origin\" x=\"{}\" y=\"{}\" width=\"12\" height=\"12\" rx=\"2\"/>",
                X - 6,
                y(i) - 6
            ),
            // A report that rests on no other is as much an origin as an agency.
            Node::Report(n) => {
                let own = if leaves.contains(n) { "" } else { " origin" };
                write!(
                    svg,
                    "<circle class=\"node{own}\" cx=\"{X}\" cy=\"{}\" r=\"6\"/>",
                    y(i)
                )
            }
        };
    }
    svg.push_str("</svg>");
    Some(Picture { nodes, svg })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::sample;
    use record::Edge;

    #[test]
    fn the_copy_stands_under_its_report() {
        let briefing = sample();
        let outline = Outline::of(&briefing.stories[0], &briefing);
        let tree = Tree::of(&outline);
        let [root] = &tree.roots[..] else {
            panic!("one root")
        };
        assert_eq!(root.origin, Origin::Report(1));
        assert_eq!(root.leaves[0].told(), "the same words, 55% of its prose");
        assert!(tree.free.is_empty());
        let picture = picture(&tree, 0).unwrap();
        assert_eq!(picture.nodes, [Node::Report(1), Node::Report(2)]);
        assert_eq!(picture.svg.matches("class=\"arc reuse\"").count(), 1);
        assert_eq!(picture.svg.matches("class=\"node origin\"").count(), 1);
    }

    #[test]
    fn an_agency_stands_over_those_that_credit_it_and_shared_words_without_direction_are_one_group() {
        let mut briefing = sample();
        briefing.stories[0].reuse[0].origin = Direction::Unknown;
        briefing.stories[0].origins.edges.push(Edge {
            report: "a".into(),
            origin: "<Halcyon>".into(),
            basis: EdgeBasis::Stated,
            why: String::new(),
            evidence: vec![],
        });
        let outline = Outline::of(&briefing.stories[0], &briefing);
        let tree = Tree::of(&outline);
        assert_eq!(tree.roots.len(), 2);
        assert_eq!(tree.roots[0].leaves.len(), 2);
        assert_eq!(
            called(&tree.roots[0].origin),
            "Shared; who had it first is not known"
        );
        assert_eq!(tree.roots[1].leaves[0].sign, "credits it in part");
    }

    #[test]
    fn a_paper_does_not_credit_itself() {
        let mut briefing = sample();
        let outlet = briefing.reports[0].outlet.clone().unwrap();
        briefing.stories[0].origins.edges.push(Edge {
            report: briefing.reports[0].id.clone(),
            origin: outlet.clone(),
            basis: EdgeBasis::Stated,
            why: String::new(),
            evidence: vec![],
        });
        let outline = Outline::of(&briefing.stories[0], &briefing);
        let tree = Tree::of(&outline);
        let named = tree
            .roots
            .iter()
            .find(|r| r.origin == Origin::Named(outlet.clone()));
        assert_eq!(named.unwrap().leaves[0].told(), "its own");
    }

    #[test]
    fn nothing_shared_draws_nothing() {
        let mut briefing = sample();
        briefing.stories[0].reuse.clear();
        let outline = Outline::of(&briefing.stories[0], &briefing);
        let tree = Tree::of(&outline);
        assert_eq!(tree.free, [1, 2]);
        assert!(picture(&tree, 0).is_none());
    }
}
