//! Durations: valid and invalid notations.

use jp_datetime::duration::{DurationError, DurationErrorKind as Kind, iso, read};

/// 7 hours 45 minutes in seconds: the ministries' working day.
const DAY: i64 = 27_900;

#[test]
fn good() {
    for (text, seconds) in [
        ("PT6H", 21_600),
        ("pt6h", 21_600),
        ("PT465M", 27_900),
        ("PT7H45M", 27_900),
        ("PT1H0M30S", 3_630),
        ("PT1.5H", 5_400),
        ("PT1,5H", 5_400),
        ("PT0S", 0),
        ("P1D", DAY),
        ("P1DT2H", DAY + 7_200),
        ("P0.5D", DAY / 2),
        ("ＰＴ６Ｈ", 21_600),
        ("6h", 21_600),
        ("6 h", 21_600),
        ("6H", 21_600),
        ("90m", 5_400),
        ("90min", 5_400),
        ("90 mins", 5_400),
        ("1h30m", 5_400),
        ("1 hour 30 minutes", 5_400),
        ("2 days", 2 * DAY),
        ("6時間", 21_600),
        ("６時間", 21_600),
        (" ６　時 間 ", 21_600),
        ("六時間", 21_600),
        ("90分", 5_400),
        ("1時間30分", 5_400),
        ("1時間と30分", 5_400),
        ("6時間半", 23_400),
        ("1日", DAY),
        ("2日", 2 * DAY),
        ("3日間", 3 * DAY),
        ("1営業日", DAY),
        ("1日と2時間", DAY + 7_200),
        ("1日半", DAY + DAY / 2),
        ("0.5日", DAY / 2),
        ("半日", DAY / 2),
        ("半時間", 1_800),
        ("1.5時間", 5_400),
        ("１．５時間", 5_400),
        ("約6時間", 21_600),
        ("およそ 6 時間", 21_600),
        ("6時間程度", 21_600),
        ("半日程度", DAY / 2),
        ("6時間前後", 21_600),
        ("100000時間", 360_000_000),
        ("P0.333333333333333333D", 9_300),
    ] {
        assert_eq!(read(text, DAY), Ok(seconds), "{text}");
    }
}

#[test]
fn bad() {
    for (text, kind, span) in [
        ("", Kind::Empty, 0..0),
        ("　", Kind::Empty, 0..3),
        ("6", Kind::NoUnit, 0..1),
        (" 6 程度", Kind::NoUnit, 1..2),
        ("1h30", Kind::NoUnit, 2..4),
        ("PT6", Kind::NoUnit, 2..3),
        ("P1", Kind::NoUnit, 1..2),
        ("P", Kind::NotADuration, 0..1),
        ("PT", Kind::NotADuration, 0..2),
        ("P1DT", Kind::NotADuration, 0..4),
        ("PT6M1H", Kind::NotADuration, 0..6),
        ("PT1.5H30M", Kind::NotADuration, 0..9),
        ("P6H", Kind::NotADuration, 0..3),
        ("なる早", Kind::NotADuration, 0..9),
        ("1:30", Kind::NotADuration, 0..4),
        ("P1W", Kind::CalendarUnit, 1..3),
        ("P1M", Kind::CalendarUnit, 1..3),
        ("P1Y", Kind::CalendarUnit, 1..3),
        ("1週間", Kind::CalendarUnit, 0..7),
        ("2か月", Kind::CalendarUnit, 0..7),
        ("2 weeks", Kind::CalendarUnit, 0..7),
        ("3人日", Kind::PersonTime, 0..7),
        ("約3人日", Kind::PersonTime, 3..10),
        ("2人月", Kind::PersonTime, 0..7),
        ("3 man-days", Kind::PersonTime, 0..10),
        ("-PT1H", Kind::Negative, 0..1),
        ("▲6時間", Kind::Negative, 0..3),
        ("−6時間", Kind::Negative, 0..3),
        ("2〜3時間", Kind::ARange, 0..11),
        ("2時間～3時間", Kind::ARange, 0..17),
        ("数時間", Kind::Vague, 0..3),
        ("30分1時間", Kind::Trailing, 5..12),
        ("6時間以内", Kind::Trailing, 7..13),
        ("6時間\u{200E}", Kind::StrayCharacter, 7..10),
        ("100001時間", Kind::TooLong, 0..12),
        ("PT360000001S", Kind::TooLong, 0..12),
        ("99999999999999999999999日", Kind::TooLong, 0..26),
    ] {
        assert_eq!(read(text, DAY), Err(DurationError { kind, span }), "{text}");
    }
    let long = "6".repeat(201);
    assert_eq!(read(&long, DAY).map_err(|e| e.kind), Err(Kind::TextTooLong));
}

#[test]
fn odd_days_do_no_harm() {
    for day in [i64::MIN, -1, 0, i64::MAX] {
        let _ = read("P4294967295.999999999D", day);
        let _ = read("4294967295日半", day);
    }
}

#[test]
fn written() {
    for (seconds, text) in [
        (0, "PT0S"),
        (171_000, "PT47H30M"),
        (90, "PT1M30S"),
        (3_605, "PT1H5S"),
        (-3_600, "-PT1H"),
        (i64::MIN, "-PT2562047788015215H30M8S"),
    ] {
        assert_eq!(iso(seconds), text);
    }
}

proptest::proptest! {
    #[test]
    fn never_panics(text in "\\PC{0,40}|[0-9PTHMDSW.,半日時間分約人〜 ０-９]{0,12}") {
        if let Err(e) = read(&text, DAY) {
            assert!(text.get(e.span).is_some());
        }
    }

    #[test]
    fn iso_reads_back(seconds in 0_i64..=360_000_000) {
        assert_eq!(read(&iso(seconds), DAY), Ok(seconds));
    }
}
