//! The same request in every language: what differs is only how it is written.

use ddbexpr::host::Language;

/// A request for an update or a scan.
#[derive(Clone, Copy)]
pub struct Sample<'s> {
    pub is_update: bool,
    pub expression: &'s str,
    /// `None` where there is no map.
    pub names: Option<&'s [(&'s str, &'s str)]>,
    /// Values are numbers.
    pub values: Option<&'s [(&'s str, &'s str)]>,
}

/// How a language writes the sample.
pub struct Host {
    pub name: &'static str,
    pub language: Language,
    pub write: fn(Sample<'_>) -> String,
}

pub const HOSTS: [Host; 18] = [
    Host { name: "json", language: Language::Json, write: json },
    Host { name: "python", language: Language::Python, write: python },
    Host { name: "python_typed", language: Language::Python, write: python_typed },
    Host { name: "javascript", language: Language::JavaScript, write: javascript },
    Host { name: "typescript", language: Language::TypeScript, write: typescript },
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
];

type Pairs<'s> = &'s [(&'s str, &'s str)];

fn joined(pairs: Pairs<'_>, between: &str, one: impl Fn(&str, &str) -> String) -> String {
    pairs.iter().map(|(key, value)| one(key, value)).collect::<Vec<_>>().join(between)
}

impl Sample<'_> {
    fn parameter(&self) -> &'static str {
        if self.is_update { "UpdateExpression" } else { "FilterExpression" }
    }

    fn operation(&self) -> &'static str {
        if self.is_update { "UpdateItem" } else { "Scan" }
    }

    /// `update_expression`
    fn snake(&self) -> &'static str {
        if self.is_update { "update_expression" } else { "filter_expression" }
    }

    /// `updateExpression`
    fn camel(&self) -> &'static str {
        if self.is_update { "updateExpression" } else { "filterExpression" }
    }

    fn names(&self, one: impl Fn(Pairs<'_>) -> String) -> String {
        self.names.map(one).unwrap_or_default()
    }

    fn values(&self, one: impl Fn(Pairs<'_>) -> String) -> String {
        self.values.map(one).unwrap_or_default()
    }
}

fn json(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        let pairs = joined(pairs, ", ", |key, name| format!("\"{key}\": \"{name}\""));
        format!(",\n  \"ExpressionAttributeNames\": {{{pairs}}}")
    });
    let values = sample.values(|pairs| {
        let pairs = joined(pairs, ",\n    ", |key, value| format!("\"{key}\": {{\"N\": \"{value}\"}}"));
        format!(",\n  \"ExpressionAttributeValues\": {{\n    {pairs}\n  }}")
    });
    let key = if sample.is_update { "\n  \"Key\": {\"pk\": {\"S\": \"1\"}}," } else { "" };
    let (parameter, expression) = (sample.parameter(), sample.expression);
    format!("{{\n  \"TableName\": \"orders\",{key}\n  \"{parameter}\": \"{expression}\"{names}{values}\n}}\n")
}

fn python(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        format!(
            "\n    ExpressionAttributeNames={{{}}},",
            joined(pairs, ", ", |key, name| format!("\"{key}\": \"{name}\""))
        )
    });
    let values = sample.values(|pairs| {
        let pairs = joined(pairs, "", |key, value| format!("\n        \"{key}\": {value},  # of {key}"));
        format!("\n    ExpressionAttributeValues={{{pairs}\n    }},")
    });
    let (method, key) = if sample.is_update { ("update_item", "\n    Key={\"pk\": \"1\"},") } else { ("scan", "") };
    format!(
        "import boto3\n\ntable = boto3.resource(\"dynamodb\").Table(\"orders\")\ntable.{method}({key}\n    {}=\"{}\",{names}{values}\n)\n",
        sample.parameter(),
        sample.expression
    )
}

