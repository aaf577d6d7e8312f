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
    let mut ended = Vec::new();
    let among = holding(new.iter());
    for (id, reports) in old.iter().filter(|(id, _)| !new.contains_key(*id)) {
        let into = nearest(reports, &among);
        tx.execute(
            "UPDATE stories SET until = ?1, merged_into = ?2 WHERE id = ?3 AND until IS NULL",
            params![run, into, id],
        )?;
        ended.push((id.clone(), into));
    }
    let stay = holding(old.iter().filter(|(id, _)| new.contains_key(*id)));
    for (id, reports) in new.iter().filter(|(id, _)| !old.contains_key(*id)) {
        let from = nearest(reports, &stay);
        tx.execute(
            "INSERT INTO stories (id, run, split_from) VALUES (?1, ?2, ?3)",
            params![id, run, from],
        )?;
    }
    Ok(ended)
}

/// Which stories have each report, in order.
fn holding<'a>(
    stories: impl Iterator<Item = (&'a String, &'a BTreeSet<String>)>,
) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, reports) in stories {
        for report in reports {
            all.entry(report).or_default().push(id);
        }
    }
    all
}

/// The story that has most of these reports. The smaller id wins a tie.
fn nearest(of: &BTreeSet<String>, among: &BTreeMap<&str, Vec<&str>>) -> Option<String> {
    let mut shared: BTreeMap<&str, usize> = BTreeMap::new();
    for id in of
        .iter()
        .filter_map(|report| among.get(report.as_str()))
        .flatten()
    {
        *shared.entry(id).or_default() += 1;
    }
    let best = shared
        .into_iter()
        .max_by_key(|&(id, n)| (n, std::cmp::Reverse(id)));
    best.map(|(id, _)| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_becomes_part_of_the_one_that_has_most_of_it() {
        let set = |ids: &[&str]| -> BTreeSet<String> { ids.iter().map(|&i| i.to_owned()).collect() };
        let stories: BTreeMap<String, BTreeSet<String>> = [
            ("b".to_owned(), set(&["1", "2"])),
            ("a".to_owned(), set(&["3"])),
            ("c".to_owned(), set(&["4", "5"])),
        ]
        .into();
        let among = holding(stories.iter());
        assert_eq!(nearest(&set(&["1", "2", "3"]), &among).as_deref(), Some("b"));
        assert_eq!(nearest(&set(&["1", "3", "4"]), &among).as_deref(), Some("a"));
        assert_eq!(nearest(&set(&["9"]), &among), None);
    }
}
