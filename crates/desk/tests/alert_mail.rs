//! Alerts as letters, over a mail server that writes down what it is told: each is handed over once, again where the server asks
//! for it, and by nobody's words but ours.

#![expect(
    clippy::disallowed_types,
    reason = "it is the server, and measures how long it was waited for"
)]

use desk::alerts::mail::{Carry, Encryption, Keys, Refused, Server, Smtp};
use desk::alerts::send::{Post, Ways, due};
use desk::alerts::{Alerts, Journal, look};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const FIRST: &str = "Fire at cold store\n\nBy Ann Brook, Ellery Herald\n\nPORT ELLERY, 4 March 2031 – A fire burned the cold store of Port \
    Ellery on Tuesday. Twelve people were injured, the police said.\n";
const GOAT: &str = "Goat wins\n\nORREL, 1 March 2031 – A goat won the prize of the fair in Orrel.\n";

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

/// A server on this machine that answers `refuse` to the first line that begins so, once; gives what it was told, a connection
/// at a time.
fn server(refuse: &'static [(&'static str, &'static str)]) -> (u16, Receiver<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (say, said) = channel();
    std::thread::spawn(move || {
        let mut refuse = refuse.to_vec();
        for stream in listener.incoming() {
            if say.send(served(stream.unwrap(), &mut refuse)).is_err() {
                return;
            }
        }
    });
    (port, said)
}

fn served(stream: TcpStream, refuse: &mut Vec<(&'static str, &'static str)>) -> Vec<String> {
    let mut out = stream.try_clone().unwrap();
    let mut told = Vec::new();
    let mut in_letter = false;
    let _ = out.write_all(b"220 mail.desk.example ready\r\n");
    for line in BufReader::new(stream).split(b'\n') {
        let Ok(line) = line else { break };
        let line = String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned();
        told.push(line.clone());
        let at = if in_letter { "." } else { line.as_str() };
        let answer = match refuse
            .iter()
            .position(|(begins, _)| at.starts_with(begins) && (!in_letter || line == "."))
        {
            Some(n) => refuse.remove(n).1,
            None if in_letter && line == "." => "250 taken",
            None if in_letter => continue,
            None if line.starts_with("EHLO") => "250-mail.desk.example\r\n250 8BITMIME",
            None if line == "DATA" => "354 go on",
            None if line == "QUIT" => "221 bye",
            None => "250 ok",
        };
        in_letter = answer.starts_with("354");
        if out.write_all(format!("{answer}\r\n").as_bytes()).is_err() || line == "QUIT" {
            break;
        }
    }
    told
}

fn rules(port: u16) -> Alerts {
    Alerts::read(&format!(
        "[mail]\nserver = \"127.0.0.1:{port}\"\nfrom = \"Twosource <alerts@desk.example>\"\nencryption = \"none\"\n\
         app = \"https://desk.example/\"\n\n[[alert]]\nname = \"fires\"\nwords = \"fire\"\non = [\"story\"]\n\
         mail = [\"ann@desk.example\", \"bob@desk.example\"]\n"
    ))
    .unwrap()
}

struct NoHook;

impl Post for NoHook {
    fn post(&mut self, address: &str, _: &[(&str, String)], _: &[u8]) -> Result<u16, String> {
        panic!("{address} is asked");
    }
}

fn send(archive: &Path, journal: &mut Journal, rules: &Alerts, now: u64, smtp: &mut Smtp) -> usize {
    let mut ways = Ways {
        post: &mut NoHook,
        mail: smtp,
        secret: &|_, _| Err("no secret is asked for".to_owned()),
    };
    due(archive, journal, rules, now, &mut ways).unwrap()
}

/// An archive in which one fire fired, and what was written down of it.
fn burning(archive: &Path, rules: &Alerts, text: &str) -> Journal {
    add(archive, "goat.txt", GOAT);
    look(archive, rules, "2031-03-06T09:00:02Z").unwrap();
    add(archive, "a.txt", text);
    let journal = look(archive, rules, "2031-03-06T09:00:02Z").unwrap();
    assert_eq!(journal.fired.len(), 1, "{:?}", journal.fired);
    journal
}

