//! Time zones (RFC 5545 §3.2.19, §3.6.5): resolved by name, in the naming of any program, else by the file's own
//! VTIMEZONE. An unknown name is an error: nothing is guessed.

mod names;
mod vtimezone;

use std::sync::Arc;

use crate::lines::unescape;
use crate::value::signed_offset;
use chrono::NaiveDateTime;
use office_calendar::hours::{Moment, Zone};

use names::key;
pub use vtimezone::DefinedZone;

/// The clock that a local time is read by.
#[derive(Clone, Debug, PartialEq)]
pub enum Clock {
    /// A zone of the IANA database.
    Zone(Zone),
    /// An offset from UTC in seconds.
    Fixed(i32),
    /// A zone that the file defines.
    Defined(Arc<DefinedZone>),
}

impl Clock {
    /// The moment at which this clock shows `local`. RFC 5545 §3.3.5: the first of two where it is set back; in a
    /// gap, by the offset before it.
    pub fn moment(&self, local: NaiveDateTime) -> Moment {
        match self {
            Self::Zone(zone) => zone.moment(local),
            Self::Fixed(offset) => Moment(local.and_utc().timestamp() - i64::from(*offset)),
            Self::Defined(zone) => Moment(local.and_utc().timestamp() - i64::from(zone.offset_at(local))),
        }
    }

    /// Local time at a moment.
    pub fn local(&self, at: Moment) -> NaiveDateTime {
        let by = |offset: i32| {
            let local = chrono::DateTime::from_timestamp(at.0.saturating_add(i64::from(offset)), 0);
            local.map_or_else(|| at.japan(), |local| local.naive_utc())
        };
        match self {
            Self::Zone(zone) => zone.local(at).naive(),
            Self::Fixed(offset) => by(*offset),
            Self::Defined(zone) => by(zone.offset_when(at)),
        }
    }
}

/// Why a TZID does not resolve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneError {
    /// Neither known by name nor defined in the file.
    Unknown,
    /// Defined in the file, but the definition could not be read.
    Unreadable,
}

/// The zones of a file, each TZID resolved once.
#[derive(Debug)]
pub struct Zones<'a> {
    text: &'a str,
    known: Vec<(String, Result<Clock, ZoneError>)>,
    /// The file's VTIMEZONEs, parsed when a name alone does not suffice.
    defined: Option<(Vec<vtimezone::VTimezone>, bool)>,
}

impl<'a> Zones<'a> {
    /// For a calendar's unfolded text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            known: Vec::new(),
            defined: None,
        }
    }

    /// Resolves a TZID.
    ///
    /// # Errors
    /// [`ZoneError`], if neither the name nor the file defines it.
    pub fn resolve(&mut self, tzid: &str) -> Result<Clock, ZoneError> {
        /// Limit on cached names; a hostile file may use any number.
        const CACHED_LIMIT: usize = 64;
        if let Some((_, clock)) = self.known.iter().find(|(known, _)| known == tzid) {
            return clock.clone();
        }
        let name = unescape(tzid);
        let clock = match by_exact_name(&name) {
            Some(clock) if !is_offset(&clock) => Ok(clock),
            // The name gives an offset without summer time, or is only similar to a known one: the file's own
            // definition takes precedence.
            exact => match (self.by_definition(&name), exact.or_else(|| by_near_name(&name))) {
                (Ok(own), _) => Ok(own),
                (Err(ZoneError::Unreadable), Some(clock))
                    if is_offset(&clock) && clock != Clock::Fixed(0) && !is_utc(&name) =>
                {
                    Err(ZoneError::Unreadable)
                }
                (Err(_), Some(clock)) => Ok(clock),
                (Err(why), None) => Err(why),
            },
        };
        if self.known.len() < CACHED_LIMIT {
            self.known.push((tzid.to_owned(), clock.clone()));
        }
        clock
    }

    fn by_definition(&mut self, name: &str) -> Result<Clock, ZoneError> {
        let (defined, cut) = self.defined.get_or_insert_with(|| vtimezone::read(self.text));
        let of = |same: &dyn Fn(&vtimezone::VTimezone) -> bool| {
            // It may be among those beyond the limit.
            let mut found = Err(if *cut {
                ZoneError::Unreadable
            } else {
                ZoneError::Unknown
            });
            for zone in defined.iter().filter(|zone| same(zone)) {
                let by_location = zone.location.as_deref().and_then(by_name);
                match by_location.or_else(|| zone.zone.clone().map(Clock::Defined)) {
                    Some(clock) => return Ok(clock),
                    None => found = Err(ZoneError::Unreadable),
                }
            }
            found
        };
        let key = key(name);
        match of(&|zone| zone.id == name) {
            Ok(clock) => Ok(clock),
            Err(ZoneError::Unreadable) => Err(ZoneError::Unreadable),
            Err(ZoneError::Unknown) => of(&|zone| zone.key == key),
        }
    }
}

