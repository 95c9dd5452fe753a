//! What the decoder could not read, as problems with their rank.

use super::Problems;
use crate::problem::{Part, Place, PlaceholderProblem, Rank, RequestProblem, Stage, Step};
use crate::request::{DecodeError, DecodeProblem, Operation, Request};

const VALUES: &str = "ExpressionAttributeValues";
const NAMES: &str = "ExpressionAttributeNames";

pub(super) fn check(request: &Request<'_>, problems: &mut Problems) {
    for (nth, problem) in (0..).zip(&request.problems) {
        let entry = problem.entry.unwrap_or_default();
        let place = Place::part(part(problem)).in_entry(entry);
        let serialization = match &problem.error {
            DecodeError::Json { .. } => true,
            DecodeError::Value(error) => error.is_serialization(),
        };
        let rank = if serialization { Rank::at(Stage::Decoding, nth) } else { rank(request, problem, nth) };
        match (&problem.error, key_of(problem, VALUES)) {
            (DecodeError::Json { shape, found }, _) => {
                problems.add(RequestProblem::Json { shape: *shape, found: *found }, place, rank);
            }
            (DecodeError::Value(error), Some(key)) => {
                let key = key.to_owned();
                let problem = PlaceholderProblem::InvalidValue { key, error: error.clone() };
                problems.add(problem, place, rank.in_entry(entry));
            }
            (DecodeError::Value(error), None) => {
                let problem = RequestProblem::InvalidValue { error: error.clone() };
                problems.add(problem, place, rank.in_entry(entry));
            }
        }
    }
}

/// The key of a map the problem is under.
fn key_of<'p>(problem: &'p DecodeProblem, map: &str) -> Option<&'p str> {
    match problem.path.as_slice() {
        [Step::Member(name), Step::Member(key), ..] if name == map => Some(key),
        _ => None,
    }
}

fn part(problem: &DecodeProblem) -> Part {
    if problem.entry.is_none() {
        return Part::Request(problem.path.clone());
    }
    if let Some(key) = key_of(problem, NAMES) {
        return Part::Name(key.to_owned());
    }
    match key_of(problem, VALUES) {
        Some(key) => Part::Value(key.to_owned(), problem.path.iter().skip(2).cloned().collect()),
        None => Part::Member(problem.path.clone()),
    }
}

fn rank(request: &Request<'_>, problem: &DecodeProblem, nth: u32) -> Rank {
    let member = match problem.path.first() {
        Some(Step::Member(name)) => name.as_str(),
        _ => "",
    };
    let entry = problem.entry.and_then(|at| request.entries.get(usize::from(at)));
    let position = |found: Option<usize>| found.and_then(|at| u32::try_from(at).ok()).unwrap_or_default();
    match member {
        VALUES => {
            let at = entry.zip(key_of(problem, VALUES)).and_then(|(entry, key)| entry.values.position(key));
            // Beside the other checks of contents, after those of all keys.
            Rank::new(Stage::Values, 2, [position(at), nth, 0, 0])
        }
        "Item" | "Key" | "Keys" => {
            let batch = !matches!(
                request.operation,
                Operation::PutItem | Operation::GetItem | Operation::UpdateItem | Operation::DeleteItem
            );
            Rank::at(if batch { Stage::EntryKeys } else { Stage::ItemValues }, nth)
        }
        "ExclusiveStartKey" => Rank::at(Stage::StartKeyValues, nth),
        legacy => {
            let attribute = key_of(problem, legacy);
            let members = entry.and_then(|entry| entry.node.get(legacy)?.members());
            let at = members.and_then(|all| all.iter().position(|member| Some(member.key.as_str()) == attribute));
            let (stage, step) = legacy_step(request.operation, legacy);
            Rank::new(stage, step, [position(at), 0, nth, 0])
        }
    }
}

/// Where a legacy parameter is looked at.
///
/// Service: updates before Expected; QueryFilter, ConditionalOperator, AttributesToGet in a Query;
/// AttributesToGet, ScanFilter, ConditionalOperator in a Scan.
pub(super) fn legacy_step(operation: Operation, member: &str) -> (Stage, u8) {
    match (operation, member) {
        (Operation::Query, "KeyConditions") => (Stage::KeyConditions, 0),
        (Operation::Query, "QueryFilter") => (Stage::Legacy, 0),
        (Operation::Query | Operation::Scan, "ConditionalOperator") => (Stage::Legacy, 2),
        (Operation::Query, "AttributesToGet") => (Stage::Legacy, 3),
        (_, "ConditionalOperator") => (Stage::ConditionalOperator, 0),
        (_, "AttributesToGet" | "AttributeUpdates") => (Stage::Legacy, 0),
        _ => (Stage::Legacy, 1),
    }
}
