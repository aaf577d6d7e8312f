//! What was fetched and is not added yet, with what was known of its feeds before.
//!
//! A feed is remembered as fetched only once its reports are stored. Where storing fails, its entry goes back to what it was,
//! so that the next request brings the same again, and is put off, so that its server isn't asked each minute meanwhile.

use super::state::{Feed, State};
use crate::{Added, Task, add};
use archive::Error;
use engine::{Inputs, Progress};
use std::path::Path;

/// Bodies that wait to be added.
#[derive(Default)]
pub(super) struct Pile {
    bodies: Vec<(String, Vec<u8>)>,
    /// What was known of the feed of each body before it was asked.
    before: Vec<Feed>,
    bytes: usize,
}

impl Pile {
    pub(super) fn put(&mut self, address: &str, before: Feed, body: Vec<u8>) {
        self.bytes = self.bytes.saturating_add(body.len());
        self.bodies.push((address.to_owned(), body));
        self.before.push(before);
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Adds what is there in one run, and stores what is known of all feeds, whether or not adding succeeded.
    ///
    /// `due` is when the feeds on the pile are asked again where it did not.
    pub(super) fn settle(
        &mut self,
        archive: &Path,
        state: &mut State,
        due: u64,
        task: &Task<'_>,
        progress: &dyn Progress,
    ) -> Result<Option<Added>, Error> {
        let Self { bodies, before, .. } = std::mem::take(self);
        let added = if bodies.is_empty() {
            Ok(None)
        } else {
            add::add_inputs(archive, Inputs::Bytes(&bodies), task, progress, None).map(Some)
        };
        if added.is_err() {
            for ((address, _), before) in bodies.into_iter().zip(before) {
                state.feeds.insert(address, Feed { due, ..before });
            }
        }
        let stored = state
            .store(archive)
            .map_err(|e| Error::file(&super::state::place(archive), &e));
        // Why adding failed tells more than why storing the state after it did.
        let added = added?;
        stored?;
        Ok(added)
    }
}

/// Counts a story that several runs of a round told, from the run `first` on, as one.
pub(super) fn counted_once(archive: &Path, first: i64, all: &mut Added) -> Result<(), Error> {
    if all.summary.run > first {
        let archive = archive::Archive::open(archive)?;
        all.summary.told = archive.snapshot()?.told_since(first - 1)?.len();
    }
    Ok(())
}

/// One addition more of the same round. Stories that both told are counted twice here: see [`counted_once`].
pub(super) fn join(all: &mut Option<Added>, more: Option<Added>) {
    let Some(more) = more else { return };
    let Some(all) = all else {
        *all = Some(more);
        return;
    };
    all.known += more.known;
    all.taken_over += more.taken_over;
    all.problems.extend(more.problems);
    all.summary.run = all.summary.run.max(more.summary.run);
    all.summary.reports += more.summary.reports;
    all.summary.told += more.summary.told;
    all.summary.merged.extend(more.summary.merged);
}

#[cfg(test)]
mod tests {
    use super::super::fetch::{Answer, Failed, Fetch, Known};
    use super::super::{AT_ONCE, Clock, Outcome, Round, watch_by};
    use super::*;
    use std::time::Duration;

    /// Gives each address a feed of one item, and robots.txt to none.
    #[derive(Default)]
    struct Papers(Vec<String>);

    impl Fetch for Papers {
        fn get(&mut self, url: &str, _: &Known) -> Result<Answer, Failed> {
            self.0.push(url.to_owned());
            let item = format!(
                "<rss><channel><title>Ellery Herald</title><item><title>Gate jams</title><link>{url}</link><description>\
                 The lock gate at Ellery Quay jammed before dawn, as {url} says, and barges wait.\
                 </description></item></channel></rss>"
            );
            let (status, body) = match url.rsplit('/').next() {
                Some("robots.txt") => (404, Vec::new()),
                Some("broken") => (500, Vec::new()),
                _ => (200, item.into_bytes()),
            };
            Ok(Answer {
                status,
                body,
                ..Answer::default()
            })
        }
    }

