//! `[rules]`: levels and options of rules, by name.

use std::collections::BTreeMap;

use super::options::{self, OPTIONS, OptionSpec, RuleOption};
use super::reader::{Reader, Value};
use crate::diagnostics::Code;
use crate::lint::Level;
use crate::source::Span;

/// The levels, as they are written.
pub(super) const LEVELS: &[(&str, Level)] =
    &[("error", Level::Error), ("warning", Level::Warning), ("info", Level::Info), ("off", Level::Off)];

/// `name = "level"`, or `name = { level = "…", option = … }`.
pub(super) fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> (BTreeMap<Code, Level>, Vec<RuleOption>) {
    let (mut levels, mut all) = (BTreeMap::new(), Vec::new());
    for (code, value) in named(value, reader) {
        if !value.get_ref().is_table() {
            levels.extend(reader.word(value, code.name(), LEVELS).map(|level| (code, level)));
            continue;
        }
        let specs: Vec<&OptionSpec> = OPTIONS.iter().filter(|spec| spec.rule == code).collect();
        let keys: Vec<&str> = std::iter::once("level").chain(specs.iter().map(|spec| spec.name)).collect();
        for (key, value) in reader.members(value, code.name(), &keys) {
            match specs.iter().find(|spec| spec.name == key) {
                Some(spec) => all.extend(options::read(spec, value, reader)),
                None => levels.extend(reader.word(value, key, LEVELS).map(|level| (code, level))),
            }
        }
    }
    (levels, all)
}

/// Levels alone, for some files.
pub(super) fn read_levels(value: &Value<'_>, reader: &mut Reader<'_>) -> BTreeMap<Code, Level> {
    let mut levels = BTreeMap::new();
    for (code, value) in named(value, reader) {
        if value.get_ref().is_table() {
            reader.wrong(value, "options hold for all files: only a level can be set by path");
        } else {
            levels.extend(reader.word(value, code.name(), LEVELS).map(|level| (code, level)));
        }
    }
    levels
}

/// The members whose keys are rules.
fn named<'v>(value: &'v Value<'_>, reader: &mut Reader<'_>) -> Vec<(Code, &'v Value<'v>)> {
    let mut known = Vec::new();
    for (name, at, value) in reader.entries(value, "rules") {
        match Code::named(name) {
            Some(code) => known.push((code, value)),
            None => unknown_rule(name, at, reader),
        }
    }
    known
}

fn unknown_rule(name: &str, at: Span, reader: &mut Reader<'_>) {
    reader.unknown(at, "rule", name, Code::ALL.iter().map(|code| code.name()));
}
