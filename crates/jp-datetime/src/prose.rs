//! What a text in prose says of time: every mention, with its place, and what it is to the reader of the text.
//!
//! ```
//! use chrono::NaiveDate;
//! use jp_datetime::prose::{Context, Role, mentions};
//!
//! let sent = NaiveDate::from_ymd_opt(2025, 9, 9).and_then(|day| day.and_hms_opt(10, 0, 0)).unwrap();
//! let weekends = |day: NaiveDate| matches!(chrono::Datelike::weekday(&day), chrono::Weekday::Sat | chrono::Weekday::Sun);
//! let text = "９月５日付けの事務連絡について、９月\n１１日（木）１７時までに御回答願います。";
//! let found = mentions(text, &Context::new(sent, &weekends));
//! assert_eq!(found.len(), 2);
//! assert_eq!(found[0].role, Role::Mention);
//! assert_eq!(&text[found[1].range.clone()], "９月\n１１日（木）１７時");
//! assert_eq!(found[1].role, Role::Deadline);
//! assert_eq!(found[1].at.unwrap().to_string(), "2025-09-11 17:00:00");
//! ```
//!
//! Reading is one pass, linear in the text. [`read`] gives what the words say; [`Reading::mentions`] resolves it for a
//! text that is sent at a given time.

mod actor;
mod anchor;
mod asked;
mod bracket;
mod candidate;
mod clock;
mod columns;
mod continuation;
mod correction;
mod day;
mod day_with_time;
mod day_words;
mod distant_label;
mod earlier_occasion;
mod earlier_or_later;
mod english;
mod english_limit;
mod english_words;
mod expression;
mod expression_start;
mod extension;
mod find;
mod fold;
mod heading;
mod implied_limit;
mod invitation;
mod label;
mod labelled_row;
mod lexicon;
mod limit;
mod line;
mod list_heading;
mod list_reference;
mod list_row;
mod meeting;
mod meeting_list;
mod missed_limit;
mod month;
mod occasion;
mod other_occasion;
mod parallel_item;
mod phrases;
mod quick_reject;
mod quoted;
mod read_expression;
mod repeats;
mod request_list;
mod request_words;
mod rescheduled;
mod resolve;
mod role;
mod scan;
mod sentence;
mod sentence_topic;
mod shared_request;
mod table_heading;
mod third_party_limit;
mod vague;
mod weekday;
mod weekday_date;
mod word_search;

use std::ops::Range;

use chrono::NaiveDateTime;

pub use candidate::Joined;
pub use clock::Time;
pub use day::{DateYear, Day, DayMonth};
pub use expression::{Context, Expression, Mention, Precision};
pub use occasion::Occasion;
pub use role::Role;
pub use weekday_date::{WeekdayDate, YearHint, YearInWords};

use candidate::PastYear;
use fold::Folded;
use repeats::keep_one_of_equal_deadlines;
use resolve::ReferenceDate;

/// The expressions of a text, and how each depends on the one before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    expressions: Vec<Expression>,
    links: Vec<Link>,
    weekday_dates: Vec<WeekdayDate>,
}

/// How an expression depends on an earlier one, beyond [`Joined`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Link {
    /// 「９月１３日の作業のため、１８時までに」: a time alone probably belongs to the day in the same sentence.
    shares_sentence: bool,
    /// 「９月１１日の翌営業日」: counted from that day.
    counts_from_date: bool,
    /// 翌週月曜日, of the week after the last event.
    counts_from_event: bool,
    /// 「翌日から起算して５日以内」: the day counted from is included.
    includes_start: bool,
    /// 「受けた日から起算して１０日以内」: counted from the day of sending, which is included.
    from_sending: bool,
    /// 「公布の日から３０日以内」: counted from an unknown day.
    counts_from_unknown_day: bool,
    /// 「前日の１７時」: counted back from the day of the event just mentioned.
    is_before_event: bool,
    /// Whether it is the day of an event.
    is_event: bool,
    /// Start (byte of the given text) of the date that it is counted from, if that comes later:
    /// 「ヒアリング前日の正午までに…。ヒアリングは９月２５日です」.
    event_ahead: Option<usize>,
    /// 「期限は１０月２９日ですが、可能な限り前日までに」: counted back from the deadline of the same sentence.
    is_before_deadline: bool,
    /// 「監査初日の前日」: before the first day of a range mentioned earlier.
    is_before_range: bool,
    /// The time at which an event that starts then ends.
    until: Option<Time>,
    /// （令和六年四月一日施行）: a later 同月 is not of its month.
    is_aside: bool,
    /// Which year is meant if the date has none.
    past: PastYear,
    /// Set if it is a deadline only in the future.
    only_if_future: Option<OnlyIfFuture>,
}

