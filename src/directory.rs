//! The directory of ministries (府省の名簿): which ministry an office belongs to. Data, read from
//! `rules/offices.yaml`; no ministry's name stands in this file.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use regex::RegexSet;

use crate::read::tree::{Node, Tree, Use};
use crate::source::Span;
use crate::text::trim;

/// A ministry's number in the directory.
pub type MinistryId = u16;

/// Where a name belongs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Belongs {
    /// A ministry of the directory, or a body of one.
    Ministry(MinistryId),
    /// A name that the directory does not know: a ministry of its own.
    Unlisted(String),
    /// 各府省, 関係府省: several ministries.
    Several,
    /// A local government, an independent agency: no ministry.
    NoMinistry,
    /// 別記, 別紙: how many is not said here.
    Uncounted,
}

/// A ministry's entry.
#[derive(Clone, Debug)]
pub struct Ministry {
    /// Its name.
    pub name: String,
    /// Its English name.
    pub en: String,
    /// Its mail domains and those of its bodies.
    pub domains: Vec<String>,
}

/// Why the directory's file was refused.
#[derive(Clone, Debug)]
pub struct DirectoryError {
    /// Where.
    pub span: Span,
    /// What is wrong, in English: the file is written by developers.
    pub message: String,
}

/// The directory.
#[derive(Debug, Default)]
pub struct Directory {
    ministries: Vec<Ministry>,
    /// Names by their first character, longest first.
    names: HashMap<char, Vec<(String, MinistryId)>>,
    /// The names of the ministries themselves, not of their bodies.
    whole: HashSet<String>,
    suffixes: Vec<(String, MinistryId)>,
    several: Patterns,
    uncounted: Patterns,
    no_ministry: Patterns,
}

/// Patterns compiled when first asked: most runs name ministries and never need them.
#[derive(Debug, Default)]
struct Patterns {
    written: Vec<String>,
    set: OnceLock<RegexSet>,
}

impl Patterns {
    fn matches(&self, name: &str) -> bool {
        self.set
            .get_or_init(|| RegexSet::new(&self.written).unwrap_or_else(|_| RegexSet::empty()))
            .is_match(name)
    }
}

