//! Code in documents, and texts inside of texts: every byte leads back to where it is written.
#![cfg(feature = "source")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use ddbexpr::host::{Embedded, Fence, Language, Module, NodeId, NodeKind, TextPart, fences, guess_language, parse};
use ddbexpr::source::{OffsetMap, OffsetMapBuilder, Span};
use proptest::prelude::*;

fn code(text: &str) -> Vec<(Option<Language>, String)> {
    let found = fences(text);
    for fence in &found {
        each_character(&fence.text, &fence.map, |character, place| {
            assert_eq!(place.slice(text), Some(character), "{text}");
        });
        assert!(fence.span.slice(text).is_some());
    }
    found.into_iter().map(|Fence { language, text, .. }| (language, text)).collect()
}

/// Every character of a text with its place.
fn each_character(text: &str, map: &OffsetMap, check: impl Fn(&str, Span)) {
    for (at, character) in text.char_indices() {
        let start = u32::try_from(at).unwrap();
        let end = start + u32::try_from(character.len_utf8()).unwrap();
        check(&text[at..at + character.len_utf8()], map.to_host(Span::new(start, end)));
    }
}

#[test]
fn fences_are_found() {
    let python = |text: &str| vec![(Some(Language::Python), text.to_owned())];
    assert_eq!(code("```python\na\n\n  b\n```\nc"), python("a\n\n  b\n"));
    assert_eq!(code("~~~~ py title=x\n~~~\n```\n~~~~~\n"), python("~~~\n```\n"));
    assert_eq!(code("  ```py\n  a\n    b\n c\n ```\n"), python("a\n  b\nc\n"));
    assert_eq!(code("1. one\n\n   ```py\n   a\n\n   b\n   ```\n2. two"), python("a\n\nb\n"));
    assert_eq!(code("- - ```py\n    a\n    ```\n"), python("a\n"));
    assert_eq!(code("> ```py\n> a\n>\n>b\n"), python("a\n\nb\n"));
    assert_eq!(code("> ```py\n> a\nb\n"), python("a\n"), "a fence ends with its quotation");
    assert_eq!(code("- ```py\n  a\nb\n"), python("a\n"), "a fence ends with its item");
    assert_eq!(code("```py\na"), python("a"), "a fence need not end");
    assert_eq!(code("-\t```py\n\ta\n\t```\n"), python("a\n"));
    assert_eq!(code("```py\r\na\r\n```\r\n"), python("a\r\n"));
    assert!(code("    ```py\n    a\n    ```\n").is_empty(), "indented code");
    assert!(code("a ```py`\n``py\n``` py `\n").is_empty(), "code in a line");
    assert_eq!(code("```\na\n```\n```text\nb\n```\n").iter().filter(|(language, _)| language.is_none()).count(), 2);
}

#[test]
fn prompts_are_no_commands() {
    assert_eq!(code("```console\n$ aws s3 ls\nout\n```\n"), [(Some(Language::Bash), "aws s3 ls\nout\n".to_owned())]);
}

#[test]
fn listings_are_found() {
    let python = |text: &str| vec![(Some(Language::Python), text.to_owned())];
    assert_eq!(code("A\n\n.. code-block:: python\n   :linenos:\n\n   a\n\n     b\n\nText\n"), python("a\n\n  b\n"));
    assert_eq!(code("  .. code:: py\n\n    a\n"), python("a\n"));
    assert!(code(".. code-block:: python\n\nText\n").is_empty());
    assert_eq!(code("[source,python]\n.Title\n----\na\n  b\n----\nc"), python("a\n  b\n"));
    assert!(code("[source,python]\nText\n----\n").is_empty());
}

fn texts<'m>(module: &'m Module<'_>) -> impl Iterator<Item = (NodeId, &'m str)> {
    module.nodes().filter_map(|id| module.plain_text(id).map(|text| (id, text)))
}

