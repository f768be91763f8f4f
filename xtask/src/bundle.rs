//! Bundles the page's modules into one script. Each becomes an immediately invoked function that returns its exports,
//! so names stay separate. Modules are given in order of dependency.

use std::fmt::Write as _;

use crate::Failure;

/// A module: name without `.js`, and source.
pub type Module<'m> = (&'m str, String);

/// The bundle.
pub fn script(modules: &[Module<'_>]) -> Result<String, Failure> {
    let mut out = String::from("\"use strict\";\n");
    for (number, (name, text)) in modules.iter().enumerate() {
        let mut body = String::new();
        let mut exports = Vec::new();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("import ") {
                let known = &modules[..number];
                body.push_str(&import(rest, known).ok_or_else(|| format!("{name}.js: {line}"))?);
            } else if let Some(rest) = line.strip_prefix("export ") {
                exports.push(exported(rest).ok_or_else(|| format!("{name}.js: {line}"))?);
                body.push_str(rest);
            } else {
                body.push_str(line);
            }
            body.push('\n');
        }
        let _ = writeln!(
            out,
            "const module_{name} = (() => {{\n{body}return {{ {} }};\n}})();",
            exports.join(", ")
        );
    }
    Ok(out)
}

/// Parses `{ a, b } from "./x.js";` or `* as x from "./x.js";`, for an earlier module.
fn import(rest: &str, known: &[Module<'_>]) -> Option<String> {
    let (names, from) = rest.trim_end_matches(';').split_once(" from ")?;
    let module = from.trim_matches('"').strip_prefix("./")?.strip_suffix(".js")?;
    known.iter().find(|(name, _)| *name == module)?;
    let names = names.trim();
    let names = match names.strip_prefix("* as ") {
        Some(name) => name.to_owned(),
        None => names.replace(" as ", ": "),
    };
    Some(format!("const {names} = module_{module};"))
}

/// The name that a line exports.
fn exported(line: &str) -> Option<String> {
    let line = line.strip_prefix("async ").unwrap_or(line);
    let line = line
        .strip_prefix("function ")
        .or_else(|| line.strip_prefix("const "))?;
    let end = line.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$')?;
    let name = line.get(..end).filter(|name| !name.is_empty())?;
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::script;

    #[test]
    fn modules_keep_their_names_apart() {
        let low = "export function draw() { return 1; }\nexport const $ = 3;\nconst own = 2;";
        let high = "import { draw } from \"./low.js\";\nimport * as low from \"./low.js\";\ndraw(low.draw);";
        let modules = [("low", low.to_owned()), ("high", high.to_owned())];
        let script = script(&modules).unwrap_or_default();
        assert!(script.contains("return { draw, $ };"), "{script}");
        assert!(script.contains("const { draw } = module_low;"), "{script}");
        assert!(script.contains("const low = module_low;"), "{script}");
        assert!(
            !script.contains("export ") && !script.contains("import "),
            "{script}"
        );
    }

    #[test]
    fn a_module_imports_only_what_stands_before_it() {
        let modules = [
            ("one", "import { two } from \"./two.js\";".to_owned()),
            ("two", String::new()),
        ];
        assert!(script(&modules).is_err());
    }
}
