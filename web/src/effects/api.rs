//! The server, over `fetch`.

use std::rc::Rc;

use gloo::net::http::{Method, Request, RequestBuilder, Response};
use gloo::timers::callback::Timeout;
use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortController;
use yuebao_domain::json;
use yuebao_domain::wire::v1::{
    KEYS_OUT_OF_REACH, LOGIN_ENDED, NO_ACCOUNT, NO_SUCH_ADDRESS, NO_TOKEN, ProblemDetails,
    TOKEN_EXPIRED, TOKEN_NOT_YET, TOKEN_REFUSED,
};

use super::blocked;
use crate::fault::{PortalFault, SyncFault};
use crate::js::ask_server;

/// How long an answer may take, in milliseconds.
const PATIENCE: u32 = 20_000;
/// The same where a whole file goes up first.
const PATIENCE_WITH_FILES: u32 = 60_000;
/// How long to wait for a busy server that does not say, in seconds.
const BUSY: u32 = 15;
/// What the types of .xlsx and .docx begin with.
const OFFICE_FILE: &str = "application/vnd.openxmlformats-officedocument.";
/// The longest wait that is believed, in seconds.
const LONGEST_BUSY: u32 = 3_600;

/// One request under way. Dropping it aborts the request, and nobody hears of an answer.
#[derive(Debug)]
pub(crate) struct Flight {
    controller: Option<AbortController>,
    _patience: Option<Timeout>,
    _alive: Rc<()>,
}

impl Drop for Flight {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}

/// What is sent.
struct Body {
    kind: &'static str,
    content: JsValue,
}

/// What is asked.
pub(crate) struct Call<'a> {
    pub(crate) server: &'a str,
    pub(crate) path: &'a str,
    pub(crate) token: Option<&'a str>,
}

impl Call<'_> {
    /// `GET`; `done` hears of the answer unless the flight was dropped.
    pub(crate) fn get<T: DeserializeOwned + 'static>(
        self,
        done: impl FnOnce(Result<T, SyncFault>) + 'static,
    ) -> Flight {
        self.get_text(read_by(done))
    }

    /// The same, with the answer as it came.
    pub(crate) fn get_text(self, done: impl FnOnce(Answer) + 'static) -> Flight {
        self.fly(Method::GET, None, as_text(done))
    }

    /// The same for a file of an office's program, which may take the server a while to make.
    pub(crate) fn get_file(
        self,
        done: impl FnOnce(Result<Uint8Array, SyncFault>) + 'static,
    ) -> Flight {
        let done = move |got: Result<Got, SyncFault>| {
            done(got.and_then(|got| match got {
                Got::File(bytes) => Ok(bytes),
                Got::Text(_) => Err(SyncFault::NotTheServer),
            }));
        };
        self.fly_for(PATIENCE_WITH_FILES, Method::GET, None, Box::new(done))
    }

    /// `POST` with a JSON body.
    pub(crate) fn post<T: DeserializeOwned + 'static>(
        self,
        body: &impl Serialize,
        done: impl FnOnce(Result<T, SyncFault>) + 'static,
    ) -> Flight {
        self.post_text(serde_json::to_string(body).ok(), read_by(done))
    }

    /// The same with a body that is written already, and the answer as it came.
    pub(crate) fn post_text(
        self,
        body: Option<String>,
        done: impl FnOnce(Answer) + 'static,
    ) -> Flight {
        let body = body.map(|body| Body {
            kind: "application/json",
            content: body.into(),
        });
        self.fly(Method::POST, body, as_text(done))
    }

    /// `POST` of a file as it is, with the answer as it came.
    pub(crate) fn post_bytes(self, bytes: &[u8], done: impl FnOnce(Answer) + 'static) -> Flight {
        let body = Body {
            kind: "application/octet-stream",
            content: Uint8Array::from(bytes).into(),
        };
        self.fly_for(PATIENCE_WITH_FILES, Method::POST, Some(body), as_text(done))
    }

    fn fly(self, method: Method, body: Option<Body>, done: Done) -> Flight {
        self.fly_for(PATIENCE, method, body, done)
    }

    fn fly_for(self, patience: u32, method: Method, body: Option<Body>, done: Done) -> Flight {
        let controller = AbortController::new().ok();
        let patience = controller
            .clone()
            .map(|controller| Timeout::new(patience, move || controller.abort()));
        let alive = Rc::new(());
        let heard = Rc::downgrade(&alive);
        let url = format!("{}/api/{}", self.server, self.path);
        let server = self.server.to_owned();
        let signal = controller.as_ref().map(AbortController::signal);
        let mut request = RequestBuilder::new(&url)
            .method(method)
            .header("Accept", "application/json, application/problem+json")
            .cache(web_sys::RequestCache::NoStore)
            .credentials(web_sys::RequestCredentials::Omit)
            .abort_signal(signal.as_ref());
        if let Some(token) = self.token {
            request = request.header("Authorization", &format!("Bearer {token}"));
        }
        spawn_local(async move {
            let answer = match exchange(request, body).await {
                Some(answer) => answer,
                None => Err(blocked::why(&server, signal.as_ref()).await),
            };
            if heard.upgrade().is_some() {
                done(answer);
            }
        });
        Flight {
            controller,
            _patience: patience,
            _alive: alive,
        }
    }
}

