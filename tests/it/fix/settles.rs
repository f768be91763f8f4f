//! Properties of a fix: the fixed file raises no new finding, breaks no rule about the value that was moved, has a
//! later value and never an earlier one, differs only inside the value, and needs no second fix. Tested on every
//! fixture and on random requests in many notations.

mod aliases;
mod days;
mod harness;
mod texts;

use crate::common::files_below;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate, TimeDelta, Timelike};
use harness::{
    ENGINE, FIXABLE_RULES, WAYS, broken, codes, judge, local, lossy, rest_of_calendar, rest_of_yaml, settle,
    times, weekday, write,
};
use kigen::check::FileReport;
use kigen::diagnostic::Severity;
use proptest::prelude::*;

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found = files_below(&root);
    found.retain(|path| path.extension().is_some_and(|it| it == "yaml" || it == "ics"));
    assert!(found.len() > 25);
    found
}

#[test]
fn every_fixture_is_fixed_where_it_can_be_and_hurt_nowhere() {
    let mut changed = 0;
    for path in fixtures() {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.to_str().unwrap();
        let Some((_, fixed)) = settle(name, &bytes, false) else {
            continue;
        };
        changed += usize::from(fixed != bytes);
        let _ = settle(name, &bytes, true);
    }
    assert!(changed >= 8, "{changed} fixtures are fixed");
}

/// The body of the fuzz target, run on its seeds, whole and truncated.
#[test]
fn seeds_of_the_fuzzers_are_hurt_nowhere() {
    for (folder, least) in [("fuzz/seeds/ics", 5), ("fuzz/seeds/fix", 1)] {
        let mut files = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            for part in 1..=4 {
                harness::run(&bytes[..bytes.len() * part / 4]);
            }
            files += 1;
        }
        assert!(files >= least, "{folder}");
    }
}

/// Every "bad" example of a rule on times is fixed.
#[test]
fn every_bad_example_of_a_rule_of_times_is_fixed() {
    let rules: Vec<(String, Vec<String>)> = ENGINE.with(|engine| {
        engine
            .rules
            .iter()
            .filter(|(_, rule)| {
                FIXABLE_RULES.contains(&&*rule.code) || &*rule.code == "KG207" || &*rule.code == "KG408"
            })
            .map(|(_, rule)| {
                let bad = kigen::engine::examples(rule)
                    .bad
                    .iter()
                    .map(|example| example.text.to_string());
                (rule.code.to_string(), bad.collect())
            })
            .collect()
    });
    assert_eq!(rules.len(), FIXABLE_RULES.len() + 2);
    for (code, bad) in rules {
        for text in bad {
            let (after, fixed) = settle("example.yaml", text.as_bytes(), false).unwrap();
            assert!(
                !codes(&after.report).contains_key(&code),
                "{code}:\n{text}\n→\n{}",
                lossy(&fixed)
            );
            assert_eq!(broken(&after.report), Vec::<&str>::new(), "{code}:\n{text}");
        }
    }
}

/// A text as another kind of YAML scalar: a block, with escapes, over two lines, with an unused anchor.
fn as_scalar(text: &str, kind: u8) -> String {
    let escaped = |text: &str| {
        text.replace(' ', "\\x20")
            .replace('日', "\\u65E5")
            .replace('1', "\\u0031")
    };
    match kind {
        4 => format!("|\n  {text}"),
        5 => format!(">- # 期限\n    {text}\n"),
        6 => format!("\"{}\" # 期限", escaped(text)),
        7 => format!("&due {text}"),
        _ => match text.split_once(' ') {
            Some((date, time)) => format!(">\n  {date}\n  {time}"),
            None => format!("\"\\u3000{}\"", escaped(text)),
        },
    }
}

