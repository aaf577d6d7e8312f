//! Requests over the real network, by `ureq` with `rustls`: one thread, one request at a time, no proxy, no cookies.

use super::address::is_public;
use super::fetch::{Answer, Failed, Fetch, Known, LARGEST, LONGEST};
use std::io::Read;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use ureq::config::Config;
use ureq::http::{HeaderMap, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// Says which addresses may be connected to.
pub type Guard = Arc<dyn Fn(IpAddr) -> bool + Send + Sync>;

/// The network.
pub struct Http {
    agent: ureq::Agent,
    /// The last address that was refused, which the client's error does not carry.
    refused: Arc<Mutex<Option<IpAddr>>>,
    longest: Duration,
}

impl Http {
    /// Asks public addresses alone, or any where `private` ones are allowed. `agent` is how it calls itself.
    #[must_use]
    pub fn new(agent: &str, private: bool) -> Self {
        let guard: Guard = if private {
            Arc::new(|_| true)
        } else {
            Arc::new(is_public)
        };
        Self::guarded(agent, guard, LONGEST)
    }

    /// Asks the addresses that `guard` lets through, for `longest` at most.
    #[must_use]
    pub fn guarded(agent: &str, guard: Guard, longest: Duration) -> Self {
        let refused = Arc::default();
        let config = Config::builder()
            .user_agent(agent)
            .accept("application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1")
            // It is unpacked here, where its size is bounded.
            .accept_encoding("gzip")
            // A proxy would look the names up itself, and the guard would see the proxy's address alone.
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(longest))
            .timeout_connect(Some(longest.min(Duration::from_secs(10))))
            .max_response_header_size(64 << 10)
            .max_idle_connections(0)
            .build();
        let resolver = Guarded {
            inner: DefaultResolver::default(),
            guard,
            refused: Arc::clone(&refused),
        };
        Self {
            agent: ureq::Agent::with_parts(config, DefaultConnector::default(), resolver),
            refused,
            longest,
        }
    }

    fn failed(&self, error: &ureq::Error) -> Failed {
        let refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner).take();
        match (refused, error) {
            (Some(address), _) => Failed::Private(address.to_string()),
            (None, ureq::Error::Timeout(_)) => Failed::TooSlow(self.longest),
            (None, ureq::Error::HostNotFound) => Failed::Network("no such host".to_owned()),
            (None, error) => Failed::Network(error.to_string()),
        }
    }
}

impl Fetch for Http {
    fn get(&mut self, url: &str, known: &Known) -> Result<Answer, Failed> {
        let mut request = self.agent.get(url);
        if let Some(etag) = known.etag.as_deref().filter(|v| is_header(v)) {
            request = request.header("if-none-match", etag);
        }
        if let Some(modified) = known.modified.as_deref().filter(|v| is_header(v)) {
            request = request.header("if-modified-since", modified);
        }
        let response = request.call().map_err(|e| self.failed(&e))?;
        let (head, body) = response.into_parts();
        let text = |name: &str| header(&head.headers, name);
        let mut answer = Answer {
            status: head.status.as_u16(),
            kind: text("content-type"),
            location: text("location"),
            etag: text("etag"),
            modified: text("last-modified"),
            retry_after: text("retry-after"),
            body: Vec::new(),
        };
        if answer.status != 200 {
            return Ok(answer);
        }
        if let Some(kind) = answer.kind.as_deref().filter(|k| is_other(k)) {
            return Err(Failed::Kind(format!("it is {kind}")));
        }
        let raw = body.into_reader();
        answer.body = match text("content-encoding").as_deref().map(str::trim) {
            None | Some("" | "identity") => self.read(raw)?,
            Some("gzip" | "x-gzip") => self.read(flate2::read::GzDecoder::new(raw))?,
            Some(other) => return Err(Failed::Packed(format!("{other} was not asked for"))),
        };
        Ok(answer)
    }
}

impl crate::alerts::send::Post for Http {
    fn post(&mut self, address: &str, fields: &[(&str, String)], body: &[u8]) -> Result<u16, String> {
        let mut request = self.agent.post(address);
        for (name, value) in fields {
            request = request.header(*name, value);
        }
        match request.send(body) {
            Ok(answer) => Ok(answer.status().as_u16()),
            Err(error) => Err(self.failed(&error).to_string()),
        }
    }
}

impl Http {
    /// All of a body, were it not for the limit. What is unpacked is never held beyond it.
    fn read(&self, body: impl Read) -> Result<Vec<u8>, Failed> {
        let mut bytes = Vec::new();
        let most = u64::try_from(LARGEST).unwrap_or(u64::MAX);
        match body.take(most + 1).read_to_end(&mut bytes) {
            Ok(_) if bytes.len() > LARGEST => Err(Failed::TooLarge),
            Ok(_) => Ok(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::TimedOut => Err(Failed::TooSlow(self.longest)),
            Err(error) => match error.get_ref().and_then(|e| e.downcast_ref::<ureq::Error>()) {
                Some(inner) => Err(self.failed(inner)),
                None => Err(Failed::Network(error.to_string())),
            },
        }
    }
}

/// Whether a value that a server gave once can be given back in a header.
fn is_header(value: &str) -> bool {
    value.len() <= 1_000 && value.bytes().all(|b| (0x20..0x7f).contains(&b))
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    Some(value.chars().take(4_000).collect())
}

/// Whether the type is one that no feed has, however careless its server.
fn is_other(kind: &str) -> bool {
    let kind = kind.trim().to_ascii_lowercase();
    let feed = ["xml", "rss", "atom", "json", "text/", "octet-stream"];
    !kind.is_empty() && (!feed.iter().any(|f| kind.contains(f)) || kind.starts_with("image/"))
}

/// Looks names up, and lets the addresses through that the guard does.
struct Guarded {
    inner: DefaultResolver,
    guard: Guard,
    refused: Arc<Mutex<Option<IpAddr>>>,
}

impl std::fmt::Debug for Guarded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guarded").finish_non_exhaustive()
    }
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        for address in found.iter() {
            if (self.guard)(address.ip()) {
                kept.push(*address);
            } else {
                *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(address.ip());
            }
        }
        if kept.is_empty() {
            return Err(ureq::Error::HostNotFound);
        }
        *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(kept)
    }
}
