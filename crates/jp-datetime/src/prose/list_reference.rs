//! Sentences above or below a list or table that make its rows deadlines: 「次のとおり提出願います」, 「上記期限までに」.

use super::actor::{is_addressee, is_from_addressee, names_addressee};
use super::columns::starts_with_month_day;
use super::earlier_occasion::without_brackets;
use super::lexicon::{ANSWERS, LIMIT_NOUNS};
use super::list_heading::asks_by_list_reference;
use super::list_row::{LIST_REACH_BYTES, LIST_REACH_LINES, is_list_row, without_moment};
use super::sentence::{asks, window_after, window_before};
use super::sentence_topic::starts_with_answer;
use super::word_search::WordSearch;

/// Words for a list of limits (上記の締切で), and for keeping them (上記の期限を厳守).
const LIMIT_LIST_WORDS: [&str; 13] = [
    "時点",
    "各時点",
    "日付",
    "期限",
    "期日",
    "日時",
    "時刻",
    "締切",
    "〆切",
    "締め切り",
    "日程",
    "スケジュール",
    "日",
];

const COMPLIANCE_WORDS: [&str; 10] = [
    "まで",
    "で",
    "にて",
    "により",
    "に従",
    "に沿",
    "のとおり",
    "を厳守",
    "厳守",
    "を守",
];

/// Whether the sentence below a list goes on with its rows as limits: 「に御回答をお願いいたします。」
pub(super) fn continues_list(sentence: &str) -> bool {
    sentence
        .strip_prefix('に')
        .is_some_and(|rest| starts_with_answer(rest.trim_start_matches('、')) && asks(rest))
}

/// 各府省からの回答, 貴省からの資料提出: the name of what the addressee hands in.
pub(super) fn is_answer_from_addressee(cell: &str) -> bool {
    cell.split_at_word("からの").is_some_and(|(who, what)| {
        is_addressee(who) && what.ends_with_any(&["回答", "提出", "報告", "登録", "意見"])
    })
}

/// Whether the step that begins with a moment names the addressee: 「貴省から回答を提出」, 「各府省より原稿提出」,
/// 「評価書の提出（各府省庁）」.
pub(super) fn is_addressee_step(line: &str, rest: &str) -> bool {
    let step = rest.split('\n').next().unwrap_or_default();
    let answers =
        |step: &str| step.ends_with_any(&["提出", "回答", "報告", "登録", "送付", "返送", "返信", "返却"]);
    let noted = || {
        let (action, who) = step.strip_suffix(')')?.rsplit_once('(')?;
        (answers(action) && is_addressee(who)).then_some(())
    };
    !line.contains(char::is_alphabetic) && (is_from_addressee(step) && answers(step) || noted().is_some())
}

/// The sentence below a moment's list.
pub(super) fn sentence_below_list(text: &str, start: usize) -> Option<&str> {
    let below = window_after(text, start, 400);
    // A bracket after the last item is on the same line.
    let line = below.split('\n').next().unwrap_or_default();
    let own = ["(いずれも", "(それぞれ"]
        .iter()
        .find_map(|each| line.find_word(each))
        .and_then(|at| line.get(at..));
    own.into_iter()
        .chain(below.split('\n').skip(1).take(6))
        .find(|line| !line.is_empty() && !is_list_row(line))
        // 「表２　答弁作成（登録はいずれも…）」 is the title of the next table.
        .filter(|line| {
            !line
                .strip_prefix('表')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        })
}

/// Whether the sentence below a list asks for a row's item by its moment, or refers to it as a list of limits:
/// 上記期限までに.
pub(super) fn requests_row(text: &str, start: usize, sentence: &str) -> bool {
    // 「上記の時刻までに」: of a row that names an office, only its own deed is meant.
    let is_of_office = || {
        let (line, _) = row_and_neighbours(text, start);
        sentence.contains_word("時刻") && line.contains(['課', '室', '局', '省'])
    };
    sentence_applies_to_row(text, start, sentence)
        && !is_of_office()
        && (["上記", "以上", "上の", "それぞれ", "各", "右欄", "右記", "各欄"].iter().any(|above| {
                sentence.split(above).skip(1).any(|rest| {
                    let rest = rest.trim_start_matches(['の', '、']);
                    let of = rest
                        .strip_prefix_any(&["提出", "回答"])
                        .unwrap_or(rest);
                    of.strip_prefix_any(&LIMIT_LIST_WORDS)
                        .is_some_and(|rest| rest.starts_with_any(&COMPLIANCE_WORDS))
                })
            }) && (asks(sentence) || sentence.contains_word("厳守"))
                && !only_informs(sentence)
                // 「できたものから順に送ってください」
                || sentence.contains_word("ものから") && asks(sentence)
                || asks_by_list_reference(sentence, &["上記", "以上"])
                // (いずれも17時必着), それぞれ17時までに御提出ください
                || ["いずれも", "それぞれ"].iter().any(|each| {
                    sentence.split_at_word(each).is_some_and(|(_, rest)| {
                        rest.contains_word("必着")
                            || rest.contains_word("期限です")
                            || rest.strip_suffix(')').is_some_and(|of| of.ends_with("期限"))
                            || rest.contains_word("締切です")
                            || asks(rest) && rest.contains_any(ANSWERS)
                            || rest.contains_word("厳守")
                            || rest.contains_word("まで") && (asks(rest) || rest.ends_with("まで)"))
                    })
                }))
        // 「＊各組織の提出期限です。」, 「以上、国土地理院総務課までお願いします。」
        || sentence.contains_any(&["の提出期限です", "の回答期限です"])
            && !sentence.contains_any(&["国会", "から", "への"])
        || sentence.starts_with("以上、")
            && sentence.contains_word("までお願い")
            && !sentence.contains_any(&["問合", "問い合", "不明", "質問", "照会", "連絡"])
        || names_row_number(text, start, sentence)
        || sentence.contains_any(&["ごとに期限", "ごとの期限", "ごとに締切"]) && asks(sentence)
        || sentence.contains_any(&["dates above", "above dates", "deadlines above", "above deadlines"])
            && sentence_applies_to_row(text, start, sentence)
            && sentence.contains_any(&["please", "kindly"])
        || sentence.contains_any(&["both items", "all items", "the above", "these items"])
            && sentence.contains_any(&["submit", "send", "return", "provide"])
}

