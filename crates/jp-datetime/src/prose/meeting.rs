//! Whether a moment is that of a meeting with the addressee.

use super::anchor::is_aside;
use super::candidate::{Candidate, Joined};
use super::clock::Time;
use super::day::Day;
use super::earlier_occasion::mentions_earlier_occasion;
use super::extension::mentions_limit;
use super::invitation::{announces_visit, asks_for_addressee_time, asks_for_attendance, asks_to_come};
use super::lexicon::MEETINGS;
use super::other_occasion::is_of_another_occasion;
use super::sentence::{SentenceContext, asks, clause_after, rest_of_sentence, window_after, window_before};
use super::word_search::{WordSearch, ends, strip_start};

/// Whether a meeting takes place then.
pub(super) fn is_meeting(text: &str, around: &SentenceContext<'_>, found: &Candidate) -> bool {
    // 「ヒアリングを行う予定ですが、御希望を9月19日までに」; but 「打合せの日程ですが、」 says what it is about.
    let start = ["ますが、", "ですが、", "ましたが、"]
        .iter()
        .filter_map(|word| around.before.rfind_word(word).map(|at| (at, at + word.len())))
        .max();
    let before = match start {
        Some((at, end))
            if ![
                "日程",
                "日時",
                "時間",
                "件",
                "打合せ",
                "打ち合わせ",
                "ヒアリング",
                "ヒア",
                "面談",
                "説明",
            ]
            .iter()
            .any(|word| around.before.get(..at).is_some_and(|head| ends(head, word))) =>
        {
            around.before.get(end..).unwrap_or_default()
        }
        _ => around.before,
    };
    if around.behind.starts_with(')') && mentions_earlier_occasion(before) {
        return false;
    }
    // 当日は、: the day of a meeting that was named before.
    // 「年末の予算対応の説明」, 「面談は３月中に行います」: no day of a meeting.
    let is_day = !matches!(
        found.day,
        Day::Before(0) | Day::YearEnd | Day::FiscalYearEnd(_) | Day::EndOf { .. }
    );
    if !is_day && !matches!(found.time, Some(Time::Minute(_))) {
        return false;
    }
    // ヒアリング前日の: not its day.
    if matches!(found.day, Day::Before(1..) | Day::OpenBefore(1..)) {
        return false;
    }
    // 「９月１６日の週でヒアリングの日程を調整」
    if around.behind.starts_with("までに")
        || found.time.is_none() && around.behind.starts_with("まで")
        || found.time.is_none() && around.behind.starts_with_any(&["以降", "以後"])
        || around.behind.starts_with("の週")
        || around.behind.starts_with("週")
    {
        return false;
    }
    // 「御説明の時間は３分以内」
    if text
        .get(found.range.clone())
        .is_some_and(|words| words.ends_with_any(&["分以内", "時間以内", "分間"]))
    {
        return false;
    }
    if is_of_another_occasion(around) || is_aside(text, found) {
        return false;
    }
    // 「聴取の１０分前に事務局へお入りください」
    if text
        .get(found.range.clone())
        .is_some_and(|words| words.ends_with("分前"))
    {
        return false;
    }
    // 「閲覧は平日９時～１７時」: every day.
    if found.day == Day::Unspecified && around.before.ends_with_any(&["平日", "平日の"]) {
        return false;
    }
    let clause = clause_after(around.behind);
    let sentence = rest_of_sentence(window_after(around.behind, 0, 120));
    // 幹部説明を行う is no meeting with the addressee.
    let held = |text: &str| {
        MEETINGS.occurs_in(text)
            && MEETINGS.all(text).any(|(word, at)| {
                let whom = text.get(..at).unwrap_or_default();
                // ヒアリング結果の公表
                let rest = text.get(at + word.len()..).unwrap_or_default();
                let rest = rest.strip_prefix("リング").unwrap_or(rest);
                let within = whom.ends_with_any(&[
                    "係内",
                    "課内",
                    "室内",
                    "局内",
                    "部内",
                    "省内",
                    "庁内",
                    "署内の",
                    "署内",
                    "所内",
                ]);
                let of_it = rest.starts_with_any(&[
                    "は当方のみ",
                    "結果",
                    "の結果",
                    "議事",
                    "の議事",
                    "資料を",
                    "メモ",
                ]);
                let whom = whom.strip_suffix_any(&["への", "へ"]).unwrap_or(whom);
                // A 議員レク is with a member of the Diet, not with the addressee, who may be asked to come along.
                let is_of_diet = word == "レク"
                    && !asks_to_come(sentence)
                    && whom.ends_with_any(&["議員", "先生", "総理", "大臣", "課長", "局長", "部長"]);
                // 「専門部会による提案団体からのヒアリング」: of others than the addressee.
                let is_of_others = whom
                    .strip_suffix("からの")
                    .is_some_and(|who| who.ends_with_any(&["団体", "者", "会員", "企業", "住民", "専門家"]));
                // 「貴職へのインタビュー」 is with the addressee.
                let is_of_press = word == "インタビュー" && !whom.contains('貴');
                // 質問通告の聴取 is with a member too.
                !of_it
                    && !is_of_press
                    && !whom.ends_with_any(&["質問通告の", "通告の", "所信の", "所信表明の"])
                    && !within
                    && !is_of_others
                    && !is_of_diet
                    && (!matches!(word, "説明を" | "御説明" | "ご説明" | "事前説明")
                        || !whom.ends_with_any(&OTHER_AUDIENCES))
            })
    };
    let dated = [
        "日時",
        "日程",
        "日時等",
        "とき",
        "実施日",
        "開催日",
        "予備日",
        "予備日時",
        "審査開始",
        "面接開始",
        "日時及び場所",
        "日時・場所",
        "日時、場所",
        "月日",
    ]
    .iter()
    .any(|word| {
        around
            .above
            .trim_end_matches([' ', '\n', '\t', '|', ':', '】', ')', '('])
            .strip_suffix(word)
            .is_some_and(|of| *word != "月日" || !of.ends_with('年'))
            // 日程　厚生労働省及び法務省　１０月７日（火）
            || is_label_for_offices(around.before, word)
    });
    let dated = dated || is_event_form_day(text, found.range.end, around);
    // 打合せ記録: it has taken place.
    let is_record = |near: &str| near.contains_any(&["記録", "議事要旨", "議事録", "議事概要", "議事メモ"]);
    // The label 日時 below 記 is of what the text above 記 says.
    let reach = if around.above.contains_word("\n記\n") {
        usize::MAX
    } else {
        240
    };
    let near = || window_before(around.above, around.above.len(), reach);
    // 日時, and two lines below it 「上記のとおりヒアリングを行います」
    let named_below = || {
        let below = window_after(text, found.range.end, 180);
        below
            .split_at_word("上記")
            .is_some_and(|(rows, named)| !rows.contains('。') && held(rest_of_sentence(named)))
    };
    let headed = dated && !is_record(near()) && (held(near()) || named_below());
    let head = around
        .above
        .trim_end_matches([' ', '\n', '\t', '|', ':', '】', ')', '(']);
    let head = head.strip_suffix_any(&["日時", "日程"]).unwrap_or(head);
    // 「ヒアリングについて…変更いたします。」, and below it 「変更後：１０月９日（木）９時３０分から」
    let moved = head.ends_with_any(&["変更後", "(新", "訂正後"]) && {
        let near = window_before(around.above, around.above.len(), 240);
        held(near) && !mentions_limit(near)
    };
    // A row of a plan above is no label of the next.
    let gap = around.above.get(head.len()..).unwrap_or_default();
    let line = head.last_line();
    let is_row = gap.contains('\n') && line.contains(|c: char| c.is_ascii_digit());
    // 大臣レク　１月８日（木）１１時
    let is_own_briefing = head.ends_with_any(&[
        "大臣レク",
        "政務官レク",
        "議員レク",
        "総理レク",
        "長官レク",
        "次官レク",
        "局長レク",
    ]);
    let labelled = headed || moved || !is_row && !is_own_briefing && head.ends_with_any(MEETINGS.words);
    // 「なお、予備日として９月１６日を確保願います」, 「２回目を…に行います」, of a meeting named above
    let is_further = found.time.is_some()
        && before.contains_any(&[
            "予備日",
            "代替日",
            "2回目",
            "3回目",
            "第1回",
            "第2回",
            "第3回",
            "都合の悪い場合は",
            "引き続き",
        ])
        && held(near());
    // 「ヒアリング資料は前日の12時までにお送りください。当日は９月30日（火）14時開始です」
    let is_on_the_day = found.time.is_some()
        && before.ends_with("当日は")
        && around
            .behind
            .starts_with_any(&["開始", "から", "より", "スタート"])
        && held(near());
    // 「次の時間帯で貴課の取組をお聞かせください：10月１日（水）午前９時30分から」
    let line = around.above.last_line();
    let is_time_to_listen = found.time.is_some()
        && around.behind.starts_with_any(&["から", "より", "~"])
        && line.trim_end().ends_with("お聞かせください:")
        && line.contains_any(&[
            "次の時間",
            "以下の時間",
            "下記の時間",
            "次の日時",
            "以下の日時",
            "下記の日時",
        ]);
    // 「※いずれも貴省ヒアリング」 below the rows
    let is_noted_below = || {
        found.time.is_some()
            && window_after(text, found.range.end, 240)
                .split('\n')
                .skip(1)
                .find(|line| line.starts_with_any(&["※いずれも", "(いずれも"]))
                .is_some_and(|note| {
                    held(note)
                        && !mentions_limit(note)
                        && !note.contains_any(&["ではありません", "対象外", "不要"])
                })
    };
    // 「貴課と意見交換をさせていただきたく…。10月28日15時から16時まで、会議室にお越しいただけますか」
    let is_invitation = || {
        found.time.is_some()
            && (found.starts_range || around.behind.starts_with(['に', 'か']))
            && asks_to_come(sentence)
            && (held(near()) || sentence.contains_word("足労"))
    };
    // 「また、９月１２日１８時～１９時にも追加で行います」, 「別途、９月１３日１０時～１１時に予備日を設けます」
    let is_added = found.time.is_some()
        && sentence.contains_any(&[
            "も追加で行",
            "分も行います",
            "分を行います",
            "に予備日",
            "を予備日",
        ])
        && held(near());
    let is_one = labelled
        || is_further
        || is_invitation()
        || is_added
        || is_on_the_day
        || is_time_to_listen
        || is_noted_below()
        || held(before)
        || held(window_after(
            clause,
            0,
            if found.time.is_some() { 180 } else { 90 },
        ))
        // 「25日（火）11時から当方で伺いますので、担当の方にお越しいただき、御説明をお願いします」
        || found.time.is_some() && asks_to_come(sentence) && held(sentence)
        // 「9/22(月)13時で日程を確保いたしました。当日は３名で御説明に上がります」
        || around.behind.starts_with_any(&["で日程を確保", "で日時を確保", "で日程を調整"])
            && held(window_after(text, found.range.end, 180))
        || asks_for_addressee_time(clause)
        || announces_visit(around.behind)
        || asks_for_attendance(around, found, dated);
    // 「９月８日の打合せの議事録」, 「９月８日のヒアリングの結果」
    let of_paper = around.behind.strip_prefix('の').is_some_and(|rest| {
        let rest = rest.strip_prefix_any(MEETINGS.words).unwrap_or_default();
        let rest = rest.trim_start_matches(['の', '(', ')']);
        rest.starts_with_any(&[
            "議事",
            "記録",
            "結果",
            "メモ",
            "御礼",
            "お礼",
            "録音",
            "を踏まえ",
            "を受け",
            "ありがとう",
            "をもとに",
        ])
    });
    // 「４月２３日又は２４日に打合せをさせていただきたく、御都合を…お知らせください」: a choice of dates, not yet a meeting.
    let is_choice = found.joined == Joined::List
        || ["又は", "か", "、"]
            .iter()
            .any(|or| strip_start(around.behind, or).is_some_and(|rest| !rest.starts_with('ら')));
    let is_chosen = is_choice
        && around
            .behind
            .contains_any(&["御都合を", "ご都合を", "御都合の", "ご都合の", "いずれか"])
        && !around.behind.contains_word("ヒア")
        && !around.before.contains_word("ヒア");
    // 「財務省による環境省へのヒアリングは、１０月１５日に行われると聞いています」
    let is_hearsay = clause.contains_any(&["と聞いて", "と伺って", "と承知して", "とのことです"]);
    if is_hearsay && !asks(clause) {
        return false;
    }
    // 「9/22の現地調査前の打合せですが」
    let is_before_event = found.time.is_none()
        && around.behind.strip_prefix('の').is_some_and(|rest| {
            rest.split_at_word("前の").is_some_and(|(event, rest)| {
                event.chars().count() <= 8 && rest.starts_with_any(MEETINGS.words)
            })
        });
    if is_before_event {
        return false;
    }
    // 「同日の打合せに間に合います」
    if around.behind.contains_word("に間に合") {
        return false;
    }
    let before_now = matches!(found.day, Day::Days(days) if days < 0)
        || found.day == Day::Days(0) && found.time == Some(Time::Morning);
    let away = found.day == Day::Unspecified && is_reason_for_absence(clause);
    // 「大臣が有識者と意見交換を行う予定です」
    let is_of_minister =
        sentence.contains_any(&["大臣が", "総理が", "長官が", "政務官が", "次官が"]) && !asks(sentence);
    // 「改めてヒアリングをお願いすることがあります」
    let maybe = clause.contains_any(&["ことがあ", "場合があ", "可能性があ", "かもしれ", "こともあ"]);
    // 「８月７日に打合せをさせていただき、その際に御了解を得ております」
    let took_place =
        sentence.contains_any(&["いただき、その際に", "いただき、その折に", "いただき、その場で"])
            && sentence.ends_with_any(&["得ております", "いただいております", "ました"]);
    // 「ヒアリングは…財務省で行われる由ですが、貴部も対象ではありません」
    // 「…となりました。貴省からの御出席は求められておりません。」
    let next_sentence = || {
        let behind = window_after(text, found.range.end, 180);
        behind
            .split_once('。')
            .map_or("", |(_, next)| rest_of_sentence(next))
    };
    let is_without_addressee = || {
        rest_of_sentence(around.behind).ends_with_any(&NOT_FOR_ADDRESSEE)
            || next_sentence().contains('貴') && next_sentence().ends_with_any(&NOT_FOR_ADDRESSEE)
    };
    is_one
        && !took_place
        && !is_without_addressee()
        && !is_of_minister
        && !is_chosen
        && !before_now
        && !away
        && !of_paper
        && !maybe
        && !is_held_or_cancelled(clause)
}

