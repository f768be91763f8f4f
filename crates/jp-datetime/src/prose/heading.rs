//! The text above a moment on a line of its own: the head of its column, the heading of its list, the sentence with
//! 下記.

use std::cell::LazyCell;

use super::actor::{Actor, actor, is_row_to_sender};
use super::columns;
use super::earlier_occasion::{mentions_earlier_occasion, without_brackets};
use super::label::{is_deadline_label, without_ordinal};
use super::lexicon::{ANSWERS, LASTING, LIMIT_CHANGE_WORDS, SENDERS};
use super::list_heading::{asks_for_row_below, without_list_reference};
use super::list_reference::{
    continues_list, is_addressee_step, is_event_among_limits, requests_row, sentence_asks_for_step,
    sentence_below_list,
};
use super::list_row::{LIST_REACH_BYTES, LIST_REACH_LINES, is_list_row, names_other_date, without_moment};
use super::sentence::{SentenceContext, is_circled, window_before};
use super::sentence_topic::is_third_party_topic;
use super::table_heading::is_limit_in_table;
use super::word_search::WordSearch;

/// Whether the text above makes a moment a deadline.
pub(super) fn has_deadline_heading(
    text: &str,
    start: usize,
    around: &SentenceContext<'_>,
    rest: &str,
) -> bool {
    let above = window_before(text, start, LIST_REACH_BYTES);
    let line = above.last_line();
    if line.contains('|') || around.behind.starts_with('|') {
        return is_limit_in_table(text, start, above, line, around.behind);
    }
    let far = || {
        name_and_list_sentence(above, line).is_some_and(|(name, heading)| {
            !is_list_row(name) && is_stage_of_answer(&without_brackets(name))
                || heading.is_some_and(|heading| asks_for_row_below(heading, name))
        })
    };
    // 「登録先　訓練登録サイト（９月３０日まで公開）」
    let lasts = |word: &str| {
        rest.strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([')', '。', '\n', '|', 'し', '中', 'さ']))
    };
    if LASTING.iter().any(|word| lasts(word)) {
        return false;
    }
    // 経過措置（令和８年３月３１日まで）の適用実績
    if rest.starts_with_any(&["(予定", "(見込", ")の", "の予定", "の見込", "を予定", "を見込"])
    {
        return false;
    }
    // 「・意見がある場合　１１月２６日（水）１２時」
    let is_case = || {
        line.contains_any(&["意見", "質問", "修正", "異議", "変更", "該当"])
            && line.ends_with_any(&["がある場合", "ありの場合"])
    };
    // 「問１・問２　外務省　本日15時まで」, below 「分担は以下のとおりです。」
    let is_share = || {
        heading_of_list(above, line).is_some_and(|heading| {
            let of = heading.contains_any(&["分担は", "割振りは", "担当は"]);
            of && heading.contains_any(&["以下のとおり", "次のとおり", "下記のとおり"])
        })
    };
    if is_alone_on_line(line, rest) && (is_case() || is_share()) {
        return true;
    }
    // 「回答の提出　７月２４日（木）正午（各担当課）」
    let is_given = || {
        let (item, _) = line
            .trim_end_matches(['…', ' ', ':'])
            .strip_suffix(')')
            .and_then(|line| line.rsplit_once('('))
            .unwrap_or((line, ""));
        (is_action_item(line)
            || is_action_item(item)
            || line.starts_with("【貴") && around.behind.starts_with("まで"))
            && actor(text, start, around.behind) == Some(Actor::Addressee)
    };
    let below = LazyCell::new(|| sentence_below_list(text, start));
    is_given()
        || is_addressee_step(line, rest)
        || below.is_some_and(|sentence| sentence_asks_for_step(line, rest, sentence))
        || heading_of_list(above, line).is_some_and(|heading| sentence_asks_for_step(line, rest, heading))
        || rest.is_empty() && below.is_some_and(continues_list)
        || is_alone_on_line(line, rest)
            && (below.is_some_and(|sentence| requests_row(text, start, sentence))
                || is_label_with_addressee(line)
                || is_answer_to_sender(line)
                || is_below_label_with_addressee(above, line)
                || is_supplied_by_addressee(line)
                || far())
        || rest.is_empty()
            && is_alone_on_line(line, rest)
            && !names_other_date(line)
            && is_in_section_of_limits(above)
        || line.is_empty() && is_alone_on_line(line, rest) && is_below_labelled_line(above)
        // 「４　提出の時期」, above 「アは１０月１０日まで、イは１０月２０日まで」
        || line.ends_with('は')
            && around.behind.starts_with("まで")
            && line.len() <= 90
            && heading_of_list(above, line).is_some_and(|heading| {
                heading.chars().count() <= 14
                    && is_deadline_label(without_list_reference(heading))
            })
        || is_proviso(above, line) && around.behind.starts_with([')', '。'])
        || (is_alone_on_line(line, rest) || is_row_to_sender(line) == Some(true))
            && heading_of_list(above, line).is_some_and(|heading| {
                if is_deadline_label(without_list_reference(heading)) {
                    return true;
                }
                if is_event_among_limits(text, start) {
                    return false;
                }
                asks_for_row_below(heading, line)
                    || is_request_heading(heading)
                        && (is_action_item(line) || is_task_list_heading(heading) && !names_other_date(line))
                    || asks_for_following(heading)
                    || is_numbered_answer_heading(heading) && (is_bulleted_name(line) || is_form(line))
                    || around.behind.starts_with("まで")
                        && (asks_for_answer(heading) || is_heading_of_papers(heading))
                        && !names_other_date(line)
                    || announces_limit_change(heading)
                        && !mentions_earlier_occasion(line)
                        && !names_other_date(line)
            })
}

