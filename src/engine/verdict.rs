//! Evaluates each rule for each due of a request and each item of the rule's list.

use super::parts::Engine;
use crate::calendar::hours::Moment;
use crate::resolve::{Basis, Case, DueAt};
use crate::rules::condition::{List, Truth};
use crate::rules::eval::{Determination, DueView, Item, View};
use crate::rules::{Pack, Rule};

/// The selected rules that may apply to a request.
pub(crate) fn selected<'e>(
    engine: &'e Engine,
    case: &Case<'_>,
) -> impl Iterator<Item = (&'e Pack, &'e Rule)> {
    engine
        .rules
        .for_request(case)
        .filter(|(_, rule)| engine.takes(rule))
}

/// One evaluation: a rule, for a due and for an item of its list.
#[derive(Clone, Copy)]
pub(crate) struct RuleQuery<'r> {
    /// Index of the rule among those evaluated.
    pub number: usize,
    pub rule: &'r Rule,
    /// Index of the due, for a rule evaluated per due.
    pub due: Option<usize>,
    /// Distinguishes items of its list, and plans that it is evaluated for.
    pub item: usize,
}

/// Cost of evaluating a rule on one mention, in steps, in addition to its conditions.
const STEPS_PER_MENTION: usize = 24;

/// Evaluates rules for each due and each item of their lists, skipping rules that another has stopped for that
/// due. `ask` returns whether the rule is broken.
pub(crate) fn ask_rules<'r>(
    rules: impl Iterator<Item = (&'r Pack, &'r Rule)>,
    engine: &Engine,
    case: &Case<'_>,
    sent: Option<Moment>,
    views: &[DueView],
    mut ask: impl FnMut(RuleQuery<'r>, View<'_>) -> bool,
) {
    let mut stopped = vec![false; views.len()];
    let mut hearing_stopped = false;
    // Results are invalid once the budget is spent.
    let is_spent = || case.env.budget.is_some_and(|work| !work.spend(0));
    for (number, (rule_pack, rule)) in rules.enumerate() {
        if is_spent() {
            return;
        }
        if hearing_stopped && rule.reads_hearing_from_sent && !rule.stops_hearing {
            continue;
        }
        // A rule of no plan that reads a plan's period is evaluated for every plan that judges the request.
        let of_plans = rule.reads_period && !rule_pack.has_period();
        let plans = of_plans.then(|| engine.rules.judging(case).filter(|plan| plan.has_period()));
        let packs = Some(rule_pack).filter(|_| !of_plans).into_iter();
        let packs = packs.chain(plans.into_iter().flatten());
        for (plan, pack) in packs.enumerate() {
            let query = |due, item| RuleQuery {
                number,
                rule,
                due,
                item: item * engine.rules.packs.len() + plan,
            };
            let base = View {
                case,
                pack,
                packs: &engine.rules.packs,
                sent,
                due: None,
                group: 0,
                item: None,
            };
            if !rule.reads_due || views.is_empty() {
                let raised = each_item(rule, base, |view, item| ask(query(None, item), view));
                hearing_stopped |= raised && rule.stops_hearing;
                continue;
            }
            for (due, at) in views.iter().enumerate() {
                if stopped[due] && rule.reads_due_moment && !rule.stops_due {
                    continue;
                }
                let view = View {
                    due: Some(at),
                    ..base
                };
                if is_spent() {
                    return;
                }
                let raised = each_item(rule, view, |view, item| ask(query(Some(due), item), view));
                stopped[due] |= raised && rule.stops_due;
                hearing_stopped |= raised && rule.stops_hearing;
            }
        }
    }
}

/// Calls `ask` for each item of the rule's list, or once if it has none; returns whether any call did.
fn each_item(rule: &Rule, view: View<'_>, mut ask: impl FnMut(View<'_>, usize) -> bool) -> bool {
    let request = view.case.request;
    let mut raised = false;
    match rule.each {
        None => raised = ask(view, 0),
        Some(List::Materials) => {
            for (number, material) in request.materials.iter().enumerate() {
                let item = Some(Item::Material(material));
                raised |= ask(View { item, ..view }, number);
            }
            // The unreadable part counts as one more item, and leaves the rule undetermined.
            if request.materials_unreadable.is_some() {
                raised |= ask(view, request.materials.len());
            }
        }
        Some(List::Mentions | List::Deadlines) => {
            let mentioned = view.case.resolved_mentions();
            // A search evaluates every mention at each minute that it tries.
            let cost = mentioned.len().saturating_mul(STEPS_PER_MENTION);
            if view.case.env.budget.is_some_and(|work| !work.spend(cost)) {
                return raised;
            }
            for (number, mention) in mentioned.iter().enumerate() {
                let item = Some(Item::Mention(mention));
                raised |= ask(View { item, ..view }, number);
            }
        }
        Some(List::Dates | List::To | List::Dues) => {
            let dates = view.case.written_dates();
            for (number, date) in dates.iter().enumerate() {
                let item = Some(Item::Date(date));
                raised |= ask(View { item, ..view }, number);
            }
            // Dates beyond the limit were not read: one more item leaves the rule undetermined.
            if request.mentions.cut {
                raised |= ask(view, dates.len());
            }
        }
    }
    raised
}

