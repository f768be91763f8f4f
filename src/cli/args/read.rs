//! The arguments of `kigen read`.

use clap::{Arg, Command};

use crate::message::Lang;

/// The command, without the arguments that others have, too.
pub(super) fn read(lang: Lang, shared: impl IntoIterator<Item = Arg>) -> Command {
    let t = |ja: &'static str, en: &'static str| match lang {
        Lang::Ja => ja,
        Lang::En => en,
    };
    Command::new("read")
        .about(t(
            "依頼やメールから何を読み取ったか（期限、日時、宛先など）を、その語句とともに表示します",
            "Show what was understood of each request or mail (deadlines, times, recipients), with the words that say it",
        ))
        .args(shared)
        .after_help(t(
            "終了状態: 0 表示した　1 読み取れないファイルがあった　2 表示できなかった（引数又は規則の定義の誤り、ないファイル）",
            "Exit status: 0 shown, 1 a file could not be read, 2 it could not be done (bad usage, an invalid pack, a missing path)",
        ))
}
