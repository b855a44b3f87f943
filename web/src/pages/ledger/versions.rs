//! The versions of the plan, and what each changes.

use yew::prelude::*;
use yuebao_domain::plan::{PlanRow, PlanVersion, differences};

use super::{Page, table};
use crate::text::ledger as text;

impl Page<'_> {
    pub(super) fn versions(&self) -> Html {
        let lang = self.lang;
        let head = [
            text::VALID_FROM,
            text::DECIDED,
            text::DOCUMENT,
            text::DIFFERS,
        ]
        .map(|words| words.get(lang));
        let versions = self.ledger.versions;
        let before = [None].into_iter();
        let before = before.chain(versions.iter().map(|one| Some(&one.row)));
        let rows = versions.iter().zip(before);
        let rows = rows.map(|(version, before)| self.version(version, before));
        html! {
            <section>
                <h2>{ text::VERSIONS.get(lang) }</h2>
                { table(text::VERSIONS.get(lang), &head, 0, rows) }
            </section>
        }
    }

    fn version(&self, version: &PlanVersion, before: Option<&PlanRow>) -> Html {
        let lang = self.lang;
        let said = [
            &version.document,
            &version.batch,
            &version.approver,
            &version.reason,
        ];
        let cause = version
            .cause
            .map(|cause| cause.label().get(lang).to_owned());
        let said = said.into_iter().flatten().cloned().chain(cause);
        let said = said.chain(Some(version.by.clone()).filter(|by| !by.is_empty()));
        let said: Vec<String> = said.collect();
        let differs = before.map(|before| differences(before, &version.row));
        let differs = differs.into_iter().flatten().map(|one| {
            let side = |side: Option<String>| side.unwrap_or_else(super::dash);
            let label = one.part.label().get(lang);
            let words = format!("{label}：{} → {}", side(one.before), side(one.after));
            html! { <p>{ words }</p> }
        });
        html! {
            <tr>
                <th scope="row">{ version.valid_from.to_string() }</th>
                <td>{ version.change.label().get(lang) }</td>
                <td class="yb-ledger-words">{ said.join("；") }</td>
                <td class="yb-ledger-words">{ for differs }</td>
            </tr>
        }
    }
}
