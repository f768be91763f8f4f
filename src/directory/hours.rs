//! Office hours that configuration gives by office name.

use std::sync::Arc;

use crate::calendar::hours::{Hours, Zone};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::directory::{Affiliation, Directory};
use crate::message::{Message, catalogue};
use crate::read::shown;
use crate::source::Span;

/// The configured parts of an office's hours.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ConfiguredHours {
    /// 勤務時間
    pub hours: Option<Hours>,
    /// 休憩; `Some(None)` if there is none.
    pub pause: Option<Option<Hours>>,
    /// 時間帯
    pub zone: Option<Zone>,
}

/// Configured hours by office.
#[derive(Clone, Debug, Default)]
pub struct ConfiguredOffices {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    /// Canonical name in the directory.
    name: Arc<str>,
    affiliation: Affiliation,
    /// Whether it names a ministry itself, not a bureau or a body.
    whole: bool,
    given: ConfiguredHours,
}

impl ConfiguredOffices {
    /// Resolves the offices' names once.
    pub fn new(entries: impl IntoIterator<Item = (String, ConfiguredHours)>, directory: &Directory) -> Self {
        let entry = |(name, given): (String, ConfiguredHours)| Entry {
            affiliation: directory.resolve(&name),
            whole: directory.is_whole_ministry(&name),
            name: directory.canonical(&name),
            given,
        };
        Self {
            entries: entries.into_iter().map(entry).collect(),
        }
    }

    /// The hours configured for an office: those of the longest entry that its canonical name begins with, else
    /// those of its ministry.
    pub fn find(&self, office: &str, directory: &Directory) -> Option<ConfiguredHours> {
        if self.entries.is_empty() {
            return None;
        }
        // 財務省ほか takes the hours of 財務省.
        let affiliation = directory
            .named_first(office)
            .map_or_else(|| directory.resolve(office), Affiliation::Ministry);
        let same_affiliation = |entry: &&Entry| match (&entry.affiliation, &affiliation) {
            (Affiliation::Unlisted(_), Affiliation::Unlisted(_)) => true,
            (one, other) => one == other,
        };
        let office = directory.canonical(office);
        let all = self.entries.iter().filter(same_affiliation);
        all.clone()
            .filter(|entry| office.starts_with(&*entry.name))
            .max_by_key(|entry| entry.name.len())
            .or_else(|| all.clone().find(|entry| entry.whole))
            .map(|entry| entry.given)
    }
}

/// KG019 for an office that is not listed: a warning if a listed name is near, else info.
pub(crate) fn unlisted(span: Span, name: &str, near: &[&str]) -> Diagnostic {
    let message = catalogue::OFFICE_UNLISTED.with(&[("office", &shown(name))]);
    let found = Diagnostic::reader(diagnostic::UNLISTED_OFFICE, span, message);
    if near.is_empty() {
        return found;
    }
    let near = near.iter().copied().map(Message::text).collect();
    Diagnostic {
        severity: Severity::Warning,
        ..found.with_help(catalogue::UNKNOWN_KEY_NEAR.arg("near", Message::QuotedList(near)))
    }
}
