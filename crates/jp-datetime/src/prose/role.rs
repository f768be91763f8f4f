//! The role of a moment: whether the addressee is asked to do something by then.
//!
//! A limit word alone proves nothing. What counts is who does what: a request in the limit's clause, a label, or a
//! limit without any clause in a place where only an answer can be meant.

use super::asked::is_asked;
use super::candidate::{Candidate, Joined, PastYear};
use super::clock::Time;
use super::day::{DateYear, Day, DayMonth};
use super::earlier_or_later::earlier_or_later;
use super::english_limit::asks_in_english;
use super::implied_limit::is_referred_to_as_limit;
use super::label::{deadline_label, has_specific_label, is_answer_name};
use super::labelled_row::is_labelled_variant;
use super::lexicon::{ANSWERS, EVENTS, LIMIT_NOUNS, MEETINGS};
use super::limit::{Limit, is_relative_clause, limit_word, strip_event_limit};
use super::meeting::{is_called_off, is_meeting};
use super::meeting_list::{is_meeting_by_table, is_proposed_meeting_time};
use super::phrases::Phrases;
use super::rescheduled::{is_moved_meeting, is_new_time, is_rescheduled_to, is_superseded};
use super::sentence::{
    SentenceContext, asks, clause_after, is_apology, sentence_context, window_after, window_before,
};
use super::sentence_topic::{starts_with_answer, topic_of};
use super::shared_request::is_asked_with_next;
use super::word_search::{WordSearch, strip_start};

/// The role of a moment for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The addressee is asked to do something by then, and the words name the day.
    Deadline,
    /// The same, counted from the sending: 明朝まで, 本日中, 3日以内.
    RelativeDeadline,
    /// A meeting with the addressee.
    Hearing,
    /// Anything else.
    Mention,
    /// A request to hurry without a moment: 至急, 速やかに.
    Vague,
}

impl Role {
    /// Whether the addressee must have done something by then.
    pub fn is_deadline(self) -> bool {
        matches!(self, Self::Deadline | Self::RelativeDeadline)
    }
}

/// The role of a moment by its sentence.
pub(super) fn role(
    text: &str,
    found: &Candidate,
    following: &[Candidate],
    previous: Option<&Candidate>,
    mut around: SentenceContext<'_>,
) -> Role {
    let next = following.first();
    if found.vague {
        return hurry_role(&around);
    }
    // 「９月５日（金）付け事務連絡」: the most common date of letters, which nothing else in its sentence makes a limit.
    if strip_start(around.behind, "付け").is_some_and(|rest| !rest.starts_with('で')) {
        return Role::Mention;
    }
    // 「明日10月17日（金）16時」: the date that follows says it.
    if found.time.is_none()
        && matches!(found.day, Day::Days(_))
        && next
            .is_some_and(|next| next.range.start == found.range.end && matches!(next.day, Day::Date { .. }))
    {
        return Role::Mention;
    }
    let words = text.get(found.range.clone()).unwrap_or_default();
    // 明日（９月１０日） says the day.
    let is_written_out = matches!(found.day, Day::Date { .. });
    let dated = if is_relative(found) || counts_from_sending(words) && !is_written_out {
        Role::RelativeDeadline
    } else {
        Role::Deadline
    };
    if found.starts_range {
        // 「10/20-10/24の間に面談希望日を登録してください」
        let is_span = next.is_some_and(|next| {
            let behind = window_after(text, next.range.end, 60);
            behind.starts_with_any(&["の間に", "までに", "の期間に", "までの間に"])
                && is_answer_asked(text, next, found)
        });
        if is_span {
            return Role::Mention;
        }
        // 【日程変更】ヒアリング（9/11→9/16）
        if next.is_some_and(|next| next.day.is_calendar_day()) && is_moved_meeting(text, &around, found) {
            return Role::Mention;
        }
        // 「ヒアリングの日程が２月２５日から２月２７日１３時３０分に変更になりました」
        if next.is_some_and(|next| next.day != Day::SameDay(0) && is_rescheduled_to(text, next)) {
            return Role::Mention;
        }
        return if is_held(text, &around, found) {
            Role::Hearing
        } else {
            Role::Mention
        };
    }
    // 「９月２５日から２６日にかけて実施します」: one meeting, which begins on the first.
    if found.joined == Joined::Range && is_meeting(text, &around, found) {
        let taking_place = around.behind.starts_with("にかけて") || around.behind.starts_with("の期間で実施");
        if taking_place {
            return Role::Mention;
        }
    }
    if let Some(choice) = earlier_or_later(text, found, previous, around.behind) {
        if !choice.is_taken {
            return Role::Mention;
        }
        around.behind = choice.rest;
    }
    // 9:30～18:15: hours without a day.
    if found.joined == Joined::Range && found.day == Day::Unspecified {
        return Role::Mention;
    }
    if found.joined == Joined::Range
        && found.day == Day::SameDay(0)
        && let Some(start) = previous.filter(|one| one.until.is_some())
    {
        // 10時～11時: the end of an event; 「9月11日9時から17時までに」 is a request like any other.
        let is_listed = || {
            let around = sentence_context(text, start, None);
            is_meeting_by_table(text, start.range.start, &around)
        };
        if is_meeting(text, &around, found) || is_listed() {
            return Role::Mention;
        }
    }
    if is_asked(text, &around, found, words, next, previous)
        || is_asked_with_next(text, &around, found, following)
    {
        return dated;
    }
    if found.joined == Joined::Range && found.day.is_calendar_day() && is_moved_meeting(text, &around, found)
    {
        return Role::Hearing;
    }
    // A range of days is one meeting, whose role is that of its start.
    if found.joined == Joined::Range
        && previous.is_some_and(Candidate::names_day)
        && !is_rescheduled_to(text, found)
    {
        return Role::Mention;
    }
    if found.names_day() && !is_letter_date(found, &around) && is_held(text, &around, found) {
        return Role::Hearing;
    }
    Role::Mention
}

