//! Templates against brute force: the findings equal those of a separate request at each minute of sending. Sendings
//! and dues are computed independently here.

mod counts;
mod mentions;
mod remedies;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Weekday};
use kigen::calendar::closed_days::ClosedDays;
use kigen::calendar::hours::Moment;
use kigen::check::{FileReport, check_yaml};
use kigen::diagnostic::Diagnostic;
use kigen::engine::{Engine, optional_files};
use kigen::read::FileSelection;
use kigen::source::Source;
use proptest::prelude::*;
use proptest::sample::select;

/// Rules that the remedy of a due must satisfy.
const DUE_RULES: [&str; 15] = [
    "KG101", "KG102", "KG103", "KG104", "KG105", "KG202", "KG203", "KG204", "KG301", "KG303", "KG304",
    "KG401", "KG402", "KG406", "KG417",
];

fn engine(days: u32, remedies: bool) -> Engine {
    // The second plan has conditions on months and times of day.
    let second = optional_files().map(|(_, files)| files);
    // Only half of the templates are judged by it too: twice the rules take twice the time.
    let more = if days % 2 == 1 && !remedies {
        &second[..]
    } else {
        &[]
    };
    let mut engine = Engine::new(more).expect("the packs that are shipped");
    engine.output.remedies = remedies;
    engine.options.template_days = Some(days);
    engine
}

fn judge(text: &str, engine: &Engine, now: NaiveDateTime) -> FileReport {
    check_yaml(
        &Source::from_text("雛形.yaml", text),
        FileSelection::Explicit,
        engine,
        Moment::from_japan(now),
    )
}

#[derive(Clone, Debug)]
struct Office {
    hours: (u32, u32),
    pause: Option<(u32, u32)>,
    zone: Option<&'static str>,
}

impl Office {
    fn text(&self, name: &str) -> String {
        let time = |minute: u32| format!("{}:{:02}", minute / 60, minute % 60);
        let range = |(from, until)| format!("\"{}-{}\"", time(from), time(until));
        let pause = self.pause.map_or("なし".to_owned(), range);
        let zone = self
            .zone
            .map_or(String::new(), |zone| format!(", 時間帯: {zone}"));
        format!(
            "{{府省: {name}, 勤務時間: {}, 休憩: {pause}{zone}}}",
            range(self.hours)
        )
    }

    /// Its closing time on a date in its own zone, in Japan time.
    fn closing(&self, date: NaiveDate) -> NaiveDateTime {
        let local = minute(date, self.hours.1);
        let Some(zone) = self.zone else { return local };
        let zone: chrono_tz::Tz = zone.parse().unwrap();
        let at = zone.from_local_datetime(&local).earliest().unwrap();
        at.naive_utc() + TimeDelta::hours(9)
    }
}

fn minute(date: NaiveDate, minute: u32) -> NaiveDateTime {
    date.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute))
}

/// How the template writes 期限.
#[derive(Clone, Debug)]
enum Due {
    Hours(u32),
    Open(u32, u32),
    Within(u32),
    Calendar(u32, u32),
    Day(u32),
    /// A date that does not depend on the sending.
    Written(String),
}

