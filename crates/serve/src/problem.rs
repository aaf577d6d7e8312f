//! What goes wrong, told to a program as `application/problem+json` (RFC 9457) and to a person as a page.

use crate::pages;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

/// Seconds after which it is worth asking again where another program writes to the archive.
const HELD: u64 = 10;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    pub(crate) detail: String,
    /// After how many seconds it is worth asking again, where that would help.
    pub(crate) again: Option<u64>,
}

/// A refusal in JSON.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub(crate) struct Told {
    /// Always `about:blank`: the status says what kind it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// The status of the answer.
    status: u16,
    /// A sentence for a person.
    detail: String,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            again: None,
        }
    }

    /// A refusal of now, with the seconds after which it is worth asking again.
    pub(crate) fn later(status: StatusCode, again: u64, detail: impl Into<String>) -> Self {
        Self {
            again: Some(again),
            ..Self::new(status, detail)
        }
    }

    pub(crate) fn missing(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    pub(crate) fn bad(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }
}

impl From<archive::Error> for Problem {
    fn from(error: archive::Error) -> Self {
        let status = match &error {
            archive::Error::Query(_) => StatusCode::BAD_REQUEST,
            archive::Error::Held(_) => {
                return Self::later(StatusCode::SERVICE_UNAVAILABLE, HELD, error.to_string());
            }
            archive::Error::GivenUp => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Some(seconds) = self.again {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives every refusal its form, those of the framework too: JSON below `/api/v1`, a page elsewhere.
pub(crate) async fn dress(request: Request, next: Next) -> Response {
    let for_program = request.uri().path().starts_with("/api/v1");
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    // A page that says itself what is wrong, as the one to sign in does, stays as it is.
    let page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    if page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let problem = match parts.extensions.remove::<Problem>() {
        Some(problem) => problem,
        None => Problem::new(status, said(body).await),
    };
    let title = status.canonical_reason().unwrap_or("Refused");
    let (form, bytes) = if for_program {
        let told = Told {
            kind: "about:blank",
            title,
            status: status.as_u16(),
            detail: problem.detail,
        };
        (
            "application/problem+json",
            serde_json::to_vec(&told).unwrap_or_default(),
        )
    } else {
        let page = pages::refusal(title, &problem.detail);
        ("text/html; charset=utf-8", page.into_bytes())
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts
        .headers
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(form));
    Response::from_parts(parts, Body::from(bytes))
}

/// What the framework said, where it is short.
async fn said(body: Body) -> String {
    const LONGEST: usize = 2_000;
    let bytes = to_bytes(body, LONGEST).await.unwrap_or_default();
    let said = String::from_utf8_lossy(&bytes);
    if said.trim().is_empty() {
        "The request can’t be answered as it is.".to_owned()
    } else {
        said.trim().to_owned()
    }
}
