//! Plans of a configuration: a period that replaces the plan's own.

use super::days::date;
use super::reader::{Reader, missing, refuse};
use crate::config::PlanSetting;
use crate::config::keys::{self, PeriodKey, PlanKey};
use crate::message::catalogue;
use crate::read::fields::Fields;
use crate::read::tree::NodeRef;

impl<'a> Reader<'_, 'a> {
    pub(super) fn plans(
        &mut self,
        fields: &mut Fields<'_, 'a>,
        field: &str,
        value: NodeRef,
    ) -> Vec<PlanSetting> {
        let mut found = Vec::new();
        for (plan, value) in self.named(fields, field, value) {
            let Some(entries) = fields.entries(value) else {
                fields.wrong_type(&plan.value, value, catalogue::EXPECTED_MAPPING);
                continue;
            };
            let mut period = None;
            fields.members(entries, &keys::PLAN, |_, key, _, value| match key {
                PlanKey::Period => period = Some(value),
            });
            match period {
                Some(at) => {
                    let span = at.span;
                    if let Some((from, until)) = self.period(fields, at) {
                        found.push(PlanSetting {
                            plan,
                            from,
                            until,
                            span,
                        });
                    }
                }
                None => missing(fields, &plan.value, value, &keys::PLAN, PlanKey::Period),
            }
        }
        found
    }

    /// A first day, a last day, or both.
    fn period(
        &mut self,
        fields: &mut Fields<'_, 'a>,
        at: NodeRef,
    ) -> Option<(Option<chrono::NaiveDate>, Option<chrono::NaiveDate>)> {
        let tree = self.tree;
        let name = keys::PLAN.ja(PlanKey::Period);
        let Some(entries) = fields.entries(at) else {
            fields.wrong_type(name, at, catalogue::EXPECTED_MAPPING);
            return None;
        };
        let before = fields.diagnostics.len();
        let (mut from, mut until) = (None, None);
        let mut until_at = at.span;
        fields.members(entries, &keys::PERIOD, |fields, key, key_use, value| {
            let field = tree.text(key_use).unwrap_or_default().trim();
            match key {
                PeriodKey::From => from = date(fields, field, value),
                PeriodKey::Until => {
                    until = date(fields, field, value);
                    until_at = value.span;
                }
            }
        });
        if fields.diagnostics.len() > before {
            return None;
        }
        match (from, until) {
            (None, None) => {
                missing(fields, name, at, &keys::PERIOD, PeriodKey::Until);
                None
            }
            (Some(from), Some(until)) if until < from => {
                refuse(fields, until_at, &catalogue::CONFIG_DAYS_REVERSED, None);
                None
            }
            period => Some(period),
        }
    }
}
