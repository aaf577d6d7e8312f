//! Sending what fired to webhooks and as letters: signed, again and again where it fails, and not to this machine or a private network.

use super::mail::{self, Carry, Keys, Refused, Server};
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

/// Gives what stands in a file with a secret, of so many bytes at least; else why it can't, in words.
pub type Secrets<'a> = &'a dyn Fn(&Path, usize) -> Result<Vec<u8>, String>;

/// By what alerts are sent.
pub struct Ways<'a> {
    /// Webhooks.
    pub post: &'a mut dyn Post,
    /// Letters.
    pub mail: &'a mut dyn Carry,
    /// Files with secrets.
    pub secret: Secrets<'a>,
}

/// Bytes of a webhook's secret at least: a shorter one can be guessed from what is signed.
pub const SECRET: usize = 16;

/// Sends what is due, at `now` in seconds since 1970, and writes down after each what came of it.
///
/// # Errors
/// Those of the journal.
pub fn due(
    archive: &Path,
    journal: &mut Journal,
    alerts: &Alerts,
    now: u64,
    ways: &mut Ways<'_>,
) -> Result<usize, Error> {
    let mut sent = 0;
    for n in 0..journal.fired.len() {
        sent += hook(archive, journal, n, alerts, now, ways)?;
        sent += letters(archive, journal, n, alerts, now, ways)?;
    }
    Ok(sent)
}

/// The webhook of what fired as the `n`th.
fn hook(
    archive: &Path,
    journal: &mut Journal,
    n: usize,
    alerts: &Alerts,
    now: u64,
    ways: &mut Ways<'_>,
) -> Result<usize, Error> {
    let fired = &journal.fired[n];
    if fired.sent || fired.due > now {
        return Ok(0);
    }
    // Where an alert was taken out of the file, what it found is sent no more.
    let alert = alerts.all.iter().find(|a| a.name == fired.alert);
    let outcome = match alert.and_then(|a| Some((a.webhook.as_ref()?, a.secret_file.as_ref()?))) {
        None => Ok(None),
        Some((to, file)) => {
            (ways.secret)(file, SECRET).and_then(|secret| once(ways.post, to, &secret, fired, now).map(Some))
        }
    };
    let fired = &mut journal.fired[n];
    let tries = Tries {
        sent: &mut fired.sent,
        tries: &mut fired.tries,
        due: &mut fired.due,
        failed: &mut fired.failed,
    };
    let taken = matches!(outcome, Ok(Some(200..=299)));
    match outcome {
        Ok(None | Some(200..=299)) => tries.done(None),
        // Gone for good, as its server says.
        Ok(Some(410)) => tries.done(Some("the server answers 410".to_owned())),
        Ok(Some(status)) => tries.again(format!("the server answers {status}"), now),
        Err(why) => tries.again(why, now),
    }
    journal.store(archive)?;
    Ok(usize::from(taken))
}

/// The letters of what fired as the `n`th.
fn letters(
    archive: &Path,
    journal: &mut Journal,
    n: usize,
    alerts: &Alerts,
    now: u64,
    ways: &mut Ways<'_>,
) -> Result<usize, Error> {
    let mut sent = 0;
    for m in 0..journal.fired[n].mail.len() {
        let fired = &journal.fired[n];
        let to = &fired.mail[m];
        if to.sent || to.due > now {
            continue;
        }
        // Who was taken out of the file is written to no more.
        let alert = alerts
            .all
            .iter()
            .find(|a| a.name == fired.alert && a.mail.contains(&to.to));
        let outcome = match alert.and(alerts.mail.as_ref()) {
            None => Ok(false),
            Some(by) => write(by, &to.to, fired, now, ways).map(|()| true),
        };
        let to = &mut journal.fired[n].mail[m];
        let tries = Tries {
            sent: &mut to.sent,
            tries: &mut to.tries,
            due: &mut to.due,
            failed: &mut to.failed,
        };
        sent += usize::from(outcome == Ok(true));
        match outcome {
            Ok(_) => tries.done(None),
            Err(Refused::Always(why)) => tries.done(Some(why)),
            Err(Refused::Now(why)) => tries.again(why, now),
        }
        journal.store(archive)?;
    }
    Ok(sent)
}

fn write(by: &Server, to: &str, fired: &Fired, now: u64, ways: &mut Ways<'_>) -> Result<(), Refused> {
    let keys = keys(by, ways.secret).map_err(Refused::Now)?;
    let letter = mail::letter(by, to, fired, now).map_err(Refused::Always)?;
    ways.mail.carry(by, &keys, to, &letter)
}

/// What the server's files hold.
///
/// # Errors
/// Where one can't be read or holds nothing that fits.
pub fn keys(by: &Server, secret: Secrets<'_>) -> Result<Keys, String> {
    let password = by
        .password_file
        .as_deref()
        .map(|file| secret(file, 1))
        .transpose()?;
    let password = password.map(String::from_utf8).transpose();
    let password = password.map_err(|_| "the password is no text in UTF-8".to_owned())?;
    // Nought parts the user from the password in what a server is told.
    if password
        .as_deref()
        .is_some_and(|p| p.chars().any(char::is_control))
    {
        return Err("the password has more than one line, or a character that none has".to_owned());
    }
    let authority = by
        .authority_file
        .as_deref()
        .map(|file| secret(file, 1))
        .transpose()?;
    Ok(Keys { password, authority })
}

/// How often something was tried.
struct Tries<'a> {
    sent: &'a mut bool,
    tries: &'a mut u32,
    due: &'a mut u64,
    failed: &'a mut Option<String>,
}

impl Tries<'_> {
    fn done(self, why: Option<String>) {
        *self.sent = true;
        *self.failed = why.map(|why| why.chars().take(REASON).collect());
    }

    fn again(self, why: String, now: u64) {
        *self.tries += 1;
        *self.failed = Some(why.chars().take(REASON).collect());
        if *self.tries >= TRIES {
            *self.sent = true;
            return;
        }
        let wait = FIRST.saturating_mul(1 << (*self.tries - 1).min(20)).min(LONGEST);
        *self.due = now.saturating_add(wait);
    }
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
