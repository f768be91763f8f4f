//! Judges one request: each rule, for each due and each item of its list.

use std::sync::Arc;

use super::template::ProposedFix;
use super::undetermined::Undetermined;
use super::{findings, template};
use crate::diagnostic::{self, Diagnostic};
use crate::engine::Engine;
use crate::engine::verdict::{RuleQuery, Verdict, ask_rules, due_views, selected, verdict};
use crate::fix::{self, FixSubject, NearestTimes, unsafe_fixes};
use crate::format::edit::Editable;
use crate::message::{Message, catalogue};
use crate::resolve::Case;
use crate::rules::eval::{DueView, Item, View};
use crate::rules::explain::dates_of;
use crate::rules::{Pack, Rule};
use crate::source::Source;

/// Findings on a request, and undetermined rules.
///
/// Fixes are offered if `editable` is given: the text they apply to.
pub(super) fn judge_case(case: &Case<'_>, editable: Option<&dyn Editable>, engine: &Engine) -> Judgement {
    judge_rules(selected(engine, case), case, editable, &mut |_, _| None, engine)
}

/// As [`judge_case`], for a template sent at one moment; fixes keep values that are relative to sending relative.
pub(super) fn judge_sent_template(
    case: &Case<'_>,
    source: &Source,
    editable: Option<&dyn Editable>,
    engine: &Engine,
) -> Judgement {
    let request = case.request;
    let unsent = Case::new(request, case.env);
    let sent_at = |at| template::Minutes::sent_at(&unsent, at, engine);
    let minutes = case.sent.at.and_then(sent_at);
    let mut remedies = minutes.as_ref().map(|minutes| {
        template::TemplateFixes::new(
            engine,
            &unsent,
            minutes,
            source,
            editable,
            template::Budget::of_remedies(),
        )
    });
    let counted = |subject, due: Option<usize>| match due.and_then(|due| request.dues.get(due)) {
        Some(due) if subject == FixSubject::Due => due.at.counted().is_some(),
        _ => request
            .hearing
            .as_ref()
            .is_some_and(|hearing| hearing.start.counted().is_some()),
    };
    let mut fixed = |subject, due| {
        let remedies = remedies.as_mut().filter(|_| counted(subject, due));
        remedies.map(|remedies| remedies.find(subject, due))
    };
    judge_rules(selected(engine, case), case, editable, &mut fixed, engine)
}

/// As [`judge_case`], with these rules only.
///
/// `fixed` returns the fix of a due or hearing that is relative to sending; where it returns `None`, the nearest
/// complying time is searched.
pub(super) fn judge_rules<'r>(
    rules: impl Iterator<Item = (&'r Pack, &'r Rule)>,
    case: &Case<'_>,
    editable: Option<&dyn Editable>,
    fixed: &mut dyn FnMut(FixSubject, Option<usize>) -> Option<ProposedFix>,
    engine: &Engine,
) -> Judgement {
    let mut judge = Judge {
        editable,
        fixed,
        engine,
        case,
        found: Vec::new(),
        undetermined: Vec::new(),
        nearest_times: Vec::new(),
        remedies: Vec::new(),
    };
    let dues = judge.run(rules);
    Judgement {
        found: judge.found,
        undetermined: judge.undetermined,
        dues,
    }
}

/// Result for one request.
#[derive(Default)]
pub(super) struct Judgement {
    pub found: Vec<Diagnostic>,
    pub undetermined: Vec<Undetermined>,
    /// Its dues with their clocks, in document order.
    pub dues: Vec<DueView>,
}

impl Judgement {
    /// Adds findings and undetermined rules of the same request.
    pub fn add(&mut self, other: Self) {
        self.found.extend(other.found);
        for unknown in other.undetermined {
            unknown.add_to(&mut self.undetermined);
        }
    }

    /// Result for a request that is not judged since the file's budget is spent.
    pub fn unjudged(case: &Case<'_>) -> Self {
        let message = catalogue::LIMIT_JUDGED.message();
        let mut found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, case.request.head, message);
        found.request = Some(case.request.index);
        Self {
            found: vec![found],
            undetermined: Vec::new(),
            dues: due_views(case, case.sent.at),
        }
    }
}

/// State while judging one request.
struct Judge<'a, 's, 'm> {
    editable: Option<&'a (dyn Editable + 's)>,
    fixed: &'m mut dyn FnMut(FixSubject, Option<usize>) -> Option<ProposedFix>,
    engine: &'a Engine,
    case: &'a Case<'a>,
    found: Vec<Diagnostic>,
    undetermined: Vec<Undetermined>,
    /// Offers found so far: one per due or hearing, however many rules it breaks.
    nearest_times: Vec<(FixKey, NearestTimes)>,
    /// The sentence and edits of each time.
    remedies: Vec<((FixKey, NearestTimes), ProposedFix)>,
}

/// What moves, and the due's index.
type FixKey = (FixSubject, Option<usize>);

