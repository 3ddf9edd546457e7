//! PDF from leaves: PDF/A-2a and PDF/UA-1, tagged, with its font inside, by `krilla`.

use super::{Leaf, LeafCell, LeafColor, LeafMark, LeafPart};
use crate::output::label::{NoLetter, check_letters};
use crate::output::{EncodeError, encode};
use crate::render::{Picture, Pixels};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree,
};
use krilla::text::{Font, TextDirection};
use krilla::{Document, SerializeSettings};
use std::num::NonZeroU16;
use thiserror::Error;

/// Points of a PDF in a mm.
const POINTS_PER_MM: f32 = 72.0 / 25.4;
/// Quality of JPEG for pictures without transparency.
const JPEG_QUALITY: u8 = 90;

/// Reason for which leaves make no PDF.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PdfError {
    /// The font lacks a letter, which an archive does not accept.
    #[error(transparent)]
    NoLetter(#[from] NoLetter),
    /// A picture cannot be encoded.
    #[error(transparent)]
    Picture(#[from] EncodeError),
    /// The writer refused the document.
    #[error("the pages cannot be written as PDF: {0}")]
    Refused(String),
}

/// Words about a document, and how it is written.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PdfAbout {
    /// Title.
    pub title: String,
    /// Sentence that says what it is.
    pub subject: String,
    /// Year, month and day of the document.
    pub date: (u16, u8, u8),
    /// Tag of the language that it is written in: `en`, `pt-BR`.
    pub language: String,
    /// True leaves the drawing commands as they are, to be read by a person or a test.
    pub plain: bool,
}

impl PdfAbout {
    /// Words about a document of a day.
    pub fn new(title: &str, subject: &str, date: (u16, u8, u8)) -> Self {
        let language = "en".to_owned();
        Self { title: title.to_owned(), subject: subject.to_owned(), date, language, plain: false }
    }

    /// Same words, written in the language of a tag.
    #[must_use]
    pub fn language(mut self, tag: &str) -> Self {
        self.language = tag.to_owned();
        self
    }

    /// Same words; the drawing commands stay readable where `plain`.
    #[must_use]
    pub fn plain(mut self, plain: bool) -> Self {
        self.plain = plain;
        self
    }
}

/// Leaves as the bytes of a PDF file, one page each, at their own size.
///
/// # Errors
/// [`PdfError`].
pub fn pdf(leaves: &[Leaf], about: &PdfAbout) -> Result<Vec<u8>, PdfError> {
    for mark in leaves.iter().flat_map(|leaf| &leaf.parts).flat_map(LeafPart::marks) {
        if let LeafMark::Words { text, .. } = mark {
            check_letters(text)?;
        }
    }
    let refused = |reason: String| PdfError::Refused(reason);
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| refused(format!("{error:?}")))?;
    let settings = SerializeSettings {
        configuration,
        enable_tagging: true,
        compress_content_streams: !about.plain,
        ..SerializeSettings::default()
    };
    let font = Font::new(epaint_default_fonts::UBUNTU_LIGHT.into(), 0)
        .ok_or_else(|| refused("its font is broken".to_owned()))?;
    let mut document = Document::new_with(settings);
    let mut tags = TagTree::new();
    let mut outline = Outline::new();
    for (number, leaf) in leaves.iter().enumerate() {
        let [width, height] = leaf.size_mm.map(|mm| mm * POINTS_PER_MM);
        let page = PageSettings::from_wh(width, height).ok_or_else(|| refused("a page has no size".to_owned()))?;
        let mut page = document.start_page_with(page);
        let mut surface = page.surface();
        surface.push_transform(&Transform::from_scale(POINTS_PER_MM, POINTS_PER_MM));
        let mut section = TagGroup::new(Tag::Section);
        for part in &leaf.parts {
            if let Some(group) = tagged(part, &mut surface, &font)? {
                section.push(group);
            }
        }
        tags.push(section);
        surface.pop();
        surface.finish();
        page.finish();
        outline.push_child(OutlineNode::new(leaf.title.clone(), XyzDestination::new(number, Point::from_xy(0.0, 0.0))));
    }
    let (year, month, day) = about.date;
    let metadata = Metadata::new()
        .title(about.title.clone())
        .description(about.subject.clone())
        .language(about.language.clone())
        .creator(format!("Pointille {}", env!("CARGO_PKG_VERSION")))
        .creation_date(DateTime::new(year).month(month).day(day));
    document.set_metadata(metadata);
    document.set_outline(outline);
    document.set_tag_tree(tags);
    document.finish().map_err(|error| refused(told(&error)))
}

