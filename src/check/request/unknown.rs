//! Members that an operation does not know.

use crate::problem::{Part, Place};
use crate::request::{Action, Operation, Request};
use crate::source::{JsonNode, similar};

/// A member that the operation does not know. The service ignores it, so what it was meant to say is not done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownMember {
    /// Its name.
    pub name: String,
    /// Where its name is.
    pub place: Place,
    /// A member of the operation that is spelled much like it.
    pub similar: Option<&'static str>,
    /// The operations that know a member of this name.
    pub known_to: Vec<Operation>,
}

pub(super) fn members(request: &Request<'_>) -> Vec<UnknownMember> {
    let mut unknown = Vec::new();
    let single = request.entries.first().is_some_and(|entry| entry.path.is_empty());
    if !single {
        let known: Vec<_> = request.operation.members().iter().map(|(name, _)| *name).collect();
        collect(request.node, 0, &known, &mut unknown);
    }
    for (at, entry) in (0..).zip(&request.entries) {
        let Some(action) = entry.action else { continue };
        let known: Vec<_> = request.operation.entry_members(action).iter().map(|(name, _)| *name).collect();
        collect(entry.node, at, &known, &mut unknown);
    }
    unknown
}

fn collect(node: &JsonNode, entry: u16, known: &[&'static str], out: &mut Vec<UnknownMember>) {
    for member in node.members().unwrap_or_default() {
        let name = member.key.as_str();
        if known.contains(&name) {
            continue;
        }
        let known_to = Operation::ALL.into_iter().filter(|operation| takes(*operation, name)).collect();
        // `similar` gives back one of the candidates, which live as long as the program.
        let similar = similar(name, known.iter().copied());
        let similar = known.iter().copied().find(|candidate| Some(*candidate) == similar);
        let place = Place::part(Part::Written(member.key_span)).in_entry(entry);
        out.push(UnknownMember { name: name.to_owned(), place, similar, known_to });
    }
}

fn takes(operation: Operation, name: &str) -> bool {
    let entries = [Action::Get, Action::Put, Action::Update, Action::Delete];
    let of_entries = entries.into_iter().flat_map(|action| operation.entry_members(action));
    operation.members().iter().chain(of_entries).any(|(member, _)| *member == name)
}