/// The node of the text that begins so.
fn text_with(module: &Module<'_>, start: &str) -> NodeId {
    texts(module).find(|(_, text)| text.starts_with(start)).map_or_else(|| panic!("{}", module.outline()), |(id, _)| id)
}

fn literal<'m>(module: &'m Module<'_>, id: NodeId) -> (&'m str, &'m OffsetMap) {
    match module.kind(id) {
        NodeKind::Text(parts) => match parts.as_slice() {
            [TextPart::Literal { text, map }] => (text, map),
            _ => panic!("{}", module.outline()),
        },
        _ => panic!("{}", module.outline()),
    }
}

#[test]
fn holes_have_stand_ins() {
    let file = "A: !Sub |\n  {\"TableName\": \"${Table}-x\", \"Limit\": ${Limit}}\n";
    let module = parse(file, Language::Yaml);
    let id = module.nodes().find(|id| matches!(module.kind(*id), NodeKind::Text(parts) if parts.len() > 1)).unwrap();
    let embedded = Embedded::new(&module, id, Language::Json).unwrap();
    let inside = embedded.parse();
    assert_eq!(embedded.holes.len(), 2);
    let names: Vec<_> = inside
        .nodes()
        .filter_map(|id| match inside.kind(id) {
            NodeKind::Name(name) => Some((embedded.hole_in(name).unwrap().node, inside.span(id).slice(file).unwrap())),
            _ => None,
        })
        .collect();
    assert_eq!(names.iter().map(|(_, place)| *place).collect::<Vec<_>>(), ["${Table}", "${Limit}"]);
    assert_eq!(module.kind(names[0].0), &NodeKind::Name("Table".to_owned()));
    assert_eq!(inside.span(text_with(&inside, "TableName")).slice(file), Some("\"TableName\""));
    assert!(embedded.hole_in("TableName").is_none());
}

#[test]
fn code_in_a_template_is_read_in_place() {
    let file = "Code:\n  ZipFile: |\n    import boto3\n    # a comment\n    def handler(event, context):\n        return table.query(FilterExpression='a = :a')\n";
    let module = parse(file, Language::Yaml);
    let id = text_with(&module, "import");
    assert_eq!(guess_language(literal(&module, id).0), Some(Language::Python));
    let embedded = Embedded::new(&module, id, Language::Python).unwrap();
    let inside = embedded.parse();
    assert!(!inside.is_broken());
    assert_eq!(inside.comments()[0].span.slice(file), Some("# a comment"));
    let expression = text_with(&inside, "a = ");
    assert_eq!(inside.span(expression).slice(file), Some("'a = :a'"));
    let named = inside.nodes().find_map(|id| match inside.kind(id) {
        NodeKind::Call { arguments, .. } => arguments.first().filter(|argument| argument.name.is_some()).cloned(),
        _ => None,
    });
    assert_eq!(named.unwrap().name_span.slice(file), Some("FilterExpression"));
}

/// A JSON string as some other writer would write it: some characters as escapes that need none.
fn json_string(text: &str, escapes: u64) -> String {
    let mut written = String::from("\"");
    for (index, character) in text.chars().enumerate() {
        if (escapes >> (index % 64)) & 1 == 1 {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                written.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            let quoted = serde_json::to_string(&character.to_string()).unwrap();
            written.push_str(&quoted[1..quoted.len() - 1]);
        }
    }
    written.push('"');
    written
}

/// What a slice of the file is after so many rounds of unescaping.
fn unescaped(slice: &str, rounds: usize) -> String {
    (0..rounds).fold(slice.to_owned(), |text, _| serde_json::from_str(&format!("\"{text}\"")).unwrap())
}

fn prefixed(text: &str, prefix: &str) -> String {
    text.lines().map(|line| format!("{prefix}{line}\n")).collect()
}