/// Whether the line says that its event is called off: 【中止】９月１２日　ヒアリング, ９月１７日１９時（中止）.
pub(super) fn is_called_off(text: &str, end: usize, around: &SentenceContext<'_>) -> bool {
    let row = window_after(text, end, 90);
    let row = row.split('\n').next().unwrap_or_default();
    // 「…を予定しておりましたが、延期となりました」, below the rows.
    let was_planned = ["予定しておりました", "予定していました"]
        .iter()
        .filter_map(|planned| window_after(text, end, 240).split_at_word(planned))
        .any(|(_, rest)| rest.contains_any(&["延期", "中止", "取りやめ"]));
    // 「担当者の都合により、この打合せは中止します。」 below the time
    let is_cancelled = || {
        window_after(text, end, 300).split(['。', '\n']).any(|sentence| {
            MEETINGS.occurs_in(sentence)
                && (sentence.starts_with('本')
                    || sentence.contains_any(&["、本", "この", "本打", "本会", "本ヒ", "標記", "当該"]))
                && sentence.ends_with_any(&[
                    "は中止します",
                    "は中止いたします",
                    "は中止となりました",
                    "は取りやめます",
                ])
        })
    };
    was_planned
        || is_cancelled()
        || [around.before, row].iter().any(|text| {
            text.contains_any(&[
                "中止】",
                "【取消】",
                "【取消し】",
                "【キャンセル】",
                "取りやめ】",
                "延期】",
                "中止)",
                "取りやめ)",
                "延期)",
                "(終了)",
                "(済)",
                "(実施済",
            ])
        })
}

