//! Number text to [`Number`], with the service's rules and its quirks.
//!
//! Short texts, nearly all there are, take one pass over 64-bit arithmetic. No step expands an
//! exponent, so time and memory follow the length of the text.

use std::str::FromStr;

use super::{Number, NumberError, power_of_ten};
use crate::layer::ValidationLayer;
use crate::limits;

impl FromStr for Number {
    type Err = NumberError;

    #[inline]
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
    #[inline]
    pub fn parse(text: &str, layer: ValidationLayer) -> Result<Number, NumberError> {
        read(text.as_bytes(), layer).map_err(|fault| fault.explain(text))
    }

    /// The number a text spells, if it spells one: for views, which have no use for the reason.
    #[inline]
    pub(crate) fn from_text(text: &str) -> Option<Number> {
        read(text.as_bytes(), ValidationLayer::Current).ok()
    }
}

/// [`NumberError`] before anything is copied.
#[derive(Clone, Copy)]
enum Fault {
    NotNumeric,
    TooManyDigits,
    Overflow,
    Underflow,
}

impl Fault {
    #[cold]
    fn explain(self, text: &str) -> NumberError {
        match self {
            Fault::NotNumeric if text.is_empty() => NumberError::Empty,
            Fault::NotNumeric => NumberError::NotNumeric { text: text.to_owned() },
            Fault::TooManyDigits => NumberError::TooManyDigits,
            Fault::Overflow => NumberError::Overflow,
            Fault::Underflow => NumberError::Underflow,
        }
    }
}

fn read(text: &[u8], layer: ValidationLayer) -> Result<Number, Fault> {
    match short_integer(text) {
        Some(number) => Ok(number),
        None => Scan::of(text).ok_or(Fault::NotNumeric)?.number(layer),
    }
}

