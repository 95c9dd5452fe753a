//! JSON in a text, read as a part of the module around it: `--key '{"id": {"S": "1"}}'`,
//! `marshalJson('{":n": ' . $n . '}')`.
//!
//! What fills the text is put where the JSON has it, so that children still stand right before what they are part of.

use super::builder::Builder;
use super::embed::{hole_number, stand_in};
use super::guess::is_json;
use super::{Binary, Language, Module, Node, NodeId, NodeKind, TextPart, parse};
use crate::source::{OffsetMap, Span};

/// Longer texts stay texts.
const LONGEST: usize = 64 * 1024;

/// A text put together from others, with stand-ins for what is none.
#[derive(Default)]
struct Flat {
    text: String,
    map: Option<OffsetMap>,
    holes: Vec<NodeId>,
}

impl Flat {
    fn push(&mut self, text: &str, map: &OffsetMap) {
        self.text.push_str(text);
        match &mut self.map {
            Some(all) => all.append(map),
            None => self.map = Some(map.clone()),
        }
    }
}

impl Builder<'_> {
    /// What a text says that is JSON, in the place of that text, which is the last node so far; the same node where
    /// it is no JSON.
    pub(super) fn unfolded(&mut self, id: NodeId) -> NodeId {
        if id.index() + 1 != self.nodes.len() {
            return id;
        }
        let Some(flat) = self.flat(id) else { return id };
        let Some(map) = &flat.map else { return id };
        if flat.text.len() > LONGEST || !is_json(flat.text.trim()) {
            return id;
        }
        let inner = parse(&flat.text, Language::Json);
        match document(&inner) {
            Some(document) => self.graft(id, &inner, document, map, &flat.holes),
            None => id,
        }
    }

    /// The text of a text, of texts in a text, and of texts that are joined.
    fn flat(&self, id: NodeId) -> Option<Flat> {
        let mut flat = Flat::default();
        let mut has_text = false;
        let mut left = vec![(id, true)];
        while let Some((id, may_be_joined)) = left.pop() {
            let node = self.nodes.get(id.index())?;
            match &node.kind {
                NodeKind::Binary { operator: Binary::Add, left: first, right: second } if may_be_joined => {
                    // What stands in parentheses on the right may be a sum.
                    left.extend([(*second, false), (*first, true)]);
                }
                NodeKind::Text(parts) => {
                    has_text = true;
                    for part in parts {
                        match part {
                            TextPart::Literal { text, map } => flat.push(text, map),
                            TextPart::Hole(hole) => self.hole(*hole, &mut flat),
                        }
                    }
                }
                _ => self.hole(id, &mut flat),
            }
        }
        has_text.then_some(flat)
    }

    fn hole(&self, hole: NodeId, flat: &mut Flat) {
        let Some(node) = self.nodes.get(hole.index()) else { return };
        if let NodeKind::Text(parts) = &node.kind
            && let [TextPart::Literal { text, map }] = parts.as_slice()
        {
            // "$(cat <<END … END)"
            flat.push(text, map);
            return;
        }
        let stand_in = stand_in(Language::Json, flat.holes.len());
        flat.push(&stand_in, &OffsetMap::whole(node.span, stand_in.len()));
        flat.holes.push(hole);
    }

    /// Puts the nodes of a document in the place of the text they were read from.
    fn graft(
        &mut self,
        text: NodeId,
        inner: &Module<'_>,
        document: NodeId,
        map: &OffsetMap,
        holes: &[NodeId],
    ) -> NodeId {
        let start = self.nodes.get(text.index()).map_or(text, |node| node.first);
        let old = self.nodes.split_off(start.index());
        let mut places: Vec<NodeId> = Vec::new();
        let first = inner.inside(document).next().unwrap_or(document);
        let place_of = |places: &[NodeId], id: NodeId| places.get(id.index() - first.index()).copied().unwrap_or(id);
        for id in inner.inside(document) {
            let hole = match inner.kind(id) {
                NodeKind::Name(name) => hole_number(name).and_then(|number| holes.get(number)),
                _ => None,
            };
            let place = match hole {
                Some(hole) => self.move_here(&old, start, *hole),
                None => {
                    let mut kind = inner.kind(id).clone();
                    kind.each_child_mut(|child| *child = place_of(&places, *child));
                    move_places(&mut kind, map);
                    self.add(kind, map.to_host(inner.span(id)))
                }
            };
            places.push(place);
        }
        place_of(&places, document)
    }

    /// Adds nodes that were added before, and taken away: `old` begins with the node `start`.
    fn move_here(&mut self, old: &[Node], start: NodeId, id: NodeId) -> NodeId {
        let index = |id: NodeId| id.index().checked_sub(start.index());
        let first = index(id).and_then(|at| old.get(at)).map_or(id, |node| node.first);
        let to = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let moved = |id: NodeId| NodeId(id.0.saturating_sub(first.0).saturating_add(to));
        let all = index(first).zip(index(id)).and_then(|(first, last)| old.get(first..=last));
        for node in all.unwrap_or_default() {
            let mut node = node.clone();
            node.kind.each_child_mut(|child| *child = moved(*child));
            (node.parent, node.first) = (moved(node.parent), moved(node.first));
            self.nodes.push(node);
        }
        moved(id)
    }
}

/// The one document of a text, an object or a list, where all of it can be read.
fn document(inner: &Module<'_>) -> Option<NodeId> {
    let NodeKind::Block(documents) = inner.kind(inner.root()) else { return None };
    let [only] = documents.as_slice() else { return None };
    let is_some = matches!(inner.kind(*only), NodeKind::Object { .. } | NodeKind::List(_));
    (is_some && !inner.is_broken()).then_some(*only)
}

/// Makes places in the text places in the file.
fn move_places(kind: &mut NodeKind, map: &OffsetMap) {
    match kind {
        NodeKind::Text(parts) => {
            for part in parts {
                if let TextPart::Literal { map: inner, .. } = part {
                    *inner = inner.compose(map);
                }
            }
        }
        NodeKind::Object { entries, .. } => entries.iter_mut().for_each(|entry| moved(&mut entry.span, map)),
        _ => {}
    }
}

fn moved(span: &mut Span, map: &OffsetMap) {
    *span = map.to_host(*span);
}
