//! What an update may rely on: what its condition shows, and what it provides for itself.

use super::RuleContext;
use crate::check::{CheckedExpression, DocumentPath};
use crate::reason::Conditions;
use crate::request::Operation;
use crate::syntax::{ExpressionKind, NodeKind};

/// An update with what is known of the item before it.
pub(super) struct Guard<'c> {
    /// The update.
    pub(super) update: &'c CheckedExpression<'c>,
    /// The conditions under which it is made.
    pub(super) conditions: Conditions<'c>,
    keys: Vec<&'c str>,
    provided: Vec<DocumentPath<'c>>,
}

impl<'c> Guard<'c> {
    /// The update of this entry; `None` where it has none, and where something that cannot be seen may guard it: a
    /// condition known only at run time, the older Expected, or another action of the same transaction.
    pub(super) fn of(cx: &RuleContext<'c>) -> Option<Self> {
        let update = cx.expression(ExpressionKind::Update)?;
        let elsewhere = cx.may_hide(ExpressionKind::Condition) || !cx.lacks("Expected");
        if elsewhere || cx.operation == Some(Operation::TransactWriteItems) {
            return None;
        }
        let conditions = Conditions::new(&cx.checked.expressions);
        let keys = cx.key_names().unwrap_or_default();
        Some(Self { update, conditions, keys, provided: provided(update) })
    }

    /// True where what lies at the path may be missing for all that can be seen. Where the condition shows that
    /// the item exists, whoever wrote the item is trusted to have written its attributes.
    pub(super) fn may_be_missing(&self, path: &DocumentPath<'c>) -> bool {
        !self.keys.contains(&path.root())
            && !self.provided.contains(path)
            && !self.conditions.imply_an_item()
            && !self.conditions.imply_existence(path)
    }

    /// True where the condition shows that there is nothing at the path, or no item at all.
    pub(super) fn is_missing(&self, path: &DocumentPath<'c>) -> bool {
        let no_item = || self.keys.iter().any(|key| self.conditions.imply_absence(&DocumentPath::attribute(key)));
        self.conditions.imply_absence(path) || no_item()
    }

    /// True where the update itself provides for attributes that are missing.
    pub(super) fn provides(&self) -> bool {
        !self.provided.is_empty()
    }
}

/// The paths that `if_not_exists` provides for, anywhere in the update.
fn provided<'c>(update: &'c CheckedExpression<'c>) -> Vec<DocumentPath<'c>> {
    let calls = update.ast().nodes().iter().filter_map(|node| match node.kind {
        NodeKind::FunctionCall { name, arguments } if name.slice(update.text) == Some("if_not_exists") => {
            update.document_path(*update.ast().list(arguments).first()?)
        }
        _ => None,
    });
    calls.collect()
}
