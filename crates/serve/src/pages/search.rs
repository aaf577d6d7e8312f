//! Search: reports with the user's words marked, and what they can be narrowed by.

use super::{answer, entity, line, short};
use crate::App;
use crate::address::{self, escaped};
use crate::cursor::Cursor;
use crate::problem::Problem;
use crate::search::Asked;
use archive::{Facet, Hit, Mark, ReportRow};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;

/// Hits of a page.
const MOST: usize = 20;

#[derive(Template)]
#[template(path = "search.html")]
struct Found {
    query: String,
    asked: Asked,
    /// What was asked and is no query.
    refused: Option<String>,
    total: Option<i64>,
    hits: Vec<Shown>,
    groups: Vec<Group>,
    /// What the search is narrowed by, each with the address of the search without it.
    narrowed: Vec<(String, String)>,
    next: Option<String>,
}

/// A report that fits.
struct Shown {
    href: String,
    headline: Vec<Piece>,
    meta: String,
    excerpt: Vec<Piece>,
    more: usize,
    story: Option<String>,
}

/// Words, marked or not.
struct Piece {
    words: String,
    marked: bool,
}

/// What a search can be narrowed by, of one kind.
struct Group {
    title: &'static str,
    /// Label, count, and the address of the narrowed search.
    values: Vec<(String, i64, String)>,
}

pub(super) async fn page(State(app): State<App>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let page = app.shelf.read(move |snapshot| {
        let mut page = Found {
            query: line(&asked.q),
            narrowed: narrowed(&asked),
            refused: None,
            total: None,
            hits: Vec::new(),
            groups: Vec::new(),
            next: None,
            asked,
        };
        let asked = page.asked.query();
        // They stand in fields that are seen.
        for date in [&mut page.asked.from, &mut page.asked.to] {
            *date = line(date);
        }
        let query = match asked {
            Ok(query) => query,
            Err(problem) => {
                page.refused = Some(problem.detail);
                return Ok(page);
            }
        };
        if query.words.is_empty() && query.filter == archive::Filter::default() {
            return Ok(page);
        }
        let cursor = Cursor::at(page.asked.cursor.as_deref(), snapshot)?;
        let total = if query.words.is_empty() {
            let reports = snapshot.reports(&query.filter, cursor.page(MOST))?;
            page.hits = reports.rows.iter().map(listed).collect();
            reports.total
        } else {
            match snapshot.search(&query, cursor.page(MOST)) {
                Ok(hits) => {
                    page.hits = hits.hits.iter().map(shown).collect();
                    hits.total
                }
                Err(archive::Error::Query(why)) => {
                    page.refused = Some(why);
                    return Ok(page);
                }
                Err(error) => return Err(error.into()),
            }
        };
        page.total = Some(total);
        page.next = cursor
            .next(page.hits.len(), total)
            .map(|next| with(&page.asked, "cursor", &next));
        if total > 0 {
            let facets = snapshot.facets(&query)?;
            page.groups = groups(&page.asked, &facets);
        }
        Ok(page)
    });
    answer(&page.await?)
}

fn shown(hit: &Hit) -> Shown {
    let inside = hit.marks.iter().filter(|m| hit.excerpt.span.contains(m.span));
    let first = hit.marks.first().map_or_else(
        || address::report(&hit.report.id),
        |m| address::passage(&hit.report.id, m.span),
    );
    let headline = hit.report.headline.as_deref().unwrap_or_default();
    Shown {
        href: first,
        headline: pieces(headline, 0, hit.headline_marks.iter()),
        excerpt: pieces(&hit.excerpt.text, hit.excerpt.span.start(), inside.clone()),
        more: hit.marks.len().saturating_sub(inside.count()),
        ..listed(&hit.report)
    }
}

fn listed(row: &ReportRow) -> Shown {
    let date = row
        .published
        .as_deref()
        .map_or_else(|| "no date".to_owned(), |d| tell::date(d.get(..10).unwrap_or(d)));
    Shown {
        href: address::report(&row.id),
        headline: pieces(row.headline.as_deref().unwrap_or_default(), 0, [].iter()),
        meta: format!(
            "{} · {}",
            row.outlet
                .as_deref()
                .map_or_else(|| "outlet not known".to_owned(), line),
            line(&date)
        ),
        excerpt: Vec::new(),
        more: 0,
        story: row.story.as_deref().map(address::story),
    }
}

