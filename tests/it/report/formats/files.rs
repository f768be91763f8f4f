//! `--output FORMAT=FILE`: several formats in one run; each file is written completely or not at all.

use std::fs;

use super::corpus::{CLEAN, FLOW, folder};
use crate::common::{FORMATS, check, check_input, folder as files, kigen, list, run};

#[test]
fn a_file_holds_what_standard_output_would_in_every_format_at_once() {
    let folder = folder();
    let out = tempfile::tempdir().unwrap();
    let named: Vec<String> = FORMATS
        .iter()
        .map(|format| format!("--output={format}={}", out.path().join(format).display()))
        .collect();
    let mut arguments = vec!["--lang", "ja", "--format", "concise", "--color", "always"];
    arguments.extend(named.iter().map(String::as_str));
    arguments.push(".");
    let together = check(folder.path(), &arguments);
    assert_eq!((together.status, together.stderr.as_str()), (Some(1), ""));
    for format in FORMATS {
        let alone = check(folder.path(), &["--lang", "ja", "--format", format, "."]).stdout;
        let written = fs::read_to_string(out.path().join(format)).unwrap();
        assert!(written == alone, "{format}\n{written}\n{alone}");
        assert!(!written.is_empty());
        if format == "concise" {
            assert_eq!(together.stdout, alone);
        }
    }
    // No temporary file is left.
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), FORMATS.len());
}

#[test]
fn an_equals_sign_in_the_name_is_the_name_s_own() {
    let folder = files(&[("a.yaml", FLOW)]);
    check(folder.path(), &["--output", "json=a=b=期.json", "a.yaml"]);
    assert!(folder.path().join("a=b=期.json").exists());
}

#[test]
fn what_cannot_be_written_is_one_sentence_and_status_2_before_anything_is_read() {
    let folder = files(&[("a.yaml", FLOW), ("folder/x", "")]);
    for argument in [
        "json=no/such/folder/x.json",
        "json=folder",
        "json=a.yaml/x",
        "json=-",
        "json=",
        "json",
        "=x",
        "xml=x",
        "JSON=x",
    ] {
        for lang in ["ja", "en"] {
            let run = check(folder.path(), &["--lang", lang, "--output", argument, "a.yaml"]);
            assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{argument}");
            assert!(
                run.stderr.starts_with("kigen: ") && run.stderr.matches('\n').count() == 1,
                "{}",
                run.stderr
            );
            assert_eq!(
                run.stderr.is_ascii(),
                lang == "en" && argument.is_ascii() && run.stderr.is_ascii()
            );
        }
    }
    let twice = check(
        folder.path(),
        &["--output", "json=x", "--output", "sarif=./folder/../x", "a.yaml"],
    );
    assert_eq!(twice.status, Some(2), "{}", twice.stdout);
    assert!(!folder.path().join("x").exists());
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn what_is_checked_is_never_written_over() {
    let folder = files(&[("a.yaml", FLOW), ("sub/b.yaml", CLEAN), ("old.json", "old")]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../a.yaml", folder.path().join("sub/link.json")).unwrap();
        fs::hard_link(folder.path().join("a.yaml"), folder.path().join("hard.json")).unwrap();
    }
    let names: &[&str] = if cfg!(unix) {
        &[
            "a.yaml",
            "sub/../a.yaml",
            "sub/b.yaml",
            "sub/link.json",
            "hard.json",
        ]
    } else {
        &[]
    };
    for name in names {
        let run = check(
            folder.path(),
            &[
                "--output",
                "json=old.json",
                "--output",
                &format!("sarif={name}"),
                ".",
            ],
        );
        assert_eq!(run.status, Some(2), "{name}");
        assert!(run.stderr.contains("書き込"), "{}", run.stderr);
    }
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).unwrap(), FLOW);
    assert_eq!(
        fs::read_to_string(folder.path().join("sub/b.yaml")).unwrap(),
        CLEAN
    );
    // A failed run leaves the other file unchanged.
    assert_eq!(fs::read_to_string(folder.path().join("old.json")).unwrap(), "old");
    // A file of the folder that is not checked may be overwritten.
    let run = check(folder.path(), &["--output", "json=old.json", "a.yaml"]);
    assert_eq!(run.status, Some(1));
    assert!(
        fs::read_to_string(folder.path().join("old.json"))
            .unwrap()
            .starts_with('{')
    );
}

#[test]
fn a_report_is_written_of_what_could_not_be_looked_at_too() {
    let folder = files(&[("a.yaml", CLEAN)]);
    let run = check(
        folder.path(),
        &["--output", "jsonl=o.jsonl", "a.yaml", "not-there.yaml"],
    );
    assert_eq!(run.status, Some(2));
    assert!(
        fs::read_to_string(folder.path().join("o.jsonl"))
            .unwrap()
            .contains("\"unreadable\"")
    );
}

