//! Sentences that make a moment without a limit word a deadline: それまでに, をもって終了します, をもって了承.

use super::candidate::Candidate;
use super::extension::mentions_limit;
use super::label::is_deadline_label;
use super::lexicon::EVENTS;
use super::list_reference::sentence_applies_to_row;
use super::phrases::Phrases;
use super::sentence::{asks, clause_after, rest_of_sentence, window_after, window_before};
use super::sentence_topic::{is_third_party_topic, topic_of};
use super::word_search::WordSearch;

/// 「登録は９月１９日の２４時をもって終了します」
pub(super) fn announces_closing(before: &str, behind: &str) -> bool {
    const CLOSING_VERBS: [&str; 10] = [
        "閉じ",
        "終了",
        "閉鎖",
        "締",
        "〆",
        "打ち切",
        "打切",
        "終わ",
        "クローズ",
        "区切",
    ];
    const ANSWER_CHANNELS: [&str; 19] = [
        "意見照会",
        "意見募集",
        "意見",
        "照会",
        "質問",
        "申請",
        "予約",
        "登録",
        "受付",
        "募集",
        "回答",
        "提出",
        "入力",
        "申込",
        "応募",
        "エントリー",
        "フォーム",
        "アンケート",
        "投票",
    ];
    let verb = behind
        .strip_prefix_any(&[
            "をもって",
            "をもちまして",
            "を以て",
            "を以って",
            "を限りに",
            "を限度に",
            "限りで",
            "で",
            "に",
        ])
        .map(|rest| rest.trim_start_matches('、'));
    // をもって、修正の受付を締め切ります
    let object = verb.and_then(|rest| {
        let (object, verb) = rest.split_once('を')?;
        let is_object = !object.contains(['、', '。', '\n'])
            && !is_third_party_topic(object)
            && (object.ends_with_any(&ANSWER_CHANNELS) || verb.starts_with(['締', '〆']));
        is_object.then_some(verb)
    });
    let object = object.or_else(|| verb.and_then(|rest| rest.strip_prefix_any(&ANSWER_CHANNELS)));
    let verb = object
        .or(verb)
        .map(|rest| rest.strip_prefix('を').unwrap_or(rest));
    let closes = verb.is_some_and(|verb| {
        let over = ["ていま", "ており", "しました", "でした", "みま", "した。"];
        verb.starts_with_any(&CLOSING_VERBS)
            && !verb.contains_any(&over)
            && !verb.trim_end_matches('。').ends_with_any(&["ました", "であった"])
    });
    // 「公募は…に締め切る予定で、採択は当省で行います」
    let is_public = before
        .split(['、', '。'])
        .any(|clause| clause.starts_with("公募は"));
    // 「提出先のフォルダは、７月31日に閉じます」, below the limits
    let is_channel = object.is_some() || !verb.is_some_and(|verb| verb.starts_with("閉じ"));
    closes
        && is_channel
        && !is_public
        && topic_of(before).map_or(object.is_some(), |topic| {
            !is_third_party_topic(topic) && (object.is_some() || topic.contains_any(&ANSWER_CHANNELS))
        })
}

/// 「１２月末日までに届出書を提出しなければなりませんので、手続をしてください」: a duty of the one who is asked after it.
pub(super) fn is_duty_with_request(own: &str, clause: &str) -> bool {
    clause.contains_any(&[
        "なければなりませんので",
        "なければならないので",
        "なければならないため",
        "ないといけないので",
    ]) && own.get(clause.len()..).is_some_and(asks)
}

