//! A component's properties by purpose.

use super::components::Component;
use super::property::Prop;
use super::x_properties::{self, XProperty};

/// A component's properties by purpose.
#[derive(Default)]
pub(super) struct Facts<'c, 'a> {
    pub start: Option<&'c Prop<'a>>,
    pub end: Option<&'c Prop<'a>>,
    pub due: Option<&'c Prop<'a>>,
    pub duration: Option<&'c Prop<'a>>,
    pub summary: Option<&'c Prop<'a>>,
    pub description: Option<&'c Prop<'a>>,
    pub organizer: Option<&'c Prop<'a>>,
    pub attendees: Vec<&'c Prop<'a>>,
    pub categories: Vec<&'c Prop<'a>>,
    pub stamp: Option<&'c Prop<'a>>,
    pub created: Option<&'c Prop<'a>>,
    pub status: Option<&'c Prop<'a>>,
    pub location: Option<&'c Prop<'a>>,
    pub urls: Vec<&'c Prop<'a>>,
    pub meetings: Vec<&'c Prop<'a>>,
    pub rules: Vec<&'c Prop<'a>>,
    pub extra: Vec<&'c Prop<'a>>,
    pub excluded: Vec<&'c Prop<'a>>,
    pub recurrence_id: Option<&'c Prop<'a>>,
    pub uid: Option<&'c Prop<'a>>,
    /// Outlook's mark of an all-day event, whose times are written as midnights.
    pub all_day: bool,
    pub x_properties: Vec<(XProperty, &'c Prop<'a>)>,
    pub unknown: Vec<&'c Prop<'a>>,
    /// Repeated properties that may occur only once, each with its first occurrence.
    pub duplicates: Vec<(&'c Prop<'a>, &'c Prop<'a>)>,
}

impl<'c, 'a> Facts<'c, 'a> {
    pub fn of(component: &'c Component<'a>) -> Self {
        let mut facts = Self::default();
        for prop in &component.props {
            facts.take(prop);
        }
        facts
    }

    fn take(&mut self, prop: &'c Prop<'a>) {
        let once = match &*prop.name {
            "DTSTART" => &mut self.start,
            "DTEND" => &mut self.end,
            "DUE" => &mut self.due,
            "DURATION" => &mut self.duration,
            "SUMMARY" => &mut self.summary,
            "DESCRIPTION" => &mut self.description,
            "ORGANIZER" => &mut self.organizer,
            "DTSTAMP" => &mut self.stamp,
            // DCREATED: vCalendar 1.0.
            "CREATED" | "DCREATED" => &mut self.created,
            "STATUS" => &mut self.status,
            "LOCATION" => &mut self.location,
            "RECURRENCE-ID" => &mut self.recurrence_id,
            "UID" => &mut self.uid,
            "ATTENDEE" => return self.attendees.push(prop),
            "CATEGORIES" => return self.categories.push(prop),
            "URL" => return self.urls.push(prop),
            "CONFERENCE" | "X-GOOGLE-CONFERENCE" | "X-MICROSOFT-SKYPETEAMSMEETINGURL" => {
                return self.meetings.push(prop);
            }
            // EXRULE: RFC 2445.
            "RRULE" | "EXRULE" => return self.rules.push(prop),
            "RDATE" => return self.extra.push(prop),
            "EXDATE" => return self.excluded.push(prop),
            "X-MICROSOFT-CDO-ALLDAYEVENT" => {
                self.all_day = prop.value.trim().eq_ignore_ascii_case("TRUE");
                return;
            }
            name => {
                if name.starts_with(x_properties::PREFIX) {
                    match x_properties::by_name(name) {
                        Some(property) => self.x_properties.push((property, prop)),
                        None => self.unknown.push(prop),
                    }
                }
                return;
            }
        };
        match once {
            Some(first) => self.duplicates.push((prop, first)),
            None => *once = Some(prop),
        }
    }

    /// The first non-empty X-KIGEN- property of a name.
    pub fn x_property(&self, wanted: XProperty) -> Option<&'c Prop<'a>> {
        self.x_properties(wanted).find(|prop| !prop.is_empty())
    }

    /// The X-KIGEN- properties of a name.
    pub fn x_properties(&self, wanted: XProperty) -> impl Iterator<Item = &'c Prop<'a>> {
        let all = self
            .x_properties
            .iter()
            .filter(move |(property, _)| *property == wanted);
        all.map(|(_, prop)| *prop)
    }
}
