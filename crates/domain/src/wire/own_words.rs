//! Categories and levels that programs of before do not know.
//!
//! They read four categories and two levels and refuse a row, or a profile, with another. So a key that
//! they do not know travels under a name of its own, which they pass over: to them the project has no
//! category and is 市级, and they go on. A newer program reads either name.

use serde::ser::{Error, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::plan::{Category, Level, PlanBook, PlanRow};
use crate::profile::{Label, Profile};

/// What travels in rows of the plan.
pub(super) trait Rows: Serialize {
    /// The rows that it has.
    fn rows(&self) -> impl Iterator<Item = &PlanRow>;
}

impl Rows for PlanRow {
    fn rows(&self) -> impl Iterator<Item = &PlanRow> {
        std::iter::once(self)
    }
}

impl Rows for PlanBook {
    fn rows(&self) -> impl Iterator<Item = &PlanRow> {
        self.versions().iter().map(|version| &version.row)
    }
}

/// Each as it is, or with its own words under their own names.
pub(super) fn rows<T: Rows, S: Serializer>(all: &[T], to: S) -> Result<S::Ok, S::Error> {
    let mut told = to.serialize_seq(Some(all.len()))?;
    for one in all {
        if one.rows().all(is_known_of_old) {
            told.serialize_element(one)?;
        } else {
            let mut value = serde_json::to_value(one).map_err(S::Error::custom)?;
            rename(&mut value);
            told.serialize_element(&value)?;
        }
    }
    told.end()
}

fn is_known_of_old(row: &PlanRow) -> bool {
    let category = row.category.as_ref();
    category.is_none_or(|it| Category::USUAL.contains(it)) && Level::USUAL.contains(&row.level)
}

/// Moves the words at any depth, from where [`PlanRow`] reads them as well: versions stand in a book, rows in versions.
fn rename(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(rename),
        Value::Object(values) => {
            values.values_mut().for_each(rename);
            let categories = Category::USUAL.iter().map(Category::key);
            move_unknown(values, "category", "own_category", categories);
            let levels = Level::USUAL.iter().map(Level::key);
            move_unknown(values, "level", "own_level", levels);
        }
        _ => {}
    }
}

fn move_unknown<'a>(
    row: &mut Map<String, Value>,
    name: &str,
    own: &str,
    mut known: impl Iterator<Item = &'a str>,
) {
    let word = row.get(name).and_then(Value::as_str);
    if word.is_some_and(|word| known.all(|known| known != word))
        && let Some(word) = row.remove(name)
    {
        row.insert(own.to_owned(), word);
    }
}

/// A profile with the categories known of old, and beside them all of them if there are others.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    profile: Profile,
    own_categories: &'a [Label<Category>],
}

/// The profile, its own categories under a name of their own.
#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
pub(super) fn profile<S: Serializer>(profile: &Option<Profile>, to: S) -> Result<S::Ok, S::Error> {
    let Some(own) = profile else {
        return to.serialize_none();
    };
    let is_known = |label: &Label<Category>| Category::USUAL.contains(&label.key);
    if own.categories.iter().all(is_known) {
        return own.serialize(to);
    }
    let mut known = own.clone();
    known.categories.retain(is_known);
    Told {
        profile: known,
        own_categories: &own.categories,
    }
    .serialize(to)
}

