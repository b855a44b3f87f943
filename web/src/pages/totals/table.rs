//! The table: 合计 first, header and first column stay in sight.

use yew::prelude::*;
use yuebao_domain::aggregate::AmountUnit;
use yuebao_domain::plan::PlanBasis;
use yuebao_domain::text::{Lang, Words};

use super::model::{Figures, Model, Row, Status, What};
use super::{cell_id, line_id};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, TotalsChoice, View};
use crate::text::ledger;
use crate::text::totals as text;

/// The table with its caption.
pub(super) fn view(model: &Model, unit: AmountUnit, lang: Lang, send: &Dispatch) -> Html {
    let caption = text::caption(text::unit(unit).get(lang), &model.elapsed, lang);
    html! {
        // The caption stays where it is while the table scrolls, and the keyboard can scroll it.
        <div class="yb-summary-frame">
            <p class="yb-summary-caption" id="yb-summary-caption">{ caption }</p>
            <div class="yb-summary-scroll" role="region" tabindex="0" aria-label={text::TITLE.get(lang)}>
            <table class="yb-summary-table" part="table" aria-describedby="yb-summary-caption">
                <thead>
                    <tr>
                        <th scope="col">{ text::GROUP.get(lang) }</th>
                        { heading(text::COUNT, lang) }
                        { heading(text::REPORTED, lang) }
                        { heading(text::TOTAL_INVESTMENT, lang) }
                        { heading(text::ANNUAL_PLAN, lang) }
                        { heading(text::MONTH, lang) }
                        <th scope="col" class="yb-summary-number">{ text::year_to_date(model.month, lang) }</th>
                        { heading(text::COMPLETION, lang) }
                        { heading(text::GAP, lang) }
                        if model.compared.is_some() {
                            { heading(text::GROWTH, lang) }
                        }
                    </tr>
                </thead>
                <tbody>{ for model.rows.iter().map(|row| table_row(row, model.first, lang, send)) }</tbody>
            </table>
            </div>
        </div>
    }
}

fn heading(words: Words, lang: Lang) -> Html {
    html! { <th scope="col" class="yb-summary-number">{ words.get(lang) }</th> }
}

fn table_row(row: &Row, first: PlanBasis, lang: Lang, send: &Dispatch) -> Html {
    let depth = format!("yb-summary-depth-{}", row.depth.min(4));
    match &row.what {
        What::Group {
            line,
            is_open,
            count,
            reported,
        } => html! {
            <tr class={classes!("yb-summary-group", depth)}>
                <th scope="row">{ group_button(*line, *is_open, &row.label, lang, send) }</th>
                { cell(Some(*line), "count", html! { *count }) }
                { cell(Some(*line), "reported_count", html! { *reported }) }
                { figures(&row.figures, Some(*line), first, lang) }
            </tr>
        },
        What::Project {
            id,
            status,
            carried,
        } => html! {
            <tr class={classes!("yb-summary-project", depth)}>
                <th scope="row">{ project_button(id, &row.label, send) }{ ledger_button(id, &row.label, lang, send) }</th>
                <td colspan="2" class="yb-summary-status">
                    { chip(*status, lang) }
                    if let Some(month) = carried { <span class="yb-summary-note yb-muted">{ " " }{ text::carried_of(*month, lang) }</span> }
                </td>
                { figures(&row.figures, None, first, lang) }
            </tr>
        },
    }
}

fn group_button(line: usize, is_open: bool, label: &str, lang: Lang, send: &Dispatch) -> Html {
    let (next, words) = if is_open {
        (None, text::HIDE_PROJECTS)
    } else {
        (Some(line), text::SHOW_PROJECTS)
    };
    let onclick = send.reform(move |_: MouseEvent| Action::Totals(TotalsChoice::Open(next)));
    let shape = if is_open { Icon::Down } else { Icon::Right };
    html! {
        <button type="button" class="yb-summary-open" id={line_id(line)} title={words.get(lang)}
            aria-expanded={if is_open { "true" } else { "false" }} {onclick}>
            { shape.view() }<span>{ label }</span>
        </button>
    }
}

fn project_button(id: &str, label: &str, send: &Dispatch) -> Html {
    let view = View::Form(id.to_owned());
    let onclick = send.reform(move |_: MouseEvent| Action::Show(view.clone()));
    html! { <button type="button" class="yb-summary-link" {onclick}>{ label }</button> }
}

fn ledger_button(id: &str, label: &str, lang: Lang, send: &Dispatch) -> Html {
    let view = View::Ledger(id.to_owned());
    let onclick = send.reform(move |_: MouseEvent| Action::Show(view.clone()));
    let words = ledger::OPEN.get(lang);
    html! {
        <button type="button" class="yb-summary-link yb-summary-ledger" aria-label={format!("{words} {label}")} {onclick}>{ words }</button>
    }
}

