//! A template's remedy complies at every minute and is the earliest.

use super::*;

/// Whether a due rule is broken at some minute, or the due is earlier than the written one.
fn breaks(template: &Template, due: &Due, engine: &Engine, sendings: &[NaiveDateTime]) -> bool {
    let mut moved = template.clone();
    moved.dues[0].0 = due.clone();
    // In reverse: late sendings break rules more often.
    sendings.iter().rev().any(|sent| {
        let state = |due: &Due| due.stated(*sent, &template.to, &engine.data.closed);
        // A date alone means its end.
        let end = |text: String| {
            if text.len() > 10 {
                text
            } else {
                format!("{text}T18:15")
            }
        };
        if end(state(&template.dues[0].0)) > end(state(due)) {
            return true;
        }
        let text = moved.request(*sent, &engine.data.closed);
        let report = judge(&text, engine, template.now);
        report
            .diagnostics
            .iter()
            .any(|found| DUE_RULES.contains(&&*found.code))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// Brute force shows that the remedy complies and that no earlier one does.
    #[test]
    fn the_remedy_holds_and_is_the_smallest(template in template(false)) {
        let mut template = template;
        template.dues.truncate(1);
        template.dues.truncate(usize::from(template.hearing.is_none()));
        template.hearing = None;
        if template.dues.is_empty() {
            template.dues.push((Due::Hours(24), 0));
        }
        // One closing time for all, because the brute force compares texts.
        for office in &mut template.to {
            office.hours = (570, 1095);
        }
        template.days = 4;
        let with = engine(template.days, true);
        let without = engine(template.days, false);
        let text = template.text();
        let report = judge(&text, &with, template.now);
        let sendings = template.sendings(&with.data.closed);
        let fixes: BTreeSet<Vec<_>> = report
            .diagnostics
            .iter()
            .filter(|found| DUE_RULES.contains(&&*found.code))
            .map(|found| found.fixes.iter().map(|fix| fix.edits[0].text.clone()).collect())
            .collect();
        prop_assume!(!fixes.is_empty());
        prop_assert_eq!(fixes.len(), 1, "one remedy for one due: {:?}", fixes);
        let fix = report.diagnostics.iter().find_map(|found| found.fixes.first()).expect("a fix");
        let fixed = crate::common::edited(&text, &fix.edits);
        let again = judge(&fixed, &with, template.now);
        prop_assert!(
            !again.diagnostics.iter().any(|found| DUE_RULES.contains(&&*found.code)),
            "{}\n{:?}", fixed, again.diagnostics
        );
        let mut times: Vec<u32> = (0..48).map(|half| half * 30).collect();
        times.push(1095);
        times.sort_unstable();
        // No remedy lies in a break.
        let pauses: Vec<_> = template.to.iter().filter_map(|office| office.pause).collect();
        times.retain(|time| !pauses.iter().any(|(from, until)| from < time && time < until));
        let mut smallest = None;
        'search: for days in 1..10 {
            for time in &times {
                let due = Due::Open(days, *time);
                if !breaks(&template, &due, &without, &sendings) {
                    smallest = Some((days, *time));
                    break 'search;
                }
            }
        }
        let (days, time) = smallest.expect("a due that complies");
        let japanese = format!("{days}開庁日後 {}:{:02}", time / 60, time % 60);
        let english = format!("+{days} open day{} {}:{:02}", if days == 1 { "" } else { "s" }, time / 60, time % 60);
        let written = fix.edits[0].text.trim_end_matches("まで");
        prop_assert!(written == japanese || written == english, "{} is not {}", written, japanese);
        // Nothing outside the value changes.
        prop_assert_eq!(fixed.lines().count(), text.lines().count());
        prop_assert_eq!(fixed.lines().zip(text.lines()).filter(|(a, b)| a != b).count(), 1);
    }
}

/// Rules that the remedy of a hearing must satisfy.
const HEARING_RULES: [&str; 3] = ["KG201", "KG207", "KG407"];

/// Whether a hearing is outside an office's hours or over a break, is earlier than the written one, or, where
/// materials are due at its start, breaks a due rule at some minute.
fn hearing_breaks(
    template: &Template,
    (days, from, until): (u32, u32, u32),
    engine: &Engine,
    sendings: &[NaiveDateTime],
) -> bool {
    let everybody = || template.to.iter().chain([&template.sender]);
    let fits = everybody().all(|office| {
        let (opening, closing) = office.hours;
        let over = office
            .pause
            .is_some_and(|(start, end)| from < end && start < until);
        opening <= from && until <= closing && !over
    });
    let (written_days, written_from, ..) = template.hearing.unwrap();
    if !fits || (days, from) < (written_days, written_from) {
        return true;
    }
    let mut moved = template.clone();
    moved.hearing = Some((days, from, until, false));
    sendings.iter().rev().any(|sent| {
        let report = judge(&moved.request(*sent, &engine.data.closed), engine, template.now);
        let codes = report.diagnostics.iter().map(|found| &*found.code);
        codes
            .into_iter()
            .any(|code| HEARING_RULES.contains(&code) || DUE_RULES.contains(&code))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same for a hearing, with materials due at its start.
    #[test]
    fn the_hearings_remedy_holds_and_is_the_smallest(
        template in template(false),
        (days, from) in (1_u32..4, select(&[420, 570, 690, 720, 1020, 1050, 1140][..])),
        (length, alone) in (select(&[0, 30, 60, 150][..]), any::<bool>()),
    ) {
        let hearing = Some((days, from, from + length, alone && length > 0));
        let template = Template { hearing, dues: Vec::new(), days: 4, ..template };
        let with = engine(template.days, true);
        let without = engine(template.days, false);
        let text = template.text();
        let report = judge(&text, &with, template.now);
        let sendings = template.sendings(&with.data.closed);
        let of_hearing = |found: &&Diagnostic| {
            HEARING_RULES.contains(&&*found.code) || DUE_RULES.contains(&&*found.code)
        };
        let fixes: BTreeSet<Vec<_>> = report
            .diagnostics
            .iter()
            .filter(of_hearing)
            .map(|found| found.fixes.iter().map(|fix| format!("{:?}", fix.edits)).collect())
            .collect();
        prop_assume!(!fixes.is_empty());
        prop_assert_eq!(fixes.len(), 1, "one remedy for the hearing: {:?}", fixes);
        let candidates = (1..12).flat_map(|days| (0..48).map(move |half| (days, half * 30)));
        let smallest = candidates
            .map(|(days, from)| (days, from, from + length))
            .find(|hearing| !hearing_breaks(&template, *hearing, &without, &sendings));
        let fix = report.diagnostics.iter().find_map(|found| found.fixes.first());
        let Some((days, from, until)) = smallest else {
            prop_assert!(fix.is_none(), "{}\n{:?}", text, fix);
            return Ok(());
        };
        let fix = fix.expect("a fix");
        let clock = |minute: u32| format!("{}:{:02}", minute / 60, minute % 60);
        prop_assert_eq!(&fix.edits[0].text, &format!("{days}開庁日後 {}", clock(from)), "{}", &text);
        let end = match alone && length > 0 {
            true => format!("\"{}\"", clock(until)),
            false => format!("{days}開庁日後 {}", clock(until)),
        };
        // A time alone keeps the author's number of digits.
        let written = fix.edits[1].text.replace("\"0", "\"");
        prop_assert_eq!(written, end, "{}", &text);
        let fixed = crate::common::edited(&text, &fix.edits);
        let again = judge(&fixed, &with, template.now);
        prop_assert!(!again.diagnostics.iter().any(|found| of_hearing(&found)), "{}\n{:?}", fixed, again.diagnostics);
    }
}
