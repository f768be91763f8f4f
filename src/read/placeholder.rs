//! Blanks that nobody has filled in (記入漏れ): ○月○日, {{ due }}, ＜期限＞, YYYY-MM-DD.
//!
//! A request must not go out like that; but 「○○法の一部を改正する法律案」 is how a draft is spoken of, a
//! form shows how a date is to be written, and 「＜提出期限＞」 heads a paragraph. So of a free text only what
//! can be nothing else is taken for a blank, and of a value that cannot be read anything that looks so.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// A pattern of ours: one that does not compile matches nothing, and the tests below would say so.
fn pattern(text: &str) -> Option<Regex> {
    Regex::new(text).ok()
}

/// Literals one of which stands in every text that holds a blank. A file without them, as nearly every
/// one is, is looked at no further. An escape of YAML may stand for any sign.
static MAYBE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(r#"○|◯|●|△月|×月|✕月|〇月|〇〇|X月|x月|Ｘ月|ｘ月|X 月|\{\{|\$\{|<|＜|YYYY|yyyy|ＹＹＹＹ|\\[uUx]"#)
});

/// Blanks in a free text.
static IN_TEXT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(concat!(
        r"\{\{[^{}\n]{0,60}\}\}",
        r"|\$\{[^{}\n]{1,60}\}",
        r"|(?:[○◯●△×✕〇XxＸｘ]{1,4}\s?年\s?)?[○◯●△×✕〇XxＸｘ]{1,2}\s?月\s?[○◯●△×✕〇XxＸｘ]{1,2}\s?日",
        r"|(?:YYYY|yyyy|ＹＹＹＹ)(?:[-/.－／．]?(?:MM|mm|ＭＭ)[-/.－／．]?(?:DD|dd|ＤＤ)|年(?:MM|mm|M|m|ＭＭ)月(?:DD|dd|D|d|ＤＤ)日)",
        r"|[<＜]\s*(?:回答期限|提出期限|報告期限|期限|締切|締切日|〆切|期日|日付|日時|年月日|発出日時|発出日|開始日時|終了日時|件名|宛先|発出元|府省名|部局名|担当者名|氏名|due|date|deadline|subject|sent|to|from)\s*[>＞]",
    ))
});

/// Signs of a blank in a value that cannot be read.
static IN_VALUE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    pattern(concat!(
        r"[○◯●△▲□×✕＿]|__|\{\{|\$\{|[<＜][^>＞]*[>＞]|〔[^〕]*〕",
        r"|(?:^|[^一二三四五六七八九〇])〇+[年月日時分]",
        r"|(?i:\bTBD\b|\bT\.B\.D|XX|Ｘ|\bX月|YYYY|ＹＹＹＹ)",
        r"|未定|調整中|未記入|要記入",
        r"|(?:^|年|令和|平成|昭和)\s*月\s*日",
    ))
});

/// Two circles or more: no office has such a name.
static IN_OFFICE: LazyLock<Option<Regex>> =
    LazyLock::new(|| pattern(r"[○◯●]{2}|〇〇|\{\{|\$\{|[<＜][^>＞]*[>＞]|[○◯●](?:府|省|庁|局|課|室|部)"));

/// Words after which a text tells how something is to be written.
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
];

