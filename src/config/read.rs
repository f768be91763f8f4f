//! A configuration's text → [`Config`]. What is unknown, written twice or of the wrong form is reported
//! at its place, all of it in one go.

use std::sync::Arc;

use chrono::NaiveDate;

use super::globs::{GlobError, Globs};
use super::keys::{self, ConfigKey, DayKey, ExceptionKey, HoursKey, OverrideKey};
use super::{CODE, Config, DaySetting, Excepted, HoursSetting, Layer, MAX_BYTES, Override, ParamSetting};
use crate::calendar::hours::{Hours, Moment, Zone};
use crate::diagnostic::{self, Diagnostic};
use crate::exception::{ConfiguredException, Stated};
use crate::read::fields::{Fields, shown};
use crate::read::keys::{TRUTH, Table};
use crate::read::moment::Written;
use crate::read::tree::{Tree, Use};
use crate::read::{Context, Named};
use crate::request::Fact;
use crate::rules::ParamValue;
use crate::source::{Source, Span};
use crate::text::{Entry, Lang, catalogue, words};

/// The most entries of a list or a mapping.
const MAX_ENTRIES: usize = 1000;
/// The most overrides.
const MAX_OVERRIDES: usize = 100;
/// The most globs, all together: each is compiled.
const MAX_GLOBS: usize = 5000;
/// The longest closure, in days.
const MAX_DAYS: i64 = 366;

/// The parameters of a plan that are the default office's hours and its break.
const OF_DEFAULT: [&str; 2] = ["office_hours", "break"];

/// Reads a configuration: what could be read of it, and all that is wrong with it. One with anything
/// wrong must not be used.
pub fn parse(source: Arc<Source>, lang: Lang) -> (Config, Vec<Diagnostic>) {
    let mut config = Config {
        include: None,
        exclude: Globs::default(),
        packs: Vec::new(),
        builtin_pack: None,
        lang: None,
        base: Layer::default(),
        overrides: Vec::new(),
        exceptions: Vec::new(),
        source,
    };
    let source = Arc::clone(&config.source);
    if source.text().len() > MAX_BYTES {
        let limit = format!("{} MiB", MAX_BYTES / (1024 * 1024));
        let message = catalogue::LIMIT_SIZE.fill(lang, &[("limit", &limit)]);
        let found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, Span::default(), message);
        return (config, vec![found]);
    }
    let tree = Tree::parse(source.text());
    let context = Context {
        lang,
        named: Named::Explicitly,
        working_day: 0,
    };
    let mut reader = Reader {
        tree: &tree,
        source: &source,
        globs_left: MAX_GLOBS,
    };
    let mut fields = Fields::new(&tree, source.text(), context);
    for document in &tree.documents {
        if let Some(error) = &document.error {
            fields.broken(error.at, &error.kind);
        }
    }
    if let Some(second) = tree.documents.get(1).filter(|second| second.error.is_none()) {
        let at = Span {
            start: second.start,
            end: second.start,
        };
        refuse(&mut fields, at, &catalogue::PACK_ONE_DOCUMENT, None);
    }
    for at in tree.tagged.iter().take(MAX_ENTRIES) {
        let at = fields.first_line(*at);
        refuse(
            &mut fields,
            at,
            &catalogue::CONFIG_TAG,
            Some(&catalogue::CONFIG_TAG_HELP),
        );
    }
    let root = tree.documents.first().and_then(|document| document.root);
    if let Some(root) = root.filter(|root| !tree.is_null(*root)) {
        match fields.entries(root) {
            Some(entries) => reader.config(&mut fields, entries, &mut config),
            None => {
                let message = catalogue::CONFIG_NOT_MAPPING.text(lang).to_owned();
                let at = fields.first_line(root.span);
                fields.report(diagnostic::WRONG_TYPE, at, message, None);
            }
        }
    }
    let mut found = fields.diagnostics;
    for one in &mut found {
        // Nothing is judged by a configuration that says something twice.
        if one.code == diagnostic::DUPLICATE_KEY.code {
            one.help = Some(catalogue::CONFIG_DUPLICATE_HELP.text(lang).to_owned());
        }
    }
    found.sort_by_key(|one| one.span);
    (config, found)
}

