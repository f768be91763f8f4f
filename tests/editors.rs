//! Real editors against `kigen lsp`. Without its own harness, so that an editor that is not installed is
//! seen to have been skipped; `KIGEN_REQUIRE_EDITORS=1` (as `.ci/run` sets it) makes that a failure.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use serde_json::Value;

/// ① under 48 hours. Characters outside the BMP, full-width ones and CRLF: columns are hard to get right.
const DRAFT: &str = "# 𠮷野の件\r\n種別: 協議\r\n件名: 𩸽（ほっけ）の資源管理に関する法律案について\r\n発出元: 総務省行政管理局\r\n宛先: 財務省主計局\r\n発出日時: 令和7年9月9日（火）17時30分\r\n\"回答期限\": 令和7年9月11日（木）17時 # 𠮷\r\n想定作業量: 6時間\r\n";

fn main() -> ExitCode {
    // `cargo test NAME` hands a filter to every test program.
    let filters: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| !it.starts_with('-'))
        .collect();
    if std::env::args().any(|it| it == "--list") {
        println!("neovim: test");
        return ExitCode::SUCCESS;
    }
    if !filters.is_empty() && !filters.iter().any(|filter| "neovim".contains(filter.as_str())) {
        println!("\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 1 filtered out\n");
        return ExitCode::SUCCESS;
    }
    println!("\nrunning 1 test");
    let installed = Command::new("nvim")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !installed {
        if std::env::var_os("KIGEN_REQUIRE_EDITORS").is_some() {
            println!("test neovim ... FAILED: nvim is not installed, and KIGEN_REQUIRE_EDITORS is set");
            return ExitCode::FAILURE;
        }
        println!("test neovim ... ignored: nvim is not installed (Debian: apt install neovim)");
        println!("\ntest result: ok. 0 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n");
        return ExitCode::SUCCESS;
    }
    // A panic ends the program with its message and a status of its own.
    neovim();
    println!("test neovim ... ok");
    println!("\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n");
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
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let seen = fs::read_to_string(at("seen.json")).unwrap_or_else(|error| panic!("{error}\n{stderr}"));
    let seen: Value = serde_json::from_str(&seen).unwrap();
    assert!(
        seen["failure"].is_null(),
        "{}\n{stderr}\n{seen:#}",
        seen["failure"].as_str().unwrap_or_default()
    );

    let diagnostics = seen["diagnostics"].as_array().unwrap();
    let found: Vec<&Value> = diagnostics
        .iter()
        .filter(|found| found["code"] == "KG101")
        .collect();
    let [found] = found[..] else {
        panic!("{seen:#}");
    };
    // Neovim counts bytes of the line.
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
            .starts_with("期限までの時間は47時間30分")
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
    let completions = seen["completions"].as_array().unwrap();
    assert!(
        completions.contains(&"KG202".into()) && !completions.contains(&"KG101".into()),
        "{completions:?}"
    );

    assert_eq!(
        seen["selected"][0], "期限を9月11日（木）17時30分にする",
        "{seen:#}"
    );
    let written = fs::read_to_string(at("案.yaml")).unwrap();
    assert_eq!(written, DRAFT.replace("（木）17時", "（木）17時30分"));
}

/// The configuration that docs/editors.md gives for Neovim 0.7 to 0.10, with the program just built and a
/// clock that stands still.
fn documented_setup() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/editors.md");
    let text = fs::read_to_string(path).unwrap();
    let section = text.split("0.7から0.10まで：").nth(1).expect("the section");
    let block = section.split("```lua\n").nth(1).expect("a block");
    let setup = block.split("```").next().unwrap();
    let program = "os.getenv('KIGEN'), 'lsp', '--now', '2025-09-08T10:00'";
    assert!(setup.contains("cmd = { 'kigen', 'lsp' }"), "{setup}");
    setup.replace("'kigen', 'lsp'", program)
}
