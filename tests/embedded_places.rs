//! What is found in a text inside of a text is placed in the file: the same word is underlined, at its line and
//! column, whatever stands between.
#![cfg(feature = "source")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use ddbexpr::diagnostics::Severity;
use ddbexpr::host::Language;
use ddbexpr::layer::ValidationLayer;
use ddbexpr::lint::{Linted, RuleOptions, Settings, lint_text};
use ddbexpr::source::{ColumnUnit, LineIndex};

fn lint(text: &str, language: Language) -> Linted {
    let options = RuleOptions::default();
    let settings = Settings {
        tables: &[],
        newest: ValidationLayer::default(),
        operation: None,
        level: &|_, own| own,
        options: &options,
        documents: true,
        imports: &|_, _| None,
        references: &|_| None,
    };
    lint_text(text, language, settings)
}

/// A reserved word is written once, as `size`: it is found there, and the parameter where it is written.
#[track_caller]
fn placed(language: Language, text: &str, parameter: &str) {
    let linted = lint(text, language);
    let errors = linted.findings.iter().filter(|finding| finding.diagnostic.severity == Severity::Error);
    let errors: Vec<_> = errors.map(|one| (one.diagnostic.code.name(), one.at.span)).collect();
    let [("reserved-word", span)] = errors.as_slice() else { panic!("{language:?}: {errors:?}\n{text}") };
    let expected = text.find("size").unwrap();
    assert_eq!(text.matches("size").count(), 1, "one word is meant");
    assert_eq!(span.slice(text), Some("size"), "{language:?}\n{text}");
    let index = LineIndex::new(text);
    let at = index.line_column(text, span.start, ColumnUnit::Chars);
    let before = &text[..expected];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    assert_eq!((at.line as usize, at.column as usize), (line, column), "{language:?}\n{text}");
    let name = linted.expressions[0].span.slice(text).unwrap();
    assert_eq!(name.trim_matches(['"', '\'', '\\']), parameter, "{language:?}\n{text}");
}

const REQUEST: &str = r#"{"TableName": "t", "Key": {"id": {"S": "é"}}, "UpdateExpression": "SET size = :s", "ExpressionAttributeValues": {":s": {"N": "1"}}}"#;

/// The request as a string of another text, in double quotes.
fn quoted() -> String {
    format!("\"{}\"", REQUEST.replace('"', "\\\""))
}

fn indented(text: &str, blanks: &str) -> String {
    text.lines().map(|line| format!("{blanks}{line}\n")).collect()
}

fn spread_out() -> String {
    REQUEST.replace(", ", ",\n  ").replace("\": {\"", "\": {\n    \"")
}

#[test]
fn requests_in_yaml() {
    let body = indented(&spread_out(), "      ");
    for text in [
        format!("é: 1\na:\n  b: |\n{body}"),
        format!("a:\n  b: !Sub |-\n{body}"),
        format!("a:\n  b: >\n{}", indented(REQUEST, "      ")),
        format!("a:\n  b:\n    Fn::Sub:\n    - |\n{body}    - X: 1\n"),
        format!("a:\n  b: {}\n", quoted()),
        format!("a:\n  b: '{REQUEST}'\n"),
        format!("a: {}\n", quoted().replace(", ", ", \\\n      ")),
        format!("a:\n  b: |\r\n{}", body.replace('\n', "\r\n")),
    ] {
        placed(Language::Yaml, &text, "UpdateExpression");
    }
}

#[test]
fn requests_in_json() {
    placed(Language::Json, &format!("{{\"a\": [{}]}}", quoted()), "UpdateExpression");
    placed(
        Language::Json,
        &format!("{{\"é\": {{\"Fn::Sub\": {}}}}}", quoted().replace(", ", ",\\n\\t")),
        "UpdateExpression",
    );
    placed(Language::Json, &format!("{{\"a\": {{\"Fn::Join\": [\"\", [\"\", {}]]}}}}", quoted()), "UpdateExpression");
    let machine = format!("{{\"Resource\": \"arn:aws:states:::dynamodb:updateItem\", \"Parameters\": {REQUEST}}}");
    placed(Language::Json, &machine, "UpdateExpression");
    let twice = quoted().replace('\\', "\\\\").replace('"', "\\\"");
    placed(Language::Json, &format!("{{\"a\": \"{{\\\"b\\\": {twice}}}\"}}"), "UpdateExpression");
}

#[test]
fn requests_in_terraform() {
    let body = indented(&spread_out(), "    ");
    for text in [
        format!("a = <<EOF\n{body}EOF\n"),
        format!("a = \"é\"\nb = <<-EOT\n{body}  EOT\n"),
        format!("a = {}\n", quoted()),
        format!("a = jsonencode({{ b = {} }})\n", quoted()),
    ] {
        placed(Language::Hcl, &text, "UpdateExpression");
    }
}

