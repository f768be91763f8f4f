//! Properties of every notation and every moment.

use super::day;
use chrono::{Datelike, NaiveDateTime, Timelike};
use jp_datetime::moment::{Era, Written, read, rewrite, rewrite_date};
use proptest::prelude::*;

/// How each notation writes a moment.
const NOTATIONS: usize = 26;

fn format(n: usize, t: NaiveDateTime) -> String {
    let (y, m, d) = (t.year(), t.month(), t.day());
    let (h, mi, s) = (t.hour(), t.minute(), t.second());
    let w = ["月", "火", "水", "木", "金", "土", "日"]
        [usize::try_from(t.weekday().num_days_from_monday()).unwrap()];
    let era = Era::of(t.date()).unwrap();
    let ey = era.year(y).unwrap();
    let name = era.name();
    let letter = match era {
        Era::Reiwa => 'R',
        Era::Heisei => 'H',
        _ => 'S',
    };
    let first = if ey == 1 { "元".into() } else { ey.to_string() };
    let wide = |s: String| -> String {
        s.chars()
            .map(|c| match c {
                '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
                ' ' => '\u{3000}',
                _ => c,
            })
            .collect()
    };
    let half = if h < 12 { "午前" } else { "午後" };
    let ap = if h < 12 { "AM" } else { "PM" };
    let h12 = if h % 12 == 0 { 12 } else { h % 12 };
    match n {
        0 => format!("{y}-{m:02}-{d:02}T{h:02}:{mi:02}:{s:02}+09:00"),
        1 => format!("{y}-{m:02}-{d:02}t{h:02}:{mi:02}:{s:02}.5z"),
        2 => format!("{y}-{m:02}-{d:02} {h:02}:{mi:02}:{s:02}"),
        3 => format!("{y}/{m}/{d} {h}:{mi:02}:{s:02}"),
        4 => format!("{y}.{m}.{d} {h}:{mi:02}:{s:02}"),
        5 => format!("{y}{m:02}{d:02}T{h:02}{mi:02}{s:02}Z"),
        6 => format!("{y}年{m}月{d}日（{w}）{h}時{mi}分{s}秒"),
        7 => format!("{name}{first}年{m}月{d}日（{w}曜日）{h:02}時{mi:02}分{s:02}秒まで"),
        8 => format!("{name}{ey}年{m}月{d}日({w}曜){half}{}時{mi}分{s}秒必着", h % 12),
        9 => format!("{letter}{ey}.{m}.{d} {h}:{mi:02}:{s:02}"),
        10 => format!("{letter}{ey:02}/{m:02}/{d:02} {h:02}:{mi:02}:{s:02}〆"),
        11 => wide(format!("{name}{ey}年{m}月{d}日({w}){h}時{mi}分{s}秒")),
        12 => wide(format!("{y}/{m}/{d} {h}:{mi:02}:{s:02}")),
        13 => format!("{y}/{m}/{d} ({}) {h12}:{mi:02}:{s:02} {ap}", t.format("%a")),
        14 => format!("{y}/{m}/{d} {ap}{}:{mi:02}:{s:02}（厳守）", h % 12),
        15 => format!(" {name} {ey} 年\u{3000}{m} 月 {d} 日 ( {w} ) {h} 時 {mi} 分 {s} 秒 "),
        // From here on without seconds, some without minutes.
        16 => format!("{y}-{m:02}-{d:02}T{h:02}:{mi:02}"),
        17 if mi == 30 => format!("{name}{first}年{m}月{d}日（{w}・祝）{h}時半"),
        17 => format!("{name}{first}年{m}月{d}日（{w}・祝）{h}時{mi}分"),
        18 => format!(
            "{}.{m}.{d} {h}:{mi:02}【必着】",
            name.chars().next().unwrap().to_string() + &ey.to_string()
        ),
        19 if mi == 0 && h == 12 => format!("{y}年{m}月{d}日正午"),
        19 => format!("{y}年{m}月{d}日{half}{}時{mi:02}分", h % 12),
        20 => format!("{y}年{m}月{d}日 {h}:{mi:02} JST"),
        // Without a year.
        21 => format!("{m}/{d}({w}){h}:{mi:02}〆"),
        22 => format!("{m}月{d}日（{w}）{h}時{mi:02}分"),
        // With the year in both notations.
        23 => format!("{name}{ey}({y})年{m}月{d}日（{w}）{h}時{mi}分{s}秒"),
        24 => format!("{y}年（{name}{first}年）{m}月{d}日（{w}）{h}時{mi}分{s}秒"),
        _ => format!("{m}／{d}　{}　{h}：{mi:02}:{s:02}", t.format("%A")),
    }
}

/// The moment at the notation's precision.
fn told(n: usize, t: NaiveDateTime) -> NaiveDateTime {
    if (16..=22).contains(&n) {
        t.with_second(0).unwrap()
    } else {
        t
    }
}

fn any_moment() -> impl Strategy<Value = NaiveDateTime> {
    let days = (day(2150, 12, 31) - day(1948, 1, 1)).num_days();
    // Round times are generated often.
    let second = prop_oneof![
        (0_u32..24).prop_map(|h| h * 3600),
        (0_u32..48).prop_map(|h| h * 1800),
        (0_u32..1440).prop_map(|m| m * 60),
        0_u32..86_400,
    ];
    let day_of = prop_oneof![0..=days, 14_900..15_100_i64, 25_900..26_200_i64];
    (day_of, second).prop_map(|(d, s)| {
        let date = day(1948, 1, 1) + chrono::Duration::days(d);
        date.and_hms_opt(s / 3600, s / 60 % 60, s % 60).unwrap()
    })
}