/// Message of the writer, with what its short text leaves out.
fn told(error: &krilla::error::KrillaError) -> String {
    match error {
        krilla::error::KrillaError::Validation(faults) => {
            let all: Vec<String> = faults.iter().map(|(fault, _)| format!("{fault:?}")).collect();
            all.join("; ")
        }
        other => other.to_string(),
    }
}

/// A part, drawn, as its group of tags; `None` for what is not read.
fn tagged(part: &LeafPart, surface: &mut Surface<'_>, font: &Font) -> Result<Option<TagGroup>, PdfError> {
    let group = match part {
        LeafPart::Heading(level, title, marks) => {
            let level = NonZeroU16::new(u16::from((*level).max(1))).unwrap_or(NonZeroU16::MIN);
            leafed(Tag::Hn(level, Some(title.clone())).into(), marks, surface, font)?
        }
        LeafPart::Paragraph(marks) => leafed(Tag::P.into(), marks, surface, font)?,
        LeafPart::Figure(about, marks) => leafed(Tag::Figure(Some(about.clone())).into(), marks, surface, font)?,
        LeafPart::List(items) => {
            let mut list = TagGroup::new(Tag::L(ListNumbering::None));
            for marks in items {
                let mut item = TagGroup::new(Tag::LI);
                let (label, body) = marks.split_at(marks.len().min(1));
                item.push(leafed(Tag::Lbl.into(), label, surface, font)?);
                item.push(leafed(Tag::LBody.into(), body, surface, font)?);
                list.push(item);
            }
            list
        }
        LeafPart::Table(rows) => table(rows, surface, font)?,
        LeafPart::Decoration(marks) => {
            if !marks.is_empty() {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                marks.iter().try_for_each(|mark| draw(mark, surface, font))?;
                surface.end_tagged();
            }
            return Ok(None);
        }
    };
    Ok(Some(group))
}

fn table(rows: &[Vec<LeafCell>], surface: &mut Surface<'_>, font: &Font) -> Result<TagGroup, PdfError> {
    let mut table = TagGroup::new(Tag::Table);
    for cells in rows {
        let mut row = TagGroup::new(Tag::TR);
        let head_row = cells.iter().all(|cell| cell.heads);
        for cell in cells {
            let scope = if head_row { TableHeaderScope::Column } else { TableHeaderScope::Row };
            let kind = if cell.heads { Tag::TH(scope).into() } else { Tag::TD.into() };
            row.push(leafed(kind, &cell.marks, surface, font)?);
        }
        table.push(row);
    }
    Ok(table)
}

/// A group that holds marks and nothing else.
fn leafed(
    kind: krilla::tagging::TagKind,
    marks: &[LeafMark],
    surface: &mut Surface<'_>,
    font: &Font,
) -> Result<TagGroup, PdfError> {
    let mut group = TagGroup::new(kind);
    for run in marks.chunk_by(|a, b| is_words(a) == is_words(b)) {
        if is_words(&run[0]) {
            for mark in run {
                let id: Identifier = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                draw(mark, surface, font)?;
                surface.end_tagged();
                group.push(id);
            }
        } else {
            let id = surface.start_tagged(ContentTag::Other);
            run.iter().try_for_each(|mark| draw(mark, surface, font))?;
            surface.end_tagged();
            group.push(id);
        }
    }
    Ok(group)
}

fn is_words(mark: &LeafMark) -> bool {
    matches!(mark, LeafMark::Words { .. })
}

fn color([r, g, b]: LeafColor) -> rgb::Color {
    rgb::Color::new(r, g, b)
}

fn fill(with: LeafColor) -> Fill {
    Fill { paint: color(with).into(), ..Fill::default() }
}

