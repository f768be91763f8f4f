//! Every example in the documents is true: a console block prints what is below its commands, a file shown is one
//! of the fixtures, and a request shown parses. CONTRIBUTING.md says how blocks are marked.
//! `UPDATE_DOCS=1 cargo test docs::examples` rewrites the output of console blocks.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::process::Command;

use super::pages::pages;
use crate::common::repositories::{commit, git};
use crate::common::{check_input, root};

/// A fenced block of a document.
struct Block {
    /// The line of the opening fence, from 1.
    line: usize,
    info: String,
    /// The last non-blank line before the fence, where it is a comment: it says how to check the block.
    marker: Option<String>,
    /// Byte range of its text.
    text: Range<usize>,
}

/// The fenced blocks of a document.
fn blocks(document: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut at, mut marker) = (0, None);
    let mut open: Option<Block> = None;
    for (number, line) in document.split_inclusive('\n').enumerate() {
        let (start, words) = (at, line.trim());
        at += line.len();
        match (words.strip_prefix("```"), open.take()) {
            (Some(""), Some(block)) => blocks.push(Block {
                text: block.text.start..start,
                ..block
            }),
            (_, Some(block)) => open = Some(block),
            (Some(info), None) => {
                open = Some(Block {
                    line: number + 1,
                    info: info.to_owned(),
                    marker: marker.take(),
                    text: at..at,
                });
            }
            (None, None) if words.is_empty() => {}
            (None, None) => {
                marker = words
                    .strip_prefix("<!-- ")
                    .and_then(|rest| rest.strip_suffix(" -->"))
                    .map(str::to_owned);
            }
        }
    }
    assert!(open.is_none(), "a fence that does not end");
    blocks
}

/// How a block is checked, by its marker and fence.
enum Kind<'b> {
    /// Not checked: a template with the reader's own words, or another program's text.
    Form,
    /// The text of a file, whole or in parts separated by lines of `…`.
    File(&'b str),
    /// Commands with their output.
    Console,
    /// A request.
    Request(&'static str),
}

fn kind<'b>(block: &'b Block, text: &str) -> Result<Kind<'b>, String> {
    let commands = text.lines().filter(|line| line.starts_with("$ ")).count();
    if block.marker.as_deref() == Some("form") {
        return Ok(Kind::Form);
    }
    if let Some(path) = block
        .marker
        .as_deref()
        .and_then(|marker| marker.strip_prefix("file "))
    {
        return Ok(Kind::File(path));
    }
    match block.info.as_str() {
        "console" if text.starts_with("$ ") => Ok(Kind::Console),
        "console" => Err("a console block begins with `$ `".to_owned()),
        _ if commands > 0 => {
            Err("commands stand in a block of ```console, or one marked <!-- form -->".to_owned())
        }
        "yaml" => Ok(Kind::Request("a.yaml")),
        "ics" => Ok(Kind::Request("a.ics")),
        "" => Err("a fence without a word for what it holds".to_owned()),
        // Prose, and input of other programs.
        _ => Ok(Kind::Form),
    }
}

/// A document, and the folder in which its commands are run.
struct Document {
    name: String,
    text: String,
    folder: Option<String>,
}

fn documents() -> Vec<Document> {
    pages(&["CONTRIBUTING.md", "SECURITY.md"])
        .into_iter()
        // The packs' own examples, which `kigen rules test` checks.
        .filter(|name| !name.starts_with("docs/rules/") && !name.starts_with("docs/en/rules/"))
        .map(|name| {
            let text = fs::read_to_string(root().join(&name))
                .unwrap()
                .replace("\r\n", "\n");
            let folder = text
                .split_once("<!-- examples in ")
                .and_then(|(_, rest)| rest.split_once(" -->"))
                .map(|(folder, _)| folder.to_owned());
            Document { name, text, folder }
        })
        .collect()
}

impl Document {
    /// English documents are read under an English locale.
    fn locale(&self) -> &'static str {
        if self.name.starts_with("docs/en/") || self.name.contains(".en.") {
            "en_US.UTF-8"
        } else {
            "ja_JP.UTF-8"
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The shipped examples, in a repository whose `origin/main` is the commit that is checked out.
fn prepared() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in ["fixtures", "rules"] {
        copy(&root().join(part), &folder.path().join(part));
    }
    git(folder.path(), &["init", "-q"]);
    commit(folder.path());
    git(folder.path(), &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    folder
}

/// A terminal's display of a command line, and its exit status.
fn shown(line: &str, folder: &Path, locale: &str) -> (String, i32) {
    let program = Path::new(env!("CARGO_BIN_EXE_kigen")).parent().unwrap();
    let paths = std::env::join_paths(
        std::iter::once(program.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{line}")])
        .current_dir(folder)
        .env("PATH", paths)
        .env("LANG", locale)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    (
        String::from_utf8(output.stdout).unwrap(),
        output.status.code().unwrap_or(-1),
    )
}

/// The command lines of a console block, each with the expected output below it.
fn commands(text: &str) -> Vec<(&str, String)> {
    let mut commands: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command, String::new())),
            (None, Some((_, output))) => {
                output.push_str(line);
                output.push('\n');
            }
            (None, None) => {}
        }
    }
    commands
}