/// Refuses something for what it says.
fn refuse(fields: &mut Fields<'_, '_>, span: Span, message: &Entry, help: Option<&Entry>) {
    let lang = fields.lang();
    let help = help.map(|help| help.text(lang).to_owned());
    fields.report(CODE, span, message.text(lang).to_owned(), help);
}

struct Reader<'r, 'a> {
    tree: &'r Tree<'a>,
    source: &'r Arc<Source>,
    globs_left: usize,
}

impl<'a> Reader<'_, 'a> {
    fn config(&mut self, fields: &mut Fields<'_, 'a>, entries: &[(Use, Use)], config: &mut Config) {
        let tree = self.tree;
        fields.members(entries, &keys::CONFIG, |fields, key, key_use, value| {
            let field = tree.text(key_use).unwrap_or_default().trim();
            let layer = &mut config.base;
            match key {
                ConfigKey::Include => config.include = Some(self.globs(fields, field, value)),
                ConfigKey::Exclude => config.exclude = self.globs(fields, field, value),
                ConfigKey::Packs => {
                    for item in fields.list(field, value, MAX_ENTRIES) {
                        config.packs.extend(text(fields, field, item));
                    }
                }
                ConfigKey::BuiltinPack => config.builtin_pack = choice(fields, field, value, &TRUTH),
                ConfigKey::Severities => self.severities(fields, field, value, layer),
                ConfigKey::Params => self.params(fields, field, value, layer),
                ConfigKey::Hours => self.hours(fields, field, value, layer),
                ConfigKey::ClosedDays => self.days(fields, field, value, false, layer),
                ConfigKey::OpenDays => self.days(fields, field, value, true, layer),
                ConfigKey::Now => layer.now = now(fields, field, value),
                ConfigKey::Lang => config.lang = choice(fields, field, value, &keys::LANG),
                ConfigKey::Exceptions => {
                    for item in fields.list(field, value, MAX_ENTRIES) {
                        config.exceptions.extend(self.exception(fields, field, item));
                    }
                }
                ConfigKey::Overrides => {
                    for item in fields.list(field, value, MAX_OVERRIDES) {
                        config.overrides.extend(self.one_override(fields, field, item));
                    }
                }
            }
        });
        not_both(fields, &config.base);
    }

    fn one_override(&mut self, fields: &mut Fields<'_, 'a>, field: &str, at: Use) -> Option<Override> {
        let tree = self.tree;
        let Some(entries) = fields.entries(at) else {
            fields.wrong_type(field, at, catalogue::EXPECTED_MAPPING);
            return None;
        };
        let mut layer = Layer::default();
        let mut paths = None;
        fields.members(entries, &keys::OVERRIDE, |fields, key, key_use, value| {
            let field = tree.text(key_use).unwrap_or_default().trim();
            let layer = &mut layer;
            match key {
                OverrideKey::Paths => paths = Some(self.globs(fields, field, value)),
                OverrideKey::Severities => self.severities(fields, field, value, layer),
                OverrideKey::Params => self.params(fields, field, value, layer),
                OverrideKey::Hours => self.hours(fields, field, value, layer),
                OverrideKey::ClosedDays => self.days(fields, field, value, false, layer),
                OverrideKey::OpenDays => self.days(fields, field, value, true, layer),
                OverrideKey::Now => layer.now = now(fields, field, value),
            }
        });
        not_both(fields, &layer);
        let Some(paths) = paths else {
            missing(fields, field, at, &keys::OVERRIDE, OverrideKey::Paths);
            return None;
        };
        Some(Override {
            paths,
            layer,
            span: at.span,
        })
    }

    fn globs(&mut self, fields: &mut Fields<'_, 'a>, field: &str, value: Use) -> Globs {
        let mut written = Vec::new();
        let items = fields.list(field, value, MAX_ENTRIES);
        if items.is_empty() {
            refuse(
                fields,
                value.span,
                &catalogue::CONFIG_GLOB_EMPTY,
                Some(&catalogue::CONFIG_GLOB_HELP),
            );
        }
        for item in items {
            if self.globs_left == 0 {
                refuse(fields, item.span, &catalogue::CONFIG_GLOB_LONG, None);
                break;
            }
            self.globs_left -= 1;
            written.extend(word(fields, field, item).map(|value| Stated {
                value,
                span: item.span,
            }));
        }
        let (globs, refused) = Globs::new(written);
        let usual = Some(&catalogue::CONFIG_GLOB_HELP);
        for (number, why) in refused {
            let at = globs.written.get(number);
            let span = at.map_or(value.span, |at| at.span);
            match why {
                GlobError::Empty => refuse(fields, span, &catalogue::CONFIG_GLOB_EMPTY, usual),
                GlobError::Negated => {
                    let help = Some(&catalogue::CONFIG_GLOB_NEGATED_HELP);
                    refuse(fields, span, &catalogue::CONFIG_GLOB_NEGATED, help);
                }
                GlobError::Outside => refuse(fields, span, &catalogue::CONFIG_GLOB_OUTSIDE, usual),
                GlobError::TooLong => refuse(fields, span, &catalogue::CONFIG_GLOB_LONG, None),
                GlobError::Absolute => refuse(fields, span, &catalogue::CONFIG_GLOB_ABSOLUTE, usual),
                GlobError::Never(near) => {
                    let lang = fields.lang();
                    let value = at.map(|at| shown(&at.value)).unwrap_or_default();
                    let message = catalogue::CONFIG_GLOB_NEVER.fill(lang, &[("value", &value)]);
                    let help = catalogue::CONFIG_GLOB_NEVER_HELP.fill(lang, &[("near", &shown(&near))]);
                    fields.report(CODE, span, message, Some(help));
                }
                GlobError::Malformed => {
                    let lang = fields.lang();
                    let value = at.map(|at| shown(&at.value)).unwrap_or_default();
                    let message = catalogue::CONFIG_GLOB.fill(lang, &[("value", &value)]);
                    let help = catalogue::CONFIG_GLOB_HELP.text(lang).to_owned();
                    fields.report(CODE, span, message, Some(help));
                }
            }
        }
        globs
    }

    /// The entries of a mapping under names of the author's own, none twice; a value left empty is none.
    fn named(&self, fields: &mut Fields<'_, 'a>, field: &str, value: Use) -> Vec<(Stated<String>, Use)> {
        let tree = self.tree;
        let Some(entries) = fields.entries(value) else {
            fields.wrong_type(field, value, catalogue::EXPECTED_MAPPING);
            return Vec::new();
        };
        if let Some((key, _)) = entries.get(MAX_ENTRIES) {
            let limit = MAX_ENTRIES.to_string();
            let message = catalogue::LIMIT_ITEMS.fill(fields.lang(), &[("field", field), ("limit", &limit)]);
            fields.report(diagnostic::LIMIT_EXCEEDED, key.span, message, None);
        }
        let mut out: Vec<(Stated<String>, Use)> = Vec::new();
        for &(key, value) in entries.iter().take(MAX_ENTRIES) {
            let Some(name) = tree.text(key).map(str::trim).filter(|name| !name.is_empty()) else {
                let message = catalogue::KEY_NOT_TEXT.text(fields.lang()).to_owned();
                fields.report(diagnostic::WRONG_TYPE, key.span, message, None);
                continue;
            };
            if let Some((first, _)) = out.iter().find(|(known, _)| known.value == name) {
                let first = first.span;
                twice(fields, key.span, name, first);
                continue;
            }
            let name = Stated {
                value: name.to_owned(),
                span: key.span,
            };
            out.push((name, value));
        }
        out.retain(|(_, value)| !tree.is_null(*value));
        out
    }

    fn severities(&mut self, fields: &mut Fields<'_, 'a>, field: &str, value: Use, layer: &mut Layer) {
        for (code, value) in self.named(fields, field, value) {
            if let Some(level) = choice(fields, &shown(&code.value), value, &keys::LEVEL) {
                layer.severities.push((code, level));
            }
        }
    }

    fn params(&mut self, fields: &mut Fields<'_, 'a>, field: &str, value: Use, layer: &mut Layer) {
        let tree = self.tree;
        for (name, value) in self.named(fields, field, value) {
            // The plan's values for what 勤務時間 gives by default: one thing, by either name.
            if let Some(at) = OF_DEFAULT.iter().position(|known| *known == name.value) {
                let hours = fields.hours(&name.value, value);
                if let Some(hours) = hours {
                    let found = HoursSetting {
                        office: None,
                        hours: (at == 0).then_some(hours),
                        pause: (at == 1).then_some(Some(hours)),
                        zone: None,
                        span: name.span,
                    };
                    self.add_hours(fields, name, found, layer);
                }
                continue;
            }
            if fields.entries(value).is_none() {
                if tree.text(value).is_none() && is_code(&name.value) {
                    fields.wrong_type(&shown(&name.value), value, catalogue::EXPECTED_MAPPING);
                    continue;
                }
                if let Some(written) = word(fields, &shown(&name.value), value) {
                    let value = Stated {
                        value: written,
                        span: value.span,
                    };
                    layer.params.push(ParamSetting {
                        rule: None,
                        name,
                        value,
                    });
                }
                continue;
            }
            let rule = name;
            for (name, value) in self.named(fields, &shown(&rule.value), value) {
                if let Some(written) = word(fields, &shown(&name.value), value) {
                    layer.params.push(ParamSetting {
                        rule: Some(rule.clone()),
                        name,
                        value: Stated {
                            value: written,
                            span: value.span,
                        },
                    });
                }
            }
        }
    }

    fn hours(&mut self, fields: &mut Fields<'_, 'a>, field: &str, value: Use, layer: &mut Layer) {
        let tree = self.tree;
        for (name, value) in self.named(fields, field, value) {
            let is_default = keys::DEFAULT_OFFICE.contains(&name.value.as_str());
            let field = shown(&name.value);
            let mut found = HoursSetting {
                office: (!is_default).then(|| name.value.clone()),
                hours: None,
                pause: None,
                zone: None,
                span: name.span,
            };
            let Some(entries) = fields.entries(value) else {
                found.hours = fields.hours(&field, value);
                self.add_hours(fields, name, found, layer);
                continue;
            };
            let mut pause_at = value.span;
            let before = fields.diagnostics.len();
            fields.members(entries, &keys::HOURS, |fields, key, key_use, value| {
                let field = tree.text(key_use).unwrap_or_default().trim();
                match key {
                    HoursKey::Hours => found.hours = fields.hours(field, value),
                    HoursKey::Break => {
                        pause_at = value.span;
                        let none = |text: &str| keys::NO_BREAK.contains(&text.trim());
                        found.pause = match tree.text(value) {
                            Some(text) if none(text) => Some(None),
                            _ => fields.hours(field, value).map(Some),
                        };
                    }
                    HoursKey::Zone if is_default => {
                        refuse(fields, value.span, &catalogue::CONFIG_ZONE_DEFAULT, None);
                    }
                    HoursKey::Zone => {
                        let name = word(fields, field, value).unwrap_or_default();
                        found.zone = Zone::by_name(&name);
                        if found.zone.is_none() {
                            let lang = fields.lang();
                            let message = catalogue::ZONE_BAD.fill(lang, &[("value", &shown(&name))]);
                            let help = catalogue::ZONE_HELP.text(lang).to_owned();
                            fields.report(diagnostic::UNKNOWN_TIME_ZONE, value.span, message, Some(help));
                        }
                    }
                }
            });
            let nothing = found.hours.is_none() && found.pause.is_none() && found.zone.is_none();
            if nothing && fields.diagnostics.len() == before {
                missing(fields, &field, value, &keys::HOURS, HoursKey::Hours);
            }
            if let (Some(hours), Some(Some(pause))) = (found.hours, found.pause)
                && let Some(message) = wrong_break(hours, pause, fields.lang())
            {
                fields.report(diagnostic::UNREADABLE_VALUE, pause_at, message, None);
            }
            self.add_hours(fields, name, found, layer);
        }
    }

    fn add_hours(
        &self,
        fields: &mut Fields<'_, 'a>,
        name: Stated<String>,
        found: HoursSetting,
        layer: &mut Layer,
    ) {
        // 既定 and default are one; its hours and its break may stand apart.
        match layer.hours.iter_mut().find(|known| known.office == found.office) {
            Some(first)
                if found.office.is_none()
                    && !(first.hours.is_some() && found.hours.is_some())
                    && !(first.pause.is_some() && found.pause.is_some()) =>
            {
                first.hours = first.hours.or(found.hours);
                first.pause = first.pause.or(found.pause);
            }
            Some(first) => {
                let first = first.span;
                twice(fields, name.span, &name.value, first);
            }
            None => layer.hours.push(found),
        }
    }

    fn days(&mut self, fields: &mut Fields<'_, 'a>, field: &str, value: Use, open: bool, layer: &mut Layer) {
        let tree = self.tree;
        for item in fields.list(field, value, MAX_ENTRIES) {
            let Some(entries) = fields.entries(item) else {
                fields.wrong_type(field, item, catalogue::EXPECTED_MAPPING);
                continue;
            };
            let (mut one, mut from, mut until, mut reason) = (None, None, None, None);
            let before = fields.diagnostics.len();
            fields.members(entries, &keys::DAY, |fields, key, key_use, value| {
                let field = tree.text(key_use).unwrap_or_default().trim();
                match key {
                    DayKey::Date => one = Some((date(fields, field, value), value.span)),
                    DayKey::From => from = date(fields, field, value),
                    DayKey::Until => until = date(fields, field, value).map(|day| (day, value.span)),
                    DayKey::Reason => reason = text(fields, field, value),
                }
            });
            if let (Some((_, at)), true) = (one, from.is_some() || until.is_some()) {
                refuse(fields, at, &catalogue::CONFIG_DAY_OR_PERIOD, None);
                continue;
            }
            // What could not be read has been said.
            let clean = fields.diagnostics.len() == before;
            let period = match (one, from, until) {
                (Some((Some(day), at)), ..) => Some((day, (day, at))),
                (None, Some(from), Some(until)) => Some((from, until)),
                (None, None, None) if clean => {
                    missing(fields, field, item, &keys::DAY, DayKey::Date);
                    None
                }
                (None, Some(_), None) if clean => {
                    missing(fields, field, item, &keys::DAY, DayKey::Until);
                    None
                }
                (None, None, Some(_)) if clean => {
                    missing(fields, field, item, &keys::DAY, DayKey::From);
                    None
                }
                _ => None,
            };
            if reason.is_none() && clean {
                missing(fields, field, item, &keys::DAY, DayKey::Reason);
            }
            let (Some((from, (until, until_at))), Some(reason)) = (period, reason) else {
                continue;
            };
            if until < from {
                refuse(fields, until_at, &catalogue::CONFIG_DAYS_REVERSED, None);
                continue;
            }
            if (until - from).num_days() >= MAX_DAYS {
                refuse(fields, until_at, &catalogue::CONFIG_DAYS_MANY, None);
                continue;
            }
            let same = |day: &&DaySetting| day.open == open && day.from <= until && from <= day.until;
            if let Some(first) = layer.days.iter().find(same) {
                let lang = fields.lang();
                let day = words::date(from.max(first.from), i32::MIN, lang);
                let message = catalogue::CONFIG_DAY_TWICE.fill(lang, &[("day", &day)]);
                let here = catalogue::DUPLICATE_KEY_FIRST.text(lang).to_owned();
                let at = fields.first_line(item.span);
                let found = Diagnostic::reader(diagnostic::DUPLICATE_KEY, at, message);
                fields.push(found.with_related(first.span, here));
                continue;
            }
            layer.days.push(DaySetting {
                from,
                until,
                open,
                reason: reason.value,
                span: item.span,
            });
        }
    }

    fn exception(&mut self, fields: &mut Fields<'_, 'a>, field: &str, at: Use) -> Option<Excepted> {
        let tree = self.tree;
        let Some(entries) = fields.entries(at) else {
            fields.wrong_type(field, at, catalogue::EXPECTED_MAPPING);
            return None;
        };
        let (mut paths, mut rule, mut reason, mut approved_by, mut expires) = (None, None, None, None, None);
        let before = fields.diagnostics.len();
        fields.members(entries, &keys::EXCEPTION, |fields, key, key_use, value| {
            let field = tree.text(key_use).unwrap_or_default().trim();
            match key {
                ExceptionKey::Paths => paths = Some(self.globs(fields, field, value)),
                ExceptionKey::Rule => {
                    rule = word(fields, field, value).map(|text| Stated {
                        value: text,
                        span: value.span,
                    });
                }
                ExceptionKey::Reason => reason = text(fields, field, value),
                ExceptionKey::ApprovedBy => approved_by = text(fields, field, value),
                ExceptionKey::Expires => {
                    expires = date(fields, field, value).map(|day| Stated {
                        value: day,
                        span: value.span,
                    });
                }
            }
        });
        // A last day left empty is no day, and not the same as none.
        if let Some((field, key)) = fields.left_empty(entries, &keys::EXCEPTION, ExceptionKey::Expires)
            && expires.is_none()
        {
            fields.report_empty(field, key.span);
        }
        let clean = fields.diagnostics.len() == before;
        if paths.is_none() && clean {
            missing(fields, field, at, &keys::EXCEPTION, ExceptionKey::Paths);
        }
        if rule.is_none() && clean {
            missing(fields, field, at, &keys::EXCEPTION, ExceptionKey::Rule);
        }
        let paths = paths?;
        let record = ConfiguredException {
            source: Arc::clone(self.source),
            span: at.span,
            paths: paths.written.iter().map(|glob| glob.value.clone()).collect(),
            rule: rule?,
            reason,
            approved_by,
            expires,
        };
        Some(Excepted {
            paths,
            record: Arc::new(record),
        })
    }
}

