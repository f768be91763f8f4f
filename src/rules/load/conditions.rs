//! Compiles a rule's `when` and `require`, and collects the parameters they use.

use std::collections::HashMap;
use std::sync::Arc;

use super::params::{ParamChange, param_value};
use crate::message::{Message, catalogue};
use crate::read::tree::NodeRef;
use crate::rules::condition::{Bound, Condition, MentionTest, Operand, Precision, Until};
use crate::rules::pack::{Param, ParamValue};
use crate::rules::reader::PackReader;
use crate::rules::vocabulary as words;
use crate::source::Span;

/// Limit on conditions in one condition or rule, counting those of named conditions at each use: evaluation cost,
/// not text size, is bounded.
const MAX_CONDITIONS: usize = 10_000;
/// Limit on nesting, including named conditions.
const MAX_DEPTH: usize = 64;

/// Limit on words in a condition; no vocabulary has more.
const MAX_WORDS: usize = 100;

/// What compiling a condition, or a rule's conditions, has collected.
#[derive(Clone, Debug, Default)]
pub(super) struct References {
    /// Names of parameters.
    pub params: Vec<String>,
    /// Number of conditions evaluated.
    pub conditions: usize,
    /// Greatest nesting depth.
    pub depth: usize,
    /// The first condition on a mention.
    pub mention: Option<Span>,
    /// Depth of the condition being compiled.
    level: usize,
    /// Whether an exceeded limit has been reported.
    refused: bool,
}

impl References {
    /// Counts conditions of this depth; reports an exceeded limit and returns whether it is kept.
    fn count(&mut self, reader: &mut PackReader<'_>, at: NodeRef, conditions: usize, depth: usize) -> bool {
        self.conditions = self.conditions.saturating_add(conditions);
        self.depth = self.depth.max(self.level + depth);
        let message = if self.conditions > MAX_CONDITIONS {
            catalogue::PACK_CONDITIONS.with(&[("most", &MAX_CONDITIONS.to_string())])
        } else if self.depth > MAX_DEPTH {
            catalogue::PACK_CONDITIONS_DEEP.with(&[("most", &MAX_DEPTH.to_string())])
        } else {
            return true;
        };
        if !std::mem::replace(&mut self.refused, true) {
            reader.refuse(at.span, message, None);
        }
        false
    }
}

/// A named condition of a plan.
#[derive(Clone, Debug)]
pub(super) struct NamedCondition {
    pub condition: Condition,
    pub used: References,
}

pub(super) fn compile(
    reader: &mut PackReader<'_>,
    at: NodeRef,
    scope: &Scope<'_>,
    used: &mut References,
) -> Condition {
    used.level += 1;
    // Aliases make a few lines any number of conditions: stop compiling at the limit.
    let condition = match used.count(reader, at, 1, 0) {
        true => within(reader, at, scope, used),
        false => Condition::All([].into()),
    };
    used.level -= 1;
    condition
}

fn within(reader: &mut PackReader<'_>, at: NodeRef, scope: &Scope<'_>, used: &mut References) -> Condition {
    let mut all = Vec::new();
    for (word, key, value) in reader.mapping(at, words::CONDITION_KEYS) {
        all.extend(one(reader, word, key, value, scope, used));
    }
    match all.pop() {
        Some(only) if all.is_empty() => only,
        Some(last) => {
            all.push(last);
            Condition::All(all.into())
        }
        None => Condition::All([].into()),
    }
}

