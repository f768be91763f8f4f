//! Labels: 回答期限は, 【提出期限】, due; and labels that are no deadline's: 有効期限.

use super::earlier_occasion::without_brackets;
use super::english::is_month;
use super::lexicon::APOLOGIES_AND_THANKS;
use super::sentence::is_circled;
use super::third_party_limit::{is_by_third_party, is_third_party_limit_name};
use super::word_search::{WordSearch, ends, strip_end};

/// Periods whose end is a limit.
const SUBMISSION_PERIODS: [&str; 26] = [
    "協議",
    "提出",
    "回答",
    "受付",
    "募集",
    "応募",
    "登録",
    "照会",
    "申請",
    "申込",
    "申込み",
    "申し込み",
    "意見",
    "公募",
    "エントリー",
    "出願",
    "予約",
    "投票",
    "入力",
    "入札",
    "報告",
    "質問",
    "調査票回収",
    "推薦",
    "届出",
    "提案",
];

/// Whether the text before a moment is only the name of an answer: 提出：9/16(火)17時, 質問の提出　9/16(火)17時.
pub(super) fn is_answer_name(above: &str, behind: &str) -> bool {
    const OWNER_PREFIXES: [&str; 8] = [
        "各局",
        "各課",
        "各府省",
        "各省庁",
        "各部局",
        "各省",
        "貴省",
        "貴課",
    ];
    // 【質問・意見】11月20日（木）16:00
    if let Some((_, names)) = above.strip_suffix('】').and_then(|head| head.rsplit_once('【'))
        && behind.is_empty()
    {
        return names.split('・').all(|name| {
            let name = name.trim_start_matches(['再', '御', 'ご']);
            ["質問", "意見", "回答", "提出", "報告", "登録"].contains(&name)
        });
    }
    let head = match above.strip_suffix(':') {
        Some(head) => head,
        None if behind.is_empty() || behind.starts_with(['(', '/']) => above,
        None => return false,
    };
    let parts = |c: char| matches!(c, '\n' | '。' | '、' | '】' | '・') || is_circled(c);
    let line = head.rsplit(parts).next().unwrap_or_default();
    // 「質問：９月１０日（水）１８時　意見：」
    let line = after_moment(line);
    let name = line.skip_to_letter();
    // １次意見
    let name = match name.strip_prefix('次') {
        Some(rest) if line.len() > name.len() => rest,
        _ => name,
    };
    let name = name.strip_prefix_any(&OWNER_PREFIXES).unwrap_or(name);
    let name = name.trim_start_matches(['の', '御', 'ご']);
    // 提案書の提出; not 国会への提出, 法案提出.
    const OTHER_DESTINATIONS: [&str; 7] = ["へ", "国会", "法案", "閣議", "議案", "からの", "で"];
    /// Limit on the name's characters.
    const NAME_CHARS_LIMIT: usize = 11;
    let answers = [
        "提出",
        "回答",
        "返信",
        "返送",
        "報告",
        "登録",
        "質問",
        "意見",
        "申込",
        "申込み",
        "応募",
        "出欠",
    ];
    // 一次回答（該当の有無のみ）
    let bare = without_brackets(name);
    let name = &*bare;
    let own = name.chars().count() <= NAME_CHARS_LIMIT && !name.contains_any(&OTHER_DESTINATIONS);
    // A report or an opinion could be anyone's, unless it is the whole name.
    own && answers
        .iter()
        .find_map(|answer| strip_end(name, answer).map(|of| (of, *answer)))
        .is_some_and(|(of, answer)| {
            matches!((of, answer), ("" | "一次" | "二次" | "三次" | "最終" | "中間", _) | ("再", "質問" | "意見") | ("出欠", "回答"))
                || without_ordinal(of).is_empty()
                // 官房提出 goes to somebody else.
                || matches!(answer, "提出" | "登録") && !of.ends_with(['房', '局', '省', '課', '室', '府', '庁', '会'])
        })
}

