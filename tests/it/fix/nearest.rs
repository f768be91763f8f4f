//! The nearest compliant times against brute force: every candidate is written into the document, and the document
//! is judged from scratch.

use std::fmt::Write as _;

use crate::common::{self, check, codes, engine, folder};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use kigen::calendar::hours::Moment;
use kigen::check::{FileReport, check_yaml};
use kigen::engine::Engine;
use kigen::fix;
use kigen::fix::sending::{self, SendingQuery};
use kigen::format::Format;
use kigen::message::Lang;
use kigen::read::{Context, FileSelection};
use kigen::resolve::Case;
use kigen::source::Source;
use proptest::prelude::*;
use proptest::sample::select;

/// 2025-09-08 10:00 JST, in seconds since the Unix epoch.
const NOW: Moment = Moment(1_757_293_200);

/// The rules that read the due's moment and are errors or warnings by default.
const OF_DUE: [&str; 15] = [
    "KG101", "KG102", "KG103", "KG104", "KG105", "KG202", "KG203", "KG204", "KG301", "KG303", "KG304",
    "KG401", "KG402", "KG406", "KG417",
];

/// A recipient: its name, and hours, break and zone of its own.
#[derive(Clone, Debug)]
struct Office {
    name: &'static str,
    hours: Option<(i64, i64)>,
    pause: bool,
    zone: Option<&'static str>,
}

#[derive(Clone, Debug)]
struct Draft {
    kind: &'static str,
    scope: &'static str,
    round: &'static str,
    sender: Option<(i64, i64)>,
    to: Vec<Office>,
    sent: NaiveDateTime,
    due: NaiveDateTime,
    effort: Option<i64>,
    considerable: Option<bool>,
}

fn clock((from, until): (i64, i64)) -> String {
    format!(
        "{:02}:{:02}-{:02}:{:02}",
        from / 60,
        from % 60,
        until / 60,
        until % 60
    )
}

impl Draft {
    fn text(&self, sent: NaiveDateTime, due: NaiveDateTime) -> String {
        let mut out = format!("kind: {}\n", self.kind);
        if self.kind == "consultation" {
            let _ = writeln!(out, "scope: {}\nround: {}", self.scope, self.round);
        }
        match self.sender {
            Some(hours) => {
                let _ = writeln!(out, "from: {{ministry: 総務省, hours: '{}'}}", clock(hours));
            }
            None => out.push_str("from: 総務省\n"),
        }
        out.push_str("to:\n");
        for office in &self.to {
            let _ = write!(out, "  - {{ministry: {}", office.name);
            if let Some(hours) = office.hours {
                let _ = write!(out, ", hours: '{}'", clock(hours));
            }
            if !office.pause {
                out.push_str(", break: なし");
            }
            if let Some(zone) = office.zone {
                let _ = write!(out, ", zone: {zone}");
            }
            out.push_str("}\n");
        }
        let _ = writeln!(
            out,
            "sent: {}\ndue: {}",
            sent.format("%Y-%m-%d %H:%M"),
            due.format("%Y-%m-%d %H:%M")
        );
        if let Some(minutes) = self.effort {
            let _ = writeln!(out, "effort: {minutes}分");
        }
        if let Some(considerable) = self.considerable {
            let _ = writeln!(out, "considerable: {considerable}");
        }
        out
    }

    /// The codes of the rules on the due that the whole program raises for the document.
    fn broken(&self, sent: NaiveDateTime, due: NaiveDateTime) -> Vec<String> {
        let text = self.text(sent, due);
        let report = check_yaml(
            &Source::from_text("案.yaml", text.as_str()),
            FileSelection::Explicit,
            engine(),
            NOW,
        );
        assert_eq!(report.requests.len(), 1, "{text}");
        let codes = report.diagnostics.iter().map(|found| found.code.to_string());
        let codes: Vec<String> = codes.collect();
        assert!(
            codes.iter().all(|code| !code.starts_with("KG0")),
            "{codes:?}\n{text}"
        );
        codes
            .into_iter()
            .filter(|code| OF_DUE.contains(&code.as_str()))
            .collect()
    }

