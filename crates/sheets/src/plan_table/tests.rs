use std::collections::BTreeMap;

use yuebao_domain::import::{FileRow, Obstacle, Terms, compare};
use yuebao_domain::money::parse_plain;
use yuebao_domain::period::Month;
use yuebao_domain::plan::{PlanBox, PlanRow};
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::builtin;
use yuebao_domain::units::Unit;

use super::*;

mod months;
mod persons;

fn units() -> Vec<Unit> {
    let unit = |id: &str, name: &str| Unit {
        id: id.to_owned(),
        name: name.to_owned(),
        parent: None,
        area: None,
    };
    vec![
        unit("roads", "交通运输局"),
        unit("water", "水利局"),
        unit("dev-1", "发展和改革局"),
        unit("dev-2", "发展和改革局"),
    ]
}

fn read_text(text: &str, valid_from: Option<&str>) -> PlanTables {
    read_files(&[("计划.csv", text)], valid_from)
}

fn read_files(files: &[(&str, &str)], valid_from: Option<&str>) -> PlanTables {
    let names = Vocabulary::load([]).unwrap();
    let profile = builtin("qinzhou-2022").unwrap();
    let units = units();
    let files = files.iter();
    let files = files.map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    read(
        files.collect(),
        PlanReading {
            names: &names,
            profile: &profile,
            units: &units,
            valid_from: valid_from.map(|month| month.parse().unwrap()),
            unit: None,
        },
        || {},
    )
}

fn told(notes: &[Note]) -> Vec<String> {
    notes.iter().map(ToString::to_string).collect()
}

const PLAN: &str = "钦州市2022年重大项目计划表\n单位：亿元\n\
    序号,项目名称,项目代码,建设地点,责任单位（牵头单位在前）,项目业主,建设起止年限,总投资,2022年计划投资（万元）,至2021年底累计,是否工业,层级\n\
    ,合计（2个）,,,,,,3,300,,,\n\
    一、,新开工项目,,,,,,,,,,\n\
    1,甲路,2204-450700-04-01-123456,钦南区某镇,交通运输局、水利局,甲公司,2022-2024,1.5,300,,否,自治区层面\n\
    二、,预备项目,,,,,,,,,,\n\
    2,乙厂,,450703,roads,,2023.3—2025.12,1.5,/,—,是,\n";

#[test]
fn a_plan_table_gives_rows_with_the_cell_of_each_value() {
    let tables = read_text(PLAN, None);
    assert_eq!(told(&tables.errors), Vec::<String>::new());
    assert_eq!(tables.valid_from, Month::new(2022, 1));
    let [road, works] = tables.rows.as_slice() else {
        panic!("{:?}", tables.rows);
    };
    let row = &road.said.row;
    assert_eq!(
        (
            row.name.as_str(),
            row.area.as_str(),
            row.nature.key(),
            row.level.key()
        ),
        ("甲路", "450702", "new_start", "regional")
    );
    assert_eq!(row.units, ["roads", "water"]);
    assert_eq!(
        row.total_investment,
        parse_plain("15000").ok(),
        "亿元 of the table"
    );
    assert_eq!(
        row.annual_plan,
        parse_plain("300").ok(),
        "万元 of the column"
    );
    assert_eq!(row.planned_start, Month::new(2022, 12));
    assert_eq!(road.at(PlanBox::TotalInvestment).column, "H");
    assert_eq!(road.at(PlanBox::Units).row, Some(6));
    assert!(
        road.said.says.contains(&PlanBox::BeforeYear),
        "an empty cell says so"
    );
    let works = &works.said;
    assert!(
        !works.says.contains(&PlanBox::Level),
        "no level is no level"
    );
    assert_eq!(
        (works.row.nature.key(), works.row.area.as_str()),
        ("preparatory", "450703")
    );
    assert_eq!(
        (works.row.annual_plan, works.row.is_industrial),
        (None, true)
    );
    assert_eq!(works.row.planned_completion, Month::new(2025, 12));
}

