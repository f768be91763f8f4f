//! Rewrites a moment, preserving the author's notation.
//!
//! Only what must change does: numbers are replaced in place with their script and padding, and everything between
//! (blanks, brackets, 必着) is copied. The result is parsed again before it is returned, so it always means the moment
//! asked for.

use super::english;
use super::era::Era;
use super::layout::{Component, Layout};
use super::parse::moment;
use super::read::read;
use super::style::{self, Pad, number};
use super::tokens::{Script, fold};
use super::written::{Written, YEARS};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use std::ops::Range;

/// The moment `new` (local time in the offset written, if any) in the notation of `original`.
///
/// A date alone gets a time; see [`rewrite_date`] for keeping it a date. A missing year stays so if `anchor` still
/// resolves it correctly, and is added otherwise. `None` if `original` is not a moment, or `new` is outside
/// [`YEARS`].
pub fn rewrite(original: &str, new: NaiveDateTime, anchor: NaiveDate) -> Option<String> {
    let new = new.with_nanosecond(0)?;
    let mut layout = Layout::default();
    let written = moment(original, &mut layout).ok()?;
    let parts = Parts {
        text: original,
        layout: &layout,
        written: &written,
    };
    // 「11日24時」 keeps its day: midnight ends that day's work.
    let at_24 = written.time.as_ref().is_some_and(|t| t.hour == 24)
        && (new.hour(), new.minute(), new.second()) == (0, 0, 0);
    let attempts = [(at_24, false), (at_24, true), (false, false), (false, true)];
    attempts.into_iter().find_map(|(hour_24, add_year)| {
        let (date, hour) = if hour_24 {
            (new.date().pred_opt()?, 24)
        } else {
            (new.date(), new.hour())
        };
        let mut edits = Vec::new();
        parts.date(date, add_year, &mut edits)?;
        parts.time(hour, new.minute(), new.second(), &mut edits)?;
        let out = apply(original, edits)?;
        let again = read(&out).ok()?;
        (again.local(anchor) == Some(new) && again.offset_seconds == written.offset_seconds).then_some(out)
    })
}

/// The date `new` in the notation of `original`; a time of day is kept.
pub fn rewrite_date(original: &str, new: NaiveDate, anchor: NaiveDate) -> Option<String> {
    let mut layout = Layout::default();
    let written = moment(original, &mut layout).ok()?;
    let parts = Parts {
        text: original,
        layout: &layout,
        written: &written,
    };
    [false, true].into_iter().find_map(|add_year| {
        let mut edits = Vec::new();
        parts.date(new, add_year, &mut edits)?;
        let out = apply(original, edits)?;
        let again = read(&out).ok()?;
        (again.date(anchor) == Some(new)).then_some(out)
    })
}

/// The time of day `new` in the notation of `original`, a time without date (「17時30分」, `9:30`).
pub fn rewrite_time(original: &str, new: NaiveTime) -> Option<String> {
    // Parse with any date, and strip it again. 9:30 is padded if the time itself shows padding; otherwise 09:30.
    let day = NaiveDate::from_ymd_opt(2001, 1, 1)?;
    ["2001-01-01 ", "2001年1月1日"].into_iter().find_map(|date| {
        let out = rewrite(&format!("{date}{original}"), day.and_time(new), day)?;
        Some(out.strip_prefix(date)?.to_owned())
    })
}

type Edits = Vec<(Range<usize>, String)>;

