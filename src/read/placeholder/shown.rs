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
    ];
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
            SAID_OF_IT.iter().any(|word| rest.starts_with(word))
        })
}

/// 「【氏名】【所属】を記載の上」: for the recipient to write. A date or a subject is the sender's own.
fn asked_of_the_answer(text: &str, at: &Range<usize>) -> bool {
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
        "添え",
        "書い",
    ];
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
    if !blank.starts_with(['【', '［', '[', '＜', '<', '〈', '《', '〔', '〖'])
        || OWN.iter().any(|word| blank.contains(word))
    {
        return false;
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
    after
        .strip_prefix('を')
        .is_some_and(|rest| WRITTEN.iter().any(|word| rest.starts_with(word)))
}

/// Whether a text shows a placeholder to explain how it is filled in.
pub(super) fn is_shown(text: &str, at: &Range<usize>) -> bool {
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
        || asked_of_the_answer(text, at)
        || near.contains('例')
        || example.iter().any(|word| line.contains(word))
        || HOW_TO_WRITE.iter().any(|word| after.starts_with(word))
}
