//! What every command on an archive takes.

use super::{Ending, output::Output};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// The archive that a command is about.
#[derive(Debug, Args)]
pub(crate) struct Store {
    /// The archive: its folder, or the file of a backup
    #[arg(long, value_name = "DIR")]
    pub(crate) archive: PathBuf,
}

/// Who does it, and when.
#[derive(Debug, Args)]
pub(crate) struct By {
    /// Your name, for the custody log [default: the name you are logged in by]
    #[arg(long, value_name = "NAME")]
    who: Option<String>,

    /// The moment to write into the log instead of the clock's
    #[arg(long, value_name = "MOMENT", hide = true)]
    now: Option<String>,
}

impl By {
    /// The user's name.
    pub(crate) fn who(&self) -> String {
        let named = |key: &str| std::env::var(key).ok().filter(|name| !name.trim().is_empty());
        let user = || ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(named);
        self.who
            .clone()
            .or_else(user)
            .unwrap_or_else(|| "unknown".to_owned())
    }

    /// The clock, in whole seconds of UTC: the one place where "now" enters.
    pub(crate) fn now(&self) -> String {
        let clock = || jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        self.now.clone().unwrap_or_else(clock)
    }
}

/// Forms of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For a person
    #[default]
    Text,
    /// One object
    Json,
    /// One entry a line
    Jsonl,
}

/// In which form an answer is given, and where.
#[derive(Debug, Args)]
pub(crate) struct Answer {
    /// Form of the output
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Form,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Answer {
    /// Where the answer goes.
    pub(crate) fn open(&self) -> std::io::Result<Output> {
        Output::open(self.output.as_deref())
    }
}

/// Which part of a list is wanted.
#[derive(Debug, Args)]
pub(crate) struct Part {
    /// At most so many entries
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,

    /// Pass over the first so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
}

impl Part {
    /// As the archive takes it.
    pub(crate) fn page(&self) -> archive::Page {
        archive::Page {
            limit: self.limit,
            offset: self.offset,
        }
    }

    /// Says what the list has beyond this part; nothing where this is all.
    pub(crate) fn rest(&self, shown: usize, total: i64) -> String {
        let last = i64::try_from(self.offset + shown).unwrap_or(i64::MAX);
        if shown > 0 && last < total {
            format!(
                "{} to {last} of {total}; --offset {last} shows the next\n",
                self.offset + 1
            )
        } else {
            String::new()
        }
    }
}

/// What narrows a list.
#[derive(Debug, Args)]
pub(crate) struct Narrow {
    /// Outlets with these words in their name
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// Reports that name this person: a full name or a surname
    #[arg(long, value_name = "NAME")]
    person: Option<String>,

    /// Published from this date on: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = super::brief::date)]
    from: Option<String>,

    /// Published up to this date
    #[arg(long, value_name = "DATE", value_parser = super::brief::date)]
    to: Option<String>,

    /// Reports of this story
    #[arg(long, value_name = "ID")]
    story: Option<String>,
}

impl Narrow {
    /// As the archive takes it; the story is looked up.
    pub(crate) fn filter(&self, snapshot: &archive::Snapshot<'_>) -> Result<archive::Filter, archive::Error> {
        let story = self
            .story
            .as_ref()
            .map(|wanted| story(snapshot, wanted))
            .transpose()?;
        Ok(archive::Filter {
            outlet: self.outlet.clone(),
            person: self.person.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            story,
            ..archive::Filter::default()
        })
    }
}

/// The story that a user means: by its own id, or by that of a report in it.
pub(crate) fn story(snapshot: &archive::Snapshot<'_>, wanted: &str) -> Result<String, archive::Error> {
    match snapshot.find(wanted)? {
        archive::Found::Story { id, .. } => Ok(id),
        archive::Found::Report(id) => snapshot
            .report_row(&id)?
            .and_then(|row| row.story)
            .ok_or_else(|| archive::Error::Query(format!("the report {id} is in no story"))),
    }
}

/// How a command ends that the archive refused.
pub(crate) fn refused(error: &archive::Error) -> Ending {
    Ending::Nothing(error.to_string())
}

/// One line of words, cut to `width` letters.
pub(crate) fn cut(words: &str, width: usize) -> String {
    let flat = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= width {
        return flat;
    }
    let short: String = flat.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", short.trim_end())
}

/// `1 report`, `2 reports`.
pub(crate) fn counted(n: i64, what: &str) -> String {
    match (n, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        (_, None) => format!("{n} {what}s"),
    }
}
