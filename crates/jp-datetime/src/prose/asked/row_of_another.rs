//! Rows of lists and tables that are steps of others: of the sender, of third parties, of a plan or a law.

use super::limited_moment::LimitedMoment;
use crate::prose::actor::{is_addressee, is_addressee_step, is_row_to_sender};
use crate::prose::columns;
use crate::prose::earlier_occasion::OWN_STAFF;
use crate::prose::heading::heading_of_list;
use crate::prose::label::is_deadline_label;
use crate::prose::lexicon::{ANSWERS, PLAN_HEADINGS, SENDERS};
use crate::prose::limit::Limit;
use crate::prose::list_row::{LIST_REACH_LINES, is_list_row};
use crate::prose::sentence::{asks, rest_of_sentence, window_before};
use crate::prose::third_party_limit::THIRD_PARTIES;
use crate::prose::word_search::{WordSearch, strip_start};

/// Whether the row that a moment stands in says so, or what stands above the rows.
pub(super) fn is_row_of_another(moment: &LimitedMoment<'_>, line: &str) -> bool {
    let behind = moment.around.behind;
    is_row_of_sender(behind)
        || is_row_for_public(behind)
        || is_step_of_sender(line, behind)
        || is_row_of_plan(moment, line)
        || is_row_for_information(moment, line)
        || is_row_of_reference_schedule(moment, line)
        || is_in_row_of_law(moment, line)
        || is_row_of_others(moment, line)
        || is_row_of_periods(moment, line)
}

/// 「座席表作成: 3/23(月) まで【事務局】」, 「11月28日（金）まで｜当庁で集計」
fn is_row_of_sender(behind: &str) -> bool {
    let by = behind.strip_prefix("まで").unwrap_or(behind);
    let is_own_step = |step: &str| {
        SENDERS
            .iter()
            .filter_map(|us| strip_start(step, us))
            .any(|step| step.starts_with_any(&["で", "が", "において", "にて"]))
    };
    if by
        .strip_prefix('|')
        .is_some_and(|step| is_own_step(step.trim_start()))
    {
        return true;
    }
    by.strip_prefix('【')
        .and_then(|by| by.split_once('】'))
        .is_some_and(|(who, _)| who == "事務局" || SENDERS.contains(&who))
}

/// 「質問への回答｜当省｜８月22日（金）18時」, 「意見への回答　明日20時頃」, 「委員会への提出　２月17日（火）」: a step of the sender, or of
/// what becomes of the answers.
fn is_step_of_sender(line: &str, behind: &str) -> bool {
    let cells = || {
        line.split('|')
            .chain(behind.split('\n').next().unwrap_or_default().split('|'))
    };
    // 「表記の統一｜デジタル庁が行う｜10月末」
    let is_done_by_other = |cell: &str| {
        cell.trim()
            .strip_suffix_any(&[
                "が行う",
                "で行う",
                "が行います",
                "で行います",
                "が実施",
                "で実施",
                "が対応",
                "で対応",
            ])
            .is_some_and(|who| !is_addressee(who))
    };
    let is_own = (line.contains('|') || behind.starts_with('|'))
        && cells().any(|cell| {
            // 当課, 当課の作業
            let who = cell.trim();
            let who = who.strip_suffix_any(&["の作業", "の対応"]).unwrap_or(who);
            SENDERS.contains(&who) || is_done_by_other(cell)
        });
    // 「当室 → 各府省　疑義の照会　10月15日（水）まで」
    let is_sent_by_sender = || {
        line.split_once('~')
            .is_some_and(|(from, _)| SENDERS.contains(&from.skip_to_letter().trim_end()))
    };
    let name = line
        .split('|')
        .find(|cell| !cell.trim().is_empty())
        .unwrap_or_default();
    let name = name.skip_to_letter().trim_end_matches([':', ' ', '…', '・', '(']);
    // 「質問への回答（当課から各府省）」
    let name = name.split_once('(').map_or(name, |(name, _)| name);
    let of_answers = ["質問", "意見", "再質問", "再意見", "御質問", "御意見", "問合せ"]
        .iter()
        .any(|what| {
            name.strip_prefix(what)
                .is_some_and(|rest| rest == "への回答" || rest == "に対する回答")
        });
    let to_others = ["への提出", "への報告", "への説明", "への付議"]
        .iter()
        .filter_map(|to| name.strip_suffix(to))
        .any(|whom| {
            whom.ends_with_any(&[
                "委員会",
                "国会",
                "議会",
                "議長",
                "内閣法制局",
                "大臣",
                "総理",
                "官邸",
                "与党",
            ])
        });
    // 「都道府県へ配布」, 「当課において受入体制一覧を作成」
    let to_third_party = || {
        ["へ配布", "へ送付", "へ通知", "へ提供"]
            .iter()
            .filter_map(|to| name.strip_suffix(to))
            .any(|whom| {
                whom.ends_with_any(THIRD_PARTIES) || whom.ends_with_any(&["都道府県", "市町村", "市区町村"])
            })
    };
    let is_done_by_sender = || {
        name.strip_prefix_any(&SENDERS)
            .is_some_and(|step| step.starts_with_any(&["において", "にて", "で", "が"]))
            && line.ends_with('(')
    };
    // 「10月31日｜補助事業者｜実績報告書の作成」
    let is_of_third_party = || {
        (line.contains('|') || behind.starts_with("まで|") || behind.starts_with('|'))
            && cells().any(|cell| THIRD_PARTIES.contains(&cell.trim()))
            && !cells().any(|cell| is_deadline_label(cell.trim()) || is_addressee(cell.trim()))
    };
    let is_between_others = !is_addressee_step(name) && is_row_to_sender(line) == Some(false);
    is_own
        || is_sent_by_sender()
        || of_answers
        || to_others
        || is_between_others
        || to_third_party()
        || is_done_by_sender()
        || is_of_third_party()
}

