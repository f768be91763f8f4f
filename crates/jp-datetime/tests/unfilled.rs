//! Dates and times with an unfilled part, and everyday words that look similar.

use jp_datetime::unfilled::{at, hour_belongs_to_day, in_value, is_sign};

/// The first one found, and their number.
fn found(text: &str) -> Option<(&str, usize)> {
    let all: Vec<&str> = text
        .char_indices()
        .filter_map(|(offset, _)| at(text, offset))
        .map(|range| &text[range])
        .collect();
    all.first().map(|first| (*first, all.len()))
}

#[test]
fn dates_that_are_not_filled_in() {
    for (text, words) in [
        ("期限は○月○日まで", "○月○日"),
        ("9月○日", "9月○日"),
        ("○月11日", "○月11日"),
        ("９月　日まで", "９月　日"),
        ("9月  日（木）", "9月  日"),
        ("9月　　　　　　　　　　　　日", "9月　　　　　　　　　　　　日"),
        ("令和7年9月　日", "令和7年9月　日"),
        ("令和　年　月　日", "令和　年　月　日"),
        ("令和　　年　　月　　日（　）", "令和　　年　　月　　日"),
        ("期限：　年　月　日", "年　月　日"),
        ("期限 2025年○月○日", "2025年○月○日"),
        ("平成○○年○月○日", "平成○○年○月○日"),
        ("西暦＿＿＿＿年＿月＿日", "西暦＿＿＿＿年＿月＿日"),
        ("YYYY年MM月DD日", "YYYY年MM月DD日"),
        ("9月DD日", "9月DD日"),
        ("MM月11日", "MM月11日"),
        ("N月n日", "N月n日"),
        ("―月…日", "―月…日"),
        ("九月○日", "九月○日"),
        ("十月　日", "十月　日"),
        ("〇月〇日", "〇月〇日"),
        ("9月〇日", "9月〇日"),
        ("　月　日（　）", "月　日"),
        ("　月　日 17時", "月　日"),
        ("期限　月　日", "月　日"),
        ("9月　日必着", "9月　日"),
        ("9月　日までに", "9月　日"),
        ("9月　日中", "9月　日"),
        ("9月○ 日", "9月○ 日"),
        ("MAX期限X月X日", "X月X日"),
    ] {
        assert_eq!(found(text).map(|(found, _)| found), Some(words), "{text:?}");
    }
}

#[test]
fn dates_that_are_and_words_that_are_none() {
    for text in [
        "9月11日",
        "９月１１日",
        "九月十一日",
        "令和7年9月11日",
        "元年9月1日",
        "来月10日",
        "毎月1日",
        "3か月10日",
        "9月 日本",
        "9月日程",
        "年月日",
        "月　日　　内　容",
        "回答日：　年　月　日",
        "記入年月日　　年　月　日",
        "生年月日:　　年　月　日",
        "MAX月11日",
        "a-X月11日",
        "月",
        "月日",
        "　月　",
        "9月",
        "9月　",
        "\n　月　日\nあ",
        "二十月三十日",
        "9月11日（木）",
        "9月11日(thu)",
        "9月（　）",
        "日（　）",
        "a日（　）",
    ] {
        assert_eq!(found(text), None, "{text:?}");
    }
}

#[test]
fn weekdays_and_times() {
    for (text, words) in [
        ("9月11日（　）", "（　）"),
        ("9月11日（○）", "（○）"),
        ("9月11日 (  )", "(  )"),
        ("9月11日（○曜日）", "（○曜日）"),
        ("9月11日（　曜）", "（　曜）"),
        ("9月11日（曜日）", "（曜日）"),
        ("十月 1日（？）", "（？）"),
        ("9月11日（木）○時", "○時"),
        ("9月11日○時", "○時"),
        ("9月11日 ○○時", "○○時"),
        ("9月11日午前○時", "○時"),
        ("11日午後 XX時まで", "XX時"),
        ("11日○時半", "○時"),
        ("(木)○時以降", "○時"),
    ] {
        assert_eq!(found(text).map(|(found, _)| found), Some(words), "{text:?}");
    }
    for text in [
        "9月11日（）",
        "9月11日（木）",
        "9月11日（木曜日）",
        "9月11日（　　　　　　　　）",
        "11日（　）",
        "9月11回（　）",
        "9月11日（　",
        "9月11日17時",
        "9月11日（木）１７時",
        "9月11日の時",
        "9月11日 時",
        "○時間外の対応",
        "11日○時点",
        "○時",
        "件○時",
        "以前○時",
        "以後○時",
    ] {
        assert_eq!(found(text), None, "{text:?}");
    }
}

