//! The sentence and clause of a moment, and whether they contain a request.

use super::candidate::{Candidate, Joined};
use super::lexicon::{ANSWERS, APOLOGIES_AND_THANKS, CLAUSE_ENDS};
use super::request_words::{PAST_REQUEST_ENDINGS, PAST_REQUESTS, REQUEST_PHRASES};
use super::word_search::{WordSearch, ends};

/// How far a sentence is followed on either side, in bytes.
const SENTENCE_REACH_BYTES: usize = 720;

/// A text up to the end of its first sentence or line.
pub(super) fn rest_of_sentence(behind: &str) -> &str {
    behind.split(['。', '\n']).next().unwrap_or_default()
}

/// The sentence around an expression.
#[derive(Clone, Copy)]
pub(super) struct SentenceContext<'a> {
    /// The part of the sentence before it.
    pub before: &'a str,
    /// The part of the sentence after it.
    pub behind: &'a str,
    /// The text before it, lines above included.
    pub above: &'a str,
    /// The part of its line before it.
    pub line: &'a str,
    /// The end of `before`.
    pub start: usize,
}

impl<'a> SentenceContext<'a> {
    /// The lines above its own; empty if there is none.
    pub(super) fn lines_above(&self) -> &'a str {
        let end = self.above.len().saturating_sub(self.line.len() + 1);
        self.above.get(..end).unwrap_or_default()
    }
}

/// At most `reach` bytes of a text that end at a position.
pub(super) fn window_before(text: &str, end: usize, reach: usize) -> &str {
    let mut from = end.saturating_sub(reach);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..end).unwrap_or_default()
}

/// At most `reach` bytes of a text that start at a position.
pub(super) fn window_after(text: &str, start: usize, reach: usize) -> &str {
    let mut to = (start + reach).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(start..to).unwrap_or_default()
}

/// The sentence around an expression.
pub(super) fn sentence_context<'a>(
    text: &'a str,
    found: &Candidate,
    previous: Option<&Candidate>,
) -> SentenceContext<'a> {
    // The text before a range applies to its end as well.
    let start = match previous {
        Some(one) if found.joined == Joined::Range || are_contrasted(text, one, found) => one.range.start,
        _ => found.range.start,
    };
    let above = window_before(text, start, SENTENCE_REACH_BYTES);
    let from = above
        .char_indices()
        .rev()
        .find(|(at, c)| ends_sentence(above, *at, *c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let behind = window_after(text, found.range.end, SENTENCE_REACH_BYTES);
    // A full stop inside a bracket ends only the text in the bracket.
    let (mut depth, mut inside, mut end) = (0_i32, None, behind.len());
    for (at, c) in behind.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                inside = None;
            }
            _ if ends_sentence(behind, at, c) => {
                if c == '\n' || depth <= 0 {
                    end = inside.unwrap_or(at);
                    break;
                }
                inside = inside.or(Some(at));
            }
            _ => {}
        }
    }
    SentenceContext {
        before: above.get(from..).unwrap_or_default(),
        behind: behind.get(..end).unwrap_or_default(),
        above,
        line: above.last_line(),
        start,
    }
}

fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    matches!(c, '。' | '\n' | '！' | '？' | '!' | '?' | '■' | '●' | '◆')
        || c == '.' && text.get(at + 1..).is_some_and(|rest| rest.starts_with(' '))
}

/// 「９月１８日」ではなく「９月１７日」: the context of one applies to the other.
fn are_contrasted(text: &str, one: &Candidate, other: &Candidate) -> bool {
    let between = text.get(one.range.end..other.range.start).unwrap_or_default();
    let between = between.strip_prefix("まで").unwrap_or(between);
    let between = between.trim_matches(['「', '」', '『', '』', '、', '(', ')']);
    between.len() < 40
        && ["ではなく", "でなく", "でなくて", "じゃなく"].iter().any(|word| {
            between
                .strip_prefix(word)
                .is_some_and(|rest| matches!(rest.trim_matches('、'), "" | "正しくは" | "次のとおり"))
        })
}

/// The part of a moment's clause before it.
pub(super) fn clause_before(before: &str) -> &str {
    let start = CLAUSE_ENDS.all(before).map(|(word, at)| at + word.len()).max();
    before.get(start.unwrap_or(0)..).unwrap_or_default()
}

