//! Tables on a disk beside tables in memory: alike in everything, also when the folder is opened anew in between.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "support/folders.rs"]
mod folders;

use std::fs;
use std::ops::ControlFlow;
use std::sync::Arc;

use ddbexpr::cli::{Exit, Streams, run};
use ddbexpr::store::{DiskStorage, OpenError};
use ddbexpr::table::{Change, Database, MemoryStorage, SpaceId, Storage, StoredItem};
use ddbexpr::value::{AttributeValue, Item};
use folders::Folder;
use proptest::prelude::*;

const SPACES: [SpaceId; 3] = [SpaceId(1), SpaceId(2), SpaceId(u64::MAX)];

fn key() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop::sample::select(vec![0_u8, 1, 0x7F, 0xFF]), 0..4)
}

fn change() -> impl Strategy<Value = Change> {
    let space = || prop::sample::select(SPACES.to_vec());
    let put = (space(), key(), 0..1000_i64, 0..400_usize).prop_map(|(space, key, number, filler)| {
        let item = Item::from([("n", AttributeValue::from(number)), ("filler", "x".repeat(filler).into())]);
        Change::Put { space, key, item: Arc::new(StoredItem::new(item)) }
    });
    let table = || prop::sample::select(vec!["books".to_owned(), "loans".to_owned()]);
    prop_oneof![
        8 => put,
        3 => (space(), key()).prop_map(|(space, key)| Change::Delete { space, key }),
        1 => space().prop_map(|space| Change::Clear { space }),
        1 => (table(), "[a-z]{3}").prop_map(|(table, definition)| Change::Define { table, definition }),
        1 => table().prop_map(|table| Change::Forget { table }),
    ]
}

