//! Members that are given more than once in one object of a request.

use indexmap::IndexMap;

use crate::request::Request;
use crate::source::{JsonMember, JsonNode, Span};

/// A member that an object has more than once. Readers take the last one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RepeatedMember {
    /// Its name.
    pub name: String,
    /// The keys that do not count, in the order of the text.
    pub ignored: Vec<Span>,
    /// The key of the one that counts.
    pub counts: Span,
    /// The object it is a member of: the member whose value that is, or nothing for the request itself.
    pub inside: Option<String>,
}

/// More of them than this help nobody.
const MOST: usize = 100;

pub(super) fn members(request: &Request<'_>) -> Vec<RepeatedMember> {
    let mut repeated = Vec::new();
    let mut open: Vec<(Option<&str>, &JsonNode)> = vec![(None, request.node)];
    while let Some((inside, node)) = open.pop() {
        for element in node.elements().unwrap_or_default().iter().rev() {
            open.push((inside, element));
        }
        for member in node.members().unwrap_or_default().iter().rev() {
            open.push((Some(&member.key), &member.value));
        }
        let mut ignored: IndexMap<&str, Vec<Span>> = IndexMap::new();
        for member in node.shadowed().filter(|member| is_written(member)) {
            ignored.entry(&member.key).or_default().push(member.key_span);
        }
        for (name, ignored) in ignored {
            let Some(counts) = node.member(name).map(|member| member.key_span) else { continue };
            let inside = inside.map(str::to_owned);
            repeated.push(RepeatedMember { name: name.to_owned(), ignored, counts, inside });
        }
        if repeated.len() > MOST {
            break;
        }
    }
    repeated
}

/// False for the mark that an object may have further members.
fn is_written(member: &JsonMember) -> bool {
    !(member.key.is_empty() && member.value.is_unknown())
}
