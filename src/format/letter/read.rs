//! Reads the request of a letter.

mod attached;
mod kind;
mod labelled;
mod no_request;
mod recipients;
mod rows_of_offices;
mod sender;
mod title_hearings;

use std::borrow::Cow;

use chrono::NaiveDateTime;
use jp_datetime::moment::Written;
use jp_datetime::prose::Role;
use visible_text::{Author, Document, Meeting, Timestamp};

use super::heading::{self, Heading};
use super::line::{closed_up, in_one_line, unmarked};
use super::times::of_timestamp;
use super::{blanks, direction, front, list, markdown, offices, prose, troubles};
use crate::diagnostic::Diagnostic;
use crate::directory::Affiliation;
use crate::format::input_format::ReadEnvironment;
use crate::format::party;
use crate::format::yaml;
use crate::mentions::FreeText;
use crate::message::{Message, catalogue};
use crate::read::masked::read_filled;
use crate::read::{Context, FileSelection, Reading};
use crate::request::{Due, Fact, Hearing, Office, Request, TimeMention, Timing};
use crate::source::{Source, Span};

/// Limit on lines searched for the one that states the kind.
const LINES_LIMIT: usize = 200;

/// Reads the request of a letter, and those of attached calendars.
pub(super) fn read<'a>(
    source: &'a Source,
    context: Context<'_>,
    read_environment: ReadEnvironment<'_>,
) -> Reading<'a> {
    let mut reading = Reading::default();
    let (mut notes, mut doubts) = (Vec::new(), Vec::new());
    let mut letter = match source.letter().map(|letter| (letter, &letter.content)) {
        Some((_, Err((error, kind)))) => {
            // In a folder, a file of another format is not meant to be a letter.
            if context.named == FileSelection::Walked && kind.is_some_and(troubles::is_foreign) {
                reading.left_out.push(catalogue::LEFT_NOT_LETTER.message().into());
            } else {
                reading.diagnostics.push(troubles::refused(error, *kind));
            }
            return reading;
        }
        Some((letter, Ok(document))) => {
            let troubles = troubles::of(document, source);
            reading.diagnostics.extend(troubles.found);
            doubts = troubles.doubts;
            notes.clone_from(&troubles.notes);
            let mut read = Letter::new(source, context, read_environment);
            read.request.notes = troubles.notes;
            if document.plain {
                read.front_matter(&mut reading);
            } else {
                read.header(document, letter);
            }
            read
        }
        None => {
            let mut read = Letter::new(source, context, read_environment);
            read.front_matter(&mut reading);
            read
        }
    };
    let own = letter.body();
    let (blanks, is_due_blank) = match letter.request.template {
        true => (Vec::new(), false),
        false => blanks::of(source, &letter.shown, &own),
    };
    reading.diagnostics.extend(direction::of(source, &own));
    let request = &letter.request;
    let asks = is_due_blank
        || !request.dues.is_empty()
        || request.hearing.is_some()
        || request.hearing_unreadable.is_some()
        || request
            .time_mentions
            .iter()
            .any(|mention| mention.role == jp_datetime::prose::Role::Vague);
    let quoted = if asks { None } else { letter.quoted_lines() };
    let request = letter.request;
    // In a folder, mail that asks for nothing may contain a form with placeholders.
    if asks || context.named == FileSelection::Explicit {
        let request = asks.then_some(0);
        let blanks = blanks.into_iter();
        reading
            .diagnostics
            .extend(blanks.map(|found| Diagnostic { request, ..found }));
    }
    if asks {
        reading.requests.push(Box::new(request));
    } else {
        reading.without_deadline = Some(Box::new(request));
    }
    attached::calendars(source, context, read_environment, &mut reading);
    if reading.requests.is_empty() {
        notes.extend(quoted);
        no_request::say(&mut reading, context.named, notes, doubts);
    }
    reading
}

