//! Lists the files of the built-in packs, so that a new rule is one data file and needs no line of Rust.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let mut code = String::new();
    for (name, pack) in [
        ("BUILTIN_PACK", "soumu-wlb"),
        ("COMMON_PACK", "common"),
        ("YUKATSU_PACK", "yukatsu"),
    ] {
        println!("cargo:rerun-if-changed=rules/{pack}");
        let mut files = Vec::new();
        for entry in fs::read_dir(Path::new(&root).join("rules").join(pack))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "yaml") {
                files.push(path);
            }
        }
        files.sort();
        code.push_str(&format!(
            "/// The files of a pack that is shipped: path, text, and the text without examples.\nconst {name}: &[(&str, &str, &str)] = &[\n"
        ));
        for path in files {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("rules/{pack}/{file}");
            let short = without_examples(&fs::read_to_string(&path)?);
            code.push_str(&format!("    ({name:?}, include_str!({path:?}), {short:?}),\n"));
        }
        code.push_str("];\n");
    }
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("builtin_pack.rs"), code)
}

/// A rule without its examples and whole-line comments: more than half of what is parsed at every start, and unused
/// unless a rule is explained or tested.
fn without_examples(text: &str) -> String {
    let mut is_example = false;
    let mut short = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if !line.starts_with([' ', '-']) && !line.is_empty() {
            is_example = line.starts_with("examples:");
        }
        if !is_example {
            short.push_str(line);
            short.push('\n');
        }
    }
    short
}