impl Due {
    fn text(&self, form: usize) -> String {
        let wide = |text: String| -> String {
            text.chars()
                .map(|c| char::from_u32(u32::from(c) + if c.is_ascii_digit() { 0xfee0 } else { 0 }).unwrap())
                .collect()
        };
        let clock = |minute: u32| match (form, minute) {
            (0, 720) => "正午".to_owned(),
            (1, _) => format!("{}時{}分", minute / 60, minute % 60),
            _ => format!(" {}:{:02}", minute / 60, minute % 60),
        };
        match (self, form) {
            (Self::Hours(hours), 0) => format!("{hours}時間後"),
            (Self::Hours(hours), 1) => wide(format!("発出から{hours}時間以内")),
            (Self::Hours(hours), _) => format!("+{hours}h"),
            (Self::Open(1, at), 0) => format!("翌開庁日{}", clock(*at)),
            (Self::Open(2, at), 1) => format!("翌々開庁日の{}まで", clock(*at)),
            (Self::Open(days, at), 2) => format!("+{days} open days{}", clock(*at)),
            (Self::Open(days, at), _) => format!("{days}開庁日後{}", clock(*at)),
            (Self::Within(days), 2) => format!("within {days} working days"),
            (Self::Within(days), _) => wide(format!("{days}営業日以内")),
            (Self::Calendar(0, at), _) => format!("当日 {}:{:02}", at / 60, at % 60),
            (Self::Calendar(1, at), _) => format!("翌日{}", clock(*at)),
            (Self::Calendar(days, at), _) => format!("{days}日後{}", clock(*at)),
            (Self::Day(days), _) => format!("{days}開庁日後"),
            (Self::Written(text), _) => text.clone(),
        }
    }

    /// The due that a request sent at `sent` states.
    fn stated(&self, sent: NaiveDateTime, to: &[Office], closed: &ClosedDays) -> String {
        let after = |days: u32| {
            let mut date = sent.date();
            let mut left = days;
            while left > 0 {
                date = date.succ_opt().unwrap();
                left -= u32::from(!closed.is_closed(date));
            }
            date
        };
        let at = match self {
            Self::Hours(hours) => sent + TimeDelta::hours(i64::from(*hours)),
            Self::Open(days, at) => minute(after(*days), *at),
            Self::Within(days) => {
                let date = after(*days);
                to.iter().map(|office| office.closing(date)).min().unwrap()
            }
            Self::Calendar(days, at) => minute(sent.date() + Days::new(u64::from(*days)), *at),
            Self::Day(days) => return after(*days).to_string(),
            Self::Written(text) => return text.clone(),
        };
        at.format("%Y-%m-%dT%H:%M").to_string()
    }
}

/// 発出し得る日時: the times at which the template may be sent.
#[derive(Clone, Debug)]
enum Window {
    Unsaid,
    Hours(u32, u32),
    Weekdays(&'static str, &'static [Weekday], u32, u32),
    EveryDay(u32, u32),
    Dates(u64, u64),
}

#[derive(Clone, Debug)]
struct Template {
    now: NaiveDateTime,
    days: u32,
    kind: &'static str,
    sender: Office,
    to: Vec<Office>,
    effort: Option<u32>,
    window: Window,
    dues: Vec<(Due, usize)>,
    /// Days after the sending, hour of start and of end; whether the end is a time alone.
    hearing: Option<(u32, u32, u32, bool)>,
    /// More lines of the document.
    more: String,
    /// Whether the first recipient is of the sender's own ministry.
    own: bool,
}

impl Template {
    /// The lines except sending and template.
    fn body(&self, due: impl Fn(&Due, usize) -> String, hearing: impl Fn(u32, u32) -> String) -> String {
        let mut text = format!(
            "種別: {}\n件名: 試験\n発出元: {}\n宛先:\n",
            self.kind,
            self.sender.text("総務省")
        );
        for (number, office) in self.to.iter().enumerate() {
            let names = ["財務省", "厚生労働省", "農林水産省"];
            let name = if self.own && number == 0 {
                "総務省"
            } else {
                names[number]
            };
            text += &format!("  - {}\n", office.text(name));
        }
        if let Some(minutes) = self.effort {
            text += &format!("想定作業量: {minutes}分\n");
        }
        match &self.dues[..] {
            [] => {}
            [(one, form)] => text += &format!("期限: {}\n", due(one, *form)),
            several => {
                text += "期限:\n";
                for (number, (one, form)) in several.iter().enumerate() {
                    text += &format!("  {number}回目: {}\n", due(one, *form));
                }
            }
        }
        if let Some((days, from, until, _)) = self.hearing {
            text += &format!(
                "ヒアリング:\n  開始: {}\n  終了: {}\n  オンライン: 可\n",
                hearing(days, from),
                hearing(days, until)
            );
        }
        text + &self.more + "資料: [{名称: 表, 目的: 確認}]\n必要性: 確認のため\n"
    }

