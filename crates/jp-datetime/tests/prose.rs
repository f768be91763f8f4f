//! Properties of the prose reader on any text, and edge cases of its positions.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a test fails by a panic, and prints what it measured"
)]

mod common;

use std::fmt::Write as _;

use chrono::NaiveDate;
use common::{one_deadline, sent};
use jp_datetime::prose::{Context, Mention, Role, mentions, scan};
use proptest::prelude::*;

fn read(text: &str) -> Vec<Mention> {
    let closed = |_: NaiveDate| false;
    mentions(text, &Context::new(sent(), &closed))
}

/// The words and the moment of the only deadline.
fn deadline(text: &str) -> (String, String) {
    one_deadline(text, &read(text))
}

/// Line breaks and invisible characters inside a deadline do not change it.
#[test]
fn a_deadline_survives_every_line_break() {
    let plain = "つきましては、令和７年９月１１日（木）１７時３０分までに御回答願います。";
    let wanted = deadline(plain).1;
    assert_eq!(wanted, "2025-09-11 17:30:00");
    for (at, _) in plain.char_indices().skip(1) {
        for gap in ["\n", "\r\n", " ", "\u{3000}", "\u{200B}", "\n  "] {
            let text = format!("{}{gap}{}", &plain[..at], &plain[at..]);
            assert_eq!(deadline(&text).1, wanted, "{text:?}");
        }
    }
    for gap in [" ", "\u{3000}", "\u{A0}", "\u{200B}", "\n"] {
        let text: String = plain
            .chars()
            .flat_map(|c| [c.to_string(), gap.to_owned()])
            .collect();
        assert_eq!(deadline(&text).1, wanted, "{text:?}");
    }
}

#[test]
fn guises_of_one_date_are_one() {
    for text in [
        "2025年9月11日(木)17時までに回答願います。",
        "令和７年９月１１日（木）１７時までに回答願います。",
        "令和七年九月十一日（木）十七時までに回答願います。",
        "二〇二五年九月一一日午後五時までに回答願います。",
        "㋿7年㋈㏪㍩までに回答願います。",
        "令和7年9⽉11⽇（⽊）17時までに回答願います。",
        "R7.9.11（木）17:00までに回答願います。",
        "2025/09/11 17:00までに回答願います。",
        "2025-09-11T17:00までに回答願います。",
        "9/11㈭17:00までに回答願います。",
        "9/11㊍17:00までに回答願います。",
        "9月11日17時までに回答願います。",
        "Please reply by Thursday, 11 September 2025, 5 pm.",
        "Please reply by Sept. 11, 17:00.",
        "期限：9月11日（木）午後5時",
        "【９月１１日（木）１７時〆】調査票の提出",
        "９月１１日（木）１７時ﾏﾃﾞに回答願います。",
    ] {
        assert_eq!(deadline(text).1, "2025-09-11 17:00:00", "{text}");
    }
}

#[test]
fn the_places_are_those_of_the_text_given() {
    let text = "\u{FEFF}各位\r\n９ 月\u{200B}１１\r\n日（木）まで\u{3099}に回答願います。";
    let found = read(text);
    assert_eq!(&text[found[0].range.clone()], "９ 月\u{200B}１１\r\n日（木）");
    let (weekday, at) = found[0].expression.weekday.clone().unwrap();
    assert_eq!((weekday, &text[at]), (chrono::Weekday::Thu, "木"));
}

/// A range's end takes omitted parts from its start.
#[test]
fn a_range_s_end_is_the_deadline() {
    for (text, at) in [
        ("提出期間：12月24日～1月9日", "2026-01-09 18:15:00"),
        (
            "受付期間は9月29日（月）から3日（金）17時までです。",
            "2025-10-03 17:00:00",
        ),
        ("9月10日～12日（必着）で御提出ください。", "2025-09-12 18:15:00"),
        (
            "令和8年3月30日から4月3日までに御登録ください。",
            "2026-04-03 18:15:00",
        ),
        (
            "令和7年12月1日から翌年1月9日までに御登録ください。",
            "2026-01-09 18:15:00",
        ),
        (
            "令和7年12月1日から同月5日までに御登録ください。",
            "2025-12-05 18:15:00",
        ),
    ] {
        assert_eq!(deadline(text).1, at, "{text}");
    }
}

