//! `docs/rules/` and `docs/en/rules/`: one page per code, generated from `kigen explain`, so that the address in
//! every finding resolves; and `docs/SUMMARY.md`, the book's table of contents.
//! `UPDATE_DOCS=1 cargo test docs::rule_pages` rewrites them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use kigen::diagnostic::READER_CODES;
use kigen::message::Lang;
use kigen::report::links;
use kigen::rules::{Pack, Rule};
use serde_json::Value;

use super::interpretation::asks;
use super::pages::{hold, packs, read};
use crate::common::{kigen, root, run};

/// A page's fixed texts in a language.
struct Words {
    lang: Lang,
    folder: &'static str,
    note: &'static str,
    other: &'static str,
    why: &'static str,
    no_clause: &'static str,
    judged: &'static str,
    params: &'static str,
    params_head: &'static str,
    in_plan: [&'static str; 2],
    bad: &'static str,
    good: &'static str,
    except: &'static str,
    except_key: [&'static str; 4],
    exceptable: &'static str,
    deviation: &'static str,
    fixed: &'static str,
    more: &'static str,
    stop: &'static str,
}

const JA: Words = Words {
    lang: Lang::Ja,
    folder: "docs/rules",
    note: "<!-- 規則の定義から作成しています。直接編集せず、UPDATE_DOCS=1 cargo test docs:: により作り直してください。 -->",
    other: "[English](../en/rules/{code}.md)",
    why: "根拠",
    no_clause: "計画の条項によるものではありません。",
    judged: "満たすべき条件",
    params: "判定に用いる値",
    params_head: "| 名前 | 値 | 計画の定め | 意味 |",
    in_plan: ["あり", "なし"],
    bad: "違反となる例",
    good: "違反とならない例",
    except: "例外",
    except_key: ["例外", "規則", "理由", "承認者"],
    exceptable: "理由と承認者を記載すると、例外となります（[例外、逸脱及び既存の所見](../exceptions.md)）。",
    deviation: "例外は認められません。理由と承認者を記載した記録は、逸脱として所見に添えます（所見は残ります。[例外、逸脱及び既存の所見](../exceptions.md)）。",
    fixed: "例外とすること、除くこと及び重さを変えることはできません。記載を直してください。",
    more: "詳しい説明",
    stop: "。",
};

const EN: Words = Words {
    lang: Lang::En,
    folder: "docs/en/rules",
    note: "<!-- Made from the rules' definitions. Do not edit it: UPDATE_DOCS=1 cargo test docs:: makes it anew. -->",
    other: "[日本語](../../rules/{code}.md)",
    why: "Why",
    no_clause: "No clause of the plan is behind it.",
    judged: "What it asks",
    params: "Values used",
    params_head: "| name | value | in the plan | meaning |",
    in_plan: ["yes", "no"],
    bad: "Raised by",
    good: "Not raised by",
    except: "Exceptions",
    except_key: ["exceptions", "rule", "reason", "approved_by"],
    exceptable: "A record with a reason and an approver clears it ([exceptions, deviations and existing findings](../exceptions.md)).",
    deviation: "No exception clears it. A record with a reason and an approver is added to the finding as a deviation; the finding stays ([exceptions, deviations and existing findings](../exceptions.md)).",
    fixed: "It cannot be excepted, ignored or lowered: correct what is written.",
    more: "More",
    stop: ".",
};

/// The JSON of `kigen explain` for every code, in order.
fn explained(words: &Words, packs: &[Pack]) -> Vec<Value> {
    let lang = if words.lang == Lang::Ja { "ja" } else { "en" };
    let mut codes: BTreeSet<&str> = READER_CODES.iter().map(|code| code.code).collect();
    codes.extend(packs.iter().flat_map(|pack| &pack.rules).map(|rule| &*rule.code));
    let run = run(kigen(root())
        .args(["explain", "--no-config", "--format", "json", "--lang", lang])
        .args(&codes));
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let mut output: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let Value::Array(rules) = output["rules"].take() else {
        panic!("no rules")
    };
    assert_eq!(rules.len(), codes.len());
    rules
}

/// For a reader's code, the page that describes the correct notation.
fn page_of(code: &str) -> &'static str {
    match code {
        "KG008" => "limits",
        "KG010" | "KG011" | "KG012" | "KG013" => "exceptions",
        "KG014" | "KG015" => "icalendar",
        "KG016" | "KG017" | "KG018" => "configuration",
        "KG009" => "usage",
        "KG409" => "templates",
        _ => "slips",
    }
}

fn text<'v>(rule: &'v Value, name: &str) -> &'v str {
    rule[name].as_str().unwrap_or_default()
}

