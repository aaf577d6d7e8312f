//! Newsletters: a saved message (.eml), or a mailbox of them (mbox), a report a message.

use crate::{Config, Each, Problem, feeds, paths};
use mail_parser::{HeaderName, Message, MessageParser, PartType};
use record::{Body, Record, Source};
use std::io::BufRead;

/// Hosts at which anybody has a mailbox: their names say nothing of an outlet.
const ANYBODY: &[&str] = &[
    "aol.com",
    "beehiiv.com",
    "convertkit-mail.com",
    "fastmail.com",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlegroups.com",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mailchimp.com",
    "mail.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "substack.com",
    "yahoo.com",
];
/// What newsletters put before the domain they are sent from.
const SENDERS: &[&str] = &[
    "e",
    "em",
    "email",
    "info",
    "m",
    "mail",
    "mailer",
    "mx",
    "news",
    "newsletter",
    "newsletters",
    "reply",
];

/// Whether `text`, the beginning of an input, is a message or a mailbox.
///
/// A report may have "From:" and "Date:" above it too; only a message has been through a mail server.
pub(crate) fn is_one(text: &str) -> bool {
    let text = match text.strip_prefix("From ") {
        Some(after) => after.split_once('\n').map_or("", |(_, rest)| rest),
        None => text,
    };
    let (mut from, mut sent) = (false, false);
    for (i, line) in text.lines().take(400).enumerate() {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) && i > 0 {
            continue;
        }
        let name = line.split(':').next().unwrap_or("");
        let is_name = name.len() < line.len()
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !is_name {
            return false;
        }
        let name = name.to_ascii_lowercase();
        from |= name == "from";
        sent |= matches!(
            name.as_str(),
            "received" | "mime-version" | "message-id" | "return-path" | "delivered-to" | "list-id"
        );
    }
    from && sent
}

/// Reads every message.
pub(crate) fn read(
    name: &str,
    input: &mut dyn BufRead,
    config: &Config,
    each: &mut Each<'_>,
) -> Result<(), String> {
    let mut box_ = Mailbox {
        input,
        limit: config.report_limit,
        waiting: None,
        first: true,
    };
    let mut number = 0;
    while let Some(message) = box_.next().map_err(|e| paths::why(&e))? {
        number += 1;
        let line = box_.is_many().then_some(number);
        let problem = |reason: String| Problem {
            file: name.to_owned(),
            line,
            reason,
        };
        if message.len() as u64 > config.report_limit {
            each(Err(problem(format!(
                "is a message of more than {} MB",
                config.report_limit >> 20
            ))));
            continue;
        }
        each(match record(&message) {
            Some(record) => Ok(Source::new(&message, name, line, Body::Record(Box::new(record)))),
            None => Err(problem("is a message without text".to_owned())),
        });
    }
    Ok(())
}

fn record(bytes: &[u8]) -> Option<Record> {
    let message = MessageParser::default().parse(bytes)?;
    let part = |ids: &[u32], html: bool| {
        ids.iter()
            .find_map(|id| match &message.parts.get(*id as usize)?.body {
                PartType::Html(words) if html && !words.trim().is_empty() => Some(words.to_string()),
                PartType::Text(words) if !html && !words.trim().is_empty() => Some(words.to_string()),
                _ => None,
            })
    };
    let html = part(&message.html_body, true);
    let text = match html {
        Some(_) => None,
        None => Some(part(&message.text_body, false)?),
    };
    let (author, outlet) = sender(&message);
    Some(Record {
        id: message.message_id().map(str::to_owned),
        headline: message
            .subject()
            .map(str::to_owned)
            .filter(|s| !s.trim().is_empty()),
        text,
        html: html.map(Into::into),
        published: message.date().filter(|d| d.is_valid()).map(|d| d.to_rfc3339()),
        outlet,
        authors: author.into_iter().collect(),
        language: message
            .header_raw(HeaderName::ContentLanguage)
            .map(|l| l.trim().to_owned()),
        ..Record::default()
    })
}

