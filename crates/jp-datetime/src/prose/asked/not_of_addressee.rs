//! Moments that are not the addressee's limit: another's, met already, or passed on for reference.

use super::limited_moment::LimitedMoment;
use super::row_of_another::is_row_of_another;
use super::stated::is_stated;
use crate::prose::columns;
use crate::prose::correction::is_old_column;
use crate::prose::day::{DateYear, Day};
use crate::prose::earlier_occasion::mentions_earlier_occasion;
use crate::prose::lexicon::{LIMIT_NOUNS, SENDERS};
use crate::prose::limit::Limit;
use crate::prose::sentence::{asks, clause_before, rest_of_sentence, window_after, window_before};
use crate::prose::sentence_topic::topic_of;
use crate::prose::third_party_limit::{THIRD_PARTIES, is_by_third_party};
use crate::prose::word_search::{WordSearch, open_bracket, starts, strip_start};

/// Whether the words around a moment say so.
pub(super) fn is_not_of_addressee(moment: &LimitedMoment<'_>) -> bool {
    let (above, behind) = (moment.around.above, moment.around.behind);
    let line = moment.around.line;
    // 「| 質問への回答 | 令和７年９月26日（金）予定 |」
    let is_planned = || {
        moment.rest.strip_prefix("予定").is_some_and(|rest| {
            !moment.asked && (rest.is_empty() || rest.starts_with(['|', ')', '\n', '。']))
        })
    };
    // 「■ １月26日（月）に当省がすること」
    let is_done_by_sender = || {
        behind.strip_prefix('に').is_some_and(|rest| {
            SENDERS
                .iter()
                .filter_map(|us| strip_start(rest, us))
                .any(|rest| rest.starts_with('が'))
        })
    };
    // 「□ 対応案への講評………＠有識者　２月27日（金）まで」
    let is_of_named = || {
        line.rsplit_once('@').is_some_and(|(_, who)| {
            let who = who.trim_end_matches([' ', ':', '…']);
            THIRD_PARTIES.contains(&who) || SENDERS.contains(&who)
        })
    };
    is_done_by_sender()
        || is_of_named()
        || is_met(moment.rest)
        || is_planned()
        || is_left_to_addressee(moment)
        || is_row_of_another(moment, line)
        || is_stated(moment, line)
        || is_asked_back(behind)
        || is_aside(moment)
        || is_hour_of_service(moment)
        || is_received_by_other(behind)
        || is_told_to_others(moment)
        || is_left_to_others(moment)
        || is_for_public(moment)
        || moment.has_deadline_label() && (is_set_for_sender(moment) || is_contrasted_with_addressee(moment))
        || (line.contains('|') || behind.starts_with('|'))
            && columns::head_of(above, line, behind).is_some_and(is_old_column)
}

/// 「２月９日（月）　提出済み」, 「（１０月９日受領）」, 「９月12日まで（回収率98％）」
fn is_met(rest: &str) -> bool {
    let is_received = ["受領", "受理"].iter().any(|word| {
        rest.strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([')', '済']))
    });
    is_received
        || rest_of_sentence(rest).contains_word("回収率") && !asks(rest_of_sentence(rest))
        || rest.starts_with_any(&["提出済", "回答済", "登録済", "送付済", "実施済", "済み"])
}