    /// The library's result: the latest sending time and the earliest due.
    fn found(&self) -> (Option<NaiveDateTime>, Option<NaiveDateTime>) {
        let text = self.text(self.sent, self.due);
        let source = Source::from_text("案.yaml", text.as_str());
        let context = Context {
            named: FileSelection::Explicit,
            working_day: engine().data.working_day,
            unread: &[],
        };
        let reading = Format::Yaml
            .input_format()
            .read(&source, context, engine().read_environment(NOW));
        let case = Case::new(&reading.requests[0], engine().environment(NOW));
        let sent = case.sent.at.unwrap();
        let local = |at: Moment| at.japan();
        (
            fix::earliest_due(engine(), &case, sent).map(local),
            sending::last(engine(), &case, SendingQuery::default()).map(local),
        )
    }

    /// Every full and half hour of a day in Japan and the first recipient's closing time, without those inside any
    /// recipient's break.
    fn candidates(&self, day: NaiveDate) -> Vec<NaiveDateTime> {
        let midnight = day.and_hms_opt(0, 0, 0).unwrap();
        let mut all: Vec<NaiveDateTime> = (0..48)
            .map(|half| midnight + TimeDelta::minutes(30 * half))
            .collect();
        for local in [day - Days::new(1), day, day + Days::new(1)] {
            let first = self.to.iter().map(|office| closing(office, local)).min().unwrap();
            if first.date() == day {
                all.push(first);
            }
        }
        all.sort();
        all.dedup();
        all.retain(|at| !self.to.iter().any(|office| in_break(office, *at)));
        all
    }

    /// Runs the engine on the document.
    fn report(&self, engine: &Engine) -> FileReport {
        let text = self.text(self.sent, self.due);
        let source = Source::from_text("案.yaml", text.as_str());
        check_yaml(&source, FileSelection::Explicit, engine, NOW)
    }
}

/// Whether a moment lies inside an office's break, ends excluded.
fn in_break(office: &Office, at: NaiveDateTime) -> bool {
    let zone: chrono_tz::Tz = office.zone.unwrap_or("Asia/Tokyo").parse().unwrap();
    let at = at.and_local_timezone(chrono_tz::Asia::Tokyo).unwrap();
    let local = at.with_timezone(&zone).time();
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
    office.pause && local > noon && local < noon + TimeDelta::hours(1)
}

/// An office's closing time on a day in the office's zone, in Japan time.
fn closing(office: &Office, day: NaiveDate) -> NaiveDateTime {
    let until = office.hours.map_or(18 * 60 + 15, |(_, until)| until);
    let local = day.and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(until);
    let zone: chrono_tz::Tz = office.zone.unwrap_or("Asia/Tokyo").parse().unwrap();
    let at = local.and_local_timezone(zone).earliest().unwrap();
    at.with_timezone(&chrono_tz::Asia::Tokyo).naive_local()
}

fn minute(text: &str, minutes: i64) -> NaiveDateTime {
    DateTime::parse_from_rfc3339(&format!("{text}T00:00:00Z"))
        .unwrap()
        .naive_utc()
        + TimeDelta::minutes(minutes)
}

fn offices() -> impl Strategy<Value = Office> {
    let names = select(&["財務省", "厚生労働省", "農林水産省", "総務省"][..]);
    let hours = prop_oneof![
        3 => Just(None),
        2 => select(&[(510, 1035), (540, 1065), (600, 1125), (545, 1070), (0, 1440), (780, 1440)][..]).prop_map(Some),
    ];
    let zones = prop_oneof![
        8 => Just(None),
        1 => select(&["America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Europe/Paris"][..]).prop_map(Some),
    ];
    (names, hours, any::<bool>(), zones).prop_map(|(name, hours, pause, zone)| Office {
        name,
        // Hours that do not contain the default break have none.
        pause: pause && hours.is_none_or(|(from, until)| from <= 720 && until >= 780),
        hours,
        zone,
    })
}

