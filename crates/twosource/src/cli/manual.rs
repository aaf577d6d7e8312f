//! The manual page and the shells' completions, made from the arguments themselves.

use super::{Cli, Ending};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Print the completions for a shell
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Prints them to standard output.
    pub(crate) fn run(self) -> std::io::Result<Ending> {
        clap_complete::generate(
            self.shell,
            &mut Cli::command(),
            "twosource",
            &mut std::io::stdout(),
        );
        Ok(Ending::Whole)
    }
}

/// Prints the manual: the page of the command, and one for each of its commands.
pub(crate) fn man() -> std::io::Result<Ending> {
    let mut out = std::io::stdout().lock();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut out)?;
    for sub in command.get_subcommands().filter(|s| s.get_name() != "help") {
        let name = format!("twosource-{}", sub.get_name());
        clap_mangen::Man::new(sub.clone().name(&*name.leak())).render(&mut out)?;
    }
    Ok(Ending::Whole)
}
