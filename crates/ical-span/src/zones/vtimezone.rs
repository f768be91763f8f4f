//! VTIMEZONE (RFC 5545 §3.6.5): zones that a file defines itself.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::names::key;
use crate::lines::{ContentLine, lines, unescape};
use crate::recurrence::rule::{Rule, Window};
use crate::value::{basic_date_time, signed_offset};
use jp_datetime::moment;
use office_calendar::hours::Moment;

/// Limits on VTIMEZONEs of a file and on observances of each.
const MAX_ZONES: usize = 200;
const MAX_OBSERVANCES: usize = 200;
/// Limit on days examined for the rules of all VTIMEZONEs; a yearly rule in one month takes about 9,000.
const MAX_STEPS: usize = 4_000_000;
/// Limit on onsets listed in an observance.
const MAX_DATES: usize = 500;

/// A VTIMEZONE.
#[derive(Debug)]
pub(super) struct VTimezone {
    pub id: String,
    /// `id`, normalized for comparison.
    pub key: String,
    /// X-LIC-LOCATION of libical: the zone's IANA name.
    pub location: Option<String>,
    /// The zone; `None` if any part could not be read.
    pub zone: Option<Arc<DefinedZone>>,
}

/// A zone by its observances.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DefinedZone {
    /// Offset changes, sorted; expanded once, as a feed looks up each of its times.
    onsets: Vec<Onset>,
    /// Offset before the first change, in seconds.
    before: i32,
}

/// A change of the offset.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Onset {
    /// Local time by the offset before it.
    at: NaiveDateTime,
    /// Offset before it, in seconds.
    from: i32,
    /// Offset after it, in seconds.
    to: i32,
}

impl DefinedZone {
    /// The zone of some observances; `None` if there are none, or their rules exceed the limit.
    fn of(observances: &[Observance], steps: &mut usize) -> Option<Self> {
        let before = observances.iter().min_by_key(|it| it.start)?.from;
        let mut onsets = Vec::new();
        for it in observances {
            it.onsets(steps, &mut onsets)?;
        }
        // Stable sort: of two at the same time, the later in the file applies.
        onsets.sort_by_key(|onset| onset.at);
        Some(Self { onsets, before })
    }

    /// The offset at a moment.
    pub fn offset_when(&self, at: Moment) -> i32 {
        let begun = |it: &&Onset| it.at.and_utc().timestamp() - i64::from(it.from) <= at.0;
        self.onsets
            .iter()
            .rev()
            .find(begun)
            .map_or(self.before, |it| it.to)
    }

    /// The offset for a local time.
    pub fn offset_at(&self, local: NaiveDateTime) -> i32 {
        let next = self.onsets.partition_point(|onset| onset.at <= local);
        match next.checked_sub(1).and_then(|last| self.onsets.get(last)) {
            // In a gap the offset before it applies.
            Some(it) if local.signed_duration_since(it.at).num_seconds() < i64::from(it.to - it.from) => {
                it.from
            }
            Some(it) => it.to,
            None => self.before,
        }
    }
}

/// STANDARD or DAYLIGHT.
#[derive(Clone, Debug, PartialEq)]
struct Observance {
    /// First onset, in local time by the offset before it.
    start: NaiveDateTime,
    /// Offset before it, in seconds.
    from: i32,
    /// Its offset, in seconds.
    to: i32,
    rule: Option<Rule>,
    dates: Vec<NaiveDateTime>,
}

impl Observance {
    /// Adds every onset; `None` if the limit is exceeded.
    fn onsets(&self, steps: &mut usize, into: &mut Vec<Onset>) -> Option<()> {
        let onset = |at: NaiveDateTime| Onset {
            at,
            from: self.from,
            to: self.to,
        };
        into.push(onset(self.start));
        into.extend(
            self.dates
                .iter()
                .copied()
                .filter(|date| *date > self.start)
                .map(onset),
        );
        let Some(rule) = &self.rule else { return Some(()) };
        // Earlier years are not supported, and some rules begin in 1601.
        let first = chrono::NaiveDate::from_ymd_opt(*moment::YEARS.start() - 1, 1, 1)?;
        let last = chrono::NaiveDate::from_ymd_opt(*moment::YEARS.end() + 1, 12, 31)?;
        let window = Window {
            from: self.start.max(first.and_time(chrono::NaiveTime::MIN)),
            until: last.and_time(chrono::NaiveTime::MIN),
        };
        let (starts, cut) = rule.starts_within(self.start, window, steps);
        into.extend(starts.into_iter().map(onset));
        (!cut).then_some(())
    }
}

