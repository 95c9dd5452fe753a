//! How loud rules are in some files: overrides by path, and tests.

use std::collections::BTreeMap;

use super::reader::{Reader, Value};
use super::{ClientStyle, PathSet, rules};
use crate::diagnostics::Code;
use crate::lint::{Group, Level, rule};

/// Where tests are, unless the configuration says it.
const TEST_PATHS: &[&str] = &[
    "test/",
    "tests/",
    "__tests__/",
    "spec/",
    "specs/",
    "testdata/",
    "test_*.py",
    "*_test.py",
    "conftest.py",
    "*_test.go",
    "*.test.js",
    "*.test.jsx",
    "*.test.mjs",
    "*.test.ts",
    "*.test.tsx",
    "*.spec.js",
    "*.spec.ts",
    "*.spec.tsx",
    "*Test.java",
    "*Tests.java",
    "*Test.kt",
    "*Tests.cs",
    "*Test.php",
    "*_spec.rb",
    "*_test.rb",
];

/// What holds for some files only.
#[derive(Clone, Debug, Default)]
pub struct Override {
    /// The files.
    pub paths: PathSet,
    /// How loud rules are there.
    pub levels: BTreeMap<Code, Level>,
    /// What kind of client they use.
    pub client: Option<ClientStyle>,
}

/// Which files are tests, and how loud rules are there.
#[derive(Clone, Debug)]
pub struct Tests {
    /// How loud.
    pub level: TestLevel,
    /// Which files.
    pub paths: PathSet,
}

/// How loud rules are in tests.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum TestLevel {
    /// What the service refuses is one level lower, all else off: tests break rules on purpose.
    #[default]
    Lower,
    /// As elsewhere.
    Same,
    /// Nothing is said.
    Off,
}

impl TestLevel {
    const WORDS: &'static [(&'static str, Self)] = &[("lower", Self::Lower), ("same", Self::Same), ("off", Self::Off)];

    /// The level in a test of what has `level` elsewhere.
    pub(super) fn lowered(self, level: Level, code: Code) -> Level {
        // What has no data sheet of its own is found by the compiler.
        let is_refused = rule(code).is_none_or(|rule| rule.group == Group::Refused);
        match (self, level) {
            (Self::Same, level) => level,
            (Self::Lower, Level::Error) if is_refused => Level::Warning,
            (Self::Lower, Level::Warning) if is_refused => Level::Info,
            (Self::Lower | Self::Off, _) => Level::Off,
        }
    }
}

impl Default for Tests {
    fn default() -> Self {
        Self { level: TestLevel::default(), paths: PathSet::new(TEST_PATHS.iter().copied()).unwrap_or_default() }
    }
}

impl Tests {
    pub(super) fn read(value: &Value<'_>, reader: &mut Reader<'_>) -> Self {
        let mut tests = Self::default();
        for (key, value) in reader.members(value, "tests", &["level", "paths"]) {
            match key {
                "level" => tests.level = reader.word(value, key, TestLevel::WORDS).unwrap_or_default(),
                _ => tests.paths = PathSet::read(value, key, reader),
            }
        }
        tests
    }
}

pub(super) fn read_overrides(value: &Value<'_>, reader: &mut Reader<'_>) -> Vec<Override> {
    reader.list(value, "overrides").into_iter().map(|one| read_override(one, reader)).collect()
}

fn read_override(value: &Value<'_>, reader: &mut Reader<'_>) -> Override {
    let mut read = Override::default();
    let mut has_paths = false;
    for (key, value) in reader.members(value, "overrides", &["paths", "rules", "client"]) {
        match key {
            "paths" => {
                has_paths = true;
                read.paths = PathSet::read(value, key, reader);
            }
            "rules" => read.levels = rules::read_levels(value, reader),
            _ => read.client = reader.word(value, key, ClientStyle::WORDS),
        }
    }
    if !has_paths && value.get_ref().is_table() {
        reader.wrong(value, "`overrides` has no `paths`: which files is it for?");
    }
    read
}
