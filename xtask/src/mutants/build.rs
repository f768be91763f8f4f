//! One build of a copy of the repository with all mutants, less those that do not compile.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::mutant::Mutant;
use super::switch::{self, Region};
use crate::Failure;

/// Limit on check rounds: errors of types, borrows and lints appear in turn, as each hides the next.
const ROUNDS: usize = 40;

/// A test binary.
#[derive(Debug, Clone)]
pub struct Program {
    pub path: PathBuf,
    /// Cargo's target name, with the package.
    pub name: String,
    /// The working directory for it.
    pub folder: PathBuf,
    /// Whether it contains the unit tests.
    pub unit: bool,
}

/// A copy of the repository with mutants.
pub struct Copy<'m> {
    pub root: PathBuf,
    pub target: PathBuf,
    mutants: &'m BTreeMap<u32, Mutant>,
    /// Mutants that do not compile.
    pub unviable: BTreeSet<u32>,
    /// Mutants that cannot be switched at run time.
    pub left_out: BTreeSet<u32>,
    /// By file.
    regions: HashMap<String, Vec<Region>>,
}

#[derive(Deserialize)]
struct Line {
    reason: String,
    message: Option<CompilerMessage>,
    target: Option<Target>,
    profile: Option<Profile>,
    executable: Option<PathBuf>,
    manifest_path: Option<PathBuf>,
}

