//! A chart as the domain has laid it out.

use yew::prelude::*;
use yuebao_domain::publish::Document;
use yuebao_domain::publish::document::Chart;
use yuebao_domain::publish::draw::{Shape, drawing};

/// The chart; nothing where there is nothing to draw.
pub(super) fn view(chart: &Chart, document: Option<&Document>) -> Html {
    let table = document.and_then(|document| document.table(&chart.table));
    let Some(drawn) = table.and_then(|table| drawing(chart, table)) else {
        return Html::default();
    };
    html! {
        <figure class="yb-document__chart">
            <figcaption>{ &chart.title }</figcaption>
            <svg viewBox={format!("0 0 {} {}", drawn.width, drawn.height)} role="img" aria-label={chart.title.clone()} fill="currentColor" font-size="13">
                { for drawn.shapes.iter().map(shape) }
            </svg>
        </figure>
    }
}

fn shape(shape: &Shape) -> Html {
    match shape {
        Shape::Box {
            x,
            y,
            width,
            height,
            shade,
        } => html! {
            <rect x={x.to_string()} y={y.to_string()} width={width.to_string()} height={height.to_string()}
                fill-opacity={*shade} stroke="currentColor" stroke-width="0.75" />
        },
        Shape::Text { x, y, anchor, text } => html! {
            <text x={x.to_string()} y={y.to_string()} text-anchor={*anchor}>{ text }</text>
        },
        Shape::Line { x, top, bottom } => html! {
            <path d={format!("M{x} {top}V{bottom}")} stroke="currentColor" stroke-dasharray="4 3" />
        },
    }
}
