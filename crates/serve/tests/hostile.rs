//! A report may say anything: whatever field it says it in, it is text and nothing else.

mod common;

use common::{Desk, attributes};
use serde_json::json;

/// Every way out of text that a field could try, in one.
const ATTACK: &str = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u{202E}\u{0}</title></style>&amp;javascript:alert(3)";

/// Reports with the attack in every field.
fn reports() -> String {
    let report = |id: &str, more: &str| {
        json!({
            "id": format!("{id}{ATTACK}"),
            "url": format!("https://x.example/{ATTACK}"),
            "headline": format!("Fire at quay {ATTACK}"),
            "outlet": format!("Port {ATTACK}"),
            "author": format!("Ada {ATTACK}"),
            "language": "en\" onload=\"x",
            "published": "2031-03-04",
            "text": format!(
                "A fire burned the quay of Port Ellery on Tuesday and hurt {more} people, the fire service said. {ATTACK} \
                 “We will rebuild it all {ATTACK},” Ada Quist said. The harbour master, Tom Orme, said that the quay was lost."
            ),
        })
        .to_string()
    };
    format!("{}\n{}\n", report("a/../", "31"), report("b?#", "38"))
}

/// Fails where any of the attack came to be more than text.
fn inert(address: &str, html: &str) {
    // What a form sends back and nobody sees is sent back as it is.
    let hidden = |tag: &str| tag.starts_with("input type=\"hidden\"") || tag.starts_with("option ");
    let seen: Vec<&str> = html
        .split('<')
        .map(|tag| {
            if hidden(tag) {
                tag.split_once('>').map_or("", |(_, words)| words)
            } else {
                tag
            }
        })
        .collect();
    let html = &seen.join("<");
    for sign in [
        "<script>alert",
        "<img src=x",
        "</title></style>",
        "\u{202E}",
        "\u{0}",
        "onerror=alert(2)>",
        "onload=\"x",
        ">49<",
    ] {
        assert!(!html.contains(sign), "{address}: {sign:?} in {html}");
    }
    for name in ["href", "src", "action"] {
        for value in attributes(html, name) {
            let ours =
                value.starts_with('/') || value.starts_with('#') || value.starts_with("https://x.example/");
            assert!(ours, "{address}: {name}={value}");
        }
    }
    let tags: Vec<&str> = html
        .split('<')
        .skip(1)
        .filter_map(|t| t.split(['>']).next())
        .collect();
    for tag in tags {
        assert!(!tag.contains(" on") || !tag.contains("on=\""), "{address}: {tag}");
        assert!(!tag.contains(" style="), "{address}: {tag}");
    }
}

#[test]
fn whatever_field_it_stands_in() {
    let text = reports();
    let desk = Desk::of(&[("<b>&'.jsonl", &text)]);
    let mut seen = std::collections::BTreeSet::new();
    let mut next = vec![
        "/".to_owned(),
        "/search?q=fire".to_owned(),
        "/search?q=%3Cscript%3Ealert".to_owned(),
    ];
    let ids = desk.json(&format!("/api/v1/stories/{}", desk.story()))["reports"].clone();
    let escaped = |id: &serde_json::Value| -> String {
        id.as_str()
            .unwrap()
            .bytes()
            .map(|b| format!("%{b:02X}"))
            .collect()
    };
    next.push(format!("/compare?a={}&b={}", escaped(&ids[0]), escaped(&ids[1])));
    // Every page that can be reached by a link is looked at.
    while let Some(address) = next.pop() {
        let address = address.split('#').next().unwrap().to_owned();
        if !address.starts_with('/')
            || address.starts_with("/assets")
            || !seen.insert(address.clone())
            || seen.len() > 300
        {
            continue;
        }
        let answer = desk.get(&address);
        assert!(
            answer.status.is_success(),
            "{address}: {} {}",
            answer.status,
            answer.body
        );
        let kind = answer.field("content-type");
        // The feed is no page; that its text is escaped is tested where it is written.
        if address.starts_with("/api/") || address == "/alerts.atom" {
            continue;
        }
        let saved = answer.field("content-disposition");
        if !saved.is_empty() {
            assert!(
                saved.starts_with("attachment; filename=\"") && !saved.contains('<'),
                "{saved}"
            );
            continue;
        }
        assert_eq!(kind, "text/html; charset=utf-8", "{address}");
        inert(&address, &answer.body);
        next.extend(attributes(&answer.body, "href"));
    }
    for sort in ["/stories/", "/reports/", "/compare?", "/people/", "/search?"] {
        assert!(
            seen.iter().any(|a| a.starts_with(sort)),
            "{sort} was not reached: {seen:?}"
        );
    }
}

#[test]
fn nor_in_what_is_asked() {
    let desk = Desk::of(&[("a.jsonl", &reports())]);
    let attack = "%22%27%3E%3Cscript%3Ealert(1)%3C/script%3E%E2%80%AE%0D%0AX-Evil:%201";
    for address in [
        "/search?q=",
        "/search?q=fire&outlet=",
        "/search?q=fire&person=",
        "/search?q=fire&from=",
        "/stories/",
        "/reports/",
        "/people/",
        "/compare?b=x&a=",
        "/?cursor=",
        "/reports/x?at=",
    ] {
        let answer = desk.get(&format!("{address}{attack}"));
        inert(address, &answer.body);
        assert!(answer.headers.get("x-evil").is_none());
        assert!(!answer.status.is_server_error(), "{address}");
    }
}

#[test]
fn an_id_of_dots_has_a_page() {
    let line = |id: &str, n: &str| {
        json!({"id": id, "headline": "Fire at quay", "text": format!("A fire burned {n} boats at the quay of Port Ellery on Tuesday.")}).to_string()
    };
    let desk = Desk::of(&[(
        "a.jsonl",
        &format!("{}\n{}\n", line("..", "two"), line(".", "three")),
    )]);
    let list = desk.page("/search?q=quay");
    let links: Vec<String> = attributes(&list, "href")
        .into_iter()
        .filter(|h| h.starts_with("/reports"))
        .collect();
    assert!(links.iter().any(|l| l.contains("?id=..&")), "{links:?}");
    for link in links {
        assert!(desk.page(&link).contains("<mark class=\"lit\""), "{link}");
    }
}
