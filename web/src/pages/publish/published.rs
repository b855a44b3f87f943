//! What was published of the month, and by whom; the office publishes and takes back, offline too.

use web_sys::HtmlInputElement;
use yew::prelude::*;
use yuebao_domain::beijing::Beijing;
use yuebao_domain::device::{PublicationKey, Published};
use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::month::State as MonthState;
use yuebao_domain::operation::publication::{Command, Standing};
use yuebao_domain::period::Month;
use yuebao_domain::publish::Kind;
use yuebao_domain::text::{Lang, clean};

use crate::components::decision::{Decision, Said};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, OfficeStep, PublishStep, State};
use crate::text::publish as text;

/// What is ticked before anybody chooses.
const USUAL: [Kind; 3] = [Kind::MonthlyTable, Kind::Bulletin, Kind::Brief];

/// The section; nothing where there is no more to say than that nothing was published.
pub(super) fn view(state: &State, month: Month, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let device = state.device.get();
    let published = device.publications(month);
    let ahead = device.month_ahead(month);
    let edition = ahead.book.edition().map(|edition| edition.number);
    let edition = edition.filter(|_| ahead.state == MonthState::Locked);
    let is_office = device.closes_months();
    html! {
        <section class="yb-publish__published">
            <h2>{ text::PUBLISHED.get(lang) }</h2>
            { refused(state, month, send) }
            if published.is_empty() {
                <p class="yb-muted">{ text::NOT_PUBLISHED.get(lang) }</p>
            } else {
                <ul class="yb-publish__list">{ for published.iter().map(|one| line(one, lang)) }</ul>
            }
            if is_office {
                { publishing(state, month, (edition, published.len()), send) }
                { withdrawing(&published, lang, send) }
            }
        </section>
    }
}

fn line(one: &Published, lang: Lang) -> Html {
    let step = &one.step;
    let at = Beijing::read(step.at.as_str()).map(|at| at.to_string());
    let documents = names(&step.command.documents, lang);
    let reason = |step: &yuebao_domain::operation::publication::Step| step.command.reason.clone();
    let tone = match one.standing {
        Standing::InForce => "yb-chip--good",
        Standing::Corrected => "yb-chip--warn",
        Standing::Replaced | Standing::Withdrawn => "",
    };
    html! {
        <li>
            <p>
                <strong>{ text::number(one.number, one.edition, lang) }</strong>{ " " }{ documents }
                { " " }<span class={classes!("yb-chip", tone)}>{ one.standing.label().get(lang) }</span>
                if one.is_on_its_way { { " " }<span class="yb-chip yb-chip--info">{ Icon::Up.view() }{ text::ON_ITS_WAY.get(lang) }</span> }
            </p>
            <p class="yb-muted">{ &step.by }{ " · " }{ &step.unit }{ " · " }{ at.unwrap_or_default() }</p>
            if let Some(remark) = reason(step) { <p>{ remark }</p> }
            if let Some(withdrawn) = &one.withdrawn {
                <p>{ text::withdrawn(&withdrawn.by, &reason(withdrawn).unwrap_or_default(), lang) }</p>
            }
        </li>
    }
}

/// What documents are called; one that this program does not know by its key.
fn names(keys: &[String], lang: Lang) -> String {
    let name = |key: &String| match Kind::from_key(key) {
        Some(kind) => kind.name().get(lang).to_owned(),
        None => key.clone(),
    };
    let names: Vec<String> = keys.iter().map(name).collect();
    names.join(text::LIST_COMMA.get(lang))
}

fn publishing(
    state: &State,
    month: Month,
    (edition, published): (Option<u32>, usize),
    send: &Dispatch,
) -> Html {
    let lang = state.display.lang;
    let Some(edition) = edition else {
        return html! { <p class="yb-publish__said yb-muted">{ Icon::Info.view() }{ text::LOCK_FIRST.get(lang) }</p> };
    };
    let usual = USUAL.map(Kind::key);
    let command = Command::publish(edition, usual, "");
    if let Some(refusal) = state.device.get().publication_obstacle(month, &command) {
        return html! { <p class="yb-publish__said yb-muted">{ Icon::Info.view() }{ refusal.words().get(lang) }</p> };
    }
    let onsay = send.reform(move |(documents, remark)| {
        Action::Office(OfficeStep::Publish(PublishStep::Give {
            edition,
            documents,
            remark,
        }))
    });
    html! { <Publishing key={format!("{month} {published}")} {edition} {lang} {onsay} /> }
}

