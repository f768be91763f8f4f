//! Meetings named above a moment: the heading of a list of times, the head of a column, the title of a form.

use super::candidate::Candidate;
use super::columns::is_border;
use super::day::Day;
use super::earlier_occasion::mentions_earlier_occasion;
use super::heading::{heading_of_list, is_alone_on_line};
use super::invitation::asks_to_come;
use super::lexicon::{MEETINGS, PLAN_HEADINGS};
use super::list_heading::without_list_reference;
use super::list_row::LIST_REACH_BYTES;
use super::sentence::{SentenceContext, window_after, window_before};
use super::table_heading::column_head;
use super::word_search::WordSearch;

/// Whether a moment is in a list of proposed meeting times.
pub(super) fn is_proposed_meeting_time(text: &str, start: usize, around: &SentenceContext<'_>) -> bool {
    let above = window_before(text, start, LIST_REACH_BYTES);
    let line = above.last_line();
    let offers = |heading: &str| {
        let near = above
            .find_word(heading)
            .map_or(heading, |at| window_before(above, at + heading.len(), 300));
        heading.contains_any(&["候補", "いずれか", "下記", "以下", "次の", "希望", "都合"])
            // Several proposed times count for a hearing; for other meetings only a single one.
            && (near.contains_word("ヒア")
                || MEETINGS.occurs_in(near)
                    && !heading.replace("都合を踏まえ", "").contains_any(&["候補", "いずれか", "希望", "都合", "うち", "日程調整", "日程を調整"]))
            && !heading.contains_any(&["期限", "締切", "〆切", "提出", "回答"])
            // 「内容をお伺いしたいので、以下のとおり御来省いただけますでしょうか。」
            || heading.contains_any(&["以下", "下記", "次の"]) && asks_to_come(heading)
    };
    // 「ヒアリングの時間が決まりました。９月１７日１３時～１４時、会議室です」
    let sentence = line.strip_suffix('。').map(|head| {
        let from = head.rfind('。').map_or(0, |at| at + '。'.len_utf8());
        head.get(from..).unwrap_or_default()
    });
    if around.behind.starts_with('~')
        && sentence.is_some_and(|sentence| {
            MEETINGS.occurs_in(sentence) && sentence.contains_any(&["時間", "日時", "日程"])
        })
    {
        return true;
    }
    let own = line.skip_to_letter();
    let numbered =
        own.is_empty() || own.chars().count() <= 8 && own.contains_any(&["候補", "希望", "案", "第"]);
    numbered
        && (is_alone_on_line(line, around.behind) || is_span_with_place(around.behind))
        && heading_of_list(above, line).is_some_and(offers)
}

/// 「～14:10　合同庁舎第８号館５階」, 「から12時まで」 with the place on the next line: the end of a meeting, and where it is held.
fn is_span_with_place(behind: &str) -> bool {
    const PLACE_CHARS_LIMIT: usize = 40;
    let row = behind.split('\n').next().unwrap_or_default();
    row.strip_prefix_any(&["~", "～", "-", "から", "より"])
        .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || "時分:午前後正".contains(c)))
        .map(|rest| rest.strip_prefix("まで").unwrap_or(rest))
        .is_some_and(|place| {
            // 「義務教育、教職員定数」: what it is about.
            let is_clause = place.contains('、') && place.contains(|c| matches!(c, 'ぁ'..='ん'));
            place.chars().count() <= PLACE_CHARS_LIMIT
                && !is_clause
                && !place.contains(['。', 'を', 'は', 'が', 'に'])
        })
}

/// Whether a span of time without a day is a further one on the day of a meeting: 「１９：００～２０：００　年金局」 below
/// 「９月１６日（火）」 and 「１４：００～１５：００　老健局」. Normalised text may have joined the lines.
pub(super) fn is_later_on_same_day(text: &str, previous_end: usize, found: &Candidate) -> bool {
    /// Limit on the bytes between the two: the name of the first, and that of the second.
    const GAP_BYTES_LIMIT: usize = 90;
    let between = text.get(previous_end..found.range.start).unwrap_or_default();
    let is_other = between.contains_any(&[
        "休憩",
        "休み",
        "受付",
        "除",
        "昼食",
        "勤務時間",
        "開庁",
        "電話",
        "窓口",
        "連絡先",
        "問合せ",
        "問い合わせ",
        "会議室",
        "控室",
        "待合",
        "tel",
    ]);
    let row = window_after(text, found.range.end, GAP_BYTES_LIMIT);
    let is_called_off = row
        .split('\n')
        .next()
        .is_some_and(|row| row.contains_word("中止"));
    found.day == Day::Unspecified
        && found.starts_range
        && found.until.is_some()
        && between.len() <= GAP_BYTES_LIMIT
        && !between.contains('。')
        && !is_other
        && !is_called_off
}

