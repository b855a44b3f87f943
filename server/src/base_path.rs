//! The path of a portal below which the server stands, where the proxy passes the whole path on.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::uri::PathAndQuery;
use axum::http::{StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use yuebao_domain::text::words;

use crate::body::discard;
use crate::error::AppError;

/// A path such as `/yuebao`: one slash before each part, none at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasePath(Arc<str>);

/// Why a text is no such path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BasePathError {
    /// Another spelling of a path that would do.
    #[error("请写成“{0}” / write it as {0}")]
    Spelling(String),
    /// The server stands at the root anyway.
    #[error("服务就在根路径时不需要此选项 / leave it out where the server stands at the root")]
    Root,
    /// It is something else altogether.
    #[error(
        "请写成“/yuebao”这样的路径：每段只含字母、数字和“-”“_”“.”“~”，没有“..”，不带主机名和“?” / \
         write a path such as /yuebao: letters, digits and - _ . ~ in each part, no .., no host and no ?"
    )]
    Form,
}

impl FromStr for BasePath {
    type Err = BasePathError;

    fn from_str(text: &str) -> Result<Self, BasePathError> {
        let parts: Vec<&str> = (text.trim().split('/'))
            .filter(|part| !part.is_empty())
            .collect();
        if parts.is_empty() {
            return Err(BasePathError::Root);
        }
        if !parts.iter().all(|part| is_plain(part)) {
            return Err(BasePathError::Form);
        }
        let path = format!("/{}", parts.join("/"));
        if path == text {
            Ok(Self(path.into()))
        } else {
            Err(BasePathError::Spelling(path))
        }
    }
}

impl fmt::Display for BasePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A part that browsers and proxies write in one way only.
fn is_plain(part: &str) -> bool {
    let is_own = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    part != "." && part != ".." && part.bytes().all(is_own)
}

impl BasePath {
    /// What `router` answers, below this path only.
    pub(crate) fn around(self, router: Router) -> Router {
        Router::new()
            .fallback_service(router)
            .layer(middleware::from_fn_with_state(self, below))
    }

    /// An address without this path, which it must begin with.
    fn strip(&self, uri: &Uri) -> Option<Uri> {
        let rest = uri.path().strip_prefix(&*self.0)?;
        let query = uri.query().map(|query| format!("?{query}"));
        let own = format!("{rest}{}", query.unwrap_or_default());
        let own = PathAndQuery::try_from(own).ok();
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = own.filter(|_| rest.starts_with('/'));
        parts.path_and_query.as_ref()?;
        Uri::from_parts(parts).ok()
    }
}

async fn below(State(base): State<BasePath>, mut request: Request, next: Next) -> Response {
    if let Some(own) = base.strip(request.uri()) {
        *request.uri_mut() = own;
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    discard(body).await;
    if parts.uri.path() == &*base.0 {
        // the addresses in a page count from the last slash
        return Redirect::permanent(&format!("{base}/")).into_response();
    }
    elsewhere(parts.uri.path(), &base)
}

fn elsewhere(path: &str, base: &BasePath) -> Response {
    AppError::new(
        StatusCode::NOT_FOUND,
        "not-found",
        "Not found",
        words(
            "本服务以 --base-path 启动，只回答该路径以下的请求；代理若去掉了路径，请改为原样转发，或不用 --base-path",
            "This server was started with --base-path and answers below that path only; if a proxy takes the path off, let it pass the whole path on, or leave --base-path out",
        ),
    )
    .at(path)
    .expected(format!("{base}/"))
    .into_response()
}

#[cfg(test)]
mod tests {
    use axum::http::Uri;

    use super::{BasePath, BasePathError};

    #[test]
    fn a_path_has_one_spelling_and_others_are_told_it() {
        let spelling = |path: &str| Err(BasePathError::Spelling(path.to_owned()));
        let form = Err(BasePathError::Form);
        for (text, read) in [
            ("/yuebao", Ok("/yuebao".to_owned())),
            ("/apps/yue-bao_1.0~x", Ok("/apps/yue-bao_1.0~x".to_owned())),
            ("yuebao", spelling("/yuebao")),
            ("/yuebao/", spelling("/yuebao")),
            ("//apps//yuebao", spelling("/apps/yuebao")),
            (" /yuebao", spelling("/yuebao")),
            ("", Err(BasePathError::Root)),
            ("/", Err(BasePathError::Root)),
            ("/..", form.clone()),
            ("/a/../b", form.clone()),
            ("/a/.", form.clone()),
            ("/a?b", form.clone()),
            ("/a#b", form.clone()),
            ("/a b", form.clone()),
            ("/%79uebao", form.clone()),
            ("/月报", form.clone()),
            ("http://portal.example/yuebao", form.clone()),
            ("C:\\yuebao", form),
        ] {
            let path = text.parse::<BasePath>().map(|path| path.to_string());
            assert_eq!(path, read, "{text:?}");
        }
    }

    #[test]
    fn only_whole_parts_of_an_address_are_taken_off() {
        let base: BasePath = "/apps/yuebao".parse().unwrap();
        for (asked, own) in [
            ("/apps/yuebao/", Some("/")),
            ("/apps/yuebao/app?lang=en", Some("/app?lang=en")),
            ("/apps/yuebao/apps/yuebao/", Some("/apps/yuebao/")),
            ("http://a.example/apps/yuebao/x", Some("http://a.example/x")),
            ("/apps/yuebao", None),
            ("/apps/yuebaofoo/", None),
            ("/apps/", None),
            ("/", None),
            ("/app", None),
        ] {
            let asked: Uri = asked.parse().unwrap();
            let stripped = base.strip(&asked).map(|uri| uri.to_string());
            assert_eq!(stripped.as_deref(), own, "{asked}");
        }
    }
}
