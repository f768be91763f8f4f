//! Code actions: the edits of findings.

use std::collections::HashMap;

use gen_lsp_types as types;
use types::{CodeAction, CodeActionKind, Range, TextEdit, Uri, WorkspaceEdit};

use super::analysis::Analysis;
use super::diagnostics;
use super::document::Document;
use super::position::Units;
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::fix::FixSubject;
use crate::fix::choose::choose;
use crate::fix::edit::sent_fix;
use crate::format::edit::Editable;
use crate::message::{Lang, catalogue};
use crate::rules::Binding;
use crate::source::Span;

/// The kind of the action that applies every safe edit of a document.
pub(super) const FIX_ALL: &str = "source.fixAll.kigen";
/// Limit on the findings for which actions are computed at once.
const FINDINGS_LIMIT: usize = 100;

/// A document in a request for actions, and the client's capabilities.
pub(super) struct ActionRequest<'a> {
    pub document: &'a Document,
    pub analysis: &'a Analysis,
    pub units: Units,
    pub lang: Lang,
    /// Whether edits may carry the document's version.
    pub versioned: bool,
}

impl ActionRequest<'_> {
    /// The actions for a range, restricted to the kinds in `only` if given.
    pub fn actions(&self, range: Range, only: Option<&[CodeActionKind]>) -> Vec<CodeAction> {
        let wanted = |kind: &str| {
            only.is_none_or(|only| {
                only.iter().any(|only| {
                    let only = kind_name(only);
                    // A kind includes its sub-kinds (LSP).
                    only.is_empty()
                        || kind
                            .strip_prefix(only)
                            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                })
            })
        };
        let mut actions = Vec::new();
        if wanted("quickfix") {
            let all = self.analysis.report.diagnostics.iter();
            let touched: Vec<&Diagnostic> = all
                .filter(|finding| {
                    let place = self.analysis.range(finding.span, self.document, self.units);
                    touches(place, range)
                })
                .take(FINDINGS_LIMIT)
                .collect();
            let editor = self.analysis.format.input_format().editor(&self.analysis.source);
            let editor = editor.as_deref();
            let earlier = self.earlier_sendings(&touched, editor);
            for (number, finding) in touched.iter().enumerate() {
                let sending_fixes = earlier
                    .iter()
                    .filter(|(index, _)| *index == number)
                    .map(|(_, fix)| fix);
                let record = self.exception_record(finding, editor);
                self.quick_fixes(finding, sending_fixes.chain(&record), &mut actions);
            }
        }
        // Offered in a menu only beside other actions; on save an editor requests the kind explicitly.
        if wanted(FIX_ALL) && (only.is_some() || !actions.is_empty()) {
            let edits = self.safe_edits();
            if !edits.is_empty() {
                actions.push(CodeAction {
                    title: catalogue::FIX_ALL.text(self.lang).to_owned(),
                    kind: Some(CodeActionKind::Custom(FIX_ALL.into())),
                    edit: Some(self.workspace_edit(&edits)),
                    ..CodeAction::default()
                });
            }
        }
        actions
    }

    /// Adds the actions for a finding: its own fixes, then `others`.
    fn quick_fixes<'f>(
        &self,
        finding: &Diagnostic,
        others: impl Iterator<Item = &'f Fix>,
        actions: &mut Vec<CodeAction>,
    ) {
        let shown = diagnostics::one(finding, self.document, self.analysis, self.units, self.lang);
        let mut add = |title: &str, edits: &[Edit], preferred: bool| {
            let edit = self.workspace_edit(edits);
            // An edit that fixes several findings is one action for all of them.
            if let Some(known) = actions
                .iter_mut()
                .find(|known| known.title == title && known.edit.as_ref() == Some(&edit))
            {
                known.diagnostics.get_or_insert_default().push(shown.clone());
                return;
            }
            actions.push(CodeAction {
                title: title.to_owned(),
                kind: Some(CodeActionKind::QuickFix),
                diagnostics: Some(vec![shown.clone()]),
                is_preferred: preferred.then_some(true),
                edit: Some(edit),
                ..CodeAction::default()
            });
        };
        for (number, fix) in finding.fixes.iter().enumerate() {
            let preferred = number == 0 && fix.applicability == Applicability::Safe;
            add(&fix.title.render(self.lang), &fix.edits, preferred);
        }
        for fix in others {
            add(&fix.title.render(self.lang), &fix.edits, false);
        }
    }

    /// The edits of `kigen check --fix`.
    fn safe_edits(&self) -> Vec<Edit> {
        let chosen = choose(&self.analysis.report.diagnostics, false);
        let edit = |(span, text): (Span, &str)| Edit {
            span,
            text: text.to_owned(),
        };
        chosen.edits.into_iter().map(edit).collect()
    }

    /// For each finding on a due, by its index: a fix that moves the sending to the last moment at which the due
    /// complies. The requests are read once for all findings.
    fn earlier_sendings(&self, findings: &[&Diagnostic], editor: Option<&dyn Editable>) -> Vec<(usize, Fix)> {
        let engine = self.analysis.engine();
        let of_due = |finding: &Diagnostic| {
            let rule = engine.rules.get(&finding.code);
            rule.is_some_and(|(_, rule)| FixSubject::rule(rule) == Some(FixSubject::Due))
        };
        let mut fixes = Vec::new();
        let Some(editor) = editor.filter(|_| findings.iter().any(|finding| of_due(finding))) else {
            return fixes;
        };
        let due_findings = |index: usize| {
            let numbered = findings.iter().enumerate();
            numbered.filter(move |(_, finding)| finding.request == Some(index) && of_due(finding))
        };
        self.analysis.with_cases(
            // A template has no single time of sending to move.
            |request| {
                request.window.is_none()
                    && !request.is_read_only
                    && due_findings(request.index).next().is_some()
            },
            |case| {
                for (number, finding) in due_findings(case.request.index) {
                    let due = case.dues.iter().position(|due| due.span == finding.span);
                    let fix = due.and_then(|due| sent_fix(engine, case, due, editor));
                    fixes.extend(fix.map(|fix| (number, fix)));
                }
                None::<()>
            },
        );
        fixes
    }

    /// A fix that inserts an exception record for a finding; None if no record clears its rule.
    fn exception_record(&self, finding: &Diagnostic, editor: Option<&dyn Editable>) -> Option<Fix> {
        let (_, rule) = self.analysis.engine().rules.get(&finding.code)?;
        if rule.binding == Binding::Must || rule.protected {
            return None;
        }
        let edit = editor?.exception_record(finding.span, &finding.code)?;
        Some(Fix {
            title: catalogue::FIX_EXCEPTION.with(&[("code", &finding.code)]),
            applicability: Applicability::Unsafe,
            edits: vec![edit],
        })
    }

    fn workspace_edit(&self, edits: &[Edit]) -> WorkspaceEdit {
        let uri = Uri(self.document.uri.clone());
        let edits = edits.iter().map(|edit| TextEdit {
            range: self.analysis.range(edit.span, self.document, self.units),
            new_text: edit.text.clone(),
        });
        if !self.versioned {
            return WorkspaceEdit {
                changes: Some(HashMap::from([(uri, edits.collect())])),
                ..WorkspaceEdit::default()
            };
        }
        let document = types::OptionalVersionedTextDocumentIdentifier {
            version: Some(self.document.version),
            text_document_identifier: types::TextDocumentIdentifier { uri },
        };
        let change = types::DocumentChange::TextDocumentEdit(types::TextDocumentEdit {
            text_document: document,
            edits: edits.map(types::Edit::TextEdit).collect(),
        });
        WorkspaceEdit {
            document_changes: Some(vec![change]),
            ..WorkspaceEdit::default()
        }
    }
}

/// Whether two ranges overlap or touch: a cursor at a value's end counts as on the value.
fn touches(a: Range, b: Range) -> bool {
    let key = |position: types::Position| (position.line, position.character);
    key(a.start) <= key(b.end) && key(b.start) <= key(a.end)
}

fn kind_name(kind: &CodeActionKind) -> &str {
    match kind {
        CodeActionKind::Empty => "",
        CodeActionKind::QuickFix => "quickfix",
        CodeActionKind::Refactor => "refactor",
        CodeActionKind::RefactorExtract => "refactor.extract",
        CodeActionKind::RefactorInline => "refactor.inline",
        CodeActionKind::RefactorMove => "refactor.move",
        CodeActionKind::RefactorRewrite => "refactor.rewrite",
        CodeActionKind::Source => "source",
        CodeActionKind::SourceOrganizeImports => "source.organizeImports",
        CodeActionKind::SourceFixAll => "source.fixAll",
        CodeActionKind::Notebook => "notebook",
        CodeActionKind::Custom(name) => name,
    }
}
