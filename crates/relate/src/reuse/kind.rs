//! What a pair of reports shares: copied, partly, only quoted speech, or nothing worth telling.

use super::passages::Found;
use super::tokens::Token;
use record::{PassageKind, ReuseKind};

/// Share of a report's prose, in thousandths, from which it counts as copied.
pub(super) const COPIED: usize = 500;
/// Words of shared prose below which even a high share may be an accident.
const FEW: usize = 25;
/// Words of shared prose, all passages together, from which some of it is taken over.
const PARTLY: usize = 18;
/// The longest passage must have so many, about a sentence of the shorter kind.
const STRETCH: usize = 14;
/// Or so many where next to nothing in it is altered: two reporters who write up one quote come near each other too.
const VERBATIM: usize = 12;
/// Next to nothing.
const UNALTERED: f64 = 0.9;
/// Passages less alike than this are newsroom formulas with other facts in them, unless more speaks for copying.
const ALIKE: f64 = 0.8;
/// Words below which a text is too short for any claim.
const SHORT: usize = 12;
/// Words of shared speech that are worth telling.
const SPEECH: usize = 8;

/// How much of what is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// The kind.
    pub(crate) kind: ReuseKind,
    /// Share of `a`'s own prose, in thousandths; for shared speech its share of the running text.
    pub(crate) share_a: usize,
    /// The same for `b`.
    pub(crate) share_b: usize,
}

/// Words of the report's own prose: no quoted speech and no stock.
pub(crate) fn prose(tokens: &[Token]) -> usize {
    tokens.iter().filter(|t| !t.quoted && !t.stock).count()
}

/// Judges a pair by its passages.
pub(crate) fn judge(found: &[Found], a: &[Token], b: &[Token]) -> Option<Verdict> {
    let solid = |kind| {
        found
            .iter()
            .filter(move |f| f.passage.kind == kind)
            .map(|f| f.solid)
    };
    let shared = solid(PassageKind::Prose).sum::<usize>();
    let sentence = |f: &Found| {
        f.passage.kind == PassageKind::Prose
            && (f.solid >= STRETCH || (f.solid >= VERBATIM && f.passage.similarity >= UNALTERED))
    };
    let close = found
        .iter()
        .filter(|f| f.passage.kind == PassageKind::Prose && f.passage.similarity >= ALIKE)
        .map(|f| f.solid)
        .sum::<usize>();
    let share = |tokens: &[Token]| {
        (1000 * shared)
            .checked_div(prose(tokens))
            .map_or(0, |s| s.min(1000))
    };
    let (share_a, share_b) = (share(a), share(b));
    let speech = solid(PassageKind::Quotation).sum::<usize>();
    // A report that is little but quotes is copied where nearly all of it stands in the other, quotes and all.
    let own = |tokens: &[Token]| tokens.iter().filter(|t| !t.stock).count();
    let whole = own(a).min(own(b)).max(1);
    let nearly_all = 10 * (shared + speech) >= 9 * whole && whole >= SHORT;
    let kind = if (share_a.max(share_b) >= COPIED && shared >= FEW) || nearly_all {
        ReuseKind::Copied
    } else if close >= PARTLY && found.iter().any(sentence) {
        ReuseKind::Partly
    } else if speech >= SPEECH {
        ReuseKind::Quotation
    } else {
        return None;
    };
    if kind == ReuseKind::Quotation {
        let share = |tokens: &[Token]| {
            (1000 * speech)
                .checked_div(own(tokens))
                .map_or(0, |s| s.min(1000))
        };
        return Some(Verdict {
            kind,
            share_a: share(a),
            share_b: share(b),
        });
    }
    Some(Verdict {
        kind,
        share_a,
        share_b,
    })
}