struct Letter<'a, 'w> {
    source: &'a Source,
    /// The source's text as a person sees it, of the same length.
    shown: Cow<'a, str>,
    context: Context<'w>,
    read_environment: ReadEnvironment<'w>,
    request: Request<'a>,
    /// Start of the text, after front matter or header.
    body: usize,
    /// Fields stated explicitly, which take precedence over prose.
    stated_due: bool,
    stated_hearing: bool,
    is_mail: bool,
    /// Whether the sender's office is from a sentence that introduces the writer.
    is_introduced: bool,
    /// Parties of the header whose ministry only the domain of their address gives.
    by_domain: Vec<Span>,
}

impl<'a, 'w> Letter<'a, 'w> {
    fn new(source: &'a Source, context: Context<'w>, read_environment: ReadEnvironment<'w>) -> Self {
        Self {
            source,
            shown: match markdown::is_named(source.path()) {
                true => markdown::visible(source.text()),
                false => Cow::Borrowed(source.text()),
            },
            context,
            read_environment,
            request: Request {
                from_letter: true,
                ..Request::default()
            },
            body: 0,
            stated_due: false,
            stated_hearing: false,
            is_mail: false,
            is_introduced: false,
            by_domain: Vec::new(),
        }
    }

    /// Reads fields from front matter.
    fn front_matter(&mut self, reading: &mut Reading<'a>) {
        let Some(matter) = front::matter(self.source.text()) else {
            return;
        };
        self.body = matter.end;
        let fields = yaml::front_matter(self.source, matter.inner, self.context);
        reading.diagnostics.extend(fields.diagnostics);
        if let Some(request) = fields.requests.into_iter().next() {
            self.stated_due = !request.dues.is_empty();
            self.stated_hearing = request.hearing.is_some();
            self.request = Request {
                from_letter: true,
                index: 0,
                ..*request
            };
        }
    }

    fn header(&mut self, document: &Document, letter: &'a crate::source::Letter) {
        let directory = self.read_environment.directory;
        self.body = letter.body as usize;
        self.is_mail = !document.from.is_empty() || !document.to.is_empty() || document.subject.is_some();
        let [from, to, cc] = &letter.parties;
        let parties = document.from.iter().zip(from).chain(document.to.iter().zip(to));
        self.by_domain = parties
            .filter(|(party, _)| offices::is_by_domain(party, directory))
            .map(|(_, span)| *span)
            .collect();
        let mut senders = offices::senders(&document.from, from, directory).into_iter();
        if let Some(sender) = senders.next() {
            self.request.from = Fact::Known(sender.clone(), sender.span);
        }
        self.request.co_senders = senders.collect();
        self.request.to = offices::offices(&document.to, to, directory);
        if self.request.to.is_empty() {
            self.request.to = offices::offices(&document.cc, cc, directory);
        }
        if !letter.subject.is_empty() {
            let subject = Cow::Borrowed(self.source.slice(letter.subject));
            self.request.subject = Fact::Known(subject, letter.subject);
        }
        if let Some(meeting) = &document.meeting {
            self.meeting(meeting, letter.meeting);
        }
        if let Some((_, day)) = &document.due {
            let at = Written {
                time: None,
                offset_seconds: None,
                ..of_timestamp(*day)
            };
            self.stated_due = true;
            self.request.dues = vec![Due {
                name: None,
                key: Cow::Borrowed("期限"),
                at: Timing::of(at, letter.due),
            }];
        }
        if let Some((_, at)) = document.date.as_ref().filter(|_| !document.unsent) {
            self.request.sent = match at {
                Some(at) => Fact::Known(of_timestamp(*at), letter.date),
                None => Fact::Unreadable(letter.date),
            };
        }
    }

