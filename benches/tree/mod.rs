//! A repository made for measuring: the same bytes on every machine.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const FILES: usize = 10_000;
const LINES: usize = 150;

/// Small and the same everywhere; the numbers only have to differ.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn word(&mut self) -> &'static str {
        const WORDS: [&str; 24] = [
            "order", "invoice", "parcel", "route", "driver", "depot", "ticket", "price", "stock", "label", "window",
            "region", "carrier", "manifest", "dock", "shift", "pallet", "customs", "weight", "volume", "handle",
            "notice", "credit", "refund",
        ];
        WORDS[self.below(WORDS.len())]
    }
}

/// How one language writes a function, and a function that sends a request: `$a` to `$d` are words, `$n` a number.
struct Form {
    ending: &'static str,
    share: usize,
    head: &'static str,
    function: &'static str,
    request: &'static str,
    foot: &'static str,
}

const FORMS: [Form; 9] = [
    Form {
        ending: "ts",
        share: 24,
        head: "import { $a } from './$a';\n\n",
        function: "export async function $a$b$n($c: string, $d = $n): Promise<number> {\n  const found = await $a.load($c, { limit: $d, kind: '$b' });\n  if (!found || found.length === 0) {\n    throw new Error(`no $b for ${$c}`);\n  }\n  return found.filter((one) => one.$d > $n).map((one) => one.$d).reduce((sum, one) => sum + one, 0);\n}\n\n",
        request: "export async function save$a$n($b: string, $c: number) {\n  return client.send(new UpdateCommand({\n    TableName: process.env.TABLE,\n    Key: { pk: `$a#${$b}` },\n    UpdateExpression: 'SET #$c = :$c, touched = :now',\n    ConditionExpression: 'attribute_exists(pk)',\n    ExpressionAttributeNames: { '#$c': '$c' },\n    ExpressionAttributeValues: { ':$c': $c, ':now': Date.now() },\n  }));\n}\n\n",
        foot: "",
    },
    Form {
        ending: "py",
        share: 20,
        head: "import logging\n\nfrom .$a import $b\n\nlog = logging.getLogger(__name__)\n\n\n",
        function: "def $a_$b_$n($c, $d=$n):\n    \"\"\"Gives what the $b of a $c holds.\"\"\"\n    found = [one for one in $c.all('$b') if one.$d > $n]\n    if not found:\n        log.info('no $b for %s', $c)\n        return None\n    return sum(one.$d for one in found) / len(found)\n\n\n",
        request: "def save_$a_$n(table, $b, $c):\n    return table.update_item(\n        Key={'pk': '$a#' + $b},\n        UpdateExpression='SET #$c = :$c, touched = :now',\n        ConditionExpression='attribute_exists(pk)',\n        ExpressionAttributeNames={'#$c': '$c'},\n        ExpressionAttributeValues={':$c': $c, ':now': $n},\n    )\n\n\n",
        foot: "",
    },
    Form {
        ending: "java",
        share: 16,
        head: "package shop.$a;\n\nimport java.util.List;\nimport java.util.Map;\n\npublic class Part {\n",
        function: "    public int $a$b$n(List<Item> $c, int $d) {\n        int sum = 0;\n        for (Item one : $c) {\n            if (one.get$a() > $d && !one.name().equals(\"$b\")) {\n                sum += one.get$a() * $n;\n            }\n        }\n        return sum;\n    }\n\n",
        request: "    public void save$a$n(String $b, int $c) {\n        client.updateItem(UpdateItemRequest.builder()\n            .tableName(table)\n            .key(Map.of(\"pk\", AttributeValue.fromS($b)))\n            .updateExpression(\"SET #$c = :$c, touched = :now\")\n            .conditionExpression(\"attribute_exists(pk)\")\n            .expressionAttributeNames(Map.of(\"#$c\", \"$c\"))\n            .expressionAttributeValues(Map.of(\":$c\", AttributeValue.fromN(\"$n\"), \":now\", AttributeValue.fromN(\"1\")))\n            .build());\n    }\n\n",
        foot: "}\n",
    },
    Form {
        ending: "go",
        share: 12,
        head: "package $a\n\nimport (\n\t\"context\"\n\t\"fmt\"\n)\n\n",
        function: "func $a$b$n(ctx context.Context, $c []string, $d int) (int, error) {\n\tsum := 0\n\tfor at, one := range $c {\n\t\tif len(one) > $d {\n\t\t\treturn 0, fmt.Errorf(\"$b %d: %s\", at, one)\n\t\t}\n\t\tsum += len(one) * $n\n\t}\n\treturn sum, nil\n}\n\n",
        request: "func save$a$n(ctx context.Context, $b string) error {\n\t_, err := client.UpdateItem(ctx, &dynamodb.UpdateItemInput{\n\t\tTableName: aws.String(table),\n\t\tKey: map[string]types.AttributeValue{\"pk\": &types.AttributeValueMemberS{Value: $b}},\n\t\tUpdateExpression: aws.String(\"SET #$c = :$c, touched = :now\"),\n\t\tConditionExpression: aws.String(\"attribute_exists(pk)\"),\n\t\tExpressionAttributeNames: map[string]string{\"#$c\": \"$c\"},\n\t\tExpressionAttributeValues: map[string]types.AttributeValue{\n\t\t\t\":$c\": &types.AttributeValueMemberN{Value: \"$n\"},\n\t\t\t\":now\": &types.AttributeValueMemberN{Value: \"1\"},\n\t\t},\n\t})\n\treturn err\n}\n\n",
        foot: "",
    },
    Form {
        ending: "js",
        share: 10,
        head: "const $a = require('./$a');\n\n",
        function: "exports.$a$b$n = async ($c, $d = $n) => {\n  const found = await $a.load($c, { limit: $d });\n  for (const one of found) {\n    if (one.$b === '$c') console.log('kept', one);\n  }\n  return found.slice(0, $d);\n};\n\n",
        request: "exports.save$a$n = ($b, $c) => docs.update({\n  TableName: TABLE,\n  Key: { pk: '$a#' + $b },\n  UpdateExpression: 'SET #$c = :$c, touched = :now',\n  ConditionExpression: 'attribute_exists(pk)',\n  ExpressionAttributeNames: { '#$c': '$c' },\n  ExpressionAttributeValues: { ':$c': $c, ':now': Date.now() },\n}).promise();\n\n",
        foot: "",
    },
    Form {
        ending: "kt",
        share: 5,
        head: "package shop.$a\n\nclass Part(private val $b: Store) {\n",
        function: "    fun $a$b$n($c: List<Item>, $d: Int = $n): Int {\n        val found = $c.filter { it.size > $d && it.name != \"$b\" }\n        if (found.isEmpty()) throw IllegalStateException(\"no $b\")\n        return found.sumOf { it.size * $n }\n    }\n\n",
        request: "    suspend fun save$a$n($b: String) = client.updateItem {\n        tableName = table\n        key = mapOf(\"pk\" to AttributeValue.S($b))\n        updateExpression = \"SET #$c = :$c, touched = :now\"\n        conditionExpression = \"attribute_exists(pk)\"\n        expressionAttributeNames = mapOf(\"#$c\" to \"$c\")\n        expressionAttributeValues = mapOf(\":$c\" to AttributeValue.N(\"$n\"), \":now\" to AttributeValue.N(\"1\"))\n    }\n\n",
        foot: "}\n",
    },
    Form {
        ending: "cs",
        share: 5,
        head: "using System.Linq;\n\nnamespace Shop.$a;\n\npublic class Part\n{\n",
        function: "    public int $a$b$n(IEnumerable<Item> $c, int $d)\n    {\n        var found = $c.Where(one => one.Size > $d).ToList();\n        if (!found.Any())\n        {\n            throw new InvalidOperationException(\"no $b\");\n        }\n        return found.Sum(one => one.Size * $n);\n    }\n\n",
        request: "    public Task Save$a$n(string $b) => client.UpdateItemAsync(new UpdateItemRequest\n    {\n        TableName = table,\n        Key = new() { [\"pk\"] = new AttributeValue { S = $b } },\n        UpdateExpression = \"SET #$c = :$c, touched = :now\",\n        ConditionExpression = \"attribute_exists(pk)\",\n        ExpressionAttributeNames = new() { [\"#$c\"] = \"$c\" },\n        ExpressionAttributeValues = new() { [\":$c\"] = new AttributeValue { N = \"$n\" }, [\":now\"] = new AttributeValue { N = \"1\" } },\n    });\n\n",
        foot: "}\n",
    },
    Form {
        ending: "rs",
        share: 4,
        head: "use crate::$a::Item;\n\n",
        function: "pub fn $a_$b_$n($c: &[Item], $d: usize) -> Result<usize, String> {\n    let found: Vec<_> = $c.iter().filter(|one| one.size > $d).collect();\n    if found.is_empty() {\n        return Err(format!(\"no $b below {}\", $d));\n    }\n    Ok(found.iter().map(|one| one.size * $n).sum())\n}\n\n",
        request: "pub async fn save_$a_$n($b: &str) -> Result<(), Error> {\n    client().update_item()\n        .table_name(TABLE)\n        .key(\"pk\", AttributeValue::S($b.to_owned()))\n        .update_expression(\"SET #$c = :$c, touched = :now\")\n        .condition_expression(\"attribute_exists(pk)\")\n        .expression_attribute_names(\"#$c\", \"$c\")\n        .expression_attribute_values(\":$c\", AttributeValue::N(\"$n\".into()))\n        .expression_attribute_values(\":now\", AttributeValue::N(\"1\".into()))\n        .send().await?;\n    Ok(())\n}\n\n",
        foot: "",
    },
    Form {
        ending: "yaml",
        share: 4,
        head: "$a:\n",
        function: "  $b$n:\n    name: $c\n    size: $n\n    paths:\n      - /$a/$b\n      - /$c/$d\n    env: { mode: '$d', depth: $n }\n",
        request: "  save$n:\n    Type: Task\n    Resource: arn:aws:states:::dynamodb:updateItem\n    Parameters:\n      TableName: $a\n      Key: { pk: { S: '$b' } }\n      UpdateExpression: 'SET #$c = :$c'\n      ExpressionAttributeNames: { '#$c': '$c' }\n      ExpressionAttributeValues: { ':$c': { N: '$n' } }\n",
        foot: "",
    },
];