/// Replaces a notation without a year where the moment is before the sending: it would mean next year's day.
fn in_this_year(way: u8, at: i64, sent: i64) -> u8 {
    if matches!(way, 6 | 14) && at < sent {
        3
    } else {
        way
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_random_request_is_fixed_and_settles(
        (sent, due) in times(),
        kind in prop::sample::select(vec!["協議", "政策協議", "査定・審査", "調査", "照会", "その他"]),
        (sent_way, due_way) in (0..6_u8, 0..WAYS),
        effort in prop::option::of(1_i64..40),
        hours in prop::sample::select(vec!["", ", 勤務時間: \"8:30-17:15\"", ", 休憩: \"12:15-13:15\"", ", 休憩: なし"]),
        several in prop::option::of(-300_i64..3000),
        crlf in any::<bool>(),
        mark in any::<bool>(),
        scalar in 0..9_u8,
    ) {
        let due_way = in_this_year(due_way, due, sent);
        let due_text = write(local(due), due_way);
        let bare = due_text.trim_matches(['"', '\'']);
        let dues = match several {
            None if scalar > 3 => format!("回答期限: {}\n", as_scalar(bare, scalar)),
            None => format!("回答期限:   {due_text}   # 厳守: 期限\n"),
            Some(more) => format!(
                "回答期限: {{質問: {due_text}, 意見: {}}} # 二つ\n",
                write(local(due + more * 60), (due_way + 3) % 6),
            ),
        };
        let effort = effort.map(|hours| format!("作業量: {hours}時間\n")).unwrap_or_default();
        let mut text = format!(
            "# 𠮷野\n種別: {kind}\n件名: 期限は{due_text}\n発出元: 総務省\n宛先: [{{府省: 財務省{hours}}}, 厚生労働省]\n発出日時: {}\n{dues}{effort}",
            write(local(sent), sent_way),
        ).replace("件名: 期限は\"", "件名: 期限は").replace("件名: 期限は'", "件名: 期限は");
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if mark {
            text.insert(0, '\u{feff}');
        }
        let (after, fixed) = settle("a.yaml", text.as_bytes(), false).unwrap();
        let fixed = String::from_utf8(fixed).unwrap();
        prop_assert_eq!(broken(&after.report), Vec::<&str>::new(), "{}\n→\n{}", text, fixed);
        let remarks = after.report.diagnostics.iter().filter(|found| found.code == "KG408").count();
        prop_assert_eq!(remarks, 0, "{}\n→\n{}", text, fixed);
        prop_assert_eq!(rest_of_yaml(&text), rest_of_yaml(&fixed));
    }

    #[test]
    fn a_random_hearing_is_moved_whole(
        (sent, start) in times(),
        length in 1_i64..9,
        (start_way, end_way) in (0..WAYS - 2, 0..4_usize),
        kind in prop::sample::select(vec!["査定・審査", "協議", "その他"]),
        materials in any::<bool>(),
        own_due in prop::option::of(0_i64..3000),
        has_end in any::<bool>(),
        utf16 in any::<bool>(),
    ) {
        let start_way = in_this_year(start_way, start, sent);
        let end = start + length * 900;
        let shown = local(end);
        let end_text = match end_way {
            0 => write(shown, 1),
            1 => write(shown, 3).replace("まで", ""),
            // A time alone is on the start's day in the start's zone.
            _ if shown.date() != local(start).date() || matches!(start_way, 8 | 9) => write(shown, 0),
            2 => format!("\"{}\"", shown.format("%H:%M")),
            _ => format!("{}時{}分", shown.hour(), shown.minute()),
        };
        let end_text = if has_end { format!(", 終了: {end_text}") } else { String::new() };
        let due = own_due
            .map(|after| format!("回答期限: {}\n", write(local(sent + after * 60), 1)))
            .unwrap_or_default();
        let materials = if materials { "資料: [{名称: 調書, 目的: 査定}]\n" } else { "" };
        let text = format!(
            "種別: {kind}\n発出元: 総務省\n宛先: 財務省\n発出日時: {}\n{due}ヒアリング: {{開始: {}{end_text}, オンライン: 可}}\n{materials}",
            write(local(sent), 0), write(local(start), start_way),
        );
        let mut bytes = text.clone().into_bytes();
        if utf16 {
            bytes = vec![0xff, 0xfe];
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        }
        let (after, fixed) = settle("a.yaml", &bytes, false).unwrap();
        let length_of = |report: &FileReport| {
            let (start, end) = report.requests[0].hearing.unwrap();
            Some(end?.0 - start?.0)
        };
        let before = judge("a.yaml", &bytes).unwrap();
        prop_assert_eq!(length_of(&before.report), length_of(&after.report), "{}", lossy(&fixed));
        prop_assert_eq!(broken(&after.report), Vec::<&str>::new(), "{}\n→\n{}", text, lossy(&fixed));
        prop_assert_eq!(rest_of_yaml(&text), rest_of_yaml(&lossy(&fixed)));
    }

    #[test]
    fn a_random_calendar_is_fixed_in_its_own_form(
        (sent, at) in times(),
        form in 0..8_u8,
        way in 3..WAYS - 2,
        length in 1_i64..9,
        task in any::<bool>(),
        with_duration in any::<bool>(),
        (crlf, mark, utf16) in any::<(bool, bool, bool)>(),
        note in "[ぁ-んa-z]{0,40}",
    ) {
        let stamp = |at: i64| match form {
            0 => format!(":{}", (local(at) - TimeDelta::hours(9)).format("%Y%m%dT%H%M%SZ")),
            1 => format!(";TZID=Asia/Tokyo:{}", local(at).format("%Y%m%dT%H%M%S")),
            2 => format!(";TZID=\"Tokyo Standard Time\":{}", local(at).format("%Y%m%dT%H%M%S")),
            3 => format!(";TZID=America/New_York:{}", (local(at) - TimeDelta::hours(14)).format("%Y%m%dT%H%M%S")),
            // Folded inside the value.
            4 => format!(";X-NOTE=\"{note}\":{}", local(at).format("%Y%m%dT%H\n %M%S")),
            _ => format!(":{}", local(at).format("%Y%m%dT%H%M%S")),
        };
        let own = write(local(at), in_this_year(way, at, sent)).trim_matches(['"', '\'']).to_owned();
        let times = match (task, form) {
            (true, 5) => format!("DUE;VALUE=DATE:{}\n", local(at).format("%Y%m%d")),
            (true, 6) => format!("X-KIGEN-DUE;X-NOTE={note}:{own}\n"),
            (true, 7) => format!("DTSTART{}\n{}", stamp(at - length * 60 * 2415), match length % 4 {
                0 => format!("DURATION:PT{}M\n", length * 2415),
                1 => format!("DURATION:PT{}H{}M\n", length * 2415 / 60, length * 2415 % 60),
                2 => format!("DURATION:P{}DT{}M\n", length * 2415 / 1440, length * 2415 % 1440),
                _ => format!("DURATION;X-NOTE={note}:PT\n {}M\n", length * 2415),
            }),
            (true, _) => format!("DUE{}\n", stamp(at)),
            (false, _) if with_duration => format!("DTSTART{}\nDURATION:PT{}M\n", stamp(at), length * 15),
            (false, _) => format!("DTSTART{}\nDTEND{}\n", stamp(at), stamp(at + length * 900)),
        };
        let name = if task { "VTODO" } else { "VEVENT" };
        let mut text = format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:{name}\nUID:1\nX-KIGEN-KIND:査定・審査\nX-KIGEN-SENT:{}\n\
             ORGANIZER:mailto:kanri@soumu.go.jp\nATTENDEE:mailto:a@mof.go.jp\n{times}SUMMARY:{note}、\\n\n 続き\n\
             END:{name}\nEND:VCALENDAR\n",
            write(local(sent), 1),
        );
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if mark && !utf16 {
            text.insert(0, '\u{feff}');
        }
        let mut bytes = text.clone().into_bytes();
        if utf16 {
            bytes = vec![0xff, 0xfe];
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        }
        let (after, fixed) = settle("a.ics", &bytes, false).unwrap();
        let fixed = lossy(&fixed);
        prop_assert_eq!(broken(&after.report), Vec::<&str>::new(), "{}\n→\n{}", text, fixed);
        // No line within the length limit has outgrown it, and line ends are unchanged.
        let longest = |text: &str| text.lines().map(str::len).max().unwrap_or_default();
        prop_assert!(longest(&fixed) <= longest(&text).max(75), "{}", fixed);
        prop_assert_eq!(fixed.matches('\n').count() - fixed.matches("\r\n").count(),
            if crlf { 0 } else { fixed.matches('\n').count() });
        prop_assert_eq!(
            rest_of_calendar(text.trim_start_matches('\u{feff}')),
            rest_of_calendar(fixed.trim_start_matches('\u{feff}'))
        );
    }

    /// A due with a wrong weekday has two readings, the date's and the weekday's. The safe fix moves it only where
    /// both readings are moved to the same time; else it is left for the author. A body that repeats the same wrong
    /// words never contradicts the due afterwards.
    #[test]
    fn a_due_with_a_wrong_weekday_is_moved_unasked_where_both_readings_lead_to_one_time(
        (sent, due) in times(),
        wrong in 1_i64..7,
        kind in prop::sample::select(vec!["協議", "査定・審査", "調査", "その他"]),
        at_closing in any::<bool>(),
    ) {
        let at = if at_closing { local(due).date().and_hms_opt(17, 30, 0).unwrap() } else { local(due) };
        let words = |date: NaiveDate, named: NaiveDate| {
            let (y, m, d, hour) = (date.year(), date.month(), date.day(), at.hour());
            let minutes = if at.minute() == 0 { String::new() } else { format!("{}分", at.minute()) };
            format!("{y}年{m}月{d}日（{}）{hour}時{minutes}", weekday(named))
        };
        let request = |due: &str| format!(
            "種別: {kind}\n発出元: 総務省\n宛先: 財務省\n発出日時: {}\n回答期限: {due}\n本文: |\n  {due}までに御回答ください。\n",
            write(local(sent), 1),
        );
        let date = at.date();
        let other = date + TimeDelta::days(if wrong <= 3 { wrong } else { wrong - 7 });
        let text = request(&words(date, other));
        let moved = |date: NaiveDate| {
            let (after, fixed) = settle("a.yaml", request(&words(date, date)).as_bytes(), false).unwrap();
            let moved = lossy(&fixed) != request(&words(date, date));
            (after.report.requests[0].due, moved)
        };
        let (by_date, by_weekday) = (moved(date), moved(other));
        let (after, fixed) = settle("a.yaml", text.as_bytes(), false).unwrap();
        if by_date.1 && by_date.0 == by_weekday.0 {
            prop_assert_eq!(after.report.requests[0].due, by_date.0, "{}", text);
            prop_assert_eq!(broken(&after.report), Vec::<&str>::new(), "{}", lossy(&fixed));
        } else {
            prop_assert_eq!(lossy(&fixed), text.clone());
        }
        // Of the due, or of the body that still has the old words.
        prop_assert!(codes(&after.report).contains_key("KG405"));
        // With unsafe fixes nothing is left to fix, and the body agrees with the due.
        let (after, fixed) = settle("a.yaml", text.as_bytes(), true).unwrap();
        let fixed = lossy(&fixed);
        prop_assert!(!codes(&after.report).contains_key("KG405"), "{}", fixed);
        prop_assert_eq!(broken(&after.report), Vec::<&str>::new(), "{}", fixed);
        let due = fixed.lines().find_map(|line| line.strip_prefix("回答期限: ")).unwrap();
        prop_assert!(fixed.contains(&format!("  {due}までに御回答")), "{}", fixed);
    }
}

