//! Results of each rule over every minute at which a template may be sent.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::budget::Budget;
use super::day_class::{DayClass, DayClassifier};
use super::sendings::{Minutes, SendingDay};
use super::sweep::{Piece, Sending, Sweep};
use super::time_reads::TimeReads;
use crate::calendar::clocks::Clocks;
use crate::calendar::hours::Moment;
use crate::engine::Engine;
use crate::engine::partial_rule::PartialRule;
use crate::engine::verdict::{RuleQuery, Verdict, ask_rules, breaks_any, due_view, verdict};
use crate::resolve::{Basis, Case};
use crate::rules::condition::Quantity;
use crate::rules::eval::{DueView, View};
use crate::rules::{Pack, Rule};

/// Ranks sendings, worst first: value of the clock compared, working time, wall time (seconds), moment.
type Badness = (i64, i64, i64, Moment);

/// Result of one rule for a due or item, over all minutes.
pub(super) struct RuleResult {
    /// Index of the rule.
    pub rule: usize,
    /// Index of the due, for a rule evaluated per due.
    pub due: Option<usize>,
    /// As [`RuleQuery::item`]: distinguishes items of its list, and plans.
    pub item: usize,
    /// Number of minutes that break it.
    pub minutes: i64,
    /// Number of days with such a minute.
    pub days: i64,
    /// The worst minute.
    pub worst: Option<Moment>,
    /// Fields missing at some minute.
    pub missing: Vec<&'static str>,
    badness: Option<Badness>,
}

impl RuleResult {
    fn take_worst(&mut self, badness: Badness, sent: Moment) {
        if self.badness.is_none_or(|worst| badness < worst) {
            self.badness = Some(badness);
            self.worst = Some(sent);
        }
    }
}

/// A rule broken for some groups of recipients.
struct RaisedRule<'r> {
    answer: usize,
    rule: &'r Rule,
    groups: Vec<usize>,
}

/// Results of all rules.
#[derive(Default)]
pub(super) struct Proof {
    pub answers: Vec<RuleResult>,
    /// The first minute at which the hearing ends before it starts.
    pub reversed: Option<Moment>,
    /// Where the next answer is expected.
    next: usize,
}

/// Days of sending with equal results.
pub(super) struct DayGroup<'m> {
    /// The earliest, which represents them.
    pub first: &'m SendingDay,
    /// The latest.
    last: &'m SendingDay,
    /// Number of days.
    pub count: i64,
}

/// Groups days of sending by class and `regions`, ordered by their first day.
pub(super) fn fold<'m>(
    minutes: &'m Minutes,
    day_classes: &DayClassifier<'_>,
    regions: &[usize],
    budget: &mut Budget,
) -> Option<Vec<DayGroup<'m>>> {
    budget.spend(minutes.days.len().saturating_mul(2))?;
    let mut known: HashMap<(DayClass, Option<usize>), usize> = HashMap::new();
    let mut found: Vec<DayGroup<'m>> = Vec::new();
    for (at, day) in minutes.days.iter().enumerate() {
        let key = (day_classes.of(day), regions.get(at).copied());
        let number = *known.entry(key).or_insert(found.len());
        match found.get_mut(number) {
            Some(group) => (group.last, group.count) = (day, group.count + 1),
            None => found.push(DayGroup {
                first: day,
                last: day,
                count: 1,
            }),
        }
    }
    Some(found)
}

