//! The same request in every language: what differs is only how it is written.

use ddbexpr::host::Language;

/// What is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sends {
    /// A Scan with a filter.
    Scan,
    /// A Scan with a projection.
    Projection,
    /// A Query with a key condition.
    Query,
    /// An UpdateItem.
    Update,
    /// A DeleteItem with a condition.
    Delete,
}

/// What another member of the request is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Word {
    /// `true`
    True,
    /// A text.
    Text(&'static str),
    /// A word of an enumeration, and what SDKs call that.
    Of(&'static str, &'static str),
}

/// A request.
#[derive(Clone, Copy)]
pub struct Sample<'s> {
    pub sends: Sends,
    pub expression: &'s str,
    /// `None` where there is no map.
    pub names: Option<&'s [(&'s str, &'s str)]>,
    /// Values are numbers; `S:x` is a text, `N!1` a number that is not sent as text. `typed:S:x` has a type and `plain:x`
    /// has none, whatever the client takes.
    pub values: Option<&'s [(&'s str, &'s str)]>,
    /// Other members, by the names that the service has for them.
    pub members: &'s [(&'static str, Word)],
}

/// How a language writes the sample.
pub struct Host {
    pub name: &'static str,
    pub language: Language,
    pub write: fn(Sample<'_>) -> String,
}

pub const HOSTS: [Host; 20] = [
    Host { name: "json", language: Language::Json, write: json },
    Host { name: "python", language: Language::Python, write: python },
    Host { name: "python_typed", language: Language::Python, write: python_typed },
    Host { name: "javascript", language: Language::JavaScript, write: javascript },
    Host { name: "typescript", language: Language::TypeScript, write: typescript },
    Host { name: "tsx", language: Language::Tsx, write: tsx },
    Host { name: "go", language: Language::Go, write: go },
    Host { name: "go_first", language: Language::Go, write: go_first },
    Host { name: "java", language: Language::Java, write: java },
    Host { name: "java_first", language: Language::Java, write: java_first },
    Host { name: "kotlin", language: Language::Kotlin, write: kotlin },
    Host { name: "csharp", language: Language::CSharp, write: csharp },
    Host { name: "rust", language: Language::Rust, write: rust },
    Host { name: "php", language: Language::Php, write: php },
    Host { name: "ruby", language: Language::Ruby, write: ruby },
    Host { name: "bash", language: Language::Bash, write: bash },
    Host { name: "yaml", language: Language::Yaml, write: yaml },
    Host { name: "hcl", language: Language::Hcl, write: hcl },
    Host { name: "vtl", language: Language::Vtl, write: vtl },
    Host { name: "markdown", language: Language::Markdown, write: markdown },
];

type Pairs<'s> = &'s [(&'s str, &'s str)];

fn joined(pairs: Pairs<'_>, between: &str, one: impl Fn(&str, &str) -> String) -> String {
    pairs.iter().map(|(key, value)| one(key, value)).collect::<Vec<_>>().join(between)
}

/// A value: the name of its type, what it is, whether that is a text.
fn of_type(value: &str) -> (&str, &str, bool) {
    match value.split_once([':', '!']) {
        Some(("S", text)) => ("S", text, true),
        Some(("N", number)) => ("N", number, false),
        _ => ("N", value, true),
    }
}

/// A value of a client that takes it with its type, in one of several spellings.
fn with_type(value: &str, write: impl Fn(&str, &str) -> String, quote: char) -> String {
    if let Some(plain) = value.strip_prefix("plain:") {
        return if plain.bytes().all(|one| one.is_ascii_digit()) {
            plain.to_owned()
        } else {
            format!("{quote}{plain}{quote}")
        };
    }
    let (code, inner, is_text) = of_type(value.strip_prefix("typed:").unwrap_or(value));
    let inner = if is_text { format!("{quote}{inner}{quote}") } else { inner.to_owned() };
    write(code, &inner)
}

/// A value of a client that takes it alone.
fn alone(value: &str, write: impl Fn(&str, &str) -> String, quote: char) -> String {
    if value.starts_with("typed:") {
        return with_type(value, write, quote);
    }
    let (code, inner, _) = of_type(value);
    if code == "S" { format!("{quote}{inner}{quote}") } else { inner.to_owned() }
}

fn split(pascal: &str, with: char) -> String {
    let mut word = String::new();
    for one in pascal.chars() {
        if one.is_ascii_uppercase() && !word.is_empty() {
            word.push(with);
        }
        word.push(one.to_ascii_lowercase());
    }
    word
}

fn lower_first(pascal: &str) -> String {
    format!("{}{}", pascal[..1].to_ascii_lowercase(), &pascal[1..])
}

/// `ALL_NEW` as `AllNew`.
fn pascal(word: &str) -> String {
    word.split('_').map(|part| format!("{}{}", &part[..1], part[1..].to_ascii_lowercase())).collect()
}

impl Sample<'_> {
    fn parameter(&self) -> &'static str {
        match self.sends {
            Sends::Scan => "FilterExpression",
            Sends::Projection => "ProjectionExpression",
            Sends::Query => "KeyConditionExpression",
            Sends::Update => "UpdateExpression",
            Sends::Delete => "ConditionExpression",
        }
    }

    fn operation(&self) -> &'static str {
        match self.sends {
            Sends::Scan | Sends::Projection => "Scan",
            Sends::Query => "Query",
            Sends::Update => "UpdateItem",
            Sends::Delete => "DeleteItem",
        }
    }

    /// `UpdateCommand`
    fn command(&self) -> String {
        format!("{}Command", self.operation().trim_end_matches("Item"))
    }

    /// `update_item`
    fn method(&self) -> String {
        split(self.operation(), '_')
    }

    fn has_key(&self) -> bool {
        matches!(self.sends, Sends::Update | Sends::Delete)
    }

    fn key(&self, written: &str) -> String {
        if self.has_key() { written.to_owned() } else { String::new() }
    }

    /// `update_expression`
    fn snake(&self) -> String {
        split(self.parameter(), '_')
    }

    /// `updateExpression`
    fn camel(&self) -> String {
        lower_first(self.parameter())
    }

    /// The other members, each written by its name.
    fn members(&self, write: impl Fn(&str, Word) -> String) -> String {
        self.members.iter().map(|(name, word)| write(name, *word)).collect()
    }

    fn names(&self, one: impl Fn(Pairs<'_>) -> String) -> String {
        self.names.map(one).unwrap_or_default()
    }

    fn values(&self, one: impl Fn(Pairs<'_>) -> String) -> String {
        self.values.map(one).unwrap_or_default()
    }
}

/// `true` or a text, as languages write it whose SDKs take words as texts.
fn plain_word(word: Word, truth: &str, quote: char) -> String {
    match word {
        Word::True => truth.to_owned(),
        Word::Text(text) | Word::Of(_, text) => format!("{quote}{text}{quote}"),
    }
}

fn json(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        let pairs = joined(pairs, ", ", |key, name| format!("\"{key}\": \"{name}\""));
        format!(",\n  \"ExpressionAttributeNames\": {{{pairs}}}")
    });
    let values = sample.values(|pairs| {
        let one = |code: &str, inner: &str| format!("{{\"{code}\": {inner}}}");
        let pairs = joined(pairs, ",\n    ", |key, value| format!("\"{key}\": {}", with_type(value, one, '"')));
        format!(",\n  \"ExpressionAttributeValues\": {{\n    {pairs}\n  }}")
    });
    let members = sample.members(|name, word| format!("\n  \"{name}\": {},", plain_word(word, "true", '"')));
    let key = sample.key("\n  \"Key\": {\"pk\": {\"S\": \"1\"}, \"sk\": {\"S\": \"2\"}},");
    let (parameter, expression) = (sample.parameter(), sample.expression);
    format!("{{\n  \"TableName\": \"orders\",{key}{members}\n  \"{parameter}\": \"{expression}\"{names}{values}\n}}\n")
}

