//! JSON in the argument of a command: `--expression-attribute-names '{"#s": "size"}'`, changed as JSON is.

use super::{Change, Map, Sites, Target, Writer};
use crate::host::{Language, parse};
use crate::source::Span;

impl Writer<'_> {
    /// True where a map is the JSON of an argument.
    pub(super) fn is_argument(&self, map: Map) -> bool {
        self.argument(map).is_some()
    }

    /// What stands between the single quotes around a map's first entry.
    fn argument(&self, map: Map) -> Option<Span> {
        let is_command = self.sites.module.language() == Language::Bash;
        let first = self.map(map).entries.first().filter(|_| is_command)?;
        let literal = self.sites.text_around(first.key_span)?;
        let inside = self.slice(literal)?.strip_prefix('\'')?.strip_suffix('\'')?;
        // A quote that is closed and opened again is not JSON as it stands.
        (!inside.contains('\'')).then(|| Span::new(literal.start + 1, literal.end - 1))
    }

    /// Makes a change to such a map, in the JSON by itself.
    pub(super) fn in_argument(
        &mut self,
        map: Map,
        change: impl FnOnce(&mut Writer<'_>) -> Option<()>,
    ) -> Option<()> {
        let inside = self.argument(map)?;
        let module = parse(self.slice(inside)?, Language::Json);
        let target = Target::of_map(self.map(map), map == Map::Names, inside.start);
        let sites = Sites::new(&module);
        let mut writer = Writer { target: &target, sites: &sites, changes: Vec::new() };
        change(&mut writer)?;
        let is_quotable = writer.changes.iter().all(|change| !change.text.contains('\''));
        is_quotable.then_some(())?;
        let there = |span: Span| Span::new(span.start + inside.start, span.end + inside.start);
        self.changes.extend(writer.changes.into_iter().map(|change| Change { span: there(change.span), ..change }));
        Some(())
    }
}
