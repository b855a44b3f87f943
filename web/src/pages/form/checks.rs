//! The list of findings at the top: counts, and a way to each box.

use web_sys::Element;
use yew::prelude::*;
use yuebao_domain::check::{Finding, catalogue};
use yuebao_domain::device::Standing;
use yuebao_domain::rule::{RuleCode, Severity};

use super::explained::{ExplainedFinding, ExplanationState};
use super::model::Form;
use super::{field, section};
use crate::components::focus;
use crate::components::icon::Icon;
use crate::components::severity::look;
use crate::text::form::{self as text, Verdict};

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
    let findings = &form.boxes.findings;
    let counts = count(findings.iter().map(|explained| {
        let is_explained = explained.state == ExplanationState::Yes;
        (explained.finding.severity, is_explained)
    }));
    let is_empty = form.boxes.values.is_empty() && findings.is_empty();
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
    let words = if is_empty && !form.boxes.context.may_fill() {
        form.boxes.context.say(text::NOT_FILLED).to_owned()
    } else if is_empty {
        form.boxes.context.say(text::NOT_YET).to_owned()
    } else if findings.is_empty() {
        form.boxes.context.say(text::ALL_WELL).to_owned()
    } else {
        text::counts(
            form.boxes.context.lang,
            counts.correct,
            counts.explain,
            counts.explained,
            counts.hints,
        )
    };
    let tried = form.state.form.tried.contains(&form.boxes.context.key);
    html! {
        <section class={classes!("yb-checks", format!("yb-checks--{tone}"))} aria-label={form.boxes.context.say(text::CHECKS)}>
            <details class="yb-checks__fold" open={tried}>
                <summary class="yb-checks__head" id={ID}>
                    { icon.view() }
                    <h2 class="yb-checks__title">{ form.boxes.context.say(text::CHECKS) }</h2>
                    <span class="yb-checks__counts" role="status">{ words }</span>
                    <span class="yb-checks__arrow">{ Icon::Down.view() }</span>
                </summary>
            </details>
            <FirstTry {tried} blocked={counts.correct + counts.explain > 0} />
            <ol class="yb-checks__list">{ for findings.iter().map(|explained| item(form, explained)) }</ol>
            { for not_evaluated(form).into_iter().map(|(verdict, codes)| skipped(form, verdict, &codes)) }
        </section>
    }
}

/// The rules that could not run here, by what the server has said of them.
fn not_evaluated(form: &Form<'_>) -> Vec<(Verdict, Vec<RuleCode>)> {
    let here = form
        .checked
        .map_or(&[][..], |checked| &checked.outcome.not_evaluated);
    let handed_in = form
        .checked
        .is_some_and(|checked| checked.standing == Standing::Submitted);
    let there = form.local.and_then(|local| local.not_evaluated.as_deref());
    verdicts(here, handed_in.then(|| there.unwrap_or_default()))
}

/// `there`: what the server could not evaluate of the report as it is; `None` if it has not
/// checked it.
fn verdicts(here: &[RuleCode], there: Option<&[RuleCode]>) -> Vec<(Verdict, Vec<RuleCode>)> {
    let groups = match there {
        None => vec![(Verdict::Awaited, here.to_vec())],
        Some(there) => {
            let passed = here.iter().filter(|code| !there.contains(code));
            vec![
                (Verdict::NotEither, there.to_vec()),
                (Verdict::Passed, passed.copied().collect()),
            ]
        }
    };
    let filled = groups.into_iter().filter(|(_, codes)| !codes.is_empty());
    filled.collect()
}

fn skipped(form: &Form<'_>, verdict: Verdict, codes: &[RuleCode]) -> Html {
    let one = |code: &RuleCode| {
        let title =
            catalogue::find(*code).map_or("", |rule| rule.title.get(form.boxes.context.lang));
        html! { <li key={code.to_string()}><span class="yb-rule__code">{ code.to_string() }</span>{ " " }{ title }</li> }
    };
    html! {
        <details class="yb-checks__skipped">
            <summary>{ Icon::Info.view() }<span>{ text::not_evaluated(form.boxes.context.lang, codes.len(), verdict) }</span></summary>
            <ul>{ for codes.iter().map(one) }</ul>
        </details>
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

fn item(form: &Form<'_>, explained: &ExplainedFinding) -> Html {
    let finding = &explained.finding;
    let (icon, tone) = look(finding.severity);
    let (icon, tone) = match finding.severity {
        Severity::Verify if explained.state == ExplanationState::Yes => (Icon::Check, "good"),
        _ => (icon, tone),
    };
    let (id, fallback) = place(finding);
    let onclick = Callback::from(move |event: MouseEvent| {
        if let Some(element) = event.target_dyn_into::<Element>() {
            focus::jump(&element, &id, &fallback);
        }
    });
    let name = finding
        .fields
        .first()
        .map(|key| key.label(form.boxes.context.lang));
    html! {
        <li class={classes!("yb-checks__item", format!("yb-checks__item--{tone}"))}>
            <button type="button" class="yb-checks__link" {onclick}>
                <span class="yb-checks__word">{ icon.view() }{ form.boxes.context.say(finding.severity.label()) }</span>
                <span class="yb-checks__text">
                    { name.map(|name| html! { <strong>{ name }</strong> }) }
                    <span>{ finding.message(form.boxes.context.lang) }</span>
                    <span class="yb-rule__code">{ finding.code.to_string() }</span>
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
    let id = match explained {
        Some(explained) => field::id(&explained),
        None => field::id_within(key, finding.parts.first()),
    };
    (id.to_string(), section::id(key.section()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use yuebao_domain::report::FieldKey;

    use super::*;

    fn finding(severity: Severity, fields: &[&str]) -> Finding {
        let fields = fields.iter().map(|key| FieldKey::new(key).unwrap());
        Finding::new(
            RuleCode::new("M107"),
            severity,
            fields.collect(),
            BTreeMap::new(),
        )
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
        let within = Finding {
            parts: vec!["description".to_owned(), "deadline".to_owned()],
            ..finding(Severity::Mandatory, &["problem.7"])
        };
        assert_eq!(place(&within).0, "yb-f-problem.7-description");
        let first = Finding {
            parts: vec!["type".to_owned()],
            ..within
        };
        assert_eq!(place(&first).0, "yb-f-problem.7", "as a whole");
        let hidden = place(&finding(Severity::Hint, &["from_a_newer_form"]));
        assert_eq!(hidden.1, "yb-s-remarks");
    }

    #[test]
    fn what_could_not_run_here_is_the_servers_to_say() {
        let (a, b, c) = (
            RuleCode::new("M103"),
            RuleCode::new("M104"),
            RuleCode::new("T212"),
        );
        assert_eq!(verdicts(&[a, b], None), [(Verdict::Awaited, vec![a, b])]);
        assert_eq!(
            verdicts(&[a, b], Some(&[])),
            [(Verdict::Passed, vec![a, b])]
        );
        let both = [(Verdict::NotEither, vec![b, c]), (Verdict::Passed, vec![a])];
        assert_eq!(verdicts(&[a, b], Some(&[b, c])), both);
        assert_eq!(verdicts(&[], None), []);
    }
}
