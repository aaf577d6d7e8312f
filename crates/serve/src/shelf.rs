//! The archive, read by many requests at once, and what of it is kept in memory between them.

use crate::problem::Problem;
use archive::{Archive, Snapshot};
use axum::http::StatusCode;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::path::{Path, PathBuf};
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

    /// Reads the archive as the last whole run left it, on a thread where waiting holds up nobody.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        reading: impl FnOnce(&mut Snapshot<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let permit = self.permits.clone().acquire_owned().await;
        let shelf = self.clone();
        let work = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let archive = match shelf.idle().pop() {
                Some(archive) => archive,
                None => Archive::open(&shelf.path)?,
            };
            let done = {
                let mut snapshot = archive.snapshot()?;
                reading(&mut snapshot)
            };
            shelf.idle().push(archive);
            done
        });
        // A panic is a bug; it takes one answer with it and not the app.
        work.await.unwrap_or_else(|_| {
            Err(Problem::new(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something went wrong here. That is a bug.",
            ))
        })
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
