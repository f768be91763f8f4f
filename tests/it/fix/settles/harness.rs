//! Generators and independent readers for the tests of fixes; the properties are shared with the fuzz targets.

#[path = "../../../../fuzz/src/fix.rs"]
mod promise;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use kigen::calendar::hours::Moment;
use kigen::check::FileReport;
use proptest::prelude::*;

pub use promise::*;

/// The rules above info that read the due's moment or the hearing's times.
pub const FIXABLE_RULES: [&str; 17] = [
    "KG101", "KG102", "KG103", "KG104", "KG105", "KG201", "KG202", "KG203", "KG204", "KG301", "KG303",
    "KG304", "KG401", "KG402", "KG406", "KG407", "KG417",
];

pub fn broken(report: &FileReport) -> Vec<&str> {
    let codes = report.diagnostics.iter().map(|found| &*found.code);
    codes.filter(|code| FIXABLE_RULES.contains(code)).collect()
}

/// Everything in a YAML file except its dues and hearings, read by serde_yaml.
pub fn rest_of_yaml(text: &str) -> Vec<serde_yaml::Value> {
    use serde::Deserialize as _;
    let moved = |key: &str| key.contains("期限") || key.contains("ヒアリング") || key == "due";
    serde_yaml::Deserializer::from_str(text)
        .map(|document| {
            let mut value = serde_yaml::Value::deserialize(document).expect("it is YAML");
            if let Some(mapping) = value.as_mapping_mut() {
                mapping.retain(|key, _| !key.as_str().is_some_and(moved));
            }
            value
        })
        .collect()
}

/// Everything in a calendar except its dues and times, read by the crate `ical`.
pub fn rest_of_calendar(text: &str) -> Vec<String> {
    let lines = ical::LineReader::new(text.as_bytes());
    // A task's DURATION moves with its due; its start stays.
    let moved = |name: &str| match name {
        "DTSTART" => !text.contains("BEGIN:VTODO"),
        "DURATION" => text.contains("BEGIN:VTODO"),
        name => matches!(name, "DUE" | "DTEND" | "X-KIGEN-DUE"),
    };
    ical::PropertyParser::new(lines)
        .map(|property| property.expect("a content line"))
        .filter(|property| !moved(&property.name))
        .map(|property| format!("{property:?}"))
        .collect()
}

pub const DAYS: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];

pub fn weekday(at: NaiveDate) -> &'static str {
    DAYS[at.weekday().num_days_from_monday() as usize]
}

pub fn full(text: &str) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap();
    text.chars()
        .map(|c| if c.is_ascii_digit() { wide(c) } else { c })
        .collect()
}

/// A moment in one of [`WAYS`] notations, each of which can express every moment.
pub fn write(at: NaiveDateTime, way: u8) -> String {
    let (y, m, d, hour, minute) = (at.year(), at.month(), at.day(), at.hour(), at.minute());
    let (era, day) = (y - 2018, weekday(at.date()));
    let utc = at - TimeDelta::hours(9);
    let clock = if minute == 0 {
        format!("{hour}時")
    } else {
        format!("{hour}時{minute}分")
    };
    let noon = if hour < 12 { "午前" } else { "午後" };
    let halves = match minute {
        0 => format!("{noon}{}時", hour % 12),
        30 => format!("{noon}{}時半", hour % 12),
        _ => format!("{noon}{}時{minute:02}分", hour % 12),
    };
    match way {
        0 => format!("{}", at.format("%Y-%m-%dT%H:%M+09:00")),
        1 => format!("{}", at.format("%Y-%m-%d %H:%M")),
        2 => format!("\"{}\"", at.format("%Y/%-m/%-d %-H:%M")),
        3 => format!("令和{era}年{m}月{d}日（{day}）{clock}まで"),
        4 => full(&format!("令和{era}年{m}月{d}日（{day}）{clock}必着")),
        5 => format!("'R{era}.{m}.{d} {hour}:{minute:02}厳守'"),
        6 => format!("{m}/{d}({day}){hour}:{minute:02}〆"),
        7 => format!("{y}年{m}月{d}日（{day}曜日）{halves}"),
        8 => format!("{}", utc.format("%Y-%m-%dT%H:%M:%SZ")),
        9 if (hour, minute) == (0, 0) => {
            let before = at.date().pred_opt().unwrap();
            format!(
                "{}年{}月{}日（{}）24時",
                before.year(),
                before.month(),
                before.day(),
                weekday(before)
            )
        }
        10 if (hour, minute) == (12, 0) => format!("{y}年{m}月{d}日正午"),
        11 => format!("{}", at.format("%Y%m%dT%H%M%S")),
        12 => format!(
            "㋿{era}年{m:02}月{d:02}日 {} {hour:02}:{minute:02}",
            weekday(at.date()).to_owned() + "曜"
        ),
        13 => format!("令和{era}年{m}月{d}日（{day}）"),
        14 => format!("{m}月{d}日({day}){clock}"),
        // 24時 and 正午 can each express only one time of day.
        _ => write(at, 3),
    }
}

/// The ways of [`write`].
pub const WAYS: u8 = 15;

pub fn local(seconds: i64) -> NaiveDateTime {
    Moment(seconds).japan()
}

prop_compose! {
    /// Minutes from the evening before a long weekend to past the year end.
    pub fn times()(sent in 0_i64..60 * 24 * 45, span in -600_i64..60 * 24 * 9, round in 0_i64..3) -> (i64, i64) {
        let step = [60, 1800, 3600][round as usize];
        let sent = 1_765_119_600 + sent * 60;
        (sent / step * step, (sent + span * 60) / step * step)
    }
}
