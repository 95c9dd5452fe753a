//! Fixes of every rule in every language: the file still parses, the finding is gone, a second run changes nothing.
#![cfg(feature = "source")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/host_samples.rs"]
mod host_samples;

use ddbexpr::diagnostics::{Applicability, Code, Finding};
use ddbexpr::host::{Language, parse};
use ddbexpr::layer::ValidationLayer;
use ddbexpr::lint::{Fixed, Level, Linted, RuleOptions, Settings, fix_text, lint_text};
use ddbexpr::request::{IndexKind, IndexProjection, KeyAttribute, KeySchema, SecondaryIndex, TableSchema};
use ddbexpr::value::AttributeType;
use host_samples::{HOSTS, Sample, Sends, Word};

/// A mistake of a rule.
struct Mistake {
    code: Code,
    sample: Sample<'static>,
    /// The hosts that can write it; all where none is named.
    only: &'static [&'static str],
}

type Pairs = &'static [(&'static str, &'static str)];

const fn mistake(code: Code, sends: Sends, expression: &'static str, names: Option<Pairs>, values: Pairs) -> Mistake {
    let values = if values.is_empty() { None } else { Some(values) };
    Mistake { code, sample: Sample { sends, expression, names, values, members: &[] }, only: &[] }
}

const fn scan(code: Code, expression: &'static str, names: Option<Pairs>, values: Pairs) -> Mistake {
    mistake(code, Sends::Scan, expression, names, values)
}

const fn update(code: Code, expression: &'static str, names: Option<Pairs>, values: Pairs) -> Mistake {
    mistake(code, Sends::Update, expression, names, values)
}

impl Mistake {
    const fn with(mut self, members: &'static [(&'static str, Word)]) -> Self {
        self.sample.members = members;
        self
    }

    const fn only(mut self, hosts: &'static [&'static str]) -> Self {
        self.only = hosts;
        self
    }
}

const V: Pairs = &[(":v", "1")];
const VW: Pairs = &[(":v", "1"), (":w", "2")];
/// Where a value is a map that the program writes as it is sent, so that types are not looked at by a compiler.
const LOOSE: &[&str] = &["json", "python_typed", "typescript", "php", "yaml", "hcl", "vtl"];
/// Clients that take values alone, and are known to.
const ALONE: &[&str] = &["python", "javascript", "tsx", "markdown"];
const TYPED: &[&str] = &["python_typed", "typescript"];
const INDEX: &[(&str, Word)] = &[("IndexName", Word::Text("byState")), ("ConsistentRead", Word::True)];

