//! Compares computed holidays with the Cabinet Office's list, the history of the law, and independent equinoxes, and
//! tests the closed days derived from them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{Datelike, Days, NaiveDate, Weekday};
use office_calendar::closed_days::{ClosedDays, Reason};
use office_calendar::holidays::{
    Basis, FIRST_YEAR, Holiday, HolidayKind, LAST_ANNOUNCED_EQUINOX_YEAR, LAST_YEAR, holidays_of,
};

const OFFICIAL: &str = include_str!("../../../fixtures/national-holidays/syukujitsu-1955-2027.csv");

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The name of a holiday in the official list.
fn official_name(holiday: &Holiday) -> &'static str {
    match (holiday.kind, holiday.date.year()) {
        (HolidayKind::Substitute | HolidayKind::Citizens, _) => "休日",
        (HolidayKind::OneOff, 2019) => "休日（祝日扱い）",
        (_, 2019) if holiday.name_ja == "体育の日" => "体育の日（スポーツの日）",
        _ => holiday.name_ja,
    }
}

fn find(date: &str) -> Option<Holiday> {
    let date = day(date);
    holidays_of(date.year())
        .into_iter()
        .find(|holiday| holiday.date == date)
}

fn kind(date: &str) -> Option<HolidayKind> {
    find(date).map(|holiday| holiday.kind)
}

fn days_of(year: i32) -> Vec<String> {
    holidays_of(year)
        .iter()
        .map(|holiday| format!("{} {}", holiday.date.format("%m-%d"), holiday.name_ja))
        .collect()
}

#[test]
fn every_row_of_the_official_list_and_no_other_day() {
    let official: Vec<(NaiveDate, String)> = OFFICIAL
        .lines()
        .skip(1)
        .map(|line| {
            let (date, name) = line.split_once(',').expect("two columns");
            let date = NaiveDate::parse_from_str(date, "%Y/%m/%d").expect("a date");
            (date, name.to_owned())
        })
        .collect();
    assert_eq!(official.len(), 1067);
    let computed: Vec<(NaiveDate, String)> = (1955..=2027)
        .flat_map(holidays_of)
        .map(|holiday| (holiday.date, official_name(&holiday).to_owned()))
        .collect();
    for row in &official {
        assert!(computed.contains(row), "missing: {row:?}");
    }
    for row in &computed {
        assert!(official.contains(row), "not in the list: {row:?}");
    }
    assert_eq!(computed, official, "order and repetition");
}

#[test]
fn before_the_official_list() {
    assert!(holidays_of(FIRST_YEAR - 1).is_empty());
    assert_eq!(
        days_of(1948),
        ["09-23 秋分の日", "11-03 文化の日", "11-23 勤労感謝の日"]
    );
    let spring = [21, 21, 21, 21, 21, 21];
    let autumn = [23, 23, 24, 23, 23, 23];
    for (year, (spring, autumn)) in (1949..=1954).zip(spring.into_iter().zip(autumn)) {
        assert_eq!(
            days_of(year),
            [
                "01-01 元日".to_owned(),
                "01-15 成人の日".to_owned(),
                format!("03-{spring} 春分の日"),
                "04-29 天皇誕生日".to_owned(),
                "05-03 憲法記念日".to_owned(),
                "05-05 こどもの日".to_owned(),
                format!("09-{autumn} 秋分の日"),
                "11-03 文化の日".to_owned(),
                "11-23 勤労感謝の日".to_owned(),
            ]
        );
    }
}

#[test]
fn substitute_and_citizens_holidays_begin_with_their_amendments() {
    // 1973-02-11 was a Sunday before the amendment of 1973-04-12.
    assert_eq!(day("1973-02-11").weekday(), Weekday::Sun);
    assert_eq!(kind("1973-02-12"), None);
    assert_eq!(kind("1973-04-30"), Some(HolidayKind::Substitute));
    // 4 May: not yet in 1985, a Sunday in 1986, a substitute in 1987.
    assert_eq!(kind("1985-05-04"), None);
    assert_eq!(kind("1986-05-04"), None);
    assert_eq!(kind("1987-05-04"), Some(HolidayKind::Substitute));
    assert_eq!(kind("1988-05-04"), Some(HolidayKind::Citizens));
    // 3 May on a Sunday: since 2007 the substitute passes over 4 and 5 May.
    assert_eq!(kind("2009-05-06"), Some(HolidayKind::Substitute));
    assert_eq!(kind("2019-04-30"), Some(HolidayKind::Citizens));
    assert_eq!(kind("2019-05-02"), Some(HolidayKind::Citizens));
    assert_eq!(kind("2019-05-01"), Some(HolidayKind::OneOff));
    // 1 January on a Sunday.
    assert_eq!(kind("2034-01-02"), Some(HolidayKind::Substitute));
}

