//! `kigen when`: its JSON contract, its timeline, its messages about unreadable values; `--send-now` and `kigen
//! check`'s send-by time.

mod doubtful;
mod letters;
mod sendable;

use std::path::Path;

use crate::common::{Run, folder, is_harmless, kigen, list, put, root, run, text};
use chrono::{DateTime, FixedOffset, Timelike};
use kigen::schema::Document;
use serde_json::Value;
use textwrap::core::display_width;

/// Tuesday, after the time at which the example's short consultation was to be sent.
const NOW: &str = "2025-09-09T17:30";

fn when(folder: &Path, arguments: &[&str]) -> Run {
    run(kigen(folder).args(["when", "--now", NOW]).args(arguments))
}

fn fixtures() -> Vec<String> {
    let mut names = Vec::new();
    for folder in ["fixtures/requests", "fixtures/calendars"] {
        for entry in std::fs::read_dir(root().join(folder)).expect("fixtures") {
            let name = entry.expect("an entry").file_name().into_string().expect("UTF-8");
            if name.ends_with(".yaml") || name.ends_with(".ics") {
                names.push(format!("{folder}/{name}"));
            }
        }
    }
    names.sort();
    assert!(names.len() >= 25, "{names:?}");
    names
}

fn moment(value: &Value) -> Option<DateTime<FixedOffset>> {
    let written = value.as_str()?;
    Some(DateTime::parse_from_rfc3339(written).unwrap_or_else(|_| panic!("{written}")))
}

const SHORT: &str = "種別: 協議\n件名: 電波法の一部を改正する法律案について（協議）\n発出元: 総務省総合通信基盤局\n宛先: 財務省主計局\n発出日時: 令和7年9月9日（火）17時30分\n回答期限: 令和7年9月11日（木）17時\n";

#[test]
fn the_readme_s_consultation_gets_its_times_and_its_sentence() {
    let folder = folder(&[("案.yaml", SHORT)]);
    let output = when(folder.path(), &["--format", "json", "案.yaml"]).json();
    assert_eq!(output["schema"], "kigen/when/v1");
    let request = &list(&output, "requests")[0];
    assert_eq!(request["path"], "案.yaml");
    assert_eq!(request["index"], 0);
    assert_eq!(request["sent"], "2025-09-09T17:30:00+09:00");
    assert_eq!(request["due"], "2025-09-11T17:00:00+09:00");
    assert_eq!(request["earliest_due"], "2025-09-11T17:30:00+09:00");
    assert_eq!(request["latest_sent"], "2025-09-09T17:00:00+09:00");
    assert_eq!(request["hearing"], Value::Null);
    assert_eq!(request["clocks"]["elapsed"], "PT47H30M");
    let sentence = "つきましては、９月１１日（木）１７時３０分までに御回答くださいますようお願いいたします。";
    assert_eq!(request["sentences"][0], sentence);
    let shown = when(folder.path(), &["案.yaml"]).stdout;
    // Unwrapped, so that it can be copied.
    assert!(shown.lines().any(|line| line.trim() == sentence), "{shown}");
    assert!(shown.contains("回答期限  9月11日"), "{shown}");
    let english = when(folder.path(), &["--lang", "en", "案.yaml"]).stdout;
    let sentence = "We would be grateful for your reply by 17:30 on Thursday 11 September.";
    assert!(english.lines().any(|line| line.trim() == sentence), "{english}");
}

