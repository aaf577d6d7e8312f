//! `twosource alert`: what changed in an archive and somebody wants to hear of, found and sent once.

use super::Ending;
use super::output::Output;
use super::store::{By, Store, cut, refused};
use clap::Args;
use desk::alerts::mail::Smtp;
use desk::alerts::send::{SECRET, Ways};
use desk::alerts::{self, Alerts, Journal};
use desk::watch::{AGENT, Http};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Bytes of a file of alerts, and of one with a secret, at most.
const LARGEST: u64 = 1 << 20;

/// Tell of new stories, confirmations, conflicts, figures, corrections and remarks, by mail, webhook and as a feed
#[derive(Debug, Args)]
#[command(after_help = "\
The file is TOML, an [[alert]] each:\n\n    \
[[alert]]\n    \
name = \"fires\"\n    \
words = \"fire\"                        # also outlet, place, person\n    \
on = [\"story\", \"sources\", \"conflict\"]  # and \"quoted\", with person\n    \
sources = 3\n    \
webhook = \"https://desk.example/hook\"\n    \
secret_file = \"hook.secret\"\n\n\
What was in the archive before the first look is known. What comes is told once; `twosource serve` shows it at /alerts and \
gives it as a feed at /alerts.atom. Servers on this machine and in private networks are not asked. One process at a time tells \
the alerts of an archive.\n\n    \
twosource alert alerts.toml --archive desk")]
pub(crate) struct Alert {
    /// The file of alerts
    #[arg(value_name = "ALERTS.toml")]
    alerts: PathBuf,

    #[command(flatten)]
    store: Store,

    #[command(flatten)]
    by: By,

    /// Look once, send what is due, and stop
    #[arg(long)]
    once: bool,

    /// Seconds between two looks
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    every: u64,

    /// Send to addresses of this machine and of private networks too
    #[arg(long)]
    allow_private: bool,
}

impl Alert {
    /// Looks until it is stopped, or once.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let alerts = match read(&self.alerts).and_then(|text| Alerts::read(&text)) {
            Ok(alerts) => alerts,
            Err(why) => return Ok(Ending::Nothing(format!("{}: {why}", self.alerts.display()))),
        };
        // A secret that is none is said at once, and not when there is something to send.
        let secret = |file: &Path, least: usize| self.secret(file, least);
        let hooks = alerts.all.iter().filter_map(|a| a.secret_file.as_deref());
        let kept = hooks.map(|file| secret(file, SECRET).map(drop));
        let keys = alerts
            .mail
            .iter()
            .map(|by| alerts::send::keys(by, &secret).map(drop));
        if let Some(why) = kept.chain(keys).find_map(Result::err) {
            return Ok(Ending::Nothing(why));
        }
        let holder = format!("process {} of {}", std::process::id(), self.by.who());
        let _turn = match alerts::turn(&self.store.archive, &format!("{holder}, since {}", self.by.now())) {
            Ok(turn) => turn,
            Err(why) => return Ok(Ending::Nothing(why)),
        };
        let mut smtp = Smtp::new(self.allow_private);
        let mut http = Http::new(AGENT, self.allow_private);
        // What was found before the command began was told by the one before it.
        let mut known = match Journal::load(&self.store.archive) {
            Ok(journal) => ids(&journal),
            Err(error) => return Ok(refused(&error)),
        };
        loop {
            let at = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            let mut journal = match alerts::look(&self.store.archive, &alerts, &at) {
                Ok(journal) => journal,
                Err(error) => return Ok(refused(&error)),
            };
            let mut out = Output::open(None)?;
            for fired in journal.fired.iter().filter(|f| !known.contains(&f.id)) {
                let line = format!("{}: {}: {}", fired.alert, fired.title, fired.words);
                out.text(&format!("{}\n", tell::guard::inert(&cut(&line, 300))))?;
            }
            known = ids(&journal);
            let now = SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |d| d.as_secs());
            if let Err(error) = alerts::send::due(
                &self.store.archive,
                &mut journal,
                &alerts,
                now,
                &mut Ways {
                    post: &mut http,
                    mail: &mut smtp,
                    secret: &secret,
                },
            ) {
                return Ok(refused(&error));
            }
            let waits = journal.fired.iter().filter(|f| !f.is_done());
            let mut failed = 0;
            for (fired, why) in waits.filter_map(|f| Some((f, f.why_not()?))) {
                failed += 1;
                let line = format!("{}: not sent yet: {why}", fired.alert);
                out.text(&format!("{}\n", tell::guard::inert(&cut(&line, 300))))?;
            }
            out.close()?;
            if self.once {
                return Ok(if failed == 0 {
                    Ending::Whole
                } else {
                    Ending::Partial
                });
            }
            std::thread::sleep(Duration::from_secs(self.every));
        }
    }

    /// The secret of a file, which is named from the folder of the file of alerts on, of so many bytes at least.
    fn secret(&self, file: &Path, least: usize) -> Result<Vec<u8>, String> {
        let folder = self.alerts.parent().unwrap_or_else(|| Path::new(""));
        let path = folder.join(file);
        let said = |why: String| format!("{}: {why}", path.display());
        let secret = read(&path).map_err(said)?.trim().as_bytes().to_vec();
        if secret.len() < least {
            return Err(said(match least {
                0 | 1 => "it is empty".to_owned(),
                least => format!("a secret has {least} bytes or more"),
            }));
        }
        Ok(secret)
    }
}

fn ids(journal: &Journal) -> BTreeSet<String> {
    journal.fired.iter().map(|f| f.id.clone()).collect()
}

fn read(path: &Path) -> Result<String, String> {
    let about = std::fs::metadata(path).map_err(|e| e.to_string())?;
    if about.len() > LARGEST {
        return Err("it is too large".to_owned());
    }
    std::fs::read_to_string(path).map_err(|e| e.to_string())
}
