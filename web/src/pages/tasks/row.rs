//! One report in the list: what it is, where it stands, how far the year's plan is done.

use rust_decimal::Decimal;
use yew::{Callback, Html, MouseEvent, html};
use yuebao_domain::device::{ReportKey, Standing};
use yuebao_domain::figures::elapsed_percent;
use yuebao_domain::money::{Money, round};
use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::Report;
use yuebao_domain::text::Lang;

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
    let open = {
        let (send, project) = (send.clone(), plan.id.clone());
        Callback::from(move |_: MouseEvent| send.emit(Action::Show(View::Form(project.clone()))))
    };
    let unit = plan
        .lead_unit()
        .and_then(|id| state.device.units.iter().find(|unit| unit.id == id));
    let own = state.device.meta.me.as_ref().map(|me| me.unit.id.as_str());
    let unit = unit.filter(|unit| own != Some(unit.id.as_str()));
    html! {
        <li class="yb-task" part="item" key={plan.id.clone()}>
            <button type="button" class="yb-task__open" data-project={plan.id.clone()} onclick={open}>
                <span class="yb-task__what">
                    <span class="yb-task__name">{ &plan.name }</span>
                    <span class="yb-task__labels yb-muted">
                        <span>{ profile.nature_label_in(plan.nature, lang) }</span>
                        <span>{ profile.area_name_in(&plan.area, lang) }</span>
                        if let Some(unit) = unit { <span>{ &unit.name }</span> }
                    </span>
                    if let Some(comment) = returned(state, task, lang) {
                        <span class="yb-task__comment">{ comment }</span>
                    }
                </span>
                <span class="yb-task__standing">{ standing::chip(task.standing, lang) }</span>
                { progress(state, task, profile, month) }
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

/// The year so far against the year's plan and against the time that has passed.
fn progress(state: &State, task: &Task<'_>, profile: &Profile, month: Month) -> Html {
    let lang = state.lang;
    let Some(planned) = task.plan.annual_plan else {
        return html! { <span class="yb-task__plan yb-muted">{ text::NO_PLAN.get(lang) }</span> };
    };
    let so_far = so_far(state, &task.plan.id, month);
    let (done, label) = match so_far {
        Some((done, true)) => (Some(done), text::SO_FAR),
        Some((done, false)) => (Some(done), text::SO_FAR_BEFORE),
        None => (None, text::SO_FAR),
    };
    let places = profile.decimals.percent;
    let elapsed = elapsed_percent(month);
    let percent = done.and_then(|done| done.percent_of(planned));
    html! {
        <span class="yb-task__plan">
            <span class="yb-task__figures">
                <span class="yb-muted">{ text::PLANNED.get(lang) }</span>
                <span class="yb-amount">{ amount(Some(planned), profile) }</span>
                <span></span>
                <span class="yb-muted">{ label.get(lang) }</span>
                <span class="yb-amount">{ amount(done, profile) }</span>
                <b class="yb-amount">{ percent.map_or_else(none, |percent| format!("{:.*}%", places as usize, round(percent, places))) }</b>
            </span>
            { bar(percent, elapsed) }
            <span class="yb-hidden">{ text::elapsed(&round(elapsed, places).to_string(), lang) }</span>
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
    let before = Report::read(&state.device.counted(&earlier)?).year_to_date?;
    Some((before, false))
}

fn amount(amount: Option<Money>, profile: &Profile) -> String {
    amount.map_or_else(none, |amount| amount.grouped(profile.decimals.shown))
}

fn none() -> String {
    "—".to_owned()
}