fn python_typed(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        format!(", 'ExpressionAttributeNames': {{{}}}", joined(pairs, ", ", |key, name| format!("'{key}': '{name}'")))
    });
    let values = sample.values(|pairs| {
        let pairs = joined(pairs, ", ", |key, value| format!("'{key}': {{'N': '{value}'}}"));
        format!(", 'ExpressionAttributeValues': {{{pairs}}}")
    });
    let (method, key) = if sample.is_update { ("update_item", ", 'Key': {'pk': {'S': '1'}}") } else { ("scan", "") };
    format!(
        "import boto3\nclient = boto3.client('dynamodb')\nparams = {{'TableName': 'orders'{key}, '{}': f'{}'{names}{values}}}\nclient.{method}(**params)\n",
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
        format!(
            "\n  ExpressionAttributeValues: {{ {} }},",
            joined(pairs, ", ", |key, value| format!("'{key}': {value}"))
        )
    });
    let (command, key) =
        if sample.is_update { ("UpdateCommand", "\n  Key: { pk: '1' },") } else { ("ScanCommand", "") };
    format!(
        "import {{ {command} }} from '@aws-sdk/lib-dynamodb';\n\nawait client.send(new {command}({{\n  TableName: 'orders',{key}\n  {}: '{}',{names}{values}\n}}));\n",
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
        let pairs = joined(pairs, ",", |key, value| format!("\n    \"{key}\": {{ N: \"{value}\" }}"));
        format!(",\n  ExpressionAttributeValues: {{{pairs}\n  }}")
    });
    let (command, key) =
        if sample.is_update { ("UpdateItemCommand", "\n  Key: { pk: { S: \"1\" } },") } else { ("ScanCommand", "") };
    format!(
        "import {{ {command}, type {command}Input }} from \"@aws-sdk/client-dynamodb\";\n\nconst params: {command}Input = {{\n  TableName: \"orders\",{key}\n  {}: `{}`{names}{values}\n}};\nawait client.send(new {command}(params));\n",
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
        let one =
            |key: &str, value: &str| format!("\n\t\t\t\"{key}\": &types.AttributeValueMemberN{{Value: \"{value}\"}},");
        format!("\n\t\tExpressionAttributeValues: map[string]types.AttributeValue{{{}\n\t\t}},", joined(pairs, "", one))
    });
    let operation = sample.operation();
    format!(
        "package orders\n\nimport \"github.com/aws/aws-sdk-go-v2/service/dynamodb\"\n\nfunc run() {{\n\tclient.{operation}(ctx, &dynamodb.{operation}Input{{\n\t\tTableName:        aws.String(\"orders\"),\n\t\t{}: aws.String(\"{}\"),{names}{values}\n\t}})\n}}\n",
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
        let pairs = joined(pairs, "", |key, value| format!("\n\t\t\t\"{key}\": {{N: aws.String(\"{value}\")}},"));
        format!("\n\t\tExpressionAttributeValues: map[string]*dynamodb.AttributeValue{{{pairs}\n\t\t}},")
    });
    let operation = sample.operation();
    format!(
        "package orders\n\nimport \"github.com/aws/aws-sdk-go/service/dynamodb\"\n\nfunc run() {{\n\tinput := &dynamodb.{operation}Input{{\n\t\tTableName: aws.String(\"orders\"),\n\t\t{}: aws.String(`{}`),{names}{values}\n\t}}\n\tclient.{operation}(input)\n}}\n",
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
        let one = |key: &str, value: &str| {
            format!("\n                \"{key}\", AttributeValue.builder().n(\"{value}\").build()")
        };
        format!("\n            .expressionAttributeValues(Map.of({}))", joined(pairs, ",", one))
    });
    let operation = sample.operation();
    format!(
        "import java.util.Map;\n\nclass Orders {{\n    void run() {{\n        {operation}Request request = {operation}Request.builder()\n            .tableName(\"orders\")\n            .{}(\"{}\"){names}{values}\n            .build();\n    }}\n}}\n",
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
        let puts = puts("values", pairs, &|value| format!("new AttributeValue().withN(\"{value}\")"));
        format!("\n        Map<String, AttributeValue> values = new HashMap<>();{puts}")
    });
    let with = |given: bool, text: &'static str| if given { text } else { "" };
    let operation = sample.operation();
    format!(
        "class Orders {{\n    void run() {{{names}{values}\n        {operation}Request request = new {operation}Request()\n            .withTableName(\"orders\")\n            .with{}(\"{}\"){}{};\n        client.{}(request);\n    }}\n}}\n",
        sample.parameter(),
        sample.expression,
        with(sample.names.is_some(), "\n            .withExpressionAttributeNames(names)"),
        with(sample.values.is_some(), "\n            .withExpressionAttributeValues(values)"),
        if sample.is_update { "updateItem" } else { "scan" }
    )
}

fn kotlin(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        let pairs = joined(pairs, ", ", |key, name| format!("\"{key}\" to \"{name}\""));
        format!("\n        expressionAttributeNames = mapOf({pairs})")
    });
    let values = sample.values(|pairs| {
        let pairs = joined(pairs, ", ", |key, value| format!("\"{key}\" to AttributeValue.N(\"{value}\")"));
        format!("\n        expressionAttributeValues = mapOf({pairs})")
    });
    let operation = sample.operation();
    format!(
        "suspend fun run() {{\n    val request = {operation}Request {{\n        tableName = \"orders\"\n        {} = \"{}\"{names}{values}\n    }}\n}}\n",
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
        let one = |key: &str, value: &str| {
            format!("\n                [\"{key}\"] = new AttributeValue {{ N = \"{value}\" }},")
        };
        format!(
            "\n            ExpressionAttributeValues = new Dictionary<string, AttributeValue>\n            {{{}\n            }},",
            joined(pairs, "", one)
        )
    });
    let operation = sample.operation();
    format!(
        "class Orders\n{{\n    void Run()\n    {{\n        var request = new {operation}Request\n        {{\n            TableName = \"orders\",\n            {} = \"{}\",{names}{values}\n        }};\n    }}\n}}\n",
        sample.parameter(),
        sample.expression
    )
}