/// The date of the letter below 事務連絡 or its number, although its title names a meeting.
fn is_letter_date(found: &Candidate, around: &SentenceContext<'_>) -> bool {
    let year = matches!(
        found.day,
        Day::Date {
            year: DateYear::Written(_),
            ..
        }
    );
    let above = around.above.trim_end();
    year && found.time.is_none()
        && (around.line.trim() == "事務連絡"
            || around.line.trim().is_empty() && above.last_line().trim().ends_with_any(&["事務連絡", "号"]))
}

/// Whether a meeting with the addressee is held then.
fn is_held(text: &str, around: &SentenceContext<'_>, found: &Candidate) -> bool {
    let start = found.range.start;
    let is_listed =
        || is_proposed_meeting_time(text, start, around) || is_meeting_by_table(text, start, around);
    let is_new = || found.joined != Joined::Range && is_new_time(text, found, around);
    (is_meeting(text, around, found) || found.names_day() && (is_listed() || is_new()))
        && !is_superseded(text, around, found)
        && !is_called_off(text, found.range.end, around)
}

/// Whether an answer is asked for by the end of a range.
fn is_answer_asked(text: &str, end: &Candidate, start: &Candidate) -> bool {
    let around = sentence_context(text, end, Some(start));
    let words = text.get(end.range.clone()).unwrap_or_default();
    let clause = clause_after(around.behind);
    clause.contains_any(ANSWERS) && is_asked(text, &around, end, words, None, None)
}

/// Whether a time applies to each of several days: いずれも17時, それぞれ17時までに.
pub(super) fn is_time_of_each_day(text: &str, found: &Candidate, role: Role) -> bool {
    let behind = text.get(found.range.end..).unwrap_or_default();
    let ends = behind.is_empty()
        || behind.starts_with([')', '。', '\n', '】'])
        || behind.starts_with_any(&[
            "です",
            "とし",
            "まで",
            "必着",
            "厳守",
            "〆",
            "締",
            "を期限",
            "でお願",
        ]);
    let is_exact = matches!(found.time, Some(Time::Minute(_)));
    if !(role.is_deadline() || ends && is_exact) {
        return false;
    }
    const DISTRIBUTIVE_WORDS: [&str; 16] = [
        "いずれも",
        "それぞれ",
        "いずれの日も",
        "各",
        "各日",
        "各回",
        "すべて",
        "全て",
        "全日",
        "毎回",
        "とも",
        "提出日の",
        "締切日の",
        "期限の日の",
        "それぞれの日の",
        "各期日の",
    ];
    let before = window_before(text, found.range.start, 30);
    let before = before.trim_end_matches(['、', ':']);
    // 「いずれも、提出日の17時までに」
    before.ends_with_any(&DISTRIBUTIVE_WORDS)
}

/// Whether a time belongs to the date before it, with only the name of a limit between them.
pub(super) fn is_time_of_previous_date(text: &str, date: &Candidate, time: &Candidate) -> bool {
    /// Limit on the name's characters.
    const NAME_CHARS_LIMIT: usize = 14;
    let name = text.get(date.range.end..time.range.start).unwrap_or_default();
    let name = name.trim_matches([' ', '|', ':']);
    let behind = text.get(time.range.end..).unwrap_or_default();
    // 「９月１２日（金）までに御回答を（１８時必着）」
    let is_note = name.starts_with("まで")
        && name.ends_with('(')
        && !name.contains(['\n', '。'])
        && name.chars().count() <= 2 * NAME_CHARS_LIMIT
        && behind.starts_with_any(&["必着", "厳守", "締切", "〆", "まで"]);
    matches!(time.time, Some(Time::Minute(_)))
        && (is_note
            || (1..=NAME_CHARS_LIMIT).contains(&name.chars().count())
                && !name.contains(['\n', '。', '、'])
                && name.ends_with_any(&["締切", "〆切", "期限", "締め切り", "必着", "〆"])
                && (behind.is_empty() || behind.starts_with(['\n', '|', ')', '。'])))
}

