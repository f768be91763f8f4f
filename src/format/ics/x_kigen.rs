//! X-KIGEN- properties, for fields without an iCalendar property. Names and values are those of YAML
//! (`docs/icalendar.md`).

use super::facts::Facts;
use super::property::Prop;
use super::reader::Reader;
use super::x_properties::{NAMES, PREFIX, XProperty};
use crate::diagnostic;
use crate::mentions::FreeText;
use crate::message::{Message, catalogue};
use crate::read::keys::{self, Table};
use crate::read::shown;
use crate::read::{MAX_EXCEPTIONS, wording};
use crate::request::{Due, Fact, Material, Request, Round};
use jp_datetime::duration;

impl<'a> Reader<'a, '_> {
    /// Reads the X-KIGEN- properties, other than those of parties, kind and hearing.
    pub fn read_x_properties(&mut self, facts: &Facts<'_, 'a>, request: &mut Request<'a>) {
        for prop in &facts.unknown {
            self.unknown_property(prop);
        }
        let mut seen: Vec<(XProperty, &Prop<'a>)> = Vec::new();
        let mut too_many = false;
        for &(property, prop) in &facts.x_properties {
            // Named dues may repeat; one without a name must be the only one.
            if !property.repeats() || property == XProperty::Due && prop.x_param("NAME").is_none() {
                if let Some((_, first)) = seen.iter().find(|(known, _)| *known == property) {
                    let values = [("key", &*prop.name), ("first", &*first.name)];
                    let message = catalogue::DUPLICATE_KEY.with(&values);
                    let help = catalogue::DUPLICATE_KEY_HELP.message();
                    self.report(diagnostic::DUPLICATE_KEY, prop.name_span, message, Some(help));
                    continue;
                }
                seen.push((property, prop));
            }
            // An exception with an empty value has its own finding on the missing reason.
            if prop.is_empty() && property != XProperty::Exception {
                self.blank_x_property(property, prop, request);
                continue;
            }
            match property {
                XProperty::Scope => request.scope = self.choice(prop, &keys::SCOPE),
                XProperty::Subject => {
                    request.subject =
                        self.text_with_dates(FreeText::Subject, Some(prop), &mut request.mentions)
                }
                XProperty::Body => {
                    request.body = self.text_with_dates(FreeText::Body, Some(prop), &mut request.mentions)
                }
                XProperty::Necessity => {
                    request.necessity =
                        self.text_with_dates(FreeText::Necessity, Some(prop), &mut request.mentions)
                }
                XProperty::Sent => request.sent = self.moment_fact(prop),
                XProperty::Due => {
                    let name = prop.x_param("NAME").map(|(name, _)| name.to_owned().into());
                    let at = self.moment_fact(prop).into();
                    request.dues.push(Due {
                        name,
                        key: "".into(),
                        at,
                    });
                }
                XProperty::QuestionDue | XProperty::OpinionDue => {
                    let name = match property {
                        XProperty::QuestionDue => "質問",
                        _ => "意見",
                    };
                    let at = self.moment_fact(prop).into();
                    request.dues.push(Due {
                        name: Some(name.into()),
                        key: "".into(),
                        at,
                    });
                }
                XProperty::Round => request.round = self.round(prop),
                XProperty::Effort => request.effort = self.effort(prop),
                XProperty::Considerable => request.considerable = self.choice(prop, &keys::TRUTH),
                XProperty::Template => {
                    request.template = matches!(self.choice(prop, &keys::TRUTH), Fact::Known(true, _));
                }
                XProperty::Material => request.materials.extend(self.material(prop)),
                XProperty::Exception => match request.exceptions.len() {
                    ..MAX_EXCEPTIONS => request.exceptions.push(self.exception(prop)),
                    MAX_EXCEPTIONS if !too_many => {
                        too_many = true;
                        let limit = MAX_EXCEPTIONS.to_string();
                        let values = [("field", &*prop.name), ("limit", &*limit)];
                        let message = catalogue::LIMIT_ITEMS.with(&values);
                        self.report(diagnostic::LIMIT_EXCEEDED, prop.name_span, message, None);
                    }
                    _ => {}
                },
                XProperty::Kind
                | XProperty::From
                | XProperty::To
                | XProperty::Place
                | XProperty::Online
                | XProperty::Reason => {}
            }
        }
    }

    fn unknown_property(&mut self, prop: &Prop<'_>) {
        let message = catalogue::UNKNOWN_KEY.with(&[("key", &shown(&prop.name))]);
        let bare = prop.name.strip_prefix(PREFIX).unwrap_or(&prop.name);
        let help = match keys::nearest(bare, NAMES.iter().map(|(name, _)| *name)) {
            Some(near) => catalogue::UNKNOWN_KEY_NEAR.with(&[("near", &format!("{PREFIX}{near}"))]),
            None => {
                let names = NAMES.iter().map(|(name, _)| format!("{PREFIX}{name}"));
                catalogue::UNKNOWN_KEY_HELP.arg("keys", Message::texts(names))
            }
        };
        self.report(diagnostic::UNKNOWN_KEY, prop.name_span, message, Some(help));
    }

    /// Reads a word of a table.
    pub fn choice<T: Copy + PartialEq>(&mut self, prop: &Prop<'_>, table: &'static Table<T>) -> Fact<T> {
        if !prop.decoded {
            self.undecoded(prop);
            return Fact::Unreadable(prop.value_span);
        }
        let text = prop.text();
        let text = text.trim();
        if let Some(meaning) = table.get(text).or_else(|| table.get(&text.to_lowercase())) {
            return Fact::Known(meaning, prop.value_span);
        }
        if self.is_unfilled(prop, text) {
            return Fact::Unreadable(prop.value_span);
        }
        let (message, help) = wording::not_a_choice(&prop.name, text, table);
        self.report(diagnostic::UNREADABLE_VALUE, prop.value_span, message, Some(help));
        Fact::Unreadable(prop.value_span)
    }

    /// 段階; as a number, 2 and above are follow-ups.
    fn round(&mut self, prop: &Prop<'_>) -> Fact<Round> {
        let text = prop.text();
        let digits = text
            .trim()
            .trim_start_matches('第')
            .trim_end_matches(['回', '目']);
        match digits.parse::<u32>() {
            Ok(number) if number > 0 && digits.len() < 4 => Fact::Known(
                if number == 1 {
                    Round::First
                } else {
                    Round::FollowUp
                },
                prop.value_span,
            ),
            _ => self.choice(prop, &keys::ROUND),
        }
    }

    fn effort(&mut self, prop: &Prop<'_>) -> Fact<i64> {
        let text = prop.text();
        match duration::read(&text, self.context.working_day) {
            Ok(seconds) if seconds > 0 => Fact::Known(seconds, prop.value_span),
            Err(_) if self.is_unfilled(prop, &text) => Fact::Unreadable(prop.value_span),
            read => {
                let values = [("field", &*prop.name), ("value", &*shown(&text))];
                let entry = if read.is_ok() {
                    catalogue::DURATION_ZERO
                } else {
                    catalogue::DURATION_BAD
                };
                let message = entry.with(&values);
                let help = catalogue::DURATION_HELP.message();
                self.report(diagnostic::UNREADABLE_VALUE, prop.value_span, message, Some(help));
                Fact::Unreadable(prop.value_span)
            }
        }
    }

    fn material(&mut self, prop: &Prop<'a>) -> Option<Material<'a>> {
        let Fact::Known(name, span) = self.text_fact(Some(prop)) else {
            return None;
        };
        let purpose = match prop.x_param("PURPOSE") {
            Some((purpose, at)) if !purpose.is_empty() => Fact::Known(purpose.to_owned().into(), at),
            _ => Fact::Absent,
        };
        Some(Material { name, purpose, span })
    }
}
