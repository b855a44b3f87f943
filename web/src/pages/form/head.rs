//! The head of the form: which project, which month, what is planned, where it stands.

use yew::prelude::*;
use yuebao_domain::aggregate::Dimension;
use yuebao_domain::calendar::{days_left, deadline};
use yuebao_domain::device::Standing;
use yuebao_domain::money::Money;
use yuebao_domain::period::show_day;
use yuebao_domain::profile::{Naming, named};

use super::model::Form;
use super::{history, project, saved};
use crate::components::icon::Icon;
use crate::components::persons;
use crate::components::standing::chip;
use crate::state::{Action, View};
use crate::text::tasks::{at_work, with_reason};
use crate::text::{board, form as text, ledger, review};

pub(super) fn view(form: &Form<'_>) -> Html {
    let month = form.boxes.context.key.month;
    html! {
        <header class="yb-form__head">
            { bar(form) }
            <h1 class="yb-form__title">{ &form.plan.name }</h1>
            <p class="yb-form__sub">
                <strong>{ text::month(form.boxes.context.lang, month.year(), month.number()) }</strong>
                { standing(form) }
                { saved::word(form) }
                { due(form) }
                { others(form) }
                { history::button(&form.boxes) }
            </p>
            <p class="yb-form__labels">
                { for labels(form).into_iter().map(label) }
                <span class="yb-form__unit">{ form.boxes.context.say(text::UNIT) }</span>
            </p>
            <dl class="yb-plan">{ for plan(form).into_iter().map(figure) }</dl>
            { persons(form) }
        </header>
    }
}

/// Who answers for the project, and the way to its ledger.
fn persons(form: &Form<'_>) -> Html {
    let context = &form.boxes.context;
    let (device, today) = (form.state.device.get(), form.state.clock.today);
    let known = persons::on(device, &context.project, today, context.lang);
    let view = View::Ledger(context.project.to_string());
    let open = context
        .send
        .reform(move |_: MouseEvent| Action::Show(view.clone()));
    html! {
        <div class="yb-form__persons">
            { persons::list(&known) }
            <button type="button" class="yb-button" onclick={open}>{ Icon::Table.view() }{ context.say(ledger::OPEN) }</button>
        </div>
    }
}

/// Who else fills this report.
fn others(form: &Form<'_>) -> Html {
    let others = form.state.others_at(&form.boxes.context.project);
    if others.is_empty() {
        return Html::default();
    }
    let words = at_work(&others, form.boxes.context.lang);
    html! { <span class="yb-muted">{ Icon::Person.view() }{ words }</span> }
}

fn bar(form: &Form<'_>) -> Html {
    let to = |project: Option<&str>| {
        let view = project.map(|id| View::Form(id.to_owned()));
        let disabled = view.is_none();
        let onclick = view.map(|view| {
            form.boxes
                .context
                .send
                .reform(move |_: MouseEvent| Action::Show(view.clone()))
        });
        (disabled, onclick)
    };
    let projects = form.state.device.projects_in(form.boxes.context.key.month);
    let at = projects.binary_search(&form.boxes.context.key.project).ok();
    let neighbour = |at: Option<usize>| projects.get(at?).map(String::as_str);
    let earlier = neighbour(at.and_then(|at| at.checked_sub(1)));
    let later = neighbour(at.map(|at| at + 1));
    let (no_earlier, to_earlier) = to(earlier);
    let (no_later, to_later) = to(later);
    let (to, words) = match form.state.screen.form_from {
        View::Review => (View::Review, review::BACK),
        View::Board => (View::Board, board::BACK),
        _ => (View::Tasks, text::BACK),
    };
    let back = (form.boxes.context.send).reform(move |_: MouseEvent| Action::Show(to.clone()));
    html! {
        <nav class="yb-form__bar">
            <button type="button" class="yb-button yb-button--plain" onclick={back}>
                { Icon::Left.view() }{ form.boxes.context.say(words) }
            </button>
            <span class="yb-form__neighbours">
                <button type="button" class="yb-button yb-button--plain" disabled={no_earlier} onclick={to_earlier}>
                    { Icon::Left.view() }{ form.boxes.context.say(text::PREVIOUS) }
                </button>
                <span class="yb-muted">{ at.map(|at| text::position(form.boxes.context.lang, at + 1, projects.len())) }</span>
                <button type="button" class="yb-button yb-button--plain" disabled={no_later} onclick={to_later}>
                    { form.boxes.context.say(text::NEXT) }{ Icon::Right.view() }
                </button>
            </span>
        </nav>
    }
}

/// The state chip.
fn standing(form: &Form<'_>) -> Html {
    let standing = form
        .checked
        .map_or(Standing::Empty, |checked| checked.standing);
    chip(standing, form.boxes.context.lang)
}