/// Applies edits, which must not overlap.
fn apply(text: &str, mut edits: Edits) -> Option<String> {
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    let mut out = String::with_capacity(text.len().saturating_add(16));
    let mut at = 0;
    for (span, new) in edits {
        out.push_str(text.get(at..span.start)?);
        out.push_str(&new);
        at = span.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// The original with the positions of its parts.
struct Parts<'a> {
    text: &'a str,
    layout: &'a Layout,
    written: &'a Written,
}

impl Parts<'_> {
    fn part(&self, part: Component) -> Option<(Range<usize>, &str)> {
        let span = self.layout.find(part)?;
        let text = self.text.get(span.clone())?;
        Some((span, text))
    }

    fn like(&self, part: Component) -> &str {
        self.part(part).map_or("", |(_, text)| text)
    }

    /// Whether the date uses 年月日 rather than separators.
    fn kanji_units(&self) -> bool {
        self.like(Component::MonthUnit).starts_with(|c| fold(c) == '月')
    }

    /// Whether numbers below ten are padded: by the number itself if it shows, by other numbers, by convention of the
    /// notation.
    fn pad(&self, part: Component, neighbours: &[Component]) -> Pad {
        let has = |part| self.layout.find(part).is_some();
        let run_together = if part == Component::Hour {
            has(Component::Minute) && !has(Component::HourUnit)
        } else {
            !has(Component::MonthUnit) && !has(Component::MonthName)
        };
        if run_together {
            // 20250911T170000 requires two digits.
            return Pad::Two;
        }
        let own = style::padding(self.like(part));
        own.or_else(|| neighbours.iter().find_map(|p| style::padding(self.like(*p))))
            .unwrap_or(
                if !self.kanji_units() && !matches!(self.like(Component::MonthUnit), "/" | "." | "／" | "．")
                {
                    // 2025-09-11 and 20250911 require two digits.
                    Pad::Two
                } else {
                    Pad::None
                },
            )
    }

    fn date(&self, new: NaiveDate, add_year: bool, edits: &mut Edits) -> Option<()> {
        if !YEARS.contains(&new.year()) {
            return None;
        }
        let same_day = self.written.month == new.month()
            && self.written.day == new.day()
            && self.written.year.is_none_or(|y| y == new.year());
        if let Some((span, like)) = self.part(Component::MonthName) {
            return self.english_date(new, add_year, span, like, edits);
        }
        let (month, month_like) = self.part(Component::Month)?;
        if self.written.year.is_some() {
            self.year(new, edits)?;
        } else if add_year {
            let sep = if self.kanji_units() {
                "年"
            } else {
                self.like(Component::MonthUnit)
            };
            let year = style::year(u32::try_from(new.year()).ok()?, month_like);
            edits.push((month.start..month.start, format!("{year}{sep}")));
        }
        if same_day && !add_year {
            // Same day: only a wrong weekday changes.
            self.weekday(new, edits);
            return Some(());
        }
        let pad = self.pad(Component::Month, &[Component::Day, Component::Hour]);
        if self.written.month != new.month() {
            edits.push((month, number(new.month(), month_like, pad)));
        }
        let (day, day_like) = self.part(Component::Day)?;
        let pad = self.pad(Component::Day, &[Component::Month, Component::Hour]);
        if self.written.day != new.day() {
            edits.push((day, number(new.day(), day_like, pad)));
        }
        self.weekday(new, edits);
        // A holiday mark applies to the old day only.
        for part in [Component::Holiday, Component::HolidayAlone] {
            if let Some(span) = self.layout.find(part)
                && !same_day
            {
                // Keep day and hour apart: 9/15(祝)17:00.
                let next = self.text.get(span.end..)?.chars().next();
                let joined = next.is_some_and(char::is_alphanumeric);
                let gap = if joined && !self.kanji_units() { " " } else { "" };
                edits.push((span, gap.to_owned()));
            }
        }
        Some(())
    }

    /// 10 September 2025 → 12 September 2025.
    fn english_date(
        &self,
        new: NaiveDate,
        add_year: bool,
        month: Range<usize>,
        like: &str,
        edits: &mut Edits,
    ) -> Option<()> {
        let (day, day_like) = self.part(Component::Day)?;
        if self.written.month != new.month() {
            edits.push((month.clone(), english::name(new.month(), like)?));
        }
        if self.written.day != new.day() {
            // An ordinal (10th) would need another suffix; it is left, as it occurs in sentences only.
            let next = self.text.get(day.end..)?.chars().next();
            if next.is_some_and(|c| c.is_ascii_alphabetic()) {
                return None;
            }
            let pad = style::padding(day_like).unwrap_or(Pad::None);
            edits.push((day.clone(), number(new.day(), day_like, pad)));
        }
        match self.part(Component::Year) {
            Some((span, _)) => edits.push((span, new.year().to_string())),
            None if add_year => {
                let end = self.written.date_span.end;
                edits.push((end..end, format!(" {}", new.year())));
            }
            None => {}
        }
        self.weekday(new, edits);
        Some(())
    }

    fn year(&self, new: NaiveDate, edits: &mut Edits) -> Option<()> {
        if self.written.year != Some(new.year()) {
            if let Some((span, like)) = self.part(Component::RepeatedYear) {
                edits.push((span, style::year(u32::try_from(new.year()).ok()?, like)));
            }
            if let Some((span, _)) = self.part(Component::RepeatedEraYear) {
                let era = Era::of(new)?;
                let year = match era.year(new.year())? {
                    1 => "元".to_owned(),
                    // The digits of the month: the era's name is no number.
                    year => number(year, self.like(Component::Month), Pad::None),
                };
                edits.push((span, format!("{}{year}", era.name())));
            }
        }
        let (span, like) = self.part(Component::Year)?;
        let Some(old) = self.written.era else {
            if self.written.year != Some(new.year()) {
                let year = u32::try_from(new.year()).ok()?;
                edits.push((span, style::year(year, like)));
            }
            return Some(());
        };
        let era = Era::of(new)?;
        let year = era.year(new.year())?;
        if era != old {
            let (how, at) = self.layout.era()?;
            let name = style::era(era, how, self.text.get(at.clone())?);
            edits.push((at, name));
        }
        if era == old && self.written.year == Some(new.year()) {
            return Some(());
        }
        // A first year is written 元年, unless it was not before (令和1年), or the notation has no 年 (R1.5.1).
        let first_as_number = old.year(self.written.year?) == Some(1) && like != "元";
        let first = year == 1 && self.kanji_units() && !first_as_number;
        let text = if first {
            "元".to_owned()
        } else if like == "元" {
            number(year, self.like(Component::Month), Pad::None)
        } else {
            number(year, like, style::padding(like).unwrap_or(Pad::None))
        };
        edits.push((span, text));
        Some(())
    }

    fn weekday(&self, new: NaiveDate, edits: &mut Edits) {
        if let Some((span, like)) = self.part(Component::Weekday)
            && self.written.weekday.as_ref().map(|w| w.weekday) != Some(new.weekday())
        {
            edits.push((span, style::weekday(new.weekday(), like)));
        }
    }

    fn time(&self, hour: u32, minute: u32, second: u32, edits: &mut Edits) -> Option<()> {
        let Some(old) = &self.written.time else {
            let slot = self.layout.find(Component::TimeSlot)?;
            let text = self.fresh(slot.start, hour, minute, second);
            edits.push((slot, text));
            // 9月10日（水）17時中 would mean nothing.
            if let Some(word) = self.layout.find(Component::AllDay) {
                edits.push((word, String::new()));
            }
            return Some(());
        };
        let noon = (hour, minute, second) == (12, 0, 0);
        if let Some(word) = self.layout.find(Component::Noon) {
            if !noon {
                let text = self.fresh(word.start, hour, minute, second);
                edits.push((word, text));
            }
            return Some(());
        }
        let unchanged = (old.hour, old.minute, old.second) == (hour, minute, second);
        if let Some((span, like)) = self.part(Component::Fraction) {
            edits.push((span, style::zeros(like)));
        }
        if unchanged {
            return Some(());
        }
        let before = self.part(Component::HalfBefore);
        let after = self.part(Component::HalfAfter);
        let mut shown = hour;
        if let Some((span, like)) = before.as_ref().or(after.as_ref()) {
            let latin = !like.contains('午');
            if noon && !latin {
                // 正午 rather than 午後0時.
                edits.retain(|(span, _)| span.start < old.span.start);
                edits.push((old.span.clone(), "正午".to_owned()));
                return Some(());
            }
            if (hour >= 12) != (old.hour >= 12) {
                edits.push((span.clone(), style::half_day(hour >= 12, like)));
            }
            shown = hour.checked_rem(12)?;
            if shown == 0 && after.is_some() {
                shown = 12;
            }
        }
        let (span, like) = self.part(Component::Hour)?;
        if hour != old.hour {
            // 零時 does not show the script of other hours.
            let model = if like == "零" {
                self.like(Component::Day)
            } else {
                like
            };
            let pad = self.pad(Component::Hour, &[Component::Month, Component::Day]);
            edits.push((span.clone(), number(shown, model, pad)));
        }
        let unit = self.part(Component::HourUnit);
        if unit
            .as_ref()
            .is_some_and(|(_, u)| u.starts_with(|c| fold(c) == '時'))
        {
            return self.kanji_minutes(minute, second, edits);
        }
        let colon = unit.map_or(":", |(_, u)| u);
        let has_unit = self.layout.find(Component::HourUnit).is_some();
        let mut end = span.end;
        if let Some((span, like)) = self.part(Component::Minute) {
            end = span.end;
            edits.push((span, number(minute, like, Pad::Two)));
        } else if minute > 0 || second > 0 {
            edits.push((end..end, format!("{colon}{}", number(minute, like, Pad::Two))));
        }
        if let Some((span, like)) = self.part(Component::Second) {
            edits.push((span, number(second, like, Pad::Two)));
        } else if second > 0 {
            let compact = !has_unit && self.layout.find(Component::Minute).is_some();
            let colon = if compact { "" } else { colon };
            edits.push((end..end, format!("{colon}{}", number(second, like, Pad::Two))));
        }
        Some(())
    }

    /// Minutes and seconds after 時.
    fn kanji_minutes(&self, minute: u32, second: u32, edits: &mut Edits) -> Option<()> {
        let unit_end = self.layout.find(Component::HourUnit)?.end;
        let hour_like = self.like(Component::Hour);
        let seconds = |like: &str| {
            if second > 0 {
                format!("{}秒", number(second, like, Pad::Two))
            } else {
                String::new()
            }
        };
        let needed = minute > 0 || second > 0 || self.layout.find(Component::Second).is_some();
        let spelled = |like: &str| {
            if needed {
                format!("{}分{}", number(minute, like, Pad::Two), seconds(like))
            } else {
                String::new()
            }
        };
        if let Some(half) = self.layout.find(Component::HalfHour) {
            if (minute, second) != (30, 0) {
                let from = if needed { half.start } else { unit_end };
                edits.push((from..half.end, spelled(hour_like)));
            }
            return Some(());
        }
        let Some((span, like)) = self.part(Component::Minute) else {
            edits.push((unit_end..unit_end, spelled(hour_like)));
            return Some(());
        };
        let end = self.layout.find(Component::MinuteUnit)?.end;
        let pad = style::padding(like);
        if !needed && pad != Some(Pad::Two) {
            // 17時30分 becomes 18時; 17時00分 shows that zeros are written.
            edits.push((unit_end..end, String::new()));
            return Some(());
        }
        edits.push((span, number(minute, like, pad.unwrap_or(Pad::Two))));
        match self.part(Component::Second) {
            Some((span, like)) => {
                let pad = style::padding(like).unwrap_or(Pad::Two);
                edits.push((span, number(second, like, pad)));
            }
            None => edits.push((end..end, seconds(like))),
        }
        Some(())
    }

    /// A time for a date without one, in its style: 17時30分 after 年月日, otherwise 17:30.
    fn fresh(&self, at: usize, hour: u32, minute: u32, second: u32) -> String {
        let like = self.like(Component::Day);
        if self.kanji_units() {
            let mut out = format!("{}時", number(hour, like, Pad::None));
            if minute > 0 || second > 0 {
                out.push_str(&format!("{}分", number(minute, like, Pad::Two)));
            }
            if second > 0 {
                out.push_str(&format!("{}秒", number(second, like, Pad::Two)));
            }
            return out;
        }
        let english = self.layout.find(Component::MonthName).is_some();
        let compact = self.layout.find(Component::MonthUnit).is_none() && !english;
        let colon = match style::script(like) {
            _ if compact => "",
            Script::Full => "：",
            _ => ":",
        };
        let pad = self.pad(Component::Month, &[Component::Day]);
        let before = self.text.get(..at).and_then(|s| s.chars().next_back());
        let lead = match before.map(fold) {
            Some('T') => "",
            _ if compact => "T",
            Some(c) if c.is_alphanumeric() => " ",
            _ => "",
        };
        let pad = if compact { Pad::Two } else { pad };
        let mut out = format!(
            "{lead}{}{colon}{}",
            number(hour, like, pad),
            number(minute, like, Pad::Two)
        );
        if second > 0 || compact {
            out.push_str(colon);
            out.push_str(&number(second, like, Pad::Two));
        }
        out
    }
}
