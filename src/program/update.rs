//! An update as a row of actions.

use crate::check::CheckedExpression;
use crate::program::compile::compile;
use crate::program::projection::Branches;
use crate::program::tables::{ConstantId, Element, PathId, Tables};
use crate::program::{LowerError, Refused};
use crate::request::{ExpressionAttributeNames, ExpressionAttributeValues};
use crate::source::Span;
use crate::syntax::{Action, ArithmeticOperator, ClauseKind, ExpressionKind, NodeId, NodeKind, Root};

/// A compiled update, to be applied to any number of items.
///
/// Service: developer guide, "Update expressions"; every value is read from the item before the update.
///
/// ```
/// use ddbexpr::Update;
/// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
/// use ddbexpr::value::Item;
///
/// let values = ExpressionAttributeValues::from([(":one", 1)]);
/// let update = Update::compile("SET a = b, b = a ADD visits :one", &ExpressionAttributeNames::new(), &values)?;
/// let item = Item::from([("a", 1), ("b", 2)]);
/// let updated = update.apply(&item).unwrap();
/// assert_eq!(updated.all_new(), Some(&Item::from([("a", 2), ("b", 1), ("visits", 1)])));
/// # Ok::<(), ddbexpr::Refused>(())
/// ```
#[derive(Clone, Debug)]
pub struct Update {
    pub(crate) tables: Tables,
    pub(crate) actions: Vec<UpdateAction>,
    operands: Vec<UpdateOperand>,
    /// The targets, as a projection: what `UPDATED_OLD` and `UPDATED_NEW` return.
    pub(crate) targets: Branches,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct UpdateAction {
    pub(crate) target: PathId,
    pub(crate) kind: ActionKind,
    pub(crate) span: Span,
    pub(crate) target_span: Span,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum ActionKind {
    /// `SET a = b`
    Set(SetValue),
    /// `REMOVE a`
    Remove,
    /// `ADD a :v`
    Add(ConstantId),
    /// `DELETE a :v`
    Delete(ConstantId),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum SetValue {
    /// `b`
    Operand(OperandId),
    /// `b + :v`
    Sum(ArithmeticOperator, OperandId, OperandId),
    /// `list_append(b, :v)`
    Append(OperandId, OperandId),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct OperandId(u32);

#[derive(Clone, Copy, Debug)]
pub(crate) enum UpdateOperand {
    /// `b`
    Path(PathId, Span),
    /// `:v`
    Constant(ConstantId, Span),
    /// `if_not_exists(b, :v)`
    IfNotExists(PathId, Span, OperandId),
}

impl Update {
    /// Compiles an UpdateExpression with the maps of its request.
    pub fn compile(
        text: &str,
        names: &ExpressionAttributeNames,
        values: &ExpressionAttributeValues,
    ) -> Result<Update, Refused> {
        compile(ExpressionKind::Update, text, names, values, Update::from_checked)
    }

    /// Compiles an expression that was checked as part of a request and has no problems.
    pub fn from_checked(expression: &CheckedExpression<'_>) -> Result<Update, LowerError> {
        let ast = expression.ast();
        let Root::Update = ast.root() else { return Err(LowerError::Kind(expression.kind)) };
        if !expression.is_whole() {
            return Err(LowerError::HasProblems(Span::default()));
        }
        let update = Update {
            tables: Tables::with_capacity(ast.all_elements().len(), ast.value_uses() as usize),
            actions: Vec::with_capacity(ast.all_actions().len()),
            operands: Vec::new(),
            targets: Branches::default(),
        };
        let mut lowering = Lowering { expression, update };
        for action in ast.all_actions() {
            lowering.action(action)?;
        }
        lowering.update.tables.share_roots();
        Ok(lowering.update)
    }

    /// The attributes of an item that the update may read or write.
    pub fn root_attributes(&self) -> impl Iterator<Item = &str> {
        self.tables.root_attributes()
    }

    /// The attributes of an item that the update writes, in the order of the text, repeated where several
    /// actions write into one.
    pub fn target_attributes(&self) -> impl Iterator<Item = &str> {
        self.actions.iter().map(|action| self.tables.root(action.target).0)
    }

    /// True where the update brings a missing item into being: any SET or ADD.
    ///
    /// Service: REMOVE and DELETE alone create nothing.
    #[must_use]
    pub fn creates_item(&self) -> bool {
        self.actions.iter().any(|action| matches!(action.kind, ActionKind::Set(_) | ActionKind::Add(_)))
    }

    pub(crate) fn operand(&self, id: OperandId) -> Option<UpdateOperand> {
        self.operands.get(id.0 as usize).copied()
    }

    /// What the statement itself costs of the 400 KB an item may have, whatever the item holds.
    ///
    /// Service: October 2026, UpdateItem in most regions refuses what exceeds
    /// [`limits::ITEM_BYTES`](crate::limits::ITEM_BYTES) here, before it looks at the condition; nobody documents
    /// the figures, which were measured. [`Update::apply`] knows only the size of the item.
    ///
    /// ```
    /// use ddbexpr::Update;
    /// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
    ///
    /// let values = ExpressionAttributeValues::from([(":v", "four")]);
    /// let update = Update::compile("SET ab = :v", &ExpressionAttributeNames::new(), &values)?;
    /// assert_eq!(update.charge(), 3 + 19 + 2 + 4);
    /// # Ok::<(), ddbexpr::Refused>(())
    /// ```
    #[must_use]
    pub fn charge(&self) -> usize {
        3 + self.actions.iter().map(|action| self.action_charge(action)).sum::<usize>()
    }

    fn action_charge(&self, action: &UpdateAction) -> usize {
        let (root, _) = self.tables.root(action.target);
        let rest = self.tables.rest(action.target).iter();
        let target = root.len() + rest.map(|element| 4 + self.element_charge(*element)).sum::<usize>();
        match action.kind {
            ActionKind::Remove | ActionKind::Delete(_) => 1 + target,
            ActionKind::Add(value) => 19 + target + self.tables.constant(value).size_bytes(),
            ActionKind::Set(value) => 19 + target + self.value_charge(value),
        }
    }

    fn value_charge(&self, value: SetValue) -> usize {
        let (own, one, two) = match value {
            SetValue::Operand(operand) => return self.operand_charge(operand),
            SetValue::Sum(ArithmeticOperator::Plus, one, two) => (34, one, two),
            SetValue::Sum(ArithmeticOperator::Minus, one, two) | SetValue::Append(one, two) => (37, one, two),
        };
        own + self.operand_charge(one) + self.operand_charge(two)
    }

    fn operand_charge(&self, mut operand: OperandId) -> usize {
        let mut charge = 0;
        while let Some(UpdateOperand::IfNotExists(path, _, other)) = self.operand(operand) {
            charge += 39 + self.path_charge(path);
            operand = other;
        }
        charge
            + match self.operand(operand) {
                Some(UpdateOperand::Path(path, _)) => self.path_charge(path),
                Some(UpdateOperand::Constant(value, _)) => self.tables.constant(value).size_bytes(),
                _ => 0,
            }
    }

    fn path_charge(&self, path: PathId) -> usize {
        let (root, _) = self.tables.root(path);
        let rest = self.tables.rest(path).iter();
        1 + 14 + root.len() + rest.map(|element| 14 + self.element_charge(*element)).sum::<usize>()
    }

    fn element_charge(&self, element: Element) -> usize {
        match element {
            Element::Attribute(name) => self.tables.name(name).len(),
            Element::Index(index) => index.checked_ilog10().unwrap_or(0) as usize + 1,
        }
    }
}

struct Lowering<'c, 'r> {
    expression: &'c CheckedExpression<'r>,
    update: Update,
}

impl Lowering<'_, '_> {
    fn action(&mut self, action: &Action) -> Result<(), LowerError> {
        let target = self.update.tables.add_path_at(self.expression, action.target)?;
        let target_span = self.expression.ast().node(action.target).span;
        self.update.targets.add(&self.update.tables, target);
        let kind = match (action.clause, action.value) {
            (ClauseKind::Remove, _) => ActionKind::Remove,
            (ClauseKind::Set, Some(value)) => ActionKind::Set(self.set_value(value)?),
            (ClauseKind::Add, Some(value)) => ActionKind::Add(self.constant(value)?),
            (ClauseKind::Delete, Some(value)) => ActionKind::Delete(self.constant(value)?),
            (_, None) => return Err(LowerError::HasProblems(action.span)),
        };
        self.update.actions.push(UpdateAction { target, kind, span: action.span, target_span });
        Ok(())
    }

    fn constant(&mut self, node: NodeId) -> Result<ConstantId, LowerError> {
        let id = self.expression.ast().unparenthesized(node);
        let span = self.expression.ast().node(id).span;
        self.update.tables.add_value_at(self.expression, id, span)
    }

    fn set_value(&mut self, value: NodeId) -> Result<SetValue, LowerError> {
        let ast = self.expression.ast();
        let node = ast.node(ast.unparenthesized(value));
        match node.kind {
            NodeKind::Arithmetic { operator, left, right, .. } => {
                Ok(SetValue::Sum(operator, self.operand(left)?, self.operand(right)?))
            }
            NodeKind::FunctionCall { name, arguments } if self.is_named(name, "list_append") => {
                match ast.list(arguments) {
                    [one, two] => Ok(SetValue::Append(self.operand(*one)?, self.operand(*two)?)),
                    _ => Err(LowerError::HasProblems(node.span)),
                }
            }
            _ => Ok(SetValue::Operand(self.operand(value)?)),
        }
    }

    fn is_named(&self, name: Span, function: &str) -> bool {
        name.slice(self.expression.text) == Some(function)
    }

    /// An operand; those inside `if_not_exists` come right behind it, however deep.
    fn operand(&mut self, operand: NodeId) -> Result<OperandId, LowerError> {
        let first = self.next_operand();
        let mut here = operand;
        loop {
            let ast = self.expression.ast();
            here = ast.unparenthesized(here);
            let node = ast.node(here);
            let lowered = match node.kind {
                NodeKind::Path(elements) => {
                    UpdateOperand::Path(self.update.tables.add_path(self.expression, elements)?, node.span)
                }
                NodeKind::Value(_) => UpdateOperand::Constant(self.constant(here)?, node.span),
                NodeKind::FunctionCall { name, arguments } if self.is_named(name, "if_not_exists") => {
                    let [path, other] = ast.list(arguments) else { return Err(LowerError::HasProblems(node.span)) };
                    let span = ast.node(*path).span;
                    let path = self.update.tables.add_path_at(self.expression, *path)?;
                    let after = OperandId(self.next_operand().0 + 1);
                    self.update.operands.push(UpdateOperand::IfNotExists(path, span, after));
                    here = *other;
                    continue;
                }
                _ => return Err(LowerError::HasProblems(node.span)),
            };
            self.update.operands.push(lowered);
            return Ok(first);
        }
    }

    fn next_operand(&self) -> OperandId {
        OperandId(u32::try_from(self.update.operands.len()).unwrap_or(u32::MAX - 1))
    }
}
