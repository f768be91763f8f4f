//! Outlook messages (MS-OXMSG): compound files of MAPI properties.

mod properties;

use std::io::Cursor;

use crate::blocks::{Block, Writer, blocks, with_line_ends};
use crate::charset::Charset;
use crate::header::{Address, Timestamp};
use crate::places::{Places, Text};
use crate::rtf::{self, RtfContent};
use crate::{Attachment, Document, Error, Kind, Limits, Meeting, Problem, html, kind, mail};
use properties::{Container, Properties, TextProperty, found, named};

/// The flag of a message that was not sent (MS-OXCMSG §2.2.1.6).
const UNSENT: u32 = 8;

/// Reads a message.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    match kind(bytes) {
        Some(Kind::OutlookMessage) => {}
        Some(Kind::EncryptedOffice) => return Err(Error::Encrypted),
        Some(Kind::CompoundFile) => return Err(Error::Broken("no properties of a message".to_owned())),
        _ => return Err(Error::NotOfThisKind),
    }
    let mut container =
        Container::open(Cursor::new(bytes)).map_err(|error| Error::Broken(error.to_string()))?;
    let mut reader = Reader {
        bytes,
        limits,
        document: Document::default(),
    };
    reader.message(&mut container);
    reader.document.notices.dedup();
    Ok(reader.document)
}

struct Reader<'a> {
    bytes: &'a [u8],
    limits: &'a Limits,
    document: Document,
}

