//! The server's interface to its environment: the clock, and the engine for each document.

use std::fmt::Debug;
use std::path::Path;
use std::sync::Arc;

use super::settings::Settings;
use crate::calendar::hours::Moment;
use crate::diagnostic::Diagnostic;
use crate::engine::Engine;
use crate::message::Message;
use crate::read::FileSelection;

/// The environment of a server.
pub trait Host {
    /// The present (wall clock).
    fn now(&self) -> Moment;

    /// Applies a client's settings, and drops all cached files, as they may have changed.
    ///
    /// # Errors
    /// The settings are unusable; the old ones stay effective.
    fn configure(&mut self, settings: &Settings) -> Result<(), Message>;

    /// The engine without a configuration.
    fn default_setup(&self) -> Arc<dyn DocumentSetup>;

    /// How to treat a document at a path.
    fn disposition(&mut self, path: &Path) -> Disposition;

    /// Overrides the file at a path with an editor's text; `None` removes the override.
    fn set_text(&mut self, path: &Path, text: Option<String>);
}

/// The engine and time for a document.
pub trait DocumentSetup: Debug {
    /// The engine.
    fn engine(&self) -> &Engine;

    /// The moment taken as now, if the configuration or a setting fixes it.
    fn now(&self) -> Option<Moment>;
}

/// An engine without a configuration.
impl DocumentSetup for Engine {
    fn engine(&self) -> &Engine {
        self
    }

    fn now(&self) -> Option<Moment> {
        None
    }
}

/// How to treat a document.
#[derive(Debug)]
pub enum Disposition {
    /// Judge it.
    Judge(Arc<dyn DocumentSetup>, FileSelection),
    /// Leave it out, for this reason.
    LeaveOut(Message),
    /// Its configuration cannot be used.
    Refused {
        /// The sentence that it is unusable.
        why: Message,
        /// The findings in it, by place; empty if the cause is outside its text.
        found: Vec<Diagnostic>,
        /// All reasons as one message, where places cannot be shown.
        whole: Message,
    },
}
