//! What the readers of a configuration's parts share.

use std::sync::Arc;

use crate::config::CODE;
use crate::diagnostic::{self, Diagnostic};
use crate::exception::Spanned;
use crate::message::{Entry, catalogue};
use crate::read::fields::Fields;
use crate::read::keys::{Row, Table};
use crate::read::shown;
use crate::read::tree::{NodeRef, Tree};
use crate::request::Fact;
use crate::source::{Source, Span};

/// The most entries of a list or a mapping.
pub(super) const MAX_ENTRIES: usize = 1000;

/// The most overrides.
pub(super) const MAX_OVERRIDES: usize = 100;

/// The most globs, all together: each is compiled.
pub(super) const MAX_GLOBS: usize = 5000;

/// Limit on the alternatives in globs in total: those between braces and brackets.
pub(super) const MAX_CHOICES: usize = 4000;

/// The most packs.
pub(super) const MAX_PACKS: usize = 32;

/// The longest closure, in days.
pub(super) const MAX_DAYS: i64 = 366;

/// Refuses something for what it says.
pub(super) fn refuse(fields: &mut Fields<'_, '_>, span: Span, message: &Entry, help: Option<&Entry>) {
    let help = help.map(|help| help.message());
    fields.report(CODE, span, message.message(), help);
}

pub(super) struct Reader<'r, 'a> {
    pub tree: &'r Tree<'a>,
    pub source: &'r Arc<Source>,
    /// How many more globs may be compiled.
    pub globs_left: usize,
    /// How many more alternatives in globs are allowed.
    pub choices_left: usize,
}

pub(super) fn missing<T: Copy + PartialEq>(
    fields: &mut Fields<'_, '_>,
    field: &str,
    at: NodeRef,
    table: &'static Table<T>,
    member: T,
) {
    let row = table.rows.iter().find(|row| row.meaning == member);
    let member = row.and_then(Row::spelling).unwrap_or_default();
    let message = catalogue::MISSING_MEMBER
        .with(&[("field", field)])
        .arg("member", member);
    let span = fields.first_line(at.span);
    fields.report(diagnostic::MISSING_FIELD, span, message, None);
}

pub(super) fn twice(fields: &mut Fields<'_, '_>, at: Span, name: &str, first: Span) {
    let name = shown(name);
    let message = catalogue::DUPLICATE_KEY.with(&[("key", &name), ("first", &name)]);
    let here = catalogue::DUPLICATE_KEY_FIRST.message();
    fields.push(Diagnostic::reader(diagnostic::DUPLICATE_KEY, at, message).with_related(first, here));
}

/// A text that is not empty.
pub(super) fn text(fields: &mut Fields<'_, '_>, field: &str, value: NodeRef) -> Option<Spanned<String>> {
    match fields.stated(field, value) {
        Fact::Known(text, span) => Some(Spanned {
            value: text.trim().to_owned(),
            span,
        }),
        Fact::Absent => {
            let message = catalogue::MOMENT_EMPTY.with(&[("field", field)]);
            fields.report(diagnostic::UNREADABLE_VALUE, value.span, message, None);
            None
        }
        Fact::Unreadable(_) => None,
    }
}

/// A short text, without the blanks around it.
pub(super) fn word(fields: &mut Fields<'_, '_>, field: &str, value: NodeRef) -> Option<String> {
    fields.name(field, value).map(|text| text.into_owned())
}

pub(super) fn choice<T: Copy + PartialEq>(
    fields: &mut Fields<'_, '_>,
    field: &str,
    value: NodeRef,
    table: &'static Table<T>,
) -> Option<Spanned<T>> {
    match fields.choice(field, value, table) {
        Fact::Known(value, span) => Some(Spanned { value, span }),
        _ => None,
    }
}
