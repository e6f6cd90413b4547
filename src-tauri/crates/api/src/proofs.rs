//! Pages as the press will print them: soft proof, plates, ink, and what has changed since the last export.

use crate::cache::Cache;
use crate::desk::Desk;
use crate::frames::no_page;
use crate::last_export::LastExport;
use crate::{Failure, papers};
use banxin_geom::{Length, Rect};
use banxin_media::sha256_hex;
use banxin_model::{Id, OutputProfile, Page};
use banxin_press::{PressOptions, Separator, SoftProof};
use banxin_raster::{Plate, RenderOptions, Rendering, Separations, separate, spot_inks, to_png};
use banxin_scene::{PageList, Shelf};
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};
use ts_rs::TS;

/// Bytes of plates kept at hand, so that looking at one plate after the other paints nothing anew.
const AT_HAND: usize = 192 << 20;

/// How a page is looked at before press.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProofWanted {
    pub(crate) page: String,
    /// Width of the answer in pixels.
    pub(crate) width: u32,
    /// Left, top, width and height in millimetres of the part wanted; the whole trimmed page when absent.
    #[serde(default)]
    pub(crate) region: Option<[f64; 4]>,
    /// `c`, `m`, `y`, `k` and names of spot inks; all of them when empty.
    #[serde(default)]
    pub(crate) plates: Vec<String>,
    /// Whether white is the grey of the paper.
    #[serde(default = "yes")]
    pub(crate) paper: bool,
    /// Whether black type overprints, as it will.
    #[serde(default = "yes")]
    pub(crate) overprint: bool,
    /// For a comparison: `last` for the page as last exported, `overlay` for both at once.
    #[serde(default)]
    pub(crate) view: String,
    /// For the ink under a point: its column in the answer's pixels.
    #[serde(default)]
    pub(crate) x: u32,
    /// For the ink under a point: its row in the answer's pixels.
    #[serde(default)]
    pub(crate) y: u32,
}

fn yes() -> bool {
    true
}

/// What the press prints with, and what it printed last.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PressView {
    /// What the profile calls the printing condition.
    pub profile: String,
    /// The most ink in one place, in percent of one full ink.
    pub ink_limit: u16,
    /// How paper without ink shows, as red, green and blue.
    pub paper: [u8; 3],
    /// The pages in order of number.
    pub pages: Vec<PressPage>,
}

/// A page as the press sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PressPage {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: u32,
    /// Its plates: `c`, `m`, `y`, `k`, then names of spot inks.
    pub plates: Vec<String>,
    /// When it was last exported, as ISO 8601 in UTC; null when that is not known.
    pub exported: Option<String>,
    /// The file it last went into.
    pub file: Option<String>,
    /// Whether it looks otherwise now than when it was last exported.
    pub changed: bool,
}

/// The ink under one point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct InkAt {
    /// Each plate's name and its ink in percent.
    pub plates: Vec<(String, u16)>,
    /// All of them together.
    pub total: u16,
}

/// What proofs are made with, worked out once.
#[derive(Default)]
pub(crate) struct Proofs {
    separator: Mutex<Option<(u16, Arc<Separator>)>>,
    on_paper: Mutex<Option<(Vec<u8>, SoftProof)>>,
    on_screen: Mutex<Option<(Vec<u8>, SoftProof)>>,
    recent: Mutex<VecDeque<(u64, Arc<Separations>)>>,
}

impl Desk {
    /// A page as it will look in print, or its plates, as PNG. One plate alone is grey; several are
    /// printed over each other.
    pub(crate) fn proof(&self, wanted: &ProofWanted) -> Result<Vec<u8>, Failure> {
        let (list, options) = self.looked_at(wanted)?;
        let separations = self.separations(&list, &options, wanted.overprint)?;
        if let [plate] = wanted.plates.as_slice() {
            let ink = separations.plate(&Plate::named(plate)).ok_or_else(|| no_plate(plate))?;
            let rgba = ink.iter().flat_map(|ink| [255 - ink, 255 - ink, 255 - ink, 255]).collect();
            return png(&separations, rgba);
        }
        let light = self.shown(&separations, &wanted.plates, wanted.paper)?;
        png(&separations, opaque(&light))
    }

