//! Who answers for a project, with links that call them.

use yew::{Html, html};
use yuebao_domain::device::{Device, Persons};
use yuebao_domain::operation::persons::{Entry, telephone};
use yuebao_domain::period::{Date, Month};
use yuebao_domain::profile::Profile;
use yuebao_domain::text::Lang;

/// A person as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    /// What the profile calls the kind.
    pub(crate) kind: String,
    /// 姓名.
    pub(crate) name: String,
    /// 单位 and 职务.
    pub(crate) post: String,
    /// Each number as it is written and as it is dialled; none for who may not see it.
    pub(crate) numbers: Vec<(String, String)>,
}

/// Who holds the posts of a project on a day.
pub(crate) fn on(device: &Device, project: &str, day: Option<Date>, lang: Lang) -> Vec<Shown> {
    let month = day.and_then(Month::of);
    let profile = month.and_then(|month| device.profile_at(month));
    let Some(profile) = profile.or(device.profile.as_ref()) else {
        return Vec::new();
    };
    let persons: Persons = device.persons(project, month);
    persons
        .on(day)
        .map(|one| shown(one, profile, lang))
        .collect()
}

/// One of them.
pub(crate) fn shown(entry: &Entry, profile: &Profile, lang: Lang) -> Shown {
    let person = &entry.person;
    let parts = [person.unit.as_str(), person.post.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|one| !one.is_empty()).collect();
    Shown {
        kind: profile.person_label_in(&person.kind, lang).to_owned(),
        name: person.name.clone(),
        post: parts.join(" "),
        numbers: telephone::numbers(person.telephone.as_deref().unwrap_or_default()),
    }
}

/// The list of them; nothing if there is none.
pub(crate) fn list(persons: &[Shown]) -> Html {
    if persons.is_empty() {
        return Html::default();
    }
    let one = |person: &Shown| {
        html! {
            <li>
                <span class="yb-muted">{ &person.kind }</span>{ " " }
                <strong>{ &person.name }</strong>
                if !person.post.is_empty() { <span class="yb-muted">{ " " }{ &person.post }</span> }
                { calls(&person.numbers) }
            </li>
        }
    };
    html! { <ul class="yb-persons">{ for persons.iter().map(one) }</ul> }
}

/// Links that call the numbers.
pub(crate) fn calls(numbers: &[(String, String)]) -> Html {
    let one = |(written, dialled): &(String, String)| {
        html! { <a class="yb-call" href={format!("tel:{dialled}")}>{ written }</a> }
    };
    html! { <>{ for numbers.iter().map(one) }</> }
}
