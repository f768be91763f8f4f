//! Whether the addressee is asked to do something by a moment.
//!
//! Each question decides or leaves the moment to the next; their order matters, as a later one presumes what the
//! earlier ones have ruled out. A limit word (まで, 必着) decides last, since it alone proves nothing.

mod at;
mod bare;
mod by;
mod by_limit;
mod excluded;
mod labelled;
mod limit_noun;
mod limited_moment;
mod not_of_addressee;
mod passed;
mod range;
mod row_of_another;
mod stated;
mod until;
mod without_limit;
mod wording;

use limited_moment::LimitedMoment;

use super::candidate::Candidate;
use super::correction::{is_corrected_moment, is_limit_in_replaced_quotation};
use super::distant_label::shares_previous_label;
use super::earlier_occasion::{is_about_earlier_occasion, mentions_earlier_occasion};
use super::extension::is_extended_date;
use super::heading::has_deadline_heading;
use super::implied_limit::{
    announces_closing, is_addressee_duty, is_duty_with_request, is_referred_to_as_limit, is_unchanged_limit,
    states_answer_time,
};
use super::limit::Limit;
use super::list_row::{LIST_REACH_LINES, is_list_row};
use super::missed_limit::{is_tacit_consent_date, must_not_be_passed, rejects_late_answers};
use super::parallel_item::is_parallel_item;
use super::request_list::{is_part_of_request, is_row_like_required};
use super::sentence::{SentenceContext, clause_before, is_reason_for_next_request};
use super::third_party_limit::is_third_party_exchange;
use super::word_search::WordSearch as _;

