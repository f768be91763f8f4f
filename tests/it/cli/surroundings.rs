//! The environment of a run: full outputs, missing threads, stack and memory, FIFOs in place of files, deceptive
//! names.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::{FORMATS, NOW, Run, folder, is_harmless, kigen, run};

const CLEAN: &str = "種別: 照会\n件名: a\n発出元: 総務省\n宛先: 財務省\n相当の作業量: なし\n\
    発出日時: 2025-09-09 10:00\n回答期限: 2025-09-11 17:00\n";
const LATE: &str = "種別: 協議\n件名: a\n発出元: 総務省\n宛先: 財務省\n\
    発出日時: 2025-09-09 10:00\n回答期限: 2025-09-10 17:00\n";

/// Runs it behind shell commands such as `ulimit`.
fn under(folder: &Path, setup: &str, arguments: &[&str]) -> Run {
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("ulimit -c 0; {setup}; exec \"$0\" \"$@\"")])
        .arg(env!("CARGO_BIN_EXE_kigen"))
        .args(arguments)
        .env("LANG", "ja_JP.UTF-8")
        .current_dir(folder);
    run(&mut command)
}

#[test]
fn what_cannot_be_written_is_a_failure_of_every_subcommand() {
    let folder = folder(&[("a.yaml", CLEAN)]);
    for arguments in [
        "--help",
        "-h",
        "--version",
        "check --help",
        "when --help",
        "check a.yaml",
        "check --format json a.yaml",
        "check --format sarif a.yaml",
        "when a.yaml",
        "when --format json a.yaml",
        "exceptions a.yaml",
        "exceptions --format json a.yaml",
        "explain KG101",
        "rules",
        "calendar 2025",
        "config",
        "schema output",
        "completions bash",
        "completions zsh",
        "man",
        "init new",
    ] {
        let mut command = kigen(folder.path());
        command.args(arguments.split(' '));
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = command.stdout(full).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments}: {said}");
        assert!(
            said.starts_with("kigen: 結果を書き出せません：空き容量がありません"),
            "{arguments}: {said}"
        );
    }
}

#[test]
fn threads_and_stacks_are_not_taken_for_granted() {
    let folder = folder(&[("a.yaml", CLEAN), ("b.yaml", LATE)]);
    for setup in [
        "RAYON_NUM_THREADS=999999; export RAYON_NUM_THREADS",
        "RAYON_NUM_THREADS=0; export RAYON_NUM_THREADS",
        "RAYON_NUM_THREADS=x; export RAYON_NUM_THREADS",
        "ulimit -s 64",
        "ulimit -s 32",
        "RUST_MIN_STACK=1; export RUST_MIN_STACK",
    ] {
        for (file, status) in [("a.yaml", 0), (".", 1)] {
            let run = under(folder.path(), setup, &["check", "--now", NOW, file]);
            assert_eq!(run.status, Some(status), "{setup}: {}{}", run.stdout, run.stderr);
        }
        let run = under(folder.path(), setup, &["exceptions", "."]);
        assert_eq!(run.status, Some(0), "{setup}: {}{}", run.stdout, run.stderr);
    }
}

/// With a stack too small to start on, whatever is printed is no verdict.
#[test]
fn on_no_stack_nothing_is_printed() {
    let folder = folder(&[("a.yaml", LATE)]);
    let run = under(
        folder.path(),
        "ulimit -s 8",
        &["check", "--now", NOW, "--fix", "a.yaml"],
    );
    assert!(!matches!(run.status, Some(0 | 1)), "{run:?}");
    assert_eq!(run.stdout, "");
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).unwrap(), LATE);
}

