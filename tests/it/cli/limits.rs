//! The bounds of `docs/limits.md`: at the bound nothing is reported; one past it a finding or an error names what
//! was not read.

use crate::common::{codes, folder, limited, put, run};

/// A request without a reading error.
const REQUEST: &str =
    "kind: other\nfrom: 総務省\nsent: 2025-09-08 10:00\ndue: 2025-09-10 17:00\nsubject: s\nto: 財務省\n";

/// What a check of a file says, as JSON.
fn output(name: &str, text: &str) -> serde_json::Value {
    let here = folder(&[(name, text)]);
    let arguments = [
        "check",
        "--no-config",
        "--now",
        crate::common::NOW,
        "--format",
        "json",
        name,
    ];
    let run = run(limited(here.path()).args(arguments));
    assert!(run.status.is_some(), "ended by a signal: {}", run.stderr);
    run.json()
}

/// How often a text of `name` raises KG008.
fn raised(name: &str, text: &str) -> usize {
    codes(&output(name, text))
        .iter()
        .filter(|code| **code == "KG008")
        .count()
}

/// Asserts a bound: at it no KG008, one past it KG008.
fn bound(what: &str, at: usize, name: &str, text: impl Fn(usize) -> String) {
    assert_eq!(raised(name, &text(at)), 0, "{what}: {at} are read");
    assert_ne!(
        raised(name, &text(at + 1)),
        0,
        "{what}: {} are one too many",
        at + 1
    );
}

/// `item` for 0 to `count`, joined.
fn many(count: usize, separator: &str, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(separator)
}

#[test]
fn lists_of_a_request() {
    let list = |key: &'static str, word: &'static str| {
        move |count| {
            let items = many(count, ", ", |_| word.to_owned());
            format!("{}{key}: [{items}]\n", REQUEST.replace("to: 財務省\n", ""))
        }
    };
    bound("recipients", 10_000, "a.yaml", list("to", "財務省"));
    bound("materials", 10_000, "a.yaml", list("materials", "a"));
    let exception = "{rule: KG402, reason: 国会対応, approved_by: 課長}";
    bound("exceptions", 100, "a.yaml", list("exceptions", exception));
}

#[test]
fn dues_of_a_request() {
    let dues = |count| {
        let items = many(count, ", ", |number| format!("d{number}: 2025-09-10 17:00"));
        REQUEST.replace("due: 2025-09-10 17:00", &format!("due: {{{items}}}"))
    };
    bound("named dues", 100, "a.yaml", dues);
}

/// 100 dues of 3,000 recipients: the most pairs that one file may have evaluated.
#[test]
fn what_a_file_may_ask_about() {
    let asked = |more: usize| {
        let dues = many(100, ", ", |number| format!("d{number}: 2025-09-10 17:00"));
        let to = many(2_999, ", ", |_| "財務省".to_owned());
        let text = REQUEST
            .replace("due: 2025-09-10 17:00", &format!("due: {{{dues}}}"))
            .replace("to: 財務省", &format!("to: [{to}]"));
        text + &format!("---\n{REQUEST}").repeat(99 + more)
    };
    bound("dues of recipients", 0, "a.yaml", asked);
}

/// A scalar with an escape is copied at each use of its alias.
#[test]
fn bytes_copied_for_aliases() {
    let text = |uses| {
        let long = "a".repeat(1024 * 1024 - 1);
        let uses = many(uses, ", ", |_| "*a".to_owned());
        format!("{REQUEST}body: &a \"\\x61{long}\"\nmaterials: [{uses}]\n")
    };
    bound("uses of a megabyte", 63, "a.yaml", text);
}

#[test]
fn findings_of_a_document() {
    let unknown = |count| {
        format!(
            "{REQUEST}{}",
            many(count, "", |number| format!("zz{number}: 1\n"))
        )
    };
    bound("findings", 1_000, "a.yaml", unknown);
}

#[test]
fn levels_of_a_document() {
    // Each mapping and each sequence is a level; the document's own mapping is the first.
    let nested = |levels: usize| {
        let inside = levels - 1;
        format!("{REQUEST}備考: {}{}\n", "[".repeat(inside), "]".repeat(inside))
    };
    bound("levels", 64, "a.yaml", nested);
}

