//! Days in English words: tomorrow, by Friday, EOD, within two weeks.

use super::clock::Time;
use super::day::{Day, DayMonth, ParsedDay, read_date};
use super::english::{english_day, month_name};
use super::scan::Scan;
use super::weekday::day_name;

/// tomorrow, today, by friday, eod, cob, next monday, within 3 days.
pub(super) fn day_in_english_words(start: Scan<'_>) -> Option<ParsedDay> {
    if start
        .before()
        .ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '@' | '.'))
    {
        return None;
    }
    let mut at = start;
    if at
        .eat_latin(&[
            "eod",
            "cob",
            "eob",
            "close of business",
            "close of play",
            "end of day",
            "end of the day",
        ])
        .is_some()
    {
        let mut found = ParsedDay::new(Day::Days(0), at.at);
        found.part = Some(Time::Close);
        let mut look = at;
        look.eat_any(&[", ", ",", " "]);
        look.eat_latin(&["on", "of"]);
        look.blank();
        if let Some(day) = relative_english_day(look) {
            found.day = day.day;
            found.end = day.end;
            found.weekday = day.weekday;
        }
        return Some(found);
    }
    // end of today
    let mut look = at;
    if look.eat_latin(&["end of"]).is_some() {
        look.blank();
        if let Some(word) = look.eat_latin(&["today", "tomorrow"]) {
            let days = i64::from(word == "tomorrow");
            let mut found = ParsedDay::new(Day::Days(days), look.at);
            found.part = Some(Time::Close);
            return Some(found);
        }
    }
    // within two weeks
    if start.before().ends_with("within ") {
        const NUMBERS: [&str; 11] = [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "a",
        ];
        let mut look = at;
        if let Some(word) = look.eat_latin(&NUMBERS) {
            look.blank();
            let index = NUMBERS.iter().position(|number| *number == word).unwrap_or(0);
            let count = if index == 10 { 1 } else { index as u32 + 1 };
            let day = if look.eat_latin(&["weeks", "week"]).is_some() {
                Day::Days(i64::from(count) * 7)
            } else if look.eat_latin(&["days", "day"]).is_some() {
                Day::Days(i64::from(count))
            } else if look.eat_latin(&["hours", "hour"]).is_some() {
                Day::Minutes(i64::from(count) * 60)
            } else if look
                .eat_latin(&["business days", "business day", "working days", "working day"])
                .is_some()
            {
                Day::OpenDays(count)
            } else {
                return None;
            };
            let mut found = ParsedDay::new(day, look.at);
            found.close = !matches!(day, Day::Minutes(_));
            return Some(found);
        }
    }
    // noon tomorrow, 5pm friday: the time precedes the day.
    relative_english_day(start)
}

/// An English day that is no date.
pub(super) fn relative_english_day(start: Scan<'_>) -> Option<ParsedDay> {
    let mut at = start;
    if at.eat_latin(&["today", "tonight"]).is_some() {
        return Some(ParsedDay::new(Day::Days(0), at.at));
    }
    if at.eat_latin(&["the day after tomorrow"]).is_some() {
        return Some(ParsedDay::new(Day::Days(2), at.at));
    }
    if at.eat_latin(&["tomorrow morning"]).is_some() {
        let mut found = ParsedDay::new(Day::Days(1), at.at);
        found.part = Some(Time::Morning);
        return Some(found);
    }
    if at.eat_latin(&["tomorrow"]).is_some() {
        return Some(ParsedDay::new(Day::Days(1), at.at));
    }
    if let Some(found) = english_day(at).or_else(|| read_date(at)) {
        return Some(found);
    }
    if at
        .eat_latin(&[
            "end of this week",
            "the end of this week",
            "end of the week",
            "end of week",
        ])
        .is_some()
    {
        return Some(ParsedDay::new(Day::WeekEnd(0), at.at));
    }
    if at
        .eat_latin(&["end of the month", "end of month", "the end of the month"])
        .is_some()
    {
        return Some(ParsedDay::new(Day::MonthEnd(DayMonth::Unspecified), at.at));
    }
    let mut look = at;
    if look.eat_latin(&["end of", "the end of"]).is_some() {
        look.blank();
        if let Some(month) = month_name(&mut look) {
            let day = Day::end_of(super::day::DateYear::Unspecified, month);
            return Some(ParsedDay::new(day, look.at));
        }
    }
    if at.eat_latin(&["next business day", "next working day"]).is_some() {
        return Some(ParsedDay::new(Day::OpenDays(1), at.at));
    }
    let weeks = if at.eat_latin(&["next"]).is_some() {
        Some(1)
    } else if at.eat_latin(&["this"]).is_some() {
        Some(0)
    } else {
        None
    };
    at.blank();
    let start_at = at.at;
    let weekday = day_name(&mut at, false)?;
    // Abbreviations are ordinary words too: sun, sat, mar.
    let word = at.text.get(start_at..at.at).unwrap_or_default();
    let long = word.len() > 4 || weeks.is_some() || matches!(word, "mon" | "tue" | "wed" | "thu" | "fri");
    long.then(|| ParsedDay::new(Day::Weekday { weeks, weekday }, at.at))
}
