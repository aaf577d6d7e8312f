//! From paths to reports: opened one after the other, read side by side, given out in order.

use crate::{Config, Progress};
use ingest::Problem;
use rayon::prelude::*;
use record::{Report, Source, Warning};
use std::collections::BTreeMap;

/// Sources are read in batches of about this many bytes, which bounds what is in memory at once.
const BATCH_BYTES: usize = 4 << 20;
/// And of at most this many sources.
const BATCH_SOURCES: usize = 512;

/// Reports in order of date and id, and what could not be read.
#[derive(Debug, Default)]
pub struct Pile {
    /// The reports.
    pub reports: Vec<Report>,
    /// What could not be read, in the order met.
    pub problems: Vec<Problem>,
    /// What a reader should know of the run.
    pub warnings: Vec<Warning>,
}

impl Pile {
    /// A pile of reports that were read before.
    #[must_use]
    pub fn of(reports: Vec<Report>) -> Self {
        let mut ids = Ids::default();
        let mut reports: Vec<Report> = reports.into_iter().filter_map(|r| ids.admit(r)).collect();
        reports.sort_by(|a, b| order(a).cmp(&order(b)));
        Self {
            reports,
            ..Self::default()
        }
    }
}

/// Takes what is read, batch by batch, in the order of the inputs.
pub trait Shelf {
    /// Whether these bytes are at hand already, so that they need not be read.
    fn knows(&mut self, source: &Source) -> bool;
    /// Takes a batch.
    fn take(&mut self, batch: Vec<Result<Opened, Problem>>);
}

/// A source that was opened, and the report it was read into; none where its bytes were at hand.
#[derive(Debug)]
pub struct Opened {
    /// What was opened.
    pub source: Source,
    /// What was read in it.
    pub report: Option<Report>,
}

/// What is to be read.
#[derive(Debug, Clone, Copy)]
pub enum Inputs<'a> {
    /// Files, folders, patterns, or `-`.
    Paths(&'a [String]),
    /// Bytes that are at hand, each with the address or name that they are known by.
    Bytes(&'a [(String, Vec<u8>)]),
}

/// Reads every input and hands it on in batches: paths sorted, records in the order of their file.
pub fn read_onto(inputs: Inputs<'_>, config: &Config, progress: &dyn Progress, shelf: &mut dyn Shelf) {
    let mut batch: Vec<Result<(Source, bool), Problem>> = Vec::new();
    let (mut bytes, mut done) = (0, 0);
    let mut flush = |batch: &mut Vec<Result<(Source, bool), Problem>>, shelf: &mut dyn Shelf| {
        let read: Vec<Result<Opened, Problem>> = std::mem::take(batch)
            .into_par_iter()
            .map(|opened| {
                opened.map(|(source, known)| Opened {
                    report: (!known).then(|| one(source.clone(), config)),
                    source,
                })
            })
            .collect();
        done += read.iter().filter(|r| r.is_ok()).count();
        shelf.take(read);
        progress.read(done);
    };
    let mut each = |source: Result<Source, Problem>| {
        bytes += source.as_ref().map_or(0, weight);
        batch.push(source.map(|source| {
            let known = shelf.knows(&source);
            (source, known)
        }));
        if bytes >= BATCH_BYTES || batch.len() >= BATCH_SOURCES {
            bytes = 0;
            flush(&mut batch, shelf);
        }
    };
    match inputs {
        Inputs::Paths(paths) => ingest::open(paths, &config.ingest, &mut each),
        Inputs::Bytes(all) => {
            for (name, bytes) in all {
                ingest::open_bytes(name, bytes.clone(), &config.ingest, &mut each);
            }
        }
    }
    flush(&mut batch, shelf);
}

/// Reads sources side by side, each by itself.
#[must_use]
pub fn read_sources(sources: Vec<Source>, config: &Config) -> Vec<Report> {
    sources
        .into_par_iter()
        .map(|source| one(source, config))
        .collect()
}

/// Reads every input and hands each report or problem on in turn: paths sorted, records in the order of their file.
///
/// A source whose bytes were met before is the same report and is left out. A second record with an id that another one
/// has is given an id of its own, and a warning.
pub fn read_each(
    paths: &[String],
    config: &Config,
    progress: &dyn Progress,
    each: &mut dyn FnMut(Result<Report, Problem>),
) {
    read_inputs(Inputs::Paths(paths), config, progress, each);
}

/// [`read_each`] over inputs that may be at hand already.
pub fn read_inputs(
    inputs: Inputs<'_>,
    config: &Config,
    progress: &dyn Progress,
    each: &mut dyn FnMut(Result<Report, Problem>),
) {
    struct Handed<'a> {
        ids: Ids,
        each: &'a mut dyn FnMut(Result<Report, Problem>),
    }
    impl Shelf for Handed<'_> {
        fn knows(&mut self, _: &Source) -> bool {
            false
        }
        fn take(&mut self, batch: Vec<Result<Opened, Problem>>) {
            for opened in batch {
                match opened.map(|o| o.report.and_then(|r| self.ids.admit(r))) {
                    Ok(Some(report)) => (self.each)(Ok(report)),
                    Ok(None) => {}
                    Err(problem) => (self.each)(Err(problem)),
                }
            }
        }
    }
    let ids = Ids::default();
    read_onto(inputs, config, progress, &mut Handed { ids, each });
}

