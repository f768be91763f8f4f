//! One request under judgement: each rule is asked of each due, and of each item of its list.

use super::report::Undetermined;
use super::{findings, template};
use crate::calendar::hours::Moment;
use crate::case::{Basis, Case, DueAt};
use crate::diagnostic::{Diagnostic, Fix};
use crate::engine::Engine;
use crate::remedy::edit::Editable;
use crate::remedy::{self, RemedyOf, beside};
use crate::rules::condition::{List, Truth};
use crate::rules::eval::{DueView, Item, View};
use crate::rules::{Pack, Rule};
use crate::source::Source;
use crate::text::{Lang, catalogue};

/// The findings on a request, and what cannot be determined.
///
/// Edits are offered where `editable` is the text they would be written into.
pub(super) fn judge_case(
    case: &Case<'_>,
    editable: Option<&Editable<'_>>,
    engine: &Engine,
    lang: Lang,
) -> Judged {
    judge_rules(
        selected(engine, case),
        case,
        editable,
        &mut |_, _| None,
        engine,
        lang,
    )
}

/// As [`judge_case`], of a template that is sent at one moment: what it counts from there is mended so too.
pub(super) fn judge_sent_template(
    case: &Case<'_>,
    source: &Source,
    editable: Option<&Editable<'_>>,
    engine: &Engine,
    lang: Lang,
) -> Judged {
    let request = case.request;
    let unsent = Case::new(request, case.world);
    let sent_at = |at| template::Minutes::sent_at(&unsent, at, engine);
    let minutes = case.sent.at.and_then(sent_at);
    let mut remedies = minutes.as_ref().map(|minutes| {
        template::Remedies::new(
            engine,
            &unsent,
            minutes,
            source,
            editable,
            template::Budget::of_remedies(),
            lang,
        )
    });
    let counted = |of, due: Option<usize>| match due.and_then(|due| request.dues.get(due)) {
        Some(due) if of == RemedyOf::Due => due.relative.is_some(),
        _ => request
            .hearing
            .as_ref()
            .is_some_and(|hearing| hearing.start_relative.is_some()),
    };
    let mut mended = |of, due| {
        let remedies = remedies.as_mut().filter(|_| counted(of, due));
        remedies.map(|remedies| remedies.find(of, due))
    };
    judge_rules(selected(engine, case), case, editable, &mut mended, engine, lang)
}

/// The rules that may apply to a request, of those that are asked for.
pub(super) fn selected<'e>(
    engine: &'e Engine,
    case: &Case<'_>,
) -> impl Iterator<Item = (&'e Pack, &'e Rule)> {
    engine.rules_for(case).filter(|(_, rule)| engine.takes(rule))
}

/// As [`judge_case`], by these rules alone.
///
/// `mended` gives what mends a due or a hearing that is counted from the sending; where it gives nothing,
/// the nearest time is looked for.
pub(super) fn judge_rules<'r>(
    rules: impl Iterator<Item = (&'r Pack, &'r Rule)>,
    case: &Case<'_>,
    editable: Option<&Editable<'_>>,
    mended: &mut dyn FnMut(RemedyOf, Option<usize>) -> Option<Mended>,
    engine: &Engine,
    lang: Lang,
) -> Judged {
    let mut judge = Judge {
        editable,
        mended,
        engine,
        case,
        lang,
        found: Vec::new(),
        undetermined: Vec::new(),
        remedies: Vec::new(),
    };
    let dues = judge.run(rules);
    Judged {
        found: judge.found,
        undetermined: judge.undetermined,
        dues,
    }
}

/// What came of a request.
pub(super) struct Judged {
    pub found: Vec<Diagnostic>,
    pub undetermined: Vec<Undetermined>,
    /// Its dues with their clocks, in the request's order.
    pub dues: Vec<DueView>,
}

/// What is asked: a rule, of a due and of an item of its list.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'r> {
    /// The rule's number among those asked.
    pub number: usize,
    pub rule: &'r Rule,
    pub due: Option<usize>,
    /// Tells the items of its list, and the plans that it is asked of, apart.
    pub item: usize,
}

