//! A moment in a bracket: 「調査票の提出（9月11日まで）」.

use super::lexicon::{ANSWERS, MEETINGS};
use super::sentence::{asks, is_past_request, window_before};
use super::sentence_topic::{is_third_party_topic, topic_of};
use super::third_party_limit::is_third_party_limit;
use super::word_search::{WordSearch, ends, open_bracket};

/// What lasts until then, by the words of a title.
const DURATION_TITLE_WORDS: [&str; 22] = [
    "休止",
    "休館",
    "休業",
    "停止",
    "中止",
    "閉鎖",
    "閉館",
    "閉庁",
    "営業",
    "不在",
    "有効",
    "開催",
    "配信",
    "展示",
    "キャンペーン",
    "通行止",
    "工事",
    "制限",
    "延期",
    "運休",
    "規制",
    "クールビズ",
];

/// Whether a moment in brackets limits an answer named before them: 「調査票の提出（9月11日まで）」.
pub(super) fn limits_answer_before_bracket(rest: &str, before: &str) -> bool {
    let outside = open_bracket(before)
        .and_then(|open| before.get(..open))
        .unwrap_or_default();
    let after = rest.split_once(')').map_or("", |(_, after)| after);
    let near = window_before(outside, outside.len(), 60);
    let near = near.rsplit('。').next().unwrap_or_default();
    // 「【協議】…政令案について（６月２５日（水）１２時まで）」: a title
    // …について（照会）（９/１１正午まで）
    let title = outside.trim_end_matches(' ');
    let title = title
        .strip_suffix(')')
        .and_then(|title| title.rsplit_once('('))
        .map_or(title, |(title, _)| title);
    if after.trim().is_empty() && title.ends_with_any(&["について", "の件"]) {
        return !title.contains_any(&DURATION_TITLE_WORDS);
    }
    // 「内容の確認は座長と事務局で行う（１０月１４日まで）」
    if outside.ends_with_any(&[
        "事務局で行う",
        "事務局が行う",
        "当課で行う",
        "当方で行う",
        "当室で行う",
        "当課で行います",
        "当方で行います",
    ]) {
        return false;
    }
    // 「報告数が第47週（11月17日から11月23日まで）に警報レベルを超えたことを踏まえ」
    if outside.ends_with_any(&[
        "週",
        "四半期",
        "半期",
        "週間",
        "月間",
        "年末年始",
        "連休",
        "対象年",
    ]) && !near.contains_any(&["提出", "回答", "受付", "登録"])
        && !asks(after)
    {
        return false;
    }
    // 「年度内の納品（３月３１日まで）を条件として契約を締結したものです」
    let statement = after.trim_end_matches(['。', ')']);
    if statement.ends_with_any(&["したものです", "したものである", "した"]) && !asks(after) {
        return false;
    }
    // （掲載は６月３０日まで）
    let own = before.get(outside.len()..).unwrap_or_default();
    // （在室：明日２時頃まで）
    let is_presence =
        own.trim_start_matches('(')
            .starts_with_any(&["在室", "在席", "在庁", "待機", "不在", "対応可"]);
    if is_presence {
        return false;
    }
    if topic_of(own.trim_start_matches('(')).is_some_and(is_third_party_topic) {
        return false;
    }
    // 「価格交渉促進月間（9月30日まで）に関連し」, 「パブリックコメントを開始し（６月２１日まで）」, 「御指摘（…３月31日までとすること）は反映済み」
    // 「21日間（５月29日まで）体調の変化に御注意ください」, 「目標（令和７年度末までに40％以上）に御配慮ください」, 「当日の質問はチャットでお受けします（15時45分まで）」
    let is_length = ["日間", "週間", "か月間", "年間"].iter().any(|length| {
        outside
            .strip_suffix(length)
            .is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
    });
    let is_goal = outside.ends_with("目標") || near.contains_word("当日の質問");
    if is_length || is_goal {
        return false;
    }
    let is_of_period = outside.ends_with_any(&[
        "月間",
        "週間",
        "旬間",
        "キャンペーン",
        "期間中",
        "を開始し",
        "を実施し",
    ]);
    if is_of_period || is_reflected(after) {
        return false;
    }
    // 「「推進月間」（１１月１日から３０日まで）について」
    if ends(outside, "」") && after.starts_with("について") {
        return false;
    }
    // 「５年間（令和１３年３月３１日まで）保存しなければならない」
    // 「年末年始（１２月２９日から１月３日まで）は閉庁となります」
    let closed = after.starts_with_any(&["は閉", "は休", "は不在"]);
    if closed || after.starts_with_any(&["保存", "保管", "有効", "継続", "適用", "公開", "掲載"])
    {
        return false;
    }
    // 「連休中（５月３日から６日まで）は照会への回答ができませんので」
    let is_impossible = after.starts_with('は')
        && after.contains_any(&[
            "できません",
            "できかね",
            "いたしかね",
            "かねます",
            "つきません",
            "取れません",
        ]);
    if is_impossible {
        return false;
    }
    // 受付時間：８時30分から17時15分まで（３月28日（土）は正午まで）
    let line = outside.last_line();
    if line.contains_any(&["受付時間", "開庁時間", "開館時間", "営業時間", "窓口時間"]) {
        return false;
    }
    // 連絡先（10月25日まで）
    let named = !near.ends_with('先')
        && (near.contains_any(ANSWERS) || near.contains_any(&["様式", "期限", "締", "〆"]));
    let lasts = near.contains_any(&["休暇", "不在", "出張", "休業"])
        || near.ends_with_any(&["の間", "期間中", "当面"]);
    if lasts && !asks(after) {
        return false;
    }
    let bare = outside.trim().is_empty();
    // 「時点更新をお願いします（6/12まで）」
    let asked = || asks(near) && !is_past_request(near);
    (named || bare || asks(after) || asked()) && !is_third_party_limit(near)
}

