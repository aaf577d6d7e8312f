//! The API gives what `twosource brief --format json` gives, in parts.

mod common;

use axum::http::StatusCode;
use common::Desk;
use serde_json::json;

#[test]
fn every_operation_says_what_a_time_out_looks_like() {
    let desk = Desk::example("lock-gate");
    let described = desk.json("/api/v1/openapi.json");
    let paths = described["paths"].as_object().unwrap().iter();
    for (path, operation) in paths.flat_map(|(p, all)| all.as_object().unwrap().values().map(move |o| (p, o)))
    {
        let late = &operation["responses"]["503"];
        assert!(late["headers"]["Retry-After"].is_object(), "{path}");
        for (status, answer) in operation["responses"].as_object().unwrap() {
            let is_problem = answer["content"]["application/problem+json"].is_object();
            assert_eq!(is_problem, status.starts_with(['4', '5']), "{path} {status}");
        }
    }
}

#[test]
fn alerts_are_listed_part_by_part_and_tell_nobody_whom_they_are_sent_to() {
    let desk = Desk::example("lock-gate");
    let none = desk.json("/api/v1/alerts");
    assert_eq!((none["run"].is_null(), none["total"].as_u64()), (true, Some(0)));
    let fired = |n: u32| {
        json!({
            "id": format!("{n:064x}"), "alert": "fires", "on": "figure", "story": "s", "title": "Fire", "words": format!("Change {n}."),
            "run": 2, "at": "2031-03-06T09:00:00Z", "webhook": "https://desk.example/secret-path", "sent": true, "tries": 0, "due": 0,
            "failed": "no such host: hidden.example", "mail": [{"to": "ann@desk.example", "sent": n != 3, "tries": 0, "due": 0, "failed": null}]
        })
    };
    desk.put(
        "alerts.json",
        &json!({"run": 2, "fired": [fired(1), fired(2), fired(3)]}).to_string(),
    );
    let first = desk.json("/api/v1/alerts?limit=2");
    assert_eq!(
        (first["run"].as_i64(), first["total"].as_u64()),
        (Some(2), Some(3))
    );
    assert_eq!(
        (
            first["alerts"][0]["words"].as_str(),
            first["alerts"][0]["sent"].as_bool()
        ),
        (Some("Change 3."), Some(false))
    );
    assert_eq!(
        (
            first["alerts"][1]["on"].as_str(),
            first["alerts"][1]["sent"].as_bool()
        ),
        (Some("figure"), Some(true))
    );
    for hidden in ["desk.example", "hidden.example", "ann@"] {
        assert!(!first.to_string().contains(hidden), "{first}");
    }
    // What fires meanwhile is told by the next reading of the list, and moves nothing in this one.
    desk.put(
        "alerts.json",
        &json!({"run": 3, "fired": [fired(1), fired(2), fired(3), fired(4)]}).to_string(),
    );
    let next = desk.json(&format!(
        "/api/v1/alerts?limit=2&cursor={}",
        first["next"].as_str().unwrap()
    ));
    assert_eq!(next["alerts"].as_array().unwrap().len(), 1);
    assert_eq!(
        (next["alerts"][0]["words"].as_str(), next["next"].is_null()),
        (Some("Change 1."), true)
    );
    for wrong in ["cursor=x", "limit=0", "limit=101", &format!("cursor={:064x}", 77)] {
        assert_eq!(
            desk.get(&format!("/api/v1/alerts?{wrong}")).status,
            StatusCode::BAD_REQUEST,
            "{wrong}"
        );
    }
}

#[test]
fn the_log_is_read_from_its_end_and_goes_on_where_it_stopped() {
    let desk = Desk::example("lock-gate");
    let (mut ids, mut address) = (Vec::new(), "/api/v1/log?limit=2".to_owned());
    loop {
        let part = desk.json(&address);
        let entries = part["entries"].as_array().unwrap();
        ids.extend(entries.iter().map(|e| e["id"].as_i64().unwrap()));
        match part["next"].as_str() {
            Some(next) => address = format!("/api/v1/log?limit=2&cursor={next}"),
            None => {
                assert_eq!(part["total"].as_i64(), Some(i64::try_from(ids.len()).unwrap()));
                break;
            }
        }
        // What is logged meanwhile moves nothing.
        if ids.len() == 2 {
            desk.add(&[(
                "goat.txt",
                "Goat wins\n\nORREL, 1 March 2031 – A goat won the prize of the fair in Orrel.\n",
            )]);
            ids.splice(
                0..0,
                desk.json("/api/v1/log?limit=3")["entries"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|e| e["id"].as_i64().unwrap()),
            );
        }
    }
    let expected: Vec<i64> = (1..=i64::try_from(ids.len()).unwrap()).rev().collect();
    assert_eq!(ids, expected);
    let report = desk.json("/api/v1/search?q=goat")["hits"][0]["report"]
        .as_str()
        .unwrap()
        .to_owned();
    let of = desk.json(&format!("/api/v1/log?of={report}"));
    assert_eq!(
        (of["total"].as_i64(), of["entries"][0]["act"].as_str()),
        (Some(1), Some("added"))
    );
    for wrong in ["cursor=-1", "cursor=1x", "cursor=9999999999999", "limit=0"] {
        assert_eq!(
            desk.get(&format!("/api/v1/log?{wrong}")).status,
            StatusCode::BAD_REQUEST,
            "{wrong}"
        );
    }
}

