//! Output files: never written through a link inside a repository, never over an input; and no verdict is printed
//! where one of them fails.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::common::{NOW, Run, folder, kigen, run};

const CLEAN: &str = "種別: 照会\n件名: a\n発出元: 総務省\n宛先: 財務省\n相当の作業量: なし\n\
    発出日時: 2025-09-09 10:00\n回答期限: 2025-09-11 17:00\n";

fn by(folder: &Path, arguments: &[&str]) -> Run {
    run(kigen(folder).args(arguments))
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().next().is_none()
}

#[test]
fn nothing_is_begun_behind_a_link() {
    let outside = folder(&[]);
    // The folder itself under every spelling, and a new one in it, inside a repository with such a link.
    for named in ["link", "link/", "./link", "link/new"] {
        let here = folder(&[]);
        symlink(outside.path(), here.path().join("link")).unwrap();
        let run = by(here.path(), &["init", named]);
        assert_eq!(run.status, Some(2), "{named}: {}", run.stdout);
        assert!(run.stderr.contains("リンク"), "{named}: {}", run.stderr);
    }
    let parent = folder(&[]);
    symlink(outside.path(), parent.path().join("link")).unwrap();
    let whole = parent.path().join("link");
    let elsewhere = folder(&[]);
    let run = by(elsewhere.path(), &["init", whole.to_str().unwrap()]);
    assert_eq!(run.status, Some(2), "{}", run.stdout);
    for (lang, inner) in [("ja", "依頼"), ("en", "requests")] {
        for at in [".", "sub"] {
            let here = folder(&[("sub/x", "")]);
            symlink(outside.path(), here.path().join(at).join(inner)).unwrap();
            let run = by(here.path(), &["init", "--lang", lang, at]);
            assert_eq!(run.status, Some(2), "{at}: {}", run.stdout);
            assert!(!here.path().join(at).join("kigen.yaml").exists());
        }
    }
    assert!(is_empty(outside.path()));
    // A folder that is no link is initialised, also where its parent is reached through a link.
    let run = by(&whole, &["init", "new"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
}

#[test]
fn nothing_is_written_behind_a_linked_folder() {
    let (here, outside) = (folder(&[("a.yaml", CLEAN)]), folder(&[]));
    symlink(outside.path(), here.path().join("link")).unwrap();
    fs::create_dir(here.path().join("real")).unwrap();
    let whole = format!("json={}", here.path().join("link/a.json").display());
    let check = |output| vec!["check", "--now", NOW, "--output", output, "a.yaml"];
    for arguments in [
        check("json=link/a.json"),
        check("json=./real/../link/a.json"),
        check(&whole),
        vec!["check", "--now", NOW, "--write-baseline=link/b.json", "a.yaml"],
        vec!["check", "--now", NOW, "--record", "link/r.jsonl", "a.yaml"],
        vec!["new", "consultation", "--output", "link/a.yaml"],
        vec!["new", "consultation", "--output", "link/sub/a.yaml"],
        vec!["man", "--out", "link"],
        vec!["man", "--out", "link/sub"],
    ] {
        let run = by(here.path(), &arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}: {}{}", run.stdout, run.stderr);
        assert_eq!(run.stdout, "", "{arguments:?}");
        assert!(is_empty(outside.path()), "{arguments:?}");
    }
    let run = by(here.path(), &check("json=real/a.json"));
    assert_eq!(run.status, Some(0), "{}", run.stderr);
}

/// A record file is appended to: through an existing link to a record, but never created through one.
#[test]
fn no_record_is_begun_through_a_link() {
    let (here, outside) = (folder(&[("a.yaml", CLEAN)]), folder(&[("empty", "")]));
    symlink(outside.path().join("none"), here.path().join("dangling")).unwrap();
    symlink(outside.path().join("empty"), here.path().join("link")).unwrap();
    for link in ["dangling", "link"] {
        let run = by(here.path(), &["check", "--now", NOW, "--record", link, "a.yaml"]);
        assert_eq!(
            (run.status, &*run.stdout),
            (Some(2), ""),
            "{link}: {}",
            run.stderr
        );
    }
    assert!(!outside.path().join("none").exists());
    assert_eq!(fs::read(outside.path().join("empty")).unwrap(), b"");
}

/// An output file inside a rule pack's folder would be loaded as a rule by the next run.
#[test]
fn no_output_becomes_a_file_of_a_pack() {
    let plan = "plan: example\ntitle: {ja: 例, en: Example}\nissuer: 例\nsource: 例\nbinds: [財務省]\n\
                period: {from: 2025-04-01, until: 2030-03-31}\nprefix: EX\n";
    let here = folder(&[("a.yaml", CLEAN), ("pack/plan.yaml", plan)]);
    let check = |output: &'static str| {
        vec![
            "check", "--now", NOW, "--rules", "pack", "--output", output, "a.yaml",
        ]
    };
    for output in ["json=pack/new.yaml", "sarif=./pack/x.yml", "json=pack/plan.yaml"] {
        let run = by(here.path(), &check(output));
        assert_eq!(
            (run.status, &*run.stdout),
            (Some(2), ""),
            "{output}: {}",
            run.stderr
        );
    }
    assert_eq!(fs::read_dir(here.path().join("pack")).unwrap().count(), 1);
    let run = by(here.path(), &check("json=pack/a.json"));
    assert_eq!(run.status, Some(0), "{}", run.stderr);
}

#[test]
fn what_says_what_git_ignores_is_no_output() {
    let here = folder(&[
        ("a.yaml", CLEAN),
        (".gitignore", "*.tmp\n"),
        ("sub/.gitignore", "x\n"),
        (".git/info/exclude", "y\n"),
        (".git/config", "z\n"),
    ]);
    for (path, text) in [
        (".gitignore", "*.tmp\n"),
        ("./sub/.gitignore", "x\n"),
        (".git/info/exclude", "y\n"),
        (".git/config", "z\n"),
    ] {
        let output = format!("json={path}");
        let run = by(
            here.path(),
            &["check", "--now", NOW, "--output", &output, "a.yaml"],
        );
        assert_eq!(run.status, Some(2), "{path}: {}", run.stdout);
        assert_eq!(run.stdout, "", "{path}");
        assert_eq!(fs::read_to_string(here.path().join(path)).unwrap(), text);
    }
    // A new file of such a name would hide requests from the next run.
    let run = by(
        here.path(),
        &[
            "check",
            "--now",
            NOW,
            "--output",
            "json=new/../.gitignore",
            "a.yaml",
        ],
    );
    assert_eq!(run.status, Some(2), "{}", run.stdout);
}

#[cfg(target_os = "linux")]
#[test]
fn no_verdict_is_shown_where_an_output_fails() {
    let here = folder(&[("a.yaml", CLEAN)]);
    for format in ["human", "concise", "json", "jsonl", "sarif"] {
        let arguments = ["check", "--now", NOW, "--format", format];
        let outputs = ["--output", "json=a.json", "--output", "json=/dev/full", "a.yaml"];
        let run = by(here.path(), &[&arguments[..], &outputs[..]].concat());
        assert_eq!(run.status, Some(2), "{format}: {}", run.stdout);
        assert_eq!(run.stdout, "", "{format}");
        assert!(run.stderr.contains("/dev/full"), "{format}: {}", run.stderr);
        let run = by(
            here.path(),
            &[&arguments[..], &["--output", "json=a.json", "a.yaml"]].concat(),
        );
        assert_eq!(run.status, Some(0), "{format}: {}", run.stderr);
        assert_eq!(run.stdout.is_empty(), format == "concise", "{format}");
    }
}

#[test]
fn files_of_others_stay_where_a_run_clears_up() {
    let early = CLEAN.replace("財務省", "財務省\u{200b}");
    let here = folder(&[
        ("a.yaml", &early),
        (".kigen-abcdef.tmp", "mine"),
        (".kigen-Ab12cd.tmp", ""),
    ]);
    let run = by(
        here.path(),
        &[
            "check",
            "--now",
            NOW,
            "--fix",
            "--output",
            "json=o.json",
            "a.yaml",
        ],
    );
    assert!(run.status.is_some(), "{}", run.stderr);
    assert_ne!(fs::read_to_string(here.path().join("a.yaml")).unwrap(), early);
    assert_eq!(
        fs::read_to_string(here.path().join(".kigen-abcdef.tmp")).unwrap(),
        "mine"
    );
    assert!(here.path().join(".kigen-Ab12cd.tmp").exists());
}
