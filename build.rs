//! Lists the files of the built-in pack, so that a new rule is one file and no line of Rust.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&root).join("rules").join("soumu-wlb");
    println!("cargo:rerun-if-changed=rules/soumu-wlb");
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    let mut code = String::from(
        "/// The files of the pack that is shipped: path and text.\nconst BUILTIN_PACK: &[(&str, &str)] = &[\n",
    );
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        code.push_str(&format!(
            "    ({:?}, include_str!({:?})),\n",
            format!("rules/soumu-wlb/{name}"),
            path
        ));
    }
    code.push_str("];\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("builtin_pack.rs"), code)
}
