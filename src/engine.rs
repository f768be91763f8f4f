//! What a run judges with: packs, the directory, the calendar and the choice of rules, put together once
//! and shared by every file.

use std::borrow::Cow;
use std::sync::Arc;

use crate::calendar::closed_days::ClosedDays;
use crate::calendar::hours::{Hours, Moment, OfficeHours, Zone};
use crate::case::World;
use crate::diagnostic::{Diagnostic, READER_CODES};
use crate::directory::Directory;
use crate::exception::ConfiguredException;
use crate::read::ics::{self, kinds::Kinds};
use crate::request::Kind;
use crate::rules::{Pack, PackFile, PackProblem, ParamValue, Rule, load};
use crate::source::Span;
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
    /// Whether a rule reports. What nothing may lower always does.
    pub fn takes(&self, code: &str) -> bool {
        if self.select.is_empty() && self.ignore.is_empty() || Diagnostic::is_protected(code) {
            return true;
        }
        let named = |codes: &[String]| codes.iter().any(|prefix| code.starts_with(prefix.as_str()));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

/// All that a run judges with but the request and the time.
#[derive(Debug)]
pub struct Engine {
    /// The plans and their rules.
    pub packs: Vec<Pack>,
    /// 府省の名簿
    pub directory: Directory,
    /// What tells the kind of a calendar's component.
    pub kinds: Kinds,
    /// How far ahead recurring components are looked at, in days.
    pub horizon_days: u32,
    /// How far ahead a template may be sent, in days; three years where nothing is said.
    pub template_days: Option<u32>,
    /// 閉庁日
    pub closed: ClosedDays,
    /// The hours of an office whose own are not known.
    pub default_hours: OfficeHours,
    /// One working day, in seconds of working time.
    pub working_day: i64,
    /// Which rules report.
    pub selection: Selection,
    /// What the configuration excepts of the files that this engine judges: an engine is of one
    /// configuration, and of the files that the same of its overrides and exceptions concern.
    pub exceptions: Vec<Arc<ConfiguredException>>,
    /// Whether the output shows remedies: the search is not done for nothing.
    pub remedies: bool,
    /// Whether findings carry the edits that mend them, for output that shows or makes them.
    pub edits: bool,
    /// Whether the output lists every request with its clocks and recipients.
    pub details: bool,
    /// The rules in the order they are judged: those that stop others first. (pack, rule)
    order: Vec<(usize, usize)>,
    /// The same for each kind of request, without those that never apply to it.
    by_kind: Vec<Vec<(usize, usize)>>,
}

/// The files of the pack that is shipped.
pub fn builtin_files() -> Vec<PackFile<'static>> {
    let file = |(path, text): &(&'static str, &'static str)| PackFile {
        path: Cow::Borrowed(path),
        text: Cow::Borrowed(text),
    };
    BUILTIN_PACK.iter().map(file).collect()
}

impl Engine {
    /// An engine with the pack that is shipped, and those in `more`.
    ///
    /// # Errors
    /// Everything that is wrong in a pack or in the directory.
    pub fn new(more: &[Vec<PackFile<'_>>], lang: Lang) -> Result<Self, Vec<PackProblem>> {
        let mut packs = Vec::with_capacity(1 + more.len());
        let mut problems = Vec::new();
        for files in std::iter::once(builtin_files()).chain(more.iter().cloned()) {
            match load(&files, lang) {
                Ok(pack) => add(&mut packs, pack, &mut problems, lang),
                Err(found) => problems.extend(found),
            }
        }
        let directory = match Directory::parse(OFFICES) {
            Ok(directory) => directory,
            Err(error) => {
                let path = "rules/offices.yaml".to_owned();
                problems.push(PackProblem {
                    path,
                    span: error.span,
                    message: error.message,
                    help: None,
                });
                Directory::default()
            }
        };
        let kinds = Kinds::parse(KINDS).unwrap_or_else(|message| {
            let path = "rules/kinds.yaml".to_owned();
            problems.push(PackProblem {
                path,
                span: Span::default(),
                message,
                help: None,
            });
            Kinds::default()
        });
        let first = packs.first();
        let hours = |name: &str| match first.and_then(|pack| pack.param(name)) {
            Some(ParamValue::Hours(hours)) => Some(hours),
            _ => None,
        };
        let default_hours = OfficeHours {
            office: hours("office_hours").unwrap_or(Hours {
                from: 0,
                until: 24 * 60,
            }),
            pause: hours("break"),
            zone: Zone::Japan,
        };
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut order: Vec<_> = packs
            .iter()
            .enumerate()
            .flat_map(|(pack, it)| (0..it.rules.len()).map(move |rule| (pack, rule)))
            .collect();
        order.sort_by_key(|(pack, rule)| !packs[*pack].rules[*rule].stops_due);
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
            by_kind,
            packs,
            directory,
            kinds,
            horizon_days: ics::HORIZON_DAYS,
            template_days: None,
            closed: ClosedDays::new(),
            default_hours,
            working_day: default_hours.working_day(),
            selection: Selection::default(),
            exceptions: Vec::new(),
            remedies: true,
            edits: true,
            details: true,
            order,
        })
    }

    /// The rules in the order they are judged, each with its pack.
    pub fn rules(&self) -> impl Iterator<Item = (&Pack, &Rule)> {
        self.order.iter().filter_map(|(pack, rule)| {
            let pack = self.packs.get(*pack)?;
            Some((pack, pack.rules.get(*rule)?))
        })
    }

    /// The rules that may apply to a kind of request, in the order they are judged; all of them where the
    /// kind is not known.
    pub fn rules_for(&self, kind: Option<Kind>) -> impl Iterator<Item = (&Pack, &Rule)> {
        let at = kind.and_then(|kind| Kind::ALL.iter().position(|known| *known == kind));
        let order = at.and_then(|at| self.by_kind.get(at)).unwrap_or(&self.order);
        order.iter().filter_map(|(pack, rule)| {
            let pack = self.packs.get(*pack)?;
            Some((pack, pack.rules.get(*rule)?))
        })
    }

    /// A rule by its code.
    pub fn rule(&self, code: &str) -> Option<(&Pack, &Rule)> {
        self.rules().find(|(_, rule)| &*rule.code == code)
    }

    /// Every code, the readers' own included, in order.
    pub fn codes(&self) -> Vec<&str> {
        let mut codes: Vec<&str> = READER_CODES.iter().map(|reader| reader.code).collect();
        codes.extend(self.rules().map(|(_, rule)| &*rule.code));
        codes.sort_unstable();
        codes
    }

    /// What a calendar is read against at a moment.
    pub fn calendar_world(&self, now: Moment) -> ics::World<'_> {
        ics::World {
            directory: &self.directory,
            kinds: &self.kinds,
            now,
            horizon_days: self.horizon_days,
        }
    }

    /// The world at a moment.
    pub fn world(&self, now: Moment) -> World<'_> {
        World {
            closed: &self.closed,
            directory: &self.directory,
            default_hours: self.default_hours,
            now,
        }
    }
}

/// Adds a pack; one of the same plan replaces the one before it, and codes stay unique.
fn add(packs: &mut Vec<Pack>, pack: Pack, problems: &mut Vec<PackProblem>, lang: Lang) {
    if let Some(before) = packs.iter_mut().find(|before| before.plan == pack.plan) {
        *before = pack;
        return;
    }
    for rule in &pack.rules {
        let first = packs.iter().find_map(|before| before.rule(&rule.code));
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
    packs.push(pack);
}