/// An answer as it came: JSON of the server's.
pub(crate) type Answer = Result<String, SyncFault>;

/// What came.
enum Got {
    /// JSON of the server's.
    Text(String),
    /// A file of an office's program.
    File(Uint8Array),
}

/// Hears of it.
type Done = Box<dyn FnOnce(Result<Got, SyncFault>)>;

/// For whoever has asked for JSON.
fn as_text(done: impl FnOnce(Answer) + 'static) -> Done {
    Box::new(move |got| {
        done(got.and_then(|got| match got {
            Got::Text(text) => Ok(text),
            Got::File(_) => Err(SyncFault::NotTheServer),
        }));
    })
}

/// Reads the answer for `done`.
fn read_by<T: DeserializeOwned + 'static>(
    done: impl FnOnce(Result<T, SyncFault>) + 'static,
) -> impl FnOnce(Answer) + 'static {
    move |answer| done(answer.and_then(|text| parsed(&text)))
}

/// What stands in an answer; without it, it is not the server's.
pub(super) fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, SyncFault> {
    json::read(text).map_err(|_| SyncFault::NotTheServer)
}

/// What was answered; `None` if nothing was.
async fn exchange(request: RequestBuilder, body: Option<Body>) -> Option<Result<Got, SyncFault>> {
    let made = match body {
        Some(body) => request.header("Content-Type", body.kind).body(body.content),
        None => request.build(),
    };
    let response = send(made.ok()?).await.ok()?;
    let status = response.status();
    let kind = header(&response, "content-type");
    let wait = header(&response, "retry-after");
    if status == 200 && kind.starts_with(OFFICE_FILE) {
        let bytes = response.binary().await;
        let bytes = bytes.map(|bytes| Got::File(Uint8Array::from(&*bytes)));
        return Some(bytes.map_err(|_| SyncFault::Unreachable));
    }
    let Ok(text) = response.text().await else {
        return Some(Err(SyncFault::Unreachable));
    };
    Some(judge(status, &kind, &wait, text).map(Got::Text))
}

/// Pages put their own `fetch` in the place of the browser's: what they do with their requests is no
/// business of these.
pub(super) async fn send(made: Request) -> Result<Response, JsValue> {
    let answer = JsFuture::from(ask_server(&made.into())).await?;
    Ok(answer.dyn_into::<web_sys::Response>()?.into())
}

fn header(response: &Response, name: &str) -> String {
    response.headers().get(name).unwrap_or_default()
}

/// What an answer means. Only JSON that says what was asked for is success: portals that want a
/// login first, and proxies, answer 200 too.
fn judge(status: u16, content_type: &str, retry_after: &str, body: String) -> Answer {
    if is_packed(&body) {
        return Err(SyncFault::StillPacked);
    }
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    let is_json = kind == "application/json" || kind == "application/problem+json";
    match status {
        200..=299 if is_json => Ok(body),
        204 => Ok("null".to_owned()),
        // Proxies say so in pages of their own.
        413 => Err(SyncFault::TooLarge),
        503 if let Some(words) = keys_out_of_reach(&body) => Err(SyncFault::Refused(words)),
        429 | 503 => Err(SyncFault::Busy(
            retry_after.trim().parse().unwrap_or(BUSY).min(LONGEST_BUSY),
        )),
        502 | 504 => Err(SyncFault::Unreachable),
        _ if !is_json => Err(SyncFault::NotTheServer),
        _ => match json::read::<ProblemDetails>(&body) {
            Ok(problem) if problem.is(NO_TOKEN) => Err(SyncFault::TokenTakenOut),
            Ok(problem) if problem.is(LOGIN_ENDED) => Err(SyncFault::LoginEnded),
            Ok(problem) if problem.is(NO_SUCH_ADDRESS) => Err(SyncFault::OldServer),
            Ok(problem) => Err(refusal(status, problem)),
            Err(_) => Err(SyncFault::NotTheServer),
        },
    }
}

/// The server has time, and the portal's keys are not to be had: another matter for whoever waits.
fn keys_out_of_reach(body: &str) -> Option<String> {
    let problem = json::read::<ProblemDetails>(body).ok()?;
    problem.is(KEYS_OUT_OF_REACH).then_some(problem.detail)
}