/// Whether a label says that something ends then: 終了：, 終了時刻：.
pub(super) fn is_labelled_end(around: &SentenceContext<'_>) -> bool {
    let label = around.before.trim_end_matches([':', ' ', '|']);
    label.len() < around.before.len().max(1)
        && label.ends_with_any(&["終了", "終了時刻", "終了日時", "終了時間"])
}

/// Whether a table or form gives a meeting's time: a column ヒアリング, or 日時 next to the name of a meeting.
pub(super) fn is_meeting_by_table(text: &str, start: usize, around: &SentenceContext<'_>) -> bool {
    const MEETING_DATE_LABELS: [&str; 18] = [
        "日時",
        "開始日時",
        "開始時刻",
        "月日",
        "日程",
        "開催日時",
        "実施日時",
        "開催日",
        "実施日",
        "説明日時",
        "聴取日時",
        "予備日",
        "予備日時",
        "時刻",
        "開始",
        "割当て",
        "割当",
        "日",
    ];
    let above = window_before(text, start, LIST_REACH_BYTES);
    let line = above.last_line();
    if line.contains('|') || around.behind.contains('|') {
        let table: usize = above
            .lines_from_last()
            .skip(1)
            .take_while(|line| line.contains('|') || is_border(line))
            .map(|line| line.len() + 1)
            .sum();
        let before = above
            .get(..above.len().saturating_sub(line.len() + table))
            .unwrap_or_default();
        return column_head(above, line).is_some_and(|cell| {
            // ヒアリング日時
            let name = cell.strip_suffix_any(&["日時", "日程", "時間"]).unwrap_or(cell);
            name.ends_with_any(MEETINGS.words)
                || MEETING_DATE_LABELS.contains(&cell)
                    && !names_other_step(line)
                    && MEETINGS.occurs_in(window_before(before, before.len(), 240))
        }) || {
            // 「貴局各課からのヒアリング日程は以下のとおりです。」 above rows without heads
            let headless =
                column_head(above, line).is_none_or(|cell| cell.contains(|c: char| c.is_ascii_digit()));
            let title = before.lines_from_last().find(|line| !line.trim().is_empty());
            // The moment is a cell of its own: not 「参考｜評価書の公表日は８月29日」 of a form.
            let is_cell = line.rsplit('|').next().is_some_and(|cell| cell.trim().is_empty());
            headless
                && is_cell
                && !names_other_step(line)
                && title.is_some_and(|title| introduces_meetings(title, line))
        };
    }
    let is_tagged = || line.starts_with('【') && line.chars().count() <= 8 && around.behind.starts_with('~');
    // 「・９月１８日（木）１０：００～１２：００　河川（総論、直轄）」
    let begins_row = || !line.contains(char::is_alphabetic) && around.behind.starts_with('~');
    // 「有効期限は１２月３１日です。」 is a sentence of its own.
    let is_sentence = line.ends_with(['は', 'が']);
    if !is_sentence
        && (is_alone_on_line(line, around.behind) || is_tagged() || begins_row())
        && heading_of_list(above, line).is_some_and(|head| {
            // 「対象　日時」: the heads of columns below the heading.
            let heads = head.chars().count() <= 24
                && !is_other_plan(head)
                && head.ends_with_any(&MEETING_DATE_LABELS);
            let title = || {
                let above = above.get(..above.rfind_word(head)?)?;
                above.lines_from_last().find(|line| !line.is_empty())
            };
            introduces_meetings(head, line)
                || heads && title().is_some_and(|title| introduces_meetings(title, line))
        })
    {
        return true;
    }
    if is_below_meeting_heading(above, line, around.behind) {
        return true;
    }
    // １　日時　８月２７日１０時　２　場所　会議室　３　内容　追加ヒアリング
    let name = line.skip_to_letter().trim_end_matches([':', ' ']);
    let below = window_after(text, start, 240);
    MEETING_DATE_LABELS.contains(&name)
        && below.split('\n').skip(1).any(|line| {
            ["内容", "議題", "件名", "用件", "案件", "名称"]
                .iter()
                .any(|label| {
                    line.split_at_word(label)
                        .is_some_and(|(_, rest)| rest.ends_with_any(MEETINGS.words))
                })
        })
}

