//! Builds the page: a single file with program, scripts and style.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::{Failure, bundle, toolchain};

/// Modules in order of dependency; the last one starts the page.
const MODULES: [&str; 8] = [
    "words", "dom", "core", "text", "timeline", "calendar", "form", "main",
];
/// Size limits of the page in bytes, plain and compressed: it is sent by mail and uploaded to portals.
const MOST: usize = 5_000_000;
const MOST_PACKED: usize = 1_650_000;

/// Builds the page; returns its path and size as a message. `KIGEN_WASM` may name a prebuilt program, to work on the
/// page without rebuilding it.
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

/// Builds the program.
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

/// Assembles the page.
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
    // The inserted text contains no such marker: script and style are ours, and base64 has no braces.
    let page = page.replace("{{policy}}", &policy).replace("{{style}}", &style);
    Ok(page
        .replace("{{program}}", &program)
        .replace("{{script}}", &script))
}

/// The content security policy: only inline code with these hashes runs, and nothing is requested or sent.
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
