//! Unified diffs of fixes, for `git apply` and `patch -p1`.

use std::borrow::Cow;

use encoding_rs::Encoding;
use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use super::{Checked, FileOutput, Reporter, Totals};
use crate::source::{is_hidden, printable};

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// Reports nothing: the diff replaces the report.
#[derive(Clone, Copy, Debug)]
pub struct NoReport;

impl Reporter for NoReport {
    fn part(&self, _: Checked<'_>) -> FileOutput {
        FileOutput::default()
    }

    fn tail(&self, _: &Totals) -> String {
        String::new()
    }
}

/// The unified diff of two versions of a file, bytewise; empty if equal.
pub fn unified(path: &str, old: &[u8], new: &[u8]) -> Vec<u8> {
    let (old, new) = (lines(old), lines(new));
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut out = Vec::new();
    for group in group_diff_ops(ops, CONTEXT) {
        if out.is_empty() {
            out.extend_from_slice(format!("--- {}\n+++ {}\n", name("a", path), name("b", path)).as_bytes());
        }
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        let was = (first.old_range().start, last.old_range().end);
        let is = (first.new_range().start, last.new_range().end);
        out.extend_from_slice(format!("@@ -{} +{} @@\n", range(was), range(is)).as_bytes());
        for op in &group {
            let removed = op.old_range();
            if let DiffOp::Equal { .. } = op {
                old.get(removed)
                    .into_iter()
                    .flatten()
                    .for_each(|text| line(b' ', text, &mut out));
                continue;
            }
            old.get(removed)
                .into_iter()
                .flatten()
                .for_each(|text| line(b'-', text, &mut out));
            new.get(op.new_range())
                .into_iter()
                .flatten()
                .for_each(|text| line(b'+', text, &mut out));
        }
    }
    out
}

/// A diff for a terminal, without control characters.
pub fn shown(diff: &[u8], color: bool) -> String {
    let mut out = String::with_capacity(diff.len());
    for line in String::from_utf8_lossy(diff).lines() {
        let line = printable(line.trim_end_matches('\r'));
        let paint = match line.as_bytes().first() {
            _ if !color => None,
            _ if line.starts_with("--- ") || line.starts_with("+++ ") => Some("1"),
            Some(b'-') => Some("31"),
            Some(b'+') => Some("32"),
            Some(b'@') => Some("36"),
            _ => None,
        };
        match paint {
            Some(paint) => out.push_str(&format!("\u{1b}[{paint}m{line}\u{1b}[0m\n")),
            None => {
                out.push_str(&line);
                out.push('\n');
            }
        }
    }
    out
}

/// A file's bytes converted to UTF-8 for display.
pub fn in_utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding != encoding_rs::UTF_8 => {
            Cow::Owned(encoding.decode(bytes).0.into_owned().into_bytes())
        }
        _ => Cow::Borrowed(bytes),
    }
}

/// Lines with terminators; to tools that apply diffs a lone CR terminates none.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|byte| *byte == b'\n').collect()
}

fn line(sign: u8, text: &[u8], out: &mut Vec<u8>) {
    out.push(sign);
    out.extend_from_slice(text);
    if !text.ends_with(b"\n") {
        out.extend_from_slice(b"\n\\ No newline at end of file\n");
    }
}

/// `start,count` from 1; a count of 1 is omitted, and an empty range names the line before.
fn range((start, end): (usize, usize)) -> String {
    match end.saturating_sub(start) {
        0 => format!("{start},0"),
        1 => (start + 1).to_string(),
        count => format!("{},{count}", start + 1),
    }
}

/// A file name as git writes it: C-quoted if it contains special or invisible characters.
fn name(side: &str, path: &str) -> String {
    let whole = format!("{side}/{}", path.trim_start_matches('/'));
    let is_quoted = |c: char| c == '\t' || is_hidden(c);
    if !whole.contains(|c: char| is_quoted(c) || matches!(c, '"' | '\\')) {
        // A tab ends a name that contains blanks.
        let end = if whole.contains(' ') { "\t" } else { "" };
        return whole + end;
    }
    let mut out = String::from("\"");
    for c in whole.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // As git: octal bytes.
            c if is_quoted(c) => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    out.push_str(&format!("\\{byte:03o}"));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(old: &str, new: &str) -> String {
        String::from_utf8(unified("依頼/a b.yaml", old.as_bytes(), new.as_bytes())).unwrap()
    }

    #[test]
    fn a_change_stands_with_three_lines_around_it() {
        let old = "1\n2\n3\n4\n5\r\n6\n7\n8\n9\n";
        assert_eq!(
            text(old, &old.replace("5\r", "五\r")),
            "--- a/依頼/a b.yaml\t\n+++ b/依頼/a b.yaml\t\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\r\n+五\r\n 6\n 7\n 8\n"
        );
        assert_eq!(text(old, old), "");
    }

    #[test]
    fn a_missing_line_end_is_named_on_its_side() {
        let none = "\\ No newline at end of file\n";
        assert_eq!(
            text("a", "b").split_once("@@\n").unwrap().1,
            format!("-a\n{none}+b\n{none}")
        );
        assert!(text("", "b\n").contains("@@ -0,0 +1 @@\n+b\n"));
    }

    #[test]
    fn names_and_terminals_are_safe() {
        assert_eq!(name("a", "x\n\"期\".yaml"), "\"a/x\\012\\\"期\\\".yaml\"");
        assert_eq!(name("a", "x\u{9b}\u{202e}"), "\"a/x\\302\\233\\342\\200\\256\"");
        assert_eq!(name("b", "/tmp/x.yaml"), "b/tmp/x.yaml");
        assert_eq!(shown(b"-\x1b[2J\r\n", false), "-\u{fffd}[2J\n");
        assert_eq!(shown(b"+a\n", true), "\u{1b}[32m+a\u{1b}[0m\n");
        let utf16 = [0xff, 0xfe, 0x42, 0x30];
        assert_eq!(&*in_utf8(&utf16), "あ".as_bytes());
    }
}