    /// Times of an appointment take precedence over those in its text.
    fn meeting(&mut self, meeting: &Meeting, [times, place]: [Span; 2]) {
        let stated = |at: &Timestamp| {
            let mut written = of_timestamp(*at);
            if meeting.whole_days {
                written.time = None;
            }
            Timing::of(written, times)
        };
        let end = meeting.end.as_ref().filter(|_| !meeting.whole_days);
        self.stated_hearing = true;
        self.request.hearing = Some(Box::new(Hearing {
            span: times,
            start: stated(&meeting.start),
            end: end.map_or(Timing::Absent, stated),
            place: match meeting.place {
                Some(_) => Fact::Known(Cow::Borrowed(self.source.slice(place)), place),
                None => Fact::Absent,
            },
            ..Hearing::default()
        }));
    }

    /// The text extracted from the file, unless it is plain text.
    fn document(&self) -> Option<(&'a crate::source::Letter, &'a Document)> {
        let letter = self.source.letter()?;
        let document = letter.content.as_ref().ok()?;
        (!document.plain).then_some((letter, document))
    }

    /// Blocks of the text with their authors.
    fn blocks(&self) -> Vec<(Span, Author)> {
        if let Some((letter, document)) = self.document() {
            let authors = document.blocks.iter().map(|block| block.author);
            return letter.blocks.iter().copied().zip(authors).collect();
        }
        let text = self.shown.get(self.body..).unwrap_or_default();
        let mut at = self.body;
        visible_text::plain(text)
            .into_iter()
            .map(|block| {
                let start = at;
                at += block.text.text.len();
                (Span::new(start, at), block.author)
            })
            .collect()
    }

    /// Reads the text; returns the spans of the sender's own words.
    fn body(&mut self) -> Vec<Span> {
        let blocks = self.blocks();
        let directory = self.read_environment.directory;
        let own: Vec<Span> = blocks
            .iter()
            .filter(|(_, author)| *author == Author::Sender)
            .map(|(span, _)| *span)
            .collect();
        // A page header may precede the letter's own heading: 機密性２情報.
        const SPANS_LIMIT: usize = 4;
        let kinds = self.read_environment.kinds;
        let mut headings = own
            .iter()
            .filter(|span| !self.words(**span).trim().is_empty())
            .take(SPANS_LIMIT)
            .map(|span| heading::read(self.words(*span), span.start as usize, directory, kinds));
        if let Some(first) = headings.next() {
            let next = (!first.is_found())
                .then(|| headings.find(Heading::is_found))
                .flatten();
            self.heading(next.as_ref().unwrap_or(&first));
            self.listed(&own);
            self.dated_below(&own);
        }
        self.sender_by_signature(&blocks, &own);
        self.kind(&own);
        let own = self.without_header(own);
        let sent = self.sent();
        let mut mentions: Vec<TimeMention> = Vec::new();
        for span in &own {
            mentions.extend(self.read_prose(FreeText::Body, *span, sent));
        }
        self.rows_of_offices(&mut mentions);
        // A title within the text has been read with it.
        let title = self.request.subject.span();
        let title = title.filter(|_| self.request.subject.known().is_some());
        let mut titled = match title {
            Some(title) if own.iter().any(|span| span.contains(title)) => {
                let (titled, body) = mentions
                    .into_iter()
                    .partition(|mention| title.contains(mention.span));
                mentions = body;
                titled
            }
            Some(title) => self.read_prose(FreeText::Subject, title, sent),
            None => Vec::new(),
        };
        // 「Re: 【10/2(金)〆】…」 above 「調査票を受領いたしました」: the request that is answered.
        let asks = || {
            own.iter()
                .any(|span| jp_datetime::prose::asks(self.source.slice(*span)))
        };
        if self.is_reply() && !asks() {
            titled
                .iter_mut()
                .filter(|mention| mention.role.is_deadline())
                .for_each(|mention| mention.role = Role::Mention);
        }
        prose::one_each(&mut titled, &mut mentions);
        if let Some(first) = own.first() {
            let span = Span {
                start: first.start,
                end: own.last().map_or(first.end, |last| last.end),
            };
            self.request.body = Fact::Known(Cow::Borrowed(self.source.slice(span)), span);
            if self.request.head.is_empty() {
                self.request.head = self.head(*first);
            }
        }
        // A deadline in the subject counts if the text has none.
        let is_deadline = |mention: &TimeMention| mention.role.is_deadline();
        let due_mentions = if mentions.iter().any(is_deadline) {
            mentions.clone()
        } else {
            titled.clone()
        };
        mentions.splice(0..0, titled);
        if !self.stated_due {
            self.request.dues = prose::dues(&due_mentions, self.source.text(), &self.request.mentions);
        }
        self.take_hearings(&mentions);
        if self.request.hearing.is_none() {
            self.hearings_of_title(&mut mentions);
        }
        self.request.time_mentions = mentions;
        self.labelled(&own);
        own
    }

