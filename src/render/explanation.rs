//! What became of a request, for people: a small table of how many items came how far, and why no more.

use std::fmt::Write as _;

use super::{clipped, printable_line};
use crate::explain::{
    Absent, Advice, ClauseEffect, ConditionOutcome, Difference, Explained, ItemChange, NearMiss, OneItem,
    ReadExplanation,
};
use crate::value::{AttributeValue, Item, json};

/// How much of a value is shown.
const SHOWN: usize = 60;

/// An explanation as text, with or without colour.
#[must_use]
pub fn explanation(explained: &Explained, colour: bool) -> String {
    let mut page = Page { text: String::new(), colour };
    match explained {
        Explained::Read(read) => page.read(read),
        Explained::Items(items) => {
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    page.text.push('\n');
                }
                page.item(item);
            }
        }
    }
    page.text
}

/// A request that the service refuses, with its text and what nearly is a key.
#[must_use]
pub fn refusal(message: &str, near: &[NearMiss], colour: bool) -> String {
    let mut page = Page { text: String::new(), colour };
    let refused = page.tinted("DynamoDB refuses the request:", RED);
    page.line(&format!("{refused} {}", printable_line(message)));
    page.near("Items whose key differs in type alone", near);
    page.text
}

struct Page {
    text: String,
    colour: bool,
}

/// Codes of terminals.
const BOLD: &str = "1";
const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";

