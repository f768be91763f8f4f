//! `kigen check --record` with killed processes: a line is complete or ignored.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::{folder, kigen, run};

/// How many processes are killed; overridden by `KIGEN_KILLS`.
const KILLS: usize = 20;

/// Requests per file: enough that the process is killed while it writes.
const REQUESTS: usize = 500;

/// An upper bound of one request's line, in bytes.
const LINE: u64 = 1000;

fn command(folder: &Path, file: &str) -> Command {
    let mut command = kigen(folder);
    let arguments = [
        "check",
        "--no-config",
        "--now",
        "2025-09-08T10:00",
        "--fail-on",
        "never",
    ];
    command
        .args(arguments)
        .args(["--format", "concise", "--record", "r.jsonl", file]);
    command
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |about| about.len())
}

#[cfg(unix)]
#[test]
fn a_line_is_there_whole_or_is_no_request_however_many_are_killed() {
    let kills = std::env::var("KIGEN_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok());
    let kills: usize = kills.unwrap_or(KILLS);
    let one = |bureau: &str| {
        format!(
            "種別: 照会\n件名: a\n発出元: 総務省{bureau}\n宛先: 財務省主計局\n発出日時: 2025-09-08 10:00\n\
             回答期限: 2025-09-12 17:00\n想定作業量: 1時間\n"
        )
    };
    let many = vec![one("統計局"); REQUESTS].join("---\n");
    let place = folder(&[("many.yaml", &many), ("one.yaml", &one("自治行政局"))]);
    let root = place.path();
    let record = root.join("r.jsonl");
    let mut confirmed = 0;
    for number in 0..kills {
        let mut killed = command(root, "many.yaml")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // A second process appends meanwhile and is not killed: its confirmed lines must be kept.
        let before = size(&record);
        let mut beside = command(root, "one.yaml").stdout(Stdio::null()).spawn().unwrap();
        // Killed at varying times: after its own lines have begun, or before.
        while number % 4 != 0 && size(&record) <= before + LINE && killed.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let _ = killed.kill();
        killed.wait().unwrap();
        confirmed += u64::from(beside.wait().unwrap().success());
    }
    assert_eq!(confirmed, kills as u64);
    let text = fs::read(&record).unwrap();
    let lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
    let whole = |line: &&&[u8]| serde_json::from_slice::<serde_json::Value>(line).is_ok();
    let has = |line: &[u8], words: &str| line.windows(words.len()).any(|part| part == words.as_bytes());
    let records = lines.iter().filter(whole).count() as u64;
    let of_others = lines
        .iter()
        .filter(whole)
        .filter(|line| has(line, "自治行政局"))
        .count() as u64;
    assert_eq!(of_others, confirmed, "no line that was confirmed is lost");
    // A final successful run terminates the line of the last killed one.
    assert!(run(&mut command(root, "one.yaml")).status == Some(0));
    let report = run(kigen(root).args(["report", "--no-config", "--format", "json", "r.jsonl"]));
    assert_eq!(report.status, Some(0), "{}", report.stderr);
    assert_eq!(report.json()["requests"], records + 1);
    let broken = lines
        .iter()
        .filter(|line| !line.is_empty() && !whole(line))
        .count() as u64;
    assert_eq!(report.json()["sources"]["skipped_lines"], broken);
    // Only the broken lines are lost.
    assert!(broken <= kills as u64, "{broken} of {kills}");
    assert!(records > confirmed, "none was killed in the middle");
    println!("{kills} killed: {records} records, {broken} broken lines, {confirmed} confirmed");
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_said_and_leaves_no_part_of_a_line() {
    let one = "種別: 照会\n件名: a\n発出元: 総務省統計局\n宛先: 財務省主計局\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-12 17:00\n";
    let place = folder(&[("many.yaml", &vec![one; 40].join("---\n")), ("one.yaml", one)]);
    let root = place.path();
    // A file-size limit of one block (512 or 1,024 bytes) simulates a full disk.
    let limited = |file: &str, blocks: u32| {
        let program = env!("CARGO_BIN_EXE_kigen");
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        let mut shell = Command::new("sh");
        shell
            .current_dir(root)
            .env("LANG", "ja_JP.UTF-8")
            .args(["-c", &script, program]);
        let arguments = [
            "check",
            "--no-config",
            "--fail-on",
            "never",
            "--format",
            "concise",
        ];
        run(shell.args(arguments).args(["--record", "r.jsonl", file]))
    };
    let full = limited("many.yaml", 4);
    assert_eq!(full.status, Some(2), "{}", full.stderr);
    assert!(full.stderr.contains("r.jsonl"), "{}", full.stderr);
    let text = fs::read_to_string(root.join("r.jsonl")).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'), "{text}");
    assert!(
        text.lines()
            .all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()),
        "{text}"
    );
    // Through a link the record is its target.
    std::os::unix::fs::symlink("r.jsonl", root.join("link.jsonl")).unwrap();
    let mut linked = kigen(root);
    linked.args([
        "check",
        "--no-config",
        "--fail-on",
        "never",
        "--record",
        "link.jsonl",
        "one.yaml",
    ]);
    assert_eq!(run(&mut linked).status, Some(0));
    let after = fs::read_to_string(root.join("r.jsonl")).unwrap();
    assert_eq!(after.lines().count(), text.lines().count() + 1);
    // A FIFO, a device and a folder cannot be appended to.
    let pipe = Command::new("mkfifo").arg(root.join("pipe")).status().unwrap();
    assert!(pipe.success());
    for wrong in ["pipe", "/dev/full", ".", "none/r.jsonl"] {
        let mut refused = kigen(root);
        refused.args([
            "check",
            "--no-config",
            "--fail-on",
            "never",
            "--record",
            wrong,
            "one.yaml",
        ]);
        let refused = run(&mut refused);
        assert_eq!((refused.status, &*refused.stdout), (Some(2), ""), "{wrong}");
        assert!(refused.stderr.contains(wrong), "{}", refused.stderr);
    }
}
