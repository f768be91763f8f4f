//! What each file of a crate's `src/` imports, read from its tokens without test modules: `use` trees and paths in
//! code that start at `crate`, `super`, `self`, a child module or a name in scope by `use`. A re-export
//! (`pub use`) is no import of the module: whoever uses it imports the file that defines the item.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// By file below `src/`: the files it imports.
pub type Imports = BTreeMap<String, BTreeSet<String>>;

/// The imports of the crate whose `src/` is `root`.
pub fn imports(root: &Path) -> Imports {
    let mut house = House::default();
    house.walk(root, root, &mut Vec::new());
    let read: BTreeMap<&Module, Named> = house
        .files
        .iter()
        .map(|(module, file)| {
            let text = std::fs::read_to_string(root.join(file)).unwrap();
            (module, house.named(module, &without_tests(&tokens(&text))))
        })
        .collect();
    let exports: BTreeMap<Module, Module> = read
        .iter()
        .flat_map(|(module, named)| {
            let inside = |name: &String| [module.as_slice(), std::slice::from_ref(name)].concat();
            named
                .names
                .iter()
                .map(move |(name, path)| (inside(name), path.clone()))
        })
        // A function with the name of its own module.
        .filter(|(name, path)| !path.starts_with(name))
        .collect();
    read.iter()
        .map(|(module, named)| {
            let own = &house.files[*module];
            let paths = named.imports.iter().map(|path| follow(path, &exports));
            let files = paths
                .filter_map(|path| house.file_of(&path))
                .filter(|file| file != own);
            (own.clone(), files.collect())
        })
        .collect()
}

/// The path with every re-exported name replaced by the path it re-exports.
fn follow(path: &Module, exports: &BTreeMap<Module, Module>) -> Module {
    let handed = (1..=path.len()).find_map(|length| Some((length, exports.get(&path[..length])?)));
    match handed {
        Some((length, whole)) => follow(&[whole.as_slice(), &path[length..]].concat(), exports),
        None => path.clone(),
    }
}

/// A module path from the crate's root.
type Module = Vec<String>;

/// The names in a file.
#[derive(Default)]
struct Named {
    imports: Vec<Module>,
    /// What its `use` lines bring into scope, by name: visible at least to its own submodules.
    names: BTreeMap<String, Module>,
}

/// The modules of the crate with their files.
#[derive(Default)]
struct House {
    files: BTreeMap<Module, String>,
}

impl House {
    fn walk(&mut self, root: &Path, folder: &Path, module: &mut Module) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                module.push(stem);
                self.walk(root, &path, module);
                module.pop();
                continue;
            }
            let mut own = module.clone();
            match stem.as_str() {
                "mod" | "lib" => {}
                // The binary beside the library, and a test module in a file of its own.
                "main" | "tests" => continue,
                _ => own.push(stem),
            }
            let file = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            self.files.insert(own, file);
        }
    }

    /// The file of the deepest module on the path; none for the crate's root, from which everything is reachable.
    fn file_of(&self, path: &[String]) -> Option<String> {
        (1..=path.len())
            .rev()
            .find_map(|length| self.files.get(&path[..length]).cloned())
    }

    fn named(&self, module: &[String], tokens: &[String]) -> Named {
        let mut named = Named::default();
        let mut names: BTreeMap<String, Module> = BTreeMap::new();
        let mut paths = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if tokens[at] == "use" {
                let public = at > 0 && (tokens[at - 1] == "pub" || tokens[at - 1] == ")");
                at += 1;
                for (path, name) in tree(tokens, &mut at, &[]) {
                    let Some(path) = self.absolute(module, &path, &BTreeMap::new()) else {
                        continue;
                    };
                    // For `use` of a module the import is found where the module is used.
                    if !public && (name == "*" || !self.files.contains_key(&path)) {
                        named.imports.push(path.clone());
                    }
                    names.insert(name, path);
                }
            } else if is_name(&tokens[at]) {
                // `pub(in …)` restricts visibility and imports nothing.
                let scope = tokens[..at].ends_with(&["pub", "(", "in"].map(str::to_owned));
                let mut path = vec![tokens[at].clone()];
                while at + 2 < tokens.len() && tokens[at + 1] == "::" && is_name(&tokens[at + 2]) {
                    path.push(tokens[at + 2].clone());
                    at += 2;
                }
                if !scope {
                    paths.push(path);
                }
            }
            at += 1;
        }
        let used = paths
            .iter()
            .filter(|path| path.len() > 1 || names.contains_key(&path[0]));
        named
            .imports
            .extend(used.filter_map(|path| self.absolute(module, path, &names)));
        named.names = names;
        named
    }

    fn absolute(
        &self,
        module: &[String],
        path: &[String],
        names: &BTreeMap<String, Module>,
    ) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        let mut base = match first.as_str() {
            "crate" => Vec::new(),
            "self" => module.to_vec(),
            "super" => module[..module.len().checked_sub(1)?].to_vec(),
            name => match names.get(name) {
                Some(path) => path.clone(),
                None => {
                    let child = [module, std::slice::from_ref(first)].concat();
                    self.files.contains_key(&child).then_some(child)?
                }
            },
        };
        for name in rest {
            match name.as_str() {
                "super" => drop(base.pop()),
                name => base.push(name.to_owned()),
            }
        }
        Some(base)
    }
}

