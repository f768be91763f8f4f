//! `kigen config`: the effective settings for a path, with their sources.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde::Serialize;

use super::configuration::{Configurations, Disposition, Overrides, Setup};
use super::rules::{json, machine, wants_json};
use super::{CLEAN, Outcome, files, output};
use crate::calendar::hours::{Hours, Moment, Zone};
use crate::config::globs::Globs;
use crate::config::keys;
use crate::config::notices::is_weaker;
use crate::config::{Config, Inclusion, Level};
use crate::directory::Affiliation;
use crate::exception::Spanned;
use crate::message::{Lang, Spelling, catalogue, words};
use crate::read::FileSelection;
use crate::report::human::columns::{display_width, pad};
use crate::rules::{Param, ParamValue};
use crate::source::{Span, printable};

/// Schema id of `--format json`.
const SCHEMA: &str = "kigen/config/v1";

/// The source of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum SettingSource {
    /// A configuration, with path and line.
    File,
    /// The plan's text.
    Plan,
    /// kigen's default, where the plan is silent.
    Default,
    /// The command line.
    CommandLine,
    /// The locale.
    Environment,
    /// The clock.
    Clock,
}

#[derive(Serialize)]
struct Origin {
    from: SettingSource,
    path: Option<String>,
    line: Option<usize>,
    /// The plan's id.
    plan: Option<String>,
}

/// An effective setting.
#[derive(Serialize)]
struct Setting {
    /// For example `severities.KG104`, `params.evening`, `params.KG105.min_response`.
    name: String,
    /// In the notation of a configuration.
    value: String,
    /// The value without the setting, if it is set.
    default: Option<String>,
    origin: Origin,
    /// The value for people.
    #[serde(skip)]
    words: String,
}

#[derive(Serialize)]
struct Output<'a> {
    schema: &'static str,
    path: &'a str,
    /// The configuration's path.
    config: Option<&'a str>,
    /// Whether a folder's run reads the path; null if that depends on its contents.
    request: Option<bool>,
    settings: &'a [Setting],
}

pub(super) fn run(matches: &ArgMatches, lang: Lang, now: Moment) -> Outcome {
    let overrides = Overrides::of(matches, now)?;
    let stated_now = overrides.now.is_some();
    let packs = overrides.packs.clone();
    let mut all = Configurations::new(overrides)?;
    let dot = PathBuf::from(".");
    let path = matches.get_one::<PathBuf>("path").unwrap_or(&dot);
    // For a folder: the settings of a file in it that matches no override's glob.
    let requested = if path.is_dir() {
        path.join("")
    } else {
        path.clone()
    };
    let sample = if path.is_dir() {
        requested.join("*")
    } else {
        requested
    };
    let setup = match all.disposition(&sample, FileSelection::Explicit) {
        Disposition::Judge(setup, _) => setup,
        Disposition::LeaveOut(_) => std::sync::Arc::clone(all.plain()),
        Disposition::Refused(refused) => return Err(refused.why.clone()),
    };
    let working = std::env::current_dir().unwrap_or_default();
    let shown = files::display(path, &working);
    let file = setup.file.as_ref();
    let taken = match file {
        Some(file) if !path.is_dir() => file.takes(&sample),
        _ => Inclusion::Unspecified,
    };
    let lister = Lister {
        setup: &setup,
        config: file.map(|file| &file.config),
        lang,
        stated_lang: matches
            .value_source("lang")
            .is_some_and(|source| source == clap::parser::ValueSource::CommandLine),
        stated_now,
        packs: &packs,
        working: &working,
    };
    let settings = lister.all();
    let config = file.map(|file| file.config.source.path());
    let text = if wants_json(matches) {
        json(&Output {
            schema: SCHEMA,
            path: &shown,
            config,
            request: match taken {
                Inclusion::Yes => Some(true),
                Inclusion::No => Some(false),
                Inclusion::Unspecified => None,
            },
            settings: &settings,
        })
    } else {
        page(&shown, config, taken, &settings, lang)
    };
    output::print(&text)?;
    Ok(CLEAN)
}

struct Lister<'a> {
    setup: &'a Setup,
    config: Option<&'a Config>,
    lang: Lang,
    stated_lang: bool,
    stated_now: bool,
    packs: &'a [PathBuf],
    working: &'a Path,
}