    fn text(&self) -> String {
        let clock = |minute: u32| format!("{}:{:02}", minute / 60, minute % 60);
        let alone = self.hearing.is_some_and(|it| it.3);
        let hearing = |days: u32, at: u32| {
            let until = self.hearing.is_some_and(|it| it.2 == at);
            if alone && until {
                format!("\"{}\"", clock(at))
            } else {
                format!("{days}開庁日後 {}", clock(at))
            }
        };
        let body = self.body(|due, form| due.text(form), hearing);
        let sent = match &self.window {
            Window::Unsaid => String::new(),
            Window::Hours(from, until) => format!("発出日時: {}〜{}\n", clock(*from), clock(*until)),
            Window::Weekdays(words, _, from, until) => {
                format!("発出日時: {words} {}-{}\n", clock(*from), clock(*until))
            }
            Window::EveryDay(from, until) => {
                format!(
                    "発出日時: {{曜日: 毎日, 時間帯: \"{}〜{}\"}}\n",
                    clock(*from),
                    clock(*until)
                )
            }
            Window::Dates(from, until) => {
                let day = |days: u64| self.now.date() + Days::new(days);
                format!("発出日時: {}〜{}\n", day(*from), day(*until))
            }
        };
        body + &sent + "雛形: true\n"
    }

    /// The request made from the template when sent at `sent`.
    fn request(&self, sent: NaiveDateTime, closed: &ClosedDays) -> String {
        let open = |days: u32| {
            let mut date = sent.date();
            for _ in 0..days {
                date = date.succ_opt().unwrap();
                while closed.is_closed(date) {
                    date = date.succ_opt().unwrap();
                }
            }
            date
        };
        let hearing = |days: u32, at: u32| minute(open(days), at).format("%Y-%m-%dT%H:%M").to_string();
        let body = self.body(|due, _| due.stated(sent, &self.to, closed), hearing);
        body + &format!("発出日時: {}\n", sent.format("%Y-%m-%dT%H:%M"))
    }

    /// Every minute of sending.
    fn sendings(&self, closed: &ClosedDays) -> Vec<NaiveDateTime> {
        let end = self.now + TimeDelta::days(i64::from(self.days));
        let mut found = Vec::new();
        let mut at = self.now;
        if at.second() > 0 {
            at = at.with_second(0).unwrap() + TimeDelta::minutes(1);
        }
        while at < end {
            let (date, time) = (at.date(), at.hour() * 60 + at.minute());
            let open = !closed.is_closed(date);
            let within = |from: u32, until: u32| (from..=until).contains(&time);
            let (opening, closing) = self.sender.hours;
            let may = match &self.window {
                Window::Unsaid => open && within(opening, closing),
                Window::Hours(from, until) => open && within(*from, *until),
                Window::Weekdays(_, days, from, until) => {
                    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
                    days.contains(&date.weekday()) && (open || weekend) && within(*from, *until)
                }
                Window::EveryDay(from, until) => within(*from, *until),
                Window::Dates(from, until) => {
                    let day = |days: u64| self.now.date() + Days::new(days);
                    open && within(opening, closing) && (day(*from)..=day(*until)).contains(&date)
                }
            };
            if may {
                found.push(at);
            }
            at += TimeDelta::minutes(1);
        }
        found
    }
}

/// Where a rule is broken, by code and line: number of minutes and days.
type Counts = BTreeMap<(String, usize), (i64, i64)>;

/// The line of a finding; findings on the sending have another line in a template.
fn key(found: &Diagnostic, text: &str) -> (String, usize) {
    let line = text[..found.span.start as usize].matches('\n').count();
    // A template does not say when it is sent.
    let sent = matches!(&*found.code, "KG403" | "KG404" | "YK201");
    (found.code.to_string(), if sent { 0 } else { line })
}

