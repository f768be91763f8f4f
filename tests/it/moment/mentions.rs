//! Weekdays beside dates in free text (KG405): their exact positions in YAML and in calendars, and no false positives
//! on what is no date.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::*;
use serde_json::Value;

use crate::common::{check_input, codes, list, root};

const HEAD: &str = "種別: 照会\n件名: 統計の整備について（照会）\n発出元: 総務省\n宛先: 国土交通省\n\
    発出日時: 2025-09-08 10:00\n回答期限: 2025-09-11 17:00\n相当の作業量: なし\n";

fn kanji(day: Weekday) -> char {
    "月火水木金土日"
        .chars()
        .nth(day.num_days_from_monday() as usize)
        .unwrap()
}

/// The texts that KG405 marks, cut out of the file by the byte offsets in the JSON.
fn marked(input: &str, name: &str) -> Vec<String> {
    let run = check_input(
        root(),
        &[
            "--format",
            "json",
            "--select",
            "KG405",
            "--stdin-filename",
            name,
            "-",
        ],
        input.as_bytes(),
    );
    let json = run.json();
    list(&json, "diagnostics")
        .iter()
        .map(|found| {
            assert_eq!(found["code"], "KG405", "{found}");
            let byte = |end: &str| usize::try_from(found["range"][end]["byte"].as_u64().unwrap()).unwrap();
            input[byte("start")..byte("end")].to_owned()
        })
        .collect()
}

#[test]
fn a_wrong_weekday_in_any_style_of_text_is_marked_alone() {
    for body in [
        "本文: |\n  つきましては、９月１１日（水）までに御回答ください。\n",
        "本文: >-\n  つきましては、\n  ９月１１日（水）までに御回答ください。\n",
        "本文: つきましては、９月１１日（水）までに御回答ください。\n",
        "本文: \"つきましては、\\t９月１１日（水）までに御回答ください。\"\n",
        "必要性: '９月１１日（水）の会議のため'\n",
    ] {
        assert_eq!(
            marked(&format!("{HEAD}{body}"), "a.yaml"),
            ["９月１１日（水）"],
            "{body}"
        );
        let crlf = format!("{HEAD}{body}").replace('\n', "\r\n");
        assert_eq!(marked(&crlf, "a.yaml"), ["９月１１日（水）"], "{body}");
    }
}

#[test]
fn a_calendars_description_is_looked_at_too_across_folds() {
    let folded = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\nBEGIN:VTODO\r\nUID:1\r\n\
        DTSTAMP:20250908T010000Z\r\nDUE:20250911T080000Z\r\nX-KIGEN-KIND:inquiry\r\nSUMMARY:照会\r\n\
        DESCRIPTION:標記について\\, ９月１１\r\n 日（水）までに御回答ください。\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    assert_eq!(marked(folded, "a.ics"), ["９月１１\r\n 日（水）"]);
    assert_eq!(marked(&folded.replace("（水）", "（木）"), "a.ics"), [""; 0]);
}

