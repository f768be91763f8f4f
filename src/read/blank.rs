//! Keys without a value.

use super::fields::Fields;
use super::scalar::quoted;
use super::shown::shown;
use super::tree::NodeRef;
use crate::diagnostic::{self, Diagnostic};
use crate::message::catalogue;
use crate::request::Fact;
use crate::source::Span;
use crate::text::trim;

impl Fields<'_, '_> {
    /// Handles a key without a value: a placeholder in a template; otherwise reported (KG020) and treated as absent.
    pub fn empty<V>(&mut self, key: NodeRef) -> Fact<V> {
        self.empty_at(self.tree.text(key).map(trim).unwrap_or_default(), key.span)
    }

    /// As [`Self::empty`], for a value of `field` that is not directly after its key.
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

    /// The comment after a key's colon, which YAML does not take for a value: `件名: # 至急 …`.
    fn remark_behind(&self, key: Span) -> Option<&str> {
        let line = self.text.get(key.end as usize..)?.lines().next()?;
        let value = line.trim_start().strip_prefix(':')?.trim();
        value.starts_with('#').then_some(value)
    }

    /// The first field within a span that was reported as empty.
    pub fn first_empty(&self, within: Span) -> Option<Span> {
        let is_here =
            |found: &&Diagnostic| found.code == diagnostic::BLANK_FIELD.code && within.contains(found.span);
        let found = self.diagnostics[self.before..].iter().find(is_here);
        found.map(|found| found.span)
    }

    /// Reports a member that must not be empty.
    pub fn report_empty(&mut self, field: &str, at: Span) {
        let message = catalogue::MOMENT_EMPTY.with(&[("field", &shown(field))]);
        self.report(diagnostic::UNREADABLE_VALUE, at, message, None);
    }
}
