//! One report in the list: what it is, where it stands, how far the year's plan is done.

use rust_decimal::Decimal;
use yew::prelude::*;
use yuebao_domain::device::{ReportKey, Standing};
use yuebao_domain::money::{Money, printed, round};
use yuebao_domain::period::{Month, show_day};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Decimals;
use yuebao_domain::progress::{Progress, planned};
use yuebao_domain::report::Report;
use yuebao_domain::text::{Lang, Words};

use super::model::Task;
use crate::components::standing;
use crate::dispatch::Dispatch;
use crate::state::{Action, State, View};
use crate::text::tasks as text;

pub(super) fn view(state: &State, task: &Task<'_>, send: &Dispatch) -> Html {
    let (Some(profile), Some(month)) = (state.profile(), state.screen.month) else {
        return Html::default();
    };
    let lang = state.display.lang;
    let plan = task.plan;
    let unit = plan
        .lead_unit()
        .and_then(|id| state.device.get().units.iter().find(|unit| unit.id == id));
    let own = state
        .device
        .get()
        .meta
        .me
        .as_ref()
        .map(|me| me.unit.id.as_str());
    let unit = unit.filter(|unit| own != Some(unit.id.as_str()));
    let labels = [
        Some(profile.nature_label_in(plan.nature, lang)),
        Some(profile.area_name_in(&plan.area, lang)),
        unit.map(|unit| unit.name.as_str()),
    ];
    let others = state.others_at(&plan.id);
    let others = (!others.is_empty()).then(|| text::at_work(&others, lang).into());
    let labels: Vec<AttrValue> = (labels.into_iter().flatten())
        .map(|label| label.to_owned().into())
        .chain(others)
        .collect();
    html! {
        <Row key={plan.id.as_str()} send={send.clone()} {lang} project={plan.id.clone()} name={plan.name.clone()}
            {labels} standing={task.standing} comment={returned(state, task, lang)} more_time={more_time(task, lang)}
            progress={SoFar::of(state, task.plan, profile.decimals, month)} />
    }
}

/// Props of [`Row`]: all that it shows.
#[derive(Clone, PartialEq, Properties)]
struct Props {
    /// Where actions go.
    send: Dispatch,
    /// Language.
    lang: Lang,
    /// Its id.
    project: AttrValue,
    /// Its name.
    name: AttrValue,
    /// Nature, area, and the unit if it is another.
    labels: Vec<AttrValue>,
    /// Where the report stands.
    standing: Standing,
    /// What the reviewer wants changed.
    comment: Option<String>,
    /// Until when the office has put its deadline off, and why.
    more_time: Option<String>,
    /// How far the year's plan is done; `None` if there is no plan.
    progress: Option<SoFar>,
}

/// The year so far against the year's plan and against the time that has passed by then.
#[derive(Debug, Clone, Copy, PartialEq)]
struct SoFar {
    planned: Money,
    done: Option<Money>,
    label: Words,
    progress: Progress,
    decimals: Decimals,
}

#[component]
fn Row(props: &Props) -> Html {
    let Props {
        send,
        lang,
        project,
        name,
        ..
    } = props;
    let onclick = {
        let project = project.clone();
        send.reform(move |_: MouseEvent| Action::Show(View::Form(project.to_string())))
    };
    let label = |label: &AttrValue| html! { <span>{ label }</span> };
    html! {
        <li class="yb-task" part="item">
            <button type="button" class="yb-task__open" data-project={project} {onclick}>
                <span class="yb-task__what">
                    <span class="yb-task__name">{ name }</span>
                    <span class="yb-task__labels yb-muted">{ for props.labels.iter().map(label) }</span>
                    if let Some(more_time) = &props.more_time { <span>{ more_time }</span> }
                    if let Some(comment) = &props.comment {
                        <span class="yb-task__comment">{ comment }</span>
                    }
                </span>
                <span class="yb-task__standing">{ standing::chip(props.standing, *lang) }</span>
                { progress(props.progress, *lang) }
            </button>
        </li>
    }
}

fn more_time(task: &Task<'_>, lang: Lang) -> Option<String> {
    let more = task.more_time.as_ref()?;
    let until = text::deadline(&show_day(more.until), None, lang);
    Some(text::with_reason(
        until,
        Some(text::put_off(&more.reason, lang)),
        lang,
    ))
}

/// What the reviewer wants changed in a report that came back.
fn returned(state: &State, task: &Task<'_>, lang: Lang) -> Option<String> {
    if task.standing != Standing::Returned {
        return None;
    }
    let report = state
        .device
        .get()
        .reports
        .get(&state.screen.key(&task.plan.id)?)?;
    let review = report.server.as_ref()?.review.as_ref()?;
    let comment = review.comment.as_deref().unwrap_or_default();
    Some(text::returned(&review.by, comment, lang))
}