/// Each rule with a fix, some in several shapes.
const MISTAKES: &[Mistake] = &[
    scan(Code::ReservedWord, "status = :v", None, V),
    scan(Code::ReservedWord, "status = :v AND #y = :v", Some(&[("#y", "year")]), V),
    update(Code::ReservedWord, "SET status = :v, size = :w", None, VW),
    scan(Code::UndefinedName, "#stat = :v", Some(&[("#state", "status")]), V),
    scan(Code::UndefinedValue, "amount = :vall", None, &[(":val", "1")]),
    scan(Code::UnusedName, "amount = :v", Some(&[("#a", "b")]), V),
    scan(Code::UnusedName, "#b = :v", Some(&[("#a", "a"), ("#b", "size"), ("#c", "c")]), V),
    scan(Code::UnusedName, "#a = :v", Some(&[("#a", "size"), ("#b", "b"), ("#c", "c")]), V),
    scan(Code::UnusedValue, "amount = :v", None, VW),
    scan(Code::UnusedValue, "amount = :w", None, VW),
    scan(Code::EmptyPlaceholderMap, "attribute_exists(amount)", Some(&[]), &[]),
    scan(Code::MissingSigil, "amount = v", None, V),
    scan(Code::MalformedPlaceholder, "amount = :v", None, &[("v", "1")]),
    scan(Code::InlineLiteral, "amount > 18", None, V.split_at(0).0),
    scan(Code::InlineLiteral, "amount > 18 AND height = :v", None, V),
    scan(Code::ForeignOperator, "amount == :v", None, V),
    scan(Code::FunctionName, "Attribute_Exists(amount) AND height = :v", None, V),
    update(Code::AddDeleteForm, "ADD amount = :v", None, V),
    scan(Code::RedundantParentheses, "((amount = :v))", None, V),
    scan(Code::NeedsAlias, "order-id = :v", None, V),
    scan(Code::NeedsAlias, "_kind = :v", None, V),
    scan(Code::SwappedPlaceholderKind, "amount = #v", Some(&[]), V),
    scan(Code::SyntaxError, "amount ＝ :v", None, V),
    scan(Code::BetweenBounds, "amount BETWEEN :w AND :v", None, VW),
    scan(Code::WrongAttributeTypeCode, "attribute_type(amount, :t)", None, &[(":t", "S:NUMBER")]),
    scan(Code::NumberNotText, "amount = :n", None, &[(":n", "N!1")]).only(LOOSE),
    scan(Code::ClientValueShape, "amount = :n", None, &[(":n", "typed:1")]).only(ALONE),
    scan(Code::ClientValueShape, "amount = :n", None, &[(":n", "typed:S:x")]).only(ALONE),
    scan(Code::ClientValueShape, "amount = :n", None, &[(":n", "plain:1")]).only(TYPED),
    scan(Code::ClientValueShape, "amount = :n", None, &[(":n", "plain:x")]).only(TYPED),
    scan(Code::NotEqualMissing, "amount <> :v", None, V),
    scan(Code::MixedAndOr, "amount = :v OR height = :v AND width = :w", None, VW),
    update(Code::DuplicateSection, "SET amount = :v ADD width :v SET height = :w", None, VW),
    update(Code::ArithmeticOnMaybeMissing, "SET amount = amount + :v", None, V),
    update(Code::UpsertSurprise, "SET amount = :v REMOVE width", None, V),
    mistake(Code::OverlappingPaths, Sends::Projection, "amount, width, amount", None, &[]),
    mistake(Code::OverlappingPaths, Sends::Projection, "amount, #a, width", Some(&[("#a", "amount")]), &[]),
    mistake(Code::KeyConditionShape, Sends::Query, "pk = :v AND sk >= :v AND sk <= :w", None, VW),
    mistake(Code::ConsistentReadOnGsi, Sends::Query, "phase = :v", None, V).with(INDEX),
    mistake(Code::SelectProjection, Sends::Projection, "amount", None, &[])
        .with(&[("Select", Word::Of("Select", "COUNT"))]),
    mistake(Code::ReturnValues, Sends::Delete, "attribute_exists(pk)", None, &[])
        .with(&[("ReturnValues", Word::Of("ReturnValue", "ALL_NEW"))]),
    scan(Code::KeywordCase, "amount = :v and height = :v AND width = :v", None, V),
    scan(Code::PlaceholderStyle, "#n1 = :v", Some(&[("#n1", "status")]), V),
    scan(Code::NeedlessAlias, "#amount = :v", Some(&[("#amount", "amount")]), V),
    scan(Code::NeedlessAlias, "#amount = :v AND #s = :v", Some(&[("#amount", "amount"), ("#s", "size")]), V),
    scan(Code::ConflictingAlias, "#a = :v OR #b = :w", Some(&[("#a", "size"), ("#b", "size")]), VW),
    update(Code::LongExpression, "SET a = :v, b = :v, c = :v, d = :v, e = :v, f = :v, g = :v REMOVE h", None, V),
    mistake(Code::DoubleExistenceCheck, Sends::Delete, "attribute_exists(pk) AND attribute_exists(sk)", None, &[]),
];

