//! Who acts in a row of a table or list: the sender, a contractor, or the addressee.

use super::columns;
use super::lexicon::{ANSWERS, SENDERS};
use super::list_row::{LIST_REACH_BYTES, LIST_REACH_LINES, is_list_row};
use super::sentence::{window_after, window_before};
use super::sentence_topic::{starts_with_answer, topic_of};
use super::word_search::{WordSearch, ends, strip_start};

/// Contractors of the sender.
const CONTRACTORS: [&str; 16] = [
    "secretariat",
    "ministry",
    "host",
    "organizer",
    "organiser",
    "us",
    "we",
    "業者",
    "委託業者",
    "委託先",
    "受託者",
    "受託業者",
    "受託事業者",
    "請負業者",
    "請負者",
    "事務局",
];

/// Words for the addressees.
const ADDRESSEES: [&str; 32] = [
    "各市町村",
    "市町村",
    "各市区町村",
    "市区町村",
    "各都道府県",
    "都道府県",
    "各府県",
    "各県",
    "各学校",
    "各校",
    "各所属",
    "各施設",
    "各事業所",
    "各係",
    "各室",
    "各区",
    "各部",
    "各担当課",
    "担当課",
    "you",
    "各府省",
    "各府省庁",
    "各省庁",
    "各省",
    "各局",
    "各課",
    "各部局",
    "各機関",
    "各団体",
    "全省庁",
    "全府省",
    "関係府省",
];

/// Heads of columns that name the actor.
const ACTOR_COLUMN_HEADS: [&str; 26] = [
    "作業主体",
    "課名",
    "課",
    "部局",
    "部局名",
    "所属",
    "府省",
    "府省名",
    "団体",
    "だれが",
    "誰が",
    "どこが",
    "owner",
    "responsible",
    "who",
    "by",
    "担当",
    "担当者",
    "対応者",
    "実施者",
    "主体",
    "実施主体",
    "者",
    "作業者",
    "対応",
    "備考",
];

/// The longest row of a list, before its moment and behind it, in bytes.
const ROW_BYTES_LIMIT: usize = 90;

/// The actor named in a cell or a bracket.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Actor {
    Addressee,
    Other,
}

/// The actor in a moment's row, if a cell or a bracket names one.
pub(super) fn actor(text: &str, start: usize, behind: &str) -> Option<Actor> {
    let above = window_before(text, start, LIST_REACH_BYTES);
    let line = above.last_line();
    let rest = behind.split('\n').next().unwrap_or_default();
    if line.contains('|') || rest.starts_with('|') {
        return actor_in_table_row(above, line, rest)
            .or_else(|| is_row_of_another(text, start, above, line, rest).then_some(Actor::Other));
    }
    // （３）集計　１月３０日（金）【委託業者】, 資料の提出：７月２３日（水）１８時（貴課）
    let note = rest
        .strip_prefix(['【', '('])
        .and_then(|rest| rest.strip_suffix(['】', ')']))
        .and_then(|note| {
            // （環境省から送付）, of a letter of 環境省
            let from = note.split_at_word("から").map_or("", |(from, _)| from);
            actor_in_cell(note).or_else(|| is_sender_office(above, from).then_some(Actor::Other))
        });
    // 当方の確認：７月２４日（木）中
    let name = line.skip_to_letter();
    let own = || {
        let name = line.rsplit([')', '。']).next()?;
        let name = name.skip_to_letter().strip_suffix(':')?;
        let what = name.strip_prefix_any(&SENDERS)?;
        (what.starts_with('の') && what.chars().count() <= 12).then_some(Actor::Other)
    };
    // 「回答（当課）　１２月２３日（火）」
    let noted = || {
        let (_, inside) = name
            .trim_end_matches([' ', ':', '…', '・'])
            .strip_suffix(')')?
            .rsplit_once('(')?;
        actor_in_cell(inside)
    };
    // 「論点整理　事務局　５／１６（金）」, below 「事項　対応者　期限」: columns separated by blanks only.
    let in_columns = || {
        let end = line.trim_end_matches([' ', ':']);
        let is_headed = || {
            above
                .lines_from_last()
                .skip(1)
                .take(LIST_REACH_LINES)
                .any(|head| {
                    let doer = ACTOR_COLUMN_HEADS
                        .iter()
                        .filter(|doer| doer.chars().count() > 2 || **doer == "担当");
                    head.chars().count() <= 24 && doer.clone().any(|doer| head.contains(doer))
                })
        };
        let theirs = SENDERS.iter().chain(&CONTRACTORS).any(|name| ends(end, name));
        (theirs && is_headed()).then_some(Actor::Other)
    };
    // ＜当省の作業＞ as the heading of a list.
    let below = || {
        let mut lines = above.lines_from_last().skip(1).take(LIST_REACH_LINES);
        let head = lines.find(|line| line.starts_with(['<', '【', '■', '◆', '○', '●']))?;
        let name = head.skip_to_letter();
        let what = name.strip_prefix_any(&SENDERS)?;
        let is_one = what.starts_with_any(&["の作業", "の対応", "で行う", "の予定", "側"]);
        (is_one && what.chars().count() <= 12).then_some(Actor::Other)
    };
    // 「年明けに当方で行う事項」
    let listed = || {
        let mut lines = above.lines_from_last().skip(1).take(LIST_REACH_LINES);
        let head = lines.find(|line| !is_list_row(line) && !line.is_empty())?;
        let (who, _) = head
            .split_at_word("で行う")
            .or_else(|| head.split_at_word("が行う"))?;
        let own = !head.contains('。') && who.ends_with_any(&SENDERS);
        own.then_some(Actor::Other)
    };
    // Only a row stands below a heading: a short name, the moment, and a note at most.
    let is_row = line.len() <= ROW_BYTES_LIMIT
        && rest.len() <= ROW_BYTES_LIMIT
        && !rest.contains('。')
        && !line.contains('。');
    let labelled = line.ends_with([':', ')', ' ', '…', '・']);
    // 【貴市】候補地の図面の提供（９月１９日まで）
    let tag = || {
        let (tag, _) = line.strip_prefix('【')?.split_once('】')?;
        actor_in_cell(tag)
    };
    let named = note
        .or_else(tag)
        .or_else(|| labelled.then(|| own().or_else(noted)).flatten());
    if !is_row || named.is_some() || !above.contains('\n') {
        return named;
    }
    in_columns().or_else(below).or_else(listed)
}