impl Lister<'_> {
    fn all(&self) -> Vec<Setting> {
        let mut out = Vec::new();
        self.run_wide(&mut out);
        self.severities(&mut out);
        self.params(&mut out);
        self.hours(&mut out);
        self.days(&mut out);
        self.exceptions(&mut out);
        out
    }

    fn from(&self, from: SettingSource) -> Origin {
        Origin {
            from,
            path: None,
            line: None,
            plan: None,
        }
    }

    fn at(&self, span: Span) -> Origin {
        let source = self.config.map(|config| &config.source);
        Origin {
            path: source.map(|source| source.path().to_owned()),
            line: source.map(|source| source.position(span.start).line),
            ..self.from(SettingSource::File)
        }
    }

    fn run_wide(&self, out: &mut Vec<Setting>) {
        let lang = self.lang;
        let configured = self.config.and_then(|config| config.lang);
        let origin = match configured {
            _ if self.stated_lang => self.from(SettingSource::CommandLine),
            Some(stated) => self.at(stated.span),
            None => self.from(SettingSource::Environment),
        };
        out.push(Setting {
            name: "lang".to_owned(),
            value: lang.tag().to_owned(),
            default: None,
            words: lang.tag().to_owned(),
            origin,
        });
        let settings = self
            .setup
            .engine
            .file
            .configured
            .as_ref()
            .map(|configured| &configured.settings);
        let now = settings.and_then(|settings| settings.now);
        let origin = match now {
            _ if self.stated_now => self.from(SettingSource::CommandLine),
            Some(stated) => self.at(stated.span),
            None => self.from(SettingSource::Clock),
        };
        let at = self.setup.now;
        out.push(Setting {
            name: "now".to_owned(),
            value: at.rfc3339(),
            default: None,
            words: words::moment(at.japan(), i32::MIN, lang),
            origin,
        });
        let Some(config) = self.config else {
            self.extra_packs(out);
            return;
        };
        let mut globs = |name: &str, globs: &Globs| {
            for glob in &globs.written {
                out.push(self.plain(name, &glob.value, self.at(glob.span)));
            }
        };
        if let Some(include) = &config.include {
            globs("include", include);
        }
        globs("exclude", &config.exclude);
        let [used, out_of_use] = [catalogue::CONFIG_BUILTIN, catalogue::CONFIG_BUILTIN_OUT];
        let [yes, no] = [catalogue::CONFIG_YES, catalogue::CONFIG_NO];
        for (name, stated, yes, no) in [
            ("builtin_pack", config.builtin_pack, used, out_of_use),
            ("fail_on_undetermined", config.fail_on_undetermined, yes, no),
        ] {
            let Some(stated) = stated else { continue };
            out.push(Setting {
                name: name.to_owned(),
                value: stated.value.to_string(),
                default: None,
                words: if stated.value { yes } else { no }.text(lang).to_owned(),
                origin: self.at(stated.span),
            });
        }
        for pack in &config.packs {
            out.push(self.plain("packs", &pack.value, self.at(pack.span)));
        }
        self.extra_packs(out);
        for plan in &config.plans {
            let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            let period = format!("{}/{}", day(plan.from), day(plan.until));
            let name = format!("plans.{}.period", plan.plan.value);
            out.push(self.plain(&name, &period, self.at(plan.span)));
        }
    }

    fn extra_packs(&self, out: &mut Vec<Setting>) {
        for pack in self.packs {
            let path = files::display(pack, self.working);
            out.push(self.plain("packs", &path, self.from(SettingSource::CommandLine)));
        }
    }

    fn plain(&self, name: &str, value: &str, origin: Origin) -> Setting {
        Setting {
            name: name.to_owned(),
            value: value.to_owned(),
            default: None,
            words: value.to_owned(),
            origin,
        }
    }

    fn severities(&self, out: &mut Vec<Setting>) {
        let Some(configured) = &self.setup.engine.file.configured else {
            return;
        };
        let mut set: Vec<_> = configured.settings.severities.iter().collect();
        set.sort_by(|(a, _), (b, _)| a.value.cmp(&b.value));
        for (code, Spanned { value: level, span }) in set {
            let default = self
                .setup
                .engine
                .rules
                .get(&code.value)
                .map(|(_, rule)| rule.default_severity);
            let entry = level
                .severity()
                .map_or(catalogue::SEVERITY_OFF, super::rules::severity);
            let words = match default {
                Some(default) if level.severity() != Some(default) => {
                    let default = super::rules::severity(default).text(self.lang);
                    catalogue::CONFIG_CHANGED.fill(
                        self.lang,
                        &[("value", entry.text(self.lang)), ("default", default)],
                    )
                }
                _ => entry.text(self.lang).to_owned(),
            };
            out.push(Setting {
                name: format!("severities.{}", code.value),
                value: Level::name(*level).to_owned(),
                default: default.map(|default| default.name().to_owned()),
                words,
                origin: self.at(*span),
            });
        }
    }

    /// Every parameter of every plan, and rules' own parameters.
    fn params(&self, out: &mut Vec<Setting>) {
        let engine = &self.setup.engine;
        for pack in engine.rules.packs.iter() {
            for param in &pack.params {
                let name = format!("params.{}", param.name);
                let param = self.param(name, "", param, &pack.plan);
                // A parameter with the same value in two packs is one setting.
                let is_same = |known: &Setting| {
                    (&known.name, &known.value, known.origin.from)
                        == (&param.name, &param.value, param.origin.from)
                };
                if !out.iter().any(is_same) {
                    out.push(param);
                }
            }
            for rule in &pack.rules {
                for param in &rule.params {
                    let name = format!("params.{}.{}", rule.code, param.name);
                    out.push(self.param(name, &rule.code, param, &pack.plan));
                }
            }
        }
    }

    fn param(&self, name: String, code: &str, param: &Param, plan: &str) -> Setting {
        let Param { value, default, .. } = *param;
        let configured = self.setup.engine.file.configured.as_ref();
        let settings = configured.map(|configured| &configured.settings);
        let span = settings.and_then(|settings| {
            let office = settings.default_hours();
            match (param.name.as_str(), office) {
                ("office_hours", Some(office)) if office.hours.is_some() => Some(office.span),
                ("break", Some(office)) if office.pause.is_some() => Some(office.span),
                _ => settings.param(code, &param.name).map(|param| param.value.span),
            }
        });
        let origin = match span {
            Some(span) => self.at(span),
            None => Origin {
                plan: Some(plan.to_owned()),
                ..self.from(if param.in_plan {
                    SettingSource::Plan
                } else {
                    SettingSource::Default
                })
            },
        };
        let words = value.words().render(self.lang);
        Setting {
            name,
            value: machine(value),
            default: default.map(machine),
            words: match default {
                Some(default) => {
                    let entry = match param.in_plan && is_weaker(value, default) {
                        true => catalogue::CONFIG_WEAKENS,
                        false => catalogue::CONFIG_CHANGED,
                    };
                    let default = default.words().render(self.lang);
                    entry.fill(self.lang, &[("value", &words), ("default", &default)])
                }
                None => words,
            },
            origin,
        }
    }

    fn hours(&self, out: &mut Vec<Setting>) {
        let Some(configured) = &self.setup.engine.file.configured else {
            return;
        };
        for office in &configured.settings.hours {
            let name = office.office.as_deref().unwrap_or("default");
            let mut push = |member: &str, value: String, words: String| {
                out.push(Setting {
                    name: format!("hours.{name}{member}"),
                    value,
                    default: None,
                    words,
                    origin: self.at(office.span),
                });
            };
            let affiliation = office
                .office
                .as_deref()
                .map(|name| self.setup.engine.data.directory.resolve(name));
            let unlisted = matches!(affiliation, Some(Affiliation::Unlisted(_)));
            let both = |hours: Hours| {
                let value = ParamValue::Hours(hours);
                let words = value.words().render(self.lang);
                let words = match unlisted {
                    true => catalogue::CONFIG_OFFICE_UNLISTED_WORDS.fill(self.lang, &[("value", &words)]),
                    false => words,
                };
                (machine(value), words)
            };
            if let Some((value, words)) = office.hours.map(both) {
                push("", value, words);
            }
            match office.pause {
                Some(Some(pause)) => {
                    let (value, words) = both(pause);
                    push(".break", value, words);
                }
                Some(None) => {
                    let words = catalogue::CONFIG_NOTHING.text(self.lang).to_owned();
                    push(".break", "none".to_owned(), words);
                }
                None => {}
            }
            if let Some(zone) = office.zone {
                let zone = match zone {
                    Zone::Japan => "Asia/Tokyo",
                    Zone::Named(zone) => zone.name(),
                };
                push(".zone", zone.to_owned(), zone.to_owned());
            }
        }
    }

    fn days(&self, out: &mut Vec<Setting>) {
        let Some(configured) = &self.setup.engine.file.configured else {
            return;
        };
        for (date, day) in &configured.settings.days {
            let key = if day.open { "open_days" } else { "closed_days" };
            out.push(Setting {
                name: format!("{key}.{date}"),
                value: day.reason.clone(),
                default: None,
                words: day.reason.clone(),
                origin: self.at(day.span),
            });
        }
    }

    fn exceptions(&self, out: &mut Vec<Setting>) {
        for record in &self.setup.engine.file.exceptions {
            let reason = record
                .reason
                .as_ref()
                .map(|reason| reason.value.as_str())
                .unwrap_or_default();
            let name = format!("exceptions.{}", record.rule.value);
            out.push(self.plain(&name, reason, self.at(record.span)));
        }
    }
}

