//! What stands in single reports, and what pairs of them share.

use super::Table;
use super::columns::Columns;
use arrow_schema::ArrowError;
use record::{Name, Passage, Quantity, Quote, Report, Reuse, Span};

/// One report a row.
///
/// # Errors
/// Where Arrow refuses a batch, which is a fault of ours.
pub fn reports(all: &[Report]) -> Result<Table, ArrowError> {
    Table::of(
        all,
        |r| r.text.len(),
        |rows| {
            Columns::of(rows)
                .text("id", |r| &r.id)
                .text("file", |r| &r.file)
                .place("line", |r| r.line)
                .text("source", |r| &r.source)
                .maybe("url", |r| r.url.as_deref())
                .maybe("outlet", |r| r.outlet.as_deref())
                .maybe("headline", |r| r.headline.as_deref())
                .list("bylines", |r| r.bylines.iter().map(String::as_str).collect())
                .list("agencies", |r| {
                    r.agencies.iter().map(|a| a.name.as_str()).collect()
                })
                .maybe("published", |r| r.published.as_ref().map(|p| p.value.as_str()))
                .maybe("language", |r| r.language.as_deref())
                .text("text", |r| &r.text)
                .list("warnings", |r| {
                    r.warnings.iter().map(|w| w.message.as_str()).collect()
                })
                .batch()
        },
    )
}

/// Everything of one kind in all reports, each with its report.
fn within<'r, F>(all: &'r [Report], of: fn(&'r Report) -> &'r [F]) -> Vec<(&'r Report, &'r F)> {
    all.iter()
        .flat_map(|r| of(r).iter().map(move |f| (r, f)))
        .collect()
}

/// One name a row.
///
/// # Errors
/// Where Arrow refuses a batch, which is a fault of ours.
pub fn names(all: &[Report]) -> Result<Table, ArrowError> {
    let found: Vec<(&Report, &Name)> = within(all, |r| &r.names);
    Table::of(
        &found,
        |(_, n)| n.span.len(),
        |rows| {
            Columns::of(rows)
                .text("report", |(r, _)| &r.id)
                .span("start", "end", |(_, n)| n.span)
                .text("text", |(r, n)| r.text.at(n.span))
                .word("kind", |(_, n)| n.kind)
                .text("entity", |(_, n)| &n.entity)
                .maybe("role", |(_, n)| n.role.as_deref())
                .batch()
        },
    )
}

/// One remark a row; `start` and `end` reach from its first piece to its last.
///
/// # Errors
/// Where Arrow refuses a batch, which is a fault of ours.
pub fn quotes(all: &[Report]) -> Result<Table, ArrowError> {
    let found: Vec<(&Report, &Quote)> = within(all, |r| &r.quotes);
    let at = |q: &Quote| q.envelope().or(Span::new(0, 0)).expect("an empty span is one");
    Table::of(
        &found,
        |(_, q)| at(q).len(),
        |rows| {
            Columns::of(rows)
                .text("report", |(r, _)| &r.id)
                .span("start", "end", |(_, q)| at(q))
                .text("text", |(r, q)| r.text.at(at(q)))
                .word("form", |(_, q)| q.form)
                .maybe("speaker", |(_, q)| q.speaker.as_deref())
                .maybe("entity", |(_, q)| q.entity.as_deref())
                .measure("confidence", |(_, q)| Some(q.confidence))
                .batch()
        },
    )
}

/// One figure a row.
///
/// # Errors
/// Where Arrow refuses a batch, which is a fault of ours.
pub fn quantities(all: &[Report]) -> Result<Table, ArrowError> {
    let found: Vec<(&Report, &Quantity)> = within(all, |r| &r.quantities);
    Table::of(
        &found,
        |(_, q)| q.span.len(),
        |rows| {
            Columns::of(rows)
                .text("report", |(r, _)| &r.id)
                .span("start", "end", |(_, q)| q.span)
                .text("text", |(r, q)| r.text.at(q.span))
                .text("measure", |(_, q)| &q.measure)
                .measure("min", |(_, q)| q.min)
                .measure("max", |(_, q)| q.max)
                .flag("approximate", |(_, q)| q.approximate)
                .maybe("unit", |(_, q)| q.unit.as_deref())
                .maybe("counted", |(_, q)| q.counted.as_deref())
                .maybe("hedge", |(_, q)| q.hedge.as_deref())
                .word("scope", |(_, q)| q.scope)
                .maybe("attributed_to", |(_, q)| q.attributed_to.as_deref())
                .maybe("place", |(_, q)| q.place.as_deref())
                .maybe("time", |(_, q)| q.time.as_deref())
                .batch()
        },
    )
}

/// One pair of reports a row.
///
/// # Errors
/// Where Arrow refuses a batch, which is a fault of ours.
pub fn pairs(all: &[Reuse]) -> Result<Table, ArrowError> {
    Table::of(
        all,
        |_| 0,
        |rows| {
            Columns::of(rows)
                .text("a", |r| &r.a)
                .text("b", |r| &r.b)
                .word("kind", |r| r.kind)
                .measure("share_a", |r| Some(r.share_a))
                .measure("share_b", |r| Some(r.share_b))
                .word("origin", |r| r.origin)
                .maybe("origin_name", |r| r.origin_name.as_deref())
                .word("basis", |r| r.basis)
                .flag("rewritten", |r| r.rewritten)
                .count("passages", |r| r.passages.len())
                .batch()
        },
    )
}

/// One shared passage a row.
///
/// # Errors
/// Where Arrow refuses a batch, which is a fault of ours.
pub fn passages(all: &[Reuse]) -> Result<Table, ArrowError> {
    let found: Vec<(&Reuse, &Passage)> = all
        .iter()
        .flat_map(|r| r.passages.iter().map(move |p| (r, p)))
        .collect();
    Table::of(
        &found,
        |_| 0,
        |rows| {
            Columns::of(rows)
                .text("a", |(r, _)| &r.a)
                .text("b", |(r, _)| &r.b)
                .word("kind", |(_, p)| p.kind)
                .span("a_start", "a_end", |(_, p)| p.a)
                .span("b_start", "b_end", |(_, p)| p.b)
                .measure("similarity", |(_, p)| Some(p.similarity))
                .batch()
        },
    )
}
