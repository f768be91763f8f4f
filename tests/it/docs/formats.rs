//! An input format is one folder below `src/format/` and its registration in `src/format/mod.rs`; no other file of
//! the program names it.

use std::path::Path;

use super::modules::imports;

#[test]
fn no_file_outside_their_folder_names_a_format() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders = std::fs::read_dir(root.join("format")).unwrap();
    let folders = folders
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir());
    let formats: Vec<String> = folders
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    assert!(formats.iter().any(|format| format == "yaml"), "{formats:?}");
    let registration = std::fs::read_to_string(root.join("format/mod.rs")).unwrap();
    // The variants of the registration must match the folders.
    let variants = registration
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Self::")?.split_once(" => &"))
        .map(|(variant, _)| format!("Format::{variant}"));
    let names: Vec<String> = variants
        .chain(formats.iter().map(|format| format!("format::{format}::")))
        .collect();
    assert_eq!(names.len(), 2 * formats.len(), "{names:?}");
    for file in imports(&root).keys().filter(|file| !file.starts_with("format/")) {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        let named = names.iter().find(|name| text.contains(name.as_str()));
        assert_eq!(named, None, "{file} names a format");
    }
}
