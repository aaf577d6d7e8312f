//! Feeds against servers that misbehave, over real sockets on this machine.
//!
//! The server answers by the path that is asked: as it should, slowly, without end, round in circles, with what is no feed,
//! packed to blow up, or by sending the reader on to an address that it must not ask.

#![allow(
    clippy::disallowed_types,
    reason = "the server and the stopwatch stand outside the room"
)]

use desk::Task;
use desk::watch::fetch::{Answer, Failed, Fetch, Known, LARGEST};
use desk::watch::state::State;
use desk::watch::{Clock, Guard, Http, Outcome, Round, watch};
use engine::{Config, Silent};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::cell::Cell;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What a request may take here whose answer must come, also while other tests keep all cores busy.
const LONGEST: Duration = Duration::from_secs(10);
/// What a request may take whose answer never comes to an end.
const SHORTER: Duration = Duration::from_secs(2);

const FEED: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Ellery Herald</title>
<item><title>Gate jams</title><link>https://ellery-herald.example/gate</link><pubDate>Tue, 04 Mar 2031 08:00:00 GMT</pubDate>
<description>The lock gate at Ellery Quay jammed before dawn on Tuesday, and nine barges wait below it for a diver.</description></item>
</channel></rss>"#;

const PAGE: &[u8] = b"<!doctype html><html><body><p>Sign in</p></body></html>";

/// A server on this machine, and the requests that it was sent.
struct Server {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let at = listener.local_addr().unwrap();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = Arc::clone(&log);
                std::thread::spawn(move || drop(answer(stream, at, &log)));
            }
        });
        Self { at, asked }
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)
}

fn answer(mut stream: TcpStream, at: SocketAddr, log: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte)? == 1 {
        request.push(byte[0]);
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    let path = request.split(' ').nth(1).unwrap_or("").to_owned();
    log.lock().unwrap().push(request.clone());
    let xml = "content-type: application/rss+xml\r\n";
    let s = &mut stream;
    match path.as_str() {
        "/robots.txt" => send(
            s,
            "200 OK",
            "content-type: text/plain\r\n",
            b"User-agent: *\nDisallow: /closed/",
        ),
        "/good" => {
            let headers = format!("{xml}etag: \"v1\"\r\nlast-modified: Tue, 04 Mar 2031 08:00:00 GMT\r\n");
            if request.to_ascii_lowercase().contains("if-none-match: \"v1\"") {
                send(s, "304 Not Modified", &headers, b"")
            } else {
                send(s, "200 OK", &headers, FEED.as_bytes())
            }
        }
        "/moved" => send(s, "301 Moved", "location: /good\r\n", b""),
        "/circle" => send(s, "302 Found", "location: /circle\r\n", b""),
        "/away" => send(
            s,
            "302 Found",
            &format!("location: http://127.0.0.2:{}/good\r\n", at.port()),
            b"",
        ),
        "/file" => send(s, "302 Found", "location: file:///etc/passwd\r\n", b""),
        "/nowhere" => send(s, "302 Found", "", b""),
        "/picture" => send(s, "200 OK", "content-type: image/png\r\n", b"\x89PNG"),
        "/page" => send(s, "200 OK", "content-type: text/html\r\n", PAGE),
        "/lies" => send(s, "200 OK", xml, PAGE),
        "/broken" => send(s, "500 Oops", "", b""),
        "/gone" => send(s, "410 Gone", "", b""),
        "/large" => send(s, "200 OK", xml, &vec![b' '; LARGEST + 10]),
        "/packed" => {
            let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
            gz.write_all(FEED.as_bytes())?;
            send(
                s,
                "200 OK",
                &format!("{xml}content-encoding: gzip\r\n"),
                &gz.finish()?,
            )
        }
        "/bomb" => {
            let mut gz = GzEncoder::new(Vec::new(), Compression::best());
            let block = vec![b' '; 1 << 20];
            for _ in 0..24 {
                gz.write_all(&block)?;
            }
            send(
                s,
                "200 OK",
                &format!("{xml}content-encoding: gzip\r\n"),
                &gz.finish()?,
            )
        }
        "/odd" => send(s, "200 OK", &format!("{xml}content-encoding: br\r\n"), b"..."),
        "/slow" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n\r\n")?;
            loop {
                std::thread::sleep(Duration::from_millis(300));
                stream.write_all(b" ")?;
            }
        }
        "/silent" => {
            std::thread::sleep(Duration::from_secs(20));
            Ok(())
        }
        "/endless" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n\r\n")?;
            let block = vec![b' '; 1 << 16];
            loop {
                stream.write_all(&block)?;
            }
        }
        "/headers" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
            loop {
                stream.write_all(
                    b"x-more: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n",
                )?;
            }
        }
        _ => send(s, "404 Not Found", "", b""),
    }
}

