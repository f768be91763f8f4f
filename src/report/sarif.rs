//! `sarif`: SARIF 2.1.0 (OASIS). Columns are UTF-16 code units (`columnKind`).
//!
//! Undetermined rules are notifications of the run, not results of kind `open`: viewers that ignore `kind` would show
//! them as breaches, and a folder without findings must have `results: []`.

mod rules;

use serde::Serialize;

use super::entry::Place;
use super::json::{FingerprintCounts, fingerprint, join};
use super::texts::{deviation, one_line, record_words};
use super::{Checked, FileOutput, Frame, Reporter, Totals, undetermined};
use crate::check::FileReport;
use crate::diagnostic::{Diagnostic, Origin};
use crate::engine::Engine;
use crate::message::{Lang, catalogue};
use crate::source::{Source, Span};
use crate::text::visible;
use rules::{Message, level};

/// The `$schema` of the log.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Base id of relative URIs.
const ROOT: &str = "SRCROOT";

/// The format.
#[derive(Clone, Debug)]
pub struct Sarif {
    lang: Lang,
    /// Everything before the results.
    head: String,
    /// Every code, in the order of the driver's rules; indices refer to them.
    codes: Vec<String>,
    /// The working directory, absolute, with `/`; paths outside it get absolute URIs.
    folder: String,
}

impl Sarif {
    /// A log with every rule of the engine, for a run in `folder` (an absolute path).
    pub fn new(engine: &Engine, folder: &str, lang: Lang) -> Self {
        let codes: Vec<String> = engine.rules.codes().into_iter().map(str::to_owned).collect();
        let driver = rules::driver(engine, &codes, lang);
        let driver = visible::json(&driver);
        let root = catalogue::SARIF_ROOT.text(lang);
        let root = serde_json::json!({ ROOT: { "description": { "text": root } } });
        // Our positions count a lone CR as a line end; SARIF's default does not.
        let newlines = serde_json::json!(["\r\n", "\n", "\r"]);
        let head = format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\n\
             \"columnKind\":\"utf16CodeUnits\",\"newlineSequences\":{newlines},\"originalUriBaseIds\":{root},\n\
             \"results\":["
        );
        Self {
            lang,
            head,
            codes,
            folder: folder.to_owned(),
        }
    }

    fn result<'a>(
        &self,
        source: &'a Source,
        report: &FileReport,
        found: &'a Diagnostic,
        seen: &mut FingerprintCounts,
        suppression: Option<Suppression>,
    ) -> SarifResult<'a> {
        let mut text = found.message.render(self.lang);
        if let Some(help) = &found.help {
            text.push('\n');
            text.push_str(&catalogue::REPORT_HELP.fill(self.lang, &[("help", &help.render(self.lang))]));
        }
        if let Some(deviation) = deviation(found, self.lang) {
            text.push('\n');
            text.push_str(&deviation);
        }
        SarifResult {
            rule_id: &found.code,
            rule_index: self.codes.iter().position(|code| *code == found.code),
            level: level(found.severity),
            message: Message { text },
            locations: [self.with_snippet(source, found.span)],
            related_locations: found
                .related
                .iter()
                .enumerate()
                .map(|(number, label)| RelatedLocation {
                    id: number + 1,
                    message: Message {
                        text: label.message.render(self.lang),
                    },
                    at: self.location(source, label.span),
                })
                .collect(),
            partial_fingerprints: Fingerprints {
                line_hash: fingerprint(source, report, found, seen),
            },
            fixes: found
                .fixes
                .iter()
                .filter(|fix| !fix.edits.is_empty())
                .map(|fix| Fix {
                    description: Message {
                        text: fix.title.render(self.lang),
                    },
                    artifact_changes: [ArtifactChange {
                        artifact_location: self.artifact(source.path()),
                        replacements: fix
                            .edits
                            .iter()
                            .map(|edit| Replacement {
                                deleted_region: region(source, edit.span),
                                inserted_content: Message {
                                    text: edit.text.clone(),
                                },
                            })
                            .collect(),
                    }],
                })
                .collect(),
            suppressions: suppression.map(|suppression| [suppression]),
        }
    }
}

impl Sarif {
    /// Why a finding is suppressed: an exception (in the file or configured), or the baseline.
    fn suppression(&self, found: &Diagnostic) -> Suppression {
        let (kind, justification) = match found.exception.as_deref() {
            Some(record) => (
                match record.origin {
                    Origin::Document(_) => "inSource",
                    Origin::Configured(..) => "external",
                },
                record_words(record, self.lang),
            ),
            None => ("external", catalogue::BASELINED.text(self.lang).to_owned()),
        };
        Suppression {
            kind,
            status: "accepted",
            justification,
        }
    }
}

impl Reporter for Sarif {
    fn frame(&self) -> Frame {
        Frame {
            first: "\n",
            between: ",\n",
            lists: &["],\n\"invocations\":[{\"toolExecutionNotifications\":["],
        }
    }

    fn head(&self) -> String {
        self.head.clone()
    }

