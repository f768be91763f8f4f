use super::*;

fn day(m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, m, d).unwrap()
}

fn shift(until: Option<(u32, u32)>) -> Move {
    let hour = |h| NaiveTime::from_hms_opt(h, 0, 0).unwrap();
    Move {
        date: day(9, 11),
        time: Some(hour(17)),
        wrong: None,
        to: day(9, 12).and_hms_opt(14, 0, 0).unwrap(),
        is_limit: true,
        shares_day: false,
        shares_moment: false,
        last: None,
        until: until.map(|(old, new)| (hour(old), hour(new))),
    }
}

fn rewritten(text: &str, until: Option<(u32, u32)>) -> String {
    let mut out = text.to_owned();
    for (range, new) in mentions(text, shift(until), day(9, 8)).into_iter().rev() {
        out.replace_range(range, &new);
    }
    out
}

#[test]
fn what_names_the_moment_is_rewritten_in_its_own_hand() {
    for (old, new) in [
        ("９月１１日（木）１７時までに", "９月１２日（金）１４時までに"),
        (
            "は令和7年9月11日（木）17:00必着。",
            "は令和7年9月12日（金）14:00必着。",
        ),
        ("期限:9/11(木)午後5時\n次", "期限:9/12(金)午後2時\n次"),
        (
            "9月11日（木）中。9月11日（木）に提出",
            "9月11日（木）中。9月12日（金）に提出",
        ),
        ("【9/11〆】", "【9/12〆】"),
        ("９月１１日までに", "９月１２日までに"),
        ("9月11日必着、9月11日の会議", "9月12日必着、9月11日の会議"),
        (
            "期限：R7.9.11 17:00（回答期限2025-09-11 17:00）",
            "期限：R7.9.12 14:00（回答期限2025-09-12 14:00）",
        ),
    ] {
        assert_eq!(rewritten(old, None), new);
    }
}

#[test]
fn what_is_no_deadline_is_left() {
    for text in [
        "9月11日（木）17時に総理会見",
        "9月11日（木）17時現在の状況",
        "9月11日（木）現在の状況を報告",
        "9月11日（木）17時時点の数",
        "9月9日（火）から9月11日（木）17時まで実施",
        "9月9日〜9月11日（木）まで",
        "昨年の9月11日（木）17時まで",
        "昨年9月11日（木）17時まで",
        "提出物の説明会は9月11日（木）17時開始",
        "9月11日（木）17時、会見の後に提出",
        "> 9月11日（木）17時まで",
        "＞　9月11日（木）17時までに御回答ください",
        "-----Original Message-----\n9月11日（木）17時までに御回答ください",
        "Begin forwarded message:\n9月11日（木）17時までに御回答ください",
        "差出人: 総務省\n送信日時: 2025年9月1日\n9月11日（木）17時までに御回答ください",
        "前回の期限は9月11日17時まででした。",
        "前回の期限は9月11日17時までとしたところ",
        "昨年の調査（9月11日17時〆切）について御回答ください",
        "9月11日17時までに施行された法令を御報告ください",
        "9月11日17時までに開催する会議を御報告ください",
        "9月11日（木）17時までの取組状況について、御回答ください",
        "9月11日（木）17時までの期間",
        "会見は9月11日17時まで",
        "会見は、9月11日17時までです",
        "9月11日17時まで閉庁",
        "9月11日17時までに閣議を終える",
        "9月11日17時締切の別件",
        "9月11日17時で閉庁",
        "有効期限：9月11日17時",
        "9月11日（木）17時に提出した資料",
    ] {
        assert_eq!(rewritten(text, None), text);
    }
    for (old, new) in [
        ("回答期限：9月11日（木）17時", "回答期限：9月12日（金）14時"),
        ("【提出期限】9月11日（木）17時", "【提出期限】9月12日（金）14時"),
        ("締切は、9月11日（木）17時です", "締切は、9月12日（金）14時です"),
        (
            "9月11日（木）17時までに御回答ください",
            "9月12日（金）14時までに御回答ください",
        ),
        (
            "9月11日（木）17時に御提出ください",
            "9月12日（金）14時に御提出ください",
        ),
        ("9月11日（木）17時（必着）", "9月12日（金）14時（必着）"),
        ("9月11日（木）17時〆", "9月12日（金）14時〆"),
        ("due 9月11日（木）17時", "due 9月12日（金）14時"),
        (
            "前回同様、9月11日（木）17時までに御回答ください",
            "前回同様、9月12日（金）14時までに御回答ください",
        ),
        (
            "本件は9月11日（木）17時までにお知らせ願います",
            "本件は9月12日（金）14時までにお知らせ願います",
        ),
        ("調査票は9月11日17時まで", "調査票は9月12日14時まで"),
        (
            "9月11日（木）17時までの御提出をお願いします",
            "9月12日（金）14時までの御提出をお願いします",
        ),
        (
            "期限は9月11日（木）17時までとなっております",
            "期限は9月12日（金）14時までとなっております",
        ),
        (
            "9月11日（木）17時までに提出する必要があります",
            "9月12日（金）14時までに提出する必要があります",
        ),
    ] {
        assert_eq!(rewritten(old, None), new);
    }
}

#[test]
fn what_may_mean_something_else_is_left() {
    for text in [
        "9月11日（木）10時から",
        "9月11日に",
        "9月11日（木）17時頃",
        "9月11日（木）17時30分",
        "9月11日（木）17時〜18時",
        "2024年9月11日17時",
        "19月11日（木）17時",
        "9月11日（金）までに",
        "9月18日（木）17時",
        "17時",
        "",
    ] {
        assert_eq!(rewritten(text, None), text);
    }
}

