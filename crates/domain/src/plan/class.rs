//! What projects are classified by: category (行业), level (层级), and the classes (分类) of the profile's
//! own.

use schemars::JsonSchema;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ClassKey;

/// Category 行业, by the key that the profile names and labels.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Category(pub ClassKey);

impl Category {
    /// 重大产业, 产业发展.
    pub const INDUSTRY: Self = Self(ClassKey::known("industry"));
    /// 基础设施.
    pub const INFRASTRUCTURE: Self = Self(ClassKey::known("infrastructure"));
    /// 社会民生, 民生保障.
    pub const LIVELIHOOD: Self = Self(ClassKey::known("livelihood"));
    /// 节能环保, 生态环保.
    pub const ECOLOGY: Self = Self(ClassKey::known("ecology"));

    /// The four groups of the notices, in the order in which they list them. Programs of before know
    /// no others.
    pub const USUAL: [Self; 4] = [
        Self::INDUSTRY,
        Self::INFRASTRUCTURE,
        Self::LIVELIHOOD,
        Self::ECOLOGY,
    ];

    /// The key used on the wire and in profiles.
    pub fn key(&self) -> &str {
        self.0.as_str()
    }
}

/// Level 层级: who decided that the project is a major one, by the key that the profile names and labels.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Level(pub ClassKey);

impl Level {
    /// 自治区层面.
    pub const REGIONAL: Self = Self(ClassKey::known("regional"));
    /// 市级: that of a row which says nothing.
    pub const MUNICIPAL: Self = Self(ClassKey::known("municipal"));

    /// Those of a profile that names none. Programs of before know no others.
    pub const USUAL: [Self; 2] = [Self::REGIONAL, Self::MUNICIPAL];

    /// The key used on the wire and in profiles.
    pub fn key(&self) -> &str {
        self.0.as_str()
    }
}

impl Default for Level {
    fn default() -> Self {
        Self::MUNICIPAL
    }
}

/// The values that a row has of the profile's classes, by the classes' keys. A flag that is set has
/// [`ClassKey::YES`]; one that is not set, and what nobody has said, is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Classes(Vec<(ClassKey, ClassKey)>);

impl Classes {
    /// Whether nothing is said.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of a class.
    pub fn get(&self, class: ClassKey) -> Option<&ClassKey> {
        let mut said = self.0.iter();
        said.find(|(key, _)| *key == class).map(|(_, value)| value)
    }

    /// Gives a class its value, or takes it away.
    pub fn set(&mut self, class: ClassKey, value: Option<ClassKey>) {
        self.0.retain(|(key, _)| *key != class);
        if let Some(value) = value {
            let before = self.0.iter().filter(|(key, _)| *key < class).count();
            self.0.insert(before, (class, value));
        }
    }

    /// Each class that has a value, by key, with it.
    pub fn iter(&self) -> impl Iterator<Item = (ClassKey, ClassKey)> + '_ {
        self.0.iter().copied()
    }
}

impl Serialize for Classes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Classes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(ClassesVisitor)
    }
}

struct ClassesVisitor;

impl<'de> Visitor<'de> for ClassesVisitor {
    type Value = Classes;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object of classes and their values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Classes, A::Error> {
        let mut classes = Classes::default();
        while let Some((class, value)) = map.next_entry()? {
            classes.set(class, Some(value));
        }
        Ok(classes)
    }
}

impl JsonSchema for Classes {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Classes".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        std::collections::BTreeMap::<String, ClassKey>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> ClassKey {
        ClassKey::new(text).unwrap()
    }

    #[test]
    fn the_keys_of_before_are_the_same_words() {
        let categories = Category::USUAL.map(|category| serde_json::to_value(category).unwrap());
        assert_eq!(
            categories,
            ["industry", "infrastructure", "livelihood", "ecology"]
        );
        let levels = Level::USUAL.map(|level| serde_json::to_value(level).unwrap());
        assert_eq!(levels, ["regional", "municipal"]);
        assert_eq!(Level::default(), Level::MUNICIPAL);
    }

    #[test]
    fn classes_are_told_by_key_whatever_the_order_they_came_in() {
        let mut one = Classes::default();
        let mut other = Classes::default();
        let said = [("funds", "central"), ("park", "yes"), ("bond", "yes")];
        for (class, value) in said {
            one.set(key(class), Some(key(value)));
        }
        for (class, value) in said.into_iter().rev() {
            other.set(key(class), Some(key(value)));
        }
        assert_eq!(one, other);
        let written = serde_json::to_string(&one).unwrap();
        assert_eq!(written, r#"{"bond":"yes","funds":"central","park":"yes"}"#);
        assert_eq!(serde_json::from_str::<Classes>(&written).unwrap(), one);
        one.set(key("funds"), Some(key("own")));
        assert_eq!(one.get(key("funds")), Some(&key("own")));
        one.set(key("funds"), None);
        assert_eq!(one.get(key("funds")), None);
        assert_eq!(one.iter().count(), 2);
        one.set(key("park"), None);
        one.set(key("bond"), None);
        assert!(one.is_empty());
    }

    #[test]
    fn what_is_no_key_is_no_class() {
        for wrong in [r#"{"Funds":"own"}"#, r#"{"funds":"自筹"}"#, r#"["funds"]"#] {
            assert!(serde_json::from_str::<Classes>(wrong).is_err(), "{wrong}");
        }
    }
}
