//! Requests of other libraries that are spelled like those of DynamoDB: a filter alone tells nothing.

use super::gather::{Gathered, Given};
use super::scope::{Path, Reaching};
use super::spelling::Parameter;
use super::text::{Piece, Texts};
use crate::host::{NodeId, NodeKind};
use crate::syntax::ExpressionKind;

/// Names are followed this far.
const DEEPEST: u8 = 6;

/// How programs speak of DynamoDB.
const WORDS: [&str; 6] = ["dynamo", "Dynamo", "DYNAMO", "DocumentClient", "ddb", "DDB"];

/// Parameters that no other library has: a file that has them beside a request speaks of DynamoDB, too.
const PARAMETERS: [&str; 9] = [
    "eyConditionExpression",
    "key_condition_expression",
    "key-condition-expression",
    "xpressionAttribute",
    "expression_attribute",
    "expression-attribute",
    "pdateExpression",
    "update_expression",
    "update-expression",
];

/// Functions only this language has.
const FUNCTIONS: [&str; 3] = ["attribute_exists", "attribute_not_exists", "attribute_type"];

/// Requests of other services that take a filter: of X-Ray, of Lake Formation, of Cost Explorer.
const OTHER_REQUESTS: [&str; 8] = [
    "tracesummaries",
    "createsamplingrule",
    "creategroup",
    "updategroup",
    "datacellsfilter",
    "costandusage",
    "filterlogevents",
    "anomalysubscription",
];

/// Members that requests of other libraries do not have.
const OWN_MEMBERS: [&str; 9] = [
    "TableName",
    "IndexName",
    "ExclusiveStartKey",
    "ConsistentRead",
    "ScanIndexForward",
    "ReturnValues",
    "ReturnConsumedCapacity",
    "ReturnItemCollectionMetrics",
    "ReturnValuesOnConditionCheckFailure",
];

impl Texts<'_, '_> {
    /// True where the code of the file speaks of DynamoDB; what its comments say does not count.
    pub(super) fn tells_of_dynamodb(&self) -> bool {
        self.has_word(&WORDS)
    }

    fn has_word(&self, words: &[&str]) -> bool {
        let text = self.module.text();
        let is_comment = |at: usize| {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            self.module.comments().iter().any(|comment| comment.span.start <= at && at < comment.span.end)
        };
        words.iter().any(|word| text.match_indices(word).any(|(at, _)| !is_comment(at)))
    }

    /// True where nothing says that a request is meant for DynamoDB: it has one expression that other libraries have,
    /// too, and neither its other members, nor its text, nor its file say more.
    pub(super) fn may_be_foreign(&self, gathered: &Gathered) -> bool {
        let mut expressions = gathered.slots.iter().filter_map(|slot| match slot.parameter {
            Parameter::Expression(kind) => Some(Some(kind)),
            Parameter::SomeExpression => Some(None),
            _ => None,
        });
        let Some(first) = expressions.next() else { return false };
        let is_weak = !matches!(first, Some(ExpressionKind::Update | ExpressionKind::KeyCondition));
        if !is_weak || expressions.any(|other| other != first) {
            return false;
        }
        let is_own = |parameter: Parameter| matches!(parameter, Parameter::Member(name) if OWN_MEMBERS.contains(&name));
        if gathered.slots.iter().any(|slot| is_own(slot.parameter)) {
            return false;
        }
        let is_told = self.tells_of_dynamodb() || self.has_word(&PARAMETERS) || self.has_own_function(gathered);
        !is_told || self.is_of_another_client(gathered)
    }

    /// `attribute_exists(…)`, or a builder that makes nothing else.
    fn has_own_function(&self, gathered: &Gathered) -> bool {
        gathered.slots.iter().any(|slot| {
            let (Parameter::Expression(_) | Parameter::SomeExpression, Given::Value(node)) =
                (slot.parameter, slot.value)
            else {
                return false;
            };
            let mut variants = self.of(node);
            let has_function = variants.iter_mut().flat_map(|variant| &variant.pieces).any(|piece| match piece {
                Piece::Literal { text, .. } => FUNCTIONS.iter().any(|function| text.contains(function)),
                Piece::Hole(_) => false,
            });
            has_function || !self.built_expressions(node, 0).is_empty()
        })
    }

    /// True where a request is sent by a client of another service: `boto3.client("athena").query(…)`.
    fn is_of_another_client(&self, gathered: &Gathered) -> bool {
        let Some(call) = gathered.call else { return false };
        let NodeKind::Call { callee, .. } = self.module.kind(call) else { return false };
        let name = self.module.last_name(*callee).unwrap_or_default().replace('_', "").to_ascii_lowercase();
        if OTHER_REQUESTS.iter().any(|other| name.contains(other)) {
            return true;
        }
        let NodeKind::Member { base, .. } = self.module.kind(*callee) else { return false };
        self.is_other_service(*base, 0)
    }

    fn is_other_service(&self, id: NodeId, depth: u8) -> bool {
        if depth > DEEPEST {
            return false;
        }
        match self.module.kind(id) {
            NodeKind::Call { callee, arguments, new } => {
                let name = self.module.last_name(*callee).unwrap_or_default();
                let first = arguments.first().and_then(|first| self.module.plain_text(first.value));
                match (name, first, self.module.kind(*callee)) {
                    ("client" | "resource", Some(service), _) => service != "dynamodb",
                    // `new AWS.Athena()`
                    (name, _, NodeKind::Member { base, .. }) if *new && self.module.last_name(*base) == Some("AWS") => {
                        !matches!(name, "DynamoDB" | "DocumentClient")
                    }
                    (_, _, NodeKind::Member { base, .. }) if !*new => self.is_other_service(*base, depth + 1),
                    _ => false,
                }
            }
            NodeKind::Name(_) | NodeKind::Member { .. } => match self.scopes.reaching(id) {
                Reaching::Assigned(reaching) => match reaching.as_slice() {
                    [(assigned, Path::Always)] if !assigned.partial => self.is_other_service(assigned.value, depth + 1),
                    _ => false,
                },
                _ => false,
            },
            _ => false,
        }
    }
}
