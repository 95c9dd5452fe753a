//! Evaluation vectors that are not met, by the reason.
//!
//! The vectors were made with emulators; where a test on the service itself says otherwise, the service counts.

#[path = "empty_keys.rs"]
mod empty_keys;

use empty_keys::EMPTY_KEY;

/// Facts of the service, and the vectors that contradict them, whatever runs them.
pub const CONTRADICTED: &[(&str, &[&str])] = &[
    (
        "A list index above 4294967294 is refused.",
        &[
            "filter-4c279f9bd0",
            "filter-e7f3e6f838",
            "filter-1cabd8a880",
            "condition-7e1c4308c8",
            "condition-b1d0759132",
            "condition-0342c4d69e",
            "condition-9e1f3ba23b",
        ],
    ),
    ("Operand types are judged before unused placeholders.", &["filter-86032d1bb9"]),
    ("An empty key value is refused, tested on the service.", EMPTY_KEY),
    ("Unused placeholders are judged before the key schema.", &["key-condition-662d4b056c"]),
    (
        "UPDATED_OLD and UPDATED_NEW hold only the elements of lists that were written, tested on the service.",
        &[
            "update-af7fe709f6",
            "update-14ac86cfd2",
            "update-319b297524",
            "update-f818060e01",
            "update-210d6b2679",
            "update-57a877366e",
            "update-8c4c29cedc",
            "update-8c4228a2b2",
            "update-f8c3c91313",
            "update-768d9cfe8c",
            "update-ef0bb4a752",
            "update-e9dae375ef",
            "update-e763e97dfd",
            "update-fa47b29e99",
            "update-221460d3d4",
            "update-2c517e2e0d",
        ],
    ),
    (
        "REMOVE and DELETE alone create no item, tested on the service.",
        &[
            "update-8140b4b182",
            "update-0943ea8c62",
            "update-ab2977f662",
            "update-9ec824b6a6",
            "update-15d8e55867",
            "update-97edbff287",
            "update-16502cf450",
            "update-8fbb9871a2",
        ],
    ),
    ("Members of number sets are the same where their values are.", &["update-4c38c2a569", "update-f76388b515"]),
    ("REMOVE inside a missing item is accepted, tested on the service.", &["update-b92f774fb7", "update-2f5b52e497"]),
];

/// What expressions alone cannot tell: whole requests meet these.
#[allow(dead_code, reason = "only the test of expressions alone needs it")]
pub const OF_REQUESTS: &[(&str, &[&str])] = &[
    (
        "A filter on key attributes is judged with the request, not by the expression.",
        &[
            "key-condition-0050f04fc1",
            "key-condition-d004a2867b",
            "key-condition-e40c0b327d",
            "key-condition-7074a2ed28",
            "key-condition-d8febed22e",
            "key-condition-81f360711f",
            "key-condition-c7f0e6356c",
            "key-condition-912f4f8d87",
            "key-condition-0e58ed80b4",
            "key-condition-e8db1ff3e8",
            "key-condition-2b4f46615e",
            "key-condition-75e0f1e038",
        ],
    ),
    (
        "A change to a key attribute is judged with the request, not by the expression.",
        &[
            "update-39926bf812",
            "update-5c39a9a974",
            "update-919e9e87bc",
            "update-c6e780e8ab",
            "update-9552db89ea",
            "update-30949b3273",
            "update-bc4a2ee201",
            "update-5a35f51c3a",
            "update-ca53e685ad",
            "update-4816e236c2",
        ],
    ),
];
