//! 责任人: who they are, how to reach them, and the forms that change them.

use yew::prelude::*;
use yuebao_domain::device::{Persons, PersonsKey};
use yuebao_domain::operation::persons::{Entry, Step};

use super::person::{Asks, PersonForm};
use super::{Page, dash, table};
use crate::components::icon::Icon;
use crate::components::persons::{calls, shown};
use crate::pages::pending::when;
use crate::state::{Action, OfficeStep, PersonStep};
use crate::text::ledger as text;

impl Page<'_> {
    pub(super) fn persons(&self) -> Html {
        if self.profile.persons.is_empty() {
            return Html::default();
        }
        let lang = self.lang;
        let month = self.state.screen.month;
        let persons = self.state.device.get().persons(self.project, month);
        let today = self.state.clock.today;
        let now: Vec<&Entry> = persons.on(today).collect();
        let rows = now.iter().map(|one| self.row(one, persons.over.set));
        let mut head = vec![
            text::KIND,
            text::NAME,
            text::UNIT,
            text::TELEPHONE,
            text::TERM,
        ];
        if persons.over.set {
            head.push(text::CHANGE);
        }
        let head: Vec<&'static str> = head.into_iter().map(|words| words.get(lang)).collect();
        html! {
            <section class="yb-ledger-persons">
                <h2>{ text::PERSONS.get(lang) }</h2>
                { self.refused() }
                if persons.waiting > 0 {
                    <p class="yb-summary-state">{ Icon::Up.view() }{ text::PERSONS_WAIT.get(lang) }</p>
                }
                if now.is_empty() {
                    <p class="yb-muted">{ text::NO_PERSONS.get(lang) }</p>
                } else {
                    { table(text::PERSONS.get(lang), &head, 0, rows) }
                }
                if !persons.over.telephones {
                    <p class="yb-muted yb-ledger-note">{ text::NUMBERS_HIDDEN.get(lang) }</p>
                }
                if persons.over.set {
                    { self.form("add", Asks::Name { replaces: None }) }
                }
                { self.earlier(&persons) }
            </section>
        }
    }

    fn row(&self, entry: &Entry, may_set: bool) -> Html {
        let one = shown(entry, self.profile, self.lang);
        let id = &entry.id;
        html! {
            <tr key={id.clone()}>
                <th scope="row">{ &one.kind }</th>
                <td><strong>{ &one.name }</strong></td>
                <td class="yb-ledger-words">{ &one.post }</td>
                <td class="yb-ledger-calls">
                    if one.numbers.is_empty() { { dash() } } else { { calls(&one.numbers) } }
                </td>
                <td>{ term(entry) }</td>
                if may_set {
                    <td class="yb-ledger-change">
                        { self.form(&format!("amend-{id}"), Asks::Amend(entry.clone())) }
                        { self.form(&format!("next-{id}"), Asks::Name { replaces: Some(entry.clone()) }) }
                        { self.form(&format!("end-{id}"), Asks::End(entry.clone())) }
                    </td>
                }
            </tr>
        }
    }

    fn form(&self, id: &str, asks: Asks) -> Html {
        let project = self.project.to_owned();
        let onsay = self.send.reform(move |step: PersonStep| {
            Action::Office(OfficeStep::Person(project.clone(), step))
        });
        let kinds = self.profile.persons.iter();
        let kinds = kinds.map(|kind| {
            let label = self.profile.person_label_in(&kind.key, self.lang);
            (kind.key.clone(), label.to_owned())
        });
        html! {
            <PersonForm key={id.to_owned()} id={format!("yb-person-{id}")} {asks} kinds={kinds.collect::<Vec<_>>()} lang={self.lang} {onsay} />
        }
    }

    fn refused(&self) -> Html {
        let device = self.state.device.get();
        let Some((refused, declined)) = device.not_taken(&PersonsKey::of(self.project).into())
        else {
            return Html::default();
        };
        let lang = self.lang;
        let why = refused.refusal.map(|refusal| refusal.words().get(lang));
        let project = self.project.to_owned();
        let read = self.send.reform(move |_: MouseEvent| {
            let step = OfficeStep::Person(project.clone(), PersonStep::Dismiss);
            Action::Office(step)
        });
        let wanted = declined.iter().filter_map(|one| {
            let command = one.command.of_persons()?;
            let name = command.person.as_ref().map(|person| person.name.clone());
            let number = command.person.as_ref().and_then(|it| it.telephone.clone());
            let parts = [
                Some(command.kind.label().get(lang).to_owned()),
                name,
                number,
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            Some(html! { <p>{ parts.join(" ") }</p> })
        });
        html! {
            <div class="yb-banner yb-banner--warn" role="alert">
                { Icon::Warn.view() }
                <div>
                    <p>{ text::PERSONS_REFUSED.get(lang) }{ why.unwrap_or_default() }</p>
                    if let Some(detail) = &refused.detail { <p>{ detail }</p> }
                    { for wanted }
                    <button type="button" class="yb-button" onclick={read}>{ text::READ.get(lang) }</button>
                </div>
            </div>
        }
    }

    /// Who was there before or comes later, and every step that was taken.
    fn earlier(&self, persons: &Persons) -> Html {
        if persons.log.steps.is_empty() {
            return Html::default();
        }
        let lang = self.lang;
        let today = self.state.clock.today;
        let others = persons.entries.iter();
        let others = others.filter(|one| !persons.on(today).any(|now| now.id == one.id));
        let others = others.map(|one| {
            let who = shown(one, self.profile, lang);
            html! { <li>{ who.kind }{ " " }<strong>{ who.name }</strong>{ " " }{ term(one) }{ over(one, lang) }</li> }
        });
        let steps = persons
            .log
            .steps
            .iter()
            .rev()
            .map(|step| self.step_taken(step));
        html! {
            <details class="yb-ledger-earlier">
                <summary>{ text::EARLIER_PERSONS.get(lang) }</summary>
                <ul>{ for others }</ul>
                <ul class="yb-muted">{ for steps }</ul>
            </details>
        }
    }

    fn step_taken(&self, step: &Step) -> Html {
        let lang = self.lang;
        let command = &step.command;
        let person = command.person.as_ref().map(|person| person.name.clone());
        let parts = [
            Some(when::show(step.at.as_str(), lang)),
            Some(step.by.clone()),
            Some(command.kind.label().get(lang).to_owned()),
            person,
            command.last.map(|last| last.to_string()),
            command.reason.clone(),
        ];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        let parts: Vec<String> = parts.collect();
        html! { <li>{ parts.join(" ") }</li> }
    }
}

/// 2022-05 – 2022-09.
fn term(entry: &Entry) -> String {
    let show = |at: Option<yuebao_domain::operation::persons::DayOrMonth>| {
        at.map_or_else(String::new, |at| at.to_string())
    };
    let (from, to) = (show(entry.person.from), show(entry.person.to));
    if from.is_empty() && to.is_empty() {
        return dash();
    }
    format!("{from} – {to}")
}

fn over(entry: &Entry, lang: yuebao_domain::text::Lang) -> String {
    if entry.is_over {
        format!("（{}）", text::IS_OVER.get(lang))
    } else {
        String::new()
    }
}
