//! Components (RFC 5545 §3.4, §3.6): assigns properties to VEVENTs and VTODOs.
//!
//! A single pass that holds one component at a time, so memory depends on the requests and not on the feed's length.
//! Wrong nesting is reported at its start, and the properties read so far are still passed on.

use std::borrow::Cow;

use super::property::Prop;
use crate::diagnostic::{self, Diagnostic};
use crate::message::{Entry, Message, catalogue};
use crate::read::shown;
use crate::source::{Source, Span, begins_a_line};
use ical_span::lines::{ContentLine, Malformed, MalformedLine, control_characters, lines};

/// Nesting limit; the standard needs three levels (VCALENDAR, VEVENT, VALARM).
const MAX_DEPTH: usize = 16;
/// Limit on malformed lines reported one by one: a file that is no calendar has an error on each.
const MAX_LISTED: usize = 200;

/// Properties of the calendar that apply to its components.
#[derive(Clone, Debug, Default)]
pub(super) struct Calendar {
    /// METHOD (RFC 5546) in upper case.
    pub method: String,
    /// TZ and DAYLIGHT of vCalendar 1.0: the offset of times without a zone, if readable and constant over the year.
    pub zone: Option<CalendarZone>,
}

impl Calendar {
    /// The offset of times without a zone, if the calendar has one.
    pub fn offset(&self) -> Option<i32> {
        match self.zone {
            Some(CalendarZone::Offset(offset)) => Some(offset),
            Some(CalendarZone::Unused) | None => None,
        }
    }
}

/// Value of TZ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CalendarZone {
    /// A constant offset from UTC in seconds.
    Offset(i32),
    /// Present but not usable.
    Unused,
}

/// A component that may be a request.
#[derive(Debug)]
pub(super) struct Component<'a> {
    /// VEVENT rather than VTODO.
    pub event: bool,
    /// Span of its BEGIN line.
    pub head: Span,
    /// Its own properties in order, without those of nested components.
    pub props: Vec<Prop<'a>>,
    /// Whether it or a component in it is not closed, or a line of it is malformed: what was read may not be all of
    /// it, and some of it may be another component's.
    pub is_malformed: bool,
}

impl Component<'_> {
    /// Its name.
    pub fn name(&self) -> &'static str {
        if self.event { "VEVENT" } else { "VTODO" }
    }

    /// Its UID, and whether it overrides an occurrence (has a RECURRENCE-ID).
    pub fn place(&self) -> (Option<&str>, bool) {
        let uid = self.props.iter().find(|prop| prop.name == "UID");
        let is_occurrence = self.props.iter().any(|prop| prop.name == "RECURRENCE-ID");
        (uid.map(|uid| &*uid.value), is_occurrence)
    }
}

/// An item passed to the visitor.
pub(super) enum WalkItem<'a, 'w> {
    /// A VEVENT or VTODO, with its calendar's properties.
    Item(Component<'a>, &'w Calendar),
    /// Another top-level component (VJOURNAL, VFREEBUSY), with its BEGIN line.
    Other(Cow<'a, str>, Span),
}

/// An open component.
struct Open<'a> {
    name: Cow<'a, str>,
    head: Span,
}

/// Visits the components of a calendar.
pub(super) fn walk<'a>(source: &'a Source, mut each: impl FnMut(WalkItem<'a, '_>)) -> Vec<Diagnostic> {
    let text = source.text();
    let mut walk = Walk {
        text,
        stack: Vec::new(),
        too_deep: 0,
        item: None,
        calendar: Calendar::default(),
        diagnostics: Vec::new(),
        unlisted: None,
    };
    for span in control_characters(text) {
        let c = text
            .get(span.range())
            .and_then(|found| found.chars().next())
            .unwrap_or_default();
        let name = format!("U+{:04X}", u32::from(c));
        let help = catalogue::CONTROL_CHARACTER_HELP.message();
        let message = catalogue::CONTROL_CHARACTER.with(&[("name", &name)]);
        walk.report(diagnostic::SYNTAX, span, message, Some(help));
    }
    for span in source.broken() {
        let message = catalogue::ICS_BROKEN.message();
        let help = catalogue::ENCODING_HELP.message();
        walk.report(diagnostic::MALFORMED_LINE, *span, message, Some(help));
    }
    let mut rest = lines(text).peekable();
    while let Some(line) = rest.next() {
        match line {
            Ok(line) if Prop::is_quoted_printable(&line) => {
                let (whole, end) = walk.soft_lines(&line, &mut rest);
                let mut prop = Prop::new(line);
                prop.value_span.end = prop.value_span.end.max(end);
                prop.decode(&whole);
                walk.prop(prop);
            }
            Ok(line) => walk.line(line, &mut each),
            Err(error) => walk.malformed(error),
        }
    }
    while let Some(open) = walk.stack.pop() {
        walk.unclosed(&open);
        walk.ended(open, &mut each);
    }
    walk.finish()
}