impl Page {
    fn tinted(&self, text: &str, tint: &str) -> String {
        if self.colour { format!("\u{1b}[{tint}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn heading(&mut self, text: &str) {
        let heading = self.tinted(text, BOLD);
        let _ = write!(self.text, "\n{heading}\n");
    }

    /// A row of the table: a count and what it counts.
    fn row(&mut self, count: usize, label: &str) {
        let count = self.tinted(&format!("{count:>7}"), if count == 0 { RED } else { GREEN });
        let _ = writeln!(self.text, "{count}  {label}");
    }

    fn read(&mut self, read: &ReadExplanation) {
        let of = read.index.as_ref().map_or(String::new(), |index| format!(", index {}", printable_line(index)));
        let title = format!("{} of {}{of}", read.operation.name(), printable_line(&read.table));
        let title = self.tinted(&title, BOLD);
        self.line(&format!("{title}\n"));
        self.row(read.items, "in the table");
        if read.index.is_some() {
            let absent: usize = read.absent.iter().map(|absent| absent.items).sum();
            self.row(read.items - absent.min(read.items), "in the index");
        }
        if let Some(key) = &read.key {
            let asked =
                key.partition.iter().map(|(name, value)| format!("{} = {}", printable_line(name), shown(value)));
            self.row(key.in_partition, &format!("with {}", asked.collect::<Vec<_>>().join(" and ")));
            self.row(key.selected, &format!("selected by {}", with_values(&key.text, &key.values)));
        }
        if let Some(filter) = &read.filter {
            self.row(filter.passed, &format!("pass the filter {}", with_values(&filter.text, &filter.values)));
        }
        self.row(read.returned, "returned");
        self.page(read);
        self.near("Nearly selected", &read.near);
        self.absent(&read.absent, read.read == 0);
        self.clauses(read);
        self.cost(read);
    }

    fn page(&mut self, read: &ReadExplanation) {
        let Some(page) = read.page else { return };
        let ended = match page.limit {
            Some(limit) => format!("Limit {limit} ended it; it counts what is read, before the filter"),
            None => "1 MB ended it".to_owned(),
        };
        self.line(&format!(
            "\nThis request alone reads {} and returns {}: {ended}. LastEvaluatedKey says where to go on.",
            items(page.read),
            page.returned
        ));
    }

    fn near(&mut self, heading: &str, near: &[NearMiss]) {
        if near.is_empty() {
            return;
        }
        self.heading(heading);
        for miss in near {
            self.miss(miss);
        }
    }

    fn miss(&mut self, miss: &NearMiss) {
        let mut line = told(miss);
        if miss.example.iter().any(|(name, value)| *name != *miss.attribute || *value != miss.found) {
            let _ = write!(line, " ({})", key(&miss.example));
        }
        self.row(miss.items, &line);
    }

    fn absent(&mut self, absent: &[Absent], found_nothing: bool) {
        if absent.is_empty() {
            return;
        }
        self.heading("Not in the index");
        for one in absent {
            let name = printable_line(&one.attribute);
            let mut line = match one.found {
                None => format!("without `{name}`, which is part of the index's key"),
                Some(found) => format!("with `{name}` of type {found}, where the index's key wants {}", one.wanted),
            };
            if found_nothing && one.selected_otherwise > 0 {
                let _ = write!(line, "; {} would be selected otherwise", one.selected_otherwise);
            }
            let _ = write!(line, " ({})", key(&one.example));
            self.row(one.items, &line);
        }
    }

    fn clauses(&mut self, read: &ReadExplanation) {
        let Some(filter) = read.filter.as_ref().filter(|filter| !filter.clauses.is_empty()) else { return };
        self.heading("Removed by the filter");
        for clause in &filter.clauses {
            self.clause(clause, read.index.as_deref());
        }
    }

    fn clause(&mut self, clause: &ClauseEffect, index: Option<&str>) {
        let mut label = written(&clause.text);
        if clause.alone > 0 && clause.alone < clause.removes {
            let _ = write!(label, "  ({} by this alone)", clause.alone);
        }
        self.row(clause.removes, &label);
        for example in &clause.examples {
            self.line(&format!("         {}: {}", key(&example.key), written(&example.why)));
        }
        if clause.removes > clause.examples.len() {
            self.line(&format!("         and {} more", clause.removes - clause.examples.len()));
        }
        for miss in &clause.near {
            let line = self.tinted(&format!("         nearly: {}", told(miss)), YELLOW);
            self.line(&line);
        }
        for attribute in &clause.not_in_index {
            let text = format!(
                "         the index {} does not hold `{}`: it is missing in every item",
                printable_line(index.unwrap_or_default()),
                printable_line(attribute)
            );
            let line = self.tinted(&text, YELLOW);
            self.line(&line);
        }
    }

    fn cost(&mut self, read: &ReadExplanation) {
        let cost = read.cost;
        let kind = if cost.consistent { "strongly" } else { "eventually" };
        self.heading("Cost");
        self.line(&format!(
            "  {} for {} bytes in {}, {kind} consistent",
            units(cost.units),
            cost.bytes,
            items(read.read)
        ));
        if read.filter.as_ref().is_some_and(|filter| filter.passed < read.read) {
            let alone = if cost.units_of_returned < cost.units {
                format!(" What comes back alone would cost {}.", units(cost.units_of_returned))
            } else {
                String::new()
            };
            self.line(&format!("  Without the filter it is the same: what is removed was read.{alone}"));
        }
        if read.advice.is_empty() {
            return;
        }
        self.heading("Cheaper");
        for advice in &read.advice {
            self.line(&format!("  {}", advised(advice)));
        }
    }

    fn item(&mut self, item: &OneItem) {
        let title = format!("{} of {} in {}", item.action, key(&item.key), printable_line(&item.table));
        let title = self.tinted(&title, BOLD);
        self.line(&title);
        match &item.old {
            Some(old) => {
                self.line(&format!("\n  The item is there: {} bytes in {}.", old.size_bytes(), attributes(old.len())))
            }
            None => self.line("\n  There is no such item."),
        }
        self.near("Nearly this key", &item.near);
        if let Some(condition) = &item.condition {
            self.condition(condition);
        }
        self.changes(item);
        self.heading("Cost");
        let units = if item.action == "Get" { "read" } else { "write" };
        let unit = if item.units == 1.0 { "unit" } else { "units" };
        self.line(&format!(
            "  {} {units} {unit}{}",
            item.units,
            if item.indexes.is_empty() {
                String::new()
            } else {
                format!(
                    ", and what the entries in {} cost",
                    item.indexes.iter().map(|one| printable_line(one)).collect::<Vec<_>>().join(", ")
                )
            }
        ));
    }

    fn condition(&mut self, outcome: &ConditionOutcome) {
        let holds = outcome.explanation.matches;
        let result = self.tinted(if holds { "holds" } else { "fails" }, if holds { GREEN } else { RED });
        self.heading("Condition");
        self.line(&format!("  {}: {result}", written(&outcome.text)));
        for line in outcome.explanation.to_text(&outcome.text).lines() {
            self.line(&format!("    {}", printable_line(line)));
        }
        for miss in &outcome.near {
            let line = self.tinted(&format!("  nearly: {}", told(miss)), YELLOW);
            self.line(&line);
        }
    }

    fn changes(&mut self, item: &OneItem) {
        match &item.changes {
            None => {}
            Some(Err(message)) => {
                self.heading("Refused");
                self.line(&format!("  {}", printable_line(message)));
            }
            Some(Ok(changes)) => {
                self.heading("Changes");
                if changes.is_empty() {
                    self.line("  none");
                }
                for change in changes {
                    let line = self.change(change);
                    self.line(&line);
                }
            }
        }
    }

    fn change(&self, change: &ItemChange) -> String {
        let name = printable_line(&change.attribute);
        match (&change.old, &change.new) {
            (None, Some(new)) => self.tinted(&format!("  + {name}: {}", shown(new)), GREEN),
            (Some(old), None) => self.tinted(&format!("  - {name}: {}", shown(old)), RED),
            (Some(old), Some(new)) => self.tinted(&format!("  ~ {name}: {} -> {}", shown(old), shown(new)), YELLOW),
            (None, None) => String::new(),
        }
    }
}

/// A near miss in words.
pub(super) fn told(miss: &NearMiss) -> String {
    let (name, found) = (printable_line(&miss.attribute), shown(&miss.found));
    let asked = miss.asked.as_ref().map(shown).unwrap_or_default();
    match &miss.difference {
        Difference::Case => format!("{name} is {found}: only the case differs from {asked}"),
        Difference::WhiteSpace => format!("{name} is {found}: only white space differs from {asked}"),
        Difference::CaseAndWhiteSpace => format!("{name} is {found}: only case and white space differ from {asked}"),
        Difference::Type(wanted, own) => {
            format!("{name} is {found} of type {own}: asked for is {asked} of type {wanted}")
        }
        Difference::BeforeRange => format!("{name} is {found}: before the range"),
        Difference::BehindRange => format!("{name} is {found}: behind the range"),
        Difference::NumbersAsStrings => {
            format!("{name} is {found}: numbers in strings compare as text, so it is outside of the range")
        }
        Difference::NotPrefix => format!("{name} is {found}: does not begin with {asked}"),
        Difference::Name(other) => format!("`{name}` is missing, but there is `{}`", printable_line(other)),
        _ => format!("{name} is {found}, not {asked}"),
    }
}

/// An advice in words.
pub(super) fn advised(advice: &Advice) -> String {
    match advice {
        Advice::Query { index, attributes, items: count, units } => {
            let of =
                index.as_ref().map_or("the table".to_owned(), |index| format!("the index {}", printable_line(index)));
            let names = attributes.iter().map(|name| printable_line(name)).collect::<Vec<_>>().join(" and ");
            format!("Query {of} with {names} in the key condition: reads {}, {}", items(*count), self::units(*units))
        }
        Advice::NewIndex { partition, sort, items: count, units } => {
            let (partition, key) = (printable_line(partition), sort.as_ref().map(|sort| printable_line(sort)));
            let key = key.map_or(String::new(), |sort| format!(" and sort key {sort}"));
            format!(
                "An index with partition key {partition}{key}: a Query of it reads {}, {}",
                items(*count),
                self::units(*units)
            )
        }
        Advice::SmallerIndex { attributes, units } => {
            let names = attributes.iter().map(|name| printable_line(name)).collect::<Vec<_>>().join(", ");
            let names =
                if names.is_empty() { "the keys alone".to_owned() } else { format!("only {names} beside the keys") };
            format!(
                "An index that holds {names}: {}; a projection makes the answer smaller, not the read",
                self::units(*units)
            )
        }
        Advice::EventuallyConsistent { units } => {
            format!("Without ConsistentRead, where a read may be a moment old: {}", self::units(*units))
        }
    }
}

fn units(units: f64) -> String {
    if units == 1.0 { "1 read unit".to_owned() } else { format!("{units} read units") }
}

fn items(count: usize) -> String {
    if count == 1 { "1 item".to_owned() } else { format!("{count} items") }
}

fn attributes(count: usize) -> String {
    if count == 1 { "1 attribute".to_owned() } else { format!("{count} attributes") }
}

/// An expression with what its values are.
fn with_values(text: &str, values: &[(String, AttributeValue)]) -> String {
    let told: Vec<String> =
        values.iter().map(|(placeholder, value)| format!("{placeholder} {}", shown(value))).collect();
    if told.is_empty() { written(text) } else { format!("{} ({})", written(text), told.join(", ")) }
}

fn written(text: &str) -> String {
    printable_line(&clipped(text, SHOWN * 4))
}

/// A value short enough for a line: strings quoted, numbers bare, the rest as DynamoDB JSON.
fn shown(value: &AttributeValue) -> String {
    let text = match value {
        AttributeValue::S(text) => serde_json::Value::from(text.as_str()).to_string(),
        AttributeValue::N(number) => number.to_string(),
        AttributeValue::Bool(truth) => truth.to_string(),
        AttributeValue::Null => "null".to_owned(),
        other => json::to_json(other).to_string(),
    };
    printable_line(&clipped(&text, SHOWN))
}

/// A key: `reader "ann", day 3`.
fn key(item: &Item) -> String {
    let parts = item.iter().map(|(name, value)| format!("{} {}", printable_line(name), shown(value)));
    parts.collect::<Vec<_>>().join(", ")
}