/// Whether `text` contains the parts of `shown` (separated by lines of `…`) in order.
fn holds(text: &str, shown: &str) -> bool {
    let mut rest = text;
    for part in shown.split("…\n") {
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    true
}

/// The mismatches of a console block, and its corrected text.
fn run_block(document: &Document, text: &str, prepared: &Path) -> (Vec<String>, String) {
    let place = tempfile::tempdir().unwrap();
    copy(prepared, place.path());
    let folder = match &document.folder {
        Some(folder) => place.path().join(folder),
        None => place.path().to_owned(),
    };
    let mut faults = Vec::new();
    let mut wanted = String::new();
    let commands = commands(text);
    // Where no output is shown at all, the commands only have to succeed.
    let silent = commands.iter().all(|(_, output)| output.is_empty());
    for (line, output) in &commands {
        if !line.split([' ', '|']).any(|word| word == "kigen") {
            faults.push(format!("`{line}` runs no kigen: mark the block <!-- form -->"));
            continue;
        }
        let (found, status) = shown(line, &folder, document.locale());
        let found = found.trim_start_matches('\n').trim_end().to_owned() + "\n";
        let found = if found == "\n" { String::new() } else { found };
        if silent && !matches!(status, 0 | 1) {
            faults.push(format!("`{line}` ends with {status}: {found}"));
        }
        let same = if output.contains("…\n") {
            holds(&found, output)
        } else {
            silent || found == *output
        };
        if !same {
            faults.push(format!("`{line}` prints\n{found}and not\n{output}"));
        }
        let keep = silent || output.contains("…\n");
        wanted.push_str(&format!("$ {line}\n{}", if keep { output } else { &found }));
    }
    (faults, wanted)
}

/// The mismatches of a file that is shown.
fn shown_file(path: &str, text: &str) -> Vec<String> {
    let Ok(mut bytes) = fs::read(root().join(path)) else {
        return vec![format!("there is no file {path}")];
    };
    // A fold may split a character.
    while let (true, Some(at)) = (
        path.ends_with(".ics"),
        bytes.windows(3).position(|three| three == b"\r\n "),
    ) {
        bytes.drain(at..at + 3);
    }
    let file = String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
    if text.contains("…\n") || file.trim_end() == text.trim_end() {
        return if holds(&file, text) || file.trim_end() == text.trim_end() {
            Vec::new()
        } else {
            vec![format!("{path} does not hold its parts one after the other")]
        };
    }
    vec![format!("it is not {path}")]
}

/// The faults of a request that is shown.
fn shown_request(name: &str, text: &str) -> Vec<String> {
    let run = check_input(
        root(),
        &["--format", "json", "--stdin-filename", name, "-"],
        text.as_bytes(),
    );
    let report = run.json();
    let mut faults: Vec<String> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|found| found["code"].as_str().unwrap().starts_with("KG0"))
        .map(|found| format!("{}: {}", found["code"], found["message"]))
        .collect();
    if report["requests"].as_array().unwrap().is_empty() {
        faults.push("it holds no request: mark it <!-- form --> or <!-- file … -->".to_owned());
    }
    faults
}

#[cfg(unix)]
#[test]
fn every_example_is_what_ships_or_a_form() {
    let prepared = prepared();
    let mut faults = Vec::new();
    let mut ran = BTreeSet::new();
    for mut document in documents() {
        for block in blocks(&document.text).into_iter().rev() {
            let text = document.text[block.text.clone()].to_owned();
            let found = match kind(&block, &text) {
                Err(fault) => vec![fault],
                Ok(Kind::Form) => Vec::new(),
                Ok(Kind::File(path)) => shown_file(path, &text),
                Ok(Kind::Request(name)) => shown_request(name, &text),
                Ok(Kind::Console) => {
                    ran.insert(document.name.clone());
                    let (found, wanted) = run_block(&document, &text, prepared.path());
                    if std::env::var_os("UPDATE_DOCS").is_some() && wanted != text && wanted.starts_with('$')
                    {
                        document.text.replace_range(block.text.clone(), &wanted);
                        fs::write(root().join(&document.name), &document.text).unwrap();
                        Vec::new()
                    } else {
                        found
                    }
                }
            };
            faults.extend(
                found
                    .iter()
                    .map(|fault| format!("{}:{}: {fault}", document.name, block.line)),
            );
        }
    }
    assert!(
        faults.is_empty(),
        "{}\n{} faults; the output is written anew by `UPDATE_DOCS=1 cargo test docs::examples`",
        faults.join("\n"),
        faults.len()
    );
    for name in ["README.md", "README.en.md"] {
        assert!(ran.contains(name), "{name} shows no command that runs");
    }
}
