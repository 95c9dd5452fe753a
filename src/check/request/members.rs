//! Members beside one another: expressions beside legacy parameters, maps without expressions, Select, Segment,
//! ReturnValues.

use super::EntryCheck;
use crate::limits;
use crate::problem::{Part, PlaceholderMap, PlaceholderProblem, Rank, RequestProblem, Stage, Step};
use crate::request::Operation;
use crate::syntax::ExpressionKind;

use ExpressionKind as K;

/// The legacy parameters of an operation and its expressions, in the order in which the service lists them.
const fn styles(operation: Operation) -> (&'static [&'static str], &'static [K]) {
    match operation {
        Operation::Query => (
            &["AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions"],
            &[K::Projection, K::Filter, K::KeyCondition],
        ),
        Operation::Scan => (&["AttributesToGet", "ScanFilter", "ConditionalOperator"], &[K::Projection, K::Filter]),
        Operation::UpdateItem => (&["AttributeUpdates", "Expected", "ConditionalOperator"], &[K::Update, K::Condition]),
        Operation::PutItem | Operation::DeleteItem => (&["Expected", "ConditionalOperator"], &[K::Condition]),
        Operation::GetItem | Operation::BatchGetItem => (&["AttributesToGet"], &[K::Projection]),
        _ => (&[], &[]),
    }
}

impl EntryCheck<'_, '_> {
    pub(super) fn members(&mut self) {
        self.mixing();
        self.maps_without_expressions();
        self.return_values();
        self.select();
        self.segments();
        if self.is(Operation::Query) && !self.entry.has("KeyConditions") && !self.entry.has(K::KeyCondition.parameter())
        {
            self.add_member(RequestProblem::NoKeyCondition, &[], Rank::at(Stage::NoKeyCondition, 0));
        }
    }

    fn mixing(&mut self) {
        let (legacy, expressions) = styles(self.request.operation);
        let entries = if self.is(Operation::BatchGetItem) { &self.request.entries[..] } else { &[] };
        // Service: the tables of a BatchGetItem must agree, too; told where the second style comes up.
        // More tables than keys are refused anyway.
        let before = entries.get(..usize::from(self.at).min(limits::BATCH_GET_KEYS)).unwrap_or_default();
        let sent = |member: &str| self.entry.has(member);
        let ever = |member: &str| sent(member) || before.iter().any(|entry| entry.has(member));
        let key_condition = sent(K::KeyCondition.parameter());
        // Service: KeyConditions go with other expressions, only not with their own.
        let counts = |member: &&&str| ever(member) && (**member != "KeyConditions" || key_condition);
        let legacy: Vec<&'static str> = legacy.iter().filter(counts).copied().collect();
        let expressions: Vec<K> = expressions.iter().filter(|kind| ever(kind.parameter())).copied().collect();
        let own = legacy.iter().find(|member| sent(member)).copied();
        let own = own.or_else(|| expressions.iter().map(|kind| kind.parameter()).find(|member| sent(member)));
        if let (false, false, Some(member)) = (legacy.is_empty(), expressions.is_empty(), own) {
            let problem = RequestProblem::MixedParameters { legacy, expressions };
            self.add_member(problem, &[member], Rank::at(Stage::Mixing, 0));
        }
    }

    /// The maps that are sent without any expression that could use them.
    ///
    /// Service: transactions take them.
    pub(super) fn idle_maps(&self) -> Vec<PlaceholderMap> {
        let Some(action) = self.entry.action.filter(|_| !self.request.is_transaction()) else { return Vec::new() };
        let sent = |kind: &&K| self.entry.has(kind.parameter());
        let any = action.expressions().iter().find(sent);
        let with_values = action.expressions().iter().filter(|kind| **kind != K::Projection).find(sent);
        let idle = [(PlaceholderMap::Names, any), (PlaceholderMap::Values, with_values)];
        let takes = |map: PlaceholderMap| {
            let members = self.request.operation.entry_members(action);
            members.iter().any(|(name, _)| *name == map.parameter())
        };
        let idle = idle.into_iter().filter(|(map, user)| user.is_none() && takes(*map));
        idle.map(|(map, _)| map).filter(|map| self.entry.has(map.parameter())).collect()
    }

    fn maps_without_expressions(&mut self) {
        for (map, step) in self.idle_maps().into_iter().zip(1..) {
            let missing = match (map, self.request.operation) {
                (PlaceholderMap::Names, _) => Vec::new(),
                (_, Operation::Query) => vec![K::Filter, K::KeyCondition],
                (_, Operation::Scan) => vec![K::Filter],
                (_, Operation::UpdateItem) => vec![K::Update, K::Condition],
                _ => vec![K::Condition],
            };
            let problem = PlaceholderProblem::WithoutExpression { map, missing };
            let part = Part::Member(vec![Step::from(map.parameter())]);
            self.add(problem, part, Rank::at(Stage::Mixing, step));
        }
    }

    fn return_values(&mut self) {
        let word = self.entry.text("ReturnValues").unwrap_or("NONE");
        let restricted = matches!(self.request.operation, Operation::PutItem | Operation::DeleteItem);
        if restricted && matches!(word, "UPDATED_OLD" | "ALL_NEW" | "UPDATED_NEW") {
            let problem = RequestProblem::ReturnValuesNotAllowed { word: word.to_owned() };
            self.add_member(problem, &["ReturnValues"], Rank::at(Stage::ReturnValues, 0));
        }
    }

    fn select(&mut self) {
        let Some(select) = self.entry.text("Select") else { return };
        let projections = [K::Projection.parameter(), "AttributesToGet"];
        let projection = projections.into_iter().find(|member| self.entry.has(member));
        let problem = match (select, projection) {
            ("SPECIFIC_ATTRIBUTES", None) => RequestProblem::SelectWithoutProjection,
            ("ALL_ATTRIBUTES" | "ALL_PROJECTED_ATTRIBUTES" | "COUNT", Some(parameter)) => {
                RequestProblem::SelectWithProjection { parameter, select: select.to_owned() }
            }
            ("ALL_PROJECTED_ATTRIBUTES", None) if !self.entry.has("IndexName") => RequestProblem::SelectWithoutIndex,
            _ => return,
        };
        self.add_member(problem, &["Select"], Rank::at(Stage::Select, 0));
    }

    fn segments(&mut self) {
        let (segment, total) = (self.entry.integer("Segment"), self.entry.integer("TotalSegments"));
        let problem = match (segment, total) {
            (Some(_), None) if !self.entry.has("TotalSegments") => RequestProblem::SegmentWithoutTotal,
            (None, Some(_)) if !self.entry.has("Segment") => RequestProblem::TotalWithoutSegment,
            (Some(segment), Some(total)) if segment >= total => RequestProblem::SegmentTooLarge { segment, total },
            _ => return,
        };
        let member = if segment.is_some() { "Segment" } else { "TotalSegments" };
        self.add_member(problem, &[member], Rank::at(Stage::Segments, 0));
    }
}
