//! Feeds asked again and again, and what is new of them added to an archive.
//!
//! Polite: robots.txt is kept, a host is asked one thing at a time with a pause between, nothing is fetched twice that did not
//! change (`ETag`, `Last-Modified`), and who fails or asks for time is asked later. Safe: sizes, times and redirects are
//! bounded, and no address of this machine or a private network is connected to. What is absent on purpose: fetching the
//! pages that feeds link to, and a clock of its own: it is passed in.

pub mod address;
mod begins;
pub mod fetch;
mod hops;
mod http;
mod pile;
mod robots;
pub mod state;

use crate::{Added, Task};
use archive::Error;
use begins::is_feed;
use engine::Progress;
use fetch::{Answer, Failed, Fetch};
pub use http::{Guard, Http};
use pile::Pile;
use record::SourceId;
use state::{Feed, State};
use std::path::Path;
use std::time::Duration;

/// How this program calls itself to servers.
pub const AGENT: &str = concat!("twosource/", env!("CARGO_PKG_VERSION"));
/// The name by which a robots.txt speaks to it.
const ROBOT: &str = "twosource";
/// Time between two requests to one host.
const HOST_DELAY: Duration = Duration::from_secs(2);
/// The longest time after which a feed that fails is asked again, in seconds, unless all are asked less often.
const LONGEST_WAIT: u64 = 24 * 60 * 60;
/// The longest time that a server can ask to be left alone for, in seconds: a slip of its own must not silence a feed for good.
const LONGEST_ASKED: u64 = 30 * LONGEST_WAIT;
/// Bytes of bodies that are held before they are added: thousands of feeds of the largest size would not fit into memory.
const AT_ONCE: usize = 128 << 20;

/// The time, from outside.
pub trait Clock {
    /// Seconds since 1970.
    fn seconds(&self) -> u64;
    /// Milliseconds of some steady clock.
    fn millis(&self) -> u64;
    /// Waits.
    fn sleep(&self, time: Duration);
}

/// What came of one feed in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was not due yet.
    Waiting {
        /// Seconds until it is.
        seconds: u64,
    },
    /// It is as it was.
    Unchanged,
    /// It was fetched.
    Fetched {
        /// Bytes of it.
        bytes: usize,
    },
    /// It failed, and is asked again later.
    Failed {
        /// Why.
        why: String,
        /// Seconds until it is asked again.
        seconds: u64,
    },
    /// Its server says that it is gone for good; it is asked no more.
    Gone,
}

/// What a round did.
#[derive(Debug, Default)]
pub struct Round {
    /// What came of each feed, in the order given.
    pub feeds: Vec<(String, Outcome)>,
    /// What was added, where anything was fetched.
    pub added: Option<Added>,
    /// Seconds until the next feed is due.
    pub next: u64,
}

/// Asks every feed that is due once, and adds what is new to the archive: in one run, or in several where it is much.
///
/// A feed is remembered as fetched only once its reports are stored, so that nothing is lost where storing fails; what came
/// of the others is remembered all the same.
///
/// # Errors
/// Those of the archive.
pub fn watch(
    archive: &Path,
    feeds: &[String],
    every: Duration,
    network: (&mut dyn Fetch, &dyn Clock),
    task: &Task<'_>,
    progress: &dyn Progress,
) -> Result<Round, Error> {
    watch_by(AT_ONCE, archive, feeds, every, network, task, progress)
}

/// The same, with at most about `at_once` bytes of bodies held.
fn watch_by(
    at_once: usize,
    archive: &Path,
    feeds: &[String],
    every: Duration,
    (fetch, clock): (&mut dyn Fetch, &dyn Clock),
    task: &Task<'_>,
    progress: &dyn Progress,
) -> Result<Round, Error> {
    let mut state = State::load(archive);
    let mut hops = hops::Round::new(fetch, clock, ROBOT);
    let mut round = Round::default();
    let mut pile = Pile::default();
    let mut first: Option<i64> = None;
    let mut put = |round: &mut Round, added: Option<Added>| {
        first = first.or_else(|| added.as_ref().map(|a| a.summary.run).filter(|run| *run > 0));
        pile::join(&mut round.added, added);
    };
    let later = || clock.seconds().saturating_add(every.as_secs().max(1));
    for address in feeds {
        let feed = state.feeds.entry(address.clone()).or_default();
        let now = clock.seconds();
        let outcome = if feed.gone {
            Outcome::Gone
        } else if feed.due > now {
            Outcome::Waiting {
                seconds: feed.due - now,
            }
        } else {
            let before = feed.clone();
            let answer = hops.get(address, &feed.known());
            let (outcome, body) = taken(feed, answer, clock.seconds(), every);
            if let Some(body) = body {
                pile.put(address, before, body);
            }
            outcome
        };
        round.feeds.push((address.clone(), outcome));
        if pile.bytes() >= at_once {
            let added = pile.settle(archive, &mut state, later(), task, progress)?;
            put(&mut round, added);
        }
    }
    let added = pile.settle(archive, &mut state, later(), task, progress)?;
    put(&mut round, added);
    if let (Some(first), Some(added)) = (first, &mut round.added) {
        pile::counted_once(archive, first, added)?;
    }
    let now = clock.seconds();
    let due = feeds
        .iter()
        .filter_map(|f| state.feeds.get(f))
        .filter(|f| !f.gone)
        .map(|f| f.due);
    round.next = due.min().map_or(every.as_secs(), |due| due.saturating_sub(now));
    Ok(round)
}

