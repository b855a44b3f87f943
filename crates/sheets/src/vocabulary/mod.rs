//! What people call columns and rows, as data: which header cell is read as what, which words begin a total,
//! a part or the foot of a page.

mod groups;
mod header_key;
mod row_labels;
mod target;
mod total_label;

use std::collections::BTreeMap;

use serde::Deserialize;
use yuebao_domain::import::persons::Detail;
use yuebao_domain::plan::PlanBox;
use yuebao_domain::profile::{Label, Profile};

pub(crate) use groups::target_of;
pub(crate) use header_key::header_key;
pub(crate) use row_labels::{group_core, is_foot, is_own, is_restated};
pub(crate) use target::{PersonKind, Target};
pub(crate) use total_label::{TotalLabel, depth};

use crate::text::tidy;
pub(crate) use target::{class_key, known_keys, person_keys};

/// The names that come with the program.
const BUILT_IN: &str = include_str!("columns.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    headers: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    rows: Rows,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    #[serde(default)]
    total: Vec<String>,
    #[serde(default)]
    subtotal: Vec<String>,
    #[serde(default)]
    restated: Vec<String>,
    #[serde(default)]
    foot: Vec<String>,
}

/// How tables are worded.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    headers: BTreeMap<String, Target>,
    /// The names that were given on top, to the letter: 7月完成 can be named without 6月完成.
    own: BTreeMap<String, Target>,
    words: BTreeMap<String, Vec<String>>,
    /// The words for the total of a whole table.
    pub(crate) total: Vec<String>,
    /// The words for the total of a part.
    pub(crate) subtotal: Vec<String>,
    /// How rows begin that say once more what others say.
    pub(crate) restated: Vec<String>,
    /// How the foot of a page begins.
    pub(crate) foot: Vec<String>,
}

impl Vocabulary {
    /// The built-in names, and those of the texts in the same form on top of them.
    pub fn load<'a>(own: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let mut columns = Self::default();
        columns.add(BUILT_IN)?;
        let built_in = columns.headers.clone();
        for text in own {
            for (name, target) in columns.add(text)? {
                // what is ignored by its own name leaves its likes alone
                let key = header_key(&name);
                if let (Target::Ignore, Some(usual)) = (target, built_in.get(&key)) {
                    columns.headers.insert(key, *usual);
                }
                columns.own.insert(tidy(&name), target);
            }
        }
        Ok(columns)
    }

    /// The same with columns that a person has named: what a header is read as, by its key.
    pub fn with_columns<'a>(
        mut self,
        columns: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, String> {
        for (label, key) in columns {
            let target = target_named(key)?;
            self.own.insert(tidy(label), target);
        }
        Ok(self)
    }

    /// The same with what a jurisdiction calls its dimensions and its own classes. What was named before
    /// for one table goes before it.
    pub(crate) fn with_profile(mut self, profile: &Profile) -> Self {
        let dimensions = &profile.dimensions;
        let dimensions = [
            (PlanBox::Nature, &dimensions.nature),
            (PlanBox::Category, &dimensions.category),
            (PlanBox::Level, &dimensions.level),
            (PlanBox::Area, &dimensions.area),
            (PlanBox::Units, &dimensions.unit),
        ];
        for (part, name) in dimensions {
            if let Some(name) = name {
                self.call(Target::Plan(part), [&name.label, &name.label_en]);
            }
        }
        for class in &profile.classes {
            let part = PlanBox::Class(class.key);
            self.call(Target::Plan(part), [&class.label, &class.label_en]);
        }
        for label in &profile.persons {
            if let Some(kind) = PersonKind::new(&label.key) {
                self.call_persons(kind, label);
            }
        }
        self.call_the_only(&profile.persons);
        self
    }

    fn call<'a>(&mut self, target: Target, names: impl IntoIterator<Item = &'a String>) {
        for name in names {
            self.own.entry(tidy(name)).or_insert(target);
            self.headers.insert(header_key(name), target);
        }
    }

    /// What the columns of a kind of persons are called, alone or with their numbers in a column beside.
    fn call_persons(&mut self, kind: PersonKind, label: &Label<String>) {
        let (zh, en) = (&label.label, &label.label_en);
        let persons = ["", "姓名", "及电话", "及联系电话", "及联系方式"];
        let persons = persons.map(|end| format!("{zh}{end}"));
        self.call(Target::Person(kind), persons.iter().chain([en]));
        let numbers = ["联系电话", "电话", "手机", "手机号码", "联系方式"];
        let numbers = numbers.map(|end| format!("{zh}{end}"));
        self.call(Target::TelephoneOf(kind), &numbers);
        for detail in Detail::ALL {
            let names = detail_names(detail);
            let names: Vec<String> = names.iter().map(|end| format!("{zh}{end}")).collect();
            self.call(Target::PersonDetail(kind, detail), &names);
        }
    }

    /// 责任人 is 具体责任人 where no other kind is called so.
    fn call_the_only(&mut self, kinds: &[Label<String>]) {
        const USUAL: &str = "责任人";
        let mut called = kinds.iter().filter(|kind| kind.label.ends_with(USUAL));
        if let (Some(only), None) = (called.next(), called.next())
            && let Some(kind) = PersonKind::new(&only.key)
        {
            let label = Label {
                label: USUAL.to_owned(),
                ..only.clone()
            };
            self.call_persons(kind, &label);
        }
    }

    /// Adds the names of a text, and tells which they are.
    fn add(&mut self, text: &str) -> Result<Vec<(String, Target)>, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut added = Vec::new();
        for (key, names) in file.headers {
            let target = target_named(&key).map_err(|said| format!("[headers] {said}"))?;
            for name in names {
                self.headers.insert(header_key(&name), target);
                added.push((name, target));
            }
        }
        for (key, words) in file.words {
            self.words.entry(key).or_default().extend(words);
        }
        self.total.extend(file.rows.total);
        self.subtotal.extend(file.rows.subtotal);
        self.restated.extend(file.rows.restated);
        self.foot.extend(file.rows.foot);
        Ok(added)
    }

    /// What a name that was given on top is read as, written as it stands in the header.
    pub(crate) fn exact(&self, path: &[String]) -> Option<Target> {
        let own = |text: &str| self.own.get(&tidy(text)).copied();
        own(&path.concat()).or_else(|| own(path.last()?))
    }

    /// What a header is read as, once it is reduced by [`header_key`].
    pub(crate) fn target(&self, key: &str) -> Option<Target> {
        self.headers.get(key).copied()
    }

    /// Which choice of `list` (`nature`, `status` …) a word stands for.
    pub(crate) fn choice(&self, list: &str, word: &str) -> Option<&str> {
        self.words.iter().find_map(|(key, words)| {
            let (of, choice) = key.split_once('.')?;
            (of == list && words.iter().any(|known| known == word)).then_some(choice)
        })
    }
}

