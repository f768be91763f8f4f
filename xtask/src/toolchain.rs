//! The compiler for wasm32: rustup's if it has the target, else Debian's with the sources of the standard library
//! (packages rustc-web, rust-web-src and lld-19).

use std::path::Path;
use std::process::Command;

use crate::Failure;

/// The target of the page.
pub const TARGET: &str = "wasm32-unknown-unknown";

const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_SOURCES: &str = "/usr/lib/rustlib/src/rust/library";
const DEBIAN_LINKER: &str = "wasm-ld-19";

/// The cargo command that builds the page's crate.
pub fn cargo() -> Result<Command, Failure> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["build", "--locked", "--target", TARGET]);
    // Flags for host programs, such as a linker, do not apply.
    cargo.env_remove("RUSTFLAGS");
    if has_target()? {
        return Ok(cargo);
    }
    if !Path::new(DEBIAN_SOURCES).is_dir() {
        return Err(format!(
            "no compiler for {TARGET}: run `rustup target add {TARGET}`, or install Debian's packages rustc-web, \
             rust-web-src and lld-19"
        )
        .into());
    }
    cargo
        .env("RUSTC", DEBIAN_RUSTC)
        // Building the standard library requires a nightly compiler; this makes a stable one act as such.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER)
        .arg("-Zbuild-std=std,panic_abort");
    Ok(cargo)
}

/// Whether the current compiler has the target's standard library.
fn has_target() -> Result<bool, Failure> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()?;
    let folder = String::from_utf8_lossy(&output.stdout);
    Ok(output.status.success() && Path::new(folder.trim()).is_dir())
}
