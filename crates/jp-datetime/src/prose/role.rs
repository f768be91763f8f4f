//! What a sentence makes of a moment: whether the addressee is asked to do something by then.
//!
//! A limit by itself proves nothing. What counts is who does what: a request in the clause that the limit belongs to, a
//! label, or nothing but the limit itself in a place where only an answer can be meant.

use super::asked::is_asked;
use super::clock::Time;
use super::day::Day;
use super::english_limit::asks_english;
use super::found::{Found, Joined};
use super::heading::is_candidate;
use super::label::{is_named, label};
use super::lexicon::MEETINGS;
use super::limit::{Limit, limit};
use super::meeting::is_meeting;
use super::sentence::{Around, around as sentence_around, asks, clause as clause_of, near_end, near_start};
use super::topic::{is_answer, topic};

/// What a moment is to the reader of the text.
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
    /// Haste is asked for, and no moment named: 至急, 速やかに.
    Vague,
}

impl Role {
    /// Whether the addressee is to have done something by then.
    pub fn is_deadline(self) -> bool {
        matches!(self, Self::Deadline | Self::RelativeDeadline)
    }
}

/// What a moment is, by its sentence.
pub(super) fn role(text: &str, found: &Found, next: Option<&Found>, previous: Option<&Found>) -> Role {
    let around = sentence_around(text, found, previous);
    if found.vague {
        return vague(&around);
    }
    let words = text.get(found.range.clone()).unwrap_or_default();
    let dated = if is_relative(found) {
        Role::RelativeDeadline
    } else {
        Role::Deadline
    };
    if found.starts {
        return if is_meeting(&around, found)
            || is_dated(found) && is_candidate(text, found.range.start, &around)
        {
            Role::Hearing
        } else {
            Role::Mention
        };
    }
    // 「９月２５日から２６日にかけて実施します」: one meeting, which begins on the first.
    if found.joined == Joined::Range && is_meeting(&around, found) {
        let taking_place = around.behind.starts_with("にかけて") || around.behind.starts_with("の期間で実施");
        if taking_place {
            return Role::Mention;
        }
    }
    // 9:30～18:15: hours, of no day.
    if found.joined == Joined::Range && found.day == Day::Unsaid {
        return Role::Mention;
    }
    if found.joined == Joined::Range
        && found.day == Day::SameDay(0)
        && previous.is_some_and(|one| one.until.is_some())
    {
        // 10時～11時: the end of what takes place; 「9月11日9時から17時までに」 is asked for as any other.
        if is_meeting(&around, found) {
            return Role::Mention;
        }
    }
    if is_asked(text, &around, found, words, next) || is_asked_with_next(text, &around, found, next) {
        return dated;
    }
    if (is_meeting(&around, found) || is_candidate(text, found.range.start, &around)) && is_dated(found) {
        return Role::Hearing;
    }
    Role::Mention
}

/// 「調査票Ａは９月１９日、調査票Ｂは１０月３日までに御提出ください」: what is asked by the second is asked by the first.
fn is_asked_with_next(text: &str, around: &Around<'_>, found: &Found, next: Option<&Found>) -> bool {
    /// 調査票Ｂについては, in bytes.
    const NEAR: usize = 60;
    let Some(next) = next.filter(|next| !next.vague && next.joined == Joined::No) else {
        return false;
    };
    let between = text.get(found.range.end..next.range.start).unwrap_or_default();
    let topics = topic(around.before).is_some() && between.ends_with('は');
    // 「午前中に御意見を、同日１７時までに御了解をお願いします」
    let by = ["までに", "迄に", "に"]
        .iter()
        .find_map(|word| between.strip_prefix(word));
    let objects = by.is_some_and(|rest| {
        rest.ends_with("を、") && rest.matches('、').count() == 1 && rest.len() < NEAR && !rest.contains('。')
    });
    let listed = between.starts_with('、') && between.len() < NEAR && topics || objects;
    let words = text.get(next.range.clone()).unwrap_or_default();
    listed && is_asked(text, &sentence_around(text, next, None), next, words, None)
}