#[test]
fn every_wrong_cell_is_told_with_its_place_and_what_to_do() {
    let head = "序号,项目名称,项目代码,性质,行业,县区,责任单位,总投资,年度计划投资,建设起止年限,是否民间投资,计划开工,层级\n";
    let good = [
        "1",
        "甲路",
        "",
        "续建",
        "基础设施",
        "钦南区",
        "水利局",
        "100",
        "10",
        "2021-2023",
        "是",
        "2021-03",
        "市级",
    ];
    for (at, column, value, part) in [
        (2, "C", "2.20445E+19", "已丢失"),
        (3, "D", "修缮", "不认识；可用："),
        (4, "E", "体育", "不认识；可用："),
        (5, "F", "某某县", "没有区划“某某县”；可用："),
        (6, "G", "林业局", "没有单位“林业局”"),
        (6, "G", "水利局、林业局", "没有单位“林业局”"),
        (6, "G", "发展和改革局", "不止一个，请写标识"),
        (7, "H", "约一百", "读不懂；请写成数字"),
        (8, "I", "待定", "读不懂；请写成数字"),
        (9, "J", "三年", "写成起止"),
        (10, "K", "可能", "请写“是”或“否”"),
        (11, "L", "下半年", "请写成 2022-05"),
        (12, "M", "乡级", "不认识；可用："),
    ] {
        let mut cells = good.map(str::to_owned);
        cells[at] = value.to_owned();
        let tables = read_text(&format!("{head}{}\n", cells.join(",")), Some("2022-01"));
        let errors = told(&tables.errors);
        assert_eq!(errors.len(), 1, "{value}: {errors:?}");
        assert!(
            errors[0].starts_with(&format!("计划.csv 第 2 行 {column} 列："))
                && errors[0].contains(part),
            "{value}: {errors:?}"
        );
    }
    let fine = read_text(&format!("{head}{}\n", good.join(",")), Some("2022-01"));
    assert_eq!(told(&fine.errors), Vec::<String>::new());
}

#[test]
fn what_is_missing_because_its_cell_is_wrong_is_told_once() {
    let missing = [Obstacle::Missing(0, PlanBox::Units)];
    for (unit, told) in [("林业局", 0), ("", 1)] {
        let text = format!("项目名称,性质,县区,责任单位\n甲路,续建,钦南区,{unit}\n");
        let tables = read_text(&text, Some("2022-01"));
        let profile = builtin("qinzhou-2022").unwrap();
        let found = obstacles(&missing, &tables, &[], &profile);
        assert_eq!(found.len(), told, "{unit}");
    }
}

#[test]
fn what_may_be_a_project_and_cannot_be_read_stands_against_the_file() {
    for (body, part) in [
        (
            "1,,2204-450700-04-01-123456,100,10,9\n",
            "看不出是项目还是合计",
        ),
        ("1,甲路,,续建,1,200,30\n", "这一行有 7 格"),
    ] {
        let text = format!("序号,项目名称,项目代码,性质,总投资,年度计划投资\n{body}");
        let tables = read_text(&text, Some("2022-01"));
        let errors = told(&tables.errors).join("\n");
        assert!(errors.contains(part), "{body}: {errors}");
    }
    for (text, part) in [
        ("", "文件是空的"),
        ("a,b\n1,2\n", "找不到计划表的表头"),
        ("%PDF-1.4", "这是 PDF 文件"),
        ("\u{89}PNG", "找不到计划表的表头"),
    ] {
        let errors = told(&read_text(text, None).errors).join("\n");
        assert!(errors.contains(part), "{text}: {errors}");
    }
}

