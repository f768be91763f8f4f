//! Fingerprints identify a finding independent of the language and of edits elsewhere in the file.

use std::collections::HashMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::check::FileReport;
use crate::diagnostic;
use crate::read::nfc;
use crate::source::{self, Source};

/// Fingerprints of a file so far; findings with equal keys are distinguished by their order.
#[derive(Default)]
pub struct FingerprintCounts {
    earlier: HashMap<[u8; 16], usize>,
    /// Hash of each request's subject, computed once: it may be long and have many findings.
    subjects: HashMap<Option<usize>, [u8; 32]>,
    /// Hash of each marked text, computed once: aliases may mark a long text many times.
    texts: HashMap<source::Span, [u8; 32]>,
}

/// Hash of code, path, subject and marked text. Independent of the language, of edits elsewhere, and of the path's
/// normalization form (macOS uses NFD).
pub fn fingerprint(
    source: &Source,
    report: &FileReport,
    found: &diagnostic::Diagnostic,
    seen: &mut FingerprintCounts,
) -> String {
    let subject = seen.subject(report, found.request);
    let text = *seen
        .texts
        .entry(found.span)
        .or_insert_with(|| Sha256::digest(source.slice(found.span)).into());
    seen.fingerprint(&found.code, &nfc(source.path()), &subject, &text)
}

/// A number as eight bytes, independent of the platform.
fn fixed(number: usize) -> [u8; 8] {
    (number as u64).to_le_bytes()
}

impl FingerprintCounts {
    /// The fingerprint of a finding on a request without a marked text.
    pub fn of_request(
        &mut self,
        path: &str,
        report: &FileReport,
        request: usize,
        code: &str,
        what: &str,
    ) -> String {
        let subject = self.subject(report, Some(request));
        self.fingerprint(code, &nfc(path), &subject, &Sha256::digest(what).into())
    }

    fn subject(&mut self, report: &FileReport, request: Option<usize>) -> [u8; 32] {
        *self.subjects.entry(request).or_insert_with(|| {
            let request = request.and_then(|index| report.request(index));
            let subject = request.and_then(|request| request.subject.as_deref());
            Sha256::digest(subject.unwrap_or_default()).into()
        })
    }

    fn fingerprint(&mut self, code: &str, path: &str, subject: &[u8; 32], text: &[u8; 32]) -> String {
        let mut hash = Sha256::new();
        for part in [code.as_bytes(), path.as_bytes(), subject, text] {
            hash.update(fixed(part.len()));
            hash.update(part);
        }
        let mut key = [0; 16];
        key.copy_from_slice(&hash.clone().finalize()[..16]);
        let earlier = self.earlier.entry(key).or_insert(0);
        if *earlier > 0 {
            hash.update(fixed(*earlier));
            key.copy_from_slice(&hash.finalize()[..16]);
        }
        *earlier += 1;
        let mut out = String::with_capacity(32);
        for byte in key {
            // Writing to a string cannot fail.
            let _ = write!(out, "{byte:02x}");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{FileReport, FingerprintCounts};
    use crate::check::Summary;

    #[test]
    fn a_request_is_found_by_its_index_where_indices_have_gaps() {
        let fingerprint = |index: usize, subjects: &[(usize, &str)]| {
            let requests = subjects.iter().map(|(index, subject)| Summary {
                index: *index,
                subject: Some((*subject).to_owned()),
                ..Summary::default()
            });
            let report = FileReport {
                requests: requests.map(Box::new).collect(),
                ..FileReport::default()
            };
            FingerprintCounts::default().of_request("a.yaml", &report, index, "KG101", "")
        };
        assert_eq!(
            fingerprint(0, &[(0, "乙")]),
            fingerprint(3, &[(1, "甲"), (3, "乙")])
        );
        assert_ne!(
            fingerprint(1, &[(1, "甲"), (3, "乙")]),
            fingerprint(3, &[(1, "甲"), (3, "乙")])
        );
    }
}
