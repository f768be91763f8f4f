//! Configuration of a file: effective settings and exceptions.

use std::sync::Arc;

use crate::config::Settings;
use crate::exception::ConfiguredException;
use crate::source::{Source, Span};

/// Context of a file. Files with the same configuration, overrides and exceptions share an engine.
#[derive(Clone, Debug, Default)]
pub struct FileContext {
    /// The configuration, if there is one.
    pub configured: Option<Arc<Configured>>,
    /// The configured exceptions for the file.
    pub exceptions: Vec<Arc<ConfiguredException>>,
}

/// A configuration with the effective settings.
#[derive(Debug)]
pub struct Configured {
    /// The configuration's source; spans in `settings` index its text.
    pub source: Arc<Source>,
    /// Effective settings.
    pub settings: Settings,
}

impl Configured {
    /// A location in the configuration as `file:line`.
    pub fn origin(&self, at: Span) -> String {
        format!("{}:{}", self.source.path(), self.source.position(at.start).line)
    }

    /// Where a rule's severity is set.
    pub fn severity_origin(&self, code: &str) -> Option<String> {
        let level = self.settings.severity(code)?;
        Some(self.origin(level.span))
    }

    /// Where a parameter of a rule is set; that of the default office hours for the parameters they replace.
    pub fn param_origin(&self, code: &str, name: &str) -> Option<String> {
        let default = self.settings.default_hours();
        match (name, default) {
            ("office_hours", Some(default)) if default.hours.is_some() => Some(self.origin(default.span)),
            ("break", Some(default)) if default.pause.is_some() => Some(self.origin(default.span)),
            _ => Some(self.origin(self.settings.param(code, name)?.value.span)),
        }
    }
}
