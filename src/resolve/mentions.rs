//! Time expressions in a request's free texts, resolved for its sending time.

use std::rc::Rc;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use jp_datetime::prose::{Context, DateYear, Day, Mention, Precision, Role};

use super::case::Case;
use super::mention::{Compared, ResolvedMention};
use super::moments::{Basis, DueAt};
use crate::calendar::hours::Moment;
use crate::mentions::{FreeText, MAX_MENTIONS, Passage, Purpose};
use crate::source::Span;

impl<'a> Case<'a> {
    /// Time expressions in the free texts, without those in quoted mail, which is someone else's.
    pub fn resolved_mentions(&self) -> &[ResolvedMention] {
        self.mentioned.get_or_init(|| self.read_mentions())
    }

    fn read_mentions(&self) -> Vec<ResolvedMention> {
        let passages = &self.request.mentions.passages;
        if passages.is_empty() {
            return Vec::new();
        }
        let sent = self.sent.at.map(Moment::japan);
        let is_closed = |day: NaiveDate| self.env.closed.is_closed(day);
        let mut context = Context::new(
            sent.or_else(|| self.anchor.and_hms_opt(0, 0, 0))
                .unwrap_or_default(),
            &is_closed,
        );
        let closings = self
            .groups
            .iter()
            .filter_map(|group| Some(group.hours?.office.until));
        if let Some(closing) = closings.min() {
            context.closing = closing;
        }
        let read: Vec<Vec<Mention>> = passages
            .iter()
            .map(|passage| passage.reading.mentions(&context))
            .collect();
        let stated = StatedDues::of(&self.dues, self.request.recurrence.is_some());
        let all_compared = std::cell::LazyCell::new(|| {
            let all = self.all_compared().unwrap_or_else(|| in_body(passages, &read));
            Rc::<[Compared]>::from(all)
        });
        let mut found = Vec::new();
        for (passage, mentions) in passages.iter().zip(&read) {
            let body = || {
                let other = passages.iter().zip(&read);
                let mut body = other.filter(|(other, _)| other.text == FreeText::Body);
                body.find_map(|(_, mentions)| mentions.iter().any(is_deadline).then_some(mentions))
            };
            let agrees = |mention: &Mention| match stated.agrees(mention) {
                Some(None) if passage.text == FreeText::Subject => Some(body().is_none_or(|body| {
                    body.iter()
                        .filter(|one| is_deadline(one))
                        .any(|one| may_be_equal(mention, one))
                })),
                Some(None) => Some(true),
                Some(Some(agrees)) => Some(agrees),
                None => None,
            };
            let agreements: Vec<Option<bool>> = mentions.iter().map(agrees).collect();
            let agreeing: Vec<(&Mention, &Purpose)> = mentions
                .iter()
                .zip(&passage.purposes)
                .zip(&agreements)
                .filter(|((one, _), agrees)| is_deadline(one) && **agrees == Some(true))
                .map(|(one, _)| one)
                .collect();
            // A deadline in a title is that of the whole request, whatever words are beside it: （照会・9/11〆）.
            let title = self.request.subject.span();
            let is_title = |place: Span| title.is_some_and(|title| title.contains(place));
            // A deadline of a part of what is asked is another one's, as long as one matches the due.
            let is_of_part = |mention: &Mention, purpose: &Purpose| match purpose {
                Purpose::Particular(_) => !agreeing.is_empty(),
                // 「御回答は１１日、御提出は１２日」; of named dues, 回答期限 may mean a further one.
                Purpose::General(_) => {
                    agreeing
                        .iter()
                        .any(|(_, other)| matches!(other, Purpose::General(_)) && !purpose.can_equal(other))
                        || mention.expression.labelled && !agreeing.is_empty() && !self.has_general_due()
                }
                // 「９月１２日までに電子データ、９月１６日までに紙媒体を」. The due stated is that of the first: a part that is
                // due before it would go unjudged.
                Purpose::Object(_) => agreeing.iter().any(|(one, other)| {
                    matches!(other, Purpose::Object(_)) && !purpose.can_equal(other) && one.at < mention.at
                }),
                Purpose::Unstated => false,
            };
            let several = several(mentions, &passage.purposes);
            let placed = mentions.iter().zip(&passage.places).zip(&agreements);
            let placed = placed.zip(passage.subjects.iter().zip(&passage.purposes));
            for ((((mention, (span, words)), agreed), (subject, purpose)), number) in placed.zip(0..) {
                if mention.expression.quoted || found.len() == MAX_MENTIONS {
                    continue;
                }
                // A deadline that names a due must match that.
                let named = subject
                    .as_deref()
                    .and_then(|subject| self.compared_with_named(mention, subject));
                let agreed = named.map(|(_, agrees)| agrees).or_else(|| {
                    agreed.map(|agrees| {
                        agrees || mention.expression.bare || !is_title(*span) && is_of_part(mention, purpose)
                    })
                });
                let known = sent.is_some() || mention.role == Role::Vague;
                let differs_from = match named {
                    _ if agreed != Some(false) => Rc::default(),
                    Some((due, _)) => Rc::from([due]),
                    None => Rc::clone(&all_compared),
                };
                found.push(ResolvedMention {
                    role: mention.role,
                    at: mention.at.filter(|_| known).map(Moment::from_japan),
                    open: mention.open,
                    span: *span,
                    words: words.clone(),
                    agrees: agreed.filter(|_| known),
                    differs_from,
                    is_one_of_several: several == Some(number),
                });
            }
        }
        found
    }

