//! Malformed input: a diagnostic at its place, or exit status 2 with a sentence; never a panic, a hang or a clean
//! report.
//!
//! Every document is judged three times: by name for machines and for people, and in a folder beside a valid
//! one. Hostile ones run under a limit of CPU time and memory, so that a hang fails instead of blocking.

mod encodings;
mod keys;
mod large;

use crate::common::{Run, codes, count, folder, is_harmless, limited, list, of, put, run, text};
use serde_json::Value;

/// A consultation one minute short of 48 hours: KG101, and nothing else.
const SHORT: &str = "種別: 協議\n件名: 電波法の一部改正について（協議）\n発出元: 総務省\n宛先: 財務省\n\
    発出日時: 2025-09-09 17:00\n回答期限: 2025-09-11 16:59\n想定作業量: 1時間\n";

/// The finding of [`SHORT`]: it must be present whatever else is wrong in the file.
const FOUND: &str = "KG101";

/// The results for a document.
struct Verdict {
    /// JSON of the file given by name.
    named: Value,
    /// Its exit status.
    status: i32,
    /// JSON of the file found in a folder, without the neighbour's finding.
    found: Value,
}

fn ended(run: &Run, what: &str) -> i32 {
    let status = run
        .status
        .unwrap_or_else(|| panic!("{what}: ended by a signal\n{}", tail(&run.stderr)));
    assert!(
        (0..=2).contains(&status),
        "{what}: exit status {status}\n{}",
        tail(&run.stderr)
    );
    assert!(!run.stderr.contains("panicked"), "{what}: {}", tail(&run.stderr));
    status
}

fn tail(text: &str) -> String {
    text.chars().take(500).collect()
}

/// Judges `bytes` in all three ways, and asserts what holds for every file.
fn judge(name: &str, bytes: &[u8]) -> Verdict {
    let folder = folder(&[("隣の依頼.yaml", SHORT)]);
    put(folder.path(), name, bytes);
    let check = |arguments: &[&str]| {
        run(limited(folder.path())
            .args(["check", "--now", crate::common::NOW])
            .args(arguments))
    };
    let machine = check(&["--format", "json", name]);
    let status = ended(&machine, name);
    let people = check(&[name]);
    assert_eq!(ended(&people, name), status, "{name}: the same in both formats");
    let odd: Vec<char> = people
        .stdout
        .chars()
        .chain(people.stderr.chars())
        .filter(|c| !is_harmless(*c))
        .take(5)
        .collect();
    assert!(odd.is_empty(), "{name}: {odd:?} reach the terminal");
    let walked = check(&["--format", "json", "."]);
    ended(&walked, name);
    let (named, mut found) = (machine.json(), walked.json());
    assert_eq!(
        of(&found, FOUND)
            .iter()
            .filter(|it| text(it, "path") == "隣の依頼.yaml")
            .count(),
        1,
        "{name}: {}",
        tail(&walked.stdout)
    );
    if let Some(diagnostics) = found["diagnostics"].as_array_mut() {
        diagnostics.retain(|it| it["path"] != "隣の依頼.yaml");
    }
    Verdict { named, status, found }
}

impl Verdict {
    /// Findings of the reader make the run fail, in a folder as well.
    fn refused(self, wanted: &str) -> Self {
        assert_eq!(self.status, 1, "{wanted}: {}", tail(&self.named.to_string()));
        assert!(
            codes(&self.named).contains(&wanted),
            "{wanted}: {:?}",
            codes(&self.named)
        );
        assert!(
            codes(&self.found).contains(&wanted),
            "{wanted} in a folder: {:?}",
            codes(&self.found)
        );
        self
    }

    /// Asserts that the first finding of `code` begins at a line and a column.
    fn at(self, code: &str, line: usize, column: usize) -> Self {
        let found = of(&self.named, code);
        let start = &found
            .first()
            .unwrap_or_else(|| panic!("{code} in {:?}", codes(&self.named)))["range"]["start"];
        assert_eq!(
            (count(start, "line"), count(start, "column")),
            (line, column),
            "{code}: {start}"
        );
        self
    }