/// A moment with a short name before it at most, and no sentence after it.
pub(super) fn is_alone_on_line(line: &str, rest: &str) -> bool {
    let name = line.trim_start_matches(['・', '*', '-', '○', '●', '■', '□', '※', ' ']);
    // 上記（１）から（３）まで全て、
    let is_all = name.starts_with("上記") && name.ends_with_any(&["全て、", "すべて、", "いずれも、"]);
    let name = if is_all { "" } else { name };
    // 内閣府、総務省: several names count as one; a clause does not.
    let is_clause =
        |name: &str| name.contains('、') && name.contains(|c| matches!(c, 'ぁ'..='ん') && c != 'の');
    // 都道府県（管内市町村分を含む。）
    let bare = without_brackets(name);
    let is_offices = !bare.contains(|c| matches!(c, 'ぁ'..='ん'))
        && bare.ends_with(['省', '府', '庁', '院', '局', '課', '室', '部']);
    let longest = if is_offices { 60 } else { 24 };
    let named = bare.chars().count() <= longest && !bare.contains('。') && !is_clause(&bare);
    let rest = rest.split('\n').next().unwrap_or_default();
    let ends = rest.chars().count() <= 12 && !rest.contains(['。', '、', 'を', 'に', 'は', 'が']);
    named && (ends || is_note(rest) || rest.starts_with("(いずれも") || rest.starts_with("(それぞれ"))
}

/// （その旨をメールで）
fn is_note(rest: &str) -> bool {
    rest.strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .is_some_and(|note| note.chars().count() <= 16 && !note.contains(['(', '。']))
}

/// 「貴省から当省への協議書の送付　５月１６日（金）１２時」: something that the addressee supplies.
fn is_supplied_by_addressee(line: &str) -> bool {
    let name = line.trim_end_matches([':', ' ', '…', '(']);
    [
        "貴省",
        "貴府",
        "貴庁",
        "貴局",
        "貴部",
        "貴課",
        "貴室",
        "各府省",
        "各省庁",
    ]
    .iter()
    .any(|you| {
        name.split_at_word(you)
            .is_some_and(|(_, rest)| rest.starts_with_any(&["から", "より", "が", "において"]))
    }) && name.ends_with_any(ANSWERS)
}

/// 「説明資料の締切を下記のとおり変更します。」, above 「（旧）…」 and 「（新）…」
fn announces_limit_change(heading: &str) -> bool {
    let moved = LIMIT_CHANGE_WORDS.all(heading).next();
    moved.is_some_and(|(_, at)| {
        let head = heading.get(..at).unwrap_or_default();
        let of = head.split(['を', 'が', 'の']).map(str::trim);
        let below = head.contains_any(&["下記", "以下", "次"]);
        below && of.into_iter().any(is_deadline_label)
    })
}