fn python(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        format!(
            "\n    ExpressionAttributeNames={{{}}},",
            joined(pairs, ", ", |key, name| format!("\"{key}\": \"{name}\""))
        )
    });
    let values = sample.values(|pairs| {
        let one = |code: &str, inner: &str| format!("{{\"{code}\": {inner}}}");
        let pairs =
            joined(pairs, "", |key, value| format!("\n        \"{key}\": {},  # of {key}", alone(value, one, '"')));
        format!("\n    ExpressionAttributeValues={{{pairs}\n    }},")
    });
    let members = sample.members(|name, word| format!("\n    {name}={},", plain_word(word, "True", '"')));
    let (method, key) = (sample.method(), sample.key("\n    Key={\"pk\": \"1\", \"sk\": \"2\"},"));
    format!(
        "import boto3\n\ntable = boto3.resource(\"dynamodb\").Table(\"orders\")\ntable.{method}({key}{members}\n    {}=\"{}\",{names}{values}\n)\n",
        sample.parameter(),
        sample.expression
    )
}

fn markdown(sample: Sample<'_>) -> String {
    format!("# Orders\n\nRun this:\n\n```python\n{}```\n\nThat is all.\n", python(sample))
}

fn python_typed(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        format!(", 'ExpressionAttributeNames': {{{}}}", joined(pairs, ", ", |key, name| format!("'{key}': '{name}'")))
    });
    let values = sample.values(|pairs| {
        let one = |code: &str, inner: &str| format!("{{'{code}': {inner}}}");
        let pairs = joined(pairs, ", ", |key, value| format!("'{key}': {}", with_type(value, one, '\'')));
        format!(", 'ExpressionAttributeValues': {{{pairs}}}")
    });
    let members = sample.members(|name, word| format!(", '{name}': {}", plain_word(word, "True", '\'')));
    let (method, key) = (sample.method(), sample.key(", 'Key': {'pk': {'S': '1'}, 'sk': {'S': '2'}}"));
    format!(
        "import boto3\nclient = boto3.client('dynamodb')\nparams = {{'TableName': 'orders'{key}{members}, '{}': f'{}'{names}{values}}}\nclient.{method}(**params)\n",
        sample.parameter(),
        sample.expression
    )
}