    /// Asserts that the finding of [`SHORT`] is present as well.
    fn beside(self) -> Self {
        assert!(codes(&self.named).contains(&FOUND), "{:?}", codes(&self.named));
        self
    }

    /// Asserts that the first finding of `code`, or its help, contains these words.
    fn says(self, code: &str, words: &str) -> Self {
        let found = of(&self.named, code);
        let first = found
            .first()
            .unwrap_or_else(|| panic!("{code} in {:?}", codes(&self.named)));
        let said = format!(
            "{}{}",
            text(first, "message"),
            first["help"].as_str().unwrap_or_default()
        );
        assert!(said.contains(words), "“{words}” in “{said}”");
        self
    }

    /// Asserts that the document has only the finding of [`SHORT`]: it was read as intended.
    fn read(self) -> Self {
        assert_eq!(codes(&self.named), [FOUND]);
        assert_eq!(codes(&self.found), [FOUND]);
        self
    }
}

fn doc(text: &str) -> Verdict {
    judge("案.yaml", text.as_bytes())
}

fn with(from: &str, to: &str) -> String {
    assert!(SHORT.contains(from), "{from}");
    SHORT.replacen(from, to, 1)
}

// ── Empty files ──

#[test]
fn an_empty_file_is_said_to_hold_no_request() {
    for text in [
        "",
        "\n\n",
        "   \n \n",
        "# 削除済み\n",
        "---\n",
        "---\n---\n...\n",
        "\u{feff}",
        "~\n",
        "null\n",
    ] {
        let verdict = doc(text);
        assert_eq!(
            (verdict.status, codes(&verdict.named)),
            (0, vec!["KG009"]),
            "{text:?}"
        );
        assert!(
            !list(&verdict.found, "left_out").is_empty(),
            "{text:?}: counted in a folder"
        );
    }
}

#[test]
fn what_is_not_a_mapping_is_refused_when_it_is_named_and_counted_in_a_folder() {
    for text in ["協議\n", "- kind: x\n", "[a, b]\n", "\"協議\"\n"] {
        let verdict = doc(text);
        assert_eq!(
            (verdict.status, codes(&verdict.named)),
            (1, vec!["KG006"]),
            "{text:?}"
        );
        assert_eq!(list(&verdict.found, "left_out").len(), 1, "{text:?}");
    }
}

#[test]
fn a_request_without_a_kind_or_a_due_is_refused() {
    doc("種別: 協議\n発出日時: 2025-09-09 10:00\n")
        .refused("KG005")
        .at("KG005", 1, 1);
    doc("回答期限: 2025-09-11 17:00\n発出日時: 2025-09-09 10:00\n")
        .refused("KG005")
        .at("KG005", 1, 1);
    doc("種別:\n回答期限: 2025-09-11 17:00\n")
        .refused("KG005")
        .at("KG005", 1, 1);
    doc("種別: 協議\n回答期限:\n").refused("KG005").at("KG005", 2, 1);
}

#[test]
fn a_due_that_is_an_empty_mapping_or_list_is_no_due() {
    for empty in ["{}", "[]"] {
        let verdict = doc(&format!(
            "種別: 協議\n回答期限: {empty}\n発出日時: 2025-09-09 10:00\n"
        ));
        assert_eq!(verdict.status, 1, "{empty}: {}", verdict.named);
    }
    doc("種別: 協議\n回答期限: {質問: }\n")
        .refused("KG005")
        .at("KG005", 2, 8)
        .at("KG020", 2, 8);
}

// ── Encodings and line ends ──

#[test]
fn a_character_that_yaml_forbids_is_named() {
    doc(&with("電波", "電\0波"))
        .refused("KG002")
        .at("KG002", 2, 6)
        .says("KG002", "U+0000");
    doc(&format!("{SHORT}---\n{}", with("電波", "電\0波")))
        .refused("KG002")
        .beside();
}