fn any_sign() -> impl Strategy<Value = char> {
    let signs: Vec<char> = "0123456789０９〇一二十年月日時分秒半元/:.-+（）()・祝休木㈭ \u{3000}TZtzAPMm\
                            午前後正令和平成昭RHS\u{200E}\u{0}𠮷〆頃"
        .chars()
        .collect();
    prop_oneof![8 => prop::sample::select(signs), 1 => any::<char>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reads_back(n in 0..NOTATIONS, t in any_moment()) {
        let text = format(n, t);
        let t = told(n, t);
        let written = read(&text);
        prop_assert!(written.is_ok(), "{text}: {written:?}");
        let written = written.unwrap();
        prop_assert_eq!(written.local(t.date()), Some(t), "{}", text);
        prop_assert_eq!(written.weekday_mismatch(t.date()), None);
    }

    /// The rewritten text means the new moment, in every notation.
    #[test]
    fn rewrites(n in 0..NOTATIONS, old in any_moment(), new in any_moment(), anchor in any_moment()) {
        let text = format(n, old);
        let out = rewrite(&text, new, anchor.date());
        prop_assert!(out.is_some(), "{text} to {new}");
        let out = out.unwrap();
        let written = read(&out).unwrap();
        prop_assert_eq!(written.local(anchor.date()), Some(new), "{} to {}", text, out);
        prop_assert_eq!(written.weekday_mismatch(anchor.date()), None);
        // A text that already means the moment is left unchanged.
        let same = rewrite(&out, new, anchor.date());
        if !out.contains(".5z") {
            prop_assert_eq!(same.as_deref(), Some(out.as_str()));
        }
    }

    #[test]
    fn rewrites_dates(n in 0..NOTATIONS, old in any_moment(), new in any_moment(), anchor in any_moment()) {
        let text = format(n, old);
        let out = rewrite_date(&text, new.date(), anchor.date());
        prop_assert!(out.is_some(), "{text} to {new}");
        let (before, after) = (read(&text).unwrap(), read(&out.unwrap()).unwrap());
        prop_assert_eq!(after.date(anchor.date()), Some(new.date()));
        let time = |w: &Written| w.time.as_ref().map(|t| (t.hour, t.minute, t.second));
        prop_assert_eq!(time(&before), time(&after));
    }

    #[test]
    fn date_alone_gets_a_time(n in 0_usize..8, old in any_moment(), new in any_moment()) {
        let d = old.date();
        let (y, m, dd) = (d.year(), d.month(), d.day());
        let text = match n {
            0 => format!("{y}-{m:02}-{dd:02}"),
            1 => format!("{y}{m:02}{dd:02}"),
            2 => format!("{y}/{m}/{dd}"),
            3 => format!("{y}年{m}月{dd}日必着"),
            4 => format!("{m}/{dd}まで"),
            5 => format!("{m}月{dd}日"),
            6 => format!("{y}/{m}/{dd} Thu"),
            _ => format!("{y}/{m}/{dd}（木・祝）〆切"),
        };
        let out = rewrite(&text, new, d);
        prop_assert!(out.is_some(), "{text} to {new}");
    }

    #[test]
    fn never_panics(
        text in "\\PC{0,30}|[0-9０-９年月日時分半TZ/:.(（木）) RH令和平成元午後前正\u{200E}〆+-]{0,24}",
        new in any_moment(),
    ) {
        match read(&text) {
            Ok(w) => {
                prop_assert!(text.get(w.date_span.clone()).is_some());
                if let Some(t) = &w.time {
                    prop_assert!(text.get(t.span.clone()).is_some());
                }
                let out = rewrite(&text, new, new.date());
                prop_assert!(out.is_some(), "{text}");
            }
            Err(e) => prop_assert!(text.get(e.span).is_some()),
        }
    }

    /// Valid texts with one or two characters inserted, removed or replaced.
    #[test]
    fn damaged(
        n in 0..NOTATIONS,
        old in any_moment(),
        new in any_moment(),
        hits in prop::collection::vec((0_usize..40, 0_u8..3, any_sign()), 1..3),
    ) {
        let mut signs: Vec<char> = format(n, old).chars().collect();
        for (place, how, sign) in hits {
            let place = place % signs.len().max(1);
            match how {
                0 => signs.insert(place, sign),
                1 if !signs.is_empty() => { signs.remove(place); }
                _ => if let Some(c) = signs.get_mut(place) { *c = sign },
            }
        }
        let text: String = signs.into_iter().collect();
        match read(&text) {
            Ok(_) => {
                let out = rewrite(&text, new, old.date());
                prop_assert!(out.is_some(), "{text} to {new}");
                prop_assert!(rewrite_date(&text, new.date(), old.date()).is_some(), "{text}");
            }
            Err(e) => prop_assert!(text.get(e.span).is_some()),
        }
    }

    /// The fast path and the general reader agree.
    #[test]
    fn fast_and_slow(text in "20[0-9]{2}-[01][0-9]-[0-3][0-9]([Tt ][0-2][0-9]:[0-6][0-9](:[0-6][0-9])?(Z|z|[+-][01][0-9]:[0-6][0-9])?)?") {
        let spaced = format!("{text} ");
        prop_assert_eq!(read(&text), read(&spaced));
    }
}
