//! Verdicts in words, shared by the terminal and the page.

use crate::calendar::hours::Moment;
use crate::check::{FileReport, RequestVerdict, Summary};
use crate::diagnostic::{Diagnostic, Severity, is_of_reading};
use crate::message::{Lang, catalogue, words};
use crate::source::printable;

/// A reading error of a file that belongs to no request.
pub fn unread(report: &FileReport) -> Option<&Diagnostic> {
    let all = report.diagnostics.iter().chain(&report.baselined);
    all.into_iter().find(|found| {
        found.request.is_none() && found.severity == Severity::Error && is_of_reading(&found.code)
    })
}

/// The verdict of a request as a sentence.
pub fn sentence(request: &Summary, lang: Lang) -> String {
    match request.verdict {
        RequestVerdict::MustFix => catalogue::OUTLOOK_MUST_FIX.text(lang).to_owned(),
        RequestVerdict::Review => catalogue::OUTLOOK_REVIEW.text(lang).to_owned(),
        RequestVerdict::Undetermined => catalogue::OUTLOOK_UNDETERMINED.text(lang).to_owned(),
        RequestVerdict::MaySend => match until(request) {
            Some(send_by) => {
                let at = words::moment(send_by.japan(), request.dates, lang);
                catalogue::OUTLOOK_MAY_SEND.fill(lang, &[("at", &at)])
            }
            None => catalogue::OUTLOOK_NOTHING.text(lang).to_owned(),
        },
    }
}

/// Until when a request may be sent unchanged; `None` if its own sending is later, or no such time is known.
pub fn until(request: &Summary) -> Option<Moment> {
    request
        .send_by
        .zip(request.sent)
        .and_then(|(send_by, sent)| (sent <= send_by).then_some(send_by))
}

/// A remedy of [`remedies`], with its count, as a sentence.
pub fn remedy((remedy, count): (String, usize), lang: Lang) -> String {
    let remedy = printable(&remedy);
    let values = [("remedy", &*remedy), ("count", &*count.to_string())];
    let entry = if count > 1 {
        catalogue::OUTLOOK_REMEDY_ALL
    } else {
        catalogue::OUTLOOK_REMEDY
    };
    entry.fill(lang, &values)
}

/// Remedies of errors and warnings on a request's dues and hearing: each once, with the number of findings it clears.
pub fn remedies(raised: &[&Diagnostic], lang: Lang) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for remedy in raised.iter().filter_map(|found| found.remedy.as_ref()) {
        let remedy = remedy.render(lang);
        match counts.iter_mut().find(|(known, _)| *known == remedy) {
            Some((_, count)) => *count += 1,
            None => counts.push((remedy, 1)),
        }
    }
    counts
}
