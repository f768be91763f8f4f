//! Finds the expressions in one pass over a folded text.

use super::begins::next_place;
use super::candidate::Candidate;
use super::day::Day;
use super::goes_on;
use super::scan::Scan;
use super::single::expression;

/// All expressions of a folded text.
pub(super) fn find(text: &str) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let Some(next) = next_place(bytes, at) else { break };
        at = next;
        let scan = Scan::new(text, at);
        let read = scan.peek().and_then(|c| expression(scan, c));
        match read {
            Some(mut one) => {
                at = one.range.end.max(at + 1);
                loop {
                    let next = goes_on::continued(text, &mut one);
                    found.push(one);
                    match next {
                        Some(next) => {
                            at = next.range.end.max(at);
                            one = next;
                        }
                        None => break,
                    }
                }
            }
            None => at += scan.peek().map_or(1, char::len_utf8),
        }
    }
    found.retain(|one| one.vague || one.day != Day::Unsaid || one.time.is_some());
    found
}
