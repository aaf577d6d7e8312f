//! `twosource user`: a line for the file of users that `twosource serve --users` takes.

use super::Ending;
use clap::Args;
use serve::users::{self, Role, Users};
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

/// Bytes of a file of users at most.
const LARGEST: u64 = 8 << 20;

/// Make a user of the web app, or give one another password or role
#[derive(Debug, Args)]
#[command(after_help = "\
Readers see and search; editors also put things right and add reports; admins also have all told anew and see the \
whole log. The password is made here and told once, unless --password-stdin gives one; the file keeps its hash alone \
(Argon2id).\n\n    \
twosource user ann --role editor --file users.txt\n    \
twosource serve --archive desk --edit --users users.txt")]
pub(crate) struct User {
    /// The user's name, which the log will show
    name: String,

    /// What they may do
    #[arg(long, value_name = "ROLE", default_value = "reader", value_parser = ["reader", "editor", "admin"])]
    role: String,

    /// The file of users, made where there is none; without it the line is written to standard output
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,

    /// Take the password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
}

impl User {
    /// Writes the line, and tells the password where it was made here.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let given = if self.password_stdin {
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line)?;
            Some(line.trim_end_matches(['\r', '\n']).to_owned())
        } else {
            None
        };
        let made = || -> Result<(String, String), String> {
            let password = given.clone().map_or_else(users::password, Ok)?;
            let role = Role::named(&self.role).ok_or("a role is reader, editor or admin")?;
            Ok((users::line(&self.name, role, &password)?, password))
        };
        let (line, password) = match made() {
            Ok(made) => made,
            Err(why) => return Ok(Ending::Nothing(why)),
        };
        match &self.file {
            Some(file) => {
                if let Err(why) = put(file, &self.name, &line) {
                    return Ok(Ending::Nothing(format!("{}: {why}", file.display())));
                }
                if given.is_none() {
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "{password}")?;
                    writeln!(
                        std::io::stderr(),
                        "twosource: this is the password; it is told this once"
                    )?;
                }
            }
            None => {
                writeln!(std::io::stdout(), "{line}")?;
                if given.is_none() {
                    writeln!(std::io::stderr(), "twosource: the password is {password}")?;
                }
            }
        }
        Ok(Ending::Whole)
    }
}

/// Puts the line into the file in the place of an older one of the same user, all of it or nothing.
fn put(file: &Path, name: &str, line: &str) -> Result<(), String> {
    let said = |e: std::io::Error| e.to_string();
    let before = match std::fs::metadata(file) {
        Ok(about) if about.len() > LARGEST => return Err("it is larger than any file of users".to_owned()),
        Ok(_) => std::fs::read_to_string(file).map_err(said)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(said(error)),
    };
    let theirs = |l: &&str| l.split(':').next().is_some_and(|n| n.trim() == name.trim());
    let mut text: String = before
        .lines()
        .filter(|l| l.trim_start().starts_with('#') || !theirs(l))
        .flat_map(|l| [l, "\n"])
        .collect();
    text.push_str(line);
    text.push('\n');
    Users::read(&text)?;
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty());
    // A temporary file of this kind can be read by its owner alone.
    let mut whole =
        tempfile::NamedTempFile::new_in(folder.unwrap_or_else(|| Path::new("."))).map_err(said)?;
    whole.write_all(text.as_bytes()).map_err(said)?;
    whole.persist(file).map_err(|e| said(e.error))?;
    Ok(())
}
