//! Whom the app answers, and what its answers let a browser do.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Desk, HOST};

const REPORT: (&str, &str) = (
    "a.txt",
    "Fire at quay\n\nPORT ELLERY, 4 March 2031 – A fire burned the quay of Port Ellery on Tuesday and 31 people were hurt.\n",
);

#[test]
fn another_host_is_told_nothing() {
    let desk = Desk::of(&[REPORT]);
    for host in [
        "evil.example",
        "evil.example:8040",
        "127.0.0.1:9",
        "localhost",
        "",
    ] {
        let request = Request::get("/")
            .header("host", host)
            .body(Body::empty())
            .unwrap();
        let answer = desk.send(request);
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert!(!answer.body.contains("Twosource"));
    }
    let none = Request::get("/").body(Body::empty()).unwrap();
    assert_eq!(desk.send(none).status, StatusCode::MISDIRECTED_REQUEST);
    let two = Request::get("/")
        .header("host", HOST)
        .header("host", "evil.example")
        .body(Body::empty())
        .unwrap();
    assert_eq!(desk.send(two).status, StatusCode::MISDIRECTED_REQUEST);
    let target = Request::get("http://evil.example/")
        .header("host", HOST)
        .body(Body::empty())
        .unwrap();
    assert_eq!(desk.send(target).status, StatusCode::MISDIRECTED_REQUEST);
    let ours = Request::get("/")
        .header("host", "localhost:8040")
        .body(Body::empty())
        .unwrap();
    assert_eq!(desk.send(ours).status, StatusCode::OK);
}