/// Takes an answer in: what is remembered of it, what came of it, and the body where it is new.
fn taken(
    feed: &mut Feed,
    answer: Result<Answer, Failed>,
    now: u64,
    every: Duration,
) -> (Outcome, Option<Vec<u8>>) {
    let every = every.as_secs().max(1);
    let answer = match answer {
        Ok(answer) => answer,
        Err(why) => return (failed(feed, why.to_string(), None, now, every), None),
    };
    let asked = answer.retry_after.as_deref().and_then(|v| wait(v, now));
    match answer.status {
        304 => {
            (feed.failures, feed.due) = (0, now.saturating_add(every));
            (Outcome::Unchanged, None)
        }
        200 => {
            if let Err(why) = is_feed(&answer.body) {
                return (
                    failed(feed, Failed::Kind(why).to_string(), None, now, every),
                    None,
                );
            }
            let hash = SourceId::of(&answer.body).to_string();
            let same = feed.body.as_ref() == Some(&hash);
            *feed = Feed {
                etag: answer.etag,
                modified: answer.modified,
                body: Some(hash),
                due: now.saturating_add(every),
                failures: 0,
                gone: false,
            };
            if same {
                (Outcome::Unchanged, None)
            } else {
                (
                    Outcome::Fetched {
                        bytes: answer.body.len(),
                    },
                    Some(answer.body),
                )
            }
        }
        410 => {
            feed.gone = true;
            (Outcome::Gone, None)
        }
        status => (
            failed(feed, format!("the server answers {status}"), asked, now, every),
            None,
        ),
    }
}

/// Seconds that a `Retry-After` asks for: written as such, or as a date of HTTP (RFC 9110, section 10.2.3).
fn wait(asked: &str, now: u64) -> Option<u64> {
    let asked = asked.trim();
    if let Ok(seconds) = asked.parse() {
        return Some(seconds);
    }
    let date = jiff::fmt::rfc2822::parse(asked).ok()?;
    let at = u64::try_from(date.timestamp().as_second()).ok()?;
    Some(at.saturating_sub(now))
}

/// Twice as long to wait with each failure in a row, up to a day; never shorter than the server asks for, nor than a feed
/// that does not fail waits.
fn failed(feed: &mut Feed, why: String, asked: Option<u64>, now: u64, every: u64) -> Outcome {
    feed.failures = feed.failures.saturating_add(1);
    let doubled = every.saturating_mul(1_u64 << feed.failures.min(16));
    let seconds = doubled
        .min(LONGEST_WAIT.max(every))
        .max(asked.unwrap_or(0).min(LONGEST_ASKED));
    feed.due = now.saturating_add(seconds);
    Outcome::Failed { why, seconds }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_fails_is_asked_later_and_later() {
        let mut feed = Feed::default();
        let every = Duration::from_secs(900);
        let mut waits = Vec::new();
        for _ in 0..9 {
            let busy = Answer {
                status: 503,
                retry_after: Some("10".to_owned()),
                ..Answer::default()
            };
            if let (Outcome::Failed { seconds, .. }, None) = taken(&mut feed, Ok(busy), 0, every) {
                waits.push(seconds);
            }
        }
        assert_eq!(
            waits,
            [1800, 3600, 7200, 14400, 28800, 57600, 86400, 86400, 86400]
        );
        let asks = Answer {
            status: 429,
            retry_after: Some("7000".to_owned()),
            ..Answer::default()
        };
        let mut feed = Feed::default();
        assert_eq!(
            taken(&mut feed, Ok(asks), 5, every).0,
            Outcome::Failed {
                why: "the server answers 429".to_owned(),
                seconds: 7000
            }
        );
        assert_eq!(feed.due, 7005);
    }

    #[test]
    fn who_asks_for_time_may_name_a_moment() {
        // 1994-11-06T08:49:37Z, the date of RFC 9110.
        let moment = 784_111_777;
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        assert_eq!(wait(date, moment - 7_000), Some(7_000));
        assert_eq!(wait(date, moment + 7_000), Some(0));
        assert_eq!(wait(" 120 ", 5), Some(120));
        for none in [
            "",
            "soon",
            "-5",
            "Sun, 06 Nov 1994",
            "Sun, 36 Nov 1994 08:49:37 GMT",
        ] {
            assert_eq!(wait(none, 0), None, "{none}");
        }
        let mut feed = Feed::default();
        let asks = Answer {
            status: 503,
            retry_after: Some(date.to_owned()),
            ..Answer::default()
        };
        taken(&mut feed, Ok(asks), moment - 5_000, Duration::from_secs(900));
        assert_eq!(feed.due, moment);
    }

    #[test]
    fn who_fails_is_never_asked_sooner_than_who_does_not() {
        let (day, mut feed) = (24 * 60 * 60, Feed::default());
        let mut wait = |asked: Option<u64>, every: u64| {
            let busy = Answer {
                status: 503,
                retry_after: asked.map(|seconds| seconds.to_string()),
                ..Answer::default()
            };
            match taken(&mut feed, Ok(busy), 0, Duration::from_secs(every)).0 {
                Outcome::Failed { seconds, .. } => seconds,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(wait(None, 7 * day), 7 * day);
        assert_eq!(wait(Some(3 * day), 900), 3 * day);
        assert_eq!(wait(Some(u64::MAX), 900), 30 * day);
    }
}
