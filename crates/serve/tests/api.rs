//! The API gives what `twosource brief --format json` gives, in parts.

mod common;

use axum::http::StatusCode;
use common::Desk;
use serde_json::json;

#[test]
fn every_operation_says_what_a_time_out_looks_like() {
    let desk = Desk::example("lock-gate");
    let described = desk.json("/api/v1/openapi.json");
    for (path, operations) in described["paths"].as_object().unwrap() {
        let late = &operations["get"]["responses"]["503"];
        assert!(late["headers"]["Retry-After"].is_object(), "{path}");
        assert!(late["content"]["application/problem+json"].is_object(), "{path}");
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
