//! `[[wrappers]]`: functions of a project that send requests.

use super::reader::{Reader, Value};
use crate::request::{Action, Operation, Wrapper};

/// Every parameter of a request.
fn request_parameters() -> impl Iterator<Item = &'static str> + Clone {
    let entries = [Action::Get, Action::Put, Action::Update, Action::Delete, Action::ConditionCheck];
    let of = move |operation: Operation| {
        let inner = entries.into_iter().flat_map(move |action| operation.entry_members(action));
        operation.members().iter().chain(inner)
    };
    Operation::ALL.into_iter().flat_map(of).map(|(name, _)| *name)
}

pub(super) fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Vec<Wrapper> {
    let all = reader.list(value, "wrappers");
    all.into_iter().filter_map(|one| read_wrapper(one, reader)).collect()
}

fn read_wrapper(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Wrapper> {
    let mut function = None;
    let mut parameters = Vec::new();
    let mut operation = None;
    for (key, value) in reader.members(value, "wrappers", &["function", "parameters", "operation"]) {
        match key {
            "function" => function = reader.text(value, key),
            "parameters" => parameters = read_parameters(value, reader),
            _ => {
                let words = Operation::ALL.map(|operation| (operation.name(), operation));
                operation = reader.word(value, key, &words);
            }
        }
    }
    match function {
        Some(function) if !function.is_empty() => Some(Wrapper { function, parameters, operation }),
        _ if value.get_ref().is_table() => {
            reader.wrong(value, "`wrappers` has no `function`: which function is it about?");
            None
        }
        _ => None,
    }
}

fn read_parameters(value: &Value<'_>, reader: &mut Reader<'_>) -> Vec<(String, &'static str)> {
    let mut parameters = Vec::new();
    for (own, _, value) in reader.entries(value, "parameters") {
        let Some(meant) = reader.text(value, own) else { continue };
        match request_parameters().find(|known| *known == meant) {
            Some(known) => parameters.push((own.to_owned(), known)),
            None => reader.unknown(Reader::place(value), "parameter of requests", &meant, request_parameters()),
        }
    }
    parameters
}