/// Whether a line is a label followed by offices only: 「１　日程　厚生労働省及び法務省」.
fn is_label_for_offices(line: &str, label: &str) -> bool {
    let line = line.skip_to_letter();
    line.strip_prefix(label).is_some_and(|offices| {
        offices
            .trim_end()
            .ends_with(['省', '府', '庁', '院', '局', '課', '室', '県', '市', '者'])
            && !offices
                .replace("及び", "")
                .replace("並びに", "")
                .contains(|c: char| matches!(c, 'ぁ'..='ん') || c.is_ascii_digit())
    })
}

/// Persons to whom the sender explains something and who are not the addressee.
const OTHER_AUDIENCES: [&str; 21] = [
    "座長",
    "会長",
    "委員長",
    "部会長",
    "官房長",
    "委員",
    "審議会",
    "幹部",
    "大臣",
    "政務",
    "議員",
    "官邸",
    "与党",
    "与野党",
    "野党",
    "国会",
    "記者",
    "報道",
    "上司",
    "局長",
    "次官",
];

/// A meeting that the addressee need not come to.
const NOT_FOR_ADDRESSEE: [&str; 9] = [
    "貴省の御対応は不要です",
    "貴庁の御対応は不要です",
    "貴課の御対応は不要です",
    "出席は求められておりません",
    "対象ではありません",
    "依頼ではありません",
    "出席は必要ございません",
    "出席は必要ありません",
    "出席には及びません",
];