#[test]
fn what_may_mean_something_else_of_the_request_is_left_unless_it_says_a_limit() {
    let shared = Move {
        shares_day: true,
        shares_moment: true,
        ..shift(None)
    };
    let rewritten = |text: &str| -> Vec<String> {
        let found = mentions(text, shared, day(9, 8));
        found.into_iter().map(|(_, new)| new).collect()
    };
    assert!(rewritten("9月11日（木）17時のヒアリング。9月11日（木）に発出。").is_empty());
    assert_eq!(rewritten("9月11日（木）17時までに"), ["9月12日（金）14時までに"]);
    assert_eq!(rewritten("9月11日（木）まで"), ["9月12日（金）まで"]);
}

#[test]
fn a_group_of_days_or_times_is_left_together() {
    for text in [
        "9月11日（木）・12日（金）",
        "9月11日（木）、１２日の２日間",
        "9月11日（木）午後5時（17:00）までに",
    ] {
        assert_eq!(rewritten(text, None), text);
    }
    let text = "9月11日（木）17時開始、18時終了";
    assert_eq!(rewritten(text, Some((18, 15))), text);
}

#[test]
fn a_date_alone_that_gets_a_time_gets_it_here_too() {
    let alone = Move {
        time: None,
        ..shift(None)
    };
    let found = mentions("9月11日（木）までに", alone, day(9, 8));
    assert_eq!(found[0].1, "9月12日（金）14時までに");
}

#[test]
fn a_wrong_weekday_that_was_copied_moves_with_the_date() {
    let friday = Move {
        wrong: Some(Weekday::Fri),
        ..shift(None)
    };
    for (old, new) in [
        ("9月11日（金）17時までに", "9月12日（金）14時までに"),
        ("9月11日（金）までに", "9月12日（金）までに"),
    ] {
        let found = mentions(old, friday, day(9, 8));
        assert_eq!(
            found.iter().map(|(_, new)| &**new).collect::<Vec<_>>(),
            [new],
            "{old}"
        );
    }
    assert_eq!(mentions("9月11日（水）までに", friday, day(9, 8)), []);
    // With its time it is the moment, despite the weekday.
    assert_eq!(
        rewritten("9月11日（水）17時までに", None),
        "9月12日（金）14時までに"
    );
}

#[test]
fn a_range_moves_as_a_whole_or_not_at_all() {
    let both = Some((18, 15));
    for (old, new) in [
        ("9月11日（木）17時〜18時に", "9月12日（金）14時〜15時に"),
        ("9月11日（木）17:00 ～ 18:00", "9月12日（金）14:00 ～ 15:00"),
        ("9月11日（木）17時から18時まで", "9月12日（金）14時から15時まで"),
        ("9月11日（木）17時から", "9月11日（木）17時から"),
        ("9月11日（木）17時〜19時", "9月11日（木）17時〜19時"),
    ] {
        assert_eq!(rewritten(old, both), new);
    }
}

#[test]
fn a_wrapped_moment_is_one_where_its_lines_can_be_nothing_else() {
    for (old, new) in [
        (
            "期限は９月１１\n  日（木）１７時です",
            "期限は９月１２\n  日（金）１４時です",
        ),
        ("9月11日（木）\r\n  17時まで", "9月12日（金）\r\n  14時まで"),
        ("9/11\n(木)まで", "9/12\n(金)まで"),
        // Another time on that day is a separate event.
        (
            "期限は9月11日（木）\n10時から説明会",
            "期限は9月12日（金）\n10時から説明会",
        ),
        (
            "期限は9月11日（木）\n\n17時に閉館",
            "期限は9月12日（金）\n\n17時に閉館",
        ),
        ("9月1\n1. 別紙", "9月1\n1. 別紙"),
    ] {
        assert_eq!(rewritten(old, None), new);
    }
}

#[test]
fn days_move_as_a_range_or_not_at_all() {
    let days = |last: u32| Move {
        time: None,
        is_limit: false,
        to: day(9, 16).and_hms_opt(0, 0, 0).unwrap(),
        last: Some((day(9, last), day(9, last + 5))),
        ..shift(None)
    };
    let both = |text: &str, last: u32| {
        let end = Move {
            date: day(9, last),
            to: day(9, last + 5).and_hms_opt(0, 0, 0).unwrap(),
            last: None,
            ..days(last)
        };
        let mut out = text.to_owned();
        let mut found = mentions(text, days(last), day(9, 8));
        found.extend(mentions(text, end, day(9, 8)));
        found.sort_by_key(|(range, _)| (range.start, range.end));
        found.dedup_by(|next, known| next.0.start < known.0.end);
        for (range, new) in found.into_iter().rev() {
            out.replace_range(range, &new);
        }
        out
    };
    for (old, new) in [
        ("9月11日（木）〜12日（金）に", "9月16日（火）〜17日（水）に"),
        (
            "９月１１日（木）から９月１２日（金）まで",
            "９月１６日（火）から９月１７日（水）まで",
        ),
        ("9月11日（木）及び9月12日（金）", "9月16日（火）及び9月17日（水）"),
        // Ends of other ranges stay.
        (
            "9月10日（水）から9月12日（金）まで",
            "9月10日（水）から9月12日（金）まで",
        ),
        (
            "9月11日（木）から9月19日（金）まで",
            "9月11日（木）から9月19日（金）まで",
        ),
        ("9月11日（木）〜19日（金）", "9月11日（木）〜19日（金）"),
    ] {
        assert_eq!(both(old, 12), new);
    }
}
