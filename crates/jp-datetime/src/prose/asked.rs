//! Whether the addressee is asked to do something by a moment.

use super::actor::{
    Actor, actor, is_given_by_sender, is_handled_by_others, is_in_other_column, is_sender_answer,
    is_sender_duty,
};
use super::by_limit::{has_no_third_party_topic, is_asked_by_limit, modifies_event_noun};
use super::candidate::{Candidate, Joined};
use super::correction::{is_corrected_moment, is_quoted_correction, is_spoken_correction};
use super::day::Day;
use super::distant_label::{is_calendar_day, is_example, label_belongs_to_next, shares_previous_label};
use super::earlier_occasion::{is_about_earlier_occasion, is_third_party_period, says_period_ended};
use super::english_limit::is_english_limit;
use super::excluded::{is_condition, is_excluded, is_pleasantry};
use super::extension::is_extended_date;
use super::heading::has_deadline_heading;
use super::implied_limit::{
    announces_closing, answer_is_missing, is_accepted_date, is_addressee_duty, is_duty_with_request,
    is_in_answered_subject, is_referred_to_as_limit, is_tacit_consent_date, is_unchanged_limit,
    rejects_late_answers, states_answer_time,
};
use super::label::{
    follows_submission_period, is_answer_name, is_deadline_label, is_labelled_variant,
    starts_submission_period,
};
use super::lexicon::PAST_ENDINGS;
use super::limit::{Limit, limit_word, strip_event_limit};
use super::limited_moment::LimitedMoment;
use super::meeting::is_event_form_day;
use super::parallel_item::is_parallel_item;
use super::phrases::{ends, starts};
use super::request_words::HEARSAY;
use super::sentence::{
    SentenceContext, accepts_answers, asks, clause_after, clause_before, ends_after_limit,
    is_about_missing_answer, is_apology, is_past_request, is_reason_for_next_request, window_after,
    window_before,
};
use super::sentence_topic::{starts_with_answer, topic_of};
use super::third_party_limit::is_third_party_limit;