/// A clock that stands still but for its sleeps.
#[derive(Default)]
struct Still(Cell<u64>);

impl Clock for Still {
    fn seconds(&self) -> u64 {
        2_000_000_000 + self.0.get() / 1_000
    }

    fn millis(&self) -> u64 {
        self.0.get()
    }

    fn sleep(&self, time: Duration) {
        self.0
            .set(self.0.get() + u64::try_from(time.as_millis()).unwrap());
    }
}

/// Lets the server's own address through and none else, as if the rest of this machine were private.
fn only_the_server() -> Guard {
    Arc::new(|address| address == IpAddr::V4(Ipv4Addr::LOCALHOST))
}

/// The network, with less patience for the addresses that try it.
struct Network {
    patient: Http,
    hasty: Http,
}

impl Fetch for Network {
    fn get(&mut self, url: &str, known: &Known) -> Result<Answer, Failed> {
        let endless = url.ends_with("/slow") || url.ends_with("/silent");
        let http = if endless {
            &mut self.hasty
        } else {
            &mut self.patient
        };
        http.get(url, known)
    }
}

fn network() -> Network {
    let [patient, hasty] =
        [LONGEST, SHORTER].map(|longest| Http::guarded("twosource-test", only_the_server(), longest));
    Network { patient, hasty }
}

fn round(archive: &Path, feeds: &[String], clock: &Still) -> Round {
    let config = Config::default();
    let task = Task {
        config: &config,
        who: "tester",
        began: "2031-03-05T09:00:00Z",
        ended: &|| "2031-03-05T09:00:01Z".to_owned(),
        wait: Duration::ZERO,
    };
    watch(
        archive,
        feeds,
        Duration::from_secs(900),
        (&mut network(), clock),
        &task,
        &Silent,
    )
    .unwrap()
}

#[test]
fn what_is_new_is_added_once_and_what_did_not_change_is_not_fetched() {
    let (server, folder, clock) = (Server::start(), tempfile::tempdir().unwrap(), Still::default());
    let archive = folder.path().join("desk");
    let feeds = [server.url("/good"), server.url("/moved"), server.url("/packed")];
    let first = round(&archive, &feeds, &clock);
    assert!(
        first
            .feeds
            .iter()
            .all(|(_, o)| matches!(o, Outcome::Fetched { .. })),
        "{first:?}"
    );
    // The same item in three feeds is one report, known by its bytes.
    let added = first.added.unwrap();
    assert_eq!((added.summary.reports, added.problems.len()), (1, 0), "{added:?}");
    let waiting = round(&archive, &feeds, &clock);
    assert!(
        waiting
            .feeds
            .iter()
            .all(|(_, o)| matches!(o, Outcome::Waiting { .. }))
            && waiting.added.is_none()
    );
    clock.sleep(Duration::from_secs(waiting.next + 10));
    let again = round(&archive, &feeds, &clock);
    assert!(
        again.feeds.iter().all(|(_, o)| *o == Outcome::Unchanged) && again.added.is_none(),
        "{again:?}"
    );
    let conditional = |r: &&String| r.to_ascii_lowercase().contains("if-none-match: \"v1\"");
    assert_eq!(
        server.asked().iter().filter(conditional).count(),
        3,
        "{:?}",
        server.asked()
    );
    // Robots.txt is asked once a round of each site, and the host is left two seconds between requests.
    let robots = server
        .asked()
        .iter()
        .filter(|r| r.starts_with("GET /robots.txt"))
        .count();
    assert_eq!(robots, 2);
    let held = archive::Archive::open(&archive).unwrap();
    let rows = held
        .snapshot()
        .unwrap()
        .reports(&archive::Filter::default(), archive::Page::default())
        .unwrap();
    assert_eq!(rows.rows[0].file, server.url("/good"));
}

