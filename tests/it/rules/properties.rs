//! Properties of verdicts on random requests, from text to findings.

mod drafts;
mod open_clock;

use std::collections::{BTreeMap, BTreeSet};

use crate::common::engine;
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use jp_datetime::duration;
use jp_datetime::moment::Era;
use kigen::calendar::clocks::OfficeCalendar;
use kigen::calendar::hours::{Hours, Moment, OfficeHours, Zone};
use kigen::check::{FileReport, check_yaml};
use kigen::read::FileSelection;
use kigen::source::Source;
use proptest::prelude::*;
use proptest::sample::select;

use drafts::*;

/// 2025-09-08 10:00 JST, in seconds since the Unix epoch.
const NOW: Moment = Moment(1_757_293_200);

/// Rules that, once broken, stay broken by a later sending or an earlier due.
const MONOTONE: [&str; 7] = ["KG103", "KG203", "KG303", "KG202", "KG301", "KG406", "KG417"];

fn judge(text: &str) -> FileReport {
    check_yaml(
        &Source::from_text("案.yaml", text),
        FileSelection::Explicit,
        engine(),
        NOW,
    )
}

/// Ways of writing a document that must not change its verdict.
#[derive(Clone, Debug)]
struct Writing {
    /// Which spelling of a key is used.
    words: usize,
    /// How values are quoted.
    quotes: usize,
    /// Whether there are comments in between.
    comments: bool,
    /// How moments are written.
    notation: usize,
    /// Whether the members are in reverse order.
    turned: bool,
}

const PLAIN: Writing = Writing {
    words: 1,
    quotes: 0,
    comments: false,
    notation: 0,
    turned: false,
};

/// The contents of a request to be written.
#[derive(Clone, Debug)]
struct Draft {
    kind: &'static str,
    scope: Option<&'static str>,
    round: Option<&'static str>,
    from: Option<&'static str>,
    to: Vec<String>,
    sent: NaiveDateTime,
    due: Option<NaiveDateTime>,
    effort: Option<i64>,
    considerable: Option<bool>,
    hearing: Option<(NaiveDateTime, i64)>,
}

const KEYS: [(&str, &[&str]); 10] = [
    ("kind", &["kind", "種別"]),
    ("scope", &["scope", "協議区分"]),
    ("round", &["round", "段階", "回次"]),
    ("from", &["from", "発出元", "協議元", "照会元", "差出人"]),
    ("to", &["to", "宛先", "協議先", "照会先", "あて先"]),
    ("sent", &["sent", "発出日時", "協議開始", "送付日時"]),
    ("due", &["due", "回答期限", "提出期限", "期限", "〆切"]),
    ("effort", &["effort", "想定作業量", "作業量"]),
    ("considerable", &["considerable", "相当の作業量"]),
    ("hearing", &["hearing", "ヒアリング", "ヒア", "打合せ"]),
];

/// The words for kinds, categories, rounds and booleans in both languages.
const VALUES: [[&str; 2]; 12] = [
    ["consultation", "協議"],
    ["review", "査定・審査"],
    ["survey", "調査"],
    ["inquiry", "照会"],
    ["other", "その他"],
    ["law", "法令"],
    ["policy-coordination", "政策調整"],
    ["first", "初回"],
    ["follow-up", "再質問"],
    ["true", "あり"],
    ["false", "なし"],
    ["offered", "可"],
];

fn value(word: &str, writing: &Writing) -> String {
    let pair = VALUES.iter().find(|pair| pair[0] == word).expect("a known word");
    pair[writing.words % 2].to_owned()
}

fn quoted(text: &str, writing: &Writing) -> String {
    match writing.quotes % 3 {
        1 => format!("'{text}'"),
        2 => format!("\"{text}\""),
        _ => text.to_owned(),
    }
}

