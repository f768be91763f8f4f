//! Converts the times of a mail's header to a request's notation.

use jp_datetime::moment::{TimeWritten, Written};
use visible_text::Timestamp;

pub(super) fn of_timestamp(at: Timestamp) -> Written {
    Written {
        year: Some(at.year),
        years_ahead: None,
        month: at.month,
        day: at.day,
        era: None,
        date_span: 0..0,
        time: Some(TimeWritten {
            hour: at.hour,
            minute: at.minute,
            second: at.second,
            span: 0..0,
        }),
        offset_seconds: Some(at.offset_minutes * 60),
        weekday: None,
    }
}
