//! Schema of a configuration, from the tables of [`keys`](crate::config::keys) and the built-in rules.

use serde_json::{Map, Value, json};

use super::build::{self, Definitions, any_of, described, described_by, one_or_many, reference, with};
use super::codes::{recordable, shipped};
use super::request::members;
use crate::config::keys::{
    CONFIG, ConfigKey, DAY, DEFAULT_OFFICE, DayKey, EXCEPTION, ExceptionKey, HOURS, HoursKey, LANG, LEVEL,
    NO_BREAK, OVERRIDE, OverrideKey, PERIOD, PLAN, PeriodKey,
};
use crate::read::keys::{TRUTH, Table};
use crate::rules::{Param, ParamValue};

/// The schema.
pub(super) fn schema() -> Value {
    let mut definitions = Definitions::new();
    let all = &mut definitions;
    let hours = members(&HOURS, "hours", all, describe_hours, hours_member, &[]);
    let hours = with(hours, json!({ "minProperties": 1 }));
    let day = with(
        members(&DAY, "day", all, describe_day, day_member, &[]),
        json!({ "allOf": [needs(&DAY, DayKey::Reason), { "oneOf": [
            needs(&DAY, DayKey::Date),
            { "allOf": [needs(&DAY, DayKey::From), needs(&DAY, DayKey::Until)] },
        ] }] }),
    );
    let exception = with(
        members(
            &EXCEPTION,
            "exception",
            all,
            describe_exception,
            exception_member,
            &[],
        ),
        json!({ "allOf": [needs(&EXCEPTION, ExceptionKey::Paths), needs(&EXCEPTION, ExceptionKey::Rule)] }),
    );
    let over = with(
        members(
            &OVERRIDE,
            "override",
            all,
            describe_override,
            override_member,
            &[],
        ),
        json!({ "allOf": [needs(&OVERRIDE, OverrideKey::Paths)] }),
    );
    for (name, schema) in [
        ("office_hours", hours),
        ("day", day),
        ("exception", exception),
        ("override", over),
        ("level", choice(&LEVEL)),
        (
            "glob",
            json!({ "type": "string", "pattern": r"^(?!\s*!)(?!(.*/)?\.\.(/|$)).*[^\s/.]", "maxLength": 400 }),
        ),
        ("moment", moment(&["2025-09-09 17:30"])),
        ("day_of_year", moment(&["2026-10-01", "令和8年10月1日"])),
        (
            "hours_text",
            json!({ "type": "string", "pattern": "[0-9０-９]", "maxLength": 200, "examples": ["9:30-18:15"] }),
        ),
        ("severities", severities()),
        ("params", params()),
        ("hours", hours_by_office()),
    ] {
        all.insert(name.to_owned(), schema);
    }
    let root = members(&CONFIG, "config", all, describe, member, &[]);
    let about = (
        "kigen の設定（kigen.yaml）。このファイルのあるフォルダより下の依頼に適用します。",
        "kigen's configuration (kigen.yaml), for the requests in its folder and below.",
    );
    let root = with(
        root,
        json!({ "$schema": build::DRAFT, "type": ["object", "null"], "definitions": definitions }),
    );
    described(root, "設定（kigen.yaml）", about)
}

/// Requires that one of a member's keys is present, with a value.
fn needs<T: Copy + PartialEq>(table: &Table<T>, member: T) -> Value {
    let row = table.rows.iter().find(|row| row.meaning == member);
    let words = row.map_or(&[][..], |row| row.words);
    let one = |word: &&str| {
        let stated = json!({ "not": { "type": "null" }, "doNotSuggest": true });
        json!({ "required": [word], "properties": { *word: stated } })
    };
    json!({ "anyOf": words.iter().map(one).collect::<Vec<_>>() })
}

