//! A hearing of whole days moves to the first days on which no rule is broken: the test counts them and writes the
//! whole expected file.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use proptest::prelude::*;

use super::harness::{broken, codes, full, judge, lossy, settle, weekday};

/// Days without a time, as people write them.
const WAYS: u8 = 9;

fn write(day: NaiveDate, way: u8) -> String {
    let (y, m, d, named) = (day.year(), day.month(), day.day(), weekday(day));
    let era = y - 2018;
    match way {
        0 => day.format("%Y-%m-%d").to_string(),
        1 => format!("\"{y}/{m}/{d}\" # 終日"),
        2 => format!("令和{era}年{m}月{d}日（{named}）"),
        3 => full(&format!("令和{era}年{m}月{d}日（{named}曜日）")),
        4 => format!("'R{era}.{m}.{d}'"),
        5 => format!("{m}/{d}({named})"),
        6 => format!("{m}月{d}日"),
        7 => format!("㋿{era}年{m}月{d}日 {named}曜"),
        _ => day.format("%Y%m%d").to_string(),
    }
}

/// Winter 2025/26 (行政機関の休日に関する法律 1条; 元日 lies in the year-end closure, 成人の日 is 12 January, 建国記念の日 11 February).
fn is_closed(day: NaiveDate) -> bool {
    let (m, d) = (day.month(), day.day());
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
        || matches!((m, d), (12, 29..=31) | (1, 1..=3) | (1, 12) | (2, 11))
}

fn day(offset: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 12, 8).unwrap() + TimeDelta::days(offset)
}

/// The first day from `start` on which a hearing of `more` further days may begin.
fn first_open(start: NaiveDate, more: i64, not_before: NaiveDate) -> NaiveDate {
    let holds = |first: &NaiveDate| !is_closed(*first) && !is_closed(*first + TimeDelta::days(more));
    let days = (0..).map(|later| start.max(not_before) + TimeDelta::days(later));
    days.into_iter().find(holds).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn days_alone_move_to_the_first_that_comply(
        (sent, start, more) in (0_i64..30, -9_i64..40, prop::option::of(0_i64..5)),
        (way, end_way) in (0..WAYS, 0..WAYS),
        kind in prop::sample::select(vec!["査定・審査", "協議", "照会", "その他"]),
        sent_late in any::<bool>(),
        crlf in any::<bool>(),
    ) {
        // A day without a year is the first such day from the sending on.
        let (way, end_way) = if start < 0 { (way % 5, end_way % 5) } else { (way, end_way) };
        let (sent, start) = (day(sent), day(sent + start));
        let length = more.unwrap_or_default();
        let request = |first: NaiveDate| {
            let last = more.map(|more| write(first + TimeDelta::days(more), end_way));
            let last = last.map(|last| format!("  終了: {last}\n")).unwrap_or_default();
            let clock = if sent_late { "18:15" } else { "10:00" };
            let text = format!(
                "種別: {kind}\n発出元: 総務省\n宛先: 財務省\n発出日時: {sent} {clock}\n期限: 2026-03-31 17:00\nヒアリング:\n  開始: {}\n{last}  オンライン: 可\n",
                write(first, way),
            );
            if crlf { text.replace('\n', "\r\n") } else { text }
        };
        let text = request(start);
        let (after, fixed) = settle("a.yaml", text.as_bytes(), false).unwrap();
        prop_assert_eq!(broken(&after.report), Vec::<&str>::new(), "{}", lossy(&fixed));
        // A review's hearing on the evening of the sending is before the next morning, whatever its hour (KG208).
        let is_same_evening = kind == "査定・審査" && sent_late && start == sent;
        // Nor may it be before the day of the sending (KG416).
        let is_early = is_same_evening || start < sent;
        let breaks = is_early || is_closed(start) || is_closed(start + TimeDelta::days(length));
        let earliest = sent + TimeDelta::days(i64::from(sent_late));
        let moved = if breaks { first_open(start, length, earliest) } else { start };
        prop_assert_eq!(lossy(&fixed), request(moved));
        // No earlier start would comply.
        let mut earlier = start;
        while breaks && earlier < moved {
            let report = judge("a.yaml", request(earlier).as_bytes()).unwrap().report;
            prop_assert!(earlier < earliest || !broken(&report).is_empty(), "{}", earlier);
            earlier += TimeDelta::days(1);
        }
    }

    #[test]
    fn a_whole_day_of_a_calendar_moves_in_its_own_form(
        (start, more) in (0_i64..40, 0_i64..5),
        form in 0..5_u8,
        crlf in any::<bool>(),
    ) {
        let length = if form == 0 || form == 4 { 0 } else { more };
        let request = |first: NaiveDate| {
            let stamp = |day: NaiveDate| day.format("%Y%m%d").to_string();
            let (first, after) = (stamp(first), stamp(first + TimeDelta::days(length + 1)));
            let times = match form {
                0 => format!("DTSTART;VALUE=DATE:{first}\n"),
                1 => format!("DTSTART;VALUE=DATE:{first}\nDTEND;VALUE=DATE:{after}\n"),
                2 => format!("DTSTART;X-NOTE=終日;VALUE=DATE:{}\n {}\nDURATION:P{}D\n", &first[..5], &first[5..], length + 1),
                3 => format!("DTSTART:{first}T000000\nDTEND:{after}T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE\n"),
                // Some programs write DTEND equal to DTSTART.
                _ => format!("DTSTART;VALUE=DATE:{first}\nDTEND;VALUE=DATE:{first}\n"),
            };
            let text = format!(
                "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1\nDTSTAMP:20251208T010000Z\n\
                 SUMMARY:機構・定員ヒアリング\nORGANIZER:mailto:kanri@soumu.go.jp\nATTENDEE:mailto:a@mof.go.jp\n{times}\
                 END:VEVENT\nEND:VCALENDAR\n",
            );
            if crlf { text.replace('\n', "\r\n") } else { text }
        };
        let start = day(start);
        let breaks = is_closed(start) || is_closed(start + TimeDelta::days(length));
        let (after, fixed) = settle("a.ics", request(start).as_bytes(), false).unwrap();
        prop_assert_eq!(broken(&after.report), Vec::<&str>::new(), "{}", lossy(&fixed));
        let moved = if breaks { first_open(start, length, day(0)) } else { start };
        // A fold inside the old value is removed with it.
        let unfolded = |text: &str| text.replace("\r\n ", "").replace("\n ", "");
        prop_assert_eq!(unfolded(&lossy(&fixed)), unfolded(&request(moved)));
    }
}