impl Directory {
    /// Reads a directory file.
    ///
    /// # Errors
    /// The first thing in it that is not of its form, at its place.
    pub fn parse(text: &str) -> Result<Self, DirectoryError> {
        let tree = Tree::parse(text);
        let mut directory = Self::default();
        let document = tree.documents.first();
        if let Some(error) = document.and_then(|document| document.error.as_ref()) {
            return Err(wrong(
                Span {
                    start: error.at,
                    end: error.at,
                },
                "not valid YAML",
            ));
        }
        let root = document
            .and_then(|document| document.root)
            .ok_or_else(|| wrong(Span::default(), "empty"))?;
        for &(key, value) in mapping(&tree, root)? {
            match tree.text(key).unwrap_or_default() {
                "ministries" => {
                    for item in sequence(&tree, value)? {
                        directory.ministry(&tree, *item)?;
                    }
                }
                "several" => directory.several = patterns(&tree, value)?,
                "unknown_count" => directory.uncounted = patterns(&tree, value)?,
                "not_a_ministry" => directory.no_ministry = patterns(&tree, value)?,
                _ => {
                    return Err(wrong(
                        key.span,
                        "unknown key; the keys are ministries, several, unknown_count, not_a_ministry",
                    ));
                }
            }
        }
        for names in directory.names.values_mut() {
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        directory
            .suffixes
            .sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Ok(directory)
    }

    /// Whether every pattern compiles: asked once of a file that somebody else wrote.
    ///
    /// # Errors
    /// The pattern that does not.
    pub fn check_patterns(&self) -> Result<(), String> {
        for patterns in [&self.several, &self.uncounted, &self.no_ministry] {
            for written in &patterns.written {
                regex::Regex::new(written).map_err(|error| format!("{written}: {error}"))?;
            }
        }
        Ok(())
    }

    fn ministry(&mut self, tree: &Tree<'_>, at: Use) -> Result<(), DirectoryError> {
        let id =
            MinistryId::try_from(self.ministries.len()).map_err(|_| wrong(at.span, "too many ministries"))?;
        let mut ministry = Ministry {
            name: String::new(),
            en: String::new(),
            domains: Vec::new(),
        };
        for &(key, value) in mapping(tree, at)? {
            match tree.text(key).unwrap_or_default() {
                "name" => {
                    ministry.name = self.name(tree, value, id)?;
                    self.whole.insert(ministry.name.clone());
                }
                "en" => ministry.en = text(tree, value)?.to_owned(),
                "also" => {
                    self.names(tree, value, id)?;
                    // Among its other names are those of its branches; 経産省 and MOF are its own.
                    let own = |name: &String| name.is_ascii() || name.ends_with(['省', '庁']);
                    self.whole.extend(texts(tree, value)?.into_iter().filter(own));
                }
                "domains" => ministry.domains.extend(texts(tree, value)?),
                "suffixes" => self
                    .suffixes
                    .extend(texts(tree, value)?.into_iter().map(|suffix| (suffix, id))),
                "bodies" => {
                    for item in sequence(tree, value)? {
                        for &(key, value) in mapping(tree, *item)? {
                            match tree.text(key).unwrap_or_default() {
                                "name" => {
                                    self.name(tree, value, id)?;
                                }
                                "also" => self.names(tree, value, id)?,
                                "domains" => ministry.domains.extend(texts(tree, value)?),
                                _ => return Err(wrong(key.span, "unknown key of a body")),
                            }
                        }
                    }
                }
                _ => return Err(wrong(key.span, "unknown key of a ministry")),
            }
        }
        if ministry.name.is_empty() {
            return Err(wrong(at.span, "a ministry needs a name"));
        }
        self.ministries.push(ministry);
        Ok(())
    }

    fn name(&mut self, tree: &Tree<'_>, value: Use, id: MinistryId) -> Result<String, DirectoryError> {
        let name = text(tree, value)?.to_owned();
        if let Some(first) = name.chars().next() {
            self.names.entry(first).or_default().push((name.clone(), id));
        }
        Ok(name)
    }

    fn names(&mut self, tree: &Tree<'_>, value: Use, id: MinistryId) -> Result<(), DirectoryError> {
        for item in sequence(tree, value)? {
            self.name(tree, *item, id)?;
        }
        Ok(())
    }

    /// A ministry by its number.
    pub fn get(&self, id: MinistryId) -> Option<&Ministry> {
        self.ministries.get(usize::from(id))
    }

    /// Whether a name is that of a ministry itself, and not of a bureau or a body of one.
    pub fn is_whole_ministry(&self, name: &str) -> bool {
        self.whole.contains(strip_honorific(name))
    }

    /// All ministries.
    pub fn ministries(&self) -> &[Ministry] {
        &self.ministries
    }

    /// Every name of a ministry or of a body, short ones included, and the ministry it stands for.
    pub fn all_names(&self) -> impl Iterator<Item = (&str, &Ministry)> {
        let all = self.names.values().flatten();
        all.filter_map(|(name, id)| Some((name.as_str(), self.get(*id)?)))
    }

    /// The ministry whose name, or a body's name, `name` begins with.
    pub fn by_prefix(&self, name: &str) -> Option<MinistryId> {
        let candidates = self.names.get(&name.chars().next()?)?;
        candidates
            .iter()
            .find(|(known, _)| {
                name.strip_prefix(known.as_str()).is_some_and(|rest| {
                    // MOF is not the beginning of MOFA, nor MOD of MODEL.
                    !known.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
                })
            })
            .map(|(_, id)| *id)
    }

    /// Where an office's name belongs.
    pub fn resolve(&self, name: &str) -> Belongs {
        let name = strip_honorific(name);
        if let Some(id) = self.by_prefix(name) {
            return Belongs::Ministry(id);
        }
        if let Some((_, id)) = self
            .suffixes
            .iter()
            .find(|(suffix, _)| name.ends_with(suffix.as_str()))
        {
            return Belongs::Ministry(*id);
        }
        if self.several.matches(name) {
            Belongs::Several
        } else if self.uncounted.matches(name) {
            Belongs::Uncounted
        } else if self.no_ministry.matches(name) {
            Belongs::NoMinistry
        } else {
            Belongs::Unlisted(name.to_owned())
        }
    }

    /// The ministry of a mail address or domain; subdomains belong to their domain's.
    pub fn by_domain(&self, address: &str) -> Option<MinistryId> {
        let domain = address.rsplit('@').next()?.to_ascii_lowercase();
        let owns = |known: &String| {
            domain
                .strip_suffix(known.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        let longest = |ministry: &Ministry| {
            ministry
                .domains
                .iter()
                .filter(|known| owns(known))
                .map(String::len)
                .max()
        };
        let found = self
            .ministries
            .iter()
            .enumerate()
            .filter_map(|(id, ministry)| Some((longest(ministry)?, id)));
        found
            .max_by_key(|(length, _)| *length)
            .and_then(|(_, id)| MinistryId::try_from(id).ok())
    }

    /// The offices that one text names: 「財務省、厚生労働省」 are two, 「財務省主計局及び理財局」 is one
    /// ministry's two bureaus. A part counts as an office of its own only where the directory knows it.
    pub fn split<'n>(&self, text: &'n str) -> Vec<&'n str> {
        // Nearly every name is one office: one look at its characters says so.
        if !text.contains(|c| is_separator(c) || matches!(c, '及' | '並')) {
            return vec![text];
        }
        let mut parts: Vec<(usize, usize)> = Vec::new();
        let mut start = 0;
        let mut take = |start: usize, end: usize| {
            let part = text.get(start..end).unwrap_or_default();
            if part.trim().is_empty() {
                return;
            }
            match parts.last_mut() {
                Some(last) if is_bureau_of(self, text.get(last.0..last.1), part) => last.1 = end,
                _ => parts.push((start, end)),
            }
        };
        let mut depth = 0_usize;
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = text.get(at..).unwrap_or_default();
            let word = ["及び", "並びに"].into_iter().find(|word| rest.starts_with(word));
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let width = word.map_or(c.len_utf8(), str::len);
            if depth == 0 && (word.is_some() || is_separator(c)) {
                take(start, at);
                start = at + width;
            }
            at += width;
        }
        take(start, text.len());
        let found: Vec<_> = parts
            .into_iter()
            .filter_map(|(start, end)| Some(text.get(start..end)?.trim()))
            .collect();
        if found.is_empty() { vec![text] } else { found }
    }
}

