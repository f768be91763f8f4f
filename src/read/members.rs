//! Members of a request: moments, durations, offices, materials, hearings, exceptions.

use std::borrow::Cow;
use std::ops::Range;

use super::bullets::Lines;
use super::fields::Fields;
use super::keys::{self, ExceptionKey, HearingKey, MaterialKey, OfficeKey};
use super::shown::{shown, trimmed};
use super::tree::NodeRef;
use super::{hearing, online, placeholder, wording};
use crate::calendar::hours::{Hours, Zone};
use crate::diagnostic;
use crate::message::{Entry, Message, catalogue};
use crate::request::{Exception, Fact, Hearing, HoursWritten, Material, Office, Online, Timing, When};
use crate::source::Span;
use crate::text::trim;
use jp_datetime::moment::{self, TimeWritten, Written};
use jp_datetime::relative::{At, Relative};
use jp_datetime::time_of_day::TimeErrorKind;
use jp_datetime::{duration, time_of_day};

impl<'t, 'a> Fields<'t, 'a> {
    /// A moment in handwritten notation.
    pub fn moment(&mut self, field: &str, value: NodeRef) -> Fact<Written> {
        let tree = self.tree;
        if self.word(field, value).is_none() {
            return Fact::Unreadable(value.span);
        }
        let text = tree.text(value).unwrap_or_default();
        match moment::read(text) {
            Ok(written) => Fact::Known(written, value.span),
            Err(error) => {
                self.bad_moment(field, value, text, error);
                Fact::Unreadable(value.span)
            }
        }
    }

    pub(crate) fn bad_moment(&mut self, field: &str, value: NodeRef, text: &str, error: moment::MomentError) {
        let blank = self.is_blank(text);
        // A nonexistent date is an error, not a placeholder.
        if !error.is_filled_in() && blank && self.is_unfilled(field, value.span, text) {
            return;
        }
        let part = text.get(error.span.clone()).unwrap_or_default();
        let at = if part.is_empty() {
            value.span
        } else {
            self.inside(value, error.span.clone())
        };
        let (message, help) = wording::bad_moment(field, text, error);
        self.report(diagnostic::UNREADABLE_VALUE, at, message, help);
    }

    /// 想定作業量, in seconds of working time.
    pub fn effort(&mut self, field: &str, value: NodeRef) -> Fact<i64> {
        let (tree, day) = (self.tree, self.context.working_day);
        if self.word(field, value).is_none() {
            return Fact::Unreadable(value.span);
        }
        let text = tree.text(value).unwrap_or_default();
        match duration::read(text, day) {
            Ok(seconds) if seconds > 0 => Fact::Known(seconds, value.span),
            Ok(_) => {
                let values = [("field", field), ("value", &*shown(text))];
                let message = catalogue::DURATION_ZERO.with(&values);
                let help = catalogue::DURATION_HELP.message();
                self.report(diagnostic::UNREADABLE_VALUE, value.span, message, Some(help));
                Fact::Unreadable(value.span)
            }
            Err(_) if self.is_blank(text) && self.is_unfilled(field, value.span, text) => {
                Fact::Unreadable(value.span)
            }
            Err(error) => {
                let message = catalogue::DURATION_BAD.with(&[("field", field), ("value", &shown(text))]);
                self.report_part(value, error.span, message, catalogue::DURATION_HELP);
                Fact::Unreadable(value.span)
            }
        }
    }

    /// Reports part of a value as unreadable, or all of it if the part has no place in the source.
    fn report_part(&mut self, value: NodeRef, part: Range<usize>, message: Message, help: Entry) {
        let at = self.inside(value, part);
        let at = if at.is_empty() { value.span } else { at };
        self.report(diagnostic::UNREADABLE_VALUE, at, message, Some(help.message()));
    }

