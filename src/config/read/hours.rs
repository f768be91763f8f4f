//! Office hours of a configuration.

use super::reader::{Reader, missing, refuse, twice, word};
use crate::calendar::hours::{Hours, Zone};
use crate::config::keys::{self, HoursKey};
use crate::config::{HoursSetting, Layer};
use crate::diagnostic;
use crate::exception::Spanned;
use crate::message::{Message, catalogue};
use crate::read::fields::Fields;
use crate::read::shown;
use crate::read::tree::NodeRef;
use crate::rules::ParamValue;

impl<'a> Reader<'_, 'a> {
    pub(super) fn hours(
        &mut self,
        fields: &mut Fields<'_, 'a>,
        field: &str,
        value: NodeRef,
        layer: &mut Layer,
    ) {
        let tree = self.tree;
        for (name, value) in self.named(fields, field, value) {
            let is_default = keys::DEFAULT_OFFICE.contains(&name.value.as_str());
            let field = shown(&name.value);
            let mut found = HoursSetting {
                office: (!is_default).then(|| name.value.clone()),
                hours: None,
                pause: None,
                zone: None,
                span: name.span,
            };
            let Some(entries) = fields.entries(value) else {
                found.hours = fields.hours(&field, value);
                self.add_hours(fields, name, found, layer);
                continue;
            };
            let mut pause_at = value.span;
            let before = fields.diagnostics.len();
            fields.members(entries, &keys::HOURS, |fields, key, key_use, value| {
                let field = tree.text(key_use).unwrap_or_default().trim();
                match key {
                    HoursKey::Hours => found.hours = fields.hours(field, value),
                    HoursKey::Break => {
                        pause_at = value.span;
                        let none = |text: &str| keys::NO_BREAK.contains(&text.trim());
                        found.pause = match tree.text(value) {
                            Some(text) if none(text) => Some(None),
                            _ => fields.hours(field, value).map(Some),
                        };
                    }
                    HoursKey::Zone if is_default => {
                        refuse(fields, value.span, &catalogue::CONFIG_ZONE_DEFAULT, None);
                    }
                    HoursKey::Zone => {
                        let name = word(fields, field, value).unwrap_or_default();
                        found.zone = Zone::by_name(&name);
                        if found.zone.is_none() {
                            let message = catalogue::ZONE_BAD.with(&[("value", &shown(&name))]);
                            let help = catalogue::ZONE_HELP.message();
                            fields.report(diagnostic::UNKNOWN_TIME_ZONE, value.span, message, Some(help));
                        }
                    }
                }
            });
            let nothing = found.hours.is_none() && found.pause.is_none() && found.zone.is_none();
            if nothing && fields.diagnostics.len() == before {
                missing(fields, &field, value, &keys::HOURS, HoursKey::Hours);
            }
            if let (Some(hours), Some(Some(pause))) = (found.hours, found.pause)
                && let Some(message) = wrong_break(hours, pause)
            {
                fields.report(diagnostic::UNREADABLE_VALUE, pause_at, message, None);
            }
            self.add_hours(fields, name, found, layer);
        }
    }

    pub(super) fn add_hours(
        &self,
        fields: &mut Fields<'_, 'a>,
        name: Spanned<String>,
        found: HoursSetting,
        layer: &mut Layer,
    ) {
        // 既定 and default are one; its hours and its break may be in separate entries.
        match layer.hours.iter_mut().find(|known| known.office == found.office) {
            Some(first)
                if found.office.is_none()
                    && !(first.hours.is_some() && found.hours.is_some())
                    && !(first.pause.is_some() && found.pause.is_some()) =>
            {
                first.hours = first.hours.or(found.hours);
                first.pause = first.pause.or(found.pause);
            }
            Some(first) => {
                let first = first.span;
                twice(fields, name.span, &name.value, first);
            }
            None => layer.hours.push(found),
        }
    }
}

/// What is wrong with a break in these hours: outside them it would be none, and all of them no work.
pub(in crate::config) fn wrong_break(hours: Hours, pause: Hours) -> Option<Message> {
    if pause.from <= hours.from && pause.until >= hours.until {
        return Some(catalogue::HOURS_NO_WORK.message());
    }
    let outside = pause.from < hours.from || pause.until > hours.until;
    outside.then(|| catalogue::CONFIG_BREAK_OUTSIDE.arg("hours", ParamValue::Hours(hours).words()))
}
