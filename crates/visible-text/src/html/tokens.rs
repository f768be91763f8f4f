//! HTML tokenizer: text, start tags, end tags.

use std::ops::Range;

/// A start tag.
pub(super) struct Tag {
    /// Lower case.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) range: Range<usize>,
}

impl Tag {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name)?;
        Some(found.1.as_str())
    }

    /// A property of its style attribute, lower case without blanks; the last declaration wins.
    pub(super) fn style(&self, property: &str) -> Option<String> {
        declaration(self.get("style")?, property)
    }
}

/// Value of a property, lower case without blanks; the last declaration wins.
pub(super) fn declaration(style: &str, property: &str) -> Option<String> {
    let value = style.rsplit(';').find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        name.trim().eq_ignore_ascii_case(property).then_some(value)
    })?;
    let value: String = value.chars().filter(|c| !c.is_whitespace()).collect();
    Some(value.to_ascii_lowercase())
}

pub(super) enum Token {
    Text(Range<usize>),
    Open(Tag),
    /// Name, and end of the tag.
    Close(String, usize),
}

pub(super) struct Tokens<'t> {
    source: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Self { source, at: 0 }
    }

    fn rest(&self) -> &'t str {
        self.source.get(self.at..).unwrap_or_default()
    }

    pub(super) fn next(&mut self) -> Option<Token> {
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            let start = self.at;
            if let Some(comment) = rest.strip_prefix("<!--") {
                // `<!-->` is a complete comment.
                let len = if comment.starts_with('>') {
                    1
                } else {
                    comment.find("-->").map_or(comment.len(), |end| end + 3)
                };
                self.at += 4 + len;
                continue;
            }
            if rest.starts_with("<!") || rest.starts_with("<?") {
                self.at += rest.find('>').map_or(rest.len(), |end| end + 1);
                continue;
            }
            if let Some(name) = rest
                .strip_prefix("</")
                .filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
            {
                let end = name.find('>').map_or(rest.len(), |end| end + 3);
                let name = name
                    .split(|c: char| c == '>' || c == '/' || c.is_ascii_whitespace())
                    .next()
                    .unwrap_or_default();
                self.at += end;
                return Some(Token::Close(name.to_ascii_lowercase(), self.at));
            }
            let opens = rest
                .strip_prefix('<')
                .is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
            if opens {
                let (tag, end) = tag(rest, start);
                self.at = start + end;
                return Some(Token::Open(tag));
            }
            // A `<` that begins no tag is text.
            let sign = usize::from(rest.starts_with('<'));
            let end = rest
                .get(sign..)
                .unwrap_or_default()
                .find('<')
                .map_or(rest.len(), |end| end + sign);
            self.at += end;
            return Some(Token::Text(start..self.at));
        }
    }

    /// Skips past the end tag of a raw text element; returns the position.
    pub(super) fn skip_to_end_of(&mut self, name: &str) -> usize {
        let rest = self.rest();
        let mut from = 0;
        loop {
            let Some(found) = rest.get(from..).and_then(|rest| rest.find("</")) else {
                self.at = self.source.len();
                return self.at;
            };
            let at = from + found;
            let after = rest.get(at + 2..).unwrap_or_default();
            let same = after
                .get(..name.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(name));
            if same {
                self.at += at + after.find('>').map_or(rest.len() - at, |end| end + 3);
                return self.at;
            }
            from = at + 2;
        }
    }
}

/// Parses the start tag at the start of a text; returns its length.
fn tag(text: &str, start: usize) -> (Tag, usize) {
    let name: String = text
        .chars()
        .skip(1)
        .take_while(|c| !c.is_ascii_whitespace() && !matches!(c, '>' | '/'))
        .collect();
    let mut at = 1 + name.len();
    let mut attributes = Vec::new();
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let trimmed = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        at += rest.len() - trimmed.len();
        if trimmed.is_empty() {
            break;
        }
        if trimmed.starts_with('>') {
            at += 1;
            break;
        }
        let len = trimmed
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))
            .map_or(trimmed.len(), |(end, _)| end);
        let key = trimmed.get(..len).unwrap_or_default();
        let after = trimmed.get(len..).unwrap_or_default();
        let blank = after.len() - after.trim_start().len();
        at += len;
        let Some(value) = after.trim_start().strip_prefix('=') else {
            attributes.push((key.to_ascii_lowercase(), String::new()));
            continue;
        };
        let blanks = value.len() - value.trim_start().len();
        let value = value.trim_start();
        at += blank + 1 + blanks;
        let (found, len) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = value.get(1..).unwrap_or_default();
                let end = inner.find(quote).unwrap_or(inner.len());
                (inner.get(..end).unwrap_or_default(), (end + 2).min(value.len()))
            }
            _ => {
                let end = value
                    .find(|c: char| c.is_ascii_whitespace() || c == '>')
                    .unwrap_or(value.len());
                (value.get(..end).unwrap_or_default(), end)
            }
        };
        attributes.push((key.to_ascii_lowercase(), found.to_owned()));
        at += len;
    }
    let at = at.min(text.len());
    let tag = Tag {
        name: name.to_ascii_lowercase(),
        attributes,
        range: start..start + at,
    };
    (tag, at)
}