/// Samples that are left as they are: the language, the rule, the expression, and why.
const LEFT: &[(&str, &str, &str, &str)] = &[
    ("go", "inline-literal", "amount > 18", "nothing shows that `types` is imported"),
    ("go_first", "inline-literal", "amount > 18", "nothing shows which client it is"),
    ("java", "inline-literal", "amount > 18", "nothing shows which SDK's AttributeValue it is"),
    ("java_first", "inline-literal", "amount > 18", "nothing shows which SDK's AttributeValue it is"),
    ("kotlin", "inline-literal", "amount > 18", "nothing shows which SDK's AttributeValue it is"),
    ("java_first", "reserved-word", "SET status = :v, size = :w", "Map.of may not be there, a map of one is too small"),
    ("java_first", "empty-placeholder-map", "attribute_exists(amount)", "the map is a variable"),
    ("csharp", "empty-placeholder-map", "attribute_exists(amount)", "the SDK for .NET does not send what is empty"),
    ("java_first", "needless-alias", "#amount = :v", "an empty map would be left"),
    ("java_first", "unused-name", "amount = :v", "an empty map would be left"),
    ("json", "long-expression", LONG, LITERAL),
    ("python", "long-expression", LONG, LITERAL),
    ("python_typed", "long-expression", LONG, LITERAL),
    ("javascript", "long-expression", LONG, LITERAL),
    ("tsx", "long-expression", LONG, LITERAL),
    ("go", "long-expression", LONG, LITERAL),
    ("java", "long-expression", LONG, LITERAL),
    ("java_first", "long-expression", LONG, LITERAL),
    ("kotlin", "long-expression", LONG, LITERAL),
    ("csharp", "long-expression", LONG, LITERAL),
    ("yaml", "long-expression", LONG, LITERAL),
    ("hcl", "long-expression", LONG, LITERAL),
    ("vtl", "long-expression", LONG, LITERAL),
    ("markdown", "long-expression", LONG, LITERAL),
    ("java_first", "overlapping-paths", "amount, #a, width", "an empty map would be left"),
    ("rust", "empty-placeholder-map", "attribute_exists(amount)", "no empty map can be written"),
    ("vtl", "number-not-text", "amount = :n", TEMPLATE),
    ("vtl", "upsert-surprise", "SET amount = :v REMOVE width", TEMPLATE),
    ("vtl", "overlapping-paths", "amount, width, amount", TEMPLATE),
    ("vtl", "overlapping-paths", "amount, #a, width", TEMPLATE),
    ("vtl", "consistent-read-on-gsi", "phase = :v", TEMPLATE),
    ("vtl", "select-projection", "amount", TEMPLATE),
    ("vtl", "double-existence-check", "attribute_exists(pk) AND attribute_exists(sk)", TEMPLATE),
    ("vtl", "return-values", "attribute_exists(pk)", TEMPLATE),
    ("vtl", "arithmetic-on-maybe-missing", "SET amount = amount + :v", "not found there"),
];

/// The table that is read and written.
fn orders() -> TableSchema {
    let key = |name: &str| vec![KeyAttribute { name: name.to_owned(), attribute_type: AttributeType::S }];
    let index = SecondaryIndex {
        name: "byState".to_owned(),
        kind: IndexKind::Global,
        key: KeySchema {
            partition: vec![KeyAttribute { name: "phase".to_owned(), attribute_type: AttributeType::N }],
            ..KeySchema::default()
        },
        projection: IndexProjection::All,
    };
    TableSchema {
        table_name: "orders".to_owned(),
        key: KeySchema { partition: key("pk"), sort: key("sk") },
        indexes: vec![index],
        ..TableSchema::default()
    }
}

const LONG: &str = "SET a = :v, b = :v, c = :v, d = :v, e = :v, f = :v, g = :v REMOVE h";
const LITERAL: &str = "a literal of this kind holds no line breaks";
const TEMPLATE: &str = "templates have members and projections of their own, which are not looked into";

