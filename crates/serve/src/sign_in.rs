//! Who may see anything, where a token is asked for: programs send it with each request, people once, for a session.

use crate::brake::Brake;
use crate::problem::Problem;
use crate::{App, Error, pages};
use axum::Router;
use axum::extract::{Form, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const COOKIE: &str = "twosource_session";
/// Characters of a token at least.
const LEAST: usize = 16;
/// How long a session lasts.
const LASTS: Duration = Duration::from_secs(12 * 60 * 60);
/// Sessions at once; the oldest goes where another comes.
const MOST: usize = 1_000;

type Hash = [u8; 32];

/// The token and who has shown it. Both are kept as hashes: how long comparing them takes tells nothing of them.
pub(crate) struct Sessions {
    token: Hash,
    open: Mutex<BTreeMap<Hash, Instant>>,
    brake: Brake,
    /// Whether the cookie goes over encrypted connections alone: a proxy stands before us.
    secure: bool,
}

fn hash(text: &str) -> Hash {
    Sha256::digest(text.as_bytes()).into()
}

/// 32 random bytes, written out.
pub(crate) fn random() -> Option<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|b| format!("{b:02x}")).collect())
}

impl Sessions {
    pub(crate) fn new(token: &str, secure: bool) -> Result<Self, Error> {
        let token = token.trim();
        if token.chars().count() < LEAST {
            return Err(Error::Token { least: LEAST });
        }
        Ok(Self {
            token: hash(token),
            open: Mutex::default(),
            brake: Brake::new(),
            secure,
        })
    }

    /// Opens a session under a name that nobody can guess and nobody has seen before.
    fn begin(&self) -> Option<String> {
        let name = random()?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, since| since.elapsed() < LASTS);
        if open.len() >= MOST
            && let Some(oldest) = open
                .iter()
                .min_by_key(|(_, since)| **since)
                .map(|(name, _)| *name)
        {
            open.remove(&oldest);
        }
        open.insert(hash(&name), Instant::now());
        Some(name)
    }

    fn end(&self, name: &str) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.remove(&hash(name));
    }

    fn knows(&self, headers: &HeaderMap) -> bool {
        if bearer(headers).is_some_and(|token| hash(token) == self.token) {
            return true;
        }
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        cookie(headers).is_some_and(|name| open.get(&hash(name)).is_some_and(|since| since.elapsed() < LASTS))
    }
}

/// The token that a program shows.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let shown = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = shown.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok());
    cookies
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value)
}

/// Lets through who has shown the token, and anybody where none is asked for.
pub(crate) async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let free = path == "/sign-in" || path.starts_with("/assets/");
    let known = app.sessions.as_ref().is_none_or(|s| s.knows(request.headers()));
    if free || known {
        return next.run(request).await;
    }
    if let (Some(sessions), Some(_)) = (&app.sessions, bearer(request.headers()))
        && !sessions.brake.slow().await
    {
        return guessed().into_response();
    }
    if path.starts_with("/api/v1") {
        let refused = Problem::new(
            StatusCode::UNAUTHORIZED,
            "Send the token as “Authorization: Bearer TOKEN”.",
        );
        return ([(header::WWW_AUTHENTICATE, "Bearer")], refused).into_response();
    }
    Redirect::to("/sign-in").into_response()
}

pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/sign-in", get(ask).post(shown))
        .route("/sign-out", axum::routing::post(leave))
}

async fn ask(State(app): State<App>) -> Response {
    if app.sessions.is_none() {
        return Redirect::to("/").into_response();
    }
    Html(pages::sign_in(false)).into_response()
}

#[derive(Deserialize)]
struct Shown {
    token: String,
}

async fn shown(State(app): State<App>, headers: HeaderMap, Form(form): Form<Shown>) -> Response {
    let Some(sessions) = &app.sessions else {
        return Redirect::to("/").into_response();
    };
    if hash(form.token.trim()) != sessions.token {
        if !sessions.brake.slow().await {
            return guessed().into_response();
        }
        return (StatusCode::FORBIDDEN, Html(pages::sign_in(true))).into_response();
    }
    // A session that was there before, whoever set it, is not the one that is opened now.
    if let Some(old) = cookie(&headers) {
        sessions.end(old);
    }
    let Some(name) = sessions.begin() else {
        return Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "No session can be opened.").into_response();
    };
    put(
        &format!("{COOKIE}={name}; Max-Age={}", LASTS.as_secs()),
        sessions.secure,
    )
}

async fn leave(State(app): State<App>, headers: HeaderMap) -> Response {
    if let (Some(sessions), Some(name)) = (&app.sessions, cookie(&headers)) {
        sessions.end(name);
    }
    let secure = app.sessions.as_ref().is_some_and(|s| s.secure);
    put(&format!("{COOKIE}=; Max-Age=0"), secure)
}

/// What is told to whom guesses while many others do.
fn guessed() -> Problem {
    Problem::later(
        StatusCode::TOO_MANY_REQUESTS,
        10,
        "Too many wrong tokens were sent just now. Try again in a while.",
    )
}

fn put(cookie: &str, secure: bool) -> Response {
    let secure = if secure { "; Secure" } else { "" };
    let value = format!("{cookie}; Path=/; HttpOnly; SameSite=Lax{secure}");
    let mut response = Redirect::to("/").into_response();
    if let Ok(value) = HeaderValue::from_str(&value) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}