/// Asks rules of a request: of each due, of each item of their lists, and those that one rule stops of
/// no due that it has stopped. `ask` says whether the rule is raised.
pub(crate) fn ask_rules<'r>(
    rules: impl Iterator<Item = (&'r Pack, &'r Rule)>,
    engine: &Engine,
    case: &Case<'_>,
    sent: Option<Moment>,
    views: &[DueView],
    mut ask: impl FnMut(Asked<'r>, View<'_>) -> bool,
) {
    let mut stopped = vec![false; views.len()];
    let mut hearing_stopped = false;
    for (number, (own, rule)) in rules.enumerate() {
        if hearing_stopped && rule.reads_hearing_from_sent && !rule.stops_hearing {
            continue;
        }
        // A rule of no plan that reads a plan's period is asked of every plan that judges the request.
        let of_plans = rule.reads_period && !own.has_period();
        let plans = engine.judging(case).filter(|plan| of_plans && plan.has_period());
        let packs = Some(own).filter(|_| !of_plans).into_iter().chain(plans);
        for (plan, pack) in packs.enumerate() {
            let asked = |due, item| Asked {
                number,
                rule,
                due,
                item: item * engine.packs.len() + plan,
            };
            let base = View {
                case,
                pack,
                packs: &engine.packs,
                sent,
                due: None,
                group: 0,
                item: None,
            };
            if !rule.reads_due || views.is_empty() {
                let raised = each_item(rule, base, |view, item| ask(asked(None, item), view));
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
                let raised = each_item(rule, view, |view, item| ask(asked(Some(due), item), view));
                stopped[due] |= raised && rule.stops_due;
                hearing_stopped |= raised && rule.stops_hearing;
            }
        }
    }
}

/// Asks a rule of each item of its list, by the item's number, or once. Says whether it is raised for any.
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
            // One that could not be read is asked all the same, and leaves the rule undetermined.
            if request.materials_unreadable.is_some() {
                raised |= ask(view, request.materials.len());
            }
        }
        Some(_) => {
            let dates = view.case.written_dates();
            for (number, date) in dates.iter().enumerate() {
                let item = Some(Item::Date(date));
                raised |= ask(View { item, ..view }, number);
            }
            // Of a text with more dates than are looked at, the rest is not known to be right.
            if request.mentions.cut {
                raised |= ask(view, dates.len());
            }
        }
    }
    raised
}

/// One request under judgement.
struct Judge<'a, 's, 'm> {
    editable: Option<&'a Editable<'s>>,
    mended: &'m mut dyn FnMut(RemedyOf, Option<usize>) -> Option<Mended>,
    engine: &'a Engine,
    case: &'a Case<'a>,
    lang: Lang,
    found: Vec<Diagnostic>,
    undetermined: Vec<Undetermined>,
    /// Remedies found so far: a due has one, however many rules it breaks.
    remedies: Vec<Remedied>,
}

/// What was to be moved, the due's number, and where to: the sentence and the edit.
type Remedied = ((RemedyOf, Option<usize>), Mended);

/// What mends a finding: the sentence and the edit.
pub(super) type Mended = (Option<String>, Vec<Fix>);

