//! `check --fix` and `check --diff`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::{check, check_input, codes, folder, kigen, put};

/// Half an hour short of 48 hours; the body repeats the due.
const EARLY: &str = "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 17:30\n\
    回答期限: '令和7年9月11日（木）17時まで'   # 厳守\n本文: 9月11日（木）17時までに。9月11日（木）10時から説明会。\n";

fn late(text: &str) -> String {
    text.replace("（木）17時まで'", "（木）17時30分まで'")
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn what_is_safe_is_written_and_what_remains_is_reported() {
    let folder = folder(&[
        ("a.yaml", EARLY),
        ("b.yaml", "種別: 謎\n期限: 2025-09-30 17:00\n"),
    ]);
    let run = check(folder.path(), &["--fix", "--format", "json"]);
    assert_eq!(read(folder.path(), "a.yaml"), late(EARLY));
    assert_eq!(codes(&run.json()), ["KG007"], "{}", run.stdout);
    assert_eq!(run.status, Some(1), "what remains decides");
    assert!(
        run.stderr
            .contains("修正：a.yaml:5：回答期限を9月11日（木）17時30分にする（KG101）"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("未修正：a.yaml:6"),
        "the body is named: {}",
        run.stderr
    );
    assert!(run.stderr.contains("1件を修正しました。"), "{}", run.stderr);
    let again = check(folder.path(), &["--fix", "a.yaml"]);
    assert_eq!(
        (again.status, read(folder.path(), "a.yaml")),
        (Some(0), late(EARLY))
    );
    assert!(
        again.stderr.contains("自動で修正できる所見はありません。"),
        "{}",
        again.stderr
    );
}

#[test]
fn the_body_is_changed_when_asked() {
    let folder = folder(&[("a.yaml", EARLY)]);
    let run = check(folder.path(), &["--fix", "--unsafe-fixes"]);
    let fixed = late(EARLY).replace(
        "本文: 9月11日（木）17時までに",
        "本文: 9月11日（木）17時30分までに",
    );
    assert_eq!((run.status, read(folder.path(), "a.yaml")), (Some(0), fixed));
}

#[test]
fn a_date_in_the_body_moves_only_where_an_answer_is_asked_for_by_it() {
    for (body, moves) in [
        ("9月11日（木）17時までに御回答ください。", true),
        ("前回同様、9月11日（木）17時までに御回答ください。", true),
        ("> 9月11日（木）17時まで", false),
        ("前回の期限は9月11日17時まででした。", false),
        ("9月11日17時までに施行された法令を御報告ください。", false),
        ("9月11日（木）17時までの取組状況について、御回答ください。", false),
        ("会見は9月11日17時まで", false),
        ("総理会見は9月11日（木）17時です。", false),
        ("9月11日（木）17時現在の状況を御回答ください。", false),
        ("実施期間は9月1日～9月11日（木）17時です。", false),
        ("それまでは9月11日（木）17時まで対外非公表でお願いします。", false),
        ("9月11日（木）17時までの期間", false),
    ] {
        let text = format!(
            "種別: 協議\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 17:30\n回答期限: 2025-09-11 17:00\n本文: |\n  {body}\n"
        );
        let folder = folder(&[("a.yaml", &text)]);
        check(folder.path(), &["--fix", "--unsafe-fixes"]);
        let fixed = read(folder.path(), "a.yaml");
        assert!(fixed.contains("回答期限: 2025-09-11 17:30\n"), "{fixed}");
        assert_eq!(!fixed.contains(body), moves, "{fixed}");
    }
}

#[test]
fn a_wrong_weekday_is_left_until_asked() {
    let text =
        "種別: その他\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n期限: 9月30日（月）17時\n";
    let folder = folder(&[("a.yaml", text)]);
    let run = check(folder.path(), &["--fix"]);
    assert_eq!(
        (run.status, read(folder.path(), "a.yaml")),
        (Some(1), text.to_owned())
    );
    assert!(
        run.stderr.contains("ほかに、内容の確認を要する修正が1件あります"),
        "{}",
        run.stderr
    );
    let run = check(folder.path(), &["--fix", "--unsafe-fixes"]);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    assert_eq!(read(folder.path(), "a.yaml"), text.replace("（月）", "（火）"));
}

/// The hint about a flag appears where the flag would still change something, and not where it was given.
#[test]
fn the_flag_is_named_only_where_it_would_help() {
    let weekday =
        "種別: その他\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n期限: 9月30日（月）17時\n";
    // The first has a due to move and a body that repeats it; the second has only an unsafe fix.
    for (text, fix, diff) in [(EARLY, false, true), (weekday, true, true)] {
        for (way, named) in [("--fix", fix), ("--diff", diff)] {
            for unsafe_too in [false, true] {
                for lang in ["ja", "en"] {
                    let folder = folder(&[("a.yaml", text)]);
                    let mut arguments = vec![way, "--lang", lang, "a.yaml"];
                    arguments.extend(unsafe_too.then_some("--unsafe-fixes"));
                    let run = check(folder.path(), &arguments);
                    assert_eq!(
                        run.stderr.contains("--unsafe-fixes"),
                        named && !unsafe_too,
                        "{arguments:?}: {}",
                        run.stderr
                    );
                }
            }
        }
    }
    // Remaining manual work is reported; completed work is not reported as remaining.
    let folder = folder(&[("a.yaml", EARLY)]);
    let run = check(folder.path(), &["--diff", "a.yaml"]);
    assert!(run.stderr.contains("未修正：a.yaml:6："), "{}", run.stderr);
    assert!(
        run.stderr.contains("（--unsafe-fixes で修正します。）"),
        "{}",
        run.stderr
    );
    let run = check(folder.path(), &["--diff", "--unsafe-fixes", "a.yaml"]);
    assert!(!run.stderr.contains("未修正"), "{}", run.stderr);
    let run = check(folder.path(), &["--fix", "--unsafe-fixes", "a.yaml"]);
    assert!(!run.stderr.contains("未修正"), "{}", run.stderr);
}

/// Several findings with the same edit yield one edit; several documents and dues yield one each.
#[test]
fn every_document_and_every_due_is_fixed_once() {
    let two = EARLY.replace(
        "回答期限: '令和7年9月11日（木）17時まで'",
        "回答期限: {質問: 9/11 9:00, 意見: 2025-09-11T16:00+09:00}",
    );
    let text = format!("{EARLY}---\n{two}---\n{EARLY}");
    let folder = folder(&[("a.yaml", &text)]);
    let run = check(folder.path(), &["--fix"]);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    let two = two.replace("9/11 9:00", "9/11 17:30").replace("T16:00", "T17:30");
    assert_eq!(
        read(folder.path(), "a.yaml"),
        format!("{}---\n{two}---\n{}", late(EARLY), late(EARLY))
    );
    assert_eq!(
        run.stderr.matches("修正：").count() - run.stderr.matches("未修正：").count(),
        4,
        "{}",
        run.stderr
    );
}

/// Files whose diff is hard to get right.
fn awkward(folder: &Path) -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |text: &str| {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20250908T010000Z\r\n\
        SUMMARY:機構・定員ヒアリング\r\nORGANIZER:mailto:kanri@soumu.go.jp\r\nATTENDEE:mailto:a@mof.go.jp\r\n\
        DTSTART:20250910T03\r\n 0000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let files = vec![
        ("依頼/crlf の案.yaml", EARLY.replace('\n', "\r\n").into_bytes()),
        (
            "end.yaml",
            EARLY
                .split("本文")
                .next()
                .unwrap()
                .trim_end_matches('\n')
                .replace("   # 厳守", "")
                .into_bytes(),
        ),
        ("mark.yaml", format!("\u{feff}{EARLY}").into_bytes()),
        ("utf16.yaml", utf16(EARLY)),
        ("cr.yaml", EARLY.replace('\n', "\r").into_bytes()),
        ("quote\"d.yaml", EARLY.as_bytes().to_vec()),
        ("ヒア.ics", ics.as_bytes().to_vec()),
    ];
    for (name, bytes) in &files {
        put(folder, name, bytes);
    }
    files
}

#[test]
fn git_applies_the_diff_and_comes_to_what_is_written() {
    let (shown, written) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let files = awkward(shown.path());
    awkward(written.path());
    // Compared as bytes: one of the files is UTF-16.
    let diff = kigen(shown.path())
        .args(["check", "--now", crate::common::NOW, "--diff"])
        .output()
        .unwrap();
    assert_eq!(diff.status.code(), Some(1));
    for (name, bytes) in &files {
        assert_eq!(
            &fs::read(shown.path().join(name)).unwrap(),
            bytes,
            "--diff writes nothing"
        );
    }
    let fixed = check(written.path(), &["--fix"]);
    assert_eq!(fixed.status, Some(0), "{}", fixed.stdout);
    let patch = shown.path().join("all.patch");
    fs::write(&patch, &diff.stdout).unwrap();
    let git = Command::new("git")
        .args(["apply", "--whitespace=nowarn", "all.patch"])
        .env("GIT_CEILING_DIRECTORIES", shown.path())
        .current_dir(shown.path())
        .output()
        .expect("git runs");
    assert!(git.status.success(), "{}", String::from_utf8_lossy(&git.stderr));
    for (name, bytes) in &files {
        let new = fs::read(written.path().join(name)).unwrap();
        assert_ne!(&new, bytes, "{name} is fixed");
        assert_eq!(fs::read(shown.path().join(name)).unwrap(), new, "{name}");
    }
    assert_eq!(
        check(shown.path(), &["--diff", "--", "ヒア.ics"]).status,
        Some(0),
        "nothing is left to show"
    );
}

#[test]
fn standard_input_comes_out_fixed_and_the_report_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let run = check_input(folder.path(), &["--fix", "-"], EARLY.as_bytes());
    assert_eq!((run.status, run.stdout), (Some(0), late(EARLY)));
    assert!(run.stderr.contains("1ファイル・依頼1件"), "{}", run.stderr);
    // A clean file and an unreadable one are printed unchanged.
    let clean = late(EARLY);
    assert_eq!(
        check_input(folder.path(), &["--fix", "-"], clean.as_bytes()).stdout,
        clean
    );
    let broken = "種別: [\n";
    let run = check_input(folder.path(), &["--fix", "-"], broken.as_bytes());
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), broken));
    let run = check_input(
        folder.path(),
        &["--diff", "--stdin-filename", "案.yaml", "-"],
        EARLY.as_bytes(),
    );
    assert!(
        run.stdout
            .starts_with("--- a/案.yaml\n+++ b/案.yaml\n@@ -2,5 +2,5 @@\n"),
        "{}",
        run.stdout
    );
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = folder(&[("元/a.yaml", EARLY)]);
    let file = folder.path().join("元/a.yaml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("元/a.yaml", folder.path().join("b.yaml")).unwrap();
    // A file reached under both of its names is fixed once.
    let run = check(folder.path(), &["--fix"]);
    assert_eq!(run.status, Some(0), "{}{}", run.stdout, run.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), late(EARLY));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o7777, 0o640);
    assert!(folder.path().join("b.yaml").is_symlink());
    let names = fs::read_dir(folder.path().join("元")).unwrap().count();
    assert_eq!(names, 1, "nothing is left behind");
}

