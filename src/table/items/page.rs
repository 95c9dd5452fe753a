//! One page of a Query or Scan: what is read, what passes the filter, where the next page begins.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::checked::{inconsistent, table_of};
use super::output::{Output, named};
use super::test::Test;
use crate::check::Checked;
use crate::request::{Entry, IndexKind, IndexProjection, Request, SecondaryIndex, TableSchema};
use crate::table::answer::Object;
use crate::table::capacity::{Consumed, Wanted, read_units};
use crate::table::error::ServiceError;
use crate::table::key::{self, KeyRange};
use crate::table::state::{State, Table};
use crate::table::storage::{SpaceId, StoredItem};
use crate::value::Item;

/// Service: a page ends with the item that makes it 1 MB. Chosen: that item is part of it.
const PAGE_BYTES: usize = 1024 * 1024;

/// About how many times as long as an item is, its JSON is.
const JSON_PER_BYTE: usize = 2;

/// What a Query or Scan reads, and what it makes of it.
#[derive(Debug)]
pub(super) struct Reading<'s, 'j> {
    pub(super) table: &'s Table,
    /// The index that is read, with the space of its entries.
    pub(super) index: Option<(&'s SecondaryIndex, SpaceId)>,
    filter: Test<'j>,
    output: Output<'j>,
    only_counts: bool,
    /// The whole items are fetched from the table, since the index lacks what is asked for.
    fetches: bool,
    limit: Option<usize>,
    consistent: bool,
    /// What is read is one item at most: there is nothing to go on with.
    ///
    /// Service: such a Query cannot be restarted. Chosen: so it gives no key to do it with.
    pub(super) is_single: bool,
}

/// What was read.
#[derive(Debug, Default)]
struct Page {
    matches: Vec<Arc<StoredItem>>,
    scanned: usize,
    bytes: usize,
    /// The last item that was read, where the page ended before what was to be read did.
    last: Option<Arc<StoredItem>>,
}

impl<'s, 'j> Reading<'s, 'j> {
    pub(super) fn of(state: &'s State, entry: &Entry<'j>, checked: &Checked<'_>) -> Result<Self, ServiceError> {
        let table = table_of(state, entry)?;
        let schema = &table.definition.schema;
        let index = match entry.text("IndexName") {
            None => None,
            Some(name) => {
                let mut all = schema.indexes.iter().zip(&table.indexes);
                let (index, own) = all.find(|(index, _)| index.name == name).ok_or_else(inconsistent)?;
                Some((index, own.space))
            }
        };
        let (filter, output) = (Test::of_read(entry, checked)?, Output::of(entry, checked)?);
        let select = entry.text("Select");
        let lacks = |index: &SecondaryIndex| match output.attributes() {
            Some(names) => names.iter().any(|name| !schema.index_holds(index, name)),
            None => select == Some("ALL_ATTRIBUTES") && index.projection != IndexProjection::All,
        };
        let fetches = index.is_some_and(|(index, _)| index.kind == IndexKind::Local && lacks(index));
        Ok(Self {
            table,
            index,
            filter,
            output,
            only_counts: select == Some("COUNT"),
            fetches,
            limit: entry.integer("Limit").and_then(|limit| usize::try_from(limit).ok()),
            consistent: entry.flag("ConsistentRead"),
            is_single: false,
        })
    }

    pub(super) fn schema(&self) -> &'s TableSchema {
        &self.table.definition.schema
    }

    /// Where an item lies in what is read; also one that is not there.
    pub(super) fn place(&self, keyed: &Item) -> Option<Vec<u8>> {
        match self.index {
            None => key::of_table(self.schema(), keyed),
            Some((index, _)) => key::of_index(self.schema(), index, keyed),
        }
    }

    /// Reads a page and answers with it.
    pub(super) fn answer(
        &self,
        state: &State,
        request: &Request<'_>,
        range: &KeyRange,
        backwards: bool,
    ) -> Result<String, ServiceError> {
        let page = self.read(state, range, backwards)?;
        let mut consumed = self.consumed(&page);
        let mut answer = Object::new();
        if !self.only_counts {
            let whole = self.fetched(state, &page, &mut consumed)?;
            let bytes: usize = whole.iter().map(|stored| stored.bytes).sum();
            answer = Object::with_room(bytes.saturating_mul(JSON_PER_BYTE));
            let taken: Vec<_> = whole.iter().map(|stored| self.output.take(&stored.item)).collect();
            answer.items("Items", taken.iter().map(AsRef::as_ref));
        }
        answer.count("Count", page.matches.len());
        answer.count("ScannedCount", page.scanned);
        if let Some(last) = page.last.as_ref().filter(|_| !self.is_single) {
            answer.item("LastEvaluatedKey", &self.key_of(&last.item));
        }
        Wanted::of(request).tell(&consumed, &self.schema().table_name, &mut answer);
        Ok(answer.finish())
    }

    /// Service: the limit counts what is read, before the filter. Where it ends the page there may be more, and a key
    /// to go on with is given, even if there is nothing behind it.
    fn read(&self, state: &State, range: &KeyRange, backwards: bool) -> Result<Page, ServiceError> {
        let mut page = Page::default();
        let space = self.index.map_or(self.table.space, |(_, space)| space);
        state.storage.range(space, &range.from, range.to.as_deref(), backwards, &mut |stored| {
            page.scanned += 1;
            page.bytes += stored.bytes;
            if self.filter.passes(Some(&stored.item)) {
                page.matches.push(stored.clone());
            }
            if self.limit == Some(page.scanned) || page.bytes >= PAGE_BYTES {
                page.last = Some(stored.clone());
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        })?;
        Ok(page)
    }

    fn consumed(&self, page: &Page) -> Consumed {
        let units = read_units(page.bytes, self.consistent);
        match self.index {
            None => Consumed::of_table(units),
            Some((index, _)) => {
                let mut consumed = Consumed::default();
                consumed.add_index(index, units);
                consumed
            }
        }
    }

    /// The items of a page, from the table where the index lacks something; each then costs a read of its own.
    fn fetched<'p>(
        &self,
        state: &State,
        page: &'p Page,
        consumed: &mut Consumed,
    ) -> Result<Cow<'p, [Arc<StoredItem>]>, ServiceError> {
        if !self.fetches {
            return Ok(Cow::Borrowed(&page.matches));
        }
        let mut whole = Vec::with_capacity(page.matches.len());
        for entry in &page.matches {
            let key = key::of_table(self.schema(), &entry.item).ok_or_else(inconsistent)?;
            let stored = state.get(self.table, &key)?.ok_or_else(inconsistent)?;
            consumed.add_table(read_units(stored.bytes, self.consistent));
            whole.push(stored);
        }
        Ok(Cow::Owned(whole))
    }

    /// Service: of an index, its own key and the table's.
    fn key_of(&self, item: &Item) -> Item {
        let own = self.index.into_iter().flat_map(|(index, _)| index.key.attributes());
        named(item, self.schema().key.attributes().chain(own).map(|attribute| attribute.name.as_str()))
    }
}
