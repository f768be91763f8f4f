//! Rules as data: compiles and evaluates the rules of packs. Independent of the formats of requests.

pub mod condition;
pub mod eval;
pub mod explain;
mod kinds;
mod load;
pub mod pack;
mod pattern;
mod reader;
pub mod reads;
pub(crate) mod vocabulary;

pub use kinds::{TitlePatterns, is_kinds, load_kinds};
pub(crate) use load::load_without_examples;
pub use load::{ParamChange, Parsed, load, load_with, value_like};
pub use pack::{Binding, ConditionalMessage, Examples, Pack, Param, ParamValue, Rule};
pub use reader::{PackFile, PackProblem};
