//! [`Number`] to plain decimal text, without the heap.

use std::fmt;

use super::Number;

/// Sign, `0.`, 129 zeros and 38 digits, with room to spare.
const LONGEST: usize = 192;

/// Text built from the back, where the least digit is known first.
struct Backwards {
    text: [u8; LONGEST],
    start: usize,
}

impl Backwards {
    fn push(&mut self, byte: u8) {
        self.start = self.start.saturating_sub(1);
        if let Some(place) = self.text.get_mut(self.start) {
            *place = byte;
        }
    }

    fn as_str(&self) -> &str {
        // Only ASCII is ever pushed.
        self.text.get(self.start..).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
    }
}

/// Plain decimal text, never an exponent: `1e3` prints as `1000`, `-.50` as `-0.5`.
///
/// Service: one zero before the dot, no trailing zero after it, no `+`, and `-0` is `0`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = Backwards { text: [b'0'; LONGEST], start: LONGEST };
        for _ in 0..self.exponent.max(0) {
            out.push(b'0');
        }
        let mut fraction = usize::from(self.exponent.min(0).unsigned_abs());
        let mut digit = |out: &mut Backwards, digit: u8| {
            out.push(b'0' + digit);
            if fraction > 0 {
                fraction -= 1;
                if fraction == 0 {
                    out.push(b'.');
                }
            }
        };
        // 128-bit division is slow: take the low 19 digits off once, then stay in 64 bits.
        const CHUNK: u64 = 10_000_000_000_000_000_000;
        let coefficient = self.coefficient();
        let (mut upper, mut lower) = match u64::try_from(coefficient) {
            Ok(small) => (0, small),
            Err(_) => ((coefficient / u128::from(CHUNK)) as u64, (coefficient % u128::from(CHUNK)) as u64),
        };
        if upper > 0 {
            for _ in 0..19 {
                digit(&mut out, (lower % 10) as u8);
                lower /= 10;
            }
            std::mem::swap(&mut upper, &mut lower);
        }
        while lower > 0 {
            digit(&mut out, (lower % 10) as u8);
            lower /= 10;
        }
        while fraction > 0 {
            out.push(b'0');
            fraction -= 1;
            if fraction == 0 {
                out.push(b'.');
            }
        }
        if matches!(out.text.get(out.start), None | Some(b'.')) {
            out.push(b'0');
        }
        if self.negative {
            out.push(b'-');
        }
        f.pad(out.as_str())
    }
}

/// `Number(1.5)`.
impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_plain_decimal() {
        let (zeros, nines) = ("0".repeat(125), "9".repeat(38));
        for (text, plain) in [
            ("0", "0"),
            ("007", "7"),
            ("1.10", "1.1"),
            ("1e-3", "0.001"),
            ("0.10", "0.1"),
            ("1E+3", "1000"),
            ("-.5", "-0.5"),
            ("1e20", "100000000000000000000"),
            ("1e-20", "0.00000000000000000001"),
            ("1e125", &format!("1{zeros}")),
            ("-1e-130", &format!("-0.{}1", "0".repeat(129))),
            (&nines, &nines),
            ("12345678901234567890.5", "12345678901234567890.5"),
            ("10000000000000000000000.00000000000001", "10000000000000000000000.00000000000001"),
            (&format!("{nines}e-167"), &format!("0.{}{nines}", "0".repeat(129))),
        ] {
            assert_eq!(text.parse::<Number>().unwrap().to_string(), plain);
        }
        assert_eq!(format!("{:>5}|{:?}", Number::from(7), Number::from(-7)), "    7|Number(-7)");
    }
}
