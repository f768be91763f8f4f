//! Baselines: what one hides, what it never hides, and the messages about it.

use std::fs;
use std::path::Path;

use crate::common::{Run, check, codes, count, folder, list, put, text};
use kigen::schema::Document;
use serde_json::Value;

/// KG101: due after 47.5 hours.
const SHORT: &str = "種別: 協議\n件名: 法律案\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n\
発出日時: 令和7年9月9日（火）17時30分\n回答期限: 令和7年9月11日（木）17時\n想定作業量: 1時間\n";
const B: &str = "kigen-baseline.json";

fn write(folder: &Path) -> Run {
    check(folder, &["--write-baseline"])
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    check(
        folder,
        &[&["--format", "json", "--baseline", B], arguments].concat(),
    )
    .json()
}

fn known(output: &Value) -> Vec<&str> {
    list(output, "baselined")
        .iter()
        .map(|found| text(found, "code"))
        .collect()
}

#[test]
fn what_was_there_is_counted_and_not_shown() {
    let folder = folder(&[
        ("a.yaml", SHORT),
        ("b/清.yaml", &SHORT.replace("17時\n", "18時\n")),
    ]);
    let run = write(folder.path());
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(run.stdout.contains(B), "{}", run.stdout);
    let run = check(folder.path(), &["--baseline", B]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(
        !run.stdout.contains("KG101") && run.stdout.contains("既存1件"),
        "{}",
        run.stdout
    );
    let run = check(folder.path(), &["--baseline", B, "--verbose"]);
    assert!(run.stdout.contains("既存：a.yaml：KG101："), "{}", run.stdout);
    let output = json(folder.path(), &[]);
    assert_eq!((codes(&output), known(&output)), (vec![], vec!["KG101"]));
    assert_eq!(count(&output["summary"], "baselined"), 1);
    assert_eq!(count(&output["summary"], "error"), 0);
    assert_eq!(text(&output["baseline"], "path"), B);
    assert_eq!(output["baseline"]["stale"], serde_json::json!([]));
    // Without a baseline the output does not mention one.
    let output = check(folder.path(), &["--format", "json"]).json();
    assert!(output.get("baseline").is_none() && output["baselined"] == serde_json::json!([]));
    assert!(output["summary"].get("baselined").is_none());
}

/// The schema errors of a value.
fn wrong(document: Document, value: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(&document.schema()).unwrap();
    validator
        .iter_errors(value)
        .map(|error| error.to_string())
        .collect()
}

#[test]
fn the_file_and_the_output_are_what_their_schemas_say() {
    let folder = folder(&[("a.yaml", SHORT), ("b.yaml", SHORT)]);
    let output = check(folder.path(), &["--write-baseline", "--format", "json"]).json();
    assert_eq!(count(&output["baseline"], "written"), 2);
    assert_eq!(wrong(Document::Output, &output), [""; 0]);
    let written: Value = serde_json::from_str(&fs::read_to_string(folder.path().join(B)).unwrap()).unwrap();
    assert_eq!(wrong(Document::Baseline, &written), [""; 0]);
    fs::remove_file(folder.path().join("b.yaml")).unwrap();
    let output = json(folder.path(), &[]);
    assert_eq!(list(&output["baseline"], "stale").len(), 1);
    assert_eq!(wrong(Document::Output, &output), [""; 0]);
}

#[test]
fn an_entry_survives_what_is_done_elsewhere() {
    let second = SHORT.replace("法律案", "政令案");
    let folder = folder(&[("a.yaml", &format!("{SHORT}---\n{second}"))]);
    write(folder.path());
    for edited in [
        format!("# 注\n\n\n{SHORT}---\n{second}"),
        format!("{second}---\n{SHORT}"),
        format!(
            "{}---\n{second}",
            SHORT.replace("宛先: 財務省主計局", "宛先: [財務省主計局, 法務省]")
        ),
        format!(
            "{SHORT}本文: 長い本文\n---\n{second}---\n{}",
            SHORT.replace("17時\n", "18時\n")
        ),
        format!("{SHORT}---\n{second}").replace('\n', "\r\n"),
        format!("\u{feff}{SHORT}---\n{second}"),
        format!("{}---\n{second}", SHORT.replace("回答期限: ", "回答期限:     ")),
    ] {
        put(folder.path(), "a.yaml", edited.as_bytes());
        let output = json(folder.path(), &[]);
        assert_eq!(codes(&output), [""; 0], "{edited}");
        assert_eq!(known(&output), ["KG101", "KG101"]);
        assert_eq!(output["baseline"]["stale"], serde_json::json!([]));
    }
}

/// A finding whose `actual` values changed is a new finding, whether they got worse or better.
#[test]
fn a_finding_whose_values_change_is_shown_again() {
    let folder = folder(&[("a.yaml", SHORT)]);
    write(folder.path());
    for edited in [
        SHORT.replace("（木）17時", "（木）16時"),
        SHORT.replace("17時30分", "18時"),
    ] {
        put(folder.path(), "a.yaml", edited.as_bytes());
        let output = json(folder.path(), &[]);
        assert!(codes(&output).contains(&"KG101"), "{edited}");
        assert_eq!(list(&output["baseline"], "stale").len(), 1);
    }
}

#[test]
fn of_a_single_request_the_subject_may_be_edited_of_several_it_tells_which() {
    let renamed = SHORT.replace("法律案", "法律案（修正）");
    let folder = folder(&[("a.yaml", SHORT)]);
    write(folder.path());
    put(folder.path(), "a.yaml", renamed.as_bytes());
    assert_eq!(known(&json(folder.path(), &[])), ["KG101"]);
    put(
        folder.path(),
        "a.yaml",
        format!("{SHORT}---\n{renamed}").as_bytes(),
    );
    let output = json(folder.path(), &[]);
    assert_eq!((codes(&output), known(&output)), (vec!["KG101"], vec!["KG101"]));
    assert_eq!(list(&output, "diagnostics")[0]["request"], 1);
}

#[test]
fn alike_findings_are_counted() {
    let folder = folder(&[("a.yaml", &format!("{SHORT}---\n{SHORT}"))]);
    write(folder.path());
    let written: Value = serde_json::from_str(&fs::read_to_string(folder.path().join(B)).unwrap()).unwrap();
    assert_eq!(list(&written, "entries").len(), 1);
    assert_eq!(count(&list(&written, "entries")[0], "count"), 2);
    put(folder.path(), "a.yaml", [SHORT; 3].join("---\n").as_bytes());
    let output = json(folder.path(), &[]);
    assert_eq!((codes(&output).len(), known(&output).len()), (1, 2));
    put(folder.path(), "a.yaml", SHORT.as_bytes());
    let output = json(folder.path(), &[]);
    assert_eq!((codes(&output).len(), known(&output).len()), (0, 1));
    assert_eq!(count(&list(&output["baseline"], "stale")[0], "count"), 1);
}

#[test]
fn what_could_not_be_read_gets_into_no_baseline() {
    let files = [
        ("syntax.yaml", "種別: [調査\n".to_owned(), "KG002"),
        ("key.yaml", format!("{SHORT}決裁欄: x\n"), "KG003"),
        ("type.yaml", SHORT.replace("1時間", "[1時間]"), "KG006"),
        ("value.yaml", SHORT.replace("1時間", "しばらく"), "KG007"),
        (
            "refused.yaml",
            format!("{SHORT}例外: [{{規則: KG405, 理由: x, 承認者: y}}]\n"),
            "KG012",
        ),
        ("reversed.yaml", SHORT.replace("11日（木）", "8日（月）"), "KG401"),
        ("weekday.yaml", SHORT.replace("（木）", "（金）"), "KG405"),
    ];
    let folder = folder(&[]);
    for (name, text, _) in &files {
        put(folder.path(), name, text.as_bytes());
    }
    put(
        folder.path(),
        "sjis.yaml",
        &[0x8e, 0xed, 0x95, 0xca, b':', b' ', 0x8b, 0xa6, b'\n'],
    );
    let run = write(folder.path());
    assert_eq!(run.status, Some(1), "they stand");
    let written = fs::read_to_string(folder.path().join(B)).unwrap();
    assert!(
        written.contains("KG101") && !written.contains("\"KG0"),
        "{written}"
    );
    assert!(
        !written.contains("KG401") && !written.contains("KG405"),
        "{written}"
    );
    let output = json(folder.path(), &[]);
    for code in files.iter().map(|(_, _, code)| *code).chain(["KG001"]) {
        assert!(codes(&output).contains(&code), "{code}");
    }
    assert!(!codes(&output).contains(&"KG101"));
    // Nor with an entry written by hand.
    for code in ["KG001", "KG007", "KG401", "KG405"] {
        let entry = format!(
            "{{\"schema\":\"kigen/baseline/v1\",\"entries\":[{{\"path\":\"a.yaml\",\"code\":\"{code}\",\"subject\":null,\"text\":[],\"count\":1}}]}}"
        );
        put(folder.path(), "hand.json", entry.as_bytes());
        let run = check(folder.path(), &["--baseline", "hand.json"]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{code}");
        assert!(run.stderr.contains(code), "{}", run.stderr);
    }
}

#[test]
fn entries_that_match_no_longer_are_named_and_change_no_status() {
    let folder = folder(&[("a.yaml", SHORT), ("b.yaml", SHORT), ("c.yaml", SHORT)]);
    write(folder.path());
    put(
        folder.path(),
        "a.yaml",
        SHORT.replace("17時\n", "18時\n").as_bytes(),
    );
    fs::remove_file(folder.path().join("b.yaml")).unwrap();
    let run = check(folder.path(), &["--baseline", B]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(run.stdout.contains("2件"), "{}", run.stdout);
    assert!(
        run.stdout.contains("a.yaml：KG101") && run.stdout.contains("b.yaml：KG101"),
        "{}",
        run.stdout
    );
    // Known findings are not repeated; the verdict still is.
    assert!(!run.stdout.contains("c.yaml：KG101"), "{}", run.stdout);
    // No "gone" entry for a file outside the run or a rule that was not evaluated.
    for arguments in [&["c.yaml"][..], &["--ignore", "KG101", "a.yaml"]] {
        let output = json(folder.path(), arguments);
        let stale: Vec<&str> = list(&output["baseline"], "stale")
            .iter()
            .map(|entry| text(entry, "path"))
            .collect();
        assert_eq!(stale, ["b.yaml"], "{arguments:?}");
    }
    // Nor for a file that cannot be read.
    put(folder.path(), "a.yaml", b"\xff\xff\xff");
    let output = json(folder.path(), &["a.yaml"]);
    assert_eq!(list(&output["baseline"], "stale").len(), 1);
}

#[test]
fn writing_anew_keeps_what_was_not_looked_at_and_is_the_same_every_time() {
    let folder = folder(&[("a.yaml", SHORT), ("b.yaml", SHORT)]);
    write(folder.path());
    let read = || fs::read_to_string(folder.path().join(B)).unwrap();
    let first = read();
    assert_eq!(first.lines().count(), 7, "an entry a line: {first}");
    write(folder.path());
    assert_eq!(read(), first);
    check(folder.path(), &["--write-baseline", "b.yaml"]);
    assert_eq!(read(), first);
    check(folder.path(), &["--write-baseline", "--ignore", "KG101"]);
    assert_eq!(read(), first);
    put(folder.path(), "a.yaml", b"\xff\xff\xff");
    check(folder.path(), &["--write-baseline"]);
    assert_eq!(read(), first);
    fs::remove_file(folder.path().join("a.yaml")).unwrap();
    check(folder.path(), &["--write-baseline"]);
    assert!(!read().contains("a.yaml") && read().contains("b.yaml"));
    // A missing path: the run fails, and no baseline is written.
    let before = read();
    let run = check(folder.path(), &["--write-baseline", "none.yaml"]);
    assert_eq!((run.status, read()), (Some(2), before));
    // No temporary file is left.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn files_are_named_from_the_baseline_s_folder() {
    let folder = folder(&[("依頼/a.yaml", SHORT), ("ci/x.txt", "")]);
    let run = check(folder.path(), &["--write-baseline=ci/b.json", "依頼"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    let written = fs::read_to_string(folder.path().join("ci/b.json")).unwrap();
    assert!(written.contains("\"../依頼/a.yaml\""), "{written}");
    let inside = folder.path().join("依頼");
    let run = check(&inside, &["--baseline", "../ci/b.json", "a.yaml"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    let whole = folder.path().join("依頼/a.yaml");
    let run = check(&inside, &["--baseline", "../ci/b.json", whole.to_str().unwrap()]);
    assert_eq!(run.status, Some(0), "{run:?}");
}

#[test]
fn a_request_never_becomes_the_file_that_is_written_to() {
    let folder = folder(&[("a.yaml", SHORT)]);
    let run = check(folder.path(), &["--write-baseline", "a.yaml"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).unwrap(), SHORT);
    let run = check(folder.path(), &["--write-baseline=a.yaml"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).unwrap(), SHORT);
    let run = check(folder.path(), &["--write-baseline", "other.json", "a.yaml"]);
    assert_eq!(run.status, Some(0), "{run:?}");
    assert!(folder.path().join("other.json").exists());
    // A JSON file that is no baseline is not overwritten.
    put(folder.path(), "package.json", b"{\"name\": \"x\"}");
    let run = check(folder.path(), &["--write-baseline=package.json", "a.yaml"]);
    assert_eq!(run.status, Some(2), "{run:?}");
    assert_eq!(
        fs::read_to_string(folder.path().join("package.json")).unwrap(),
        "{\"name\": \"x\"}"
    );
}

#[test]
fn a_baseline_that_is_none_is_answered_in_one_sentence() {
    let folder = folder(&[("a.yaml", SHORT)]);
    let entry = "{\"path\":\"a.yaml\",\"code\":\"KG101\",\"subject\":null,\"text\":[\"x\"],\"count\":1}";
    let with =
        |entries: &str| format!("{{\"schema\":\"kigen/baseline/v1\",\"entries\":[{entries}]}}").into_bytes();
    let deep = format!(
        "{{\"schema\":\"kigen/baseline/v1\",\"entries\":{}",
        "[".repeat(100_000)
    );
    let table: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        (
            "broken",
            b"{\"schema\": \"kigen/baseline/v1\", \"entries\": [".to_vec(),
        ),
        ("no JSON", "種別: 協議\n".as_bytes().to_vec()),
        ("a list", b"[]".to_vec()),
        ("null", b"null".to_vec()),
        ("another", b"{\"a\": 1}".to_vec()),
        (
            "version",
            b"{\"schema\": \"kigen/baseline/v2\", \"entries\": {}}".to_vec(),
        ),
        ("contract", b"{\"schema\": \"kigen/check/v1\"}".to_vec()),
        (
            "version of another type",
            b"{\"schema\": 1, \"entries\": []}".to_vec(),
        ),
        (
            "hidden version",
            "{\"schema\": \"\\u001b[31m\u{202e}\", \"entries\": []}"
                .as_bytes()
                .to_vec(),
        ),
        ("entries missing", b"{\"schema\": \"kigen/baseline/v1\"}".to_vec()),
        (
            "unknown member",
            b"{\"schema\": \"kigen/baseline/v1\", \"entries\": [], \"x\": 1}".to_vec(),
        ),
        ("no entry", with("1")),
        (
            "unknown member of an entry",
            with(&entry.replace("\"count\"", "\"cuont\"")),
        ),
        ("no count", with(&entry.replace(":1}", ":0}"))),
        ("negative", with(&entry.replace(":1}", ":-1}"))),
        ("fraction", with(&entry.replace(":1}", ":1.5}"))),
        (
            "too many",
            with(&entry.replace(":1}", ":99999999999999999999999}")),
        ),
        ("no path", with(&entry.replace("a.yaml", ""))),
        ("twice", with(&format!("{entry},{entry}"))),
        (
            "twice with other counts",
            with(&format!("{entry},{}", entry.replace(":1}", ":2}"))),
        ),
        (
            "merge conflict",
            with(&format!("\n<<<<<<< HEAD\n{entry}\n=======\n>>>>>>> x\n")),
        ),
        ("not UTF-8", b"{\"schema\": \"\xff\"}".to_vec()),
        (
            "UTF-16",
            [0xff, 0xfe]
                .into_iter()
                .chain("{}".encode_utf16().flat_map(u16::to_le_bytes))
                .collect(),
        ),
        ("NUL", vec![0; 10_000]),
        ("deep", deep.into_bytes()),
        ("long", vec![b' '; 1_000_000]),
    ];
    for (name, bytes) in table {
        put(folder.path(), "b.json", &bytes);
        for arguments in [&["--baseline", "b.json"][..], &["--write-baseline=b.json"]] {
            let run = check(folder.path(), arguments);
            assert_eq!(
                (run.status, run.stdout.as_str()),
                (Some(2), ""),
                "{name}: {run:?}"
            );
            let sentence = run.stderr.trim_end();
            assert!(
                sentence.starts_with("kigen: ") && sentence.ends_with('。') && !sentence.contains('\n'),
                "{name}: {sentence}"
            );
            assert!(
                sentence.contains("b.json") && sentence.chars().all(crate::common::is_harmless),
                "{name}: {sentence}"
            );
        }
        assert_eq!(fs::read(folder.path().join("b.json")).unwrap(), bytes, "{name}");
    }
    // With a byte order mark.
    put(
        folder.path(),
        "b.json",
        &[b"\xef\xbb\xbf".to_vec(), with("")].concat(),
    );
    assert_eq!(check(folder.path(), &["--baseline", "b.json"]).status, Some(1));
    for missing in ["none.json", "none/b.json", "."] {
        let run = check(folder.path(), &["--baseline", missing]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{missing}");
    }
}

#[test]
fn excepted_findings_come_first_and_get_into_no_baseline() {
    let review = "種別: 審査\n件名: 資料\n発出元: 総務省大臣官房会計課\n宛先: 財務省主計局\n\
発出日時: 令和7年9月9日（火）17時\n提出期限: 令和7年9月10日（水）11時\n想定作業量: 1時間\n";
    let folder = folder(&[("a.yaml", review)]);
    write(folder.path());
    put(
        folder.path(),
        "a.yaml",
        format!("{review}例外: [{{規則: KG202, 理由: x, 承認者: y}}]\n").as_bytes(),
    );
    let output = json(folder.path(), &[]);
    assert_eq!((list(&output, "excepted").len(), known(&output).len()), (1, 0));
    assert_eq!(list(&output["baseline"], "stale").len(), 1);
    write(folder.path());
    assert!(
        !fs::read_to_string(folder.path().join(B))
            .unwrap()
            .contains("KG202")
    );
}

#[test]
fn ten_thousand_requests_are_held_against_their_baseline() {
    let all: Vec<String> = (0..10_000)
        .map(|number| SHORT.replace("法律案", &format!("法律案{number}")))
        .collect();
    let folder = folder(&[("a.yaml", &all.join("---\n"))]);
    write(folder.path());
    let output = json(folder.path(), &[]);
    assert_eq!((codes(&output).len(), known(&output).len()), (0, 10_000));
}
