//! A value placeholder where the grammar asks for a name: `SET :a = :a`.

use super::Scene;
use crate::diagnostics::describe::Told;
use crate::diagnostics::{Applicability, Code};
use crate::syntax::{ExpressionKind, TokenKind, is_reserved};

impl Scene<'_> {
    /// `SET :a = :v`, `REMOVE :a`
    pub(super) fn value_as_target(&self) -> Option<Told> {
        let here = self.here();
        let at_name = self.expected.contains(TokenKind::NamePlaceholder);
        let an_update = matches!(self.spot.kind, ExpressionKind::Update | ExpressionKind::Projection);
        if here.kind != TokenKind::ValuePlaceholder || !at_name || !an_update {
            return None;
        }
        let written = self.text(here);
        let bare = written.get(1..)?;
        let alias = format!("#{bare}");
        let title = format!("`{written}` stands where an attribute name belongs");
        let told = Told::new(Code::SwappedPlaceholderKind, title, "`:` is for values");
        let meant = if self.context.subject.names.get(&alias).is_some() { alias } else { bare.to_owned() };
        let is_name =
            meant.starts_with('#') || (bare.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_reserved(bare));
        if !is_name {
            return Some(told.help("write the attribute's name, or a `#` placeholder for it"));
        }
        let fix = self.replacing(&format!("write `{meant}`"), Applicability::Unsafe, here.span, &meant);
        Some(told.help(format!("write `{meant}`, if that is the attribute")).fix(fix))
    }
}
