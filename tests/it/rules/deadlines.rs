//! Deadlines in a request's text: held to the dues stated (KG410) and told apart from one another (KG413).

use crate::common::{judged, judged_in, list, of, text};

/// An inquiry sent on Tuesday 9 September, with its dues and its body.
fn inquiry(dues: &str, body: &str) -> String {
    let lines: String = body.lines().map(|line| format!("  {line}\n")).collect();
    format!(
        "種別: 照会\n件名: 地方公営企業の経営状況について（照会）\n発出元: 総務省自治財政局\n\
         宛先: 国土交通省水管理・国土保全局\n発出日時: 令和7年9月9日（火）10時\n{dues}\n相当の作業量: なし\n本文: |\n{lines}"
    )
}

#[test]
fn a_contradiction_names_the_due_that_the_text_speaks_of_and_shows_it() {
    let two = "質問期限: 令和7年9月10日（水）12時\n意見期限: 令和7年9月12日（金）17時";
    let one = "回答期限: 令和7年9月12日（金）17時";
    let hearing = "ヒアリング: {開始: 令和7年9月16日（火）10時, 終了: 令和7年9月16日（火）11時}";
    for (dues, body, ja, en) in [
        (
            two,
            "意見は９月１０日（水）１２時までに御提出ください。",
            "意見期限（9月12日（金）17時）",
            "the due time “意見期限” (Fri 12 Sep 17:00)",
        ),
        (
            one,
            "９月１１日（木）１７時までに御回答ください。",
            "回答期限（9月12日（金）17時）",
            "the due time (Fri 12 Sep 17:00)",
        ),
        // It names neither, and equals neither.
        (
            two,
            "９月１１日（木）１７時までに御提出ください。",
            "質問期限（9月10日（水）12時）、意見期限（9月12日（金）17時）",
            "the due time “質問期限” (Wed 10 Sep 12:00), the due time “意見期限” (Fri 12 Sep 17:00)",
        ),
    ] {
        let document = inquiry(dues, body);
        for (lang, said) in [("ja", ja), ("en", en)] {
            let json = judged_in(&document, lang);
            let found = of(&json, "KG410");
            assert_eq!(found.len(), 1, "{json}");
            assert!(text(found[0], "message").contains(said), "{lang}: {}", found[0]);
        }
        let json = judged(&document);
        let related = list(of(&json, "KG410")[0], "related");
        assert_eq!(related.len(), ja.matches('、').count() + 1, "{json}");
        for (shown, said) in related.iter().zip(ja.split('、')) {
            assert!(
                text(shown, "message").starts_with(said.split('（').next().unwrap()),
                "{shown}"
            );
        }
    }
    // No field states a due: the subject is held to the body.
    let document = inquiry(hearing, "９月１２日（金）１７時までに御回答ください。")
        .replace("（照会）", "（9月11日17時〆）");
    let json = judged(&document);
    let found = of(&json, "KG410");
    assert!(
        text(found[0], "message").contains("が、本文の期限（9月12日（金）17時）と"),
        "{json}"
    );
    assert_eq!(list(found[0], "related").len(), 1, "{json}");
}