impl Reader<'_> {
    fn add_notice(&mut self, problem: Problem) {
        self.document.notices.push(crate::Notice {
            problem,
            range: 0..self.bytes.len(),
        });
    }

    fn message(&mut self, container: &mut Container<'_>) {
        let mut own = Properties::read(container, "", 32, None);
        let page = |id: u16| own.long(id).and_then(Charset::by_code_page);
        let internet = page(0x3FDE);
        own.page = page(0x3FFD).or(internet);
        // Subject, body, senders, recipients as displayed.
        const WORDS: [u16; 6] = [0x0037, 0x1000, 0x0042, 0x0C1A, 0x0E04, 0x0E03];
        if let Some((declared, found)) = own.true_page(container, &WORDS, self.limits.text) {
            self.add_mislabelled(declared, found);
            own.page = Some(found);
        }
        let own = own;
        let subject = self.text(container, &own, 0x0037);
        // Else the subject without 「RE:」.
        let subject = subject.or_else(|| self.text(container, &own, 0x0E1D));
        self.document.subject = subject.map(one_line);
        self.sender(container, &own);
        let class = self
            .text(container, &own, 0x001A)
            .map(|class| class.text.to_lowercase())
            .unwrap_or_default();
        self.sent(&own);
        self.recipients(container, own.page);
        if self.document.to.is_empty() && self.document.cc.is_empty() {
            self.document.to = self.shown(container, &own, 0x0E04);
            self.document.cc = self.shown(container, &own, 0x0E03);
        }
        self.transport_header(container, &own);
        self.document.blocks = self.body(container, &own, internet);
        self.attachments(container, own.page);
        let is_one = |known: &[&str]| known.iter().any(|known| class.starts_with(known));
        let encrypted = class.starts_with("ipm.note.smime") && !class.ends_with("multipartsigned");
        let is_meeting = is_one(&["ipm.appointment", "ipm.schedule.meeting.request"]);
        if is_meeting {
            self.meeting(container, &own);
        } else if class == "ipm.task" || class.starts_with("ipm.task.") {
            self.task(container, &own);
        }
        let has_times = self.document.meeting.is_some() || self.document.due.is_some();
        // A response to an invitation may have no text.
        let is_answer = is_one(&["ipm.schedule.meeting.resp", "ipm.schedule.meeting.canceled"]);
        let silent = self
            .document
            .blocks
            .iter()
            .all(|block| block.text.text.trim().is_empty());
        let is_broken = |notice: &crate::Notice| matches!(notice.problem, Problem::Broken { .. });
        if silent && self.document.notices.iter().any(is_broken) {
            // The text is in the broken part.
        } else if silent && encrypted {
            self.add_notice(Problem::Encrypted);
        } else if silent && !has_times && !is_answer || is_meeting && !has_times {
            self.add_notice(match class.is_empty() || class.starts_with("ipm.note") {
                true => Problem::NoText,
                false => Problem::UnknownKind { media_type: class },
            });
        }
    }

    /// Due date of a task (MS-OXOTASK §2.2.2.2.5): a midnight without zone.
    fn task(&mut self, container: &mut Container<'_>, own: &Properties) {
        // PSETID_Task
        const SET: [u8; 16] = [0x03, 0x20, 0x06, 0x00, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];
        let due = named(container, SET, 0x8105).and_then(|id| own.time(id));
        let Some(at) = due.and_then(timestamp) else { return };
        let text = format!("{:04}-{:02}-{:02}", at.year, at.month, at.day);
        let places = Places::whole(0..self.bytes.len(), text.len());
        self.document.due = Some((Text { text, places }, at));
    }

    /// Times of an appointment (MS-OXOCAL §2.2.1).
    fn meeting(&mut self, container: &mut Container<'_>, own: &Properties) {
        // PSETID_Appointment
        const SET: [u8; 16] = [0x02, 0x20, 0x06, 0x00, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];
        const JAPAN: u64 = 9 * 3_600;
        let mut number = |name: u32| named(container, SET, name);
        let [start, end, place] = [number(0x820D), number(0x820E), number(0x8208)];
        let [whole, recurring] = [number(0x8215), number(0x8223)];
        let at = |id: Option<u16>, common: u16| {
            let time = id.and_then(|id| own.time(id)).or_else(|| own.time(common))?;
            let at = timestamp(time.checked_add(JAPAN * 10_000_000)?)?;
            Some(Timestamp {
                offset_minutes: 9 * 60,
                ..at
            })
        };
        let Some(start) = at(start, 0x0060) else { return };
        let end = at(end, 0x0061);
        let is = |id: Option<u16>| {
            id.and_then(|id| own.long(id))
                .is_some_and(|value| value & 0xFF != 0)
        };
        let whole_days = is(whole);
        if is(recurring) {
            self.add_notice(Problem::Recurring);
        }
        let shown = |at: &Timestamp| {
            let day = format!("{:04}-{:02}-{:02}", at.year, at.month, at.day);
            if whole_days {
                return day;
            }
            format!("{day}T{:02}:{:02}:{:02}+09:00", at.hour, at.minute, at.second)
        };
        let mut text = shown(&start);
        if let Some(end) = &end {
            text.push('/');
            text.push_str(&shown(end));
        }
        let places = Places::whole(0..self.bytes.len(), text.len());
        let place = place.and_then(|id| self.text(container, own, id));
        self.document.meeting = Some(Meeting {
            words: Text { text, places },
            start,
            end,
            whole_days,
            place: place.map(one_line),
        });
    }

    fn text(&mut self, container: &mut Container<'_>, of: &Properties, id: u16) -> Option<Text> {
        let found = of.text(container, self.bytes, id, self.limits.text)?;
        self.checked(found)
    }

    fn add_mislabelled(&mut self, declared: Charset, found: Charset) {
        self.add_notice(Problem::WrongCharset {
            label: Some(declared.name().to_owned()),
            found: found.name(),
        });
    }

    fn checked(&mut self, found: TextProperty) -> Option<Text> {
        if let Some((declared, found)) = found.mislabelled {
            self.add_mislabelled(declared, found);
        }
        if found.longer {
            self.add_notice(Problem::TooLong);
        }
        if found.errors > 0 {
            self.add_notice(Problem::Unreadable {
                characters: found.errors,
            });
        }
        (!found.text.text.is_empty()).then_some(found.text)
    }

    fn sender(&mut self, container: &mut Container<'_>, own: &Properties) {
        // The represented sender takes precedence over the actual one.
        for (name, smtp, kind, address) in
            [(0x0042, 0x5D02, 0x0064, 0x0065), (0x0C1A, 0x5D01, 0x0C1E, 0x0C1F)]
        {
            let from = self.address(container, own, name, smtp, kind, address);
            if self.document.from.is_empty() {
                self.document.from.extend(from);
            }
        }
    }

    fn address(
        &mut self,
        container: &mut Container<'_>,
        of: &Properties,
        name: u16,
        smtp: u16,
        kind: u16,
        address: u16,
    ) -> Option<Address> {
        let name = self.text(container, of, name);
        let smtp = self.text(container, of, smtp);
        let is_smtp = self
            .text(container, of, kind)
            .is_none_or(|kind| kind.text.eq_ignore_ascii_case("smtp"));
        let address = smtp.or_else(|| self.text(container, of, address).filter(|_| is_smtp));
        let address = address
            .map(|address| address.text.trim().to_lowercase())
            .filter(|address| address.contains('@'));
        let places = name.as_ref().map_or_else(
            || Places::whole(0..self.bytes.len(), 1),
            |name| name.places.clone(),
        );
        let len = name.as_ref().map_or(1, |name| name.text.len());
        let name = name
            .map(|name| name.text.trim().trim_matches(['\'', '"']).to_owned())
            .filter(|name| !name.is_empty());
        (name.is_some() || address.is_some()).then_some(Address {
            name,
            address,
            places,
            len,
        })
    }

    /// Takes from the mail header with which the message came what its properties do not state.
    fn transport_header(&mut self, container: &mut Container<'_>, own: &Properties) {
        let document = &self.document;
        let is_addressed = !document.to.is_empty() || !document.cc.is_empty();
        if is_addressed && !document.from.is_empty() && document.date.is_some() {
            return;
        }
        let Some(header) = self.text(container, own, 0x007D) else {
            return;
        };
        let Ok(mut header) = mail::read(header.text.as_bytes(), self.limits) else {
            return;
        };
        let file = 0..self.bytes.len();
        for address in [&mut header.from, &mut header.to, &mut header.cc]
            .into_iter()
            .flatten()
        {
            address.places = Places::whole(file.clone(), address.len);
        }
        let document = &mut self.document;
        if document.from.is_empty() {
            document.from = header.from;
        }
        if document.to.is_empty() && document.cc.is_empty() {
            (document.to, document.cc) = (header.to, header.cc);
        }
        let marked = own.long(0x0E07).is_some_and(|flags| flags & UNSENT != 0);
        if let Some((mut text, at)) = header.date.filter(|_| document.date.is_none() && !marked) {
            text.places = Places::whole(file, text.text.len());
            document.date = Some((text, at));
            document.unsent = false;
        }
    }

    fn sent(&mut self, own: &Properties) {
        let marked = own.long(0x0E07).is_some_and(|flags| flags & UNSENT != 0);
        let at = own.time(0x0039).or_else(|| own.time(0x0E06)).and_then(timestamp);
        self.document.unsent = marked || at.is_none();
        if let Some(at) = at.filter(|_| !marked) {
            let text = format!(
                "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
                at.year, at.month, at.day, at.hour, at.minute, at.second
            );
            let places = Places::whole(0..self.bytes.len(), text.len());
            self.document.date = Some((Text { text, places }, Some(at)));
        }
    }

    /// Storages with a name prefix, sorted.
    fn folders(&mut self, container: &Container<'_>, prefix: &str) -> Vec<String> {
        let all = container.read_root_storage();
        let mut names: Vec<String> = all
            .filter(|entry| entry.is_storage() && entry.name().starts_with(prefix))
            .map(|entry| entry.name().to_owned())
            .collect();
        names.sort();
        if names.len() > self.limits.parts {
            names.truncate(self.limits.parts);
            self.add_notice(Problem::TooManyParts);
        }
        names
    }

    fn recipients(&mut self, container: &mut Container<'_>, page: Option<Charset>) {
        for folder in self.folders(container, "__recip_version1.0_") {
            let of = Properties::read(container, &format!("/{folder}"), 8, page);
            let Some(address) = self.address(container, &of, 0x3001, 0x39FE, 0x3002, 0x3003) else {
                continue;
            };
            match of.long(0x0C15).map(|kind| kind & 0xF) {
                Some(2) => self.document.cc.push(address),
                Some(3) => {}
                _ => self.document.to.push(address),
            }
        }
    }

    /// Recipients as displayed, if there is no recipient table.
    fn shown(&mut self, container: &mut Container<'_>, own: &Properties, id: u16) -> Vec<Address> {
        let Some(text) = self.text(container, own, id) else {
            return Vec::new();
        };
        let names = text
            .text
            .split(';')
            .map(str::trim)
            .filter(|name| !name.is_empty());
        names
            .take(self.limits.parts)
            .map(|name| Address {
                name: Some(name.to_owned()),
                address: name.contains('@').then(|| name.to_lowercase()),
                places: text.places.clone(),
                len: text.text.len(),
            })
            .collect()
    }

    fn body(
        &mut self,
        container: &mut Container<'_>,
        own: &Properties,
        internet: Option<Charset>,
    ) -> Vec<Block> {
        let plain = self.text(container, own, 0x1000);
        let plain = plain.map_or_else(Vec::new, |text| lines(text, &self.document.from));
        let html = match own.binary(container, 0x1013, self.limits.text) {
            Some((bytes, longer)) => {
                let declared = html::declared_charset(&bytes).and_then(|label| Charset::by_label(&label));
                let text = found(
                    self.bytes,
                    &bytes,
                    longer,
                    internet.or(declared).or(own.page),
                    true,
                );
                self.checked(text)
            }
            None => self.text(container, own, 0x1013),
        };
        if let Some(html) = html {
            return mail::best_alternative(vec![plain, seen(&html, &self.document.from)]);
        }
        if plain.iter().any(|block| !block.text.text.trim().is_empty()) {
            return plain;
        }
        let Some((bytes, longer)) = own.binary(container, 0x1009, self.limits.text) else {
            return plain;
        };
        let expanded = rtf::expand(&bytes, self.limits.text);
        let cut = longer || expanded.as_ref().is_some_and(|expanded| expanded.longer);
        if cut {
            self.add_notice(Problem::TooLong);
        } else if !expanded.as_ref().is_some_and(|expanded| expanded.intact) {
            self.add_notice(Problem::Broken {
                part: "PidTagRtfCompressed".to_owned(),
            });
        }
        let Some(rich) = expanded.map(|expanded| expanded.rtf) else {
            return plain;
        };
        let place = |text: String| Text {
            places: Places::whole(0..self.bytes.len(), text.len()),
            text,
        };
        match rtf::read(&rich) {
            RtfContent::Html(text) => seen(&place(text), &self.document.from),
            RtfContent::Plain(text) => lines(place(text), &self.document.from),
        }
    }

    fn attachments(&mut self, container: &mut Container<'_>, page: Option<Charset>) {
        for folder in self.folders(container, "__attach_version1.0_") {
            let of = Properties::read(container, &format!("/{folder}"), 8, page);
            let name = self
                .text(container, &of, 0x3707)
                .or_else(|| self.text(container, &of, 0x3704));
            let name = name
                .or_else(|| self.text(container, &of, 0x3001))
                .map(|name| name.text);
            let media_type = self
                .text(container, &of, 0x370E)
                .map_or_else(String::new, |kind| kind.text.to_lowercase());
            let is_calendar = media_type == "text/calendar"
                || name
                    .as_deref()
                    .is_some_and(|name| name.to_lowercase().ends_with(".ics"));
            let calendar = if is_calendar {
                let data = of.binary(container, 0x3701, self.limits.text);
                data.and_then(|(bytes, longer)| self.checked(found(self.bytes, &bytes, longer, None, false)))
            } else {
                None
            };
            self.document.attachments.push(Attachment {
                name,
                media_type,
                range: 0..self.bytes.len(),
                calendar,
            });
        }
    }
}

