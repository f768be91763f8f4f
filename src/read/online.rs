//! 「Web会議」, 「Teamsで実施」, 「対面とZoomの併用」: words that say that a hearing can be attended online.

use super::unseen::folded;

/// Words of which one says it.
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

/// Words that may stand beside them and take nothing back.
const BESIDE: &[&str] = &[
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

/// Whether a text is made of such words alone, so that nothing in it can say otherwise.
pub(crate) fn is_offered(text: &str) -> bool {
    let text: String = folded(text)
        .to_lowercase()
        .chars()
        .filter(|c| !c.is_whitespace() && !"()、。・/,.+&-「」".contains(*c))
        .collect();
    let mut rest = &*text;
    let mut is_said = false;
    while !rest.is_empty() {
        let longest = |words: &[&str]| {
            let begun = words.iter().filter(|word| rest.starts_with(**word));
            begun.map(|word| word.len()).max().unwrap_or_default()
        };
        let (means, beside) = (longest(MEANS), longest(BESIDE));
        let Some(behind) = rest
            .get(means.max(beside)..)
            .filter(|behind| behind.len() < rest.len())
        else {
            return false;
        };
        is_said |= means > beside;
        rest = behind;
    }
    is_said
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ] {
            assert!(!is_offered(text), "{text}");
        }
    }
}
