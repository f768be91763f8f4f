//! Language-independent messages: identifiers with typed arguments, rendered by reports.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, Weekday};

use super::words::{self, Dates};
use super::{Entry, Lang, fill_with, placeholders};

/// A text per language, as plans and rules provide it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LocalizedText([String; Lang::ALL.len()]);

impl LocalizedText {
    /// Makes the text of each language.
    pub fn new(text: impl FnMut(Lang) -> String) -> Self {
        let mut made = Lang::ALL.iter().copied().map(text);
        Self(std::array::from_fn(|_| made.next().unwrap_or_default()))
    }

    /// A text given in the two spellings; each language gets the one its readers expect.
    pub fn of_spellings(ja: &str, en: &str) -> Self {
        Self::new(|lang| words::spelling([en, ja], lang).to_owned())
    }

    /// The tags of all languages, which are the keys of such a text in a pack.
    pub fn tags() -> impl Iterator<Item = &'static str> {
        Lang::ALL.iter().map(|lang| lang.tag())
    }

    /// Sets the text of the language with this tag; line breaks become the language's separator.
    pub fn set(&mut self, tag: &str, text: &str) {
        for (lang, current) in Lang::ALL.iter().zip(&mut self.0) {
            if lang.tag() == tag {
                *current = in_one_line(text, lang.form().gap());
            }
        }
    }

    /// The text in a language, or in [`Lang::FOREIGN`] if missing.
    pub fn text(&self, lang: Lang) -> &str {
        let text = self.exact(lang);
        if text.is_empty() {
            self.exact(Lang::FOREIGN)
        } else {
            text
        }
    }

    /// Whether the languages of [`Lang::OF_PACKS`] are all present.
    pub fn is_complete(&self) -> bool {
        Lang::OF_PACKS.iter().all(|lang| !self.exact(*lang).is_empty())
    }

    /// The texts of [`Lang::OF_PACKS`].
    pub fn of_packs(&self) -> impl Iterator<Item = &str> {
        Lang::OF_PACKS.iter().map(|lang| self.exact(*lang))
    }

    /// Applies a function to each language's text.
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        Self::new(|lang| change(self.exact(lang)))
    }

    /// Fills missing languages from another text.
    pub fn or(&self, other: &Self) -> Self {
        Self::new(|lang| {
            if self.exact(lang).is_empty() { other } else { self }
                .exact(lang)
                .to_owned()
        })
    }

    /// Appends another text.
    pub fn then(&self, next: &Self) -> Self {
        Self::new(|lang| {
            let gap = lang.form().gap();
            format!("{}{gap}{}", self.exact(lang).trim_end(), next.exact(lang))
        })
    }

    /// Placeholder names in all languages.
    pub fn placeholders(&self) -> Vec<&str> {
        self.0.iter().flat_map(|text| placeholders(text)).collect()
    }

    fn exact(&self, lang: Lang) -> &str {
        self.0.get(lang as usize).map_or("", String::as_str)
    }
}

/// Joins the lines of a block scalar.
pub fn in_one_line(text: &str, between: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join(between)
}

