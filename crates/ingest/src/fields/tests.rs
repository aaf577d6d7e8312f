//! What other people's records are read as.

use super::*;

fn read(text: &str) -> Record {
    read_with(text, &Config::default())
}

fn read_with(text: &str, config: &Config) -> Record {
    match serde_json::from_str(text).unwrap() {
        Value::Object(object) => record(&object, config),
        _ => panic!("a record is needed"),
    }
}

fn some(words: &str) -> Option<String> {
    Some(words.to_owned())
}

#[test]
fn ninjs_of_both_versions() {
    let one = read(
        r#"{"uri":"urn:x:1","title":"port-fire","headline":"H","body_text":"T","body_html":"<p>T</p>",
            "versioncreated":"2031-03-05T10:00:00Z","byline":"Ann Example","language":"en","usageterms":"None",
            "infosource":[{"name":"Coastline News Agency"}],"copyrightholder":"Somebody"}"#,
    );
    assert_eq!(
        (one.id, one.url, one.headline),
        (some("urn:x:1"), None, some("H"))
    );
    assert_eq!(
        (one.text, one.published),
        (some("T"), some("2031-03-05T10:00:00Z"))
    );
    assert_eq!(
        (one.authors, one.outlet),
        (vec!["Ann Example".into()], some("Coastline News Agency"))
    );
    let two = read(
        r#"{"uri":"http://cna.example/items/1","headlines":[{"role":"main","contenttype":"text/plain","value":"H"}],
            "bodies":[{"contenttype":"text/html","value":"<p>T</p>"},{"contenttype":"text/plain","value":"T"}],
            "by":"Ann Example","contentcreated":"2031-03-05T09:00:00Z","associations":[{"headlines":[{"value":"other"}]}]}"#,
    );
    assert_eq!((two.headline, two.text), (some("H"), some("T")));
    assert_eq!((two.url, two.id), (some("http://cna.example/items/1"), None));
    assert_eq!(
        (two.authors, two.published),
        (vec!["Ann Example".into()], some("2031-03-05T09:00:00Z"))
    );
    let only_markup = read(r#"{"bodies":[{"contenttype":"application/xhtml+xml","value":"<p>T</p>"}]}"#);
    assert_eq!(
        (only_markup.text, only_markup.html),
        (None, some("<p>T</p>").map(Page::from))
    );
}

#[test]
fn exports_of_crawlers() {
    let please = read(
        r#"{"authors":["A B","C D"],"date_download":"2031-03-06 01:00:00","date_modify":"2031-03-05 12:00:00",
            "date_publish":"2031-03-05 10:00:00","description":"D","filename":"x.json","language":"en","maintext":"T",
            "source_domain":"herald.example","title":"H","title_page":null,"url":"https://herald.example/a"}"#,
    );
    assert_eq!(
        (please.text, please.headline, please.outlet),
        (some("T"), some("H"), some("herald.example"))
    );
    assert_eq!(please.published, some("2031-03-05 10:00:00"));
    assert_eq!(
        (please.modified, please.captured),
        (some("2031-03-05 12:00:00"), some("2031-03-06 01:00:00"))
    );
    assert_eq!((please.id, please.authors.len()), (None, 2));
    let cloud = read(
        r#"{"stories_id":7,"media_id":4,"media_name":"Herald","media_url":"https://herald.example/","title":"H",
            "publish_date":"2031-03-05","indexed_date":"2031-03-06","url":"https://herald.example/a","story_text":"T"}"#,
    );
    assert_eq!(
        (cloud.id, cloud.outlet, cloud.text),
        (some("7"), some("Herald"), some("T"))
    );
    assert_eq!(
        (cloud.published, cloud.captured),
        (some("2031-03-05"), some("2031-03-06"))
    );
    let common = read(
        r#"{"requested_url":"https://herald.example/a","plain_text":"T","published_date":"2031-03-05","title":"H",
            "sitename":"Herald","crawl_date":"2031-03-07","author":"A B"}"#,
    );
    assert_eq!(
        (common.text, common.outlet, common.published),
        (some("T"), some("Herald"), some("2031-03-05"))
    );
    assert_eq!(common.url, some("https://herald.example/a"));
}

