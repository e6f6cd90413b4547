//! Ads as different makers write them. Each shows the same four fields on 200 by 100 points once it stands
//! upright: cyan and magenta above, yellow and black below.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The four fields in ink.
pub const FIELDS: &str = "1 0 0 0 k 0 50 100 50 re f 0 1 0 0 k 100 50 100 50 re f \
     0 0 1 0 k 0 0 100 50 re f 0 0 0 1 k 100 0 100 50 re f\n";

/// The four fields in light.
const LIGHT: &str = "0 1 1 rg 0 50 100 50 re f 1 0 1 rg 100 50 100 50 re f \
     1 1 0 rg 0 0 100 50 re f 0 0 0 rg 100 0 100 50 re f\n";

/// An ad: what it is, its bytes, and the page and box that are meant.
pub struct Ad {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    pub leaf: &'static str,
}

/// A PDF file put together by hand.
pub struct Hand {
    objects: BTreeMap<u32, Vec<u8>>,
    trailer: String,
    is_packed: bool,
}

impl Hand {
    /// Catalog 1, pages 2, page 3 with these entries, content 4.
    pub fn new(page: &str, content: &str) -> Hand {
        let mut hand = Hand { objects: BTreeMap::new(), trailer: "/Root 1 0 R".to_owned(), is_packed: false };
        hand.put(1, "<< /Type /Catalog /Pages 2 0 R >>");
        hand.put(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        hand.put(3, &format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {page} >>"));
        hand.stream(4, "", content.as_bytes());
        hand
    }

    pub fn put(&mut self, id: u32, body: &str) {
        self.objects.insert(id, body.as_bytes().to_vec());
    }

    pub fn stream(&mut self, id: u32, entries: &str, data: &[u8]) {
        let mut body = format!("<< /Length {} {entries} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.objects.insert(id, body);
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut places = Vec::new();
        for (id, body) in &self.objects {
            places.push((*id, out.len()));
            out.extend_from_slice(format!("{id} 0 obj\n").as_bytes());
            out.extend_from_slice(body);
            out.extend_from_slice(b"\nendobj\n");
        }
        let start = out.len();
        out.extend_from_slice(b"xref\n0 1\n0000000000 65535 f \n");
        for (id, place) in places {
            out.extend_from_slice(format!("{id} 1\n{place:010} 00000 n \n").as_bytes());
        }
        let size = self.objects.keys().max().unwrap_or(&0) + 1;
        let tail = format!("trailer\n<< /Size {size} {} >>\nstartxref\n{start}\n%%EOF\n", self.trailer);
        out.extend_from_slice(tail.as_bytes());
        if !self.is_packed {
            return out;
        }
        let mut packed = Vec::new();
        lopdf::Document::load_mem(&out).expect("reads").save_modern(&mut packed).expect("packs");
        packed
    }
}

const BOX: &str = "/MediaBox [0 0 200 100] /Resources << >>";

fn plain(page: &str, content: &str) -> Vec<u8> {
    Hand::new(page, content).bytes()
}

/// The fields as a picture of so many components, a byte each: `wide` by `high` pixels.
fn raster(wide: usize, high: usize, colours: [&[u8]; 4]) -> Vec<u8> {
    let colour =
        |at: usize| colours[usize::from(at % wide >= wide / 2) + usize::from(at / wide >= high / 2) * 2];
    (0..wide * high).flat_map(|at| colour(at).to_vec()).collect()
}

/// Pixels of pictures: fine enough for a plant.
const WIDE: usize = 800;
const HIGH: usize = 400;

const INKS: [&[u8]; 4] = [&[255, 0, 0, 0], &[0, 255, 0, 0], &[0, 0, 255, 0], &[0, 0, 0, 255]];
const LIGHTS: [&[u8]; 4] = [&[0, 255, 255], &[255, 0, 255], &[255, 255, 0], &[0, 0, 0]];

fn with_picture(space: &str, data: &[u8], more: &str) -> Hand {
    let page = "/MediaBox [0 0 200 100] /Resources << /XObject << /I 5 0 R >> >>";
    let mut hand = Hand::new(page, "q 200 0 0 100 0 0 cm /I Do Q");
    let entries = format!(
        "/Type /XObject /Subtype /Image /Width {WIDE} /Height {HIGH} /BitsPerComponent 8 /ColorSpace {space} {more}"
    );
    hand.stream(5, &entries, data);
    hand
}

fn in_light_profile() -> Vec<u8> {
    let mut hand = with_picture("[/ICCBased 6 0 R]", &raster(WIDE, HIGH, LIGHTS), "");
    let profile = lcms2::Profile::new_srgb().icc().expect("writes");
    hand.stream(6, "/N 3", &profile);
    hand.bytes()
}

fn in_jpeg() -> Vec<u8> {
    // As Adobe's makers write ink: the encoder turns it round, which the array undoes.
    let data = raster(WIDE, HIGH, INKS);
    let mut jpeg = Vec::new();
    jpeg_encoder::Encoder::new(&mut jpeg, 95)
        .encode(&data, WIDE as u16, HIGH as u16, jpeg_encoder::ColorType::Cmyk)
        .expect("encodes");
    with_picture("/DeviceCMYK", &jpeg, "/Filter /DCTDecode /Decode [1 0 1 0 1 0 1 0]").bytes()
}

fn in_forms() -> Vec<u8> {
    let mut hand = Hand::new(
        "/MediaBox [0 0 200 100] /Resources << /XObject << /F 5 0 R >> >>",
        "q 2 0 0 2 0 0 cm /F Do Q",
    );
    hand.stream(
        5,
        "/Type /XObject /Subtype /Form /BBox [0 0 100 50] /Matrix [1 0 0 1 0 0] \
         /Resources << /XObject << /G 6 0 R >> >>",
        b"/G Do",
    );
    hand.stream(
        6,
        "/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Matrix [.5 0 0 .5 0 0] /Resources << >>",
        FIELDS.as_bytes(),
    );
    hand.bytes()
}

fn in_drawn_letters() -> Vec<u8> {
    let mut hand = Hand::new(
        "/MediaBox [0 0 200 100] /Resources << /Font << /T 5 0 R >> >>",
        "BT /T 50 Tf 1 0 0 0 k 0 50 Td (a) Tj 0 1 0 0 k 100 0 Td (a) Tj 0 0 1 0 k -100 -50 Td (a) Tj \
         0 0 0 1 k 100 0 Td (a) Tj ET",
    );
    hand.put(
        5,
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 2000 1000] /FontMatrix [.001 0 0 .001 0 0] \
         /CharProcs << /a 6 0 R >> /Encoding << /Type /Encoding /Differences [97 /a] >> /FirstChar 97 \
         /LastChar 97 /Widths [2000] /Resources << >> >>",
    );
    hand.stream(6, "", b"2000 0 0 0 2000 1000 d1 0 0 2000 1000 re f");
    hand.bytes()
}

fn in_spot_ink() -> Vec<u8> {
    let mut hand = Hand::new(
        "/MediaBox [0 0 200 100] /Resources << /ColorSpace << /S [/Separation /Gold /DeviceCMYK 5 0 R] >> >>",
        &format!("{FIELDS} /S cs 1 scn 100 0 100 50 re f"),
    );
    hand.put(5, "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 0 0 1] /N 1 >>");
    hand.bytes()
}

fn in_shadings() -> Vec<u8> {
    let field = |id: u32, inks: &str| {
        let function = format!("<< /FunctionType 2 /Domain [0 1] /C0 [{inks}] /C1 [{inks}] /N 1 >>");
        format!(
            "/H{id} << /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 200 0] /Function {function} \
             /Extend [true true] >>"
        )
    };
    let shadings: Vec<String> = ["1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1"]
        .iter()
        .zip(1..)
        .map(|(inks, id)| field(id, inks))
        .collect();
    plain(
        &format!("/MediaBox [0 0 200 100] /Resources << /Shading << {} >> >>", shadings.join(" ")),
        "q 0 50 100 50 re W n /H1 sh Q q 100 50 100 50 re W n /H2 sh Q q 0 0 100 50 re W n /H3 sh Q \
         q 100 0 100 50 re W n /H4 sh Q",
    )
}

fn of_several_pages() -> Vec<u8> {
    let mut hand = Hand::new(BOX, "0 0 0 .2 k 0 0 200 100 re f");
    hand.put(2, "<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 3 >>");
    hand.put(5, "<< /Type /Pages /Parent 2 0 R /Kids [6 0 R 7 0 R] /Count 2 >>");
    hand.put(6, &format!("<< /Type /Page /Parent 5 0 R /Contents 4 0 R {BOX} >>"));
    hand.put(7, &format!("<< /Type /Page /Parent 5 0 R /Contents 8 0 R {BOX} >>"));
    hand.stream(8, "", FIELDS.as_bytes());
    hand.bytes()
}

fn with_inherited() -> Vec<u8> {
    let mut hand = Hand::new("", &FIELDS.replace("1 0 0 0 k", "/C cs 1 0 0 0 sc"));
    hand.put(
        2,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 200 100] \
         /Resources << /ColorSpace << /C /DeviceCMYK >> >> >>",
    );
    hand.bytes()
}

fn updated() -> Vec<u8> {
    let mut bytes = plain(BOX, "0 0 0 .5 k 0 0 200 100 re f");
    let before = String::from_utf8_lossy(&bytes).rfind("startxref").expect("is there");
    let old: String =
        String::from_utf8_lossy(&bytes[before + 10..]).lines().next().expect("is there").to_owned();
    let place = bytes.len();
    let content = format!("4 0 obj\n<< /Length {} >>\nstream\n{FIELDS}\nendstream\nendobj\n", FIELDS.len());
    bytes.extend_from_slice(content.as_bytes());
    let start = bytes.len();
    let tail = format!(
        "xref\n4 1\n{place:010} 00000 n \ntrailer\n<< /Size 5 /Root 1 0 R /Prev {old} >>\nstartxref\n{start}\n%%EOF\n"
    );
    bytes.extend_from_slice(tail.as_bytes());
    bytes
}

fn with_wrong_places() -> Vec<u8> {
    let text = plain(BOX, FIELDS);
    let at = text.windows(5).position(|word| word == b"xref\n").expect("is there");
    // Lines put in front move every object, as careless mail gateways do.
    let mut bytes = b"%PDF-1.4\n% a line that was not there before\n".to_vec();
    bytes.extend_from_slice(&text[9..at]);
    bytes.extend_from_slice(&text[at..]);
    bytes
}

fn without_its_end() -> Vec<u8> {
    let bytes = plain(BOX, FIELDS);
    let at = bytes.windows(5).position(|word| word == b"xref\n").expect("is there");
    bytes[..at].to_vec()
}

fn huge() -> Vec<u8> {
    let mut content = String::new();
    for step in 0..20_000 {
        let (x, y) = (step % 200, step / 200);
        content.push_str(&format!("0 0 0 .{:02} k {x} {y} 1 1 re f\n", step % 90 + 10));
    }
    content.push_str(FIELDS);
    let mut hand = Hand::new(
        "/MediaBox [0 0 200 100] /Resources << /XObject << /I 5 0 R >> >>",
        &format!("q 200 0 0 100 0 0 cm /I Do Q {content}"),
    );
    let data = raster(2400, 1200, INKS);
    hand.stream(
        5,
        "/Type /XObject /Subtype /Image /Width 2400 /Height 1200 /BitsPerComponent 8 /ColorSpace /DeviceCMYK",
        &data,
    );
    hand.bytes()
}

fn in_hex_and_pieces() -> Vec<u8> {
    let mut hand = Hand::new(BOX, "");
    hand.put(3, &format!("<< /Type /Page /Parent 2 0 R /Contents [5 0 R 6 0 R] {BOX} >>"));
    // The second piece goes on in the middle of what the first began.
    let (first, second) = FIELDS.split_at(FIELDS.find("0 0 1 0 k").expect("is there"));
    let hex: String = first.bytes().map(|byte| format!("{byte:02x}")).collect();
    hand.stream(5, "/Filter /ASCIIHexDecode", format!("{hex}>").as_bytes());
    hand.stream(6, "", second.as_bytes());
    hand.bytes()
}

/// Half of cyan over nothing is still cyan to the eye; the mask makes it a matter for the standard.
fn transparent() -> Vec<u8> {
    plain(
        "/MediaBox [0 0 200 100] /Group << /S /Transparency /CS /DeviceCMYK >> \
         /Resources << /ExtGState << /T << /ca .9 /BM /Multiply >> >> >>",
        &format!("/T gs {FIELDS}"),
    )
}

fn with_hidden_layer() -> Vec<u8> {
    let mut hand = Hand::new(
        "/MediaBox [0 0 200 100] /Resources << /Properties << /L 5 0 R >> >>",
        &format!("{FIELDS} /OC /L BDC 0 0 0 .3 k 0 0 200 100 re f EMC"),
    );
    hand.put(1, "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >> >>");
    hand.put(5, "<< /Type /OCG /Name (dieline) >>");
    hand.bytes()
}

fn with_font_left_out() -> Vec<u8> {
    let mut hand = Hand::new(
        "/MediaBox [0 0 200 100] /Resources << /Font << /F 5 0 R >> >>",
        &format!("{FIELDS} BT /F 6 Tf 0 0 0 0 k 102 2 Td (SALE) Tj ET"),
    );
    hand.put(5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    hand.bytes()
}

fn with_form_fields() -> Vec<u8> {
    let mut hand = Hand::new(&format!("{BOX} /Annots [5 0 R]"), FIELDS);
    hand.put(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>");
    hand.put(
        5,
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /Rect [20 20 180 80] /AP << /N 6 0 R >> >>",
    );
    hand.stream(
        6,
        "/Type /XObject /Subtype /Form /BBox [0 0 160 60] /Resources << >>",
        b"0 0 0 .5 k 0 0 160 60 re f",
    );
    hand.bytes()
}

/// Turned so that `rotate` (90, 180, 270) brings it upright.
fn turned(rotate: u32) -> Vec<u8> {
    let (sheet, matrix) = match rotate {
        90 => ("0 0 100 200", "0 1 -1 0 100 0"),
        180 => ("0 0 200 100", "-1 0 0 -1 200 100"),
        _ => ("0 0 100 200", "0 -1 1 0 0 200"),
    };
    plain(
        &format!("/MediaBox [{sheet}] /Rotate {rotate} /Resources << >>"),
        &format!("q {matrix} cm {FIELDS} Q"),
    )
}

fn by_printpdf() -> Vec<u8> {
    use printpdf::{Cmyk, Color, Mm, Op, PdfDocument, PdfPage, PdfSaveOptions, Polygon, Pt, Rect};
    let field = |inks: [f32; 4], x: f32, y: f32| {
        let [c, m, y_ink, k] = inks;
        let area = Rect::from_xywh(Pt(x), Pt(y), Pt(100.0), Pt(50.0));
        let mut polygon: Polygon = area.to_polygon();
        polygon.mode = printpdf::PaintMode::Fill;
        let col = Color::Cmyk(Cmyk { c, m, y: y_ink, k, icc_profile: None });
        [Op::SetFillColor { col }, Op::DrawPolygon { polygon }]
    };
    let ops = [
        field([1.0, 0.0, 0.0, 0.0], 0.0, 50.0),
        field([0.0, 1.0, 0.0, 0.0], 100.0, 50.0),
        field([0.0, 0.0, 1.0, 0.0], 0.0, 0.0),
        field([0.0, 0.0, 0.0, 1.0], 100.0, 0.0),
    ];
    let points = |points: f32| Mm(points / 72.0 * 25.4);
    let mut document = PdfDocument::new("ad");
    document.pages.push(PdfPage::new(points(200.0), points(100.0), ops.concat()));
    document.save(&PdfSaveOptions::default(), &mut Vec::new())
}

/// What a program makes of a plain ad; `None` where it is not installed.
fn by_program(program: &str, arguments: &[&str], folder: &Path) -> Option<Vec<u8>> {
    let (from, to) = (folder.join("maker-in.pdf"), folder.join("maker-out.pdf"));
    std::fs::write(&from, plain(BOX, FIELDS)).expect("writes");
    let _ = std::fs::remove_file(&to);
    let words = arguments.iter().map(|word| match *word {
        "IN" => from.display().to_string(),
        "OUT" => to.display().to_string(),
        word => word.replace("OUT", &to.display().to_string()),
    });
    let ended = Command::new(program).args(words).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if ended.is_err() {
        let _ = writeln!(std::io::stderr(), "skipped: {program} is not installed");
        return None;
    }
    std::fs::read(to).ok()
}

/// Every ad that must survive.
pub fn ads(folder: &Path) -> Vec<Ad> {
    let ad = |name, bytes| Ad { name, bytes, leaf: "1.trim" };
    let mut packed = Hand::new(BOX, FIELDS);
    packed.is_packed = true;
    let boxed = "/MediaBox [-50 -30 300 200] /CropBox [-20 -10 250 150] /BleedBox [-9 -9 209 109] \
         /TrimBox [0 0 200 100] /Resources << >>";
    let marked = format!("0 0 0 .4 k -50 -30 350 230 re f {FIELDS}");
    let inline = format!(
        "q 200 0 0 100 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /CMYK /F /AHx ID {}> EI Q",
        INKS.concat().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    );
    let mut all = vec![
        ad("plain", plain(BOX, FIELDS)),
        ad("object streams", packed.bytes()),
        ad("turned by 90", turned(90)),
        ad("turned by 180", turned(180)),
        ad("turned by 270", turned(270)),
        ad("a trim box inside marks", plain(boxed, &marked)),
        ad(
            "a crop box alone",
            plain("/MediaBox [-50 -30 300 200] /CropBox [0 0 200 100] /Resources << >>", &marked),
        ),
        ad(
            "boxes backwards and beyond",
            plain(
                "/MediaBox [200 100 0 0] /CropBox [-99 -99 900 900] /TrimBox [5 5 5 5] /UserUnit 2",
                FIELDS,
            ),
        ),
        ad("inherited boxes and resources", with_inherited()),
        Ad { name: "the third page", bytes: of_several_pages(), leaf: "3.trim" },
        ad("a spot ink", in_spot_ink()),
        ad("red, green and blue", plain(BOX, LIGHT)),
        ad("a picture in RGB", with_picture("/DeviceRGB", &raster(WIDE, HIGH, LIGHTS), "").bytes()),
        ad("a picture with a profile", in_light_profile()),
        ad("a picture in ink", with_picture("/DeviceCMYK", &raster(WIDE, HIGH, INKS), "").bytes()),
        ad("a JPEG in ink", in_jpeg()),
        ad("an inline picture", plain(BOX, &inline)),
        ad("forms in forms", in_forms()),
        ad("drawn letters", in_drawn_letters()),
        ad("shadings", in_shadings()),
        ad("an update", updated()),
        ad("a wrong cross-reference", with_wrong_places()),
        ad("no end", without_its_end()),
        ad("huge", huge()),
        ad("pieces in hex", in_hex_and_pieces()),
        ad("transparency", transparent()),
        ad("a hidden layer", with_hidden_layer()),
        ad("a font left out", with_font_left_out()),
        ad("form fields", with_form_fields()),
        ad("printpdf", by_printpdf()),
    ];
    let programs: [(&'static str, &str, &[&str]); 5] = [
        ("Ghostscript", "gs", &["-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sOutputFile=OUT", "IN"]),
        ("cairo", "pdftocairo", &["-pdf", "IN", "OUT"]),
        ("mutool", "mutool", &["clean", "-gggg", "-z", "IN", "OUT"]),
        ("qpdf, linear", "qpdf", &["--linearize", "--object-streams=generate", "IN", "OUT"]),
        (
            "Ghostscript, 1.3",
            "gs",
            &[
                "-q",
                "-dBATCH",
                "-dNOPAUSE",
                "-dCompatibilityLevel=1.3",
                "-sDEVICE=pdfwrite",
                "-sOutputFile=OUT",
                "IN",
            ],
        ),
    ];
    for (name, program, arguments) in programs {
        all.extend(by_program(program, arguments, folder).map(|bytes| ad(name, bytes)));
    }
    all
}

/// Files that must be refused, each with the code of the refusal.
pub fn refused() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let mut locked = Hand::new(BOX, FIELDS);
    locked.put(5, "<< /Filter /Standard /V 1 /R 2 /O (................................) /U (................................) /P -4 >>");
    locked.trailer.push_str(" /Encrypt 5 0 R /ID [<00> <00>]");
    let whole = plain(BOX, FIELDS);
    vec![
        ("locked", locked.bytes(), "picture-encrypted"),
        ("cut short", whole[..60].to_vec(), "picture-damaged"),
        ("only a head", b"%PDF-1.4\n".to_vec(), "picture-damaged"),
        (
            "noise",
            [b"%PDF-1.4\n".to_vec(), (0..4000u32).map(|at| ((at * 7919) >> 3) as u8).collect()].concat(),
            "picture-damaged",
        ),
    ]
}
