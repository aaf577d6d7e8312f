//! An alert as a letter. What a report says stands in it as words: headers are encoded by `lettre`, so that no headline can add
//! one, and marks that turn the writing round are made visible.

use super::{Server, mailbox};
use crate::alerts::Fired;
use lettre::Message;
use lettre::message::header::{ContentType, Date, Header, HeaderName, HeaderValue};

/// Letters of a subject.
const SUBJECT: usize = 150;
/// Letters of what is told.
const WORDS: usize = 2_000;

/// The bytes of the letter that tells `to` of `fired`, at `now` in seconds since 1970. The same alert has the same `Message-ID`,
/// so that what comes twice after a crash is known to be one.
pub(in crate::alerts) fn letter(by: &Server, to: &str, fired: &Fired, now: u64) -> Result<Vec<u8>, String> {
    let (Some(from), Some(to)) = (mailbox(&by.from), mailbox(to)) else {
        return Err("it has no address".to_owned());
    };
    let said = |e: &dyn std::fmt::Display| e.to_string();
    let moment = i64::try_from(now)
        .ok()
        .and_then(|s| jiff::Timestamp::from_second(s).ok());
    let date = moment
        .unwrap_or_default()
        .strftime("%a, %d %b %Y %H:%M:%S +0000")
        .to_string();
    let date = Date::parse(&date).map_err(|e| e.to_string())?;
    // Who answers letters by a machine (out of office) answers none that says it is by one (RFC 3834).
    let machine = HeaderName::new_from_ascii_str("Auto-Submitted");
    let id = format!("<{}.{}@{}>", fired.id, to.email.user(), from.email.domain());
    let message = Message::builder()
        .header(date)
        .from(from)
        .to(to)
        .subject(cut(&line(&format!("{}: {}", fired.alert, fired.title)), SUBJECT))
        .message_id(Some(id))
        .raw_header(HeaderValue::new(machine, "auto-generated".to_owned()))
        .header(ContentType::TEXT_PLAIN)
        .body(body(by, fired))
        .map_err(|e| said(&e))?;
    let bytes = message.formatted();
    if !bytes.is_ascii() {
        return Err("the letter is not in ASCII; that is a bug".to_owned());
    }
    Ok(bytes)
}

fn body(by: &Server, fired: &Fired) -> String {
    let title = match line(&fired.title) {
        title if title.is_empty() => "A story without a headline".to_owned(),
        title => title,
    };
    let mut body = format!(
        "{title}\r\n\r\n{}\r\n\r\nAlert: {}\r\nStory: {}\r\n",
        cut(&line(&fired.words), WORDS),
        line(&fired.alert),
        line(&fired.story)
    );
    if let Some(app) = by.app.as_deref().and_then(|app| place(app, &fired.story)) {
        body.push_str(&format!("\r\n{app}\r\n"));
    }
    body.push_str(&format!("\r\nFound {} by twosource alert.\r\n", line(&fired.at)));
    body
}

/// The address of a story in the app.
fn place(app: &str, story: &str) -> Option<String> {
    let mut url = url::Url::parse(app).ok()?;
    // A story's id that would be a step in a path stands in the query, as in the app itself.
    if matches!(story, "." | "..") {
        url.path_segments_mut().ok()?.pop_if_empty().push("stories");
        url.query_pairs_mut().clear().append_pair("id", story);
        return Some(url.into());
    }
    url.path_segments_mut()
        .ok()?
        .pop_if_empty()
        .extend(["stories", story]);
    Some(url.into())
}

/// On one line, and without what acts instead of standing there.
fn line(text: &str) -> String {
    engine::inert(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{} …", text.get(..end).unwrap_or(text).trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alerts::On;

    fn by(app: Option<&str>) -> Server {
        Server {
            server: "mail.desk.example".into(),
            from: "Twosource <alerts@desk.example>".into(),
            encryption: super::super::Encryption::default(),
            user: None,
            password_file: None,
            authority_file: None,
            app: app.map(str::to_owned),
        }
    }

    fn fired(words: &str) -> Fired {
        Fired {
            id: "00ff".into(),
            alert: words.into(),
            on: On::Story,
            story: words.into(),
            title: words.into(),
            words: words.into(),
            run: 1,
            at: "2031-03-06T09:00:00Z".into(),
            webhook: None,
            sent: true,
            tries: 0,
            due: 0,
            failed: None,
            mail: Vec::new(),
        }
    }

    /// The fields of a letter by their names.
    fn fields(letter: &[u8]) -> Vec<String> {
        let text = String::from_utf8(letter.to_vec()).unwrap();
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        let names = head.split("\r\n").filter(|l| !l.starts_with([' ', '\t']));
        names.map(|l| l.split(':').next().unwrap().to_owned()).collect()
    }

    #[test]
    fn no_headline_adds_a_field_or_a_receiver() {
        let plain = letter(&by(None), "ann@desk.example", &fired("Fire"), 1_930_000_000).unwrap();
        for attack in [
            "Fire\r\nBcc: eve@evil.example",
            "Fire\n\nA second body",
            "Fire\r\n.\r\nMAIL FROM:<eve@evil.example>",
            "Feuer in Köln\u{202e}\u{0}\r\nX: y",
            &"=?utf-8?q?Bcc:?= ".repeat(60),
        ] {
            let made = letter(&by(None), "ann@desk.example", &fired(attack), 1_930_000_000).unwrap();
            let mut names = fields(&made);
            names.retain(|n| n != "Content-Transfer-Encoding");
            let mut expected = fields(&plain);
            expected.retain(|n| n != "Content-Transfer-Encoding");
            assert_eq!(names, expected, "{attack:?}");
            assert!(made.is_ascii());
            let text = String::from_utf8(made).unwrap();
            assert!(!text.contains("\r\n.\r\n"), "{text}");
            assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{text}");
            assert!(text.split("\r\n").all(|l| l.len() <= 998), "{text}");
        }
    }

    #[test]
    fn the_same_alert_has_the_same_name_and_says_where_to_read_on() {
        let by = by(Some("https://desk.example/news/"));
        let text = String::from_utf8(letter(&by, "ann@desk.example", &fired("Fire"), 0).unwrap()).unwrap();
        assert!(text.contains("Message-ID: <00ff.ann@desk.example>"), "{text}");
        assert!(text.contains("Date: Thu, 01 Jan 1970 00:00:00 +0000"), "{text}");
        assert!(text.contains("Auto-Submitted: auto-generated"), "{text}");
        assert!(
            text.contains("\r\nhttps://desk.example/news/stories/Fire\r\n"),
            "{text}"
        );
        assert_eq!(
            place("http://h/", "a/b c").as_deref(),
            Some("http://h/stories/a%2Fb%20c")
        );
        assert_eq!(place("http://h", "..").as_deref(), Some("http://h/stories?id=.."));
    }
}
