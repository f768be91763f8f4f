//! What could not be judged, in words: rules of one request that want the same facts are one sentence.

use crate::check::{FileReport, Undetermined};
use crate::text::{Lang, catalogue, words};

/// Rules of one request that want the same facts.
#[derive(Clone, Debug)]
pub struct Group<'r> {
    /// The request, by its index in the file.
    pub request: usize,
    /// The facts, by their machine names.
    pub missing: Vec<&'static str>,
    /// The rules' codes.
    pub codes: Vec<&'r str>,
}

/// The groups of a file, in order.
pub fn groups(report: &FileReport) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for Undetermined {
        code,
        request,
        missing,
    } in &report.undetermined
    {
        // A request's stand together, so only its own groups are looked at, however many there are.
        let mut own = groups
            .iter_mut()
            .rev()
            .take_while(|group| group.request == *request);
        match own.find(|group| group.missing == *missing) {
            Some(group) => group.codes.push(code),
            None => groups.push(Group {
                request: *request,
                missing: missing.clone(),
                codes: vec![code],
            }),
        }
    }
    groups
}

impl Group<'_> {
    /// What cannot be judged, and why, in a sentence.
    pub fn words(&self, lang: Lang) -> String {
        let codes = words::list(&self.codes, lang);
        if self.missing == ["effort"] {
            return catalogue::UNDETERMINED_EFFORT.fill(lang, &[("codes", &codes)]);
        }
        let names: Vec<&str> = self.missing.iter().map(|name| missing_name(name, lang)).collect();
        let missing = words::list(&names, lang);
        catalogue::UNDETERMINED.fill(lang, &[("codes", &codes), ("missing", &missing)])
    }
}

/// A missing fact in words.
fn missing_name(name: &str, lang: Lang) -> &str {
    match name {
        "effort" => catalogue::MISSING_EFFORT,
        "recipients" => catalogue::MISSING_RECIPIENTS,
        "to" => catalogue::MISSING_TO,
        "necessity" => catalogue::MISSING_NECESSITY,
        "kind" => catalogue::MISSING_KIND_FACT,
        "scope" => catalogue::MISSING_SCOPE,
        "round" => catalogue::MISSING_ROUND,
        "sent" => catalogue::MISSING_SENT,
        "sent.time" => catalogue::MISSING_SENT_TIME,
        "due" => catalogue::MISSING_DUE_FACT,
        "hearing" => catalogue::MISSING_HEARING,
        "hours" => catalogue::MISSING_HOURS,
        "from" => catalogue::MISSING_FROM,
        "materials" | "item.name" | "item.purpose" => catalogue::MISSING_MATERIALS,
        "hearing.online" => catalogue::MISSING_ONLINE,
        "body" => catalogue::MISSING_BODY,
        other => return other,
    }
    .text(lang)
}