/// Whether `part` is a further bureau of the ministry named before it, not an office of its own.
fn is_bureau_of(directory: &Directory, before: Option<&str>, part: &str) -> bool {
    matches!(directory.resolve(part.trim()), Belongs::Unlisted(_))
        && before.is_some_and(|before| matches!(directory.resolve(before.trim()), Belongs::Ministry(_)))
}

fn is_separator(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | ';' | '；' | '／' | '/' | '・' | '\n')
}

/// A name without the words of address behind it.
fn strip_honorific(name: &str) -> &str {
    let mut name = trim(name);
    while let Some(shorter) = ["殿", "様", "御中", "あて", "宛"]
        .into_iter()
        .find_map(|word| name.strip_suffix(word))
    {
        name = shorter.trim_end();
    }
    name
}

fn wrong(span: Span, message: &str) -> DirectoryError {
    DirectoryError {
        span,
        message: message.to_owned(),
    }
}

fn mapping<'t>(tree: &'t Tree<'_>, at: Use) -> Result<&'t [(Use, Use)], DirectoryError> {
    match tree.node(at.node) {
        Node::Mapping(entries) => Ok(entries),
        _ => Err(wrong(at.span, "a mapping belongs here")),
    }
}

fn sequence<'t>(tree: &'t Tree<'_>, at: Use) -> Result<&'t [Use], DirectoryError> {
    match tree.node(at.node) {
        Node::Sequence(items) => Ok(items),
        _ => Err(wrong(at.span, "a list belongs here")),
    }
}

fn text<'t>(tree: &'t Tree<'_>, at: Use) -> Result<&'t str, DirectoryError> {
    tree.text(at).ok_or_else(|| wrong(at.span, "text belongs here"))
}

fn texts(tree: &Tree<'_>, at: Use) -> Result<Vec<String>, DirectoryError> {
    sequence(tree, at)?
        .iter()
        .map(|item| text(tree, *item).map(str::to_owned))
        .collect()
}

fn patterns(tree: &Tree<'_>, at: Use) -> Result<Patterns, DirectoryError> {
    Ok(Patterns {
        written: texts(tree, at)?,
        set: OnceLock::new(),
    })
}
