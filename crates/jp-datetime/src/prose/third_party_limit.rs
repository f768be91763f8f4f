//! Limits of others: how long something lasts, and what others must do, is no deadline of the addressee.

use super::lexicon::{ANSWERS, SENDERS};
use super::word_search::{WordSearch, starts};

/// Nouns whose 期限, 期間 or 日 means how long something lasts, or what others do.
const THIRD_PARTY_LIMIT_NOUNS: &[&str] = &[
    "現行",
    "発出",
    "設置",
    "存続",
    "保証",
    "事業の完了",
    "事業完了",
    "出納整理",
    "聴聞",
    "意見陳述",
    "審理",
    "口頭弁論",
    "公判",
    "納税",
    "パスワード",
    "パスポート",
    "旅券",
    "入館証",
    "証明書",
    "免許",
    "許可",
    "協定",
    "契約書",
    "更新",
    "有効",
    "保存",
    "使用",
    "利用",
    "履行",
    "納付",
    "賞味",
    "消費",
    "掲載",
    "公開",
    "在留",
    "契約",
    "支払",
    "支払い",
    "返済",
    "償還",
    "対象",
    "工事",
    "任期",
    "会期",
    "納入",
    "納品",
    "検収",
    "閲覧",
    "保管",
    "貸出",
    "適用",
    "経過",
    "猶予",
    "法定",
    "国会提出",
    "実施",
    "時効",
    "達成",
    "目標",
    "審議",
    "処理",
    "施行",
    "公布",
    "告示",
    "公表",
    "取扱",
    "注意",
    "禁止",
    "停止",
    "休止",
    "試行",
    "貸与",
    "返却",
    "選挙",
    "審査",
    "処分",
    "提訴",
    "訴訟",
    "行使",
    "除斥",
    "補償",
    "保証",
    "保険",
    "品質",
    "満了",
    "特例",
    "解禁",
    "指定",
    "発行",
    "免除",
    "減免",
    "割引",
    "返還",
    "支給",
    "受給",
    "滞在",
    "就任",
    "派遣",
    "雇用",
    "勤務",
    "任用",
    "休職",
    "休業",
    "配信",
    "視聴",
    "ダウンロード",
    "調達",
    "竣工",
    "完成",
    "事業完了",
    "整備",
    "移行",
    "廃止",
    "廃棄",
    "供用",
    "工期",
    "出荷",
    "販売",
    "発売",
    "引渡",
    "引渡し",
    "年次",
    "到達",
    "計画",
    "延命",
    "サポート",
    "ライセンス",
    "サービス",
    "法律",
    "条約",
    "批准",
    "国会",
    "政令",
    "時限",
    "料金",
    "手数料",
    "使用料",
    "会費",
    "決定",
    "裁決",
    "認定",
    "議決",
    "賃貸",
    "貸付",
    "納期限",
    "休暇",
    "休館",
    "開催",
    "展示",
    "措置",
];

/// Nouns that last by themselves, in any wording: 「契約は３月３１日まで」.
const DURATION_NOUNS: &[&str] = &[
    "有効",
    "保存",
    "使用",
    "利用",
    "履行",
    "納付",
    "契約",
    "支払",
    "掲載",
    "会期",
    "任期",
    "工期",
    "更新は",
    "更新手続",
    "免許",
];

/// Parties that are not addressees of a ministry's letter.
pub(super) const THIRD_PARTIES: &[&str] = &[
    "申請者",
    "事業者",
    "対象者",
    "組合",
    "応募者",
    "相手方",
    "先方",
    "業者",
    "企業",
    "自治体",
    "団体",
    "法人",
    "世帯",
    "世帯の皆様",
    "国民",
    "県民",
    "住民",
    "市民",
    "保護者",
    "受験者",
    "納税者",
    "一般",
    "利用者",
    "加入者",
    "委員",
    "議員",
    "有識者",
];

/// Whether the noun before 期限 or 期間 makes it another's: 有効, 地方税の申告, 財務省への回答.
pub(super) fn is_third_party_limit_name(before: &str, label: &str) -> bool {
    // 地方税の申告期限
    let of = before.strip_suffix('の').unwrap_or(before);
    let of = of.strip_suffix('等').unwrap_or(of);
    let of_tax = of
        .strip_suffix("申告")
        .is_some_and(|of| of.ends_with(['税', 'の']) && of.contains('税'));
    let clause = before.rsplit(['、', '。', '\n']).next().unwrap_or_default();
    // 調査期日 is the day that a survey speaks of.
    if before.ends_with("調査") && clause.len() <= 60 && label == "期日" {
        return true;
    }
    // 過去の締切
    if before.ends_with_any(&["過去の", "前回の", "前年度の", "昨年度の"]) {
        return true;
    }
    // 答弁期限 is a deadline of the drafter, 答弁の期限 one of the government.
    before.ends_with("答弁の")
        // 受託者の納期
        || of.ends_with_any(&["受託者", "業者", "委託先", "請負者"])
        // 国会法第75条の期限
        || of.ends_with('条') || of.ends_with("条の規定による")
        // 納期限 is that of a tax.
        || before.ends_with('納')
        || of_tax
        || of.ends_with_any(THIRD_PARTY_LIMIT_NOUNS)
        || is_by_third_party(clause)
        || is_to_third_party(clause)
}

