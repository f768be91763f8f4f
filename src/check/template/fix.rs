//! Fixes of a template's due or hearing, as a sentence and as edits.

use super::budget::Budget;
use super::candidate::{self, CompliantTime};
use super::proof::{BrokenRules, breaks, prove, prove_due};
use super::sendings::Minutes;
use crate::calendar::hours::Moment;
use crate::diagnostic::{Applicability, Fix};
use crate::engine::Engine;
use crate::engine::verdict::{due_view, selected};
use crate::fix::edit;
use crate::fix::target::Target;
use crate::fix::{FixSubject, NearestTimes, due_rules, sentence};
use crate::format::edit::{Editable, Rewritten, SideEffect, time_alone};
use crate::message::{Entry, Message, catalogue};
use crate::request::{Request, Timing, When};
use crate::resolve::{Basis, Case};
use crate::rules::{Pack, Rule};
use crate::source::{Source, Span};
use jp_datetime::relative::{self, Relative};
use jp_datetime::{moment, time_of_day};

/// Fixes of a template, each computed once.
pub(in crate::check) struct TemplateFixes<'a, 'c, 'e> {
    engine: &'a Engine,
    /// The template without a sending time.
    unsent: &'a Case<'c>,
    /// The minutes at which it may be sent.
    minutes: &'a Minutes,
    source: &'a Source,
    /// The text that fixes apply to, if the output needs edits.
    editable: Option<&'a (dyn Editable + 'e)>,
    /// Fixes found: one per due or hearing, however many rules it breaks.
    known: Vec<((FixSubject, Option<usize>), ProposedFix)>,
    /// Rules that the template breaks, if all were evaluated.
    pub(super) proven: Option<BrokenRules<'a>>,
    /// Remaining budget.
    pub(super) budget: Budget,
}

