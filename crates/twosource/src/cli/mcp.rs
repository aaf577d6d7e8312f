//! `twosource mcp`: the tools for programs that speak the Model Context Protocol.

use super::Ending;
use clap::Args;
use std::path::PathBuf;

/// Serve tools of the Model Context Protocol over standard input and output
#[derive(Debug, Args)]
#[command(after_help = "\
The tools check claims, brief stories, compare reports, find quotes and search. They read the archive and what lies below \
the PATHs that you name here, and nothing else; they write nothing and use no network.\n\n    \
twosource mcp reports/\n    \
twosource mcp --archive desk")]
pub(crate) struct Mcp {
    /// Files and folders that the tools may read
    #[arg(value_name = "PATH", required_unless_present = "archive")]
    paths: Vec<String>,

    /// An archive that the tools read
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,

    /// Threads to use; their number never changes the output [default: one a core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

impl Mcp {
    /// Serves until the client goes.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        super::threads(self.threads);
        match ::mcp::Library::new(self.archive, &self.paths) {
            Ok(library) => ::mcp::serve(library).map(|()| Ending::Whole),
            Err(why) => Ok(Ending::Nothing(why)),
        }
    }
}
