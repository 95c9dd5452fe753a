//! Number text to [`Number`], with the service's rules and its quirks.
//!
//! Short texts, nearly all there are, take one pass over 64-bit arithmetic. No step expands an
//! exponent, so time and memory follow the length of the text.

use std::str::FromStr;

use super::{Number, NumberError, POWERS};
use crate::layer::ValidationLayer;
use crate::limits;

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Number, NumberError> {
        Number::parse(text, ValidationLayer::Current)
    }
}

impl Number {
    /// Reads number text as the given layer does.
    ///
    /// The text is an optional sign, digits with at most one dot, and an optional exponent:
    /// `3`, `-7.12`, `+.5`, `5.`, `1E+3`. Blanks, `NaN` and `0x10` are refused.
    ///
    /// Service: `0e126` is refused though it is zero, `0.0e126` is accepted; an exponent beyond 64
    /// bits is "not numeric"; the older layer wraps `1e2147483647` round to an underflow.
    ///
    /// ```
    /// use ddbexpr::layer::ValidationLayer;
    /// use ddbexpr::value::{Number, NumberError};
    ///
    /// let huge = "1e2147483647";
    /// assert_eq!(Number::parse(huge, ValidationLayer::Current), Err(NumberError::Overflow));
    /// assert_eq!(Number::parse(huge, ValidationLayer::Older), Err(NumberError::Underflow));
    /// ```
    pub fn parse(text: &str, layer: ValidationLayer) -> Result<Number, NumberError> {
        if let Some(number) = short_integer(text.as_bytes()) {
            return Ok(number);
        }
        if text.is_empty() {
            return Err(NumberError::Empty);
        }
        let Some(scan) = Scan::of(text.as_bytes()) else {
            return Err(NumberError::NotNumeric { text: text.to_owned() });
        };
        scan.number(layer)
    }

    /// The number a text spells, if it spells one: for views, which have no use for the reason.
    pub(crate) fn from_text(text: &str) -> Option<Number> {
        short_integer(text.as_bytes()).or_else(|| Scan::of(text.as_bytes())?.number(ValidationLayer::Current).ok())
    }
}

/// Integers of at most 18 digits, perhaps with a minus sign: no dot, no exponent, nothing to refuse.
#[inline]
fn short_integer(text: &[u8]) -> Option<Number> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut coefficient = 0u64;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        coefficient = coefficient * 10 + u64::from(digit);
    }
    small(negative, coefficient, 0)
}

/// The number of a coefficient below 10^19 and an exponent near zero.
#[inline]
fn small(negative: bool, mut coefficient: u64, mut exponent: i16) -> Option<Number> {
    if coefficient == 0 {
        return Some(Number::ZERO);
    }
    while coefficient.is_multiple_of(10) {
        coefficient /= 10;
        exponent += 1;
    }
    let digits = coefficient.ilog10() as u8 + 1;
    Some(Number { high: 0, low: coefficient, exponent, digits, negative })
}

/// What one pass over number text finds.
struct Scan {
    negative: bool,
    /// Up to 38 significant digits, leading and trailing zeros dropped; meaningless when there are more.
    coefficient: u128,
    /// Significant digits; 0 for a zero.
    digits: usize,
    /// Zeros dropped from the end of the digits.
    trailing_zeros: i64,
    /// Digits after the dot.
    fraction: i64,
    exponent: i64,
}

impl Scan {
    /// Nothing when the text is not in number form.
    fn of(text: &[u8]) -> Option<Scan> {
        let (negative, text) = signed(text);
        let mut scan =
            Scan { negative, coefficient: 0, digits: 0, trailing_zeros: 0, fraction: 0, exponent: 0 };
        let mut any_digit = false;
        let mut dot = false;
        let mut bytes = text.iter();
        while let Some(&byte) = bytes.next() {
            match byte {
                b'0'..=b'9' => {
                    any_digit = true;
                    scan.fraction += i64::from(dot);
                    scan.push(byte - b'0');
                }
                b'.' if !dot => dot = true,
                b'e' | b'E' if any_digit => {
                    scan.exponent = exponent(bytes.as_slice())?;
                    return Some(scan);
                }
                _ => return None,
            }
        }
        any_digit.then_some(scan)
    }

    /// Takes the next digit. Zeros wait until a later digit shows that they are not trailing.
    fn push(&mut self, digit: u8) {
        if digit == 0 {
            self.trailing_zeros += i64::from(self.digits > 0);
            return;
        }
        let step = usize::try_from(self.trailing_zeros).unwrap_or(usize::MAX).saturating_add(1);
        self.trailing_zeros = 0;
        self.digits = if self.digits == 0 { 1 } else { self.digits.saturating_add(step) };
        if self.digits <= limits::NUMBER_DIGITS as usize {
            let shift = POWERS.get(step).copied().unwrap_or(1);
            self.coefficient = self.coefficient * shift + u128::from(digit);
        }
    }

