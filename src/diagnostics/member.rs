//! Members that the service takes no notice of, told: unknown ones, and all but the last of repeated ones.

use super::{Code, Diagnostic, Severity};
use crate::check::{RepeatedMember, UnknownMember};
use crate::problem::{Constraint, Part, Place, PlaceholderProblem, Problem, ProblemKind, RequestProblem, Rule};
use crate::request::Operation;

/// Tells of a member that the operation does not know. The service ignores it. Where it is the parameter of another
/// operation, or a misspelled one of this, something is certainly not done that was meant; any other word may be meant
/// for somebody else.
#[must_use]
pub fn describe_unknown_member(member: &UnknownMember, operation: Operation) -> Diagnostic {
    let name = &member.name;
    let help = match (member.similar, member.known_to.as_slice()) {
        (Some(similar), _) => Some(format!("did you mean `{similar}`?")),
        (None, []) => None,
        (None, [one]) => Some(format!("`{name}` belongs to {one}")),
        (None, several) => {
            let names: Vec<&str> = several.iter().map(|operation| operation.name()).collect();
            Some(format!("`{name}` belongs to {}", names.join(", ")))
        }
    };
    let title = format!("{operation} has no parameter `{name}`");
    let told = warning(Code::ParameterNotAccepted, member.place.clone(), title, "DynamoDB ignores it, SDKs refuse it");
    let is_meant = member.similar.is_some() || !member.known_to.is_empty();
    let severity = if is_meant { Severity::Error } else { Severity::Warning };
    Diagnostic { help, severity, ..told }
}

/// Points from what is missing to a member that is only misspelled.
pub fn point_to_misspelled(diagnostic: &mut Diagnostic, problem: &Problem, unknown: &[UnknownMember]) {
    let wanted = |name: &str| match &problem.kind {
        ProblemKind::Placeholder(PlaceholderProblem::WithoutExpression { .. }) => name.ends_with("Expression"),
        ProblemKind::Request(RequestProblem::NoKeyCondition) => name == "KeyConditionExpression",
        ProblemKind::Request(RequestProblem::Constraint(Constraint { rule: Rule::NotNull, member, .. })) => {
            member.eq_ignore_ascii_case(name)
        }
        _ => false,
    };
    let own = unknown.iter().filter(|member| member.place.entry == problem.place.entry);
    for member in own {
        if let Some(meant) = member.similar.filter(|meant| wanted(meant)) {
            diagnostic.related.push((member.place.part.clone(), "misspelled here".to_owned()));
            diagnostic.help = Some(format!("write `{meant}` instead of `{}`", member.name));
        }
    }
}

/// Tells of a member that is given more than once. Every reader of JSON takes the last one, so this is a warning.
#[must_use]
pub fn describe_repeated_member(member: &RepeatedMember) -> Diagnostic {
    let (first, others) = match member.ignored.as_slice() {
        [first, others @ ..] => (*first, others),
        [] => (member.counts, &[][..]),
    };
    let times = match member.ignored.len() {
        0 | 1 => "twice".to_owned(),
        more => format!("{} times", more + 1),
    };
    let place = |span| Part::Written(span);
    let title = match &member.inside {
        Some(object) => format!("`{}` is given {times} in {object}", member.name),
        None => format!("`{}` is given {times}", member.name),
    };
    let told = warning(Code::DuplicateParameter, Place::part(place(first)), title, "this one does not count");
    let ignored = others.iter().map(|span| (place(*span), "nor does this one".to_owned()));
    Diagnostic {
        related: ignored.chain([(place(member.counts), "this one counts".to_owned())]).collect(),
        help: Some(help(&member.name)),
        ..told
    }
}

fn help(name: &str) -> String {
    match name {
        "ConditionExpression" | "FilterExpression" | "KeyConditionExpression" => {
            "join the two with AND, or leave one of them out".to_owned()
        }
        "ExpressionAttributeNames" | "ExpressionAttributeValues" => "put all entries into one map".to_owned(),
        "UpdateExpression" | "ProjectionExpression" => "join the two into one expression".to_owned(),
        name if name.starts_with(['#', ':']) => "give each meaning a placeholder of its own".to_owned(),
        _ => "leave all but one of them out".to_owned(),
    }
}

fn warning(code: Code, place: Place, title: String, label: &str) -> Diagnostic {
    Diagnostic {
        code,
        severity: Severity::Warning,
        title,
        place,
        label: label.to_owned(),
        related: Vec::new(),
        service: None,
        is_reported_by_service: false,
        notes: Vec::new(),
        help: None,
        fix: None,
    }
}
