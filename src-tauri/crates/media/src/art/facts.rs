//! What a page of a PDF file is made of, as far as a plant must know it: colours, fonts, transparency, ink.
//!
//! Everything the page can reach is looked at, forms, patterns and drawn letters (Type 3) included. Clauses
//! are those of ISO 32000-1.

use super::page::ArtPage;
use crate::picture::Colour;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::BTreeSet;

/// What a page of art is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArtFacts {
    /// Whether something is in plain red, green and blue.
    pub has_rgb: bool,
    /// Whether something is described by a profile, in Lab or in calibrated colour.
    pub has_profiles: bool,
    /// Whether something described so is light rather than ink or grey.
    pub has_light_profiles: bool,
    /// Fonts that the file uses and does not carry, by name.
    pub fonts_missing: BTreeSet<String>,
    /// Whether something shows through something else.
    pub is_transparent: bool,
    /// Whether what shows through blends in plain red, green and blue.
    pub blends_in_rgb: bool,
    /// Spot inks, by name.
    pub spots: BTreeSet<String>,
    /// The most ink that can be told, in percent of one full ink: of flat colours and of pictures in CMYK.
    pub most_ink: u16,
    /// Whether the file has layers that its maker switched off.
    pub has_hidden_layers: bool,
    /// Whether pictures are coded as PDF 1.4 does not know them: JPEG 2000, or 16 bits.
    pub has_late_pictures: bool,
    /// Whether remarks or form fields lie on the page, which are not placed with it.
    pub has_remarks: bool,
}

impl ArtFacts {
    /// Whether anything is light rather than ink.
    pub fn uses_light(&self) -> bool {
        self.has_rgb || self.has_light_profiles
    }
}

/// Looks a page through.
pub fn facts(page: &ArtPage) -> ArtFacts {
    let document = &page.document;
    let mut look = Look { document, seen: BTreeSet::new(), facts: ArtFacts::default(), depth: 0 };
    look.facts.has_hidden_layers = page.has_hidden_layers;
    look.facts.has_remarks = page.has_remarks;
    if let Ok(dictionary) = document.get_dictionary(page.page) {
        let resources = look.dictionary(dictionary, b"Resources");
        look.resources(resources);
        look.group(dictionary);
        let content = document.get_page_content_with_limit(page.page, MOST).unwrap_or_default();
        look.content(&content, resources);
    }
    look.facts
}

/// The most bytes that one stream may unpack to.
const MOST: usize = 256 << 20;

/// How deep forms, patterns and colour spaces may lie in each other.
const DEEPEST: usize = 24;

struct Look<'a> {
    document: &'a Document,
    seen: BTreeSet<ObjectId>,
    facts: ArtFacts,
    depth: usize,
}