#[test]
fn the_sentence_asks_as_the_request_does() {
    for (request, sentence) in [
        // A survey is 提出; a full hour is written without minutes; another year is written.
        (
            "種別: 調査\n宛先: [財務省, 厚生労働省]\n必要性: a\n発出日時: 2025-12-24 10:00\n提出期限: 2026-01-09 17:00\n",
            Some("つきましては、令和８年１月９日（金）１７時までに御提出くださいますようお願いいたします。"),
        ),
        // The due is not brought forward: the first compliant time that is not before it.
        (
            "種別: 協議\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n回答期限: 2025-09-20 17:00\n",
            Some("つきましては、９月２２日（月）９時３０分までに御回答くださいますようお願いいたします。"),
        ),
        (
            "種別: 協議\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n期限: {質問: 2025-09-11 10:00, 意見: 2025-09-12}\n",
            Some(
                "つきましては、質問については９月１１日（木）１０時までに、意見については９月１２日（金）１８時１５分までに御回答くださいますようお願いいたします。",
            ),
        ),
        (
            "種別: 査定\n宛先: 農林水産省\n発出日時: 2025-09-09 10:00\nヒアリング: {開始: 2025-09-11 18:00, 終了: 19:00, オンライン: 可}\n",
            Some(
                "つきましては、９月１２日（金）９時３０分から１０時３０分まで、ヒアリングを行いますので、御対応くださいますようお願いいたします。",
            ),
        ),
        // Materials due at the hearing's start: it moves to where both comply.
        (
            "種別: 査定\n宛先: 農林水産省\n発出日時: 2025-09-09 17:00\n資料: [{名称: 定員表, 目的: 審査}]\n想定作業量: 1日\nヒアリング: {開始: 2025-09-10 18:00, 終了: 19:00, オンライン: 可}\n",
            Some("つきましては、９月１１日（木）９時３０分までに御提出くださいますようお願いいたします。"),
        ),
        // Without a due the request's remedy is unknown.
        ("種別: 協議\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n", None),
        // The date and the weekday disagree: only the author knows which is right.
        (
            "種別: 協議\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n回答期限: 令和7年9月12日（木）17時\n",
            None,
        ),
        (
            "種別: 協義\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n回答期限: 2025-09-12 17:00\n",
            None,
        ),
    ] {
        let folder = folder(&[("a.yaml", request)]);
        let output = when(folder.path(), &["--format", "json", "a.yaml"]).json();
        let sentences = &list(&output, "requests")[0]["sentences"];
        let first = sentences
            .as_array()
            .and_then(|all| all.first())
            .and_then(Value::as_str);
        assert_eq!(first, sentence, "{request}");
        let shown = when(folder.path(), &["a.yaml"]).stdout;
        match sentence {
            Some(sentence) => assert!(shown.contains(sentence), "{shown}"),
            None => assert!(shown.contains("依頼文の例は示していません"), "{shown}"),
        }
    }
}

#[test]
fn a_request_without_a_due_still_shows_the_earliest() {
    let folder = folder(&[
        (
            "none.yaml",
            "種別: 協議\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n",
        ),
        (
            "bad.yaml",
            "種別: 協議\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n期限: 9月31日17時\n",
        ),
    ]);
    let output = when(folder.path(), &["--format", "json", "."]).json();
    for request in list(&output, "requests") {
        assert_eq!(request["earliest_due"], "2025-09-11T10:00:00+09:00", "{request}");
        assert_eq!(request["due"], Value::Null);
        assert_eq!(request["latest_sent"], Value::Null);
    }
    assert_eq!(crate::common::codes(&output), ["KG007", "KG005"]);
}

/// A remedy does not depend on severities, even if a rule is off.
#[test]
fn a_lower_severity_changes_no_time() {
    // Due on a Sunday; the first time that satisfies all but office hours would be at night.
    let request = "種別: 協議\n宛先: 財務省\n発出日時: 2025-09-09 22:00\n想定作業量: 1時間\n回答期限: 2025-09-14 17:00\n";
    let times = |files: &[(&str, &str)]| {
        let folder = folder(files);
        let output = when(folder.path(), &["--format", "json", "a.yaml"]).json();
        let request = &list(&output, "requests")[0];
        (
            request["earliest_due"].clone(),
            request["latest_sent"].clone(),
            request["raised"].clone(),
        )
    };
    let (earliest, latest, raised) = times(&[("a.yaml", request)]);
    assert_eq!(earliest, "2025-09-12T09:30:00+09:00");
    assert_eq!(raised, serde_json::json!(["KG402"]));
    for severity in ["参考", "使わない"] {
        let config = format!("重さ: {{KG402: {severity}}}\n");
        let found = times(&[("a.yaml", request), ("kigen.yaml", &config)]);
        assert_eq!(
            found,
            (earliest.clone(), latest.clone(), serde_json::json!([])),
            "{severity}"
        );
    }
}

