//! Counts characters and UTF-16 units between two positions of a text in bounded time.

use std::ops::Sub;
use std::sync::OnceLock;

/// Distance of precomputed sums, in bytes.
const SUM_DISTANCE: usize = 4096;

/// Counts of UTF-8 bytes, code points and UTF-16 units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Units {
    /// Bytes.
    pub utf8: usize,
    /// Code points.
    pub chars: usize,
    /// UTF-16 code units.
    pub utf16: usize,
}

impl Units {
    pub fn of(text: &str) -> Self {
        Self::default().and(text)
    }

    /// The 1-based column after this text on its line, in code points and UTF-16 units.
    pub fn columns(self) -> (usize, usize) {
        (self.chars + 1, self.utf16 + 1)
    }

    fn and(self, text: &str) -> Self {
        let start = Self {
            utf8: self.utf8 + text.len(),
            ..self
        };
        text.chars().fold(start, |sum, c| Self {
            utf8: sum.utf8,
            chars: sum.chars + 1,
            utf16: sum.utf16 + c.len_utf16(),
        })
    }
}

impl Sub for Units {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            utf8: self.utf8 - other.utf8,
            chars: self.chars - other.chars,
            utf16: self.utf16 - other.utf16,
        }
    }
}

/// Prefix sums at every [`SUM_DISTANCE`] bytes, computed on first use: thousands of positions in a long line would
/// otherwise be counted from its start each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts(OnceLock<Vec<Units>>);

impl Counts {
    /// Counts between two character boundaries of `text`, which must be the same text at every call.
    pub fn between(&self, text: &str, from: usize, to: usize) -> Units {
        if to.saturating_sub(from) <= SUM_DISTANCE {
            return Units::of(text.get(from..to).unwrap_or_default());
        }
        self.up_to(text, to) - self.up_to(text, from)
    }

    fn up_to(&self, text: &str, offset: usize) -> Units {
        let sums = self.0.get_or_init(|| {
            let (mut at, mut sum, mut sums) = (0, Units::default(), vec![Units::default()]);
            while at < text.len() {
                let end = text.floor_char_boundary((sums.len() * SUM_DISTANCE).min(text.len()));
                sum = sum.and(text.get(at..end).unwrap_or_default());
                sums.push(sum);
                at = end;
            }
            sums
        });
        let step = offset / SUM_DISTANCE;
        let sum = sums.get(step).copied().unwrap_or_default();
        sum.and(
            text.get(text.floor_char_boundary(step * SUM_DISTANCE)..offset)
                .unwrap_or_default(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_a_count_from_the_start() {
        let text = "a期限𠮷\u{3099}\n".repeat(3000);
        let counts = Counts::default();
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(211).collect();
        for &from in bounds.iter().step_by(7) {
            for &to in bounds.iter().filter(|&&to| to >= from) {
                assert_eq!(
                    counts.between(&text, from, to),
                    Units::of(&text[from..to]),
                    "{from}..{to}"
                );
            }
        }
        assert_eq!(counts.between(&text, 0, text.len()), Units::of(&text));
        assert_eq!(Counts::default().between("", 0, 0), Units::default());
    }
}
