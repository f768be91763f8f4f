//! Finds the expressions in one pass over a folded text.

use super::candidate::Candidate;
use super::continuation;
use super::day::Day;
use super::expression_start::next_possible_start;
use super::read_expression::read_expression;
use super::scan::Scan;

/// All expressions of a folded text.
pub(super) fn find_expressions(text: &str) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let Some(next) = next_possible_start(bytes, at) else {
            break;
        };
        at = next;
        let scan = Scan::new(text, at);
        let read = scan.peek().and_then(|c| read_expression(scan, c));
        match read {
            Some(mut one) => {
                at = one.range.end.max(at + 1);
                loop {
                    let next = continuation::next_in_range_or_list(text, &mut one);
                    if next.is_none() {
                        one.until = continuation::end_by_length(text, &one);
                    }
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
    found.retain(|one| one.vague || one.day != Day::Unspecified || one.time.is_some());
    found
}