/// A reminder's date resolved further ahead than this (in days) is one of the past.
const REMINDER_HORIZON_DAYS: u64 = 183;

/// How far behind an expression counts as directly behind it, in bytes: 12 characters.
const ADJACENT_BYTES_LIMIT: usize = 36;

/// Reads a text.
pub fn read(text: &str) -> Reading {
    if quick_reject::rules_out_expressions(text) {
        return Reading::default();
    }
    let folded = Folded::new(text);
    let found = find::find_expressions(&folded.text);
    let mut reading = Reading::default();
    let mut dates = weekday_date::WeekdayDates::default();
    let (mut last_end, mut event_end) = (0, None);
    for (index, one) in found.iter().enumerate() {
        let previous = index.checked_sub(1).and_then(|at| found.get(at));
        let following = found.get(index + 1..).unwrap_or_default();
        let range = folded.source_range(&one.range);
        let quoted = folded.is_quoted(range.start);
        let around = sentence::sentence_context(&folded.text, one, previous);
        let role = if quoted {
            Role::Mention
        } else {
            role::role(&folded.text, one, following, previous, around)
        };
        let continues_day = !quoted
            && matches!(role, Role::Mention | Role::Hearing)
            && (reading.ends_with_hearing()
                && meeting_list::is_later_on_same_day(&folded.text, last_end, one)
                || rescheduled::is_other_time_of_day(&folded.text, one, &around));
        let (day, role) = match one.day {
            _ if continues_day => (Day::SameDay(0), Role::Hearing),
            Day::SameDay(days) if anchor::is_from_own_letter(&folded.text, one) => (Day::Days(days), role),
            day => (day, role),
        };
        if !quoted {
            dates.add(&folded, one, &around, role);
        }
        let between = folded.text.get(last_end..one.range.start).unwrap_or_default();
        // 開始：９月１１日１７時３０分, 終了：９月１１日１８時３０分
        if reading.ends_with_hearing()
            && meeting_list::is_labelled_end(&around)
            && previous.is_some_and(|start| one.day == start.day || one.day == Day::Unspecified)
            && let Some(start) = reading.links.last_mut()
        {
            start.until = start.until.or(one.time);
            continue;
        }
        // (いずれも17時必着): the time of each of the list above.
        if one.day == Day::Unspecified
            && role::is_time_of_each_day(&folded.text, one, role)
            && reading.set_time_of_last_deadlines(one.time, usize::MAX)
        {
            continue;
        }
        // 11/20（木）　省内締切　17:00
        if one.day == Day::Unspecified
            && previous.is_some_and(|date| role::is_time_of_previous_date(&folded.text, date, one))
            && reading.set_time_of_last_deadlines(one.time, 1)
        {
            continue;
        }
        if (one.vague
            || matches!(
                day,
                Day::Unspecified | Day::Elsewhere | Day::Before(_) | Day::OpenBefore(_)
            ))
            && role == Role::Mention
        {
            if let Some(last) = reading.expressions.last_mut() {
                last.time_follows |= one.time.is_some() && between.len() < ADJACENT_BYTES_LIMIT;
            }
            continue;
        }
        let known = last_end > 0;
        let counted = matches!(one.day, Day::Days(_) | Day::OpenDays(_));
        let follows = anchor::follows_count_start(between, &folded.text, one);
        let from = anchor::counted_from(&folded.text, one);
        let from_dated = known
            && from.is_some_and(|what| {
                previous.is_some_and(|date| anchor::is_date_of(&folded.text, date, what))
            });
        // 「公告の翌週水曜日までとします。公告日は９月１２日です」
        let from_ahead = from.filter(|_| !from_dated).and_then(|what| {
            let mut later = found.iter().skip(index + 1).take(3);
            later.find(|date| anchor::is_date_of(&folded.text, date, what))
        });
        let counts_back = one.day.counts_back();
        let is_before_event = counts_back
            && event_end.is_some_and(|end| anchor::is_day_before_last_event(&folded.text, one, end));
        let event_ahead = if counts_back && !is_before_event {
            anchor::later_event_date(&folded.text, one, found.get(index + 1..).unwrap_or_default())
                .map(|event| folded.source_range(&event.range).start)
        } else {
            from_ahead.map(|date| folded.source_range(&date.range).start)
        };
        // Only an expression that depends on it needs the event.
        let is_before_deadline = counts_back
            && !is_before_event
            && event_ahead.is_none()
            && known
            && !between.contains(['。', '\n'])
            && reading
                .expressions
                .last()
                .is_some_and(|expression| expression.role.is_deadline());
        let is_event = role == Role::Hearing
            || role == Role::Mention
                && !quoted
                && found.get(index + 1..).is_some_and(|later| {
                    let mut back = later.iter().take(4).filter(|one| one.day.counts_back());
                    back.any(|back| anchor::is_event_of(&folded.text, one, back))
                });
        reading.links.push(Link {
            shares_sentence: known
                && day == Day::Unspecified
                && !one.vague
                && !between.contains(['。', '\n']),
            counts_from_date: known
                && follows
                && !counts_back
                && (one.joined == Joined::No || counted && one.joined == Joined::Range)
                || from_dated
                || from_ahead.is_some(),
            includes_start: between.trim_start_matches(')') == "から起算して"
                || between == "から"
                    && counted
                    && folded
                        .text
                        .get(..last_end)
                        .is_some_and(|text| text.ends_with("翌日")),
            from_sending: matches!(one.day, Day::Days(_))
                && folded
                    .text
                    .get(..one.range.start)
                    .and_then(|before| before.strip_suffix("から起算して"))
                    .is_some_and(|before| !before.ends_with("翌日")),
            counts_from_event: event_end
                .is_some_and(|end| anchor::is_week_after_event(&folded.text, one, end)),
            counts_from_unknown_day: from.is_some() && !from_dated && from_ahead.is_none(),
            is_before_event,
            is_event,
            event_ahead,
            is_before_deadline,
            is_before_range: counts_back && anchor::is_day_before_range(&folded.text, one),
            until: one.until.as_ref().map(|(time, _)| *time),
            is_aside: anchor::is_aside(&folded.text, one),
            past: if role == Role::Mention && !quoted {
                role::past_year(one, &around)
            } else {
                PastYear::Unspecified
            },
            only_if_future: role.is_deadline().then(|| only_if_future(one, &around)).flatten(),
        });
        if is_event {
            event_end = Some(one.range.end);
        }
        if !one.vague {
            last_end = one.range.end;
        }
        reading.expressions.push(Expression {
            range,
            day,
            time: one.time,
            weekday: one
                .weekday
                .as_ref()
                .map(|(day, at)| (*day, folded.source_range(at))),
            role,
            open: one.open || role.is_deadline() && role::is_approximate(&folded.text, one, previous),
            quoted,
            labelled: role.is_deadline() && role::is_labelled(&around),
            bare: role.is_deadline() && role::is_bare_limit(&folded.text, one, &around),
            restated_day: one.restated_day,
            joined: one.joined,
            starts_range: one.starts_range,
            offset: one.offset,
            half_day_known: one.half_day_known,
            time_follows: false,
        });
    }
    reading.weekday_dates = dates.found;
    reading
}

