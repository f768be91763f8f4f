//! Sentences that make a deadline of a moment without a limit of its own: それまでに, をもって終了します, をもって了承.

use super::found::Found;
use super::phrases::Phrases;
use super::sentence::{absent, asks, clause as clause_of, near_start};
use super::topic::{is_of_others, topic};

/// 「登録は９月１９日の２４時をもって終了します」
pub(super) fn closes_the_answer(before: &str, behind: &str) -> bool {
    const CLOSES: [&str; 8] = ["終了", "閉鎖", "締", "〆", "打ち切", "打切", "終わ", "クローズ"];
    const TAKEN_IN: [&str; 12] = [
        "登録",
        "受付",
        "募集",
        "回答",
        "提出",
        "入力",
        "申込",
        "応募",
        "エントリー",
        "フォーム",
        "アンケート",
        "投票",
    ];
    let verb = ["をもって", "をもちまして", "を以て", "を以って", "で", "に"]
        .iter()
        .find_map(|word| behind.strip_prefix(word))
        .map(|rest| rest.trim_start_matches('、'));
    let verb = verb.map(|rest| {
        let rest = TAKEN_IN
            .iter()
            .find_map(|word| rest.strip_prefix(word))
            .unwrap_or(rest);
        rest.strip_prefix('を').unwrap_or(rest)
    });
    let closes = verb.is_some_and(|verb| {
        let over = ["ていま", "ており", "しました", "でした", "みま", "した。"];
        CLOSES.iter().any(|word| verb.starts_with(word)) && !over.iter().any(|word| verb.contains(word))
    });
    closes
        && topic(before)
            .is_some_and(|topic| !is_of_others(topic) && TAKEN_IN.iter().any(|word| topic.contains(word)))
}

/// 「御意見がない場合は、９月１２日をもって了承いただいたものとして取り扱います」
pub(super) fn is_taken_for_agreed(before: &str, behind: &str) -> bool {
    let by = ["をもって", "をもちまして", "で", "付けで", "付で"]
        .iter()
        .find_map(|word| behind.strip_prefix(word));
    by.is_some_and(|rest| {
        let rest = rest.trim_start_matches(['、', '御', 'ご']);
        absent(before)
            && [
                "了承",
                "承認",
                "同意",
                "異議な",
                "異議が",
                "意見な",
                "意見が",
                "了解",
                "回答な",
                "確定",
            ]
            .iter()
            .any(|word| rest.starts_with(word))
    })
}

/// Words for a moment just spoken of, as a limit.
static TAKEN_UP: Phrases = Phrases::new(&[
    "それまでに",
    "その日までに",
    "そのときまでに",
    "その時までに",
    "同日までに",
    "同時刻までに",
    "当該日までに",
    "当該期日までに",
    "その前までに",
]);

/// 「９月１７日に幹事会を開催します。それまでに御確認ください」: the moment is said once more by a word for it, which is the
/// limit.
pub(super) fn is_taken_up(text: &str, found: &Found) -> bool {
    /// About a sentence, in bytes.
    const NEAR: usize = 200;
    let near = near_start(text, found.range.end, NEAR + 30);
    let Some((word, at)) = TAKEN_UP.all(near).next() else {
        return false;
    };
    let tail = near_start(text, found.range.end + at + word.len(), 240);
    let head = near.get(..at).unwrap_or_default();
    let tail = tail.split(['。', '\n']).next().unwrap_or_default();
    let leads = head.ends_with(['、', '。', '\n', ')', '」']) || head.ends_with("ので");
    at < NEAR
        && leads
        && head.matches(['。', '\n']).count() <= 1
        && !head.contains(|c: char| c.is_ascii_digit())
        && !["ました。", "でした。"].iter().any(|past| head.ends_with(past))
        && asks(clause_of(tail))
}