fn javascript(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        format!(
            "\n  ExpressionAttributeNames: {{ {} }},",
            joined(pairs, ", ", |key, name| format!("'{key}': '{name}'"))
        )
    });
    let values = sample.values(|pairs| {
        let one = |code: &str, inner: &str| format!("{{ {code}: {inner} }}");
        format!(
            "\n  ExpressionAttributeValues: {{ {} }},",
            joined(pairs, ", ", |key, value| format!("'{key}': {}", alone(value, one, '\'')))
        )
    });
    let members = sample.members(|name, word| format!("\n  {name}: {},", plain_word(word, "true", '\'')));
    let (command, key) = (sample.command(), sample.key("\n  Key: { pk: '1', sk: '2' },"));
    format!(
        "import {{ {command} }} from '@aws-sdk/lib-dynamodb';\n\nawait client.send(new {command}({{\n  TableName: 'orders',{key}{members}\n  {}: '{}',{names}{values}\n}}));\n",
        sample.parameter(),
        sample.expression
    )
}

fn typescript(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        let pairs = joined(pairs, ",", |key, name| format!("\n    \"{key}\": \"{name}\""));
        format!(",\n  ExpressionAttributeNames: {{{pairs}\n  }}")
    });
    let values = sample.values(|pairs| {
        let one = |code: &str, inner: &str| format!("{{ {code}: {inner} }}");
        let pairs = joined(pairs, ",", |key, value| format!("\n    \"{key}\": {}", with_type(value, one, '"')));
        format!(",\n  ExpressionAttributeValues: {{{pairs}\n  }}")
    });
    let members = sample.members(|name, word| format!("\n  {name}: {},", plain_word(word, "true", '"')));
    let (command, key) =
        (format!("{}Command", sample.operation()), sample.key("\n  Key: { pk: { S: \"1\" }, sk: { S: \"2\" } },"));
    format!(
        "import {{ {command}, type {command}Input }} from \"@aws-sdk/client-dynamodb\";\n\nconst params: {command}Input = {{\n  TableName: \"orders\",{key}{members}\n  {}: `{}`{names}{values}\n}};\nawait client.send(new {command}(params));\n",
        sample.parameter(),
        sample.expression
    )
}

/// The document client in a component.
fn tsx(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        format!(
            "\n      ExpressionAttributeNames: {{ {} }},",
            joined(pairs, ", ", |key, name| format!("\"{key}\": \"{name}\""))
        )
    });
    let values = sample.values(|pairs| {
        let one = |code: &str, inner: &str| format!("{{ {code}: {inner} }}");
        format!(
            "\n      ExpressionAttributeValues: {{ {} }},",
            joined(pairs, ", ", |key, value| format!("\"{key}\": {}", alone(value, one, '"')))
        )
    });
    let members = sample.members(|name, word| format!("\n      {name}: {},", plain_word(word, "true", '"')));
    let (command, key) = (sample.command(), sample.key("\n      Key: { pk: \"1\", sk: \"2\" },"));
    format!(
        "import {{ {command} }} from \"@aws-sdk/lib-dynamodb\";\n\nexport const Orders = () => (\n  <button onClick={{async () => {{\n    await client.send(new {command}({{\n      TableName: \"orders\",{key}{members}\n      {}: \"{}\",{names}{values}\n    }}));\n  }}}}>\n    Run\n  </button>\n);\n",
        sample.parameter(),
        sample.expression
    )
}