    /// The ink of all plates at every pixel: `BXI1`, width, height and the limit as u32, then a u16 for each
    /// pixel in percent of one full ink, all little endian.
    pub(crate) fn ink(&self, wanted: &ProofWanted) -> Result<Vec<u8>, Failure> {
        let (list, options) = self.looked_at(wanted)?;
        let separations = self.separations(&list, &options, wanted.overprint)?;
        let total = separations.total_ink();
        let mut bytes = Vec::with_capacity(16 + total.len() * 2);
        bytes.extend_from_slice(b"BXI1");
        let limit = u32::from(self.ink_limit());
        for value in [separations.width, separations.height, limit] {
            bytes.extend_from_slice(&value.to_le_bytes());
        }
        bytes.extend(total.iter().flat_map(|percent| percent.to_le_bytes()));
        Ok(bytes)
    }

    /// The ink under one pixel of a proof of that width.
    pub(crate) fn ink_at(&self, wanted: &ProofWanted) -> Result<InkAt, Failure> {
        let (list, options) = self.looked_at(wanted)?;
        let separations = self.separations(&list, &options, wanted.overprint)?;
        let at = (wanted.x < separations.width && wanted.y < separations.height)
            .then_some(wanted.y as usize * separations.width as usize + wanted.x as usize)
            .ok_or_else(|| Failure::bad_request("that point lies outside the page"))?;
        let percent = |sum: u32| ((sum * 100 + 127) / 255) as u16;
        let inks: Vec<(&Plate, u32)> =
            separations.plates.iter().map(|(plate, ink)| (plate, u32::from(ink[at]))).collect();
        Ok(InkAt {
            total: percent(inks.iter().map(|(_, ink)| ink).sum()),
            plates: inks.into_iter().map(|(plate, ink)| (plate.name().to_owned(), percent(ink))).collect(),
        })
    }

    /// A page as it was last exported (`last`), or both states at once (`overlay`): what has gone shows red,
    /// what has come blue, what stays grey.
    pub(crate) fn compared(&self, wanted: &ProofWanted) -> Result<Vec<u8>, Failure> {
        let (list, options) = self.looked_at(wanted)?;
        let last =
            LastExport::of(&Cache::of(&self.resources), self.path(), list.number).ok_or_else(|| {
                Failure::failed(
                    "no-last-export",
                    format!("第 {} 版还没有导出过，或上次导出的记录已清除，无从比较。", list.number),
                    format!(
                        "Page {} has not been exported yet, or what was kept of it is gone.",
                        list.number
                    ),
                )
            })?;
        let before = self.separations(&last.list, &options, wanted.overprint)?;
        let old = self.shown(&before, &[], wanted.paper)?;
        if wanted.view != "overlay" {
            return png(&before, opaque(&old));
        }
        let now = self.separations(&list, &options, wanted.overprint)?;
        let new = self.shown(&now, &[], wanted.paper)?;
        if (before.width, before.height) != (now.width, now.height) {
            return Err(Failure::bad_request("the page has another size now"));
        }
        let grey = |[red, green, blue]: [u8; 3]| {
            ((u32::from(red) * 54 + u32::from(green) * 183 + u32::from(blue) * 19) / 256) as u8
        };
        // What was dark and is light now keeps its red; what has become dark keeps its blue.
        let rgba = old.iter().zip(&new).flat_map(|(old, new)| {
            let (old, new) = (grey(*old), grey(*new));
            [new, old.min(new), old, 255]
        });
        png(&now, rgba.collect())
    }

    /// What the press prints with, and what each page's last export was.
    ///
    /// # Errors
    /// When the profile cannot be used.
    pub fn press(&self) -> Result<PressView, Failure> {
        let separator = self.separator()?;
        let paper = self.with_proof(true, SoftProof::paper)?;
        let cache = Cache::of(&self.resources);
        let lists: Vec<(Id<Page>, PageList)> = {
            let mut open = self.lock();
            let ids: Vec<_> = open.edition.pages_in_order().into_iter().map(|(id, _)| id).collect();
            ids.into_iter().map(|id| (id, open.lay_out(id).list)).collect()
        };
        let view = |(id, list): &(Id<Page>, PageList)| {
            let last = LastExport::of(&cache, self.path(), list.number);
            PressPage {
                id: id.to_string(),
                number: list.number,
                plates: plates_of(list),
                changed: last.as_ref().is_some_and(|last| last.list != *list),
                exported: last.as_ref().map(|last| last.at.clone()),
                file: last.map(|last| last.file),
            }
        };
        Ok(PressView {
            profile: separator.description().to_owned(),
            ink_limit: self.ink_limit(),
            paper,
            pages: lists.iter().map(view).collect(),
        })
    }

    /// A page as it will look in print, as pixels.
    ///
    /// # Errors
    /// When there is no such page, it would be too large, or the profile cannot be used.
    pub fn render_proof(&self, number: u32, options: &RenderOptions) -> Result<Rendering, Failure> {
        let list = self.list_numbered(number)?;
        let separations = self.separations(&list, options, true)?;
        let rgba = opaque(&self.shown(&separations, &[], true)?);
        Ok(Rendering { width: separations.width, height: separations.height, rgba, notes: Vec::new() })
    }

