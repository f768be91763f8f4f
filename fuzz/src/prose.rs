//! What prose says of time: bytes → text → expressions → mentions, as it is and as lines of a PDF break it.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, Weekday};
use jp_datetime::prose::{Context, quoted, read};

/// Runs it on these bytes.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let is_closed = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let reading = read(&text);
    let mut last = 0;
    for expression in reading.expressions() {
        // Each stands in the text, on whole characters, behind the one before it.
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
