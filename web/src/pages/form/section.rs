//! The sections of the paper form, each a component of its own: what is typed into one draws no other
//! again.

use yew::prelude::*;
use yuebao_domain::report::records::{self, Entries};
use yuebao_domain::report::{Field, FieldKey, Record, Section};

use super::model::Form;
use super::part::Part;
use super::project::Fact;
use super::sums::{Tile, standing};
use super::{added, listed, piece, project, questions, sums};
use crate::text::form as text;

/// The id of a section, where its title is.
pub(super) fn id(section: Section) -> String {
    format!("yb-s-{section:?}").to_ascii_lowercase()
}

pub(super) fn view(form: &Form<'_>, section: Section) -> Html {
    let part = form.section(section);
    let extra = Extra::of(form, section);
    html! { <Drawn key={id(section)} {part} {section} {extra} /> }
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
                let (shown, percent) = (form.decimals.shown, form.decimals.percent);
                Self::Figures(standing(&form.figures, shown, percent, form.lang))
            }
            _ => Self::Next(
                records(section)
                    .filter(|record| matches!(record.entries, Entries::Added(_)))
                    .filter_map(|record| added::fresh(&form.state.device, &form.project, record))
                    .collect(),
            ),
        }
    }
}

/// Props of [`Drawn`].
#[derive(Clone, PartialEq, Properties)]
struct Props {
    /// What stands at its boxes.
    part: Part,
    /// Which it is.
    section: Section,
    /// What else it shows.
    extra: Extra,
}

#[component]
fn Drawn(props: &Props) -> Html {
    let (part, section) = (&props.part, props.section);
    let title = part.say(section.title());
    let id = id(section);
    let content = html! { <>{ questions::of_section(part, section) }{ content(props) }</> };
    if !folds(part, section) {
        return html! {
            <section class="yb-section" part="section" aria-labelledby={id.clone()}>
                <div class="yb-section__head">
                    <h2 class="yb-section__title" {id} tabindex="-1">{ title }</h2>
                    { unit(part, section) }
                </div>
                { content }
            </section>
        };
    }
    html! {
        <details class="yb-section yb-section--folds" part="section" open={is_open(part)}>
            <summary class="yb-section__head yb-section__summary">
                <h2 class="yb-section__title" {id} tabindex="-1">{ title }</h2>
                { unit(part, section) }
            </summary>
            { content }
        </details>
    }
}

fn content(props: &Props) -> Html {
    let Props {
        part,
        section,
        extra,
    } = props;
    match (section, extra) {
        (Section::Project, Extra::Plan(facts, has_code)) => project::view(part, facts, *has_code),
        (_, Extra::Figures(tiles)) => {
            html! { <>{ columns(part) }{ boxes(part, *section) }{ sums::tiles(part, tiles) }</> }
        }
        (_, Extra::Next(fresh)) => {
            let records = records(*section).map(|record| entries(part, record, fresh));
            html! { <>{ boxes(part, *section) }{ for records }</> }
        }
        (_, Extra::Plan(..)) => boxes(part, *section),
    }
}

/// The records that stand in a section.
fn records(section: Section) -> impl Iterator<Item = &'static Record> {
    let all = records::ALL.iter().copied();
    all.filter(move |record| record.section == section)
}

fn entries(part: &Part, record: &'static Record, fresh: &[FieldKey]) -> Html {
    match record.entries {
        Entries::Added(words) => {
            let fresh = fresh.iter().find(|key| key.id_in(record).is_some());
            added::view(part, record, words, fresh)
        }
        Entries::Of(list) => listed::view(part, record, list),
        Entries::Beside => Html::default(),
    }
}

fn boxes(part: &Part, section: Section) -> Html {
    Field::ALL
        .iter()
        .filter(|field| field.section() == section && part.is_shown(**field))
        .map(|field| piece::of_box(part, *field))
        .collect()
}

/// The head of the columns of amounts; each box names last month again where there is no column.
fn columns(part: &Part) -> Html {
    html! {
        <div class="yb-columns" aria-hidden="true">
            <span></span>
            <span class="yb-columns__amount">{ part.say(text::THIS_MONTH) }</span>
            <span class="yb-columns__amount">{ part.say(text::LAST_MONTH) }</span>
        </div>
    }
}

fn unit(part: &Part, section: Section) -> Html {
    match section {
        Section::Investment | Section::Funds => {
            html! { <span class="yb-section__unit">{ part.say(text::UNIT) }</span> }
        }
        _ => Html::default(),
    }
}

/// Sections that many projects leave empty can be folded away.
fn folds(part: &Part, section: Section) -> bool {
    let implementing = part.sheet.nature.is_implementing();
    match section {
        Section::Funds => true,
        Section::Preliminary => implementing,
        Section::Investment | Section::Progress | Section::Status => !implementing,
        _ => false,
    }
}

fn is_open(part: &Part) -> bool {
    !part.values.is_empty() || !part.findings.is_empty() || !part.questions.is_empty()
}
