//! KG019: offices that the directory does not list, each taken for a ministry of its own.

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::directory::hours::{self, ConfiguredOffices};
use crate::directory::{Affiliation, Directory};
use crate::message::catalogue;
use crate::request::{Office, Request};
use crate::text::unfilled;

/// Reports each unlisted name in a request.
pub(super) fn report(
    request: &Request<'_>,
    directory: &Directory,
    book: &ConfiguredOffices,
    found: &mut Vec<Diagnostic>,
) {
    let senders = request.from.known().into_iter().chain(&request.co_senders);
    // Each name is reported once.
    let mut seen = HashSet::new();
    for office in senders.chain(&request.to) {
        for name in unlisted(office, directory) {
            if !seen.insert(name) {
                continue;
            }
            let near = directory.near(name);
            // Calendars name people, who are in no directory: report near misses only.
            let is_known = || request.from_calendar || book.find(name, directory).is_some();
            if near.is_empty() && is_known() {
                continue;
            }
            let mut one = hours::unlisted(office.span, name, &near);
            if near.is_empty() {
                one = one.with_help(catalogue::OFFICE_UNLISTED_HELP.message());
            }
            one.request = Some(request.index);
            found.push(one);
        }
    }
}

/// The unlisted names in an office's text; if ministry and bureau are separate, only the ministry's.
fn unlisted<'o>(office: &'o Office<'_>, directory: &Directory) -> Vec<&'o str> {
    let is_unlisted = |affiliation: &Affiliation| matches!(affiliation, Affiliation::Unlisted(_));
    let mut names: Vec<&str> = match &office.bureau {
        None => {
            let offices = directory.offices(&office.name);
            let unlisted = offices.iter().filter(|one| is_unlisted(&one.affiliation));
            unlisted
                .filter_map(|one| office.name.get(one.at.clone()))
                .collect()
        }
        Some(_) if is_unlisted(&directory.resolve(&office.name)) => vec![&*office.name],
        Some(_) => Vec::new(),
    };
    names.retain(|name| {
        !unfilled::holds_signs(name)
            && !unfilled::states_nothing(name)
            // 「（担当課名）御中」 is KG409.
            && unfilled::placeholder_kind(name.trim_matches(['（', '）', '(', ')'])).is_none()
    });
    names
}