/// Whether a name is written as a rule's code is: `KG105`.
fn is_code(name: &str) -> bool {
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() < name.len() && !letters.is_empty() && letters.chars().all(|c| c.is_ascii_uppercase())
}

/// What is wrong with a break in these hours: outside them it would be none, and all of them no work.
pub(super) fn wrong_break(hours: Hours, pause: Hours, lang: Lang) -> Option<String> {
    if pause.from <= hours.from && pause.until >= hours.until {
        return Some(catalogue::HOURS_NO_WORK.text(lang).to_owned());
    }
    let outside = pause.from < hours.from || pause.until > hours.until;
    outside.then(|| {
        let hours = ParamValue::Hours(hours).words(lang);
        catalogue::CONFIG_BREAK_OUTSIDE.fill(lang, &[("hours", &hours)])
    })
}

/// A day cannot be closed and open.
fn not_both(fields: &mut Fields<'_, '_>, layer: &Layer) {
    for open in layer.days.iter().filter(|day| day.open) {
        let closed = layer
            .days
            .iter()
            .find(|day| !day.open && day.from <= open.until && open.from <= day.until);
        if let Some(closed) = closed {
            let lang = fields.lang();
            let day = words::date(open.from.max(closed.from), i32::MIN, lang);
            let message = catalogue::CONFIG_DAY_BOTH.fill(lang, &[("day", &day)]);
            let here = catalogue::CONFIG_DAY_CLOSED_HERE.text(lang).to_owned();
            fields.push(Diagnostic::reader(CODE, open.span, message).with_related(closed.span, here));
        }
    }
}

