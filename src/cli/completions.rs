//! `kigen completions`: what a shell completes, from the definition of the arguments.

use clap::ArgMatches;
use clap_complete::Shell;

use super::{CLEAN, Outcome, args, output};
use crate::message::Lang;

/// Prints a shell's script.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    // clap has let no other name through.
    let shell = matches.get_one::<Shell>("shell").copied().unwrap_or(Shell::Bash);
    // Into memory first: the generator panics where it cannot write, and a reader may have gone away.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(lang), "kigen", &mut script);
    output::print_report(&script)?;
    Ok(CLEAN)
}
