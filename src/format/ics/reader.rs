//! What the parts of a calendar's reader share.

use crate::diagnostic::{self, Diagnostic, ReaderCode};
use crate::format::notation::Background;
use crate::message::{Message, catalogue};
use crate::read::Context;
use crate::source::Span;
use ical_span::zones::Zones;

/// The most components of a file that are read: four times the largest feeds that are met, so that a
/// file of nothing but headings cannot take memory out of proportion.
pub(super) const MAX_ITEMS: usize = 200_000;

/// The reader of a calendar: what it reads against, and what it has to say of the component at hand.
pub(super) struct Reader<'a, 'w> {
    pub context: Context<'w>,
    pub background: Background<'w>,
    pub zones: Zones<'a>,
    pub diagnostics: Vec<Diagnostic>,
    /// The offset of times without a zone, where the calendar at hand says one (TZ of vCalendar 1.0).
    pub offset: Option<i32>,
    /// Whether a year before the calendar's first is read too.
    pub any_year: bool,
    /// Whether the component at hand says that it is a template.
    pub is_template: bool,
}

impl Reader<'_, '_> {
    pub fn report(&mut self, code: ReaderCode, span: Span, message: Message, help: Option<Message>) {
        let mut found = Diagnostic::reader(code, span, message);
        found.help = help;
        self.push(found);
    }

    /// Keeps a finding. One component may be wrong in a million lines: the rest is counted in one.
    pub fn push(&mut self, found: Diagnostic) {
        /// The most findings on one component.
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
