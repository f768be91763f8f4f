//! The limit word directly after a moment: まで, 必着, を期限.

use super::label::is_deadline_label;
use super::lexicon::{ANSWERS, EVENTS};
use super::phrases::Phrases;
use super::sentence::window_after;
use super::sentence_topic::starts_with_answer;
use super::word_search::{WordSearch, strip_start};

/// The limit word directly after a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// までに
    By,
    /// までの
    Of,
    /// まで
    Until,
    /// 必着, 〆切, を期限
    Noun,
    /// を目途に
    Approximate,
    /// 中に, 以内に, に
    At,
    None,
}

/// The limit word at the start of `behind` for a moment of these words, and the text after it.
pub(super) fn limit_word<'a>(behind: &'a str, words: &str) -> (Limit, &'a str) {
    let text = behind.trim_start_matches([' ', '」', '』', '】', ')']);
    let text = text
        .strip_prefix("の")
        .filter(|rest| rest.starts_with("必着"))
        .unwrap_or(text);
    let text = text
        .strip_prefix_any(&["(東京時間)", "(日本時間)"])
        .unwrap_or(text);
    // 「９月19日（金）本省必着で回電ありたい」
    let text = text
        .strip_prefix_any(&["本省", "当省", "当庁", "当局", "当課", "当室"])
        .filter(|rest| rest.starts_with("必着"))
        .unwrap_or(text);
    let text = without_bracketed_aside(text);
    let text = text
        .strip_prefix(['(', '【', '[', '<'])
        .filter(|rest| starts_with_limit_word(rest))
        .unwrap_or(text);
    let text = text
        .strip_prefix("、")
        .filter(|rest| rest.starts_with_any(&["必着", "厳守", "時間厳守", "提出厳守"]))
        .unwrap_or(text);
    // 17:15まで（必着）
    let text = text
        .strip_prefix("まで(")
        .filter(|rest| rest.starts_with_any(&["必着)", "厳守)", "必着。)"]))
        .unwrap_or(text);
    // 9時分まで, 昼休み前までに
    let text = ["分", "前", "の前"]
        .iter()
        .find_map(|word| strip_start(text, word).filter(|rest| rest.starts_with("まで")))
        .unwrap_or(text);
    // A slip: 夕方までまでに
    let text = text
        .strip_prefix("まで")
        .filter(|rest| rest.starts_with("まで"))
        .unwrap_or(text);
    if let Some(rest) = strip_event_limit(text) {
        return (Limit::By, rest);
    }
    // までの間（閉庁日を除く。）に
    if let Some(rest) = text
        .strip_prefix_any(&["までの間(", "の間("])
        .and_then(|inside| inside.split_once(')'))
        .map(|(_, rest)| rest)
        .filter(|rest| rest.starts_with(['に', '、']))
    {
        return (Limit::By, rest.trim_start_matches('に'));
    }
    const LIMITS: [(Limit, &[&str]); 6] = [
        (
            Limit::By,
            &[
                "の期限までに",
                "の締切までに",
                "の期日までに",
                "の間に",
                "の間で",
                "の間、",
                "の期間で",
                "の期間に",
                "の期間中に",
                "の期間内に",
                "までの間に",
                "までの期間内に",
                "までの期間中に",
                "までの期間に",
                "までの間、",
            ],
        ),
        (
            Limit::Approximate,
            &[
                "までを目途",
                "までを目処",
                "までをめど",
                "までを目安",
                "までを目標",
            ],
        ),
        (
            Limit::By,
            &[
                "を限りに",
                "を限度に",
                "限り、",
                "を限りとして",
                "までに",
                "迄に",
                "マデニ",
            ],
        ),
        (Limit::Of, &["までの", "迄の"]),
        (Limit::Until, &["まで", "迄", "マデ"]),
        (
            Limit::Approximate,
            &[
                "を目途",
                "を目処",
                "をめど",
                "目途",
                "目処",
                "めど",
                "を目標",
                "をメド",
                "を目安",
                "目安",
                "を想定",
            ],
        ),
    ];
    for (limit, words) in LIMITS {
        if let Some(rest) = text.strip_prefix_any(words) {
            return (limit, rest);
        }
    }
    for lead in [
        "",
        "を",
        "が",
        "で",
        "をもって",
        "をもちまして",
        "を以て",
        "を以って",
        "に",
        "を回答",
        "を提出",
        "回答",
        "提出",
        "を提出の",
        "を回答の",
        "を最終",
        "最終",
        "を提出の最終",
        "を最終の",
        "を一次",
        "の",
    ] {
        let Some(rest) = strip_start(text, lead) else {
            continue;
        };
        if let Some(rest) = rest.strip_prefix_any(&[
            "時間厳守",
            "期限厳守",
            "消印有効",
            "当日消印",
            "必着",
            "必達",
            "〆切り",
            "〆切",
            "〆",
            "メ切",
            "締め切り",
            "締切り",
            "締めきり",
            "締切",
            "締め切",
            "しめきり",
            "締め",
            "厳守",
            "期限",
            "期日",
            "受付を終了",
            "受付終了",
            "募集を終了",
            "募集終了",
            "受付を締",
        ]) {
            return (Limit::Noun, rest);
        }
    }
    // が提出期限, を最終の回答期限
    for lead in ["を", "が", "で", "に", "の", ""] {
        let Some(rest) = strip_start(text, lead) else {
            continue;
        };
        let rest = rest
            .strip_prefix('、')
            .filter(|_| !lead.is_empty())
            .unwrap_or(rest);
        let rest = rest.strip_prefix("それぞれ").unwrap_or(rest);
        let rest = rest.trim_start_matches(['御', 'ご']);
        let rest = rest.strip_prefix_any(ANSWERS).unwrap_or(rest);
        let rest = rest.strip_prefix('の').unwrap_or(rest);
        let rest = rest.strip_prefix("最終").unwrap_or(rest);
        if let Some(rest) = rest.strip_prefix_any(&[
            "期限",
            "期日",
            "締切",
            "〆切",
            "締め切り",
            "締め",
            "〆",
            "リミット",
            "デッドライン",
        ]) {
            return (Limit::Noun, rest);
        }
    }
    // 「令和７年９月12日限り資料を提出すること」; not 12日限りの措置, 12日限りで廃止
    if let Some(rest) = text.strip_prefix("限り")
        && rest.starts_with(|c| matches!(c, '一'..='龠' | 'お' | 'ご' | 'そ'))
        && !rest.starts_with_any(&["廃止", "失効", "終了", "適用", "有効", "退職", "閉"])
    {
        return (Limit::By, rest);
    }
    // 「一、調書　一月二十日（火）限り」, 「9/11正午締」
    if let Some(rest) = text.strip_prefix_any(&["限り", "締"])
        && (rest.is_empty() || rest.starts_with(['。', '、', '\n', '|', ')', '】']))
    {
        return (Limit::Noun, rest);
    }
    // 「明日の正午を限りとさせていただきます」
    if let Some(rest) = strip_start(text, "を限りと") {
        return (Limit::Noun, rest);
    }
    // を見積提出期限と
    // 「12日（金）15時を新たな期限といたします」
    if let Some(rest) = text.strip_prefix_any(&["を", "が"]) {
        let rest = rest.strip_prefix_any(&["新たな", "新しい"]).unwrap_or(rest);
        let end = rest
            .find(|c: char| !matches!(c, '一'..='龠' | 'ァ'..='ヶ' | 'ー' | '〆'))
            .filter(|end| (1..=36).contains(end));
        if let Some((noun, behind)) = end.and_then(|end| rest.split_at_checked(end))
            && is_deadline_label(noun)
            && behind.starts_with_any(&["と", "で", "に"])
        {
            return (Limit::Noun, behind);
        }
    }
    if let Some(rest) = text.strip_prefix("に") {
        return (Limit::At, rest.trim_start_matches(['は', '、']));
    }
    // 「明朝一で御登録をお願いします」
    if let Some(rest) = text.strip_prefix('で')
        && (rest.starts_with(['御', 'ご']) && starts_with_answer(rest)
            // 「COB todayで返してもらえますか」
            || rest.starts_with_any(&["返して", "送って"]))
    {
        return (Limit::At, rest);
    }
    if implies_limit(words) {
        return (Limit::At, text);
    }
    (Limit::None, text)
}

