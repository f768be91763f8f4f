//! What holds for a file: the configuration in force, and its exceptions.

use std::sync::Arc;

use crate::config::Settings;
use crate::exception::ConfiguredException;
use crate::source::{Source, Span};

/// What holds for a file: files of the same configuration, overrides and exceptions share an engine.
#[derive(Clone, Debug, Default)]
pub struct FileContext {
    /// The configuration; none where there is none.
    pub configured: Option<Arc<Configured>>,
    /// The exceptions that the configuration records for the file.
    pub exceptions: Vec<Arc<ConfiguredException>>,
}

/// A configuration and what of it is in force.
#[derive(Debug)]
pub struct Configured {
    /// The configuration: all places in the settings are in its text.
    pub source: Arc<Source>,
    /// What is in force.
    pub settings: Settings,
}

impl Configured {
    /// A place of the configuration as `file:line`.
    pub fn origin(&self, at: Span) -> String {
        format!("{}:{}", self.source.path(), self.source.position(at.start).line)
    }

    /// Where the severity of a rule is set.
    pub fn severity_origin(&self, code: &str) -> Option<String> {
        let level = self.settings.severity(code)?;
        Some(self.origin(level.span))
    }

    /// Where a parameter that a rule reads is set; the hours of every office are those of the default.
    pub fn param_origin(&self, code: &str, name: &str) -> Option<String> {
        let default = self.settings.default_hours();
        match (name, default) {
            ("office_hours", Some(default)) if default.hours.is_some() => Some(self.origin(default.span)),
            ("break", Some(default)) if default.pause.is_some() => Some(self.origin(default.span)),
            _ => Some(self.origin(self.settings.param(code, name)?.value.span)),
        }
    }
}
