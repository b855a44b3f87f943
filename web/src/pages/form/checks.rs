//! The list of findings at the top: counts, and a way to each box.

use web_sys::Element;
use yew::prelude::*;
use yuebao_domain::check::{Finding, Severity};
use yuebao_domain::report::{Field, FieldKey, MilestoneKind};
use yuebao_domain::text::Lang;

use super::findings::look;
use super::model::{Explained, Form};
use super::{field, section};
use crate::components::focus;
use crate::components::icon::Icon;
use crate::text::form as text;

/// The id of the list's head, which takes the focus when handing in fails.
pub(super) const ID: &str = "yb-checks";

/// How many findings of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    correct: usize,
    explain: usize,
    explained: usize,
    hints: usize,
}

fn count(findings: impl Iterator<Item = (Severity, bool)>) -> Counts {
    findings.fold(Counts::default(), |mut counts, finding| {
        let count = match finding {
            (Severity::Mandatory, _) => &mut counts.correct,
            (Severity::Verify, false) => &mut counts.explain,
            (Severity::Verify, true) => &mut counts.explained,
            (Severity::Hint, _) => &mut counts.hints,
        };
        *count += 1;
        counts
    })
}

pub(super) fn view(form: &Form<'_>) -> Html {
    let findings = form.findings();
    let is_explained = |finding: &Finding| form.explained(finding).0 == Explained::Yes;
    let counts = count(findings.iter().map(|one| (one.severity, is_explained(one))));
    let skipped = form
        .checked
        .map_or(0, |checked| checked.outcome.not_evaluated.len());
    let is_empty = form.values.is_empty() && findings.is_empty();
    let (icon, tone) = match counts {
        _ if is_empty => (Icon::Info, "info"),
        Counts { correct: 1.., .. } => (Icon::Cross, "bad"),
        Counts { explain: 1.., .. } => (Icon::Warn, "warn"),
        Counts {
            explained: 0,
            hints: 0,
            ..
        } => (Icon::Check, "good"),
        _ => (Icon::Info, "info"),
    };
    let words = if is_empty {
        form.say(text::NOT_YET).to_owned()
    } else if findings.is_empty() {
        form.say(text::ALL_WELL).to_owned()
    } else {
        text::counts(
            form.lang,
            counts.correct,
            counts.explain,
            counts.explained,
            counts.hints,
        )
    };
    let tried = form.state.tried.contains(&form.key);
    html! {
        <section class={classes!("yb-checks", format!("yb-checks--{tone}"))} aria-label={form.say(text::CHECKS)}>
            <details class="yb-checks__fold" open={tried}>
                <summary class="yb-checks__head" id={ID}>
                    { icon.view() }
                    <h2 class="yb-checks__title">{ form.say(text::CHECKS) }</h2>
                    <span class="yb-checks__counts" role="status">{ words }</span>
                    <span class="yb-checks__arrow">{ Icon::Down.view() }</span>
                </summary>
            </details>
            <FirstTry {tried} blocked={counts.correct + counts.explain > 0} />
            <ol class="yb-checks__list">{ for findings.iter().map(|finding| item(form, finding)) }</ol>
            { if skipped > 0 {
                html! { <p class="yb-checks__skipped">{ Icon::Info.view() }{ text::not_evaluated(form.lang, skipped) }</p> }
            } else { Html::default() } }
        </section>
    }
}

/// Moves the focus to the list when handing in was tried for the first time and something stands
/// in the way: only then do empty boxes become findings.
#[component]
fn FirstTry(props: &Try) -> Html {
    let Try { tried, blocked } = *props;
    let place = use_node_ref();
    let was_tried = use_mut_ref(|| tried);
    {
        let place = place.clone();
        use_effect_with(tried, move |_| {
            let earlier = was_tried.replace(tried);
            if let (true, false, true, Some(place)) =
                (tried, earlier, blocked, place.cast::<Element>())
            {
                focus::jump(&place, ID, ID);
            }
        });
    }
    html! { <span ref={place} hidden=true /> }
}

