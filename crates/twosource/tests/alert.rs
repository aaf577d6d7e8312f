//! `twosource alert` as a process: one at a time on an archive, and letters over an encrypted connection to a mail server that is
//! not ours (aiosmtpd, where it is installed; `TWOSOURCE_PYTHON` names another Python).

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const GOAT: &str = "Goat wins\n\nORREL, 1 March 2031 – A goat won the prize of the fair in Orrel.\n";
const FIRE: &str = "Fire at cold store in Köln\n\nBy Ann Brook, Ellery Herald\n\nKÖLN, 4 March 2031 – A fire burned the cold store of \
    Köln on Tuesday. Twelve people were injured, the police said.\n";

/// A process that ends with the test, also where the test fails.
struct Kept(Child);

impl Drop for Kept {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn twosource(args: &[&str], archive: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twosource"));
    command.args(args).arg("--archive").arg(archive);
    command
}

fn add(folder: &Path, archive: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    std::fs::write(&file, text).unwrap();
    let done = twosource(&["add", file.to_str().unwrap(), "-q"], archive)
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
}

fn said(done: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    )
}

#[test]
fn a_second_process_is_told_who_tells_the_alerts() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, rules) = (folder.path().join("desk"), folder.path().join("alerts.toml"));
    add(folder.path(), &archive, "goat.txt", GOAT);
    std::fs::write(&rules, "[[alert]]\nname = \"fires\"\nwords = \"fire\"\n").unwrap();
    let rules = rules.to_str().unwrap();
    let started = twosource(&["alert", rules, "--every", "1", "--who", "ann"], &archive)
        .stdout(Stdio::piped())
        .spawn();
    let mut first = Kept(started.unwrap());
    let begun = Instant::now();
    while !archive.join("alerts.json").is_file() {
        assert!(begun.elapsed() < Duration::from_secs(30));
        std::thread::sleep(Duration::from_millis(20));
    }
    let second = twosource(&["alert", rules, "--once", "--who", "bob"], &archive)
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(2), "{second:?}");
    let why = said(&second);
    assert!(why.contains(&format!("process {} of ann", first.0.id())), "{why}");
    // Adding is another matter, and what it brings is told by the first.
    add(folder.path(), &archive, "fire.txt", FIRE);
    let mut line = String::new();
    BufReader::new(first.0.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(line.starts_with("fires: Fire at cold store"), "{line}");
    // A process that was killed holds nothing.
    drop(first);
    let third = twosource(&["alert", rules, "--once"], &archive).output().unwrap();
    assert!(third.status.success(), "{third:?}");
    assert_eq!(said(&third), "");
}

/// A server that encrypts, asks who signs in, and writes each letter that it takes as a line of JSON.
const SERVER: &str = r#"
import asyncio, email, email.policy, json, ssl, sys
from aiosmtpd.smtp import AuthResult, SMTP

class Keep:
    async def handle_DATA(self, server, session, envelope):
        made = email.message_from_bytes(envelope.content, policy=email.policy.default)
        print(json.dumps({"from": envelope.mail_from, "to": envelope.rcpt_tos, "subject": made["subject"], "sent_to": made["to"],
            "body": made.get_content(), "faults": [str(d) for part in made.walk() for d in part.defects],
            "id": made["message-id"]}), flush=True)
        return "250 taken"

def known(server, session, envelope, mechanism, data):
    fits = (data.login, data.password) == (b"alerts", b"a pass: word")
    # Where it is not handled here, the server says 535 by itself.
    return AuthResult(success=fits, handled=fits)

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(sys.argv[1], sys.argv[2])
asks = dict(authenticator=known, auth_required=True)
at_once = sys.argv[3] == "tls"
asks |= dict(auth_require_tls=False) if at_once else dict(tls_context=context, require_starttls=True)