/// `text`, which begins at byte `from`, cut where `marks` begin and end.
fn pieces<'a>(text: &str, from: usize, marks: impl Iterator<Item = &'a Mark>) -> Vec<Piece> {
    let mut all = Vec::new();
    let mut at = 0;
    let mut put = |words: Option<&str>, marked: bool| {
        if let Some(words) = words.filter(|w| !w.is_empty()) {
            all.push(Piece {
                words: tell::guard::inert(words),
                marked,
            });
        }
    };
    for mark in marks {
        let (Some(start), Some(end)) = (
            mark.span.start().checked_sub(from),
            mark.span.end().checked_sub(from),
        ) else {
            continue;
        };
        if start < at {
            continue;
        }
        put(text.get(at..start), false);
        put(text.get(start..end), true);
        at = end;
    }
    put(text.get(at..), false);
    all
}

/// The fields of a search by their names in its address.
fn fields(asked: &Asked) -> [(&'static str, &str); 10] {
    [
        ("q", &asked.q),
        ("outlet", &asked.outlet),
        ("agency", &asked.agency),
        ("person", &asked.person),
        ("organization", &asked.organization),
        ("place", &asked.place),
        ("measure", &asked.measure),
        ("from", &asked.from),
        ("to", &asked.to),
        ("sort", &asked.sort),
    ]
}

/// The address of the same search with a field set, and from its beginning unless that field is the cursor.
fn with(asked: &Asked, field: &str, value: &str) -> String {
    let kept = fields(asked)
        .into_iter()
        .filter(|(name, old)| *name != field && !old.is_empty());
    let all = kept
        .chain([(field, value)])
        .filter(|(_, value)| !value.is_empty());
    let all: Vec<String> = all
        .map(|(name, value)| format!("{name}={}", escaped(value)))
        .collect();
    format!("/search?{}", all.join("&"))
}

fn narrowed(asked: &Asked) -> Vec<(String, String)> {
    let named = |name: &str, value: &str| match name {
        "person" | "organization" | "place" => entity(value),
        "measure" => format!("figures: {}", measure(value)),
        "from" => format!("from {}", line(value)),
        "to" => format!("to {}", line(value)),
        _ => line(value),
    };
    fields(asked)
        .into_iter()
        .filter(|(name, value)| !matches!(*name, "q" | "sort") && !value.is_empty())
        .map(|(name, value)| (short(&named(name, value), 60), with(asked, name, "")))
        .collect()
}

/// "road-deaths" as words.
fn measure(id: &str) -> String {
    line(&id.replace('-', " "))
}

fn groups(asked: &Asked, facets: &archive::Facets) -> Vec<Group> {
    let plain = |value: &str| short(value, 60);
    let of =
        |title, field: &'static str, chosen: &str, facets: &[Facet], label: &dyn Fn(&str) -> String| Group {
            title,
            values: facets
                .iter()
                .filter(|f| f.value != chosen)
                .map(|f| (label(&f.value), f.reports, with(asked, field, &f.value)))
                .collect(),
        };
    let mut days = of("Day", "from", "", &facets.days, &|day| tell::date(day));
    for ((_, _, href), facet) in days.values.iter_mut().zip(&facets.days) {
        let day = Asked {
            from: facet.value.clone(),
            ..asked.clone()
        };
        *href = with(&day, "to", &facet.value);
    }
    if asked.from == asked.to && !asked.from.is_empty() {
        days.values.clear();
    }
    let mut all = vec![
        of("Outlet", "outlet", &asked.outlet, &facets.outlets, &plain),
        of("Agency", "agency", &asked.agency, &facets.agencies, &plain),
        of("Person", "person", &asked.person, &facets.people, &entity),
        of(
            "Organization",
            "organization",
            &asked.organization,
            &facets.organizations,
            &entity,
        ),
        of("Place", "place", &asked.place, &facets.places, &entity),
        of("Figures", "measure", &asked.measure, &facets.measures, &measure),
        days,
    ];
    all.retain(|group| !group.values.is_empty());
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Span;

    #[test]
    fn words_are_marked_where_they_stand() {
        let mark = |start, end| Mark {
            span: Span::new(start, end).unwrap(),
            text: String::new(),
        };
        let marks = [mark(12, 16), mark(14, 18), mark(17, 21)];
        let told: Vec<(String, bool)> = pieces("The fire burned", 8, marks.iter())
            .into_iter()
            .map(|p| (p.words, p.marked))
            .collect();
        let want = [
            ("The ", false),
            ("fire", true),
            (" ", false),
            ("burn", true),
            ("ed", false),
        ];
        assert_eq!(told, want.map(|(w, m)| (w.to_owned(), m)));
    }

    #[test]
    fn a_search_is_narrowed_and_widened_by_its_address() {
        let asked = Asked {
            q: "a b&c".into(),
            outlet: "Post".into(),
            cursor: Some("1-20".into()),
            ..Asked::default()
        };
        assert_eq!(
            with(&asked, "person", "x y"),
            "/search?q=a%20b%26c&outlet=Post&person=x%20y"
        );
        assert_eq!(with(&asked, "outlet", ""), "/search?q=a%20b%26c");
    }
}
