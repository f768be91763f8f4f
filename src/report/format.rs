//! The formats, by name.

use super::{
    Reporter, checkstyle::Checkstyle, concise::Concise, github::Github, gitlab::Gitlab, json::Json,
    jsonl::Lines, junit::Junit, rdjsonl::Rdjsonl, sarif::Sarif,
};
use crate::diagnostic::Severity;
use crate::engine::Engine;
use crate::message::Lang;

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    Human,
    /// The machine contract, one object.
    Json,
    /// The machine contract, an object a line.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// GitHub's workflow commands.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// JUnit's XML.
    Junit,
    /// Checkstyle's XML.
    Checkstyle,
    /// reviewdog's diagnostic format, an object a line.
    Rdjsonl,
    /// A line a finding.
    Concise,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 10] = [
        Self::Human,
        Self::Json,
        Self::Jsonl,
        Self::Sarif,
        Self::Github,
        Self::Gitlab,
        Self::Junit,
        Self::Checkstyle,
        Self::Rdjsonl,
        Self::Concise,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Junit => "junit",
            Self::Checkstyle => "checkstyle",
            Self::Rdjsonl => "rdjsonl",
            Self::Concise => "concise",
        }
    }

    /// A format by its name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether it shows requests, or makes fingerprints of their subjects: the engine's `details`.
    pub fn wants_details(self) -> bool {
        matches!(
            self,
            Self::Json | Self::Jsonl | Self::Sarif | Self::Gitlab | Self::Junit
        )
    }

    /// Whether it carries edits: the engine's `edits`.
    pub fn wants_edits(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl | Self::Sarif | Self::Rdjsonl)
    }

    /// The format for machines; `None` for people's. `folder` is the working directory, absolute; `bar` is the
    /// severity from which a finding fails the run.
    pub fn reporter(
        self,
        engine: &Engine,
        folder: &str,
        lang: Lang,
        bar: Option<Severity>,
    ) -> Option<Box<dyn Reporter>> {
        Some(match self {
            Self::Human => return None,
            Self::Json => Box::new(Json { lang }),
            Self::Jsonl => Box::new(Lines { lang }),
            Self::Sarif => Box::new(Sarif::new(engine, folder, lang)),
            Self::Github => Box::new(Github { lang }),
            Self::Gitlab => Box::new(Gitlab { lang }),
            Self::Junit => Box::new(Junit { lang, bar }),
            Self::Checkstyle => Box::new(Checkstyle { lang }),
            Self::Rdjsonl => Box::new(Rdjsonl { lang }),
            Self::Concise => Box::new(Concise { lang }),
        })
    }
}