/// What stands behind the last moment of a row: 意見 of 「質問：９月１０日（水）１８時　意見」; the row itself if there is none.
pub(super) fn after_moment(row: &str) -> &str {
    // １次意見
    let ordinal = row
        .rsplit_once('次')
        .filter(|(head, _)| head.ends_with(|c: char| c.is_ascii_digit()));
    let (dated, name) = ordinal.map_or((row, None), |(head, name)| {
        (
            head.trim_end_matches(|c: char| c.is_ascii_digit())
                .trim_end_matches(' '),
            Some(name),
        )
    });
    let Some(digit) = dated.rfind(|c: char| c.is_ascii_digit()) else {
        return row;
    };
    let (head, behind) = dated.split_at(digit + 1);
    let clock_or_date = head
        .trim_end_matches(|c: char| c.is_ascii_digit())
        .ends_with([':', '/']);
    let Some(rest) = behind
        .strip_prefix(['日', '時', '分'])
        .or_else(|| clock_or_date.then_some(behind))
    else {
        return row;
    };
    let weekday_end = rest
        .strip_prefix('(')
        .and_then(|inside| inside.find(')'))
        .filter(|end| *end <= "(木・祝)".len())
        .map_or(0, |end| end + 2);
    let rest = rest.get(weekday_end..).unwrap_or_default();
    let rest = rest
        .strip_prefix_any(&["午前中", "正午", "中", "半"])
        .unwrap_or(rest)
        .trim_start_matches([' ', '/', ',', '、', '・']);
    match name {
        Some(name) if rest.is_empty() => name,
        _ => rest,
    }
}

/// Whether a range's end is a limit because of the name before it: エントリー受付：9月16日～9月30日.
pub(super) fn follows_submission_period(above: &str) -> bool {
    let head = above.trim_end_matches([
        ':', ' ', '】', ')', '>', '|', '・', '(', '【', 'は', '」', '\n', '自',
    ]);
    // A blank between a name and its date is not kept: 「応募受付　９月１６日～９月３０日」. The row above is no name.
    let alone = || {
        let line = head.last_line();
        let name = line.skip_to_letter();
        name.chars().count() <= 8
    };
    let gap = above.get(head.len()..).unwrap_or_default();
    let clause = head.rsplit(['、', '。', '\n']).next().unwrap_or_default();
    head.ends_with_any(&SUBMISSION_PERIODS)
        && !is_by_third_party(clause)
        && (!gap.is_empty() && !gap.contains('\n') || alone())
}

/// Whether the text after a range names a period whose end is a limit: 9月16日～9月30日　エントリー受付.
pub(super) fn starts_submission_period(row: &str) -> bool {
    // Questions of an assembly's session, and opinions that the public is asked for.
    const NOT_ASKED_OF_ADDRESSEE: [&str; 5] = ["一般質問", "代表質問", "緊急質問", "総括質問", "意見公募"];
    row.chars().count() <= 14
        && !row.ends_with_any(&NOT_ASKED_OF_ADDRESSEE)
        && row.ends_with_any(&SUBMISSION_PERIODS)
}

/// Whether the label before a moment is a deadline's: 回答期限は, 【提出期限】, due.
pub(super) fn is_deadline_label(above: &str) -> bool {
    deadline_label(above) == Some(true)
}

