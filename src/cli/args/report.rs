//! The arguments of `kigen report`.

use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

use super::paths;
use crate::message::Lang;

/// The option of `kigen check`.
pub(super) fn record(lang: Lang) -> Arg {
    Arg::new("record")
        .long("record")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .help(match lang {
            Lang::Ja => "依頼ごとに1行の記録を書き加えます（「kigen report」で集計。件名、本文、理由、承認者は含みません）",
            Lang::En => "Add a line for each request to this file, for kigen report (no subject, text, reason or approver is in it)",
        })
}

/// Which plans judge.
pub(super) fn plan(lang: Lang) -> Arg {
    Arg::new("plan")
        .long("plan")
        .value_name("NAME")
        .value_delimiter(',')
        .action(ArgAction::Append)
        .help(match lang {
            Lang::Ja => "判定に用いる計画（複数も可。例：soumu-wlb、yukatsu）。既定は読み込んだ計画のすべて",
            Lang::En => "The plans to judge by (repeatable; such as soumu-wlb or yukatsu); default: all that are loaded",
        })
}

/// The command, without the arguments that others have, too.
pub(super) fn report(lang: Lang, shared: impl IntoIterator<Item = Arg>) -> Command {
    let t = |ja: &'static str, en: &'static str| match lang {
        Lang::Ja => ja,
        Lang::En => en,
    };
    Command::new("report")
        .about(t(
            "依頼の状況（件数、違反、期限までの時間など）を集計します",
            "Count a year's requests: how many, what they breach, how much time they give",
        ))
        .args(paths::recorded(lang))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("human|json|csv|html|xlsx")
                .value_parser(["human", "json", "csv", "html", "xlsx"])
                .default_value("human")
                .hide_default_value(true)
                .hide_possible_values(true)
                .help(t("出力の形式（既定は human）", "Output format (default: human)")),
        )
        .arg(
            Arg::new("output")
                .long("output")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(t(
                    "結果をファイルに書き込みます（既定は標準出力）",
                    "Write the result to this file (default: standard output)",
                )),
        )
        .arg(
            Arg::new("year")
                .long("year")
                .value_name("YEAR")
                .help(t(
                    "集計する年度（4月から翌年3月まで。例：令和7年度、2025）。既定はすべて",
                    "The fiscal year to count, April to March (such as 2025); default: all",
                )),
        )
        .arg(
            Arg::new("compare")
                .long("compare")
                .action(ArgAction::SetTrue)
                .requires("year")
                .help(t("前の年度を並べて示します", "Show the year before beside it")),
        )
        .arg(
            Arg::new("with-subjects")
                .long("with-subjects")
                .action(ArgAction::SetTrue)
                .help(t(
                    "期限までの時間が短い依頼に、ファイル名と件名を示します（既定では示しません）",
                    "Show file names and subjects of the strictest requests (by default they are left out)",
                )),
        )
        .args(shared)
        .after_help(t(
            "終了状態: 0 集計した　2 集計できなかった（引数又は規則の定義の誤り、ないファイル、記録でないファイル）",
            "Exit status: 0 counted, 2 it could not be done (bad usage, an invalid pack, a missing path, no record)",
        ))
}
