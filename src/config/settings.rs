//! Effective settings of a file: the configuration's base, then each matching override in order.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Config, HoursSetting, Layer, Level, ParamSetting, PlanSetting};
use crate::calendar::hours::Moment;
use crate::exception::Spanned;
use crate::source::Span;

/// Effective settings, each value with its span.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// 重さ, by code.
    pub severities: Vec<(Spanned<String>, Spanned<Level>)>,
    /// 値
    pub params: Vec<ParamSetting>,
    /// 勤務時間
    pub hours: Vec<HoursSetting>,
    /// 閉庁日 and 開庁日
    pub days: BTreeMap<NaiveDate, Day>,
    /// 現在
    pub now: Option<Spanned<Moment>>,
    /// 計画
    pub plans: Vec<PlanSetting>,
    /// 判定しない項目
    pub unread: Vec<String>,
    /// 未判定も不可
    pub fail_on_undetermined: bool,
}

/// An additional closed day, or a special opening.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// Whether it is an opening.
    pub open: bool,
    /// 理由
    pub reason: String,
    /// Location of the entry.
    pub span: Span,
}

impl Config {
    /// Effective settings with the overrides at these indices applied.
    pub fn settings(&self, overrides: &[usize]) -> Settings {
        let mut settings = Settings {
            plans: self.plans.clone(),
            unread: self.unread.clone(),
            fail_on_undetermined: self.fail_on_undetermined.is_some_and(|fails| fails.value),
            ..Settings::default()
        };
        settings.take(&self.base);
        for number in overrides {
            if let Some(one) = self.overrides.get(*number) {
                settings.take(&one.layer);
            }
        }
        settings
    }
}

impl Settings {
    /// Applies a layer; its values take precedence.
    fn take(&mut self, layer: &Layer) {
        for (code, level) in &layer.severities {
            self.severities.retain(|(known, _)| known.value != code.value);
            self.severities.push((code.clone(), *level));
        }
        // A parameter that a later layer sets for all rules also replaces values that earlier layers set for single
        // rules; within one layer the value for a single rule wins.
        let (for_one, for_all): (Vec<_>, Vec<_>) =
            layer.params.iter().partition(|param| param.rule.is_some());
        for param in for_all {
            self.params.retain(|known| known.name.value != param.name.value);
            self.params.push(param.clone());
        }
        for param in for_one {
            let code = |param: &ParamSetting| param.rule.as_ref().map(|rule| rule.value.clone());
            let same =
                |known: &ParamSetting| known.name.value == param.name.value && code(known) == code(param);
            self.params.retain(|known| !same(known));
            self.params.push(param.clone());
        }
        for hours in &layer.hours {
            match self.hours.iter_mut().find(|known| known.office == hours.office) {
                Some(known) => {
                    let before = known.clone();
                    *known = HoursSetting {
                        hours: hours.hours.or(before.hours),
                        pause: hours.pause.or(before.pause),
                        zone: hours.zone.or(before.zone),
                        ..hours.clone()
                    };
                }
                None => self.hours.push(hours.clone()),
            }
        }
        for days in &layer.days {
            for date in days.from.iter_days().take_while(|date| *date <= days.until) {
                let day = Day {
                    open: days.open,
                    reason: days.reason.clone(),
                    span: days.span,
                };
                self.days.insert(date, day);
            }
        }
        self.now = layer.now.or(self.now);
    }

    /// The level set for a rule, with its location.
    pub fn severity(&self, code: &str) -> Option<Spanned<Level>> {
        self.severities
            .iter()
            .find(|(known, _)| known.value == code)
            .map(|(_, level)| *level)
    }

    /// The setting of a parameter for a rule: the rule's own, else the one for all rules.
    pub fn param(&self, code: &str, name: &str) -> Option<&ParamSetting> {
        let named = |param: &&ParamSetting| param.name.value == name;
        let of_rule = |param: &&ParamSetting| param.rule.as_ref().is_some_and(|rule| rule.value == code);
        let all = |param: &&ParamSetting| param.rule.is_none();
        let mut params = self.params.iter().filter(named);
        params.clone().find(of_rule).or_else(|| params.find(all))
    }

    /// The default hours of offices that are not named.
    pub fn default_hours(&self) -> Option<&HoursSetting> {
        self.hours.iter().find(|hours| hours.office.is_none())
    }
}