impl<'a, 'c, 'e> TemplateFixes<'a, 'c, 'e> {
    /// For a template; edits are offered if `editable` is given.
    pub fn new(
        engine: &'a Engine,
        unsent: &'a Case<'c>,
        minutes: &'a Minutes,
        source: &'a Source,
        editable: Option<&'a (dyn Editable + 'e)>,
        budget: Budget,
    ) -> Self {
        Self {
            engine,
            unsent,
            minutes,
            source,
            editable,
            known: Vec::new(),
            proven: None,
            budget,
        }
    }

    /// The fix for a due, or for the hearing.
    pub fn find(&mut self, subject: FixSubject, due: Option<usize>) -> ProposedFix {
        // A due taken from the hearing moves with it.
        let at_hearing = |due: usize| {
            let due = self.unsent.dues.get(due);
            due.is_some_and(|due| due.basis == Basis::Hearing)
        };
        let due = due.filter(|due| subject == FixSubject::Due && !at_hearing(*due));
        let subject = if due.is_some() {
            subject
        } else {
            FixSubject::Hearing
        };
        if let Some((_, fixed)) = self.known.iter().find(|(known, _)| *known == (subject, due)) {
            return fixed.clone();
        }
        let found = match due {
            Some(due) => self.due(due),
            None => self.hearing(),
        };
        let fixed = found.map_or((None, Vec::new()), |(sentence, fix)| {
            (Some(sentence), fix.into_iter().collect())
        });
        self.known.push(((subject, due), fixed.clone()));
        fixed
    }

    fn due(&mut self, due: usize) -> Option<(Message, Option<Fix>)> {
        if let Some(found) = self.time_of_date(due) {
            return Some(found);
        }
        let compliant = candidate::due(
            self.engine,
            self.unsent,
            self.minutes,
            due,
            &mut self.unsent.clone(),
            &mut self.budget,
        )?;
        let written = self.unsent.request.dues.get(due)?;
        let span = written.at.span()?;
        let new = self.named(self.text(span), compliant.start());
        let (sentence, title) = (catalogue::REMEDY_TEMPLATE, catalogue::FIX_TEMPLATE);
        let due = self.unsent.dues.get(due);
        let name = due
            .map(|due| Message::due_name(due.name, due.key))
            .unwrap_or_default();
        let filled = |entry: Entry| entry.arg("due_name", name.clone()).arg("due", new.clone());
        let rewritten = self.written_anew(span, &[], compliant.start());
        let fix =
            rewritten.map(|rewritten| self.fix(filled(title), rewritten, written.at.counted().is_some()));
        Some((filled(sentence), fix))
    }

    fn fix(&self, title: Message, rewritten: Rewritten, counted: bool) -> Fix {
        // Replacing one relative moment by another keeps the meaning; replacing a date does not.
        let is_safe = counted && rewritten.side_effect == SideEffect::None;
        Fix {
            title: edit::with_side_effect(title, rewritten.side_effect),
            applicability: if is_safe {
                Applicability::Safe
            } else {
                Applicability::Unsafe
            },
            edits: rewritten.edits,
        }
    }

    /// Edits that write a relative moment; `None` if the notation cannot be rewritten, or edits are not needed.
    fn written_anew(&self, span: Span, together: &[Span], relative: Relative) -> Option<Rewritten> {
        self.editable?.rewrite(span, together, &|text| {
            let new = words(text, relative);
            // The text must read back as the moment proven.
            (relative::read(&new).ok()? == relative).then_some(new)
        })
    }

    /// As [`Self::written_anew`], for a hearing's end.
    fn end_anew(&self, span: Span, together: &[Span], end: Relative) -> Option<Rewritten> {
        self.editable?.rewrite(span, together, &|text| {
            let new = end_words(text, end);
            let is_time = || time_of_day::read_time(time_of_day::same_day(&new).1).is_ok();
            (relative::read(&new) == Ok(end) || is_time()).then_some(new)
        })
    }

    /// For a date that complies at the closing whenever the template is sent: only its time needs to be written.
    fn time_of_date(&mut self, due: usize) -> Option<(Message, Option<Fix>)> {
        let resolved = self.unsent.dues.get(due)?;
        self.unsent.request.dues.get(due)?.at.stated()?;
        if resolved.basis != Basis::Date {
            return None;
        }
        let rules: Vec<_> = due_rules(self.engine, self.unsent).collect();
        let (first, last) = (self.minutes.first()?, self.minutes.last()?);
        let mut sent = self.unsent.clone();
        sent.send_at(last);
        let late = due_view(&sent, Some(last), sent.dues.get(due)?.at, Basis::Date, Some(due));
        // Fast path: the very last sending is nearly always too late for a fixed date.
        if breaks(self.engine, &rules, &sent, last, &late) {
            return None;
        }
        let broken = self.proven.as_ref().and_then(|proven| proven.any(&rules, due));
        let complies = match broken {
            Some(broken) => !broken,
            None => prove_due(
                self.engine,
                &rules,
                self.minutes,
                due,
                &mut self.unsent.clone(),
                &mut self.budget,
            )?,
        };
        if !complies {
            return None;
        }
        sent.send_at(first);
        let at = sent.dues.get(due)?.at?;
        let engine = self.engine;
        let target = Target::Due(at);
        let offer = NearestTimes {
            target: Some(target),
            latest: None,
        };
        let sentence = sentence(&sent, FixSubject::Due, Some(due), offer)?;
        let fix = self
            .editable
            .and_then(|editable| edit::fix(engine, &sent, Some(due), target, editable));
        Some((sentence, fix))
    }

    fn hearing(&mut self) -> Option<(Message, Option<Fix>)> {
        let written = self.unsent.request.hearing.as_ref()?;
        // A hearing stated in days gets no time of day that its author did not write.
        let (from, until) = self.unsent.hearing_days();
        if from.or(until).is_some()
            || [written.start.counted(), written.end.counted()]
                .into_iter()
                .flatten()
                .any(is_day)
        {
            return None;
        }
        let compliant = candidate::hearing(
            self.engine,
            self.unsent,
            self.minutes,
            &mut self.unsent.clone(),
            &mut self.budget,
        )?;
        if !self.holds(compliant) {
            return None;
        }
        let start = written.start.span()?;
        let end = written.end.span().filter(|_| compliant.until.is_some());
        let plain = |span, relative| {
            let text = self.text(span);
            self.named(text.strip_suffix(limit(text)).unwrap_or(text), relative)
        };
        let from = plain(start, compliant.start());
        let until = end.and_then(|end| Some(plain(end, compliant.end()?)));
        let (sentence, title) = if until.is_some() {
            (
                catalogue::REMEDY_TEMPLATE_HEARING,
                catalogue::FIX_TEMPLATE_HEARING,
            )
        } else {
            (
                catalogue::REMEDY_TEMPLATE_HEARING_START,
                catalogue::FIX_TEMPLATE_HEARING_START,
            )
        };
        let filled = |entry: Entry| {
            entry
                .arg("from", from.clone())
                .arg("until", until.clone().unwrap_or_default())
        };
        let together: Vec<Span> = [Some(start), end].into_iter().flatten().collect();
        let mut rewritten = self.written_anew(start, &together, compliant.start());
        if let (Some(end), Some(until)) = (end, compliant.end()) {
            let new_end = self.end_anew(end, &together, until);
            rewritten = rewritten.and_then(|rewritten| rewritten.and(new_end?));
        }
        let counted = written.start.counted().is_some();
        let fix = rewritten.map(|rewritten| self.fix(filled(title), rewritten, counted));
        Some((filled(sentence), fix))
    }

    /// Whether the moved hearing, and the due taken from it, break no rule at any minute: judges the template with
    /// the new text.
    fn holds(&mut self, compliant: CompliantTime) -> bool {
        let mut request: Request<'_> = self.unsent.request.clone();
        let Some(hearing) = &mut request.hearing else {
            return false;
        };
        let whole = hearing.span;
        let set = |timing: &mut Timing, relative: Option<Relative>| {
            *timing = match (relative, timing.span()) {
                (Some(relative), span) => Timing::Known(When::Counted(relative), span.unwrap_or(whole)),
                (None, Some(span)) => Timing::Unreadable(span),
                (None, None) => Timing::Absent,
            };
        };
        set(&mut hearing.start, Some(compliant.start()));
        set(&mut hearing.end, compliant.end());
        let mut shifted = Case::new(&request, self.unsent.env);
        let at_hearing = shifted.dues.iter().any(|due| due.basis == Basis::Hearing);
        let rules: Vec<(&Pack, &Rule)> = selected(self.engine, &shifted)
            .filter(|(_, rule)| match FixSubject::rule(rule) {
                Some(FixSubject::Hearing) => true,
                Some(FixSubject::Due) => at_hearing && rule.reads_due_moment,
                None => false,
            })
            .collect();
        let proof = prove(self.engine, &rules, self.minutes, &mut shifted, &mut self.budget);
        proof.is_some_and(|proof| {
            proof.reversed.is_none() && proof.answers.iter().all(|answer| answer.minutes == 0)
        })
    }

    /// A moment in a sentence; in Japanese as it would be written in place of `text`.
    fn named(&self, text: &str, relative: Relative) -> Message {
        Message::bilingual(&words(text, relative), &words("+1 open day 10:00", relative))
    }

    /// A value as written, without quotes.
    fn text(&self, span: Span) -> &str {
        self.source.slice(span).trim_matches(['"', '\''])
    }
}

