//! The command line: one file a command.

mod add;
mod alert;
mod backup;
mod brief;
mod changes;
mod check;
mod compare;
mod correct;
mod dependents;
mod export;
mod list;
mod log;
mod manual;
mod mcp;
mod output;
mod progress;
mod read;
mod rerun;
mod reuse;
mod search;
mod serve;
mod show;
mod store;
mod stories;
mod user;
mod verify;
mod watch;
mod why;
mod worker;

use clap::{Args, Parser, Subcommand, ValueEnum};
use output::Output;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads many news reports of the same events and tells what is independently confirmed, what conflicts, who said what,
/// who copied whom and how it developed, every word traced to the bytes it came from.
#[derive(Debug, Parser)]
#[command(name = "twosource", version, max_term_width = 100, after_help = EXIT)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT: &str = "Exit status: 0 all was read; 1 something was left out, standard error says what; \
2 nothing could be done.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Tell each story with its sources: the main job
    Brief(brief::Brief),
    /// Show what was found in each report by itself
    Read(read::Read),
    /// Show which reports share text, and whose it is
    Reuse(reuse::Reuse),
    /// Set two reports side by side, their shared passages in step
    Compare(compare::Compare),
    /// Hold a claim against reports: who says so, and who says otherwise
    Check(check::Check),
    /// List what rests on a report or an agency, for when it is corrected or withdrawn
    Dependents(dependents::Dependents),
    /// Show which reports tell of the same event
    Stories(stories::Stories),
    /// Say why a report is in its story and not in another
    Why(why::Why),
    /// Read reports into an archive
    Add(add::Add),
    /// Poll feeds into an archive
    Watch(watch::Watch),
    /// Tell of what changed in an archive and somebody wants to hear of
    Alert(alert::Alert),
    /// List the stories or reports of an archive
    List(list::List),
    /// Find reports of an archive by their words
    Search(search::Search),
    /// Show it all in a browser, and give it to programs
    Serve(serve::Serve),
    /// Make a user of the web app
    User(user::User),
    /// Show a report or story of an archive with its history
    Show(show::Show),
    /// Show what changed in an archive since an earlier run
    Changes(changes::Changes),
    /// Put something right in an archive, with your name and reason
    Correct(correct::Correct),
    /// Undo a correction
    Undo(correct::Undo),
    /// Read, group and tell all of an archive anew
    Rerun(rerun::Rerun),
    /// Show the custody log of an archive
    Log(log::Log),
    /// Hash every source of an archive and resolve every citation
    Verify(verify::Verify),
    /// Copy an archive into one file, also while it is written to
    Backup(backup::Backup),
    /// Write an archive out as plain files
    Export(export::Export),
    /// Serve tools of the Model Context Protocol over standard input and output
    Mcp(mcp::Mcp),
    /// Work on a part of a collection: one stage of a run on a cluster
    Worker(worker::Worker),
    /// Print the completions for a shell
    Completions(manual::Completions),
    /// Print the manual page in roff
    Man,
}

/// What every command that reads a pile of inputs takes.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Files, folders, globs, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,

    #[command(flatten)]
    run: Run,
}

/// How inputs are read and where the answer goes.
#[derive(Debug, Args)]
pub(crate) struct Run {
    /// Read a record's field under another name: --field text=articleBody
    #[arg(long = "field", value_name = "OURS=THEIRS", value_parser = field)]
    fields: Vec<(String, String)>,

    /// Threads to use; their number never changes the output [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,

    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Say nothing of progress
    #[arg(long, short)]
    quiet: bool,
}

/// When to colour the terminal view.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    fn wanted(self, run: &Run) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
                !refused && run.output.is_none() && std::io::stdout().is_terminal()
            }
        }
    }
}

/// How the terminal view is laid out.
#[derive(Debug, Args)]
pub(crate) struct Screen {
    /// Columns of the text form [default: the terminal's, at most 100]
    #[arg(long, value_name = "N")]
    width: Option<usize>,

    /// When to colour the text form
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
}

impl Screen {
    /// `widest` columns at most, unless the user asks for more.
    fn style(&self, run: &Run, widest: usize) -> tell::text::Style {
        const USUAL: usize = 100;
        let terminal = || terminal_size::terminal_size().map_or(USUAL, |(w, _)| usize::from(w.0).min(widest));
        tell::text::Style {
            width: self.width.unwrap_or_else(terminal).max(40),
            colour: self.color.wanted(run),
        }
    }
}

/// What a person decides of the stories.
#[derive(Debug, Args)]
pub(crate) struct Decisions {
    /// Put the stories of these reports together; each by id or file, parted by commas
    #[arg(long, value_name = "A,B")]
    together: Vec<String>,

    /// Keep these reports in different stories
    #[arg(long, value_name = "A,B")]
    apart: Vec<String>,
}

impl Decisions {
    /// Whether there are any.
    fn any(&self) -> bool {
        !(self.together.is_empty() && self.apart.is_empty())
    }

