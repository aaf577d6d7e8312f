//! What was found in a report, as marks on its text.

use crate::html::parts::Places;
use crate::phrase;
use record::{NameKind, QuoteForm, Report, Scope, Span, Stretch, StretchKind};

/// A report has at most so many marks; a longer one is shown without those beyond them.
const MOST: usize = 40_000;

/// Something that was found.
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) class: &'static str,
    /// What it is, for a person; raw.
    pub(super) title: String,
    /// Where it leads; raw.
    pub(super) href: Option<String>,
}

/// All that was found and that fits the text, by where it starts.
pub(super) fn marks(report: &Report, stretches: &[Stretch], places: &dyn Places) -> Vec<Mark> {
    let mut all: Vec<Mark> = Vec::new();
    let mut put = |span: Span, class: &'static str, title: String, href: Option<String>| {
        if !span.is_empty() && report.text.get(span.range()).is_some() && all.len() < MOST {
            all.push(Mark {
                span,
                class,
                title,
                href,
            });
        }
    };
    for stretch in stretches.iter().filter(|s| s.kind != StretchKind::Own) {
        put(stretch.span, "from", String::new(), None);
    }
    for quote in &report.quotes {
        let speaker = quote.speaker.as_deref().unwrap_or("a speaker who is not certain");
        let (class, manner) = match quote.form {
            QuoteForm::Direct => ("said", "said by"),
            QuoteForm::Mixed => ("said", "said, partly in other words, by"),
            QuoteForm::Indirect => ("reported", "said, in the report’s words, by"),
        };
        for span in &quote.content {
            put(*span, class, format!("{manner} {speaker}"), None);
        }
        for span in &quote.cue {
            put(*span, "cue", String::new(), None);
        }
        for span in &quote.source {
            put(*span, "source", String::new(), None);
        }
    }
    for name in &report.names {
        let (class, what) = match name.kind {
            NameKind::Person => ("name person", "person"),
            NameKind::Organization => ("name organization", "organization"),
            NameKind::Place => ("name place", "place"),
            NameKind::Group => ("name", "group"),
            NameKind::Event => ("name", "event"),
            NameKind::Other => ("name", "name"),
        };
        let role = name.role.as_deref().map(|r| format!(", {r}")).unwrap_or_default();
        let person = name.kind == NameKind::Person && !name.entity.is_empty();
        let href = person.then(|| places.person(&name.entity));
        put(name.span, class, format!("{what}{role}"), href);
    }
    for figure in &report.quantities {
        put(figure.span, "figure-words", said_of(figure), None);
    }
    for time in &report.times {
        put(time.span, "time", phrase::date(&time.value), None);
    }
    for warning in &report.warnings {
        if let Some(span) = warning.span {
            put(span, "doubt", warning.message.clone(), None);
        }
    }
    all.sort_by_key(|m| (m.span.start(), std::cmp::Reverse(m.span.end())));
    all
}

/// "killed: 12 or more, says the fire service".
fn said_of(figure: &record::Quantity) -> String {
    let measure = figure.measure.replace('-', " ");
    let number = match (figure.min, figure.max) {
        (Some(min), Some(max)) if min.total_cmp(&max).is_eq() => phrase::number(min),
        (Some(min), Some(max)) => format!("{}–{}", phrase::number(min), phrase::number(max)),
        (Some(min), None) => format!("{} or more", phrase::number(min)),
        (None, Some(max)) => format!("up to {}", phrase::number(max)),
        (None, None) => "no number".to_owned(),
    };
    let about = if figure.approximate { "about " } else { "" };
    let scope = match figure.scope {
        Scope::Event => "",
        Scope::Part => ", a part",
        Scope::Cumulative => ", over a longer time",
        Scope::Background => ", of another event",
    };
    let who = figure
        .attributed_to
        .as_deref()
        .map(|w| format!(", says {w}"))
        .unwrap_or_default();
    format!("{measure}: {about}{number}{scope}{who}")
}
