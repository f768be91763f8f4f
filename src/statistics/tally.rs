//! The counts of a year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Datelike, Timelike};

use super::record::Record;
use super::time_given::TimeGiven;
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::Moment;
use crate::calendar::yearly::YearlyPeriod;

/// How many of the strictest are kept.
const STRICTEST: usize = 10;

/// The most names of offices that are counted separately: names are free text, and memory is bounded.
const MOST_NAMES: usize = 10_000;

/// What the figures go by that the requests do not say.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Closed days.
    pub closed: Arc<ClosedDays>,
    /// From when on it is evening, in minutes since midnight.
    pub evening: u32,
    /// The least time to answer, in seconds.
    pub response: i64,
    /// A working day, in seconds.
    pub working_day: i64,
    /// 集中取組期間
    pub intensive: YearlyPeriod,
    /// The plan and the section of each rule that has a clause.
    pub clauses: BTreeMap<String, (String, String)>,
    /// Every rule that is in force.
    pub rules: BTreeSet<String>,
}

/// What a request is that is counted, for those who may see it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Whose<'a> {
    /// Its file.
    pub path: Option<&'a str>,
    /// Its place in the file.
    pub index: Option<usize>,
    /// 件名
    pub subject: Option<&'a str>,
}

/// How many requests, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub requests: u64,
    /// Those of which every rule was judged.
    pub judged: u64,
    /// Those with a finding that has to be fixed.
    pub breached: u64,
    /// Those with a warning and nothing graver.
    pub warned: u64,
    /// Those with a finding that an exception clears.
    pub excepted: u64,
    /// Those with a finding for which a deviation is recorded.
    pub deviated: u64,
    /// Those of which a rule could not be judged.
    pub undetermined: u64,
}

impl Counts {
    fn add(&mut self, record: &Record) {
        self.requests += 1;
        self.judged += u64::from(record.undetermined.is_empty());
        self.breached += u64::from(record.is_breach());
        self.warned += u64::from(record.is_warned());
        self.excepted += u64::from(!record.excepted.is_empty());
        self.deviated += u64::from(!record.deviated.is_empty());
        self.undetermined += u64::from(!record.undetermined.is_empty());
    }
}

/// The requests that have something in common.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// How many.
    pub counts: Counts,
    /// How many of them raise each rule.
    pub by_rule: BTreeMap<String, u64>,
}

impl Group {
    fn add(&mut self, record: &Record, raised: &BTreeSet<&str>) {
        self.counts.add(record);
        for code in raised {
            add_one(&mut self.by_rule, code);
        }
    }
}

/// The requests to one ministry.
#[derive(Clone, Debug, Default)]
pub struct RecipientGroup {
    /// What they come to.
    pub group: Group,
    /// How many state their effort.
    pub effort_stated: u64,
    /// The sum of these, in seconds.
    pub effort: i64,
}

/// What became of one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCounts {
    /// Requests that raise it.
    pub requests: u64,
    /// Requests of which it could not be judged, and that do not raise it elsewhere.
    pub undetermined: u64,
    /// Requests with a finding of it that an exception clears.
    pub excepted: u64,
    /// Requests that raise it with a deviation recorded.
    pub deviated: u64,
}

/// One of those that were given the least time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strict {
    /// Working time, in seconds.
    pub working: i64,
    /// Elapsed time, in seconds.
    pub elapsed: i64,
    /// When it went out.
    pub sent: Moment,
    /// Its due.
    pub due: Moment,
    /// Those that sent it.
    pub bureaus: Vec<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// The rules that it raises.
    pub codes: BTreeSet<String>,
    /// Its file.
    pub path: Option<String>,
    /// Its place in the file.
    pub index: Option<usize>,
    /// 件名
    pub subject: Option<String>,
}

