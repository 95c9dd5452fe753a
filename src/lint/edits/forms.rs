//! How languages write a map of placeholders, and the values in it.

use crate::extract::ValueShape;
use crate::host::Language;

/// How texts are written at a place.
pub(super) struct Style {
    pub(super) language: Language,
    /// What stands before and after a text.
    quote: String,
}

impl Style {
    /// The style of a text, from how it or what stands right before it is written.
    pub(super) fn new(language: Language, written: &str, text: &str) -> Self {
        let quote = match written.find(['"', '\'']) {
            // `\"` inside of another text.
            Some(at) => written.get(..=at).unwrap_or_default().to_owned(),
            None => "\"".to_owned(),
        };
        let quote = if quote.trim_start_matches('\\').len() == 1 { quote } else { "\"".to_owned() };
        let single = matches!(
            language,
            Language::Python
                | Language::JavaScript
                | Language::TypeScript
                | Language::Tsx
                | Language::Php
                | Language::Ruby
                | Language::Yaml
        );
        let is_single = quote.ends_with('\'');
        let quote = match language {
            _ if is_single && !single => "\"".to_owned(),
            // What a template string stands for says nothing about the others.
            Language::JavaScript | Language::TypeScript | Language::Tsx
                if written.contains('`') && text.matches('\'').count() > text.matches('"').count() =>
            {
                "'".to_owned()
            }
            _ => quote,
        };
        Self { language, quote }
    }

    pub(super) fn text(&self, text: &str) -> Option<String> {
        super::literal::fits(text, self.language).then(|| format!("{0}{text}{0}", self.quote))
    }

    /// Blanks inside of braces.
    pub(super) const fn padding(&self) -> &'static str {
        match self.language {
            Language::JavaScript
            | Language::TypeScript
            | Language::Tsx
            | Language::Ruby
            | Language::CSharp
            | Language::Hcl => " ",
            _ => "",
        }
    }
}

const fn is_script(language: Language) -> bool {
    matches!(language, Language::JavaScript | Language::TypeScript | Language::Tsx)
}

/// The entries of a map, one by one.
pub(super) fn entries(
    is_names: bool,
    entries: &[(&str, &str)],
    style: &Style,
    shape: ValueShape,
    text: &str,
) -> Option<Vec<String>> {
    let one = |(key, value): &(&str, &str)| {
        let key = style.text(key)?;
        let value = match (is_names, style.language) {
            (true, Language::Go) if is_old_go(text) => format!("aws.String({})", style.text(value)?),
            (true, _) => style.text(value)?,
            (false, _) => self::value(value, style, shape, text)?,
        };
        Some(match style.language {
            Language::Kotlin => format!("{key} to {value}"),
            Language::Java => format!("{key}, {value}"),
            Language::CSharp => format!("[{key}] = {value}"),
            Language::Php | Language::Ruby => format!("{key} => {value}"),
            Language::Hcl => format!("{key} = {value}"),
            _ => format!("{key}: {value}"),
        })
    };
    entries.iter().map(one).collect()
}

/// A whole map.
pub(super) fn map(
    is_names: bool,
    pairs: &[(&str, &str)],
    style: &Style,
    shape: ValueShape,
    text: &str,
) -> Option<String> {
    let inside = entries(is_names, pairs, style, shape, text)?.join(", ");
    let pad = style.padding();
    Some(match style.language {
        Language::Php => format!("[{inside}]"),
        Language::Bash => format!("'{{{inside}}}'"),
        Language::Kotlin => format!("mapOf({inside})"),
        Language::Java if text.contains(" Map.of(") || text.contains("(Map.of(") => format!("Map.of({inside})"),
        Language::Java if pairs.len() == 1 => {
            let imported = text.contains("import java.util.Collections;") || text.contains("import java.util.*;");
            let package = if imported { "" } else { "java.util." };
            format!("{package}Collections.singletonMap({inside})")
        }
        Language::CSharp => {
            let package = if text.contains(" Dictionary<") { "" } else { "System.Collections.Generic." };
            let of = if is_names { "string" } else { "AttributeValue" };
            format!("new {package}Dictionary<string, {of}> {{ {inside} }}")
        }
        Language::Go => format!("map[string]{}{{{inside}}}", go_type(is_names, text)?),
        Language::Java | Language::Rust | Language::Markdown => return None,
        _ => format!("{{{pad}{inside}{pad}}}"),
    })
}