/// Whether a meeting is only the reason for an absence: 「打合せのため」.
fn is_reason_for_absence(clause: &str) -> bool {
    MEETINGS.words.iter().any(|word| {
        clause
            .split_at_word(word)
            .is_some_and(|(_, rest)| rest.starts_with_any(&["のため", "につき", "中", "で席", "で不在"]))
    })
}

/// Whether a meeting is over or cancelled.
fn is_held_or_cancelled(clause: &str) -> bool {
    // 「１０時からとなりました」 announces a future meeting.
    let set = clause.contains_any(&[
        "なりました",
        "決まりました",
        "決定しました",
        "設定しました",
        "調整しました",
        "設定いたしました",
        "設定させていただきました",
        "に変更いたしました",
        "に変更しました",
        "に変更になりました",
        "に変更となりました",
        "inviteを送りました",
        "招待を送りました",
        "で承知しました",
        "で承知いたしました",
        "で了解しました",
        "で了解いたしました",
        "設定されました",
        "入りました",
        "を入れました",
        "ことといたしました",
        "こととしました",
        "を設けました",
        "を組みました",
        "確定しました",
        "確保しました",
        "確保いたしました",
    ])
        // 「大変参考になりました」
        && !clause.contains_any(&["参考になりました", "勉強になりました", "お世話になりました"]);
    // 「７月２３日１０時から予定していたヒアリングは、…に変更します」
    let replaced = [
        "予定していた",
        "予定されていた",
        "予定しておりました",
        "予定だった",
    ]
    .iter()
    .any(|was| {
        clause.starts_with(was)
            || clause
                .strip_prefix("から")
                .is_some_and(|rest| rest.starts_with(was))
            || clause
                .strip_prefix("に")
                .is_some_and(|rest| rest.starts_with(was))
    });
    let called_off = replaced
        || clause.contains_any(&[
            "中止",
            "取りやめ",
            "取り止め",
            "見送",
            "延期",
            "白紙とし",
            "白紙に戻",
            "白紙撤回",
            "出席は不要",
            "参加は不要",
            "は受けられません",
            "ヒアリングを受けます",
        ]);
    called_off
        || clause.contains_any(&NOT_FOR_ADDRESSEE)
        || !set
            && clause.contains_any(&["ました", "した。", "でした", "行った", "行われた", "した際", "したところ", "ったところで", "した結果", "した件", "した内容", "した資料", "した事項", "いただいた", "頂いた", "実施済", "終了してい", "終了しており", "終了済", "の結果", "伺った", "うかがった"])
        // 「実施したく、御対応をお願いします」 is to come.
        || !set
            && ["実施した", "開催した"].iter().any(|past| {
                clause
                    .split_at_word(past)
                    .is_some_and(|(_, rest)| !rest.starts_with(['く', 'い']))
            })
}

