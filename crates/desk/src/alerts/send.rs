//! Sending what fired to webhooks: signed, again and again where it fails, and not to this machine or a private network.

use super::{Alerts, Fired, Journal};
use archive::Error;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::path::Path;

/// After so many failures it is given up.
const TRIES: u32 = 10;
/// Seconds after which it is tried again at first; then twice as long each time, up to [`LONGEST`].
const FIRST: u64 = 30;
/// The longest wait.
const LONGEST: u64 = 6 * 60 * 60;
/// Letters of a reason that are kept.
const REASON: usize = 200;

/// Sends a body to an address. What it gives is the status of the answer.
pub trait Post {
    /// Asks once.
    ///
    /// # Errors
    /// Why there was no answer, in words.
    fn post(&mut self, address: &str, fields: &[(&str, String)], body: &[u8]) -> Result<u16, String>;
}

/// Sends what is due, at `now` in seconds since 1970, and writes down after each what came of it. `secret` gives the secret of
/// an alert's file.
///
/// # Errors
/// Those of the journal.
pub fn due(
    archive: &Path,
    journal: &mut Journal,
    alerts: &Alerts,
    now: u64,
    post: &mut dyn Post,
    secret: &dyn Fn(&Path) -> Result<Vec<u8>, String>,
) -> Result<usize, Error> {
    let mut sent = 0;
    for n in 0..journal.fired.len() {
        let fired = &journal.fired[n];
        if fired.sent || fired.due > now {
            continue;
        }
        // Where an alert was taken out of the file, what it found is sent no more.
        let alert = alerts.all.iter().find(|a| a.name == fired.alert);
        let outcome = match alert.and_then(|a| Some((a.webhook.as_ref()?, a.secret_file.as_ref()?))) {
            None => Ok(None),
            Some((to, file)) => secret(file).and_then(|secret| once(post, to, &secret, fired, now).map(Some)),
        };
        let fired = &mut journal.fired[n];
        match outcome {
            Ok(Some(200..=299)) => {
                (fired.sent, fired.failed) = (true, None);
                sent += 1;
            }
            Ok(None) => fired.sent = true,
            // Gone for good, as its server says.
            Ok(Some(410)) => (fired.sent, fired.failed) = (true, Some("the server answers 410".to_owned())),
            Ok(Some(status)) => again(fired, format!("the server answers {status}"), now),
            Err(why) => again(fired, why, now),
        }
        journal.store(archive)?;
    }
    Ok(sent)
}

fn again(fired: &mut Fired, why: String, now: u64) {
    fired.tries += 1;
    fired.failed = Some(why.chars().take(REASON).collect());
    if fired.tries >= TRIES {
        fired.sent = true;
        return;
    }
    let wait = FIRST.saturating_mul(1 << (fired.tries - 1).min(20)).min(LONGEST);
    fired.due = now.saturating_add(wait);
}

fn once(post: &mut dyn Post, to: &str, secret: &[u8], fired: &Fired, now: u64) -> Result<u16, String> {
    let body = serde_json::json!({
        "schema": record::SCHEMA,
        "id": fired.id,
        "alert": fired.alert,
        "on": fired.on,
        "story": fired.story,
        "title": fired.title,
        "words": fired.words,
        "run": fired.run,
        "at": fired.at,
    });
    let body = body.to_string().into_bytes();
    let fields = [
        ("content-type", "application/json".to_owned()),
        ("twosource-id", fired.id.clone()),
        ("twosource-signature", signature(secret, now, &body)?),
    ];
    post.post(to, &fields, &body)
}

/// "t=SECONDS,v1=HEX": HMAC-SHA256 by the secret of the seconds, a full stop and the body. The time within it keeps what was
/// recorded on the way from being sent again later.
///
/// # Errors
/// Where the secret is none.
pub fn signature(secret: &[u8], now: u64, body: &[u8]) -> Result<String, String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(|e| e.to_string())?;
    mac.update(now.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    let hash = mac.finalize().into_bytes();
    let hex: String = hash.iter().map(|b| format!("{b:02x}")).collect();
    Ok(format!("t={now},v1={hex}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_the_one_that_others_compute() {
        // By Python: hmac.new(b"secret", b"1700000000.{}", "sha256").hexdigest()
        let signed = signature(b"secret", 1_700_000_000, b"{}").unwrap();
        assert_eq!(signed, format!("t=1700000000,v1={HEX}"));
    }

    const HEX: &str = "b8569b78799ff9e3cbff0fc2d63a33a2b57f3282abd07c37ae5e8e7d79a5f163";
}