impl<'a> Judge<'a, '_, '_> {
    fn run<'r>(&mut self, rules: impl Iterator<Item = (&'r Pack, &'r Rule)>) -> Vec<DueView> {
        let (engine, case) = (self.engine, self.case);
        if case.hearing.is_some_and(|hearing| hearing.reversed) {
            self.found.push(findings::hearing_reversed(case));
        }
        self.found.extend(findings::recently_past_dates(case));
        let sent = case.sent.at;
        let views = due_views(case, sent);
        let rules: Vec<(&Pack, &Rule)> = rules.collect();
        // The sending is a date alone: rules broken at only some times of that day are undetermined.
        let day = template::DayProof::of(case, engine, &rules);
        // Hours that a template leaves blank: rules not broken with default hours are undetermined.
        let open = case.without_assumed_hours();
        let open_views = open.as_ref().map_or_else(Vec::new, |open| due_views(open, sent));
        ask_rules(
            rules.iter().copied(),
            engine,
            case,
            sent,
            &views,
            |query, view| {
                let outcome = match day.as_ref().and_then(|day| day.verdict(query)) {
                    Some(template::DayVerdict::SomeTimes) => Verdict::Unknown(vec!["sent.time"]),
                    Some(template::DayVerdict::Unknown(missing)) => Verdict::Unknown(missing),
                    Some(template::DayVerdict::Never) => Verdict::Passed,
                    Some(template::DayVerdict::AllDay) | None => verdict(query.rule, view),
                };
                if let Verdict::Raised(views) = &outcome {
                    self.raise(query, views, view.item);
                    return true;
                }
                let outcome = match &open {
                    Some(open) => verdict(
                        query.rule,
                        View {
                            case: open,
                            due: query.due.and_then(|due| open_views.get(due)),
                            ..view
                        },
                    ),
                    None => outcome,
                };
                if let Verdict::Unknown(missing) = outcome {
                    self.add_undetermined(query.rule, missing);
                }
                false
            },
        );
        views
    }

    fn raise(&mut self, query: RuleQuery<'_>, views: &[View<'_>], item: Option<Item<'_>>) {
        let Some(pack) = views.first().map(|view| view.pack) else {
            return;
        };
        let (remedy, fixes) = self.remedy((pack, query.rule), query.due, item);
        let alone = remedy.as_ref().map(|remedy| match FixSubject::rule(query.rule) {
            Some(FixSubject::Hearing) => self.with_hearing(remedy),
            _ => remedy.clone(),
        });
        let mut found = findings::finding(query.rule, views, query.due, remedy);
        found.remedy = alone;
        found.fixes = fixes;
        self.found.push(found);
    }

    /// A hearing's remedy as a sentence of its own, which says which hearing where there are several.
    fn with_hearing(&self, remedy: &Message) -> Message {
        let start = self.case.hearing.and_then(|hearing| hearing.start);
        let is_one_of_several = !self.case.request.further_hearings.is_empty();
        match start.filter(|_| is_one_of_several) {
            Some(start) => catalogue::REMEDY_OF_ONE_HEARING
                .arg("at", Message::moment(start.japan(), dates_of(self.case)))
                .arg("remedy", remedy.clone()),
            None => catalogue::REMEDY_OF_HEARING.arg("remedy", remedy.clone()),
        }
    }

    /// The remedy's sentence and edits.
    fn remedy(
        &mut self,
        (pack, rule): (&Pack, &Rule),
        due: Option<usize>,
        item: Option<Item<'_>>,
    ) -> ProposedFix {
        let case = self.case;
        if let (Some(Item::Date(date)), Some(editable)) = (item, self.editable)
            && !date.is_right()
        {
            return (None, unsafe_fixes::weekday_fixes(case, date, editable));
        }
        let Some(subject) = FixSubject::rule(rule).filter(|_| self.engine.output.remedies) else {
            return (None, Vec::new());
        };
        if let Some(fixed) = (self.fixed)(subject, due) {
            return fixed;
        }
        let known = self
            .nearest_times
            .iter()
            .find(|(known, _)| *known == (subject, due));
        let whole = known.map(|(_, offer)| *offer);
        let whole = whole.unwrap_or_else(|| {
            let offer = fix::nearest_times(self.engine, case, subject, due);
            self.nearest_times.push(((subject, due), offer));
            offer
        });
        let offer = fix::clearing(whole, self.engine, case, (pack, rule), due);
        if let Some((_, known)) = (self.remedies.iter()).find(|(known, _)| *known == ((subject, due), offer))
        {
            return known.clone();
        }
        let mut sentence = fix::sentence(case, subject, due, offer);
        if case.request.recurrence.is_some() {
            let series = || catalogue::REMEDY_SERIES.message();
            sentence = sentence.map(|sentence| Message::Joined(vec![sentence, series()]));
        }
        let mut fixes = Vec::new();
        if let (Some(target), Some(editable)) = (offer.target, self.editable)
            && let Some(fix) = fix::edit::fix(self.engine, case, due, target, editable)
        {
            let texts = unsafe_fixes::texts_fix(case, due, target, editable);
            fixes.extend(unsafe_fixes::together(fix, texts));
        }
        self.remedies
            .push((((subject, due), offer), (sentence.clone(), fixes.clone())));
        (sentence, fixes)
    }

    fn add_undetermined(&mut self, rule: &Rule, missing: Vec<&'static str>) {
        let unknown = Undetermined {
            code: rule.code.clone(),
            request: self.case.request.index,
            missing: Arc::new(missing),
        };
        unknown.add_to(&mut self.undetermined);
    }
}
