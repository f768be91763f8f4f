//! Reads requests from YAML documents.

use std::borrow::Cow;

use super::unread;
use crate::diagnostic::{self, Diagnostic};
use crate::mentions::{FreeText, Mentions, unescaped};
use crate::message::{Entry, catalogue};
use crate::read::bullets::Lines;
use crate::read::fields::Fields;
use crate::read::keys::{self, Key, KindWord};
use crate::read::likeness::{self, begins_a_line, is_key_and_value};
use crate::read::masked::read_filled;
use crate::read::shown::trimmed;
use crate::read::tree::{Document, Node, NodeRef, Tree};
use crate::read::{Context, FileSelection, MAX_EXCEPTIONS, Reading, shown};
use crate::request::{Due, Fact, Kind, KindScope, Request, Round, SendWindow, Timing};
use crate::source::{Source, Span};
use crate::text::trim;

/// Limit on items in a list, well above the number of offices in Japan.
const MAX_ITEMS: usize = 10_000;

/// Limit on named dues in a request.
const MAX_DUES: usize = 100;

/// Reads every request of a YAML file.
pub fn read<'a>(source: &'a Source, context: Context<'_>) -> Reading<'a> {
    let tree = Tree::parse(source.text());
    let mut fields = Fields::new(&tree, source.text(), context);
    let mut reading = Reading::default();
    let several = tree.documents.len() > 1;
    for (number, document) in tree.documents.iter().enumerate() {
        // What precedes a syntax error without a document mark belongs to the same, broken document.
        let broken = tree.documents.get(number + 1).filter(|next| next.error.is_some());
        if let (Some(root), Some(broken)) = (document.root, broken)
            && !is_parted(source.text(), root.span.start, broken.start)
        {
            continue;
        }
        fields.begin();
        let first = fields.diagnostics.len();
        if let Some(request) = fields.document(document, &mut reading, several.then_some(number + 1)) {
            let index = reading.requests.len();
            for found in &mut fields.diagnostics[first..] {
                found.request = Some(index);
            }
            reading.requests.push(Box::new(Request { index, ..request }));
        }
    }
    if let Some(at) = tree.unread {
        fields.begin();
        fields.too_many_documents(at);
    }
    reading.diagnostics = fields.diagnostics;
    if context.named == FileSelection::Explicit
        && reading.requests.is_empty()
        && reading.diagnostics.is_empty()
    {
        let message = catalogue::NO_REQUEST_FOUND.message();
        let help = catalogue::REQUEST_EXAMPLE_HELP.message();
        reading
            .diagnostics
            .push(Diagnostic::reader(diagnostic::NO_REQUEST_FOUND, Span::default(), message).with_help(help));
        reading.left_out.clear();
    } else if tree.documents.is_empty() {
        reading.left_out.push(catalogue::LEFT_EMPTY.message().into());
    }
    reading
}

/// Whether a document mark is between two positions.
fn is_parted(text: &str, from: u32, until: u32) -> bool {
    let rest = text.get(from as usize..).unwrap_or_default();
    let marks = ["\n---", "\n...", "\r---", "\r..."].into_iter();
    let mut found = marks.filter_map(|mark| rest.find(mark));
    found.any(|at| from as usize + at <= until as usize)
}

/// A due's name without a preceding sign.
fn after_sign<'a>(word: Cow<'a, str>, name: &str) -> Cow<'a, str> {
    match trimmed(word) {
        Cow::Borrowed(word) => {
            Cow::Borrowed(word.strip_suffix(name).map_or(word, |sign| &word[sign.len()..]))
        }
        Cow::Owned(_) => Cow::Owned(name.to_owned()),
    }
}

