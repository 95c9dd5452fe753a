//! Exact sums, for `SET n = n + :v`, `SET n = n - :v` and `ADD n :v`.

use std::cmp::Ordering;

use super::{Number, NumberError, power_of_ten, without_trailing_zeros};

impl Number {
    /// The exact sum, as `SET a = a + :v` computes it.
    ///
    /// Service: a result beyond the range, and also one that needs more than 38 digits, is an
    /// overflow (`1e50 + 1` observed). Below the range it is an underflow.
    ///
    /// ```
    /// use ddbexpr::value::{Number, NumberError};
    ///
    /// let big: Number = "1e22".parse()?;
    /// assert_eq!(big.checked_add(Number::from(1))?.to_string(), "10000000000000000000001");
    ///
    /// let bigger: Number = "1e50".parse()?;
    /// assert_eq!(bigger.checked_add(Number::from(1)), Err(NumberError::Overflow));
    /// # Ok::<(), NumberError>(())
    /// ```
    pub fn checked_add(self, other: Number) -> Result<Number, NumberError> {
        if self.is_zero() {
            return Ok(other);
        }
        if other.is_zero() {
            return Ok(self);
        }
        let (upper, lower) = if self.exponent >= other.exponent { (self, other) } else { (other, self) };
        let shift = u32::from(upper.exponent.abs_diff(lower.exponent));
        let mut exponent = i32::from(lower.exponent);
        // When the exponents differ, the last digit of the result is the last of `lower`, never zero. So
        // if `upper` outgrows 128 bits at that exponent, more than 38 digits are certainly needed.
        let aligned = power_of_ten(shift).and_then(|power| upper.coefficient().checked_mul(power));
        let aligned = aligned.ok_or(NumberError::Overflow)?;
        let (negative, mut coefficient) = if upper.negative == lower.negative {
            let sum = aligned.checked_add(lower.coefficient()).ok_or(NumberError::Overflow)?;
            (upper.negative, sum)
        } else {
            match aligned.cmp(&lower.coefficient()) {
                Ordering::Equal => return Ok(Number::ZERO),
                Ordering::Greater => (upper.negative, aligned - lower.coefficient()),
                Ordering::Less => (lower.negative, lower.coefficient() - aligned),
            }
        };
        if shift == 0 {
            let (stripped, zeros) = without_trailing_zeros(coefficient);
            (coefficient, exponent) = (stripped, exponent + zeros);
        }
        match Number::assemble(negative, coefficient, exponent) {
            Err(NumberError::TooManyDigits) => Err(NumberError::Overflow),
            result => result,
        }
    }

    /// The exact difference, as `SET a = a - :v` computes it; errors as for [`Number::checked_add`].
    ///
    /// ```
    /// use ddbexpr::value::Number;
    ///
    /// assert_eq!(Number::from(5).checked_sub(Number::from(5))?, Number::ZERO);
    /// # Ok::<(), ddbexpr::value::NumberError>(())
    /// ```
    pub fn checked_sub(self, other: Number) -> Result<Number, NumberError> {
        self.checked_add(Number { negative: !other.negative && !other.is_zero(), ..other })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn sums_are_exact() {
        let nines = "9".repeat(38);
        for (a, b, sum) in [
            ("1", "1e22", "10000000000000000000001"),
            ("5", "-5", "0"),
            ("0", "0", "0"),
            ("0", "-3", "-3"),
            ("1.5", "1.5", "3"),
            ("-1", "0.25", "-0.75"),
            ("0.1", "0.2", "0.3"),
            (nines.as_str(), "1", &format!("1{}", "0".repeat(38))),
            ("1e38", "-1", &nines),
        ] {
            assert_eq!(number(a).checked_add(number(b)).unwrap().to_string(), sum, "{a} + {b}");
            assert_eq!(number(b).checked_add(number(a)).unwrap().to_string(), sum, "{b} + {a}");
        }
    }

    #[test]
    fn results_out_of_reach_are_refused() {
        use NumberError::{Overflow, Underflow};
        for (a, b, error) in [
            ("9e125", "9e125", Overflow),
            ("1e50", "1", Overflow),
            ("1e50", "-1", Overflow),
            ("1e125", "1e-130", Overflow),
            ("1.5e-130", "-1e-130", Underflow),
            (&"9".repeat(38), &"9".repeat(38), Overflow),
        ] {
            assert_eq!(number(a).checked_add(number(b)), Err(error), "{a} + {b}");
        }
        assert_eq!(number("9e125").checked_sub(number("-9e125")), Err(Overflow));
        assert_eq!(number("0").checked_sub(number("0")), Ok(Number::ZERO));
    }
}