#[test]
fn what_it_prints_is_what_its_schema_says_and_what_check_reads() {
    let validator = jsonschema::validator_for(&Document::When.schema()).unwrap();
    let (mut requests, mut hearings, mut unread) = (0, 0, 0);
    for name in fixtures() {
        let run = when(root(), &["--format", "json", &name]);
        assert_eq!((run.status, &*run.stderr), (Some(0), ""), "{name}");
        let output = run.json();
        let wrong: Vec<String> = validator
            .iter_errors(&output)
            .map(|error| error.to_string())
            .collect();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
        let checked = run_check(&["--format", "json", &name]);
        assert_eq!(
            list(&output, "requests").len(),
            list(&checked, "requests").len(),
            "{name}"
        );
        for (request, known) in list(&output, "requests").iter().zip(list(&checked, "requests")) {
            requests += 1;
            // `check` judges a template for every sending, `when` shows it as sent now.
            let is_template = known["sent_basis"] == "window";
            let members = [
                "path",
                "index",
                "kind",
                "subject",
                "sent",
                "sent_basis",
                "due",
                "due_basis",
                "clocks",
            ];
            for member in members.iter().take(if is_template { 4 } else { members.len() }) {
                assert_eq!(request[member], known[member], "{name}: {member}");
            }
            assert!(!is_template || request["sent_basis"] == "now", "{name}");
            hold_request(&name, request, known);
            hearings += usize::from(!request["hearing"].is_null());
        }
        unread += list(&output, "diagnostics").len();
        for code in crate::common::codes(&output) {
            assert!(crate::common::codes(&checked).contains(&code), "{name}: {code}");
        }
    }
    assert!(
        requests >= 25 && hearings >= 3 && unread >= 10,
        "{requests} {hearings} {unread}"
    );
}

fn run_check(arguments: &[&str]) -> Value {
    run(kigen(root()).args(["check", "--now", NOW]).args(arguments)).json()
}

/// Asserts the invariants of a request's times.
fn hold_request(name: &str, request: &Value, known: &Value) {
    let (sent, due) = (moment(&request["sent"]), moment(&request["due"]));
    let (earliest, latest) = (moment(&request["earliest_due"]), moment(&request["latest_sent"]));
    assert!(earliest >= sent || earliest.is_none(), "{name}: {request}");
    assert!(
        due.is_none() || latest < due || latest.is_none(),
        "{name}: {request}"
    );
    // A proposed due is on the full or half hour or at a closing time; a sending may be any minute.
    assert!(
        earliest.is_none_or(|at| at.minute().is_multiple_of(5)),
        "{name}: {earliest:?}"
    );
    for at in [earliest, latest].into_iter().flatten() {
        assert!(at.second() == 0, "{name}: {at}");
    }
    if let (Some(start), Some(end)) = (
        moment(&request["hearing"]["start"]),
        moment(&request["hearing"]["end"]),
    ) {
        let (first, last) = (
            moment(&known["hearing"]["start"]),
            moment(&known["hearing"]["end"]),
        );
        assert_eq!(end - start, last.unwrap() - first.unwrap(), "{name}");
        assert!(
            start >= first.unwrap() && start.minute().is_multiple_of(30),
            "{name}: {start}"
        );
    }
    if let Some(dues) = request["dues"].as_array() {
        let earliest_named = dues.iter().filter_map(|due| moment(&due["at"])).min();
        assert_eq!(earliest_named, due, "{name}");
        for due in dues {
            assert_eq!(due["earliest_due"], request["earliest_due"], "{name}");
        }
    }
}

/// The hours of all days are aligned, in eighty columns, whatever precedes and follows them.
#[test]
fn the_timeline_is_aligned_and_narrow() {
    let mut days = 0;
    for lang in ["ja", "en"] {
        for name in fixtures() {
            let shown = when(root(), &["--lang", lang, &name]).stdout;
            let odd: Vec<char> = shown.chars().filter(|c| !is_harmless(*c)).collect();
            assert!(odd.is_empty(), "{name}: {odd:?}");
            let mut block: Option<usize> = None;
            for line in shown.lines() {
                let Some((label, rest)) = line.split_once('|') else {
                    if line.trim_start().starts_with("0     6     12    18    24") {
                        block = Some(line.find('0').unwrap());
                    }
                    continue;
                };
                let (bar, _) = rest.split_once('|').unwrap_or_else(|| panic!("{line}"));
                days += 1;
                assert_eq!(Some(display_width(label) + 1), block, "{name}: {line}");
                assert_eq!(bar.len(), 24, "{name}: {line}");
                assert!(bar.chars().all(|c| ".-=x><*#".contains(c)), "{name}: {line}");
                assert!(display_width(line) <= 80, "{name}: {line}");
            }
        }
    }
    assert!(days > 100, "{days}");
}

