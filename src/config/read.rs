//! Parses a configuration's text into [`Config`]. Unknown keys, duplicates and malformed values are all reported
//! at their places in one run.

mod days;
mod exception;
mod hours;
mod plans;
mod reader;

use std::sync::Arc;

use days::{not_both, now};
pub(super) use hours::wrong_break;
use reader::{
    MAX_CHOICES, MAX_ENTRIES, MAX_GLOBS, MAX_OVERRIDES, MAX_PACKS, Reader, choice, missing, refuse, text,
    twice, word,
};

use super::globs::{self, GlobError, Globs};
use super::keys::{self, ConfigKey, OverrideKey};
use super::{CODE, Config, HoursSetting, Layer, MAX_BYTES, Override, ParamSetting};
use crate::diagnostic::{self, Diagnostic};
use crate::exception::Spanned;
use crate::message::{Message, catalogue};
use crate::read::fields::Fields;
use crate::read::keys::TRUTH;
use crate::read::shown;
use crate::read::tree::{NodeRef, Tree};
use crate::read::{Context, FileSelection, nfc};
use crate::source::{Source, Span};

/// Plan parameters that are aliases of the default office's hours and break.
const OF_DEFAULT: [&str; 2] = ["office_hours", "break"];

/// Parses a configuration, with every error of form. A configuration with errors must not be used.
pub fn parse(source: Arc<Source>) -> (Config, Vec<Diagnostic>) {
    let mut config = Config {
        include: None,
        exclude: Globs::default(),
        packs: Vec::new(),
        builtin_pack: None,
        plans: Vec::new(),
        lang: None,
        fail_on_undetermined: None,
        unread: Vec::new(),
        base: Layer::default(),
        overrides: Vec::new(),
        exceptions: Vec::new(),
        source,
    };
    let source = Arc::clone(&config.source);
    if source.text().len() > MAX_BYTES {
        let message = catalogue::LIMIT_SIZE.arg("limit", Message::mebibytes(MAX_BYTES as u64));
        let found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, Span::default(), message);
        return (config, vec![found]);
    }
    let tree = Tree::parse(source.text());
    let context = Context {
        named: FileSelection::Explicit,
        working_day: 0,
        unread: &[],
    };
    let mut reader = Reader {
        tree: &tree,
        source: &source,
        globs_left: MAX_GLOBS,
        choices_left: MAX_CHOICES,
    };
    let mut fields = Fields::new(&tree, source.text(), context);
    for document in &tree.documents {
        if let Some(error) = &document.error {
            fields.broken(error.at, &error.kind);
        }
    }
    if let Some(second) = tree.documents.get(1).filter(|second| second.error.is_none()) {
        let at = Span {
            start: second.start,
            end: second.start,
        };
        refuse(&mut fields, at, &catalogue::PACK_ONE_DOCUMENT, None);
    }
    for at in tree.tagged.iter().take(MAX_ENTRIES) {
        let at = fields.first_line(*at);
        refuse(
            &mut fields,
            at,
            &catalogue::CONFIG_TAG,
            Some(&catalogue::CONFIG_TAG_HELP),
        );
    }
    let root = tree.documents.first().and_then(|document| document.root);
    if let Some(root) = root.filter(|root| !tree.is_null(*root)) {
        match fields.entries(root) {
            Some(entries) => reader.config(&mut fields, entries, &mut config),
            None => {
                let message = catalogue::CONFIG_NOT_MAPPING.message();
                let at = fields.first_line(root.span);
                fields.report(diagnostic::WRONG_TYPE, at, message, None);
            }
        }
    }
    let mut found = fields.diagnostics;
    for one in &mut found {
        // Unlike a request, a configuration with a duplicate is not used at all, as the help explains.
        if one.code == diagnostic::DUPLICATE_KEY.code {
            one.help = Some(catalogue::CONFIG_DUPLICATE_HELP.message());
        }
    }
    found.sort_by_key(|one| one.span);
    (config, found)
}