/// The value may also be empty.
fn or_nothing(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

fn choice<T: Copy + PartialEq>(table: &Table<T>) -> Value {
    let words: Vec<_> = table.words().collect();
    json!({ "enum": words })
}

/// A boolean, in whatever type YAML gives it.
fn truth() -> Value {
    build::any_of(build::choices(TRUTH.words().map(|word| (word, word.to_owned()))))
}

fn free_text() -> Value {
    build::text()
}

fn moment(examples: &[&str]) -> Value {
    json!({ "type": ["string", "integer"], "minimum": 19_480_101, "maximum": 21_501_231, "examples": examples })
}

fn globs() -> Value {
    let many = json!({ "type": "array", "items": reference("glob"), "minItems": 1, "maxItems": 1000 });
    json!({ "anyOf": [reference("glob"), many] })
}

fn days() -> Value {
    one_or_many(reference("day"))
}

/// Plans by id, each with its period.
fn plans() -> Value {
    let mut dates = Map::new();
    for row in PERIOD.rows {
        let about = match row.meaning {
            PeriodKey::From => ("最初の日。", "Its first day."),
            PeriodKey::Until => ("最後の日。", "Its last day."),
        };
        for word in row.words {
            let day = json!({ "allOf": [or_nothing(reference("day_of_year"))] });
            dates.insert((*word).to_owned(), described(day, word, about));
        }
    }
    let period =
        json!({ "type": "object", "properties": dates, "additionalProperties": false, "minProperties": 1 });
    let mut members = Map::new();
    for word in PLAN.rows.iter().flat_map(|row| row.words) {
        let about = ("計画の期間。", "The plan's period.");
        members.insert((*word).to_owned(), described(period.clone(), word, about));
    }
    let plan =
        json!({ "type": "object", "properties": members, "additionalProperties": false, "minProperties": 1 });
    json!({ "type": "object", "maxProperties": 1000, "additionalProperties": or_nothing(plan) })
}

fn member(key: ConfigKey) -> Value {
    or_nothing(match key {
        ConfigKey::Include | ConfigKey::Exclude => globs(),
        ConfigKey::Packs => one_or_many(free_text()),
        ConfigKey::BuiltinPack | ConfigKey::FailOnUndetermined => truth(),
        ConfigKey::Plans => plans(),
        ConfigKey::Severities => reference("severities"),
        ConfigKey::Params => reference("params"),
        ConfigKey::Hours => reference("hours"),
        ConfigKey::ClosedDays | ConfigKey::OpenDays => days(),
        ConfigKey::Now => reference("moment"),
        ConfigKey::Lang => choice(&LANG),
        ConfigKey::Exceptions => one_or_many(reference("exception")),
        ConfigKey::UnreadKeys => one_or_many(free_text()),
        ConfigKey::Overrides => one_or_many(reference("override")),
    })
}

fn override_member(key: OverrideKey) -> Value {
    or_nothing(match key {
        OverrideKey::Paths => globs(),
        OverrideKey::Severities => reference("severities"),
        OverrideKey::Params => reference("params"),
        OverrideKey::Hours => reference("hours"),
        OverrideKey::ClosedDays | OverrideKey::OpenDays => days(),
        OverrideKey::Now => reference("moment"),
    })
}

fn hours_member(key: HoursKey) -> Value {
    match key {
        HoursKey::Hours => json!({ "allOf": [reference("hours_text")] }),
        HoursKey::Break => json!({ "anyOf": [{ "enum": NO_BREAK }, reference("hours_text")] }),
        HoursKey::Zone => json!({ "type": "string", "examples": ["Asia/Tokyo", "Europe/Paris"] }),
    }
}

fn day_member(key: DayKey) -> Value {
    or_nothing(match key {
        DayKey::Date | DayKey::From | DayKey::Until => reference("day_of_year"),
        DayKey::Reason => free_text(),
    })
}

fn exception_member(key: ExceptionKey) -> Value {
    or_nothing(match key {
        ExceptionKey::Paths => globs(),
        ExceptionKey::Rule => {
            let other = json!({ "type": "string", "pattern": "^\\s*[A-Z]+[0-9]{3}\\s*$" });
            any_of(vec![recordable(), other])
        }
        ExceptionKey::Reason | ExceptionKey::ApprovedBy => free_text(),
        ExceptionKey::Expires => reference("day_of_year"),
    })
}

/// Codes of other packs, which only the program can check.
const OTHER_CODE: &str = "^(?!KG)[A-Z]+[0-9]{3}$";

fn severities() -> Value {
    let mut properties = Map::new();
    let engine = shipped();
    for (_, rule) in engine.iter().flat_map(|engine| engine.rules.iter()) {
        if !rule.protected {
            let level = json!({ "allOf": [or_nothing(reference("level"))] });
            properties.insert(
                rule.code.to_string(),
                described_by(level, &rule.name, &rule.summary),
            );
        }
    }
    json!({
        "type": "object",
        "maxProperties": 1000,
        "properties": properties,
        "patternProperties": { OTHER_CODE: or_nothing(reference("level")) },
        "additionalProperties": false,
    })
}

/// A parameter's value, by its type.
fn value(like: ParamValue) -> Value {
    let (pattern, example) = match like {
        ParamValue::Duration(_) => ("[0-9０-９一二三四五六七八九十半]", "PT48H"),
        ParamValue::Time(_) => ("[0-9０-９午]", "17:00"),
        ParamValue::Hours(_) => ("[0-9０-９]", "9:30-18:15"),
        ParamValue::Yearly(_) => ("[月/／-]", "7月1日〜9月30日"),
        ParamValue::Count(_) => {
            return json!({ "type": ["integer", "string"], "minimum": 0, "maximum": 1_000_000, "pattern": "^\\s*\\+?[0-9]+\\s*$" });
        }
    };
    json!({ "type": "string", "pattern": pattern, "maxLength": 200, "examples": [example] })
}

fn param((name, param): (&str, &Param)) -> (String, Value) {
    let schema = json!({ "allOf": [or_nothing(value(param.value))] });
    (name.to_owned(), described_by(schema, name, &param.meaning))
}

fn params() -> Value {
    let engine = shipped();
    let mut properties = Map::new();
    for pack in engine.iter().flat_map(|engine| engine.rules.packs.iter()) {
        for known in &pack.params {
            properties.extend([param((&known.name, known))]);
        }
        for rule in &pack.rules {
            for known in &rule.params {
                if !properties.contains_key(&known.name) {
                    properties.extend([param((&known.name, known))]);
                }
            }
            let of_plan = rule
                .plan_params
                .iter()
                .filter_map(|name| pack.params.iter().find(|param| param.name == *name));
            let parameters: Map<String, Value> = rule
                .params
                .iter()
                .chain(of_plan)
                .map(|known| param((&known.name, known)))
                .collect();
            if !parameters.is_empty() {
                let schema = json!({ "type": ["object", "null"], "properties": parameters, "additionalProperties": false });
                properties.insert(
                    rule.code.to_string(),
                    described_by(schema, &rule.name, &rule.summary),
                );
            }
        }
    }
    let scalar = json!({ "type": ["string", "integer", "null"] });
    let of_rule = json!({ "type": ["object", "null"], "additionalProperties": scalar.clone() });
    // Only the program knows the parameters of other packs.
    let other = "^(?!KG[0-9]{3}$)(?![A-Z]+[0-9]{3}$)";
    json!({
        "type": "object",
        "maxProperties": 1000,
        "properties": properties,
        "patternProperties": { OTHER_CODE: of_rule, other: scalar },
        "additionalProperties": false,
    })
}

fn hours_by_office() -> Value {
    let hours = json!({ "anyOf": [reference("hours_text"), reference("office_hours"), { "type": "null" }] });
    let mut properties = Map::new();
    for word in DEFAULT_OFFICE {
        let about = (
            "名称を挙げない府省・部局すべての勤務時間",
            "The hours of every office that is not named",
        );
        properties.insert(
            word.to_owned(),
            described(json!({ "allOf": [hours.clone()] }), word, about),
        );
    }
    json!({ "type": "object", "maxProperties": 1000, "properties": properties, "additionalProperties": hours })
}

fn describe(key: ConfigKey) -> (&'static str, &'static str) {
    match key {
        ConfigKey::Include => (
            "依頼のファイル。フォルダを確認するとき、これに当たるファイルだけを、必ず依頼として読み取ります。",
            "Which files are requests. In a folder these alone are read, and always as requests.",
        ),
        ConfigKey::Exclude => (
            "フォルダを確認するときに除くファイル。",
            "Files that are left out of a folder.",
        ),
        ConfigKey::Packs => (
            "追加する規則集のフォルダ（このファイルのあるフォルダからの位置）。",
            "Folders of further rule packs, relative to this file's.",
        ),
        ConfigKey::BuiltinPack => (
            "組み込みの規則集を使うか（既定は使用）。",
            "Whether the pack that is shipped is used (it is unless told otherwise).",
        ),
        ConfigKey::FailOnUndetermined => (
            "判断できない規則があるときも、終了状態を1とするか（既定はしない。`--fail-on-undetermined` と同じ。）。",
            "Whether the exit status is 1 where a rule is undetermined, too, as with `--fail-on-undetermined`.",
        ),
        ConfigKey::Plans => (
            "計画（識別名ごと）の期間。同じ文言で更新された計画について、期間を改めて記載します。",
            "The period of a plan, by its id: of one that was renewed with the same words.",
        ),
        ConfigKey::Severities => ("規則ごとの重さ。", "The severity of each rule."),
        ConfigKey::Params => (
            "判定に用いる値。規則の番号の下に書くと、その規則だけに用います。",
            "Values that are judged by. Under a code, for that rule alone.",
        ),
        ConfigKey::Hours => (
            "府省・部局ごとの勤務時間と、既定の勤務時間。",
            "Office hours, by office and by default.",
        ),
        ConfigKey::ClosedDays => (
            "法律によるもののほかの閉庁日。",
            "Closed days besides those of the law.",
        ),
        ConfigKey::OpenDays => (
            "閉庁日であっても開庁する日。",
            "Days on which offices are open nevertheless.",
        ),
        ConfigKey::Now => ("現在とみなす日時。", "The moment taken as now."),
        ConfigKey::Lang => ("表示の言語。", "The language of messages."),
        ConfigKey::Exceptions => ("例外の記録。", "Records of exceptions."),
        ConfigKey::UnreadKeys => (
            "依頼に書かれることがあり、判定に用いない項目の名。",
            "Keys that requests may have and no rule reads.",
        ),
        ConfigKey::Overrides => (
            "一部のファイルだけの設定。後のものほど優先します。",
            "Settings for some files; a later one goes before an earlier one.",
        ),
    }
}

fn describe_override(key: OverrideKey) -> (&'static str, &'static str) {
    describe(match key {
        OverrideKey::Paths => return ("この設定を適用するファイル。", "The files it is for."),
        OverrideKey::Severities => ConfigKey::Severities,
        OverrideKey::Params => ConfigKey::Params,
        OverrideKey::Hours => ConfigKey::Hours,
        OverrideKey::ClosedDays => ConfigKey::ClosedDays,
        OverrideKey::OpenDays => ConfigKey::OpenDays,
        OverrideKey::Now => ConfigKey::Now,
    })
}

fn describe_hours(key: HoursKey) -> (&'static str, &'static str) {
    match key {
        HoursKey::Hours => ("勤務時間。", "Office hours."),
        HoursKey::Break => (
            "休憩時間。ない場合は「なし」。",
            "The break; “none” where there is none.",
        ),
        HoursKey::Zone => ("時間帯（IANAの名前）。", "The time zone, by its IANA name."),
    }
}

fn describe_day(key: DayKey) -> (&'static str, &'static str) {
    match key {
        DayKey::Date => ("一日だけの場合の日付。", "The day, where it is one."),
        DayKey::From => ("期間の最初の日。", "The first day of a period."),
        DayKey::Until => ("期間の最後の日。", "The last day of a period."),
        DayKey::Reason => ("理由。", "The reason."),
    }
}

fn describe_exception(key: ExceptionKey) -> (&'static str, &'static str) {
    match key {
        ExceptionKey::Paths => ("例外とするファイル。", "The files it is for."),
        ExceptionKey::Rule => ("例外とする規則の番号。", "The rule's code."),
        ExceptionKey::Reason => ("例外とする理由。", "The reason."),
        ExceptionKey::ApprovedBy => ("承認者。", "Who approved it."),
        ExceptionKey::Expires => (
            "有効期限（その日を含みます。）。",
            "The last day on which it holds.",
        ),
    }
}
