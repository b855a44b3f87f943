use super::*;
use crate::plan::{Category, Nature};
use crate::publish::document::Formula;
use crate::publish::testing::{project, shown, source, table, wan};
use crate::publish::{Project, proofread};

const FIGURES: [&str; 6] = [
    "number",
    "name",
    "annual_plan",
    "month_investment",
    "year_to_date",
    "completion",
];

fn made(projects: Vec<Project>) -> Document {
    let source = source("2022-05", projects);
    let document = monthly_table(&source, Lang::Zh);
    proofread(document, &source.profile, Lang::Zh).unwrap()
}

/// office.md 2: A plan 1000, April y 300, May m 100; B plan 2000, April y 500, May missing.
fn worked() -> Vec<Project> {
    vec![
        project("A", Nature::Continuing, "1000")
            .reporting(&[("month_investment", "100"), ("year_to_date", "400")]),
        project("B", Nature::Continuing, "2000").carried("2022-04", &[("year_to_date", "500")]),
    ]
}

#[test]
fn a_missing_report_leaves_its_month_blank_and_carries_its_year() {
    let document = made(worked());
    let table = table(&document, "projects");
    assert_eq!(
        shown(table, &FIGURES),
        [
            " | 合计（实施项目2项） | 3,000.00 | 100.00 | 900.00* | 30.0",
            " | 一、续建（2项） | 3,000.00 | 100.00 | 900.00* | 30.0",
            " | （一）infrastructure（2项） | 3,000.00 | 100.00 | 900.00* | 30.0",
            "1 | A项目 | 1,000.00 | 100.00 | 400.00 | 40.0",
            "2 | B项目 | 2,000.00 | — | 500.00* | 25.0",
        ]
    );
    assert_eq!(
        table.notes,
        [
            "未报1项：B项目。",
            "带“*”的累计数含未报项目结转的以前月份累计数：4月1项。"
        ]
    );
    assert_eq!(table.rows[4].shown(table, "visual_progress"), "未报");
}

#[test]
fn projects_stand_by_nature_and_category_and_are_numbered_through() {
    let of = |id: &str, nature, category: Category| {
        project(id, nature, "100")
            .planned(|plan| plan.category = Some(category))
            .reporting(&[("month_investment", "1"), ("year_to_date", "10")])
    };
    let document = made(vec![
        of("a", Nature::Completing, Category::LIVELIHOOD),
        of("b", Nature::NewStart, Category::ECOLOGY),
        of("c", Nature::NewStart, Category::INDUSTRY),
        of("d", Nature::NewStart, Category::INDUSTRY),
        of("e", Nature::Preparatory, Category::INDUSTRY).planned(|plan| plan.annual_plan = None),
    ]);
    let projects = table(&document, "projects");
    assert_eq!(
        shown(projects, &["number", "name", "year_to_date"]),
        [
            " | 合计（实施项目4项） | 40.00",
            " | 一、新开工（3项） | 30.00",
            " | （一）industry（2项） | 20.00",
            "1 | c项目 | 10.00",
            "2 | d项目 | 10.00",
            " | （二）ecology（1项） | 10.00",
            "3 | b项目 | 10.00",
            " | 二、竣工（1项） | 10.00",
            " | （一）livelihood（1项） | 10.00",
            "4 | a项目 | 10.00",
        ]
    );
    let sums: Vec<&[usize]> = projects
        .rows
        .iter()
        .map(|row| row.sums.as_slice())
        .collect();
    assert_eq!(sums[..4], [&[1, 7][..], &[2, 5], &[3, 4], &[]]);
    // 预备: the total investment alone, and no total above
    let reserve = table(&document, "reserve");
    let columns: Vec<&str> = reserve.columns.iter().map(|it| &*it.key).collect();
    assert!(columns.contains(&"total_investment") && !columns.contains(&"annual_plan"));
    assert_eq!(
        shown(reserve, &["number", "name", "total_investment"]),
        [" | 预备项目（1项） | 10,000.00", "5 | e项目 | 10,000.00"]
    );
}

#[test]
fn preliminary_work_says_what_is_done_and_what_is_left() {
    let mut made_up = project("A", Nature::Continuing, "1").reporting(&[("year_to_date", "0")]);
    let milestone = |parts: &[(&str, &str)]| {
        let parts = parts
            .iter()
            .map(|(key, day)| ((*key).to_owned(), (*day).to_owned()));
        crate::report::Milestone::read(&parts.collect())
    };
    if let Some(report) = &mut made_up.report {
        use crate::report::MilestoneKind::{Approval, Permit, Siting};
        report
            .milestones
            .insert(Approval, milestone(&[("done", "2021-01-05")]));
        report.milestones.insert(
            Siting,
            milestone(&[("planned", "2021-01-01"), ("done", "2021-02-05")]),
        );
        report
            .milestones
            .insert(Permit, milestone(&[("planned", "2022-07-01")]));
    }
    let document = made(vec![made_up]);
    let row = &table(&document, "projects").rows[3];
    let shown = row.shown(table(&document, "projects"), "milestones");
    assert_eq!(
        shown,
        "已办：立项、规划选址；未办：施工许可（计划2022-07-01）"
    );
}

