//! The day that an expression is counted from, if not the sending: an event, or a day unknown to the text.

use super::candidate::Candidate;
use super::day::Day;
use super::lexicon::{EVENTS, MEETINGS};
use super::sentence::{clause_after, sentence_context, window_after, window_before};
use super::word_search::{WordSearch, ends, open_bracket, starts, strip_end};

/// Whether a day is counted from that of this letter: 本メールの送信日の翌日.
pub(super) fn is_from_own_letter(text: &str, found: &Candidate) -> bool {
    let before = window_before(text, found.range.start, 30);
    let words = text.get(found.range.clone()).unwrap_or_default();
    let own_day = [
        "本事務連絡",
        "本通知",
        "本メール",
        "本書",
        "本文書",
        "本照会",
        "本依頼",
    ]
    .iter()
    .filter_map(|letter| before.rsplit_once(letter))
    .any(|(_, rest)| matches!(rest, "の日の" | "の日付の" | "の"));
    words.starts_with('翌')
        && (own_day
            || before.ends_with_any(&[
                "送信日の",
                "発出日の",
                "発信日の",
                "受信日の",
                "送付日の",
                "到達日の",
                "発送日の",
            ]))
}

/// Whether a date says in brackets when a law or a paper is from: （令和六年四月一日施行）, （平成24年12月７日改正）.
pub(super) fn is_aside(text: &str, found: &Candidate) -> bool {
    let before = window_before(text, found.range.start, 60);
    let behind = window_after(text, found.range.end, 30);
    behind.starts_with_any(&[
        "施行",
        "公布",
        "改正",
        "制定",
        "告示",
        "閣議決定",
        "付け",
        "付通知",
    ]) && open_bracket(before).is_some()
}

/// What an expression is counted from if the text does not date it: 公布の日から３０日以内, 公告の翌週水曜日. The word, or
/// empty if it is not a single word.
pub(super) fn counted_from<'t>(text: &'t str, found: &Candidate) -> Option<&'t str> {
    const OWN_LETTER_EVENTS: [&str; 31] = [
        "通知",
        "協議",
        "連絡",
        "メール",
        "文書",
        "配付",
        "配布",
        "案内",
        "受領",
        "受信",
        "送信",
        "発出",
        "到着",
        "到達",
        "照会",
        "依頼",
        "送付",
        "配信",
        "受け取り",
        "受取",
        "本日",
        "今日",
        "これ",
        "接到",
        "本書",
        "本状",
        "受けて",
        "今",
        "発信",
        "御覧",
        "確認",
    ];
    let words = text.get(found.range.clone()).unwrap_or_default();
    let before = window_before(text, found.range.start, 60);
    // 「毎月の実績を翌月１０日までに」
    if words.starts_with("翌月")
        && before.contains_any(&[
            "毎月",
            "各月",
            "毎回",
            "都度",
            "月ごと",
            "月毎",
            "前月分",
            "当月分",
        ])
    {
        return Some("");
    }
    let head = if words.starts_with('翌') || words.starts_with('次') {
        before.strip_suffix('の')
    } else if matches!(found.day, Day::Days(_) | Day::OpenDays(_) | Day::Minutes(_))
        && (words.contains_word("以内") || words.contains('後'))
    {
        before
            .strip_suffix_any(&[
                "から",
                "から起算して",
                "から、",
                "より",
                "後",
                "後、",
                "後は",
                "後は、",
            ])
            // 「業務ポータルの登録画面から、5営業日以内に登録してください」: where, and not since when.
            .filter(|head| {
                !head.ends_with_any(&[
                    "画面",
                    "フォーム",
                    "サイト",
                    "システム",
                    "ページ",
                    "ポータル",
                    "メニュー",
                ])
            })
            .or(before.strip_suffix('の').filter(|_| words.contains('後')))
    } else {
        None
    };
    // 「内示後、復活要求の有無を２時間以内に」: counted from an event of unknown time.
    if head.is_none()
        && matches!(found.day, Day::Days(_) | Day::OpenDays(_) | Day::Minutes(_))
        && words.contains_word("以内")
    {
        const FUTURE_EVENTS: [&str; 10] = [
            "内示", "公表", "発表", "確定", "決定", "議決", "成立", "開札", "終了", "交付",
        ];
        let sentence = before.rsplit(['。', '\n']).next().unwrap_or_default();
        let after = sentence.split_at_word("後、").filter(|(event, rest)| {
            event.ends_with_any(&FUTURE_EVENTS) && !rest.contains(|c: char| c.is_ascii_digit())
        });
        return after.map(|_| "");
    }
    let head = head?;
    // 「通知を受けた日から」 means this letter only if the sentence says so.
    const FUTURE_EVENTS: [&str; 13] = [
        "回答",
        "返答",
        "返信",
        "結果",
        "決定",
        "資料",
        "意見",
        "修正案",
        "決定通知",
        "結果通知",
        "採択通知",
        "通知書",
        "請求書",
    ];
    const RECEIPT_NOUNS: [&str; 8] = ["受領", "受信", "到着", "到達", "送付", "送信", "受け取り", "確認"];
    let received = head.strip_suffix_any(&["した日", "した日の翌日"]).unwrap_or(head);
    // 「当方の回答受領後２時間以内」: counted from something still to come.
    if received
        .strip_suffix_any(&RECEIPT_NOUNS)
        .map(|of| of.strip_suffix(['の', 'を']).unwrap_or(of))
        .is_some_and(|of| of.ends_with_any(&FUTURE_EVENTS))
    {
        return Some("");
    }
    // 「改善措置を講じた後は、14日以内に」
    if head.ends_with_any(&["た日", "た日の翌日", "た"]) {
        let near = window_before(head, head.len(), 36);
        let ours = near.contains_any(&["本", "当", "この"])
            || OWN_LETTER_EVENTS
                .iter()
                .any(|own| head.contains(&format!("{own}した日")));
        return (!ours).then_some("");
    }
    let head = head
        .strip_suffix_any(&["の日付の", "の日付", "の日の", "の日", "日の翌日", "日"])
        .unwrap_or(head);
    // 「再協議から６０分以内…。本メールをもって再協議とします」
    let noun = |c: char| matches!(c, '一'..='龠' | 'ァ'..='ヶ' | 'ー');
    let named = head.get(head.trim_end_matches(noun).len()..).unwrap_or_default();
    let is_this_one = |near: &str| {
        ["をもって", "を以て", "をもちまして"]
            .iter()
            .any(|by| near.split(by).skip(1).any(|rest| starts(rest, named)))
    };
    if !named.is_empty()
        && (is_this_one(window_after(text, found.range.end, 240))
            || is_this_one(window_before(text, found.range.start, 240)))
    {
        return None;
    }
    let elsewhere = !head.ends_with_any(&OWN_LETTER_EVENTS)
        && !head.ends_with(|c: char| "月火水木金土日時分".contains(c));
    (elsewhere && !named.is_empty()).then_some(named)
}

