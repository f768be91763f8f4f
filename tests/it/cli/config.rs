//! Configuration files: lookup, effect, and diagnostics.

mod records;

use crate::common::{
    NOW, check, check_input, codes, count, folder, kigen, limited, list, of, put, run, text,
};

/// Due in 47 h 30 min with a stated workload: breaks KG101.
const CONSULTATION: &str = "種別: 協議\n件名: 法律案\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-09-09 17:30\n回答期限: 2025-09-11 17:00\n想定作業量: 1時間\n";
/// 47 h 30 min, due at 8:45, before the default opening (a warning).
const EARLY: &str = "種別: 協議\n件名: 法律案\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-11 8:45\n想定作業量: 1時間\n";

fn json(folder: &std::path::Path, arguments: &[&str]) -> serde_json::Value {
    let mut all = vec!["--format", "json"];
    all.extend(arguments);
    check(folder, &all).json()
}

#[test]
fn the_nearest_configuration_holds() {
    let place = folder(&[
        ("kigen.yaml", "重さ: {KG101: info}\n"),
        ("a.yaml", CONSULTATION),
        ("b/kigen.yaml", "重さ: {KG101: off}\n"),
        ("b/c/a.yaml", CONSULTATION),
        ("d/e/a.yaml", CONSULTATION),
    ]);
    let root = place.path();
    let output = json(root, &[]);
    let found: Vec<_> = of(&output, "KG101")
        .iter()
        .map(|found| (text(found, "path").to_owned(), text(found, "severity").to_owned()))
        .collect();
    let info = |path: &str| (path.to_owned(), "info".to_owned());
    assert_eq!(found, [info("a.yaml"), info("d/e/a.yaml")]);
    assert_eq!(
        count(&output["summary"], "files"),
        3,
        "a configuration is no request"
    );
    assert_eq!(check(root, &[]).status, Some(0));
    assert_eq!(check(root, &["--no-config"]).status, Some(1));
    assert_eq!(check(root, &["--config", "b/kigen.yaml"]).status, Some(0));
    // From another folder, under any spelling of the path.
    assert_eq!(check(&root.join("b/c"), &["../../a.yaml"]).status, Some(0));
    assert_eq!(check(&root.join("d/e"), &[]).status, Some(0));
    assert_eq!(
        check_input(
            root,
            &["--stdin-filename", "b/x.yaml", "-"],
            CONSULTATION.as_bytes()
        )
        .status,
        Some(0)
    );
    assert_eq!(
        check_input(root, &["--no-config", "-"], CONSULTATION.as_bytes()).status,
        Some(1)
    );
}

#[test]
fn the_command_line_goes_before_the_configuration() {
    let place = folder(&[
        (
            "kigen.yaml",
            "重さ: {KG101: off}\n現在: 2025-09-09 17:30\n言語: en\n",
        ),
        (
            "a.yaml",
            &CONSULTATION.replace("発出日時: 2025-09-09 17:30\n", ""),
        ),
    ]);
    let root = place.path();
    let mut command = kigen(root);
    let output = run(command.args(["check", "--format", "json", "--select", "KG101"])).json();
    // Turning off a rule without exceptions is reported (KG018).
    assert_eq!(codes(&output), ["KG101", "KG018"]);
    assert_eq!(text(&output["requests"][0], "sent"), "2025-09-09T17:30:00+09:00");
    assert!(text(&output["diagnostics"][0], "message").starts_with("The due time"));
    let output = json(root, &["--lang", "ja", "--select", "KG101"]);
    assert_eq!(text(&output["requests"][0], "sent"), format!("{NOW}:00+09:00"));
    assert_eq!(codes(&output), ["KG018"]);
}

