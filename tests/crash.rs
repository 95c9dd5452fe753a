//! `kill -9` in the middle of writes and transactions, again and again: what was acknowledged is there, and nothing is
//! there by half.
//!
//! `DDBEXPR_CRASH_ROUNDS=200` for more rounds than a test run has time for, `DDBEXPR_CRASH_SEED` for others.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "support/folders.rs"]
mod folders;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use ddbexpr::table::Database;
use folders::Folder;
use serde_json::{Value, json};

const ROUNDS: u64 = 6;
/// More than any round gets done.
const LINES: usize = 600;
const ACCOUNTS: u64 = 40;

/// A line for the program.
#[derive(Clone)]
struct Step {
    operation: &'static str,
    request: String,
}

impl Step {
    fn new(operation: &'static str, request: &Value) -> Self {
        Self { operation, request: request.to_string() }
    }

    fn line(&self) -> String {
        format!("{{\"operation\":\"{}\",\"request\":{}}}\n", self.operation, self.request)
    }

    /// What the tables in memory answer.
    fn answer(&self, model: &Database) -> String {
        match model.execute(self.operation, &self.request) {
            Ok(response) => format!("{{\"response\":{response}}}"),
            Err(error) => format!("{{\"error\":{}}}", error.to_json()),
        }
    }
}

/// A generator of numbers that is the same everywhere (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }
}

fn tables() -> [Step; 2] {
    let index = json!([{"IndexName": "by-branch", "Projection": {"ProjectionType": "ALL"}, "KeySchema": [
        {"AttributeName": "branch", "KeyType": "HASH"}, {"AttributeName": "balance", "KeyType": "RANGE"}]}]);
    ["accounts", "journal"].map(|table| {
        let mut request = json!({"TableName": table, "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]});
        if table == "accounts" {
            request["GlobalSecondaryIndexes"] = index.clone();
            request["AttributeDefinitions"] = json!([{"AttributeName": "id", "AttributeType": "S"},
                {"AttributeName": "branch", "AttributeType": "S"}, {"AttributeName": "balance", "AttributeType": "N"}]);
        }
        Step::new("CreateTable", &request)
    })
}

/// Looks at everything there is, the index included.
fn looks() -> Vec<Step> {
    let scan = |table: &str| Step::new("Scan", &json!({"TableName": table, "ReturnConsumedCapacity": "TOTAL"}));
    let index = Step::new("Scan", &json!({"TableName": "accounts", "IndexName": "by-branch"}));
    vec![scan("accounts"), scan("journal"), index]
}

fn write(dice: &mut Dice) -> Step {
    let account = |number: u64| json!({"id": {"S": format!("a{number}")}});
    let (one, two, amount) = (dice.below(ACCOUNTS), dice.below(ACCOUNTS), dice.below(100));
    let change = |number: u64, amount: &str| {
        json!({"TableName": "accounts", "Key": account(number), "UpdateExpression": "ADD balance :a",
            "ExpressionAttributeValues": {":a": {"N": amount}}})
    };
    match dice.below(8) {
        0 | 1 => Step::new(
            "PutItem",
            &json!({"TableName": "accounts", "Item": {"id": {"S": format!("a{one}")},
            "branch": {"S": format!("b{}", two % 3)}, "balance": {"N": amount.to_string()},
            "note": {"S": "n".repeat(usize::try_from(amount).unwrap() * 20)}}}),
        ),
        2 => Step::new("DeleteItem", &json!({"TableName": "accounts", "Key": account(one)})),
        3 => Step::new("UpdateItem", &change(one, "1")),
        // A transfer and its entry in the journal; refused where both accounts are one.
        _ => Step::new(
            "TransactWriteItems",
            &json!({"TransactItems": [
                {"Update": change(one, &format!("-{amount}"))},
                {"Update": change(two, &amount.to_string())},
                {"Put": {"TableName": "journal", "Item": {"id": {"S": format!("j{}", dice.below(200))},
                    "from": account(one)["id"], "to": account(two)["id"], "amount": {"N": amount.to_string()}}}}
            ]}),
        ),
    }
}

/// The program at work on a folder, its answers arriving.
struct Program {
    child: Child,
    answers: Receiver<String>,
}

impl Program {
    fn start(folder: &Path, steps: &[Step]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ddbexpr"))
            .args(["exec", "--jsonl", "--data"])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (mut input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let lines: Vec<String> = steps.iter().map(Step::line).collect();
        // Ends when the program does: the pipe breaks.
        thread::spawn(move || {
            let sent = lines.iter().try_for_each(|line| input.write_all(line.as_bytes()));
            if sent.is_ok() {
                thread::sleep(Duration::from_secs(60));
            }
        });
        let (sender, answers) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut line = String::new();
            // A line that was cut off was not acknowledged.
            while output.read_line(&mut line).is_ok_and(|read| read > 0) && line.ends_with('\n') {
                drop(sender.send(std::mem::take(&mut line).trim_end().to_owned()));
            }
        });
        Self { child, answers }
    }

    /// Lets it work for so long and kills it. Gives everything it acknowledged.
    fn kill_after(mut self, time: Duration) -> Vec<String> {
        let end = Instant::now() + time;
        let mut answers = Vec::new();
        loop {
            match self.answers.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(answer) => answers.push(answer),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => panic!("it ended by itself: {:?}", self.child.wait()),
            }
        }
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        answers.extend(self.answers.iter());
        answers
    }

    /// Its first answers, however long they take.
    fn first(&self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.answers.recv_timeout(Duration::from_secs(60)).unwrap()).collect()
    }
}

