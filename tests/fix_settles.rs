//! A fix is a promise: the file it leaves raises nothing that the file before did not, breaks no rule of
//! what was moved, is later and never earlier, differs nowhere but inside the value, and is not fixed again.
//! Held for every fixture and for random requests in many notations.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot set up has failed"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use kigen::calendar::hours::Moment;
use kigen::check::{FileReport, check_source};
use kigen::diagnostic::Severity;
use kigen::engine::Engine;
use kigen::read::{Format, Named};
use kigen::remedy::choose::choose;
use kigen::source::Source;
use kigen::text::Lang;
use proptest::prelude::*;

/// Monday 2025-09-08 10:00 in Japan.
const NOW: Moment = Moment(1_757_293_200);
/// The rules that read a due's moment, or where the hearing lies, and are more than remarks.
const MENDED: [&str; 16] = [
    "KG101", "KG102", "KG103", "KG104", "KG105", "KG201", "KG202", "KG203", "KG204", "KG301", "KG303",
    "KG304", "KG401", "KG402", "KG406", "KG407",
];

thread_local! {
    static ENGINE: Engine = Engine::new(&[], Lang::Ja).unwrap();
}

/// A file as it is judged.
struct Judged {
    source: Source,
    report: FileReport,
}

fn judge(name: &str, bytes: &[u8]) -> Option<Judged> {
    let format = Format::of(name, bytes);
    let source = match format {
        Format::Yaml => Source::decode(name, bytes.to_vec()),
        Format::Calendar => Source::decode_calendar(name, bytes.to_vec()),
    };
    let source = source.ok()?;
    let report =
        ENGINE.with(|engine| check_source(&source, format, Named::Explicitly, engine, NOW, Lang::Ja));
    Some(Judged { source, report })
}

fn codes(report: &FileReport) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for found in &report.diagnostics {
        *counts.entry(found.code.to_string()).or_default() += 1;
    }
    counts
}

fn broken(report: &FileReport) -> Vec<&str> {
    let mended = report.diagnostics.iter().map(|found| &*found.code);
    mended.filter(|code| MENDED.contains(code)).collect()
}

/// Every moment of a request that may move: its dues, and its hearing's start and end.
fn moments(report: &FileReport) -> Vec<Option<Moment>> {
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

/// Fixes a file and holds it to the promise. Gives what it was fixed to.
fn settle(name: &str, bytes: &[u8], with_unsafe: bool) -> Option<(Judged, Vec<u8>)> {
    let before = judge(name, bytes)?;
    let chosen = choose(&before.report.diagnostics, with_unsafe);
    let fixed = before.source.edited(bytes, chosen.edits.iter().copied());
    let shown = || format!("{name}\n{}\n→\n{}", lossy(bytes), lossy(&fixed));
    let after = judge(name, &fixed).unwrap_or_else(|| panic!("a fix is decoded: {}", shown()));
    let (was, is) = (codes(&before.report), codes(&after.report));
    for (code, count) in &is {
        // An exception that nothing needs any more.
        let allowed = code == "KG010" || with_unsafe;
        assert!(allowed || was.get(code) >= Some(count), "new {code}: {}", shown());
    }
    let (was, is) = (moments(&before.report), moments(&after.report));
    assert_eq!(was.len(), is.len(), "{}", shown());
    assert!(
        was.iter().zip(&is).all(|(was, is)| is >= was),
        "earlier: {}",
        shown()
    );
    if !with_unsafe {
        let again = choose(&after.report.diagnostics, false);
        assert!(
            again.edits.is_empty(),
            "not settled ({:?}): {}",
            again.fixes,
            shown()
        );
    }
    outside_is_as_it_was(&before, bytes, &fixed, &chosen.edits);
    Some((after, fixed))
}

/// With what was edited cut out, both files are the same bytes.
fn outside_is_as_it_was(before: &Judged, old: &[u8], new: &[u8], edits: &[(kigen::source::Span, &str)]) {
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

fn lossy(bytes: &[u8]) -> String {
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
fn rest_of_yaml(text: &str) -> Vec<serde_yaml::Value> {
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
fn rest_of_calendar(text: &str) -> Vec<String> {
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

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "yaml" || it == "ics") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 25);
    found
}

#[test]
fn every_fixture_is_mended_where_it_can_be_and_hurt_nowhere() {
    let mut mended = 0;
    for path in fixtures() {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.to_str().unwrap();
        let Some((_, fixed)) = settle(name, &bytes, false) else {
            continue;
        };
        mended += usize::from(fixed != bytes);
        let _ = settle(name, &bytes, true);
    }
    assert!(mended >= 8, "{mended} fixtures are mended");
}

/// Every example that a rule is to be raised for is mended, where it is a rule of times.
#[test]
fn every_bad_example_of_a_rule_of_times_is_mended() {
    let rules: Vec<(String, Vec<String>)> = ENGINE.with(|engine| {
        engine
            .rules()
            .filter(|(_, rule)| {
                MENDED.contains(&&*rule.code) || &*rule.code == "KG207" || &*rule.code == "KG408"
            })
            .map(|(_, rule)| {
                let bad = rule.examples.bad.iter().map(|example| example.text.to_string());
                (rule.code.to_string(), bad.collect())
            })
            .collect()
    });
    assert_eq!(rules.len(), MENDED.len() + 2);
    for (code, bad) in rules {
        for text in bad {
            let (after, fixed) = settle("example.yaml", text.as_bytes(), false).unwrap();
            assert!(
                !codes(&after.report).contains_key(&code),
                "{code}:\n{text}\n→\n{}",
                lossy(&fixed)
            );
            assert_eq!(broken(&after.report), Vec::<&str>::new(), "{code}:\n{text}");
        }
    }
}

const DAYS: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];

fn weekday(at: NaiveDate) -> &'static str {
    DAYS[at.weekday().num_days_from_monday() as usize]
}

