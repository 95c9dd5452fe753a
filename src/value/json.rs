//! DynamoDB JSON to owned values and back: `{"N": "42"}`.
//!
//! Decoding checks everything the service checks about a value alone and keeps going after a
//! problem, so that people see all of them. It refuses what is too deep instead of following it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};

use super::{
    AttributeMap, AttributeType, AttributeValue, Item, JsonPlace, JsonStep, Number, Set, ValueError, ValueProblem,
};
use crate::layer::ValidationLayer;
use crate::limits;

/// The value that `json` spells, or the problem the service would report.
///
/// ```
/// use ddbexpr::layer::ValidationLayer;
/// use ddbexpr::value::{AttributeValue, ValueError, json};
///
/// let layer = ValidationLayer::Current;
/// assert_eq!(json::from_json(&serde_json::json!({"N": "42"}), layer), Ok(AttributeValue::from(42)));
///
/// let problem = json::from_json(&serde_json::json!({"SS": []}), layer).unwrap_err();
/// assert_eq!(
///     problem.error.service_message(layer),
///     "One or more parameter values were invalid: An string set  may not be empty",
/// );
/// ```
pub fn from_json(json: &Value, layer: ValidationLayer) -> Result<AttributeValue, ValueProblem> {
    from_json_all(json, layer).map_err(first)
}

/// As [`from_json`], with every problem there is, the service's choice first.
pub fn from_json_all(json: &Value, layer: ValidationLayer) -> Result<AttributeValue, Vec<ValueProblem>> {
    from_json_within(json, layer, limits::NESTING_LEVELS)
}

/// As [`from_json_all`], with fewer than so many lists and maps around what is innermost.
pub(crate) fn from_json_within(
    json: &Value,
    layer: ValidationLayer,
    levels: usize,
) -> Result<AttributeValue, Vec<ValueProblem>> {
    let mut decoder = Decoder { layer, levels, place: Vec::new(), problems: Vec::new() };
    let value = decoder.value(json, 0);
    decoder.finish(value)
}

/// The item that `json` spells, `{"pk": {"S": "user#1"}}`, or the problem the service would report.
///
/// Service: what its JSON decoder refuses comes first, then an empty name among the attributes, then
/// the values, then empty names inside them.
pub fn item_from_json(json: &Value, layer: ValidationLayer) -> Result<Item, ValueProblem> {
    item_from_json_all(json, layer).map_err(first)
}

/// As [`item_from_json`], with every problem there is, the service's choice first.
pub fn item_from_json_all(json: &Value, layer: ValidationLayer) -> Result<Item, Vec<ValueProblem>> {
    let levels = limits::NESTING_LEVELS;
    let mut decoder = Decoder { layer, levels, place: Vec::new(), problems: Vec::new() };
    let item = match json {
        Value::Object(attributes) => decoder.map(attributes, 0),
        other => decoder.refuse(ValueError::NotAnObject { found: other.into() }),
    };
    decoder.finish(item)
}

/// The value in DynamoDB JSON: numbers in canonical form, binary in base64, sets sorted.
pub fn to_json(value: &AttributeValue) -> Value {
    let key = value.attribute_type().descriptor();
    let encode = |bytes: &Vec<u8>| Value::from(BASE64_STANDARD.encode(bytes));
    let content = match value {
        AttributeValue::S(text) => Value::from(text.as_str()),
        AttributeValue::N(number) => Value::from(number.to_string()),
        AttributeValue::B(bytes) => encode(bytes),
        AttributeValue::Bool(truth) => Value::from(*truth),
        AttributeValue::Null => Value::from(true),
        AttributeValue::L(elements) => elements.iter().map(to_json).collect(),
        AttributeValue::M(map) => item_to_json(map),
        AttributeValue::Ss(members) => members.iter().map(String::as_str).collect(),
        AttributeValue::Ns(members) => members.iter().map(Number::to_string).collect(),
        AttributeValue::Bs(members) => members.iter().map(encode).collect(),
    };
    json!({ key: content })
}

/// The item in DynamoDB JSON.
///
/// ```
/// use ddbexpr::value::{Item, json};
///
/// let item = Item::from([("age", 42)]);
/// assert_eq!(json::item_to_json(&item), serde_json::json!({"age": {"N": "42"}}));
/// ```
pub fn item_to_json(item: &Item) -> Value {
    Value::Object(item.iter().map(|(name, value)| (name.to_owned(), to_json(value))).collect())
}