/// One of the two readings already complies: the safe fix leaves the text alone, on the half hour or not.
#[test]
fn a_time_that_complies_by_its_weekday_is_not_moved_unasked() {
    let office = |name: &str| format!("{{府省: {name}, 勤務時間: \"9:10-18:00\"}}");
    for (text, day) in [
        (
            "種別: 調査\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-12-28 23:30\n期限: 2026年1月4日（月）12時1分\n".to_owned(),
            ("4日", "5日"),
        ),
        (
            format!(
                "種別: その他\n発出元: {}\n宛先: {}\n発出日時: 2025-09-10 10:00\n\
                 ヒアリング: {{開始: 2025年9月14日（火）9時20分, 終了: \"9:25\", オンライン: 可}}\n",
                office("総務省"), office("財務省"),
            ),
            ("14日", "16日"),
        ),
    ] {
        let (after, fixed) = settle("a.yaml", text.as_bytes(), false).unwrap();
        assert_eq!(lossy(&fixed), text);
        assert!(codes(&after.report).contains_key("KG405"));
        let by_weekday = text.replace(day.0, day.1);
        let report = judge("a.yaml", by_weekday.as_bytes()).unwrap().report;
        assert_eq!(broken(&report), Vec::<&str>::new());
    }
}

/// A wrong weekday in a calendar's text is corrected in place, across folds too.
#[test]
fn a_wrong_weekday_in_a_calendars_text_is_put_right() {
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nDUE:20250912T173000\r\n\
        X-KIGEN-KIND:その他\r\nX-KIGEN-SENT:2025-09-08 10:00\r\nSUMMARY:会議は令和7年9月\r\n 10日（木）です\\n以上\r\n\
        DESCRIPTION:9月12日（木）必着\\, 令和7年9月11日（金）も可\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    let mut bytes = text.as_bytes().to_vec();
    let wrong = codes(&judge("a.ics", &bytes).unwrap().report)["KG405"];
    assert_eq!(wrong, 3);
    for _ in 0..wrong {
        bytes = settle("a.ics", &bytes, true).unwrap().1;
    }
    let fixed = lossy(&bytes);
    // A fold inside the date is removed with it.
    assert!(
        fixed.contains("SUMMARY:会議は令和7年9月10日（水）です\\n以上\r\n"),
        "{fixed}"
    );
    assert!(
        fixed.contains("DESCRIPTION:9月12日（金）必着\\, 令和7年9月11日（木）も可\r\n"),
        "{fixed}"
    );
}

/// The list above contains no rule of severity info.
#[test]
fn the_rules_that_are_fixed_are_those_of_the_pack() {
    ENGINE.with(|engine| {
        for (_, rule) in engine.rules.iter() {
            let reads = rule.reads_due_moment && rule.severity > Severity::Info;
            assert!(!reads || FIXABLE_RULES.contains(&&*rule.code), "{}", rule.code);
        }
    });
}
