//! How long an edition full of photos takes to press, and what that takes of memory and disk.

use crate::{Desk, ExportOptions, Failure, NewEdition, Resources};
use banxin_edit::{Command, PageRef, PhotoRef, PlacePhoto};
use banxin_media::{Colour, Pixels, decode};
use banxin_model::{Cells, Date};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Pages of the edition that is measured.
const PAGES: u32 = 16;
/// Photos on each of its pages.
const PHOTOS: u32 = 2;
/// Sides of each photo in pixels: six million of them.
const SIDES: (u32, u32) = (3000, 2000);
/// Pixels to the inch that are kept.
const PPI: f64 = 200.0;

/// How often all of it is gone through.
const ROUNDS: usize = 3;

/// What was measured, in milliseconds and bytes; each figure is the median of its rounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PressPace {
    /// Decoding every photo once, one after the other, no finer than the page shows it.
    pub decoding_one: f64,
    /// The same on as many cores as an export uses.
    pub decoding_all: f64,
    /// The first export, with nothing kept from before.
    pub first: f64,
    /// The second export, with the pictures in ink kept from the first.
    pub second: f64,
    /// The most memory that was resident from the first export on; none where the system does not tell.
    pub memory: Option<f64>,
    /// The size of the file.
    pub file: usize,
}

/// Makes an edition of sixteen pages with two photos of six megapixels on each, and exports it twice, three
/// times over. Everything that is written goes into `folder`.
///
/// # Errors
/// When the samples are not there or `folder` cannot be written.
pub fn press_pace(resources: &Resources, folder: &Path) -> Result<PressPace, Failure> {
    let photos = photos(resources)?;
    let desk = edition(&resources.clone().with_cache(&folder.join("press-cache")), folder, &photos)?;
    let needed = needed(&desk)?;
    let mut decoding = [Vec::new(), Vec::new()];
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    for _ in 0..ROUNDS {
        for (times, workers) in decoding.iter_mut().zip([1, cores]) {
            let start = Instant::now();
            decode_all(&photos, needed, workers);
            times.push(milliseconds(start));
        }
    }
    drop(photos);
    forget_peak();
    let options = ExportOptions { ppi: Some(PPI), ..ExportOptions::default() };
    let path = folder.join("press.pdf");
    let export = |desk: &Desk| -> Result<(f64, usize), Failure> {
        let start = Instant::now();
        let files = desk.export(&path, &options, &mut |_, _| ControlFlow::Continue(()))?;
        Ok((milliseconds(start), files.iter().map(|file| file.bytes).sum()))
    };
    drop(desk);
    let (mut first, mut second, mut size) = (Vec::new(), Vec::new(), 0);
    for round in 0..ROUNDS {
        // A place of its own to keep pictures in, so that nothing is known from the round before.
        let resources = resources.clone().with_cache(&folder.join(format!("press-cache-{round}")));
        let desk = Desk::open(&folder.join(EDITION), &resources)?;
        let (time, bytes) = export(&desk)?;
        first.push(time);
        size = bytes;
        second.push(export(&desk)?.0);
    }
    let [one, all] = decoding;
    Ok(PressPace {
        decoding_one: median(one),
        decoding_all: median(all),
        first: median(first),
        second: median(second),
        memory: peak(),
        file: size,
    })
}

/// The name of the edition that is measured.
const EDITION: &str = "press.edition";

