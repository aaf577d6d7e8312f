//! The lives of stories: which begin and end with a run, and what becomes of those that end.

use crate::Result;
use rusqlite::{Transaction, params};
use std::collections::{BTreeMap, BTreeSet};

/// Writes which stories begin and end with this run; gives those that end, each with the story it became part of.
pub(super) fn lives(tx: &Transaction<'_>, run: i64) -> Result<Vec<(String, Option<String>)>> {
    let members = |condition: &str| -> Result<BTreeMap<String, BTreeSet<String>>> {
        let mut statement = tx.prepare(&format!(
            "SELECT t.story, r.name FROM tellings t JOIN members m ON m.telling = t.id JOIN reports r ON r.id = m.report \
             WHERE {condition}"
        ))?;
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let rows = statement.query_map([run], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        for row in rows {
            let (story, report) = row?;
            all.entry(story).or_default().insert(report);
        }
        Ok(all)
    };
    let (old, new) = (members("t.until = ?1")?, members("t.run = ?1")?);
    let nearest = |of: &BTreeSet<String>, among: &BTreeMap<String, BTreeSet<String>>| -> Option<String> {
        // The smaller id wins a tie.
        let mut best: Option<(usize, &String)> = None;
        for (id, reports) in among {
            let shared = of.intersection(reports).count();
            if shared > 0 && best.is_none_or(|(most, _)| shared > most) {
                best = Some((shared, id));
            }
        }
        best.map(|(_, id)| id.clone())
    };
    let mut ended = Vec::new();
    for (id, reports) in old.iter().filter(|(id, _)| !new.contains_key(*id)) {
        let into = nearest(reports, &new);
        tx.execute(
            "UPDATE stories SET until = ?1, merged_into = ?2 WHERE id = ?3 AND until IS NULL",
            params![run, into, id],
        )?;
        ended.push((id.clone(), into));
    }
    let stay: BTreeMap<String, BTreeSet<String>> = old
        .iter()
        .filter(|(id, _)| new.contains_key(*id))
        .map(|(i, r)| (i.clone(), r.clone()))
        .collect();
    for (id, reports) in new.iter().filter(|(id, _)| !old.contains_key(*id)) {
        let from = nearest(reports, &stay);
        tx.execute(
            "INSERT INTO stories (id, run, split_from) VALUES (?1, ?2, ?3)",
            params![id, run, from],
        )?;
    }
    Ok(ended)
}