/// 「書類を１０月３１日午後５時までに提出しなければならない」: a duty that is the addressee's.
pub(super) fn is_addressee_duty(before: &str, clause: &str) -> bool {
    const ADDRESSEE_TOPICS: [&str; 13] = [
        "各府省",
        "各省庁",
        "各省",
        "各大臣",
        "貴省",
        "貴庁",
        "応募者",
        "しようとする者",
        "入札者",
        "提案者",
        "希望者",
        "希望する者",
        "参加者",
    ];
    const STATUTE_WORDS: [&str; 8] = [
        "各号",
        "規定",
        "法第",
        "条",
        "毎年",
        "毎月",
        "毎事業年度",
        "とされ",
    ];
    let must = clause.trim_end_matches(['。', ')', '」']);
    // ⑵　貴部は
    let topic = topic_of(before).map(WordSearch::skip_to_letter);
    (must.ends_with_any(&[
        "しなければならない",
        "するものとする",
        "しなければなりません",
        "ものとします",
    ])
        // 「各市は、…を１０月３０日までに事務局へ提出する」
        || topic.is_some_and(|topic| {
            topic.starts_with(['各', '貴']) && topic.chars().count() <= 6 || topic.ends_with("希望する者")
        })
            && must.ends_with_any(&["提出する", "報告する", "回答する", "登録する", "送付する"]))
        && clause.contains_any(&["提出", "報告", "回答", "登録", "届け出", "応募", "送付", "入力"])
        && topic.is_none_or(|topic| {
            // 実績報告書は
            topic.ends_with(['書', '票', '表', '届', '値', '案'])
                || topic.ends_with_any(&["回答", "提出", "報告", "資料", "データ", "される場合"])
                || topic.contains('貴')
                || topic.starts_with(['各', '貴'])
                || topic.ends_with_any(&ADDRESSEE_TOPICS)
        })
        && !STATUTE_WORDS
            .iter()
            .any(|law| before.contains(law) || clause.contains(law))
}

/// 「最終回答は１２月５日正午です」: the time at which the answer is expected.
pub(super) fn states_answer_time(before: &str, behind: &str) -> bool {
    const ANSWER_TOPICS: [&str; 12] = [
        "回答",
        "提出",
        "返信",
        "登録",
        "入力",
        "締め",
        "締切り",
        "申込み",
        "申込",
        "応募",
        "返送",
        "御意見",
    ];
    let says = behind.trim_start_matches([')', '」']).starts_with_any(&[
        "です",
        "となります",
        "とします",
        "といたします",
        "とさせていただきます",
        "とする",
        "でお願い",
    ]);
    // 「御提出は年内最終の開庁日、１２月２６日（金）といたします」
    let before_apposition = || {
        let (topic, day) = before.strip_suffix('、')?.split_once('は')?;
        (day.ends_with('日') && day.chars().count() <= 14).then_some(topic)
    };
    says && topic_of(before).or_else(before_apposition).is_some_and(|topic| {
        topic.ends_with_any(&ANSWER_TOPICS)
            && topic.chars().count() <= 12
            && !is_third_party_topic(topic)
            // 「財務省への要求書の提出は８月29日です」
            && !topic.split_at_word("への").is_some_and(|(whom, _)| whom.ends_with(['省', '庁', '府', '院', '局']))
            && !topic.contains_any(&["相手からの", "先方からの", "国会", "次回", "前回", "予定"])
    })
}

/// Words that refer to a moment just mentioned, as a limit.
static LIMIT_REFERENCES: Phrases = Phrases::new(&[
    "それまでに",
    "その日までに",
    "そのときまでに",
    "その時までに",
    "同日までに",
    "同時刻までに",
    "当該日までに",
    "当該期日までに",
    "その前までに",
    "この間に",
    "その間に",
    "この期間に",
    "期間内に",
    "期間中に",
    "上記期間内に",
    "上記期間中に",
    "期限内に",
    "期日までに",
    "期限までに",
]);

