//! Every file of `tests/cases` is read, or refused, as its table says.

use pointille::head::import::{ImportOptions, read_mesh};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    case: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    file: String,
    writer: String,
    what: String,
    triangles: Option<usize>,
    edge: Option<f32>,
    colour: Option<[f32; 3]>,
    #[serde(default)]
    notes: Vec<String>,
    error: Option<String>,
}

#[test]
fn every_file_is_read_or_refused_as_the_table_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let table = std::fs::read_to_string(folder.join("cases.toml")).expect("the table");
    let table: Table = toml::from_str(&table).expect("a sound table");
    assert!(table.case.len() > 30);
    let mut wrong = Vec::new();
    for row in &table.case {
        assert!(!row.writer.is_empty() && !row.what.is_empty(), "{}: say what it is", row.file);
        let path = folder.join(&row.file);
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", row.file));
        let options = ImportOptions::default().beside(&path);
        if let Err(why) = right(row, read_mesh(&bytes, &row.file, &options)) {
            wrong.push(format!("{} ({}): {why}", row.file, row.what));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn right(
    row: &Row,
    found: Result<pointille::low_level::mesh::RawMesh, pointille::head::import::ImportError>,
) -> Result<(), String> {
    let mesh = match (&row.error, found) {
        (Some(words), Err(error)) if error.to_string().contains(words) => return Ok(()),
        (None, Ok(mesh)) => mesh,
        (_, Err(error)) => return Err(error.to_string()),
        (Some(words), Ok(_)) => return Err(format!("read, where it should say {words}")),
    };
    if Some(mesh.triangles.len()) != row.triangles {
        return Err(format!("{} triangles", mesh.triangles.len()));
    }
    let [a, b, _] = mesh.triangles[0].map(|i| mesh.positions[i as usize]);
    if row.edge.is_some_and(|edge| (a.distance(b) / edge - 1.0).abs() > 1e-3) {
        return Err(format!("an edge of {}", a.distance(b)));
    }
    let colour = mesh.colors.as_ref().map(|colors| colors[mesh.triangles[0][0] as usize]);
    match (row.colour, colour) {
        (Some(right), Some(found)) if right.iter().zip(found).all(|(a, b)| (a - b).abs() < 0.01) => {}
        (None, None) => {}
        (right, found) => return Err(format!("colour {found:?} for {right:?}")),
    }
    match row.notes.iter().find(|words| !mesh.notes.iter().any(|note| note.contains(*words))) {
        Some(missing) => Err(format!("{:?} do not say {missing}", mesh.notes)),
        None => Ok(()),
    }
}
