//! A moment followed by まで alone: something is asked by then, or something lasts until then.

use super::limited_moment::{LimitedMoment, has_no_third_party_topic};
use crate::prose::bracket::{is_deadline_title_tag, limits_answer_before_bracket};
use crate::prose::day::Day;
use crate::prose::implied_limit::{is_accepted_date, refuses_later_changes};
use crate::prose::lexicon::{ANSWER_TOPICS, ANSWERS};
use crate::prose::limit::is_relative_clause;
use crate::prose::parallel_item::{is_numbered_item, lasts_or_is_of_others};
use crate::prose::sentence::{
    SentenceContext, accepts_answers, asks, ends_after_limit, is_about_missing_answer, is_circled,
    is_past_request, window_after, window_before,
};
use crate::prose::sentence_topic::{is_answer_topic_or_none, starts_with_answer, topic_of};
use crate::prose::third_party_limit::is_third_party_limit;
use crate::prose::word_search::{WordSearch, starts};

/// How far behind まで its verb is looked for, in bytes.
const VERB_REACH_BYTES: usize = 24;

/// Whether the addressee is asked for something by then.
pub(super) fn is_asked_until(moment: &LimitedMoment<'_>) -> bool {
    let around = moment.around;
    let before = around.before;
    // 「ヘルプデスク　電話03-4477-6775　受付３月１９日（木）まで」: the hours of a contact.
    if (is_contact_line(around) || before.contains_word("平日")) && !moment.asked {
        return false;
    }
    if let Some(asked) = is_deadline_title_tag(before, moment.rest) {
        return asked;
    }
    // 「本件の問合せは本日１８時まで受け付けます」
    let is_contact = topic_of(before)
        .is_some_and(|topic| topic.ends_with_any(&["問合せ", "問い合わせ", "問合わせ", "照会先への御連絡"]));
    if is_contact
        && moment
            .rest
            .trim_start_matches(['に', '、'])
            .starts_with("受け付け")
    {
        return false;
    }
    // 「庁内ＬＡＮの切替作業は…18時までです」
    let is_outage = || {
        topic_of(before).is_some_and(|topic| {
            topic.ends_with_any(&[
                "切替作業",
                "切り替え作業",
                "更新作業",
                "移行作業",
                "保守作業",
                "点検作業",
                "工事",
                "停電",
                "断水",
            ])
        })
    };
    if is_time_of_agenda(moment) || !moment.asked && is_outage() {
        return false;
    }
    let own = without_filler(moment.rest_in_bracket);
    // 「９月３０日まで：８時～１９時」: hours until then.
    if own
        .strip_prefix(':')
        .is_some_and(|hours| hours.starts_with(|c: char| c.is_ascii_digit()) && hours.contains(['~', '～']))
    {
        return false;
    }
    if is_usable_until(own, before) {
        return false;
    }
    if is_possible_until(own, before) {
        return true;
    }
    // 「22時から６時まで停止し、その間は電話でも受け付けられません」
    // 「昨年の名簿は３月末まで置いてあります」
    if own.starts_with_any(&[
        "置いて",
        "残して",
        "空けて",
        "停止",
        "休止",
        "閉鎖",
        "休館",
        "休業",
        "通行止め",
    ]) {
        return false;
    }
    // 「５月４日から６日まで、窓口はお休みをいただきます」
    if moment.is_range()
        && own.contains_any(&["お休みをいただ", "お休みとさせ", "お休みします", "休業いたし"])
    {
        return false;
    }
    if let Some(asked) = is_granted_until(own, before) {
        return asked;
    }
    // 「明日の昼までで構いません」
    if is_accepted_date(own) || refuses_later_changes(own) {
        return has_no_third_party_topic(before) && !is_third_party_limit(before);
    }
    // 「旧様式は３０日までしか受け付けません」
    if own.starts_with_any(&["しか受け付け", "しか受付", "しか受理"]) {
        return has_no_third_party_topic(before) && !says_acceptance_ended(own);
    }
    if lasts(moment.clause) || is_bare_span(moment) {
        return false;
    }
    is_asked_by_verb(moment, own)
}

fn without_filler(own: &str) -> &str {
    let own = own
        .strip_prefix_any(&["随時", "引き続き", "、随時", "時間", "、時間"])
        .unwrap_or(own);
    // 「最終版は28日（金）までで。」
    let own = own
        .strip_prefix('で')
        .filter(|rest| rest.is_empty())
        .unwrap_or(own);
    // 「９月12日（金）まで（参加する市町村のみ）」
    let own = own
        .strip_prefix('(')
        .and_then(|note| note.split_at_word("のみ)"))
        .filter(|(note, _)| !note.contains(')'))
        .map_or(own, |(_, rest)| rest);
    // 「本日２０時まで、厳守で。」
    own.strip_prefix('、')
        .filter(|rest| rest.starts_with("厳守") || rest.starts_with("必着"))
        .unwrap_or(own)
}

/// 「２３時まで修正可能です」
fn is_possible_until(own: &str, before: &str) -> bool {
    window_after(own, 0, VERB_REACH_BYTES).contains_word("可能")
        && is_answer_topic_or_none(before)
        && !is_third_party_limit(before)
}