/// Values by placeholder name.
pub type Args = Vec<(&'static str, Message)>;

/// A message, or a value within one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Message {
    /// A sentence of the catalogue.
    Sentence(Entry, Args),
    /// A sentence of a rule or a plan.
    Template(Arc<LocalizedText>, Args),
    /// Consecutive sentences or words.
    Sentences(Vec<Message>),
    /// Concatenation without separator.
    Joined(Vec<Message>),
    /// One line each.
    Lines(Vec<Message>),
    /// A list: 「財務省、厚生労働省」.
    List(Vec<Message>),
    /// As [`Message::List`], each item in its own quotes; the outermost two are part of the surrounding sentence.
    QuotedList(Vec<Message>),
    /// The first few of many times, and the number of the rest.
    FirstTimes(Vec<Message>),
    /// Text independent of the language: taken from the document, a path, a code.
    Text(Cow<'static, str>),
    /// A keyword of documents, in English and in Japanese.
    Key([&'static str; 2]),
    /// A number, ungrouped.
    Number(i64),
    /// A number with grouped thousands.
    Count(i64),
    /// A part and its whole, shown as a percentage.
    Percent(i64, i64),
    /// A duration in seconds.
    Duration(i64),
    /// A date.
    Date(NaiveDate, Dates),
    /// A date with the weekday as written, which may be wrong.
    DateAs(NaiveDate, Weekday),
    /// An abbreviated weekday.
    Weekday(Weekday),
    /// A weekday's name in a sentence.
    WeekdayName(Weekday),
    /// A time of day in minutes since midnight.
    TimeOfDay(u32),
    /// A local moment.
    Moment(NaiveDateTime, Dates),
    /// A local moment in formal prose; the year is omitted if it is the given one.
    FormalMoment(NaiveDateTime, i32),
    /// A time of day in formal prose.
    FormalTime(NaiveDateTime),
    /// A range between two times of day, in minutes since midnight.
    Hours(u32, u32),
    /// A yearly period: month and day of its first and its last day.
    Yearly((u32, u32), (u32, u32)),
    /// A due's label, made of its name among several and its key.
    DueName(Option<String>, String),
}

impl Message {
    /// A text independent of the language.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(Cow::Owned(text.into()))
    }

    /// A date.
    pub fn date(day: NaiveDate, dates: impl Into<Dates>) -> Self {
        Self::Date(day, dates.into())
    }

    /// A local moment.
    pub fn moment(at: NaiveDateTime, dates: impl Into<Dates>) -> Self {
        Self::Moment(at, dates.into())
    }

    /// A due's label.
    pub fn due_name(name: Option<&str>, key: &str) -> Self {
        Self::DueName(name.map(str::to_owned), key.to_owned())
    }

    /// A text given in Japanese and in English.
    pub fn bilingual(ja: &str, en: &str) -> Self {
        LocalizedText::of_spellings(ja, en).into()
    }

    /// A size in bytes, in MiB.
    pub fn mebibytes(bytes: u64) -> Self {
        Self::text(format!("{} MiB", bytes / (1024 * 1024)))
    }

    /// As [`Message::list`], of texts independent of the language.
    pub fn texts(items: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::List(items.into_iter().map(Self::text).collect())
    }

    /// A list.
    pub fn list(items: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }

    /// Adds a value; ignored by variants other than sentences.
    pub fn arg(mut self, name: &'static str, value: impl Into<Self>) -> Self {
        if let Self::Sentence(_, args) | Self::Template(_, args) = &mut self {
            // Most sentences take one value, and tens of thousands are held at once: the default capacity of four
            // dominated their memory.
            args.reserve_exact(1);
            args.push((name, value.into()));
        }
        self
    }

    /// Appends a sentence.
    pub fn then(self, next: impl Into<Self>) -> Self {
        let mut all = match self {
            Self::Sentences(all) => all,
            one => vec![one],
        };
        all.push(next.into());
        Self::Sentences(all)
    }

    /// Renders the message in a language.
    pub fn render(&self, lang: Lang) -> String {
        let filled = |template: &str, args: &Args| {
            fill_with(template, |name| {
                let (_, value) = args.iter().find(|(known, _)| *known == name)?;
                Some(value.rendered(lang))
            })
        };
        let joined = |items: &[Self], separator: &str| {
            let items: Vec<_> = items.iter().map(|item| item.rendered(lang)).collect();
            items.join(separator)
        };
        match self {
            Self::Sentence(entry, args) if args.is_empty() => entry.text(lang).to_owned(),
            Self::Template(texts, args) if args.is_empty() => texts.text(lang).to_owned(),
            Self::Sentence(entry, args) => filled(entry.text(lang), args),
            Self::Template(texts, args) => filled(texts.text(lang), args),
            Self::Sentences(all) => joined(all, words::sentence_gap(lang)),
            Self::Joined(all) => joined(all, ""),
            Self::Lines(all) => joined(all, "\n"),
            Self::List(all) => joined(all, lang.form().list_separator()),
            Self::QuotedList(all) => joined(all, lang.form().quoted_separator()),
            Self::FirstTimes(all) => words::first_times(all.iter().map(|time| time.render(lang)), lang),
            Self::Text(text) => text.clone().into_owned(),
            Self::Key(words) => words::spelling(*words, lang).to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Count(number) => words::count(*number),
            Self::Percent(part, whole) => words::percent(*part, *whole, lang),
            Self::Duration(seconds) => words::duration(*seconds, lang),
            Self::Date(day, dates) => words::date(*day, *dates, lang),
            Self::DateAs(day, written) => words::date_as(*day, *written, lang),
            Self::Weekday(day) => words::weekday(*day, lang).to_owned(),
            Self::WeekdayName(day) => words::weekday_name(*day, lang).to_owned(),
            Self::TimeOfDay(minutes) => words::time_of_day(*minutes, lang),
            Self::Moment(at, dates) => words::moment(*at, *dates, lang),
            Self::FormalMoment(at, year) => lang.form().formal_moment(*at, *year),
            Self::FormalTime(at) => lang.form().formal_time(*at),
            Self::Hours(from, until) => words::hours(*from, *until, lang),
            Self::Yearly(from, until) => words::yearly(*from, *until, lang),
            Self::DueName(name, key) => words::due_name(name.as_deref(), key, lang),
        }
    }

    /// As [`Message::render`], borrowing text that needs no formatting.
    fn rendered(&self, lang: Lang) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Sentence(entry, args) if args.is_empty() => Cow::Borrowed(entry.text(lang)),
            other => Cow::Owned(other.render(lang)),
        }
    }
}

