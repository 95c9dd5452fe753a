//! How to mend an expression and its maps: edits as data, and the expression they make.

use crate::check::Expressions;
use crate::source::{Span, Step};
use crate::syntax::ExpressionKind;

/// How sure it is that a fix does what was meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Applicability {
    /// The mended request means what this one was meant to.
    Safe,
    /// A guess at what was meant.
    Unsafe,
}

/// One change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit {
    /// Bytes of an expression are replaced.
    Expression {
        /// Which expression.
        kind: ExpressionKind,
        /// Which bytes.
        span: Span,
        /// What comes in their place.
        replacement: String,
    },
    /// An entry is added to ExpressionAttributeNames.
    AddName {
        /// `#status`
        placeholder: String,
        /// `status`
        name: String,
    },
    /// An entry is added to ExpressionAttributeValues.
    AddValue {
        /// `:min`
        placeholder: String,
        /// `{"N": "18"}`
        value: String,
    },
    /// An entry of ExpressionAttributeNames gets another key.
    RenameName {
        /// The key it has.
        from: String,
        /// The key it gets.
        to: String,
    },
    /// An entry of ExpressionAttributeValues gets another key.
    RenameValue {
        /// The key it has.
        from: String,
        /// The key it gets.
        to: String,
    },
    /// An entry of ExpressionAttributeNames goes.
    RemoveName(String),
    /// An entry of ExpressionAttributeValues goes.
    RemoveValue(String),
    /// A member of the request goes.
    RemoveMember(String),
    /// An expression comes that the request does not have yet.
    AddExpression {
        /// Which expression.
        kind: ExpressionKind,
        /// Its text.
        text: String,
    },
    /// A text or a number of the request becomes another text.
    SetText {
        /// From the members of the request to it.
        at: Vec<Step>,
        /// What it is.
        from: String,
        /// What it becomes.
        to: String,
    },
    /// Blanks of an expression become a line break, indented as the text around is.
    BreakLine {
        /// Which expression.
        kind: ExpressionKind,
        /// The blanks.
        span: Span,
    },
    /// Numbers of the request are written as texts: `{"N": 1}` as `{"N": "1"}`.
    QuoteNumbers {
        /// From the members of the request to what holds them.
        at: Vec<Step>,
    },
    /// A value gets the name of its type, or loses it.
    ReshapeValue {
        /// `:min`
        placeholder: String,
        /// True where it gets it: `18` becomes `{"N": "18"}`.
        typed: bool,
    },
}

/// Edits that belong together, all or none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What it does: "write `status` as a placeholder".
    pub title: String,
    /// How sure it is.
    pub applicability: Applicability,
    /// The edits.
    pub edits: Vec<Edit>,
    /// The expression with its edits made, where an expression changes.
    pub mended: Option<Mended>,
}

/// An expression with the edits of a fix made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mended {
    /// Which expression.
    pub kind: ExpressionKind,
    /// Its text.
    pub text: String,
}

impl Fix {
    pub(crate) fn new(title: impl Into<String>, applicability: Applicability, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), applicability, edits, mended: None }
    }

    /// The same fix, with the expression as it will be.
    pub(crate) fn mending(mut self, subject: Expressions<'_>) -> Self {
        let added = self.edits.iter().find_map(|edit| match edit {
            Edit::AddExpression { kind, text } => Some(Mended { kind: *kind, text: text.clone() }),
            _ => None,
        });
        if added.is_some() {
            self.mended = added;
            return self;
        }
        let kind = self.edits.iter().find_map(|edit| match edit {
            Edit::Expression { kind, .. } | Edit::BreakLine { kind, .. } => Some(*kind),
            _ => None,
        });
        let Some(kind) = kind else { return self };
        let Some((_, text)) = subject.texts.iter().find(|(other, _)| *other == kind) else { return self };
        self.mended = Some(Mended { kind, text: apply(text, kind, &self.edits) });
        self
    }
}

/// The text with all edits of its expression made.
fn apply(text: &str, kind: ExpressionKind, edits: &[Edit]) -> String {
    let mut changes: Vec<(Span, &str)> = edits
        .iter()
        .filter_map(|edit| match edit {
            Edit::Expression { kind: other, span, replacement } if *other == kind => {
                Some((*span, replacement.as_str()))
            }
            Edit::BreakLine { kind: other, span } if *other == kind => Some((*span, "\n  ")),
            _ => None,
        })
        .collect();
    changes.sort_by_key(|(span, _)| *span);
    let mut mended = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for (span, replacement) in changes {
        mended.push_str(text.get(from..span.start as usize).unwrap_or_default());
        mended.push_str(replacement);
        from = span.end as usize;
    }
    mended.push_str(text.get(from..).unwrap_or_default());
    mended
}

/// A name placeholder for an attribute: one that stands for it already, or a free one that reads like it.
pub(crate) fn alias_for(name: &str, subject: Expressions<'_>, taken: &[Edit]) -> (String, Option<Edit>) {
    if let Some((placeholder, _)) = subject.names.iter().find(|(_, stands_for)| *stands_for == name) {
        return (placeholder.to_owned(), None);
    }
    let added = taken.iter().find_map(|edit| match edit {
        Edit::AddName { placeholder, name: added } if added == name => Some(placeholder.clone()),
        _ => None,
    });
    if let Some(placeholder) = added {
        return (placeholder, None);
    }
    let is_taken = |candidate: &str| {
        let by_edit = |edit: &Edit| matches!(edit, Edit::AddName { placeholder, .. } if placeholder == candidate);
        subject.names.get(candidate).is_some() || taken.iter().any(by_edit)
    };
    let placeholder = free('#', name, "name", is_taken);
    let edit = Edit::AddName { placeholder: placeholder.clone(), name: name.to_owned() };
    (placeholder, Some(edit))
}

/// A name placeholder that is not defined yet and reads like `word`.
pub(crate) fn name_placeholder(word: &str, subject: Expressions<'_>) -> String {
    free('#', word, "name", |candidate| subject.names.get(candidate).is_some())
}

/// A value placeholder that is not defined yet and reads like `word`.
pub(crate) fn value_placeholder(word: &str, subject: Expressions<'_>) -> String {
    value_placeholder_beside(word, subject, |_| false)
}

/// The same, where others are added in the same fix.
pub(crate) fn value_placeholder_beside(
    word: &str,
    subject: Expressions<'_>,
    is_added: impl Fn(&str) -> bool,
) -> String {
    free(':', word, "value", |candidate| subject.values.get(candidate).is_some() || is_added(candidate))
}

fn free(sigil: char, word: &str, otherwise: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let plain = |character: char| if character.is_ascii_alphanumeric() { character } else { '_' };
    let word: String = word.chars().map(plain).take(40).collect();
    let word = if word.bytes().any(|byte| byte.is_ascii_alphanumeric()) { word } else { otherwise.to_owned() };
    let first = format!("{sigil}{word}");
    if !is_taken(&first) {
        return first;
    }
    (2..).map(|number| format!("{first}{number}")).find(|candidate| !is_taken(candidate)).unwrap_or(first)
}
