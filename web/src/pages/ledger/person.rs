//! The form that names, corrects or ends a person.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use yuebao_domain::operation::persons::{DayOrMonth, Entry, Person};
use yuebao_domain::text::{Lang, Words, typed};

use crate::state::PersonStep;
use crate::text::ledger as text;

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Asks {
    /// A new person, perhaps in the place of one.
    Name {
        /// In whose place.
        replaces: Option<Entry>,
    },
    /// What is to be corrected.
    Amend(Entry),
    /// Until when.
    End(Entry),
}

impl Asks {
    const fn title(&self) -> Words {
        match self {
            Self::Name { replaces: None } => text::ADD,
            Self::Name { .. } => text::REPLACE,
            Self::Amend(_) => text::AMEND,
            Self::End(_) => text::END,
        }
    }

    /// The entry that it is about.
    const fn entry(&self) -> Option<&Entry> {
        match self {
            Self::Name { replaces } => replaces.as_ref(),
            Self::Amend(entry) | Self::End(entry) => Some(entry),
        }
    }
}

/// What was filled in, as it was typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Filled {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) post: String,
    pub(super) unit: String,
    pub(super) telephone: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) reason: String,
}

/// Why it is not taken yet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stop {
    /// Something is wrong with it.
    Wrong(Words),
    /// The number is odd: is it right?
    OddTelephone,
}

/// The step that is meant, once nothing stands against it. `is_sure`: an odd number was asked about.
pub(super) fn step(asks: &Asks, filled: &Filled, is_sure: bool) -> Result<PersonStep, Stop> {
    let when = |text: &str| match text.trim() {
        "" => Ok(None),
        text => text
            .parse::<DayOrMonth>()
            .map(Some)
            .map_err(|_| Stop::Wrong(text::WHEN_WRONG)),
    };
    let to = when(&filled.to)?;
    let reason = filled.reason.clone();
    if let Asks::End(entry) = asks {
        let ended = Person {
            to,
            ..entry.person.clone()
        };
        return match ended.fault() {
            Some(fault) => Err(Stop::Wrong(fault.words())),
            None => Ok(PersonStep::End {
                entry: entry.id.clone(),
                last: to,
                reason,
            }),
        };
    }
    let kind = asks
        .entry()
        .map_or(&filled.kind, |entry| &entry.person.kind);
    let person = Person {
        kind: kind.clone(),
        name: filled.name.clone(),
        post: filled.post.clone(),
        unit: filled.unit.clone(),
        telephone: Some(filled.telephone.clone()),
        from: when(&filled.from)?,
        to,
    }
    .tidied();
    if let Some(fault) = person.fault() {
        return Err(Stop::Wrong(fault.words()));
    }
    if person.has_odd_telephone() && !is_sure {
        return Err(Stop::OddTelephone);
    }
    let person = Box::new(person);
    Ok(match asks {
        Asks::Amend(entry) => PersonStep::Amend {
            entry: entry.id.clone(),
            person,
            reason,
        },
        _ => PersonStep::Name {
            person,
            replaces: asks.entry().map(|entry| entry.id.clone()),
            reason,
        },
    })
}

/// Props of [`PersonForm`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// Begins the ids of its fields.
    pub(super) id: AttrValue,
    /// What is asked.
    pub(super) asks: Asks,
    /// The kinds of persons, by key and label.
    pub(super) kinds: Vec<(String, String)>,
    /// Language.
    pub(super) lang: Lang,
    /// Takes the step.
    pub(super) onsay: Callback<PersonStep>,
}