/// 「９月１７日に幹事会を開催します。それまでに御確認ください」: a word that refers to the moment is the limit.
pub(super) fn is_referred_to_as_limit(text: &str, found: &Candidate) -> bool {
    /// About a sentence, in bytes.
    const DISTANCE_BYTES_LIMIT: usize = 200;
    let near = window_after(text, found.range.end, DISTANCE_BYTES_LIMIT + 30);
    let Some((word, at)) = LIMIT_REFERENCES.first_match(near) else {
        return false;
    };
    let tail = window_after(text, found.range.end + at + word.len(), 240);
    let head = near.get(..at).unwrap_or_default();
    let head = head.trim_end_matches(['※', ' ', '・']);
    let head = match word {
        "期限内に" | "期限までに" | "期日までに" => without_named_rows(head),
        _ => head,
    };
    let tail = rest_of_sentence(tail);
    let leads = head.ends_with(['、', '。', '\n', ')', '」'])
        || head.ends_with("ので")
        || head.ends_with("方は") && word.starts_with("期間")
        // 「16日を過ぎると工事に間に合いませんので、配置図はその日までに」
        || head.ends_with(['は', 'を']) && matches!(word, "その日までに" | "それまでに");
    // 「８月１５日まで事務局を閉室します。期間中に…」
    let lasts = word.starts_with("期間") && head.contains_any(&["閉", "休", "停止", "不在"]);
    let planned = near.starts_with_any(&["(予定", "(見込"]);
    // A note below the list in which the period is named.
    let noted = word.ends_with("期間内に") && head.ends_with('\n');
    // 「１月６日　幹事会」 is none of the limits that are to be kept.
    let is_row = !word.contains_word("期限") && !word.contains_word("期日")
        || sentence_applies_to_row(text, found.range.start, word);
    at < DISTANCE_BYTES_LIMIT
        && is_row
        && leads
        && !planned
        && !lasts
        && head.matches(['。', '\n']).count() <= if noted { 3 } else { 1 }
        && (!head.contains(|c: char| c.is_ascii_digit()) || noted && !head.contains(['月', '日']))
        && !head.ends_with_any(&["ました。", "でした。"])
        && asks(clause_after(tail))
        && !tail.contains_any(&["感謝", "ありがとう", "御礼"])
}

/// The text after a moment without further rows of its list: 「（２）地方環境事務所：12月15日（月）」.
fn without_named_rows(head: &str) -> &str {
    let Some(rows) = head.strip_prefix('\n').and_then(|rows| rows.strip_suffix('\n')) else {
        return head;
    };
    let are_rows = rows.split('\n').all(|row| {
        !row.contains('。')
            && row
                .split_once(':')
                .is_some_and(|(_, moment)| moment.contains(|c: char| c.is_ascii_digit()))
    });
    if are_rows { "\n" } else { head }
}

/// 「１１月４日までに御提出いただく予定の資料ですが、…。期限の変更はありません」: an earlier request that is still valid.
pub(super) fn is_unchanged_limit(text: &str, found: &Candidate) -> bool {
    // 「提出期限（１月１３日（火）正午）に変更はありません」
    let noted = window_before(text, found.range.start, 90)
        .strip_suffix('(')
        .is_some_and(is_deadline_label);
    let behind = window_after(text, found.range.end, 45);
    if noted
        && behind.strip_prefix(')').is_some_and(|rest| {
            rest.starts_with_any(&[
                "に変更はありません",
                "に変更はございません",
                "は変わりません",
                "の変更はありません",
            ])
        })
    {
        return true;
    }
    // 「様式１　４月28日（火）　※変更ありません」, below 「提出期限を、次のとおり一部延長します。」
    let is_marked = || {
        let note = behind.trim_start_matches([' ', '|']);
        note.starts_with_any(&[
            "※変更なし",
            "※変更ありません",
            "※変更はありません",
            "(変更なし)",
            "(変更ありません)",
        ]) && {
            let above = window_before(text, found.range.start, 240);
            let name = above.last_line();
            mentions_limit(above)
                && !name.contains_any(&EVENTS)
                && !name.contains_any(&["公表", "施行", "公布"])
        }
    };
    if is_marked() {
        return true;
    }
    // 「期限の９月24日（水）17時に変更はありません」
    let is_labelled = || {
        window_before(text, found.range.start, 90)
            .strip_suffix('の')
            .is_some_and(is_deadline_label)
    };
    if behind.starts_with_any(&["に変更はありません", "に変更はございません", "に変更ありません"])
        && is_labelled()
    {
        return true;
    }
    const UNCHANGED_LIMIT_PHRASES: [&str; 8] = [
        "期限の変更はありません",
        "期限の変更はございません",
        "期限に変更はありません",
        "期限に変更はございません",
        "期限は変わりません",
        "期限は変更ありません",
        "期限は変更いたしません",
        "期限は従前のとおり",
    ];
    let near = window_after(text, found.range.end, 400);
    // 「期限は当初お伝えした１月１６日のまま変わりません」
    let kept = near.strip_prefix("のまま").is_some_and(|rest| {
        rest.trim_start_matches('、').starts_with_any(&[
            "変わりません",
            "変更はありません",
            "です",
            "とします",
            "とする",
            "変更ありません",
        ])
    });
    let names_limit = || {
        let above = window_before(text, found.range.start, 90);
        let sentence = above.rsplit(['。', '\n']).next().unwrap_or_default();
        sentence.contains_any(&["期限は", "期限に", "締切は", "期日は", "〆切は"])
    };
    // 「期限は当初のとおり１０月２０日（月）で変更ありません」
    let stays = near.starts_with_any(&[
        "で変更ありません",
        "で変更はありません",
        "で変更ございません",
        "で変更はございません",
        "で変わりません",
        "で変わりはありません",
    ]);
    if (kept || stays) && names_limit() {
        return true;
    }
    let is_tag = near.starts_with('】') && window_before(text, found.range.start, 3) == "【";
    (near.starts_with("までに") || is_tag)
        && near.contains_word("期限")
        && UNCHANGED_LIMIT_PHRASES.iter().any(|stays| {
            near.find_word(stays).is_some_and(|at| {
                !near
                    .get(..at)
                    .is_some_and(|between| between.contains(|c: char| c.is_ascii_digit()))
            })
        })
}

