//! `kigen check` from outside: exit statuses, streams, folders, standard input, the choice of rules and
//! of the language.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use crate::common::{NOW, Run, check, check_input, codes, count, folder, kigen, list, of, put, run, text};

/// One minute short of 48 hours: KG101, and nothing else.
const SHORT: &str = "種別: 協議\n件名: 電波法の一部改正について（協議）\n発出元: 総務省\n宛先: 財務省\n\
    発出日時: 2025-09-09 17:00\n回答期限: 2025-09-11 16:59\n想定作業量: 1時間\n";
/// Sent on a Sunday: KG403 (info). Due on a Saturday: KG402 (warning).
const WEEKEND: &str = "種別: その他\n件名: 連絡会議の資料について\n発出元: 総務省\n宛先: 財務省\n\
    発出日時: 2025-09-07 12:00\n提出期限: 2025-09-13 12:00\n";
/// In order.
const CLEAN: &str = "種別: 協議\n件名: 電波法の一部改正について（協議）\n発出元: 総務省\n宛先: 財務省\n\
    発出日時: 2025-09-09 17:00\n回答期限: 2025-09-11 17:00\n想定作業量: 1時間\n";
/// No request.
const VALUES: &str = "replicas: 2\nimage: nginx\n";

fn status(folder: &Path, arguments: &[&str]) -> i32 {
    check(folder, arguments).status.expect("no signal")
}

fn files_read(run: &Run) -> usize {
    count(&run.json()["summary"], "files")
}

/// One sentence, said by kigen, and nothing else.
fn one_sentence(said: &str) -> bool {
    said.starts_with("kigen: ") && said.ends_with('\n') && said.matches('\n').count() == 1 && said.len() > 12
}

#[test]
fn the_exit_status_says_what_was_found_and_standard_error_is_silent() {
    let folder = folder(&[
        ("clean.yaml", CLEAN),
        ("short.yaml", SHORT),
        ("weekend.yaml", WEEKEND),
    ]);
    for (name, wanted) in [("clean.yaml", 0), ("short.yaml", 1), ("weekend.yaml", 0)] {
        for format in ["human", "json"] {
            let run = check(folder.path(), &["--format", format, name]);
            assert_eq!((run.status, run.stderr.as_str()), (Some(wanted), ""), "{name}");
            assert!(run.stdout.ends_with('\n'), "{name}");
        }
    }
}

#[test]
fn fail_on_sets_the_bar() {
    let folder = folder(&[("short.yaml", SHORT), ("weekend.yaml", WEEKEND)]);
    put(
        folder.path(),
        "info.yaml",
        WEEKEND.replace("09-13", "09-12").as_bytes(),
    );
    for (bar, short, weekend, info) in [
        ("error", 1, 0, 0),
        ("warning", 1, 1, 0),
        ("info", 1, 1, 1),
        ("never", 0, 0, 0),
    ] {
        let at = |name| status(folder.path(), &["--fail-on", bar, name]);
        assert_eq!(
            (at("short.yaml"), at("weekend.yaml"), at("info.yaml")),
            (short, weekend, info),
            "{bar}"
        );
    }
    assert_eq!(status(folder.path(), &["--fail-on", "fatal", "short.yaml"]), 2);
}

#[test]
fn nothing_lowers_the_status_of_a_path_that_could_not_be_read() {
    let folder = folder(&[("short.yaml", SHORT)]);
    for bar in ["error", "never"] {
        let run = check(folder.path(), &["--fail-on", bar, "not-there.yaml", "short.yaml"]);
        assert_eq!(run.status, Some(2));
        assert!(
            one_sentence(&run.stderr) && run.stderr.contains("not-there.yaml"),
            "{}",
            run.stderr
        );
        assert!(
            run.stdout.contains("KG101"),
            "the other file is checked all the same"
        );
    }
}

#[test]
fn a_path_that_cannot_be_looked_at_is_one_sentence_in_either_language() {
    let folder = folder(&[("short.yaml", SHORT)]);
    for path in ["not-there.yaml", "not-there/", "short.yaml/under-a-file.yaml"] {
        for lang in ["ja", "en"] {
            for format in ["human", "json"] {
                let run = check(folder.path(), &["--lang", lang, "--format", format, path]);
                assert_eq!(run.status, Some(2), "{path}");
                assert!(one_sentence(&run.stderr), "{path}: {}", run.stderr);
                assert!(
                    run.stderr.contains("読めません") == (lang == "ja"),
                    "{}",
                    run.stderr
                );
                // What could not be looked at is not said to hold nothing.
                assert!(!run.stdout.contains("依頼は見つかりません"), "{}", run.stdout);
            }
        }
    }
}