/// Whether a moment's words themselves mean its end: 本日中, ３日以内, 月末.
pub(super) fn implies_limit(words: &str) -> bool {
    words.ends_with_any(&["中", "じゅう", "末", "内", "いっぱい", "うち"]) || words.starts_with('中')
}

/// The text after an aside: 「(当日消印有効)までに」.
fn without_bracketed_aside(text: &str) -> &str {
    /// Limit on the aside's bytes.
    const ASIDE_BYTES_LIMIT: usize = 120;
    let behind = text
        .strip_prefix('(')
        .and_then(|_| closing_bracket_end(window_after(text, 0, ASIDE_BYTES_LIMIT)))
        .and_then(|end| text.get(end..));
    behind
        .filter(|behind| behind.starts_with_any(&["まで", "迄", "を期限", "を締切", "を〆切", "必着"]))
        .unwrap_or(text)
}

/// The position after the closing bracket of a bracket that a text begins with.
fn closing_bracket_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at + 1),
            ')' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// The text after 「の幹事会までに」.
pub(super) fn strip_event_limit(text: &str) -> Option<&str> {
    // １６時からの打合せまでに
    let rest = text.strip_prefix_any(&["の", "からの", "開始の", "開催の", "開会の"])?;
    let (at, word) = ["までに", "に間に合うよう", "に間に合わせ"]
        .iter()
        .find_map(|word| Some((rest.find_word(word)?, *word)))
        .filter(|(at, _)| *at <= 36)?;
    let event = rest.get(..at)?;
    let event = event.strip_suffix('前').unwrap_or(event);
    let event = event.strip_suffix("開始").unwrap_or(event);
    let event = event.strip_suffix('の').unwrap_or(event);
    event
        .ends_with_any(&EVENTS)
        .then(|| rest.get(at + word.len()..))?
}

