//! What stands at `/` when the widget has not been built.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};

const PAGE: &str = r#"<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>月报 Yuebao</title>
<h1>月报服务已启动</h1>
<p>接口可用，但填报页面尚未构建。请在源码目录运行：</p>
<pre>cargo xtask build</pre>
<p lang="en">The server is running and its interface works, but the widget has not been built.
Run the command above in the source folder, or start the server with <code>--assets DIR</code>.</p>
<p><a href="api/openapi.json">/api/openapi.json</a></p>
</html>
"#;

/// The next step in words; never kept, because after it the real page stands here.
pub(crate) fn page() -> Response {
    let fresh = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (fresh, Html(PAGE)).into_response()
}