#[test]
fn a_series_is_not_moved_and_says_so() {
    let text = "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20250908T010000Z\n\
        SUMMARY:機構・定員ヒアリング\nORGANIZER:mailto:kanri@soumu.go.jp\nATTENDEE:mailto:a@mof.go.jp\n\
        DTSTART:20250910T120000\nDTEND:20250910T130000\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\nEND:VCALENDAR\n";
    let folder = folder(&[("a.ics", text)]);
    let run = check(folder.path(), &["--fix"]);
    assert_eq!(
        (run.status, read(folder.path(), "a.ics")),
        (Some(1), text.to_owned())
    );
    assert!(
        run.stdout
            .replace(['\n', ' '], "")
            .contains("繰り返しの予定のため"),
        "{}",
        run.stdout
    );
}

/// What was read of a component that is not closed, or that has a malformed line, may not be all of it; of a component or
/// a property that is written twice, one would keep its time.
#[test]
fn no_time_of_a_malformed_or_repeated_component_is_moved() {
    let todo = |rest: &str| {
        format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nBEGIN:VTODO\nUID:1\nDTSTAMP:20250908T010000Z\n\
             X-KIGEN-KIND:協議\nX-KIGEN-SENT:2025-09-09 17:30\nORGANIZER:mailto:kanri@soumu.go.jp\n\
             ATTENDEE:mailto:a@mof.go.jp\nDUE:20250911T170000\n{rest}"
        )
    };
    let end = "END:VTODO\nEND:VCALENDAR\n";
    for (rest, moves) in [
        (end.to_owned(), true),
        ("END:VCALENDAR\n".to_owned(), false),
        (format!("BEGIN:VALARM\nACTION:DISPLAY\n{end}"), false),
        (format!("会議の資料\n{end}"), false),
        (format!("END:VALARM\n{end}"), false),
        (format!("DUE:20250911T170000\n{end}"), false),
        // Another component is malformed, not this one.
        ("END:VTODO\nBEGIN:VJOURNAL\nEND:VCALENDAR\n".to_owned(), true),
    ] {
        let text = todo(&rest);
        let folder = folder(&[("a.ics", &text)]);
        check(folder.path(), &["--fix"]);
        assert_eq!(read(folder.path(), "a.ics") != text, moves, "{rest}");
    }
    let whole = todo("END:VTODO\n");
    let (_, component) = whole.split_once("BEGIN:VTODO").unwrap();
    let text = format!("{whole}BEGIN:VTODO{component}END:VCALENDAR\n");
    let folder = folder(&[("a.ics", &text)]);
    let run = check(folder.path(), &["--fix", "--format", "json"]);
    assert_eq!(read(folder.path(), "a.ics"), text);
    assert_eq!(codes(&run.json()), ["KG101"], "{}", run.stdout);
}

