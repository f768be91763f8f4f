//! Senders and recipients: how many ministries a name stands for, which names are the same office, and what is not
//! a request between ministries.

use serde_json::Value;

use crate::common::{codes, folder, judged, kigen, list, run, text};

/// A survey sent at 17:45 for the next day, which breaks ③ if it goes to several ministries.
fn survey(to: &str) -> &'static str {
    let output = judged(&format!(
        "種別: 調査\n件名: a\n発出元: 総務省行政管理局\n宛先: {to}\n発出日時: 2025-09-08 17:45\n回答期限: 2025-09-09 17:00\n\
         必要性: 状況把握のため\n"
    ));
    let undetermined = list(&output, "undetermined")
        .iter()
        .any(|it| it["code"] == "KG301");
    match (codes(&output).contains(&"KG301"), undetermined) {
        (true, _) => "several",
        (false, true) => "unknown",
        (false, false) => "one",
    }
}

#[test]
fn a_name_says_how_many_ministries_it_is() {
    for (wanted, names) in [
        (
            "several",
            "財務省ほか|財務省等|財務省外２省|財務省その他関係府省|11府省|1府11省2庁|財務省ほか　御中|財務省　外２省|財務省など|\
             財務省他|財務省（ほか）|財務省、ほか|財務省及び関係府省|財務省をはじめとする関係府省|１１府省|十一府省|一府十一省二庁|\
             各府省|関係府省|全府省|各府省庁 御中|財務省主計局ほか２省|【各府省】|（１１府省）|関係11府省|財務省　厚生労働省|\
             財務省と厚生労働省|財務省・厚生労働省|警察庁、金融庁|警察庁・金融庁・消費者庁・公正取引委員会|内閣府、金融庁|\
             内閣府金融庁、内閣府消費者庁|府省等|財務省外２省庁宛|財務省ほか様|経産省ほか|MOFほか|財務省ほか（別記）|財務省ほか10機関|\
             財務省始め各府省|財務省を初めとする府省|財務省初め11府省|財務省と関係府省|財務省＋各省|財務省および各省|\
             財務省又は厚生労働省|財務省若しくは厚生労働省|財務省→厚生労働省|財務省＆厚生労働省|財務省&厚生労働省|\
             財務省から厚生労働省|財務省のほか厚生労働省|財務省のほか|財務省主計局厚生労働省大臣官房|財務省厚生労働省|\
             財務省ならびに厚生労働省|財務省主計局→各府省|財務省各府省|財務省主計局関係府省|原子力規制委員会等|両省|両府省|\
             関係者各位|関係各位|（財務省、厚生労働省）|【財務省・厚生労働省】",
        ),
        (
            "unknown",
            "下記宛先|別記|別紙|別紙のとおり|「別記」|（別記）|下記のとおり|宛先別記|東京都ほか|独立行政法人ほか|別添|\
             財務省主計局ほか|別記 御中|財務省主計局等|東京都等|大阪府等|独立行政法人等|国立大学法人等|各都道府県等|\
             財務省（以下別記）|財務省以下別記|財務省別記|財務省（別紙のとおり）|財務省（送付先一覧）|財務省　別記|\
             財務省（厚生労働省と連名）|各府省所管独立行政法人等|省内各局ほか|各部局等|大臣官房各課等|東京都と別記|\
             御担当者各位|ご担当者様|担当課各位",
        ),
        (
            "one",
            "財務省|財務省主計局及び理財局|財務省主計局、大臣官房|総務省消防庁|総務省　消防庁、総務省|国家公安委員会、警察庁|\
             外務省|厚生労働省外局|国土交通省、観光庁|経済産業省・特許庁|公害等調整委員会|環境省、原子力規制庁|農林水産省|国土交通省|環境省原子力規制庁|\
             財務省主計局厚生労働省担当|財務省主計局（厚生労働省担当）|総務省統計局等各課|国家公安委員会警察庁|財務省本省|\
             東京都と財務省|各府省所管独立行政法人|文部科学省所管の国立大学法人|R&D推進室|市|法務省関係省令担当",
        ),
    ] {
        for name in names.split('|') {
            assert_eq!(survey(&format!("\"{name}\"")), wanted, "{name}");
        }
    }
    for (wanted, names) in [
        ("several", "[警察庁, 金融庁]"),
        (
            "several",
            "[{府省: 内閣府, 部局: 金融庁}, {府省: 内閣府, 部局: 消費者庁}]",
        ),
        ("several", "[内閣府, 宮内庁]"),
        ("one", "[国家公安委員会, {府省: 内閣府, 部局: 警察庁}]"),
        ("one", "[財務省, {府省: MOF, 部局: 主計局}]"),
    ] {
        assert_eq!(survey(names), wanted, "{names}");
    }
}

