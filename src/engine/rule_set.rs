//! Loaded plans and rules, in order of evaluation.

use std::sync::Arc;

use crate::diagnostic::{READER_CODES, is_of_readers};
use crate::directory::Directory;
use crate::directory::bound::BoundMinistries;
use crate::request::Kind;
use crate::resolve::Case;
use crate::rules::{Pack, Rule};

/// Loaded packs, shared by all files of a configuration.
#[derive(Clone, Debug)]
pub struct RuleSet {
    /// The packs.
    pub packs: Arc<Vec<Pack>>,
    /// The ministries that each pack's plan binds, in the order of `packs`.
    pub plans: Arc<Vec<BoundMinistries>>,
    /// The packs with default severities where configuration lowers or turns off a rule; `None` if it does not.
    unlowered: Option<Arc<Vec<Pack>>>,
    /// (pack, rule) indices in order of evaluation: rules that stop others come first.
    order: Arc<Vec<(usize, usize)>>,
    /// The same for each kind of request, without rules that never apply to it.
    by_kind: Arc<Vec<Vec<(usize, usize)>>>,
}

impl RuleSet {
    /// From packs whose severities are already those of the configuration.
    pub(super) fn new(packs: Vec<Pack>, directory: &Directory) -> Self {
        let mut order: Vec<_> = packs
            .iter()
            .enumerate()
            .flat_map(|(pack, it)| (0..it.rules.len()).map(move |rule| (pack, rule)))
            .collect();
        order.sort_by_key(|(pack, rule)| {
            let rule = &packs[*pack].rules[*rule];
            !(rule.stops_due || rule.stops_hearing)
        });
        let rules_for = |kind: &Kind| {
            let applies = |(pack, rule): &(usize, usize)| packs[*pack].rules[*rule].may_apply_to(*kind);
            order.iter().copied().filter(applies).collect()
        };
        let by_kind = Kind::ALL.iter().map(rules_for).collect();
        let plans = packs
            .iter()
            .map(|pack| BoundMinistries::new(&pack.binds, directory));
        Self {
            plans: Arc::new(plans.collect()),
            unlowered: unlowered(&packs).map(Arc::new),
            order: Arc::new(order),
            by_kind: Arc::new(by_kind),
            packs: Arc::new(packs),
        }
    }

    /// The same rules with no severity lowered and none turned off; `None` if none is.
    pub(super) fn unlowered(&self) -> Option<Self> {
        Some(Self {
            packs: Arc::clone(self.unlowered.as_ref()?),
            ..self.clone()
        })
    }

    /// All rules in order of evaluation, each with its pack.
    pub fn iter(&self) -> impl Iterator<Item = (&Pack, &Rule)> {
        self.order.iter().filter_map(|at| self.at(*at))
    }

    fn at(&self, (pack, rule): (usize, usize)) -> Option<(&Pack, &Rule)> {
        let pack = self.packs.get(pack)?;
        Some((pack, pack.rules.get(rule)?))
    }

    /// The packs whose plans judge a request.
    pub fn judging<'e>(&'e self, case: &Case<'_>) -> impl Iterator<Item = &'e Pack> {
        let judges = |number: &usize| case.judged_by.get(*number).is_none_or(|judges| *judges);
        let numbers: Vec<usize> = (0..self.packs.len()).filter(judges).collect();
        numbers.into_iter().filter_map(|number| self.packs.get(number))
    }

    /// The rules that may apply to a request, of the plans that judge it, in order of evaluation.
    pub fn for_request<'e>(&'e self, case: &Case<'_>) -> impl Iterator<Item = (&'e Pack, &'e Rule)> {
        let kind = case.request.kind.known();
        let at = kind.and_then(|kind| Kind::ALL.iter().position(|known| known == kind));
        let order = at.and_then(|at| self.by_kind.get(at)).unwrap_or(&self.order);
        let judged_by = case.judged_by.clone();
        order
            .iter()
            .filter(move |(pack, _)| judged_by.get(*pack).is_none_or(|judges| *judges))
            .filter_map(|at| self.at(*at))
    }

    /// A rule by its code.
    pub fn get(&self, code: &str) -> Option<(&Pack, &Rule)> {
        self.iter().find(|(_, rule)| &*rule.code == code)
    }

    /// Whether a code cannot be excepted, ignored or lowered.
    pub fn is_protected(&self, code: &str) -> bool {
        is_of_readers(code) || self.get(code).is_some_and(|(_, rule)| rule.protected)
    }

    /// Every code, those of the readers included, sorted.
    pub fn codes(&self) -> Vec<&str> {
        let mut codes: Vec<&str> = READER_CODES.iter().map(|reader| reader.code).collect();
        codes.extend(self.iter().map(|(_, rule)| &*rule.code));
        codes.sort_unstable();
        codes
    }
}

/// The packs with no severity lowered and no rule turned off; `None` if none is.
fn unlowered(packs: &[Pack]) -> Option<Vec<Pack>> {
    let lowered = |rule: &Rule| rule.off || rule.severity < rule.default_severity;
    if !packs.iter().flat_map(|pack| &pack.rules).any(lowered) {
        return None;
    }
    let mut packs = packs.to_vec();
    for rule in packs.iter_mut().flat_map(|pack| &mut pack.rules) {
        rule.off = false;
        rule.severity = rule.severity.max(rule.default_severity);
    }
    Some(packs)
}
