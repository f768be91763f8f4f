//! What bad input gets: a diagnostic at the place, or exit status 2 with a sentence; never a panic, a hang
//! or a clean bill.
//!
//! Every document is judged three times: named, for machines and for people, and found in a folder beside
//! a sound one. Hostile ones run under a limit of processor time and memory, so that a hang is a failure
//! and not a wait.

use crate::common::{Run, codes, count, folder, is_harmless, limited, list, of, put, run, text};
use serde_json::Value;

/// A consultation one minute short of 48 hours: KG101, and nothing else.
const SHORT: &str = "種別: 協議\n件名: 電波法の一部改正について（協議）\n発出元: 総務省\n宛先: 財務省\n\
    発出日時: 2025-09-09 17:00\n回答期限: 2025-09-11 16:59\n想定作業量: 1時間\n";

/// The finding of [`SHORT`], which nothing else in a file may hide.
const FOUND: &str = "KG101";

/// What came of a document.
struct Verdict {
    /// Of the file named.
    named: Value,
    /// Its exit status.
    status: i32,
    /// Of the file found in a folder; the neighbour's finding is taken out.
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

/// Judges `bytes` in all three ways, and asserts what holds of any file.
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

    /// The first finding of `code` begins at a line and a column.
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

    /// The finding that the document has besides is not hidden.
    fn beside(self) -> Self {
        assert!(codes(&self.named).contains(&FOUND), "{:?}", codes(&self.named));
        self
    }

    /// What the first finding of `code` says, its help after it.
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