fn lines(text: Text, from: &[Address]) -> Vec<Block> {
    blocks(&with_line_ends(text, None), &[], Writer::OfMail(from))
}

fn seen(html: &Text, from: &[Address]) -> Vec<Block> {
    let seen = html::visible_html(html);
    blocks(&seen.text, &seen.cited, Writer::OfMail(from))
}

fn one_line(mut text: Text) -> Text {
    // Replacement of equal length preserves positions.
    text.text = text.text.replace(['\r', '\n', '\0'], " ");
    text
}

/// A FILETIME (100 ns since 1601).
fn timestamp(time: u64) -> Option<Timestamp> {
    let seconds = i64::try_from(time / 10_000_000)
        .ok()?
        .checked_sub(11_644_473_600)?;
    let days = seconds.div_euclid(86_400);
    let second = u32::try_from(seconds.rem_euclid(86_400)).ok()?;
    // Days since 1970 to civil date (Howard Hinnant's algorithm).
    let shifted = days.checked_add(719_468)?;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(Timestamp {
        year: i32::try_from(year)
            .ok()
            .filter(|year| (1..=9999).contains(year))?,
        month: u32::try_from(month).ok()?,
        day: u32::try_from(of_year - (153 * shifted_month + 2) / 5 + 1).ok()?,
        hour: second / 3_600,
        minute: second / 60 % 60,
        second: second % 60,
        offset_minutes: 0,
    })
}
