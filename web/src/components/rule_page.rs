//! The page of one rule, opened in place beside a finding.

use web_sys::HtmlElement;
use yew::prelude::*;
use yuebao_domain::check::{Rule, catalogue};
use yuebao_domain::rule::RuleCode;
use yuebao_domain::text::{Lang, Words};

use super::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, RulePages, State};
use crate::text::rule_page as text;

/// Props of [`RulePage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Which rule.
    pub code: RuleCode,
    /// What there is to read.
    pub pages: RulePages,
    /// Where actions go.
    pub send: Dispatch,
    /// Language.
    pub lang: Lang,
}

/// [`RulePage`] as the state has it.
pub(crate) fn view(state: &State, send: &Dispatch, code: RuleCode) -> Html {
    html! { <RulePage {code} pages={state.rule_pages.clone()} send={send.clone()} lang={state.display.lang} /> }
}

/// The rule's code, and a button that shows and hides its page below; Escape hides it as well.
#[component]
pub fn RulePage(props: &Props) -> Html {
    let Props {
        code,
        pages,
        send,
        lang,
    } = props;
    let (code, lang) = (*code, *lang);
    let is_open = use_state(|| false);
    let button = use_node_ref();
    let Some(rule) = catalogue::find(code) else {
        return html! { <span class="yb-rule__code">{ code.to_string() }</span> };
    };
    let toggle = {
        let (is_open, send) = (is_open.clone(), send.clone());
        let missing = matches!(pages, RulePages::Unasked | RulePages::Missing(_));
        Callback::from(move |_: MouseEvent| {
            if missing && !*is_open {
                send.emit(Action::ReadRules);
            }
            is_open.set(!*is_open);
        })
    };
    let on_escape = {
        let (is_open, button) = (is_open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *is_open {
                event.stop_propagation();
                is_open.set(false);
                if let Some(button) = button.cast::<HtmlElement>() {
                    // It is on screen beside the page that closes; a refusal changes nothing.
                    let _ = button.focus();
                }
            }
        })
    };
    let (expanded, tip) = if *is_open {
        ("true", text::HIDE)
    } else {
        ("false", text::SHOW)
    };
    html! {
        <div class="yb-rule" onkeydown={on_escape}>
            <span class="yb-rule__bar">
                <span class="yb-rule__code">{ code.to_string() }</span>
                <button type="button" class="yb-rule__button" ref={button} aria-expanded={expanded}
                    aria-label={text::button(tip.get(lang), code, lang)} onclick={toggle}>
                    { Icon::Info.view() }{ tip.get(lang) }
                </button>
            </span>
            if *is_open { { page(rule, pages, lang) } }
        </div>
    }
}

fn page(rule: &Rule, pages: &RulePages, lang: Lang) -> Html {
    let part = |head: Words, words: &str| {
        html! { <><dt>{ head.get(lang) }</dt><dd>{ words.to_owned() }</dd></> }
    };
    let page = pages.of(rule.code);
    let missing = match pages {
        RulePages::Missing(_) => text::MISSING,
        _ => text::COMING,
    };
    let read = page.into_iter().flat_map(|page| {
        [
            (text::WHAT, page.what),
            (text::WHY, page.why),
            (text::SOURCE, page.source),
            (text::FIRES, page.fires),
            (text::SILENT, page.silent),
        ]
    });
    html! {
        <div class="yb-rule__page">
            <p class="yb-rule__title">
                <strong>{ rule.title.get(lang) }</strong>
                <span class="yb-muted">{ rule.severity.label().get(lang) }</span>
            </p>
            if page.is_none() {
                <p class="yb-muted" role="status">{ missing.get(lang) }</p>
            }
            <dl>
                { for read.map(|(head, words)| part(head, words)) }
                { part(text::ADVICE, &general(rule.advice.get(lang))) }
            </dl>
        </div>
    }
}

/// Advice without the figures of one finding: a value in braces is left open.
fn general(advice: &str) -> String {
    let mut parts = advice.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let rest = part.split_once('}').map_or("", |(_, rest)| rest);
        text + "…" + rest
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_without_a_finding_leaves_its_values_open() {
        assert_eq!(general("按 {sum} 万元填写"), "按 … 万元填写");
        assert_eq!(general("核对后重填。"), "核对后重填。");
        for rule in catalogue::RULES {
            for lang in [Lang::Zh, Lang::En] {
                assert!(!general(rule.advice.get(lang)).contains(['{', '}']));
            }
        }
    }
}
