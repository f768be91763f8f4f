//! Moments: valid and invalid notations.

use super::{anchor, at, day};
use chrono::{NaiveDate, Weekday};
use jp_datetime::moment::{Era, MomentErrorKind as Kind, read};

#[test]
fn what_a_blank_parts_is_two_numbers_where_a_date_may_end() {
    for (text, hour) in [
        ("9/1 7時", 7),
        ("9/1 7 時", 7),
        ("R7.9.1 7時", 7),
        ("9月1日 1 7 時", 17),
    ] {
        let moment = day(2025, 9, 1).and_hms_opt(hour, 0, 0).unwrap();
        let written = read(text).unwrap_or_else(|e| panic!("{text}: {e:?}"));
        assert_eq!(written.local(anchor()), Some(moment), "{text}");
    }
}

#[test]
fn moments() {
    for text in [
        "2025-09-11T17:00:00+09:00",
        "2025-09-11T17:00:00.000+09:00",
        "2025-09-11T17:00:00.999999999Z",
        "2025-09-11t17:00:00z",
        "2025-09-11T17:00+0900",
        "2025-09-11 17:00:00 +09:00",
        "2025-09-11 17:00 JST",
        "2025/9/11 17:00（JST）",
        "2025-09-11 17:00",
        "2025-09-11T17:00",
        "  2025-09-11  17 : 00 ",
        "2025/9/11 17:00",
        "2025/09/11 17:00:00",
        "２０２５／０９／１１　１７：００",
        "２０２５．９．１１　１７：００",
        "２０２５－０９－１１　１７：００",
        "2025.9.11 17:00",
        "20250911T170000",
        "20250911T1700",
        "20250911T080000Z",
        "2025年9月11日（木）17時00分",
        "西暦2025年9月11日17時",
        "二〇二五年九月十一日十七時",
        "二千二十五年九月十一日 午後五時",
        "2025年9月11日、17時",
        "2025年9月11日の17時",
        "令和7年9月11日（木）17時",
        "令和 ７ 年 ９月 11 日（ 木 ） 17 時 00 分",
        "令和7(2025)年9月11日（木）17時",
        "令和７年（2025年）９月１１日（木）１７時",
        "2025年（令和7年）9月11日（木）17時",
        "令\u{3000}和\u{A0}7\t年９月１１日（木曜日）午 後 ５ 時",
        "令和七年九月十一日 十七時",
        "令和7年9月11日 木曜日 17時",
        "令和7年9月11日（木・祝）17時",
        "令和7年9⽉11⽇（⽊）17時",
        "㋿7年9月11日㈭17時",
        "令和 7 年 9 月 1 1 日 （ 木 ） 1 7 時",
        "２ ０ ２ ５ 年 ９ 月 １ １ 日 １ ７ 時",
        "R7.9.11 17:00",
        "Ｒ７．９．１１　１７：００",
        "r7/9/11 17:00",
        "R7-9-11 17:00",
        "R7年9月11日 17:00",
        "R 7. 9. 11 17:00",
        "令7.9.11 午後5:00",
        "令和7年9月11日 PM5:00",
        "9/11(木)17:00〆",
        "9/11 17:00",
        "9／11（木）　17：00　締め切り",
        "9月11日（木）17時",
        "９月１１日（木曜）午後５時まで",
        "9/11 5PM",
        "9/11 5:00 p.m.",
        "9/11 (Thu) 17:00",
        "9/11 Thursday 17:00",
        "9/11 THU. 17:00",
        "9/11(木)17時までに",
        "9/11(木)17時必着",
        "9/11(木)17時まで（必着）",
        "9/11(木)17時【必着・厳守】（時間厳守）",
        "9/11(木)17時〆切",
        "9/11(木)17時締切り、厳守",
        "9/11(木)17時 期限",
        "9/11(木)17時迄 必 着",
    ] {
        let written = read(text).unwrap_or_else(|e| panic!("{text}: {e:?}"));
        let hour = if text.ends_with("080000Z") { 8 } else { 17 };
        let moment = day(2025, 9, 11).and_hms_opt(hour, 0, 0).unwrap();
        assert_eq!(written.local(anchor()), Some(moment), "{text}");
        assert_eq!(written.weekday_mismatch(anchor()), None, "{text}");
        assert!(written.has_time());
        let zone = match text {
            t if t.contains('+') || t.contains("JST") => Some(32_400),
            t if t.to_uppercase().ends_with('Z') => Some(0),
            _ => None,
        };
        assert_eq!(written.offset_seconds, zone, "{text}");
        let named = ["木）", "木)", "木・", "木 ）", "⽊", "㈭", "木曜", "Thu", "THU"];
        assert_eq!(
            written.weekday.map(|w| w.weekday),
            named.iter().any(|w| text.contains(w)).then_some(Weekday::Thu),
            "{text}"
        );
    }
}

