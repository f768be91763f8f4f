//! The integrations that ship with the program (git hook, GitHub action, GitLab template, pre-commit), run as
//! their hosts run them: a breach fails, a clean request passes.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::common::{folder, put, root};
use serde_yaml::Value;

/// KG101: due after 47.5 hours.
const SHORT: &str = "種別: 協議\n件名: 法律案\n発出元: 総務省行政管理局\n宛先: 財務省主計局\n\
発出日時: 令和7年9月9日（火）17時30分\n回答期限: 令和7年9月11日（木）17時\n想定作業量: 1時間\n";

fn long_enough() -> String {
    SHORT.replace("11日（木）17時", "12日（金）17時")
}

/// A command in `folder` with the binary under test first on PATH and a cleared environment.
fn command(program: &str, folder: &Path) -> Command {
    let own = Path::new(env!("CARGO_BIN_EXE_kigen")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(own.to_owned()).chain(std::env::split_paths(&path));
    let mut command = Command::new(program);
    command
        .current_dir(folder)
        .env("PATH", std::env::join_paths(paths).unwrap())
        .env("LC_ALL", "C.UTF-8")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        command.env_remove(name);
    }
    command
}

fn git(folder: &Path, arguments: &[&str]) -> Output {
    let settings = [
        "user.name=試験",
        "user.email=test@example.invalid",
        "commit.gpgsign=false",
        "init.defaultBranch=main",
    ];
    let mut git = command("git", folder);
    for setting in settings {
        git.args(["-c", setting]);
    }
    git.args(arguments).output().expect("git runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A repository with the shipped hook installed.
fn guarded() -> tempfile::TempDir {
    let folder = folder(&[]);
    assert!(git(folder.path(), &["init", "-q"]).status.success());
    let hook = folder.path().join(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::copy(root().join("ci/pre-commit"), hook).unwrap();
    folder
}

fn commit(folder: &Path, names: &[&str]) -> Output {
    let added = git(folder, &[&["add", "--"], names].concat());
    assert!(added.status.success(), "{}", said(&added));
    git(folder, &["commit", "-q", "-m", "依頼"])
}

#[test]
fn a_breach_is_not_committed_and_a_clean_request_is() {
    let folder = guarded();
    put(folder.path(), "依頼/協議 案.yaml", SHORT.as_bytes());
    let refused = commit(folder.path(), &["依頼"]);
    assert!(!refused.status.success());
    assert!(said(&refused).contains("KG101"), "{}", said(&refused));
    assert!(
        said(&refused).contains("依頼/協議 案.yaml:6:"),
        "{}",
        said(&refused)
    );
    assert!(
        !git(folder.path(), &["rev-parse", "-q", "--verify", "HEAD"])
            .status
            .success()
    );

    put(folder.path(), "依頼/協議 案.yaml", long_enough().as_bytes());
    let taken = commit(folder.path(), &["依頼"]);
    assert!(taken.status.success(), "{}", said(&taken));
    assert!(
        git(folder.path(), &["rev-parse", "-q", "--verify", "HEAD"])
            .status
            .success()
    );
}

#[test]
fn a_breach_saved_under_windows_name_is_not_committed() {
    for name in ["協議.yaml.txt", "協議.YML.TXT"] {
        let folder = guarded();
        put(folder.path(), &format!("依頼/{name}"), SHORT.as_bytes());
        let refused = commit(folder.path(), &["依頼"]);
        assert!(!refused.status.success(), "{name}");
        assert!(said(&refused).contains("KG101"), "{}", said(&refused));
    }
}

/// The hook judges the index, not the working tree.
#[test]
fn the_hook_reads_what_is_staged() {
    let folder = guarded();
    put(folder.path(), "依頼/a.yaml", SHORT.as_bytes());
    assert!(git(folder.path(), &["add", "依頼"]).status.success());
    put(folder.path(), "依頼/a.yaml", long_enough().as_bytes());
    let refused = git(folder.path(), &["commit", "-q", "-m", "依頼"]);
    assert!(!refused.status.success(), "fixed in the folder only");

    assert!(git(folder.path(), &["add", "依頼"]).status.success());
    put(folder.path(), "依頼/a.yaml", SHORT.as_bytes());
    let taken = git(folder.path(), &["commit", "-q", "-m", "依頼"]);
    assert!(
        taken.status.success(),
        "spoilt in the folder only: {}",
        said(&taken)
    );
}

/// The hook judges only files of the request folder that have a request's extension; other commits pass.
#[test]
fn the_hook_is_for_the_folder_of_requests() {
    let folder = guarded();
    put(folder.path(), "設定.yaml", b"a: [1\n");
    put(folder.path(), "依頼/README.md", "説明".as_bytes());
    let taken = commit(folder.path(), &["."]);
    assert!(taken.status.success(), "{}", said(&taken));
    assert!(
        git(folder.path(), &["rm", "-q", "依頼/README.md"])
            .status
            .success()
    );
    let taken = git(folder.path(), &["commit", "-q", "-m", "削除"]);
    assert!(taken.status.success(), "{}", said(&taken));
    put(folder.path(), "依頼/下/A.YAML", SHORT.as_bytes());
    assert!(
        !commit(folder.path(), &["依頼"]).status.success(),
        "in folders below, whatever the letters"
    );
}

fn yaml(name: &str) -> Value {
    serde_yaml::from_str(&fs::read_to_string(root().join(name)).unwrap()).expect(name)
}

/// The action's install step, with a local folder as the release server.
fn install(folder: &Path, system: &str, version: &str, reference: &str) -> Output {
    let action = yaml("action.yml");
    let step = &action["runs"]["steps"][0];
    fs::write(folder.join("step.sh"), step["run"].as_str().unwrap()).unwrap();
    let (os, arch) = system.split_once('-').unwrap();
    command("bash", folder)
        .args(["--noprofile", "--norc", "-eo", "pipefail", "step.sh"])
        .env("KIGEN_RELEASES", format!("file://{}", folder.display()))
        .env("KIGEN_VERSION", version)
        .env("KIGEN_REF", reference)
        .env("KIGEN_SOURCE", root())
        .env("KIGEN_ROOT", folder.join("root"))
        .env("RUNNER_OS", os)
        .env("RUNNER_ARCH", arch)
        .env("GITHUB_OUTPUT", folder.join("output"))
        .output()
        .expect("bash runs")
}

/// The action installs the release's binary only where its SHA-256 matches the published checksum.
#[cfg(target_os = "linux")]
#[test]
fn the_action_installs_what_the_checksum_vouches_for() {
    let own = env!("CARGO_PKG_VERSION");
    let name = format!("kigen-{own}-x86_64-unknown-linux-musl");
    let archive = format!("{name}.tar.gz");
    let release = |lines: &dyn Fn(&str) -> String| {
        let folder = folder(&[]);
        let place = folder.path().join(format!("v{own}"));
        fs::create_dir_all(place.join(&name)).unwrap();
        let program = "#!/bin/sh\ntouch ran\necho kigen\n";
        fs::write(place.join(&name).join("kigen"), program).unwrap();
        let script = format!("chmod +x {name}/kigen; tar -czf {archive} {name}; sha256sum {archive}");
        let made = command("bash", &place).args(["-ec", &script]).output().unwrap();
        let sum = said(&made).split(' ').next().unwrap().to_owned();
        fs::write(place.join("SHA256SUMS"), lines(&sum)).unwrap();
        folder
    };
    let good = |sum: &str| format!("{}  kigen.html\n{sum}  {archive}\n", "0".repeat(64));
    for (version, reference) in [
        (own, "main"),
        ("", &*format!("v{own}")),
        ("", "0123abc"),
        (&*format!("v{own}"), ""),
    ] {
        let folder = release(&good);
        let run = install(folder.path(), "Linux-X64", version, reference);
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        let output = fs::read_to_string(folder.path().join("output")).unwrap();
        assert_eq!(
            output,
            format!("kigen={}/root/{name}/kigen\n", folder.path().display())
        );
    }
    let bad: [&dyn Fn(&str) -> String; 5] = [
        &|_| format!("{}  {archive}\n", "0".repeat(64)),
        &|sum| format!("{sum}  other-{archive}\n"),
        &|sum| format!("{sum}  {archive}\n{sum}  {archive}\n"),
        &|_| format!("  {archive}\n"),
        &|_| String::new(),
    ];
    for lines in bad {
        let folder = release(lines);
        let run = install(folder.path(), "Linux-X64", "", "");
        assert_eq!(run.status.code(), Some(2), "{}", said(&run));
        assert!(!folder.path().join("root/ran").exists() && !folder.path().join("output").exists());
    }
    // An unknown release, an unsupported platform, a malformed version.
    for (system, version) in [
        ("Linux-X64", "99.0.0"),
        ("Linux-RISCV", own),
        ("Linux-X64", "../x"),
        ("Linux-X64", "1.0"),
    ] {
        let folder = release(&good);
        let run = install(folder.path(), system, version, "");
        assert_ne!(run.status.code(), Some(0), "{system} {version}");
        assert!(!folder.path().join("output").exists());
    }
}

/// No step of the action changes PATH for later steps of the workflow.
#[test]
fn the_action_leaves_the_path_alone() {
    let action = fs::read_to_string(root().join("action.yml")).unwrap();
    for word in ["GITHUB_PATH", "GITHUB_ENV", "cargo install"] {
        assert!(!action.contains(word), "{word}");
    }
}

/// The action's check step, run as GitHub runs `shell: bash`.
fn act(folder: &Path, paths: &str, fail_on: &str, args: &str) -> Output {
    let action = yaml("action.yml");
    let step = &action["runs"]["steps"][1];
    fs::write(folder.join("step.sh"), step["run"].as_str().unwrap()).unwrap();
    command("bash", folder)
        .args(["--noprofile", "--norc", "-eo", "pipefail", "step.sh"])
        .env("KIGEN_PATHS", paths)
        .env("KIGEN_FAIL_ON", fail_on)
        .env("KIGEN_ARGS", args)
        .env("KIGEN_SARIF", "kigen.sarif")
        .env("GITHUB_WORKSPACE", folder)
        .env("GITHUB_OUTPUT", folder.join("output"))
        .env("GITHUB_STEP_SUMMARY", folder.join("summary"))
        .output()
        .expect("bash runs")
}

#[test]
fn the_action_fails_on_a_breach_and_leaves_its_report() {
    let folder = folder(&[("依頼/協議 案.yaml", SHORT)]);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let found = act(folder.path(), "依頼/協議 案.yaml\r\n\n", "error", "");
    assert_eq!(found.status.code(), Some(1), "{}", said(&found));
    assert!(
        said(&found).contains("::error file=依頼/協議 案.yaml,line=6,"),
        "{}",
        said(&found)
    );
    let report: serde_json::Value = serde_json::from_str(&read("kigen.sarif")).unwrap();
    assert_eq!(report["runs"][0]["results"][0]["ruleId"], "KG101");
    assert_eq!(read("output"), "sarif=kigen.sarif\nstatus=1\n");
    assert!(
        read("summary").contains("\n    依頼/協議 案.yaml:6:"),
        "{}",
        read("summary")
    );

    let never = act(
        folder.path(),
        "依頼",
        "never",
        "--now=2025-09-09T17:30\n--ignore=KG4",
    );
    assert_eq!(never.status.code(), Some(0), "{}", said(&never));
    put(folder.path(), "依頼/協議 案.yaml", long_enough().as_bytes());
    fs::remove_file(folder.path().join("summary")).unwrap();
    let clean = act(folder.path(), "", "error", "");
    assert_eq!(clean.status.code(), Some(0), "{}", said(&clean));
    assert!(
        read("summary").contains("所見はありません"),
        "{}",
        read("summary")
    );
}

/// An input is passed as one argument, never as shell code, and a path is never taken for an option.
#[test]
fn the_action_s_inputs_are_no_code() {
    let nasty = "$(touch taken)`touch taken`; touch taken; \"'\n--output=concise=taken\n*";
    for (paths, fail_on, args) in [
        (nasty, "error", ""),
        (".", nasty, ""),
        (".", "error", "$(touch taken)"),
    ] {
        let folder = folder(&[("a.yaml", &long_enough())]);
        let run = act(folder.path(), paths, fail_on, args);
        assert_eq!(run.status.code(), Some(2), "{}", said(&run));
        assert!(!folder.path().join("taken").exists(), "{paths} {fail_on} {args}");
        let summary = fs::read_to_string(folder.path().join("summary")).unwrap();
        assert!(
            !summary.contains("所見はありません"),
            "what was not checked is not clean: {summary}"
        );
    }
    let action = yaml("action.yml");
    for step in action["runs"]["steps"].as_sequence().unwrap() {
        let script = step["run"].as_str().unwrap();
        assert!(!script.contains("${{"), "{script}");
        assert_eq!(step["shell"], "bash");
    }
}

#[test]
fn the_gitlab_job_fails_on_a_breach_and_leaves_its_reports() {
    let template = yaml("ci/kigen.gitlab-ci.yml");
    let job = &template["kigen"];
    let script: Vec<&str> = job["script"]
        .as_sequence()
        .unwrap()
        .iter()
        .map(|line| line.as_str().unwrap())
        .collect();
    let folder = folder(&[("依頼/a.yaml", SHORT), ("雛形/b.yaml", &long_enough())]);
    let run = |paths: &str| {
        command("sh", folder.path())
            .args(["-e", "-c", &script.join("\n")])
            .env("KIGEN_PATHS", paths)
            .env(
                "KIGEN_FAIL_ON",
                template["variables"]["KIGEN_FAIL_ON"].as_str().unwrap(),
            )
            .output()
            .expect("sh runs")
    };
    let found = run("依頼 雛形");
    assert_eq!(found.status.code(), Some(1), "{}", said(&found));
    let reports = &job["artifacts"]["reports"];
    let report =
        |name: &str| fs::read_to_string(folder.path().join(reports[name].as_str().unwrap())).unwrap();
    let quality: serde_json::Value = serde_json::from_str(&report("codequality")).unwrap();
    assert_eq!(quality[0]["location"]["path"], "依頼/a.yaml");
    assert!(report("junit").contains("<failure"), "{}", report("junit"));
    assert_eq!(
        job["artifacts"]["when"], "always",
        "the reports matter where the job fails"
    );
    let clean = run("雛形");
    assert_eq!(clean.status.code(), Some(0), "{}", said(&clean));
}

#[test]
fn the_hooks_of_pre_commit_are_whole() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hooks = hooks.as_sequence().unwrap();
    assert_eq!(hooks[0]["id"], "kigen");
    for hook in hooks {
        // The wheel holds the binary built from Cargo.lock.
        assert_eq!(hook["language"], "python");
        // The hook's entry on a request with a breach, called as pre-commit calls it.
        let folder = folder(&[("依頼/a.yaml", SHORT)]);
        let mut words = hook["entry"].as_str().unwrap().split(' ');
        let mut entry = command(words.next().unwrap(), folder.path());
        entry.args(words);
        if hook["pass_filenames"] != false {
            entry.arg("依頼/a.yaml");
        }
        let output = entry.output().expect("kigen runs");
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    }
}