/// Whether a day is counted from the date before it, by the text between them: 「３月２日から１０日以内」,
/// 「完了の日（３月２日）から」, 「２月２５日の説明会の翌営業日」.
pub(super) fn follows_count_start(between: &str, text: &str, found: &Candidate) -> bool {
    let bare = between.trim_start_matches(')');
    let held = ["", "開催", "実施", "開催予定", "予定"];
    let of = bare
        .strip_prefix('の')
        .filter(|_| bare == between)
        .and_then(|rest| rest.strip_suffix('の'));
    let words = text.get(found.range.clone()).unwrap_or_default();
    let of_event = of.is_some_and(|event| {
        let is_one = |word: &str| {
            strip_end(event, word).is_some_and(|head| !head.contains(['、', '。', '\n', 'は', 'を']))
        };
        words.starts_with(['翌', '次']) && EVENTS.iter().chain(MEETINGS.words).any(|word| is_one(word))
    });
    of_event
        || matches!(
            bare,
            "から" | "より" | "から起算して" | "の日から" | "の日から起算して"
        )
        || between == "の"
        || between
            .strip_suffix(")の")
            .is_some_and(|head| held.contains(&head))
}

/// Whether a date is that of `what`: 「公告日：９月１６日」, 「９月１６日に公告」.
pub(super) fn is_date_of(text: &str, found: &Candidate, what: &str) -> bool {
    let head = window_before(text, found.range.start, 40).trim_end_matches([':', ' ', '(', '】', 'は', '、']);
    let head = head.strip_suffix_any(&["年月日", "日時", "日"]).unwrap_or(head);
    let behind = window_after(text, found.range.end, 40);
    let behind = behind
        .strip_prefix_any(&["付けで", "付で", "付け", "に", ")"])
        .unwrap_or(behind);
    let noun = |c: char| matches!(c, '一'..='龠' | 'ァ'..='ヶ' | 'ー');
    let label = head.get(head.trim_end_matches(noun).len()..).unwrap_or_default();
    // 質問書の提出　公告の翌週: folding has removed the blank between them.
    let same = ends(head, what) || label.chars().count() > 1 && ends(what, label);
    !what.is_empty() && found.names_day() && (same || starts(behind, what))
}

