//! How a run is asked for.

use super::folders::Folders;
use super::record::Recording;
use crate::cli::baseline;
use crate::cli::fix::Fixing;
use crate::cli::since::Changed;
use crate::message::Lang;

/// How the run was asked for.
pub(super) struct Options {
    pub lang: Lang,
    /// How findings are fixed, where that is asked for.
    pub fixing: Option<Fixing>,
    pub baseline: Option<baseline::InForce>,
    pub since: Option<(String, Changed)>,
    /// The folders in which there should be a request.
    pub folders: Folders,
    /// Where a line is added for each request, where that is asked for.
    pub recording: Option<Recording>,
}