/// A file whose encoding cannot be written back is left alone.
#[test]
fn what_cannot_be_written_in_kind_is_left_alone() {
    let printable = "BEGIN:VCALENDAR\nVERSION:1.0\nMETHOD:REQUEST\nBEGIN:VTODO\nUID:1\nX-KIGEN-KIND:協議\nX-KIGEN-SENT:2025-09-09 17:30\n\
        ORGANIZER:mailto:kanri@soumu.go.jp\nATTENDEE:mailto:a@mof.go.jp\n\
        DUE;ENCODING=QUOTED-PRINTABLE:20250911T=31=37=30=30=30=30\nEND:VTODO\nEND:VCALENDAR\n";
    let folder = folder(&[("printable.ics", printable)]);
    let run = check(folder.path(), &["--fix", "--unsafe-fixes"]);
    assert_eq!(run.status, Some(1));
    assert!(run.stdout.contains("KG101"), "{}", run.stdout);
    assert_eq!(read(folder.path(), "printable.ics"), printable);
}

/// A value that is used by alias is not changed by `--fix`, as the other uses would change with it; with
/// `--unsafe-fixes` the other uses are written out with the old value.
#[test]
fn what_others_say_by_alias_is_left_until_asked() {
    let text = EARLY.replace(
        "'令和7年9月11日（木）17時まで'   # 厳守",
        "&d 2025-09-11 17:00 # 厳守\nヒアリング: {開始: 2025-09-12 10:00, 場所: *d}",
    );
    let folder = folder(&[("a.yaml", &text)]);
    let run = check(folder.path(), &["--fix"]);
    assert_eq!(
        (run.status, read(folder.path(), "a.yaml")),
        (Some(1), text.clone())
    );
    let run = check(folder.path(), &["--fix", "--unsafe-fixes"]);
    assert_eq!(run.status, Some(0), "{}", run.stdout);
    let fixed = text
        .replace("&d 2025-09-11 17:00", "&d 2025-09-11 17:30")
        .replace("*d", "2025-09-11 17:00")
        .replace("本文: 9月11日（木）17時まで", "本文: 9月11日（木）17時30分まで");
    assert_eq!(read(folder.path(), "a.yaml"), fixed);
    assert!(run.stderr.contains("今の値のまま書き起こす"), "{}", run.stderr);
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = folder(&[("a.yaml", EARLY)]);
    for arguments in [
        &["--unsafe-fixes"][..],
        &["--diff", "--format", "json"],
        &["--fix", "ない.yaml"],
    ] {
        let run = check(folder.path(), arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}");
        assert!(run.stderr.starts_with("kigen: "), "{}", run.stderr);
    }
    assert_eq!(read(folder.path(), "a.yaml"), EARLY);
}

