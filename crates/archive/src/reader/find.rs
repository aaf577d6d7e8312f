//! What a user means by an id, its beginning, or a file's name.

use super::{Found, Snapshot};
use crate::{Error, Result};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// So many are named where several fit.
const NAMED: usize = 8;

impl Snapshot<'_> {
    /// What `wanted` stands for: the id of a report or story, the beginning of one that only one has, an id that a story
    /// had before it became part of another, a file's name, or FILE:LINE.
    ///
    /// # Errors
    /// [`Error::Query`] where it is nothing or several things.
    pub fn find(&self, wanted: &str) -> Result<Found> {
        if self.story_row(wanted)?.is_some() {
            return Ok(Found::Story {
                id: wanted.to_owned(),
                was: None,
            });
        }
        if self.report_row(wanted)?.is_some() {
            return Ok(Found::Report(wanted.to_owned()));
        }
        if let Some(id) = self.followed(wanted)? {
            return Ok(Found::Story {
                id,
                was: Some(wanted.to_owned()),
            });
        }
        let mut found = self.by_file(wanted)?;
        if found.is_empty() && wanted.len() >= 4 {
            found = self.by_beginning(wanted)?;
        }
        match found.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(Error::Query(format!(
                "no report or story has the id or file name {wanted:?}"
            ))),
            several => {
                let name = |f: &Found| match f {
                    Found::Report(id) | Found::Story { id, .. } => id.clone(),
                };
                let names: Vec<String> = several.iter().take(NAMED).map(name).collect();
                let more = if several.len() > NAMED { ", …" } else { "" };
                Err(Error::Query(format!(
                    "{wanted:?} is {} reports or stories; name one by its id: {}{more}",
                    several.len(),
                    names.join(", ")
                )))
            }
        }
    }

    /// The story that one of this id became part of, over any number of steps.
    fn followed(&self, id: &str) -> Result<Option<String>> {
        let mut at = id.to_owned();
        let mut met = BTreeSet::new();
        while met.insert(at.clone()) {
            let next: Option<Option<String>> = self
                .tx
                .prepare_cached(
                    "SELECT merged_into FROM stories WHERE id = ?1 AND until <= ?2 ORDER BY run DESC LIMIT 1",
                )?
                .query_row(params![at, self.head], |row| row.get(0))
                .optional()?;
            match next.flatten() {
                Some(id) => at = id,
                None => return Ok(None),
            }
            if self.story_row(&at)?.is_some() {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    fn by_file(&self, wanted: &str) -> Result<Vec<Found>> {
        let (file, line) = match wanted.rsplit_once(':') {
            Some((file, line)) if line.parse::<i64>().is_ok() => (file, line.parse::<i64>().ok()),
            _ => (wanted, None),
        };
        let mut statement = self.tx.prepare_cached(&format!(
            "SELECT r.name FROM reports r WHERE (r.file = ?1 OR substr(r.file, -length(?1) - 1) = '/' || ?1) \
             AND (?2 IS NULL OR r.line IS ?2) AND {} ORDER BY r.name",
            self.seen("r")
        ))?;
        let ids = statement.query_map(params![file, line], |row| Ok(Found::Report(row.get(0)?)))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    fn by_beginning(&self, wanted: &str) -> Result<Vec<Found>> {
        let mut statement = self.tx.prepare_cached(&format!(
            "SELECT r.name, 0 FROM reports r WHERE substr(r.name, 1, length(?1)) = ?1 AND {} UNION \
             SELECT t.story, 1 FROM tellings t WHERE substr(t.story, 1, length(?1)) = ?1 AND {} ORDER BY 1",
            self.seen("r"),
            self.seen("t")
        ))?;
        let ids = statement.query_map([wanted], |row| {
            let id: String = row.get(0)?;
            Ok(match row.get::<_, i64>(1)? {
                0 => Found::Report(id),
                _ => Found::Story { id, was: None },
            })
        })?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}
