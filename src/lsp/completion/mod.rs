//! Completion: keys, words, offices and rule codes, in both languages.
//!
//! The context is found by the format ([`InputFormat::cursor`](crate::format::InputFormat::cursor)) without a full
//! parse, as a document being written seldom parses.

pub(super) mod configuration;
pub(super) mod item;

use self::item::{Completions, Item, Sort};
use super::codes;
use crate::diagnostic::Diagnostic;
use crate::engine::Engine;
use crate::format::cursor::{Cursor, Group, Slot};
use crate::message::{Lang, words};
use crate::read::keys::{self, ExceptionKey, HearingKey, Key, OfficeKey, Table};
use crate::schema;

/// Limit on offices beyond the ministries; typing more narrows them down.
const OFFICES_LIMIT: usize = 200;
/// A rank offset greater than the number of ministries.
const NAME_RANK: usize = 200;

/// The completion at a cursor. `found` are the findings at it: their rules come first.
pub(super) fn complete(
    cursor: Option<Cursor<'_>>,
    engine: &Engine,
    found: &[Diagnostic],
    lang: Lang,
) -> Completions {
    let Some(context) = cursor else {
        return Completions::default();
    };
    let mut offer = CompletionBuilder {
        engine,
        lang,
        context: &context,
        out: Completions {
            replaces: context.replaces.clone(),
            ..Completions::default()
        },
    };
    match &context.slot {
        Slot::Key => offer.keys(),
        Slot::Value(key) => offer.values(key, found),
    }
    if context.is_item && context.group == Group::Office {
        offer.offices();
    }
    offer.out
}

struct CompletionBuilder<'a> {
    engine: &'a Engine,
    lang: Lang,
    context: &'a Cursor<'a>,
    out: Completions,
}

impl CompletionBuilder<'_> {
    fn keys(&mut self) {
        match self.context.group {
            Group::Request => self.keys_of(&keys::REQUEST, schema::describe),
            Group::Office => self.keys_of(&keys::OFFICE, schema::describe_office),
            Group::Hearing => self.keys_of(&keys::HEARING, schema::describe_hearing),
            Group::Material => self.keys_of(&keys::MATERIAL, schema::describe_material),
            Group::Exception => self.keys_of(&keys::EXCEPTION, schema::describe_exception),
            Group::Unknown => {}
        }
    }

    /// Adds the unused keys of a table, those in the document's language first.
    fn keys_of<T: Copy + PartialEq>(
        &mut self,
        table: &'static Table<T>,
        describe: fn(T) -> (&'static str, &'static str),
    ) {
        let used: Vec<T> = self
            .context
            .used
            .iter()
            .filter_map(|word| table.get(word))
            .collect();
        let rows = table.rows.iter().filter(|row| !used.contains(&row.meaning));
        // In a list of offices a name is likelier than a key of a mapping.
        let after = if self.context.is_item && self.context.group == Group::Office {
            NAME_RANK
        } else {
            0
        };
        for (number, row) in rows.enumerate() {
            let (ja, en) = describe(row.meaning);
            let about = words::spelling([en, ja], self.lang);
            for (at, word) in row.words.iter().take(2).enumerate() {
                let is_ja = at == 1;
                let insert = if self.context.has_colon {
                    (*word).to_owned()
                } else {
                    format!("{word}: ")
                };
                let is_same_language = is_ja == self.context.is_japanese;
                self.out.items.push(Item {
                    label: (*word).to_owned(),
                    insert: Some(insert),
                    detail: row.words.get(1 - at).map(|other| (*other).to_owned()),
                    about: Some(about.to_owned()),
                    rank: after + number + if is_same_language { 0 } else { 100 },
                    ..Item::default()
                });
            }
        }
    }

    fn values(&mut self, key: &str, found: &[Diagnostic]) {
        match self.context.group {
            Group::Request => match keys::REQUEST.get(key) {
                Some(Key::Kind) => self.words(&keys::KIND),
                Some(Key::Scope) => self.words(&keys::SCOPE),
                Some(Key::Round) => self.words(&keys::ROUND),
                Some(Key::Considerable | Key::Template) => self.words(&keys::TRUTH),
                Some(Key::From | Key::To) => self.offices(),
                _ => {}
            },
            Group::Office if keys::OFFICE.get(key) == Some(OfficeKey::Ministry) => self.offices(),
            Group::Hearing if keys::HEARING.get(key) == Some(HearingKey::Online) => self.words(&keys::ONLINE),
            Group::Exception if keys::EXCEPTION.get(key) == Some(ExceptionKey::Rule) => {
                self.out
                    .items
                    .extend(codes::recordable(self.engine, found, self.lang));
            }
            _ => {}
        }
    }

    /// Adds a table's words: of each row the English and the Japanese one, then further Japanese ones.
    fn words<T: Copy + PartialEq>(&mut self, table: &'static Table<T>) {
        for (number, row) in table.rows.iter().enumerate() {
            for (at, word) in row.words.iter().enumerate().take(4) {
                let rank = match (at, self.context.is_japanese) {
                    (1, true) | (0, false) => number,
                    (0 | 1, _) => 100 + number,
                    _ => 200 + number,
                };
                self.out.items.push(Item {
                    label: (*word).to_owned(),
                    detail: row
                        .words
                        .get(usize::from(at == 0))
                        .map(|other| (*other).to_owned()),
                    rank,
                    kind: Sort::Word,
                    ..Item::default()
                });
            }
        }
    }

    /// Adds the ministries, and once something is typed also names that contain it, abbreviations among them.
    fn offices(&mut self) {
        let typed = self.context.typed;
        for (number, ministry) in self.engine.data.directory.ministries().iter().enumerate() {
            self.out.items.push(Item {
                label: ministry.name.clone(),
                detail: Some(ministry.en.clone()),
                rank: number,
                kind: Sort::Office,
                ..Item::default()
            });
        }
        self.out.is_incomplete = true;
        if typed.is_empty() {
            return;
        }
        let wanted = typed.to_lowercase();
        let mut more: Vec<(&str, &str)> = self
            .engine
            .data
            .directory
            .all_names()
            .filter(|(name, ministry)| *name != ministry.name && name.to_lowercase().contains(&wanted))
            .map(|(name, ministry)| (name, ministry.name.as_str()))
            .collect();
        more.sort_unstable();
        for (name, ministry) in more.into_iter().take(OFFICES_LIMIT) {
            // A Latin abbreviation inserts the ministry's name; an agency is inserted as it is.
            let item = if name.is_ascii() {
                Item {
                    label: format!("{name} → {ministry}"),
                    insert: Some(ministry.to_owned()),
                    filter: Some(name.to_owned()),
                    ..Item::default()
                }
            } else {
                Item {
                    label: name.to_owned(),
                    detail: Some(ministry.to_owned()),
                    ..Item::default()
                }
            };
            self.out.items.push(Item {
                rank: 500,
                kind: Sort::Office,
                ..item
            });
        }
    }
}
