//! The requests of calendars attached to a letter.

use crate::format::ics::Calendar;
use crate::format::input_format::{InputFormat, ReadEnvironment};
use crate::read::{Context, FileSelection, Reading};
use crate::request::Fact;
use crate::source::Source;

/// The requests of calendars attached to a letter.
pub(super) fn calendars<'a>(
    source: &'a Source,
    context: Context<'_>,
    read_environment: ReadEnvironment<'_>,
    reading: &mut Reading<'a>,
) {
    let Some(letter) = source.letter() else { return };
    let is_unsent = letter.content.as_ref().is_ok_and(|document| document.unsent);
    for calendar in &letter.calendars {
        // As an attachment, a calendar without a request is no finding.
        let context = Context {
            named: FileSelection::Walked,
            ..context
        };
        let inner = Calendar.read(calendar, context, read_environment);
        let first = reading.requests.len();
        reading
            .diagnostics
            .extend(inner.diagnostics.into_iter().map(|mut found| {
                found.request = found.request.map(|request| request + first);
                found
            }));
        reading.left_out.extend(inner.left_out);
        reading
            .requests
            .extend(inner.requests.into_iter().map(|mut request| {
                request.index += first;
                // A draft's invitation is sent with it: its DTSTAMP is when it was written.
                if is_unsent && request.sent_property.take().is_some() {
                    request.sent = Fact::Absent;
                }
                request
            }));
    }
}
