//! A configuration end to end: bytes → text → settings → engine → findings.

use std::sync::{Arc, LazyLock};

use kigen::calendar::hours::Moment;
use kigen::check;
use kigen::config::check::CheckContext;
use kigen::config::parse;
use kigen::engine::{Configured, Engine};
use kigen::read::FileSelection;
use kigen::source::Source;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(&[]).expect("the built-in pack"));

/// 2025-09-09T10:00+09:00.
const NOW: Moment = Moment(1_757_379_600);
const PATH: &str = "依頼/a.yaml";
const REQUEST: &str = "種別: 協議\n件名: 法律案\n発出元: 総務省\n宛先: [財務省主計局, 消防庁]\n\
    発出日時: 2025-09-09 17:30\n回答期限: 2025-09-11 17:00\n";

/// Runs it on these bytes.
pub fn run(bytes: &[u8]) {
    let Ok(source) = Source::decode("kigen.yaml", bytes.to_vec()) else {
        return;
    };
    let source = Arc::new(source);
    let (config, mut found) = parse(Arc::clone(&source));
    let against = CheckContext {
        packs: &ENGINE.rules.packs,
        directory: &ENGINE.data.directory,
        default_hours: ENGINE.data.default_hours,
    };
    found.extend(config.check(&against));
    for one in &found {
        assert!(one.span.end as usize <= source.text().len(), "{one:?}");
        let _ = source.range(one.span);
    }
    if !found.is_empty() {
        return;
    }
    let _ = config.notices(&against);
    let _ = config.takes(PATH);
    let settings = config.settings(&config.overrides_for(PATH));
    let configured = Configured { source, settings };
    let builtin = config.builtin_pack.is_none_or(|builtin| builtin.value);
    // A configuration without errors must give an engine.
    let engine = Engine::with(&[], builtin, Some(Arc::new(configured))).expect("an engine");
    let request = Source::from_text(PATH, REQUEST);
    let report = check::check_yaml(&request, FileSelection::Explicit, &engine, NOW);
    assert_eq!(report.requests.len(), 1);
}
