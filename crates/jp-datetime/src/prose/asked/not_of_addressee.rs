//! Moments that are not the addressee's limit: another's, met already, or passed on for reference.

use super::limited_moment::LimitedMoment;
use crate::prose::actor::{is_addressee_step, is_row_to_sender};
use crate::prose::anchor::counted_from;
use crate::prose::columns;
use crate::prose::correction::is_old_column;
use crate::prose::day::Day;
use crate::prose::heading::heading_of_list;
use crate::prose::label::is_deadline_label;
use crate::prose::lexicon::{ANSWERS, PLAN_HEADINGS, SENDERS};
use crate::prose::limit::Limit;
use crate::prose::list_row::LIST_REACH_LINES;
use crate::prose::phrases::{AnyOf, open_bracket, starts};
use crate::prose::sentence::{asks, rest_of_sentence, window_after, window_before};
use crate::prose::sentence_topic::topic_of;

/// Whether the words around a moment say so.
pub(super) fn is_not_of_addressee(moment: &LimitedMoment<'_>) -> bool {
    let (above, behind) = (moment.around.above, moment.around.behind);
    let line = above.rsplit('\n').next().unwrap_or_default();
    is_met(moment.rest)
        || is_row_of_sender(behind)
        || is_row_for_public(behind)
        || is_left_to_addressee(moment)
        || is_step_of_sender(line, behind)
        || is_row_of_plan(moment, line)
        || is_row_of_history(moment, line)
        || is_row_of_periods(moment, line)
        || is_exception_of_period(moment, line)
        || is_asked_back(behind)
        || is_aside(moment)
        || is_hour_of_service(moment)
        || is_stated_only(moment)
        || is_rule_from_event(moment)
        || is_before_extension(moment)
        || is_received_by_other(behind)
        || is_deadline_label(above) && (is_set_for_sender(moment) || is_contrasted_with_addressee(moment))
        || (line.contains('|') || behind.starts_with('|'))
            && columns::head_of(above, line, behind).is_some_and(is_old_column)
}

/// 「２月９日（月）　提出済み」, 「（１０月９日受領）」
fn is_met(rest: &str) -> bool {
    let is_received = ["受領", "受理"].iter().any(|word| {
        rest.strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([')', '済']))
    });
    is_received || rest.starts_with_any(&["提出済", "回答済", "登録済", "送付済", "実施済", "済み"])
}