#[test]
fn answers_of_news_apis() {
    let cut = read(
        r#"{"source":{"id":null,"name":"Herald"},"author":"A B","title":"H","description":"D",
            "publishedAt":"2031-03-05T10:00:00Z","content":"Two people died… [+1234 chars]"}"#,
    );
    assert_eq!((cut.outlet, cut.partial), (some("Herald"), true));
    let guardian = read(
        r#"{"id":"world/2031/fire","type":"article","webPublicationDate":"2031-03-05T10:00:00Z","webTitle":"H",
            "webUrl":"https://guardian.example/fire","apiUrl":"https://api.example/fire",
            "fields":{"headline":"H","bodyText":"T","body":"<p>T</p>","byline":"A B","publication":"The Guardian"}}"#,
    );
    assert_eq!(
        (guardian.text, guardian.outlet, guardian.headline),
        (some("T"), some("The Guardian"), some("H"))
    );
    assert_eq!(guardian.url, some("https://guardian.example/fire"));
    assert_eq!(
        (guardian.published, guardian.authors),
        (some("2031-03-05T10:00:00Z"), vec!["A B".into()])
    );
    let registry = read(
        r#"{"uri":"8012","lang":"eng","date":"2031-03-05","dateTime":"2031-03-05T11:00:00Z",
            "dateTimePub":"2031-03-05T10:00:00Z","url":"https://herald.example/a","title":"H","body":"T",
            "source":{"uri":"herald.example","dataType":"news","title":"Herald"},"authors":[{"uri":"x","name":"A B"}]}"#,
    );
    assert_eq!((registry.id, registry.outlet), (some("8012"), some("Herald")));
    assert_eq!(
        (registry.published, registry.language),
        (some("2031-03-05T10:00:00Z"), some("eng"))
    );
    assert_eq!(registry.authors, ["A B"]);
}

#[test]
fn gdelt_names_pages_and_holds_none() {
    for line in [
        r#"{"url":"https://herald.example/a","title":"H","seendate":"20310305T101500Z","domain":"herald.example",
            "language":"English","sourcecountry":"United States"}"#,
        r#"{"DocumentIdentifier":"https://herald.example/a","SourceCommonName":"herald.example","DATE":"20310305101500"}"#,
    ] {
        let Value::Object(object) = serde_json::from_str(line).unwrap() else {
            panic!()
        };
        let record = record(&object, &Config::default());
        assert_eq!(record.outlet, some("herald.example"));
        let reason = check(record, &object).unwrap_err();
        assert!(reason.contains("only the address of a page"), "{reason}");
    }
}

#[test]
fn linked_data() {
    let schema = read(
        r#"{"articleBody":"T","publisher":{"name":"Herald"},"author":[{"name":"A"}],"datePublished":"2031",
            "mainEntityOfPage":{"@id":"https://herald.example/a"}}"#,
    );
    assert_eq!((schema.outlet, schema.authors.len()), (some("Herald"), 1));
    assert_eq!(schema.url, some("https://herald.example/a"));
}

#[test]
fn a_source_is_a_name_a_domain_a_site_or_the_report() {
    let of = |source: &str| {
        let record = read(&format!(r#"{{"id":12,"text":"T","source":"{source}"}}"#));
        assert_eq!(record.id, some("12"));
        (record.outlet, record.url)
    };
    assert_eq!(of("Herald"), (some("Herald"), None));
    assert_eq!(of("herald.example"), (some("herald.example"), None));
    assert_eq!(
        of("https://herald.example/"),
        (some("https://herald.example/"), None)
    );
    assert_eq!(
        of("https://herald.example/fire"),
        (None, some("https://herald.example/fire"))
    );
}

#[test]
fn a_mapping_goes_before_the_usual_names() {
    let map = |ours: &str, theirs: &str| (ours.to_owned(), theirs.to_owned());
    let config = Config {
        fields: vec![
            map("text", "lede"),
            map("outlet", "paper.title"),
            map("captured", "got"),
        ],
        ..Config::default()
    };
    let record = read_with(
        r#"{"text":"no","lede":"yes","paper":{"title":"Herald"},"got":"2031-03-05"}"#,
        &config,
    );
    assert_eq!(
        (record.text, record.outlet, record.captured),
        (some("yes"), some("Herald"), some("2031-03-05"))
    );
}

#[test]
fn markup_in_a_text_field_is_a_page_and_a_mention_of_a_tag_is_not() {
    let of = |text: &str| {
        let record = read(&serde_json::json!({ "body": text }).to_string());
        (record.text.is_some(), record.html.is_some())
    };
    assert_eq!(of("<p>Two people died.</p><p>One was hurt.</p>"), (false, true));
    assert_eq!(of("<div class=\"body\">Two people died.</div>"), (false, true));
    assert_eq!(
        of("The tag <p> begins a paragraph and </p> ends it."),
        (true, false)
    );
    assert_eq!(of("<Two people died>"), (true, false));
    assert_eq!(of("<p without an end"), (true, false));
}

#[test]
fn lists_written_into_a_cell_are_lists() {
    let of = |cell: &str| people(&Value::String(cell.to_owned()));
    assert_eq!(
        of("['Ann Example', \"Tom O'Hara\"]"),
        ["Ann Example", "Tom O'Hara"]
    );
    assert!(of("[]").is_empty());
    assert_eq!(of("[Staff]"), ["[Staff]"]);
    assert_eq!(of("['Ann' Example]"), ["['Ann' Example]"]);
    assert_eq!(people(&serde_json::json!({ "name": ["A", "B"] })), ["A", "B"]);
}

#[test]
fn only_a_cut_text_is_partial() {
    assert!(is_cut("Two people died… [+12 chars]") && is_cut("Two… [120 chars]\n"));
    assert!(!is_cut("The limit is [+12 chars] a line, he said."));
}