type Question = fn(&LimitedMoment<'_>) -> Option<bool>;

/// The questions in order. The first answer counts.
const QUESTIONS: &[Question] = &[
    |moment| yes(labelled::is_named_as_limit(moment) || bare::is_step_of_addressee(moment)),
    |moment| {
        no(passed::has_passed(moment)
            || excluded::is_excluded(moment)
            || not_of_addressee::is_not_of_addressee(moment))
    },
    |moment| is_corrected_moment(moment.text, moment.found.range.end, moment.around, moment.limit),
    |moment| {
        is_extended_date(
            moment.text,
            moment.around,
            moment.found,
            moment.next,
            moment.limit,
            moment.rest,
        )
    },
    |moment| yes(wording::is_check_for_answers(moment)),
    |moment| {
        no(passed::was_already_met(moment)
            || passed::is_premise(moment)
            || wording::is_indirect_question(moment)
            || wording::is_bracketed_reference_date(moment))
    },
    |moment| yes(passed::is_last_moment_of_label(moment)),
    |moment| no(wording::is_date_of_record(moment)),
    wording::corrected_by_words,
    wording::accepted_until,
    |moment| no(wording::is_shown_text(moment) || wording::is_said_by_others(moment)),
    |moment| yes(wording::is_tagged_as_required(moment) || is_limit_of_next(moment)),
    |moment| {
        no(wording::is_wish_before_limit(moment)
            || is_of_earlier_occasion(moment)
            || passed::reports_progress(moment)
            || wording::is_last_of_period(moment))
    },
    range::is_range_asked,
    |moment| yes(is_unchanged_limit(moment.text, moment.found) || has_previous_label(moment)),
    labelled::is_asked_by_label,
    |moment| yes(labelled::is_set_as_limit(moment)),
    wording::missing_by_then,
    |moment| {
        yes(range::is_submission_period(moment)
            || labelled::is_named_answer(moment)
            || is_under_heading(moment)
            || is_item_like_its_neighbours(moment))
    },
    |moment| no(wording::closes_form_later(moment) || is_reason(moment)),
    |moment| yes(is_implied(moment)),
    wording::accepts_that_date,
];

fn yes(is_so: bool) -> Option<bool> {
    is_so.then_some(true)
}

fn no(is_so: bool) -> Option<bool> {
    is_so.then_some(false)
}

/// Whether the addressee is asked for something by the moment.
pub(super) fn is_asked(
    text: &str,
    around: &SentenceContext<'_>,
    found: &Candidate,
    words: &str,
    next: Option<&Candidate>,
    previous: Option<&Candidate>,
) -> bool {
    if let Some(asked) = is_limit_in_replaced_quotation(text, found.range.end, around) {
        return asked;
    }
    if let Some(asked) = without_limit::is_asked_without_limit(text, around, found, words, next) {
        return asked;
    }
    let moment = LimitedMoment::of(text, around, found, words, [previous, next]);
    let is_asked = QUESTIONS
        .iter()
        .find_map(|question| question(&moment))
        .unwrap_or_else(|| by_limit::is_asked_by_limit(&moment));
    // Asked last, since it looks at the lines below.
    is_asked && !not_of_addressee::is_for_reference(&moment)
}

/// 「今週いっぱいで取りまとめたいので、それまでに御入力ください」
fn is_limit_of_next(moment: &LimitedMoment<'_>) -> bool {
    matches!(
        moment.limit,
        Limit::Until | Limit::By | Limit::At | Limit::None | Limit::Noun
    ) && is_referred_to_as_limit(moment.text, moment.found)
}

fn is_of_earlier_occasion(moment: &LimitedMoment<'_>) -> bool {
    // 「旧様式は１１月３０日までしか受け付けません」
    // 「先日依頼しました標記協議について、回答期限は明日９月９日１７時となっております」: a limit of now.
    let is_labelled = moment.around.behind.starts_with("となっており")
        && clause_before(moment.around.before)
            .rsplit('、')
            .next()
            .is_some_and(|label| label.contains_word("期限は") && !is_about_earlier_occasion(label));
    // 「前年との増減理由｜５月29日（金）」: what is handed in. 「前回の提出期限｜…」, 「（前年度）｜…」 are not.
    let is_item = || {
        const OCCASIONS: [&str; 14] = [
            "回", "年", "年度", "期", "次", "旧", "期限", "期日", "締切", "〆切", "提出", "回答", "日", "時",
        ];
        let mut cells = moment
            .around
            .before
            .split('|')
            .filter(|cell| mentions_earlier_occasion(cell));
        moment.around.before.contains('|')
            && cells.all(|cell| !cell.trim_end_matches([' ', ')', ':']).ends_with_any(&OCCASIONS))
    };
    // 「（参考）昨年度の実施状況」, and below it 「締切：９月27日」
    let is_below_reference = || {
        let mut lines = moment
            .around
            .above
            .lines_from_last()
            .skip(1)
            .take(LIST_REACH_LINES);
        moment.has_deadline_label()
            && lines.find(|line| !is_list_row(line)).is_some_and(|heading| {
                heading.starts_with("(参考)")
                    && mentions_earlier_occasion(heading)
                    && heading.ends_with_any(&["実施状況", "実績", "日程", "スケジュール", "経過"])
            })
    };
    if !moment.asked && is_below_reference() {
        return true;
    }
    !moment.asked
        && !is_labelled
        && !is_item()
        && !moment.around.behind.starts_with("までしか")
        && is_about_earlier_occasion(behind_change(clause_before(moment.around.before)))
}

/// The words behind those for the old limit: 「当初の10月３日（金）を改め、」.
fn behind_change(clause: &str) -> &str {
    [
        "を改め、",
        "を変更し、",
        "に代えて、",
        "から変更し、",
        "としておりましたが、",
        "としていましたが、",
        "とお知らせしておりましたが、",
        "とご案内しておりましたが、",
        "と御案内しておりましたが、",
    ]
    .iter()
    .filter_map(|change| clause.rfind_word(change).map(|at| at + change.len()))
    .max()
    .and_then(|at| clause.get(at..))
    .unwrap_or(clause)
}

fn has_previous_label(moment: &LimitedMoment<'_>) -> bool {
    shares_previous_label(moment.text, moment.around, moment.found, moment.previous)
}

fn is_under_heading(moment: &LimitedMoment<'_>) -> bool {
    let is_alone =
        moment.limit == Limit::At && (moment.rest.is_empty() || moment.rest.starts_with(['|', ' ']));
    let is_target = || {
        moment
            .around
            .behind
            .starts_with_any(&["目途", "目処", "めど", "頃", "ごろ"])
    };
    // 「市町村から都道府県への提出　６月19日」
    let is_of_others = || {
        let topic = moment.around.before;
        const WAYS: [&str; 4] = [
            "から都道府県への",
            "から県への",
            "から市町村への",
            "から市区町村への",
        ];
        topic.contains_any(&WAYS) && !topic.contains(['貴', '各']) && is_third_party_exchange(topic)
    };
    (matches!(moment.limit, Limit::None | Limit::Until) || is_alone || is_target())
        && !is_of_others()
        && (is_below_item_of_deadlines(moment)
            || has_deadline_heading(moment.text, moment.around.start, moment.around, moment.rest)
            || !moment.is_range()
                && (is_part_of_request(moment.text, moment.around.start, moment.around, moment.rest)
                    || is_row_like_required(moment.text, moment.around.start, moment.rest)))
}

/// 「３　提出書類及び提出期限」, 「（２）事業計画書（別紙２）」, and below it the date alone.
fn is_below_item_of_deadlines(moment: &LimitedMoment<'_>) -> bool {
    let is_dated = |line: &str| line.starts_with("令和") || line.contains('月') && line.contains('日');
    let is_item = |line: &&str| line.starts_with('(') || is_dated(line);
    moment.rest.is_empty() && moment.around.before.is_empty() && {
        let mut lines = moment
            .around
            .above
            .lines_from_last()
            .skip(1)
            .take(LIST_REACH_LINES)
            .peekable();
        lines.peek().is_some_and(|item| item.starts_with('('))
            && lines
                .find(|line| !is_item(line))
                .is_some_and(|heading| heading.ends_with("提出期限") || heading.ends_with("回答期限"))
    }
}

fn is_item_like_its_neighbours(moment: &LimitedMoment<'_>) -> bool {
    moment.limit == Limit::Until
        && is_parallel_item(moment.text, moment.found, [moment.previous, moment.next])
}

fn is_reason(moment: &LimitedMoment<'_>) -> bool {
    moment.limit != Limit::Noun
        && is_reason_for_next_request(moment.around.behind, moment.clause, moment.found, moment.next)
}

/// Whether the sentence says what must have been done by then, without asking for it.
fn is_implied(moment: &LimitedMoment<'_>) -> bool {
    let (before, behind) = (moment.around.before, moment.around.behind);
    announces_closing(before, behind)
        || is_tacit_consent_date(before, behind)
        || moment.limit == Limit::By
            && moment.found.day.is_calendar_day()
            && is_addressee_duty(before, moment.clause)
        || moment.limit == Limit::At
            && before.contains('貴')
            && moment.words.ends_with("以内")
            && is_addressee_duty(before, moment.clause)
        || must_not_be_passed(behind)
        || rejects_late_answers(behind)
        || is_duty_with_request(moment.rest_in_bracket, moment.clause)
        || states_answer_time(before, behind)
}