fn full(text: &str) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap();
    text.chars()
        .map(|c| if c.is_ascii_digit() { wide(c) } else { c })
        .collect()
}

/// A moment as somebody writes it; each way can write every moment.
fn write(at: NaiveDateTime, way: u8) -> String {
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

/// A text as another kind of scalar: a block, with escapes, over two lines, under a name that nobody uses.
fn as_scalar(text: &str, kind: u8) -> String {
    let escaped = |text: &str| {
        text.replace(' ', "\\x20")
            .replace('日', "\\u65E5")
            .replace('1', "\\u0031")
    };
    match kind {
        4 => format!("|\n  {text}"),
        5 => format!(">- # 期限\n    {text}\n"),
        6 => format!("\"{}\" # 期限", escaped(text)),
        7 => format!("&due {text}"),
        _ => match text.split_once(' ') {
            Some((date, time)) => format!(">\n  {date}\n  {time}"),
            None => format!("\"\\u3000{}\"", escaped(text)),
        },
    }
}

/// The ways of [`write`].
const WAYS: u8 = 15;

/// A day without a year that is past is next year's, and of another weekday.
fn in_this_year(way: u8, at: i64, sent: i64) -> u8 {
    if matches!(way, 6 | 14) && at < sent {
        3
    } else {
        way
    }
}

fn local(seconds: i64) -> NaiveDateTime {
    Moment(seconds).japan()
}

prop_compose! {
    /// Moments from the evening before a long weekend to past the year end, on minutes.
    fn times()(sent in 0_i64..60 * 24 * 45, span in -600_i64..60 * 24 * 9, round in 0_i64..3) -> (i64, i64) {
        let step = [60, 1800, 3600][round as usize];
        let sent = 1_765_119_600 + sent * 60;
        (sent / step * step, (sent + span * 60) / step * step)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_random_request_is_mended_and_settles(
        (sent, due) in times(),
        kind in prop::sample::select(vec!["協議", "政策協議", "査定・審査", "調査", "照会", "その他"]),
        (sent_way, due_way) in (0..6_u8, 0..WAYS),
        effort in prop::option::of(1_i64..40),
        hours in prop::sample::select(vec!["", ", 勤務時間: \"8:30-17:15\"", ", 休憩: \"12:15-13:15\"", ", 休憩: なし"]),
        several in prop::option::of(-300_i64..3000),
        crlf in any::<bool>(),
        mark in any::<bool>(),
        scalar in 0..9_u8,
    ) {
        let due_way = in_this_year(due_way, due, sent);
        let due_text = write(local(due), due_way);
        let bare = due_text.trim_matches(['"', '\'']);
        let dues = match several {
            None if scalar > 3 => format!("回答期限: {}\n", as_scalar(bare, scalar)),
            None => format!("回答期限:   {due_text}   # 厳守: 期限\n"),
            Some(more) => format!(
                "回答期限: {{質問: {due_text}, 意見: {}}} # 二つ\n",
                write(local(due + more * 60), (due_way + 3) % 6),
            ),
        };
        let effort = effort.map(|hours| format!("作業量: {hours}時間\n")).unwrap_or_default();
        let mut text = format!(
            "# 𠮷野\n種別: {kind}\n件名: 期限は{due_text}\n発出元: 総務省\n宛先: [{{府省: 財務省{hours}}}, 厚生労働省]\n発出日時: {}\n{dues}{effort}",
            write(local(sent), sent_way),
        ).replace("件名: 期限は\"", "件名: 期限は").replace("件名: 期限は'", "件名: 期限は");
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if mark {
            text.insert(0, '\u{feff}');
        }
        let (after, fixed) = settle("a.yaml", text.as_bytes(), false).unwrap();
        let fixed = String::from_utf8(fixed).unwrap();
        prop_assert_eq!(broken(&after.report), Vec::<&str>::new(), "{}\n→\n{}", text, fixed);
        let remarks = after.report.diagnostics.iter().filter(|found| found.code == "KG408").count();
        prop_assert_eq!(remarks, 0, "{}\n→\n{}", text, fixed);
        prop_assert_eq!(rest_of_yaml(&text), rest_of_yaml(&fixed));
    }

    #[test]
    fn a_random_hearing_is_moved_whole(
        (sent, start) in times(),
        length in 1_i64..9,
        (start_way, end_way) in (0..WAYS - 2, 0..4_usize),
        kind in prop::sample::select(vec!["査定・審査", "協議", "その他"]),
        materials in any::<bool>(),
        own_due in prop::option::of(0_i64..3000),
        has_end in any::<bool>(),
        utf16 in any::<bool>(),
    ) {
        let start_way = in_this_year(start_way, start, sent);
        let end = start + length * 900;
        let shown = local(end);
        let end_text = match end_way {
            0 => write(shown, 1),
            1 => write(shown, 3).replace("まで", ""),
            // A time alone is that of the start's day, by the start's own clock.
            _ if shown.date() != local(start).date() || matches!(start_way, 8 | 9) => write(shown, 0),
            2 => format!("\"{}\"", shown.format("%H:%M")),
            _ => format!("{}時{}分", shown.hour(), shown.minute()),
        };
        let end_text = if has_end { format!(", 終了: {end_text}") } else { String::new() };
        let due = own_due
            .map(|after| format!("回答期限: {}\n", write(local(sent + after * 60), 1)))
            .unwrap_or_default();
        let materials = if materials { "資料: [{名称: 調書, 目的: 査定}]\n" } else { "" };
        let text = format!(
            "種別: {kind}\n発出元: 総務省\n宛先: 財務省\n発出日時: {}\n{due}ヒアリング: {{開始: {}{end_text}, オンライン: 可}}\n{materials}",
            write(local(sent), 0), write(local(start), start_way),
        );
        let mut bytes = text.clone().into_bytes();
        if utf16 {
            bytes = vec![0xff, 0xfe];
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        }
        let (after, fixed) = settle("a.yaml", &bytes, false).unwrap();
        let length_of = |report: &FileReport| {
            let (start, end) = report.requests[0].hearing.unwrap();
            Some(end?.0 - start?.0)
        };
        let before = judge("a.yaml", &bytes).unwrap();
        prop_assert_eq!(length_of(&before.report), length_of(&after.report), "{}", lossy(&fixed));
        prop_assert_eq!(broken(&after.report), Vec::<&str>::new(), "{}\n→\n{}", text, lossy(&fixed));
        prop_assert_eq!(rest_of_yaml(&text), rest_of_yaml(&lossy(&fixed)));
    }

    #[test]
    fn a_random_calendar_is_mended_in_its_own_form(
        (sent, at) in times(),
        form in 0..8_u8,
        way in 3..WAYS - 2,
        length in 1_i64..9,
        task in any::<bool>(),
        with_duration in any::<bool>(),
        (crlf, mark, utf16) in any::<(bool, bool, bool)>(),
        note in "[ぁ-んa-z]{0,40}",
    ) {
        let stamp = |at: i64| match form {
            0 => format!(":{}", (local(at) - TimeDelta::hours(9)).format("%Y%m%dT%H%M%SZ")),
            1 => format!(";TZID=Asia/Tokyo:{}", local(at).format("%Y%m%dT%H%M%S")),
            2 => format!(";TZID=\"Tokyo Standard Time\":{}", local(at).format("%Y%m%dT%H%M%S")),
            3 => format!(";TZID=America/New_York:{}", (local(at) - TimeDelta::hours(14)).format("%Y%m%dT%H%M%S")),
            // Folded in the middle of the value.
            4 => format!(";X-NOTE=\"{note}\":{}", local(at).format("%Y%m%dT%H\n %M%S")),
            _ => format!(":{}", local(at).format("%Y%m%dT%H%M%S")),
        };
        let own = write(local(at), in_this_year(way, at, sent)).trim_matches(['"', '\'']).to_owned();
        let times = match (task, form) {
            (true, 5) => format!("DUE;VALUE=DATE:{}\n", local(at).format("%Y%m%d")),
            (true, 6) => format!("X-KIGEN-DUE;X-NOTE={note}:{own}\n"),
            (true, 7) => format!("DTSTART{}\n{}", stamp(at - length * 60 * 2415), match length % 4 {
                0 => format!("DURATION:PT{}M\n", length * 2415),
                1 => format!("DURATION:PT{}H{}M\n", length * 2415 / 60, length * 2415 % 60),
                2 => format!("DURATION:P{}DT{}M\n", length * 2415 / 1440, length * 2415 % 1440),
                _ => format!("DURATION;X-NOTE={note}:PT\n {}M\n", length * 2415),
            }),
            (true, _) => format!("DUE{}\n", stamp(at)),
            (false, _) if with_duration => format!("DTSTART{}\nDURATION:PT{}M\n", stamp(at), length * 15),
            (false, _) => format!("DTSTART{}\nDTEND{}\n", stamp(at), stamp(at + length * 900)),
        };
        let name = if task { "VTODO" } else { "VEVENT" };
        let mut text = format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:{name}\nUID:1\nX-KIGEN-KIND:査定・審査\nX-KIGEN-SENT:{}\n\
             ORGANIZER:mailto:kanri@soumu.go.jp\nATTENDEE:mailto:a@mof.go.jp\n{times}SUMMARY:{note}、\\n\n 続き\n\
             END:{name}\nEND:VCALENDAR\n",
            write(local(sent), 1),
        );
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if mark && !utf16 {
            text.insert(0, '\u{feff}');
        }
        let mut bytes = text.clone().into_bytes();
        if utf16 {
            bytes = vec![0xff, 0xfe];
            bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        }
        let (after, fixed) = settle("a.ics", &bytes, false).unwrap();
        let fixed = lossy(&fixed);
        prop_assert_eq!(broken(&after.report), Vec::<&str>::new(), "{}\n→\n{}", text, fixed);
        // No line that was short enough has become too long, and no line end has changed.
        let longest = |text: &str| text.lines().map(str::len).max().unwrap_or_default();
        prop_assert!(longest(&fixed) <= longest(&text).max(75), "{}", fixed);
        prop_assert_eq!(fixed.matches('\n').count() - fixed.matches("\r\n").count(),
            if crlf { 0 } else { fixed.matches('\n').count() });
        prop_assert_eq!(
            rest_of_calendar(text.trim_start_matches('\u{feff}')),
            rest_of_calendar(fixed.trim_start_matches('\u{feff}'))
        );
    }

    /// A due whose weekday is another day's is moved unasked where the two requests that it may have been
    /// meant for, the date's and the weekday's, are moved to the same time; else it is left for somebody to
    /// look at. What the body says again in the same wrong words never disagrees with it in the end.
    #[test]
    fn a_due_with_a_wrong_weekday_is_moved_unasked_where_both_readings_lead_to_one_time(
        (sent, due) in times(),
        wrong in 1_i64..7,
        kind in prop::sample::select(vec!["協議", "査定・審査", "調査", "その他"]),
        at_closing in any::<bool>(),
    ) {
        let at = if at_closing { local(due).date().and_hms_opt(17, 30, 0).unwrap() } else { local(due) };
        let words = |date: NaiveDate, named: NaiveDate| {
            let (y, m, d, hour) = (date.year(), date.month(), date.day(), at.hour());
            let minutes = if at.minute() == 0 { String::new() } else { format!("{}分", at.minute()) };
            format!("{y}年{m}月{d}日（{}）{hour}時{minutes}", weekday(named))
        };
        let request = |due: &str| format!(
            "種別: {kind}\n発出元: 総務省\n宛先: 財務省\n発出日時: {}\n回答期限: {due}\n本文: |\n  {due}までに御回答ください。\n",
            write(local(sent), 1),
        );
        let date = at.date();
        let other = date + TimeDelta::days(if wrong <= 3 { wrong } else { wrong - 7 });
        let text = request(&words(date, other));
        let moved = |date: NaiveDate| {
            let (after, fixed) = settle("a.yaml", request(&words(date, date)).as_bytes(), false).unwrap();
            let moved = lossy(&fixed) != request(&words(date, date));
            (after.report.requests[0].due, moved)
        };
        let (by_date, by_weekday) = (moved(date), moved(other));
        let (after, fixed) = settle("a.yaml", text.as_bytes(), false).unwrap();
        if by_date.1 && by_date.0 == by_weekday.0 {
            prop_assert_eq!(after.report.requests[0].due, by_date.0, "{}", text);
            prop_assert_eq!(broken(&after.report), Vec::<&str>::new(), "{}", lossy(&fixed));
        } else {
            prop_assert_eq!(lossy(&fixed), text.clone());
        }
        // Of the due, or of the body that still says what it said.
        prop_assert!(codes(&after.report).contains_key("KG405"));
        // Asked for, nothing is left to mend, and the body says what the due says.
        let (after, fixed) = settle("a.yaml", text.as_bytes(), true).unwrap();
        let fixed = lossy(&fixed);
        prop_assert!(!codes(&after.report).contains_key("KG405"), "{}", fixed);
        prop_assert_eq!(broken(&after.report), Vec::<&str>::new(), "{}", fixed);
        let due = fixed.lines().find_map(|line| line.strip_prefix("回答期限: ")).unwrap();
        prop_assert!(fixed.contains(&format!("  {due}までに御回答")), "{}", fixed);
    }
}

/// A wrong weekday in a calendar's text is put right where it stands, across folds too.
#[test]
fn a_wrong_weekday_in_a_calendars_text_is_put_right() {
    let text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTODO\r\nUID:1\r\nDUE:20250912T173000\r\n\
        X-KIGEN-KIND:その他\r\nX-KIGEN-SENT:2025-09-08 10:00\r\nSUMMARY:会議は令和7年9月\r\n 10日（木）です\\n以上\r\n\
        DESCRIPTION:9月12日（木）必着\\, 令和7年9月11日（金）も可\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    let mut bytes = text.as_bytes().to_vec();
    let wrong = codes(&judge("a.ics", &bytes).unwrap().report)["KG405"];
    assert_eq!(wrong, 3);
    for _ in 0..wrong {
        bytes = settle("a.ics", &bytes, true).unwrap().1;
    }
    let fixed = lossy(&bytes);
    // A fold inside the date has gone with it.
    assert!(
        fixed.contains("SUMMARY:会議は令和7年9月10日（水）です\\n以上\r\n"),
        "{fixed}"
    );
    assert!(
        fixed.contains("DESCRIPTION:9月12日（金）必着\\, 令和7年9月11日（木）も可\r\n"),
        "{fixed}"
    );
}

/// Severities are those of the rules: the list above names no mere remark.
#[test]
fn the_rules_that_are_mended_are_those_of_the_pack() {
    ENGINE.with(|engine| {
        for (_, rule) in engine.rules() {
            let reads = rule.reads_due_moment && rule.severity > Severity::Info;
            assert!(!reads || MENDED.contains(&&*rule.code), "{}", rule.code);
        }
    });
}
