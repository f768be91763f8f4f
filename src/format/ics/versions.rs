//! Versions of a component (RFC 5545 §3.8.7.4, RFC 5546 §2.1.5). Components with the same UID and RECURRENCE-ID are
//! versions of one: the highest SEQUENCE counts, then the latest DTSTAMP, then the latest LAST-MODIFIED. Versions
//! that cannot be ordered are all kept, since dropping the current one would hide its findings.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use chrono::NaiveDate;

use super::components::{self, Calendar, Component, WalkItem};
use super::kind;
use super::property::Prop;
use super::reader::{MAX_ITEMS, Reader};
use super::recurring;
use crate::calendar::hours::Moment;
use crate::message::{Message, catalogue};
use crate::source::{Source, Span};
use ical_span::lines::raw_values;

/// Why a version does not count, with the component that supersedes it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Superseded {
    /// A newer version exists.
    Older(Span),
    /// An identical one precedes it.
    Same(Span),
    /// Its series was cancelled later.
    SeriesCancelled(Span),
}

impl Superseded {
    /// Offset of the identical component before it, if there is one.
    pub fn repeats(self) -> Option<u32> {
        match self {
            Self::Same(first) => Some(first.start),
            Self::Older(_) | Self::SeriesCancelled(_) => None,
        }
    }

    pub fn reason(self, source: &Source) -> Message {
        let (entry, head) = match self {
            Self::Older(head) => (catalogue::LEFT_ICS_OLDER, head),
            Self::Same(head) => (catalogue::LEFT_ICS_SAME, head),
            Self::SeriesCancelled(head) => (catalogue::LEFT_ICS_SERIES_CANCELLED, head),
        };
        let line = source.line_in_file(head.start).to_string();
        entry.with(&[("line", &line)])
    }
}

/// A component with the properties that order versions.
struct Version<'a> {
    uid: Cow<'a, str>,
    event: bool,
    place: SeriesPart<'a>,
    head: Span,
    ages: [Option<i64>; 3],
    cancelled: bool,
    content: u64,
}