/// 相手方からの回答, 世帯の皆様のインターネット回答, パブリックコメントの募集.
pub(super) fn is_by_third_party(clause: &str) -> bool {
    let theirs = THIRD_PARTIES.iter().any(|party| {
        clause.word_positions(party).any(|at| {
            clause.get(at + party.len()..).is_some_and(|rest| {
                rest.starts_with_any(&[
                    "の申請",
                    "の届出",
                    "の提出",
                    "の報告",
                    "の納付",
                    "からの",
                    "から当",
                    "側の",
                    "による",
                    "の皆様の",
                    "の方からの",
                    "の方の",
                    "に求めた",
                    "に命じた",
                    "に課した",
                ])
            })
        })
    });
    // 「紙媒体による提出」 says how.
    let is_of_whom = |by: &&str| {
        const MEANS: [&str; 9] = [
            "媒体",
            "電子",
            "郵送",
            "メール",
            "書面",
            "システム",
            "持参",
            "様式",
            "方法",
        ];
        clause
            .split_at_word(by)
            .is_some_and(|(who, _)| !who.ends_with_any(&MEANS))
    };
    theirs
        || clause.contains_any(&["各国からの", "諸外国からの"])
        // 「登録機関による届出の期限」, whoever it is
        || !clause.contains(['貴', '各'])
            && ["による届出", "による申請", "による納付", "による提出"].iter().any(is_of_whom)
        // 総合職試験の申込受付
        || clause.contains_word("試験") && clause.contains_any(&["申込受付", "出願", "受験申込"])
        || clause.contains_any(&[
            "受験申込みの受付",
            "確定申告",
            "パブリックコメント",
            "パブリック・コメント",
            "パブコメ",
        ])
}

/// Whether a topic is an exchange between others: 市町村から都道府県への回答.
pub(super) fn is_third_party_exchange(topic: &str) -> bool {
    const EXCHANGED_NOUNS: [&str; 9] = [
        "回答", "提出", "報告", "送付", "意見", "登録", "届", "申請", "協議",
    ];
    is_by_third_party(topic)
        || is_to_third_party(topic)
            && topic.rsplit("への").next().is_some_and(|what| {
                what.trim_start_matches(['御', 'ご', '再'])
                    .starts_with_any(&EXCHANGED_NOUNS)
            })
}

/// 財務省への回答: not 当省への回答.
fn is_to_third_party(clause: &str) -> bool {
    clause.rfind_word("への").is_some_and(|at| {
        let whose = clause.get(..at).unwrap_or_default();
        let abroad = ["国連", "oecd", "imf", "wto", "ilo", "eu", "条約機構"];
        (whose.ends_with_any(&abroad)
            || whose.ends_with([
                '省', '庁', '府', '院', '会', '局', '官', '邸', '庫', '県', '市', '村', '国',
            ])
            || whose.ends_with("議員") && clause.contains_word("議員への提出"))
            // 「本件照会への回答は」
            && !whose.ends_with_any(&["本省", "照会"])
            // 「各財務局への提出は」: the addressee's own way.
            && !(whose.ends_with('局') && {
                let whose = whose.skip_to_letter();
                whose.starts_with_any(&["各", "所管の", "最寄りの"])
            })
            && !whose.ends_with_any(&SENDERS)
    })
}

/// Whether the clause before a moment is about such a limit: 「有効期限は」, 「契約は」; not 「利用申請は」.
pub(super) fn is_third_party_limit(before: &str) -> bool {
    // 【９/１１〆切】 behind a title is not about the words of the title.
    let before = if before.ends_with('【') { "" } else { before };
    // 「有効期限（発行日から６か月以内）」
    let before = before
        .rsplit_once('(')
        .filter(|(outside, inside)| outside.ends_with_any(&["期限", "期間"]) && !inside.contains([')', '。']))
        .map_or(before, |(outside, _)| outside);
    let clause = before.rsplit(['、', '。', '(']).next().unwrap_or_default();
    let behind = |noun: &str, is: &dyn Fn(&str) -> bool| {
        clause
            .word_positions(noun)
            .any(|at| clause.get(at + noun.len()..).is_some_and(is))
    };
    let of_limit = |rest: &str| rest.starts_with_any(&["期", "の期", "の最終", "満了"]);
    let no_answer = |rest: &str| !starts(rest, "書") && !rest.starts_with_any(ANSWERS);
    THIRD_PARTY_LIMIT_NOUNS.iter().any(|noun| behind(noun, &of_limit))
        || DURATION_NOUNS.iter().any(|noun| behind(noun, &no_answer))
}