fn page(rule: &Value, packs: &[Pack], words: &Words) -> String {
    let code = text(rule, "code");
    let mut out = format!(
        "{}\n\n# {code} {}\n\n{}\n\n{}\n",
        words.note,
        text(rule, "name"),
        words.other.replace("{code}", code),
        text(rule, "summary")
    );
    let known = packs.iter().find_map(|pack| pack.rule(code));
    match known {
        Some(known) => rule_parts(&mut out, rule, known, packs, words),
        None => reader_parts(&mut out, rule, words),
    }
    out
}

fn reader_parts(out: &mut String, rule: &Value, words: &Words) {
    let name = page_of(text(rule, "code"));
    let folder = words.folder.strip_suffix("/rules").unwrap_or_default();
    // A document that exists only in Japanese is linked from both languages.
    let link = match root().join(folder).join(format!("{name}.md")).exists() {
        true => format!("../{name}.md"),
        false => format!("../../{name}.md"),
    };
    let target = read(&format!("{}/{link}", words.folder));
    let title = target
        .lines()
        .find_map(|line| line.strip_prefix("# "))
        .expect("a title");
    let _ = write!(
        out,
        "\n{}\n\n## {}\n\n{}\n\n## {}\n\n[{title}]({link})\n",
        text(rule, "explanation"),
        words.except,
        words.fixed,
        words.more
    );
}

fn rule_parts(out: &mut String, rule: &Value, known: &Rule, packs: &[Pack], words: &Words) {
    let _ = writeln!(out, "\n## {}\n", words.why);
    match &known.clause {
        Some(clause) => {
            let (title, section) = (text(rule, "plan_title"), &clause.section);
            let _ = writeln!(
                out,
                "> {}\n>\n> {title} {section}\n",
                clause.quote.render(words.lang).trim()
            );
        }
        None => {
            let _ = writeln!(out, "{}\n", words.no_clause);
        }
    }
    let _ = writeln!(
        out,
        "{}{}{}",
        super::interpretation::binding(known.binding, words.lang),
        if words.lang == Lang::Ja { "：" } else { ": " },
        kigen::report::bindings::note(known).text(words.lang)
    );
    // Conditions are generated in Japanese only; the summary is in both languages.
    if words.lang == Lang::Ja {
        let _ = writeln!(out, "\n## {}\n\n{}{}", words.judged, asks::of(known), words.stop);
    }
    let params = rule["params"].as_array().expect("a list");
    if !params.is_empty() {
        let _ = writeln!(
            out,
            "\n## {}\n\n{}\n|---|---|---|---|",
            words.params, words.params_head
        );
        for param in params {
            let own = known.params.iter();
            let value = own
                .chain(packs.iter().flat_map(|pack| &pack.params))
                .find(|one| one.name == text(param, "name"))
                .map_or_else(
                    || text(param, "value").to_owned(),
                    |one| one.value.words().render(words.lang),
                );
            let in_plan = words.in_plan[usize::from(param["in_plan"] != true)];
            let (name, meaning) = (text(param, "name"), text(param, "meaning"));
            let _ = writeln!(out, "| `{name}` | {value} | {in_plan} | {meaning} |");
        }
    }
    for (title, name) in [(words.bad, "bad"), (words.good, "good")] {
        let _ = writeln!(out, "\n## {title}");
        for example in rule["examples"][name].as_array().expect("a list") {
            let _ = write!(out, "\n```yaml\n{}```\n", text(example, "text"));
        }
    }
    let said = match (known.protected, rule["exceptable"] == true) {
        (true, _) => words.fixed,
        (false, true) => words.exceptable,
        (false, false) => words.deviation,
    };
    let _ = writeln!(out, "\n## {}\n\n{said}", words.except);
    if !known.protected {
        let [list, rule, reason, approver] = words.except_key;
        let code = &known.code;
        let _ = write!(
            out,
            "\n<!-- form -->\n\n```yaml\n{list}:\n  - {rule}: {code}\n    {reason}: …\n    {approver}: …\n```\n"
        );
    }
}

