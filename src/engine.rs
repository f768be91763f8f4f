//! What a run judges with: packs, the directory, the calendar and the choice of rules, put together once
//! and shared by every file.

pub(crate) mod verdict;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::bound::Bound;
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{Hours, Moment, OfficeHours, Zone};
use crate::config::Settings;
use crate::diagnostic::{READER_CODES, is_of_readers};
use crate::directory::Directory;
use crate::exception::ConfiguredException;
use crate::format::{Background, HORIZON_DAYS};
use crate::offices::{GivenHours, OfficeBook};
use crate::read::kinds::Kinds;
use crate::request::Kind;
use crate::resolve::{Case, Environment};
use crate::rules::{
    Pack, PackFile, PackProblem, ParamChange, ParamValue, Parsed, Rule, TitlePatterns, is_kinds, load_kinds,
    load_with,
};
use crate::source::{Source, Span};
use crate::text::{Lang, catalogue};

include!(concat!(env!("OUT_DIR"), "/builtin_pack.rs"));

/// The directory of ministries, as shipped.
const OFFICES: &str = include_str!("../rules/offices.yaml");
/// What tells the kind of a calendar's component, as shipped.
const KINDS: &str = include_str!("../rules/kinds.yaml");

/// Which rules report.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Codes or prefixes; empty selects all.
    pub select: Vec<String>,
    /// Codes or prefixes left out.
    pub ignore: Vec<String>,
}

impl Selection {
    /// Whether a rule that may be left out reports.
    pub fn takes(&self, code: &str) -> bool {
        if self.select.is_empty() && self.ignore.is_empty() {
            return true;
        }
        let named = |codes: &[String]| codes.iter().any(|prefix| code.starts_with(prefix.as_str()));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

/// A configuration and what of it is in force.
#[derive(Debug)]
pub struct Configured {
    /// The configuration: all places in the settings are in its text.
    pub source: Arc<Source>,
    /// What is in force.
    pub settings: Settings,
}

impl Configured {
    /// A place of the configuration as `file:line`.
    pub fn origin(&self, at: Span) -> String {
        format!("{}:{}", self.source.path(), self.source.position(at.start).line)
    }

    /// Where the severity of a rule is set.
    pub fn severity_origin(&self, code: &str) -> Option<String> {
        let level = self.settings.severity(code)?;
        Some(self.origin(level.span))
    }

    /// Where a parameter that a rule reads is set; the hours of every office are those of the default.
    pub fn param_origin(&self, code: &str, name: &str) -> Option<String> {
        let default = self.settings.default_hours();
        match (name, default) {
            ("office_hours", Some(default)) if default.hours.is_some() => Some(self.origin(default.span)),
            ("break", Some(default)) if default.pause.is_some() => Some(self.origin(default.span)),
            _ => Some(self.origin(self.settings.param(code, name)?.value.span)),
        }
    }
}

/// All that judges but the request and the time. What is large is shared: a copy costs little.
#[derive(Clone, Debug)]
pub struct Engine {
    /// The plans and their rules.
    pub packs: Arc<Vec<Pack>>,
    /// Whom each pack's plan binds, in the packs' order.
    pub plans: Arc<Vec<Bound>>,
    /// 府省の名簿
    pub directory: Arc<Directory>,
    /// What tells the kind of a calendar's component.
    pub kinds: Arc<Kinds>,
    /// How far ahead recurring components are looked at, in days.
    pub horizon_days: u32,
    /// How far ahead a template may be sent, in days; three years where nothing is said.
    pub template_days: Option<u32>,
    /// 閉庁日
    pub closed: Arc<ClosedDays>,
    /// The hours of an office whose own are not known.
    pub default_hours: OfficeHours,
    /// The hours that configuration gives to offices by name.
    pub offices: Arc<OfficeBook>,
    /// One working day, in seconds of working time.
    pub working_day: i64,
    /// The keys that configuration has letters written with besides, and no rule reads.
    pub unread: Arc<Vec<String>>,
    /// Which rules report.
    pub selection: Selection,
    /// The configuration that it was made by; none where there is none.
    pub configured: Option<Arc<Configured>>,
    /// What the configuration excepts of the files that this engine judges: an engine is of one
    /// configuration, and of the files that the same of its overrides and exceptions concern.
    pub exceptions: Vec<Arc<ConfiguredException>>,
    /// Whether the output shows remedies: the search is not done for nothing.
    pub remedies: bool,
    /// Whether findings carry the edits that mend them, for output that shows or makes them.
    pub edits: bool,
    /// Whether the output lists every request with its clocks and recipients.
    pub details: bool,
    /// Whether the output says of every request whether, and until when, it may be sent.
    pub outlooks: bool,
    /// Whether the output says of every request whether it may be sent.
    pub verdicts: bool,
    /// Whether the output shows the times that would comply, of every request.
    pub times: bool,
    /// Whether requests are read, and not judged.
    pub reads: bool,
    /// Whether every request is judged as sent now, whatever it says.
    pub send_now: bool,
    /// The packs without what configuration lowers or turns off in them; none where it does neither.
    unlowered: Option<Arc<Vec<Pack>>>,
    /// The rules in the order they are judged: those that stop others first. (pack, rule)
    order: Arc<Vec<(usize, usize)>>,
    /// The same for each kind of request, without those that never apply to it.
    by_kind: Arc<Vec<Vec<(usize, usize)>>>,
}

/// The files of the plan's pack that is shipped.
pub fn builtin_files() -> Vec<PackFile<'static>> {
    files(BUILTIN_PACK)
}

/// The files of the pack that belongs to no plan and is always loaded.
pub fn common_files() -> Vec<PackFile<'static>> {
    files(COMMON_PACK)
}

