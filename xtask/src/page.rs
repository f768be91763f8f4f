//! The page: one file with the program, the scripts and the style in it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::{Failure, bundle, toolchain};

/// The modules from the lowest to the one that starts.
const MODULES: [&str; 8] = [
    "words", "dom", "core", "text", "timeline", "calendar", "form", "main",
];
/// The most bytes of the page, as it is and packed: it goes by mail and onto portals.
const MOST: usize = 5_000_000;
const MOST_PACKED: usize = 1_600_000;

/// Builds the page and says where it is and how large. Where `KIGEN_WASM` names a program that was built before, that
/// one is taken: work on the page alone then takes no minutes.
pub fn build(root: &Path, file: Option<PathBuf>) -> Result<String, Failure> {
    let wasm = match std::env::var_os("KIGEN_WASM") {
        Some(built) => PathBuf::from(built),
        None => program(root)?,
    };
    let page = assembled(&root.join("web/page"), &fs::read(wasm)?)?;
    let packed = gzip(page.as_bytes())?.len();
    let said = format!("{} bytes, {packed} packed", page.len());
    if page.len() > MOST || packed > MOST_PACKED {
        return Err(format!("the page is too large: {said}; the most are {MOST} and {MOST_PACKED}").into());
    }
    let file = file.unwrap_or_else(|| root.join("target/kigen.html"));
    fs::write(&file, page)?;
    Ok(format!("{}: {said}", file.display()))
}

/// Builds the program of the page.
fn program(root: &Path) -> Result<PathBuf, Failure> {
    let target = root.join("target/page");
    let status = toolchain::cargo()?
        .current_dir(root)
        .args(["--profile", "page", "--package", "kigen-web", "--target-dir"])
        .arg(&target)
        .status()?;
    if !status.success() {
        return Err("the page's crate could not be built".into());
    }
    Ok(target.join(toolchain::TARGET).join("page/kigen_web.wasm"))
}

/// The page with everything in its place.
fn assembled(folder: &Path, wasm: &[u8]) -> Result<String, Failure> {
    let read = |name: &str| fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"));
    let style = read("style.css")?;
    let modules: Result<Vec<_>, _> = MODULES
        .into_iter()
        .map(|name| read(&format!("{name}.js")).map(|text| (name, text)))
        .collect();
    let script = bundle::script(&modules?)?;
    let page = read("index.html")?;
    let policy = policy(&script, &style);
    let mut packed = Vec::new();
    zopfli::compress(
        zopfli::Options::default(),
        zopfli::Format::Gzip,
        wasm,
        &mut packed,
    )?;
    let program = STANDARD.encode(packed);
    // What is put in holds no such mark: the script and the style are ours, and base64 has no braces.
    let page = page.replace("{{policy}}", &policy).replace("{{style}}", &style);
    Ok(page
        .replace("{{program}}", &program)
        .replace("{{script}}", &script))
}

/// Nothing but what stands in the page runs, and nothing is asked for or sent.
fn policy(script: &str, style: &str) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    let (script, style) = (hash(script), hash(style));
    format!(
        "default-src 'none'; script-src 'sha256-{script}' 'wasm-unsafe-eval'; style-src 'sha256-{style}'; \
         img-src data:; base-uri 'none'; form-action 'none'"
    )
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    Ok(packed.finish()?)
}
