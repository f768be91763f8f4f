//! Japanese: short and polite, in the style of official documents.

mod calendars;
mod commands;
mod help;
mod judging;
mod letters;
mod packs;
mod readers;
mod reading;
mod reports;
mod statistics;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use jp_datetime::moment::Era;

use crate::message::form::{Eras, Form, Spelling, time, weekday};

pub(in crate::message) use calendars::*;
pub(in crate::message) use commands::*;
pub(in crate::message) use help::*;
pub(in crate::message) use judging::*;
pub(in crate::message) use letters::*;
pub(in crate::message) use packs::*;
pub(in crate::message) use readers::*;
pub(in crate::message) use reading::*;
pub(in crate::message) use reports::*;
pub(in crate::message) use statistics::*;

/// 日本語
pub(in crate::message) struct Ja;

impl Form for Ja {
    fn spelling(&self) -> Spelling {
        Spelling::Japanese
    }

    fn units(&self) -> [&'static str; 3] {
        ["時間", "分", "秒"]
    }

    fn gap(&self) -> &'static str {
        ""
    }

    fn list_separator(&self) -> &'static str {
        "、"
    }

    fn quoted_separator(&self) -> &'static str {
        "」「"
    }

    fn clause_separator(&self) -> &'static str {
        "、"
    }

    fn full_stop(&self) -> &'static str {
        "。"
    }

    fn percent_sign(&self) -> &'static str {
        "％"
    }

    fn under(&self, percentage: &str) -> String {
        format!("{percentage}未満")
    }

    fn weekdays(&self) -> [&'static str; 7] {
        ["月", "火", "水", "木", "金", "土", "日"]
    }

    fn weekday_names(&self) -> [&'static str; 7] {
        self.weekdays()
    }

    fn date(&self, day: NaiveDate, weekday: &str, eras: Option<Eras>) -> String {
        let year = eras.map_or_else(String::new, |eras| year(day, eras));
        format!("{year}{}月{}日（{weekday}）", day.month(), day.day())
    }

    fn month_day(&self, month: u32, day: u32) -> String {
        format!("{month}月{day}日")
    }

    fn time_of_day(&self, minutes: u32) -> String {
        match (minutes / 60, minutes % 60) {
            (hour, 0) => format!("{hour}時"),
            (hour, minute) => format!("{hour}時{minute}分"),
        }
    }

    fn with_seconds(&self, time: &str, at: NaiveDateTime) -> String {
        let minute = if at.minute() == 0 { "0分" } else { "" };
        format!("{time}{minute}{}秒", at.second())
    }

    fn time_dash(&self) -> &'static str {
        "〜"
    }

    fn day_dash(&self) -> &'static str {
        "〜"
    }

    fn formal_moment(&self, at: NaiveDateTime, year: i32) -> String {
        let day = at.date();
        let eras = (day.year() != year).then_some(Era::STARTS);
        let date = self.date(day, weekday(self, day.weekday()), eras);
        format!("{}{}", full_width(&date), self.formal_time(at))
    }

    fn formal_time(&self, at: NaiveDateTime) -> String {
        full_width(&time(self, at))
    }

    fn fiscal_year(&self, year: i32) -> String {
        // 令和元年度 is the fiscal year from April 2019, which began a month before the era.
        match year {
            2019 => "元".to_owned(),
            year => (year - 2018).to_string(),
        }
    }

    fn month_title(&self, first: NaiveDate, eras: &[String]) -> String {
        format!("{}年{}月（{}）", first.year(), first.month(), eras.join("・"))
    }

    fn closed_days(&self, first: NaiveDate, last: NaiveDate, reason: &str) -> String {
        if first == last {
            let weekday = weekday(self, first.weekday());
            format!("{:>2}日（{weekday}）{reason}", first.day())
        } else {
            format!("{:>2}日〜{}日 {reason}", first.day(), last.day())
        }
    }
}

/// The year of a day: 「2025年」, in its era 「令和7年」, 「令和元年」.
fn year(day: NaiveDate, eras: Eras) -> String {
    let begun = |(_, first): &&(_, (i32, u32, u32))| *first <= (day.year(), day.month(), day.day());
    match eras.iter().find(begun) {
        Some((era, (first, ..))) if *first == day.year() => format!("{era}元年"),
        Some((era, (first, ..))) => format!("{era}{}年", day.year() - first + 1),
        None => format!("{}年", day.year()),
    }
}

fn full_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap_or(c),
            c => c,
        })
        .collect()
}
