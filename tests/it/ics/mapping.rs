//! Calendars → requests: which property gives which member, and where findings point.

use crate::ics::support::{calendar, check, check_bytes, codes, event, finding, rfc3339, task, under};
use kigen::message::Lang;
use kigen::read::FileSelection;
use kigen::resolve::Basis;

const NOON: &str = "DTSTART:20250910T030000Z\nDTEND:20250910T040000Z\n";
const GOOD: &str = "DTSTART;TZID=Asia/Tokyo:20250910T140000\nDTEND;TZID=Asia/Tokyo:20250910T150000\n";

#[test]
fn an_event_is_a_hearing() {
    let report = check(&event(NOON));
    let request = &report.requests[0];
    assert_eq!(request.kind, Some("review"));
    assert_eq!(request.subject.as_deref(), Some("機構・定員ヒアリング"));
    let (start, end) = request.hearing.unwrap();
    assert_eq!(
        (rfc3339(start), rfc3339(end)),
        (
            "2025-09-10T12:00:00+09:00".into(),
            "2025-09-10T13:00:00+09:00".into()
        )
    );
    assert_eq!(request.recipients[0].ministry.as_deref(), Some("財務省"));
    assert_eq!(codes(&report), ["KG201", "KG206"]);
    assert_eq!(under(&event(NOON), &report, "KG201"), "20250910T030000Z");
}

#[test]
fn the_standards_defaults_end_a_hearing() {
    let end = |lines: &str| {
        let (start, end) = check(&event(lines)).requests[0].hearing.unwrap();
        (rfc3339(start), rfc3339(end))
    };
    let at = |time: &str| format!("2025-09-10T{time}:00+09:00");
    assert_eq!(end("DTSTART:20250910T180000\n"), (at("18:00"), at("18:00")));
    assert_eq!(
        end("DTSTART:20250910T170000\nDURATION:PT1H30M\n"),
        (at("17:00"), at("18:30"))
    );
    // P1D is a calendar day, not 24 hours; a date alone is the whole day.
    assert_eq!(end("DTSTART:20250909T170000\nDURATION:P1D\n").1, at("17:00"));
    assert_eq!(
        end("DTSTART;VALUE=DATE:20250910\n"),
        (at("00:00"), "2025-09-11T00:00:00+09:00".to_owned())
    );
    // The end is before the start.
    let report = check(&event("DTSTART:20250910T170000\nDTEND:20250910T160000\n"));
    assert!(
        codes(&report).contains(&"KG007") || codes(&report).contains(&"KG006"),
        "{:?}",
        codes(&report)
    );
}

#[test]
fn a_whole_day_is_not_judged_by_the_hour_nor_passed() {
    let report = check(&event("DTSTART;VALUE=DATE:20250910\nDTEND;VALUE=DATE:20250911\n"));
    assert!(report.undetermined.iter().any(|rule| &*rule.code == "KG201"));
    for outlook in [
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE\nDTSTART;TZID=Tokyo Standard Time:20250910T000000\nDTEND;TZID=Tokyo Standard Time:20250911T000000\n",
        "DTSTART;VALUE=DATE:20250910T000000\n",
    ] {
        let report = check(&event(outlook));
        assert!(
            report.undetermined.iter().any(|rule| &*rule.code == "KG201"),
            "{outlook}"
        );
    }
    // A DATE end after a start with a time is exclusive (RFC 5545 3.6.1).
    for (end, until) in [
        ("20250911", "2025-09-11T00:00:00+09:00"),
        ("20250912", "2025-09-12T00:00:00+09:00"),
        ("20250910", "2025-09-11T00:00:00+09:00"),
    ] {
        let report = check(&event(&format!(
            "DTSTART;TZID=Asia/Tokyo:20250910T140000\nDTEND;VALUE=DATE:{end}\n"
        )));
        let (start, ends) = report.requests[0].hearing.unwrap();
        assert_eq!(rfc3339(start), "2025-09-10T14:00:00+09:00");
        assert_eq!(rfc3339(ends), until, "{end}");
    }
    let report = check(&event("DTSTART:20250910T140000\nDTEND;VALUE=DATE:20250909\n"));
    assert!(codes(&report).contains(&"KG007"));
    let report = check(&event("DTSTART;VALUE=DATE:20250910\nDTEND;VALUE=DATE:20250909\n"));
    assert!(codes(&report).contains(&"KG007"));
}