fn missing<T: Copy + PartialEq>(
    fields: &mut Fields<'_, '_>,
    field: &str,
    at: Use,
    table: &'static Table<T>,
    member: T,
) {
    let lang = fields.lang();
    let row = table.rows.iter().find(|row| row.meaning == member);
    let index = usize::from(lang == Lang::Ja);
    let member = row.and_then(|row| row.words.get(index)).unwrap_or(&"");
    let message = catalogue::MISSING_MEMBER.fill(lang, &[("field", field), ("member", member)]);
    let span = fields.first_line(at.span);
    fields.report(diagnostic::MISSING_FIELD, span, message, None);
}

fn twice(fields: &mut Fields<'_, '_>, at: Span, name: &str, first: Span) {
    let lang = fields.lang();
    let name = shown(name);
    let message = catalogue::DUPLICATE_KEY.fill(lang, &[("key", &name), ("first", &name)]);
    let here = catalogue::DUPLICATE_KEY_FIRST.text(lang).to_owned();
    fields.push(Diagnostic::reader(diagnostic::DUPLICATE_KEY, at, message).with_related(first, here));
}

/// A text that is not empty.
fn text(fields: &mut Fields<'_, '_>, field: &str, value: Use) -> Option<Stated<String>> {
    match fields.stated(field, value) {
        Fact::Known(text, span) => Some(Stated {
            value: text.trim().to_owned(),
            span,
        }),
        Fact::Absent => {
            let message = catalogue::MOMENT_EMPTY.fill(fields.lang(), &[("field", field)]);
            fields.report(diagnostic::UNREADABLE_VALUE, value.span, message, None);
            None
        }
        Fact::Unreadable(_) => None,
    }
}

