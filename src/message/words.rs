//! Formatting of durations, dates and moments.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::form::{self, Eras, Spelling};
use super::{Lang, catalogue};

/// A duration: 「47時間30分」, “47 h 30 min”; seconds only if they are not zero.
pub fn duration(seconds: i64, lang: Lang) -> String {
    let (sign, rest) = if seconds < 0 {
        ("-", seconds.unsigned_abs())
    } else {
        ("", seconds.unsigned_abs())
    };
    let parts = [rest / 3600, rest % 3600 / 60, rest % 60];
    let units = lang.form().units();
    let written: Vec<String> = parts
        .iter()
        .zip(units)
        .filter(|(value, _)| **value != 0)
        .map(|(value, unit)| format!("{value}{unit}"))
        .collect();
    if written.is_empty() {
        return format!("0{}", units[1]);
    }
    format!("{sign}{}", written.join(lang.form().gap()))
}

/// A number with grouped thousands: 「386,610」.
pub fn count(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    if number < 0 {
        out.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A percentage: 「9.3％」. Rounding never shows a non-zero part as 0 %, nor an incomplete one as 100 %.
pub fn percent(part: i64, whole: i64, lang: Lang) -> String {
    let whole = i128::from(whole.max(1));
    let tenths = (i128::from(part) * 1000 + whole / 2) / whole;
    let form = lang.form();
    let sign = form.percent_sign();
    if part > 0 && tenths == 0 {
        return form.under(&format!("0.1{sign}"));
    }
    let tenths = if i128::from(part) < whole {
        tenths.min(999)
    } else {
        tenths
    };
    format!("{}.{}{sign}", tenths / 10, tenths % 10)
}

/// An abbreviated weekday: 「木」, “Thu”.
pub fn weekday(day: Weekday, lang: Lang) -> &'static str {
    form::weekday(lang.form(), day)
}

/// A weekday's name in a sentence: 「木」, “Thursday”.
pub fn weekday_name(day: Weekday, lang: Lang) -> &'static str {
    form::nth_weekday(lang.form().weekday_names(), day)
}

/// Context for formatting dates and moments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dates {
    /// The year that is omitted.
    pub year: i32,
    /// Eras for other years, newest first: name and first day (year, month, day). Empty for Gregorian years.
    pub eras: Eras,
    /// Days whose end is shown as 24:00 rather than 0:00 of the next.
    ended: [Option<NaiveDate>; 4],
}

impl Dates {
    /// A copy that always shows the year.
    pub fn with_year(self) -> Self {
        Self {
            year: i32::MIN,
            ..self
        }
    }

    /// Shows the end of a day as 24:00; further days beyond the capacity of `ended` are ignored.
    pub fn end_at(&mut self, day: NaiveDate) {
        if !self.ended.contains(&Some(day))
            && let Some(free) = self.ended.iter_mut().find(|known| known.is_none())
        {
            *free = Some(day);
        }
    }

    /// The day whose 24:00 the moment is shown as, if any.
    pub fn ended_by(&self, at: NaiveDateTime) -> Option<NaiveDate> {
        let before = at.date().pred_opt().filter(|_| at.time() == NaiveTime::MIN)?;
        self.ended.contains(&Some(before)).then_some(before)
    }
}

impl From<i32> for Dates {
    fn from(year: i32) -> Self {
        Self {
            year,
            ..Self::default()
        }
    }
}

/// A date: 「9月11日（木）」, “Thu 11 Sep”; with its year unless that is the omitted one.
pub fn date(day: NaiveDate, dates: impl Into<Dates>, lang: Lang) -> String {
    let dates = dates.into();
    let eras = (day.year() != dates.year).then_some(dates.eras);
    lang.form().date(day, weekday(day.weekday(), lang), eras)
}

/// A date with the weekday as written, which may be wrong: 「5月1日（木）」, “Thu 1 May”.
pub fn date_as(day: NaiveDate, written: Weekday, lang: Lang) -> String {
    lang.form().date(day, weekday(written, lang), None)
}

/// A time of day in minutes since midnight: 「17時30分」, “17:30”.
pub fn time_of_day(minutes: u32, lang: Lang) -> String {
    lang.form().time_of_day(minutes)
}

/// The time of day of a local moment: 「17時30分」, “17:30”; seconds only if they are not zero.
pub fn time(at: NaiveDateTime, lang: Lang) -> String {
    form::time(lang.form(), at)
}

/// A local moment: 「9月11日（木）17時30分」, “Thu 11 Sep 17:30”.
pub fn moment(at: NaiveDateTime, dates: impl Into<Dates>, lang: Lang) -> String {
    let dates = dates.into();
    let (day, time) = match dates.ended_by(at) {
        Some(ended) => (ended, time_of_day(24 * 60, lang)),
        None => (at.date(), time(at, lang)),
    };
    format!("{}{}{time}", date(day, dates, lang), lang.form().gap())
}