/// Integers of at most 18 digits, perhaps with a minus sign: no dot, no exponent, nothing to refuse.
#[inline]
fn short_integer(text: &[u8]) -> Option<Number> {
    let (negative, mut digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    let mut exponent = 0;
    while let [rest @ .., b'0'] = digits {
        digits = rest;
        exponent += 1;
    }
    // A leading zero, and the empty remains of a zero, go the long way.
    if digits.len() > 18 || exponent > 18 || matches!(digits, [] | [b'0', ..]) {
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
    Some(Number { high: 0, low: coefficient, exponent, digits: digits.len() as u8, negative })
}

/// Most decimal digits that always fit 64 bits.
const HALF: usize = 19;

/// What one pass over number text finds.
///
/// The first 19 significant digits are gathered in one 64-bit half, the next 19 in another.
struct Scan {
    negative: bool,
    upper: u64,
    lower: u64,
    /// Digits from the first that is not zero to the end.
    written: usize,
    /// Digits from the first that is not zero to the last that is not.
    significant: usize,
    /// Digits after the dot.
    fraction: usize,
    exponent: i64,
}

impl Scan {
    /// Nothing when the text is not in number form.
    fn of(text: &[u8]) -> Option<Scan> {
        let (negative, text) = signed(text);
        let mut scan = Scan { negative, upper: 0, lower: 0, written: 0, significant: 0, fraction: 0, exponent: 0 };
        let mut dot = None;
        let mut end = text.len();
        for (at, byte) in text.iter().enumerate() {
            let digit = byte.wrapping_sub(b'0');
            if digit <= 9 {
                scan.push(digit);
            } else if *byte == b'.' && dot.is_none() {
                dot = Some(at);
            } else if matches!(byte, b'e' | b'E') {
                scan.exponent = exponent(text.get(at + 1..).unwrap_or_default())?;
                end = at;
                break;
            } else {
                return None;
            }
        }
        scan.fraction = dot.map_or(0, |dot| end - dot - 1);
        (end > usize::from(dot.is_some())).then_some(scan)
    }

    #[inline]
    fn push(&mut self, digit: u8) {
        if digit == 0 && self.written == 0 {
            return;
        }
        self.written += 1;
        if digit != 0 {
            self.significant = self.written;
        }
        if self.written <= HALF {
            self.upper = self.upper * 10 + u64::from(digit);
        } else if self.written <= 2 * HALF {
            self.lower = self.lower * 10 + u64::from(digit);
        }
    }

    fn number(&self, layer: ValidationLayer) -> Result<Number, Fault> {
        let last_digit = self.exponent.saturating_sub(self.fraction as i64);
        // Power of ten of the leading digit; a zero counts as one digit where it was written.
        let magnitude = last_digit.saturating_add(self.written.max(1) as i64 - 1);
        if layer == ValidationLayer::Older && self.wraps(magnitude) {
            return Err(Fault::Underflow);
        }
        if magnitude > i64::from(limits::NUMBER_MAX_EXPONENT) {
            return Err(Fault::Overflow);
        }
        if magnitude < i64::from(limits::NUMBER_MIN_EXPONENT) {
            return Err(Fault::Underflow);
        }
        if self.significant > limits::NUMBER_DIGITS as usize {
            return Err(Fault::TooManyDigits);
        }
        let coefficient = self.coefficient();
        if coefficient == 0 {
            return Ok(Number::ZERO);
        }
        Ok(Number {
            high: (coefficient >> 64) as u64,
            low: coefficient as u64,
            // Both fit: the magnitude is in range and there are at most 38 digits.
            exponent: (magnitude - (self.significant as i64 - 1)) as i16,
            digits: self.significant as u8,
            negative: self.negative,
        })
    }

    /// The significant digits, at most 38, as an integer: trailing zeros are divided out of their half.
    fn coefficient(&self) -> u128 {
        let below = |half: u64, zeros: usize| match zeros {
            0 => half,
            _ => half / 10u64.checked_pow(zeros as u32).unwrap_or(u64::MAX),
        };
        match self.significant.checked_sub(HALF) {
            None | Some(0) => u128::from(below(self.upper, self.written.min(HALF) - self.significant)),
            Some(rest) => {
                let lower = below(self.lower, self.written.min(2 * HALF) - self.significant);
                u128::from(self.upper) * power_of_ten(rest as u32).unwrap_or(1) + u128::from(lower)
            }
        }
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
            ("3", "3"),
            ("-7.1234", "-7.1234"),
            ("-17e5", "-1700000"),
            ("+3", "3"),
            (".123", "0.123"),
            ("5.", "5"),
            ("0001.23", "1.23"),
            ("1e+5", "100000"),
            ("1.e5", "100000"),
            ("0e125", "0"),
            ("0.0e126", "0"),
            ("00", "0"),
            ("-0.0", "0"),
            ("0e-5", "0"),
            ("1e0000000000000000000000001", "10"),
            ("0.1e126", &format!("1{}", "0".repeat(125))),
            ("100.000", "100"),
            ("123e-2", "1.23"),
            ("10000000000000000000000000000000000000000e-2", &format!("1{}", "0".repeat(38))),
            ("0.00000000000000000000000000000000000000000000000001", &format!("0.{}1", "0".repeat(49))),
        ] {
            assert_eq!(text.parse::<Number>().unwrap().to_string(), canonical, "{text}");
        }
    }

    #[test]
    fn other_forms_are_not_numeric() {
        for text in [
            "NaN",
            "Infinity",
            "-Infinity",
            "dog",
            " 1",
            "1 ",
            "1_000",
            "0x5",
            "1e",
            "1e+",
            ".",
            "-",
            "+-5",
            "+e2",
            "e5",
            "1.2.3",
            "1e5.0",
            "１",
            "1e9223372036854775808",
            "-.e1",
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
            ("1e126", Overflow),
            ("11e125", Overflow),
            ("0e126", Overflow),
            ("1.0e100000000", Overflow),
            ("1e99999999999", Overflow),
            ("1e9223372036854775807", Overflow),
            ("-1e126", Overflow),
            ("1e-131", Underflow),
            ("0.9e-130", Underflow),
            ("0e-131", Underflow),
            ("0.0e-130", Underflow),
            ("1e-99999999999", Underflow),
            ("1e-9223372036854775808", Underflow),
            (digits(39).as_str(), TooManyDigits),
            (format!("1.{}", digits(38)).as_str(), TooManyDigits),
            (format!("{}e-1", "9".repeat(127)).as_str(), TooManyDigits),
            (digits(200).as_str(), Overflow),
        ] {
            assert_eq!(text.parse::<Number>(), Err(error), "{text}");
        }
        for text in [
            digits(38),
            format!("{}000", digits(38)),
            format!("0.000{}", digits(38)),
            "9.9999999999999999999999999999999999999E+125".into(),
            "1.5e-130".into(),
        ] {
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