/// Whether the label before a moment is a deadline's (true) or another's (false).
pub(super) fn deadline_label(above: &str) -> Option<bool> {
    const LABELS: &[&str] = &[
        "期限",
        "期日",
        "締切",
        "締切り",
        "締め切り",
        "締切日",
        "〆切",
        "〆切り",
        "〆切日",
        "〆",
        "提出日",
        "回答日",
        "必着",
        "期限日",
        "締切日時",
        "〆切日時",
        "期限日時",
        "期限等",
        "期限(厳守)",
        "期限(必着)",
        "提出日時",
        "期限厳守",
        "期日厳守",
        "提出時期",
        "報告時刻",
        "提出時刻",
        "回答時刻",
        "登録時刻",
        "締切時刻",
        "提出の時期",
        "提出の日",
        "回答の日",
        "回答の時期",
        "回答締切日",
        "提出〆",
        "deadline",
        "deadlines",
        "due",
        "due date",
        "期限(目安)",
        "最終",
        "リミット",
        "いつまでに",
        "いつまで",
        "希望日",
        "納期",
        "時限",
        "メ切",
        "目安",
        "回答時期",
        "日限",
        "デッドライン",
        "キゲン",
        "シメキリ",
        "しめきり",
        "最終期日",
        "締日",
        "〆日",
        "必着日",
        "期限日等",
        "締切等",
        "受付終了",
        "受付の終了",
        "期日等",
        "要回答",
        "要返信",
        "要提出",
    ];
    const ASCII_SEPARATORS: &[u8] = b"\n \"()*-/:<=>[]{|}~";
    let is_separator = |c: char| match u8::try_from(c) {
        Ok(byte) => ASCII_SEPARATORS.contains(&byte),
        Err(_) => matches!(
            c,
            '「'..='】' | '◎'..='●' | '★'..='☆' | '▲'..='△' | '▼'..='▽' | '◆'..='◇' | '■'..='□' | '…' | '※'
                | '→' | '⇒' | '○' | '、' | '〈' | '〉' | '・' | 'ー' | '｜'
        ),
    };
    /// Limit on the characters (は、 and brackets) between 期限 and its moment.
    const GAP_CHARS_LIMIT: usize = 8;
    // 「9/9 17時意見締切、9/12閣議」: the label is of the moment before it.
    if above.ends_with("締切、") || above.ends_with("期限、") {
        let clause = above
            .trim_end_matches('、')
            .rsplit(['、', '。', '\n'])
            .next()
            .unwrap_or_default();
        if clause.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
    }
    if ends_with_dated_row(above) || ends_with_limited_moment(above) {
        return None;
    }
    // 自　２月９日　至　２月２０日
    let above = above.strip_suffix('自').unwrap_or(above);
    // 「期限は、連休明けの11月25日（火）午前中とします」
    let above = above
        .strip_suffix_any(&["連休明けの", "週明けの", "年明けの", "休み明けの"])
        .unwrap_or(above);
    // 「提出の締切日は、９月の最終営業日である30日（火）とする」
    let above = above
        .strip_suffix_any(&["営業日である", "開庁日である", "業務日である"])
        .and_then(|above| above.rsplit_once('、'))
        .filter(|(label, apposition)| label.ends_with('は') && apposition.chars().count() <= 12)
        .map_or(above, |(label, _)| label);
    let mut above = without_count_start(without_ordinal(above));
    let mut head = above.trim_end_matches(is_separator);
    if let Some(rest) = head.strip_suffix_any(&[
        "はいずれも",
        "はそれぞれ",
        "自体は",
        "自体の",
        "については",
        "につきましては",
        "に関しては",
        "は",
        "を",
        "が",
        "の",
        "も",
        "として",
        "である",
        "(案)",
    ]) {
        head = rest.trim_end_matches(is_separator);
    }
    // 期限につきましては、勝手ながら
    for _ in 0..2 {
        let idiom = head.strip_suffix_any(APOLOGIES_AND_THANKS).or_else(|| {
            head.strip_suffix_any(&[
                "厳守でお願いします",
                "厳守でお願いいたします",
                "厳守",
                "勝手ながら",
                "ひとまず",
                "一応",
                "誠に",
                "大変",
                "甚だ",
                "当面",
                "今週",
                "来週",
            ])
        });
        let Some(rest) = idiom else { break };
        let rest = rest.trim_end_matches(is_separator);
        head = rest
            .strip_suffix_any(&["誠に", "大変", "甚だ", "まことに"])
            .unwrap_or(rest)
            .trim_end_matches(is_separator);
        above = above.get(..head.len()).unwrap_or_default();
        head = head
            .strip_suffix_any(&["については", "につきましては", "に関しては", "は", "を", "が"])
            .unwrap_or(head);
    }
    // 提出期限(厳守):
    if let Some(open) = head.rfind('(')
        && head.len() - open < 30
        && !head.get(open..).unwrap_or_default().contains(')')
        && above.get(head.len()..).unwrap_or_default().starts_with(')')
        && LABELS
            .iter()
            .any(|label| above.get(..open).is_some_and(|outer| ends(outer, label)))
        // 答弁期限（閣議）
        && !head.get(open..).unwrap_or_default().contains_any(&["閣議", "国会"])
    {
        above = above.get(..open).unwrap_or_default();
        head = above;
    }
    let gap = above.get(head.len()..).unwrap_or_default();
    // 「11/14 17:00 意見〆切 → 11/18 修正案提示」: the label belongs to the moment before it.
    // 「1/26 各省意見締切、1/30 修正案配布」 likewise.
    if gap.contains(['~', '、']) {
        let name = |c: char| matches!(c, '一'..='龠' | 'ァ'..='ヶ' | 'ー' | '〆');
        let before = head.trim_end_matches(name);
        let time = head
            .get(before.len()..)
            .is_some_and(|name| !name.starts_with(['月', '日', '時', '分']));
        if time && before.ends_with(|c: char| c.is_ascii_digit() || c == ')') {
            return None;
        }
    }
    // 期限 may be one line above its date; two lines above it is a heading of something else.
    if gap.chars().filter(|c| !c.is_whitespace()).count() > GAP_CHARS_LIMIT || gap.matches('\n').count() > 2 {
        return None;
    }
    // 「回　研修期間　推薦書の締切」 above 「第１回　７月13日〜７月16日」: the head of another column.
    if gap.contains('\n') && !gap.contains('|') && head.last_line().contains('|') {
        return None;
    }
    if let Some(of) = head.strip_suffix("期間") {
        // ご回答の期間
        let of = of
            .strip_suffix('の')
            .filter(|of| of.ends_with_any(&["回答", "提出"]))
            .unwrap_or(of);
        let of = of.strip_suffix("可能").unwrap_or(of);
        let held = ["アンケート", "募集", "照会"];
        let of_held = of.strip_suffix("実施").is_some_and(|of| of.ends_with_any(&held));
        let clause = of.rsplit(['、', '。', '\n']).next().unwrap_or_default();
        // 実施期間, and 期間 alone, in a letter on an アンケート
        let line = of.last_line();
        let alone = !line.contains(char::is_alphabetic);
        // 事業実施期間 is what the answer is about.
        let is_of_letter = line.skip_to_letter() == "実施";
        let of_held = of_held
            || (alone || is_of_letter || of.ends_with("調査"))
                && of.contains_any(&["アンケート", "調査票", "意識調査"]);
        // 期間, below 「（１）意見照会」
        let names_period = alone
            && of
                .trim_end_matches(|c: char| !c.is_alphabetic())
                .lines_from_last()
                .next()
                .is_some_and(|above| above.chars().count() <= 12 && above.ends_with_any(&SUBMISSION_PERIODS));
        return Some(
            (of_held || names_period || of.ends_with_any(&SUBMISSION_PERIODS)) && !is_by_third_party(clause),
        );
    }
    LABELS.iter().find_map(|label| {
        let before = strip_end(head, label)?;
        // 「有人国境離島法の期限（令和９年３月31日）を見据えた対応」
        if before.ends_with_any(&["法の", "法律の", "条例の"]) {
            return Some(false);
        }
        // 「（第５報・最終）」 above a date
        if *label == "最終" && gap.contains('\n') {
            return None;
        }
        if label.is_ascii() && before.ends_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        Some(!is_third_party_limit_name(before, label))
    })
}

