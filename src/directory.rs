//! The directory of ministries (府省の名簿): resolves an office to its ministry. All names are data, read from
//! `rules/offices.yaml`.

pub mod bound;
mod domains;
pub mod hours;
mod memo;
mod near;
mod parse;
mod split;
mod words;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use crate::read::tree::{NodeRef, Tree};
use crate::source::Span;
use crate::text::trim;
use memo::Memo;
pub use parse::DirectoryError;
use parse::{Patterns, directory_error, mapping, patterns, sequence, text, texts};
use words::{
    AFFILIATES, BRACKETS, Others, is_other_name, is_separator, others, refers_elsewhere, stated_count,
    without_blanks,
};
pub use words::{HONORIFICS, is_honorific, strip_honorific};

/// Index of a ministry in the directory.
pub type MinistryId = u16;

/// What an office's name resolves to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Affiliation {
    /// A listed ministry, or a body of one.
    Ministry(MinistryId),
    /// A name that is not listed; counted as a ministry of its own.
    Unlisted(String),
    /// 各府省, 関係府省: several ministries.
    Several,
    /// A local government, an independent agency: no ministry.
    NoMinistry,
    /// 別記, 別紙: the list is elsewhere, and the count unknown.
    Uncounted,
    /// 省内各局, 大臣官房各課: parts of the sender's own ministry.
    Own,
}

/// Entry of a ministry.
#[derive(Clone, Debug)]
pub struct Ministry {
    /// Its name.
    pub name: String,
    /// Its English name.
    pub en: String,
    /// Mail domains of the ministry and its bodies.
    pub domains: Vec<String>,
    /// The ministry it belongs to by law although it is counted separately: 内閣府 for 金融庁.
    pub under: Option<String>,
}

/// A listed name.
#[derive(Clone, Debug)]
struct ListedName {
    name: String,
    id: MinistryId,
    /// The canonical name of the office: 財務省 for MOF.
    office: String,
    /// Whether it names a ministry or a body itself, not one of its branches or its head.
    of_office: bool,
}

/// The directory of ministries.
#[derive(Debug, Default)]
pub struct Directory {
    ministries: Vec<Ministry>,
    /// Names by first character, longest first, so that the first match is the longest.
    names: HashMap<char, Vec<ListedName>>,
    /// Names of ministries themselves, without their bodies.
    whole: HashSet<String>,
    suffixes: Vec<(String, MinistryId)>,
    /// Mail domains of bodies, each with the body's name.
    body_domains: Vec<(String, String)>,
    several: Patterns,
    uncounted: Patterns,
    no_ministry: Patterns,
    own_ministry: Patterns,
    /// 各府省所管独立行政法人: names ministries but means their affiliates.
    affiliates: Patterns,
    /// Correct names that resemble a listed one, such as foreign ministries.
    distinct: Vec<Vec<char>>,
    /// Memoized results of [`Directory::resolve`], [`Directory::canonical`], [`Directory::offices`] and
    /// [`Directory::party`].
    known_affiliations: Memo<Affiliation>,
    known_canonical: Memo<Arc<str>>,
    known_offices: Memo<Arc<[NamedOffice]>>,
    known_parties: Memo<String>,
}

/// An office that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedOffice {
    /// Its name's bytes in the text.
    pub at: Range<usize>,
    /// What the name resolves to.
    pub affiliation: Affiliation,
    /// Its canonical name.
    pub canonical: Arc<str>,
}

impl Directory {
    /// Reads a directory file.
    ///
    /// # Errors
    /// The first malformed entry, with its place.
    pub fn parse(text: &str) -> Result<Self, DirectoryError> {
        Self::of(&Tree::parse(text))
    }

    /// Reads the tree of a directory file.
    pub(crate) fn of(tree: &Tree<'_>) -> Result<Self, DirectoryError> {
        let mut directory = Self::default();
        let document = tree.documents.first();
        if let Some(error) = document.and_then(|document| document.error.as_ref()) {
            return Err(directory_error(
                Span {
                    start: error.at,
                    end: error.at,
                },
                "not valid YAML",
            ));
        }
        let root = document
            .and_then(|document| document.root)
            .ok_or_else(|| directory_error(Span::default(), "empty"))?;
        for &(key, value) in mapping(tree, root)? {
            match tree.text(key).unwrap_or_default() {
                "ministries" => {
                    for item in sequence(tree, value)? {
                        directory.ministry(tree, *item)?;
                    }
                }
                "several" => directory.several = patterns(tree, value)?,
                "unknown_count" => directory.uncounted = patterns(tree, value)?,
                "not_a_ministry" => directory.no_ministry = patterns(tree, value)?,
                "own_ministry" => directory.own_ministry = patterns(tree, value)?,
                "affiliates" => directory.affiliates = patterns(tree, value)?,
                "not_misspelt" => {
                    let names = texts(tree, value)?;
                    directory.distinct = names.iter().map(|name| name.chars().collect()).collect();
                }
                _ => {
                    return Err(directory_error(
                        key.span,
                        "unknown key; the keys are ministries, several, unknown_count, not_a_ministry, own_ministry, affiliates, not_misspelt",
                    ));
                }
            }
        }
        for names in directory.names.values_mut() {
            names.sort_by_key(|known| std::cmp::Reverse(known.name.len()));
        }
        directory
            .suffixes
            .sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Ok(directory)
    }