#[test]
fn equinoxes_to_come() {
    // Days of 春分 (less 19) and 秋分 (less 20) of 2028 to 2150 in Japan, from the
    // planetary theory VSOP87 (PyEphem), not from the polynomials of the program.
    const SPRING: &str = "\
        11121112111211121112111211121111111111111111111111111111111111\
        1101110111122212221222122212221222112211221122112211221122112";
    const AUTUMN: &str = "\
        23332333233323332233223322332233223322332233223322232223222322\
        2322232223333433333333333333333333333333333333333323332333233";
    assert_eq!((SPRING.len(), AUTUMN.len()), (123, 123));
    for (year, (spring, autumn)) in (2028..).zip(SPRING.bytes().zip(AUTUMN.bytes())) {
        let names = days_of(year);
        let spring = format!("03-{} 春分の日", spring - b'0' + 19);
        let autumn = format!("09-{} 秋分の日", autumn - b'0' + 20);
        assert!(names.contains(&spring), "{year}: {spring} not in {names:?}");
        assert!(names.contains(&autumn), "{year}: {autumn} not in {names:?}");
    }
    // The common linear formula gives the 24th only for 2107; the instant is 23:37 on the 23rd.
    assert_eq!(kind("2107-09-23"), Some(HolidayKind::National));
    // Close to midnight: 2012-09-22 23:49, 2026-03-20 23:46, 2074-09-23 0:03.
    for date in ["2012-09-22", "2026-03-20", "2074-09-23", "2092-03-19"] {
        assert_eq!(kind(date), Some(HolidayKind::National), "{date}");
    }
}

#[test]
fn citizens_holidays_to_come() {
    let found: Vec<String> = (2027..=2100)
        .flat_map(holidays_of)
        .filter(|holiday| holiday.kind == HolidayKind::Citizens)
        .map(|holiday| holiday.date.to_string())
        .collect();
    assert_eq!(
        found,
        [
            "2032-09-21",
            "2037-09-22",
            "2043-09-22",
            "2049-09-21",
            "2054-09-22",
            "2060-09-21",
            "2071-09-22",
            "2077-09-21",
            "2088-09-21",
            "2094-09-21",
            "2099-09-22",
        ]
    );
}

#[test]
fn what_rests_on_an_equinox_not_announced_is_predicted() {
    for year in FIRST_YEAR..=LAST_YEAR {
        for holiday in holidays_of(year) {
            let equinox = holiday.date.month() == 3
                || matches!(holiday.name_ja, "秋分の日" | "国民の休日")
                || (holiday.date.month() == 9 && holiday.kind == HolidayKind::Substitute);
            let expected = if equinox && year > LAST_ANNOUNCED_EQUINOX_YEAR {
                Basis::Predicted
            } else {
                Basis::Law
            };
            assert_eq!(holiday.basis, expected, "{holiday:?}");
        }
    }
    // 2027-03-22 is the substitute of an announced day; 2032-09-21 depends on a predicted one.
    assert_eq!(find("2027-03-22").unwrap().basis, Basis::Law);
    assert_eq!(find("2032-09-21").unwrap().basis, Basis::Predicted);
}

#[test]
fn every_year_is_ascending_without_repetition() {
    assert!(holidays_of(LAST_YEAR + 1).is_empty());
    for year in FIRST_YEAR..=LAST_YEAR {
        let holidays = holidays_of(year);
        assert!(holidays.iter().all(|holiday| holiday.date.year() == year));
        assert!(holidays.is_sorted_by(|one, next| one.date < next.date), "{year}");
        if year >= 2022 {
            let national = holidays
                .iter()
                .filter(|holiday| holiday.kind == HolidayKind::National);
            assert_eq!(national.count(), 16, "{year}");
        }
    }
}