#[derive(Deserialize)]
struct CompilerMessage {
    level: String,
    message: String,
    code: Option<Code>,
    spans: Vec<MessageSpan>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct MessageSpan {
    file_name: String,
    byte_start: usize,
    byte_end: usize,
    is_primary: bool,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Profile {
    test: bool,
}

impl<'m> Copy<'m> {
    /// Copies the tracked and the untracked but not ignored files to `out`, without the mutants that were unviable or had
    /// no switch before.
    pub fn new(
        from: &Path,
        out: &Path,
        mutants: &'m BTreeMap<u32, Mutant>,
        (unviable, left_out): (BTreeSet<u32>, BTreeSet<u32>),
    ) -> Result<Self, Failure> {
        let root = out.join("source");
        let listed = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(from)
            .output()?;
        let mutated: BTreeSet<&str> = mutants.values().map(|mutant| mutant.file.as_str()).collect();
        for name in String::from_utf8(listed.stdout)?.split_terminator('\0') {
            // A deleted file is still listed.
            if !mutated.contains(name)
                && let Ok(bytes) = fs::read(from.join(name))
            {
                write(&root.join(name), &bytes)?;
            }
        }
        let mut copy = Self {
            root,
            target: out.join("target"),
            mutants,
            unviable,
            left_out,
            regions: HashMap::new(),
        };
        let files: Vec<&str> = mutated.into_iter().collect();
        for file in &files {
            copy.switch(from, file)?;
        }
        copy.runtime(from, &files)?;
        Ok(copy)
    }

    /// Writes a file with its mutants, without those removed so far.
    fn switch(&mut self, from: &Path, file: &str) -> Result<(), Failure> {
        let source = fs::read_to_string(from.join(file))?;
        let gone = |id| self.unviable.contains(id) || self.left_out.contains(id);
        let own: Vec<(u32, &Mutant)> = self
            .mutants
            .iter()
            .filter(|(id, mutant)| mutant.file == file && !gone(id))
            .map(|(id, mutant)| (*id, mutant))
            .collect();
        let made = switch::switched(&source, &own).map_err(|error| format!("{file}: {error}"))?;
        self.left_out.extend(made.left_out);
        self.unviable.extend(made.refused);
        let mut text = made.text;
        if file.ends_with("src/lib.rs") {
            text.push_str(MODULE);
        }
        self.regions.insert(file.to_owned(), made.regions);
        write(&self.root.join(file), text.as_bytes())
    }

    /// Adds the module that reads the active mutant's id to every crate with mutants.
    fn runtime(&self, from: &Path, files: &[&str]) -> Result<(), Failure> {
        let count = self.mutants.keys().last().map_or(1, |last| last + 1);
        let code = include_str!("runtime.rs.in").replace("COUNT", &count.to_string());
        let folders: BTreeSet<&str> = files.iter().map(|file| source_folder(file)).collect();
        for folder in folders {
            write(&self.root.join(folder).join("mutant.rs"), code.as_bytes())?;
            let library = format!("{folder}/lib.rs");
            if !files.contains(&library.as_str()) {
                let mut text = fs::read_to_string(from.join(&library))?;
                text.push_str(MODULE);
                write(&self.root.join(&library), text.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Removes mutants that do not compile until the packages' libraries do.
    pub fn settle(&mut self, from: &Path, packages: &[String]) -> Result<(), Failure> {
        for round in 1..=ROUNDS {
            let mut arguments = vec!["check", "--lib"];
            arguments.extend(packages.iter().flat_map(|package| ["-p", package]));
            let lines = self.cargo(&arguments)?;
            let errors: Vec<CompilerMessage> = lines
                .into_iter()
                .filter_map(|line| line.message)
                .filter(|said| said.level.starts_with("error"))
                .collect();
            if errors.is_empty() {
                return Ok(());
            }
            let mut changed = BTreeSet::new();
            for error in &errors {
                changed.extend(self.refused(error));
            }
            eprintln!(
                "mutants: round {round}: {} errors, {} unviable so far",
                errors.len(),
                self.unviable.len()
            );
            if changed.is_empty() {
                let said: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
                return Err(format!("does not compile: {}", said.join("; ")).into());
            }
            for file in changed {
                self.switch(from, &file)?;
            }
        }
        Err("does not compile in the end".into())
    }

    /// Removes the mutants in an error's spans; the file concerned.
    fn refused(&mut self, error: &CompilerMessage) -> Option<String> {
        let constant = error.code.as_ref().is_some_and(|code| code.code == "E0015");
        let mut spots: Vec<&MessageSpan> = error.spans.iter().collect();
        spots.sort_by_key(|spot| !spot.is_primary);
        let within = |spot: &MessageSpan, mutated: bool| {
            let inside = |region: &&Region| {
                region.mutated == mutated
                    && region.bytes.start <= spot.byte_start
                    && spot.byte_end <= region.bytes.end
            };
            let regions = self.regions.get(&spot.file_name)?;
            let region = regions
                .iter()
                .filter(inside)
                .min_by_key(|region| region.bytes.len())?;
            Some((spot.file_name.clone(), region.ids.clone(), mutated))
        };
        let own = spots.iter().find_map(|spot| within(spot, true));
        let (file, ids, mutated) = own.or_else(|| spots.iter().find_map(|spot| within(spot, false)))?;
        if mutated && !constant {
            self.unviable.extend(ids);
        } else {
            self.left_out.extend(ids);
        }
        Some(file)
    }

    /// Builds the test binaries.
    pub fn programs(&self, arguments: &[&str]) -> Result<Vec<Program>, Failure> {
        let mut all = vec!["test", "--no-run"];
        all.extend(arguments);
        let mut programs = Vec::new();
        for line in self.cargo(&all)? {
            if let Some(said) = line.message.filter(|said| said.level.starts_with("error")) {
                return Err(said.message.into());
            }
            let (Some(target), Some(path), Some(manifest)) =
                (line.target, line.executable, line.manifest_path)
            else {
                continue;
            };
            if line.profile.is_some_and(|profile| profile.test) {
                let folder = manifest.parent().unwrap_or(&self.root).to_owned();
                programs.push(Program {
                    path,
                    name: target.name,
                    folder,
                    unit: target.kind.iter().any(|kind| kind.ends_with("lib")),
                });
            }
        }
        programs.sort_by_key(|program| (!program.unit, program.name.clone()));
        Ok(programs)
    }

    fn cargo(&self, arguments: &[&str]) -> Result<Vec<Line>, Failure> {
        let output = Command::new("cargo")
            .args(arguments)
            .args(["--locked", "--quiet", "--message-format", "json"])
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target)
            // A mutant whose arithmetic overflows in a constant expression is one for the tests, not for a lint.
            .env("RUSTFLAGS", "--cap-lints=warn")
            .stderr(Stdio::inherit())
            .output()?;
        let text = String::from_utf8(output.stdout)?;
        let lines = text
            .lines()
            .filter_map(|line| serde_json::from_str::<Line>(line).ok());
        let lines: Vec<Line> = lines.filter(|line| line.reason.starts_with("compiler")).collect();
        let said_error = lines.iter().any(|line| {
            let level = line.message.as_ref().map(|said| said.level.as_str());
            level.is_some_and(|level| level.starts_with("error"))
        });
        if !output.status.success() && !said_error {
            return Err(format!("cargo {}: {}", arguments.join(" "), output.status).into());
        }
        Ok(lines)
    }
}

const MODULE: &str = "\n#[doc(hidden)]\npub mod mutant;\n";

/// `src` of the crate that a file belongs to.
fn source_folder(file: &str) -> &str {
    match file.find("src/") {
        Some(at) => file.get(..at + 3).unwrap_or(file),
        None => file,
    }
}

/// Writes a file only if its bytes change: cargo rebuilds by modification time.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if fs::read(path).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)?;
    Ok(())
}