    /// One plate of a page, or all its ink, as pixels: `plate` is `c`, `m`, `y`, `k`, `ink` or the name of a
    /// spot ink. White is no ink; black is full ink, and 400 % for `ink`.
    ///
    /// # Errors
    /// When there is no such page or plate, it would be too large, or the profile cannot be used.
    pub fn render_plate(
        &self,
        number: u32,
        options: &RenderOptions,
        plate: &str,
    ) -> Result<Rendering, Failure> {
        let list = self.list_numbered(number)?;
        let all = self.separations(&list, options, true)?;
        let grey = |ink: u8| [255 - ink, 255 - ink, 255 - ink, 255];
        let rgba = if plate == "ink" {
            let share = |percent: u16| (u32::from(percent.min(400)) * 255 / 400) as u8;
            all.total_ink().into_iter().flat_map(|percent| grey(share(percent))).collect()
        } else {
            let ink = all.plate(&Plate::named(plate)).ok_or_else(|| no_plate(plate))?;
            ink.iter().flat_map(|ink| grey(*ink)).collect()
        };
        Ok(Rendering { width: all.width, height: all.height, rgba, notes: all.notes.clone() })
    }

    fn list_numbered(&self, number: u32) -> Result<PageList, Failure> {
        let mut open = self.lock();
        let page = open.edition.page_numbered(number).map(|(id, _)| id).ok_or_else(|| no_page(number))?;
        Ok(open.lay_out(page).list)
    }

    /// The page's list, and how large it is painted.
    fn looked_at(&self, wanted: &ProofWanted) -> Result<(PageList, RenderOptions), Failure> {
        let page: Id<Page> = wanted.page.parse().map_err(|_| Failure::bad_request("that is no page's id"))?;
        let list = self.lock().lay_out(page).list;
        if list.trim.width <= Length::ZERO {
            return Err(Failure::bad_request("there is no such page"));
        }
        let region = match wanted.region {
            None => None,
            Some(sides) if sides.iter().all(|side| side.abs() < 10_000.0) => {
                let [x, y, width, height] = sides.map(Length::mm);
                Some(Rect::new(x, y, width, height))
            }
            Some(_) => return Err(Failure::bad_request("that region lies off every page")),
        };
        let inches = region.map_or(list.trim.width, |region| region.width).to_pt() / 72.0;
        if inches <= 0.0 {
            return Err(Failure::bad_request("that region has no width"));
        }
        let dpi = f64::from(wanted.width.clamp(16, 8192)) / inches;
        Ok((list, RenderOptions { dpi, region, ..RenderOptions::default() }))
    }

    /// The plates of a page, from those kept at hand if it has not changed.
    fn separations(
        &self,
        list: &PageList,
        options: &RenderOptions,
        overprint: bool,
    ) -> Result<Arc<Separations>, Failure> {
        let separator = self.separator()?;
        let key = key(list, options, overprint);
        let recent = || self.proofs.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = recent().iter().find(|(own, _)| *own == key) {
            return Ok(Arc::clone(found));
        }
        let photos = |colour, own: Option<&[u8]>, samples: &[u8]| separator.plates(colour, own, samples);
        let made = Arc::new(separate(list, self.shelf.as_ref(), options, &photos, overprint)?);
        let mut recent = recent();
        recent.push_front((key, Arc::clone(&made)));
        let mut total = 0;
        recent.retain(|(_, kept)| {
            total += kept.plates.iter().map(|(_, ink)| ink.len()).sum::<usize>();
            total <= AT_HAND || Arc::ptr_eq(kept, &made)
        });
        drop(recent);
        Ok(made)
    }

    /// Plates printed over each other, as the screen shows them; spot inks show as red.
    fn shown(&self, all: &Separations, plates: &[String], paper: bool) -> Result<Vec<[u8; 3]>, Failure> {
        for name in plates {
            if all.plate(&Plate::named(name)).is_none() {
                return Err(no_plate(name));
            }
        }
        let mut inks = vec![[0u8; 4]; all.width as usize * all.height as usize];
        for (number, (plate, ink)) in all.plates.iter().enumerate() {
            if !plates.is_empty() && !plates.iter().any(|name| name == plate.name()) {
                continue;
            }
            let channels = if number < 4 { number..number + 1 } else { 1..3 };
            for (pixel, ink) in inks.iter_mut().zip(ink) {
                pixel[channels.clone()].iter_mut().for_each(|own| *own = own.saturating_add(*ink));
            }
        }
        self.with_proof(paper, |proof| proof.show(&inks))
    }

