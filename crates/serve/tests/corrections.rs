//! What people put right through the app: kept under their name, shown, undone, and by nobody else's page.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Answer, Desk, HOST, attributes};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

fn post(desk: &Desk, address: &str, fields: &[(&str, &str)]) -> Answer {
    let escaped = |text: &str| -> String { text.bytes().map(|b| format!("%{b:02X}")).collect() };
    let body: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", escaped(value)))
        .collect();
    let request = Request::post(address)
        .header("host", HOST)
        .header("sec-fetch-site", "same-origin")
        .header(FORM.0, FORM.1);
    desk.send(request.body(Body::from(body.join("&"))).unwrap())
}

/// The hidden fields of the form at `address`.
fn key(desk: &Desk, address: &str) -> String {
    let page = desk.page(address);
    let at = page.find("name=\"key\"").unwrap_or_else(|| panic!("{page}"));
    attributes(&page[at..], "value").remove(0)
}

#[test]
fn a_speaker_is_put_right_and_that_is_undone() {
    let desk = Desk::editing("harbour-fire");
    let report = desk.page("/reports/lakeside-0304");
    let links: Vec<String> = attributes(&report, "href")
        .into_iter()
        .filter(|h| h.starts_with("/correct?kind=speaker"))
        .collect();
    assert!(links.len() > 3, "{links:?}");
    let form = desk.page(&links[0]);
    assert!(form.contains("Lakeside Tribune"), "{form}");
    let key = key(&desk, &links[0]);
    let value = links[0].split("value=").nth(1).unwrap();
    let made = post(
        &desk,
        "/correct",
        &[
            ("key", &key),
            ("kind", "speaker"),
            ("target", "lakeside-0304"),
            ("value", value),
            ("who", "Ada <b>"),
            ("why", "it is the mayor <i>"),
        ],
    );
    assert_eq!(
        (made.status, made.field("location")),
        (StatusCode::SEE_OTHER, "/reports/lakeside-0304#put-right"),
        "{}",
        made.body
    );
    let report = desk.page("/reports/lakeside-0304");
    assert!(
        report.contains("it is the mayor &#60;i&#62;") && report.contains("Ada &#60;b&#62;"),
        "{report}"
    );
    let undone = post(
        &desk,
        "/undo",
        &[("key", &key), ("id", "1"), ("who", "Bo"), ("why", "it is not")],
    );
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
    let list = desk.page("/corrections");
    assert!(
        list.contains("undone by Bo: it is not") && !list.contains("Undo it"),
        "{list}"
    );
    assert_eq!(
        post(
            &desk,
            "/undo",
            &[("key", &key), ("id", "1"), ("who", "Bo"), ("why", "again")]
        )
        .status,
        StatusCode::BAD_REQUEST
    );
}

#[test]
fn what_is_about_nothing_is_refused() {
    let desk = Desk::editing("lock-gate");
    let id = desk.story();
    let key = key(&desk, &format!("/correct?kind=note&target={id}"));
    let make = |kind: &str, target: &str, value: &str, why: &str| {
        post(
            &desk,
            "/correct",
            &[
                ("key", &key),
                ("kind", kind),
                ("target", target),
                ("value", value),
                ("who", "Bo"),
                ("why", why),
            ],
        )
        .status
    };
    assert_eq!(make("note", &id, "", "seen"), StatusCode::SEE_OTHER);
    for (kind, target, value, why) in [
        ("note", "none", "", "x"),
        ("note", id.as_str(), "", " "),
        ("speaker", id.as_str(), "0-5", "x"),
        ("apart", "none", "none", "x"),
        ("other", id.as_str(), "", "x"),
    ] {
        let status = make(kind, target, value, why);
        assert!(status.is_client_error(), "{kind} {target}: {status}");
    }
}

#[test]
fn nobody_elses_page_can_put_anything_right() {
    let desk = Desk::editing("lock-gate");
    let id = desk.story();
    let fields = [
        ("key", "guessed"),
        ("kind", "note"),
        ("target", id.as_str()),
        ("who", "Bo"),
        ("why", "x"),
    ];
    assert_eq!(post(&desk, "/correct", &fields).status, StatusCode::FORBIDDEN);
    assert_eq!(
        post(&desk, "/rerun", &[("key", "guessed"), ("who", "Bo")]).status,
        StatusCode::FORBIDDEN
    );
    assert!(desk.page("/corrections").contains("Nothing was put right yet"));
}

#[test]
fn an_app_that_only_shows_takes_nothing() {
    let desk = Desk::example("lock-gate");
    let id = desk.story();
    assert_eq!(
        desk.get(&format!("/correct?kind=note&target={id}")).status,
        StatusCode::FORBIDDEN
    );
    let fields = [
        ("key", ""),
        ("kind", "note"),
        ("target", id.as_str()),
        ("who", "Bo"),
        ("why", "x"),
    ];
    assert_eq!(post(&desk, "/correct", &fields).status, StatusCode::FORBIDDEN);
    assert!(!desk.page(&format!("/stories/{id}")).contains("/correct?"));
}

#[test]
fn two_stories_are_parted_by_the_next_run() {
    let desk = Desk::editing("lock-gate");
    let id = desk.story();
    let before = desk.json(&format!("/api/v1/stories/{id}"));
    let reports: Vec<&str> = before["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r.as_str().unwrap())
        .collect();
    let (a, b) = (reports[0], reports[reports.len() - 1]);
    let compared = desk.page(&format!("/compare?a={a}&b={b}"));
    let link = attributes(&compared, "href")
        .into_iter()
        .find(|h| h.starts_with("/correct?kind=apart"))
        .unwrap();
    let key = key(&desk, &link);
    let made = post(
        &desk,
        "/correct",
        &[
            ("key", &key),
            ("kind", "apart"),
            ("target", a),
            ("value", b),
            ("who", "Bo"),
            ("why", "two gates"),
        ],
    );
    assert_eq!(
        (made.status, made.field("location")),
        (StatusCode::SEE_OTHER, "/corrections")
    );
    assert_eq!(
        post(&desk, "/rerun", &[("key", &key), ("who", "Bo")]).status,
        StatusCode::SEE_OTHER
    );
    for _ in 0..600 {
        if desk.page("/corrections").contains("told anew</p>") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    let stories = desk.json("/api/v1/stories");
    let together = |s: &serde_json::Value| {
        let has = |id: &str| s["reports"].as_array().unwrap().iter().any(|r| r == id);
        has(a) && has(b)
    };
    assert!(
        !stories["stories"].as_array().unwrap().iter().any(together),
        "{stories}"
    );
}
