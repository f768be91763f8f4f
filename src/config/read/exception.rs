//! Exceptions of a configuration.

use std::sync::Arc;

use super::days::date;
use super::reader::{Reader, missing, text, word};
use crate::config::ExceptionSetting;
use crate::config::keys::{self, ExceptionKey};
use crate::exception::{ConfiguredException, Spanned};
use crate::message::catalogue;
use crate::read::fields::Fields;
use crate::read::tree::NodeRef;

impl<'a> Reader<'_, 'a> {
    pub(super) fn exception(
        &mut self,
        fields: &mut Fields<'_, 'a>,
        field: &str,
        at: NodeRef,
    ) -> Option<ExceptionSetting> {
        let tree = self.tree;
        let Some(entries) = fields.entries(at) else {
            fields.wrong_type(field, at, catalogue::EXPECTED_MAPPING);
            return None;
        };
        let (mut paths, mut rule, mut reason, mut approved_by, mut expires) = (None, None, None, None, None);
        let before = fields.diagnostics.len();
        let members = fields.members(entries, &keys::EXCEPTION, |fields, key, key_use, value| {
            let field = tree.text(key_use).unwrap_or_default().trim();
            match key {
                ExceptionKey::Paths => paths = Some(self.globs(fields, field, value)),
                ExceptionKey::Rule => {
                    rule = word(fields, field, value).map(|text| Spanned {
                        value: text,
                        span: value.span,
                    });
                }
                ExceptionKey::Reason => reason = text(fields, field, value),
                ExceptionKey::ApprovedBy => approved_by = text(fields, field, value),
                ExceptionKey::Expires => {
                    expires = date(fields, field, value).map(|day| Spanned {
                        value: day,
                        span: value.span,
                    });
                }
            }
        });
        // A last day left empty is no day, and not the same as none.
        for (_, key) in members
            .empty
            .iter()
            .filter(|(meaning, _)| *meaning == ExceptionKey::Expires)
        {
            fields.report_empty(tree.text(*key).unwrap_or_default(), key.span);
        }
        let clean = fields.diagnostics.len() == before;
        if paths.is_none() && clean {
            missing(fields, field, at, &keys::EXCEPTION, ExceptionKey::Paths);
        }
        if rule.is_none() && clean {
            missing(fields, field, at, &keys::EXCEPTION, ExceptionKey::Rule);
        }
        let paths = paths?;
        let record = ConfiguredException {
            source: Arc::clone(self.source),
            span: at.span,
            rule: rule?,
            reason,
            approved_by,
            expires,
        };
        Some(ExceptionSetting {
            paths,
            record: Arc::new(record),
        })
    }
}
