//! Schema of a request document, from the tables of [`keys`].

use serde_json::{Value, json};

use super::build::{self, Definitions, any_of, described, one_or_many, reference, scalar, text, with};
use super::codes::recordable;
use crate::read::keys::{
    self, ExceptionKey, HearingKey, IGNORED_KEYS, Key, MaterialKey, OfficeKey, Table, WindowKey,
};
use crate::read::online;

/// The schema.
pub(super) fn schema() -> Value {
    let (root, definitions) = parts();
    with(
        root,
        json!({ "$schema": build::DRAFT, "definitions": definitions }),
    )
}

/// Schema of one document, and the definitions it refers to.
pub(super) fn parts() -> (Value, Definitions) {
    let mut definitions = Definitions::new();
    let all = &mut definitions;
    let office = members(
        &keys::OFFICE,
        "office",
        all,
        describe_office,
        office_member,
        IGNORED_KEYS,
    );
    let ministry = [OfficeKey::Ministry, OfficeKey::Bureau];
    let office = with(
        office,
        json!({ "anyOf": one_of_keys(&keys::OFFICE, &ministry, &text()) }),
    );
    let hearing = members(
        &keys::HEARING,
        "hearing",
        all,
        describe_hearing,
        hearing_member,
        IGNORED_KEYS,
    );
    let material = members(
        &keys::MATERIAL,
        "material",
        all,
        describe_material,
        |_| or_blank(scalar()),
        IGNORED_KEYS,
    );
    let exception = members(
        &keys::EXCEPTION,
        "exception",
        all,
        describe_exception,
        |key| match key {
            ExceptionKey::Expires => or_blank(moment()),
            // Untyped: with types, editors would offer `true` and `null`.
            ExceptionKey::Rule => or_blank(any_of(vec![
                recordable(),
                json!({ "not": { "type": ["object", "array"] } }),
            ])),
            ExceptionKey::Reason | ExceptionKey::ApprovedBy => or_blank(scalar()),
        },
        IGNORED_KEYS,
    );
    let window = members(
        &keys::WINDOW,
        "window",
        all,
        describe_window,
        |key| match key {
            WindowKey::Dates => or_blank(written(&["2026-04-01〜2026-04-30"])),
            WindowKey::Days => or_blank(written(&["平日", "月・水・金", "毎日"])),
            WindowKey::Hours => or_blank(written(&["9:30〜12:00", "9:30-12:00、13:00-17:00"])),
        },
        IGNORED_KEYS,
    );
    for (name, schema) in [
        ("office", office),
        ("hearing", hearing),
        ("material", material),
        ("exception", exception),
        ("window", window),
        (BLANK, blank()),
    ] {
        all.insert(name.to_owned(), schema);
    }
    let request = members(&keys::REQUEST, "request", all, describe, member, IGNORED_KEYS);
    let kind = one_of_keys(&keys::REQUEST, &[Key::Kind], &json!({}));
    let due = [Key::Due, Key::QuestionDue, Key::OpinionDue];
    let mut due = one_of_keys(&keys::REQUEST, &due, &json!({ "not": nothing() }));
    // A hearing without a time is only a place.
    let times = [HearingKey::Start, HearingKey::End];
    let times = one_of_keys(&keys::HEARING, &times, &json!({ "not": nothing() }));
    due.extend(one_of_keys(
        &keys::REQUEST,
        &[Key::Hearing],
        &json!({ "anyOf": [{ "type": "object", "anyOf": times }, hearing_in_a_line()] }),
    ));
    let about = (
        "府省間の依頼（協議、査定・審査、調査、照会）の案。kigen check で、発出前に取組計画の規則に照らして確認します。",
        "A draft of a request between ministries, which kigen check judges before it goes out.",
    );
    // A template's sending window may be a mapping; a sending time may not.
    let sent = keys::REQUEST.rows.iter().find(|row| row.meaning == Key::Sent);
    let stated: serde_json::Map<_, _> = sent
        .iter()
        .flat_map(|row| row.words)
        .map(|word| {
            let schema =
                json!({ "anyOf": [{ "not": { "type": "object" } }, reference(BLANK)], "doNotSuggest": true });
            ((*word).to_owned(), schema)
        })
        .collect();
    let yes = choice_of(&keys::TRUTH, true);
    let mut sent = vec![json!({ "properties": stated })];
    sent.extend(one_of_keys(
        &keys::REQUEST,
        &[Key::Template],
        &json!({ "anyOf": yes }),
    ));
    let root = with(
        request,
        json!({ "allOf": [{ "anyOf": kind }, { "anyOf": due }, { "anyOf": sent }] }),
    );
    (described(root, "依頼（request）", about), definitions)
}

