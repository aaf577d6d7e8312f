//! JSON that is laid out over lines: an array of records, one record, or several after one another.
//!
//! The values are cut apart by a scan that only knows strings and brackets, so that one record is held at a time and
//! the source's bytes stay as they are.

use crate::{Config, Each, Problem, charset, fields, paths};
use std::io::{self, BufRead};

/// Reads every value of the outermost array, or every outermost object.
pub(crate) fn read(
    name: &str,
    input: &mut dyn BufRead,
    config: &Config,
    each: &mut Each<'_>,
) -> Result<(), String> {
    let mut scan = Scan::default();
    let mut number = 0;
    let mut value = Vec::new();
    loop {
        value.clear();
        let told = scan
            .next(input, config.report_limit, &mut value)
            .map_err(|e| paths::why(&e))?;
        number += 1;
        match told {
            Told::End => return Ok(()),
            Told::Value => {
                let records = match std::str::from_utf8(&value) {
                    Ok(text) => fields::sources(name, number, &value, text, config),
                    Err(_) => fields::sources(name, number, &value, &charset::decode(value.clone()), config),
                };
                records.into_iter().for_each(&mut *each);
            }
            Told::TooLong => each(Err(Problem::at(
                name,
                number,
                format!(
                    "is a record of more than {} MB, more than one report can be",
                    config.report_limit >> 20
                ),
            ))),
            Told::Cut => {
                each(Err(Problem::at(
                    name,
                    number,
                    "is not valid JSON: it ends in the middle of a record",
                )));
                return Ok(());
            }
        }
    }
}

enum Told {
    End,
    Value,
    TooLong,
    Cut,
}

/// Where the scan stands. Brackets are counted and not matched; the parser of the value finds what is wrong with them.
#[derive(Default)]
struct Scan {
    in_array: bool,
    begun: bool,
}

impl Scan {
    fn next(&mut self, input: &mut dyn BufRead, limit: u64, value: &mut Vec<u8>) -> io::Result<Told> {
        let (mut depth, mut in_string, mut escaped, mut length) = (0u64, false, false, 0u64);
        loop {
            let buffer = input.fill_buf()?;
            if buffer.is_empty() {
                return Ok(if depth == 0 && length == 0 {
                    Told::End
                } else {
                    Told::Cut
                });
            }
            let mut used = 0;
            let mut done = false;
            for &byte in buffer {
                used += 1;
                if depth == 0 && !in_string {
                    // Between values: white space, commas, and the brackets of the outermost array.
                    match byte {
                        b'[' if !self.begun => {
                            (self.begun, self.in_array) = (true, true);
                            continue;
                        }
                        b']' if self.in_array && length == 0 => continue,
                        b' ' | b'\t' | b'\r' | b'\n' | b',' | 0xef | 0xbb | 0xbf if length == 0 => continue,
                        _ => self.begun = true,
                    }
                }
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if in_string => escaped = true,
                    b'"' => in_string = !in_string,
                    b'{' | b'[' if !in_string => depth += 1,
                    b'}' | b']' if !in_string => {
                        depth = depth.saturating_sub(1);
                        done = depth == 0;
                    }
                    // A bare number or word among the values ends where the next one begins.
                    b',' | b'\n' if !in_string && depth == 0 => done = true,
                    _ => {}
                }
                length += 1;
                if length <= limit {
                    value.push(byte);
                }
                if done {
                    break;
                }
            }
            input.consume(used);
            if done {
                return Ok(if length > limit {
                    Told::TooLong
                } else {
                    Told::Value
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Body, Source};

    fn all(text: &str) -> Vec<Result<Source, Problem>> {
        let mut out = Vec::new();
        read("r.json", &mut text.as_bytes(), &Config::default(), &mut |r| {
            out.push(r)
        })
        .unwrap();
        out
    }

    fn texts(out: &[Result<Source, Problem>]) -> Vec<&str> {
        out.iter()
            .filter_map(|r| match r.as_ref().ok()?.body() {
                Body::Record(record) => record.text.as_deref(),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn arrays_and_single_records_are_read() {
        assert_eq!(
            texts(&all("[{\"text\": \"a ] } \\\" b\"},\n {\"text\": \"c\"}]\n")),
            ["a ] } \" b", "c"]
        );
        assert_eq!(
            texts(&all("{\n \"text\": \"a\"\n}\n{\n \"text\": \"b\"\n}")),
            ["a", "b"]
        );
        assert!(all("[]").is_empty());
    }

    #[test]
    fn a_list_within_an_object_is_a_list_of_records() {
        let out = all("{\n \"status\": \"ok\", \"articles\": [{\"text\": \"a\"}, {\"text\": \"b\"}]\n}");
        assert_eq!(texts(&out), ["a", "b"]);
    }

    #[test]
    fn what_is_no_record_is_named_and_the_rest_goes_on() {
        let out = all("[3, {\"text\": \"a\"}, \"word\", {\"text\": \"b\"");
        assert_eq!(texts(&out), ["a"]);
        let lines: Vec<_> = out.iter().filter_map(|r| r.as_ref().err()?.line).collect();
        assert_eq!(lines, [1, 3, 4]);
    }

    #[test]
    fn deep_brackets_do_not_crash() {
        let out = all(&"[".repeat(1_000_000));
        assert!(out.iter().all(Result::is_err));
        let out = all(&format!(
            "[{{\"text\":{}{}}}]",
            "[".repeat(100_000),
            "]".repeat(100_000)
        ));
        assert!(out[0].is_err());
    }
}