#[test]
fn an_escape_character_is_named_at_its_own_place() {
    for c in ['\u{1b}', '\u{7}', '\u{7f}', '\u{8}'] {
        let name = format!("U+{:04X}", u32::from(c));
        doc(&with("電波", &format!("電{c}波")))
            .refused("KG002")
            .at("KG002", 2, 6)
            .says("KG002", &name);
    }
}

/// A value that would colour and clear the terminal and reverse text.
const TRAP: &str = r#""罠\e[31m\e[2J\a\b\r\n\u202e\u2066\u200b\u009b\0""#;

#[test]
fn control_and_bidi_characters_never_reach_the_terminal() {
    let due = "2025-09-11 16:59";
    for from in [
        "協議",
        "電波法の一部改正について（協議）",
        "総務省",
        "財務省",
        "2025-09-09 17:00",
        due,
        "1時間",
    ] {
        doc(&with(from, TRAP));
    }
    for more in [
        format!("{TRAP}: x\n"),
        format!("本文: {TRAP}\n"),
        format!("資料: [{TRAP}, {{名称: {TRAP}, 目的: {TRAP}}}]\n"),
        format!("ヒアリング: {{開始: {TRAP}, {TRAP}: x}}\n"),
        format!("例外: [{{規則: {TRAP}, 理由: x, 承認者: y}}]\n"),
        "担\u{202e}当: x\u{2066}\n".to_owned(),
        "# \u{202e}注\n担当: x\n".to_owned(),
    ] {
        doc(&format!("{SHORT}{more}")).beside();
    }
    doc(&format!("{SHORT}段階: {TRAP}\n"));
    doc(&with(due, &format!("{{質問: {due}, {TRAP}: {due}}}")));
    doc(&with(
        "財務省",
        &format!("[財務省, {{府省: {TRAP}, 勤務時間: {TRAP}, 休憩: {TRAP}, 時間帯: {TRAP}}}]"),
    ))
    .beside();
    doc(&with("協議", "審査")
        .replace("想定作業量", "資料")
        .replace("1時間", TRAP));
}

#[test]
fn a_tab_that_indents_is_marked_itself() {
    for (text, line, column) in [
        ("種別: 協議\n\t件名: x\n", 2, 1),
        ("種別: 協議\n件名:\n  - x\n \t- y\n", 4, 2),
        ("宛先:\r\n\t- 財務省\r\n", 2, 1),
    ] {
        let run =
            crate::common::check_input(crate::common::root(), &["--format", "json", "-"], text.as_bytes());
        let json = run.json();
        let start = &json["diagnostics"][0]["range"]["start"];
        assert_eq!(json["diagnostics"][0]["code"], "KG002", "{text}");
        assert_eq!(
            (&start["line"], &start["column"]),
            (&line.into(), &column.into()),
            "{text}"
        );
    }
}

