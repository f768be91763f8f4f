//! Exceptions and baselines: a configuration, a request and a baseline, separated by lines `%%%`.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use kigen::baseline::{self, Baseline};
use kigen::calendar::hours::Moment;
use kigen::check::{self, FileReport};
use kigen::config::parse;
use kigen::diagnostic::{Diagnostic, is_of_readers};
use kigen::engine::{Configured, Engine, Selection};
use kigen::read::FileSelection;
use kigen::report::exceptions::of_record;
use kigen::source::Source;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(&[]).expect("the built-in pack"));

/// 2025-09-09T10:00+09:00.
const NOW: Moment = Moment(1_757_379_600);
const PATH: &str = "依頼/a.yaml";

/// Runs it on these bytes.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let mut parts = text.splitn(3, "%%%\n");
    let mut part = || parts.next().unwrap_or_default();
    let (configuration, request, known) = (part(), part(), part());
    let source = Source::from_text(PATH, request);
    let judge = |engine: &Engine| check::check_yaml(&source, FileSelection::Explicit, engine, NOW);
    let plain = judge(&ENGINE);
    listed(&source, &plain);
    configured(configuration, &source, &plain, judge);
    baselined(known, &source, plain);
}

/// A configuration's exceptions clear findings, and neither add nor lose any.
fn configured(text: &str, request: &Source, plain: &FileReport, judge: impl Fn(&Engine) -> FileReport) {
    let source = Arc::new(Source::from_text("kigen.yaml", text));
    let (config, found) = parse(Arc::clone(&source));
    if !found.is_empty() {
        return;
    }
    let settings = config.settings(&[]);
    let days = settings.days.len();
    let is_more =
        !settings.params.is_empty() || !settings.hours.is_empty() || !settings.severities.is_empty();
    if is_more || days > 0 || !settings.plans.is_empty() || !settings.unread.is_empty() {
        return;
    }
    let configured = Configured { source, settings };
    let mut engine = Engine::with(&[], true, Some(Arc::new(configured))).expect("an engine");
    let records = config.exceptions_for(PATH);
    let records = records.iter().filter_map(|number| config.exceptions.get(*number));
    engine.file.exceptions = records.map(|excepted| Arc::clone(&excepted.record)).collect();
    let report = judge(&engine);
    let all = |report: &FileReport| counts(report.diagnostics.iter().chain(&report.excepted));
    assert_eq!(all(plain), all(&report));
    for found in &report.excepted {
        assert!(
            !is_of_readers(&found.code) && !found.protected && found.exception.is_some(),
            "{found:?}"
        );
    }
    listed(request, &report);
}

/// Asserts that every record can be shown.
fn listed(source: &Source, report: &FileReport) {
    for record in &report.exceptions {
        let _ = of_record(source, report, record, &ENGINE);
    }
}

/// A baseline hides known findings, and neither adds nor loses any; a written baseline can be read.
fn baselined(text: &str, source: &Source, mut report: FileReport) {
    let entries = baseline::parse(text.as_bytes()).unwrap_or_default();
    let written = baseline::write(entries.clone());
    let again = baseline::parse(written.as_bytes()).expect("what is written is read");
    assert_eq!(baseline::write(again), written);
    let before = counts(report.diagnostics.iter());
    let selection = Selection::default();
    let taken = Baseline::new(entries).take(PATH, source, &mut report, &selection, false);
    let after = counts(report.diagnostics.iter().chain(&report.baselined));
    assert_eq!(before, after);
    assert!(report.baselined.iter().all(|found| !found.protected));
    for entry in taken.stale {
        assert!(entry.count > 0);
    }
    // A baseline of the current findings hides all that it may, and has no stale entry.
    report.diagnostics.append(&mut report.baselined);
    let taken = Baseline::default().take(PATH, source, &mut report, &selection, true);
    report.diagnostics.append(&mut report.baselined);
    let stale = Baseline::new(taken.entries)
        .take(PATH, source, &mut report, &selection, false)
        .stale;
    assert_eq!(stale, []);
}

fn counts<'d>(found: impl Iterator<Item = &'d Diagnostic>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    // Findings about the records themselves are not compared.
    for found in found.filter(|found| !["KG010", "KG011", "KG012", "KG013"].contains(&&*found.code)) {
        *counts.entry(found.code.to_string()).or_default() += 1;
    }
    counts
}
