//! The format `kigen/report/v1`: yearly figures. Its types are frozen; members may be added, never renamed or
//! removed.

use std::collections::BTreeMap;

use jp_datetime::duration;
use schemars::JsonSchema;
use serde::Serialize;

use crate::report::json::{Tool, tool};
use crate::statistics::{self, Bin, DurationHistogram, FiscalYear, RuleCounts, Years};

/// Identifier of the format.
pub const SCHEMA: &str = "kigen/report/v1";

/// Bins of the distribution of elapsed time: width in hours, and number.
const ELAPSED: (usize, usize) = (12, 20);
/// Bins of the distribution of working time, likewise.
const WORKING: (usize, usize) = (4, 20);

/// The whole output of `kigen report --format json`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Output {
    /// Always `kigen/report/v1`.
    pub schema: String,
    /// The program.
    pub tool: Tool,
    /// The fiscal year; null where all requests are counted, whenever they were sent.
    pub year: Option<Year>,
    /// What was read, and what was not counted.
    pub sources: Sources,
    /// What the figures go by.
    pub basis: Basis,
    /// The figures.
    #[serde(flatten)]
    pub figures: Figures,
    /// The year before, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Before>,
}

/// A fiscal year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Year {
    /// The year of its April.
    pub fiscal_year: i32,
    /// Its first day.
    pub from: String,
    /// Its last day.
    pub until: String,
}

/// The year before.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Before {
    /// The year.
    pub year: Year,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// What was read, and what was not counted.
#[derive(Clone, Copy, Debug, Default, Serialize, JsonSchema)]
pub struct Sources {
    /// Files of requests that were read.
    pub files: u64,
    /// Requests that came as recorded lines.
    pub records: u64,
    /// Files, and documents of files, that could not be read: their requests are missing.
    pub unread: u64,
    /// Recorded lines that could not be read: their requests are missing.
    pub skipped_lines: u64,
    /// Files and documents that are no requests.
    pub left_out: u64,
    /// Recorded files met in a folder, which are read only where they are named.
    pub unnamed_records: u64,
    /// Templates, which are no requests that were sent.
    pub templates: u64,
    /// Requests of other years.
    pub other_years: u64,
    /// Requests of whose sending nothing is known, where a year was asked for.
    pub undated: u64,
}

/// What the figures go by that is no plan's word.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Basis {
    /// From when on it is evening: HH:MM.
    pub evening_from: String,
    /// The least time to answer.
    pub response: String,
    /// A working day.
    pub working_day: String,
}

/// The figures.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Figures {
    /// All requests, and what became of them.
    #[serde(flatten)]
    pub counts: Counts,
    /// Those of them that state no sending time and were judged as sent now, or when they were recorded.
    pub drafts: u64,
    /// By clause of a plan.
    pub by_clause: Vec<Clause>,
    /// By rule: every rule that is in force, and every other code that was raised.
    pub by_rule: Vec<Rule>,
    /// By the office that sends. A request of several counts with each.
    pub by_bureau: Vec<Bureau>,
    /// By the month of sending.
    pub by_month: Vec<Month>,
    /// By kind.
    pub by_kind: Vec<Kind>,
    /// By the ministry asked. A request to several counts with each.
    pub by_recipient: Vec<Recipient>,
    /// The time that requests give, of those due after they are sent.
    pub given: Given,
    /// When requests are sent, in Japan time.
    pub sent: Sent,
    /// When they are due.
    pub dues: Dues,
    /// The intensive period and the rest.
    pub intensive: Intensive,
    /// The ten that give the least working time, then the least elapsed time, then the earliest sent.
    pub strictest: Vec<Strict>,
}

/// How many requests, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// All of them: what the others are counted of.
    pub requests: u64,
    /// Those of which every rule was judged.
    pub judged: u64,
    /// Those with a finding of severity error: verdict must-fix.
    pub breached: u64,
    /// Those with a warning and nothing graver: verdict review.
    pub warned: u64,
    /// Those with a finding that an exception clears.
    pub excepted: u64,
    /// Those with a finding for which a deviation is recorded.
    pub deviated: u64,
    /// Those of which a rule could not be judged.
    pub undetermined: u64,
}

/// A clause.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Clause {
    /// The plan's id.
    pub plan: String,
    /// The section.
    pub section: String,
    /// How many requests raise a rule of it.
    pub requests: u64,
}

/// A rule.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Rule {
    /// Its code.
    pub code: String,
    /// How many requests raise it.
    pub requests: u64,
    /// Of how many requests it was judged, whether it applies to them or not.
    pub judged: u64,
    /// Of how many it could not be judged, and is not raised at another of their dues.
    pub undetermined: u64,
    /// How many have a finding of it that an exception clears.
    pub excepted: u64,
    /// How many raise it with a recorded deviation beside it.
    pub deviated: u64,
}

/// A sender.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Bureau {
    /// Its name; null where the request does not say.
    pub bureau: Option<String>,
    /// Its requests.
    #[serde(flatten)]
    pub group: Group,
}