impl<'a> Look<'a> {
    fn resolved(&self, object: &'a Object) -> &'a Object {
        resolved(self.document, object)
    }

    fn entry(&self, owner: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        owner.get(key).ok().map(|object| self.resolved(object))
    }

    fn dictionary(&self, owner: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.entry(owner, key).and_then(|object| match object {
            Object::Stream(stream) => Some(&stream.dict),
            other => other.as_dict().ok(),
        })
    }

    fn name(&self, owner: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.entry(owner, key).and_then(|object| object.as_name().ok())
    }

    /// The entries of a kind of resource, each once however often it is named.
    fn each(&mut self, resources: &'a Dictionary, key: &[u8]) -> Vec<&'a Object> {
        let Some(entries) = self.dictionary(resources, key) else { return Vec::new() };
        let mut found = Vec::new();
        for (_, object) in entries.iter() {
            if object.as_reference().is_ok_and(|id| !self.seen.insert(id)) {
                continue;
            }
            found.push(self.resolved(object));
        }
        found
    }

    fn resources(&mut self, resources: Option<&'a Dictionary>) {
        let Some(resources) = resources.filter(|_| self.depth < DEEPEST) else { return };
        self.depth += 1;
        for space in self.each(resources, b"ColorSpace") {
            self.space(space);
        }
        for state in self.each(resources, b"ExtGState") {
            state.as_dict().iter().for_each(|state| self.state(state));
        }
        for font in self.each(resources, b"Font") {
            font.as_dict().iter().for_each(|font| self.font(font));
        }
        for shading in self.each(resources, b"Shading") {
            self.shading(shading);
        }
        for pattern in self.each(resources, b"Pattern") {
            match pattern {
                Object::Stream(stream) => self.form(stream),
                other => {
                    let shading = other.as_dict().ok().and_then(|pattern| self.entry(pattern, b"Shading"));
                    shading.iter().for_each(|shading| self.shading(shading));
                }
            }
        }
        for object in self.each(resources, b"XObject") {
            let Object::Stream(stream) = object else { continue };
            match self.name(&stream.dict, b"Subtype") {
                Some(b"Image") => self.image(stream),
                _ => self.form(stream),
            }
        }
        self.depth -= 1;
    }

    fn form(&mut self, stream: &'a Stream) {
        self.group(&stream.dict);
        let resources = self.dictionary(&stream.dict, b"Resources");
        self.resources(resources);
        if let Ok(content) = stream.get_plain_content_with_limit(MOST) {
            self.content(&content, resources);
        }
    }

    /// The space that a group blends in (11.6.6).
    fn group(&mut self, owner: &'a Dictionary) {
        let space = self.dictionary(owner, b"Group").and_then(|group| self.name(group, b"CS"));
        self.facts.blends_in_rgb |= space == Some(b"DeviceRGB");
    }

    /// A graphics state (11.6.4.4, 11.6.5.3).
    fn state(&mut self, state: &'a Dictionary) {
        let is_faint = |key: &[u8]| {
            self.entry(state, key).and_then(|value| value.as_float().ok()).is_some_and(|value| value < 1.0)
        };
        let blends = self.entry(state, b"BM").is_some_and(|mode| {
            let first = mode.as_array().ok().and_then(|modes| modes.first()).unwrap_or(mode);
            first.as_name().is_ok_and(|mode| mode != b"Normal" && mode != b"Compatible")
        });
        let is_masked = self.dictionary(state, b"SMask").is_some();
        if is_faint(b"ca") || is_faint(b"CA") || blends || is_masked {
            self.facts.is_transparent = true;
        }
    }

    /// A font carries its program, is drawn by the file itself, or is missing (9.9).
    fn font(&mut self, font: &'a Dictionary) {
        let kind = self.name(font, b"Subtype").unwrap_or_default();
        if kind == b"Type3" {
            let resources = self.dictionary(font, b"Resources");
            self.resources(resources);
            if let Some(letters) = self.dictionary(font, b"CharProcs") {
                for (_, letter) in letters.iter() {
                    if let Object::Stream(stream) = self.resolved(letter)
                        && let Ok(content) = stream.get_plain_content_with_limit(MOST)
                    {
                        self.content(&content, resources);
                    }
                }
            }
            return;
        }
        let descendant = self
            .entry(font, b"DescendantFonts")
            .and_then(|fonts| fonts.as_array().ok())
            .and_then(|fonts| fonts.first())
            .and_then(|font| self.resolved(font).as_dict().ok());
        let own = descendant.unwrap_or(font);
        let is_carried = self.dictionary(own, b"FontDescriptor").is_some_and(|descriptor| {
            [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.has(key))
        });
        if !is_carried {
            let name = self.name(font, b"BaseFont").unwrap_or(b"?");
            self.facts.fonts_missing.insert(String::from_utf8_lossy(name).into_owned());
        }
    }

    fn shading(&mut self, shading: &'a Object) {
        let dictionary = match shading {
            Object::Stream(stream) => Some(&stream.dict),
            other => other.as_dict().ok(),
        };
        let space = dictionary.and_then(|shading| self.entry(shading, b"ColorSpace"));
        space.iter().for_each(|space| self.space(space));
    }

    fn image(&mut self, stream: &'a Stream) {
        let dictionary = &stream.dict;
        let is_mask = self.entry(dictionary, b"ImageMask").and_then(|mask| mask.as_bool().ok());
        if let Some(space) = self.entry(dictionary, b"ColorSpace")
            && is_mask != Some(true)
        {
            self.space(space);
            if space.as_name().is_ok_and(|name| name == b"DeviceCMYK") {
                self.picture_ink(stream);
            }
        }
        let number = |key: &[u8]| self.entry(dictionary, key).and_then(|value| value.as_i64().ok());
        let is_masked = dictionary.has(b"SMask") || number(b"SMaskInData").is_some_and(|kind| kind > 0);
        let is_late =
            number(b"BitsPerComponent") == Some(16) || filters(stream).any(|name| name == b"JPXDecode");
        self.facts.is_transparent |= is_masked;
        self.facts.has_late_pictures |= is_late;
    }

    /// The ink of a picture in CMYK: the most that at least a thousandth of its pixels have.
    fn picture_ink(&mut self, stream: &Stream) {
        let is_jpeg = filters(stream).last() == Some(b"DCTDecode");
        let is_eight = stream.dict.get(b"BitsPerComponent").and_then(Object::as_i64).unwrap_or(8) == 8;
        let is_inverted = stream
            .dict
            .get(b"Decode")
            .and_then(Object::as_array)
            .is_ok_and(|decode| decode.first().and_then(|low| low.as_float().ok()) == Some(1.0));
        let inks = if is_jpeg && filters(stream).count() == 1 {
            let decoded = crate::pixels::decode(&stream.content, "", 1, Some((400, 400))).ok();
            // The decoder settles which way round the file has its inks, as the array here would.
            decoded.filter(|pixels| pixels.colour == Colour::Cmyk).map(|pixels| (pixels.data, false))
        } else if is_eight && !is_jpeg {
            stream.get_plain_content_with_limit(MOST).ok().map(|data| (data, is_inverted))
        } else {
            None
        };
        let Some((inks, is_inverted)) = inks else { return };
        let mut counts = vec![0usize; 4 * 255 + 1];
        let (pixels, _) = inks.as_chunks::<4>();
        for pixel in pixels {
            let sum: usize = pixel.iter().map(|ink| usize::from(*ink)).sum();
            counts[if is_inverted { 4 * 255 - sum } else { sum }] += 1;
        }
        let mut above = 0;
        let most = (0..counts.len()).rev().find(|sum| {
            above += counts[*sum];
            above * 1000 > pixels.len()
        });
        let percent = most.unwrap_or(0) * 100 / 255;
        self.facts.most_ink = self.facts.most_ink.max(percent as u16);
    }

    /// A colour space (8.6).
    fn space(&mut self, space: &'a Object) {
        if self.depth >= DEEPEST {
            return;
        }
        self.depth += 1;
        match self.resolved(space) {
            Object::Name(name) => self.named_space(name),
            Object::Array(parts) => self.family(parts),
            _ => {}
        }
        self.depth -= 1;
    }

    fn named_space(&mut self, name: &[u8]) {
        match name {
            b"DeviceRGB" | b"RGB" => self.facts.has_rgb = true,
            b"CalRGB" | b"Lab" => {
                self.facts.has_profiles = true;
                self.facts.has_light_profiles = true;
            }
            b"CalGray" => self.facts.has_profiles = true,
            _ => {}
        }
    }

    fn family(&mut self, parts: &'a [Object]) {
        let Some(kind) = parts.first().and_then(|kind| self.resolved(kind).as_name().ok()) else { return };
        let document = self.document;
        let part = |at: usize| parts.get(at).map(|part| resolved(document, part));
        match kind {
            b"ICCBased" => {
                self.facts.has_profiles = true;
                let count = match part(1) {
                    Some(Object::Stream(stream)) => {
                        stream.dict.get(b"N").and_then(Object::as_i64).unwrap_or(3)
                    }
                    _ => 3,
                };
                self.facts.has_light_profiles |= count == 3;
            }
            b"Indexed" | b"I" | b"Pattern" => part(1).into_iter().for_each(|base| self.space(base)),
            b"Separation" => {
                let ink = part(1).and_then(|name| name.as_name().ok());
                ink.into_iter().for_each(|ink| self.spot(ink));
                part(2).into_iter().for_each(|other| self.alternate(other));
            }
            b"DeviceN" => {
                let inks = part(1).and_then(|inks| inks.as_array().ok());
                for ink in inks.into_iter().flatten() {
                    let ink = self.resolved(ink).as_name().ok();
                    ink.into_iter().for_each(|ink| self.spot(ink));
                }
                part(2).into_iter().for_each(|other| self.alternate(other));
            }
            name => self.named_space(name),
        }
    }

    /// What a spot ink shows as where it has no plate: no RGB in X-1a either, but no colour of the page.
    fn alternate(&mut self, space: &'a Object) {
        let before = (self.facts.has_rgb, self.facts.has_light_profiles);
        self.space(space);
        (self.facts.has_rgb, self.facts.has_light_profiles) = before;
    }

    fn spot(&mut self, ink: &[u8]) {
        const NONE: [&[u8]; 6] = [b"All", b"None", b"Cyan", b"Magenta", b"Yellow", b"Black"];
        if !NONE.contains(&ink) {
            self.facts.spots.insert(String::from_utf8_lossy(ink).into_owned());
        }
    }

    fn content(&mut self, content: &[u8], resources: Option<&'a Dictionary>) {
        let Ok(content) = Content::decode(content) else { return };
        let spaces = resources.and_then(|resources| self.dictionary(resources, b"ColorSpace"));
        // What `scn` and `SCN` mean follows from the space chosen before (8.6.8).
        let (mut fill_is_cmyk, mut line_is_cmyk) = (false, false);
        for operation in &content.operations {
            let operands = &operation.operands;
            let named = operands.first().and_then(|name| name.as_name().ok());
            match operation.operator.as_str() {
                "rg" | "RG" => self.facts.has_rgb = true,
                "k" | "K" => self.flat_ink(operands),
                "cs" | "CS" => {
                    let name = named.unwrap_or_default();
                    self.named_space(name);
                    let own = spaces.and_then(|spaces| self.entry(spaces, name));
                    let is_cmyk = name == b"DeviceCMYK"
                        || own.is_some_and(|own| own.as_name().is_ok_and(|own| own == b"DeviceCMYK"));
                    *(if operation.operator == "cs" { &mut fill_is_cmyk } else { &mut line_is_cmyk }) =
                        is_cmyk;
                }
                "sc" | "scn" if fill_is_cmyk => self.flat_ink(operands),
                "SC" | "SCN" if line_is_cmyk => self.flat_ink(operands),
                "BI" => {
                    if let Some(Object::Stream(picture)) = operands.first() {
                        let space = picture.dict.get(b"CS").or_else(|_| picture.dict.get(b"ColorSpace"));
                        let name = space.and_then(Object::as_name).unwrap_or_default();
                        self.named_space(name);
                    }
                }
                _ => {}
            }
        }
    }

    fn flat_ink(&mut self, operands: &[Object]) {
        let sum: f32 =
            operands.iter().filter_map(|ink| ink.as_float().ok()).map(|ink| ink.clamp(0.0, 1.0)).sum();
        self.facts.most_ink = self.facts.most_ink.max((sum * 100.0).round() as u16);
    }
}

fn filters(stream: &Stream) -> impl Iterator<Item = &[u8]> {
    stream.filters().unwrap_or_default().into_iter()
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).map_or(object, |(_, object)| object)
}
