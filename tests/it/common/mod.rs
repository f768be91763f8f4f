//! Helpers of the integration tests: running the program, reading its JSON, counting positions independently.

pub mod configurations;
pub mod repositories;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use kigen::diagnostic::Edit;
use kigen::engine::Engine;
use kigen::source::Source;
use serde_json::Value;

/// The time of all these tests: Monday, in office hours.
pub const NOW: &str = "2025-09-08T10:00";

/// Every format of `check`.
pub const FORMATS: [&str; 10] = [
    "human",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjsonl",
    "concise",
];

/// The result of a run.
#[derive(Debug)]
pub struct Run {
    /// Exit status; None where a signal ended it.
    pub status: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Run {
    fn of(output: Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }

    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.stdout, self.stderr))
    }
}

/// Standard output of a successful run; asserts that standard error is empty.
pub fn clean(output: Output) -> String {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*told), (Some(0), ""));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The JSON report of `check` on a document.
pub fn judged(document: &str) -> Value {
    judged_in(document, "ja")
}

/// As [`judged`], in a language.
pub fn judged_in(document: &str, lang: &str) -> Value {
    let arguments = ["--no-config", "--lang", lang, "--format", "json", "-"];
    check_input(root(), &arguments, document.as_bytes()).json()
}

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program in `folder`, with a cleared environment.
pub fn kigen(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kigen"));
    silence(command.current_dir(folder).stdin(Stdio::null()));
    command
}

/// As [`kigen`], limited to 20 seconds of CPU time and 3 GiB of address space, so that a test of hostile input
/// ends whatever the program does.
pub fn limited(folder: &Path) -> Command {
    if !cfg!(unix) {
        return kigen(folder);
    }
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -t 20; ulimit -v 3145728; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_kigen"));
    silence(command.current_dir(folder).stdin(Stdio::null()));
    command
}

fn silence(command: &mut Command) {
    for name in [
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "FORCE_COLOR",
    ] {
        command.env_remove(name);
    }
}

/// Runs a command to completion.
pub fn run(command: &mut Command) -> Run {
    Run::of(command.output().expect("kigen runs"))
}

/// `kigen check` in `folder`, at [`NOW`].
pub fn check(folder: &Path, arguments: &[&str]) -> Run {
    run(kigen(folder).args(["check", "--now", NOW]).args(arguments))
}

/// `kigen check` with something on standard input.
pub fn check_input(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    run_with_input(kigen(folder).args(["check", "--now", NOW]).args(arguments), input)
}

/// Runs a command with something on standard input.
pub fn run_with_input(command: &mut Command, input: &[u8]) -> Run {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("kigen runs");
    let mut stdin = child.stdin.take().expect("standard input");
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // The program may stop reading early: EPIPE is no failure.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("kigen ends");
    writer.join().expect("the writer ends");
    Run::of(output)
}

/// A new temporary folder with these files.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        put(folder.path(), name, text.as_bytes());
    }
    folder
}

/// Writes one file and creates its parent folders.
pub fn put(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
    fs::write(&path, bytes).expect("a file");
    path
}

/// The members of a list.
pub fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name]
        .as_array()
        .unwrap_or_else(|| panic!("{name} is a list in {value}"))
}

/// The codes of the findings, in order.
pub fn codes(output: &Value) -> Vec<&str> {
    list(output, "diagnostics")
        .iter()
        .map(|found| text(found, "code"))
        .collect()
}

/// The findings of one code.
pub fn of<'v>(output: &'v Value, code: &str) -> Vec<&'v Value> {
    list(output, "diagnostics")
        .iter()
        .filter(|found| text(found, "code") == code)
        .collect()
}

/// A member that is text.
pub fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("{name} is text in {value}"))
}

/// A member that is a count.
pub fn count(value: &Value, name: &str) -> usize {
    let number = value[name]
        .as_u64()
        .unwrap_or_else(|| panic!("{name} is a number in {value}"));
    usize::try_from(number).expect("a number of this machine")
}

/// A position in a file as the JSON output writes it, counted independently from the file's bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes from the start.
    pub byte: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Column in UTF-16 units, from 1.
    pub utf16: usize,
}

impl Place {
    /// The position that the output states.
    pub fn said(position: &Value) -> Self {
        let [byte, line, column, utf16] =
            ["byte", "line", "column", "utf16"].map(|name| count(position, name));
        Self {
            byte,
            line,
            column,
            utf16,
        }
    }

    /// The position of a byte, counted in the decoded text before it. None where the byte lies outside the file
    /// or inside a character.
    pub fn counted(file: &[u8], byte: usize) -> Option<Self> {
        let (mut line, mut column, mut utf16) = (1, 1, 1);
        let before = decode(file.get(..byte)?)?;
        let mut characters = before.chars().peekable();
        while let Some(c) = characters.next() {
            // The byte order mark is not part of the text.
            if c == '\u{feff}' && (line, column) == (1, 1) && utf16 == 1 {
                continue;
            }
            // CR LF is one line end: a position between the two is still on the line that they end.
            let ends = c == '\n' || (c == '\r' && characters.peek() != Some(&'\n'));
            if ends && !(c == '\r' && characters.peek().is_none() && follows_lf(file, byte)) {
                (line, column, utf16) = (line + 1, 1, 1);
            } else {
                (column, utf16) = (column + 1, utf16 + c.len_utf16());
            }
        }
        Some(Self {
            byte,
            line,
            column,
            utf16,
        })
    }
}

fn follows_lf(file: &[u8], byte: usize) -> bool {
    let rest = file.get(byte..).unwrap_or_default();
    match file {
        [0xff, 0xfe, ..] => rest.starts_with(&[b'\n', 0]),
        [0xfe, 0xff, ..] => rest.starts_with(&[0, b'\n']),
        _ => rest.starts_with(b"\n"),
    }
}

/// A file's text, decoded by its byte order mark, which is included.
pub fn decode(file: &[u8]) -> Option<String> {
    let units = |unit: fn([u8; 2]) -> u16| -> Option<String> {
        let units: Vec<u16> = file
            .chunks(2)
            .map(|pair| <[u8; 2]>::try_from(pair).ok().map(unit))
            .collect::<Option<_>>()?;
        String::from_utf16(&units).ok()
    };
    match file {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8(file.to_vec()).ok(),
    }
}

/// Whether a character may appear unescaped in output for people.
pub fn is_harmless(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let fills = matches!(
        c,
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{fe00}'..='\u{fe0f}'
    );
    let is_nobodys = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..)
        || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff);
    c == '\n' || !(c.is_control() || turns || fills || is_nobodys)
}

/// A text with edits made.
pub fn edited(text: &str, edits: &[Edit]) -> String {
    let edits = edits.iter().map(|edit| (edit.span, &*edit.text));
    let bytes = Source::from_text("", text).edited(text.as_bytes(), edits);
    String::from_utf8(bytes).unwrap()
}

/// The rules that ship, without the search for remedies.
pub fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let mut engine = Engine::new(&[]).expect("the pack that is shipped");
        engine.output.remedies = false;
        engine
    })
}

/// Every file below a folder, in the order of their paths; what is built is left out.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if !path.is_dir() {
                found.push(path);
            } else if path.file_name().is_some_and(|name| name != "target") {
                folders.push(path);
            }
        }
    }
    found.sort();
    found
}
