//! Stages over streams in memory; `crates/twosource/tests/worker.rs` runs them as processes.

use super::*;
use crate::rows::{Kind, Value};
use arrow_array::RecordBatch;

const FILES: Columns = &[
    ("input", Kind::Long),
    ("file", Kind::Text),
    ("content", Kind::Bytes),
];

fn stream(columns: Columns, rows: &[Vec<Value<'_>>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut sheet = Sheet::open(columns, &mut bytes).unwrap();
    rows.iter().for_each(|row| sheet.push(row).unwrap());
    sheet.close().unwrap();
    bytes
}

fn ran(stage: &str, input: &[u8]) -> Vec<Rows> {
    let mut out = Vec::new();
    run(stage, Options::default(), input, &mut out).unwrap();
    let batches: Result<Vec<RecordBatch>, _> = StreamReader::try_new(out.as_slice(), None).unwrap().collect();
    batches.unwrap().into_iter().map(Rows).collect()
}

fn of<'r>(rows: &'r [Rows], column: &str) -> Vec<Option<&'r str>> {
    rows.iter().flat_map(|r| r.text(column).unwrap()).collect()
}

fn file<'f>(at: i64, name: &'f str, content: &'f str) -> Vec<Value<'f>> {
    vec![
        Value::Long(Some(at)),
        Value::Text(Some(name)),
        Value::Bytes(Some(content.as_bytes())),
    ]
}

#[test]
fn a_bad_record_is_told_and_the_rest_goes_on() {
    let lines = "{\"id\":\"a\",\"text\":\"The gate at Ellery Quay jammed.\"}\n{\"id\":\n{\"id\":\"c\",\"text\":\"It was mended.\"}\n";
    let rows = ran(
        "read",
        &stream(
            FILES,
            &[
                file(7, "day.jsonl", lines),
                file(8, "none.jsonl", "{\"id\": \"bad\", \"text\":\n"),
            ],
        ),
    );
    assert_eq!(of(&rows, "id"), [Some("a"), None, Some("c"), None]);
    let errors = of(&rows, "error");
    assert!(errors[1].unwrap().contains("JSON") && errors[0].is_none() && errors[3].is_some());
    assert_eq!(rows[0].long("line").unwrap()[1], Some(2));
    assert_eq!(rows[0].long("input").unwrap()[2..], [Some(7), Some(8)]);
}

#[test]
fn reports_are_given_ids_as_one_machine_gives_them() {
    let one = "{\"id\":\"a\",\"text\":\"One gate.\"}\n{\"id\":\"a\",\"text\":\"Two gates.\"}\n{\"id\":\"a\",\"text\":\"One gate.\"}\n";
    let two = "{\"id\":\"a\",\"text\":\"Two gates.\"}\n";
    let read = {
        let mut out = Vec::new();
        let input = stream(FILES, &[file(0, "1.jsonl", one), file(1, "2.jsonl", two)]);
        run("read", Options::default(), input.as_slice(), &mut out).unwrap();
        out
    };
    let rows = ran("admit", &read);
    let ids = of(&rows, "id");
    assert_eq!(ids.len(), 2);
    assert!(ids[0] == Some("a") && ids[1].unwrap().starts_with("a~"));
}

#[test]
fn what_is_no_stream_of_the_stage_is_refused_in_words() {
    let refused =
        |stage: &str, input: &[u8]| run(stage, Options::default(), input, &mut Vec::new()).unwrap_err();
    assert!(refused("read", b"PK not arrow").contains("no Arrow stream"));
    assert!(refused("dance", b"").contains("there is no stage"));
    let other = stream(&[("file", Kind::Text)], &[vec![Value::Text(Some("a"))]]);
    assert!(refused("read", &other).contains("no column \"input\""));
    let kind = stream(&[("mark", Kind::Long), ("text", Kind::Bytes)], &[]);
    assert_eq!(ran("names", &kind).len(), 0);
    let row = vec![Value::Long(Some(1)), Value::Bytes(Some(b"x"))];
    let kind = stream(&[("mark", Kind::Long), ("text", Kind::Bytes)], &[row]);
    assert!(refused("names", &kind).contains("should be of Int32"));
}

#[test]
fn a_report_that_was_tampered_with_is_a_row_with_an_error() {
    let columns: Columns = &[("id", Kind::Text), ("json", Kind::Text)];
    let text = |words: &'static str| Value::Text(Some(words));
    let row = vec![
        text("a"),
        text("{\"schema\":1,\"text\":\"é\",\"names\":[{\"start\":0,\"end\":1}]}"),
    ];
    let rows = ran("marks", &stream(columns, &[row, vec![text("b"), text("{}")]]));
    assert!(of(&rows, "error").iter().all(Option::is_some));
}

#[test]
fn a_damaged_stream_is_an_error_and_no_panic() {
    let whole = stream(
        FILES,
        &[file(0, "a.jsonl", "{\"id\":\"a\",\"text\":\"The gate jammed.\"}")],
    );
    for cut in (0..whole.len()).step_by(7) {
        let _ = run("read", Options::default(), &whole[..cut], &mut Vec::new());
        let mut turned = whole.clone();
        turned[cut] ^= 0x55;
        let _ = run("read", Options::default(), turned.as_slice(), &mut Vec::new());
    }
}