/// Whether a sentence of a text asks the reader for something.
pub fn asks(text: &str) -> bool {
    text.split(['。', '\n']).any(sentence::asks)
}

/// Why a moment is a deadline only if it is in the future.
#[derive(Clone, Copy, Debug, PartialEq)]
enum OnlyIfFuture {
    /// The limit of an answer that has not arrived.
    Reminder,
    /// 受付期間　２月２０日～３月２４日: the end of a range without a year.
    Span,
}

fn only_if_future(
    found: &candidate::Candidate,
    around: &sentence::SentenceContext<'_>,
) -> Option<OnlyIfFuture> {
    let yearless = matches!(
        found.day,
        Day::Date {
            year: DateYear::Unspecified,
            ..
        } | Day::OfMonth { .. }
    );
    // 「予算要求書は８月３１日までに提出されたものを対象とします」
    // 「本質問主意書の提出日は11月19日です」
    let is_date_of_answer =
        yearless && around.before.ends_with("提出日は") && around.behind.starts_with("です");
    if implied_limit::is_reminder(around.behind)
        || around.behind.starts_with("までに提出された")
        || is_date_of_answer
    {
        return Some(OnlyIfFuture::Reminder);
    }
    (found.joined == Joined::Range && yearless).then_some(OnlyIfFuture::Span)
}

