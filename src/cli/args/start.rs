//! The commands that somebody starts with: `init` and `new`.

use clap::{Arg, Command, value_parser};
use std::path::PathBuf;

use crate::message::Lang;

/// `kigen init`
pub(super) fn init(lang: Lang, now: Arg) -> Command {
    let t = |ja: &'static str, en: &'static str| if lang == Lang::Ja { ja } else { en };
    Command::new("init")
        .about(t(
            "設定（kigen.yaml）と依頼の案の見本を作ります",
            "Write a small kigen.yaml and a first request",
        ))
        .arg(
            Arg::new("folder")
                .value_name("DIR")
                .default_value(".")
                .hide_default_value(true)
                .value_parser(value_parser!(PathBuf))
                .help_heading(t("引数", "Arguments"))
                .help(t(
                    "作る場所のフォルダ。既定は現在のフォルダ",
                    "The folder to write into; default: the current folder",
                )),
        )
        .arg(now)
        .after_help(t(
            "既にあるファイルは書き換えません（終了状態は2となります。）。",
            "A file that is there already is not touched (exit status 2).",
        ))
}

/// `kigen new`
pub(super) fn new(lang: Lang, now: Arg) -> Command {
    let t = |ja: &'static str, en: &'static str| if lang == Lang::Ja { ja } else { en };
    Command::new("new")
        .about(t(
            "依頼の記載例を、種別ごとに表示します",
            "Print a filled-in request of a kind",
        ))
        .arg(
            Arg::new("kind")
                .value_name(t("種別", "KIND"))
                .required(true)
                .help_heading(t("引数", "Arguments"))
                .help(t(
                    "協議、査定、調査又は照会（consultation、review、survey、inquiry でも可）",
                    "consultation, review, survey or inquiry (or 協議, 査定, 調査, 照会)",
                )),
        )
        .arg(
            Arg::new("output")
                .long("output")
                .short('o')
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(t(
                    "画面に表示せず、このファイルに書き込みます（既にあるファイルは書き換えません）",
                    "Write it to this file instead (one that is there already is not touched)",
                )),
        )
        .arg(now)
        .after_help(t(
            "終了状態: 0 表示した、又は書き込んだ　2 できなかった（知らない種別、既にあるファイル）",
            "Exit status: 0 done, 2 it could not be done (no such kind, a file that is there already)",
        ))
}
