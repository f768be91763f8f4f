//! Generators of requests.

use super::*;

pub fn minute_of_day() -> impl Strategy<Value = u32> {
    let edges = [
        0, 1, 509, 510, 569, 570, 571, 719, 720, 721, 779, 780, 781, 1019, 1020, 1021, 1034, 1035, 1036,
        1094, 1095, 1096, 1439,
    ];
    prop_oneof![select(edges.to_vec()), 0..1440_u32]
}

/// A moment in 2024 to 2027, often at the edge of office hours or of a run of closed days.
pub fn moment() -> impl Strategy<Value = NaiveDateTime> {
    let runs = [
        (2025, 9, 12),
        (2026, 9, 17),
        (2024, 12, 26),
        (2025, 12, 25),
        (2026, 4, 28),
        (2025, 5, 1),
        (2026, 3, 19),
    ];
    let near = (select(runs.to_vec()), 0..12_u64)
        .prop_map(|((y, m, d), days)| NaiveDate::from_ymd_opt(y, m, d).expect("a day") + Days::new(days));
    let any =
        (0..1200_u64).prop_map(|days| NaiveDate::from_ymd_opt(2024, 1, 4).expect("a day") + Days::new(days));
    (prop_oneof![near, any], minute_of_day())
        .prop_map(|(day, minute)| day.and_hms_opt(minute / 60, minute % 60, 0).expect("a time"))
}

/// Minutes: from one to some days, often about 48 hours.
pub fn span() -> impl Strategy<Value = i64> {
    prop_oneof![1..1440_i64, 1..(7 * 1440_i64), 2870..2891_i64, 1..(20 * 1440_i64)]
}

pub fn office() -> impl Strategy<Value = String> {
    let name = select(vec![
        "財務省主計局",
        "法務省",
        "厚生労働省大臣官房",
        "国土交通省都市局",
        "消防庁",
        "総務省統計局",
        "特許庁",
        "東京都",
    ]);
    let hours = select(vec![
        "8:30-17:15",
        "9:00-17:45",
        "9:30-18:15",
        "10:00-15:00",
        "7:00-22:00",
        "0:00-24:00",
    ]);
    let pause = select(vec!["12:00-13:00", "12:30-13:30", "11:45-12:45", "なし"]);
    prop_oneof![
        name.clone().prop_map(str::to_owned),
        (name, hours, pause).prop_map(|(name, hours, pause)| format!(
            "{{府省: {name}, 勤務時間: \"{hours}\", 休憩: \"{pause}\"}}"
        )),
    ]
}

prop_compose! {
    pub fn draft()(
        kind in select(vec!["consultation", "review", "survey", "inquiry", "other"]),
        scope in select(vec![None, Some("law"), Some("policy-coordination"), Some("other")]),
        round in select(vec![None, None, Some("first"), Some("follow-up")]),
        from in select(vec![None, Some("総務省行政管理局"), Some("消防庁"), Some("財務省")]),
        to in prop::collection::vec(office(), 0..4),
        sent in moment(),
        span in span(),
        effort in prop_oneof![Just(None), (1..2000_i64).prop_map(Some)],
        considerable in select(vec![None, None, Some(true), Some(false)]),
        hearing in prop_oneof![Just(None), (0..5000_i64, 1..300_i64).prop_map(Some)],
    ) -> Draft {
        let due = Some(sent + TimeDelta::minutes(span));
        let hearing = hearing.map(|(after, length)| (sent + TimeDelta::minutes(after), length));
        Draft { kind, scope, round, from, to, sent, due, effort, considerable, hearing }
    }
}

pub fn writing() -> impl Strategy<Value = Writing> {
    (0..20_usize, 0..3_usize, any::<bool>(), 0..8_usize, any::<bool>()).prop_map(
        |(words, quotes, comments, notation, turned)| Writing {
            words,
            quotes,
            comments,
            notation,
            turned,
        },
    )
}