fn starts_with_limit_word(text: &str) -> bool {
    text.starts_with_any(&["時間厳守", "必着", "〆", "締", "厳守", "まで", "期限"])
}

/// Whether a clause before a noun says what the noun is, so that a limit before it is that of the request: 「９月12日までに制度に
/// 関する資料を御提出ください」, 「参加する者の名簿を」, 「把握している範囲で」. What takes place by a time, or was done by then, goes
/// with the limit: 「９月12日までに実施する調査の件数を」, 「提出された計画の件数を」.
fn says_what_it_is(clause: &str, end: &str) -> bool {
    const TAKING_PLACE: [&str; 34] = [
        "実施",
        "完了",
        "終了",
        "開始",
        "施行",
        "廃止",
        "導入",
        "整備",
        "達成",
        "到来",
        "満了",
        "発生",
        "到達",
        "開催",
        "支出",
        "執行",
        "契約",
        "締結",
        "着手",
        "着工",
        "竣工",
        "公布",
        "公表",
        "設置",
        "改正",
        "策定",
        "移行",
        "更新",
        "解消",
        "退職",
        "離職",
        "到着",
        "提出",
        "お願い",
    ];
    /// What was before is not done by the limit.
    const EARLIER: [&str; 10] = [
        "年度に",
        "これまで",
        "過去に",
        "従来",
        "前回",
        "昨年",
        "既に",
        "すでに",
        "先に",
        "先日",
    ];
    let verb = clause.strip_suffix(end).unwrap_or_default();
    let names_whose = || verb.contains_any(&["貴", "今年度", "来年度"]);
    match end {
        "する" | "行う" => !verb.ends_with_any(&TAKING_PLACE) || names_whose(),
        "れる" => verb.ends_with_any(&["考えら", "思わ", "認めら", "想定さ", "受け入"]) || names_whose(),
        "ている" => !verb.ends_with_any(&["完了し", "終了し", "終え", "達成し"]),
        "ある" => verb.ends_with(['の', 'が', 'に']),
        "なる" => verb.ends_with('と'),
        "れた" | "した" | "った" | "いた" | "じた" | "えた" | "けた" => {
            verb.contains_any(&EARLIER) || verb.ends_with_any(&["を踏ま", "とな"])
        }
        _ => false,
    }
}