/// The sender, as a person and as an outlet: "Ann Example from The Herald" is both; a name that the domain speaks for is
/// the outlet; any other is a person of the domain's outlet.
fn sender(message: &Message<'_>) -> (Option<String>, Option<String>) {
    let Some(from) = message.from().and_then(|f| f.first()) else {
        return (None, None);
    };
    let domain = from
        .address
        .as_deref()
        .and_then(|a| a.rsplit_once('@'))
        .map(|(_, d)| d.to_lowercase());
    let domain = domain.as_deref().map(|d| match d.split_once('.') {
        Some((first, rest)) if SENDERS.contains(&first) && rest.contains('.') => rest,
        _ => d,
    });
    let anybodys = |d: &str| {
        ANYBODY
            .iter()
            .any(|host| d == *host || d.ends_with(&format!(".{host}")))
    };
    let domain = domain.filter(|d| d.contains('.') && !anybodys(d));
    let name = from
        .name
        .as_deref()
        .map(str::trim)
        .filter(|n| !n.is_empty() && !n.contains('@'));
    let Some(name) = name else {
        return (None, domain.map(str::to_owned));
    };
    for sign in [" from ", " at ", " of ", " via "] {
        if let Some((person, outlet)) = name.split_once(sign)
            && domain.is_none_or(|d| feeds::speaks_for(d, outlet))
        {
            return (Some(person.to_owned()), Some(outlet.to_owned()));
        }
    }
    match domain {
        Some(domain) if feeds::speaks_for(domain, name) => (None, Some(name.to_owned())),
        domain => (Some(name.to_owned()), domain.map(str::to_owned)),
    }
}

/// The messages of a mailbox, one held at a time. In one, each begins with a line "From …" (RFC 4155), and a line of a message
/// that would look so has a ">" before it.
struct Mailbox<'a> {
    input: &'a mut dyn BufRead,
    limit: u64,
    /// Whether a "From " line was met that begins the next message.
    waiting: Option<()>,
    first: bool,
}

