//! Chores. `cargo xtask schema` writes `docs/schema.json` from the types; with `--check` it fails where they differ.
//! `cargo xtask bench --peers` sets the speed of ours against that of others.

mod bench;
mod names_network;

use std::path::Path;
use std::process::ExitCode;

/// The JSON Schema of all that Twosource gives out, as one document. Its root is what `brief` gives; what the other commands
/// give stands under `$defs`: `Comparison`, `Dependents`, `Why`, `ClaimCheck`, `StreamEvent`, `Streamed`.
fn schema() -> String {
    let mut generator = schemars::SchemaGenerator::default();
    generator.subschema_for::<record::Comparison>();
    generator.subschema_for::<record::Dependents>();
    generator.subschema_for::<record::Why>();
    generator.subschema_for::<record::ClaimCheck>();
    generator.subschema_for::<record::StreamEvent>();
    generator.subschema_for::<record::Streamed>();
    let schema = generator.into_root_schema_for::<record::Briefing>();
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    text
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema.json");
    let result = match args[..] {
        ["schema"] => std::fs::write(&path, schema()).map_err(|e| e.to_string()),
        ["schema", "--check"] => match std::fs::read_to_string(&path) {
            Ok(text) if text == schema() => Ok(()),
            Ok(_) => Err("docs/schema.json is not that of the types: run `cargo xtask schema`".to_owned()),
            Err(error) => Err(format!("docs/schema.json: {error}")),
        },
        ["names-network", package] => names_network::make(Path::new(package)).and_then(|bytes| {
            let asset = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/read/assets/names.network");
            std::fs::write(asset, bytes).map_err(|e| e.to_string())
        }),
        ["bench", "--peers"] => bench::peers(None),
        ["bench", "--peers", "--binary", path] => bench::peers(Some(Path::new(path))),
        _ => Err(
            "usage: cargo xtask schema [--check] | names-network PACKAGE | bench --peers [--binary PATH]"
                .to_owned(),
        ),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "xtask: {why}");
            ExitCode::FAILURE
        }
    }
}