/// Whether a clause is only the reason of a request with a limit of its own: 「財務省への提出は１９日までですので、当課へは
/// １７日までに御提出ください」.
pub(super) fn is_reason_for_next_request(
    behind: &str,
    clause: &str,
    found: &Candidate,
    next: Option<&Candidate>,
) -> bool {
    const REASONS: [&str; 5] = ["ので", "ため", "ため、", "ので、", "ことから、"];
    if !clause.ends_with_any(&REASONS) || asks(clause) {
        return false;
    }
    let end = behind
        .find_word(clause)
        .map_or(behind.len(), |at| at + clause.len());
    let rest = behind.get(end..).unwrap_or_default();
    let next_is_in_rest = next
        .and_then(|next| next.range.start.checked_sub(found.range.end))
        .is_some_and(|at| (end..behind.len()).contains(&at));
    next_is_in_rest && asks(rest)
}

/// Whether answers are accepted until then: 受け付けます.
pub(super) fn accepts_answers(clause: &str) -> bool {
    clause.contains_any(&[
        "募集し",
        "を募ります",
        "を募集",
        "受け付け",
        "受付けま",
        "受付中",
        "受付し",
        "受付いた",
        "承りま",
        "承って",
    ]) && !is_past_request(clause)
        && !clause.contains_any(&["問合せ", "問い合わせ", "問合わせ", "相談", "苦情"])
        && !clause.contains_any(&["付けました", "付けた", "付しました", "ませんでした", "けていま"])
}

/// The part of a moment's clause after it.
pub(super) fn clause_after(behind: &str) -> &str {
    let mut ends = CLAUSE_ENDS.all(behind).filter(|(word, at)| {
        let until = behind
            .get(..at + word.len())
            .unwrap_or_default()
            .trim_end_matches('、');
        // 「休暇の予定を入力してください」
        let object = *word == "の予定"
            && behind.get(at + word.len()..).is_some_and(|rest| {
                rest.starts_with(['を', 'の']) || rest.starts_with_any(&["だけ", "のみ", "がある", "のある"])
            });
        // 「指摘を踏まえた修正案を」, 「時限到来に伴い廃止される定員を」: what is asked for.
        let rest = behind.get(at + word.len()..).unwrap_or_default();
        let goes_on = *word == "を踏まえ" && rest.starts_with('た')
            || matches!(*word, "に伴い" | "ことに伴い") && rest.starts_with(|c| matches!(c, '一'..='龠'));
        !object && !goes_on && !until.ends_with_any(APOLOGIES_AND_THANKS)
    });
    let end = ends.next().map_or(behind.len(), |(word, at)| at + word.len());
    behind.get(..end).unwrap_or_default()
}

