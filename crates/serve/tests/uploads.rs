//! Files put in through the app: taken from our own page alone, within limits, and added under a name.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Answer, Desk, HOST, attributes};
use std::time::{Duration, Instant};

const REPORT: &str = "Goat wins prize\n\nORREL, 5 March 2031 – A goat called Bessie won the prize of the fair in Orrel on Wednesday.\n";

/// A form with these fields; those with a file's name are files.
fn form(fields: &[(&str, Option<&str>, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, file, value) in fields {
        let file = file.map(|f| format!("; filename=\"{f}\"")).unwrap_or_default();
        body.extend(
            format!("--frontier\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").bytes(),
        );
        body.extend(*value);
        body.extend(b"\r\n");
    }
    body.extend(b"--frontier--\r\n");
    body
}

fn send(desk: &Desk, fields: &[(&str, Option<&str>, &[u8])], more: &[(&str, &str)]) -> Answer {
    let mut request = Request::post("/add")
        .header("host", HOST)
        .header("content-type", "multipart/form-data; boundary=frontier");
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    desk.send(request.body(Body::from(form(fields))).unwrap())
}

fn key(desk: &Desk) -> String {
    let page = desk.page("/add");
    let field = page.split("name=\"key\"").nth(1).unwrap();
    attributes(field, "value")[0].clone()
}

#[test]
fn what_is_put_in_is_added_under_a_name_and_shown() {
    let desk = Desk::editing("lock-gate");
    let key = key(&desk);
    let files: &[(&str, Option<&str>, &[u8])] = &[
        ("key", None, key.as_bytes()),
        ("who", None, b"Ann <b>"),
        ("files", Some("../../goat\u{202e}.txt"), REPORT.as_bytes()),
        ("files", Some("empty.txt"), b""),
    ];
    let sent = send(&desk, files, &[("accept", "application/json")]);
    assert_eq!(sent.status, StatusCode::ACCEPTED, "{}", sent.body);
    assert_eq!(sent.body, "{\"id\":1}");
    let begun = Instant::now();
    let state = desk.until(|| {
        assert!(begun.elapsed() < Duration::from_secs(60));
        let state = desk.json("/add/1");
        (state["done"] == true).then_some(state)
    });
    assert!(
        state["told"]
            .as_str()
            .unwrap()
            .starts_with("1 report added, 1 story told anew"),
        "{state}"
    );
    assert_eq!(state["left_out"].as_array().unwrap().len(), 1, "{state}");
    let story = state["stories"][0][0].as_str().unwrap();
    assert!(desk.page(story).contains("Bessie"));
    let page = desk.page("/add");
    assert!(page.contains("1 report added") && page.contains("Goat wins prize"));
    // In the log under the name given, the file's name no path.
    let hit = desk.json("/api/v1/search?q=Bessie");
    let report = hit["hits"][0]["report"].as_str().unwrap();
    let read = desk.page(&format!("/reports/{report}"));
    assert!(
        read.contains("added by Ann &#60;b&#62;") && !read.contains("../"),
        "{read}"
    );
    // The same once more is known; a form without JavaScript is led back.
    let again = send(&desk, &files[..3], &[]);
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(again.field("location"), "/add#upload-2");
    let state = desk.until(|| {
        let state = desk.json("/add/2");
        (state["done"] == true).then_some(state)
    });
    assert!(
        state["told"].as_str().unwrap().contains("1 known already"),
        "{state}"
    );
}

#[test]
fn nothing_is_taken_from_elsewhere_or_beyond_the_limits() {
    let desk = Desk::editing("lock-gate");
    let key = key(&desk);
    let file: (&str, Option<&str>, &[u8]) = ("files", Some("a.txt"), REPORT.as_bytes());
    let known: (&str, Option<&str>, &[u8]) = ("key", None, key.as_bytes());
    let who: (&str, Option<&str>, &[u8]) = ("who", None, b"ann");
    for (fields, more, status) in [
        (vec![file], vec![], StatusCode::FORBIDDEN),
        (
            vec![("key", None, &b"wrong"[..]), file],
            vec![],
            StatusCode::FORBIDDEN,
        ),
        // The key must come before anything is taken.
        (vec![file, known], vec![], StatusCode::FORBIDDEN),
        (vec![], vec![], StatusCode::FORBIDDEN),
        (
            vec![known, who, file],
            vec![("origin", "http://evil.example")],
            StatusCode::FORBIDDEN,
        ),
        (vec![known, file], vec![], StatusCode::BAD_REQUEST),
        (vec![known, who], vec![], StatusCode::BAD_REQUEST),
        (
            vec![known, who, ("files", Some(""), &b""[..])],
            vec![],
            StatusCode::BAD_REQUEST,
        ),
    ] {
        let answer = send(&desk, &fields, &more);
        assert_eq!(answer.status, status, "{fields:?} {}", answer.body);
    }
    let large = vec![b'x'; (64 << 20) + 1];
    let answer = send(&desk, &[known, who, ("files", Some("a.txt"), &large)], &[]);
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", answer.body);
    let many: Vec<(&str, Option<&str>, &[u8])> =
        std::iter::once(known).chain((0..201).map(|_| file)).collect();
    assert_eq!(send(&desk, &many, &[]).status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(
        desk.json("/api/v1/stories")["total"],
        Desk::example("lock-gate").json("/api/v1/stories")["total"]
    );
    // Where the app only shows there is nothing to add with.
    let shows = Desk::example("lock-gate");
    assert_eq!(shows.get("/add").status, StatusCode::FORBIDDEN);
    assert_eq!(send(&shows, &[known, file], &[]).status, StatusCode::FORBIDDEN);
    assert!(!shows.page("/").contains("href=\"/add\""));
}

fn by_program(desk: &Desk, query: &str, kind: &str, body: &[u8], more: &[(&str, &str)]) -> Answer {
    let mut request = Request::post(format!("/api/v1/uploads{query}"))
        .header("host", HOST)
        .header("content-type", kind);
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    desk.send(request.body(Body::from(body.to_vec())).unwrap())
}

#[test]
fn a_program_adds_a_file_and_asks_how_it_stands() {
    const BYTES: &str = "application/octet-stream";
    let desk = Desk::editing("lock-gate");
    let sent = by_program(
        &desk,
        "?name=..%2Fgoat.txt&who=ann",
        BYTES,
        REPORT.as_bytes(),
        &[],
    );
    assert_eq!(sent.status, StatusCode::ACCEPTED, "{}", sent.body);
    let place = sent.field("location").to_owned();
    assert_eq!(place, "/api/v1/uploads/1");
    let begun = Instant::now();
    let state = desk.until(|| {
        assert!(begun.elapsed() < Duration::from_secs(60));
        let state = desk.json(&place);
        (state["done"] == true).then_some(state)
    });
    assert_eq!(state["added"], 1, "{state}");
    let story = state["stories"][0]["id"].as_str().unwrap();
    assert_eq!(
        desk.json(&format!("/api/v1/stories/{story}"))["title"],
        "Goat wins prize"
    );
    let log = desk.json("/api/v1/log?of=goat.txt");
    assert_eq!(
        (log["entries"][0]["who"].as_str(), log["total"].as_i64()),
        (Some("ann"), Some(1))
    );
    let large = vec![b'x'; (64 << 20) + 1];
    let one = "?name=a.txt&who=ann";
    for (query, kind, body, more, status) in [
        (
            "?name=a.txt",
            BYTES,
            REPORT.as_bytes(),
            vec![],
            StatusCode::BAD_REQUEST,
        ),
        (
            "?who=ann",
            BYTES,
            REPORT.as_bytes(),
            vec![],
            StatusCode::BAD_REQUEST,
        ),
        (
            "?name=%2F&who=ann",
            BYTES,
            REPORT.as_bytes(),
            vec![],
            StatusCode::BAD_REQUEST,
        ),
        (one, BYTES, b"", vec![], StatusCode::BAD_REQUEST),
        (
            one,
            BYTES,
            large.as_slice(),
            vec![],
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        // What a form of another site's page can send without asking first is not taken.
        (
            one,
            "text/plain",
            REPORT.as_bytes(),
            vec![],
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (
            one,
            "multipart/form-data; boundary=x",
            REPORT.as_bytes(),
            vec![],
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        (
            one,
            BYTES,
            REPORT.as_bytes(),
            vec![("origin", "http://evil.example")],
            StatusCode::FORBIDDEN,
        ),
        (
            one,
            BYTES,
            REPORT.as_bytes(),
            vec![("sec-fetch-site", "cross-site")],
            StatusCode::FORBIDDEN,
        ),
    ] {
        let answer = by_program(&desk, query, kind, body, &more);
        assert_eq!(answer.status, status, "{query} {kind} {}", answer.body);
    }
    assert_eq!(desk.get("/api/v1/uploads/9").status, StatusCode::NOT_FOUND);
    let shows = Desk::example("lock-gate");
    assert_eq!(
        by_program(&shows, one, BYTES, REPORT.as_bytes(), &[]).status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(shows.get("/api/v1/uploads/1").status, StatusCode::FORBIDDEN);
}
