//! A property with decoded value, parameters and spans.

use std::borrow::Cow;

use crate::source::Span;
use crate::text::unfilled;
use ical_span::lines::{ContentLine, Param, quoted_printable, unescape};

/// A property of a component.
#[derive(Clone, Debug)]
pub(super) struct Prop<'a> {
    /// Name in upper case.
    pub name: Cow<'a, str>,
    pub name_span: Span,
    params: Vec<Param<'a>>,
    /// The value, decoded from quoted-printable, still escaped.
    pub value: Cow<'a, str>,
    pub value_span: Span,
    /// False for quoted-printable that could not be decoded.
    pub decoded: bool,
}

impl<'a> Prop<'a> {
    pub fn new(line: ContentLine<'a>) -> Self {
        let ContentLine {
            name,
            name_span,
            params,
            value,
            value_span,
            ..
        } = line;
        Self {
            name,
            name_span,
            params,
            value: Cow::Borrowed(value),
            value_span,
            decoded: true,
        }
    }

    /// Whether the value is quoted-printable: vCalendar 1.0 allows the bare word without `ENCODING=`.
    pub fn is_quoted_printable(line: &ContentLine<'_>) -> bool {
        line.params.iter().any(|param| match &*param.name {
            "ENCODING" => param
                .values
                .iter()
                .any(|value| value.eq_ignore_ascii_case("QUOTED-PRINTABLE")),
            "QUOTED-PRINTABLE" => param.values.is_empty(),
            _ => false,
        })
    }

    /// Decodes the value from quoted-printable.
    pub fn decode(&mut self, written: &str) {
        let charset = self.param("CHARSET");
        match quoted_printable(written, charset) {
            Some(value) => self.value = Cow::Owned(value),
            None => self.decoded = false,
        }
    }

    /// Its parameters.
    pub fn params(&self) -> &[Param<'a>] {
        &self.params
    }

    /// The first value of a parameter.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params
            .iter()
            .find(|param| param.name == name)?
            .values
            .first()
            .map(|value| value.trim())
    }

    /// An X-KIGEN- parameter, with or without the prefix.
    pub fn x_param(&self, name: &str) -> Option<(&str, Span)> {
        let is_named =
            |param: &&Param<'a>| param.name.strip_prefix("X-KIGEN-").unwrap_or(&param.name) == name;
        let param = self.params.iter().find(is_named)?;
        Some((param.values.first()?.trim(), param.span))
    }

    /// Span of a parameter.
    pub fn param_span(&self, name: &str) -> Span {
        self.params
            .iter()
            .find(|param| param.name == name)
            .map_or(self.value_span, |param| param.span)
    }

    /// The value unescaped (RFC 5545 §3.3.11).
    pub fn text(&self) -> Cow<'a, str> {
        match &self.value {
            Cow::Borrowed(value) => unescape(value),
            Cow::Owned(value) => Cow::Owned(unescape(value).into_owned()),
        }
    }

    /// Whether the value is empty: nothing, invisible characters, or a dash.
    pub fn is_empty(&self) -> bool {
        self.decoded && unfilled::is_empty(&self.text())
    }
}