/// The counts of a year.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Of all.
    pub all: Counts,
    /// Drafts, counted as sent when they were looked at.
    pub drafts: u64,
    /// By the plan and the section of its clause: requests that raise a rule of it.
    pub by_clause: BTreeMap<(String, String), u64>,
    /// By code.
    pub by_rule: BTreeMap<String, RuleCounts>,
    /// By the office that sends; `None` where it is not said, or beyond the bound on names.
    pub by_bureau: BTreeMap<Option<String>, Group>,
    /// By year and month of sending.
    pub by_month: BTreeMap<Option<(i32, u32)>, Group>,
    /// By kind.
    pub by_kind: BTreeMap<Option<String>, Group>,
    /// By the ministry asked.
    pub by_recipient: BTreeMap<Option<String>, RecipientGroup>,
    /// Wall time given.
    pub elapsed: TimeGiven,
    /// Working time given.
    pub working: TimeGiven,
    /// Requests that are due no later than they are sent.
    pub not_after_sent: u64,
    /// By weekday of sending, Monday first, and hour.
    pub sent: [[u64; 24]; 7],
    /// Sent in the evening of an open day.
    pub sent_evening: u64,
    /// Sent on a closed day.
    pub sent_closed: u64,
    /// With a due that is known.
    pub due: u64,
    /// Due on a closed day.
    pub due_closed: u64,
    /// Of the intensive period.
    pub intensive: Group,
    /// Of the rest of the year.
    pub rest: Group,
    /// Those that were given the least time, the strictest first.
    pub strictest: Vec<Strict>,
}

