//! `docs/slips.md` and `docs/en/slips.md`: each draft raises the message shown below it, and its corrected form
//! raises none.

use std::fs;

use crate::common::{judged_in, list, root};
use serde_json::Value;

/// Each page, with its language and the words before a message.
const PAGES: [(&str, &str, &str); 2] = [
    ("docs/slips.md", "ja", "所見："),
    ("docs/en/slips.md", "en", "Finding: "),
];

fn is_reading(found: &&Value) -> bool {
    found["code"].as_str().unwrap_or_default().starts_with("KG00")
}

#[test]
fn each_draft_gets_its_sentence_and_the_fixed_one_none() {
    for (path, lang, lead) in PAGES {
        let page = fs::read_to_string(root().join(path))
            .unwrap()
            .replace("\r\n", "\n");
        let sections: Vec<&str> = page.split("\n## ").skip(1).collect();
        assert!(sections.len() >= 12);
        for section in sections {
            let mut blocks = section
                .split("```yaml\n")
                .skip(1)
                .map(|block| block.split("```").next().unwrap());
            let (draft, fixed) = (blocks.next().unwrap(), blocks.next().unwrap());
            let says = section.lines().find_map(|line| line.strip_prefix(lead)).unwrap();
            let output = judged_in(draft, lang);
            let text = |found: &Value, of: &str| found[of].as_str().unwrap_or_default().to_owned();
            let says = |found: &Value| {
                [text(found, "message"), text(found, "help")]
                    .iter()
                    .any(|text| text.contains(says))
            };
            assert!(
                list(&output, "diagnostics").iter().any(says),
                "{section}: {output:#}"
            );
            let output = judged_in(fixed, lang);
            assert_eq!(
                list(&output, "diagnostics").iter().find(is_reading),
                None,
                "{section}"
            );
        }
    }
}
