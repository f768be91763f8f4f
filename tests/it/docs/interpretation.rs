//! How the rules read the plan, for those who approve the reading: every sentence of its clauses with the rules
//! that judge it, and all that the plan leaves open. `docs/interpretation.md` and the tables of `docs/rules.md`
//! are generated here from the pack and the clauses' text; `tests/it/docs/pages.rs` compares them.

pub(super) mod asks;
mod clauses;

use std::fmt::Write as _;

use kigen::diagnostic::{READER_CODES, Severity};
use kigen::message::{Lang, catalogue, fill, words};
use kigen::rules::{Binding, Pack, Param, Rule};

pub use clauses::{Clauses, Section, Sentence, builtin};

/// The text of `docs/interpretation.md`.
///
/// # Errors
/// A rule quotes words that are in no sentence of its clause, or a text names a value that does not exist.
pub fn page(packs: &[Pack], clauses: &Clauses) -> Result<String, String> {
    check_quotes(packs, clauses)?;
    let mut out = format!(
        "<!-- 規則の定義から作成しています。直接編集せず、UPDATE_DOCS=1 cargo test docs:: により作り直してください。 -->\n\n\
         # 計画の解釈\n\n\
         「{}」（以下「計画」）の各文を、kigenがどの規則により判定するかと、計画に定めがなく本ツールが定めたものを示します。\
         計画を所管する事務局の確認を受けるための文書です。\n\n\
         拘束の欄は次のとおりです。\n\n\
         - **例外なし** 計画の文に「原則として」の定めがなく、例外を認めないもの\n\
         - **原則** 計画の文に「原則」の定めがあり、理由と承認者を記載した例外を認めるもの\n\
         - **本ツールの目安** 義務又は基準が計画の文言によらないもの\n\n\
         ## 1. 計画の文と規則\n",
        packs.first().map_or("", |plan| plan.title.text(Lang::Ja))
    );
    for section in &clauses.sections {
        let _ = writeln!(out, "\n### {} {}", section.number, section.title);
        for sentence in &section.sentences {
            let _ = writeln!(out, "\n> {}\n", sentence.text);
            out.push_str("| 規則 | 内容 | 満たすべき条件 | 重さ | 拘束 |\n|---|---|---|---|---|\n");
            for rule in judging(packs, section, sentence) {
                let _ = writeln!(
                    out,
                    "| {} | {} | {} | {} | {} |",
                    rule.code,
                    rule.summary.text(Lang::Ja),
                    asks::of(rule),
                    severity(rule.severity, Lang::Ja),
                    binding(rule.binding, Lang::Ja)
                );
            }
            if let Some(not_judged) = &sentence.not_judged {
                let _ = writeln!(out, "\n{not_judged}");
            }
        }
    }
    out.push_str("\n## 2. 計画に定めのない値\n\n");
    out.push_str(&measures(packs, Lang::Ja));
    out.push_str("\n## 3. 計画の文言によらない規則\n\n");
    let practices: Vec<&Rule> = rules(packs)
        .filter(|rule| rule.binding == Binding::Practice)
        .collect();
    let in_clauses: Vec<&str> = practices
        .iter()
        .filter(|rule| rule.clause.is_some())
        .map(|rule| &*rule.code)
        .collect();
    let _ = writeln!(
        out,
        "1の表で「本ツールの目安」とした{}のほか、次のとおりです。\n",
        words::list(&in_clauses, Lang::Ja)
    );
    out.push_str("| 規則 | 内容 | 満たすべき条件 | 重さ | 例外 |\n|---|---|---|---|---|\n");
    for rule in rules(packs).filter(|rule| rule.clause.is_none()) {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            rule.code,
            rule.summary.text(Lang::Ja),
            asks::of(rule),
            severity(rule.severity, Lang::Ja),
            if rule.protected { "不可" } else { "可" }
        );
    }
    for rule in rules(packs) {
        if rule.stops_due {
            let _ = writeln!(
                out,
                "\n{}の所見がある期限については、その日時による他の規則を判定しません。",
                rule.code
            );
        }
        if rule.stops_hearing {
            let _ = writeln!(
                out,
                "\n{}の所見があるヒアリングについては、発出日時と比べる他の規則を判定しません。",
                rule.code
            );
        }
    }
    out.push_str("\n## 4. 計画に定めのない扱い\n\n| 事項 | 本ツールの扱い |\n|---|---|\n");
    for practice in &clauses.practices {
        let _ = writeln!(out, "| {} | {} |", practice.title, filled(packs, &practice.text)?);
    }
    Ok(out)
}

/// The rules that judge a sentence: those of its clause whose quote shares its words.
pub fn judging<'p>(packs: &'p [Pack], section: &Section, sentence: &Sentence) -> Vec<&'p Rule> {
    let shares = |rule: &&Rule| {
        rule.clause.as_ref().is_some_and(|clause| {
            clause.section == section.number && sentence.text.contains(clause.quote.render(Lang::Ja).trim())
        })
    };
    rules(packs).filter(shares).collect()
}

