//! Every number the service enforces, with where it is known from.

/// Longest expression text, in UTF-8 bytes as sent. Service: developer guide, "Expression limits"; 4096 accepted, 4097 not.
pub const EXPRESSION_BYTES: usize = 4096;
/// Most operators in one expression. Service: developer guide, "Expression limits".
pub const OPERATORS: usize = 300;
/// Most operands of one `IN`, the left one included. Service: developer guide says 100; a tested expression with 100 in all is accepted.
pub const IN_OPERANDS: usize = 100;
/// Most elements of a document path, names and list indexes counted alike.
pub const PATH_ELEMENTS: usize = 32;
/// Largest list index the service accepts: 2^32 - 2.
pub const LIST_INDEX: u32 = 4_294_967_294;
/// Longest placeholder, in bytes, with its `#` or `:`.
pub const PLACEHOLDER_BYTES: usize = 255;
/// Longest attribute name, in bytes.
pub const ATTRIBUTE_NAME_BYTES: usize = 65_535;
/// Largest total of all names, all values, and both together, in bytes.
pub const SUBSTITUTION_BYTES: usize = 2 * 1024 * 1024;
/// Most significant decimal digits of a number.
pub const NUMBER_DIGITS: u32 = 38;
/// Exponent of the smallest positive number, 1E-130.
pub const NUMBER_MIN_EXPONENT: i32 = -130;
/// Exponent of the leading digit of the largest number, 9.99…E+125.
pub const NUMBER_MAX_EXPONENT: i32 = 125;
/// A value nested inside this many lists and maps is refused; one fewer is accepted.
pub const NESTING_LEVELS: usize = 32;
/// Largest item, names and values, in bytes.
pub const ITEM_BYTES: usize = 400 * 1024;
/// Largest partition key value, in bytes.
pub const PARTITION_KEY_BYTES: usize = 2048;
/// Largest sort key value, in bytes.
pub const SORT_KEY_BYTES: usize = 1024;
/// Most attributes in the partition part, and in the sort part, of a global secondary index key.
pub const INDEX_KEY_ATTRIBUTES: usize = 4;
/// Most actions in a transaction.
pub const TRANSACTION_ACTIONS: usize = 100;
/// Most keys in one BatchGetItem.
pub const BATCH_GET_KEYS: usize = 100;
/// Most entries in one BatchWriteItem.
pub const BATCH_WRITE_ENTRIES: usize = 25;
/// Most names in AttributesToGet.
pub const ATTRIBUTES_TO_GET: usize = 255;
/// Longest ClientRequestToken, in characters.
pub const CLIENT_REQUEST_TOKEN: usize = 36;