#[test]
fn reasons_an_officer_would_name() {
    let calendar = ClosedDays::new();
    let ja = |date: &str| {
        calendar
            .reason(day(date))
            .map(|closed| closed.reason.ja().to_owned())
    };
    assert_eq!(ja("2025-01-01").as_deref(), Some("元日"));
    assert_eq!(ja("2025-01-02").as_deref(), Some("年末年始"));
    assert_eq!(ja("2025-01-04").as_deref(), Some("土曜日"));
    assert_eq!(ja("2023-01-02").as_deref(), Some("振替休日"));
    assert_eq!(ja("2024-12-29").as_deref(), Some("日曜日"));
    assert_eq!(ja("2025-05-03").as_deref(), Some("憲法記念日"));
    assert_eq!(ja("2026-09-22").as_deref(), Some("国民の休日"));
    assert_eq!(ja("2026-09-24"), None);
    // 秋分の日 of 2028 is a Friday, that of 2034 a Saturday.
    assert_eq!(
        calendar.reason(day("2028-09-22")).unwrap().basis,
        Basis::Predicted
    );
    let saturday = calendar.reason(day("2034-09-23")).unwrap();
    assert_eq!(
        (saturday.reason.en(), saturday.basis),
        ("Autumnal Equinox Day", Basis::Predicted)
    );
    // Equinoxes are certain once announced, also on weekends.
    let mut on_weekends = 0;
    for year in LAST_ANNOUNCED_EQUINOX_YEAR - 1..=LAST_YEAR {
        for holiday in holidays_of(year) {
            let closed = calendar.reason(holiday.date).unwrap();
            assert_eq!(
                (closed.reason.ja(), closed.basis),
                (holiday.name_ja, holiday.basis)
            );
            let weekend = matches!(holiday.date.weekday(), Weekday::Sat | Weekday::Sun);
            on_weekends += usize::from(weekend && holiday.basis == Basis::Predicted);
        }
    }
    assert_eq!(on_weekends, 69);
}

#[test]
fn open_days_around_the_year_end() {
    let calendar = ClosedDays::new();
    assert_eq!(calendar.next_open(day("2024-12-27")), Some(day("2025-01-06")));
    assert_eq!(calendar.next_open(day("2026-12-25")), Some(day("2026-12-28")));
    assert_eq!(calendar.next_open(day("2026-12-28")), Some(day("2027-01-04")));
    assert_eq!(calendar.last_open(day("2027-01-03")), Some(day("2026-12-28")));
    assert_eq!(calendar.last_open(day("2027-01-04")), Some(day("2027-01-04")));
    assert_eq!(calendar.next_open(day("2019-04-26")), Some(day("2019-05-07")));
    assert_eq!(calendar.next_open(day("2026-09-18")), Some(day("2026-09-24")));
    // Limits of the range.
    assert_eq!(calendar.next_open(day("2150-12-28")), None);
    assert_eq!(calendar.next_open(day("2160-01-01")), None);
    assert_eq!(calendar.last_open(day("1948-01-03")), None);
    assert_eq!(calendar.last_open(day("2151-01-05")), None);
    assert_eq!(calendar.next_open(NaiveDate::MAX), None);
    assert_eq!(calendar.last_open(NaiveDate::MIN), None);
    assert!(!calendar.is_closed(day("2151-01-01")));
    assert!(!ClosedDays::covers(day("1947-12-31")));
}

#[test]
fn closures_and_openings() {
    let closing = day("2026-08-13");
    let both = day("2026-08-14");
    let calendar = ClosedDays::new();
    assert!(!calendar.is_closed(closing));
    let calendar = calendar
        .with_closures([closing, both, day("2026-08-15")].map(|date| (date, "夏季休業".to_owned())))
        .with_openings([both, day("2026-12-29")].map(|date| (date, "予算編成".to_owned())));
    let closed = calendar.reason(closing).unwrap();
    assert_eq!(closed.reason, Reason::Closure("夏季休業".to_owned()));
    assert_eq!(closed.reason.en(), "夏季休業");
    assert!(!calendar.is_closed(both));
    assert_eq!(calendar.reason(both), None);
    assert_eq!(
        calendar.reason(day("2026-08-15")).unwrap().reason,
        Reason::Saturday
    );
    assert_eq!(calendar.next_open(day("2026-12-28")), Some(day("2026-12-29")));
    assert_eq!(calendar.count_closed(closing, day("2026-08-18")), 3);
}

