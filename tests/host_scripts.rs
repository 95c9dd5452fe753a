//! Shapes of scripting languages that are easy to get wrong: escapes, holes, comments in odd places, deep nesting.
#![cfg(feature = "source")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use ddbexpr::host::{Language, Module, NodeKind, TextPart, parse};

/// The texts of a module, in the order they are written, with `⟨⟩` for a hole.
fn texts(module: &Module<'_>) -> Vec<String> {
    let written = |part: &TextPart| match part {
        TextPart::Literal { text, .. } => text.clone(),
        TextPart::Hole(_) => "⟨⟩".to_owned(),
    };
    let text = |id| match module.kind(id) {
        NodeKind::Text(parts) => Some(parts.iter().map(written).collect()),
        _ => None,
    };
    module.nodes().filter_map(text).collect()
}

#[track_caller]
fn reads(language: Language, text: &str, expected: &[&str]) {
    let module = parse(text, language);
    assert!(!module.is_broken(), "{text}");
    assert_eq!(texts(&module), expected, "{text}");
}

/// Every text is decoded as its language does.
#[test]
fn escapes() {
    reads(Language::JavaScript, r#"x = 'it\'s \q \a \n \u{41}'"#, &["it's q a \n A"]);
    reads(Language::TypeScript, r"x = `a \` \${b} ${c}$`", &["a ` ${b} ⟨⟩$"]);
    reads(Language::Php, r#"<?php $x = 'it\'s \n \\ \" $y';"#, &[r#"it's \n \ \" $y"#]);
    reads(Language::Php, r#"<?php $x = "\'\" \$y \q {$z}\x41";"#, &["\\'\" $y \\q ⟨⟩A"]);
    reads(Language::Php, "<?php $x = <<<A\n  \"$y\" \\\"\n  A;", &["  \"⟨⟩\" \\\""]);
    reads(Language::Ruby, r#"x = 'it\'s \n #{y}'"#, &[r"it's \n #{y}"]);
    reads(Language::Ruby, r#"x = "\s\q\#{y} #{z}#""#, &[" q#{y} ⟨⟩#"]);
    reads(Language::Ruby, "f(<<~A, <<-'B')\n  a #{b}\n  A\n  c #{d}\n  B\n", &["  a ⟨⟩\n  ", "  c #{d}\n  "]);
    reads(Language::Bash, r#"x="a \"b\" \$c \d \`e\` $f""#, &[r#"a "b" $c \d `e` ⟨⟩"#]);
    reads(Language::Bash, r"x=$'it\'s \t\x41\q'", &["it's \tA\\q"]);
    reads(Language::Bash, r#"x='a \n $b'"c"d\ e"#, &[r"a \n $bcd e"]);
    reads(Language::Bash, "f <<\"A\"\n$b \\$\nA\n", &["$b \\$\n"]);
}

/// A comment is noted wherever it stands.
#[test]
fn comments() {
    for (language, text) in [
        (Language::JavaScript, "x /*1*/ = /*2*/ {a: /*3*/ 1, /*4*/ ...b}.c( /*5*/ d)\n//6\n.e /*7*/ + `${ /*8*/ f}`"),
        (
            Language::TypeScript,
            "let x /*1*/ : /*2*/ T = y /*3*/ as /*4*/ T; type A = { /*5*/ b: 1 } // 6\nf< /*7*/ T>() /*8*/",
        ),
        (Language::Tsx, "f(<a b={ /*1*/ c}>{/*2*/}</a>, /*3*/ x! /*4*/ . /*5*/ y, [ /*6*/ ], -/*7*/ 1, `a` /*8*/)"),
        (
            Language::Php,
            "<?php /*1*/ $x = /*2*/ [ /*3*/ 'a' => /*4*/ 1, ...$b /*5*/]; #6\n$c->d( /*7*/ e: 1) //8\n->f();",
        ),
        (Language::Ruby, "x = { #1\n a: #2\n 1, #3\n}\ny #4\n.f(a, #5\n <<~B, #6\n  c\n B\n d) #7\n=begin\n8\n=end\n"),
        (Language::Bash, "#1\nf() { #2\n a b #3\n}\nif a; then #4\n b #5\nfi #6\nA=( #7\n)\na | #8\n b\n"),
    ] {
        let module = parse(text, language);
        assert!(!module.is_broken(), "{text}");
        let comments: Vec<_> = module.comments().iter().filter_map(|comment| comment.span.slice(text)).collect();
        assert_eq!(comments.len(), 8, "{language:?}: {comments:?}");
        for (comment, digit) in comments.iter().zip('1'..) {
            assert!(comment.contains(digit), "{language:?}: {comments:?}");
        }
    }
}

/// One thing has one shape, whatever the language writes it in.
#[test]
fn one_shape() {
    let request = "      object\n        text \"a\"\n        number 1\n";
    let query = format!("block\n  assign\n    name x\n    call\n      member f\n        name c\n{request}");
    for (language, text) in [
        (Language::JavaScript, "x = c.f({ a: 1 })"),
        (Language::JavaScript, "x = (await c?.f({ 'a': 1 }))"),
        (Language::TypeScript, "x = c.f<T>({ \"a\": 1 } as const satisfies T)!"),
        (Language::TypeScript, "x = <T>c!.f(<U>{ a: 1, })"),
        (Language::Php, "<?php $x = $c->f(['a' => 1]);"),
        (Language::Php, "<?php $x = @$c?->f((array) array(\"a\" => 1));"),
        (Language::Php, "<?php $x = C\\c::f((['a' => 1,]));"),
        (Language::Ruby, "x = c.f({ a: 1 })"),
        (Language::Ruby, "x = (c&.f({ 'a' => 1 }.freeze))"),
        (Language::Ruby, "x = c.f({ :a => 1 }).freeze"),
        (Language::Ruby, "x = c.f({ \"a\": 1 })"),
    ] {
        assert_eq!(parse(text, language).outline(), query, "{text}");
    }
}

/// The arguments of a command: options with and without values, in one word or two.
#[test]
fn options() {
    let call = |text| parse(text, Language::Bash).outline();
    let expected = "block\n  call\n    name f\n    --a=\n    text \"b c\"\n    --d=\n    true\n";
    for text in
        ["f --a 'b c' --d", "f --a='b c' --d", "f --a=b\" c\" --d", "f --a \\\n 'b c' \\\n --d", "f --a b\\ c --d"]
    {
        assert_eq!(call(text), expected, "{text}");
    }
    assert_eq!(call("f --no-x a"), "block\n  call\n    name f\n    --no-x=\n    true\n    text \"a\"\n");
    assert_eq!(call("f --a=\"$b\""), "block\n  call\n    name f\n    --a=\n    text hole\n      name b\n");
    assert_eq!(call("f --a=$b"), "block\n  call\n    name f\n    --a=\n    name b\n");
}

/// No nesting is too deep, and no chain too long: what is made of it is never deep.
#[test]
fn deep_texts() {
    let deep = |open: &str, close: &str| format!("{}a{}", open.repeat(20_000), close.repeat(20_000));
    for (language, text) in [
        (Language::Php, format!("<?php $x = {};", deep("[", "]"))),
        (Language::Php, format!("<?php {}", deep("if ($a) { ", "}"))),
        (Language::Php, format!("<?php $x = {};", deep("$a . ", ""))),
        (Language::Php, format!("<?php $x = {};", deep("$f(", ")"))),
        (Language::JavaScript, format!("({}) => 1", deep("{a: ", "}"))),
        (Language::JavaScript, deep("`${", "}`")),
        (Language::TypeScript, deep("a as ", "")),
        (Language::Ruby, format!("x {}", "<< 'a' ".repeat(20_000))),
        (Language::Ruby, deep("f do ", " end")),
        (Language::Bash, deep("$(", ")")),
        (Language::Bash, deep("a && ", "")),
        (Language::Bash, deep("if a; then ", "; fi")),
    ] {
        let module = parse(&text, language);
        let mut depth = vec![0_usize; module.nodes().count()];
        for id in module.nodes().rev() {
            if let Some(parent) = module.parent(id) {
                depth[id.index()] = depth[parent.index()] + 1;
            }
        }
        assert!(depth.iter().all(|depth| *depth < 2_000), "{language:?}: {}", &text[..20]);
    }
}