fn drafts() -> impl Strategy<Value = Draft> {
    let kinds = select(
        &[
            "consultation",
            "consultation",
            "review",
            "survey",
            "inquiry",
            "other",
        ][..],
    );
    let scopes = select(&["law", "policy-coordination", "other"][..]);
    let rounds = select(&["first", "first", "follow-up"][..]);
    let senders = prop_oneof![3 => Just(None), 1 => select(&[(510, 1035), (600, 1125)][..]).prop_map(Some)];
    // A plain week, the year's end, May's holidays, the three holidays of September 2026.
    let weeks = select(
        &[
            "2025-09-08",
            "2025-12-24",
            "2025-04-28",
            "2026-09-16",
            "2026-03-30",
        ][..],
    );
    // More often at the ends of the hours than elsewhere.
    let minutes = prop_oneof![
        (0..14 * 1440_i64),
        (
            0..14_i64,
            select(&[0, 569, 570, 720, 780, 1019, 1020, 1021, 1095, 1096, 1439][..])
        )
            .prop_map(|(day, minute)| day * 1440 + minute),
    ];
    let efforts = prop_oneof![2 => Just(None), 3 => (1..2000_i64).prop_map(Some)];
    let lengths = prop_oneof![(1..9 * 1440_i64), (-600..600_i64)];
    (
        (kinds, scopes, rounds, senders),
        // An office that occurs again without hours keeps those it was given first.
        proptest::collection::vec(offices(), 1..4).prop_map(|mut offices| {
            let mut named = std::collections::BTreeSet::new();
            offices.retain(|office: &Office| named.insert(office.name));
            offices
        }),
        (weeks, minutes, lengths),
        (efforts, prop_oneof![Just(None), any::<bool>().prop_map(Some)]),
    )
        .prop_map(
            |((kind, scope, round, sender), to, (week, at, length), (effort, considerable))| {
                let sent = minute(week, at);
                Draft {
                    kind,
                    scope,
                    round,
                    sender,
                    to,
                    sent,
                    due: sent + TimeDelta::minutes(length),
                    effort,
                    considerable,
                }
            },
        )
}

/// How many days the brute force searches.
const DAYS: u64 = 40;

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn no_earlier_due_would_have_complied_and_the_one_given_does(draft in drafts()) {
        let (earliest, _) = draft.found();
        if let Some(at) = earliest {
            prop_assert_eq!(draft.broken(draft.sent, at), Vec::<String>::new(), "{}", at);
        }
        let first = draft.sent.date();
        'days: for ahead in 0..DAYS {
            for at in draft.candidates(first + Days::new(ahead)) {
                if at < draft.sent {
                    continue;
                }
                if earliest == Some(at) {
                    break 'days;
                }
                prop_assert!(
                    !draft.broken(draft.sent, at).is_empty(),
                    "{at} complies, and {earliest:?} was given\n{}",
                    draft.text(draft.sent, at)
                );
            }
        }
    }

    #[test]
    fn no_later_sending_would_have_complied_and_the_one_given_does(draft in drafts()) {
        // Without the rules that no sending time can satisfy (a due outside hours).
        let broken = |sent| -> Vec<String> {
            let codes = draft.broken(sent, draft.due);
            codes.into_iter().filter(|code| code != "KG402").collect()
        };
        let (from, until) = draft.sender.unwrap_or((570, 1095));
        let at_work = |at: NaiveDateTime| {
            let minute = (at - at.date().and_hms_opt(0, 0, 0).unwrap()).num_minutes();
            !engine().data.closed.is_closed(at.date()) && (from..=until).contains(&minute)
        };
        let (_, latest) = draft.found();
        if let Some(at) = latest {
            prop_assert!(at < draft.due && at_work(at), "{}", at);
            prop_assert_eq!(broken(at), Vec::<String>::new(), "{}", at);
        }
        // Open minutes after it: the first ones all, then a sample.
        let first = latest.map_or(draft.due - TimeDelta::days(60), |at| at + TimeDelta::minutes(1));
        let minutes = (0..).map(|later| first + TimeDelta::minutes(later));
        let later = minutes.take_while(|at| *at < draft.due).filter(|at| at_work(*at));
        for at in later.enumerate().filter(|(number, _)| *number < 20 || number % 311 == 0).map(|(_, at)| at) {
            prop_assert!(
                !broken(at).is_empty(),
                "{at} complies, and {latest:?} was given\n{}",
                draft.text(at, draft.due)
            );
        }
        // The report shows it only where it is not past.
        let now = latest.filter(|at| *at >= NOW.japan());
        let send_by = draft.report(engine()).requests[0].send_by;
        prop_assert_eq!(send_by.map(Moment::japan), now);
    }

    #[test]
    fn a_sending_is_offered_only_where_it_clears_the_finding_and_can_still_be_taken(draft in drafts()) {
        let mut offers = engine().clone();
        offers.output.remedies = true;
        let report = draft.report(&offers);
        let (_, latest) = draft.found();
        // The year is written where it is not the present one.
        let year = chrono::Datelike::year(&NOW.japan());
        for found in &report.diagnostics {
            let help = found.help.as_ref().map(|help| help.render(Lang::Ja)).unwrap_or_default();
            if !help.contains("までに発出してください") {
                continue;
            }
            let at = latest.expect("a time to send at");
            let words = kigen::message::words::moment(at, year, Lang::Ja);
            prop_assert!(help.contains(&format!("{words}までに発出")), "{}: {}", words, help);
            prop_assert!(at >= NOW.japan() && at < draft.sent);
            prop_assert_eq!(draft.broken(at, draft.due), Vec::<String>::new(), "{}", help);
        }
    }
}