#[test]
fn an_office_has_its_hours_by_whatever_name_it_is_written() {
    let same: [(&[&str], &[&str]); 2] = [
        (
            &["消防庁", "総務省消防庁", "総務省 消防庁", "FDMA"],
            &[
                "消防庁",
                "総務省消防庁",
                "総務省　消防庁",
                "{府省: 総務省, 部局: 消防庁}",
                "FDMA",
                "MIC消防庁",
                "総務省消防庁 予防課",
            ],
        ),
        (
            &["財務省主計局", "財務省 主計局", "MOF主計局"],
            &[
                "財務省主計局",
                "財務省　主計局総務課",
                "MOF主計局",
                "MOF 主計局",
                "{府省: 財務省, 部局: 主計局}",
                "財務省主計局御中",
            ],
        ),
    ];
    for (configured, written) in same {
        for key in configured {
            for name in written {
                let config = format!("勤務時間:\n  {key}: \"8:30-17:15\"\n");
                let request = format!(
                    "種別: 照会\n件名: a\n発出元: 国土交通省\n宛先: {name}\n発出日時: 2025-09-08 10:00\n\
                     回答期限: 2025-09-11 17:30\n相当の作業量: なし\n"
                );
                let folder = folder(&[("kigen.yaml", &config), ("a.yaml", &request)]);
                let mut command = kigen(folder.path());
                let output =
                    run(command.args(["check", "--now", "2025-09-08T10:00", "--format", "json", "a.yaml"]))
                        .json();
                assert!(codes(&output).contains(&"KG402"), "{key}: {name}: {output:#}");
            }
        }
    }
    let config = "勤務時間:\n  消防庁: \"8:30-17:15\"\n  総務省消防庁: \"9:30-18:15\"\n";
    let folder = folder(&[("kigen.yaml", config)]);
    let twice = run(kigen(folder.path()).args(["check", "--now", "2025-09-08T10:00"]));
    assert!(twice.stderr.contains("KG004"), "{}", twice.stderr);
}

fn consulted(kind: &str, from: &str, to: &str) -> Value {
    judged(&format!(
        "種別: {kind}\n件名: a\n発出元: {from}\n宛先: {to}\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-09 10:00\n想定作業量: 9時間\n"
    ))
}

#[test]
fn what_is_not_between_ministries_is_outside_the_clauses() {
    let is_judged = |kind: &str, from: &str, to: &str| {
        let output = consulted(kind, from, to);
        codes(&output)
            .iter()
            .any(|code| code.starts_with("KG1") || code.starts_with("KG2"))
    };
    for to in [
        "各都道府県",
        "経済３団体",
        "経済三団体",
        "地方六団体",
        "日本経済団体連合会",
        "全国の地方自治体",
        "全国の市町村",
        "各政令指定都市",
        "自民党政務調査会",
        "各党",
        "日本商工会議所",
        "独立行政法人",
        "[東京都, 独立行政法人統計センター]",
        "都道府県知事",
        "省内各局",
        "各部局",
        "大臣官房各課",
        "総務省行政評価局",
        "総務省各部局",
        "消防庁",
        "本省各局",
        "省内各局、独立行政法人",
        "[総務省行政評価局, 東京都]",
        "各府省所管独立行政法人",
        "財務省所管独立行政法人",
        "市",
        "県",
        "市町村",
        "県庁",
        "都道府県・市区町村",
    ] {
        for kind in ["協議", "査定・審査"] {
            assert!(!is_judged(kind, "総務省行政管理局", to), "{kind} {to}");
        }
    }
    for to in [
        "財務省",
        "[財務省, 東京都]",
        "各府省",
        "別記",
        "総務省および財務省",
        "総務省＋財務省",
        "総務省と各省",
        "総務省行政評価局財務省主計局",
        "東京都と財務省",
        "独立行政法人および財務省",
        "総務省のほか財務省",
        "省内各局＋財務省",
    ] {
        assert!(is_judged("協議", "総務省行政管理局", to), "{to}");
    }
}