/// The actor in a table's row.
fn actor_in_table_row(above: &str, line: &str, rest: &str) -> Option<Actor> {
    let head = table_head_row(above);
    let text_above = above.get(..above.len() - line.len()).unwrap_or_default();
    let count = line.matches('|').count();
    // The moment's own column names none.
    let before = line.split('|').take(count).enumerate();
    let behind = rest
        .split('|')
        .skip(1)
        .enumerate()
        .map(|(at, cell)| (count + 1 + at, cell));
    before.chain(behind).find_map(|(at, cell)| {
        let column = head.and_then(|head| head.split('|').nth(at)).map(str::trim);
        let says_who = match column {
            Some(column) => ACTOR_COLUMN_HEADS.contains(&column),
            None => true,
        };
        let cell = cell.trim();
        says_who
            .then(|| {
                actor_in_cell(cell).or_else(|| is_sender_office(text_above, cell).then_some(Actor::Other))
            })
            .flatten()
    })
}

/// Whether the column of actors names another party in this row and the addressee in a different one: 県, where 各市町村
/// stands in the next.
fn is_row_of_another(text: &str, start: usize, above: &str, line: &str, rest: &str) -> bool {
    let Some(head) = table_head_row(above) else {
        return false;
    };
    let Some(column) = head
        .split('|')
        .position(|cell| ACTOR_COLUMN_HEADS.contains(&cell.trim()))
    else {
        return false;
    };
    let cell = |row: &str| row.split('|').nth(column).map(|cell| cell.trim().to_owned());
    let own = cell(&format!("{line}{rest}")).unwrap_or_default();
    let rows_above = above.lines_from_last().skip(1).take(LIST_REACH_LINES);
    let below = window_after(text, start, LIST_REACH_BYTES);
    let rows_below = below.split('\n').skip(1).take(LIST_REACH_LINES);
    let is_row = |row: &&str| row.contains('|') || columns::is_border(row);
    let names_addressee =
        |row: &str| cell(row).is_some_and(|cell| actor_in_cell(&cell) == Some(Actor::Addressee));
    // A section may be one of the addressee's.
    let is_party = own.ends_with([
        '県', '国', '府', '都', '道', '市', '省', '庁', '院', '閣', '房', '会',
    ]) || own.ends_with_any(&["他課", "他局", "他部", "総理", "大臣"]);
    is_party
        && actor_in_cell(&own).is_none()
        && (rows_above.take_while(is_row).any(names_addressee)
            || rows_below.take_while(is_row).any(names_addressee))
}

