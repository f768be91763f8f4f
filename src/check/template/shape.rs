//! Days of sending that cannot be told apart: what comes of a day depends on the closed days around it, as
//! far back as the evening rule and as far ahead as a due or a hearing reach, on how far a plan's first
//! and last day are, and on nothing else of the calendar.

use chrono::{Days, NaiveDate};

use super::sendings::SendingDay;
use crate::calendar::hours::{Moment, Zone};
use crate::case::Case;
use crate::engine::Engine;
use crate::read::relative::{DayAfter, Relative};

/// What tells days of sending apart: two days of the same shape have the same verdicts at the same
/// minutes.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    /// The minutes of sending, by number.
    spans: usize,
    /// The first and the last day looked at, counted from the day itself.
    from: i64,
    until: i64,
    /// Closed days from the first to the last, a bit each.
    closed: Vec<u64>,
    /// The first and last days of plans, where they lie among these days; else on which side.
    plans: Vec<i64>,
    /// The offsets of foreign zones through these days.
    offsets: Vec<i64>,
    /// The day itself, where a moment that does not move with it is part of the request.
    own: Option<NaiveDate>,
}

/// What a request's shapes depend on.
pub(super) struct Shapes<'c> {
    case: &'c Case<'c>,
    /// The moments counted from the sending.
    relatives: Vec<Relative>,
    /// Whether a due or the hearing stands still.
    fixed: bool,
    /// First and last days of the plans.
    plans: Vec<NaiveDate>,
    /// Zones other than Japan's.
    zones: Vec<Zone>,
}

impl<'c> Shapes<'c> {
    pub fn new(case: &'c Case<'c>, engine: &Engine) -> Self {
        let request = case.request;
        let hearing = request.hearing.as_ref();
        let mut relatives: Vec<Relative> = request.dues.iter().filter_map(|due| due.relative).collect();
        if let Some(hearing) = hearing {
            relatives.extend(hearing.start_relative);
            relatives.extend(hearing.end_relative);
        }
        relatives.extend(case.moved.map(|(_, relative)| relative));
        let fixed = request.dues.iter().any(|due| due.at.known().is_some())
            || hearing.is_some_and(|it| it.start.known().is_some() || it.end.known().is_some());
        let plans = engine
            .packs
            .iter()
            .flat_map(|pack| [pack.from, pack.until])
            .flatten()
            .collect();
        let offices = case.groups.iter().filter_map(|group| group.hours);
        let mut zones: Vec<Zone> = Vec::new();
        for hours in offices.chain([case.sender.hours]) {
            if hours.zone != Zone::Japan && !zones.contains(&hours.zone) {
                zones.push(hours.zone);
            }
        }
        Self {
            case,
            relatives,
            fixed,
            plans,
            zones,
        }
    }

    /// The shape of a day.
    pub fn of(&self, day: &SendingDay) -> Shape {
        let closed = self.case.world.closed;
        let date = day.date;
        let back = |days| date.checked_sub_days(Days::new(days)).unwrap_or(date);
        let ahead = |date: NaiveDate, days| date.checked_add_days(Days::new(days)).unwrap_or(date);
        // A zone may show the day before or after. The evening rule goes back from the day before that to
        // the last open one, and from there on to the next open day.
        let before = back(2);
        let first = closed.last_open(before).unwrap_or(before);
        let after = ahead(date, 1);
        let mut last = closed.next_open(after).unwrap_or(after);
        for relative in &self.relatives {
            let reach = match relative {
                Relative::Later(seconds) => ahead(date, seconds.unsigned_abs() / 86_400 + 1),
                Relative::On(DayAfter::Calendar(days), _) => ahead(date, u64::from(*days)),
                Relative::On(DayAfter::Open(days), _) => {
                    let next = |date: NaiveDate, _| closed.next_open(date).or_else(|| date.succ_opt());
                    (0..*days).try_fold(date, next).unwrap_or(date)
                }
            };
            last = last.max(reach);
        }
        // 24:00 and another zone's clock reach into the day after.
        let last = ahead(last, 2);
        let days_between = |to: NaiveDate| (to - date).num_days();
        let (from, until) = (days_between(first), days_between(last));
        let length = usize::try_from(until - from + 1).unwrap_or(0);
        let mut bits = vec![0_u64; length.div_ceil(64)];
        for (number, day) in first.iter_days().take(length).enumerate() {
            if closed.is_closed(day)
                && let Some(word) = bits.get_mut(number / 64)
            {
                *word |= 1 << (number % 64);
            }
        }
        let plans = self
            .plans
            .iter()
            .map(|bound| days_between(*bound).clamp(from - 2, until + 2))
            .collect();
        let mut offsets = Vec::new();
        let mut own = self.fixed;
        for zone in &self.zones {
            let through = first.iter_days().take(length).filter_map(|day| {
                let noon = Moment::from_japan(day.and_hms_opt(0, 0, 0)?);
                Some(zone.local(noon).wall() - Zone::Japan.local(noon).wall())
            });
            let found: Vec<i64> = through.collect();
            // The clocks are changed within these days: at a moment of its own.
            own |= found.windows(2).any(|pair| pair[0] != pair[1]);
            offsets.extend(found.first());
        }
        Shape {
            spans: day.spans,
            from,
            until,
            closed: bits,
            plans,
            offsets,
            own: own.then_some(date),
        }
    }
}
