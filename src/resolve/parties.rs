//! Senders and recipients, resolved in the directory: ministries, their count, and which plans bind.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use super::environment::Environment;
use super::party::{Group, MinistryCount, Party};
use crate::calendar::hours::OfficeHours;
use crate::directory::Affiliation;
use crate::directory::bound;
use crate::request::{Office, Request, UnreadHours};
use crate::source::Span;

/// Resolved parties; shared by all occurrences of a recurring request.
#[derive(Clone, Debug)]
pub(crate) struct Parties<'a> {
    pub(super) sender: Party<'a>,
    pub(super) co_senders: Vec<Party<'a>>,
    pub(super) recipients: Vec<Party<'a>>,
    pub(super) groups: Vec<Group>,
    pub(super) internal: Option<bool>,
    pub(super) ministries: MinistryCount,
    pub(super) bound: Option<bool>,
    pub(super) judged_by: Vec<bool>,
}

impl<'a> Parties<'a> {
    /// Resolves senders and recipients.
    pub(crate) fn of(request: &'a Request<'_>, env: &Environment<'_>) -> Self {
        let assume_hours = env.assume_hours && request.template;
        let env = &Environment { assume_hours, ..*env };
        let mut senders = senders(request, env);
        let mut recipients = Vec::with_capacity(request.to.len().max(1));
        for office in &request.to {
            add_parties(&mut recipients, office, env);
        }
        each_once(&mut recipients);
        if let Some(span) = request.to_unreadable {
            recipients.push(Party {
                unread: unread_unless(assume_hours),
                ..nameless(env, Some(span))
            });
        }
        let ministries = count(&recipients);
        let unreadable_sender = request.from.is_unreadable() && !assume_hours;
        let internal = internal(request, unreadable_sender, &senders, &recipients);
        let (judged_by, bound) = {
            let named: Vec<_> = senders
                .iter()
                .map(|sender| (&*sender.office, sender.affiliation.clone()))
                .collect();
            bound::judging(env.plans, &named)
        };
        let sender = if senders.is_empty() {
            Party {
                unread: unread_unless(!request.from.is_unreadable() || assume_hours),
                affiliation: Affiliation::Uncounted,
                ..nameless(env, request.from.span())
            }
        } else {
            senders.remove(0)
        };
        if recipients.is_empty() {
            recipients.push(nameless(env, None));
        }
        Self {
            sender,
            co_senders: senders,
            groups: group(&recipients),
            recipients,
            internal,
            ministries,
            bound,
            judged_by,
        }
    }

    /// Relative cost of judging an occurrence; 1 for a single recipient.
    pub(crate) fn weight(&self) -> usize {
        /// Recipients with equal hours are judged once but named each: this many of them cost as much as one group.
        const PARTIES_PER_GROUP: usize = 10;
        self.groups.len().max(self.recipients.len() / PARTIES_PER_GROUP)
    }
}

/// Adds the offices that one entry names.
fn add_parties<'a>(all: &mut Vec<Party<'a>>, office: &'a Office<'_>, env: &Environment<'_>) {
    if let Some(bureau) = &office.bureau {
        let name = [&*office.name, &**bureau].concat();
        let known = (env.directory.resolve(&name), env.directory.canonical(&name));
        all.push(party(office, Cow::Owned(name), known, env));
        return;
    }
    for one in env.directory.offices(&office.name).iter() {
        let name = office.name.get(one.at.clone()).unwrap_or_default();
        let known = (one.affiliation.clone(), Arc::clone(&one.canonical));
        all.push(party(office, Cow::Borrowed(name), known, env));
    }
}

fn party<'a>(
    office: &'a Office<'_>,
    name: Cow<'a, str>,
    (affiliation, canonical): (Affiliation, Arc<str>),
    env: &Environment<'_>,
) -> Party<'a> {
    let written = office.hours;
    // The document takes precedence over the configuration.
    let given = env.offices.find(&name, env.directory).unwrap_or_default();
    let hours = OfficeHours {
        office: written.office.or(given.hours).unwrap_or(env.default_hours.office),
        pause: written.pause.or(given.pause).unwrap_or(env.default_hours.pause),
        zone: office.zone.or(given.zone).unwrap_or_default(),
    };
    Party {
        affiliation,
        canonical,
        office: name,
        hours,
        assumed: written.office.is_none() && given.hours.is_none(),
        unread: if env.assume_hours {
            UnreadHours::default()
        } else {
            written.unread
        },
        span: Some(office.span),
    }
}

/// Removes duplicates of an office with equal hours, under any of its names. If hours differ or could not be read,
/// both are kept: a further recipient must not clear a finding.
fn each_once(parties: &mut Vec<Party<'_>>) {
    if parties.len() > 1 {
        let mut seen = Distinct::default();
        parties.retain(|party| seen.insert((Arc::clone(&party.canonical), party.hours, party.unread)));
    }
}

