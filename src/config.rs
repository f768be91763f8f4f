//! Configuration (設定): an office's settings in `kigen.yaml`. Parses the text and resolves the settings for a
//! path given as text; finding and reading files is the caller's.
//!
//! Every value keeps its span, so that an effective setting can be traced to its line.

pub mod check;
pub mod globs;
pub mod keys;
pub mod notices;
mod read;
pub mod settings;
pub mod unmatched;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::hours::{Hours, Moment, Zone};
use crate::diagnostic::{ReaderCode, Severity};
use crate::exception::{ConfiguredException, Spanned};
use crate::message::Lang;
use crate::source::{Source, Span};

use globs::Globs;

pub use read::parse;
pub use settings::Settings;

/// File name of a configuration.
pub const FILE_NAME: &str = "kigen.yaml";
/// Size limit of a configuration, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024;

/// Code of errors in a configuration. Requests never raise it.
pub const CODE: ReaderCode = ReaderCode {
    code: "CONFIG",
    name: "configuration",
    severity: Severity::Error,
};

/// Configured level of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 違反
    Error,
    /// 注意
    Warning,
    /// 参考
    Info,
    /// 使わない
    Off,
}

impl Level {
    /// The severity; `None` for [`Level::Off`].
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Off => None,
        }
    }

    /// The name in configurations and machine output.
    pub fn name(self) -> &'static str {
        self.severity().map_or("off", Severity::name)
    }
}

/// A parsed configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// Its text.
    pub source: Arc<Source>,
    /// 対象: the files that are requests; `None` if not set.
    pub include: Option<Globs>,
    /// 対象外
    pub exclude: Globs,
    /// 規則集: folders of rule packs, relative to the configuration's folder.
    pub packs: Vec<Spanned<String>>,
    /// 組み込み規則集: whether the built-in pack is used.
    pub builtin_pack: Option<Spanned<bool>>,
    /// 計画
    pub plans: Vec<PlanSetting>,
    /// 言語
    pub lang: Option<Spanned<Lang>>,
    /// 未判定も不可: whether a run fails where a rule is undetermined.
    pub fail_on_undetermined: Option<Spanned<bool>>,
    /// 判定しない項目: further keys that are accepted unread.
    pub unread: Vec<String>,
    /// Settings for all files.
    pub base: Layer,
    /// 個別設定: settings for some files, in document order; later ones take precedence.
    pub overrides: Vec<Override>,
    /// 例外
    pub exceptions: Vec<ExceptionSetting>,
}

/// An exception and the files it applies to.
#[derive(Clone, Debug)]
pub struct ExceptionSetting {
    /// The files.
    pub paths: Globs,
    /// The record.
    pub record: Arc<ConfiguredException>,
}

/// Settings for some files.
#[derive(Clone, Debug)]
pub struct Override {
    /// The files.
    pub paths: Globs,
    /// What is set for them.
    pub layer: Layer,
}

/// Settings that may be given for all files or for some.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// 重さ, by code.
    pub severities: Vec<(Spanned<String>, Spanned<Level>)>,
    /// 値
    pub params: Vec<ParamSetting>,
    /// 勤務時間
    pub hours: Vec<HoursSetting>,
    /// 閉庁日, 開庁日
    pub days: Vec<DaySetting>,
    /// 現在
    pub now: Option<Spanned<Moment>>,
}

/// A parameter's value, as text: its type is known only with the rule.
#[derive(Clone, Debug, PartialEq)]
pub struct ParamSetting {
    /// The rule it is set for; `None` for every rule with a parameter of this name.
    pub rule: Option<Spanned<String>>,
    /// The parameter.
    pub name: Spanned<String>,
    /// Its value.
    pub value: Spanned<String>,
}

/// The hours of an office.
#[derive(Clone, Debug, PartialEq)]
pub struct HoursSetting {
    /// The office; `None` for the default of all offices not named.
    pub office: Option<String>,
    /// 勤務時間
    pub hours: Option<Hours>,
    /// 休憩; `Some(None)` for no break.
    pub pause: Option<Option<Hours>>,
    /// 時間帯
    pub zone: Option<Zone>,
    /// Location of the office's name.
    pub span: Span,
}

/// A plan's period, for a plan renewed with the same wording.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanSetting {
    /// The plan's id.
    pub plan: Spanned<String>,
    /// First day; `None` keeps that of the pack.
    pub from: Option<NaiveDate>,
    /// Last day; `None` keeps that of the pack.
    pub until: Option<NaiveDate>,
    /// Location of the entry.
    pub span: Span,
}

/// Additional closed days, or special openings.
#[derive(Clone, Debug, PartialEq)]
pub struct DaySetting {
    /// The first day.
    pub from: NaiveDate,
    /// The last.
    pub until: NaiveDate,
    /// Whether it is an opening.
    pub open: bool,
    /// 理由
    pub reason: String,
    /// Location of the entry.
    pub span: Span,
}

/// Whether a file found in a folder is configured to be a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inclusion {
    /// Included.
    Yes,
    /// Excluded.
    No,
    /// Not configured: the file's contents decide.
    Unspecified,
}

impl Config {
    /// Whether a file found in a folder is a request. `path` is relative to the configuration's folder, with `/` as
    /// separator.
    pub fn takes(&self, path: &str) -> Inclusion {
        if self.exclude.matches(path) {
            return Inclusion::No;
        }
        match &self.include {
            None => Inclusion::Unspecified,
            Some(include) if include.matches(path) => Inclusion::Yes,
            Some(_) => Inclusion::No,
        }
    }

    /// Indices of the overrides that apply to a file.
    pub fn overrides_for(&self, path: &str) -> Vec<usize> {
        numbers(&self.overrides, |one| one.paths.matches(path))
    }

    /// Indices of the exceptions that apply to a file.
    pub fn exceptions_for(&self, path: &str) -> Vec<usize> {
        numbers(&self.exceptions, |one| one.paths.matches(path))
    }

    /// Every glob, as written.
    pub fn globs(&self) -> impl Iterator<Item = &Spanned<String>> {
        let overrides = self.overrides.iter().map(|one| &one.paths);
        let exceptions = self.exceptions.iter().map(|one| &one.paths);
        let all = self
            .include
            .iter()
            .chain([&self.exclude])
            .chain(overrides)
            .chain(exceptions);
        all.flat_map(|globs| &globs.written)
    }

    /// Whether the settings are the same for every file.
    pub fn is_uniform(&self) -> bool {
        self.overrides.is_empty() && self.exceptions.is_empty()
    }
}

fn numbers<T>(all: &[T], test: impl Fn(&T) -> bool) -> Vec<usize> {
    (0..)
        .zip(all)
        .filter(|(_, one)| test(one))
        .map(|(number, _)| number)
        .collect()
}
