//! Working out an update: the old item in, a patch or an error out.

use super::patch::{Change, Patch};
use super::path::{Operand, Reader, step};
use super::projection::project;
use super::update_error::{UpdateError, UpdateErrorKind};
use crate::limits;
use crate::program::{ActionKind, Element, OperandId, SetValue, Update, UpdateAction, UpdateOperand};
use crate::source::Span;
use crate::syntax::ArithmeticOperator;
use crate::value::{AttributeType, AttributeValue, Item, ItemView, Number, ValueView};

/// What an update made of an item.
#[derive(Clone, Debug)]
pub struct Updated<'u, 'i, I: ItemView> {
    update: &'u Update,
    old: Option<&'i I>,
    new_item: Option<Item>,
}

impl<I: ItemView> Updated<'_, '_, I> {
    /// The item after the update; nothing where a missing item stays missing.
    #[must_use]
    pub fn new_item(&self) -> Option<&Item> {
        self.new_item.as_ref()
    }

    /// Takes the item after the update.
    #[must_use]
    pub fn into_new_item(self) -> Option<Item> {
        self.new_item
    }

    /// `ReturnValues: ALL_OLD`: the whole item before the update, where there was one.
    #[must_use]
    pub fn all_old(&self) -> Option<Item> {
        self.old.and_then(ItemView::to_item)
    }

    /// `ReturnValues: ALL_NEW`: the whole item after the update, where there is one.
    #[must_use]
    pub fn all_new(&self) -> Option<&Item> {
        self.new_item.as_ref()
    }

    /// `ReturnValues: UPDATED_OLD`: what was at the targets before; nothing where nothing was.
    ///
    /// Targets are never keys where the request was checked against its table. `keys` are left out; it may be empty.
    #[must_use]
    pub fn updated_old(&self, keys: &[&str]) -> Option<Item> {
        self.targets_of(self.old?, keys)
    }

    /// `ReturnValues: UPDATED_NEW`: what is at the targets now; nothing where nothing is.
    ///
    /// Service: this is the paths as written, read in the new item: an element that was appended at a smaller
    /// index than written is not returned, and the one that moved to a removed index is.
    #[must_use]
    pub fn updated_new(&self, keys: &[&str]) -> Option<Item> {
        self.targets_of(self.new_item.as_ref()?, keys)
    }

    fn targets_of<J: ItemView>(&self, item: &J, keys: &[&str]) -> Option<Item> {
        let mut projected = project(&self.update.tables, &self.update.targets, item);
        for key in keys {
            projected.remove(key);
        }
        (!projected.is_empty()).then_some(projected)
    }
}

/// A target in the old item.
enum Target<V> {
    /// There is a value.
    Present(V),
    /// There is none, and there can be one.
    Absent,
}

impl Update {
    /// Applies the update to an item that exists.
    ///
    /// All or nothing: the item itself stays as it is, and an error leaves nothing half done.
    pub fn apply<'u, 'i, I: ItemView>(&'u self, item: &'i I) -> Result<Updated<'u, 'i, I>, UpdateError> {
        let patch = self.plan(item)?;
        let unreadable = || UpdateError::of_item(UpdateErrorKind::UnreadableItem);
        let mut new_item = item.to_item().ok_or_else(unreadable)?;
        patch.apply(&mut new_item);
        self.updated(Some(item), new_item)
    }