#[test]
fn more_dates_than_are_looked_at_leave_the_rule_undetermined() {
    let body = "９月１１日（木）".repeat(1001);
    let run = check_input(
        root(),
        &["--format", "json", "-"],
        format!("{HEAD}本文: {body}\n").as_bytes(),
    );
    let json = run.json();
    let undetermined: Vec<&Value> = list(&json, "undetermined")
        .iter()
        .filter(|it| it["code"] == "KG405")
        .collect();
    assert_eq!(undetermined.len(), 1, "{json}");
    assert!(!codes(&json).contains(&"KG405"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A date with a year raises the finding if and only if its weekday is wrong, whatever surrounds it.
    #[test]
    fn a_dated_mention_is_judged_by_the_calendar(
        days in 0u64..36_500,
        shift in 0u64..7,
        before in "[ぁ-んァ-ヶ亜-煕、。「（ ]{0,12}",
        after in "[ぁ-んァ-ヶ亜-煕、。」） ]{0,12}",
        style in 0usize..4,
    ) {
        let date = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + Days::new(days);
        let day = kanji((date + Days::new(shift)).weekday());
        let (y, m, d) = (date.year(), date.month(), date.day());
        let written = match style {
            0 => format!("{y}年{m}月{d}日（{day}）"),
            1 => format!("{y}/{m}/{d}({day})"),
            2 => format!("{y}-{m:02}-{d:02} ({day}曜)"),
            _ => format!("{y}年{m}月{d}日{day}曜日"),
        };
        // Characters that could belong to the date itself are excluded.
        prop_assume!(!before.chars().any(|c| "年月日元令和平成昭大正明治一二三四五六七八九十百千〇".contains(c)));
        let found = marked(&format!("{HEAD}本文: '。{before}{written}{after}'\n"), "a.yaml");
        let wanted: Vec<String> = if shift == 0 { Vec::new() } else { vec![written] };
        prop_assert_eq!(found, wanted);
    }
}

/// The marked texts of a body in a request sent on 2025-09-08 and due on 2025-09-11.
fn marked_in(body: &str) -> Vec<String> {
    let lines: String = body.lines().map(|line| format!("  {line}\n")).collect();
    marked(&format!("{HEAD}本文: |\n{lines}"), "a.yaml")
}

#[test]
fn a_weekday_is_wrong_only_where_it_is_so_in_every_year_that_is_meant() {
    for right in [
        // A year applies to the continuation of a range.
        "令和6年9月9日（月）から9月11日（水）まで実施した。",
        "令和6年9月9日（月）10時から9月11日（水）17時まで実施した。",
        "2024年9月9日（月）～9月11日（水）に実施",
        "令和6年9月9日から9月11日（水）まで",
        "令和6年12月27日（金）～1月6日（月）",
        "昨年の9月11日（水）に御回答いただいた件",
        "昨年９月１１日（水）の会議",
        "一昨年の9月11日（月）の会議",
        "本年の9月11日（木）の会議",
        "明年の9月11日（金）の会議",
        // Half a year in the past and in the future, without a year.
        "6月6日（金）に公布された。",
        "12月6日（金）に公布された。",
        "3月6日（金）に公布する。",
        "> 9月11日（水）までに御回答ください。",
        "＞9月11日（水）までに",
        "-----Original Message-----\n9月11日（水）までに御回答ください。",
        "Thursday, 11 September 2025",
        "Thu 11 Sep",
        "9/11 Thu",
        "by Thursday 11 September.",
        "Sun 9 microsystems",
        // A year that is not adjacent to its month.
        "令和6年の9月11日（水）",
        "令和6年は9月11日（水）",
        "令和6年は、9月11日（水）に実施した。",
        "令和6年度は9月11日（水）に実施した。",
        "令和6年度は1月10日（金）に実施した。",
        "令和6年度調査（9月11日（水）実施）",
        "昨年度は9月11日（水）に実施した。",
        "前年度の9月11日（水）の会議",
        "昨年（9月11日（水））",
        "昨年実施した調査（9月11日（水）〆切）",
        "昨年実施した調査（9月11日（水）〆切）について、御回答ください。",
        "前回（令和6年）は9月11日（水）",
        "昨年9月に実施（9月11日（水））",
        "昨年の今頃、9月11日（水）に",
        "R6年度 9月11日（水）",
        "9月11日（水）（令和6年）",
        "令和6年9月9日（月）\n9月10日（火）\n9月11日（水）",
        "・令和6年9月9日（月）　第1回\n・9月11日（水）　第2回",
        "Wednesday, 11 September last year",
        "last year on Wednesday 11 September",
        "Begin forwarded message:\n\n9月11日（水）まで",
        "----- 転送 -----\n9月11日（水）まで",
        "From: 総務省\nSent: 2024年9月2日\nTo: 財務省\n9月11日（水）までに",
        "差出人： 総務省\n送信日時： 2024年9月2日\n9月11日（水）までに",
        // 前回: a previous occasion.
        "前回は9月11日（水）までとしたが、",
        "前回は9月11日（水）までとしたが、今回は9月12日（金）までに御回答ください。",
        "前回の期限は、9月11日（水）で、今回は9月12日（金）です。御回答ください。",
        "前回は9月9日（月）から9月11日（水）まで",
        "前回調査（9月11日（水）〆切）の結果は別添のとおりです。",
        "（前回：9月11日（水））",
        "先の調査では、提出期限を9月11日（水）としていたが、",
        "先般9月11日（水）に開催した会議",
        "先日（9月11日（水））の打合せ",
        "去る9月11日（水）の会議",
        "昨秋（9月11日（水））の会議",
        "前年同期は9月11日（水）に",
        "当初は9月11日（水）までとしておりましたが、",
        "変更前：9月11日（水）",
        "旧期限：9月11日（水）",
        "従前は9月11日（水）を期限としており、",
        "従前は9月11日（月）を期限としており、",
        "過去には9月11日（火）に実施しており、",
        "かつては9月11日（土）に、",
        "以前は9月11日（日）であったが、",
        "例年は9月11日（水）頃",
        "前々回は9月11日（月）まで",
        "前々年度は9月11日（月）まで",
        "過年度（9月11日（水）実施）",
        "旧：9月11日（水）→新：9月12日（金）",
        "9月11日（水）から施行されている",
        "9月11日（水）開催の前回会合",
        "誤：9月11日（水）　正：9月11日（木）",
        "（誤）9月11日（水）\n（正）9月11日（木）",
        "9月11日（水）に実施した。",
        "9月11日（水）に開催された会議の資料",
        "9月11日（水）10時に行いました。",
        "9月11日（水）に公布されたため、",
        "期限は9月11日（水）でした。",
        "9月11日（水）付け事務連絡について",
        "The previous deadline was Wednesday, 11 September",
        "Last time it was due on Wed 11 September",
        "the meeting held on Wednesday, 11 September",
    ] {
        assert_eq!(marked_in(right), [""; 0], "{right}");
    }
    for (wrong, place) in [
        (
            "令和6年9月9日（月）から9月11日（木）まで実施した。",
            "9月11日（木）",
        ),
        (
            "令和6年9月9日（火）から9月11日（水）まで実施した。",
            "9月9日（火）",
        ),
        ("昨年の9月11日（木）に", "9月11日（木）"),
        ("本年9月11日（水）に", "本年9月11日（水）"),
        ("明年の9月11日（木）に", "明年の9月11日（木）"),
        ("9月11日（水）までに", "9月11日（水）"),
        // 2024 Thu, 2025 Fri, 2026 Sat: a Monday in none of them.
        ("6月6日（月）に公布された。", "6月6日（月）"),
        ("Thursday, 12 September 2025", "Thursday, 12 September 2025"),
        ("Friday, 6 March 2025 in prose", "Friday, 6 March 2025"),
        ("Wed 11 Sep", "Wed 11 Sep"),
        ("9/11 Wed", "9/11 Wed"),
        ("until September 11, Friday to", "September 11, Friday"),
        ("＞ 引用\n9月11日（水）までに", "9月11日（水）"),
        // A year farther away belongs to something else where an answer is asked for by the date.
        (
            "令和6年度決算について、9月11日（水）までに御回答ください。",
            "9月11日（水）",
        ),
        ("令和6年は9月11日（木）に実施した。", "9月11日（木）"),
        ("昨年度は9月11日（木）に実施した。", "9月11日（木）"),
        ("令和6年度は9月11日（火）に実施した。", "9月11日（火）"),
        (
            "昨年実施した。9月11日（水）までに御回答ください。",
            "9月11日（水）",
        ),
        ("令和6年9月9日（月）\n9月10日（月）", "9月10日（月）"),
        ("Wednesday, 11 September this year", "Wednesday, 11 September"),
        // 前回同様: the date itself is this occasion's.
        ("前回同様、9月11日（水）までに御回答ください", "9月11日（水）"),
        ("前回同様、9月11日（水）までとします。", "9月11日（水）"),
        (
            "前回の調査結果を踏まえ、回答期限を9月11日（水）とします。",
            "9月11日（水）",
        ),
        (
            "前回は6月6日（金）でしたが、今回は9月11日（水）までとします。",
            "9月11日（水）",
        ),
        (
            "従前の様式により、9月11日（水）までに提出願います。",
            "9月11日（水）",
        ),
        ("前回は9月11日（月）までとしたが、", "9月11日（月）"),
        ("（誤）9月11日（水）\n（正）9月11日（金）", "9月11日（金）"),
        ("回答期限を9月11日（水）としましたので、", "9月11日（水）"),
        ("9月11日（水）までに提出された資料により", "9月11日（水）"),
        ("9月11日（水）に欠席した場合", "9月11日（水）"),
        ("9月11日（水）としたい", "9月11日（水）"),
        ("来る9月11日（水）の会議", "9月11日（水）"),
        ("過去の例は別添。9月11日（水）までに", "9月11日（水）"),
        (
            "Please answer by Wednesday, 11 September",
            "Wednesday, 11 September",
        ),
        (
            "The last survey was short; please answer by Wed 11 September",
            "Wed 11 September",
        ),
        ("総務省From: へ\nSent: x\n9月11日（水）までに", "9月11日（水）"),
    ] {
        let found = marked_in(wrong);
        let found: Vec<&str> = found.iter().map(|it| it.trim_start_matches("令和6年")).collect();
        assert_eq!(found, [place], "{wrong}");
    }
}

/// Zeller's congruence: Saturday is 0.
fn zeller(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month < 3 {
        (year - 1, month + 12)
    } else {
        (year, month)
    };
    let (century, year) = (year / 100, year % 100);
    (day + 13 * (month + 1) / 5 + year + year / 4 + century / 4 + 5 * century).rem_euclid(7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A date without a year is wrong if and only if its weekday is wrong last year, this year and next year; after
    /// 昨年, 本年 or a year, in that year.
    #[test]
    fn a_mention_is_held_to_every_year_that_it_can_mean(month in 1_u32..=12, day in 1_u32..=28, weekday in 0_i64..7, form in 0_usize..5) {
        prop_assume!((month, day) != (9, 11));
        let named = ["土", "日", "月", "火", "水", "木", "金"][usize::try_from(weekday).unwrap()];
        let written = format!("{month}月{day}日（{named}）");
        let (text, years): (String, &[i64]) = match form {
            0 => (written, &[2024, 2025, 2026]),
            1 => (format!("昨年の{written}"), &[2024]),
            2 => (format!("本年{written}"), &[2025]),
            3 => (format!("令和3年{written}"), &[2021]),
            _ => (format!("令和3年1月1日（金）から{written}"), &[2021]),
        };
        let right = years.iter().any(|year| zeller(*year, month.into(), day.into()) == weekday);
        prop_assert_eq!(marked_in(&text).is_empty(), right, "{}", text);
    }
}

#[test]
fn a_mail_below_a_line_that_says_who_wrote_it_is_anothers() {
    let quoted = "  9月11日（水）までに御回答ください。\n";
    for line in [
        "On Mon, Sep 1, 2025 at 10:00 AM 田中 <tanaka@example.go.jp> wrote:",
        "On Mon, Sep 1, 2025 at 10:00 AM 田中\n  <tanaka@example.go.jp> wrote:",
        "2025年9月1日(火) 10:00 田中太郎 <tanaka@example.go.jp>:",
        "2025年9月1日(火) 10:00 田中太郎 <tanaka@example.go.jp>：",
        "令和７年９月１日（火）１０時００分　田中太郎（tanaka@example.go.jp）：",
        "2025/09/01 10:00、田中さんは書きました：",
        "2025/09/01 10:00、田中太郎 <tanaka@example.go.jp> のメール:",
        "-----Original Message-----",
        "差出人: 田中\n  送信日時: 2025年9月1日 10:00",
    ] {
        for gap in ["", "\n"] {
            let body = format!("本文: |\n  承知しました。\n\n  {line}\n{gap}{quoted}");
            assert!(marked(&format!("{HEAD}{body}"), "a.yaml").is_empty(), "{line}");
        }
    }
    // Such a line is the author's own text, no header of a quote, and so is what follows it.
    for line in [
        "締切は次のとおりです（2025年9月1日現在）：",
        "9月1日 10:00 に田中さんから連絡がありました：",
        "問合せ先：tanaka@example.go.jp",
        "2025年9月8日 10:00から次の日程で行います：",
    ] {
        let body = format!("本文: |\n  {line}\n{quoted}");
        assert_eq!(
            marked(&format!("{HEAD}{body}"), "a.yaml"),
            ["9月11日（水）"],
            "{line}"
        );
    }
    // A quote marked with `>`: the unmarked line after it is the answer.
    let body = "本文: |\n  2025年9月1日 10:00 田中 <tanaka@example.go.jp>:\n  > 9月11日（水）までに\n  9月11日（水）にします。\n";
    assert_eq!(marked(&format!("{HEAD}{body}"), "a.yaml"), ["9月11日（水）"]);
}

#[test]
fn a_date_that_continues_another_is_of_the_year_that_fits_that() {
    for (body, wrong) in [
        ("9月8日（月）から11日（水）まで", Some("11日（水）")),
        ("9月8日（月）から9月10日（火）まで", Some("9月10日（火）")),
        ("9月8日（月）・9日（月）", Some("9日（月）")),
        ("12月29日（月）～1月3日（金）", Some("1月3日（金）")),
        // Last year's and next year's weekdays, consistent over the range.
        ("9月9日（月）から12日（木）までに実施した", None),
        ("12月28日（日）～1月3日（土）", None),
        ("3月1日（日）～3日（火）", None),
    ] {
        let text = format!("{HEAD}本文: |\n  {body}\n");
        assert_eq!(
            marked(&text, "a.yaml"),
            wrong.into_iter().collect::<Vec<_>>(),
            "{body}"
        );
    }
}

/// Sent on Monday 8 September 2025.
#[test]
fn the_weekday_of_a_day_alone_is_held_to_the_months_that_it_can_be_of() {
    for (body, wrong) in [
        ("11日（金）までに御回答ください。", "11日（金）"),
        ("来る１２日（木）１７時までに御回答ください。", "１２日（木）"),
        ("今週11日（金）までに御回答ください。", "11日（金）"),
        ("来週１６日（水）までに御回答ください。", "１６日（水）"),
        ("今月12日（木）までに御回答ください。", "12日（木）"),
        // A Tuesday in November: two months ahead is not meant.
        ("11日（火）までに御回答ください。", "11日（火）"),
    ] {
        assert_eq!(marked_in(body), [wrong], "{body}");
    }
    for right in [
        "11日（木）までに御回答ください。",
        "今月12日（金）までに御回答ください。",
        // In October
        "11日（土）までに御回答ください。",
        "来月10日（金）までに御回答ください。",
        // What has been, and what is quoted
        "4日（金）に御連絡した件です。",
        "> 11日（金）までに御回答ください。",
    ] {
        assert_eq!(marked_in(right), [""; 0], "{right}");
    }
}