/// The VTIMEZONEs of a calendar, and whether there are more than the limit.
pub(super) fn read(text: &str) -> (Vec<VTimezone>, bool) {
    let mut zones: Vec<VTimezone> = Vec::new();
    let mut zone: Option<(VTimezone, Vec<Observance>, bool)> = None;
    let mut steps = MAX_STEPS;
    let mut part: Option<Draft> = None;
    for line in lines(text).flatten() {
        let value = line.value.trim();
        let is = |name: &str, word: &str| line.name == name && value.eq_ignore_ascii_case(word);
        if is("BEGIN", "VTIMEZONE") {
            if zones.len() == MAX_ZONES {
                return (zones, true);
            }
            zone = Some((
                VTimezone {
                    id: String::new(),
                    key: String::new(),
                    location: None,
                    zone: None,
                },
                Vec::new(),
                true,
            ));
            part = None;
            continue;
        }
        let Some((defined, own, readable)) = &mut zone else {
            continue;
        };
        if is("BEGIN", "STANDARD") || is("BEGIN", "DAYLIGHT") {
            part = Some(Draft::default());
        } else if is("END", "STANDARD") || is("END", "DAYLIGHT") {
            match part.take().and_then(Draft::done) {
                Some(observance) if own.len() < MAX_OBSERVANCES => own.push(observance),
                _ => *readable = false,
            }
        } else if is("END", "VTIMEZONE") {
            if let Some((mut defined, own, readable)) = zone.take() {
                let own = readable.then(|| DefinedZone::of(&own, &mut steps)).flatten();
                defined.zone = own.map(Arc::new);
                zones.push(defined);
            }
        } else if let Some(part) = &mut part {
            part.take(&line);
        } else if line.name == "TZID" {
            defined.id = unescape(value).into_owned();
            defined.key = key(&defined.id);
        } else if line.name == "X-LIC-LOCATION" {
            defined.location = Some(value.to_owned());
        }
    }
    (zones, false)
}

/// An observance being parsed.
#[derive(Default)]
struct Draft {
    start: Option<NaiveDateTime>,
    from: Option<i32>,
    to: Option<i32>,
    rule: Option<Rule>,
    dates: Vec<NaiveDateTime>,
    broken: bool,
}

impl Draft {
    fn take(&mut self, line: &ContentLine<'_>) {
        let value = line.value.trim();
        match &*line.name {
            "DTSTART" => self.start = local(value),
            "TZOFFSETFROM" => self.from = signed_offset(value),
            "TZOFFSETTO" => self.to = signed_offset(value),
            "RRULE" => match Rule::parse(value) {
                Ok(rule) if !rule.is_under_a_day() => self.rule = Some(rule),
                _ => self.broken = true,
            },
            "RDATE" => {
                for date in value.split([',', ';']) {
                    // The start of a period (§3.8.5.2).
                    let date = date.split('/').next().unwrap_or_default().trim();
                    if date.is_empty() {
                        continue;
                    }
                    // An incomplete list would define another zone.
                    if self.dates.len() == MAX_DATES {
                        self.broken = true;
                        break;
                    }
                    match local(date) {
                        Some(date) => self.dates.push(date),
                        None => self.broken = true,
                    }
                }
            }
            _ => {}
        }
    }

    fn done(self) -> Option<Observance> {
        let to = self.to.filter(|_| !self.broken)?;
        let from = self.from.unwrap_or(to);
        // Here UNTIL is in UTC (§3.3.10), while onsets are in local time.
        let rule = self.rule.map(|rule| rule.until_by(from));
        Some(Observance {
            start: self.start?,
            from,
            to,
            rule,
            dates: self.dates,
        })
    }
}

/// Parses a local time of any year: Outlook's rules begin in 1601.
fn local(value: &str) -> Option<NaiveDateTime> {
    if let Some(basic_date_time) = basic_date_time(value) {
        return Some(basic_date_time.local);
    }
    let written = moment::read(value).ok()?;
    let date = written.date(chrono::NaiveDate::default())?;
    written.local(date).or_else(|| date.and_hms_opt(0, 0, 0))
}