    /// Applies the update where there is no item yet; `key` holds the key attributes of the request.
    ///
    /// Service: SET and ADD create the item, REMOVE and DELETE alone do not.
    ///
    /// ```
    /// use ddbexpr::Update;
    /// use ddbexpr::request::{ExpressionAttributeNames, ExpressionAttributeValues};
    /// use ddbexpr::value::Item;
    ///
    /// let (names, key) = (ExpressionAttributeNames::new(), Item::from([("pk", "user#1")]));
    /// let values = ExpressionAttributeValues::from([(":one", 1)]);
    /// let count = Update::compile("ADD visits :one", &names, &values)?;
    /// let created = count.apply_to_missing(&key).unwrap().into_new_item().unwrap();
    /// assert_eq!((created.get("pk"), created.get("visits")), (Some(&"user#1".into()), Some(&1.into())));
    ///
    /// let forget = Update::compile("REMOVE visits", &names, &ExpressionAttributeValues::new())?;
    /// assert_eq!(forget.apply_to_missing(&key).unwrap().new_item(), None);
    /// # Ok::<(), ddbexpr::Refused>(())
    /// ```
    pub fn apply_to_missing<'u>(&'u self, key: &Item) -> Result<Updated<'u, 'static, Item>, UpdateError> {
        let patch = self.planned::<Option<Item>>(&None, false)?;
        if !self.creates_item() {
            return Ok(Updated { update: self, old: None, new_item: None });
        }
        let mut new_item = key.clone();
        patch.apply(&mut new_item);
        self.updated(None, new_item)
    }

    /// Works out what the update changes in an item that exists, without changing anything.
    ///
    /// Service: everything is read from the old item. Of several errors the first is
    /// reported: those of SET values before those of targets, otherwise in the order of the text.
    pub fn plan<I: ItemView>(&self, item: &I) -> Result<Patch<'_>, UpdateError> {
        self.planned(item, true)
    }

    /// Service: the values of SET come first, all of them, then the targets in the order of the text.
    fn planned<I: ItemView>(&self, item: &I, exists: bool) -> Result<Patch<'_>, UpdateError> {
        let mut plan = Plan { update: self, reader: Reader::new(item, &self.tables), exists };
        let mut values = Vec::with_capacity(self.actions.len());
        for action in &self.actions {
            values.push(plan.set_value(action).map_err(|fault| at(action, fault))?);
        }
        let mut changes = Vec::with_capacity(self.actions.len());
        for (action, value) in self.actions.iter().zip(values) {
            changes.extend(plan.change(action, value).map_err(|fault| at(action, fault))?);
        }
        Ok(Patch::new(&self.tables, changes))
    }

    fn updated<'u, 'i, I: ItemView>(
        &'u self,
        old: Option<&'i I>,
        new_item: Item,
    ) -> Result<Updated<'u, 'i, I>, UpdateError> {
        let bytes = new_item.size_bytes();
        if bytes > UpdateError::LIMIT {
            return Err(UpdateError::of_item(UpdateErrorKind::ItemTooLarge { bytes }));
        }
        Ok(Updated { update: self, old, new_item: Some(new_item) })
    }
}

struct Plan<'i, I: ItemView> {
    update: &'i Update,
    reader: Reader<'i, I>,
    exists: bool,
}

/// What is wrong, and with which operand.
type Fault = (UpdateErrorKind, Option<Span>);

fn at(action: &UpdateAction, (kind, operand): Fault) -> UpdateError {
    UpdateError { kind, action: action.span, operand }
}

impl<'i, I: ItemView> Plan<'i, I> {
    /// The value of a SET action.
    fn set_value(&mut self, action: &UpdateAction) -> Result<Option<AttributeValue>, Fault> {
        match action.kind {
            ActionKind::Set(value) => self.value(value).map(Some),
            _ => Ok(None),
        }
    }

    /// The change one action makes, if it makes any; `value` is that of SET.
    fn change(&mut self, action: &UpdateAction, value: Option<AttributeValue>) -> Result<Option<Change>, Fault> {
        let value = match self.new_value(action, value)? {
            None => return Ok(None),
            Some(value) => value,
        };
        let levels = self.update.tables.rest(action.target).len();
        let allowed = limits::NESTING_LEVELS.saturating_sub(levels);
        if value.as_ref().is_some_and(|value| value.nesting_exceeds(allowed)) {
            return Err((UpdateErrorKind::TooDeep, None));
        }
        Ok(Some(Change { path: action.target, value }))
    }

    /// What comes to the target; `Some(None)` where it goes away, `None` where nothing changes.
    fn new_value(
        &mut self,
        action: &UpdateAction,
        value: Option<AttributeValue>,
    ) -> Result<Option<Option<AttributeValue>>, Fault> {
        if !self.exists && matches!(action.kind, ActionKind::Remove | ActionKind::Delete(_)) {
            return Ok(None);
        }
        let mistyped = || (UpdateErrorKind::IncorrectDataType, Some(action.target_span));
        Ok(match (action.kind, self.target(action)?) {
            (ActionKind::Set(_), _) => Some(value),
            (ActionKind::Add(constant), Target::Absent) => Some(Some(self.reader.constant(constant).clone())),
            (ActionKind::Add(constant), Target::Present(old)) => {
                Some(Some(sum_or_union(old, self.reader.constant(constant)).ok_or_else(mistyped)?.map_err(number)?))
            }
            (ActionKind::Delete(constant), Target::Present(old)) => {
                Some(difference(old, self.reader.constant(constant)).ok_or_else(mistyped)?)
            }
            (ActionKind::Remove, Target::Present(_)) => Some(None),
            (ActionKind::Remove | ActionKind::Delete(_), Target::Absent) => None,
        })
    }