/// Evaluates every rule at every minute; `None` if the budget is exceeded. Leaves `case` at the last minute tried.
///
/// Each due is evaluated separately with the rules that read it, the other rules without a due: days that differ for
/// one due are equal for another.
pub(super) fn prove<'c>(
    engine: &Engine,
    rules: &[(&Pack, &Rule)],
    minutes: &Minutes,
    case: &mut Case<'c>,
    budget: &mut Budget,
) -> Option<Proof> {
    /// What resolving a due costs, each of which a pass resolves anew.
    const DUE_COST: usize = 4;
    let dues = case.dues.len();
    let mut proof = Proof::default();
    let reads_due = |rule: &Rule| dues > 0 && rule.reads_due;
    for due in (0..dues).map(Some).chain([None]) {
        let (numbers, rules): (Vec<usize>, Vec<(&Pack, &Rule)>) = rules
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, (_, rule))| reads_due(rule) == due.is_some())
            .unzip();
        if rules.is_empty() && due.is_none() && dues > 0 {
            continue;
        }
        budget.spend(dues.saturating_mul(DUE_COST))?;
        let pass = Pass::new(engine, numbers, rules, due, case);
        pass.run(minutes, case, budget, &mut proof)?;
    }
    // Order as if all rules had been evaluated together.
    proof
        .answers
        .sort_by_key(|answer| (answer.rule, answer.due, answer.item));
    Some(proof)
}

/// Whether no minute breaks a rule for a due; `None` if the budget is exceeded.
pub(super) fn prove_due<'c>(
    engine: &Engine,
    rules: &[(&Pack, &Rule)],
    minutes: &Minutes,
    due: usize,
    case: &mut Case<'c>,
    budget: &mut Budget,
) -> Option<bool> {
    let numbers = (0..rules.len()).collect();
    let pass = Pass::new(engine, numbers, rules.to_vec(), Some(due), case);
    let mut proof = Proof::default();
    pass.run(minutes, case, budget, &mut proof)?;
    Some(proof.answers.iter().all(|answer| answer.minutes == 0))
}

/// Rules evaluated together, for one due or none.
struct Pass<'r> {
    engine: &'r Engine,
    /// Indices of the rules among all.
    numbers: Vec<usize>,
    rules: Vec<(&'r Pack, &'r Rule)>,
    known: Vec<PartialRule<'r>>,
    due: Option<usize>,
}

impl<'r> Pass<'r> {
    /// Keeps the rules that apply to the request for some sending.
    fn new(
        engine: &'r Engine,
        numbers: Vec<usize>,
        rules: Vec<(&'r Pack, &'r Rule)>,
        due: Option<usize>,
        case: &Case<'_>,
    ) -> Self {
        let due_known = due.and_then(|number| {
            let basis = case.dues.get(number)?.basis;
            Some(due_view(case, None, None, basis, Some(number)))
        });
        let mut pass = Self {
            engine,
            numbers: Vec::with_capacity(rules.len()),
            known: Vec::with_capacity(rules.len()),
            rules: Vec::with_capacity(rules.len()),
            due,
        };
        for (number, rule) in numbers.into_iter().zip(rules) {
            if let Some(known) = PartialRule::of_due(engine, rule, case, due_known.as_ref()) {
                pass.numbers.push(number);
                pass.rules.push(rule);
                pass.known.push(known);
            }
        }
        pass
    }

