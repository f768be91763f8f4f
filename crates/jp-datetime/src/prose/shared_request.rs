//! Several moments with one request, which follows the last of them.

use super::asked::is_asked;
use super::candidate::{Candidate, Joined};
use super::correction::is_corrected_moment;
use super::lexicon::SENDERS;
use super::limit::{Limit, limit_word};
use super::list_row::names_other_date;
use super::sentence::{SentenceContext, sentence_context, window_after};
use super::sentence_topic::topic_of;
use super::third_party_limit::is_third_party_exchange;
use super::word_search::WordSearch;

/// Limit on the moments whose request follows the last of them.
const SHARED_LIMIT: usize = 6;

/// 「調査票Ａは９月１９日、調査票Ｂは１０月３日までに御提出ください」: the request after the second applies to the first too.
pub(super) fn is_asked_with_next(
    text: &str,
    around: &SentenceContext<'_>,
    found: &Candidate,
    following: &[Candidate],
) -> bool {
    let following = following.get(..SHARED_LIMIT).unwrap_or(following);
    shares_request(text, around, found, following)
}

fn shares_request(
    text: &str,
    around: &SentenceContext<'_>,
    found: &Candidate,
    following: &[Candidate],
) -> bool {
    let next = following.first();
    /// Limit on the bytes between the two: 調査票Ｂについては.
    const GAP_BYTES_LIMIT: usize = 60;
    // 「９月１０日（水）と９月１２日（金）までに御回答ください」
    if let Some(next) = next
        && let Some("と" | "及び" | "並びに") = text.get(found.range.end..next.range.start)
    {
        let words = text.get(next.range.clone()).unwrap_or_default();
        return matches!(
            limit_word(window_after(text, next.range.end, 60), words).0,
            Limit::By | Limit::Until
        ) && is_asked(text, &sentence_context(text, next, None), next, words, None, None);
    }
    let Some(next) = next.filter(|next| !next.vague && next.joined == Joined::No) else {
        return false;
    };
    // （誤）提出期限：７月２５日, above （正）提出期限：７月２８日
    if is_corrected_moment(text, found.range.end, around, Limit::None) == Some(false) {
        return false;
    }
    let between = text.get(found.range.end..next.range.start).unwrap_or_default();
    // 「年度末に返却予定の端末の台数を、３営業日以内に」: when it takes place.
    let is_planned = between
        .strip_prefix('に')
        .and_then(|plan| {
            plan.find_word("予定の")
                .map(|at| plan.get(..at).unwrap_or_default())
        })
        .is_some_and(|what| what.chars().count() <= 8);
    if between.contains('。') || is_planned {
        return false;
    }
    // 調査基準日は: another date.
    let other_date =
        |topic: &str| topic.ends_with('日') && !topic.ends_with_any(&["提出日", "回答日", "期日", "締切日"]);
    let topics = topic_of(around.before).is_some_and(|topic| !other_date(topic)) && between.ends_with('は')
        // 「様式３のみ先行で６月19日（金）、残りは７月８日（水）までに」
        || around.before.ends_with_any(&["先行で", "先に"]) && between.ends_with('は')
        // 「御意見があれば本日１７時、なければ１６時までに」
        // 「前提条件の確認が９月16日、計算結果の提出が９月25日までと二段階です」
        || around.before.ends_with('が')
            && between.ends_with('が')
            && !topic_of(around.before).is_some_and(is_third_party_exchange)
        || around.before.ends_with("ば") && between.ends_with("ば")
        || around.before.ends_with("場合は") && between.ends_with("場合は");
    // 「午前中に御意見を、同日１７時までに御了解をお願いします」
    let by = between.strip_prefix_any(&["までに", "迄に", "に"]);
    let objects = by.is_some_and(|rest| {
        let is_noun = !rest.contains_any(&["いる", "する", "した", "れる", "れた", "ある"]);
        rest.ends_with("を、")
            && is_noun
            && rest.matches('、').count() == 1
            && rest.len() < GAP_BYTES_LIMIT
            && !rest.contains('。')
    });
    // 「様式１：６月１６日、様式２：６月２０日を締切とします」
    // 「・該当事業の有無　→　明日午前中」
    let is_item = |words: &str| words.trim_end().ends_with([':', '~']);
    let items = is_item(around.before) && is_item(between);
    // 「欠員数は９月１８日を、補充の見込みは９月２５日を期限として」
    let is_set = || window_after(text, next.range.end, 60).starts_with('を');
    let until = between
        .strip_prefix("まで")
        .or_else(|| between.strip_prefix('を').filter(|_| is_set()))
        .unwrap_or(between);
    // 「総理答弁分を本日18時、大臣答弁分を本日20時までにお願いします」
    let pairs = around.before.ends_with('を') && until.ends_with('を') && until.matches('、').count() == 1;
    // 「・総理答弁：本日23時30分」, and below it 「・参考人答弁：明日7時までに登録をお願いします」
    let kind = |name: &str| {
        name.trim_end_matches(':')
            .chars()
            .rev()
            .take(2)
            .collect::<String>()
    };
    let bulleted = around.before.ends_with(' ') && between.ends_with(' ');
    let rows = (items || bulleted)
        && between.matches('\n').count() == 1
        && between.starts_with('\n')
        && between.len() < GAP_BYTES_LIMIT
        && (kind(around.before) == kind(between)
            || is_item_name(around.before) && is_item_name(between.trim_start()) && {
                let words = text.get(next.range.clone()).unwrap_or_default();
                let behind = window_after(text, next.range.end, 90);
                matches!(limit_word(behind, words).0, Limit::By | Limit::Until)
                    || behind.trim_start().starts_with_any(&["を期限", "を締切"])
            });
    // 「９月１０日（水）１２時（質問）、９月１２日（金）１７時（意見）までに」
    let noted = between
        .strip_prefix('(')
        .and_then(|note| note.strip_suffix(")、"))
        .is_some_and(|note| note.chars().count() <= 12 && !note.contains(['(', '。', '済']));
    // 「プロフィール及び資料を、それぞれ８月２５日、９月１日までに」
    let respectively = matches!(between, "、" | "及び" | "と" | "・")
        && around
            .before
            .trim_end_matches('、')
            .ends_with_any(&["それぞれ", "順に", "各々"]);
    // 「（質問5/16（金）12時、意見5/20（火）17時〆）」
    let named = between.strip_prefix('、').is_some_and(|name| {
        let ends_with_answer = |text: &str| text.ends_with_any(&["質問", "意見", "回答", "提出", "登録"]);
        name.chars().count() <= 6 && ends_with_answer(name) && ends_with_answer(around.before)
    });
    let listed = named
        || noted
        || until.starts_with('、') && until.len() < GAP_BYTES_LIMIT && (topics || items || pairs)
        || objects
        || rows
        || respectively;
    let words = text.get(next.range.clone()).unwrap_or_default();
    listed && {
        let around = sentence_context(text, next, None);
        // 「Ａは９月16日、Ｂは９月18日、Ｃは９月22日までに、それぞれ御提出願います」
        is_asked(text, &around, next, words, None, None)
            || following
                .get(1..)
                .is_some_and(|rest| shares_request(text, &around, next, rest))
    }
}

/// 調査票：, the name of something that is handed in; not 会議：.
fn is_item_name(name: &str) -> bool {
    const NAME_CHARS_LIMIT: usize = 16;
    let name = name.trim_end_matches([':', ' ', '~']);
    (1..=NAME_CHARS_LIMIT).contains(&name.chars().count())
        && !name.contains(['。', '、'])
        && !name.contains_any(&SENDERS)
        && !names_other_date(name)
}