#[test]
fn every_mark_stands_at_its_hour_and_every_closed_day_says_why() {
    let folder = folder(&[(
        "年末.yaml",
        "種別: 協議\n件名: 放送法施行令について\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-12-26 17:00\n回答期限: 2026-01-05 9:30\n",
    )]);
    let shown = when(folder.path(), &["年末.yaml"]).stdout;
    let row = |day: &str| {
        let line = shown
            .lines()
            .find(|line| line.trim_start().starts_with(day) && line.contains('|'));
        let line = line.unwrap_or_else(|| panic!("{day} in {shown}"));
        let mut parts = line.split('|');
        (
            parts.nth(1).unwrap().to_owned(),
            parts.next().unwrap().trim().to_owned(),
        )
    };
    assert_eq!(
        row("12月26日"),
        (".................>=-----".to_owned(), "発出 17時".to_owned())
    );
    assert_eq!(row("12月27日"), ("x".repeat(24), "閉庁日（土曜日）".to_owned()));
    assert_eq!(
        row("2026年1月5日"),
        (
            "---------<..............".to_owned(),
            "回答期限 9時30分".to_owned()
        )
    );
    assert_eq!(
        row("2026年1月6日"),
        (
            ".................*......".to_owned(),
            "最も早い期限 17時".to_owned()
        )
    );
    assert!(
        shown.contains("12月28日（日）〜2026年1月3日（土）：開庁日0日、閉庁日7日"),
        "{shown}"
    );
}

/// A span of 53 years takes some ten lines; an impossible due is reported, and the search ends.
#[test]
fn what_is_far_away_or_nowhere_is_told_in_a_few_lines() {
    let mut many = "種別: 協議\n宛先:\n".to_owned();
    for number in 0..3000 {
        let (from, until) = if number == 2999 {
            (1200, 1320)
        } else {
            (300 + number % 60, 700 + number % 170)
        };
        let clock = |minute: i32| format!("{}:{:02}", minute / 60, minute % 60);
        many.push_str(&format!(
            "  - {{府省: 第{number}省, 勤務時間: \"{}-{}\", 休憩: なし}}\n",
            clock(from),
            clock(until)
        ));
    }
    many.push_str("回答期限: 2025-09-21 17:00\n想定作業量: 9000h\n");
    let folder = folder(&[
        (
            "big.yaml",
            "種別: 協議\n宛先: 財務省\n回答期限: 2025-09-21 17:00\n想定作業量: 100000h\n",
        ),
        ("many.yaml", &many),
    ]);
    let limited = |name: &str| run(crate::common::limited(folder.path()).args(["when", "--now", NOW, name]));
    let big = limited("big.yaml").stdout;
    assert!(big.lines().count() < 30, "{big}");
    assert!(big.contains("最も早い期限    2078年"), "{big}");
    assert!(big.contains("60日前までさかのぼってもありません"), "{big}");
    let many = limited("many.yaml");
    assert_eq!(many.status, Some(0), "{}", many.stderr);
    assert!(
        many.stdout.contains("適合する期限がありません"),
        "{}",
        many.stdout
    );
}

