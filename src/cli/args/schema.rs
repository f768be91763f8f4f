//! The arguments of `kigen schema`.

use clap::{Arg, Command};

use crate::message::Lang;

/// The command.
pub(super) fn schema(lang: Lang) -> Command {
    let t = |ja: &'static str, en: &'static str| match lang {
        Lang::Ja => ja,
        Lang::En => en,
    };
    Command::new("schema")
        .about(t(
            "依頼、規則、出力、設定の JSON Schema を表示します（エディターの補完などに使えます）",
            "Print the JSON Schema of requests, rules, the output or configurations (for completion in editors, say)",
        ))
        .arg(
            Arg::new("document")
                .value_name("request|rule|output|line|when|read|report|record|config|exceptions|baseline")
                .required(true)
                .value_parser(crate::schema::Document::ALL.map(crate::schema::Document::name))
                .hide_possible_values(true)
                .help_heading(t("引数", "Arguments"))
                .help(t(
                    "request 依頼の文書、rule 規則集のファイル、output check --format json の出力、line jsonl の一行、when when --format json の出力、read read --format json の出力、report report --format json の出力、record 記録の一行、config 設定（kigen.yaml）、exceptions exceptions --format json の出力、baseline 既存の所見の一覧",
                    "request: a request document; rule: a rule pack's file; output: what check --format json prints; line: a line of jsonl; when: what when --format json prints; read: what read --format json prints; report: what report --format json prints; record: a recorded line; config: a configuration (kigen.yaml); exceptions: what exceptions --format json prints; baseline: a baseline",
                )),
        )
}