impl<'a> Fields<'_, 'a> {
    pub(super) fn document(
        &mut self,
        document: &Document,
        reading: &mut Reading<'a>,
        number: Option<usize>,
    ) -> Option<Request<'a>> {
        let mut leave_out = |reason: Entry| {
            let reason = match number {
                Some(number) => catalogue::LEFT_DOCUMENT
                    .arg("number", number)
                    .arg("reason", reason),
                None => reason.message(),
            };
            reading.left_out.push(reason.into());
        };
        if let Some(error) = &document.error {
            self.broken(error.at, &error.kind);
            return None;
        }
        let Some(root) = document.root.filter(|root| !self.tree.is_null(*root)) else {
            leave_out(catalogue::LEFT_EMPTY);
            return None;
        };
        let explicit = self.context.named == FileSelection::Explicit || self.is_meant_for_one(root);
        let Node::Mapping(entries) = self.tree.node(root.node) else {
            let is_text = matches!(self.tree.node(root.node), Node::Scalar { .. });
            if explicit && is_text && self.report_misread(root) {
                return None;
            }
            if let Some(inside) = self.request_inside(root).filter(|_| !explicit) {
                self.report_inside(inside);
            } else if explicit {
                let message = catalogue::REQUEST_NOT_MAPPING.message();
                let help = if self.is_list_of_keys(root) {
                    catalogue::REQUEST_IN_LIST_HELP
                } else {
                    catalogue::REQUEST_EXAMPLE_HELP
                };
                let help = Some(help.message());
                self.report(diagnostic::WRONG_TYPE, self.first_line(root.span), message, help);
            } else {
                leave_out(catalogue::LEFT_NOT_MAPPING);
            }
            return None;
        };
        let members = entries.iter().filter_map(|(key, value)| {
            let value = self.tree.text(*value).unwrap_or_default();
            Some((self.tree.text(*key)?, value))
        });
        if !explicit && !likeness::is_request(members) {
            if let Some(inside) = self.request_inside(root) {
                self.report_inside(inside);
                return None;
            }
            leave_out(catalogue::LEFT_NOT_REQUEST);
            return None;
        }
        if entries.iter().any(|(key, _)| self.is_indented_oddly(*key)) && self.report_misread(root) {
            return None;
        }
        Some(self.request(entries, root))
    }

    /// Whether a document is a list of single keys with values of a request.
    fn is_list_of_keys(&self, root: NodeRef) -> bool {
        let Node::Sequence(items) = self.tree.node(root.node) else {
            return false;
        };
        let is_key = |item: &NodeRef| match self.tree.node(item.node) {
            Node::Mapping(entries) => matches!(&entries[..], [(key, _)]
                if self.tree.text(*key).is_some_and(|key| keys::REQUEST.get(trim(key)).is_some())),
            Node::Scalar { .. } | Node::Sequence(_) => false,
        };
        items.len() > 1 && items.iter().all(is_key)
    }

    /// Whether a scalar, or one in a list, was meant as keys and values of a request.
    fn is_meant_for_one(&self, root: NodeRef) -> bool {
        let written = |at: NodeRef| match self.tree.node(at.node) {
            Node::Scalar { .. } => self.text.get(at.span.range()).unwrap_or_default(),
            Node::Sequence(_) | Node::Mapping(_) => "",
        };
        match self.tree.node(root.node) {
            // A single word in an item is not a key with a value.
            Node::Sequence(items) => {
                let mut items = items.iter().take(MAX_ITEMS);
                items.any(|item| is_key_and_value(written(*item)))
            }
            Node::Scalar { .. } => begins_a_line(written(root)),
            Node::Mapping(_) => false,
        }
    }

    /// A request nested in a list or under a key, where it is not read and would be left out silently. Only Japanese
    /// keys count: `kind` and `to` occur in all sorts of files.
    fn request_inside(&self, at: NodeRef) -> Option<NodeRef> {
        let items = |at: NodeRef| -> Vec<NodeRef> {
            match self.tree.node(at.node) {
                Node::Sequence(items) => items.iter().take(MAX_ITEMS).copied().collect(),
                Node::Mapping(entries) => entries.iter().take(MAX_ITEMS).map(|(_, value)| *value).collect(),
                Node::Scalar { .. } => Vec::new(),
            }
        };
        let is_one = |at: &NodeRef| match self.tree.node(at.node) {
            Node::Mapping(entries) => entries.iter().any(|(key, _)| {
                self.tree
                    .text(*key)
                    .is_some_and(|word| !word.is_ascii() && likeness::is_probable_key(word))
            }),
            _ => false,
        };
        let near = items(at);
        near.iter().copied().find(is_one).or_else(|| {
            let lists = near
                .into_iter()
                .filter(|at| matches!(self.tree.node(at.node), Node::Sequence(_)));
            lists.flat_map(items).take(MAX_ITEMS).find(is_one)
        })
    }

    fn report_inside(&mut self, inside: NodeRef) {
        let message = catalogue::REQUEST_INSIDE.message();
        let help = catalogue::REQUEST_INSIDE_HELP.message();
        self.report(
            diagnostic::WRONG_TYPE,
            self.first_line(inside.span),
            message,
            Some(help),
        );
    }

    fn request(&mut self, entries: &[(NodeRef, NodeRef)], root: NodeRef) -> Request<'a> {
        let tree = self.tree;
        self.root = Some(root);
        let head = entries.first().map_or(root.span, |(key, _)| key.span);
        let mut request = Request {
            head,
            ..Request::default()
        };
        let mut kind_scope = None;
        let mut hearing_seen = false;
        let mut due_seen = false;
        let mut kind_seen = false;
        // Span of an empty kind, and of empty dues and hearings.
        let mut kind_at = head;
        let mut no_due = Vec::new();
        let members = self.members(entries, &keys::REQUEST, |this, key, key_use, value| {
            let field = tree.text(key_use).unwrap_or_default();
            match key {
                Key::Kind => {
                    kind_seen = true;
                    request.kind = match this.kind(field, value) {
                        Fact::Known(word, span) => {
                            kind_scope = Some((word.1, span));
                            Fact::Known(word.0, span)
                        }
                        _ => Fact::Unreadable(value.span),
                    };
                }
                Key::Scope => request.scope = this.choice(field, value, &keys::SCOPE),
                Key::Subject => {
                    request.subject =
                        this.text_with_dates(FreeText::Subject, field, value, &mut request.mentions)
                }
                Key::From => this.senders(field, value, &mut request),
                Key::To => this.recipients(field, value, &mut request),
                Key::Sent => this.sent(field, value, &mut request),
                Key::Due => {
                    due_seen = this.dues(field, value, &mut request);
                    no_due.push(value.span);
                }
                Key::QuestionDue | Key::OpinionDue => {
                    due_seen = true;
                    let at = this.timing(field, value);
                    let name = Some(unread::due_name(field));
                    request.dues.push(Due {
                        name,
                        key: Cow::Owned(field.to_owned()),
                        at,
                    });
                }
                Key::Round => request.round = this.round(field, value),
                Key::Effort => request.effort = this.effort(field, value),
                Key::Considerable => request.considerable = this.choice(field, value, &keys::TRUTH),
                Key::Necessity => {
                    let text = this.text_with_dates(FreeText::Necessity, field, value, &mut request.mentions);
                    request.necessity = this.unless_blank(text);
                }
                Key::Materials => this.materials(field, value, &mut request),
                Key::Hearing => {
                    hearing_seen = true;
                    request.hearing = this.hearing(field, value).map(Box::new);
                    if request.hearing.is_none() {
                        request.hearing_unreadable = Some(value.span);
                    }
                }
                Key::Body => {
                    request.body = this.text_with_dates(FreeText::Body, field, value, &mut request.mentions)
                }
                Key::Exceptions => {
                    for item in this.list(field, value, MAX_EXCEPTIONS) {
                        request.exceptions.extend(this.exception(field, item));
                    }
                }
                Key::Template => {
                    request.template =
                        matches!(this.choice(field, value, &keys::TRUTH), Fact::Known(true, _));
                }
            }
        });
        self.report_invisible(root);
        for (key, at) in members.empty {
            match key {
                Key::Kind => kind_at = at.span,
                Key::Due | Key::QuestionDue | Key::OpinionDue | Key::Hearing => no_due.push(at.span),
                // An empty 例外 records none.
                Key::Exceptions => {
                    let value = entries
                        .iter()
                        .find(|(key, _)| *key == at)
                        .map(|(_, value)| *value);
                    let items = value.filter(|value| !matches!(tree.node(value.node), Node::Scalar { .. }));
                    let field = tree.text(at).unwrap_or_default();
                    for item in items.map(|items| self.items(items)).unwrap_or_default() {
                        request.exceptions.extend(self.exception(field, item));
                    }
                    continue;
                }
                _ => {}
            }
            if let Some(span) = self.empty::<()>(at).span() {
                unread::leave(&mut request, key, tree.text(at).unwrap_or_default(), span);
            }
            if key == Key::Sent {
                // Judged for any sending, as a template without a window; what that does not break stays
                // undetermined.
                request.window = request.sent.span().map(|span| {
                    Box::new(SendWindow {
                        span: Some(span),
                        blank: true,
                        ..SendWindow::default()
                    })
                });
            }
        }
        request.misspelt = std::mem::take(&mut self.misspelt);
        for (key, word, at) in members.unread {
            unread::leave(&mut request, key, word, at);
        }
        kind_seen |= request.kind.is_unreadable();
        due_seen |= request
            .dues
            .iter()
            .any(|due| due.at.is_unreadable() && !due.key.is_empty());
        hearing_seen |= request.hearing_unreadable.is_some();
        if request.template {
            self.leave_open(&mut request);
        }
        if let Some((scope, span)) = kind_scope {
            request.take_kind_scope(scope, span);
        }
        if !kind_seen {
            let help = catalogue::MISSING_KIND_HELP.message();
            self.report(
                diagnostic::MISSING_FIELD,
                kind_at,
                catalogue::MISSING_KIND.message(),
                Some(help),
            );
        }
        // A hearing without a time is only a place.
        let no_time = request
            .hearing
            .as_ref()
            .is_some_and(|hearing| hearing.start.is_absent() && hearing.end.is_absent());
        no_due.extend(request.hearing.as_ref().map(|hearing| hearing.span));
        if !due_seen && (!hearing_seen || no_time && !request.template) {
            let at = no_due.into_iter().find_map(|within| self.first_empty(within));
            let help = catalogue::MISSING_DUE_HELP.message();
            self.report(
                diagnostic::MISSING_FIELD,
                at.unwrap_or(head),
                catalogue::MISSING_DUE.message(),
                Some(help),
            );
        }
        request
    }

    /// A free text, whose dates are collected.
    fn text_with_dates(
        &mut self,
        text: FreeText,
        field: &str,
        value: NodeRef,
        mentions: &mut Mentions,
    ) -> Fact<Cow<'a, str>> {
        let fact = self.free_text(field, value);
        if let Fact::Known(_, span) = &fact {
            let written = self.text.get(span.range()).unwrap_or_default();
            mentions.take(text, written, span.start, read_filled(&unescaped(written)));
        }
        fact
    }

    fn senders(&mut self, field: &str, value: NodeRef, request: &mut Request<'a>) {
        let mut readable = true;
        for item in self.list(field, value, MAX_ITEMS) {
            if self.tree.is_null(item) {
                continue;
            }
            match self.office(field, item) {
                Some(office) if request.from.is_absent() => request.from = Fact::Known(office, item.span),
                Some(office) => request.co_senders.push(office),
                None => readable = false,
            }
        }
        if !readable {
            request.from = Fact::Unreadable(value.span);
            request.co_senders.clear();
        }
    }

    fn recipients(&mut self, field: &str, value: NodeRef, request: &mut Request<'a>) {
        let items = self.list(field, value, MAX_ITEMS);
        request.to.reserve(items.len());
        for item in items {
            if self.is_empty(item) {
                request.to_unreadable = self.empty_item(field, item).or(request.to_unreadable);
                continue;
            }
            match self.office(field, item) {
                Some(office) => request.to.push(office),
                None => request.to_unreadable = Some(item.span),
            }
        }
    }

    /// Reports an empty item in a list; returns its span in a template.
    fn empty_item(&mut self, field: &str, item: NodeRef) -> Option<Span> {
        // An empty node has no text: report it at the hyphen.
        let before = self.text.get(..item.span.start as usize).unwrap_or_default();
        let at = match before.rfind('-').filter(|_| item.span.is_empty()) {
            Some(hyphen)
                if before
                    .get(hyphen + 1..)
                    .is_some_and(|rest| rest.trim().is_empty()) =>
            {
                Span::new(hyphen, hyphen + 1)
            }
            _ => item.span,
        };
        self.empty_at::<()>(field, at).span()
    }

    fn materials(&mut self, field: &str, value: NodeRef, request: &mut Request<'a>) {
        let lines = match self.tree.node(value.node) {
            Node::Sequence(_) => Lines::Item,
            _ => Lines::Items,
        };
        for item in self.list(field, value, MAX_ITEMS) {
            if self.is_empty(item) {
                request.materials_unreadable = self.empty_item(field, item).or(request.materials_unreadable);
                continue;
            }
            match self.material(field, item, lines) {
                Some(material) => request.materials.push(material),
                None => request.materials_unreadable = Some(item.span),
            }
        }
    }

    /// One due, or several by name: {質問: …, 意見: …}. Returns whether any has a value.
    fn dues(&mut self, field: &str, value: NodeRef, request: &mut Request<'a>) -> bool {
        let Some(entries) = self.entries(value) else {
            let at = self.timing(field, value);
            request.dues.push(Due {
                name: None,
                key: Cow::Owned(field.to_owned()),
                at,
            });
            return true;
        };
        let tree = self.tree;
        let mut any = self.is_template();
        if let Some((key, _)) = entries.get(MAX_DUES) {
            let limit = MAX_DUES.to_string();
            let message = catalogue::LIMIT_ITEMS.with(&[("field", field), ("limit", &limit)]);
            self.report(diagnostic::LIMIT_EXCEEDED, key.span, message, None);
        }
        let mut names: Vec<(&str, NodeRef)> = Vec::new();
        for &(key, value) in entries.iter().take(MAX_DUES) {
            let Some(name) = tree.text(key) else {
                self.wrong_type(field, key, catalogue::EXPECTED_TEXT);
                continue;
            };
            let name = self.due_named(key, trim(name));
            if let Some((_, first)) = names.iter().find(|(known, _)| *known == name) {
                let shown = shown(name);
                let message = catalogue::DUPLICATE_KEY.with(&[("key", &shown), ("first", &shown)]);
                let found = Diagnostic::reader(diagnostic::DUPLICATE_KEY, key.span, message)
                    .with_help(catalogue::DUPLICATE_KEY_HELP.message())
                    .with_related(first.span, catalogue::DUPLICATE_KEY_FIRST.message());
                self.push(found);
                continue;
            }
            names.push((name, key));
            let at = if self.is_empty(value) {
                self.empty::<()>(key);
                Timing::Unreadable(key.span)
            } else {
                any = true;
                self.timing(&shown(name), value)
            };
            request.dues.push(Due {
                name: self.normalized(key).map(|word| after_sign(word, name)),
                key: Cow::Borrowed(""),
                at,
            });
        }
        any
    }

    /// 種別, possibly with its scope or a synonym in brackets: 協議（法令）, 調査（アンケート）.
    fn kind(&mut self, field: &str, value: NodeRef) -> Fact<KindWord> {
        let text = trim(self.tree.text(value).unwrap_or_default());
        let parts = text
            .strip_suffix(['）', ')', '】', ']', '］'])
            .and_then(|text| text.split_once(['（', '(', '【', '[', '［']));
        if let (None, Some(word)) = (parts, keys::KIND.get(text)) {
            return Fact::Known(word, value.span);
        }
        let (head, inside) = parts.map_or((text, ""), |(head, inside)| (trim(head), trim(inside)));
        let in_brackets = keys::KIND.get(head).and_then(|KindWord(kind, scope)| {
            let with_scope = keys::SCOPE.get(inside).filter(|_| kind == Kind::Consultation);
            // 協議（政策） is 政策協議.
            let synonym = keys::KIND
                .get(inside)
                .or_else(|| keys::KIND.get(&format!("{inside}{head}")));
            let synonym = synonym.filter(|other| other.0 == kind);
            match (with_scope, synonym) {
                // 法令協議（政策調整） is contradictory.
                (Some(stated), _) => {
                    let fits = !matches!(scope, KindScope::Is(is) if is != stated);
                    fits.then_some(KindWord(kind, KindScope::Is(stated)))
                }
                (None, Some(KindWord(_, other))) if scope == KindScope::Usual => Some(KindWord(kind, other)),
                (None, Some(_)) => Some(KindWord(kind, scope)),
                (None, None) => None,
            }
        });
        if let Some(word) = in_brackets {
            return Fact::Known(word, value.span);
        }
        // 再質問 is a round of a consultation, not a kind.
        if [text, inside]
            .iter()
            .any(|word| keys::ROUND.get(&keys::as_follow_up(word)) == Some(Round::FollowUp))
        {
            let round = &*keys::as_follow_up(if inside.is_empty() { text } else { inside });
            let values = [("field", field), ("value", &*shown(text)), ("round", round)];
            let message = catalogue::NOT_A_CHOICE.with(&values);
            let help = catalogue::KIND_IS_ROUND.with(&values);
            self.report(diagnostic::UNREADABLE_VALUE, value.span, message, Some(help));
            return Fact::Unreadable(value.span);
        }
        self.choice(field, value, &keys::KIND)
    }

    /// 段階; as a number, 2 and above are follow-ups.
    fn round(&mut self, field: &str, value: NodeRef) -> Fact<Round> {
        let text = trim(self.tree.text(value).unwrap_or_default());
        let digits = text.trim_start_matches('第').trim_end_matches(['回', '目']);
        if let Ok(number) = digits.parse::<u32>()
            && number > 0
            && digits.len() < 4
        {
            return Fact::Known(
                if number == 1 {
                    Round::First
                } else {
                    Round::FollowUp
                },
                value.span,
            );
        }
        if keys::ROUND.get(&keys::as_follow_up(text)) == Some(Round::FollowUp) {
            return Fact::Known(Round::FollowUp, value.span);
        }
        self.choice(field, value, &keys::ROUND)
    }
}
