//! DynamoDB numbers: 38 significant decimal digits, exact.
//!
//! Comes in: text, integers. Goes out: comparison, sums, plain decimal text, the size in bytes.
//! A number is a coefficient of at most 38 digits and a power of ten, kept canonical (no trailing
//! zero in the coefficient, one zero), so equality and hashing look at the fields alone. Nothing
//! here rounds: what does not fit is an error.

mod arithmetic;
mod error;
mod order_bytes;
mod parse;
mod print;

pub use error::NumberError;

use std::cmp::Ordering;

use crate::limits;

/// 10^0 … 10^38, every power of ten a `u128` holds.
const POWERS: [u128; 39] = {
    let mut powers = [1u128; 39];
    let mut n = 1;
    #[allow(clippy::indexing_slicing, reason = "constant evaluation; the bound is the array's length")]
    while n < powers.len() {
        powers[n] = powers[n - 1] * 10;
        n += 1;
    }
    powers
};

/// 10^`n`, or nothing when a `u128` cannot hold it.
fn power_of_ten(n: u32) -> Option<u128> {
    POWERS.get(n as usize).copied()
}

/// An exact decimal number within the service's precision and range.
///
/// Equal values are equal however they were written, and print alike:
///
/// ```
/// use ddbexpr::value::Number;
///
/// let hundred: Number = "1e2".parse()?;
/// assert_eq!(hundred, "100.0".parse()?);
/// assert_eq!(hundred.to_string(), "100");
/// assert!(hundred > Number::from(99));
/// # Ok::<(), ddbexpr::value::NumberError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    // The 128-bit coefficient is kept in halves so that the whole needs only 8-byte alignment.
    high: u64,
    low: u64,
    /// Power of ten of the coefficient's last digit.
    exponent: i16,
    /// Digits in the coefficient; zero has none. Follows from the coefficient, kept for comparison.
    digits: u8,
    negative: bool,
}

impl Number {
    /// The number 0.
    pub const ZERO: Number = Number { high: 0, low: 0, exponent: 0, digits: 0, negative: false };

    /// Whether this is 0.
    pub fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// Whether this is below 0; `-0` is plain zero.
    pub fn is_negative(self) -> bool {
        self.negative
    }

    /// The nearest binary floating point number; for showing and guessing, never for comparing.
    ///
    /// ```
    /// # use ddbexpr::value::Number;
    /// assert_eq!("0.1".parse::<Number>()?.to_f64(), 0.1);
    /// # Ok::<(), ddbexpr::value::NumberError>(())
    /// ```
    pub fn to_f64(self) -> f64 {
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}{}e{}", self.coefficient(), self.exponent).parse().unwrap_or(f64::NAN)
    }

    /// What the number adds to the size of an item.
    ///
    /// Service: 1 byte, half a byte per digit before and after the decimal point, each side rounded
    /// up on its own, and 1 byte for a minus sign; captured for `1.5` (3), `15` (2), `100.5` (4).
    ///
    /// ```
    /// # use ddbexpr::value::Number;
    /// assert_eq!("-12345".parse::<Number>()?.size_bytes(), 5);
    /// assert_eq!("1E125".parse::<Number>()?.size_bytes(), 2);
    /// # Ok::<(), ddbexpr::value::NumberError>(())
    /// ```
    pub fn size_bytes(self) -> usize {
        let digits = usize::from(self.digits);
        let after = usize::from(self.exponent.min(0).unsigned_abs()).min(digits);
        let before = digits - after;
        1 + before.div_ceil(2) + after.div_ceil(2) + usize::from(self.negative)
    }

    fn coefficient(self) -> u128 {
        (u128::from(self.high) << 64) | u128::from(self.low)
    }

    /// Power of ten of the leading digit: 2 for `123`.
    fn magnitude(self) -> i32 {
        i32::from(self.exponent) + i32::from(self.digits) - 1
    }

    /// The number `coefficient` × 10^`exponent`, if precision and range allow. The coefficient has no
    /// trailing zero.
    fn assemble(negative: bool, coefficient: u128, exponent: i32) -> Result<Number, NumberError> {
        let digits = count_digits(coefficient);
        let magnitude = exponent.saturating_add(digits as i32 - 1);
        if magnitude > limits::NUMBER_MAX_EXPONENT {
            return Err(NumberError::Overflow);
        }
        if magnitude < limits::NUMBER_MIN_EXPONENT {
            return Err(NumberError::Underflow);
        }
        if digits > limits::NUMBER_DIGITS {
            return Err(NumberError::TooManyDigits);
        }
        Ok(Number {
            high: (coefficient >> 64) as u64,
            low: coefficient as u64,
            exponent: exponent as i16,
            digits: digits as u8,
            negative,
        })
    }

    /// Compares magnitudes, signs aside; neither is zero.
    fn cmp_magnitude(self, other: Number) -> Ordering {
        self.magnitude().cmp(&other.magnitude()).then_with(|| {
            // Equal magnitudes: scaling the shorter coefficient up gives both the same length, at most 38.
            let scaled = |n: Number, to: Number| {
                let shift = n.exponent.saturating_sub(to.exponent).max(0);
                n.coefficient().saturating_mul(power_of_ten(shift as u32).unwrap_or(u128::MAX))
            };
            scaled(self, other).cmp(&scaled(other, self))
        })
    }
}

