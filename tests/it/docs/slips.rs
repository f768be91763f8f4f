//! `docs/slips.md`: each draft gets the sentence that stands below it, and its mended form none.

use std::fs;

use crate::common::{check_input, list, root};
use serde_json::Value;

fn judged(document: &str) -> Value {
    check_input(
        root(),
        &["--no-config", "--format", "json", "-"],
        document.as_bytes(),
    )
    .json()
}

fn is_reading(found: &&Value) -> bool {
    found["code"].as_str().unwrap_or_default().starts_with("KG00")
}

#[test]
fn each_draft_gets_its_sentence_and_the_mended_one_none() {
    let page = fs::read_to_string(root().join("docs/slips.md"))
        .unwrap()
        .replace("\r\n", "\n");
    let sections: Vec<&str> = page.split("\n## ").skip(1).collect();
    assert!(sections.len() >= 12);
    for section in sections {
        let mut blocks = section
            .split("```yaml\n")
            .skip(1)
            .map(|block| block.split("```").next().unwrap());
        let (draft, mended) = (blocks.next().unwrap(), blocks.next().unwrap());
        let says = section
            .lines()
            .find_map(|line| line.strip_prefix("所見："))
            .unwrap();
        let output = judged(draft);
        let texts = |found: &Value| format!("{}{}", found["message"], found["help"]);
        let says = |found: &&Value| texts(found).contains(says);
        assert!(
            list(&output, "diagnostics").iter().any(|found| says(&found)),
            "{section}: {output:#}"
        );
        let output = judged(mended);
        assert_eq!(
            list(&output, "diagnostics").iter().find(is_reading),
            None,
            "{section}"
        );
    }
}