/// The quoted or forwarded parts of a text, in order.
pub fn quoted(text: &str) -> Vec<Range<usize>> {
    quoted::quoted_ranges(text)
}

/// All expressions of time in a text, in order.
pub fn scan(text: &str) -> Vec<Expression> {
    read(text).expressions
}

/// All expressions of time in a text, in order, resolved for a time of sending.
pub fn mentions(text: &str, context: &Context<'_>) -> Vec<Mention> {
    read(text).mentions(context)
}

impl Reading {
    /// Whether the last expression is a hearing, or the end of one.
    fn ends_with_hearing(&self) -> bool {
        let mut last = self.expressions.iter().rev();
        let is_end =
            |expression: &Expression| expression.day == Day::SameDay(0) && expression.joined == Joined::Range;
        match last.next() {
            Some(expression) if is_end(expression) => last
                .next()
                .is_some_and(|expression| expression.role == Role::Hearing),
            expression => expression.is_some_and(|expression| expression.role == Role::Hearing),
        }
    }

    /// Sets the time of at most so many directly preceding deadlines without one; whether there was any.
    fn set_time_of_last_deadlines(&mut self, time: Option<Time>, most: usize) -> bool {
        let of_list =
            |expression: &&mut Expression| expression.role.is_deadline() && expression.time.is_none();
        let last = self.expressions.iter_mut().rev().take(most);
        let mut is_set = false;
        for expression in last.take_while(of_list) {
            expression.time = time;
            is_set = true;
        }
        is_set
    }

    /// The expressions in the order of the text.
    pub fn expressions(&self) -> &[Expression] {
        &self.expressions
    }

    /// The dates with a weekday in the order of the text, without those in quoted mail.
    pub fn weekday_dates(&self) -> &[WeekdayDate] {
        &self.weekday_dates
    }

