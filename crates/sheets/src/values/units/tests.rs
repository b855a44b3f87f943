use super::*;

fn known(power: u8) -> StatedUnit {
    StatedUnit::Known(Unit(power))
}

fn is_refused(stated: Option<StatedUnit>) -> bool {
    matches!(stated, Some(StatedUnit::Unknown(_)))
}

#[test]
fn every_unit_that_is_met_is_known_in_any_brackets() {
    for (unit, power) in [
        ("元", 0),
        ("人民币元", 0),
        ("千元", 3),
        ("仟元", 3),
        ("万", 4),
        ("万元", 4),
        ("萬元", 4),
        ("人民币万元", 4),
        ("万元人民币", 4),
        ("RMB万元", 4),
        ("十万元", 5),
        ("百万元", 6),
        ("百万", 6),
        ("千万元", 7),
        ("亿", 8),
        ("亿元", 8),
        ("十亿元", 9),
        ("百亿元", 10),
        ("万亿元", 12),
    ] {
        for (open, close) in [
            ("（", "）"),
            ("(", ")"),
            ("[", "]"),
            ("［", "］"),
            ("【", "】"),
            ("〔", "〕"),
            ("〖", "〗"),
            ("{", "}"),
            ("「", "」"),
            ("《", "》"),
        ] {
            let header = format!("总投资{open}{unit}{close}");
            assert_eq!(in_header(&header), Some(known(power)), "{header}");
            let header = format!("总投资\n{open}单位：{unit}{close}");
            assert_eq!(in_header(&header), Some(known(power)), "{header}");
            let title = format!("2022年7月总投资亿元以上项目{open}单位：{unit}{close}");
            assert_eq!(in_heading(&title), Some(known(power)), "{title}");
        }
        for header in [
            format!("总投资{unit}"),
            format!("总投资/{unit}"),
            format!("总投资，单位：{unit}"),
        ] {
            assert_eq!(in_header(&header), Some(known(power)), "{header}");
        }
        for line in [
            format!("单位：{unit}"),
            format!("金额单位:{unit}  填报日期：2022年8月1日"),
            format!("填报单位：市水利局    单位：{unit}"),
            format!("单 位 ： {unit}、%"),
            format!("（单位：{unit}、公里）"),
            unit.to_owned(),
            format!("表中金额均为{unit}"),
        ] {
            assert_eq!(in_heading(&line), Some(known(power)), "{line}");
        }
    }
}

#[test]
fn a_unit_may_follow_other_words_in_its_brackets() {
    for (header, power) in [
        ("总投资（含税亿元）", 8),
        ("总投资（含税，万元）", 4),
        ("总投资（折合人民币百万元）", 6),
        ("总投资（可研批复）（亿元）", 8),
    ] {
        assert_eq!(in_header(header), Some(known(power)), "{header}");
    }
}

#[test]
fn a_foot_states_a_unit_only_in_so_many_words() {
    for (text, stated) in [
        ("注：本表金额单位为亿元", Some(known(8))),
        ("说明：1.单位：千元；2.按月填报", Some(known(3))),
        ("注：含5000万元以上项目（亿元）", None),
        ("填报单位：某局", None),
    ] {
        assert_eq!(in_foot(text), stated, "{text}");
    }
}

#[test]
fn thresholds_and_other_words_are_no_units() {
    for text in [
        "2022年7月总投资亿元以上项目",
        "5000万元以上工业项目月报",
        "2022年7月总投资（亿元以上）项目",
        "百亿元产业项目",
        "填报单位：亿元集团",
        "责任单位：万元局",
        "建设单位",
        "2022年7月重大项目月报表",
        "",
    ] {
        assert_eq!(in_heading(text), None, "{text}");
    }
    for text in [
        "总投资",
        "总投资（亿元以上）",
        "总投资（5000万元以上）",
        "总投资（含征地费）",
        "总投资（分单元）",
        "总投资（5000万元）",
        "总投资（超亿元）",
        "计划投资超亿元",
    ] {
        assert_eq!(in_header(text), None, "{text}");
    }
}

#[test]
fn other_currencies_and_two_units_at_once_are_refused() {
    for text in [
        "总投资（万美元）",
        "总投资（美元）",
        "总投资（亿港元）",
        "总投资（USD）",
        "总投资万欧元",
        "总投资（万元/亿元）",
        "总投资（百千元）",
        "总投资（$）",
    ] {
        assert!(is_refused(in_header(text)), "{text}");
    }
    for text in [
        "单位：万美元",
        "金额单位：美元",
        "单位：万元、亿元",
        "（单位：万元） 单位：亿元",
        "单位：10万元",
    ] {
        assert!(is_refused(in_heading(text)), "{text}");
    }
}

#[test]
fn a_header_loses_the_unit_that_ends_it() {
    for (key, rest) in [
        ("总投资万元", "总投资"),
        ("总投资百万元", "总投资"),
        ("总投资单位亿元", "总投资"),
        ("总投资万美元", "总投资"),
        ("总投资人民币元", "总投资"),
        ("万元", ""),
        ("总投资", "总投资"),
    ] {
        assert_eq!(without_unit(key), rest, "{key}");
    }
}
