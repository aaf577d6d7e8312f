//! Alerts over an archive to which reports are added: each change is told once, sent signed, and again where sending fails.

use desk::alerts::mail::{Carry, Keys, Refused, Server};
use desk::alerts::send::{Post, Ways, signature};
use desk::alerts::{Alerts, Journal, On, look};
use desk::watch::{AGENT, Http};
use std::path::Path;
use std::time::Duration;

const FIRST: &str = "Fire at cold store\n\nBy Ann Brook, Ellery Herald\n\nPORT ELLERY, 4 March 2031 – A fire burned the cold store of Port \
    Ellery on Tuesday. Twelve people were injured, the police said.\n";
const SECOND: &str = "Blaze guts cold store\n\nBy Tom Reed, Quay Courier\n\nPORT ELLERY, 4 March 2031 – Flames gutted the cold store \
    in Port Ellery on Tuesday after a cable failed. Nineteen people were injured, hospital managers told the Courier.\n\n\
    “We saw the roof go in a minute,” said Dora Quill, who runs the fish hall next door.\n";

const RULES: &str = "[[alert]]\nname = \"cold store\"\nwords = \"cold store\"\non = [\"story\", \"sources\", \"conflict\"]\n\
    webhook = \"https://desk.example/hook\"\nsecret_file = \"secret\"\n\n\
    [[alert]]\nname = \"Quill\"\nperson = \"Dora Quill\"\non = [\"quoted\"]\n\n\
    [[alert]]\nname = \"goats\"\nwords = \"goat\"\n";

fn add(archive: &Path, name: &str, text: &str) {
    let config = engine::Config::default();
    let task = desk::Task {
        config: &config,
        who: "ann",
        began: "2031-03-06T09:00:00Z",
        ended: &|| "2031-03-06T09:00:01Z".to_owned(),
        wait: Duration::ZERO,
    };
    let files = [(name.to_owned(), text.as_bytes().to_vec())];
    desk::add_bytes(archive, &files, &task, &engine::Silent).unwrap();
}

/// The address, fields and body of what was sent.
type Sent = (String, Vec<(String, String)>, Vec<u8>);

/// A server that answers as it is told, and what it was sent.
#[derive(Default)]
struct Hook {
    answers: Vec<Result<u16, String>>,
    sent: Vec<Sent>,
}

impl Post for Hook {
    fn post(&mut self, address: &str, fields: &[(&str, String)], body: &[u8]) -> Result<u16, String> {
        let fields = fields.iter().map(|(n, v)| ((*n).to_owned(), v.clone())).collect();
        self.sent.push((address.to_owned(), fields, body.to_vec()));
        self.answers.pop().unwrap_or(Ok(204))
    }
}

fn secret(_: &Path, _: usize) -> Result<Vec<u8>, String> {
    Ok(b"a secret of some length".to_vec())
}

/// No alert here is written to anybody.
struct NoMail;

impl Carry for NoMail {
    fn carry(&mut self, _: &Server, _: &Keys, to: &str, _: &[u8]) -> Result<(), Refused> {
        panic!("{to} is written to");
    }
}

fn due(archive: &Path, journal: &mut Journal, rules: &Alerts, now: u64, hook: &mut Hook) -> usize {
    let mut ways = Ways {
        post: hook,
        mail: &mut NoMail,
        secret: &secret,
    };
    desk::alerts::send::due(archive, journal, rules, now, &mut ways).unwrap()
}