#[test]
fn a_list_goes_on_where_it_stopped() {
    let lines: String = (0..5)
        .map(|n| json!({"id": format!("r{n}"), "headline": format!("Matter {n}"), "published": format!("2031-03-0{}", n + 1), "text": format!("{} opened a bakery in {}.", ["Ada Quist", "Tom Orme", "Lena Voss", "Piet Haan", "Mara Dell"][n], ["Callow", "Harrow", "Ellery", "Tamsin", "Vale"][n])}).to_string() + "\n")
        .collect();
    let desk = Desk::of(&[("a.jsonl", &lines)]);
    let (mut ids, mut address) = (Vec::new(), "/api/v1/stories?limit=2".to_owned());
    loop {
        let part = desk.json(&address);
        assert_eq!(part["total"], 5);
        ids.extend(
            part["stories"]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| s["id"].as_str().unwrap().to_owned()),
        );
        match part["next"].as_str() {
            Some(next) => address = format!("/api/v1/stories?limit=2&cursor={next}"),
            None => break,
        }
    }
    let different: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!((ids.len(), different.len()), (5, 5));
}

#[test]
fn what_the_client_has_is_not_sent_again() {
    let desk = Desk::example("harbour-fire");
    for address in [
        "/api/v1/stories",
        "/",
        "/assets/app.css",
        &format!("/stories/{}", desk.story()),
    ] {
        let first = desk.get(address);
        let tag = first.field("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 16, "{address}: {tag}");
        let again = desk.get_with(address, &[("if-none-match", &format!("\"x\", W/{tag}"))]);
        assert_eq!(
            (again.status, again.body.as_str()),
            (StatusCode::NOT_MODIFIED, ""),
            "{address}"
        );
        assert_eq!(
            desk.get_with(address, &[("if-none-match", "\"x\"")]).status,
            StatusCode::OK
        );
    }
}

#[test]
fn shapes_are_those_of_the_contract() {
    let desk = Desk::example("harbour-fire");
    let id = desk.story();
    let story: record::Story = serde_json::from_value(desk.json(&format!("/api/v1/stories/{id}"))).unwrap();
    assert_eq!(story.sources.independent, record::Independent { low: 4, high: 4 });
    for report in &story.reports {
        let told: record::Report =
            serde_json::from_value(desk.json(&format!("/api/v1/reports/{report}"))).unwrap();
        assert_eq!(&told.id, report);
    }
    let reuse = desk.json(&format!("/api/v1/reuse?story={id}"));
    assert_eq!(reuse["reuse"].as_array().unwrap().len(), story.reuse.len());
    let (a, b) = (&story.reuse[0].a, &story.reuse[0].b);
    let compared: record::Comparison =
        serde_json::from_value(desk.json(&format!("/api/v1/compare?a={a}&b={b}"))).unwrap();
    assert_eq!((&compared.a.id, &compared.b.id), (a, b));
    let found = desk.json("/api/v1/search?q=fire&agency=Halcyon%20News%20Agency");
    assert!(found["total"].as_i64().unwrap() >= 1, "{found}");
    for hit in found["hits"].as_array().unwrap() {
        let text = desk.page(&format!(
            "/api/v1/reports/{}/text",
            hit["report"].as_str().unwrap()
        ));
        for mark in hit["marks"].as_array().unwrap() {
            let at = |name: &str| usize::try_from(mark[name].as_u64().unwrap()).unwrap();
            assert_eq!(&text[at("start")..at("end")], mark["text"].as_str().unwrap());
        }
    }
}

#[test]
fn a_passage_that_cuts_a_letter_is_none() {
    let desk = Desk::of(&[(
        "a.jsonl",
        &json!({"id": "a", "text": "Café noir burned on Tuesday."}).to_string(),
    )]);
    assert_eq!(desk.page("/api/v1/reports/a/text?start=0&end=5"), "Café");
    for range in [
        "start=0&end=4",
        "start=9&end=3",
        "start=0&end=99999",
        "start=-1",
        "end=18446744073709551616",
    ] {
        assert_eq!(
            desk.get(&format!("/api/v1/reports/a/text?{range}")).status,
            StatusCode::BAD_REQUEST,
            "{range}"
        );
    }
    let page = desk.page("/reports/a?at=0-4");
    assert!(page.contains("No words of this text stand at the bytes"));
    assert!(!desk.page("/reports/a?at=0-5").contains("No words of this text"));
}