/// What the server says of a token of the portal, or else of the request.
fn refusal(status: u16, problem: ProblemDetails) -> SyncFault {
    let is = |name: &str| problem.is(name);
    if is(TOKEN_EXPIRED) {
        SyncFault::Portal(PortalFault::Expired(problem.detail))
    } else if is(TOKEN_REFUSED) || is(TOKEN_NOT_YET) {
        SyncFault::Portal(PortalFault::Refused(problem.detail))
    } else if is(NO_ACCOUNT) {
        SyncFault::Portal(PortalFault::NoAccount(problem.detail))
    } else if status == 401 {
        SyncFault::LoginNeeded
    } else {
        SyncFault::Refused(problem.detail)
    }
}

/// A proxy has taken out the header that says that the answer is packed: what was read as text
/// begins with what no text has.
fn is_packed(body: &str) -> bool {
    let mut begins = body.chars().take(16);
    begins.any(|c| c == char::REPLACEMENT_CHARACTER || c == '\u{1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: DeserializeOwned>(
        status: u16,
        kind: &str,
        wait: &str,
        body: &str,
    ) -> Result<T, SyncFault> {
        judge(status, kind, wait, body.to_owned()).and_then(|text| parsed(&text))
    }

    const PROBLEM: &str =
        r#"{"type":"yuebao:x","title":"t","status":400,"detail":"第3行有误 · line 3 is wrong"}"#;

    const NO_KEYS: &str =
        r#"{"type":"yuebao:keys-out-of-reach","title":"t","status":503,"detail":"d"}"#;

    const EXPIRED: &str =
        r#"{"type":"yuebao:token-expired","title":"t","status":401,"detail":"d"}"#;

    const FOREIGN: &str =
        r#"{"type":"yuebao:token-refused","title":"t","status":401,"detail":"d"}"#;

    const NOBODY: &str = r#"{"type":"yuebao:no-account","title":"t","status":403,"detail":"d"}"#;

    const ENDED: &str = r#"{"type":"yuebao:login-ended","title":"t","status":401,"detail":"d"}"#;

    /// What a server says, word for word, that has no such address.
    const OLD: &str = r#"{"type":"yuebao:not-found","title":"Not found","status":404,"detail":"没有这个接口 / There is no such endpoint","instance":"/api/v2/sync"}"#;

    const STRIPPED: &str = r#"{"type":"yuebao:no-token","title":"t","status":401,"detail":"d"}"#;

    #[test]
    fn only_our_own_json_is_believed() {
        let said = SyncFault::Refused("第3行有误 · line 3 is wrong".to_owned());
        let portal = |fault: fn(String) -> PortalFault| SyncFault::Portal(fault("d".to_owned()));
        let json = "application/json; charset=utf-8";
        let problem = "application/problem+json";
        for (status, kind, wait, body, expected) in [
            (200, json, "", "7", Ok(7)),
            (200, "text/html", "", "7", Err(SyncFault::NotTheServer)),
            (200, json, "", "<html>", Err(SyncFault::NotTheServer)),
            (200, json, "", "{\"half\":", Err(SyncFault::NotTheServer)),
            (302, "text/html", "", "", Err(SyncFault::NotTheServer)),
            (401, problem, "", PROBLEM, Err(SyncFault::LoginNeeded)),
            (401, problem, "", STRIPPED, Err(SyncFault::TokenTakenOut)),
            (404, problem, "", OLD, Err(SyncFault::OldServer)),
            (404, "text/html", "", OLD, Err(SyncFault::NotTheServer)),
            (
                200,
                json,
                "",
                "\u{1f}\u{fffd}\u{8}",
                Err(SyncFault::StillPacked),
            ),
            (401, problem, "", ENDED, Err(SyncFault::LoginEnded)),
            (401, problem, "", EXPIRED, Err(portal(PortalFault::Expired))),
            (401, problem, "", FOREIGN, Err(portal(PortalFault::Refused))),
            (
                403,
                problem,
                "",
                NOBODY,
                Err(portal(PortalFault::NoAccount)),
            ),
            (401, "text/html", "", "Wi-Fi", Err(SyncFault::NotTheServer)),
            (400, problem, "", PROBLEM, Err(said)),
            (500, "text/plain", "", "oops", Err(SyncFault::NotTheServer)),
            (
                502,
                "text/html",
                "",
                "bad gateway",
                Err(SyncFault::Unreachable),
            ),
            (413, problem, "", PROBLEM, Err(SyncFault::TooLarge)),
            (413, "text/html", "", "nginx", Err(SyncFault::TooLarge)),
            (429, problem, "7", PROBLEM, Err(SyncFault::Busy(7))),
            (503, problem, "", PROBLEM, Err(SyncFault::Busy(BUSY))),
            (
                503,
                problem,
                "30",
                NO_KEYS,
                Err(SyncFault::Refused("d".to_owned())),
            ),
            (
                503,
                problem,
                "999999",
                PROBLEM,
                Err(SyncFault::Busy(LONGEST_BUSY)),
            ),
        ] {
            assert_eq!(
                read::<u32>(status, kind, wait, body),
                expected,
                "{status} {kind} {body}"
            );
        }
        assert_eq!(read::<()>(204, "", "", ""), Ok(()));
    }
}