struct Walk<'a> {
    text: &'a str,
    stack: Vec<Open<'a>>,
    /// Number of open components beyond the nesting limit.
    too_deep: usize,
    /// The open VEVENT or VTODO with its depth.
    item: Option<(usize, Component<'a>)>,
    calendar: Calendar,
    diagnostics: Vec<Diagnostic>,
    /// The first finding that is not listed, and the number of them.
    unlisted: Option<(Span, usize)>,
}

impl<'a> Walk<'a> {
    fn line(&mut self, line: ContentLine<'a>, each: &mut impl FnMut(WalkItem<'a, '_>)) {
        match &*line.name {
            "BEGIN" => self.begin(line, each),
            "END" => self.end(line, each),
            _ => self.prop(Prop::new(line)),
        }
    }

    fn prop(&mut self, prop: Prop<'a>) {
        if self.too_deep > 0 {
            return;
        }
        if let Some((depth, item)) = &mut self.item {
            if self.stack.len() == *depth {
                item.props.push(prop);
            }
            return;
        }
        // Also if the enclosing VCALENDAR is missing.
        let in_calendar = self.stack.last().is_none_or(|open| open.name == "VCALENDAR");
        if !in_calendar {
            return;
        }
        match &*prop.name {
            "METHOD" => self.calendar.method = prop.value.trim().to_ascii_uppercase(),
            "TZ" if self.calendar.zone.is_none() => {
                let offset = ical_span::value::signed_offset(prop.value.trim());
                self.calendar.zone = Some(offset.map_or(CalendarZone::Unused, CalendarZone::Offset));
            }
            // Daylight saving by dates of a single year: the offset is not constant.
            "DAYLIGHT" if !prop.value.trim().eq_ignore_ascii_case("FALSE") => {
                self.calendar.zone = Some(CalendarZone::Unused);
            }
            _ => {}
        }
    }

    fn begin(&mut self, line: ContentLine<'a>, each: &mut impl FnMut(WalkItem<'a, '_>)) {
        let name = name_of(line.value);
        // A top-level component inside another one means that the other was not closed.
        if stands_for_itself(&name) {
            // A vendor's X- component may contain others, unless an open component would be lost.
            let may_hold = self.item.is_none();
            while let Some(open) = self.stack.pop_if(|open| {
                let holds = open.name == "VCALENDAR" || may_hold && open.name.starts_with("X-");
                name == "VCALENDAR" || !holds
            }) {
                self.unclosed(&open);
                self.ended(open, each);
            }
            self.too_deep = 0;
        }
        if name == "VCALENDAR" {
            self.calendar = Calendar::default();
        }
        if self.stack.len() >= MAX_DEPTH {
            if self.too_deep == 0 {
                let limit = MAX_DEPTH.to_string();
                let message = catalogue::ICS_TOO_DEEP.with(&[("limit", &limit)]);
                self.report(diagnostic::LIMIT_EXCEEDED, line.span, message, None);
            }
            self.too_deep += 1;
            return;
        }
        if matches!(&*name, "VEVENT" | "VTODO") {
            let component = Component {
                event: name == "VEVENT",
                head: line.span,
                props: Vec::with_capacity(16),
                is_malformed: false,
            };
            self.item = Some((self.stack.len() + 1, component));
        }
        self.stack.push(Open {
            name,
            head: line.span,
        });
    }

    fn end(&mut self, line: ContentLine<'a>, each: &mut impl FnMut(WalkItem<'a, '_>)) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let name = name_of(line.value);
        if !self.stack.iter().any(|open| open.name == name) {
            let message = catalogue::ICS_END_ALONE.with(&[("name", &shown(&name))]);
            let help = catalogue::ICS_END_ALONE_HELP.message();
            self.report(diagnostic::MALFORMED_LINE, line.span, message, Some(help));
            self.mark_malformed();
            return;
        }
        while let Some(open) = self.stack.pop() {
            let is_it = open.name == name;
            if !is_it {
                self.unclosed(&open);
            }
            self.ended(open, each);
            if is_it {
                break;
            }
        }
    }

