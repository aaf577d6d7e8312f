//! Pages on one core. `text` is what extractors of text do: from a page to its segments with the source map, its metadata
//! and its language. `read` is all of `read`, with the sentences, times, names, quotes and quantities of the article.
//! The goal is 120 pages a second and core.
//!
//! The pages are those of `../shared/data/pages` where they lie beside the checkout, else made up here.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use flate2::read::GzDecoder;
use record::{Body, Page, Report, Source};
use std::fmt::Write;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Duration;

/// So many pages of a set are read; enough for a steady figure.
const PAGES: usize = 180;

fn stored(set: &str) -> Vec<String> {
    let root = std::env::var_os("TWOSOURCE_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        Into::into,
    );
    let Ok(file) = File::open(root.join(format!("pages/{set}.jsonl.gz"))) else {
        return Vec::new();
    };
    BufReader::new(GzDecoder::new(file))
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| {
            let row: serde_json::Value = serde_json::from_str(&line).ok()?;
            row.get("html")?.as_str().map(str::to_owned)
        })
        .take(PAGES)
        .collect()
}

/// Pages of the size and build of a news site's: menus, scripts, an article, other reports, a footer.
fn made_up() -> Vec<String> {
    let menu = "<li class=\"nav-item\"><a href=\"/news\">News of the harbour</a></li>".repeat(60);
    let script = "<script>window.site = {sections: ['news', 'sport'], render: function () { return 1 < 2; }};</script>".repeat(200);
    let more =
        "<div class=\"related-card\"><a href=\"/b\"><h3>Mayor resigns over bridge</h3></a></div>".repeat(30);
    (0..PAGES)
        .map(|n| {
            let mut body = String::new();
            for paragraph in 0..20 {
                let _ = write!(
                    body,
                    "<p>A fire destroyed {} warehouses in the harbour of Port Ellery on Monday, killing at least 12 people, the \
                     <a href=\"/f\">fire service</a> said. &ldquo;We heard {paragraph} explosions,&rdquo; harbourmaster Dora \
                     Quill told reporters.</p>",
                    n + 2
                );
            }
            format!(
                "<html><head><title>Fire {n} | Port Ellery Herald</title>{script}</head><body><nav><ul>{menu}</ul></nav><main>\
                 <article><h1>Fire {n}</h1>{body}</article><aside>{more}</aside></main><footer>© Port Ellery Herald</footer></body></html>"
            )
        })
        .collect()
}

fn pages(c: &mut Criterion) {
    let mut group = c.benchmark_group("pages");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    let sets = [
        ("made up", made_up()),
        ("dates-htmldate", stored("dates-htmldate")),
        ("scrapinghub", stored("scrapinghub")),
        ("wcxb-dev", stored("wcxb-dev")),
    ];
    for (name, pages) in sets {
        if pages.is_empty() {
            continue;
        }
        group.throughput(Throughput::Elements(pages.len() as u64));
        group.bench_function(format!("text, {name}"), |b| {
            b.iter_batched(
                || {
                    pages
                        .iter()
                        .map(|page| Page::from(page.clone()))
                        .collect::<Vec<_>>()
                },
                |pages| {
                    for page in pages {
                        let mut report = Report::default();
                        read::page::read_page(&page, &mut report);
                        black_box(report);
                    }
                },
                BatchSize::LargeInput,
            );
        });
        group.bench_function(format!("read, {name}"), |b| {
            b.iter_batched(
                || pages.clone(),
                |pages| {
                    for page in pages {
                        let bytes = page.clone().into_bytes();
                        let body = Body::Html(page.into());
                        black_box(read::read(Source::new(&bytes, "page.html", None, body)));
                    }
                },
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, pages);
criterion_main!(benches);
