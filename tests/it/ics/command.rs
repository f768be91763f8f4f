//! `kigen check` on calendars: the horizon, and the JSON of a request.

use crate::common::{Run, check, folder, list, root};

/// A hearing every Monday at 14:00. Of these are closed: 15 September (敬老の日), 13 October (スポーツの日),
/// 3 and 24 November, 12 January (成人の日) and more.
const WEEKLY: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\n\
    DTSTAMP:20250908T010000Z\r\nSUMMARY:機構・定員ヒアリング\r\nORGANIZER:mailto:kanri@soumu.go.jp\r\n\
    ATTENDEE:mailto:a@mof.go.jp\r\nX-KIGEN-ONLINE:可\r\nDTSTART:20250901T140000\r\nDURATION:PT1H\r\n\
    RRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn at_horizon(days: &str) -> Run {
    let folder = folder(&[("定例.ics", WEEKLY)]);
    check(
        folder.path(),
        &["--format", "json", "--horizon", days, "定例.ics"],
    )
}

/// The days for which a finding is raised, and the number of judged occurrences.
fn judged(run: &Run) -> (Vec<String>, u64) {
    let json = run.json();
    let days = list(&json, "diagnostics")
        .iter()
        .find(|found| found["code"] == "KG201")
        .and_then(|found| found["facts"]["occurrence_dates"].as_str())
        .map(|days| days.split(' ').map(str::to_owned).collect());
    let count = json["requests"][0]["occurrences"].as_u64();
    (days.unwrap_or_default(), count.unwrap_or_default())
}

#[test]
fn closed_days_come_into_sight_with_the_horizon() {
    for (days, closed, count) in [
        // From Monday 8 September 10:00 the horizon ends on the next Monday at 10:00, before that day's 14:00.
        ("6", &[][..], 1),
        ("7", &[], 1),
        ("8", &["2025-09-15"], 2),
        ("35", &["2025-09-15"], 5),
        ("36", &["2025-09-15", "2025-10-13"], 6),
        ("56", &["2025-09-15", "2025-10-13"], 8),
        ("57", &["2025-09-15", "2025-10-13", "2025-11-03"], 9),
    ] {
        let run = at_horizon(days);
        let (found, judged) = judged(&run);
        assert_eq!(
            (found, judged),
            (closed.iter().map(|day| (*day).to_owned()).collect(), count),
            "{days}"
        );
        assert_eq!(run.status, Some(i32::from(!closed.is_empty())), "{days}");
        assert!(run.stderr.is_empty(), "{}", run.stderr);
    }
    // The horizon is a year by default, at most ten.
    let folder = folder(&[("定例.ics", WEEKLY)]);
    let usual = check(folder.path(), &["--format", "json", "定例.ics"]);
    assert_eq!(judged(&usual), judged(&at_horizon("365")));
    assert_eq!(judged(&usual).1, 53);
    assert_eq!(judged(&at_horizon("3660")).1, 523);
}

#[test]
fn a_horizon_that_is_none_is_refused_in_a_sentence() {
    for bad in ["0", "-1", "3661", "4294967296", "1年", "", "30d", "1.5"] {
        for lang in ["ja", "en"] {
            let folder = folder(&[("定例.ics", WEEKLY)]);
            let argument = format!("--horizon={bad}");
            let run = check(folder.path(), &["--lang", lang, &argument, "定例.ics"]);
            assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{bad}");
            assert!(run.stderr.contains("--horizon"), "{bad}: {}", run.stderr);
            assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        }
    }
}

#[test]
fn json_tells_what_a_calendar_left_open() {
    let folder = folder(&[("定例.ics", WEEKLY)]);
    let run = check(folder.path(), &["--lang", "ja", "--format", "json", "定例.ics"]);
    let json = run.json();
    let request = &json["requests"][0];
    let sentences = |name: &str| -> Vec<String> {
        let sentences = list(request, name).iter();
        sentences.map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let (notes, explanations) = (sentences("notes"), sentences("explanations"));
    assert!(
        notes
            .iter()
            .any(|note| note.contains("時間帯の記載がない日時は、日本時間")),
        "{notes:?}"
    );
    assert!(notes.iter().any(|note| note.contains("DTSTAMP")), "{notes:?}");
    assert!(notes.iter().any(|note| note.contains("53回を判定")), "{notes:?}");
    assert_eq!(explanations.len(), 1, "{explanations:?}");
    assert!(explanations[0].contains("件名の型"), "{explanations:?}");
    let run = check(folder.path(), &["--lang", "en", "--format", "json", "定例.ics"]);
    assert!(
        run.stdout
            .contains("Times without a zone are taken as Japan time.")
    );
}

#[test]
fn json_of_yaml_has_neither() {
    for name in [
        "協議_電気通信事業法の一部改正.yaml",
        "draft-digital-strategy.yaml",
    ] {
        let path = format!("fixtures/requests/{name}");
        let run = check(root(), &["--format", "json", &path]);
        let json = run.json();
        assert!(!list(&json, "requests").is_empty());
        for request in list(&json, "requests") {
            assert!(
                request.get("notes").is_none() && request.get("explanations").is_none(),
                "{request}"
            );
        }
    }
}

#[test]
fn json_names_the_versions_that_are_left_out() {
    let newer = WEEKLY.replace("DTSTAMP", "SEQUENCE:1\r\nDTSTAMP");
    let folder = folder(&[("定例.ics", &format!("{WEEKLY}{newer}"))]);
    let run = check(folder.path(), &["--format", "json", "定例.ics"]);
    let json = run.json();
    let left = list(&json, "left_out");
    assert_eq!((list(&json, "requests").len(), left.len()), (1, 1));
    assert_eq!(
        (&left[0]["path"], &left[0]["uid"]),
        (&"定例.ics".into(), &"1".into())
    );
    assert_eq!(left[0]["range"]["start"]["line"], 4);
    assert!(
        left[0]["reason"].as_str().unwrap().contains("19行目"),
        "{}",
        left[0]
    );
}
