//! Names for exchanges: `x-amzn-RequestId`.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Service: 52 capital letters and digits.
const LENGTH: usize = 52;

/// Makes names that no other exchange of this run has.
#[derive(Debug, Default)]
pub(super) struct RequestIds {
    seed: RandomState,
    made: AtomicU64,
}

impl RequestIds {
    pub(super) fn next(&self) -> String {
        let number = self.made.fetch_add(1, Ordering::Relaxed);
        let mut id = String::with_capacity(LENGTH);
        for part in 0_u64.. {
            let mut bits = self.seed.hash_one((number, part));
            // 12 letters of 5 bits each.
            for _ in 0..12 {
                if id.len() == LENGTH {
                    return id;
                }
                let letter = LETTERS.get(usize::try_from(bits % 32).unwrap_or_default()).copied().unwrap_or(b'A');
                id.push(char::from(letter));
                bits /= 32;
            }
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_look_like_the_services_and_differ() {
        let ids = RequestIds::default();
        let (one, two) = (ids.next(), ids.next());
        assert_eq!(one.len(), 52);
        assert!(one.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()));
        assert_ne!(one, two);
    }
}
