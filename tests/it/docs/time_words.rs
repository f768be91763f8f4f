//! Dates, weekdays and times in text are read only by `jp_datetime`: no file of `src/` searches a text for them.

use std::path::Path;

use super::modules::imports;

/// Characters and words that code searching for dates would contain.
const SIGNS: &[&str] = &[
    "年", "月", "日", "時", "分", "秒", "曜", "火", "水", "木", "金", "午前", "午後", "正午", "明日", "翌日",
];

/// Files allowed to contain a character of dates, each with its reason.
const MAY: &[(&str, &str)] = &[
    ("cli/calendar.rs", "the year of an argument"),
    ("read/bullets.rs", "a circle before 月 is no bullet"),
    ("read/hearing.rs", "one field, whose end takes from its start"),
    ("read/likeness.rs", "words of keys"),
    ("read/repeats.rs", "rewrites the words that the reading gave"),
    (
        "read/wording.rs",
        "words a mistake at the place that the reader gave",
    ),
    ("rules/load/params.rs", "which of two types a parameter is of"),
];

/// The callers of the prose reader.
const READS: &[&str] = &["read/masked.rs", "read/repeats.rs"];

#[test]
fn what_a_text_says_of_time_is_read_in_one_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut named, mut reads) = (Vec::new(), Vec::new());
    let files = imports(&root);
    let writes = |file: &str| file.starts_with("message/") || file.starts_with("schema/");
    for file in files.keys().filter(|file| !writes(file)) {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        if code.lines().any(names_a_sign) {
            named.push(file.as_str());
        }
        if ["prose::read(", "prose::scan(", "prose::mentions("]
            .iter()
            .any(|call| code.contains(call))
        {
            reads.push(file.as_str());
        }
    }
    let may: Vec<&str> = MAY.iter().map(|(file, _)| *file).collect();
    assert_eq!(
        named, may,
        "signs of dates in a file of src/: ask jp_datetime::prose instead"
    );
    assert_eq!(reads, READS);
}

fn names_a_sign(line: &str) -> bool {
    let is_quoted = |sign: &&str| {
        ['\'', '"']
            .iter()
            .any(|quote| line.contains(&format!("{quote}{sign}{quote}")))
    };
    let is_comment = line.trim_start().starts_with("//");
    !is_comment && (line.contains("kanji_digit") || SIGNS.iter().any(is_quoted))
}