#[test]
fn dates_and_times() {
    for (text, date, time) in [
        ("2025-09-11", (2025, 9, 11), None),
        ("20250911", (2025, 9, 11), None),
        ("R7/9/11", (2025, 9, 11), None),
        ("令7.9.11", (2025, 9, 11), None),
        ("令和元年5月1日", (2019, 5, 1), None),
        ("令和元年５月１日必着", (2019, 5, 1), None),
        ("R1.5.1", (2019, 5, 1), None),
        ("H31.4.30", (2019, 4, 30), None),
        ("㍻31年4月30日", (2019, 4, 30), None),
        ("平成元年1月8日", (1989, 1, 8), None),
        ("昭和64年1月7日", (1989, 1, 7), None),
        ("S64.1.7", (1989, 1, 7), None),
        ("㍼ 23.1.1", (1948, 1, 1), None),
        ("2150-12-31", (2150, 12, 31), None),
        ("2024年2月29日", (2024, 2, 29), None),
        ("8/31", (2026, 8, 31), None),
        ("9/1", (2025, 9, 1), None),
        ("9月15日（祝）", (2025, 9, 15), None),
        ("9月15日（月・休）", (2025, 9, 15), None),
        ("9月11日正午", (2025, 9, 11), Some((12, 0, 0))),
        ("9月11日午後0時", (2025, 9, 11), Some((12, 0, 0))),
        ("9月11日午後0時30分", (2025, 9, 11), Some((12, 30, 0))),
        ("9月11日午前0時", (2025, 9, 11), Some((0, 0, 0))),
        ("9月11日零時", (2025, 9, 11), Some((0, 0, 0))),
        ("9月11日午前11時59分", (2025, 9, 11), Some((11, 59, 0))),
        ("9月11日午後5時半", (2025, 9, 11), Some((17, 30, 0))),
        ("9月11日17時半", (2025, 9, 11), Some((17, 30, 0))),
        ("9/11 12:30 PM", (2025, 9, 11), Some((12, 30, 0))),
        ("9/11 12:30 AM", (2025, 9, 11), Some((0, 30, 0))),
        ("9月11日17時30分15秒", (2025, 9, 11), Some((17, 30, 15))),
        ("9/11 17:30:15", (2025, 9, 11), Some((17, 30, 15))),
        ("九月二十九日二十一時四十五分", (2025, 9, 29), Some((21, 45, 0))),
        ("9月11日24時", (2025, 9, 11), Some((24, 0, 0))),
        ("2025-09-11T24:00:00", (2025, 9, 11), Some((24, 0, 0))),
    ] {
        let written = read(text).unwrap_or_else(|e| panic!("{text}: {e:?}"));
        let (y, m, d) = date;
        assert_eq!(written.date(anchor()), Some(day(y, m, d)), "{text}");
        let got = written.time.as_ref().map(|t| (t.hour, t.minute, t.second));
        assert_eq!(got, time, "{text}");
        assert_eq!(written.has_time(), written.local(anchor()).is_some());
    }
}

#[test]
fn twenty_four_is_the_next_day() {
    for (text, moment) in [
        ("9月30日24時", "2025-10-01 00:00:00"),
        ("2025-12-31 24:00", "2026-01-01 00:00:00"),
        ("8/31 24:00", "2026-09-01 00:00:00"),
    ] {
        assert_eq!(read(text).unwrap().local(anchor()), Some(at(moment)));
    }
}

#[test]
fn a_leap_day_is_this_years_or_the_nexts_or_none() {
    let written = read("2/29").unwrap();
    let leap = |year| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    for year in 1948..2150 {
        for anchor in [
            day(year, 1, 1),
            day(year, 2, 28),
            day(year, 3, 1),
            day(year, 12, 31),
        ] {
            let wanted = match (leap(year), leap(year + 1)) {
                (true, _) => Some(day(year, 2, 29)),
                (false, true) => Some(day(year + 1, 2, 29)),
                (false, false) => None,
            };
            assert_eq!(written.date(anchor), wanted, "{anchor}");
        }
        let said = |text: &str| read(text).unwrap().date(day(year, 6, 1));
        assert_eq!(said("本年2月29日"), leap(year).then(|| day(year, 2, 29)));
        assert_eq!(said("来年2月29日"), leap(year + 1).then(|| day(year + 1, 2, 29)));
    }
    assert_eq!(written.date(NaiveDate::MAX), None);
}