/// Whether a text asks the addressee for something.
pub(super) fn asks(text: &str) -> bool {
    REQUEST_PHRASES.all(text).any(|(word, at)| {
        let after = text.get(at + word.len()..).unwrap_or_default();
        let before = text.get(..at).unwrap_or_default();
        // お願いしたい is a present request.
        let now = after.starts_with_any(&[
            "したい",
            "したく",
            "いたしたい",
            "いたしたく",
            "致したい",
            "致したく",
        ]);
        // 完了させてください asks the addressee, 確認させてください does not.
        let theirs = [
            "完了", "完成", "終了", "反映", "受講", "参加", "出席", "同席", "登録", "周知", "徹底", "確定",
            "一致",
        ]
        .iter()
        .any(|word| before.strip_suffix("させて").is_some_and(|head| ends(head, word)))
            && word.starts_with(['く', '下']);
        if !theirs && before.ends_with("させて") && word.starts_with(['い', '頂', 'く', '下'])
            || before.ends_with("させてい")
            || !now && after.starts_with_any(PAST_REQUEST_ENDINGS)
        {
            return false;
        }
        // 「追加資料の提出をお願いするかもしれません」
        if after.starts_with_any(&[
            "するかも",
            "する可能",
            "することが",
            "する予定",
            "する場合",
            "することも",
            "する見込",
        ]) {
            return false;
        }
        // 「…をお願いし、全府省から回答がありました」
        if after.starts_with_any(&["し、", "いたし、", "申し上げ、"])
            && text.trim_end_matches(['。', ')', '」']).ends_with("ました")
        {
            return false;
        }
        // 「行き違いの際は御放念ください」
        if before.ends_with_any(&["放念", "容赦", "お許し"]) {
            return false;
        }
        match word {
            // お願いに伺う
            "のこと" | "るこ と" | "ること" | "うこと" | "くこと" | "むこと" | "すこと" =>
            {
                // 「提出せよとのこと」 reports others' words.
                // 「申請する必要があること」, 「行うこととされていること」 state what a law or plan says.
                let states = before.ends_with_any(&["であ", "でき", "があ", "てい", "されてお"]);
                !(states || word == "のこと" && before.ends_with('と'))
                    && (after.is_empty()
                        || after.starts_with(['。', '、', ')', '」', '】'])
                        || after.starts_with("とする"))
            }
            // 「中３日で作業いただくこととなり恐縮です」
            "いただくこと" | "頂くこと" if after.starts_with("とな") || after.starts_with("にな") => {
                !after.contains_any(&["恐縮", "申し訳", "心苦し", "お詫び"])
            }
            // 「提出いただく必要はありません」
            "いただく必要" | "頂く必要" => {
                !after.starts_with_any(&["はな", "はあり", "はござ", "もな", "もあり"])
            }
            // 「業者に見積りを依頼します」 is the sender's action.
            "を依頼しま" | "を依頼いた" => {
                after.starts_with(['す', 'し'])
                    && !after.starts_with("した")
                    && !after.starts_with("しまし")
                    && before.ends_with_any(ANSWERS)
            }
            "必要があります" | "必要です" => {
                // 「当課で取りまとめる必要がありますので」: why the sender asks.
                let so = after.starts_with_any(&["ので", "ため", "ことから", "から"]);
                let own = before.ends_with_any(&[
                    "取りまとめる",
                    "とりまとめる",
                    "集約する",
                    "集計する",
                    "確定する",
                    "公表する",
                ]);
                // 「１０月末までに政令を公布する必要があります」
                let of_state = before.ends_with_any(&[
                    "成立させる",
                    "可決させる",
                    "公布する",
                    "施行する",
                    "閣議決定する",
                    "告示する",
                ]);
                !(of_state || so && own)
            }
            "いただき、" | "頂き、" => {
                !after.starts_with_any(PAST_REQUEST_ENDINGS)
                    && (asks_in_continuation(after) || continues_in_future(after))
            }
            "求める" | "求めて" | "求めます" => !after.starts_with_any(&["必要", "い", "お"]),
            "いただけ" | "頂け" => {
                // 「展示は…まで御覧いただけます」 is an offer, not a request.
                let can = after.strip_prefix("ます").is_some_and(|rest| {
                    let rest = rest.trim_start_matches([')', '」']);
                    rest.is_empty() || rest.starts_with('。')
                });
                // 「御提供いただけるとのこと」
                let is_told = after.starts_with_any(&["るとのこと", "るそう", "ると聞", "ると伺"]);
                if can || is_told {
                    return false;
                }
                let no = ["ました", "ません", "ない", "なく", "なかっ", "なけ", "ず", "て"];
                let asked = ["ませんか", "ませんでしょう", "ないでしょう", "ないか"];
                after.starts_with_any(&asked) || !after.starts_with_any(&no)
            }
            "いただきます" | "頂きます" => true,
            "要請" => after.starts_with("します") || after.starts_with("いたします") || after.is_empty(),
            // 「会費は当日に受付で頂戴しますので」
            "頂戴" => !after.starts_with_any(&["しますので", "いたしますので"]),
            // 「原案をお示しします」 is the sender's own.
            "お示し" => !after.starts_with_any(&["し", "する", "いたし", "致し", "でき"]),
            "せよ" | "しなさい" => !after.starts_with('と'),
            _ => true,
        }
    })
}

/// 「…までに御登録いただき、当方から内閣官房に提出する予定です」: the continuation is in the future.
fn continues_in_future(after: &str) -> bool {
    let sentence = after.trim_end_matches(['。', ')', '」']);
    sentence.ends_with_any(&["ます", "予定です", "予定である", "こととする", "ものとする"])
        && !sentence.contains_any(&["ありがとう", "感謝", "御礼", "ました", "おります"])
}

