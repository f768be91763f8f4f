//! The editors' settings: every language that the server reads is one that each editor sends to it.

use kigen::format::Format;
use serde_json::Value;

use crate::common::root;

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

/// The languages of VS Code for the formats of requests.
const LANGUAGES: [&str; 4] = ["yaml", "icalendar", "markdown", "plaintext"];

#[test]
fn the_extension_serves_each_language_of_the_server() {
    let extension = text("editors/vscode/extension.js");
    let package: Value = serde_json::from_str(&text("editors/vscode/package.json")).unwrap();
    let events: Vec<&str> = package["activationEvents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event.as_str().unwrap())
        .collect();
    for language in LANGUAGES {
        assert!(Format::by_language(language).is_some(), "{language}");
        assert!(
            extension.contains(&format!("{{ language: \"{language}\" }}")),
            "{language}"
        );
        assert!(events.contains(&&*format!("onLanguage:{language}")), "{events:?}");
        let defaults = &package["contributes"]["configurationDefaults"];
        assert!(defaults[format!("[{language}]")].is_object(), "{language}");
    }
    assert_eq!(events.len(), LANGUAGES.len());
}

#[test]
fn each_documented_editor_opens_letters_too() {
    for page in ["docs/editors.md", "docs/en/editors.md"] {
        let page = text(page);
        let blocks: Vec<&str> = page.split("\n```").skip(1).step_by(2).collect();
        let settings: Vec<&&str> = blocks
            .iter()
            .filter(|block| {
                ["lua", "toml", "elisp"]
                    .iter()
                    .any(|language| block.starts_with(language))
            })
            .collect();
        assert_eq!(settings.len(), 5, "{blocks:?}");
        for block in settings {
            for words in [&["yaml"][..], &["markdown", "*.md"], &["text", "*.txt"]] {
                assert!(
                    words.iter().any(|word| block.contains(word)),
                    "{words:?}: {block}"
                );
            }
        }
    }
}