    /// Passes a completed component on.
    fn ended(&mut self, open: Open<'a>, each: &mut impl FnMut(WalkItem<'a, '_>)) {
        if let Some((depth, _)) = &self.item {
            if *depth == self.stack.len() + 1
                && let Some((_, item)) = self.item.take()
            {
                each(WalkItem::Item(item, &self.calendar));
            }
            return;
        }
        if open.name == "VCALENDAR" {
            self.calendar = Calendar::default();
        }
        let inside = self.stack.last().is_some_and(|outer| outer.name != "VCALENDAR");
        if !inside && !matches!(&*open.name, "VCALENDAR" | "VTIMEZONE" | "VALARM") {
            each(WalkItem::Other(open.name, open.head));
        }
    }

    fn unclosed(&mut self, open: &Open<'_>) {
        self.mark_malformed();
        let message = catalogue::ICS_UNCLOSED.with(&[("name", &shown(&open.name))]);
        let help = catalogue::ICS_UNCLOSED_HELP.with(&[("name", &shown(&open.name))]);
        self.report(diagnostic::MALFORMED_LINE, open.head, message, Some(help));
    }

    fn mark_malformed(&mut self) {
        if let Some((_, item)) = &mut self.item {
            item.is_malformed = true;
        }
    }

    /// Soft line breaks of a quoted-printable value: a trailing `=` continues it on the next line (RFC 2045 §6.7,
    /// rule 5), which has no leading blank as in folding.
    fn soft_lines(
        &self,
        line: &ContentLine<'a>,
        rest: &mut std::iter::Peekable<impl Iterator<Item = Result<ContentLine<'a>, MalformedLine>>>,
    ) -> (Cow<'a, str>, u32) {
        let mut whole = Cow::Borrowed(line.value);
        let mut end = line.value_span.end;
        while whole.trim_end().ends_with('=') {
            let Some(span) = rest.peek().map(|next| match next {
                Ok(next) => next.span,
                Err(error) => error.span,
            }) else {
                break;
            };
            let next = self.text.get(span.range()).unwrap_or_default();
            if begins_a_line(next.as_bytes()) {
                break;
            }
            let kept = whole.trim_end().len() - 1;
            let mut longer = whole.into_owned();
            longer.truncate(kept);
            longer.push_str(next);
            whole = Cow::Owned(longer);
            end = span.end;
            rest.next();
        }
        (whole, end)
    }

    fn malformed(&mut self, error: MalformedLine) {
        self.mark_malformed();
        let entry = match error.why {
            Malformed::NoColon => catalogue::ICS_NO_COLON,
            Malformed::Name => catalogue::ICS_BAD_NAME,
            Malformed::Quote => catalogue::ICS_QUOTE,
            Malformed::TooLong => catalogue::ICS_LINE_TOO_LONG,
            Malformed::TooMany => catalogue::ICS_TOO_MANY_PARAMS,
        };
        let (code, help): (_, Option<Entry>) = if error.why.is_limit() {
            (diagnostic::LIMIT_EXCEEDED, None)
        } else {
            (diagnostic::MALFORMED_LINE, Some(catalogue::ICS_LINE_HELP))
        };
        let help = help.map(|help| help.message());
        self.report(code, error.span, entry.message(), help);
    }

    fn report(&mut self, code: diagnostic::ReaderCode, span: Span, message: Message, help: Option<Message>) {
        if self.diagnostics.len() >= MAX_LISTED {
            let (_, count) = self.unlisted.get_or_insert((span, 0));
            *count += 1;
            return;
        }
        let mut found = Diagnostic::reader(code, span, message);
        found.help = help;
        self.diagnostics.push(found);
    }

    fn finish(mut self) -> Vec<Diagnostic> {
        if let Some((span, count)) = self.unlisted {
            let message = catalogue::ICS_MORE.with(&[("count", &count.to_string())]);
            self.diagnostics
                .push(Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, span, message));
        }
        self.diagnostics
    }
}

/// A component's name in upper case.
fn name_of(value: &str) -> Cow<'_, str> {
    let name = value.trim();
    if name.bytes().any(|byte| byte.is_ascii_lowercase()) {
        Cow::Owned(name.to_ascii_uppercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// Whether a component occurs only directly in a calendar, never inside another of these.
fn stands_for_itself(name: &str) -> bool {
    matches!(
        name,
        "VCALENDAR" | "VEVENT" | "VTODO" | "VJOURNAL" | "VFREEBUSY" | "VTIMEZONE"
    )
}
