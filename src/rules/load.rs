//! Compiles pack files. A rule with an unknown fact, parameter, condition or key, or without a good and a bad
//! example, is rejected here with its place, never during evaluation.

mod conditions;
mod params;

use std::collections::HashMap;
use std::sync::Arc;

use super::condition::{Condition, List, MomentField};
use super::kinds::is_kinds;
use super::pack::{Binding, ConditionalMessage, Example, Examples, LocalizedText, Pack, Place, Rule};
use super::reader::{
    MAX_PATTERNS, MAX_PROBLEMS, PackFile, PackProblem, PackReader, read_file, with_languages,
};
use super::vocabulary as words;
use crate::diagnostic::{Clause, Severity};
use crate::message::{Message, catalogue, in_one_line};
use crate::read::tree::{Node, NodeRef};
use crate::source::Span;
use conditions::{NamedCondition, References, Scope, compile};
use jp_datetime::moment;
pub use params::{ParamChange, value_like};
use params::{change, params};

/// Limit on rules in a pack.
pub(super) const MAX_RULES: usize = 1000;
/// Limit on conditions in a pack, counting those inside named conditions at each use: evaluation cost, not text
/// size, is bounded.
pub(super) const MAX_CONDITIONS_IN_PACK: usize = 50_000;
/// Limit on examples of a rule.
pub(super) const MAX_EXAMPLES: usize = 1000;
/// Limit on the examples of a rule together, in bytes.
pub(super) const MAX_EXAMPLE_BYTES: usize = 1024 * 1024;
/// Remaining allowance for a pack.
struct Remaining {
    /// Whether rules must have examples.
    needs_examples: bool,
    conditions: usize,
    example_bytes: usize,
    patterns: usize,
}

/// A compiled pack, or why it was rejected.
pub type Parsed = Result<Pack, Vec<PackProblem>>;