/// A mapping with the words of a table as keys. Each meaning is a definition that its words refer to.
pub(super) fn members<T: Copy + PartialEq>(
    table: &Table<T>,
    prefix: &str,
    definitions: &mut Definitions,
    describe: fn(T) -> (&'static str, &'static str),
    schema: fn(T) -> Value,
    unread: &[&str],
) -> Value {
    let mut properties = serde_json::Map::new();
    let mut dependencies = serde_json::Map::new();
    for row in table.rows {
        let [en, ja, others @ ..] = row.words else {
            continue;
        };
        let name = format!("{prefix}.{en}");
        let (in_ja, in_en) = describe(row.meaning);
        let mut definition = described(schema(row.meaning), &format!("{ja}（{en}）"), (in_ja, in_en));
        if !others.is_empty() {
            let others = others
                .iter()
                .map(|word| format!("`{word}`"))
                .collect::<Vec<_>>()
                .join(" ");
            let text = format!("{in_ja}\n\n{in_en}\n\n同じ意味の語／also: {others}");
            definition = with(definition, json!({ "markdownDescription": text }));
        }
        for (at, word) in row.words.iter().enumerate() {
            let mut property = reference(&name);
            if at > 1 {
                // Further synonyms are accepted but not offered: eight words for one thing make a poor completion
                // list.
                property = json!({ "allOf": [property], "doNotSuggest": true });
            }
            properties.insert((*word).to_owned(), property);
            // Synonyms exclude one another. `false` under `properties` rather than `not: {required: […]}`: editors
            // then mark the key itself, and it takes half the space.
            let later: serde_json::Map<_, _> = row.words[at + 1..]
                .iter()
                .map(|other| ((*other).to_owned(), Value::Bool(false)))
                .collect();
            if !later.is_empty() {
                let message = format!("「{word}」と同じ意味の項目です／the same as “{word}”");
                dependencies.insert(
                    (*word).to_owned(),
                    json!({ "properties": later, "errorMessage": message }),
                );
            }
        }
        definitions.insert(name, definition);
    }
    // Keys accepted unread; tables of configuration have none.
    for word in unread {
        let property = described(
            json!({ "doNotSuggest": true }),
            word,
            ("判定に用いない項目です。", "No rule reads it."),
        );
        properties.entry(*word).or_insert(property);
    }
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "dependencies": dependencies,
    })
}

/// Alternatives: some key for one of `meanings` is present with a value matching `schema`. The Japanese word comes
/// first, since editors name the first alternative when all are missing.
fn one_of_keys<T: Copy + PartialEq>(table: &Table<T>, meanings: &[T], schema: &Value) -> Vec<Value> {
    let rows = || {
        meanings
            .iter()
            .filter_map(|meaning| table.rows.iter().find(|row| row.meaning == *meaning))
    };
    let first = rows().filter_map(|row| row.words.get(1));
    let others = rows().flat_map(|row| {
        row.words
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != 1)
            .map(|(_, word)| word)
    });
    first
        .chain(others)
        .map(|word| {
            let mut found = json!({ "required": [word] });
            if schema.as_object().is_some_and(|schema| !schema.is_empty()) {
                let schema = with(schema.clone(), json!({ "doNotSuggest": true }));
                found = with(found, json!({ "properties": { *word: schema } }));
            }
            found
        })
        .collect()
}

/// An empty value: null, blanks, a dash, or named dues without values.
fn nothing() -> Value {
    let blank = json!([
        { "type": "null" },
        { "type": "string", "pattern": r"^[\s\u200B-\u200F\uFEFF\-‐‑‒–—―−－─━ーｰ]*$" },
    ]);
    let mut all = blank.as_array().cloned().unwrap_or_default();
    all.push(json!({ "type": "array", "items": { "anyOf": blank } }));
    all.push(json!({ "type": "object", "additionalProperties": { "anyOf": blank } }));
    json!({ "anyOf": all })
}