fn files(shipped: &'static [(&'static str, &'static str)]) -> Vec<PackFile<'static>> {
    let file = |(path, text): &(&'static str, &'static str)| PackFile {
        path: Cow::Borrowed(path),
        text: Cow::Borrowed(text),
    };
    shipped.iter().map(file).collect()
}

/// What is shipped, read once in a language: a repository may hold many configurations.
struct Shipped {
    /// The plan's, and the one of no plan.
    packs: [Parsed; 2],
    directory: Arc<Directory>,
    kinds: Arc<Kinds>,
    problems: Vec<PackProblem>,
}

fn packs_shipped(changes: &[ParamChange<'_>], lang: Lang) -> [Parsed; 2] {
    [builtin_files(), common_files()].map(|files| load_with(&files, changes, lang))
}

fn shipped(lang: Lang) -> &'static Shipped {
    static JA: OnceLock<Shipped> = OnceLock::new();
    static EN: OnceLock<Shipped> = OnceLock::new();
    let place = if lang == Lang::Ja { &JA } else { &EN };
    place.get_or_init(|| {
        let mut problems = Vec::new();
        let mut wrong = |path: &str, span: Span, message: String| {
            problems.push(PackProblem {
                path: path.to_owned(),
                span,
                message,
                help: None,
            });
        };
        let directory = Directory::parse(OFFICES).unwrap_or_else(|error| {
            wrong("rules/offices.yaml", error.span, error.message);
            Directory::default()
        });
        let kinds = PackFile {
            path: Cow::Borrowed("rules/kinds.yaml"),
            text: Cow::Borrowed(KINDS),
        };
        let kinds = load_kinds(&kinds, true, lang).unwrap_or_else(|wrong| {
            problems.extend(wrong);
            TitlePatterns::default()
        });
        Shipped {
            packs: packs_shipped(&[], lang),
            directory: Arc::new(directory),
            kinds: Arc::new(kinds.kinds),
            problems,
        }
    })
}

impl Engine {
    /// An engine with the pack that is shipped, and those in `more`.
    ///
    /// # Errors
    /// Everything that is wrong in a pack or in the directory.
    pub fn new(more: &[Vec<PackFile<'_>>], lang: Lang) -> Result<Self, Vec<PackProblem>> {
        Self::with(more, true, None, lang)
    }

    /// An engine under a configuration, with the packs in `more` and, if `builtin`, the one that is
    /// shipped. What of the settings names no rule or is of another type than the parameter's changes
    /// nothing: [`Config::check`](crate::config::Config::check) says so.
    ///
    /// # Errors
    /// Everything that is wrong in a pack or in the directory.
    pub fn with(
        more: &[Vec<PackFile<'_>>],
        builtin: bool,
        configured: Option<Arc<Configured>>,
        lang: Lang,
    ) -> Result<Self, Vec<PackProblem>> {
        let nothing = Settings::default();
        let settings = configured
            .as_ref()
            .map_or(&nothing, |configured| &configured.settings);
        let changes: Vec<ParamChange<'_>> = settings
            .params
            .iter()
            .map(|param| ParamChange {
                rule: param.rule.as_ref().map(|rule| rule.value.as_str()),
                name: &param.name.value,
                value: &param.value.value,
            })
            .collect();
        let unread = settings.unread.clone();
        let shipped = shipped(lang);
        let mut packs = Vec::with_capacity(2 + more.len());
        let mut problems = shipped.problems.clone();
        let first = match changes.is_empty() {
            true => shipped.packs.clone(),
            false => packs_shipped(&changes, lang),
        };
        let others = more.iter().map(|files| load_with(files, &changes, lang));
        for pack in first.into_iter().chain(others) {
            match pack {
                Ok(pack) => add(&mut packs, pack, &mut problems, lang),
                Err(found) => problems.extend(found),
            }
        }
        // The plan that is shipped is first, unless another stands in its place.
        if !builtin && packs.first().is_some_and(is_builtin) {
            packs.remove(0);
        }
        if let Some(common) = packs.iter_mut().find(|pack| !pack.is_plan()) {
            set_hours(common, settings);
        }
        for set in &settings.plans {
            if let Some(pack) = packs.iter_mut().find(|pack| pack.plan == set.plan.value) {
                pack.from = set.from.or(pack.from);
                pack.until = set.until.or(pack.until);
            }
        }
        let kinds = kinds(more, &shipped.kinds, lang, &mut problems);
        let default_hours = default_hours(&packs);
        if !problems.is_empty() {
            return Err(problems);
        }
        for rule in packs.iter_mut().flat_map(|pack| &mut pack.rules) {
            // What nothing may lower keeps its severity, whatever is written.
            if let Some(level) = settings.severity(&rule.code).filter(|_| !rule.protected) {
                rule.off = level.value.severity().is_none();
                rule.severity = level.value.severity().unwrap_or(rule.severity);
            }
        }
        let unlowered = unlowered(&packs).map(Arc::new);
        let mut order: Vec<_> = packs
            .iter()
            .enumerate()
            .flat_map(|(pack, it)| (0..it.rules.len()).map(move |rule| (pack, rule)))
            .collect();
        order.sort_by_key(|(pack, rule)| {
            let rule = &packs[*pack].rules[*rule];
            !(rule.stops_due || rule.stops_hearing)
        });
        let by_kind = Kind::ALL
            .iter()
            .map(|kind| {
                order
                    .iter()
                    .copied()
                    .filter(|(pack, rule)| packs[*pack].rules[*rule].may_apply_to(*kind))
                    .collect()
            })
            .collect();
        Ok(Self {
            by_kind: Arc::new(by_kind),
            plans: Arc::new(
                packs
                    .iter()
                    .map(|pack| Bound::new(&pack.binds, &shipped.directory))
                    .collect(),
            ),
            packs: Arc::new(packs),
            offices: Arc::new(offices(settings, &shipped.directory)),
            directory: Arc::clone(&shipped.directory),
            kinds,
            horizon_days: HORIZON_DAYS,
            template_days: None,
            closed: Arc::new(closed_days(settings)),
            default_hours,
            working_day: default_hours.working_day(),
            unread: Arc::new(unread),
            selection: Selection::default(),
            configured,
            exceptions: Vec::new(),
            remedies: true,
            edits: true,
            details: true,
            outlooks: false,
            verdicts: false,
            times: false,
            reads: false,
            send_now: false,
            unlowered,
            order: Arc::new(order),
        })
    }

    /// Whether it is told of requests whether they may go out.
    pub fn tells_verdicts(&self) -> bool {
        self.verdicts || self.tells_outlooks()
    }

    /// Whether it is told of them until when, too.
    pub fn tells_outlooks(&self) -> bool {
        self.outlooks || self.details || self.times
    }

    /// The engine that judges by every rule, as grave as it is by default; none where this one does. It shows
    /// no more than whether requests may go out.
    pub fn whole(&self) -> Option<Self> {
        let selects = !self.selection.select.is_empty() || !self.selection.ignore.is_empty();
        if !selects && self.unlowered.is_none() {
            return None;
        }
        let packs = self.unlowered.as_ref().unwrap_or(&self.packs);
        Some(Self {
            packs: Arc::clone(packs),
            selection: Selection::default(),
            remedies: false,
            edits: false,
            details: false,
            outlooks: self.tells_outlooks(),
            ..self.clone()
        })
    }

    /// The engine that looks for nothing that mends a finding.
    pub(crate) fn without_remedies(&self) -> Self {
        Self {
            remedies: false,
            edits: false,
            ..self.clone()
        }
    }

    /// Whether a rule reports: it is selected, and not turned off. A code on the command line turns it
    /// on again.
    pub fn takes(&self, rule: &Rule) -> bool {
        rule.protected
            || self.selection.takes(&rule.code)
                && (!rule.off || self.selection.select.iter().any(|code| **code == *rule.code))
    }

    /// The rules in the order they are judged, each with its pack.
    pub fn rules(&self) -> impl Iterator<Item = (&Pack, &Rule)> {
        self.order.iter().filter_map(|(pack, rule)| {
            let pack = self.packs.get(*pack)?;
            Some((pack, pack.rules.get(*rule)?))
        })
    }

    /// The packs whose plans judge a request.
    pub fn judging<'e>(&'e self, case: &Case<'_>) -> impl Iterator<Item = &'e Pack> {
        let judges = |number: &usize| case.judged_by.get(*number).is_none_or(|judges| *judges);
        let numbers: Vec<usize> = (0..self.packs.len()).filter(judges).collect();
        numbers.into_iter().filter_map(|number| self.packs.get(number))
    }

    /// The rules that may apply to a request, of the plans that judge it, in the order they are judged.
    pub fn rules_for<'e>(&'e self, case: &Case<'_>) -> impl Iterator<Item = (&'e Pack, &'e Rule)> {
        let kind = case.request.kind.known();
        let at = kind.and_then(|kind| Kind::ALL.iter().position(|known| known == kind));
        let order = at.and_then(|at| self.by_kind.get(at)).unwrap_or(&self.order);
        let judged_by = case.judged_by.clone();
        order
            .iter()
            .filter(move |(pack, _)| judged_by.get(*pack).is_none_or(|judges| *judges))
            .filter_map(|(pack, rule)| {
                let pack = self.packs.get(*pack)?;
                Some((pack, pack.rules.get(*rule)?))
            })
    }

    /// A rule by its code.
    pub fn rule(&self, code: &str) -> Option<(&Pack, &Rule)> {
        self.rules().find(|(_, rule)| &*rule.code == code)
    }

    /// Whether nothing may except, ignore or lower a code.
    pub fn is_protected(&self, code: &str) -> bool {
        is_of_readers(code) || self.rule(code).is_some_and(|(_, rule)| rule.protected)
    }

    /// Every code, the readers' own included, in order.
    pub fn codes(&self) -> Vec<&str> {
        let mut codes: Vec<&str> = READER_CODES.iter().map(|reader| reader.code).collect();
        codes.extend(self.rules().map(|(_, rule)| &*rule.code));
        codes.sort_unstable();
        codes
    }

    /// What a file is read against at a moment.
    pub fn background(&self, now: Moment) -> Background<'_> {
        Background {
            directory: &self.directory,
            kinds: &self.kinds,
            closed: &self.closed,
            hours: self.default_hours,
            now,
            horizon_days: self.horizon_days,
        }
    }

    /// What a request is judged against at a moment.
    pub fn environment(&self, now: Moment) -> Environment<'_> {
        Environment {
            closed: &self.closed,
            directory: &self.directory,
            default_hours: self.default_hours,
            offices: &self.offices,
            plans: &self.plans,
            now,
            send_now: self.send_now,
            assume_hours: true,
            searches: None,
        }
    }
}

