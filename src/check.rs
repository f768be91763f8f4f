//! Requests × rules → findings.

pub mod exceptions;
mod findings;
mod occurrences;
mod template;

use std::collections::HashSet;
use std::sync::Arc;

use crate::calendar::clocks::Clocks;
use crate::calendar::hours::Moment;
use crate::case::{Basis, Case, DueAt};
use crate::diagnostic::{self, Diagnostic, Fix, Severity};
use crate::engine::Engine;
use crate::read::{Context, Format, Named, Reading, ics, yaml};
use crate::remedy::edit::Editable;
use crate::remedy::{self, RemedyOf, beside};
use crate::request::Request;
use crate::rules::condition::{List, Truth};
use crate::rules::eval::{DueView, Item, View};
use crate::rules::{Pack, Rule};
use crate::source::{Source, Span};
use crate::text::{Lang, catalogue, words};
use crate::when::{self, Times};

use exceptions::Listed;

/// A rule that could not be judged for a request, and what is missing for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undetermined {
    /// The rule.
    pub code: Arc<str>,
    /// The request, by its index in the file.
    pub request: usize,
    /// The facts that are missing, by their machine names.
    pub missing: Vec<&'static str>,
}

/// A recipient as the report shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct RecipientSummary {
    /// As the document names it.
    pub office: String,
    /// Its ministry; `None` for what is none or not known.
    pub ministry: Option<String>,
    /// Whether the default hours were taken.
    pub hours_assumed: bool,
    /// Working time from sent to due, in seconds.
    pub working: Option<i64>,
}

/// A request as the report shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Its index in the file.
    pub index: usize,
    /// Its first bytes: where what is said of the whole of it points.
    pub head: Span,
    /// 種別
    pub kind: Option<&'static str>,
    /// 件名
    pub subject: Option<String>,
    /// When it goes out.
    pub sent: Option<Moment>,
    /// What that was taken from.
    pub sent_basis: Basis,
    /// The earliest due.
    pub due: Option<Moment>,
    /// What that was taken from.
    pub due_basis: Option<Basis>,
    /// Every named due.
    pub dues: Vec<(String, Option<Moment>)>,
    /// The hearing's start and end.
    pub hearing: Option<(Option<Moment>, Option<Moment>)>,
    /// The strictest recipient's clocks until the earliest due.
    pub clocks: Option<Clocks>,
    /// Those it goes to.
    pub recipients: Vec<RecipientSummary>,
    /// Whether it was read from a calendar.
    pub from_calendar: bool,
    /// What was assumed, in sentences.
    pub notes: Vec<String>,
    /// How what the document does not state was found, in sentences.
    pub explanations: Vec<String>,
    /// The calendar property that `sent` was taken from.
    pub sent_property: Option<&'static str>,
    /// How many occurrences were judged, where the request comes again.
    pub occurrences: Option<usize>,
    /// Until when a request without findings may still be sent as it is (余裕), where that was asked for.
    pub margin: Option<Moment>,
    /// The times that comply, where they were asked for.
    pub times: Option<Box<Times>>,
    /// Whether it is a template.
    pub template: bool,
    /// The sending times of a template that were judged.
    pub window: Option<Sendings>,
}

/// The minutes at which a template may be sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sendings {
    /// The first of them.
    pub first: Option<Moment>,
    /// The last.
    pub last: Option<Moment>,
    /// How many there are.
    pub minutes: i64,
    /// On how many days.
    pub days: i64,
}

/// Everything there is to say of one file.
#[derive(Debug, Default)]
pub struct FileReport {
    /// Its requests.
    pub requests: Vec<Summary>,
    /// Findings, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that an exception clears.
    pub excepted: Vec<Diagnostic>,
    /// What could not be judged.
    pub undetermined: Vec<Undetermined>,
    /// Why documents of it are no requests.
    pub left_out: Vec<String>,
    /// Findings that a baseline knows; none unless one has been held against them.
    pub baselined: Vec<Diagnostic>,
    /// Every exception that it records, or that configuration does for it.
    pub exceptions: Vec<Listed>,
}

