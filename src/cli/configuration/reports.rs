//! Findings about the configurations themselves at the end of a run: exceptions, settings weaker than the plan, and
//! globs without a match.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::paths::absolute;
use super::{Configurations, File, Setup, TrackedGlobs};
use crate::cli::records::ConfiguredRecord;
use crate::diagnostic::Diagnostic;
use crate::exception::ConfiguredException;
use crate::source::Source;

/// The findings about a configuration, at places in its text.
pub(in crate::cli) struct ConfigurationReport {
    /// Its setup.
    pub setup: Arc<Setup>,
    /// Its text.
    pub source: Arc<Source>,
    /// The findings.
    pub found: Vec<Diagnostic>,
}

impl Configurations {
    /// The exceptions of every configuration in use, by place; `paths` are those of the run.
    pub(in crate::cli) fn records(&self, paths: &[PathBuf]) -> Vec<ConfiguredRecord> {
        let folders = folders_of(paths);
        let mut places: HashMap<*const ConfiguredException, usize> = HashMap::new();
        let mut all: Vec<ConfiguredRecord> = Vec::new();
        let mut setups: Vec<_> = self.setups.iter().collect();
        setups.sort_by_key(|(key, _)| *key);
        for (_, setup) in setups {
            let Some(file) = &setup.file else { continue };
            let whole = lies_in(file, &folders);
            for one in &file.config.exceptions {
                places.entry(Arc::as_ptr(&one.record)).or_insert_with(|| {
                    all.push(ConfiguredRecord {
                        record: Arc::clone(&one.record),
                        setup: Arc::clone(setup),
                        concerned: false,
                        whole,
                        without_files: self.unmatched.get(&file.folder).and_then(|unmatched| {
                            unmatched.globs.without_files(&file.config, one.record.span)
                        }),
                    });
                    all.len() - 1
                });
            }
            for record in &setup.engine.file.exceptions {
                if let Some(place) = places.get(&Arc::as_ptr(record)) {
                    all[*place].concerned = true;
                }
            }
        }
        all.sort_by_cached_key(|one| (one.record.source.path().to_owned(), one.record.span));
        all
    }

    /// The notices of each configuration in use, shown in every run.
    pub(in crate::cli) fn notices(&self) -> Vec<ConfigurationReport> {
        let mut reports: BTreeMap<&str, ConfigurationReport> = BTreeMap::new();
        for (key, setup) in &self.setups {
            if let Some(file) = setup.file.as_ref().filter(|file| !file.notices.is_empty()) {
                reports.entry(&key.0).or_insert_with(|| ConfigurationReport {
                    setup: Arc::clone(setup),
                    source: Arc::clone(&file.config.source),
                    found: file.notices.clone(),
                });
            }
        }
        reports.into_values().collect()
    }

    /// Findings about globs without a match, of every configuration whose whole folder lies in one of `paths`.
    pub(in crate::cli) fn unmatched(&self, paths: &[PathBuf]) -> Vec<ConfigurationReport> {
        let folders = folders_of(paths);
        let whole = self
            .unmatched
            .values()
            .filter(|unmatched| lies_in(&unmatched.file, &folders));
        whole
            .map(|TrackedGlobs { file, globs }| {
                let setup = Setup {
                    engine: self.plain.engine.clone(),
                    now: self.plain.now,
                    file: Some(Arc::clone(file)),
                };
                let found = globs.review(&file.config);
                ConfigurationReport {
                    setup: Arc::new(setup),
                    source: Arc::clone(&file.config.source),
                    found,
                }
            })
            .collect()
    }
}

/// The folders among a run's paths, absolute.
fn folders_of(paths: &[PathBuf]) -> Vec<PathBuf> {
    let folders = paths.iter().filter(|path| path.is_dir());
    folders.map(|path| absolute(path)).collect()
}

/// Whether a configuration's whole folder lies in one of these.
fn lies_in(file: &File, folders: &[PathBuf]) -> bool {
    folders
        .iter()
        .any(|folder| Path::new(&file.folder).starts_with(folder))
}
