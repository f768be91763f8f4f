//! What each rule says of a template over every minute at which it may be sent.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::budget::Budget;
use super::sendings::{Minutes, SendingDay};
use super::shape::{Shape, Shapes};
use super::sweep::{Asks, Sweep};
use crate::calendar::clocks::Clocks;
use crate::calendar::hours::Moment;
use crate::engine::Engine;
use crate::engine::known::Known;
use crate::engine::verdict::{RuleQuery, Verdict, ask_rules, breaks_any, verdict};
use crate::resolve::{Basis, Case};
use crate::rules::condition::Quantity;
use crate::rules::eval::{DueView, View};
use crate::rules::{Pack, Rule};

/// How bad a sending is, the worst first: the clock that the rule compares, working time, wall time, when.
type Badness = (i64, i64, i64, Moment);

/// What one rule says of one due or item, over all minutes.
pub(super) struct Answer {
    /// The rule's number.
    pub rule: usize,
    pub due: Option<usize>,
    pub item: usize,
    /// How many minutes break it.
    pub minutes: i64,
    /// On how many days.
    pub days: i64,
    /// The worst minute.
    pub worst: Option<Moment>,
    /// What is missing at some minute.
    pub missing: Vec<&'static str>,
    badness: Option<Badness>,
}

impl Answer {
    fn take_worst(&mut self, badness: Badness, sent: Moment) {
        if self.badness.is_none_or(|worst| badness < worst) {
            self.badness = Some(badness);
            self.worst = Some(sent);
        }
    }
}

/// What is raised for some groups of recipients.
struct Raised<'r> {
    answer: usize,
    rule: &'r Rule,
    groups: Vec<usize>,
}

/// What every rule says.
#[derive(Default)]
pub(super) struct Proof {
    pub answers: Vec<Answer>,
    /// The first sending at which the hearing ends before it starts.
    pub reversed: Option<Moment>,
    /// The answer after the one given last.
    next: usize,
}

/// Days of one shape.
pub(super) struct ShapeGroup<'m> {
    /// The earliest of them, which represents all.
    pub first: &'m SendingDay,
    /// The latest.
    last: &'m SendingDay,
    /// How many there are.
    pub count: i64,
}

/// The days of sending by their shapes and `regions`, in the order of their first days.
pub(super) fn fold<'m>(
    minutes: &'m Minutes,
    shapes: &Shapes<'_>,
    regions: &[usize],
    budget: &mut Budget,
) -> Option<Vec<ShapeGroup<'m>>> {
    budget.pay(minutes.days.len().saturating_mul(2))?;
    let mut known: HashMap<(Shape, Option<usize>), usize> = HashMap::new();
    let mut found: Vec<ShapeGroup<'m>> = Vec::new();
    for (at, day) in minutes.days.iter().enumerate() {
        let key = (shapes.of(day), regions.get(at).copied());
        let number = *known.entry(key).or_insert(found.len());
        match found.get_mut(number) {
            Some(alike) => (alike.last, alike.count) = (day, alike.count + 1),
            None => found.push(ShapeGroup {
                first: day,
                last: day,
                count: 1,
            }),
        }
    }
    Some(found)
}

/// Asks every rule at every minute. `None` where that is too much. The case is left as asked last.
///
/// Each due is gone through by itself, with the rules that read it, and the other rules without any: days
/// that differ for one due are alike for another.
pub(super) fn prove<'c>(
    engine: &Engine,
    rules: &[(&Pack, &Rule)],
    minutes: &Minutes,
    case: &mut Case<'c>,
    budget: &mut Budget,
) -> Option<Proof> {
    let dues = case.dues.len();
    let mut proof = Proof::default();
    let of_due = |rule: &Rule| dues > 0 && rule.reads_due;
    for due in (0..dues).map(Some).chain([None]) {
        let (numbers, rules): (Vec<usize>, Vec<(&Pack, &Rule)>) = rules
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, (_, rule))| of_due(rule) == due.is_some())
            .unzip();
        if rules.is_empty() && due.is_none() && dues > 0 {
            continue;
        }
        let pass = Pass::new(engine, numbers, rules, due, case);
        pass.run(minutes, case, budget, &mut proof)?;
    }
    // By rule and due, as if all had been asked at once.
    proof
        .answers
        .sort_by_key(|answer| (answer.rule, answer.due, answer.item));
    Some(proof)
}

/// Whether no rule is raised for a due at any minute. `None` where that is too much to ask.
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

