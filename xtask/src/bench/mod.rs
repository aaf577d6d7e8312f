//! `cargo xtask bench --peers [--binary PATH]`: ours and the peers' programs on the same inputs, one after the other on one
//! machine, written to `benches/RESULTS.md`.
//!
//! Every program is a process of its own, held to one thread, and measured from outside. Of a peer only the work counts
//! against it, of Twosource everything. `--binary` takes a `twosource` that is built, with `evals` beside it; without it
//! both are built in the release profile.

#![allow(unreachable_pub)] // Here `pub` marks what the files of this room use of each other.

#[path = "../../../evals/stories/b_cubed.rs"]
mod b_cubed;
mod inputs;
#[path = "../../../evals/pages/measure.rs"]
mod measure;
mod process;
mod steps;
mod table;
mod whole;

use process::{Took, least};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use table::Line;

/// Where everything lies while it is measured.
struct Bench {
    root: PathBuf,
    folder: PathBuf,
    python: PathBuf,
    twosource: PathBuf,
    evals: PathBuf,
}

/// Measures everything, writes the results, and prints them.
pub fn peers(binary: Option<&Path>) -> Result<(), String> {
    let bench = Bench::new(binary)?;
    let mut text = bench.head(binary.is_some());
    for (name, step) in steps::STEPS {
        bench.progress(name);
        text.push('\n');
        text.push_str(&step(&bench)?);
    }
    let results = bench.root.join("benches/RESULTS.md");
    std::fs::write(&results, &text).map_err(|e| format!("{}: {e}", results.display()))?;
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(())
}

impl Bench {
    fn new(binary: Option<&Path>) -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        let folder = target.join("peers");
        std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let twosource = match binary {
            Some(path) => path.to_owned(),
            None => {
                let packages = ["build", "--release", "--locked", "-p", "twosource", "-p", "evals"];
                done(Command::new("cargo").args(packages).current_dir(&root))?;
                target.join("release/twosource")
            }
        };
        let evals = twosource.with_file_name("evals");
        for program in [&twosource, &evals] {
            if !program.is_file() {
                return Err(format!("{} is not there", program.display()));
            }
        }
        let python = folder.join("bin/python");
        if !python.is_file() {
            done(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        }
        let wanted = root.join("benches/peers/requirements.txt");
        let install = ["-m", "pip", "install", "--quiet", "--requirement"];
        done(Command::new(&python).args(install).arg(wanted))?;
        Ok(Self {
            root,
            folder,
            python,
            twosource,
            evals,
        })
    }

    /// What was measured with what, and how to read it.
    fn head(&self, given: bool) -> String {
        let said = |program: &Path, arguments: &[&str]| {
            let out = Command::new(program)
                .args(arguments)
                .current_dir(&self.root)
                .output();
            out.map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned())
                .unwrap_or_default()
        };
        let version = said(&self.twosource, &["--version"]);
        let commit = said(Path::new("git"), &["rev-parse", "--short", "HEAD"]);
        let whence = if given {
            format!("handed over built (`--binary`), measured from a checkout at commit {commit}")
        } else {
            format!("built in the release profile at commit {commit}")
        };
        let versions =
            std::fs::read_to_string(self.root.join("benches/peers/requirements.txt")).unwrap_or_default();
        let pinned = versions.lines().filter_map(|line| line.split_once("=="));
        let pinned: Vec<String> = pinned
            .map(|(name, version)| format!("{name} {version}"))
            .collect();
        format!(
            "# Speed against peers\n\n\
             Written by `cargo xtask bench --peers`, never by hand.\n\n\
             - Machine: {}.\n\
             - Twosource: {version}, {whence}.\n\
             - Peers: {}; {}.\n\
             - Every program is a process of its own with one thread, on the same input, one after the other. *CPU s* are processor\n  \
               seconds, user and system, the least of up to three runs: the machine is not idle, and other work changes them\n  \
               less than the clock. Of a peer they are the work alone, without loading Python, libraries and models (*with loading* has\n  \
               those too); of Twosource always the whole process. *Peak MB* is the whole process for both.\n\
             - *Against Twosource* says how many times as long as its first line the others took.\n",
            machine(),
            said(&self.python, &["--version"]),
            pinned.join(", "),
        )
    }

    fn progress(&self, what: &str) {
        let _ = writeln!(std::io::stderr(), "xtask: {what}");
    }

    /// A file among the inputs and findings.
    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A peer's script on an input; what it finds goes to `found.jsonl`.
    fn peer(&self, script: &str, arguments: &[&str], input: &str) -> Command {
        let mut command = one_thread(&self.python);
        command
            .arg(self.root.join("benches/peers").join(script))
            .args(arguments);
        command.arg(self.file(input)).arg(self.file("found.jsonl"));
        command
    }

    /// Twosource on an input.
    fn own(&self, arguments: &[&str], input: &Path) -> Command {
        let mut command = one_thread(&self.twosource);
        command.args(arguments).args(["--quiet", "--threads", "1"]);
        command.arg("--output").arg(self.file("own.jsonl")).arg(input);
        command
    }

    fn evals(&self, arguments: &[&str]) -> Command {
        let mut command = one_thread(&self.evals);
        command.args(arguments);
        command
    }

    /// The least that a program takes, as a line of the table. What it said last lies in `said.txt`.
    fn line(&self, who: &str, items: usize, make: impl Fn() -> Command) -> Result<Line, String> {
        let command = process::shown(&make());
        self.progress(&command);
        let took = least(make, &self.file("said.txt"))?;
        let own = who.starts_with("Twosource");
        let work = took.account.as_ref().map_or(took.cpu, |account| account.cpu);
        Ok(Line {
            who: who.to_owned(),
            own,
            items: took.account.as_ref().map_or(items, |account| account.items),
            work,
            took,
            quality: String::new(),
            command,
        })
    }

    /// What the program that was run last said.
    fn said(&self) -> String {
        std::fs::read_to_string(self.file("said.txt")).unwrap_or_default()
    }

    /// Runs a program once for what it says.
    fn told(&self, mut command: Command) -> Result<(String, Took), String> {
        self.progress(&process::shown(&command));
        let took = process::once(&mut command, &self.file("said.txt"))?;
        Ok((self.said(), took))
    }
}

/// A program that is held to one thread, whichever library it works with.
fn one_thread(program: &Path) -> Command {
    let mut command = Command::new(program);
    for library in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"] {
        command.env(library, "1");
    }
    command
}

fn done(command: &mut Command) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{} ended with {status}", process::shown(command))),
        Err(error) => Err(format!("{}: {error}", process::shown(command))),
    }
}

/// Processor, cores, memory and load.
fn machine() -> String {
    let of = |file: &str, key: &str| {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(key));
        line.and_then(|line| line.split_once(':'))
            .map(|(_, value)| value.trim().to_owned())
    };
    let mut out = of("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown processor".to_owned());
    if let (Some(family), Some(model)) = (of("/proc/cpuinfo", "cpu family"), of("/proc/cpuinfo", "model\t")) {
        let _ = write!(out, " (family {family}, model {model})");
    }
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let _ = write!(out, ", {cores} cores");
    let memory =
        of("/proc/meminfo", "MemTotal").and_then(|kb| kb.split_whitespace().next()?.parse::<u64>().ok());
    if let Some(kb) = memory {
        let _ = write!(out, ", {} GB", kb / 1_000_000);
    }
    if let Ok(load) = std::fs::read_to_string("/proc/loadavg") {
        let _ = write!(
            out,
            ", load at the start {}",
            load.split(' ').next().unwrap_or_default()
        );
    }
    out
}