/// Reads every input into memory, in order of date and then id.
#[must_use]
pub fn read_pile(paths: &[String], config: &Config, progress: &dyn Progress) -> Pile {
    gather(Inputs::Paths(paths), config, progress)
}

/// [`read_pile`] over inputs that may be at hand already.
#[must_use]
pub fn gather(inputs: Inputs<'_>, config: &Config, progress: &dyn Progress) -> Pile {
    let mut pile = Pile::default();
    progress.stage("reading");
    read_inputs(inputs, config, progress, &mut |result| match result {
        Ok(report) => pile.reports.push(report),
        Err(problem) => pile.problems.push(problem),
    });
    pile.warnings = pile
        .problems
        .iter()
        .map(|p| Warning::new("unread", p.to_string()))
        .collect();
    pile.reports.sort_by(|a, b| order(a).cmp(&order(b)));
    pile
}

/// Reports stand in order of publication, those without a date last, then of their ids.
pub(crate) fn order(report: &Report) -> (bool, &str, &str) {
    let value = report.published.as_ref().map(|p| p.value.as_str());
    (value.is_none(), value.unwrap_or_default(), &report.id)
}

fn one(source: Source, config: &Config) -> Report {
    let mut report = read::read(source);
    if !config.source_map {
        for segment in &mut report.segments {
            segment.source = Vec::new();
        }
    }
    report
}

fn weight(source: &Source) -> usize {
    match source.body() {
        record::Body::Plain(text) => text.len(),
        record::Body::Html(page) => page.len(),
        record::Body::Record(r) => {
            r.text.as_ref().map_or(0, String::len) + r.html.as_ref().map_or(0, |page| page.len())
        }
    }
}

/// The ids given out so far, each with the source it belongs to.
#[derive(Default)]
struct Ids(BTreeMap<String, String>);

impl Ids {
    fn admit(&mut self, report: Report) -> Option<Report> {
        let report = admit(report, &mut |id| self.0.get(id).cloned())?;
        self.0.insert(report.id.clone(), report.source.clone());
        Some(report)
    }
}

/// The report under an id of its own, or `None` where its very bytes were met before. `given` tells the source of the
/// report that has an id already.
pub fn admit(mut report: Report, given: &mut dyn FnMut(&str) -> Option<String>) -> Option<Report> {
    match given(&report.id) {
        None => {}
        Some(source) if source == report.source => return None,
        Some(_) => {
            let taken = std::mem::take(&mut report.id);
            report.id = format!("{taken}~{}", report.source.get(..12).unwrap_or_default());
            if given(&report.id).is_some() {
                return None;
            }
            let message = format!(
                "another record has the id {taken:?} too; this one is told as {:?}",
                report.id
            );
            report.warnings.push(Warning::new("duplicate-id", message));
        }
    }
    Some(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(id: &str, source: &str) -> Report {
        Report {
            id: id.into(),
            source: source.repeat(16),
            ..Report::default()
        }
    }

    #[test]
    fn the_same_bytes_are_one_report_and_one_id_names_one() {
        let mut ids = Ids::default();
        assert!(ids.admit(report("a", "00ff")).is_some());
        assert!(ids.admit(report("a", "00ff")).is_none());
        let second = ids.admit(report("a", "11ee")).unwrap();
        assert_eq!(second.id, "a~11ee11ee11ee");
        assert_eq!(second.warnings[0].code, "duplicate-id");
        assert!(ids.admit(report("a", "11ee")).is_none());
    }

    #[test]
    fn undated_reports_come_last() {
        let dated = Report {
            published: Some(record::Published {
                value: "2031-01-01".into(),
                precision: record::Precision::Day,
                basis: record::DateBasis::Field,
                candidates: vec![],
            }),
            ..report("z", "00")
        };
        assert!(order(&dated) < order(&report("a", "00")));
    }
}