impl Mailbox<'_> {
    fn is_many(&self) -> bool {
        self.waiting.is_some() || !self.first
    }

    fn next(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let (mut message, mut line, mut blank, mut any) =
            (Vec::new(), Vec::new(), self.first, self.waiting.take().is_some());
        let mut many = any || !self.first;
        loop {
            line.clear();
            // A line past the limit makes the message one: the rest of it is read as further lines.
            if std::io::Read::take(&mut *self.input, 1 << 20).read_until(b'\n', &mut line)? == 0 {
                break;
            }
            if blank && line.starts_with(b"From ") {
                if any {
                    self.waiting = Some(());
                    break;
                }
                (any, many) = (true, true);
                self.first = false;
                continue;
            }
            any = true;
            blank = line.trim_ascii().is_empty();
            if many && line.starts_with(b">From ") {
                line.remove(0);
            }
            if message.len() as u64 <= self.limit {
                message.extend_from_slice(&line);
            }
        }
        Ok(any.then_some(message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open_bytes;

    const LETTER: &str = "Return-Path: <x@bounce.example>\r\nFrom: =?utf-8?Q?Port_Ellery_Herald?= <news@mail.port-ellery-herald.example>\r\n\
        To: reader@mail.example\r\nSubject: =?utf-8?B?UXVheSByZWJ1aWx0IOKAkyBhdCBsYXN0?=\r\nDate: Wed, 5 Mar 2031 10:00:00 +0000\r\n\
        Message-ID: <a-1@mail.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 by the quay.\r\n\
        --b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+VGhlIGNhZsOpIGJ5IHRoZSBxdWF5LjwvcD4=\r\n--b--\r\n";

    fn all(bytes: &str) -> (Vec<(Option<u64>, Record)>, Vec<String>) {
        let (mut records, mut problems) = (Vec::new(), Vec::new());
        open_bytes(
            "m",
            bytes.as_bytes().to_vec(),
            &Config::default(),
            &mut |r| match r {
                Ok(source) => {
                    let line = source.line();
                    match source.into_body() {
                        Body::Record(record) => records.push((line, *record)),
                        other => panic!("{other:?}"),
                    }
                }
                Err(problem) => problems.push(problem.to_string()),
            },
        );
        (records, problems)
    }

    #[test]
    fn a_message_is_a_record() {
        let (records, problems) = all(LETTER);
        assert!(problems.is_empty(), "{problems:?}");
        let (line, record) = &records[0];
        assert_eq!((*line, record.id.as_deref()), (None, Some("a-1@mail.example")));
        assert_eq!(record.headline.as_deref(), Some("Quay rebuilt – at last"));
        assert_eq!(record.html.as_deref(), Some("<p>The café by the quay.</p>"));
        assert_eq!(record.published.as_deref(), Some("2031-03-05T10:00:00Z"));
        assert_eq!(
            (record.outlet.as_deref(), record.authors.len()),
            (Some("Port Ellery Herald"), 0)
        );
        let plain = LETTER.replace("text/html", "text/x-other");
        assert_eq!(
            all(&plain).0[0].1.text.as_deref().map(str::trim),
            Some("The café by the quay.")
        );
    }

    #[test]
    fn a_mailbox_is_many() {
        let plain = |subject: &str| {
            format!(
                "From: Ann Example from the Herald <ann@substack.com>\nMessage-ID: <{subject}>\nSubject: {subject}\n\nWords.\n\n>From here on.\n\n"
            )
        };
        let (records, problems) = all(&format!(
            "From ann Wed Mar  5 10:00:00 2031\n{}From ann Wed Mar  5 11:00:00 2031\n{}",
            plain("one"),
            plain("two")
        ));
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(
            records.iter().map(|r| r.0).collect::<Vec<_>>(),
            [Some(1), Some(2)]
        );
        let second = &records[1].1;
        assert_eq!(
            second.text.as_deref().map(str::trim),
            Some("Words.\n\nFrom here on.")
        );
        assert_eq!(
            (second.authors.join(""), second.outlet.as_deref()),
            ("Ann Example".into(), Some("the Herald"))
        );
    }

    #[test]
    fn a_report_with_a_head_is_no_message() {
        assert!(!is_one(
            "From: Port Ellery Herald\nDate: 5 March 2031\nSubject: Quay rebuilt\n\nThe quay was rebuilt."
        ));
        assert!(!is_one("From the quay came a sound.\n\nIt was loud."));
        assert!(!is_one("Message-ID: no\nThe quay: a story\n\nFrom: here."));
        assert!(is_one(LETTER));
    }

    #[test]
    fn a_sender_is_a_person_an_outlet_or_both() {
        let of = |from: &str| {
            let (mut records, _) = all(&format!("From: {from}\nMessage-ID: <a>\n\nWords.\n"));
            let record = records.remove(0).1;
            (record.authors.join(""), record.outlet.unwrap_or_default())
        };
        assert_eq!(
            of("Ann Example <ann@herald.example>"),
            ("Ann Example".into(), "herald.example".into())
        );
        assert_eq!(
            of("The Herald <news@herald.example>"),
            (String::new(), "The Herald".into())
        );
        assert_eq!(
            of("news@newsletter.herald.example"),
            (String::new(), "herald.example".into())
        );
        assert_eq!(
            of("Ann Example <ann@gmail.com>"),
            ("Ann Example".into(), String::new())
        );
    }

    proptest::proptest! {
        #[test]
        fn no_message_makes_it_panic(body in "(From |: |--b|\r\n|\n|Content-Type: multipart/mixed; boundary=b|=C3|=\\?utf-8\\?Q\\?|a){0,60}") {
            let mut told = 0;
            read("m", &mut format!("From: a\nMessage-ID: <b>\n{body}").as_bytes(), &Config::default(), &mut |_| told += 1).unwrap();
        }
    }
}
