//! Moments made a deadline by words elsewhere: a column's head, a list's heading, a neighbouring item.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by a panic"
)]

use chrono::NaiveDateTime;
use jp_datetime::prose::{Context, Role, mentions};

fn sent() -> NaiveDateTime {
    "2025-09-09T10:00:00".parse().unwrap()
}

/// The deadlines of a text, with their words.
fn deadlines(text: &str) -> Vec<(&str, String)> {
    let open = |_| false;
    let found = mentions(text, &Context::new(sent(), &open));
    let deadlines = found.iter().filter(|one| one.role.is_deadline());
    deadlines
        .map(|one| (&text[one.range.clone()], one.at.unwrap().to_string()))
        .collect()
}

#[test]
fn the_head_of_a_column_says_a_limit_whatever_parts_the_cells() {
    for sign in ["|", "｜", "│", "\t", "／", "\u{3000}\u{3000}\u{3000}"] {
        let rows = [
            ["提出物", "提出期限", "提出先"],
            ["様式１", "９月１２日（金）", "総務課"],
            ["様式２（内訳）", "９月１９日（金）１７時", "会計課"],
        ];
        let text = rows.map(|row| row.join(sign)).join("\n");
        let wanted = [
            ("９月１２日（金）", "2025-09-12 18:15:00".to_owned()),
            ("９月１９日（金）１７時", "2025-09-19 17:00:00".to_owned()),
        ];
        assert_eq!(deadlines(&text), wanted, "{text}");
        let other = text.replace("提出期限", "開催日");
        assert_eq!(deadlines(&other), [], "{other}");
        // In running text the same character separates no cells.
        let line = format!("会場{sign}９月１２日（金）{sign}総務課");
        assert_eq!(deadlines(&line), [], "{line}");
    }
}

#[test]
fn a_table_drawn_with_lines_is_one() {
    let text = "┌───┬──────┐\n│項目│期限│\n├───┼──────┤\n│質問│９月１２日（金）│\n└───┴──────┘";
    assert_eq!(
        deadlines(text),
        [("９月１２日（金）", "2025-09-12 18:15:00".to_owned())]
    );
}

#[test]
fn one_time_is_that_of_each_item() {
    let wanted = [
        ("9/12", "2025-09-12 17:00:00".to_owned()),
        ("9/19", "2025-09-19 17:00:00".to_owned()),
    ];
    for each in ["いずれも", "それぞれ", "各回とも", "各", "すべて"] {
        let text = format!("概要：9/12まで　詳細：9/19まで（{each}17時）");
        assert_eq!(deadlines(&text), wanted, "{text}");
    }
    assert_eq!(deadlines("保存期間：9/12まで　契約：9/19まで"), []);
    assert_eq!(deadlines("概要：9/12まで").len(), 0);
}

#[test]
fn a_list_is_read_by_what_stands_above_or_below_it() {
    let items = "・様式１：９月１２日（金）\n・様式２：９月１９日（金）";
    for text in [
        format!("下記のとおり提出願います。\n{items}"),
        format!("調査票の提出について\n{items}"),
        format!("{items}\n上記のとおり提出をお願いします。"),
        format!("{items}\n各期限までに、御提出ください。"),
    ] {
        assert_eq!(deadlines(&text).len(), 2, "{text}");
    }
    for text in [
        format!("下記のとおり開催します。\n{items}"),
        format!("{items}\n上記のとおり提出されました。"),
        "下記のとおり提出願います。\n基準日：９月１２日（金）".to_owned(),
    ] {
        assert_eq!(deadlines(&text), [], "{text}");
    }
}

#[test]
fn a_subject_passed_on_is_another_mail_s() {
    for mark in ["Fwd: ", "FW: ", "転送：", "件名：Fwd: ", "Subject: FW: "] {
        assert_eq!(deadlines(&format!("{mark}調査について（11/28〆）")), [], "{mark}");
    }
    assert_eq!(deadlines("件名：調査について（11/28〆）").len(), 1);
}

#[test]
fn the_end_of_the_holidays_is_the_first_open_day() {
    use chrono::{Datelike, NaiveDate, Weekday};
    // A Monday holiday makes three closed days in a row.
    let closed = |day: NaiveDate| {
        matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || (day.month(), day.day()) == (10, 13)
    };
    let found = mentions(
        "連休明けまでに御意見をお寄せください。",
        &Context::new(sent(), &closed),
    );
    assert_eq!(found[0].role, Role::RelativeDeadline);
    assert_eq!(found[0].at.unwrap().to_string(), "2025-10-14 18:15:00");
    let never = |_| false;
    let found = mentions(
        "連休明けまでに御意見をお寄せください。",
        &Context::new(sent(), &never),
    );
    assert_eq!(found[0].at, None);
}