/// Below 「１　作業の区分及び期限」 and its subheads: 「(1) 道路（国土交通省）」, and below it 「ア　点検箇所の一覧　６月６日（金）」.
fn is_in_section_of_limits(above: &str) -> bool {
    let mut lines = above
        .lines_from_last()
        .skip(1)
        .take(LIST_REACH_LINES)
        .filter(|line| !line.trim().is_empty() && !is_list_row(line));
    // 「(1) 道路（国土交通省）」, 「一　別記第一の府省庁」
    let is_subhead = |line: &&str| {
        item_mark(line).is_some() && line.chars().count() <= 30 && !line.contains(['。', '、', ':', 'を'])
    };
    let Some(subhead) = lines.next().filter(is_subhead) else {
        return false;
    };
    // Items of the subhead's own rank and of lower ranks are passed over; the first line without a number, or a heading
    // of limits of another rank, decides.
    lines
        .find(|line| {
            item_mark(line).is_none() || item_mark(line) != item_mark(subhead) && is_section_of_limits(line)
        })
        .is_some_and(is_section_of_limits)
}

/// The first character of an item's number or bullet, the same for all of a kind: １, (, 第, 一, ア, ・.
fn item_mark(line: &str) -> Option<char> {
    let first = line.chars().next()?;
    match first {
        c if c.is_ascii_digit() => Some('1'),
        '一' | '二' | '三' | '四' | '五' | '六' => Some('一'),
        'ア' | 'イ' | 'ウ' | 'エ' | 'オ' | 'ロ' | 'ハ' | 'ニ' | 'ホ' => Some('ア'),
        c if is_circled(c) => Some('①'),
        '(' | '第' | '・' | '-' | '○' | '■' | '□' => Some(first),
        _ => None,
    }
}

/// 「１　作業の区分及び期限」, 「第２　提出の期限」
fn is_section_of_limits(heading: &str) -> bool {
    let name = heading.trim_start_matches(|c: char| c.is_ascii_digit() || "第.() ".contains(c));
    name.len() < heading.len()
        && name.chars().count() <= 24
        && name.ends_with_any(&[
            "及び期限",
            "と期限",
            "及び締切",
            "の期限",
            "の締切",
            "の締切り",
            "提出期限",
            "提出書類",
            "提出物",
            "提出資料",
        ])
}

/// 「(1) 一次提出（定量指標の欄のみ）」, 「(2) 最終回答」: one of several answers.
fn is_stage_of_answer(name: &str) -> bool {
    let name = name.skip_to_letter().trim_end();
    // 「２　総務課への提出」
    let to_section = name
        .strip_suffix_any(&["への提出", "への回答", "への登録"])
        .is_some_and(|section| section.ends_with(['課', '室', '係', '班']));
    to_section
        || name
            .strip_suffix_any(&["提出", "回答", "報告", "登録"])
            .is_some_and(|stage| stage.ends_with(['次', '回', '終', '報', '版', '案']))
}

/// For names with the moment on the line below each, the name and the sentence above the list: 「１　引継書の作成」.
fn name_and_list_sentence<'a>(above: &'a str, line: &str) -> Option<(&'a str, Option<&'a str>)> {
    if !line.trim().is_empty() {
        return None;
    }
    let is_name = |line: &&str| {
        let name = line.trim_start_matches(|c: char| c.is_ascii_digit() || "().①②③④⑤⑥⑦⑧⑨⑩・ ".contains(c));
        // ア　法人一覧（９月１日現在）
        let lettered = line
            .strip_prefix(['ア', 'イ', 'ウ', 'エ', 'オ'])
            .filter(|name| !name.starts_with(|c| matches!(c, 'ァ'..='ー')));
        let bare = without_brackets(lettered.unwrap_or(name));
        (lettered.is_some() || name.len() < line.len())
            && (2..=24).contains(&bare.chars().count())
            && !bare.contains(['。', '、', ':'])
    };
    let mut lines = above
        .lines_from_last()
        .skip(1)
        .filter(|line| !line.trim().is_empty() && *line != "記");
    let name = lines.next().filter(|line| is_name(line))?;
    let heading = lines
        .take(LIST_REACH_LINES)
        .find(|line| !is_list_row(line) && !is_name(line));
    Some((name, heading))
}

