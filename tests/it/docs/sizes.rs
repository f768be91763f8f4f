//! A file holds one subject: none is longer than 600 lines.

use std::path::Path;

const MOST: usize = 600;

#[test]
fn no_file_is_longer_than_six_hundred_lines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut long = Vec::new();
    for folder in ["src", "crates", "tests", "benches", "fuzz"] {
        gather(root, &root.join(folder), &mut long);
    }
    long.sort();
    assert!(
        long.is_empty(),
        "more than {MOST} lines; split by what they hold: {long:?}"
    );
}

fn gather(root: &Path, folder: &Path, long: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            gather(root, &path, long);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let lines = std::fs::read_to_string(&path).unwrap().lines().count();
            if lines > MOST {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                long.push(name.replace('\\', "/"));
            }
        }
    }
}