proptest! {
    /// A text in a JSON string in a YAML block in a fence in a quotation in a list.
    #[test]
    fn texts_lead_back_through_blocks(
        text in "[a-zé😀\"\\\\/ \n\t#:{}-]{1,40}", escapes: u64, indent in 1..6_usize, quoted: bool
    ) {
        let text = format!("expression{text}");
        let json = format!("{{\n  \"a\": [1,\n   {}]\n}}", json_string(&text, escapes));
        let yaml = format!("key:\n{}block: |\n{}", " ".repeat(indent), prefixed(&json, &" ".repeat(indent + 2)));
        let fence = format!("```yaml\n{yaml}```\n");
        let file = format!("# Title\n\n- item\n{}", prefixed(&fence, if quoted { "  > " } else { "  " }));
        let found = fences(&file);
        prop_assert_eq!(&found[0].text, &yaml);
        let mut outer = parse(&found[0].text, Language::Yaml);
        outer.move_to(&found[0].map);
        let embedded = Embedded::new(&outer, text_with(&outer, "{"), Language::Json).unwrap();
        let inside = embedded.parse();
        let (read, map) = literal(&inside, text_with(&inside, "expression"));
        prop_assert_eq!(read, &text);
        each_character(read, map, |character, place| {
            assert_eq!(unescaped(place.slice(&file).unwrap(), 1), character, "{file}");
        });
    }

    /// A text in a JSON string in a JSON string in a YAML string.
    #[test]
    fn texts_lead_back_through_escapes(text in "[a-zé😀\"\\\\/ \n#:-]{1,30}", first: u64, second: u64, third: u64) {
        let text = format!("expression{text}");
        let inner = format!("{{\"a\": {}}}", json_string(&text, first));
        let middle = format!("{{\"b\": {}}}", json_string(&inner, second));
        let file = format!("key: {}\n", json_string(&middle, third));
        let yaml = parse(&file, Language::Yaml);
        let one = Embedded::new(&yaml, text_with(&yaml, "{"), Language::Json).unwrap();
        prop_assert_eq!(&one.text, &middle);
        let json = one.parse();
        let two = Embedded::new(&json, text_with(&json, "{"), Language::Json).unwrap();
        prop_assert_eq!(&two.text, &inner);
        let inside = two.parse();
        let (read, map) = literal(&inside, text_with(&inside, "expression"));
        prop_assert_eq!(read, &text);
        each_character(read, map, |character, place| {
            assert_eq!(unescaped(place.slice(&file).unwrap(), 3), character, "{file}");
        });
    }

    /// A composed map does what its two maps do one after the other.
    #[test]
    fn composing_is_mapping_twice(
        inner in prop::collection::vec((any::<bool>(), 1..4_usize, 1..4_usize), 1..8),
        outer in prop::collection::vec((any::<bool>(), 1..4_usize, 1..4_usize), 30),
        from in 0..20_u32, length in 1..6_u32,
    ) {
        let build = |pieces: &[(bool, usize, usize)]| {
            let mut map = OffsetMapBuilder::new(3);
            let mut size = 0;
            for (verbatim, written, decoded) in pieces {
                let decoded = if *verbatim { written } else { decoded };
                if *verbatim { map.verbatim(*written) } else { map.escape(*written, *decoded) }
                size += decoded;
            }
            (map.finish(), u32::try_from(size).unwrap())
        };
        let (inner, size) = build(&inner);
        let (outer, _) = build(&outer);
        let span = Span::new(from.min(size - 1), (from + length).min(size));
        prop_assume!(!span.is_empty());
        prop_assert_eq!(inner.compose(&outer).to_host(span), outer.to_host(inner.to_host(span)));
        let part = inner.part(span);
        prop_assert_eq!(part.to_host(Span::new(0, span.len())), inner.to_host(span));
    }

    /// Any text has fences and a guess.
    #[test]
    fn any_document_is_read(text in "([>`~ \n\t.:\\[\\]-]|```|1\\.|\\.\\. code::|\\[source,py\\]|----|a){0,60}") {
        code(&text);
        prop_assert_ne!(guess_language(&text), Some(Language::Markdown));
    }
}