#[test]
fn every_answer_says_what_a_browser_may_do() {
    let desk = Desk::of(&[REPORT]);
    for address in [
        "/",
        "/nothing",
        "/assets/app.js",
        "/api/v1/stories",
        "/api/v1/none",
        "/stories/x",
        "/search?q=fire",
    ] {
        let answer = desk.get(address);
        let policy = answer.field("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{address}"
        );
        assert!(!policy.contains("unsafe"));
        assert_eq!(answer.field("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(answer.field("referrer-policy"), "no-referrer", "{address}");
        assert!(answer.headers.get("access-control-allow-origin").is_none());
    }
}

#[test]
fn a_refusal_is_a_page_for_people_and_a_problem_for_programs() {
    let desk = Desk::of(&[REPORT]);
    let page = desk.get("/reports/none");
    assert_eq!(
        (page.status, page.field("content-type")),
        (StatusCode::NOT_FOUND, "text/html; charset=utf-8")
    );
    for (address, status) in [
        ("/api/v1/reports/none", 404),
        ("/api/v1/stories/none", 404),
        ("/api/v1/none", 404),
        ("/api/v1/stories?limit=x", 400),
        ("/api/v1/stories?limit=0", 400),
        ("/api/v1/stories?cursor=x", 400),
        ("/api/v1/search?q=", 400),
        ("/api/v1/search?q=fire&from=soon", 400),
        ("/api/v1/compare?a=1", 400),
        ("/api/v1/reports/%FF", 400),
    ] {
        let answer = desk.get(address);
        assert_eq!(answer.status, status, "{address}: {}", answer.body);
        assert_eq!(
            answer.field("content-type"),
            "application/problem+json",
            "{address}"
        );
        let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(told["status"], status);
        assert!(told["detail"].as_str().is_some_and(|d| !d.is_empty()));
    }
}

#[test]
fn only_what_can_be_done_is_done() {
    let desk = Desk::of(&[REPORT]);
    for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE"] {
        let request = Request::builder()
            .method(method)
            .uri("/api/v1/stories")
            .header("host", HOST);
        let answer = desk.send(request.body(Body::empty()).unwrap());
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(answer.field("allow"), "GET,HEAD");
    }
}

#[test]
fn no_path_leads_out() {
    let desk = Desk::of(&[REPORT]);
    for path in [
        "/reports/..%2F..%2Fetc%2Fpasswd",
        "/reports/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/assets/..%2f..%2fCargo.toml",
        "/assets/../Cargo.toml",
        "/reports/..%5C..%5Cetc/source",
        "//etc/passwd",
        "/reports/%00",
    ] {
        let answer = desk.get(path);
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert!(!answer.body.contains("[package]") && !answer.body.contains("root:"));
    }
}

#[test]
fn another_site_can_send_nothing() {
    let desk = Desk::with(&[REPORT], Some("a-token-nobody-guesses"));
    let post = |fields: &[(&str, &str)]| {
        let mut request = Request::post("/sign-in")
            .header("host", HOST)
            .header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        desk.send(request.body(Body::from("token=a-token-nobody-guesses")).unwrap())
    };
    assert_eq!(
        post(&[("origin", "http://evil.example")]).status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(post(&[("origin", "null")]).status, StatusCode::FORBIDDEN);
    assert_eq!(
        post(&[("sec-fetch-site", "cross-site")]).status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        post(&[("sec-fetch-site", "same-site")]).status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        post(&[("origin", "http://127.0.0.1:8040")]).status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        post(&[("sec-fetch-site", "same-origin")]).status,
        StatusCode::SEE_OTHER
    );
}

#[test]
fn who_has_not_shown_the_token_sees_nothing() {
    let token = "a-token-nobody-guesses";
    let desk = Desk::with(&[REPORT], Some(token));
    for address in ["/", "/search?q=fire", "/stories/x", "/nothing"] {
        let answer = desk.get(address);
        assert_eq!(
            (answer.status, answer.field("location")),
            (StatusCode::SEE_OTHER, "/sign-in"),
            "{address}"
        );
        assert!(!answer.body.contains("quay"));
    }
    let api = desk.get("/api/v1/stories");
    assert_eq!(
        (api.status, api.field("www-authenticate")),
        (StatusCode::UNAUTHORIZED, "Bearer")
    );
    assert_eq!(
        desk.get_with("/api/v1/stories", &[("authorization", "Bearer wrong")])
            .status,
        StatusCode::UNAUTHORIZED
    );
    let shown = format!("bearer {token}");
    assert_eq!(
        desk.get_with("/api/v1/stories", &[("authorization", &shown)])
            .status,
        StatusCode::OK
    );
    let sign_in = |body: &str, cookie: &str| {
        let request = Request::post("/sign-in")
            .header("host", HOST)
            .header("cookie", cookie)
            .header("content-type", "application/x-www-form-urlencoded");
        desk.send(request.body(Body::from(body.to_owned())).unwrap())
    };
    let wrong = sign_in("token=wrong", "");
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    assert!(wrong.headers.get("set-cookie").is_none());
    // A session that somebody set beforehand is not the one that is opened (session fixation).
    let right = sign_in(&format!("token={token}"), "twosource_session=0000");
    let cookie = right.field("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("=0000"));
    let session = cookie.split(';').next().unwrap();
    assert_eq!(desk.get_with("/", &[("cookie", session)]).status, StatusCode::OK);
    assert_eq!(
        desk.get_with("/", &[("cookie", "twosource_session=0000")]).status,
        StatusCode::SEE_OTHER
    );
    let leave = Request::post("/sign-out")
        .header("host", HOST)
        .header("cookie", session)
        .body(Body::empty());
    desk.send(leave.unwrap());
    assert_eq!(
        desk.get_with("/", &[("cookie", session)]).status,
        StatusCode::SEE_OTHER
    );
}

#[test]
fn too_long_a_form_is_refused() {
    let desk = Desk::with(&[REPORT], Some("a-token-nobody-guesses"));
    let request = Request::post("/sign-in")
        .header("host", HOST)
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = desk.send(
        request
            .body(Body::from(format!("token={}", "x".repeat(100_000))))
            .unwrap(),
    );
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn behind_a_proxy_a_token_is_asked_for_and_the_cookie_goes_over_tls_alone() {
    let token = "a-token-nobody-guesses";
    let desk = Desk::behind(&[REPORT], "desk.example", token);
    let ask = |request: axum::http::request::Builder, body: &str| {
        let request = request
            .header("host", "desk.example")
            .header("content-type", "application/x-www-form-urlencoded");
        desk.send(request.body(Body::from(body.to_owned())).unwrap())
    };
    assert_eq!(ask(Request::get("/"), "").status, StatusCode::SEE_OTHER);
    let signed = ask(Request::post("/sign-in"), &format!("token={token}"));
    assert!(
        signed.field("set-cookie").ends_with("; Secure"),
        "{}",
        signed.field("set-cookie")
    );
    // Without a proxy there is no TLS, and the browser would keep such a cookie to itself.
    let desk = Desk::with(&[REPORT], Some(token));
    let request = Request::post("/sign-in")
        .header("host", HOST)
        .header("content-type", "application/x-www-form-urlencoded");
    let signed = desk.send(request.body(Body::from(format!("token={token}"))).unwrap());
    assert!(!signed.field("set-cookie").contains("Secure"));
}

#[test]
fn a_token_is_guessed_slowly_by_programs_too() {
    let token = "a-token-nobody-guesses";
    let desk = Desk::with(&[REPORT], Some(token));
    let begun = std::time::Instant::now();
    for wrong in ["Bearer wrong", "bearer wronger"] {
        let refused = desk.get_with("/api/v1/stories", &[("authorization", wrong)]);
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    }
    assert!(
        begun.elapsed() >= std::time::Duration::from_secs(1),
        "{:?}",
        begun.elapsed()
    );
    let begun = std::time::Instant::now();
    let shown = format!("Bearer {token}");
    assert_eq!(
        desk.get_with("/api/v1/stories", &[("authorization", &shown)])
            .status,
        StatusCode::OK
    );
    assert!(
        begun.elapsed() < std::time::Duration::from_millis(450),
        "{:?}",
        begun.elapsed()
    );
    // Many at once don't pile up: what is beyond a few is turned away at once.
    let many = desk.together(&vec![("/api/v1/stories", ("authorization", "Bearer wrong")); 18]);
    let turned = many.iter().filter(|a| a.status == StatusCode::TOO_MANY_REQUESTS);
    assert!(turned.clone().all(|a| a.field("retry-after") == "10"));
    assert_eq!(turned.count(), 2);
}

#[test]
fn an_open_address_needs_a_token() {
    let folder = tempfile::tempdir().unwrap();
    let config = serve::Config {
        archive: folder.path().join("none"),
        listen: "0.0.0.0:0".parse().unwrap(),
        hosts: vec![],
        token: None,
        users: None,
        rate: None,
        editor: None,
    };
    assert!(matches!(serve::bind(&config), Err(serve::Error::Open(_))));
    // With a token, but by no name that a browser can ask for.
    let nameless = serve::Config {
        token: Some("a-token-nobody-guesses".into()),
        ..config.clone()
    };
    let refused = serve::bind(&nameless).err().unwrap();
    assert!(matches!(refused, serve::Error::Nameless(_)));
    assert!(refused.to_string().contains("--host desk.example"), "{refused}");
    // Behind a proxy others ask, though the address is this machine's own.
    let proxied = serve::Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        hosts: vec!["desk.example".into()],
        ..config.clone()
    };
    assert!(matches!(serve::bind(&proxied), Err(serve::Error::Named(_))));
    let here = serve::Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        ..config
    };
    assert!(matches!(
        serve::bind(&here),
        Err(serve::Error::Archive(archive::Error::Missing(_)))
    ));
}
