//! Pictures as inline SVG: the range of a figure's values, and who has text from whom.
//!
//! Positions are per cent of the width, so that a picture grows and shrinks with the page and words stay readable.

use crate::guard::html;
use crate::outline::{Origin, Outline};
use crate::phrase;
use record::{EdgeBasis, Reading, ReadingValue};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The scale that all values of one figure share.
pub(crate) struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// `None` where no value has a bound.
    pub(crate) fn of(reading: &Reading) -> Option<Self> {
        let bounds = || {
            reading
                .values
                .iter()
                .flat_map(|v| [v.min, v.max])
                .flatten()
                .filter(|b| b.is_finite())
        };
        let low = bounds().min_by(f64::total_cmp)?;
        let high = bounds().max_by(f64::total_cmp)?;
        Some(Self { low, high })
    }

    fn at(&self, value: f64) -> f64 {
        let wide = self.high - self.low;
        let share = if wide > 0.0 {
            (value - self.low) / wide
        } else {
            0.5
        };
        (8.0 + 74.0 * share).round()
    }

    /// One value on the scale: a dot where it is exact, a ring where it is about so, an arrow where it is open.
    pub(crate) fn row(&self, value: &ReadingValue) -> String {
        let mut svg = format!(
            "<svg class=\"range\" role=\"img\" width=\"100%\" height=\"22\"><title>{}</title>\
             <line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"11\" y2=\"11\"/>",
            html(&phrase::value(value))
        );
        let ring = if value.approximate { " about" } else { "" };
        let dot = |x: f64| format!("<circle class=\"dot{ring}\" cx=\"{x}%\" cy=\"11\" r=\"6\"/>");
        let line =
            |a: f64, b: f64| format!("<line class=\"span\" x1=\"{a}%\" x2=\"{b}%\" y1=\"11\" y2=\"11\"/>");
        let head = |x: f64, d: &str| {
            format!("<svg x=\"{x}%\" y=\"11\" overflow=\"visible\"><path class=\"head\" d=\"{d}\"/></svg>")
        };
        let _ = match (value.min.map(|v| self.at(v)), value.max.map(|v| self.at(v))) {
            (Some(a), Some(b)) if (a - b).abs() < f64::EPSILON => write!(svg, "{}", dot(a)),
            (Some(a), Some(b)) => write!(svg, "{}{}{}", line(a, b), dot(a), dot(b)),
            (Some(a), None) => write!(svg, "{}{}{}", line(a, 96.0), head(97.0, "M-9-6 0 0-9 6"), dot(a)),
            (None, Some(b)) => write!(svg, "{}{}{}", line(4.0, b), head(3.0, "M9-6 0 0 9 6"), dot(b)),
            (None, None) => Ok(()),
        };
        svg.push_str("</svg>");
        svg
    }
}

/// One line of the lineage: an origin outside the story or one of its reports.
pub(crate) enum Node {
    Origin(String),
    Report(usize),
}

/// Who has text from whom: nodes from above, arcs between them.
pub(crate) struct Lineage {
    pub(crate) nodes: Vec<Node>,
    pub(crate) svg: String,
}

/// Height of a line of the lineage in pixels; the page's style sheet gives its words the same.
pub(crate) const LINE: usize = 46;

/// A story of more nodes is told in words alone.
const MOST: usize = 60;

struct Arc {
    from: usize,
    to: usize,
    share: f64,
    inferred: bool,
    directed: bool,
    title: String,
}

/// The lineage of a story; `None` where nothing depends on anything, or where it is too much for a picture.
pub(crate) fn lineage(o: &Outline<'_>, story: usize) -> Option<Lineage> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for edge in &o.story.origins.edges {
        if !edge.origin.starts_with("report:") && o.number(&edge.report).is_some() {
            names.insert(edge.origin.clone(), 0);
        }
    }
    for copies in &o.copies {
        if let Origin::Named(name) = &copies.origin {
            names.insert(name.clone(), 0);
        }
    }
    for (i, place) in names.values_mut().enumerate() {
        *place = i;
    }
    let first = names.len();
    let count = first + o.sources.len();
    let arcs = arcs(o, &names, first);
    if arcs.is_empty() || count > MOST {
        return None;
    }
    let nodes: Vec<Node> = names
        .keys()
        .cloned()
        .map(Node::Origin)
        .chain((1..=o.sources.len()).map(Node::Report))
        .collect();
    let (y, x) = (|i: usize| i * LINE + LINE / 2, 112_usize);
    let mut svg = format!(
        "<svg class=\"lineage\" role=\"img\" width=\"124\" height=\"{}\" viewBox=\"0 0 124 {}\">\
         <title>Who has text from whom</title>\
         <defs><marker id=\"head{story}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" \
         markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\"/></marker></defs>",
        count * LINE,
        count * LINE
    );
    for arc in &arcs {
        let far = arc.from.abs_diff(arc.to);
        let bow = x.saturating_sub((14 + far * 15).min(104));
        let end = if arc.directed { x - 7 } else { x };
        let _ = write!(
            svg,
            "<path class=\"arc{}\" style=\"stroke-width:{:.1}\" d=\"M{x} {} C{bow} {} {bow} {} {end} {}\"{}><title>{}</title></path>",
            if arc.inferred { " inferred" } else { "" },
            1.2 + arc.share.clamp(0.0, 1.0) * 2.6,
            y(arc.from),
            y(arc.from),
            y(arc.to),
            y(arc.to),
            if arc.directed {
                format!(" marker-end=\"url(#head{story})\"")
            } else {
                String::new()
            },
            html(&arc.title)
        );
    }
    for (i, node) in nodes.iter().enumerate() {
        let _ = match node {
            Node::Origin(_) => write!(
                svg,
                "<rect class=\"node origin\" x=\"{}\" y=\"{}\" width=\"12\" height=\"12\" rx=\"2\"/>",
                x - 6,
                y(i) - 6
            ),
            Node::Report(_) => write!(svg, "<circle class=\"node\" cx=\"{x}\" cy=\"{}\" r=\"6\"/>", y(i)),
        };
    }
    svg.push_str("</svg>");
    Some(Lineage { nodes, svg })
}