/// 「（ただし、様式２については７月４日（金））」, below the general deadline.
fn is_proviso(above: &str, line: &str) -> bool {
    let own = line
        .rfind('(')
        .and_then(|open| line.get(open..))
        .unwrap_or_default();
    let inside = own.trim_start_matches('(');
    // 締切：本日23:00（想定問答は明日9:00）
    let other = || {
        let name = inside
            .strip_suffix('は')
            .filter(|name| (1..=12).contains(&name.chars().count()));
        name.is_some_and(|name| {
            !is_third_party_topic(name)
                && !name.contains_any(&["公表", "結果", "閣議", "施行", "発表", "開催", "会議"])
        })
    };
    let is_one = other()
        || inside
            .strip_prefix_any(&["ただし、", "但し、", "ただし", "但し"])
            .is_some_and(|of| of.ends_with(['は', 'が', ':']) && of.chars().count() <= 24);
    let outer = line.get(..line.len() - own.len()).unwrap_or_default();
    let limited = if outer.is_empty() {
        above.lines_from_last().nth(1).unwrap_or_default()
    } else {
        outer
    };
    is_one && is_deadline_label(without_moment(limited))
}

/// 「提出期限：指定都市・中核市　９月22日（月）」: a label, and whom it is for.
fn is_label_with_addressee(line: &str) -> bool {
    line.split_once(':').is_some_and(|(label, who)| {
        is_deadline_label(label)
            && !who.is_empty()
            && !who.contains(|c: char| matches!(c, 'ぁ'..='ん') || c.is_ascii_digit() || c == ':')
    })
}

/// 「答弁書案の当室への提出　11月25日（火）10時」
fn is_answer_to_sender(line: &str) -> bool {
    line.trim_end_matches([':', ' ', '…'])
        .strip_suffix_any(&["への提出", "への登録", "への送付", "への回答", "への返送"])
        .is_some_and(|whom| whom.ends_with_any(&SENDERS))
}

/// Whether the list begins with such a line: the following ones give further addressees and moments.
fn is_below_label_with_addressee(above: &str, line: &str) -> bool {
    let Some(above) = line
        .len()
        .checked_add(1)
        .and_then(|own| above.get(..above.len().checked_sub(own)?))
    else {
        return false;
    };
    // 「提出期限　第１回　５月３０日（金）」, and below it 「第２回　６月３０日（月）」
    if !line.is_empty() && without_ordinal(line).is_empty() {
        let first = above
            .lines_from_last()
            .take(LIST_REACH_LINES)
            .map(without_moment)
            .find(|line| !without_ordinal(line).is_empty());
        return first.is_some_and(|first| is_deadline_label(first) || is_label_with_addressee(first));
    }
    let first = above
        .lines_from_last()
        .take(LIST_REACH_LINES)
        .take_while(|line| is_list_row(line))
        .last();
    let who = first.and_then(|first| {
        let (label, _) = first.split_once(':')?;
        let who = without_moment(first);
        (who.len() > label.len() + 1).then_some(who)
    });
    !line.contains(':') && who.is_some_and(is_label_with_addressee)
}

/// The nearest line above that is not an item of the same list.
pub(super) fn heading_of_list<'a>(above: &'a str, line: &str) -> Option<&'a str> {
    let above = above.get(..above.len().checked_sub(line.len() + 1)?)?;
    above
        .lines_from_last()
        .take(LIST_REACH_LINES)
        .filter(|line| !line.trim().is_empty() && *line != "記" && !columns::is_border(line))
        // 「② 執行率…… ①と同じ」 among the items ①, ③
        .filter(|above| !(line.starts_with(is_circled) && above.starts_with(is_circled)))
        // A note on the row above it: 「※20日は祝日のため、…」.
        .find(|line| !is_list_row(line) && !line.starts_with('※'))
        // A line below a table does not head its rows.
        .filter(|heading| !heading.contains('|'))
}

/// Headings of the papers that are asked for.
const PAPER_LISTS: [&str; 7] = [
    "お送りいただくもの",
    "事前にお送りいただくもの",
    "提出物",
    "提出物チェックリスト",
    "提出物一覧",
    "提出書類一覧",
    "提出いただくもの",
];

/// ＜作業依頼＞, 【お願いしたい事項】: a heading of what is asked.
fn is_request_heading(heading: &str) -> bool {
    // 「作業をお願いしたい事項は次の２点です」
    let listed = heading.contains_any(&["次の", "以下の", "下記の"]);
    if listed && heading.contains_any(&["お願いしたい", "御対応いただきたい", "ご対応いただきたい"])
    {
        return true;
    }
    let head = without_list_reference(heading).trim_start_matches(|c: char| !c.is_alphanumeric());
    let number = head.trim_start_matches(|c: char| c.is_ascii_digit() || ".)".contains(c));
    // 【復活折衝】提出物
    let number = number.rsplit_once('】').map_or(number, |(_, name)| name);
    [
        "作業依頼",
        "依頼事項",
        "依頼内容",
        "作業内容",
        "お願い",
        "お願い事項",
        "お願いしたい事項",
        "お願いしたいこと",
        "御対応いただく事項",
        "年内に御対応いただく事項",
        "御対応いただきたい事項",
        "御対応をお願いしたい事項",
        "作業スケジュール",
    ]
    .contains(&number)
        || PAPER_LISTS.contains(&number)
        // ○貴課にお願いしたいこと
        || number.ends_with_any(&["にお願いしたいこと", "にお願いしたい事項", "へのお願い", "への依頼事項"])
}

