//! A template's counts equal those of its requests, however its days are grouped into classes.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_template_is_told_what_its_requests_are_told(template in template(false)) {
        agree(&template);
    }

    #[test]
    fn offices_abroad_are_no_exception(template in template(true)) {
        agree(&template);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    /// Over a year most days are judged as equal to another: a few minutes of each are counted.
    #[test]
    fn days_that_are_folded_together_are_alike(template in template(false), days in 200_u32..400) {
        let window = select_window(&template);
        agree(&Template { days, window, ..template });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same where weeks lie between sending and due, and in zones with clock changes.
    #[test]
    fn days_are_folded_over_the_weeks_between(
        template in template(true),
        days in 200_u32..400,
        far in proptest::collection::vec(far_due(), 1..3),
        effort in select(&[None, Some(60 * 60), Some(93 * 60), Some(110 * 60)][..]),
    ) {
        let window = select_window(&template);
        let hearing = None;
        agree(&Template { days, window, effort, hearing, dues: far, ..template });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same where a due or a hearing has a date, with or without a year, before, between or after the sendings.
    #[test]
    fn days_are_folded_before_a_date(
        template in template(true),
        days in 200_u32..300,
        effort in select(&[None, Some(60 * 60), Some(110 * 60)][..]),
        dates in proptest::collection::vec((0_u64..420, 0_usize..4, select(&[0, 540, 719, 1020, 1095][..])), 0..3),
        hearing in proptest::option::of((0_u64..420, 3_usize..4, select(&[540, 690, 1110][..]))),
    ) {
        let window = select_window(&template);
        let text = |date| written(template.now, date);
        let mut dues: Vec<_> = dates.into_iter().map(|date| (Due::Written(text(date)), 0)).collect();
        dues.extend(template.dues.iter().take(1).cloned());
        let hearing = hearing.map(|(days, form, at)| {
            let (from, until) = (text((days, form, at)), text((days, form, at + 45)));
            format!("ヒアリング: {{開始: \"{from}\", 終了: \"{until}\", オンライン: 可}}\n")
        });
        let more = hearing.unwrap_or_default();
        agree(&Template { days, window, effort, hearing: None, dues, more, ..template });
    }
}

/// A holiday between sending and due changes the verdict even far from both, although its position does not: three
/// weeks leave time for the work except over Golden Week, the autumn's holidays and the year's end.
#[test]
fn holidays_amid_the_weeks_between_count() {
    let office = || Office {
        hours: (570, 1095),
        pause: Some((720, 780)),
        zone: None,
    };
    for open_days in [13, 14] {
        let template = Template {
            now: NaiveDate::from_ymd_opt(2026, 1, 5)
                .unwrap()
                .and_time(NaiveTime::MIN),
            days: 365,
            kind: "協議",
            sender: office(),
            to: vec![office()],
            effort: Some(open_days * 465),
            window: Window::Hours(1080, 1080),
            dues: vec![(Due::Calendar(21, 1020), 0)],
            hearing: None,
            more: String::new(),
            own: false,
        };
        agree(&template);
    }
}

/// The clocks of Lord Howe Island move by half an hour, also between a weekend and the Monday after it.
#[test]
fn the_days_after_a_clock_change_are_counted_by_the_new_hours() {
    let office = |zone| Office {
        hours: (540, 1027),
        pause: Some((720, 780)),
        zone,
    };
    let template = Template {
        now: NaiveDate::from_ymd_opt(2025, 9, 8)
            .unwrap()
            .and_time(NaiveTime::MIN),
        days: 60,
        kind: "協議",
        sender: office(Some("Australia/Lord_Howe")),
        to: vec![office(None)],
        effort: None,
        window: Window::Weekdays("月・火", &[Weekday::Mon, Weekday::Tue], 900, 990),
        dues: vec![(Due::Calendar(7, 1020), 0)],
        hearing: None,
        more: String::new(),
        own: false,
    };
    agree(&template);
}
