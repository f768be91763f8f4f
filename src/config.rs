//! Configuration (設定): what an office sets for its own requests in `kigen.yaml`. Text → settings for a
//! path that is given as text; where the files are is not known here.
//!
//! Every value keeps its place in the file, so that what is in force can be traced to its line.

pub mod check;
pub mod globs;
pub mod keys;
pub mod notices;
mod read;
pub mod settings;
pub mod unmet;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::hours::{Hours, Moment, Zone};
use crate::diagnostic::{ReaderCode, Severity};
use crate::exception::{ConfiguredException, Stated};
use crate::message::Lang;
use crate::source::{Source, Span};

use globs::Globs;

pub use read::parse;
pub use settings::Settings;

/// The name of a configuration's file.
pub const FILE_NAME: &str = "kigen.yaml";
/// The longest configuration that is read, in bytes.
pub const MAX_BYTES: usize = 1024 * 1024;

/// What is wrong with a configuration and with no file that is read as a request would be.
pub const CODE: ReaderCode = ReaderCode {
    code: "CONFIG",
    name: "configuration",
    severity: Severity::Error,
};

/// What a rule is set to.
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
    /// The severity; none where the rule is not used.
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

/// A configuration as it is written.
#[derive(Clone, Debug)]
pub struct Config {
    /// Its text.
    pub source: Arc<Source>,
    /// 対象: the files that are requests; none where it is not said.
    pub include: Option<Globs>,
    /// 対象外
    pub exclude: Globs,
    /// 規則集: folders, relative to the configuration's.
    pub packs: Vec<Stated<String>>,
    /// 組み込み規則集: whether the pack that is shipped is used.
    pub builtin_pack: Option<Stated<bool>>,
    /// 計画
    pub plans: Vec<PlanSetting>,
    /// 言語
    pub lang: Option<Stated<Lang>>,
    /// 未判定も不可: whether a run fails where a rule is undetermined.
    pub fail_on_undetermined: Option<Stated<bool>>,
    /// 判定しない項目: keys that letters have here and no rule reads.
    pub unread: Vec<String>,
    /// What holds for every file.
    pub base: Layer,
    /// 個別設定: what holds for some, the later before the earlier.
    pub overrides: Vec<Override>,
    /// 例外
    pub exceptions: Vec<Excepted>,
}

/// An exception and the files it is for.
#[derive(Clone, Debug)]
pub struct Excepted {
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
    /// Where it stands.
    pub span: Span,
}

/// What can be set for all files and for some.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// 重さ, by code.
    pub severities: Vec<(Stated<String>, Stated<Level>)>,
    /// 値
    pub params: Vec<ParamSetting>,
    /// 勤務時間
    pub hours: Vec<HoursSetting>,
    /// 閉庁日, 開庁日
    pub days: Vec<DaySetting>,
    /// 現在
    pub now: Option<Stated<Moment>>,
}

/// A parameter's value, in the words that its type will read.
#[derive(Clone, Debug, PartialEq)]
pub struct ParamSetting {
    /// The only rule it is for; none where it is for all that have a parameter of this name.
    pub rule: Option<Stated<String>>,
    /// The parameter.
    pub name: Stated<String>,
    /// Its value.
    pub value: Stated<String>,
}

/// The hours of an office.
#[derive(Clone, Debug, PartialEq)]
pub struct HoursSetting {
    /// The office; none for all that are not named.
    pub office: Option<String>,
    /// 勤務時間
    pub hours: Option<Hours>,
    /// 休憩; `Some(None)` where there is none.
    pub pause: Option<Option<Hours>>,
    /// 時間帯
    pub zone: Option<Zone>,
    /// Where the office is named.
    pub span: Span,
}

/// A plan's period as configured: of a plan that was renewed with the same words.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanSetting {
    /// The plan's id.
    pub plan: Stated<String>,
    /// Its first day; the pack's own where it is not said.
    pub from: Option<NaiveDate>,
    /// Its last day; the pack's own where it is not said.
    pub until: Option<NaiveDate>,
    /// Where it stands.
    pub span: Span,
}

/// Days on which offices are closed besides, or open nevertheless.
#[derive(Clone, Debug, PartialEq)]
pub struct DaySetting {
    /// The first day.
    pub from: NaiveDate,
    /// The last.
    pub until: NaiveDate,
    /// Whether they are open.
    pub open: bool,
    /// 理由
    pub reason: String,
    /// Where it stands.
    pub span: Span,
}

/// What a configuration says of a file found in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inclusion {
    /// It is a request.
    Yes,
    /// It is none.
    No,
    /// Its contents decide.
    Unsaid,
}

impl Config {
    /// Whether a file found in a folder is a request. `path` is relative to the configuration's folder,
    /// with `/`.
    pub fn takes(&self, path: &str) -> Inclusion {
        if self.exclude.matches(path) {
            return Inclusion::No;
        }
        match &self.include {
            None => Inclusion::Unsaid,
            Some(include) if include.matches(path) => Inclusion::Yes,
            Some(_) => Inclusion::No,
        }
    }

    /// The overrides for a file, by their numbers.
    pub fn overrides_for(&self, path: &str) -> Vec<usize> {
        numbers(&self.overrides, |one| one.paths.matches(path))
    }

    /// The exceptions for a file, by their numbers.
    pub fn exceptions_for(&self, path: &str) -> Vec<usize> {
        numbers(&self.exceptions, |one| one.paths.matches(path))
    }

    /// Every glob, as written.
    pub fn globs(&self) -> impl Iterator<Item = &Stated<String>> {
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