fn rust(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        joined(pairs, "", |key, name| format!("\n        .expression_attribute_names(\"{key}\", \"{name}\")"))
    });
    let values = sample.values(|pairs| {
        joined(pairs, "", |key, value| {
            format!("\n        .expression_attribute_values(\"{key}\", AttributeValue::N(\"{value}\".to_string()))")
        })
    });
    let method = if sample.is_update { "update_item" } else { "scan" };
    format!(
        "async fn run(client: &Client) {{\n    client\n        .{method}()\n        .table_name(\"orders\")\n        .{}(\"{}\"){names}{values}\n        .send()\n        .await;\n}}\n",
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
        let pairs = joined(pairs, "", |key, value| format!("\n        '{key}' => ['N' => '{value}'],"));
        format!("\n    'ExpressionAttributeValues' => [{pairs}\n    ],")
    });
    let (method, key) =
        if sample.is_update { ("updateItem", "\n    'Key' => ['pk' => ['S' => '1']],") } else { ("scan", "") };
    format!(
        "<?php\n$client->{method}([\n    'TableName' => 'orders',{key}\n    '{}' => '{}',{names}{values}\n]);\n",
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
        format!(
            ",\n  expression_attribute_values: {{ {} }}",
            joined(pairs, ", ", |key, value| format!("\"{key}\" => {value}"))
        )
    });
    let (method, key) = if sample.is_update { ("update_item", "\n  key: { \"pk\" => \"1\" },") } else { ("scan", "") };
    format!(
        "client = Aws::DynamoDB::Client.new\nclient.{method}(\n  table_name: \"orders\",{key}\n  {}: \"{}\"{names}{values}\n)\n",
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
        let pairs = joined(pairs, ", ", |key, value| format!("\"{key}\": {{\"N\": \"{value}\"}}"));
        format!(" \\\n  --expression-attribute-values '{{{pairs}}}'")
    });
    let (command, flag) = if sample.is_update { ("update-item", "update") } else { ("scan", "filter") };
    let key = if sample.is_update { " \\\n  --key '{\"pk\": {\"S\": \"1\"}}'" } else { "" };
    format!(
        "#!/bin/bash\naws dynamodb {command} \\\n  --table-name orders{key} \\\n  --{flag}-expression \"{}\"{names}{values}\n",
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
            let pairs = joined(pairs, "", |key, value| format!("\n          ':{}': {{N: '{value}'}}", &key[1..]));
            format!("\n        ExpressionAttributeValues:{pairs}")
        }
    });
    let operation = if sample.is_update { "updateItem" } else { "scan" };
    let key = if sample.is_update { "\n        Key: {pk: {S: '1'}}" } else { "" };
    let expression = sample.expression;
    let expression = if expression.contains(['#', '!', '"']) || expression.starts_with(['(', '"']) {
        format!("'{expression}'")
    } else {
        expression.to_owned()
    };
    format!(
        "States:\n  Run:\n    Type: Task\n    Resource: arn:aws:states:::aws-sdk:dynamodb:{operation}\n    Parameters:\n        TableName: orders{key}\n        {}: {expression}{names}{values}\n",
        sample.parameter(),
    )
}

fn hcl(sample: Sample<'_>) -> String {
    let names = sample.names(|pairs| {
        let pairs = joined(pairs, "", |key, name| format!("\n            \"{key}\" = \"{name}\""));
        format!("\n          ExpressionAttributeNames = {{{pairs}\n          }}")
    });
    let values = sample.values(|pairs| {
        let pairs = joined(pairs, ", ", |key, value| format!("\"{key}\" = {{ N = \"{value}\" }}"));
        format!("\n          ExpressionAttributeValues = {{ {pairs} }}")
    });
    let operation = if sample.is_update { "updateItem" } else { "scan" };
    format!(
        "resource \"aws_sfn_state_machine\" \"m\" {{\n  definition = jsonencode({{\n    States = {{\n      Run = {{\n        Resource = \"arn:aws:states:::aws-sdk:dynamodb:{operation}\"\n        Parameters = {{\n          TableName = \"orders\"\n          {} = \"{}\"{names}{values}\n        }}\n      }}\n    }}\n  }})\n}}\n",
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
        let pairs = joined(pairs, ", ", |key, value| format!("\"{key}\": {{\"N\": \"{value}\"}}"));
        format!(",\n    \"expressionValues\": {{{pairs}}}")
    });
    let (operation, under) = if sample.is_update { ("UpdateItem", "update") } else { ("Scan", "filter") };
    let key = if sample.is_update { "\n  \"key\": {\"pk\": {\"S\": \"1\"}}," } else { "" };
    format!(
        "## orders\n{{\n  \"version\": \"2018-05-29\",\n  \"operation\": \"{operation}\",{key}\n  \"{under}\": {{\n    \"expression\": \"{}\"{names}{values}\n  }}\n}}\n",
        sample.expression
    )
}