#[test]
fn a_task_is_due() {
    let lines = "SUMMARY:【照会】過去の答弁例\nX-KIGEN-CONSIDERABLE:あり\nX-KIGEN-NECESSITY:国会\n";
    let due = |time: &str| {
        let report = check(&task(&format!("{lines}{time}")));
        (rfc3339(report.requests[0].due), report.requests[0].due_basis)
    };
    assert_eq!(
        due("DUE:20250911T080000Z\n"),
        ("2025-09-11T17:00:00+09:00".into(), Some(Basis::Stated))
    );
    assert_eq!(
        due("DTSTART:20250909T170000\nDURATION:P2D\n").0,
        "2025-09-11T17:00:00+09:00"
    );
    assert_eq!(
        due("DUE;VALUE=DATE:20250911\n"),
        ("2025-09-11T18:15:00+09:00".into(), Some(Basis::Date))
    );
    assert_eq!(
        due("DTSTART;VALUE=DATE:20250909\nDURATION:P2D\n"),
        ("2025-09-11T18:15:00+09:00".into(), Some(Basis::Date))
    );
    assert_eq!(
        due("X-KIGEN-DUE:令和7年9月11日（木）17時\nDUE:20250930T080000Z\n").0,
        "2025-09-11T17:00:00+09:00"
    );
    let report = check(&task(lines));
    assert!(codes(&report).contains(&"KG005"), "{:?}", codes(&report));
}

#[test]
fn when_it_goes_out_and_what_says_so() {
    let sent = |text: &str| {
        let report = check(text);
        let request = &report.requests[0];
        let notes = request
            .notes
            .iter()
            .map(|note| note.render(Lang::Ja))
            .collect::<String>();
        (rfc3339(request.sent), request.sent_property, notes)
    };
    let created = format!("CREATED:20250905T010000Z\n{GOOD}");
    let (at, property, notes) = sent(&event(&created));
    assert_eq!((&*at, property), ("2025-09-08T10:00:00+09:00", Some("DTSTAMP")));
    assert!(notes.contains("DTSTAMP"), "{notes}");
    let without = event(&created).replace("METHOD:REQUEST\r\n", "");
    assert_eq!(sent(&without).1, Some("CREATED"));
    let (at, property, notes) = sent(&event(GOOD).replace("METHOD:REQUEST\r\n", ""));
    assert_eq!((&*at, property), ("2025-09-08T09:30:00+09:00", None));
    assert!(notes.contains("現在"), "{notes}");
    let (at, property, _) = sent(&event(&format!(
        "X-KIGEN-SENT:令和7年9月8日（月）17時30分\n{GOOD}"
    )));
    assert_eq!((&*at, property), ("2025-09-08T17:30:00+09:00", None));
    // An unreadable DTSTAMP is not replaced by another time.
    let report = check(&event(GOOD).replace("DTSTAMP:20250908T010000Z", "DTSTAMP:2025"));
    assert!(codes(&report).contains(&"KG007") && report.requests[0].sent.is_none());
}

