//! Components (RFC 5545 §3.4, §3.6): which properties belong to which VEVENT or VTODO.
//!
//! One pass that holds one component at a time, so that a feed of any length takes the memory of its
//! requests. What is not nested as it should be is reported where it begins, and what was read of it
//! is still handed on.

use std::borrow::Cow;

use super::property::Prop;
use crate::diagnostic::{self, Diagnostic};
use crate::message::{Entry, Message, catalogue};
use crate::read::shown;
use crate::source::{Source, Span, begins_a_line};
use ical_span::lines::{ContentLine, Malformed, MalformedLine, control_characters, lines};

/// How deeply components may nest. The standard needs three (VCALENDAR, VEVENT, VALARM).
const MAX_DEPTH: usize = 16;
/// The most findings on lines that are listed one by one: a file that is no calendar is reported in
/// a page, not in a line for each of its own.
const MAX_LISTED: usize = 200;

/// What a calendar says of all its components.
#[derive(Clone, Debug, Default)]
pub(super) struct Calendar {
    /// METHOD (RFC 5546): what is to be done with them, in upper case.
    pub method: String,
    /// TZ and DAYLIGHT of vCalendar 1.0: the offset of times without a zone, where it is the same all year
    /// and can be read.
    pub zone: Option<ZoneSaid>,
}

impl Calendar {
    /// The offset of times without a zone, where it says one.
    pub fn offset(&self) -> Option<i32> {
        match self.zone {
            Some(ZoneSaid::Offset(offset)) => Some(offset),
            Some(ZoneSaid::Unused) | None => None,
        }
    }
}

/// What TZ says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ZoneSaid {
    /// An offset from UTC in seconds, all year.
    Offset(i32),
    /// Something that is not used.
    Unused,
}

/// A component that may be a request.
#[derive(Debug)]
pub(super) struct Component<'a> {
    /// VEVENT, and not VTODO.
    pub event: bool,
    /// Its BEGIN line.
    pub head: Span,
    /// Its own properties, in order; those of components inside it are left out.
    pub props: Vec<Prop<'a>>,
}

impl Component<'_> {
    /// Its name.
    pub fn name(&self) -> &'static str {
        if self.event { "VEVENT" } else { "VTODO" }
    }

    /// Its UID, and whether it is an occurrence of another component.
    pub fn place(&self) -> (Option<&str>, bool) {
        let uid = self.props.iter().find(|prop| prop.name == "UID");
        let is_occurrence = self.props.iter().any(|prop| prop.name == "RECURRENCE-ID");
        (uid.map(|uid| &*uid.value), is_occurrence)
    }
}

/// What the walk comes to.
pub(super) enum WalkItem<'a, 'w> {
    /// A VEVENT or VTODO with what its calendar says.
    Item(Component<'a>, &'w Calendar),
    /// Another top-level component (VJOURNAL, VFREEBUSY), at its BEGIN.
    Other(Cow<'a, str>, Span),
}

/// A component that has begun.
struct Open<'a> {
    name: Cow<'a, str>,
    head: Span,
}

/// Walks a calendar's text.
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
    /// How many components below the deepest allowed are open.
    too_deep: usize,
    /// The VEVENT or VTODO that is open, and its depth.
    item: Option<(usize, Component<'a>)>,
    calendar: Calendar,
    diagnostics: Vec<Diagnostic>,
    /// The first finding that is not listed, and how many there are.
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
        // Also where the VCALENDAR around it is missing.
        let in_calendar = self.stack.last().is_none_or(|open| open.name == "VCALENDAR");
        if !in_calendar {
            return;
        }
        match &*prop.name {
            "METHOD" => self.calendar.method = prop.value.trim().to_ascii_uppercase(),
            "TZ" if self.calendar.zone.is_none() => {
                let offset = ical_span::value::signed_offset(prop.value.trim());
                self.calendar.zone = Some(offset.map_or(ZoneSaid::Unused, ZoneSaid::Offset));
            }
            // Its offset changes in the year, by dates that are those of one year alone.
            "DAYLIGHT" if !prop.value.trim().eq_ignore_ascii_case("FALSE") => {
                self.calendar.zone = Some(ZoneSaid::Unused);
            }
            _ => {}
        }
    }

    fn begin(&mut self, line: ContentLine<'a>, each: &mut impl FnMut(WalkItem<'a, '_>)) {
        let name = name_of(line.value);
        // A top-level component cannot begin inside another: that one never ended.
        if stands_for_itself(&name) {
            // But one of a program's own may hold others, where none is open that would be lost inside it.
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

    /// Hands a component on.
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
        let message = catalogue::ICS_UNCLOSED.with(&[("name", &shown(&open.name))]);
        let help = catalogue::ICS_UNCLOSED_HELP.with(&[("name", &shown(&open.name))]);
        self.report(diagnostic::MALFORMED_LINE, open.head, message, Some(help));
    }

    /// The lines of a quoted-printable value: a `=` at the end of one carries it on to the next
    /// (RFC 2045 §6.7, rule 5), without the blank that a fold would have.
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

/// A component's name, in upper case.
fn name_of(value: &str) -> Cow<'_, str> {
    let name = value.trim();
    if name.bytes().any(|byte| byte.is_ascii_lowercase()) {
        Cow::Owned(name.to_ascii_uppercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// Whether a component stands in a calendar, never in another component of it.
fn stands_for_itself(name: &str) -> bool {
    matches!(
        name,
        "VCALENDAR" | "VEVENT" | "VTODO" | "VJOURNAL" | "VFREEBUSY" | "VTIMEZONE"
    )
}