fn notation(at: NaiveDateTime, writing: &Writing) -> String {
    let (y, m, d, h, min) = (at.year(), at.month(), at.day(), at.hour(), at.minute());
    let era = Era::of(at.date()).expect("an era");
    let year = era.year(y).expect("a year of the era");
    let weekday = ["月", "火", "水", "木", "金", "土", "日"][at.weekday().num_days_from_monday() as usize];
    let wide = |text: String| -> String {
        let widen = |c: char| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).expect("full width"),
            c => c,
        };
        text.chars().map(widen).collect()
    };
    match writing.notation % 8 {
        0 => format!("{y}-{m:02}-{d:02}T{h:02}:{min:02}:00+09:00"),
        1 => format!("{y}-{m:02}-{d:02} {h:02}:{min:02}"),
        2 => format!("{y}/{m}/{d} {h}:{min:02}"),
        3 => format!("{}{year}年{m}月{d}日（{weekday}）{h}時{min}分", era.name()),
        4 => wide(format!("{}{year}年{m}月{d}日({weekday}){h}時{min}分", era.name())),
        5 => wide(format!("{y}年{m}月{d}日{h}時{min}分")),
        6 => format!(
            "{y}年{m}月{d}日（{weekday}曜日）{}{}時{min}分",
            if h < 12 { "午前" } else { "午後" },
            h % 12
        ),
        _ => {
            let utc = at - TimeDelta::hours(9);
            format!("{}Z", utc.format("%Y-%m-%dT%H:%M:%S"))
        }
    }
}

impl Draft {
    fn write(&self, writing: &Writing) -> String {
        let mut members: Vec<(&str, String)> = vec![("kind", quoted(&value(self.kind, writing), writing))];
        members.extend(
            self.scope
                .map(|scope| ("scope", quoted(&value(scope, writing), writing))),
        );
        members.extend(
            self.round
                .map(|round| ("round", quoted(&value(round, writing), writing))),
        );
        members.extend(self.from.map(|from| ("from", quoted(from, writing))));
        if let [one] = &self.to[..] {
            members.push(("to", one.clone()));
        } else if !self.to.is_empty() {
            members.push((
                "to",
                self.to.iter().map(|office| format!("\n  - {office}")).collect(),
            ));
        }
        members.push(("sent", quoted(&notation(self.sent, writing), writing)));
        members.extend(
            self.due
                .map(|due| ("due", quoted(&notation(due, writing), writing))),
        );
        members.extend(
            self.effort
                .map(|minutes| ("effort", quoted(&format!("{minutes}分"), writing))),
        );
        let truth = |is: bool| if is { "true" } else { "false" };
        members.extend(
            self.considerable
                .map(|is| ("considerable", quoted(&value(truth(is), writing), writing))),
        );
        members.extend(self.hearing.map(|(start, minutes)| {
            let end = start + TimeDelta::minutes(minutes);
            let names = if writing.words.is_multiple_of(2) {
                ["start", "end", "online"]
            } else {
                ["開始", "終了", "オンライン"]
            };
            let [start, end] = [start, end].map(|at| {
                quoted(
                    &notation(at, writing),
                    &Writing {
                        quotes: writing.quotes % 2 + 1,
                        ..writing.clone()
                    },
                )
            });
            (
                "hearing",
                format!(
                    "{{{}: {start}, {}: {end}, {}: {}}}",
                    names[0],
                    names[1],
                    names[2],
                    value("offered", writing)
                ),
            )
        }));
        if writing.turned {
            members.reverse();
        }
        let mut text = String::new();
        for (key, value) in members {
            let words = KEYS.iter().find(|(name, _)| *name == key).expect("a known key").1;
            if writing.comments {
                text.push_str("# 注：「期限: 2020-01-01」ではない\n");
            }
            let after = if writing.comments && !value.starts_with('\n') {
                "  # 確認済み"
            } else {
                ""
            };
            text.push_str(&format!(
                "{}: {value}{after}\n",
                words[writing.words % words.len()]
            ));
        }
        text
    }

    fn judge(&self) -> FileReport {
        judge(&self.write(&PLAIN))
    }
}

