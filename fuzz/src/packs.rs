//! A rule pack end to end: files → compiled rules → findings. The files follow each other, the first being
//! `plan.yaml`, each further one after a line `%%% NAME`.

use kigen::calendar::hours::Moment;
use kigen::check;
use kigen::engine::Engine;
use kigen::read::FileSelection;
use kigen::rules::PackFile;
use kigen::source::Source;

/// 2025-09-09T10:00+09:00.
const NOW: Moment = Moment(1_757_379_600);
const REQUESTS: &str = "種別: 査定・審査\n件名: 定員\n発出元: 総務省\n宛先: [財務省主計局, 消防庁]\n資料: [{名称: 一覧}]\n\
    発出日時: 2025-09-09 17:30\n回答期限: 2025-09-10（木）10:00\n想定作業量: 3時間\n\
    ヒアリング: {開始: 2025-09-11 18:00, 終了: 2025-09-11 19:00}\n---\n\
    種別: 調査\n件名: 名簿\n宛先: 各府省\n回答期限: 発出の翌開庁日 12:00\n雛形: true\n";

/// Runs it on these bytes.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let mut files = Vec::new();
    for (number, part) in text.split("%%% ").enumerate() {
        let (name, text) = match number {
            0 => ("plan.yaml", part),
            _ => part.split_once('\n').unwrap_or((part, "")),
        };
        files.push(PackFile::new(name, text));
    }
    match Engine::new(&[files.clone()]) {
        Ok(engine) => {
            let source = Source::from_text("fuzz.yaml", REQUESTS);
            let report = check::check_yaml(&source, FileSelection::Explicit, &engine, NOW);
            assert_eq!(report.requests.len(), 2);
            for pack in engine.rules.packs.iter() {
                for rule in &pack.rules {
                    let examples = kigen::engine::examples(rule);
                    assert!(!examples.bad.is_empty() && !examples.good.is_empty());
                }
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in &problems {
                let of_file = |file: &&PackFile<'_>| file.path == problem.path;
                let longest = files.iter().filter(of_file).map(|file| file.text.len()).max();
                let end = problem.span.end as usize;
                assert!(longest.is_none_or(|longest| end <= longest), "{problem:?}");
            }
        }
    }
}