/// At most `most` items between two keys.
fn read(
    storage: &dyn Storage,
    space: SpaceId,
    range: &(Vec<u8>, Option<Vec<u8>>),
    backwards: bool,
    most: usize,
) -> Vec<StoredItem> {
    let mut items = Vec::new();
    let visit = &mut |item: &Arc<StoredItem>| {
        items.push((**item).clone());
        if items.len() >= most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    storage.range(space, &range.0, range.1.as_deref(), backwards, visit).unwrap();
    items
}

fn assert_alike(memory: &dyn Storage, disk: &dyn Storage, ranges: &[(Vec<u8>, Option<Vec<u8>>)]) {
    let everything = [(Vec::new(), None)];
    assert_eq!(memory.definitions(), disk.definitions());
    for space in SPACES {
        assert_eq!(memory.totals(space), disk.totals(space));
        for range in ranges.iter().chain(&everything) {
            assert_eq!(memory.get(space, &range.0), disk.get(space, &range.0));
            for backwards in [false, true] {
                for most in [usize::MAX, 2] {
                    let [one, two] = [memory, disk].map(|storage| read(storage, space, range, backwards, most));
                    assert_eq!(one, two);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn stores_behave_alike(
        commits in prop::collection::vec((prop::collection::vec(change(), 0..12), any::<bool>()), 1..8),
        ranges in prop::collection::vec((key(), prop::option::of(key())), 1..12),
    ) {
        let folder = Folder::new("store-alike");
        let mut memory = MemoryStorage::new();
        let mut disk = DiskStorage::open(folder.path()).unwrap();
        for (changes, opens_anew) in commits {
            memory.commit(changes.clone()).unwrap();
            disk.commit(changes).unwrap();
            if opens_anew {
                drop(disk);
                disk = DiskStorage::open(folder.path()).unwrap();
            }
            assert_alike(&memory, &disk, &ranges);
        }
    }

    #[test]
    fn databases_answer_alike(
        steps in prop::collection::vec((0..REQUESTS.len(), 0..4_u8, 0..4_u8, any::<bool>()), 1..20),
    ) {
        let folder = Folder::new("store-answers");
        let open = || Database::open(Box::new(DiskStorage::open(folder.path()).unwrap())).unwrap();
        let (memory, mut disk) = (Database::new(), open());
        for database in [&memory, &disk] {
            database.execute("CreateTable", TABLE).unwrap();
        }
        for (at, one, two, opens_anew) in steps {
            let (operation, request) = REQUESTS[at];
            let request = request.replace('@', &one.to_string()).replace('%', &two.to_string());
            if opens_anew {
                drop(disk);
                disk = open();
            }
            assert_eq!(memory.execute(operation, &request), disk.execute(operation, &request), "{request}");
        }
    }
}

const TABLE: &str = r#"{"TableName":"loans","BillingMode":"PAY_PER_REQUEST",
    "AttributeDefinitions":[{"AttributeName":"reader","AttributeType":"S"},{"AttributeName":"day","AttributeType":"N"},
        {"AttributeName":"shelf","AttributeType":"B"}],
    "KeySchema":[{"AttributeName":"reader","KeyType":"HASH"},{"AttributeName":"day","KeyType":"RANGE"}],
    "GlobalSecondaryIndexes":[{"IndexName":"by-shelf","KeySchema":[{"AttributeName":"shelf","KeyType":"HASH"}],
        "Projection":{"ProjectionType":"KEYS_ONLY"}}]}"#;

/// `@` and `%` become digits.
const REQUESTS: [(&str, &str); 9] = [
    (
        "PutItem",
        r#"{"TableName":"loans","Item":{"reader":{"S":"r@"},"day":{"N":"%"},"shelf":{"B":"AAE="},"n":{"N":"@"}}}"#,
    ),
    ("PutItem", r#"{"TableName":"loans","Item":{"reader":{"S":"r@"},"day":{"N":"-%.5"},"tags":{"SS":["b","a"]}}}"#),
    (
        "UpdateItem",
        r#"{"TableName":"loans","Key":{"reader":{"S":"r@"},"day":{"N":"%"}},"UpdateExpression":"ADD n :one REMOVE shelf",
            "ExpressionAttributeValues":{":one":{"N":"1"}},"ReturnValues":"ALL_NEW"}"#,
    ),
    ("DeleteItem", r#"{"TableName":"loans","Key":{"reader":{"S":"r@"},"day":{"N":"%"}},"ReturnValues":"ALL_OLD"}"#),
    (
        "TransactWriteItems",
        r#"{"TransactItems":[{"Put":{"TableName":"loans","Item":{"reader":{"S":"r@"},"day":{"N":"7"}}}},
            {"Update":{"TableName":"loans","Key":{"reader":{"S":"r%"},"day":{"N":"1"}},
            "UpdateExpression":"SET n = n + :one","ConditionExpression":"attribute_exists(n)",
            "ExpressionAttributeValues":{":one":{"N":"1"}}}}]}"#,
    ),
    (
        "Query",
        r##"{"TableName":"loans","KeyConditionExpression":"reader = :r AND #d > :d","ScanIndexForward":false,
            "ExpressionAttributeNames":{"#d":"day"},"ReturnConsumedCapacity":"TOTAL",
            "ExpressionAttributeValues":{":r":{"S":"r@"},":d":{"N":"-%"}}}"##,
    ),
    (
        "Query",
        r#"{"TableName":"loans","IndexName":"by-shelf","KeyConditionExpression":"shelf = :s",
            "ExpressionAttributeValues":{":s":{"B":"AAE="}}}"#,
    ),
    ("Scan", r#"{"TableName":"loans","Segment":0,"TotalSegments":2}"#),
    ("Scan", r#"{"TableName":"loans","Limit":3}"#),
];

#[test]
fn a_folder_belongs_to_one_process_at_a_time() {
    let folder = Folder::new("store-twice");
    let first = DiskStorage::open(folder.path()).unwrap();
    let second = DiskStorage::open(folder.path()).unwrap_err();
    assert!(matches!(second, OpenError::InUse { .. }), "{second}");
    assert_eq!(second.to_string(), format!("{} is in use by another process", folder.path().display()));
    drop(first);
    DiskStorage::open(folder.path()).unwrap();
}

/// A store with some items; gives the content of its file.
fn filled(folder: &Folder) -> Vec<u8> {
    let mut disk = DiskStorage::open(folder.path()).unwrap();
    let put = |n: u8| Change::Put {
        space: SpaceId(1),
        key: vec![n],
        item: Arc::new(StoredItem::new(Item::from([("n", "x".repeat(500))]))),
    };
    disk.commit((0..100).map(put).collect()).unwrap();
    drop(disk);
    fs::read(folder.path().join("tables.redb")).unwrap()
}

#[test]
fn a_damaged_file_is_reported_and_left_as_it_is() {
    let folder = Folder::new("store-damaged");
    let whole = filled(&folder);
    let file = folder.path().join("tables.redb");
    let at = whole.windows(100).position(|window| window == [b'x'; 100]).unwrap();
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        bytes
    };
    let cases = [
        ("a byte of an item", flipped(at)),
        ("the first byte", flipped(0)),
        ("half of the file", whole[..whole.len() / 2].to_vec()),
        ("an empty file", Vec::new()),
        ("another file", b"to do: buy milk\n".repeat(100)),
    ];
    for (what, bytes) in cases {
        fs::write(&file, &bytes).unwrap();
        let error = DiskStorage::open(folder.path()).unwrap_err();
        assert!(matches!(error, OpenError::Damaged { .. }), "{what}: {error}");
        assert!(error.to_string().contains("tables.redb is damaged"), "{what}: {error}");
        assert_eq!(fs::read(&file).unwrap(), bytes, "{what}: the file was changed");
    }
    fs::write(&file, &whole).unwrap();
    assert_eq!(DiskStorage::open(folder.path()).unwrap().totals(SpaceId(1)).unwrap().items, 100);
}

#[test]
fn any_byte_may_be_wrong() {
    let folder = Folder::new("store-bytes");
    let whole = filled(&folder);
    let file = folder.path().join("tables.redb");
    let (mut damaged, mut unharmed) = (0, 0);
    for at in (0..whole.len()).step_by(whole.len() / 60 + 1) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xFF;
        fs::write(&file, &bytes).unwrap();
        match DiskStorage::open(folder.path()) {
            Err(OpenError::Damaged { .. }) => damaged += 1,
            Err(other) => panic!("byte {at}: {other}"),
            // A byte of a page that holds nothing: everything is there.
            Ok(disk) => {
                unharmed += 1;
                assert_eq!(read(&disk, SpaceId(1), &(Vec::new(), None), false, usize::MAX).len(), 100, "byte {at}");
            }
        }
    }
    assert!(damaged > 20, "{damaged} damaged, {unharmed} unharmed");
}

#[test]
fn a_store_that_was_never_finished_is_begun_anew() {
    let folder = Folder::new("store-unfinished");
    fs::create_dir_all(folder.path()).unwrap();
    fs::write(folder.path().join("tables.redb.new"), b"half of some").unwrap();
    assert_eq!(DiskStorage::open(folder.path()).unwrap().definitions(), Ok(Vec::new()));
}

fn exec(arguments: &[&str], input: &str) -> (Exit, String, String) {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let mut input = input.as_bytes();
    let mut streams = Streams::plain(&mut input, &mut output, &mut errors);
    let exit = run(["ddbexpr", "exec"].iter().chain(arguments), &mut streams);
    (exit, String::from_utf8(output).unwrap(), String::from_utf8(errors).unwrap())
}

#[test]
fn exec_finds_what_an_earlier_exec_wrote() {
    let folder = Folder::new("store-exec");
    let data = folder.path().to_str().unwrap();
    let create = TABLE.replace('\n', "");
    let lines = format!(
        "{{\"operation\":\"CreateTable\",\"request\":{create}}}\n{{\"operation\":\"PutItem\",\"request\":{}}}\n",
        r#"{"TableName":"loans","Item":{"reader":{"S":"ann"},"day":{"N":"1"},"shelf":{"B":"AAE="}}}"#
    );
    let (exit, output, errors) = exec(&["--jsonl", "--data", data], &lines);
    assert_eq!((exit, errors.as_str()), (Exit::Clean, ""), "{output}");
    let (exit, output, _) =
        exec(&["Scan", "--request", r#"{"TableName":"loans","Select":"COUNT"}"#, "--data", data], "");
    assert_eq!((exit, output.contains("\"Count\": 1")), (Exit::Clean, true), "{output}");
    fs::write(folder.path().join("tables.redb"), b"not any more").unwrap();
    let (exit, output, errors) = exec(&["ListTables", "--request", "{}", "--data", data], "");
    assert_eq!((exit, output.as_str()), (Exit::Input, ""));
    assert!(errors.starts_with(&format!("ddbexpr: {data}/tables.redb is damaged")), "{errors}");
}