fn lint(text: &str, language: Language, code: Code) -> Linted {
    let tables = [orders()];
    let needs_schema = matches!(code, Code::ConsistentReadOnGsi | Code::DoubleExistenceCheck | Code::UpsertSurprise);
    let level = |own: Code, level: Level| match level {
        Level::Off if own == code => Level::Warning,
        // What the samples are full of.
        _ if own == Code::ScanWithFilter => Level::Off,
        level => level,
    };
    let settings = Settings {
        tables: if needs_schema { &tables } else { &[] },
        newest: ValidationLayer::Current,
        operation: None,
        level: &level,
        options: &RuleOptions::default(),
        documents: true,
        references: &|_| None,
        imports: &|_, _| None,
    };
    lint_text(text, language, settings)
}

fn fix(text: &str, language: Language, code: Code) -> Fixed {
    let wanted = |finding: &Finding| finding.diagnostic.code == code;
    let is_broken = |text: &str| parse(text, language).is_broken();
    fix_text(text, Applicability::Unsafe, &|text| lint(text, language, code), &is_broken, &wanted)
}

#[test]
fn every_fix_in_every_language() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("fix_hosts");
    settings.set_prepend_module_to_snapshot(false);
    let mut wrong = Vec::new();
    for host in &HOSTS {
        let mut seen = String::new();
        let is_written = |mistake: &&Mistake| mistake.only.is_empty() || mistake.only.contains(&host.name);
        for mistake in MISTAKES.iter().filter(is_written) {
            let text = (host.write)(mistake.sample);
            let is_left = LEFT.iter().any(|(name, code, expression, _)| {
                (*name, *code, *expression) == (host.name, mistake.code.name(), mistake.sample.expression)
            });
            let what = format!("{}: {} {}", host.name, mistake.code.name(), mistake.sample.expression);
            assert!(!parse(&text, host.language).is_broken(), "{what}: the sample is broken\n{text}");
            let linted = lint(&text, host.language, mistake.code);
            let found = linted.findings.iter().filter(|finding| finding.diagnostic.code == mistake.code).count();
            let fixed = fix(&text, host.language, mistake.code);
            seen.push_str(&format!("──── {} ────\n{}\n", mistake.code.name(), changed_lines(&text, &fixed.text)));
            if is_left {
                if fixed.fixed > 0 || fixed.text != text {
                    wrong.push(format!("{what}: it is fixed now, so take it off the list"));
                }
                continue;
            }
            if found == 0 || fixed.fixed == 0 {
                wrong.push(format!("{what}: {found} found, {} fixed, undone {:?}", fixed.fixed, fixed.undone));
                continue;
            }
            let new = new_findings(&linted, &fixed.linted);
            if !new.is_empty() {
                wrong.push(format!("{what}: {new:?} came\n{}", fixed.text));
            }
            let left = fixed.linted.findings.iter().filter(|finding| finding.diagnostic.code == mistake.code).count();
            if left > 0 || parse(&fixed.text, host.language).is_broken() {
                wrong.push(format!("{what}: {left} left, or broken\n{}", fixed.text));
            }
            let again = fix(&fixed.text, host.language, mistake.code);
            if (again.fixed, &again.text) != (0, &fixed.text) {
                wrong.push(format!("{what}: a second run changes it\n{}", again.text));
            }
        }
        settings.bind(|| insta::assert_snapshot!(host.name, seen));
    }
    assert!(wrong.is_empty(), "{} not fixed:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is found after that was not before.
fn new_findings(before: &Linted, after: &Linted) -> Vec<Code> {
    let count = |linted: &Linted, code: Code| linted.findings.iter().filter(|one| one.diagnostic.code == code).count();
    let codes = after.findings.iter().map(|finding| finding.diagnostic.code);
    codes.filter(|code| count(after, *code) > count(before, *code)).collect()
}

/// The lines that differ, those of the first text with `-`, those of the second with `+`.
fn changed_lines(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = old.iter().zip(&new).take_while(|(one, two)| one == two).count();
    let rest = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(one, two)| one == two).count();
    let minus = old[start..old.len() - end].iter().map(|line| format!("-{line}\n"));
    let plus = new[start..new.len() - end].iter().map(|line| format!("+{line}\n"));
    minus.chain(plus).collect()
}

