//! Which paths a command looks at.

use clap::{Arg, value_parser};
use std::path::PathBuf;

use crate::message::Lang;

/// `PATHS` or `--paths-from`, of a command that reads requests.
pub(super) fn paths(lang: Lang) -> [Arg; 2] {
    of(
        lang,
        "ファイル、フォルダ、又は - （標準入力）。既定は現在のフォルダ",
        "Files, folders or - (standard input); default: the current folder",
    )
}

/// Of one that does not read standard input.
pub(super) fn files(lang: Lang) -> [Arg; 2] {
    of(
        lang,
        "ファイル又はフォルダ。既定は現在のフォルダ",
        "Files or folders; default: the current folder",
    )
}

/// Of one that reads records, too.
pub(super) fn recorded(lang: Lang) -> [Arg; 2] {
    of(
        lang,
        "ファイル、フォルダ、記録（.jsonl）、又は - （標準入力）。既定は現在のフォルダ",
        "Files, folders, records (.jsonl) or - (standard input); default: the current folder",
    )
}

fn of(lang: Lang, ja: &'static str, en: &'static str) -> [Arg; 2] {
    let t = |ja: &'static str, en: &'static str| if lang == Lang::Ja { ja } else { en };
    let paths = Arg::new("paths")
        .value_name("PATHS")
        .num_args(0..)
        .value_parser(value_parser!(PathBuf))
        .help_heading(t("引数", "Arguments"))
        .help(t(ja, en));
    let listed = Arg::new("paths-from")
        .long("paths-from")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .conflicts_with("paths")
        .help(t(
            "パスの一覧（NUL区切り。- は標準入力。例：find -print0 の出力）",
            "A list of paths, separated by NUL (- for standard input; as find -print0 writes it)",
        ));
    [paths, listed]
}