#[test]
fn a_host_is_left_time_between_requests() {
    let (server, folder, clock) = (Server::start(), tempfile::tempdir().unwrap(), Still::default());
    round(
        &folder.path().join("desk"),
        &[server.url("/good"), server.url("/packed")],
        &clock,
    );
    // Robots.txt, one feed, the other: two pauses of two seconds.
    assert!(clock.millis() >= 4_000, "{}", clock.millis());
}

#[test]
fn servers_that_misbehave_cost_little_and_stop_nobody_else() {
    let (server, folder, clock) = (Server::start(), tempfile::tempdir().unwrap(), Still::default());
    let archive = folder.path().join("desk");
    let expected = [
        ("/circle", "moved more than"),
        ("/file", "not followed"),
        ("/nowhere", "moved to no address"),
        ("/picture", "image/png"),
        ("/page", "no feed"),
        ("/lies", "no feed"),
        ("/broken", "500"),
        ("/large", "larger than"),
        ("/bomb", "larger than"),
        ("/odd", "can't be unpacked"),
        ("/slow", "longer than"),
        ("/silent", "longer than"),
        ("/endless", "larger than"),
        ("/headers", ""),
        ("/closed/feed", "robots.txt"),
        ("/missing", "404"),
    ];
    let mut feeds: Vec<String> = expected.iter().map(|(path, _)| server.url(path)).collect();
    feeds.push("ftp://127.0.0.1/feed".to_owned());
    feeds.push("http://user:word@127.0.0.1/feed".to_owned());
    feeds.push(server.url("/gone"));
    feeds.push(server.url("/good"));
    let begun = Instant::now();
    let told = round(&archive, &feeds, &clock);
    assert!(begun.elapsed() < Duration::from_secs(40), "{:?}", begun.elapsed());
    for ((path, words), (_, outcome)) in expected.iter().zip(&told.feeds) {
        let Outcome::Failed { why, .. } = outcome else {
            panic!("{path}: {outcome:?}");
        };
        assert!(why.contains(words), "{path}: {why}");
    }
    let rest: Vec<&Outcome> = told.feeds.iter().skip(expected.len()).map(|(_, o)| o).collect();
    assert!(matches!(rest[0], Outcome::Failed { .. }) && matches!(rest[1], Outcome::Failed { .. }));
    assert_eq!(*rest[2], Outcome::Gone);
    assert!(matches!(rest[3], Outcome::Fetched { .. }));
    assert_eq!(told.added.unwrap().summary.reports, 1);
    assert!(!server.asked().iter().any(|r| r.starts_with("GET /closed/")));
    // Who failed is asked later than who did not, and who is gone no more.
    let state = State::load(&archive);
    assert!(state.feeds[&server.url("/broken")].due > state.feeds[&server.url("/good")].due);
    clock.sleep(Duration::from_secs(100_000));
    let before = server.asked().len();
    assert_eq!(
        round(&archive, &[server.url("/gone")], &clock).feeds[0].1,
        Outcome::Gone
    );
    assert_eq!(server.asked().len(), before);
}

#[test]
fn private_addresses_are_not_asked_by_name_by_number_or_after_a_redirect() {
    let (server, folder, clock) = (Server::start(), tempfile::tempdir().unwrap(), Still::default());
    let port = server.at.port();
    let mut strict = Http::new("twosource-test", false);
    for host in [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0.0.0.0",
        "127.1",
        "2130706433",
        "0x7f000001",
        "[::ffff:127.0.0.1]",
        "169.254.169.254",
    ] {
        let answer = strict.get(&format!("http://{host}:{port}/good"), &Known::default());
        assert!(answer.is_err(), "{host}: {answer:?}");
    }
    assert!(server.asked().is_empty(), "{:?}", server.asked());
    // The first address may be asked, the one that it sends on to may not: it is refused before a byte is sent.
    let told = round(&folder.path().join("desk"), &[server.url("/away")], &clock);
    let Outcome::Failed { why, .. } = &told.feeds[0].1 else {
        panic!("{told:?}");
    };
    assert!(why.contains("127.0.0.2"), "{why}");
    assert!(!server.asked().iter().any(|r| r.starts_with("GET /good")));
    assert!(told.added.is_none());
    // Where the user allows them, they are asked.
    assert_eq!(
        Http::new("twosource-test", true)
            .get(&server.url("/good"), &Known::default())
            .unwrap()
            .status,
        200
    );
}
