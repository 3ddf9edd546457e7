//! Doubts about a scan, in the window without a screen.

use super::super::window_tests::{TestWindow, drop_file, press, window};
use crate::field::hash::hash2;
use crate::head::reference_head::coarse_head;
use crate::mesh::TriMesh;
use crate::mesh::obj::write_obj;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;

/// True where the window says so somewhere.
fn says(window: &TestWindow, words: &str) -> bool {
    window.root().children_recursive().any(|node| {
        let node = node.accesskit_node();
        node.label().is_some_and(|label| label.contains(words))
            || node.value().is_some_and(|value| value.contains(words))
    })
}

#[test]
fn a_scan_in_doubt_is_told_when_it_is_brought_and_as_long_as_it_is_shown() {
    let head = coarse_head().unwrap();
    // A tenth of the faces missing: no landmark is sure.
    let kept = head.triangles().iter().zip(0..).filter(|(_, face)| hash2(*face, 3) % 100 >= 10).map(|(t, _)| *t);
    let torn = TriMesh::new(head.positions().to_vec(), kept.collect()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("torn.obj");
    let mut bytes = Vec::new();
    write_obj(&torn, "head", &mut bytes).unwrap();
    std::fs::write(&path, bytes).unwrap();
    let mut window = window();
    assert!(!says(&window, "look at it"), "a built-in head has no doubts");
    drop_file(&mut window, &path);
    let doubts = window.state().1.case().doubts();
    assert!(!doubts.is_empty(), "{:?}", window.state().0.desk.card);
    let card = window.state().0.desk.card.clone().unwrap().1;
    assert!(doubts.iter().all(|doubt| card.contains(doubt.as_str())), "{card}");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(window.state().0.desk.card.is_none() && says(&window, &doubts[0]), "{doubts:?}");
}
