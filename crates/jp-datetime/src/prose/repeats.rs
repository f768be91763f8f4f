//! Deadlines that repeat each other.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::expression::{Mention, Precision};
use super::role::Role;

/// Keeps one of several equal deadlines: the first of the most precise ones.
pub(super) fn keep_one_of_equal_deadlines(mentions: &mut [Mention]) {
    let mut exact: HashMap<NaiveDate, usize> = HashMap::new();
    let mut first: HashMap<NaiveDateTime, usize> = HashMap::new();
    let deadlines = || {
        mentions
            .iter()
            .enumerate()
            .filter(|(_, mention)| mention.role.is_deadline())
    };
    for (index, mention) in deadlines() {
        let Some(at) = mention.at else { continue };
        if mention.precision == Some(Precision::Minute) {
            exact.entry(at.date()).or_insert(index);
        }
    }
    let mut repeats = Vec::new();
    for (index, mention) in deadlines() {
        let Some(at) = mention.at else { continue };
        let minute = mention.precision == Some(Precision::Minute);
        // 「午前中に…、１７時までに」 are two deadlines.
        let within = |other: &usize| {
            let exact = mentions.get(*other).and_then(|other| other.at);
            match mention.precision {
                Some(Precision::Morning) => exact.is_some_and(|exact| exact <= at),
                Some(Precision::Evening) => exact.is_some_and(|exact| exact >= at),
                _ => true,
            }
        };
        let finer = exact
            .get(&at.date())
            .filter(|_| !minute)
            .filter(|other| within(other));
        let same = finer.or_else(|| first.get(&at)).copied();
        match same {
            Some(other) => repeats.push((index, other)),
            None => drop(first.insert(at, index)),
        }
    }
    for (index, other) in repeats {
        if let Some(mention) = mentions.get_mut(index) {
            mention.role = Role::Mention;
            mention.repeats = Some(other);
        }
    }
}
