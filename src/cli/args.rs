//! The arguments, described in the language of the run.

mod paths;
mod read;
mod report;
mod schema;
mod start;

use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};
use std::ffi::OsString;
use std::path::PathBuf;

use crate::message::Lang;
use crate::report::Format;

/// What findings mean for sending, and the exit status.
const MEANINGS_JA: &str = "\
所見の重さ（発出について）:
  違反・誤り  直すまで発出できない
  注意        内容を確かめたうえで発出する
  参考        発出を妨げない
  未判定      不足する記載を補うまで、適合するか分からない

終了状態: 0 問題なし　1 --fail-on 以上の所見あり　2 確認できなかった";
const MEANINGS_EN: &str = "\
What findings mean for sending:
  error         must be fixed before it is sent
  warning       needs a look before it is sent
  info          does not prevent sending
  undetermined  unknown until what is missing is stated

Exit status: 0 nothing found, 1 findings at or above --fail-on, 2 the check could not be completed";

/// The command line.
pub(super) fn command(lang: Lang) -> Command {
    let t = |ja: &'static str, en: &'static str| if lang == Lang::Ja { ja } else { en };
    let template = t(
        "{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}",
        "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    );
    let headed = |command: Command| {
        let options = t("オプション", "Options");
        // The heading to come holds for arguments to come: those that a command has already get it here.
        let under = |arg: Arg| {
            if arg.get_help_heading().is_none() {
                arg.help_heading(options)
            } else {
                arg
            }
        };
        command
            .mut_args(under)
            .help_template(template)
            .next_help_heading(options)
            .disable_help_flag(true)
            .arg(
                Arg::new("help")
                    .short('h')
                    .long("help")
                    .action(ArgAction::Help)
                    .help(t("この説明を表示します", "Show this help")),
            )
    };
    // Of every command, and before it too: the help itself is in one of the two.
    let language = Arg::new("lang")
        .long("lang")
        .global(true)
        .value_name("ja|en")
        .value_parser(["ja", "en"])
        .hide_possible_values(true)
        .help_heading(t("オプション", "Options"))
        .help(t(
            "表示の言語（既定は環境の言語。指定がなければ日本語）",
            "Language of messages (default: the locale's; Japanese where it says nothing)",
        ));
    let now = || {
        Arg::new("now").long("now").value_name("T").help(t(
            "現在とみなす日時（例：2025-09-09T17:30）",
            "The moment taken as now (such as 2025-09-09T17:30)",
        ))
    };
    let rules = || {
        Arg::new("rules")
            .long("rules")
            .value_name("DIR")
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .help(t(
                "追加する規則の定義（plan.yaml と規則のファイル）のフォルダ",
                "A folder with a further rule pack (plan.yaml and rule files)",
            ))
    };
    let config = || {
        [
            Arg::new("config")
                .long("config")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .conflicts_with("no-config")
                .help(t(
                    "用いる設定ファイル（既定は、ファイルごとに最も近い kigen.yaml）",
                    "The configuration to use (default: the kigen.yaml nearest to each file)",
                )),
            Arg::new("no-config")
                .long("no-config")
                .action(ArgAction::SetTrue)
                .help(t("設定ファイルを用いません", "Use no configuration")),
        ]
    };
    let format = |formats: [&'static str; 2]| {
        Arg::new("format")
            .long("format")
            .value_name("human|json")
            .value_parser(formats)
            .default_value("human")
            .hide_default_value(true)
            .hide_possible_values(true)
            .help(t("出力の形式（既定は human）", "Output format (default: human)"))
    };
    let color = || {
        Arg::new("color")
            .long("color")
            .value_name("auto|always|never")
            .value_parser(["auto", "always", "never"])
            .default_value("auto")
            .hide_default_value(true)
            .hide_possible_values(true)
            .help(t(
                "色の使用（既定は端末に限り使用。NO_COLOR に従います）",
                "Use of colour (default: on a terminal; NO_COLOR is respected)",
            ))
    };
    let stdin_filename = || {
        Arg::new("stdin-filename")
            .long("stdin-filename")
            .value_name("NAME")
            .help(t(
                "標準入力の内容のファイル名",
                "The file name of what comes on standard input",
            ))
    };
    let send_now = || {
        Arg::new("send-now")
            .long("send-now")
            .action(ArgAction::SetTrue)
            .help(t(
                "発出日時の記載によらず、現在発出するものとして判定します",
                "Judge every request as sent now, whatever it says",
            ))
    };
    let check = Command::new("check")
        .about(t(
            "依頼の案を計画の規則に照らして確認します",
            "Check requests against the plan's rules",
        ))
        .args(paths::paths(lang))
        .arg(
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(Format::ALL.map(Format::name))
                .default_value("human")
                .hide_default_value(true)
                .hide_possible_values(true)
                .help(t(
                    "出力の形式（既定は human。ほかに json、jsonl、sarif、github、gitlab、junit、checkstyle、rdjsonl、concise）",
                    "Output format (default: human; json, jsonl, sarif, github, gitlab, junit, checkstyle, rdjsonl, concise)",
                )),
        )
        .arg(
            Arg::new("output")
                .long("output")
                .value_name("FORMAT=FILE")
                .action(ArgAction::Append)
                .conflicts_with("diff")
                .value_parser(value_parser!(OsString))
                .help(t(
                    "同じ結果をファイルにも書き込みます（複数も可。例：sarif=report.sarif）",
                    "Also write the result to a file, in another format (repeatable; such as sarif=report.sarif)",
                )),
        )
        .arg(now())
        .arg(
            Arg::new("fail-on")
                .long("fail-on")
                .value_name("error|warning|info|never")
                .value_parser(["error", "warning", "info", "never"])
                .default_value("error")
                .hide_default_value(true)
                .hide_possible_values(true)
                .help(t(
                    "終了状態を1とする重さ（既定は error）",
                    "The severity from which the exit status is 1 (default: error)",
                )),
        )
        .arg(
            Arg::new("fail-on-undetermined")
                .long("fail-on-undetermined")
                .action(ArgAction::SetTrue)
                .help(t(
                    "判断できない規則があるときも、終了状態を1とします",
                    "Exit with status 1 where a rule is undetermined, too",
                )),
        )
        .arg(
            Arg::new("brief")
                .long("brief")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["format", "diff"])
                .help(t(
                    "依頼ごとに、結論、ファイル、件名及び対処を1行で示します",
                    "Show a line a request: the verdict, the path, the subject and what to do",
                )),
        )
        .arg(
            Arg::new("select")
                .long("select")
                .value_name("CODES")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .help(t(
                    "使う規則（番号又はその頭。例：KG1,KG201）",
                    "Rules to use, by code or prefix (such as KG1,KG201)",
                )),
        )
        .arg(
            Arg::new("ignore")
                .long("ignore")
                .value_name("CODES")
                .value_delimiter(',')
                .action(ArgAction::Append)
                .help(t(
                    "使わない規則（番号又はその頭）",
                    "Rules to leave out, by code or prefix",
                )),
        )
        .arg(rules())
        .args(config())
        .arg(
            Arg::new("horizon")
                .long("horizon")
                .value_name("DAYS")
                .value_parser(value_parser!(u32).range(1..=3660))
                .help(t(
                    "予定表の繰り返しを判定する日数（既定は365日）、雛形の発出を確かめる日数（既定は3年）",
                    "How many days ahead recurring events of a calendar are judged (default: 365), and templates sent (default: three years)",
                )),
        )
        .arg(
            Arg::new("fix")
                .long("fix")
                .action(ArgAction::SetTrue)
                .help(t(
                    "安全に修正できる日時を書き換えます（- では修正後の内容を標準出力に、所見を標準エラー出力に示します）",
                    "Write the fixes that are safe (with -, the text goes to standard output and the report to standard error)",
                )),
        )
        .arg(
            Arg::new("diff")
                .long("diff")
                .action(ArgAction::SetTrue)
                .conflicts_with("format")
                .help(t(
                    "--fix による変更を差分で示し、ファイルは書き換えません（git apply などで適用できます）",
                    "Show what --fix would change as a diff (for git apply or patch -p1), and write nothing",
                )),
        )
        .group(ArgGroup::new("fixing").args(["fix", "diff"]).multiple(true))
        .arg(
            Arg::new("unsafe-fixes")
                .long("unsafe-fixes")
                .action(ArgAction::SetTrue)
                .requires("fixing")
                .help(t(
                    "内容の確認を要する修正（曜日の誤り、本文にある同じ日時）も行います",
                    "Also make fixes whose result must be reviewed (a wrong weekday, repeats in the body)",
                )),
        )
        .arg(
            Arg::new("baseline")
                .long("baseline")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(t(
                    "既存の所見の一覧。ここにある所見は数えるだけで示しません",
                    "A baseline: the findings it knows are counted and not shown",
                )),
        )
        .arg(
            Arg::new("write-baseline")
                .long("write-baseline")
                .value_name("FILE")
                .num_args(0..=1)
                .require_equals(true)
                .conflicts_with("diff")
                .default_missing_value("")
                .hide_default_value(true)
                .value_parser(value_parser!(OsString))
                .help(t(
                    "今の所見を既存の所見の一覧に書き込みます（既定は --baseline のファイル又は kigen-baseline.json）",
                    "Write today's findings to the baseline (default: the file of --baseline, else kigen-baseline.json)",
                )),
        )
        .arg(report::record(lang))
        .arg(report::plan(lang))
        .arg(
            Arg::new("since")
                .long("since")
                .value_name("REV")
                .allow_hyphen_values(true)
                .help(t(
                    "gitのコミット（例：main、HEAD~1）から変更のあったファイルだけを確認します",
                    "Check only files changed since a git commit (such as main or HEAD~1)",
                )),
        )
        .arg(stdin_filename())
        .arg(send_now())
        .arg(
            Arg::new("verbose")
                .long("verbose")
                .short('v')
                .action(ArgAction::SetTrue)
                .help(t(
                    "対象外としたファイル、例外とした所見、既存の所見も一覧にします",
                    "Also list what was left out, excepted or baselined",
                )),
        )
        .arg(color())
        .after_help(t(MEANINGS_JA, MEANINGS_EN));
    let when = Command::new("when")
        .about(t(
            "依頼ごとに、適合する最も早い期限、いつまで発出できるか、依頼文に使える一文を表示します",
            "Show for each request the earliest due time that complies, until when it may be sent, and a sentence to paste",
        ))
        .args(paths::paths(lang))
        .arg(format(["human", "json"]))
        .arg(now())
        .arg(send_now())
        .arg(report::plan(lang))
        .arg(rules())
        .args(config())
        .arg(stdin_filename())
        .arg(color())
        .after_help(t(
            "終了状態: 0 表示した　2 表示できなかった（引数又は規則の定義の誤り、ないファイル、読めないファイル）",
            "Exit status: 0 shown, 2 it could not be done (bad usage, an invalid pack, a path that cannot be read)",
        ));
    let shared = [format(["human", "json"]), now(), rules()].into_iter();
    let shared = shared.chain(config()).chain([stdin_filename(), color()]);
    let shared = shared.chain(paths::paths(lang)).chain([report::plan(lang)]);
    let read = read::read(lang, shared);
    let shared = [now(), rules()].into_iter().chain(config());
    let report = report::report(lang, shared.chain([stdin_filename(), report::plan(lang)]));
    let test = Command::new("test")
        .about(t(
            "規則の定義に書かれた例を試し、規則が例のとおりに働くか確かめます",
            "Run a pack's examples: every bad one must raise its rule, and no good one may",
        ))
        .arg(
            Arg::new("folder")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help_heading(t("引数", "Arguments"))
                .help(t("規則の定義のフォルダ、又はその中のファイル。既定は組み込みの定義", "A pack's folder, or a file in it; default: the pack that ships")),
        )
        .after_help(t(
            "終了状態: 0 すべて期待どおり　1 期待と異なる例あり　2 確認できなかった（定義の誤り、規則なし）",
            "Exit status: 0 all as expected, 1 an example failed, 2 it could not be done (an invalid pack, no rules)",
        ));
    let catalogue = Command::new("rules")
        .about(t("規則の一覧を表示します", "List the rules"))
        .subcommand_help_heading(t("コマンド", "Commands"))
        .subcommand_value_name(t("コマンド", "COMMAND"))
        .disable_help_subcommand(true)
        .args_conflicts_with_subcommands(true)
        .arg(report::plan(lang))
        .arg(rules())
        .args(config())
        .arg(format(["human", "json"]))
        .subcommand(headed(test));
    let explain = Command::new("explain")
        .about(t(
            "規則の内容、根拠、用いる値及び例を表示します",
            "Explain rules: the clause, the values they are judged by, examples",
        ))
        .arg(
            Arg::new("codes")
                .value_name("CODES")
                .num_args(1..)
                .required(true)
                .help_heading(t("引数", "Arguments"))
                .help(t(
                    "規則の番号（例：KG101。複数も可）",
                    "Codes of rules (such as KG101; several may be given)",
                )),
        )
        .arg(report::plan(lang))
        .arg(rules())
        .args(config())
        .arg(format(["human", "json"]));
    let exceptions = Command::new("exceptions")
        .about(t(
            "依頼に記録された例外と逸脱を一覧にします",
            "List the exceptions and deviations that requests record",
        ))
        .args(paths::files(lang))
        .arg(now())
        .arg(report::plan(lang))
        .arg(rules())
        .args(config())
        .arg(format(["human", "json"]))
        .after_help(t(
            "終了状態: 0 一覧にした　1 読み取れない箇所のあるファイルあり　2 一覧にできなかった",
            "Exit status: 0 listed, 1 a part of a file cannot be read, 2 it could not be done",
        ));
    let calendar = Command::new("calendar")
        .about(t("閉庁日を表示します", "Show the closed days"))
        .arg(
            Arg::new("year")
                .value_name("YEAR")
                .conflicts_with_all(["from", "until"])
                .help_heading(t("引数", "Arguments"))
                .help(t(
                    "年（例：2026、令和8年）。既定は今年",
                    "The year (such as 2026); default: the current one",
                )),
        )
        .arg(
            Arg::new("from")
                .long("from")
                .value_name("D")
                .requires("until")
                .help(t(
                    "最初の日（例：2026-01-01、令和8年1月1日）",
                    "The first day (such as 2026-01-01)",
                )),
        )
        .arg(
            Arg::new("until")
                .long("until")
                .value_name("D")
                .requires("from")
                .help(t("最後の日（その日を含みます）", "The last day, itself included")),
        )
        .arg(format(["human", "json"]))
        .arg(now())
        .args(config())
        .arg(color());
    let lsp = Command::new("lsp")
        .about(t(
            "エディターの中で確認します（Language Server Protocol。標準入力と標準出力で通信します）",
            "Serve an editor (Language Server Protocol on standard input and output)",
        ))
        .arg(now())
        .arg(report::plan(lang))
        .arg(rules())
        .args(config())
        // What other servers ask for, and many clients therefore send.
        .arg(
            Arg::new("stdio")
                .long("stdio")
                .action(ArgAction::SetTrue)
                .hide(true),
        );
    let config_of = Command::new("config")
        .about(t(
            "設定（kigen.yaml）のうち適用されているものを、その出所とともに表示します",
            "Show what is in force for a path, and where each value comes from",
        ))
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .default_value(".")
                .hide_default_value(true)
                .value_parser(value_parser!(PathBuf))
                .help_heading(t("引数", "Arguments"))
                .help(t(
                    "ファイル又はフォルダ。既定は現在のフォルダ",
                    "A file or a folder; default: the current folder",
                )),
        )
        .arg(format(["human", "json"]))
        .arg(now())
        .arg(report::plan(lang))
        .arg(rules())
        .args(config());
    let completions = Command::new("completions")
        .about(t(
            "シェルの補完の定義を表示します",
            "Print a shell's completion script",
        ))
        .arg(
            Arg::new("shell")
                .value_name("bash|zsh|fish|elvish|powershell")
                .required(true)
                .value_parser(value_parser!(clap_complete::Shell))
                .hide_possible_values(true)
                .help_heading(t("引数", "Arguments"))
                .help(t("シェルの名前", "The shell")),
        );
    let man = Command::new("man")
        .about(t(
            "マニュアル（man）の原稿を表示します",
            "Print the manual page (man)",
        ))
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .help(t(
                    "コマンドごとの原稿も含め、このフォルダに書き込みます",
                    "Write it and a page for each command to this folder instead",
                )),
        );
    Command::new("kigen")
        .version(format!(
            "{} (tzdata {})",
            env!("CARGO_PKG_VERSION"),
            crate::calendar::zone::edition()
        ))
        .about(t(
            "府省間の依頼（協議、査定・審査、調査、照会）を、発出前に取組計画の規則に照らして確認します",
            "Lints requests between Japanese ministries against the plan that binds the sender, before they go out",
        ))
        .help_template(t(
            "{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}",
            "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
        ))
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(t("コマンド", "Commands"))
        .subcommand_value_name(t("コマンド", "COMMAND"))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help_heading(t("オプション", "Options"))
                .help(t("版を表示します", "Show the version")),
        )
        .arg(language)
        .subcommands([
            headed(check),
            headed(when),
            headed(read),
            headed(report),
            headed(exceptions),
            headed(catalogue),
            headed(explain),
            headed(calendar),
            headed(config_of),
            headed(start::init(lang, now())),
            headed(start::new(lang, now())),
            headed(lsp),
            headed(schema::schema(lang)),
            headed(completions),
            headed(man),
        ])
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help_heading(t("オプション", "Options"))
                .help(t("この説明を表示します", "Show this help")),
        )
        .after_help(t(MEANINGS_JA, MEANINGS_EN))
}
