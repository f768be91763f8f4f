//! What a server asks of its surroundings: the clock, and what each document is judged with.

use std::fmt::Debug;
use std::path::Path;
use std::sync::Arc;

use super::settings::Settings;
use crate::calendar::hours::Moment;
use crate::diagnostic::Diagnostic;
use crate::engine::Engine;
use crate::message::Message;
use crate::read::Named;

/// The surroundings of a server.
pub trait Host {
    /// The present.
    fn now(&self) -> Moment;

    /// Takes the settings of a client, and forgets all that was read: files may have changed.
    ///
    /// # Errors
    /// Why they cannot be used; what was in force before stays so.
    fn configure(&mut self, settings: &Settings) -> Result<(), Message>;

    /// What is used where there is no configuration.
    fn plain(&self) -> Arc<dyn Judging>;

    /// What is to be done with a document at a path.
    fn disposition(&mut self, path: &Path) -> Disposition;

    /// Takes a text for what stands at a path, which is an editor's; `None` for what is on disk.
    fn set_text(&mut self, path: &Path, text: Option<String>);
}

/// What a document is judged with.
pub trait Judging: Debug {
    /// The engine.
    fn engine(&self) -> &Engine;

    /// The moment taken as now, where somebody says one.
    fn now(&self) -> Option<Moment>;
}

/// The rules alone, without a configuration.
impl Judging for Engine {
    fn engine(&self) -> &Engine {
        self
    }

    fn now(&self) -> Option<Moment> {
        None
    }
}

/// What is to be done with a document.
#[derive(Debug)]
pub enum Disposition {
    /// Judge it.
    Judge(Arc<dyn Judging>, Named),
    /// Leave it out, for this reason.
    LeaveOut(Message),
    /// Its configuration cannot be used.
    Refused {
        /// That, in a sentence.
        why: Message,
        /// What is wrong with it, by place; empty where it is no matter of its text.
        found: Vec<Diagnostic>,
        /// All of it, for where places cannot be shown.
        whole: Message,
    },
}