    /// A range of times of day.
    pub fn hours(&mut self, field: &str, value: NodeRef) -> Option<Hours> {
        let tree = self.tree;
        self.word(field, value)?;
        let text = tree.text(value).unwrap_or_default();
        match time_of_day::read_range(text) {
            Ok((from, until)) => Some(Hours { from, until }),
            Err(_) if self.is_blank(text) && self.is_unfilled(field, value.span, text) => None,
            Err(_) if self.is_list_in_text(value, Lines::Items) => None,
            Err(error) => {
                let (message, help) = match error.kind {
                    TimeErrorKind::EndNotAfterStart => {
                        (catalogue::HOURS_REVERSED, catalogue::HOURS_REVERSED_HELP)
                    }
                    TimeErrorKind::NoSuchTime => (catalogue::MOMENT_NO_SUCH_TIME, catalogue::HOURS_HELP),
                    _ => (catalogue::HOURS_BAD, catalogue::HOURS_HELP),
                };
                let message = message.with(&[("field", field), ("value", &shown(text))]);
                self.report_part(value, error.span, message, help);
                None
            }
        }
    }

    /// An office: a name, or a mapping.
    pub fn office(&mut self, field: &str, value: NodeRef) -> Option<Office<'a>> {
        let tree = self.tree;
        if let Some(text) = tree.text(value) {
            self.word(field, value)?;
            if placeholder::in_office(text) {
                self.is_unfilled(field, value.span, text);
                return None;
            }
            if self.is_mapping_in_text(value, &keys::OFFICE) || self.is_list_in_text(value, Lines::Names) {
                return None;
            }
            return Some(Office {
                name: self.normalized(value).map(trimmed)?,
                bureau: None,
                span: value.span,
                hours: HoursWritten::default(),
                zone: None,
            });
        }
        let Some(entries) = self.entries(value) else {
            self.wrong_type(field, value, catalogue::EXPECTED_OFFICE);
            return None;
        };
        if self.is_list_in_braces(field, value, entries) {
            return None;
        }
        let mut office = Office {
            name: Cow::Borrowed(""),
            bureau: None,
            span: value.span,
            hours: HoursWritten::default(),
            zone: None,
        };
        let mut ministry = None;
        let mut blanks = Vec::new();
        let mut pause_at = None;
        let mut is_list = false;
        let members = self.members(entries, &keys::OFFICE, |this, key, key_use, value| {
            let field = tree.text(key_use).unwrap_or_default();
            match key {
                OfficeKey::Ministry => {
                    ministry = this.name(field, value);
                    is_list |= ministry.is_some() && this.is_list_in_text(value, Lines::Names);
                    blanks.extend(this.blank_office(value));
                }
                OfficeKey::Bureau => {
                    // 「部局: なし」 means the ministry as a whole.
                    office.bureau = this.name(field, value).filter(|name| !is_none(name));
                    is_list |= office.bureau.is_some() && this.is_list_in_text(value, Lines::Names);
                    blanks.extend(this.blank_office(value).filter(|(name, _)| !is_none(name)));
                }
                OfficeKey::Hours => match this.hours(field, value) {
                    Some(hours) => office.hours.office = Some(hours),
                    None => office.hours.unread.office = true,
                },
                OfficeKey::Break
                    if tree
                        .text(value)
                        .is_some_and(|text| matches!(trim(text), "なし" | "無" | "none")) =>
                {
                    office.hours.pause = Some(None);
                }
                OfficeKey::Break => match this.hours(field, value) {
                    Some(hours) => {
                        pause_at = Some(value.span);
                        office.hours.pause = Some(Some(hours));
                    }
                    None => office.hours.unread.pause = true,
                },
                OfficeKey::Zone => {
                    let name = this.name(field, value);
                    match name.as_deref().and_then(Zone::by_name) {
                        Some(zone) => office.zone = Some(zone),
                        None if this.is_template()
                            && tree.text(value).is_some_and(placeholder::left_open) =>
                        {
                            office.hours.unread.zone = true;
                        }
                        None => {
                            office.hours.unread.zone = true;
                            let name = name.as_deref().map(shown).unwrap_or_default();
                            let message = catalogue::ZONE_BAD.with(&[("value", &name)]);
                            let help = catalogue::ZONE_HELP.message();
                            this.report(diagnostic::UNKNOWN_TIME_ZONE, value.span, message, Some(help));
                        }
                    }
                }
            }
        });
        let mut names_office = false;
        for (meaning, key) in members.empty {
            let open = self.empty::<()>(key).is_unreadable();
            match meaning {
                OfficeKey::Ministry => {
                    names_office = true;
                    is_list |= open;
                }
                OfficeKey::Bureau => names_office = true,
                OfficeKey::Hours => office.hours.unread.office |= open,
                OfficeKey::Break => office.hours.unread.pause |= open,
                OfficeKey::Zone => office.hours.unread.zone |= open,
            }
        }
        // What an unread value was meant to be is not missing.
        for (meaning, ..) in members.unread {
            match meaning {
                OfficeKey::Ministry => is_list |= ministry.is_none(),
                OfficeKey::Bureau => names_office = true,
                OfficeKey::Hours => office.hours.unread.office |= office.hours.office.is_none(),
                OfficeKey::Break => office.hours.unread.pause |= office.hours.pause.is_none(),
                OfficeKey::Zone => office.hours.unread.zone |= office.zone.is_none(),
            }
        }
        // A break covering all office hours would make every deadline impossible.
        if let (Some(hours), Some(Some(pause)), Some(at)) =
            (office.hours.office, office.hours.pause, pause_at)
            && pause.from <= hours.from
            && pause.until >= hours.until
        {
            let message = catalogue::HOURS_NO_WORK.message();
            self.report(diagnostic::UNREADABLE_VALUE, at, message, None);
            (office.hours.unread.office, office.hours.unread.pause) = (true, true);
        }
        if !blanks.is_empty() {
            for (name, at) in blanks {
                self.is_unfilled(field, at, name);
            }
            return None;
        }
        if is_list || members.is_list {
            return None;
        }
        match ministry.filter(|name| !name.is_empty()) {
            Some(name) => office.name = name,
            None => office.name = office.bureau.take().unwrap_or_default(),
        }
        if office.name.is_empty() && names_office {
            return None;
        }
        if office.name.is_empty() {
            let message = catalogue::MISSING_MEMBER
                .with(&[("field", field)])
                .arg("member", Message::Key(["ministry", "府省"]));
            self.report(diagnostic::MISSING_FIELD, value.span, message, None);
            return None;
        }
        Some(office)
    }

    /// A placeholder in place of an office's name.
    fn blank_office(&self, value: NodeRef) -> Option<(&'t str, Span)> {
        let text = self.tree.text(value)?;
        placeholder::in_office(text).then_some((text, value.span))
    }

    /// Reads one 資料.
    pub(crate) fn material(&mut self, field: &str, value: NodeRef, lines: Lines) -> Option<Material<'a>> {
        let tree = self.tree;
        if let Some(text) = tree.written(value) {
            if self.is_mapping_in_text(value, &keys::MATERIAL) || self.is_list_in_text(value, lines) {
                return None;
            }
            let name = trimmed(self.keep(value)?);
            self.look_for_blanks(field, value, text);
            return Some(Material {
                name,
                purpose: Fact::Absent,
                span: value.span,
            });
        }
        let Some(entries) = self.entries(value) else {
            self.wrong_type(field, value, catalogue::EXPECTED_MATERIAL);
            return None;
        };
        let mut material = Material {
            name: Cow::Borrowed(""),
            purpose: Fact::Absent,
            span: value.span,
        };
        let members = self.members(entries, &keys::MATERIAL, |this, key, key_use, value| {
            let field = tree.text(key_use).unwrap_or_default();
            match key {
                MaterialKey::Name => {
                    material.name = match this.free_text(field, value) {
                        Fact::Known(name, _) => trimmed(name),
                        _ => Cow::Borrowed(""),
                    };
                }
                MaterialKey::Purpose => {
                    let text = this.free_text(field, value);
                    material.purpose = this.unless_blank(text);
                }
            }
        });
        for (meaning, key) in members.empty {
            let blank = self.empty(key);
            match meaning {
                MaterialKey::Name => {}
                MaterialKey::Purpose => material.purpose = blank,
            }
        }
        for (meaning, _, at) in members.unread {
            if meaning == MaterialKey::Purpose {
                material.purpose.unread_if_absent(at);
            }
        }
        (!members.is_list).then_some(material)
    }

    /// Reports a value that is not a hearing.
    fn report_hearing(&mut self, field: &str, value: NodeRef) {
        let (message, help) = match (self.tree.node(value.node), self.tree.text(value)) {
            (super::tree::Node::Sequence(_), _) => {
                (catalogue::HEARING_SEVERAL, catalogue::HEARING_SEVERAL_HELP)
            }
            (_, Some(text)) if moment::read(text).is_ok() => {
                (catalogue::HEARING_NO_END, catalogue::HEARING_HELP)
            }
            (_, Some(_))
                if !placeholder::is_braced(self.text.get(value.span.range()).unwrap_or_default()) =>
            {
                (catalogue::HEARING_UNREAD, catalogue::HEARING_HELP)
            }
            _ => {
                self.wrong_type(field, value, catalogue::EXPECTED_HEARING);
                self.help_last(catalogue::HEARING_HELP);
                return;
            }
        };
        let text = self.tree.text(value).map(super::shown::shown).unwrap_or_default();
        let message = message.with(&[("field", field), ("value", &text)]);
        self.report(diagnostic::WRONG_TYPE, value.span, message, Some(help.message()));
    }

    /// Reads a ヒアリング.
    pub fn hearing(&mut self, field: &str, value: NodeRef) -> Option<Hearing<'a>> {
        let tree = self.tree;
        let Some(entries) = self.entries(value) else {
            if let Some(hearing) = self.hearing_in_a_line(value) {
                return Some(hearing);
            }
            let blank = tree.text(value).is_some_and(placeholder::left_open);
            let left_open = blank && self.is_template();
            if !left_open && !self.is_mapping_in_text(value, &keys::HEARING) {
                self.report_hearing(field, value);
            }
            return None;
        };
        let mut hearing = Hearing {
            span: value.span,
            ..Hearing::default()
        };
        let mut end = None;
        let members = self.members(entries, &keys::HEARING, |this, key, key_use, value| {
            let field = tree.text(key_use).unwrap_or_default();
            match key {
                HearingKey::Start => {
                    hearing.start = this.timing(field, value);
                }
                // An end without a date takes that of the start, which may follow.
                HearingKey::End => end = Some((field, value)),
                HearingKey::Place => hearing.place = this.free_text(field, value),
                HearingKey::Online => hearing.online = this.online(field, value),
                HearingKey::Reason => {
                    let text = this.free_text(field, value);
                    hearing.reason = this.unless_blank(text);
                }
            }
        });
        if let Some((field, value)) = end {
            let time = time_alone(tree.text(value));
            hearing.end = match (time, &hearing.start) {
                (Some(time), Timing::Known(When::Stated(start), _)) => {
                    let written = Written {
                        time: Some(time),
                        weekday: None,
                        date_span: 0..0,
                        ..start.clone()
                    };
                    Timing::of(written, value.span)
                }
                (Some(time), Timing::Known(When::Counted(Relative::On(day, _)), _)) => {
                    let minute = time.hour.saturating_mul(60).saturating_add(time.minute);
                    Timing::Known(When::Counted(Relative::On(*day, At::Minute(minute))), value.span)
                }
                _ => self.timing(field, value),
            };
        }
        for (meaning, key) in members.empty {
            match meaning {
                HearingKey::Start => hearing.start = self.empty(key),
                HearingKey::End => hearing.end = self.empty(key),
                HearingKey::Place => hearing.place = self.empty(key),
                HearingKey::Online => hearing.online = self.empty(key),
                HearingKey::Reason => hearing.reason = self.empty(key),
            }
        }
        for (meaning, _, at) in members.unread {
            match meaning {
                HearingKey::Start => hearing.start.unread_if_absent(at),
                HearingKey::End => hearing.end.unread_if_absent(at),
                HearingKey::Place => hearing.place.unread_if_absent(at),
                HearingKey::Online => hearing.online.unread_if_absent(at),
                HearingKey::Reason => hearing.reason.unread_if_absent(at),
            }
        }
        Some(hearing)
    }

    /// 「12月3日14時～15時（Web会議）」.
    fn hearing_in_a_line(&self, value: NodeRef) -> Option<Hearing<'a>> {
        let text = self.tree.text(value)?;
        let line = hearing::in_a_line(text)?;
        let known =
            |(written, at): (Written, std::ops::Range<usize>)| Timing::of(written, self.inside(value, at));
        let mut hearing = Hearing {
            span: value.span,
            start: known(line.start),
            end: known(line.end),
            ..Hearing::default()
        };
        let place = text.get(line.place.clone()).unwrap_or_default();
        let at = self.inside(value, line.place);
        if online::is_offered(place) {
            hearing.online = Fact::Known(Online::Offered, at);
        } else if !place.is_empty() {
            hearing.place = Fact::Known(Cow::Owned(place.to_owned()), at);
        }
        Some(hearing)
    }

    /// オンライン; only 可 of 「可（Webex）」 matters.
    fn online(&mut self, field: &str, value: NodeRef) -> Fact<Online> {
        let head = self.tree.text(value).map(|text| {
            text.split(['（', '(', '、', '。'])
                .next()
                .unwrap_or_default()
                .trim()
        });
        let text = self.tree.text(value).unwrap_or_default();
        match head.and_then(|head| keys::ONLINE.get(head)) {
            Some(online) => Fact::Known(online, value.span),
            None if online::is_offered(text) => Fact::Known(Online::Offered, value.span),
            None => self.choice(field, value, &keys::ONLINE),
        }
    }

    /// Reads one 例外.
    pub fn exception(&mut self, field: &str, value: NodeRef) -> Option<Exception<'a>> {
        let tree = self.tree;
        let Some(entries) = self.entries(value) else {
            if !self.is_mapping_in_text(value, &keys::EXCEPTION) && !self.is_list_in_text(value, Lines::Items)
            {
                self.wrong_type(field, value, catalogue::EXPECTED_MAPPING);
            }
            return None;
        };
        let mut exception = Exception {
            span: value.span,
            ..Exception::default()
        };
        let members = self.members(entries, &keys::EXCEPTION, |this, key, key_use, value| {
            let field = tree.text(key_use).unwrap_or_default();
            match key {
                ExceptionKey::Rule => exception.rule = this.stated(field, value),
                ExceptionKey::Reason => exception.reason = this.stated(field, value),
                ExceptionKey::ApprovedBy => exception.approved_by = this.stated(field, value),
                ExceptionKey::Expires => exception.expires = this.moment(field, value),
            }
        });
        // An empty 有効期限 is unreadable, not absent.
        for (_, key) in members
            .empty
            .iter()
            .filter(|(meaning, _)| *meaning == ExceptionKey::Expires)
        {
            self.report_empty(tree.text(*key).unwrap_or_default(), key.span);
            exception.expires = Fact::Unreadable(key.span);
        }
        for (meaning, _, at) in members.unread {
            match meaning {
                ExceptionKey::Rule => exception.rule.unread_if_absent(at),
                ExceptionKey::Reason => exception.reason.unread_if_absent(at),
                ExceptionKey::ApprovedBy => exception.approved_by.unread_if_absent(at),
                ExceptionKey::Expires => exception.expires.unread_if_absent(at),
            }
        }
        (!members.is_list).then_some(exception)
    }
}

/// Whether a bureau is stated as none.
fn is_none(name: &str) -> bool {
    ["なし", "無し", "無", "none"]
        .iter()
        .any(|none| trim(name).eq_ignore_ascii_case(none))
}

/// A time of day without a date: 「17時30分」.
fn time_alone(text: Option<&str>) -> Option<TimeWritten> {
    let (_, time) = time_of_day::same_day(text?);
    let minutes = time_of_day::read_time(time).ok()?;
    Some(TimeWritten {
        hour: minutes / 60,
        minute: minutes % 60,
        second: 0,
        ..TimeWritten::default()
    })
}