#[test]
fn what_is_no_request_is_left_out_and_counted() {
    let place = folder(&[
        ("kigen.yaml", "対象: 依頼/\n対象外: '下書き_*'\n"),
        ("依頼/a.yaml", CONSULTATION),
        ("依頼/下書き_a.yaml", CONSULTATION),
        ("依頼/値.yaml", "name: chart\n"),
        ("b.yaml", CONSULTATION),
    ]);
    let root = place.path();
    let output = json(root, &[]);
    let left: Vec<_> = list(&output, "left_out")
        .iter()
        .map(|one| text(one, "path"))
        .collect();
    assert_eq!(left, ["b.yaml", "依頼/下書き_a.yaml"]);
    // A file matched by `include` is read as a request, whatever it contains.
    assert!(!of(&output, "KG003").is_empty());
    assert_eq!(count(&output["summary"], "files"), 2);
    // `exclude` does not apply to a path given on the command line.
    assert_eq!(check(root, &["b.yaml"]).status, Some(1));
    assert!(
        check(root, &["-v"])
            .stdout
            .contains("b.yaml：設定（kigen.yaml）により対象外")
    );
}

#[test]
fn hours_days_and_values_are_judged_by() {
    let place = folder(&[("a.yaml", EARLY)]);
    let root = place.path();
    let with = |config: &str| {
        put(root, "kigen.yaml", config.as_bytes());
        json(root, &["a.yaml"])
    };
    assert_eq!(codes(&with("")), ["KG402"]);
    let output = with("勤務時間: {財務省: '8:30-17:15'}\n");
    assert!(codes(&output).is_empty(), "{output:#}");
    assert_eq!(output["requests"][0]["recipients"][0]["hours_assumed"], false);
    let output = with("勤務時間: {既定: '8:30-17:15'}\n");
    assert!(codes(&output).is_empty(), "{output:#}");
    assert_eq!(output["requests"][0]["recipients"][0]["hours_assumed"], true);
    let output = with("勤務時間: {財務省: '8:30-17:15'}\n閉庁日: [{日付: 2025-09-11, 理由: 創立記念日}]\n");
    assert_eq!(codes(&output), ["KG402"]);
    assert!(text(&output["diagnostics"][0], "message").contains("創立記念日"));
    let output = with("勤務時間: {財務省: '8:30-17:15'}\n値: {min_response: PT72H}\n");
    assert_eq!(codes(&output), ["KG101"]);
    assert_eq!(output["diagnostics"][0]["facts"]["required"], "PT72H");
}

#[test]
fn a_severity_changes_the_exit_status_and_not_the_remedy() {
    let place = folder(&[("a.yaml", CONSULTATION)]);
    let root = place.path();
    let help = |config: &str| {
        put(root, "kigen.yaml", config.as_bytes());
        let output = json(root, &["a.yaml"]);
        (
            text(&output["diagnostics"][0], "help").to_owned(),
            text(&output["diagnostics"][0], "severity").to_owned(),
        )
    };
    let (plain, _) = help("");
    // KG402, a warning by default, still restricts the fix to office hours.
    let (set, severity) = help("重さ: {KG101: 注意, KG402: 使わない, KG103: 参考}\n");
    assert_eq!((plain, "warning"), (set, severity.as_str()));
    assert_eq!(check(root, &[]).status, Some(0));
    assert_eq!(check(root, &["--fail-on", "warning"]).status, Some(1));
}

#[test]
fn overrides_are_for_their_files() {
    let place = folder(&[
        (
            "kigen.yaml",
            "個別設定:\n  - 対象: b/\n    重さ: {KG101: off}\n  - 対象: b/c.yaml\n    重さ: {KG101: info}\n",
        ),
        ("a.yaml", CONSULTATION),
        ("b/a.yaml", CONSULTATION),
        ("b/c.yaml", CONSULTATION),
    ]);
    let output = json(place.path(), &[]);
    let found: Vec<_> = of(&output, "KG101")
        .iter()
        .map(|found| (text(found, "path"), text(found, "severity")))
        .collect();
    assert_eq!(found, [("a.yaml", "error"), ("b/c.yaml", "info")]);
}

const PLAN: &str = "plan: p\ntitle: {ja: 計画, en: Plan}\nissuer: 某省\nsource: 某\nbinds: [総務省]\nprefix: EX\nparams: {min_response: PT96H}\n";
const RULE: &str = "code: EX101\nname: n\nsummary: {ja: 一, en: a}\nbinding: must\nseverity: error\nwhen: {kind: consultation}\nrequire: {elapsed: {at_least: $min_response}}\nat: due\nmessage: {ja: '{required}', en: a}\nexamples: {bad: [{種別: 協議, 期限: 2025-09-11}], good: {種別: 協議, 期限: 2025-09-11}}\n";

