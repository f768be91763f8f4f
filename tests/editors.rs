//! Real editors against `kigen lsp`. Runs without the test harness so that a skipped editor is printed;
//! `KIGEN_REQUIRE_EDITORS=1` (set by `.ci/run`) makes a missing editor a failure.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Output, Stdio};

use serde_json::Value;

/// KG101: half an hour under 48 hours. Characters outside the BMP, full-width ones and CRLF exercise columns.
const DRAFT: &str = "# 𠮷野の件\r\n種別: 協議\r\n件名: 𩸽（ほっけ）の資源管理に関する法律案について\r\n発出元: 総務省行政管理局\r\n宛先: 財務省主計局\r\n発出日時: 令和7年9月9日（火）17時30分\r\n\"回答期限\": 令和7年9月11日（木）17時 # 𠮷\r\n想定作業量: 6時間\r\n";

/// An editor: its name, how its presence is detected, where to get it, and the test.
struct Editor {
    name: &'static str,
    probe: &'static [&'static str],
    packages: &'static str,
    test: fn(),
}

const EDITORS: [Editor; 2] = [
    Editor {
        name: "neovim",
        probe: &["nvim", "--version"],
        packages: "neovim",
        test: neovim,
    },
    Editor {
        name: "emacs",
        probe: &[
            "emacs",
            "--batch",
            "-q",
            "--eval",
            "(progn (package-initialize) (require 'eglot) (require 'yaml-mode))",
        ],
        packages: "emacs-nox elpa-eglot elpa-yaml-mode",
        test: emacs,
    },
];

impl Editor {
    fn is_installed(&self) -> bool {
        let (program, arguments) = self.probe.split_first().unwrap();
        let status = Command::new(program)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|status| status.success())
    }
}

/// KG202: sent in the evening for the next morning, with a folded SUMMARY.
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//kigen//test//JA\r\nBEGIN:VTODO\r\nUID:1@example\r\nDTSTAMP:20250909T083000Z\r\nX-KIGEN-KIND:査定・審査\r\nX-KIGEN-SENT:20250909T173000\r\nSUMMARY:𠮷野の査定資料について、御\r\n 提出をお願いします𠮷\r\nDUE;TZID=Asia/Tokyo:20250910T090000\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";

fn main() -> ExitCode {
    // `cargo test NAME` passes its filter to every test binary.
    let filters: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| !it.starts_with('-'))
        .collect();
    if std::env::args().any(|it| it == "--list") {
        for editor in &EDITORS {
            println!("{}: test", editor.name);
        }
        return ExitCode::SUCCESS;
    }
    let is_wanted = |editor: &&Editor| {
        filters.is_empty() || filters.iter().any(|filter| editor.name.contains(filter.as_str()))
    };
    let wanted: Vec<&Editor> = EDITORS.iter().filter(is_wanted).collect();
    println!("\nrunning {} tests", wanted.len());
    let (mut passed, mut ignored) = (0, 0);
    for editor in &wanted {
        let Editor { name, packages, .. } = editor;
        if editor.is_installed() {
            // A panic exits with its message and a failing status.
            (editor.test)();
            println!("test {name} ... ok");
            passed += 1;
        } else if std::env::var_os("KIGEN_REQUIRE_EDITORS").is_some() {
            println!("test {name} ... FAILED: not installed, and KIGEN_REQUIRE_EDITORS is set");
            return ExitCode::FAILURE;
        } else {
            println!("test {name} ... ignored: not installed (Debian: apt install {packages})");
            ignored += 1;
        }
    }
    let filtered = EDITORS.len() - wanted.len();
    println!(
        "\ntest result: ok. {passed} passed; 0 failed; {ignored} ignored; 0 measured; {filtered} filtered out\n"
    );
    ExitCode::SUCCESS
}

fn neovim() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("案.yaml"), DRAFT).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors/neovim.lua");
    fs::write(at("setup.lua"), documented_setup()).unwrap();
    let mut command = Command::new("nvim");
    command
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c"])
        .arg(format!("luafile {}", script.display()))
        .current_dir(folder.path())
        .env("KIGEN", env!("CARGO_BIN_EXE_kigen"))
        .env("SETUP", at("setup.lua"))
        .env("DRAFT", at("案.yaml"))
        .env("OUT", at("seen.json"))
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null());
    for name in [
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
    ] {
        command.env(name, folder.path());
    }
    let output = command.output().unwrap();
    let seen = seen(&at("seen.json"), &output);

    let diagnostics = seen["diagnostics"].as_array().unwrap();
    let found: Vec<&Value> = diagnostics
        .iter()
        .filter(|found| found["code"] == "KG101")
        .collect();
    let [found] = found[..] else {
        panic!("{seen:#}");
    };
    // Neovim columns are bytes of the line.
    let line = DRAFT.lines().nth(6).unwrap();
    let value = "令和7年9月11日（木）17時";
    let from = line.find(value).unwrap();
    assert_eq!(found["line"], 6);
    assert_eq!(found["from"], from);
    assert_eq!(found["to"], from + value.len());
    assert_eq!(
        (&found["severity"], &found["source"]),
        (&1.into(), &"kigen".into())
    );
    assert!(
        found["message"]
            .as_str()
            .unwrap()
            .contains("期限までの時間は47時間30分")
    );

    let hover = seen["hover"].as_str().unwrap();
    for said in [
        "期限：9月11日（木）17時",
        "経過：47時間30分",
        "作業できる時間：15時間",
        "適合する最も早い期限：9月11日（木）17時30分",
    ] {
        assert!(hover.contains(said), "{hover}");
    }
    offers_codes(&seen);

    assert_eq!(
        seen["selected"][0], "回答期限を9月11日（木）17時30分にする",
        "{seen:#}"
    );
    let written = fs::read_to_string(at("案.yaml")).unwrap();
    assert_eq!(written, DRAFT.replace("（木）17時", "（木）17時30分"));
}

