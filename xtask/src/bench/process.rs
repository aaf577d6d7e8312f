//! Programs run and measured from outside, ours and the peers' in the same way.

use serde::Deserialize;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader, Write, copy};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use wait4::Wait4;

/// A figure is the least of so many runs, since other work on a machine only ever adds.
const RUNS: usize = 3;

/// Seconds after which a program is not run again.
const ENOUGH: f64 = 90.0;

/// What a process took, all of it: its start, and its threads.
#[derive(Clone, Debug, Default)]
pub struct Took {
    /// Seconds of processor, user and system.
    pub cpu: f64,
    /// Seconds by the clock.
    pub wall: f64,
    /// Seconds by the clock until the first line stood on standard output.
    pub first: f64,
    /// The most memory that it held, MB. A child is told to have held what its parent held when it was started, so
    /// this program must stay smaller than what it measures, and reads its rows one by one.
    pub peak: f64,
    /// What the program itself counts as its work, where it does.
    pub account: Option<Account>,
}

/// The line that a peer ends with.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Account {
    /// How many reports or pages it worked on.
    pub items: usize,
    /// Processor seconds of the work alone, without loading libraries and models.
    pub cpu: f64,
}

/// The account at the end of what a program said.
pub fn account(said: &str) -> Option<Account> {
    serde_json::from_str(said.lines().last()?).ok()
}

/// Runs a program once. What it says goes to `said`, and its complaints to a file beside that.
pub fn once(command: &mut Command, said: &Path) -> Result<Took, String> {
    let tell = |error: std::io::Error| format!("{}: {error}", shown(command));
    let complaints = said.with_extension("errors");
    let mut file = File::create(said).map_err(tell)?;
    let errors = File::create(&complaints).map_err(tell)?;
    let start = Instant::now();
    let spawned = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(errors)
        .spawn();
    let tell = |error: std::io::Error| format!("{}: {error}", shown(command));
    let mut child = spawned.map_err(tell)?;
    let mut first = start.elapsed();
    if let Some(out) = child.stdout.take() {
        let mut out = BufReader::new(out);
        let mut line = Vec::new();
        out.read_until(b'\n', &mut line).map_err(tell)?;
        first = start.elapsed();
        file.write_all(&line).map_err(tell)?;
        copy(&mut out, &mut file).map_err(tell)?;
    }
    let end = child.wait4().map_err(tell)?;
    let wall = start.elapsed();
    if !end.status.success() {
        return Err(format!(
            "{} ended with {}: see {}",
            shown(command),
            end.status,
            complaints.display()
        ));
    }
    #[allow(clippy::cast_precision_loss)]
    let peak = end.rusage.maxrss as f64 / 1e6;
    Ok(Took {
        cpu: (end.rusage.utime + end.rusage.stime).as_secs_f64(),
        wall: wall.as_secs_f64(),
        first: first.as_secs_f64(),
        peak,
        account: None,
    })
}

/// Runs a program several times, and gives the least of each figure.
pub fn least(make: impl Fn() -> Command, said: &Path) -> Result<Took, String> {
    let mut best: Option<Took> = None;
    let begun = Instant::now();
    for _ in 0..RUNS {
        let mut took = once(&mut make(), said)?;
        took.account = last_line(said);
        best = Some(best.map_or(took.clone(), |best| best.least(&took)));
        if begun.elapsed().as_secs_f64() > ENOUGH {
            break;
        }
    }
    best.ok_or_else(|| "nothing was run".to_owned())
}

impl Took {
    fn least(self, other: &Self) -> Self {
        let account = match (self.account, &other.account) {
            (Some(own), Some(other)) if other.cpu < own.cpu => Some(other.clone()),
            (own, _) => own,
        };
        Self {
            cpu: self.cpu.min(other.cpu),
            wall: self.wall.min(other.wall),
            first: self.first.min(other.first),
            peak: self.peak.min(other.peak),
            account,
        }
    }
}

fn last_line(said: &Path) -> Option<Account> {
    let lines = BufReader::new(File::open(said).ok()?)
        .lines()
        .map_while(Result::ok);
    account(&lines.last()?)
}

/// A command as a reader would type it, without the folders of this machine.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let bare = |word: &OsStr| {
        let name = Path::new(word).file_name().unwrap_or(word);
        name.to_string_lossy().into_owned()
    };
    words.map(bare).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_the_last_line() {
        let said = "loading\n{\"items\": 20, \"cpu\": 0.5}\n";
        assert_eq!(account(said), Some(Account { items: 20, cpu: 0.5 }));
        assert_eq!(account("a brief\n"), None);
        assert_eq!(account(""), None);
    }

    #[test]
    fn the_least_of_each_figure_is_kept() {
        let run = |cpu, wall, work| Took {
            cpu,
            wall,
            account: Some(Account { items: 1, cpu: work }),
            ..Took::default()
        };
        let least = run(2.0, 5.0, 1.0).least(&run(3.0, 4.0, 0.5));
        assert_eq!((least.cpu, least.wall), (2.0, 4.0));
        assert_eq!(least.account, Some(Account { items: 1, cpu: 0.5 }));
    }

    #[test]
    fn a_command_is_shown_without_folders() {
        let mut command = Command::new("/somewhere/bin/python");
        command.args(["/else/pages.py", "trafilatura", "in.jsonl"]);
        assert_eq!(shown(&command), "python pages.py trafilatura in.jsonl");
    }
}