#[test]
fn packs_are_added_and_the_one_that_is_shipped_left_out() {
    let place = folder(&[
        (
            "kigen.yaml",
            "規則集: 規則\n組み込み規則集: なし\n重さ: {EX101: warning}\n",
        ),
        ("規則/plan.yaml", PLAN),
        ("規則/EX101.yaml", RULE),
        ("a.yaml", CONSULTATION),
    ]);
    let root = place.path();
    let output = json(root, &["a.yaml"]);
    assert_eq!(codes(&output), ["EX101", "KG018"]);
    assert_eq!(text(&output["diagnostics"][0], "severity"), "warning");
    put(
        root,
        "kigen.yaml",
        "規則集: [規則, 他]\n重さ: {EX102: off}\n".as_bytes(),
    );
    let wrong = check(root, &["a.yaml"]);
    assert_eq!(wrong.status, Some(2));
    for said in ["他を読めません", "kigen.yaml:1:11", "EX102", "EX101"] {
        assert!(wrong.stderr.contains(said), "{said}: {}", wrong.stderr);
    }
}

#[test]
fn a_configuration_that_is_wrong_is_2_in_every_command_with_its_place() {
    let place = folder(&[("a.yaml", CONSULTATION), ("kigen.yaml", "重さ:\n  KG1O1: off\n")]);
    let root = place.path();
    for arguments in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "a.yaml"],
        &["check", "--config", "kigen.yaml", "a.yaml"],
        &["rules"],
        &["explain", "KG101"],
        &["calendar", "2025"],
        &["config"],
        &["config", "--format", "json", "a.yaml"],
    ] {
        let wrong = run(kigen(root).args(arguments));
        assert_eq!(wrong.status, Some(2), "{arguments:?}");
        assert!(wrong.stdout.is_empty(), "{arguments:?}: {}", wrong.stdout);
        for said in ["誤り[CONFIG]", "[kigen.yaml:2:3]", "KG101"] {
            assert!(
                wrong.stderr.contains(said),
                "{arguments:?} {said}: {}",
                wrong.stderr
            );
        }
    }
    assert_eq!(check(root, &["--no-config", "a.yaml"]).status, Some(1));
    assert_eq!(check(root, &["--config", "なし.yaml"]).status, Some(2));
    assert_eq!(
        check(root, &["--config", "kigen.yaml", "--no-config"]).status,
        Some(2)
    );
}

#[test]
fn a_wrong_configuration_on_the_way_hides_no_other_folder() {
    let place = folder(&[
        ("a.yaml", CONSULTATION),
        ("b/kigen.yaml", "重さ: 1\n"),
        ("b/a.yaml", CONSULTATION),
        ("b/b.yaml", CONSULTATION),
        ("c/kigen.yaml", "lang: fr\n"),
        ("d/a.yaml", CONSULTATION),
    ]);
    let run = check(place.path(), &["--format", "json"]);
    assert_eq!(run.status, Some(2));
    let output = run.json();
    let paths: Vec<_> = list(&output, "requests")
        .iter()
        .map(|one| text(one, "path"))
        .collect();
    assert_eq!(paths, ["a.yaml", "d/a.yaml"]);
    assert_eq!(
        run.stderr.matches("[b/kigen.yaml:1:5]").count(),
        1,
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("[c/kigen.yaml:1:7]"), "{}", run.stderr);
    // Named together, each configuration error is reported by itself.
    let both = check(place.path(), &["b", "c"]);
    let ends: Vec<_> = both
        .stderr
        .lines()
        .filter(|line| line.starts_with("kigen: "))
        .collect();
    assert_eq!((both.status, ends.len()), (Some(2), 2), "{}", both.stderr);
    assert!(
        ends[0].contains("b/kigen.yaml") && ends[1].contains("c/kigen.yaml"),
        "{ends:?}"
    );
}

