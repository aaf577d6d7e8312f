//! Files that users put in through the app: taken bit by bit within limits, then added to the archive in one run beside what
//! the app does.

use crate::editing::now;
use crate::problem::Problem;
use axum::body::Body;
use axum::extract::Multipart;
use axum::extract::multipart::Field;
use axum::http::StatusCode;
use futures_util::StreamExt;
use serde::Serialize;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Bytes of all files of an upload at most. They are held in memory until they are added.
pub(crate) const LARGEST: usize = 64 << 20;
/// Files of an upload at most.
const FILES: usize = 200;
/// Uploads that are taken or wait to be added at once.
const AT_ONCE: usize = 4;
/// How long the next part of a file may be waited for.
const PART: Duration = Duration::from_secs(20);
/// How long all of an upload may take.
pub(crate) const WHOLE: Duration = Duration::from_secs(15 * 60);
/// Letters of a file's name that are kept.
const NAME: usize = 120;
/// Uploads that are remembered.
const REMEMBERED: usize = 50;
/// Files that could not be read which are named.
const NAMED: usize = 20;
/// How long a run waits where another program writes to the archive.
const WAIT: Duration = Duration::from_secs(60);

/// How an upload stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Upload {
    /// Its number.
    pub(crate) id: u64,
    /// Whether it is done.
    pub(crate) done: bool,
    /// What is being done, or what came of it, in a sentence.
    pub(crate) told: String,
    /// What could not be read, and why.
    pub(crate) left_out: Vec<String>,
    /// Stories that are new or changed by it: id and title.
    pub(crate) stories: Vec<(String, String)>,
    /// Reports that were added.
    pub(crate) added: usize,
}

/// The uploads of this app.
pub(crate) struct Uploads {
    path: PathBuf,
    room: Arc<Semaphore>,
    one: Arc<Semaphore>,
    all: Arc<Mutex<VecDeque<Upload>>>,
}

/// What was taken of an upload.
pub(crate) struct Taken {
    files: Vec<(String, Vec<u8>)>,
    room: OwnedSemaphorePermit,
}

impl Uploads {
    pub(crate) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            room: Arc::new(Semaphore::new(AT_ONCE)),
            one: Arc::new(Semaphore::new(1)),
            all: Arc::default(),
        }
    }

    /// How the upload of this number stands.
    pub(crate) fn one(&self, id: u64) -> Option<Upload> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(|u| u.id == id).cloned()
    }

    /// How all of them stand, the last first.
    pub(crate) fn all(&self) -> Vec<Upload> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().rev().cloned().collect()
    }

    /// Takes the files of a form. Its first field must be the key that `own` knows: nothing is taken from another site.
    pub(crate) async fn take(
        &self,
        mut form: Multipart,
        own: impl Fn(&str) -> Result<(), Problem>,
    ) -> Result<(Taken, Option<String>), Problem> {
        let room = self.room()?;
        let (mut files, mut bytes, mut known, mut who) = (Vec::new(), 0, false, None);
        while let Some(mut field) = in_time(form.next_field()).await? {
            let name = field.name().unwrap_or_default().to_owned();
            match (name.as_str(), field.file_name().map(called)) {
                ("key", None) => {
                    own(&short(&mut field).await?)?;
                    known = true;
                }
                _ if !known => own("")?,
                ("who", None) => who = Some(short(&mut field).await?),
                (_, Some(file)) => {
                    let taken = whole(&mut field, &mut bytes).await?;
                    // A form without a chosen file sends one without a name.
                    if !(file.is_empty() && taken.is_empty()) {
                        files.push((file, taken));
                    }
                    if files.len() > FILES {
                        return Err(too_much(&format!("An upload has {FILES} files at most.")));
                    }
                }
                _ => {}
            }
        }
        if !known {
            own("")?;
        }
        if files.is_empty() {
            return Err(Problem::bad("Choose a file."));
        }
        Ok((Taken { files, room }, who))
    }

    /// Takes one file that is sent by itself.
    pub(crate) async fn take_bytes(&self, name: &str, body: Body) -> Result<Taken, Problem> {
        let room = self.room()?;
        let name = called(name);
        if name.is_empty() {
            return Err(Problem::bad("Say how the file is called."));
        }
        let (mut stream, mut bytes) = (body.into_data_stream(), Vec::new());
        while let Some(part) = late(stream.next()).await? {
            let part = part.map_err(|_| Problem::bad("The file did not come whole."))?;
            if bytes.len() + part.len() > LARGEST {
                return Err(too_large());
            }
            bytes.extend_from_slice(&part);
        }
        if bytes.is_empty() {
            return Err(Problem::bad("The file is empty."));
        }
        let files = vec![(name, bytes)];
        Ok(Taken { files, room })
    }

    fn room(&self) -> Result<OwnedSemaphorePermit, Problem> {
        self.room.clone().try_acquire_owned().map_err(|_| {
            Problem::later(
                StatusCode::TOO_MANY_REQUESTS,
                10,
                "Other files are being taken. Try again in a while.",
            )
        })
    }

    /// Has what was taken added, and gives its number.
    pub(crate) fn add(&self, taken: Taken, who: &str) -> u64 {
        let (path, who, all) = (self.path.clone(), who.to_owned(), self.all.clone());
        let Taken { files, room } = taken;
        let id = {
            let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
            let id = all.back().map_or(1, |u| u.id + 1);
            all.push_back(Upload {
                id,
                done: false,
                told: "waiting for its turn".to_owned(),
                left_out: Vec::new(),
                stories: Vec::new(),
                added: 0,
            });
            if all.len() > REMEMBERED {
                all.pop_front();
            }
            id
        };
        let one = self.one.clone();
        tokio::spawn(async move {
            let turn = one.acquire_owned().await;
            let shown = Shown { id, all: all.clone() };
            let work = tokio::task::spawn_blocking(move || {
                let _held = (turn, room);
                added(&path, &files, &who, &shown)
            });
            let done = work.await.unwrap_or_else(|_| Upload {
                told: "Nothing was added. That is a bug.".to_owned(),
                ..Upload::nothing(id)
            });
            Shown { id, all }.set(|u| *u = done);
        });
        id
    }
}

