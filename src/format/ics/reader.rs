//! Shared state of the calendar reader.

use crate::diagnostic::{self, Diagnostic, ReaderCode};
use crate::format::input_format::ReadEnvironment;
use crate::message::{Message, catalogue};
use crate::read::Context;
use crate::source::Span;
use ical_span::zones::Zones;

/// Limit on components read from a file, four times the largest feeds seen: bounds memory for files made of headings.
pub(super) const MAX_ITEMS: usize = 200_000;

/// The calendar reader: context, and findings on the current component.
pub(super) struct Reader<'a, 'w> {
    pub context: Context<'w>,
    pub read_environment: ReadEnvironment<'w>,
    pub zones: Zones<'a>,
    pub diagnostics: Vec<Diagnostic>,
    /// Offset of times without a zone, if the calendar states one (TZ of vCalendar 1.0).
    pub offset: Option<i32>,
    /// Whether years before the supported ones are accepted.
    pub any_year: bool,
    /// Whether the current component declares itself a template.
    pub is_template: bool,
}

impl Reader<'_, '_> {
    pub fn report(&mut self, code: ReaderCode, span: Span, message: Message, help: Option<Message>) {
        let mut found = Diagnostic::reader(code, span, message);
        found.help = help;
        self.push(found);
    }

    /// Adds a finding; beyond the limit for a component, the rest is only counted.
    pub fn push(&mut self, found: Diagnostic) {
        /// Limit on findings per component.
        const MAX_FINDINGS: usize = 100;
        match self.diagnostics.len() {
            ..MAX_FINDINGS => self.diagnostics.push(found),
            MAX_FINDINGS => {
                let message = catalogue::ICS_MORE_HERE.message();
                self.diagnostics.push(Diagnostic::reader(
                    diagnostic::LIMIT_EXCEEDED,
                    found.span,
                    message,
                ));
            }
            _ => {}
        }
    }
}