/// Whether a clock is a fixed offset: `EST` and the like are fixed in the IANA database, while the file may define a
/// zone with summer time under that name.
fn is_offset(clock: &Clock) -> bool {
    const FIXED: [&str; 11] = [
        "EST",
        "MST",
        "HST",
        "GMT",
        "GMT0",
        "GMT+0",
        "GMT-0",
        "Greenwich",
        "UCT",
        "Universal",
        "Zulu",
    ];
    match clock {
        Clock::Fixed(_) => true,
        Clock::Zone(Zone::Named(zone)) => {
            let name = zone.name();
            name == "UTC" || name.starts_with("Etc/") || FIXED.contains(&name)
        }
        Clock::Zone(Zone::Japan) | Clock::Defined(_) => false,
    }
}

/// Whether a name means UTC.
fn is_utc(name: &str) -> bool {
    let key = key(name);
    ["utc", "etc/utc", "uct", "etc/uct", "zulu", "universal"].contains(&&*key)
}

/// The clock for a zone's name.
pub fn by_name(written: &str) -> Option<Clock> {
    by_exact_name(written).or_else(|| by_near_name(written))
}

/// A name without surrounding quotes and blanks; `None` if it cannot be a name.
fn bare(written: &str) -> Option<&str> {
    /// Longer than any zone's name with a prefix.
    const NAME_LIMIT: usize = 200;
    let name = written.trim().trim_matches('"').trim();
    (!name.is_empty() && name.len() <= NAME_LIMIT).then_some(name)
}

/// A name in the form of the tables in [`names`].
fn plain(name: &str) -> String {
    name.to_lowercase()
        .replace(['（', '［'], "(")
        .replace(['）', '］'], ")")
        .replace(['，', '､'], "、")
        .replace('　', " ")
}

/// The zone with exactly this name.
fn by_exact_name(written: &str) -> Option<Clock> {
    let name = bare(written)?;
    let look_up = |name: &str| {
        let tables = [names::WINDOWS, names::DISPLAY_NAMES];
        tables
            .into_iter()
            .flatten()
            .find(|(known, _)| *known == name)
            .and_then(|(_, zone)| Zone::by_name(zone))
    };
    if let Some(zone) = Zone::by_name(name) {
        return Some(Clock::Zone(zone));
    }
    let plain = plain(name);
    let zone = look_up(&plain)
        .or_else(|| look_up(shown_offset(&plain).1))
        .or_else(|| by_path(name, Zone::by_name));
    zone.map(Clock::Zone)
}

/// A clock for a name similar to a known one, or giving an offset only.
fn by_near_name(written: &str) -> Option<Clock> {
    let name = bare(written)?;
    let plain = plain(name);
    let (offset, rest) = shown_offset(&plain);
    // 「(GMT+09.00) Tokyo/Osaka/Sapporo」: Japan by name, unless the offset contradicts it.
    let japan = ["tokyo", "東京", "日本"].iter().any(|word| rest.contains(word));
    let says_otherwise = offset.is_some_and(|offset| offset != 9 * 3600);
    if japan && !says_otherwise && !rest.contains('/') {
        return Some(Clock::Zone(Zone::Japan));
    }
    if let Some(offset) = offset.filter(|_| rest.is_empty()) {
        return Some(Clock::Fixed(offset));
    }
    by_path(name, Zone::in_any_case).map(Clock::Zone)
}

