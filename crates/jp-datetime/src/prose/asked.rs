//! Whether the addressee is asked to do something by a moment.

use super::clock::Time;
use super::day::Day;
use super::english_limit::english_limit;
use super::extension::{extension, of_a_limit};
use super::found::{Found, Joined};
use super::heading::is_headed;
use super::label::{label, names_answer, of_a_period};
use super::lexicon::{ANSWERS, OTHER_TIMES, OTHER_TOPICS, PAST, TOPICS};
use super::limit::{Limit, limit, qualifies};
use super::sentence::{
    Around, absent, accepts, asks, clause as clause_of, clause_before, ends_in_noun, is_bare, near_end,
    near_start, past_request,
};
use super::topic::{is_answer, of_the_answer, topic};

/// Whether something is asked of the addressee by then.
pub(super) fn is_asked(
    text: &str,
    around: &Around<'_>,
    found: &Found,
    words: &str,
    next: Option<&Found>,
) -> bool {
    if matches!(found.day, Day::Days(days) if days < 0)
        || matches!(found.day, Day::OfMonth { ahead: Some(ahead), .. } if ahead < 0)
    {
        return false;
    }
    let before = around.before;
    let behind = around.behind;
    if english_limit(around, found, words) {
        return true;
    }
    // 週末を挟み, 週末を除き
    if ["を挟", "をはさ", "を跨", "をまた", "を除"]
        .iter()
        .any(|word| behind.starts_with(word))
    {
        return false;
    }
    if ["最長で", "最長"].iter().any(|word| before.ends_with(word)) || behind.contains("猶予を") {
        return false;
    }
    let (limit, rest) = limit(behind, words);
    // What a bracket holds is said in it.
    let inside = before
        .rfind('(')
        .is_some_and(|open| open > before.rfind(')').unwrap_or(0) || before.rfind(')').is_none())
        && before.len() - before.rfind('(').unwrap_or(0) < 120;
    let own = if inside {
        rest.split(')').next().unwrap_or(rest)
    } else {
        rest
    };
    let clause = clause_of(own);
    let asked = asks(clause);
    let closed = limit == Limit::Word
        && [
            "りました",
            "った",
            "られた",
            "られま",
            "らせていただきました",
            "ました",
        ]
        .iter()
        .any(|word| rest.starts_with(word));
    let passes = ["を迎え", "が到来", "が切れ", "を満了", "が満了"]
        .iter()
        .any(|word| rest.starts_with(word));
    if closed || passes {
        return false;
    }
    if PAST.iter().any(|word| rest.starts_with(word)) || past_request(clause) && !asked {
        return false;
    }
    if inside && past_request(clause_of(rest)) && !asks(clause_of(rest)) {
        return false;
    }
    // （誤）９月１１日　（正）９月１２日
    let head = before.trim_end_matches([':', '「', ' ']);
    if [
        "訂正後",
        "新",
        "変更後",
        "修正後",
        "延長後",
        "訂正後)",
        "変更後)",
        "修正後)",
        "延長後)",
    ]
    .iter()
    .any(|word| head.ends_with(word))
        && (of_a_limit(around) || limit != Limit::None)
    {
        return true;
    }
    if [
        "訂正前",
        "旧",
        "変更前",
        "修正前",
        "延長前",
        "訂正前)",
        "変更前)",
        "修正前)",
        "延長前)",
        "(誤)",
        "誤",
        "(例)",
        "記入例",
        "記載例",
        "例",
        "(記載例)",
        "(記入例)",
    ]
    .iter()
    .any(|word| head.ends_with(word))
    {
        return false;
    }
    if (head.ends_with("正しくは") || head.ends_with('正') || head.ends_with("(正)")) && of_a_limit(around)
    {
        return true;
    }
    if let Some(moved) = extension(around, found, next, limit, rest) {
        return moved;
    }
    // 「９月１２日１５時時点で御登録のない府省におかれては」
    if rest.starts_with("時点で") && absent(clause) {
        return true;
    }
    if [
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
    .any(|word| rest.starts_with(word) || behind.starts_with(word))
    {
        return false;
    }
    let unbracketed = behind.trim_start_matches(['」', '』', '】', ')', '"']);
    if ["ではな", "でなく", "ではあり", "じゃな", "とあるの", "とある"]
        .iter()
        .any(|word| unbracketed.starts_with(word) || rest.trim_start_matches(['」', '』']).starts_with(word))
    {
        return false;
    }
    if limit == Limit::Until && rest.starts_with(['は', 'も']) && !asked {
        return false;
    }
    if limit == Limit::Until && rest.starts_with("は") {
        return false;
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
        .any(|word| told.ends_with(word))
    {
        return true;
    }
    // 「今週いっぱいで取りまとめたいので、それまでに御入力ください」
    let taken_up = ["、それまでに", "、その日までに", "、同日までに", "、同時刻までに"]
        .iter()
        .find_map(|word| behind.split_once(word));
    if let Some((head, tail)) = taken_up
        && head.len() < 120
        && asks(tail)
        && matches!(limit, Limit::Until | Limit::By | Limit::At | Limit::None)
        && !head.contains(|c: char| c.is_ascii_digit())
    {
        return true;
    }
    let own_before = clause_before(before);
    let other_time = OTHER_TIMES.iter().any(|word| own_before.contains(word));
    if other_time && !asked {
        return false;
    }
    match label(around.above) {
        Some(true) => {
            let relative = matches!(limit, Limit::At)
                && !asked
                && !own.is_empty()
                && rest.starts_with(|c: char| c.is_alphanumeric())
                && !is_answer(rest)
                && !["です", "と", "で"].iter().any(|word| rest.starts_with(word));
            return !(relative
                || rest.starts_with("に送")
                || rest.starts_with("に開")
                || qualifies_noun(rest) && !around.above.ends_with("期限"));
        }
        Some(false) => return false,
        None => {}
    }
    // 「期限は短めの９月１１日１０時とさせてください」
    if limit == Limit::None
        && ["とさせて", "とします", "といたします", "とする"]
            .iter()
            .any(|word| rest.starts_with(word))
        && ["期限は", "締切は", "期日は"]
            .iter()
            .any(|word| before.contains(word))
        && !is_others_limit(before)
    {
        return true;
    }
    // 「本日中に届かない場合は」 is of what the sender sends.
    let arrives_not = [
        "届かない",
        "届きません",
        "届いていない",
        "着かない",
        "配信されない",
    ]
    .iter()
    .any(|word| own.trim_start_matches('に').starts_with(word));
    if arrives_not {
        return false;
    }
    if found.joined == Joined::Range && of_a_period(around.above) {
        return true;
    }
    if limit == Limit::None && is_bare(own) && names_answer(around.above) {
        return true;
    }
    if matches!(limit, Limit::None | Limit::Until) && is_headed(text, around.start, around, rest) {
        return true;
    }
    match limit {
        Limit::By => {
            // 「…までに到着したものを有効とします」
            let arrives = [
                "到着",
                "届いた",
                "受信",
                "到達",
                "提出され",
                "提出があった",
                "受理",
            ]
            .iter()
            .any(|word| own.starts_with(word));
            if arrives
                && ["有効と", "受け付け", "対象と", "限り", "審査"]
                    .iter()
                    .any(|word| clause.contains(word))
                && !past_request(clause)
            {
                return true;
            }
            // 「…までに要予約」, 「…までに事務局まで(様式自由)」
            let first = own.split(['(', '。', '、']).next().unwrap_or_default();
            if own.starts_with('要') && first.chars().count() <= 8
                || ["へ", "宛", "宛て", "あて", "まで"]
                    .iter()
                    .any(|word| first.ends_with(word))
                    && first.len() < own.len()
                    && first.chars().count() <= 40
                    && of_the_answer(before)
            {
                return true;
            }
            if qualifies(own) {
                return false;
            }
            asked
                || absent(clause)
                || accepts(clause)
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
        Limit::Of => is_answer(own) && (asked || asks(behind) || is_bare(own)),
        Limit::Until => {
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
                "、",
            ]
            .iter()
            .find(|word| own.starts_with(**word));
            // 「２３時まで修正可能です」
            if near_start(own, 0, 24).contains("可能") && of_the_answer(before) && !is_others_limit(before)
            {
                return true;
            }
            let said = match goes_on {
                Some(&"必着" | &"厳守") => true,
                Some(&"可能" | &"お待ち" | &"承") => return of_the_answer(before),
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
                Some(&"、") => asked || absent(clause) || accepts(clause),
                Some(_) => asked || is_answer(own),
                None => is_bare(own),
            };
            said && !qualifies(own) && (asked || of_the_answer_or_alone(around, inside, rest))
        }
        // 当日消印有効
        Limit::Word if found.day == Day::Elsewhere => false,
        Limit::Word => {
            if ["不要", "中止", "取り下げ", "取下げ"]
                .iter()
                .any(|word| clause.contains(word))
            {
                return false;
            }
            if let Some(of) = own.strip_prefix("の") {
                return is_answer(of)
                    || ["標記", "本", "件"].iter().any(|word| of.starts_with(word))
                    || (asked && !of.starts_with("別"));
            }
            !(other_time
                || rest.starts_with("を過ぎ")
                || own.starts_with("とした")
                || own.starts_with("として") && !asked && !ends_in_noun(clause) && !accepts(clause))
                && OTHER_TOPICS
                    .iter()
                    .all(|word| !topic(before).is_some_and(|topic| topic.contains(word)))
                && !is_others_limit(before)
        }
        Limit::Aim => {
            asked || is_answer(own.trim_start_matches(['に', 'と', 'し', 'て', '、'])) && ends_in_noun(clause)
        }
        Limit::At => {
            let comma = own.split(['、', ',']).next().unwrap_or_default();
            let closes = words.ends_with("以内")
                || words.ends_with('中')
                || words.ends_with('末')
                || words.ends_with('内')
                || words.ends_with("いっぱい")
                || words.ends_with("うち")
                || words.starts_with('中')
                || matches!(found.time, Some(Time::Morning | Time::Close | Time::Evening));
            if closes {
                if qualifies(own.trim_start_matches('に')) {
                    return false;
                }
                return asked && own.strip_prefix('の').is_none_or(is_answer)
                    || absent(clause)
                    || accepts(clause)
                    || of_the_answer(before) && named_answer(before, "") && is_bare(own);
            }
            let polite = comma.trim_start_matches(['御', 'ご', 'お']);
            // 9月11日に御回答ください; 9月11日に開催する会議について御回答ください.
            // Who is to come somewhere is asked for no answer by then.
            let comes = [
                "お越し",
                "来庁",
                "来省",
                "来所",
                "出席",
                "集合",
                "参集",
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
            let row = own.trim_start_matches(['～', '~', ' ', ':', '…', '・']);
            let short = row.chars().count() <= 22;
            let ends = ["締切", "〆切", "締め切り", "期限", "必着", "〆", "締切り"]
                .iter()
                .any(|word| row.ends_with(word));
            let please = ["でお願い", "で御願い", "で願い", "でよろしく", "でいかが"]
                .iter()
                .any(|word| own.starts_with(word));
            please && topic_ok(before) && of_the_answer(before)
                || short && ends && !row.contains(['、', '。']) && !is_others_limit(row)
                || is_answer(own)
                    && asks(own.split('、').next().unwrap_or_default())
                    && found.time.is_some()
                    && !past_request(own)
        }
    }
}

fn past_acceptance(own: &str) -> bool {
    let own = near_start(own, 0, 60);
    ["ていました", "ておりました", "しました", "けました", "した。"]
        .iter()
        .any(|word| own.contains(word))
}

fn qualifies_noun(rest: &str) -> bool {
    ["の会議", "の閣議", "に開催", "に施行", "に実施"]
        .iter()
        .any(|word| rest.starts_with(word))
}

/// Whose limit a noun says: 有効期限, 保存期限.
fn is_others_limit(before: &str) -> bool {
    let before = before.rsplit(['、', '。']).next().unwrap_or_default();
    [
        "有効", "保存", "使用", "利用", "履行", "納付", "契約", "支払", "掲載", "会期", "任期", "工期",
        "更新", "免許",
    ]
    .iter()
    .any(|word| before.contains(word))
}

fn topic_ok(before: &str) -> bool {
    topic(before).is_none_or(|topic| !OTHER_TOPICS.iter().any(|word| topic.contains(word)))
}

/// Whether an answer is named in a short sentence.
fn named_answer(before: &str, clause: &str) -> bool {
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
    match topic(around.before) {
        Some(_) => of_the_answer(around.before),
        None if is_others_limit(before) => false,
        None => ANSWERS
            .iter()
            .chain(TOPICS)
            .any(|word| near_end(before, before.len(), 60).contains(word)),
    }
}

/// Whether what a bracket stands in is an answer: 「調査票の提出（9月11日まで）」.
fn after_bracket_asks(rest: &str, before: &str) -> bool {
    let outside = before
        .rfind('(')
        .and_then(|open| before.get(..open))
        .unwrap_or_default();
    let after = rest.split_once(')').map_or("", |(_, after)| after);
    let near = near_end(outside, outside.len(), 60);
    let named = ANSWERS
        .iter()
        .chain(&["様式", "調査票", "期限", "締", "〆"])
        .any(|word| near.contains(word));
    let bare = outside.trim().is_empty();
    (named || bare || asks(after) && !is_others_limit(near)) && !is_others_limit(near)
}