/// A stated time stays and none is added; an end that is a time alone moves with its day.
#[test]
fn a_time_that_is_stated_stays() {
    let request = |hearing: &str| {
        format!(
            "種別: 査定・審査\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\nヒアリング: {{{hearing}, オンライン: 可}}\n"
        )
    };
    for (hearing, fixed) in [
        (
            "開始: 2025-09-13, 終了: \"15:00\"",
            "開始: 2025-09-16, 終了: \"15:00\"",
        ),
        (
            "開始: 9月13日（土）, 終了: 9月13日（土）15時",
            "開始: 9月16日（火）, 終了: 9月16日（火）15時",
        ),
        (
            "開始: 2025-09-12 10:00, 終了: 2025-09-13",
            "開始: 2025-09-16 10:00, 終了: 2025-09-17",
        ),
        ("終了: 令和７年９月１３日（土）", "終了: 令和７年９月１６日（火）"),
        // A Saturday or Sunday hearing moves to one day.
        ("開始: 9月13日（日）", "開始: 9月16日（火）"),
    ] {
        let (_, out) = settle("a.yaml", request(hearing).as_bytes(), false).unwrap();
        assert_eq!(lossy(&out), request(fixed), "{hearing}");
    }
}

/// Days in the wrong order are reported and never fixed.
#[test]
fn days_in_the_wrong_order_are_told_and_left() {
    let text = "種別: 査定・審査\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-09 10:00\n\
        ヒアリング: {開始: 2025-09-17, 終了: 2025-09-16, オンライン: 可}\n";
    let (after, fixed) = settle("a.yaml", text.as_bytes(), true).unwrap();
    assert_eq!(lossy(&fixed), text);
    assert_eq!(codes(&after.report)["KG007"], 1);
}