/// The packs with no rule turned off, and none less grave than by default; none where none is.
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

/// The patterns that are shipped, with those of packs before them.
fn kinds(
    more: &[Vec<PackFile<'_>>],
    shipped: &Arc<Kinds>,
    lang: Lang,
    problems: &mut Vec<PackProblem>,
) -> Arc<Kinds> {
    let mut found = Arc::clone(shipped);
    for file in more.iter().flatten().filter(|file| is_kinds(file)) {
        let own = match load_kinds(file, false, lang) {
            Ok(own) => own,
            Err(wrong) => {
                problems.extend(wrong);
                continue;
            }
        };
        found = Arc::new(if own.replace {
            own.kinds
        } else {
            own.kinds.before(&found)
        });
        if !found.compiles() {
            problems.push(PackProblem {
                path: file.path.clone().into_owned(),
                span: Span::default(),
                message: catalogue::KINDS_TOO_LARGE.text(lang).to_owned(),
                help: None,
            });
        }
    }
    found
}

fn is_builtin(pack: &Pack) -> bool {
    pack.rules
        .first()
        .is_some_and(|rule| BUILTIN_PACK.iter().any(|(path, _)| *path == rule.path))
}

/// Puts the hours that configuration gives to every office not named in place of a pack's own.
fn set_hours(pack: &mut Pack, settings: &Settings) {
    let Some(set) = settings.default_hours() else {
        return;
    };
    let mut put = |name: &str, hours: Option<Hours>| {
        let Some(hours) = hours else { return };
        if let Some(param) = pack.params.iter_mut().find(|param| param.name == name) {
            let own = param.default.unwrap_or(param.value);
            param.value = ParamValue::Hours(hours);
            param.default = (param.value != own).then_some(own);
        }
    };
    put("office_hours", set.hours);
    put("break", set.pause.flatten());
    if set.pause == Some(None) {
        pack.params.retain(|param| param.name != "break");
    }
}

/// The hours of an office whose own are not known: those of the pack of no plan.
fn default_hours(packs: &[Pack]) -> OfficeHours {
    let common = packs.iter().find(|pack| !pack.is_plan());
    let hours = |name: &str| match common.and_then(|pack| pack.param(name)) {
        Some(ParamValue::Hours(hours)) => Some(hours),
        _ => None,
    };
    OfficeHours {
        office: hours("office_hours").unwrap_or(Hours {
            from: 0,
            until: 24 * 60,
        }),
        pause: hours("break"),
        zone: Zone::Japan,
    }
}

fn offices(settings: &Settings, directory: &Directory) -> OfficeBook {
    let named = settings.hours.iter().filter_map(|hours| {
        let given = GivenHours {
            hours: hours.hours,
            pause: hours.pause,
            zone: hours.zone,
        };
        Some((hours.office.clone()?, given))
    });
    OfficeBook::new(named, directory)
}

fn closed_days(settings: &Settings) -> ClosedDays {
    let days = |open: bool| {
        let of = settings.days.iter().filter(move |(_, day)| day.open == open);
        of.map(|(date, day)| (*date, day.reason.clone()))
    };
    let closed = ClosedDays::new();
    if settings.days.is_empty() {
        return closed;
    }
    closed.with_closures(days(false)).with_openings(days(true))
}

/// Adds a pack; one of the same plan replaces the one before it, and codes stay unique.
fn add(packs: &mut Vec<Pack>, pack: Pack, problems: &mut Vec<PackProblem>, lang: Lang) {
    for rule in &pack.rules {
        let mut others = packs.iter().filter(|other| other.plan != pack.plan);
        let first = others.find_map(|other| other.rule(&rule.code));
        let taken = READER_CODES.iter().any(|reader| reader.code == &*rule.code);
        if first.is_some() || taken {
            let path = first.map_or("kigen", |first| first.path.as_str());
            let message = catalogue::PACK_CODE_TWICE.fill(lang, &[("code", &rule.code), ("path", path)]);
            problems.push(PackProblem {
                path: rule.path.clone(),
                span: Span::default(),
                message,
                help: None,
            });
        }
    }
    if let Some(before) = packs.iter_mut().find(|before| before.plan == pack.plan) {
        *before = pack;
        return;
    }
    packs.push(pack);
}