impl SoFar {
    fn of(state: &State, plan: &PlanRow, decimals: Decimals, month: Month) -> Option<Self> {
        let planned = planned(plan)?;
        let (done, label, at) = match year_to_date(state, &plan.id, month) {
            Some((done, at)) if at < month => (Some(done), text::SO_FAR_BEFORE, at),
            Some((done, _)) => (Some(done), text::SO_FAR, month),
            None => (None, text::SO_FAR, month),
        };
        Some(Self {
            planned,
            done,
            label,
            progress: Progress::at(at, done, Some(planned)),
            decimals,
        })
    }
}

fn progress(so_far: Option<SoFar>, lang: Lang) -> Html {
    let Some(so_far) = so_far else {
        return html! { <span class="yb-task__plan yb-muted">{ text::NO_PLAN.get(lang) }</span> };
    };
    let (places, shown) = (so_far.decimals.percent, so_far.decimals.shown);
    let Progress {
        completion,
        elapsed,
    } = so_far.progress;
    let amount = |amount: Option<Money>| amount.map_or_else(none, |amount| amount.grouped(shown));
    let percent = |percent| format!("{}%", printed(percent, places));
    html! {
        <span class="yb-task__plan">
            <span class="yb-task__figures">
                <span class="yb-muted">{ text::PLANNED.get(lang) }</span>
                <span class="yb-amount">{ amount(Some(so_far.planned)) }</span>
                <span></span>
                <span class="yb-muted">{ so_far.label.get(lang) }</span>
                <span class="yb-amount">{ amount(so_far.done) }</span>
                <b class="yb-amount">{ completion.map_or_else(none, percent) }</b>
            </span>
            { bar(completion, elapsed) }
            <span class="yb-hidden">{ text::elapsed(&printed(elapsed, places).to_string(), lang) }</span>
        </span>
    }
}

/// Filled as far as the plan is done, with a mark where the time is.
fn bar(percent: Option<Decimal>, elapsed: Decimal) -> Html {
    let whole = Decimal::ONE_HUNDRED;
    let done = percent.unwrap_or_default().clamp(Decimal::ZERO, whole);
    let mark = round(elapsed.min(whole), 1).to_string();
    html! {
        <svg class="yb-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect class="yb-bar__whole" width="100" height="8" />
            <rect class="yb-bar__done" width={round(done, 1).to_string()} height="8" />
            <line class="yb-bar__time" x1={mark.clone()} x2={mark} y1="0" y2="8" />
        </svg>
    }
}

/// The year to date and the month whose figure it is: as it stands in the boxes, or else in last
/// month's report of the same year.
fn year_to_date(state: &State, project: &str, month: Month) -> Option<(Money, Month)> {
    let key = state.screen.key(project)?;
    let typed = state
        .device
        .get()
        .reports
        .get(&key)
        .map(|report| Report::read(report.values()));
    if let Some(amount) = typed.and_then(|report| report.year_to_date) {
        return Some((amount, month));
    }
    if month.is_january() {
        return None;
    }
    let earlier = ReportKey {
        month: month.previous(),
        ..key
    };
    let counted = state.device.get().counted(&earlier)?;
    Some((Report::read(&counted).year_to_date?, earlier.month))
}

fn none() -> String {
    "—".to_owned()
}

#[cfg(test)]
mod tests {
    use yuebao_domain::operation::report::State as Stand;
    use yuebao_domain::plan::Nature;
    use yuebao_domain::rights::Role;

    use super::*;
    use crate::state::testing;

    /// Label, completion and time of the one task.
    fn progress_of(state: &State) -> (Words, String, String) {
        let month = state.screen.month.unwrap();
        let decimals = state.device.get().profile.as_ref().unwrap().decimals;
        let so_far = SoFar::of(state, &state.device.get().projects["a"], decimals, month).unwrap();
        let percent = |percent| printed(percent, 1).to_string();
        let completion = so_far.progress.completion;
        (
            so_far.label,
            completion.map_or_else(none, percent),
            percent(so_far.progress.elapsed),
        )
    }

    fn county() -> State {
        let mut state = testing::state(Role::Clerk);
        testing::project(&mut state, "a", "滨江大道", Nature::Continuing);
        state
    }

    #[test]
    fn last_months_figure_is_held_against_last_months_time() {
        let mut state = county();
        assert_eq!(
            progress_of(&state),
            (text::SO_FAR, none(), "41.7".to_owned())
        );
        testing::report(
            &mut state,
            "a",
            Stand::Submitted,
            &[("year_to_date", "1000")],
        );
        let of_may = (text::SO_FAR, "33.3".to_owned(), "41.7".to_owned());
        assert_eq!(progress_of(&state), of_may);
        state.screen.month = state.screen.month.map(|may| may.plus(1));
        let of_may = (text::SO_FAR_BEFORE, "33.3".to_owned(), "41.7".to_owned());
        assert_eq!(progress_of(&state), of_may, "not against June's 50.0");
    }

    #[test]
    fn what_was_done_last_year_is_not_held_against_this_years_time() {
        let mut state = county();
        testing::report(
            &mut state,
            "a",
            Stand::Submitted,
            &[("year_to_date", "1000")],
        );
        state.screen.month = "2023-01".parse().ok();
        assert_eq!(
            progress_of(&state),
            (text::SO_FAR, none(), "8.3".to_owned())
        );
    }
}
