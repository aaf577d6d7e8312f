//! Search: which reports hold a user's words, and where in their texts.

use crate::query::{Query, Sort, Sql};
use crate::reader::Snapshot;
use crate::rows::{Page, ReportRow};
use crate::{Error, Result};
use record::{Report, Span};
use rusqlite::{Connection, params};
use serde::Serialize;
use std::collections::BTreeMap;

/// Bytes of an excerpt, about.
const EXCERPT: usize = 240;
/// Marks told of one report at most.
const MARKS: usize = 64;
/// How much more a word of the headline counts.
const HEADLINE: &str = "4.0, 1.0";

/// The reports that fit a query.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hits {
    /// How many reports fit in all.
    pub total: i64,
    /// These.
    pub hits: Vec<Hit>,
}

/// A report that fits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The report.
    #[serde(flatten)]
    pub report: ReportRow,
    /// How well it fits, for comparing within one search only; higher is better.
    pub score: f64,
    /// A part of the text around the first words that fit, as a range of the report's text.
    pub excerpt: Mark,
    /// Where the words stand in the report's text, the first of them if they are many.
    pub marks: Vec<Mark>,
    /// Where they stand in the headline; offsets are those of the headline's own bytes.
    pub headline_marks: Vec<Mark>,
}

/// Words at their place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Where, in bytes.
    #[serde(flatten)]
    pub span: Span,
    /// The words there.
    pub text: String,
}

impl Snapshot<'_> {
    /// Reports that hold the words of `query`.
    ///
    /// # Errors
    /// [`Error::Query`] where there is nothing to look for, or an expression is none.
    pub fn search(&self, query: &Query, page: Page) -> Result<Hits> {
        let expression = query.expression()?;
        let mut sql = Sql::default();
        let matched = format!("words MATCH {}", sql.bind(&expression));
        let conditions = [
            vec![matched, self.seen("r")],
            query.filter.conditions(self, &mut sql),
        ]
        .concat()
        .join(" AND ");
        let refused = |e: rusqlite::Error| match (e.sqlite_error_code(), query.expression) {
            (Some(rusqlite::ErrorCode::Unknown), true) => {
                Error::Query(format!("that is no search expression: {e}"))
            }
            _ => e.into(),
        };
        let total = self
            .tx
            .query_row(
                &format!(
                    "SELECT count(*) FROM words JOIN reports r ON r.id = words.rowid WHERE {conditions}"
                ),
                sql.params(),
                |row| row.get(0),
            )
            .map_err(refused)?;
        let order = match query.sort {
            Sort::Relevance => "score, r.day DESC, r.name",
            Sort::Date => "r.day DESC, r.published DESC, r.name",
        };
        let text = format!(
            "SELECT r.id, bm25(words, {HEADLINE}) AS score FROM words JOIN reports r ON r.id = words.rowid \
             WHERE {conditions} ORDER BY {order} LIMIT {} OFFSET {}",
            page.limit(),
            page.offset()
        );
        let mut statement = self.tx.prepare(&text).map_err(refused)?;
        let found = statement.query_map(sql.params(), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found: Vec<(i64, f64)> = found.collect::<rusqlite::Result<_>>()?;
        let mut hits = Vec::with_capacity(found.len());
        let marker = Marker::new(&expression)?;
        for (row, score) in found {
            let Some(listed) = self.report_rows("r.id = ?1", [row])?.into_iter().next() else {
                continue;
            };
            let report = self
                .report(&listed.id)?
                .ok_or_else(|| Error::Damaged(format!("the report {} is not there", listed.id)))?;
            hits.push(marker.hit(listed, &report, -score)?);
        }
        Ok(Hits { total, hits })
    }
}

/// Finds the words of an expression in a text.
///
/// A table of one text in memory is asked, so that words are cut, folded and matched as they were for the search.
struct Marker {
    db: Connection,
    expression: String,
}

impl Marker {
    fn new(expression: &str) -> Result<Self> {
        let db = Connection::open_in_memory()?;
        db.execute_batch(
            "CREATE VIRTUAL TABLE words USING fts5 (headline, text, tokenize = 'unicode61 remove_diacritics 2')",
        )?;
        Ok(Self {
            db,
            expression: expression.to_owned(),
        })
    }