fn target_named(key: &str) -> Result<Target, String> {
    Target::from_key(key).ok_or_else(|| {
        let known = known_keys().join(", ");
        format!(
            "“{key}” 不是可读的项目；可用：{known} / \
             is nothing that a column can be read as; there are the keys listed"
        )
    })
}

/// What the column of a detail is called, behind the name of the kind; the first is the usual name.
const fn detail_names(detail: Detail) -> &'static [&'static str] {
    match detail {
        Detail::Post => &["职务", "职位", "职务职称"],
        Detail::Unit => &["单位", "工作单位", "所在单位", "单位名称"],
        Detail::From => &["起", "起始", "任职起", "起始时间", "任职时间"],
        Detail::To => &["止", "截止", "任职止", "截止时间", "卸任时间"],
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::report::Field;

    use super::*;

    #[test]
    fn the_built_in_names_are_read_and_none_stands_twice() {
        let columns = Vocabulary::load([]).unwrap();
        let file: File = toml::from_str(BUILT_IN).unwrap();
        for (key, names) in &file.headers {
            for name in names {
                let target = columns.target(&header_key(name));
                assert_eq!(target, Target::from_key(key), "{key}: {name}");
            }
        }
    }

    #[test]
    fn a_status_is_read_from_the_words_that_tables_use() {
        let columns = Vocabulary::load([]).unwrap();
        for (word, status) in [
            ("尚未开工", "not_started"),
            ("施工中", "under_construction"),
            ("停建", "halted"),
            ("完工", "completed"),
            // nothing but that it is not halted
            ("未停工", "normal"),
            ("否", "normal"),
            ("续建", "normal"),
        ] {
            assert_eq!(columns.choice("status", word), Some(status), "{word}");
        }
    }

    #[test]
    fn a_citys_own_names_come_on_top() {
        let own = "[headers]\n\"report.month_investment\" = [\"当月实绩\"]\n\
                   [words]\n\"nature.new_start\" = [\"拟建\"]\n[rows]\ntotal = [\"通计\"]";
        let columns = Vocabulary::load([own]).unwrap();
        let month = Target::Report(Field::MonthInvestment);
        assert_eq!(columns.target(&header_key("当月实绩（万元）")), Some(month));
        assert_eq!(columns.target("本月完成"), Some(month));
        assert_eq!(columns.choice("nature", "拟建"), Some("new_start"));
        assert_eq!(columns.choice("nature", "新建"), Some("new_start"));
        assert_eq!(columns.choice("category", "拟建"), None);
        assert!(columns.total.iter().any(|word| word == "通计"));
    }

    #[test]
    fn one_of_several_columns_can_be_ignored_by_its_own_name() {
        let columns = Vocabulary::load(["[headers]\nignore = [\"6月完成\"]"]).unwrap();
        let path = |text: &str| [text.to_owned()];
        assert_eq!(columns.exact(&path("6月 完成")), Some(Target::Ignore));
        assert_eq!(columns.exact(&path("7月完成")), None);
        let month = Target::Report(Field::MonthInvestment);
        assert_eq!(columns.target(&header_key("7月完成")), Some(month));
    }

    #[test]
    fn every_key_that_is_named_is_known() {
        let mut targets: Vec<_> = (known_keys().iter())
            .map(|key| Target::from_key(key).unwrap())
            .collect();
        let count = targets.len();
        targets.sort_unstable();
        targets.dedup();
        assert_eq!(targets.len(), count);
    }

    #[test]
    fn names_of_nothing_are_refused() {
        for own in [
            "[headers]\n\"plan.colour\" = [\"颜色\"]",
            "[headers]\n\"x\" = [\"y\"]",
            "[header]\n\"serial\" = [\"y\"]",
            "headers = 1",
        ] {
            assert!(Vocabulary::load([own]).is_err(), "{own}");
        }
    }
}
