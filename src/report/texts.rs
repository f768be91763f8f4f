//! Texts as the formats show them.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Record};
use crate::source::printable;
use crate::text::{Lang, catalogue, words};

/// A text in one line, without what would drive a terminal.
pub fn one_line(text: &str) -> String {
    let joined: Cow<'_, str> = if text.contains(['\n', '\r']) {
        let lines: Vec<&str> = text
            .split(['\n', '\r'])
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        Cow::Owned(lines.join(" "))
    } else {
        Cow::Borrowed(text)
    };
    printable(&joined).into_owned()
}

/// Why, who answers for it, and until when.
pub fn record_words(record: &Record, lang: Lang) -> String {
    let (reason, approved_by) = (brief(&record.reason), brief(&record.approved_by));
    let mut values = vec![("reason", reason.as_str()), ("approved_by", approved_by.as_str())];
    let day = record.expires.map(|day| words::date(day, i32::MIN, lang));
    match &day {
        Some(day) => {
            values.push(("expires", day));
            catalogue::RECORD_UNTIL.fill(lang, &values)
        }
        None => catalogue::RECORD.fill(lang, &values),
    }
}

/// The deviation that is recorded beside a finding, in a sentence.
pub fn deviation(found: &Diagnostic, lang: Lang) -> Option<String> {
    let record = record_words(found.deviation.as_ref()?, lang);
    Some(catalogue::REPORT_DEVIATION.fill(lang, &[("record", &record)]))
}

/// A text in one line, of a length that somebody reads.
pub fn brief(text: &str) -> String {
    const MOST: usize = 200;
    let mut words = text.split_whitespace();
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        if out.chars().count() > MOST {
            break;
        }
        out.push(' ');
        out.push_str(word);
    }
    if let Some((end, _)) = out.char_indices().nth(MOST) {
        out.truncate(end);
        out.push('…');
    }
    printable(&out).into_owned()
}