struct Brute {
    counts: Counts,
    unknown: BTreeSet<String>,
    shortfall: BTreeMap<(String, usize), i64>,
    minutes: i64,
    days: i64,
}

fn brute(template: &Template, engine: &Engine) -> Brute {
    let mut minutes: Counts = Counts::new();
    let mut days: BTreeMap<(String, usize), BTreeSet<NaiveDate>> = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    let mut shortfall: BTreeMap<(String, usize), i64> = BTreeMap::new();
    let sendings = template.sendings(&engine.data.closed);
    for sent in &sendings {
        let text = template.request(*sent, &engine.data.closed);
        let report = judge(&text, engine, template.now);
        for found in &report.diagnostics {
            // A date without a year that has just passed raises KG007 in a request only.
            if &*found.code == "KG007" {
                continue;
            }
            let key = key(found, &text);
            minutes.entry(key.clone()).or_default().0 += 1;
            days.entry(key.clone()).or_default().insert(sent.date());
            if let Some((_, short)) = found.facts.iter().find(|(name, _)| *name == "shortfall") {
                let seconds = jp_datetime::duration::read(short, 27_900).unwrap_or(0);
                let worst = shortfall.entry(key).or_default();
                *worst = seconds.max(*worst);
            }
        }
        unknown.extend(report.undetermined.iter().map(|it| it.code.to_string()));
    }
    for (key, days) in &days {
        minutes.get_mut(key).unwrap().1 = i64::try_from(days.len()).unwrap();
    }
    let all: BTreeSet<_> = sendings.iter().map(|sent| sent.date()).collect();
    Brute {
        counts: minutes,
        unknown,
        shortfall,
        minutes: i64::try_from(sendings.len()).unwrap(),
        days: i64::try_from(all.len()).unwrap(),
    }
}

fn fact<'d>(found: &'d Diagnostic, name: &str) -> Option<&'d str> {
    let fact = found.facts.iter().find(|(known, _)| *known == name)?;
    Some(&fact.1)
}

/// Asserts that a template's verdict equals brute force.
fn agree(template: &Template) {
    agree_by(template, &engine(template.days, false));
}

fn agree_by(template: &Template, engine: &Engine) {
    let text = template.text();
    let report = judge(&text, engine, template.now);
    let expected = brute(template, engine);
    let window = report.requests[0].window.clone().unwrap();
    assert_eq!(
        (window.minutes, window.days),
        (expected.minutes, expected.days),
        "{text}"
    );
    if expected.minutes == 0 {
        return;
    }
    let mut counts = Counts::new();
    for found in &report.diagnostics {
        let number = |name| fact(found, name).map(|text| text.parse::<i64>().unwrap());
        // A rule that does not depend on time is broken at every minute.
        let minutes = number("failing_minutes").unwrap_or(expected.minutes);
        let days = number("failing_days").unwrap_or(expected.days);
        let key = key(found, &text);
        if let (Some(worst), Some(short)) = (expected.shortfall.get(&key), fact(found, "shortfall")) {
            let seconds = jp_datetime::duration::read(short, 27_900).unwrap_or(0);
            assert_eq!(seconds, *worst, "the worst of {key:?}: {text}");
        }
        assert!(
            counts.insert(key, (minutes, days)).is_none(),
            "twice: {text}\n{found:?}"
        );
    }
    assert_eq!(counts, expected.counts, "now {}\n{text}", template.now);
    let unknown: BTreeSet<String> = report.undetermined.iter().map(|it| it.code.to_string()).collect();
    let raised: BTreeSet<String> = counts.keys().map(|(code, _)| code.clone()).collect();
    let expected: BTreeSet<String> = expected.unknown.difference(&raised).cloned().collect();
    assert_eq!(unknown, expected, "{text}");
}