/// If no thread can be created, the run says so and calls nothing clean.
#[cfg(target_os = "linux")]
#[test]
fn no_thread_at_all_is_status_2() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&[("a.yaml", CLEAN), ("b.yaml", LATE)]);
    let here = folder.path();
    fs::set_permissions(here, fs::Permissions::from_mode(0o755)).unwrap();
    // The limit does not apply to root: run a readable copy as `nobody`.
    let program = here.join("kigen");
    fs::copy(env!("CARGO_BIN_EXE_kigen"), &program).unwrap();
    let limited = |arguments: &str| {
        let script = "ulimit -u 1 2>/dev/null || ulimit -p 1; exec \"$@\"";
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--clear-groups", "sh", "-c", script, "sh"]);
        command
            .arg(&program)
            .args(arguments.split(' '))
            .current_dir(here)
            .env("LANG", "ja_JP.UTF-8");
        command.stdin(std::process::Stdio::null());
        command
    };
    if !limited("--version")
        .output()
        .is_ok_and(|output| output.status.success())
    {
        return;
    }
    for arguments in [
        "check a.yaml",
        "check .",
        "check --fix .",
        "exceptions .",
        "when a.yaml",
        "read a.yaml",
        "lsp",
    ] {
        let run = run(&mut limited(arguments));
        assert_eq!(run.status, Some(2), "{arguments}: {}", run.stdout);
        assert_eq!(run.stdout, "", "{arguments}");
        assert!(run.stderr.contains("スレッド"), "{arguments}: {}", run.stderr);
    }
}

/// A closed standard output does not change the exit status.
#[test]
fn closed_standard_streams_change_no_status() {
    let folder = folder(&[("a.yaml", CLEAN), ("b.yaml", LATE)]);
    for (streams, file, status) in [
        (">&-", "a.yaml", 0),
        (">&-", "b.yaml", 1),
        (">&- 2>&-", "b.yaml", 1),
        ("<&-", "b.yaml", 1),
        (">&-", "none.yaml", 2),
    ] {
        let run = under(
            folder.path(),
            &format!("exec {streams}"),
            &["check", "--now", NOW, file],
        );
        assert_eq!(run.status, Some(status), "{streams} {file}: {}", run.stderr);
    }
    // A file opened in place of a closed stream (the descriptor is reused) must not be written to.
    let run = under(
        folder.path(),
        "exec >&- 2>&-",
        &["check", "--now", NOW, "--fix", "--unsafe-fixes", "b.yaml"],
    );
    assert!(run.status.is_some());
    let text = fs::read_to_string(folder.path().join("b.yaml")).unwrap();
    assert!(text.starts_with("種別: 協議\n") && text.ends_with('\n'), "{text}");
}

