//! What language a text inside of a text is in.

use super::Language;

/// Signs of Velocity that no other language has together with what begins like JSON.
const VELOCITY: [&str; 8] = ["$util.", "$ctx.", "$context.", "$input.", "#set(", "#set (", "#if(", "#foreach("];

/// The language of a text that stands in another file, where it shows clearly; rather none than a wrong one.
///
/// ```
/// use ddbexpr::host::{Language, guess_language};
///
/// assert_eq!(guess_language("{\"States\": {}}"), Some(Language::Json));
/// assert_eq!(guess_language("import boto3\n\ndef handler(event, context):\n    pass\n"), Some(Language::Python));
/// assert_eq!(guess_language("SET a = :a"), None);
/// ```
#[must_use]
pub fn guess_language(text: &str) -> Option<Language> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if let Some(interpreter) = text.strip_prefix("#!").and_then(|rest| rest.lines().next()) {
        return of_interpreter(interpreter);
    }
    let is_velocity = VELOCITY.iter().any(|sign| text.contains(sign));
    let is_template = ["##", "#*", "#set", "#if(", "#foreach(", "$util."].iter().any(|sign| text.starts_with(sign));
    if is_velocity && (text.starts_with('{') || is_template) {
        return Some(Language::Vtl);
    }
    if is_json(text) {
        return Some(Language::Json);
    }
    text.lines().find_map(of_line)
}

fn of_interpreter(interpreter: &str) -> Option<Language> {
    let has = |name: &str| interpreter.contains(name);
    if has("python") {
        Some(Language::Python)
    } else if has("node") {
        Some(Language::JavaScript)
    } else if has("ruby") {
        Some(Language::Ruby)
    } else if has("php") {
        Some(Language::Php)
    } else {
        interpreter.ends_with("sh").then_some(Language::Bash)
    }
}

/// `{"a": …}`, `[{"a": …}]`
pub(super) fn is_json(text: &str) -> bool {
    let bracketed =
        |text: &str| (text.starts_with('{') && text.ends_with('}')) || (text.starts_with('[') && text.ends_with(']'));
    let inside = text.trim_start_matches(['[', ' ', '\t', '\r', '\n']);
    let first_key = inside.strip_prefix('{').map(|inside| inside.trim_start().as_bytes().first().copied());
    bracketed(text) && matches!(first_key, Some(Some(b'"' | b'}')))
}

/// The language that a line shows which begins without blanks.
fn of_line(line: &str) -> Option<Language> {
    let line = line.trim_end();
    let word = line.split([' ', '(', '.']).next().unwrap_or_default();
    let follows = line.get(word.len()..).unwrap_or_default();
    let is_name = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ',' | ' '))
    };
    match word {
        "def" | "class" if line.ends_with(':') => Some(Language::Python),
        "async" if follows.starts_with(" def ") && line.ends_with(':') => Some(Language::Python),
        "import" if is_name(follows.trim()) => Some(Language::Python),
        "from" if follows.contains(" import ") => Some(Language::Python),
        "import" if follows.contains(" from ") && line.contains(['\'', '"']) => Some(Language::JavaScript),
        "const" | "let" | "var" if line.contains("require(") => Some(Language::JavaScript),
        "exports" if follows.starts_with('.') && line.contains('=') => Some(Language::JavaScript),
        "module" if follows.starts_with(".exports") && line.contains('=') => Some(Language::JavaScript),
        "export" if ["const ", "function ", "async ", "default "].iter().any(|w| follows.trim().starts_with(w)) => {
            Some(Language::JavaScript)
        }
        "set" if follows.starts_with(" -e") || follows.starts_with(" -o ") => Some(Language::Bash),
        "aws" if follows.trim_start().starts_with("dynamodb ") => Some(Language::Bash),
        _ if runs_command(line) => Some(Language::Bash),
        _ => None,
    }
}

/// `COUNT=$(aws dynamodb …`, `if ! aws dynamodb …`: the command in a line of a script.
fn runs_command(line: &str) -> bool {
    let Some((before, _)) = line.split_once("aws dynamodb ") else { return false };
    let before = before.trim_end();
    let last = before.rsplit([' ', '\t']).next().unwrap_or_default();
    before.is_empty()
        || before.ends_with(['(', '|', '&', ';', '!', '`'])
        || matches!(last, "if" | "then" | "do" | "while" | "until" | "else" | "sudo" | "time" | "exec")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_clear_is_guessed() {
        for (text, language) in [
            ("#!/usr/bin/env python3\nx", Some(Language::Python)),
            ("#!/bin/bash\nx", Some(Language::Bash)),
            (" {\n \"StartAt\": \"a\"}\n", Some(Language::Json)),
            ("[{\"a\": 1}]", Some(Language::Json)),
            ("{}", Some(Language::Json)),
            ("{\"key\": {\"id\": $util.dynamodb.toDynamoDBJson($ctx.args.id)}}", Some(Language::Vtl)),
            ("#set($a = 1)\n{}", Some(Language::Vtl)),
            ("# a comment\nfrom os import path\n", Some(Language::Python)),
            ("import os, sys", Some(Language::Python)),
            ("import {a} from 'b'", Some(Language::JavaScript)),
            ("const aws = require('aws-sdk');", Some(Language::JavaScript)),
            ("exports.handler = async () => {}", Some(Language::JavaScript)),
            ("set -euo pipefail\nls", Some(Language::Bash)),
            ("echo a\nN=$(aws dynamodb scan --table-name t)", Some(Language::Bash)),
            ("  aws dynamodb scan --table-name t", Some(Language::Bash)),
            ("Call aws dynamodb scan to see them", None),
            ("SET a = :a", None),
            ("import", None),
            ("from one place to another", None),
            ("{a}", None),
            ("$ctx.x is a name", None),
            ("[a-z]", None),
            ("", None),
        ] {
            assert_eq!(guess_language(text), language, "{text}");
        }
    }
}
