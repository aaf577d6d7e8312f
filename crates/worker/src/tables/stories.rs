//! What is told of stories.

use super::Table;
use super::columns::Columns;
use arrow_schema::ArrowError;
use record::{
    BriefSentence, Citation, QuoteReading, QuoteVariant, Reading, ReadingValue, Story, TimelineEntry,
};

/// One story a row.
///
/// # Errors
/// Where Arrow refuses a batch, which is a fault of ours.
pub fn stories(all: &[Story]) -> Result<Table, ArrowError> {
    Table::of(
        all,
        |s| s.title.len(),
        |rows| {
            Columns::of(rows)
                .text("id", |s| &s.id)
                .text("title", |s| &s.title)
                .maybe("first_published", |s| s.first_published.as_deref())
                .maybe("last_published", |s| s.last_published.as_deref())
                .count("reports", |s| s.sources.reports)
                .count("outlets", |s| s.sources.outlets)
                .count("independent_low", |s| s.sources.independent.low)
                .count("independent_high", |s| s.sources.independent.high)
                .batch()
        },
    )
}

/// One report of a story a row.
///
/// # Errors
/// Where Arrow refuses a batch, which is a fault of ours.
pub fn members(all: &[Story]) -> Result<Table, ArrowError> {
    let found: Vec<(&Story, &String)> = all
        .iter()
        .flat_map(|s| s.reports.iter().map(move |r| (s, r)))
        .collect();
    Table::of(
        &found,
        |_| 0,
        |rows| {
            Columns::of(rows)
                .text("story", |(s, _)| &s.id)
                .text("report", |(_, r)| r)
                .batch()
        },
    )
}

/// One sentence of a brief a row, in the order in which it is told.
///
/// # Errors
/// Where Arrow refuses a batch, which is a fault of ours.
pub fn sentences(all: &[Story]) -> Result<Table, ArrowError> {
    let told = |s: &'_ Story| s.brief.sentences.len();
    let mut found: Vec<(&Story, usize, &BriefSentence)> = Vec::with_capacity(all.iter().map(told).sum());
    for story in all {
        found.extend(
            story
                .brief
                .sentences
                .iter()
                .enumerate()
                .map(|(n, s)| (story, n, s)),
        );
    }
    Table::of(
        &found,
        |(.., s)| s.text.len(),
        |rows| {
            Columns::of(rows)
                .text("story", |(s, ..)| &s.id)
                .count("sentence", |(_, n, _)| *n)
                .text("text", |(.., s)| &s.text)
                .count("reports", |(.., s)| s.support.reports)
                .count("independent_low", |(.., s)| s.support.independent.low)
                .count("independent_high", |(.., s)| s.support.independent.high)
                .list("attributed_to", |(.., s)| {
                    s.support.attributed_to.iter().map(String::as_str).collect()
                })
                .batch()
        },
    )
}

/// One citation of a brief's sentence a row.
///
/// # Errors
/// Where Arrow refuses a batch, which is a fault of ours.
pub fn citations(all: &[Story]) -> Result<Table, ArrowError> {
    let mut found: Vec<(&Story, usize, &Citation)> = Vec::new();
    for story in all {
        for (n, sentence) in story.brief.sentences.iter().enumerate() {
            found.extend(sentence.citations.iter().map(|c| (story, n, c)));
        }
    }
    Table::of(
        &found,
        |(.., c)| c.quote.len(),
        |rows| {
            Columns::of(rows)
                .text("story", |(s, ..)| &s.id)
                .count("sentence", |(_, n, _)| *n)
                .text("report", |(.., c)| &c.report)
                .span("start", "end", |(.., c)| c.span)
                .text("quote", |(.., c)| &c.quote)
                .batch()
        },
    )
}

/// One value of a figure a row.
///
/// # Errors
/// Where Arrow refuses a batch, which is a fault of ours.
pub fn figures(all: &[Story]) -> Result<Table, ArrowError> {
    let mut found: Vec<(&Story, &Reading, &ReadingValue)> = Vec::new();
    for story in all {
        for reading in &story.quantities {
            found.extend(reading.values.iter().map(|v| (story, reading, v)));
        }
    }
    Table::of(
        &found,
        |(.., v)| v.text.len(),
        |rows| {
            Columns::of(rows)
                .text("story", |(s, ..)| &s.id)
                .text("measure", |(_, r, _)| &r.measure)
                .maybe("about", |(_, r, _)| r.about.as_deref())
                .word("relation", |(_, r, _)| r.relation)
                .measure("min", |(.., v)| v.min)
                .measure("max", |(.., v)| v.max)
                .flag("approximate", |(.., v)| v.approximate)
                .maybe("hedge", |(.., v)| v.hedge.as_deref())
                .text("text", |(.., v)| &v.text)
                .maybe("attributed_to", |(.., v)| v.attributed_to.as_deref())
                .maybe("as_of", |(.., v)| v.as_of.as_deref())
                .list("reports", |(.., v)| {
                    v.citations.iter().map(|c| c.report.as_str()).collect()
                })
                .batch()
        },
    )
}

/// One wording of a remark a row.
///
/// # Errors
/// Where Arrow refuses a batch, which is a fault of ours.
pub fn remarks(all: &[Story]) -> Result<Table, ArrowError> {
    let mut found: Vec<(&Story, &QuoteReading, &QuoteVariant)> = Vec::new();
    for story in all {
        for remark in &story.quotes {
            found.extend(remark.variants.iter().map(|v| (story, remark, v)));
        }
    }
    Table::of(
        &found,
        |(.., v)| v.text.len(),
        |rows| {
            Columns::of(rows)
                .text("story", |(s, ..)| &s.id)
                .maybe("speaker", |(_, q, _)| q.speaker.as_ref().map(|s| s.name.as_str()))
                .maybe("role", |(_, q, _)| {
                    q.speaker.as_ref().and_then(|s| s.role.as_deref())
                })
                .text("text", |(.., v)| &v.text)
                .count("independent_low", |(_, q, _)| q.independent.low)
                .count("independent_high", |(_, q, _)| q.independent.high)
                .list("reports", |(.., v)| {
                    v.citations.iter().map(|c| c.report.as_str()).collect()
                })
                .batch()
        },
    )
}

/// One entry of a timeline a row.
///
/// # Errors
/// Where Arrow refuses a batch, which is a fault of ours.
pub fn timeline(all: &[Story]) -> Result<Table, ArrowError> {
    let found: Vec<(&Story, &TimelineEntry)> = all
        .iter()
        .flat_map(|s| s.timeline.iter().map(move |e| (s, e)))
        .collect();
    Table::of(
        &found,
        |(_, e)| e.text.len(),
        |rows| {
            Columns::of(rows)
                .text("story", |(s, _)| &s.id)
                .text("date", |(_, e)| &e.date)
                .word("precision", |(_, e)| e.precision)
                .text("text", |(_, e)| &e.text)
                .list("reports", |(_, e)| {
                    e.citations.iter().map(|c| c.report.as_str()).collect()
                })
                .batch()
        },
    )
}