#[test]
fn totals_say_how_they_follow_where_they_do_exactly() {
    let document = made(worked());
    let table = table(&document, "projects");
    let formula = |row: usize, key: &str| table.rows[row].cell(key).unwrap().formula.clone();
    for row in 0..3 {
        for key in ["annual_plan", "month_investment", "year_to_date"] {
            assert_eq!(formula(row, key), Some(Formula::Sum), "{row} {key}");
        }
    }
    let percent = Formula::Percent {
        of: "year_to_date".into(),
        over: "annual_plan".into(),
    };
    assert_eq!(formula(0, "completion"), Some(percent.clone()));
    assert_eq!(formula(4, "completion"), Some(percent));
    assert_eq!(formula(4, "year_to_date"), None);
}

#[test]
fn what_has_no_plan_is_in_no_rate_and_the_table_says_so() {
    let mut projects = worked();
    projects.push(
        project("C", Nature::Continuing, "")
            .reporting(&[("month_investment", "0"), ("year_to_date", "600")]),
    );
    let document = made(projects);
    let table = table(&document, "projects");
    let cells = shown(table, &["year_to_date", "completion"]);
    assert_eq!([&cells[0], &cells[5]], ["1,500.00* | 30.0", "600.00 | —"]);
    assert!(
        table
            .notes
            .contains(&"累计完成投资中有600.00万元属没有年度计划的项目，不计入完成率。".to_owned()),
        "{:?}",
        table.notes
    );
    assert_eq!(table.rows[0].cell("completion").unwrap().formula, None);
}

#[test]
fn a_bundle_is_one_project_with_its_parts_below() {
    let part = |id: &str, y: &str| {
        project(id, Nature::Continuing, "")
            .planned(|plan| plan.bundle = Some("all".to_owned()))
            .reporting(&[("month_investment", "1"), ("year_to_date", y)])
    };
    let bundle = project("all", Nature::Continuing, "200").planned(|plan| plan.is_bundle = true);
    let document = made(vec![bundle, part("p", "30"), part("q", "50")]);
    let table = table(&document, "projects");
    assert_eq!(
        shown(
            table,
            &[
                "number",
                "name",
                "annual_plan",
                "year_to_date",
                "completion"
            ]
        )[2..],
        [
            " | （一）infrastructure（1项） | 200.00 | 80.00 | 40.0",
            "1 | all项目 | 200.00 | 80.00 | 40.0",
            " | 其中：p项目 | — | 30.00 | —",
            " | 其中：q项目 | — | 50.00 | —",
        ]
    );
    assert_eq!(table.notes, ["打包项目1项，各按1项计，含子项目2个。"]);
}

/// office.md 7: P1–P3 plan 100 each, y 60, 50, 30; P3 left in July; P4 added, plan 50, y 10.
#[test]
fn what_has_left_is_in_no_total_and_named_below() {
    let of = |id: &str, plan: &str, y: &str| {
        project(id, Nature::Continuing, plan).reporting(&[("year_to_date", y)])
    };
    let mut left =
        project("P3", Nature::Continuing, "100").carried("2022-06", &[("year_to_date", "30")]);
    left.has_left = true;
    let projects = vec![
        of("P1", "100", "60"),
        of("P2", "100", "50"),
        left,
        of("P4", "50", "10"),
    ];
    let source = source("2022-08", projects);
    let document = monthly_table(&source, Lang::Zh);
    let table = table(&document, "projects");
    let total = &shown(
        table,
        &["name", "annual_plan", "year_to_date", "completion"],
    )[0];
    assert_eq!(total, "合计（实施项目3项） | 250.00 | 120.00 | 48.0");
    assert_eq!(
        table.notes,
        ["本年已调出1项，调出前完成30.00万元，不计入合计。"]
    );
}

#[test]
fn the_profile_chooses_the_columns_and_their_order() {
    let mut source = source("2022-05", worked());
    let columns = ["name", "gap", "annual_plan", "problems"];
    source.profile.publication.columns = columns.map(str::to_owned).into();
    let document = monthly_table(&source, Lang::Zh);
    let table = table(&document, "projects");
    let heads: Vec<&str> = table.columns.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(
        heads,
        ["项目名称", "与序时进度差距", "年度计划投资", "存在问题"]
    );
    assert_eq!(shown(table, &["gap"])[0], "-11.7");
    assert!(proofread(document, &source.profile, Lang::Zh).is_ok());
}

#[test]
fn an_empty_month_is_a_table_that_says_so() {
    let document = made(Vec::new());
    let table = table(&document, "projects");
    assert_eq!(
        shown(table, &["name", "annual_plan", "completion"]),
        ["合计（无实施项目） | — | —"]
    );
    assert_eq!((table.notes.len(), document.blocks.len()), (0, 1));
}

