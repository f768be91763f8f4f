//! Reads the requests of a calendar file.
//!
//! Text → [`lines`](super::lines) → components → [`mapping`](super::mapping). Lenient where the meaning is clear, but
//! never silent: what cannot be read is reported at its place, what is no request is counted.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::components::{self, Calendar, Component, WalkItem};
use super::kind::SkipReason;
use super::mapping::{MappedComponent, Series};
use super::reader::{MAX_ITEMS, Reader};
use super::versions;
use crate::calendar::hours::Moment;
use crate::diagnostic::{self, Diagnostic};
use crate::format::input_format::ReadEnvironment;
use crate::message::{Message, catalogue};
use crate::read::{Context, FileSelection, LeftOut, Reading, shown};
use crate::request::Request;
use crate::source::{Source, Span};
use ical_span::recurrence::{DateOrDateTime, ThisAndFuture};
use ical_span::zones::Zones;

/// Limit on days and times examined for all recurrences of a file; under a second.
const MAX_STEPS_IN_FILE: usize = 8_000_000;
/// Additional allowance per byte beyond 1 MB, so that a large calendar is read as far as many small ones.
const STEPS_PER_BYTE: usize = 8;
/// Limit on THISANDFUTURE changes of one series.
const MAX_CHANGES: usize = 50;

/// Reads every request of a calendar.
pub(super) fn read<'a, 'w>(
    source: &'a Source,
    context: Context<'w>,
    read_environment: ReadEnvironment<'w>,
) -> Reading<'a> {
    let mut reader = Reader {
        context,
        read_environment,
        zones: Zones::new(source.text()),
        diagnostics: Vec::new(),
        offset: None,
        any_year: false,
        is_template: false,
    };
    let superseded = versions::superseded(source, &mut reader);
    let repeated: HashSet<u32> = superseded.values().filter_map(|why| why.repeats()).collect();
    let mut gather = Collector::default();
    let mut reading = Reading::default();
    let (mut items, mut first_left) = (0_usize, None);
    let mut diagnostics = components::walk(source, |found| match found {
        WalkItem::Other(_, head) | WalkItem::Item(Component { head, .. }, _) if items >= MAX_ITEMS => {
            first_left.get_or_insert(head);
        }
        WalkItem::Other(name, head) => {
            items += 1;
            gather.left.push(SkippedComponent {
                head,
                name,
                subject: String::new(),
                uid: None,
                why: SkipReason {
                    reason: catalogue::LEFT_ICS_OTHER.message(),
                    superseded: false,
                },
            });
        }
        WalkItem::Item(component, calendar) => {
            items += 1;
            match superseded.get(&component.head.start) {
                Some(why) => gather
                    .left
                    .push(SkippedComponent::version(&component, why.reason(source))),
                None => gather.item(&mut reader, component, calendar),
            }
        }
    });
    gather.rest(&mut reader);
    if let Some(head) = first_left {
        let limit = MAX_ITEMS.to_string();
        let message = catalogue::ICS_TOO_MANY.with(&[("limit", &limit)]);
        diagnostics.push(Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, head, message));
    }
    reading.diagnostics = diagnostics;
    let Collector {
        mut drafts,
        overrides,
        mut left,
        ..
    } = gather;
    apply_overrides(&mut drafts, &overrides);
    drafts.sort_by_key(|draft| draft.request.head);
    reading.requests.reserve_exact(drafts.len());
    let mut steps = MAX_STEPS_IN_FILE.max(source.text().len().saturating_mul(STEPS_PER_BYTE));
    for mut draft in drafts {
        if let Some(span) = draft
            .this_and_future
            .filter(|_| draft.request.recurrence.is_none())
        {
            let message = catalogue::ICS_RANGE.message();
            let found = Diagnostic::reader(diagnostic::UNREADABLE_VALUE, span, message);
            draft.diagnostics.push(found);
        }
        if let Some(reason) = over(&mut draft, read_environment, &mut steps) {
            let subject = draft.request.subject.known();
            left.push(SkippedComponent {
                head: draft.request.head,
                name: Cow::Borrowed(draft.name),
                subject: subject.map(|text| text.to_string()).unwrap_or_default(),
                uid: draft.uid,
                why: SkipReason {
                    reason,
                    superseded: false,
                },
            });
            continue;
        }
        let index = reading.requests.len();
        for mut found in draft.diagnostics {
            found.request = Some(index);
            reading.diagnostics.push(found);
        }
        draft.request.index = index;
        draft.request.is_read_only |= repeated.contains(&draft.request.head.start);
        reading.requests.push(draft.request);
    }
    left.sort_by_key(|left| left.head);
    let only_superseded = !left.is_empty() && left.iter().all(|left| left.why.superseded);
    reading.left_out = left.into_iter().map(|left| left.out(source)).collect();
    if reading.requests.is_empty() {
        if context.named == FileSelection::Explicit && !only_superseded {
            let message = catalogue::NO_REQUEST_FOUND.message();
            reading.diagnostics.push(Diagnostic::reader(
                diagnostic::NO_REQUEST_FOUND,
                Span::default(),
                message,
            ));
        } else if reading.left_out.is_empty() && reading.diagnostics.is_empty() {
            reading.left_out.push(catalogue::LEFT_ICS_EMPTY.message().into());
        }
    }
    reading
}