impl Upload {
    fn nothing(id: u64) -> Self {
        Self {
            id,
            done: true,
            told: String::new(),
            left_out: Vec::new(),
            stories: Vec::new(),
            added: 0,
        }
    }
}

/// Adds the files in one run.
fn added(path: &Path, files: &[(String, Vec<u8>)], who: &str, shown: &Shown) -> Upload {
    let config = engine::Config::default();
    let began = now();
    let task = desk::Task {
        config: &config,
        who,
        began: &began,
        ended: &now,
        wait: WAIT,
    };
    let nothing = Upload::nothing(shown.id);
    let added = match desk::add_bytes(path, files, &task, shown) {
        Ok(added) => added,
        Err(error) => {
            return Upload {
                told: format!("Nothing was added: {error}"),
                ..nothing
            };
        }
    };
    let run = added.summary.run;
    let stories = archive::Archive::open(path).and_then(|archive| {
        let snapshot = archive.snapshot()?;
        let told = if run > 0 {
            snapshot.told_since(run - 1)?
        } else {
            Vec::new()
        };
        let named = told.into_iter().take(NAMED).map(|id| {
            let title = snapshot.story_row(&id)?.map(|row| row.title).unwrap_or_default();
            Ok((id, title))
        });
        named.collect()
    });
    let count = |n: usize, one: &str| tell::count(n, one).replace("storys", "stories");
    let mut told = format!("{} added", count(added.summary.reports, "report"));
    if added.known > 0 {
        told.push_str(&format!(", {} known already", added.known));
    }
    if added.summary.told > 0 {
        told.push_str(&format!(", {} told anew", count(added.summary.told, "story")));
    }
    if !added.problems.is_empty() {
        told.push_str(&format!(", {} left out", added.problems.len()));
    }
    Upload {
        told,
        added: added.summary.reports,
        left_out: added
            .problems
            .iter()
            .take(NAMED)
            .map(ToString::to_string)
            .collect(),
        stories: stories.unwrap_or_default(),
        ..nothing
    }
}

/// Shows how an upload goes on.
struct Shown {
    id: u64,
    all: Arc<Mutex<VecDeque<Upload>>>,
}

impl Shown {
    fn set(&self, change: impl FnOnce(&mut Upload)) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(upload) = all.iter_mut().find(|u| u.id == self.id) {
            change(upload);
        }
    }
}

impl engine::Progress for Shown {
    fn stage(&self, name: &str) {
        self.set(|u| name.clone_into(&mut u.told));
    }

    fn read(&self, reports: usize) {
        self.set(|u| u.told = format!("{} read", tell::count(reports, "report")));
    }
}

/// A file's name as it is kept: a name and no path, on one line.
fn called(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = tell::guard::inert(&tell::guard::one_line(last));
    plain.trim().trim_start_matches('.').chars().take(NAME).collect()
}

/// The next part, where it comes in time.
async fn in_time<T>(
    part: impl Future<Output = Result<T, axum::extract::multipart::MultipartError>>,
) -> Result<T, Problem> {
    late(part)
        .await?
        .map_err(|error| Problem::new(error.status(), error.body_text()))
}

/// What is waited for, where it comes in time.
async fn late<T>(part: impl Future<Output = T>) -> Result<T, Problem> {
    let why = "The rest of the upload did not come.";
    let late = |_| Problem::new(StatusCode::REQUEST_TIMEOUT, why);
    tokio::time::timeout(PART, part).await.map_err(late)
}

fn too_large() -> Problem {
    let most = LARGEST >> 20;
    too_much(&format!(
        "An upload has {most} MB at most. Add more with “twosource add”."
    ))
}

async fn whole(field: &mut Field<'_>, bytes: &mut usize) -> Result<Vec<u8>, Problem> {
    let mut all = Vec::new();
    while let Some(part) = in_time(field.chunk()).await? {
        *bytes += part.len();
        if *bytes > LARGEST {
            return Err(too_large());
        }
        all.extend_from_slice(&part);
    }
    Ok(all)
}

/// A field that is no file.
async fn short(field: &mut Field<'_>) -> Result<String, Problem> {
    const LONGEST: usize = 2_000;
    let mut all = Vec::new();
    while let Some(part) = in_time(field.chunk()).await? {
        all.extend_from_slice(&part);
        if all.len() > LONGEST {
            return Err(too_much("A field of this form is too long."));
        }
    }
    Ok(String::from_utf8_lossy(&all).into_owned())
}

fn too_much(why: &str) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_is_no_path_and_one_line() {
        assert_eq!(called("../../etc/passwd"), "passwd");
        assert_eq!(called("C:\\desk\\a.txt"), "a.txt");
        assert_eq!(called("..hidden"), "hidden");
        assert!(!called("a\r\nb.txt").contains(['\r', '\n']));
        assert_eq!(called(&"x".repeat(500)).len(), NAME);
        assert_eq!(called(""), "");
    }
}
