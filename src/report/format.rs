//! Output formats by name.

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
    /// `kigen/check/v1` as one object.
    Json,
    /// `kigen/check/v1`, one object per line.
    Jsonl,
    /// SARIF 2.1.0.
    Sarif,
    /// GitHub workflow commands.
    Github,
    /// GitLab code quality report.
    Gitlab,
    /// JUnit XML.
    Junit,
    /// Checkstyle XML.
    Checkstyle,
    /// reviewdog's diagnostic format, one object per line.
    Rdjsonl,
    /// One line per finding.
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

    /// Whether it needs the engine's `details`: it shows requests, or fingerprints that include their subjects.
    pub fn wants_details(self) -> bool {
        matches!(
            self,
            Self::Json | Self::Jsonl | Self::Sarif | Self::Gitlab | Self::Junit
        )
    }

    /// Whether it needs the engine's `edits`.
    pub fn wants_edits(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl | Self::Sarif | Self::Rdjsonl)
    }

    /// The reporter of a machine format; `None` for [`Format::Human`]. `folder` is the working directory, absolute;
    /// `bar` the severity from which a finding fails the run.
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
