//! 提醒函, 约谈: who gets which letter, on which figures, its draft, and the ledger of what was sent.

mod draft;
mod ledger;

use super::document::{Block, Document, Page, Row, RowKind, Table};
use super::figures::{head, month_text};
use super::{Cell, Source, Status};
use crate::money::printed;
use crate::order::Order;
use crate::text::{Lang, words};

pub use draft::{draft, with_due};

pub use crate::operation::letters::{Decided, Growth, rule::decide};

/// The identifier of the document.
pub const ID: &str = super::Kind::Letters.key();

/// The letters of a month.
pub fn letters(source: &Source, lang: Lang) -> Document {
    let scheme = &source.profile.publication.letters;
    let decided = decide(&source.growths, source.month, scheme.target, scheme.margin);
    let mut blocks = vec![Block::Table(decisions(source, &decided, lang))];
    if decided.is_empty() {
        let month = source.month.number();
        blocks.push(Block::paragraph(match lang {
            Lang::Zh => format!("{month}月没有增速数据，不作提醒、约谈的决定。"),
            Lang::En => format!(
                "There is no growth of {}: nothing is decided.",
                source.month
            ),
        }));
    }
    for one in decided.iter().filter(|one| one.is_reminded) {
        let who = source.who(&one.who, lang);
        let title = match (one.is_called_in, lang) {
            (true, Lang::Zh) => format!("约谈通知：{who}"),
            (false, Lang::Zh) => format!("提醒函：{who}"),
            (true, Lang::En) => format!("Called in: {who}"),
            (false, Lang::En) => format!("Reminder: {who}"),
        };
        blocks.push(Block::heading(1, title));
        let text = draft(&source.profile, source.month, (one, who), lang);
        blocks.push(Block::paragraph(text));
    }
    if !source.ledger.letters.is_empty() {
        blocks.push(Block::Table(ledger::table(source, lang)));
    }
    blocks.push(Block::Table(inputs(source, lang)));
    let (name, month) = (
        source.profile.title_in(lang),
        month_text(source.month, lang),
    );
    let title = match lang {
        Lang::Zh => format!("{name}提醒函、约谈（{month}）"),
        Lang::En => format!("{name}: reminders, {month}"),
    };
    let basis = words(
        "口径：统计部门的增速（人工录入，见附表），不是月报数。",
        "Basis: growth of the statistics as it was typed in (see below), no figure of the reports.",
    );
    // what was typed in is of no edition
    Document {
        status: Status::Provisional,
        basis: basis.get(lang).to_owned(),
        ..source.document(ID, title, Page::LETTER, blocks, lang)
    }
}

fn decisions(source: &Source, decided: &[Decided], lang: Lang) -> Table {
    let scheme = &source.profile.publication.letters;
    let places = source.profile.decimals.percent;
    let mut by_rank: Vec<&Decided> = decided.iter().collect();
    by_rank.order_by_key(|one| one.rank.unwrap_or(usize::MAX));
    let rows = by_rank.into_iter().map(|one| {
        let mut row = Row::new(RowKind::Item, 0, source.who(&one.who, lang));
        row.put("rank", Cell::rank(one.rank));
        row.put(
            "growth",
            Cell::number(one.percent, |it| printed(it, places).to_string()),
        );
        row.put("streak", Cell::count(one.streak));
        let decision = match (one.is_called_in, one.is_reminded) {
            (true, _) => words("约谈", "called in"),
            (_, true) => words("提醒函", "reminded"),
            _ => words("", ""),
        };
        row.put("decision", Cell::text(decision.get(lang)));
        row.put(
            "reason",
            Cell::text(one.by_hand.clone().unwrap_or_default()),
        );
        row
    });
    let note = match lang {
        Lang::Zh => format!(
            "目标{}%，增速不高于目标减{}个百分点的提醒；连续两个公布月份被提醒且本月排名末位（并列均算）的约谈；1—2月合为一期，上年12月不连计；没有增速的不排名，连续月数暂停计算。",
            scheme.target, scheme.margin
        ),
        Lang::En => format!(
            "Target {} %, margin {} points. Reminded in two published months one after the other and last now: called in. January and February are one period, December does not carry over; who has no figure is not ranked.",
            scheme.target, scheme.margin
        ),
    };
    Table {
        id: "decisions".to_owned(),
        title: words("提醒、约谈的决定", "Decisions").get(lang).to_owned(),
        columns: vec![
            head("rank", words("名次", "Rank").get(lang), "", None, 3),
            head("name", words("单位", "Who").get(lang), "", None, 12),
            head(
                "growth",
                words("增速", "Growth").get(lang),
                "%",
                Some(places),
                5,
            ),
            head(
                "streak",
                words("连续提醒", "In a row").get(lang),
                "次",
                Some(0),
                5,
            ),
            head("decision", words("处理", "Decision").get(lang), "", None, 5),
            head(
                "reason",
                words("人工提醒原因", "Reason by hand").get(lang),
                "",
                None,
                10,
            ),
        ],
        label_column: "name".into(),
        rows: rows.collect(),
        notes: vec![note],
    }
}

