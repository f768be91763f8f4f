//! Texts that show a placeholder to explain how it is filled in.

use std::ops::Range;

/// Words after a placeholder that make it an explanation of a format.
const HOW_TO_WRITE: &[&str] = &[
    "形式",
    "の形式",
    "の形",
    "のよう",
    "方式",
    "の様式",
    "と記",
    "と書",
    "と表",
    "と入力",
    "で記",
    "で入力",
    " format",
    "format",
    "など",
    "の場合",
    "欄",
    "の欄",
    "の箇所",
    "の部分",
];

/// 「件名は「【府省名】回答」としてください」: a quoted pattern for the recipient.
fn in_a_pattern(line: &str, text: &str, at: &Range<usize>) -> bool {
    /// Length limit of the rest of a pattern, in characters.
    const REST_LIMIT: usize = 60;
    const SAID_OF_IT: &[&str] = &[
        "とし",
        "とする",
        "と記",
        "と書",
        "と入",
        "と表",
        "と明記",
        "と御記",
        "とご記",
        "と御入",
        "とご入",
        "と御明記",
        "とご明記",
        "とある",
        "とあり",
        "は記入",
        "は記載",
        "は入力",
        "は空欄",
        "は空白",
        "は不要",
        "は未記入",
        "を記入せ",
        "を空欄",
        "のよう",
        "の形",
        "の欄",
        "欄",
        "の箇所",
        "の部分",
        "を件名",
        "で始まる",
        "のまま",
    ];
    // Said of a title these ask the recipient for it; of a date they state it.
    const SAID_OF_A_TITLE: &[&str] = &[
        "に変更",
        "に修正",
        "に改め",
        "に置き換",
        "に差し替",
        "に書き換",
        "にて",
        "で御",
        "でご",
        "でお",
        "で送",
        "で返信",
        "で提出",
        "を付",
        "を用い",
    ];
    const TITLES: &[&str] = &["件名", "表題", "標題", "題名", "タイトル", "ファイル名", "名称"];
    let depth = |text: &str, signs: [char; 2]| text.matches(signs).count();
    let opened = depth(line, ['「', '『']) > depth(line, ['」', '』']);
    let after = text.get(at.end..).unwrap_or_default();
    let end = after
        .char_indices()
        .take(REST_LIMIT)
        .find(|(_, c)| matches!(c, '」' | '』' | '\n'))
        .filter(|(_, c)| *c != '\n');
    opened
        && end.is_some_and(|(end, close)| {
            let rest = after.get(end + close.len_utf8()..).unwrap_or_default();
            let begins = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
            begins(SAID_OF_IT) || begins(SAID_OF_A_TITLE) && TITLES.iter().any(|word| line.contains(word))
        })
}

/// 「日付欄（年　月　日）は空欄で構いません」: a form's field that is to stay as it is, named in round brackets.
fn is_left_on_purpose(line: &str, text: &str, at: &Range<usize>) -> bool {
    const FIELDS: [&str; 4] = ["欄", "欄の", "箇所", "部分"];
    const LEFT: [&str; 8] = [
        "は空欄",
        "は空白",
        "は記入不要",
        "は不要",
        "は未記入",
        "のまま",
        "の欄",
        "欄",
    ];
    let Some((head, inside)) = line.rsplit_once(['（', '(']) else {
        return false;
    };
    let after = text.get(at.end..).unwrap_or_default();
    let is_enclosed = !inside.contains(['）', ')']) && after.starts_with(['）', ')']);
    let after = after.trim_start_matches(['）', ')']);
    is_enclosed
        && (FIELDS.iter().any(|word| head.ends_with(word)) || LEFT.iter().any(|word| after.starts_with(word)))
}