impl FileReport {
    /// How many findings stand with a deviation beside them.
    pub fn deviations(&self) -> usize {
        let deviates = |found: &&Diagnostic| found.deviation.is_some();
        self.diagnostics.iter().filter(deviates).count()
    }

    /// Takes in what came of a request.
    fn take(&mut self, applied: exceptions::Applied, undetermined: Vec<Undetermined>) {
        self.diagnostics.extend(applied.standing);
        self.excepted.extend(applied.excepted);
        self.exceptions.extend(applied.listed);
        self.undetermined.extend(undetermined);
    }
}

impl FileReport {
    /// The codes of a request's errors and warnings, each once.
    pub fn raised(&self, request: usize) -> Vec<&str> {
        let mut codes: Vec<&str> = self
            .diagnostics
            .iter()
            .filter(|found| found.request == Some(request) && found.severity > Severity::Info)
            .map(|found| &*found.code)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// Judges every request of a file. A calendar's source is one of [`Source::decode_calendar`].
pub fn check_source(
    source: &Source,
    format: Format,
    named: Named,
    engine: &Engine,
    now: Moment,
    lang: Lang,
) -> FileReport {
    let reading = read_source(source, format, named, engine, now, lang);
    let editable = engine.edits.then(|| Editable::new(source, format));
    judge_all(source, editable.as_ref(), reading, engine, now, lang)
}

/// Reads the requests of a file as they are judged.
pub fn read_source<'s>(
    source: &'s Source,
    format: Format,
    named: Named,
    engine: &Engine,
    now: Moment,
    lang: Lang,
) -> Reading<'s> {
    let context = Context {
        lang,
        named,
        working_day: engine.working_day,
    };
    match format {
        Format::Yaml => yaml::read(source, context),
        Format::Calendar => ics::read(source, context, engine.calendar_world(now)),
    }
}

/// Decodes a file and judges every request of it; one that cannot be decoded is a finding.
pub fn check_bytes(
    name: &str,
    bytes: Vec<u8>,
    format: Format,
    named: Named,
    engine: &Engine,
    now: Moment,
    lang: Lang,
) -> (Source, FileReport) {
    let decoded = match format {
        Format::Yaml => Source::decode(name, bytes),
        Format::Calendar => Source::decode_calendar(name, bytes),
    };
    match decoded {
        Ok(source) => {
            let report = check_source(&source, format, named, engine, now, lang);
            (source, report)
        }
        Err(error) => {
            let (source, found) = undecodable(name, &error, lang);
            let report = FileReport {
                diagnostics: vec![found],
                ..FileReport::default()
            };
            (source, report)
        }
    }
}

/// Judges every request of a YAML file.
pub fn check_yaml(source: &Source, named: Named, engine: &Engine, now: Moment, lang: Lang) -> FileReport {
    check_source(source, Format::Yaml, named, engine, now, lang)
}

fn judge_all(
    source: &Source,
    editable: Option<&Editable<'_>>,
    reading: Reading<'_>,
    engine: &Engine,
    now: Moment,
    lang: Lang,
) -> FileReport {
    let mut report = FileReport {
        diagnostics: reading.diagnostics,
        left_out: reading.left_out,
        requests: Vec::with_capacity(reading.requests.len()),
        ..FileReport::default()
    };
    // The requests that could not be read whole; none in the place of the file.
    let doubtful: HashSet<Option<usize>> = if engine.margin || engine.times {
        let graver = report.diagnostics.iter().filter(|found| is_graver(found));
        graver.map(|found| found.request).collect()
    } else {
        HashSet::new()
    };
    let is_doubtful = |request| doubtful.contains(&None) || doubtful.contains(&Some(request));
    let mut budget = occurrences::MAX_IN_FILE;
    // Each is let go once it is judged: a feed holds tens of thousands.
    for request in reading.requests {
        let request = &request;
        if let Some(recurrence) = &request.recurrence {
            occurrences::judge(request, recurrence, engine, now, lang, &mut budget, &mut report);
            continue;
        }
        // A template that is to be sent now is a request like any other.
        let sent_now = engine.send_now || engine.times;
        if let Some(window) = request.window.as_ref().filter(|_| !sent_now) {
            let file = template::File { source, editable };
            template::judge(request, window, file, engine, now, lang, &mut report);
            continue;
        }
        let mut world = engine.world(now);
        world.send_now |= request.window.is_some();
        let case = Case::new(request, world);
        let judged = if request.template {
            judge_sent_template(&case, source, editable, engine, lang)
        } else {
            judge_case(&case, editable, engine, lang)
        };
        let Judged {
            found,
            undetermined,
            dues,
        } = judged;
        let applied = exceptions::apply(request, &case, engine, found, &undetermined, lang);
        let mut summary = summarize(request, &case, &dues, engine, lang);
        if engine.margin
            && !request.template
            && undetermined.is_empty()
            && !applied.standing.iter().any(is_graver)
            && !is_doubtful(request.index)
        {
            summary.margin = when::margin(engine, &case);
        }
        report.take(applied, undetermined);
        report.requests.push(summary);
    }
    for summary in &mut report.requests {
        if let Some(times) = &mut summary.times
            && is_doubtful(summary.index)
        {
            times.doubt();
        }
    }
    report
        .diagnostics
        .sort_by(|a, b| (a.span, &a.code).cmp(&(b.span, &b.code)));
    report
}

