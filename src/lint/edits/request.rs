//! Fixes of a request in a JSON text, as changes of that text.

use std::cell::OnceCell;

use super::{Sites, Target, changes};
use crate::diagnostics::{Diagnostic, HostEdit};
use crate::host::{Language, Module, parse};
use crate::request::Request;
use crate::source::Span;

/// What changes the text of one request. Its text is read once, by itself: the file may hold very many.
pub(in crate::lint) struct RequestEdits<'r> {
    request: &'r Request<'r>,
    text: &'r str,
    module: OnceCell<Module<'r>>,
}

impl<'r> RequestEdits<'r> {
    pub(in crate::lint) fn new(request: &'r Request<'r>, text: &'r str) -> Self {
        let text = request.node.span.slice(text).unwrap_or_default();
        Self { request, text, module: OnceCell::new() }
    }

    /// The changes that a diagnostic's fix makes; nothing where there is none, or it cannot be written.
    pub(in crate::lint) fn of(&self, diagnostic: &Diagnostic) -> Vec<HostEdit> {
        let Some(fix) = &diagnostic.fix else { return Vec::new() };
        let module = self.module.get_or_init(|| parse(self.text, Language::Json));
        let Some(target) = Target::of_request(self.request, usize::from(diagnostic.place.entry), self.text) else {
            return Vec::new();
        };
        let base = self.request.node.span.start;
        let in_file = |span: Span| Span::new(span.start.saturating_add(base), span.end.saturating_add(base));
        let changes = changes(fix, &target, &Sites::new(module)).unwrap_or_default();
        let edit = |change: super::Change| HostEdit { source: 0, span: in_file(change.span), replacement: change.text };
        changes.into_iter().map(edit).collect()
    }
}