#[test]
fn parts_and_places() {
    let text = "　令和７年９月１１日（木曜日）17時まで";
    let w = read(text).unwrap();
    assert_eq!(w.year, Some(2025));
    assert_eq!(w.era, Some(Era::Reiwa));
    assert_eq!(&text[w.date_span.clone()], "令和７年９月１１日");
    assert_eq!(&text[w.weekday.clone().unwrap().span], "木曜日");
    assert_eq!(&text[w.time.clone().unwrap().span], "17時");
    assert_eq!(read("9/11").unwrap().year, None);
    let w = read("9/11（金）").unwrap();
    assert_eq!(w.weekday_mismatch(anchor()), Some((Weekday::Fri, Weekday::Thu)));
    let w = read("2025-09-11T17:00:00-03:30").unwrap();
    assert_eq!(w.offset_seconds, Some(-12_600));
}

#[test]
fn refused() {
    let no_day = |last: u32| Kind::NoSuchDate { last_day: Some(last) };
    let no_month = Kind::NoSuchDate { last_day: None };
    let era = |s: &str| Kind::EraOutOfRange { suggestion: s.into() };
    let two = |a: &str, b: &str| Kind::Ambiguous {
        readings: [a.into(), b.into()],
    };
    for (text, kind, place) in [
        ("", Kind::Empty, ""),
        (" \u{3000}", Kind::Empty, " \u{3000}"),
        ("1730", Kind::NotADate, "1730"),
        (" 17:00 ", Kind::NotADate, "17:00"),
        ("2025", Kind::NotADate, "2025"),
        ("2025年9月", Kind::NotADate, "2025年9月"),
        ("2025/9", Kind::NotADate, "2025/9"),
        ("2025/9-11", Kind::NotADate, "2025/9-11"),
        ("2025年9月11 17:00", Kind::NotADate, "2025年9月11 17:00"),
        ("9.11", Kind::NotADate, "9.11"),
        ("令和", Kind::NotADate, "令和"),
        ("大至急", Kind::Vague, "大至急"),
        ("SaaS", Kind::NotADate, "SaaS"),
        ("𠮷野家", Kind::NotADate, "𠮷野家"),
        ("2025年2月30日", no_day(28), "2月30日"),
        ("2月30日", no_day(29), "2月30日"),
        ("2025-02-29", no_day(28), "02-29"),
        ("2025-13-01", no_month.clone(), "13"),
        ("20251301", no_month.clone(), "13"),
        ("20250931", no_day(30), "0931"),
        ("13/1", no_month, "13"),
        ("9/0", no_day(30), "9/0"),
        ("2025/9/1117:00", no_day(30), "9/1117"),
        ("9月11日25時", Kind::NoSuchTime, "25時"),
        ("9月11日17時60分", Kind::NoSuchTime, "60分"),
        ("9/11 17:60", Kind::NoSuchTime, "60"),
        ("9/11 17:5", Kind::NoSuchTime, "5"),
        ("9/11 25:00", Kind::NoSuchTime, "25"),
        ("9/11 17:00:60", Kind::NoSuchTime, "60"),
        ("9月11日24時30分", Kind::NoSuchTime, "24時30分"),
        ("9月11日午後17時", Kind::NoSuchTime, "午後17時"),
        ("9/11 17:00 PM", Kind::NoSuchTime, "17:00 PM"),
        ("2025-09-11T25:00:00Z", Kind::NoSuchTime, "25"),
        ("20250911T246000", Kind::NoSuchTime, "60"),
        ("2025-09-11T17:00:00+25:00", Kind::NoSuchTime, "+25:00"),
        ("9月11日午後12時", two("正午", "24時"), "午後12時"),
        ("9月11日午前12時", two("0時", "正午"), "午前12時"),
        (
            "9月11日午後12時5分",
            two("12時05分", "翌日0時05分"),
            "午後12時5分",
        ),
        (
            "25/9/11 17:00",
            two("2025年9月11日", "平成25年9月11日"),
            "25/9/11",
        ),
        ("7.9.11", two("2007年9月11日", "令和7年9月11日"), "7.9.11"),
        (
            "令和7年(2026年)9月11日",
            two("2025年9月11日", "2026年9月11日"),
            "令和7年(2026年)9月11日",
        ),
        ("9/11/2025", two("2025年9月11日", "2025年11月9日"), "9/11/2025"),
        ("平成40年1月1日", era("令和10年1月1日"), "平成40年1月1日"),
        ("令和1年4月30日（火）", era("平成31年4月30日"), "令和1年4月30日"),
        ("令和元年4月30日", era("平成31年4月30日"), "令和元年4月30日"),
        ("昭和64年1月8日", era("平成元年1月8日"), "昭和64年1月8日"),
        ("S64.1.8", era("H1.1.8"), "S64.1.8"),
        ("㍻31年5月1日", era("㋿元年5月1日"), "㍻31年5月1日"),
        ("平31.5.1", era("令1.5.1"), "平31.5.1"),
        ("大正20年1月1日", era("昭和6年1月1日"), "大正20年1月1日"),
        ("大正10年1月1日", Kind::YearOutOfRange, "大正10年1月1日"),
        ("明治3年1月1日", Kind::YearOutOfRange, "明治3年1月1日"),
        ("1947-12-31", Kind::YearOutOfRange, "1947-12-31"),
        ("2151/1/1", Kind::YearOutOfRange, "2151/1/1"),
        ("99999/1/1", Kind::YearOutOfRange, "99999/1/1"),
        ("令和200年1月1日", Kind::YearOutOfRange, "令和200年1月1日"),
        ("9月上旬", Kind::Vague, "上旬"),
        ("9月末", Kind::Vague, "末"),
        ("9月11日（木）17時頃", Kind::Vague, "頃"),
        ("9月11日17時ごろまで", Kind::Vague, "ごろ"),
        ("9月11日以降", Kind::Vague, "以降"),
        ("9月11日午前中", Kind::Vague, "午前中"),
        ("9月11日午後", Kind::Vague, "午後"),
        ("9月11日夕方", Kind::Vague, "夕方"),
        ("9月11日（頃）", Kind::Vague, "頃"),
        ("令和7年度9月11日", Kind::Vague, "年度"),
        ("可及的速やかに", Kind::Vague, "可及的速やかに"),
        ("明日17時", Kind::Vague, "明日"),
        ("本日中", Kind::Vague, "本日"),
        ("9/11 17", Kind::Trailing, "17"),
        ("9/11 17:", Kind::Trailing, "17:"),
        ("9/11 9:00-12:00", Kind::Trailing, "-12:00"),
        ("2025-09-11 09:00-12:00", Kind::Trailing, "-12:00"),
        ("9/11～9/12", Kind::Trailing, "～9/12"),
        ("9月11日（木）17時にご提出", Kind::Trailing, "にご提出"),
        ("9月11日（木", Kind::Trailing, "（木"),
        ("9/11 木", Kind::Trailing, "木"),
        ("2025091117:00", Kind::NotADate, "2025091117:00"),
        ("9/11\u{200E} 17:00", Kind::StrayCharacter, "\u{200E}"),
        ("\u{FEFF}9/11", Kind::StrayCharacter, "\u{FEFF}"),
        ("9\u{0}/11", Kind::StrayCharacter, "\u{0}"),
        ("9/11 17:00\u{202E}", Kind::StrayCharacter, "\u{202E}"),
    ] {
        let e = read(text).expect_err(text);
        assert_eq!(e.kind, kind, "{text}");
        assert_eq!(text.get(e.span), Some(place), "{text}");
    }
    let long = "年".repeat(201);
    assert_eq!(read(&long).unwrap_err().kind, Kind::TooLong);
}

/// A colon follows 9 in ASCII, and is no digit.
#[test]
fn a_colon_is_no_digit() {
    for text in [
        "2025-0:-11",
        "2025-09-1:",
        "202:-09-11",
        "2:25-09-11",
        "2025-09-11T1::00",
        "2025-09-11T17:0:",
        "2025-09-11T17:00:0:",
        "2025-09-11T17:00+0::00",
    ] {
        assert!(read(text).is_err(), "{text}");
    }
    assert!(read("2025-09-11T23:59:59+09:00").is_ok());
}