#[cfg(target_os = "linux")]
#[test]
fn what_stands_around_the_text_stays() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    use std::os::unix::fs::{MetadataExt as _, chown};
    let folder = folder(&[("a.yaml", EARLY)]);
    let file = folder.path().join("a.yaml");
    // ACL entries: owner, named user, group, mask, others; the mode's group bits show the mask.
    let entries: [(u16, u16, u32); 5] = [
        (1, 6, u32::MAX),
        (2, 4, 1234),
        (4, 0, u32::MAX),
        (16, 4, u32::MAX),
        (32, 0, u32::MAX),
    ];
    let mut list = 2_u32.to_le_bytes().to_vec();
    for (tag, rights, id) in entries {
        list.extend(tag.to_le_bytes());
        list.extend(rights.to_le_bytes());
        list.extend(id.to_le_bytes());
    }
    let about: [(&str, &[u8]); 2] = [("user.note", b"v"), ("system.posix_acl_access", &list)];
    for (name, value) in about {
        setxattr(&file, name, value, XattrFlags::empty()).unwrap();
    }
    // The folder's default ACL is not applied to the rewritten file.
    let mut inherited = list.clone();
    inherited[4 + 8 + 4..][..4].copy_from_slice(&4321_u32.to_le_bytes());
    setxattr(
        folder.path(),
        "system.posix_acl_default",
        &inherited,
        XattrFlags::empty(),
    )
    .unwrap();
    // Only root can change a file's owner.
    let is_root = chown(&file, Some(65534), Some(65534)).is_ok();
    let before = fs::metadata(&file).unwrap();
    let run = check(folder.path(), &["--fix"]);
    assert_eq!(run.status, Some(0), "{}{}", run.stdout, run.stderr);
    assert_eq!(read(folder.path(), "a.yaml"), late(EARLY));
    let after = fs::metadata(&file).unwrap();
    assert_eq!(
        (after.mode(), after.uid(), after.gid()),
        (before.mode(), before.uid(), before.gid())
    );
    assert!(!is_root || after.uid() == 65534);
    for (name, value) in about {
        let mut buffer = [0; 256];
        let length = getxattr(&file, name, &mut buffer[..]).unwrap();
        assert_eq!(&buffer[..length], value, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_with_other_names_is_left_alone() {
    let folder = folder(&[("元/a.yaml", EARLY)]);
    fs::hard_link(folder.path().join("元/a.yaml"), folder.path().join("b.yaml")).unwrap();
    let run = check(folder.path(), &["--fix", "b.yaml"]);
    assert_eq!(run.status, Some(2), "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("ハードリンク"), "{}", run.stderr);
    for name in ["元/a.yaml", "b.yaml"] {
        assert_eq!(read(folder.path(), name), EARLY);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_file_that_could_not_be_read_after_a_fix_is_left_as_it_is() {
    // Without its vertical tab it would be taken for UTF-16.
    let bytes = b"\x0b\0\0\0\0\0x\0`t+";
    let folder = folder(&[]);
    fs::write(folder.path().join("a.yaml"), bytes).unwrap();
    let run = check(folder.path(), &["--fix", "a.yaml"]);
    assert_eq!(fs::read(folder.path().join("a.yaml")).unwrap(), bytes);
    assert!(run.stderr.contains("修正を取りやめました"), "{}", run.stderr);
}

#[test]
fn a_value_that_yaml_would_refuse_is_quoted_behind_its_new_blank() {
    let folder = folder(&[]);
    for (written, fixed) in [
        ("  - 規則:KG203", "  - 規則: KG203"),
        ("  - 規則:`KG203", "  - 規則: '`KG203'"),
        ("  - 規則:@KG203  # 例", "  - 規則: '@KG203'  # 例"),
        // A comment would begin there.
        ("  - 規則:#KG203", "  - 規則: '#KG203'"),
        ("  - 規則:- KG203", "  - 規則: '- KG203'"),
        ("  - 規則:! KG203", "  - 規則: '! KG203'"),
        ("  - 規則:*KG203", "  - 規則: '*KG203'"),
        ("  - 規則:>KG203", "  - 規則: '>KG203'"),
        ("  - 規則:]KG203", "  - 規則: ']KG203'"),
        (
            "  - {規則:#KG203, 理由: 急ぐため}",
            "  - {規則: '#KG203', 理由: 急ぐため}",
        ),
        (
            "  - {規則:`KG203, 理由: 急ぐため}",
            "  - {規則: '`KG203', 理由: 急ぐため}",
        ),
    ] {
        let text = format!("種別: 協議\n例外:\n{written}\n");
        fs::write(folder.path().join("a.yaml"), &text).unwrap();
        check(folder.path(), &["--fix", "a.yaml"]);
        assert_eq!(
            read(folder.path(), "a.yaml"),
            format!("種別: 協議\n例外:\n{fixed}\n"),
            "{written}"
        );
    }
}

#[test]
fn one_run_fixes_what_each_fix_uncovers() {
    let folder = folder(&[]);
    let values = ["種別", "件名", "発出元", "宛先", "必要性", "回答期限"];
    let text = |value: &str| -> String { values.map(|name| format!("{name}: {value}\n")).concat() };
    fs::write(folder.path().join("a.yaml"), text("照会: 補足")).unwrap();
    check(folder.path(), &["--fix", "a.yaml"]);
    assert_eq!(read(folder.path(), "a.yaml"), text("'照会: 補足'"));
}
