//! The file beside the program with what there is to read about the rules.

use std::rc::Rc;

use gloo::net::http::Request;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yuebao_domain::text::Lang;

use super::api::send;
use crate::js::rule_page;

/// A request that waits or is under way. Dropping it ends the waiting, and nobody hears of an answer.
#[derive(Debug)]
pub(super) struct Reading {
    _waiting: Timeout,
    _alive: Rc<()>,
}

/// Fetches the file `after` so many milliseconds; `done` hears of it.
pub(super) fn read(lang: Lang, after: u32, done: impl FnOnce(Option<String>) + 'static) -> Reading {
    let alive = Rc::new(());
    let heard = Rc::downgrade(&alive);
    let waiting = Timeout::new(after, move || {
        spawn_local(async move {
            let text = fetch(lang).await;
            if heard.upgrade().is_some() {
                done(text);
            }
        });
    });
    Reading {
        _waiting: waiting,
        _alive: alive,
    }
}

async fn fetch(lang: Lang) -> Option<String> {
    let url = rule_page(lang == Lang::Zh);
    let answer = send(Request::get(&url).build().ok()?).await.ok()?;
    let is_there = answer.ok();
    answer.text().await.ok().filter(|_| is_there)
}