/// 「市町村から貴県への提出期限は、７月３１日（木）を目安に設定いただければ」: a limit that the addressee sets for others.
fn is_left_to_addressee(moment: &LimitedMoment<'_>) -> bool {
    let before = moment.around.before;
    (before.contains_word("から貴") && before.contains_word("への")
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

/// A bracket about others or about what is over: 「市区町村には別途依頼しています（市区町村分の期限は９月５日）」, 「当方から９日に
/// 提出します（事務局の締切は11日）」, 「企業187社（回答期限：10月31日、回答率92％）」, 「第1次公募（4月18日締切）は終了しました」, 「御照会の件
/// （期限：９月12日）、別添のとおり回答いたします」.
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
    let is_premise = after.starts_with('が') && after.contains_word("となる");
    let head = outside.rsplit(['。', '\n']).next().unwrap_or_default();
    let tail = rest_of_sentence(after);
    let answers = |sentence: &str| {
        sentence.ends_with_any(&[
            "提出します",
            "回答します",
            "報告します",
            "提出いたします",
            "回答いたします",
            "報告いたします",
            "送付いたします",
        ])
    };
    let is_own_act = || {
        SENDERS.iter().chain(&["こちら"]).any(|us| {
            head.split(us)
                .skip(1)
                .any(|rest| rest.starts_with_any(&["で", "が", "にて", "において"]))
        }) && head.ends_with("ます")
            && !asks(head)
    };
    // 「通報書は、都道府県労働局が取りまとめます（７月22日締切）」
    let is_act_of_another = || {
        let is_other = |who: &str| {
            let who = who.rsplit(['、', 'は']).next().unwrap_or_default();
            who.ends_with(['局', '省', '庁', '府', '県', '会', '課', '室', '者', '構', '体'])
                && !who.contains(['貴', '各'])
        };
        head.ends_with("ます")
            && !asks(head)
            && head
                .match_indices('が')
                .any(|(at, _)| head.get(..at).is_some_and(is_other))
    };
    // 「標記については、別添のとおり意見を提出いたします（期限：４月23日18時）」; 送付します is how requests are sent out.
    let is_sent_by_us = head.contains_any(&["別添のとおり", "別紙のとおり", "下記のとおり", "添付のとおり"])
        && head.ends_with_any(&["提出いたします", "提出します", "回答いたします", "回答します"])
        && !asks(inside);
    let is_ours = is_sent_by_us
        || head.starts_with_any(&SENDERS) && answers(head)
        || answers(tail)
        || is_own_act()
        || is_act_of_another();
    // 「出水期（６月１日から10月31日まで）を迎えるに当たり、連絡体制表を御返送ください」
    let is_season = moment.is_range()
        && outside.ends_with(['期', '季'])
        && after.starts_with_any(&["を迎え", "に向け", "に備え", "における", "に入る"]);
    // 「システム障害（11月10日から12日まで）の発生に伴い」
    let is_cause = moment.is_range() && after.starts_with_any(&["の発生", "の影響"]);
    // 「提案募集（２月21日～５月13日）において地方公共団体から提出のあった提案を」
    let is_event_over = after
        .strip_prefix_any(&["において", "で", "にて", "に"])
        .and_then(|rest| rest.split('、').next())
        .is_some_and(|clause| {
            clause.contains_any(&["のあった", "があった", "された", "寄せられた", "いただいた"])
                && !asks(clause)
        });
    // 「令和６年度の実績（令和７年３月31日まで）を、府省別にお示しください」
    let is_reference_period = matches!(
        moment.found.day,
        Day::Date {
            year: DateYear::Written(_),
            ..
        }
    ) && inside == "まで"
        && head.ends_with_any(&["実績", "状況", "件数", "推移", "取得率", "措置", "特例"]);
    let is_public = head.contains_any(&["意見公募", "パブリックコメント", "意見募集", "公募"])
        && head.ends_with_any(&["しております", "しています", "いたします", "します"]);
    let is_done_by_others = head.ends_with_any(&["されます", "されています", "が必要です"])
        || is_public
        || after.starts_with("が必要") && is_by_third_party(head)
        || head.contains_any(&[
            "医療機関から",
            "事業者から",
            "住民から",
            "世帯から",
            "申請者から",
            "企業から",
        ]);
    // 「昨年の〆切（４月11日）より１日早くなっています」
    let is_earlier = head.ends_with_any(&LIMIT_NOUNS)
        && mentions_earlier_occasion(head.rsplit('、').next().unwrap_or_default());
    is_ours
        || is_cause
        || is_earlier
        || is_event_over
        // 「標記の調査（提出期限：４月24日）は、研修を取りやめることとなったため、中止します」
        || tail.ends_with_any(&["中止します", "中止いたします", "取りやめます", "取り下げます", "見送ります"])
        || is_reference_period
        || is_done_by_others
        || is_period_of_data
        || is_season
        || is_premise
        // 「管内市区町村に対しても別途５月20日に当課から直接照会する（期限６月12日（金））ことを申し添えます」
        || tail.starts_with("ことを申し添え")
            && SENDERS.iter().any(|us| head.split(us).skip(1).any(|rest| rest.starts_with("から")))
        || head.contains_any(&["別途依頼して", "別途お願いして", "別途照会して", "直接依頼して", "直接お願いして"])
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
            let mut lines = moment.around.above.lines_from_last().skip(1);
            lines.next().is_some_and(|heading| {
                heading.ends_with_any(&["受付時間", "利用時間", "開設時間", "サービス時間"])
            })
        }
}

