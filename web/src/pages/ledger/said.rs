//! What was said about reports: explanations, questions and what reviewers decided, the newest month
//! first.

use yew::prelude::*;
use yuebao_domain::operation::CourseStep;
use yuebao_domain::operation::report::CommandKind;
use yuebao_domain::period::Month;

use super::{Page, table};
use crate::pages::pending::when;
use crate::text::ledger as text;

/// One line of it.
struct Said {
    month: Month,
    what: &'static str,
    words: Vec<String>,
}

impl Page<'_> {
    pub(super) fn said(&self) -> Html {
        let lang = self.lang;
        let said = self.lines();
        let head = [text::MONTH, text::DECIDED, text::WHAT].map(|words| words.get(lang));
        let rows = said.iter().map(|one| {
            html! {
                <tr>
                    <th scope="row">{ one.month.to_string() }</th>
                    <td>{ one.what }</td>
                    <td class="yb-ledger-words">{ for one.words.iter().map(|words| html! { <p>{ words }</p> }) }</td>
                </tr>
            }
        });
        html! {
            <section>
                <h2>{ text::SAID.get(lang) }</h2>
                if said.is_empty() {
                    <p class="yb-muted">{ text::NOTHING_SAID.get(lang) }</p>
                } else {
                    { table(text::SAID.get(lang), &head, 0, rows) }
                }
            </section>
        }
    }

    fn lines(&self) -> Vec<Said> {
        let (ledger, lang) = (self.ledger, self.lang);
        let mut lines = Vec::new();
        for one in &ledger.explained {
            let rule = one.rule.as_ref().map(|rule| format!("{rule} "));
            lines.push(Said {
                month: one.month,
                what: text::EXPLAINED.get(lang),
                words: vec![format!("{}{}", rule.unwrap_or_default(), one.text)],
            });
        }
        for (month, field, question, state) in &ledger.questions {
            let about = format!("{}（{}）", field.label(lang), state.label().get(lang));
            let remarks = question.remarks.iter();
            let remarks = remarks.map(|one| {
                let (at, what) = (when::show(one.at.as_str(), lang), one.kind.label());
                format!("{at} {} {}：{}", one.by, what.get(lang), one.text)
            });
            lines.push(Said {
                month: *month,
                what: text::QUESTION.get(lang),
                words: [about].into_iter().chain(remarks).collect(),
            });
        }
        for (month, course) in &ledger.courses {
            if !course.by.is_empty() {
                let at = when::show(course.at.as_str(), lang);
                lines.push(Said {
                    month: *month,
                    what: text::HANDED_IN.get(lang),
                    words: vec![format!("{at} {}", course.by)],
                });
            }
            lines.extend(course.steps.iter().map(|step| self.step(*month, step)));
        }
        lines
    }

    fn step(&self, month: Month, step: &CourseStep) -> Said {
        let lang = self.lang;
        let what = match step.kind {
            CommandKind::Return => text::RETURNED,
            CommandKind::Void => text::VOID,
            _ => text::PASSED,
        };
        let role = step.role.map(|role| role.label().get(lang));
        let at = when::show(step.at.as_str(), lang);
        let head = format!("{at} {} {}", step.by, role.unwrap_or_default());
        Said {
            month,
            what: what.get(lang),
            words: [head].into_iter().chain(step.comment.clone()).collect(),
        }
    }
}