    /// Evaluates the rules at every minute; `None` if the budget is exceeded.
    fn run<'c>(
        &self,
        minutes: &Minutes,
        case: &mut Case<'c>,
        budget: &mut Budget,
        proof: &mut Proof,
    ) -> Option<()> {
        let asks = TimeReads::of(&self.known);
        let day_classes = DayClassifier::new(case, self.engine, self.due, &self.rules);
        let due_is_fixed = day_classes.due_is_fixed;
        let mut sweep = Sweep::new(case, self.due, &asks, &self.rules, *budget);
        let regions = match due_is_fixed {
            true => sweep.regions(minutes),
            false => Some(Vec::new()),
        };
        let groups = regions.and_then(|regions| fold(minutes, &day_classes, &regions, &mut sweep.budget));
        let done = groups.and_then(|groups| self.sweep(&mut sweep, minutes, &groups, due_is_fixed, proof));
        *budget = sweep.budget;
        done
    }

    fn sweep(
        &self,
        sweep: &mut Sweep<'_, '_>,
        minutes: &Minutes,
        groups: &[DayGroup<'_>],
        due_is_fixed: bool,
        proof: &mut Proof,
    ) -> Option<()> {
        let first = proof.answers.len();
        for DayGroup {
            first: day,
            last,
            count,
        } in groups
        {
            let spans = minutes.of_day(day);
            let raised = self.sweep_day(sweep, (day.date, spans, *count), first, proof)?;
            // The days are equal but for the time left to a fixed due: the latest has the least.
            if raised && due_is_fixed && *count > 1 {
                self.sweep_day(sweep, (last.date, spans, 0), first, proof)?;
            }
        }
        Some(())
    }

    /// Evaluates every minute of a day that represents `count` days; returns whether a rule is broken at any.
    fn sweep_day(
        &self,
        sweep: &mut Sweep<'_, '_>,
        (date, spans, count): (NaiveDate, &[(i64, i64)], i64),
        first: usize,
        proof: &mut Proof,
    ) -> Option<bool> {
        // Answers already counted for this day.
        let mut today: Vec<usize> = Vec::new();
        for piece in sweep.pieces(date, spans)? {
            let length = piece.minutes();
            let Piece {
                first: sending,
                others,
            } = piece;
            let from = sending.at;
            sweep.case.send_at(from);
            if sweep.case.hearing.is_some_and(|hearing| hearing.reversed) {
                proof.reversed = Some(proof.reversed.map_or(from, |first| first.min(from)));
            }
            let mut raised: Vec<RaisedRule<'r>> = Vec::new();
            self.ask(sweep.case, from, sending.due.as_slice(), &mut |query, verdict| {
                if matches!(verdict, Verdict::Passed) {
                    return false;
                }
                let answer = proof.answer(query, first);
                let found = &mut proof.answers[answer];
                match verdict {
                    Verdict::Raised(views) => {
                        found.minutes += length * count;
                        if !today.contains(&answer) {
                            today.push(answer);
                            found.days += count;
                        }
                        found.take_worst(badness(query.rule, &views, from), from);
                        raised.push(RaisedRule {
                            answer,
                            rule: query.rule,
                            groups: views.iter().map(|view| view.group).collect(),
                        });
                        true
                    }
                    Verdict::Unknown(missing) => {
                        for name in missing {
                            if !found.missing.contains(&name) {
                                found.missing.push(name);
                            }
                        }
                        false
                    }
                    Verdict::Passed => false,
                }
            });
            if !raised.is_empty() {
                for sending in &others {
                    self.take_worst(sweep.case, sending, &raised, proof)?;
                }
            }
        }
        Some(!today.is_empty())
    }

    /// Updates the worst minute with another at which the same rules are broken.
    fn take_worst(
        &self,
        case: &Case<'_>,
        sending: &Sending,
        raised: &[RaisedRule<'r>],
        proof: &mut Proof,
    ) -> Option<()> {
        let (pack, _) = *self.rules.first()?;
        for one in raised {
            let view_of = |group: &usize| View {
                case,
                pack,
                packs: &self.engine.rules.packs,
                sent: Some(sending.at),
                due: sending.due.as_ref(),
                group: *group,
                item: None,
            };
            let failing: Vec<View<'_>> = one.groups.iter().map(view_of).collect();
            let answer = proof.answers.get_mut(one.answer)?;
            answer.take_worst(badness(one.rule, &failing, sending.at), sending.at);
        }
        Some(())
    }

    /// Evaluates the rules for one sending, with indices as among all rules and dues.
    fn ask(
        &self,
        case: &Case<'_>,
        sent: Moment,
        views: &[DueView],
        take: &mut dyn FnMut(RuleQuery<'r>, Verdict<'_>) -> bool,
    ) {
        let rules = self.rules.iter().copied();
        ask_rules(rules, self.engine, case, Some(sent), views, |query, view| {
            let number = self.numbers.get(query.number).copied().unwrap_or_default();
            let due = query.due.and(self.due);
            let known = self.known.get(query.number);
            let verdict = known.map_or_else(|| verdict(query.rule, view), |known| known.verdict(view));
            take(RuleQuery { number, due, ..query }, verdict)
        });
    }
}

/// The rules evaluated for a template, and which are broken at some minute for which due.
pub(super) struct BrokenRules<'r> {
    rules: Vec<&'r Rule>,
    broken: Vec<(usize, Option<usize>)>,
}