/// A month.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Month {
    /// YYYY-MM; null where the sending is not known.
    pub month: Option<String>,
    /// Its requests.
    #[serde(flatten)]
    pub group: Group,
}

/// A kind.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Kind {
    /// consultation, review, survey, inquiry or other; null where it is not known.
    pub kind: Option<String>,
    /// Its requests.
    #[serde(flatten)]
    pub group: Group,
}

/// A ministry that is asked.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Recipient {
    /// Its name; null for recipients that are none, or of which it is not known which (各府省, 別紙).
    pub ministry: Option<String>,
    /// Requests to it.
    #[serde(flatten)]
    pub group: Group,
    /// The working time asked of it.
    pub asked: Asked,
}

/// The working time asked of a ministry.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Asked {
    /// How many of its requests state their effort.
    pub requests: u64,
    /// The sum of these.
    pub effort: String,
}

/// Requests that have something in common.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Group {
    /// How many, and what became of them.
    #[serde(flatten)]
    pub counts: Counts,
    /// How many of them raise each rule.
    pub by_rule: BTreeMap<String, u64>,
}

/// The time that requests give.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Given {
    /// Requests that are due no later than they are sent: not among the others.
    pub not_after_sent: u64,
    /// Wall time.
    pub elapsed: Distribution,
    /// Working time of the strictest recipient.
    pub working: Distribution,
}

/// A distribution of durations.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Distribution {
    /// How many there are.
    pub requests: u64,
    /// The mark: 48 hours, or a working day.
    pub mark: String,
    /// How many are shorter than the mark.
    pub below: u64,
    /// The shortest.
    pub min: Option<String>,
    /// The lower median, in whole minutes.
    pub median: Option<String>,
    /// The mean.
    pub mean: Option<String>,
    /// The longest.
    pub max: Option<String>,
    /// The distribution in equal parts; the last holds what is longer.
    pub bins: Vec<Share>,
}

/// A part of a distribution.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Share {
    /// The shortest.
    pub from: String,
    /// What is as long is in the next; null of the last.
    pub until: Option<String>,
    /// How many.
    pub requests: u64,
}

/// When requests are sent.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Sent {
    /// Those of which it is known.
    pub requests: u64,
    /// In the evening of an open day.
    pub evening: u64,
    /// On a closed day.
    pub closed_day: u64,
    /// By weekday, Monday first, and hour.
    pub by_hour: Vec<Hour>,
}

/// An hour of a weekday.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Hour {
    /// 1 is Monday, 7 Sunday.
    pub weekday: usize,
    /// 0 to 23.
    pub hour: usize,
    /// How many.
    pub requests: u64,
}

/// When requests are due.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Dues {
    /// Those of which it is known.
    pub requests: u64,
    /// On a closed day; its midnight ends a day.
    pub closed_day: u64,
}

/// The intensive period beside the rest, by the day of sending.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Intensive {
    /// Its first day: MM-DD.
    pub from: String,
    /// Its last.
    pub until: String,
    /// Sent in it.
    pub inside: Group,
    /// Sent in the rest of the year.
    pub outside: Group,
}

/// One of those that give the least time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Strict {
    /// Working time of the strictest recipient.
    pub working: String,
    /// Wall time.
    pub elapsed: String,
    /// When it went out.
    pub sent: String,
    /// Its due.
    pub due: String,
    /// Those that sent it.
    pub bureaus: Vec<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// The rules that it raises.
    pub codes: Vec<String>,
    /// Its file; with `--with-subjects`, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its index in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
    /// 件名; with `--with-subjects`, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

impl Output {
    /// The figures of the output, with those of single requests if asked for.
    pub fn new(years: &Years, sources: Sources, with_subjects: bool) -> Self {
        let settings = years.settings();
        let before = years.before.as_ref().zip(years.year).and_then(|(tally, year)| {
            Some(Before {
                year: Year::of(year.before())?,
                figures: Figures::of(tally, years, with_subjects),
            })
        });
        Self {
            schema: SCHEMA.to_owned(),
            tool: tool(),
            year: years.year.and_then(Year::of),
            sources: Sources {
                templates: years.templates,
                other_years: years.other_years,
                undated: years.undated,
                ..sources
            },
            basis: Basis {
                evening_from: format!("{:02}:{:02}", settings.evening / 60, settings.evening % 60),
                response: duration::iso(settings.response),
                working_day: duration::iso(settings.working_day),
            },
            figures: Figures::of(&years.this, years, with_subjects),
            before,
        }
    }
}

impl Year {
    fn of(year: FiscalYear) -> Option<Self> {
        Some(Self {
            fiscal_year: year.0,
            from: year.first()?.to_string(),
            until: year.last()?.to_string(),
        })
    }
}