/// Whether 前日 means the day before the one just mentioned.
pub(super) fn is_day_before_last_event(text: &str, found: &Candidate, last_end: usize) -> bool {
    let between = text.get(last_end..found.range.start).unwrap_or_default();
    let of = between.strip_suffix('の');
    let event = between.ends_with("その")
        || of.is_none_or(|head| {
            head.ends_with(')')
                || head.ends_with_any(&["開催日", "実施日", "当日", "同日"])
                || head.ends_with_any(&EVENTS)
                || head.ends_with_any(MEETINGS.words)
        });
    is_near(between) && event
}

/// Whether 翌週 means the week after the meeting just mentioned: 「26日14時から説明を聴取します。…追加の回答は、翌週月曜日の18時までに」.
pub(super) fn is_week_after_event(text: &str, found: &Candidate, event_end: usize) -> bool {
    let words = text.get(found.range.clone()).unwrap_or_default();
    let between = text.get(event_end..found.range.start).unwrap_or_default();
    words.starts_with("翌週") && is_near(between)
}

/// Whether about three sentences at most separate two moments.
fn is_near(between: &str) -> bool {
    const GAP_BYTES_LIMIT: usize = 600;
    between.len() < GAP_BYTES_LIMIT && between.matches('。').count() < 4
}

/// Whether 前日 is the day before a first day: 「監査初日の前日」, 「検査開始日の前日の正午」.
pub(super) fn is_day_before_range(text: &str, found: &Candidate) -> bool {
    let head = window_before(text, found.range.start, 40);
    let head = head.strip_suffix('の').unwrap_or(head);
    head.ends_with_any(&["初日", "開始日", "開始の日"])
}

/// The event's date after its 前日: 「ヒアリング前日までに…。ヒアリングは９月２５日」.
pub(super) fn later_event_date<'a>(
    text: &str,
    found: &Candidate,
    later: &'a [Candidate],
) -> Option<&'a Candidate> {
    /// About two sentences, in bytes.
    const GAP_BYTES_LIMIT: usize = 400;
    let head = window_before(text, found.range.start, 60);
    let head = head.strip_suffix('の').unwrap_or(head);
    let near = window_before(text, found.range.start, 120);
    let named = MEETINGS
        .words
        .iter()
        .chain(&EVENTS)
        .chain(&["実施日", "開催日", "会議日", "説明日"])
        .find(|word| ends(head, word))
        // 「ヒアリングの資料は、前日の15時までに…（ヒアリングは８月７日から）」
        .or_else(|| MEETINGS.words.iter().find(|word| near.contains(**word)))?;
    later.iter().take(3).find(|one| {
        let dated = one.day.is_date();
        let between = text.get(found.range.end..one.range.start).unwrap_or_default();
        dated && between.len() < GAP_BYTES_LIMIT && window_before(between, between.len(), 60).contains(*named)
    })
}

/// Whether a later 前日 may be counted from a day: the day is that of an event, or 前日 names no event of its own, as in
/// 「９月30日（火）に行われる総点検の対象を、その前日の10時までに」.
pub(super) fn is_event_of(text: &str, found: &Candidate, back: &Candidate) -> bool {
    let before = window_before(text, back.range.start, 60);
    let names_none = before.ends_with("その") || !before.ends_with('の');
    let around = sentence_context(text, found, None);
    let behind = around.behind.trim_start_matches(')');
    let is_other = behind.starts_with_any(&[
        "まで", "付", "現在", "時点", "から", "以降", "以後", "締", "〆", "必着",
    ]) || !behind.starts_with("とな")
        && clause_after(behind).contains_any(&["した", "された", "しており"]);
    // （当初は３月１２日）
    let is_old = || {
        around
            .before
            .trim_end_matches('は')
            .ends_with_any(&["当初", "従前", "変更前", "旧"])
    };
    is_event_date(text, found) || names_none && found.names_day() && !is_other && !is_old()
}

/// Whether a day is that of an event.
fn is_event_date(text: &str, found: &Candidate) -> bool {
    let around = sentence_context(text, found, None);
    let held = |text: &str| text.contains_any(&EVENTS) || MEETINGS.occurs_in(text);
    let when = around
        .before
        .trim_end_matches([':', ' '])
        .ends_with_any(&["実施日", "開催日", "会議日"]);
    // 会議（３月５日（木））
    let bracketed = window_before(text, found.range.start, 60)
        .strip_suffix('(')
        .is_some_and(|head| head.ends_with_any(&EVENTS) || head.ends_with_any(MEETINGS.words));
    found.names_day()
        && !around.behind.starts_with("まで")
        && (when
            || bracketed
            || held(window_before(around.before, around.before.len(), 60))
            || held(window_after(around.behind, 0, 75)))
}