/// A due's label: its Japanese key in a Japanese message (「提出期限」); else by its name among several
/// (「意見期限」, “due time “意見””); with neither, 「期限」.
pub fn due_name(name: Option<&str>, key: &str, lang: Lang) -> String {
    /// Names with these suffixes need no 期限 appended.
    const DEADLINE_SUFFIXES: &[&str] = &["期限", "期日", "締切", "締切り", "〆切", "〆"];
    let key = crate::text::trim(key);
    let name = match name {
        None if key.is_ascii() || lang.spelling() != Spelling::Japanese => {
            return catalogue::DUE_NAME.text(lang).to_owned();
        }
        // Of the dues that 期限 holds, or a text, each is called by its own name.
        Some(name) if key.is_ascii() || DEADLINE_SUFFIXES.contains(&key) => name,
        _ => key,
    };
    let entry = if DEADLINE_SUFFIXES.iter().any(|word| name.ends_with(word)) {
        catalogue::DUE_NAMED_WHOLE
    } else if name.is_ascii() {
        catalogue::DUE_NAMED_APART
    } else {
        catalogue::DUE_NAMED
    };
    entry.fill(lang, &[("name", &crate::source::printable(name))])
}

/// A range between two times of day: 「8時30分〜17時15分」, “08:30–17:15”.
pub fn hours(from: u32, until: u32, lang: Lang) -> String {
    let dash = lang.form().time_dash();
    format!("{}{dash}{}", time_of_day(from, lang), time_of_day(until, lang))
}

/// A day of the year: 「7月1日」, “1 Jul”.
pub fn month_day(month: u32, day: u32, lang: Lang) -> String {
    lang.form().month_day(month, day)
}

/// A yearly period: 「7月1日〜9月30日」, “1 Jul – 30 Sep”.
pub fn yearly(from: (u32, u32), until: (u32, u32), lang: Lang) -> String {
    let form = lang.form();
    let day = |(month, day)| form.month_day(month, day);
    format!("{}{}{}", day(from), form.day_dash(), day(until))
}

/// A list: 「財務省、厚生労働省」, “財務省, 厚生労働省”.
pub fn list(items: &[&str], lang: Lang) -> String {
    items.join(lang.form().list_separator())
}

/// Separator between two sentences.
pub fn sentence_gap(lang: Lang) -> &'static str {
    lang.form().gap()
}

/// Full stop after a sentence that is a list of parts.
pub fn full_stop(lang: Lang) -> &'static str {
    lang.form().full_stop()
}

/// Separator of clauses joined into one sentence.
pub fn clause_separator(lang: Lang) -> &'static str {
    lang.form().clause_separator()
}

/// The number of a fiscal year from 2019 on: 「7」 for 令和7年度, “2025”.
pub fn fiscal_year(year: i32, lang: Lang) -> String {
    lang.form().fiscal_year(year)
}

/// Heading of a monthly calendar: 「2026年1月（令和8年）」, “January 2026”.
pub fn month_title(first: NaiveDate, eras: &[String], lang: Lang) -> String {
    lang.form().month_title(first, eras)
}

/// A closed day of a monthly calendar, or several consecutive ones: 「11日（水）建国記念の日」.
pub fn closed_days(first: NaiveDate, last: NaiveDate, reason: &str, lang: Lang) -> String {
    lang.form().closed_days(first, last, reason)
}

/// Picks the English or the Japanese spelling for a language.
pub fn spelling([english, japanese]: [&str; 2], lang: Lang) -> &str {
    match lang.spelling() {
        Spelling::Japanese => japanese,
        Spelling::English => english,
    }
}

/// The first few of many times, and the number of the rest.
pub fn first_times(all: impl ExactSizeIterator<Item = String>, lang: Lang) -> String {
    const NAMED_LIMIT: usize = 5;
    let more = all.len().saturating_sub(NAMED_LIMIT);
    let mut named: Vec<String> = all.take(NAMED_LIMIT).collect();
    if more > 0 {
        named.push(catalogue::ICS_OCCURRENCES_MORE.fill(lang, &[("count", &more.to_string())]));
    }
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    list(&named, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_moments_read_as_an_office_writes_them() {
        assert_eq!(duration(47 * 3600 + 1800, Lang::Ja), "47時間30分");
        assert_eq!(duration(0, Lang::Ja), "0分");
        assert_eq!(duration(-90, Lang::En), "-1 min 30 s");
        let at = NaiveDate::from_ymd_opt(2025, 9, 11)
            .unwrap()
            .and_hms_opt(17, 0, 0)
            .unwrap();
        assert_eq!(moment(at, 2025, Lang::Ja), "9月11日（木）17時");
        assert_eq!(moment(at, 2024, Lang::En), "Thu 11 Sep 2025 17:00");
        assert_eq!(hours(510, 1035, Lang::Ja), "8時30分〜17時15分");
    }

    #[test]
    fn moments_are_written_as_a_formal_text_does() {
        let parsed = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        for (moment, ja, en) in [
            (
                "2025-09-11T17:30:00",
                "９月１１日（木）１７時３０分",
                "17:30 on Thursday 11 September",
            ),
            (
                "2025-09-11T17:00:00",
                "９月１１日（木）１７時",
                "17:00 on Thursday 11 September",
            ),
            (
                "2025-09-11T09:05:00",
                "９月１１日（木）９時５分",
                "09:05 on Thursday 11 September",
            ),
            (
                "2026-01-05T10:00:00",
                "令和８年１月５日（月）１０時",
                "10:00 on Monday 5 January 2026",
            ),
            (
                "2019-05-07T12:00:00",
                "令和元年５月７日（火）１２時",
                "12:00 on Tuesday 7 May 2019",
            ),
        ] {
            assert_eq!(Lang::Ja.form().formal_moment(parsed(moment), 2025), ja);
            assert_eq!(Lang::En.form().formal_moment(parsed(moment), 2025), en);
        }
    }
}