/// A field left empty.
fn blank() -> Value {
    let mut all = alternatives(&nothing());
    // Without named dues: elsewhere their keys mean something else.
    all.pop();
    all.push(json!({ "type": "object", "maxProperties": 0 }));
    json!({ "anyOf": all })
}

fn alternatives(schema: &Value) -> Vec<Value> {
    let any = schema.get("anyOf").and_then(Value::as_array);
    any.cloned().unwrap_or_else(|| vec![schema.clone()])
}

/// Name of the definition of [`blank`].
const BLANK: &str = "blank";

/// A value or an empty one, which the reader reports (KG020) without failing.
fn or_blank(schema: Value) -> Value {
    let blank = with(
        json!({ "allOf": [reference(BLANK)] }),
        json!({ "doNotSuggest": true }),
    );
    let mut any = alternatives(&schema);
    any.push(blank);
    any_of(any)
}

/// A short text whose form only the reader can check.
fn written(examples: &[&str]) -> Value {
    json!({ "type": ["string", "null"], "examples": examples })
}

/// A moment as people write it; whether the date exists is left to the reader. Of numbers only `20250911` is a date.
fn moment() -> Value {
    let mut moment = written(&[
        "2025-09-11 17:00",
        "令和7年9月11日（木）17時",
        "9/11(木)17:00",
        "2025-09-11",
    ]);
    moment = with(moment, json!({ "minimum": 19_480_101, "maximum": 21_501_231 }));
    with(moment, json!({ "type": ["string", "integer", "null"] }))
}

/// A moment, or in a template one relative to sending.
fn due() -> Value {
    let examples = json!([
        "2025-09-11 17:00",
        "令和7年9月11日（木）17時",
        "9/11(木)17:00",
        "2025-09-11",
        "3開庁日後 17:00",
        "翌開庁日正午",
        "5営業日以内",
        "+48h",
    ]);
    with(moment(), json!({ "examples": examples }))
}

/// One of a table's words, Japanese first; the description is its row's first two names.
fn choice<T: Copy + PartialEq>(table: &Table<T>) -> Vec<Value> {
    build::choices(table.rows.iter().flat_map(|row| {
        let (names, others) = row.words.split_at(row.words.len().min(2));
        let meaning = names.iter().rev().copied().collect::<Vec<_>>().join("／");
        names
            .iter()
            .rev()
            .chain(others)
            .map(move |word| (*word, meaning.clone()))
    }))
}

/// One of a table's words with this meaning.
fn choice_of<T: Copy + PartialEq>(table: &Table<T>, meaning: T) -> Vec<Value> {
    let rows = table.rows.iter().filter(|row| row.meaning == meaning);
    build::choices(rows.flat_map(|row| row.words.iter().map(|word| (*word, String::new()))))
}

/// One of a table's words, another spelling of one, or null.
fn optional<T: Copy + PartialEq>(table: &Table<T>, more: impl IntoIterator<Item = Value>) -> Value {
    let mut any = choice(table);
    any.extend(more);
    any.push(json!({ "type": "null" }));
    any_of(any)
}

fn member(key: Key) -> Value {
    match key {
        // A document without a kind is no request; empty exceptions are not reported.
        Key::Kind | Key::Exceptions => value_of(key),
        Key::Scope
        | Key::Subject
        | Key::From
        | Key::To
        | Key::Sent
        | Key::Due
        | Key::QuestionDue
        | Key::OpinionDue
        | Key::Round
        | Key::Effort
        | Key::Considerable
        | Key::Necessity
        | Key::Materials
        | Key::Hearing
        | Key::Body
        | Key::Template => or_blank(value_of(key)),
    }
}

