//! Keys whose value is left empty.

use super::fields::{Fields, quoted};
use super::shown::shown;
use super::tree::Use;
use crate::diagnostic::{self, Diagnostic};
use crate::message::catalogue;
use crate::request::Fact;
use crate::source::Span;
use crate::text::trim;

impl Fields<'_, '_> {
    /// A key whose value is left empty: in a template a blank, else a finding, and as if it were absent.
    pub fn empty<V>(&mut self, key: Use) -> Fact<V> {
        self.empty_at(self.tree.text(key).map(trim).unwrap_or_default(), key.span)
    }

    /// As [`Self::empty`], for a value of `field` that stands elsewhere than behind its key.
    pub fn empty_at<V>(&mut self, field: &str, at: Span) -> Fact<V> {
        if self.is_template() {
            return Fact::Unreadable(at);
        }
        self.report_blank(field, at);
        Fact::Absent
    }

    pub(super) fn report_blank(&mut self, field: &str, at: Span) {
        let message = catalogue::BLANK_FIELD.with(&[("field", &shown(field))]);
        let help = match self.remark_behind(at) {
            Some(remark) => {
                let values = [("key", &*shown(field)), ("quoted", &*quoted(&shown(remark)))];
                catalogue::BLANK_REMARK_HELP.with(&values)
            }
            None => catalogue::BLANK_FIELD_HELP.message(),
        };
        self.report(diagnostic::BLANK_FIELD, at, message, Some(help));
    }

    /// What stands behind a key and its colon as a remark, which is no value: `件名: # 至急 …`.
    fn remark_behind(&self, key: Span) -> Option<&str> {
        let line = self.text.get(key.end as usize..)?.lines().next()?;
        let value = line.trim_start().strip_prefix(':')?.trim();
        value.starts_with('#').then_some(value)
    }

    /// The first field that was found left empty within a place.
    pub fn first_empty(&self, within: Span) -> Option<Span> {
        let is_here = |found: &&Diagnostic| {
            let inside = within.start <= found.span.start && found.span.end <= within.end;
            found.code == diagnostic::BLANK_FIELD.code && inside
        };
        let found = self.diagnostics[self.before..].iter().find(is_here);
        found.map(|found| found.span)
    }

    /// Reports that a member must not be left empty.
    pub fn report_empty(&mut self, field: &str, at: Span) {
        let message = catalogue::MOMENT_EMPTY.with(&[("field", &shown(field))]);
        self.report(diagnostic::UNREADABLE_VALUE, at, message, None);
    }
}