fn edition(resources: &Resources, folder: &Path, photos: &[Vec<u8>]) -> Result<Desk, Failure> {
    let date = Date::new(2026, 4, 20).ok_or_else(|| Failure::bad_request("there is no such day"))?;
    let new = NewEdition {
        paper: "broadsheet-cn".to_owned(),
        date,
        pages: PAGES,
        name: "版心日报".to_owned(),
        nameplate_lines: 0,
    };
    let desk = Desk::create(&folder.join(EDITION), &new, resources)?;
    for (number, bytes) in (0u32..).zip(photos) {
        let (changed, _) = desk.import_photo(&format!("{number:02}.jpg"), bytes, None)?;
        let photo = changed.created.first().cloned().unwrap_or_default();
        // Four columns of eight wide, one above the other.
        let (page, row) = (number / PHOTOS + 1, number % PHOTOS);
        desk.apply(&Command::from(PlacePhoto {
            photo: PhotoRef::Id(photo),
            page: PageRef::Number(page),
            x: Some(Cells(0)),
            line: Some((row * 50) as i32),
            width: Some(Cells::whole(55)),
            lines: None,
        }))?;
    }
    Ok(desk)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

/// The pixels that the page shows of a photo at most.
fn needed(desk: &Desk) -> Result<(u32, u32), Failure> {
    let state = desk.state()?;
    let page = state.pages.first().ok_or_else(|| Failure::bad_request("there is no page"))?;
    let width = page.page.grid.cell.to_pt() * 55.0 / 72.0 * PPI;
    let across = width.ceil().max(1.0) as u32;
    Ok((across, across * SIDES.1 / SIDES.0))
}

fn decode_all(photos: &[Vec<u8>], enough: (u32, u32), workers: usize) {
    std::thread::scope(|scope| {
        for worker in 0..workers {
            let own = photos.iter().skip(worker).step_by(workers);
            scope.spawn(move || own.for_each(|bytes| drop(decode(bytes, "", 1, Some(enough)))));
        }
    });
}

/// Thirty-two photos, each unlike the others: the samples made larger, each a little lighter.
fn photos(resources: &Resources) -> Result<Vec<Vec<u8>>, Failure> {
    let folder = resources.samples();
    let entries = std::fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "jpg"));
    paths.sort();
    let mut samples = Vec::new();
    for path in &paths {
        let bytes = std::fs::read(path).map_err(|error| Failure::file(path, &error))?;
        samples.push(decode(&bytes, "", 1, None)?);
    }
    samples.retain(|sample| sample.colour == Colour::Rgb);
    if samples.is_empty() {
        return Err(Failure::bad_request("there are no sample photos"));
    }
    let made = (0..(PAGES * PHOTOS) as usize).map(|number| {
        let sample = &samples[number % samples.len()];
        let large = enlarged(sample, (number / samples.len()) as u8 * 3);
        let mut jpeg = Vec::new();
        let (width, height) = (SIDES.0 as u16, SIDES.1 as u16);
        jpeg_encoder::Encoder::new(&mut jpeg, 90)
            .encode(&large, width, height, jpeg_encoder::ColorType::Rgb)
            .map_err(|error| Failure::bad_request(&error.to_string()))?;
        Ok(jpeg)
    });
    made.collect()
}

/// A picture at the size that is wanted, blended between its pixels and lighter by `lift`.
fn enlarged(picture: &Pixels, lift: u8) -> Vec<u8> {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let step = |at: u32, of: u32, own: usize| {
        let place = f64::from(at) / f64::from(of) * (own.saturating_sub(1)) as f64;
        (place as usize, (place as usize + 1).min(own - 1), place.fract() as f32)
    };
    let mut out = Vec::with_capacity((SIDES.0 * SIDES.1 * 3) as usize);
    for y in 0..SIDES.1 {
        let (above, below, down) = step(y, SIDES.1, height);
        for x in 0..SIDES.0 {
            let (left, right, along) = step(x, SIDES.0, width);
            for channel in 0..3 {
                let at = |x: usize, y: usize| f32::from(picture.data[(y * width + x) * 3 + channel]);
                let upper = at(left, above) * (1.0 - along) + at(right, above) * along;
                let lower = at(left, below) * (1.0 - along) + at(right, below) * along;
                out.push(((upper * (1.0 - down) + lower * down) as u8).saturating_add(lift));
            }
        }
    }
    out
}

/// Lets the system count the most memory anew, where it can.
fn forget_peak() {
    // Where it cannot, the figure is that of the whole run, which is never smaller.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most resident memory in megabytes, where the system tells.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