/// Props of [`Publishing`].
#[derive(Clone, PartialEq, Properties)]
struct Props {
    edition: u32,
    lang: Lang,
    /// Takes the keys of the documents, and the remark.
    onsay: Callback<(Vec<String>, String)>,
}

/// Which documents, a remark, and the button.
#[component]
fn Publishing(props: &Props) -> Html {
    let lang = props.lang;
    let chosen = use_state(|| USUAL.to_vec());
    let remark = use_node_ref();
    let toggle = |kind: Kind| {
        let chosen = chosen.clone();
        Callback::from(move |_: Event| {
            let mut kinds = chosen.to_vec();
            match kinds.iter().position(|one| *one == kind) {
                Some(at) => {
                    kinds.remove(at);
                }
                None => kinds.push(kind),
            }
            chosen.set(kinds);
        })
    };
    let say = {
        let (chosen, remark, onsay) = (chosen.clone(), remark.clone(), props.onsay.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let said = remark.cast::<HtmlInputElement>().map(|field| field.value());
            let said = said.unwrap_or_default();
            let kinds = Kind::ALL.into_iter().filter(|kind| chosen.contains(kind));
            let kinds = kinds.map(|kind| kind.key().to_owned()).collect();
            onsay.emit((kinds, clean(said.trim()).into_owned()));
        })
    };
    let one = |kind: Kind| {
        html! {
            <label class="yb-publish__kind">
                <input type="checkbox" checked={chosen.contains(&kind)} onchange={toggle(kind)} />{ kind.name().get(lang) }
            </label>
        }
    };
    html! {
        // one tap too many must not publish
        <details class="yb-details">
            <summary class="yb-details__summary">{ text::publish(props.edition, lang) }</summary>
            <form class="yb-publish__form" onsubmit={say}>
                <p class="yb-muted">{ text::PUBLISH_HELP.get(lang) }</p>
                <fieldset class="yb-summary-choice"><legend>{ text::DOCUMENTS.get(lang) }</legend>{ for Kind::ALL.map(one) }</fieldset>
                <label for="yb-publish-remark">{ text::REMARK.get(lang) }</label>
                <input id="yb-publish-remark" class="yb-input" type="text" autocomplete="off" ref={remark} />
                <button type="submit" class="yb-button yb-button--main" disabled={chosen.is_empty()}>
                    { Icon::Megaphone.view() }{ text::confirm(chosen.len(), lang) }
                </button>
            </form>
        </details>
    }
}

fn withdrawing(published: &[Published], lang: Lang, send: &Dispatch) -> Html {
    let standing = published
        .iter()
        .filter(|one| one.withdrawn.is_none() && one.step.made.is_some());
    let choices: Vec<(String, String)> = standing
        .map(|one| {
            let documents = names(&one.step.command.documents, lang);
            let number = text::number(one.number, one.edition, lang);
            (one.number.to_string(), format!("{number} {documents}"))
        })
        .collect();
    if choices.is_empty() {
        return Html::default();
    }
    let onsay = {
        let send = send.clone();
        Callback::from(move |said: Said| {
            if let Ok(number) = said.whom.parse() {
                send.emit(Action::Office(OfficeStep::Publish(PublishStep::Withdraw {
                    number,
                    reason: said.reason,
                })));
            }
        })
    };
    html! {
        <Decision id="yb-withdraw" title={text::WITHDRAW} help={text::WITHDRAW_HELP} of={text::WHICH} {choices} {lang} {onsay} />
    }
}

/// What the server did not take.
fn refused(state: &State, month: Month, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let subject = PublicationKey::of(month).into();
    let Some((refused, _)) = state.device.get().not_taken(&subject) else {
        return Html::default();
    };
    let why = refused.refusal.unwrap_or(Refusal::PublicationGone);
    let read = super::step(send, PublishStep::ReadRefusal);
    html! {
        <div class="yb-banner yb-banner--warn">
            { Icon::Warn.view() }
            <p>{ text::REFUSED.get(lang) }{ " " }{ why.words().get(lang) }{ " " }{ refused.detail.clone().unwrap_or_default() }</p>
            <button type="button" class="yb-button" onclick={read}>{ text::READ.get(lang) }</button>
        </div>
    }
}