/// 「上記の日程で進めますので、御承知おきください」
fn only_informs(sentence: &str) -> bool {
    sentence.contains_any(&["承知おき", "承知置き", "了知", "お含みおき"])
}

/// Whether the sentence below a list applies to a row. If it mentions 〆切 and some rows do too, the others are not
/// meant; events never are.
pub(super) fn sentence_applies_to_row(text: &str, start: usize, sentence: &str) -> bool {
    let (line, rows) = row_and_neighbours(text, start);
    let is_event = line.contains_any(&[
        "説明会",
        "会合",
        "開札",
        "meeting",
        "conference",
        "会議",
        "閣議",
        "国会",
        "公布",
        "施行",
        "公表",
        "開始",
        "開催",
    ]);
    let is_limit = |row: &str| row.contains_any(&LIMIT_NOUNS);
    // 「各府省から財務省へ提出」, 「財務省において精査」: of the steps of a plan, those of the addressee.
    let is_step =
        |row: &str| row.contains_word("において") || row.contains_word("から") && row.ends_with("提出");
    if (is_step(line) || rows.clone().any(is_step)) && !super::actor::is_addressee_step(without_date(line)) {
        return false;
    }
    !(is_event && !is_limit(line) || is_limit(sentence) && !is_limit(line) && rows.clone().any(is_limit))
}

/// Whether a row names no limit while others of its list do: 「修了証の交付　２月２７日」 below 「宿泊希望の回答　１月２７日まで」.
pub(super) fn is_event_among_limits(text: &str, start: usize) -> bool {
    let names_limit = |row: &str| row.contains_any(&LIMIT_NOUNS) || row.ends_with("まで");
    let (line, mut rows) = row_and_neighbours(text, start);
    // 「答弁書案　１０月２８日（水）中」
    let is_limited = names_limit(line) || line.ends_with('中');
    // 「答弁案（課長了解済み）　９月１０日」: what is handed in.
    let name = without_brackets(line);
    let name = without_moment(&name);
    let is_paper = name.trim_end().ends_with_any(&[
        "案",
        "資料",
        "調書",
        "調査票",
        "様式",
        "名簿",
        "一覧",
        "リスト",
        "データ",
    ]);
    !is_limited && !is_paper && !line.contains_any(ANSWERS) && rows.any(names_limit)
}

/// The words behind the date that a row begins with.
fn without_date(row: &str) -> &str {
    row.trim_start_matches(|c: char| c.is_ascii_digit() || "年月日時分()月火水木金土:/~-・ ".contains(c))
}

/// A moment's row, and the other rows of its list.
fn row_and_neighbours(text: &str, start: usize) -> (&str, impl Iterator<Item = &str> + Clone) {
    let above = window_before(text, start, LIST_REACH_BYTES);
    let head = above.rfind('\n').map_or(0, |at| at + 1);
    let from = start - (above.len() - head);
    let line = window_after(text, from, 240)
        .split('\n')
        .next()
        .unwrap_or_default();
    let before = above.get(..head.saturating_sub(1)).unwrap_or_default();
    let below = window_after(text, start, LIST_REACH_BYTES);
    let rows = (before
        .lines_from_last()
        .take(LIST_REACH_LINES)
        .take_while(|row| is_list_row(row)))
    .chain(
        below
            .split('\n')
            .skip(1)
            .take(LIST_REACH_LINES)
            .take_while(|row| is_list_row(row)),
    );
    (line, rows)
}

/// Whether a sentence below the list names a row by its number: 「１については期限までに御回答ください」, 「①の期限までに」.
fn names_row_number(text: &str, start: usize, sentence: &str) -> bool {
    let (line, _) = row_and_neighbours(text, start);
    let number = line.split(|c: char| !c.is_numeric()).next().unwrap_or_default();
    !number.is_empty()
        && !starts_with_month_day(line)
        && asks(sentence)
        && sentence.word_positions(number).any(|at| {
            let whole = !sentence
                .get(..at)
                .is_some_and(|head| head.ends_with(char::is_numeric));
            let rest = sentence.get(at + number.len()..).unwrap_or_default();
            let rest = rest.strip_prefix_any(&["については、", "については", "の", "は、"]);
            whole
                && rest.is_some_and(|rest| {
                    ["期限", "期日", "締切", "〆切"].iter().any(|limit| {
                        rest.strip_prefix(limit)
                            .is_some_and(|rest| rest.starts_with("まで"))
                    })
                })
        })
}

/// 「・9月17日（水）　各局から政策課へ登録（期限厳守）」: a step of a schedule that the sentence below asks for.
pub(super) fn sentence_asks_for_step(line: &str, rest: &str, sentence: &str) -> bool {
    let step = rest.split('\n').next().unwrap_or_default();
    let begins = !line.contains(char::is_alphabetic);
    let who = super::actor::is_addressee_step(step);
    begins
        && who
        && asks(sentence)
        && ANSWERS.iter().any(|answer| {
            step.contains(answer)
                && (sentence.contains(answer)
                    || names_addressee(sentence)
                    || sentence.contains_any(&["取り計らい", "取計らい", "対応", "協力", "作業"]))
        })
}
