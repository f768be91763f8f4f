//! The places of a source file where a switch is possible.

use std::collections::HashMap;
use std::ops::Range;

use proc_macro2::LineColumn;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::mutant::{Mutant, Place};
use crate::Failure;

/// How a switch is inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Around an expression, with the replacement in another branch.
    Expression,
    /// An early return at the start of a function body.
    Body,
    /// A guard after the pattern of an arm without one.
    Arm,
    /// Around an arm's guard.
    Guard,
}

/// The byte offset of each line.
struct LineStarts<'s> {
    source: &'s str,
    starts: Vec<usize>,
}

impl<'s> LineStarts<'s> {
    fn new(source: &'s str) -> Self {
        let ends = source.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            source,
            starts: std::iter::once(0).chain(ends).collect(),
        }
    }

    /// The byte of a line, counted from 1, and a column, from 0 in code points.
    fn byte(&self, line: usize, column: usize) -> usize {
        let start = self.starts.get(line.wrapping_sub(1)).copied().unwrap_or_default();
        let rest = self.source.get(start..).unwrap_or_default();
        start + rest.chars().take(column).map(char::len_utf8).sum::<usize>()
    }

    fn of(&self, at: LineColumn) -> usize {
        self.byte(at.line, at.column)
    }

    fn range(&self, span: proc_macro2::Span) -> Range<usize> {
        self.of(span.start())..self.of(span.end())
    }

    fn mutants(&self, at: Place) -> usize {
        self.byte(at.line, at.column.saturating_sub(1))
    }
}

/// Places where a switch is possible, by the start of the mutant's span and its genre.
pub struct Sites<'s> {
    source: &'s str,
    lines: LineStarts<'s>,
    /// Depth of constant contexts: a switch reads a variable and is no constant expression.
    constant: usize,
    found: HashMap<(usize, &'static str), Replacement>,
}

enum Replacement {
    /// The whole expression and its operands.
    Binary(Range<usize>, Range<usize>, Range<usize>),
    Unary(Range<usize>, Range<usize>),
    Body(usize),
    Arm(usize, Option<Range<usize>>),
    Guard(Range<usize>),
    Field(Range<usize>),
    /// Does not compile as a mutant: `||` beside a `let` of a chain, a `match` that would not be exhaustive.
    Refused,
}

/// A mutant's place in the source.
pub enum Site {
    /// The bytes it is inserted around or before, how, and its replacement code.
    Switch(Range<usize>, Kind, String),
    Refused,
}

impl<'s> Sites<'s> {
    pub fn of(source: &'s str) -> Result<Self, Failure> {
        let mut sites = Self {
            source,
            lines: LineStarts::new(source),
            constant: 0,
            found: HashMap::new(),
        };
        sites.visit_file(&syn::parse_file(source)?);
        Ok(sites)
    }

    fn text(&self, bytes: Range<usize>) -> &str {
        self.source.get(bytes).unwrap_or_default()
    }

    /// None where no switch is possible.
    pub fn site(&self, mutant: &Mutant) -> Option<Site> {
        let start = self.lines.mutants(mutant.span.start);
        let end = self.lines.mutants(mutant.span.end);
        let genre = GENRES.into_iter().find(|genre| *genre == mutant.genre)?;
        let replacement = &mutant.replacement;
        let (bytes, kind, code) = match self.found.get(&(start, genre))? {
            Replacement::Binary(whole, left, right) => {
                let (left, right) = (self.text(left.clone()), self.text(right.clone()));
                let code = format!("({left}) {replacement} ({right})");
                (whole.clone(), Kind::Expression, code)
            }
            Replacement::Unary(whole, inner) => {
                let inner = self.text(inner.clone());
                (whole.clone(), Kind::Expression, format!("{replacement}({inner})"))
            }
            Replacement::Guard(guard) => (guard.clone(), Kind::Expression, replacement.clone()),
            Replacement::Field(whole) => {
                let mut code = self.text(whole.start..start).to_owned();
                code.push_str(self.text(end..whole.end));
                (whole.clone(), Kind::Expression, code)
            }
            Replacement::Body(at) => (*at..*at, Kind::Body, format!("return {replacement}")),
            Replacement::Arm(_, Some(guard)) => (guard.clone(), Kind::Guard, String::new()),
            Replacement::Arm(pattern, None) => (*pattern..*pattern, Kind::Arm, String::new()),
            Replacement::Refused => return Some(Site::Refused),
        };
        Some(Site::Switch(bytes, kind, code))
    }

    fn add(&mut self, at: LineColumn, genre: &'static str, found: Replacement) {
        if self.constant == 0 {
            self.found.insert((self.lines.of(at), genre), found);
        }
    }

    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let Some(first) = block.stmts.first() else {
            return;
        };
        // The two returns of an `impl Trait` would be two types.
        if signature.constness.is_none() && !names_impl(&signature.output) {
            let at = self.lines.of(block.brace_token.span.open().end());
            self.add(first.span().start(), "FnValue", Replacement::Body(at));
        }
    }

    fn constant(&mut self, inside: bool, visit: impl FnOnce(&mut Self)) {
        self.constant += usize::from(inside);
        visit(self);
        self.constant -= usize::from(inside);
    }
}

const GENRES: [&str; 6] = [
    "FnValue",
    "BinaryOperator",
    "UnaryOperator",
    "MatchArmGuard",
    "MatchArm",
    "StructField",
];