#[test]
fn letters_that_stand_for_digits() {
    for (text, words) in [
        ("期限: YYYY-MM-DD", "YYYY-MM-DD"),
        ("yyyy/mm/dd まで", "yyyy/mm/dd"),
        ("YYYY.MM.DD", "YYYY.MM.DD"),
        ("YYYYMMDD", "YYYYMMDD"),
        ("ＹＹＹＹ－ＭＭ－ＤＤ", "ＹＹＹＹ－ＭＭ－ＤＤ"),
        ("yyyy年m月d日", "yyyy年m月d日"),
        ("yyyy年mm月dd日", "yyyy年mm月dd日"),
        ("「YYYY-MM-DD」", "YYYY-MM-DD"),
        ("期限YYYY-MM-DD.", "YYYY-MM-DD"),
    ] {
        assert_eq!(found(text).map(|(found, _)| found), Some(words), "{text:?}");
    }
    for text in [
        "YYYY",
        "YYYY-MM",
        "YYY-MM-DD",
        "YYYY-DD-MM",
        "a_YYYYMMDD",
        "YYYYMMDD_b",
        "YYYYMMDD.xlsx",
        "-YYYYMMDD",
        "ファイル名はYYYYMMDDとする",
        "日付の形式はYYYY-MM-DDです",
        "「YYYYMMDD」",
        "'YYYYMMDD'",
    ] {
        // File names and descriptions of a format are no placeholders.
        assert_eq!(found(text), None, "{text:?}");
    }
    // Only the same line counts.
    assert!(found("ファイル名\nYYYYMMDD").is_some());
}

#[test]
fn a_time_goes_with_its_day() {
    for (text, day, time, together) in [
        ("○月○日（○）○時", "○月○日", "○時", true),
        ("○月○日 ○時", "○月○日", "○時", true),
        ("○月○日（木）午後○時", "○月○日", "○時", true),
        ("○月○日、別に○時", "○月○日", "○時", false),
        ("○月○日（○）", "○月○日", "（○）", false),
    ] {
        let range = |words: &str| text.rfind(words).map(|start| start..start + words.len());
        let (day, time) = (range(day).unwrap_or_default(), range(time).unwrap_or_default());
        assert_eq!(hour_belongs_to_day(text, &day, &time), together, "{text:?}");
    }
}

#[test]
fn values_with_a_part_left_out() {
    for (text, expected) in [
        ("令和　年　月　日", true),
        ("令和7年　月　日", true),
        ("9月　日", true),
        ("　月　日", true),
        ("9月○日", true),
        ("令和〇年9月11日", true),
        ("9月〇日", true),
        ("〇月11日", true),
        ("17時〇分", true),
        ("　日（木）", true),
        ("令和7年9月11日", false),
        ("9月二〇日", false),
        ("9月11日", false),
        ("来月　日程", false),
        ("協議の期日", false),
        ("", false),
        ("年", false),
    ] {
        assert_eq!(in_value(text), expected, "{text:?}");
    }
}

#[test]
fn signs_that_stand_for_a_part() {
    for c in "○◯●◎△▲□■×✕✖〇XxＸｘ＿_＊*？?".chars() {
        assert!(is_sign(c), "{c}");
    }
    for c in "0１九OoＯ。・-ーND ".chars() {
        assert!(!is_sign(c), "{c}");
    }
}