#[test]
fn kinds_in_their_order() {
    let kind = |lines: &str| {
        check(&event(&format!("{lines}{GOOD}")))
            .requests
            .first()
            .and_then(|it| it.kind)
    };
    assert_eq!(kind("X-KIGEN-KIND:照会\nCATEGORIES:協議\n"), Some("inquiry"));
    assert_eq!(kind("CATEGORIES:重要,調査\n"), Some("survey"));
    assert_eq!(kind("CATEGORIES:会議\n"), Some("review"));
    let other = |summary: &str| check(&event(GOOD).replace("機構・定員ヒアリング", summary));
    let report = other("定例会");
    assert_eq!(
        report.requests[0].kind,
        Some("review"),
        "attendees of another ministry"
    );
    assert!(
        report.requests[0].explanations[0]
            .render(Lang::Ja)
            .contains("他府省")
    );
    assert_eq!(
        other("【法令協議】地方自治法").requests[0].kind,
        Some("consultation")
    );
    // No attendee from another ministry.
    let report = check(
        &event(GOOD)
            .replace("機構・定員ヒアリング", "定例会")
            .replace("mof.go.jp", "soumu.go.jp"),
    );
    assert_eq!((report.requests.len(), report.left_out.len()), (0, 1));
    assert_eq!(codes(&report), ["KG009"]);
    assert_eq!(
        check_bytes(
            event("")
                .replace("SUMMARY:機構・定員ヒアリング", "X:y")
                .replace("mof.go.jp", "example.jp")
                .as_bytes(),
            FileSelection::Walked
        )
        .diagnostics,
        []
    );
    // A task that matches no pattern is no request, whoever its attendees are.
    assert_eq!(
        check(&task("SUMMARY:買い物\nDUE:20250911T080000Z\n"))
            .requests
            .len(),
        0
    );
}

#[test]
fn what_is_withdrawn_or_an_answer_is_left_out_and_counted() {
    for (text, expected) in [
        // A file whose requests were all cancelled is no malformed file.
        (event(&format!("STATUS:CANCELLED\n{GOOD}")), &[][..]),
        (event(GOOD).replace("METHOD:REQUEST", "METHOD:CANCEL"), &[]),
        (event(GOOD).replace("METHOD:REQUEST", "METHOD:REPLY"), &["KG009"]),
        (
            calendar("BEGIN:VJOURNAL\nSUMMARY:協議\nEND:VJOURNAL\n"),
            &["KG009"],
        ),
        (calendar("BEGIN:VFREEBUSY\nEND:VFREEBUSY\n"), &["KG009"]),
    ] {
        let report = check(&text);
        assert_eq!((report.requests.len(), report.left_out.len()), (0, 1), "{text}");
        assert_eq!(codes(&report), expected, "{text}");
    }
    // A VALARM's properties do not count as the event's.
    let report = check(&event(&format!(
        "{GOOD}BEGIN:VALARM\nDTSTART:1\nSUMMARY:x\nEND:VALARM\n"
    )));
    assert_eq!(
        (report.requests.len(), report.left_out.len(), codes(&report)),
        (1, 0, vec!["KG206"])
    );
}

#[test]
fn people_are_offices_by_name_or_domain() {
    let to = |people: &str| -> Vec<(String, Option<String>)> {
        let text = event(GOOD).replace("ATTENDEE:mailto:a@mof.go.jp\r\n", &people.replace('\n', "\r\n"));
        let report = check(&text);
        report.requests[0]
            .recipients
            .iter()
            .map(|it| (it.office.clone(), it.ministry.clone()))
            .collect()
    };
    let one = |office: &str, ministry: &str| vec![(office.to_owned(), Some(ministry.to_owned()))];
    assert_eq!(
        to("ATTENDEE;CN=財務省主計局:mailto:x@example.com\n"),
        one("財務省主計局", "財務省")
    );
    assert_eq!(
        to("ATTENDEE;CN=\"田村\":mailto:tamura@mof.go.jp\n"),
        one("財務省", "財務省")
    );
    assert_eq!(
        to("ATTENDEE:MAILTO:a@kanto.mof.go.jp\nATTENDEE:mailto:b@mof.go.jp\n"),
        one("財務省", "財務省")
    );
    assert_eq!(
        to("ATTENDEE;EMAIL=a@mof.go.jp:urn:uuid:1\n"),
        one("財務省", "財務省")
    );
    assert_eq!(to("ATTENDEE;CN=山田:mailto:y@example.com\n"), one("山田", "山田"));
    // Rooms and the organizer are no recipients.
    let mixed = "ATTENDEE;CUTYPE=ROOM:mailto:r@mof.go.jp\nATTENDEE;CUTYPE=resource:mailto:s@mof.go.jp\n\
                 ATTENDEE:mailto:Kanri@soumu.go.jp\nATTENDEE:mailto:b@maff.go.jp\n";
    assert_eq!(to(mixed), one("農林水産省", "農林水産省"));
    // X-KIGEN properties take precedence over attendees.
    assert_eq!(
        to("ATTENDEE:mailto:a@mof.go.jp\nX-KIGEN-TO:環境省\n"),
        one("環境省", "環境省")
    );
}