/// Whether the addressee is asked for something by the moment.
pub(super) fn is_asked(
    text: &str,
    around: &SentenceContext<'_>,
    found: &Candidate,
    words: &str,
    next: Option<&Candidate>,
    previous: Option<&Candidate>,
) -> bool {
    if matches!(found.day, Day::Days(days) if days < 0)
        || matches!(found.day, Day::OfMonth { ahead: Some(ahead), .. } if ahead < 0)
    {
        return false;
    }
    let before = around.before;
    let behind = around.behind;
    if is_handled_by_others(behind) && !asks(behind)
        || is_apology(behind)
        || is_sender_answer(before)
        || is_given_by_sender(behind)
        || is_in_answered_subject(text, around.start)
    {
        return false;
    }
    if is_english_limit(around, found, words) {
        return true;
    }
    let said = behind.split("よろしく").next().unwrap_or_default();
    if (actor(text, around.start, behind) == Some(Actor::Other)
        || is_in_other_column(text, around.start, behind))
        && !asks(said)
    {
        return false;
    }
    // 電話は18時まで
    if found.day == Day::Unspecified
        && topic_of(before).is_some_and(|topic| {
            ["電話", "窓口", "受付", "来庁", "営業", "開館"]
                .iter()
                .any(|word| ends(topic, word))
        })
        && !asks(behind)
    {
        return false;
    }
    // 「複写受付　17:00まで」
    if found.day == Day::Unspecified
        && ["受付", "受付時間", "窓口"].iter().any(|word| ends(before, word))
        && !asks(behind)
    {
        return false;
    }
    // 平日の17時まで, 契約期間満了の３０日前まで
    if found.day == Day::Unspecified && ["平日の", "平日"].iter().any(|word| ends(before, word))
        || matches!(found.day, Day::Before(_) | Day::OpenBefore(_))
            && ["満了の", "満了日の", "満了する日の", "満了の日の"]
                .iter()
                .any(|word| ends(before, word))
    {
        return false;
    }
    // 週末を挟み, 週末を除き
    if ["を挟", "をはさ", "を跨", "をまた", "を除", "を控え"]
        .iter()
        .any(|word| starts(behind, word))
    {
        return false;
    }
    if is_condition(behind) || is_pleasantry(behind) {
        return false;
    }
    if ["最長で", "最長"].iter().any(|word| ends(before, word))
        || behind.contains("猶予を") && !(behind.contains("猶予を設け") && asks(behind))
    {
        return false;
    }
    // 「３月２日の会議に間に合うよう、２月２７日中に」: the second moment is the limit.
    let next_is_near = next.is_some_and(|next| next.range.start - found.range.end < behind.len());
    if next_is_near && behind.find("に間に合").is_some_and(|at| at <= 40) {
        return false;
    }
    let (limit, rest) = limit_word(behind, words);
    // A moment in brackets is limited by the text inside them.
    let inside = before
        .rfind('(')
        .is_some_and(|open| open > before.rfind(')').unwrap_or(0) || before.rfind(')').is_none())
        && before.len() - before.rfind('(').unwrap_or(0) < 120;
    let own = if inside {
        rest.split(')').next().unwrap_or(rest)
    } else {
        rest
    };
    let clause = clause_after(own);
    // A bracket after the request is about others: 「御提出願います（既に御提出いただいた府省を除く）」.
    let clause = match clause.find('(').and_then(|at| clause.get(..at)) {
        Some(request) if asks(request) => request,
        _ => clause,
    };
    let asked = asks(clause);
    if asked && is_sender_duty(before, clause) {
        return false;
    }
    let closed = limit == Limit::Noun
        && [
            "済",
            "って",
            "りました",
            "った",
            "られた",
            "られま",
            "らせていただきました",
            "られ、",
            "られて",
            "してい",
            "しており",
            "しました",
            "ました",
        ]
        .iter()
        .any(|word| starts(rest, word));
    let passes = ["を迎え", "が到来", "が切れ", "を満了", "が満了"]
        .iter()
        .any(|word| starts(rest, word));
    // 「第１回締切（８月２９日）は終了しました」, 「…となっていると聞いております」
    let is_over = [
        "は終了し",
        "は締め切りました",
        "は締め切らせていただきました",
        "は過ぎ",
    ]
    .iter()
    .any(|word| rest.trim_start_matches(')').starts_with(word));
    let is_hearsay = || HEARSAY.occurs_in(rest);
    if closed || passes || is_over || !asked && is_hearsay() {
        return false;
    }
    // 「コメント期限（９月１０日１５時）を過ぎた場合は反映できないことがあります」
    let in_apposition =
        behind.starts_with(')') && before.ends_with('(') && is_deadline_label(around.above) == Some(true);
    let has_passed = ["を過ぎた", "を過ぎます", "を過ぎると", "経過後"]
        .iter()
        .any(|word| starts(behind.trim_start_matches(')'), word))
        && [
            "できません",
            "できない",
            "かねます",
            "しません",
            "対象外",
            "無効",
            "認め",
        ]
        .iter()
        .any(|word| behind.contains(word));
    let polite = ["としていただ", "として頂", "に設定していただ"]
        .iter()
        .any(|word| starts(rest, word));
    let is_still_asked = || {
        polite
            || is_spoken_correction(around)
            || is_referred_to_as_limit(text, found)
            || rejects_late_answers(behind)
            || in_apposition && has_passed
    };
    if PAST_ENDINGS.iter().any(|word| starts(rest, word)) && !is_still_asked()
        || !asked && is_past_request(clause)
    {
        return false;
    }
    if inside && is_past_request(clause_after(rest)) && !asks(clause_after(rest)) {
        return false;
    }
    let moment = LimitedMoment {
        text,
        around,
        found,
        words,
        limit,
        rest,
        rest_in_bracket: own,
        clause,
        in_brackets: inside,
        asked,
    };
    if is_excluded(&moment, next_is_near) {
        return false;
    }
    if let Some(corrected) = is_corrected_moment(text, found.range.end, around, limit) {
        return corrected;
    }
    if let Some(moved) = is_extended_date(around, found, next, limit, rest) {
        return moved;
    }
    // 「９月１２日１５時時点で御登録のない府省におかれては」
    if rest.starts_with("時点で") && is_about_missing_answer(clause) {
        return true;
    }
    // 「基準日が３月末か４月１日かを」: an indirect question about the dates, no deadline.
    let which = |rest: &str| {
        ["かを", "かは", "か、", "かに"]
            .iter()
            .any(|or| rest.starts_with(or))
    };
    // 「既に提出済みの様式第３号（６月２０日提出期限）については」
    let given = inside
        && before.rsplit_once('(').is_some_and(|(outside, _)| {
            let clause = outside.rsplit(['。', '、']).next().unwrap_or_default();
            ["既に", "すでに"].iter().any(|word| clause.contains(word))
                && (clause.contains("済みの") || clause.contains("済の"))
        });
    if given
        || which(behind)
        || behind.starts_with('か')
            && next.is_some_and(|next| {
                let between = text.get(found.range.end..next.range.start).unwrap_or_default();
                between == "か" && which(window_after(text, next.range.end, 12))
            })
    {
        return false;
    }
    // 「令和６年度末（令和７年３月３１日）時点の残高を」
    let outside = behind.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    if outside.is_some_and(|(_, rest)| ["時点", "現在"].iter().any(|word| rest.starts_with(word))) {
        return false;
    }
    // 回答期限（5月27日）以降に
    let is_after = || {
        ["以降", "以後", "から", "より"]
            .iter()
            .any(|word| starts(rest, word))
    };
    if in_apposition && (has_passed || is_after()) {
        return true;
    }
    if strip_event_limit(behind).is_none()
        && [
            "から",
            "より",
            "以降",
            "以後",
            "以前",
            "現在",
            "時点",
            "付",
            "に公布",
            "に施行",
            "に発",
            "号",
            "生まれ",
            "の第",
            "公布",
            "施行",
            "制定",
        ]
        .iter()
        .any(|word| starts(rest, word) || starts(behind, word))
    {
        return false;
    }
    let unbracketed = behind.trim_start_matches(['」', '』', '】', ')', '"']);
    if is_spoken_correction(around) {
        return true;
    }
    if let Some(is_corrected) = is_quoted_correction(around) {
        return is_corrected;
    }
    if ["ではな", "でなく", "ではあり", "じゃな", "とあるの", "とある"]
        .iter()
        .any(|word| starts(unbracketed, word) || rest.trim_start_matches(['」', '』']).starts_with(word))
    {
        return false;
    }
    if limit == Limit::Until && rest.starts_with(['は', 'も']) {
        // 「６月９日の午前中までは受け付けますので」
        let accepted = rest.starts_with("は受け付け") && accepts_answers(clause) && has_no_third_party_topic(before)
            // 「２２日の午前中までは待ちますので、意見があれば送ってください」
            || ["は待ち", "はお待ち"].iter().any(|wait| rest.starts_with(wait)) && asks(behind);
        if accepted || !asked || rest.starts_with("は") {
            return accepted;
        }
    }
    // 照会文を再掲します。「…までに御回答ください」
    if before.starts_with(['「', '『']) {
        // The line above, or the sentence before it.
        let above = around.above.strip_suffix(before).unwrap_or_default();
        let line = above.trim_end_matches(['\n', '。', ':', ' ']);
        let line = line.rsplit(['\n', '。']).next().unwrap_or_default();
        if [
            "文例",
            "再掲",
            "引用",
            "抜粋",
            "以下の文面",
            "次の文面",
            "との記載",
            "との照会",
        ]
        .iter()
        .any(|word| line.contains(word))
            || line.ends_with("です")
                && ["照会文", "依頼文", "通知文", "文面"]
                    .iter()
                    .any(|paper| line.contains(paper))
        {
            return false;
        }
    }
    // 【要返信・9/11中】
    let told = before.trim_end_matches(['・', ':', '、', '(', ' ']);
    if behind.starts_with([')', '】'])
        && [
            "要返信",
            "要回答",
            "要提出",
            "要対応",
            "要確認",
            "要登録",
            "要報告",
            "要連絡",
        ]
        .iter()
        .any(|word| ends(told, word))
    {
        return true;
    }
    // 「今週いっぱいで取りまとめたいので、それまでに御入力ください」
    if matches!(
        limit,
        Limit::Until | Limit::By | Limit::At | Limit::None | Limit::Noun
    ) && is_referred_to_as_limit(text, found)
    {
        return true;
    }
    // 「できれば今日中、遅くとも明日の正午までに」
    let outer = behind.trim_start_matches(['に', 'で', '、']);
    if ["遅くとも", "遅くても", "どんなに遅くと"]
        .iter()
        .any(|word| starts(outer, word))
        && next.is_some()
    {
        return false;
    }
    let own_before = clause_before(before);
    let is_earlier_occasion = is_about_earlier_occasion(own_before);
    // 「旧様式は１１月３０日までしか受け付けません」
    if is_earlier_occasion && !asked && !behind.starts_with("までしか") {
        return false;
    }
    // 「公募期間は３月３日までであり、現在５者から応募がある」 reports the progress.
    let told = ["であり", "ですが", "で、"].iter().any(|word| starts(rest, word))
        && ["、現在", "、現時点", "、これまで"]
            .iter()
            .any(|word| rest.contains(word))
        && !asks(rest);
    if told {
        return false;
    }
    // 「週内は3月19日が最終となります」
    if ["週内は", "年内は", "年度内は"]
        .iter()
        .any(|within| ends(before, within))
        && !asked
    {
        return false;
    }
    let is_range = found.joined == Joined::Range;
    // 「受付は２月１６日から３月１６日まで税務署において行われます」
    let by_others = ["行われます", "実施されます", "行われています"]
        .iter()
        .any(|done| clause.trim_end_matches('。').ends_with(done));
    if is_range && by_others && !asked {
        return false;
    }
    // 「調査期間：９月１日～９月３０日」, and below it 「回答方法：…」
    if is_range
        && around
            .above
            .trim_end_matches([':', ' ', '】'])
            .ends_with("調査期間")
        && window_after(text, found.range.end, 120).contains("回答方法")
    {
        return true;
    }
    // 「会議室の予約は１３時～１５時で取ってあります」
    let taken = ["で取", "を取", "で確保", "を確保", "で押さえ", "を押さえ"]
        .iter()
        .any(|word| starts(behind, word));
    if is_range && (taken || says_period_ended(around.above) || is_third_party_period(text, found, around)) {
        return false;
    }
    // 「１２月１６日～１９日正午　各府省意見照会（貴省御回答期間）」
    let noted = window_after(behind, 0, 90)
        .trim_end_matches(')')
        .rsplit('(')
        .next();
    if is_range && noted.is_some_and(|note| note.starts_with('貴') && starts_submission_period(note)) {
        return true;
    }
    if is_unchanged_limit(text, found) || shares_previous_label(text, around, found, previous) {
        return true;
    }
    match is_deadline_label(around.above) {
        // 掲載希望日の１０日前
        Some(_)
            if matches!(found.day, Day::Before(_) | Day::OpenBefore(_)) && around.above.ends_with('の') => {}
        // 「期限の５月３０日（金）までに全件そろいました」
        Some(true)
            if matches!(limit, Limit::By)
                && !asked
                && ["ました", "でした"]
                    .iter()
                    .any(|past| clause.trim_end_matches('。').ends_with(past)) =>
        {
            return false;
        }
        Some(true) if is_example(around.above) || is_event_form_day(around) => return false,
        Some(true) => {
            let relative = matches!(limit, Limit::At)
                && !asked
                && !own.is_empty()
                && rest.starts_with(|c: char| c.is_alphanumeric())
                && !starts_with_answer(rest)
                && !["です", "と", "で", "なり", "なる", "なっ", "設定"]
                    .iter()
                    .any(|word| rest.trim_start_matches('に').starts_with(word));
            // 「期限を４月２５日とする照会を発出しました」
            let told = ["とする", "とした"].iter().any(|word| starts(rest, word))
                && !asked
                && rest.trim_end_matches([')', ' ']).ends_with("ました");
            return !(relative
                || told
                || is_range
                    && !asked
                    && [
                        "を予定",
                        "となる予定",
                        "の予定",
                        "を見込",
                        "を想定",
                        "を計画",
                        "を考え",
                    ]
                    .iter()
                    .any(|word| starts(rest, word))
                || [
                    "となる見込",
                    "になる見込",
                    "となる見通し",
                    "の見込",
                    "となる可能性",
                ]
                .iter()
                .any(|word| starts(rest, word))
                || rest.starts_with("に送")
                || rest.starts_with("に開")
                || modifies_event_noun(rest) && !around.above.ends_with("期限"));
        }
        Some(false) => return false,
        None => {}
    }
    // 起案日　10月20日　決裁期限　10月24日: the label belongs to the next date.
    if limit == Limit::Noun && label_belongs_to_next(text, found, next) {
        return false;
    }
    // 「期限は短めの９月１１日１０時とさせてください」
    if limit == Limit::None
        && [
            "とさせて",
            "とします",
            "といたします",
            "とする",
            "となって",
            "となります",
            "です",
            "でござ",
            "であり",
        ]
        .iter()
        .any(|word| starts(rest, word))
        && !PAST_ENDINGS.iter().any(|word| starts(rest, word))
        && ["期限は", "締切は", "期日は", "〆切は"].iter().any(|word| {
            before
                .rfind(word)
                .and_then(|at| before.get(..at + word.len()))
                .is_some_and(|head| is_deadline_label(head) == Some(true))
        })
        && !is_third_party_limit(before)
    {
        return true;
    }
    // 「本日中に届かない場合は」: about something that the sender sends.
    let arrives_not = [
        "届かない",
        "届きません",
        "届いていない",
        "着かない",
        "配信されない",
    ]
    .iter()
    .any(|word| own.trim_start_matches('に').starts_with(word));
    if matches!(limit, Limit::By) && answer_is_missing(clause) {
        return true;
    }
    if arrives_not {
        return false;
    }
    if is_range && follows_submission_period(around.above) {
        return true;
    }
    if is_range && limit == Limit::None && starts_submission_period(behind.trim_matches([':', ')', '('])) {
        return true;
    }
    if limit == Limit::None
        && found.day != Day::Unspecified
        && ends_after_limit(own)
        && is_answer_name(around.above, behind)
        || matches!(limit, Limit::None | Limit::Until | Limit::Noun) && is_labelled_variant(around.above)
    {
        return true;
    }
    let is_alone = limit == Limit::At && rest.is_empty();
    if (matches!(limit, Limit::None | Limit::Until) || is_alone)
        && has_deadline_heading(text, around.start, around, rest)
    {
        return true;
    }
    if limit == Limit::Until && is_parallel_item(text, found, [previous, next]) {
        return true;
    }
    // 「９日までに回答フォームへ入力願います。フォームは１６日に閉鎖します」: the first date is the limit.
    let closes_later = topic_of(before).is_some_and(|topic| ends(topic, "フォーム") || ends(topic, "サイト"))
        && previous.is_some_and(|one| {
            let between = text.get(one.range.end..found.range.start).unwrap_or_default();
            between.len() < 200 && starts(between, "まで") && asks(between)
        });
    if closes_later && behind.contains("閉鎖") && !asked {
        return false;
    }
    if limit != Limit::Noun && is_reason_for_next_request(behind, clause, found, next) {
        return false;
    }
    if announces_closing(before, behind) || is_tacit_consent_date(before, behind) {
        return true;
    }
    if limit == Limit::By && is_calendar_day(found.day) && is_addressee_duty(before, clause) {
        return true;
    }
    if rejects_late_answers(behind) || is_duty_with_request(own, clause) || states_answer_time(before, behind)
    {
        return true;
    }
    // 「明日朝一で結構ですので、御返信願います」
    if is_accepted_date(behind) && matches!(limit, Limit::None | Limit::At) {
        let held = |topic: &str| super::limit::EVENTS.iter().any(|event| topic.contains(event));
        // 「原稿の確認をお願いします。今週いっぱいで結構です」
        let asked_before = || before.is_empty() && asks(window_before(around.above, around.above.len(), 120));
        return has_no_third_party_topic(before)
            && (asks(clause) || topic_of(before).map_or_else(asked_before, |topic| !held(topic)));
    }
    is_asked_by_limit(&moment, is_earlier_occasion)
}
