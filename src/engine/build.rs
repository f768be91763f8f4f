//! Builds an engine from packs and a configuration.

use std::sync::Arc;

use super::configured::{Configured, FileContext};
use super::data::Data;
use super::options::{Options, OutputNeeds};
use super::parts::Engine;
use super::rule_set::RuleSet;
use super::shipped::{is_builtin, packs_shipped, shipped};
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{Hours, OfficeHours, Zone};
use crate::config::Settings;
use crate::diagnostic::READER_CODES;
use crate::directory::Directory;
use crate::directory::hours::{ConfiguredHours, ConfiguredOffices};
use crate::message::catalogue;
use crate::read::kinds::Kinds;
use crate::rules::{Pack, PackFile, PackProblem, ParamChange, ParamValue, is_kinds, load_kinds, load_with};
use crate::source::Span;

impl Engine {
    /// An engine with the built-in pack and those in `more`.
    ///
    /// # Errors
    /// Every problem in a pack or in the directory.
    pub fn new(more: &[Vec<PackFile<'_>>]) -> Result<Self, Vec<PackProblem>> {
        Self::with(more, true, None)
    }

    /// An engine with a configuration, the packs in `more` and, if `builtin`, the built-in pack. Settings for an
    /// unknown rule or of the wrong type are ignored here: [`Config::check`](crate::config::Config::check) reports
    /// them.
    ///
    /// # Errors
    /// Every problem in a pack or in the directory.
    pub fn with(
        more: &[Vec<PackFile<'_>>],
        builtin: bool,
        configured: Option<Arc<Configured>>,
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
        let shipped = shipped();
        let mut packs = Vec::with_capacity(2 + more.len());
        let mut problems = shipped.problems.clone();
        let first = match changes.is_empty() {
            true => shipped.packs.clone(),
            false => packs_shipped(&changes),
        };
        let others = more.iter().map(|files| load_with(files, &changes));
        for pack in first.into_iter().chain(others) {
            match pack {
                Ok(pack) => add(&mut packs, pack, &mut problems),
                Err(found) => problems.extend(found),
            }
        }
        // The built-in plan comes first, unless a pack of the same plan has replaced it.
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
        let kinds = kinds(more, &shipped.kinds, &mut problems);
        let default_hours = default_hours(&packs);
        if !problems.is_empty() {
            return Err(problems);
        }
        for rule in packs.iter_mut().flat_map(|pack| &mut pack.rules) {
            // Protected rules keep their severity whatever is configured.
            if let Some(level) = settings.severity(&rule.code).filter(|_| !rule.protected) {
                rule.off = level.value.severity().is_none();
                rule.severity = level.value.severity().unwrap_or(rule.severity);
            }
        }
        let data = Data {
            offices: offices(settings, &shipped.directory),
            directory: Arc::clone(&shipped.directory),
            kinds,
            closed: closed_days(settings),
            default_hours,
            working_day: default_hours.working_day(),
            unread: settings.unread.clone(),
        };
        Ok(Self {
            rules: RuleSet::new(packs, &shipped.directory),
            data: Arc::new(data),
            file: FileContext {
                configured,
                exceptions: Vec::new(),
            },
            options: Options::default(),
            output: OutputNeeds::default(),
        })
    }
}

/// Patterns of kinds: those of the packs, then the built-in ones.
fn kinds(more: &[Vec<PackFile<'_>>], shipped: &Arc<Kinds>, problems: &mut Vec<PackProblem>) -> Arc<Kinds> {
    let mut found = Arc::clone(shipped);
    for file in more.iter().flatten().filter(|file| is_kinds(file)) {
        let loaded = match load_kinds(file, false) {
            Ok(loaded) => loaded,
            Err(wrong) => {
                problems.extend(wrong);
                continue;
            }
        };
        found = Arc::new(if loaded.replace {
            loaded.kinds
        } else {
            loaded.kinds.before(&found)
        });
        if !found.compiles() {
            problems.push(PackProblem {
                path: file.path.clone().into_owned(),
                span: Span::default(),
                message: catalogue::KINDS_TOO_LARGE.message(),
                help: None,
            });
        }
    }
    found
}

/// Replaces a pack's default office hours by the configured ones.
fn set_hours(pack: &mut Pack, settings: &Settings) {
    let Some(set) = settings.default_hours() else {
        return;
    };
    let mut set_param = |name: &str, hours: Option<Hours>| {
        let Some(hours) = hours else { return };
        if let Some(param) = pack.params.iter_mut().find(|param| param.name == name) {
            let default = param.default.unwrap_or(param.value);
            param.value = ParamValue::Hours(hours);
            param.default = (param.value != default).then_some(default);
        }
    };
    set_param("office_hours", set.hours);
    set_param("break", set.pause.flatten());
    if set.pause == Some(None) {
        pack.params.retain(|param| param.name != "break");
    }
}

/// Default office hours: parameters of the common pack.
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

fn offices(settings: &Settings, directory: &Directory) -> ConfiguredOffices {
    let named = settings.hours.iter().filter_map(|hours| {
        let given = ConfiguredHours {
            hours: hours.hours,
            pause: hours.pause,
            zone: hours.zone,
        };
        Some((hours.office.clone()?, given))
    });
    ConfiguredOffices::new(named, directory)
}

fn closed_days(settings: &Settings) -> ClosedDays {
    let days = |open: bool| {
        let matching = settings.days.iter().filter(move |(_, day)| day.open == open);
        matching.map(|(date, day)| (*date, day.reason.clone()))
    };
    let closed = ClosedDays::new();
    if settings.days.is_empty() {
        return closed;
    }
    closed.with_closures(days(false)).with_openings(days(true))
}

/// Adds a pack, replacing one of the same plan; a code in use by another pack is a problem.
fn add(packs: &mut Vec<Pack>, pack: Pack, problems: &mut Vec<PackProblem>) {
    for rule in &pack.rules {
        let mut others = packs.iter().filter(|other| other.plan != pack.plan);
        let first = others.find_map(|other| other.rule(&rule.code));
        let taken = READER_CODES.iter().any(|reader| reader.code == &*rule.code);
        if first.is_some() || taken {
            let path = first.map_or("kigen", |first| first.path.as_str());
            let message = catalogue::PACK_CODE_TWICE.with(&[("code", &rule.code), ("path", path)]);
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
