//! `twosource search`: reports that hold given words.

use super::Ending;
use super::store::{Answer, Form, Narrow, Part, Store, counted, cut, refused};
use archive::{Archive, Hit, Hits, Query, Sort};
use clap::{Args, ValueEnum};
use serde::Serialize;

/// Find reports of an archive by their words
#[derive(Debug, Args)]
#[command(after_help = "\
All words must stand in a report; those in double quotes stand next to each other. Letters' case and accents don't \
matter. Nothing you write is taken for syntax, unless you ask for it by --expression: then it is one of SQLite's FTS5 \
(AND, OR, NOT, NEAR(a b, 5), begin*, headline:word).\n\n    \
twosource search '\"cold store\" fire' --archive desk --outlet gazette --from 2031-03")]
pub(crate) struct Search {
    /// The words
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,

    #[command(flatten)]
    store: Store,

    /// Take the words as an expression of FTS5
    #[arg(long)]
    expression: bool,

    /// In which order
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,

    #[command(flatten)]
    narrow: Narrow,

    #[command(flatten)]
    part: Part,

    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// What fits best first
    Relevance,
    /// The last published first
    Date,
}

#[derive(Serialize)]
struct All<'a> {
    schema: u32,
    run: i64,
    query: &'a str,
    #[serde(flatten)]
    hits: &'a Hits,
}

impl Search {
    /// Searches what the last whole run left.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let words = self.words.join(" ");
        let search = || -> Result<_, archive::Error> {
            let archive = Archive::open(&self.store.archive)?;
            let snapshot = archive.snapshot()?;
            let query = Query {
                words: words.clone(),
                expression: self.expression,
                filter: self.narrow.filter(&snapshot)?,
                sort: match self.sort {
                    Order::Relevance => Sort::Relevance,
                    Order::Date => Sort::Date,
                },
            };
            Ok((snapshot.run(), snapshot.search(&query, self.part.page())?))
        };
        let (run, hits) = match search() {
            Ok(found) => found,
            Err(error) => return Ok(refused(&error)),
        };
        let mut out = self.answer.open()?;
        match self.answer.format {
            Form::Jsonl => hits.hits.iter().try_for_each(|hit| out.line(hit))?,
            Form::Json => out.pretty(&All {
                schema: record::SCHEMA,
                run,
                query: &words,
                hits: &hits,
            })?,
            Form::Text => {
                out.text(&format!("{}\n", counted(hits.total, "report")))?;
                hits.hits.iter().try_for_each(|hit| out.text(&text(hit)))?;
                out.text(&self.part.rest(hits.hits.len(), hits.total))?;
            }
        }
        out.close()?;
        Ok(Ending::Whole)
    }
}

/// A hit with its words between brackets, and where they stand.
fn text(hit: &Hit) -> String {
    let row = &hit.report;
    let excerpt = &hit.excerpt;
    let mut marked = String::new();
    let mut at = excerpt.span.start();
    let part = |from: usize, to: usize| {
        excerpt
            .text
            .get(from - excerpt.span.start()..to - excerpt.span.start())
            .unwrap_or("")
    };
    for mark in hit
        .marks
        .iter()
        .filter(|m| excerpt.span.contains(m.span) && m.span.start() >= excerpt.span.start())
    {
        if mark.span.start() < at {
            continue;
        }
        marked.push_str(part(at, mark.span.start()));
        marked.push_str(&format!("[{}]", part(mark.span.start(), mark.span.end())));
        at = mark.span.end();
    }
    marked.push_str(part(at, excerpt.span.end()));
    let places: Vec<String> = hit
        .marks
        .iter()
        .take(8)
        .map(|m| format!("{}..{}", m.span.start(), m.span.end()))
        .collect();
    format!(
        "\n{}  {} · {} · {}\n  {}\n  {}\n  bytes {}{}\n",
        row.id,
        row.outlet.as_deref().unwrap_or("outlet not known"),
        row.published
            .as_deref()
            .and_then(|d| d.get(..10))
            .unwrap_or("undated"),
        row.story.as_deref().unwrap_or("no story"),
        cut(row.headline.as_deref().unwrap_or("(no headline)"), 96),
        marked.split_whitespace().collect::<Vec<_>>().join(" "),
        if places.is_empty() {
            "of the headline".to_owned()
        } else {
            places.join(", ")
        },
        if hit.marks.len() > 8 { ", …" } else { "" },
    )
}
