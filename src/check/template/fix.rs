//! What fixes a finding on a template's due or hearing: in words, and as an edit.

use super::budget::Budget;
use super::candidate::{self, CompliantTime};
use super::proof::{Broken, breaks, prove, prove_due};
use super::sendings::Minutes;
use crate::calendar::hours::Moment;
use crate::diagnostic::{Applicability, Fix};
use crate::engine::Engine;
use crate::engine::verdict::{due_view, selected};
use crate::fix::edit;
use crate::fix::target::Target;
use crate::fix::{FixOf, Offer, due_rules, sentence};
use crate::format::edit::{Editable, Reach, Rewritten, time_alone};
use crate::message::{Entry, Message, catalogue};
use crate::request::{Request, Timing};
use crate::resolve::{Basis, Case};
use crate::rules::{Pack, Rule};
use crate::source::{Source, Span};
use jp_datetime::relative::{self, Relative};
use jp_datetime::{moment, time_of_day};

/// The remedies of a template, each found once.
pub(in crate::check) struct TemplateFixes<'a, 'c, 'e> {
    engine: &'a Engine,
    /// The template, not sent.
    unsent: &'a Case<'c>,
    /// When it may be sent.
    minutes: &'a Minutes,
    source: &'a Source,
    /// Where edits are asked for.
    editable: Option<&'a (dyn Editable + 'e)>,
    /// A due has one, however many rules it breaks, and so has the hearing.
    known: Vec<((FixOf, Option<usize>), ProposedFix)>,
    /// What the template was found to break, where all of it was asked.
    pub(super) proven: Option<Broken<'a>>,
    /// How much may still be asked to find more.
    pub(super) budget: Budget,
}

impl<'a, 'c, 'e> TemplateFixes<'a, 'c, 'e> {
    /// Of a template; edits are offered where `editable` is the text they would be written into.
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

    /// What fixes a finding on this due, or on the hearing.
    pub fn find(&mut self, of: FixOf, due: Option<usize>) -> ProposedFix {
        // A due taken from the hearing is moved with it.
        let at_hearing = |due: usize| {
            let due = self.unsent.dues.get(due);
            due.is_some_and(|due| due.basis == Basis::Hearing)
        };
        let due = due.filter(|due| of == FixOf::Due && !at_hearing(*due));
        let of = if due.is_some() { of } else { FixOf::Hearing };
        if let Some((_, fixed)) = self.known.iter().find(|(known, _)| *known == (of, due)) {
            return fixed.clone();
        }
        let found = match due {
            Some(due) => self.due(due),
            None => self.hearing(),
        };
        let fixed = found.map_or((None, Vec::new()), |(sentence, fix)| {
            (Some(sentence), fix.into_iter().collect())
        });
        self.known.push(((of, due), fixed.clone()));
        fixed
    }

    fn due(&mut self, due: usize) -> Option<(Message, Option<Fix>)> {
        if let Some(found) = self.time_of_date(due) {
            return Some(found);
        }
        let better = candidate::due(
            self.engine,
            self.unsent,
            self.minutes,
            due,
            &mut self.unsent.clone(),
            &mut self.budget,
        )?;
        let written = self.unsent.request.dues.get(due)?;
        let span = written.at.span()?;
        let new = self.named(self.text(span), better.start());
        let (sentence, title) = (catalogue::REMEDY_TEMPLATE, catalogue::FIX_TEMPLATE);
        let due = self.unsent.dues.get(due);
        let name = due
            .map(|due| Message::due_name(due.name, due.key))
            .unwrap_or_default();
        let filled = |entry: Entry| entry.arg("due_name", name.clone()).arg("due", new.clone());
        let rewritten = self.written_anew(span, &[], better.start());
        let fix =
            rewritten.map(|rewritten| self.fix(filled(title), rewritten, written.at.counted().is_some()));
        Some((filled(sentence), fix))
    }

    fn fix(&self, title: Message, rewritten: Rewritten, counted: bool) -> Fix {
        // Counting from the sending what was counted so already says no other thing; of a date, it does.
        let is_safe = counted && rewritten.reach == Reach::Alone;
        Fix {
            title: edit::with_reach(title, rewritten.reach),
            applicability: if is_safe {
                Applicability::Safe
            } else {
                Applicability::Unsafe
            },
            edits: rewritten.edits,
        }
    }

    /// The edits that write a moment; `None` where the value cannot be rewritten in kind, or edits are not
    /// asked for.
    fn written_anew(&self, span: Span, together: &[Span], relative: Relative) -> Option<Rewritten> {
        self.editable?.rewrite(span, together, &|text| {
            let new = words(text, relative);
            // The edit says what was proven.
            (relative::read(&new).ok()? == relative).then_some(new)
        })
    }

    /// As [`Self::written_anew`], of a hearing's end.
    fn end_anew(&self, span: Span, together: &[Span], end: Relative) -> Option<Rewritten> {
        self.editable?.rewrite(span, together, &|text| {
            let new = end_words(text, end);
            let is_time = || time_of_day::read_time(time_of_day::same_day(&new).1).is_ok();
            (relative::read(&new) == Ok(end) || is_time()).then_some(new)
        })
    }

