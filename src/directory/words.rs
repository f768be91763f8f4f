//! Words around office names: separators, counts, honorifics, and references to further offices.

use std::sync::OnceLock;

use regex::Regex;

use crate::text::trim;

/// Words that always separate two names.
pub(super) const CONJUNCTIONS: [&str; 4] = ["及び", "並びに", "および", "ならびに"];

/// Signs and words that separate two names only if both are known.
pub(super) const WEAK_SEPARATORS: [&str; 19] = [
    "又は",
    "または",
    "若しくは",
    "もしくは",
    "のほか",
    "の外",
    "＋",
    "+",
    "＆",
    "&",
    "→",
    "⇒",
    "｜",
    "|",
    "＝",
    "－",
    "->",
    "-",
    "から",
];

/// A text with one of these may name affiliates of ministries.
pub(super) const AFFILIATES: [&str; 3] = ["法人", "団体", "大学"];

/// Whether a character begins a separator, or is と.
pub(super) fn starts_conjunction(c: char) -> bool {
    let mut joints = CONJUNCTIONS.iter().chain(&WEAK_SEPARATORS);
    c == 'と' || joints.any(|word| word.starts_with(c))
}

/// Whether the text after a ministry's name makes it a section named after that ministry: 「厚生労働省担当」.
pub(super) fn is_called_after(behind: &str) -> bool {
    [
        "担当", "係", "班", "令", "所管", "関係", "連絡", "対応", "出向", "出身", "向け", "との", "調整",
        "職員", "除", "を",
    ]
    .iter()
    .any(|word| behind.starts_with(word))
}

/// Whether an alias in the directory is of the office itself (経産省, MOF, 公取委), rather than of a branch or its
/// head.
pub(super) fn is_other_name(name: &str) -> bool {
    name.is_ascii() || name.ends_with(['省', '庁', '委'])
}

/// What an office's name implies about further offices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// Several ministries: 財務省ほか, 財務省外２省.
    Ministries,
    /// Others of unknown kind: 財務省主計局ほか.
    Unsaid,
}

/// Suffixes for further offices: ほか, 等, 外２省, その他関係府省.
static OTHERS: Pattern = Pattern {
    written: concat!(
        r"[(（]?(?:その他の?|の?ほかの?|他の?|外|などの?|等の?|を?(?:はじめ|始め|初め)と?(?:する|して)?|以下)",
        r"(?:関係|各|全|主要)*(?:[0-9〇一二三四五六七八九十百]+)?",
        r"(?P<unit>府省庁|府省|省庁|府|省|庁|院|委員会|行政機関|機関|か所|ヶ所|箇所|者|先|部局|局|部|課)?(?:等|など)?(?:各位)?[)）]?(?:[(（].*)?$"
    ),
    signs: "他ほ外な等は始初以",
    compiled: OnceLock::new(),
};

/// 財務省各府省, without a word between.
static EACH: Pattern = Pattern {
    written: "(?:関係|各|全)(?:府省庁|府省|省庁|省|行政機関)(?:等|など)?(?:各位)?[)）]?(?:[(（].*)?$",
    signs: "関各全",
    compiled: OnceLock::new(),
};

static ELSEWHERE: Pattern = Pattern {
    written: "別[記紙添表掲]|(?:下記|次|裏面|末尾)の?(?:とおり|通り|各|宛|送付)|先(?:一覧|名簿|リスト)",
    signs: "別下次裏末先",
    compiled: OnceLock::new(),
};

static COUNT: Pattern = Pattern {
    written: concat!(
        "^(?:関係|各|全|他|外|ほか|計|上記|下記)*(?:の)?",
        "(?:[0-9〇一二三四五六七八九十百]+(?:の|つの)?(?:府省庁|府省|省庁|府|省|庁|院|委員会|行政機関|機関)[・、,]?)+",
        "(?:等|など|各位|ほか|他)?(?:[)）」】>〉』].*|[(（].*)?$"
    ),
    signs: NUMBERS,
    compiled: OnceLock::new(),
};

static EACH_COUNT: Pattern = Pattern {
    written: "([0-9〇一二三四五六七八九十百]+)(?:の|つの)?(?:府省庁|府省|省庁|府|省|庁|院|委員会|行政機関|機関)",
    signs: NUMBERS,
    compiled: OnceLock::new(),
};

const NUMBERS: &str = "0123456789〇一二三四五六七八九十百";

/// A pattern compiled when a text first contains one of its signs: most names contain none, and compiling takes
/// as long as judging many requests.
struct Pattern {
    written: &'static str,
    /// Every match contains one of these characters.
    signs: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn of(&self, text: &str) -> Option<&Regex> {
        if !text.contains(|c| self.signs.contains(c)) {
            return None;
        }
        self.compiled
            .get_or_init(|| Regex::new(self.written).ok())
            .as_ref()
    }
}

