//! How long photos take: 16 pages with 32 photos of 6 megapixels exported twice, beside the time of just
//! decoding those photos. Run with `cargo run --release -p banxin-press --example photos`.

use banxin_geom::{Length, Point, Rect, Size};
use banxin_press::{Keep, PressOptions, export_keeping};
use banxin_scene::{
    Bytes, FaceFile, FaceName, Glyph, GlyphRun, Group, Item, Orientation, PageList, Paint, Picture, Shelf,
};
use image::imageops::FilterType;
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeMap;
use std::error::Error;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// Photos, two on each page.
const PHOTOS: usize = 32;

struct Desk {
    font: Bytes,
    photos: BTreeMap<String, Bytes>,
}

impl Shelf for Desk {
    fn face(&self, _name: &FaceName) -> Option<FaceFile> {
        Some(FaceFile { bytes: Arc::clone(&self.font), index: 0 })
    }
    fn photo(&self, hash: &str) -> Option<Bytes> {
        self.photos.get(hash).cloned()
    }
}

#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl Keep for Memory {
    fn take(&self, name: &str) -> Option<Vec<u8>> {
        self.0.lock().ok()?.get(name).cloned()
    }
    fn keep(&self, name: &str, bytes: &[u8]) {
        if let Ok(mut kept) = self.0.lock() {
            kept.insert(name.to_owned(), bytes.to_vec());
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.."));
    let mut samples: Vec<PathBuf> = std::fs::read_dir(root.join("assets/samples"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    samples.retain(|path| path.extension().is_some_and(|end| end == "jpg"));
    samples.sort();
    let mut photos: BTreeMap<String, Bytes> = BTreeMap::new();
    for number in 0..PHOTOS {
        let large = image::open(&samples[number % samples.len()])?
            .resize_exact(3000, 2000, FilterType::CatmullRom)
            .brighten((number / samples.len()) as i32 * 4)
            .into_rgb8();
        let mut bytes = Vec::new();
        jpeg_encoder::Encoder::new(&mut bytes, 92).encode(
            large.as_raw(),
            3000,
            2000,
            jpeg_encoder::ColorType::Rgb,
        )?;
        photos.insert(format!("{number:02}"), Arc::new(bytes));
    }
    let font: Bytes = Arc::new(std::fs::read(root.join("assets/fonts/song-400.ttf"))?);
    let profile = std::fs::read(root.join("assets/icc/IFRA26S_2004_newsprint.icc"))?;
    let pages: Vec<PageList> = (0..PHOTOS / 2).map(|page| list(page, &font)).collect::<Result<_, _>>()?;
    let desk = Desk { font, photos };

    let start = Instant::now();
    for bytes in desk.photos.values() {
        banxin_media::decode((**bytes).as_ref(), "", 1, None)?;
    }
    say("decoding 32 photos, one after the other", start);
    let start = Instant::now();
    std::thread::scope(|scope| {
        for half in 0..2 {
            let photos = desk.photos.values().skip(half).step_by(2);
            scope.spawn(move || {
                photos.for_each(|bytes| drop(banxin_media::decode((**bytes).as_ref(), "", 1, None)))
            });
        }
    });
    say("decoding 32 photos, two at a time", start);
    let options = PressOptions { max_ppi: 200.0, ..PressOptions::new("bench", profile) };
    let kept = Memory::default();
    for name in ["first export", "second export"] {
        let start = Instant::now();
        let mut last = Instant::now();
        let mut steps = String::new();
        let mut progress = |step| {
            use banxin_press::Progress::{Pages, Photos, Writing};
            let is_end = match step {
                Photos { done, of, .. } | Pages { done, of } => done == of,
                Writing => true,
            };
            if is_end {
                steps.push_str(&format!(" {} ms", last.elapsed().as_millis()));
                last = Instant::now();
            }
            ControlFlow::Continue(())
        };
        let made = export_keeping(&pages, &desk, &options, &kept, &mut progress)?;
        say(&format!("{name}, {} KB; photos, pages:{steps}", made.bytes.len() / 1000), start);
    }
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
    Ok(())
}

fn say(what: &str, since: Instant) {
    println!("{:>7} ms  {what}", since.elapsed().as_millis());
}

/// A broadsheet page of 8,000 characters and two photos, four columns wide.
fn list(number: usize, font: &Bytes) -> Result<PageList, Box<dyn Error>> {
    let font = FontRef::new((**font).as_ref())?;
    let words: Vec<char> = ('\u{4e00}'..='\u{5bff}').collect();
    let trim = Size::new(Length::mm(390.0), Length::mm(545.0));
    let whole = Rect::new(Length::ZERO, Length::ZERO, trim.width, trim.height);
    let mut items = Vec::new();
    for row in 0..80 {
        let line: Vec<char> =
            (0..100).map(|at| words[(number * 577 + row * 100 + at) % words.len()]).collect();
        let glyph = |(at, letter): (usize, &char)| Glyph {
            id: font.charmap().map(*letter).unwrap_or_default().to_u32() as u16,
            x: Length::mm(20.0) + Length::pt(9.0) * at as i64,
            y: Length::mm(190.0) + Length::pt(12.5) * row as i64,
            advance: Length::pt(9.0),
            text: (at * 3) as u32,
        };
        items.push(Item::from(GlyphRun {
            face: FaceName("song-400".into()),
            size: Length::pt(9.0),
            scale_x: 1000,
            orientation: Orientation::Upright,
            paint: Paint::Black,
            text: line.iter().collect::<String>().into(),
            glyphs: line.iter().enumerate().map(glyph).collect(),
            source: None,
        }));
    }
    for side in 0..2 {
        let frame = Rect::new(
            Length::mm(20.0 + 178.0 * side as f64),
            Length::mm(40.0),
            Length::mm(170.0),
            Length::mm(113.0),
        );
        let hash = format!("{:02}", number * 2 + side).as_str().into();
        items.push(Item::Picture(Picture { hash, frame, image: frame, orientation: 1 }));
    }
    let groups = vec![Group::new("page".to_owned(), Point::ORIGIN, whole, items)];
    Ok(PageList {
        number: number as u32 + 1,
        trim,
        bleed: Length::ZERO,
        type_area: whole,
        inks: Vec::new(),
        groups,
    })
}
