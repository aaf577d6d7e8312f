//! What keeps the app for its user alone: which names it answers to, what it lets a browser do with its pages, and how long and
//! large a request may be.

use crate::problem::Problem;
use crate::{App, Error};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Duration;

/// Bytes of a request's body at most. Nothing that is sent to the app is longer than a form.
pub(crate) const BODY: usize = 16 << 10;
/// How long an answer may take before it is given up.
const ANSWER: Duration = Duration::from_secs(30);

/// After how many seconds it is worth asking again.
const AGAIN: u64 = 30;

/// What a browser may do with a page: show it, with the styles, scripts and pictures of this program, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const ALWAYS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
    (header::CACHE_CONTROL, "private, no-cache"),
];

/// The names under which the app may be asked for.
///
/// A page of another site can have its name resolve to this machine and then ask as if it were ours (DNS rebinding). It can't
/// choose what the browser writes into `Host`.
#[derive(Debug)]
pub(crate) struct Hosts(BTreeSet<String>);

impl Hosts {
    pub(crate) fn new(at: SocketAddr, further: &[String]) -> Result<Self, Error> {
        let mut names = BTreeSet::from([at.to_string()]);
        if at.ip().is_loopback() {
            names.insert(format!("localhost:{}", at.port()));
        }
        for host in further {
            let host = host.trim().to_ascii_lowercase();
            let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
            if host.is_empty() || !host.chars().all(fits) {
                return Err(Error::Host(host));
            }
            names.insert(format!("{host}:{}", at.port()));
            names.insert(host);
        }
        // Browsers leave out the port that a scheme has by itself.
        if at.port() == 80 {
            let bare: Vec<String> = names
                .iter()
                .filter_map(|n| n.strip_suffix(":80"))
                .map(str::to_owned)
                .collect();
            names.extend(bare);
        }
        Ok(Self(names))
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(&name.to_ascii_lowercase())
    }
}

/// Turns away what is not asked of us, and puts on every answer what a browser must know.
pub(crate) async fn keep(State(app): State<App>, request: Request, next: Next) -> Response {
    let refused = match named(&app, &request) {
        Err(why) => Some(Problem::new(StatusCode::MISDIRECTED_REQUEST, why)),
        Ok(()) if !own(&app, request.method(), request.headers()) => Some(Problem::new(
            StatusCode::FORBIDDEN,
            "This was asked for by another site’s page.",
        )),
        Ok(()) => None,
    };
    let mut response = match refused {
        // Nothing of the page's form: whoever asks under another name is told nothing of the app.
        Some(problem) => (problem.status, problem.detail).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in ALWAYS {
        response
            .headers_mut()
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Whether the request is for one of our names, in its one `Host` field and in its target.
fn named(app: &App, request: &Request) -> Result<(), &'static str> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return Err("A request must name one host.");
    };
    let host = host.to_str().unwrap_or_default();
    let target = request.uri().authority().map_or(host, |a| a.as_str());
    if app.hosts.has(host) && app.hosts.has(target) {
        Ok(())
    } else {
        Err("This host is not served here.")
    }
}

/// Whether a request that could change something comes from our own page, or from no page at all (cross-site request forgery).
fn own(app: &App, method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() {
        return true;
    }
    let text = |name: &str| headers.get(name).map(|v| v.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    text("origin").is_none_or(|origin| {
        let host = origin.split_once("://").map_or("", |(_, host)| host);
        app.hosts.has(host)
    })
}

/// Gives up what takes too long.
pub(crate) async fn in_time(request: Request, next: Next) -> Response {
    // Files take as long as they take to come; each part of them is waited for by itself.
    let sends_files =
        matches!(request.uri().path(), "/add" | "/api/v1/uploads") && request.method() == Method::POST;
    let longest = if sends_files {
        crate::uploads::WHOLE
    } else {
        ANSWER
    };
    within(longest, next.run(request)).await
}

async fn within(longest: Duration, answer: impl Future<Output = Response>) -> Response {
    match tokio::time::timeout(longest, answer).await {
        Ok(response) => response,
        Err(_) => Problem::later(
            StatusCode::SERVICE_UNAVAILABLE,
            AGAIN,
            "The answer took too long. Ask again in a while, or for less.",
        )
        .into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_names_are_ours() {
        let hosts = Hosts::new("127.0.0.1:8040".parse().unwrap(), &["Desk.example".into()]).unwrap();
        for name in [
            "127.0.0.1:8040",
            "localhost:8040",
            "LOCALHOST:8040",
            "desk.example",
            "desk.example:8040",
        ] {
            assert!(hosts.has(name), "{name}");
        }
        for name in [
            "",
            "localhost",
            "127.0.0.1",
            "evil.example:8040",
            "localhost:8041",
            "localhost:8040.evil.example",
        ] {
            assert!(!hosts.has(name), "{name}");
        }
        assert!(Hosts::new("127.0.0.1:1".parse().unwrap(), &["a b".into()]).is_err());
    }

    #[test]
    fn a_time_out_is_a_refusal_that_says_when_to_ask_again() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let late = async { within(Duration::from_millis(5), std::future::pending()).await };
        let answer = runtime.block_on(late);
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers()[header::RETRY_AFTER], "30");
        assert!(answer.extensions().get::<Problem>().is_some());
    }

    #[test]
    fn the_sixth_version_of_an_address_stands_in_brackets() {
        let hosts = Hosts::new("[::1]:80".parse().unwrap(), &[]).unwrap();
        assert!(hosts.has("[::1]:80") && hosts.has("[::1]") && hosts.has("localhost"));
    }
}