/// Classifies what follows an office's name as naming further offices.
pub(super) fn others(rest: &str) -> Option<Others> {
    if EACH.of(rest).is_some_and(|each| each.is_match(rest)) {
        return Some(Others::Ministries);
    }
    let found = OTHERS.of(rest)?.captures(rest)?;
    let at = found.get(0)?.start();
    let unit = found.name("unit").map(|unit| unit.as_str());
    if unit.is_some_and(|unit| matches!(unit, "部局" | "局" | "部" | "課")) {
        return None;
    }
    let ministries = unit.is_some_and(|unit| !matches!(unit, "か所" | "ヶ所" | "箇所" | "者" | "先"));
    match (at, ministries) {
        (0, _) | (_, true) => Some(Others::Ministries),
        _ => Some(Others::Unsaid),
    }
}

/// Whether the further recipients are listed elsewhere: （以下別記）, （別紙のとおり）.
pub(super) fn refers_elsewhere(rest: &str) -> bool {
    ELSEWHERE.of(rest).is_some_and(|pattern| pattern.is_match(rest))
}

/// The number of ministries that a name counts: 11府省, 1府11省2庁.
pub(super) fn stated_count(name: &str) -> Option<u32> {
    if !COUNT.of(name)?.is_match(name) {
        return None;
    }
    let counts = EACH_COUNT.of(name)?.captures_iter(name);
    let value = |digits: &str| match digits.parse::<u32>() {
        Ok(value) => value,
        // Kanji numerals: 一 is one; beyond that only “several” matters.
        Err(_) => {
            if digits == "一" {
                1
            } else {
                2
            }
        }
    };
    Some(
        counts
            .filter_map(|found| found.get(1))
            .fold(0_u32, |sum, found| sum.saturating_add(value(found.as_str()))),
    )
}

/// Brackets and quotes that may surround a name.
pub(super) const BRACKETS: [char; 16] = [
    '「', '『', '【', '〔', '［', '[', '(', '（', '<', '＜', '〈', '《', '“', '‘', '"', '\'',
];

/// A name without blanks and honorifics, with full-width letters and digits folded to ASCII.
pub(super) fn without_blanks(name: &str) -> String {
    let fold = |c: char| match c {
        '！'..='～' if c.is_alphanumeric() => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    strip_honorific(name)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold)
        .collect()
}

pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | ';' | '；' | '／' | '/' | '・' | '\n')
}

/// Honorifics after a name.
pub const HONORIFICS: [&str; 11] = [
    "殿",
    "様",
    "さま",
    "先生",
    "御中",
    "あて",
    "宛",
    "宛て",
    "各位",
    "の皆様",
    "の皆さま",
];

/// Words after a name for the person in charge.
const IN_CHARGE: [&str; 8] = [
    "御担当者",
    "ご担当者",
    "担当者",
    "御担当",
    "ご担当",
    "御担当官",
    "ご担当官",
    "担当官",
];

/// Whether a name consists of forms of address only: 御担当者様.
pub fn is_honorific(name: &str) -> bool {
    let rest = strip_honorific(name);
    HONORIFICS.contains(&rest) || IN_CHARGE.contains(&rest) || matches!(rest, "担当" | "御" | "ご")
}

/// A name without the forms of address after it: 殿, 御中, 御担当者様.
pub fn strip_honorific(name: &str) -> &str {
    let mut name = trim(name);
    // A name that consists of such words only is kept.
    while let Some(shorter) = HONORIFICS
        .into_iter()
        .chain(IN_CHARGE)
        .find_map(|word| name.strip_suffix(word).map(str::trim_end))
        .filter(|shorter| !shorter.is_empty())
    {
        name = shorter;
    }
    name
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::strategy::ValueTree as _;
    use proptest::string::string_regex;

    use super::*;

    proptest! {
        #[test]
        fn whatever_matches_a_pattern_holds_one_of_its_signs(which in 0..5_usize, seed in any::<u64>()) {
            let pattern = [&OTHERS, &EACH, &ELSEWHERE, &COUNT, &EACH_COUNT][which];
            // Anchors and captures have no text of their own.
            let bare = pattern.written.replace(['^', '$'], "").replace("?P<unit>", "?:");
            let mut runner = proptest::test_runner::TestRunner::new_with_rng(
                ProptestConfig::default(),
                proptest::test_runner::TestRng::from_seed(
                    proptest::test_runner::RngAlgorithm::XorShift,
                    &[seed.to_le_bytes(), seed.to_be_bytes()].concat(),
                ),
            );
            let text = string_regex(&bare).unwrap().new_tree(&mut runner).unwrap().current();
            prop_assert!(text.contains(|c| pattern.signs.contains(c)), "{text}");
            let regex = Regex::new(pattern.written).unwrap();
            prop_assert!(regex.is_match(&text), "{text}");
        }
    }
}
