//! Templates past a bound: refused with KG008, never judged in part and never called clean.

use crate::common::{codes, folder, limited, run};

fn judged(text: &str) -> serde_json::Value {
    let here = folder(&[("a.yaml", text)]);
    let arguments = [
        "check",
        "--no-config",
        "--now",
        "2026-03-02T10:00",
        "--format",
        "json",
        "a.yaml",
    ];
    run(limited(here.path()).args(arguments)).json()
}

const ZONES: [&str; 4] = [
    "Asia/Tokyo",
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
];

/// A template with so many dues and recipients, each recipient with hours of its own.
fn template(dues: usize, recipients: usize) -> String {
    let to = |number: usize| {
        let (hour, zone) = (number % 10, ZONES[number % 4]);
        format!("  - {{府省: 財務省{number}, 勤務時間: \"{hour}:{number:02}-18:00\", 時間帯: {zone}}}\n")
    };
    let due = |number: usize| {
        format!(
            "  い{number}: {}開庁日後 17:{:02}\n",
            1 + number % 50,
            number % 60
        )
    };
    let to: String = (0..recipients).map(to).collect();
    let dues: String = (0..dues).map(due).collect();
    format!("雛形: true\n種別: 協議\n協議区分: 法令\n件名: a\n発出元: 総務省\n宛先:\n{to}回答期限:\n{dues}")
}

#[test]
fn a_template_of_many_dues_and_hours_is_refused_whole() {
    let is_refused = |dues, recipients| {
        let output = judged(&template(dues, recipients));
        let refused = codes(&output).iter().filter(|code| **code == "KG008").count();
        assert!(refused < 2, "{output}");
        if refused == 1 {
            // An unjudged template is not called clean.
            assert_eq!(output["requests"][0]["verdict"], "must-fix", "{output}");
            let undetermined = crate::common::list(&output, "undetermined");
            assert!(undetermined.iter().any(|one| one["code"] == "KG101"), "{output}");
            assert!(!codes(&output).contains(&"KG101"), "{output}");
        }
        refused == 1
    };
    assert!(!is_refused(2, 3));
    assert!(is_refused(100, 5));
    // Beyond the first refused one, larger ones are refused too.
    let mut refused = false;
    for dues in [5, 20, 60, 100] {
        let now = is_refused(dues, 3);
        assert!(now || !refused, "{dues}");
        refused = now;
    }
}

#[test]
fn of_a_file_of_thousands_of_templates_the_first_are_judged() {
    let one = "雛形: true\n種別: 協議\n協議区分: 法令\n件名: a\n発出元: 総務省\n宛先: 財務省\n回答期限: 翌開庁日正午\n";
    let output = judged(&vec![one; 1000].join("---\n"));
    let requests = |wanted: &str| -> Vec<u64> {
        let diagnostics = crate::common::list(&output, "diagnostics");
        let of_code = diagnostics.iter().filter(|one| one["code"] == wanted);
        of_code.map(|one| one["request"].as_u64().unwrap()).collect()
    };
    let (judged, refused) = (requests("KG101"), requests("KG008"));
    assert!(!judged.is_empty() && !refused.is_empty());
    let all: Vec<u64> = judged.iter().chain(&refused).copied().collect();
    assert_eq!(all, (0..1000).collect::<Vec<u64>>());
}

#[test]
fn why_a_template_is_refused_is_said_with_its_finding_and_with_what_is_undetermined() {
    let here = folder(&[("a.yaml", &template(100, 5))]);
    for (lang, why, undetermined) in [
        (
            "ja",
            "宛先の勤務時間の種類や期限が多すぎるため",
            "発出し得るすべての時刻については判定していないため、判断できません",
        ),
        ("en", "too many", "not every minute of sending has been judged"),
    ] {
        let arguments = [
            "check",
            "--no-config",
            "--now",
            "2026-03-02T10:00",
            "--lang",
            lang,
            "a.yaml",
        ];
        let said = run(limited(here.path()).args(arguments)).stdout;
        let said = said.replace("\n  │ ", "").replace("\n  ", "");
        assert!(said.contains(why) && said.contains(undetermined), "{said}");
        // No field is named as missing, as none would make it judgeable.
        assert!(
            !said.contains("を記載すると") && !said.contains("To have it judged"),
            "{said}"
        );
    }
}
