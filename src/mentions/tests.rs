use super::*;

fn dates(text: &str) -> Vec<&str> {
    let mut found = Mentions::default();
    found.read(FreeText::Body, text, 0);
    found
        .dates
        .iter()
        .map(|found| &text[found.span.range()])
        .collect()
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
        ("提出をお願いします。\\n9月11日（木）", "9月11日（木）"),
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
    let mut found = Mentions::default();
    found.read(FreeText::Body, "令和7年12月29日（月）～3日（土）", 0);
    let last = &found.dates[1];
    assert_eq!(
        (last.written.year, last.written.month, last.of),
        (Some(2026), 1, Some((12, 29)))
    );
}

#[test]
fn what_says_the_year_of_a_date_that_has_none() {
    let is = |number, is_fiscal| DateYear::Is(Year { number, is_fiscal });
    for (text, wanted) in [
        ("9月11日（木）", DateYear::No),
        ("昨年の9月11日（木）", is(YearNumber::Ahead(-1), false)),
        ("令和6年の9月11日（水）", is(YearNumber::Given(2024), false)),
        ("令和6年は、9月11日（水）", is(YearNumber::Given(2024), false)),
        ("昨年（9月11日（水））", is(YearNumber::Ahead(-1), false)),
        ("令和６年度は9月11日（水）", is(YearNumber::Given(2024), true)),
        ("R6年度 9月11日（水）", is(YearNumber::Given(2024), true)),
        (
            "前回（令和6年）は9月11日（水）",
            is(YearNumber::Given(2024), false),
        ),
        ("前年度の9月11日（水）", is(YearNumber::Ahead(-1), true)),
        ("9月11日（水）（2024年）", is(YearNumber::Given(2024), false)),
        (
            "昨年9月に実施（9月11日（水））",
            DateYear::MayBe(Year {
                number: YearNumber::Ahead(-1),
                is_fiscal: false,
            }),
        ),
        (
            "令和6年度決算について、9月11日（水）までに御回答ください",
            DateYear::No,
        ),
        ("令和6年6月3日に公布。9月11日（水）に", DateYear::No),
        ("第6年の9月11日（水）", DateYear::No),
        ("明年9月11日（木）", DateYear::No),
        ("令和6年9月9日から9月11日（水）", DateYear::After(2024, (9, 9))),
        (
            "令和6年9月9日10時から9月11日（水）",
            DateYear::After(2024, (9, 9)),
        ),
    ] {
        let mut found = Mentions::default();
        found.read(FreeText::Body, text, 0);
        assert_eq!(found.dates.last().unwrap().year, wanted, "{text}");
    }
    let mut found = Mentions::default();
    found.read(FreeText::Body, "令和6年9月9日（月）10時～9月11日（水）", 0);
    assert_eq!(found.dates[1].year, DateYear::Continues(0));
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
        assert_eq!(dates(text), [""; 0], "{text}");
    }
}

#[test]
fn a_text_of_weekdays_is_bounded() {
    let text = "9月11日（木）".repeat(MAX_MENTIONS + 5);
    let mut found = Mentions::default();
    found.read(FreeText::Body, &text, 7);
    assert_eq!((found.dates.len(), found.cut), (MAX_MENTIONS, true));
    assert_eq!(found.dates[1].span.start, 7 + "9月11日（木）".len() as u32);
}
