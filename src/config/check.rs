//! Semantic checks of a configuration against the rule packs: codes, parameters and their types, offices.

use std::sync::Arc;

use super::keys::DEFAULT_OFFICE;
use super::read::wrong_break;
use super::{CODE, Config, Layer};
use crate::calendar::hours::OfficeHours;
use crate::diagnostic::{self, Diagnostic, READER_CODES, is_of_readers};
use crate::directory::{Affiliation, Directory};
use crate::exception::Spanned;
use crate::message::{Entry, Message, catalogue};
use crate::read::keys::nearest;
use crate::read::shown;
use crate::rules::{Pack, ParamValue, Rule, value_like};
use crate::source::Span;

/// What a configuration is checked against.
pub struct CheckContext<'a> {
    /// The rule packs, with default values.
    pub packs: &'a [Pack],
    /// 府省の名簿
    pub directory: &'a Directory,
    /// Default office hours.
    pub default_hours: OfficeHours,
}

impl Config {
    /// Every semantic error; errors of form are reported by the parser.
    pub fn check(&self, against: &CheckContext<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let none = !against.packs.iter().any(Pack::is_plan);
        if let (true, Some(builtin)) = (none, self.builtin_pack) {
            let message = catalogue::CONFIG_NO_PACK.message();
            found.push(Diagnostic::reader(CODE, builtin.span, message));
            return found;
        }
        for layer in std::iter::once(&self.base).chain(self.overrides.iter().map(|one| &one.layer)) {
            against.layer(layer, &self.base, &mut found);
        }
        for setting in &self.plans {
            let mut plans = against
                .packs
                .iter()
                .filter(|pack| pack.is_plan())
                .map(|pack| &*pack.plan);
            if !plans.clone().any(|plan| plan == setting.plan.value) {
                let known: Vec<&str> = plans.by_ref().collect();
                let help = against
                    .near(&setting.plan.value, known.iter().copied())
                    .or_else(|| (!known.is_empty()).then(|| choices(&known)));
                let values = [("plan", &*shown(&setting.plan.value))];
                found.push(against.refuse(setting.plan.span, catalogue::CONFIG_NO_PLAN, &values, help));
            }
        }
        for one in &self.exceptions {
            let rule = &one.record.rule;
            if !against.codes().any(|code| code == rule.value) {
                found.push(against.no_rule(rule));
            }
        }
        found.sort_by_key(|one| one.span);
        found
    }
}

