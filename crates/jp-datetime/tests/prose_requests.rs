//! Whether somebody is asked for something by then, where the words around a moment decide.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by a panic"
)]

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Weekday};
use jp_datetime::prose::{Context, mentions};

/// The moments of all deadlines; `?` where the words leave one open.
fn deadlines(text: &str) -> Vec<String> {
    let sent: NaiveDateTime = "2025-09-09T10:00:00".parse().unwrap();
    let closed = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    mentions(text, &Context::new(sent, &closed))
        .iter()
        .filter(|one| one.role.is_deadline())
        .map(|one| {
            let at = one
                .at
                .map_or("-".to_owned(), |at| at.format("%m-%d %H:%M").to_string());
            format!("{at}{}", if one.open { "?" } else { "" })
        })
        .collect()
}

fn holds(cases: &[(&str, &[&str])]) {
    for (text, wanted) in cases {
        assert_eq!(deadlines(text), *wanted, "{text}");
    }
}

#[test]
fn a_request_may_be_short() {
    holds(&[
        (
            "とりあえず一報を17時までに、詳細は明日でOKです。",
            &["09-09 17:00", "09-10 18:15"],
        ),
        ("詳細は明日でいいですか。", &[]),
        ("例の資料、今日じゅうにもらえますか？", &["09-09 18:15"]),
        ("回答は20時まで待ちます。", &["09-09 20:00"]),
        ("会議室は20時まで待ちます。", &[]),
        ("登録は14時で区切ります。", &["09-09 14:00"]),
        (
            "問１は本日18:00、問２と問３は明日10:00でお願いできればと。",
            &["09-09 18:00", "09-10 10:00"],
        ),
        ("問合せは18:00でお願いします。", &[]),
        (
            "9月12日（金）までに変更しないとログインできなくなります。",
            &["09-12 18:15"],
        ),
        (
            "電子申請による場合は９月３０日２３時５９分まで、郵送による場合は同日の消印有効とします。",
            &["09-30 23:59"],
        ),
    ]);
}

#[test]
fn a_reason_is_no_request_where_the_request_has_its_own_limit() {
    holds(&[
        (
            "当該資料は本日18時までに官邸へ提出しなければならないため、貴局分は16時までに御送付願います。",
            &["09-09 16:00"],
        ),
        (
            "提出は来週火曜日までで先方と話がついていますので、当課への提出は今週金曜日の午前中でお願いします。",
            &["09-12 12:00"],
        ),
        (
            "当局から官房への提出は9月12日（金）です。各課から当課への提出は9月10日（水）正午です。",
            &["09-10 12:00"],
        ),
        (
            "委員からの事前質問は9月11日（木）まで受け付けており、届き次第転送します。",
            &[],
        ),
    ]);
}

#[test]
fn what_is_told_or_quoted_asks_nothing() {
    holds(&[
        ("官房から、金曜までに資料を提出せよとのこと。", &[]),
        (
            "官房から、明日までに提出せよとのことです。貴課分を本日中に送付願います。",
            &["09-09 18:15"],
        ),
        (
            "以下、昨年の照会文（令和６年９月３日付け）です。「９月１３日までに提出願います。」",
            &[],
        ),
        ("yamada> 9月12日までに回答をお願いします。\n承知しました。", &[]),
        ("Due> 9月12日までに回答をお願いします。", &["09-12 18:15"]),
        (
            "回答期限等の詳細はポータルを参照してください（掲載は９月３０日まで）。",
            &[],
        ),
        (
            "期日：９月１９日（金）　時間：１４時から１６時まで　会場：第１会議室",
            &[],
        ),
        ("期日　９月１９日（金）までに提出のこと", &["09-19 18:15"]),
    ]);
}

#[test]
fn rows_of_a_list_are_read_one_by_one() {
    holds(&[
        (
            "提出締切日は以下のとおりです。\n９月分：９月２５日（木）\n１０月分：１０月２４日（金）\n１１月分：１１月２５日（火）",
            &["09-25 18:15", "10-24 18:15", "11-25 18:15"],
        ),
        (
            "＜提出スケジュール＞\n９／１２（金）　各課→筆頭課\n９／１６（火）　筆頭課→総務課\n９／１９（金）　総務課→官房（総務課対応）\n\n以上により登録をお願いします。",
            &["09-12 18:15", "09-16 18:15"],
        ),
        (
            "第１回：９月３０日\n第２回：１０月３１日\n第３回：１１月２８日\n（いずれも上記期日までに提出願います。）",
            &["09-30 18:15", "10-31 18:15", "11-28 18:15"],
        ),
        ("締切が延びました！ 9/12→9/19（金）", &["09-19 18:15"]),
    ]);
}

#[test]
fn a_moment_gone_by_is_not_meant() {
    // The sending is a Tuesday, ten o'clock.
    holds(&[
        ("火曜の10時までに提出でお願いします。", &["09-16 10:00"]),
        ("火曜の17時までに提出でお願いします。", &["09-09 17:00"]),
        ("9時までに差し替え版を送ってください。", &["09-10 09:00?"]),
        // What is written out goes before what is counted.
        ("明日（９月１１日）17時までに御回答ください。", &["09-11 17:00"]),
        ("受講決定通知の受領後１４日以内にお願いします。", &["-?"]),
        (
            "９月１１日（木）までに転送した質問については、委員会当日までに御準備ください。",
            &["-?"],
        ),
    ]);
}
