//! Options of a run.

use super::folders::Folders;
use super::record::Recording;
use crate::cli::baseline;
use crate::cli::fix::Fixing;
use crate::cli::since::Changed;
use crate::message::Lang;

/// Options of a run.
pub(super) struct Options {
    pub lang: Lang,
    /// Set by `--fix` or `--diff`.
    pub fixing: Option<Fixing>,
    pub baseline: Option<baseline::ActiveBaseline>,
    pub since: Option<(String, Changed)>,
    /// The folders that should contain a request.
    pub folders: Folders,
    /// The record file of `--record`.
    pub recording: Option<Recording>,
}