fn go(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        let pairs = joined(pairs, ", ", |key, name| format!("\"{key}\": \"{name}\""));
        format!("\n\t\tExpressionAttributeNames: map[string]string{{{pairs}}},")
    });
    let values = sample.values(|pairs| {
        let typed = |code: &str, inner: &str| format!("&types.AttributeValueMember{code}{{Value: {inner}}}");
        let one = |key: &str, value: &str| format!("\n\t\t\t\"{key}\": {},", with_type(value, typed, '"'));
        format!("\n\t\tExpressionAttributeValues: map[string]types.AttributeValue{{{}\n\t\t}},", joined(pairs, "", one))
    });
    let members = sample.members(|name, word| match word {
        Word::True => format!("\n\t\t{name}: aws.Bool(true),"),
        Word::Text(text) => format!("\n\t\t{name}: aws.String(\"{text}\"),"),
        Word::Of(of, word) => format!("\n\t\t{name}: types.{of}{},", pascal(word)),
    });
    let operation = sample.operation();
    format!(
        "package orders\n\nimport \"github.com/aws/aws-sdk-go-v2/service/dynamodb\"\n\nfunc run() {{\n\tclient.{operation}(ctx, &dynamodb.{operation}Input{{\n\t\tTableName:        aws.String(\"orders\"),{members}\n\t\t{}: aws.String(\"{}\"),{names}{values}\n\t}})\n}}\n",
        sample.parameter(),
        sample.expression
    )
}

fn go_first(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        let pairs = joined(pairs, "", |key, name| format!("\n\t\t\t\"{key}\": aws.String(\"{name}\"),"));
        format!("\n\t\tExpressionAttributeNames: map[string]*string{{{pairs}\n\t\t}},")
    });
    let values = sample.values(|pairs| {
        let one = |code: &str, inner: &str| format!("{{{code}: aws.String({inner})}}");
        let pairs = joined(pairs, "", |key, value| format!("\n\t\t\t\"{key}\": {},", with_type(value, one, '"')));
        format!("\n\t\tExpressionAttributeValues: map[string]*dynamodb.AttributeValue{{{pairs}\n\t\t}},")
    });
    let members = sample.members(|name, word| match word {
        Word::True => format!("\n\t\t{name}: aws.Bool(true),"),
        Word::Text(text) | Word::Of(_, text) => format!("\n\t\t{name}: aws.String(\"{text}\"),"),
    });
    let operation = sample.operation();
    format!(
        "package orders\n\nimport \"github.com/aws/aws-sdk-go/service/dynamodb\"\n\nfunc run() {{\n\tinput := &dynamodb.{operation}Input{{\n\t\tTableName: aws.String(\"orders\"),{members}\n\t\t{}: aws.String(`{}`),{names}{values}\n\t}}\n\tclient.{operation}(input)\n}}\n",
        sample.parameter(),
        sample.expression
    )
}

fn java(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        format!(
            "\n            .expressionAttributeNames(Map.of({}))",
            joined(pairs, ", ", |key, name| format!("\"{key}\", \"{name}\""))
        )
    });
    let values = sample.values(|pairs| {
        let typed =
            |code: &str, inner: &str| format!("AttributeValue.builder().{}({inner}).build()", code.to_lowercase());
        let one = |key: &str, value: &str| format!("\n                \"{key}\", {}", with_type(value, typed, '"'));
        format!("\n            .expressionAttributeValues(Map.of({}))", joined(pairs, ",", one))
    });
    let members = sample.members(|name, word| {
        let name = lower_first(name);
        match word {
            Word::True => format!("\n            .{name}(true)"),
            Word::Text(text) => format!("\n            .{name}(\"{text}\")"),
            Word::Of(of, word) => format!("\n            .{name}({of}.{word})"),
        }
    });
    let operation = sample.operation();
    format!(
        "import java.util.Map;\n\nclass Orders {{\n    void run() {{\n        {operation}Request request = {operation}Request.builder()\n            .tableName(\"orders\"){members}\n            .{}(\"{}\"){names}{values}\n            .build();\n    }}\n}}\n",
        sample.camel(),
        sample.expression
    )
}

