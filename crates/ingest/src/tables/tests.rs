//! Whole tables, good and bad.

use super::*;
use crate::open_bytes;
use record::Record;

fn open(name: &str, bytes: &[u8], config: &Config) -> (Vec<(u64, Record)>, Vec<String>) {
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    open_bytes(name, bytes.to_vec(), config, &mut |r| match r {
        Ok(source) => {
            let line = source.line().unwrap_or(0);
            match source.into_body() {
                Body::Record(record) => records.push((line, *record)),
                other => panic!("{other:?}"),
            }
        }
        Err(problem) => problems.push(problem.to_string()),
    });
    (records, problems)
}

fn texts(text: &str) -> (Vec<String>, Vec<String>) {
    let (records, problems) = open("t.csv", text.as_bytes(), &Config::default());
    (
        records.into_iter().filter_map(|(_, r)| r.text).collect(),
        problems,
    )
}

#[test]
fn a_row_is_a_record() {
    let table = "\u{feff}id,title,text,date,publication,authors\r\n7,Fire,\"Two died.\r\n\r\n\"\"It burned,\"\" he said.\",\
                 2031-03-05,Herald,\"['Ann Example', 'Tom Rell']\"\r\n8,,Second,NaN,,\r\n";
    let (records, problems) = open("-", table.as_bytes(), &Config::default());
    assert!(problems.is_empty(), "{problems:?}");
    let (line, first) = &records[0];
    assert_eq!((*line, first.id.as_deref()), (2, Some("7")));
    assert_eq!(
        first.text.as_deref(),
        Some("Two died.\r\n\r\n\"It burned,\" he said.")
    );
    assert_eq!(
        (first.outlet.as_deref(), first.authors.len()),
        (Some("Herald"), 2)
    );
    assert_eq!((records[1].0, records[1].1.published.as_deref()), (5, None));
}

#[test]
fn every_dialect_gives_the_same_sources() {
    let ids = |bytes: &[u8]| {
        let mut ids = Vec::new();
        open_bytes("-", bytes.to_vec(), &Config::default(), &mut |r| {
            ids.push(r.unwrap().id().clone())
        });
        ids
    };
    let plain = ids("title,text,date\nFire,Two café guests died,2031-03-05\n".as_bytes());
    assert_eq!(plain.len(), 1);
    for other in [
        "sep=;\r\n\"title\";\"text\";\"date\"\r\n\"Fire\";\"Two café guests died\";\"2031-03-05\"\r\n",
        "\u{feff}\"title\"\ttext\tdate\nFire\tTwo café guests died\t2031-03-05",
        "title|text|date\rFire|Two café guests died|2031-03-05\r",
    ] {
        assert_eq!(ids(other.as_bytes()), plain, "{other}");
    }
    let wide: Vec<u8> = "\u{feff}title\ttext\tdate\r\nFire\tTwo café guests died\t2031-03-05\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(ids(&wide), plain);
    assert_eq!(
        ids(b"title,text,date\nFire,Two caf\xe9 guests died,2031-03-05\n"),
        plain
    );
}

#[test]
fn broken_quotes_break_one_row_and_are_told_with_its_line() {
    let (texts, problems) =
        texts("id,text\n1,\"Whole.\"\n2,\"Never closed, as\nmany, are\n3,\"Whole, too.\"\n4,Last.\n");
    assert_eq!(texts, ["Whole.", "Whole, too.", "Last."]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(
        problems[0].starts_with("t.csv:3: has a quoted cell that goes on"),
        "{problems:?}"
    );
    assert!(problems[0].contains("to line 4"), "{problems:?}");
}

#[test]
fn lines_of_a_broken_cell_are_no_reports() {
    let (texts, problems) =
        texts("title,text\nA,\"Open.\nThe mayor, who was there\nsaid so, twice\n\"B\",\"Whole.\"\nC,Last.\n");
    assert_eq!(texts, ["Whole.", "Last."]);
    assert_eq!(problems.len(), 1, "{problems:?}");
}

#[test]
fn ragged_rows_are_told_and_left_out() {
    let (texts, problems) = texts(
        "id,date,text\n1,2031,One.\n2,2031\n3,2031,Three, or more.\n4,so they say,Four.\n5,2031,Five.\n",
    );
    assert_eq!(texts, ["One.", "Five."]);
    assert_eq!(
        problems,
        [
            "t.csv:3: has 2 cells where the header names 3",
            "t.csv:4: has 4 cells where the header names 3",
            "t.csv:5: has no date in its column \"date\""
        ]
    );
}

#[test]
fn tabs_without_quotes_are_read_literally() {
    let (records, problems) = open(
        "-",
        b"title\ttext\nFire\t\"No,\" he said\nFlood\t\"Yes\n",
        &Config::default(),
    );
    assert!(problems.is_empty(), "{problems:?}");
    let texts: Vec<_> = records.iter().filter_map(|(_, r)| r.text.as_deref()).collect();
    assert_eq!(texts, ["\"No,\" he said", "\"Yes"]);
}

#[test]
fn what_a_table_lacks_is_said_once() {
    let (_, problems) = texts("nr,words\n1,Two died.\n2,Three died.\n");
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0].contains("none of whose columns has a known name (they read: nr, words)"),
        "{problems:?}"
    );
    let (_, problems) = texts("url,title,seendate\nhttps://a.example/b,Fire,20310305T101500Z\n");
    assert_eq!(problems.len(), 1);
    assert!(problems[0].contains("only addresses of pages"), "{problems:?}");
    let (_, problems) = open(
        "-",
        "1,Fire,\"Two, or so.\"\n".repeat(3).as_bytes(),
        &Config::default(),
    );
    assert!(
        problems[0].contains("the first row must name them"),
        "{problems:?}"
    );
}

#[test]
fn a_mapped_column_makes_a_table() {
    let config = Config {
        fields: vec![("text".into(), "words".into())],
        ..Config::default()
    };
    let (records, _) = open("-", b"nr,words\n1,Two died.\n", &config);
    assert_eq!(records[0].1.text.as_deref(), Some("Two died."));
}

#[test]
fn a_row_past_the_limit_is_told_and_the_rest_goes_on() {
    let config = Config {
        report_limit: 100,
        ..Config::default()
    };
    let table = format!("id,text\n1,\"{}\"\n2,Two.\n", "long, ".repeat(100));
    let (records, problems) = open("t.csv", table.as_bytes(), &config);
    assert_eq!((records.len(), problems.len()), (1, 1));
    assert!(
        problems[0].starts_with("t.csv:2: is a row of more than"),
        "{problems:?}"
    );
}

proptest::proptest! {
    #[test]
    fn no_table_makes_it_panic(body in "[a,;\t\"\n\r é0]{0,200}", sep in "[,;\t|]") {
        let table = format!("id{sep}text{sep}date\n{body}");
        open("t.csv", table.as_bytes(), &Config::default());
    }

    #[test]
    fn what_was_written_is_read(cells in proptest::collection::vec("[a,;\"\n é]{0,12}[a-z]", 1..6)) {
        let rows: Vec<String> = cells.iter().map(|c| format!("\"{}\",2031\n", c.replace('"', "\"\""))).collect();
        let (texts, problems) = texts(&format!("text,date\n{}", rows.concat()));
        proptest::prop_assert!(problems.is_empty());
        proptest::prop_assert_eq!(texts, cells);
    }
}