    fn ministry(&mut self, tree: &Tree<'_>, at: NodeRef) -> Result<(), DirectoryError> {
        let id = MinistryId::try_from(self.ministries.len())
            .map_err(|_| directory_error(at.span, "too many ministries"))?;
        let mut ministry = Ministry {
            name: String::new(),
            en: String::new(),
            domains: Vec::new(),
            under: None,
        };
        for &(key, value) in mapping(tree, at)? {
            match tree.text(key).unwrap_or_default() {
                "name" => {
                    ministry.name = self.name(tree, value, id, None)?;
                    self.whole.insert(ministry.name.clone());
                }
                "en" => ministry.en = text(tree, value)?.to_owned(),
                "also" => {
                    self.names(tree, value, id, &ministry.name)?;
                    let other_names = texts(tree, value)?.into_iter().filter(|name| is_other_name(name));
                    self.whole.extend(other_names);
                }
                "under" => ministry.under = Some(text(tree, value)?.to_owned()),
                "domains" => ministry.domains.extend(texts(tree, value)?),
                "suffixes" => self
                    .suffixes
                    .extend(texts(tree, value)?.into_iter().map(|suffix| (suffix, id))),
                "bodies" => {
                    for item in sequence(tree, value)? {
                        let mut body = String::new();
                        let mut domains = Vec::new();
                        for &(key, value) in mapping(tree, *item)? {
                            match tree.text(key).unwrap_or_default() {
                                "name" => body = self.name(tree, value, id, None)?,
                                "also" => self.names(tree, value, id, &body)?,
                                "domains" => domains = texts(tree, value)?,
                                _ => return Err(directory_error(key.span, "unknown key of a body")),
                            }
                        }
                        let of_body = domains.iter().map(|domain| (domain.clone(), body.clone()));
                        self.body_domains.extend(of_body);
                        ministry.domains.extend(domains);
                    }
                }
                _ => return Err(directory_error(key.span, "unknown key of a ministry")),
            }
        }
        if ministry.name.is_empty() {
            return Err(directory_error(at.span, "a ministry needs a name"));
        }
        self.ministries.push(ministry);
        Ok(())
    }

    /// Adds a name, with the office it denotes where that differs.
    fn name(
        &mut self,
        tree: &Tree<'_>,
        value: NodeRef,
        id: MinistryId,
        office: Option<&str>,
    ) -> Result<String, DirectoryError> {
        let name = text(tree, value)?.to_owned();
        if let Some(first) = name.chars().next() {
            let stands_for = office
                .filter(|_| is_other_name(&name))
                .unwrap_or(&name)
                .to_owned();
            let known = ListedName {
                name: name.clone(),
                id,
                of_office: office.is_none() || is_other_name(&name),
                office: stands_for,
            };
            self.names.entry(first).or_default().push(known);
        }
        Ok(name)
    }

    fn names(
        &mut self,
        tree: &Tree<'_>,
        value: NodeRef,
        id: MinistryId,
        office: &str,
    ) -> Result<(), DirectoryError> {
        for item in sequence(tree, value)? {
            self.name(tree, *item, id, Some(office))?;
        }
        Ok(())
    }

    /// A ministry by its index.
    pub fn get(&self, id: MinistryId) -> Option<&Ministry> {
        self.ministries.get(usize::from(id))
    }

    /// Whether a name is that of a ministry itself, not of a bureau or a body.
    pub fn is_whole_ministry(&self, name: &str) -> bool {
        self.whole.contains(&without_blanks(name))
    }

    /// All ministries.
    pub fn ministries(&self) -> &[Ministry] {
        &self.ministries
    }

    /// Every listed name of a ministry or a body, short names included, with its ministry.
    pub fn all_names(&self) -> impl Iterator<Item = (&str, &Ministry)> {
        let all = self.names.values().flatten();
        all.filter_map(|known| Some((known.name.as_str(), self.get(known.id)?)))
    }

    /// The longest listed name that is a prefix of `name`.
    fn listed(&self, name: &str) -> Option<&ListedName> {
        let candidates = self.names.get(&name.chars().next()?)?;
        candidates.iter().find(|known| {
            name.strip_prefix(known.name.as_str()).is_some_and(|rest| {
                // An ASCII name ends at a word boundary: MOF is no prefix of MOFA, nor MOD of MODEL.
                !known.name.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            })
        })
    }