/// Past the bound no further line is reported.
#[test]
fn slips_told_of_a_document() {
    for (slips, told) in [(19, 19), (20, 20), (21, 20), (500, 20)] {
        let text = REQUEST.replace("subject: s\n", &"件名：あ\n".repeat(slips));
        let output = output("a.yaml", &text);
        let found = crate::common::of(&output, "KG002");
        let related: usize = found
            .iter()
            .map(|one| crate::common::list(one, "related").len())
            .sum();
        assert_eq!(found.len() + related, told, "{slips}: {output}");
    }
}

/// Past the bound a text's dates are not read, and the rule on weekdays is undetermined.
#[test]
fn dates_of_a_text() {
    for (count, expected) in [(1_000, 0), (1_001, 1)] {
        let text = format!("{REQUEST}body: {}\n", "9月10日（水）".repeat(count));
        let output = output("a.yaml", &text);
        let undetermined = crate::common::list(&output, "undetermined");
        let weekdays = undetermined.iter().filter(|rule| rule["code"] == "KG405").count();
        assert_eq!(weekdays, expected, "{count}: {output}");
    }
}

/// A date and time of so many characters, padded with blanks before its closing word.
#[test]
fn characters_of_a_date_and_days_counted_from_the_sending() {
    for (characters, expected) in [(200, 0), (201, 1)] {
        let blanks = " ".repeat(characters - "2025-09-10 17:00まで".chars().count());
        let due = format!("due: \"2025-09-10 17:00{blanks}まで\"");
        let output = output("a.yaml", &REQUEST.replace("due: 2025-09-10 17:00", &due));
        let unreadable = codes(&output).iter().filter(|code| **code == "KG007").count();
        assert_eq!(unreadable, expected, "{characters}: {output}");
    }
    for (days, expected) in [(1000, 0), (1001, 1)] {
        let text = format!(
            "template: true\nkind: other\nfrom: 総務省\nsubject: s\nto: 財務省\ndue: {days}日後 17:00\n"
        );
        let output = output("a.yaml", &text);
        let unreadable = codes(&output).iter().filter(|code| **code == "KG007").count();
        assert_eq!(unreadable, expected, "{days}: {output}");
    }
}

/// A misspelt key identifies a file as a request only within its first lines.
#[test]
fn lines_in_which_a_near_key_tells_of_a_request() {
    for (before, expected) in [(99, "KG006"), (100, "KG017")] {
        let text = format!("{}回答期根：9月10日\n", "メモ。\n".repeat(before));
        let here = folder(&[("a.yaml", &text)]);
        let run = run(limited(here.path()).args(["check", "--no-config", "--format", "json", "."]));
        assert_eq!(codes(&run.json()), [expected], "{before}: {}", run.stdout);
    }
}