/// What came of all rounds.
#[derive(Debug, Default)]
struct Counts {
    rounds: u64,
    acknowledged: u64,
    transactions: u64,
    /// The write that was under way was done, though nobody was told.
    unheard: u64,
    killed_while_opening: u64,
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_there_by_half() {
    let folder = Folder::new("crash");
    let mut dice = Dice(setting("DDBEXPR_CRASH_SEED", 1));
    let (model, mut counts) = (Database::new(), Counts::default());
    // The step that was under way when the program was killed.
    let mut under_way: Option<Step> = None;
    let mut missing_tables = tables().to_vec();
    for _ in 0..setting("DDBEXPR_CRASH_ROUNDS", ROUNDS) {
        counts.rounds += 1;
        let looks = looks();
        let writes: Vec<Step> = missing_tables.iter().cloned().chain((0..LINES).map(|_| write(&mut dice))).collect();
        let steps: Vec<Step> = looks.iter().chain(&writes).cloned().collect();
        let program = Program::start(folder.path(), &steps);
        if dice.below(5) == 0 {
            let answers = program.kill_after(Duration::from_millis(dice.below(60)));
            if answers.len() < looks.len() {
                // Nothing was written in this round: the next one looks.
                counts.killed_while_opening += 1;
                continue;
            }
            let (seen, acknowledged) = answers.split_at(looks.len());
            compare(seen, &looks, &model, under_way.take(), &mut counts);
            under_way = follow(acknowledged, &writes, &model, &mut counts);
        } else {
            compare(&program.first(looks.len()), &looks, &model, under_way.take(), &mut counts);
            let acknowledged = program.kill_after(Duration::from_micros(dice.below(250_000)));
            under_way = follow(&acknowledged, &writes, &model, &mut counts);
        }
        missing_tables.retain(|step| {
            let request: Value = serde_json::from_str(&step.request).unwrap();
            model.execute("DescribeTable", &json!({"TableName": request["TableName"]}).to_string()).is_err()
        });
    }
    let looks = looks();
    let program = Program::start(folder.path(), &looks);
    compare(&program.first(looks.len()), &looks, &model, under_way.take(), &mut counts);
    program.kill_after(Duration::ZERO);
    println!("{counts:?}");
    assert!(counts.acknowledged > counts.rounds, "{counts:?}");
}

/// What is on the disk is what was acknowledged, or that and the whole of the step that was under way.
fn compare(seen: &[String], looks: &[Step], model: &Database, under_way: Option<Step>, counts: &mut Counts) {
    let expected = |model: &Database| looks.iter().map(|look| look.answer(model)).collect::<Vec<_>>();
    let without = expected(model);
    if seen == without {
        return;
    }
    let step = under_way.unwrap_or_else(|| panic!("lost or half:\n{seen:#?}\nexpected\n{without:#?}"));
    step.answer(model);
    counts.unheard += 1;
    let with = expected(model);
    assert!(seen == with, "{}\n{seen:#?}\nis neither\n{without:#?}\nnor\n{with:#?}", step.request);
}

/// Does in memory what was acknowledged. Gives the step behind it.
fn follow(acknowledged: &[String], writes: &[Step], model: &Database, counts: &mut Counts) -> Option<Step> {
    for (step, answer) in writes.iter().zip(acknowledged) {
        let expected = step.answer(model);
        if step.operation != "CreateTable" {
            assert_eq!(*answer, expected, "{}", step.request);
        }
        counts.acknowledged += 1;
        counts.transactions += u64::from(step.operation == "TransactWriteItems" && answer.contains("response"));
    }
    writes.get(acknowledged.len()).cloned()
}