fn one(
    reader: &mut PackReader<'_>,
    word: &str,
    key: NodeRef,
    value: NodeRef,
    scope: &Scope<'_>,
    used: &mut References,
) -> Option<Condition> {
    use crate::request::{Kind, Online, Round, Scope as Area};
    let list = |reader: &mut PackReader<'_>, used: &mut References| -> Vec<Condition> {
        reader
            .items(value)
            .into_iter()
            .map(|item| compile(reader, item, scope, used))
            .collect()
    };
    fn names<T: Copy + PartialEq>(
        reader: &mut PackReader<'_>,
        at: NodeRef,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Vec<T> {
        let words: Vec<(&'static str, T)> = all.iter().map(|value| (name(*value), *value)).collect();
        let items = reader.items(at);
        if items.is_empty() || items.len() > MAX_WORDS {
            // A condition that nothing satisfies would silently disable its rule.
            let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            reader.expected(at, Message::list(known));
        }
        // Ignore repeated words.
        let mut found: Vec<T> = Vec::new();
        for item in items.into_iter().take(MAX_WORDS) {
            let word = reader.word(item, &words);
            found.extend(word.filter(|word| !found.contains(word)));
        }
        found
    }
    if let Some(flag) = words::find(words::FLAGS, word) {
        return reader.truth(value).map(|truth| Condition::Flag(flag, truth));
    }
    if let Some(quantity) = words::find(words::QUANTITIES, word) {
        return Some(Condition::Time(
            quantity,
            bounds(reader, value, scope, used, true),
        ));
    }
    if let Some(field) = words::find(words::MOMENTS, word) {
        return moment_condition(reader, field, value, scope, used);
    }
    match word {
        "all" => Some(Condition::All(list(reader, used).into())),
        "any" => Some(Condition::Any(list(reader, used).into())),
        "not" => Some(Condition::Not(Arc::new(compile(reader, value, scope, used)))),
        "known" => Some(Condition::Known(Arc::new(compile(reader, value, scope, used)))),
        "is" => {
            let name = reader.scalar(value)?;
            let Some(named) = scope.conditions.get(name) else {
                let mut known: Vec<_> = scope.conditions.keys().map(String::as_str).collect();
                known.sort_unstable();
                reader.unknown(value.span, name, &known);
                return None;
            };
            if !used.count(reader, value, named.used.conditions, named.used.depth) {
                return None;
            }
            for param in &named.used.params {
                if !used.params.contains(param) {
                    used.params.push(param.clone());
                }
            }
            if named.used.mention.is_some() {
                used.mention.get_or_insert(value.span);
            }
            Some(named.condition.clone())
        }
        "under_clause" => reader.word(value, words::SUBJECTS).map(Condition::UnderClause),
        "kind" => Some(Condition::Kind(names(reader, value, Kind::ALL, Kind::name))),
        "scope" => Some(Condition::Scope(names(reader, value, Area::ALL, Area::name))),
        "round" => Some(Condition::Round(names(reader, value, Round::ALL, Round::name))),
        "online" => Some(Condition::Online(names(reader, value, Online::ALL, Online::name))),
        "present" | "absent" => {
            let mut fields = Vec::new();
            for item in reader.items(value) {
                let field = reader.word(item, words::FIELDS)?;
                used.count(reader, item, 1, 0);
                fields.push(if word == "present" {
                    Condition::Present(field)
                } else {
                    Condition::Absent(field)
                });
            }
            Some(Condition::All(fields.into()))
        }
        "matches" => {
            let mut field = None;
            let mut pattern = None;
            let mut given = 0;
            for (word, _, value) in reader.mapping(value, &["field", "pattern"]) {
                given += 1;
                if word == "field" {
                    field = reader.word(value, words::FIELDS);
                } else {
                    let text = reader.written(value).unwrap_or_default();
                    pattern = reader.pattern(value, text);
                }
            }
            let (Some(field), Some(pattern)) = (field, pattern) else {
                if given < 2 {
                    reader.expected(key, "field, pattern");
                }
                return None;
            };
            Some(Condition::Matches(field, pattern))
        }
        "count" => {
            let mut list = None;
            let mut found = Vec::new();
            for (word, _, value) in
                reader.mapping(value, &["of", "at_least", "more_than", "at_most", "less_than"])
            {
                if word == "of" {
                    list = reader.word(value, words::LISTS);
                } else if let (Some(order), Some(with)) = (
                    words::find(words::BOUNDS, word),
                    operand(reader, value, scope, used, false),
                ) {
                    found.push(Bound { order, with });
                }
            }
            if list.is_none() {
                reader.expected(key, "of");
            }
            Some(Condition::Count(list?, found))
        }
        "ministries" => Some(Condition::Ministries(bounds(reader, value, scope, used, false))),
        "evening_request" => evening(reader, key, value, scope, used),
        "mention" => {
            used.mention.get_or_insert(key.span);
            mention(reader, key, value, scope, used)
        }
        "weekday" => reader
            .word(value, &[("right", ())])
            .map(|()| Condition::WeekdayRight),
        _ => None,
    }
}

/// Tests of a mention, all of which must hold.
fn mention(
    reader: &mut PackReader<'_>,
    key: NodeRef,
    at: NodeRef,
    scope: &Scope<'_>,
    used: &mut References,
) -> Option<Condition> {
    let mut all = Vec::new();
    for (word, _, value) in reader.mapping(at, words::MENTION_KEYS) {
        let test = match word {
            "role" => {
                let items = reader.items(value);
                if items.is_empty() || items.len() > MAX_WORDS {
                    let known: Vec<_> = words::ROLES.iter().map(|(word, _)| *word).collect();
                    reader.expected(value, Message::list(known));
                }
                let mut roles = Vec::new();
                for item in items.into_iter().take(MAX_WORDS) {
                    let role = reader.word(item, words::ROLES);
                    roles.extend(role.filter(|role| !roles.contains(role)));
                }
                Some(MentionTest::Role(roles))
            }
            "open" => reader.truth(value).map(MentionTest::Open),
            "agrees_with_due" => reader.truth(value).map(MentionTest::AgreesWithDue),
            "told_apart" => reader.truth(value).map(MentionTest::ToldApart),
            _ => Some(MentionTest::AfterSent(bounds(reader, value, scope, used, true))),
        };
        all.extend(test.map(Condition::Mention));
    }
    match all.pop() {
        Some(only) if all.is_empty() => Some(only),
        Some(last) => {
            all.push(last);
            Some(Condition::All(all.into()))
        }
        None => {
            reader.expected(key, Message::list(words::MENTION_KEYS.iter().copied()));
            None
        }
    }
}

fn moment_condition(
    reader: &mut PackReader<'_>,
    field: crate::rules::condition::MomentField,
    at: NodeRef,
    scope: &Scope<'_>,
    used: &mut References,
) -> Option<Condition> {
    use crate::rules::condition::MomentField::{Due, Hearing};
    let mut keys: Vec<&str> = words::ORDERS.iter().map(|(word, _)| *word).collect();
    keys.extend(["in_office_hours", "within", "month", "time_of_day"]);
    match field {
        Hearing => keys.extend(["in_break", "over_break"]),
        Due => keys.push("written_as"),
        _ => {}
    }
    let mut all = Vec::new();
    for (word, _, value) in reader.mapping(at, &keys) {
        let found = if let Some(order) = words::find(words::ORDERS, word) {
            reader
                .word(value, words::MOMENTS)
                .map(|other| Condition::Order(field, order, other))
        } else {
            match word {
                "in_office_hours" => reader
                    .word(value, words::WHOSE)
                    .map(|whose| Condition::InOfficeHours(field, whose)),
                "in_break" => reader.word(value, words::WHOSE).map(Condition::InBreak),
                "over_break" => reader.word(value, words::WHOSE).map(Condition::OverBreak),
                "within" => reader
                    .word(value, &[("plan", ())])
                    .map(|()| Condition::WithinPlan(field)),
                "month" => months(reader, value).map(|months| Condition::Month(field, months)),
                "time_of_day" => time_of_day(reader, value, scope, used)
                    .map(|(from, until)| Condition::TimeOfDay { field, from, until }),
                _ => reader
                    .word(value, &[("date", Precision::Date), ("time", Precision::Time)])
                    .map(|precision| Condition::WrittenAs(field, precision)),
            }
        };
        all.extend(found);
    }
    match all.pop() {
        Some(only) if all.is_empty() => Some(only),
        last => {
            all.extend(last);
            Some(Condition::All(all.into()))
        }
    }
}

/// Months by number: one or a list.
fn months(reader: &mut PackReader<'_>, at: NodeRef) -> Option<Vec<u32>> {
    const EXPECTED: &str = "1 - 12";
    let items = reader.items(at);
    if items.is_empty() || items.len() > MAX_WORDS {
        reader.expected(at, EXPECTED);
        return None;
    }
    let mut months = Vec::new();
    for item in items {
        let month = reader.scalar(item)?.parse().ok();
        match month.filter(|month| (1..=12).contains(month)) {
            Some(month) if !months.contains(&month) => months.push(month),
            Some(_) => {}
            None => {
                reader.expected(item, EXPECTED);
                return None;
            }
        }
    }
    Some(months)
}

/// A range of times of day, end exclusive; to the end of the day by default.
fn time_of_day(
    reader: &mut PackReader<'_>,
    at: NodeRef,
    scope: &Scope<'_>,
    used: &mut References,
) -> Option<(i64, i64)> {
    let (mut from, mut until) = (None, 24 * 3600);
    for (word, _, value) in reader.mapping(at, &["from", "until"]) {
        let Some(ParamValue::Time(minutes)) = value_of(reader, value, scope, used) else {
            reader.expected(value, catalogue::PACK_TIME);
            return None;
        };
        let second = i64::from(minutes) * 60;
        if word == "from" {
            from = Some(second);
        } else {
            until = second;
        }
    }
    let found = from.filter(|from| *from < until).map(|from| (from, until));
    if found.is_none() {
        reader.expected(at, catalogue::PACK_TIMES);
    }
    found
}

fn evening(
    reader: &mut PackReader<'_>,
    key: NodeRef,
    at: NodeRef,
    scope: &Scope<'_>,
    used: &mut References,
) -> Option<Condition> {
    use crate::rules::condition::MomentField::{Due, Hearing};
    let (mut evening, mut until) = (None, None);
    let mut of = Due;
    for (word, _, value) in reader.mapping(at, words::EVENING_KEYS) {
        if word == "of" {
            of = reader.word(value, &[("due", Due), ("hearing", Hearing)])?;
            continue;
        }
        if word == "until" && reader.tree.text(value) == Some("end_of_day") {
            until = Some(Until::EndOfDay);
            continue;
        }
        let second = match value_of(reader, value, scope, used) {
            Some(ParamValue::Time(minutes)) => i64::from(minutes) * 60,
            Some(_) => {
                reader.expected(value, catalogue::PACK_TIME);
                return None;
            }
            None => return None,
        };
        if word == "from" {
            evening = Some(second)
        } else {
            until = Some(Until::Second(second))
        }
    }
    match (evening, until) {
        (Some(evening), Some(until)) => Some(Condition::EveningRequest { of, evening, until }),
        _ => {
            reader.expected(key, "from, until");
            None
        }
    }
}

fn bounds(
    reader: &mut PackReader<'_>,
    at: NodeRef,
    scope: &Scope<'_>,
    used: &mut References,
    of_time: bool,
) -> Vec<Bound> {
    let keys: Vec<_> = words::BOUNDS.iter().map(|(word, _)| *word).collect();
    let entries = reader.mapping(at, &keys);
    if entries.is_empty() {
        // An empty bound would always hold.
        reader.expected(at, Message::list(keys));
    }
    let mut found = Vec::new();
    for (word, _, value) in entries {
        if let (Some(order), Some(with)) = (
            words::find(words::BOUNDS, word),
            operand(reader, value, scope, used, of_time),
        ) {
            found.push(Bound { order, with });
        }
    }
    found
}

fn operand(
    reader: &mut PackReader<'_>,
    at: NodeRef,
    scope: &Scope<'_>,
    used: &mut References,
    of_time: bool,
) -> Option<Operand> {
    if of_time && reader.tree.text(at) == Some("effort") {
        return Some(Operand::Effort);
    }
    match (value_of(reader, at, scope, used)?, of_time) {
        (ParamValue::Duration(seconds), true) => Some(Operand::Number(seconds)),
        (ParamValue::Count(count), false) => Some(Operand::Number(count)),
        (_, true) => {
            reader.expected(at, catalogue::PACK_DURATION);
            None
        }
        (_, false) => {
            reader.expected(at, catalogue::PACK_COUNT);
            None
        }
    }
}

/// A literal or a parameter.
fn value_of(
    reader: &mut PackReader<'_>,
    at: NodeRef,
    scope: &Scope<'_>,
    used: &mut References,
) -> Option<ParamValue> {
    let text = reader.scalar(at)?;
    let Some(name) = text.strip_prefix('$') else {
        return param_value(reader, at);
    };
    let Some(param) = scope.params.iter().find(|param| param.name == name) else {
        let known: Vec<_> = scope.params.iter().map(|param| param.name.as_str()).collect();
        reader.unknown(at.span, name, &known);
        return None;
    };
    if !used.params.iter().any(|known| known == name) {
        used.params.push(name.to_owned());
    }
    Some(param.value)
}

/// Parameters and named conditions that a rule may refer to.
#[derive(Default)]
pub(super) struct Scope<'c> {
    pub params: Vec<Param>,
    /// Configured parameter values.
    pub changes: &'c [ParamChange<'c>],
    pub conditions: Arc<HashMap<String, NamedCondition>>,
}
