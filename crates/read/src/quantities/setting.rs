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
    let here = places(report, sentence, source)
        .filter(|s| !parted(report, *s, figure))
        .min_by_key(|s| {
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
        let mut named = places(report, earlier, None).map(|s| report.text.at(s));
        if let Some(first) = named.next() {
            // Of several places none is certain.
            return named.all(|other| other == first).then(|| first.to_owned());
        }
    }
    None
}

/// Whether a clause ends between a place and the figure: "three died in Harbin, while two were hurt".
fn parted(report: &Report, place: Span, figure: Span) -> bool {
    let (from, until) = if place.end() <= figure.start() {
        (place.end(), figure.start())
    } else {
        (figure.end(), place.start())
    };
    let between = report.text.get(from..until).unwrap_or("");
    between.contains(';')
        || between
            .split(|c: char| !c.is_alphabetic())
            .any(|w| matches!(w, "while" | "whereas" | "although" | "but"))
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

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Name, Sentence, Text};

    fn place_of(text: &str, names: &[&str], figure: &str, sentences: &[&str]) -> Option<String> {
        let text = Text::new(text.to_owned());
        let find = |w: &str| {
            let at = text.find(w).unwrap();
            text.span(at, at + w.len()).unwrap()
        };
        let mut names: Vec<Name> = names
            .iter()
            .map(|n| Name {
                span: find(n),
                kind: NameKind::Place,
                entity: n.to_lowercase(),
                role: None,
            })
            .collect();
        names.sort_by_key(|n| n.span.start());
        let spans: Vec<Sentence> = sentences.iter().map(|s| Sentence { span: find(s) }).collect();
        let figure = find(figure);
        let index = spans.iter().position(|s| s.span.contains(figure)).unwrap();
        let report = Report {
            names,
            sentences: spans,
            text: text.clone(),
            ..Report::default()
        };
        place(&report, index, figure, None, Scope::Event)
    }

    #[test]
    fn a_place_of_another_clause_is_not_the_figures() {
        let text = "Three died in Harbin, while two were hurt.";
        assert_eq!(
            place_of(text, &["Harbin"], "Three", &[text]).as_deref(),
            Some("Harbin")
        );
        assert_eq!(place_of(text, &["Harbin"], "two", &[text]), None);
    }

    #[test]
    fn of_several_places_before_none_is_taken() {
        let (a, b) = ("The lorry left Ellery for Harbin.", "Two were hurt.");
        let text = format!("{a} {b}");
        assert_eq!(place_of(&text, &["Ellery", "Harbin"], "Two", &[a, b]), None);
        assert_eq!(
            place_of(&text, &["Harbin"], "Two", &[a, b]).as_deref(),
            Some("Harbin")
        );
    }
}