/// Whether a file may hold a blank at all.
pub(super) fn maybe(text: &str) -> bool {
    has_a_sign(text.as_bytes()) && MAYBE.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// Whether two bytes stand side by side that stand in one of [`MAYBE`]'s literals. Nearly every file has none:
/// it is asked block by block and without a branch inside one, which the compiler turns into vector
/// instructions, at a twentieth of the pattern's cost.
fn has_a_sign(text: &[u8]) -> bool {
    const BLOCK: usize = 256;
    (0..text.len()).step_by(BLOCK).any(|start| {
        let block = &text[start..text.len().min(start + BLOCK + 1)];
        let pairs = block.iter().zip(block.iter().skip(1));
        pairs.fold(false, |found, (&a, &b)| {
            found
                // ○ ◯ ● △ ✕ begin so, × so.
                | (a == 0xE2) & ((b == 0x96) | (b == 0x97) | (b == 0x9C))
                | (a == 0xC3)
                | (a == b'<')
                | (b == b'{') & ((a == b'{') | (a == b'$'))
                // The last two of 〇, ＜, Ｘ, Ｙ, ｘ.
                | (a == 0x80) & (b == 0x87)
                | (a == 0xBC) & ((b == 0x9C) | (b == 0xB8) | (b == 0xB9))
                | (a == 0xBD) & (b == 0x98)
                // X月, YYYY.
                | (a | 0x20 == b'x') & ((b == 0xE6) | (b == b' '))
                | (a | 0x20 == b'y') & (b | 0x20 == b'y')
                | (a == b'\\') & ((b | 0x20 == b'x') | (b | 0x20 == b'u'))
        })
    })
}

/// The first blank in a free text.
pub(super) fn in_text(text: &str) -> Option<Range<usize>> {
    let pattern = IN_TEXT.as_ref()?;
    pattern
        .find_iter(text)
        .map(|found| found.range())
        .find(|at| is_blank(text, at))
}

/// Whether a value that cannot be read is one that nobody has filled in.
pub(super) fn in_value(text: &str) -> bool {
    IN_VALUE.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// Whether an office's name is one that nobody has filled in.
pub(super) fn in_office(name: &str) -> bool {
    IN_OFFICE.as_ref().is_some_and(|pattern| pattern.is_match(name))
}

/// Whether a blank stands where one would be filled in.
fn is_blank(text: &str, at: &Range<usize>) -> bool {
    let (before, found, after) = (
        text.get(..at.start).unwrap_or_default(),
        text.get(at.clone()).unwrap_or_default(),
        text.get(at.end..).unwrap_or_default(),
    );
    match found.chars().next() {
        Some('{' | '$') => true,
        Some('<' | '＜') => {
            // 「＜提出期限＞」 at the head of a line is a heading, unless the sentence runs on from it.
            let line = before.rsplit('\n').next().unwrap_or_default();
            let heads = line
                .chars()
                .all(|c| c.is_whitespace() || matches!(c, '・' | '-' | '*' | '○' | '●' | '◆' | '■'));
            let runs_on = ["まで", "迄", "に", "の", "を", "は", "から", "より", "、"];
            !heads || runs_on.iter().any(|word| after.starts_with(word))
        }
        _ => {
            let after = after.trim_start_matches(['」', '』', '）', ')', '”', '"', '\'']);
            let shown = before
                .char_indices()
                .rev()
                .nth(5)
                .map_or(before, |(start, _)| before.get(start..).unwrap_or_default());
            let shown = shown.rsplit('\n').next().unwrap_or_default();
            !shown.contains('例') && !HOW_TO_WRITE.iter().any(|word| after.starts_with(word))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_nothing_else_is_a_blank() {
        for text in [
            "○月○日までに御回答ください。",
            "令和○年○月○日",
            "〇月〇日（〇）必着",
            "●月●日",
            "××月××日",
            "XX月XX日",
            "回答は{{ due }}までにお願いします。",
            "期限は${due}です。",
            "期限：YYYY-MM-DD",
            "YYYY年MM月DD日までに",
            "回答は＜期限＞までにお願いします。",
            "<期限>までにお願いします。",
            "つきましては、<回答期限>に御留意の上",
        ] {
            assert!(maybe(text), "{text}");
            assert!(in_text(text).is_some(), "{text}");
        }
    }

    #[test]
    fn ordinary_texts_hold_none() {
        for text in [
            "○○法の一部を改正する法律案について（協議）",
            "〇〇法施行令の一部を改正する政令案",
            "○　回答は別紙によること。\n○　様式は問わない。",
            "●日程：9月11日",
            "二〇二五年一〇月一〇日",
            "令和七年一〇月二〇日",
            "＜提出期限＞\n令和7年9月11日（木）17時",
            "＜期限＞令和7年9月11日",
            "・＜宛先＞　各府省担当課",
            "＜参考＞令和6年度の実績",
            "詳細は<https://www.soumu.go.jp/>を御覧ください。",
            "日付はYYYY-MM-DD形式で記入してください。",
            "日付は「○月○日」のように記載してください。",
            "（記載例）○月○日　○○課長",
            "TBD",
            "○×で御回答ください。",
            "午後〇時三十分",
            "A<B かつ C>D",
            "第○条第○項",
            "回答が未定の場合は、その旨を記入してください。",
        ] {
            assert_eq!(in_text(text).map(|at| &text[at]), None, "{text}");
        }
    }

    #[test]
    fn values_and_offices() {
        for text in [
            "○月○日",
            "令和　年　月　日",
            "令和○年○月○日（○）○時",
            "TBD",
            "未定",
            "YYYY-MM-DD",
            "<期限>",
            "＜期限＞",
            "〇月〇日",
            "XX/XX",
            "＿＿",
            "9月○日",
        ] {
            assert!(in_value(text), "{text}");
        }
        for text in ["9月31日", "二〇二五年十三月一日", "夕方", "来週", "17:00"] {
            assert!(!in_value(text), "{text}");
        }
        for name in ["○○省", "〇〇局", "○省", "＜宛先＞"] {
            assert!(in_office(name), "{name}");
        }
        for name in ["総務省", "各府省", "財務省主計局（別紙1）", "○"] {
            assert!(!in_office(name), "{name}");
        }
    }
}
