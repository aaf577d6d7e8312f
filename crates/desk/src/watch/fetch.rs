//! One request and its answer, and what can go wrong with it.
//!
//! A fetcher makes one request and follows no redirect: that each hop is asked of the rules anew is the matter of [`super::hops`].

use std::time::Duration;

/// Bytes of a feed, as unpacked.
pub const LARGEST: usize = 10 << 20;
/// How long one request may take from the look-up of the name to the last byte.
pub const LONGEST: Duration = Duration::from_secs(30);

/// What makes a request one that is answered only if something changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The `ETag` of the answer that is at hand.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
}

/// What a server answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// HTTP's status.
    pub status: u16,
    /// `Content-Type`.
    pub kind: Option<String>,
    /// `Location`.
    pub location: Option<String>,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub modified: Option<String>,
    /// `Retry-After`, as written.
    pub retry_after: Option<String>,
    /// The body, unpacked; empty but for an answer of 200.
    pub body: Vec<u8>,
}

/// Why there is no answer, for a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// The address is none of the public internet.
    #[error(
        "{0} is an address of this machine or of a private network; --allow-private asks it all the same"
    )]
    Private(String),
    /// Anything else of the network.
    #[error("{0}")]
    Network(String),
    /// The answer is larger than any feed.
    #[error("the answer is larger than {} MB", LARGEST >> 20)]
    TooLarge,
    /// It takes too long.
    #[error("the server took longer than {} seconds", .0.as_secs())]
    TooSlow(Duration),
    /// It is packed in a way that can't be undone.
    #[error("the answer can't be unpacked: {0}")]
    Packed(String),
    /// It is no feed.
    #[error("the answer is no feed: {0}")]
    Kind(String),
}

/// Makes requests.
pub trait Fetch {
    /// Asks `url` once.
    ///
    /// # Errors
    /// [`Failed`] where there is no answer that can be used.
    fn get(&mut self, url: &str, known: &Known) -> Result<Answer, Failed>;
}