#[test]
fn nothing_done_is_printed_as_nothing_done() {
    let zero = project("A", Nature::Continuing, "0")
        .reporting(&[("month_investment", "0"), ("year_to_date", "0")]);
    let document = made(vec![zero]);
    let cells = shown(
        table(&document, "projects"),
        &["annual_plan", "year_to_date", "completion"],
    );
    assert_eq!(cells[0], "0.00 | 0.00 | —");
}

#[test]
fn long_names_stay_whole() {
    let name = "路".repeat(2000);
    let document = made(vec![
        project("A", Nature::Continuing, "1").planned(|plan| plan.name = name.clone()),
    ]);
    let table = table(&document, "projects");
    assert_eq!(table.rows[3].label, name);
    assert!(table.notes[0].contains(&name));
}

#[test]
fn wide_amounts_are_exact() {
    let plan =
        |text: &str| project("A", Nature::Continuing, text).reporting(&[("year_to_date", text)]);
    let document = made(vec![plan("999999999999.123456")]);
    let total = &table(&document, "projects").rows[0];
    let cell = total.cell("annual_plan").unwrap();
    assert_eq!(cell.shown, "999,999,999,999.12");
    let projects = table(&document, "projects");
    let column = projects.columns.iter().find(|it| it.key == "annual_plan");
    assert_eq!(column.unwrap().width, 10, "nothing is cut off");
    assert_eq!(
        cell.figure(),
        wan("999999999999.123456").map(crate::money::Money::wan)
    );
}

#[test]
fn columns_are_called_as_the_jurisdiction_does() {
    use crate::profile::Naming;
    let named = |label: &str, label_en: &str| {
        Some(Naming {
            label: label.to_owned(),
            label_en: label_en.to_owned(),
        })
    };
    let titles = |source: &Source, lang| {
        let document = monthly_table(source, lang);
        let columns = &table(&document, "projects").columns;
        let of = |key: &str| {
            let column = columns.iter().find(|column| column.key == key);
            column.unwrap().title.clone()
        };
        ["area", "units"].map(of)
    };
    let mut source = source("2022-05", worked());
    assert_eq!(titles(&source, Lang::Zh), ["建设地点", "责任单位"]);
    source.profile.dimensions.area = named("设区市", "City");
    source.profile.dimensions.unit = named("责任部门", "Department");
    assert_eq!(titles(&source, Lang::Zh), ["设区市", "责任部门"]);
    assert_eq!(titles(&source, Lang::En), ["City", "Department"]);
}

#[test]
fn the_foot_names_whom_the_profile_names_and_leaves_the_rest_to_be_filled_by_hand() {
    let foot = |source: &Source, lang| monthly_table(source, lang).foot.join("|");
    let mut source = source("2022-05", worked());
    assert_eq!(
        foot(&source, Lang::Zh),
        "负责人：|填表人：|电话：|报出日期："
    );
    let known = &mut source.profile.publication.foot;
    known.filled_by = "张三".to_owned();
    known.telephone = "0777-1234567".to_owned();
    assert_eq!(
        foot(&source, Lang::Zh),
        "负责人：|填表人：张三|电话：0777-1234567|报出日期："
    );
    assert_eq!(
        foot(&source, Lang::En),
        "Head:|Filled by: 张三|Telephone: 0777-1234567|Date:"
    );
}

#[test]
fn wide_tables_go_on_the_paper_that_the_profile_names() {
    use crate::publish::document::{Page, Paper};
    let one = project("a", Nature::Continuing, "100").reporting(&[("year_to_date", "50")]);
    let mut source = source("2022-05", vec![one]);
    assert_eq!(monthly_table(&source, Lang::Zh).page, Page::WIDE);
    source.profile.publication.paper = Some("A4".to_owned());
    let page = monthly_table(&source, Lang::Zh).page;
    assert_eq!((page.paper, page.landscape), (Paper::A4, true));
}

/// A problem that is settled after the month was open in it, as the brief of the month says too.
#[test]
fn problems_stand_as_they_did_at_the_end_of_the_month() {
    let problem = |closed: &str| {
        let parts = [
            ("type", "land"),
            ("description", "征地"),
            ("closed", closed),
        ];
        let parts = parts.map(|(key, text)| (key.to_owned(), text.to_owned()));
        crate::report::Problem::read("1", &parts.into_iter().collect())
    };
    let told = |closed: &str| {
        let mut one = project("A", Nature::Continuing, "1").reporting(&[("year_to_date", "0")]);
        if let Some(report) = &mut one.report {
            report.problems = vec![problem(closed)];
        }
        let document = made(vec![one]);
        let table = table(&document, "projects");
        table.rows[3].shown(table, "problems").to_owned()
    };
    assert_eq!(told(""), "用地：征地");
    assert_eq!(told("2022-06-02"), "用地：征地");
    assert_eq!(told("2022-05-31"), "");
}