    /// The stated due that a mention's clause names, and whether the mention equals it: 「質問は９月９日までに」 of the due
    /// 質問. `None` where it names none, or either is not known.
    fn compared_with_named(&self, mention: &Mention, subject: &str) -> Option<(Compared, bool)> {
        if self.request.recurrence.is_some() || mention.at.is_none() || mention.open {
            return None;
        }
        let named = |(_, due): &(usize, &DueAt<'_>)| {
            // 再意見 and 質問・意見 are others.
            let is_named = |name: &str| {
                let before = subject.strip_suffix(name).filter(|_| !name.is_empty());
                before.is_some_and(|before| !before.ends_with(['再', '・', '次', 'び', '/', '／']))
            };
            due.basis != Basis::Hearing && due.name.is_some_and(is_named)
        };
        let (number, due) = self.dues.iter().enumerate().find(named)?;
        let compared = Compared::with(number, due)?;
        let agrees = is_due(mention, compared.at.japan(), due.basis == Basis::Date);
        Some((compared, agrees))
    }

    /// The stated dues; `None` if there are none.
    fn all_compared(&self) -> Option<Vec<Compared>> {
        let stated = self.dues.iter().enumerate();
        let stated = stated.filter(|(_, due)| due.basis != Basis::Hearing);
        let all: Vec<Compared> = stated
            .filter_map(|(number, due)| Compared::with(number, due))
            .collect();
        (!all.is_empty()).then_some(all)
    }

    /// Whether a due without a name is stated: that of the whole request.
    fn has_general_due(&self) -> bool {
        let mut stated = self.dues.iter().filter(|due| due.basis != Basis::Hearing);
        stated.any(|due| due.name.is_none())
    }
}

/// The stated dues that a text is compared with.
struct StatedDues {
    /// Each in Japan time, with whether it is a day without a time; by month and day, without repetitions.
    known: Vec<(NaiveDateTime, bool)>,
    has_unknown: bool,
    /// A text may describe one occurrence or the series: it contradicts no single due.
    is_series: bool,
}

