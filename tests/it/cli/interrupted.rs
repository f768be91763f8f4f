//! Runs that are killed or hit a file-size limit while writing: each file is entirely the old or the new one, and
//! the next run removes temporary files left behind.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::{NOW, Run, check, folder, kigen, put, run};

/// How many processes are killed; overridden by `KIGEN_KILLS`.
const KILLS: usize = 12;
/// How many files a killed run writes.
const FILES: usize = 12;

fn late(number: usize) -> String {
    format!(
        "種別: 協議\n件名: 案{number}\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n\
         回答期限: 2025-09-10 17:00\n"
    )
}

fn kills() -> usize {
    let asked = std::env::var("KIGEN_KILLS").ok();
    asked.and_then(|kills| kills.parse().ok()).unwrap_or(KILLS)
}

/// Every file of a folder, with its bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let mut files = BTreeMap::new();
    for entry in entries {
        // A temporary file may vanish between the listing and the read.
        if let Ok(bytes) = fs::read(entry.path()) {
            files.insert(entry.file_name().into_string().unwrap(), bytes);
        }
    }
    files
}

fn is_leftover(name: &str) -> bool {
    name.starts_with(".kigen-")
}

/// Starts a run and kills it as soon as `now` is true of its folder.
fn killed(folder: &Path, arguments: &[&str], now: impl Fn() -> bool) {
    let mut command = kigen(folder);
    command.args(["check", "--now", NOW]).args(arguments);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while child.try_wait().unwrap().is_none() && !now() {
        std::thread::yield_now();
    }
    let _ = child.kill();
    child.wait().unwrap();
}

#[test]
fn a_killed_fix_leaves_each_file_old_or_new_and_the_next_run_finishes_it() {
    let before: BTreeMap<String, Vec<u8>> = (0..FILES)
        .map(|number| (format!("{number:03}.yaml"), late(number).into_bytes()))
        .collect();
    let here = folder(&[]);
    let write = || {
        for (name, bytes) in &before {
            fs::write(here.path().join(name), bytes).unwrap();
        }
    };
    write();
    assert_eq!(check(here.path(), &["--fix", "."]).status, Some(0));
    let after = contents(here.path());
    assert_eq!(after.len(), FILES);
    assert!(after.iter().all(|(name, bytes)| bytes != &before[name]));
    let mut in_the_middle = 0;
    for number in 0..kills() {
        write();
        let done = || {
            let now = contents(here.path());
            let changed = now
                .iter()
                .filter(|(name, bytes)| before.get(*name) != Some(bytes));
            changed.count()
        };
        killed(here.path(), &["--fix", "."], || done() >= number % FILES);
        let found = contents(here.path());
        let fixed = after
            .iter()
            .filter(|(name, bytes)| found[*name] == **bytes)
            .count();
        in_the_middle += usize::from((1..FILES).contains(&fixed));
        for (name, bytes) in found {
            let is_whole = before.get(&name) == Some(&bytes) || after.get(&name) == Some(&bytes);
            assert!(
                is_whole || is_leftover(&name),
                "{name}: {}",
                String::from_utf8_lossy(&bytes)
            );
        }
        assert_eq!(check(here.path(), &["--fix", "."]).status, Some(0));
        assert_eq!(contents(here.path()), after);
    }
    println!("{} killed, {in_the_middle} with some of the files fixed", kills());
    assert!(in_the_middle > 0, "none was killed in the middle");
}

#[test]
fn a_killed_baseline_is_the_old_one_or_the_new_one() {
    const NAME: &str = "kigen-baseline.json";
    let write = [
        "--no-config",
        "--fail-on",
        "never",
        "--write-baseline=kigen-baseline.json",
        ".",
    ];
    let here = folder(&[("0.yaml", &late(0))]);
    let path = here.path().join(NAME);
    let read = || fs::read(&path).ok();
    assert_eq!(check(here.path(), &write).status, Some(0));
    let old = read();
    for number in 1..FILES {
        put(here.path(), &format!("{number}.yaml"), late(number).as_bytes());
    }
    assert_eq!(check(here.path(), &write).status, Some(0));
    let new = read();
    assert_ne!(old, new);
    for number in 0..kills() {
        let before = match number % 2 {
            0 => None,
            _ => old.clone(),
        };
        match &before {
            None => fs::remove_file(&path).unwrap(),
            Some(bytes) => fs::write(&path, bytes).unwrap(),
        }
        let has_begun = || contents(here.path()).keys().any(|name| is_leftover(name)) || read() != before;
        killed(here.path(), &write, || number % 8 == 0 || has_begun());
        let found = read();
        assert!(found == before || found == new, "{found:?}");
        assert_eq!(check(here.path(), &write).status, Some(0));
        assert_eq!(read(), new);
        let left: Vec<String> = contents(here.path())
            .into_keys()
            .filter(|name| is_leftover(name))
            .collect();
        assert_eq!(left, Vec::<String>::new());
    }
}

