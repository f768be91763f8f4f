//! The arguments of `kigen read`.

use clap::{Arg, Command};

use crate::message::{Entry, Lang, catalogue};

/// The command; `shared` are the arguments it has in common with others.
pub(super) fn read(lang: Lang, shared: impl IntoIterator<Item = Arg>) -> Command {
    let t = |entry: Entry| entry.text(lang);
    Command::new("read")
        .about(t(catalogue::HELP_READ))
        .args(shared)
        .after_help(t(catalogue::HELP_READ_AFTER))
}