fn chip(status: Status, lang: Lang) -> Html {
    let (class, shape, words) = match status {
        Status::Reported => ("yb-chip--good", Icon::Check, text::STATUS_REPORTED),
        Status::Waiting => ("yb-chip--info", Icon::Up, text::STATUS_WAITING),
        Status::NotFinal => ("yb-chip--info", Icon::Circle, text::STATUS_NOT_FINAL),
        Status::Withheld => ("yb-chip--info", Icon::Circle, text::STATUS_WITHHELD),
        Status::Missing => ("yb-chip--warn", Icon::Warn, text::STATUS_MISSING),
        Status::NotDue => ("", Icon::Info, text::STATUS_NOT_DUE),
    };
    html! { <span class={classes!("yb-chip", class)}>{ shape.view() }{ words.get(lang) }</span> }
}

/// A cell that findings about a line lead to.
fn cell(line: Option<usize>, measure: &str, content: Html) -> Html {
    let id = line.map(|line| cell_id(line, measure));
    let tabindex = id.is_some().then_some("-1");
    html! { <td class="yb-amount" {id} {tabindex}>{ content }</td> }
}

fn figures(figures: &Figures, line: Option<usize>, first: PlanBasis, lang: Lang) -> Html {
    let gap = figures.is_behind.then_some("yb-summary-behind");
    let amount = |measure, text: &str| cell(line, measure, html! { text.to_owned() });
    let other = figures.opening.as_ref();
    let completion = both(&figures.completion, other.map(|both| &*both.0), first, lang);
    let completion = html! { <>{ completion }{ bar(figures) }</> };
    let gaps = both(&figures.gap, other.map(|both| &*both.1), first, lang);
    html! {
        <>
            { amount("total_investment", &figures.total_investment) }
            { amount("annual_plan", &figures.annual_plan) }
            { amount("month_investment", &figures.month) }
            { amount("year_to_date", &figures.year_to_date) }
            { cell(line, "completion", completion) }
            <td class={classes!("yb-amount", gap)}>{ gaps }</td>
            if let Some(growth) = &figures.growth {
                <td class="yb-amount">{ grown(growth, lang) }</td>
            }
        </>
    }
}

/// A figure against the plan as it stands and, where that is another, as it was issued: each named,
/// in the order of the profile.
fn both(adjusted: &str, opening: Option<&str>, first: PlanBasis, lang: Lang) -> Html {
    let Some(opening) = opening else {
        return html! { adjusted };
    };
    let named = |basis: PlanBasis, figure: &str| {
        html! { <span class="yb-summary-basis"><small>{ text::plan_basis(basis).get(lang) }</small>{ figure }</span> }
    };
    let adjusted = named(PlanBasis::Adjusted, adjusted);
    let opening = named(PlanBasis::Opening, opening);
    match first {
        PlanBasis::Adjusted => html! { <>{ adjusted }{ opening }</> },
        PlanBasis::Opening => html! { <>{ opening }{ adjusted }</> },
    }
}

/// 增速 in its two forms, each named; nothing beside a single project.
fn grown(growth: &[String; 2], lang: Lang) -> Html {
    let named = |(words, figure): (Words, &String)| {
        html! { <span class="yb-summary-basis"><small>{ words.get(lang) }</small>{ figure }</span> }
    };
    let forms = [text::AS_PUBLISHED, text::COMPARABLE]
        .into_iter()
        .zip(growth);
    let shown = forms.filter(|(_, figure)| !figure.is_empty());
    html! { <>{ for shown.map(named) }</> }
}

/// The years of a plan of several.
pub(super) fn years(model: &Model, unit: AmountUnit, lang: Lang) -> Html {
    let Some(years) = &model.years else {
        return html! {};
    };
    let row = |name: String, figures: &[String; 3]| {
        html! {
            <tr>
                <th scope="row">{ name }</th>
                { for figures.iter().map(|figure| html! { <td class="yb-amount">{ figure.clone() }</td> }) }
            </tr>
        }
    };
    html! {
        <div class="yb-summary-frame">
            <h2>{ text::PLAN_YEARS.get(lang) }</h2>
            <div class="yb-summary-scroll" role="region" tabindex="0" aria-label={text::PLAN_YEARS.get(lang)}>
            <table class="yb-summary-table">
                <thead>
                    <tr>
                        <th scope="col">{ text::unit(unit).get(lang) }</th>
                        { heading(text::COMPLETED, lang) }
                        { heading(text::TARGET, lang) }
                        { heading(text::GROWTH_OR_RATE, lang) }
                    </tr>
                </thead>
                <tbody>
                    { for years.rows.iter().map(|(through, figures)| row(text::year(*through, lang), figures)) }
                    { row(text::TOTAL.get(lang).to_owned(), &years.total) }
                </tbody>
            </table>
            </div>
            <p class="yb-summary-note yb-muted">{ text::mean_growth(&years.mean, lang) }</p>
        </div>
    }
}

/// The bar says nothing that the two figures beside it do not say.
fn bar(figures: &Figures) -> Html {
    let Some(width) = figures.bar else {
        return html! {};
    };
    let fill = if figures.is_behind {
        "yb-bar-fill yb-bar-fill--behind"
    } else {
        "yb-bar-fill"
    };
    html! {
        <svg class="yb-bar" viewBox="0 0 120 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="yb-bar-track" x="0" y="2" width="100" height="6" />
            <rect class={fill} x="0" y="2" width={width.to_string()} height="6" />
            <rect class="yb-bar-mark" x={figures.mark.to_string()} y="0" width="2" height="10" />
        </svg>
    }
}