    /// A note on how many lines were taken for quoted mail.
    fn quoted_lines(&self) -> Option<Message> {
        let blocks = self.blocks();
        let quoted = blocks.iter().filter(|(_, author)| *author == Author::Quoted);
        let count: usize = quoted
            .map(|(span, _)| self.source.slice(*span).lines().count())
            .sum();
        let count = i64::try_from(count).ok().filter(|count| *count > 0)?;
        Some(catalogue::LETTER_QUOTED.arg("count", Message::Count(count)))
    }

    /// The sender's words without a copied header; prose below such a header is someone else's mail.
    fn without_header(&self, mut own: Vec<Span>) -> Vec<Span> {
        if let Some(first) = own.first_mut()
            && self.document().is_none()
        {
            let text = self.source.slice(*first);
            *first = first.part(visible_text::copied_header(text)..text.len());
        }
        own
    }

    /// Where findings on the whole letter point: its subject, else its first line.
    fn head(&self, first: Span) -> Span {
        if let Some(span) = self.request.subject.span() {
            return span;
        }
        let text = self.source.slice(first);
        let lead = text.len() - text.trim_start().len();
        let line = text.trim_start().lines().next().unwrap_or_default();
        let start = first.start as usize + lead;
        Span::new(start, start + line.trim_end().len())
    }

    /// Time expressions of a text, which the request keeps.
    fn read_prose(&mut self, of: FreeText, span: Span, sent: NaiveDateTime) -> Vec<TimeMention> {
        let text = self.words(span);
        let forms = match of {
            FreeText::Body => self.forms(span),
            _ => Vec::new(),
        };
        let reading = read_filled(&unmarked(text, &forms));
        let mentions = prose::time_mentions(&reading, span.start as usize, sent, self.read_environment);
        let text = self.source.slice(span);
        self.request.mentions.take(of, text, span.start, reading);
        mentions
    }

    /// The sender's own forms that look like another mail's header.
    fn forms(&self, span: Span) -> Vec<std::ops::Range<usize>> {
        let senders = self.document().map_or(&[][..], |(_, document)| &document.from);
        let above = self.source.text().get(self.body..span.start as usize);
        let is_first = above.is_none_or(|above| above.trim().is_empty());
        visible_text::own_headers(self.source.slice(span), senders, is_first)
    }

    /// What a person sees of a span.
    fn words(&self, span: Span) -> &str {
        self.shown.get(span.range()).unwrap_or_default()
    }