/// A component that is not a request.
struct SkippedComponent<'a> {
    head: Span,
    name: Cow<'a, str>,
    subject: String,
    uid: Option<String>,
    why: SkipReason,
}

impl<'a> SkippedComponent<'a> {
    /// A superseded version of a component.
    fn version(component: &Component<'a>, reason: Message) -> Self {
        let summary = component.props.iter().find(|prop| prop.name == "SUMMARY");
        Self {
            head: component.head,
            name: Cow::Borrowed(component.name()),
            subject: summary.map(|prop| prop.text().into_owned()).unwrap_or_default(),
            uid: component.place().0.map(str::to_owned),
            why: SkipReason {
                reason,
                superseded: true,
            },
        }
    }

    /// The entry for `left_out`, with its line and title.
    fn out(self, source: &Source) -> LeftOut {
        let line = source.line_in_file(self.head.start).to_string();
        let subject = match self.subject.trim() {
            "" => Message::default(),
            subject => catalogue::LEFT_ICS_SUBJECT.with(&[("subject", &shown(subject))]),
        };
        LeftOut {
            reason: catalogue::LEFT_ICS
                .with(&[("line", &line), ("name", &shown(&self.name))])
                .arg("subject", subject)
                .arg("reason", self.why.reason),
            uid: self.uid,
            span: Some(self.head),
        }
    }
}

/// State while reading a file.
#[derive(Default)]
struct Collector<'a> {
    drafts: Vec<Draft<'a>>,
    /// Overridden occurrences, by UID.
    overrides: HashMap<String, SeriesOverrides>,
    /// Recurring components by UID, with what their overriding occurrences inherit if they are requests.
    series: HashMap<Cow<'a, str>, Option<Box<Series<'a>>>>,
    /// Overriding occurrences that precede their series in the file, whose kind they may inherit.
    deferred: Vec<(Component<'a>, Calendar)>,
    /// Components that are not requests.
    left: Vec<SkippedComponent<'a>>,
}

impl<'a> Collector<'a> {
    /// Adds a component.
    fn item(&mut self, reader: &mut Reader<'a, '_>, component: Component<'a>, calendar: &Calendar) {
        /// Limit on deferred components; programs write a series before its occurrences.
        const DEFERRED_LIMIT: usize = 1_000;
        let (uid, is_occurrence) = component.place();
        if is_occurrence
            && self.deferred.len() < DEFERRED_LIMIT
            && uid.is_some_and(|uid| !self.series.contains_key(uid))
        {
            self.deferred.push((component, calendar.clone()));
            return;
        }
        self.map(reader, &component, calendar);
    }

    /// Maps the deferred components.
    fn rest(&mut self, reader: &mut Reader<'a, '_>) {
        for (component, calendar) in std::mem::take(&mut self.deferred) {
            self.map(reader, &component, &calendar);
        }
    }

    fn map(&mut self, reader: &mut Reader<'a, '_>, component: &Component<'a>, calendar: &Calendar) {
        let name = component.name();
        let series = component.place().0.and_then(|uid| self.series.get(uid));
        let mapped = reader.component(component, calendar, series.and_then(Option::as_deref));
        let diagnostics = std::mem::take(&mut reader.diagnostics);
        let is_request = matches!(mapped.outcome, MappedComponent::Request(_));
        if let (Some(uid), Some(at)) = (&mapped.uid, mapped.recurrence_id) {
            let overrides = self.overrides.entry(uid.clone().into_owned()).or_default();
            // A component that is not (or no longer) a request ends the series.
            let splits = mapped.this_and_future.is_some() && (mapped.change.is_some() || !is_request);
            if splits && overrides.changes.len() < MAX_CHANGES {
                let draft = is_request.then_some(self.drafts.len());
                overrides.changes.push((at, mapped.change));
                overrides.drafts.push(draft);
            } else {
                overrides.occurrences.push(at);
            }
        }
        if let Some(uid) = mapped.uid.clone().filter(|_| mapped.recurs) {
            let series = match &mapped.outcome {
                MappedComponent::Request(request) => Some(Box::new(Series::of(request))),
                MappedComponent::LeftOut(..) => None,
            };
            self.series.entry(uid).or_insert(series);
        }
        match mapped.outcome {
            MappedComponent::Request(request) => {
                // The UID is only needed to find overrides of a series.
                let uid = mapped
                    .uid
                    .filter(|_| request.recurrence.is_some())
                    .map(|uid| uid.into_owned());
                self.drafts.push(Draft {
                    request,
                    diagnostics,
                    uid,
                    name,
                    this_and_future: mapped.this_and_future,
                    is_series: mapped.recurrence_id.is_none(),
                });
            }
            MappedComponent::LeftOut(subject, why) => self.left.push(SkippedComponent {
                head: component.head,
                name: Cow::Borrowed(name),
                subject,
                uid: mapped.uid.map(Cow::into_owned),
                why,
            }),
        }
    }
}

