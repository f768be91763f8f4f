//! The working clock on closed days of 23 or 25 hours.

use super::*;

/// A closed day takes away as much as it lasts in its zone: counted by quarters of an hour.
#[test]
fn the_open_clock_takes_away_what_a_closed_day_lasted() {
    let closed = &engine().data.closed;
    let at = |text: &str| Moment(DateTime::parse_from_rfc3339(text).unwrap().timestamp());
    let office = |zone: &str| OfficeCalendar {
        closed,
        hours: OfficeHours {
            office: Hours {
                from: 570,
                until: 1095,
            },
            pause: None,
            zone: Zone::by_name(zone).unwrap(),
        },
    };
    let open = |zone: &str, from: &str, until: &str| office(zone).between(at(from), at(until)).open;
    // A Sunday of 25 hours, one of 23, and ends inside them.
    assert_eq!(
        open(
            "Europe/Paris",
            "2025-10-24T17:00:00+02:00",
            "2025-10-28T16:00:00+01:00"
        ),
        47 * 3600
    );
    assert_eq!(
        open(
            "Europe/Paris",
            "2025-03-28T17:00:00+01:00",
            "2025-04-01T17:00:00+02:00"
        ),
        48 * 3600
    );
    assert_eq!(
        open(
            "Europe/Paris",
            "2025-10-26T01:00:00+02:00",
            "2025-10-27T09:00:00+01:00"
        ),
        9 * 3600
    );
    for (zone, changed) in [
        ("Europe/Paris", "2025-10-26T01:00:00Z"),
        ("Europe/London", "2026-03-29T01:00:00Z"),
        ("America/New_York", "2025-11-02T06:00:00Z"),
        // Half an hour; at midnight; back at midnight; a working day; a skipped day.
        ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
        ("Africa/Cairo", "2026-04-23T22:00:00Z"),
        ("America/Havana", "2025-11-02T05:00:00Z"),
        ("America/Santiago", "2026-04-05T03:00:00Z"),
        ("Asia/Jerusalem", "2026-03-27T00:00:00Z"),
        ("Pacific/Apia", "2011-12-30T10:00:00Z"),
    ] {
        let office = office(zone);
        let changed = at(changed);
        for from in (-4 * 24..24).step_by(5).map(|hours| changed.plus(hours * 3600)) {
            for hours in [1, 7, 23, 24, 25, 49, 100, 170] {
                let until = from.plus(hours * 3600);
                let quarters = (0..hours * 4).map(|quarter| from.plus(quarter * 900));
                let counted = quarters.filter(|at| !closed.is_closed(office.hours.zone.local(*at).date));
                assert_eq!(
                    office.between(from, until).open,
                    900 * i64::try_from(counted.count()).unwrap(),
                    "{zone}: {} and {hours} h",
                    from.rfc3339()
                );
            }
        }
    }
}

#[test]
fn a_consultation_over_a_closed_day_of_25_hours_is_told() {
    let check = |sent: &str, due: &str| {
        let text = format!(
            "kind: consultation\nfrom: 総務省\nto: {{ministry: 外務省, bureau: 在仏大使館, zone: Europe/Paris}}\n\
             sent: {sent}\ndue: {due}\neffort: 6h\n"
        );
        let source = Source::decode("a.yaml", text.into_bytes()).unwrap();
        let report = check_yaml(&source, FileSelection::Explicit, engine(), Moment(1_760_000_000));
        let raised = report.diagnostics.iter().any(|found| found.code == "KG102");
        (raised, report.requests[0].clocks.unwrap().open / 3600)
    };
    assert_eq!(
        check("2025-10-24T17:00+02:00", "2025-10-28T16:00+01:00"),
        (true, 47)
    );
    assert_eq!(
        check("2025-10-24T17:00+02:00", "2025-10-28T17:00+01:00"),
        (false, 48)
    );
    assert_eq!(
        check("2026-03-27T17:00+01:00", "2026-03-31T17:00+02:00"),
        (false, 48)
    );
}
