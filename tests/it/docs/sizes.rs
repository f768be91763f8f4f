//! Source files stay small: none is longer than 600 lines, and half are shorter than 250.

use std::path::{Path, PathBuf};

const MOST: usize = 600;
const MEDIAN: usize = 250;

#[test]
fn no_file_is_longer_than_six_hundred_lines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut lines = Vec::new();
    for folder in ["src", "crates", "tests", "benches", "fuzz", "web", "xtask"] {
        gather(&root.join(folder), &mut lines);
    }
    lines.sort();
    let long: Vec<_> = lines.iter().filter(|(lines, _)| *lines > MOST).collect();
    assert!(
        long.is_empty(),
        "more than {MOST} lines; split by what they hold: {long:?}"
    );
    let (median, _) = lines[lines.len() / 2];
    assert!(
        median < MEDIAN,
        "the median of {} files is {median} lines",
        lines.len()
    );
}

fn gather(folder: &Path, lines: &mut Vec<(usize, PathBuf)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            gather(&path, lines);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            lines.push((text.lines().count(), path));
        }
    }
}
