//! Large, deep and highly repetitive input.

use super::encodings::utf16;
use super::*;

#[test]
fn an_alias_bomb_costs_no_more_than_its_text() {
    let mut bomb = "a0: &a0 [笑, 笑, 笑, 笑, 笑, 笑, 笑, 笑, 笑]\n".to_owned();
    for level in 1..30 {
        let below = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    doc(&format!("{bomb}{SHORT}")).refused("KG003").beside();
    doc(&format!("{bomb}{}", with("財務省", "*a29"))).refused("KG006");
    doc(&format!("{bomb}{}", with("1時間", "*a29")))
        .refused("KG006")
        .beside();
}

#[test]
fn one_bad_mapping_used_ten_thousand_times_is_not_reported_ten_million_times() {
    let bad: Vec<String> = (0..5_000).map(|number| format!("k{number}: x")).collect();
    let uses = vec!["*a"; 10_000].join(", ");
    doc(&format!(
        "本文: &a {{{}}}\n{}",
        bad.join(", "),
        with("財務省", &format!("[{uses}]"))
    ))
    .beside();
}

#[test]
fn one_long_text_used_ten_thousand_times_is_not_said_ten_thousand_times() {
    let long = "あ".repeat(300_000);
    let uses = vec!["*a"; 10_000].join(", ");
    doc(&format!(
        "本文: &a {{規則: \"{long}\", 理由: x, 承認者: y}}\n{SHORT}例外: [{uses}]\n"
    ))
    .beside();
}

#[test]
fn a_hundred_thousand_levels_of_nesting_are_refused() {
    for opening in ["[", "{", "{a: ", "[{a: ", "- ", "? ", "- ? ", "&a [", "!t ["] {
        let deep = opening.repeat(100_000);
        let verdict = doc(&format!("{SHORT}---\n{deep}\n---\n{SHORT}"));
        assert_eq!(verdict.status, 1, "{opening}");
        assert!(codes(&verdict.named).contains(&FOUND), "{opening}");
        assert!(
            codes(&verdict.named)
                .iter()
                .any(|code| ["KG002", "KG008"].contains(code)),
            "{opening}"
        );
        let flow = opening.contains(['[', '{']);
        if flow {
            let verdict = doc(&format!("{SHORT}本文: {deep}"));
            assert_eq!(verdict.status, 1, "{opening}");
        }
    }
    let mut block = String::new();
    for level in 0..2_000 {
        block.push_str(&format!("{}a:\n", " ".repeat(level)));
    }
    doc(&format!("{SHORT}---\n{block}")).refused("KG008").beside();
}

#[test]
fn ten_megabytes_in_one_value_are_read_where_text_is_free_and_refused_where_it_is_not() {
    let long = "期限".repeat(10 * 1024 * 1024 / 6);
    doc(&format!("{SHORT}本文: \"{long}\"\n")).read();
    doc(&format!("{SHORT}本文: |\n  {long}\n")).read();
    doc(&with("電波法", &long)).read();
    doc(&with("協議", &long)).refused("KG007");
    doc(&with("2025-09-11 16:59", &long)).refused("KG007");
    doc(&with("財務省", &long)).refused("KG007");
    doc(&with("1時間", &long)).refused("KG007").beside();
    // YAML allows at most 1,024 characters in an implicit key.
    doc(&format!("{SHORT}{long}: x\n")).refused("KG002");
    doc(&format!("{SHORT}# {long}\n")).read();
    doc(&format!("{SHORT}本文: \"{long}\n")).refused("KG002");
}

#[test]
fn a_long_subject_is_not_paid_for_again_with_every_finding() {
    let long = "期限".repeat(10 * 1024 * 1024 / 6);
    let materials = vec!["x"; 5_000].join(", ");
    let text = with("種別: 協議", "種別: 審査").replace("電波法", &long);
    let verdict = doc(&format!("{text}資料: [{materials}]\n"));
    assert_eq!(of(&verdict.named, "KG205").len(), 5_000);
}

/// `count` unknown keys.
fn keys(count: usize, between: &str) -> String {
    (0..count)
        .map(|number| format!("項目{number}: x"))
        .collect::<Vec<_>>()
        .join(between)
}

#[test]
fn a_hundred_thousand_keys_on_lines_of_their_own_are_refused() {
    doc(&format!("{SHORT}{}\n", keys(100_000, "\n")))
        .refused("KG003")
        .beside();
}

#[test]
fn a_hundred_thousand_keys_on_one_line_are_refused() {
    let first = SHORT.trim_end().replace('\n', ", ");
    doc(&format!("{{{first}, {}}}\n", keys(100_000, ", ")))
        .refused("KG003")
        .beside();
}

#[test]
fn a_hundred_thousand_keys_in_utf16_are_refused() {
    let text = format!("\u{feff}{SHORT}{}\n", keys(100_000, "\n"));
    judge("案.yaml", &utf16(&text, u16::to_le_bytes))
        .refused("KG003")
        .beside();
}

#[test]
fn a_hundred_thousand_keys_inside_a_free_text_are_one_finding() {
    let verdict = doc(&format!("{SHORT}本文: {{{}}}\n", keys(100_000, ", ")))
        .refused("KG006")
        .beside();
    assert_eq!(codes(&verdict.named).len(), 2);
}

#[test]
fn a_hundred_thousand_named_dues_are_held_to_a_limit() {
    let dues: Vec<String> = (0..100_000)
        .map(|number| format!("{number}: 2025-09-11 16:59"))
        .collect();
    let verdict = doc(&with("2025-09-11 16:59", &format!("{{{}}}", dues.join(", "))));
    assert_eq!(verdict.status, 1);
}

#[test]
fn ten_thousand_documents_are_all_read() {
    let verdict = doc(&vec![SHORT; 10_000].join("---\n"));
    assert_eq!((verdict.status, of(&verdict.named, FOUND).len()), (1, 10_000));
    let last = &of(&verdict.named, FOUND)[9_999]["range"]["start"];
    assert_eq!(count(last, "line"), 8 * 9_999 + 6);
    let broken = doc(&vec!["a: [\n"; 10_000].join("---\n")).refused("KG002");
    assert_eq!(of(&broken.named, "KG002").len(), 10_000);
}

/// Lookups for each request's report are linear in the file, also in the formats for people.
#[test]
fn thousands_of_requests_are_told_of_in_every_format() {
    let one = "kind: inquiry\nfrom: 総務省\nto: 財務省\nsent: 2025-09-09 10:00\ndue: 2025-09-10 7:00\n";
    let folder = folder(&[("a.yaml", &format!("{one}---\n").repeat(3_000))]);
    for format in ["--brief", "--format=human", "--format=sarif"] {
        let arguments = [
            "check",
            "--no-config",
            "--now",
            crate::common::NOW,
            format,
            "a.yaml",
        ];
        let run = run(limited(folder.path()).args(arguments));
        assert_eq!(run.status, Some(0), "{format}: {}", run.stderr);
    }
}

#[test]
fn fifty_thousand_recipients_are_held_to_a_limit_and_said_to_be() {
    let recipients: Vec<String> = (0..50_000).map(|number| format!("第{number}省")).collect();
    doc(&with("財務省", &format!("[{}]", recipients.join(", "))))
        .refused("KG008")
        .beside();
    let recipients: Vec<String> = (0..50_000)
        .map(|number| format!("\n  - 財務省第{number}課"))
        .collect();
    doc(&with(" 財務省", &recipients.concat()))
        .refused("KG008")
        .beside();
}

#[test]
fn ten_thousand_recipients_of_as_many_hours_are_judged() {
    let recipients: Vec<String> = (0..10_000)
        .map(|number| {
            let (from, until) = (number / 100, number % 100);
            format!(
                "{{府省: 財務省, 勤務時間: \"{}:{:02}-{}:{:02}\"}}",
                7 + from / 60,
                from % 60,
                17 + until / 60,
                until % 60
            )
        })
        .collect();
    doc(&with("財務省", &format!("[{}]", recipients.join(", ")))).beside();
    let much = with("財務省", &format!("[{}]", recipients.join(", "))).replace("1時間", "9000時間");
    doc(&much).refused("KG103").beside();
}

#[test]
fn ten_thousand_exceptions_are_judged() {
    let exceptions = vec!["{規則: KG202, 理由: x, 承認者: y}"; 10_000].join(", ");
    let verdict = doc(&format!("{SHORT}例外: [{exceptions}]\n")).beside();
    assert!(codes(&verdict.named).contains(&"KG010"));
}

#[test]
fn a_hundred_thousand_anchors_and_aliases_are_read() {
    let anchors: Vec<String> = (0..100_000).map(|number| format!("&a{number} x")).collect();
    let aliases: Vec<String> = (0..100_000).map(|number| format!("*a{number}")).collect();
    let all = format!("[{}, {}]", anchors.join(", "), aliases.join(", "));
    doc(&format!("{SHORT}本文: {all}\n")).refused("KG006").beside();
}

#[test]
fn repeated_punctuation_of_every_sort_ends() {
    for c in [
        "\"", "'", "&", "*", "!", "%", "@", "`", "|", ">", "-", "?", ":", ",", "#", "[]", "{}", "---\n",
        "...\n", "\r", "\t", "a:", "- - ", "<<: ", "\\", "𠮷", "\u{feff}", "\u{85}", "\u{2028}",
    ] {
        for text in [
            c.repeat(200_000),
            format!("{SHORT}本文: {}", c.repeat(200_000)),
            format!("{SHORT}本文: \"{}", c.repeat(200_000)),
        ] {
            doc(&text);
        }
    }
}

/// A value written with escapes has no positions of its own; it is not searched again for each blank.
#[test]
fn a_hundred_thousand_blanks_in_escapes_are_one_finding() {
    let body = "\\u25cb月○日 ".repeat(100_000);
    let verdict = doc(&format!("{SHORT}本文: \"{body}\"\n"));
    assert_eq!(codes(&verdict.named), [FOUND, "KG409"]);
}

#[test]
fn documents_past_the_limit_are_said_not_to_be_read() {
    const LIMIT: usize = 10_000;
    let one = "---\nkind: other\ndue: 2025-09-10 17:00\n";
    for (count, cut) in [(LIMIT, false), (LIMIT + 1, true), (25_000, true)] {
        let folder = folder(&[("a.yaml", &one.repeat(count))]);
        let json = run(limited(folder.path()).args([
            "check",
            "--now",
            crate::common::NOW,
            "--format",
            "json",
            "a.yaml",
        ]));
        let value = json.json();
        assert_eq!(list(&value, "requests").len(), LIMIT, "{count}");
        let found = list(&value, "diagnostics")
            .iter()
            .find(|found| found["code"] == "KG008");
        assert_eq!(found.is_some(), cut, "{count}");
        if let Some(found) = found {
            assert_eq!(found["range"]["start"]["line"], 3 * LIMIT + 1);
            assert_eq!(json.status, Some(1));
        }
    }
}

#[test]
fn of_a_file_full_of_errors_every_document_keeps_one() {
    let wrong = (0..100)
        .map(|number| format!("key{number}: 1\n"))
        .collect::<String>();
    let text = format!("---\nkind: other\ndue: 2025-09-10 17:00\n{wrong}").repeat(200);
    let folder = folder(&[("a.yaml", &text)]);
    let run = run(limited(folder.path()).args([
        "check",
        "--now",
        crate::common::NOW,
        "--format",
        "json",
        "a.yaml",
    ]));
    let value = run.json();
    let errors = list(&value, "diagnostics")
        .iter()
        .filter(|found| found["severity"] == "error");
    let of: Vec<u64> = errors.map(|found| found["request"].as_u64().unwrap()).collect();
    for request in 0..200 {
        let count = of.iter().filter(|it| **it == request).count();
        // 5,000 in all; further requests show one, and a remark that there are more.
        assert_eq!(count, if request < 50 { 100 } else { 2 }, "{request}");
    }
}

#[test]
fn what_may_have_no_end_is_read_up_to_a_limit() {
    const LIMIT: usize = 48 * 1024 * 1024;
    let folder = folder(&[]);
    let input = format!("{SHORT}#");
    for (length, expected) in [(LIMIT, FOUND), (LIMIT + 1, "KG008")] {
        let mut bytes = input.clone().into_bytes();
        bytes.resize(length, b'x');
        let run = crate::common::check_input(folder.path(), &["--format", "json", "-"], &bytes);
        let value = run.json();
        assert_eq!((codes(&value), run.status), (vec![expected], Some(1)), "{length}");
    }
    if cfg!(target_os = "linux") {
        let run = run(limited(folder.path()).args(["check", "--format", "json", "/dev/zero"]));
        let value = run.json();
        assert_eq!((codes(&value), run.status), (vec!["KG008"], Some(1)));
    }
}

/// A caller of the library sets the limit itself.
#[test]
fn a_file_longer_than_its_caller_s_limit_is_not_read() {
    let now =
        kigen::calendar::hours::Moment::from_japan(format!("{}:00", crate::common::NOW).parse().unwrap());
    let length = SHORT.len() as u64;
    for (limit, expected) in [(length, FOUND), (length - 1, "KG008"), (1, "KG008"), (0, "KG008")] {
        let (_, report) = kigen::check::check_file(
            "a.yaml",
            (SHORT.as_bytes().to_vec(), limit),
            kigen::read::FileSelection::Explicit,
            crate::common::engine(),
            now,
        );
        let codes: Vec<&str> = report.diagnostics.iter().map(|found| &*found.code).collect();
        assert_eq!(codes, [expected], "{limit}");
    }
}