#[test]
fn the_year_comes_from_what_was_said_then_from_the_tables() {
    let table =
        |title: &str| format!("{title}\n序号,项目名称,性质,总投资,年度计划投资\n1,甲路,续建,1,1\n");
    let plan = |title: &str, from| read_text(&table(title), from);
    let year = |title: &str| plan(title, None).valid_from.map(|month| month.to_string());
    assert_eq!(year("2023年重大项目计划").as_deref(), Some("2023-01"));
    assert_eq!(
        year("重大项目计划").as_deref(),
        Some("2022-01"),
        "the profile's"
    );
    let said = plan("2022年重大项目增补计划", Some("2022-08"));
    assert_eq!(said.valid_from, Month::new(2022, 8));
    let errors = told(&plan("2021年重大项目计划", Some("2022-01")).errors);
    assert!(
        errors.len() == 1 && errors[0].contains("表上写的是 2021 年"),
        "{errors:?}"
    );
    let both = [
        ("a.csv", table("2021年计划")),
        ("b.csv", table("2022年计划")),
    ];
    let both = both.each_ref().map(|(name, text)| (*name, text.as_str()));
    let unsaid = read_files(&both, None).year_unsaid.unwrap();
    assert!(unsaid.zh.contains("2021、2022"), "{unsaid:?}");
}

#[test]
fn columns_are_shown_with_their_first_cells_and_corrected() {
    let text = "序号,工程名称,性质,投资概算,总投资\n1,甲路,续建,9,1\n2,乙路,续建,9,2\n";
    let names = Vocabulary::load([]).unwrap();
    let read = |names: &Vocabulary| {
        let profile = builtin("qinzhou-2022").unwrap();
        let with = PlanReading {
            names,
            profile: &profile,
            units: &[],
            valid_from: None,
            unit: None,
        };
        super::read(vec![("a.csv".to_owned(), text.into())], with, || {})
    };
    let found = read(&names);
    assert!(
        !found.errors.is_empty(),
        "nobody has said which column is the name"
    );
    let [sheet] = found.columns.as_slice() else {
        panic!("{:?}", found.columns);
    };
    assert_eq!(sheet.columns[1].label, "工程名称");
    assert_eq!(sheet.columns[1].cells, ["甲路", "乙路"]);
    assert_eq!(sheet.columns[1].target, None);
    let said = [("工程名称", "plan.name"), ("投资概算", "plan.before_year")];
    let corrected = read(&names.clone().with_columns(said).unwrap());
    assert_eq!(told(&corrected.errors), Vec::<String>::new());
    assert_eq!(corrected.rows[1].said.row.name, "乙路");
    assert_eq!(
        corrected.rows[1].said.row.before_year,
        parse_plain("9").ok()
    );
    let target = &corrected.columns[0].columns[3].target;
    assert_eq!(target.as_deref(), Some("plan.before_year"));
    assert!(names.with_columns([("x", "plan.colour")]).is_err());
}

/// A table of text, read again.
fn read_back(table: &PlanTable<'_>, profile: &Profile, units: &[Unit]) -> Vec<FileRow> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.headers()).unwrap();
    for row in table.rows() {
        let cells = row.iter().map(Cell::csv);
        writer
            .write_record(cells.map(std::borrow::Cow::into_owned))
            .unwrap();
    }
    let names = Vocabulary::load([]).unwrap();
    let with = PlanReading {
        names: &names,
        profile,
        units,
        valid_from: None,
        unit: None,
    };
    let bytes = writer.into_inner().unwrap();
    let tables = super::read(vec![("a.csv".to_owned(), bytes)], with, || {});
    assert_eq!(told(&tables.errors), Vec::<String>::new(), "{}", profile.id);
    tables.rows.into_iter().map(|row| row.said).collect()
}