/// A short text, without the blanks around it.
fn word(fields: &mut Fields<'_, '_>, field: &str, value: Use) -> Option<String> {
    fields.name(field, value).map(|text| text.into_owned())
}

fn choice<T: Copy + PartialEq>(
    fields: &mut Fields<'_, '_>,
    field: &str,
    value: Use,
    table: &'static Table<T>,
) -> Option<Stated<T>> {
    match fields.choice(field, value, table) {
        Fact::Known(value, span) => Some(Stated { value, span }),
        _ => None,
    }
}

/// A day, with its year.
fn date(fields: &mut Fields<'_, '_>, field: &str, value: Use) -> Option<NaiveDate> {
    let Fact::Known(written, span) = fields.moment(field, value) else {
        return None;
    };
    let whole = written.year.is_some() && !written.has_time();
    let Some(date) = written.date(NaiveDate::default()).filter(|_| whole) else {
        refuse(
            fields,
            span,
            &catalogue::CONFIG_DATE,
            Some(&catalogue::CONFIG_DATE_HELP),
        );
        return None;
    };
    right_weekday(fields, &written, date, span).then_some(date)
}

/// A moment, with its year and time.
fn now(fields: &mut Fields<'_, '_>, field: &str, value: Use) -> Option<Stated<Moment>> {
    let Fact::Known(written, span) = fields.moment(field, value) else {
        return None;
    };
    let local = written.year.and(written.local(NaiveDate::default()));
    let Some(local) = local.filter(|_| written.has_time()) else {
        refuse(
            fields,
            span,
            &catalogue::CONFIG_NOW,
            Some(&catalogue::CONFIG_NOW_HELP),
        );
        return None;
    };
    if !right_weekday(fields, &written, local.date(), span) {
        return None;
    }
    let value = match written.offset_seconds {
        Some(offset) => Moment(local.and_utc().timestamp() - i64::from(offset)),
        None => Moment::from_japan(local),
    };
    Some(Stated { value, span })
}

fn right_weekday(fields: &mut Fields<'_, '_>, written: &Written, date: NaiveDate, span: Span) -> bool {
    let Some((_, right)) = written.weekday_mismatch(date) else {
        return true;
    };
    let lang = fields.lang();
    let right = words::weekday(right, lang);
    let message = catalogue::CONFIG_WEEKDAY.fill(lang, &[("right", right)]);
    fields.report(CODE, span, message, None);
    false
}
