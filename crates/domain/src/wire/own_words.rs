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
