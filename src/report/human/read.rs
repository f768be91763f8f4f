//! `kigen read` for people: fields, and lines with time expressions marked.

use chrono::{Datelike, NaiveDateTime};

use super::Style;
use crate::check::parsed::ParsedRequest;
use crate::message::{Lang, catalogue, words};
use crate::report::mention;
use crate::report::{Checked, FileOutput, Reporter, Text, Totals};
use crate::request::{Kind, Online, Round, Scope, TimeMention};
use crate::source::{Source, Span, printable};

const BOLD: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

/// The format.
#[derive(Clone, Copy, Debug)]
pub struct Read {
    /// Style.
    pub style: Style,
    /// Style of reading errors on standard error.
    pub aside: Style,
}

impl Reporter for Read {
    fn is_for_people(&self) -> bool {
        true
    }

    fn part(&self, file: Checked<'_>) -> FileOutput {
        let mut text = Text::default();
        for request in &file.report.parsed {
            let mut shown = String::new();
            self.request(file.source, request, &mut shown);
            text.push(shown);
        }
        FileOutput::from(text)
    }

    fn stderr_lines(&self, file: Checked<'_>) -> String {
        self.aside.unread(file)
    }

    fn tail(&self, _totals: &Totals) -> String {
        String::new()
    }
}

impl Read {
    fn request(&self, source: &Source, request: &ParsedRequest, out: &mut String) {
        let lang = self.style.lang;
        out.push_str(&format!("{}\n", printable(source.path())));
        for fact in &request.facts {
            let words = crate::read::shown(&in_one_line(source.slice(fact.span)));
            let value = match &fact.value {
                Some(value) => crate::read::shown(&shown(fact.field, value, lang)),
                // Read, but without a moment: open words, or a hearing's day.
                None => match request.mentions.iter().find(|mention| mention.span == fact.span) {
                    Some(mention) if mention.open || mention.at.is_some() => {
                        mention::value(mention, words::Dates::default(), lang)
                    }
                    _ => catalogue::READ_NOT_UNDERSTOOD.text(lang).to_owned(),
                },
            };
            let field =
                catalogue::READ_FIELD.fill(lang, &[("field", label(fact.field, lang)), ("value", &value)]);
            let quoted = if value == words {
                String::new()
            } else {
                catalogue::READ_WORDS.fill(lang, &[("words", &words)])
            };
            out.push_str(&format!("  {field}{quoted}\n"));
        }
        if request.mentions.is_empty() {
            out.push_str(&format!("  {}\n", catalogue::READ_NO_MENTION.text(lang)));
        }
        for mention in &request.mentions {
            self.mention(source, mention, out);
        }
        for note in &request.notes {
            out.push_str(&format!("  {}\n", printable(&note.render(lang))));
        }
        out.push('\n');
    }

    /// A mention, within its line.
    fn mention(&self, source: &Source, mention: &TimeMention, out: &mut String) {
        let lang = self.style.lang;
        let line = source.line_of(mention.span.start);
        let around = source.line_span(line);
        let end = source
            .line_span(source.line_of(mention.span.end))
            .end
            .max(mention.span.end);
        let cut =
            |start: u32, end: u32| printable(&in_one_line(source.slice(Span { start, end }))).into_owned();
        let (open, close) = if self.style.color {
            (BOLD, PLAIN)
        } else {
            ("[", "]")
        };
        // A line of a megabyte may contain thousands of mentions: show only the surroundings.
        let text = source.text();
        let from = text.ceil_char_boundary((mention.span.start as usize).saturating_sub(CONTEXT_LIMIT));
        let until = text.floor_char_boundary(
            (mention.span.end as usize)
                .saturating_add(CONTEXT_LIMIT)
                .min(text.len()),
        );
        let near = Span::new(from, until);
        let (from, until) = (around.start.max(near.start), end.min(near.end));
        let sign = |is_cut: bool| if is_cut { "…" } else { "" };
        let before = sign(from > around.start).to_owned() + &cut(from, mention.span.start);
        let words = cut(mention.span.start, mention.span.end);
        let after = cut(mention.span.end, until) + sign(until < end);
        let head = mention::sentence(mention, words::Dates::default(), lang);
        let number = source.shown_line(line);
        out.push_str(&format!(
            "  {head}\n    {number}: {}{open}{words}{close}{after}\n",
            before.trim_start()
        ));
    }
}

/// Context shown before and after a mention, in bytes.
const CONTEXT_LIMIT: usize = 1000;

/// A text with its line breaks replaced by blanks.
fn in_one_line(text: &str) -> String {
    text.trim_end_matches(['\r', '\n'])
        .replace("\r\n", " ")
        .replace(['\r', '\n'], " ")
}

/// A moment with its year.
fn moment(at: NaiveDateTime, lang: Lang) -> String {
    words::moment(at, words::Dates::from(at.year()).with_year(), lang)
}

/// A value for people.
fn shown(field: &str, value: &str, lang: Lang) -> String {
    let kind = Kind::ALL.iter().find(|kind| kind.name() == value);
    let scope = Scope::ALL.iter().find(|scope| scope.name() == value);
    let spelled = |pair: [&'static str; 2]| words::spelling(pair, lang).to_owned();
    match (field, kind, scope) {
        ("kind", Some(kind), _) => spelled([kind.name(), kind.ja()]),
        ("scope", _, Some(scope)) => spelled([scope.name(), scope.ja()]),
        ("round", ..) => {
            let round = Round::ALL.iter().find(|round| round.name() == value);
            round.map_or_else(|| value.to_owned(), |round| spelled([round.name(), round.ja()]))
        }
        ("hearing.online", ..) => {
            let online = Online::ALL.iter().find(|online| online.name() == value);
            online.map_or_else(
                || value.to_owned(),
                |online| spelled([online.name(), online.ja()]),
            )
        }
        ("considerable", ..) => spelled(if value == "true" {
            ["yes", "あり"]
        } else {
            ["no", "なし"]
        }),
        ("effort", ..) => {
            // In ISO 8601 no part depends on the length of a working day.
            let seconds = jp_datetime::duration::read(value, 0);
            seconds.map_or_else(|_| value.to_owned(), |seconds| words::duration(seconds, lang))
        }
        ("sent" | "due" | "hearing.start" | "hearing.end", ..) => {
            let local = value
                .get(..19)
                .and_then(|local| local.parse::<NaiveDateTime>().ok());
            local.map_or_else(|| value.to_owned(), |at| moment(at, lang))
        }
        _ => value.to_owned(),
    }
}

fn label(field: &str, lang: Lang) -> &str {
    let japanese = match field {
        "kind" => "種別",
        "scope" => "協議区分",
        "subject" => "件名",
        "from" => "発出元",
        "to" => "宛先",
        "sent" => "発出日時",
        "due" => "期限",
        "round" => "段階",
        "effort" => "想定作業量",
        "considerable" => "相当の作業量",
        "necessity" => "必要性",
        "material" | "materials" => "資料",
        "hearing" => "ヒアリング",
        "hearing.start" => "ヒアリング開始",
        "hearing.end" => "ヒアリング終了",
        "hearing.place" => "場所",
        "hearing.online" => "オンライン",
        "hearing.reason" => "理由",
        "exception" => "例外",
        other => other,
    };
    words::spelling([field, japanese], lang)
}
