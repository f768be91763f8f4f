//! Everything a run judges with, apart from the request and the time: rules, shared data, the context of a file,
//! the options of the run, and what its output needs.

mod build;
mod configured;
mod data;
mod options;
pub(crate) mod partial_rule;
mod parts;
mod rule_set;
mod shipped;
pub(crate) mod verdict;

pub use configured::{Configured, FileContext};
pub use data::Data;
pub use options::{Options, OutputNeeds, Selection};
pub use parts::Engine;
pub use rule_set::RuleSet;

pub use shipped::{builtin_files, common_files, examples, optional_files};