fn names_impl(output: &syn::ReturnType) -> bool {
    struct Search(bool);
    impl Visit<'_> for Search {
        fn visit_type_impl_trait(&mut self, _: &syn::TypeImplTrait) {
            self.0 = true;
        }
    }
    let mut search = Search(false);
    search.visit_return_type(output);
    search.0
}

fn is_irrefutable(pattern: &syn::Pat) -> bool {
    match pattern {
        syn::Pat::Wild(_) => true,
        // A lower-case name is a binding, no constant or variant.
        syn::Pat::Ident(name) => {
            let name_text = name.ident.to_string();
            name.subpat.is_none() && !name_text.starts_with(char::is_uppercase)
        }
        syn::Pat::Tuple(tuple) => tuple.elems.iter().all(is_irrefutable),
        syn::Pat::Reference(inner) => is_irrefutable(&inner.pat),
        syn::Pat::Paren(inner) => is_irrefutable(&inner.pat),
        _ => false,
    }
}

/// Whether it contains a `let` of a chain: never inside parentheses or an operand of `||`.
fn has_let(expression: &syn::Expr) -> bool {
    match expression {
        syn::Expr::Let(_) => true,
        syn::Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Sites<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
        self.constant(item.sig.constness.is_some(), |own| {
            visit::visit_item_fn(own, item)
        });
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block);
        self.constant(item.sig.constness.is_some(), |own| {
            visit::visit_impl_item_fn(own, item)
        });
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.function(&item.sig, block);
        }
        self.constant(item.sig.constness.is_some(), |own| {
            visit::visit_trait_item_fn(own, item)
        });
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        self.constant(true, |own| visit::visit_item_const(own, item));
    }

    fn visit_impl_item_const(&mut self, item: &'ast syn::ImplItemConst) {
        self.constant(true, |own| visit::visit_impl_item_const(own, item));
    }

    fn visit_trait_item_const(&mut self, item: &'ast syn::TraitItemConst) {
        self.constant(true, |own| visit::visit_trait_item_const(own, item));
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.constant(true, |own| visit::visit_item_static(own, item));
    }

    fn visit_expr_const(&mut self, item: &'ast syn::ExprConst) {
        self.constant(true, |own| visit::visit_expr_const(own, item));
    }

    fn visit_type(&mut self, item: &'ast syn::Type) {
        self.constant(true, |own| visit::visit_type(own, item));
    }

    fn visit_generic_argument(&mut self, item: &'ast syn::GenericArgument) {
        self.constant(true, |own| visit::visit_generic_argument(own, item));
    }

    fn visit_variant(&mut self, item: &'ast syn::Variant) {
        self.constant(true, |own| visit::visit_variant(own, item));
    }

    fn visit_expr_repeat(&mut self, item: &'ast syn::ExprRepeat) {
        self.visit_expr(&item.expr);
        self.constant(true, |own| own.visit_expr(&item.len));
    }

    /// A closure's body in a constant is not evaluated there.
    fn visit_expr_closure(&mut self, item: &'ast syn::ExprClosure) {
        let outside = std::mem::take(&mut self.constant);
        visit::visit_expr_closure(self, item);
        self.constant = outside;
    }

    fn visit_pat(&mut self, _: &'ast syn::Pat) {}

    fn visit_expr_binary(&mut self, item: &'ast syn::ExprBinary) {
        let range = |span| self.lines.range(span);
        let (left, right) = (range(item.left.span()), range(item.right.span()));
        let found = if has_let(&item.left) || has_let(&item.right) {
            Replacement::Refused
        } else {
            Replacement::Binary(left.start..right.end, left, right)
        };
        self.add(item.op.span().start(), "BinaryOperator", found);
        visit::visit_expr_binary(self, item);
    }

    fn visit_expr_unary(&mut self, item: &'ast syn::ExprUnary) {
        let inner = self.lines.range(item.expr.span());
        let start = item.op.span().start();
        let found = Replacement::Unary(self.lines.of(start)..inner.end, inner);
        self.add(start, "UnaryOperator", found);
        visit::visit_expr_unary(self, item);
    }

    fn visit_expr_match(&mut self, item: &'ast syn::ExprMatch) {
        let takes_all = |arm: &syn::Arm| arm.guard.is_none() && is_irrefutable(&arm.pat);
        let complete = item.arms.iter().any(takes_all);
        for arm in &item.arms {
            let guard = arm.guard.as_ref().map(|(_, guard)| guard);
            let bytes = guard.map(|guard| self.lines.range(guard.span()));
            if guard.is_some_and(|guard| has_let(guard)) {
                continue;
            }
            if let (Some(guard), Some(bytes)) = (guard, &bytes) {
                let found = Replacement::Guard(bytes.clone());
                self.add(guard.span().start(), "MatchArmGuard", found);
            }
            let found = if complete && !takes_all(arm) {
                Replacement::Arm(self.lines.of(arm.pat.span().end()), bytes)
            } else {
                Replacement::Refused
            };
            self.add(arm.span().start(), "MatchArm", found);
        }
        visit::visit_expr_match(self, item);
    }

    fn visit_expr_struct(&mut self, item: &'ast syn::ExprStruct) {
        let whole = self.lines.range(item.span());
        for field in &item.fields {
            let found = Replacement::Field(whole.clone());
            self.add(field.span().start(), "StructField", found);
        }
        visit::visit_expr_struct(self, item);
    }
}