/// 依据: every figure that the decisions stand on, so that a later correction can be held against them.
fn inputs(source: &Source, lang: Lang) -> Table {
    let of_year = |growth: &&Growth| {
        growth.month.year() == source.month.year() && growth.month <= source.month
    };
    let typed = source.growths.iter().filter(of_year);
    let typed = typed.filter_map(|growth| growth.percent.map(|it| it.scale()));
    let places = typed.max().unwrap_or(source.profile.decimals.percent);
    let rows = source.growths.iter().filter(of_year).map(|growth| {
        let mut row = Row::new(RowKind::Item, 0, source.who(&growth.who, lang));
        row.put("month", Cell::month(Some(growth.month)));
        row.put(
            "growth",
            Cell::number(growth.percent, |it| printed(it, places).to_string()),
        );
        row
    });
    Table {
        id: "inputs".to_owned(),
        title: words(
            "依据的增速（统计口径，人工录入）",
            "The figures of the statistics that this stands on",
        )
        .get(lang)
        .to_owned(),
        columns: vec![
            head("month", words("月份", "Month").get(lang), "", None, 5),
            head("name", words("单位", "Who").get(lang), "", None, 12),
            head(
                "growth",
                words("增速", "Growth").get(lang),
                "%",
                Some(places),
                5,
            ),
        ],
        label_column: "name".into(),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::check::testing::month;
    use crate::publish::proofread;
    use crate::publish::testing::{shown, source, table, texts};

    /// A letter stands in the ledger as it was sent, and a correction of its figures is said.
    #[test]
    fn what_was_sent_stands_in_the_ledger() {
        use crate::operation::letters::{Kind, Letter, Sent};
        use crate::period::parse_day;
        let growth = |who: &str, percent: &str| Growth {
            month: month("2022-05"),
            who: who.to_owned(),
            percent: Decimal::from_str_exact(percent).ok(),
            by_hand: None,
        };
        let day = |text: &str| parse_day(text).unwrap();
        let mut source = source("2022-05", Vec::new());
        source.growths = ["8", "20", "20"]
            .iter()
            .zip(["甲县", "乙县", "丙县"])
            .map(|(percent, who)| growth(who, percent))
            .collect();
        source.ledger.on = day("2022-06-23");
        source.ledger.letters = vec![Sent {
            id: "1".to_owned(),
            letter: Letter {
                kind: Kind::Reminder,
                of: "甲县".to_owned(),
                who: "甲县".to_owned(),
                number: "督函8号".to_owned(),
                sent: day("2022-06-12"),
                due: day("2022-06-20"),
                text: "请报送措施".to_owned(),
                by_hand: None,
                target: Decimal::from(15),
                margin: Decimal::from(5),
                inputs: source.growths.clone(),
            },
            by: "重点办".to_owned(),
            unit: "市发改委".to_owned(),
            at: "2022-06-12T00:00:00Z".into(),
            answer: None,
            void: None,
        }];
        let told = |source: &Source| {
            let document = proofread(letters(source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
            shown(
                table(&document, "ledger"),
                &[
                    "number", "name", "kind", "sent", "due", "standing", "remark",
                ],
            )
        };
        let line = "督函8号 | 甲县 | 提醒函 | 2022-06-12 | 2022-06-20 | 逾期3天未答复 | ";
        assert_eq!(told(&source), [line]);
        source.growths[0].percent = Some(Decimal::from(11));
        assert_eq!(told(&source), [format!("{line}依据已更正")]);
    }

    #[test]
    fn each_letter_has_its_figures_and_the_inputs_stand_below() {
        let mut source = source("2022-05", Vec::new());
        for (at, who, percent) in [
            ("2022-04", "灵山县", "9.8"),
            ("2022-05", "灵山县", "8"),
            ("2022-05", "浦北县", "9"),
            ("2022-05", "钦北区", "16"),
        ] {
            source.growths.push(Growth {
                month: month(at),
                who: who.to_owned(),
                percent: Decimal::from_str_exact(percent).ok(),
                by_hand: None,
            });
        }
        let document = proofread(letters(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        assert_eq!(
            texts(&document),
            [
                "约谈通知：灵山县",
                "灵山县1—5月投资增长8.0%，低于目标7.0个百分点，请于　　月　　日前书面报送措施。",
                "提醒函：浦北县",
                "浦北县1—5月投资增长9.0%，低于目标6.0个百分点，请于　　月　　日前书面报送措施。",
            ]
        );
        assert_eq!(
            shown(table(&document, "inputs"), &["month", "name", "growth"])[0],
            "2022-04 | 灵山县 | 9.8"
        );
    }

    /// Nobody takes a month of which nothing was typed in for one in which all is well.
    #[test]
    fn a_month_without_growth_says_so() {
        let mut source = source("2022-05", Vec::new());
        source.growths = vec![Growth {
            month: month("2022-04"),
            who: "灵山县".to_owned(),
            percent: Some(Decimal::from(8)),
            by_hand: None,
        }];
        let document = proofread(letters(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        assert_eq!(
            texts(&document),
            ["5月没有增速数据，不作提醒、约谈的决定。"]
        );
    }

    /// By rank, as a list of ranks is read; who has none comes last, without a value.
    #[test]
    fn decisions_stand_by_rank() {
        let mut source = source("2022-05", Vec::new());
        source.growths = [
            ("灵山县", "8"),
            ("浦北县", ""),
            ("钦北区", "16"),
            ("钦南区", "-3"),
        ]
        .map(|(who, percent)| Growth {
            month: month("2022-05"),
            who: who.to_owned(),
            percent: Decimal::from_str_exact(percent).ok(),
            by_hand: (who == "浦北县").then(|| "项目停工。".to_owned()),
        })
        .into();
        let document = proofread(letters(&source, Lang::Zh), &source.profile, Lang::Zh).unwrap();
        let decisions = table(&document, "decisions");
        assert_eq!(
            shown(decisions, &["rank", "name", "growth", "decision"]),
            [
                "1 | 钦北区 | 16.0 | ",
                "2 | 灵山县 | 8.0 | 提醒函",
                "3 | 钦南区 | -3.0 | 提醒函",
                "— | 浦北县 | — | 提醒函",
            ]
        );
        let rank = decisions.rows[3].cell("rank").unwrap();
        assert_eq!(rank.value, crate::publish::Value::Nothing);
        let inputs = shown(table(&document, "inputs"), &["growth"]);
        assert_eq!(inputs, ["8", "—", "16", "-3"], "as finely as the finest");
        let fallen =
            "钦南区1—5月投资下降3.0%，低于目标18.0个百分点，请于　　月　　日前书面报送措施。";
        assert!(texts(&document).contains(&fallen), "{:?}", texts(&document));
        let by_hand = "浦北县：项目停工。请于　　月　　日前书面报送措施。";
        assert!(
            texts(&document).contains(&by_hand),
            "{:?}",
            texts(&document)
        );
    }
}