/// Whether the line above ends with a moment and its limit word: 「９月22日（金）17時必着」.
fn ends_with_limited_moment(above: &str) -> bool {
    let line = above.trim_end_matches(['\n', ' ']);
    // A second moment may follow in the next line.
    above
        .get(line.len()..)
        .is_some_and(|gap| gap.matches('\n').count() > 1)
        && line
            .strip_suffix_any(&["必着", "厳守", "〆切", "〆", "締切"])
            .is_some_and(|moment| {
                moment.ends_with(['日', '時', '分', ')', '中', '午'])
                    && moment.contains(|c: char| c.is_ascii_digit())
            })
}

/// Whether the line above begins with its own moment, to which its label belongs: 「9月19日　質問締切（各府省）」.
fn ends_with_dated_row(above: &str) -> bool {
    let row = above.trim_end_matches(|c: char| !c.is_alphanumeric());
    if !above.get(row.len()..).is_some_and(|gap| gap.contains('\n')) {
        return false;
    }
    let line = row.last_line();
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let line = line
        .strip_prefix_any(&["令和", "平成"])
        .and_then(|rest| rest.split_once('年'))
        .map_or(line, |(_, rest)| rest);
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let month = rest.trim_start_matches(' ').split([' ', ':', ',']).next();
    rest.len() < line.len() && (rest.starts_with(['月', '/']) || month.is_some_and(is_month))
}