fn first(problems: Vec<ValueProblem>) -> ValueProblem {
    // There is at least one; an empty value is the mildest thing to say if there were not.
    let none = ValueProblem { error: ValueError::Empty, place: JsonPlace::default() };
    problems.into_iter().next().unwrap_or(none)
}

/// Where a problem stands in the service's order, as far as values go.
fn rank(problem: &ValueProblem) -> u8 {
    match &problem.error {
        error if error.is_serialization() => 0,
        ValueError::EmptyAttributeName if problem.place.0.len() <= 1 => 1,
        ValueError::EmptyAttributeName => 3,
        _ => 2,
    }
}

#[derive(Clone, Copy)]
enum Step<'j> {
    Member(&'j str),
    Element(usize),
}

struct Decoder<'j> {
    layer: ValidationLayer,
    levels: usize,
    place: Vec<Step<'j>>,
    problems: Vec<ValueProblem>,
}

impl<'j> Decoder<'j> {
    fn finish<T>(mut self, decoded: Option<T>) -> Result<T, Vec<ValueProblem>> {
        self.problems.sort_by_key(rank);
        match decoded {
            Some(decoded) if self.problems.is_empty() => Ok(decoded),
            _ => Err(self.problems),
        }
    }

    fn refuse<T>(&mut self, error: ValueError) -> Option<T> {
        let owned = |step: &Step<'_>| match step {
            Step::Member(name) => JsonStep::Member((*name).to_owned()),
            Step::Element(index) => JsonStep::Element(*index),
        };
        let place = JsonPlace(self.place.iter().map(owned).collect());
        self.problems.push(ValueProblem { error, place });
        None
    }

    fn inside<T>(&mut self, step: Step<'j>, decode: impl FnOnce(&mut Self) -> T) -> T {
        self.place.push(step);
        let decoded = decode(self);
        self.place.pop();
        decoded
    }

    /// A value inside `containers` lists and maps.
    fn value(&mut self, json: &'j Value, containers: usize) -> Option<AttributeValue> {
        if containers >= self.levels {
            return self.refuse(ValueError::TooDeep);
        }
        let object = match json {
            Value::Object(object) => object,
            Value::Null => return self.refuse(ValueError::Empty),
            other => return self.refuse(ValueError::NotAnObject { found: other.into() }),
        };
        // Like the service's decoder, take a null member for an absent one and skip unknown ones.
        let mut typed = object.iter().filter_map(|(key, content)| {
            let kind: AttributeType = key.parse().ok()?;
            (!content.is_null()).then_some((key, kind, content))
        });
        let Some((key, kind, content)) = typed.next() else {
            let unknown = object.keys().find(|key| key.parse::<AttributeType>().is_err());
            return self.refuse(match unknown {
                Some(key) => ValueError::UnknownType { key: key.clone() },
                None => ValueError::Empty,
            });
        };
        if typed.next().is_some() {
            return self.refuse(ValueError::MultipleTypes);
        }
        self.inside(Step::Member(key), |decoder| decoder.content(kind, content, containers))
    }

    fn content(&mut self, kind: AttributeType, content: &'j Value, containers: usize) -> Option<AttributeValue> {
        use AttributeType as T;
        Some(match (kind, content) {
            (T::S, _) => AttributeValue::S(self.string(content)?),
            (T::N, _) => AttributeValue::N(self.number(content)?),
            (T::B, _) => AttributeValue::B(self.binary(content)?),
            (T::Bool, Value::Bool(truth)) => AttributeValue::Bool(*truth),
            (T::Null, Value::Bool(true)) => AttributeValue::Null,
            (T::Null, Value::Bool(false)) => return self.refuse(ValueError::NullFalse),
            (T::M, Value::Object(fields)) => AttributeValue::M(self.map(fields, containers + 1)?),
            (T::L, Value::Array(elements)) => {
                AttributeValue::L(self.elements(elements, |decoder, json| decoder.value(json, containers + 1))?)
            }
            (T::Ss, Value::Array(members)) => AttributeValue::Ss(self.set(kind, members, Self::string)?),
            (T::Ns, Value::Array(members)) => AttributeValue::Ns(self.set(kind, members, Self::number)?),
            (T::Bs, Value::Array(members)) => AttributeValue::Bs(self.set(kind, members, Self::binary)?),
            (type_key, found) => return self.refuse(ValueError::WrongJsonType { type_key, found: found.into() }),
        })
    }

    /// Attributes of an item, or fields of a map; their values are inside `containers` lists and maps.
    fn map(&mut self, fields: &'j Map<String, Value>, containers: usize) -> Option<AttributeMap> {
        let mut map = Some(AttributeMap::new());
        for (name, json) in fields {
            let value = self.inside(Step::Member(name), |decoder| {
                if name.is_empty() {
                    decoder.refuse::<()>(ValueError::EmptyAttributeName);
                }
                decoder.value(json, containers)
            });
            match (&mut map, value) {
                (Some(map), Some(value)) => drop(map.insert(name.as_str(), value)),
                _ => map = None,
            }
        }
        map
    }

    /// Decodes every element, for the sake of all problems, and then all or nothing.
    fn elements<T>(
        &mut self,
        elements: &'j [Value],
        mut decode: impl FnMut(&mut Self, &'j Value) -> Option<T>,
    ) -> Option<Vec<T>> {
        let decoded: Vec<Option<T>> = elements
            .iter()
            .enumerate()
            .map(|(index, json)| self.inside(Step::Element(index), |decoder| decode(decoder, json)))
            .collect();
        decoded.into_iter().collect()
    }

    fn set<T: Ord>(
        &mut self,
        set_type: AttributeType,
        members: &'j [Value],
        decode: impl FnMut(&mut Self, &'j Value) -> Option<T>,
    ) -> Option<Set<T>> {
        if members.is_empty() {
            return self.refuse(ValueError::EmptySet(set_type));
        }
        match Set::new(self.elements(members, decode)?) {
            Ok(set) => Some(set),
            Err(_) => {
                let members = members.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                self.refuse(ValueError::DuplicateInSet { set_type, members })
            }
        }
    }

    fn string(&mut self, json: &'j Value) -> Option<String> {
        match json {
            Value::String(text) => Some(text.clone()),
            // Null content of an S has been skipped, so this is a member of an SS.
            Value::Null => self.refuse(ValueError::NullMemberOfStringSet),
            other => self.refuse(ValueError::WrongJsonType { type_key: AttributeType::S, found: other.into() }),
        }
    }

    fn number(&mut self, json: &'j Value) -> Option<Number> {
        match json {
            Value::String(text) => match Number::parse(text, self.layer) {
                Ok(number) => Some(number),
                Err(error) => self.refuse(error.into()),
            },
            other => self.refuse(ValueError::WrongJsonType { type_key: AttributeType::N, found: other.into() }),
        }
    }

    fn binary(&mut self, json: &'j Value) -> Option<Vec<u8>> {
        match json {
            Value::String(text) => match BASE64_STANDARD.decode(text) {
                Ok(bytes) => Some(bytes),
                Err(_) => self.refuse(ValueError::InvalidBase64 { text: text.clone() }),
            },
            other => self.refuse(ValueError::WrongJsonType { type_key: AttributeType::B, found: other.into() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ValidationLayer::{Current, Older};

    fn nested(containers: usize) -> Value {
        (0..containers).fold(json!({"S": "x"}), |inner, _| json!({"L": [inner]}))
    }

    #[test]
    fn values_survive_the_round_trip() {
        for json in [
            json!({"S": ""}),
            json!({"S": "é"}),
            json!({"N": "-1.5"}),
            json!({"B": "AQI="}),
            json!({"B": ""}),
            json!({"BOOL": false}),
            json!({"NULL": true}),
            json!({"L": []}),
            json!({"L": [{"S": "a"}, {"L": [{"N": "1"}]}]}),
            json!({"M": {}}),
            json!({"M": {"a": {"M": {"b": {"SS": ["", "a"]}}}}}),
            json!({"NS": ["-1", "2", "10"]}),
            json!({"BS": ["", "AA=="]}),
        ] {
            let value = from_json(&json, Current).unwrap();
            assert_eq!(to_json(&value), json);
            assert_eq!(item_to_json(&item_from_json(&json!({"k": json}), Older).unwrap()), json!({"k": json}));
        }
        assert_eq!(to_json(&from_json(&json!({"NS": ["1e1", "2.0"]}), Current).unwrap()), json!({"NS": ["2", "10"]}));
        assert_eq!(from_json(&json!({"S": "a", "N": null, "X": 1}), Current), Ok("a".into()));
    }

    #[test]
    fn problems_are_worded_and_placed() {
        let invalid = |text: &str| format!("One or more parameter values were invalid: {text}");
        let empty = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes".to_owned();
        let structure = "Start of structure or map found where not expected".to_owned();
        for (json, message, place) in [
            (json!({}), empty.clone(), ""),
            (json!(null), empty.clone(), ""),
            (json!({"S": null}), empty.clone(), ""),
            (json!({"STRING": "a"}), empty, ""),
            (json!({"S": "a", "N": "1"}), "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes".into(), ""),
            (json!({"SS": []}), invalid("An string set  may not be empty"), "/SS"),
            (json!({"NS": []}), invalid("An number set  may not be empty"), "/NS"),
            (json!({"BS": []}), invalid("Binary sets should not be empty"), "/BS"),
            (json!({"SS": ["a", null]}), invalid("An string set may not have a null string as a member"), "/SS/1"),
            (json!({"NULL": false}), invalid("Null attribute value types must have the value of true"), "/NULL"),
            (json!({"M": {"a": {"L": [{"N": "b"}]}}}), "The parameter cannot be converted to a numeric value: b".into(), "/M/a/L/0/N"),
            (json!({"NS": ["1", ""]}), "The parameter cannot be converted to a numeric value: ".into(), "/NS/1"),
            (json!({"NS": ["1", "1.0"]}), invalid("Input collection contains duplicates."), "/NS"),
            (json!({"SS": ["", ""]}), invalid(r#"Input collection ["", ""] contains duplicates."#), "/SS"),
            (json!({"M": {"": {"S": "a"}}}), "Empty attribute name".into(), "/M/"),
            (json!(5), "Unexpected value type in payload".into(), ""),
            (json!({"S": 5}), "NUMBER_VALUE cannot be converted to String".into(), "/S"),
            (json!({"N": 1.5}), "DECIMAL_VALUE cannot be converted to String".into(), "/N"),
            (json!({"SS": ["a", true]}), "TRUE_VALUE cannot be converted to String".into(), "/SS/1"),
            (json!({"S": {}}), structure.clone(), "/S"),
            (json!({"L": {}}), structure, "/L"),
            (json!({"S": []}), "Unrecognized collection type class java.lang.String".into(), "/S"),
            (json!({"BOOL": "yes"}), "Unexpected token received from parser".into(), "/BOOL"),
            (json!({"BOOL": 0}), "NUMBER_VALUE cannot be converted to Boolean".into(), "/BOOL"),
            (json!({"L": "a"}), "Unexpected field type".into(), "/L"),
            (json!({"B": 5}), "only base-64-encoded strings are convertible to bytes".into(), "/B"),
            (json!({"B": "23456"}), "Base64 encoded length is expected a multiple of 4 bytes but found: 5".into(), "/B"),
            (json!({"BS": ["AA==", "+/+="]}), "Invalid last non-pad Base64 character dectected".into(), "/BS/1"),
        ] {
            let problem = from_json(&json, Current).unwrap_err();
            assert_eq!(problem.error.service_message(Current), message, "{json}");
            assert_eq!(problem.place.to_string(), place, "{json}");
        }
    }

    #[test]
    fn depth_is_limited() {
        assert!(from_json(&nested(31), Current).is_ok());
        let problem = from_json(&nested(32), Current).unwrap_err();
        assert_eq!(problem.error, ValueError::TooDeep);
        assert!(problem.error.service_message(Current).starts_with("Nesting Levels have exceeded"));
        assert_eq!(problem.place.0.len(), 64);
        assert_eq!(from_json(&nested(200), Current).unwrap_err().error, ValueError::TooDeep);
    }

    #[test]
    fn all_problems_come_in_the_services_order() {
        let item = json!({"a": {"M": {"": {"N": "x"}}}, "b": nested(32), "c": {"S": 1}, "": {"S": "a"}});
        let problems = item_from_json_all(&item, Current).unwrap_err();
        let errors: Vec<ValueError> = problems.into_iter().map(|problem| problem.error).collect();
        assert!(
            matches!(
                errors.as_slice(),
                [
                    ValueError::WrongJsonType { .. },
                    ValueError::EmptyAttributeName,
                    ValueError::Number(_),
                    ValueError::TooDeep,
                    ValueError::EmptyAttributeName,
                ]
            ),
            "{errors:?}"
        );
        assert!(matches!(item_from_json(&json!([]), Current).unwrap_err().error, ValueError::NotAnObject { .. }));
    }
}
