//! Classifies a moment by the limit word after it, if nothing else in the sentence has decided.

use super::bracket::{is_deadline_title_tag, limits_answer_before_bracket};
use super::clock::Time;
use super::day::Day;
use super::earlier_occasion::mentions_earlier_occasion;
use super::implied_limit::{
    SUFFICIENCY_PHRASES, is_accepted_date, refuses_later_changes, warns_of_consequence,
};
use super::lexicon::{ANSWER_TOPICS, ANSWERS};
use super::limit::{Limit, implies_limit, is_relative_clause};
use super::limit_noun::is_asked_by_limit_noun;
use super::limited_moment::LimitedMoment;
use super::parallel_item::is_numbered_item;
use super::phrases::{ends, starts, strip_start};
use super::sentence::{
    SentenceContext, accepts_answers, asks, ends_after_limit, ends_in_noun, is_about_missing_answer,
    is_past_request, window_after, window_before,
};
use super::sentence_topic::{is_answer_topic_or_none, is_third_party_topic, starts_with_answer, topic_of};
use super::third_party_limit::is_third_party_limit;

/// Whether the addressee is asked for something by then, judged by the limit word.
pub(super) fn is_asked_by_limit(moment: &LimitedMoment<'_>, is_earlier_occasion: bool) -> bool {
    let &LimitedMoment {
        around,
        found,
        words,
        limit,
        rest,
        rest_in_bracket: own,
        clause,
        in_brackets: inside,
        asked,
        text: _,
    } = moment;
    let (before, behind) = (around.before, around.behind);
    match limit {
        Limit::By => {
            // 「…までに到着したものを有効とします」
            let arrives = [
                "到着",
                "届いた",
                "来た",
                "寄せられた",
                "受信",
                "到達",
                "提出され",
                "送信され",
                "発送され",
                "投函され",
                "応募され",
                "登録され",
                "提出があった",
                "提出のあった",
                "回答があった",
                "回答のあった",
                "受理",
            ]
            .iter()
            .any(|word| starts(own, word));
            if arrives
                && [
                    "有効と",
                    "受け付け",
                    "対象と",
                    "限り",
                    "審査",
                    "付議",
                    "反映しま",
                    "反映いた",
                ]
                .iter()
                .any(|word| clause.contains(word))
                && !is_past_request(clause)
                && !["ました", "おります", "した。", "いる。"]
                    .iter()
                    .any(|end| clause.trim_end_matches(')').ends_with(end))
            {
                return true;
            }
            // 「…までに要予約」, 「…までに事務局まで(様式自由)」
            let first = own.split(['(', '。', '、']).next().unwrap_or_default();
            if own.starts_with('要') && first.chars().count() <= 8
                || ["へ", "宛", "宛て", "あて", "まで"]
                    .iter()
                    .any(|word| ends(first, word))
                    && first.len() < own.len()
                    && first.chars().count() <= 40
                    && is_answer_topic_or_none(before)
            {
                return true;
            }
            // 「御提出は…までに限ります」
            if own.starts_with("限") && topic_of(before).is_some() && is_answer_topic_or_none(before) {
                return true;
            }
            // 「５月１６日（金）までに当方から連絡」
            if super::lexicon::SENDERS.iter().any(|us| {
                let by = own.strip_prefix(us);
                by.is_some_and(|by| by.starts_with("から") || by.starts_with("より") || by.starts_with('で'))
            }) {
                return false;
            }
            if is_relative_clause(own) {
                return false;
            }
            // 「一報を１７時までに、詳細は明日でお願いします」
            let parted = own
                .strip_prefix('、')
                .is_some_and(|rest| asks(rest) || SUFFICIENCY_PHRASES.iter().any(|word| rest.contains(word)));
            if parted && before.ends_with('を') && !is_past_request(own) {
                return true;
            }
            // 「ステップ３　団体名を付け、…までに返送する」
            let is_step = || {
                let line = around.above.rsplit('\n').next().unwrap_or_default();
                ["ステップ", "手順", "step"]
                    .iter()
                    .any(|step| line.starts_with(step))
                    && starts_with_answer(own)
                    && clause.ends_with("する")
            };
            asked
                || is_step()
                || is_about_missing_answer(clause)
                || accepts_answers(clause)
                || warns_of_consequence(clause, behind)
                || (ends_after_limit(own) || clause.len() == own.len() && ends_in_noun(clause))
                    && (is_answer_topic_or_none(before) || ANSWERS.iter().any(|word| clause.contains(word)))
                || inside && limits_answer_before_bracket(rest, before)
        }
        Limit::Of
            if ["は困難", "は難し", "は厳し", "が困難", "が難し", "が厳し"]
                .iter()
                .any(|word| own.contains(word)) =>
        {
            false
        }
        // 「今回の意見照会は１１月１２日までの一週間です」
        Limit::Of if topic_of(before).is_some() && is_length_of_time(own) => {
            is_answer_topic_or_none(before) && topic_of(before).is_some_and(is_answer_period) && !asked
        }
        // 「４月２０日までの消印のあるものを有効とします」
        Limit::Of if own.starts_with("消印") || own.starts_with("受付分") => own.contains("有効"),
        Limit::Of => starts_with_answer(own) && (asked || asks(behind) || ends_after_limit(own)),
        // 「ヘルプデスク　電話03-4477-6775　受付３月１９日（木）まで」: the hours of a contact.
        Limit::Until if (is_contact_line(around) || before.contains("平日")) && !asked => false,
        Limit::Until => {
            if let Some(asked) = is_deadline_title_tag(before, rest) {
                return asked;
            }
            let own = ["随時", "引き続き", "、随時", "時間", "、時間"]
                .iter()
                .find_map(|word| strip_start(own, word))
                .unwrap_or(own);
            // 「最終版は28日（金）までで。」
            let own = own
                .strip_prefix('で')
                .filter(|rest| rest.is_empty())
                .unwrap_or(own);
            // 「本日２０時まで、厳守で。」
            let own = own
                .strip_prefix('、')
                .filter(|rest| rest.starts_with("厳守") || rest.starts_with("必着"))
                .unwrap_or(own);
            let goes_on = [
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
            // 「２３時まで修正可能です」
            let can = window_after(own, 0, 36);
            let is_used = || {
                ["利用", "閲覧", "アクセス", "ダウンロード", "視聴", "使用"]
                    .iter()
                    .any(|used| can.contains(used))
            };
            if window_after(own, 0, 24).contains("可能")
                && !is_used()
                && is_answer_topic_or_none(before)
                && !is_third_party_limit(before)
            {
                return true;
            }
            // 「２３日まで待ちますので御提出ください」, 「１月９日まで猶予を設けますので」
            let own_grace = own.trim_start_matches(['は', 'お']);
            // 「６月１３日まで提出を猶予します」
            if let Some(grace) = own.find("猶予").filter(|at| *at <= 24)
                && own
                    .get(..grace)
                    .is_some_and(|head| starts_with_answer(head) || head.starts_with("期限"))
            {
                return own
                    .get(grace..)
                    .is_some_and(|rest| rest.contains("ます") || rest.contains("する"))
                    && !is_past_request(own);
            }
            if own_grace.starts_with("待ちます") || own_grace.starts_with("猶予") {
                return asks(own) || topic_of(before).is_some() && is_answer_topic_or_none(before);
            }
            // 「明日の昼までで構いません」
            if is_accepted_date(own) {
                return has_no_third_party_topic(before) && !is_third_party_limit(before);
            }
            if refuses_later_changes(own) {
                return has_no_third_party_topic(before) && !is_third_party_limit(before);
            }
            // Something that lasts until then is not done by then.
            // 「旧様式は３０日までしか受け付けません」
            if ["しか受け付け", "しか受付", "しか受理"]
                .iter()
                .any(|word| starts(own, word))
            {
                return has_no_third_party_topic(before) && !says_acceptance_ended(own);
            }
            let lasts = [
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
            ];
            if lasts.iter().any(|word| clause.contains(word)) {
                return false;
            }
            let said = match goes_on {
                Some(&"必着" | &"厳守") => true,
                Some(&"可能" | &"お待ち" | &"承" | &"認め" | &"受理") => {
                    return is_answer_topic_or_none(before);
                }
                Some(&"受け付け" | &"受付" | &"募集") if !asked && says_acceptance_ended(own) => {
                    false
                }
                Some(&"受け付け" | &"受付" | &"募集") => {
                    !own.starts_with("受け付けた") && !own.starts_with("受付け") || asked
                }
                Some(&"で" | &"と" | &"です" | &"とし" | &"になり" | &"となり") => {
                    return !is_relative_clause(own)
                        && (asked && has_no_third_party_topic(before)
                            || is_answer_topic_or_none(before)
                                && mentions_answer(before, clause)
                                && !is_third_party_limit(before));
                }
                // ①既存：６月２３日まで、②新規：６月３０日まで
                Some(&"、") => {
                    // 「貴省意見の提出は５月１６日まで、当省からの再回答は５月２０日までといたします」
                    let set = ["までとし", "までといた", "までです", "までとする"]
                        .iter()
                        .any(|set| own.contains(set))
                        && topic_of(before).is_some_and(|topic| {
                            ["提出", "回答", "登録", "報告", "送付", "意見", "質問"]
                                .iter()
                                .any(|answer| ends(topic, answer))
                        });
                    asked
                        || set && has_no_third_party_topic(before)
                        || is_about_missing_answer(clause)
                        || accepts_answers(clause)
                        || own
                            .trim_start_matches('、')
                            .starts_with(super::sentence::is_circled)
                }
                Some(_) => asked || starts_with_answer(own),
                // 「まで本メールへの返信にて承ります」
                None if accepts_answers(clause) && topic_of(before).is_some() => {
                    return is_answer_topic_or_none(before);
                }
                None => ends_after_limit(own) || is_answer_item(own),
            };
            said && !is_relative_clause(own) && (asked || is_answer_topic_or_bare(around, inside, rest))
        }
        // 当日消印有効
        Limit::Noun if matches!(found.day, Day::Elsewhere | Day::Before(0)) => false,
        // 「３月３１日で期限切れとなるため」
        Limit::Noun if rest.starts_with("切れ") => false,
        Limit::Noun => is_asked_by_limit_noun(moment, is_earlier_occasion),
        Limit::Approximate => {
            asked
                || starts_with_answer(own.trim_start_matches(['に', 'と', 'し', 'て', '、']))
                    && ends_in_noun(clause)
        }
        Limit::At => {
            let comma = own.split(['、', ',']).next().unwrap_or_default();
            let closes = implies_limit(words)
                || matches!(found.time, Some(Time::Morning | Time::Close | Time::Evening));
            if closes {
                if let Some(asked) = is_deadline_title_tag(before, rest) {
                    return asked;
                }
                // 「来週月曜の午前中に、搬出する物品の数をお知らせください」
                let parted = behind
                    .get(..behind.len().saturating_sub(rest.len()))
                    .is_some_and(|limit| limit.ends_with('、'));
                if !parted && is_relative_clause(own.trim_start_matches('に')) {
                    return false;
                }
                // 「年内に届けたいものは」
                // 「年末に借りた図書は」
                let done = comma.strip_prefix('に').is_some_and(|rest| {
                    let verb = rest.trim_start_matches(|c| matches!(c, '一'..='龠'));
                    let tail = verb.trim_start_matches(|c| matches!(c, 'ぁ'..='ん'));
                    verb.len() < rest.len()
                        && verb
                            .get(..verb.len() - tail.len())
                            .is_some_and(|kana| kana.ends_with('た'))
                        && tail.starts_with(|c| matches!(c, '一'..='龠'))
                });
                if done || comma.contains("たいもの") {
                    return false;
                }
                // 「年度末の資料整理に当たり、御協力をお願いします」
                let occasion = ["つき、", "のため、"].iter().any(|on| own.starts_with(on))
                    || ["に当たり", "にあたり", "に伴い", "に向け", "ため"]
                        .iter()
                        .any(|on| comma.ends_with(on));
                if occasion {
                    return false;
                }
                return asked && own.strip_prefix('の').is_none_or(starts_with_answer)
                    || is_about_missing_answer(clause)
                    || accepts_answers(clause)
                    || is_answer_topic_or_none(before)
                        && mentions_answer(before, "")
                        && ends_after_limit(own);
            }
            // 「１１月１７日に一次締切を設け」
            let sets = || {
                ["を設", "を置"].iter().any(|verb| {
                    comma.split_once(verb).is_some_and(|(head, _)| {
                        ["締切", "期限", "〆切", "締め切り"]
                            .iter()
                            .any(|limit| ends(head, limit))
                    })
                })
            };
            if sets() && has_no_third_party_topic(before) {
                return true;
            }
            // 「１２月上旬に正式な協議を予定しておりますので御承知おきください」
            let planned = [
                "予定して",
                "予定です",
                "予定され",
                "見込",
                "承知おき",
                "承知置き",
                "了知",
            ]
            .iter()
            .any(|word| comma.contains(word));
            if planned || comma.starts_with("お待ち") {
                return false;
            }
            let polite = comma.trim_start_matches(['御', 'ご', 'お']);
            // 9月11日に御回答ください; 9月11日に開催する会議について御回答ください.
            // An invitation to come somewhere asks for no answer by then.
            let comes = [
                "お越し",
                "出頭",
                "来庁",
                "来省",
                "来所",
                "出席",
                "集合",
                "参集",
                "集まり",
                "待ち合わせ",
                "会議に",
                "御参加",
                "ご参加",
                "伺",
            ]
            .iter()
            .any(|word| polite.contains(word));
            ANSWERS.contains(&polite)
                || asks(comma)
                    && (starts_with_answer(polite) || !comes)
                    && !is_relative_clause(comma)
                    && !is_past_request(comma)
        }
        Limit::None => {
            // 9月11日（木）17時 回答締切, a row of a plan.
            let row = own
                .trim_start_matches(['～', '~', ' ', ':', '…', '・', '|'])
                .trim_end_matches(['|', ' ']);
            // ６月１０日　第１回提出期限／６月１７日　第２回提出期限
            let row = row
                .split_once(['/', '、', ','])
                .filter(|(_, next)| next.starts_with(|c: char| c.is_ascii_digit()))
                .map_or(row, |(row, _)| row);
            // 調査票の提出（期限）, 省内締切　17:00
            let row = row.trim_end_matches(|c: char| c == ')' || c.is_ascii_digit() || ":時分 ".contains(c));
            let short = row.chars().count() <= 22;
            let ends = ["締切", "〆切", "締め切り", "期限", "必着", "〆", "締切り"]
                .iter()
                .any(|word| ends(row, word));
            let please = ["でお願い", "で御願い", "で願い", "でよろしく", "でいかが"]
                .iter()
                .any(|word| starts(own, word));
            please && has_no_third_party_topic(before) && is_answer_topic_or_none(before)
                || short
                    && ends
                    && !row.contains(['、', '。'])
                    && !is_third_party_limit(row)
                    && !mentions_earlier_occasion(row)
                || starts_with_answer(own)
                    && asks(own.split('、').next().unwrap_or_default())
                    && found.time.is_some()
                    && !is_past_request(own)
        }
    }
}

/// Whether a line gives a contact.
fn is_contact_line(around: &SentenceContext<'_>) -> bool {
    let line = around.before;
    ["受付", "受付時間", "対応", "対応時間"]
        .iter()
        .any(|word| ends(line, word))
        && [
            "電話",
            "tel",
            "ヘルプデスク",
            "窓口",
            "問合せ",
            "問い合わせ",
            "問合わせ",
            "コールセンター",
            "担当",
        ]
        .iter()
        .any(|contact| line.contains(contact))
}

/// ①４月１７日まで　各課から意見提出、②…: a short item that ends with a word for an answer.
fn is_answer_item(own: &str) -> bool {
    let item = own
        .split(|c| matches!(c, '、' | '。' | ')') || super::sentence::is_circled(c))
        .next()
        .unwrap_or_default();
    item.len() < own.len()
        && item.chars().count() <= 14
        && !item.contains(['当', 'は', 'が'])
        && ANSWERS.iter().any(|answer| ends(item, answer))
}

/// 一週間です, ３０日間とします.
fn is_length_of_time(own: &str) -> bool {
    let rest = own.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十約".contains(c));
    ["週間", "日間", "時間", "か月", "ヶ月", "間"]
        .iter()
        .find_map(|unit| rest.strip_prefix(unit))
        .is_some_and(|rest| {
            ["です", "とし", "とさせ", "とする", "となり", "である", "。"]
                .iter()
                .any(|end| starts(rest, end))
                || rest.is_empty()
        })
}

fn is_answer_period(topic: &str) -> bool {
    [
        "照会", "募集", "受付", "提出", "回答", "登録", "協議", "応募", "期間",
    ]
    .iter()
    .any(|word| topic.contains(word))
}

pub(super) fn says_acceptance_ended(own: &str) -> bool {
    let own = window_after(own, 0, 60);
    ["ていました", "ておりました", "しました", "けました", "した。"]
        .iter()
        .any(|word| own.contains(word))
}

pub(super) fn modifies_event_noun(rest: &str) -> bool {
    ["の会議", "の閣議", "に開催", "に施行", "に実施"]
        .iter()
        .any(|word| starts(rest, word))
}

pub(super) fn has_no_third_party_topic(before: &str) -> bool {
    !topic_of(before).is_some_and(is_third_party_topic)
}

/// Whether a short sentence contains a word for an answer.
pub(super) fn mentions_answer(before: &str, clause: &str) -> bool {
    let own = |text: &str| {
        [
            "します",
            "いたします",
            "予定",
            "しており",
            "ております",
            "しました",
            "ました",
        ]
        .iter()
        .any(|word| text.contains(word))
            && !text.contains("とします")
            && !text.contains("といたします")
            && !text.contains("としており")
            && !text.contains("となっており")
    };
    let named = |text: &str| {
        ANSWERS
            .iter()
            .chain(&["期限", "締", "〆"])
            .any(|word| text.contains(word))
    };
    (named(before) || named(clause)) && !own(clause)
}

fn is_answer_topic_or_bare(around: &SentenceContext<'_>, inside: bool, rest: &str) -> bool {
    if inside {
        return limits_answer_before_bracket(rest, around.before);
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
    let item = before
        .rsplit_once(super::sentence::is_circled)
        .map(|(_, item)| item);
    if item.is_some_and(|item| item.chars().count() <= 12 && !is_third_party_limit(item)) {
        return true;
    }
    if is_numbered_item(before) {
        return true;
    }
    match topic_of(around.before) {
        Some(_) => is_answer_topic_or_none(around.before),
        None if is_third_party_limit(before) => false,
        None => ANSWERS
            .iter()
            .chain(ANSWER_TOPICS)
            .any(|word| window_before(before, before.len(), 60).contains(word)),
    }
}