#[test]
fn standard_input_goes_to_every_output() {
    let folder = files(&[]);
    let arguments = [
        "--format",
        "sarif",
        "--output",
        "human=h.txt",
        "--stdin-filename",
        "案.yaml",
        "-",
    ];
    let run = check_input(folder.path(), &arguments, FLOW.as_bytes());
    let log = run.json();
    let results = list(&log["runs"][0], "results");
    assert!(results.iter().any(|found| found["ruleId"] == "KG101"), "{log}");
    let human = fs::read_to_string(folder.path().join("h.txt")).unwrap();
    assert!(human.contains("KG101") && human.contains("案.yaml"), "{human}");
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_rights_are_those_of_the_folder_or_of_the_file() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};
    let folder = files(&[("a.yaml", FLOW), ("shared.json", "old")]);
    let mode = |name: &str| {
        fs::metadata(folder.path().join(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    fs::set_permissions(
        folder.path().join("shared.json"),
        fs::Permissions::from_mode(0o640),
    )
    .unwrap();
    let run = check(
        folder.path(),
        &[
            "--output",
            "json=shared.json",
            "--output",
            "junit=new.xml",
            "--output",
            "sarif=/dev/null",
            "a.yaml",
        ],
    );
    assert_eq!(run.status, Some(1), "{}", run.stderr);
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    assert_eq!((mode("shared.json"), mode("new.xml")), (0o640, mode("a.yaml")));
}

#[test]
fn the_help_names_every_format() {
    let help = run(kigen(crate::common::root()).args(["check", "--help"])).stdout;
    for format in FORMATS {
        assert!(help.contains(format), "{format}");
    }
}

#[test]
fn what_the_check_reads_itself_is_not_written_over() {
    let folder = files(&[
        ("a.yaml", FLOW),
        ("kigen.yaml", "言語: ja\n"),
        ("設定.yaml", "言語: ja\n"),
    ]);
    check(folder.path(), &["--write-baseline=b.json", "a.yaml"]);
    for arguments in [
        &["--output", "sarif=kigen.yaml", "a.yaml"][..],
        &["--config", "設定.yaml", "--output", "sarif=./設定.yaml", "a.yaml"],
        &["--baseline", "b.json", "--output", "sarif=b.json", "a.yaml"],
    ] {
        let run = check(folder.path(), arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}\n{}", run.stdout);
        for name in ["kigen.yaml", "設定.yaml", "b.json"] {
            let text = fs::read_to_string(folder.path().join(name)).unwrap();
            assert!(!text.contains("sarif"), "{arguments:?}: {name}");
        }
    }
}

/// A repository may contain a link with the name of the output file.
#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_to_another_file() {
    use std::os::unix::fs::symlink;
    let elsewhere = files(&[("own", "precious")]);
    let folder = files(&[("a.yaml", CLEAN)]);
    let own = elsewhere.path().join("own");
    symlink(&own, folder.path().join("kigen.sarif")).unwrap();
    symlink(&own, folder.path().join("base.json")).unwrap();
    fs::create_dir(folder.path().join("man")).unwrap();
    symlink(&own, folder.path().join("man/kigen.1")).unwrap();
    for arguments in [
        &["check", "--output=sarif=kigen.sarif", "a.yaml"][..],
        &["check", "--write-baseline=base.json", "a.yaml"],
        &["man", "--out", "man"],
    ] {
        let run = run(kigen(folder.path()).args(arguments));
        assert_eq!(run.status, Some(2), "{arguments:?}: {run:?}");
        assert_eq!(fs::read_to_string(&own).unwrap(), "precious", "{arguments:?}");
    }
    // `/dev/stdout` is a link too.
    let run = check(folder.path(), &["--output=json=/dev/stdout", "a.yaml"]);
    assert_eq!(run.status, Some(0), "{run:?}");
}

#[cfg(unix)]
#[test]
fn what_a_run_is_told_by_is_never_written_over_by_any_name() {
    use std::os::unix::fs::symlink;
    let plan = "title: {ja: 計画, en: Plan}\n";
    let folder = files(&[
        ("a.yaml", CLEAN),
        ("sub/b.yaml", CLEAN),
        ("sub/kigen.yaml", "lang: ja\n"),
        ("baseline.json", ""),
        ("rules/plan.yaml", plan),
    ]);
    let at = |name: &str| folder.path().join(name);
    let run = check(folder.path(), &["--write-baseline=baseline.json", "a.yaml"]);
    assert_eq!(run.status, Some(2), "an empty file is no baseline");
    fs::remove_file(at("baseline.json")).unwrap();
    for rule in fs::read_dir(crate::common::root().join("rules/soumu-wlb")).unwrap() {
        let rule = rule.unwrap();
        fs::copy(rule.path(), at("rules").join(rule.file_name())).unwrap();
    }
    symlink("rules/plan.yaml", at("plan.json")).unwrap();
    symlink("sub/kigen.yaml", at("config.json")).unwrap();
    symlink("nowhere", at("dangling.json")).unwrap();
    fs::hard_link(at("sub/kigen.yaml"), at("hard.json")).unwrap();
    let text = |name: &str| fs::read_to_string(at(name)).unwrap();
    let (plan, config) = (text("rules/plan.yaml"), text("sub/kigen.yaml"));
    for name in [
        "rules/plan.yaml",
        "sub/../rules/plan.yaml",
        "plan.json",
        "config.json",
        "sub/kigen.yaml",
        "kigen.yaml",
        "dangling.json",
        "hard.json",
        // Not created yet.
        "new.json",
        "sub/../new.json",
    ] {
        let output = format!("json={name}");
        let run = check(
            folder.path(),
            &[
                "--rules",
                "rules",
                "--write-baseline=./new.json",
                "--output",
                &output,
                ".",
            ],
        );
        assert_eq!(run.status, Some(2), "{name}: {}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains("書き込"), "{name}: {}", run.stderr);
        assert!(!at("new.json").exists() && !at("kigen.yaml").exists(), "{name}");
    }
    assert_eq!((text("rules/plan.yaml"), text("sub/kigen.yaml")), (plan, config));
    assert!(at("dangling.json").is_symlink() && !at("nowhere").exists());
    // A file redirected to standard input is an input too.
    let run = crate::common::run(
        kigen(folder.path())
            .args([
                "check",
                "--now",
                "2025-09-08T10:00",
                "--output",
                "json=a.yaml",
                "-",
            ])
            .stdin(fs::File::open(at("a.yaml")).unwrap()),
    );
    assert_eq!(run.status, Some(2), "{}{}", run.stdout, run.stderr);
    assert_eq!(text("a.yaml"), CLEAN);
}