/// What came of a rule for one due or item.
pub(crate) enum Verdict<'a> {
    /// It holds, or does not apply.
    Passed,
    /// It does not hold for these groups of recipients.
    Raised(Vec<View<'a>>),
    /// It cannot be told, for want of these.
    Unknown(Vec<&'static str>),
}

impl<'a> Judge<'a, '_, '_> {
    fn run<'r>(&mut self, rules: impl Iterator<Item = (&'r Pack, &'r Rule)>) -> Vec<DueView> {
        let (engine, case) = (self.engine, self.case);
        if case.hearing.is_some_and(|hearing| hearing.reversed) {
            self.found.push(findings::hearing_reversed(case, self.lang));
        }
        self.found.extend(findings::just_past(case, self.lang));
        let sent = case.sent.at;
        let views = due_views(case, sent);
        let rules: Vec<(&Pack, &Rule)> = rules.collect();
        // A date alone for sent: what only some times of that day break cannot be told.
        let day = template::DayProof::of(case, engine, &rules);
        // Hours that a template leaves blank: what the default does not break cannot be told.
        let open = case.without_assumed_hours();
        let open_views = open.as_ref().map_or_else(Vec::new, |open| due_views(open, sent));
        ask_rules(
            rules.iter().copied(),
            engine,
            case,
            sent,
            &views,
            |asked, view| {
                let told = match day.as_ref().and_then(|day| day.verdict(asked)) {
                    Some(template::OverDay::SomeTimes) => Verdict::Unknown(vec!["sent.time"]),
                    Some(template::OverDay::Unknown(missing)) => Verdict::Unknown(missing),
                    Some(template::OverDay::Never) => Verdict::Passed,
                    Some(template::OverDay::AllDay) | None => verdict(asked.rule, view),
                };
                if let Verdict::Raised(views) = &told {
                    self.raise(asked, views, view.item);
                    return true;
                }
                let told = match &open {
                    Some(open) => verdict(
                        asked.rule,
                        View {
                            case: open,
                            due: asked.due.and_then(|due| open_views.get(due)),
                            ..view
                        },
                    ),
                    None => told,
                };
                if let Verdict::Unknown(missing) = told {
                    self.add_undetermined(asked.rule, missing);
                }
                false
            },
        );
        views
    }

    fn raise(&mut self, asked: Asked<'_>, views: &[View<'_>], item: Option<Item<'_>>) {
        let (remedy, fixes) = self.remedy(asked.rule, asked.due, item);
        let mut found = findings::finding(asked.rule, views, asked.due, remedy, self.lang);
        found.fixes = fixes;
        self.found.push(found);
    }

    /// The sentence that says what to do, and the edits that do it.
    fn remedy(
        &mut self,
        rule: &Rule,
        due: Option<usize>,
        item: Option<Item<'_>>,
    ) -> (Option<String>, Vec<Fix>) {
        let (case, lang) = (self.case, self.lang);
        if let (Some(Item::Date(date)), Some(editable)) = (item, self.editable)
            && !date.is_right()
        {
            return (None, beside::weekday_fixes(case, date, editable, lang));
        }
        let Some(of) = RemedyOf::rule(rule).filter(|_| self.engine.remedies) else {
            return (None, Vec::new());
        };
        if let Some(mended) = (self.mended)(of, due) {
            return mended;
        }
        if let Some((_, known)) = self.remedies.iter().find(|(known, _)| *known == (of, due)) {
            return known.clone();
        }
        let target = remedy::target::target(self.engine, case, of, due);
        let mut sentence = remedy::sentence(self.engine, case, of, due, target, lang);
        if case.request.recurrence.is_some()
            && let Some(sentence) = &mut sentence
        {
            sentence.push_str(catalogue::REMEDY_SERIES.text(lang));
        }
        let mut fixes = Vec::new();
        if let (Some(target), Some(editable)) = (target, self.editable)
            && let Some(fix) = remedy::edit::fix(self.engine, case, due, target, editable, lang)
        {
            fixes.push(fix);
            fixes.extend(beside::texts_fix(case, due, target, editable, lang));
        }
        self.remedies.push(((of, due), (sentence.clone(), fixes.clone())));
        (sentence, fixes)
    }

    fn add_undetermined(&mut self, rule: &Rule, missing: Vec<&'static str>) {
        let request = self.case.request.index;
        match self.undetermined.iter_mut().find(|known| known.code == rule.code) {
            Some(known) => {
                for name in missing {
                    if !known.missing.contains(&name) {
                        known.missing.push(name);
                    }
                }
            }
            None => self.undetermined.push(Undetermined {
                code: rule.code.clone(),
                request,
                missing,
            }),
        }
    }
}

/// Every due with its clocks, for a moment of sending.
pub(crate) fn due_views(case: &Case<'_>, sent: Option<Moment>) -> Vec<DueView> {
    let view = |(number, due): (usize, &DueAt<'_>)| due_view(case, sent, due.at, due.basis, Some(number));
    case.dues.iter().enumerate().map(view).collect()
}

/// The clocks of a due; `number` is its place among the request's, where it is one of them.
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

/// Judges a rule for each group of recipients: raised where it fails for any of them; a rule whose
/// applicability is unknown is undetermined, never passed.
pub(crate) fn verdict<'v>(rule: &Rule, view: View<'v>) -> Verdict<'v> {
    let groups = if rule.reads_recipient {
        view.case.groups.len()
    } else {
        1
    };
    let mut failing = Vec::new();
    let mut unknown = false;
    let mut applies = view.judge(&rule.when);
    for group in 0..groups {
        let view = View { group, ..view };
        if group > 0 && rule.applies_by_recipient {
            applies = view.judge(&rule.when);
        }
        match applies {
            Truth::False => {}
            Truth::Unknown => unknown = true,
            Truth::True => match view.judge(&rule.require) {
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
        if view.judge(&rule.when) == Truth::True {
            view.missing(&rule.require, &mut missing);
        }
    }
    Verdict::Unknown(missing)
}

/// Whether any of `rules` is raised for a due of a case at these moments.
pub(crate) fn breaks_any<'r>(
    engine: &Engine,
    rules: impl Iterator<Item = (&'r crate::rules::Pack, &'r Rule)>,
    case: &Case<'_>,
    sent: Moment,
    due: &DueView,
) -> bool {
    let mut rules = rules;
    rules.any(|(pack, rule)| {
        let view = View {
            case,
            pack,
            packs: &engine.packs,
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
            view.judge(&rule.when) == Truth::True && view.judge(&rule.require) == Truth::False
        })
    })
}
