//! A text of a program as a text of its own, to be read again: JSON in YAML, Python in Terraform.
//!
//! In comes a text node; out comes one string in which every hole has a stand-in, and the map from that string to
//! the file. A stand-in reads as a name or a hole in the language of the string, so that what was a hole is not
//! taken for something known: `${ddbexpr_hole_0_}` where the language knows `${…}`, else `ddbexpr_hole_0_`. In a string
//! of a language without `${…}` it is a part of the text: [`Embedded::hole_in`] says whether a text has one.

use super::{Language, Module, NodeId, NodeKind, TextPart, parse};
use crate::source::{OffsetMap, OffsetMapBuilder, Span};

/// What every stand-in begins with, before its number.
const STAND_IN: &str = "ddbexpr_hole_";

/// A text that stands in another.
#[derive(Clone, Debug)]
pub struct Embedded {
    /// The text, with stand-ins for its holes.
    pub text: String,
    /// Where each byte of it stands in the file; a stand-in is at its hole.
    pub map: OffsetMap,
    /// The holes, in order.
    pub holes: Vec<EmbeddedHole>,
    language: Language,
}

/// A hole in an embedded text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EmbeddedHole {
    /// Where its stand-in is, in the embedded text.
    pub span: Span,
    /// What is put in there, in the module around.
    pub node: NodeId,
}

impl Embedded {
    /// The text of a node of `module`, to be read as `language`; `None` where the node is no text.
    #[must_use]
    pub fn new(module: &Module<'_>, id: NodeId, language: Language) -> Option<Self> {
        let NodeKind::Text(parts) = module.kind(id) else { return None };
        let mut text = String::new();
        let mut map = OffsetMap::verbatim(module.span(id).start, 0);
        let mut holes = Vec::new();
        for part in parts {
            match part {
                TextPart::Literal { text: literal, map: literal_map } => {
                    text.push_str(literal);
                    map.append(literal_map);
                }
                TextPart::Hole(node) => {
                    let stand_in = stand_in(language, holes.len());
                    let start = offset(text.len());
                    text.push_str(&stand_in);
                    holes.push(EmbeddedHole { span: Span::new(start, offset(text.len())), node: *node });
                    let place = module.span(*node);
                    let mut hole = OffsetMapBuilder::new(place.start);
                    hole.escape(place.len() as usize, stand_in.len());
                    map.append(&hole.finish());
                }
            }
        }
        Some(Self { text, map, holes, language })
    }

    /// Reads the text. Every place in the module is one in the file, and only [`Module::text`] is the embedded text.
    #[must_use]
    pub fn parse(&self) -> Module<'_> {
        let mut module = parse(&self.text, self.language);
        module.move_to(&self.map);
        module
    }

    /// The hole in the module around, of a name or a text that has its stand-in.
    #[must_use]
    pub fn hole_in(&self, written: &str) -> Option<&EmbeddedHole> {
        self.holes.get(hole_number(written)?)
    }
}

/// The number of the hole that a name stands for.
pub(super) fn hole_number(name: &str) -> Option<usize> {
    let (_, rest) = name.split_once(STAND_IN)?;
    let digits = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..digits)?.parse().ok()
}

pub(super) fn stand_in(language: Language, index: usize) -> String {
    match language {
        Language::Json | Language::Vtl | Language::Bash => format!("${{{STAND_IN}{index}_}}"),
        _ => format!("{STAND_IN}{index}_"),
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Module<'_> {
    /// Makes places in the text places in the host of the text. The text itself stays.
    pub fn move_to(&mut self, map: &OffsetMap) {
        let moved = |span: &mut Span| *span = map.to_host(*span);
        for node in &mut self.nodes {
            moved(&mut node.span);
            match &mut node.kind {
                NodeKind::Text(parts) => {
                    for part in parts {
                        if let TextPart::Literal { map: inner, .. } = part {
                            *inner = inner.compose(map);
                        }
                    }
                }
                NodeKind::Member { name_span, .. } => moved(name_span),
                NodeKind::Call { arguments, .. } => {
                    for argument in arguments {
                        moved(&mut argument.name_span);
                        moved(&mut argument.span);
                    }
                }
                NodeKind::Object { entries, .. } => entries.iter_mut().for_each(|entry| moved(&mut entry.span)),
                _ => {}
            }
        }
        let mut comments = self.comments().to_vec();
        comments.iter_mut().for_each(|comment| moved(&mut comment.span));
        (self.comments, self.tree) = (comments.into(), None);
    }
}
