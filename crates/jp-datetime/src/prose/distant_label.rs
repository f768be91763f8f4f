//! Moments whose label is not directly before them: the second of two, the one before the next one's label, one in an
//! example.

use super::candidate::Candidate;
use super::day::Day;
use super::label::{is_deadline_label, without_ordinal};
use super::phrases::Phrases;
use super::sentence::{SentenceContext, window_after, window_before};
use super::word_search::WordSearch;

/// 「回答期限は７月３日（金）と７月１０日（金）とし」, 「第１回の回答期限は７月３日、第２回は７月１７日とし」: a further moment of the same label.
pub(super) fn shares_previous_label(
    text: &str,
    around: &SentenceContext<'_>,
    found: &Candidate,
    previous: Option<&Candidate>,
) -> bool {
    const CONJUNCTIONS: [&str; 8] = ["|", " ", "と", "及び", "並びに", "、", "・", "又は"];
    let Some(previous) = previous.filter(|one| one.day.is_calendar_day() && found.day.is_calendar_day())
    else {
        return false;
    };
    let between = text.get(previous.range.end..around.start).unwrap_or_default();
    let and = between.strip_prefix_any(&CONJUNCTIONS);
    let ordinal = |name: &str| {
        let name = name.strip_suffix(['は', 'が']).unwrap_or(name);
        without_ordinal(name).is_empty()
    };
    and.is_some_and(|name| name.is_empty() || ordinal(name))
        && is_deadline_label(window_before(text, previous.range.start, 120))
        && (around.behind.is_empty()
            || around
                .behind
                .starts_with_any(&["とし", "です", "とする", "となり", "。", ")"]))
}

/// Whether only a label is between a moment and the next.
pub(super) fn label_belongs_to_next(text: &str, found: &Candidate, next: Option<&Candidate>) -> bool {
    let Some(next) = next.filter(|next| !next.vague && next.day != Day::Unspecified) else {
        return false;
    };
    let between = text.get(found.range.end..next.range.start).unwrap_or_default();
    // 「9/9 17時意見締切、9/12閣議」: the comma ends what the label is of.
    if between.ends_with('、') && !between.starts_with(['、', ' ', ':']) {
        return false;
    }
    let name = between.trim_matches([':', ' ', '、', '(', ')', '・', '【', '】']);
    name.chars().count() <= 10
        && name.ends_with_any(&["期限", "期日", "締切", "〆切", "締切日"])
        && !name.contains(['を', 'が', 'で', 'に', '\n', '。'])
        && name.chars().count() > 2
}

/// Whether a line begins with a tag that makes it an example or a record: 「（記入見本）回答日：令和７年９月11日」, 「【議事録抜粋】
/// ○事務局　…」, 「【結果報告】2/27〆 アンケート」.
pub(super) fn has_record_tag(above: &str) -> bool {
    // ――（ひな形ここから）――
    const SAMPLES: [&str; 7] = ["ひな形", "ひな型", "雛形", "雛型", "文例", "見本", "サンプル"];
    let marks = |line: &&str| line.contains_word("ここから") || line.contains_word("ここまで");
    let in_sample = above.contains_word("ここから")
        && above
            .lines_from_last()
            .find(marks)
            .is_some_and(|line| line.contains_word("ここから") && line.contains_any(&SAMPLES));
    let line = above.last_line();
    let line = line.strip_prefix("件名:").unwrap_or(line);
    in_sample
        || line
            .strip_prefix(['(', '【'])
            .and_then(|tag| tag.split_once([')', '】']))
            .is_some_and(|(tag, _)| {
                tag.ends_with("見本")
                    || tag.starts_with_any(&["議事録", "議事要旨", "議事概要", "会議録"])
                    || matches!(tag, "結果報告" | "完了報告" | "実施報告")
            })
}

/// Whether a moment is in an example of a filled-in form: 記入例, 提出日：９月１日.
pub(super) fn is_example(above: &str) -> bool {
    /// A heading is no longer, in bytes.
    const HEADING_BYTES_LIMIT: usize = 120;
    let lines = || {
        above
            .lines_from_last()
            .skip(1)
            .take(8)
            .filter(|line| line.len() <= HEADING_BYTES_LIMIT)
    };
    // One look at the lines above says that none is such a heading.
    if !lines().any(|line| line.contains(['例', '見', '前', '過', '他', '経', 'で', '参', 'お'])) {
        return false;
    }
    lines().any(|line| {
        let line = line.trim_end_matches([')', '】', '>', '》', ' ', ':']);
        let chronology = line.ends_with_any(&[
            "経緯",
            "の経過",
            "とおりでした。",
            "(参考",
            "の経緯について",
            "の経過について",
            "の経過について(報告",
            "とおり回答します。",
            "とおり回答いたします。",
            "とおり報告します。",
            "とおり報告いたします。",
        ]);
        // 「次のとおり当省から回答します。」
        let is_answered = line.contains_any(&["次のとおり", "以下のとおり", "下記のとおり"])
            && line.ends_with_any(&[
                "から回答します。",
                "から回答いたします。",
                "から報告します。",
                "とおり回答します。",
                "とおり回答いたします。",
                "とおり報告します。",
                "とおり報告いたします。",
                "とおり報告する。",
                "とおり回答する。",
            ]);
        if is_answered {
            return true;
        }
        let before_this = chronology
            || line.contains_any(&[
                "他省庁の締切",
                "他府省の締切",
                "他省庁の期限",
                "他府省の期限",
                "前回調査",
                "前回の調査",
                "前回の照会",
                "前年度の調査",
                "昨年度の調査",
                "過去の照会",
                "前年度の日程",
                "昨年度の日程",
                "前回の日程",
            ]);
        before_this && !line.trim_end_matches('。').contains(['。', '、'])
            || line.ends_with_any(&["記載例", "記入例", "作成例", "見本", "様式例"])
    })
}

/// Whether a label is of another office: 官房〆, 財務課の締切; not 当課の締切, 各課の期限.
pub(super) fn is_other_office_label(before: &str) -> bool {
    let clause = before.rsplit(['、', '。', '\n']).next().unwrap_or_default();
    let label = ["の締切", "の期限", "の〆切", "〆切", "〆", "締切", "期限"]
        .iter()
        .find_map(|label| clause.find_word(label));
    let whose = label.and_then(|at| clause.get(..at)).unwrap_or_default();
    whose.ends_with(['課', '省', '府', '庁', '局', '室', '院', '官', '房', '方'])
        && !whose.starts_with(['当', '貴', '各', '弊'])
        && !whose.ends_with("当方")
}

/// 「本件に関する各課室の作業はありません」, below what is listed.
pub(super) fn says_no_action_needed(text: &str, found: &Candidate) -> bool {
    static NO_ACTION: Phrases = Phrases::new(&[
        "作業はありません",
        "作業はございません",
        "作業は不要",
        "お願いすることはありません",
        "お願いする事項はありません",
        "職員の作業なし",
        "職員の作業はなし",
        "省内作業なし",
        "省内の作業なし",
        "職員は対応不要",
        "職員の対応は不要",
    ]);
    let below = window_after(text, found.range.end, 300);
    NO_ACTION.all(below).any(|(_, at)| {
        // 「該当がない場合、作業は不要です」
        let clause = below.get(..at).unwrap_or_default();
        let sentence = clause.rsplit(['。', '\n']).next().unwrap_or_default();
        !sentence.contains_any(&["場合", "なければ", "ときは"])
    })
}
