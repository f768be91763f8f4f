//! What a run judges with: the rules and the data that all files share, what holds for a file, the options of the
//! run, and what its output asks for.

mod build;
mod configured;
mod data;
pub(crate) mod known;
mod options;
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