/// An expression as the value of a parameter.
pub(super) fn expression(written: &str, style: &Style) -> Option<String> {
    let text = style.text(written)?;
    Some(match style.language {
        Language::Go => format!("aws.String({text})"),
        _ => text,
    })
}

/// The calls of a chain that give a map.
pub(super) fn calls(
    is_names: bool,
    method: &str,
    pairs: &[(&str, &str)],
    style: &Style,
    shape: ValueShape,
    text: &str,
) -> Option<Vec<String>> {
    if style.language == Language::Rust {
        let one = |(key, value): &(&str, &str)| {
            let value = if is_names { style.text(value)? } else { self::value(value, style, shape, text)? };
            Some(format!("{method}({}, {value})", style.text(key)?))
        };
        return pairs.iter().map(one).collect();
    }
    // The document interface of the first SDK for Java has other names.
    let is_spec = method.starts_with("with") && (text.contains("Spec(") || text.contains("NameMap"));
    let knows = matches!(style.language, Language::Java | Language::Kotlin) && !is_spec;
    knows.then(|| map(is_names, pairs, style, shape, text))?.map(|map| vec![format!("{method}({map})")])
}

fn is_old_go(text: &str) -> bool {
    text.contains("map[string]*string")
        || text.contains("map[string]*dynamodb.AttributeValue")
        || (text.contains("aws/aws-sdk-go/") && !text.contains("aws-sdk-go-v2"))
}

fn go_type(is_names: bool, text: &str) -> Option<&'static str> {
    let is_new =
        text.contains("aws-sdk-go-v2") || text.contains("types.AttributeValue") || text.contains("map[string]string{");
    match (is_names, is_old_go(text), is_new) {
        (true, true, false) => Some("*string"),
        (true, false, true) => Some("string"),
        (false, true, false) => Some("*dynamodb.AttributeValue"),
        (false, false, true) => Some("types.AttributeValue"),
        _ => None,
    }
}

/// A value, given as DynamoDB JSON, in the way the program writes values.
pub(super) fn value(json: &str, style: &Style, shape: ValueShape, text: &str) -> Option<String> {
    let parsed: serde_json::Value = serde_json::from_str(json).ok()?;
    let (code, inner) = parsed.as_object()?.iter().next()?;
    let scalar = match inner {
        serde_json::Value::String(inner) => inner.clone(),
        serde_json::Value::Bool(truth) => truth.to_string(),
        _ => return None,
    };
    let is_text = matches!(code.as_str(), "S" | "N");
    if !is_text && !matches!(code.as_str(), "BOOL" | "NULL") {
        return None;
    }
    match shape {
        ValueShape::Unknown => match client_shape(style.language, text) {
            ValueShape::Typed => typed(code, &scalar, is_text, style, text),
            ValueShape::Plain => plain(code, &scalar, style),
            ValueShape::Unknown => None,
        },
        ValueShape::Typed => typed(code, &scalar, is_text, style, text),
        ValueShape::Plain => plain(code, &scalar, style),
    }
}

/// A value with its type, where a program writes both as they are sent.
pub(super) fn with_type(code: &str, inner: &str, style: &Style) -> Option<String> {
    let quote = &style.quote;
    Some(match style.language {
        Language::Python => format!("{{{quote}{code}{quote}: {inner}}}"),
        language if is_script(language) => format!("{{ {code}: {inner} }}"),
        Language::Php => format!("[{quote}{code}{quote} => {inner}]"),
        _ => return None,
    })
}