/// Whether the words around a mention without a year say that it is past.
pub(super) fn past_year(found: &Candidate, around: &SentenceContext<'_>) -> PastYear {
    let yearless = matches!(
        found.day,
        Day::Date {
            year: DateYear::Unspecified,
            ..
        } | Day::EndOf {
            year: DateYear::Unspecified,
            ..
        }
    );
    if !yearless {
        return PastYear::Unspecified;
    }
    static LAST_YEAR: Phrases = Phrases::new(&["昨年", "去年", "前年"]);
    let behind_year = LAST_YEAR
        .all(around.before)
        .last()
        .and_then(|(word, at)| around.before.get(at + word.len()..));
    if let Some(rest) = behind_year
        && !rest.contains_any(&["今年", "本年", "今回", "今般"])
        && !rest.contains(|c: char| c.is_ascii_digit())
    {
        return PastYear::LastYear {
            is_fiscal: rest.starts_with('度'),
        };
    }
    let behind = around.behind.trim_start_matches(')');
    // 「前回の期限は８月２９日でした」, 「先日（９月２日）の説明会で」
    let is_over = behind.starts_with("でした") || around.before.ends_with_any(&["先日(", "過日("]);
    let at_event = behind
        .strip_prefix('の')
        .filter(|rest| window_after(rest, 0, 45).contains_any(&EVENTS));
    let done = is_over
        || behind
            .strip_prefix(['に', '、'])
            .or(at_event)
            .is_some_and(|rest| {
                let clause = clause_after(rest);
                clause.contains_any(&["した", "された", "しており", "済み", "頂いた", "いただいた"])
                    && !asks(clause)
            });
    // 「９月１０日付けで発出する予定です」
    let planned = || {
        let clause = clause_after(behind);
        clause.contains_any(&["予定", "ます"])
    };
    if behind.starts_with('付') && !planned() || behind.starts_with("の照会") || done {
        PastYear::LatestPast
    } else {
        PastYear::Unspecified
    }
}

/// Whether a moment is only approximate: を目途に after it.
pub(super) fn is_approximate(text: &str, found: &Candidate, previous: Option<&Candidate>) -> bool {
    let behind = window_after(text, found.range.end, 60);
    // 「９月１７日の閣議までに」: on that day, at an unknown time.
    let is_exact = matches!(found.time, Some(Time::Minute(_)));
    // 「９月１０日１０時前までに」
    is_exact && behind.starts_with_any(&["前まで", "前に"])
        || !is_exact && (strip_event_limit(behind).is_some() || is_day_of_event(text, found))
        || earlier_or_later(text, found, previous, window_after(text, found.range.end, 240))
            .is_some_and(|choice| choice.is_open)
        || limit_word(behind, "").0 == Limit::Approximate
        || limit_word(behind.strip_prefix("まで").unwrap_or(behind), "").0 == Limit::Approximate
}

/// Whether a moment referred to by それまでに is the day of an event, and not itself a limit.
fn is_day_of_event(text: &str, found: &Candidate) -> bool {
    is_referred_to_as_limit(text, found) && {
        let behind = window_after(text, found.range.end, 200);
        let head = behind.split("までに").next().unwrap_or_default();
        head.contains_any(&["予定", "開催", "開か", "実施", "行い", "行う"])
            || MEETINGS.occurs_in(head)
            || head.contains_any(&EVENTS)
    }
}

/// 明日（９月１０日）: relative and written out.
fn counts_from_sending(words: &str) -> bool {
    const DAYS: [&str; 9] = [
        "本日",
        "今日",
        "きょう",
        "明日",
        "あす",
        "あした",
        "明後日",
        "あさって",
        "tomorrow",
    ];
    words.starts_with_any(&DAYS)
}

/// Whether the words count from the sending.
fn is_relative(found: &Candidate) -> bool {
    match found.day {
        Day::Date { .. }
        | Day::EndOf { .. }
        | Day::SameDay(0)
        | Day::NthWeekday { month: Some(_), .. }
        | Day::NthWeek { month: Some(_), .. } => false,
        Day::OfMonth { month, .. } => month.is_relative(),
        Day::MonthEnd(month)
        | Day::MonthLastOpen(month)
        | Day::MonthPart { month, .. }
        | Day::NthWeekday { of: month, .. }
        | Day::NthWeek { of: month, .. } => month != DayMonth::OfLast,
        _ => true,
    }
}