    /// The expressions resolved for a time of sending: one mention for each, in the same order.
    pub fn mentions(&self, context: &Context<'_>) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::with_capacity(self.expressions.len());
        let (mut last, mut last_day, mut event): (
            Option<ReferenceDate>,
            Option<ReferenceDate>,
            Option<ReferenceDate>,
        ) = (None, None, None);
        let mut start: Option<ReferenceDate> = None;
        for (index, (expression, link)) in self.expressions.iter().zip(&self.links).enumerate() {
            let mut mention = Mention {
                range: expression.range.clone(),
                role: expression.role,
                at: None,
                precision: None,
                open: expression.open,
                until: None,
                repeats: None,
                expression: expression.clone(),
            };
            if expression.role != Role::Vague {
                let near = link.shares_sentence && last.is_some();
                let ahead = link.event_ahead.and_then(|at| {
                    let mut later = self.expressions.iter().skip(index);
                    let event = later.find(|one| one.range.start == at)?;
                    let date = resolve::resolve(event, last, false, context).date?;
                    Some(ReferenceDate {
                        date,
                        is_next_year: false,
                    })
                });
                let own = ahead
                    .or(last)
                    .filter(|_| link.counts_from_date)
                    .or(event.filter(|_| link.counts_from_event));
                let own = own.map(|last| ReferenceDate {
                    is_next_year: false,
                    date: Some(last.date)
                        .filter(|_| !link.includes_start)
                        .or(last.date.pred_opt())
                        .unwrap_or(last.date),
                });
                let sent = match own {
                    Some(last) => last.date.and_time(context.sent.time()),
                    None if link.from_sending => context
                        .sent
                        .checked_sub_days(chrono::Days::new(1))
                        .unwrap_or(context.sent),
                    None => context.sent,
                };
                let of = match expression.day {
                    Day::Before(_) | Day::OpenBefore(_) if ahead.is_some() => ahead,
                    Day::Before(_) | Day::OpenBefore(_) if link.is_before_range => start,
                    Day::Before(_) | Day::OpenBefore(_) if link.is_before_deadline => last,
                    Day::Before(_) | Day::OpenBefore(_) => event.filter(|_| link.is_before_event),
                    Day::SameDay(_) => last_day.or(last),
                    _ => last,
                };
                let mut resolved = resolve::resolve(expression, of, near, &Context { sent, ..*context });
                resolve::move_to_past_year(&mut resolved, expression, link.past, context.sent.date());
                if own.is_none() && link.counts_from_unknown_day {
                    (resolved.at, resolved.date, resolved.open) = (None, None, true);
                }
                let is_past = |at: NaiveDateTime| at <= context.sent;
                // A past date without a year must not become next year's.
                let is_far = |at: NaiveDateTime| {
                    let far = context
                        .sent
                        .checked_add_days(chrono::Days::new(REMINDER_HORIZON_DAYS));
                    far.is_some_and(|far| at > far)
                };
                let is_over = resolved.at.is_some_and(|at| match link.only_if_future {
                    Some(OnlyIfFuture::Reminder) => is_past(at) || is_far(at),
                    Some(OnlyIfFuture::Span) => is_past(at),
                    None => false,
                });
                if is_over {
                    mention.role = Role::Mention;
                }
                mention.at = resolved.at;
                mention.precision = resolved.precision;
                let same_day = last.is_some_and(|last| last.date == context.sent.date());
                mention.open |= resolved.open || near && expression.joined == Joined::No && !same_day;
                if let (Some(Time::Minute(minute)), Some(date)) = (link.until, resolved.date) {
                    mention.until = resolve::moment_at(date, minute);
                }
                if let Some(date) = resolved.date {
                    // A range that has already begun started this year.
                    if let Some(before) = last.filter(|last| {
                        expression.joined != Joined::No && last.is_next_year && date < last.date
                    }) && let Some(begin) = mentions.last_mut()
                        && begin.at.is_some_and(|at| at.date() == before.date)
                    {
                        begin.at = begin
                            .at
                            .and_then(|at| at.checked_sub_months(chrono::Months::new(12)));
                    }
                    if !link.is_aside {
                        last = Some(ReferenceDate {
                            date,
                            is_next_year: resolved.is_next_year,
                        });
                    }
                    if expression.day.is_single() {
                        last_day = last;
                    }
                    if expression.starts_range {
                        start = last;
                    }
                    if link.is_event {
                        event = last;
                    }
                }
            }
            mentions.push(mention);
        }
        keep_one_of_equal_deadlines(&mut mentions);
        mentions
    }
}