impl Figures {
    fn of(tally: &statistics::Tally, years: &Years, with_subjects: bool) -> Self {
        let counts = Counts::of(tally.all);
        let intensive = years.settings().intensive;
        let day = |(month, day): (u32, u32)| format!("{month:02}-{day:02}");
        let hours = tally.sent.iter().enumerate().flat_map(|(day, hours)| {
            hours.iter().enumerate().map(move |(hour, requests)| Hour {
                weekday: day + 1,
                hour,
                requests: *requests,
            })
        });
        Self {
            counts,
            drafts: tally.drafts,
            by_clause: tally
                .by_clause
                .iter()
                .map(|((plan, section), requests)| Clause {
                    plan: plan.clone(),
                    section: section.clone(),
                    requests: *requests,
                })
                .collect(),
            by_rule: tally
                .by_rule
                .iter()
                .map(|(code, rule)| Rule::of(code, *rule, counts.requests))
                .collect(),
            by_bureau: sorted(tally.by_bureau.iter().map(|(name, group)| Bureau {
                bureau: name.clone(),
                group: Group::of(group),
            })),
            by_month: tally
                .by_month
                .iter()
                .map(|(month, group)| Month {
                    month: month.map(|(year, month)| format!("{year:04}-{month:02}")),
                    group: Group::of(group),
                })
                .collect(),
            by_kind: sorted(tally.by_kind.iter().map(|(kind, group)| Kind {
                kind: kind.clone(),
                group: Group::of(group),
            })),
            by_recipient: sorted(tally.by_recipient.iter().map(|(name, to)| Recipient {
                ministry: name.clone(),
                group: Group::of(&to.group),
                asked: Asked {
                    requests: to.effort_stated,
                    effort: duration::iso(to.effort),
                },
            })),
            given: Given {
                not_after_sent: tally.not_after_sent,
                elapsed: Distribution::of(&tally.elapsed, ELAPSED),
                working: Distribution::of(&tally.working, WORKING),
            },
            sent: Sent {
                requests: tally.sent.iter().flatten().sum(),
                evening: tally.sent_evening,
                closed_day: tally.sent_closed,
                by_hour: hours.collect(),
            },
            dues: Dues {
                requests: tally.due,
                closed_day: tally.due_closed,
            },
            intensive: Intensive {
                from: day(intensive.from),
                until: day(intensive.until),
                inside: Group::of(&tally.intensive),
                outside: Group::of(&tally.rest),
            },
            strictest: tally
                .strictest
                .iter()
                .map(|strict| Strict::of(strict, with_subjects))
                .collect(),
        }
    }
}

/// Anything with counts of requests.
trait Counted {
    fn requests(&self) -> u64;
}

impl Counted for Bureau {
    fn requests(&self) -> u64 {
        self.group.counts.requests
    }
}

impl Counted for Kind {
    fn requests(&self) -> u64 {
        self.group.counts.requests
    }
}

impl Counted for Recipient {
    fn requests(&self) -> u64 {
        self.group.counts.requests
    }
}

/// Sorts by number of requests, then by name.
fn sorted<T: Counted>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.requests()));
    items
}

impl Counts {
    fn of(counts: statistics::Counts) -> Self {
        let statistics::Counts {
            requests,
            judged,
            breached,
            warned,
            excepted,
            deviated,
            undetermined,
        } = counts;
        Self {
            requests,
            judged,
            breached,
            warned,
            excepted,
            deviated,
            undetermined,
        }
    }
}

impl Group {
    fn of(group: &statistics::Group) -> Self {
        Self {
            counts: Counts::of(group.counts),
            by_rule: group.by_rule.clone(),
        }
    }
}

impl Rule {
    fn of(code: &str, rule: RuleCounts, requests: u64) -> Self {
        Self {
            code: code.to_owned(),
            requests: rule.requests,
            judged: requests.saturating_sub(rule.undetermined),
            undetermined: rule.undetermined,
            excepted: rule.excepted,
            deviated: rule.deviated,
        }
    }
}

impl Distribution {
    fn of(given: &DurationHistogram, (hours, count): (usize, usize)) -> Self {
        let iso = |seconds: Option<i64>| seconds.map(duration::iso);
        Self {
            requests: given.count,
            mark: duration::iso(given.mark()),
            below: given.below,
            min: iso(given.min()),
            median: iso(given.median()),
            mean: iso(given.mean()),
            max: iso(given.max()),
            bins: given
                .bins(hours, count)
                .into_iter()
                .map(
                    |Bin {
                         from,
                         until,
                         requests,
                     }| Share {
                        from: duration::iso(from),
                        until: iso(until),
                        requests,
                    },
                )
                .collect(),
        }
    }
}

impl Strict {
    fn of(strict: &statistics::StrictestRequest, with_subjects: bool) -> Self {
        let shown = |text: &Option<String>| text.clone().filter(|_| with_subjects);
        Self {
            working: duration::iso(strict.working),
            elapsed: duration::iso(strict.elapsed),
            sent: strict.sent.rfc3339(),
            due: strict.due.rfc3339(),
            bureaus: strict.bureaus.clone(),
            kind: strict.kind.clone(),
            codes: strict.codes.iter().cloned().collect(),
            path: shown(&strict.path),
            index: strict.index.filter(|_| with_subjects),
            subject: shown(&strict.subject),
        }
    }
}