#[test]
fn counting_agrees_with_going_day_by_day() {
    let calendar = ClosedDays::new().with_closures([(day("2030-06-05"), "停電".to_owned())]);
    let first = day("1947-06-01");
    let span = (day("2151-06-01") - first).num_days().unsigned_abs();
    // Closed days before each day, counted one by one.
    let mut naive = vec![0_i64];
    for date in first.iter_days().take(usize::try_from(span).unwrap()) {
        naive.push(naive.last().unwrap() + i64::from(calendar.is_closed(date)));
    }
    let mut state = 20_260_401_u64;
    let mut random = |bound: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % bound
    };
    for round in 0..20_000 {
        let start = random(span);
        let length = if round % 2 == 0 { random(40) } else { random(span) };
        let end = (start + length).min(span);
        let (from, until) = (first + Days::new(start), first + Days::new(end));
        let expected = naive[usize::try_from(end).unwrap()] - naive[usize::try_from(start).unwrap()];
        assert_eq!(calendar.count_closed(from, until), expected, "{from} to {until}");
        if round % 2 == 0 {
            let listed = calendar.between(from, until - Days::new(1));
            assert_eq!(
                i64::try_from(listed.len()).unwrap(),
                expected,
                "{from} to {until}"
            );
        }
    }
    assert_eq!(calendar.count_closed(day("2026-01-05"), day("2026-01-04")), 0);
}

#[test]
fn closed_days_as_bits_agree_with_each_day_across_years_and_the_ends_of_the_calendar() {
    let calendar = ClosedDays::new().with_openings([(day("2028-02-27"), "選挙".to_owned())]);
    for year in ["1947", "1948", "2024", "2027", "2028", "2029", "2100", "2150"] {
        for date in day(&format!("{year}-01-01")).iter_days().take(367) {
            let bits = date
                .iter_days()
                .take(64)
                .enumerate()
                .fold(0_u64, |bits, (bit, date)| {
                    bits | u64::from(calendar.is_closed(date)) << bit
                });
            assert_eq!(calendar.closed_from(date), bits, "{date}");
        }
    }
}

#[test]
fn open_days_agree_with_going_day_by_day() {
    let calendar = ClosedDays::new();
    let mut last = None;
    for date in day("1948-01-01")
        .iter_days()
        .take_while(|date| date.year() <= LAST_YEAR)
    {
        if !calendar.is_closed(date) {
            if let Some(last) = last {
                assert_eq!(calendar.next_open(last), Some(date));
            }
            last = Some(date);
        }
        assert_eq!(calendar.last_open(date), last);
        assert_eq!(calendar.reason(date).is_some(), calendar.is_closed(date));
    }
}

#[test]
fn one_calendar_for_several_threads() {
    let calendar = ClosedDays::new();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert!(calendar.is_closed(day("2040-01-01"))));
        }
    });
}

/// Counting by years and counting open days one by one agree.
#[test]
fn an_open_day_far_off_is_found_as_one_by_one() {
    let days = [(2026, 12, 28), (2027, 8, 2)].map(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d).unwrap());
    let closed = ClosedDays::new()
        .with_closures([(days[1], "停電".to_owned())])
        .with_openings([(NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(), "開庁".to_owned())]);
    let starts = (0..800).map(|ahead| days[0] + Days::new(ahead)).chain([
        NaiveDate::from_ymd_opt(1947, 12, 30).unwrap(),
        NaiveDate::from_ymd_opt(1947, 12, 31).unwrap(),
        NaiveDate::from_ymd_opt(1948, 2, 28).unwrap(),
        NaiveDate::from_ymd_opt(2150, 6, 1).unwrap(),
        NaiveDate::from_ymd_opt(2150, 12, 31).unwrap(),
    ]);
    for start in starts {
        let mut day = Some(start);
        for count in 0..270 {
            assert_eq!(closed.open_after(start, count), day, "{count} after {start}");
            day = day.and_then(|day| closed.next_open(day));
        }
    }
}