fn office(abroad: bool) -> impl Strategy<Value = Office> {
    let zones: &'static [Option<&str>] = if abroad {
        &[None, None, None, Some("Europe/Paris"), Some("America/New_York")]
    } else {
        &[None]
    };
    (
        select(&[(570, 1095), (570, 1095), (510, 1035), (600, 1080), (545, 1023)][..]),
        select(&[Some((720, 780)), Some((720, 780)), Some((705, 765)), None][..]),
        select(zones),
    )
        .prop_map(|(hours, pause, zone)| Office { hours, pause, zone })
}

fn due() -> impl Strategy<Value = (Due, usize)> {
    let at = || select(&[0, 540, 570, 615, 720, 780, 1020, 1095, 1096, 1440][..]);
    let due = prop_oneof![
        select(&[1, 20, 24, 47, 48, 49, 72, 100][..]).prop_map(Due::Hours),
        (1_u32..5, at()).prop_map(|(days, at)| Due::Open(days, at)),
        (1_u32..7).prop_map(Due::Within),
        (0_u32..5, at()).prop_map(|(days, at)| Due::Calendar(days, at)),
        (1_u32..4).prop_map(Due::Day),
    ];
    (due, 0_usize..3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// A request sent on a date alone breaks what every minute of that day's hours breaks; what only some of them
    /// break is undetermined.
    #[test]
    fn a_day_of_sending_is_all_of_its_minutes(template in template(true), ahead in 0_u64..4) {
        let engine = engine(1, false);
        let date = template.now.date() + Days::new(ahead);
        let (opening, closing) = template.sender.hours;
        let text = template.request(minute(date, opening), &engine.data.closed);
        let sent = |at: &str| {
            let start = text.find("発出日時: ").unwrap();
            format!("{}発出日時: {at}\n", &text[..start])
        };
        let (mut raised, mut unknown) = (BTreeMap::<(String, usize), u32>::new(), BTreeSet::new());
        for at in opening..=closing {
            let report = judge(&sent(&minute(date, at).format("%Y-%m-%dT%H:%M").to_string()), &engine, template.now);
            for found in &report.diagnostics {
                *raised.entry(key(found, &text)).or_default() += 1;
            }
            unknown.extend(report.undetermined.iter().map(|it| it.code.to_string()));
        }
        let all = closing - opening + 1;
        // At a minute at which a due is not after the sending, other rules that read the due are stopped.
        let whole = |(_, minutes): &(&(String, usize), &u32)| **minutes == all;
        let broken: BTreeSet<_> = raised.iter().filter(whole).map(|(key, _)| key.clone()).collect();
        let partly: BTreeSet<_> = raised.iter().filter(|it| !whole(it)).map(|(key, _)| key.0.clone()).collect();
        let report = judge(&sent(&date.to_string()), &engine, template.now);
        let found: BTreeSet<_> = report.diagnostics.iter().map(|found| key(found, &text)).collect();
        prop_assert_eq!(found, broken, "{}", sent(&date.to_string()));
        let open: BTreeSet<_> = report.undetermined.iter().map(|it| it.code.to_string()).collect();
        prop_assert!(open.is_superset(&partly), "{:?} {:?}\n{}", open, partly, sent(&date.to_string()));
        let may: BTreeSet<_> = partly.union(&unknown).cloned().collect();
        prop_assert!(open.is_subset(&may), "{:?} {:?}\n{}", open, may, sent(&date.to_string()));
    }
}

/// Dues weeks after the sending: of the days between only the number counts.
fn far_due() -> impl Strategy<Value = (Due, usize)> {
    let at = || select(&[0, 570, 720, 1020, 1095, 1440][..]);
    let due = prop_oneof![
        select(&[150, 168, 240, 335, 500][..]).prop_map(Due::Hours),
        (5_u32..25, at()).prop_map(|(days, at)| Due::Open(days, at)),
        (7_u32..25).prop_map(Due::Within),
        (7_u32..40, at()).prop_map(|(days, at)| Due::Calendar(days, at)),
    ];
    (due, 0_usize..3)
}

fn window() -> impl Strategy<Value = Window> {
    const TIMES: &[(u32, u32)] = &[(570, 720), (600, 600), (540, 1200), (1020, 1095), (0, 1439)];
    prop_oneof![
        3 => Just(Window::Unsaid),
        1 => select(TIMES).prop_map(|(from, until)| Window::Hours(from, until)),
        1 => select(TIMES).prop_map(|(from, until)| Window::EveryDay(from, until)),
        1 => (select(vec![
                ("月・水", &[Weekday::Mon, Weekday::Wed][..]),
                ("木〜土", &[Weekday::Thu, Weekday::Fri, Weekday::Sat][..]),
                ("金曜日", &[Weekday::Fri][..]),
            ]), select(TIMES))
            .prop_map(|((words, days), (from, until))| Window::Weekdays(words, days, from, until)),
        1 => (0_u64..3, 3_u64..6).prop_map(|(from, until)| Window::Dates(from, until)),
    ]
}

fn now() -> impl Strategy<Value = NaiveDateTime> {
    // Around the year's end, Golden Week, the plan's end, clock changes abroad, and elsewhere.
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let first = prop_oneof![
        select(vec![
            day(2025, 12, 24),
            day(2026, 4, 27),
            day(2026, 3, 28),
            day(2026, 9, 17),
            day(2025, 10, 23),
            day(2026, 3, 5),
            day(2026, 6, 28),
            day(2026, 8, 29),
        ]),
        (0_u64..1500).prop_map(move |days| day(2025, 1, 1) + Days::new(days)),
    ];
    (first, select(&[0, 0, 37_800, 37_830, 64_800][..]))
        .prop_map(|(date, second)| date.and_time(NaiveTime::MIN) + TimeDelta::seconds(second))
}

fn template(abroad: bool) -> impl Strategy<Value = Template> {
    let kinds = &[
        "協議",
        "査定・審査",
        "調査",
        "照会",
        "その他",
        "政策協議",
        "作業依頼",
        "資料要求",
        "国会関係",
    ][..];
    let more = &[
        "",
        "",
        "段階: 再質問\n",
        "相当の作業量: あり\n",
        "協議区分: その他\n",
    ][..];
    let hearing = prop_oneof![
        2 => Just(None),
        1 => (1_u32..4, select(&[540, 600, 690, 1020][..]), select(&[45, 60, 150][..]), any::<bool>())
            .prop_map(|(days, from, length, alone)| Some((days, from, from + length, alone))),
    ];
    (
        (now(), 2_u32..6, select(kinds), office(false)),
        proptest::collection::vec(office(abroad), 1..3),
        select(&[None, None, Some(60), Some(465), Some(930), Some(30)][..]),
        window(),
        proptest::collection::vec(due(), 0..3),
        hearing,
        (select(more), select(&[false, false, false, true][..])),
    )
        .prop_map(
            |((now, days, kind, sender), to, effort, window, mut dues, hearing, (more, own))| {
                if dues.is_empty() && hearing.is_none() {
                    dues.push((Due::Open(1, 720), 0));
                }
                Template {
                    now,
                    days,
                    kind,
                    sender,
                    to,
                    effort,
                    window,
                    dues,
                    hearing,
                    more: more.to_owned(),
                    own,
                }
            },
        )
}

/// A date so many days after `now`, in one of its notations.
fn written(now: NaiveDateTime, (days, form, at): (u64, usize, u32)) -> String {
    let at = minute(now.date() + Days::new(days), at);
    match form {
        0 => at.format("%Y-%m-%d"),
        1 => at.format("%-m月%-d日%-H時%-M分"),
        2 => at.format("%Y-%m-%dT%H:%M:00+01:00"),
        _ => at.format("%Y-%m-%d %H:%M"),
    }
    .to_string()
}

/// A few minutes a day, chosen where many verdicts change.
fn select_window(template: &Template) -> Window {
    match template.days % 3 {
        0 => Window::Hours(1018, 1022),
        1 => Window::EveryDay(718, 722),
        _ => Window::Hours(568, 572),
    }
}