#[test]
fn the_same_deadline_twice_is_one() {
    let text = "期限は９月１１日（木）です。\n\nなお、９月１１日（木）１７時までに必ず御回答ください。９月１１日（木）必着です。";
    let found = read(text);
    let roles: Vec<(Role, Option<usize>)> = found.iter().map(|one| (one.role, one.repeats)).collect();
    assert_eq!(
        roles,
        [
            (Role::Mention, Some(1)),
            (Role::Deadline, None),
            (Role::Mention, Some(1))
        ]
    );
}

#[test]
fn a_meeting_has_its_end() {
    let found = read("ヒアリングは９月１２日（金）１０時～１１時３０分です。");
    assert_eq!(found[0].role, Role::Hearing);
    assert_eq!(found[0].until.unwrap().to_string(), "2025-09-12 11:30:00");
}

/// A day that does not exist is reported as a mention without a moment.
#[test]
fn an_impossible_date_is_a_mention_without_a_moment() {
    for text in [
        "２月３０日までに回答願います。",
        "９月３１日（水）までに回答願います。",
        "令和7年13月1日までに回答願います。",
    ] {
        let found = read(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!((found[0].role, found[0].at), (Role::Deadline, None), "{text}");
    }
}

#[test]
fn ten_thousand_dates_are_read_in_one_pass() {
    let mut text = String::new();
    for day in 0..10_000 {
        write!(
            text,
            "第{day}項は９月{}日（木）までに御回答ください。",
            day % 28 + 1
        )
        .unwrap();
    }
    assert_eq!(scan(&text).len(), 10_000);
    assert_eq!(read(&"９月１１日～".repeat(10_000)).len(), 10_000);
    assert!(read(&"（".repeat(100_000)).is_empty());
    assert!(read(&"> ".repeat(100_000)).is_empty());
    read(&"一".repeat(100_000));
    // Gaps of a table, and four digits behind what may be a weekday.
    assert_eq!(
        read(&format!("事　　項\n{}９月１１日", "　".repeat(300_000))).len(),
        1
    );
    read(&")1200 ".repeat(100_000));
    read(&"9/12 ".repeat(20_000));
    read(&"1 ".repeat(100_000));
    for unit in [
        "9月",
        "まで",
        "9",
        "9/",
        "9/9/",
        "期限：",
        "から",
        "の",
        "|",
        "・9/12\n",
        "9:00~",
        "ので、",
        "(金)",
        "翌",
        "by ",
        "９月１２日、",
        "|9/12|期限|\n",
    ] {
        read(&unit.repeat(30_000 / unit.len()));
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[0-9０-９〇一二十年月日時分（）()まで必着〆御回答願い令和Rr/.:～から、。\\n >本明翌週末中以内期限は火木金曜ﾞﾟ\u{3099}\u{200B}a-z]{0,120}|\\PC{0,80}") {
        let found = read(&text);
        let mut last = 0;
        for one in &found {
            prop_assert!(text.get(one.range.clone()).is_some_and(|words| !words.is_empty()), "{:?}", one);
            prop_assert!(one.range.start >= last, "{:?}", found);
            last = one.range.start;
            prop_assert_eq!(one.role == Role::Vague, one.precision.is_none());
            if let Some((_, at)) = &one.expression.weekday {
                prop_assert!(text.get(at.clone()).is_some());
            }
            if let Some(other) = one.repeats {
                prop_assert!(found[other].role.is_deadline());
            }
        }
    }
}

/// The role and moment of the first mention, as `role at`.
fn first(text: &str) -> String {
    let found = read(text);
    let one = found.first().expect(text);
    format!("{:?} {}", one.role, one.at.expect(text).date())
}

/// Only dates that the words put into the past are of a past year.
#[test]
fn what_has_passed_is_of_a_year_that_has_passed() {
    for (text, wanted) in [
        ("10月14日（月）付け事務連絡について", "Mention 2024-10-14"),
        (
            "昨年の調査は、10月11日（金）を期限として行いました。",
            "Mention 2024-10-11",
        ),
        ("昨年度は、１月15日に締め切りました。", "Mention 2025-01-15"),
        ("６月６日（金）に公布された法律", "Mention 2025-06-06"),
        ("10月１日に施行された改正法", "Mention 2024-10-01"),
        ("10月１日に施行する改正法", "Mention 2025-10-01"),
        ("10月１日付けで発出する予定です。", "Mention 2025-10-01"),
        ("10月１日付けの人事異動により異動します。", "Mention 2025-10-01"),
        (
            "昨年は大変でしたが、今年は10月１日に行います。",
            "Mention 2025-10-01",
        ),
        ("10月１日までに御回答ください。", "Deadline 2025-10-01"),
    ] {
        assert_eq!(first(text), wanted, "{text}");
    }
}
