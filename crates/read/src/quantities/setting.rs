//! The place and the time a figure is told of.

use record::{NameKind, Report, Scope, Span, TimeExpression, TimeType};

/// How many sentences back a place may stand.
const BACK: usize = 3;

/// The place nearest to `figure` in sentence `index`, else the last of the sentences before; none rather than wrong.
///
/// A figure of a longer time takes no place from sentences before: those speak of the day's event.
pub(super) fn place(
    report: &Report,
    index: usize,
    figure: Span,
    source: Option<Span>,
    scope: Scope,
) -> Option<String> {
    let sentence = report.sentences.get(index)?.span;
    let here = places(report, sentence, source).min_by_key(|s| {
        if s.end() <= figure.start() {
            figure.start() - s.end()
        } else {
            s.start().saturating_sub(figure.end())
        }
    });
    if let Some(span) = here {
        return Some(report.text.at(span).to_owned());
    }
    let reach = if scope == Scope::Cumulative {
        0
    } else {
        BACK.min(index)
    };
    for back in 1..=reach {
        let earlier = report.sentences.get(index - back)?.span;
        if let Some(span) = places(report, earlier, None).last() {
            return Some(report.text.at(span).to_owned());
        }
    }
    None
}

/// The place names of a sentence that tell where: not those inside the source's words, nor "Harbin-based".
fn places(report: &Report, sentence: Span, source: Option<Span>) -> impl Iterator<Item = Span> {
    let from = report
        .names
        .partition_point(|n| n.span.start() < sentence.start());
    report.names[from..]
        .iter()
        .take_while(move |n| n.span.start() < sentence.end())
        .filter(move |n| n.kind == NameKind::Place && !source.is_some_and(|s| s.overlaps(n.span)))
        .map(|n| n.span)
        .filter(|s| {
            let rest = report.text.get(s.end()..).unwrap_or("");
            !rest.starts_with("-based")
                && !rest.starts_with("-born")
                && !rest.starts_with("'s ")
                && !rest.starts_with("’s ")
        })
}

/// The time expression of the sentence nearest to `figure` that names a day or month: it stands for the figure.
pub(super) fn time(report: &Report, sentence: Span, figure: Span) -> Option<&TimeExpression> {
    let from = report
        .times
        .partition_point(|t| t.span.start() < sentence.start());
    report.times[from..]
        .iter()
        .take_while(|t| t.span.start() < sentence.end())
        .filter(|t| {
            matches!(t.kind, TimeType::Date | TimeType::Time)
                && t.from.is_some()
                && t.value.len() >= 4
                && !t.span.overlaps(figure)
        })
        .min_by_key(|t| {
            if t.span.end() <= figure.start() {
                figure.start() - t.span.end()
            } else {
                t.span.start().saturating_sub(figure.end())
            }
        })
}

/// The ISO 8601 form of a TIMEX3 value: a day for a time of day, a month or year as it is; none for weeks and seasons.
pub(super) fn iso(time: &TimeExpression) -> Option<String> {
    if time.kind == TimeType::Time {
        return time.from.clone();
    }
    let digits = time.value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    (digits && matches!(time.value.len(), 4 | 7 | 10)).then(|| time.value.clone())
}