/// 「附則の「令和　年　月　日」は、…」: the words of another document, which is not filled in here.
fn is_of_another_document(line: &str, text: &str, at: &Range<usize>) -> bool {
    const DOCUMENTS: [&str; 25] = [
        "附則",
        "本則",
        "条文",
        "条文案",
        "法律案",
        "法案",
        "政令案",
        "省令案",
        "府令案",
        "告示案",
        "要綱",
        "要綱案",
        "案文",
        "改め文",
        "様式",
        "別紙",
        "別添",
        "別記",
        "別表",
        "調査票",
        "申請書",
        "届出書",
        "通知文",
        "書式",
        "ひな形",
    ];
    const LIMITS: [&str; 6] = ["まで", "迄", "〆", "締", "必着", "を期限"];
    let Some((head, inside)) = line.rsplit_once(['「', '『']) else {
        return false;
    };
    let after = text.get(at.end..).unwrap_or_default();
    let Some((_, behind)) = after
        .split_once(['」', '』'])
        .filter(|(rest, _)| !rest.contains('\n') && !inside.contains(['」', '』']))
    else {
        return false;
    };
    let head = ["の", "中の", "における", "にある", "中", ""]
        .iter()
        .find_map(|joint| {
            let head = head.strip_suffix(joint)?;
            DOCUMENTS.iter().find(|word| head.ends_with(**word))
        });
    head.is_some() && !LIMITS.iter().any(|word| behind.starts_with(word))
}

/// Verbs for what the recipient is asked to write.
const WRITTEN: &[&str] = &[
    "記載",
    "記入",
    "明記",
    "入力",
    "付記",
    "併記",
    "登録",
    "御記",
    "ご記",
    "御明記",
    "ご明記",
    "御入力",
    "ご入力",
    "お書き",
    "書き添え",
    "添え",
    "書い",
    "付し",
    "付け",
    "追加し",
    "冠し",
];

/// The last lines before a place, up to an empty one.
fn lines_above<'t>(text: &'t str, at: &Range<usize>) -> &'t str {
    /// Length limit of the list and the sentence above it, in bytes.
    const REACH: usize = 400;
    let before = text.get(..at.start).unwrap_or_default();
    let near = before
        .get(before.ceil_char_boundary(before.len().saturating_sub(REACH))..)
        .unwrap_or_default();
    // A paragraph of its own is no longer the list.
    near.rsplit("\n\n").next().unwrap_or_default()
}

/// 「以下の形で御返信ください：」, 「回答様式」, above the form of an answer.
fn is_in_reply_form(text: &str, at: &Range<usize>) -> bool {
    const SIGNS: [char; 10] = ['【', '】', '＜', '＞', '■', '　', ' ', '：', ':', '-'];
    lines_above(text, at).split(['。', '\n']).any(|sentence| {
        let contains = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
        let bare = sentence.trim_matches(SIGNS);
        matches!(bare, "回答様式" | "返信様式" | "回答欄" | "返信欄" | "回答の様式")
            || contains(&["の形で", "の形式で"])
                && contains(&["返信", "回答", "返送"])
                && ["ください", "下さい", "願います"]
                    .iter()
                    .any(|asks| bare.ends_with(asks))
    })
}

/// A date below a line that consists of 別紙様式: it is for the recipient to write, unless it is a limit.
fn is_in_attached_form(before: &str, line: &str, after: &str) -> bool {
    const FORMS: [&str; 5] = ["別紙様式", "別記様式", "別添様式", "様式第", "回答様式"];
    const LIMITS: [&str; 6] = ["期限", "期日", "締", "〆", "必着", "まで"];
    const HEADING_CHARS_LIMIT: usize = 10;
    let own = after.split('\n').next().unwrap_or_default();
    let is_heading = |line: &str| {
        let line = line.trim_matches(|c: char| c.is_whitespace() || "（）()【】〔〕".contains(c));
        FORMS.iter().any(|form| line.starts_with(form))
            && line.chars().count() <= HEADING_CHARS_LIMIT
            && !line.contains(|c| matches!(c, 'ぁ'..='ん'))
    };
    let is_range = own.contains("から") || line.contains("から");
    let is_limit = LIMITS
        .iter()
        .any(|word| line.contains(word) || own.contains(word))
        && !is_range;
    // 「別紙様式」 may be the value of an item: 「３　様式」, and below it 「４　提出期限　　月　日」.
    let mut lines = before.split('\n').rev().skip(1);
    !is_limit && lines.any(is_heading)
}

