//! The API against a client that is not ours: schemathesis makes requests of all kinds from the description and holds every
//! answer against it. Left out, with a word, where it is not installed. `TWOSOURCE_PYTHON` names another Python.

mod common;

use common::example;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

/// What must hold of every answer.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,\
                      response_headers_conformance,unsupported_method";

/// A process that ends with the test, also where the test fails.
struct Kept(Child);

impl Drop for Kept {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn every_answer_fits_the_description() {
    let python = std::env::var("TWOSOURCE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&python).args(["-c", "import schemathesis"]).output();
    if !there.is_ok_and(|run| run.status.success()) {
        let _ = writeln!(std::io::stderr(), "not checked, schemathesis is not there");
        return;
    }
    let (desk, program) = (tempfile::tempdir().unwrap(), env!("CARGO_BIN_EXE_twosource"));
    let (archive, alerts) = (desk.path().join("archive"), desk.path().join("alerts.toml"));
    std::fs::write(&alerts, "[[alert]]\nname = \"all\"\n").unwrap();
    // An archive with a log, alerts that fired, and an app that takes files: nothing of the API is only refused.
    for path in ["lock-gate", "harbour-fire"] {
        for args in [
            vec!["add", example(path).to_str().unwrap(), "-q"],
            vec!["alert", alerts.to_str().unwrap(), "--once"],
        ] {
            let mut run = Command::new(program);
            let done = run.args(&args).arg("--archive").arg(&archive).output().unwrap();
            assert!(done.status.code().is_some_and(|c| c < 2), "{args:?} {done:?}");
        }
    }
    let started = Command::new(program)
        .args([
            "serve",
            "--archive",
            archive.to_str().unwrap(),
            "--edit",
            "--who",
            "ann",
        ])
        .args(["--listen", "127.0.0.1:0", "-q"])
        .stdout(Stdio::piped())
        .spawn();
    let mut app = Kept(started.unwrap());
    let mut line = String::new();
    BufReader::new(app.0.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let description = format!("{}api/v1/openapi.json", line.trim());
    let folder = tempfile::tempdir().unwrap();
    let run = Command::new(&python)
        .args(["-m", "schemathesis.cli", "run", &description])
        // Events have no end that could be waited for; tests/events.rs of `serve` hears them.
        .args(["--exclude-path", "/api/v1/events"])
        .args([
            "--checks",
            CHECKS,
            "--max-examples",
            "60",
            "--seed",
            "8",
            "--generation-database",
            "none",
        ])
        .args(["--suppress-health-check", "all"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success(),
        "{told}\n{}",
        String::from_utf8_lossy(&run.stderr)
    );
}
