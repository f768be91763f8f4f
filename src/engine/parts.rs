//! What judges, by its parts.

use std::sync::Arc;

use super::configured::FileContext;
use super::data::Data;
use super::options::{Options, OutputNeeds, Selection};
use super::rule_set::RuleSet;
use crate::calendar::hours::Moment;
use crate::format::Background;
use crate::resolve::Environment;
use crate::rules::Rule;

/// All that judges but the request and the time. What is large is shared: a copy costs little.
#[derive(Clone, Debug)]
pub struct Engine {
    /// The plans and their rules.
    pub rules: RuleSet,
    /// What is known besides: the calendar, the directory, hours.
    pub data: Arc<Data>,
    /// What holds for the files that are judged with it.
    pub file: FileContext,
    /// What the command line says.
    pub options: Options,
    /// What the output shows: nothing else is looked for.
    pub output: OutputNeeds,
}

impl Engine {
    /// The engine that judges by every rule, as grave as it is by default; none where this one does. It shows
    /// no more than whether requests may go out.
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
                outlooks: self.output.tells_outlooks(),
                ..self.output
            },
            ..self.clone()
        })
    }

    /// The engine that looks for nothing that fixes a finding.
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

    /// The engine that judges by these plans alone, and by the rules of none.
    ///
    /// # Errors
    /// The name that is no plan's.
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

    /// Whether a rule reports: it is selected, and not turned off. A code on the command line turns it
    /// on again.
    pub fn takes(&self, rule: &Rule) -> bool {
        let selection = &self.options.selection;
        rule.protected
            || selection.takes(&rule.code)
                && (!rule.off || selection.select.iter().any(|code| **code == *rule.code))
    }

    /// What a file is read against at a moment.
    pub fn background(&self, now: Moment) -> Background<'_> {
        Background {
            directory: &self.data.directory,
            kinds: &self.data.kinds,
            closed: &self.data.closed,
            hours: self.data.default_hours,
            now,
            horizon_days: self.options.horizon_days,
        }
    }

    /// What a request is judged against at a moment.
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
            work: None,
        }
    }
}