/// Whether days are counted from what the text does not date: 公布の日から３０日以内, 公告の翌週水曜日.
pub(super) fn is_from_elsewhere(text: &str, found: &Found) -> bool {
    const OURS: [&str; 26] = [
        "受領",
        "受信",
        "送信",
        "発出",
        "到着",
        "到達",
        "照会",
        "依頼",
        "送付",
        "配信",
        "受け取り",
        "受取",
        "本日",
        "今日",
        "これ",
        "本メール",
        "本通知",
        "接到",
        "本書",
        "本状",
        "受けて",
        "今",
        "只今",
        "発信",
        "御覧",
        "確認",
    ];
    let words = text.get(found.range.clone()).unwrap_or_default();
    let before = near_end(text, found.range.start, 60);
    let head = if words.starts_with('翌') || words.starts_with('次') {
        before.strip_suffix('の')
    } else if matches!(found.day, Day::Days(_) | Day::OpenDays(_) | Day::Minutes(_))
        && (words.contains("以内") || words.contains('後'))
    {
        before
            .strip_suffix("から")
            .or(before.strip_suffix("から、"))
            .or(before.strip_suffix("より"))
            .or(before.strip_suffix("後"))
            .or(before.strip_suffix("後、"))
            .or(before.strip_suffix('の').filter(|_| words.contains('後')))
    } else {
        None
    };
    let Some(head) = head else { return false };
    // 「通知を受けた日から」 is of this one only where it says so.
    if head.ends_with("た日") || head.ends_with("た日の翌日") {
        let near = near_end(head, head.len(), 36);
        return !["本", "当", "この"].iter().any(|own| near.contains(own))
            && !OURS.iter().any(|own| head.contains(&format!("{own}した日")));
    }
    let head = ["の日の", "の日", "日の翌日", "日"]
        .iter()
        .find_map(|word| head.strip_suffix(word))
        .unwrap_or(head);
    head.ends_with(|c| matches!(c, '一'..='龠' | 'ァ'..='ヶ' | 'ー'))
        && !OURS.iter().any(|own| head.ends_with(own))
        && !head.ends_with(|c: char| "月火水木金土日時分".contains(c))
}

/// Whether 前日 is that of the day that the text speaks of right before it.
pub(super) fn is_before_that(text: &str, found: &Found, last_end: usize) -> bool {
    /// About two sentences, in bytes.
    const NEAR: usize = 400;
    let between = text.get(last_end..found.range.start).unwrap_or_default();
    let of = between.strip_suffix('の');
    let event =
        of.is_none_or(|head| MEETINGS.iter().any(|word| head.ends_with(word)) || head.ends_with("会議"));
    between.len() < NEAR && between.matches('。').count() < 2 && event
}

/// Whether the words say a moment only about: を目途に behind them.
pub(super) fn is_aim(text: &str, found: &Found) -> bool {
    let behind = near_start(text, found.range.end, 60);
    // 「９月１７日の閣議までに」: on that day, and nobody knows when.
    !matches!(found.time, Some(Time::Minute(_))) && super::limit::until_event(behind).is_some()
        || limit(behind, "").0 == Limit::Aim
        || limit(behind.strip_prefix("まで").unwrap_or(behind), "").0 == Limit::Aim
}

fn is_dated(found: &Found) -> bool {
    !matches!(found.day, Day::Unsaid)
}

/// Whether the words count from the sending.
fn is_relative(found: &Found) -> bool {
    match found.day {
        Day::Date { .. } | Day::EndOf { .. } | Day::SameDay(0) | Day::NthWeekday { month: Some(_), .. } => {
            false
        }
        Day::OfMonth { ahead, .. } => ahead.is_some(),
        _ => true,
    }
}

fn vague(around: &Around<'_>) -> Role {
    let clause = clause_of(around.behind);
    let titled = around.before.ends_with(['【', '(', '<', '《', '[', '★', '!'])
        && around
            .behind
            .starts_with([')', '】', '>', '》', '!', '、', ':', '・']);
    let whole =
        around.before.trim().is_empty() && around.behind.trim_start_matches(['!', '！', ':']).is_empty();
    let ordered = around.behind.starts_with(['。', '、']) || around.behind.is_empty();
    let asked = asks(clause) || asks_english(around);
    let answer = is_answer(around.behind) && around.behind.len() < 30 && !around.behind.contains("しま");
    if asked
        || titled
        || whole
        || answer && !around.behind.contains("いたします")
        || ordered && asks(around.before)
    {
        Role::Vague
    } else {
        Role::Mention
    }
}

/// Whether something beside a deadline says for what or for whom it is.
pub(super) fn is_labelled(text: &str, found: &Found, previous: Option<&Found>) -> bool {
    let around = sentence_around(text, found, previous);
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
    let named_behind = ["締切", "期限", "〆切", "締め切り", "期日"]
        .iter()
        .any(|kind| row.find(kind).is_some_and(|at| at > 0));
    is_named(around.above) || inside || numbered || named_behind || topic(before).is_some()
}

/// Whether a sentence breaks off behind までに, and nothing before it says what is asked.
pub(super) fn is_bare_limit(text: &str, found: &Found) -> bool {
    let around = sentence_around(text, found, None);
    let words = text.get(found.range.clone()).unwrap_or_default();
    let (limit, rest) = limit(around.behind, words);
    limit == Limit::By
        && rest.trim().is_empty()
        && around.before.trim().is_empty()
        && label(around.above).is_none()
}