/// Compiles a pack: `plan.yaml` and one rule per further file, except `kinds.yaml`, which
/// [`load_kinds`](super::load_kinds) reads.
///
/// # Errors
/// Everything wrong in any file.
pub fn load(files: &[PackFile<'_>]) -> Parsed {
    load_with(files, &[])
}

/// As [`load`], with configured parameter values.
///
/// # Errors
/// Everything wrong in any file.
pub fn load_with(files: &[PackFile<'_>], changes: &[ParamChange<'_>]) -> Parsed {
    load_files(files, changes, true)
}

/// As [`load_with`], accepting rules without examples.
///
/// # Errors
/// Everything wrong in any file.
pub(crate) fn load_without_examples(files: &[PackFile<'_>], changes: &[ParamChange<'_>]) -> Parsed {
    load_files(files, changes, false)
}

fn load_files(files: &[PackFile<'_>], changes: &[ParamChange<'_>], needs_examples: bool) -> Parsed {
    let is_plan = |file: &&PackFile<'_>| file.path.rsplit(['/', '\\']).next() == Some("plan.yaml");
    let Some(plan_file) = files.iter().find(is_plan) else {
        let message = catalogue::PACK_NO_PLAN.message();
        return Err(vec![PackProblem {
            path: String::new(),
            span: Span::default(),
            message,
            help: None,
        }]);
    };
    let mut problems = Vec::new();
    let mut left = Remaining {
        needs_examples,
        conditions: MAX_CONDITIONS_IN_PACK,
        example_bytes: 16 * MAX_EXAMPLE_BYTES,
        patterns: MAX_PATTERNS,
    };
    let mut scope = Scope {
        changes,
        ..Scope::default()
    };
    let mut pack = None;
    read_file(plan_file, &mut problems, |reader, root| {
        reader.patterns = left.patterns;
        reader.is_shipped = !needs_examples;
        pack = Some(plan(reader, root, &mut scope));
        left.patterns = reader.patterns;
    });
    let Some(mut pack) = pack else {
        return Err(problems);
    };
    let rules = files.iter().filter(|file| !is_plan(file) && !is_kinds(file));
    let mut codes: HashMap<Arc<str>, usize> = HashMap::new();
    for (number, file) in rules.enumerate() {
        // Enough to act on; a pack may have thousands of errors.
        if problems.len() >= MAX_PROBLEMS {
            break;
        }
        read_file(file, &mut problems, |reader, root| {
            if number >= MAX_RULES {
                let most = MAX_RULES.to_string();
                reader.refuse(root.span, catalogue::PACK_RULES.with(&[("most", &most)]), None);
                return;
            }
            reader.patterns = left.patterns;
            reader.is_shipped = !needs_examples;
            let rule = rule(reader, root, &scope, &pack, &file.path, &mut left);
            left.patterns = reader.patterns;
            let Some(rule) = rule else { return };
            let known = codes.get(&rule.code).and_then(|at| pack.rules.get(*at));
            if let Some(first) = known {
                let message = catalogue::PACK_CODE_TWICE.with(&[("code", &rule.code), ("path", &first.path)]);
                reader.refuse(root.span, message, None);
                return;
            }
            codes.insert(rule.code.clone(), pack.rules.len());
            pack.rules.push(rule);
        });
    }
    pack.rules.sort_by(|a, b| a.code.cmp(&b.code));
    pack.note_clauses();
    if problems.is_empty() {
        Ok(pack)
    } else {
        Err(problems)
    }
}

fn plan(reader: &mut PackReader<'_>, root: NodeRef, scope: &mut Scope<'_>) -> Pack {
    let mut pack = Pack {
        plan: String::new(),
        title: LocalizedText::default(),
        short_title: LocalizedText::default(),
        issuer: String::new(),
        source: String::new(),
        binds: Vec::new(),
        from: None,
        until: None,
        prefix: String::new(),
        params: Vec::new(),
        rules: Vec::new(),
        due_clauses: Vec::new(),
        hearing_clauses: Vec::new(),
    };
    let mut conditions = None;
    for (word, _, value) in reader.mapping(root, words::PLAN_KEYS) {
        match word {
            "plan" => pack.plan = reader.scalar(value).unwrap_or_default().to_owned(),
            "title" => pack.title = reader.bilingual(value),
            "short_title" => pack.short_title = reader.bilingual(value),
            "issuer" => pack.issuer = reader.scalar(value).unwrap_or_default().to_owned(),
            "source" => pack.source = reader.scalar(value).unwrap_or_default().to_owned(),
            "binds" => {
                for item in reader.items(value) {
                    pack.binds.extend(reader.scalar(item).map(str::to_owned));
                }
            }
            "period" => {
                for (word, _, value) in reader.mapping(value, &["from", "until"]) {
                    let date = reader
                        .scalar(value)
                        .and_then(|text| moment::read(text).ok())
                        .filter(|written| written.year.is_some() && !written.has_time())
                        .and_then(|written| written.date(chrono::NaiveDate::default()));
                    if date.is_none() {
                        reader.expected(value, catalogue::PACK_DATE);
                    }
                    if word == "from" {
                        pack.from = date
                    } else {
                        pack.until = date
                    }
                }
            }
            "prefix" => pack.prefix = reader.scalar(value).unwrap_or_default().to_owned(),
            "params" => {
                pack.params = params(reader, value);
                change(&mut pack.params, scope.changes, |rule| rule.is_none());
            }
            // Compiled later: conditions refer to parameters, which may follow them in the file.
            _ => conditions = Some(value),
        }
    }
    let upper = |prefix: &str| !prefix.is_empty() && prefix.chars().all(|c| c.is_ascii_uppercase());
    if pack.plan.is_empty() || !upper(&pack.prefix) {
        let message = catalogue::PACK_PLAN_NEEDS.message();
        reader.refuse(root.span, message, None);
    }
    let id = LocalizedText::of_spellings(&pack.plan, &pack.plan);
    pack.short_title = pack.short_title.or(&pack.title).or(&id);
    scope.params.clone_from(&pack.params);
    if let Some(conditions) = conditions {
        for (name, _, value) in reader.open_mapping(conditions) {
            let mut used = References::default();
            let condition = compile(reader, value, scope, &mut used);
            Arc::make_mut(&mut scope.conditions).insert(name.to_owned(), NamedCondition { condition, used });
        }
    }
    pack
}

fn rule(
    reader: &mut PackReader<'_>,
    root: NodeRef,
    scope: &Scope<'_>,
    pack: &Pack,
    path: &str,
    left: &mut Remaining,
) -> Option<Rule> {
    let entries = reader.mapping(root, words::RULE_KEYS);
    let get = |name: &str| {
        entries
            .iter()
            .find(|(word, ..)| *word == name)
            .map(|(_, _, value)| *value)
    };
    for needed in [
        "code", "name", "summary", "binding", "severity", "require", "at", "message", "examples",
    ] {
        if get(needed).is_none() && (needed != "examples" || left.needs_examples) {
            let message = catalogue::PACK_RULE_NEEDS.with(&[("key", needed)]);
            reader.refuse(
                Span::new(root.span.start as usize, root.span.start as usize),
                message,
                None,
            );
        }
    }
    let mut rule_params = get("params").map(|at| params(reader, at)).unwrap_or_default();
    let written = get("code").and_then(|at| reader.tree.text(at));
    // A plan's parameter configured for this rule alone becomes a parameter of the rule.
    for change in scope
        .changes
        .iter()
        .filter(|change| change.rule.is_some() && change.rule == written)
    {
        let plans = scope.params.iter().find(|param| param.name == change.name);
        if let Some(param) = plans.filter(|_| !rule_params.iter().any(|known| known.name == change.name)) {
            rule_params.push(param.clone());
        }
    }
    change(&mut rule_params, scope.changes, |rule| rule.is_none());
    change(&mut rule_params, scope.changes, |rule| {
        rule.is_some() && rule == written
    });
    let mut all = Scope {
        params: rule_params.clone(),
        conditions: Arc::clone(&scope.conditions),
        changes: &[],
    };
    all.params.extend(scope.params.iter().cloned());
    let mut used = References::default();
    let when = get("when").map_or(Condition::All([].into()), |at| {
        compile(reader, at, &all, &mut used)
    });
    let require = compile(reader, get("require")?, &all, &mut used);
    let code = reader.scalar(get("code")?)?.to_owned();
    if !code
        .strip_prefix(&pack.prefix)
        .is_some_and(|rest| rest.len() == 3 && rest.bytes().all(|b| b.is_ascii_digit()))
    {
        let message = catalogue::PACK_CODE.with(&[("prefix", &pack.prefix)]);
        reader.refuse(get("code")?.span, message, None);
    }
    let severity = reader.word(
        get("severity")?,
        &Severity::ALL.map(|severity| (severity.name(), severity)),
    )?;
    let binding = reader.word(
        get("binding")?,
        &Binding::ALL.map(|binding| (binding.name(), binding)),
    )?;
    let text_of = |reader: &mut PackReader<'_>, name: &str| {
        get(name)
            .and_then(|at| reader.scalar(at))
            .map(|text| text.trim().to_owned())
    };
    let section = text_of(reader, "clause");
    let quote = in_one_line(&text_of(reader, "quote").unwrap_or_default(), "");
    // Where the source's wording is not available, the clause's summary is quoted and marked as such.
    let quote = match get("summary").filter(|_| section.is_some() && quote.is_empty()) {
        Some(at) => {
            let summary = reader.bilingual(at);
            catalogue::PACK_GIST.arg("summary", summary)
        }
        None => Message::text(quote),
    };
    let clause = section.map(|section| {
        Arc::new(Clause {
            plan: pack.plan.clone(),
            title: pack.short_title.clone(),
            section,
            quote,
        })
    });
    let each = get("each").and_then(|at| reader.word(at, words::EACH));
    let also = match get("also") {
        Some(at) => reader
            .items(at)
            .into_iter()
            .filter_map(|item| reader.word(item, words::PLACES))
            .collect(),
        None => Vec::new(),
    };
    let messages = messages(reader, get("message")?, &all, &mut used);
    // Without its mention such a condition is never decided, and the rule would only ever be undetermined. An `each`
    // that is no list has been refused.
    let lacks_mentions = each != Some(List::Mentions) && (each.is_some() || get("each").is_none());
    if let Some(at) = used.mention.filter(|_| lacks_mentions) {
        let message = catalogue::PACK_NEEDS_MENTIONS.message();
        let help = catalogue::PACK_NEEDS_MENTIONS_HELP.message();
        reader.refuse(at, message, Some(help));
    }
    let help = get("help").map(|at| {
        let text = reader.bilingual(at);
        facts_exist(reader, at, &text);
        text
    });
    let note = get("note").map(|at| reader.bilingual(at));
    let help = match (help, &note) {
        (Some(help), Some(note)) => Some(help.then(note)),
        (help, note) => help.or_else(|| note.clone()),
    };
    if used.conditions > left.conditions {
        let most = MAX_CONDITIONS_IN_PACK.to_string();
        let message = catalogue::PACK_CONDITIONS_IN_PACK.with(&[("most", &most)]);
        reader.refuse(get("require")?.span, message, None);
    }
    left.conditions = left.conditions.saturating_sub(used.conditions);
    let examples = match get("examples") {
        Some(at) => examples(reader, at, left),
        None if left.needs_examples => return None,
        None => Examples::default(),
    };
    let flag = |reader: &mut PackReader<'_>, name| get(name).and_then(|at| reader.truth(at)).unwrap_or(false);
    let stop = get("stop").and_then(|at| {
        let stops = [("due", MomentField::Due), ("hearing", MomentField::Hearing)];
        reader.word(at, &stops)
    });
    let once = flag(reader, "once");
    let protected = flag(reader, "protected");
    let at = reader.word(get("at")?, words::PLACES)?;
    let reads = |test| when.reads_any(test) || require.reads_any(test);
    let plan_params = used
        .params
        .into_iter()
        .filter(|name| !rule_params.iter().any(|param| param.name == *name))
        .collect();
    // Conditions on an item can only be evaluated with the item.
    let parts = when.conjuncts().iter();
    let varies: Box<[bool]> = parts
        .map(|part| each.is_some() && !part.is_of_the_request() || part.may_change())
        .collect();
    let varying = when
        .conjuncts()
        .iter()
        .zip(&varies)
        .filter(|(_, varies)| **varies);
    let varying_conditions = varying.map(|(part, _)| part.count()).sum::<usize>() + require.count();
    Some(Rule {
        code: code.into(),
        name: reader.scalar(get("name")?)?.into(),
        clause,
        binding,
        severity,
        default_severity: severity,
        off: false,
        params: rule_params,
        plan_params,
        summary: reader.bilingual(get("summary")?),
        each,
        at,
        also,
        messages,
        help: help.map(Arc::new),
        note: note.map(Arc::new),
        stops_due: stop == Some(MomentField::Due),
        stops_hearing: stop == Some(MomentField::Hearing),
        once,
        protected,
        reads_due: reads(|reads| reads.due || reads.due_name || reads.written == Some(MomentField::Due))
            || at == Place::Due,
        reads_due_moment: reads(|reads| reads.due),
        reads_hearing_from_sent: reads(|reads| reads.hearing && reads.sent),
        reads_recipient: reads(|reads| reads.recipient),
        applies_by_recipient: when.reads_any(|reads| reads.recipient),
        reads_sent: reads(|reads| reads.sent),
        reads_period: reads(|reads| reads.period),
        when,
        require,
        conditions: used.conditions,
        varies,
        varying_conditions,
        examples,
        path: path.to_owned(),
    })
}