impl BrokenRules<'_> {
    /// Whether one of `rules` is broken for a due; `None` if one was not evaluated.
    pub fn any(&self, rules: &[(&Pack, &Rule)], due: usize) -> Option<bool> {
        let mut any = false;
        for (_, rule) in rules {
            let number = self.rules.iter().position(|known| std::ptr::eq(*known, *rule))?;
            any |= self.broken.contains(&(number, Some(due)));
        }
        Some(any)
    }
}

impl Proof {
    /// The rules broken at some minute.
    pub fn broken<'r>(&self, rules: &[(&Pack, &'r Rule)]) -> BrokenRules<'r> {
        let broken = self.answers.iter().filter(|answer| answer.minutes > 0);
        BrokenRules {
            rules: rules.iter().map(|(_, rule)| *rule).collect(),
            broken: broken.map(|answer| (answer.rule, answer.due)).collect(),
        }
    }

    /// Index of the answer to a query, searched from `first` on: the answers of the current due.
    fn answer(&mut self, query: RuleQuery<'_>, first: usize) -> usize {
        let same = |known: &RuleResult| {
            known.rule == query.number && known.due == query.due && known.item == query.item
        };
        // Queries come in the same order at every minute.
        let next = std::mem::take(&mut self.next);
        let is_next = next >= first && self.answers.get(next).is_some_and(same);
        let known = || {
            let known = self.answers.iter().skip(first).position(same);
            known.map(|known| first + known)
        };
        if let Some(known) = Some(next).filter(|_| is_next).or_else(known) {
            self.next = known + 1;
            return known;
        }
        self.answers.push(RuleResult {
            rule: query.number,
            due: query.due,
            item: query.item,
            minutes: 0,
            days: 0,
            worst: None,
            missing: Vec::new(),
            badness: None,
        });
        self.answers.len() - 1
    }
}

fn badness(rule: &Rule, views: &[View<'_>], sent: Moment) -> Badness {
    let mut compared = None;
    rule.require.visit(&mut |inner| {
        if let Some((quantity, _)) = inner.time()
            && quantity != Quantity::Effort
        {
            compared.get_or_insert(quantity);
        }
    });
    // The clock compared is that of the recipients for whom the rule is broken; working time is the strictest
    // recipient's.
    let least = |quantity: Quantity| {
        let values = views.iter().filter_map(|view| view.quantity(quantity));
        values.min().unwrap_or(i64::MAX)
    };
    let due = views.first().and_then(|view| view.due);
    let least_clock = |clock: fn(&Clocks) -> i64| {
        let clocks = due.iter().flat_map(|due| due.clocks.iter().flatten());
        clocks.map(clock).min().unwrap_or(i64::MAX)
    };
    (
        compared.map_or(i64::MAX, least),
        least_clock(|clocks| clocks.working),
        least_clock(|clocks| clocks.elapsed),
        sent,
    )
}

/// Whether a rule's result may depend on the sending time; if not, it is known without one.
pub(super) fn is_timed(rule: &Rule, case: &Case<'_>, year_open: bool) -> bool {
    // A due taken from the hearing, and its precision, depend on the hearing.
    let due_open = case.dues.iter().any(|due| due.basis == Basis::Hearing);
    let mut timed = false;
    for condition in [&rule.when, &rule.require] {
        condition.visit(&mut |inner| {
            let reads = inner.reads();
            // The year of 「9/11（木）」 is resolved from the day of sending.
            timed |= reads.is_timed() || reads.dates && year_open || reads.written.is_some() && due_open;
        });
    }
    timed
}

/// Whether a due breaks any of `rules`, with the case as it is.
pub(super) fn breaks(
    engine: &Engine,
    rules: &[(&Pack, &Rule)],
    case: &Case<'_>,
    sent: Moment,
    due: &DueView,
) -> bool {
    debug_assert!(rules.iter().all(|(_, rule)| rule.reads_due_moment));
    breaks_any(engine, rules.iter().copied(), case, sent, due)
}
