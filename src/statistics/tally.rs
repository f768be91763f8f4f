//! Counts of one year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Datelike, Timelike};

use super::histogram::DurationHistogram;
use super::record::Record;
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::Moment;
use crate::calendar::yearly::YearlyPeriod;

/// Number of strictest requests listed.
const STRICTEST_LIMIT: usize = 10;

/// Bound on distinct office names, which are free text: further ones are counted without a name.
const NAMES_LIMIT: usize = 10_000;

/// Parameters of the counts that do not come from the requests.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Closed days.
    pub closed: Arc<ClosedDays>,
    /// Start of the evening, in minutes since midnight.
    pub evening: u32,
    /// Minimum time to answer, in seconds of wall time.
    pub response: i64,
    /// A working day, in seconds of working time.
    pub working_day: i64,
    /// 集中取組期間
    pub intensive: YearlyPeriod,
    /// Plan and section of each rule that has a clause.
    pub clauses: BTreeMap<String, (String, String)>,
    /// Codes of the rules in force.
    pub rules: BTreeSet<String>,
}

/// Identification of a counted request, where it may be shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct RecordSource<'a> {
    /// Its file.
    pub path: Option<&'a str>,
    /// Index in the file.
    pub index: Option<usize>,
    /// 件名
    pub subject: Option<&'a str>,
}

/// Requests by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All requests.
    pub requests: u64,
    /// Requests with every rule determined.
    pub judged: u64,
    /// Requests with a finding that must be fixed.
    pub breached: u64,
    /// Requests whose most severe finding is a warning.
    pub warned: u64,
    /// Requests with an excepted finding.
    pub excepted: u64,
    /// Requests with a finding for which a deviation is recorded.
    pub deviated: u64,
    /// Requests with an undetermined rule.
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

/// Counts of a group of requests.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Requests by outcome.
    pub counts: Counts,
    /// Requests that break each rule, by code.
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

/// Counts of the requests to one ministry.
#[derive(Clone, Debug, Default)]
pub struct RecipientGroup {
    /// Counts of the group.
    pub group: Group,
    /// Requests that state their effort.
    pub effort_stated: u64,
    /// Sum of the stated efforts, in seconds of working time.
    pub effort: i64,
}

/// Requests by outcome of one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCounts {
    /// Requests that break it.
    pub requests: u64,
    /// Requests for which it is undetermined, and that do not break it elsewhere.
    pub undetermined: u64,
    /// Requests with an excepted finding of it.
    pub excepted: u64,
    /// Requests that break it with a deviation recorded.
    pub deviated: u64,
}

/// One of the requests that were given the least time. Ordered by working, then elapsed time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StrictestRequest {
    /// Working time, in seconds.
    pub working: i64,
    /// Wall time, in seconds.
    pub elapsed: i64,
    /// When it was sent.
    pub sent: Moment,
    /// When it was due.
    pub due: Moment,
    /// The sending offices.
    pub bureaus: Vec<String>,
    /// 種別, by its name in machine output.
    pub kind: Option<String>,
    /// Codes of the rules that it breaks.
    pub codes: BTreeSet<String>,
    /// Its file.
    pub path: Option<String>,
    /// Index in the file.
    pub index: Option<usize>,
    /// 件名
    pub subject: Option<String>,
}

/// Counts of one year.
#[derive(Clone, Debug)]
pub struct Tally {
    /// Totals.
    pub all: Counts,
    /// Drafts, which are counted as sent at the time of the check.
    pub drafts: u64,
    /// Requests that break a rule of a clause, by plan and section.
    pub by_clause: BTreeMap<(String, String), u64>,
    /// Counts of each rule, by code.
    pub by_rule: BTreeMap<String, RuleCounts>,
    /// By sending office; `None` where it is unknown or beyond the bound on names.
    pub by_bureau: BTreeMap<Option<String>, Group>,
    /// By year and month of sending.
    pub by_month: BTreeMap<Option<(i32, u32)>, Group>,
    /// By 種別; `None` where it could not be read.
    pub by_kind: BTreeMap<Option<String>, Group>,
    /// By ministry of the recipient; `None` where there is none, or beyond the bound on names.
    pub by_recipient: BTreeMap<Option<String>, RecipientGroup>,
    /// Distribution of the wall time given.
    pub elapsed: DurationHistogram,
    /// Distribution of the working time given.
    pub working: DurationHistogram,
    /// Requests due no later than they were sent; in neither distribution.
    pub not_after_sent: u64,
    /// By weekday of sending (Monday first) and hour.
    pub sent: [[u64; 24]; 7],
    /// Requests sent in the evening of an open day.
    pub sent_evening: u64,
    /// Requests sent on a closed day.
    pub sent_closed: u64,
    /// Requests with a known due.
    pub due: u64,
    /// Requests due on a closed day.
    pub due_closed: u64,
    /// Requests sent in the intensive period (集中取組期間).
    pub intensive: Group,
    /// Requests sent outside it.
    pub rest: Group,
    /// Requests that were given the least time, strictest first.
    pub strictest: Vec<StrictestRequest>,
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
            elapsed: DurationHistogram::new(settings.response),
            working: DurationHistogram::new(settings.working_day),
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

    pub(super) fn add(&mut self, record: &Record, whose: RecordSource<'_>, settings: &Settings) {
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
            self.rank(StrictestRequest {
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

    fn rank(&mut self, one: StrictestRequest) {
        let place = self.strictest.partition_point(|known| *known <= one);
        if place < STRICTEST_LIMIT {
            self.strictest.insert(place, one);
            self.strictest.truncate(STRICTEST_LIMIT);
        }
    }
}

/// Codes of the rules that a request breaks, of any severity.
fn raised(record: &Record) -> BTreeSet<&str> {
    let codes = [&record.error, &record.warning, &record.info];
    codes.into_iter().flatten().map(String::as_str).collect()
}

/// Each name, or one `None` if there is no name.
fn named<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> impl Iterator<Item = Option<&'a str>> {
    let none = (names.len() == 0).then_some(None);
    names.map(Some).chain(none)
}

/// The counter under a name; beyond the bound on names, the one under `None`.
fn bounded<'m, T: Default>(map: &'m mut BTreeMap<Option<String>, T>, name: Option<&str>) -> &'m mut T {
    let name = name.map(str::to_owned);
    let name = if map.len() >= NAMES_LIMIT && !map.contains_key(&name) {
        None
    } else {
        name
    };
    map.entry(name).or_default()
}

fn rule<'m>(map: &'m mut BTreeMap<String, RuleCounts>, code: &str) -> &'m mut RuleCounts {
    if !map.contains_key(code) && map.len() >= NAMES_LIMIT {
        return map.entry(String::new()).or_default();
    }
    map.entry(code.to_owned()).or_default()
}

fn add_one(map: &mut BTreeMap<String, u64>, code: &str) {
    match map.get_mut(code) {
        Some(count) => *count += 1,
        None => {
            if map.len() < NAMES_LIMIT {
                map.insert(code.to_owned(), 1);
            }
        }
    }
}

/// Whether a due is on a closed day; a due at midnight belongs to the day that it ends.
fn is_due_on_closed_day(due: Moment, closed: &ClosedDays) -> bool {
    closed.is_closed(due.plus(-1).japan().date())
}
