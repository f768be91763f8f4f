//! Extensions of a limit: the old date and the new one.

use super::candidate::{Candidate, Joined};
use super::lexicon::{ANSWERS, LIMIT_CHANGE_WORDS};
use super::limit::Limit;
use super::phrases::Phrases;
use super::sentence::{SentenceContext, asks, window_after, window_before};
use super::sentence_topic::is_answer_topic_or_none;
use super::third_party_limit::is_third_party_limit;
use super::word_search::{WordSearch, strip_start};

/// 「６月２０日としておりましたが、６月２３日とします」: the date before these words is the old one.
static OLD_DATE_PHRASES: Phrases = Phrases::new(&[
    "としていた提出期限を",
    "としていた回答期限を",
    "としていた期限を",
    "としていた提出期限は",
    "としていた回答期限は",
    "としていた期限は",
    "としていた締切は",
    "としておりましたが",
    "としていましたが",
    "としましたが",
    "お願いしていたところ",
    "お願いしておりましたところ",
    "依頼していたところ",
    "依頼しておりましたところ",
    "でしたが",
    "とお伝えしましたが",
    "とお伝えしていましたが",
    "とお伝えしておりましたが",
    "と御案内しましたが",
    "と御案内しておりましたが",
    "とご案内しましたが",
    "とご案内しておりましたが",
    "と申し上げましたが",
    "と申し上げておりましたが",
    "お願いしておりました件",
    "お願いしていました件",
    "をお願いしておりましたが",
    "をお願いしていましたが",
    "をお願いしましたが",
    "とお願いしておりましたが",
    "とお願いしていましたが",
    "とお願いしましたが",
    "に設定しておりましたが",
    "に設定していましたが",
    "としておりましたところ",
]);

/// Whether a sentence is about a limit.
pub(super) fn is_about_limit(around: &SentenceContext<'_>) -> bool {
    mentions_limit(around.before) || mentions_limit(around.behind)
}

/// Whether words are about a limit.
pub(super) fn mentions_limit(words: &str) -> bool {
    words.contains_any(&[
        "期限",
        "締切",
        "〆",
        "期日",
        "締め",
        "必着",
        "提出日",
        "回答日",
        "報告日",
    ])
}

/// Whether the sender gives more time for an answer: 「…まで延ばします」, 「御提出は…まで延長可とします」; not 「会期を…まで延長します」.
fn extends_answer(before: &str, rest: &str) -> bool {
    // まで２週間延ばす
    let by = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "週日間か月".contains(c));
    let gives = by.strip_prefix_any(&[
        "延ばし",
        "延ばすこと",
        "延期し",
        "延期いた",
        "延期すること",
        "延長し",
        "延長いた",
        "延長すること",
        "延長可",
        "延長を認め",
        "延長が可",
    ]);
    let now = |rest: &str| {
        rest.starts_with_any(&[
            "ます",
            "します",
            "たします",
            "とします",
            "としました",
            "といたしました",
            "です",
        ])
    };
    let clause = before.rsplit(['。', '、']).next().unwrap_or_default();
    let object = clause.rsplit_once('を').map_or("", |(object, _)| object);
    (gives.is_some_and(now) || by.starts_with("延ばせ"))
        && is_answer_topic_or_none(before)
        && (object.is_empty() || object.ends_with_any(ANSWERS))
}