/// The IANA name at the end of a prefixed id: `/mozilla.org/20050126_1/Asia/Tokyo`.
fn by_path(name: &str, known: impl Fn(&str) -> Option<Zone>) -> Option<Zone> {
    let mut rest = name;
    loop {
        // A single last part counts only if it is the whole name (`Japan`), or follows a slash.
        if (rest.contains('/') || rest.len() == name.len())
            && let Some(zone) = known(rest)
        {
            return Some(zone);
        }
        rest = rest.split_once('/')?.1;
    }
}

/// The offset in Outlook's display name, 「(utc+09:00) …」, or `gmt +0900`, and the rest.
fn shown_offset(name: &str) -> (Option<i32>, &str) {
    let bracket = name.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let (head, rest) = match bracket {
        Some((head, rest)) => (head, rest.trim()),
        None => (name, ""),
    };
    let head = head.trim();
    let bare = head
        .strip_prefix("utc")
        .or_else(|| head.strip_prefix("gmt"))
        .map(str::trim);
    let offset = match bare {
        Some("") => Some(0),
        Some(signed) => signed_offset(signed),
        None => signed_offset(head),
    };
    match (offset, bracket) {
        (None, None) => (None, name),
        (offset, _) => (offset, rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(name: &str, zone: &str) -> bool {
        by_name(name) == Zone::by_name(zone).map(Clock::Zone)
    }

    #[test]
    fn every_name_of_the_tables_is_a_zone() {
        for (name, zone) in names::WINDOWS.iter().chain(names::DISPLAY_NAMES) {
            assert!(Zone::by_name(zone).is_some(), "{zone}");
            assert!(is(name, zone), "{name}");
            assert_eq!(*name, name.to_lowercase());
        }
    }

    #[test]
    fn japan_by_every_name_it_is_given() {
        for name in [
            "Asia/Tokyo",
            "asia/tokyo",
            "Japan",
            "JST",
            "Tokyo Standard Time",
            "\"Tokyo Standard Time\"",
            "(UTC+09:00) Osaka, Sapporo, Tokyo",
            "(GMT+09:00) Osaka, Sapporo, Tokyo",
            "(UTC+09:00) 大阪、札幌、東京",
            "（UTC+09:00） 大阪、札幌、東京",
            "(GMT+09.00) Tokyo",
            "東京 (標準時)",
            "/mozilla.org/20050126_1/Asia/Tokyo",
            "/freeassociation.sourceforge.net/Asia/Tokyo",
            "/freeassociation.sourceforge.net/Tzfile/Asia/Tokyo",
        ] {
            assert!(is(name, "Asia/Tokyo"), "{name}");
        }
    }

    #[test]
    fn other_zones_offsets_and_what_is_none() {
        assert!(is("W. Europe Standard Time", "Europe/Berlin"));
        assert!(is(
            "/x.org/1/America/Argentina/Buenos_Aires",
            "America/Argentina/Buenos_Aires"
        ));
        assert!(is("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"));
        assert_eq!(by_name("GMT +0900"), Some(Clock::Fixed(32_400)));
        assert_eq!(by_name("UTC+5:30"), None);
        assert_eq!(by_name("UTC-03:30"), Some(Clock::Fixed(-12_600)));
        for unknown in [
            "",
            "霞が関",
            "(UTC+09:00) 霞が関",
            "(UTC+05:00) Tokyo",
            "/",
            "//x/",
            "Customized Time Zone",
            "Tokyo/霞",
        ] {
            assert_eq!(by_name(unknown), None, "{unknown}");
        }
    }
}
