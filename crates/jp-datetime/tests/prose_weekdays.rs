//! Dates with a weekday in a text, and the words that give their year and occasion.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test fails by a panic")]

use jp_datetime::prose::{DateYear, Occasion, YearHint, YearInWords, read};

fn dates(text: &str) -> Vec<String> {
    let reading = read(text);
    let words = reading.weekday_dates().iter();
    words.map(|date| text[date.range.clone()].to_owned()).collect()
}

#[test]
fn a_date_is_found_with_its_weekday_and_nothing_more() {
    for (text, wanted) in [
        (
            "つきましては、９月１１日（木）までに御回答ください。",
            "９月１１日（木）",
        ),
        (
            "期限は令和７年９月１１日（木）１７時です",
            "令和７年９月１１日（木）",
        ),
        ("期限:2025-09-11(木) 17:00", "2025-09-11(木)"),
        ("本件は 9/11 (木) 必着", "9/11 (木)"),
        ("9月11日木曜日に", "9月11日木曜日"),
        ("期日9月11日（木曜）", "9月11日（木曜）"),
        ("提出をお願いします。\n9月11日（木）", "9月11日（木）"),
        ("令和\n  7年9月11日\n  （木）まで", "令和\n  7年9月11日\n  （木）"),
    ] {
        assert_eq!(dates(text), [wanted], "{text}");
    }
    assert_eq!(
        dates("9月11日（木）から9月12日（金）まで"),
        ["9月11日（木）", "9月12日（金）"]
    );
}

#[test]
fn weekdays_in_every_sort_of_bracket() {
    for (text, wanted) in [
        ("9月10日〔火〕に", "9月10日〔火〕"),
        ("9月10日[火]に", "9月10日[火]"),
        ("9月10日［火］に", "9月10日［火］"),
        ("9月10日【火】", "9月10日【火】"),
        ("9月10日（火・午前）", "9月10日（火・午前）"),
        ("9月10日㈫に", "9月10日㈫"),
        ("9月10日㊋に", "9月10日㊋"),
        ("9月10日（火、午前中）", "9月10日（火、午前中）"),
        ("9月10日（ 火 ）", "9月10日（ 火 ）"),
        ("9月10日（　火　）", "9月10日（　火　）"),
        ("9月10日（火曜）", "9月10日（火曜）"),
        ("9月10日（火曜日・祝日）", "9月10日（火曜日・祝日）"),
        ("9月10日（火 17:00）", "9月10日（火 17:00）"),
        ("9/10 (Tue)", "9/10 (Tue)"),
        ("9/10 (Tue.)", "9/10 (Tue.)"),
        ("9/10(TUESDAY)", "9/10(TUESDAY)"),
        ("9/10（Ｔｕｅ）", "9/10（Ｔｕｅ）"),
        ("9月10日㈫", "9月10日㈫"),
    ] {
        assert_eq!(dates(text), [wanted], "{text}");
    }
}

#[test]
fn a_day_takes_its_month_from_the_date_before_it() {
    for (text, wanted) in [
        ("9月11日（木）～12日（木）", &["9月11日（木）", "12日（木）"][..]),
        ("9月11日（木）・12日（木）", &["9月11日（木）", "12日（木）"]),
        ("9月11日（木）及び12日（土）", &["9月11日（木）", "12日（土）"]),
        (
            "9月11日（木）、12日（金）、１５日（月）",
            &["9月11日（木）", "12日（金）", "１５日（月）"],
        ),
        ("9月11日から12日（木）まで", &["12日（木）"]),
        ("9月29日（月）～3日（金）", &["9月29日（月）", "3日（金）"]),
        ("9月29日（月）・3日（金）", &["9月29日（月）"]),
        ("9月11日（木）の12日（木）", &["9月11日（木）"]),
        ("9月29日（月）～31日（水）", &["9月29日（月）"]),
    ] {
        assert_eq!(dates(text), wanted, "{text}");
    }
    let found = read("令和7年12月29日（月）～3日（土）");
    let last = &found.weekday_dates()[1];
    assert_eq!(
        (last.year, last.month, last.month_source),
        (DateYear::Written(2026), 1, Some((12, 29)))
    );
}