/// A request before the whole file has been read.
struct Draft<'a> {
    /// Boxed, so that moving drafts does not copy a feed's requests.
    request: Box<Request<'a>>,
    diagnostics: Vec<Diagnostic>,
    uid: Option<String>,
    name: &'static str,
    /// Span of RANGE=THISANDFUTURE, if present.
    this_and_future: Option<Span>,
    /// Whether it is a series or a single component, rather than an override.
    is_series: bool,
}

/// Overrides of a series.
#[derive(Default)]
struct SeriesOverrides {
    /// Single occurrences.
    occurrences: Vec<DateOrDateTime>,
    /// Changes to an occurrence and all following ones; in parallel, the drafts they come from.
    changes: Vec<(DateOrDateTime, Option<ThisAndFuture>)>,
    drafts: Vec<Option<usize>>,
}

/// Removes overridden occurrences from each series, and moves the following ones to THISANDFUTURE components.
fn apply_overrides(drafts: &mut [Draft<'_>], overrides: &HashMap<String, SeriesOverrides>) {
    for at in 0..drafts.len() {
        let Some(draft) = drafts.get_mut(at) else { continue };
        let Some(overrides) = draft.uid.as_ref().and_then(|uid| overrides.get(uid)) else {
            continue;
        };
        let Some(recurrence) = &mut draft.request.recurrence else {
            continue;
        };
        let parts = if draft.is_series {
            recurrence.split(&overrides.changes)
        } else {
            Vec::new()
        };
        let changed = overrides.changes.iter().map(|(at, _)| *at);
        recurrence.exclude(overrides.occurrences.iter().copied().chain(changed));
        for (part, owner) in parts.into_iter().zip(&overrides.drafts) {
            if let (Some(mut part), Some(owner)) = (part, owner.and_then(|owner| drafts.get_mut(owner)))
                && owner.request.recurrence.is_none()
            {
                part.exclude(overrides.occurrences.iter().copied());
                owner.request.recurrence = Some(Box::new(part));
            }
        }
    }
}

/// Why no occurrence of a recurring request is judged; reports a limit that cuts its occurrences.
fn over(draft: &mut Draft<'_>, read_environment: ReadEnvironment<'_>, steps: &mut usize) -> Option<Message> {
    let recurrence = draft.request.recurrence.as_ref()?;
    let span = recurrence.span;
    let occurrences = recurrence.between_within(read_environment.now, read_environment.horizon(), steps);
    if *steps == 0 {
        draft.request.recurrence = None;
        let message = catalogue::ICS_LOOKS_FILE.message();
        let found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, span, message);
        draft.diagnostics.push(found);
        return None;
    }
    if occurrences.cut {
        let limit = occurrences.starts.len().to_string();
        let message = catalogue::ICS_OCCURRENCES_CUT.with(&[("limit", &limit)]);
        let found = Diagnostic::reader(diagnostic::LIMIT_EXCEEDED, span, message);
        draft.diagnostics.push(found);
    }
    if let Some(note) = unmatched(&occurrences.unmatched, read_environment) {
        draft.request.notes.push(note);
    }
    if !occurrences.starts.is_empty() || occurrences.cut {
        return None;
    }
    let today = read_environment.now.japan();
    let over = catalogue::LEFT_ICS_OVER
        .arg("from", Message::date(today.date(), 0))
        .arg("days", Message::Number(read_environment.horizon_days.into()));
    Some(over)
}

/// A note on exclusions that match no occurrence.
fn unmatched(unmatched: &[Moment], read_environment: ReadEnvironment<'_>) -> Option<Message> {
    if unmatched.is_empty() {
        return None;
    }
    let year = chrono::Datelike::year(&read_environment.now.japan().date());
    let times = unmatched.iter().map(|at| Message::moment(at.japan(), year));
    Some(catalogue::NOTE_UNMATCHED.arg("times", Message::FirstTimes(times.collect())))
}