/// 「協賛団体の参加登録は８月29日まで内閣府が受け付ける」
fn is_received_by_other(behind: &str) -> bool {
    let by = behind.strip_prefix("まで").map(|by| by.trim_start_matches('、'));
    by.and_then(|by| by.split_at_word("が受け付け"))
        .is_some_and(|(who, _)| {
            who.chars().count() <= 12
                && who.ends_with(['省', '庁', '府', '院', '会', '局', '県', '市'])
                && !SENDERS.contains(&who)
        })
}

/// 「各消防本部からの申出は、６月16日（月）までとする旨、消防本部あて別途連絡済みです」, 「受領期限は同日12時であることを応札者に周知した」
fn is_told_to_others(moment: &LimitedMoment<'_>) -> bool {
    let sentence = rest_of_sentence(moment.rest);
    let is_told_apart = sentence.starts_with_any(&["とする旨", "である旨", "との旨"])
        && !sentence.contains(['貴', '各'])
        && sentence.contains_any(&["あて別途", "宛て別途", "に別途", "へ別途"])
        && sentence.ends_with_any(&["済みです", "済です", "済み", "しております", "しています"]);
    let is_told_to_other_body = || {
        sentence.strip_prefix("であることを").is_some_and(|told| {
            told.ends_with_any(&["した", "ました"]) && told.split('に').any(is_other_body)
        })
    };
    is_told_apart || is_told_to_other_body()
}

/// Others than ministries, as the one who does something by then.
fn is_other_body(who: &str) -> bool {
    who.ends_with_any(THIRD_PARTIES)
        || who.ends_with_any(&[
            "教育委員会",
            "市町村",
            "医療機関",
            "学校",
            "裁判所",
            "関係人",
            "応札者",
        ])
}