/// The head row of a table; a row with digits is none.
fn table_head_row(above: &str) -> Option<&str> {
    columns::head_row(above).filter(|head| !head.contains(|c: char| c.is_ascii_digit()))
}

/// 当課, 委託業者
pub(super) fn is_sender_or_contractor(name: &str) -> bool {
    SENDERS.iter().chain(&CONTRACTORS).any(|one| name == *one)
}

/// The actor that a cell or a bracket consists of: 当課, 業者が搬入, 貴省.
fn actor_in_cell(cell: &str) -> Option<Actor> {
    const ACTOR_SUFFIXES: [&str; 6] = ["", "職員", "担当", "側", "作業", "対応"];
    let is = |name: &str| {
        strip_start(cell, name).is_some_and(|rest| {
            ACTOR_SUFFIXES.contains(&rest)
                // 当委員会事務局から
                || rest.ends_with("から") && rest.chars().count() <= 6
                || rest.starts_with(['が', 'に', 'で']) && rest.chars().count() <= 12
        })
    };
    if SENDERS.iter().chain(&CONTRACTORS).any(|name| is(name)) {
        return Some(Actor::Other);
    }
    let yours = cell.starts_with('貴') && cell.chars().count() <= 5;
    (yours || ADDRESSEES.iter().any(|name| is(name))).then_some(Actor::Addressee)
}

/// Whether a letter starts with its sender, and that is the office of this name: 「内閣府政策統括官付です。」, or a name below
/// the addressees. Normalised text may have joined the lines.
fn is_sender_office(above: &str, name: &str) -> bool {
    /// How far the names of sender and addressees reach, in bytes.
    const LETTER_HEAD_BYTES_LIMIT: usize = 600;
    /// Limit on an office's name in bytes.
    const OFFICE_BYTES_LIMIT: usize = 120;
    const ADDRESSES: [&str; 4] = ["御中", "殿", "様", "各位"];
    let head = window_after(above, 0, LETTER_HEAD_BYTES_LIMIT);
    name.ends_with(['省', '府', '庁', '院', '局', '課', '室'])
        && name.chars().count() >= 3
        && head.word_positions(name).any(|at| {
            let before = head.get(..at).unwrap_or_default();
            let behind = window_after(head, at + name.len(), OFFICE_BYTES_LIMIT);
            let line = behind.split('\n').next().unwrap_or_default();
            // 広報評価課 of 「農林水産省大臣官房広報評価課」, below 「各局御中」
            let is_end_of_sender = || {
                let (above, own) = before.rsplit_once('\n').unwrap_or_default();
                line.is_empty()
                    && above.contains_any(&ADDRESSES)
                    && own.chars().all(|c| matches!(c, '一'..='龠' | 'ァ'..='ヶ'))
            };
            (before.is_empty()
                || before.ends_with(['\n', '。'])
                || before.ends_with_any(&ADDRESSES)
                || is_end_of_sender())
                // A cell of the table itself is no heading of the letter.
                && !line.starts_with(['、', 'に', 'へ', 'と', '|'])
                && !line.contains_any(&ADDRESSES)
        })
}

/// Whether a moment is in a column that never holds a deadline: 備考, 対象期間, 作成日.
pub(super) fn is_in_other_column(text: &str, start: usize, behind: &str) -> bool {
    const NON_DEADLINE_COLUMNS: [&str; 16] = [
        "結果通知",
        "結果",
        "公表",
        "発表",
        "内示",
        "支給日",
        "備考",
        "注",
        "摘要",
        "対象",
        "対象期間",
        "範囲",
        "基準日",
        "基準日時",
        "作成日",
        "更新日",
    ];
    let above = window_before(text, start, LIST_REACH_BYTES);
    let line = above.last_line();
    if !line.contains('|') && !behind.starts_with('|') {
        return false;
    }
    let column = table_head_row(above).and_then(|head| columns::column_head(head, line));
    column.is_some_and(|column| NON_DEADLINE_COLUMNS.contains(&column))
}

/// Whether a cell of a moment's row ends with a word for an answer: 「11月11日（火）｜追加資料の提出｜貴機関」.
pub(super) fn row_names_answer(text: &str, start: usize, behind: &str) -> bool {
    let above = window_before(text, start, LIST_REACH_BYTES);
    let line = above.last_line();
    let rest = behind.split('\n').next().unwrap_or_default();
    line.split('|')
        .chain(rest.split('|'))
        .map(str::trim)
        .any(|cell| cell.ends_with_any(ANSWERS))
}