/// The findings and undetermined rules, without positions and wording.
#[derive(Debug, PartialEq)]
struct Verdict {
    found: Vec<(String, BTreeMap<&'static str, String>)>,
    undetermined: BTreeMap<String, BTreeSet<&'static str>>,
}

/// The verdict of a report, without recipients' names, which depend on their order.
fn verdict(report: &FileReport, without: &[&str]) -> Verdict {
    let facts = |facts: &[(&'static str, String)]| -> BTreeMap<&'static str, String> {
        facts
            .iter()
            .filter(|(name, _)| *name != "recipient" && !without.contains(name))
            .cloned()
            .collect()
    };
    let kept = |code: &str| !without.contains(&code);
    let mut found: Vec<_> = report
        .diagnostics
        .iter()
        .filter(|found| kept(&found.code))
        .map(|found| (found.code.to_string(), facts(&found.facts)))
        .collect();
    found.sort();
    let undetermined = report
        .undetermined
        .iter()
        .filter(|rule| kept(&rule.code))
        .map(|rule| (rule.code.to_string(), rule.missing.iter().copied().collect()))
        .collect();
    Verdict { found, undetermined }
}

fn raised(report: &FileReport) -> BTreeSet<String> {
    report
        .diagnostics
        .iter()
        .map(|found| found.code.to_string())
        .collect()
}

// ── Random requests ──

/// The number of cases for each property.
fn cases() -> ProptestConfig {
    ProptestConfig {
        cases: 4_000,
        max_global_rejects: 400_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn sending_later_or_being_due_earlier_mends_no_breach(
        draft in draft(), later in 0.0..1.0_f64, earlier in 0.0..1.0_f64, small in any::<bool>(),
    ) {
        let due = draft.due.expect("a due");
        let span = (due - draft.sent).num_minutes();
        // Take minutes off either end so that the due stays after the sending.
        let most = if small { 3.min(span - 1) } else { span - 1 };
        let off = (later * most as f64) as i64;
        let rest = (earlier * (most - off) as f64) as i64;
        let tighter = Draft {
            sent: draft.sent + TimeDelta::minutes(off),
            due: Some(due - TimeDelta::minutes(rest)),
            ..draft.clone()
        };
        prop_assert!(tighter.due.expect("a due") > tighter.sent);
        let (before, after) = (raised(&draft.judge()), raised(&tighter.judge()));
        for code in MONOTONE {
            prop_assert!(!before.contains(code) || after.contains(code), "{code} is fixed by {tighter:?}: {before:?} {after:?}");
        }
        let short = |found: &BTreeSet<String>| found.contains("KG101") || found.contains("KG102");
        prop_assert!(!short(&before) || short(&after), "KG101 and KG102 are fixed by {tighter:?}");
    }

    #[test]
    fn exactly_48_hours_pass_and_a_minute_or_a_second_less_do_not(
        sent in moment(), scope in select(vec!["law", "policy-coordination"]), notation in 0..8_usize,
    ) {
        let report = |due: NaiveDateTime| {
            let draft = Draft {
                kind: "consultation", scope: Some(scope), round: None, from: Some("総務省行政管理局"),
                to: vec!["法務省".to_owned()], sent, due: Some(due), effort: None, considerable: None, hearing: None,
            };
            raised(&judge(&draft.write(&Writing { notation, ..PLAIN })))
        };
        let due = sent + TimeDelta::hours(48);
        prop_assert!(!report(due).contains("KG101"));
        prop_assert!(report(due - TimeDelta::minutes(1)).contains("KG101"));
        prop_assert!(!report(due + TimeDelta::minutes(1)).contains("KG101"));
        let text = format!("種別: 協議\n宛先: 法務省\n発出日時: {sent}\n回答期限: {}\n", due - TimeDelta::seconds(1));
        prop_assert!(raised(&judge(&text)).contains("KG101"), "{text}");
    }

    #[test]
    fn a_week_later_the_verdict_is_the_same_where_the_calendar_is(draft in draft()) {
        let due = draft.due.expect("a due");
        let last = draft.hearing.map_or(due, |(start, minutes)| due.max(start + TimeDelta::minutes(minutes))).date();
        // The evening rule looks back to an open day and forward to the next.
        let first = draft.sent.date() - Days::new(12);
        let closed = |day: NaiveDate| engine().data.closed.is_closed(day);
        let days = u64::try_from((last - first).num_days()).expect("in order") + 12;
        prop_assume!((0..=days).all(|day| closed(first + Days::new(day)) == closed(first + Days::new(day + 7))));
        let week = TimeDelta::days(7);
        let shifted = Draft {
            sent: draft.sent + week,
            due: Some(due + week),
            hearing: draft.hearing.map(|(start, minutes)| (start + week, minutes)),
            ..draft.clone()
        };
        // Without facts and rules that depend on the plan's fixed end or on absolute moments.
        let without = ["KG404", "sent", "due", "next_open", "evening", "plan_end"];
        prop_assert_eq!(verdict(&draft.judge(), &without), verdict(&shifted.judge(), &without), "{:?}", shifted);
    }

    #[test]
    fn neither_words_nor_quotes_nor_comments_nor_notation_change_the_verdict(draft in draft(), writing in writing()) {
        let text = draft.write(&writing);
        let (plain, written) = (draft.judge(), judge(&text));
        prop_assert_eq!(verdict(&plain, &[]), verdict(&written, &[]), "{}", text);
        let (plain, written) = (&plain.requests[0], &written.requests[0]);
        prop_assert_eq!((plain.sent, plain.due, plain.clocks), (written.sent, written.due, written.clocks));
    }

    #[test]
    fn the_order_of_recipients_changes_no_verdict(draft in draft(), turn in 1..4_usize, swap in any::<bool>()) {
        let (plain, turned) = (draft.judge(), turned(&draft, turn, swap).judge());
        // `over` depends on the order; another property tests it.
        prop_assert_eq!(verdict(&plain, &["over"]), verdict(&turned, &["over"]));
        prop_assert_eq!(plain.requests[0].clocks, turned.requests[0].clocks);
    }

    #[test]
    fn the_order_of_recipients_changes_no_figure(draft in draft(), turn in 1..4_usize, swap in any::<bool>()) {
        prop_assert_eq!(verdict(&draft.judge(), &[]), verdict(&turned(&draft, turn, swap).judge(), &[]));
    }

    #[test]
    fn a_further_recipient_removes_no_error(draft in draft(), office in office(), at in 0..4_usize, odd in 0..8_usize) {
        let mut more = draft.clone();
        // Occasionally unreadable hours.
        let office = match odd {
            0 => "{府省: 法務省, 勤務時間: だいたい}".to_owned(),
            1 => "[法務省]".to_owned(),
            2 => "別紙のとおり".to_owned(),
            _ => office,
        };
        more.to.insert(at.min(more.to.len()), office);
        let (before, after) = (raised(&draft.judge()), raised(&more.judge()));
        // Without a named recipient the default hours apply, and naming one replaces them.
        prop_assume!(!draft.to.is_empty());
        for code in ["KG103", "KG203", "KG303", "KG201"] {
            prop_assert!(!before.contains(code) || after.contains(code), "{code} is gone from {more:?}: {before:?} {after:?}");
        }
    }

    #[test]
    fn the_figures_of_every_finding_add_up(draft in draft()) {
        let report = draft.judge();
        let due = draft.due.expect("a due");
        let elapsed = (due - draft.sent).num_seconds();
        for found in &report.diagnostics {
            let seconds = |name: &str| {
                let (_, written) = found.facts.iter().find(|(known, _)| *known == name)?;
                duration::read(written, 0).ok()
            };
            if let Some(stated) = seconds("elapsed") {
                prop_assert_eq!(stated, elapsed);
            }
            let (Some(open), Some(working)) = (seconds("open"), seconds("working")) else { continue };
            prop_assert!(working <= open && open <= elapsed, "{:?}", found.facts);
            let value = match &*found.code {
                "KG101" | "KG105" => elapsed,
                "KG102" => open,
                "KG103" | "KG104" | "KG203" | "KG204" | "KG303" | "KG304" => working,
                _ => continue,
            };
            let (required, shortfall) = (seconds("required"), seconds("shortfall"));
            let (Some(required), Some(shortfall)) = (required, shortfall) else {
                return Err(TestCaseError::fail(format!("{} without its figures: {:?}", found.code, found.facts)));
            };
            prop_assert_eq!(required - value, shortfall);
            prop_assert!(shortfall > 0 || (required == 0 && value == 0), "{:?}", found.facts);
        }
    }

    #[test]
    fn working_time_is_counted_as_minute_by_minute(draft in draft()) {
        let report = draft.judge();
        let Some(clocks) = report.requests[0].clocks else { return Ok(()) };
        let due = draft.due.expect("a due");
        prop_assume!((due - draft.sent).num_days() < 10);
        let mut least: Option<i64> = None;
        let nobody = vec!["財務省".to_owned()];
        for office in if draft.to.is_empty() { &nobody } else { &draft.to } {
            let (from, until, pause) = hours(office);
            let (mut open, mut working, mut at) = (0, 0, draft.sent);
            while at < due {
                if !engine().data.closed.is_closed(at.date()) {
                    open += 1;
                    let minute = at.hour() * 60 + at.minute();
                    let resting = pause.is_some_and(|(from, until)| (from..until).contains(&minute));
                    working += i64::from((from..until).contains(&minute) && !resting);
                }
                at += TimeDelta::minutes(1);
            }
            prop_assert_eq!(clocks.open, open * 60);
            least = Some(least.map_or(working, |least| least.min(working)));
        }
        prop_assert_eq!(clocks.working, least.expect("somebody") * 60, "{:?}", draft);
    }

    #[test]
    fn a_rule_is_raised_or_undetermined_or_neither_and_never_both(draft in draft()) {
        let report = draft.judge();
        for rule in &report.undetermined {
            prop_assert!(!rule.missing.is_empty(), "{rule:?}");
            prop_assert!(report.diagnostics.iter().all(|found| found.code != *rule.code), "{rule:?}");
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic_and_every_place_lies_in_it(
        draft in draft(), writing in writing(), cuts in prop::collection::vec((0.0..1.0_f64, 0.0..0.1_f64, "[\\PC\n\t:\\-\\[\\]{}\"'&*!|>#%@,?]{0,6}"), 0..4),
    ) {
        let mut text: Vec<char> = draft.write(&writing).chars().collect();
        for (at, length, insert) in cuts {
            let start = (at * text.len() as f64) as usize;
            let end = (start + (length * text.len() as f64) as usize).min(text.len());
            text.splice(start..end, insert.chars());
        }
        let text: String = text.into_iter().collect();
        let report = judge(&text);
        for found in report.diagnostics.iter().chain(&report.excepted) {
            for span in std::iter::once(found.span).chain(found.related.iter().map(|label| label.span)) {
                prop_assert!(text.trim_start_matches('\u{feff}').get(span.range()).is_some(), "{span:?} in {text:?}");
            }
        }
    }
}

/// The same request with its recipients in another order.
fn turned(draft: &Draft, turn: usize, swap: bool) -> Draft {
    let mut other = draft.clone();
    if !other.to.is_empty() {
        let by = turn % other.to.len();
        other.to.rotate_left(by);
    }
    if swap {
        other.to.reverse();
    }
    other
}

/// Opening, closing and break of an office as [`office`] writes it, in minutes since midnight.
fn hours(office: &str) -> (u32, u32, Option<(u32, u32)>) {
    let minutes = |text: &str| -> Option<(u32, u32)> {
        let (from, until) = text.split_once('-')?;
        let minute = |text: &str| {
            let (hour, minute) = text.split_once(':')?;
            Some(hour.parse::<u32>().ok()? * 60 + minute.parse::<u32>().ok()?)
        };
        Some((minute(from)?, minute(until)?))
    };
    let mut quoted = office.split('"').skip(1).step_by(2);
    let (from, until) = quoted.next().and_then(minutes).unwrap_or((570, 1095));
    let pause = match quoted.next() {
        None => Some((720, 780)),
        Some(text) => minutes(text),
    };
    (from, until, pause)
}

#[test]
fn the_present_of_these_tests_is_a_monday_morning() {
    let now = DateTime::from_timestamp(NOW.0, 0).expect("a moment").naive_utc() + TimeDelta::hours(9);
    assert_eq!(now.to_string(), "2025-09-08 10:00:00");
    assert_eq!(crate::common::NOW, "2025-09-08T10:00");
}
