//! Notices on a valid configuration: settings that weaken the plan's own figures or duties, and hours for an
//! office whose name is probably misspelt.

use super::check::CheckContext;
use super::{Config, HoursSetting, Layer, Level, ParamSetting};
use crate::diagnostic::{self, Diagnostic};
use crate::directory::hours;
use crate::exception::Spanned;
use crate::message::catalogue;
use crate::rules::{Binding, Param, ParamValue, Rule, value_like};

impl Config {
    /// Notices at their places, which every run with this configuration reports.
    pub fn notices(&self, against: &CheckContext<'_>) -> Vec<Diagnostic> {
        let layers = std::iter::once(&self.base).chain(self.overrides.iter().map(|one| &one.layer));
        let mut found: Vec<_> = layers.flat_map(|layer| against.notices(layer)).collect();
        found.sort_by_key(|one| one.span);
        found
    }
}

/// Whether a parameter's value is weaker than the plan's. For counts and times of day the direction is not
/// known, so any other value is taken for weaker.
pub fn is_weaker(set: ParamValue, plan: ParamValue) -> bool {
    match (set, plan) {
        (ParamValue::Duration(set), ParamValue::Duration(plan)) => set < plan,
        _ => set != plan,
    }
}

impl CheckContext<'_> {
    fn notices(&self, layer: &Layer) -> Vec<Diagnostic> {
        let severities = layer
            .severities
            .iter()
            .filter_map(|(code, level)| self.lowered(code, *level));
        let params = layer.params.iter().filter_map(|setting| self.weakened(setting));
        let hours = layer.hours.iter().filter_map(|hours| self.misspelt(hours));
        severities.chain(params).chain(hours).collect()
    }

    /// KG018 where a rule without 「原則として」 is lowered or turned off.
    fn lowered(&self, code: &Spanned<String>, level: Spanned<Level>) -> Option<Diagnostic> {
        let rule = self.rule(&code.value)?;
        let counts = level
            .value
            .severity()
            .is_some_and(|set| set >= rule.default_severity);
        if rule.binding != Binding::Must || counts {
            return None;
        }
        let message = match level.value {
            Level::Off => catalogue::CONFIG_MUST_OFF,
            _ => catalogue::CONFIG_MUST_LOWERED,
        };
        let message = message.with(&[("code", &code.value)]);
        let help = catalogue::CONFIG_MUST_HELP.message();
        Some(Diagnostic::reader(diagnostic::PLAN_WEAKENED, level.span, message).with_help(help))
    }

    /// KG018 where a parameter is weaker than the plan's own figure.
    fn weakened(&self, setting: &ParamSetting) -> Option<Diagnostic> {
        let name = &setting.name.value;
        let is_selected = |rule: &&Rule| match &setting.rule {
            Some(code) => *rule.code == *code.value,
            None => true,
        };
        let of_rule = |rule: &Rule| -> Option<Param> {
            let rule_param = rule.params.iter().find(|param| param.name == *name);
            let plan = || {
                let reads = rule.plan_params.iter().any(|known| known == name);
                let pack = self
                    .packs
                    .iter()
                    .find(|pack| pack.plan == rule.clause.as_ref().map_or("", |clause| &clause.plan));
                pack.filter(|_| reads)?
                    .params
                    .iter()
                    .find(|param| param.name == *name)
            };
            rule_param.or_else(plan).cloned()
        };
        let rules = self.packs.iter().flat_map(|pack| &pack.rules).filter(is_selected);
        let mut weaker = rules
            .filter(|rule| rule.binding != Binding::Practice)
            .filter_map(|rule| {
                let param = of_rule(rule).filter(|param| param.in_plan)?;
                let set = value_like(&setting.value.value, param.value)?;
                is_weaker(set, param.value).then_some((rule, param.value, set))
            });
        let (rule, plan, set) = weaker.next()?;
        let message = catalogue::CONFIG_WEAKENED
            .with(&[("code", &*rule.code), ("name", name)])
            .arg("value", set.words())
            .arg("plan", plan.words());
        let help = catalogue::CONFIG_WEAKENED_HELP.message();
        Some(Diagnostic::reader(diagnostic::PLAN_WEAKENED, setting.value.span, message).with_help(help))
    }

    /// KG019 where an unlisted office's name is near a listed one.
    fn misspelt(&self, hours: &HoursSetting) -> Option<Diagnostic> {
        let name = hours.office.as_deref()?;
        let near = self.directory.near(name);
        (!near.is_empty()).then(|| hours::unlisted(hours.span, name, &near))
    }
}
