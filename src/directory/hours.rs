//! The hours that configuration gives to offices by their names.

use crate::calendar::hours::{Hours, Zone};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::directory::{Belongs, Directory};
use crate::message::{Message, catalogue};
use crate::read::shown;
use crate::source::Span;

/// What is given of an office's hours.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GivenHours {
    /// 勤務時間
    pub hours: Option<Hours>,
    /// 休憩; `Some(None)` where there is none.
    pub pause: Option<Option<Hours>>,
    /// 時間帯
    pub zone: Option<Zone>,
}

/// Offices and what is given of their hours.
#[derive(Clone, Debug, Default)]
pub struct OfficeBook {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    /// By the name that the directory has for it.
    name: String,
    belongs: Belongs,
    /// Whether it names a ministry, and not a bureau or a body of one.
    whole: bool,
    given: GivenHours,
}

impl OfficeBook {
    /// A book of offices.
    pub fn new(entries: impl IntoIterator<Item = (String, GivenHours)>, directory: &Directory) -> Self {
        let entry = |(name, given): (String, GivenHours)| Entry {
            belongs: directory.resolve(&name),
            whole: directory.is_whole_ministry(&name),
            name: directory.canonical(&name),
            given,
        };
        Self {
            entries: entries.into_iter().map(entry).collect(),
        }
    }

    /// What is given for an office: for the longest name that its own begins with, by whatever names the two
    /// are written, else for its ministry.
    pub fn find(&self, office: &str, directory: &Directory) -> Option<GivenHours> {
        if self.entries.is_empty() {
            return None;
        }
        // 財務省ほか has the hours of 財務省.
        let belongs = directory
            .named_first(office)
            .map_or_else(|| directory.resolve(office), Belongs::Ministry);
        let alike = |entry: &&Entry| match (&entry.belongs, &belongs) {
            (Belongs::Unlisted(_), Belongs::Unlisted(_)) => true,
            (one, other) => one == other,
        };
        let office = directory.canonical(office);
        let all = self.entries.iter().filter(alike);
        all.clone()
            .filter(|entry| office.starts_with(entry.name.as_str()))
            .max_by_key(|entry| entry.name.len())
            .or_else(|| all.clone().find(|entry| entry.whole))
            .map(|entry| entry.given)
    }
}

/// A name that the directory of ministries does not know: a warning where it is much like a listed one.
pub(crate) fn unlisted(span: Span, name: &str, near: &[&str]) -> Diagnostic {
    let message = catalogue::OFFICE_UNLISTED.with(&[("office", &shown(name))]);
    let found = Diagnostic::reader(diagnostic::UNLISTED_OFFICE, span, message);
    if near.is_empty() {
        return found;
    }
    let near = near.iter().copied().map(Message::from).collect();
    Diagnostic {
        severity: Severity::Warning,
        ..found.with_help(catalogue::UNKNOWN_KEY_NEAR.arg("near", Message::QuotedList(near)))
    }
}