    pub(crate) fn separator(&self) -> Result<Arc<Separator>, Failure> {
        let (icc, limit) = (self.output_profile()?, self.ink_limit());
        let mut kept = self.proofs.separator.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((own, separator)) = kept.as_ref()
            && *own == limit
            && separator.icc() == icc.as_slice()
        {
            return Ok(Arc::clone(separator));
        }
        let made = Arc::new(Separator::new(&icc, limit)?);
        *kept = Some((limit, Arc::clone(&made)));
        // Plates in other inks are of no use any more.
        self.proofs.recent.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(made)
    }

    fn with_proof<T>(&self, paper: bool, use_it: impl FnOnce(&SoftProof) -> T) -> Result<T, Failure> {
        let icc = self.output_profile()?;
        let kept = if paper { &self.proofs.on_paper } else { &self.proofs.on_screen };
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().is_none_or(|(own, _)| *own != icc) {
            let proof = SoftProof::new(&icc, paper)?;
            *kept = Some((icc, proof));
        }
        kept.as_ref().map(|(_, proof)| use_it(proof)).ok_or_else(|| Failure::bad_request("there is no proof"))
    }

    /// The profile that the edition is printed with: the plant's own that its file holds, or the shipped one.
    ///
    /// # Errors
    /// When the edition's own is missing or is not what was kept, named by its file, or the shipped one cannot be
    /// read.
    pub(crate) fn output_profile(&self) -> Result<Vec<u8>, Failure> {
        let own = self.lock().edition.about().and_then(|info| info.profile.clone());
        let Some(OutputProfile { hash, name }) = own else {
            let path = self.resources.profile();
            return std::fs::read(&path).map_err(|error| Failure::file(&path, &error));
        };
        let bytes = self.shelf.photo(&hash).map(|bytes| (*bytes).as_ref().to_vec());
        bytes.filter(|bytes| sha256_hex(bytes) == hash).ok_or_else(|| {
            Failure::failed(
                "profile-missing",
                format!("本期的色彩特性文件 {name} 不在文件里或已损坏，请重新导入。"),
                format!("The edition's colour profile {name} is missing or damaged: import it again."),
            )
        })
    }

    /// The most ink that this edition bears, in percent: its own limit, or what the preset of its first page says.
    pub(crate) fn ink_limit(&self) -> u16 {
        let (own, size) = {
            let open = self.lock();
            let own = open.edition.about().map_or(0, |info| info.ink_limit);
            (own, open.edition.pages_in_order().first().map(|(_, page)| page.paper))
        };
        if own > 0 {
            return own;
        }
        let presets = papers(&self.resources).unwrap_or_default();
        let preset = presets.into_iter().find(|preset| Some(preset.size()) == size);
        preset
            .map(|preset| preset.ink_limit)
            .filter(|limit| *limit > 0)
            .unwrap_or_else(|| PressOptions::new("", Vec::new()).ink_limit)
    }
}

/// The names of a page's plates.
fn plates_of(list: &PageList) -> Vec<String> {
    if !list.inks.is_empty() {
        return list.inks.iter().map(ToString::to_string).collect();
    }
    let spots = spot_inks(list).into_iter().map(Plate::Spot);
    Plate::PROCESS.into_iter().chain(spots).map(|plate| plate.name().to_owned()).collect()
}

/// What two requests share when they show the same plates.
fn key(list: &PageList, options: &RenderOptions, overprint: bool) -> u64 {
    let mut hasher = FxHasher::default();
    (list.trim, list.bleed, overprint, options.include_bleed, options.region).hash(&mut hasher);
    options.dpi.to_bits().hash(&mut hasher);
    for group in &list.groups {
        (group.origin, group.digest).hash(&mut hasher);
    }
    hasher.finish()
}

fn no_plate(name: &str) -> Failure {
    Failure::failed(
        "no-plate",
        format!("这个版没有“{name}”色版，可选 c、m、y、k 或本版用到的专色。"),
        format!("This page has no plate “{name}”: choose c, m, y, k or a spot ink that it uses."),
    )
}

fn opaque(light: &[[u8; 3]]) -> Vec<u8> {
    light.iter().flat_map(|[red, green, blue]| [*red, *green, *blue, 255]).collect()
}

fn png(separations: &Separations, rgba: Vec<u8>) -> Result<Vec<u8>, Failure> {
    let (width, height) = (separations.width, separations.height);
    Ok(to_png(&Rendering { width, height, rgba, notes: Vec::new() })?)
}
