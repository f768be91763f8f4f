//! The engine.

use std::sync::Arc;

use super::configured::FileContext;
use super::data::Data;
use super::options::{Options, OutputNeeds, Selection};
use super::rule_set::RuleSet;
use crate::calendar::hours::Moment;
use crate::format::ReadEnvironment;
use crate::resolve::Environment;
use crate::rules::Rule;

/// Everything that judges, apart from the request and the time. Large parts are shared, so cloning is cheap.
#[derive(Clone, Debug)]
pub struct Engine {
    /// Plans and their rules.
    pub rules: RuleSet,
    /// Closed days, directory, office hours.
    pub data: Arc<Data>,
    /// Context of the files judged with it.
    pub file: FileContext,
    /// Options given on the command line.
    pub options: Options,
    /// What the output needs; nothing else is computed.
    pub output: OutputNeeds,
}

impl Engine {
    /// This engine with every rule selected and no severity lowered, computing verdicts only; `None` if this one is
    /// such already. Verdicts must not improve by `--select`, `--ignore` or configuration.
    pub fn whole(&self) -> Option<Self> {
        let selection = &self.options.selection;
        let selects = !selection.select.is_empty() || !selection.ignore.is_empty();
        let unlowered = self.rules.unlowered();
        if !selects && unlowered.is_none() {
            return None;
        }
        Some(Self {
            rules: unlowered.unwrap_or_else(|| self.rules.clone()),
            options: Options {
                selection: Selection::default(),
                ..self.options.clone()
            },
            output: OutputNeeds {
                remedies: false,
                edits: false,
                details: false,
                send_by: self.output.needs_send_by(),
                ..self.output
            },
            ..self.clone()
        })
    }

    /// This engine without the search for fixes.
    pub(crate) fn without_remedies(&self) -> Self {
        Self {
            output: OutputNeeds {
                remedies: false,
                edits: false,
                ..self.output
            },
            ..self.clone()
        }
    }

    /// This engine restricted to these plans, and rules of no plan.
    ///
    /// # Errors
    /// A name that is no plan's.
    pub fn of_plans(mut self, plans: &[String]) -> Result<Self, String> {
        let is_known = |name: &&String| self.rules.packs.iter().any(|pack| pack.plan == **name);
        if let Some(unknown) = plans.iter().find(|name| !is_known(name)) {
            return Err(unknown.clone());
        }
        let mut packs = self.rules.packs.to_vec();
        packs.retain(|pack| !pack.is_plan() || plans.contains(&pack.plan));
        self.rules = RuleSet::new(packs, &self.data.directory);
        Ok(self)
    }

    /// Whether a rule reports: it is selected and not turned off. Selecting its exact code turns it on again.
    pub fn takes(&self, rule: &Rule) -> bool {
        let selection = &self.options.selection;
        rule.protected
            || selection.takes(&rule.code)
                && (!rule.off || selection.select.iter().any(|code| **code == *rule.code))
    }

    /// The context for reading a file.
    pub fn read_environment(&self, now: Moment) -> ReadEnvironment<'_> {
        ReadEnvironment {
            directory: &self.data.directory,
            kinds: &self.data.kinds,
            closed: &self.data.closed,
            hours: self.data.default_hours,
            now,
            horizon_days: self.options.horizon_days,
        }
    }

    /// The environment for judging a request.
    pub fn environment(&self, now: Moment) -> Environment<'_> {
        Environment {
            closed: &self.data.closed,
            directory: &self.data.directory,
            default_hours: self.data.default_hours,
            offices: &self.data.offices,
            plans: &self.rules.plans,
            now,
            send_now: self.options.send_now,
            assume_hours: true,
            budget: None,
        }
    }
}
