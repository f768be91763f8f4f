//! What a fix promises, and ways to write what it is held to.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use kigen::calendar::hours::Moment;
use kigen::check::{FileReport, check_source};
use kigen::engine::Engine;
use kigen::fix::choose::choose;
use kigen::format::Format;
use kigen::read::Named;
use kigen::source::Source;
use kigen::text::Lang;
use proptest::prelude::*;

/// Monday 2025-09-08 10:00 in Japan.
pub const NOW: Moment = Moment(1_757_293_200);
/// The rules that read a due's moment, or where the hearing lies, and are more than remarks.
pub const MENDED: [&str; 17] = [
    "KG101", "KG102", "KG103", "KG104", "KG105", "KG201", "KG202", "KG203", "KG204", "KG301", "KG303",
    "KG304", "KG401", "KG402", "KG406", "KG407", "KG417",
];

thread_local! {
    pub static ENGINE: Engine = Engine::new(&[], Lang::Ja).unwrap();
}

/// A file as it is judged.
pub struct Judged {
    pub source: Source,
    pub report: FileReport,
}

pub fn judge(name: &str, bytes: &[u8]) -> Option<Judged> {
    let format = Format::of(name, bytes);
    let source = format.notation().decode(name, bytes.to_vec()).ok()?;
    let report =
        ENGINE.with(|engine| check_source(&source, format, Named::Explicitly, engine, NOW, Lang::Ja));
    Some(Judged { source, report })
}

pub fn codes(report: &FileReport) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for found in &report.diagnostics {
        *counts.entry(found.code.to_string()).or_default() += 1;
    }
    counts
}

pub fn broken(report: &FileReport) -> Vec<&str> {
    let mended = report.diagnostics.iter().map(|found| &*found.code);
    mended.filter(|code| MENDED.contains(code)).collect()
}

/// Every moment of a request that may move: its dues, and its hearing's start and end.
pub fn moments(report: &FileReport) -> Vec<Option<Moment>> {
    report
        .requests
        .iter()
        .flat_map(|request| {
            let hearing = request.hearing.unwrap_or_default();
            let dues = request.dues.iter().map(|(_, at)| *at);
            [request.due, hearing.0, hearing.1].into_iter().chain(dues)
        })
        .collect()
}

/// Fixes a file as often as there is something to fix, and holds each time to the promise. Gives what it
/// was fixed to.
pub fn settle(name: &str, bytes: &[u8], with_unsafe: bool) -> Option<(Judged, Vec<u8>)> {
    /// An alias that made way, a weekday put right: what is mended may leave room for the next.
    const MOST_PASSES: usize = 4;
    let mut before = judge(name, bytes)?;
    let mut fixed = bytes.to_vec();
    for _ in 0..MOST_PASSES {
        let chosen = choose(&before.report.diagnostics, with_unsafe);
        if chosen.edits.is_empty() {
            return Some((before, fixed));
        }
        let new = before.source.edited(&fixed, chosen.edits.iter().copied());
        let after = held(name, &before, &fixed, &new, with_unsafe);
        outside_is_as_it_was(&before, &fixed, &new, &chosen.edits);
        (before, fixed) = (after, new);
    }
    let left = choose(&before.report.diagnostics, with_unsafe);
    let shown = || format!("{name}\n{}\n→\n{}", lossy(bytes), lossy(&fixed));
    assert!(
        left.edits.is_empty(),
        "not settled ({:?}): {}",
        left.fixes,
        shown()
    );
    Some((before, fixed))
}

/// Holds a file to be no worse than it was before its fix.
fn held(name: &str, before: &Judged, old: &[u8], new: &[u8], with_unsafe: bool) -> Judged {
    let shown = || format!("{name}\n{}\n→\n{}", lossy(old), lossy(new));
    let after = judge(name, new).unwrap_or_else(|| panic!("a fix is decoded: {}", shown()));
    let (was, is) = (codes(&before.report), codes(&after.report));
    for (code, count) in &is {
        // An exception that nothing needs any more; a text that says the due as it was; and a weekday that a wrong
        // one was hiding.
        let allowed = code == "KG010" || code == "KG410" || with_unsafe && !code.starts_with("KG0");
        assert!(allowed || was.get(code) >= Some(count), "new {code}: {}", shown());
    }
    let (was, is) = (moments(&before.report), moments(&after.report));
    assert_eq!(was.len(), is.len(), "{}", shown());
    assert!(
        was.iter().zip(&is).all(|(was, is)| is >= was),
        "earlier: {}",
        shown()
    );
    after
}

/// With what was edited cut out, both files are the same bytes.
pub fn outside_is_as_it_was(before: &Judged, old: &[u8], new: &[u8], edits: &[(kigen::source::Span, &str)]) {
    let (mut old_at, mut new_at) = (0, 0);
    for (span, text) in edits {
        let (from, until) = before.source.range(*span);
        let kept = from.byte - old_at;
        assert_eq!(old[old_at..from.byte], new[new_at..new_at + kept]);
        old_at = until.byte;
        new_at += kept + before.source.encoding().encode(text).len();
    }
    assert_eq!(old[old_at..], new[new_at..]);
}

pub fn lossy(bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, rest @ ..] => {
            let units: Vec<u16> = rest
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// All that a YAML file says but its dues and hearings, by a reader of somebody else's.
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

/// All that a calendar says but its dues and times, by a reader of somebody else's.
pub fn rest_of_calendar(text: &str) -> Vec<String> {
    let lines = ical::LineReader::new(text.as_bytes());
    // A task's length moves with its due; its start stays.
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

/// A moment as somebody writes it; each way can write every moment.
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
        // 24時 and 正午 say one time of day each.
        _ => write(at, 3),
    }
}

/// The ways of [`write`].
pub const WAYS: u8 = 15;

pub fn local(seconds: i64) -> NaiveDateTime {
    Moment(seconds).japan()
}

prop_compose! {
    /// Moments from the evening before a long weekend to past the year end, on minutes.
    pub fn times()(sent in 0_i64..60 * 24 * 45, span in -600_i64..60 * 24 * 9, round in 0_i64..3) -> (i64, i64) {
        let step = [60, 1800, 3600][round as usize];
        let sent = 1_765_119_600 + sent * 60;
        (sent / step * step, (sent + span * 60) / step * step)
    }
}