/// 「各事業場は、11月30日までに報告するよう、貴局から11月７日までに指導すること」, 「10月20日までに利害関係人から申出がなければ」, 「教育委員会が
/// 学校から回収する期限は10月10日ですので」: what others do by then.
fn is_left_to_others(moment: &LimitedMoment<'_>) -> bool {
    let clause = moment.clause;
    let is_instructed = || {
        clause.ends_with_any(&["するよう、", "されるよう、"])
            && moment.next_is_near()
            && rest_of_sentence(moment.around.behind).contains_any(&["指導", "周知", "指示", "通知"])
    };
    let is_condition = || {
        !moment.asked
            && clause.split_at_word("から").is_some_and(|(who, what)| {
                is_other_body(who)
                    && what.contains_any(&["がなければ", "がない場合", "があった場合", "があれば"])
            })
    };
    let is_label_of_others = || {
        moment.has_deadline_label()
            && !moment.asked
            && topic_of(moment.around.before)
                .filter(|topic| topic.ends_with_any(&["る期限", "る締切", "る期日"]))
                .and_then(|topic| topic.split_once('が'))
                .is_some_and(|(who, _)| is_other_body(who))
    };
    // 「農業団体からの申込みは専用サイトで６月19日（金）まで受け付けますので」, 「医療機関が入力できるのは２月27日（金）までです」
    let before = moment.around.before;
    let is_open_to_others = || {
        moment.limit == Limit::Until
            && (moment.rest.starts_with("受け付け") && is_by_third_party(clause_before(before))
                || before
                    .strip_suffix("できるのは")
                    .and_then(|before| clause_before(before).split_once('が'))
                    .is_some_and(|(who, _)| is_other_body(who)))
    };
    // 「申請期限は都道府県により異なり、東京都では９月30日（火）となっている」
    let is_of_one_of_them =
        || rest_of_sentence(moment.rest) == "となっている" && before.contains_word("により異な");
    // 「市区町村におかれては、…８月22日（金）までに都道府県へ御提出いただくこととしております」
    let is_arranged = || {
        let sentence = moment.around.behind.trim_end_matches('。');
        sentence.ends_with_any(&["こととしております", "こととしています", "こととされています"])
            && sentence.contains_any(&[
                "都道府県へ御提出",
                "都道府県へ提出",
                "都道府県へ御報告",
                "都道府県へ報告",
            ])
            && before.contains_any(&["市区町村におかれては", "市町村におかれては"])
    };
    // 「未提出先の金融機関には、11月28日までに提出するようお伝えください」
    let is_passed_on = || {
        clause
            .split_at_word("するよう")
            .is_some_and(|(_, rest)| rest.starts_with("お伝え"))
            && clause_before(before)
                .split_at_word("には")
                .is_some_and(|(who, _)| is_other_body(who) || who.ends_with("金融機関"))
    };
    is_instructed()
        || is_condition()
        || is_label_of_others()
        || is_open_to_others()
        || is_of_one_of_them()
        || is_passed_on()
        || is_arranged()
}

/// 「９月30日（火）正午です（民間事業者向け）」, 「10月30日17時（応札者）」
fn is_for_public(moment: &LimitedMoment<'_>) -> bool {
    let behind = moment.around.behind;
    let note = behind
        .split_once('(')
        .filter(|(head, _)| head.chars().count() <= 4);
    !moment.asked
        && note
            .and_then(|(_, note)| note.split_once(')'))
            .is_some_and(|(whom, _)| {
                matches!(whom, "応札者" | "入札者")
                    || whom
                        .strip_suffix("向け")
                        .is_some_and(|whom| whom.ends_with_any(THIRD_PARTIES))
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
    let is_given = before.contains_any(&[
        "から示された",
        "裁判所の指定した",
        "裁判所が指定した",
        "から指定された",
        "より示された",
        "より指定された",
    ]) && !before.contains('貴');
    let goes_on = moment
        .rest
        .strip_prefix_any(&["であり、", "ですので、", "のため、", "となっており、"]);
    let is_own = goes_on.is_some_and(|rest| {
        SENDERS
            .iter()
            .any(|own| strip_start(rest, own).is_some_and(|rest| rest.starts_with(['は', 'で', 'に'])))
    });
    !moment.asked && (is_given || is_own)
}

/// 「厚生労働省の提出期限は１１月２８日（金）ですが、貴省の提出期限は１２月３日（水）とします」: the first of the two.
fn is_contrasted_with_addressee(moment: &LimitedMoment<'_>) -> bool {
    !moment.around.before.contains('貴')
        && ["ですが、", "ですけれども、", "である一方、", "のところ、"]
            .iter()
            .filter_map(|but| strip_start(moment.rest, but))
            .any(|rest| {
                rest.strip_prefix('貴')
                    .is_some_and(|rest| !starts(rest, "重") && moment.next_is_near())
            })
}

/// 「貴省におかれては、御参考としてください。」, 「他省庁の調達事例として御参考まで。」, below a notice that is passed on.
pub(super) fn is_for_reference(moment: &LimitedMoment<'_>) -> bool {
    /// How far below it is looked for, in bytes.
    const REACH_BYTES: usize = 400;
    let below = window_after(moment.text, moment.found.range.end, REACH_BYTES);
    below.contains_word("参考")
        && below.split(['\n', '。']).skip(1).any(|line| {
            line.contains_word("参考")
                && line.starts_with_any(&["貴", "他省", "他府省", "他の府省"])
                && line.chars().count() <= 30
        })
}