#[test]
fn online_is_offered_by_an_address_of_a_meeting() {
    let online = |lines: &str| !codes(&check(&event(&format!("{lines}{GOOD}")))).contains(&"KG206");
    assert!(!online(""));
    assert!(online(
        "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://example.go.jp/room\n"
    ));
    assert!(online("X-GOOGLE-CONFERENCE:https://meet.google.com/a\n"));
    assert!(online(
        "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/x\n"
    ));
    assert!(online("URL:https://soumu.webex.com/meet/x\n"));
    assert!(online("LOCATION:https://us02web.zoom.us/j/1\n"));
    assert!(online(
        "DESCRIPTION:参加\\nhttps://teams.microsoft.com/l/meetup-join/x\n"
    ));
    assert!(!online("DESCRIPTION:https://www.soumu.go.jp/\n"));
    assert!(online("X-KIGEN-ONLINE:可（Webex）\n"));
    assert!(!online("X-KIGEN-ONLINE:不可\nURL:https://zoom.us/j/1\n"));
    assert!(online(
        "X-KIGEN-ONLINE:検討済み\nX-KIGEN-REASON:原本を閲覧するため\n"
    ));
}

#[test]
fn our_properties_are_read_as_in_yaml_and_what_is_wrong_with_them_is_said() {
    let text = event(&format!(
        "X-KIGEN-EFORT:6時間\nX-KIGEN-KIND:ほげ\nX-KIGEN-EFFORT:数時間\nX-KIGEN-SCOPE:法令\nX-KIGEN-SCOPE:その他\nX-KIGEN-SENT:9月31日\n{GOOD}"
    ));
    let report = check(&text);
    assert_eq!(under(&text, &report, "KG003"), "X-KIGEN-EFORT");
    assert!(report.diagnostics.iter().any(|found| {
        found
            .help
            .as_ref()
            .is_some_and(|help| help.render(Lang::Ja).contains("X-KIGEN-EFFORT"))
    }));
    assert_eq!(codes(&report).iter().filter(|code| **code == "KG007").count(), 3);
    assert!(codes(&report).contains(&"KG004"));
    assert!(report.requests[0].kind.is_none());
    // Materials, and an exception that clears the finding.
    let text = event(
        "DTSTART:20250910T030000Z\nDURATION:PT1H\nX-KIGEN-ONLINE:可\nX-KIGEN-MATERIAL:要求書\n\
         X-KIGEN-EXCEPTION;RULE=KG201;APPROVED-BY=総務課長;EXPIRES=2025-12-31:先方の希望による\n",
    );
    let report = check(&text);
    assert_eq!(report.excepted.len(), 1, "{:?}", codes(&report));
    assert_eq!(under(&text, &report, "KG205"), "要求書");
    // Materials without a due are due when the hearing starts.
    assert_eq!(report.requests[0].due_basis, Some(Basis::Hearing));
}

#[test]
fn a_property_that_stands_twice_is_said_and_the_first_taken() {
    let text = event(
        "DTSTART:20250910T050000Z\nDTSTART:20250910T090000Z\nDTEND:20250910T060000Z\nDURATION:PT9H\nX-KIGEN-ONLINE:可\n",
    );
    let report = check(&text);
    assert_eq!(codes(&report), ["KG004", "KG004"]);
}

