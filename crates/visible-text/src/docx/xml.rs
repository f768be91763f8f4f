//! XML events by local name. Entities declared in the document are not expanded, but told.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Raw};

pub(super) struct Tag {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn of(raw: &BytesStart<'_>) -> Self {
        let mut attributes = Vec::new();
        for attribute in raw.attributes().with_checks(false).filter_map(Result::ok) {
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            let name = attribute.key.local_name().as_ref().to_owned();
            attributes.push((name, value.map(|value| value.into_owned()).unwrap_or_default()));
        }
        Self {
            name: raw.local_name().as_ref().to_owned(),
            attributes,
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<String> {
        let found = self.attributes.iter().find(|(known, _)| known == name)?;
        Some(found.1.clone())
    }

    /// Value of an on/off element; on by default.
    pub(super) fn is_on(&self) -> bool {
        self.get("val")
            .is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}

pub(super) enum Event {
    Open(Tag),
    Close,
    Text(String),
    /// A reference to an entity that is not expanded.
    Unknown,
    /// Malformed from here on.
    Broken,
}

/// Events in which every opened element is closed, except where the text is truncated.
pub(super) struct Events<'t> {
    reader: Reader<&'t [u8]>,
    ended: bool,
}

impl<'t> Events<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().check_end_names = false;
        Self { reader, ended: false }
    }
}

impl Iterator for Events<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        loop {
            if self.ended {
                return None;
            }
            let event = match self.reader.read_event() {
                Ok(Raw::Start(tag) | Raw::Empty(tag)) => Event::Open(Tag::of(&tag)),
                Ok(Raw::End(_)) => Event::Close,
                Ok(Raw::Text(text)) => Event::Text(text.to_string()),
                Ok(Raw::CData(text)) => Event::Text(text.to_string()),
                Ok(Raw::GeneralRef(name)) => {
                    let character = match name.resolve_char_ref() {
                        Ok(Some(character)) => Some(character),
                        _ => match &*name {
                            "amp" => Some('&'),
                            "lt" => Some('<'),
                            "gt" => Some('>'),
                            "quot" => Some('"'),
                            "apos" => Some('\''),
                            _ => None,
                        },
                    };
                    character.map_or(Event::Unknown, |character| Event::Text(character.to_string()))
                }
                Ok(Raw::Eof) => {
                    self.ended = true;
                    return None;
                }
                Ok(Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_)) => continue,
                Err(_) => {
                    self.ended = true;
                    Event::Broken
                }
            };
            return Some(event);
        }
    }
}
