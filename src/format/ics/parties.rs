//! Derives offices from ORGANIZER and ATTENDEE: a calendar names people, the directory knows offices and mail
//! domains.

use std::borrow::Cow;

use super::facts::Facts;
use super::property::Prop;
use super::reader::Reader;
use super::x_properties::XProperty;
use crate::calendar::hours::{Hours, Zone};
use crate::diagnostic;
use crate::directory::Affiliation;
use crate::format::party;
use crate::message::catalogue;
use crate::read::placeholder;
use crate::read::shown;
use crate::request::{Fact, HoursWritten, Office, Request};
use crate::source::Span;
use jp_datetime::time_of_day;

/// Limit on attendees read per component.
const MAX_PARTIES: usize = 10_000;

impl<'a> Reader<'a, '_> {
    /// 発出元 and 宛先; X-KIGEN-FROM and X-KIGEN-TO take precedence.
    pub fn offices(&mut self, facts: &Facts<'_, 'a>, request: &mut Request<'a>) {
        if let Some(prop) = facts.x_property(XProperty::From).or(facts.organizer) {
            request.from = match self.office(prop) {
                Some(office) => Fact::Known(office, prop.value_span),
                None => Fact::Unreadable(prop.value_span),
            };
        }
        let recipients: Vec<_> = facts
            .x_properties
            .iter()
            .filter(|(property, prop)| *property == XProperty::To && !prop.is_empty())
            .map(|(_, prop)| *prop)
            .collect();
        let organizer = facts.organizer.and_then(address);
        let parties: Vec<&Prop<'a>> = if recipients.is_empty() {
            let is_addressee =
                |prop: &&Prop<'a>| !is_thing(prop) && (organizer.is_none() || organizer != address(prop));
            facts.attendees.iter().copied().filter(is_addressee).collect()
        } else {
            recipients
        };
        if let Some(first_left) = parties.get(MAX_PARTIES) {
            let limit = MAX_PARTIES.to_string();
            let values = [("field", &*first_left.name), ("limit", &*limit)];
            let message = catalogue::LIMIT_ITEMS.with(&values);
            self.report(diagnostic::LIMIT_EXCEEDED, first_left.value_span, message, None);
        }
        request.to.reserve_exact(parties.len().min(MAX_PARTIES));
        // People of the same office are one recipient.
        let mut seen = std::collections::HashSet::new();
        for prop in parties.into_iter().take(MAX_PARTIES) {
            match self.office(prop) {
                Some(office) if seen.contains(&office.name) && office.hours == HoursWritten::default() => {}
                Some(office) => {
                    seen.insert(office.name.clone());
                    request.to.push(office);
                }
                None => request.to_unreadable = Some(prop.value_span),
            }
        }
    }

    /// An office, from the name if it contains one, else from the mail domain.
    fn office(&mut self, prop: &Prop<'a>) -> Option<Office<'a>> {
        let name = if matches!(&*prop.name, "ORGANIZER" | "ATTENDEE") {
            self.office_of_person(prop)
        } else {
            trim(prop.text())
        };
        if prop.is_empty() && name.is_empty() {
            self.blank_property(prop);
            return None;
        }
        if name.is_empty() || !prop.decoded {
            let message = catalogue::ICS_NO_OFFICE.with(&[("field", &prop.name)]);
            self.report(diagnostic::UNREADABLE_VALUE, prop.value_span, message, None);
            return None;
        }
        // Placeholders have been reported for the component, unless it is a template.
        let is_own = !matches!(&*prop.name, "ORGANIZER" | "ATTENDEE");
        if is_own && placeholder::in_office(&name) {
            return None;
        }
        let mut office = Office {
            name,
            bureau: None,
            span: prop.value_span,
            hours: HoursWritten::default(),
            zone: None,
        };
        self.hours(prop, &mut office);
        Some(office)
    }

    fn office_of_person(&self, prop: &Prop<'a>) -> Cow<'a, str> {
        let name = common_name(prop);
        Cow::Owned(party::office(
            self.read_environment.directory,
            name.as_deref(),
            address(prop).as_deref(),
        ))
    }

    /// 勤務時間, 休憩 and 時間帯, from parameters.
    fn hours(&mut self, prop: &Prop<'a>, office: &mut Office<'a>) {
        if let Some((text, span)) = prop.x_param("HOURS") {
            match self.range("HOURS", text, span) {
                Some(hours) => office.hours.office = Some(hours),
                None => office.hours.unread.office = true,
            }
        }
        if let Some((text, span)) = prop.x_param("BREAK") {
            if matches!(text, "なし" | "無" | "none" | "NONE") {
                office.hours.pause = Some(None);
            } else {
                match self.range("BREAK", text, span) {
                    Some(pause) => office.hours.pause = Some(Some(pause)),
                    None => office.hours.unread.pause = true,
                }
            }
            // A break covering all office hours would make every deadline impossible.
            if let (Some(hours), Some(Some(pause))) = (office.hours.office, office.hours.pause)
                && pause.from <= hours.from
                && pause.until >= hours.until
            {
                let message = catalogue::HOURS_NO_WORK.message();
                self.report(diagnostic::UNREADABLE_VALUE, span, message, None);
                (office.hours.unread.office, office.hours.unread.pause) = (true, true);
            }
        }
        if let Some((text, span)) = prop.x_param("ZONE") {
            match Zone::by_name(text) {
                Some(zone) => office.zone = Some(zone),
                None => {
                    office.hours.unread.zone = true;
                    let message = catalogue::ZONE_BAD.with(&[("value", &shown(text))]);
                    let help = catalogue::ZONE_HELP.message();
                    self.report(diagnostic::UNKNOWN_TIME_ZONE, span, message, Some(help));
                }
            }
        }
    }

    fn range(&mut self, field: &str, text: &str, span: Span) -> Option<Hours> {
        match time_of_day::read_range(text) {
            Ok((from, until)) => Some(Hours { from, until }),
            Err(_) => {
                let message = catalogue::HOURS_BAD.with(&[("field", field), ("value", &shown(text))]);
                let help = catalogue::HOURS_HELP.message();
                self.report(diagnostic::UNREADABLE_VALUE, span, message, Some(help));
                None
            }
        }
    }

    /// An attendee of a ministry other than the organizer's.
    pub fn other_ministry<'c>(&self, facts: &Facts<'c, 'a>) -> Option<&'c Prop<'a>> {
        let directory = self.read_environment.directory;
        let affiliation = |prop: &Prop<'a>| match &*prop.name {
            "ORGANIZER" | "ATTENDEE" => directory.resolve(&self.office_of_person(prop)),
            _ => directory.resolve(&trim(prop.text())),
        };
        let sender = facts
            .x_property(XProperty::From)
            .or(facts.organizer)
            .map(affiliation);
        let recipients = facts
            .x_properties
            .iter()
            .filter(|(property, _)| *property == XProperty::To)
            .map(|(_, prop)| *prop);
        let people = facts.attendees.iter().copied().filter(|prop| !is_thing(prop));
        recipients.chain(people).take(MAX_PARTIES).find(|prop| {
            let recipient = affiliation(prop);
            matches!(recipient, Affiliation::Ministry(_)) && sender.as_ref() != Some(&recipient)
        })
    }
}

