//! A projection as a tree of branches, list indexes in ascending order.

use crate::check::CheckedExpression;
use crate::program::compile::compile;
use crate::program::tables::{Element, PathId, Tables};
use crate::program::{LowerError, Refused};
use crate::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use crate::syntax::{ExpressionKind, Root};

/// A compiled projection, to be taken of any number of items.
///
/// Service: developer guide, "Projection expressions"; nesting is kept, lists close up.
///
/// ```
/// use ddbexpr::Projection;
/// use ddbexpr::request::ExpressionAttributeNames;
/// use ddbexpr::value::{AttributeValue, Item};
///
/// let item = Item::from([("l", AttributeValue::L(vec![1.into(), 2.into(), 3.into()])), ("a", "x".into())]);
/// let projection = Projection::compile("l[2], l[0]", &ExpressionAttributeNames::new())?;
/// assert_eq!(projection.project(&item), Item::from([("l", AttributeValue::L(vec![1.into(), 3.into()]))]));
/// # Ok::<(), ddbexpr::Refused>(())
/// ```
#[derive(Clone, Debug)]
pub struct Projection {
    pub(crate) tables: Tables,
    pub(crate) branches: Branches,
}

impl Projection {
    /// Compiles a ProjectionExpression with the names of its request.
    pub fn compile(text: &str, names: &ExpressionAttributeNames) -> Result<Projection, Refused> {
        let values = ExpressionAttributeValues::new();
        compile(ExpressionKind::Projection, text, names, &values, Projection::from_checked)
    }

    /// Compiles an expression that was checked as part of a request and has no problems.
    pub fn from_checked(expression: &CheckedExpression<'_>) -> Result<Projection, LowerError> {
        let ast = expression.ast();
        let Root::Projection(list) = ast.root() else { return Err(LowerError::Kind(expression.kind)) };
        let mut tables = Tables::with_capacity(ast.all_elements().len(), 0);
        let mut branches = Branches::default();
        for target in ast.list(list) {
            let path = tables.add_path_at(expression, *target)?;
            branches.add(&tables, path);
        }
        Ok(Projection { tables, branches })
    }

    /// The attributes of an item that are projected whole or in part.
    pub fn root_attributes(&self) -> impl Iterator<Item = &str> {
        self.tables.root_attributes()
    }
}

/// Several paths as one tree: what begins alike is walked once.
#[derive(Clone, Default, Debug)]
pub(crate) struct Branches {
    branches: Vec<Branch>,
    first: Option<u32>,
    last: Option<u32>,
}

/// A step that one or more paths take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Branch {
    pub(crate) step: BranchStep,
    /// True where a path ends here: everything below is taken.
    pub(crate) whole: bool,
    first: Option<u32>,
    last: Option<u32>,
    next: Option<u32>,
}

/// Where a branch leads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum BranchStep {
    /// The attribute that a path begins with.
    Root(PathId),
    /// Further steps.
    Element(Element),
}

impl Branches {
    /// Adds a path. Paths that overlap or conflict have been refused.
    pub(crate) fn add(&mut self, tables: &Tables, path: PathId) {
        let mut here = self.descend(tables, None, BranchStep::Root(path));
        for element in tables.rest(path) {
            here = self.descend(tables, Some(here), BranchStep::Element(*element));
        }
        if let Some(branch) = self.branches.get_mut(here as usize) {
            branch.whole = true;
        }
    }

    /// The branch below `parent` for a step, made where there is none; list indexes stay in ascending order.
    fn descend(&mut self, tables: &Tables, parent: Option<u32>, step: BranchStep) -> u32 {
        let (first, last) = match parent.and_then(|parent| self.branches.get(parent as usize)) {
            Some(parent) => (parent.first, parent.last),
            None => (self.first, self.last),
        };
        let mut before = None;
        // Whatever is written in order goes behind the last without a search.
        let mut at = match last.and_then(|last| self.branches.get(last as usize)) {
            Some(branch) if follows(step, branch.step) => {
                before = last;
                None
            }
            _ => first,
        };
        while let Some(branch) = at.and_then(|at| self.branches.get(at as usize)) {
            if same(tables, branch.step, step) {
                return at.unwrap_or_default();
            }
            if follows(branch.step, step) {
                break;
            }
            before = at;
            at = branch.next;
        }
        let own = u32::try_from(self.branches.len()).unwrap_or(u32::MAX);
        self.branches.push(Branch { step, whole: false, first: None, last: None, next: at });
        match before.and_then(|before| self.branches.get_mut(before as usize)) {
            Some(before) => before.next = Some(own),
            None => *self.first_of(parent) = Some(own),
        }
        if at.is_none() {
            *self.last_of(parent) = Some(own);
        }
        own
    }

    fn first_of(&mut self, parent: Option<u32>) -> &mut Option<u32> {
        match parent.and_then(|parent| self.branches.get_mut(parent as usize)) {
            Some(branch) => &mut branch.first,
            None => &mut self.first,
        }
    }

    fn last_of(&mut self, parent: Option<u32>) -> &mut Option<u32> {
        match parent.and_then(|parent| self.branches.get_mut(parent as usize)) {
            Some(branch) => &mut branch.last,
            None => &mut self.last,
        }
    }

    /// The branches below one, or those that begin with an attribute of the item.
    pub(crate) fn below(&self, parent: Option<&Branch>) -> impl Iterator<Item = &Branch> {
        let first = parent.map_or(self.first, |parent| parent.first);
        let branch = |at: Option<u32>| at.and_then(|at| self.branches.get(at as usize));
        std::iter::successors(branch(first), move |before| branch(before.next))
    }
}

fn same(tables: &Tables, one: BranchStep, two: BranchStep) -> bool {
    match (one, two) {
        (BranchStep::Root(one), BranchStep::Root(two)) => tables.root(one).0 == tables.root(two).0,
        (BranchStep::Element(Element::Attribute(one)), BranchStep::Element(Element::Attribute(two))) => {
            tables.name(one) == tables.name(two)
        }
        (BranchStep::Element(Element::Index(one)), BranchStep::Element(Element::Index(two))) => one == two,
        _ => false,
    }
}

/// True where the first is a later index of a list than the second.
fn follows(one: BranchStep, two: BranchStep) -> bool {
    match (one, two) {
        (BranchStep::Element(Element::Index(one)), BranchStep::Element(Element::Index(two))) => one > two,
        _ => false,
    }
}