/// Schema of a key's non-empty value.
fn value_of(key: Key) -> Value {
    match key {
        Key::Kind => any_of(choice(&keys::KIND)),
        Key::Scope => optional(&keys::SCOPE, []),
        Key::Subject | Key::Necessity | Key::Body => scalar(),
        Key::From | Key::To => one_or_many(json!({ "anyOf": [scalar(), reference("office")] })),
        Key::Sent => {
            let examples = json!({ "examples": ["2025-09-09 17:30", "令和7年9月9日（火）17時30分", "平日 9:30〜12:00"] });
            json!({ "anyOf": [with(moment(), examples), reference("window")] })
        }
        Key::QuestionDue | Key::OpinionDue => due(),
        Key::Due => {
            let named = or_blank(with(due(), json!({ "type": ["string", "integer"] })));
            json!({ "anyOf": [due(), { "type": "object", "minProperties": 1, "maxProperties": 100, "additionalProperties": named }] })
        }
        Key::Round => {
            // 第2回 and later are follow-ups.
            let written = r"^第?(0{0,2}[1-9]|0?[1-9][0-9]|[1-9][0-9]{2})回?目?$";
            let number = json!({ "type": "integer", "minimum": 1, "maximum": 999 });
            let numbered = json!({ "type": "string", "pattern": written });
            optional(&keys::ROUND, [number, numbered])
        }
        Key::Effort => written(&["6時間", "90分", "1日", "PT7H45M"]),
        Key::Considerable | Key::Template => optional(&keys::TRUTH, []),
        Key::Materials => one_or_many(json!({ "anyOf": [scalar(), reference("material")] })),
        Key::Hearing => json!({ "anyOf": [reference("hearing"), hearing_in_a_line(), { "type": "null" }] }),
        Key::Exceptions => {
            let exception = reference("exception");
            // An empty value means none.
            let nothing = json!({ "type": ["string", "null"], "pattern": r"^\s*$" });
            json!({ "anyOf": [exception, { "type": "array", "items": exception }, nothing] })
        }
    }
}

/// 「12月3日 14時〜15時（Web会議）」
fn hearing_in_a_line() -> Value {
    json!({
        "type": "string",
        // It begins with a date: 「9:00-17:00」 alone are office hours. A hyphen also separates date parts: it marks a
        // range only after a time of day.
        "pattern": r"([0-9０-９一二三四五六七八九十元]\s*[年月日/／.．]|[0-9０-９]{8}|(^|[^:：0-9０-９])[0-9０-９]{1,4}\s*[‐－–—―─−-]\s*[0-9０-９]).*(から|より|to|[～〜~→]|([:：][0-9０-９]{2}|[時分半])\s*[‐－–—―─−ー-]).*[0-9０-９一二三四五六七八九十正]",
        "examples": ["12月3日（水）14時〜15時", "2025-12-03 14:00-15:00（Web会議）"],
    })
}

fn office_member(key: OfficeKey) -> Value {
    or_blank(match key {
        OfficeKey::Ministry | OfficeKey::Bureau => scalar(),
        OfficeKey::Hours => written(&["9:30-18:15", "8:30-17:15"]),
        OfficeKey::Break => written(&["12:00-13:00", "なし"]),
        OfficeKey::Zone => written(&["Asia/Tokyo", "Europe/Paris"]),
    })
}

fn hearing_member(key: HearingKey) -> Value {
    or_blank(match key {
        HearingKey::Start => with(
            moment(),
            json!({ "examples": ["2025-09-11 15:00", "令和7年9月11日（木）15時", "3開庁日後 15:00"] }),
        ),
        HearingKey::End => with(moment(), json!({ "examples": ["17:00", "2025-09-11 17:00"] })),
        HearingKey::Place | HearingKey::Reason => scalar(),
        HearingKey::Online => {
            // 「可（Webex）」: text after the bracket does not matter.
            let words: Vec<_> = keys::ONLINE.words().collect();
            let remarked = format!(r"^\s*({})\s*[（(、。]", words.join("|"));
            let remarked = json!({ "type": "string", "pattern": remarked });
            let letter = |c: char| match c.is_ascii_alphabetic() {
                true => format!("[{}{c}]", c.to_ascii_uppercase()),
                false => c.to_string(),
            };
            let means: Vec<String> = online::MEANS
                .iter()
                .map(|word| word.chars().map(letter).collect())
                .collect();
            let means = json!({ "type": "string", "pattern": means.join("|") });
            optional(&keys::ONLINE, [remarked, means])
        }
    })
}

