//! Members of a template (雛形) that depend on its sending.

use super::fields::{Fields, MAX_WORD};
use super::keys::{self, WindowKey};
use super::placeholder;
use super::shown::shown;
use super::tree::NodeRef;
use crate::diagnostic;
use crate::message::{Entry, catalogue};
use crate::request::{Fact, Request, SendWindow, Timing, When};
use jp_datetime::moment;
use jp_datetime::relative::{self, RelativeErrorKind, Window, WindowDates};

impl<'a> Fields<'_, 'a> {
    /// A moment; in a template it may be relative to sending.
    pub(crate) fn timing(&mut self, field: &str, value: NodeRef) -> Timing {
        let tree = self.tree;
        if self.word(field, value).is_none() {
            return Timing::Unreadable(value.span);
        }
        let text = tree.text(value).unwrap_or_default();
        let error = match moment::read(text) {
            Ok(written) => return Timing::of(written, value.span),
            Err(error) => error,
        };
        let fill = |entry: &Entry, part: &str| entry.with(&[("field", field), ("value", &shown(part))]);
        let mut found = None;
        match (relative::read(text), self.is_template()) {
            (Ok(relative), true) => found = Some(relative),
            (Ok(_), false) => {
                let help = catalogue::RELATIVE_NOT_TEMPLATE_HELP.message();
                let message = fill(&catalogue::RELATIVE_NOT_TEMPLATE, text);
                self.report(diagnostic::UNREADABLE_VALUE, value.span, message, Some(help));
            }
            (Err(trouble), true) if trouble.kind != RelativeErrorKind::NotRelative => {
                let part = text.get(trouble.span.clone()).unwrap_or_default();
                let (entry, part) = match trouble.kind {
                    RelativeErrorKind::NoSuchTime => (catalogue::MOMENT_NO_SUCH_TIME, part),
                    RelativeErrorKind::TooFar => (catalogue::RELATIVE_TOO_FAR, part),
                    _ => (catalogue::RELATIVE_BAD, text),
                };
                let blank = placeholder::left_open(text);
                if !(blank && self.is_unfilled(field, value.span, text)) {
                    let at = self.inside(value, trouble.span);
                    let help = catalogue::RELATIVE_HELP.message();
                    self.report(diagnostic::UNREADABLE_VALUE, at, fill(&entry, part), Some(help));
                }
            }
            (Err(_), template) => {
                let not_a_date = matches!(error.kind, moment::MomentErrorKind::NotADate);
                if template && not_a_date && !placeholder::left_open(text) {
                    let help = catalogue::RELATIVE_HELP.message();
                    let message = fill(&catalogue::RELATIVE_BAD, text);
                    self.report(diagnostic::UNREADABLE_VALUE, value.span, message, Some(help));
                } else {
                    self.bad_moment(field, value, text, error);
                }
            }
        }
        match found {
            Some(relative) => Timing::Known(When::Counted(relative), value.span),
            None => Timing::Unreadable(value.span),
        }
    }

    /// 発出日時: a moment, or in a template a window.
    pub(crate) fn sent(&mut self, field: &str, value: NodeRef, request: &mut Request<'a>) {
        let tree = self.tree;
        if let Some(entries) = self.entries(value).filter(|_| self.is_template()) {
            request.sent = Fact::Unreadable(value.span);
            if let Some((window, blank)) = self.window_members(entries) {
                request.window = Some(Box::new(SendWindow {
                    window,
                    span: Some(value.span),
                    blank,
                }));
            }
            return;
        }
        // Fast path: usually a moment, which is then parsed only once.
        let text = tree.text(value);
        if let Some(text) = text.filter(|text| text.len() <= MAX_WORD)
            && let Ok(written) = moment::read(text)
        {
            request.sent = Fact::Known(written, value.span);
            return;
        }
        let Some(text) = text.filter(|_| self.is_template()) else {
            request.sent = self.moment(field, value);
            return;
        };
        request.sent = Fact::Unreadable(value.span);
        let window = relative::read_window(text);
        let blank = window.is_none();
        if blank && !placeholder::left_open(text) {
            self.bad_window(field, value, text);
            return;
        }
        request.window = Some(Box::new(SendWindow {
            window: window.unwrap_or_default(),
            span: Some(value.span),
            blank,
        }));
    }

    /// Reads {期間: …, 曜日: …, 時間帯: …}; also returns whether a part is a placeholder.
    fn window_members(&mut self, entries: &[(NodeRef, NodeRef)]) -> Option<(Window, bool)> {
        let tree = self.tree;
        let mut window = Window::default();
        let (mut readable, mut blank) = (true, false);
        self.members(entries, &keys::WINDOW, |this, key, key_use, value| {
            let field = tree.text(key_use).unwrap_or_default();
            let Some(text) = this.word(field, value) else {
                readable = false;
                return;
            };
            let read = match key {
                WindowKey::Dates => relative::read_dates(text).map(|dates| window.dates = Some(dates)),
                WindowKey::Days => relative::read_days(text).map(|days| window.days = days),
                WindowKey::Hours => relative::read_hours(text).map(|hours| window.hours = hours),
            };
            if read.is_none() && placeholder::left_open(text) {
                blank = true;
            } else if read.is_none() {
                readable = false;
                this.bad_window(field, value, text);
            }
        });
        readable.then_some((window, blank))
    }

    fn bad_window(&mut self, field: &str, value: NodeRef, text: &str) {
        let message = catalogue::WINDOW_BAD.with(&[("field", field), ("value", &shown(text))]);
        let help = catalogue::WINDOW_HELP.message();
        self.report(diagnostic::UNREADABLE_VALUE, value.span, message, Some(help));
    }

    /// Sets the window of a template that leaves its sending open: entirely, or the time of a stated day.
    pub(crate) fn leave_open(&self, request: &mut Request<'_>) {
        match &request.sent {
            Fact::Absent => request.window = Some(Box::default()),
            Fact::Known(written, span) if !written.has_time() => {
                let dates = WindowDates {
                    first: written.clone(),
                    last: written.clone(),
                };
                let window = Window {
                    dates: Some(dates),
                    ..Window::default()
                };
                request.window = Some(Box::new(SendWindow {
                    window,
                    span: Some(*span),
                    blank: false,
                }));
                request.sent = Fact::Unreadable(*span);
            }
            _ => {}
        }
    }
}