    fn named(&self, span: Span) -> Fact<Office<'a>> {
        let name = in_one_line(self.source.slice(span));
        if name.contains('@') && !name.contains(char::is_whitespace) {
            let office = party::office(self.read_environment.directory, None, Some(&name));
            return Fact::Known(offices::office(office, span), span);
        }
        let name = crate::directory::strip_honorific(&name);
        let name = party::without_person(self.read_environment.directory, name);
        let name = crate::directory::strip_honorific(name).to_owned();
        Fact::Known(offices::office(name, span), span)
    }

    fn knows(&self, office: &Office<'_>) -> bool {
        !matches!(
            self.read_environment.directory.resolve(&office.name),
            Affiliation::Unlisted(_)
        )
    }

    /// Reads the sending date at the end of a letter.
    fn dated_below(&mut self, own: &[Span]) {
        let Some(last) = own
            .last()
            .filter(|_| self.request.sent.is_absent() && !self.is_mail)
        else {
            return;
        };
        let tail = self.tail(*last);
        if let Some((written, span)) = heading::dated_below(self.source.slice(tail), tail.start as usize) {
            self.request.sent = Fact::Known(written, span);
        }
    }

    /// The text after the last sentence.
    fn tail(&self, span: Span) -> Span {
        let text = self.source.slice(span);
        let end = text.rfind('。').map_or(0, |at| at + '。'.len_utf8());
        span.part(end..text.len())
    }

    /// Replaces 「別記」 by the addressees listed in the letter.
    fn listed(&mut self, own: &[Span]) {
        let directory = self.read_environment.directory;
        let uncounted = |office: &Office<'_>| directory.resolve(&office.name) == Affiliation::Uncounted;
        let Some(at) = self.request.to.iter().position(uncounted) else {
            return;
        };
        let lists = own
            .iter()
            .map(|span| list::addressees(self.source.slice(*span), span.start as usize, directory));
        let Some((names, whole)) = lists.into_iter().find(|(names, _)| !names.is_empty()) else {
            return;
        };
        let offices: Vec<Office<'a>> = names
            .into_iter()
            .filter_map(|span| self.named(span).known().cloned())
            .collect();
        // If a line of the list is not understood, keep 別記: the count stays unknown.
        self.request.to.splice(at..at + usize::from(whole), offices);
    }

    /// Takes from the heading what neither header nor fields state.
    fn heading(&mut self, heading: &Heading) {
        if self.request.subject.is_absent()
            && let Some(span) = heading.subject
        {
            self.request.subject = Fact::Known(closed_up(self.source.slice(span)), span);
        }
        if self.request.kind.is_absent()
            && let Some((word, span)) = heading.kind
        {
            self.request.kind = Fact::Known(word.0, span);
            self.request.take_kind_scope(word.1, span);
        }
        if self.request.sent.is_absent()
            && !self.is_mail
            && let Some((written, span)) = &heading.sent
        {
            self.request.sent = Fact::Known(written.clone(), *span);
        }
        self.recipients(heading);
        let known = |office: &Office<'_>| self.knows(office);
        let sender = self.request.from.known();
        let is_by_domain = sender.is_some_and(|sender| self.by_domain.contains(&sender.span));
        if (!sender.is_some_and(known) || is_by_domain)
            && let Some(span) = heading.from.or(heading.writer)
        {
            let found = self.named(span);
            // 「総務省の山田です」 says no more than the domain.
            let adds = |sender: &Office<'_>| found.known().is_some_and(|found| self.is_within(found, sender));
            if is_by_domain && !sender.is_some_and(adds) {
                return;
            }
            // 「経済課の山田です」 of an office that no list has either adds nothing.
            let is_known_by_header = sender.is_some_and(|sender| party::is_unit(&sender.name));
            if heading.from.is_some() || !is_known_by_header || found.known().is_some_and(known) {
                self.request.from = found;
                self.is_introduced = heading.from.is_none();
            }
        }
    }

    /// The sending time in Japan time, from which relative words are resolved.
    fn sent(&self) -> NaiveDateTime {
        let now = self.read_environment.now.japan();
        let Some(written) = self.request.sent.known() else {
            return now;
        };
        let anchor = now.date();
        let local = written.local(anchor).or_else(|| {
            let opening = self.read_environment.hours.office.start();
            written
                .date(anchor)?
                .and_hms_opt(0, 0, 0)?
                .checked_add_signed(chrono::TimeDelta::try_seconds(opening)?)
        });
        const JAPAN: i32 = 9 * 3600;
        let offset = written.offset_seconds.unwrap_or(JAPAN);
        let moved = local.and_then(|local| {
            local.checked_add_signed(chrono::TimeDelta::try_seconds(i64::from(JAPAN - offset))?)
        });
        moved.unwrap_or(now)
    }
}