/// A temporary file of a killed run is removed by the next command that writes into its folder.
#[test]
fn what_a_killed_run_leaves_is_gone_after_whatever_writes_next() {
    for arguments in [
        "check --now 2025-09-08T10:00 --fix a.yaml",
        "check --no-config --fail-on never --output json=out.json a.yaml",
        "check --no-config --fail-on never --write-baseline=new.json a.yaml",
        "check --no-config --fail-on never --write-baseline=old.json a.yaml",
        "report --no-config --format html --output report.html a.yaml",
        "new 協議 --output new.yaml",
        "man --out .",
    ] {
        let here = folder(&[
            ("a.yaml", &late(0)),
            ("old.json", "{\"schema\":\"kigen/baseline/v1\",\"entries\":[]}\n"),
        ]);
        let leftover = here.path().join(leftover_name());
        fs::write(&leftover, "half").unwrap();
        let seen = check(here.path(), &["--format", "json", "--fail-on", "never", "."]);
        assert_eq!(seen.json()["summary"]["files"], 1, "it is no request");
        assert!(leftover.exists(), "nothing is written where nothing is asked for");
        let run = run(kigen(here.path()).args(arguments.split(' ')));
        assert_eq!(run.status, Some(0), "{arguments}: {}", run.stderr);
        assert!(!leftover.exists(), "{arguments}");
    }
}

/// A temporary file name as the program generates it.
fn leftover_name() -> String {
    use sha2::Digest as _;
    let random = "0123456789ab";
    let digest = sha2::Sha256::new()
        .chain_update("kigen")
        .chain_update(random)
        .finalize();
    let check: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!(".kigen-{random}{check}.tmp")
}

/// Runs it behind shell commands such as `ulimit`.
fn under(folder: &Path, setup: &str, arguments: &str) -> Run {
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("ulimit -c 0; {setup}; exec \"$0\" \"$@\"")])
        .arg(env!("CARGO_BIN_EXE_kigen"))
        .args(arguments.split(' '))
        .env("LANG", "ja_JP.UTF-8")
        .current_dir(folder);
    run(&mut command)
}

/// `ulimit -f` counts blocks of 512 or 1,024 bytes. A write past the limit raises SIGXFSZ.
#[test]
fn where_no_file_may_be_so_long_it_is_said_and_nothing_is_lost() {
    let long = format!("{}本文: {}\n", late(0), "長".repeat(3000));
    let many = (0..40).map(late).collect::<Vec<_>>().join("---\n");
    let baseline = "{\"schema\":\"kigen/baseline/v1\",\"entries\":[]}\n";
    let files = [
        ("a.yaml", long.as_str()),
        ("many.yaml", &many),
        ("old.json", baseline),
        ("out.json", "{}\n"),
    ];
    for (blocks, arguments, named) in [
        (1, "check --now 2025-09-08T10:00 --fix a.yaml", "a.yaml"),
        (0, "check --now 2025-09-08T10:00 --fix a.yaml", "a.yaml"),
        (
            1,
            "check --no-config --output json=out.json many.yaml",
            "out.json",
        ),
        (
            1,
            "check --no-config --output json=none.json many.yaml",
            "none.json",
        ),
        (
            1,
            "check --no-config --write-baseline=old.json many.yaml",
            "old.json",
        ),
        (
            1,
            "check --no-config --write-baseline=none.json many.yaml",
            "none.json",
        ),
        (1, "check --no-config --record none.jsonl many.yaml", "none.jsonl"),
        (
            1,
            "report --no-config --format html --output report.html many.yaml",
            "report.html",
        ),
        (0, "init .", "kigen.yaml"),
    ] {
        let here = folder(&files);
        let before = contents(here.path());
        let run = under(here.path(), &format!("ulimit -f {blocks}"), arguments);
        assert_eq!(run.status, Some(2), "{arguments}: {}", run.stderr);
        assert!(run.stderr.contains(named), "{arguments}: {}", run.stderr);
        assert!(run.stderr.contains("大きすぎます"), "{arguments}: {}", run.stderr);
        assert!(
            !run.stderr.contains("所見はありません"),
            "{arguments}: {}",
            run.stderr
        );
        let mut after = contents(here.path());
        // A record file holds only complete lines.
        if let Some(lines) = after.remove("none.jsonl") {
            assert!(lines.is_empty() || lines.ends_with(b"\n"));
        }
        assert_eq!(after, before, "{arguments}");
    }
}

/// Under a limit on open files it writes what it can and reports the reason for the rest.
#[cfg(target_os = "linux")]
#[test]
fn where_few_files_may_be_open_what_was_not_written_is_said() {
    let mut refused = 0;
    for most in 4..9 {
        let here = folder(&[("a.yaml", &late(0))]);
        let setup = format!("ulimit -n {most}");
        let run = under(
            here.path(),
            &setup,
            "check --now 2025-09-08T10:00 --no-config --fix .",
        );
        let text = fs::read_to_string(here.path().join("a.yaml")).unwrap();
        // Below this the dynamic loader itself fails.
        match run.status {
            Some(0) => assert_ne!(text, late(0), "{}", run.stderr),
            Some(2) => {
                refused += 1;
                assert_eq!(text, late(0), "{}", run.stderr);
                assert!(!run.stderr.contains("変更された"), "{}", run.stderr);
                assert!(!run.stderr.contains("所見はありません"), "{}", run.stderr);
            }
            _ => assert_eq!((text, &*run.stdout), (late(0), ""), "{run:?}"),
        }
        assert_eq!(contents(here.path()).len(), 1, "{most}");
    }
    assert!(refused > 0);
}
