//! Schema of the files of a rule pack, from the vocabulary of the rule language.

mod describe;

use serde_json::{Map, Value, json};

use super::build::{self, described, one_or_many, reference, scalar, text, with, words};
use super::request;
use crate::diagnostic::Severity;
use crate::message::Lang;
use crate::request::{Kind, Online, Round, Scope};
use crate::rules::Binding;
use crate::rules::vocabulary;

/// Schema of `plan.yaml` if the file has `plan`, else of a rule. `if` rather than `oneOf`, so that editors report
/// errors of the intended one.
pub(super) fn schema() -> Value {
    let (document, mut definitions) = request::parts();
    for (name, schema) in [
        ("request", document),
        ("plan", plan()),
        ("rule", rule()),
        ("condition", condition()),
        ("conditions", one_or_many(reference("condition"))),
        ("field", names(vocabulary::FIELDS)),
        ("place", names(vocabulary::PLACES)),
        ("params", params()),
        ("message", message()),
        ("examples", examples()),
        ("time_bounds", bounds(&time_operand())),
        ("count_bounds", bounds(&count_operand())),
    ] {
        definitions.insert(name.to_owned(), schema);
    }
    let about = (
        "規則集のファイル。plan.yaml は計画を、ほかのファイルは規則を一つずつ定めます。",
        "A file of a rule pack: plan.yaml states the plan, and every other file one rule.",
    );
    let root = json!({
        "$schema": build::DRAFT,
        "type": "object",
        "if": { "required": ["plan"] },
        "then": reference("plan"),
        "else": reference("rule"),
        "definitions": definitions,
    });
    described(root, "規則（rule）・計画（plan.yaml）", about)
}

/// A mapping with exactly these keys.
fn closed(properties: Map<String, Value>, required: &[&str]) -> Value {
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !required.is_empty() {
        schema = with(schema, json!({ "required": required }));
    }
    schema
}

/// A mapping with the keys of a vocabulary and their descriptions.
fn described_keys(
    keys: &[&str],
    schema: fn(&str) -> Option<Value>,
    describe: fn(&str) -> (&'static str, &'static str),
    required: &[&str],
) -> Value {
    let property = |key: &&str| {
        // Siblings of `$ref` are ignored.
        let value = schema(key)?;
        let value = if value.get("$ref").is_some() {
            json!({ "allOf": [value] })
        } else {
            value
        };
        Some(((*key).to_owned(), described(value, key, describe(key))))
    };
    closed(keys.iter().filter_map(property).collect(), required)
}

fn properties<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    members
        .into_iter()
        .map(|(name, schema)| (name.to_owned(), schema))
        .collect()
}

/// One of a table's words.
fn names<T>(table: &[(&str, T)]) -> Value {
    words(table.iter().map(|(word, _)| *word))
}

fn truth() -> Value {
    json!({ "anyOf": [{ "type": "boolean" }, { "type": "string", "pattern": "^(true|false)$" }] })
}

/// A member per language.
fn languages(text: &Value) -> Map<String, Value> {
    let member = |lang: &Lang| (lang.tag().to_owned(), text.clone());
    Lang::ALL.iter().map(member).collect()
}

fn required_languages() -> Vec<&'static str> {
    Lang::OF_PACKS.iter().map(|lang| lang.tag()).collect()
}

fn bilingual(text: &Value) -> Value {
    closed(languages(text), &required_languages())
}

/// A message template; braces may only hold facts.
fn template() -> Value {
    let facts = vocabulary::FACTS.join("|");
    let pattern = format!(r"^([^{{]|\{{({facts})\}})*(\{{[^}}]*)?$");
    let message = format!("{{ }} に使える語／facts: {}", vocabulary::FACTS.join(", "));
    with(
        text(),
        json!({ "allOf": [{ "pattern": pattern, "patternErrorMessage": message }] }),
    )
}