    fn hit(&self, listed: ReportRow, report: &Report, score: f64) -> Result<Hit> {
        let headline = report.headline.clone().unwrap_or_default();
        let (open, close) = brackets(&[&headline, &report.text]);
        self.db.execute("DELETE FROM words", [])?;
        self.db.execute(
            "INSERT INTO words (rowid, headline, text) VALUES (1, ?1, ?2)",
            [&headline as &str, &report.text],
        )?;
        let marked: Option<(String, String)> = {
            let mut statement = self.db.prepare_cached(
                "SELECT highlight(words, 0, ?2, ?3), highlight(words, 1, ?2, ?3) FROM words WHERE words MATCH ?1",
            )?;
            let mut rows = statement.query(params![self.expression, open.to_string(), close.to_string()])?;
            match rows.next()? {
                Some(row) => Some((row.get(0)?, row.get(1)?)),
                None => None,
            }
        };
        let (in_headline, in_text) = marked.unwrap_or_default();
        let headline_marks = marks(&headline, &in_headline, open, close);
        let marks = marks(&report.text, &in_text, open, close);
        let excerpt = excerpt(report, &marks);
        Ok(Hit {
            report: listed,
            score,
            excerpt,
            marks: marks.into_iter().take(MARKS).collect(),
            headline_marks,
        })
    }
}

/// Two characters that stand in none of the texts.
fn brackets(texts: &[&str]) -> (char, char) {
    let mut free = ('\u{e000}'..='\u{f8ff}').filter(|c| !texts.iter().any(|t| t.contains(*c)));
    (free.next().unwrap_or('\u{1}'), free.next().unwrap_or('\u{2}'))
}

/// Where the brackets stand in `marked`, as ranges of `text`, which is the same without them.
fn marks(text: &str, marked: &str, open: char, close: char) -> Vec<Mark> {
    let mut all = Vec::new();
    let (mut passed, mut start) = (0, 0);
    for (at, c) in marked.char_indices().filter(|(_, c)| *c == open || *c == close) {
        let here = at - passed;
        passed += c.len_utf8();
        if c == open {
            start = here;
        } else if let (Some(span), Some(words)) = (Span::new(start, here), text.get(start..here)) {
            all.push(Mark {
                span,
                text: words.to_owned(),
            });
        }
    }
    all
}

/// A part of the text around where most of the marked words stand close together; without any, the text's beginning.
fn excerpt(report: &Report, marks: &[Mark]) -> Mark {
    let text = &report.text;
    let near = |from: usize| {
        let start = marks[from].span.start();
        let mut different: BTreeMap<String, ()> = BTreeMap::new();
        for mark in marks[from..]
            .iter()
            .take_while(|m| m.span.end() <= start + EXCERPT)
        {
            different.insert(mark.text.to_lowercase(), ());
        }
        different.len()
    };
    let best = (0..marks.len().min(MARKS)).max_by_key(|i| (near(*i), std::cmp::Reverse(*i)));
    let first = match best {
        Some(i) => marks[i].span.start(),
        None => report.running().next().map_or(0, |s| s.span.start()),
    };
    // From the beginning of the sentence, where that isn't far.
    let sentence = report.sentence_at(first).map_or(first, |s| s.span.start());
    let mut start = if first - sentence.min(first) <= EXCERPT / 2 {
        sentence
    } else {
        word_start(text, first.saturating_sub(EXCERPT / 4))
    };
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = (start + EXCERPT).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if end < text.len()
        && let Some(gap) = text.get(start..end).and_then(|t| t.rfind(char::is_whitespace))
        && gap > EXCERPT / 2
    {
        end = start + gap;
    }
    let span = text.trimmed(Span::new(start, end.max(start)).unwrap_or_else(|| text.whole()));
    Mark {
        span,
        text: text.at(span).to_owned(),
    }
}

/// The first byte of the word after `at`.
fn word_start(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let rest = text.get(at..).unwrap_or("");
    rest.find(char::is_whitespace).map_or(at, |gap| at + gap + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str, text: &str) -> Vec<(usize, String)> {
        let query = Query {
            words: words.to_owned(),
            ..Query::default()
        };
        let marker = Marker::new(&query.expression().unwrap()).unwrap();
        let report = Report {
            text: text.into(),
            ..Report::default()
        };
        let row = ReportRow {
            id: String::new(),
            outlet: None,
            headline: None,
            published: None,
            language: None,
            file: String::new(),
            line: None,
            source: String::new(),
            bytes: 0,
            story: None,
            run: 1,
        };
        let hit = marker.hit(row, &report, 0.0).unwrap();
        hit.marks.into_iter().map(|m| (m.span.start(), m.text)).collect()
    }

    #[test]
    fn words_are_marked_at_their_bytes() {
        let text = "Ein Café brannte.\nThe CAFE burned; no cafes did. \u{e000}";
        assert_eq!(
            found("cafe", text),
            [
                (4, "Café".to_owned()),
                (text.find("CAFE").unwrap(), "CAFE".to_owned())
            ]
        );
        assert_eq!(
            found("\"cafe burned\"", text),
            [(text.find("CAFE").unwrap(), "CAFE burned".to_owned())]
        );
        assert!(found("burned cafe-in", text).is_empty());
    }
}