impl CheckContext<'_> {
    fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.packs.iter().flat_map(|pack| &pack.rules)
    }

    /// Every code, those of the readers included.
    fn codes(&self) -> impl Iterator<Item = &str> {
        let readers = READER_CODES.iter().map(|reader| reader.code);
        readers.chain(self.rules().map(|rule| &*rule.code))
    }

    fn is_protected(&self, code: &str) -> bool {
        is_of_readers(code) || self.rules().any(|rule| rule.protected && &*rule.code == code)
    }

    fn refuse(
        &self,
        span: Span,
        message: Entry,
        values: &[(&'static str, &str)],
        help: Option<Message>,
    ) -> Diagnostic {
        let mut found = Diagnostic::reader(CODE, span, message.with(values));
        found.help = help;
        found
    }

    pub(super) fn near<'w>(&self, word: &str, known: impl Iterator<Item = &'w str>) -> Option<Message> {
        let near = nearest(word, known)?;
        Some(catalogue::UNKNOWN_KEY_NEAR.with(&[("near", near)]))
    }

    fn no_rule(&self, code: &Spanned<String>) -> Diagnostic {
        let help = self
            .near(&code.value, self.codes())
            .unwrap_or_else(|| catalogue::EXPLAIN_LIST.message());
        let values = [("code", &*shown(&code.value))];
        self.refuse(code.span, catalogue::EXPLAIN_UNKNOWN, &values, Some(help))
    }

    fn layer(&self, layer: &Layer, base: &Layer, found: &mut Vec<Diagnostic>) {
        for (code, _) in &layer.severities {
            if !self.codes().any(|known| known == code.value) {
                found.push(self.no_rule(code));
            } else if self.is_protected(&code.value) {
                let help = catalogue::CONFIG_PROTECTED_HELP.message();
                let values = [("code", code.value.as_str())];
                found.push(self.refuse(code.span, catalogue::CODE_PROTECTED, &values, Some(help)));
            }
        }
        for setting in &layer.params {
            let name = &setting.name;
            let values = match &setting.rule {
                None => self.values_named(&name.value),
                Some(code) => {
                    let Some(rule) = self.rule(&code.value) else {
                        // Reported once per code, at its first parameter.
                        if !found.iter().any(|one| one.span == code.span) {
                            found.push(match self.values_named(&code.value).first() {
                                Some(value) => self.wrong_value(code, code.span, *value),
                                None => self.no_rule(code),
                            });
                        }
                        continue;
                    };
                    self.values_of(rule, &name.value)
                }
            };
            let Some(first) = values.first() else {
                found.push(match self.rule(&name.value).filter(|_| setting.rule.is_none()) {
                    Some(rule) => self.no_values(rule, setting.value.span),
                    None => self.no_param(name, setting.rule.as_ref()),
                });
                continue;
            };
            if values
                .iter()
                .any(|value| value_like(&setting.value.value, *value).is_none())
            {
                found.push(self.wrong_value(name, setting.value.span, *first));
            }
        }
        self.hours(layer, base, found);
    }

    /// A value that is not of its parameter's type.
    fn wrong_value(&self, name: &Spanned<String>, at: Span, like: ParamValue) -> Diagnostic {
        let expected = match like {
            ParamValue::Duration(_) => catalogue::CONFIG_DURATION,
            ParamValue::Time(_) => catalogue::CONFIG_TIME,
            ParamValue::Hours(_) => catalogue::CONFIG_HOURS,
            ParamValue::Count(_) => catalogue::CONFIG_COUNT,
            ParamValue::Yearly(_) => catalogue::CONFIG_YEARLY,
        };
        let message = catalogue::WRONG_TYPE
            .with(&[("field", &shown(&name.value))])
            .arg("expected", expected);
        Diagnostic::reader(CODE, at, message)
    }

    /// A value given directly to a rule's code, where a mapping of parameters is expected.
    fn no_values(&self, rule: &Rule, at: Span) -> Diagnostic {
        let names = of_rule(rule);
        if names.is_empty() {
            return self.refuse(at, catalogue::CONFIG_NO_PARAMS, &[("code", &*rule.code)], None);
        }
        let message = catalogue::WRONG_TYPE
            .with(&[("field", &rule.code)])
            .arg("expected", catalogue::EXPECTED_MAPPING);
        let help = catalogue::CONFIG_PARAMS_OF.arg("names", Message::texts(names));
        Diagnostic::reader(CODE, at, message).with_help(help)
    }

    pub(super) fn rule(&self, code: &str) -> Option<&Rule> {
        self.rules().find(|rule| *rule.code == *code)
    }

    /// Values of every parameter with this name.
    fn values_named(&self, name: &str) -> Vec<ParamValue> {
        let plans = self.packs.iter().flat_map(|pack| &pack.params);
        let rule_params = self.rules().flat_map(|rule| &rule.params);
        plans
            .chain(rule_params)
            .filter(|param| param.name == name)
            .map(|param| param.value)
            .collect()
    }

    /// Values of the parameter that a rule refers to by this name.
    fn values_of(&self, rule: &Rule, name: &str) -> Vec<ParamValue> {
        if let Some(param) = rule.params.iter().find(|param| param.name == name) {
            return vec![param.value];
        }
        let pack = self.packs.iter().find(|pack| {
            pack.rules
                .iter()
                .any(|known| Arc::ptr_eq(&known.code, &rule.code))
        });
        let named = rule.plan_params.iter().any(|known| known == name);
        pack.filter(|_| named)
            .and_then(|pack| pack.param(name))
            .into_iter()
            .collect()
    }

    fn no_param(&self, name: &Spanned<String>, rule: Option<&Spanned<String>>) -> Diagnostic {
        let shown_name = shown(&name.value);
        match rule {
            Some(code) => {
                let known = self.rule(&code.value).map(of_rule).unwrap_or_default();
                let near = self.near(&name.value, known.iter().copied());
                let help = near.or_else(|| (!known.is_empty()).then(|| choices(&known)));
                let values = [("code", code.value.as_str()), ("name", &*shown_name)];
                self.refuse(name.span, catalogue::CONFIG_NO_PARAM_OF, &values, help)
            }
            None => {
                let plans = self.packs.iter().flat_map(|pack| &pack.params);
                let rule_params = self.rules().flat_map(|rule| &rule.params);
                let mut known: Vec<&str> = plans
                    .chain(rule_params)
                    .map(|param| param.name.as_str())
                    .collect();
                known.sort_unstable();
                known.dedup();
                let codes = self.rules().map(|rule| &*rule.code);
                let help = self
                    .near(&name.value, known.iter().copied().chain(codes))
                    .unwrap_or_else(|| choices(&known));
                let values = [("name", &*shown_name)];
                self.refuse(name.span, catalogue::CONFIG_NO_PARAM, &values, Some(help))
            }
        }
    }

    fn hours(&self, layer: &Layer, base: &Layer, found: &mut Vec<Diagnostic>) {
        let default = |layer: &Layer| layer.hours.iter().find(|hours| hours.office.is_none()).cloned();
        let (layer_default, base_default) = (default(layer), default(base));
        let office = layer_default
            .as_ref()
            .and_then(|layer_default| layer_default.hours)
            .or(base_default.as_ref().and_then(|base_default| base_default.hours))
            .unwrap_or(self.default_hours.office);
        let pause = layer_default
            .as_ref()
            .and_then(|layer_default| layer_default.pause)
            .or(base_default.as_ref().and_then(|base_default| base_default.pause))
            .unwrap_or(self.default_hours.pause);
        let mut whole: Vec<(Arc<str>, Span)> = Vec::new();
        for setting in &layer.hours {
            // Where hours and break are both written in one entry, parsing has checked them against each other.
            let one_alone = setting.hours.is_none() || setting.pause.is_none();
            let office = setting.hours.unwrap_or(office);
            let pause = setting.pause.unwrap_or(pause);
            let wrong = pause.and_then(|pause| {
                // A break that is not stated may lie outside shortened hours.
                let stated =
                    setting.pause.is_some() || pause.from <= office.from && pause.until >= office.until;
                wrong_break(office, pause).filter(|_| stated)
            });
            if let (true, Some(message)) = (one_alone, wrong) {
                found.push(Diagnostic::reader(CODE, setting.span, message));
            }
            let Some(name) = &setting.office else { continue };
            let affiliation = self.directory.resolve(name);
            if matches!(
                affiliation,
                Affiliation::Several | Affiliation::Uncounted | Affiliation::Own
            ) {
                let message = catalogue::CONFIG_NOT_AN_OFFICE
                    .with(&[("office", &shown(name))])
                    .arg("default", Message::Key(DEFAULT_OFFICE));
                found.push(Diagnostic::reader(CODE, setting.span, message));
            }
            // Two names of one office would configure it twice.
            let office = self.directory.canonical(name);
            if matches!(affiliation, Affiliation::Ministry(_)) {
                match whole.iter().find(|(known, _)| *known == office) {
                    Some((_, first)) => {
                        let name = shown(name);
                        let values = [("key", &*name), ("first", &*name)];
                        let message = catalogue::CONFIG_OFFICE_TWICE.with(&values);
                        let here = catalogue::DUPLICATE_KEY_FIRST.message();
                        found.push(
                            Diagnostic::reader(diagnostic::DUPLICATE_KEY, setting.span, message)
                                .with_related(*first, here),
                        );
                    }
                    None => whole.push((office, setting.span)),
                }
            }
        }
    }
}

fn choices(known: &[&str]) -> Message {
    catalogue::NOT_A_CHOICE_HELP.arg("choices", Message::texts(known.iter().copied()))
}

/// Names of the parameters that a rule reads.
fn of_rule(rule: &Rule) -> Vec<&str> {
    let rule_params = rule.params.iter().map(|param| param.name.as_str());
    rule_params
        .chain(rule.plan_params.iter().map(String::as_str))
        .collect()
}
