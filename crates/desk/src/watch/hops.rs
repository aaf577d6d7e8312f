//! From a feed's address to its answer: robots.txt and the waiting time asked of every site on the way, redirects followed
//! a few steps.

use super::fetch::{Answer, Failed, Fetch, Known};
use super::robots::Robots;
use super::{Clock, HOST_DELAY};
use std::collections::BTreeMap;
use std::time::Duration;
use url::Url;

/// Redirects that are followed.
const HOPS: usize = 5;

/// What the sites of a round were asked, and when.
pub(super) struct Round<'a> {
    pub(super) fetch: &'a mut dyn Fetch,
    pub(super) clock: &'a dyn Clock,
    pub(super) agent: &'a str,
    robots: Robots,
    /// When each host was last asked, in milliseconds of the clock.
    asked: BTreeMap<String, u64>,
}

/// A fetcher that leaves each host some time between requests.
struct Paced<'r, 'a> {
    fetch: &'r mut dyn Fetch,
    clock: &'a dyn Clock,
    asked: &'r mut BTreeMap<String, u64>,
    delay: Duration,
}

impl Fetch for Paced<'_, '_> {
    fn get(&mut self, url: &str, known: &Known) -> Result<Answer, Failed> {
        let host = Url::parse(url)
            .ok()
            .and_then(|u| u.host_str().map(str::to_owned))
            .unwrap_or_default();
        if let Some(last) = self.asked.get(&host) {
            let delay = u64::try_from(self.delay.as_millis()).unwrap_or(u64::MAX);
            let due = last.saturating_add(delay);
            let wait = due.saturating_sub(self.clock.millis());
            if wait > 0 {
                self.clock.sleep(Duration::from_millis(wait));
            }
        }
        let answer = self.fetch.get(url, known);
        self.asked.insert(host, self.clock.millis());
        answer
    }
}

impl<'a> Round<'a> {
    pub(super) fn new(fetch: &'a mut dyn Fetch, clock: &'a dyn Clock, agent: &'a str) -> Self {
        Self {
            fetch,
            clock,
            agent,
            robots: Robots::default(),
            asked: BTreeMap::new(),
        }
    }

    /// The answer of a feed's address, after redirects.
    pub(super) fn get(&mut self, address: &str, known: &Known) -> Result<Answer, Failed> {
        let mut at = Url::parse(address).map_err(|e| Failed::Network(format!("it is no address: {e}")))?;
        if !is_web(&at) {
            return Err(Failed::Network(
                "only http and https addresses without a user's name are asked".to_owned(),
            ));
        }
        for _ in 0..=HOPS {
            let mut paced = Paced {
                fetch: &mut *self.fetch,
                clock: self.clock,
                asked: &mut self.asked,
                delay: HOST_DELAY,
            };
            let delay = self.robots.allow(&at, self.agent, &mut paced)?;
            paced.delay = HOST_DELAY.max(delay.unwrap_or_default());
            let answer = paced.get(at.as_str(), known)?;
            if !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
                return Ok(answer);
            }
            let next = answer.location.as_deref().and_then(|l| at.join(l).ok());
            let next = next.ok_or_else(|| Failed::Network("it is moved to no address".to_owned()))?;
            if !is_step(&at, &next) {
                return Err(Failed::Network(format!(
                    "it is moved to {next}, where it is not followed"
                )));
            }
            at = next;
        }
        Err(Failed::Network(format!("it is moved more than {HOPS} times")))
    }
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some()
        && url.username().is_empty()
        && url.password().is_none()
}

/// Whether a redirect is followed: within the web, and not from a secured address to an open one.
pub(super) fn is_step(from: &Url, to: &Url) -> bool {
    is_web(to) && !(from.scheme() == "https" && to.scheme() == "http")
}
