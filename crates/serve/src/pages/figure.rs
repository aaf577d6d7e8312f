//! A figure of a story over time: each report's value at its moment, and the words that say it.

use super::{answer, line, short};
use crate::App;
use crate::address;
use crate::problem::Problem;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use record::{Briefing, Citation, Reading, ReadingValue, Report};
use serde::Deserialize;
use std::fmt::Write;

/// Rows of the table at most, and points of the picture.
const MOST: usize = 400;
/// Height of the picture in pixels, and what stays free above and below its points.
const HEIGHT: f64 = 190.0;
const FREE: f64 = 26.0;
/// Where its points begin and end, in per cent of the width.
const LEFT: f64 = 9.0;
const RIGHT: f64 = 96.0;

/// Which figure.
#[derive(Deserialize)]
pub(super) struct Asked {
    story: String,
    measure: String,
    about: Option<String>,
    event: Option<String>,
}

#[derive(Template)]
#[template(path = "figure.html")]
struct Figure<'a> {
    query: &'a str,
    title: String,
    story: (String, String),
    /// "conflict", "updated" or nothing.
    class: &'static str,
    relation: &'static str,
    why: String,
    counts: String,
    picture: String,
    rows: Vec<Row>,
    /// Rows that are not shown.
    more: usize,
    search: String,
}

/// One report's value.
struct Row {
    when: String,
    value: String,
    words: String,
    href: String,
    who: String,
    name: String,
    report: String,
}

/// A value at its moment.
struct Point<'a> {
    /// When its report was published, as written and in days since 1970.
    when: Option<(&'a str, f64)>,
    value: &'a ReadingValue,
    citation: &'a Citation,
    report: &'a Report,
}

/// The address of a figure's page.
pub(super) fn place(story: &str, reading: &Reading) -> String {
    let mut to = format!(
        "/figures?story={}&measure={}",
        address::escaped(story),
        address::escaped(&reading.measure)
    );
    for (field, value) in [("about", &reading.about), ("event", &reading.event)] {
        if let Some(value) = value {
            to = address::with(&to, field, value);
        }
    }
    to
}

pub(super) async fn page(State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let page = app.shelf.read(move |snapshot| {
        let briefing = desk::brief(snapshot, std::slice::from_ref(&asked.story))?;
        let story = briefing
            .stories
            .first()
            .ok_or_else(|| Problem::missing("No story has this id."))?;
        let reading = story
            .quantities
            .iter()
            .find(|r| r.measure == asked.measure && r.about == asked.about && r.event == asked.event);
        let reading = reading.ok_or_else(|| Problem::missing("The story tells no such figure."))?;
        let points = points(&briefing, reading);
        let independent = tell::independent(reading.independent);
        Ok(Figure {
            query: "",
            title: line(&tell::label::title(reading)),
            story: (address::story(&story.id), short(&story.title, 90)),
            class: match reading.relation {
                record::Relation::Conflict => "conflict",
                record::Relation::Updated => "updated",
                _ => "",
            },
            relation: match reading.relation {
                record::Relation::Agree => "reports agree",
                record::Relation::Compatible => "both can be true",
                record::Relation::Updated => "changed over time",
                record::Relation::Conflict => "in conflict",
                record::Relation::Single => "one report says it",
            },
            why: line(&tell::explained(reading)),
            counts: match independent {
                Some(independent) => format!("{}, {independent}", tell::count(reading.reports, "report")),
                None => tell::count(reading.reports, "report"),
            },
            picture: picture(&points),
            more: points.len().saturating_sub(MOST),
            rows: points.iter().take(MOST).map(row).collect(),
            search: format!("/search?measure={}", address::escaped(&reading.measure)),
        })
    });
    answer(&page.await?)
}

/// Every value where it stands, the first published first, those without a date last.
fn points<'a>(briefing: &'a Briefing, reading: &'a Reading) -> Vec<Point<'a>> {
    let each = reading
        .values
        .iter()
        .flat_map(|value| value.citations.iter().map(move |citation| (value, citation)));
    let mut all: Vec<Point<'_>> = each
        .filter_map(|(value, citation)| {
            let report = briefing.report(&citation.report)?;
            let written = report.published.as_ref().map(|p| p.value.as_str());
            Some(Point {
                when: written.and_then(|w| Some((w, days(w)?))),
                value,
                citation,
                report,
            })
        })
        .collect();
    let at = |p: &Point<'_>| p.when.map_or(f64::MAX, |(_, at)| at);
    all.sort_by(|a, b| at(a).total_cmp(&at(b)).then_with(|| a.citation.cmp(b.citation)));
    all
}

/// A date, with its time where it has one, as days since 1970. A date that names no day has none.
fn days(written: &str) -> Option<f64> {
    let second = |second: i64| u32::try_from(second).ok().map(|s| f64::from(s) / 86_400.0);
    if let Ok(moment) = written.parse::<jiff::Timestamp>() {
        return second(moment.as_second());
    }
    let utc = jiff::tz::TimeZone::UTC;
    let civil: jiff::civil::DateTime = written
        .parse()
        .or_else(|_| written.parse::<jiff::civil::Date>().map(|d| d.at(0, 0, 0, 0)))
        .ok()?;
    second(civil.to_zoned(utc).ok()?.timestamp().as_second())
}