/// The codes that have a page in a folder.
fn codes_of(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(folder)).expect("the pages; run UPDATE_DOCS=1 cargo test docs::");
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .map(|name| name.strip_suffix(".md").unwrap_or(&name).to_owned())
        .collect()
}

#[test]
fn every_code_has_its_page_in_both_languages() {
    let packs = packs();
    for words in [&JA, &EN] {
        let rules = explained(words, &packs);
        fs::create_dir_all(root().join(words.folder)).unwrap();
        for rule in &rules {
            let name = format!("{}/{}.md", words.folder, text(rule, "code"));
            hold(&name, &page(rule, &packs, words));
        }
        // A page of a removed code must be deleted.
        let codes: BTreeSet<String> = rules.iter().map(|rule| text(rule, "code").to_owned()).collect();
        assert_eq!(codes_of(words.folder), codes, "{}", words.folder);
    }
}

/// Every address in a finding is that of a page in the book.
#[test]
fn every_address_leads_to_a_page_of_the_book() {
    let summary = read("docs/SUMMARY.md");
    assert!(links::DOCUMENTS.starts_with("https://") && links::DOCUMENTS.ends_with('/'));
    for lang in [Lang::Ja, Lang::En] {
        let engine = kigen::engine::Engine::new(&[]).unwrap();
        for code in engine.rules.codes() {
            let url = links::rule_url(&engine, code, lang).expect("an address");
            let page = url.strip_prefix(links::DOCUMENTS).expect("below the one base");
            let page = page.strip_suffix(".html").expect("a page").to_owned() + ".md";
            assert!(root().join("docs").join(&page).is_file(), "{url}");
            assert!(
                summary.contains(&format!("({page})")),
                "{page} is not in docs/SUMMARY.md"
            );
        }
    }
}

/// The first heading of a document.
fn title(name: &str) -> String {
    let text = read(name);
    let title = text.lines().find_map(|line| line.strip_prefix("# "));
    title
        .unwrap_or_else(|| panic!("{name} has no heading"))
        .to_owned()
}

/// The pages of a folder, in the order of a README's links.
fn chapters(readme: &str, folder: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for link in read(readme).split("](").skip(1) {
        let link = link.split([')', '#']).next().unwrap_or_default();
        if let Some(page) = link
            .strip_prefix(folder)
            .filter(|page| page.ends_with(".md") && !page.contains('/'))
            && !found.iter().any(|known| known == page)
        {
            found.push(page.to_owned());
        }
    }
    found
}

#[test]
fn the_book_has_every_page() {
    let mut out = format!("{}\n\n# kigen\n", JA.note);
    for (part, readme, folder) in [
        ("日本語", "README.md", "docs/"),
        ("English", "README.en.md", "docs/en/"),
    ] {
        let _ = write!(out, "\n# {part}\n\n");
        let below = folder.strip_prefix("docs/").unwrap_or_default();
        for page in chapters(readme, folder) {
            let name = title(&format!("{folder}{page}"));
            let _ = writeln!(out, "- [{name}]({below}{page})");
            if page == "rules.md" {
                for code in codes_of(&format!("{folder}rules")) {
                    let page = format!("{folder}rules/{code}.md");
                    let _ = writeln!(out, "  - [{}]({below}rules/{code}.md)", title(&page));
                }
            }
        }
    }
    hold("docs/SUMMARY.md", &out);
}