/// `coefficient` without its trailing zeros, and how many there were.
fn without_trailing_zeros(mut coefficient: u128) -> (u128, i32) {
    let mut dropped = 0;
    if coefficient == 0 {
        return (0, 0);
    }
    while coefficient > u128::from(u64::MAX) && coefficient.is_multiple_of(10) {
        coefficient /= 10;
        dropped += 1;
    }
    // 128-bit division is many times slower, so the rest goes through 64 bits when it can.
    if let Ok(mut small) = u64::try_from(coefficient) {
        while small.is_multiple_of(10) {
            small /= 10;
            dropped += 1;
        }
        coefficient = u128::from(small);
    }
    (coefficient, dropped)
}

/// Decimal digits of a coefficient; 0 has none.
fn count_digits(coefficient: u128) -> u32 {
    match u64::try_from(coefficient) {
        Ok(small) => small.checked_ilog10().map_or(0, |last| last + 1),
        // log10(2) is near 1233/4096; the estimate is right or one short.
        Err(_) => {
            let estimate = ((128 - coefficient.leading_zeros()) * 1233) >> 12;
            estimate + u32::from(power_of_ten(estimate).is_some_and(|power| coefficient >= power))
        }
    }
}

impl Ord for Number {
    #[inline]
    fn cmp(&self, other: &Number) -> Ordering {
        if self.exponent == other.exponent && self.negative == other.negative {
            let order = self.coefficient().cmp(&other.coefficient());
            return if self.negative { order.reverse() } else { order };
        }
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) if other.negative => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, true) if self.negative => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => match (self.negative, other.negative) {
                (false, false) => self.cmp_magnitude(*other),
                (true, true) => other.cmp_magnitude(*self),
                (false, true) => Ordering::Greater,
                (true, false) => Ordering::Less,
            },
        }
    }
}

impl PartialOrd for Number {
    #[inline]
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Default for Number {
    fn default() -> Number {
        Number::ZERO
    }
}

impl From<u64> for Number {
    fn from(integer: u64) -> Number {
        if integer == 0 {
            return Number::ZERO;
        }
        // Twenty digits are always in range.
        let (mut low, mut exponent) = (integer, 0);
        while low.is_multiple_of(10) {
            low /= 10;
            exponent += 1;
        }
        Number { high: 0, low, exponent, digits: (low.ilog10() + 1) as u8, negative: false }
    }
}

impl From<i64> for Number {
    fn from(integer: i64) -> Number {
        let mut number = Number::from(integer.unsigned_abs());
        number.negative = integer < 0;
        number
    }
}

impl From<u32> for Number {
    fn from(integer: u32) -> Number {
        Number::from(u64::from(integer))
    }
}

impl From<i32> for Number {
    fn from(integer: i32) -> Number {
        Number::from(i64::from(integer))
    }
}

impl From<usize> for Number {
    fn from(integer: usize) -> Number {
        Number::from(integer as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn is_small() {
        assert_eq!((size_of::<Number>(), align_of::<Number>()), (24, 8));
    }

    #[test]
    fn order_is_numeric() {
        let ascending = [
            "-9.9e125",
            "-1e125",
            "-101",
            "-100.1",
            "-100",
            "-99.9",
            "-1.5",
            "-1",
            "-1e-130",
            "0",
            "1e-130",
            "1.5e-130",
            "2e-130",
            "0.09",
            "0.1",
            "0.11",
            "1",
            "1.0000000000000000000000000000000000001",
            "2",
            "9.5",
            "10",
            "11",
            "99999999999999999999999999999999999999",
            "1e38",
            "1.1e38",
            "1e125",
            "9.9e125",
        ];
        for (i, a) in ascending.iter().enumerate() {
            for (j, b) in ascending.iter().enumerate() {
                assert_eq!(number(a).cmp(&number(b)), i.cmp(&j), "{a} against {b}");
            }
        }
    }

    #[test]
    fn spellings_of_one_value_are_equal() {
        for (a, b) in [("1.0", "1"), ("1e2", "100"), ("-0", "0"), ("0e125", "0"), ("0.10", "1e-1"), ("0042", "+42")] {
            assert_eq!(number(a), number(b));
        }
    }

    #[test]
    fn integers_convert() {
        for (number, text) in [
            (Number::from(u64::MAX), "18446744073709551615"),
            (Number::from(i64::MIN), "-9223372036854775808"),
            (Number::from(0i32), "0"),
            (Number::from(-100), "-100"),
            (Number::from(42u32), "42"),
            (Number::from(7usize), "7"),
        ] {
            assert_eq!(number.to_string(), text);
            assert_eq!(number, text.parse().unwrap());
        }
    }

    #[test]
    fn sizes_are_the_captured_ones() {
        for (text, size) in [
            ("0", 1),
            ("-0", 1),
            ("1", 2),
            ("12", 2),
            ("42", 2),
            ("0042", 2),
            ("123", 3),
            ("1234", 3),
            ("123456789", 6),
            ("100", 2),
            ("1E125", 2),
            ("1E-100", 2),
            ("0.0000001", 2),
            ("1010", 3),
            ("12345", 4),
            ("0.15", 2),
            ("15", 2),
            ("-12345", 5),
            ("1.5", 3),
            ("1.200", 3),
            ("1.234", 4),
            ("100.5", 4),
            ("3.14159", 5),
            ("-42", 3),
            ("-0.15", 3),
            ("-1E125", 3),
            ("1234567890123456789", 11),
            ("12345678901234567890123456789012345678", 20),
        ] {
            assert_eq!(number(text).size_bytes(), size, "{text}");
        }
    }

    #[test]
    fn floats_are_nearest() {
        for text in ["0", "0.1", "-1.5", "9.9e125", "1e-130", "12345678901234567890123456789012345678"] {
            assert_eq!(number(text).to_f64(), text.parse::<f64>().unwrap());
        }
    }
}