/// 「座席表作成: 3/23(月) まで【事務局】」, 「11月28日（金）まで｜当庁で集計」
fn is_row_of_sender(behind: &str) -> bool {
    let by = behind.strip_prefix("まで").unwrap_or(behind);
    let is_own_step = |step: &str| {
        SENDERS
            .iter()
            .filter_map(|us| step.strip_prefix(us))
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

/// 「市町村から貴県への提出期限は、７月３１日（木）を目安に設定いただければ」: a limit that the addressee sets for others.
fn is_left_to_addressee(moment: &LimitedMoment<'_>) -> bool {
    let before = moment.around.before;
    (before.contains("から貴") && before.contains("への")
        || before.contains_any(&[
            "地方支分部局への",
            "市町村への",
            "事業者への",
            "関係団体への",
            "学校への",
        ]))
        && moment
            .rest
            .trim_start_matches(['に', 'と', 'で', 'を'])
            .starts_with("設定")
}

/// 「質問への回答｜当省｜８月22日（金）18時」, 「意見への回答　明日20時頃」, 「委員会への提出　２月17日（火）」: a step of the sender, or of
/// what becomes of the answers.
fn is_step_of_sender(line: &str, behind: &str) -> bool {
    let cells = || {
        line.split('|')
            .chain(behind.split('\n').next().unwrap_or_default().split('|'))
    };
    let is_own = line.contains('|') && cells().any(|cell| SENDERS.contains(&cell.trim()));
    let name = line
        .split('|')
        .find(|cell| !cell.trim().is_empty())
        .unwrap_or_default();
    let name = name
        .trim_start_matches(|c: char| !c.is_alphabetic())
        .trim_end_matches([':', ' ', '…', '・', '(']);
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
    let is_between_others = !is_addressee_step(name) && is_row_to_sender(line) == Some(false);
    is_own || of_answers || to_others || is_between_others
}

/// 「対応方針の閣議決定　12月末まで」 below 「今後の流れは以下のとおりです。」
fn is_row_of_plan(moment: &LimitedMoment<'_>, line: &str) -> bool {
    /// Limit on the characters of a heading.
    const HEADING_CHARS_LIMIT: usize = 24;
    moment.limit == Limit::Until && !moment.asked && !line.contains('貴') && !is_deadline_label(line) && {
        let mut lines = moment.around.above.rsplit('\n').skip(1).take(LIST_REACH_LINES);
        lines.any(|heading| {
            heading.chars().count() <= HEADING_CHARS_LIMIT
                && PLAN_HEADINGS
                    .iter()
                    .chain(&["今後の流れ"])
                    .any(|plan| heading.contains(plan))
        })
    }
}

/// 「12月11日（木）　意見に対する回答（本メール）」 below （経過）.
fn is_row_of_history(moment: &LimitedMoment<'_>, line: &str) -> bool {
    !moment.asked
        && heading_of_list(moment.around.above, line).is_some_and(|heading| {
            (heading.contains("経過") || heading.contains("経緯"))
                && !heading.contains("経過措置")
                && !asks(heading)
        })
}

/// 「交付決定の日から１月31日まで。ただし、２か年事業の場合は令和10年１月31日まで。」 of 「事業の実施期間」
fn is_exception_of_period(moment: &LimitedMoment<'_>, line: &str) -> bool {
    moment.limit == Limit::Until
        && !moment.asked
        && line
            .split_once("まで。ただし、")
            .is_some_and(|(period, _)| period.contains("期間") && !period.contains_any(ANSWERS))
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
    by.strip_prefix('|').is_some_and(|row| {
        let cell = row.split(['|', '\n']).next().unwrap_or_default();
        ["事業者", "自治体", "国民", "住民", "一般", "団体"]
            .iter()
            .any(|whom| {
                cell.split_once(whom)
                    .is_some_and(|(_, rest)| rest.starts_with("向け") || rest.starts_with("からの"))
            })
    })
}

/// A bracket about others or about what is over: 「市区町村には別途依頼しています（市区町村分の期限は９月５日）」, 「当方から９日に
/// 提出します（事務局の締切は11日）」, 「企業187社（回答期限：10月31日、回答率92％）」, 「第1次公募（4月18日締切）は終了しました」.
fn is_aside(moment: &LimitedMoment<'_>) -> bool {
    /// Limit on the bytes of a sentence with its brackets.
    const SENTENCE_BYTES_LIMIT: usize = 300;
    if !moment.rest.contains(')') && !moment.around.behind.contains(')') {
        return false;
    }
    let above = window_before(moment.text, moment.found.range.start, SENTENCE_BYTES_LIMIT);
    let Some((outside, _)) = open_bracket(above).and_then(|open| above.split_at_checked(open)) else {
        return false;
    };
    let behind = window_after(moment.text, moment.found.range.end, SENTENCE_BYTES_LIMIT);
    let Some((inside, after)) = behind.split_once(')') else {
        return false;
    };
    // 「契約の一覧（４月１日から１月31日まで）　２月25日（水）まで」: the data, then the limit.
    let is_period_of_data = moment.is_range()
        && moment.next.is_some_and(|next| {
            let between = moment.text.get(moment.found.range.end..next.range.start);
            between.is_some_and(|gap| gap.trim_end() == "まで)")
        });
    // 「改善報告の期限（通知から30日以内）が４月以降となる事業所は」
    let is_premise = after.starts_with('が') && after.contains("となる");
    let head = outside.rsplit(['。', '\n']).next().unwrap_or_default();
    let tail = rest_of_sentence(after);
    let is_ours = head.starts_with_any(&SENDERS)
        && head.ends_with_any(&[
            "提出します",
            "回答します",
            "報告します",
            "提出いたします",
            "回答いたします",
        ]);
    is_ours
        || is_period_of_data
        || is_premise
        || head.contains_any(&["別途依頼して", "別途お願いして", "別途照会して"])
        || inside.contains_any(&["回答率", "回収率", "提出率"])
        || tail.ends_with_any(&[
            "終了しました",
            "終了しています",
            "終了いたしました",
            "終了している",
            "終了した",
        ])
}

/// 「受付は原則として16時まで」, 「e-Taxの受付時間」: hours of every day, and how long a service runs.
fn is_hour_of_service(moment: &LimitedMoment<'_>) -> bool {
    let is_daily = moment.found.day == Day::Unspecified
        && moment.around.before.ends_with_any(&[
            "受付は原則として",
            "受付は原則",
            "受付時間は",
            "受付は毎日",
        ]);
    is_daily
        || moment.limit == Limit::Until && !moment.asked && {
            let mut lines = moment.around.above.rsplit('\n').skip(1);
            lines.next().is_some_and(|heading| {
                heading.ends_with_any(&["受付時間", "利用時間", "開設時間", "サービス時間"])
            })
        }
}

/// 「３月31日までに申請する必要があること。」, 「経過措置は３月31日限り。」: what a law says.
fn is_stated_only(moment: &LimitedMoment<'_>) -> bool {
    let sentence = rest_of_sentence(moment.around.behind);
    sentence.ends_with_any(&[
        "必要があること",
        "こととされていること",
        "こととされていることに留意されたい",
        "見込みであること",
        "予定であること",
    ]) || moment.around.before.ends_with_any(&["経過措置は", "特例措置は"])
}

/// 「開封後は６時間以内に使用すること」, 「届出の期限を、着手する日の30日前までとする」: what holds whenever the event takes place; an answer
/// may be due after one.
fn is_rule_from_event(moment: &LimitedMoment<'_>) -> bool {
    let (text, before) = (moment.text, moment.around.before);
    let is_before_event = matches!(moment.found.day, Day::Before(1..)) && before.ends_with('の');
    let rest = rest_of_sentence(moment.rest);
    // （国会法第75条第２項）, （現行どおり）
    let rule = match rest.rsplit_once('(') {
        Some((rule, _)) if rest.ends_with(')') => rule,
        _ => rest,
    };
    let states = rule.ends_with_any(&["こと", "とする", "ものとする"]) || rest.contains("なければならない");
    let names_answer =
        |words: &str| words.contains_any(ANSWERS) || words.contains_any(&["届", "申請", "手続"]);
    let is_of_answer = rest.starts_with('と') && before.contains_any(&["提出期限", "回答期限", "報告期限"])
        || names_answer(rest)
        || topic_of(before).is_some_and(names_answer)
        || before.contains('貴');
    states && !is_of_answer && (is_before_event || counted_from(text, moment.found).is_some())
}

/// 「４月21日付け事務連絡により、５月30日を提出期限としてお願いしているところです」, and below it the extension.
fn is_before_extension(moment: &LimitedMoment<'_>) -> bool {
    /// About three sentences, in bytes.
    const REACH_BYTES: usize = 600;
    moment.around.before.contains("付け")
        && rest_of_sentence(moment.around.behind).contains_any(&[
            "しているところ",
            "しておりますところ",
            "しておるところ",
        ])
        && {
            let below = window_after(moment.text, moment.found.range.end, REACH_BYTES);
            below.contains_any(&["延長", "変更後", "改め"])
        }
}

/// 「協賛団体の参加登録は８月29日まで内閣府が受け付ける」
fn is_received_by_other(behind: &str) -> bool {
    let by = behind.strip_prefix("まで").map(|by| by.trim_start_matches('、'));
    by.and_then(|by| by.split_once("が受け付け"))
        .is_some_and(|(who, _)| {
            who.chars().count() <= 12
                && who.ends_with(['省', '庁', '府', '院', '会', '局', '県', '市'])
                && !SENDERS.contains(&who)
        })
}

/// 「提出期限は９月２６日（金）との理解でよろしいでしょうか」: the sender asks for the limit of its own answer.
fn is_asked_back(behind: &str) -> bool {
    let sentence = rest_of_sentence(behind);
    behind.starts_with_any(&["との理解で", "との認識で", "で合って", "で相違な", "で間違いな"])
        && sentence.ends_with('か')
}

/// 「内閣法制局から示された期限は」, 「概算要求の提出期限は８月２９日（金）であり、当省は」
fn is_set_for_sender(moment: &LimitedMoment<'_>) -> bool {
    let before = moment.around.before;
    let is_given = before.contains_any(&["から示された", "から指定された", "より示された", "より指定された"])
        && !before.contains('貴');
    let goes_on = moment
        .rest
        .strip_prefix_any(&["であり、", "ですので、", "のため、", "となっており、"]);
    let is_own = goes_on.is_some_and(|rest| {
        SENDERS.iter().any(|own| {
            rest.strip_prefix(own)
                .is_some_and(|rest| rest.starts_with(['は', 'で', 'に']))
        })
    });
    !moment.asked && (is_given || is_own)
}

/// 「厚生労働省の提出期限は１１月２８日（金）ですが、貴省の提出期限は１２月３日（水）とします」: the first of the two.
fn is_contrasted_with_addressee(moment: &LimitedMoment<'_>) -> bool {
    !moment.around.before.contains('貴')
        && ["ですが、", "ですけれども、", "である一方、", "のところ、"]
            .iter()
            .filter_map(|but| moment.rest.strip_prefix(but))
            .any(|rest| {
                rest.strip_prefix('貴')
                    .is_some_and(|rest| !starts(rest, "重") && moment.next_is_near())
            })
}

/// 「貴省におかれては、御参考としてください。」, 「他省庁の調達事例として御参考まで。」, below a notice that is passed on.
pub(super) fn is_for_reference(moment: &LimitedMoment<'_>) -> bool {
    /// How far below it is looked for, in bytes.
    const REACH_BYTES: usize = 400;
    window_after(moment.text, moment.found.range.end, REACH_BYTES)
        .split(['\n', '。'])
        .skip(1)
        .any(|line| {
            line.contains("参考")
                && line.starts_with_any(&["貴", "他省", "他府省", "他の府省"])
                && line.chars().count() <= 30
        })
}