/// 「１．資料の提出」: a numbered heading that names an answer.
fn is_numbered_answer_heading(heading: &str) -> bool {
    let name = heading.skip_to_letter();
    name.len() < heading.len()
        && name.chars().count() <= 16
        && without_list_reference(name).ends_with_any(&[
            "の提出",
            "の登録",
            "の回答",
            "の送付",
            "の返送",
            "の報告",
            "の返信",
        ])
}

/// 「契約関係書類の提出をお願いします。」, above 「検査調書　３月１３日まで」
fn asks_for_answer(heading: &str) -> bool {
    [
        "の提出を",
        "の御提出を",
        "の登録を",
        "の回答を",
        "の送付を",
        "の報告を",
    ]
    .iter()
    .filter_map(|answer| heading.split_at_word(answer))
    .any(|(_, rest)| rest.starts_with("お願い") || rest.starts_with("願い"))
}

/// 「・第一次分（義務的経費）　９月１２日」: an item with a bullet and a name, which is none of an event.
fn is_bulleted_name(line: &str) -> bool {
    let name = line.skip_to_letter();
    name.len() < line.len() && !name.is_empty() && !names_other_date(line) && !mentions_earlier_occasion(line)
}

/// 重点事項一覧（様式１）: a form to be filled in.
fn is_form(line: &str) -> bool {
    line.strip_suffix(')')
        .and_then(|line| line.rsplit_once('('))
        .is_some_and(|(name, form)| {
            !name.is_empty() && form.starts_with_any(&["様式", "別紙様式", "別記様式"])
        })
}

/// 「２　提出資料（電子媒体）」, above 「ア　執行見込み　４月30日（木）まで」
fn is_heading_of_papers(heading: &str) -> bool {
    let bare = without_brackets(heading);
    let name = without_list_reference(&bare).skip_to_letter();
    name.chars().count() <= 12 && name.ends_with_any(&["提出資料", "提出書類", "提出物", "提出様式"])
}

/// ■ 依頼事項: a heading whose items are papers or actions.
fn is_task_list_heading(heading: &str) -> bool {
    [
        "依頼事項",
        "お願い事項",
        "いただく事項",
        "依頼内容",
        "へのお願い",
        "にお願いしたいこと",
    ]
    .iter()
    .chain(&PAPER_LISTS)
    .any(|name| without_list_reference(heading).ends_with(name))
}

/// 「Please submit the following:」
fn asks_for_following(heading: &str) -> bool {
    heading.contains_any(&["the following", "as follows", "listed below", "items below"])
        && heading.contains_any(&["please", "kindly", "requested to", "asked to"])
        && heading.contains_any(&["submit", "send", "return", "provide", "complete"])
}

/// 「提出期限：１０月３１日（金）（都道府県分）」, followed by a line with a moment only.
fn is_below_labelled_line(above: &str) -> bool {
    let lines = above
        .lines_from_last()
        .skip(1)
        .take(LIST_REACH_LINES)
        .map(|line| {
            let bare = line
                .strip_suffix(')')
                .and_then(|line| line.rfind('(').and_then(|open| line.get(..open)));
            bare.filter(|bare| !bare.is_empty()).unwrap_or(line)
        });
    let mut labelled = lines.filter(|line| {
        line.contains(|c: char| c.is_alphabetic() && !"年月日時分令和月火水木金土".contains(c))
    });
    labelled.next().is_some_and(|line| {
        let label = without_moment(line);
        label.len() < line.len() && is_deadline_label(label)
    })
}

/// 「①別紙１の確認：」: an item that names an action.
fn is_action_item(line: &str) -> bool {
    let name = line.trim_end_matches([':', ' ', '…', '・', '(', '【']);
    name.ends_with_any(ANSWERS)
}
