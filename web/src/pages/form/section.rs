//! The sections of the paper form.

use yew::prelude::*;
use yuebao_domain::report::{Field, Section};

use super::model::Form;
use super::{field, preliminary, problems, project, sums};
use crate::text::form as text;

/// The id of a section, where its title is.
pub(super) fn id(section: Section) -> String {
    format!("yb-s-{section:?}").to_lowercase()
}

pub(super) fn view(form: &Form<'_>, section: Section) -> Html {
    let title = form.say(section.title());
    let id = id(section);
    let content = content(form, section);
    if !folds(form, section) {
        return html! {
            <section class="yb-section" part="section" key={title} aria-labelledby={id.clone()}>
                <div class="yb-section__head">
                    <h2 class="yb-section__title" {id} tabindex="-1">{ title }</h2>
                    { unit(form, section) }
                </div>
                { content }
            </section>
        };
    }
    html! {
        <details class="yb-section yb-section--folds" part="section" key={title} open={is_open(form, section)}>
            <summary class="yb-section__head yb-section__summary">
                <h2 class="yb-section__title" {id} tabindex="-1">{ title }</h2>
                { unit(form, section) }
            </summary>
            { content }
        </details>
    }
}

fn content(form: &Form<'_>, section: Section) -> Html {
    match section {
        Section::Project => project::view(form),
        Section::Preliminary => preliminary::view(form),
        Section::Problems => problems::view(form),
        Section::Investment => {
            html! { <>{ columns(form) }{ boxes(form, section) }{ sums::tiles(form) }</> }
        }
        _ => boxes(form, section),
    }
}

fn boxes(form: &Form<'_>, section: Section) -> Html {
    Field::ALL
        .iter()
        .filter(|field| field.section() == section && form.is_shown(**field))
        .map(|field| field::row(form, *field))
        .collect()
}

/// The head of the columns of amounts; each box names last month again where there is no column.
fn columns(form: &Form<'_>) -> Html {
    html! {
        <div class="yb-columns" aria-hidden="true">
            <span></span>
            <span class="yb-columns__amount">{ form.say(text::THIS_MONTH) }</span>
            <span class="yb-columns__amount">{ form.say(text::LAST_MONTH) }</span>
        </div>
    }
}

fn unit(form: &Form<'_>, section: Section) -> Html {
    match section {
        Section::Investment | Section::Funds => {
            html! { <span class="yb-section__unit">{ form.say(text::UNIT) }</span> }
        }
        _ => Html::default(),
    }
}

/// Sections that many projects leave empty can be folded away.
const fn folds(form: &Form<'_>, section: Section) -> bool {
    let implementing = form.plan.nature.is_implementing();
    match section {
        Section::Funds => true,
        Section::Preliminary => implementing,
        Section::Investment | Section::Progress | Section::Status => !implementing,
        _ => false,
    }
}

fn is_open(form: &Form<'_>, section: Section) -> bool {
    form.is_filled(section)
        || form.findings().iter().any(|finding| {
            let first = finding.fields.first();
            first.is_some_and(|key| key.section() == section)
        })
}
