//! `kigen when` on mail and letters.

use serde_json::Value;

use super::when;
use crate::common::{folder, list};

/// The sentences to write for a text.
fn sentences(text: &str) -> Vec<String> {
    let folder = folder(&[("案.txt", text)]);
    let output = when(folder.path(), &["--format", "json", "案.txt"]).json();
    let all = list(&output, "requests")[0]["sentences"].clone();
    let all = all.as_array().cloned().unwrap_or_default();
    all.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn each_of_several_deadlines_of_a_text_is_in_its_sentence() {
    let text = "財務省主計局　御中\n\n総務省行政管理局\n令和７年９月９日\n\n標記の調査を実施します。\n\n\
                概要は９月１２日（金）１７時までに、詳細は９月１９日（金）１７時までに御提出ください。\n";
    assert_eq!(
        sentences(text),
        [
            "つきましては、概要については９月１２日（金）１７時までに、詳細については９月１９日（金）１７時までに\
             御提出くださいますようお願いいたします。"
        ]
    );
    let one = text.replace("概要は９月１２日（金）１７時までに、", "");
    assert_eq!(
        sentences(&one),
        ["つきましては、９月１９日（金）１７時までに御提出くださいますようお願いいたします。"]
    );
}

/// Where the words beside two deadlines name neither, their lines are numbered.
#[test]
fn deadlines_without_names_are_told_apart_by_their_numbers() {
    let text = "財務省主計局　御担当者様\n総務省行政管理局の佐藤です。\n法律案について協議いたします。\n9月16日（火）正午までに御回答ください。\n9月18日（木）17時までに資料をお送りください。\n";
    let folder = folder(&[("案.txt", text)]);
    let shown = when(folder.path(), &["案.txt"]).stdout;
    for label in ["発出できる日時（1件目）", "発出できる日時（2件目）"] {
        assert!(shown.contains(label), "{shown}");
    }
}

#[test]
fn each_of_several_deadlines_is_called_by_its_topic_or_label() {
    let head = "財務省主計局　御中\n\n総務省行政管理局\n令和７年９月９日\n\n標記について照会します。\n\n";
    for (text, names) in [
        (
            "質問は９月１０日（水）１２時までに、回答は９月１２日（金）１７時までに御提出ください。",
            ["質問については", "回答については"],
        ),
        (
            "様式１の提出期限：９月１１日（木）１７時\n様式２の提出期限：９月１２日（金）１７時\n",
            ["様式１については", "様式２については"],
        ),
        (
            "回答期限：９月１１日（木）１７時\n回答期限：９月１２日（金）１７時\n",
            ["1件目については", "2件目については"],
        ),
    ] {
        let said = sentences(&format!("{head}{text}"));
        assert!(names.iter().all(|name| said[0].contains(name)), "{said:?}");
    }
}

/// Whether an inquiry is considerable is not said: ③ may bind it, and the time offered keeps ③ too.
#[test]
fn the_sentence_offers_no_time_that_an_undetermined_clause_would_refuse() {
    let head = "財務省主計局　御中\n\n総務省自治財政局\n令和７年９月９日\n\n";
    for (about, offered) in [
        ("照会します。\n\n至急御回答ください。", "９月１０日（水）"),
        // Any clause may bind it: ① asks for 48 hours.
        ("資料をお送りします。\n\n至急御回答ください。", "９月１１日（木）"),
    ] {
        let said = sentences(&format!("{head}標記について{about}\n"));
        assert_eq!(said.len(), 1, "{about}");
        assert!(said[0].contains(offered), "{said:?}");
    }
}