#[test]
fn a_hearing_before_its_sending_is_moved_or_the_sending_put_forward_while_it_can_be() {
    let text = "種別: 査定・審査\n件名: 機構・定員要求に係るヒアリングについて\n発出元: 総務省行政管理局\n\
                宛先: 財務省主計局\n発出日時: 2025-09-09T17:30\n提出期限: 2025-09-16T17:00\n想定作業量: 3時間\n\
                ヒアリング: {開始: 2025-09-09T10:00, 終了: 2025-09-09T11:00, オンライン: 可}\n";
    let outside = text.replace("T10:00", "T08:00").replace("T11:00", "T09:00");
    // Where another sending time would not help, none is proposed.
    for (text, now, earlier) in [
        (text, "2025-09-08T09:00", true),
        (text, "2025-09-08T17:00", false),
        (text, "2025-09-09T17:30", false),
        (&*outside, "2025-09-08T09:00", false),
    ] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.yaml"), text).unwrap();
        let mut program = common::kigen(folder.path());
        program.args(["check", "--no-config", "--format", "json", "--now", now, "a.yaml"]);
        let found = common::run(&mut program).json();
        let found = found["diagnostics"].as_array().unwrap();
        let found = found.iter().find(|found| found["code"] == "KG416").unwrap();
        let help = found["help"].as_str().unwrap();
        assert!(
            help.contains("最も早い時間帯は9月10日（水）13時〜14時です。"),
            "{help}"
        );
        assert_eq!(
            help.contains("9月8日（月）16時59分までに発出"),
            earlier,
            "{now}: {help}"
        );
        assert_eq!(found["fixes"][0]["applicability"], "safe", "{found}");
    }
}

#[test]
fn offices_that_are_never_at_work_together_do_not_cost_the_search_of_the_file() {
    // Tokyo's hours end before London's begin. Searched until 2150, five requests would spend what a file may cost.
    let request = "種別: 協議\n件名: 基本計画\n発出元: 総務省\n宛先:\n\
        \x20 - {府省: 国土交通省, 勤務時間: \"8:30-17:15\"}\n  - {府省: 外務省, 部局: 在英国日本国大使館, 時間帯: Europe/London}\n\
        発出日時: 2025-09-08 10:00\n回答期限: 2025-09-10 09:45\n";
    let folder = folder(&[("a.yaml", &[request; 20].join("---\n"))]);
    let json = check(folder.path(), &["--format", "json", "a.yaml"]).json();
    let found = codes(&json);
    assert!(found.contains(&"KG402"), "{found:?}");
    assert!(!found.contains(&"KG008"), "{found:?}");
}