/// The part of a UID's series that a component describes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SeriesPart<'a> {
    /// The whole series or a single event.
    Whole,
    /// The occurrence of a RECURRENCE-ID; with `true`, all following ones too.
    At(InstanceTime<'a>, bool),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum InstanceTime<'a> {
    Day(NaiveDate),
    Time(Moment),
    Unreadable(Cow<'a, str>),
}

/// Superseded components, by offset of their BEGIN line.
pub(super) fn superseded<'a>(source: &'a Source, reader: &mut Reader<'a, '_>) -> HashMap<u32, Superseded> {
    if has_distinct_uids(source.text()) {
        return HashMap::new();
    }
    let mut versions: Vec<Version<'a>> = Vec::new();
    let hasher = RandomState::new();
    let mut items = 0_usize;
    // Errors in lines are reported when values are read.
    components::walk(source, |found| {
        if items >= MAX_ITEMS {
            return;
        }
        items += 1;
        if let WalkItem::Item(component, calendar) = found {
            versions.extend(reader.version(&component, calendar, &hasher));
        }
    });
    reader.diagnostics.clear();
    reader.offset = None;
    versions.sort_unstable_by(|a, b| {
        let key = |it: &Version<'a>| (it.event, it.head);
        a.uid.cmp(&b.uid).then_with(|| key(a).cmp(&key(b)))
    });
    let mut found = HashMap::new();
    for component in versions.chunk_by_mut(|a, b| a.event == b.event && a.uid == b.uid) {
        if component.len() > 1 {
            component.sort_by(|a, b| a.place.cmp(&b.place));
            compare(component, &mut found);
        }
    }
    found
}

/// Whether every UID is of one component only, as in most calendars, so that there are no versions to compare. One
/// with parameters may be written otherwise than it reads.
fn has_distinct_uids(text: &str) -> bool {
    let Some(mut uids) = raw_values(text, "UID").collect::<Option<Vec<&str>>>() else {
        return false;
    };
    uids.sort_unstable();
    uids.is_sorted_by(|a, b| a < b)
}

/// Compares versions of one UID, sorted by part.
fn compare(versions: &[Version<'_>], found: &mut HashMap<u32, Superseded>) {
    let mut cancelled: Option<&Version<'_>> = None;
    for of_one in versions.chunk_by(|a, b| a.place == b.place) {
        let standing = standing(of_one, found);
        for version in &standing {
            if let Some(series) = cancelled.filter(|series| is_newer(series, version)) {
                found.insert(version.head.start, Superseded::SeriesCancelled(series.head));
            }
        }
        // The series sorts first; its cancellation applies to its occurrences.
        if of_one
            .first()
            .is_some_and(|first| first.place == SeriesPart::Whole)
            && standing.iter().all(|version| version.cancelled)
        {
            cancelled = standing.first().copied();
        }
    }
}

/// The versions that none supersedes; reasons for the others are added to `found`.
fn standing<'v, 'a>(
    versions: &'v [Version<'a>],
    found: &mut HashMap<u32, Superseded>,
) -> Vec<&'v Version<'a>> {
    let mut newest: Vec<&Version<'_>> = versions.iter().collect();
    let mut standing = Vec::new();
    for age in 0..3 {
        let age_of = |version: &Version<'_>| version.ages.get(age).copied().flatten();
        let Some(highest) = newest.iter().filter_map(|version| age_of(version)).max() else {
            continue;
        };
        // A version without this property is neither older nor newer.
        standing.extend(newest.extract_if(.., |version| age_of(version).is_none()));
        newest.retain(|version| age_of(version) == Some(highest));
    }
    let mut seen: HashMap<u64, Span> = HashMap::new();
    newest.retain(|version| match seen.entry(version.content) {
        std::collections::hash_map::Entry::Occupied(first) => {
            found.insert(version.head.start, Superseded::Same(*first.get()));
            false
        }
        std::collections::hash_map::Entry::Vacant(entry) => {
            entry.insert(version.head);
            true
        }
    });
    let newest_head = newest.first().map(|version| version.head);
    standing.extend(newest);
    let standing_heads: std::collections::HashSet<u32> =
        standing.iter().map(|version| version.head.start).collect();
    for version in versions {
        if let Some(newer) = newest_head.filter(|_| !standing_heads.contains(&version.head.start)) {
            found
                .entry(version.head.start)
                .or_insert(Superseded::Older(newer));
        }
    }
    standing
}

/// Whether a version is known to be newer than another.
fn is_newer(version: &Version<'_>, than: &Version<'_>) -> bool {
    for (a, b) in version.ages.iter().zip(&than.ages) {
        match (a, b) {
            (Some(a), Some(b)) if a != b => return a > b,
            (Some(_), Some(_)) | (None, None) => {}
            (Some(_), None) | (None, Some(_)) => return false,
        }
    }
    false
}

impl<'a> Reader<'a, '_> {
    fn version(
        &mut self,
        component: &Component<'a>,
        calendar: &Calendar,
        hasher: &RandomState,
    ) -> Option<Version<'a>> {
        // RFC 5546: these methods answer or extend a component rather than replace it.
        if matches!(
            &*calendar.method,
            "REPLY" | "REFRESH" | "COUNTER" | "DECLINECOUNTER" | "ADD"
        ) {
            return None;
        }
        self.offset = calendar.offset();
        let prop = |name: &str| component.props.iter().find(|prop| prop.name == name);
        let uid = match &prop("UID")?.value {
            Cow::Borrowed(uid) => Cow::Borrowed(uid.trim()),
            Cow::Owned(uid) => Cow::Owned(uid.trim().to_owned()),
        };
        if uid.is_empty() {
            return None;
        }
        let place = match prop("RECURRENCE-ID") {
            None => SeriesPart::Whole,
            Some(prop) => {
                let when = match self.time(prop) {
                    Some(time) if time.is_date() => InstanceTime::Day(time.local.date()),
                    Some(time) => InstanceTime::Time(time.moment()),
                    None => InstanceTime::Unreadable(prop.value.clone()),
                };
                SeriesPart::At(when, recurring::is_this_and_future(prop))
            }
        };
        let sequence = match prop("SEQUENCE") {
            None => Some(0),
            Some(prop) => prop.value.trim().parse().ok(),
        };
        let ages = [
            sequence,
            prop("DTSTAMP").and_then(|prop| self.stamp(prop)),
            prop("LAST-MODIFIED").and_then(|prop| self.stamp(prop)),
        ];
        let content = component
            .props
            .iter()
            .map(|prop| {
                let params = prop.params().iter().map(|param| (&param.name, &param.values));
                (&prop.name, &prop.value, params.collect::<Vec<_>>())
            })
            .collect::<Vec<_>>();
        Some(Version {
            uid,
            event: component.event,
            place,
            head: component.head,
            ages,
            cancelled: calendar.method == "CANCEL" || prop("STATUS").is_some_and(kind::is_cancelled),
            content: hasher.hash_one(content),
        })
    }

    /// The moment of DTSTAMP or LAST-MODIFIED, in seconds since 1970.
    fn stamp(&mut self, prop: &Prop<'a>) -> Option<i64> {
        match ical_span::value::basic_date_time(&prop.value) {
            Some(basic) if basic.utc => Some(basic.local.and_utc().timestamp()),
            _ => self.time(prop).map(|time| time.moment().0),
        }
    }
}