#[test]
fn each_is_written_to_once_also_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let (port, said) = server(&[("RCPT", "451 later"), (".", "552 never")]);
    let (archive, rules) = (folder.path(), rules(port));
    let mut journal = burning(archive, &rules, FIRST);
    let mut smtp = Smtp::new(true);
    // Ann is to be written to later; Bob's letter is refused for good.
    let now = 2_000_000_000;
    assert_eq!(send(archive, &mut journal, &rules, now, &mut smtp), 0);
    let (ann, bob) = (&journal.fired[0].mail[0], &journal.fired[0].mail[1]);
    assert!(
        !ann.sent && ann.due == now + 30 && ann.failed.as_deref().unwrap().contains("451 later"),
        "{ann:?}"
    );
    assert!(
        bob.sent && bob.failed.as_deref().unwrap().contains("552 never"),
        "{bob:?}"
    );
    assert!(!journal.fired[0].is_done() && journal.fired[0].why_not().is_some());
    assert_eq!(send(archive, &mut journal, &rules, now + 29, &mut smtp), 0);
    // A program that was killed begins anew with what was written down.
    let before = Journal::load(archive).unwrap();
    let mut journal = before.clone();
    assert_eq!(send(archive, &mut journal, &rules, now + 30, &mut smtp), 1);
    let mut journal = Journal::load(archive).unwrap();
    assert!(journal.fired[0].is_done());
    assert_eq!(send(archive, &mut journal, &rules, now + 99_999, &mut smtp), 0);
    let told: Vec<Vec<String>> = said.try_iter().collect();
    assert_eq!(told.len(), 3, "{told:?}");
    let letter = told.last().unwrap();
    let has = |line: &str| letter.iter().any(|l| l == line);
    assert!(
        has("MAIL FROM:<alerts@desk.example>") && has("RCPT TO:<ann@desk.example>"),
        "{letter:?}"
    );
    assert!(
        has("From: Twosource <alerts@desk.example>") && has("To: ann@desk.example"),
        "{letter:?}"
    );
    assert!(has("Subject: fires: Fire at cold store"), "{letter:?}");
    assert!(
        letter
            .iter()
            .any(|l| l.starts_with("https://desk.example/stories/")),
        "{letter:?}"
    );
    assert_eq!(letter.last().map(String::as_str), Some("QUIT"));
    assert!(!letter.iter().any(|l| l.contains("bob@")), "{letter:?}");
    // Killed after the server took it and before that was written down, the same letter comes again under the same name.
    let mut journal = before;
    assert_eq!(send(archive, &mut journal, &rules, now + 31, &mut smtp), 1);
    let again = said.recv().unwrap();
    let name = |told: &[String]| told.iter().find(|l| l.starts_with("Message-ID:")).cloned();
    assert!(name(letter).is_some() && name(letter) == name(&again));
}

#[test]
fn a_headline_says_nothing_to_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let (port, said) = server(&[]);
    let (archive, rules) = (folder.path(), rules(port));
    let attack = "{\"id\": \"x\\r\\n.\\r\\nMAIL FROM:<eve@evil.example>\", \"title\": \"Fire\\r\\nBcc: eve@evil.example\\r\\n.\\r\\nRCPT \
                  TO:<eve@evil.example>\", \"text\": \"A fire burned the cold store.\\r\\n.\\r\\nRCPT TO:<eve@evil.example>\"}\n";
    add(archive, "goat.txt", GOAT);
    look(archive, &rules, "2031-03-06T09:00:02Z").unwrap();
    add(archive, "a.jsonl", attack);
    let mut journal = look(archive, &rules, "2031-03-06T09:00:02Z").unwrap();
    assert_eq!(send(archive, &mut journal, &rules, 0, &mut Smtp::new(true)), 2);
    for told in said.iter().take(2) {
        let begins = |with: &str| told.iter().filter(|l| l.starts_with(with)).count();
        assert_eq!(
            (
                begins("MAIL FROM"),
                begins("RCPT TO"),
                begins("Bcc"),
                begins("DATA")
            ),
            (1, 1, 0, 1),
            "{told:?}"
        );
        assert_eq!(told.iter().filter(|l| *l == ".").count(), 1, "{told:?}");
    }
}

