//! `kigen completions`: shell completions generated from the definition of the arguments.

use clap::ArgMatches;
use clap_complete::Shell;

use super::{CLEAN, Outcome, args, output};
use crate::message::Lang;

/// Prints a shell's script.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    // clap accepts no other value.
    let shell = matches.get_one::<Shell>("shell").copied().unwrap_or(Shell::Bash);
    // Generated in memory: the generator panics on a write error such as EPIPE.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(lang), "kigen", &mut script);
    output::print_report(&script)?;
    Ok(CLEAN)
}