/// A calendar of one event with these lines.
fn event(lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//JA\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20250908T010000Z\r\n\
         SUMMARY:予算のヒアリング\r\nX-KIGEN-KIND:審査\r\nX-KIGEN-ONLINE:可\r\nORGANIZER;CN=総務省:mailto:a@soumu.go.jp\r\n\
         ATTENDEE;CN=財務省:mailto:b@mof.go.jp\r\nDTSTART;TZID=Asia/Tokyo:20250911T100000\r\n\
         DTEND;TZID=Asia/Tokyo:20250911T110000\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

#[test]
fn lines_of_a_calendar() {
    let long = |bytes: usize| event(&format!("COMMENT:{}\r\n", "x".repeat(bytes - "COMMENT:".len())));
    bound("bytes of a line", 1024 * 1024, "a.ics", long);
    let named = |count| {
        let params = many(count, "", |number| format!(";X-P{number}=1"));
        event(&format!("COMMENT{params}:x\r\n"))
    };
    bound("parameters of a line", 256, "a.ics", named);
    let listed = |count| {
        event(&format!(
            "COMMENT;X-P={}:x\r\n",
            many(count, ",", |_| "1".to_owned())
        ))
    };
    bound("values of a parameter", 256, "a.ics", listed);
}

#[test]
fn recurrences_of_a_calendar() {
    let rules = |count| event(&"RRULE:FREQ=DAILY;COUNT=2\r\n".repeat(count));
    bound("rules of a component", 50, "a.ics", rules);
    let dates = |count| {
        let days = many(count, ",", |number| {
            format!(
                "2025{:02}{:02}T10{:02}{:02}",
                number % 12 + 1,
                number / 12 % 28 + 1,
                number / 336 % 60,
                number / 20_160
            )
        });
        event(&format!(
            "RRULE:FREQ=DAILY;COUNT=2\r\nEXDATE;TZID=Asia/Tokyo:{days}\r\n"
        ))
    };
    bound("dates of a component", 10_000, "a.ics", dates);
}

#[test]
fn occurrences_of_a_request() {
    let series = |count| event(&format!("RRULE:FREQ=HOURLY;COUNT={count}\r\n"));
    bound("occurrences", 2_000, "a.ics", series);
}

/// Every component before the first unread one is read.
#[test]
fn events_and_tasks_of_a_calendar() {
    let tasks = "BEGIN:VTODO\r\nEND:VTODO\r\n".repeat(200_001);
    let output = output("a.ics", &format!("BEGIN:VCALENDAR\r\n{tasks}END:VCALENDAR\r\n"));
    let found = crate::common::list(&output, "diagnostics");
    let found = found
        .iter()
        .find(|found| found["code"] == "KG008")
        .expect("one too many");
    assert_eq!(found["range"]["start"]["line"], 400_002);
}

#[test]
fn recipients_and_parts_of_a_mail() {
    let head = "From: a@soumu.go.jp\r\nSubject: s\r\nDate: Tue, 9 Sep 2025 10:00:00 +0900\r\n";
    let text = "9月11日（木）17時までに御回答願います。\r\n";
    let recipients = |count| {
        let to = many(count, ",\r\n ", |number| format!("a{number}@mof.go.jp"));
        format!("{head}To: {to}\r\n\r\n{text}")
    };
    bound("recipients", 10_000, "a.eml", recipients);
    // The mail itself counts as a part.
    let parts = |count: usize| {
        let parts = format!("--a\r\n\r\n{text}").repeat(count - 1);
        format!("{head}To: b@mof.go.jp\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n{parts}--a--\r\n")
    };
    bound("parts", 10_000, "a.eml", parts);
}

/// Refused by its size without reading: at the bound it takes as long as at 250 MB.
#[test]
fn bytes_of_a_file() {
    let here = folder(&[("a.yaml", "")]);
    let file = std::fs::File::options()
        .write(true)
        .open(here.path().join("a.yaml"))
        .unwrap();
    file.set_len(268_435_457).unwrap();
    let run =
        run(crate::common::kigen(here.path()).args(["check", "--no-config", "--format", "json", "a.yaml"]));
    assert_eq!((run.status, codes(&run.json())), (Some(1), vec!["KG008"]));
}

#[test]
fn globs_of_a_configuration() {
    let found = |count: usize| {
        // One list has a bound of its own; so several lists.
        let lists = (0..count).step_by(1_000).map(|first| {
            let globs = many((count - first).min(1_000), ", ", |number| {
                format!("'{}.yaml'", first + number)
            });
            format!("  - {{対象: [{globs}]}}\n")
        });
        let lists: String = lists.collect();
        let here = folder(&[
            ("kigen.yaml", &format!("個別設定:\n{lists}")),
            ("a.yaml", REQUEST),
        ]);
        let run = run(limited(here.path()).args(["check", "--now", crate::common::NOW, "a.yaml"]));
        (run.status, run.stderr)
    };
    let (status, complaint) = found(5_000);
    assert_eq!(status, Some(0), "{complaint}");
    let (status, complaint) = found(5_001);
    assert_eq!(status, Some(2));
    assert!(complaint.contains("kigen.yaml:7:"), "{complaint}");
}

#[test]
fn findings_on_the_syntax_of_a_calendar() {
    let odd = |count: usize| event(&"?\r\n".repeat(count));
    bound("findings", 200, "a.ics", odd);
}

#[test]
fn parties_of_a_calendar() {
    // The event has one attendee already.
    let parties = |count: usize| {
        event(&many(count - 1, "", |number| {
            format!("ATTENDEE;CN=財務省:mailto:b{number}@mof.go.jp\r\n")
        }))
    };
    bound("attendees", 10_000, "a.ics", parties);
}

/// Past the bound VTIMEZONEs are ignored: only exact IANA names are known.
#[test]
fn zones_of_a_calendar() {
    for (count, expected) in [(200, 0), (201, 1)] {
        let zone = |number| {
            format!(
                "BEGIN:VTIMEZONE\r\nTZID:Z{number}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
                 TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
            )
        };
        let zones = many(count, "", zone);
        let last = format!("DTSTART;TZID=Z{}:2025", count - 1);
        let text = event("").replace("DTSTART;TZID=Asia/Tokyo:2025", &last);
        let text = text.replace("BEGIN:VEVENT", &format!("{zones}BEGIN:VEVENT"));
        let output = output("a.ics", &text);
        let unknown = codes(&output).iter().filter(|code| **code == "KG014").count();
        assert_eq!(unknown, expected, "{count}: {output}");
    }
}

#[test]
fn components_within_components() {
    // VCALENDAR is the first level.
    let nested = |levels: usize| {
        let inside = levels - 1;
        let (begin, end) = ("BEGIN:X-BOX\r\n".repeat(inside), "END:X-BOX\r\n".repeat(inside));
        event("").replace("BEGIN:VEVENT", &format!("{begin}{end}BEGIN:VEVENT"))
    };
    bound("components", 16, "a.ics", nested);
}

/// The exit status and standard error of a check with an auxiliary file of so many bytes.
fn with_side_file(
    name: &str,
    arguments: &[&str],
    begin: &str,
    filler: &str,
    bytes: usize,
) -> (Option<i32>, String) {
    let here = folder(&[("a.yaml", REQUEST)]);
    let mut text = begin.to_owned();
    let line = format!("{filler}{}\n", "x".repeat(1023 - filler.len()));
    while text.len() + line.len() <= bytes {
        text.push_str(&line);
    }
    text.push_str(&" ".repeat(bytes - text.len() - 1));
    text.push('\n');
    assert_eq!(text.len(), bytes);
    put(here.path(), name, text.as_bytes());
    let run = run(limited(here.path())
        .args(["check", "--now", crate::common::NOW])
        .args(arguments)
        .arg("a.yaml"));
    (run.status, run.stderr)
}

#[test]
fn bytes_of_a_configuration() {
    const LIMIT: usize = 1024 * 1024;
    let (status, complaint) = with_side_file("kigen.yaml", &[], "言語: ja\n", "#", LIMIT);
    assert_eq!(status, Some(0), "{complaint}");
    let (status, complaint) = with_side_file("kigen.yaml", &[], "言語: ja\n", "#", LIMIT + 1);
    assert_eq!(status, Some(2));
    assert!(complaint.contains("1 MiB"), "{complaint}");
}

#[test]
fn bytes_of_a_baseline() {
    const LIMIT: usize = 128 * 1024 * 1024;
    let arguments = ["--no-config", "--baseline", "b.json"];
    let begin = "{\"schema\": \"kigen/baseline/v1\", \"findings\": []}\n";
    let (status, complaint) = with_side_file("b.json", &arguments, begin, " ", LIMIT + 1);
    assert_eq!(status, Some(2));
    assert!(complaint.contains("128 MiB"), "{complaint}");
}

#[test]
fn bytes_of_a_pack() {
    const LIMIT: usize = 16 * 1024 * 1024;
    let pack = "plan: example\ntitle: {ja: 例, en: Example}\nissuer: 例\nsource: 例\nbinds: [財務省]\n\
                period: {from: 2025-04-01, until: 2030-03-31}\nprefix: EX\n";
    for (bytes, status) in [(LIMIT, Some(0)), (LIMIT + 1, Some(2))] {
        let (found, complaint) =
            with_side_file("p/plan.yaml", &["--no-config", "--rules", "p"], pack, "#", bytes);
        assert_eq!(found, status, "{bytes}: {complaint}");
    }
}

/// A review of so many materials without a purpose.
fn materials(count: usize) -> String {
    let items = many(count, ", ", |_| "a".to_owned());
    format!(
        "種別: 査定\n件名: s\n発出元: 総務省\n宛先: 財務省\n発出日時: 2025-09-08 10:00\n期限: 2025-09-12 17:00\n資料: [{items}]\n"
    )
}

#[test]
fn findings_of_a_file() {
    let others = codes(&output("a.yaml", &materials(1))).len() - 1;
    let file = |count| materials(count - others);
    bound("findings", 5_000, "a.yaml", file);
    // Findings not shown are counted; the gravest of each further request is shown.
    let text = file(5_010) + "---\n" + &materials(3).replace("2025-09-12 17:00", "2025-09-08 9:00");
    let output = output("a.yaml", &text);
    let shown = codes(&output);
    let count = |severity: &str| crate::common::count(&output["summary"], severity);
    assert_eq!(
        count("error") + count("warning") + count("info"),
        shown.len() + 10 + 3
    );
    let second = crate::common::list(&output, "diagnostics");
    let second: Vec<_> = second.iter().filter(|found| found["request"] == 1).collect();
    assert_eq!(second.len(), 1, "{second:?}");
    assert_eq!(second[0]["code"], "KG401");
    assert_eq!(output["requests"][1]["verdict"], "must-fix");
}

/// Asserts a bound past which a finding with a code other than KG008 is raised.
fn bound_by(code: &str, what: &str, at: usize, name: &str, text: impl Fn(usize) -> String) {
    for (count, is_past) in [(at, false), (at + 1, true)] {
        let output = output(name, &text(count));
        let found = codes(&output).contains(&code);
        assert_eq!(found, is_past, "{what}: {count}: {}", output["diagnostics"]);
    }
}

#[test]
fn words_and_efforts_of_a_request() {
    let word = |bytes: usize| format!("{REQUEST}round: \"初回{}\"\n", " ".repeat(bytes - 6));
    bound_by("KG007", "bytes of a word", 400, "a.yaml", word);
    let effort = |hours: usize| format!("{REQUEST}effort: {hours}時間\n");
    bound_by("KG007", "hours of an effort", 100_000, "a.yaml", effort);
}

#[test]
fn a_rule_of_a_calendar() {
    const RULE: &str = "FREQ=DAILY;COUNT=2";
    let long = |bytes: usize| event(&format!("RRULE:{RULE}{}\r\n", ";".repeat(bytes - RULE.len())));
    bound_by("KG007", "bytes of a rule", 4_000, "a.ics", long);
    let listed = |count| {
        let days = many(count, ",", |_| "11".to_owned());
        event(&format!("RRULE:FREQ=MONTHLY;COUNT=2;BYMONTHDAY={days}\r\n"))
    };
    bound_by("KG007", "values of a part", 400, "a.ics", listed);
}

/// A partly read VTIMEZONE would be a different zone.
#[test]
fn a_zone_of_a_calendar() {
    let in_zone = |observances: String| {
        let zone = format!("BEGIN:VTIMEZONE\r\nTZID:Z\r\n{observances}END:VTIMEZONE\r\n");
        let text = event("").replace("TZID=Asia/Tokyo", "TZID=Z");
        text.replace("BEGIN:VEVENT", &format!("{zone}BEGIN:VEVENT"))
    };
    let observance = |dates: &str| {
        format!(
            "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n{dates}TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\n\
             END:STANDARD\r\n"
        )
    };
    let several = |count| in_zone(observance("").repeat(count));
    bound_by("KG014", "observances", 200, "a.ics", several);
    let date = |number: usize| {
        format!(
            "19{:02}0{}{:02}T000000",
            number % 20 + 75,
            number / 20 % 9 + 1,
            number / 180 + 1
        )
    };
    let listed = |count| in_zone(observance(&format!("RDATE:{}\r\n", many(count, ",", date))));
    bound_by("KG014", "dates of a line", 500, "a.ics", listed);
    let lines = |count| {
        in_zone(observance(&many(count, "", |number| {
            format!("RDATE:{}\r\n", date(number))
        })))
    };
    bound_by("KG014", "dates of several lines", 500, "a.ics", lines);
}

/// RANGE=THISANDFUTURE changes, so many of them: the one past the bound is reported as not understood.
#[test]
fn changes_of_a_series() {
    let changed = |count| {
        let whole = event("RRULE:FREQ=DAILY;COUNT=200\r\n");
        let (head, rest) = whole.split_at(whole.find("BEGIN:VEVENT").unwrap());
        let (component, tail) = rest.split_at(rest.find("END:VCALENDAR").unwrap());
        let change = |number: usize| {
            let day =
                chrono::NaiveDate::from_ymd_opt(2025, 9, 12).unwrap() + chrono::Days::new(number as u64);
            let day = day.format("%Y%m%d").to_string();
            let changed = component
                .replace("RRULE:FREQ=DAILY;COUNT=200\r\n", "")
                .replace("20250911T", &format!("{day}T"));
            let id = format!("UID:1\r\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:{day}T100000\r\n");
            changed.replace("UID:1\r\n", &id)
        };
        format!("{head}{component}{}{tail}", many(count, "", change))
    };
    bound_by("KG007", "changes", 50, "a.ics", changed);
}

#[test]
fn findings_on_a_component() {
    let wrong = |count: usize| event(&"RDATE:x\r\n".repeat(count));
    bound("findings on a component", 100, "a.ics", wrong);
}

/// The largest configuration, and one past it.
#[test]
fn globs_and_closures_of_a_configuration() {
    let status = |text: &str| {
        let here = folder(&[("kigen.yaml", text), ("a.yaml", REQUEST)]);
        let run = run(limited(here.path()).args(["check", "--now", crate::common::NOW, "a.yaml"]));
        (run.status, run.stderr)
    };
    let glob = |bytes: usize| format!("対象: ['{}.yaml', a.yaml]\n", "b".repeat(bytes - ".yaml".len()));
    let days = |last: &str| format!("閉庁日: [{{開始: 2025-10-01, 終了: {last}, 理由: 移転}}]\n");
    for (what, at, past) in [
        ("bytes of a glob", glob(400), glob(401)),
        ("days of a closure", days("2026-10-01"), days("2026-10-02")),
    ] {
        let (found, complaint) = status(&at);
        assert_eq!(found, Some(0), "{what}: {complaint}");
        let (found, complaint) = status(&past);
        assert_eq!(found, Some(2), "{what}: {complaint}");
        assert!(complaint.contains("kigen.yaml:1:"), "{what}: {complaint}");
    }
}

/// Rules that rarely match make the search visit every day of 250 years.
#[test]
fn rules_of_zones_of_a_calendar() {
    for (count, expected) in [(10, false), (190, true)] {
        let observance =
            "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\n\
             RRULE:FREQ=DAILY;BYMONTHDAY=13;BYDAY=FR;BYMONTH=2\r\nEND:STANDARD\r\n"
                .repeat(count);
        let zone = format!("BEGIN:VTIMEZONE\r\nTZID:Z\r\n{observance}END:VTIMEZONE\r\n");
        let text = event("").replace("TZID=Asia/Tokyo", "TZID=Z");
        let output = output(
            "a.ics",
            &text.replace("BEGIN:VEVENT", &format!("{zone}BEGIN:VEVENT")),
        );
        let unknown = codes(&output).contains(&"KG014");
        assert_eq!(unknown, expected, "{count}: {}", output["diagnostics"]);
    }
}

#[test]
fn a_letter_of_a_day_is_judged_for_hundreds_of_limits() {
    let letter = |count| {
        let rows = many(count, "\n", |row| {
            let (hour, minute) = (8 + row % 9, row / 9 % 60);
            format!("{row}　資料{row}は、９月１０日（水）{hour}時{minute:02}分までに提出してください。")
        });
        format!(
            "令和７年９月９日\n財務省主計局　御中\n総務省行政管理局\n\n【協議】法律案について\n\n{rows}\n"
        )
    };
    let told = |count| {
        let output = output("a.txt", &letter(count));
        let undetermined = output["undetermined"].to_string();
        (codes(&output).contains(&"KG101"), undetermined.contains("KG101"))
    };
    assert_eq!(told(205), (true, false), "judged for every minute of the day");
    assert_eq!(told(206), (false, true), "said not to be");
}