    fn number(&self, layer: ValidationLayer) -> Result<Number, NumberError> {
        let last_digit = self.exponent.saturating_sub(self.fraction);
        let digits = self.digits as i64;
        // Power of ten of the leading digit; a zero counts as one digit where it was written.
        let magnitude = last_digit.saturating_add(self.trailing_zeros).saturating_add(digits.max(1) - 1);
        if layer == ValidationLayer::Older && self.wraps(magnitude) {
            return Err(NumberError::Underflow);
        }
        if magnitude > i64::from(limits::NUMBER_MAX_EXPONENT) {
            return Err(NumberError::Overflow);
        }
        if magnitude < i64::from(limits::NUMBER_MIN_EXPONENT) {
            return Err(NumberError::Underflow);
        }
        if digits > i64::from(limits::NUMBER_DIGITS) {
            return Err(NumberError::TooManyDigits);
        }
        if digits == 0 {
            return Ok(Number::ZERO);
        }
        let exponent = last_digit.saturating_add(self.trailing_zeros);
        Number::assemble(self.negative, self.coefficient, digits as u32, exponent as i32)
    }

    /// Whether the older layer's signed 32-bit "digits minus scale" wraps round.
    ///
    /// Service: seen only for `1e2147483647`; an exponent that is itself beyond 32 bits overflows.
    fn wraps(&self, magnitude: i64) -> bool {
        i32::try_from(self.exponent).is_ok() && magnitude >= i64::from(i32::MAX)
    }
}

/// An optional sign, split off.
fn signed(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

/// The exponent after the `e`: an optional sign and at least one digit, within 64 bits.
fn exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = signed(text);
    if digits.is_empty() {
        return None;
    }
    let sign = if negative { -1 } else { 1 };
    digits.iter().try_fold(0i64, |exponent, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit <= 9).then(|| exponent.checked_mul(10)?.checked_add(sign * i64::from(digit)))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_texts_print_canonically() {
        for (text, canonical) in [
            ("3", "3"), ("-7.1234", "-7.1234"), ("-17e5", "-1700000"), ("+3", "3"), (".123", "0.123"), ("5.", "5"),
            ("0001.23", "1.23"), ("1e+5", "100000"), ("1.e5", "100000"), ("0e125", "0"), ("0.0e126", "0"), ("00", "0"),
            ("-0.0", "0"), ("0e-5", "0"), ("1e0000000000000000000000001", "10"), ("0.1e126", &format!("1{}", "0".repeat(125))),
            ("100.000", "100"), ("123e-2", "1.23"), ("10000000000000000000000000000000000000000e-2", &format!("1{}", "0".repeat(38))),
            ("0.00000000000000000000000000000000000000000000000001", &format!("0.{}1", "0".repeat(49))),
        ] {
            assert_eq!(text.parse::<Number>().unwrap().to_string(), canonical, "{text}");
        }
    }

    #[test]
    fn other_forms_are_not_numeric() {
        for text in [
            "NaN", "Infinity", "-Infinity", "dog", " 1", "1 ", "1_000", "0x5", "1e", "1e+", ".", "-", "+-5", "+e2", "e5",
            "1.2.3", "1e5.0", "１", "1e9223372036854775808", "-.e1",
        ] {
            assert_eq!(text.parse::<Number>(), Err(NumberError::NotNumeric { text: text.into() }), "{text}");
            assert_eq!(Number::from_text(text), None);
        }
        assert_eq!("".parse::<Number>(), Err(NumberError::Empty));
    }

    #[test]
    fn range_and_precision_are_checked() {
        use NumberError::{Overflow, TooManyDigits, Underflow};
        let digits = |n: usize| "1".repeat(n);
        for (text, error) in [
            ("1e126", Overflow), ("11e125", Overflow), ("0e126", Overflow), ("1.0e100000000", Overflow),
            ("1e99999999999", Overflow), ("1e9223372036854775807", Overflow), ("-1e126", Overflow),
            ("1e-131", Underflow), ("0.9e-130", Underflow), ("0e-131", Underflow), ("0.0e-130", Underflow),
            ("1e-99999999999", Underflow), ("1e-9223372036854775808", Underflow),
            (digits(39).as_str(), TooManyDigits), (format!("1.{}", digits(38)).as_str(), TooManyDigits),
            (format!("{}e-1", "9".repeat(127)).as_str(), TooManyDigits), (digits(200).as_str(), Overflow),
        ] {
            assert_eq!(text.parse::<Number>(), Err(error), "{text}");
        }
        for text in [digits(38), format!("{}000", digits(38)), format!("0.000{}", digits(38)), "9.9999999999999999999999999999999999999E+125".into(), "1.5e-130".into()] {
            assert!(text.parse::<Number>().is_ok(), "{text}");
        }
    }

    #[test]
    fn the_older_layer_wraps() {
        for text in ["1e2147483647", "12e2147483646", "0e2147483647", "1.0e2147483647"] {
            assert_eq!(Number::parse(text, ValidationLayer::Older), Err(NumberError::Underflow), "{text}");
            assert_eq!(Number::parse(text, ValidationLayer::Current), Err(NumberError::Overflow), "{text}");
        }
        for text in ["1e2147483648", "1e99999999999", "1e2147483646"] {
            assert_eq!(Number::parse(text, ValidationLayer::Older), Err(NumberError::Overflow), "{text}");
        }
        assert_eq!(Number::parse("1e-2147483648", ValidationLayer::Older), Err(NumberError::Underflow));
    }
}
