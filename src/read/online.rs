//! Wordings that offer online attendance of a hearing: 「Web会議」, 「Teamsで実施」, 「対面とZoomの併用」.

use super::normalize::nfkc;

/// Words that offer it.
pub(crate) const MEANS: &[&str] = &[
    "ハイブリッド形式",
    "ハイブリッド方式",
    "ハイブリッド",
    "オンライン会議",
    "オンライン形式",
    "オンライン",
    "web会議システム",
    "web会議",
    "webミーティング",
    "web",
    "ウェブ会議",
    "ウェブ",
    "テレビ会議",
    "tv会議",
    "ビデオ会議",
    "リモート会議",
    "リモート",
    "電話会議",
    "microsoftteams",
    "msteams",
    "teams",
    "チームズ",
    "zoom",
    "ズーム",
    "webex",
    "googlemeet",
    "meet",
    "skype",
    "online",
    "hybrid",
    "videoconference",
    "remote",
];

/// Words that may accompany them without negating.
const COMPANIONS: &[&str] = &[
    "対面",
    "会場",
    "会議室",
    "会議",
    "実施予定",
    "実施",
    "開催予定",
    "開催",
    "参加",
    "出席",
    "利用",
    "使用",
    "併用",
    "対応",
    "可能",
    "可",
    "予定",
    "形式",
    "方式",
    "あり",
    "有",
    "です",
    "します",
    "する",
    "による",
    "により",
    "にて",
    "又は",
    "または",
    "及び",
    "および",
    "など",
    "等",
    "との",
    "と",
    "で",
    "も",
    "の",
    "を",
    "に",
    "or",
    "and",
    "via",
    "by",
];

/// Words in brackets that may negate what precedes.
const BACK: &[&str] = &[
    "不",
    "無",
    "未",
    "非",
    "なし",
    "ない",
    "ません",
    "ず",
    "中止",
    "禁止",
    "検討",
    "調整",
    "困難",
    "除",
    "原則",
    "のみ",
    "×",
    "✕",
    "?",
    "？",
    "not",
    "no ",
    "unless",
    "except",
    "tbd",
];

/// Whether a text offers online attendance: 「Teams」, also with a bracketed remark that does not negate it,
/// 「Teams（予備：電話）」.
pub(crate) fn is_offered(text: &str) -> bool {
    let aside = text.split_once(['（', '(']).and_then(|(head, inside)| {
        let inside = inside.trim_end().strip_suffix(['）', ')'])?;
        let inside = nfkc(inside).to_lowercase();
        Some(is_made_of_them(head) && !BACK.iter().any(|word| inside.contains(word)))
    });
    is_made_of_them(text) || aside == Some(true)
}

/// Whether a sentence offers it: 「Web会議（Teams）により行います」, 「オンラインでの参加も可能です」.
pub(crate) fn is_offered_in(sentence: &str) -> bool {
    const OFFERS: [&str; 22] = [
        "です。",
        "可。",
        "により行",
        "によって行",
        "で行",
        "にて行",
        "により実施",
        "で実施",
        "にて実施",
        "により開催",
        "で開催",
        "にて開催",
        "での参加も",
        "による参加も",
        "での出席も",
        "での対応も",
        "でも参加",
        "参加も可",
        "参加可",
        "併用",
        "も可能",
        "も可。",
    ];
    let sentence: String = nfkc(sentence)
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    !BACK.iter().any(|word| sentence.contains(word))
        && MEANS
            .iter()
            .filter_map(|means| sentence.split_once(means))
            .any(|(_, rest)| OFFERS.iter().any(|offer| rest.contains(offer)) && !rest.contains("提出"))
}

/// Whether a text consists of such words only, so that nothing in it can negate them.
fn is_made_of_them(text: &str) -> bool {
    let text: String = nfkc(text)
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && !"()、。・/,.+&-「」:~".contains(*c))
        .collect();
    let mut rest = &*text;
    let mut has_means = false;
    while !rest.is_empty() {
        let longest = |words: &[&str]| {
            let begun = words.iter().filter(|word| rest.starts_with(**word));
            begun.map(|word| word.len()).max().unwrap_or_default()
        };
        let (means, beside) = (longest(MEANS), longest(COMPANIONS));
        let Some(behind) = rest
            .get(means.max(beside)..)
            .filter(|behind| behind.len() < rest.len())
        else {
            return false;
        };
        has_means |= means > beside;
        rest = behind;
    }
    has_means
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_offer_it_and_that_do_not() {
        for sentence in [
            "ヒアリングはWeb会議（Teams）により行います。",
            "オンラインでの参加も可能です。",
            "当日は対面とオンラインの併用で実施します。",
            "ヒアリングは、Ｚｏｏｍで実施いたします。",
        ] {
            assert!(is_offered_in(sentence), "{sentence}");
        }
        for sentence in [
            "ヒアリングは対面で行います。",
            "オンラインでの参加はできません。",
            "オンラインでの参加も可能か検討します。",
            "Teamsのチャットで御連絡ください。",
            "回答は、オンラインで提出してください。",
        ] {
            assert!(!is_offered_in(sentence), "{sentence}");
        }
    }

    #[test]
    fn what_offers_it_and_what_does_not() {
        for text in [
            "Web会議",
            "WEB会議",
            "Ｗｅｂ会議（Teams）",
            "Teams",
            "Microsoft Teams",
            "Zoom",
            "Zoomで実施",
            "ハイブリッド",
            "ハイブリッド開催",
            "対面とオンラインの併用",
            "対面・Web会議併用",
            "オンライン開催",
            "Teams又はZoom",
            "Webexにて実施予定",
            "Teams会議",
            "Teams（予備：電話）",
            "Zoom（URLは別途送付）",
            "Teams（会議ID 123 456）",
            "Web会議（接続先：後日連絡）",
            "オンライン: Teams",
            "ハイブリッド（会場：2階会議室）",
        ] {
            assert!(is_offered(text), "{text}");
        }
        for text in [
            "",
            "対面",
            "対面で実施",
            "Teams不可",
            "オンラインでは行わない",
            "Web会議は検討中",
            "オンラインなし",
            "Zoomは使えません",
            "未定",
            "併用",
            "Teams（不可）",
            "オンライン（要相談、調整中）",
            "対面（Teamsは不可）",
            "対面（予備：Teams以外）",
            "Web会議（検討中）",
            "オンライン（原則対面）",
        ] {
            assert!(!is_offered(text), "{text}");
        }
    }
}
