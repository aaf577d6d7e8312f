//! `twosource watch`: feeds polled into an archive.

use super::add::Work;
use super::output::Output;
use super::store::{Store, cut, refused};
use super::{Ending, complain};
use clap::Args;
use desk::watch::{AGENT, Clock, Http, Outcome, Round};
use std::collections::BTreeSet;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Bytes of a list of feeds.
const LARGEST_LIST: u64 = 8 << 20;
/// Feeds that are watched at once.
const MOST: usize = 5_000;

/// Poll feeds into an archive
#[derive(Debug, Args)]
#[command(after_help = "\
RSS, Atom and JSON Feed. robots.txt is kept, a host is asked one thing at a time, what did not change is not fetched again, \
and who fails is asked later. Addresses of this machine and of private networks are not asked.\n\n    \
twosource watch feeds.opml --archive desk\n    \
twosource watch https://herald.example/rss --archive desk --once")]
pub(crate) struct Watch {
    /// Feeds by their addresses, and OPML files that list feeds
    #[arg(required = true, value_name = "FEEDS.opml|URL")]
    feeds: Vec<String>,

    #[command(flatten)]
    store: Store,

    /// Ask every feed that is due once, and stop
    #[arg(long)]
    once: bool,

    /// Minutes after which a feed is asked again, from 5 to those of a year
    #[arg(long, value_name = "MINUTES", default_value_t = 15, value_parser = clap::value_parser!(u64).range(5..=525_600))]
    every: u64,

    /// Ask addresses of this machine and of private networks too
    #[arg(long)]
    allow_private: bool,

    #[command(flatten)]
    work: Work,
}

/// The machine's clock.
struct Machine(Instant);

impl Clock for Machine {
    fn seconds(&self) -> u64 {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |d| d.as_secs())
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

impl Watch {
    /// Polls until it is stopped, or once.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let feeds = match self.listed() {
            Ok(feeds) => feeds,
            Err(why) => return Ok(Ending::Nothing(why)),
        };
        let config = engine::Config::default();
        let (mut http, clock) = (Http::new(AGENT, self.allow_private), Machine(Instant::now()));
        let every = Duration::from_secs(self.every * 60);
        loop {
            let round = self.work.run(&config, |task, line| {
                desk::watch::watch(
                    &self.store.archive,
                    &feeds,
                    every,
                    (&mut http, &clock),
                    task,
                    line,
                )
            });
            let round = match round {
                Ok(round) => round,
                // Another writer is done sooner or later; what was fetched is put off by `every` and fetched again then.
                Err(archive::Error::Held(_)) if !self.once => {
                    clock.sleep(Duration::from_secs(60));
                    continue;
                }
                Err(error) => return Ok(refused(&error)),
            };
            if let Some(added) = &round.added {
                complain(&added.problems);
            }
            let mut out = Output::open(None)?;
            out.text(&told(&round))?;
            out.close()?;
            if self.once {
                return Ok(ended(&round));
            }
            clock.sleep(Duration::from_secs(round.next.max(1)));
        }
    }

    /// The addresses of all feeds, each once.
    fn listed(&self) -> Result<Vec<String>, String> {
        let mut feeds: Vec<String> = Vec::new();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for given in &self.feeds {
            let listed = if given.starts_with("http://") || given.starts_with("https://") {
                vec![given.clone()]
            } else {
                list(given)?
            };
            for feed in listed {
                if seen.insert(feed.clone()) {
                    feeds.push(feed);
                }
            }
        }
        if feeds.len() > MOST {
            return Err(format!(
                "{} feeds are listed; {MOST} are watched at the most",
                feeds.len()
            ));
        }
        Ok(feeds)
    }
}

/// The addresses that an OPML file lists.
fn list(path: &str) -> Result<Vec<String>, String> {
    let about = std::fs::metadata(path).map_err(|e| format!("{path}: {e}"))?;
    if about.len() > LARGEST_LIST {
        return Err(format!("{path} is larger than any list of feeds"));
    }
    let bytes = std::fs::read(path).map_err(|e| format!("{path}: {e}"))?;
    let feeds = engine::outlines(&String::from_utf8_lossy(&bytes));
    if feeds.is_empty() {
        return Err(format!(
            "{path} lists no feed: it is no OPML, or has no outline with an xmlUrl"
        ));
    }
    Ok(feeds)
}

fn told(round: &Round) -> String {
    let mut text = String::new();
    for (feed, outcome) in &round.feeds {
        let said = match outcome {
            Outcome::Waiting { .. } => continue,
            Outcome::Unchanged => "as it was".to_owned(),
            Outcome::Fetched { bytes } => format!("{bytes} bytes"),
            Outcome::Failed { why, seconds } => format!("{why}; asked again in {} min", seconds.div_ceil(60)),
            Outcome::Gone => "gone for good; asked no more".to_owned(),
        };
        text.push_str(&format!(
            "{}: {}\n",
            tell::guard::inert(&cut(feed, 100)),
            tell::guard::inert(&cut(&said, 200))
        ));
    }
    if let Some(added) = &round.added {
        text.push_str(&format!(
            "{} added, {} known already, {} told anew\n",
            added.summary.reports, added.known, added.summary.told
        ));
    }
    text
}

fn ended(round: &Round) -> Ending {
    let bad = |o: &Outcome| matches!(o, Outcome::Failed { .. } | Outcome::Gone);
    let failed = round.feeds.iter().filter(|(_, o)| bad(o)).count();
    let unread = round.added.as_ref().is_some_and(|a| !a.problems.is_empty());
    match failed {
        0 if !unread => Ending::Whole,
        n if n == round.feeds.len() && n > 0 => Ending::Nothing("no feed could be fetched".to_owned()),
        _ => Ending::Partial,
    }
}
