//! What stands above two reports side by side: how much they share, whose it is, and what that rests on.

use super::Side;
use crate::guard::one_line;
use crate::outline::Outline;
use crate::{of_reports, phrase};
use record::{
    AlterationKind, Citation, Comparison, Direction, EdgeBasis, PassageKind, ReuseBasis, ReuseKind,
};

/// The head lines, raw: each rendering guards them in its own way.
pub(super) struct Head {
    /// "Port Ellery Herald and Coast Mail".
    pub(super) title: String,
    /// "Copied", "Partly shared".
    pub(super) verdict: &'static str,
    /// What the verdict says, in a sentence.
    pub(super) what: String,
    /// Where the shared text comes from.
    pub(super) origin: Option<String>,
    /// Passages and edits counted.
    pub(super) counts: Option<String>,
    /// The count of independent sources with its reasons.
    pub(super) independent: Option<String>,
    /// Each sign of dependence with its kind and the words that show it.
    pub(super) signs: Vec<(&'static str, String, Vec<Citation>)>,
}

impl Head {
    pub(super) fn of(c: &Comparison) -> Self {
        let verdict = match c.reuse.as_ref().map(|r| r.kind) {
            _ if c.versions => "One report",
            Some(ReuseKind::Copied | ReuseKind::Partly) if rewritten(c) => {
                "The same in other words (inferred)"
            }
            Some(ReuseKind::Copied) => "Copied",
            Some(ReuseKind::Partly) => "Partly shared",
            Some(ReuseKind::Quotation) => "Quoted alike",
            None => "Nothing shared",
        };
        Self {
            title: format!("{} and {}", name(c, Side::A), name(c, Side::B)),
            verdict,
            what: what(c),
            origin: origin(c).filter(|_| !c.versions),
            counts: counts(c),
            independent: independent(c).filter(|_| !c.versions),
            signs: if c.versions { Vec::new() } else { signs(c) },
        }
    }
}

/// Whether one tells in other words what the other does.
fn rewritten(c: &Comparison) -> bool {
    c.reuse.as_ref().is_some_and(|r| r.rewritten)
}

/// How a report is called here. Two of one outlet are told apart by their letters.
pub(super) fn name(c: &Comparison, side: Side) -> String {
    let [a, b] = [&c.a, &c.b].map(Outline::name);
    let own = if side == Side::A { &a } else { &b };
    if a == b {
        format!("{own} ({})", side.name())
    } else {
        own.clone()
    }
}

/// What is said of a report under its name.
pub(super) fn about(c: &Comparison, side: Side) -> Vec<String> {
    of_reports::about(side.report(c))
}

fn independent(c: &Comparison) -> Option<String> {
    if c.why.is_empty() {
        return phrase::independent(c.independent).map(|count| format!("{count} behind the two."));
    }
    Some(c.why.join(" "))
}

fn what(c: &Comparison) -> String {
    let (a, b) = (name(c, Side::A), name(c, Side::B));
    let shares = |of: &str, aside: &str| {
        let (x, y) = c.reuse.as_ref().map_or((0.0, 0.0), |r| (r.share_a, r.share_b));
        format!(
            "{} of {of} of {a}{aside} stands in {b}, and {} of that of {b} in {a}",
            phrase::percent(x),
            phrase::percent(y)
        )
    };
    match c.reuse.as_ref().map(|r| r.kind) {
        _ if c.versions => {
            "Both are versions or forms of one report, so the words that they share are no copying."
                .to_owned()
        }
        Some(ReuseKind::Copied | ReuseKind::Partly) if rewritten(c) => format!(
            "They share few words in a row, but sentence follows sentence with the same names and figures: {}. That one is \
             the other in other words is inferred.",
            shares("the prose", " (quotes aside)")
        ),
        Some(ReuseKind::Copied | ReuseKind::Partly) => format!("{}.", shares("the prose", " (quotes aside)")),
        Some(ReuseKind::Quotation) => format!(
            "They share quoted speech and nothing else, which is no copying: {}.",
            shares("the text", "")
        ),
        None => format!("{a} and {b} share no passage: neither prose nor quoted speech of any length."),
    }
}

fn origin(c: &Comparison) -> Option<String> {
    let reuse = c.reuse.as_ref().filter(|r| r.kind != ReuseKind::Quotation)?;
    let (a, b) = (name(c, Side::A), name(c, Side::B));
    let from = |from: &str, to: &str| {
        let ground = match reuse.basis {
            ReuseBasis::Stated => "which it credits",
            ReuseBasis::Reuse => "which was published before",
            ReuseBasis::Inferred => "which is inferred",
        };
        format!("{to} has the text from {from}, {ground}.")
    };
    let seem = |credited: &str, seems: &str| {
        if reuse.basis == ReuseBasis::Inferred {
            seems.to_owned()
        } else {
            credited.to_owned()
        }
    };
    Some(match (reuse.origin, &reuse.origin_name) {
        (Direction::A, _) => from(&a, &b),
        (Direction::B, _) => from(&b, &a),
        (Direction::Common, Some(third)) => {
            format!(
                "{} {third}.",
                seem("Both have the text from", "Both seem to have the text from")
            )
        }
        (Direction::Common, None) => {
            format!(
                "Both {} the text from a third that neither names.",
                seem("have", "seem to have")
            )
        }
        (Direction::Unknown, _) => "Who had the text first is not known.".to_owned(),
    })
}

fn counts(c: &Comparison) -> Option<String> {
    let reuse = c.reuse.as_ref()?;
    let all = reuse.passages.len();
    let speech = reuse
        .passages
        .iter()
        .filter(|p| p.kind == PassageKind::Quotation)
        .count();
    if reuse.rewritten {
        return Some(format!(
            "{} that correspond, marked where the words differ.",
            phrase::count(all - speech, "sentence")
        ));
    }
    let passages = match speech {
        0 => phrase::count(all, "passage"),
        n if n == all => format!("{} of quoted speech", phrase::count(all, "passage")),
        n => format!("{}, {n} of them quoted speech", phrase::count(all, "passage")),
    };
    // A passage that is moved is told twice with the same edits.
    let edits = c
        .rows
        .iter()
        .flat_map(|r| &r.parts)
        .filter(|s| !s.moved || s.a.is_some())
        .flat_map(|s| &s.edits);
    let mut of = [0_usize; 4];
    for edit in edits {
        of[edit.kind as usize] += 1;
    }
    let told = [
        (AlterationKind::Changed, "other words"),
        (AlterationKind::Omitted, "only in A"),
        (AlterationKind::Added, "only in B"),
        (AlterationKind::Styled, "in house style alone"),
    ];
    let told: Vec<String> = told
        .iter()
        .filter(|(kind, _)| of[*kind as usize] > 0)
        .map(|(kind, words)| format!("{} {words}", of[*kind as usize]))
        .collect();
    let edits = match of.iter().sum::<usize>() {
        0 => "word for word".to_owned(),
        n => format!("{} inside them: {}", phrase::count(n, "edit"), told.join(", ")),
    };
    Some(format!("{passages}; {edits}."))
}

fn signs(c: &Comparison) -> Vec<(&'static str, String, Vec<Citation>)> {
    c.edges
        .iter()
        .map(|edge| {
            let kind = match edge.basis {
                EdgeBasis::Stated => "stated",
                EdgeBasis::Reuse => "same words",
                EdgeBasis::Inferred => "inferred",
            };
            let words = edge
                .evidence
                .iter()
                .filter(|e| e.report == c.a.id || e.report == c.b.id)
                // Shared words stand below in full; a credit is short and is shown.
                .filter(|_| edge.basis == EdgeBasis::Stated)
                .cloned()
                .collect();
            (kind, one_line(&edge.why), words)
        })
        .collect()
}