#[test]
fn colour_is_asked_for_and_changes_no_letter() {
    let folder = folder(&[("案.yaml", SHORT)]);
    let plain = when(folder.path(), &["案.yaml"]).stdout;
    let never = when(folder.path(), &["--color", "never", "案.yaml"]).stdout;
    let always = when(folder.path(), &["--color", "always", "案.yaml"]).stdout;
    assert_eq!(plain, never);
    assert!(!plain.contains('\u{1b}') && always.contains('\u{1b}'));
    let mut stripped = String::new();
    let mut rest = always.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_shown() {
    let folder = folder(&[
        ("案.yaml", SHORT),
        ("other.yaml", "name: chart\n"),
        ("broken.yaml", "種別: [調査\n"),
    ]);
    put(
        folder.path(),
        "sjis.yaml",
        b"\x8e\xed\x95\xca: \x8b\xa6\x8b\x63\n\x8a\xfa\x8c\xc0: 2025-09-11\n",
    );
    let shown = when(folder.path(), &["."]);
    assert_eq!(shown.status, Some(0));
    for said in ["KG001", "KG002", "対象外：other.yaml"] {
        assert!(shown.stderr.contains(said), "{}", shown.stderr);
    }
    assert!(
        shown.stdout.contains("案.yaml：電波法") && !shown.stdout.contains("KG00"),
        "{}",
        shown.stdout
    );
    let output = when(folder.path(), &["--format", "json", "."]);
    assert_eq!((output.status, &*output.stderr), (Some(0), ""));
    let output = output.json();
    let mut codes = crate::common::codes(&output);
    codes.sort_unstable();
    assert_eq!(codes, ["KG001", "KG002"]);
    assert_eq!(list(&output, "left_out").len(), 1);
    // A missing path: the others are still shown.
    let missing = when(folder.path(), &["--format", "json", "ない.yaml", "案.yaml"]);
    assert_eq!(missing.status, Some(2));
    assert!(missing.stderr.contains("ない.yaml"), "{}", missing.stderr);
    assert_eq!(list(&missing.json(), "requests").len(), 1);
    let nothing = when(folder.path(), &["other.yaml"]);
    assert!(nothing.stderr.contains("KG0"), "{}", nothing.stderr);
    assert_eq!(when(folder.path(), &["--now", "いつか"]).status, Some(2));
}

#[test]
fn standard_input_goes_by_its_name() {
    let folder = folder(&[("案.yaml", SHORT)]);
    let mut command = kigen(folder.path());
    command.args([
        "when",
        "--now",
        NOW,
        "--format",
        "json",
        "--stdin-filename",
        "机上.yaml",
        "-",
    ]);
    command.stdin(std::fs::File::open(folder.path().join("案.yaml")).unwrap());
    let output = run(&mut command).json();
    assert_eq!(text(&list(&output, "requests")[0], "path"), "机上.yaml");
}

/// For a series the next occurrence is shown, marked as such.
#[test]
fn of_a_series_the_next_occurrence_is_shown() {
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nX-KIGEN-SENT:20250829T010000Z\r\nX-KIGEN-KIND:review\r\nSUMMARY:定例\r\nDTSTART;TZID=Asia/Tokyo:20250901T140000\r\nDTEND;TZID=Asia/Tokyo:20250901T150000\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let folder = folder(&[("a.ics", calendar)]);
    let shown = when(folder.path(), &["a.ics"]).stdout;
    assert!(
        shown.contains("繰り返しのうち、次回（9月15日（月））の日時を示しています。"),
        "{shown}"
    );
    let output = when(folder.path(), &["--format", "json", "a.ics"]).json();
    let request = &list(&output, "requests")[0];
    assert_eq!(request["occurrences"], 2);
    // That Monday is a holiday: the first slot is on the next day.
    assert_eq!(request["hearing"]["start"], "2025-09-16T09:30:00+09:00");
    assert_eq!(request["hearing"]["end"], "2025-09-16T10:30:00+09:00");
}

#[test]
fn a_hearing_s_slot_is_inside_everybody_s_hours_and_over_no_break() {
    let hearing = |to: &str, from: &str, start: &str, end: &str| {
        let text = format!(
            "種別: 査定\n発出元: {from}\n宛先: {to}\n発出日時: 2025-09-09 10:00\nヒアリング: {{開始: {start}, 終了: {end}}}\n"
        );
        let folder = folder(&[("a.yaml", &text)]);
        let output = when(folder.path(), &["--format", "json", "a.yaml"]).json();
        let slot = list(&output, "requests")[0]["hearing"].clone();
        let part = |name: &str| slot[name].as_str().map(|at| at[5..16].to_owned());
        part("start").zip(part("end"))
    };
    let at = |start: &str, end: &str| Some((start.to_owned(), end.to_owned()));
    let usual = "農林水産省";
    // A compliant one is its own slot.
    assert_eq!(
        hearing(usual, "総務省", "2025-09-11 14:00", "15:00"),
        at("09-11T14:00", "09-11T15:00")
    );
    // Not on a half hour, over the break, past closing, on a closed day.
    assert_eq!(
        hearing(usual, "総務省", "2025-09-11 14:10", "15:10"),
        at("09-11T14:30", "09-11T15:30")
    );
    assert_eq!(
        hearing(usual, "総務省", "2025-09-11 11:30", "12:30"),
        at("09-11T13:00", "09-11T14:00")
    );
    assert_eq!(
        hearing(usual, "総務省", "2025-09-12 17:30", "18:30"),
        at("09-16T09:30", "09-16T10:30")
    );
    // 17:15 is allowed as an end where it is the closing time; the sender's hours count too.
    let early = "{府省: 農林水産省, 勤務時間: \"8:30-17:15\"}";
    assert_eq!(
        hearing(early, "総務省", "2025-09-11 16:30", "17:15"),
        at("09-11T16:30", "09-11T17:15")
    );
    assert_eq!(
        hearing(early, "総務省", "2025-09-11 16:30", "17:30"),
        at("09-12T09:30", "09-12T10:30")
    );
    let late = "{府省: 総務省, 勤務時間: \"11:00-19:45\"}";
    assert_eq!(
        hearing(early, late, "2025-09-11 17:00", "18:00"),
        at("09-12T11:00", "09-12T12:00")
    );
    // Longer than any half day, or with an office whose hours are unreadable.
    assert_eq!(hearing(usual, "総務省", "2025-09-11 10:00", "16:00"), None);
    assert_eq!(
        hearing(
            "{府省: 農林水産省, 勤務時間: 朝から}",
            "総務省",
            "2025-09-11 18:00",
            "19:00"
        ),
        None
    );
}

/// A hearing of whole days is shown by its days, and so are the days that would comply.
#[test]
fn a_hearing_of_days_alone_is_shown_by_its_days() {
    let request = |days: &str| {
        format!(
            "種別: 査定・審査\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-10 10:00\nヒアリング: {{{days}, オンライン: 可}}\n"
        )
    };
    for (days, shown, next) in [
        ("開始: 2025-09-12", "ヒアリング  9月12日（金）\n", None),
        (
            "開始: 9月13日（土）",
            "9月13日（土）（規則に適合しません）",
            Some("最も早い日程  9月16日（火）\n"),
        ),
        (
            "開始: 2025-09-12, 終了: 2025-09-13",
            "9月12日（金）〜9月13日（土）（規則に適合しません）",
            Some("最も早い日程  9月16日（火）〜9月17日（水）\n"),
        ),
        (
            "開始: 2025-09-13 10:00, 終了: 2025-09-13",
            "9月13日（土）10時（規則に適合しません）",
            Some("最も早い日程  9月16日（火）\n"),
        ),
    ] {
        let folder = folder(&[("a.yaml", &request(days))]);
        let run = when(folder.path(), &["a.yaml"]);
        assert!(run.stdout.contains(shown), "{}", run.stdout);
        assert_eq!(
            run.stdout.contains("最も早い日程"),
            next.is_some(),
            "{}",
            run.stdout
        );
        assert!(
            next.is_none_or(|next| run.stdout.contains(next)),
            "{}",
            run.stdout
        );
        assert!(!run.stdout.contains("時間帯がありません"), "{}", run.stdout);
    }
}

#[test]
fn four_documents_are_shown_as_before() {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        for stem in ["協議_電気通信事業法の一部改正", "協議_質問と意見", "査定_令和8年度機構定員要求", "年末_放送法施行令の一部改正"] {
            for lang in ["ja", "en"] {
                let shown = when(root(), &["--lang", lang, &format!("fixtures/requests/{stem}.yaml")]).stdout;
                insta::assert_snapshot!(format!("when.{stem}.{lang}"), shown);
            }
        }
    });
}