    /// A date without its time, at whose closing it complies whenever it is sent: nothing but the time is to
    /// be written.
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
        // Nearly always the last sending of all is too late for a date.
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
        let offer = Offer {
            target: Some(target),
            latest: None,
        };
        let sentence = sentence(&sent, FixOf::Due, Some(due), offer)?;
        let fix = self
            .editable
            .and_then(|editable| edit::fix(engine, &sent, Some(due), target, editable));
        Some((sentence, fix))
    }

    fn hearing(&mut self) -> Option<(Message, Option<Fix>)> {
        let written = self.unsent.request.hearing.as_ref()?;
        // A day alone is given no time that its author did not write.
        let (from, until) = self.unsent.hearing_days();
        if from.or(until).is_some()
            || [written.start.counted(), written.end.counted()]
                .into_iter()
                .flatten()
                .any(is_day)
        {
            return None;
        }
        let better = candidate::hearing(
            self.engine,
            self.unsent,
            self.minutes,
            &mut self.unsent.clone(),
            &mut self.budget,
        )?;
        if !self.holds(better) {
            return None;
        }
        let start = written.start.span()?;
        let end = written.end.span().filter(|_| better.until.is_some());
        let plain = |span, relative| {
            let text = self.text(span);
            self.named(text.strip_suffix(limit(text)).unwrap_or(text), relative)
        };
        let from = plain(start, better.start());
        let until = end.and_then(|end| Some(plain(end, better.end()?)));
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
        let mut rewritten = self.written_anew(start, &together, better.start());
        if let (Some(end), Some(until)) = (end, better.end()) {
            let moved = self.end_anew(end, &together, until);
            rewritten = rewritten.and_then(|rewritten| rewritten.and(moved?));
        }
        let counted = written.start.counted().is_some();
        let fix = rewritten.map(|rewritten| self.fix(filled(title), rewritten, counted));
        Some((filled(sentence), fix))
    }

    /// Whether no rule on a hearing, and none on what is due at it, is broken at any minute once it is moved:
    /// the template is judged again with that text.
    fn holds(&mut self, better: CompliantTime) -> bool {
        let mut request: Request<'_> = self.unsent.request.clone();
        let Some(hearing) = &mut request.hearing else {
            return false;
        };
        let whole = hearing.span;
        let put = |timing: &mut Timing, better: Option<Relative>| {
            *timing = match (better, timing.span()) {
                (Some(better), span) => Timing::Counted(better, span.unwrap_or(whole)),
                (None, Some(span)) => Timing::Unreadable(span),
                (None, None) => Timing::Absent,
            };
        };
        put(&mut hearing.start, Some(better.start()));
        put(&mut hearing.end, better.end());
        let mut moved = Case::new(&request, self.unsent.env);
        let at_hearing = moved.dues.iter().any(|due| due.basis == Basis::Hearing);
        let rules: Vec<(&Pack, &Rule)> = selected(self.engine, &moved)
            .filter(|(_, rule)| match FixOf::rule(rule) {
                Some(FixOf::Hearing) => true,
                Some(FixOf::Due) => at_hearing && rule.reads_due_moment,
                None => false,
            })
            .collect();
        let proof = prove(self.engine, &rules, self.minutes, &mut moved, &mut self.budget);
        proof.is_some_and(|proof| {
            proof.reversed.is_none() && proof.answers.iter().all(|answer| answer.minutes == 0)
        })
    }

    /// A moment as a sentence names it: in Japanese as it would be written in the place of `text`.
    fn named(&self, text: &str, relative: Relative) -> Message {
        Message::bilingual(&words(text, relative), &words("+1 open day 10:00", relative))
    }

    /// A value as it stands in the file, without its quotes.
    fn text(&self, span: Span) -> &str {
        self.source.slice(span).trim_matches(['"', '\''])
    }
}

/// Whether it has no time.
fn is_day(relative: Relative) -> bool {
    matches!(relative, Relative::On(_, relative::At::Unsaid))
}

/// The moment as a template would write it in the place of `text`, まで and the like kept.
fn words(text: &str, relative: Relative) -> String {
    let Relative::On(relative::DayAfter::Open(days), relative::At::Minute(minute)) = relative else {
        return String::new();
    };
    // `+48h` is written in Japanese text too; a day in English is not.
    let english = text.is_ascii() && text.to_ascii_lowercase().contains("day");
    Relative::open_days(days, minute, english) + limit(text).trim_end()
}

/// まで, 必着 and the like behind a moment.
fn limit(text: &str) -> &str {
    if let Ok((_, end)) = relative::read_before_limit(text) {
        return text.get(end..).unwrap_or_default();
    }
    let counted = |limit: &str| relative::read(&format!("1開庁日後 10:00{limit}")).is_ok();
    let mut ends = text.char_indices().map(|(at, _)| text.split_at(at));
    ends.find(|(written, limit)| moment::read(written).is_ok() && counted(limit))
        .map_or("", |(_, limit)| limit)
}

/// An end as it is written, its time alone where only that is.
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
    /// The first of all minutes.
    fn first(&self) -> Option<Moment> {
        self.summary().first
    }

    /// The last.
    fn last(&self) -> Option<Moment> {
        self.summary().last
    }
}

/// What fixes a finding: the sentence and the edit.
pub(in crate::check) type ProposedFix = (Option<Message>, Vec<Fix>);