/// A server whose words are given.
fn speaks(words: Vec<u8>, forever: bool) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            while stream.write_all(&words).is_ok() && forever {
                std::thread::sleep(Duration::from_millis(if words.len() > 100 { 0 } else { 20 }));
            }
            std::thread::sleep(Duration::from_secs(5));
        }
    });
    port
}

fn by(port: u16, encryption: Encryption) -> Server {
    Server {
        encryption,
        ..rules(port).mail.unwrap()
    }
}

#[test]
fn a_server_that_misbehaves_is_left() {
    let soon = Duration::from_millis(700);
    let mut smtp = Smtp::guarded(std::sync::Arc::new(|_| true), soon);
    for (words, forever, why) in [
        (b"".to_vec(), false, "too long"),
        // Bit by bit, and never a whole line.
        (b"2".to_vec(), true, "too long"),
        (vec![b'2'; 100_000], true, "without an end"),
        (b"220-x\r\n".repeat(10_000), true, "no end"),
        (b"SSH-2.0-x\r\n".to_vec(), false, "no mail server"),
        (b"554 go away\r\n".to_vec(), false, "554 go away"),
    ] {
        let begun = Instant::now();
        let by = by(speaks(words, forever), Encryption::None);
        let refused = smtp
            .carry(&by, &Keys::default(), "ann@desk.example", b"x\r\n")
            .unwrap_err();
        assert!(
            matches!(&refused, Refused::Now(said) if said.contains(why)),
            "{why}: {refused:?}"
        );
        assert!(begun.elapsed() < soon * 6, "{why}");
    }
    // One that can't encrypt is told nothing, and one that says more before it does is not believed.
    let (port, said) = server(&[]);
    let refused = smtp.carry(
        &by(port, Encryption::Starttls),
        &Keys::default(),
        "ann@desk.example",
        b"x",
    );
    assert!(
        matches!(&refused, Err(Refused::Now(said)) if said.contains("STARTTLS")),
        "{refused:?}"
    );
    let told = said.recv().unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    let early = b"220 x\r\n250 STARTTLS\r\n220 go\r\n250 SIZE\r\n".to_vec();
    let refused = smtp.carry(
        &by(speaks(early, false), Encryption::Starttls),
        &Keys::default(),
        "ann@desk.example",
        b"x",
    );
    assert!(
        matches!(&refused, Err(Refused::Now(said)) if said.contains("more than it was asked")),
        "{refused:?}"
    );
    let no_tls = by(speaks(b"220 x\r\n".to_vec(), false), Encryption::Tls);
    assert!(
        smtp.carry(&no_tls, &Keys::default(), "ann@desk.example", b"x")
            .is_err()
    );
}

#[test]
fn this_machine_and_private_networks_are_not_asked() {
    let (port, said) = server(&[]);
    let mut smtp = Smtp::new(false);
    for at in [
        format!("127.0.0.1:{port}"),
        format!("localhost:{port}"),
        "169.254.169.254:25".into(),
        "[::1]:25".into(),
        "[::ffff:10.0.0.1]:25".into(),
    ] {
        let by = Server {
            server: at.clone(),
            ..by(port, Encryption::None)
        };
        let refused = smtp.carry(&by, &Keys::default(), "ann@desk.example", b"x");
        assert!(
            matches!(&refused, Err(Refused::Now(said)) if said.contains("private address")),
            "{at}: {refused:?}"
        );
    }
    assert!(said.try_recv().is_err());
}