/// Whether a date is the new (true) or the old (false) one of an extension; `None` if there is no extension.
pub(super) fn is_extended_date(
    text: &str,
    around: &SentenceContext<'_>,
    found: &Candidate,
    next: Option<&Candidate>,
    limit: Limit,
    rest: &str,
) -> Option<bool> {
    // 「貸出中の資料は、自動的に７月４日まで延長します」
    if around.before.ends_with_any(&["自動的に", "自動で"]) {
        return Some(false);
    }
    // 改めてお知らせします extends nothing.
    let moves = |(word, at): &(&str, usize)| {
        *word != "改め"
            || !around
                .behind
                .get(at + word.len()..)
                .is_some_and(|rest| rest.starts_with('て'))
    };
    // 【９月１２日〆切】連絡網の修正: what stands behind a tag is not about its limit.
    let tagged = around.behind.split_once('】').filter(|(inside, rest)| {
        !inside.contains('【')
            && around.before.contains('【')
            && !rest.starts_with(['を', 'は', 'か', '~', 'に'])
    });
    let tail = tagged.map_or(around.behind, |(inside, _)| inside);
    let at = if LIMIT_CHANGE_WORDS.occurs_in(tail) {
        LIMIT_CHANGE_WORDS.all(tail).filter(moves).map(|(_, at)| at).min()
    } else {
        None
    };
    // 「締切が延びました！　９／１２→９／１９」
    let lead = if around.before.trim().is_empty() && found.joined == Joined::Range {
        window_before(around.above, around.above.len(), 90)
    } else {
        around.before
    };
    let moved_before = LIMIT_CHANGE_WORDS.occurs_in(lead);
    if rest.starts_with_any(&[
        "とし",
        "といたし",
        "とさせ",
        "とする",
        "となり",
        "に変更",
        "に延長",
        "に改め",
        "改め",
        "繰り下げ",
        "繰り上げ",
        "に繰り下げ",
        "に繰り上げ",
        "にさせ",
        "延長",
        "延期",
        "でお願い",
    ]) && OLD_DATE_PHRASES.occurs_in(around.before)
        && (is_about_limit(around) || around.before.contains_word("まで"))
    {
        return Some(true);
    }
    // 「回答期限：１２月１日」, below it 「↓」 and 「１２月８日に延長しました」
    let is_replaced = next.is_some_and(|next| {
        let between = text.get(found.range.end..next.range.start).unwrap_or_default();
        let behind = window_after(text, next.range.end, 30);
        // 「報告期日「３月９日（月）」は、降雪を考慮し、３月23日（月）に繰り下げる」
        if between.trim_start_matches(['」', ')']).starts_with('は')
            && !between.contains(['。', '\n'])
            && mentions_limit(around.before)
            && behind.starts_with_any(&["に繰り下げ", "に繰り上げ", "に延長", "に改め"])
        {
            return true;
        }
        !between.is_empty()
            && between
                .chars()
                .all(|c| matches!(c, '\n' | '↓' | '→' | '⇒' | '⇩' | ' '))
            && behind.starts_with_any(&["に延長", "に変更", "に繰り", "に改め"])
    });
    if is_replaced {
        return Some(false);
    }
    // 「回答期限　7/17（木）→　7/24（木）17:00（変更後）」
    if found.joined == Joined::Range
        && around
            .behind
            .starts_with_any(&["(変更後)", "(延長後)", "(訂正後)", "(新)"])
        && mentions_limit(window_before(around.above, around.above.len(), 90))
    {
        return Some(true);
    }
    let is_alone = around.before.trim_matches(['↓', '→', '⇒', '⇩', ' ']).is_empty();
    if is_alone
        && around
            .behind
            .starts_with_any(&["に延長しま", "に変更しま", "に繰り下げ", "に繰り上げ"])
        && mentions_limit(window_before(around.above, around.above.len(), 120))
    {
        return Some(true);
    }
    // 「報告期日「３月９日」は、…、３月23日（月）に繰り下げる」
    if limit == Limit::At
        && mentions_limit(around.before)
        && rest.starts_with_any(&["繰り下げる", "繰り上げる", "延長する", "改める"])
    {
        return Some(true);
    }
    // 「１２月１日まで答弁を延期する旨の通知を行う方向で調整中」, 「24日（水）18時まで保管を延長します」
    let is_of_other = rest.starts_with_any(&[
        "答弁を延",
        "保管を延",
        "保存を延",
        "掲載を延",
        "公開を延",
        "運用を延",
        "開庁を延",
        "展示を延",
        "会期を延",
    ]);
    if is_of_other {
        return Some(false);
    }
    // 「特例措置の適用期限は、３年延長され、令和10年３月31日までとなりました」
    let is_applied = ["適用期限", "適用期間", "有効期限", "有効期間", "存続期間"]
        .iter()
        .any(|lasting| around.before.contains(lasting));
    if is_applied && around.before.contains_word("延長され") {
        return Some(false);
    }
    // 「要望がありましたので、１９日１２時まで延ばします」
    if limit == Limit::Until && extends_answer(around.before, rest) {
        return Some(true);
    }
    // 「本日１７時半までに前倒しさせてください」
    if matches!(limit, Limit::By | Limit::Until | Limit::At)
        && ["前倒し", "に前倒し", "繰り上げ", "に繰り上げ"]
            .iter()
            .filter_map(|moves| strip_start(rest, moves))
            .any(|rest| rest.starts_with_any(&["させてくだ", "させていただ", "をお願い", "していただ"]))
    {
        return Some(true);
    }
    if at.is_none() && !moved_before || !(is_about_limit(around) || mentions_limit(lead)) {
        return None;
    }
    // 「適用期限を令和１０年３月３１日まで延長する改正」
    if is_third_party_limit(around.before) && !asks(around.behind) {
        return Some(false);
    }
    // 「９月２６日※当初の９月１９日から延長」: the second date is the old one.
    let old_next = next.is_some_and(|next| {
        let between = around
            .behind
            .get(..next.range.start.saturating_sub(found.range.end));
        between.is_some_and(|between| between.contains_any(&["当初", "旧", "変更前", "従前", "従来", "元の"]))
    });
    if old_next {
        return None;
    }
    // 回答期限の変更（９月１１日→９月１８日）
    if moved_before && found.joined == Joined::Range {
        // 「期限延長の申出（９月１２日→９月２６日）については、認められません」
        let refused = around.behind.contains_any(&[
            "認められません",
            "応じられません",
            "応じかねます",
            "お受けできません",
            "できかねます",
        ]);
        return Some(!refused);
    }
    // 【提出締切を2/20(金)→2/24(火)17時に変更】
    let is_moved_to = || {
        found.joined == Joined::Range
            && around
                .before
                .ends_with_any(&["締切を", "〆切を", "期限を", "期日を"])
            && around
                .behind
                .starts_with_any(&["に変更", "へ変更", "に延長", "へ延長"])
    };
    if is_moved_to() {
        return Some(true);
    }
    let Some(at) = at else {
        // 「期限を変更し、9月17日とします」
        return (moved_before
            && rest.starts_with_any(&["とし", "とさせ", "と致し", "とする", "となり", "となる", "といた"]))
        .then_some(true);
    };
    // 「延長は認めません」, 「変更がある場合は」
    let verb = around.behind.get(at..).unwrap_or_default();
    let happens = [
        "し",
        "いた",
        "致",
        "させ",
        "する",
        "すこと",
        "と",
        "後",
        "になり",
        "なり",
        "。",
        "の",
        "を",
        "ま",
        "て",
        "い",
    ];
    let verb_end = verb
        .strip_prefix_any(LIMIT_CHANGE_WORDS.words)
        .unwrap_or_default();
    // 【回答締切を12月26日（金）15時に延長】
    let is_tag = verb_end.starts_with('】') && around.before.starts_with('【');
    // 「有効期限（発行日から６か月以内）の取扱いは変更しません」
    let happens_not = verb_end.starts_with_any(&["しません", "いたしません", "しない"]);
    if happens_not || !verb_end.is_empty() && !verb_end.starts_with_any(&happens) && !is_tag {
        return None;
    }
    let before_verb = around.behind.get(..at).unwrap_or_default();
    // 「…までに御回答いただくようお願いしていたところですが、期限を次のとおり延長します」
    if OLD_DATE_PHRASES.occurs_in(before_verb) {
        return Some(false);
    }
    if before_verb.contains_word("場合") || verb_end.starts_with_any(&["を希望", "の場合", "を要"])
    {
        return None;
    }
    // 「期限を延ばしていただけないでしょうか」: the sender asks for an extension.
    let begged = verb_end.starts_with_any(&[
        "していただ",
        "して頂",
        "してもら",
        "してほし",
        "をお願い",
        "願いたい",
    ]);
    let begged_so =
        window_after(verb_end, 0, 30).contains_any(&["ていただけ", "てもらえ", "てほしい", "て頂け"]);
    if begged || begged_so && !verb_end.starts_with("させ") {
        return Some(false);
    }
    let later = next.is_some_and(|next| !next.vague && next.range.start < found.range.end + at);
    if later {
        return Some(false);
    }
    let to = matches!(limit, Limit::By | Limit::Until | Limit::At)
        || rest.starts_with(['へ', 'に'])
        || rest.starts_with("とし")
        || around.behind.starts_with(['へ', 'に']);
    Some(to)
}