#[test]
fn a_hearing_that_is_not_of_another_ministry_is_a_meeting() {
    let said = |to: &str| {
        let output = judged(&format!(
            "種別: 査定・審査\n件名: a\n発出元: 総務省大臣官房\n宛先: {to}\n発出日時: 2025-09-08 18:00\n資料: [説明資料]\n\
             提出期限: 2025-09-19 17:00\nヒアリング: {{開始: 2025-09-09 9:00, 終了: 2025-09-09 10:00}}\n"
        ));
        let mut said: Vec<_> = codes(&output).into_iter().map(str::to_owned).collect();
        said.extend(
            list(&output, "undetermined")
                .iter()
                .map(|it| text(it, "code").to_owned()),
        );
        said.retain(|code| code.starts_with("KG2") || code == "KG407");
        said.sort();
        said
    };
    for to in [
        "総務省自治行政局",
        "消防庁",
        "省内各局",
        "各都道府県",
        "独立行政法人",
        "[東京都, 独立行政法人統計センター]",
    ] {
        assert_eq!(said(to), ["KG407"], "{to}");
    }
    for to in [
        "財務省",
        "[総務省自治行政局, 財務省]",
        "[財務省, 東京都]",
        "各府省",
    ] {
        assert_eq!(said(to), ["KG201", "KG205", "KG206", "KG208"], "{to}");
    }
}

#[test]
fn several_senders_bind_as_any_of_them_does() {
    for from in [
        "[財務省, 総務省]",
        "[総務省, 財務省]",
        "財務省・総務省",
        "総務省、財務省",
        "[財務省, {府省: 総務省, 部局: 消防庁}]",
    ] {
        let output = consulted("協議", from, "厚生労働省");
        assert!(
            codes(&output).contains(&"KG101") && !codes(&output).contains(&"KG414"),
            "{from}: {output:#}"
        );
        for to in ["総務省", "財務省主計局"] {
            assert!(
                !codes(&consulted("協議", from, to)).contains(&"KG101"),
                "{from} → {to}"
            );
        }
    }
    for from in ["財務省および総務省", "財務省＋総務省", "財務省（総務省と連名）"]
    {
        let output = consulted("協議", from, "財務省主計局");
        assert!(!codes(&output).contains(&"KG414"), "{from}: {output:#}");
    }
    let output = consulted("協議", "財務省・国土交通省", "厚生労働省");
    assert!(codes(&output).contains(&"KG414"), "{output:#}");
    let output = consulted("協議", "[総務省, '']", "厚生労働省");
    assert!(
        !list(&output, "diagnostics")
            .iter()
            .any(|it| text(it, "code") == "KG414")
    );
}

