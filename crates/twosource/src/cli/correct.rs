//! `twosource correct` and `undo`: what a person puts right, kept beside what was found.

use super::store::{Answer, By, Form, Store, refused, story};
use super::{Ending, show};
use archive::{Archive, Correction, CorrectionKind, Error, Found};
use clap::{Args, ValueEnum};

/// Put something right, with your name and reason; nothing that was found is changed or lost
#[derive(Debug, Args)]
#[command(after_help = "\
A correction is shown beside what was found, as yours. It can be undone (twosource undo NUMBER).\n\n    \
twosource correct note story-0123456789ab --why \"the ministry denied this by phone\" --archive desk\n    \
twosource correct speaker gazette.txt 120-188 --why \"it is the mayor who speaks\" --archive desk")]
pub(crate) struct Correct {
    /// What is put right
    #[arg(value_enum)]
    kind: Kind,

    /// The report or story that it is about
    #[arg(value_name = "ID")]
    target: String,

    /// The other report (together, apart), the bytes START-END of the report's text (speaker, figure), or the name (outlet)
    #[arg(value_name = "VALUE", default_value = "")]
    value: String,

    /// Why
    #[arg(long, value_name = "REASON")]
    why: String,

    #[command(flatten)]
    store: Store,

    #[command(flatten)]
    by: By,

    #[command(flatten)]
    answer: Answer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Two reports are of one story
    Together,
    /// Two reports are of two stories
    Apart,
    /// A quote is not its speaker's
    Speaker,
    /// A figure is not what it was taken for
    Figure,
    /// A report's outlet is another
    Outlet,
    /// A remark on a report or story
    Note,
}

impl From<Kind> for CorrectionKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Together => Self::Together,
            Kind::Apart => Self::Apart,
            Kind::Speaker => Self::Speaker,
            Kind::Figure => Self::Figure,
            Kind::Outlet => Self::Outlet,
            Kind::Note => Self::Note,
        }
    }
}

/// Undo a correction, which stays in the log
#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// The correction's number
    #[arg(value_name = "NUMBER")]
    number: i64,

    /// Why
    #[arg(long, value_name = "REASON")]
    why: String,

    #[command(flatten)]
    store: Store,

    #[command(flatten)]
    by: By,

    #[command(flatten)]
    answer: Answer,
}

impl Correct {
    /// Keeps the correction, once it is one.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let (who, now) = (self.by.who(), self.by.now());
        let keep = || {
            let (target, value) = self.checked()?;
            let made = (who.as_str(), now.as_str(), self.why.as_str());
            archive::correct(&self.store.archive, self.kind.into(), &target, &value, made)
        };
        give(keep(), &self.answer)
    }

    /// What it is about, by full ids.
    fn checked(&self) -> Result<(String, String), Error> {
        let archive = Archive::open(&self.store.archive)?;
        let snapshot = archive.snapshot()?;
        let report = |wanted: &str| match snapshot.find(wanted)? {
            Found::Report(id) => Ok(id),
            Found::Story { id, .. } => Err(Error::Query(format!("{id} is a story; name a report"))),
        };
        match self.kind {
            Kind::Note => match snapshot.find(&self.target)? {
                Found::Report(id) => Ok((id, self.value.clone())),
                Found::Story { .. } => Ok((story(&snapshot, &self.target)?, self.value.clone())),
            },
            Kind::Together | Kind::Apart => {
                let (a, b) = (report(&self.target)?, report(&self.value)?);
                if a == b {
                    return Err(Error::Query(format!("{a} is one report; name two")));
                }
                Ok((a, b))
            }
            Kind::Speaker | Kind::Figure => {
                let id = report(&self.target)?;
                let text = snapshot.report(&id)?.map(|r| r.text).unwrap_or_default();
                let span = self.value.split_once('-').and_then(|(start, end)| {
                    text.span(start.trim().parse().ok()?, end.trim().parse().ok()?)
                        .filter(|s| !s.is_empty())
                });
                let Some(span) = span else {
                    let value = &self.value;
                    return Err(Error::Query(format!(
                        "{value:?} is no range of bytes of the report's text; write START-END"
                    )));
                };
                Ok((id, format!("{}-{}", span.start(), span.end())))
            }
            Kind::Outlet => match self.value.trim() {
                "" => Err(Error::Query("name the outlet".to_owned())),
                name => Ok((report(&self.target)?, name.to_owned())),
            },
        }
    }
}

impl Undo {
    /// Undoes it.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        let (who, now) = (self.by.who(), self.by.now());
        let made = (who.as_str(), now.as_str(), self.why.as_str());
        give(
            archive::undo(&self.store.archive, self.number, made),
            &self.answer,
        )
    }
}

fn give(done: Result<Correction, Error>, answer: &Answer) -> std::io::Result<Ending> {
    let correction = match done {
        Ok(correction) => correction,
        Err(error) => return Ok(refused(&error)),
    };
    let mut out = answer.open()?;
    match answer.format {
        Form::Json => out.pretty(&correction)?,
        Form::Jsonl => out.line(&correction)?,
        Form::Text => out.text(show::corrected(&[correction]).trim_start_matches('\n'))?,
    }
    out.close()?;
    Ok(Ending::Whole)
}
