//! Tables found in the files of a repository: one file a format in `tests/schema/`, what it defines as a snapshot.
#![cfg(feature = "source")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ddbexpr::host::{Language, parse};
use ddbexpr::request::{IndexProjection, KeySchema};
use ddbexpr::schema::{Definitions, definitions};

fn samples() -> Vec<(String, String, Language)> {
    let mut samples = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let language = Language::of_file_name(&name).unwrap();
            samples.push((name, fs::read_to_string(&path).unwrap(), language));
        }
    }
    samples.sort_by(|one, two| one.0.cmp(&two.0));
    samples
}

fn key(key: &KeySchema) -> String {
    let attributes = key.attributes().map(|one| format!("{}:{}", one.name, one.attribute_type.descriptor()));
    attributes.collect::<Vec<_>>().join(" ")
}

fn outline(found: &Definitions, text: &str) -> String {
    let mut out = String::new();
    for table in &found.tables {
        let line = text[..table.span.start as usize].matches('\n').count() + 1;
        let id = table.logical_id.as_deref().unwrap_or("-");
        writeln!(out, "line {line}: {:?} ({id}) {}", table.schema.table_name, key(&table.schema.key)).unwrap();
        for index in &table.schema.indexes {
            let projection = match &index.projection {
                IndexProjection::Include(names) => names.join(","),
                other => format!("{other:?}"),
            };
            writeln!(out, "  {:?} {:?} {} {projection}", index.kind, index.name, key(&index.key)).unwrap();
        }
        if let Some(ttl) = &table.schema.ttl {
            writeln!(out, "  ttl {ttl}").unwrap();
        }
    }
    for setting in &found.settings {
        writeln!(out, "{} = {:?}", setting.variable, setting.link).unwrap();
    }
    out
}

#[test]
fn every_format() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("schema/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| {
        for (name, text, language) in samples() {
            let module = parse(&text, language);
            assert!(!module.is_broken(), "{name} has a syntax error");
            insta::assert_snapshot!(name.replace('.', "_"), outline(&definitions(&module), &text));
        }
    });
}