/// The text that all safe fixes, or unsafe ones too, make of one.
fn all_fixed(language: Language, text: &str, least: Applicability) -> String {
    let level = |_: Code, level: Level| level;
    let settings = Settings {
        tables: &[],
        newest: ValidationLayer::Current,
        operation: None,
        level: &level,
        options: &RuleOptions::default(),
        documents: true,
        references: &|_| None,
        imports: &|_, _| None,
    };
    let lint = |text: &str| lint_text(text, language, settings);
    let is_broken = |text: &str| parse(text, language).is_broken();
    fix_text(text, least, &lint, &is_broken, &|_| true).text
}

/// Shapes that samples do not have, and exactly what becomes of them.
#[test]
fn odd_shapes() {
    use Language as L;
    for (language, before, after) in [
        // Line breaks and marks at the start of a file stay.
        (
            L::Python,
            "\u{feff}table.scan(\r\n    FilterExpression='size = :v',\r\n    ExpressionAttributeValues={':v': 1},\r\n)\r\n",
            "\u{feff}table.scan(\r\n    FilterExpression='#size = :v',\r\n    ExpressionAttributeNames={'#size': 'size'},\r\n    ExpressionAttributeValues={':v': 1},\r\n)\r\n",
        ),
        // A comment stays with the entry before it.
        (
            L::JavaScript,
            "new ScanCommand({\n  TableName: 't',\n  FilterExpression: 'size = #y',\n  ExpressionAttributeNames: {\n    '#y': 'year' // of birth\n  }\n})",
            "new ScanCommand({\n  TableName: 't',\n  FilterExpression: '#size = #y',\n  ExpressionAttributeNames: {\n    '#y': 'year', // of birth\n    '#size': 'size'\n  }\n})",
        ),
        (
            L::Python,
            "table.scan(FilterExpression='size = #y', ExpressionAttributeNames={\n    '#y': 'year',  # of birth\n})",
            "table.scan(FilterExpression='#size = #y', ExpressionAttributeNames={\n    '#y': 'year',  # of birth\n    '#size': 'size',\n})",
        ),
        // The text between holes is mended, and the holes stay.
        (
            L::Python,
            "table.scan(FilterExpression=f'size = {x} AND status = :v', ExpressionAttributeNames={'#y': 'year'}, ExpressionAttributeValues={':v': 1})",
            "table.scan(FilterExpression=f'#size = {x} AND #status = :v', ExpressionAttributeNames={'#y': 'year', '#size': 'size', '#status': 'status'}, ExpressionAttributeValues={':v': 1})",
        ),
        // Pieces of one text.
        (
            L::Python,
            "table.scan(\n    FilterExpression='amount = :v '\n        'AND status = :v',\n    ExpressionAttributeValues={':v': 1},\n)",
            "table.scan(\n    FilterExpression='amount = :v '\n        'AND #status = :v',\n    ExpressionAttributeNames={'#status': 'status'},\n    ExpressionAttributeValues={':v': 1},\n)",
        ),
        // Members that are assigned one by one.
        (
            L::JavaScript,
            "const params = { TableName: 't' };\nparams.FilterExpression = 'size = :v';\nparams.ExpressionAttributeValues = { ':v': 1 };\ndocClient.scan(params);\n",
            "const params = { TableName: 't' };\nparams.FilterExpression = '#size = :v';\nparams.ExpressionAttributeNames = { '#size': 'size' };\nparams.ExpressionAttributeValues = { ':v': 1 };\ndocClient.scan(params);\n",
        ),
        (
            L::Python,
            "def run():\n    params = {'TableName': 't'}\n    params['FilterExpression'] = 'size = :v'\n    params['ExpressionAttributeValues'] = {':v': 1}\n    table.scan(**params)\n",
            "def run():\n    params = {'TableName': 't'}\n    params['FilterExpression'] = '#size = :v'\n    params['ExpressionAttributeNames'] = {'#size': 'size'}\n    params['ExpressionAttributeValues'] = {':v': 1}\n    table.scan(**params)\n",
        ),
        // A name that is a constant is no pattern for a text.
        (
            L::TypeScript,
            "new ScanCommand({ TableName: 't', FilterExpression: 'size = #y', ExpressionAttributeNames: { '#y': YEAR } })",
            "new ScanCommand({ TableName: 't', FilterExpression: '#size = #y', ExpressionAttributeNames: { '#y': YEAR, '#size': 'size' } })",
        ),
        // Two requests beside one another.
        (
            L::Json,
            "{\"TableName\": \"t\", \"FilterExpression\": \"size = year\"}\n{\"TableName\": \"t\", \"FilterExpression\": \"(status) = zone\"}\n",
            "{\"TableName\": \"t\", \"FilterExpression\": \"#size = #year\", \"ExpressionAttributeNames\": {\"#size\": \"size\", \"#year\": \"year\"}}\n{\"TableName\": \"t\", \"FilterExpression\": \"(#status) = #zone\", \"ExpressionAttributeNames\": {\"#status\": \"status\", \"#zone\": \"zone\"}}\n",
        ),
        // A text in a variable of the function.
        (
            L::Python,
            "def f():\n    text = 'size = :v'\n    table.scan(FilterExpression=text, ExpressionAttributeValues={':v': 1})\n",
            "def f():\n    text = '#size = :v'\n    table.scan(FilterExpression=text, ExpressionAttributeNames={'#size': 'size'}, ExpressionAttributeValues={':v': 1})\n",
        ),
        // Inside of a transaction.
        (
            L::Json,
            "{\"TransactItems\": [{\"Delete\": {\"TableName\": \"t\", \"Key\": {\"pk\": {\"S\": \"1\"}}, \"ConditionExpression\": \"attribute_exists(size)\"}}]}",
            "{\"TransactItems\": [{\"Delete\": {\"TableName\": \"t\", \"Key\": {\"pk\": {\"S\": \"1\"}}, \"ConditionExpression\": \"attribute_exists(#size)\", \"ExpressionAttributeNames\": {\"#size\": \"size\"}}}]}",
        ),
        // The last element, its comment, and the comma before it.
        (
            L::JavaScript,
            "new ScanCommand({\n  TableName: 't',\n  FilterExpression: '#a = #b',\n  ExpressionAttributeNames: {\n    '#a': 'size', // A\n    '#b': 'year', // B\n    '#c': 'c' // C\n  }\n})",
            "new ScanCommand({\n  TableName: 't',\n  FilterExpression: '#a = #b',\n  ExpressionAttributeNames: {\n    '#a': 'size', // A\n    '#b': 'year' // B\n  }\n})",
        ),
    ] {
        assert_eq!(all_fixed(language, before, Applicability::Safe), after);
        assert_eq!(all_fixed(language, after, Applicability::Safe), after, "a second run");
    }
}

