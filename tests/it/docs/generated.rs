//! Files generated from the command line's definition: the committed manual pages are current, and shells accept the
//! completions. `UPDATE_DOCS=1 cargo test docs::generated` rewrites the pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::{folder, kigen, root, run};

fn help(words: &[&str]) -> String {
    let run = run(kigen(root()).args(words).arg("--help"));
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    run.stdout
}

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = help(&[]);
    let listed = help.split_once("コマンド:\n").expect("a list of commands").1;
    let listed: Vec<String> = listed
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| !line.starts_with(' '))
        .map(|line| line.split(' ').next().unwrap().to_owned())
        .collect();
    assert!(listed.len() > 8, "{listed:?}");
    listed
}

/// The long options that a text names.
fn options(text: &str) -> BTreeSet<String> {
    text.replace("\\-", "-")
        .replace("\\fB", " ")
        .replace("\\fR", " ")
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .filter(|word| word.len() > 2 && word.starts_with("--"))
        .map(str::to_owned)
        .collect()
}

/// The long options that a help lists, without those named inside its sentences, which may be another command's.
fn listed(help: &str) -> BTreeSet<String> {
    let lines: Vec<&str> = help
        .lines()
        .filter(|line| line.trim_start().starts_with('-'))
        .collect();
    options(&lines.join("\n"))
}

/// The files of a folder by name.
fn files(folder: &Path) -> BTreeMap<String, String> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let text = fs::read_to_string(entry.path()).unwrap().replace("\r\n", "\n");
            (entry.file_name().into_string().unwrap(), text)
        })
        .collect()
}

#[test]
fn the_manual_is_what_the_program_makes() {
    let man = root().join("man");
    let made = folder(&[]);
    let out = if std::env::var_os("UPDATE_DOCS").is_some() {
        man.as_path()
    } else {
        made.path()
    };
    let run = run(kigen(root()).args(["man", "--lang", "ja", "--out"]).arg(out));
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let (made, committed) = (files(out), files(&man));
    assert_eq!(
        made.keys().collect::<Vec<_>>(),
        committed.keys().collect::<Vec<_>>(),
        "run `UPDATE_DOCS=1 cargo test docs::generated`"
    );
    for (name, text) in &made {
        assert!(
            *text == committed[name],
            "man/{name}: not what the program makes; run `UPDATE_DOCS=1 cargo test docs::generated`"
        );
    }
}

#[test]
fn the_manual_has_every_command_and_every_option() {
    let made = folder(&[]);
    let run = run(kigen(root())
        .args(["man", "--lang", "ja", "--out"])
        .arg(made.path()));
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let pages = files(made.path());
    for command in commands() {
        let page = &pages[&format!("kigen-{command}.1")];
        let (wanted, has) = (listed(&help(&[&command])), options(page));
        assert!(
            wanted.is_subset(&has),
            "{command}: {wanted:?}, the page has {has:?}"
        );
        assert!(
            pages["kigen.1"]
                .replace("\\-", "-")
                .contains(&format!("kigen-{command}(1)")),
            "{command} is not on the first page"
        );
        // The date field is empty, so that the page does not depend on the day of the build.
        let title = page
            .lines()
            .find(|line| line.starts_with(".TH "))
            .expect("a title");
        assert!(
            title.contains(&format!("1 \"\" \"kigen {}\"", env!("CARGO_PKG_VERSION"))),
            "{title}"
        );
        for heading in ["名前", "書式", "説明"] {
            assert!(
                page.contains(&format!("\n.SH {heading}\n")),
                "{command}: no {heading}"
            );
        }
        assert!(!page.contains(".SH NAME"), "{command}");
    }
}

#[test]
fn a_manual_that_cannot_be_written_is_said_to_be() {
    let made = folder(&[("file", "")]);
    let run = run(kigen(made.path()).args(["man", "--lang", "ja", "--out", "file/man"]));
    assert_eq!(run.status, Some(2), "{}", run.stdout);
    assert!(run.stderr.contains("file/man"), "{}", run.stderr);
}

#[test]
fn every_shell_has_its_completions() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = run(kigen(root()).args(["completions", shell]));
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        for command in commands() {
            assert!(run.stdout.contains(&command), "{shell}: no {command}");
        }
        assert!(run.stdout.contains("write-baseline"), "{shell}");
    }
    let run = run(kigen(root()).args(["completions", "csh", "--lang", "ja"]));
    assert_eq!(run.status, Some(2), "{}", run.stdout);
    assert!(
        run.stderr.contains("bash"),
        "it names what there is: {}",
        run.stderr
    );
}

/// The completions that bash offers for a command line.
#[cfg(unix)]
fn offered(words: &[&str]) -> BTreeSet<String> {
    let script = r#"source <("$KIGEN" completions bash); complete -p kigen >/dev/null || exit 3
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
        _kigen kigen "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}""#;
    let output = Command::new("bash")
        .args(["--norc", "--noprofile", "-c", script, "bash"])
        .args(words)
        .env("KIGEN", env!("CARGO_BIN_EXE_kigen"))
        .output()
        .expect("bash runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

#[cfg(unix)]
#[test]
fn bash_completes_commands_and_options() {
    let made = folder(&[]);
    let script = made.path().join("kigen.bash");
    fs::write(&script, run(kigen(root()).args(["completions", "bash"])).stdout).unwrap();
    let checked = Command::new("bash")
        .arg("-n")
        .arg(&script)
        .output()
        .expect("bash runs");
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stderr)
    );

    assert_eq!(offered(&["kigen", "che"]), BTreeSet::from(["check".to_owned()]));
    for command in commands() {
        let (wanted, has) = (listed(&help(&[&command])), offered(&["kigen", &command, "--"]));
        assert!(wanted.is_subset(&has), "{command}: {wanted:?}, bash has {has:?}");
    }
    let levels = offered(&["kigen", "check", "--fail-on", ""]);
    assert_eq!(
        levels.into_iter().collect::<Vec<_>>(),
        ["error", "info", "never", "warning"]
    );
}

/// Every mention of the version equals Cargo.toml's, and the changelog has a section for it.
#[test]
fn the_version_is_one() {
    let read = |name: &str| fs::read_to_string(root().join(name)).unwrap();
    let own = env!("CARGO_PKG_VERSION");
    for name in ["ci/npm/package.json", "editors/vscode/package.json"] {
        let package: serde_json::Value = serde_json::from_str(&read(name)).unwrap();
        assert_eq!(package["homepage"], env!("CARGO_PKG_HOMEPAGE"), "{name}");
        assert_eq!(package["version"], own, "{name}");
    }
    assert!(
        read("CHANGELOG.md").contains(&format!("\n## [{own}] - ")),
        "CHANGELOG.md"
    );
    let said = run(kigen(root()).arg("--version")).stdout;
    assert!(said.starts_with(&format!("kigen {own} (tzdata 20")), "{said}");
}

/// Every action is pinned to a commit hash, with its version in a comment.
#[test]
fn every_action_is_pinned() {
    for name in [
        ".github/workflows/ci.yml",
        ".github/workflows/release.yml",
        "action.yml",
    ] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        for line in text
            .lines()
            .filter(|line| line.trim_start().trim_start_matches("- ").starts_with("uses:"))
        {
            let (_, pin) = line.split_once('@').expect("a commit");
            let (commit, version) = pin.split_once(" # v").expect("a version beside it");
            assert!(
                commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()),
                "{name}: {line}"
            );
            assert!(version.split('.').count() == 3, "{name}: {line}");
        }
    }
}