fn message() -> Value {
    let mut one = properties([("if", reference("condition"))]);
    one.append(&mut languages(&template()));
    let one = closed(one, &required_languages());
    let last = json!({ "not": { "required": ["if"] } });
    let alone = with(
        one.clone(),
        json!({ "properties": with(one["properties"].clone(), json!({ "if": false })) }),
    );
    // The loader requires the last one to be without `if`; a schema can only require that one is.
    json!({ "anyOf": [alone, { "type": "array", "items": one, "contains": last }] })
}

fn examples() -> Value {
    let request = reference("request");
    let some = json!({ "anyOf": [request, { "type": "array", "items": request, "minItems": 1 }] });
    closed(
        properties([("bad", some.clone()), ("good", some)]),
        &["bad", "good"],
    )
}

/// A parameter's value, by its notation.
fn literal() -> Value {
    json!({ "type": ["string", "integer"], "minLength": 1, "examples": ["PT48H", "17:00", "9:30-18:15", 2, "07-01/09-30"] })
}

fn params() -> Value {
    let mut open = properties([("value", literal()), ("in_plan", truth())]);
    open.append(&mut languages(&scalar()));
    let value = json!({ "anyOf": [literal(), closed(open, &["value"])] });
    json!({ "type": "object", "additionalProperties": value })
}

fn bounds(operand: &Value) -> Value {
    let bound = |(word, _): &(&str, _)| ((*word).to_owned(), operand.clone());
    closed(vocabulary::BOUNDS.iter().map(bound).collect(), &[])
}

fn time_operand() -> Value {
    json!({ "type": "string", "pattern": r"^(effort|P.+|\$.+)$", "examples": ["PT48H", "effort", "$min_response"] })
}

fn count_operand() -> Value {
    json!({ "type": ["string", "integer"], "pattern": r"^([+-]?[0-9]+|\$.+)$" })
}

fn plan() -> Value {
    let member = |key: &str| {
        Some(match key {
            "plan" => text(),
            "title" | "short_title" => bilingual(&text()),
            "issuer" | "source" => scalar(),
            "binds" => one_or_many(scalar()),
            "period" => {
                let date = json!({ "type": "string", "examples": ["2026-03-31", "令和8年3月31日"] });
                closed(properties([("from", date.clone()), ("until", date)]), &[])
            }
            "prefix" => json!({ "type": "string", "pattern": "^[A-Z]+$" }),
            "params" => reference("params"),
            "conditions" => json!({ "type": "object", "additionalProperties": reference("condition") }),
            _ => return None,
        })
    };
    described_keys(vocabulary::PLAN_KEYS, member, describe::plan, &["plan", "prefix"])
}

fn rule() -> Value {
    let member = |key: &str| {
        Some(match key {
            "code" => json!({ "type": "string", "pattern": "^[A-Z]+[0-9]{3}$" }),
            "name" => text(),
            "summary" => bilingual(&text()),
            "clause" | "quote" => scalar(),
            "binding" => words(Binding::ALL.map(Binding::name)),
            "severity" => words(Severity::ALL.map(Severity::name)),
            "params" => reference("params"),
            "when" | "require" => reference("condition"),
            "each" => names(vocabulary::EACH),
            "at" => reference("place"),
            "also" => one_or_many(reference("place")),
            "message" => reference("message"),
            "help" => bilingual(&template()),
            "note" => bilingual(&text()),
            "stop" => words(["due", "hearing"]),
            "once" | "protected" => truth(),
            "examples" => reference("examples"),
            _ => return None,
        })
    };
    let needed = [
        "code", "name", "summary", "binding", "severity", "require", "at", "message", "examples",
    ];
    described_keys(vocabulary::RULE_KEYS, member, describe::rule, &needed)
}

fn condition() -> Value {
    described_keys(
        vocabulary::CONDITION_KEYS,
        condition_member,
        describe::condition,
        &[],
    )
}

