//! The paths that the page on the architecture names are there.

use std::path::Path;

#[test]
fn every_path_of_the_architecture_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/architecture.md")).unwrap();
    let named = page.split('`').skip(1).step_by(2);
    let paths: Vec<&str> = named
        .filter(|text| {
            ["src/", "crates/", "tests/", "rules/", "docs/"]
                .iter()
                .any(|room| text.starts_with(room))
        })
        .collect();
    assert!(paths.len() > 50, "{} paths", paths.len());
    let gone: Vec<&&str> = paths.iter().filter(|path| !root.join(path).exists()).collect();
    assert!(
        gone.is_empty(),
        "docs/architecture.md names what is not there: {gone:?}"
    );
}