/// The sign of a pointer stands before what is read as the value: it is written once.
#[test]
fn new_values_in_go_are_pointers_once() {
    let request = |set: &str, names: &str, values: &str| {
        format!(
            "package p\n\nimport (\n\t\"github.com/aws/aws-sdk-go-v2/service/dynamodb\"\n\t\"github.com/aws/aws-sdk-go-v2/service/dynamodb/types\"\n)\n\nfunc f() {{\n\t_ = &dynamodb.UpdateItemInput{{\n\t\tTableName:        aws.String(\"t\"),\n\t\tUpdateExpression: aws.String(\"{set}\"),\n{names}\t\tExpressionAttributeValues: map[string]types.AttributeValue{{{values}}},\n\t}}\n}}\n"
        )
    };
    let old = "\":o\": &types.AttributeValueMemberN{Value: \"1\"}";
    for (set, values, entry) in [
        ("SET n = n + :o", old, "\":zero\": &types.AttributeValueMemberN{Value: \"0\"}"),
        ("SET n = :o, m = 5", old, ": &types.AttributeValueMemberN{Value: \"5\"}"),
    ] {
        let fixed = all_fixed(Language::Go, &request(set, "", values), Applicability::Unsafe);
        assert!(fixed.contains(entry) && !fixed.contains("&&"), "{fixed}");
    }
    let lines = "\n\t\t\t\":o\": &types.AttributeValueMemberN{Value: \"1\"},\n\t\t";
    let fixed = all_fixed(Language::Go, &request("SET n = n + :o", "", lines), Applicability::Unsafe);
    assert!(fixed.contains("\n\t\t\t\":zero\": &types.AttributeValueMemberN{Value: \"0\"},\n"), "{fixed}");
}

