//! Divides a text that names several offices: 「財務省、厚生労働省」 is two, 「財務省主計局及び理財局」 one ministry's two bureaus.

use std::ops::Range;
use std::sync::Arc;

use super::words::{
    CONJUNCTIONS, Others, WEAK_SEPARATORS, is_called_after, is_honorific, is_separator, others,
    starts_conjunction, stated_count, without_blanks,
};
use super::{Affiliation, Directory, ListedName, NamedOffice};
use crate::text::trim;
use crate::text::unfilled::closing;

/// The last characters of offices' names.
const OFFICE_ENDS: [char; 14] = [
    '省', '庁', '府', '院', '局', '課', '室', '部', '房', '官', '会', '所', '署', '係',
];
impl Directory {
    /// Splits a text that names several offices: 「財務省、厚生労働省」 is two, 「財務省主計局及び理財局」 one
    /// ministry's two bureaus. A part is an office of its own only if the directory lists it.
    pub fn split<'n>(&self, text: &'n str) -> Vec<&'n str> {
        let name = |office: &NamedOffice| text.get(office.at.clone());
        self.offices(text).iter().filter_map(name).collect()
    }

    /// The parts of [`Self::split`], resolved.
    pub fn offices(&self, text: &str) -> Arc<[NamedOffice]> {
        let resolved = |at: Range<usize>| {
            let name = text.get(at.clone()).unwrap_or_default();
            NamedOffice {
                at,
                affiliation: self.resolve(name),
                canonical: self.canonical(name),
            }
        };
        let offices = || self.find_parts(text, 0).into_iter().map(resolved).collect();
        self.known_offices.get(text, offices)
    }

    /// Byte ranges of the parts of `text`, offset by `base`.
    fn find_parts(&self, text: &str, base: usize) -> Vec<Range<usize>> {
        // Fast path: most names are a single office, and contain no separator.
        let may_join = |c: char| is_separator(c) || c.is_whitespace() || starts_conjunction(c);
        let may_end = |c: char| matches!(c, '省' | '庁' | '府' | '院' | '閣' | '会');
        let whole = || std::iter::once(base..base + text.len()).collect();
        if !text.contains(may_join) && text.matches(may_end).nth(1).is_none() {
            return whole();
        }
        // （財務省、厚生労働省）
        let outer = trim(text);
        if let Some(open) = outer.chars().next()
            && let Some(close) = closing(open)
            && let Some(inside) = outer.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
            && !inside.contains([open, close])
        {
            let before = text.len() - text.trim_start().len() + open.len_utf8();
            return self.find_parts(inside, base + before);
        }
        let mut parts: Vec<(usize, usize)> = Vec::new();
        let mut start = 0;
        let mut take = |start: usize, end: usize| {
            let part = text.get(start..end).unwrap_or_default();
            if part.trim().is_empty() {
                return;
            }
            match parts.last_mut() {
                Some(last)
                    if is_bureau_of(self, text.get(last.0..last.1), part)
                        || text.get(last.1..start) == Some("・")
                            && is_section_beside(self, text.get(last.0..last.1), part) =>
                {
                    last.1 = end;
                }
                _ => parts.push((start, end)),
            }
        };
        let mut depth = 0_usize;
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = text.get(at..).unwrap_or_default();
            let word = CONJUNCTIONS.into_iter().find(|word| rest.starts_with(word));
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                let before = text.get(start..at).unwrap_or_default();
                if self.runs_on(before, rest) {
                    take(start, at);
                    start = at;
                }
                let blank = (c.is_whitespace() || c == 'と').then_some(c.len_utf8());
                let weak = WEAK_SEPARATORS.into_iter().find(|word| rest.starts_with(word));
                let joint = weak.map(str::len).or(blank);
                let joint = joint.filter(|width| self.joins(before, rest.get(*width..).unwrap_or_default()));
                if let Some(width) = word
                    .map(str::len)
                    .or((is_separator(c) && !self.is_within_name(before, c)).then_some(c.len_utf8()))
                    .or(joint)
                {
                    take(start, at);
                    start = at + width;
                    at = start;
                    continue;
                }
            }
            at += c.len_utf8();
        }
        take(start, text.len());
        if parts.is_empty() {
            return whole();
        }
        let trimmed = |(start, end)| {
            let part = text.get(start..end).unwrap_or_default();
            let start = base + start + part.len() - part.trim_start().len();
            start..start + part.trim().len()
        };
        parts.into_iter().map(trimmed).collect()
    }

    /// Whether a middle dot is part of an office's name: 「宮城県復興・危機管理部」, 「くらし・環境部」, 「社会・援護局」.
    fn is_within_name(&self, before: &str, separator: char) -> bool {
        let before = before.trim_end();
        separator == '・'
            && (!before.ends_with(OFFICE_ENDS) || before.ends_with("社会"))
            && matches!(
                self.resolve(before),
                // 各府省機構・定員担当
                Affiliation::Unlisted(_) | Affiliation::NoMinistry | Affiliation::Several
            )
    }

    /// Whether a blank, と or another weak separator divides two offices: 「財務省　厚生労働省」, 「財務省と各府省」.
    /// 「総務省　消防庁」 is one office, and 「R&D室」 contains no separator.
    fn joins(&self, before: &str, behind: &str) -> bool {
        // 「財務省主計局　御担当者様」
        let next = behind.split(is_separator).next().map(str::trim_end);
        let is_person = |next: &str| ["様", "さま", "先生"].iter().any(|end| next.ends_with(end));
        if next.is_some_and(|next| is_honorific(next) || is_person(next) && self.listed(next).is_none()) {
            return false;
        }
        let (before, behind) = (without_blanks(before), without_blanks(behind));
        let first = match self.known(&before) {
            Some((first, _)) => Some(first),
            None if matches!(self.resolve(&before), Affiliation::Unlisted(_)) => return false,
            None => None,
        };
        match self.listed(&behind) {
            Some(next) => {
                let under = self.get(next.id).and_then(|ministry| ministry.under.as_ref());
                let is_within =
                    first.is_some_and(|first| next.id == first.id || under == Some(&first.office));
                !is_within && self.whole.contains(&next.name)
            }
            None => matches!(
                self.resolve(&behind),
                Affiliation::Several | Affiliation::Uncounted | Affiliation::NoMinistry
            ),
        }
    }

    /// Whether another ministry's office begins without a separator: 「財務省主計局厚生労働省大臣官房」. A section may
    /// be named after another ministry: 「財務省主計局厚生労働省担当」.
    fn runs_on(&self, before: &str, rest: &str) -> bool {
        if !before.ends_with(OFFICE_ENDS) {
            return false;
        }
        let Some(next) = self.listed(rest) else {
            return false;
        };
        let behind = rest.get(next.name.len()..).unwrap_or_default();
        if self
            .get(next.id)
            .is_none_or(|ministry| ministry.name != next.name)
            || is_called_after(behind)
        {
            return false;
        }
        let before = without_blanks(before);
        self.known(&before).is_some_and(|(first, _)| {
            let under = self.get(next.id).and_then(|ministry| ministry.under.as_ref());
            next.id != first.id && under != Some(&first.office)
        })
    }

    /// Whether the text after an office's name mentions another ministry in brackets: 「（厚生労働省と連名）」.
    pub(super) fn names_in_brackets(&self, rest: &str, first: &ListedName) -> bool {
        rest.match_indices(['(', '（']).any(|(at, open)| {
            let inside = rest.get(at + open.len()..).unwrap_or_default();
            let inside = inside.split([')', '）']).next().unwrap_or_default();
            inside.char_indices().any(|(at, _)| {
                let rest = inside.get(at..).unwrap_or_default();
                self.listed(rest).is_some_and(|next| {
                    let behind = rest.get(next.name.len()..).unwrap_or_default();
                    next.id != first.id
                        && self
                            .get(next.id)
                            .is_some_and(|ministry| ministry.name == next.name)
                        && !is_called_after(behind)
                })
            })
        })
    }
}

/// Whether `part` is a section beside those of the sender's own ministry: 統括官筆頭課 of 各局・統括官筆頭課.
fn is_section_beside(directory: &Directory, before: Option<&str>, part: &str) -> bool {
    let resolve = |name: &str| directory.resolve(name.trim());
    matches!(resolve(part), Affiliation::Unlisted(_))
        && before.is_some_and(|before| resolve(before) == Affiliation::Own)
}

/// Whether `part` is a further bureau of the ministry named before it, rather than an office of its own.
fn is_bureau_of(directory: &Directory, before: Option<&str>, part: &str) -> bool {
    let further = matches!(
        directory.resolve(part.trim()),
        Affiliation::Unlisted(_) | Affiliation::Own
    ) || others(&without_blanks(part)) == Some(Others::Ministries)
        && stated_count(&without_blanks(part)).is_none();
    // A misspelt ministry must not be taken for a bureau of the preceding one.
    further
        && directory.near(part.trim()).is_empty()
        && before.is_some_and(|before| matches!(directory.resolve(before.trim()), Affiliation::Ministry(_)))
}