#[test]
fn what_is_not_nested_as_it_should_be_is_said_and_judged() {
    // No VCALENDAR, no END.
    let text = "BEGIN:VEVENT\r\nSUMMARY:予算ヒアリング\r\nDTSTART:20250910T030000Z\r\nDTEND:20250910T040000Z\r\nX-KIGEN-ONLINE:可\r\n";
    let report = check(text);
    assert_eq!(codes(&report), ["KG015", "KG201"]);
    assert_eq!(under(text, &report, "KG015"), "BEGIN:VEVENT");
    // A BEGIN inside another event; an END alone; a malformed line.
    let text = calendar(
        "BEGIN:VEVENT\nSUMMARY:ヒア\nDTSTART:20250910T050000Z\nX-KIGEN-ONLINE:可\nBEGIN:VEVENT\nSUMMARY:ヒア\nDTSTART:20250910T050000Z\nX-KIGEN-ONLINE:可\nEND:VEVENT\nEND:VEVENT\n続き\n",
    );
    let report = check(&text);
    assert_eq!(
        (report.requests.len(), codes(&report)),
        (2, vec!["KG015", "KG015", "KG015"])
    );
    // Nested past the bound.
    let deep = "BEGIN:X\n".repeat(100) + &"END:X\n".repeat(100);
    let report = check(&event(&format!("{deep}X-KIGEN-ONLINE:可\n{GOOD}")));
    assert_eq!((report.requests.len(), codes(&report)), (1, vec!["KG008"]));
}

#[test]
fn a_nul_is_said_at_its_place() {
    let text = event(&format!("X-KIGEN-ONLINE:可\nX-A:a\0b\n{GOOD}"));
    let report = check(&text);
    assert_eq!(codes(&report), ["KG002"]);
    assert_eq!(under(&text, &report, "KG002"), "\0");
}

#[test]
fn places_hold_where_a_fold_splits_a_character() {
    let plain = "SUMMARY:令和8年度機構・定員要求に係るヒアリング\r\n";
    let cut = plain.find('構').unwrap() + 1;
    let mut bytes = event("X-KIGEN-KIND:ほげ\nX-KIGEN-ONLINE:可\nDTSTART:20250910T050000Z\n").into_bytes();
    let at = bytes.windows(8).position(|it| it == b"SUMMARY:").unwrap();
    let line_end = at + bytes[at..].iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let mut folded = plain.as_bytes()[..cut].to_vec();
    folded.extend(b"\r\n ");
    folded.extend(&plain.as_bytes()[cut..]);
    bytes.splice(at..line_end, folded);
    let source = crate::ics::support::decode(&bytes);
    let report = check_bytes(&bytes, FileSelection::Explicit);
    assert_eq!(
        report.requests[0].subject.as_deref(),
        Some("令和8年度機構・定員要求に係るヒアリング")
    );
    let found = finding(&report, "KG007");
    let (start, end) = (source.position(found.span.start), source.position(found.span.end));
    assert_eq!(&bytes[start.byte..end.byte], "ほげ".as_bytes());
}

#[test]
fn vcalendar_is_read() {
    let text = "BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VTODO\r\nDCREATED:20250908T010000Z\r\n\
        SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=SHIFT_JIS:=8E=91=97=BF=\r\n=8D=EC=90=AC=88=CB=97=8A\r\n\
        DUE:20250911T170000\r\nX-KIGEN-TO:財務省\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
    let report = check(text);
    assert_eq!(report.requests[0].subject.as_deref(), Some("資料作成依頼"));
    assert_eq!(report.requests[0].sent_property, Some("CREATED"));
    assert!(
        report.requests[0]
            .notes
            .iter()
            .any(|note| note.render(Lang::Ja).contains("時間帯"))
    );
    assert_eq!(rfc3339(report.requests[0].due), "2025-09-11T17:00:00+09:00");
    let bad = text
        .replace("CHARSET=SHIFT_JIS", "CHARSET=X-NONE")
        .replace("DCREATED", "X-KIGEN-KIND:照会\r\nDCREATED");
    let report = check(&bad);
    assert!(codes(&report).contains(&"KG007"), "{:?}", codes(&report));
}

