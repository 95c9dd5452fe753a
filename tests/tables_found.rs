//! Tables found in the files of a repository: one file a format in `tests/schema/`, what it defines as a snapshot.
#![cfg(feature = "source")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use ddbexpr::extract::TableReference;
use ddbexpr::host::{Language, parse};
use ddbexpr::layer::ValidationLayer;
use ddbexpr::lint::{AttributeUse, RuleOptions, Settings, consistency, lint_text};
use ddbexpr::request::{IndexProjection, KeySchema};
use ddbexpr::schema::{Definitions, Repository, definitions};

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

/// The files of the small repository, by their paths in it.
fn shop() -> Vec<(&'static str, String, Language)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema/shop");
    let names = ["infra/template.yaml", "src/carts.ts", "src/orders.py", "src/pieces.py"];
    let read = |name: &'static str| {
        (name, fs::read_to_string(folder.join(name)).unwrap(), Language::of_file_name(name).unwrap())
    };
    names.into_iter().map(read).collect()
}

/// What is found in the shop: each file's findings, then those between files.
#[test]
fn a_repository_is_judged_by_its_own_tables() {
    let files = shop();
    let found = files.iter().map(|(name, text, language)| ((*name).to_owned(), definitions(&parse(text, *language))));
    let repository = Repository::new(found.collect());
    assert!(repository.conflicts().is_empty());
    let options = RuleOptions::default();
    let mut told = Vec::new();
    let mut uses = Vec::new();
    for (file, (name, text, language)) in files.iter().enumerate() {
        let settings = Settings {
            tables: repository.schemas(),
            newest: ValidationLayer::default(),
            operation: None,
            level: &|_, own| own,
            options: &options,
            documents: false,
            imports: &|_, _| None,
            references: &|reference| repository.table(name, reference).cloned(),
        };
        let linted = lint_text(text, *language, settings);
        for finding in linted.findings {
            told.push(format!("{name}: {}", finding.diagnostic.title));
        }
        uses.extend(linted.uses.into_iter().map(|one| AttributeUse { file, ..one }));
    }
    let between: Vec<String> = consistency(&uses).into_iter().map(|finding| finding.diagnostic.title).collect();
    assert_eq!(
        told,
        [
            "src/carts.ts: there is no condition on the key attribute `id`",
            "src/orders.py: there is no condition on the key attribute `customer`",
        ]
    );
    assert_eq!(between, ["`pieces` of `orders` is compared as S here and written as N elsewhere"], "{uses:#?}");
}

#[test]
fn two_definitions_of_one_name_are_none() {
    let table = |key: &str| {
        let text = format!(
            "c.create_table(TableName='orders', KeySchema=[{{'AttributeName': '{key}', 'KeyType': 'HASH'}}], \
             AttributeDefinitions=[{{'AttributeName': '{key}', 'AttributeType': 'S'}}])"
        );
        definitions(&parse(&text, Language::Python))
    };
    let files = |second: &str| vec![("a.py".to_owned(), table("id")), ("b.py".to_owned(), table(second))];
    let name = TableReference::Name("orders".to_owned());
    let same = Repository::new(files("id"));
    assert_eq!(same.table("c.py", &name).unwrap().key.partition[0].name, "id");
    let different = Repository::new(files("key"));
    assert_eq!((different.table("c.py", &name), different.conflicts().len()), (None, 1));
}

/// A variable that two services set means the table of the service that the file belongs to.
#[test]
fn the_nearest_template_sets_a_variable() {
    let template = |key: &str| {
        let text = format!(
            "Resources:\n  T:\n    Type: AWS::Serverless::SimpleTable\n    Properties:\n      PrimaryKey: {{ Name: {key}, \
             Type: String }}\n  F:\n    Properties:\n      Environment:\n        Variables:\n          TABLE: !Ref T\n"
        );
        definitions(&parse(&text, Language::Yaml))
    };
    let files = vec![("a/infra/t.yaml".to_owned(), template("x")), ("b/t.yaml".to_owned(), template("y"))];
    let repository = Repository::new(files);
    let table = TableReference::Environment("TABLE".to_owned());
    let key = |file: &str| repository.table(file, &table).map(|found| found.key.partition[0].name.clone());
    assert_eq!(key("a/src/f.py").as_deref(), Some("x"));
    assert_eq!(key("b/f.py").as_deref(), Some("y"));
    assert_eq!(key("shared/f.py"), None);
}