    /// The document has the one finding of [`SHORT`]: it was read as it is meant.
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

// ── Nothing in it ──

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
fn marks_and_line_ends_of_every_sort_are_read() {
    doc(&format!("\u{feff}{SHORT}")).read().at(FOUND, 6, 7);
    doc(&SHORT.replace('\n', "\r\n")).read().at(FOUND, 6, 7);
    doc(&SHORT.replace('\n', "\r")).read().at(FOUND, 6, 7);
    doc(&format!("\u{feff}{}", SHORT.replace('\n', "\r\n")))
        .read()
        .at(FOUND, 6, 7);
    doc(SHORT.trim_end()).read().at(FOUND, 6, 7);
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn utf16_with_its_mark_is_read() {
    for (mark, unit) in [
        ([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ([0xfe, 0xff], u16::to_be_bytes),
    ] {
        let bytes = [&mark[..], &utf16(&with("電波", "𠮷野"), unit)].concat();
        let verdict = judge("案.yaml", &bytes).read().at(FOUND, 6, 7);
        let start = &of(&verdict.named, FOUND)[0]["range"]["start"];
        let before: usize = SHORT
            .lines()
            .take(5)
            .map(|line| 2 * (line.encode_utf16().count() + 1))
            .sum();
        // 𠮷 is two units where 電 is one.
        assert_eq!(count(start, "byte"), 2 + before + 2 * 6 + 2);
        // Cut in the middle of a unit.
        judge("案.yaml", &bytes[..bytes.len() - 1]).refused("KG001");
    }
}

#[test]
fn utf16_without_its_mark_is_refused_under_its_name() {
    for (name, unit) in [
        ("UTF-16LE", u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ("UTF-16BE", u16::to_be_bytes),
    ] {
        judge("案.yaml", &utf16("kind: other\ndue: 2025-09-11\n", unit))
            .refused("KG001")
            .says("KG001", name);
    }
}

#[test]
fn utf16_in_japanese_without_its_mark_is_refused_under_its_name() {
    for (name, unit) in [
        ("UTF-16LE", u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ("UTF-16BE", u16::to_be_bytes),
    ] {
        judge("案.yaml", &utf16(SHORT, unit))
            .refused("KG001")
            .says("KG001", name);
    }
}

/// [`SHORT`]'s first two lines in an encoding of Japan, written out by hand.
const SHIFT_JIS: &[u8] = b"\x8e\xed\x95\xca: \x8b\xa6\x8bc\n\x8c\x8f\x96\xbc: \x93d\x94g\x96@\n";
const EUC_JP: &[u8] = b"\xbc\xef\xca\xcc: \xb6\xa8\xb5\xc4\n\xb7\xef\xcc\xbe: \xc5\xc5\xc7\xc8\xcb\xa1\n";
const ISO_2022_JP: &[u8] = b"\x1b$B<oJL\x1b(B: \x1b$B6(5D\x1b(B\n\x1b$B7oL>\x1b(B: \x1b$BEEGHK!\x1b(B\n";

#[test]
fn shift_jis_and_euc_jp_are_refused_under_their_names_with_a_way_out() {
    for (name, bytes) in [("Shift_JIS", SHIFT_JIS), ("EUC-JP", EUC_JP)] {
        let bytes = [bytes, b"due: 2025-09-11\n"].concat();
        judge("案.yaml", &bytes)
            .refused("KG001")
            .at("KG001", 1, 1)
            .says("KG001", name)
            .says("KG001", "「名前を付けて保存」");
    }
}

#[test]
fn iso_2022_jp_is_refused_under_its_name() {
    judge("案.yaml", ISO_2022_JP)
        .refused("KG001")
        .says("KG001", "ISO-2022-JP");
}

#[test]
fn latin_1_and_bytes_of_no_encoding_are_refused_at_their_place() {
    judge(
        "案.yaml",
        b"kind: other\nsubject: caf\xe9\ndue: 2025-09-11 17:00\n",
    )
    .refused("KG001")
    .at("KG001", 2, 13);
    judge("案.yaml", b"kind: other\nsubject: \xff\xff\n")
        .refused("KG001")
        .at("KG001", 2, 10);
    judge("案.yaml", b"\x00\x01\x02\x03\xfe\xff").refused("KG001");
    judge("案.yaml", &[0xff, 0xfe, 0, 0, 1, 0, 0, 0])
        .refused("KG001")
        .says("KG001", "UTF-32");
    // A file cut inside its last character.
    let cut = SHORT.as_bytes();
    judge("案.yaml", &cut[..cut.len() - 2])
        .refused("KG001")
        .at("KG001", 7, 10);
}

// ── Characters ──

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

/// A value that would colour, clear and turn the terminal.
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
fn duplicate_keys_are_refused_in_whatever_words() {
    for more in ["件名: 二つ目\n", "\"件名\": 二つ目\n", "subject: second\n"] {
        doc(&format!("{SHORT}{more}"))
            .refused("KG004")
            .at("KG004", 8, 1)
            .beside();
    }
    for more in [
        "回答期限: 2025-09-20 17:00\n",
        "提出期限: 2025-09-20 17:00\n",
        "due: 2025-09-20 17:00\n",
    ] {
        doc(&format!("{SHORT}{more}"))
            .refused("KG004")
            .at("KG004", 8, 1)
            .beside();
    }
    doc(&with(
        "2025-09-11 16:59",
        "{質問: 2025-09-11 16:59, 質問: 2025-09-20 17:00}",
    ))
    .refused("KG004")
    .beside();
    doc(&with("財務省", "{府省: 財務省, ministry: 法務省}"))
        .refused("KG004")
        .beside();
}

#[test]
fn an_unknown_key_is_offered_the_known_one() {
    for (key, near) in [
        ("回答期眼", "回答期限"),
        ("想定作業料", "想定作業量"),
        ("effrot", "effort"),
        ("Subjct", "subject"),
        ("例 外", "例外"),
    ] {
        doc(&format!("{SHORT}{key}: x\n"))
            .refused("KG003")
            .at("KG003", 8, 1)
            .says("KG003", near)
            .beside();
    }
    doc(&format!("{SHORT}担当者の電話番号: x\n"))
        .refused("KG003")
        .says("KG003", "使える項目");
    // One that is known elsewhere: where it belongs, and not what looks like it.
    doc(&format!("{SHORT}オンライン: 可\n"))
        .refused("KG003")
        .says("KG003", "「ヒアリング」の中");
    doc(&format!("{SHORT}理由: 会期末のため\n"))
        .refused("KG003")
        .says("KG003", "「ヒアリング、例外」の中");
    doc(&with("財務省", "{府省: 財務省, 件名: 協議}"))
        .refused("KG003")
        .says("KG003", "依頼の一番外側")
        .says("KG003", "府省");
}

#[test]
fn a_key_with_a_blank_in_it_is_not_offered_itself() {
    let verdict = doc(&format!("{SHORT}\"必要性 \": x\n"));
    // Either it is taken for the key it plainly is, or the message shows what is wrong with it.
    for found in of(&verdict.named, "KG003") {
        let help = found["help"].as_str().unwrap_or_default();
        assert!(
            !text(found, "message").contains("「必要性」") || !help.contains("「必要性」"),
            "{found}"
        );
    }
}

#[test]
fn anchors_aliases_tags_and_complex_keys_are_read_or_refused() {
    doc(&with("総務省", "&誰 総務省").replace("財務省", "[財務省, *誰]")).read();
    doc(&with("協議", "!!str 協議")).read();
    doc(&with("2025-09-11 16:59", "!!timestamp 2025-09-11 16:59")).read();
    doc(&with("協議", "!own 協議")).read();
    doc(&format!("%YAML 1.2\n---\n{SHORT}")).read();
    doc(&format!("{SHORT}? [a, b]\n: x\n? {{c: d}}\n: y\n"))
        .refused("KG006")
        .at("KG006", 8, 3)
        .beside();
    doc(&with("財務省", "*誰")).refused("KG002").at("KG002", 4, 5);
    doc(&format!("{SHORT}本文: &私 [*私]\n"))
        .refused("KG002")
        .at("KG002", 8, 9);
    doc(&format!("{SHORT}本文: &私 {{a: *私}}\n")).refused("KG002");
    // An anchor of another document is not this one's.
    doc(&format!(
        "a: &誰 財務省\n---\n{}---\n{SHORT}",
        with("財務省", "*誰")
    ))
    .refused("KG002")
    .beside();
}

#[test]
fn merge_keys_are_not_obeyed_in_silence() {
    let text = format!("基: &基 {{種別: 協議}}\n<<: *基\n{}", with("種別: 協議\n", ""));
    doc(&text).refused("KG003").at("KG003", 1, 1).refused("KG005");
    doc(&format!("{SHORT}<<: {{想定作業量: 100時間}}\n"))
        .refused("KG003")
        .at("KG003", 8, 1)
        .beside();
}

// ── Sizes ──

#[test]
fn an_alias_bomb_costs_no_more_than_its_text() {
    let mut bomb = "a0: &a0 [笑, 笑, 笑, 笑, 笑, 笑, 笑, 笑, 笑]\n".to_owned();
    for level in 1..30 {
        let below = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    doc(&format!("{bomb}{SHORT}")).refused("KG003").beside();
    doc(&format!("{bomb}{}", with("財務省", "*a29"))).refused("KG006");
    doc(&format!("{bomb}{}", with("1時間", "*a29")))
        .refused("KG006")
        .beside();
}

#[test]
fn one_bad_mapping_used_ten_thousand_times_is_not_reported_ten_million_times() {
    let bad: Vec<String> = (0..5_000).map(|number| format!("k{number}: x")).collect();
    let uses = vec!["*a"; 10_000].join(", ");
    doc(&format!(
        "本文: &a {{{}}}\n{}",
        bad.join(", "),
        with("財務省", &format!("[{uses}]"))
    ))
    .beside();
}

#[test]
fn one_long_text_used_ten_thousand_times_is_not_said_ten_thousand_times() {
    let long = "あ".repeat(300_000);
    let uses = vec!["*a"; 10_000].join(", ");
    doc(&format!(
        "本文: &a {{規則: \"{long}\", 理由: x, 承認者: y}}\n{SHORT}例外: [{uses}]\n"
    ))
    .beside();
}

#[test]
fn a_hundred_thousand_levels_of_nesting_are_refused() {
    for opening in ["[", "{", "{a: ", "[{a: ", "- ", "? ", "- ? ", "&a [", "!t ["] {
        let deep = opening.repeat(100_000);
        let verdict = doc(&format!("{SHORT}---\n{deep}\n---\n{SHORT}"));
        assert_eq!(verdict.status, 1, "{opening}");
        assert!(codes(&verdict.named).contains(&FOUND), "{opening}");
        assert!(
            codes(&verdict.named)
                .iter()
                .any(|code| ["KG002", "KG008"].contains(code)),
            "{opening}"
        );
        let flow = opening.contains(['[', '{']);
        if flow {
            let verdict = doc(&format!("{SHORT}本文: {deep}"));
            assert_eq!(verdict.status, 1, "{opening}");
        }
    }
    let mut block = String::new();
    for level in 0..2_000 {
        block.push_str(&format!("{}a:\n", " ".repeat(level)));
    }
    doc(&format!("{SHORT}---\n{block}")).refused("KG008").beside();
}

#[test]
fn ten_megabytes_in_one_value_are_read_where_text_is_free_and_refused_where_it_is_not() {
    let long = "期限".repeat(10 * 1024 * 1024 / 6);
    doc(&format!("{SHORT}本文: \"{long}\"\n")).read();
    doc(&format!("{SHORT}本文: |\n  {long}\n")).read();
    doc(&with("電波法", &long)).read();
    doc(&with("協議", &long)).refused("KG007");
    doc(&with("2025-09-11 16:59", &long)).refused("KG007");
    doc(&with("財務省", &long)).refused("KG007");
    doc(&with("1時間", &long)).refused("KG007").beside();
    // A key so long is no YAML.
    doc(&format!("{SHORT}{long}: x\n")).refused("KG002");
    doc(&format!("{SHORT}# {long}\n")).read();
    doc(&format!("{SHORT}本文: \"{long}\n")).refused("KG002");
}

#[test]
fn a_long_subject_is_not_paid_for_again_with_every_finding() {
    let long = "期限".repeat(10 * 1024 * 1024 / 6);
    let materials = vec!["x"; 5_000].join(", ");
    let text = with("種別: 協議", "種別: 審査").replace("電波法", &long);
    let verdict = doc(&format!("{text}資料: [{materials}]\n"));
    assert_eq!(of(&verdict.named, "KG205").len(), 5_000);
}

/// `count` unknown keys.
fn keys(count: usize, between: &str) -> String {
    (0..count)
        .map(|number| format!("項目{number}: x"))
        .collect::<Vec<_>>()
        .join(between)
}

#[test]
fn a_hundred_thousand_keys_on_lines_of_their_own_are_refused() {
    doc(&format!("{SHORT}{}\n", keys(100_000, "\n")))
        .refused("KG003")
        .beside();
}

#[test]
fn a_hundred_thousand_keys_on_one_line_are_refused() {
    let first = SHORT.trim_end().replace('\n', ", ");
    doc(&format!("{{{first}, {}}}\n", keys(100_000, ", ")))
        .refused("KG003")
        .beside();
}

#[test]
fn a_hundred_thousand_keys_in_utf16_are_refused() {
    let text = format!("\u{feff}{SHORT}{}\n", keys(100_000, "\n"));
    judge("案.yaml", &utf16(&text, u16::to_le_bytes))
        .refused("KG003")
        .beside();
}

#[test]
fn a_hundred_thousand_keys_inside_a_free_text_are_one_finding() {
    let verdict = doc(&format!("{SHORT}本文: {{{}}}\n", keys(100_000, ", ")))
        .refused("KG006")
        .beside();
    assert_eq!(codes(&verdict.named).len(), 2);
}

#[test]
fn a_hundred_thousand_named_dues_are_held_to_a_limit() {
    let dues: Vec<String> = (0..100_000)
        .map(|number| format!("{number}: 2025-09-11 16:59"))
        .collect();
    let verdict = doc(&with("2025-09-11 16:59", &format!("{{{}}}", dues.join(", "))));
    assert_eq!(verdict.status, 1);
}

#[test]
fn ten_thousand_documents_are_all_read() {
    let verdict = doc(&vec![SHORT; 10_000].join("---\n"));
    assert_eq!((verdict.status, of(&verdict.named, FOUND).len()), (1, 10_000));
    let last = &of(&verdict.named, FOUND)[9_999]["range"]["start"];
    assert_eq!(count(last, "line"), 8 * 9_999 + 6);
    let broken = doc(&vec!["a: [\n"; 10_000].join("---\n")).refused("KG002");
    assert_eq!(of(&broken.named, "KG002").len(), 10_000);
}

#[test]
fn fifty_thousand_recipients_are_held_to_a_limit_and_said_to_be() {
    let recipients: Vec<String> = (0..50_000).map(|number| format!("第{number}省")).collect();
    doc(&with("財務省", &format!("[{}]", recipients.join(", "))))
        .refused("KG008")
        .beside();
    let recipients: Vec<String> = (0..50_000)
        .map(|number| format!("\n  - 財務省第{number}課"))
        .collect();
    doc(&with(" 財務省", &recipients.concat()))
        .refused("KG008")
        .beside();
}

#[test]
fn ten_thousand_recipients_of_as_many_hours_are_judged() {
    let recipients: Vec<String> = (0..10_000)
        .map(|number| {
            let (from, until) = (number / 100, number % 100);
            format!(
                "{{府省: 財務省, 勤務時間: \"{}:{:02}-{}:{:02}\"}}",
                7 + from / 60,
                from % 60,
                17 + until / 60,
                until % 60
            )
        })
        .collect();
    doc(&with("財務省", &format!("[{}]", recipients.join(", ")))).beside();
    let much = with("財務省", &format!("[{}]", recipients.join(", "))).replace("1時間", "9000時間");
    doc(&much).refused("KG103").beside();
}

#[test]
fn ten_thousand_exceptions_are_judged() {
    let exceptions = vec!["{規則: KG202, 理由: x, 承認者: y}"; 10_000].join(", ");
    let verdict = doc(&format!("{SHORT}例外: [{exceptions}]\n")).beside();
    assert!(codes(&verdict.named).contains(&"KG010"));
}

#[test]
fn a_hundred_thousand_anchors_and_aliases_are_read() {
    let anchors: Vec<String> = (0..100_000).map(|number| format!("&a{number} x")).collect();
    let aliases: Vec<String> = (0..100_000).map(|number| format!("*a{number}")).collect();
    let all = format!("[{}, {}]", anchors.join(", "), aliases.join(", "));
    doc(&format!("{SHORT}本文: {all}\n")).refused("KG006").beside();
}

#[test]
fn repeated_punctuation_of_every_sort_ends() {
    for c in [
        "\"", "'", "&", "*", "!", "%", "@", "`", "|", ">", "-", "?", ":", ",", "#", "[]", "{}", "---\n",
        "...\n", "\r", "\t", "a:", "- - ", "<<: ", "\\", "𠮷", "\u{feff}", "\u{85}", "\u{2028}",
    ] {
        for text in [
            c.repeat(200_000),
            format!("{SHORT}本文: {}", c.repeat(200_000)),
            format!("{SHORT}本文: \"{}", c.repeat(200_000)),
        ] {
            doc(&text);
        }
    }
}

/// What is written in escapes has no place of its own, and is not looked for without end.
#[test]
fn a_hundred_thousand_blanks_in_escapes_are_one_finding() {
    let body = "\\u25cb月○日 ".repeat(100_000);
    let verdict = doc(&format!("{SHORT}本文: \"{body}\"\n"));
    assert_eq!(codes(&verdict.named), [FOUND, "KG409"]);
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
    // What is of another sort is none the worse for it.
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

#[test]
fn documents_past_the_limit_are_said_not_to_be_read() {
    const LIMIT: usize = 10_000;
    let one = "---\nkind: other\ndue: 2025-09-10 17:00\n";
    for (count, cut) in [(LIMIT, false), (LIMIT + 1, true), (25_000, true)] {
        let folder = folder(&[("a.yaml", &one.repeat(count))]);
        let json = run(limited(folder.path()).args([
            "check",
            "--now",
            crate::common::NOW,
            "--format",
            "json",
            "a.yaml",
        ]));
        let value = json.json();
        assert_eq!(list(&value, "requests").len(), LIMIT, "{count}");
        let found = list(&value, "diagnostics")
            .iter()
            .find(|found| found["code"] == "KG008");
        assert_eq!(found.is_some(), cut, "{count}");
        if let Some(found) = found {
            assert_eq!(found["range"]["start"]["line"], 3 * LIMIT + 1);
            assert_eq!(json.status, Some(1));
        }
    }
}

#[test]
fn of_a_file_full_of_errors_every_document_keeps_one() {
    let wrong = (0..100)
        .map(|number| format!("key{number}: 1\n"))
        .collect::<String>();
    let text = format!("---\nkind: other\ndue: 2025-09-10 17:00\n{wrong}").repeat(200);
    let folder = folder(&[("a.yaml", &text)]);
    let run = run(limited(folder.path()).args([
        "check",
        "--now",
        crate::common::NOW,
        "--format",
        "json",
        "a.yaml",
    ]));
    let value = run.json();
    let errors = list(&value, "diagnostics")
        .iter()
        .filter(|found| found["severity"] == "error");
    let of: Vec<u64> = errors.map(|found| found["request"].as_u64().unwrap()).collect();
    for request in 0..200 {
        let count = of.iter().filter(|it| **it == request).count();
        // Five thousand first, then one and the word that there are more.
        assert_eq!(count, if request < 50 { 100 } else { 2 }, "{request}");
    }
}

#[test]
fn what_may_have_no_end_is_read_up_to_a_limit() {
    const LIMIT: usize = 64 * 1024 * 1024;
    let folder = folder(&[]);
    let input = format!("{SHORT}#");
    for (length, expected) in [(LIMIT, FOUND), (LIMIT + 1, "KG008")] {
        let mut bytes = input.clone().into_bytes();
        bytes.resize(length, b'x');
        let run = crate::common::check_input(folder.path(), &["--format", "json", "-"], &bytes);
        let value = run.json();
        assert_eq!((codes(&value), run.status), (vec![expected], Some(1)), "{length}");
    }
    if cfg!(target_os = "linux") {
        let run = run(limited(folder.path()).args(["check", "--format", "json", "/dev/zero"]));
        let value = run.json();
        assert_eq!((codes(&value), run.status), (vec!["KG008"], Some(1)));
    }
}