fn page(path: &str, config: Option<&str>, taken: Inclusion, settings: &[Setting], lang: Lang) -> String {
    let path = printable(path);
    let mut out = match config {
        Some(file) => catalogue::CONFIG_HEAD.fill(lang, &[("path", &path), ("file", &printable(file))]),
        None => catalogue::CONFIG_HEAD_NONE.fill(lang, &[("path", &path)]),
    };
    out.push('\n');
    match taken {
        Inclusion::Yes => out.push_str(catalogue::CONFIG_TAKEN_YES.text(lang)),
        Inclusion::No => out.push_str(catalogue::CONFIG_TAKEN_NO.text(lang)),
        Inclusion::Unspecified => {}
    }
    if taken != Inclusion::Unspecified {
        out.push('\n');
    }
    out.push('\n');
    let heads = [
        catalogue::CONFIG_ITEM,
        catalogue::CONFIG_VALUE,
        catalogue::CONFIG_ORIGIN,
    ];
    let mut rows = vec![heads.map(|entry| entry.text(lang).to_owned())];
    for setting in settings {
        rows.push(
            [
                &label(&setting.name, lang),
                &setting.words,
                &origin(&setting.origin, lang),
            ]
            .map(|cell| printable(cell).into_owned()),
        );
    }
    let width = |column: usize| {
        rows.iter()
            .map(|row| display_width(&row[column]))
            .max()
            .unwrap_or_default()
    };
    let (first, second) = (width(0), width(1).min(48));
    for [name, value, from] in &rows {
        let line = format!("{}  {}  {from}", pad(name, first), pad(value, second));
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.push('\n');
    out.push_str(catalogue::CONFIG_DEFAULTS.text(lang));
    out.push('\n');
    out
}

/// A setting's name in the language of a configuration's keys.
fn label(name: &str, lang: Lang) -> String {
    if lang.spelling() == Spelling::English {
        return name.to_owned();
    }
    let (first, rest) = name
        .split_once('.')
        .map_or((name, None), |(first, rest)| (first, Some(rest)));
    let key = keys::CONFIG.get(first).map_or(first, |key| keys::CONFIG.ja(key));
    let Some(rest) = rest else { return key.to_owned() };
    if first != "hours" {
        return format!("{key}.{rest}");
    }
    let members = [(".break", keys::HoursKey::Break), (".zone", keys::HoursKey::Zone)];
    let member = members.iter().find(|(member, _)| rest.ends_with(member));
    let office = member.map_or(rest, |(member, _)| rest.strip_suffix(member).unwrap_or(rest));
    let [default, in_ja] = keys::DEFAULT_OFFICE;
    let office = if office == default { in_ja } else { office };
    match member {
        Some((_, member)) => format!("{key}.{office}.{}", keys::HOURS.ja(*member)),
        None => format!("{key}.{office}"),
    }
}

fn origin(origin: &Origin, lang: Lang) -> String {
    let entry = match origin.from {
        SettingSource::File => {
            let path = origin.path.as_deref().unwrap_or_default();
            return format!("{path}:{}", origin.line.unwrap_or_default());
        }
        SettingSource::Plan => {
            let plan = origin.plan.as_deref().unwrap_or_default();
            return catalogue::CONFIG_FROM_PLAN.fill(lang, &[("plan", plan)]);
        }
        SettingSource::Default => catalogue::CONFIG_FROM_TOOL,
        SettingSource::CommandLine => catalogue::CONFIG_FROM_COMMAND,
        SettingSource::Environment => catalogue::CONFIG_FROM_ENVIRONMENT,
        SettingSource::Clock => catalogue::CONFIG_FROM_CLOCK,
    };
    entry.text(lang).to_owned()
}