/// Whether the text after a limit is a relative clause of the noun that follows: 「…までに施行された法令」.
pub(super) fn is_relative_clause(rest: &str) -> bool {
    is_clause_of_noun(rest, false)
}

/// The same where the subject of the clause precedes the limit, which goes with its verb: 「企業が９月12日までに納付する額を」.
pub(super) fn is_clause_with_subject(before: &str, rest: &str) -> bool {
    before.ends_with('が') && !before.contains('貴') && is_clause_of_noun(rest, true)
}

fn is_clause_of_noun(rest: &str, has_subject: bool) -> bool {
    static RELATIVE_CLAUSE_ENDS: Phrases = Phrases::new(&[
        "れた",
        "した",
        "った",
        "いた",
        "じた",
        "えた",
        "けた",
        "する",
        "れる",
        "ている",
        "行う",
        "ない",
        "ある",
        "なる",
        "予定の",
        "おける",
        "べき",
    ]);
    /// Nouns that form an adverbial clause instead: a clause before one is not relative.
    const FORMAL_NOUNS: [&str; 18] = [
        "次第",
        "上",
        "後",
        "際",
        "場合",
        "必要",
        "旨",
        "方",
        "形",
        "結果",
        "所存",
        "よう",
        "等",
        "限り",
        "点",
        "ものとし",
        "ものとみ",
        "ものと考",
    ];
    /// Verbs for what the addressee does with a form.
    const FORM_FILLING_VERBS: [&str; 20] = [
        "差し替え",
        "直し",
        "記入し",
        "記載し",
        "作成し",
        "添付し",
        "入力し",
        "押印し",
        "署名し",
        "取りまとめ",
        "とりまとめ",
        "修正し",
        "決裁",
        "確認し",
        "反映し",
        "整理し",
        "集約し",
        "更新し",
        "追記し",
        "検討し",
    ];
    let clause = rest.split(['、', '。', ',']).next().unwrap_or_default();
    RELATIVE_CLAUSE_ENDS.all(clause).any(|(end, at)| {
        let next = clause.get(at + end.len()..).unwrap_or_default();
        let noun = next.starts_with(|c| matches!(c, '一'..='龠' | 'ァ'..='ヶ' | 'も'))
            && !next.starts_with_any(&FORMAL_NOUNS);
        let before = clause.get(..at + end.len()).unwrap_or_default();
        let filled = || {
            FORM_FILLING_VERBS.iter().any(|verb| {
                before
                    .get(before.len().saturating_sub(verb.len() + end.len() + 6)..)
                    .or(Some(before))
                    .is_some_and(|near| near.contains(verb))
            })
        };
        // 「13日9時までに両省庁で調整した案を御提示ください」: a draft is what is made by then.
        let is_draft = || {
            before.ends_with_any(&["調整した", "協議した", "合意した"])
                && next.starts_with_any(&["案を", "原案", "文案", "修正案", "回答案", "資料を", "ものを"])
        };
        // 「３日以内に、貴庁における対応状況を御報告ください」
        let of_place = *end == *"おける" && at > 0;
        // 「３月末日までに帰庁する出張分を含め」, 「19日までに御回答いただくよう依頼する予定」
        let is_bound = || {
            next.starts_with_any(&["予定", "見込", "方針", "もの", "規定", "定め", "標記"])
                || next.contains_any(&["を含め", "を含む", "を除"])
        };
        noun && !of_place
            && (has_subject || is_bound() || !says_what_it_is(before, end))
            && !filled()
            && !is_draft()
    })
}
