//! Whether stories are told of what they were made from.

use super::Verified;
use crate::Result;
use crate::pack::{unpack, value};
use crate::reader::Snapshot;
use crate::writer::{Key, facets};
use record::{Briefing, Report, RoundUp, Span};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl Snapshot<'_> {
    pub(super) fn tellings(&self, verified: &mut Verified) -> Result<()> {
        let mut statement = self.tx.prepare(
            "SELECT t.id, t.story, t.key, t.told, t.title, t.first_published, t.last_published, t.reports, t.outlets, t.low, \
             t.high, t.conflicts, u.program, u.config, t.until IS NULL FROM tellings t LEFT JOIN runs u ON u.id = t.run \
             WHERE t.run <= ?1 ORDER BY t.id",
        )?;
        let mut rows = statement.query([self.head])?;
        while let Some(row) = rows.next()? {
            let (telling, id): (i64, String) = (row.get(0)?, row.get(1)?);
            verified.tellings += 1;
            let briefing = match self.telling(telling, row.get_ref(3)?.as_blob().unwrap_or(&[])) {
                Ok(briefing) => briefing,
                Err(error) => {
                    verified.fault(&id, error.to_string());
                    continue;
                }
            };
            let [story] = briefing.stories.as_slice() else {
                verified.fault(&id, "it is not told as one story");
                continue;
            };
            let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            let conflicts = story
                .quantities
                .iter()
                .filter(|q| q.relation == record::Relation::Conflict)
                .count();
            let same = story.id == id
                && story.title == row.get::<_, String>(4)?
                && story.first_published == row.get::<_, Option<String>>(5)?
                && story.last_published == row.get::<_, Option<String>>(6)?
                && number(story.sources.reports) == row.get::<_, i64>(7)?
                && number(story.sources.outlets) == row.get::<_, i64>(8)?
                && number(story.sources.independent.low) == row.get::<_, i64>(9)?
                && number(story.sources.independent.high) == row.get::<_, i64>(10)?
                && number(conflicts) == row.get::<_, i64>(11)?;
            if !same {
                verified.fault(&id, "its row in the list says something else than the story");
            }
            let (program, config): (Option<String>, Option<String>) = (row.get(12)?, row.get(13)?);
            let asked = (program.as_deref().unwrap_or(""), config.as_deref().unwrap_or(""));
            let wanted: String = row.get(2)?;
            self.made_of(telling, (&id, &wanted), &briefing, asked, verified)?;
            if row.get(14)? {
                self.narrowed(telling, &id, &briefing, verified)?;
            }
            resolve(&id, &briefing, verified);
        }
        Ok(())
    }

    /// Whether a telling is made of the reports that its key was made of, their texts as read.
    pub(super) fn made_of(
        &self,
        telling: i64,
        (id, wanted): (&str, &str),
        briefing: &Briefing,
        (program, config): (&str, &str),
        verified: &mut Verified,
    ) -> Result<()> {
        let mut statement = self.tx.prepare_cached(
            "SELECT r.name, s.hash, m.part, r.report, s.bytes FROM members m JOIN reports r ON r.id = m.report \
             JOIN sources s ON s.id = r.source WHERE m.telling = ?1 ORDER BY m.place",
        )?;
        let mut rows = statement.query([telling])?;
        let mut members: Vec<(String, String)> = Vec::new();
        let mut parts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (name, hash, part): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let bytes = unpack(row.get_ref(4)?.as_blob().unwrap_or(&[]), &[])?;
            let as_read: Report = value(row.get_ref(3)?.as_blob().unwrap_or(&[]), &bytes)?;
            if !matches!(part.as_str(), "twin" | "aside")
                && briefing
                    .report(&name)
                    .is_none_or(|told| told.text != as_read.text)
            {
                verified.fault(id, format!("it doesn't tell the text of {name} as it was read"));
            }
            parts.entry(part).or_default().insert(name.clone());
            members.push((name, hash));
        }
        let [story] = briefing.stories.as_slice() else {
            return Ok(());
        };
        let spans = |r: &RoundUp| r.passages.iter().map(|c| c.span).collect::<Vec<Span>>();
        let round_ups: Vec<(&str, Vec<Span>)> = story
            .round_ups
            .iter()
            .map(|r| (r.report.as_str(), spans(r)))
            .collect();
        let key = Key {
            program,
            config,
            reports: &members
                .iter()
                .map(|(name, hash)| (name.as_str(), hash.as_str()))
                .collect(),
            round_ups: &round_ups,
            decisions: &story.decisions,
        };
        if key.hash() != wanted {
            verified.fault(id, "it is told of other reports than it was made from");
        }
        let listed = |part: &str| parts.get(part).cloned().unwrap_or_default();
        let same = listed("report") == story.reports.iter().cloned().collect()
            && listed("earlier") == story.earlier.iter().cloned().collect()
            && listed("round-up") == story.round_ups.iter().map(|r| r.report.clone()).collect();
        if !same {
            verified.fault(id, "its list of reports is another than the story's own");
        }
        Ok(())
    }

    /// Whether searches are narrowed by what the reports of a telling name.
    pub(super) fn narrowed(
        &self,
        telling: i64,
        id: &str,
        briefing: &Briefing,
        verified: &mut Verified,
    ) -> Result<()> {
        let mut statement = self.tx.prepare_cached(
            "SELECT f.kind, f.value, r.name FROM facets f JOIN reports r ON r.id = f.report WHERE f.telling = ?1",
        )?;
        let rows = statement.query_map([telling], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let stored: BTreeSet<(String, String, String)> = rows.collect::<rusqlite::Result<_>>()?;
        let named = |r: &Report| {
            let name = r.id.clone();
            facets(r)
                .into_iter()
                .map(move |(kind, value)| (kind.to_owned(), value, name.clone()))
        };
        let wanted: BTreeSet<(String, String, String)> = briefing.reports.iter().flat_map(named).collect();
        if stored != wanted {
            verified.fault(id, "searches are narrowed by other names than its reports have");
        }
        Ok(())
    }

    pub(super) fn lives(&self, verified: &mut Verified) -> Result<()> {
        let alive: BTreeSet<String> = {
            let mut statement = self.tx.prepare("SELECT id FROM stories WHERE until IS NULL")?;
            let ids = statement.query_map([], |row| row.get(0))?;
            ids.collect::<rusqlite::Result<_>>()?
        };
        let told: BTreeSet<String> = self.story_ids()?.into_iter().collect();
        for id in alive.symmetric_difference(&told) {
            verified.fault(
                id,
                "its history and its telling don't agree on whether it is there",
            );
        }
        // A life begins and ends with a telling, and what it became part of is in the log.
        let strange = "SELECT s.id FROM stories s WHERE s.run <= ?1 AND (\
             NOT EXISTS (SELECT 1 FROM tellings t WHERE t.story = s.id AND t.run = s.run) OR (s.until IS NOT NULL AND (\
             NOT EXISTS (SELECT 1 FROM tellings t WHERE t.story = s.id AND t.until = s.until) OR \
             NOT EXISTS (SELECT 1 FROM custody c WHERE c.run = s.until AND c.act = 'merged' AND c.report = s.id \
                         AND c.note IS s.merged_into))) OR \
             (s.split_from IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stories o WHERE o.id = s.split_from))) UNION \
             SELECT r.name FROM reports r WHERE r.until IS NOT NULL AND NOT EXISTS \
             (SELECT 1 FROM reports n WHERE n.name = r.name AND n.run = r.until)";
        let mut statement = self.tx.prepare(strange)?;
        let mut rows = statement.query([self.head])?;
        while let Some(row) = rows.next()? {
            verified.fault(&row.get::<_, String>(0)?, "its history says what did not happen");
        }
        let told_of = "SELECT r.name FROM reports r WHERE r.run <= ?1 AND r.until IS NULL AND NOT EXISTS \
                       (SELECT 1 FROM members m JOIN tellings t ON t.id = m.telling WHERE m.report = r.id AND t.until IS NULL)";
        let mut statement = self.tx.prepare(told_of)?;
        let mut rows = statement.query([self.head])?;
        while let Some(row) = rows.next()? {
            verified.fault(&row.get::<_, String>(0)?, "it is in no story");
        }
        Ok(())
    }
}

/// Resolves every citation of a story as told.
fn resolve(id: &str, briefing: &Briefing, verified: &mut Verified) {
    let Ok(stories) = serde_json::to_value(&briefing.stories) else {
        return;
    };
    let mut faults = Vec::new();
    walk(&stories, &mut |v| {
        let at = |key: &str| v.get(key)?.as_u64().and_then(|n| usize::try_from(n).ok());
        let (Some(report), Some(quote), Some(start), Some(end)) =
            (v["report"].as_str(), v["quote"].as_str(), at("start"), at("end"))
        else {
            return;
        };
        verified.citations += 1;
        let words = briefing
            .report(report)
            .zip(Span::new(start, end))
            .and_then(|(r, span)| r.text.get(span.range()));
        if words != Some(quote) {
            faults.push(format!("its citation of {report} at {start}..{end} doesn't hold"));
        }
    });
    faults.into_iter().for_each(|fault| verified.fault(id, fault));
}

fn walk(value: &Value, each: &mut dyn FnMut(&Value)) {
    each(value);
    match value {
        Value::Array(items) => items.iter().for_each(|v| walk(v, each)),
        Value::Object(fields) => fields.values().for_each(|v| walk(v, each)),
        _ => {}
    }
}