#[test]
fn programs_in_templates() {
    let python = "import boto3\n\ndef f(t):\n    x = 'é'\n    t.update_item(Key={'id': 1}, UpdateExpression='SET size = :s', ExpressionAttributeValues={':s': 1})\n";
    let script = "const a = require('aws-sdk');\nexports.f = (c) => c.update({ TableName: 't', Key: { id: 1 }, UpdateExpression: 'SET size = :s', ExpressionAttributeValues: { ':s': 1 } });\n";
    let shell = "set -e\naws dynamodb update-item --table-name t --key '{\"id\": {\"S\": \"1\"}}' --update-expression 'SET size = :s' --expression-attribute-values '{\":s\": {\"N\": \"1\"}}'\n";
    for (program, parameter) in
        [(python, "UpdateExpression"), (script, "UpdateExpression"), (shell, "--update-expression")]
    {
        let yaml = format!("Code:\n  ZipFile: |\n{}Other: 1\n", indented(program, "    "));
        placed(Language::Yaml, &yaml, parameter);
        placed(Language::Hcl, &format!("a = <<-EOT\n{}EOT\n", indented(program, "    ")), parameter);
        let lines: Vec<String> = program.lines().map(|line| serde_json::to_string(line).unwrap()).collect();
        let joined = format!("{{\"ZipFile\": {{\"Fn::Join\": [\"\\n\", [{}]]}}}}", lines.join(",\n"));
        placed(Language::Json, &joined, parameter);
    }
}

const RESOLVER: &str = r#"{"version": "2017-02-28", "operation": "UpdateItem", "key": {"id": $util.dynamodb.toDynamoDBJson($ctx.args.id)}, "update": {"expression": "SET size = :s", "expressionValues": {":s": {"N": "1"}}}}"#;

#[test]
fn resolvers_in_templates() {
    let body = indented(&RESOLVER.replace(", ", ",\n"), "    ");
    placed(Language::Vtl, RESOLVER, "expression");
    placed(Language::Yaml, &format!("a:\n  RequestMappingTemplate: |\n{body}"), "expression");
    placed(Language::Yaml, &format!("a: \"{}\"\n", RESOLVER.replace('"', "\\\"")), "expression");
    placed(Language::Hcl, &format!("a = <<EOF\n{body}EOF\n"), "expression");
    placed(Language::TypeScript, &format!("f('é', `#set($a = 1)\n{RESOLVER}`);"), "expression");
    placed(Language::Python, &format!("x = \"\"\"\n{body}\"\"\"\n"), "expression");
    placed(
        Language::JavaScript,
        &format!("const x = [\n  '#set($a = 1)',\n  '{RESOLVER}',\n].join('\\n');"),
        "expression",
    );
    placed(Language::JavaScript, &format!("const x = '#set($a = 1)\\n' +\n  '{RESOLVER}' + y;"), "expression");
}

#[test]
fn values_in_arguments() {
    let quotings = [
        "'{\":s\": {\"N\": \"1\"}}'",
        "\"{\\\":s\\\": {\\\"N\\\": \\\"$N\\\"}}\"",
        "'{\":s\": {\"N\": \"'\"$N\"'\"}}'",
    ];
    for values in quotings {
        let text = format!(
            "é() {{\n  aws dynamodb update-item --table-name t --key '{{\"id\": {{\"S\": \"1\"}}}}' \\\n    --update-expression \"SET size = :s\" --expression-attribute-values {values}\n}}\n"
        );
        placed(Language::Bash, &text, "--update-expression");
        let other = text.replace("size", "n").replace("\":s", "\":t");
        let said = lint(&other, Language::Bash).findings;
        let undefined = said.iter().find(|one| one.diagnostic.code.name() == "undefined-value");
        assert!(undefined.is_some(), "{other}\n{said:?}");
    }
}

#[test]
fn code_in_documents() {
    let python = "t.update_item(Key={'id': 1}, UpdateExpression='SET size = :s', ExpressionAttributeValues={':s': 1})";
    for text in [
        format!("# é\n\n```python\n{python}\n```\n"),
        format!("> - ```py\n>   x = 'é'\n>   {python}\n>   ```\n"),
        format!("A\n\n.. code-block:: python\n\n   {python}\n"),
        format!("[source,python]\n----\n{python}\n----\n"),
    ] {
        placed(Language::Markdown, &text, "UpdateExpression");
    }
    placed(Language::Markdown, &format!("```json\n{}\n```\n", spread_out()), "UpdateExpression");
    placed(Language::Markdown, &format!("```yaml\na: |\n{}```\n", indented(&spread_out(), "  ")), "UpdateExpression");
}

/// A comment in a text inside of a text suppresses as one in the file itself does.
#[test]
fn comments_in_embedded_code() {
    let update = "t.update_item(Key={'id': 1}, UpdateExpression='SET size = :s', ExpressionAttributeValues={':s': 1})";
    for comment in ["", "  # ddbexpr:ignore reserved-word -- as it is", "  # ddbexpr:ignore syntax-error"] {
        let program = format!("import boto3\n{update}{comment}\n");
        for (language, text) in [
            (Language::Yaml, format!("Code:\n  ZipFile: |\n{}", indented(&program, "    "))),
            (Language::Hcl, format!("a = <<EOT\n{program}EOT\n")),
            (Language::Markdown, format!("> ```py\n{}> ```\n", indented(&program, "> "))),
        ] {
            let said: Vec<_> = lint(&text, language).findings.iter().map(|one| one.diagnostic.code.name()).collect();
            let expected: &[&str] = match comment {
                "" => &["reserved-word"],
                comment if comment.contains("reserved-word") => &[],
                _ => &["reserved-word", "unused-suppression"],
            };
            assert_eq!(said, expected, "{text}");
        }
    }
}