fn java_first(sample: Sample<'_>) -> String {
    let puts = |map: &str, pairs: Pairs<'_>, one: &dyn Fn(&str) -> String| {
        joined(pairs, "", |key, value| format!("\n        {map}.put(\"{key}\", {});", one(value)))
    };
    let names = sample.names(|pairs| {
        let puts = puts("names", pairs, &|name| format!("\"{name}\""));
        format!("\n        Map<String, String> names = new HashMap<>();{puts}")
    });
    let values = sample.values(|pairs| {
        let typed = |code: &str, inner: &str| format!("new AttributeValue().with{code}({inner})");
        let puts = puts("values", pairs, &|value| with_type(value, typed, '"'));
        format!("\n        Map<String, AttributeValue> values = new HashMap<>();{puts}")
    });
    let members = sample.members(|name, word| match word {
        Word::True => format!("\n            .with{name}(true)"),
        Word::Text(text) => format!("\n            .with{name}(\"{text}\")"),
        Word::Of(of, word) => format!("\n            .with{name}({of}.{word})"),
    });
    let with = |given: bool, text: &'static str| if given { text } else { "" };
    let operation = sample.operation();
    format!(
        "class Orders {{\n    void run() {{{names}{values}\n        {operation}Request request = new {operation}Request()\n            .withTableName(\"orders\"){members}\n            .with{}(\"{}\"){}{};\n        client.{}(request);\n    }}\n}}\n",
        sample.parameter(),
        sample.expression,
        with(sample.names.is_some(), "\n            .withExpressionAttributeNames(names)"),
        with(sample.values.is_some(), "\n            .withExpressionAttributeValues(values)"),
        lower_first(sample.operation()),
    )
}

fn kotlin(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        let pairs = joined(pairs, ", ", |key, name| format!("\"{key}\" to \"{name}\""));
        format!("\n        expressionAttributeNames = mapOf({pairs})")
    });
    let values = sample.values(|pairs| {
        let one = |code: &str, inner: &str| format!("AttributeValue.{code}({inner})");
        let pairs = joined(pairs, ", ", |key, value| format!("\"{key}\" to {}", with_type(value, one, '"')));
        format!("\n        expressionAttributeValues = mapOf({pairs})")
    });
    let members = sample.members(|name, word| {
        let name = lower_first(name);
        match word {
            Word::True => format!("\n        {name} = true"),
            Word::Text(text) => format!("\n        {name} = \"{text}\""),
            Word::Of(of, word) => format!("\n        {name} = {of}.{}", pascal(word)),
        }
    });
    let operation = sample.operation();
    format!(
        "suspend fun run() {{\n    val request = {operation}Request {{\n        tableName = \"orders\"{members}\n        {} = \"{}\"{names}{values}\n    }}\n}}\n",
        sample.camel(),
        sample.expression
    )
}

fn csharp(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        let pairs = joined(pairs, ", ", |key, name| format!("{{ \"{key}\", \"{name}\" }}"));
        format!("\n            ExpressionAttributeNames = new Dictionary<string, string> {{ {pairs} }},")
    });
    let values = sample.values(|pairs| {
        let typed = |code: &str, inner: &str| format!("new AttributeValue {{ {code} = {inner} }}");
        let one = |key: &str, value: &str| {
            format!("\n                [\"{key}\"] = {},", with_type(value, typed, '"'))
        };
        format!(
            "\n            ExpressionAttributeValues = new Dictionary<string, AttributeValue>\n            {{{}\n            }},",
            joined(pairs, "", one)
        )
    });
    let members = sample.members(|name, word| match word {
        Word::True => format!("\n            {name} = true,"),
        Word::Text(text) => format!("\n            {name} = \"{text}\","),
        Word::Of(of, word) => format!("\n            {name} = {of}.{word},"),
    });
    let operation = sample.operation();
    format!(
        "class Orders\n{{\n    void Run()\n    {{\n        var request = new {operation}Request\n        {{\n            TableName = \"orders\",{members}\n            {} = \"{}\",{names}{values}\n        }};\n    }}\n}}\n",
        sample.parameter(),
        sample.expression
    )
}