#[test]
fn a_request_for_opinions_is_a_consultation_whose_scope_is_not_said() {
    const RULES: [&str; 4] = ["KG101", "KG103", "KG301", "KG406"];
    let said = |output: &Value| {
        let undetermined: Vec<_> = list(output, "undetermined")
            .iter()
            .map(|it| text(it, "code").to_owned())
            .collect();
        RULES.map(|code| {
            match (
                codes(output).contains(&code),
                undetermined.iter().any(|it| it == code),
            ) {
                (true, _) => 'x',
                (false, true) => '?',
                (false, false) => '-',
            }
        })
    };
    for kind in ["意見照会", "request-for-opinions"] {
        for (more, wanted) in [
            ("", ['?', '?', '?', 'x']),
            ("相当の作業量: なし\n", ['?', '?', '-', 'x']),
            ("相当の作業量: あり\n", ['?', '?', 'x', '-']),
            ("想定作業量: 1日\n", ['?', '?', 'x', '-']),
            ("想定作業量: 7時間44分\n", ['?', '?', '-', 'x']),
            ("協議区分: 法令\n", ['x', '-', '-', '-']),
            ("協議区分: 政策調整\n相当の作業量: あり\n", ['x', '-', '-', '-']),
            ("協議区分: その他\n", ['-', '-', '-', 'x']),
            ("協議区分: その他\n相当の作業量: あり\n", ['-', '-', '-', 'x']),
        ] {
            let output = judged(&format!(
                "種別: {kind}\n件名: a\n発出元: 総務省行政管理局\n宛先: 財務省\n発出日時: 2025-09-08 17:30\n\
                 回答期限: 2025-09-09 12:00\n必要性: 状況把握のため\n{more}"
            ));
            assert_eq!(said(&output), wanted, "{kind} {more}: {output:#}");
            assert_eq!(output["requests"][0]["kind"], "consultation");
            for one in list(&output, "undetermined") {
                if one["code"] == "KG101" {
                    assert_eq!(one["missing"], serde_json::json!(["scope"]));
                }
            }
        }
    }
    // 省内のものは①〜③のいずれにも当たらない。
    let output = judged(
        "種別: 意見照会\n件名: a\n発出元: 総務省\n宛先: 総務省統計局\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-11 12:00\n",
    );
    assert!(list(&output, "undetermined").is_empty(), "{output:#}");
    // A consultation without a category counts as one on a law.
    let output = consulted("協議", "総務省", "財務省");
    assert!(codes(&output).contains(&"KG101"), "{output:#}");
}

#[test]
fn a_calendar_and_a_template_ask_for_opinions_too() {
    let undetermined =
        |output: &Value, code: &str| list(output, "undetermined").iter().any(|it| it["code"] == code);
    for title in ["基本方針（案）について（意見照会）", "計画案への意見照会"] {
        let calendar = |more: &str| {
            judged(&format!(
                "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:a\r\nSUMMARY:{title}\r\nDTSTAMP:20250908T000000Z\r\n\
                 X-KIGEN-SENT:2025-09-08T17:30:00+09:00\r\nDUE;TZID=Asia/Tokyo:20250909T120000\r\nX-KIGEN-FROM:総務省\r\n\
                 X-KIGEN-TO:財務省\r\n{more}END:VTODO\r\nEND:VCALENDAR\r\n"
            ))
        };
        let output = calendar("");
        assert_eq!(output["requests"][0]["kind"], "consultation", "{output:#}");
        assert!(
            undetermined(&output, "KG101") && codes(&output).contains(&"KG406"),
            "{output:#}"
        );
        let output = calendar("X-KIGEN-SCOPE:法令\r\n");
        assert!(codes(&output).contains(&"KG101"), "{output:#}");
        let output = calendar("X-KIGEN-CONSIDERABLE:あり\r\n");
        assert!(
            codes(&output).contains(&"KG301") && undetermined(&output, "KG101"),
            "{output:#}"
        );
    }
    let template = |more: &str| {
        judged(&format!(
            "種別: 意見照会\n雛形: true\n件名: a\n発出元: 総務省\n宛先: 財務省\n回答期限: 翌開庁日 正午\n必要性: 状況把握のため\n{more}"
        ))
    };
    let output = template("");
    assert!(
        undetermined(&output, "KG101") && codes(&output).contains(&"KG406"),
        "{output:#}"
    );
    let output = template("相当の作業量: あり\n");
    assert!(
        undetermined(&output, "KG101") && codes(&output).contains(&"KG301"),
        "{output:#}"
    );
    assert!(!codes(&output).contains(&"KG406"), "{output:#}");
    let output = template("協議区分: 法令\n");
    assert!(codes(&output).contains(&"KG101"), "{output:#}");
}

