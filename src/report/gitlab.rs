//! `gitlab`: a code quality report, which GitLab compares between branches by fingerprint.

use serde::Serialize;

use super::entry::{Entry, Place, UNREADABLE, entries};
use super::json::{self, FingerprintCounts, join};
use super::{Checked, FileOutput, Frame, Reporter, Totals};
use crate::check::FileReport;
use crate::diagnostic::Severity;
use crate::message::Lang;

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Gitlab {
    /// The language of messages.
    pub lang: Lang,
}

/// An issue in the subset of Code Climate's format that GitLab reads.
#[derive(Serialize)]
struct Issue<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: &'a str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Content>,
    categories: [&'static str; 1],
    /// One of blocker, critical, major, minor, info.
    severity: &'static str,
    fingerprint: String,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

/// Lines from 1, inclusive.
#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl Reporter for Gitlab {
    fn frame(&self) -> Frame {
        Frame {
            first: "\n",
            between: ",\n",
            lists: &[],
        }
    }

    fn head(&self) -> String {
        "[".to_owned()
    }

    fn part(&self, file: Checked<'_>) -> FileOutput {
        let Checked { source, report, .. } = file;
        let path = source.path();
        let mut seen = FingerprintCounts::default();
        let issues = entries(file, self.lang).map(|entry| {
            let fingerprint = match (entry.found, &entry.group) {
                (Some(found), _) => json::fingerprint(source, report, found, &mut seen),
                (None, group) => {
                    let group = group.as_ref();
                    let what = group.map(|group| (group.codes.join(","), group.missing.join(",")));
                    let what = what
                        .map(|(codes, missing)| format!("{codes} {missing}"))
                        .unwrap_or_default();
                    let request = group.map_or(0, |group| group.request);
                    seen.of_request(path, report, request, entry.code, &what)
                }
            };
            let place = Place::in_code_points(source, entry.span);
            Issue {
                kind: "issue",
                check_name: entry.code,
                content: body(&entry).map(|body| Content { body }),
                description: entry.message,
                categories: [category(entry.severity)],
                severity: match entry.severity {
                    Severity::Error => "critical",
                    Severity::Warning => "minor",
                    Severity::Info => "info",
                },
                fingerprint,
                location: Location {
                    path,
                    lines: Lines {
                        begin: place.line,
                        end: place.end_line,
                    },
                },
            }
        });
        FileOutput::from(join(issues))
    }

    fn unreachable(&self, path: &str, why: &str) -> FileOutput {
        let issue = Issue {
            kind: "issue",
            check_name: UNREADABLE,
            description: why.to_owned(),
            content: None,
            categories: [category(Severity::Error)],
            severity: "blocker",
            fingerprint: FingerprintCounts::default().of_request(
                path,
                &FileReport::default(),
                0,
                UNREADABLE,
                "",
            ),
            location: Location {
                path,
                lines: Lines { begin: 1, end: 1 },
            },
        };
        FileOutput::from(join(std::iter::once(issue)))
    }

    fn tail(&self, _: &Totals) -> String {
        "]\n".to_owned()
    }
}

/// Required by Code Climate; not shown by GitLab.
fn category(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Bug Risk",
        Severity::Warning | Severity::Info => "Style",
    }
}

/// The help, and the recorded deviation.
fn body(entry: &Entry<'_>) -> Option<String> {
    let parts: Vec<&str> = [&entry.help, &entry.deviation]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}