impl Entry {
    /// The sentence without values.
    pub fn message(self) -> Message {
        Message::Sentence(self, Vec::new())
    }

    /// The sentence with those of the given language-independent texts that it has placeholders for.
    pub fn with(self, texts: &[(&'static str, &str)]) -> Message {
        let names = placeholders(self.text(Lang::default()));
        let named = texts.iter().filter(|(name, _)| names.contains(name));
        Message::Sentence(
            self,
            named.map(|(name, text)| (*name, Message::text(*text))).collect(),
        )
    }

    /// The sentence with one value.
    pub fn arg(self, name: &'static str, value: impl Into<Message>) -> Message {
        self.message().arg(name, value)
    }
}

impl Default for Message {
    fn default() -> Self {
        Self::Text(Cow::Borrowed(""))
    }
}

impl From<LocalizedText> for Message {
    fn from(texts: LocalizedText) -> Self {
        Self::Template(Arc::new(texts), Vec::new())
    }
}

impl From<Entry> for Message {
    fn from(entry: Entry) -> Self {
        entry.message()
    }
}

/// For constants that are the same in every language. A rendered `String` has no such conversion.
impl From<&'static str> for Message {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<usize> for Message {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::super::catalogue;
    use super::*;

    #[test]
    fn a_message_is_rendered_in_any_language() {
        let day = NaiveDate::from_ymd_opt(2025, 9, 11).unwrap();
        let at = day.and_hms_opt(17, 0, 0).unwrap();
        let due = catalogue::DUE_HERE
            .arg("due_name", Message::due_name(Some("意見"), "due"))
            .arg("at", Message::moment(at, 2025));
        let all = due.clone().then(catalogue::RECIPIENT_HERE);
        for lang in [Lang::Ja, Lang::En] {
            let name = words::due_name(Some("意見"), "due", lang);
            let time = words::moment(at, 2025, lang);
            let rendered = catalogue::DUE_HERE.fill(lang, &[("due_name", &name), ("at", &time)]);
            assert_eq!(due.render(lang), rendered);
            let here = catalogue::RECIPIENT_HERE.text(lang);
            let gap = if lang == Lang::En { " " } else { "" };
            assert_eq!(all.render(lang), format!("{rendered}{gap}{here}"));
        }
        let names = Message::list(["財務省", "環境省"]);
        assert_eq!(names.render(Lang::Ja), "財務省、環境省");
        assert_eq!(names.render(Lang::En), "財務省, 環境省");
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let message = catalogue::UNFILLED.with(&[("field", "{value}"), ("value", "x")]);
        assert!(message.render(Lang::En).contains("{value}"));
    }
}
