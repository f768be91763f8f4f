//! The patterns that recognise a calendar entry's kind: the built-in ones and a pack's.

use crate::common::{Run, check, folder, list, put};
use kigen::engine::Engine;
use kigen::request::Kind;

fn shipped() -> Engine {
    Engine::new(&[]).unwrap()
}

#[test]
fn every_example_is_matched_by_its_own_pattern_first() {
    let engine = shipped();
    let kinds = &engine.data.kinds;
    assert!(kinds.compiles());
    assert!(!kinds.patterns().is_empty());
    for pattern in kinds.patterns() {
        assert!(!pattern.examples.is_empty(), "{}", pattern.name);
        for example in &pattern.examples {
            assert_eq!(
                kinds.of(example).map(|found| &*found.name),
                Some(&*pattern.name),
                "{example}"
            );
        }
    }
}

#[test]
fn every_sentence_is_matched_by_its_own_pattern_first() {
    let engine = shipped();
    let kinds = &engine.data.kinds;
    assert!(!kinds.sentences().is_empty());
    for pattern in kinds.sentences() {
        for example in &pattern.examples {
            assert_eq!(
                kinds.of_text(example).map(|found| &*found.name),
                Some(&*pattern.name),
                "{example}"
            );
        }
    }
    for sentence in [
        "先日の協議の結果をお送りします。",
        "調査票を受領しました。",
        "照会のあった件です。",
        "御審査ください。",
    ] {
        assert!(kinds.of_text(sentence).is_none(), "{sentence}");
    }
}

#[test]
fn bodies_and_people_are_no_kind() {
    let engine = shipped();
    let kinds = &engine.data.kinds;
    for title in [
        "地方財政審議会",
        "全国知事会との協議会",
        "情報公開審査会",
        "税制調査会",
        "定例会",
        "Lunch",
        "調査官会議",
        "審査官の面談",
        "人事評価面談",
        "全国町村会協議会総会",
        "",
    ] {
        assert!(kinds.of(title).is_none(), "{title}: {:?}", kinds.of(title));
    }
    assert_eq!(
        kinds.of("統計調査の結果について（照会）").unwrap().kind.0,
        Kind::Inquiry
    );
}

#[test]
fn meetings_online() {
    let engine = shipped();
    let kinds = &engine.data.kinds;
    assert!(kinds.has_meeting("参加: <https://teams.microsoft.com/l/meetup-join/19%3a>"));
    assert!(kinds.has_meeting("HTTPS://soumu.webex.com/meet/x"));
    assert!(kinds.has_meeting("https://us02web.zoom.us/j/1?pwd=x"));
    assert!(kinds.has_meeting("https://meet.google.com"));
    assert!(!kinds.has_meeting("https://notzoom.us/j/1 https://zoom.us.example.com/ zoom.us"));
    assert!(!kinds.has_meeting("https://example.go.jp/?u=teams.microsoft.com"));
    assert!(kinds.is_online_place("Microsoft Teams 会議"));
    assert!(!kinds.is_online_place("総務省第1会議室"));
}

const PLAN: &str = "plan: test\ntitle: {ja: 試しの計画, en: A plan to test with}\nprefix: XX\n";

/// An event without outside attendees: only its title can make it a request.
fn event(title: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20250908T010000Z\r\n\
         SUMMARY:{title}\r\nLOCATION:庁内放送\r\nDTSTART:20250910T050000Z\r\nDURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

fn with_pack(kinds: &str, title: &str) -> Run {
    let folder = folder(&[("pack/plan.yaml", PLAN), ("pack/kinds.yaml", kinds)]);
    put(folder.path(), "a.ics", event(title).as_bytes());
    check(
        folder.path(),
        &["--lang", "ja", "--format", "json", "--rules", "pack", "a.ics"],
    )
}

fn kind(run: &Run) -> Option<String> {
    let json = run.json();
    let request = list(&json, "requests").first()?;
    Some(request["kind"].as_str()?.to_owned())
}

const OWN: &str =
    "kinds:\n  - name: mogiri\n    kind: 照会\n    pattern: 'モギリ'\n    examples: [モギリの件]\n";

#[test]
fn a_packs_patterns_go_before_those_that_are_shipped() {
    assert_eq!(kind(&with_pack("kinds: []\n", "モギリの件")), None);
    let run = with_pack(OWN, "モギリの件");
    assert_eq!(kind(&run).as_deref(), Some("inquiry"));
    assert!(
        run.json()["requests"][0]["explanations"][0]
            .as_str()
            .unwrap()
            .contains("mogiri")
    );
    // A pack's patterns come first: a title that matches both gets the pack's kind.
    assert_eq!(
        kind(&with_pack(OWN, "【審査】モギリの件")).as_deref(),
        Some("inquiry")
    );
    // The built-in patterns stay.
    assert_eq!(kind(&with_pack(OWN, "【審査】定員")).as_deref(), Some("review"));
    // With `replace` they do not.
    let alone = format!("replace: true\n{OWN}");
    assert_eq!(kind(&with_pack(&alone, "【審査】定員")), None);
    assert_eq!(kind(&with_pack(&alone, "モギリの件")).as_deref(), Some("inquiry"));
    // A pattern with a built-in name replaces that one.
    let renamed = OWN.replace("mogiri", "bracket-review");
    let told = |kinds: &str| with_pack(kinds, "【審査】定員").stdout.contains("bracket-review");
    assert!(told(OWN) && !told(&renamed));
    // A host of the pack counts as online.
    let online = format!("{OWN}online: {{hosts: [kaigi.example.go.jp], places: [庁内放送]}}\n")
        .replace("照会", "査定");
    let asks_of_online =
        |kinds: &str| crate::common::codes(&with_pack(kinds, "モギリの件").json()).contains(&"KG206");
    assert!(asks_of_online(&OWN.replace("照会", "査定")));
    assert!(!asks_of_online(&online));
}

#[test]
fn a_pattern_that_is_not_valid_is_refused_at_its_place() {
    for (wrong, at) in [
        (OWN.replace("'モギリ'", "'モギリ('"), "kinds.yaml:4:14"),
        (OWN.replace("'モギリ'", "'(モ{1000}){1000}'"), "kinds.yaml:4:14"),
        (
            OWN.replace("[モギリの件]", "[モギリの件, もぎり]"),
            "kinds.yaml:5:23",
        ),
        (OWN.replace("照会", "紹介"), "kinds.yaml:3:11"),
        (OWN.replace("    pattern: 'モギリ'\n", ""), "kinds.yaml:2:5"),
        (OWN.replace("    examples: [モギリの件]\n", ""), "kinds.yaml:2:5"),
        (OWN.replace("    kind: 照会\n", ""), "kinds.yaml:2:5"),
        (OWN.replace("pattern:", "patern:"), "kinds.yaml:4:5"),
        (format!("{OWN}onlin: {{}}\n"), "kinds.yaml:6:1"),
        (format!("{OWN}online: {{places: ['(']}}\n"), "kinds.yaml:6:19"),
        (format!("replace: はい\n{OWN}"), "kinds.yaml:1:10"),
        ("- a\n".to_owned(), "kinds.yaml:1:1"),
        (String::new(), "kinds.yaml:1:1"),
        ("kinds: [\n".to_owned(), "kinds.yaml:"),
    ] {
        let run = with_pack(&wrong, "モギリの件");
        assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""), "{wrong}");
        assert!(
            run.stderr.contains(&format!("pack/{at}")),
            "{wrong}\n{at}\n{}",
            run.stderr
        );
    }
}