#[test]
fn several_components_are_numbered() {
    let text = calendar(&format!(
        "BEGIN:VEVENT\nSUMMARY:Lunch\n{GOOD}END:VEVENT\nBEGIN:VEVENT\nSUMMARY:定員ヒア\nX-KIGEN-ONLINE:可\n{GOOD}END:VEVENT\n\
         BEGIN:VEVENT\nSUMMARY:予算ヒア\nX-KIGEN-ONLINE:ほげ\n{NOON}END:VEVENT\n"
    ));
    let report = check(&text);
    assert_eq!(
        report.requests.iter().map(|it| it.index).collect::<Vec<_>>(),
        [0, 1]
    );
    assert!(
        report
            .diagnostics
            .iter()
            .filter(|found| found.code != "KG403")
            .all(|found| found.request == Some(1)),
        "{report:?}"
    );
    assert_eq!(report.left_out.len(), 1);
    assert!(
        report.left_out[0]
            .reason
            .render(Lang::Ja)
            .starts_with("4行目のVEVENT「Lunch」"),
        "{}",
        report.left_out[0].reason.render(Lang::Ja)
    );
}

#[test]
fn a_value_does_not_swallow_the_component_after_it() {
    for next in ["BEGIN:VEVENT\n", "begin:vevent\n", "END:VEVENT\nBEGIN:VEVENT\n"] {
        let text = calendar(&format!(
            "BEGIN:VEVENT\nSTATUS:CANCELLED\nSUMMARY;ENCODING=QUOTED-PRINTABLE:=E3=83=92=E3=82=A2=\n{next}SUMMARY:審査\nDTSTART:20250910T050000Z\nEND:VEVENT\n"
        ));
        let report = check(&text);
        assert_eq!(
            (report.requests.len(), report.left_out.len()),
            (1, 1),
            "{next}: {report:?}"
        );
    }
}

#[test]
fn who_has_no_real_address_is_a_recipient_by_name() {
    let nobody = [
        "invalid:nomail",
        "INVALID:NOMAIL",
        "mailto:",
        "MAILTO: ",
        "mailto:nomail",
        "mailto:/o=ExchangeLabs/ou=Administrative Group/cn=Recipients/cn=0a1b-kanri",
        "/O=MOF/OU=JP/CN=RECIPIENTS/CN=X@Y",
        "mailto:IMCEAEX-_o=ExchangeLabs_ou=x_cn=kanri@apcprd01.prod.outlook.com",
        "mailto:nobody@example.invalid",
        "urn:uuid:3f1c",
    ];
    let offices = |organizer: &str, attendee: &str| {
        let text = event(GOOD)
            .replace("ORGANIZER:mailto:kanri@soumu.go.jp", organizer)
            .replace("ATTENDEE:mailto:a@mof.go.jp", attendee);
        let report = check(&text);
        let recipients = report.requests[0].recipients.iter();
        let names: Vec<String> = recipients.map(|it| it.office.clone()).collect();
        (names, codes(&report).join(" "))
    };
    for address in nobody {
        let organizer = format!("ORGANIZER;CN=総務省行政管理局:{address}");
        let (names, found) = offices(&organizer, &format!("ATTENDEE;CN=財務省主計局:{address}"));
        assert_eq!(
            (&*names.join(" "), &*found),
            ("財務省主計局", "KG206"),
            "{address}"
        );
        // Such an attendee's X-KIGEN-HOURS apply: the hearing at 14:00 is outside them.
        let hours = format!("ATTENDEE;CN=財務省主計局;X-KIGEN-HOURS=\"8:30-13:00\":{address}");
        assert!(offices(&organizer, &hours).1.contains("KG201"), "{address}");
        // Without a name or address that identifies it, it is no office of that name.
        let (names, found) = offices(&organizer, &format!("ATTENDEE:{address}"));
        assert!(found.contains("KG007"), "{address}: {names:?} {found}");
        assert!(names.iter().all(String::is_empty), "{address}: {names:?}");
    }
    // An address shows that both are the same office.
    let organizer = "ORGANIZER;CN=総務省:mailto:kanri@soumu.go.jp";
    for same in [
        "ATTENDEE;CN=総務省行政管理局:MAILTO:Kanri@soumu.go.jp",
        "ATTENDEE;CN=総務省行政管理局;EMAIL=kanri@soumu.go.jp:invalid:nomail",
        "ATTENDEE;CN=\"'kanri@soumu.go.jp'\":invalid:nomail",
    ] {
        let both = format!("{same}\r\nATTENDEE;CN=財務省主計局:invalid:nomail");
        assert_eq!(offices(organizer, &both).0, ["財務省主計局"], "{same}");
    }
    // A CN that is an address gives the ministry by its domain.
    assert_eq!(
        offices(organizer, "ATTENDEE;CN=a@mof.go.jp:invalid:nomail").0,
        ["財務省"]
    );
}