/// Descriptions of a request's fields: Japanese, English.
pub(crate) fn describe(key: Key) -> (&'static str, &'static str) {
    match key {
        Key::Kind => (
            "依頼の種別（必須）。計画のどの項が適用されるかは、これで決まります。協議は①（48時間以上）、査定・審査は②（夕方に依頼し翌朝を期限としない）、調査と照会は③（夕方に依頼し翌日を期限としない）です。",
            "What kind of request this is (required). It decides which clause of the plan applies: ① to consultations, ② to reviews, ③ to surveys and inquiries.",
        ),
        Key::Scope => (
            "協議の対象。既定は法令です（種別が意見照会のときは、記載があるまで①を判断できません。）。①は法令協議と政策調整に適用され、「その他」には適用されません。",
            "What a consultation is about; a law by default (of 意見照会 it is not known until it is stated). Clause ① does not apply to `other`.",
        ),
        Key::Subject => (
            "件名。所見の一覧で依頼を見分けるのに使います。",
            "The subject, by which reports name the request.",
        ),
        Key::From => (
            "発出元の府省・部局。名称か、府省・部局・勤務時間などの項目で書きます。計画に拘束されるか、内部の依頼かは、これで決まります。",
            "The sending office: its name, or its parts. It decides whether the plan binds it and whether the request is internal.",
        ),
        Key::To => (
            "宛先の府省・部局。一つ、又は一覧。府省の数で数え、同じ府省の二つの局は一つです。「各府省」は複数とみなします。",
            "Who is asked: one office or a list. Two bureaus of a ministry count once; 各府省 counts as several.",
        ),
        Key::Sent => (
            "発出する日時。書かなければ（案の段階では）現在とみなします。雛形では発出し得る日時（「平日 9:30〜12:00」、{期間, 曜日, 時間帯}）も書け、書かなければ発出元の勤務時間内のすべての時刻とみなします。",
            "When it goes out. A draft without it is taken as sent now. In a template: when it may be sent (“weekdays 9:30-12:00”, {dates, days, hours}); unsaid, at any minute of the sender's office hours.",
        ),
        Key::Due => (
            "回答の期限。日時で書きます（例：令和7年9月11日（木）17時）。期限が複数なら {質問: …, 意見: …} のように名前を付けます。期限かヒアリングのどちらかは必須です。雛形では「3開庁日後 17:00」「翌開庁日正午」「5営業日以内」「48時間後」のように発出から数えても書けます。",
            "When the answer must be there: a moment, or several by name, {question: …, opinion: …}. A due or a hearing is required. In a template also counted from the sending: “+3 open days 17:00”, “next open day noon”, “within 5 open days”, “+48h”.",
        ),
        Key::QuestionDue => (
            "質問の提出期限。意見の期限とは別に判定します。",
            "When questions are due; judged by itself.",
        ),
        Key::OpinionDue => (
            "意見の提出期限。質問の期限とは別に判定します。",
            "When opinions are due; judged by itself.",
        ),
        Key::Round => (
            "協議の段階。初回（既定）か再質問・再意見。「第2回」や 2 とも書けます。48時間以上の定めは初回のものです。",
            "The first round (default) or a follow-up, also as a number. The 48 hours are for the first.",
        ),
        Key::Effort => (
            "回答に要する勤務時間の見込み（決裁を含む）。6時間、90分、PT7H45M など。1日は1勤務日（7時間45分）です。",
            "The working time the answer takes, approvals included. A day (1日, P1D) is one working day of 7 h 45 min.",
        ),
        Key::Considerable => (
            "相当の作業量を伴う照会か（あり／なし）。③が照会に適用されるかは、これで決まります。書かなければ想定作業量が1勤務日以上かで判断します。",
            "Whether an inquiry is of considerable workload, and so under clause ③; unsaid, the effort decides.",
        ),
        Key::Necessity => (
            "調査・照会が必要な理由。③は、発出の前に必要性を検討するよう求めています。",
            "Why it is necessary: clause ③ asks that this be examined first.",
        ),
        Key::Materials => (
            "提出を求める資料。名称だけ、又は {名称, 目的}。②は資料を必要最小限とするよう求めるので、目的を書いてください。",
            "Materials asked for: names, or {name, purpose}. Clause ② keeps them minimal, so give each its purpose.",
        ),
        Key::Hearing => (
            "ヒアリングや打合せ。{開始, 終了, 場所, オンライン, 理由}、又は「12月3日 14時〜15時」の形で書きます。開始から終了まで、双方の勤務時間内に置きます。",
            "A meeting: {start, end, place, online, reason}, or “2025-12-03 14:00-15:00”; it belongs inside everybody's office hours.",
        ),
        Key::Body => (
            "依頼の本文。判定には使いません。",
            "The text of the request; it is not judged.",
        ),
        Key::Exceptions => (
            "「原則として」のある規則の例外。{規則, 理由, 承認者, 有効期限} の一覧。理由と承認者が必要です。",
            "Exceptions to rules that hold in principle: {rule, reason, approved_by, expires}. A reason and an approver are needed.",
        ),
        Key::Template => (
            "一件の依頼ではなく、繰り返し使う雛形であるか（true／false）。雛形は、発出し得るすべての時刻について判定します。",
            "Whether this is a template rather than one request (true or false). A template is judged for every minute at which it may be sent.",
        ),
    }
}