/// Result of a rule for one due or item.
pub(crate) enum Verdict<'a> {
    /// The rule holds or does not apply.
    Passed,
    /// Broken, for these groups of recipients.
    Raised(Vec<View<'a>>),
    /// Undetermined for lack of these fields.
    Unknown(Vec<&'static str>),
}

/// Every due with its clocks, for a sending time.
pub(crate) fn due_views(case: &Case<'_>, sent: Option<Moment>) -> Vec<DueView> {
    let view = |(number, due): (usize, &DueAt<'_>)| due_view(case, sent, due.at, due.basis, Some(number));
    case.dues.iter().enumerate().map(view).collect()
}

/// The view of a due; `number` is its index if it is one of the request's.
pub(crate) fn due_view(
    case: &Case<'_>,
    sent: Option<Moment>,
    at: Option<Moment>,
    basis: Basis,
    number: Option<usize>,
) -> DueView {
    let clocks = match (sent, at) {
        (Some(sent), Some(at)) => case.clocks(sent, at),
        _ => Vec::new(),
    };
    DueView {
        at,
        basis,
        number,
        clocks,
    }
}

/// Evaluates a rule for each group of recipients: broken if it fails for any. A rule whose applicability is
/// unknown is undetermined, never passed.
pub(crate) fn verdict<'v>(rule: &Rule, view: View<'v>) -> Verdict<'v> {
    verdict_where(
        rule,
        view,
        |view| view.evaluate(&rule.when),
        |view| view.evaluate(&rule.require),
    )
}

/// Whether a rule is broken, given functions for the truth of its `when` and `require`. Does not compute which
/// fields are missing.
pub(super) fn is_raised_where<'v>(
    rule: &Rule,
    view: View<'v>,
    applies_to: impl Fn(View<'v>) -> Truth,
    requires: impl Fn(View<'v>) -> Truth,
) -> bool {
    let groups = if rule.reads_recipient {
        view.case.groups.len()
    } else {
        1
    };
    let mut applies = applies_to(view);
    (0..groups).any(|group| {
        let view = View { group, ..view };
        if group > 0 && rule.applies_by_recipient {
            applies = applies_to(view);
        }
        applies == Truth::True && requires(view) == Truth::False
    })
}

/// As [`verdict`], given functions for the truth of the rule's `when` and `require`.
pub(super) fn verdict_where<'v>(
    rule: &Rule,
    view: View<'v>,
    applies_to: impl Fn(View<'v>) -> Truth,
    requires: impl Fn(View<'v>) -> Truth,
) -> Verdict<'v> {
    let groups = if rule.reads_recipient {
        view.case.groups.len()
    } else {
        1
    };
    let mut failing = Vec::new();
    let mut unknown = false;
    let mut applies = applies_to(view);
    for group in 0..groups {
        let view = View { group, ..view };
        if group > 0 && rule.applies_by_recipient {
            applies = applies_to(view);
        }
        match applies {
            Truth::False => {}
            Truth::Unknown => unknown = true,
            Truth::True => match requires(view) {
                Truth::True => {}
                Truth::False => failing.push(view),
                Truth::Unknown => unknown = true,
            },
        }
    }
    if !failing.is_empty() {
        return Verdict::Raised(failing);
    }
    if !unknown {
        return Verdict::Passed;
    }
    let mut missing = Vec::new();
    for group in 0..groups {
        let view = View { group, ..view };
        view.missing(&rule.when, &mut missing);
        // Fields of `require` are needed only where the rule may apply.
        if view.evaluate(&rule.when) != Truth::False {
            view.missing(&rule.require, &mut missing);
        }
    }
    // Reduce to a minimal set: a field is not missing if the rule is determined without it.
    let is_determined = |stated: &[&'static str]| {
        (0..groups).all(|group| {
            let view = View { group, ..view };
            match view.determine(&rule.when, stated) {
                Determination::No => true,
                Determination::Yes | Determination::Either => {
                    view.determine(&rule.require, stated) != Determination::Open
                }
                Determination::Open => false,
            }
        })
    };
    for at in (0..missing.len()).rev() {
        let mut fewer = missing.clone();
        fewer.remove(at);
        if is_determined(&fewer) {
            missing = fewer;
        }
    }
    Verdict::Unknown(missing)
}

/// Whether a due at these moments breaks any of `rules`.
pub(crate) fn breaks_any<'r>(
    engine: &Engine,
    rules: impl Iterator<Item = (&'r Pack, &'r Rule)>,
    case: &Case<'_>,
    sent: Moment,
    due: &DueView,
) -> bool {
    let mut rules = rules;
    rules.any(|(pack, rule)| {
        let view = View {
            case,
            pack,
            packs: &engine.rules.packs,
            sent: Some(sent),
            due: Some(due),
            group: 0,
            item: None,
        };
        let groups = if rule.reads_recipient {
            case.groups.len()
        } else {
            1
        };
        (0..groups).any(|group| {
            let view = View { group, ..view };
            view.evaluate(&rule.when) == Truth::True && view.evaluate(&rule.require) == Truth::False
        })
    })
}