/// Props of [`FirstTry`].
#[derive(Clone, Copy, PartialEq, Properties)]
struct Try {
    /// Handing in was tried.
    tried: bool,
    /// Something stands in the way.
    blocked: bool,
}

fn item(form: &Form<'_>, finding: &Finding) -> Html {
    let (icon, tone) = look(finding.severity);
    let (icon, tone) = match finding.severity {
        Severity::Verify if form.explained(finding).0 == Explained::Yes => (Icon::Check, "good"),
        _ => (icon, tone),
    };
    let (id, fallback) = place(finding);
    let onclick = Callback::from(move |event: MouseEvent| {
        if let Some(element) = event.target_dyn_into::<Element>() {
            focus::jump(&element, &id, &fallback);
        }
    });
    let name = finding.fields.first().map(|key| name(key, form.lang));
    html! {
        <li class={classes!("yb-checks__item", format!("yb-checks__item--{tone}"))}>
            <button type="button" class="yb-checks__link" {onclick}>
                <span class="yb-checks__word">{ icon.view() }{ form.say(finding.severity.label()) }</span>
                <span class="yb-checks__text">
                    { name.map(|name| html! { <strong>{ name }</strong> }) }
                    <span>{ finding.message(form.lang) }</span>
                </span>
            </button>
        </li>
    }
}

/// Where a finding leads: to its box, or for 核实性 to the box for the reason; else to the section.
fn place(finding: &Finding) -> (String, String) {
    let Some(key) = finding.fields.first() else {
        return (ID.to_owned(), ID.to_owned());
    };
    let explained = finding
        .explanation_key()
        .filter(|_| finding.severity == Severity::Verify);
    let id = field::id(explained.as_ref().unwrap_or(key));
    (id.to_string(), section::id(key.section()))
}

/// What people call the place of a finding.
fn name(key: &FieldKey, lang: Lang) -> &'static str {
    let milestone = || {
        let kind = key.as_str().strip_prefix("milestone.")?;
        MilestoneKind::from_key(kind).map(MilestoneKind::label)
    };
    let words = key.field().map(Field::label).or_else(milestone);
    words.unwrap_or_else(|| key.section().title()).get(lang)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use yuebao_domain::check::RuleCode;

    use super::*;

    fn finding(severity: Severity, fields: &[&str]) -> Finding {
        Finding {
            code: RuleCode::new("M107"),
            severity,
            fields: fields
                .iter()
                .map(|key| FieldKey::new(key).unwrap())
                .collect(),
            args: BTreeMap::new(),
        }
    }

    #[test]
    fn explained_findings_are_counted_apart() {
        let findings = [
            (Severity::Mandatory, false),
            (Severity::Verify, false),
            (Severity::Verify, true),
            (Severity::Hint, false),
            (Severity::Mandatory, false),
        ];
        let expected = Counts {
            correct: 2,
            explain: 1,
            explained: 1,
            hints: 1,
        };
        assert_eq!(count(findings.into_iter()), expected);
    }

    #[test]
    fn a_finding_leads_to_what_has_to_be_filled() {
        let at = |severity, fields: &[&str]| place(&finding(severity, fields)).0;
        assert_eq!(
            at(Severity::Mandatory, &["since_start"]),
            "yb-f-since_start"
        );
        assert_eq!(
            at(Severity::Verify, &["since_start"]),
            "yb-f-explanation.M107.since_start"
        );
        assert_eq!(at(Severity::Mandatory, &[]), ID);
        let hidden = place(&finding(Severity::Hint, &["from_a_newer_form"]));
        assert_eq!(hidden.1, "yb-s-remarks");
    }

    #[test]
    fn places_have_names() {
        let of = |key: &str| name(&FieldKey::new(key).unwrap(), Lang::Zh);
        assert_eq!(of("since_start"), "自开工累计完成投资");
        assert_eq!(of("milestone.permit"), "施工许可");
        assert_eq!(of("problem.7"), "存在问题");
    }
}
