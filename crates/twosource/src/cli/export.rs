//! `twosource export`: all of an archive as plain files.

use super::store::{Store, counted, refused};
use super::{Ending, output::Output};
use archive::{Archive, Error, Page, Snapshot};
use clap::Args;
use serde::Serialize;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Write an archive out as plain files, for other programs or to hand on
#[derive(Debug, Args)]
#[command(after_help = "\
The folder gets reports.jsonl (as twosource read gives them), stories.jsonl (as twosource brief --format jsonl gives \
them), custody.jsonl, corrections.jsonl, runs.jsonl, and in sources/ every source's untouched bytes under their SHA-256.")]
pub(crate) struct Export {
    /// The folder to write to; it must be new or empty
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,

    /// Only this story's reports and sources
    #[arg(long, value_name = "ID")]
    story: Option<String>,

    #[command(flatten)]
    store: Store,
}

impl Export {
    /// Writes what the last whole run left.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        match self.export() {
            Err(error) => Ok(refused(&error)),
            Ok((reports, stories)) => {
                let mut out = Output::open(None)?;
                out.text(&format!(
                    "{}: {}, {}\n",
                    self.folder.display(),
                    counted(reports, "report"),
                    counted(stories, "story")
                ))?;
                out.close()?;
                Ok(Ending::Whole)
            }
        }
    }

    fn export(&self) -> Result<(i64, i64), Error> {
        let archive = Archive::open(&self.store.archive)?;
        let snapshot = archive.snapshot()?;
        let (stories, reports) = match &self.story {
            None => (snapshot.story_ids()?, snapshot.report_ids()?),
            Some(wanted) => {
                let id = super::store::story(&snapshot, wanted)?;
                let members = snapshot.members(&id)?.into_keys().collect();
                (vec![id], members)
            }
        };
        let taken = std::fs::read_dir(&self.folder).is_ok_and(|mut entries| entries.next().is_some());
        if taken {
            return Err(Error::Query(format!(
                "{} is not empty; name a new folder",
                self.folder.display()
            )));
        }
        let sources = self.folder.join("sources");
        std::fs::create_dir_all(&sources).map_err(|e| Error::file(&sources, &e))?;
        let mut lines = Lines::create(&self.folder.join("reports.jsonl"))?;
        for id in &reports {
            if let (Some(report), Some(source)) = (snapshot.report(id)?, snapshot.source(id)?) {
                lines.add(&report)?;
                let file = sources.join(source.id().as_str());
                std::fs::write(&file, source.bytes()).map_err(|e| Error::file(&file, &e))?;
            }
        }
        lines.close()?;
        let mut lines = Lines::create(&self.folder.join("stories.jsonl"))?;
        for id in &stories {
            if let Some(briefing) = snapshot.story(id)? {
                lines.add(&briefing)?;
            }
        }
        lines.close()?;
        if self.story.is_none() {
            self.history(&snapshot)?;
        }
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        Ok((count(reports.len()), count(stories.len())))
    }

    fn history(&self, snapshot: &Snapshot<'_>) -> Result<(), Error> {
        let mut lines = Lines::create(&self.folder.join("custody.jsonl"))?;
        let mut page = Page {
            limit: 10_000,
            offset: 0,
        };
        loop {
            let entries = snapshot.log(None, page)?.rows;
            if entries.is_empty() {
                break;
            }
            entries.iter().try_for_each(|entry| lines.add(entry))?;
            page.offset += page.limit;
        }
        lines.close()?;
        let mut lines = Lines::create(&self.folder.join("corrections.jsonl"))?;
        snapshot
            .corrections(None)?
            .iter()
            .try_for_each(|c| lines.add(c))?;
        lines.close()?;
        let mut lines = Lines::create(&self.folder.join("runs.jsonl"))?;
        snapshot.runs()?.iter().rev().try_for_each(|run| lines.add(run))?;
        lines.close()
    }
}

/// A file of JSON Lines.
struct Lines {
    path: PathBuf,
    file: BufWriter<File>,
}

impl Lines {
    fn create(path: &Path) -> Result<Self, Error> {
        Ok(Self {
            file: BufWriter::new(File::create(path).map_err(|e| Error::file(path, &e))?),
            path: path.to_owned(),
        })
    }

    fn add(&mut self, value: &impl Serialize) -> Result<(), Error> {
        let written = serde_json::to_writer(&mut self.file, value).map_err(std::io::Error::from);
        written
            .and_then(|()| self.file.write_all(b"\n"))
            .map_err(|e| Error::file(&self.path, &e))
    }

    fn close(mut self) -> Result<(), Error> {
        self.file.flush().map_err(|e| Error::file(&self.path, &e))
    }
}