/// 「対応方針の閣議決定　12月末まで」 below 「今後の流れは以下のとおりです。」
fn is_row_of_plan(moment: &LimitedMoment<'_>, line: &str) -> bool {
    /// Limit on the characters of a heading.
    const HEADING_CHARS_LIMIT: usize = 24;
    moment.limit == Limit::Until && !moment.asked && !line.contains('貴') && !is_deadline_label(line) && {
        let mut lines = moment
            .around
            .above
            .lines_from_last()
            .skip(1)
            .take(LIST_REACH_LINES);
        lines.any(|heading| {
            heading.chars().count() <= HEADING_CHARS_LIMIT
                && (heading.contains_any(&PLAN_HEADINGS) || heading.contains_word("今後の流れ"))
        })
    }
}

/// 「12月11日（木）　意見に対する回答（本メール）」 below （経過）, or a row of an example.
fn is_row_for_information(moment: &LimitedMoment<'_>, line: &str) -> bool {
    !moment.asked
        && heading_of_list(moment.around.above, line).is_some_and(|heading| {
            let is_history = heading.contains_any(&["経過", "経緯"]) && !heading.contains_word("経過措置");
            // 「募集は、次の例により行われることを想定しています。」
            (is_history || heading.contains_word("想定しています")) && !asks(heading)
        })
}

/// 「９月16日（火）　コンタクトセンター開設」, 「10月８日（水）　回答期限（世帯）」 below （参考）主な日程: what takes place, and what others do.
fn is_row_of_reference_schedule(moment: &LimitedMoment<'_>, line: &str) -> bool {
    /// Limit on the rows between a moment and the heading.
    const ROWS_LIMIT: usize = 30;
    let is_dated = |row: &str| {
        let row = row.trim_start_matches(['|', ' ', '・', '○']);
        row.starts_with(|c: char| c.is_ascii_digit()) || row.starts_with_any(&["令和", "平成"])
    };
    let is_border = |row: &str| !row.contains(char::is_alphanumeric);
    // The start of a range may precede its end, and an hour follow in brackets: 「９月30日（火）　受付終了（12時）」.
    let is_row = is_border(line) || is_dated(line);
    is_row && !moment.asked && !names_limit_of_addressee(moment.around.behind)
        // 「事前相談の期限（17時）」
        && !line.rsplit(')').next().is_some_and(names_limit_of_addressee)
        && {
        let mut rows = moment.around.above.lines_from_last().skip(1).take(ROWS_LIMIT);
        rows.find(|row| !is_dated(row) && !is_border(row) && !row.starts_with('※'))
            .is_some_and(|heading| {
                heading.contains_word("参考")
                    && heading.contains_any(&["日程", "スケジュール", "予定", "経過", "流れ", "工程"])
            })
    }
}

/// 「第２次分協議書等提出期限」, 「確保状況の報告期限（都道府県→国）」; not 「回答期限（世帯）」, 「事業者等による計画書の提出期限」.
fn names_limit_of_addressee(behind: &str) -> bool {
    let row = rest_of_sentence(behind).trim_start_matches([')', '|', ' ']);
    let (name, note) = row.split_once('(').unwrap_or((row, ""));
    let note = note.trim_end_matches(['|', ')']);
    let is_by_another = !note.is_empty()
        && !note.contains(['~', '→'])
        && !note.contains_any(&["厳守", "必着", "時", "府省", "局", "課", "貴"]);
    name.contains_any(&["期限", "締切", "〆"])
        && !name.contains_any(&["による", "経過措置", "請求"])
        && name != "同期限"
        && !is_by_another
}

