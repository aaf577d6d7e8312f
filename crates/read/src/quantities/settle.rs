//! From a figure of a sentence to what is told of it: its scope, source, place and time.

use super::phrases::Scene;
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
    let words = |(from, until): (usize, usize)| t.span(from, until).map(|s| report.text.at(s).to_owned());
    let scope = if f.superseded {
        Scope::Background
    } else if casualty {
        match scope::hint(t, f) {
            Hint::Cumulative => Scope::Cumulative,
            Hint::Another => Scope::Background,
            Hint::Open if scope::is_old(report, time) && scope::told_before(f.measure, earlier) => {
                Scope::Background
            }
            Hint::Open if f.part || f.known => Scope::Part,
            Hint::Open => Scope::Event,
        }
    } else {
        Scope::Event
    };
    Some(Quantity {
        span,
        measure: f.measure.to_owned(),
        min: f.min,
        max: f.max,
        approximate: f.approximate,
        unit: f.unit.clone(),
        counted: f.counted.and_then(words),
        hedge: f.hedge.and_then(words),
        scope,
        place: setting::place(report, index, span, source.as_ref().map(|(_, s)| *s), scope)
            .filter(|_| casualty || f.measure == "attacks"),
        attributed_to: source.map(|(name, _)| name),
        time: time.and_then(setting::iso),
    })
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
        .filter_map(|f| {
            let words = |(from, until): (usize, usize)| {
                t.span(from, until)
                    .and_then(|s| headline.get(s.range()))
                    .map(str::to_owned)
            };
            Some(Quantity {
                span: t.span(f.from, f.until)?,
                measure: f.measure.to_owned(),
                min: f.min,
                max: f.max,
                approximate: f.approximate,
                unit: f.unit.clone(),
                counted: f.counted.and_then(words),
                hedge: f.hedge.and_then(words),
                scope: match scope::hint(t, f) {
                    _ if f.superseded => Scope::Background,
                    Hint::Cumulative => Scope::Cumulative,
                    Hint::Another => Scope::Background,
                    Hint::Open if f.part || f.known => Scope::Part,
                    Hint::Open => Scope::Event,
                },
                place: None,
                attributed_to: None,
                time: None,
            })
        })
        .collect()
}
