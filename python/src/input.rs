//! What is handed in: paths, records or reports, and how they are to be read.

use engine::{Config, Inputs, Pile, Silent};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use record::{Decision, Report};

/// What could not be read: the file, the line or record in it, and the reason.
pub(crate) type Problems = Vec<(String, Option<u64>, String)>;

/// The inputs, of one kind.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Given {
    /// Files, folders and patterns.
    paths: Option<Vec<String>>,
    /// Records as lines of JSON, under a name.
    records: Option<(String, Vec<u8>)>,
    /// Reports as `read` gave them, each as JSON.
    reports: Option<Vec<String>>,
}

impl Given {
    /// The reports in the order given, and what could not be read.
    pub(crate) fn each(&self, config: &Config) -> PyResult<(Vec<Report>, Problems)> {
        if let Some(reports) = &self.reports {
            return Ok((checked(reports)?, Vec::new()));
        }
        let (mut reports, mut problems) = (Vec::new(), Vec::new());
        self.opened(|inputs| {
            engine::read_inputs(inputs, config, &Silent, &mut |read| match read {
                Ok(report) => reports.push(report),
                Err(problem) => problems.push(problem),
            });
        });
        Ok((reports, told(problems)))
    }

    /// The reports in order of date and id, and what could not be read.
    pub(crate) fn pile(&self, config: &Config) -> PyResult<(Pile, Problems)> {
        if let Some(reports) = &self.reports {
            return Ok((Pile::of(checked(reports)?), Vec::new()));
        }
        let mut pile = self.opened(|inputs| engine::gather(inputs, config, &Silent));
        let problems = told(std::mem::take(&mut pile.problems));
        Ok((pile, problems))
    }

    fn opened<T>(&self, with: impl FnOnce(Inputs<'_>) -> T) -> T {
        match &self.records {
            Some(records) => with(Inputs::Bytes(std::slice::from_ref(records))),
            None => with(Inputs::Paths(self.paths.as_deref().unwrap_or_default())),
        }
    }
}

fn told(problems: Vec<engine::Problem>) -> Problems {
    problems.into_iter().map(|p| (p.file, p.line, p.reason)).collect()
}

fn checked(reports: &[String]) -> PyResult<Vec<Report>> {
    let taken = reports.iter().enumerate().map(|(n, json)| {
        worker::given::report(json).map_err(|why| PyValueError::new_err(format!("report {n} {why}")))
    });
    taken.collect()
}

/// How inputs are read and told.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Options {
    fields: Vec<(String, String)>,
    source_map: bool,
    one_story: bool,
    story_of: Option<String>,
    together: Vec<String>,
    apart: Vec<String>,
    sentences: usize,
    timeline: usize,
    from_date: Option<String>,
    to_date: Option<String>,
    policy: String,
}

impl Options {
    pub(crate) fn config(&self) -> PyResult<Config> {
        let quoted = serde_json::Value::String(self.policy.clone());
        let policy = serde_json::from_value(quoted)
            .map_err(|_| PyValueError::new_err(format!("there is no policy {:?}", self.policy)))?;
        let mut config = Config {
            one_story: self.one_story,
            story_of: self.story_of.clone(),
            sentences: self.sentences,
            timeline: engine::Bounds {
                limit: Some(self.timeline),
                from: self.from_date.clone(),
                to: self.to_date.clone(),
            },
            policy,
            source_map: self.source_map,
            ..Config::default()
        };
        config.ingest.fields.clone_from(&self.fields);
        Ok(config)
    }

    pub(crate) fn decisions(&self, pile: &Pile) -> PyResult<Vec<Decision>> {
        engine::decide(&pile.reports, &self.together, &self.apart).map_err(PyValueError::new_err)
    }
}
