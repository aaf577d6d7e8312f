//! JSON Lines: a record a line, read as a stream, so that only one record is held at a time.

use crate::{Config, Each, Problem, charset, fields, paths};
use std::io::{self, BufRead};

/// Reads every line; a line that is no record is told and the rest goes on.
pub(crate) fn read(
    name: &str,
    input: &mut dyn BufRead,
    config: &Config,
    each: &mut Each<'_>,
) -> Result<(), String> {
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        number += 1;
        match next(input, config.report_limit, &mut line).map_err(|e| paths::why(&e))? {
            Next::End => return Ok(()),
            Next::TooLong => each(Err(Problem::at(
                name,
                number,
                format!(
                    "is a line of more than {} MB, more than one report can be",
                    config.report_limit >> 20
                ),
            ))),
            Next::Line => {
                let bytes = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line).trim_ascii();
                if bytes.is_empty() {
                    continue;
                }
                let records = match std::str::from_utf8(bytes) {
                    Ok(text) => fields::sources(name, number, bytes, text, config),
                    Err(_) => fields::sources(name, number, bytes, &charset::decode(bytes.to_vec()), config),
                };
                records.into_iter().for_each(&mut *each);
            }
        }
    }
}

enum Next {
    End,
    Line,
    TooLong,
}

/// Reads one line without its end; past `limit` bytes the rest of the line is passed over unkept.
fn next(input: &mut dyn BufRead, limit: u64, line: &mut Vec<u8>) -> io::Result<Next> {
    let mut length = 0u64;
    let mut any = false;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            break;
        }
        any = true;
        let end = buffer.iter().position(|b| *b == b'\n');
        let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or(&[]);
        length += part.len() as u64;
        if length <= limit {
            line.extend_from_slice(part);
        }
        let used = end.map_or(buffer.len(), |e| e + 1);
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(match (any, length > limit) {
        (false, _) => Next::End,
        (true, true) => Next::TooLong,
        (true, false) => Next::Line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::Source;

    fn all(text: &str, config: &Config) -> Vec<Result<Source, Problem>> {
        let mut out = Vec::new();
        read("r.jsonl", &mut text.as_bytes(), config, &mut |r| out.push(r)).unwrap();
        out
    }

    #[test]
    fn every_line_is_a_source_with_its_number() {
        let out = all("{\"text\":\"a\"}\n\n{\"text\":\"b\"}", &Config::default());
        let lines: Vec<_> = out.iter().map(|r| r.as_ref().unwrap().line().unwrap()).collect();
        assert_eq!(lines, [1, 3]);
    }

    #[test]
    fn half_a_line_is_named_and_the_rest_goes_on() {
        let out = all(
            "{\"text\":\"a\"}\n{\"text\":\"b\n{\"text\":\"c\"}\n",
            &Config::default(),
        );
        assert!(out[0].is_ok() && out[2].is_ok());
        let problem = out[1].as_ref().unwrap_err();
        assert_eq!(problem.line, Some(2));
        assert!(
            problem.to_string().starts_with("r.jsonl:2: is not valid JSON"),
            "{problem}"
        );
    }

    #[test]
    fn a_line_past_the_limit_is_named_and_the_rest_goes_on() {
        let config = Config {
            report_limit: 100,
            ..Config::default()
        };
        let long = "x".repeat(200);
        let out = all(&format!("{{\"text\":\"{long}\"}}\n{{\"text\":\"c\"}}\n"), &config);
        assert_eq!(out[0].as_ref().unwrap_err().line, Some(1));
        assert!(out[1].is_ok());
    }
}
