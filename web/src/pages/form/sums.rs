//! Computed figures: what would add up beside the cumulative boxes, and how the project stands.

use yew::prelude::*;
use yuebao_domain::figures::{Figures, Sum};
use yuebao_domain::money::{Money, parse_plain, printed};
use yuebao_domain::report::Field;
use yuebao_domain::text::Lang;

use super::boxes::Boxes;
use super::context::FormContext;
use crate::components::icon::Icon;
use crate::text::form as text;

/// What is offered beside a cumulative box.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    formula: String,
    total: String,
    /// What the button fills in; `None` if the box says so already.
    fill: Option<String>,
}

/// One computed figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tile {
    label: &'static str,
    value: String,
    tone: &'static str,
}

/// The sum that belongs beside `field`, if one does and it can be computed.
pub(super) fn beside(boxes: &Boxes, field: Field) -> Html {
    let Some((_, sum)) = boxes.sums.iter().find(|(at, _)| *at == field) else {
        return Html::default();
    };
    let offer = offer(
        *sum,
        boxes.text(field),
        boxes.context.decimals.shown,
        boxes.context.lang,
    );
    let action = match offer.fill {
        Some(_) if !boxes.context.may_fill() => Html::default(),
        Some(fill) => {
            let target = boxes.context.target(field);
            let onclick = Callback::from(move |_: MouseEvent| target.put(Some(fill.clone())));
            html! { <button type="button" class="yb-button yb-button--small" {onclick}>{ boxes.context.say(text::FILL) }</button> }
        }
        None => html! {
            <span class="yb-sum__agrees">{ Icon::Check.view() }{ boxes.context.say(text::AGREES) }</span>
        },
    };
    html! {
        <div class="yb-sum">
            <span class="yb-sum__formula">{ offer.formula }</span>
            <output class="yb-sum__total yb-amount">{ offer.total }</output>
            { action }
        </div>
    }
}

/// How the project stands, as tiles in dashed boxes.
pub(super) fn tiles(context: &FormContext, tiles: &[Tile]) -> Html {
    let one = |tile: &Tile| {
        html! {
            <div class={classes!("yb-tile", tile.tone)}>
                <dt>{ tile.label }</dt>
                <dd><output class="yb-amount">{ &tile.value }</output></dd>
            </div>
        }
    };
    html! {
        <div class="yb-tiles">
            <h3 class="yb-tiles__title">{ context.say(text::COMPUTED) }</h3>
            <dl class="yb-tiles__list">{ for tiles.iter().map(one) }</dl>
        </div>
    }
}

fn offer(sum: Sum, stored: &str, places: u32, lang: Lang) -> Offer {
    let total = sum.total();
    let before = sum.before.grouped(places);
    let added = sum.added.grouped(places);
    Offer {
        formula: text::sum_from(lang, sum.from, &before, &added),
        total: format!("＝ {}", total.grouped(places)),
        fill: (parse_plain(stored) != Ok(total)).then(|| total.to_string()),
    }
}

/// How the project stands.
pub(super) fn standing(figures: &Figures, places: u32, percent: u32, lang: Lang) -> Vec<Tile> {
    let none = || text::NONE.get(lang).to_owned();
    let rate = |value: Option<_>| {
        value.map_or_else(none, |value| format!("{} %", printed(value, percent)))
    };
    let plain = |label: yuebao_domain::text::Words, value| Tile {
        label: label.get(lang),
        value,
        tone: "",
    };
    let progress = figures.progress;
    let behind = progress.is_behind(percent);
    let gap = progress.gap().map_or_else(none, |gap| {
        let gap = printed(gap, percent);
        let sign = match (gap.is_zero(), behind) {
            (true, _) => "",
            (false, true) => "−",
            (false, false) => "+",
        };
        text::points(lang, &format!("{sign}{}", gap.abs()))
    });
    let mut tiles = vec![
        plain(text::COMPLETION, rate(progress.completion)),
        plain(text::ELAPSED, rate(Some(progress.elapsed))),
        Tile {
            tone: if behind { "yb-tile--warn" } else { "" },
            ..plain(text::GAP, gap)
        },
        plain(text::SHARE, rate(figures.share_of_total)),
    ];
    if let Some(sum) = figures.composition {
        tiles.push(plain(text::COMPOSITION, sum.grouped(places)));
    }
    if let Some(rest) = figures.not_composed.filter(|rest: &Money| !rest.is_zero()) {
        tiles.push(Tile {
            tone: "yb-tile--warn",
            ..plain(text::NOT_COMPOSED, rest.grouped(places))
        });
    }
    tiles
}

#[cfg(test)]
mod tests {
    use yuebao_domain::figures::Origin;
    use yuebao_domain::progress::Progress;

    use super::*;

    fn wan(text: &str) -> Money {
        parse_plain(text).unwrap()
    }

    fn sum() -> Sum {
        Sum {
            before: wan("1000"),
            added: wan("250.25"),
            from: Origin::LastMonth,
        }
    }

    #[test]
    fn a_sum_is_offered_when_the_box_is_empty_or_says_something_else() {
        for stored in ["", "1250", "约1250"] {
            let offer = offer(sum(), stored, 2, Lang::Zh);
            assert_eq!(offer.fill.as_deref(), Some("1250.25"), "{stored}");
            assert_eq!(offer.formula, "上月累计 1,000.00 ＋ 本月 250.25");
            assert_eq!(offer.total, "＝ 1,250.25");
        }
        assert_eq!(offer(sum(), "1250.250", 2, Lang::Zh).fill, None);
    }

    #[test]
    fn what_cannot_be_computed_is_a_dash() {
        let figures = Figures {
            progress: Progress::at("2022-05".parse().unwrap(), None, None),
            ..Figures::default()
        };
        let values: Vec<String> = standing(&figures, 2, 1, Lang::Zh)
            .into_iter()
            .map(|tile| tile.value)
            .collect();
        assert_eq!(values, ["—", "41.7 %", "—", "—"]);
    }

    #[test]
    fn a_gap_has_a_sign_and_points() {
        let figures = Figures {
            progress: Progress::at(
                "2022-05".parse().unwrap(),
                Some(wan("1000")),
                Some(wan("3000")),
            ),
            composition: Some(wan("90")),
            not_composed: Some(wan("10")),
            ..Figures::default()
        };
        let tiles = standing(&figures, 2, 1, Lang::Zh);
        assert_eq!(tiles[2].value, "−8.3 个百分点");
        assert_eq!(tiles[2].tone, "yb-tile--warn");
        assert_eq!(tiles[4].value, "90.00");
        assert_eq!(tiles[5].value, "10.00");
    }
}