    /// The listed office that a name (without blanks) begins with, and the rest. The ministry may precede its body:
    /// 総務省消防庁 is 消防庁, and 内閣府金融庁 is 金融庁.
    fn known<'d, 'n>(&'d self, name: &'n str) -> Option<(&'d ListedName, &'n str)> {
        let outer = self.listed(name)?;
        let rest = name.get(outer.name.len()..)?;
        let within = self.listed(rest).filter(|inner| {
            self.whole.contains(&outer.name)
                && (inner.id == outer.id
                    || self.get(inner.id).and_then(|ministry| ministry.under.as_ref()) == Some(&outer.office))
        });
        match within {
            Some(inner) => Some((inner, rest.get(inner.name.len()..)?)),
            None => Some((outer, rest)),
        }
    }

    fn by_suffix(&self, name: &str) -> Option<MinistryId> {
        // 各地方運輸局自動車交通部: all offices of that kind, and a unit of each.
        let each = name.strip_prefix('各');
        let found = self.suffixes.iter().find(|(suffix, _)| {
            name.ends_with(suffix.as_str()) || each.is_some_and(|each| each.starts_with(suffix.as_str()))
        });
        found.map(|(_, id)| *id)
    }

    /// The canonical name of an office: 財務省主計局 for `財務省　主計局` and for MOF主計局.
    pub fn canonical(&self, name: &str) -> Arc<str> {
        self.known_canonical
            .get(name, || self.find_canonical(name).into())
    }

    fn find_canonical(&self, name: &str) -> String {
        let name = without_blanks(name);
        if let Some((known, rest)) = self.known(&name) {
            return format!("{}{rest}", known.office);
        }
        match self.by_suffix(&name).and_then(|id| self.get(id)) {
            Some(ministry) => format!("{}{name}", ministry.name),
            None => name,
        }
    }

    /// The office of a party of mail or a calendar, as `derive` has it from the party's name and address.
    pub(crate) fn party(&self, party: &str, derive: impl FnOnce() -> String) -> String {
        self.known_parties.get(party, derive)
    }

    /// What an office's name resolves to.
    pub fn resolve(&self, written: &str) -> Affiliation {
        self.known_affiliations
            .get(written, || self.find_affiliation(written))
    }

    fn find_affiliation(&self, written: &str) -> Affiliation {
        let bare = strip_honorific(written);
        let name = without_blanks(bare);
        // 各府省所管独立行政法人 are not ministries.
        if AFFILIATES.iter().any(|word| name.contains(word)) && self.affiliates.matches(&name) {
            return match others(&name) {
                Some(_) => Affiliation::Uncounted,
                None => Affiliation::NoMinistry,
            };
        }
        if let Some((known, rest)) = self.known(&name) {
            return match others(rest.trim_start_matches(is_separator)) {
                Some(Others::Ministries) => Affiliation::Several,
                Some(Others::Unsaid) => Affiliation::Uncounted,
                None if refers_elsewhere(rest) || self.names_in_brackets(rest, known) => {
                    Affiliation::Uncounted
                }
                None => Affiliation::Ministry(known.id),
            };
        }
        if let Some(id) = self.by_suffix(&name) {
            return Affiliation::Ministry(id);
        }
        // Some patterns match a blank, and some names contain unexpected ones: try both forms.
        let outside = name.trim_start_matches(BRACKETS);
        let forms = [bare, &name, outside, trim(written)];
        let any = |patterns: &Patterns| forms.iter().any(|form| patterns.matches(form));
        match stated_count(outside) {
            Some(2..) => return Affiliation::Several,
            Some(_) => return Affiliation::Uncounted,
            None => {}
        }
        if any(&self.several) {
            Affiliation::Several
        } else if any(&self.uncounted) {
            Affiliation::Uncounted
        } else if any(&self.own_ministry) {
            match others(&name) {
                Some(_) => Affiliation::Uncounted,
                None => Affiliation::Own,
            }
        } else if any(&self.no_ministry) {
            match others(&name) {
                Some(_) => Affiliation::Uncounted,
                None => Affiliation::NoMinistry,
            }
        } else {
            match others(&name) {
                Some(Others::Ministries) if name.chars().count() > 2 => Affiliation::Several,
                Some(_) => Affiliation::Uncounted,
                None => Affiliation::Unlisted(bare.to_owned()),
            }
        }
    }

    /// The part of an office's name behind its ministry or agency: 交通企画課 of 警察庁交通企画課.
    pub fn unit(&self, name: &str) -> Option<String> {
        self.known(&without_blanks(name)).map(|(_, unit)| unit.to_owned())
    }

    /// The ministry of an office that is named before others: 財務省 for 財務省ほか.
    pub fn named_first(&self, name: &str) -> Option<MinistryId> {
        self.known(&without_blanks(name)).map(|(known, _)| known.id)
    }
}