/// The JSON in which the editor's script recorded what it displayed.
fn seen(path: &Path, output: &Output) -> Value {
    let stderr = String::from_utf8_lossy(&output.stderr);
    let seen = fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}\n{stderr}"));
    let seen: Value = serde_json::from_str(&seen).unwrap();
    assert!(seen["failure"].is_null(), "{stderr}\n{seen:#}");
    seen
}

fn emacs() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    // Non-ASCII directory and file name: Emacs 30 maps their percent-encoded URI to another file.
    fs::create_dir(at("依頼")).unwrap();
    let draft = at("依頼").join("案 𠮷.yaml");
    fs::write(&draft, DRAFT).unwrap();
    let calendar = at("依頼").join("予定.ics");
    fs::write(&calendar, CALENDAR).unwrap();
    let program = "\"lsp\" \"--now\" \"2025-09-08T10:00\"";
    let setup = documented("Emacs", "```elisp\n");
    assert!(setup.contains("(\"kigen\" \"lsp\""), "{setup}");
    let kigen = format!("\"{}\"", env!("CARGO_BIN_EXE_kigen"));
    let setup = setup.replace("\"lsp\"", program).replace("\"kigen\"", &kigen);
    fs::write(at("setup.el"), setup).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors/emacs.el");
    let output = Command::new("emacs")
        .args(["--batch", "-q", "-l"])
        .arg(script)
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .env("SETUP", at("setup.el"))
        .env("DRAFT", &draft)
        .env("CALENDAR", &calendar)
        .env("OUT", at("seen.json"))
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let seen = seen(&at("seen.json"), &output);

    // The marked text, by the editor's own columns.
    let marked = |name: &str, code: &str| -> Vec<String> {
        let all = seen[name].as_array().unwrap().iter();
        let of_code = all.filter(|found| found["message"].as_str().unwrap().contains(code));
        of_code
            .map(|found| found["text"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(marked("draft", "KG101"), ["令和7年9月11日（木）17時"], "{seen:#}");
    assert_eq!(marked("calendar", "KG202"), ["20250910T090000"], "{seen:#}");
    let hover = seen["hover"].as_str().unwrap();
    assert!(hover.contains("経過：47時間30分"), "{hover}");
    offers_codes(&seen);
    assert_eq!(seen["made"], "回答期限を9月11日（木）17時30分にする");
    let written = fs::read_to_string(draft).unwrap();
    assert_eq!(written, DRAFT.replace("（木）17時", "（木）17時30分"));
}

/// The codes that an editor completes in an exception.
fn offers_codes(seen: &serde_json::Value) {
    let completions = seen["completions"].as_array().unwrap();
    // For a rule without exceptions the record is a deviation, so it is offered; for one that no record clears it is
    // not.
    for (code, is_offered) in [("KG202", true), ("KG101", true), ("KG401", false)] {
        assert_eq!(completions.contains(&code.into()), is_offered, "{completions:?}");
    }
}

/// The configuration that docs/editors.md gives for Neovim 0.7 to 0.10, with the binary under test and a
/// fixed clock (`--now`).
fn documented_setup() -> String {
    let setup = documented("0.7から0.10まで：", "```lua\n");
    let program = "os.getenv('KIGEN'), 'lsp', '--now', '2025-09-08T10:00'";
    assert!(setup.contains("cmd = { 'kigen', 'lsp' }"), "{setup}");
    setup.replace("'kigen', 'lsp'", program)
}

/// The first block of docs/editors.md after a heading.
fn documented(heading: &str, fence: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/editors.md");
    let text = fs::read_to_string(path).unwrap();
    let section = text.split(&format!("\n{heading}")).nth(1);
    let section = section.or_else(|| text.split(&format!("\n## {heading}\n")).nth(1));
    let block = section
        .expect("the section")
        .split(fence)
        .nth(1)
        .expect("a block");
    block.split("```").next().unwrap().to_owned()
}
