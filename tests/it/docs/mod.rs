//! Published documents and generated files against the code they describe.

mod editors;
mod examples;
mod fields;
mod formats;
mod generated;
mod imports;
mod interpretation;
mod languages;
mod modules;
mod pages;
mod paths;
mod rule_pages;
mod rule_words;
mod safety;
mod sizes;
mod slips;
mod snippets;
mod time_words;
