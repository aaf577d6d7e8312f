//! `twosource serve` as a user starts it: a real process, asked over a real socket.

mod common;

use common::example;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The running app.
struct App {
    process: Child,
    at: String,
}

impl App {
    fn start(args: &[&str]) -> Self {
        let process = Command::new(env!("CARGO_BIN_EXE_twosource"))
            .args(["serve", "--listen", "127.0.0.1:0", "-q"])
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // From here on the process ends with the test, also where what it says is not as expected.
        let mut app = Self {
            process,
            at: String::new(),
        };
        let mut line = String::new();
        BufReader::new(app.process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let at = line
            .trim()
            .strip_prefix("http://")
            .and_then(|l| l.strip_suffix('/'))
            .unwrap_or_else(|| panic!("{line:?}"));
        app.at = at.to_owned();
        app
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.at).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// Sends these bytes and reads until the end.
    fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        stream.write_all(bytes).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.raw(
            format!(
                "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
                self.at
            )
            .as_bytes(),
        )
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn the_examples_are_shown_at_once() {
    let path = example("harbour-fire");
    let app = App::start(&[path.to_str().unwrap()]);
    let page = app.get("/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    assert!(page.contains("in conflict") && page.contains("content-security-policy: default-src 'none'"));
    assert!(app.get("/api/v1/openapi.json").contains("\"openapi\":\"3.1.0\""));
}

#[test]
fn an_added_report_is_seen_by_the_next_request() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("desk");
    let archive = archive.to_str().unwrap();
    let add = |name: &str| {
        let path = example(name);
        let done = Command::new(env!("CARGO_BIN_EXE_twosource"))
            .args(["add", path.to_str().unwrap(), "--archive", archive, "-q"])
            .output()
            .unwrap();
        assert_ne!(
            done.status.code(),
            Some(2),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
    };
    add("lock-gate");
    let app = App::start(&["--archive", archive]);
    assert!(!app.get("/").contains("Cold store"));
    add("harbour-fire");
    assert!(app.get("/").contains("Cold store"));
}

#[test]
fn what_is_no_request_is_turned_away_and_the_app_goes_on() {
    let path = example("lock-gate");
    let app = App::start(&[path.to_str().unwrap()]);
    let host = app.at.clone();
    for bytes in [
        "\u{1}\u{2}\u{3}\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned(),
        format!(
            "GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\nConnection: close\r\n\r\n",
            "y".repeat(100_000)
        ),
        format!(
            "GET /{} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
            "y".repeat(100_000)
        ),
        format!("GET /search?q=a%0d%0aX-Evil:1 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
        format!(
            "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 99999999999\r\nConnection: close\r\n\r\nx"
        ),
    ] {
        let answer = app.raw(bytes.as_bytes());
        let head = answer.split("\r\n\r\n").next().unwrap_or_default();
        assert!(!head.to_lowercase().contains("x-evil"), "{head}");
        assert!(!answer.starts_with("HTTP/1.1 5"), "{answer}");
    }
    assert!(app.get("/").starts_with("HTTP/1.1 200"));
}

#[test]
fn who_says_nothing_or_says_it_slowly_is_let_go() {
    let path = example("lock-gate");
    let app = App::start(&[path.to_str().unwrap()]);
    let begun = Instant::now();
    let mut idle = app.connect();
    let mut slow = app.connect();
    let mut kept = app.connect();
    write!(kept, "GET /assets/theme.js HTTP/1.1\r\nHost: {}\r\n\r\n", app.at).unwrap();
    let mut sending = slow.try_clone().unwrap();
    std::thread::spawn(move || {
        // A letter a second never comes to an end (slow loris).
        for letter in b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaa" {
            if sending.write_all(&[*letter]).is_err() {
                return;
            }
            std::thread::sleep(Duration::from_secs(1));
        }
    });
    for stream in [&mut idle, &mut slow, &mut kept] {
        let mut rest = Vec::new();
        // Both an end and a reset are the app's letting go; a time-out of ours is not.
        if let Err(error) = stream.read_to_end(&mut rest) {
            assert_ne!(
                error.kind(),
                std::io::ErrorKind::WouldBlock,
                "still open after 30 s"
            );
        }
    }
    assert!(begun.elapsed() < Duration::from_secs(28), "{:?}", begun.elapsed());
}

#[test]
fn ten_thousand_that_say_nothing_keep_nobody_out() {
    let path = example("lock-gate");
    let app = App::start(&[path.to_str().unwrap()]);
    assert!(app.get("/").starts_with("HTTP/1.1 200"));
    let at = app.at.parse().unwrap();
    // Fewer where this process may not open so many files; more than the app takes at once in any case that tests something.
    let idle: Vec<TcpStream> = (0..10_000)
        .map_while(|_| TcpStream::connect_timeout(&at, Duration::from_secs(5)).ok())
        .collect();
    let few = idle.len() < 600;
    let mut idle = idle;
    if idle.len() < 10_000 {
        idle.truncate(idle.len().saturating_sub(16));
        let _ = writeln!(std::io::stderr(), "with {} connections", idle.len());
    }
    for _ in 0..5 {
        let begun = Instant::now();
        assert!(app.get("/").starts_with("HTTP/1.1 200"));
        assert!(
            few || begun.elapsed() < Duration::from_secs(5),
            "{:?}",
            begun.elapsed()
        );
    }
}

#[test]
fn it_is_not_opened_to_other_machines_without_a_token() {
    let path = example("lock-gate");
    let path = path.to_str().unwrap();
    let refused = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_twosource"))
            .arg("serve")
            .args(args)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&[path, "--listen", "0.0.0.0:0"]).contains("--token-file"));
    assert!(refused(&[path, "--host", "desk.example"]).contains("--token-file"));
    let folder = tempfile::tempdir().unwrap();
    let token = folder.path().join("token");
    std::fs::write(&token, "short\n").unwrap();
    assert!(refused(&[path, "--token-file", token.to_str().unwrap()]).contains("too short"));
    assert!(refused(&["--archive", folder.path().to_str().unwrap()]).contains("no archive"));
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let at = taken.local_addr().unwrap().to_string();
    assert!(refused(&[path, "--listen", &at]).contains("can't listen"));
}

#[cfg(unix)]
#[test]
fn it_ends_when_told_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = example("lock-gate");
    let process = Command::new(env!("CARGO_BIN_EXE_twosource"))
        .args(["serve", path.to_str().unwrap(), "--listen", "127.0.0.1:0", "-q"])
        .env("TMPDIR", folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut app = App {
        process,
        at: String::new(),
    };
    let mut line = String::new();
    BufReader::new(app.process.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let told = Command::new("kill")
        .args(["-TERM", &app.process.id().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    assert!(app.process.wait().unwrap().success());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn it_leaves_nothing_when_it_is_stopped_while_it_reads() {
    let folder = tempfile::tempdir().unwrap();
    let (inputs, temporary) = (folder.path().join("many.jsonl"), folder.path().join("tmp"));
    std::fs::create_dir(&temporary).unwrap();
    // Some seconds' work.
    let lines: String = (0..4_000)
        .map(|n| format!("{{\"text\":\"A ferry of line {n} ran aground near mile {n}, and {n} passengers were brought ashore by boat {n}, the port said on Monday.\"}}\n"))
        .collect();
    std::fs::write(&inputs, lines).unwrap();
    let process = Command::new(env!("CARGO_BIN_EXE_twosource"))
        .args(["serve", inputs.to_str().unwrap(), "--listen", "127.0.0.1:0", "-q"])
        .env("TMPDIR", &temporary)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut app = App {
        process,
        at: String::new(),
    };
    let count = || std::fs::read_dir(&temporary).unwrap().count();
    let begun = Instant::now();
    while count() == 0 {
        assert!(begun.elapsed() < Duration::from_secs(60), "it made no folder");
        std::thread::sleep(Duration::from_millis(5));
    }
    let told = Command::new("kill")
        .args(["-INT", &app.process.id().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    assert!(app.process.wait().unwrap().success());
    assert_eq!(count(), 0);
}
