//! Rules as data: a pack's files become compiled rules. Knows no file format of requests.

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
pub use reader::{MAX_PROBLEMS, PackFile, PackProblem};