fn draw(mark: &LeafMark, surface: &mut Surface<'_>, font: &Font) -> Result<(), PdfError> {
    match mark {
        LeafMark::Words { text, at: [x, y], em_mm, color } => {
            surface.set_fill(Some(fill(*color)));
            surface.set_stroke(None);
            // A blank at its end parts the words from those of the next line.
            let text = format!("{text} ");
            surface.draw_text(Point::from_xy(*x, *y), font.clone(), *em_mm, &text, false, TextDirection::LeftToRight);
        }
        LeafMark::Path { points, closed, width_mm, color: with, dash_mm } => {
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke {
                paint: color(*with).into(),
                width: *width_mm,
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                dash: (*dash_mm > 0.0).then(|| StrokeDash { array: vec![*dash_mm, *dash_mm], offset: 0.0 }),
                ..Stroke::default()
            }));
            outline(points, *closed, surface);
        }
        LeafMark::Area { points, color } => {
            surface.set_fill(Some(fill(*color)));
            surface.set_stroke(None);
            outline(points, true, surface);
        }
        LeafMark::Image { picture, at: [x, y], size_mm: [width, height] } => {
            let (Some(size), image) = (Size::from_wh(*width, *height), image(picture)?) else { return Ok(()) };
            surface.push_transform(&Transform::from_translate(*x, *y));
            surface.draw_image(image, size);
            surface.pop();
        }
    }
    Ok(())
}

fn outline(points: &[[f32; 2]], closed: bool, surface: &mut Surface<'_>) {
    let mut path = PathBuilder::new();
    for (i, &[x, y]) in points.iter().enumerate() {
        if i == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    if closed && !points.is_empty() {
        path.close();
    }
    // A path without extent has nothing to draw.
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// A picture as the PDF holds it: a JPEG where nothing shines through.
fn image(picture: &Picture) -> Result<Image, PdfError> {
    let refused = |reason: String| PdfError::Refused(format!("a picture: {reason}"));
    let Pixels::Srgb8(rgba) = &picture.pixels else {
        return Err(refused("it is scene-linear".to_owned()));
    };
    if rgba.chunks_exact(4).all(|pixel| pixel[3] == 255) {
        let bytes = encode::jpeg(picture, JPEG_QUALITY)?;
        Image::from_jpeg(bytes.into(), false).map_err(refused)
    } else {
        Ok(Image::from_rgba8(rgba.clone(), picture.width, picture.height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::leaf::writer::LeafWriter;
    use std::sync::Arc;

    fn written(text: &str) -> Result<Vec<u8>, PdfError> {
        let mut writer = LeafWriter::new(10.0, 100.0, 10.0);
        writer.heading(1, "A heading");
        writer.paragraph(text, 3.0, [0; 3]);
        writer.list(&["one", "two"].map(str::to_owned), 3.0);
        let columns = [0.5, 0.5].map(|share| crate::output::leaf::writer::TableColumn { share, right: false });
        writer.table(&columns, &["what", "much"].map(str::to_owned), &[vec!["dots".to_owned(), "12".to_owned()]]);
        let picture = |alpha| {
            let pixels = Pixels::Srgb8([90, 60, 50, alpha].repeat(16));
            Arc::new(Picture { width: 4, height: 4, pixels })
        };
        let image = |alpha| LeafMark::Image { picture: picture(alpha), at: [10.0, 60.0], size_mm: [20.0, 20.0] };
        writer.parts.push(LeafPart::Figure("two squares".to_owned(), vec![image(255), image(128)]));
        writer.parts.push(LeafPart::Decoration(vec![LeafMark::line([0.0, 0.0], [9.0, 9.0], 0.2, [0; 3])]));
        pdf(&[writer.leaf("A leaf", [210.0, 297.0])], &PdfAbout::new("Title", "Subject", (2026, 2, 28)).plain(true))
    }

    #[test]
    fn a_document_says_that_it_is_an_archives_and_is_tagged() {
        let bytes = written("Words, 12 cm\u{b2}.").unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(bytes.starts_with(b"%PDF-1.7"));
        for word in
            ["<pdfaid:part>2</", "<pdfaid:conformance>A</", "/StructTreeRoot", "/Marked true", "/S/TH", "/S/Figure"]
        {
            assert!(text.contains(word), "{word}");
        }
        // One page of A4, to a hundredth of a point.
        assert!(text.contains("/MediaBox[0 0 595.27") && text.contains("841.8"), "A4");
        assert_eq!(bytes, written("Words, 12 cm\u{b2}.").unwrap(), "the same leaf is the same file");
    }

    #[test]
    fn a_letter_that_the_font_lacks_is_named() {
        let told = written("\u{6f22}").unwrap_err().to_string();
        assert!(told.contains('\u{6f22}') && told.contains("no letter"), "{told}");
        assert!(written("\u{0416}\u{3b1}\u{df}").is_ok(), "Cyrillic, Greek and Latin are there");
    }
}
