//! The parts of a recurrence rule.

use std::ops::RangeInclusive;

use chrono::Weekday;

/// Limit on values of a part.
const MAX_VALUES: usize = 400;

/// FREQ
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Freq {
    Secondly,
    Minutely,
    Hourly,
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

pub(super) fn frequency(value: &str) -> Option<Freq> {
    Some(match value.to_ascii_uppercase().as_str() {
        "SECONDLY" => Freq::Secondly,
        "MINUTELY" => Freq::Minutely,
        "HOURLY" => Freq::Hourly,
        "DAILY" => Freq::Daily,
        "WEEKLY" => Freq::Weekly,
        "MONTHLY" => Freq::Monthly,
        "YEARLY" => Freq::Yearly,
        _ => return None,
    })
}

/// Parses a list of numbers in a range, with `signed` also negative ones; sorted, without duplicates.
pub(super) fn numbers(value: &str, range: RangeInclusive<i32>, signed: bool) -> Option<Vec<i32>> {
    let read = |item: &str| {
        let number: i32 = item.trim().parse().ok()?;
        let known =
            range.contains(&number) || signed && number < 0 && range.contains(&number.saturating_neg());
        known.then_some(number)
    };
    let mut list = value
        .split(',')
        .take(MAX_VALUES + 1)
        .map(read)
        .collect::<Option<Vec<_>>>()
        .filter(|list| list.len() <= MAX_VALUES)?;
    list.sort_unstable();
    list.dedup();
    Some(list)
}

pub(super) fn unsigned(list: &[i32]) -> Vec<u32> {
    list.iter()
        .filter_map(|number| u32::try_from(*number).ok())
        .collect()
}

pub(super) fn week_day(value: &str) -> Option<Weekday> {
    Some(match value.trim().to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

/// Parses `MO`, `2TU`, `-1FR`; ordinal 0 means every.
pub(super) fn week_days(value: &str) -> Option<Vec<(i32, Weekday)>> {
    let read = |item: &str| {
        let item = item.trim();
        let (ordinal, day) = item.split_at_checked(item.len().checked_sub(2)?)?;
        let ordinal = match ordinal {
            "" => 0,
            written => written
                .parse()
                .ok()
                .filter(|n: &i32| (1..=53).contains(&n.unsigned_abs()))?,
        };
        Some((ordinal, week_day(day)?))
    };
    let list = value
        .split(',')
        .take(MAX_VALUES + 1)
        .map(read)
        .collect::<Option<Vec<_>>>()?;
    (list.len() <= MAX_VALUES).then_some(list)
}
