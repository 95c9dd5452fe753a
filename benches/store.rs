//! Queries of 100 items in tables of 1,000, 100,000 and (`DDBEXPR_BENCH_LARGE=1`) 1,000,000 items, in memory and on a
//! disk: the time follows what is read, not what is there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::fs;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use ddbexpr::store::DiskStorage;
use ddbexpr::table::{Change, Database, MemoryStorage, SpaceId, Storage, StorageError, StoredItem};
use serde_json::json;

const PARTITION: usize = 100;

/// A store in memory that writes to the disk by the ten thousand: a table is filled in seconds.
struct Filling {
    memory: MemoryStorage,
    disk: DiskStorage,
    pending: Vec<Change>,
}

impl Filling {
    fn new(folder: &Path) -> Self {
        Self { memory: MemoryStorage::new(), disk: DiskStorage::open(folder).unwrap(), pending: Vec::new() }
    }

    fn flush(&mut self) {
        self.disk.commit(std::mem::take(&mut self.pending)).unwrap();
    }
}

impl Storage for Filling {
    fn definitions(&self) -> Result<Vec<String>, StorageError> {
        self.memory.definitions()
    }

    fn get(&self, space: SpaceId, key: &[u8]) -> Result<Option<Arc<StoredItem>>, StorageError> {
        self.memory.get(space, key)
    }

    fn range(
        &self,
        space: SpaceId,
        from: &[u8],
        to: Option<&[u8]>,
        backwards: bool,
        visit: &mut dyn FnMut(&Arc<StoredItem>) -> ControlFlow<()>,
    ) -> Result<(), StorageError> {
        self.memory.range(space, from, to, backwards, visit)
    }

    fn commit(&mut self, changes: Vec<Change>) -> Result<(), StorageError> {
        self.pending.extend(changes.iter().cloned());
        if self.pending.len() >= 10_000 {
            self.flush();
        }
        self.memory.commit(changes)
    }
}

impl Drop for Filling {
    fn drop(&mut self) {
        self.flush();
    }
}

fn fill(database: &Database, items: usize) {
    database.create_table("readings", ("sensor", "S"), Some(("at", "N"))).unwrap();
    let all: Vec<usize> = (0..items).collect();
    for chunk in all.chunks(25) {
        let puts: Vec<_> = chunk
            .iter()
            .map(|n| {
                json!({"PutRequest": {"Item": {
                    "sensor": {"S": format!("sensor#{}", n / PARTITION)}, "at": {"N": (n % PARTITION).to_string()},
                    "celsius": {"N": format!("{}.5", n * 31 % 40)}, "place": {"S": format!("hall {}", n % 17)}}}})
            })
            .collect();
        database.execute_value("BatchWriteItem", &json!({"RequestItems": {"readings": puts}})).unwrap();
    }
}

fn queries(criterion: &mut Criterion) {
    let mut sizes = vec![1_000, 100_000];
    if std::env::var_os("DDBEXPR_BENCH_LARGE").is_some() {
        sizes.push(1_000_000);
    }
    let mut group = criterion.benchmark_group("query_100_items");
    group.throughput(Throughput::Elements(PARTITION as u64)).sample_size(30);
    for size in sizes {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{size}"));
        drop(fs::remove_dir_all(&folder));
        fill(&Database::open(Box::new(Filling::new(&folder))).unwrap(), size);
        let began = std::time::Instant::now();
        let disk = Database::open(Box::new(DiskStorage::open(&folder).unwrap())).unwrap();
        println!("{size} items: opened and verified in {:?}", began.elapsed());
        let memory = Database::new();
        fill(&memory, size);
        for (name, database) in [("memory", &memory), ("disk", &disk)] {
            let mut next = 0;
            group.bench_function(BenchmarkId::new(name, size), |bencher| {
                bencher.iter(|| {
                    next = (next + 7) % (size / PARTITION);
                    let request = format!(
                        r#"{{"TableName":"readings","KeyConditionExpression":"sensor = :s","FilterExpression":"celsius > :c","ExpressionAttributeValues":{{":s":{{"S":"sensor#{next}"}},":c":{{"N":"20"}}}}}}"#
                    );
                    black_box(database.execute("Query", &request).unwrap())
                });
            });
        }
        drop(disk);
        drop(fs::remove_dir_all(&folder));
    }
    group.finish();
}

criterion_group!(benches, queries);
criterion_main!(benches);
