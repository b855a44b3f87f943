//! The sections of the paper form, each a component of its own: what is typed into one draws no other
//! again.

use yew::prelude::*;
use yuebao_domain::report::records::{self, Entries};
use yuebao_domain::report::{Field, FieldKey, Record, Section};

use super::boxes::Boxes;
use super::model::Form;
use super::project::Fact;
use super::sums::{Tile, standing};
use super::{added, item, listed, project, questions, sums};
use crate::text::form as text;

/// The id of a section, where its title is.
pub(super) fn id(section: Section) -> String {
    format!("yb-s-{section:?}").to_ascii_lowercase()
}

pub(super) fn view(form: &Form<'_>, section: Section) -> Html {
    let boxes = form.boxes.section(section);
    let extra = Extra::of(form, section);
    html! { <Drawn key={id(section)} {boxes} {section} {extra} /> }
}

/// What a section shows besides its boxes.
#[derive(Debug, Clone, PartialEq)]
enum Extra {
    /// What the plan says; whether that includes the project's code.
    Plan(Vec<Fact>, bool),
    Figures(Vec<Tile>),
    /// The keys of the entries that are added next.
    Next(Vec<FieldKey>),
}

impl Extra {
    fn of(form: &Form<'_>, section: Section) -> Self {
        match section {
            Section::Project => Self::Plan(project::facts(form), form.plan.code.is_some()),
            Section::Investment => {
                let (shown, percent) = (
                    form.boxes.context.decimals.shown,
                    form.boxes.context.decimals.percent,
                );
                Self::Figures(standing(
                    &form.figures,
                    shown,
                    percent,
                    form.boxes.context.lang,
                ))
            }
            _ => Self::Next(
                records(section)
                    .filter(|record| matches!(record.entries, Entries::Added(_)))
                    .filter_map(|record| {
                        added::fresh(form.state.device.get(), &form.boxes.context.project, record)
                    })
                    .collect(),
            ),
        }
    }
}

/// Props of [`Drawn`].
#[derive(Clone, PartialEq, Properties)]
struct Props {
    /// What stands at its boxes.
    boxes: Boxes,
    /// Which it is.
    section: Section,
    /// What else it shows.
    extra: Extra,
}

#[component]
fn Drawn(props: &Props) -> Html {
    let (boxes, section) = (&props.boxes, props.section);
    let title = boxes.context.say(section.title());
    let id = id(section);
    let content = html! { <>{ questions::of_section(boxes, section) }{ content(props) }</> };
    if !folds(boxes, section) {
        return html! {
            <section class="yb-section" part="section" aria-labelledby={id.clone()}>
                <div class="yb-section__head">
                    <h2 class="yb-section__title" {id} tabindex="-1">{ title }</h2>
                    { unit(boxes, section) }
                </div>
                { content }
            </section>
        };
    }
    html! {
        <details class="yb-section yb-section--folds" part="section" open={is_open(boxes)}>
            <summary class="yb-section__head yb-section__summary">
                <h2 class="yb-section__title" {id} tabindex="-1">{ title }</h2>
                { unit(boxes, section) }
            </summary>
            { content }
        </details>
    }
}

fn content(props: &Props) -> Html {
    let Props {
        boxes,
        section,
        extra,
    } = props;
    match (section, extra) {
        (Section::Project, Extra::Plan(facts, has_code)) => project::view(boxes, facts, *has_code),
        (_, Extra::Figures(tiles)) => {
            html! { <>{ columns(boxes) }{ rows(boxes, *section) }{ sums::tiles(&boxes.context, tiles) }</> }
        }
        (_, Extra::Next(fresh)) => {
            let records = records(*section).map(|record| entries(boxes, record, fresh));
            html! { <>{ rows(boxes, *section) }{ for records }</> }
        }
        (_, Extra::Plan(..)) => rows(boxes, *section),
    }
}

/// The records that stand in a section.
fn records(section: Section) -> impl Iterator<Item = &'static Record> {
    let all = records::ALL.iter().copied();
    all.filter(move |record| record.section == section)
}

fn entries(boxes: &Boxes, record: &'static Record, fresh: &[FieldKey]) -> Html {
    match record.entries {
        Entries::Added(words) => {
            let fresh = fresh.iter().find(|key| key.id_in(record).is_some());
            added::view(boxes, record, words, fresh)
        }
        Entries::Of(list) => listed::view(boxes, record, list),
        Entries::Beside => Html::default(),
    }
}

fn rows(boxes: &Boxes, section: Section) -> Html {
    Field::ALL
        .iter()
        .filter(|field| field.section() == section && boxes.is_shown(**field))
        .map(|field| item::of_box(boxes, *field))
        .collect()
}

/// The head of the columns of amounts; each box names last month again where there is no column.
fn columns(boxes: &Boxes) -> Html {
    html! {
        <div class="yb-columns" aria-hidden="true">
            <span></span>
            <span class="yb-columns__amount">{ boxes.context.say(text::THIS_MONTH) }</span>
            <span class="yb-columns__amount">{ boxes.context.say(text::LAST_MONTH) }</span>
        </div>
    }
}

fn unit(boxes: &Boxes, section: Section) -> Html {
    match section {
        Section::Investment | Section::Funds => {
            html! { <span class="yb-section__unit">{ boxes.context.say(text::UNIT) }</span> }
        }
        _ => Html::default(),
    }
}

/// Sections that many projects leave empty can be folded away.
fn folds(boxes: &Boxes, section: Section) -> bool {
    let implementing = boxes.context.nature.is_implementing();
    match section {
        Section::Funds | Section::Visits => true,
        Section::Preliminary => implementing,
        Section::Investment | Section::Progress | Section::Status => !implementing,
        _ => false,
    }
}

fn is_open(boxes: &Boxes) -> bool {
    !boxes.values.is_empty() || !boxes.findings.is_empty() || !boxes.questions.is_empty()
}
