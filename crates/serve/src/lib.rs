//! The web app and the REST API: what an archive holds, shown to people and given to programs over HTTP.
//!
//! One file a resource: `pages/` gives HTML, `api/` gives JSON. What stands on a page is found in `archive` and rendered by
//! `tell`; what is absent on purpose: any finding of its own, any request to another machine, and any script or style within
//! a page, so that the browser can be told to run and fetch nothing but what this program serves.

mod address;
mod api;
mod assets;
mod brake;
mod compare;
mod cursor;
mod editing;
mod etag;
mod events;
mod listen;
mod pages;
mod patience;
mod people;
mod problem;
mod rate;
mod safety;
mod search;
mod shelf;
mod sign_in;
mod unasked;
mod uploads;
pub mod users;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

pub use listen::{Bound, Threads, bind};
pub use rate::Peer;

/// What is served, where and to whom.
#[derive(Debug, Clone)]
pub struct Config {
    /// The archive's folder, or the file of a backup.
    pub archive: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Further names under which the app may be asked for, beside `localhost` and the address itself.
    pub hosts: Vec<String>,
    /// What a user must know to see anything; without it and without users, everybody on this machine may.
    pub token: Option<String>,
    /// Who may see and do what, each by a password of their own; who shows the token then may see alone.
    pub users: Option<users::Users>,
    /// Requests a second of one client, where a token or users are asked for; none asks for the usual.
    pub rate: Option<u32>,
    /// Whether users may put things right in the archive, and then the name that forms offer.
    pub editor: Option<String>,
}

/// Why the app could not be started.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It would be open to other machines without a word to keep them out.
    #[error(
        "{0} can be reached from other machines: give a file with a token by --token-file or with users by --users, or listen on 127.0.0.1"
    )]
    Open(SocketAddr),
    /// Other machines reach it through a proxy, without a word to keep them out.
    #[error(
        "--host {0:?} lets others ask through a proxy: give a file with a token by --token-file or with users by --users, or leave --host out"
    )]
    Named(String),
    /// It would listen on all addresses, and no browser can ask for it by a name that it knows.
    #[error(
        "{0} is every address of this machine and none that a browser can ask for: say by --host NAME under which name or \
         address it will be asked for, such as --host desk.example or --host 192.0.2.7"
    )]
    Nameless(SocketAddr),
    /// A token that could be guessed.
    #[error("the token is too short: it must have {least} characters or more")]
    Token {
        /// Characters at least.
        least: usize,
    },
    /// A name that no host has.
    #[error("{0:?} is no name of a host")]
    Host(String),
    /// The archive.
    #[error(transparent)]
    Archive(#[from] archive::Error),
    /// The address.
    #[error("can't listen on {at}: {why}")]
    Listen {
        /// The address asked for.
        at: SocketAddr,
        /// The reason.
        why: std::io::Error,
    },
    /// The system gives no random numbers.
    #[error("the system gives no random numbers, without which nobody can be kept from guessing")]
    Random,
    /// The threads that serve.
    #[error("can't start serving: {0}")]
    Start(std::io::Error),
}

/// What every request sees.
#[derive(Clone)]
pub(crate) struct App(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) shelf: shelf::Shelf,
    pub(crate) hosts: safety::Hosts,
    pub(crate) sessions: Option<sign_in::Sessions>,
    pub(crate) editing: Option<editing::Editing>,
    pub(crate) events: events::Hub,
    pub(crate) rates: Option<rate::Rates>,
    /// The address of the app for whoever is not on one of its pages, such as a reader of its feed.
    pub(crate) home: String,
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Config {
    /// Refuses what would be open to whom it should not be, or to nobody.
    fn check(&self, at: SocketAddr) -> Result<(), Error> {
        let known = self.token.is_some() || self.users.is_some();
        match self.hosts.first() {
            _ if !known && !at.ip().is_loopback() => Err(Error::Open(at)),
            Some(host) if !known => Err(Error::Named(host.clone())),
            None if at.ip().is_unspecified() => Err(Error::Nameless(at)),
            _ => Ok(()),
        }
    }
}

impl App {
    /// Whether somebody may put things right through this app.
    pub(crate) fn edits(&self, who: &sign_in::Who) -> bool {
        self.editing.is_some() && who.role >= users::Role::Editor
    }
}

/// The app over `config`'s archive, as it answers at `at`.
///
/// # Errors
/// Where there is no archive, or the app would be open to whom it should not.
pub fn app(config: &Config, at: SocketAddr) -> Result<Router, Error> {
    Ok(built(config, at)?.0)
}

/// The same with what its requests see.
fn built(config: &Config, at: SocketAddr) -> Result<(Router, App), Error> {
    config.check(at)?;
    let app = App(Arc::new(Inner {
        shelf: shelf::Shelf::open(&config.archive)?,
        hosts: safety::Hosts::new(at, &config.hosts)?,
        sessions: sign_in::Sessions::new(config)?,
        rates: (config.token.is_some() || config.users.is_some())
            .then(|| rate::Rates::new(config.rate.unwrap_or(rate::USUAL), !config.hosts.is_empty())),
        editing: config
            .editor
            .as_deref()
            .map(|who| editing::Editing::new(&config.archive, who))
            .transpose()?,
        events: events::Hub::new(),
        home: match config.hosts.first() {
            Some(host) => format!("https://{}", host.trim()),
            None => format!("http://{at}"),
        },
    }));
    // From the inside out: what the answer is, who may have it, whether it is known, how a refusal looks, what every answer
    // carries, and whether the question was for us at all.
    let router = Router::new()
        .merge(pages::router())
        .merge(api::router())
        .merge(assets::router())
        .merge(sign_in::router())
        .fallback(|| async { problem::Problem::missing("There is no page at this address.") })
        .layer(from_fn_with_state(app.clone(), sign_in::check))
        .layer(from_fn_with_state(app.clone(), rate::limit))
        .layer(from_fn(etag::tag))
        .layer(from_fn(safety::in_time))
        .layer(from_fn(problem::dress))
        .layer(axum::extract::DefaultBodyLimit::max(safety::BODY))
        .layer(from_fn_with_state(app.clone(), safety::keep))
        .with_state(app.clone());
    Ok((router, app))
}