/// A text without an ordinal (第１回) at its end, which tells several limits apart.
pub(super) fn without_ordinal(text: &str) -> &str {
    let head = text.trim_end_matches([' ', ':']);
    // 提出期限　別紙１
    let bare = head.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some(rest) = bare
        .strip_suffix_any(&["別紙", "様式", "別添", "別表", "調書", "資料", "調査票"])
        .filter(|rest| !rest.is_empty() || bare.len() < head.len())
    {
        return rest.trim_end_matches(' ');
    }
    // 第一次分
    let head = head.strip_suffix('分').unwrap_or(head);
    let name = head.strip_suffix_any(&["回目", "回", "次", "期"]);
    let bare = name.map(|name| {
        name.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    });
    match (name, bare) {
        // 二次 alone, 期限　一次分
        (Some(name), Some(bare)) if bare.len() < name.len() && head.ends_with('次') => {
            bare.strip_suffix('第').unwrap_or(bare).trim_end_matches(' ')
        }
        (Some(name), Some(bare)) if bare.len() < name.len() => {
            bare.strip_suffix('第').unwrap_or(text).trim_end_matches(' ')
        }
        _ => text,
    }
}

/// A text without 「本メール送信から」 at its end.
fn without_count_start(text: &str) -> &str {
    let Some(head) = text.strip_suffix_any(&["の日から", "日から", "後、", "後", "より", "から"])
    else {
        return text;
    };
    let Some(head) = head.strip_suffix_any(&[
        "受領", "受信", "送信", "発出", "到着", "到達", "照会", "依頼", "送付", "配信", "通知", "登録",
        "発行", "交付", "作成", "公開", "掲載",
    ]) else {
        return text;
    };
    head.strip_suffix_any(&[
        "本メールの",
        "本メール",
        "本状",
        "本通知の",
        "本通知",
        "本照会",
        "本",
    ])
    .unwrap_or(head)
}

/// Whether the label before a moment says what the limit is for: 回答期限, 一次締切; not 期限 alone.
pub(super) fn has_specific_label(above: &str) -> bool {
    if !is_deadline_label(above) {
        return false;
    }
    let head = above.trim_end_matches(|c: char| !c.is_alphabetic() && !matches!(c, '〆'));
    let head = head.trim_end_matches(['は', 'を', 'が', 'の']);
    let kind = [
        "期限",
        "期日",
        "締切",
        "〆切",
        "締め切り",
        "〆",
        "締切り",
        "締切日",
        "期間",
        "日",
        "必着",
    ];
    head.strip_suffix_any(&kind)
        .is_some_and(|of| of.ends_with(|c| matches!(c, '一'..='龠')))
}
