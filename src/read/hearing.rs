//! A hearing on one line: 「12月3日（水）17時30分～19時（Web会議）」.

use std::ops::Range;

use super::normalize;
use crate::text::{range_in, trim};
use jp_datetime::moment::{self, TimeWritten, Written};
use jp_datetime::{duration, time_of_day};

/// Separators between start and end.
const TO: &[&str] = &[
    "から", "より", "～", "〜", "~", "-", "‐", "－", "–", "—", "―", "─", "−", "ー", "→", "to",
];
/// Words that mark a time as tentative.
const TENTATIVE: &[&str] = &["仮", "予定", "予備", "調整", "未定", "候補", "tbd"];

/// A hearing parsed from a line, with the ranges of its parts.
pub(crate) struct Line {
    pub start: (Written, Range<usize>),
    pub end: (Written, Range<usize>),
    /// What follows, in brackets or after a blank: a place, or “online”.
    pub place: Range<usize>,
}

/// Parses a hearing with a date, a start and an end; the end may omit its date or be a duration. `None` if anything
/// else is written, such as a second time, or no end.
pub(crate) fn in_a_line(text: &str) -> Option<Line> {
    /// Length limit of such a line, in bytes.
    const LINE_LIMIT: usize = 400;
    if text.len() > LINE_LIMIT || text.contains('\n') {
        return None;
    }
    for (at, _) in text.char_indices() {
        let rest = text.get(at..)?;
        let Some(sign) = TO.iter().find(|sign| rest.starts_with(**sign)) else {
            continue;
        };
        let start_at = part(text, 0..at);
        let Some(start) = with_time(text.get(start_at.clone())?) else {
            continue;
        };
        let tail_at = at + sign.len();
        for stop in stops(text.get(tail_at..)?) {
            let end_at = part(text, tail_at..tail_at + stop);
            let place = part(text, tail_at + stop..text.len());
            let Some(end) = end_of(text.get(end_at.clone())?, &start, text.get(start_at.clone())?) else {
                continue;
            };
            let behind = text.get(place.clone())?;
            return (!says_more(behind)).then_some(Line {
                start: (start, start_at),
                end: (end, end_at),
                place,
            });
        }
    }
    None
}

/// A range without surrounding blanks, brackets and commas.
fn part(text: &str, at: Range<usize>) -> Range<usize> {
    let around = |c: char| c.is_whitespace() || "、，,於＠@：:".contains(c);
    let whole = text.get(at.clone()).unwrap_or_default();
    let mut bare = whole.trim_matches(around);
    if let Some(inside) = bare
        .strip_prefix(['（', '('])
        .and_then(|inside| inside.strip_suffix(['）', ')']))
        .filter(|inside| !inside.contains(['（', '(', '）', ')']))
    {
        bare = trim(inside);
    }
    let bare = range_in(whole, bare);
    at.start + bare.start..at.start + bare.end
}

/// Where the end may stop: at the end of the line, or before a bracket, a blank or a comma.
fn stops(text: &str) -> Vec<usize> {
    let before = |(at, c): (usize, char)| (c.is_whitespace() || "（(、，,於＠@".contains(c)).then_some(at);
    let mut all: Vec<usize> = text.char_indices().filter_map(before).collect();
    all.push(text.len());
    all.reverse();
    all
}

fn with_time(text: &str) -> Option<Written> {
    moment::read(text).ok().filter(Written::has_time)
}

fn end_of(text: &str, start: &Written, head: &str) -> Option<Written> {
    if let Some(written) = with_time(text) {
        return Some(written);
    }
    let from = start.time.as_ref()?;
    let from = from.hour * 60 + from.minute;
    let (_, time) = time_of_day::same_day(text);
    let minutes = match time_of_day::read_time(time) {
        // 「午後2時から4時」: 午後 applies to both.
        Ok(minutes) if minutes <= from && minutes <= 12 * 60 && is_after_noon(head) && !is_half(text) => {
            minutes + 12 * 60
        }
        Ok(minutes) => minutes,
        // 「14時から1時間」: a duration.
        Err(_) if !text.contains('日') => {
            let seconds = duration::read(text.trim_end_matches("程度"), 0).ok()?;
            from + u32::try_from(seconds / 60).ok()?
        }
        Err(_) => return None,
    };
    (from < minutes && minutes <= 24 * 60).then(|| Written {
        time: Some(TimeWritten {
            hour: minutes / 60,
            minute: minutes % 60,
            second: 0,
            ..TimeWritten::default()
        }),
        weekday: None,
        date_span: 0..0,
        ..start.clone()
    })
}

fn is_after_noon(text: &str) -> bool {
    let text = normalize::nfkc(text).to_lowercase();
    text.contains("午後") || text.contains("pm") || text.contains("p.m.")
}

fn is_half(text: &str) -> bool {
    let text = normalize::nfkc(text).to_lowercase();
    text.contains("午前") || text.contains("am") || text.contains("a.m.") || is_after_noon(&text)
}

/// Whether the text after an end contains more about times than a place would.
fn says_more(behind: &str) -> bool {
    let text = normalize::nfkc(behind).to_lowercase();
    let chars: Vec<char> = text.chars().collect();
    let is_time =
        |pair: &[char]| pair[0].is_ascii_digit() && matches!(pair[1], ':' | '時' | '月' | '日' | '/');
    chars.windows(2).any(is_time) || TENTATIVE.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let line = in_a_line(text)?;
        let time = |written: &Written| {
            let time = written.time.as_ref().unwrap();
            format!(
                "{}/{} {}:{:02}",
                written.month, written.day, time.hour, time.minute
            )
        };
        Some(format!(
            "{} {} {}",
            time(&line.start.0),
            time(&line.end.0),
            &text[line.place]
        ))
    }

    #[test]
    fn a_start_an_end_and_what_stands_behind() {
        for (text, right) in [
            ("12月3日17時30分～19時", "12/3 17:30 12/3 19:00 "),
            (
                "12月3日（水）14時から15時まで（Web会議）",
                "12/3 14:00 12/3 15:00 Web会議",
            ),
            ("2025-12-03 14:00-15:00", "12/3 14:00 12/3 15:00 "),
            ("2025-12-03 14:00 - 2025-12-03 15:00", "12/3 14:00 12/3 15:00 "),
            (
                "12/3 14:00〜15:00 総務省8階会議室",
                "12/3 14:00 12/3 15:00 総務省8階会議室",
            ),
            ("12月3日 午後2時から4時", "12/3 14:00 12/3 16:00 "),
            ("12月3日 午前11時から午後1時", "12/3 11:00 12/3 13:00 "),
            ("12月3日14時から1時間", "12/3 14:00 12/3 15:00 "),
            (
                "令和7年12月3日（水）１４時～１５時３０分",
                "12/3 14:00 12/3 15:30 ",
            ),
            (
                "12月3日14時～同日15時、於：第2会議室",
                "12/3 14:00 12/3 15:00 第2会議室",
            ),
        ] {
            assert_eq!(read(text).as_deref(), Some(right), "{text}");
        }
        for text in [
            "",
            "12月3日14時",
            "12月3日",
            "14時～15時",
            "12月3日15時～14時",
            "12月3日14時～",
            "12月3日14時～15時頃",
            "12月3日10時～11時、13時～14時",
            "12月3日14時～15時（予備日12月4日）",
            "12月3日14時～15時（予定）",
            "12月3日～12月4日",
            "未定",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