    fn part(&self, Checked { source, report, .. }: Checked<'_>) -> FileOutput {
        let mut seen = FingerprintCounts::default();
        let standing = report.diagnostics.iter().map(|found| (found, None));
        let excepted = report
            .excepted
            .iter()
            .map(|found| (found, Some(self.suppression(found))));
        let baselined = report
            .baselined
            .iter()
            .map(|found| (found, Some(self.suppression(found))));
        let results = standing
            .chain(excepted)
            .chain(baselined)
            .map(|(found, suppression)| self.result(source, report, found, &mut seen, suppression));
        let mut part = FileOutput::from(join(results));
        if report.undetermined.is_empty() && report.left_out.is_empty() {
            return part;
        }
        let head = |index: usize| {
            let head = report.request(index).map_or(0, |request| request.head.start);
            self.location(
                source,
                Span {
                    start: head,
                    end: head,
                },
            )
        };
        let undetermined = undetermined::groups(report).into_iter().flat_map(|group| {
            let text = group.words(source, self.lang);
            let (codes, at) = (group.codes, head(group.request));
            codes.into_iter().map(move |code| Notification {
                level: "note",
                message: Message { text: text.clone() },
                locations: [at.clone()],
                associated_rule: Some(ReportingDescriptorReference {
                    id: code,
                    index: self.codes.iter().position(|known| known == code),
                }),
            })
        });
        let left_out = report.left_out.iter().map(|left| Notification {
            level: "none",
            message: Message {
                text: left.reason.render(self.lang),
            },
            locations: [self.location(source, left.span.unwrap_or_default())],
            associated_rule: None,
        });
        part.later[0] = join(undetermined.chain(left_out));
        part
    }

    fn unreachable(&self, path: &str, why: &str) -> FileOutput {
        let mut part = FileOutput::default();
        part.later[0] = join(std::iter::once(Notification {
            level: "error",
            message: Message { text: one_line(why) },
            locations: [Location {
                physical_location: PhysicalLocation {
                    artifact_location: self.artifact(path),
                    region: None,
                },
            }],
            associated_rule: None,
        }));
        part
    }

    fn tail(&self, totals: &Totals) -> String {
        format!("],\n\"executionSuccessful\":{}}}]}}]}}\n", !totals.failed)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedLocation>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression; 1]>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

/// A range, end exclusive; lines and columns from 1.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    /// The text, for viewers without the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Message>,
}

#[derive(Serialize)]
struct RelatedLocation {
    id: usize,
    message: Message,
    #[serde(flatten)]
    at: Location,
}

#[derive(Serialize)]
struct Fingerprints {
    /// The key by which GitHub identifies alerts.
    #[serde(rename = "primaryLocationLineHash")]
    line_hash: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Message,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Notification<'a> {
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    associated_rule: Option<ReportingDescriptorReference<'a>>,
}

#[derive(Serialize)]
struct ReportingDescriptorReference<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

fn region(source: &Source, span: Span) -> Region {
    let place = Place::in_utf16(source, span);
    Region {
        start_line: place.line,
        start_column: place.column,
        end_line: place.end_line,
        end_column: place.end_column,
        snippet: None,
    }
}

impl Sarif {
    fn location(&self, source: &Source, span: Span) -> Location {
        Location {
            physical_location: PhysicalLocation {
                artifact_location: self.artifact(source.path()),
                region: Some(region(source, span)),
            },
        }
    }

    /// A finding's location with a snippet, unless the text is long or folded on disk.
    fn with_snippet(&self, source: &Source, span: Span) -> Location {
        const SNIPPET_LIMIT: usize = 1000;
        let mut location = self.location(source, span);
        if span.len() <= SNIPPET_LIMIT && !source.is_folded(span) {
            let text = source.slice(span).to_owned();
            if let Some(region) = &mut location.physical_location.region {
                region.snippet = Some(Message { text });
            }
        }
        location
    }

    /// A path as a URI: relative to the run's folder if inside it, else with the scheme `file`.
    fn artifact(&self, path: &str) -> ArtifactLocation {
        let leaves = path.split('/').any(|part| part == "..");
        let path = if leaves {
            resolved(&self.folder, path)
        } else {
            path.to_owned()
        };
        let inside = path
            .strip_prefix(&*self.folder)
            .and_then(|rest| rest.strip_prefix('/'));
        match inside {
            None if path.starts_with('/') => ArtifactLocation {
                uri: format!("file://{}", percent_encoded(&path)),
                uri_base_id: None,
            },
            inside => ArtifactLocation {
                uri: percent_encoded(inside.unwrap_or(&path)),
                uri_base_id: Some(ROOT),
            },
        }
    }
}

/// Resolves `..` in a path from a folder, lexically as for URIs (RFC 3986, 5.2.4).
fn resolved(folder: &str, path: &str) -> String {
    let whole = if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("{folder}/{path}")
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/').filter(|part| !part.is_empty()) {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// Percent-encodes all but unreserved characters (RFC 3986) and `/`. Colons too, which would delimit a scheme in the
/// first segment.
fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len() * 3);
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_uri() {
        let sarif = Sarif {
            lang: Lang::Ja,
            head: String::new(),
            codes: Vec::new(),
            folder: "/依頼/今年".to_owned(),
        };
        let uri = |path| {
            let artifact = sarif.artifact(path);
            (artifact.uri, artifact.uri_base_id)
        };
        let inside = |uri: &str| (uri.to_owned(), Some(ROOT));
        let outside = |uri: &str| (uri.to_owned(), None);
        assert_eq!(uri("a b/期.yaml"), inside("a%20b/%E6%9C%9F.yaml"));
        assert_eq!(uri("a:b#%?.yaml"), inside("a%3Ab%23%25%3F.yaml"));
        assert_eq!(uri("/tmp/𠮷"), outside("file:///tmp/%F0%A0%AE%B7"));
        let above = "file:///%E4%BE%9D%E9%A0%BC";
        assert_eq!(uri("../x.yaml"), outside(&format!("{above}/x.yaml")));
        assert_eq!(uri("a/../../x.yaml"), outside(&format!("{above}/x.yaml")));
        assert_eq!(uri("../../../x.yaml"), outside("file:///x.yaml"));
        assert_eq!(uri("../今年/x.yaml"), inside("x.yaml"));
        assert_eq!(uri("..a/..yaml"), inside("..a/..yaml"));
    }
}
