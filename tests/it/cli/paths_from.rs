//! `--paths-from`: a list of paths, separated by NUL.

use crate::common::{NOW, Run, codes, count, folder, kigen, list, put, run, run_with_input, text};

/// A clean request, and one that is due a minute too early.
const CLEAN: &str = "種別: 協議\n協議区分: 法令\n件名: a\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-12 17:00\n想定作業量: 1時間\n";

fn short() -> String {
    CLEAN.replace("2025-09-12 17:00", "2025-09-10 09:59")
}

fn listed(folder: &std::path::Path, command: &str, list: &[u8]) -> Run {
    let arguments = [command, "--now", NOW, "--format", "json", "--paths-from", "-"];
    run_with_input(kigen(folder).args(arguments), list)
}

#[test]
fn each_path_of_a_list_is_judged_as_if_it_were_named() {
    let place = folder(&[
        ("a.yaml", CLEAN),
        ("b c.yaml", &short()),
        ("部/d.yaml", CLEAN),
        ("e.yaml", &short()),
    ]);
    let root = place.path();
    let named = run(kigen(root).args([
        "check", "--now", NOW, "--format", "json", "a.yaml", "b c.yaml", "部",
    ]));
    let wanted = named.json();
    // With and without the final NUL; a file listed twice under two spellings is judged once.
    for paths in [
        "a.yaml\0b c.yaml\0部\0",
        "a.yaml\0b c.yaml\0部",
        "./a.yaml\0b c.yaml\0部\0a.yaml\0部/d.yaml\0",
    ] {
        let run = listed(root, "check", paths.as_bytes());
        assert_eq!(run.status, Some(1), "{}", run.stderr);
        let output = run.json();
        assert_eq!(count(&output["summary"], "requests"), 3);
        let found = |of: &serde_json::Value| -> Vec<String> {
            list(of, "diagnostics")
                .iter()
                .map(|found| text(found, "fingerprint").to_owned())
                .collect()
        };
        assert_eq!(found(&output), found(&wanted), "{paths:?}");
    }
    // From a file: the list itself is no request, and the current folder is not walked.
    let list = put(root, "一覧", "a.yaml\0部/d.yaml\0".as_bytes());
    let output = run(kigen(root)
        .args(["check", "--now", NOW, "--format", "json", "--paths-from"])
        .arg(&list));
    assert_eq!(count(&output.json()["summary"], "files"), 2);
    assert_eq!(output.status, Some(0), "{}", output.stderr);
}

#[test]
fn every_command_that_takes_paths_takes_a_list() {
    let place = folder(&[("a.yaml", CLEAN), ("b.yaml", CLEAN)]);
    for command in ["check", "when", "read", "report"] {
        let run = listed(place.path(), command, b"b.yaml\0");
        assert_eq!(run.status, Some(0), "{command}: {}", run.stderr);
        let output = run.json();
        match command {
            "report" => assert_eq!(output["requests"], 1),
            _ => assert_eq!(list(&output, "requests").len(), 1, "{command}"),
        }
    }
    let run = listed(place.path(), "exceptions", b"b.yaml\0");
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    // Record files in the list are counted.
    let record = ["check", "--now", NOW, "--record", "r.jsonl", "a.yaml"];
    assert_eq!(
        crate::common::run(kigen(place.path()).args(record)).status,
        Some(0)
    );
    let run = listed(place.path(), "report", b"b.yaml\0r.jsonl\0");
    assert_eq!(run.json()["requests"], 2, "{}", run.stderr);
}

#[test]
fn an_empty_list_is_no_folder_and_no_silence() {
    let place = folder(&[("a.yaml", &short())]);
    let run = listed(place.path(), "check", b"");
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let output = run.json();
    assert_eq!(codes(&output), ["KG017"]);
    assert_eq!(count(&output["summary"], "files"), 0);
    let found = &list(&output, "diagnostics")[0];
    assert_eq!(text(found, "path"), "<stdin>");
    assert!(text(found, "message").contains("--paths-from"), "{found}");
    let gate = ["check", "--fail-on", "warning", "--paths-from", "-"];
    assert_eq!(
        run_with_input(kigen(place.path()).args(gate), b"").status,
        Some(1)
    );
    for command in ["when", "read", "report"] {
        let run = listed(place.path(), command, b"");
        assert_eq!(run.status, Some(0), "{command}: {}", run.stderr);
        assert_ne!(
            run.json()["requests"].as_array().map(Vec::len),
            Some(1),
            "{command}"
        );
    }
}

#[test]
fn what_cannot_be_a_list_is_said_and_nothing_is_judged() {
    let place = folder(&[("a.yaml", CLEAN), ("b.yaml", CLEAN)]);
    let root = place.path();
    let cases: [(&[u8], &str); 8] = [
        (b"a.yaml\nb.yaml\n", "NUL"),
        (b"a.yaml\n", "NUL"),
        (b"a.yaml\r\nb.yaml\r\n", "NUL"),
        (b"\n", "NUL"),
        (b"\0", "1番目"),
        (b"a.yaml\0\0b.yaml\0", "2番目"),
        (b"a.yaml\0\0", "2番目"),
        (b"a.yaml\0-\0", "「-」"),
    ];
    for (list, wanted) in cases {
        for command in ["check", "report", "when", "read", "exceptions"] {
            let run = listed(root, command, list);
            assert_eq!((run.status, &*run.stdout), (Some(2), ""), "{command} {list:?}");
            assert!(run.stderr.contains(wanted), "{list:?}: {}", run.stderr);
        }
    }
    // A missing path is reported by name, and the others are judged.
    let run = listed(root, "check", "a.yaml\0ない.yaml\0".as_bytes());
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("ない.yaml"), "{}", run.stderr);
    assert_eq!(count(&run.json()["summary"], "requests"), 1);
    for wrong in [
        &["--paths-from", "."][..],
        &["--paths-from", "ない"],
        &["--paths-from", "a.yaml", "b.yaml"],
    ] {
        let refused = crate::common::run(kigen(root).arg("check").args(wrong));
        assert_eq!(refused.status, Some(2), "{wrong:?}");
        assert!(!refused.stderr.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_path_of_a_list_may_have_any_bytes_but_nul() {
    use std::os::unix::ffi::OsStrExt as _;
    let place = folder(&[("x", "")]);
    let names: [&[u8]; 4] = [b"a\nb.yaml", b"\xff.yaml", b" .yaml", b"--.yaml"];
    for name in names {
        let path = place.path().join(std::ffi::OsStr::from_bytes(name));
        if std::fs::write(&path, short()).is_err() {
            continue;
        }
        let run = listed(place.path(), "check", name);
        assert_eq!(run.status, Some(1), "{name:?}: {}", run.stderr);
        assert_eq!(count(&run.json()["summary"], "requests"), 1);
    }
}

#[cfg(unix)]
#[test]
fn a_list_without_end_is_given_up() {
    let place = folder(&[("a.yaml", CLEAN)]);
    let run = run(kigen(place.path()).args(["check", "--paths-from", "/dev/zero"]));
    assert_eq!((run.status, &*run.stdout), (Some(2), ""));
    assert!(run.stderr.contains("/dev/zero"), "{}", run.stderr);
}
