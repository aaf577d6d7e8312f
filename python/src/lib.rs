//! The module that Python loads. What a Python programmer sees of it stands in `python/twosource`.
//!
//! Every function works without Python's lock, so that other threads run on, and gives JSON text (which Python's own parser
//! makes dicts of) or a table. What could not be read comes beside it; whether that is an error is decided there.

mod input;
mod table;

use engine::{Config, Silent, StoryHead};
use input::{Given, Options, Problems};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use record::{Report, Story};
use table::Table;
use worker::tables;

/// What a function gives: JSON text or a table, and what could not be read.
type Told = (Option<String>, Option<Table>, Problems);

fn json(value: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|e| PyRuntimeError::new_err(e.to_string()))
}

/// What makes a table of rows, under the name that it is asked for by.
type Maker<R> = (
    &'static str,
    fn(&R) -> Result<tables::Table, arrow_schema::ArrowError>,
);

/// The table of this name, where one was asked for.
fn tabled<R: ?Sized>(wanted: Option<&str>, rows: &R, known: &[Maker<R>]) -> PyResult<Option<Table>> {
    let Some(wanted) = wanted else { return Ok(None) };
    let Some((_, make)) = known.iter().find(|(name, _)| *name == wanted) else {
        let names: Vec<&str> = known.iter().map(|k| k.0).collect();
        let message = format!(
            "there is no table {wanted:?} of this; there is {}",
            names.join(", ")
        );
        return Err(PyValueError::new_err(message));
    };
    let table = make(rows).map_err(|e| PyRuntimeError::new_err(e.to_string()))?;
    Ok(Some(Table(table)))
}

/// Reads each report by itself.
#[pyfunction]
fn read(py: Python<'_>, given: Given, options: Options, table: Option<&str>) -> PyResult<Told> {
    py.detach(|| {
        let config = options.config()?;
        let (reports, problems) = given.each(&config)?;
        let table = tabled::<[Report]>(
            table,
            &reports,
            &[
                ("reports", tables::reports),
                ("names", tables::names),
                ("quotes", tables::quotes),
                ("quantities", tables::quantities),
            ],
        )?;
        let lines = table.is_none().then(|| json(&reports)).transpose()?;
        Ok((lines, table, problems))
    })
}

/// Finds every pair of reports that shares text.
#[pyfunction]
fn reuse(py: Python<'_>, given: Given, options: Options, table: Option<&str>) -> PyResult<Told> {
    py.detach(|| {
        let (mut pile, problems) = given.pile(&options.config()?)?;
        let pairs = engine::reuse(&mut pile.reports, &Silent).pairs;
        let table = tabled::<[record::Reuse]>(
            table,
            &pairs,
            &[("pairs", tables::pairs), ("passages", tables::passages)],
        )?;
        let lines = table.is_none().then(|| json(&pairs)).transpose()?;
        Ok((lines, table, problems))
    })
}

/// Groups reports into stories.
#[pyfunction]
fn stories(py: Python<'_>, given: Given, options: Options, table: Option<&str>) -> PyResult<Told> {
    py.detach(|| {
        let mut config = options.config()?;
        let (pile, problems) = given.pile(&config)?;
        config.decisions = options.decisions(&pile)?;
        let (stories, _) = engine::stories(pile.reports, &config, &Silent);
        found(&stories, &config)?;
        let table = tabled::<[Story]>(
            table,
            &stories,
            &[("stories", tables::stories), ("members", tables::members)],
        )?;
        let heads = || json(&stories.iter().map(StoryHead::from).collect::<Vec<_>>());
        let lines = table.is_none().then(heads).transpose()?;
        Ok((lines, table, problems))
    })
}

/// Tells every story.
#[pyfunction]
fn brief(py: Python<'_>, given: Given, options: Options, table: Option<&str>) -> PyResult<Told> {
    py.detach(|| {
        let mut config = options.config()?;
        let (pile, problems) = given.pile(&config)?;
        config.decisions = options.decisions(&pile)?;
        let briefing = engine::brief(pile, &config, &Silent);
        found(&briefing.stories, &config)?;
        let table = tabled::<[Story]>(
            table,
            &briefing.stories,
            &[
                ("stories", tables::stories),
                ("members", tables::members),
                ("sentences", tables::sentences),
                ("citations", tables::citations),
                ("figures", tables::figures),
                ("remarks", tables::remarks),
                ("timeline", tables::timeline),
            ],
        )?;
        let told = table.is_none().then(|| json(&briefing)).transpose()?;
        Ok((told, table, problems))
    })
}

/// A story that was asked for by one of its reports must be there.
fn found(stories: &[Story], config: &Config) -> PyResult<()> {
    match &config.story_of {
        Some(wanted) if stories.is_empty() => {
            let message = format!("no report has the id or file name {wanted:?}");
            Err(PyValueError::new_err(message))
        }
        _ => Ok(()),
    }
}

/// The compiled half of `twosource`.
#[pymodule]
fn _twosource(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Table>()?;
    module.add_function(wrap_pyfunction!(read, module)?)?;
    module.add_function(wrap_pyfunction!(reuse, module)?)?;
    module.add_function(wrap_pyfunction!(stories, module)?)?;
    module.add_function(wrap_pyfunction!(brief, module)?)
}
