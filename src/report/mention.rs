//! A moment mentioned in a text, as a sentence for people.

use jp_datetime::prose::{Precision, Role};

use crate::message::words::{self, Dates};
use crate::message::{Lang, catalogue};
use crate::request::TimeMention;

/// 「文中の期限：2025年9月11日（木）17時」. The year is one that the reader may have added, so it is always shown.
pub fn sentence(mention: &TimeMention, dates: impl Into<Dates>, lang: Lang) -> String {
    let role = role_name(mention.role, lang);
    let value = value(mention, dates, lang);
    catalogue::READ_FIELD.fill(lang, &[("field", role), ("value", &value)])
}

/// What a mention says: a moment, a date, or that the words leave it open.
pub fn value(mention: &TimeMention, dates: impl Into<Dates>, lang: Lang) -> String {
    let dates = dates.into().with_year();
    // A moment taken for open words is one that nobody wrote.
    if mention.open {
        return catalogue::READ_OPEN.text(lang).to_owned();
    }
    let Some(at) = mention.at else {
        return catalogue::READ_NO_MOMENT.text(lang).to_owned();
    };
    // A deadline on a day is taken for the closing time; of anything else nobody wrote a time.
    let is_exact = matches!(mention.precision, Some(Precision::Minute | Precision::Close));
    if is_exact || mention.role.is_deadline() {
        words::moment(at, dates, lang)
    } else {
        words::date(at.date(), dates, lang)
    }
}

fn role_name(role: Role, lang: Lang) -> &'static str {
    let name = match role {
        Role::Deadline => catalogue::READ_DEADLINE,
        Role::RelativeDeadline => catalogue::READ_RELATIVE,
        Role::Hearing => catalogue::READ_HEARING,
        Role::Vague => catalogue::READ_VAGUE,
        Role::Mention => catalogue::READ_MENTION,
    };
    name.text(lang)
}
