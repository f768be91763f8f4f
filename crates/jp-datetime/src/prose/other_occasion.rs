//! What the words around a date say it is of, instead of the meeting in its sentence: what was told or took place then, the
//! reason for a request, a list of what else is to come.

use super::lexicon::{MEETINGS, PLAN_HEADINGS};
use super::phrases::Phrases;
use super::sentence::{SentenceContext, asks, rest_of_sentence, window_after};
use super::third_party_limit::THIRD_PARTIES;
use super::word_search::WordSearch;

/// Whether the words say so.
pub(super) fn is_of_another_occasion(around: &SentenceContext<'_>) -> bool {
    // 「９月５日（金）の会議で御説明した標記について」
    static TOLD: Phrases = Phrases::new(&[
        "説明した",
        "説明しました",
        "説明いたしました",
        "説明があった",
        "説明のあった",
        "説明を受けた",
        "説明を受けました",
        "聴取済",
        "聴取しました",
        "実施済",
        "議論した",
        "でお話しした",
        "でお伝えした",
        "で御相談した",
    ]);
    // 「９月４日からのヒアリングでの御指摘を踏まえ」, 「９月４日ヒアリング分の議事録」
    static PAST: Phrases = Phrases::new(&[
        "議事録",
        "議事要旨",
        "議事概要",
        "議事メモ",
        "での御指摘",
        "でのご指摘",
        "での指摘",
        "での宿題",
        "ヒアリングで提出",
        "ヒアリングの際に提出",
        "打合せで提出",
        "ヒアリングで指摘",
        "ヒアリングで御指摘",
        "打合せで指摘",
        "の際の指摘",
        "の際の御指摘",
        "の際のご指摘",
        "の際に指摘",
        "での御意見を踏まえ",
        "での議論を踏まえ",
    ]);
    // 「主査レクが明日11時にあるため、Q1は明朝9時までに」
    const REASONS: [&str; 5] = [
        "にあるため",
        "にありますので",
        "にあるので",
        "に予定されているため",
        "から始まるため",
    ];
    let sentence = rest_of_sentence(window_after(around.behind, 0, 120));
    let phrase = window_after(around.behind, 0, 90);
    let phrase = phrase.split(['、', '。', '\n']).next().unwrap_or_default();
    // 「打合せを10月９日（木）10時から委託事業者と行いますので」, 「業者との打合せ」
    // 「損害保険会社を相手に行うもので」
    let is_with_others = |text: &&str| {
        text.contains_word("を相手に")
            || ["と行", "との打合せ", "との打ち合わせ", "と打合せ"]
                .iter()
                .any(|with| {
                    text.word_positions(with)
                        .filter_map(|at| text.get(..at))
                        .any(|who| who.ends_with_any(THIRD_PARTIES))
                })
    };
    [around.before, sentence].iter().any(is_with_others) && !asks(sentence)
        || TOLD.occurs_in(phrase)
        || PAST.occurs_in(sentence)
        || around.behind.starts_with_any(&REASONS)
        // 「打合せを御希望の場合は、１０日の１０時～１７時で調整いたします」
        || sentence.contains_word("で調整いたします")
        // 「概算要求の締切（８月２９日）後の変更点も御説明ください」
        || around.behind.trim_start_matches(')').starts_with_any(&["後の", "後に"])
        // 「次回の打合せの日時に変更はありません」
        || sentence.contains_any(&["変更はありません", "変更ありません", "変更はございません"])
        // 「４月１日付けで異動される方は、面談を…」
        || around.behind.starts_with_any(&["付け", "付で", "付の"])
        // 「概算要求（８月29日提出分）について、ヒアリングを行う」
        || around.behind.starts_with_any(&["提出分", "提出の", "受領分", "照会分"])
        // 「２月５日の関係閣僚会議の議事は、打合せの対象外です」
        || sentence.ends_with_any(&["の対象外です", "の対象外とします", "の対象ではありません"])
        // 「９月１日の政府総合防災訓練に向け、打合せを次のとおり行います」
        || phrase.starts_with('の') && phrase.ends_with_any(&["に向け", "に向けて", "に備え", "に備えて"])
        // 「対話は来週21日（水）、大臣レクは20日（火）です」: the next is of the meeting.
        || is_parted_from_next(around)
        || is_of_past_occasion(around.before)
        || modifies_noun_by_past(around.behind)
        || ends_with_other_plan(around.above)
}

/// Whether the words behind the moment are of the next: 「、大臣レクは20日（火）です」.
fn is_parted_from_next(around: &SentenceContext<'_>) -> bool {
    /// Limit on the characters of the next moment's topic.
    const TOPIC_CHARS_LIMIT: usize = 12;
    let clause = around.before.rsplit(['、', '。']).next().unwrap_or_default();
    clause.contains('は')
        && around
            .behind
            .strip_prefix('、')
            .and_then(|rest| rest.split_once('は'))
            .is_some_and(|(topic, rest)| {
                topic.chars().count() <= TOPIC_CHARS_LIMIT
                    && MEETINGS.occurs_in(topic)
                    && rest.starts_with(|c: char| c.is_ascii_digit())
                    && rest
                        .chars()
                        .take(3)
                        .any(|c| matches!(c, '日' | '月' | '時' | '/'))
            })
}

/// 「先般の会計実地検査（１０月６日から）に関連し」
fn is_of_past_occasion(before: &str) -> bool {
    let clause = before.rsplit(['。', '、', '\n']).next().unwrap_or_default();
    clause.contains_any(&["先般の", "先日の", "過日の", "先般実施", "先日実施"])
}

/// 「８月２９日に提出のあった要望について、下記の日程でヒアリングを行います」, 「９月２日にお知らせしたヒアリングについて」: what took place then
/// is said of a noun. Not 「９月１８日に延期したヒアリング」.
fn modifies_noun_by_past(behind: &str) -> bool {
    const MOVED: [&str; 7] = ["延期", "変更", "設定", "予定", "調整", "決定", "決まった"];
    let clause = behind.split(['、', '。', '\n']).next().unwrap_or_default();
    let Some(clause) = clause.strip_prefix_any(&["に", "付けで"]) else {
        return false;
    };
    let verb = [
        "した",
        "あった",
        "いただいた",
        "頂いた",
        "届いた",
        "された",
        "送った",
    ]
    .iter()
    .filter_map(|past| Some((clause.find_word(past)?, past.len())))
    .min();
    verb.is_some_and(|(at, length)| {
        let (head, noun) = clause.split_at_checked(at + length).unwrap_or_default();
        noun.starts_with(|c: char| matches!(c, '一'..='龠' | 'ァ'..='ヶ' | '「'))
            && !head.contains_any(&MOVED)
    })
}

/// Whether a list of what else is to come ends here: 「（参考）今後の日程」.
fn ends_with_other_plan(above: &str) -> bool {
    let line = above.trim_end().last_line();
    line.trim_end_matches([':', '】', ' '])
        .ends_with_any(&PLAN_HEADINGS)
}
