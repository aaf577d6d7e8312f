//! Which stories a run changes, and telling those anew.

use crate::{PROGRAM, REACH, Task};
use archive::{Error, PackedReport, Telling, Writer};
use engine::{Gathered, Members, Progress};
use rayon::prelude::*;
use record::{Report, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Stories are told in batches of about this many reports, which bounds what is in memory at once.
const BATCH: usize = 256;

/// Groups anew what the reports of this run touch, and tells every story whose reports changed.
pub(crate) fn regroup(
    writer: &mut Writer,
    task: &Task<'_>,
    whole: usize,
    progress: &dyn Progress,
) -> Result<(), Error> {
    progress.stage("grouping");
    if writer.touch(REACH, whole)? == 0 {
        return Ok(());
    }
    let sources = writer.touched()?;
    let reports: Vec<Report> = opened(writer.packed(None)?)?
        .into_iter()
        .map(|(report, _)| report)
        .collect();
    // Law 14: what people decided of stories is kept by every run.
    let settings = engine::Config {
        decisions: writer.decisions()?,
        ..task.config.clone()
    };
    let (groups, warnings) = engine::group(reports, &settings, progress);
    warnings.iter().for_each(|w| writer.remark(&w.message));
    let config = task.asked();
    let known = writer.keys()?;
    let mut batch: Vec<(String, Members)> = Vec::new();
    let (mut held, mut kept) = (0, BTreeSet::new());
    progress.stage("telling");
    for group in groups {
        let ids = all(&group);
        let members: BTreeMap<&str, &str> = ids
            .iter()
            .filter_map(|id| sources.get_key_value(*id))
            .map(|(id, s)| (id.as_str(), s.as_str()))
            .collect();
        let round_ups: Vec<(&str, Vec<Span>)> = group
            .round_ups
            .iter()
            .map(|r| (r.report.as_str(), r.passages.clone()))
            .collect();
        let key = archive::Key {
            program: PROGRAM,
            config: &config,
            reports: &members,
            round_ups: &round_ups,
            decisions: &group.decisions,
        }
        .hash();
        if let Some(telling) = known.get(&key) {
            kept.insert(*telling);
            continue;
        }
        held += ids.len();
        batch.push((key, group));
        if held >= BATCH {
            tell(writer, std::mem::take(&mut batch), &settings)?;
            held = 0;
        }
    }
    tell(writer, batch, &settings)?;
    kept.into_iter().try_for_each(|telling| writer.keep(telling))
}

/// Ids of all that belongs to a story.
fn all(group: &Members) -> Vec<&String> {
    let own = group.reports.iter().chain(&group.earlier).chain(&group.twins);
    let others = group
        .round_ups
        .iter()
        .flat_map(|r| std::iter::once(&r.report).chain(&r.aside));
    own.chain(others).collect()
}

/// Reports as read and their JSON.
fn opened(packed: Vec<PackedReport>) -> Result<Vec<(Report, Vec<u8>)>, Error> {
    let opened = packed.into_par_iter().map(|one| {
        let (mut report, json) = one.unpack()?;
        crate::brief::plain(&mut report);
        Ok((report, json))
    });
    opened.collect()
}

fn tell(writer: &mut Writer, batch: Vec<(String, Members)>, config: &engine::Config) -> Result<(), Error> {
    let mut stories: Vec<Gathered> = Vec::with_capacity(batch.len());
    let mut as_read: Vec<BTreeMap<String, Vec<u8>>> = Vec::with_capacity(batch.len());
    for (_, group) in &batch {
        let ids: Vec<String> = all(group).into_iter().cloned().collect();
        let (mut reports, mut json) = (BTreeMap::new(), BTreeMap::new());
        for (report, bytes) in opened(writer.packed(Some(&ids))?)? {
            json.insert(report.id.clone(), bytes);
            reports.insert(report.id.clone(), report);
        }
        let of = |ids: &[&String]| -> Vec<Report> {
            ids.iter().filter_map(|id| reports.get(*id).cloned()).collect()
        };
        let round_ups = group.round_ups.iter().map(|r| {
            let ids: Vec<&String> = std::iter::once(&r.report).chain(&r.aside).collect();
            (r.report.clone(), of(&ids), r.passages.clone())
        });
        let own: Vec<&String> = group
            .reports
            .iter()
            .chain(&group.earlier)
            .chain(&group.twins)
            .collect();
        stories.push(Gathered {
            reports: of(&own),
            round_ups: round_ups.collect(),
        });
        as_read.push(json);
    }
    let told = engine::tell_each(stories, config);
    let tellings: Vec<Telling> = batch
        .into_par_iter()
        .zip(told)
        .zip(as_read)
        .filter_map(|(((key, group), briefing), json)| {
            let aside = group
                .round_ups
                .into_iter()
                .flat_map(|r| r.aside)
                .map(|id| (id, "aside"));
            let aside: Vec<(String, &'static str)> = group
                .twins
                .into_iter()
                .map(|id| (id, "twin"))
                .chain(aside)
                .collect();
            Telling::new(key, briefing, &aside, &json)
        })
        .collect();
    writer.tell(&tellings)
}
