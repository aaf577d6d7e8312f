//! Feeds asked again and again, and what is new of them added to an archive.
//!
//! Polite: robots.txt is kept, a host is asked one thing at a time with a pause between, nothing is fetched twice that did not
//! change (`ETag`, `Last-Modified`), and who fails or asks for time is asked later. Safe: sizes, times and redirects are
//! bounded, and no address of this machine or a private network is connected to. What is absent on purpose: fetching the
//! pages that feeds link to, and a clock of its own: it is passed in.

pub mod address;
pub mod fetch;
mod hops;
mod http;
mod robots;
pub mod state;

use crate::{Added, Task, add};
use archive::Error;
use engine::{Inputs, Progress};
use fetch::{Answer, Failed, Fetch};
pub use http::{Guard, Http};
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
/// The longest time after which a feed that fails is asked again, in seconds.
const LONGEST_WAIT: u64 = 24 * 60 * 60;

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

/// Asks every feed that is due once, and adds what is new to the archive, in one run.
///
/// A feed is remembered as fetched only once its reports are stored, so that nothing is lost where storing fails.
///
/// # Errors
/// Those of the archive.
pub fn watch(
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
    let mut fetched: Vec<(String, Vec<u8>)> = Vec::new();
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
            let answer = hops.get(address, &feed.known());
            let (outcome, body) = taken(feed, answer, clock.seconds(), every);
            fetched.extend(body.map(|body| (address.clone(), body)));
            outcome
        };
        round.feeds.push((address.clone(), outcome));
    }
    if !fetched.is_empty() {
        round.added = Some(add::add_inputs(
            archive,
            Inputs::Bytes(&fetched),
            task,
            progress,
            None,
        )?);
    }
    if archive.is_dir() {
        state
            .store(archive)
            .map_err(|e| Error::file(&archive.join(state::FILE), &e))?;
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
    let asked = answer
        .retry_after
        .as_deref()
        .and_then(|v| v.trim().parse::<u64>().ok());
    match answer.status {
        304 => {
            (feed.failures, feed.due) = (0, now + every);
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
                due: now + every,
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

/// Twice as long to wait with each failure in a row, up to a day; longer than the server asks for, never shorter.
fn failed(feed: &mut Feed, why: String, asked: Option<u64>, now: u64, every: u64) -> Outcome {
    feed.failures = feed.failures.saturating_add(1);
    let doubled = every.saturating_mul(1_u64 << feed.failures.min(16));
    let seconds = doubled.max(asked.unwrap_or(0)).min(LONGEST_WAIT);
    feed.due = now + seconds;
    Outcome::Failed { why, seconds }
}

/// Whether the bytes begin as a feed does. A page in its place would be read as a report of the news.
fn is_feed(body: &[u8]) -> Result<(), String> {
    const HEAD: usize = 4 << 10;
    let head = String::from_utf8_lossy(&body[..body.len().min(HEAD)]).replace('\0', "");
    let head = head.trim_start_matches(['\u{feff}', '\u{fffd}', ' ', '\n', '\r', '\t']);
    let lower = head.to_ascii_lowercase();
    let xml = ["<rss", "<feed", ":feed", "<rdf:rdf"]
        .iter()
        .any(|root| lower.contains(root));
    if lower.starts_with('<') && xml && !lower.contains("<html") {
        return Ok(());
    }
    if lower.starts_with('{') {
        let value: Result<serde_json::Value, _> = serde_json::from_slice(body);
        let version = value
            .ok()
            .and_then(|v| v["version"].as_str().map(str::to_owned))
            .unwrap_or_default();
        if version.contains("jsonfeed.org") {
            return Ok(());
        }
    }
    let begins: String = head
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(24)
        .collect();
    Err(if begins.is_empty() {
        "it is empty".to_owned()
    } else {
        format!("it begins {begins:?}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_told_from_a_page() {
        for feed in [
            "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel/></rss>",
            "\u{feff}<feed xmlns=\"http://www.w3.org/2005/Atom\"/>",
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}",
        ] {
            assert_eq!(is_feed(feed.as_bytes()), Ok(()), "{feed}");
        }
        for other in [
            "",
            "<!doctype html><html><body>Sign in</body></html>",
            "{\"error\": true}",
            "GIF89a",
            "\u{1f}\u{8b}\u{8}",
        ] {
            assert!(is_feed(other.as_bytes()).is_err(), "{other}");
        }
    }

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
}