impl StatedDues {
    fn of(dues: &[DueAt<'_>], is_series: bool) -> Self {
        let stated = dues.iter().filter(|due| due.basis != Basis::Hearing);
        let mut known: Vec<(NaiveDateTime, bool)> = stated
            .clone()
            .filter_map(|due| Some((due.at?.japan(), due.basis == Basis::Date)))
            .collect();
        known.sort_by_key(|(at, is_day)| (month_and_day(at.date()), *at, *is_day));
        known.dedup();
        Self {
            known,
            has_unknown: stated.clone().any(|due| due.at.is_none()),
            is_series,
        }
    }

    /// Whether a mention equals one of the dues; `Some(None)` if none is stated, `None` if one is unresolved.
    #[allow(clippy::option_option, reason = "not known, none stated, or the answer")]
    fn agrees(&self, mention: &Mention) -> Option<Option<bool>> {
        if self.is_series {
            return Some(Some(true));
        }
        if self.known.is_empty() && !self.has_unknown {
            return Some(None);
        }
        // An unresolved or open mention contradicts nothing.
        let Some(at) = mention.at.filter(|_| !mention.open) else {
            return Some(Some(true));
        };
        if self
            .near(at.date())
            .any(|(due, is_day)| is_due(mention, *due, *is_day))
        {
            return Some(Some(true));
        }
        (!self.has_unknown).then_some(Some(false))
    }

    /// The dues of a day, of the day before it and of that after it, of any year: a mention of the day equals no other, and
    /// a text may state hundreds.
    fn near(&self, day: NaiveDate) -> impl Iterator<Item = &(NaiveDateTime, bool)> {
        let days = [day.pred_opt(), Some(day), day.succ_opt()].into_iter().flatten();
        // Of another year, 29 February may be between the two.
        let leap = matches!(month_and_day(day), (2, 28) | (3, 1)).then_some((2, 29));
        days.map(month_and_day).chain(leap).flat_map(|key| {
            let start = self
                .known
                .partition_point(|(at, _)| month_and_day(at.date()) < key);
            let rest = self.known.get(start..).unwrap_or_default();
            rest.iter()
                .take_while(move |(at, _)| month_and_day(at.date()) == key)
        })
    }
}

fn month_and_day(day: NaiveDate) -> (u32, u32) {
    (day.month(), day.day())
}

impl Compared {
    fn with(number: usize, due: &DueAt<'_>) -> Option<Self> {
        Some(Self {
            due: Some(number),
            at: due.at?,
            span: due.span,
        })
    }
}

/// The deadlines of the body, which a subject is compared with if no due is stated.
fn in_body(passages: &[Passage], read: &[Vec<Mention>]) -> Vec<Compared> {
    let body = passages.iter().zip(read);
    body.filter(|(passage, _)| passage.text == FreeText::Body)
        .flat_map(|(passage, mentions)| mentions.iter().zip(&passage.places))
        .filter(|(mention, _)| is_deadline(mention) && !mention.expression.quoted)
        .filter_map(|(mention, (span, _))| {
            Some(Compared {
                due: None,
                at: Moment::from_japan(mention.at?),
                span: *span,
            })
        })
        .collect()
}

fn is_deadline(mention: &Mention) -> bool {
    mention.role.is_deadline()
}

/// Whether a mention can mean a due.
fn is_due(mention: &Mention, due: NaiveDateTime, is_day: bool) -> bool {
    let Some(at) = mention.at else { return false };
    // 24:00 belongs to the day that it ends.
    let day_of = |at: NaiveDateTime| {
        let midnight = at.time() == chrono::NaiveTime::MIN;
        at.date().pred_opt().filter(|_| midnight).unwrap_or(at.date())
    };
    let yearless = matches!(
        mention.expression.day,
        Day::Date {
            year: DateYear::Unspecified,
            ..
        }
    );
    let same_day =
        |a: NaiveDate, b: NaiveDate| a == b || yearless && (a.month(), a.day()) == (b.month(), b.day());
    let times = |at: NaiveDateTime| (at.hour(), at.minute());
    match mention.precision {
        Some(Precision::Minute) if !is_day => same_day(at.date(), due.date()) && times(at) == times(due),
        Some(Precision::Morning) if !is_day => same_day(at.date(), due.date()) && due.time() <= at.time(),
        Some(Precision::Evening) if !is_day => same_day(at.date(), due.date()) && due.hour() >= 12,
        Some(
            Precision::Minute | Precision::Day | Precision::Close | Precision::Morning | Precision::Evening,
        ) => same_day(day_of(at), day_of(due)) || same_day(at.date(), due.date()),
        None => false,
    }
}

/// Whether two mentions can mean the same moment.
fn may_be_equal(a: &Mention, b: &Mention) -> bool {
    let Some(at) = b.at else { return a.at.is_none() };
    is_due(a, at, b.precision != Some(Precision::Minute))
}

/// The second of two deadlines of a text that can be for the same thing, by their purposes.
fn several(mentions: &[Mention], purposes: &[Purpose]) -> Option<usize> {
    let deadlines = mentions.iter().zip(purposes).enumerate();
    let deadlines: Vec<_> = deadlines
        .filter(|(_, (one, purpose))| is_deadline(one) && !matches!(purpose, Purpose::Particular(_)))
        .collect();
    let (_, (first, of_first)) = deadlines.first()?;
    let second = deadlines
        .iter()
        .skip(1)
        .find(|(_, (one, purpose))| (one.at != first.at || one.at.is_none()) && purpose.can_equal(of_first));
    second.map(|(number, _)| *number)
}
