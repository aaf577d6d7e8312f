//! The files beside the pages: styles, scripts and the icon, compiled in.

use crate::App;
use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use std::sync::LazyLock;

/// The rules of a story's page and of a comparison are those of the files that `twosource brief` and `compare` write.
static STYLE: LazyLock<String> = LazyLock::new(|| {
    [
        tell::html::STYLE,
        tell::compare::STYLE,
        include_str!("../assets/app.css"),
    ]
    .join("\n")
});

pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/assets/app.css", get(|| file("text/css; charset=utf-8", &STYLE)))
        .route(
            "/assets/theme.js",
            get(|| script(include_str!("../assets/theme.js"))),
        )
        .route("/assets/app.js", get(|| script(include_str!("../assets/app.js"))))
        .route("/assets/add.js", get(|| script(include_str!("../assets/add.js"))))
        .route("/assets/try.js", get(|| script(include_str!("../assets/try.js"))))
        .route(
            "/assets/icon.svg",
            get(|| file("image/svg+xml", include_str!("../assets/icon.svg"))),
        )
}

async fn script(text: &'static str) -> impl IntoResponse {
    file("text/javascript; charset=utf-8", text).await
}

async fn file(kind: &'static str, text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, kind)], text)
}