/// How the client of a program takes values, where it gives none yet.
fn client_shape(language: Language, text: &str) -> ValueShape {
    let (plain, typed) = match language {
        Language::Python => (text.contains(".resource("), text.contains(".client(")),
        Language::JavaScript | Language::TypeScript | Language::Tsx => (
            text.contains("lib-dynamodb") || text.contains("DocumentClient"),
            text.contains("client-dynamodb") || text.contains("new AWS.DynamoDB("),
        ),
        Language::Ruby => (true, false),
        _ => (false, true),
    };
    match (plain, typed) {
        (true, false) => ValueShape::Plain,
        (false, true) => ValueShape::Typed,
        _ => ValueShape::Unknown,
    }
}

fn plain(code: &str, scalar: &str, style: &Style) -> Option<String> {
    let language = style.language;
    let knows = is_script(language) || matches!(language, Language::Python | Language::Php | Language::Ruby);
    knows.then_some(())?;
    let is_python = language == Language::Python;
    Some(match (code, scalar) {
        ("S", text) => style.text(text)?,
        ("N", digits) if digits.bytes().all(|one| one.is_ascii_digit()) => digits.to_owned(),
        ("BOOL", "true") if is_python => "True".to_owned(),
        ("BOOL", _) if is_python => "False".to_owned(),
        ("BOOL", truth) => truth.to_owned(),
        ("NULL", _) if is_python => "None".to_owned(),
        ("NULL", _) if language == Language::Ruby => "nil".to_owned(),
        ("NULL", _) => "null".to_owned(),
        _ => return None,
    })
}

fn typed(code: &str, scalar: &str, is_text: bool, style: &Style, text: &str) -> Option<String> {
    let is_python = style.language == Language::Python;
    let inner = match scalar {
        text if is_text => style.text(text)?,
        "true" if is_python => "True".to_owned(),
        "false" if is_python => "False".to_owned(),
        other => other.to_owned(),
    };
    let quote = &style.quote;
    let member = match code {
        "BOOL" => "Bool",
        "NULL" => "Null",
        other => other,
    };
    let lower = member.to_ascii_lowercase();
    Some(match style.language {
        Language::Python | Language::Json | Language::Vtl | Language::Bash | Language::Yaml => {
            format!("{{{quote}{code}{quote}: {inner}}}")
        }
        language if is_script(language) => format!("{{ {code}: {inner} }}"),
        Language::Php => format!("[{quote}{code}{quote} => {inner}]"),
        Language::Hcl => format!("{{ {quote}{code}{quote} = {inner} }}"),
        Language::Go if text.contains("types.AttributeValueMember") => {
            format!("&types.AttributeValueMember{code}{{Value: {inner}}}")
        }
        Language::Go if is_text && text.contains("*dynamodb.AttributeValue") => {
            format!("{{{code}: aws.String({inner})}}")
        }
        Language::Java if text.contains("AttributeValue.builder()") => {
            let method = if code == "NULL" { "nul" } else { &lower };
            format!("AttributeValue.builder().{method}({inner}).build()")
        }
        Language::Java if text.contains("AttributeValue.from") => {
            let method = if code == "NULL" { "Nul" } else { member };
            format!("AttributeValue.from{method}({inner})")
        }
        Language::Java if text.contains("new AttributeValue()") => format!("new AttributeValue().with{code}({inner})"),
        Language::Kotlin if text.contains("AttributeValue.S(") || text.contains("AttributeValue.N(") => {
            format!("AttributeValue.{member}({inner})")
        }
        Language::CSharp => format!("new AttributeValue {{ {code} = {inner} }}"),
        Language::Rust if is_text => format!("AttributeValue::{code}({inner}.to_string())"),
        Language::Rust => format!("AttributeValue::{member}({inner})"),
        _ => return None,
    })
}
