//! Content lines in findings, and which files are calendars.

use std::io::Write as _;
use std::process::{Command, Stdio};

use kigen::diagnostic::{Diagnostic, MALFORMED_LINE};
use kigen::format::Format;
use kigen::message::Lang;
use kigen::report::human::Style;
use kigen::source::{Source, Span};

fn calendar(bytes: impl Into<Vec<u8>>) -> Source {
    Source::decode_calendar("a.ics", bytes.into()).expect("decodable")
}

#[test]
fn an_excerpt_shows_whole_lines_under_their_numbers_on_disk() {
    let source =
        calendar("BEGIN:VEVENT\r\nSUMMARY:期\r\n 限\r\n の件\r\nDTSTART:x\r\nEND:VEVENT\r\n".as_bytes());
    let style = Style {
        lang: Lang::En,
        color: false,
        folds: false,
        width: 80,
    };
    let shown = |needle: &str| {
        let start = source.text().find(needle).unwrap();
        let span = Span::new(start, start + needle.len());
        style.finding(&source, &Diagnostic::reader(MALFORMED_LINE, span, "m"), None)
    };
    // The excerpt does not show a folded line and the line after it as consecutive.
    let summary = shown("限の");
    assert!(summary.contains("[a.ics:3:2]"), "{summary}");
    assert!(
        summary.contains(" 1 │ BEGIN:VEVENT\n 2 │ SUMMARY:期限の件\n   ·           ────\n"),
        "{summary}"
    );
    assert!(!summary.contains("DTSTART"), "{summary}");
    let start = shown("x");
    assert!(start.contains("[a.ics:5:9]"), "{start}");
    assert!(
        start.contains(" 5 │ DTSTART:x\n   ·         ─\n 6 │ END:VEVENT\n"),
        "{start}"
    );
}

#[test]
fn the_form_is_known_by_name_or_content() {
    for name in ["a.ics", "b/A.ICS"] {
        assert_eq!(Format::of(name, b"kind: x"), Format::Calendar);
    }
    for name in ["a.yaml", "a.YML", ".ics/a.yml"] {
        assert_eq!(Format::of(name, b"BEGIN:VCALENDAR"), Format::Yaml);
    }
    for name in ["<stdin>", "invitation.txt", "x", "a.ics/b", ".ics"] {
        assert_eq!(
            Format::of(name, b"\xef\xbb\xbf\r\n begin:vcalendar"),
            Format::Calendar,
            "{name}"
        );
        assert_eq!(
            Format::of(name, b"\xff\xfeB\0E\0G\0I\0N\0:\0V\0E\0"),
            Format::Calendar
        );
        assert_eq!(Format::of(name, "種別: 協議\nBEGIN: V".as_bytes()), Format::Yaml);
        assert_eq!(Format::of(name, b""), Format::Yaml);
    }
}

/// A byte that is not UTF-8 makes a YAML file unreadable, and is a broken place in a calendar.
#[test]
fn calendars_go_to_their_reader() {
    let folder = tempfile::tempdir().unwrap();
    let event =
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:\xe6\x9c\x9f\xe9\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    for name in ["a.ics", "B.ICS", "c.ifb", "d.yaml"] {
        std::fs::write(folder.path().join(name), event).unwrap();
    }
    let run = |arguments: &[&str], input: &[u8]| -> serde_json::Value {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kigen"))
            .args(["check", "--format", "json", "--now", "2025-09-09T10:00"])
            .args(arguments)
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap()
    };
    let unreadable = |output: &serde_json::Value| -> Vec<String> {
        let found = output["diagnostics"].as_array().unwrap();
        found
            .iter()
            .filter(|found| found["code"] == "KG001")
            .map(|found| found["path"].to_string())
            .collect()
    };
    let output = run(&["."], b"");
    assert_eq!(output["summary"]["files"], 3);
    assert_eq!(unreadable(&output), ["\"d.yaml\""]);
    assert_eq!(unreadable(&run(&["-"], event)), [""; 0]);
    assert_eq!(
        unreadable(&run(&["-", "--stdin-filename", "x.ics"], &event[17..])),
        [""; 0]
    );
    assert_eq!(
        unreadable(&run(&["-", "--stdin-filename", "x.yaml"], event)).len(),
        1
    );
}
