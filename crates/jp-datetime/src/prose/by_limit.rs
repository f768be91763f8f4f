//! Classifies a moment by the limit word after it, if nothing else in the sentence has decided.

use super::bracket::{after_bracket_asks, tags_what_is_asked};
use super::clock::Time;
use super::day::Day;
use super::item::is_numbered_item;
use super::lexicon::{ANSWERS, TOPICS};
use super::limit::{Limit, closes, qualifies};
use super::limited::LimitedMoment;
use super::other_time::names_another_time;
use super::others::is_others_limit;
use super::phrases::{behind_start, ends, starts};
use super::sentence::{
    Around, absent, accepts, asks, ends_in_noun, is_bare, near_end, near_start, past_request,
};
use super::standing::{SUFFICES, fails_otherwise, refuses_later, suffices};
use super::topic::{is_answer, is_of_others, of_the_answer, topic};
use super::word_limit::is_asked_by_word;

/// Whether the addressee is asked for something by then, judged by the limit word.
pub(super) fn by_limit(moment: &LimitedMoment<'_>, other_time: bool) -> bool {
    let &LimitedMoment {
        around,
        found,
        words,
        limit,
        rest,
        own,
        clause,
        inside,
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
                && !past_request(clause)
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
                    && of_the_answer(before)
            {
                return true;
            }
            // 「御提出は…までに限ります」
            if own.starts_with("限") && topic(before).is_some() && of_the_answer(before) {
                return true;
            }
            // 「５月１６日（金）までに当方から連絡」
            if super::lexicon::SENDERS.iter().any(|us| {
                let by = own.strip_prefix(us);
                by.is_some_and(|by| by.starts_with("から") || by.starts_with("より") || by.starts_with('で'))
            }) {
                return false;
            }
            if qualifies(own) {
                return false;
            }
            // 「一報を１７時までに、詳細は明日でお願いします」
            let parted = own
                .strip_prefix('、')
                .is_some_and(|rest| asks(rest) || SUFFICES.iter().any(|word| rest.contains(word)));
            if parted && before.ends_with('を') && !past_request(own) {
                return true;
            }
            // 「ステップ３　団体名を付け、…までに返送する」
            let is_step = || {
                let line = around.above.rsplit('\n').next().unwrap_or_default();
                ["ステップ", "手順", "step"]
                    .iter()
                    .any(|step| line.starts_with(step))
                    && is_answer(own)
                    && clause.ends_with("する")
            };
            asked
                || is_step()
                || absent(clause)
                || accepts(clause)
                || fails_otherwise(clause, behind)
                || (is_bare(own) || clause.len() == own.len() && ends_in_noun(clause))
                    && (of_the_answer(before) || ANSWERS.iter().any(|word| clause.contains(word)))
                || inside && after_bracket_asks(rest, before)
        }
        Limit::Of
            if ["は困難", "は難し", "は厳し", "が困難", "が難し", "が厳し"]
                .iter()
                .any(|word| own.contains(word)) =>
        {
            false
        }
        // 「今回の意見照会は１１月１２日までの一週間です」
        Limit::Of if topic(before).is_some() && is_span(own) => {
            of_the_answer(before) && topic(before).is_some_and(is_period) && !asked
        }
        // 「４月２０日までの消印のあるものを有効とします」
        Limit::Of if own.starts_with("消印") || own.starts_with("受付分") => own.contains("有効"),
        Limit::Of => is_answer(own) && (asked || asks(behind) || is_bare(own)),
        // 「ヘルプデスク　電話03-4477-6775　受付３月１９日（木）まで」: the hours of a contact.
        Limit::Until if (is_of_contact(around) || before.contains("平日")) && !asked => false,
        Limit::Until => {
            if let Some(asked) = tags_what_is_asked(before, rest) {
                return asked;
            }
            let own = ["随時", "引き続き", "、随時", "時間", "、時間"]
                .iter()
                .find_map(|word| behind_start(own, word))
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
            let can = near_start(own, 0, 36);
            let is_used = || {
                ["利用", "閲覧", "アクセス", "ダウンロード", "視聴", "使用"]
                    .iter()
                    .any(|used| can.contains(used))
            };
            if near_start(own, 0, 24).contains("可能")
                && !is_used()
                && of_the_answer(before)
                && !is_others_limit(before)
            {
                return true;
            }
            // 「２３日まで待ちますので御提出ください」, 「１月９日まで猶予を設けますので」
            let own_grace = own.trim_start_matches(['は', 'お']);
            // 「６月１３日まで提出を猶予します」
            if let Some(grace) = own.find("猶予").filter(|at| *at <= 24)
                && own
                    .get(..grace)
                    .is_some_and(|head| is_answer(head) || head.starts_with("期限"))
            {
                return own
                    .get(grace..)
                    .is_some_and(|rest| rest.contains("ます") || rest.contains("する"))
                    && !past_request(own);
            }
            if own_grace.starts_with("待ちます") || own_grace.starts_with("猶予") {
                return asks(own) || topic(before).is_some() && of_the_answer(before);
            }
            // 「明日の昼までで構いません」
            if suffices(own) {
                return topic_ok(before) && !is_others_limit(before);
            }
            if refuses_later(own) {
                return topic_ok(before) && !is_others_limit(before);
            }
            // Something that lasts until then is not done by then.
            // 「旧様式は３０日までしか受け付けません」
            if ["しか受け付け", "しか受付", "しか受理"]
                .iter()
                .any(|word| starts(own, word))
            {
                return topic_ok(before) && !past_acceptance(own);
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
                    return of_the_answer(before);
                }
                Some(&"受け付け" | &"受付" | &"募集") if !asked && past_acceptance(own) => false,
                Some(&"受け付け" | &"受付" | &"募集") => {
                    !own.starts_with("受け付けた") && !own.starts_with("受付け") || asked
                }
                Some(&"で" | &"と" | &"です" | &"とし" | &"になり" | &"となり") => {
                    return !qualifies(own)
                        && (asked && topic_ok(before)
                            || of_the_answer(before)
                                && named_answer(before, clause)
                                && !is_others_limit(before));
                }
                // ①既存：６月２３日まで、②新規：６月３０日まで
                Some(&"、") => {
                    // 「貴省意見の提出は５月１６日まで、当省からの再回答は５月２０日までといたします」
                    let set = ["までとし", "までといた", "までです", "までとする"]
                        .iter()
                        .any(|set| own.contains(set))
                        && topic(before).is_some_and(|topic| {
                            ["提出", "回答", "登録", "報告", "送付", "意見", "質問"]
                                .iter()
                                .any(|answer| ends(topic, answer))
                        });
                    asked
                        || set && topic_ok(before)
                        || absent(clause)
                        || accepts(clause)
                        || own
                            .trim_start_matches('、')
                            .starts_with(super::sentence::is_circled)
                }
                Some(_) => asked || is_answer(own),
                // 「まで本メールへの返信にて承ります」
                None if accepts(clause) && topic(before).is_some() => return of_the_answer(before),
                None => is_bare(own) || is_item(own),
            };
            said && !qualifies(own) && (asked || of_the_answer_or_alone(around, inside, rest))
        }
        // 当日消印有効
        Limit::Word if matches!(found.day, Day::Elsewhere | Day::Before(0)) => false,
        // 「３月３１日で期限切れとなるため」
        Limit::Word if rest.starts_with("切れ") => false,
        Limit::Word => is_asked_by_word(moment, other_time),
        Limit::Aim => {
            asked || is_answer(own.trim_start_matches(['に', 'と', 'し', 'て', '、'])) && ends_in_noun(clause)
        }
        Limit::At => {
            let comma = own.split(['、', ',']).next().unwrap_or_default();
            let closes =
                closes(words) || matches!(found.time, Some(Time::Morning | Time::Close | Time::Evening));
            if closes {
                if let Some(asked) = tags_what_is_asked(before, rest) {
                    return asked;
                }
                // 「来週月曜の午前中に、搬出する物品の数をお知らせください」
                let parted = behind
                    .get(..behind.len().saturating_sub(rest.len()))
                    .is_some_and(|limit| limit.ends_with('、'));
                if !parted && qualifies(own.trim_start_matches('に')) {
                    return false;
                }
                // 「年内に届けたいものは」
                if comma.contains("たいもの") {
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
                return asked && own.strip_prefix('の').is_none_or(is_answer)
                    || absent(clause)
                    || accepts(clause)
                    || of_the_answer(before) && named_answer(before, "") && is_bare(own);
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
            if sets() && topic_ok(before) {
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
                || asks(comma) && (is_answer(polite) || !comes) && !qualifies(comma) && !past_request(comma)
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
            please && topic_ok(before) && of_the_answer(before)
                || short
                    && ends
                    && !row.contains(['、', '。'])
                    && !is_others_limit(row)
                    && !names_another_time(row)
                || is_answer(own)
                    && asks(own.split('、').next().unwrap_or_default())
                    && found.time.is_some()
                    && !past_request(own)
        }
    }
}

/// Whether a line gives a contact.
fn is_of_contact(around: &Around<'_>) -> bool {
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
fn is_item(own: &str) -> bool {
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
fn is_span(own: &str) -> bool {
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

fn is_period(topic: &str) -> bool {
    [
        "照会", "募集", "受付", "提出", "回答", "登録", "協議", "応募", "期間",
    ]
    .iter()
    .any(|word| topic.contains(word))
}

pub(super) fn past_acceptance(own: &str) -> bool {
    let own = near_start(own, 0, 60);
    ["ていました", "ておりました", "しました", "けました", "した。"]
        .iter()
        .any(|word| own.contains(word))
}

pub(super) fn qualifies_noun(rest: &str) -> bool {
    ["の会議", "の閣議", "に開催", "に施行", "に実施"]
        .iter()
        .any(|word| starts(rest, word))
}

pub(super) fn topic_ok(before: &str) -> bool {
    !topic(before).is_some_and(is_of_others)
}

/// Whether a short sentence contains a word for an answer.
pub(super) fn named_answer(before: &str, clause: &str) -> bool {
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

fn of_the_answer_or_alone(around: &Around<'_>, inside: bool, rest: &str) -> bool {
    if inside {
        return after_bracket_asks(rest, around.before);
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
    if item.is_some_and(|item| item.chars().count() <= 12 && !is_others_limit(item)) {
        return true;
    }
    if is_numbered_item(before) {
        return true;
    }
    match topic(around.before) {
        Some(_) => of_the_answer(around.before),
        None if is_others_limit(before) => false,
        None => ANSWERS
            .iter()
            .chain(TOPICS)
            .any(|word| near_end(before, before.len(), 60).contains(word)),
    }
}
