//! Parameters of a pack and their configured values.

use crate::calendar::yearly::YearlyPeriod;
use crate::message::catalogue;
use crate::read::tree::{Node, NodeRef};
use crate::rules::pack::{LocalizedText, Param, ParamValue};
use crate::rules::reader::{PackReader, with_languages};
use jp_datetime::{duration, time_of_day, yearly};

/// Parses parameters: a plain value is one from the plan's text, `{value, in_plan: false, ja, en}` one that the pack
/// adds.
pub(super) fn params(reader: &mut PackReader<'_>, at: NodeRef) -> Vec<Param> {
    let mut found = Vec::new();
    for (name, _, value) in reader.open_mapping(at) {
        if found.len() >= MAX_PARAMS {
            let message = catalogue::PACK_PARAMS.with(&[("most", &MAX_PARAMS.to_string())]);
            reader.refuse(value.span, message, None);
            break;
        }
        let mut param = Param {
            name: name.to_owned(),
            value: ParamValue::Count(0),
            default: None,
            in_plan: true,
            meaning: LocalizedText::default(),
        };
        let mut written = value;
        if matches!(reader.tree.node(value.node), Node::Mapping(_)) {
            for (word, _, value) in reader.mapping(value, &with_languages(&["value", "in_plan"])) {
                match word {
                    "value" => written = value,
                    "in_plan" => param.in_plan = reader.truth(value).unwrap_or_default(),
                    tag => param.meaning.set(tag, reader.written(value).unwrap_or_default()),
                }
            }
        }
        if let Some(value) = param_value(reader, written) {
            param.value = value;
            found.push(param);
        }
    }
    found
}

pub(super) fn param_value(reader: &mut PackReader<'_>, at: NodeRef) -> Option<ParamValue> {
    let text = reader.scalar(at)?;
    let found = literal(text);
    if found.is_none() {
        reader.expected(at, catalogue::PACK_PARAM);
    }
    found
}

/// Applies configured values to a pack's parameters.
pub(super) fn change(
    params: &mut [Param],
    changes: &[ParamChange<'_>],
    applies: impl Fn(Option<&str>) -> bool,
) {
    for param in params {
        for change in changes
            .iter()
            .filter(|change| change.name == param.name && applies(change.rule))
        {
            if let Some(value) = value_like(change.value, param.value) {
                let default = param.default.unwrap_or(param.value);
                param.value = value;
                param.default = (value != default).then_some(default);
            }
        }
    }
}

/// Parses a configured value by the type of `like`. A day is not a duration: its length depends on the calendar.
pub fn value_like(text: &str, like: ParamValue) -> Option<ParamValue> {
    /// Upper bound on counts.
    const COUNT_LIMIT: i64 = 1_000_000;
    let text = text.trim();
    match like {
        ParamValue::Duration(_) => {
            let seconds = duration::read(text, 0).ok()?;
            let with_days = duration::read(text, crate::calendar::hours::DAY).ok()?;
            (seconds > 0 && seconds == with_days).then_some(ParamValue::Duration(seconds))
        }
        ParamValue::Time(_) => time_of_day::read_time(text).ok().map(ParamValue::Time),
        ParamValue::Hours(_) => {
            let (from, until) = time_of_day::read_range(text).ok()?;
            Some(ParamValue::Hours(crate::calendar::hours::Hours { from, until }))
        }
        ParamValue::Count(_) => {
            let count: i64 = text.parse().ok()?;
            (0..=COUNT_LIMIT)
                .contains(&count)
                .then_some(ParamValue::Count(count))
        }
        ParamValue::Yearly(_) => period(text),
    }
}

fn period(text: &str) -> Option<ParamValue> {
    let (from, until) = yearly::read(text)?;
    Some(ParamValue::Yearly(YearlyPeriod { from, until }))
}

/// Parses a literal: `PT48H`, `17:00`, `9:30-18:15`, `2`, `07-01/09-30`. A day is not a duration.
fn literal(text: &str) -> Option<ParamValue> {
    if let Ok(count) = text.parse::<i64>() {
        return Some(ParamValue::Count(count));
    }
    if text.starts_with('P') {
        return duration::read(text, 0)
            .ok()
            .filter(|seconds| *seconds > 0 || text == "PT0S")
            .map(ParamValue::Duration);
    }
    if text.contains(['月', '/']) {
        return period(text);
    }
    if text.contains('-') {
        return time_of_day::read_range(text)
            .ok()
            .map(|(from, until)| ParamValue::Hours(crate::calendar::hours::Hours { from, until }));
    }
    time_of_day::read_time(text).ok().map(ParamValue::Time)
}

/// A configured parameter value.
#[derive(Clone, Copy, Debug)]
pub struct ParamChange<'a> {
    /// The rule it applies to; `None` for every parameter of this name.
    pub rule: Option<&'a str>,
    /// The parameter.
    pub name: &'a str,
    /// The value as written; ignored if it is not of the parameter's type.
    pub value: &'a str,
}

/// Limit on parameters of a plan or a rule.
pub(super) const MAX_PARAMS: usize = 500;
