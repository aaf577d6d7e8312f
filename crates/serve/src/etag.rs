//! What a client has already is not sent again (RFC 9110, section 13): every whole answer carries the hash of its bytes.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// An answer is held in memory to be hashed; none that the app gives is longer.
const LONGEST: usize = 256 << 20;

/// Tags a whole answer, and gives none where the client has it.
pub(crate) async fn tag(request: Request, next: Next) -> Response {
    let asked = matches!(*request.method(), Method::GET | Method::HEAD);
    let known: Vec<HeaderValue> = request
        .headers()
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .cloned()
        .collect();
    let response = next.run(request).await;
    // Events have no end that could be waited for.
    let endless = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"));
    if !asked || endless || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let hash = Sha256::digest(&bytes);
    let hash: String = hash.iter().take(12).map(|b| format!("{b:02x}")).collect();
    let tag = format!("\"{hash}\"");
    let same = known.iter().filter_map(|v| v.to_str().ok()).any(|v| has(v, &tag));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, tag);
    }
    if same {
        parts.status = StatusCode::NOT_MODIFIED;
        for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH] {
            parts.headers.remove(name);
        }
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Whether the list of tags has this one. They are compared weakly, as the field asks.
fn has(list: &str, tag: &str) -> bool {
    list.trim() == "*" || list.split(',').any(|t| t.trim().trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_tags_has_a_tag_or_not() {
        for list in ["\"a\"", "W/\"a\"", "\"b\" , \"a\"", "*"] {
            assert!(has(list, "\"a\""), "{list}");
        }
        assert!(!has("\"ab\", a", "\"a\""));
    }
}