impl<'a> Reader<'_, 'a> {
    fn config(&mut self, fields: &mut Fields<'_, 'a>, entries: &[(NodeRef, NodeRef)], config: &mut Config) {
        let tree = self.tree;
        fields.members(entries, &keys::CONFIG, |fields, key, key_use, value| {
            let field = tree.text(key_use).unwrap_or_default().trim();
            let layer = &mut config.base;
            match key {
                ConfigKey::Include => config.include = Some(self.globs(fields, field, value)),
                ConfigKey::Exclude => config.exclude = self.globs(fields, field, value),
                ConfigKey::Packs => {
                    for item in fields.list(field, value, MAX_PACKS) {
                        config.packs.extend(text(fields, field, item));
                    }
                }
                ConfigKey::BuiltinPack => config.builtin_pack = choice(fields, field, value, &TRUTH),
                ConfigKey::Plans => config.plans = self.plans(fields, field, value),
                ConfigKey::Severities => self.severities(fields, field, value, layer),
                ConfigKey::Params => self.params(fields, field, value, layer),
                ConfigKey::Hours => self.hours(fields, field, value, layer),
                ConfigKey::ClosedDays => self.days(fields, field, value, false, layer),
                ConfigKey::OpenDays => self.days(fields, field, value, true, layer),
                ConfigKey::Now => layer.now = now(fields, field, value),
                ConfigKey::FailOnUndetermined => {
                    config.fail_on_undetermined = choice(fields, field, value, &TRUTH);
                }
                ConfigKey::Lang => config.lang = choice(fields, field, value, &keys::LANG),
                ConfigKey::Exceptions => {
                    for item in fields.list(field, value, MAX_ENTRIES) {
                        config.exceptions.extend(self.exception(fields, field, item));
                    }
                }
                ConfigKey::UnreadKeys => {
                    for item in fields.list(field, value, MAX_ENTRIES) {
                        config.unread.extend(word(fields, field, item));
                    }
                }
                ConfigKey::Overrides => {
                    for item in fields.list(field, value, MAX_OVERRIDES) {
                        config.overrides.extend(self.one_override(fields, field, item));
                    }
                }
            }
        });
        not_both(fields, &config.base);
    }

    fn one_override(&mut self, fields: &mut Fields<'_, 'a>, field: &str, at: NodeRef) -> Option<Override> {
        let tree = self.tree;
        let Some(entries) = fields.entries(at) else {
            fields.wrong_type(field, at, catalogue::EXPECTED_MAPPING);
            return None;
        };
        let mut layer = Layer::default();
        let mut paths = None;
        fields.members(entries, &keys::OVERRIDE, |fields, key, key_use, value| {
            let field = tree.text(key_use).unwrap_or_default().trim();
            let layer = &mut layer;
            match key {
                OverrideKey::Paths => paths = Some(self.globs(fields, field, value)),
                OverrideKey::Severities => self.severities(fields, field, value, layer),
                OverrideKey::Params => self.params(fields, field, value, layer),
                OverrideKey::Hours => self.hours(fields, field, value, layer),
                OverrideKey::ClosedDays => self.days(fields, field, value, false, layer),
                OverrideKey::OpenDays => self.days(fields, field, value, true, layer),
                OverrideKey::Now => layer.now = now(fields, field, value),
            }
        });
        not_both(fields, &layer);
        let Some(paths) = paths else {
            missing(fields, field, at, &keys::OVERRIDE, OverrideKey::Paths);
            return None;
        };
        Some(Override { paths, layer })
    }

    fn globs(&mut self, fields: &mut Fields<'_, 'a>, field: &str, value: NodeRef) -> Globs {
        let mut written = Vec::new();
        let items = fields.list(field, value, MAX_ENTRIES);
        if items.is_empty() {
            refuse(
                fields,
                value.span,
                &catalogue::CONFIG_GLOB_EMPTY,
                Some(&catalogue::CONFIG_GLOB_HELP),
            );
        }
        for item in items {
            if self.globs_left == 0 {
                refuse(fields, item.span, &catalogue::CONFIG_GLOB_LONG, None);
                break;
            }
            self.globs_left -= 1;
            // The raw text: invisible characters must reach the check for them, and NFC would alter the name.
            let is_word = fields.word(field, item).is_some();
            let Some(glob) = self.tree.written(item).filter(|_| is_word) else {
                continue;
            };
            let value = nfc(glob.trim()).into_owned();
            let choices = globs::choices(&value);
            if choices > self.choices_left {
                refuse(fields, item.span, &catalogue::CONFIG_GLOB_LONG, None);
                break;
            }
            self.choices_left -= choices;
            written.push(Spanned {
                value,
                span: item.span,
            });
        }
        let (globs, refused) = Globs::new(written);
        let usual = Some(&catalogue::CONFIG_GLOB_HELP);
        for (number, why) in refused {
            let at = globs.written.get(number);
            let span = at.map_or(value.span, |at| at.span);
            match why {
                GlobError::Empty => refuse(fields, span, &catalogue::CONFIG_GLOB_EMPTY, usual),
                GlobError::Negated => {
                    let help = Some(&catalogue::CONFIG_GLOB_NEGATED_HELP);
                    refuse(fields, span, &catalogue::CONFIG_GLOB_NEGATED, help);
                }
                GlobError::Outside => refuse(fields, span, &catalogue::CONFIG_GLOB_OUTSIDE, usual),
                GlobError::TooLong => refuse(fields, span, &catalogue::CONFIG_GLOB_LONG, None),
                GlobError::Absolute => refuse(fields, span, &catalogue::CONFIG_GLOB_ABSOLUTE, usual),
                GlobError::Never(near) => {
                    let value = at.map(|at| shown(&at.value)).unwrap_or_default();
                    let message = catalogue::CONFIG_GLOB_NEVER.with(&[("value", &value)]);
                    let help = catalogue::CONFIG_GLOB_NEVER_HELP.with(&[("near", &shown(&near))]);
                    fields.report(CODE, span, message, Some(help));
                }
                GlobError::Malformed => {
                    let value = at.map(|at| shown(&at.value)).unwrap_or_default();
                    let message = catalogue::CONFIG_GLOB.with(&[("value", &value)]);
                    let help = catalogue::CONFIG_GLOB_HELP.message();
                    fields.report(CODE, span, message, Some(help));
                }
            }
        }
        globs
    }

    /// Entries of a mapping with free keys; duplicates are reported, and entries with an empty value skipped.
    fn named(
        &self,
        fields: &mut Fields<'_, 'a>,
        field: &str,
        value: NodeRef,
    ) -> Vec<(Spanned<String>, NodeRef)> {
        let tree = self.tree;
        let Some(entries) = fields.entries(value) else {
            fields.wrong_type(field, value, catalogue::EXPECTED_MAPPING);
            return Vec::new();
        };
        if let Some((key, _)) = entries.get(MAX_ENTRIES) {
            let limit = MAX_ENTRIES.to_string();
            let message = catalogue::LIMIT_ITEMS.with(&[("field", field), ("limit", &limit)]);
            fields.report(diagnostic::LIMIT_EXCEEDED, key.span, message, None);
        }
        let mut out: Vec<(Spanned<String>, NodeRef)> = Vec::new();
        for &(key, value) in entries.iter().take(MAX_ENTRIES) {
            let Some(name) = tree.text(key).map(str::trim).filter(|name| !name.is_empty()) else {
                let message = catalogue::KEY_NOT_TEXT.message();
                fields.report(diagnostic::WRONG_TYPE, key.span, message, None);
                continue;
            };
            if let Some((first, _)) = out.iter().find(|(known, _)| known.value == name) {
                let first = first.span;
                twice(fields, key.span, name, first);
                continue;
            }
            let name = Spanned {
                value: name.to_owned(),
                span: key.span,
            };
            out.push((name, value));
        }
        out.retain(|(_, value)| !tree.is_null(*value));
        out
    }

    fn severities(&mut self, fields: &mut Fields<'_, 'a>, field: &str, value: NodeRef, layer: &mut Layer) {
        for (code, value) in self.named(fields, field, value) {
            if let Some(level) = choice(fields, &shown(&code.value), value, &keys::LEVEL) {
                layer.severities.push((code, level));
            }
        }
    }

    fn params(&mut self, fields: &mut Fields<'_, 'a>, field: &str, value: NodeRef, layer: &mut Layer) {
        let tree = self.tree;
        for (name, value) in self.named(fields, field, value) {
            // `office_hours` and `break` of the plan are aliases of the default entry of 勤務時間.
            if let Some(at) = OF_DEFAULT.iter().position(|known| *known == name.value) {
                let hours = fields.hours(&name.value, value);
                if let Some(hours) = hours {
                    let found = HoursSetting {
                        office: None,
                        hours: (at == 0).then_some(hours),
                        pause: (at == 1).then_some(Some(hours)),
                        zone: None,
                        span: name.span,
                    };
                    self.add_hours(fields, name, found, layer);
                }
                continue;
            }
            if fields.entries(value).is_none() {
                if tree.text(value).is_none() && is_code(&name.value) {
                    fields.wrong_type(&shown(&name.value), value, catalogue::EXPECTED_MAPPING);
                    continue;
                }
                if let Some(written) = word(fields, &shown(&name.value), value) {
                    let value = Spanned {
                        value: written,
                        span: value.span,
                    };
                    layer.params.push(ParamSetting {
                        rule: None,
                        name,
                        value,
                    });
                }
                continue;
            }
            let rule = name;
            for (name, value) in self.named(fields, &shown(&rule.value), value) {
                if let Some(written) = word(fields, &shown(&name.value), value) {
                    layer.params.push(ParamSetting {
                        rule: Some(rule.clone()),
                        name,
                        value: Spanned {
                            value: written,
                            span: value.span,
                        },
                    });
                }
            }
        }
    }
}

/// Whether a name has the form of a rule's code: `KG105`.
fn is_code(name: &str) -> bool {
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() < name.len() && !letters.is_empty() && letters.chars().all(|c| c.is_ascii_uppercase())
}
