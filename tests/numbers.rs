//! `Number` against big integers: what is written, printed, summed and compared is exact.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::cmp::Ordering;

use ddbexpr::layer::ValidationLayer;
use ddbexpr::value::{Number, NumberError};
use num_bigint::BigInt;
use proptest::prelude::*;

/// A number as the model sees it: an integer count of 10^-300.
const SCALE: i64 = 300;

/// The parts number text is made of.
#[derive(Debug, Clone)]
struct Spelling {
    sign: &'static str,
    before: String,
    after: Option<String>,
    exponent: Option<i64>,
}

impl Spelling {
    fn text(&self) -> String {
        let after = self.after.as_ref().map(|after| format!(".{after}")).unwrap_or_default();
        let exponent = self.exponent.map(|exponent| format!("e{exponent}")).unwrap_or_default();
        format!("{}{}{after}{exponent}", self.sign, self.before)
    }

    fn model(&self) -> BigInt {
        let after = self.after.clone().unwrap_or_default();
        let digits: BigInt = format!("0{}{after}", self.before).parse().unwrap();
        let power = SCALE + self.exponent.unwrap_or(0) - after.len() as i64;
        let magnitude = digits * BigInt::from(10).pow(u32::try_from(power).unwrap());
        if self.sign == "-" { -magnitude } else { magnitude }
    }
}

fn spelling() -> impl Strategy<Value = Spelling> {
    let sign = prop_oneof![Just(""), Just("-"), Just("+")];
    let digits = prop_oneof!["[0-9]{1,4}", "0{0,3}[1-9][0-9]{0,41}0{0,5}", "[0-9]{1,20}"];
    let after = proptest::option::of(prop_oneof!["0{0,6}[0-9]{0,25}", "[0-9]{0,4}"]);
    let exponent = prop_oneof![Just(None), (-140i64..140).prop_map(Some), (-5i64..5).prop_map(Some)];
    (sign, digits, after, exponent).prop_map(|(sign, before, after, exponent)| Spelling {
        sign,
        before,
        after,
        exponent,
    })
}

/// The significant digits of a model value, and the power of ten of its leading digit.
fn measure(model: &BigInt) -> (usize, i64) {
    let text = model.magnitude().to_string();
    (text.trim_end_matches('0').len(), text.len() as i64 - 1 - SCALE)
}

fn model_of(text: &str) -> BigInt {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (before, after) = digits.split_once('.').map_or((digits, None), |(before, after)| (before, Some(after)));
    let sign = if sign == "-" { "-" } else { "" };
    Spelling { sign, before: before.to_owned(), after: after.map(str::to_owned), exponent: None }.model()
}

/// What an exact result becomes when it is stored.
fn judged(model: &BigInt, too_long: NumberError) -> Result<BigInt, NumberError> {
    let (digits, magnitude) = measure(model);
    match () {
        () if *model == BigInt::ZERO => Ok(BigInt::ZERO),
        () if magnitude > 125 => Err(NumberError::Overflow),
        () if magnitude < -130 => Err(NumberError::Underflow),
        () if digits > 38 => Err(too_long),
        () => Ok(model.clone()),
    }
}

fn number() -> impl Strategy<Value = Number> {
    spelling().prop_filter_map("not storable", |spelling| spelling.text().parse().ok())
}

/// Two numbers, often close enough to share digits.
fn pair() -> impl Strategy<Value = (Number, Number)> {
    let near = ("-?[1-9][0-9]{0,20}", "-?[1-9][0-9]{0,20}", -120i64..100, -20i64..20).prop_filter_map(
        "not storable",
        |(a, b, exponent, apart)| {
            Some((format!("{a}e{exponent}").parse().ok()?, format!("{b}e{}", exponent + apart).parse().ok()?))
        },
    );
    prop_oneof![(number(), number()), near]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn parsing_is_exact_or_refuses(spelling in spelling()) {
        let model = spelling.model();
        let parsed = spelling.text().parse::<Number>();
        if model != BigInt::ZERO {
            let parsed = parsed.as_ref().map(|number| model_of(&number.to_string())).map_err(Clone::clone);
            prop_assert_eq!(parsed, judged(&model, NumberError::TooManyDigits));
        } else if let Ok(zero) = parsed {
            prop_assert_eq!(zero, Number::ZERO);
        }
        prop_assert_eq!(
            Number::parse(&spelling.text(), ValidationLayer::Older),
            Number::parse(&spelling.text(), ValidationLayer::Current)
        );
    }

    #[test]
    fn printing_is_canonical_and_reads_back(number in number()) {
        let text = number.to_string();
        prop_assert_eq!(text.parse::<Number>(), Ok(number));
        prop_assert!(!text.contains(['e', 'E', '+']));
        let digits = text.strip_prefix('-').unwrap_or(&text);
        prop_assert!(!digits.starts_with('.') && (digits.starts_with("0.") || digits == "0" || !digits.starts_with('0')));
        if digits.contains('.') {
            prop_assert!(!digits.ends_with(['0', '.']));
        }
    }

    #[test]
    fn sums_and_differences_are_exact_or_refused((a, b) in pair()) {
        let (model_a, model_b) = (model_of(&a.to_string()), model_of(&b.to_string()));
        let exact = |result: Result<Number, NumberError>| result.map(|number| model_of(&number.to_string()));
        prop_assert_eq!(exact(a.checked_add(b)), judged(&(&model_a + &model_b), NumberError::Overflow));
        prop_assert_eq!(exact(a.checked_sub(b)), judged(&(&model_a - &model_b), NumberError::Overflow));
        prop_assert_eq!(a.checked_add(b), b.checked_add(a));
    }

    #[test]
    fn order_is_the_models((a, b) in pair()) {
        let expected = model_of(&a.to_string()).cmp(&model_of(&b.to_string()));
        prop_assert_eq!(a.cmp(&b), expected);
        prop_assert_eq!(b.cmp(&a), expected.reverse());
        prop_assert_eq!(a == b, expected == Ordering::Equal);
    }

    #[test]
    fn floats_are_nearest(number in number()) {
        prop_assert_eq!(number.to_f64(), number.to_string().parse::<f64>().unwrap());
    }

    #[test]
    fn integers_convert(integer in any::<i64>(), natural in any::<u64>()) {
        prop_assert_eq!(Number::from(integer).to_string(), integer.to_string());
        prop_assert_eq!(Number::from(natural), natural.to_string().parse::<Number>().unwrap());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[-+.eE0-9 ]{0,12}|\\PC{0,12}|[0-9]{30,60}e[0-9]{0,25}") {
        let _ = Number::parse(&text, ValidationLayer::Current);
        let _ = Number::parse(&text, ValidationLayer::Older);
    }
}
