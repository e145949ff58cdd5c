//! Charts of a .docx, and the picture at its head: vector graphics, with pixels for readers that cannot draw them.
//!
//! In comes a chart; out go its title, its picture with words for those who do not see it, and
//! where its figures come from.

use partnership::content::chart::Chart;

use crate::docx::DocxError;
use crate::docx::body::Writer;
use crate::docx::parts::Relation;
use crate::docx::parts::RelationKind;
use crate::letterhead::Letterhead;
use crate::markup::Markup;
use crate::package::Part;
use crate::png;
use crate::svg;
use crate::wording::unstopped;

/// English Metric Units across the text: 170 mm of 36,000 each.
const WIDTH: f64 = 170.0 * MILLIMETRE;
const MILLIMETRE: f64 = 36_000.0;

const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
/// Names the extension in which Word looks for the vector form of a picture.
const SVG_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

/// A picture as the markup refers to it.
struct Placed<'a> {
    number: String,
    name: String,
    words: &'a str,
    width: String,
    height: String,
    pixels: String,
    vector: Option<String>,
}

impl Writer {
    /// A chart with its title above and its source below.
    pub(super) fn chart(&mut self, chart: &Chart) -> Result<(), DocxError> {
        self.styled("ChartTitle", &chart.title);
        self.styled("ChartUnit", &chart.subtitle);
        let vector = svg::chart(chart);
        let pixels = png::picture(&vector)?;
        let number = self.next_picture();
        let height = WIDTH * f64::from(pixels.height) / f64::from(pixels.width);
        let placed = Placed {
            words: if chart.alternative.is_empty() { &chart.title } else { &chart.alternative },
            width: format!("{WIDTH:.0}"),
            height: format!("{height:.0}"),
            pixels: self.media(&format!("chart{number}.png"), pixels.bytes),
            vector: Some(self.media(&format!("chart{number}.svg"), vector.into_bytes())),
            name: format!("Chart {number}"),
            number,
        };
        self.paragraph("Chart", |writer| writer.drawing(&placed));
        let source = unstopped(&chart.source);
        self.styled("Source", &format!("Source: {source}. Figures: Table {}.", chart.table));
        Ok(())
    }

    /// The picture of whoever sends the document, on the colour that it is made to stand on.
    pub(super) fn letterhead(&mut self, head: &Letterhead) {
        let ((width, height), (ending, _)) = (head.size(), head.kind());
        let vector = (ending == "svg").then(|| self.media("letterhead.svg", head.bytes().to_vec()));
        let placed = Placed {
            number: self.next_picture(),
            name: "Letterhead".to_owned(),
            words: head.whose(),
            width: format!("{:.0}", width * MILLIMETRE),
            height: format!("{:.0}", height * MILLIMETRE),
            pixels: self.media("letterhead.png", head.pixels().to_vec()),
            vector,
        };
        self.xml.open("w:p", &[]);
        self.xml.element("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", "Letterhead")]);
            let fill = head.colour().trim_start_matches('#');
            xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
        });
        self.drawing(&placed);
        self.xml.close();
    }

    fn drawing(&mut self, placed: &Placed<'_>) {
        self.xml.element("w:r", &[], |xml| {
            xml.element("w:drawing", &[], |xml| inline(xml, placed));
        });
    }

    fn next_picture(&mut self) -> String {
        self.pictures += 1;
        self.pictures.to_string()
    }

    fn media(&mut self, name: &str, bytes: Vec<u8>) -> String {
        self.media.push(Part::of(format!("word/media/{name}"), bytes));
        Relation::add(&mut self.relations, RelationKind::Image, format!("media/{name}"))
    }
}

fn inline(xml: &mut Markup, placed: &Placed<'_>) {
    let none = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
    xml.element("wp:inline", &none, |xml| {
        xml.empty("wp:extent", &[("cx", &placed.width), ("cy", &placed.height)]);
        let properties =
            [("id", placed.number.as_str()), ("name", &placed.name), ("descr", placed.words)];
        xml.empty("wp:docPr", &properties);
        xml.element("wp:cNvGraphicFramePr", &[], |xml| {
            xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
        });
        xml.element("a:graphic", &[], |xml| {
            xml.element("a:graphicData", &[("uri", PICTURE)], |xml| picture(xml, placed));
        });
    });
}

fn picture(xml: &mut Markup, placed: &Placed<'_>) {
    xml.element("pic:pic", &[], |xml| {
        xml.element("pic:nvPicPr", &[], |xml| {
            let properties =
                [("id", placed.number.as_str()), ("name", &placed.name), ("descr", placed.words)];
            xml.empty("pic:cNvPr", &properties);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.element("pic:blipFill", &[], |xml| {
            xml.element("a:blip", &[("r:embed", &placed.pixels)], |xml| {
                let Some(vector) = &placed.vector else { return };
                xml.element("a:extLst", &[], |xml| {
                    xml.element("a:ext", &[("uri", SVG_EXTENSION)], |xml| {
                        let vector = [("xmlns:asvg", SVG), ("r:embed", vector.as_str())];
                        xml.empty("asvg:svgBlip", &vector);
                    });
                });
            });
            xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.element("pic:spPr", &[], |xml| {
            xml.element("a:xfrm", &[], |xml| {
                xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                xml.empty("a:ext", &[("cx", &placed.width), ("cy", &placed.height)]);
            });
            xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
        });
    });
}