async def serve():
    loop = asyncio.get_running_loop()
    made = lambda: SMTP(Keep(), loop=loop, **asks)
    server = await loop.create_server(made, "127.0.0.1", 0, ssl=context if at_once else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(serve())
"#;

/// A certificate for this machine, signed by itself; false where none can be made.
fn certificate(folder: &Path) -> bool {
    let mut openssl = Command::new("openssl");
    openssl.current_dir(folder).args([
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
    ]);
    openssl.args([
        "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=mail",
    ]);
    openssl.args([
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-addext",
        "basicConstraints=critical,CA:FALSE",
    ]);
    openssl.output().is_ok_and(|done| done.status.success())
}

#[test]
fn letters_go_encrypted_to_a_server_that_is_known() {
    let python = std::env::var("TWOSOURCE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let there = Command::new(&python).args(["-c", "import aiosmtpd"]).output();
    if !there.is_ok_and(|run| run.status.success()) || !certificate(here) {
        let _ = writeln!(std::io::stderr(), "not checked, aiosmtpd or openssl is not there");
        return;
    }
    std::fs::write(here.join("server.py"), SERVER).unwrap();
    std::fs::write(here.join("password"), "a pass: word\n").unwrap();
    std::fs::write(here.join("wrong"), "another\n").unwrap();
    for kind in ["starttls", "tls"] {
        let archive = here.join(kind);
        let started = Command::new(&python)
            .current_dir(here)
            .args(["server.py", "cert.pem", "key.pem", kind])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut server = Kept(started.unwrap());
        let mut heard = BufReader::new(server.0.stdout.take().unwrap());
        let mut port = String::new();
        heard.read_line(&mut port).unwrap();
        let rules = |name: &str, keys: &str| {
            let path = here.join(name);
            let text = format!(
                "[mail]\nserver = \"127.0.0.1:{}\"\nfrom = \"Twosource <alerts@desk.example>\"\nencryption = \"{kind}\"\n\
                 user = \"alerts\"\n{keys}\n[[alert]]\nname = \"fires\"\nwords = \"fire\"\non = [\"story\"]\n\
                 mail = [\"ann@desk.example\"]\n",
                port.trim()
            );
            std::fs::write(&path, text).unwrap();
            path.to_str().unwrap().to_owned()
        };
        add(here, &archive, "goat.txt", GOAT);
        let once = |rules: &str, more: &[&str]| {
            let args = [&["alert", rules, "--once"], more].concat();
            twosource(&args, &archive).output().unwrap()
        };
        let unknown = rules("unknown.toml", "password_file = \"password\"");
        assert!(once(&unknown, &["--allow-private"]).status.success());
        add(here, &archive, "fire.txt", FIRE);
        // Not to this machine unless that is allowed, to no server whose certificate nobody signed, and with no wrong password.
        let refused = once(&unknown, &[]);
        assert!(said(&refused).contains("private address"), "{}", said(&refused));
        for (name, keys, why) in [
            ("unknown.toml", "password_file = \"password\"", "certificate"),
            (
                "wrong.toml",
                "password_file = \"wrong\"\nauthority_file = \"cert.pem\"",
                "535",
            ),
        ] {
            due_again(&archive);
            let refused = once(&rules(name, keys), &["--allow-private"]);
            assert_eq!(refused.status.code(), Some(1), "{refused:?}");
            assert!(said(&refused).contains(why), "{kind} {}", said(&refused));
        }
        due_again(&archive);
        let right = rules(
            "right.toml",
            "password_file = \"password\"\nauthority_file = \"cert.pem\"",
        );
        let sent = once(&right, &["--allow-private"]);
        assert!(sent.status.success(), "{kind} {}", said(&sent));
        assert!(once(&right, &["--allow-private"]).status.success());
        let mut letter = String::new();
        heard.read_line(&mut letter).unwrap();
        let letter: serde_json::Value = serde_json::from_str(&letter).unwrap();
        assert_eq!(letter["from"], "alerts@desk.example");
        assert_eq!(letter["to"], serde_json::json!(["ann@desk.example"]));
        assert_eq!(letter["subject"], "fires: Fire at cold store in Köln");
        assert_eq!(
            (letter["sent_to"].as_str(), &letter["faults"]),
            (Some("ann@desk.example"), &serde_json::json!([]))
        );
        assert!(
            letter["body"]
                .as_str()
                .unwrap()
                .contains("A new story, told by 1 independent source."),
            "{letter}"
        );
        // That one, and no other.
        drop(server);
        let mut more = String::new();
        heard.read_line(&mut more).unwrap();
        assert_eq!(more, "");
    }
}

/// Has what failed tried again at once.
fn due_again(archive: &Path) {
    let path = archive.join("alerts.json");
    let mut journal: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    for fired in journal["fired"].as_array_mut().unwrap() {
        for letter in fired["mail"].as_array_mut().unwrap() {
            letter["due"] = 0.into();
        }
    }
    std::fs::write(&path, journal.to_string()).unwrap();
}