#[test]
fn a_tab_inside_a_value_does_not_reach_the_terminal() {
    doc(&format!("{SHORT}\"担\\t当\": x\n")).refused("KG003");
    doc(&with("協議", r#""協\t議""#)).refused("KG007");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_with_control_characters_does_not_reach_the_terminal() {
    for name in [
        "罠\u{1b}[31m.yaml",
        "罠\u{202e}lmay.yaml",
        "罠\n二行目.yaml",
        "罠\u{7}\u{9b}.yaml",
    ] {
        judge(name, SHORT.as_bytes()).read();
        judge(name, b"\xff\xff");
        judge(name, b"a: [\n");
        judge(name, b"values: 1\n");
    }
    let here = folder(&[]);
    let run = run(limited(here.path()).args(["check", "罠\u{1b}[31m\n\u{202e}.yaml"]));
    assert_eq!(run.status, Some(2));
    assert!(
        run.stderr
            .trim_end_matches('\n')
            .chars()
            .all(|c| c != '\n' && is_harmless(c)),
        "{:?}",
        run.stderr
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_that_is_no_text_is_read_all_the_same() {
    use std::os::unix::ffi::OsStrExt;
    let here = folder(&[]);
    let name = std::ffi::OsStr::from_bytes(b"\x88\xc4.yaml");
    std::fs::write(here.path().join(name), SHORT).expect("a file");
    let run = run(limited(here.path()).args(["check", "--format", "json", "."]));
    assert_eq!(codes(&run.json()), [FOUND]);
}

#[test]
fn characters_beyond_the_basic_plane_are_one_column_and_two_units() {
    let verdict = doc(&with("2025-09-11 16:59", "{𠮷👩: 2025-09-11 16:59}"))
        .read()
        .at(FOUND, 6, 12);
    assert_eq!(
        count(&of(&verdict.named, FOUND)[0]["range"]["start"], "utf16"),
        14
    );
}

// ── YAML ──

#[test]
fn a_truncated_document_is_refused_or_judged_by_what_is_left() {
    for (cut, _) in SHORT.char_indices().skip(1) {
        let verdict = doc(SHORT.get(..cut).expect("a character's start"));
        let judged = codes(&verdict.named);
        assert!(
            !judged.is_empty() || verdict.named["summary"]["undetermined"] != 0,
            "clean after {cut} bytes"
        );
    }
}

#[test]
fn syntax_errors_are_refused_at_their_place() {
    doc("種別: 協議\nヒアリング:\n\t開始: 2025-09-09 10:00\n")
        .refused("KG002")
        .at("KG002", 3, 1)
        .says("KG002", "タブ");
    doc("種別: 協議\n件名: \"閉じない\n回答期限: 2025-09-11\n").refused("KG002");
    doc("種別: 協議\n宛先: [財務省, 法務省\n回答期限: 2025-09-11\n").refused("KG002");
    doc("種別: 協議\n件名: 電波法: 一部改正\n")
        .refused("KG002")
        .at("KG002", 2, 8);
    doc("種別: 協議\n  件名: x\n回答期限: 2025-09-11\n").refused("KG002");
    doc("種別: @協議\n").refused("KG002").at("KG002", 1, 5);
    doc("種別: 協議\n件名: %x\n%YAML 1.2\n").refused("KG002");
}

#[test]
fn a_full_width_colon_makes_no_key() {
    let verdict = doc(&SHORT.replace(": ", "："));
    assert_eq!((verdict.status, codes(&verdict.named)), (1, vec!["KG002"]));
    doc(&with("種別: ", "種別：")).refused("KG002");
}

#[test]
fn a_broken_document_hides_none_of_the_others() {
    for broken in ["a: [\n", "\"\n", "a: b: c\n", "*x\n", "- ]\n", "a: &\n"] {
        for text in [
            format!("{SHORT}---\n{broken}"),
            format!("{broken}---\n{SHORT}"),
            format!("---\n{broken}...\n---\n{SHORT}---\n{broken}"),
        ] {
            doc(&text).refused("KG002").beside();
        }
    }
}

#[test]
fn a_broken_field_hides_none_of_the_others() {
    for (from, to, code) in [
        ("電波法の一部改正について（協議）", "[電波法]", "KG006"),
        ("電波法の一部改正について（協議）", "{件: 電波法}", "KG006"),
        ("総務省", "{府省: 総務省, 勤務時間: 8時半}", "KG007"),
        ("総務省", "{府省: 総務省, 時間帯: Asia/Tokio}", "KG014"),
        ("財務省", "[財務省, {部局長: 主計局}]", "KG003"),
        ("財務省", "[財務省, [法務省]]", "KG006"),
        ("1時間", "しばらく", "KG007"),
        ("1時間", "-1時間", "KG007"),
        ("1時間", "99999999999999999999時間", "KG007"),
        ("1時間", "[1時間]", "KG006"),
        ("想定作業量", "想定作業料", "KG003"),
        ("件名", "発出元", "KG004"),
        ("1時間\n", "1時間\n想定作業量: 2時間\n", "KG004"),
        ("1時間\n", "1時間\n例外: KG101\n", "KG006"),
        (
            "1時間\n",
            "1時間\n例外: [{規則: KG405, 理由: x, 承認者: y}]\n",
            "KG012",
        ),
        ("1時間\n", "1時間\n例外: [{規則: KG202}]\n", "KG011"),
        ("1時間\n", "1時間\nヒアリング: 明日\n", "KG006"),
        (
            "1時間\n",
            "1時間\nヒアリング: {開始: 2025-09-10 15:00, 終了: 2025-09-10 14:00}\n",
            "KG007",
        ),
        ("1時間\n", "1時間\n雛形: たぶん\n", "KG007"),
        ("1時間\n", "1時間\n資料: [[x]]\n", "KG006"),
        ("1時間\n", "1時間\n必要性: {a: b}\n", "KG006"),
    ] {
        doc(&with(from, to)).refused(code).beside();
    }
}

#[test]
fn a_broken_due_leaves_its_rules_undetermined_and_judges_the_rest() {
    for (due, code, column) in [
        ("2025年2月30日 17時", "KG007", 12),
        ("平成40年9月11日 17時", "KG007", 7),
        ("[2025-09-11 17:00]", "KG006", 7),
        ("来週中", "KG007", 7),
        ("2025-09-11 25:00", "KG007", 18),
        ("2025-09-11T17:00+99:00", "KG007", 23),
        ("2151-01-01 10:00", "KG007", 7),
        ("0000-00-00 00:00", "KG007", 12),
    ] {
        let text = with("2025-09-11 16:59", due).replace("2025-09-09 17:00", "2025-09-07 17:00");
        let verdict = doc(&text).refused(code).at(code, 6, column);
        assert!(
            codes(&verdict.named).contains(&"KG403"),
            "{due}: sent on a Sunday, whatever the due"
        );
        let undetermined: Vec<&str> = list(&verdict.named, "undetermined").iter().map(text_of).collect();
        assert!(
            undetermined.contains(&"KG101") && undetermined.contains(&"KG103"),
            "{due}: {undetermined:?}"
        );
    }
    doc(&with("2025-09-11 16:59", "平成40年9月11日 17時")).says("KG007", "令和10年9月11日");
}

fn text_of(undetermined: &Value) -> &str {
    text(undetermined, "code")
}

#[test]
fn a_request_with_full_width_colons_or_inside_a_list_is_not_left_out() {
    let wide = SHORT.replace(": ", "：");
    let listed: String = SHORT
        .lines()
        .enumerate()
        .map(|(number, line)| format!("{}{line}\n", if number == 0 { "- " } else { "  " }))
        .collect();
    let under: String = std::iter::once("依頼:\n".to_owned())
        .chain(SHORT.lines().map(|line| format!("  {line}\n")))
        .collect();
    for (text, code, line, column) in [
        (&wide, "KG002", 1, 3),
        (&listed, "KG006", 1, 3),
        (&under, "KG006", 2, 3),
        (&format!("一覧:\n{listed}"), "KG006", 2, 3),
    ] {
        let here = folder(&[("a.yaml", text)]);
        let run = crate::common::check(here.path(), &["--format", "json", "."]);
        let json = run.json();
        assert_eq!(run.status, Some(1), "{text}");
        assert_eq!(json["diagnostics"][0]["code"], code, "{text}");
        let start = &json["diagnostics"][0]["range"]["start"];
        assert_eq!(
            (&start["line"], &start["column"]),
            (&line.into(), &column.into()),
            "{text}"
        );
    }
    // A YAML file that is no request is not reported.
    for text in [
        "項目：値\n",
        "items:\n  - kind: Pod\n    to: x\n",
        "- name: build\n  due: none\n",
        "概要: 宛先\n一覧: [種別, 期限]\n",
    ] {
        let here = folder(&[("a.yaml", text)]);
        let run = crate::common::check(here.path(), &["--format", "json", "."]);
        assert_eq!(run.status, Some(0), "{text}\n{}", run.stdout);
        assert_eq!(crate::common::list(&run.json(), "left_out").len(), 1, "{text}");
    }
}
