//! Fields that a letter states in lines of their own.

use super::{json, undetermined};

const LETTER: &str = "\
財務省主計局　御担当者様

総務省行政管理局の山田です。
機構・定員要求の審査に係るヒアリングについて、下記のとおり御対応をお願いします。

記

１　日時　令和７年９月18日（木）10時から11時まで
２　開催方法　Web会議（Teams）
３　想定作業量：６時間
４　目的
　　要求内容の確認のため
５　資料の提出期限　９月17日（水）17時
";

#[test]
fn a_letter_that_states_what_rules_need_leaves_nothing_undetermined() {
    let output = json("案.txt", LETTER);
    assert_eq!(undetermined(&output), [""; 0], "{output}");
    assert_eq!(output["requests"][0]["effort"], "PT6H");
    assert_eq!(output["requests"][0]["verdict"], "may-send");
}

#[test]
fn each_line_is_needed() {
    let without = |line: &str| {
        assert!(LETTER.contains(line));
        json("案.txt", &LETTER.replace(line, ""))
    };
    let output = without("２　開催方法　Web会議（Teams）\n");
    assert!(undetermined(&output).contains(&"KG206"), "{output}");
    assert!(without("３　想定作業量：６時間\n")["requests"][0]["effort"].is_null());
}

#[test]
fn what_a_line_says_that_is_no_value_is_unread_and_not_unsaid() {
    let output = json("案.txt", &LETTER.replace("６時間", "別紙のとおり"));
    assert!(undetermined(&output).contains(&"KG204"), "{output}");
    assert!(output["requests"][0]["effort"].is_null());
}

#[test]
fn a_sentence_may_offer_to_attend_online() {
    let letter = LETTER.replace("２　開催方法　Web会議（Teams）\n", "");
    for (sentence, offered) in [
        ("オンラインでの参加も可能です。", true),
        ("ヒアリングはＷｅｂ会議により行います。", true),
        ("オンラインでの参加はできません。", false),
        ("資料はオンラインで提出してください。", false),
    ] {
        let letter = letter.replace("記\n\n", &format!("{sentence}\n記\n\n"));
        let output = json("案.txt", &letter);
        assert_eq!(
            !undetermined(&output).contains(&"KG206"),
            offered,
            "{sentence}: {output}"
        );
    }
}

#[test]
fn the_parties_may_be_items_headings_or_cells() {
    let request = "\n標記について、９月18日（木）16時までに資料の提出をお願いします。\n";
    for head in [
        "- 宛先：財務省主計局\n- 発出元：総務省行政評価局\n",
        "**宛先**：財務省主計局\n**発出元**：総務省行政評価局\n",
        "* **宛先：** 財務省主計局\n* **発出元：** 総務省行政評価局\n",
        "１．宛先：財務省主計局\n２．発出元：総務省行政評価局\n",
        "(1) 宛先：財務省主計局\n(2) 発出元：総務省行政評価局\n",
        "①宛先：財務省主計局\n②発出元：総務省行政評価局\n",
        "１　宛先　財務省主計局\n２　発出元　総務省行政評価局\n",
        "- [ ] 宛先：財務省主計局\n- [ ] 発出元：総務省行政評価局\n",
        "## 宛先\n\n財務省主計局\n\n## 発出元\n\n総務省行政評価局\n",
        "__宛先__：財務省主計局\n__発出元__：総務省行政評価局\n",
        "宛先（To）：財務省主計局\n発出元（From）：総務省行政評価局\n",
        "宛名：財務省主計局\n発信者名：総務省行政評価局\n",
        "宛先→財務省主計局\n発出元→総務省行政評価局\n",
        "| 項目 | 内容 |\n|---|---|\n| 宛先 | 財務省主計局 |\n| 発出元 | 総務省行政評価局 |\n",
        "| 宛先 | 発出元 | 回答期限 |\n|---|---|---|\n| 財務省主計局 | 総務省行政評価局 | ９月18日（木）16時 |\n",
    ] {
        let output = super::read::read("案.md", format!("{head}{request}").as_bytes())["requests"][0].clone();
        assert_eq!(output["from"]["office"], "総務省行政評価局", "{head}: {output}");
        assert_eq!(output["to"][0]["office"], "財務省主計局", "{head}: {output}");
        assert!(output["to"][1].is_null(), "{head}: {output}");
    }
}

#[test]
fn a_label_may_be_bold() {
    for label in ["**想定作業量**：", "**想定作業量：** "] {
        let output = json("案.md", &LETTER.replace("３　想定作業量：", label));
        assert_eq!(output["requests"][0]["effort"], "PT6H", "{label}: {output}");
    }
}

#[test]
fn the_office_of_a_label_for_the_addressee_is_not_the_sender() {
    for label in ["宛名：", "送り先：", "<b>宛先</b>："] {
        let text = format!(
            "{label}財務省主計局\n\n標記について、９月18日（木）16時までに資料の提出をお願いします。\n"
        );
        let output = super::read::read("案.md", text.as_bytes());
        assert!(output["requests"][0]["from"].is_null(), "{label}: {output}");
    }
}