/// The table of rules.
pub fn catalogue_table(packs: &[Pack], lang: Lang) -> String {
    let heads = [
        catalogue::RULES_CODE,
        catalogue::RULES_NAME,
        catalogue::RULES_SUMMARY,
        catalogue::RULES_SEVERITY,
        catalogue::RULES_BINDING,
        catalogue::RULES_CLAUSE,
    ];
    let heads: Vec<&str> = heads.iter().map(|head| head.text(lang)).collect();
    let mut out = format!("| {} |\n|---|---|---|---|---|---|\n", heads.join(" | "));
    for rule in rules(packs) {
        let clause = rule.clause.as_ref().map_or("—", |clause| &clause.section);
        let _ = writeln!(
            out,
            "| [{0}](rules/{0}.md) | {1} | {2} | {3} | {4} | {clause} |",
            rule.code,
            rule.name,
            rule.summary.text(lang),
            severity(rule.severity, lang),
            binding(rule.binding, lang)
        );
    }
    let readers: Vec<String> = READER_CODES
        .iter()
        .map(|reader| format!("[{0}](rules/{0}.md) {1}", reader.code, reader.name))
        .collect();
    let readers: Vec<&str> = readers.iter().map(String::as_str).collect();
    let (title, end) = match lang {
        Lang::Ja => ("ほかに、読み取りの所見があります：", "。"),
        Lang::En => ("Besides these there are the reader's own findings: ", "."),
    };
    let _ = writeln!(out, "\n{title}{}{end}", words::list(&readers, lang));
    out
}

/// The table of the values that the plan leaves open, with the rules that use them.
pub fn measures(packs: &[Pack], lang: Lang) -> String {
    let mut out = match lang {
        Lang::Ja => "| 名前 | 値 | 意味 | 用いる規則 |\n|---|---|---|---|\n".to_owned(),
        Lang::En => "| name | value | meaning | used by |\n|---|---|---|---|\n".to_owned(),
    };
    let mut row = |param: &Param, used_by: &[&str]| {
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} |",
            param.name,
            param.value.words().render(lang),
            param.meaning.text(lang),
            words::list(used_by, lang)
        );
    };
    // A plan's value and the common rules' share a name, and a configuration sets both at once.
    let mut known: Vec<&str> = Vec::new();
    for param in packs
        .iter()
        .flat_map(|pack| &pack.params)
        .filter(|param| !param.in_plan)
    {
        if !known.contains(&param.name.as_str()) {
            known.push(&param.name);
            row(param, &used_by(packs, &param.name));
        }
    }
    for rule in rules(packs) {
        for param in rule.params.iter().filter(|param| !param.in_plan) {
            row(param, &[&rule.code]);
        }
    }
    out
}

/// Every rule, in the packs' order.
fn rules(packs: &[Pack]) -> impl Iterator<Item = &Rule> {
    packs.iter().flat_map(|pack| &pack.rules)
}

/// The rules that read a value of the plan file.
pub fn used_by<'p>(packs: &'p [Pack], name: &str) -> Vec<&'p str> {
    rules(packs)
        .filter(|rule| uses(rule, name))
        .map(|rule| &*rule.code)
        .collect()
}

/// One sentence that lists the rules without a basis in the plan's text.
pub fn practices(packs: &[Pack], lang: Lang) -> String {
    let codes: Vec<&str> = rules(packs)
        .filter(|rule| rule.binding == Binding::Practice)
        .map(|rule| &*rule.code)
        .collect();
    let title = binding(Binding::Practice, lang);
    match lang {
        Lang::Ja => format!(
            "計画の文言によらない規則（{title}）：{}\n",
            words::list(&codes, lang)
        ),
        Lang::En => format!(
            "Rules that are not in the plan's words ({title}): {}\n",
            words::list(&codes, lang)
        ),
    }
}

/// Checks that every rule's quote occurs in a sentence of its clause.
fn check_quotes(packs: &[Pack], clauses: &Clauses) -> Result<(), String> {
    for rule in rules(packs) {
        let Some(clause) = &rule.clause else { continue };
        let found = clauses
            .sections
            .iter()
            .flat_map(|section| section.sentences.iter().map(move |sentence| (section, sentence)))
            .any(|(section, sentence)| {
                judging(packs, section, sentence)
                    .iter()
                    .any(|judge| judge.code == rule.code)
            });
        if !found {
            return Err(format!(
                "{}: no sentence of {} holds its quote",
                rule.code, clause.section
            ));
        }
    }
    Ok(())
}

/// Whether a rule reads a value of the plan file: by name, or through an office's default hours or the length of
/// a working day.
fn uses(rule: &Rule, name: &str) -> bool {
    if rule.plan_params.iter().any(|known| known == name) {
        return true;
    }
    let mut found = false;
    for condition in [&rule.when, &rule.require] {
        condition.visit(&mut |inner| {
            let reads = inner.reads();
            found |= match name {
                "office_hours" => reads.hours,
                "break" => reads.pause,
                "working_day" => reads.working_day,
                _ => false,
            };
        });
    }
    found
}

/// Replaces `{name}` by the plan's value of that name.
fn filled(packs: &[Pack], text: &str) -> Result<String, String> {
    let values: Vec<(&str, String)> = packs
        .iter()
        .flat_map(|pack| &pack.params)
        .map(|param| (param.name.as_str(), param.value.words().render(Lang::Ja)))
        .collect();
    let out = fill(text, |name| {
        values
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    });
    if out.contains('{') {
        Err(format!("a name without a value: {out}"))
    } else {
        Ok(out)
    }
}

fn severity(severity: Severity, lang: Lang) -> &'static str {
    let entry = match severity {
        Severity::Error => catalogue::SEVERITY_ERROR,
        Severity::Warning => catalogue::SEVERITY_WARNING,
        Severity::Info => catalogue::SEVERITY_INFO,
    };
    entry.text(lang)
}

pub(super) fn binding(binding: Binding, lang: Lang) -> &'static str {
    let entry = match binding {
        Binding::Must => catalogue::BINDING_MUST,
        Binding::InPrinciple => catalogue::BINDING_IN_PRINCIPLE,
        Binding::Practice => catalogue::BINDING_PRACTICE,
    };
    entry.text(lang)
}