/// The fields and the button, behind a line that opens them.
#[component]
pub(super) fn PersonForm(props: &Props) -> Html {
    let lang = props.lang;
    // with what was typed then: nothing of it is lost while something is asked
    let stopped = use_state(|| None::<(Stop, Filled)>);
    // made anew once something was taken, so that the fields are empty again
    let round = use_state(|| 0_u32);
    let kind = use_node_ref();
    let refs: [NodeRef; 7] = std::array::from_fn(|_| NodeRef::default());
    let refs = use_memo((), |()| refs);
    let say = {
        let (kind, refs, stopped, round) =
            (kind.clone(), refs.clone(), stopped.clone(), round.clone());
        let (asks, onsay) = (props.asks.clone(), props.onsay.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let filled = read(&kind, &refs);
            let asked = match &*stopped {
                Some((Stop::OddTelephone, then)) => then.telephone == filled.telephone,
                _ => false,
            };
            match step(&asks, &filled, asked) {
                Ok(step) => {
                    stopped.set(None);
                    round.set(*round + 1);
                    onsay.emit(step);
                }
                Err(stop) => stopped.set(Some((stop, filled))),
            }
        })
    };
    let is_end = matches!(props.asks, Asks::End(_));
    let shown = match &*stopped {
        Some((_, then)) => then.clone(),
        None => begun(&props.asks),
    };
    let field = |at: usize, label: Words, value: String, class: &'static str| {
        let id = format!("{}-{at}", props.id);
        let kind = if at == TELEPHONE { "tel" } else { "text" };
        html! {
            <div class="yb-ledger-field">
                <label for={id.clone()}>{ label.get(lang) }</label>
                <input {id} class={classes!("yb-input", class)} type={kind} autocomplete="off" maxlength="100" {value} ref={refs[at].clone()}
                    placeholder={matches!(at, FROM | TO).then(|| text::WHEN_HINT.get(lang))} />
            </div>
        }
    };
    let title = props.asks.title().get(lang);
    let save = match &*stopped {
        Some((Stop::OddTelephone, _)) => text::SAVE_ANYWAY,
        _ => text::SAVE,
    };
    html! {
        <details class="yb-ledger-person" key={*round}>
            <summary>{ title }</summary>
            <form onsubmit={say}>
                if props.asks.entry().is_none() {
                    <div class="yb-ledger-field">
                        <label for={format!("{}-kind", props.id)}>{ text::KIND.get(lang) }</label>
                        <select id={format!("{}-kind", props.id)} class="yb-input" ref={kind}>
                            { for props.kinds.iter().map(|(key, label)| html! { <option value={key.clone()}>{ label }</option> }) }
                        </select>
                    </div>
                }
                if is_end {
                    { field(TO, text::TO, shown.to, "") }
                } else {
                    { field(NAME, text::NAME, shown.name, "") }
                    { field(POST, text::POST, shown.post, "") }
                    { field(UNIT, text::UNIT, shown.unit, "") }
                    { field(TELEPHONE, text::TELEPHONE, shown.telephone, "") }
                    { field(FROM, text::FROM, shown.from, "") }
                    { field(TO, text::TO, shown.to, "") }
                }
                { field(REASON, text::REASON, shown.reason, "") }
                if let Some((stop, _)) = &*stopped {
                    <p class="yb-board-bad" role="alert">{ said(*stop).get(lang) }</p>
                }
                <button type="submit" class="yb-button yb-button--main">{ save.get(lang) }</button>
            </form>
        </details>
    }
}

/// What the fields hold before anything is typed.
fn begun(asks: &Asks) -> Filled {
    let when = |at: Option<DayOrMonth>| at.map_or_else(String::new, |at| at.to_string());
    match asks {
        Asks::Amend(Entry { person, .. }) => Filled {
            kind: person.kind.clone(),
            name: person.name.clone(),
            post: person.post.clone(),
            unit: person.unit.clone(),
            telephone: person.telephone.clone().unwrap_or_default(),
            from: when(person.from),
            to: when(person.to),
            reason: String::new(),
        },
        Asks::Name {
            replaces: Some(one),
        } => Filled {
            unit: one.person.unit.clone(),
            post: one.person.post.clone(),
            ..Filled::default()
        },
        _ => Filled::default(),
    }
}

const NAME: usize = 0;
const POST: usize = 1;
const UNIT: usize = 2;
const TELEPHONE: usize = 3;
const FROM: usize = 4;
const TO: usize = 5;
const REASON: usize = 6;

fn read(kind: &NodeRef, refs: &[NodeRef; 7]) -> Filled {
    let text = |field: &NodeRef| {
        let field = field.cast::<HtmlInputElement>();
        let text = field.map(|field| field.value()).unwrap_or_default();
        typed(text.trim()).into_owned()
    };
    let kind = kind.cast::<HtmlSelectElement>();
    let [name, post, unit, telephone, from, to, reason] = refs;
    Filled {
        kind: kind.map(|kind| kind.value()).unwrap_or_default(),
        name: text(name),
        post: text(post),
        unit: text(unit),
        telephone: text(telephone),
        from: text(from),
        to: text(to),
        reason: text(reason),
    }
}

const fn said(stop: Stop) -> Words {
    match stop {
        Stop::Wrong(words) => words,
        Stop::OddTelephone => text::ODD_TELEPHONE,
    }
}
