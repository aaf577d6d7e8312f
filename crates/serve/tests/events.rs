//! Server-Sent Events: what runs change is told as they do, and to whom missed it, once.

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::{Desk, HOST};
use std::time::Duration;

const FIRST: (&str, &str) = (
    "a.txt",
    "Fire at quay\n\nPORT ELLERY, 4 March 2031 – A fire burned the quay of Port Ellery on Tuesday and 31 people were hurt.\n",
);
const SECOND: (&str, &str) = (
    "b.txt",
    "Goat wins prize\n\nORREL, 5 March 2031 – A goat called Bessie won the prize of the fair in Orrel on Wednesday.\n",
);

/// What the next part of an answer holds, where one comes in time.
async fn part(body: &mut Body) -> Option<String> {
    let frame = std::future::poll_fn(|cx| {
        use axum::body::HttpBody;
        std::pin::Pin::new(&mut *body).poll_frame(cx)
    });
    let frame = tokio::time::timeout(Duration::from_secs(10), frame)
        .await
        .ok()??;
    let bytes = frame.ok()?.into_data().ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn request(address: &str, last: Option<&str>) -> Request<Body> {
    let mut request = Request::get(address).header("host", HOST);
    if let Some(last) = last {
        request = request.header("last-event-id", last);
    }
    request.body(Body::empty()).unwrap()
}

fn data(event: &str) -> serde_json::Value {
    let line = event.lines().find_map(|l| l.strip_prefix("data: "));
    serde_json::from_str(line.unwrap_or_else(|| panic!("no data in {event:?}"))).unwrap()
}

#[test]
fn a_run_is_told_as_it_comes_and_to_whom_missed_it() {
    let desk = Desk::of(&[FIRST]);
    desk.within(async |ask| {
        let answer = ask(request("/api/v1/events", None)).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        let mut heard = answer.into_body();
        assert!(part(&mut heard).await.unwrap().contains("listening"));
        desk.add(&[SECOND]);
        let event = part(&mut heard).await.unwrap();
        assert!(
            event.contains("event: stories") && event.contains("id: 2"),
            "{event}"
        );
        let changes = data(&event);
        assert_eq!(changes["run"], 2);
        assert_eq!(changes["new"][0]["title"], "Goat wins prize");
        assert_eq!(changes["changed"].as_array().unwrap().len(), 0);
        // Who comes later with the last event that they heard is told what they missed, and nothing twice.
        let missed = ask(request("/api/v1/events", Some("1"))).await;
        assert_eq!(data(&part(&mut missed.into_body()).await.unwrap()), changes);
        let missed = ask(request("/api/v1/events?since=1", None)).await;
        assert_eq!(data(&part(&mut missed.into_body()).await.unwrap()), changes);
        let none = ask(request("/api/v1/events", Some("2"))).await;
        assert!(part(&mut none.into_body()).await.unwrap().contains("listening"));
    });
}

#[test]
fn no_more_listen_than_there_is_room_for() {
    let desk = Desk::of(&[FIRST]);
    desk.within(async |ask| {
        let mut all = Vec::new();
        for _ in 0..64 {
            let answer = ask(request("/api/v1/events", None)).await;
            assert_eq!(answer.status(), StatusCode::OK);
            all.push(answer.into_body());
        }
        let refused = ask(request("/api/v1/events", None)).await;
        assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(refused.headers()["retry-after"], "60");
        assert_eq!(refused.headers()["content-type"], "application/problem+json");
        all.pop();
        let answer = ask(request("/api/v1/events?since=nonsense", None)).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
        let answer = ask(request("/api/v1/events", None)).await;
        assert_eq!(answer.status(), StatusCode::OK);
    });
}