/// 「３月末まで閲覧が可能です」, 「帳票の出力は年度末まで可能です」
fn is_usable_until(own: &str, before: &str) -> bool {
    let uses =
        |words: &str| words.contains_any(&["利用", "閲覧", "アクセス", "ダウンロード", "視聴", "使用"]);
    window_after(own, 0, VERB_REACH_BYTES).contains_word("可能")
        && (uses(window_after(own, 0, 36))
            || topic_of(before)
                .is_some_and(|topic| topic.ends_with_any(&["出力", "印刷", "参照", "検索"]) || uses(topic)))
}

/// 「６月１３日まで提出を猶予します」, 「２３日まで待ちますので御提出ください」, 「１月９日まで猶予を設けますので」
fn is_granted_until(own: &str, before: &str) -> Option<bool> {
    if let Some(at) = own.find_word("猶予").filter(|at| *at <= VERB_REACH_BYTES)
        && let (Some(object), Some(grace)) = (own.get(..at), own.get(at..))
        && (starts_with_answer(object) || object.starts_with("期限"))
    {
        return Some((grace.contains_word("ます") || grace.contains_word("する")) && !is_past_request(own));
    }
    let verb = own.trim_start_matches(['は', 'お']);
    (verb.starts_with("待ちます") || verb.starts_with("猶予"))
        .then(|| asks(own) || topic_of(before).is_some() && is_answer_topic_or_none(before))
}

/// Whether a clause speaks of something that lasts until then, and is not done by then.
fn lasts(clause: &str) -> bool {
    clause.contains_any(&[
        "取扱",
        "取り扱",
        "留意",
        "注意",
        "控え",
        "非公表",
        "非公開",
        "対外秘",
        "厳秘",
        "口外",
        "保管",
        "保存",
        "従前の例",
        "効力を有",
        "待機",
        "お待ちくだ",
        "お待ち下",
        "お待ち願",
        "お待ちいただ",
        "待ってくだ",
    ])
}

/// 「お盆期間中の執務」, and below it 「８月１２日（火）から８月１５日（金）まで」: a span on a line of its own says nothing of an
/// answer; headings and labels that do have been asked before.
fn is_bare_span(moment: &LimitedMoment<'_>) -> bool {
    let line = moment.around.line;
    // 「(3)調査書類の配布　９月20日から30日まで」
    let name = line.skip_to_letter();
    let name = name
        .split(|c: char| c.is_ascii_digit())
        .next()
        .unwrap_or_default();
    let is_item_of_work = || {
        line.starts_with('(')
            && name.ends_with_any(&["配布", "回収", "督促", "打合せ会", "確認", "実施", "集計", "審査"])
    };
    moment.is_range()
        && moment.rest.is_empty()
        && !moment.in_brackets
        // 「財務局による実地の確認　10月１日から11月28日まで」
        && (!line.contains(char::is_alphabetic) || is_item_of_work() || name.contains_word("による"))
}

/// Whether the addressee is asked for something, as the word after まで says.
fn is_asked_by_verb(moment: &LimitedMoment<'_>, own: &str) -> bool {
    let &LimitedMoment {
        around,
        rest,
        clause,
        asked,
        ..
    } = moment;
    let before = around.before;
    let verb = [
        "で",
        "と",
        "に",
        "必着",
        "厳守",
        "お願",
        "御",
        "ご",
        "受け付け",
        "受付",
        "募集",
        "とし",
        "です",
        "になり",
        "となり",
        "回答",
        "提出",
        "意見",
        "延長",
        "可能",
        "お待ち",
        "承",
        "認め",
        "受理",
        "、",
    ]
    .iter()
    .find(|word| starts(own, word));
    let says_so = match verb {
        Some(&"必着" | &"厳守") => true,
        Some(&"可能" | &"お待ち" | &"承" | &"認め" | &"受理") => {
            return is_answer_topic_or_none(before);
        }
        Some(&"受け付け" | &"受付" | &"募集") => {
            asked
                || !says_acceptance_ended(own) && !own.starts_with("受け付けた") && !own.starts_with("受付け")
        }
        Some(&"で" | &"と" | &"です" | &"とし" | &"になり" | &"となり") => {
            return !is_relative_clause(own)
                && (asked && has_no_third_party_topic(before)
                    || is_answer_topic_or_none(before)
                        && mentions_answer(before, clause)
                        && !is_third_party_limit(before));
        }
        Some(&"、") => {
            asked
                || is_set_with_topic(own, before)
                || is_about_missing_answer(clause)
                || accepts_answers(clause)
                // ①既存：６月２３日まで、②新規：６月３０日まで
                || own.trim_start_matches('、').starts_with(is_circled)
        }
        Some(_) => asked || starts_with_answer(own),
        // 「まで本メールへの返信にて承ります」
        None if accepts_answers(clause) && topic_of(before).is_some() => {
            return is_answer_topic_or_none(before);
        }
        None => ends_after_limit(own) || is_answer_item(own),
    };
    says_so
        && !is_relative_clause(own)
        && (asked || is_answer_topic_or_bare(around, moment.in_brackets, rest))
}