fn rust(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        joined(pairs, "", |key, name| format!("\n        .expression_attribute_names(\"{key}\", \"{name}\")"))
    });
    let values = sample.values(|pairs| {
        let typed = |code: &str, inner: &str| format!("AttributeValue::{code}({inner}.to_string())");
        joined(pairs, "", |key, value| {
            format!("\n        .expression_attribute_values(\"{key}\", {})", with_type(value, typed, '"'))
        })
    });
    let members = sample.members(|name, word| {
        let name = split(name, '_');
        match word {
            Word::True => format!("\n        .{name}(true)"),
            Word::Text(text) => format!("\n        .{name}(\"{text}\")"),
            Word::Of(of, word) => format!("\n        .{name}({of}::{})", pascal(word)),
        }
    });
    let method = sample.method();
    let key = sample.key("\n        .key(\"pk\", AttributeValue::S(\"1\".to_string()))\n        .key(\"sk\", AttributeValue::S(\"2\".to_string()))");
    format!(
        "async fn run(client: &Client) {{\n    client\n        .{method}()\n        .table_name(\"orders\"){key}{members}\n        .{}(\"{}\"){names}{values}\n        .send()\n        .await;\n}}\n",
        sample.snake(),
        sample.expression
    )
}

fn php(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        format!(
            "\n    'ExpressionAttributeNames' => [{}],",
            joined(pairs, ", ", |key, name| format!("'{key}' => '{name}'"))
        )
    });
    let values = sample.values(|pairs| {
        let one = |code: &str, inner: &str| format!("['{code}' => {inner}]");
        let pairs = joined(pairs, "", |key, value| format!("\n        '{key}' => {},", with_type(value, one, '\'')));
        format!("\n    'ExpressionAttributeValues' => [{pairs}\n    ],")
    });
    let members = sample.members(|name, word| format!("\n    '{name}' => {},", plain_word(word, "true", '\'')));
    let (method, key) =
        (lower_first(sample.operation()), sample.key("\n    'Key' => ['pk' => ['S' => '1'], 'sk' => ['S' => '2']],"));
    format!(
        "<?php\n$client->{method}([\n    'TableName' => 'orders',{key}{members}\n    '{}' => '{}',{names}{values}\n]);\n",
        sample.parameter(),
        sample.expression
    )
}

fn ruby(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        format!(
            ",\n  expression_attribute_names: {{ {} }}",
            joined(pairs, ", ", |key, name| format!("\"{key}\" => \"{name}\""))
        )
    });
    let values = sample.values(|pairs| {
        let one = |code: &str, inner: &str| format!("{{ \"{code}\" => {inner} }}");
        format!(
            ",\n  expression_attribute_values: {{ {} }}",
            joined(pairs, ", ", |key, value| format!("\"{key}\" => {}", alone(value, one, '"')))
        )
    });
    let members = sample.members(|name, word| format!("\n  {}: {},", split(name, '_'), plain_word(word, "true", '"')));
    let (method, key) = (sample.method(), sample.key("\n  key: { \"pk\" => \"1\", \"sk\" => \"2\" },"));
    format!(
        "client = Aws::DynamoDB::Client.new\nclient.{method}(\n  table_name: \"orders\",{key}{members}\n  {}: \"{}\"{names}{values}\n)\n",
        sample.snake(),
        sample.expression
    )
}

fn bash(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        let pairs = joined(pairs, ", ", |key, name| format!("\"{key}\": \"{name}\""));
        format!(" \\\n  --expression-attribute-names '{{{pairs}}}'")
    });
    let values = sample.values(|pairs| {
        let one = |code: &str, inner: &str| format!("{{\"{code}\": {inner}}}");
        let pairs = joined(pairs, ", ", |key, value| format!("\"{key}\": {}", with_type(value, one, '"')));
        format!(" \\\n  --expression-attribute-values '{{{pairs}}}'")
    });
    let members = sample.members(|name, word| {
        let name = split(name, '-');
        match word {
            Word::True => format!(" \\\n  --{name}"),
            Word::Text(text) | Word::Of(_, text) => format!(" \\\n  --{name} {text}"),
        }
    });
    let (command, flag) = (split(sample.operation(), '-'), split(sample.parameter(), '-'));
    let key = sample.key(" \\\n  --key '{\"pk\": {\"S\": \"1\"}, \"sk\": {\"S\": \"2\"}}'");
    format!(
        "#!/bin/bash\naws dynamodb {command} \\\n  --table-name orders{key}{members} \\\n  --{flag} \"{}\"{names}{values}\n",
        sample.expression
    )
}

