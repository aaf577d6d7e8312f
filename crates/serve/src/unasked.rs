//! Connections that have asked nothing yet. Where all places are taken, the one that has been silent for longest makes room: ten
//! thousand that never say anything keep nobody out who does.

use hyper::service::Service;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// The silent ones, the longest there first.
#[derive(Clone, Default)]
pub(crate) struct Unasked(Arc<Mutex<Silent>>);

#[derive(Default)]
struct Silent {
    next: u64,
    all: BTreeMap<u64, Arc<Notify>>,
}

/// A connection among them, until it asks something or ends.
pub(crate) struct Place {
    number: u64,
    of: Unasked,
    leave: Arc<Notify>,
}

impl Unasked {
    fn all(&self) -> std::sync::MutexGuard<'_, Silent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in a connection.
    pub(crate) fn enter(&self) -> Arc<Place> {
        let mut silent = self.all();
        let (number, leave) = (silent.next, Arc::new(Notify::new()));
        silent.next += 1;
        silent.all.insert(number, leave.clone());
        Arc::new(Place {
            number,
            of: self.clone(),
            leave,
        })
    }

    /// Has the one that has been silent for longest leave, where there is one.
    pub(crate) fn make_room(&self) {
        if let Some((_, leave)) = self.all().all.pop_first() {
            leave.notify_one();
        }
    }
}

impl Place {
    /// Returns once it is to leave.
    pub(crate) async fn left(&self) {
        self.leave.notified().await;
    }

    fn asked(&self) {
        self.of.all().all.remove(&self.number);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.asked();
    }
}

/// A service whose connection is silent no longer once it is asked.
pub(crate) struct Asked<S> {
    pub(crate) inner: S,
    pub(crate) place: Arc<Place>,
}

impl<R, S: Service<R>> Service<R> for Asked<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn call(&self, request: R) -> S::Future {
        self.place.asked();
        self.inner.call(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_one_that_is_silent_for_longest_leaves_and_one_that_asked_does_not() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let unasked = Unasked::default();
            let places: Vec<Arc<Place>> = (0..3).map(|_| unasked.enter()).collect();
            places[0].asked();
            unasked.make_room();
            let soon = |n: usize| tokio::time::timeout(Duration::from_millis(20), places[n].left());
            assert!(soon(1).await.is_ok());
            assert!(soon(0).await.is_err() && soon(2).await.is_err());
            drop(places);
            unasked.make_room();
            assert!(unasked.all().all.is_empty());
        });
    }
}