/// Whether a relative moment has no time of day.
fn is_day(relative: Relative) -> bool {
    matches!(relative, Relative::On(_, relative::At::Unsaid))
}

/// A relative moment in the notation of a template, keeping the まで and the like of `text`.
fn words(text: &str, relative: Relative) -> String {
    let Relative::On(relative::DayAfter::Open(days), relative::At::Minute(minute)) = relative else {
        return String::new();
    };
    // `+48h` occurs in Japanese text too; an English one names days.
    let english = text.is_ascii() && text.to_ascii_lowercase().contains("day");
    Relative::open_days(days, minute, english) + limit(text).trim_end()
}

/// The まで, 必着 and the like after a moment.
fn limit(text: &str) -> &str {
    if let Ok((_, end)) = relative::read_before_limit(text) {
        return text.get(end..).unwrap_or_default();
    }
    let counted = |limit: &str| relative::read(&format!("1開庁日後 10:00{limit}")).is_ok();
    let mut ends = text.char_indices().map(|(at, _)| text.split_at(at));
    ends.find(|(written, limit)| moment::read(written).is_ok() && counted(limit))
        .map_or("", |(_, limit)| limit)
}

/// An end as written: the time of day alone if `text` is one.
fn end_words(text: &str, end: Relative) -> String {
    let alone = match end {
        Relative::On(_, relative::At::Minute(minute)) => {
            let time = chrono::NaiveTime::from_hms_opt(minute / 60, minute % 60, 0);
            time.and_then(|time| time_alone(text, time))
        }
        _ => None,
    };
    alone.unwrap_or_else(|| words(text, end))
}

impl Minutes {
    /// The first minute.
    fn first(&self) -> Option<Moment> {
        self.summary().first
    }

    /// The last minute.
    fn last(&self) -> Option<Moment> {
        self.summary().last
    }
}

/// A fix as a sentence and as edits.
pub(in crate::check) type ProposedFix = (Option<Message>, Vec<Fix>);
