//! `twosource serve`: the web app and the REST API over an archive, or over plain paths.

use super::store::{By, refused};
use super::{Ending, complain, progress::Line};
use clap::Args;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;

/// A file with a token is one line; of a longer one nothing is taken for a token.
const TOKEN_BYTES: u64 = 4_096;
/// Bytes of a file of users at most.
const USERS_BYTES: u64 = 8 << 20;
/// How often the folder of a reading that was stopped is looked after.
const STOPPING: usize = 50;

/// Show stories, reports and where they differ in a browser, and give them to programs
#[derive(Debug, Args)]
#[command(after_help = "\
Plain paths are read into an archive that is gone when the command ends; with --archive what was added is shown, and what is \
added meanwhile is seen at once. The app answers to this machine alone, unless --listen names another address; then \
everybody must show the token that --token-file holds.\n\n    \
twosource serve examples\n    \
twosource serve --archive desk\n    \
twosource serve --archive desk --listen 0.0.0.0:8040 --token-file token.txt --host desk.example\n\n\
With --host users sign in over https alone: put a proxy that encrypts before the app.")]
pub(crate) struct Serve {
    /// Files, folders or globs to show
    #[arg(
        value_name = "PATH",
        required_unless_present = "archive",
        conflicts_with = "archive"
    )]
    paths: Vec<String>,

    /// An archive to show: its folder, or the file of a backup
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,

    /// Where to listen; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8040")]
    listen: SocketAddr,

    /// Another name under which the app may be asked for, such as that of a proxy before it
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,

    /// A file with the token that everybody must show
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,

    /// A file of users, made by `twosource user`, of whom each signs in by name and password
    #[arg(long, value_name = "FILE")]
    users: Option<PathBuf>,

    /// Requests a second of one client over time, where users sign in [default: 20]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    rate: Option<u32>,

    /// Let users put things right in the archive, under a name that they give
    #[arg(long)]
    edit: bool,

    #[command(flatten)]
    by: By,

    /// Threads to read with [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,

    /// Say nothing of progress
    #[arg(long, short)]
    quiet: bool,
}

impl Serve {
    /// Reads what there is to read, says where it is shown, and shows it until the command is stopped.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        super::threads(self.threads);
        let token = match self.token() {
            Ok(token) => token,
            Err(why) => return Ok(Ending::Nothing(why)),
        };
        let users = match self.users() {
            Ok(users) => users,
            Err(why) => return Ok(Ending::Nothing(why)),
        };
        // From here on a signal ends what is at work in order.
        let mut threads = match serve::Threads::new() {
            Ok(threads) => threads,
            Err(error) => return Ok(Ending::Nothing(error.to_string())),
        };
        // Held until the end, when it is deleted with all that is in it.
        let mut made: Option<TempDir> = None;
        let archive = match &self.archive {
            Some(archive) => archive.clone(),
            None => {
                let folder = tempfile::Builder::new().prefix("twosource-").tempdir()?;
                let archive = folder.path().join("archive");
                let reading = Reading {
                    archive: archive.clone(),
                    paths: self.paths.clone(),
                    who: self.by.who(),
                    began: self.by.now(),
                    quiet: self.quiet,
                };
                match threads.unless_stopped(move || reading.read()) {
                    None => return Ok(left(folder)),
                    Some((_, Some(ending))) => return Ok(ending),
                    Some((going_on, None)) => threads = going_on,
                }
                made = Some(folder);
                archive
            }
        };
        let config = serve::Config {
            archive,
            listen: self.listen,
            hosts: self.hosts,
            token,
            users,
            rate: self.rate,
            editor: self.edit.then(|| self.by.who()),
        };
        let bound = match threads.bind(&config) {
            Ok(bound) => bound,
            Err(error) => return Ok(Ending::Nothing(error.to_string())),
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "http://{}/", bound.at())?;
        out.flush()?;
        drop(out);
        if !self.quiet {
            let _ = writeln!(
                std::io::stderr(),
                "twosource: open it in a browser; Ctrl-C ends it"
            );
        }
        let served = bound.serve();
        drop(made);
        match served {
            Ok(()) => Ok(Ending::Whole),
            Err(error) => Ok(Ending::Nothing(error.to_string())),
        }
    }

    /// The users of the file.
    fn users(&self) -> Result<Option<serve::users::Users>, String> {
        let Some(path) = &self.users else {
            return Ok(None);
        };
        let said = |why: String| format!("{}: {why}", path.display());
        let size = std::fs::metadata(path).map_err(|e| said(e.to_string()))?.len();
        if size > USERS_BYTES {
            return Err(said("it is larger than any file of users".to_owned()));
        }
        let text = std::fs::read_to_string(path).map_err(|e| said(e.to_string()))?;
        serve::users::Users::read(&text).map(Some).map_err(said)
    }

    /// The token of the file.
    fn token(&self) -> Result<Option<String>, String> {
        let Some(path) = &self.token_file else {
            return Ok(None);
        };
        let said = |why: String| format!("{}: {why}", path.display());
        let size = std::fs::metadata(path).map_err(|e| said(e.to_string()))?.len();
        if size > TOKEN_BYTES {
            return Err(said(format!(
                "a file with a token has {TOKEN_BYTES} bytes at most"
            )));
        }
        let text = std::fs::read_to_string(path).map_err(|e| said(e.to_string()))?;
        Ok(Some(text.trim().to_owned()))
    }
}

/// What is read into an archive of its own, in a thread beside the one that waits for signals.
struct Reading {
    archive: PathBuf,
    paths: Vec<String>,
    who: String,
    began: String,
    quiet: bool,
}

impl Reading {
    /// Reads it; how the command ends where there is nothing to show.
    fn read(&self) -> Option<Ending> {
        let config = engine::Config::default();
        let task = desk::Task {
            config: &config,
            who: &self.who,
            began: &self.began,
            ended: &|| self.began.clone(),
            wait: Duration::ZERO,
        };
        let line = Line::new(self.quiet);
        let added = match desk::add(&self.archive, &self.paths, &task, &line, None) {
            Ok(added) => added,
            Err(error) => return Some(refused(&error)),
        };
        drop(line);
        complain(&added.problems);
        (added.summary.reports == 0).then(|| Ending::Nothing("no readable report in the input".to_owned()))
    }
}

/// Deletes the folder of a reading that was stopped. That may still be at work in its thread and put a file there meanwhile.
fn left(folder: TempDir) -> Ending {
    let path = folder.path().to_owned();
    drop(folder);
    for _ in 0..STOPPING {
        match std::fs::remove_dir_all(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => break,
            _ => std::thread::sleep(Duration::from_millis(20)),
        }
    }
    Ending::Whole
}
