//! 入统 and 走访, where the profile asks for them or something of them is told.

use yew::prelude::*;
use yuebao_domain::report::records::VISIT;
use yuebao_domain::report::{Field, Visit};
use yuebao_domain::text::Words;

use super::{Page, day, table};
use crate::text::ledger as text;

impl Page<'_> {
    /// What the newest report says of the entry into the statistics.
    pub(super) fn entry(&self) -> Vec<(Words, String)> {
        let Some(entry) = &self.ledger.statistics_entry else {
            return Vec::new();
        };
        let kind = entry.kind.map(|kind| kind.label().get(self.lang));
        vec![
            (
                Field::EntryKind.label(),
                kind.unwrap_or_default().to_owned(),
            ),
            (text::FILE_BY, day(entry.last_day)),
            (Field::EntryFiled.label(), day(entry.filed)),
            (Field::EntryDone.label(), day(entry.entered)),
            (text::ENTRY, entry.standing.told(self.lang)),
        ]
    }

    pub(super) fn visits(&self) -> Html {
        let (lang, visits) = (self.lang, &self.ledger.visits);
        if visits.is_empty() && self.profile.visits.is_none() {
            return Html::default();
        }
        let title = VISIT.title.get(lang);
        let head: Vec<&'static str> = VISIT.form().map(|field| field.label.get(lang)).collect();
        html! {
            <section>
                <h2>{ title }</h2>
                if visits.is_empty() {
                    <p class="yb-muted">{ text::NO_VISITS.get(lang) }</p>
                } else {
                    { table(title, &head, 0, visits.iter().map(visit)) }
                }
            </section>
        }
    }
}

fn visit(visit: &Visit) -> Html {
    let words = |words: &Option<String>| words.clone().unwrap_or_else(super::dash);
    html! {
        <tr>
            <th scope="row">{ day(visit.day) }</th>
            <td>{ words(&visit.visitor) }</td>
            <td class="yb-ledger-words">{ words(&visit.matter) }</td>
            <td class="yb-ledger-words">{ words(&visit.outcome) }</td>
        </tr>
    }
}