/// 「期日：６月１９日　時間：１４時から　会場：会議室」: the day of an event.
pub(super) fn is_event_form_day(text: &str, end: usize, around: &SentenceContext<'_>) -> bool {
    let head = around.above.trim_end_matches([':', ' ', '】', '|', '\n']);
    // 「行事名：二十歳のつどい」 above
    let of_event = || {
        window_before(around.above, around.above.len(), 240)
            .lines_from_last()
            .skip(1)
            .any(|line| line.starts_with_any(&["行事名", "催事名", "大会名"]))
    };
    let is_form = || {
        let form = window_after(text, end, 120);
        let in_line = form
            .split('\n')
            .next()
            .unwrap_or_default()
            .contains_any(&["会場:", "場所:", "時間:", "会場|", "場所|"]);
        let below = form.split('\n').skip(1).take(3).any(|line| {
            let field = line.skip_to_letter();
            field.starts_with_any(&["場所", "会場", "時間", "開始時刻"])
        });
        in_line || below
    };
    let is_whole_label = || {
        head.strip_suffix("期日")
            .is_some_and(|of| !of.ends_with(|c| matches!(c, '一'..='龠')))
    };
    // 「提出物　…　期日　…　場所　…」: the day and the place of an answer.
    let is_of_answer = || {
        let near = window_before(around.above, around.above.len(), 180);
        near.contains_word("提出") && !MEETINGS.occurs_in(near)
    };
    is_whole_label() && (is_form() && !is_of_answer() || of_event())
}
