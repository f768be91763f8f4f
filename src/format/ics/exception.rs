//! `X-KIGEN-EXCEPTION;RULE=KG201;APPROVED-BY=総務課長;EXPIRES=2025-12-31:理由`: the reason is the value.

use std::borrow::Cow;

use super::property::Prop;
use super::reader::Reader;
use crate::diagnostic::{self, Diagnostic};
use crate::message::{Message, catalogue};
use crate::read::shown;
use crate::read::{keys, wording};
use crate::request::{Exception, Fact};
use ical_span::lines::Param;
use jp_datetime::moment::{self, Written};

/// Parameters of the property, with or without the prefix `X-KIGEN-`.
const OWN: [&str; 3] = ["RULE", "APPROVED-BY", "EXPIRES"];
/// Parameters allowed on any property, and bare words of vCalendar.
const STANDARD: [&str; 8] = [
    "LANGUAGE",
    "ALTREP",
    "VALUE",
    "ENCODING",
    "CHARSET",
    "QUOTED-PRINTABLE",
    "8BIT",
    "7BIT",
];

impl<'a> Reader<'a, '_> {
    /// Reads one 例外.
    pub(super) fn exception(&mut self, prop: &Prop<'a>) -> Exception<'a> {
        let mut seen: Vec<&str> = Vec::with_capacity(OWN.len());
        for param in prop.params() {
            let name = bare(param);
            if seen.contains(&name) {
                self.twice(param);
            } else if OWN.contains(&name) {
                seen.push(name);
            } else if !STANDARD.contains(&name) {
                self.unknown_param(param);
            }
        }
        let rule = self.param_fact(prop, "RULE");
        let approved_by = self.param_fact(prop, "APPROVED-BY");
        let expires = self.expires(prop);
        Exception {
            // A record with an empty reason is located at the property's name.
            span: if prop.is_empty() {
                prop.name_span
            } else {
                prop.value_span
            },
            rule,
            reason: self.text_fact(Some(prop)),
            approved_by,
            expires,
        }
    }

    /// 有効期限; an empty one is unreadable, not absent.
    fn expires(&mut self, prop: &Prop<'a>) -> Fact<Written> {
        let stated = prop.params().iter().find(|param| bare(param) == "EXPIRES");
        let (text, span) = match (self.param_fact(prop, "EXPIRES"), stated) {
            (Fact::Known(text, span), _) => (text, span),
            (Fact::Absent, Some(param)) => (Cow::Borrowed(""), param.span),
            (Fact::Unreadable(span), _) => return Fact::Unreadable(span),
            (Fact::Absent, None) => return Fact::Absent,
        };
        match moment::read(&text) {
            Ok(written) => Fact::Known(written, span),
            Err(error) => {
                let (message, help) = wording::bad_moment("EXPIRES", &text, error);
                self.report(diagnostic::UNREADABLE_VALUE, span, message, help);
                Fact::Unreadable(span)
            }
        }
    }

    /// A parameter's single value; an empty one is absent.
    fn param_fact(&mut self, prop: &Prop<'a>, name: &str) -> Fact<Cow<'a, str>> {
        let Some(param) = prop.params().iter().find(|param| bare(param) == name) else {
            return Fact::Absent;
        };
        match param.values.as_slice() {
            [] => Fact::Absent,
            [one] if one.trim().is_empty() => Fact::Absent,
            [one] => Fact::Known(Cow::Owned(one.trim().to_owned()), param.span),
            _ => {
                let message = catalogue::WRONG_TYPE
                    .with(&[("field", name)])
                    .arg("expected", catalogue::EXPECTED_TEXT);
                self.report(diagnostic::WRONG_TYPE, param.span, message, None);
                Fact::Unreadable(param.span)
            }
        }
    }

    /// Reports an unknown parameter: with a misspelt EXPIRES the exception would never expire.
    fn unknown_param(&mut self, param: &Param<'_>) {
        let message = catalogue::UNKNOWN_KEY.with(&[("key", &shown(&param.name))]);
        let help = match keys::nearest(bare(param), OWN.into_iter()) {
            Some(near) => catalogue::UNKNOWN_KEY_NEAR.with(&[("near", near)]),
            None => catalogue::UNKNOWN_KEY_HELP.arg("keys", Message::list(OWN)),
        };
        self.report(diagnostic::UNKNOWN_KEY, param.span, message, Some(help));
    }

    fn twice(&mut self, param: &Param<'_>) {
        let values = [("key", &*param.name), ("first", bare(param))];
        let message = catalogue::DUPLICATE_KEY.with(&values);
        let help = catalogue::DUPLICATE_KEY_HELP.message();
        let found = Diagnostic::reader(diagnostic::DUPLICATE_KEY, param.span, message).with_help(help);
        self.push(found);
    }
}

fn bare<'p>(param: &'p Param<'_>) -> &'p str {
    param.name.strip_prefix("X-KIGEN-").unwrap_or(&param.name)
}
