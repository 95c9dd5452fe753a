//! What all programs share: names, document paths and constants, each in one array.

use crate::check::{CheckedExpression, ResolvedElement};
use crate::program::LowerError;
use crate::source::Span;
use crate::syntax::{ListRange, NodeId, NodeKind};
use crate::value::AttributeValue;

/// A document path of a program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct PathId(u32);

/// A constant of a program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct ConstantId(u32);

/// A name, as a range of [`Tables`]' one text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Name {
    start: u32,
    end: u32,
}

/// A step of a document path.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Element {
    /// `.city`
    Attribute(Name),
    /// `[3]`
    Index(u32),
}

#[derive(Clone, Copy, Debug)]
struct Path {
    root: Name,
    /// Where an evaluation keeps what it read of the root, where several paths begin there.
    slot: u32,
    /// The further steps, in [`Tables::elements`].
    start: u32,
    end: u32,
}

/// A path that is not there; ids are handed out for those that are.
const NOWHERE: &Path = &Path { root: Name { start: 0, end: 0 }, slot: NOT_SHARED, start: 0, end: 0 };

/// How many root attributes that several paths begin with are read only once.
pub(crate) const SHARED_ROOTS: usize = 4;
const NOT_SHARED: u32 = u32::MAX;
/// The slot of roots that several paths have, until slots are given out.
const SHARED: u32 = u32::MAX - 1;
/// Paths among which one with the same root is looked for; later roots are not shared, which bounds the search.
const SEARCHED: usize = 64;

/// Names, paths and constants.
#[derive(Clone, Default, Debug)]
pub(crate) struct Tables {
    names: String,
    /// The steps of all paths behind their roots.
    elements: Vec<Element>,
    paths: Vec<Path>,
    constants: Vec<AttributeValue>,
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Tables {
    /// Room for what an expression of so many path elements and values needs.
    pub(super) fn with_capacity(elements: usize, values: usize) -> Self {
        Self {
            names: String::with_capacity(elements * 12),
            elements: Vec::new(),
            paths: Vec::with_capacity(elements),
            constants: Vec::with_capacity(values),
        }
    }

    /// Takes in a path of an expression.
    pub(super) fn add_path(
        &mut self,
        expression: &CheckedExpression<'_>,
        elements: ListRange,
    ) -> Result<PathId, LowerError> {
        let span_at = |at: usize| {
            let written = expression.ast().elements(elements);
            written.get(at).map(|element| element.span).unwrap_or_default()
        };
        let mut resolved = expression.path(elements).enumerate();
        let (root, slot) = match resolved.next() {
            Some((_, ResolvedElement::Attribute(name))) => self.add_root(name),
            _ => return Err(LowerError::UnknownName(span_at(0))),
        };
        let start = index(self.elements.len());
        for (at, element) in resolved {
            let element = match element {
                ResolvedElement::Attribute(name) => Element::Attribute(self.add_name(name)),
                ResolvedElement::Index(index) => Element::Index(index),
                ResolvedElement::Unknown => return Err(LowerError::UnknownName(span_at(at))),
            };
            self.elements.push(element);
        }
        self.paths.push(Path { root, slot, start, end: index(self.elements.len()) });
        Ok(PathId(index(self.paths.len() - 1)))
    }

    /// Takes in the path at a node.
    pub(super) fn add_path_at(
        &mut self,
        expression: &CheckedExpression<'_>,
        node: NodeId,
    ) -> Result<PathId, LowerError> {
        let node = expression.ast().node(expression.ast().unparenthesized(node));
        match node.kind {
            NodeKind::Path(elements) => self.add_path(expression, elements),
            _ => Err(LowerError::HasProblems(node.span)),
        }
    }

    /// The root of a new path: that of an earlier path where they are the same.
    fn add_root(&mut self, name: &str) -> (Name, u32) {
        let known = self.paths.iter().take(SEARCHED).position(|path| self.name(path.root) == name);
        match known.and_then(|at| self.paths.get_mut(at)) {
            Some(path) => {
                path.slot = SHARED;
                (path.root, SHARED)
            }
            None => (self.add_name(name), NOT_SHARED),
        }
    }

    fn add_name(&mut self, name: &str) -> Name {
        let start = index(self.names.len());
        self.names.push_str(name);
        Name { start, end: index(self.names.len()) }
    }

    /// Takes in a constant.
    pub(super) fn add_constant(&mut self, value: AttributeValue) -> ConstantId {
        self.constants.push(value);
        ConstantId(index(self.constants.len() - 1))
    }

    /// Takes in the value a placeholder stands for.
    pub(super) fn add_value_at(
        &mut self,
        expression: &CheckedExpression<'_>,
        node: NodeId,
        span: Span,
    ) -> Result<ConstantId, LowerError> {
        let value = expression.value(node).ok_or(LowerError::UnknownValue(span))?;
        Ok(self.add_constant(value.clone()))
    }

    /// Decides which roots are read once and kept.
    pub(super) fn share_roots(&mut self) {
        let mut shared: [Option<Name>; SHARED_ROOTS] = [None; SHARED_ROOTS];
        for path in self.paths.iter_mut().filter(|path| path.slot == SHARED) {
            let slot = shared.iter().position(|kept| kept.is_none_or(|kept| kept == path.root));
            path.slot = slot.map_or(NOT_SHARED, index);
            if let Some(kept) = slot.and_then(|slot| shared.get_mut(slot)) {
                *kept = Some(path.root);
            }
        }
    }

    /// The text of a name.
    #[inline(always)]
    pub(crate) fn name(&self, name: Name) -> &str {
        self.names.get(name.start as usize..name.end as usize).unwrap_or_default()
    }

    /// The first step of a path, and where an evaluation keeps what it read there.
    #[inline(always)]
    pub(crate) fn root(&self, path: PathId) -> (&str, usize) {
        let path = self.paths.get(path.0 as usize).unwrap_or(NOWHERE);
        (self.name(path.root), path.slot as usize)
    }

    /// The steps of a path behind the first.
    #[inline(always)]
    pub(crate) fn rest(&self, path: PathId) -> &[Element] {
        let path = self.paths.get(path.0 as usize).unwrap_or(NOWHERE);
        self.elements.get(path.start as usize..path.end as usize).unwrap_or_default()
    }

    /// A constant.
    #[inline(always)]
    pub(crate) fn constant(&self, id: ConstantId) -> &AttributeValue {
        const NULL: &AttributeValue = &AttributeValue::Null;
        self.constants.get(id.0 as usize).unwrap_or(NULL)
    }

    /// The attributes that paths begin with.
    pub(super) fn root_attributes(&self) -> impl Iterator<Item = &str> {
        // Names are added in order, so a root that was met before starts before the latest one.
        let mut latest = None;
        let new = move |path: &&Path| {
            let is_new = latest.is_none_or(|latest| latest < path.root.start);
            if is_new {
                latest = Some(path.root.start);
            }
            is_new
        };
        self.paths.iter().filter(new).map(|path| self.name(path.root))
    }
}