/// 「総務課→官房　５／１５（総務課で対応）」, 「回答：１２月２日（当省より）」: a note that somebody else does it.
pub(super) fn is_handled_by_others(behind: &str) -> bool {
    let line = behind.split('\n').next().unwrap_or_default();
    let note = line
        .strip_suffix(')')
        .and_then(|inside| inside.rsplit('(').next());
    note.is_some_and(|note| {
        let by = note.strip_suffix_any(&["より", "から"]);
        // （受検者から協会へ）
        let between_others = note
            .strip_suffix('へ')
            .and_then(|note| note.split_at_word("から"))
            .is_some_and(|(from, _)| !from.starts_with(['貴', '各']) && !ADDRESSEES.contains(&from));
        between_others
            || by.is_some_and(|by| SENDERS.contains(&by) || by == "事務局")
            || note
                .strip_suffix("対応")
                .is_some_and(|by| by.len() > 3 && !by.ends_with('要') && by.chars().count() <= 12)
    })
}

/// 「回答：４月１７日（木）（当省より送付）」: the bracket names the sender.
pub(super) fn is_given_by_sender(behind: &str) -> bool {
    behind.strip_prefix('(').is_some_and(|rest| {
        SENDERS.iter().any(|own| {
            let of = strip_start(rest, own);
            of.is_some_and(|of| of.starts_with_any(&["より", "から"]))
        })
    })
}

/// 「当省からの回答　９月１６日（火）」: something that the sender supplies.
pub(super) fn is_sender_answer(before: &str) -> bool {
    let item = before.rsplit(['\n', '、', '。']).next().unwrap_or_default();
    // 当課から検査院への回答
    let own = item.skip_to_letter();
    let goes_on = SENDERS.iter().any(|sender| {
        strip_start(own, sender)
            .and_then(|rest| rest.strip_prefix("から"))
            .is_some_and(|rest| rest.contains_word("への") && rest.ends_with_any(ANSWERS))
    });
    goes_on
        || item.contains_word("からの")
            && SENDERS.iter().any(|own| {
                let of = item.find_word(own).and_then(|at| item.get(at + own.len()..));
                of.and_then(|of| of.strip_prefix("からの"))
                    .is_some_and(|what| what.chars().count() <= 8 && starts_with_answer(what))
            })
}

/// 「当省分は２７日までに取りまとめる必要があります」: the sender's duty.
pub(super) fn is_sender_duty(before: &str, clause: &str) -> bool {
    clause.contains_word("必要があ")
        && !clause.contains_any(&["いただ", "頂", "くださ", "下さ", "願"])
        && topic_of(before).is_some_and(|topic| topic.starts_with_any(&SENDERS))
}

/// Whether a step is the addressee's: 「各局から政策課へ登録」, 「貴省より回答」.
pub(super) fn is_addressee_step(step: &str) -> bool {
    let begins = |name: &&&str| {
        strip_start(step, name).is_some_and(|rest| rest.starts_with_any(&["→", "から", "より", "において"]))
    };
    ADDRESSEES.iter().any(|name| begins(&name)) || step.starts_with('貴')
}

/// 「貴省から一次回答を提出」, 「各府省より原稿提出」; not 「各府省から財務省へ提出」
pub(super) fn is_from_addressee(step: &str) -> bool {
    ["から", "より", "において", "が", "は"].iter().any(|from| {
        step.split_at_word(from).is_some_and(|(who, what)| {
            let is_theirs = !what.contains('へ') || what.contains_any(&SENDERS);
            is_addressee(who) && is_theirs
        })
    })
}

/// 貴省, 各府省庁
pub(super) fn is_addressee(who: &str) -> bool {
    who.starts_with('貴') && who.chars().count() <= 8 || ADDRESSEES.contains(&who)
}

/// Whether a row says from whom to whom: 「市町村から都道府県へ」, 「都道府県から当庁へ」; true if to the sender.
pub(super) fn is_row_to_sender(line: &str) -> Option<bool> {
    let (from, to) = line.trim_end().strip_suffix('へ')?.rsplit_once("から")?;
    let to = to.trim_start_matches(['、', ' ']);
    let is_name = !from.is_empty() && !to.is_empty() && !to.contains(|c: char| matches!(c, 'ぁ'..='ん'));
    is_name.then(|| to.starts_with_any(&SENDERS))
}

/// Whether a sentence is said to an addressee by name: 「各局におかれては、…」.
pub(super) fn names_addressee(sentence: &str) -> bool {
    sentence.starts_with_any(&ADDRESSEES) || sentence.starts_with('貴')
}