fn row(point: &Point<'_>) -> Row {
    let day = |written: &str| tell::date(written.get(..10).unwrap_or(written));
    Row {
        when: point.report.published.as_ref().map_or_else(
            || "no date".to_owned(),
            |p| {
                let time = p.value.get(11..16).filter(|_| p.value.get(10..11) == Some("T"));
                match time {
                    Some(time) => format!("{} {time}", line(&day(&p.value))),
                    None => line(&day(&p.value)),
                }
            },
        ),
        value: line(&tell::value(point.value)),
        words: short(point.value.text.trim(), 120),
        href: address::passage(&point.citation.report, point.citation.span),
        who: point
            .value
            .attributed_to
            .as_deref()
            .map(|who| short(who, 80))
            .unwrap_or_default(),
        name: short(&tell::html::head(point.report).name, 60),
        report: address::report(&point.citation.report),
    }
}

/// The values over time; empty where fewer than two have a date and a bound, or all are of one moment.
fn picture(points: &[Point<'_>]) -> String {
    let finite = |v: Option<f64>| v.filter(|v| v.is_finite());
    let placed: Vec<(f64, &str, f64, f64, &ReadingValue)> = points
        .iter()
        .filter_map(|p| {
            let (written, at) = p.when?;
            let (low, high) = (finite(p.value.min), finite(p.value.max));
            Some((at, written, low.or(high)?, high.or(low)?, p.value))
        })
        .take(MOST)
        .collect();
    let (Some(first), Some(last)) = (placed.first(), placed.last()) else {
        return String::new();
    };
    let low = placed.iter().map(|p| p.2).fold(f64::MAX, f64::min);
    let high = placed.iter().map(|p| p.3).fold(f64::MIN, f64::max);
    if last.0 <= first.0 {
        return String::new();
    }
    let x = |at: f64| LEFT + (RIGHT - LEFT) * (at - first.0) / (last.0 - first.0);
    let y = |value: f64| {
        let share = if high > low {
            (value - low) / (high - low)
        } else {
            0.5
        };
        HEIGHT - FREE - (HEIGHT - 2.0 * FREE) * share
    };
    let date = |written: &str| super::inert(&tell::date(written.get(..10).unwrap_or(written)));
    let mut svg = format!(
        "<svg class=\"series\" role=\"img\" width=\"100%\" height=\"{HEIGHT}\"><title>The values over time, from {} to {}; \
         the table below has each of them</title>",
        date(first.1),
        date(last.1)
    );
    let mut axis = |value: f64| {
        let at = y(value);
        let _ = write!(
            svg,
            "<line class=\"axis\" x1=\"{LEFT}%\" x2=\"100%\" y1=\"{at:.1}\" y2=\"{at:.1}\"/>\
             <text class=\"label\" x=\"0\" y=\"{:.1}\">{}</text>",
            at + 4.0,
            number(value)
        );
    };
    axis(low);
    if high > low {
        axis(high);
    }
    for (at, _, low, high, value) in &placed {
        let (x, top, bottom) = (x(*at), y(*high), y(*low));
        let ring = if value.approximate { " about" } else { "" };
        if high > low {
            let _ = write!(
                svg,
                "<line class=\"span\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"{top:.1}\" y2=\"{bottom:.1}\"/>"
            );
            let _ = write!(
                svg,
                "<circle class=\"dot{ring}\" cx=\"{x:.2}%\" cy=\"{top:.1}\" r=\"5\"/>"
            );
        }
        let _ = write!(
            svg,
            "<circle class=\"dot{ring}\" cx=\"{x:.2}%\" cy=\"{bottom:.1}\" r=\"5\"/>"
        );
    }
    let _ = write!(
        svg,
        "<text class=\"label\" x=\"{LEFT}%\" y=\"{HEIGHT}\">{}</text>\
         <text class=\"label end\" x=\"100%\" y=\"{HEIGHT}\">{}</text></svg>",
        date(first.1),
        date(last.1)
    );
    svg
}

/// A number on the axis: "1.2 million" is told beside the dots; here it is short.
fn number(value: f64) -> String {
    match value.abs() {
        v if v >= 1e9 => format!("{:.1}bn", value / 1e9),
        v if v >= 1e6 => format!("{:.1}m", value / 1e6),
        v if v >= 1e4 => format!("{:.0}k", value / 1e3),
        v if v.fract() > 0.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_in_days() {
        assert_eq!(days("1970-01-02"), Some(1.0));
        assert_eq!(days("1970-01-02T12:00:00Z"), Some(1.5));
        assert_eq!(days("1970-01-02T12:00:00+12:00"), Some(1.0));
        assert_eq!(days("1970-01-02T06:00"), Some(1.25));
        for none in ["1970", "1970-01", "soon", "", "1969-01-01"] {
            assert_eq!(days(none), None, "{none}");
        }
    }

    #[test]
    fn a_number_on_the_axis_is_short() {
        let told: Vec<String> = [7.0, 2.5, 12_000.0, 1_500_000.0, 2e9].map(number).to_vec();
        assert_eq!(told, ["7", "2.5", "12k", "1.5m", "2.0bn"]);
    }
}
