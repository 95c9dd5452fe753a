//! What is not needed taken out: entries of a map, a map that has none left, a member of the request.

use std::collections::BTreeSet;

use super::lists::{indentation, line_end, remove, whole_lines};
use super::sites::{List, Written};
use super::{Change, Map, Writer};
use crate::source::Span;

impl Writer<'_> {
    /// Entries of a map go; all of them take their parameter along.
    pub(super) fn remove_entries(&mut self, map: Map, keys: &[&str]) -> Option<()> {
        let site = self.map(map);
        let mut lists: Vec<(List, BTreeSet<usize>)> = Vec::new();
        let mut others = Vec::new();
        for key in keys {
            let entry = self.entry(map, key)?;
            match self.sites.entry(entry.key_span, entry.value_span)? {
                Written::Listed(list) => {
                    let at = list.at;
                    match lists.iter_mut().find(|(known, _)| known.whole == list.whole) {
                        Some((_, gone)) => drop(gone.insert(at)),
                        None => lists.push((list, BTreeSet::from([at]))),
                    }
                }
                other => others.push(other),
            }
        }
        let is_all = site.entries.iter().all(|entry| keys.contains(&entry.key.as_str()));
        if let Some(name) = site.name
            && is_all
            && !site.is_open
            && others.is_empty()
        {
            // A map in a variable stays where it is: others may read it.
            let value = lists.first().map(|(list, _)| list.whole)?;
            let name_of = self.sites.parameter(name)?;
            covers(&name_of, value).then_some(())?;
            return self.remove_written(name_of);
        }
        for (list, gone) in lists {
            self.changes.extend(remove(self.text(), &list, &gone)?);
        }
        others.into_iter().try_for_each(|written| self.remove_written(written))
    }

    /// A member of the request goes.
    pub(super) fn remove_member(&mut self, name: &str) -> Option<()> {
        let mut members = self.target.members.iter().filter(|(own, _)| *own == name);
        let (_, span) = members.next().filter(|_| members.next().is_none())?;
        let site = match name {
            "ExpressionAttributeNames" => Some(self.map(Map::Names)),
            "ExpressionAttributeValues" => Some(self.map(Map::Values)),
            _ => None,
        };
        let Some(site) = site else {
            let written = self.sites.parameter(*span)?;
            return self.remove_written(written);
        };
        if !site.entries.is_empty() {
            let keys: Vec<&str> = site.entries.iter().map(|entry| entry.key.as_str()).collect();
            let map = if name == "ExpressionAttributeNames" { Map::Names } else { Map::Values };
            return self.remove_entries(map, &keys);
        }
        let written = self.sites.parameter(site.name?)?;
        // An empty map in a variable may be filled by somebody.
        let is_written_there = match site.literal {
            Some(literal) => covers(&written, literal),
            None => {
                let given = self.slice(Span::new(site.name?.end, span_of(&written).end))?;
                let given = given.trim_start_matches([' ', '\t', '=', '>', '(', ']', ',', '\'', '"']);
                matches!(
                    given.trim_end_matches([')', ';', '\'', '"']),
                    "{}" | "Map.of("
                        | "mapOf("
                        | "emptyMap("
                        | "Collections.emptyMap("
                        | "[]"
                        | "array("
                        | "Some(HashMap::new("
                )
            }
        };
        is_written_there.then_some(())?;
        self.remove_written(written)
    }

    fn remove_written(&mut self, written: Written) -> Option<()> {
        let text = self.text();
        match written {
            Written::Listed(list) => {
                let gone = BTreeSet::from([list.at]);
                self.changes.extend(remove(text, &list, &gone)?);
            }
            Written::Chained(span) => self.changes.push(Change::new(span, "")),
            Written::Statement(span) => {
                indentation(text, span.start)?;
                let rest = Span::new(span.end, line_end(text, span.end)).slice(text)?;
                matches!(rest.trim(), "" | ";").then_some(())?;
                self.changes.push(Change::new(whole_lines(text, span), ""));
            }
        }
        Some(())
    }
}

fn span_of(written: &Written) -> Span {
    match written {
        Written::Listed(list) => list.items.get(list.at).copied().unwrap_or_default(),
        Written::Chained(span) | Written::Statement(span) => *span,
    }
}

/// True where the value stands where its parameter does.
fn covers(written: &Written, value: Span) -> bool {
    let own = span_of(written);
    own.start <= value.start && value.end <= own.end
}
