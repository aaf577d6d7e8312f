//! How much one client may ask for, where others than the user of this machine can: a bucket of tokens each, filled again at an
//! even rate.

use crate::App;
use crate::problem::Problem;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Requests a second of one client over time, where nothing else is asked for.
pub(crate) const USUAL: u32 = 20;
/// Seconds' worth of requests that may come at once.
const BURST: f64 = 10.0;
/// Clients that are remembered. Who is forgotten begins with a full bucket.
const MOST: usize = 10_000;

/// The address that a connection comes from.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

#[derive(Debug, Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

/// The buckets of all clients.
pub(crate) struct Rates {
    a_second: f64,
    /// Whether a proxy on this machine says whom a request comes from.
    proxied: bool,
    buckets: Mutex<BTreeMap<IpAddr, Bucket>>,
}

impl Rates {
    pub(crate) fn new(a_second: u32, proxied: bool) -> Self {
        Self {
            a_second: f64::from(a_second.max(1)),
            proxied,
            buckets: Mutex::default(),
        }
    }

    /// Takes `cost` out of the client's bucket; the seconds after which it holds as much, where it doesn't now.
    fn take(&self, client: IpAddr, cost: f64, now: Instant) -> Result<(), u64> {
        let full = self.a_second * BURST;
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let filled = |b: &Bucket| {
            let since = now.saturating_duration_since(b.at).as_secs_f64();
            (b.tokens + since * self.a_second).min(full)
        };
        if buckets.len() >= MOST && !buckets.contains_key(&client) {
            buckets.retain(|_, b| filled(b) < full);
            if buckets.len() >= MOST {
                buckets.clear();
            }
        }
        let bucket = buckets.entry(client).or_insert(Bucket {
            tokens: full,
            at: now,
        });
        bucket.tokens = filled(bucket);
        bucket.at = now;
        if bucket.tokens >= cost {
            bucket.tokens -= cost;
            return Ok(());
        }
        let wait = ((cost - bucket.tokens) / self.a_second).ceil();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Err((wait as u64).max(1))
    }

    /// Whom a request comes from. A field that anybody can write is believed of a proxy on this machine alone.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let forwarded = headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()
            .and_then(|v| v.to_str().ok())
            // The last is the one that our proxy wrote.
            .and_then(|v| v.rsplit(',').next())
            .and_then(|v| v.trim().parse().ok());
        let client = forwarded
            .filter(|_| self.proxied && peer.is_loopback())
            .unwrap_or(peer);
        match client {
            // A connection of the sixth version has a whole net of addresses.
            IpAddr::V6(v6) if v6.to_ipv4_mapped().is_none() => {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
            other => other,
        }
    }
}

/// How many tokens a request costs: what takes longest costs most.
fn cost(method: &Method, path: &str) -> f64 {
    let path = path.strip_prefix("/api/v1").unwrap_or(path);
    match path {
        _ if path.starts_with("/assets/") => 0.0,
        _ if !method.is_safe() => 4.0,
        "/search" | "/compare" | "/reuse" => 4.0,
        _ => 1.0,
    }
}

/// Turns away who asks for too much.
pub(crate) async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>().map(|p| p.0);
    if let (Some(rates), Some(peer)) = (&app.rates, peer) {
        let client = rates.client(peer, request.headers());
        let cost = cost(request.method(), request.uri().path());
        if let Err(again) = rates.take(client, cost, Instant::now()) {
            return Problem::later(
                StatusCode::TOO_MANY_REQUESTS,
                again,
                "You ask for more than the app gives one client. Try again in a while.",
            )
            .into_response();
        }
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_bucket_is_emptied_by_requests_and_filled_by_time() {
        let rates = Rates::new(2, false);
        let (a, b): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let now = Instant::now();
        for _ in 0..20 {
            assert_eq!(rates.take(a, 1.0, now), Ok(()));
        }
        assert_eq!(rates.take(a, 1.0, now), Err(1));
        assert_eq!(rates.take(a, 4.0, now), Err(2));
        assert_eq!(rates.take(b, 1.0, now), Ok(()));
        let later = now + Duration::from_secs(1);
        assert_eq!(rates.take(a, 2.0, later), Ok(()));
        assert_eq!(rates.take(a, 1.0, later), Err(1));
    }

    #[test]
    fn clients_without_number_take_no_memory_without_bound() {
        let rates = Rates::new(1, false);
        let now = Instant::now();
        for n in 0..u32::try_from(MOST + 10).unwrap() {
            let _ = rates.take(IpAddr::from(n.to_be_bytes()), 1.0, now);
        }
        assert!(rates.buckets.lock().unwrap().len() <= MOST);
    }

    #[test]
    fn a_client_is_who_the_proxy_says_and_not_who_they_say() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "10.0.0.1, 198.51.100.7".parse().unwrap());
        let (here, there): (IpAddr, IpAddr) = ("127.0.0.1".parse().unwrap(), "203.0.113.9".parse().unwrap());
        let client: IpAddr = "198.51.100.7".parse().unwrap();
        assert_eq!(Rates::new(1, true).client(here, &headers), client);
        assert_eq!(Rates::new(1, true).client(there, &headers), there);
        assert_eq!(Rates::new(1, false).client(here, &headers), here);
        let (one, other): (IpAddr, IpAddr) = ("2001:db8::1".parse().unwrap(), "2001:db8::2".parse().unwrap());
        let none = HeaderMap::new();
        let rates = Rates::new(1, false);
        assert_eq!(rates.client(one, &none), rates.client(other, &none));
    }

    #[test]
    fn what_takes_longest_costs_most() {
        assert!(cost(&Method::GET, "/search") > cost(&Method::GET, "/"));
        assert!(cost(&Method::GET, "/api/v1/search") > cost(&Method::GET, "/api/v1/stories"));
        assert!(cost(&Method::GET, "/assets/app.css") < 1.0);
    }
}