impl Tally {
    pub(super) fn new(settings: &Settings) -> Self {
        let none = settings.rules.iter();
        Self {
            all: Counts::default(),
            drafts: 0,
            by_clause: settings
                .clauses
                .values()
                .map(|clause| (clause.clone(), 0))
                .collect(),
            by_rule: none.map(|code| (code.clone(), RuleCounts::default())).collect(),
            by_bureau: BTreeMap::new(),
            by_month: BTreeMap::new(),
            by_kind: BTreeMap::new(),
            by_recipient: BTreeMap::new(),
            elapsed: TimeGiven::new(settings.response),
            working: TimeGiven::new(settings.working_day),
            not_after_sent: 0,
            sent: [[0; 24]; 7],
            sent_evening: 0,
            sent_closed: 0,
            due: 0,
            due_closed: 0,
            intensive: Group::default(),
            rest: Group::default(),
            strictest: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, record: &Record, whose: Whose<'_>, settings: &Settings) {
        self.all.add(record);
        self.drafts += u64::from(record.is_draft());
        let raised = &raised(record);
        self.add_rules(record, raised, settings);
        let (sent, due) = (record.sent_at(), record.due_at());
        let month = sent.map(|sent| {
            let day = sent.japan().date();
            (day.year(), day.month())
        });
        self.by_month.entry(month).or_default().add(record, raised);
        self.by_kind
            .entry(record.kind.clone())
            .or_default()
            .add(record, raised);
        let bureaus: BTreeSet<&str> = record.from.iter().map(|office| office.office.as_str()).collect();
        for bureau in named(bureaus.into_iter()) {
            bounded(&mut self.by_bureau, bureau).add(record, raised);
        }
        let ministries: BTreeSet<Option<&str>> = record
            .recipients
            .iter()
            .map(|to| to.ministry.as_deref())
            .collect();
        let ministries = if ministries.is_empty() {
            BTreeSet::from([None])
        } else {
            ministries
        };
        for ministry in ministries {
            let to = bounded(&mut self.by_recipient, ministry);
            to.group.add(record, raised);
            if let Some(effort) = record.effort_seconds() {
                to.effort_stated += 1;
                to.effort = to.effort.saturating_add(effort);
            }
        }
        if let Some(sent) = sent {
            self.add_sending(record, raised, sent, settings);
        }
        if let Some(due) = due {
            self.due += 1;
            self.due_closed += u64::from(is_due_on_closed_day(due, &settings.closed));
        }
        if let (Some(sent), Some(due), Some((elapsed, working))) = (sent, due, record.given()) {
            if due <= sent {
                self.not_after_sent += 1;
                return;
            }
            self.elapsed.add(elapsed);
            self.working.add(working);
            self.rank(Strict {
                working,
                elapsed,
                sent,
                due,
                bureaus: record.from.iter().map(|office| office.office.clone()).collect(),
                kind: record.kind.clone(),
                codes: raised.iter().map(|code| (*code).to_owned()).collect(),
                path: whose.path.map(str::to_owned),
                index: whose.index,
                subject: whose.subject.map(str::to_owned),
            });
        }
    }

    fn add_rules(&mut self, record: &Record, raised: &BTreeSet<&str>, settings: &Settings) {
        let mut clauses = BTreeSet::new();
        for code in raised {
            rule(&mut self.by_rule, code).requests += 1;
            clauses.extend(settings.clauses.get(*code));
        }
        for clause in clauses {
            *self.by_clause.entry(clause.clone()).or_default() += 1;
        }
        for code in &record.excepted {
            rule(&mut self.by_rule, code).excepted += 1;
        }
        for code in &record.deviated {
            rule(&mut self.by_rule, code).deviated += 1;
        }
        for code in &record.undetermined {
            let is_raised = raised.contains(code.as_str());
            rule(&mut self.by_rule, code).undetermined += u64::from(!is_raised);
        }
    }

    fn add_sending(&mut self, record: &Record, raised: &BTreeSet<&str>, sent: Moment, settings: &Settings) {
        let local = sent.japan();
        let day = local.weekday().num_days_from_monday() as usize;
        self.sent[day][local.hour() as usize] += 1;
        if settings.closed.is_closed(local.date()) {
            self.sent_closed += 1;
        } else {
            self.sent_evening += u64::from(local.hour() * 60 + local.minute() >= settings.evening);
        }
        if settings.intensive.holds(local.date()) {
            self.intensive.add(record, raised);
        } else {
            self.rest.add(record, raised);
        }
    }

    fn rank(&mut self, one: Strict) {
        let place = self.strictest.partition_point(|known| *known <= one);
        if place < STRICTEST {
            self.strictest.insert(place, one);
            self.strictest.truncate(STRICTEST);
        }
    }
}

/// The codes that a request raises, whatever their severity.
fn raised(record: &Record) -> BTreeSet<&str> {
    let codes = [&record.error, &record.warning, &record.info];
    codes.into_iter().flatten().map(String::as_str).collect()
}

/// Each name, or none where there is none.
fn named<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> impl Iterator<Item = Option<&'a str>> {
    let none = (names.len() == 0).then_some(None);
    names.map(Some).chain(none)
}

/// What is counted under a name; past the bound it is counted under none.
fn bounded<'m, T: Default>(map: &'m mut BTreeMap<Option<String>, T>, name: Option<&str>) -> &'m mut T {
    let name = name.map(str::to_owned);
    let name = if map.len() >= MOST_NAMES && !map.contains_key(&name) {
        None
    } else {
        name
    };
    map.entry(name).or_default()
}

fn rule<'m>(map: &'m mut BTreeMap<String, RuleCounts>, code: &str) -> &'m mut RuleCounts {
    if !map.contains_key(code) && map.len() >= MOST_NAMES {
        return map.entry(String::new()).or_default();
    }
    map.entry(code.to_owned()).or_default()
}

fn add_one(map: &mut BTreeMap<String, u64>, code: &str) {
    match map.get_mut(code) {
        Some(count) => *count += 1,
        None => {
            if map.len() < MOST_NAMES {
                map.insert(code.to_owned(), 1);
            }
        }
    }
}

/// Midnight ends a day.
fn is_due_on_closed_day(due: Moment, closed: &ClosedDays) -> bool {
    closed.is_closed(due.plus(-1).japan().date())
}