fn fill(form: &str, dice: &mut Dice, into: &mut String) {
    let words = [dice.word(), dice.word(), dice.word(), dice.word()];
    let number = dice.below(90_000) + 10;
    let mut rest = form;
    while let Some(at) = rest.find('$') {
        into.push_str(&rest[..at]);
        match rest.as_bytes().get(at + 1) {
            Some(letter @ b'a'..=b'd') => into.push_str(words[usize::from(letter - b'a')]),
            Some(b'n') => write!(into, "{number}").unwrap(),
            _ => {
                into.push('$');
                rest = &rest[at + 1..];
                continue;
            }
        }
        rest = &rest[at + 2..];
    }
    into.push_str(rest);
}

fn text(form: &Form, has_requests: bool, dice: &mut Dice) -> String {
    let mut text = String::new();
    fill(form.head, dice, &mut text);
    let mut requests = if has_requests { 3 } else { 0 };
    while text.lines().count() < LINES - 8 {
        if requests > 0 && dice.below(4) == 0 {
            requests -= 1;
            fill(form.request, dice, &mut text);
        } else {
            fill(form.function, dice, &mut text);
        }
    }
    text.push_str(form.foot);
    text
}

/// Makes the tree, unless it is there: requests stand in one file of `every`; in none where that is 0.
pub fn make(directory: &Path, every: usize) {
    let complete = directory.join("complete");
    let wanted = format!("{FILES} files of {LINES} lines, 1");
    if fs::read_to_string(&complete).is_ok_and(|found| found == wanted) {
        return;
    }
    let _ = fs::remove_dir_all(directory);
    let mut dice = Dice(7);
    for at in 0..FILES {
        let folder = directory.join(format!("part{:03}", at / 50));
        fs::create_dir_all(&folder).unwrap();
        let mut share = dice.below(100);
        let form = FORMS
            .iter()
            .find(|form| {
                let is_it = share < form.share;
                share = share.saturating_sub(form.share);
                is_it
            })
            .unwrap();
        let text = text(form, every > 0 && at % every == 0, &mut dice);
        fs::write(folder.join(format!("file{at}.{}", form.ending)), text).unwrap();
    }
    fs::write(complete, wanted).unwrap();
}