/// 「貴省意見の提出は５月１６日まで、当省からの再回答は５月２０日までといたします」
fn is_set_with_topic(own: &str, before: &str) -> bool {
    let is_answer =
        |topic: &str| topic.ends_with_any(&["提出", "回答", "登録", "報告", "送付", "意見", "質問"]);
    // 「提出は24日（火）15:00まで、紙不可。」
    let is_noted = || {
        let note = own
            .trim_start_matches('、')
            .split('。')
            .next()
            .unwrap_or_default();
        topic_of(before).is_some_and(|topic| topic.chars().count() <= 4)
            && note.chars().count() <= 12
            && !note.contains(['が', 'は'])
    };
    (own.contains_any(&["までとし", "までといた", "までです", "までとする"]) || is_noted())
        && topic_of(before).is_some_and(is_answer)
        && has_no_third_party_topic(before)
}

/// 「いずれも明日１５時まで」, below 「追加でお願いです」 and the items.
fn is_time_of_all(before: &str, around: &SentenceContext<'_>) -> bool {
    let items = before.strip_suffix_any(&["いずれも", "全て", "すべて", "それぞれ", "以上"]);
    items.is_some_and(|items| {
        let near = window_before(around.above, around.above.len(), 240);
        !items.contains(['は', 'が']) && (asks(near) || near.contains_word("お願い"))
    })
}

/// 「２　挨拶　14:05まで」, next to another time without a day.
fn is_time_of_agenda(moment: &LimitedMoment<'_>) -> bool {
    let before = moment.around.before;
    moment.found.day == Day::Unspecified
        && moment
            .previous
            .is_some_and(|one| one.day == Day::Unspecified && !one.vague)
        && is_numbered_item(before)
        && !mentions_answer(before, "")
}

/// Whether a line gives a contact.
fn is_contact_line(around: &SentenceContext<'_>) -> bool {
    let line = around.before;
    line.ends_with_any(&["受付", "受付時間", "対応", "対応時間"])
        && line.contains_any(&[
            "電話",
            "tel",
            "ヘルプデスク",
            "窓口",
            "問合せ",
            "問い合わせ",
            "問合わせ",
            "コールセンター",
            "担当",
        ])
}

/// ①４月１７日まで　各課から意見提出、②…: a short item that ends with a word for an answer.
fn is_answer_item(own: &str) -> bool {
    let item = own
        .split(|c| matches!(c, '、' | '。' | ')') || is_circled(c))
        .next()
        .unwrap_or_default();
    item.len() < own.len()
        && item.chars().count() <= 14
        && !item.contains(['当', 'は', 'が'])
        && item.ends_with_any(ANSWERS)
}

fn says_acceptance_ended(own: &str) -> bool {
    let own = window_after(own, 0, 60);
    own.contains_any(&[
        "ていました",
        "ておりました",
        "しました",
        "けました",
        "した。",
        "けていた",
    ])
}

/// Whether a short sentence contains a word for an answer.
pub(super) fn mentions_answer(before: &str, clause: &str) -> bool {
    let is_sender_plan = clause.contains_any(&["します", "予定", "しており", "ております", "ました"])
        && !clause.contains_any(&["とします", "といたします", "としており", "となっており"]);
    let names_answer = |text: &str| text.contains_any(ANSWERS) || text.contains_any(&["期限", "締", "〆"]);
    !is_sender_plan && (names_answer(before) || names_answer(clause))
}

fn is_answer_topic_or_bare(around: &SentenceContext<'_>, inside: bool, rest: &str) -> bool {
    if inside {
        // 「下水道管路の点検状況（回答は9/19 12時まで）」
        const ANSWERS_IN_BRACKET: [&str; 6] = ["回答", "提出", "返信", "返送", "報告", "意見"];
        let own = around.before.rsplit_once('(').map_or("", |(_, own)| own);
        let topic = topic_of(own).unwrap_or_default();
        return ANSWERS_IN_BRACKET.contains(&topic.trim_start_matches(['御', 'ご']))
            || limits_answer_before_bracket(rest, around.before);
    }
    if around.before.ends_with('【') {
        return true;
    }
    let before = around.before.trim_end_matches([
        '、', ':', '(', '「', '【', ' ', '※', '・', '■', '○', '-', '*', '~',
    ]);
    if before.is_empty() || before.ends_with(['】', ')']) {
        return true;
    }
    // ①概要：７月１７日まで　②詳細：７月２４日まで
    let item = before.rsplit_once(is_circled).map(|(_, item)| item);
    if item.is_some_and(|item| item.chars().count() <= 12 && !lasts_or_is_of_others(item)) {
        return true;
    }
    if is_numbered_item(before) || is_time_of_all(before, around) {
        return true;
    }
    match topic_of(around.before) {
        Some(_) => is_answer_topic_or_none(around.before),
        None if is_third_party_limit(before) => false,
        None => {
            let near = window_before(before, before.len(), 60);
            near.contains_any(ANSWERS) || near.contains_any(ANSWER_TOPICS)
        }
    }
}