/// Some of the rules, and the due they are evaluated for.
struct Pass<'r> {
    engine: &'r Engine,
    /// The rules' numbers among all.
    numbers: Vec<usize>,
    rules: Vec<(&'r Pack, &'r Rule)>,
    known: Vec<Known<'r>>,
    due: Option<usize>,
}

impl<'r> Pass<'r> {
    /// Of those of the rules that are for such a request, whenever it is sent.
    fn new(
        engine: &'r Engine,
        numbers: Vec<usize>,
        rules: Vec<(&'r Pack, &'r Rule)>,
        due: Option<usize>,
        case: &Case<'_>,
    ) -> Self {
        let mut pass = Self {
            engine,
            numbers: Vec::with_capacity(rules.len()),
            known: Vec::with_capacity(rules.len()),
            rules: Vec::with_capacity(rules.len()),
            due,
        };
        for (number, rule) in numbers.into_iter().zip(rules) {
            if let Some(known) = Known::of_due(engine, rule, case, due) {
                pass.numbers.push(number);
                pass.rules.push(rule);
                pass.known.push(known);
            }
        }
        pass
    }

    /// Asks them at every minute. `None` where the budget is spent.
    fn run<'c>(
        &self,
        minutes: &Minutes,
        case: &mut Case<'c>,
        budget: &mut Budget,
        proof: &mut Proof,
    ) -> Option<()> {
        let asks = Asks::of(&self.rules);
        let shapes = Shapes::new(case, self.engine, self.due, &self.rules);
        let due_is_fixed = shapes.due_is_fixed;
        let mut sweep = Sweep::new(case, self.due, &asks, &self.rules, *budget);
        let regions = match due_is_fixed {
            true => sweep.regions(minutes),
            false => Some(Vec::new()),
        };
        let alike = regions.and_then(|regions| fold(minutes, &shapes, &regions, &mut sweep.budget));
        let done = alike.and_then(|alike| self.sweep(&mut sweep, minutes, &alike, due_is_fixed, proof));
        *budget = sweep.budget;
        done
    }

    fn sweep(
        &self,
        sweep: &mut Sweep<'_, '_>,
        minutes: &Minutes,
        alike: &[ShapeGroup<'_>],
        due_is_fixed: bool,
        proof: &mut Proof,
    ) -> Option<()> {
        let first = proof.answers.len();
        for ShapeGroup {
            first: day,
            last,
            count,
        } in alike
        {
            let spans = minutes.of_day(day);
            let raised = self.sweep_day(sweep, (day.date, spans, *count), first, proof)?;
            // It is the same on all of them, but for how long it is to a due that does not move: the least is last.
            if raised && due_is_fixed && *count > 1 {
                self.sweep_day(sweep, (last.date, spans, 0), first, proof)?;
            }
        }
        Some(())
    }

    /// Asks at every minute of a day, which counts as many. Says whether a rule is raised at any.
    fn sweep_day(
        &self,
        sweep: &mut Sweep<'_, '_>,
        (date, spans, count): (NaiveDate, &[(i64, i64)], i64),
        first: usize,
        proof: &mut Proof,
    ) -> Option<bool> {
        // Answers raised on this day already: a day is counted once.
        let mut today: Vec<usize> = Vec::new();
        for (from, until) in sweep.pieces(date, spans)? {
            let length = (until.0 - from.0) / 60 + 1;
            let views = sweep.send_at(from)?;
            if sweep.case.hearing.is_some_and(|hearing| hearing.reversed) {
                proof.reversed = Some(proof.reversed.map_or(from, |first| first.min(from)));
            }
            let mut raised: Vec<Raised<'r>> = Vec::new();
            self.ask(sweep.case, from, &views, &mut |asked, verdict| {
                if matches!(verdict, Verdict::Passed) {
                    return false;
                }
                let answer = proof.answer(asked, first);
                let found = &mut proof.answers[answer];
                match verdict {
                    Verdict::Raised(views) => {
                        found.minutes += length * count;
                        if !today.contains(&answer) {
                            today.push(answer);
                            found.days += count;
                        }
                        found.take_worst(badness(asked.rule, &views, from), from);
                        raised.push(Raised {
                            answer,
                            rule: asked.rule,
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
            // Every verdict is the same through a piece, and its clocks run evenly: the worst of it is at an end.
            if until != from && !raised.is_empty() {
                let views = sweep.send_at(until)?;
                self.take_worst(sweep.case, until, &views, &raised, proof)?;
            }
        }
        Some(!today.is_empty())
    }

    /// Looks whether a sending is worse, at which the same is raised.
    fn take_worst(
        &self,
        case: &Case<'_>,
        sent: Moment,
        views: &[DueView],
        raised: &[Raised<'r>],
        proof: &mut Proof,
    ) -> Option<()> {
        let (pack, _) = *self.rules.first()?;
        for one in raised {
            let of_group = |group: &usize| View {
                case,
                pack,
                packs: &self.engine.rules.packs,
                sent: Some(sent),
                due: views.first(),
                group: *group,
                item: None,
            };
            let failing: Vec<View<'_>> = one.groups.iter().map(of_group).collect();
            let answer = proof.answers.get_mut(one.answer)?;
            answer.take_worst(badness(one.rule, &failing, sent), sent);
        }
        Some(())
    }

    /// What each rule says of one sending, under the numbers that rule and due have among all.
    fn ask(
        &self,
        case: &Case<'_>,
        sent: Moment,
        views: &[DueView],
        take: &mut dyn FnMut(RuleQuery<'r>, Verdict<'_>) -> bool,
    ) {
        let rules = self.rules.iter().copied();
        ask_rules(rules, self.engine, case, Some(sent), views, |asked, view| {
            let number = self.numbers.get(asked.number).copied().unwrap_or_default();
            let due = asked.due.and(self.due);
            let known = self.known.get(asked.number);
            let verdict = known.map_or_else(|| verdict(asked.rule, view), |known| known.verdict(view));
            take(RuleQuery { number, due, ..asked }, verdict)
        });
    }
}

/// The rules that a template was judged by, and which are broken at some minute for which due.
pub(super) struct Broken<'r> {
    rules: Vec<&'r Rule>,
    broken: Vec<(usize, Option<usize>)>,
}

impl Broken<'_> {
    /// Whether one of `rules` is broken for a due; `None` where one of them was not asked.
    pub fn any(&self, rules: &[(&Pack, &Rule)], due: usize) -> Option<bool> {
        let mut any = false;
        for (_, rule) in rules {
            let number = self.rules.iter().position(|asked| std::ptr::eq(*asked, *rule))?;
            any |= self.broken.contains(&(number, Some(due)));
        }
        Some(any)
    }
}

impl Proof {
    /// What is broken at some minute, of the rules that were asked.
    pub fn broken<'r>(&self, rules: &[(&Pack, &'r Rule)]) -> Broken<'r> {
        let broken = self.answers.iter().filter(|answer| answer.minutes > 0);
        Broken {
            rules: rules.iter().map(|(_, rule)| *rule).collect(),
            broken: broken.map(|answer| (answer.rule, answer.due)).collect(),
        }
    }

    /// The answer to what is asked, among those from `first` on: one due has few, all dues have many.
    fn answer(&mut self, asked: RuleQuery<'_>, first: usize) -> usize {
        let same =
            |known: &Answer| known.rule == asked.number && known.due == asked.due && known.item == asked.item;
        // They are asked in the same order at every minute.
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
        self.answers.push(Answer {
            rule: asked.number,
            due: asked.due,
            item: asked.item,
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
    // The clock that the rule compares is that of those for whom it is broken; the working time that is shown
    // beside is the strictest recipient's.
    let least = |quantity: Quantity| {
        let values = views.iter().filter_map(|view| view.quantity(quantity));
        values.min().unwrap_or(i64::MAX)
    };
    let due = views.first().and_then(|view| view.due);
    let of_all = |clock: fn(&Clocks) -> i64| {
        let clocks = due.iter().flat_map(|due| due.clocks.iter().flatten());
        clocks.map(clock).min().unwrap_or(i64::MAX)
    };
    (
        compared.map_or(i64::MAX, least),
        of_all(|clocks| clocks.working),
        of_all(|clocks| clocks.elapsed),
        sent,
    )
}

/// Whether a rule's verdict may depend on when the request is sent. Of what does not, the verdict is known
/// without a sending.
pub(super) fn is_timed(rule: &Rule, case: &Case<'_>, year_open: bool) -> bool {
    // A due taken from the hearing is known with the hearing, and so is how it is written.
    let due_open = case.dues.iter().any(|due| due.basis == Basis::Hearing);
    let mut timed = false;
    for condition in [&rule.when, &rule.require] {
        condition.visit(&mut |inner| {
            let reads = inner.reads();
            // The year of 「9/11（木）」 is found from the day of sending.
            timed |= reads.is_timed() || reads.dates && year_open || reads.written.is_some() && due_open;
        });
    }
    timed
}

/// Whether any of `rules` is raised for a due, of a case as it is sent now.
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
