//! What runs change in the archive, told to whoever listens: one thread looks whether there is a new run, however many
//! listen, and none does where nobody listens.

use crate::problem::Problem;
use crate::shelf::Shelf;
use archive::Snapshot;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast, watch};

/// Listeners at once. Each holds a connection.
const LISTENERS: usize = 64;
/// How often it is looked whether there is a new run.
const LOOK: Duration = Duration::from_secs(1);
/// Stories named in an event at most; of more, how many they are.
const NAMED: usize = 100;
/// Events that wait for a slow listener; one who misses more is told all that changed since by the next connection.
const KEPT: usize = 16;

/// What a run, or several since the one that a listener knows, changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Changes")]
pub(crate) struct Changes {
    /// The run that the archive shows now.
    pub(crate) run: i64,
    /// Stories that were not there before.
    pub(crate) new: Vec<Named>,
    /// Stories that were told anew.
    pub(crate) changed: Vec<Named>,
    /// Stories that are gone, each with the one that it became part of.
    pub(crate) ended: Vec<Ended>,
    /// Stories that are new, changed or gone beyond those that are named.
    pub(crate) more: usize,
}

/// A story that is new or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Named {
    /// Its id.
    pub(crate) id: String,
    /// The headline that stands for it best.
    pub(crate) title: String,
    /// How many independent sources stand behind it.
    pub(crate) independent: record::Independent,
    /// Figures on which its reports conflict.
    pub(crate) conflicts: i64,
}

/// A story that is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Ended {
    /// The id that it had.
    pub(crate) id: String,
    /// The story that it became part of.
    pub(crate) into: Option<String>,
}

/// What changed after the run `since`; nothing where that is the last.
pub(crate) fn since(snapshot: &Snapshot<'_>, since: i64) -> Result<Option<Changes>, Problem> {
    if since >= snapshot.run() {
        return Ok(None);
    }
    let (told, ended) = (snapshot.told_since(since)?, snapshot.ended_since(since)?);
    if told.is_empty() && ended.is_empty() {
        return Ok(None);
    }
    let more = told.len().saturating_sub(NAMED) + ended.len().saturating_sub(NAMED);
    let mut changes = Changes {
        run: snapshot.run(),
        new: Vec::new(),
        changed: Vec::new(),
        ended: ended
            .into_iter()
            .take(NAMED)
            .map(|(id, into)| Ended { id, into })
            .collect(),
        more,
    };
    for id in told.iter().take(NAMED) {
        let Some(row) = snapshot.story_row(id)? else {
            continue;
        };
        let of = if row.since > since {
            &mut changes.new
        } else {
            &mut changes.changed
        };
        of.push(Named {
            id: row.id,
            title: row.title,
            independent: row.independent,
            conflicts: row.conflicts,
        });
    }
    Ok(Some(changes))
}

/// Where those who listen come together.
pub(crate) struct Hub {
    room: Arc<Semaphore>,
    told: broadcast::Sender<Arc<Changes>>,
    looking: Arc<AtomicBool>,
    stopping: watch::Sender<bool>,
    last: Arc<Mutex<i64>>,
}

/// Somebody who listens.
pub(crate) struct Listener {
    pub(crate) told: broadcast::Receiver<Arc<Changes>>,
    pub(crate) stopping: watch::Receiver<bool>,
    _room: OwnedSemaphorePermit,
}

impl Hub {
    pub(crate) fn new() -> Self {
        Self {
            room: Arc::new(Semaphore::new(LISTENERS)),
            told: broadcast::Sender::new(KEPT),
            looking: Arc::default(),
            stopping: watch::Sender::new(false),
            last: Arc::default(),
        }
    }

    /// Tells all who listen that the app is being stopped.
    pub(crate) fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Listens from now on; nothing where too many do.
    pub(crate) fn listen(&self, shelf: &Shelf, now: i64) -> Option<Listener> {
        let room = self.room.clone().try_acquire_owned().ok()?;
        let listener = Listener {
            told: self.told.subscribe(),
            stopping: self.stopping.subscribe(),
            _room: room,
        };
        if !self.looking.swap(true, Ordering::AcqRel) {
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = now;
            tokio::spawn(look(
                shelf.clone(),
                self.told.clone(),
                self.looking.clone(),
                self.last.clone(),
            ));
        }
        Some(listener)
    }
}

/// Looks again and again whether there is a new run, until nobody listens.
async fn look(
    shelf: Shelf,
    told: broadcast::Sender<Arc<Changes>>,
    looking: Arc<AtomicBool>,
    last: Arc<Mutex<i64>>,
) {
    loop {
        tokio::time::sleep(LOOK).await;
        if told.receiver_count() == 0 {
            looking.store(false, Ordering::Release);
            // Somebody may have come between the two looks.
            if told.receiver_count() == 0 || looking.swap(true, Ordering::AcqRel) {
                return;
            }
        }
        let known = *last.lock().unwrap_or_else(PoisonError::into_inner);
        let found = shelf.read(move |snapshot| Ok((snapshot.run(), since(snapshot, known)?)));
        // What can't be read now is read with the next look.
        let Ok((run, changes)) = found.await else {
            continue;
        };
        *last.lock().unwrap_or_else(PoisonError::into_inner) = run;
        if let Some(changes) = changes {
            let _ = told.send(Arc::new(changes));
        }
    }
}