/// 「７月１１日締切の照会につきまして、御回答を頂戴しておりません」: a reminder of a missing answer. Its moment is a deadline only if it
/// is in the future.
pub(super) fn is_reminder(behind: &str) -> bool {
    const RECEIPT_VERBS: [&str; 9] = [
        "頂戴して",
        "頂戴できて",
        "いただいて",
        "いただけて",
        "頂いて",
        "頂けて",
        "届いて",
        "提出されて",
        "確認できて",
    ];
    if !behind.contains_any(&["未", "まだ", "ません", "いない"]) {
        return false;
    }
    behind.contains_any(&[
        "未着",
        "未提出",
        "未回答",
        "未返信",
        "がまだ",
        "はまだ",
        "が未だ",
        "がいまだ",
    ]) || RECEIPT_VERBS.iter().any(|word| {
        behind
            .split_at_word(word)
            .is_some_and(|(_, tail)| tail.starts_with_any(&["おりません", "いません", "いない"]))
    })
}

/// 「RE: 【４／３０〆】…」 above 「登録しました。」: the subject of the mail that this one answers.
pub(super) fn is_in_answered_subject(text: &str, start: usize) -> bool {
    let above = window_before(text, start, 240);
    let line = above.last_line();
    let line = line
        .strip_prefix("件名")
        .map_or(line, |line| line.trim_start_matches([':', ' ']));
    line.starts_with("re:") && {
        let rest = window_after(text, start, 600);
        let body = rest.split_once(['\n', '】']).map_or("", |(_, body)| body);
        body.contains_word("ました") && !asks(body)
    }
}

/// Words that accept a moment: 「明日で結構です」.
pub(super) const SUFFICIENCY_PHRASES: &[&str] = &[
    "で結構",
    "で構",
    "でかまい",
    "でも構",
    "で差し支え",
    "で大丈夫",
    "で十分",
    "でok",
    "でよい",
    "で良い",
    "でよろしい",
    "でいい",
    "でも結構",
    "でもいい",
    "で問題な",
    "で問題あ",
];

/// 「明日で結構です」; not the question 「明日でいいですか」.
pub(super) fn is_accepted_date(behind: &str) -> bool {
    behind.starts_with_any(SUFFICIENCY_PHRASES) && {
        let clause = window_after(behind, 0, 60);
        let clause = clause.split(['、', '。', '\n']).next().unwrap_or_default();
        !clause.trim_end_matches([')', '」']).ends_with('か')
    }
}

/// 「更新は２０時までで、以降の差替えは受け付けられません」
pub(super) fn refuses_later_changes(own: &str) -> bool {
    let later = own
        .strip_prefix_any(&["で、", "とし、", "となり、", "です。", "とします。"])
        .and_then(|rest| rest.strip_prefix_any(&["以降", "それ以降", "以後", "それ以後", "その後"]));
    later.is_some_and(|rest| {
        rest.contains_any(&["受け付け", "受付", "反映", "対応", "差替え", "修正", "提出"])
            && rest.contains_any(&["られません", "できません", "できない", "かねます", "けません"])
    })
}
