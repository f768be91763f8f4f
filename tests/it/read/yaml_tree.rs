//! The YAML parser against serde_yaml, and against hostile input.

use kigen::read::tree::{MAX_DOCUMENTS, MAX_NODES, Node, NodeRef, Tree, TreeErrorKind};
use proptest::prelude::*;
use serde_yaml::Value;

/// Our tree as a `serde_yaml::Value`, with every scalar as text.
fn ours(tree: &Tree<'_>, at: NodeRef) -> Value {
    match tree.node(at.node) {
        Node::Scalar { text, .. } => Value::String(text.to_string()),
        Node::Sequence(items) => Value::Sequence(items.iter().map(|item| ours(tree, *item)).collect()),
        Node::Mapping(entries) => Value::Mapping(
            entries
                .iter()
                .map(|(key, value)| (ours(tree, *key), ours(tree, *value)))
                .collect(),
        ),
    }
}

/// A value whose scalars are text to every YAML parser.
fn value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        "[a-z]{1,8}",
        "[ぁ-んァ-ヶ一-龠]{1,12}",
        "[ -~ぁ-ん。、「」（）：＃\n]{0,30}",
        "[𠀀-𠀿😀-😏]{1,4}",
    ]
    .prop_filter("text to every reader", |text: &String| {
        serde_yaml::from_str::<Value>(text).is_ok_and(|value| matches!(value, Value::String(_) | Value::Null))
            || text.contains('\n')
            || !text.is_empty()
    })
    .prop_map(Value::String);
    scalar.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..6).prop_map(Value::Sequence),
            prop::collection::btree_map("[a-zぁ-ん]{1,6}", inner, 1..6).prop_map(|entries| {
                Value::Mapping(
                    entries
                        .into_iter()
                        .map(|(key, value)| (Value::String(key), value))
                        .collect(),
                )
            }),
        ]
    })
}

/// Converts serde_yaml's booleans, numbers and null to text, as our scalars always are.
fn as_text(value: &Value) -> Value {
    match value {
        Value::Sequence(items) => Value::Sequence(items.iter().map(as_text).collect()),
        Value::Mapping(entries) => Value::Mapping(
            entries
                .iter()
                .map(|(key, value)| (as_text(key), as_text(value)))
                .collect(),
        ),
        other => other.clone(),
    }
}

proptest! {
    #[test]
    fn what_serde_yaml_writes_we_read_alike(value in value()) {
        let text = serde_yaml::to_string(&value).unwrap();
        let tree = Tree::parse(&text);
        prop_assert_eq!(tree.documents.len(), 1);
        prop_assert!(tree.documents[0].error.is_none(), "{:?}\n{}", tree.documents[0].error, text);
        prop_assert_eq!(ours(&tree, tree.documents[0].root.unwrap()), as_text(&value), "\n{}", text);
    }

    #[test]
    fn a_plain_or_quoted_scalar_stands_where_its_span_says(words in prop::collection::vec("[a-zぁ-ん𠀀-𠀿]{1,6}", 1..6), crlf in any::<bool>()) {
        let end = if crlf { "\r\n" } else { "\n" };
        let text: String = words.iter().enumerate().map(|(n, word)| match n % 3 {
            0 => format!("k{n}: {word}{end}"),
            1 => format!("k{n}: '{word}'{end}"),
            _ => format!("k{n}: \"{word}\" # 注{end}"),
        }).collect();
        let tree = Tree::parse(&text);
        let Node::Mapping(entries) = tree.node(tree.documents[0].root.unwrap().node) else { panic!("{text}") };
        prop_assert_eq!(entries.len(), words.len());
        for ((_, value), word) in entries.iter().zip(&words) {
            prop_assert_eq!(text[value.span.range()].trim_matches(['"', '\'']), word);
        }
    }

    #[test]
    fn nothing_makes_it_panic(text in "[-:{}\\[\\]&*!|>'\"%@`# \n\t\r\u{0}a-cあ\u{feff}\u{2028}]{0,80}") {
        let tree = Tree::parse(&text);
        for document in &tree.documents {
            if let Some(root) = document.root {
                prop_assert!(root.span.end as usize <= text.len());
            }
        }
    }
}

#[test]
fn an_alias_bomb_is_not_copied_out() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..60 {
        let before = format!("*a{}", level - 1);
        text.push_str(&format!(
            "a{level}: &a{level} [{}]\n",
            vec![before; 10].join(", ")
        ));
    }
    let tree = Tree::parse(&text);
    assert!(tree.documents[0].error.is_none(), "{:?}", tree.documents[0].error);
}

#[test]
fn an_alias_to_itself_is_refused() {
    let tree = Tree::parse("a: &a [*a]\n");
    assert!(tree.documents[0].error.is_some());
}

#[test]
fn deep_nesting_is_refused_and_the_next_document_is_read() {
    for deep in [
        "[".repeat(100_000),
        "- ".repeat(100_000),
        "{a: ".repeat(100_000),
        "? ".repeat(100_000),
    ] {
        let text = format!("{deep}\n---\nkind: other\n");
        let tree = Tree::parse(&text);
        let error = tree.documents[0].error.as_ref().expect("refused");
        assert_eq!(error.kind, TreeErrorKind::Limit, "{}", &deep[..4]);
        let last = tree.documents.last().unwrap();
        assert!(last.root.is_some(), "{}: {:?}", &deep[..4], tree.documents);
    }
}

#[test]
fn one_broken_document_does_not_hide_the_others() {
    let tree = Tree::parse("a: 1\n---\nb: [\n---\nc: 3\n");
    let roots: Vec<_> = tree
        .documents
        .iter()
        .map(|document| document.root.is_some())
        .collect();
    assert_eq!(roots, [true, false, true]);
}

#[test]
fn a_value_left_empty_is_nothing() {
    let tree = Tree::parse("a:\nb: ''\nc: ~\nd: \"~\"\n");
    let Node::Mapping(entries) = tree.node(tree.documents[0].root.unwrap().node) else {
        panic!()
    };
    let null: Vec<_> = entries.iter().map(|(_, value)| tree.is_null(*value)).collect();
    assert_eq!(null, [true, false, true, false]);
}

#[test]
fn documents_and_nodes_past_the_limit_are_not_read_and_said_to_be() {
    for sort in ["---\na: 1\n", "---\n", "--- {a\n", "--- [\n"] {
        let within = Tree::parse(&sort.repeat(MAX_DOCUMENTS)).unread;
        assert_eq!(within, None, "{sort}");
        let text = sort.repeat(MAX_DOCUMENTS + 1) + "---\nb: 2\n";
        let tree = Tree::parse(&text);
        assert_eq!(tree.documents.len(), MAX_DOCUMENTS, "{sort}");
        let at = tree.unread.unwrap() as usize;
        assert!(
            at >= sort.len() * MAX_DOCUMENTS && at <= text.len(),
            "{sort}: {at}"
        );
    }
    // The sequence itself is a node.
    let of = |items: usize| Tree::parse(&"- a\n".repeat(items)).documents[0].error.clone();
    assert_eq!(of(MAX_NODES - 1), None);
    assert_eq!(of(MAX_NODES).unwrap().kind, TreeErrorKind::Limit);
}
