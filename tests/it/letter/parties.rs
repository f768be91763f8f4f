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

#[test]
fn the_head_of_a_local_office_signs_in_the_heading() {
    for sender in [
        "新潟県防災局消防課長",
        "和歌山県総務部長",
        "苫小牧港管理組合管理者",
        "大阪府知事",
    ] {
        let letter = format!(
            "財務省主計局長　殿\n\n{}{sender}\n（公印省略）\n{ASKS}",
            "　".repeat(12)
        );
        assert_eq!(parties(&letter).0, sender);
    }
}

#[test]
fn an_addressee_on_two_lines_is_one() {
    for (body, unit) in [
        ("各都道府県教育委員会", "文化財保護主管課"),
        ("文部科学省", "総合教育政策局長"),
    ] {
        let (_, to) = parties(&format!(
            "{body}\n　{unit}　御中\n\n　　　　　　　　　　　　財務省主計局司計課長\n{ASKS}"
        ));
        assert_eq!(
            to.concat().replace(['\n', '　', ' '], ""),
            format!("{body}{unit}")
        );
        assert_eq!(to.len(), 1);
    }
}

#[test]
fn a_signature_is_more_exact_than_an_introduction() {
    for (introduced, signed, wanted) in [
        (
            "国交省都市計画課の高橋です。",
            "国土交通省　都市局　都市計画課",
            "国土交通省　都市局　都市計画課",
        ),
        (
            "総務省行政評価局の中川です。",
            "総務省行政評価局総務課",
            "総務省行政評価局総務課",
        ),
        // Another office of the ministry, and one of another, sign for someone else.
        (
            "総務省行政評価局の中川です。",
            "総務省自治財政局財政課",
            "総務省行政評価局",
        ),
        ("総務省行政評価局の中川です。", "財務省主計局", "総務省行政評価局"),
    ] {
        let letter = format!(
            "財務省主計局　御担当者様\n\n{introduced}\n９月１８日（木）までに御回答ください。\n\n-- \n{signed}\n電話 03-5253-0000\n"
        );
        assert_eq!(parties(&letter).0, wanted, "{introduced} {signed}");
    }
}

#[test]
fn a_middle_dot_or_an_honorific_divides_no_office() {
    for (addressed, wanted) in [
        ("各府省機構・定員担当　各位", &["各府省機構・定員担当"][..]),
        ("各局・統括官筆頭課　御中", &["各局・統括官筆頭課"]),
        ("財務省・総務省　御中", &["財務省", "総務省"]),
        ("各局長　様\n各区長　様", &["各局長", "各区長"]),
        ("財務省主計局　御中\n山田　様", &["財務省主計局"]),
    ] {
        let letter = format!("{addressed}\n\n　　　　　　　　　　　　総務省行政管理局\n{ASKS}");
        assert_eq!(parties(&letter).1, wanted, "{addressed}");
    }
}

#[test]
fn a_section_below_the_office_that_sends_is_part_of_its_name() {
    let right = "　".repeat(16);
    let sent_by = |office: &str, below: &str| {
        parties(&format!(
            "防衛省大臣官房会計課長　殿\n\n{right}{office}\n{right}{below}\n{ASKS}"
        ))
        .0
    };
    for (office, section) in [
        ("会計検査院事務総局第２局", "防衛検査第１課長"),
        ("厚生労働省健康・生活衛生局感染症対策部", "感染症対策課"),
        ("総務省自治行政局公務員部", "女性活躍・人材活用推進室長"),
    ] {
        assert_eq!(sent_by(office, section), format!("{office}{section}"));
    }
    for (office, other) in [
        ("消防庁予防課長", "危険物保安室長"),
        ("総務省自治財政局", "財務省主計局"),
        ("総務省自治財政局", "（公印省略）"),
        ("総務省自治財政局", "山田　太郎"),
    ] {
        assert_eq!(sent_by(office, other), office);
    }
}

#[test]
fn an_office_above_a_person_is_addressed() {
    for office in [
        "島根県土木部砂防課",
        "東北東大学研究推進部研究企画課",
        "財務省主計局司計課",
    ] {
        let (_, to) = parties(&format!("{office}\n野津様\n\n国土交通省の茂木です。\n{ASKS}"));
        assert_eq!(to, [office]);
    }
}

#[test]
fn groups_are_addressed_with_a_persons_honorific_too() {
    let (_, to) = parties(&format!(
        "各市町村商工担当課　御担当者　様\n各商工会議所・商工会　御担当者　様\n\n新潟県産業労働部の五十嵐です。\n{ASKS}"
    ));
    assert_eq!(to, ["各市町村商工担当課", "各商工会議所", "商工会"]);
}

#[test]
fn the_audit_commissioners_send_a_letter() {
    let letter = format!("土木部長　様\n\n　　　　　　　　　　　岡山県監査委員\n{ASKS}");
    assert_eq!(parties(&letter).0, "岡山県監査委員");
}

#[test]
fn a_sender_that_no_list_has_is_one_far_to_the_right() {
    let right = "　".repeat(16);
    for sender in [
        &["福岡法務局長"][..],
        &["国立大学法人東北大学", "　　大学院法学研究科長"],
        &[
            "国立健康危機管理研究機構",
            "　国立感染症研究所",
            "　　感染症危機管理研究センター長",
        ],
        &["内閣府地方創生推進事務局", "　　参事官（地域再生担当）"],
        &[
            "国立研究開発法人農業・食品産業技術総合研究機構",
            "果樹茶業研究部門所長",
        ],
    ] {
        let lines: String = sender.iter().map(|line| format!("{right}{line}\n")).collect();
        let letter = format!("宮城県総務部長　殿\n\n{lines}{ASKS}");
        assert_eq!(parties(&letter).0, sender.concat().replace('　', ""));
    }
}

#[test]
fn one_honorific_beside_several_addressees_is_for_each() {
    let (_, to) = parties(&format!(
        "　各都道府県スポーツ主管課長\n　各指定都市スポーツ主管課長　　　殿\n　各経済団体事務局長\n\n{}スポーツ庁健康スポーツ課長\n{ASKS}",
        "　".repeat(20)
    ));
    assert_eq!(
        to,
        [
            "各都道府県スポーツ主管課長",
            "各指定都市スポーツ主管課長",
            "各経済団体事務局長"
        ]
    );
}

#[test]
fn a_corporation_and_its_head_are_one_addressee() {
    for (body, head) in [
        ("中央信越電力株式会社", "代表取締役社長"),
        ("国立研究開発法人産業技術総合研究所", "エネルギー・環境領域長"),
    ] {
        let (_, to) = parties(&format!(
            "{body}\n　{head}　殿\n\n{}経済産業大臣\n{ASKS}",
            "　".repeat(16)
        ));
        assert_eq!(to.len(), 1);
        assert_eq!(to.concat().replace(['\n', '　'], ""), format!("{body}{head}"));
    }
}
