//! Putting things right through the app, where its user asked for that: who does it, that it comes from our own page, and the
//! run that acts on it.

use crate::Error;
use crate::problem::Problem;
use crate::uploads::Uploads;
use archive::{Correction, CorrectionKind, Snapshot};
use axum::http::StatusCode;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Characters of a reason, a name or a value at most.
const LONGEST: usize = 2_000;
/// How long a run waits where another program writes to the archive.
const WAIT: Duration = Duration::from_secs(10);

/// What may be put right, and the run that acts on it.
pub(crate) struct Editing {
    path: PathBuf,
    /// Whose name a form offers.
    pub(crate) who: String,
    /// What a form of ours carries and no other site's page can know (cross-site request forgery).
    pub(crate) key: String,
    run: Arc<Mutex<Running>>,
    /// Files that users put in.
    pub(crate) uploads: Uploads,
}

/// How the last run stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Running {
    /// None was asked for.
    #[default]
    Never,
    /// It is at work since then.
    Since(String),
    /// It ended, with what a person is told.
    Done(String),
}

impl Editing {
    pub(crate) fn new(path: &Path, who: &str) -> Result<Self, Error> {
        Ok(Self {
            path: path.to_owned(),
            // Nobody is asked to sign as unknown.
            who: if who == "unknown" {
                String::new()
            } else {
                who.to_owned()
            },
            key: crate::sign_in::random().ok_or(Error::Random)?,
            run: Arc::default(),
            uploads: Uploads::new(path),
        })
    }

    /// Refuses a form that is none of ours.
    pub(crate) fn own(&self, key: &str) -> Result<(), Problem> {
        if key == self.key {
            return Ok(());
        }
        Err(Problem::new(
            StatusCode::FORBIDDEN,
            "This form is older than the app, or none of its own. Go back and load the page again.",
        ))
    }

    /// Keeps a correction.
    pub(crate) fn correct(&self, what: &What, who: &str, why: &str) -> Result<Correction, Problem> {
        let (who, why) = (said("name", who)?, said("reason", why)?);
        let made = (who.as_str(), &*now(), why.as_str());
        Ok(archive::correct(
            &self.path,
            what.kind,
            &what.target,
            &what.value,
            made,
        )?)
    }

    /// Undoes one.
    pub(crate) fn undo(&self, number: i64, who: &str, why: &str) -> Result<Correction, Problem> {
        let (who, why) = (said("name", who)?, said("reason", why)?);
        Ok(archive::undo(
            &self.path,
            number,
            (who.as_str(), &*now(), why.as_str()),
        )?)
    }

    /// How the last run stands.
    pub(crate) fn running(&self) -> Running {
        self.run.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Has all of the archive grouped and told anew beside what the app does; nothing where that is being done.
    pub(crate) fn rerun(&self, who: &str) -> Result<(), Problem> {
        let who = said("name", who)?;
        let began = now();
        let mut run = self.run.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*run, Running::Since(_)) {
            return Ok(());
        }
        *run = Running::Since(began.clone());
        drop(run);
        let (path, run) = (self.path.clone(), self.run.clone());
        tokio::task::spawn_blocking(move || {
            let work = std::panic::AssertUnwindSafe(|| {
                let config = engine::Config::default();
                let task = desk::Task {
                    config: &config,
                    who: &who,
                    began: &began,
                    ended: &now,
                    wait: WAIT,
                };
                desk::rerun(&path, &task, &engine::Silent)
            });
            let told = match std::panic::catch_unwind(work) {
                Ok(Ok(summary)) => format!(
                    "{} told anew",
                    tell::count(summary.told, "story").replace("storys", "stories")
                ),
                Ok(Err(error)) => format!("Nothing was told anew: {error}"),
                Err(_) => "Nothing was told anew. That is a bug.".to_owned(),
            };
            *run.lock().unwrap_or_else(PoisonError::into_inner) = Running::Done(told);
        });
        Ok(())
    }
}

/// The clock, in whole seconds of UTC.
pub(crate) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// What somebody wrote into a form: something, and not too long.
pub(crate) fn said(what: &str, text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::bad(format!("Give a {what}.")));
    }
    if text.chars().count() > LONGEST {
        return Err(Problem::bad(format!(
            "A {what} has {LONGEST} characters at most."
        )));
    }
    Ok(text.to_owned())
}

/// What is put right, checked against the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct What {
    pub(crate) kind: CorrectionKind,
    pub(crate) target: String,
    pub(crate) value: String,
}

impl What {
    /// What `kind`, `target` and `value` mean; an error where they are about nothing in the archive.
    pub(crate) fn checked(
        snapshot: &Snapshot<'_>,
        kind: &str,
        target: &str,
        value: &str,
    ) -> Result<Self, Problem> {
        let (kind, _) = CorrectionKind::ALL
            .into_iter()
            .find(|(_, word)| *word == kind)
            .ok_or_else(|| Problem::bad("That can’t be put right here."))?;
        let report = |id: &str| {
            let row = snapshot.report_row(id)?;
            row.ok_or_else(|| Problem::missing("No report has this id."))
        };
        let value = match kind {
            CorrectionKind::Note => {
                if snapshot.report_row(target)?.is_none() && snapshot.story_row(target)?.is_none() {
                    return Err(Problem::missing("No report or story has this id."));
                }
                String::new()
            }
            CorrectionKind::Together | CorrectionKind::Apart => {
                report(target)?;
                report(value)?;
                if target == value {
                    return Err(Problem::bad("These are one report."));
                }
                value.to_owned()
            }
            CorrectionKind::Speaker | CorrectionKind::Figure => {
                let text = snapshot
                    .report(target)?
                    .map(|r| r.text)
                    .ok_or_else(|| Problem::missing("No report has this id."))?;
                let span = value.split_once('-').and_then(|(start, end)| {
                    let span = text.span(start.parse().ok()?, end.parse().ok()?)?;
                    (!span.is_empty()).then_some(span)
                });
                let span = span.ok_or_else(|| Problem::bad("No words of this text stand at these bytes."))?;
                format!("{}-{}", span.start(), span.end())
            }
            CorrectionKind::Outlet => {
                report(target)?;
                said("name", value)?
            }
        };
        Ok(Self {
            kind,
            target: target.to_owned(),
            value,
        })
    }
}