/// The demo of a profile, as a table of text and back.
fn round_trip(profile: &Profile, plan: &[PlanRow], units: &[Unit]) {
    let file = read_back(&PlanTable::new(plan, profile, units), profile, units);
    assert_eq!(file.len(), plan.len(), "{}", profile.id);
    for (read, row) in file.iter().zip(plan) {
        for field in profile.plan_boxes() {
            assert!(
                field.is_same(&read.row, row),
                "{} {field:?}: {:?} {row:?}",
                profile.id,
                read.row
            );
        }
    }
    let terms = Terms {
        valid_from: plan[0].entered,
        is_annual: true,
        document: "",
        locked_through: None,
        gone: None,
        carried_over: &BTreeMap::new(),
        named: None,
    };
    let preview = compare(plan, &file, &terms).unwrap();
    assert_eq!(preview.to_write().count(), 0, "{}", profile.id);
}

#[test]
fn what_is_exported_is_read_back_as_it_is() {
    for (id, _) in yuebao_domain::profile_file::BUILTIN {
        let profile = builtin(id).unwrap();
        let through = Month::new(profile.first_year, 5).unwrap();
        let tables = yuebao_demo::tables(id).unwrap();
        let demo = yuebao_demo::plan(&profile, &tables, through, through.last_day()).unwrap();
        round_trip(&profile, &demo.projects, &demo.units);
    }
}

#[test]
fn every_exported_column_is_read_as_its_value() {
    let names = Vocabulary::load([]).unwrap();
    let profile = builtin("qinzhou-2022").unwrap();
    let table = PlanTable::new(&[], &profile, &[]);
    let boxes = PlanBox::ALL.into_iter();
    let boxes = boxes.filter(|part| *part != PlanBox::MonthlyPlan);
    for (field, header) in boxes.zip(table.headers()) {
        let target = names.target(&crate::vocabulary::header_key(&header));
        let key = target.map(crate::vocabulary::Target::key);
        assert_eq!(key, Some(format!("plan.{}", field.key())), "{header}");
    }
}

#[test]
fn a_text_that_a_spreadsheet_would_take_for_a_formula_is_read_back_as_it_is() {
    let profile = builtin("qinzhou-2022").unwrap();
    let through = Month::new(profile.first_year, 5).unwrap();
    let tables = yuebao_demo::tables(&profile.id).unwrap();
    let mut demo = yuebao_demo::plan(&profile, &tables, through, through.last_day()).unwrap();
    let beginnings = ["=", "+", "-", "@", "＝", "'=", "=\""];
    for (n, row) in demo.projects.iter_mut().enumerate() {
        let text = format!("{}HYPERLINK(\"x\",{n})", beginnings[n % beginnings.len()]);
        row.name.clone_from(&text);
        row.owner.clone_from(&text);
        row.scale = text;
    }
    round_trip(&profile, &demo.projects, &demo.units);
}

/// Eight categories, three levels, a class of two values and a flag.
const OWN_CLASSES: &str = include_str!("../../../domain/tests/fixtures/own-classes.toml");

/// What a table of the own profile says, and what stands against it.
fn read_own(text: &str) -> (Vec<PlanRow>, Vec<String>) {
    let profile = yuebao_domain::profile_file::from_toml(OWN_CLASSES).unwrap();
    let names = Vocabulary::load([]).unwrap();
    let units = units();
    let with = PlanReading {
        names: &names,
        profile: &profile,
        units: &units,
        valid_from: "2022-01".parse().ok(),
        unit: None,
    };
    let read = super::read(vec![("a.csv".to_owned(), text.into())], with, || {});
    let rows = read.rows.into_iter().map(|row| row.said.row);
    (rows.collect(), told(&read.errors))
}

