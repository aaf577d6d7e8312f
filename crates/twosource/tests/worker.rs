//! The stages of `twosource worker` as real processes, driven from Python by pyarrow: what they find one after the other is what
//! the commands `reuse`, `stories` and `brief` find at once.
//!
//! Where Python has no pyarrow this is left out, with a word. `TWOSOURCE_PYTHON` names another Python.

use std::io::Write;
use std::path::Path;
use std::process::Command;

fn python() -> Command {
    Command::new(std::env::var("TWOSOURCE_PYTHON").unwrap_or_else(|_| "python3".to_owned()))
}

#[test]
fn stages_one_after_the_other_find_what_the_commands_find() {
    let there = python().args(["-c", "import pyarrow"]).output();
    if !there.is_ok_and(|run| run.status.success()) {
        let _ = writeln!(std::io::stderr(), "not checked, pyarrow is not there");
        return;
    }
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let run = python()
        .arg(tests.join("worker_stages.py"))
        .arg(env!("CARGO_BIN_EXE_twosource"))
        .current_dir(tests.join("../../.."))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
