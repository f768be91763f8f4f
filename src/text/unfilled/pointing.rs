//! Reasons that only refer to another document: 「別紙のとおり」.

use super::is_invisible;

/// Documents and occasions that are named in place of a reason; followed by one of [`POINTING`].
const PAPERS: &[&str] = &[
    "別紙",
    "別添",
    "別表",
    "別記",
    "別図",
    "別冊",
    "別便",
    "別メール",
    "添付資料",
    "添付ファイル",
    "添付文書",
    "添付",
    "参考資料",
    "説明資料",
    "概要資料",
    "資料",
    "参考",
    "依頼文書",
    "依頼文",
    "依頼書",
    "依頼状",
    "通知文",
    "事務連絡",
    "鑑文",
    "かがみ文",
    "かがみ",
    "公文",
    "調査票",
    "調査要領",
    "実施要領",
    "要領",
    "企画書",
    "右記",
    "左記",
    "標記",
    "右",
    "左",
    "表題",
    "題名",
    "前年度",
    "前年",
    "昨年度",
    "昨年",
    "毎年度",
    "毎年",
    "毎回",
    "例年",
    "前回",
];

/// Endings of [`PAPERS`] that add no reason.
const POINTING: &[&str] = &[
    "",
    "のとおり",
    "の通り",
    "とおり",
    "通り",
    "どおり",
    "に記載",
    "に記載のとおり",
    "に記載の通り",
    "記載",
    "記載のとおり",
    "に示すとおり",
    "と同じ",
    "に同じ",
    "同様",
    "と同様",
    "同じ",
    "に同様",
    "による",
    "に準ずる",
    "に準じる",
    "参照",
    "を参照",
    "御参照",
    "ご参照",
    "を御参照",
    "をご参照",
    "御覧",
    "ご覧",
    "を御覧",
    "をご覧",
    "添付",
    "を添付",
];

/// English references: alone, or followed by one of [`POINTED_AT`].
const POINTERS: &[&str] = &["see", "as", "attached", "as in", "refer to", "cf"];

/// Objects of [`POINTERS`].
const POINTED_AT: &[&str] = &[
    "attached",
    "the attached",
    "attachment",
    "the attachment",
    "annex",
    "the annex",
    "appendix",
    "the appendix",
    "enclosed",
    "above",
    "below",
    "before",
    "last year",
    "last time",
    "usual",
    "body",
    "the body",
    "subject",
    "the subject",
    "cover letter",
    "the cover letter",
    "separate sheet",
    "the separate sheet",
];

/// Whether a text only names the document that holds the reason: 「別紙参照」, 「別添１のとおり」, "See attached".
pub fn points_elsewhere(text: &str) -> bool {
    /// Longer than any of these phrases, in bytes.
    const LENGTH_LIMIT: usize = 120;
    if text.len() > LENGTH_LIMIT {
        return false;
    }
    let stops = |c: char| is_invisible(c) || "。．.、！!：:（）()「」【】".contains(c);
    let mut word = text.trim_matches(stops);
    if word.is_ascii() {
        let word = word.to_ascii_lowercase();
        let word = word.strip_prefix("please ").unwrap_or(&word);
        return POINTERS.iter().any(|pointer| {
            let rest = word.strip_prefix(pointer).and_then(|rest| rest.strip_prefix(' '));
            word == *pointer || rest.is_some_and(|rest| POINTED_AT.contains(&rest))
        });
    }
    for head in [
        "詳細は",
        "理由は",
        "必要性は",
        "目的は",
        "趣旨は",
        "内容は",
        "詳しくは",
    ] {
        word = word.strip_prefix(head).unwrap_or(word);
    }
    word = word.trim_start_matches(stops);
    let is_number =
        |c: char| stops(c) || c.is_numeric() || "一二三四五六七八九十号第-－・、～〜ＡＢＣABC".contains(c);
    let mut named = false;
    while let Some(rest) = PAPERS.iter().find_map(|paper| word.strip_prefix(paper)) {
        named = true;
        word = rest.trim_start_matches(is_number);
        let next = ["及び", "並びに", "又は", "と", "や"]
            .iter()
            .find_map(|joint| word.strip_prefix(joint));
        word = next
            .filter(|next| PAPERS.iter().any(|paper| next.starts_with(paper)))
            .unwrap_or(word);
    }
    let word = word.trim_matches(stops);
    let word = [
        "ください",
        "下さい",
        "願います",
        "お願いします",
        "です",
        "のこと",
        "ため",
    ]
    .iter()
    .fold(word, |word, end| word.strip_suffix(end).unwrap_or(word));
    named && POINTING.contains(&word.trim_matches(stops))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_points_to_a_paper_alone() {
        for text in [
            "別紙参照",
            "別紙のとおり",
            "別紙１参照",
            "別紙１及び別紙２のとおり。",
            "別添のとおりです",
            "（別添資料を参照）",
            "添付資料を御参照ください。",
            "依頼文のとおり",
            "理由は別紙のとおり",
            "詳細は別添を御覧ください",
            "前年度と同様",
            "昨年どおり",
            "右のとおり",
            "別表第一のとおり",
            "See attached.",
            "see the annex",
            "as above",
            "Please see attached",
        ] {
            assert!(points_elsewhere(text), "{text:?}");
        }
        for text in [
            "",
            "別紙の調査票の改訂を検討するため",
            "別添１の法案の施行に向け、実態を把握するため",
            "資料の作成",
            "前年度の調査から制度が変わったため",
            "別表の改正を要するため",
            "通知文の改訂",
            "右肩上がりの需要を把握するため",
            "See whether the law is applied",
            "昨年の災害を踏まえた見直しのため",
        ] {
            assert!(!points_elsewhere(text), "{text:?}");
        }
    }
}