/// The categories of a profile that come under their own name, put in their place.
pub(super) fn with_own_categories(mut profile: Profile, sent: &RawValue) -> Profile {
    #[derive(Deserialize)]
    struct Own {
        #[serde(default)]
        own_categories: Vec<Label<Category>>,
    }
    if let Ok(own) = crate::json::read::<Own>(sent.get())
        && !own.own_categories.is_empty()
    {
        profile.categories = own.own_categories;
    }
    profile
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::check::testing::plan_row;
    use crate::plan::ClassKey;
    use crate::profile_file::testing::OWN_CLASSES;
    use crate::profile_file::{builtin, from_toml};
    use crate::wire::{v1, v2};

    /// The words of a program of before.
    #[derive(Debug, Deserialize, PartialEq, Eq)]
    #[serde(rename_all = "snake_case")]
    enum Then {
        Industry,
        Infrastructure,
        Livelihood,
        Ecology,
        Regional,
        Municipal,
    }

    /// What a program of before reads of a row.
    #[derive(Debug, Deserialize)]
    struct RowThen {
        category: Option<Then>,
        level: Option<Then>,
    }

    #[derive(Deserialize)]
    struct ProfileThen {
        categories: Vec<LabelThen>,
    }

    #[derive(Deserialize)]
    struct LabelThen {
        key: Then,
    }

    fn key(text: &str) -> ClassKey {
        ClassKey::new(text).unwrap()
    }

    fn row(category: Option<&str>, level: &str) -> PlanRow {
        let mut row = PlanRow {
            category: category.map(key).map(Category),
            level: Level(key(level)),
            ..plan_row()
        };
        row.classes.set(key("funds"), Some(key("own")));
        row
    }

    #[test]
    fn a_program_of_before_reads_every_row_and_a_new_one_reads_it_whole() {
        for (category, level, then) in [
            (
                Some("industry"),
                "regional",
                (Some(Then::Industry), Some(Then::Regional)),
            ),
            (
                Some("ecology"),
                "municipal",
                (Some(Then::Ecology), Some(Then::Municipal)),
            ),
            (None, "municipal", (None, Some(Then::Municipal))),
            (Some("energy"), "municipal", (None, Some(Then::Municipal))),
            (
                Some("livelihood"),
                "national",
                (Some(Then::Livelihood), None),
            ),
            (Some("energy"), "national", (None, None)),
            // a word of the other list is none of this one
            (Some("regional"), "infrastructure", (None, None)),
        ] {
            let row = row(category, level);
            let changes = v2::ChangeSet {
                projects: vec![row.clone()],
                plans: vec![PlanBook::of_row(row.clone())],
                ..v2::ChangeSet::default()
            };
            let sent = json!(changes);
            for told in [&sent["projects"][0], &sent["plans"][0][0]["row"]] {
                let read: RowThen = serde_json::from_value(told.clone()).unwrap();
                assert_eq!((read.category, read.level), then, "{category:?} {level}");
            }
            let read: v2::ChangeSet = crate::json::read(&sent.to_string()).unwrap();
            assert_eq!(read, changes);
            let older = v1::ChangeSet {
                projects: vec![row],
                ..v1::ChangeSet::default()
            };
            let sent = json!(older);
            let read: RowThen = serde_json::from_value(sent["projects"][0].clone()).unwrap();
            assert_eq!((read.category, read.level), then, "{category:?} {level}");
        }
    }

    #[test]
    fn what_was_known_of_old_is_told_as_it_was() {
        let row = PlanRow {
            category: Some(Category::ECOLOGY),
            level: Level::REGIONAL,
            ..plan_row()
        };
        let profile = builtin("qinzhou-2022").unwrap();
        let changes = v2::ChangeSet {
            profile: Some(profile.clone()),
            projects: vec![row.clone()],
            ..v2::ChangeSet::default()
        };
        let sent = json!(changes);
        assert_eq!(sent["projects"], json!([row]));
        assert_eq!(sent["profile"], json!(profile));
    }

    #[test]
    fn a_profile_tells_programs_of_before_the_categories_that_they_know() {
        let profile = from_toml(OWN_CLASSES).unwrap();
        let changes = v2::ChangeSet {
            profile: Some(profile.clone()),
            ..v2::ChangeSet::default()
        };
        let sent = json!(changes);
        let then: ProfileThen = serde_json::from_value(sent["profile"].clone()).unwrap();
        let keys = then.categories.into_iter().map(|label| label.key);
        assert_eq!(
            keys.collect::<Vec<_>>(),
            [
                Then::Industry,
                Then::Infrastructure,
                Then::Livelihood,
                Then::Ecology
            ]
        );
        let read: v2::ChangeSet = crate::json::read(&sent.to_string()).unwrap();
        assert_eq!(read.profile, Some(profile.clone()));
        assert_eq!(read.unreadable, 0);
        // the first version sends what it knew, too
        let older = v1::ChangeSet {
            profile: Some(profile),
            ..v1::ChangeSet::default()
        };
        let then: ProfileThen = serde_json::from_value(json!(older)["profile"].clone()).unwrap();
        assert_eq!(then.categories.len(), 4);
    }
}