#[test]
fn what_says_the_year_of_a_date_that_has_none() {
    let is = |year, is_fiscal| YearHint::Is(YearInWords { year, is_fiscal });
    for (text, wanted) in [
        ("9月11日（木）", YearHint::None),
        ("令和6年の9月11日（水）", is(DateYear::Written(2024), false)),
        ("令和6年は、9月11日（水）", is(DateYear::Written(2024), false)),
        ("昨年（9月11日（水））", is(DateYear::Ahead(-1), false)),
        ("令和６年度は9月11日（水）", is(DateYear::Written(2024), true)),
        ("R6年度 9月11日（水）", is(DateYear::Written(2024), true)),
        (
            "前回（令和6年）は9月11日（水）",
            is(DateYear::Written(2024), false),
        ),
        ("前年度の9月11日（水）", is(DateYear::Ahead(-1), true)),
        ("9月11日（水）（2024年）", is(DateYear::Written(2024), false)),
        (
            "昨年9月に実施（9月11日（水））",
            YearHint::MayBe(YearInWords {
                year: DateYear::Ahead(-1),
                is_fiscal: false,
            }),
        ),
        (
            "令和6年度決算について、9月11日（水）までに御回答ください",
            YearHint::None,
        ),
        ("令和6年6月3日に公布。9月11日（水）に", YearHint::None),
        ("第6年の9月11日（水）", YearHint::None),
        ("明年9月11日（木）", YearHint::None),
        ("9月19日（木）に開催します", YearHint::ToCome),
        ("9月19日（木）10時から説明会を行う予定です", YearHint::ToCome),
        ("9月19日（木）の委員会で使用しますので", YearHint::ToCome),
        ("9月5日（木）の通知に基づき実施します", YearHint::None),
        (
            "9月5日（木）の会議で御了承いただいたとおり実施します",
            YearHint::None,
        ),
        ("9月5日（木）に開催しました", YearHint::None),
        ("令和6年9月9日から9月11日（水）", YearHint::After(2024, (9, 9))),
        (
            "令和6年9月9日10時から9月11日（水）",
            YearHint::After(2024, (9, 9)),
        ),
    ] {
        let found = read(text);
        assert_eq!(found.weekday_dates().last().unwrap().hint, wanted, "{text}");
    }
    let year = read("昨年の9月11日（木）").weekday_dates()[0].year;
    assert_eq!(year, DateYear::Ahead(-1));
    let continued = read("昨年9月9日（月）10時～9月11日（水）");
    assert_eq!(continued.weekday_dates()[1].hint, YearHint::Continues);
}

#[test]
fn what_is_no_whole_date_is_left_alone() {
    for text in [
        "25/9/11(木)",
        "第3回（木）",
        "人員（日）",
        "毎週月曜日",
        "11日（木）",
        "2月30日（月）",
        "○月○日（○）",
        "（水）",
        "別紙（第1号）について",
        "9月10日（日程調整中）",
        "3月1日（月例）",
        "9月10日（金額）",
        "9月10日（土木）",
        "9月10日（火災）",
        "9月10日（水道）",
        "9月13日（土・日）",
        "9月8日（月～金）",
        "9月10日（Sun Microsystems）",
        "12日（月）",
        "所要12日（金）",
        "9月に12日（金）",
        "",
    ] {
        assert!(dates(text).is_empty(), "{text}: {:?}", dates(text));
    }
}

#[test]
fn every_notation_of_a_date_has_its_weekday() {
    for (text, wanted) in [
        ("令和7(2025)年9月22日(月)までに", "令和7(2025)年9月22日(月)"),
        (
            "2026年（令和8年）3月6日（金）15時",
            "2026年（令和8年）3月6日（金）",
        ),
        ("9.10（水）までに", "9.10（水）"),
        ("10月13日（祝・月）までに", "10月13日（祝・月）"),
        ("９⽉１２⽇（⾦）までに", "９⽉１２⽇（⾦）"),
        ("by COB Friday, 17 October 2025.", "Friday, 17 October 2025"),
        ("due 17:00 on Thursday, 6 March 2026", "Thursday, 6 March 2026"),
        ("Kindly respond by 9/12 Fri.", "9/12 Fri"),
        ("明日（9月10日（水））まで", "9月10日（水）"),
        ("当日（9月10日（水））まで", "9月10日（水）"),
    ] {
        assert_eq!(dates(text), [wanted], "{text}");
    }
    let pairs = dates("by Thu 9/11 or Fri 9/12");
    assert_eq!(pairs, ["Thu 9/11", "Fri 9/12"]);
    let same_month = dates("8月4日（月）から同月22日（金）までの間に");
    assert_eq!(same_month, ["8月4日（月）", "22日（金）"]);
    let over_night = dates("9月14日（日）22時から15日（月）6時まで停止");
    assert_eq!(over_night, ["9月14日（日）", "15日（月）"]);
}

#[test]
fn the_occasion_of_a_date() {
    for (text, wanted) in [
        ("9月11日（水）までに御回答ください。", Occasion::CurrentOrUnknown),
        ("前回は9月11日（水）までとしたが、", Occasion::Earlier),
        ("当初の期限は、9月11日（水）でした。", Occasion::Earlier),
        ("過去には9月11日（水）を期限とした例もある。", Occasion::AnyYear),
        ("（誤）9月11日（水）", Occasion::AnyYear),
        (
            "前回同様、今回は9月11日（水）を期限とします。",
            Occasion::CurrentOrUnknown,
        ),
        ("9月11日（水）に実施した調査について、", Occasion::Earlier),
        (
            "期限を9月11日（水）まで延長しましたので、",
            Occasion::CurrentOrUnknown,
        ),
        (
            "先般お願いした調査について、9月11日（水）までに御提出ください。",
            Occasion::CurrentOrUnknown,
        ),
        ("The previous survey was due on Wed 9/11.", Occasion::Earlier),
        ("Please reply by Wed 9/11.", Occasion::CurrentOrUnknown),
    ] {
        let found = read(text);
        assert_eq!(found.weekday_dates()[0].occasion, wanted, "{text}");
    }
}

#[test]
fn quoted_mail_has_no_dates_of_this_text() {
    assert_eq!(
        dates("> 9月11日（木）までに\n9月12日（金）です"),
        ["9月12日（金）"]
    );
}