fn arcs(o: &Outline<'_>, names: &BTreeMap<String, usize>, first: usize) -> Vec<Arc> {
    // Several signs of one dependence are one arc, the strongest.
    let mut arcs: BTreeMap<(usize, usize), Arc> = BTreeMap::new();
    let mut add = |arc: Arc| {
        let old = arcs.entry((arc.from, arc.to));
        old.and_modify(|known| {
            known.share = known.share.max(arc.share);
            known.inferred &= arc.inferred;
            known.directed |= arc.directed;
        })
        .or_insert(arc);
    };
    for copies in &o.copies {
        let inferred = copies.basis == record::ReuseBasis::Inferred;
        let mut arc = |from: usize, n: usize, share: f64, directed: bool| {
            add(Arc {
                from,
                to: first + n - 1,
                share,
                inferred,
                directed,
                title: format!(
                    "{} of [{n}] is shared text ({})",
                    phrase::percent(share),
                    phrase::basis(copies.basis)
                ),
            });
        };
        match &copies.origin {
            Origin::Named(name) => {
                let Some(&from) = names.get(name) else { continue };
                copies
                    .members
                    .iter()
                    .for_each(|(n, share)| arc(from, *n, *share, true));
            }
            Origin::Report(from) => {
                copies
                    .members
                    .iter()
                    .for_each(|(n, share)| arc(first + from - 1, *n, *share, true));
            }
            Origin::Third(a, b) | Origin::Unknown(a, b) => {
                let share = copies.members.iter().map(|m| m.1).fold(0.0, f64::max);
                arc(first + a - 1, *b, share, false);
            }
        }
    }
    for edge in &o.story.origins.edges {
        let Some(to) = o.number(&edge.report).map(|n| first + n - 1) else {
            continue;
        };
        let from = match edge.origin.strip_prefix("report:") {
            Some(id) => o.number(id).map(|n| first + n - 1),
            None => names.get(&edge.origin).copied(),
        };
        // Shared words between two reports are drawn already, with their share.
        let known = |from: usize| o.copies.is_empty() || from < first || edge.basis != EdgeBasis::Reuse;
        if let Some(from) = from.filter(|f| *f != to && known(*f)) {
            add(Arc {
                from,
                to,
                share: 0.0,
                inferred: edge.basis == EdgeBasis::Inferred,
                directed: true,
                title: edge.why.clone(),
            });
        }
    }
    arcs.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::sample;

    #[test]
    fn a_figure_without_bounds_has_no_scale() {
        let mut reading = sample().stories[0].quantities[0].clone();
        assert!(
            Scale::of(&reading)
                .unwrap()
                .row(&reading.values[0])
                .contains("cx=\"8%\"")
        );
        for v in &mut reading.values {
            (v.min, v.max) = (None, None);
        }
        assert!(Scale::of(&reading).is_none());
    }

    #[test]
    fn an_open_value_has_an_arrow() {
        let mut reading = sample().stories[0].quantities[0].clone();
        reading.values[0].max = None;
        let scale = Scale::of(&reading).unwrap();
        assert!(scale.row(&reading.values[0]).contains("class=\"head\""));
        assert!(!scale.row(&reading.values[1]).contains("class=\"head\""));
    }

    #[test]
    fn the_lineage_has_a_node_for_each_report_and_an_arc_for_the_copy() {
        let briefing = sample();
        let outline = Outline::of(&briefing.stories[0], &briefing);
        let lineage = lineage(&outline, 0).unwrap();
        assert_eq!(lineage.nodes.len(), 2);
        assert_eq!(lineage.svg.matches("class=\"arc").count(), 1);
        assert!(lineage.svg.contains("55% of [2]"));
    }
}