fn messages(
    reader: &mut PackReader<'_>,
    at: NodeRef,
    scope: &Scope<'_>,
    used: &mut References,
) -> Vec<ConditionalMessage> {
    let mut found = Vec::new();
    for item in reader.items(at) {
        let mut when = None;
        let mut text = LocalizedText::default();
        for (word, _, value) in reader.mapping(item, &with_languages(&["if"])) {
            match word {
                "if" => when = Some(compile(reader, value, scope, used)),
                tag => text.set(tag, reader.written(value).unwrap_or_default()),
            }
        }
        reader.complete(&text, item.span);
        facts_exist(reader, item, &text);
        let text = Arc::new(text);
        found.push(ConditionalMessage { when, text });
    }
    if found.last().is_none_or(|last| last.when.is_some()) {
        let message = catalogue::PACK_LAST_MESSAGE.message();
        reader.refuse(at.span, message, None);
    }
    found
}

fn facts_exist(reader: &mut PackReader<'_>, at: NodeRef, text: &LocalizedText) {
    for name in text.placeholders() {
        if !words::FACTS.contains(&name) {
            reader.unknown(at.span, name, words::FACTS);
        }
    }
}

fn examples(reader: &mut PackReader<'_>, at: NodeRef, left: &mut Remaining) -> Examples {
    let mut found = Examples::default();
    let (mut count, mut bytes) = (0, 0);
    let mut lines = Lines::default();
    for (word, _, value) in reader.mapping(at, &["bad", "good"]) {
        let mut texts = Vec::new();
        for item in reader.items(value) {
            count += 1;
            // Through an alias a list of examples can be used twice.
            let size = item.span.range().len();
            bytes += size;
            if count > MAX_EXAMPLES || bytes > MAX_EXAMPLE_BYTES || size > left.example_bytes {
                let values = [
                    ("most", &*MAX_EXAMPLES.to_string()),
                    ("bytes", &*MAX_EXAMPLE_BYTES.to_string()),
                ];
                let message = catalogue::PACK_EXAMPLES.with(&values);
                reader.refuse(item.span, message, None);
                return found;
            }
            left.example_bytes -= size;
            if !matches!(reader.tree.node(item.node), Node::Mapping(_)) {
                reader.expected(item, catalogue::EXPECTED_MAPPING);
                continue;
            }
            texts.push(Example {
                text: dedent(reader.text, item.span),
                line: lines.of(reader.text, item.span.start as usize),
            });
        }
        if word == "bad" {
            found.bad = texts
        } else {
            found.good = texts
        }
    }
    if found.bad.is_empty() || found.good.is_empty() {
        let message = catalogue::PACK_NEEDS_EXAMPLES.message();
        reader.refuse(at.span, message, None);
    }
    found
}

/// Line numbers of offsets that mostly increase, computed incrementally.
#[derive(Default)]
struct Lines {
    at: usize,
    before: usize,
}

impl Lines {
    fn of(&mut self, text: &str, at: usize) -> usize {
        if at < self.at {
            *self = Self::default();
        }
        let passed = text.get(self.at..at).unwrap_or_default();
        self.before += passed.matches('\n').count();
        self.at = at;
        self.before + 1
    }
}

/// A nested document's text without its indentation.
fn dedent(text: &str, span: Span) -> String {
    let start = span.start as usize;
    let before = text.get(..start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let indent = start - line_start;
    let mut out = String::new();
    for (number, line) in text.get(span.range()).unwrap_or_default().lines().enumerate() {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        let cut = if number == 0 { 0 } else { indent.min(blanks) };
        out.push_str(line.get(cut..).unwrap_or_default());
        out.push('\n');
    }
    out
}
