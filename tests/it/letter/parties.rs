//! A letter's sender and recipients, as read from its lines.

use serde_json::Value;

use crate::common::{list, text};

/// The sender and the recipients that are read of a letter.
fn parties(letter: &str) -> (String, Vec<String>) {
    let output = super::read::read("案.txt", letter.as_bytes());
    let request = &output["requests"][0];
    let office = |party: &Value| text(party, "office").to_owned();
    let from = request["from"].as_object().map(|_| office(&request["from"]));
    (
        from.unwrap_or_default(),
        list(request, "to").iter().map(office).collect(),
    )
}

const ASKS: &str = "\n調査について（依頼）\n\n９月１８日（木）までに御回答願います。\n";

#[test]
fn who_gets_a_copy_is_not_asked() {
    for copy in [
        "（写送付先）会計検査院事務総長官房総務課長　殿",
        "写：内閣官房副長官補　殿",
        "（写し）法務省大臣官房会計課　御中",
        "（ＣＣ）法務省人権擁護局　御担当者様",
        "Cc: 法務省人権擁護局　御担当者様",
    ] {
        let (_, to) = parties(&format!(
            "防衛省大臣官房会計課長　殿\n{copy}\n\n財務省主計局司計課長\n{ASKS}"
        ));
        assert_eq!(to, ["防衛省大臣官房会計課長"], "{copy}");
    }
}

#[test]
fn what_stands_far_to_the_right_of_a_list_sends_it() {
    let right = "　".repeat(20);
    let letter = format!(
        "（送付先）\n総務省自治財政局公営企業課\n厚生労働省保険局医療課\n{right}内閣府政策統括官付参事官\n{ASKS}"
    );
    let (from, to) = parties(&letter);
    assert_eq!(to, ["総務省自治財政局公営企業課", "厚生労働省保険局医療課"]);
    assert_eq!(from, "内閣府政策統括官付参事官");
}

#[test]
fn a_list_of_addressees_may_be_a_table() {
    let letter = format!(
        "別紙送付先　各位\n\n警察庁長官官房企画課\n{ASKS}\n送付先\t回答期限\n法務省法務総合研究所研究部\t９月１９日（金）\n総務省統計局総務課\t９月２２日（月）\n"
    );
    assert_eq!(
        parties(&letter).1,
        ["法務省法務総合研究所研究部", "総務省統計局総務課"]
    );
}

#[test]
fn addresses_are_the_ministries_whose_domains_they_have() {
    let letter = format!("宛先：hodo@mext.go.jp、kouhou@maff.go.jp\nＣＣ：kouhou@mlit.go.jp\n{ASKS}");
    assert_eq!(parties(&letter).1, ["文部科学省", "農林水産省"]);
}

#[test]
fn brackets_within_an_office_are_its_name() {
    let letter = format!(
        "国土交通省鉄道局施設課長　様\n{ASKS}\n　　　　　　　　内閣官房副長官補（事態対処・危機管理担当）付\n　　　　　　　　片山\n"
    );
    assert_eq!(parties(&letter).0, "内閣官房副長官補（事態対処・危機管理担当）付");
    let letter =
        format!("国土交通省鉄道局施設課長　様\n{ASKS}\n　　　　　　　　総務省行政管理局（担当：山田）\n");
    assert_eq!(parties(&letter).0, "総務省行政管理局");
}
