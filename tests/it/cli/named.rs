//! File names in NFD (macOS) and NFC (keyboards) are the same name wherever paths are compared.

use crate::common::{check, codes, folder, list, text};

const SHORT: &str = "種別: 協議\n件名: 法律案\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n\
発出日時: 令和7年9月9日（火）17時30分\n回答期限: 令和7年9月11日（木）17時\n想定作業量: 1時間\n";
const COMPOSED: &str = "ガイド/プリント.yaml";
const PIECES: &str = "カ\u{3099}イト\u{3099}/フ\u{309a}リント.yaml";

#[test]
fn a_path_is_found_however_its_letters_are_composed() {
    for (there, named) in [(PIECES, COMPOSED), (COMPOSED, PIECES), (PIECES, PIECES)] {
        let folder = folder(&[(there, SHORT)]);
        let run = check(folder.path(), &["--format", "json", named]);
        assert_eq!(run.status, Some(1), "{}", run.stderr);
        // It is reported under its own name.
        assert_eq!(text(&list(&run.json(), "diagnostics")[0], "path"), there);
        let (place, _) = named.split_once('/').unwrap();
        assert_eq!(check(folder.path(), &[place]).status, Some(1), "{place}");
    }
    // A Linux folder may hold both, and each is a file by itself.
    let both = folder(&[(PIECES, SHORT), (COMPOSED, "種別: 調査\n")]);
    let output = check(both.path(), &["--format", "json", PIECES]).json();
    assert_eq!(list(&output, "requests").len(), 1);
    assert_eq!(text(&list(&output, "requests")[0], "path"), PIECES);
    // A missing file is still reported as missing.
    let run = check(both.path(), &["カ\u{3099}ト\u{3099}.yaml"]);
    assert_eq!(run.status, Some(2), "{}", run.stdout);
}

#[test]
fn a_finding_is_the_same_under_either_name() {
    let print = |name: &str| {
        let folder = folder(&[(name, SHORT)]);
        let output = check(folder.path(), &["--format", "json", "."]).json();
        text(&list(&output, "diagnostics")[0], "fingerprint").to_owned()
    };
    assert_eq!(print(PIECES), print(COMPOSED));
    assert_ne!(print(PIECES), print("カイト/フリント.yaml"));
}

#[test]
fn a_baseline_of_a_mac_holds_elsewhere() {
    for (here, there) in [(PIECES, COMPOSED), (COMPOSED, PIECES)] {
        let folder = folder(&[(here, SHORT)]);
        let at = folder.path();
        assert_eq!(check(at, &["--write-baseline", "b.json", "."]).status, Some(0));
        std::fs::create_dir_all(at.join(there).parent().unwrap()).unwrap();
        std::fs::rename(at.join(here), at.join(there)).unwrap();
        std::fs::remove_dir(at.join(here).parent().unwrap()).unwrap();
        let known = check(at, &["--baseline", "b.json", "--format", "json", "."]);
        assert_eq!(known.status, Some(0), "{}", known.stdout);
        assert_eq!(list(&known.json()["baseline"], "stale").len(), 0);
        // A run that does not visit it does not report its entry as gone.
        std::fs::write(at.join("other.yaml"), SHORT).unwrap();
        let other = check(at, &["--baseline", "b.json", "--format", "json", "other.yaml"]).json();
        assert_eq!(list(&other["baseline"], "stale").len(), 0, "{other}");
        assert!(codes(&other).contains(&"KG101"));
    }
}

#[test]
fn configuration_names_files_in_either_form() {
    let off = "個別設定:\n  - 対象: [\"ガイド/**\"]\n    重さ: {KG104: 使わない}\n";
    let pieces = off.replace("ガイド", "カ\u{3099}イト\u{3099}");
    for (config, name) in [(off, PIECES), (&*pieces, COMPOSED)] {
        let document = SHORT
            .replace("想定作業量: 1時間\n", "")
            .replace("11日（木）17時", "10日（水）17時");
        let plain = folder(&[(name, &document)]);
        let set = folder(&[("kigen.yaml", config), (name, &document)]);
        let has = |at: &std::path::Path| {
            let output = check(at, &["--format", "json", "."]).json();
            assert!(!codes(&output).contains(&"KG016"), "{output}");
            codes(&output).contains(&"KG104")
        };
        assert!(has(plain.path()));
        assert!(!has(set.path()));
    }
}
