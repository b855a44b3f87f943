//! One report in the list: what it is, where it stands, how far the year's plan is done.

use rust_decimal::Decimal;
use yew::prelude::*;
use yuebao_domain::device::{ReportKey, Standing};
use yuebao_domain::figures::elapsed_percent;
use yuebao_domain::money::{Money, round};
use yuebao_domain::period::Month;
use yuebao_domain::profile::Decimals;
use yuebao_domain::report::Report;
use yuebao_domain::text::{Lang, Words};

use super::model::Task;
use crate::Send;
use crate::components::standing;
use crate::state::{Action, State, View};
use crate::text::tasks as text;

pub(super) fn view(state: &State, task: &Task<'_>, send: &Send) -> Html {
    let (Some(profile), Some(month)) = (&state.device.profile, state.month) else {
        return Html::default();
    };
    let lang = state.lang;
    let plan = task.plan;
    let unit = plan
        .lead_unit()
        .and_then(|id| state.device.units.iter().find(|unit| unit.id == id));
    let own = state.device.meta.me.as_ref().map(|me| me.unit.id.as_str());
    let unit = unit.filter(|unit| own != Some(unit.id.as_str()));
    let labels = [
        Some(profile.nature_label_in(plan.nature, lang)),
        Some(profile.area_name_in(&plan.area, lang)),
        unit.map(|unit| unit.name.as_str()),
    ];
    let labels: Vec<AttrValue> = (labels.into_iter().flatten())
        .map(|label| label.to_owned().into())
        .collect();
    html! {
        <Row key={plan.id.as_str()} send={send.clone()} {lang} project={plan.id.clone()} name={plan.name.clone()}
            {labels} standing={task.standing} comment={returned(state, task, lang)}
            progress={Progress::of(state, task, profile.decimals, month)} />
    }
}

/// Props of [`Row`]: all that it shows.
#[derive(Clone, PartialEq, Properties)]
struct Props {
    /// Where actions go.
    send: Send,
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
    /// How far the year's plan is done; `None` if there is no plan.
    progress: Option<Progress>,
}

/// The year so far against the year's plan and against the time that has passed.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Progress {
    planned: Money,
    done: Option<Money>,
    label: Words,
    elapsed: Decimal,
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

/// What the reviewer wants changed in a report that came back.
fn returned(state: &State, task: &Task<'_>, lang: Lang) -> Option<String> {
    if task.standing != Standing::Returned {
        return None;
    }
    let report = state.device.reports.get(&state.key(&task.plan.id)?)?;
    let review = report.server.as_ref()?.review.as_ref()?;
    let comment = review.comment.as_deref().unwrap_or_default();
    Some(text::returned(&review.by, comment, lang))
}

impl Progress {
    fn of(state: &State, task: &Task<'_>, decimals: Decimals, month: Month) -> Option<Self> {
        let planned = task.plan.annual_plan?;
        let (done, label) = match so_far(state, &task.plan.id, month) {
            Some((done, true)) => (Some(done), text::SO_FAR),
            Some((done, false)) => (Some(done), text::SO_FAR_BEFORE),
            None => (None, text::SO_FAR),
        };
        Some(Self {
            planned,
            done,
            label,
            elapsed: elapsed_percent(month),
            decimals,
        })
    }
}

fn progress(progress: Option<Progress>, lang: Lang) -> Html {
    let Some(progress) = progress else {
        return html! { <span class="yb-task__plan yb-muted">{ text::NO_PLAN.get(lang) }</span> };
    };
    let places = progress.decimals.percent;
    let shown = progress.decimals.shown;
    let amount = |amount: Option<Money>| amount.map_or_else(none, |amount| amount.grouped(shown));
    let percent = (progress.done).and_then(|done| done.percent_of(progress.planned));
    html! {
        <span class="yb-task__plan">
            <span class="yb-task__figures">
                <span class="yb-muted">{ text::PLANNED.get(lang) }</span>
                <span class="yb-amount">{ amount(Some(progress.planned)) }</span>
                <span></span>
                <span class="yb-muted">{ progress.label.get(lang) }</span>
                <span class="yb-amount">{ amount(progress.done) }</span>
                <b class="yb-amount">{ percent.map_or_else(none, |percent| format!("{:.*}%", places as usize, round(percent, places))) }</b>
            </span>
            { bar(percent, progress.elapsed) }
            <span class="yb-hidden">{ text::elapsed(&round(progress.elapsed, places).to_string(), lang) }</span>
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

/// The year to date as it stands in the boxes (`true`), or else in last month's report of the same
/// year (`false`).
fn so_far(state: &State, project: &str, month: Month) -> Option<(Money, bool)> {
    let key = state.key(project)?;
    let typed = state
        .device
        .reports
        .get(&key)
        .map(|report| Report::read(report.values()));
    if let Some(amount) = typed.and_then(|report| report.year_to_date) {
        return Some((amount, true));
    }
    if month.is_january() {
        return None;
    }
    let earlier = ReportKey {
        month: month.previous(),
        ..key
    };
    let counted = state.device.counted(&earlier)?;
    Some((Report::read(&counted).year_to_date?, false))
}

fn none() -> String {
    "—".to_owned()
}
