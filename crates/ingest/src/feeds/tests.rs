//! Whole feeds, good and bad.

use crate::{Config, open_bytes};
use record::{Body, Record};

fn open(feed: &str) -> (Vec<Record>, Vec<String>) {
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    open_bytes(
        "f.xml",
        feed.as_bytes().to_vec(),
        &Config::default(),
        &mut |r| match r {
            Ok(source) => match source.into_body() {
                Body::Record(record) => records.push(*record),
                other => panic!("{other:?}"),
            },
            Err(problem) => problems.push(problem.to_string()),
        },
    );
    (records, problems)
}

fn some(words: &str) -> Option<String> {
    Some(words.to_owned())
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Harbour news - Port Ellery Herald</title><atom:link href="https://port-ellery-herald.example/feed" rel="self"/>
<link>https://www.port-ellery-herald.example/</link><language>en-gb</language>
<image><title>A logo</title><url>https://port-ellery-herald.example/logo.png</url></image>
<item><title>Rell &amp;amp; Sons&#8217; quay</title><link>https://port-ellery-herald.example/a</link><guid isPermaLink="false">a-1</guid>
 <pubDate>Wed, 05 Mar 2031 10:00:00 GMT</pubDate><dc:creator><![CDATA[Ann Example]]></dc:creator><dc:creator>Tom Rell</dc:creator>
 <description>Short.</description><content:encoded><![CDATA[<p>The quay was rebuilt.</p>]]></content:encoded>
 <media:content xmlns:media="m"><media:title>No headline</media:title></media:content></item>
<item><title>Taken over</title><link>https://other.example/b</link><source url="https://coastline.example/rss">Coastline News Agency</source>
 <author>desk@coastline.example (Dora Quill)</author><description>&lt;p&gt;A teaser &amp;amp; no more.&lt;/p&gt;</description></item>
</channel></rss>"#;

#[test]
fn rss_2() {
    let (records, problems) = open(RSS);
    assert!(problems.is_empty(), "{problems:?}");
    let [first, second] = records.as_slice() else {
        panic!("{records:?}")
    };
    assert_eq!(
        (first.id.clone(), first.headline.clone()),
        (some("a-1"), some("Rell & Sons’ quay"))
    );
    assert_eq!(first.html.as_deref(), Some("<p>The quay was rebuilt.</p>"));
    assert_eq!(
        (first.outlet.clone(), first.language.clone()),
        (some("Port Ellery Herald"), some("en-gb"))
    );
    assert_eq!(first.published, some("Wed, 05 Mar 2031 10:00:00 GMT"));
    assert_eq!(
        (first.authors.join("; "), first.partial),
        ("Ann Example; Tom Rell".into(), false)
    );
    assert_eq!(
        (second.outlet.clone(), second.partial),
        (some("Coastline News Agency"), true)
    );
    assert_eq!(second.html.as_deref(), Some("<p>A teaser &amp; no more.</p>"));
    assert_eq!(
        (second.authors.clone(), second.id.clone()),
        (vec!["Dora Quill".to_owned()], some("https://other.example/b"))
    );
}

#[test]
fn rss_1_and_0_9() {
    let (records, problems) = open(
        "<rdf:RDF xmlns:rdf=\"r\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"d\"><channel rdf:about=\"x\"><title>Herald</title>\
         <items><rdf:Seq><rdf:li rdf:resource=\"https://herald.example/a\"/></rdf:Seq></items></channel>\
         <item rdf:about=\"https://herald.example/a\"><title>T</title><description>Words.</description><dc:date>2031-03-05</dc:date></item></rdf:RDF>",
    );
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(
        (records[0].url.clone(), records[0].outlet.clone()),
        (some("https://herald.example/a"), some("Herald"))
    );
    assert_eq!(
        (records[0].published.clone(), records[0].text.clone()),
        (some("2031-03-05"), some("Words."))
    );
    let (records, _) = open(
        "<rss version=\"0.91\"><channel><title>Herald</title><item><title>T</title><description>Words.</description></item></channel></rss>",
    );
    assert_eq!(records.len(), 1);
}

#[test]
fn atom() {
    let (records, problems) = open(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title type=\"text\">Herald</title><author><name>Ann Example</name></author>\
         <entry><title type=\"html\">&lt;b&gt;Quay&lt;/b&gt; rebuilt</title><link rel=\"enclosure\" href=\"https://herald.example/a.mp3\"/>\
         <link href=\"https://herald.example/a\"/><id>tag:herald.example,2031:a</id><published>2031-03-05T10:00:00Z</published>\
         <updated>2031-03-06T10:00:00Z</updated><content type=\"xhtml\"><div><p>The quay was <b>rebuilt</b>.</p></div></content>\
         <source><id>x</id><title>Coastline</title></source></entry>\
         <entry><title>Two</title><link href=\"https://herald.example/b\"/><id>b</id><updated>2031-03-06T10:00:00Z</updated>\
         <author><name>Tom Rell</name><email>t@herald.example</email></author><content type=\"text\">1 &lt; 2 &amp;c.</content></entry></feed>",
    );
    assert!(problems.is_empty(), "{problems:?}");
    let [first, second] = records.as_slice() else {
        panic!("{records:?}")
    };
    assert_eq!(
        (first.headline.clone(), first.url.clone()),
        (some("Quay rebuilt"), some("https://herald.example/a"))
    );
    assert_eq!(
        first.html.as_deref(),
        Some("<div><p>The quay was <b>rebuilt</b>.</p></div>")
    );
    assert_eq!(
        (first.published.clone(), first.modified.clone()),
        (some("2031-03-05T10:00:00Z"), some("2031-03-06T10:00:00Z"))
    );
    assert_eq!(
        (first.outlet.clone(), first.authors.join("")),
        (some("Coastline"), "Ann Example".into())
    );
    assert_eq!(
        (second.text.clone(), second.authors.join("")),
        (some("1 < 2 &c."), "Tom Rell".into())
    );
    assert_eq!(
        (second.published.clone(), second.language.clone()),
        (some("2031-03-06T10:00:00Z"), some("en"))
    );
}

#[test]
fn json_feed() {
    let (records, problems) = open(
        "{\n\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Herald\", \"language\": \"en\", \"items\": [\
         {\"id\": \"1\", \"url\": \"https://herald.example/a\", \"title\": \"T\", \"content_html\": \"<p>Words.</p>\", \
          \"date_published\": \"2031-03-05T10:00:00Z\", \"authors\": [{\"name\": \"Ann Example\"}]},\
         {\"id\": 2, \"summary\": \"A teaser.\"}, 7, {\"id\": \"4\"}]}",
    );
    assert_eq!(
        problems,
        [
            "f.xml:3: is no item but another value",
            "f.xml:4: is an item without text"
        ]
    );
    assert_eq!(
        (records[0].outlet.clone(), records[0].authors.join("")),
        (some("Herald"), "Ann Example".into())
    );
    assert!(!records[0].partial && records[1].partial);
    assert_eq!(records[1].id, some("2"));
}

#[test]
fn the_items_before_a_cut_are_kept() {
    let cut = &RSS[..RSS.find("<source").unwrap()];
    let (records, problems) = open(cut);
    assert_eq!(records.len(), 1);
    assert_eq!(
        problems,
        ["f.xml:2: is an item that the feed ends in the middle of"]
    );
}

#[test]
fn what_only_lists_is_refused_with_the_reason() {
    for (list, word) in [
        (
            "<?xml version=\"1.0\"?><opml version=\"2.0\"><body/></opml>",
            "OPML",
        ),
        (
            "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url/></urlset>",
            "sitemap",
        ),
        ("<?xml version=\"1.0\"?><sitemapindex/>", "sitemap"),
        (
            "<rss><channel><title>Herald</title></channel></rss>",
            "without an item",
        ),
    ] {
        let (records, problems) = open(list);
        assert!(records.is_empty() && problems[0].contains(word), "{problems:?}");
    }
}

#[test]
fn a_feed_in_another_charset() {
    let mut problems = 0;
    let feed = b"<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><rss><channel><title>H</title><item><title>\xa3\xf3d\xbc</title><description>W.</description></item></channel></rss>";
    open_bytes("f", feed.to_vec(), &Config::default(), &mut |r| match r {
        Ok(source) => {
            assert!(matches!(source.body(), Body::Record(r) if r.headline.as_deref() == Some("Łódź")))
        }
        Err(_) => problems += 1,
    });
    assert_eq!(problems, 0);
}

#[test]
fn a_section_is_no_outlet() {
    let outlet = |title: &str, site: &str| {
        let feed = format!(
            "<rss><channel><title>{title}</title><link>{site}</link><item><description>W.</description></item></channel></rss>"
        );
        open(&feed).0.remove(0).outlet
    };
    assert_eq!(
        outlet("Herald » World", "https://www.herald.example"),
        some("Herald")
    );
    assert_eq!(
        outlet("World | Herald of Ellery", "https://heraldofellery.example/world"),
        some("Herald of Ellery")
    );
    assert_eq!(
        outlet("World | Politics", "https://www.herald.example"),
        some("herald.example")
    );
    assert_eq!(outlet("World | Politics", ""), None);
    assert_eq!(outlet("Herald RSS Feed", ""), some("Herald"));
}

#[test]
fn deep_and_hostile_feeds_end() {
    let (records, _) = open(&format!(
        "<rss><channel><item><description>{}</description></item></channel></rss>",
        "<b>".repeat(100_000)
    ));
    assert_eq!(records.len(), 1);
    open(&format!("<rss><channel>{}", "<item><title>".repeat(50_000)));
    open(&format!("<rss>{}", "<a>".repeat(50_000)));
}

proptest::proptest! {
    #[test]
    fn no_feed_makes_it_panic(body in "(<|>|/|item|title|link|source|description|content:encoded|<!\\[CDATA\\[|\\]\\]>|&|;|=|\"|a|é| |<!--|-->){0,80}") {
        open(&format!("<rss><channel><item>{body}"));
    }
}
