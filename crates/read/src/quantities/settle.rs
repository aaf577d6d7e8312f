//! From a figure of a sentence to what is told of it: its scope, source, place and time.

use super::scene::Scene;
use super::scope::{self, Hint};
use super::{Figure, is_casualty, sentence_figures, setting, sources};
use crate::tokens::{Tokens, tokenize};
use record::{Quantity, Report, Scope, Span};

/// The figure with its scope, source, place and time.
pub(super) fn settle(
    report: &Report,
    t: Tokens<'_>,
    index: usize,
    f: &Figure,
    earlier: &[Quantity],
) -> Option<Quantity> {
    let span = t.span(f.from, f.until)?;
    let sentence = report.sentences.get(index)?.span;
    let casualty = is_casualty(f.measure) || f.measure == "homicides";
    let time = setting::time(report, sentence, span);
    let source = if casualty || f.measure == "voted" || f.measure == "attacks" {
        sources::of(report, t, span)
    } else {
        None
    };
    let scope = match scope_of(t, f) {
        _ if !casualty && !f.superseded => Scope::Event,
        Scope::Event | Scope::Part
            if !is_of_the_report(t, f)
                && scope::is_old(report, time)
                && scope::told_otherwise(f, earlier) =>
        {
            Scope::Background
        }
        Scope::Event | Scope::Part if scope::is_dated_row(report, sentence) => Scope::Background,
        told => told,
    };
    Some(Quantity {
        place: setting::place(report, index, span, source.as_ref().map(|(_, s)| *s), scope)
            .filter(|_| casualty || f.measure == "attacks"),
        attributed_to: source.map(|(name, _)| name),
        time: time.and_then(setting::iso),
        ..bare(&report.text, t, f, span, scope)
    })
}

/// Whether a figure tells of someone by name, or as known: a report on a trial tells of its own dead, however long ago they died.
fn is_of_the_report(t: Tokens<'_>, f: &Figure) -> bool {
    let own = matches!(t.lower(f.from), "his" | "her" | "their");
    let name = |k: usize| t.is_capital(k) && !matches!(t.lower(k), "a" | "an" | "the" | "one");
    (f.known || own) && (t.lower(f.from) == "the" || (f.from..f.until).any(name))
}

/// The scope by the words of the sentence alone.
fn scope_of(t: Tokens<'_>, f: &Figure) -> Scope {
    match scope::hint(t, f) {
        _ if f.superseded => Scope::Background,
        Hint::Cumulative => Scope::Cumulative,
        Hint::Another => Scope::Background,
        Hint::Open if f.part || f.known => Scope::Part,
        Hint::Open => Scope::Event,
    }
}

/// The figure at `span` of `text`, whose source, place and time aren't known.
fn bare(text: &str, t: Tokens<'_>, f: &Figure, span: Span, scope: Scope) -> Quantity {
    let words = |(from, until): (usize, usize)| Some(text.get(t.span(from, until)?.range())?.to_owned());
    Quantity {
        span,
        measure: f.measure.to_owned(),
        min: f.min,
        max: f.max,
        approximate: f.approximate,
        unit: f.unit.clone(),
        counted: f.counted.and_then(words),
        hedge: f.hedge.and_then(words),
        scope,
        place: None,
        attributed_to: None,
        time: None,
    }
}

/// The losses that a headline tells, in order of start; spans are bytes of `headline`.
///
/// A headline drops articles and auxiliaries: "Docker shot dead on quay" tells of one dead.
#[must_use]
pub fn in_headline(headline: &str) -> Vec<Quantity> {
    let lower = headline.to_ascii_lowercase();
    let mut list = Vec::new();
    if let Some(span) = Span::new(0, headline.len()) {
        tokenize(headline, &lower, span, &mut list);
    }
    let t = Tokens::new(&list);
    sentence_figures(&Scene::headline(t), None)
        .iter()
        .filter(|f| is_casualty(f.measure))
        .filter_map(|f| Some(bare(headline, t, f, t.span(f.from, f.until)?, scope_of(t, f))))
        .collect()
}