fn condition_member(key: &str) -> Option<Value> {
    if vocabulary::find(vocabulary::FLAGS, key).is_some() {
        return Some(truth());
    }
    if vocabulary::find(vocabulary::QUANTITIES, key).is_some() {
        return Some(reference("time_bounds"));
    }
    if vocabulary::find(vocabulary::MOMENTS, key).is_some() {
        return Some(moment(key));
    }
    let all = |names: Vec<&'static str>| one_or_many(words(names));
    Some(match key {
        "all" | "any" => reference("conditions"),
        "not" | "known" => reference("condition"),
        "is" => text(),
        "kind" => all(Kind::ALL.iter().map(|kind| kind.name()).collect()),
        "scope" => all(Scope::ALL.iter().map(|scope| scope.name()).collect()),
        "round" => all(Round::ALL.iter().map(|round| round.name()).collect()),
        "online" => all(Online::ALL.iter().map(|online| online.name()).collect()),
        "under_clause" => names(vocabulary::SUBJECTS),
        "present" | "absent" => one_or_many(reference("field")),
        "matches" => closed(
            properties([("field", reference("field")), ("pattern", scalar())]),
            &["field", "pattern"],
        ),
        "count" => {
            let mut count = bounds(&count_operand());
            if let Some(properties) = count.get_mut("properties").and_then(Value::as_object_mut) {
                properties.insert("of".to_owned(), names(vocabulary::LISTS));
            }
            with(count, json!({ "required": ["of"] }))
        }
        "ministries" => reference("count_bounds"),
        "evening_request" => {
            let time = json!({ "type": ["string", "integer"], "examples": ["17:00", "$evening"] });
            let until = with(
                time.clone(),
                json!({ "examples": ["end_of_day", "12:00", "$morning"] }),
            );
            let of = words(["due", "hearing"]);
            closed(
                properties([("from", time), ("until", until), ("of", of)]),
                &["from", "until"],
            )
        }
        "mention" => closed(
            properties([
                (
                    "role",
                    all(vocabulary::ROLES.iter().map(|(role, _)| *role).collect()),
                ),
                ("open", truth()),
                ("agrees_with_due", truth()),
                ("told_apart", truth()),
                ("after_sent", reference("time_bounds")),
            ]),
            &[],
        ),
        "weekday" => words(["right"]),
        _ => return None,
    })
}

/// Conditions on a moment.
fn moment(field: &str) -> Value {
    let whose = names(vocabulary::WHOSE);
    let mut members: Map<String, Value> = vocabulary::ORDERS
        .iter()
        .map(|(order, _)| ((*order).to_owned(), names(vocabulary::MOMENTS)))
        .collect();
    members.insert("in_office_hours".to_owned(), whose.clone());
    members.insert("within".to_owned(), words(["plan"]));
    let month = json!({ "type": "integer", "minimum": 1, "maximum": 12 });
    let several = json!({ "type": "array", "minItems": 1, "items": month });
    let time = json!({ "type": ["string", "integer"], "examples": ["16:00", "$evening"] });
    members.insert("month".to_owned(), json!({ "anyOf": [month, several] }));
    members.insert(
        "time_of_day".to_owned(),
        closed(properties([("from", time.clone()), ("until", time)]), &["from"]),
    );
    match field {
        "hearing" => {
            members.insert("in_break".to_owned(), whose.clone());
            members.insert("over_break".to_owned(), whose);
        }
        "due" => {
            members.insert("written_as".to_owned(), words(["date", "time"]));
        }
        _ => {}
    }
    closed(members, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word added only to the vocabulary would be rejected by the schema, or lack a description.
    #[test]
    fn every_word_of_the_vocabulary_has_a_schema_and_a_description() {
        let schema = schema();
        for (name, keys) in [
            ("plan", vocabulary::PLAN_KEYS),
            ("rule", vocabulary::RULE_KEYS),
            ("condition", vocabulary::CONDITION_KEYS),
        ] {
            for key in keys {
                let property = &schema["definitions"][name]["properties"][key];
                let description = property["description"].as_str().unwrap_or_default();
                assert!(
                    description.trim().len() > 10,
                    "{name}.{key} has no schema or no description"
                );
            }
        }
    }
}
