//! SECURITY.md's promises about the code: no `unsafe`, no network, no process started but git.

use crate::common::files_below;
use std::fs;
use std::path::Path;

/// The files below a folder of the repository with these name endings, with their texts.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = files_below(&root.join(folder)).into_iter().map(|path| {
        let name = path.strip_prefix(root).unwrap().to_string_lossy();
        (name.replace('\\', "/"), path)
    });
    let named = named.filter(|(name, _)| name.ends_with(ending));
    let found: Vec<_> = named
        .map(|(name, path)| (name, fs::read_to_string(path).unwrap()))
        .collect();
    assert!(!found.is_empty(), "{folder}");
    found
}

#[test]
fn no_crate_of_ours_has_unsafe_code() {
    let workspace = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    assert!(workspace.contains("[workspace.lints.rust]\nunsafe_code = \"forbid\"\n"));
    assert!(
        workspace.ends_with("[lints]\nworkspace = true\n")
            || workspace.contains("\n[lints]\nworkspace = true\n")
    );
    let folders = ["crates", "xtask", "fuzz", "web"];
    let manifests = folders.iter().flat_map(|folder| files(folder, "Cargo.toml"));
    let mut count = 0;
    for (name, text) in manifests {
        let forbids =
            text.contains("\nunsafe_code = \"forbid\"\n") || text.contains("\n[lints]\nworkspace = true\n");
        // `#[unsafe(no_mangle)]` on the page's exports counts as unsafe code.
        let is_page = name == "web/Cargo.toml" && text.contains("\nunsafe_code = \"deny\"\n");
        assert!(forbids || is_page, "{name}");
        count += 1;
    }
    assert!(count >= 9, "{count} manifests");
    for (name, text) in files("web", ".rs") {
        let allowed = text.matches("allow(unsafe_code").count();
        let exports = text
            .matches(")]\n#[unsafe(no_mangle)]\npub extern \"C\" fn ")
            .count();
        assert_eq!(allowed, exports, "{name}");
        assert!(
            !text.contains("unsafe {") && !text.contains("unsafe fn"),
            "{name}"
        );
    }
}

#[test]
fn nothing_opens_a_connection_and_git_alone_is_started() {
    let mut starts = Vec::new();
    for (name, text) in ["src", "crates", "web/src"]
        .iter()
        .flat_map(|folder| files(folder, ".rs"))
    {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in ["std::net", "net::", "TcpStream", "UdpSocket", "UnixStream"] {
            assert!(!code.contains(word), "{name}: {word}");
        }
        let uses = code
            .lines()
            .filter(|line| line.contains("process::") && line.contains("Command"));
        starts.extend(uses.map(|_| name.clone()));
    }
    assert_eq!(starts, ["src/cli/since/git.rs"]);
    // Nor through a dependency, dev-dependencies included.
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    for name in [
        "reqwest",
        "hyper",
        "ureq",
        "attohttpc",
        "isahc",
        "curl",
        "tokio",
        "async-std",
        "mio",
        "socket2",
        "rustls",
        "openssl",
        "native-tls",
        "quinn",
        "h2",
    ] {
        assert!(!lock.contains(&format!("\nname = \"{name}\"\n")), "{name}");
    }
}