#[test]
fn what_comes_is_told_once_and_sent_until_it_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, rules) = (folder.path(), Alerts::read(RULES).unwrap());
    add(
        archive,
        "goat.txt",
        "Goat wins\n\nORREL, 1 March 2031 – A goat won the prize of the fair in Orrel.\n",
    );
    let at = "2031-03-06T09:00:02Z";
    // What was there is known.
    assert_eq!(look(archive, &rules, at).unwrap().fired, []);
    add(archive, "a.txt", FIRST);
    let fired = look(archive, &rules, at).unwrap().fired;
    assert_eq!(fired.len(), 1, "{fired:?}");
    assert_eq!(
        (fired[0].alert.as_str(), fired[0].on, fired[0].sent),
        ("cold store", On::Story, false)
    );
    add(archive, "b.txt", SECOND);
    let mut journal = look(archive, &rules, at).unwrap();
    let kinds: Vec<On> = journal.fired.iter().map(|f| f.on).collect();
    assert!(
        kinds.contains(&On::Sources) && kinds.contains(&On::Quoted),
        "{:?}",
        journal.fired
    );
    assert!(!journal.fired.iter().any(|f| f.alert == "goats"));
    let quoted = journal.fired.iter().find(|f| f.on == On::Quoted).unwrap();
    assert_eq!(quoted.words, "Dora Quill: “We saw the roof go in a minute”");
    // Looked at again, also by a program that was killed before it wrote what it saw, nothing is told twice.
    assert_eq!(look(archive, &rules, at).unwrap(), journal);
    let known = journal.fired.len();
    let mut older = journal.clone();
    older.run = Some(1);
    older.store(archive).unwrap();
    let again = look(archive, &rules, at).unwrap();
    let ids: std::collections::BTreeSet<&str> = again.fired.iter().map(|f| f.id.as_str()).collect();
    assert_eq!(ids.len(), again.fired.len());
    assert!(again.fired.len() >= known);
    journal.store(archive).unwrap();

    // Sent signed; what fails is sent later, what was taken is not sent again.
    let to_send = journal.fired.iter().filter(|f| f.alert == "cold store").count();
    let mut hook = Hook {
        answers: vec![Err("no such host".into()), Ok(503)],
        ..Hook::default()
    };
    let now = 2_000_000_000;
    let sent = due(archive, &mut journal, &rules, now, &mut hook);
    assert_eq!((hook.sent.len(), sent), (to_send, to_send - 2));
    let (address, fields, body) = &hook.sent[0];
    assert_eq!(address, "https://desk.example/hook");
    let signed = fields.iter().find(|(n, _)| n == "twosource-signature").unwrap();
    assert_eq!(
        signed.1,
        signature(b"a secret of some length", now, body).unwrap()
    );
    let told: serde_json::Value = serde_json::from_slice(body).unwrap();
    assert_eq!(
        (told["alert"].as_str(), told["on"].as_str()),
        (Some("cold store"), Some("story"))
    );
    let waiting: Vec<_> = journal.fired.iter().filter(|f| !f.sent).collect();
    assert_eq!(waiting.len(), 2);
    assert!(waiting.iter().all(|f| f.due == now + 30 && f.failed.is_some()));
    assert_eq!(due(archive, &mut journal, &rules, now + 29, &mut hook), 0);
    // As a program does that was killed and begins anew.
    let mut journal = Journal::load(archive).unwrap();
    assert_eq!(due(archive, &mut journal, &rules, now + 30, &mut hook), 2);
    assert_eq!(due(archive, &mut journal, &rules, now + 9_999, &mut hook), 0);
    assert!(journal.fired.iter().all(|f| f.sent));
    let feed = desk::alerts::feed::atom(&journal.fired, "http://127.0.0.1:8040", &|id| {
        format!("/stories/{id}")
    });
    assert_eq!(feed.matches("<entry>").count(), journal.fired.len());
    assert!(feed.contains("Quill: ") && feed.contains("We saw the roof go"));
}

#[test]
fn a_hook_that_never_answers_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, rules) = (folder.path(), Alerts::read(RULES).unwrap());
    add(archive, "a.txt", FIRST);
    look(archive, &rules, "2031-03-06T09:00:02Z").unwrap();
    add(archive, "b.txt", SECOND);
    let mut journal = look(archive, &rules, "2031-03-06T09:00:02Z").unwrap();
    journal.fired.retain(|f| f.on == On::Sources);
    assert_eq!(journal.fired.len(), 1);
    let (mut now, mut hook) = (0, Hook::default());
    for _ in 0..20 {
        hook.answers.push(Ok(500));
        due(archive, &mut journal, &rules, now, &mut hook);
        now += 6 * 60 * 60;
    }
    assert_eq!(hook.sent.len(), 10);
    assert!(journal.fired[0].sent && journal.fired[0].failed.is_some());
}

#[test]
fn this_machine_and_private_networks_are_not_asked() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let at = format!("http://{}/hook", taken.local_addr().unwrap());
    let mut http = Http::new(AGENT, false);
    for address in [at.as_str(), "http://169.254.169.254/latest", "http://[::1]:9/"] {
        let refused = http.post(address, &[], b"{}").unwrap_err();
        assert!(
            refused.contains("private") || refused.contains("not asked"),
            "{refused}"
        );
    }
    // Where they are allowed, it is asked, and no redirect is followed.
    let answered = std::thread::spawn(move || {
        use std::io::{Read, Write};
        let (mut stream, _) = taken.accept().unwrap();
        let mut head = [0; 4_096];
        let n = stream.read(&mut head).unwrap();
        let moved = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        stream.write_all(moved.as_bytes()).unwrap();
        String::from_utf8_lossy(&head[..n]).into_owned()
    });
    let mut http = Http::new(AGENT, true);
    let fields = [("twosource-id", "x".to_owned())];
    assert_eq!(http.post(&at, &fields, b"{}"), Ok(302));
    let asked = answered.join().unwrap().to_lowercase();
    assert!(
        asked.starts_with("post /hook") && asked.contains("twosource-id: x"),
        "{asked}"
    );
}