#[test]
fn an_office_that_the_directory_does_not_know_is_said_and_a_misspelt_one_asked_after() {
    let said = |from: &str, to: &str| {
        let output = judged(&format!(
            "種別: 照会\n件名: a\n発出元: {from}\n宛先: {to}\n発出日時: 2025-09-08 10:00\n回答期限: 2025-09-11 12:00\n相当の作業量: なし\n"
        ));
        let all = list(&output, "diagnostics").iter();
        let found: Vec<_> = all
            .filter(|it| it["code"] == "KG019")
            .map(|it| {
                (
                    text(it, "severity").to_owned(),
                    text(it, "help").to_owned(),
                    it["range"]["start"]["line"].clone(),
                )
            })
            .collect();
        (found, output)
    };
    for (name, near) in [
        ("財務症", "財務省"),
        ("財務所", "財務省"),
        ("財夢省主計局", "財務省"),
        ("財務症主計局", "財務省"),
        ("財務 症 主計局 御中", "財務省"),
        ("{府省: 財務症, 部局: 主計局}", "財務省"),
        ("厚生老働省医政局", "厚生労働省"),
        ("厚生労働症大臣官房", "厚生労働省"),
        ("厚生労動症", "厚生労働省"),
        ("国土交省", "国土交通省"),
        ("国土交通通省", "国土交通省"),
        ("経済産業商", "経済産業省"),
        ("個人情法保護委員会", "個人情報保護委員会"),
        ("公正取り引き委員会", "公正取引委員会"),
        ("警察省", "警察庁"),
        ("総無省行政管理局", "総務省"),
        ("ディジタル庁", "デジタル庁"),
        ("[厚生労働省, 財務症]", "財務省"),
        ("厚生労働省、財務症", "財務省"),
    ] {
        let (found, output) = said("総務省", name);
        assert_eq!(found.len(), 1, "{name}: {output:#}");
        assert!(
            found[0].0 == "warning" && found[0].1.contains(near),
            "{name}: {found:?}"
        );
        assert_eq!(found[0].2, 4, "{name}");
    }
    let (found, _) = said("総務症行政管理局", "財務省");
    assert!(
        found.len() == 1 && found[0].0 == "warning" && found[0].2 == 3,
        "{found:?}"
    );
    // A misspelt ministry counts as another ministry, not as a bureau of the one before it.
    assert_eq!(survey("厚生労働省、財務症"), "several");
    for name in [
        "総務課",
        "法務部",
        "財務局",
        "環境生活部",
        "財務証券課",
        "総務企画局",
        "外務報道官",
        "防衛政策局",
        "文化財部",
        "消防署",
        "消防長",
        "気象台",
        "警察署",
        "人事委員会",
        "教育委員会",
        "個人情報保護審査会",
        "消費者団体",
        "復興本部",
        "水産業界",
        "環境委員会",
        "山田商店",
        "米国大使館",
        "米国財務省",
        "商務省",
        "国務省",
        "新設推進本部",
        "甲省",
        "A省",
        "全国銀行協会",
        "環境省令改正室",
    ] {
        let (found, output) = said("総務省", name);
        let warned = found.iter().any(|(severity, ..)| severity != "info");
        assert!(!warned, "{name}: {output:#}");
    }
    for name in ["山田商店", "米国大使館", "新設推進本部"] {
        assert_eq!(said("総務省", name).0.len(), 1, "{name}");
        assert_eq!(said("総務省", &format!("[{name}, {name}]")).0.len(), 1, "{name}");
    }
    for name in [
        "財務省",
        "MOF主計局",
        "東京都",
        "独立行政法人統計センター",
        "各府省",
        "11府省",
        "別記",
        "省内各局",
        "財務省ほか",
        "株式会社山田",
        "総務省行成管理局",
        "関東財務局",
        "",
    ] {
        let (found, output) = said("総務省", &format!("\"{name}\""));
        assert!(found.is_empty(), "{name}: {output:#}");
    }
}

