//! Moments made a deadline by words elsewhere: a column's head, a list's heading, a neighbouring item.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by a panic"
)]

mod common;

use chrono::NaiveDateTime;
use common::holds;
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

#[test]
fn rows_below_a_request_without_a_limit_are_its_parts() {
    holds(&[
        (
            "下記により点検の上、結果を報告願います。\n\n① 本省内部部局　　９月１６日（火）１７時\n② 施設等機関　　　９月１９日（金）正午\n",
            &["09-16 17:00", "09-19 12:00"],
        ),
        (
            "提案について検討をお願いします。\n・所管に関する御連絡（所管外の場合）：９月１６日（火）１２時\n・検討結果の御回答：９月３０日（火）１８時",
            &["09-16 12:00", "09-30 18:00"],
        ),
        (
            "資料を送付しますので、御参照ください。\n－　国会への提出：９月１６日（火）\n－　掲載：９月１８日（木）",
            &[],
        ),
        (
            "会議の出席者を御連絡ください。\n\n第１部　行政管理局　９月１６日（火）１７時\n第２部　自治財政局　９月１９日（金）１０時",
            &[],
        ),
        (
            "以下の期間内に調査システムへの入力をお願いします。\n9月10日(水)～9月24日(水)17時00分",
            &["09-24 17:00"],
        ),
        (
            "次の期間内に窓口へお越しください。\n9月10日(水)～9月24日(水)",
            &[],
        ),
        (
            "３　提出期限\n　　上記（１）から（３）まで全て、９月１８日（木）午後６時",
            &["09-18 18:00"],
        ),
    ]);
}

#[test]
fn blanks_may_part_the_columns_of_a_change() {
    holds(&[
        (
            "　　　　　　　訂正前　　　　　　訂正後\n　回答期限　　９月１９日（金）　　９月１６日（火）正午\n　集計基準日　７月３１日　　　　　８月３１日\n",
            &["09-16 12:00"],
        ),
        (
            "　　　　　　　変更前　　　　　　変更後\n　開催日　　　９月１９日（金）　　９月１６日（火）\n",
            &[],
        ),
    ]);
}

#[test]
fn limits_of_others_and_reports_of_limits_ask_nothing() {
    holds(&[
        (
            "市町村から貴県への提出期限は、９月１２日（金）を目安に設定いただければと存じます。",
            &[],
        ),
        ("先方から回答期限を９月末とする提案があった。", &[]),
        (
            "締切日である令和６年５月10日（金）までに全都道府県から回答を得た。",
            &[],
        ),
        (
            "10月1日(水)を期日とする国勢調査に向け、様式により報告をお願いします。",
            &[],
        ),
        (
            "※１回目の意見（９月９日（火）締切）で解決済みのものは、再度の提出は不要です。",
            &[],
        ),
        (
            "なお、連休中（９月１３日から１５日まで）は照会への回答ができませんので、御了承ください。",
            &[],
        ),
        (
            "３０日以内に利用決定をした件数及び期限を延長した件数を記入してください。",
            &[],
        ),
        (
            "明日15時をもって修正の受付を締め切りますので、誤りがあればそれまでにお申し出ください。",
            &["09-10 15:00"],
        ),
        (
            "９月１２日（金）をもって一般からの申込みの受付を締め切ります。",
            &[],
        ),
    ]);
}