#[test]
fn hostile_files_of_that_name_are_errors() {
    let long = format!("重さ: {{{}}}\n", "KG104: off, ".repeat(200_000));
    let sjis = b"\x8fd\x82\xb3: {KG104: off}\n";
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("重さ: {KG104: of}\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (bytes, says) in [
        (&sjis[..], "Shift_JIS"),
        (&utf16, "[kigen.yaml:1:13]"),
        (long.as_bytes(), "上限1 MiB"),
        (b"a: \0\n", "U+0000"),
        (b"\x1b[31m: a\n", "制御文字"),
        ("\u{202e}: a\n".as_bytes(), "kigen.yaml:1:1"),
        (b"- - - -\n", "設定として読めません"),
    ] {
        let place = folder(&[("a.yaml", CONSULTATION)]);
        put(place.path(), "kigen.yaml", bytes);
        let wrong = run(limited(place.path()).args(["check", "--now", NOW]));
        assert_eq!(wrong.status, Some(2), "{says}");
        assert!(wrong.stderr.contains(says), "{says}: {}", wrong.stderr);
        assert!(wrong.stderr.chars().all(crate::common::is_harmless), "{says}");
    }
    let place = folder(&[("a.yaml", CONSULTATION), ("kigen.yaml/b.txt", "")]);
    let wrong = check(place.path(), &["a.yaml"]);
    assert_eq!(wrong.status, Some(2));
    assert!(
        wrong.stderr.contains("kigen.yamlを読めません"),
        "{}",
        wrong.stderr
    );
    // A FIFO does not block, and a dangling link is not taken for an absent file.
    for make in [&["mkfifo", "kigen.yaml"][..], &["ln", "-s", "ない", "kigen.yaml"]] {
        let place = folder(&[("a.yaml", CONSULTATION)]);
        let mut command = std::process::Command::new(make[0]);
        let made = command.args(&make[1..]).current_dir(place.path()).status();
        if made.is_ok_and(|status| status.success()) {
            let wrong = run(limited(place.path()).args(["check", "--now", NOW]));
            assert_eq!(wrong.status, Some(2), "{make:?}");
            assert!(
                wrong.stderr.contains("kigen.yamlを読めません"),
                "{}",
                wrong.stderr
            );
        }
    }
}

/// A pack path that is no folder of files is an error at its line, without blocking.
#[test]
fn hostile_packs_are_errors_where_they_are_named() {
    let link = |to: &str, at: &std::path::Path| {
        let made = std::process::Command::new("ln").args(["-s", to]).arg(at).status();
        made.is_ok_and(|status| status.success())
    };
    let place = folder(&[
        ("a.yaml", CONSULTATION),
        ("空/x.txt", ""),
        ("管/a.txt", ""),
        ("無限/a.txt", ""),
    ]);
    let root = place.path();
    let fifo = std::process::Command::new("mkfifo")
        .arg(root.join("管/plan.yaml"))
        .status();
    let mut hostile = vec![
        ("a.yaml", "フォルダではありません"),
        ("ない", "ありません"),
        ("空", "plan.yaml"),
        ("\"a\\0b\"", "使えない名前"),
        ("/dev/null", "フォルダではありません"),
    ];
    if fifo.is_ok_and(|status| status.success()) {
        hostile.push(("管", "読めません"));
    }
    if link("輪", &root.join("輪")) {
        hostile.push(("輪", "循環"));
    }
    if link("/dev/zero", &root.join("無限/plan.yaml")) {
        hostile.push(("無限", "読めません"));
    }
    for (pack, says) in hostile {
        put(
            root,
            "kigen.yaml",
            format!("重さ: {{KG104: off}}\n規則集: {pack}\n").as_bytes(),
        );
        let wrong = run(limited(root).args(["check", "--now", NOW, "a.yaml"]));
        assert_eq!(wrong.status, Some(2), "{pack}: {}", wrong.stderr);
        assert!(
            wrong.stderr.contains("kigen.yaml:2:6") && wrong.stderr.contains(says),
            "{pack}: {}",
            wrong.stderr
        );
    }
}

