//! Derives offices from names and addresses of senders and recipients.

use std::borrow::Cow;

use visible_text::Address;

use crate::directory::{Affiliation, Directory};
use crate::format::party;
use crate::request::{HoursWritten, Office};
use crate::source::Span;

/// Limit on recipients read.
const RECIPIENTS_LIMIT: usize = 10_000;

/// The sending offices; never 各府省, which as a sender's name describes whom a mailbox is for.
pub(super) fn senders<'a>(all: &[Address], spans: &[Span], directory: &Directory) -> Vec<Office<'a>> {
    let is_several = |address: &Address| {
        let affiliation = address.name.as_deref().map(|name| directory.resolve(name));
        matches!(affiliation, Some(Affiliation::Several | Affiliation::Uncounted))
    };
    let all: Vec<Address> = all
        .iter()
        .cloned()
        .map(|address| {
            let name = address.name.clone().filter(|_| !is_several(&address));
            Address { name, ..address }
        })
        .collect();
    offices(&all, spans, directory)
}

/// The offices of addresses, without duplicates.
pub(super) fn offices<'a>(all: &[Address], spans: &[Span], directory: &Directory) -> Vec<Office<'a>> {
    let mut found: Vec<Office<'a>> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for (party, span) in all.iter().zip(spans).take(RECIPIENTS_LIMIT) {
        let name = party::office(directory, party.name.as_deref(), party.address.as_deref());
        if !name.is_empty() && seen.insert(name.clone()) {
            found.push(office(name, *span));
        }
    }
    found
}

/// Whether only the domain of an address gives its ministry: 山田太郎 <yamada@soumu.go.jp>.
pub(super) fn is_by_domain(party: &Address, directory: &Directory) -> bool {
    let by_domain = party
        .address
        .as_deref()
        .and_then(|address| directory.name_by_domain(address));
    by_domain.is_some_and(|ministry| {
        party::office(directory, party.name.as_deref(), party.address.as_deref()) == ministry
            && !party.name.as_deref().is_some_and(|name| name.contains(ministry))
    })
}

/// An office with this name.
pub(super) fn office<'a>(name: String, span: Span) -> Office<'a> {
    Office {
        name: Cow::Owned(name),
        bureau: None,
        span,
        hours: HoursWritten::default(),
        zone: None,
    }
}

/// Whether a name is an agency of a ministry or an office of one: 観光庁観光資源課.
pub(super) fn is_agency(name: &str, directory: &Directory) -> bool {
    let end = name.find('庁').map(|at| at + '庁'.len_utf8());
    let agency = end.and_then(|end| name.get(..end));
    agency.is_some_and(|agency| matches!(directory.resolve(agency), Affiliation::Ministry(_)))
}
