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

/// The texts that a rule marks in an inquiry due on Friday 12 September at 17:00.
fn marked(body: &str, code: &str) -> Vec<String> {
    let json = judged(&inquiry("回答期限: 令和7年9月12日（金）17時", body));
    let found = of(&json, code).into_iter();
    let words = found.map(|found| text(&found["facts"], "as_written").to_owned());
    words.collect()
}

#[test]
fn a_label_that_fits_every_deadline_excuses_no_contradiction() {
    for (body, wrong) in [
        (
            "御回答は９月１１日（木）１７時までにお願いします。\n\n記\n回答期限：９月１２日（金）１７時",
            "９月１１日（木）１７時",
        ),
        (
            "期限：９月１０日（水）１７時\n期限：９月１２日（金）１７時",
            "９月１０日（水）１７時",
        ),
        (
            "提出期限　９月１２日（金）\n提出期限　９月１８日（木）",
            "９月１８日（木）",
        ),
        (
            "御回答は９月１０日（水）まで、９月１２日（金）までにお願いします。",
            "９月１０日（水）",
        ),
        (
            "御提出は、\n９月１１日（木）までにお願いします。\n\n１　提出期限\n　９月１２日（金）１７時",
            "９月１１日（木）",
        ),
        (
            "締切（厳守）：９月１１日（木）１７時\n９月１２日（金）１７時までに御回答ください。",
            "９月１１日（木）１７時",
        ),
        (
            "つきましては、９月１１日（木）までに御回答ください。\n【期限】９月１２日（金）１７時",
            "９月１１日（木）",
        ),
    ] {
        assert_eq!(marked(body, "KG410"), [wrong], "{body}");
        assert_eq!(marked(body, "KG413").len(), 1, "{body}");
    }
}

#[test]
fn deadlines_that_say_what_or_whom_they_are_for_are_told_apart() {
    for body in [
        "質問期限：９月１０日（水）１２時\n意見期限：９月１２日（金）１７時",
        "御質問は９月１０日（水）１２時までに、御回答は９月１２日（金）１７時までにお願いします。",
        "１　質問の提出\n　９月１０日（水）１２時までに御提出ください。\n２　意見の提出\n　９月１２日（金）１７時までに御提出ください。",
        "【質問】９月１０日（水）１２時まで\n【意見】９月１２日（金）１７時まで\nに御提出願います。",
        "総務課あて：９月１１日（木）まで、会計課あて：９月１２日（金）までに御提出ください。",
        "第１回提出期限　９月１１日（木）\n第２回提出期限　９月１２日（金）",
        "第１次　９月１１日（木）　午前１０時\n第２次　９月１２日（金）　午後５時\nまでに御提出ください。",
        "様式１は９月１１日（木）までに、様式２は９月１２日（金）までに御提出ください。",
        "調査票（９月１１日（木）まで）、参考資料（９月１２日（金）まで）を御提出ください。",
        "９月１２日（金）１７時までに御回答ください。御不明な点がございましたら、９月１０日（水）までにお尋ねください。",
        "９月１２日（金）１７時までに御回答ください。担当が不在となるため、御連絡は９月１０日（水）までにお願いします。",
        "提出期限　電子媒体：９月１１日（木）、紙媒体：９月１２日（金）",
        "９／１２までに電子データ、９／１６までに紙媒体を御提出ください。",
    ] {
        assert_eq!(marked(body, "KG410"), [""; 0], "{body}");
        assert_eq!(marked(body, "KG413"), [""; 0], "{body}");
    }
    // What is asked for by then tells them apart, and excuses no contradiction with the due.
    for objects in [
        "９月１１日（木）１７時までに調査票を、９月１２日（金）１７時までに参考資料を御提出ください。",
        "連絡先を、９月１１日（木）１７時までに御連絡ください。\n回答は、９月１２日（金）１７時までにお願いします。",
    ] {
        assert_eq!(marked(objects, "KG410"), ["９月１１日（木）１７時"], "{objects}");
        assert_eq!(marked(objects, "KG413"), [""; 0], "{objects}");
    }
}