fn hurry_role(around: &SentenceContext<'_>) -> Role {
    let clause = clause_after(around.behind);
    // 「至急の案件で恐縮ですが、９月１０日までに」
    if is_apology(around.behind) {
        return Role::Mention;
    }
    // 「災害時に速やかに避難できる体制について御回答ください」: what the noun does.
    if around.behind.starts_with(char::is_alphabetic)
        && is_relative_clause(around.behind)
        && !starts_with_answer(around.behind)
    {
        return Role::Mention;
    }
    // 「取り急ぎ御連絡まで。」 ends a mail.
    if clause.trim_end_matches('。').ends_with("まで") && !asks(clause) {
        return Role::Mention;
    }
    // 「大至急ではありませんが」, 「至急の場合は電話で」, 「早急に対応すべき課題」
    let behind = around.behind.strip_prefix("のもの").unwrap_or(around.behind);
    if behind.starts_with_any(&["ではあり", "ではな", "でな", "の場合", "の際", "のとき"])
        || behind.trim_start_matches('に').starts_with_any(&[
            "対応すべき",
            "取り組むべき",
            "解決すべき",
            "検討すべき",
            "実施すべき",
        ])
    {
        return Role::Mention;
    }
    // 「直ちに公表することは差し控えてください」
    if clause.contains_any(&["控え", "しないで", "なさらないで", "慎", "避け"]) {
        return Role::Mention;
    }
    // 「件名：至急）…」 as well
    let opens = around.before.ends_with(['【', '(', '<', '[', '★', '!'])
        || around.behind.starts_with(')') && (around.before.is_empty() || around.before.ends_with(':'));
    let titled = opens
        && around
            .behind
            .starts_with([')', '】', '>', '》', '!', '、', ':', '・']);
    let whole = around.before.trim().is_empty()
        && matches!(
            around.behind.trim_start_matches(['!', '！', ':']),
            "" | "で" | "にて"
        );
    let ordered = around.behind.starts_with(['。', '、']) || around.behind.is_empty();
    let asked = asks(clause) || asks_in_english(around);
    let answer =
        starts_with_answer(around.behind) && around.behind.len() < 30 && !around.behind.contains_word("しま");
    if asked
        || titled
        || whole
        || answer && !around.behind.contains_word("いたします")
        || ordered && asks(around.before)
    {
        Role::Vague
    } else {
        Role::Mention
    }
}

/// Whether something next to a deadline says what or whom it is for.
pub(super) fn is_labelled(around: &SentenceContext<'_>) -> bool {
    let before = around.before;
    let inside = before
        .rfind('(')
        .is_some_and(|open| open > 0 && open > before.rfind(')').unwrap_or(0));
    let numbered = before
        .trim_start()
        .starts_with(|c: char| "①②③④⑤⑥⑦⑧⑨・-*(".contains(c) || c.is_ascii_digit());
    // ９月１０日　質問締切
    let row: String = around
        .behind
        .chars()
        .take(12)
        .take_while(|c| c.is_alphanumeric())
        .collect();
    let named_behind = LIMIT_NOUNS
        .iter()
        .any(|kind| row.find_word(kind).is_some_and(|at| at > 0));
    let line = around.line;
    // | 様式１ | ３月６日 |, | ３月６日 | 質問の提出期限 |
    let cells = around.behind.split('\n').next().unwrap_or_default();
    let in_row = line.contains('|') && line.contains(char::is_alphabetic)
        || cells.starts_with('|') && cells.contains(char::is_alphabetic);
    // 意見提出　１１月２０日（木）１７時まで
    let name = line.skip_to_letter();
    let is_named = name.chars().count() <= 16
        && ANSWERS
            .iter()
            .chain(&["受付", "募集"])
            .any(|answer| name.strip_suffix(answer).is_some_and(|of| !of.is_empty()));
    in_row
        || is_named
        || inside
        || numbered
        || named_behind
        || topic_of(before).is_some()
        || is_answer_name(around.above, around.behind)
        || is_labelled_variant(around.above)
        || has_specific_label(around.above)
}

/// Whether a sentence breaks off after までに, and nothing before it says what is asked.
pub(super) fn is_bare_limit(text: &str, found: &Candidate, around: &SentenceContext<'_>) -> bool {
    let words = text.get(found.range.clone()).unwrap_or_default();
    let (limit, rest) = limit_word(around.behind, words);
    limit == Limit::By
        && rest.trim().is_empty()
        && around.before.trim().is_empty()
        && deadline_label(around.above).is_none()
}
