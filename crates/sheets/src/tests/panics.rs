//! No table makes it panic, whatever its cells hold.

use proptest::prelude::*;
use rust_decimal::Decimal;
use yuebao_domain::period::Date;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::builtin;
use yuebao_domain::text::Lang;

use crate::batch::{Batch, FileContents};
use crate::check::{Verdicts, run};
use crate::formats::{OpenedFile, open};
use crate::grid::{Cell, Grid, Merge, Scaled};
use crate::note::Location;
use crate::options::ReadOptions;
use crate::vocabulary::Vocabulary;

fn cell() -> impl Strategy<Value = Cell> {
    let words = vec![
        "合计",
        "小计",
        "一、新开工项目（238个）",
        "（二）钦南区",
        "甲路",
        "甲路（一期）",
        "续建",
        "预备",
        "/",
        "—",
        "1,250.5",
        "１２．５亿元",
        "2022.5",
        "2022年5月",
        "2021.3—2023.12",
        "2022年",
        "是",
        "无",
        "停工",
        "2.4E+19",
        "2410-451421-04-01-627218",
        "999999999999999999999999",
        "45.12%",
        "（1,888）",
        "△12",
        "120\n35",
        "1.000000000000000000000000000000",
        "万元",
        "单位：亿元",
        "二〇二二年七月",
        "二季度",
        "2022年1月至7月",
        "其中：一期",
        "6月完成",
        "总投资［元］",
        "填表人：",
        "#REF!",
        "(",
        "一",
        "1-5月",
        "5月",
        "项目名称",
        "总投资",
        "性质",
        "本月完成",
        "开工时间",
        "计划",
        "实际",
        "月份",
        "计划/实际开工",
        "存在问题",
        "完成率",
    ];
    prop_oneof![
        3 => Just(Cell::Empty),
        6 => prop::sample::select(words).prop_map(|text| Cell::Text(text.to_owned())),
        2 => "\\PC{0,8}".prop_map(Cell::Text),
        3 => (any::<i64>(), 0_u32..20).prop_map(|(n, scale)| Cell::Number(Decimal::new(n, scale))),
        1 => (any::<i32>(), 0_u32..9).prop_map(|(n, scale)| Cell::Percent(Decimal::new(n.into(), scale))),
        1 => (1900_i16..3100, 1_i8..13, 1_i8..29).prop_map(|(y, m, d)| Cell::Day(Date::constant(y, m, d))),
        1 => (any::<i64>(), 0_u8..13, prop::sample::select(vec!["", "亿元", "万美元"]))
            .prop_map(|(n, powers, words)| Cell::Scaled(Scaled { number: Decimal::new(n, 4), powers, words: words.to_owned() })),
        1 => Just(Cell::Broken("#DIV/0!".to_owned())),
    ]
}

const HEADER: [&str; 16] = [
    "序号",
    "项目名称",
    "项目代码",
    "性质",
    "建设地点",
    "总投资（亿元）",
    "年度计划投资",
    "本月完成",
    "1-5月完成",
    "开工以来累计",
    "完成年度计划%",
    "计划/实际开工",
    "实际竣工",
    "存在问题",
    "月份",
    "建设起止年限",
];

fn grid() -> impl Strategy<Value = Grid> {
    let rows = prop::collection::vec(prop::collection::vec(cell(), 0..17), 0..24);
    let location = || (0_usize..12, 0_usize..18);
    let merges = prop::collection::vec((location(), location()), 0..4);
    (rows, merges, any::<bool>(), "\\PC{0,4}").prop_map(|(mut rows, merges, has_header, name)| {
        if has_header {
            let header = HEADER.map(|text| Cell::Text(text.to_owned()));
            rows.insert(rows.len().min(2), header.to_vec());
        }
        let merges = merges
            .into_iter()
            .map(|(from, to)| Merge { from, to })
            .collect();
        Grid {
            name,
            rows,
            merges,
            ..Grid::default()
        }
    })
}

fn profile() -> Profile {
    builtin("qinzhou-ten-2022").unwrap()
}

fn checked(grids: Vec<Vec<Grid>>, profile: &Profile) -> Verdicts {
    let names = Vocabulary::load([]).unwrap();
    let mut batch = Batch::default();
    for (number, grids) in grids.into_iter().enumerate() {
        let location = Location::file(&format!("2022-0{}.xlsx", number + 4));
        let with = ReadOptions {
            names: &names,
            profile,
            month: None,
            unit: None,
        };
        // a file without a table is refused, which is no panic
        if let Ok(contents) = FileContents::read(OpenedFile::Sheets(grids), &location, with) {
            batch.add(contents);
        }
    }
    run(batch, profile, || ())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_table_makes_it_panic(grids in prop::collection::vec(prop::collection::vec(grid(), 1..3), 1..3)) {
        let profile = profile();
        let verdicts = checked(grids.clone(), &profile);
        prop_assert_eq!(&checked(grids, &profile), &verdicts);
        for found in &verdicts.found {
            for lang in [Lang::Zh, Lang::En] {
                prop_assert!(!found.finding.message(lang).is_empty());
                prop_assert!(!found.location.show(lang).is_empty());
            }
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), start in 0_usize..5) {
        let starts: [&[u8]; 5] = [b"", b"PK\x03\x04", b"\xD0\xCF\x11\xE0", b"{", "项目名称,总投资,本月完成\n".as_bytes()];
        let bytes = [starts[start], &bytes].concat();
        if let Ok(OpenedFile::Sheets(grids)) = open(bytes, &Location::file("a")) {
            checked(vec![grids], &profile());
        }
    }
}