fn nameless<'a>(env: &Environment<'_>, span: Option<Span>) -> Party<'a> {
    Party {
        office: Cow::Borrowed(""),
        canonical: Arc::default(),
        affiliation: Affiliation::Uncounted,
        hours: env.default_hours,
        assumed: true,
        unread: UnreadHours::default(),
        span,
    }
}

fn unread_unless(known: bool) -> UnreadHours {
    if known {
        UnreadHours::default()
    } else {
        UnreadHours::ALL
    }
}

fn count(recipients: &[Party<'_>]) -> MinistryCount {
    let mut distinct = Distinct::default();
    let mut found = MinistryCount {
        at_least: 0,
        open_ended: recipients.is_empty(),
    };
    for party in recipients {
        match &party.affiliation {
            Affiliation::Several => {
                found.at_least = found.at_least.max(2);
                found.open_ended = true;
            }
            Affiliation::Uncounted => found.open_ended = true,
            Affiliation::NoMinistry => {}
            Affiliation::Own => found.at_least = found.at_least.max(1),
            one @ (Affiliation::Ministry(_) | Affiliation::Unlisted(_)) => {
                distinct.insert(one);
            }
        }
    }
    let distinct = i64::try_from(distinct.len()).unwrap_or(i64::MAX);
    found.at_least = found.at_least.max(distinct);
    found
}

/// Senders named in the document.
fn senders<'a>(request: &'a Request<'_>, env: &Environment<'_>) -> Vec<Party<'a>> {
    let mut senders = Vec::with_capacity(1);
    for office in request.from.known().into_iter().chain(&request.co_senders) {
        add_parties(&mut senders, office, env);
    }
    senders
}

/// Whether the request is not between ministries: internal to any one sender's ministry, or addressed to no
/// ministry.
fn internal(
    request: &Request<'_>,
    unreadable_sender: bool,
    senders: &[Party<'_>],
    recipients: &[Party<'_>],
) -> Option<bool> {
    let readable = || recipients.iter().filter(|party| !party.office.is_empty());
    let whole = request.to_unreadable.is_none();
    // Without a stated recipient, another ministry is assumed.
    if readable().next().is_none() {
        return if whole && !recipients.is_empty() {
            None
        } else {
            Some(false)
        };
    }
    let belongs_to = |affiliation: &Affiliation, party: &Party<'_>| {
        party.affiliation == *affiliation
            && matches!(affiliation, Affiliation::Ministry(_) | Affiliation::Unlisted(_))
    };
    let is_affiliated = |party: &Party<'_>, affiliation: Affiliation| party.affiliation == affiliation;
    // Further recipients that are no ministry do not make it a request to another ministry.
    let is_inside = |party: &Party<'_>| {
        is_affiliated(party, Affiliation::Own) || is_affiliated(party, Affiliation::NoMinistry)
    };
    let mut by_sender = senders.iter();
    let inside = readable().all(is_inside)
        || by_sender
            .any(|sender| readable().all(|party| is_inside(party) || belongs_to(&sender.affiliation, party)));
    if inside {
        return whole.then_some(true);
    }
    // A sender that is not stated is assumed to be another ministry. An unreadable one may be any ministry, but only
    // one: recipients of two ministries are not both its own.
    let others = || readable().filter(|party| !is_inside(party));
    let may_be = |first: &Party<'_>| others().all(|party| belongs_to(&first.affiliation, party));
    let open = unreadable_sender && others().next().is_some_and(may_be);
    (!open).then_some(false)
}

/// Up to this many entries a linear scan beats hashing.
const LINEAR_LIMIT: usize = 8;

/// A set: requests have one or two recipients, or hundreds.
struct Distinct<T> {
    few: Vec<T>,
    more: HashSet<T>,
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self {
            few: Vec::new(),
            more: HashSet::new(),
        }
    }
}

impl<T: Hash + Eq> Distinct<T> {
    /// Whether `one` was not in the set.
    fn insert(&mut self, one: T) -> bool {
        if self.few.contains(&one) {
            return false;
        }
        if self.few.len() < LINEAR_LIMIT {
            self.few.push(one);
            return true;
        }
        self.more.insert(one)
    }

    fn len(&self) -> usize {
        self.few.len() + self.more.len()
    }
}

fn group(recipients: &[Party<'_>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::with_capacity(1);
    let mut known: HashMap<(OfficeHours, UnreadHours), usize> = HashMap::new();
    for (number, party) in recipients.iter().enumerate() {
        let key = (party.hours, party.unread);
        let place = if groups.len() <= LINEAR_LIMIT {
            groups.iter().position(|group| (group.taken, group.unread) == key)
        } else {
            known.get(&key).copied()
        };
        if let Some(group) = place.and_then(|place| groups.get_mut(place)) {
            group.members.push(number);
            continue;
        }
        groups.push(Group {
            hours: party.known_hours(),
            taken: party.hours,
            unread: party.unread,
            members: vec![number],
        });
        if groups.len() > LINEAR_LIMIT {
            let new = groups.iter().enumerate().skip(known.len());
            known.extend(new.map(|(place, group)| ((group.taken, group.unread), place)));
        }
    }
    groups
}
