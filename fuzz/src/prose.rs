//! Dates and times in prose: bytes → text → expressions → mentions, unchanged and with line breaks as in a PDF.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Weekday};
use jp_datetime::prose::{Context, quoted, read};

/// Runs it on these bytes.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let is_closed = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let reading = read(&text);
    let mut last = 0;
    for expression in reading.expressions() {
        // Each has character boundaries and comes after the one before it.
        assert!(text.get(expression.range.clone()).is_some(), "{expression:?}");
        assert!(last <= expression.range.start, "{expression:?}");
        last = expression.range.start;
    }
    for sent in [SENT, NaiveDateTime::MIN, NaiveDateTime::MAX] {
        let mentions = reading.mentions(&Context::new(sent, &is_closed));
        assert_eq!(mentions.len(), reading.expressions().len());
        for (number, mention) in mentions.iter().enumerate() {
            assert!(
                mention
                    .repeats
                    .is_none_or(|first| first != number && first < mentions.len())
            );
        }
    }
    for range in quoted(&text) {
        assert!(text.get(range).is_some());
    }
}

/// 2025-09-09T10:00.
const SENT: NaiveDateTime = match NaiveDate::from_ymd_opt(2025, 9, 9) {
    Some(day) => match day.and_hms_opt(10, 0, 0) {
        Some(at) => at,
        None => NaiveDateTime::MIN,
    },
    None => NaiveDateTime::MIN,
};