#[test]
fn an_office_that_configuration_knows_is_not_said() {
    let config = "勤務時間:\n  新設推進本部: \"9:00-17:00\"\n  財務症: \"9:00-17:00\"\n";
    let request = "種別: 照会\n件名: a\n発出元: 総務省\n宛先: [新設推進本部企画室, 財務症]\n発出日時: 2025-09-08 10:00\n\
                   回答期限: 2025-09-11 12:00\n相当の作業量: なし\n";
    let folder = folder(&[("kigen.yaml", config), ("a.yaml", request)]);
    let mut command = kigen(folder.path());
    let output =
        run(command.args(["check", "--now", "2025-09-08T10:00", "--format", "json", "a.yaml"])).json();
    let found: Vec<_> = list(&output, "diagnostics")
        .iter()
        .filter(|it| it["code"] == "KG019")
        .map(|it| (text(it, "path"), text(it, "severity")))
        .collect();
    assert_eq!(
        found,
        [("a.yaml", "warning"), ("kigen.yaml", "warning")],
        "{output:#}"
    );
}

/// The line and code of each finding about a blank party, and the result.
fn blank_party(request: &str) -> (Vec<(String, u64)>, &'static str) {
    let output = judged(&format!(
        "種別: 調査\n件名: a\n{request}\n発出日時: 2025-09-08 17:45\n回答期限: 2025-09-09 17:00\n必要性: 状況把握のため\n"
    ));
    let found = list(&output, "diagnostics").iter();
    let blanks = found
        .filter(|it| ["KG409", "KG020"].contains(&text(it, "code")))
        .map(|it| {
            let line = it["range"]["start"]["line"].as_u64().expect("a line");
            (text(it, "code").to_owned(), line)
        })
        .collect();
    (blanks, text(&output["requests"][0], "verdict").to_owned().leak())
}

#[test]
fn a_party_that_is_not_said_is_no_ministry_of_that_name() {
    for name in [
        "未定",
        "（未定）",
        "調整中",
        "検討中",
        "同上",
        "なし",
        "特になし",
        "？",
        "不明",
        "【府省】",
        "【相手方】",
        "＜部局＞",
        "要記入",
        "○○省",
        "{府省: 未定}",
        "{府省: 【府省】, 部局: 主計局}",
        "{府省: 【府省】}",
        "{府省: 財務省, 部局: 未定}",
        "[財務省, 調整中]",
    ] {
        let quoted = if name.starts_with(['{', '[']) {
            name.to_owned()
        } else {
            format!("\"{name}\"")
        };
        let (blanks, verdict) = blank_party(&format!("発出元: 総務省\n宛先: {quoted}"));
        assert_eq!(blanks, [("KG409".to_owned(), 4)], "{name}");
        assert_eq!(verdict, "must-fix", "{name}");
        let (blanks, _) = blank_party(&format!("発出元: {quoted}\n宛先: [財務省, 厚生労働省]"));
        assert_eq!(blanks, [("KG409".to_owned(), 3)], "from {name}");
    }
    let (blanks, _) = blank_party("発出元: 総務省\n宛先: －");
    assert_eq!(blanks, [("KG020".to_owned(), 4)]);
    for name in [
        "{府省: 財務省, 部局: なし}",
        "下記のとおり",
        "【各府省】",
        "別記",
        "各府省",
        "上記",
        "同友会",
    ] {
        let (blanks, _) = blank_party(&format!("発出元: 総務省\n宛先: {name}"));
        assert!(blanks.is_empty(), "{name}: {blanks:?}");
    }
    // In a template it stays open, and the default hours apply.
    for to in [
        "【宛先】",
        "{府省: 【府省】, 部局: 主計局}",
        "{府省: 【府省】}",
        "未定",
    ] {
        let output = judged(&format!(
            "種別: 協議\n雛形: true\n件名: a\n発出元: 総務省\n宛先: {to}\n回答期限: 3開庁日後 17:00\n想定作業量: 6時間\n"
        ));
        let found = list(&output, "undetermined").iter().map(|it| text(it, "code"));
        assert!(found.clone().any(|code| code == "KG103"), "{to}: {output:#}");
        assert!(!codes(&output).contains(&"KG409"), "{to}: {output:#}");
    }
}
