//! The archive, read by many requests at once, and what of it is kept in memory between them.

use crate::problem::Problem;
use archive::{Archive, Snapshot};
use axum::http::StatusCode;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// Requests that read the archive at once; the others wait. SQLite reads with a thread a request.
const AT_ONCE: usize = 16;
/// Bytes of rendered pages that are kept.
const KEPT: u64 = 64 << 20;
/// Bytes that keeping anything takes beside its own.
const OVERHEAD: u64 = 128;

/// The archive that is served.
#[derive(Clone)]
pub(crate) struct Shelf {
    path: Arc<PathBuf>,
    idle: Arc<Mutex<Vec<Archive>>>,
    permits: Arc<Semaphore>,
    kept: Arc<Cache<Kept, Arc<str>, ByBytes>>,
}

/// What a rendered part hangs on: a story as one run told it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Kept {
    /// What kind of part.
    pub(crate) part: &'static str,
    /// The run that told it.
    pub(crate) run: i64,
    /// Of what.
    pub(crate) id: String,
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<Kept, Arc<str>> for ByBytes {
    fn weight(&self, key: &Kept, value: &Arc<str>) -> u64 {
        OVERHEAD + key.id.len() as u64 + value.len() as u64
    }
}

/// Somebody who waits for an answer; once it is dropped, nobody does.
#[derive(Default)]
struct Waits {
    given_up: Arc<AtomicBool>,
}

impl Drop for Waits {
    fn drop(&mut self) {
        self.given_up.store(true, Ordering::Relaxed);
    }
}

impl Shelf {
    /// Opens the archive at `path`, so that what is wrong with it is said at once.
    pub(crate) fn open(path: &Path) -> Result<Self, archive::Error> {
        let archive = Archive::open(path)?;
        Ok(Self {
            path: Arc::new(path.to_owned()),
            idle: Arc::new(Mutex::new(vec![archive])),
            permits: Arc::new(Semaphore::new(AT_ONCE)),
            kept: Arc::new(Cache::with_weighter(1_024, KEPT, ByBytes)),
        })
    }

    /// Reads the archive as the last whole run left it, on a thread where waiting holds up nobody. Where the answer is no
    /// longer waited for (its time is over, or the client went away), the reading is given up.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        reading: impl FnOnce(&mut Snapshot<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let permit = self.permits.clone().acquire_owned().await;
        let shelf = self.clone();
        let waits = Waits::default();
        let given_up = waits.given_up.clone();
        let work = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            if given_up.load(Ordering::Relaxed) {
                return Err(archive::Error::GivenUp.into());
            }
            let mut archive = match shelf.idle().pop() {
                Some(archive) => archive,
                None => Archive::open(&shelf.path)?,
            };
            archive.heed(Some(given_up))?;
            let done = {
                let mut snapshot = archive.snapshot()?;
                reading(&mut snapshot)
            };
            archive.heed(None)?;
            shelf.idle().push(archive);
            done
        });
        // A panic is a bug; it takes one answer with it and not the app.
        let done = work.await;
        drop(waits);
        done.unwrap_or_else(|_| {
            Err(Problem::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something went wrong here. That is a bug.",
            ))
        })
    }

    /// Where the archive lies.
    pub(crate) fn path(&self) -> Arc<PathBuf> {
        self.path.clone()
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Archive>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept under `key`, made now where it is not.
    pub(crate) fn keep(
        &self,
        key: Kept,
        make: impl FnOnce() -> Result<String, Problem>,
    ) -> Result<Arc<str>, Problem> {
        if let Some(kept) = self.kept.get(&key) {
            return Ok(kept);
        }
        let made: Arc<str> = make()?.into();
        self.kept.insert(key, made.clone());
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn what_nobody_waits_for_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let config = engine::Config::default();
        let task = desk::Task {
            config: &config,
            who: "ann",
            began: "2031-03-06T09:00:00Z",
            ended: &|| "2031-03-06T09:00:01Z".to_owned(),
            wait: Duration::ZERO,
        };
        let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/lock-gate").to_owned();
        desk::add(folder.path(), &[examples], &task, &engine::Silent, None).unwrap();
        let shelf = Shelf::open(folder.path()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let (say, said) = std::sync::mpsc::channel();
        // Questions without an end, were there not somebody who tells when nobody waits any more.
        let reading = shelf.read(move |snapshot| {
            let ended = loop {
                if let Err(error) = snapshot.told_since(0) {
                    break error;
                }
            };
            let _ = say.send(ended.to_string());
            Err::<(), Problem>(ended.into())
        });
        let begun = Instant::now();
        runtime.block_on(async {
            assert!(
                tokio::time::timeout(Duration::from_millis(200), reading)
                    .await
                    .is_err()
            );
        });
        let said = said.recv_timeout(Duration::from_secs(20)).unwrap();
        assert_eq!(
            said,
            archive::Error::GivenUp.to_string(),
            "after {:?}",
            begun.elapsed()
        );
        // The connection is as good as before.
        let row = runtime
            .block_on(shelf.read(|snapshot| Ok(snapshot.totals()?)))
            .unwrap();
        assert!(row.reports > 0);
    }
}