fn due(form: &Form<'_>) -> Html {
    let (profile, context) = (form.profile, &form.boxes.context);
    let (rule, holidays) = (&profile.calendar, &profile.holidays);
    let Some(deadline) = deadline(rule, holidays, context.key.month, form.plan.nature) else {
        return Html::default();
    };
    let today = form.state.clock.today;
    let left = today.map(|today| days_left(deadline.last_day, today));
    let handed_in = form
        .checked
        .is_some_and(|checked| checked.standing.is_done());
    let left = left.filter(|_| !handed_in);
    let late = left
        .is_some_and(|left| left < 0)
        .then_some("yb-form__due--late");
    let words = text::due(context.lang, &show_day(deadline.last_day), left);
    let words = with_reason(words, deadline.because(context.lang), context.lang);
    html! { <span class={classes!("yb-form__due", late)}>{ Icon::Calendar.view() }{ words }</span> }
}

/// What the project is classified by, in the jurisdiction's words; a flag only where it is set.
fn labels<'a>(form: &'a Form<'_>) -> Vec<(&'a str, String)> {
    let (profile, plan) = (form.profile, form.plan);
    let (lang, own) = (form.boxes.context.lang, &profile.dimensions);
    let name = |own: &'a Option<Naming>, usual| named(own.as_ref(), usual, lang);
    let mut labels = vec![(
        name(&own.nature, text::NATURE),
        profile.nature_label_in(plan.nature, lang),
    )];
    let category = plan.category.as_ref();
    labels.extend(category.map(|category| {
        let label = profile.category_label(category, lang);
        (name(&own.category, text::CATEGORY), label)
    }));
    if !profile.levels.is_empty() {
        let label = profile.level_label(&plan.level, lang);
        labels.push((Dimension::Level.label(profile, lang), label));
    }
    for class in &profile.classes {
        let value = plan.classes.get(class.key);
        labels.extend(value.map(|value| (class.get(lang), class.value_label(value, lang))));
    }
    let area = profile.area_name_in(&plan.area, lang);
    labels.push((name(&own.area, text::AREA), area));
    let code = plan.code.as_deref();
    labels.extend(code.map(|code| (form.boxes.context.say(text::CODE), code)));
    let labels = labels.into_iter();
    labels
        .map(|(name, value)| (name, value.to_owned()))
        .collect()
}

fn label((name, value): (&str, String)) -> Html {
    html! { <span class="yb-form__label"><span class="yb-muted">{ name }</span>{ " " }{ value }</span> }
}

fn plan(form: &Form<'_>) -> [(&'static str, String); 5] {
    let amount = |amount: Option<Money>| {
        amount.map_or_else(
            || form.boxes.context.say(text::NONE).to_owned(),
            |amount| amount.grouped(form.profile.decimals.shown),
        )
    };
    let plan = form.plan;
    [
        (
            form.boxes.context.say(text::TOTAL),
            amount(plan.total_investment),
        ),
        (
            form.boxes.context.say(text::ANNUAL),
            amount(plan.annual_plan),
        ),
        (form.boxes.context.say(text::BEFORE_YEAR), {
            let context = &form.boxes.context;
            let planned = amount(plan.before_year);
            let carried = form.state.device.get().carried_over(&context.key);
            let other = carried.filter(|it| it.at_years_end() != plan.before_year);
            other.map_or(planned.clone(), |it| {
                text::by_reports(&planned, it.month, &amount(Some(it.amount)), context.lang)
            })
        }),
        (
            form.boxes.context.say(text::PLANNED_START),
            project::month(form, plan.planned_start),
        ),
        (
            form.boxes.context.say(text::PLANNED_COMPLETION),
            project::month(form, plan.planned_completion),
        ),
    ]
}

fn figure((name, value): (&'static str, String)) -> Html {
    html! { <div class="yb-plan__figure"><dt>{ name }</dt><dd class="yb-amount">{ value }</dd></div> }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::plan::Nature;
    use yuebao_domain::rights::Role;

    use super::*;
    use crate::dispatch::Dispatch;
    use crate::state::testing::{own_classes, project, state};

    #[test]
    fn the_head_says_what_the_project_is_classified_by() {
        let mut state = state(Role::Clerk);
        project(&mut state, "a", "滨江大道", Nature::Continuing);
        let shown = |state: &_| {
            let form = Form::new(state, "a", &Dispatch::noop()).unwrap();
            let labels = labels(&form).into_iter();
            labels
                .map(|(name, value)| format!("{name} {value}"))
                .collect::<Vec<_>>()
        };
        let usual = shown(&state);
        assert_eq!(usual[..2], ["性质 续建", "行业 基础设施"]);
        assert!(usual[2].starts_with("建设地点 "));
        assert_eq!(usual.len(), 3);
        own_classes(&mut state, &[("water", "national", "own", true)]);
        assert_eq!(
            shown(&state)[..5],
            [
                "性质 续建",
                "领域 水利",
                "层级 国家级",
                "资金来源 自筹",
                "专项债项目 是"
            ]
        );
        // a key that the profile does not have is shown as it is, and what is not set is not
        own_classes(&mut state, &[("space", "village", "", false)]);
        assert_eq!(
            shown(&state)[..3],
            ["性质 续建", "领域 space", "层级 village"]
        );
        assert!(shown(&state)[3].starts_with("建设地点 "));
    }
}
