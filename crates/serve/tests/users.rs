//! Users with roles: who may see, who may put right, who may see the log; and that nobody acts under another's name.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Answer, Desk, HOST, attributes};
use serve::users::{Role, line};

const PASSWORD: &str = "a password nobody has";

fn desk() -> Desk {
    let users: Vec<String> = [("Rea", Role::Reader), ("Edi", Role::Editor), ("Ada", Role::Admin)]
        .map(|(name, role)| line(name, role, PASSWORD).unwrap())
        .to_vec();
    Desk::used_by("lock-gate", &users.join("\n"))
}

fn post(desk: &Desk, address: &str, body: &str, cookie: &str) -> Answer {
    let request = Request::post(address)
        .header("host", HOST)
        .header("cookie", cookie)
        .header("content-type", "application/x-www-form-urlencoded");
    desk.send(request.body(Body::from(body.to_owned())).unwrap())
}

/// Signs in and gives the cookie.
fn signed(desk: &Desk, name: &str) -> String {
    let body = format!("name={name}&token={}", PASSWORD.replace(' ', "+"));
    let answer = post(desk, "/sign-in", &body, "");
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}");
    answer.field("set-cookie").split(';').next().unwrap().to_owned()
}

#[test]
fn each_role_may_what_it_may_and_no_more() {
    let desk = desk();
    assert_eq!(desk.get("/").status, StatusCode::SEE_OTHER);
    assert!(desk.get("/sign-in").body.contains("name=\"name\""));
    for (name, add, log) in [
        ("Rea", StatusCode::FORBIDDEN, StatusCode::FORBIDDEN),
        ("Edi", StatusCode::OK, StatusCode::FORBIDDEN),
        ("Ada", StatusCode::OK, StatusCode::OK),
    ] {
        let cookie = signed(&desk, name);
        let get = |address: &str| desk.get_with(address, &[("cookie", &cookie)]);
        assert_eq!(get("/").status, StatusCode::OK, "{name}");
        assert_eq!(get("/add").status, add, "{name}");
        assert_eq!(get("/log").status, log, "{name}");
        assert_eq!(get("/api/v1/log").status, log, "{name}");
        assert_eq!(get("/api/v1/alerts").status, StatusCode::OK, "{name}");
        // Whoever may add is told that there is no such upload, and the others that they may not ask.
        let asked = if add == StatusCode::OK {
            StatusCode::NOT_FOUND
        } else {
            add
        };
        assert_eq!(get("/api/v1/uploads/1").status, asked, "{name}");
        let sent = post(&desk, "/api/v1/uploads?name=a.txt", "x", &cookie);
        assert_eq!(
            sent.status == StatusCode::FORBIDDEN,
            add == StatusCode::FORBIDDEN,
            "{name}"
        );
        assert_eq!(get("/").body.contains("href=\"/add\""), add == StatusCode::OK);
        assert_eq!(get("/").body.contains("href=\"/log\""), log == StatusCode::OK);
        let rerun = post(&desk, "/rerun", "key=wrong&who=x", &cookie);
        assert_eq!(rerun.status, StatusCode::FORBIDDEN);
        // The role is asked for before the key of the form is looked at.
        assert_eq!(rerun.body.contains("may not do this"), name != "Ada", "{name}");
    }
}

#[test]
fn nobody_signs_in_by_a_wrong_password_or_as_somebody_else() {
    let desk = desk();
    for body in [
        "name=Edi&token=wrong",
        "name=&token=a+password+nobody+has",
        "name=Nobody&token=a+password+nobody+has",
        "token=a+password+nobody+has",
    ] {
        let answer = post(&desk, "/sign-in", body, "");
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{body}");
        assert!(answer.headers.get("set-cookie").is_none());
    }
    // What is put right is kept under the name of who signed in, whatever the form says.
    let cookie = signed(&desk, "Edi");
    let get = |address: &str| desk.get_with(address, &[("cookie", &cookie)]).body;
    let home = get("/");
    let story = attributes(&home, "href")
        .into_iter()
        .find(|h| h.starts_with("/stories/"))
        .unwrap();
    let note = attributes(&get(&story), "href")
        .into_iter()
        .find(|h| h.starts_with("/correct"))
        .unwrap();
    let form = get(&note);
    assert!(!form.contains("name=\"who\""), "{form}");
    let field = |name: &str| {
        let rest = form.split(&format!("name=\"{name}\"")).nth(1).unwrap();
        attributes(rest, "value")[0].clone()
    };
    let body = format!(
        "key={}&kind=note&target={}&value=&who=Ada&why=Looked+at",
        field("key"),
        field("target")
    );
    assert_eq!(
        post(&desk, "/correct", &body, &cookie).status,
        StatusCode::SEE_OTHER
    );
    let list = get("/corrections");
    assert!(list.contains("Edi, ") && !list.contains("Ada, "), "{list}");
    // A reader sees it and can't undo it; the log has it.
    let reader = signed(&desk, "Rea");
    let seen = desk.get_with("/corrections", &[("cookie", &reader)]).body;
    assert!(seen.contains("Looked at") && !seen.contains("Undo it"));
    assert_eq!(
        post(&desk, "/undo", "key=x&id=1&why=y", &reader).status,
        StatusCode::FORBIDDEN
    );
    let admin = signed(&desk, "Ada");
    let log = desk.get_with("/log", &[("cookie", &admin)]).body;
    assert!(log.contains("corrected") && log.contains("Looked at"), "{log}");
}

#[test]
fn who_asks_for_too_much_is_turned_away_for_a_while() {
    let desk = desk();
    let ask = |from: &str| {
        let mut request = Request::get("/sign-in")
            .header("host", HOST)
            .body(Body::empty())
            .unwrap();
        let peer: std::net::IpAddr = from.parse().unwrap();
        request.extensions_mut().insert(serve::Peer(peer));
        desk.send(request)
    };
    let answers: Vec<Answer> = (0..230).map(|_| ask("192.0.2.1")).collect();
    let turned: Vec<&Answer> = answers
        .iter()
        .filter(|a| a.status == StatusCode::TOO_MANY_REQUESTS)
        .collect();
    assert!(!turned.is_empty() && turned.len() < 40, "{}", turned.len());
    assert_eq!(turned[0].field("retry-after"), "1");
    assert_eq!(ask("192.0.2.2").status, StatusCode::OK);
}