    fn of(&self, pile: &engine::Pile) -> Result<Vec<record::Decision>, String> {
        engine::decide(&pile.reports, &self.together, &self.apart)
    }
}

/// How a command ended.
pub(crate) enum Ending {
    /// All was read.
    Whole,
    /// Something was left out.
    Partial,
    /// Nothing could be done.
    Nothing(String),
}

/// Parses the arguments and runs the command.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let ending = match cli.command {
        Command::Brief(command) => command.run(),
        Command::Read(command) => command.run(),
        Command::Reuse(command) => command.run(),
        Command::Compare(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Dependents(command) => command.run(),
        Command::Stories(command) => command.run(),
        Command::Why(command) => command.run(),
        Command::Add(command) => command.run(),
        Command::Watch(command) => command.run(),
        Command::Alert(command) => command.run(),
        Command::List(command) => command.run(),
        Command::Search(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::User(command) => command.run(),
        Command::Show(command) => command.run(),
        Command::Changes(command) => command.run(),
        Command::Correct(command) => command.run(),
        Command::Undo(command) => command.run(),
        Command::Rerun(command) => command.run(),
        Command::Log(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::Backup(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Mcp(command) => command.run(),
        Command::Worker(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::Man => manual::man(),
    };
    match ending {
        Ok(Ending::Whole) => ExitCode::SUCCESS,
        Ok(Ending::Partial) => ExitCode::from(1),
        Ok(Ending::Nothing(why)) => fail(&why),
        // A reader that closes the pipe early has all it wants.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => fail(&format!("can't write: {error}")),
    }
}

fn fail(why: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "twosource: {why}");
    ExitCode::from(2)
}

impl std::ops::Deref for Input {
    type Target = Run;

    fn deref(&self) -> &Run {
        &self.run
    }
}

impl Input {
    /// Reads all inputs; what could not be read is said on standard error.
    fn pile(&self, config: &engine::Config, progress: &dyn engine::Progress) -> engine::Pile {
        self.run.pile(&self.paths, config, progress)
    }
}

impl Run {
    /// Sets the number of threads and says how inputs are opened.
    fn config(&self) -> engine::Config {
        threads(self.threads);
        let mut config = engine::Config::default();
        config.ingest.fields.clone_from(&self.fields);
        config
    }

    fn open(&self) -> std::io::Result<Output> {
        Output::open(self.output.as_deref())
    }

    /// Reads all inputs; what could not be read is said on standard error.
    fn pile(
        &self,
        paths: &[String],
        config: &engine::Config,
        progress: &dyn engine::Progress,
    ) -> engine::Pile {
        let pile = engine::read_pile(paths, config, progress);
        complain(&pile.problems);
        pile
    }
}

/// Sets the number of threads.
fn threads(number: Option<usize>) {
    if let Some(threads) = number {
        // It can only fail where a pool is there already, and then the work is done all the same.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(threads.max(1))
            .build_global();
    }
}

/// Names what was left out, the first twenty in full.
fn complain(problems: &[engine::Problem]) {
    const SHOWN: usize = 20;
    let mut err = std::io::stderr().lock();
    for problem in problems.iter().take(SHOWN) {
        let _ = writeln!(err, "twosource: {problem}");
    }
    if problems.len() > SHOWN {
        let _ = writeln!(
            err,
            "twosource: and {} more could not be read",
            problems.len() - SHOWN
        );
    }
}

/// Says what was bounded, for a form of the output that has no place for it.
fn caution(warnings: &[record::Warning]) {
    let mut err = std::io::stderr().lock();
    for warning in warnings {
        let _ = writeln!(err, "twosource: {}", warning.message);
    }
}

/// How a run over a pile ended, once its output is written.
fn ending(reports: usize, problems: &[engine::Problem]) -> Ending {
    match (reports, problems.len()) {
        (0, _) => Ending::Nothing("no readable report in the input".to_owned()),
        (_, 0) => Ending::Whole,
        _ => Ending::Partial,
    }
}

fn field(text: &str) -> Result<(String, String), String> {
    const OURS: [&str; 11] = [
        "id",
        "url",
        "headline",
        "text",
        "html",
        "published",
        "modified",
        "captured",
        "outlet",
        "author",
        "language",
    ];
    let (ours, theirs) = text
        .split_once('=')
        .ok_or("write it as OURS=THEIRS, such as text=articleBody")?;
    if !OURS.contains(&ours) {
        return Err(format!("{ours:?} is none of our fields: {}", OURS.join(", ")));
    }
    Ok((ours.to_owned(), theirs.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_fit_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_field_is_one_of_ours() {
        assert_eq!(
            field("text=articleBody"),
            Ok(("text".into(), "articleBody".into()))
        );
        assert!(field("articleBody").is_err());
        assert!(field("body=articleBody").is_err());
    }
}