/// 結果通知｜12月19日, in a table of the steps of a hearing.
fn names_other_step(row: &str) -> bool {
    row.contains_any(&["結果", "通知", "期限", "提出", "内示", "公表", "決定"]) && !MEETINGS.occurs_in(row)
}

/// 「２　ヒアリング」 or 「査定ヒアリングをセットします。」, above 「９月１１日１６時から、会議室」
fn is_below_meeting_heading(above: &str, line: &str, behind: &str) -> bool {
    let begins = behind.starts_with_any(&["から", "より", "~", "～", "-"]);
    // 「１０時から１２時まで（８号館６２３会議室）」: the end of the meeting, and no limit.
    let is_limit = behind.split_at_word("まで").is_some_and(|(span, place)| {
        !span.ends_with(['時', '分']) || !(place.is_empty() || place.starts_with(['(', '\n']))
    });
    if !line.is_empty() || !begins || is_limit {
        return false;
    }
    let head = above.lines_from_last().skip(1).find(|line| !line.is_empty());
    head.is_some_and(|head| {
        let name = head.rsplit('】').next().unwrap_or(head).skip_to_letter();
        let is_name = name.chars().count() <= 16 && name.ends_with_any(MEETINGS.words);
        // 【ヒアリング実施通知】内閣人事局 → 会計検査院事務総長官房
        let is_title = head
            .strip_prefix('【')
            .and_then(|head| head.split_once('】'))
            .is_some_and(|(tag, _)| {
                MEETINGS.occurs_in(tag) && tag.ends_with_any(&["通知", "案内", "連絡", "日程", "日時"])
            });
        let is_announced = MEETINGS.occurs_in(head)
            && head.ends_with_any(&[
                "します。",
                "行います。",
                "思います。",
                "存じます。",
                "変更させてください。",
                "変更となりました。",
                "変更になりました。",
            ]);
        is_name || is_title || is_announced || head.contains_word("割当") && introduces_meetings(head, line)
    })
}

/// 「ヒアリングを左記により行う。」, 「ヒアリングの順を次のとおりとする。」: what is announced, and not what has taken place.
fn announces_meetings(heading: &str) -> bool {
    const PLANS: [&str; 12] = [
        "行う",
        "行います",
        "実施する",
        "実施します",
        "開催する",
        "開催します",
        "のとおり",
        "により",
        "示す",
        "知らせ",
        "とする",
        "とします",
    ];
    const OTHERS: [&str; 14] = [
        "行った",
        "実施した",
        "結果",
        "議事",
        "御礼",
        "お礼",
        "終了",
        "了した",
        "報告",
        "ました",
        "候補",
        "希望",
        "都合",
        "変更",
    ];
    MEETINGS.all(heading).any(|(word, at)| {
        let behind = heading.get(at + word.len()..).unwrap_or_default();
        behind.starts_with(['を', 'の', 'は']) && behind.contains_any(&PLANS)
    }) && !heading.contains_any(&OTHERS)
}

/// 「打合せは、10月17日（金）16時から行います。」: no heading of further times, but （予備）…
fn says_when(heading: &str) -> bool {
    heading.contains(|c: char| c.is_ascii_digit())
        && heading.contains(['日', '/'])
        && !heading.contains_any(&["次の", "以下", "下記", "左記", "のとおり"])
}

fn is_further(row: &str) -> bool {
    row.contains_any(&["予備", "代替", "2回目", "第2回"])
}

/// 「（参考）今後の日程」: what else is to come.
fn is_other_plan(heading: &str) -> bool {
    heading.starts_with("(参考)") || heading.contains_any(&PLAN_HEADINGS)
}

