//! What a request's free texts say of time: 「９月１１日（木）までに御回答ください」 in a body.

use std::borrow::Cow;
use std::ops::Range;

use jp_datetime::prose::{self, Reading, WeekdayDate};

use crate::source::Span;

/// The most dates of one text: a schedule of some years. Of what comes after, the weekdays are not
/// looked at, and [`Mentions::cut`] says so.
pub const MAX_MENTIONS: usize = 1000;

/// A date that a text mentions with its weekday.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands, with its weekday.
    pub span: Span,
    /// What the text says of it.
    pub said: WeekdayDate,
}

/// A free text of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FreeText {
    /// 件名
    Subject,
    /// 必要性
    Necessity,
    /// 本文
    Body,
}

/// What one of the free texts says of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Which text.
    pub text: FreeText,
    /// What it says.
    pub reading: Reading,
    /// Of each expression: where it stands, and its words.
    pub places: Vec<(Span, Box<str>)>,
}

/// A text as it stands in its file: between quotes a line ends with an escape, and so is a tab written; either is as
/// long as two blanks.
pub(crate) fn unescaped(written: &str) -> Cow<'_, str> {
    if written.contains("\\n") || written.contains("\\t") {
        Cow::Owned(written.replace("\\n", " \n").replace("\\t", " \t"))
    } else {
        Cow::Borrowed(written)
    }
}

/// The dates that a request's free texts mention with their weekdays, and what they say of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    /// By text, those that say something.
    pub passages: Vec<Passage>,
    /// In the texts' order.
    pub dates: Vec<Mention>,
    /// Whether there were more than are looked at.
    pub cut: bool,
    /// The texts that say nothing of time.
    pub silent: Vec<Span>,
}

impl Mentions {
    /// Reads a text, which stands `base` bytes into the source: as it is written there, so that places are exact.
    pub fn read(&mut self, of: FreeText, text: &str, base: u32) {
        self.take(of, text, base, prose::read(&unescaped(text)));
    }

    /// Takes in what was read of a text.
    pub fn take(&mut self, of: FreeText, text: &str, base: u32, reading: Reading) {
        let room = MAX_MENTIONS.saturating_sub(self.dates.len());
        let dates = reading.weekday_dates();
        self.cut |= dates.len() > room;
        self.dates.extend(dates.iter().take(room).map(|said| Mention {
            span: Span::new(base as usize + said.range.start, base as usize + said.range.end),
            said: said.clone(),
        }));
        if reading.expressions().is_empty() {
            let base = base as usize;
            self.silent.push(Span::new(base, base + text.len()));
            return;
        }
        let place = |range: &Range<usize>| {
            let words = text.get(range.clone()).unwrap_or_default();
            let words: Vec<&str> = words.split_whitespace().collect();
            let base = base as usize;
            let span = Span::new(base + range.start, base + range.end);
            (span, words.join(" ").into_boxed_str())
        };
        let places = reading.expressions().iter().map(|said| place(&said.range));
        self.passages.push(Passage {
            text: of,
            places: places.collect(),
            reading,
        });
    }
}
