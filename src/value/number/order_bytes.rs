//! Numbers as bytes that compare as the numbers do: what keys are stored by.

use super::Number;
use crate::limits;

/// The first byte of a zero; negative numbers begin lower, positive ones higher.
const ZERO: u8 = 0x80;
const POSITIVE: u8 = 0xC0;

impl Number {
    /// Appends bytes that compare as numbers do, and of which none begins another number's.
    ///
    /// Sign, power of ten, digits two a byte, an end; all of it turned over where the number is negative.
    ///
    /// ```
    /// # use ddbexpr::value::Number;
    /// let bytes = |text: &str| {
    ///     let mut bytes = Vec::new();
    ///     text.parse::<Number>().unwrap().write_order_bytes(&mut bytes);
    ///     bytes
    /// };
    /// assert!(bytes("-10") < bytes("-9.5") && bytes("-9.5") < bytes("0") && bytes("0") < bytes("1e-130"));
    /// assert!(bytes("2") < bytes("10") && bytes("10") < bytes("10.01"));
    /// ```
    pub fn write_order_bytes(self, out: &mut Vec<u8>) {
        if self.is_zero() {
            out.push(ZERO);
            return;
        }
        let start = out.len();
        out.push(POSITIVE);
        // Within 0 to 255, since magnitudes lie within -130 and 125.
        out.push(u8::try_from(self.magnitude() - limits::NUMBER_MIN_EXPONENT).unwrap_or(u8::MAX));
        let digits = start + 2;
        let pairs = usize::from(self.digits).div_ceil(2);
        // 38 digits are an even number of them: what is multiplied has room for one more.
        let mut rest = if self.digits % 2 == 1 { self.coefficient().saturating_mul(10) } else { self.coefficient() };
        out.resize(digits + pairs, 0);
        for pair in out.iter_mut().skip(digits).rev() {
            // From 1, so that the end is lower than any pair.
            *pair = (rest % 100) as u8 + 1;
            rest /= 100;
        }
        out.push(0);
        if self.negative {
            out.iter_mut().skip(start).for_each(|byte| *byte = !*byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_compare_as_numbers() {
        let digits = "9".repeat(38);
        let texts = [
            "-1e126", "-1e125", "-100.01", "-100", "-99", "-10", "-1.5", "-1", "-0.5", "-1e-130", "0", "1e-130",
            "1.1e-130", "0.05", "0.5", "0.51", "1", "1.01", "1.1", "9", "10", "10.1", "11", "99", "100", "1000",
            "1e125", "9e125",
        ];
        let mut numbers: Vec<Number> = texts.iter().filter_map(|text| text.parse().ok()).collect();
        numbers.extend([digits.clone(), format!("-{digits}")].iter().map(|text| text.parse::<Number>().unwrap()));
        let bytes = |number: &Number| {
            let mut bytes = Vec::new();
            number.write_order_bytes(&mut bytes);
            bytes
        };
        for one in &numbers {
            for two in &numbers {
                assert_eq!(bytes(one).cmp(&bytes(two)), one.cmp(two), "{one} beside {two}");
                assert!(one == two || !bytes(two).starts_with(&bytes(one)), "{one} begins {two}");
            }
        }
    }
}