fn asks_in_continuation(after: &str) -> bool {
    after.contains_any(&["ください", "下さい", "願", "いただ", "頂"]) && !after.contains_word("ありがとう")
}

/// Whether a text is about those who do not answer by then: 「…までに御回答がない場合は」, 「御登録のない府省は」.
pub(super) fn is_about_missing_answer(clause: &str) -> bool {
    const NON_ANSWERERS: [&str; 15] = [
        "場合", "とき", "よう", "時", "限り", "府省", "省庁", "者", "方", "課", "局", "部", "もの", "際",
        "団体",
    ];
    [
        "がない",
        "のない",
        "が無い",
        "の無い",
        "がなかった",
        "のなかった",
        "いただけない",
        "いただけなかった",
        "いただけなければ",
        "頂けなければ",
        "頂けない",
        "がなけ",
        "なければ",
        "のなけ",
        "がなく",
        "なき",
    ]
    .iter()
    .any(|word| {
        clause.word_positions(word).any(|at| {
            let rest = clause.get(at + word.len()..).unwrap_or_default();
            let head = clause.get(..at).unwrap_or_default();
            // コメントなければ; not 提出しなければならない.
            let of_noun = *word != "なければ" || head.ends_with_any(ANSWERS);
            of_noun
                && (word.ends_with(['け', 'く', 'ば']) || rest.starts_with_any(&NON_ANSWERERS))
                && head.contains_any(ANSWERS)
        })
    })
}

pub(super) fn is_past_request(clause: &str) -> bool {
    let settled = [
        "いただいたものと",
        "頂いたものと",
        "とさせていただきました",
        "とさせて頂きました",
    ];
    PAST_REQUESTS.occurs_in(clause) && !clause.contains_any(&settled)
}

/// ①, ⑴, ❶.
pub(super) fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⒛' | '⓪'..='⓾' | '❶'..='➓')
}

/// Whether nothing follows a limit.
pub(super) fn ends_after_limit(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['に', '。']);
    // 「28日（金）までで。」
    let rest = rest
        .strip_prefix('で')
        .filter(|rest| rest.is_empty() || rest.starts_with(['。', '\n']))
        .unwrap_or(rest);
    // 17時 提出先：総務課, 17時 １次意見：
    let label = rest
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .char_indices()
        .take(8)
        .find(|(_, c)| !matches!(c, '一'..='龠'))
        .is_some_and(|(at, c)| c == ':' && at > 3);
    // ①質問：２６日正午　②意見：２７日
    let numbered = rest.starts_with(is_circled);
    label
        || numbered
        || !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '、' | ','))
        || rest == "、"
}

/// A sentence that breaks off with a noun: 「9月11日までに回答」.
pub(super) fn ends_in_noun(clause: &str) -> bool {
    // 郵送（当日消印有効）, 提出（郵送は９月２４日（水）消印有効）
    let clause = clause.trim_end_matches(['。', '|']);
    let clause = clause
        .strip_suffix(')')
        .and_then(|inside| inside.split_once('('))
        .map_or(clause, |(head, _)| head);
    let end = clause.trim_end_matches(['。', ')', '】', '」', ' ', '!', '！']);
    end.chars().count() <= 40
        && (end.ends_with_any(ANSWERS)
            || end
                .strip_suffix('を')
                .is_some_and(|end| end.ends_with_any(ANSWERS))
            || end.ends_with_any(&[
                "こと",
                "へ",
                "へメール",
                "宛",
                "あて",
                "宛て",
                "提出を",
                "受講",
                "厳守",
                "必着",
                "で",
                "にて",
                "要",
                "必須",
            ]))
}

/// Whether the following words apologise for the matter: 「年末の照会で恐縮ですが、」.
pub(super) fn is_apology(behind: &str) -> bool {
    behind.strip_prefix('の').is_some_and(|rest| {
        let near = window_after(rest, 0, 48);
        let head = near.split('、').next().unwrap_or_default();
        head.contains_any(&["恐縮", "申し訳", "心苦し"]) && ends(head, "が")
    })
}