#[test]
fn what_is_in_force_is_shown_with_its_place() {
    let place = folder(&[
        (
            "kigen.yaml",
            "重さ:\n  KG104: off\n値:\n  KG105: {min_response: PT72H}\n勤務時間:\n  既定: {勤務時間: '8:30-17:15', 休憩: なし}\n閉庁日:\n  - {日付: 2025-10-01, 理由: 創立記念日}\n開庁日:\n  - {日付: 2025-10-04, 理由: 受付}\n例外:\n  - {対象: a.yaml, 規則: KG202, 理由: 日程, 承認者: 課長}\n個別設定:\n  - 対象: a.yaml\n    重さ: {KG302: info}\n",
        ),
        ("a.yaml", CONSULTATION),
    ]);
    let root = place.path();
    let shown = run(kigen(root).args(["config", "--format", "json", "--now", NOW, "a.yaml"])).json();
    assert_eq!(text(&shown, "schema"), "kigen/config/v1");
    let setting = |name: &str| {
        let found = list(&shown, "settings")
            .iter()
            .find(|one| text(one, "name") == name);
        let found = found.unwrap_or_else(|| panic!("{name}: {shown:#}"));
        (
            text(found, "value").to_owned(),
            text(&found["origin"], "from").to_owned(),
            found["origin"]["line"].as_u64(),
        )
    };
    let of = |value: &str, from: &str, line| (value.to_owned(), from.to_owned(), line);
    assert_eq!(setting("severities.KG104"), of("off", "file", Some(2)));
    assert_eq!(setting("severities.KG302"), of("info", "file", Some(15)));
    assert_eq!(setting("params.KG105.min_response"), of("PT72H", "file", Some(4)));
    assert_eq!(setting("params.KG101.min_response"), of("PT48H", "plan", None));
    assert_eq!(setting("params.evening"), of("17:00", "default", None));
    assert_eq!(setting("params.office_hours"), of("08:30-17:15", "file", Some(6)));
    assert_eq!(setting("hours.default.break"), of("none", "file", Some(6)));
    assert_eq!(
        setting("closed_days.2025-10-01"),
        of("創立記念日", "file", Some(8))
    );
    assert_eq!(setting("exceptions.KG202"), of("日程", "file", Some(12)));
    assert_eq!(
        setting("now"),
        of("2025-09-08T10:00:00+09:00", "command-line", None)
    );
    let page = run(kigen(root).args(["config", "a.yaml"])).stdout;
    for said in ["kigen.yaml:2", "使わない（既定は注意）", "72時間（既定は48時間）"] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let explained = run(kigen(root).args(["explain", "KG105"])).stdout;
    assert!(
        explained.contains("kigen.yaml:4") && explained.contains("72時間"),
        "{explained}"
    );
    let explained = run(kigen(root).args(["explain", "--format", "json", "KG104"])).json();
    let rule = &explained["rules"][0];
    assert_eq!(
        (
            text(rule, "severity"),
            text(rule, "default_severity"),
            text(rule, "severity_origin")
        ),
        ("off", "warning", "kigen.yaml:2")
    );
    let rules = run(kigen(root).args(["rules"])).stdout;
    assert!(rules.contains("使わない*"), "{rules}");
    let days = run(kigen(root).args([
        "calendar",
        "--format",
        "json",
        "--from",
        "2025-10-01",
        "--until",
        "2025-10-05",
    ]))
    .json();
    let closed: Vec<_> = list(&days, "closed_days")
        .iter()
        .map(|day| (text(day, "date"), text(day, "basis")))
        .collect();
    assert_eq!(closed, [("2025-10-01", "configuration"), ("2025-10-05", "law")]);
    assert_eq!(text(&list(&days, "open_days")[0], "date"), "2025-10-04");
}

