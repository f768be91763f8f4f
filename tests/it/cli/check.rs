//! `kigen check`: exit statuses, streams, folders, standard input, rule selection, language.

mod dropped;
mod packs;
mod paths;
mod remarks;

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
/// No finding.
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

/// Whether standard error is one sentence that begins with the program's name.
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
    // Precedence: the first of the three that is set.
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
        // `wait_with_output` closes standard output.
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
    assert!(
        checked
            .stdout
            .contains("Neither a due time nor a hearing is stated."),
        "{}",
        checked.stdout
    );
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
    // An existing file without an extension.
    assert_eq!(shown(&[&["check-list"][..], &now].concat()).0, Some(1));
    // A missing path is reported as missing; a word close to a command name is no path.
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

#[test]
fn what_is_left_out_is_counted_and_listed_where_that_is_asked_for() {
    let here = folder(&[("short.yaml", SHORT), ("values.yaml", "x: 1\n")]);
    for (lang, count, hint) in [
        ("ja", "対象外1件", "--verboseで一覧"),
        ("en", "1 left out", "--verbose lists them"),
    ] {
        let said = |more: &[&str]| {
            let arguments = [&["--no-config", "--lang", lang, "."], more].concat();
            check(here.path(), &arguments).stdout
        };
        let (plain, listed) = (said(&[]), said(&["--verbose"]));
        assert!(plain.contains(count) && plain.contains(hint), "{plain}");
        assert!(!plain.contains("values.yaml"), "{plain}");
        assert!(
            listed.contains(count) && listed.contains("values.yaml"),
            "{listed}"
        );
        assert!(!listed.contains(hint), "{listed}");
    }
}