/// Whether an attendee is a room or equipment (RFC 5545 §3.2.3), which cannot answer.
fn is_thing(prop: &Prop<'_>) -> bool {
    prop.param("CUTYPE").is_some_and(|kind| {
        ["ROOM", "RESOURCE"]
            .iter()
            .any(|thing| kind.eq_ignore_ascii_case(thing))
    })
}

/// The mail address in lower case: from the value, else EMAIL (RFC 7986 §6.2), else CN, if it is an address. Programs
/// that know none write `invalid:nomail`, `mailto:` alone or an X.500 name, possibly the same for everyone.
fn address(prop: &Prop<'_>) -> Option<String> {
    let mail_in = |text: &str| {
        let text = text.trim().trim_matches(['<', '>', '\'', '"']);
        let mail = match text.split_once(':') {
            Some((scheme, mail)) if scheme.eq_ignore_ascii_case("mailto") => mail,
            _ => text,
        };
        let mail = mail.trim().trim_matches(['<', '>', '\'', '"']);
        // Most values are addresses; a name is not worth a copy.
        let mail = mail.contains('@').then(|| mail.to_lowercase())?;
        is_mail(&mail).then_some(mail)
    };
    mail_in(&prop.value)
        .or_else(|| prop.param("EMAIL").and_then(mail_in))
        .or_else(|| prop.param("CN").and_then(mail_in))
}

/// Whether a lower-case text is a deliverable mail address.
fn is_mail(text: &str) -> bool {
    // X.500 names of Outlook, possibly encapsulated in the form of an address.
    if text.starts_with(['/', ' ']) || text.starts_with("imceaex-") || text.contains(char::is_whitespace) {
        return false;
    }
    let Some((mailbox, domain)) = text.rsplit_once('@') else {
        return false;
    };
    // RFC 2606 reserves `.invalid`.
    !mailbox.is_empty() && !domain.is_empty() && domain != "invalid" && !domain.ends_with(".invalid")
}

/// CN, without the quotes that Outlook adds around an address.
fn common_name(prop: &Prop<'_>) -> Option<String> {
    let name = prop.param("CN")?.trim_matches(['\'', '"']).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

fn trim(text: Cow<'_, str>) -> Cow<'_, str> {
    crate::read::shown::trimmed(text)
}