#[test]
fn a_first_configuration_and_request_are_clean_and_never_overwritten() {
    let place = folder(&[]);
    let root = place.path();
    // Several kinds of day: before a weekend, at the year's end, in a week of holidays.
    for now in [
        "2025-09-08T10:00",
        "2025-09-12T18:30",
        "2025-12-27T09:00",
        "2026-05-01T23:59",
        "2150-12-20T10:00",
    ] {
        for (lang, request) in [("ja", "協議の例.yaml"), ("en", "consultation.yaml")] {
            let name = format!("{lang}{}", now.replace(':', ""));
            let made = run(kigen(root).args(["init", "--lang", lang, "--now", now, &name]));
            assert_eq!(made.status, Some(0), "{}", made.stderr);
            let place = root.join(&name);
            let checked =
                run(kigen(&place).args(["check", "--lang", lang, "--now", now, "--fail-on", "warning"]));
            assert_eq!(
                checked.status,
                Some(0),
                "{now}: {}{}",
                checked.stdout,
                checked.stderr
            );
            assert!(
                checked.stdout.contains(if lang == "ja" {
                    "依頼1件"
                } else {
                    "1 file, 1 request: 0 errors"
                }),
                "{}",
                checked.stdout
            );
            let before = std::fs::read(place.join("kigen.yaml")).expect("written");
            let again = run(kigen(&place).args(["init", "--lang", lang, "--now", now]));
            assert_eq!(again.status, Some(2));
            assert!(again.stderr.contains("kigen.yaml"), "{}", again.stderr);
            assert_eq!(
                std::fs::read(place.join("kigen.yaml")).expect("still there"),
                before
            );
            std::fs::remove_file(place.join("kigen.yaml")).expect("removed");
            let again = run(kigen(&place).args(["init", "--lang", lang]));
            assert_eq!(again.status, Some(2));
            assert!(again.stderr.contains(request) && !place.join("kigen.yaml").exists());
        }
    }
}

#[test]
fn the_lines_that_are_commented_out_are_valid() {
    for lang in ["ja", "en"] {
        let place = folder(&[]);
        let root = place.path();
        assert_eq!(
            run(kigen(root).args(["init", "--lang", lang, "--now", NOW])).status,
            Some(0)
        );
        let written = std::fs::read_to_string(root.join("kigen.yaml")).expect("written");
        let is_setting = |line: &str| line.starts_with("# ") && line.contains(':') && !line.contains("：");
        let opened: String = written
            .lines()
            .map(|line| {
                if is_setting(line) {
                    format!("{}\n", &line[2..])
                } else {
                    format!("{line}\n")
                }
            })
            .collect();
        assert!(
            ["\n値:", "\nparams:"]
                .iter()
                .filter(|key| opened.contains(**key))
                .count()
                == 1
                && ["\n閉庁日:", "\nclosed_days:"]
                    .iter()
                    .any(|key| opened.contains(key)),
            "{opened}"
        );
        put(root, "kigen.yaml", opened.as_bytes());
        let shown = run(kigen(root).args(["config"]));
        assert_eq!(shown.status, Some(0), "{opened}{}", shown.stderr);
    }
}

#[test]
fn a_parameter_of_several_packs_is_listed_once() {
    for configuration in ["", "値: {evening: \"16:30\"}\n"] {
        let place = folder(&[("kigen.yaml", configuration)]);
        let listed = run(kigen(place.path()).args(["config", "."])).stdout;
        let name = |line: &str| Some(line.split_whitespace().next()?.to_owned());
        let names: Vec<String> = listed.lines().filter_map(name).collect();
        let values: Vec<&String> = names.iter().filter(|name| name.starts_with("値.")).collect();
        assert!(values.iter().any(|name| *name == "値.evening"), "{listed}");
        for value in &values {
            let times = values.iter().filter(|name| name == &value).count();
            assert_eq!(times, 1, "{value}: {listed}");
        }
    }
}

/// The hint about a field of a request (where to write it) is not given in a configuration.
#[test]
fn a_key_of_a_request_is_no_key_of_a_configuration() {
    let place = folder(&[
        ("kigen.yaml", "府省:\n  財務省: {}\n件名: x\n"),
        ("a.yaml", CONSULTATION),
    ]);
    let run = check(place.path(), &["a.yaml"]);
    assert_eq!(run.status, Some(2));
    for key in ["府省", "件名"] {
        assert!(
            run.stderr.contains(&format!("「{key}」という項目はありません")),
            "{}",
            run.stderr
        );
    }
    for advice in ["「宛先」の中に", "一番外側"] {
        assert!(!run.stderr.contains(advice), "{}", run.stderr);
    }
}