#[test]
fn why_a_path_cannot_be_read_is_said_in_the_language_of_the_run() {
    let folder = folder(&[("short.yaml", SHORT)]);
    for path in ["not-there.yaml", "short.yaml/under-a-file.yaml"] {
        let said = check(folder.path(), &[path]).stderr;
        assert!(!said.contains("os error"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_in_a_folder_is_left_out_and_the_rest_is_read() {
    let folder = folder(&[("a.yaml", CLEAN), ("c.yaml", SHORT)]);
    std::os::unix::fs::symlink("nowhere.yaml", folder.path().join("b.yaml")).expect("a link");
    let run = check(folder.path(), &["--format", "json", "."]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""));
    let output = run.json();
    assert_eq!(codes(&output), ["KG101"]);
    assert_eq!(text(&list(&output, "left_out")[0], "path"), "b.yaml");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_opened_is_said() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let folder = folder(&[("shut/a.yaml", SHORT), ("open/b.yaml", CLEAN)]);
    let shut = folder.path().join("shut");
    let mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    mode(&shut, 0o000);
    let mut command = kigen(folder.path());
    // Nothing can be denied to root: then the program is run as nobody, from a place that nobody can reach.
    if fs::metadata(folder.path()).expect("the folder").uid() == 0 {
        let program = folder.path().join("kigen");
        fs::copy(env!("CARGO_BIN_EXE_kigen"), &program).expect("a copy");
        mode(folder.path(), 0o755);
        command = std::process::Command::new(&program);
        command
            .current_dir(folder.path())
            .env_clear()
            .uid(65534)
            .gid(65534);
    }
    let run = run(command.args(["check", "--now", crate::common::NOW, "."]));
    mode(&shut, 0o700);
    assert_eq!(run.status, Some(2), "{}", run.stdout);
    assert!(
        one_sentence(&run.stderr) && run.stderr.contains("shut") && run.stderr.contains("権限"),
        "{}",
        run.stderr
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_holds_itself_by_a_link_is_walked_once() {
    let folder = folder(&[("a.yaml", SHORT), ("inner/b.yaml", SHORT)]);
    std::os::unix::fs::symlink(".", folder.path().join("self")).expect("a link");
    std::os::unix::fs::symlink("..", folder.path().join("inner/up")).expect("a link");
    let run = check(folder.path(), &["--format", "json", "."]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(1), ""));
    assert_eq!(files_read(&run), 2);
}

#[test]
fn a_folder_is_walked_in_order_with_gitignore_respected() {
    let folder = folder(&[
        (".gitignore", "out/\n*.bak.yaml\n"),
        ("b.yml", SHORT),
        ("a/z.YAML", SHORT),
        ("a/b.bak.yaml", SHORT),
        ("out/c.yaml", SHORT),
        ("note.txt", SHORT),
        (".github/d.yaml", SHORT),
        (".git/e.yaml", SHORT),
    ]);
    let run = check(folder.path(), &["--format", "json"]);
    let output = run.json();
    let paths: Vec<&str> = list(&output, "requests")
        .iter()
        .map(|request| text(request, "path"))
        .collect();
    assert_eq!(paths, [".github/d.yaml", "a/z.YAML", "b.yml"]);
    assert_eq!((run.status, files_read(&run)), (Some(1), 3));
}

#[test]
fn a_folder_named_beside_the_one_that_is_walked_is_walked_too() {
    let here = folder(&[
        ("a.yaml", CLEAN),
        (".gitignore", "drafts/\n"),
        ("drafts/c.yaml", SHORT),
        ("in/d.yaml", CLEAN),
    ]);
    let elsewhere = folder(&[("b.yaml", SHORT)]);
    let elsewhere = elsewhere.path().to_str().expect("UTF-8");
    // Nothing that was asked for may be passed over: what is not read would be taken for clean.
    for paths in [[".", elsewhere], [elsewhere, "."]] {
        let run = check(here.path(), &[&["--format", "json"], &paths[..]].concat());
        assert_eq!((run.status, files_read(&run)), (Some(1), 3), "{paths:?}");
    }
    let run = check(here.path(), &["--format", "json", ".", "drafts"]);
    assert_eq!(
        (run.status, files_read(&run)),
        (Some(1), 3),
        "named, although .gitignore leaves it out"
    );
    let run = check(&here.path().join("in"), &["--format", "json", ".", ".."]);
    assert_eq!(files_read(&run), 2);
    assert!(
        list(&run.json(), "requests")
            .iter()
            .any(|request| text(request, "path") == "../a.yaml")
    );
}

/// Names `a/x.yaml` in several ways at once and says how often it was judged.
fn judged(paths: &[&str]) -> usize {
    let folder = folder(&[("a/x.yaml", SHORT), ("a/values.yaml", VALUES)]);
    let whole = folder.path().join("a/x.yaml");
    let paths: Vec<&str> = paths
        .iter()
        .map(|path| {
            if *path == "WHOLE" {
                whole.to_str().expect("UTF-8")
            } else {
                path
            }
        })
        .collect();
    let run = check(folder.path(), &[&["--format", "json"], &paths[..]].concat());
    codes(&run.json()).len()
}

#[test]
fn a_file_that_is_named_twice_is_read_once() {
    assert_eq!(judged(&["a/x.yaml", "a/x.yaml"]), 1);
    assert_eq!(judged(&["a/x.yaml", "./a/x.yaml"]), 1);
    assert_eq!(judged(&["a", "a/x.yaml"]), 1);
    assert_eq!(judged(&["a/x.yaml", "a", "a/"]), 1);
    assert_eq!(judged(&[".", "a"]), 1);
}

#[test]
fn a_folder_after_one_inside_it_does_not_bring_its_files_again() {
    assert_eq!(judged(&["a", "."]), 1);
}

#[test]
fn a_file_that_is_named_in_full_and_in_short_is_read_once() {
    assert_eq!(judged(&["a/x.yaml", "WHOLE"]), 1);
    assert_eq!(judged(&["a/../a/x.yaml", "a/x.yaml"]), 1);
}

#[test]
fn what_is_no_request_is_left_out_and_counted_and_listed_on_demand() {
    let folder = folder(&[
        ("values.yaml", VALUES),
        ("list.yaml", "- a\n"),
        ("empty.yaml", ""),
        ("short.yaml", SHORT),
    ]);
    let run = check(folder.path(), &["."]);
    let last = run.stdout.lines().last().expect("a summary");
    assert!(
        last.contains("4ファイル・依頼1件") && last.contains("対象外3件"),
        "{last}"
    );
    assert!(!run.stdout.contains("values.yaml"));
    let run = check(folder.path(), &["--verbose", "."]);
    for name in ["values.yaml", "list.yaml", "empty.yaml"] {
        assert!(
            run.stdout.contains(&format!("対象外：{name}：")),
            "{}",
            run.stdout
        );
    }
    let output = check(folder.path(), &["--format", "json", "."]).json();
    let left: Vec<&str> = list(&output, "left_out")
        .iter()
        .map(|left| text(left, "path"))
        .collect();
    assert_eq!(left, ["empty.yaml", "list.yaml", "values.yaml"]);
}

#[test]
fn a_near_miss_of_a_request_is_read_in_a_folder() {
    for key in ["回答期眼", "発出日次", "種類別", "hearings", "templete"] {
        let folder = folder(&[("a.yaml", &format!("件名: x\n{key}: 2025-09-11 17:00\n"))]);
        let output = check(folder.path(), &["--format", "json"]).json();
        assert!(codes(&output).contains(&"KG003"), "{key}: {output}");
    }
}

#[test]
fn a_folder_without_requests_is_not_called_clean_in_silence() {
    let folder = folder(&[("values.yaml", VALUES)]);
    let run = check(folder.path(), &[]);
    assert_eq!(run.status, Some(0));
    assert!(
        run.stdout.contains("依頼は見つかりませんでした"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_file_that_is_named_is_read_as_a_request_whatever_it_is_called() {
    let folder = folder(&[
        ("values.yaml", VALUES),
        ("案.txt", SHORT),
        (".gitignore", "*\n"),
        ("empty.yaml", ""),
    ]);
    let output = check(folder.path(), &["--format", "json", "案.txt"]).json();
    assert_eq!(codes(&output), ["KG101"]);
    let run = check(folder.path(), &["--format", "json", "values.yaml"]);
    assert_eq!(run.status, Some(1));
    assert!(codes(&run.json()).contains(&"KG005"));
    let run = check(folder.path(), &["--format", "json", "empty.yaml"]);
    assert_eq!((run.status, codes(&run.json())), (Some(0), vec!["KG009"]));
}

#[test]
fn standard_input_is_read_once_under_the_name_given() {
    let folder = folder(&[("clean.yaml", CLEAN)]);
    for arguments in [&["-"][..], &["-", "-"], &["-", "clean.yaml"]] {
        let run = check_input(
            folder.path(),
            &[
                &["--format", "json", "--stdin-filename", "案/協議.yaml"],
                arguments,
            ]
            .concat(),
            SHORT.as_bytes(),
        );
        let output = run.json();
        assert_eq!(
            (run.status, codes(&output)),
            (Some(1), vec!["KG101"]),
            "{arguments:?}"
        );
        assert_eq!(text(&list(&output, "diagnostics")[0], "path"), "案/協議.yaml");
    }
    let run = check_input(folder.path(), &["-"], b"");
    assert_eq!(run.status, Some(0));
    assert!(run.stdout.contains("KG009"), "{}", run.stdout);
    let run = check_input(
        folder.path(),
        &["-"],
        "種別: 協議".as_bytes().get(..4).expect("cut in a character"),
    );
    assert_eq!(run.status, Some(1));
    assert!(run.stdout.contains("KG001"), "{}", run.stdout);
}

#[test]
fn a_file_called_dash_can_still_be_named() {
    let folder = folder(&[("-", SHORT)]);
    assert_eq!(status(folder.path(), &["./-"]), 1);
}

#[test]
fn rules_are_selected_and_ignored_by_code_and_by_prefix() {
    let folder = folder(&[("short.yaml", SHORT), ("weekend.yaml", WEEKEND)]);
    let found = |arguments: &[&str]| {
        let output = check(folder.path(), &[&["--format", "json"], arguments].concat()).json();
        codes(&output).join(" ")
    };
    assert_eq!(found(&[]), "KG101 KG403 KG402");
    assert_eq!(found(&["--select", "KG1"]), "KG101");
    assert_eq!(found(&["--select", "KG101,KG402"]), "KG101 KG402");
    assert_eq!(found(&["--select", "KG101", "--select", "KG403"]), "KG101 KG403");
    assert_eq!(found(&["--ignore", "KG4"]), "KG101");
    assert_eq!(found(&["--ignore", "KG402", "--ignore", "KG101"]), "KG403");
    assert_eq!(found(&["--select", "KG4", "--ignore", "KG403"]), "KG402");
    assert_eq!(found(&["--select", "KG2"]), "");
}

#[test]
fn a_code_that_no_rule_has_is_refused() {
    let folder = folder(&[("short.yaml", SHORT)]);
    for code in ["KG999", "KG1011", "kg101", "XX", "", "*"] {
        for option in ["--select", "--ignore"] {
            let run = check(folder.path(), &[option, code, "short.yaml"]);
            assert_eq!(
                (run.status, run.stdout.as_str()),
                (Some(2), ""),
                "{option} {code}"
            );
            assert!(one_sentence(&run.stderr), "{}", run.stderr);
        }
    }
}

#[test]
fn what_nothing_may_lower_cannot_be_ignored_nor_left_unselected() {
    let broken = format!("{CLEAN}決裁欄: x\n").replace("2025-09-11 17:00", "2025-09-08（火）17:00");
    let folder = folder(&[("broken.yaml", &broken)]);
    for code in ["KG001", "KG002", "KG003", "KG010", "KG401", "KG405"] {
        let run = check(folder.path(), &["--ignore", code, "broken.yaml"]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{code}");
        assert!(
            one_sentence(&run.stderr) && run.stderr.contains(code),
            "{}",
            run.stderr
        );
    }
    for arguments in [
        &["--select", "KG101"][..],
        &["--ignore", "KG"],
        &["--ignore", "KG0,KG4"],
    ] {
        let run = check(
            folder.path(),
            &[&["--format", "json", "broken.yaml"], arguments].concat(),
        );
        let output = run.json();
        let mut found = codes(&output);
        found.sort_unstable();
        assert_eq!(
            (run.status, found),
            (Some(1), vec!["KG003", "KG401", "KG405"]),
            "{arguments:?}"
        );
    }
}

#[test]
fn the_language_is_the_one_asked_for_else_the_locales_else_japanese() {
    let folder = folder(&[("clean.yaml", CLEAN)]);
    let shown = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = kigen(folder.path());
        command
            .envs(variables.iter().copied())
            .args(["check", "clean.yaml", "--now", crate::common::NOW])
            .args(arguments);
        let run = run(&mut command);
        assert_eq!(run.status, Some(0));
        if run.stdout.contains("ファイル") {
            "ja"
        } else {
            "en"
        }
    };
    assert_eq!(shown(&[], &[]), "ja");
    for (name, value, wanted) in [
        ("LC_ALL", "C", "ja"),
        ("LC_ALL", "C.UTF-8", "ja"),
        ("LC_ALL", "POSIX", "ja"),
        ("LC_ALL", "", "ja"),
        ("LC_ALL", "ja_JP.UTF-8", "ja"),
        ("LC_ALL", "en_US.UTF-8", "en"),
        ("LC_MESSAGES", "en_GB", "en"),
        ("LANG", "en_US.UTF-8", "en"),
        ("LANG", "ja", "ja"),
    ] {
        assert_eq!(shown(&[(name, value)], &[]), wanted, "{name}={value}");
        assert_eq!(shown(&[(name, value)], &["--lang", "ja"]), "ja");
        assert_eq!(shown(&[(name, value)], &["--lang=en"]), "en");
    }
    // The first of the three that says something decides.
    assert_eq!(
        shown(&[("LC_ALL", "ja_JP.UTF-8"), ("LANG", "en_US.UTF-8")], &[]),
        "ja"
    );
    assert_eq!(shown(&[("LC_ALL", ""), ("LANG", "en_US.UTF-8")], &[]), "en");
    assert_eq!(status(folder.path(), &["--lang", "fr", "clean.yaml"]), 2);
}

#[test]
fn the_present_is_the_one_handed_in() {
    let draft = SHORT.replace("発出日時: 2025-09-09 17:00\n", "");
    let folder = folder(&[("draft.yaml", &draft)]);
    for (now, wanted) in [
        ("2025-09-09T16:59", 0),
        ("2025-09-09T17:00", 1),
        ("令和7年9月9日（火）17時", 1),
        ("2025-09-09T07:59Z", 0),
        ("2025-09-09T08:00:00+00:00", 1),
    ] {
        let run = run(kigen(folder.path()).args(["check", "draft.yaml", "--now", now]));
        assert_eq!(run.status, Some(wanted), "{now}");
        assert!(run.stdout.contains("発出日時の記載がないため"), "{}", run.stdout);
    }
    for now in [
        "",
        "now",
        "2025-09-09",
        "17:00",
        "9/9 17:00",
        "2025-02-30T10:00",
        "平成40年1月1日10時",
        "9999-01-01T00:00",
    ] {
        let run = run(kigen(folder.path()).args(["check", "draft.yaml", "--now", now]));
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{now}");
        assert!(
            one_sentence(&run.stderr) && run.stderr.contains("--now"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let folder = folder(&[("a.yaml", SHORT), ("b.yaml", WEEKEND), ("c.yaml", VALUES)]);
    for format in ["human", "json"] {
        let first = check(folder.path(), &["--format", format, "."]).stdout;
        for _ in 0..5 {
            assert_eq!(check(folder.path(), &["--format", format, "."]).stdout, first);
        }
    }
}

const PLAN: &str = "plan: kitasan-plan\ntitle: {ja: 北三省働き方計画, en: Work-style plan of the Kitasan Ministry}\n\
    issuer: 北三省\nbinds: [北三省]\nprefix: KS\nparams:\n  \
    notice: {value: PT72H, in_plan: true, ja: 回答までの時間。, en: The time to answer.}\n";
const RULE: &str = "code: KS101
name: answer-under-72-hours
summary: {ja: 回答まで72時間, en: 72 hours to answer}
clause: 第2
quote: 照会の回答までに72時間を置く
binding: must
severity: warning
when: {kind: consultation}
require: {elapsed: {at_least: $notice}}
at: due
also: [sent]
message:
  ja: 期限までの時間は{elapsed}で、{required}に{shortfall}不足しています。
  en: The due time is {elapsed} after sending, {shortfall} short of {required}.
help: {ja: 早めに発出してください。, en: Send it earlier.}
examples:
  bad:
    - {種別: 協議, 件名: x, 宛先: 財務省, 発出日時: 2025-09-08 10:00, 回答期限: 2025-09-11 9:59}
  good:
    - {種別: 協議, 件名: x, 宛先: 財務省, 発出日時: 2025-09-08 10:00, 回答期限: 2025-09-11 10:00}
";

#[test]
fn a_further_rule_pack_judges_beside_the_one_that_is_shipped() {
    // Whose request it is is not said: any plan may bind it.
    let unsaid = SHORT.replace("発出元: 総務省\n", "");
    let folder = folder(&[
        ("pack/plan.yaml", PLAN),
        ("pack/KS101.yaml", RULE),
        ("short.yaml", &unsaid),
    ]);
    let output = check(
        folder.path(),
        &["--format", "json", "--rules", "pack", "short.yaml"],
    )
    .json();
    assert_eq!(codes(&output), ["KG101", "KS101"]);
    let clause = &list(&output, "diagnostics")[1]["clause"];
    assert_eq!(
        (text(clause, "plan"), text(clause, "section")),
        ("kitasan-plan", "第2")
    );
    let run = check(
        folder.path(),
        &[
            "--rules",
            "pack",
            "--select",
            "KS",
            "--fail-on",
            "warning",
            "short.yaml",
        ],
    );
    assert_eq!(run.status, Some(1));
    assert!(run.stdout.contains("72時間に24時間1分不足"), "{}", run.stdout);
    assert_eq!(
        status(folder.path(), &["--select", "KS", "short.yaml"]),
        2,
        "without the pack there is no such code"
    );
}

/// What comes of a request by its senders, with the pack of the Kitasan Ministry beside the one shipped, and
/// under more arguments.
fn judged_as_sent_by(from: &str, request: &str, more: &[&str]) -> Vec<String> {
    let request = request.replace("発出元: 総務省", &format!("発出元: {from}"));
    let folder = folder(&[
        ("pack/plan.yaml", PLAN),
        ("pack/KS101.yaml", RULE),
        ("kigen.yaml", "組み込み規則集: false\n規則集: [pack]\n"),
        ("request.yaml", &request),
    ]);
    let named: &[&str] = match more {
        [] => &["--no-config", "--rules", "pack"],
        _ => more,
    };
    let arguments = [&["--format", "json"], named, &["request.yaml"]].concat();
    let output = check(folder.path(), &arguments).json();
    // That the directory does not know the ministry is said besides.
    let found = codes(&output).into_iter().filter(|code| *code != "KG019");
    found.map(str::to_owned).collect()
}

#[test]
fn a_request_is_judged_by_the_plans_that_bind_its_senders() {
    for (from, wanted) in [
        ("総務省", &["KG101"][..]),
        ("消防庁", &["KG101"]),
        ("北三省", &["KS101"]),
        ("北三省大臣官房", &["KS101"]),
        ("北三省・総務省", &["KG101", "KS101"]),
        ("総務省、北三省", &["KG101", "KS101"]),
        ("財務省・総務省", &["KG101"]),
        ("総務省・財務省", &["KG101"]),
        ("{府省: 北三省, 部局: 大臣官房}", &["KS101"]),
        // No loaded plan binds these: all judge, and it is said of one that is known.
        ("財務省", &["KG101", "KG414", "KS101"]),
        ("南三省", &["KG101", "KS101"]),
    ] {
        let mut found = judged_as_sent_by(from, &SHORT.replace("宛先: 財務省", "宛先: 文化庁"), &[]);
        found.sort();
        assert_eq!(found, wanted, "{from}");
    }
}

/// Due on a Saturday: whoever sends it, and whatever plan is chosen.
#[test]
fn rules_of_no_plan_judge_every_request() {
    for from in ["総務省", "北三省", "財務省"] {
        for more in [&[][..], &["--config", "kigen.yaml"]] {
            let found = judged_as_sent_by(from, WEEKEND, more);
            assert!(found.contains(&"KG402".to_owned()), "{from} {more:?}: {found:?}");
            assert!(found.contains(&"KG403".to_owned()), "{from} {more:?}: {found:?}");
        }
    }
    // Nothing can be due before it is sent, under another ministry's plan alone either.
    let early = WEEKEND.replace("2025-09-13 12:00", "2025-09-01 12:00");
    assert!(judged_as_sent_by("北三省", &early, &["--config", "kigen.yaml"]).contains(&"KG401".to_owned()));
}

/// Sent in the evening and due the next morning: under a clause of a plan that judges it, that plan's own rules
/// say what is wrong with it; else KG406 does.
#[test]
fn what_no_clause_of_a_judging_plan_covers_is_held_to_the_common_measure() {
    const EVENING: &str = "種別: 協議\n件名: 法案\n発出元: 総務省\n宛先: 文化庁\n\
        発出日時: 2025-09-09 17:30\n回答期限: 2025-09-10 10:00\n";
    let survey = EVENING.replace("種別: 協議", "種別: 調査") + "必要性: 法案の検討のため\n";
    let survey = survey.replace("宛先: 文化庁", "宛先: [文化庁, 財務省]");
    let has = |found: Vec<String>| found.contains(&"KG406".to_owned());
    // ① and ③ are 総務省's; the clause of 北三省 is on consultations.
    assert!(!has(judged_as_sent_by("総務省", EVENING, &[])));
    assert!(!has(judged_as_sent_by("北三省", EVENING, &[])));
    assert!(!has(judged_as_sent_by("総務省", &survey, &[])));
    assert!(has(judged_as_sent_by("北三省", &survey, &[])));
    // A hearing of a review: ② is no plan of 北三省's.
    let review = "種別: 査定・審査\n件名: 定員\n発出元: 総務省\n宛先: 文化庁\n発出日時: 2025-09-08 10:00\n\
        ヒアリング: {開始: 2025-09-10 18:00, 終了: 2025-09-10 19:00, オンライン: 可}\n";
    assert_eq!(judged_as_sent_by("総務省", review, &[]), ["KG201"]);
    assert_eq!(judged_as_sent_by("北三省", review, &[]), ["KG407"]);
}

/// A plan's period is that plan's: each that judges the request and has run out is named.
#[test]
fn the_plan_that_is_out_of_force_is_the_one_that_judges() {
    let plan = PLAN.replace("prefix: KS", "prefix: KS\nperiod: {until: 2030-03-31}");
    let late = |from: &str, sent: &str, due: &str| {
        let request = CLEAN
            .replace("発出元: 総務省", &format!("発出元: {from}"))
            .replace("2025-09-09 17:00", sent)
            .replace("2025-09-11 17:00", due)
            .replace("宛先: 財務省", "宛先: 文化庁");
        let folder = folder(&[
            ("pack/plan.yaml", &plan),
            ("pack/KS101.yaml", RULE),
            ("request.yaml", &request),
        ]);
        let arguments = [
            "--format",
            "json",
            "--rules",
            "pack",
            "--select",
            "KG404",
            "request.yaml",
        ];
        let output = check(folder.path(), &arguments).json();
        let found = of(&output, "KG404").into_iter();
        found
            .map(|one| text(one, "message").to_owned())
            .collect::<Vec<_>>()
    };
    let (sent, due) = ("2026-09-09 10:00", "2026-09-16 17:00");
    assert_eq!(late("総務省", sent, due).len(), 1);
    assert_eq!(late("北三省", sent, due), [""; 0]);
    let (sent, due) = ("2030-09-09 10:00", "2030-09-13 17:00");
    let both = late("総務省・北三省", sent, due);
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(
        both[0].contains("2026年3月31日") != both[1].contains("2026年3月31日"),
        "{both:?}"
    );
}

/// A copy of a plan that is shipped takes its place, and codes stay unique among packs.
#[test]
fn a_pack_in_the_place_of_another_may_not_take_a_code_that_is_another_s() {
    let plan = PLAN
        .replace("plan: kitasan-plan", "plan: soumu-wlb")
        .replace("prefix: KS", "prefix: KG");
    let rule = RULE.replace("KS101", "KG402");
    let folder = folder(&[
        ("pack/plan.yaml", &plan),
        ("pack/KG402.yaml", &rule),
        ("short.yaml", SHORT),
    ]);
    let run = check(folder.path(), &["--rules", "pack", "short.yaml"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("rules/common/KG402.yaml"), "{}", run.stderr);
}

#[test]
fn a_message_in_block_style_is_shown_without_replacement_characters() {
    let rule = RULE.replace(
        "  ja: 期限までの時間は{elapsed}で、",
        "  ja: |\n    期限までの時間は{elapsed}です。\n    ",
    );
    let rule = rule.replace(
        "help: {ja: 早めに発出してください。,",
        "help:\n  ja: |\n    早めに発出してください。\n    相手方の閉庁日にも御留意ください。\n ",
    );
    let rule = rule.replace(" en: Send it earlier.}", " en: Send it earlier.");
    let folder = folder(&[
        ("pack/plan.yaml", PLAN),
        ("pack/KS101.yaml", &rule),
        ("short.yaml", &SHORT.replace("総務省", "北三省")),
    ]);
    let run = check(
        folder.path(),
        &["--rules", "pack", "--select", "KS", "short.yaml"],
    );
    assert!(
        run.stdout.contains("御留意ください"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    assert!(!run.stdout.contains('\u{fffd}'), "{}", run.stdout);
}

#[test]
fn a_broken_rule_pack_is_refused_at_its_place() {
    for (name, broken, place) in [
        (
            "KS101.yaml",
            RULE.replace("elapsed: {at", "elapst: {at"),
            "pack/KS101.yaml:9:11",
        ),
        (
            "KS101.yaml",
            RULE.replace("$notice", "$notise"),
            "pack/KS101.yaml:9:",
        ),
        (
            "KS101.yaml",
            RULE.replace("severity: warning", "severity: [warning"),
            "pack/KS101.yaml:",
        ),
        ("KS101.yaml", RULE.replace("KS101", "KG101"), "pack/KS101.yaml:1:"),
        (
            "plan.yaml",
            PLAN.replace("prefix: KS", "prefiks: KS"),
            "pack/plan.yaml:",
        ),
    ] {
        let folder = folder(&[
            ("pack/plan.yaml", PLAN),
            ("pack/KS101.yaml", RULE),
            ("short.yaml", SHORT),
        ]);
        put(folder.path(), &format!("pack/{name}"), broken.as_bytes());
        for format in ["human", "json"] {
            let run = check(
                folder.path(),
                &["--format", format, "--rules", "pack", "short.yaml"],
            );
            assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{broken}");
            assert!(run.stderr.contains(place), "{place} in {}", run.stderr);
        }
    }
}

#[test]
fn a_rule_pack_that_is_not_there_is_refused() {
    let folder = folder(&[
        ("short.yaml", SHORT),
        ("none/note.txt", "x"),
        ("sjis/plan.yaml", ""),
    ]);
    put(folder.path(), "sjis/plan.yaml", b"title: \x8f\x91\n");
    for (pack, name) in [
        ("not-there", "not-there"),
        ("short.yaml", "short.yaml"),
        ("none", "none"),
        ("sjis", "sjis/plan.yaml"),
    ] {
        let run = check(folder.path(), &["--rules", pack, "short.yaml"]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{pack}");
        assert!(run.stderr.contains(name), "{}", run.stderr);
    }
}

#[test]
fn colour_is_used_where_it_is_asked_for_and_nowhere_else() {
    let folder = folder(&[("short.yaml", SHORT)]);
    let coloured = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = kigen(folder.path());
        command
            .envs(variables.iter().copied())
            .args(["check", "short.yaml", "--now", crate::common::NOW])
            .args(arguments);
        run(&mut command).stdout.contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]), "a pipe is no terminal");
    assert!(!coloured(&[], &["--color", "auto"]));
    assert!(!coloured(&[], &["--color", "never"]));
    assert!(coloured(&[], &["--color", "always"]));
    assert!(!coloured(&[("NO_COLOR", "1")], &[]));
    assert!(
        coloured(&[("NO_COLOR", "1")], &["--color", "always"]),
        "what is asked for outright wins"
    );
    assert!(
        !coloured(&[], &["--color", "always", "--format", "json"]),
        "JSON has no colours"
    );
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let files: Vec<(String, &str)> = (0..400).map(|number| (format!("{number}.yaml"), SHORT)).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let folder = folder(&files);
    for format in ["human", "json"] {
        let mut command = kigen(folder.path());
        command.args(["check", ".", "--now", crate::common::NOW, "--format", format]);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("kigen runs");
        let mut first = [0; 10];
        child
            .stdout
            .take()
            .expect("standard output")
            .read_exact(&mut first)
            .expect("ten bytes");
        // Standard output is closed here.
        let output = child.wait_with_output().expect("kigen ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{format}");
        assert_eq!(output.status.code(), Some(1), "{format}");
    }
}

#[test]
fn help_is_in_the_language_of_the_run_and_names_every_option() {
    let here = folder(&[]);
    for (lang, usage, other) in [("ja", "使い方", "Usage"), ("en", "Usage", "使い方")] {
        let run = run(kigen(here.path()).args(["check", "--help", "--lang", lang]));
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
        assert!(
            run.stdout.contains(usage) && !run.stdout.contains(other),
            "{}",
            run.stdout
        );
        for option in [
            "--now",
            "--format",
            "--lang",
            "--fail-on",
            "--select",
            "--ignore",
            "--rules",
            "--stdin-filename",
            "--verbose",
            "--color",
            "--help",
        ] {
            assert!(run.stdout.contains(option), "{option}");
        }
        let japanese = run.stdout.chars().any(|c| ('\u{3041}'..='\u{30ff}').contains(&c));
        assert_eq!(japanese, lang == "ja", "{}", run.stdout);
    }
}

#[test]
fn wrong_usage_is_one_sentence_on_standard_error() {
    let here = folder(&[("short.yaml", SHORT)]);
    for arguments in [
        &["check", "--bogus"][..],
        &["check", "--format", "xml"],
        &["check", "--format"],
        &["check", "--color", "blue"],
        &["check", "--now", "2025-09-08T10:00", "--now", "2025-09-08T10:00"],
        &["chekc"],
    ] {
        for lang in ["ja", "en"] {
            let run = run(kigen(here.path()).args(arguments).args(["--lang", lang]));
            assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
            assert!(one_sentence(&run.stderr), "{arguments:?}: {}", run.stderr);
        }
    }
}

#[test]
fn json_has_one_shape_for_findings_and_for_none() {
    let folder = folder(&[
        ("short.yaml", SHORT),
        ("values.yaml", VALUES),
        ("none/note.txt", ""),
    ]);
    for path in ["short.yaml", "values.yaml", "none", "."] {
        let output = check(folder.path(), &["--format", "json", path]).json();
        assert_eq!(text(&output, "schema"), "kigen/check/v1");
        for name in ["requests", "diagnostics", "undetermined", "left_out"] {
            list(&output, name);
        }
        for name in [
            "files",
            "requests",
            "error",
            "warning",
            "info",
            "undetermined",
            "excepted",
        ] {
            count(&output["summary"], name);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_not_waited_for() {
    let folder = folder(&[("a.yaml", SHORT)]);
    let pipe = folder.path().join("b.yaml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|made| made.success()) {
        // Whoever opens the pipe after all gets its end at once; else this waits until the tests are over.
        std::thread::spawn(move || fs::write(pipe, b""));
        let run = check(folder.path(), &["--format", "json", "."]);
        assert_eq!((codes(&run.json()), files_read(&run)), (vec!["KG101"], 1));
    }
}

/// What comes on standard input under a file's name stands in for the file: said once, with one fingerprint.
#[test]
fn standard_input_stands_in_for_the_file_of_its_name() {
    const SHORT: &str = "種別: 協議\n件名: 法律案\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-09-09 17:30\n回答期限: 2025-09-11 17:00\n想定作業量: 1時間\n";
    let folder = folder(&[("依頼/a.yaml", SHORT), ("依頼/b.yaml", SHORT)]);
    for paths in [
        &["-", "依頼"][..],
        &["-", "."],
        &["依頼/a.yaml", "-", "依頼/b.yaml"],
        &["-"],
    ] {
        let arguments = [
            &["--format", "gitlab", "--stdin-filename", "./依頼/a.yaml"],
            paths,
        ]
        .concat();
        let run = check_input(folder.path(), &arguments, SHORT.as_bytes());
        let issues = run.json();
        let issues = issues.as_array().expect("a list");
        let mut fingerprints: Vec<&str> = issues.iter().map(|one| text(one, "fingerprint")).collect();
        assert_eq!(
            fingerprints.len(),
            if paths.len() == 1 { 1 } else { 2 },
            "{paths:?}: {}",
            run.stdout
        );
        fingerprints.sort_unstable();
        fingerprints.dedup();
        assert_eq!(fingerprints.len(), issues.len(), "{paths:?}");
    }
}

#[test]
fn the_language_may_stand_before_the_command() {
    let folder = folder(&[("a.yaml", "種別: 協議\n")]);
    let told = |arguments: &[&str]| run(kigen(folder.path()).args(arguments));
    assert!(told(&["--lang", "en", "--help"]).stdout.contains("Usage: kigen"));
    assert!(told(&["--lang", "ja", "--help"]).stdout.contains("使い方: kigen"));
    assert!(
        told(&["--lang=en", "check", "--help"])
            .stdout
            .contains("Usage: kigen check")
    );
    let checked = told(&["--lang", "en", "check", "--now", NOW, "a.yaml"]);
    assert_eq!(checked.status, Some(1));
    assert!(checked.stdout.contains("is not stated"), "{}", checked.stdout);
    let shown = told(&["--lang", "en", "config", "--format", "json"]).json();
    let lang = list(&shown, "settings")
        .iter()
        .find(|one| text(one, "name") == "lang")
        .cloned()
        .expect("lang");
    assert_eq!(
        (text(&lang, "value"), text(&lang["origin"], "from")),
        ("en", "command-line")
    );
    assert_eq!(told(&["--lang", "fr", "check"]).status, Some(2));
}

#[test]
fn a_closed_day_is_said_of_every_recipient_whatever_its_hours() {
    let place = folder(&[(
        "a.yaml",
        "種別: その他\n件名: 試験\n発出元: 総務省\n宛先: [財務省, {府省: 厚生労働省, 勤務時間: \"8:30-17:15\"}]\n\
         発出日時: 2025-09-08 10:00\n期限: 2025-09-21 12:00\n",
    )]);
    let output = check(place.path(), &["--format", "json", "a.yaml"]).json();
    let found = of(&output, "KG402");
    let message = text(found[0], "message");
    assert!(
        message.contains("財務省") && message.contains("厚生労働省"),
        "{message}"
    );
}

#[test]
fn a_path_alone_is_checked_and_a_mistyped_command_is_not_taken_for_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    std::fs::create_dir(root.join("依頼")).expect("a folder");
    let text =
        "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 17:30\n回答期限: 2025-09-11 17:00\n";
    std::fs::write(root.join("依頼/協議.yaml"), text).expect("written");
    std::fs::write(root.join("check-list"), text).expect("written");
    let shown = |arguments: &[&str]| {
        let output = kigen(root).args(arguments).output().expect("kigen runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let now = ["--no-config", "--now", "2025-09-09T10:00"];
    for before in [
        &["依頼/協議.yaml"][..],
        &["依頼/"],
        &["依頼"],
        &["--lang", "ja", "依頼/協議.yaml"],
        &["--format", "json", "依頼"],
    ] {
        let plain = shown(&[before, &now].concat());
        let whole = shown(&[&["check"][..], before, &now].concat());
        assert_eq!(plain.0, Some(1), "{before:?}: {}", plain.2);
        assert_eq!(plain, whole, "{before:?}");
    }
    // A name without an ending, that is there.
    assert_eq!(shown(&[&["check-list"][..], &now].concat()).0, Some(1));
    // A path that is not there is said as one; a word like a command is no path.
    let (status, _, complaint) = shown(&["ない.yaml"]);
    assert_eq!(status, Some(2));
    assert!(
        complaint.contains("ない.yaml") && complaint.contains("ファイル又はフォルダがありません"),
        "{complaint}"
    );
    let (status, _, complaint) = shown(&["chek", "依頼"]);
    assert_eq!(
        (status, complaint.as_str()),
        (
            Some(2),
            "kigen: 「chek」というコマンドはありません。「check」の誤りではありませんか。\n"
        )
    );
    let (status, _, complaint) = shown(&["--lang", "fr", "依頼"]);
    assert_eq!(status, Some(2));
    assert!(complaint.contains("fr"), "{complaint}");
}