/// Whether a heading introduces meetings: 「ヒアリングの日程は次のとおりです。」, 「…が変更になりました。」
fn introduces_meetings(heading: &str, line: &str) -> bool {
    if is_other_plan(heading) || mentions_earlier_occasion(line) {
        return false;
    }
    let whole = heading;
    // 「ヒアリングの日程は次のとおりです。各課は説明をお願いします。」
    let heading = heading
        .find('。')
        .and_then(|end| heading.get(..end))
        .unwrap_or(heading);
    // ヒアリング日程（貴局分）
    let head = heading.split('(').next().unwrap_or(heading);
    // 「局別ヒアリングの時間割を送付します。」
    let head = head
        .strip_suffix_any(&[
            "を送付します",
            "をお送りします",
            "を送ります",
            "をお知らせします",
            "を連絡します",
        ])
        .unwrap_or(head);
    let head = without_list_reference(head).skip_to_letter();
    // A moved meeting is listed with its old time.
    let head = head
        .find_word("が変更")
        .or_else(|| head.find_word("を変更"))
        .and_then(|at| head.get(..at))
        .unwrap_or(head);
    let of = head
        .strip_suffix_any(&[
            "日程表",
            "日程",
            "日時",
            "スケジュール",
            "予定",
            "時間割",
            "タイムテーブル",
        ])
        .map_or(head, |of| of.trim_end_matches('の'));
    // 審査ヒアリング　貴町の割当て
    let of = of
        .strip_suffix_any(&["の割当て", "の割当", "割当て", "割当", "のご案内", "の御案内"])
        .unwrap_or(of);
    // Not 「貴局各課からのヒアリング」.
    let of = of
        .rfind('貴')
        .and_then(|at| of.get(..at))
        .filter(|of| !of.trim().is_empty())
        .unwrap_or(of);
    // 「機構・定員要求に係るヒアリングを以下の日程で行います。」, 「以下の者は、ヒアリングに出席すること。」
    let held = [
        "を以下の",
        "を下記の",
        "を次の",
        "は以下の",
        "は下記の",
        "は次の",
        "に出席",
        "に御出席",
        "にご出席",
    ]
    .iter()
    .filter_map(|behind| heading.find_word(behind).and_then(|at| heading.get(..at)))
    .any(|head| head.ends_with_any(MEETINGS.words));
    // 「次の日程でヒアリングを行います。」, 「ヒアリングについて、以下の日程で行いますので」
    let announced = || {
        ["次の", "以下の", "下記の"]
            .iter()
            .filter_map(|below| heading.split_at_word(below))
            .filter_map(|(head, rest)| {
                rest.strip_prefix_any(&["日程で", "日程により", "日時に", "日時で", "とおり", "とおり、"])
                    .map(|rest| (head, rest))
            })
            .any(|(head, rest)| {
                let topic = head.strip_suffix_any(&[
                    "について、",
                    "につきまして、",
                    "ですが、",
                    "は、",
                    "を、",
                    "を",
                    "は",
                ]);
                let is_held = rest.starts_with_any(&["行", "実施", "開催", "お願い"]);
                if is_held && topic.is_some_and(|of| of.ends_with_any(MEETINGS.words)) {
                    return true;
                }
                let verb = ["を行", "を実施", "を開催", "をお願い"]
                    .iter()
                    .find_map(|verb| rest.find_word(verb));
                verb.and_then(|at| rest.get(..at))
                    .is_some_and(|what| what.ends_with_any(MEETINGS.words))
            })
    };
    // 「ヒアリングタイムテーブル」, joined with the sentence below it
    let is_timetable = heading
        .split_at_word("タイムテーブル")
        .is_some_and(|(of, _)| of.ends_with_any(MEETINGS.words));
    // 「下記日程にて御説明を承ります。」, 「別枠で説明を伺います。」
    let is_heard = heading.ends_with_any(&[
        "御説明を承ります",
        "説明を承ります",
        "説明を伺います",
        "お話を伺います",
        "御説明を伺います",
    ]);
    held || is_timetable
        || is_heard
        || announced()
        || announces_meetings(whole) && (is_further(line) || !says_when(whole))
        || of.ends_with_any(MEETINGS.words)
}
