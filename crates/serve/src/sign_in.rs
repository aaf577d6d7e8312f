//! Who may see anything, where a token is asked for: programs send it with each request, people once, for a session.

use crate::brake::Brake;
use crate::problem::Problem;
use crate::users::{Role, Users};
use crate::{App, Config, Error, pages};
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

/// Passwords that are compared at once: each takes 19 MB and some tenths of a second.
const COMPARED: usize = 2;

type Hash = [u8; 32];

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Who {
    /// Their name, where users have one.
    pub(crate) name: Option<String>,
    /// What they may do.
    pub(crate) role: Role,
}

impl Who {
    /// Under which name they act: their own, or the one that they wrote into a form.
    pub(crate) fn acts_as(&self, written: &str) -> String {
        self.name.clone().unwrap_or_else(|| written.to_owned())
    }
}

/// The token, the users and who has signed in. Tokens and sessions are kept as hashes: how long comparing them takes tells
/// nothing of them.
pub(crate) struct Sessions {
    token: Option<Hash>,
    users: Option<Users>,
    comparing: tokio::sync::Semaphore,
    open: Mutex<BTreeMap<Hash, (Instant, Who)>>,
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
    /// None where nobody has to sign in.
    pub(crate) fn new(config: &Config) -> Result<Option<Self>, Error> {
        let token = config.token.as_deref().map(str::trim);
        if token.is_some_and(|token| token.chars().count() < LEAST) {
            return Err(Error::Token { least: LEAST });
        }
        Ok((token.is_some() || config.users.is_some()).then(|| Self {
            token: token.map(hash),
            users: config.users.clone(),
            comparing: tokio::sync::Semaphore::new(COMPARED),
            open: Mutex::default(),
            brake: Brake::new(),
            secure: !config.hosts.is_empty(),
        }))
    }

    /// Whether users sign in by name and password.
    pub(crate) fn named(&self) -> bool {
        self.users.is_some()
    }

    /// Who shows the token. Beside users it is for programs, which see alone.
    fn bearer(&self, token: &str) -> Option<Who> {
        (self.token == Some(hash(token.trim()))).then(|| Who {
            name: None,
            role: if self.named() { Role::Reader } else { Role::Admin },
        })
    }

    /// Who signs in by this.
    async fn signs_in(&self, shown: Shown) -> Option<Who> {
        let Some(users) = self.users.clone() else {
            return self.bearer(&shown.token);
        };
        let _one_of_few = self.comparing.acquire().await;
        let Shown { name, token } = shown;
        let role = tokio::task::spawn_blocking(move || {
            let role = users.role(&name, &token)?;
            Some(Who {
                name: Some(name.trim().to_owned()),
                role,
            })
        });
        role.await.ok().flatten()
    }

    /// Opens a session under a name that nobody can guess and nobody has seen before.
    fn begin(&self, who: Who) -> Option<String> {
        let name = random()?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, (since, _)| since.elapsed() < LASTS);
        if open.len() >= MOST
            && let Some(oldest) = open
                .iter()
                .min_by_key(|(_, (since, _))| *since)
                .map(|(name, _)| *name)
        {
            open.remove(&oldest);
        }
        open.insert(hash(&name), (Instant::now(), who));
        Some(name)
    }

    fn end(&self, name: &str) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.remove(&hash(name));
    }

    /// Who sends these fields, where that is known.
    fn knows(&self, headers: &HeaderMap) -> Option<Who> {
        if let Some(who) = bearer(headers).and_then(|token| self.bearer(token)) {
            return Some(who);
        }
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, who) = open.get(&hash(cookie(headers)?))?;
        (since.elapsed() < LASTS).then(|| who.clone())
    }
}

/// The role that it takes to ask for this. What changes something takes more than seeing it, wherever it is.
fn least(method: &axum::http::Method, path: &str) -> Role {
    match path {
        "/rerun" | "/log" | "/api/v1/log" => Role::Admin,
        "/sign-in" | "/sign-out" => Role::Reader,
        "/correct" => Role::Editor,
        _ if path == "/add" || path.starts_with("/add/") => Role::Editor,
        _ if path.starts_with("/api/v1/uploads") => Role::Editor,
        _ if !method.is_safe() => Role::Editor,
        _ => Role::Reader,
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

/// Lets through who has signed in and may do what they ask for, and anybody where nobody has to. From here on a request says
/// who asks.
pub(crate) async fn check(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let free = path == "/sign-in" || path.starts_with("/assets/");
    let known = match &app.sessions {
        None => Some(Who {
            name: None,
            role: Role::Admin,
        }),
        Some(sessions) => sessions.knows(request.headers()),
    };
    if let Some(who) = known {
        if who.role < least(request.method(), path) {
            let why = format!("A {} may not do this; ask an admin of this app.", who.role);
            return Problem::new(StatusCode::FORBIDDEN, why).into_response();
        }
        request.extensions_mut().insert(who);
        return next.run(request).await;
    }
    if free {
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
    match &app.sessions {
        None => Redirect::to("/").into_response(),
        Some(sessions) => Html(pages::sign_in(sessions.named(), false)).into_response(),
    }
}

#[derive(Deserialize)]
struct Shown {
    #[serde(default)]
    name: String,
    token: String,
}

async fn shown(State(app): State<App>, headers: HeaderMap, Form(form): Form<Shown>) -> Response {
    let Some(sessions) = &app.sessions else {
        return Redirect::to("/").into_response();
    };
    let Some(who) = sessions.signs_in(form).await else {
        if !sessions.brake.slow().await {
            return guessed().into_response();
        }
        let page = pages::sign_in(sessions.named(), true);
        return (StatusCode::FORBIDDEN, Html(page)).into_response();
    };
    // A session that was there before, whoever set it, is not the one that is opened now.
    if let Some(old) = cookie(&headers) {
        sessions.end(old);
    }
    let Some(name) = sessions.begin(who) else {
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
        "Too many wrong tokens or passwords were sent just now. Try again in a while.",
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