#[test]
fn a_profiles_own_categories_levels_and_classes_are_read_by_their_words() {
    let head = "项目名称,性质,领域,层级,县区,责任单位,资金来源,专项债项目\n";
    let said = |row: &PlanRow| {
        let classes = row.classes.iter();
        let classes: Vec<String> = classes
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        let category = row.category.map(|it| it.key().to_owned());
        format!(
            "{} {} {}",
            category.unwrap_or_default(),
            row.level.key(),
            classes.join(" ")
        )
    };
    for (cells, expected) in [
        (
            "能源,国家级,钦南区,交通运输局,中央资金,是",
            "energy national bond=yes funds=central",
        ),
        (
            "水利项目,区级,钦南区,交通运输局,自筹,否",
            "water regional funds=own",
        ),
        (
            "Transport,City,钦南区,交通运输局,Own,√",
            "transport municipal bond=yes funds=own",
        ),
        (
            "culture,national,钦南区,交通运输局,own,",
            "culture national funds=own",
        ),
        // the words that every table may use stay understood
        ("产业,市级,钦南区,交通运输局,/,无", "industry municipal "),
        (",,钦南区,交通运输局,,", " municipal "),
    ] {
        let (rows, errors) = read_own(&format!("{head}甲路,续建,{cells}\n"));
        assert_eq!(errors, Vec::<String>::new(), "{cells}");
        assert_eq!(
            rows.iter().map(said).collect::<Vec<_>>(),
            [expected],
            "{cells}"
        );
    }
}

#[test]
fn what_a_profile_does_not_name_is_refused_at_its_cell() {
    let head = "项目名称,性质,领域,层级,县区,责任单位,资金来源,专项债项目\n";
    for (cells, column, known) in [
        (
            "航天,国家级,钦南区,交通运输局,自筹,是",
            "C",
            "能源、重大产业",
        ),
        (
            "能源,乡级,钦南区,交通运输局,自筹,是",
            "D",
            "国家级、区级、本市",
        ),
        (
            "能源,国家级,钦南区,交通运输局,彩票,是",
            "G",
            "中央资金、自筹",
        ),
        ("能源,国家级,钦南区,交通运输局,自筹,大概", "H", "是、否"),
    ] {
        let (_, errors) = read_own(&format!("{head}甲路,续建,{cells}\n"));
        assert_eq!(errors.len(), 1, "{cells}: {errors:?}");
        assert!(
            errors[0].starts_with(&format!("a.csv 第 2 行 {column} 列："))
                && errors[0].contains(known),
            "{cells}: {errors:?}"
        );
    }
}

#[test]
fn a_plan_with_classes_of_its_own_is_exported_and_read_back_as_it_is() {
    let profile = yuebao_domain::profile_file::from_toml(OWN_CLASSES).unwrap();
    let through = Month::new(profile.first_year, 5).unwrap();
    let tables = yuebao_demo::tables("qinzhou-2022").unwrap();
    let base = builtin("qinzhou-2022").unwrap();
    let mut demo = yuebao_demo::plan(&base, &tables, through, through.last_day()).unwrap();
    let levels = profile.levels_in_use();
    let [funds, bond] = [0, 1].map(|at| &profile.classes[at]);
    for (n, row) in demo.projects.iter_mut().enumerate() {
        let category = profile.categories.get(n % 9);
        row.category = category.map(|label| label.key);
        row.level = levels[n % 3];
        let value = funds.values.get(n % 3);
        row.classes.set(funds.key, value.map(|label| label.key));
        let is_set = n % 2 == 0;
        let yes = yuebao_domain::plan::ClassKey::YES;
        row.classes.set(bond.key, is_set.then_some(yes));
    }
    round_trip(&profile, &demo.projects, &demo.units);
    let headers = PlanTable::new(&demo.projects, &profile, &demo.units).headers();
    assert!(headers.ends_with(&["资金来源".to_owned(), "专项债项目".to_owned()]));
}

#[test]
fn a_mark_alone_answers_a_question() {
    for (cell, expected) in [("√", true), ("是", true), ("×", false), ("否", false)] {
        let text =
            format!("项目名称,性质,县区,责任单位,是否工业\n甲路,续建,钦南区,交通运输局,{cell}\n");
        let tables = read_text(&text, Some("2022-01"));
        assert_eq!(told(&tables.errors), Vec::<String>::new(), "{cell}");
        assert_eq!(tables.rows[0].said.row.is_industrial, expected, "{cell}");
    }
}