/// What is not known for sure stays as it is.
#[test]
fn what_is_left_alone() {
    use Language as L;
    for (language, text) in [
        // The expression is a constant that others may use.
        (
            L::JavaScript,
            "const FILTER = 'size = :v';\nclient.send(new ScanCommand({ TableName: 't', FilterExpression: FILTER, ExpressionAttributeValues: { ':v': 1 } }));\n",
        ),
        // Used twice, with the map of one of them.
        (
            L::Python,
            "def f():\n    text = 'size = :v'\n    table.scan(FilterExpression=text, ExpressionAttributeValues={':v': 1})\n    table.scan(FilterExpression=text, ExpressionAttributeValues={':v': 2})\n",
        ),
        // There may be such a name already.
        (
            L::JavaScript,
            "new ScanCommand({ TableName: 't', FilterExpression: 'size = :v', ExpressionAttributeNames: { ...names }, ExpressionAttributeValues: { ':v': 1 } })",
        ),
        (
            L::Python,
            "table.scan(FilterExpression='size = :v', ExpressionAttributeNames=names, ExpressionAttributeValues={':v': 1})",
        ),
        (L::Python, "table.scan(FilterExpression='size = :v', ExpressionAttributeValues={':v': 1}, **more)"),
        // The word is part of what only the running program knows.
        (L::Python, "table.scan(FilterExpression=f'size{x} = :v', ExpressionAttributeValues={':v': 1})"),
        // Ten pairs are all there is room for.
        (
            L::Java,
            "class A { void f() { ScanRequest.builder().tableName(\"t\").filterExpression(\"#a = #b AND #c = #d AND #e = #f AND #g = #h AND #i = #j AND size = #a\").expressionAttributeNames(Map.of(\"#a\", \"a\", \"#b\", \"b\", \"#c\", \"c\", \"#d\", \"d\", \"#e\", \"e\", \"#f\", \"f\", \"#g\", \"g\", \"#h\", \"h\", \"#i\", \"i\", \"#j\", \"j\")).build(); } }",
        ),
        // A map that two requests share.
        (
            L::Python,
            "names = {'#a': 'size', '#b': 'year'}\ntable.scan(FilterExpression='attribute_exists(#a)', ExpressionAttributeNames=names)\ntable.scan(FilterExpression='attribute_exists(#b)', ExpressionAttributeNames=names)\n",
        ),
        // The document interface of the first SDK has other names for it.
        (
            L::Java,
            "class A { void f() { table.scan(new ScanSpec().withFilterExpression(\"size > :v\").withValueMap(new ValueMap().withInt(\":v\", 1))); } }",
        ),
    ] {
        assert_eq!(all_fixed(language, text, Applicability::Unsafe), text);
    }
}