/// Whether a finding is more than a remark.
fn is_graver(found: &Diagnostic) -> bool {
    found.severity > Severity::Info
}

/// The findings on a request, and what cannot be determined.
///
/// Edits are offered where `editable` is the text they would be written into.
fn judge_case(case: &Case<'_>, editable: Option<&Editable<'_>>, engine: &Engine, lang: Lang) -> Judged {
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
fn judge_sent_template(
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
    let mut remedies = minutes.as_ref().map(|minutes| template::Remedies {
        engine,
        unsent: &unsent,
        minutes,
        source,
        editable,
        lang,
        known: Vec::new(),
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
fn selected<'e>(engine: &'e Engine, case: &Case<'_>) -> impl Iterator<Item = (&'e Pack, &'e Rule)> {
    engine
        .rules_for(case.request.kind.known().copied())
        .filter(|(_, rule)| engine.takes(rule))
}

/// As [`judge_case`], by these rules alone.
///
/// `mended` gives what mends a due or a hearing that is counted from the sending; where it gives nothing,
/// the nearest time is looked for.
fn judge_rules<'r>(
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
struct Judged {
    found: Vec<Diagnostic>,
    undetermined: Vec<Undetermined>,
    /// Its dues with their clocks, in the request's order.
    dues: Vec<DueView>,
}

/// What is asked: a rule, of a due and of an item of its list.
#[derive(Clone, Copy)]
struct Asked<'r> {
    /// The rule's number among those asked.
    number: usize,
    rule: &'r Rule,
    due: Option<usize>,
    item: usize,
}

/// Asks rules of a request: of each due, of each item of their lists, and those that one rule stops of
/// no due that it has stopped. `ask` says whether the rule is raised.
fn ask_rules<'r>(
    rules: impl Iterator<Item = (&'r Pack, &'r Rule)>,
    engine: &Engine,
    case: &Case<'_>,
    sent: Option<Moment>,
    views: &[DueView],
    mut ask: impl FnMut(Asked<'r>, View<'_>) -> bool,
) {
    let mut stopped = vec![false; views.len()];
    for (number, (pack, rule)) in rules.enumerate() {
        let asked = Asked {
            number,
            rule,
            due: None,
            item: 0,
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
            each_item(rule, base, |view, item| ask(Asked { item, ..asked }, view));
            continue;
        }
        for (number, due) in views.iter().enumerate() {
            if stopped[number] && rule.reads_due_moment && !rule.stops_due {
                continue;
            }
            let view = View {
                due: Some(due),
                ..base
            };
            let asked = Asked {
                due: Some(number),
                ..asked
            };
            let raised = each_item(rule, view, |view, item| ask(Asked { item, ..asked }, view));
            stopped[number] |= raised && rule.stops_due;
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
type Mended = (Option<String>, Vec<Fix>);

/// What came of a rule for one due or item.
enum Verdict<'a> {
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
        // A date alone for sent: what holds at opening and fails at closing cannot be told.
        let latest = case.sent_at_latest();
        let late = latest.map_or_else(Vec::new, |_| due_views(case, latest));
        ask_rules(rules, engine, case, sent, &views, |asked, view| {
            let late = asked.due.and_then(|due| late.get(due));
            self.judge_one(asked.rule, view, latest, late, asked.due)
        });
        views
    }

    fn judge_one(
        &mut self,
        rule: &Rule,
        view: View<'_>,
        latest: Option<Moment>,
        late: Option<&DueView>,
        due: Option<usize>,
    ) -> bool {
        match verdict(rule, view) {
            Verdict::Raised(views) => {
                let (remedy, fixes) = self.remedy(rule, due, view.item);
                let mut found = findings::finding(rule, &views, due, remedy, self.lang);
                found.fixes = fixes;
                self.found.push(found);
                true
            }
            Verdict::Unknown(missing) => {
                self.add_undetermined(rule, missing);
                false
            }
            Verdict::Passed => {
                if latest.is_some() && rule.reads_sent {
                    let view = View {
                        sent: latest,
                        due: late.or(view.due),
                        ..view
                    };
                    if matches!(verdict(rule, view), Verdict::Raised(_)) {
                        self.add_undetermined(rule, vec!["sent.time"]);
                    }
                }
                false
            }
        }
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
fn due_views(case: &Case<'_>, sent: Option<Moment>) -> Vec<DueView> {
    let view = |due: &DueAt<'_>| due_view(case, sent, due.at, due.basis);
    case.dues.iter().map(view).collect()
}

/// The clocks of a due.
pub(crate) fn due_view(case: &Case<'_>, sent: Option<Moment>, at: Option<Moment>, basis: Basis) -> DueView {
    let clocks = match (sent, at) {
        (Some(sent), Some(at)) => case.clocks(sent, at),
        _ => Vec::new(),
    };
    DueView { at, basis, clocks }
}

/// Judges a rule for each group of recipients: raised where it fails for any of them; a rule whose
/// applicability is unknown is undetermined, never passed.
fn verdict<'v>(rule: &Rule, view: View<'v>) -> Verdict<'v> {
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

/// A request for the report; without details only what people are shown of it.
fn summarize(
    request: &Request<'_>,
    case: &Case<'_>,
    views: &[DueView],
    engine: &Engine,
    lang: Lang,
) -> Summary {
    if !engine.details {
        return Summary {
            index: request.index,
            head: request.head,
            sent: case.sent.at,
            notes: notes(case, lang),
            explanations: request.explanations.clone(),
            ..Summary::default()
        };
    }
    let earliest = case
        .dues
        .iter()
        .zip(views)
        .filter(|(due, _)| due.at.is_some())
        .min_by_key(|(due, _)| due.at);
    let clocks = earliest.map_or(&[][..], |(_, view)| &view.clocks);
    let due = earliest.and_then(|(due, _)| due.at);
    let strictest = clocks
        .iter()
        .flatten()
        .min_by_key(|clocks| (clocks.working, clocks.open))
        .copied();
    let mut recipients = Vec::with_capacity(request.to.len());
    for (number, party) in case.recipients.iter().enumerate() {
        if party.office.is_empty() {
            continue;
        }
        let group = case
            .groups
            .iter()
            .position(|group| group.members.contains(&number));
        let working = group
            .and_then(|group| clocks.get(group).copied().flatten())
            .map(|clocks| clocks.working);
        let ministry = match &party.belongs {
            crate::directory::Belongs::Ministry(id) => case
                .world
                .directory
                .get(*id)
                .map(|ministry| ministry.name.clone()),
            crate::directory::Belongs::Unlisted(name) => Some(name.clone()),
            _ => None,
        };
        let office = party.office.clone().into_owned();
        recipients.push(RecipientSummary {
            office,
            ministry,
            hours_assumed: party.assumed,
            working,
        });
    }
    Summary {
        index: request.index,
        head: request.head,
        kind: request.kind.known().map(|kind| kind.name()),
        subject: request
            .subject
            .known()
            .map(|subject| subject.clone().into_owned()),
        sent: case.sent.at,
        sent_basis: case.sent.basis,
        due,
        due_basis: earliest.map(|(due, _)| due.basis),
        dues: case
            .dues
            .iter()
            .filter_map(|due| Some((due.name?.to_owned(), due.at)))
            .collect(),
        hearing: hearing(case),
        clocks: strictest,
        recipients,
        from_calendar: request.from_calendar,
        notes: notes(case, lang),
        explanations: request.explanations.clone(),
        sent_property: sent_property(request, case),
        occurrences: None,
        template: request.template,
        window: None,
        margin: None,
        times: engine.times.then(|| Box::new(Times::of(engine, case, lang))),
    }
}

/// The hearing's moments; of a day alone its beginning and its end.
fn hearing(case: &Case<'_>) -> Option<(Option<Moment>, Option<Moment>)> {
    let hearing = case.hearing?;
    let (first, last) = case.hearing_days();
    let midnight = |day: chrono::NaiveDate| Moment::from_japan(day.and_time(chrono::NaiveTime::MIN));
    let after = last.and_then(|day| day.succ_opt());
    Some((
        hearing.start.or_else(|| first.map(midnight)),
        hearing.end.or_else(|| after.map(midnight)),
    ))
}

/// The calendar property that the sending time was taken from, where it was.
fn sent_property(request: &Request<'_>, case: &Case<'_>) -> Option<&'static str> {
    request.sent_property.filter(|_| case.sent.basis != Basis::Now)
}

/// What was assumed of a request, in sentences.
fn notes(case: &Case<'_>, lang: Lang) -> Vec<String> {
    let year = crate::rules::explain::year_of(case);
    let at = |moment: Moment| words::moment(moment.japan(), year, lang);
    let mut notes = case.request.notes.clone();
    if let (Some(property), Some(sent)) = (sent_property(case.request, case), case.sent.at) {
        let values = [("property", property), ("at", &*at(sent))];
        notes.push(catalogue::NOTE_SENT_PROPERTY.fill(lang, &values));
    }
    match (case.sent.basis, case.sent.at) {
        (Basis::Now, Some(now)) => {
            let entry = if case.request.window.is_some() {
                catalogue::NOTE_TEMPLATE_NOW
            } else if case.request.sent.is_absent() {
                catalogue::NOTE_SENT_NOW
            } else {
                catalogue::NOTE_SEND_NOW
            };
            notes.push(entry.fill(lang, &[("at", &at(now))]));
        }
        (Basis::Date, Some(opening)) => {
            notes.push(catalogue::NOTE_SENT_DATE.fill(lang, &[("at", &at(opening))]));
        }
        _ => {}
    }
    for due in &case.dues {
        let Some(moment) = due.at else { continue };
        match due.basis {
            Basis::Hearing => notes.push(catalogue::NOTE_DUE_HEARING.fill(lang, &[("at", &at(moment))])),
            Basis::Date => notes.push(catalogue::NOTE_DUE_DATE.fill(lang, &[("at", &at(moment))])),
            _ => {}
        }
    }
    notes
}

/// A finding that a file could not be decoded. It stands on the bytes as they are on disk.
pub fn undecodable(path: &str, error: &crate::source::Undecodable, lang: Lang) -> (Source, Diagnostic) {
    let (message, help) = match error.likely {
        Some(name) => (
            catalogue::ENCODING_LIKELY.fill(lang, &[("name", name)]),
            catalogue::ENCODING_HELP_LIKELY.fill(lang, &[("iconv", iconv_name(name))]),
        ),
        None => (
            catalogue::ENCODING.text(lang).to_owned(),
            catalogue::ENCODING_HELP.text(lang).to_owned(),
        ),
    };
    let source = Source::from_text(path, error.before.clone());
    let end = source.text().len();
    let span = crate::source::Span::new(end, end);
    (
        source,
        Diagnostic::reader(diagnostic::UNREADABLE_FILE, span, message).with_help(help),
    )
}

/// Windows' Shift_JIS is CP932 to iconv.
fn iconv_name(name: &str) -> &str {
    if name == "Shift_JIS" { "CP932" } else { name }
}
