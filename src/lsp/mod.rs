//! The language server (LSP): text, an engine and `now` → diagnostics, actions, hovers and completions. It uses no
//! file, thread, channel or clock; `cli/lsp/` does.
//!
//! Documents are read and judged by the code of `kigen check` ([`crate::check::check_bytes`]).

mod actions;
mod analysis;
mod codes;
mod completion;
mod diagnostics;
mod document;
mod edits;
mod frames;
mod history;
mod host;
mod hover;
mod position;
mod server;
mod settings;

pub use document::{Document, MAX_DOCUMENT, MAX_EDIT_BYTES};
pub use frames::{Frame, Frames, PARSE_ERROR, decode, encode};
pub use history::ContentChange;
pub use host::{Disposition, DocumentSetup, Host};
pub use position::{Lines, Units};
pub use server::{AfterMessage, Server};
pub use settings::Settings;