#[test]
fn where_memory_runs_out_nothing_is_half_written_and_nothing_clean() {
    let folder = folder(&[("a.yaml", LATE), ("old.json", "old")]);
    for kilobytes in [10_000, 30_000, 60_000, 90_000, 120_000] {
        let setup = format!("ulimit -v {kilobytes}");
        let run = under(
            folder.path(),
            &setup,
            &["check", "--now", NOW, "--output", "json=old.json", "a.yaml"],
        );
        let text = fs::read_to_string(folder.path().join("old.json")).unwrap();
        if run.status == Some(1) {
            serde_json::from_str::<serde_json::Value>(&text).unwrap();
        } else {
            assert_ne!(run.status, Some(0), "{setup}");
            assert!(!run.stdout.contains("違反・誤り0件"), "{setup}: {}", run.stdout);
            assert_eq!(text, "old", "{setup}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "{setup}");
        fs::write(folder.path().join("old.json"), "old").unwrap();
    }
}

#[test]
fn a_baseline_is_a_regular_file() {
    let folder = folder(&[("a.yaml", CLEAN)]);
    let made = Command::new("mkfifo")
        .arg(folder.path().join("pipe"))
        .status()
        .unwrap();
    assert!(made.success());
    std::os::unix::fs::symlink("nowhere", folder.path().join("dangling.json")).unwrap();
    for argument in [
        "--baseline=pipe",
        "--write-baseline=pipe",
        "--baseline=/dev/zero",
        "--write-baseline=/dev/null",
        "--config=pipe",
        "--rules=pipe",
        "--write-baseline=dangling.json",
    ] {
        let run = run(kigen(folder.path()).args(["check", argument, "a.yaml"]));
        assert_eq!(run.status, Some(2), "{argument}: {}{}", run.stdout, run.stderr);
        assert!(run.stderr.starts_with("kigen: "), "{argument}: {}", run.stderr);
    }
    assert!(!folder.path().join("nowhere").exists());
}

/// Names that are commands to a CI log, or that display as other than they are.
const NAMES: [&str; 9] = [
    "::stop-commands::x.yaml",
    "##[error]x.yaml",
    " ::warning::x.yaml",
    "a\n::stop-commands::y.yaml",
    "a##[stop-commands]b ##vso[task.prependpath]c.yaml",
    "a\u{1b}[2Jb\u{9b}c.yaml",
    "a\u{202e}lmay\u{2028}\u{2066}\u{200b}\u{ad}\u{e0001}.yaml",
    "a\u{115f}\u{1160}\u{3164}\u{ffa0}b\u{fe0f}\u{e0100}c\u{fdd0}\u{ffff}\u{1fffe}d\u{e000}\u{f0000}\u{10fffd}.yaml",
    "a\r::stop-commands::b\u{85}::c\u{2028}::d.yaml",
];

#[test]
fn no_name_begins_a_line_as_a_command_and_nothing_hidden_is_shown() {
    let odd = "種別: 協議\n件名: \"a\\x9b\\u202e\\L\\u200b\\u3164\\uFFA0\\uE000\\uFE0F\\uFDD0\\U0001FFFF\\rb\\n::error::c ##[add-mask]d\"\n発出元: 総務省\n宛先: 財務省\n\
        発出日時: 2025-09-09 10:00\n回答期限: 2025-09-10 17:00\n例外:\n  - {規則: KG406, 理由: \"\\n::x::\"}\n";
    let mut files: Vec<(&str, &str)> = NAMES.map(|name| (name, odd)).to_vec();
    files.push(("##[group]broken.yaml", "種別: [\n"));
    files.push(("::left.yaml", "a: 1\n"));
    let folder = folder(&files);
    let formats = FORMATS.map(|format| vec!["check", "--now", NOW, "--verbose", "--format", format]);
    let mut all = formats.to_vec();
    for more in [
        &["when", "--now", NOW][..],
        &["when", "--now", NOW, "--format", "json"],
        &["exceptions"],
        &["exceptions", "--format", "json"],
        &["check", "--now", NOW, "--diff", "--unsafe-fixes"],
        &["check", "--lang", "en", "--now", NOW],
    ] {
        all.push(more.to_vec());
    }
    for arguments in all {
        let run = run(kigen(folder.path()).args(&arguments).arg("."));
        if arguments[0] == "check" && !arguments.contains(&"--diff") {
            assert!(run.stdout.contains("stop-commands"), "{arguments:?}");
        }
        for text in [&run.stdout, &run.stderr] {
            // git writes a tab after a name with a blank.
            let is_diff = arguments.contains(&"--diff");
            let is_shown = |c: char| is_harmless(c) || is_diff && c == '\t';
            assert!(text.chars().all(is_shown), "{arguments:?}: {text:?}");
            if arguments.contains(&"github") {
                continue;
            }
            let command = text.lines().find(|line| {
                let line = line.trim_start();
                line.starts_with("::") || line.starts_with("##")
            });
            assert_eq!(command, None, "{arguments:?}");
            // A diff is text to apply: it must be the file's text unescaped.
            if !is_diff {
                let obeyed = ["##[", "##vso["].map(|command| text.contains(command));
                assert_eq!(obeyed, [false, false], "{arguments:?}: {text}");
            }
        }
    }
    let run = run(kigen(folder.path()).args(["check", "--now", NOW, "--format", "json", "."]));
    let paths: Vec<String> = crate::common::list(&run.json(), "requests")
        .iter()
        .map(|request| crate::common::text(request, "path").to_owned())
        .collect();
    for name in NAMES {
        assert!(paths.iter().any(|path| path == name), "{name:?}: {paths:?}");
    }
    // A missing path with such a name.
    let run = crate::common::check(folder.path(), &["::none.yaml", "##none.yaml"]);
    assert_eq!(run.status, Some(2));
    assert!(
        run.stderr.lines().all(|line| line.starts_with("kigen: ")),
        "{}",
        run.stderr
    );
}

/// Notes taken from a mail and names on the command line are escaped as well.
#[test]
fn notes_complaints_and_figures_show_nothing_hidden() {
    let hidden = "a\u{9b}b\u{202e}c\u{2028}d\u{200b}##[error]e";
    let mail = format!(
        "From: a@soumu.go.jp\r\nTo: b@mof.go.jp\r\nSubject: {hidden}\r\nDate: Tue, 9 Sep 2025 10:00:00 +0900\r\n\
         Content-Type: text/plain; charset=\"{hidden}\"\r\n\r\n9月11日（木）17時までに御回答願います。\r\n"
    );
    let name = "##[group]\u{1b}\u{202e}\n::error::";
    let odd = LATE.replace("総務省", "\"##[group]\\e\\x9b\\n::error::\"");
    let folder = folder(&[("a.eml", &mail), ("b.yaml", &odd), (&format!("{name}/x"), "")]);
    for arguments in [
        &["check", "--now", NOW, "a.eml"][..],
        &["check", "--now", NOW, "--verbose", "a.eml"],
        &["when", "--now", NOW, "a.eml"],
        &["read", "--now", NOW, "a.eml"],
        &["check", "--now", NOW, "--rules", name, "b.yaml"],
        &["check", "--now", NOW, "--config", name, "b.yaml"],
        &["check", "--now", NOW, "--baseline", name, "b.yaml"],
        &["check", "--now", NOW, "--format", "github", "b.yaml"],
        &["report", "--now", NOW, "."],
        &["report", "--now", NOW, "--format", "csv", "."],
    ] {
        let run = run(kigen(folder.path()).args(arguments));
        for text in [&run.stdout, &run.stderr] {
            // Spreadsheets need the byte order mark and CRLF.
            let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
            assert!(text.chars().all(is_harmless), "{arguments:?}: {text:?}");
            assert!(!text.contains("##["), "{arguments:?}: {text}");
            let own = arguments.contains(&"github");
            let command = text.lines().find(|line| line.trim_start().starts_with("::"));
            assert!(own || command.is_none(), "{arguments:?}: {command:?}");
        }
    }
}

/// Diagnostics of a large file are spilled to a temporary file where one can be created; the report is the same.
#[test]
fn a_long_report_is_the_same_wherever_it_is_kept() {
    let folder = folder(&[("a.yaml", &format!("{LATE}---\n").repeat(500))]);
    let here = folder.path();
    for format in ["json", "sarif", "junit", "human"] {
        let report = |temporary: &str, arguments: &[&str]| {
            let mut command = kigen(here);
            command
                .args(["check", "--now", NOW, "--no-config"])
                .args(arguments);
            let run = run(command.arg("a.yaml").env("TMPDIR", temporary));
            assert_eq!(run.status, Some(1), "{format} {temporary}: {}", run.stderr);
            run.stdout
        };
        let whole = report("/tmp", &["--format", format]);
        assert!(whole.len() > 256 * 1024, "{format}: {}", whole.len());
        assert!(whole == report("/nonexistent", &["--format", format]), "{format}");
        report("/tmp", &["--output", &format!("{format}=out")]);
        let written = fs::read_to_string(here.join("out")).unwrap();
        assert!(written == whole, "{format}");
    }
}