fn describe_window(key: WindowKey) -> (&'static str, &'static str) {
    match key {
        WindowKey::Dates => (
            "発出し得る日、又はその初日〜末日。書かなければ限りません。",
            "The day on which it may be sent, or from the first to the last; unsaid, any.",
        ),
        WindowKey::Days => (
            "発出し得る曜日。平日（既定。開庁日のことです。）、毎日、又は「月・水・金」「火〜木」のように書きます。",
            "The days of the week: weekdays (the default: open days), daily, or “Mon, Wed”.",
        ),
        WindowKey::Hours => (
            "発出し得る時間帯。両端を含みます。書かなければ発出元の勤務時間です。",
            "From one time of day to another, both included; unsaid, the sender's office hours.",
        ),
    }
}

pub(crate) fn describe_office(key: OfficeKey) -> (&'static str, &'static str) {
    match key {
        OfficeKey::Ministry => (
            "府省の名称。府省か部局のどちらかは必須です。",
            "The ministry. It or the bureau is required.",
        ),
        OfficeKey::Bureau => ("部局の名称。", "The bureau."),
        OfficeKey::Hours => (
            "勤務時間（例：\"8:30-17:15\"）。書かなければ既定の 9:30-18:15 とみなし、その旨を表示します。",
            "Office hours, such as \"8:30-17:15\"; unsaid, 9:30-18:15 is assumed.",
        ),
        OfficeKey::Break => (
            "休憩時間（例：\"12:00-13:00\"）。ないときは「なし」。",
            "The break; `none` where there is none.",
        ),
        OfficeKey::Zone => (
            "勤務時間の時間帯（例：Europe/Paris）。在外の官署に使います。",
            "The time zone of the hours, for an office abroad.",
        ),
    }
}

pub(crate) fn describe_hearing(key: HearingKey) -> (&'static str, &'static str) {
    match key {
        HearingKey::Start => ("開始の日時。", "When it starts."),
        HearingKey::End => (
            "終了の日時。時刻だけ（17:00）なら開始と同じ日です。",
            "When it ends; a time alone is on the day it starts.",
        ),
        HearingKey::Place => ("場所。", "Where."),
        HearingKey::Online => (
            "オンラインの検討。可（「Web会議」「Teams」などとも書けます。）、検討済み、不可のどれか。「検討済み」には理由も書きます。",
            "Whether it may be online: offered (also “Teams” and the like), considered (with a reason) or no.",
        ),
        HearingKey::Reason => ("オンラインにしない理由。", "Why it is not online."),
    }
}

pub(crate) fn describe_material(key: MaterialKey) -> (&'static str, &'static str) {
    match key {
        MaterialKey::Name => ("資料の名称。", "What it is."),
        MaterialKey::Purpose => ("何に使うか。", "What it is for."),
    }
}

pub(crate) fn describe_exception(key: ExceptionKey) -> (&'static str, &'static str) {
    match key {
        ExceptionKey::Rule => (
            "例外とする規則の番号（例：KG201）。",
            "The rule's code, such as KG201.",
        ),
        ExceptionKey::Reason => ("例外とする理由。", "Why."),
        ExceptionKey::ApprovedBy => ("例外を認めた者。", "Who approved it."),
        ExceptionKey::Expires => ("この日まで例外とします。", "The last day on which it holds."),
    }
}