/// 「次の事項を記載してください。【氏名】【所属】」: for the recipient to write, by the sentence before.
fn is_asked_above(text: &str, at: &Range<usize>) -> bool {
    const WHAT: [&str; 6] = ["次の", "以下", "下記", "事項", "項目", "様式"];
    const ASKS: [&str; 5] = ["ください", "下さい", "願います", "お願いします", "こと"];
    lines_above(text, at).split(['。', '\n']).any(|sentence| {
        let has = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
        has(&WHAT) && has(WRITTEN) && ASKS.iter().any(|word| sentence.trim_end().ends_with(word))
    })
}

/// 「【氏名】【所属】を記載の上」: for the recipient to write. A date or a subject is the sender's own.
fn asked_of_the_answer(text: &str, at: &Range<usize>) -> bool {
    /// The recipient's own action, so that even a date is the recipient's.
    const POLITE: [&str; 5] = ["御記", "ご記", "御明記", "御入力", "お書き"];
    const LIMITS: [&str; 4] = ["期限", "期日", "締切", "〆切"];
    /// Length limit of an adverb and its verb, in characters.
    const VERB_LIMIT: usize = 12;
    const OWN: &[&str] = &[
        "期限",
        "日付",
        "日時",
        "年月日",
        "月日",
        "期日",
        "締切",
        "件名",
        "文書番号",
    ];
    let blank = text.get(at.clone()).unwrap_or_default();
    let is_bracket = blank.starts_with(['【', '［', '[', '＜', '<', '〈', '《', '〔', '〖']);
    let holds = |words: &[&str]| words.iter().any(|word| blank.contains(word));
    if !is_bracket || holds(&LIMITS) {
        return false;
    }
    if !holds(OWN) && is_asked_above(text, at) {
        return true;
    }
    let mut after = text.get(at.end..).unwrap_or_default();
    // 【氏名】、【所属】及び【電話番号】を.
    loop {
        let next = after.trim_start_matches(['、', '・', '，', ' ', '　']);
        let next = ["及び", "並びに", "と", "又は"]
            .iter()
            .find_map(|word| next.strip_prefix(word))
            .unwrap_or(next);
        let Some(inside) = next.strip_prefix(['【', '［', '[', '＜', '<', '〈', '《', '〔', '〖'])
        else {
            break;
        };
        let Some((_, rest)) = inside.split_once(['】', '］', ']', '＞', '>', '〉', '》', '〕', '〗'])
        else {
            break;
        };
        after = rest;
    }
    let after = after.strip_prefix("等").unwrap_or(after);
    let Some(rest) = after.strip_prefix('を') else {
        return false;
    };
    // 「必ず」, 「それぞれ」
    let verb: String = rest
        .chars()
        .take(VERB_LIMIT)
        .take_while(|c| !"。、\n".contains(*c))
        .collect();
    let words: &[&str] = if holds(OWN) { &POLITE } else { WRITTEN };
    words.iter().any(|word| verb.contains(word))
}

/// Whether a text shows a placeholder to explain how it is filled in.
pub(super) fn is_shown(text: &str, at: &Range<usize>) -> bool {
    /// Length limit of what is looked at on either side, in bytes: a text on one line may hold any number of
    /// placeholders.
    const REACH: usize = 1000;
    let start = text.ceil_char_boundary(at.start.saturating_sub(REACH));
    let end = text.floor_char_boundary(text.len().min(at.end.saturating_add(REACH)));
    let (text, at) = (
        text.get(start..end).unwrap_or_default(),
        &(at.start - start..at.end - start),
    );
    let before = text.get(..at.start).unwrap_or_default();
    let after = text.get(at.end..).unwrap_or_default();
    let after = after.trim_start_matches(['」', '』', '）', ')', '”', '"', '\'']);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let near = line
        .char_indices()
        .rev()
        .nth(5)
        .map_or(line, |(start, _)| line.get(start..).unwrap_or_default());
    let example = [
        "記載例",
        "記入例",
        "入力例",
        "（例",
        "(例",
        "例：",
        "例:",
        "例えば",
    ];
    in_a_pattern(line, text, at)
        || is_left_on_purpose(line, text, at)
        || is_of_another_document(line, text, at)
        || asked_of_the_answer(text, at)
        || is_in_reply_form(text, at)
        || is_in_attached_form(before, line, after)
        || near.contains('例')
        || example.iter().any(|word| line.contains(word))
        || HOW_TO_WRITE.iter().any(|word| after.starts_with(word))
}