    /// What is at a target.
    ///
    /// Service: whatever holds the target must be there, and of the right type.
    fn target(&mut self, action: &UpdateAction) -> Result<Target<I::Value<'i>>, Fault> {
        let invalid = (UpdateErrorKind::InvalidPath, Some(action.target_span));
        let tables = &self.update.tables;
        let root = self.reader.read_root(action.target);
        let [middle @ .., last] = tables.rest(action.target) else {
            return Ok(root.map_or(Target::Absent, Target::Present));
        };
        let mut here = root.ok_or_else(|| invalid.clone())?;
        for element in middle {
            here = step(tables, here, *element).ok_or_else(|| invalid.clone())?;
        }
        let wanted = match last {
            Element::Attribute(_) => AttributeType::M,
            Element::Index(_) => AttributeType::L,
        };
        if here.attribute_type() != Some(wanted) {
            return Err(invalid);
        }
        Ok(step(tables, here, *last).map_or(Target::Absent, Target::Present))
    }

    fn value(&mut self, value: SetValue) -> Result<AttributeValue, Fault> {
        match value {
            SetValue::Operand(operand) => {
                let (value, span) = self.operand(operand)?;
                value.to_owned().ok_or((UpdateErrorKind::UnreadableItem, Some(span)))
            }
            SetValue::Sum(operator, one, two) => {
                let (one, two) = (self.number(one)?, self.number(two)?);
                let sum = match operator {
                    ArithmeticOperator::Plus => one.checked_add(two),
                    ArithmeticOperator::Minus => one.checked_sub(two),
                };
                sum.map(AttributeValue::N).map_err(number)
            }
            SetValue::Append(one, two) => {
                let (mut one, two) = (self.list(one)?, self.list(two)?);
                one.extend(two);
                Ok(AttributeValue::L(one))
            }
        }
    }

    /// The value of an operand. Of `if_not_exists` it takes the first that there is, as far as it has to look.
    fn operand(&mut self, mut id: OperandId) -> Result<(Operand<'i, I::Value<'i>>, Span), Fault> {
        loop {
            match self.update.operand(id) {
                Some(UpdateOperand::IfNotExists(path, span, other)) => match self.reader.read(path) {
                    Some(value) => return Ok((Operand::Item(value), span)),
                    None => id = other,
                },
                Some(UpdateOperand::Constant(constant, span)) => {
                    return Ok((Operand::Constant(self.reader.constant(constant)), span));
                }
                Some(UpdateOperand::Path(path, span)) => {
                    let value = self.reader.read(path).ok_or((UpdateErrorKind::MissingAttribute, Some(span)))?;
                    return Ok((Operand::Item(value), span));
                }
                None => return Err((UpdateErrorKind::MissingAttribute, None)),
            }
        }
    }

    fn number(&mut self, id: OperandId) -> Result<Number, Fault> {
        let (value, span) = self.operand(id)?;
        value.as_n().ok_or((UpdateErrorKind::IncorrectDataType, Some(span)))
    }

    fn list(&mut self, id: OperandId) -> Result<Vec<AttributeValue>, Fault> {
        let (value, span) = self.operand(id)?;
        if value.attribute_type() != Some(AttributeType::L) {
            return Err((UpdateErrorKind::IncorrectDataType, Some(span)));
        }
        match value.to_owned() {
            Some(AttributeValue::L(list)) => Ok(list),
            _ => Err((UpdateErrorKind::UnreadableItem, Some(span))),
        }
    }
}

fn number(error: crate::value::NumberError) -> Fault {
    (UpdateErrorKind::Number(error), None)
}

/// What ADD makes of the old value; nothing where the types do not go together.
fn sum_or_union<'i, V: ValueView<'i>>(
    old: V,
    added: &AttributeValue,
) -> Option<Result<AttributeValue, crate::value::NumberError>> {
    if old.attribute_type() != Some(added.attribute_type()) {
        return None;
    }
    Some(match (old.to_owned()?, added) {
        (AttributeValue::N(old), AttributeValue::N(added)) => old.checked_add(*added).map(AttributeValue::N),
        (AttributeValue::Ss(old), AttributeValue::Ss(added)) => Ok(old.union(added).into()),
        (AttributeValue::Ns(old), AttributeValue::Ns(added)) => Ok(old.union(added).into()),
        (AttributeValue::Bs(old), AttributeValue::Bs(added)) => Ok(old.union(added).into()),
        _ => return None,
    })
}

/// What DELETE leaves of the old value, if anything; the outer nothing where the types do not go together.
fn difference<'i, V: ValueView<'i>>(old: V, deleted: &AttributeValue) -> Option<Option<AttributeValue>> {
    if old.attribute_type() != Some(deleted.attribute_type()) {
        return None;
    }
    Some(match (old.to_owned()?, deleted) {
        (AttributeValue::Ss(old), AttributeValue::Ss(deleted)) => old.difference(deleted).map(AttributeValue::from),
        (AttributeValue::Ns(old), AttributeValue::Ns(deleted)) => old.difference(deleted).map(AttributeValue::from),
        (AttributeValue::Bs(old), AttributeValue::Bs(deleted)) => old.difference(deleted).map(AttributeValue::from),
        _ => return None,
    })
}