/// Whether what a bracket is about has been dealt with: 「御指摘（…までとすること）は反映済みです」.
pub(super) fn is_reflected(after: &str) -> bool {
    after.starts_with_any(&["は反映済", "を反映し", "を踏まえ", "は対応済"])
}

/// Whether a moment with its limit in brackets before a title is a deadline: 「【１月１５日（木）まで】標準化に関する調査」, not
/// 「【９月３０日まで】庁舎北門の閉鎖」. `None` if it is not such a tag.
pub(super) fn is_deadline_title_tag(before: &str, rest: &str) -> Option<bool> {
    // Behind other tags: 【再送】【１０月１５日（水）１２時まで】
    let opens = before.rsplit(['】', ']', '>', '》']).next().unwrap_or_default();
    let opens = opens
        .strip_prefix_any(&["件名:", "題名:", "subject:"])
        .unwrap_or(opens);
    let opens = opens.trim_start_matches([' ', '■', '◆', '●', '○', '★', '※']);
    // 【締切間近・３月１６日（月）中】
    let opens = match opens.strip_suffix('・') {
        Some(tag) if tag.contains_any(&["締切", "〆切", "期限", "至急"]) => "【",
        _ => opens,
    };
    let title = rest
        .strip_prefix(['】', ')', '>', '》'])?
        .trim_start_matches([' ', '・', ':']);
    let title = title.split('\n').next().unwrap_or_default();
    let is_tag = matches!(opens, "【" | "(" | "<") && !title.is_empty() && !title.contains(['。', '、']);
    is_tag.then(|| names_what_is_asked(title) || !title.contains_any(&DURATION_TITLE_WORDS))
}

/// Whether a text ends with the beginning of a tag that asks for an answer, before its moment: 【要返信・, 【至急 .
pub(super) fn is_required_tag(before: &str) -> bool {
    const REQUIRED: [&str; 9] = [
        "要返信",
        "要回答",
        "要提出",
        "要対応",
        "要確認",
        "要登録",
        "要報告",
        "要連絡",
        "要作業",
    ];
    const NAMES: [&str; 12] = [
        "作業依頼",
        "回答依頼",
        "提出依頼",
        "確認依頼",
        "回答",
        "提出",
        "返信",
        "登録",
        "至急",
        "大至急",
        "要至急",
        "急ぎ",
    ];
    let tag = before.trim_end_matches(['・', ':', '、', '(', ' ', '/', '!']);
    tag.ends_with_any(&REQUIRED)
        || tag
            .rsplit_once('【')
            .is_some_and(|(_, name)| NAMES.contains(&name))
}

/// Whether a title ends with what the addressee is to do: 調査票の提出, …について（照会）; not 停止のお知らせ.
fn names_what_is_asked(title: &str) -> bool {
    let title = title.strip_suffix("について").unwrap_or(title);
    let title = title.trim_end_matches(['(', ')']);
    !title.ends_with_any(&["お知らせ", "案内", "連絡"])
        && (title.ends_with_any(ANSWERS)
            || title.ends_with_any(&["お願い", "資料要求", "再要求", "追加要求"]))
}

/// 【本日17時】資料の提出依頼, 【９/１２正午】調査票の確認について: a tag without a limit word, before what is asked.
pub(super) fn is_time_of_title_tag(before: &str, behind: &str) -> bool {
    let is_title = || {
        behind.strip_prefix(['】', ')', '>', '》']).is_some_and(|title| {
            let title = title.split('\n').next().unwrap_or_default();
            names_what_is_asked(title) && !MEETINGS.occurs_in(title)
        })
    };
    is_title() && is_deadline_title_tag(before, behind) == Some(true)
}