/// Parses a `use` tree at `at` and moves `at` past it: each path with the name that it binds.
fn tree(tokens: &[String], at: &mut usize, before: &[String]) -> Vec<(Module, String)> {
    let mut path = before.to_vec();
    loop {
        match tokens[*at].as_str() {
            "{" => {
                let mut found = Vec::new();
                *at += 1;
                while tokens[*at] != "}" {
                    found.extend(tree(tokens, at, &path));
                    if tokens[*at] == "," {
                        *at += 1;
                    }
                }
                *at += 1;
                return found;
            }
            "self" if !path.is_empty() => {}
            "::" => {}
            "*" => {
                *at += 1;
                return vec![(path, "*".to_owned())];
            }
            "as" => {
                *at += 2;
                return vec![(path, tokens[*at - 1].clone())];
            }
            name if is_name(name) => path.push(name.to_owned()),
            _ => {
                let name = path.last().cloned().unwrap_or_default();
                return vec![(path, name)];
            }
        }
        *at += 1;
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first == '_' || first.is_alphabetic())
}

/// The tokens without items under `#[cfg(test)]`.
fn without_tests(tokens: &[String]) -> Vec<String> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let here = tokens[at..].iter().take(7).map(String::as_str);
        if !here.eq(["#", "[", "cfg", "(", "test", ")", "]"]) {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        at += 7;
        let used = tokens[at..]
            .iter()
            .take_while(|token| *token != "{")
            .any(|token| token == "use");
        let mut depth = 0;
        loop {
            match tokens[at].as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            at += 1;
            let ended = tokens[at - 1] == ";" || (!used && tokens[at - 1] == "}");
            if depth == 0 && ended {
                break;
            }
        }
    }
    kept
}

/// Identifiers, `::` and single punctuation; without comments and literals.
fn tokens(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let rest = |at: usize, wanted: &str| {
        chars[at..]
            .iter()
            .copied()
            .take(wanted.chars().count())
            .eq(wanted.chars())
    };
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let from = at;
        match chars[at] {
            '/' if rest(at, "//") => {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
            }
            '/' if rest(at, "/*") => {
                while !rest(at, "*/") {
                    at += 1;
                }
                at += 2;
            }
            '"' => at = after_string(&chars, at),
            '\'' => at = after_quote(&chars, at),
            ':' if rest(at, "::") => {
                at += 2;
                tokens.push("::".to_owned());
            }
            first if first == '_' || first.is_alphanumeric() => {
                while at < chars.len() && (chars[at] == '_' || chars[at].is_alphanumeric()) {
                    at += 1;
                }
                let name: String = chars[from..at].iter().collect();
                match name.as_str() {
                    "r" | "br" if chars.get(at) == Some(&'"') || rest(at, "#\"") => {
                        at = after_raw(&chars, at)
                    }
                    _ => tokens.push(name),
                }
            }
            sign => {
                at += 1;
                if !sign.is_whitespace() {
                    tokens.push(sign.to_string());
                }
            }
        }
    }
    tokens
}

fn after_string(chars: &[char], from: usize) -> usize {
    let mut at = from + 1;
    while chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

fn after_raw(chars: &[char], from: usize) -> usize {
    let hashes = chars[from..].iter().take_while(|&&sign| sign == '#').count();
    let mut at = from + hashes + 1;
    while chars[at] != '"' || !chars[at + 1..].iter().take(hashes).all(|&sign| sign == '#') {
        at += 1;
    }
    at + 1 + hashes
}

/// The position after a character literal, or after the quote alone where it starts a lifetime.
fn after_quote(chars: &[char], from: usize) -> usize {
    match (chars[from + 1], chars[from + 2]) {
        ('\\', _) => from + 3 + chars[from + 3..].iter().take_while(|&&sign| sign != '\'').count() + 1,
        (_, '\'') => from + 3,
        _ => from + 1,
    }
}