    struct Standing;

    impl Clock for Standing {
        fn seconds(&self) -> u64 {
            2_000_000_000
        }
        fn millis(&self) -> u64 {
            0
        }
        fn sleep(&self, _: Duration) {}
    }

    fn polled(archive: &Path, feeds: &[String], papers: &mut Papers, at_once: usize) -> Result<Round, Error> {
        let task = Task {
            config: &engine::Config::default(),
            who: "tester",
            began: "2031-03-05T09:00:00Z",
            ended: &|| "2031-03-05T09:00:01Z".to_owned(),
            wait: Duration::ZERO,
        };
        let every = Duration::from_secs(900);
        watch_by(
            at_once,
            archive,
            feeds,
            every,
            (papers, &Standing),
            &task,
            &engine::Silent,
        )
    }

    fn addresses(names: &[&str]) -> Vec<String> {
        names
            .iter()
            .map(|name| format!("https://herald.example/{name}"))
            .collect()
    }

    #[test]
    fn much_is_added_bit_by_bit_and_counted_together() {
        let folder = tempfile::tempdir().unwrap();
        let feeds = addresses(&["north", "south", "east"]);
        let round = polled(folder.path(), &feeds, &mut Papers::default(), 1).unwrap();
        let summary = round.added.unwrap().summary;
        assert_eq!((summary.reports, summary.run), (3, 3));
        // They are of one story, which each run told anew.
        let told = summary.told;
        let folder = tempfile::tempdir().unwrap();
        let round = polled(folder.path(), &feeds, &mut Papers::default(), AT_ONCE).unwrap();
        let summary = round.added.unwrap().summary;
        assert_eq!((summary.reports, summary.run), (3, 1));
        assert_eq!((told, summary.told), (1, 1));
    }

    #[test]
    fn while_another_writes_nothing_is_asked_again_and_nothing_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let begin = archive::Begin {
            kind: "add",
            program: "0",
            config: "{}",
            opening: "{}",
            who: "another",
            at: "2031-03-05T08:59:00Z",
            wait: Duration::ZERO,
        };
        let other = archive::Writer::begin(folder.path(), &begin).unwrap();
        let feeds = addresses(&["broken", "north"]);
        let mut papers = Papers::default();
        let held = polled(folder.path(), &feeds, &mut papers, AT_ONCE);
        assert!(matches!(held, Err(Error::Held(_))), "{held:?}");
        let asked = papers.0.len();
        let waiting = polled(folder.path(), &feeds, &mut papers, AT_ONCE).unwrap();
        assert!(
            waiting
                .feeds
                .iter()
                .all(|(_, o)| matches!(o, Outcome::Waiting { .. }))
        );
        assert_eq!((papers.0.len(), waiting.next), (asked, 900));
        let state = State::load(folder.path());
        assert_eq!(
            (
                state.feeds[&feeds[0]].failures,
                state.feeds[&feeds[1]].body.as_ref()
            ),
            (1, None)
        );
        drop(other);
        let mut state = state;
        state.feeds.values_mut().for_each(|feed| feed.due = 0);
        state.store(folder.path()).unwrap();
        let round = polled(folder.path(), &feeds, &mut papers, AT_ONCE).unwrap();
        assert_eq!(round.added.unwrap().summary.reports, 1);
    }

    #[test]
    fn failures_are_remembered_before_there_is_an_archive() {
        let folder = tempfile::tempdir().unwrap();
        let (archive, feeds) = (folder.path().join("desk"), addresses(&["broken"]));
        polled(&archive, &feeds, &mut Papers::default(), AT_ONCE).unwrap();
        assert_eq!(State::load(&archive).feeds[&feeds[0]].failures, 1);
    }
}
