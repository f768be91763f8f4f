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
            "つきましては、1件目については９月１２日（金）１７時までに、2件目については９月１９日（金）１７時までに\
             御提出くださいますようお願いいたします。"
        ]
    );
    let one = text.replace("概要は９月１２日（金）１７時までに、", "");
    assert_eq!(
        sentences(&one),
        ["つきましては、９月１９日（金）１７時までに御提出くださいますようお願いいたします。"]
    );
}

/// Two deadlines in a text have no names: their lines are numbered.
#[test]
fn deadlines_without_names_are_told_apart_by_their_numbers() {
    let text = "財務省主計局　御担当者様\n総務省行政管理局の佐藤です。\n法律案について協議いたします。\n9月16日（火）正午までに御回答ください。\n資料は9月18日（木）17時までにお送りください。\n";
    let folder = folder(&[("案.txt", text)]);
    let shown = when(folder.path(), &["案.txt"]).stdout;
    for label in ["発出できる日時（1件目）", "発出できる日時（2件目）"] {
        assert!(shown.contains(label), "{shown}");
    }
}