fn yaml(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| match pairs {
        [] => "\n        ExpressionAttributeNames: {}".to_owned(),
        pairs => {
            let pairs = joined(pairs, "", |key, name| format!("\n          '{key}': {name}"));
            format!("\n        ExpressionAttributeNames:{pairs}")
        }
    });
    let values = sample.values(|pairs| match pairs {
        [] => "\n        ExpressionAttributeValues: {}".to_owned(),
        pairs => {
            let one = |code: &str, inner: &str| format!("{{{code}: {inner}}}");
            let pairs = joined(pairs, "", |key, value| format!("\n          '{key}': {}", with_type(value, one, '\'')));
            format!("\n        ExpressionAttributeValues:{pairs}")
        }
    });
    let members = sample.members(|name, word| match word {
        Word::True => format!("\n        {name}: true"),
        Word::Text(text) | Word::Of(_, text) => format!("\n        {name}: {text}"),
    });
    let operation = lower_first(sample.operation());
    let key = sample.key("\n        Key: {pk: {S: '1'}, sk: {S: '2'}}");
    let expression = sample.expression;
    let expression = if expression.contains(['#', '!', '"']) || expression.starts_with(['(', '"']) {
        format!("'{expression}'")
    } else {
        expression.to_owned()
    };
    format!(
        "States:\n  Run:\n    Type: Task\n    Resource: arn:aws:states:::aws-sdk:dynamodb:{operation}\n    Parameters:\n        TableName: orders{key}{members}\n        {}: {expression}{names}{values}\n",
        sample.parameter(),
    )
}

fn hcl(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        let pairs = joined(pairs, "", |key, name| format!("\n            \"{key}\" = \"{name}\""));
        format!("\n          ExpressionAttributeNames = {{{pairs}\n          }}")
    });
    let values = sample.values(|pairs| {
        let one = |code: &str, inner: &str| format!("{{ {code} = {inner} }}");
        let pairs = joined(pairs, ", ", |key, value| format!("\"{key}\" = {}", with_type(value, one, '"')));
        format!("\n          ExpressionAttributeValues = {{ {pairs} }}")
    });
    let members = sample.members(|name, word| format!("\n          {name} = {}", plain_word(word, "true", '"')));
    let operation = lower_first(sample.operation());
    let key = sample.key("\n          Key = { pk = { S = \"1\" }, sk = { S = \"2\" } }");
    format!(
        "resource \"aws_sfn_state_machine\" \"m\" {{\n  definition = jsonencode({{\n    States = {{\n      Run = {{\n        Resource = \"arn:aws:states:::aws-sdk:dynamodb:{operation}\"\n        Parameters = {{\n          TableName = \"orders\"{key}{members}\n          {} = \"{}\"{names}{values}\n        }}\n      }}\n    }}\n  }})\n}}\n",
        sample.parameter(),
        sample.expression
    )
}

fn vtl(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        let pairs = joined(pairs, ", ", |key, name| format!("\"{key}\": \"{name}\""));
        format!(",\n    \"expressionNames\": {{{pairs}}}")
    });
    let values = sample.values(|pairs| {
        let one = |code: &str, inner: &str| format!("{{\"{code}\": {inner}}}");
        let pairs = joined(pairs, ", ", |key, value| format!("\"{key}\": {}", with_type(value, one, '"')));
        format!(",\n    \"expressionValues\": {{{pairs}}}")
    });
    let members = sample.members(|name, word| {
        let name = if name == "IndexName" { "index".to_owned() } else { lower_first(name) };
        format!("\n  \"{name}\": {},", plain_word(word, "true", '"'))
    });
    let under = match sample.sends {
        Sends::Scan => "filter",
        Sends::Projection => "projection",
        Sends::Query => "query",
        Sends::Update => "update",
        Sends::Delete => "condition",
    };
    let (operation, key) =
        (sample.operation(), sample.key("\n  \"key\": {\"pk\": {\"S\": \"1\"}, \"sk\": {\"S\": \"2\"}},"));
    format!(
        "## orders\n{{\n  \"version\": \"2018-05-29\",\n  \"operation\": \"{operation}\",{key}{members}\n  \"{under}\": {{\n    \"expression\": \"{}\"{names}{values}\n  }}\n}}\n",
        sample.expression
    )
}