/// 「申込締切　12月４日」 below 「各回とも建設業者が直接申し込むものです。」, 「回答期限　11月７日」 below 「会員企業に周知をお願いします。」
fn is_row_of_others(moment: &LimitedMoment<'_>, line: &str) -> bool {
    /// How far above it is said that others apply by themselves, in bytes.
    const REACH_BYTES: usize = 300;
    let above = moment.around.above;
    let apply_themselves = || {
        let near = window_before(above, above.len(), REACH_BYTES);
        near.contains_word("直接申し込")
            && near.contains_any(&[
                "業者が直接",
                "企業が直接",
                "住民が直接",
                "団体が直接",
                "生産者等が、当",
            ])
    };
    !moment.asked
        && (line.contains_word("向け")
            && line.contains_any(&["企業向け", "事業者向け", "住民向け", "県民向け", "市民向け"])
            && line.contains_any(&["説明会", "セミナー", "講習", "募集"])
            || moment.has_deadline_label()
                && heading_of_list(above, line).is_some_and(|heading| {
                    heading.contains_word("周知")
                        && asks(heading)
                        && !heading.contains_any(&["回答をお願", "及び回答", "提出", "報告", "返送"])
                        && !heading.contains_any(OWN_STAFF)
                })
            || line.contains('|') && is_table_of_others(above)
            || is_in_section_of_others(above)
            || apply_themselves())
}

/// Below 「１　保護者による申請」, 「２．奨学生による手続」.
fn is_in_section_of_others(above: &str) -> bool {
    /// Limit on the lines between a moment and the head of its section.
    const LINES_LIMIT: usize = 6;
    /// Limit on the characters of that head.
    const HEAD_CHARS_LIMIT: usize = 30;
    let is_head = |line: &&str| {
        line.starts_with(|c: char| c.is_ascii_digit() || c == '第')
            && !line.contains(['。', ':'])
            && line.chars().count() <= HEAD_CHARS_LIMIT
    };
    let mut lines = above.lines_from_last().skip(1).take(LINES_LIMIT);
    lines.find(is_head).is_some_and(|head| {
        head.split_at_word("による").is_some_and(|(who, what)| {
            what.starts_with_any(&["申請", "手続", "届出", "申込", "応募", "報告"])
                && who.ends_with_any(&[
                    "保護者",
                    "学生",
                    "奨学生",
                    "医療機関",
                    "事業者",
                    "申請者",
                    "応募者",
                    "住民",
                    "世帯",
                    "農業者",
                    "企業",
                    "候補者",
                    "受給者",
                    "本人",
                ])
        })
    })
}

/// 「農業者から提出される書類の期限は、次のとおりであること。」 above the rows of a table.
fn is_table_of_others(above: &str) -> bool {
    /// Limit on the rows between a moment and that sentence.
    const ROWS_LIMIT: usize = 12;
    let mut lines = above.lines_from_last().skip(1).take(ROWS_LIMIT);
    lines
        .find(|line| !line.contains('|') && line.contains(char::is_alphanumeric) && !is_list_row(line))
        .is_some_and(|sentence| {
            sentence.contains_any(&["から提出される", "等が行う手続", "者が行う手続"])
                && sentence.contains_word("期限")
        })
}

/// 「廃業等の届出　　法第12条　　30日以内」
fn is_in_row_of_law(moment: &LimitedMoment<'_>, line: &str) -> bool {
    moment.words.ends_with("以内")
        && !moment.asked
        && ["法第", "令第", "規則第"].iter().any(|law| {
            line.split_at_word(law).is_some_and(|(_, rest)| {
                rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains('条')
            })
        })
}

/// 12月26日（金）まで｜７時～20時, below 期間｜正面玄関: a period, and what holds then.
fn is_row_of_periods(moment: &LimitedMoment<'_>, line: &str) -> bool {
    let behind = moment.around.behind;
    let row = behind.split('\n').next().unwrap_or_default();
    moment.limit == Limit::Until
        && !moment.asked
        && row.contains('|')
        && !row.contains_any(ANSWERS)
        && columns::head_of(moment.around.above, line, behind)
            .is_some_and(|head| matches!(head, "期間" | "時期"))
}

/// ７月31日（金）まで｜事業者向け意見募集
fn is_row_for_public(behind: &str) -> bool {
    let by = behind.strip_prefix("まで").unwrap_or(behind);
    by.strip_prefix(['|', '(']).is_some_and(|row| {
        let cell = row.split(['|', '\n', '、', ')']).next().unwrap_or_default();
        ["事業者", "自治体", "国民", "住民", "一般", "団体"]
            .iter()
            .any(|whom| {
                cell.split_at_word(whom)
                    .is_some_and(|(_, rest)| rest.starts_with("向け") || rest.starts_with("からの"))
            })
    })
}