#[test]
fn a_property_with_nothing_behind_it_is_a_blank_field() {
    let judged = |name: &str, more: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//JA\r\nBEGIN:VTODO\r\nUID:1\r\nDTSTAMP:20250908T000000Z\r\n\
             DUE;TZID=Asia/Tokyo:20250919T170000\r\n{name}:\r\n{more}END:VTODO\r\nEND:VCALENDAR\r\n"
        );
        let args = ["--no-config", "--format", "json", "-"];
        crate::common::check_input(crate::common::root(), &args, text.as_bytes()).json()
    };
    let rest = |name: &str| {
        let all = [
            ("SUMMARY", "SUMMARY:a\r\n"),
            ("X-KIGEN-KIND", "X-KIGEN-KIND:調査\r\n"),
            ("X-KIGEN-FROM", "X-KIGEN-FROM:総務省\r\n"),
            ("X-KIGEN-TO", "X-KIGEN-TO:財務省\r\n"),
        ];
        all.iter()
            .filter(|(known, _)| *known != name)
            .map(|(_, line)| *line)
            .collect::<String>()
    };
    for name in [
        "SUMMARY",
        "X-KIGEN-KIND",
        "X-KIGEN-SCOPE",
        "X-KIGEN-SUBJECT",
        "X-KIGEN-FROM",
        "X-KIGEN-TO",
        "X-KIGEN-SENT",
        "X-KIGEN-DUE",
        "X-KIGEN-QUESTION-DUE",
        "X-KIGEN-ROUND",
        "X-KIGEN-EFFORT",
        "X-KIGEN-CONSIDERABLE",
        "X-KIGEN-NECESSITY",
        "X-KIGEN-MATERIAL",
        "X-KIGEN-BODY",
        "X-KIGEN-PLACE",
        "X-KIGEN-ONLINE",
        "X-KIGEN-REASON",
        "X-KIGEN-TEMPLATE",
        "ORGANIZER",
        "ATTENDEE",
    ] {
        // X-KIGEN parties take precedence over attendees.
        let more = match name {
            "ORGANIZER" => rest("X-KIGEN-FROM"),
            "ATTENDEE" => rest("X-KIGEN-TO"),
            name => rest(name),
        };
        let output = judged(name, &more);
        let found = crate::common::of(&output, "KG020");
        assert_eq!(found.len(), 1, "{name}: {output:#}");
        assert_eq!(found[0]["range"]["start"]["line"], 8, "{name}");
        assert!(
            crate::common::of(&output, "KG007").is_empty(),
            "{name}: {output:#}"
        );
        let verdict = output["requests"][0]["verdict"].as_str();
        assert!(
            verdict.is_some_and(|verdict| verdict != "may-send"),
            "{name}: {output:#}"
        );
        let template = judged(name, &format!("{more}X-KIGEN-TEMPLATE:TRUE\r\n"));
        let blank = name != "X-KIGEN-TEMPLATE" && !crate::common::of(&template, "KG020").is_empty();
        assert!(!blank, "{name}: {template:#}");
    }
    // A dash counts as empty; text that a program adds is no field of a request.
    let output = judged("DESCRIPTION", &rest(""));
    assert!(crate::common::of(&output, "KG020").is_empty(), "{output:#}");
    // A placeholder is no name.
    for name in ["未定", "なし", "【府省】"] {
        let output = judged(
            "DESCRIPTION",
            &format!("{}X-KIGEN-TO:{name}\r\n", rest("X-KIGEN-TO")),
        );
        assert_eq!(crate::common::of(&output, "KG409").len(), 1, "{name}: {output:#}");
        assert_eq!(
            output["requests"][0]["recipients"],
            serde_json::json!([]),
            "{name}"
        );
    }
}
