//! The properties of fixes: the fixed file can be read, raises no new finding, has no earlier time, differs only
//! inside the value, and needs no further fix.

use std::collections::BTreeMap;

use kigen::calendar::hours::Moment;
use kigen::check::{FileReport, check_source};
use kigen::diagnostic::is_of_readers;
use kigen::engine::Engine;
use kigen::fix::choose::{PASSES_LIMIT, choose};
use kigen::format::Format;
use kigen::read::FileSelection;
use kigen::source::Source;

/// Monday 2025-09-08 10:00 JST, in seconds since the Unix epoch.
pub const NOW: Moment = Moment(1_757_293_200);

thread_local! {
    pub static ENGINE: Engine = Engine::new(&[]).unwrap();
}

/// A file with its report.
pub struct Judged {
    pub source: Source,
    pub report: FileReport,
}

pub fn judge(name: &str, bytes: &[u8]) -> Option<Judged> {
    let format = Format::of(name, bytes);
    let source = format.input_format().decode(name, bytes.to_vec()).ok()?;
    let report = ENGINE.with(|engine| check_source(&source, format, FileSelection::Explicit, engine, NOW));
    Some(Judged { source, report })
}

pub fn codes(report: &FileReport) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for found in &report.diagnostics {
        *counts.entry(found.code.to_string()).or_default() += 1;
    }
    counts
}

/// Every moment that a fix may move: dues, and a hearing's start and end. Under unsafe fixes a template's dates may
/// become relative, so templates are left out.
pub fn moments(report: &FileReport, with_unsafe: bool) -> Vec<Option<Moment>> {
    report
        .requests
        .iter()
        .filter(|request| !(with_unsafe && request.template))
        .flat_map(|request| {
            let hearing = request.hearing.unwrap_or_default();
            let dues = request.dues.iter().map(|(_, at)| *at);
            [request.due, hearing.0, hearing.1].into_iter().chain(dues)
        })
        .collect()
}

/// Applies fixes until there are none, and asserts the properties each time. Gives the last report and the fixed
/// bytes.
pub fn settle(name: &str, bytes: &[u8], with_unsafe: bool) -> Option<(Judged, Vec<u8>)> {
    let mut before = judge(name, bytes)?;
    let mut fixed = bytes.to_vec();
    for _ in 0..PASSES_LIMIT {
        let chosen = choose(&before.report.diagnostics, with_unsafe);
        if chosen.edits.is_empty() {
            return Some((before, fixed));
        }
        let new = before.source.edited(&fixed, chosen.edits.iter().copied());
        let codes: Vec<&str> = chosen
            .fixes
            .iter()
            .flat_map(|fix| fix.codes.iter().copied())
            .collect();
        let Some(after) = held(name, (&before, &fixed), &new, &codes, with_unsafe) else {
            return Some((before, fixed));
        };
        outside_is_as_it_was(&before, &fixed, &new, &chosen.edits);
        (before, fixed) = (after, new);
    }
    let left = choose(&before.report.diagnostics, with_unsafe);
    let shown = || format!("{name}\n{}\n→\n{}", lossy(bytes), lossy(&fixed));
    assert!(
        left.edits.is_empty(),
        "not settled ({:?}): {}",
        left.fixes,
        shown()
    );
    Some((before, fixed))
}

/// Asserts that a file has no new findings except after fixes of these codes that allow some; its report. None where
/// the replacement of a character leaves bytes that are taken for another encoding: `--fix` does not write them.
fn held(
    name: &str,
    (before, old): (&Judged, &[u8]),
    new: &[u8],
    fixed: &[&str],
    with_unsafe: bool,
) -> Option<Judged> {
    let shown = || format!("{name}\n{}\n→\n{}", lossy(old), lossy(new));
    // An unreadable part may have hidden anything, whole requests included.
    let uncovers = fixed.iter().any(|code| is_of_readers(code));
    let after = judge(name, new);
    assert!(after.is_some() || uncovers, "a fix is decoded: {}", shown());
    let after = after?;
    let (was, is) = (codes(&before.report), codes(&after.report));
    if uncovers {
        let fewer = fixed.iter().all(|code| is.get(*code) <= was.get(*code));
        assert!(fewer, "not fixed ({fixed:?}): {}", shown());
        assert!(
            before.report.requests.len() <= after.report.requests.len(),
            "{}",
            shown()
        );
    }
    for (code, count) in is.iter().filter(|_| !uncovers) {
        // Allowed: an exception that is no longer needed, a text that still has the old due, and a weekday that a
        // wrong one was hiding.
        let allowed = code == "KG010" || code == "KG410" || with_unsafe && !code.starts_with("KG0");
        assert!(allowed || was.get(code) >= Some(count), "new {code}: {}", shown());
    }
    let (was, is) = (
        moments(&before.report, with_unsafe),
        moments(&after.report, with_unsafe),
    );
    assert!(was.len() == is.len() || uncovers, "{}", shown());
    assert!(
        was.len() != is.len() || was.iter().zip(&is).all(|(was, is)| is >= was),
        "earlier: {}",
        shown()
    );
    Some(after)
}

/// Asserts that both files have equal bytes outside the edits.
pub fn outside_is_as_it_was(before: &Judged, old: &[u8], new: &[u8], edits: &[(kigen::source::Span, &str)]) {
    let (mut old_at, mut new_at) = (0, 0);
    for (span, text) in edits {
        let (from, until) = before.source.range(*span);
        let kept = from.byte - old_at;
        assert_eq!(old[old_at..from.byte], new[new_at..new_at + kept]);
        old_at = until.byte;
        new_at += kept + before.source.encoding().encode(text).len();
    }
    assert_eq!(old[old_at..], new[new_at..]);
}

pub fn lossy(bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, rest @ ..] => {
            let units: Vec<u16> = rest
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Runs it on the bytes of a request document, a calendar or a text letter.
pub fn run(bytes: &[u8]) {
    let name = match bytes {
        [b'B', b'E', b'G', b'I', b'N', ..] => "a.ics",
        [b'%', ..] => "a.txt",
        _ => "a.yaml",
    };
    for with_unsafe in [false, true] {
        let _ = settle(name, bytes, with_unsafe);
    }
}
