//! Art without pixels as forms: a page of a PDF as its maker wrote it, a drawing as outlines in ink.
//!
//! What a standard cannot carry is imaged instead, and said; the clauses are those of ISO 15930-7 (PDF/X-4)
//! and ISO 15930-4 (PDF/X-1a:2003).

use crate::names;
use crate::options::{Imaged, PressFailure, Standard};
use crate::separation::Separator;
use banxin_media::{ArtFacts, ArtPage, Colour, Drawing, DrawnShape, DrawnStep, facts};
use banxin_model::Turn;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The key by which a form that is still to come is known in the unfinished file.
const STAND_IN: &str = "BanxinArt";

/// Art as the file will hold it: everything its form needs, and the form, which fills the unit square upright.
pub(crate) struct ArtForm {
    objects: BTreeMap<ObjectId, Object>,
    form: Stream,
}

/// The form of a PDF page, or why it must be imaged.
pub(crate) fn page_form(
    mut page: ArtPage,
    orientation: u8,
    standard: Standard,
    light: &[u8],
) -> Result<ArtForm, Imaged> {
    let facts = facts(&page);
    if let Some(why) = hindrance(&facts, standard) {
        return Err(why);
    }
    let unreadable = |_| Imaged::Unusual;
    let own = page.document.get_dictionary(page.page).map_err(unreadable)?;
    let mut resources = match own.get(b"Resources").and_then(|found| page.document.dereference(found)) {
        Ok((_, found)) => found.as_dict().map_err(unreadable)?.clone(),
        Err(_) => Dictionary::new(),
    };
    let mut group = own
        .get(b"Group")
        .and_then(|group| page.document.dereference(group))
        .ok()
        .map(|(_, group)| group.clone());
    let content = page.document.get_page_content_with_limit(page.page, MOST).map_err(unreadable)?;
    page.document.objects.remove(&page.page);
    if facts.has_rgb || facts.is_transparent && facts.blends_in_rgb {
        name_rgb(&mut page.document, &mut resources, group.as_mut(), light).map_err(unreadable)?;
    }
    let numbers =
        |values: &[f64]| -> Vec<Object> { values.iter().map(|value| Object::Real(*value as f32)).collect() };
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "XObject");
    dictionary.set("Subtype", "Form");
    dictionary.set("BBox", numbers(&page.bounds));
    dictionary.set("Matrix", numbers(&matrix(page.bounds, page.turns, orientation)));
    dictionary.set("Resources", resources);
    if let Some(group) = group {
        dictionary.set("Group", group);
    }
    let mut form = Object::Stream(Stream::new(dictionary, content));
    let mut objects = page.document.objects;
    if !facts.is_transparent {
        // Nothing shows through anything here, so that groups change nothing; X-1a knows none.
        objects.values_mut().for_each(without_groups);
        without_groups(&mut form);
    }
    let Object::Stream(mut form) = form else { return Err(Imaged::Unusual) };
    form.compress().map_err(unreadable)?;
    let objects = reachable(objects, &form.dict);
    Ok(ArtForm { objects, form })
}

/// The most bytes that the content of a page may unpack to.
const MOST: usize = 256 << 20;

/// Why a standard cannot carry a page as it is.
fn hindrance(facts: &ArtFacts, standard: Standard) -> Option<Imaged> {
    if !facts.fonts_missing.is_empty() {
        return Some(Imaged::Fonts);
    }
    if facts.has_hidden_layers {
        return Some(Imaged::Layers);
    }
    if standard == Standard::X4 {
        return None;
    }
    // X-1a knows ink and grey alone (6.4), nothing that shows through (6.17), and PDF 1.4.
    if facts.is_transparent {
        Some(Imaged::Transparency)
    } else if facts.has_rgb || facts.has_profiles {
        Some(Imaged::Colour)
    } else {
        facts.has_late_pictures.then_some(Imaged::Unusual)
    }
}

/// A drawing in ink as a form.
pub(crate) fn drawing_form(
    drawing: &Drawing,
    shapes: &[DrawnShape],
    orientation: u8,
    separator: &Separator,
) -> ArtForm {
    let mut content = String::new();
    for shape in shapes {
        draw(&mut content, shape, separator);
    }
    let state = |is_on: bool| {
        let mut state = Dictionary::new();
        state.set("Type", "ExtGState");
        state.set("OP", is_on);
        state.set("op", is_on);
        state.set("OPM", 1);
        Object::Dictionary(state)
    };
    let mut states = Dictionary::new();
    states.set(names::OVERPRINT, state(true));
    states.set(names::KNOCKOUT, state(false));
    let mut resources = Dictionary::new();
    resources.set("ExtGState", states);
    let bounds = [0.0, 0.0, drawing.width, drawing.height];
    // A drawing counts from its top, a page from its foot.
    let [a, b, c, d, e, f] = matrix(bounds, 0, orientation);
    let fallen = [a, b, -c, -d, c * drawing.height + e, d * drawing.height + f];
    let numbers =
        |values: &[f64]| -> Vec<Object> { values.iter().map(|value| Object::Real(*value as f32)).collect() };
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "XObject");
    dictionary.set("Subtype", "Form");
    dictionary.set("BBox", numbers(&bounds));
    dictionary.set("Matrix", numbers(&fallen));
    dictionary.set("Resources", resources);
    let mut form = Stream::new(dictionary, content.into_bytes());
    // What will not pack is as good plain.
    let _ = form.compress();
    ArtForm { objects: BTreeMap::new(), form }
}

/// The inks of a colour of a drawing: neutral ones on the black plate alone.
fn inks(colour: [u8; 3], separator: &Separator) -> [u8; 4] {
    let [red, green, blue] = colour;
    let is_neutral = red.abs_diff(green) <= 2 && blue.abs_diff(green) <= 2;
    let found = if is_neutral {
        separator.plates(Colour::Gray, None, &[green])
    } else {
        separator.plates(Colour::Rgb, None, &colour)
    };
    <[u8; 4]>::try_from(found).unwrap_or_default()
}

/// One outline. Writing to a string cannot fail.
fn draw(content: &mut String, shape: &DrawnShape, separator: &Separator) {
    let inks = inks(shape.colour, separator);
    let state = if inks == [0, 0, 0, 255] { names::OVERPRINT } else { names::KNOCKOUT };
    let [c, m, y, k] = inks.map(|ink| rounded(f32::from(ink) / 255.0));
    let operator = if shape.line.is_some() { "K" } else { "k" };
    let [xx, xy, yx, yy, dx, dy] = shape.matrix.map(rounded);
    let _ = writeln!(content, "q /{state} gs {c} {m} {y} {k} {operator} {xx} {xy} {yx} {yy} {dx} {dy} cm");
    if let Some(line) = &shape.line {
        let dash: Vec<String> = line.dash.iter().map(|length| rounded(*length).to_string()).collect();
        let (width, miter, phase) = (rounded(line.width), rounded(line.miter), rounded(line.phase));
        let _ = writeln!(
            content,
            "{width} w {} J {} j {miter} M [{}] {phase} d",
            line.cap,
            line.join,
            dash.join(" ")
        );
    }
    for step in &shape.path {
        let point = |[x, y]: [f32; 2]| format!("{} {}", rounded(x), rounded(y));
        let _ = match *step {
            DrawnStep::Move(to) => writeln!(content, "{} m", point(to)),
            DrawnStep::Line(to) => writeln!(content, "{} l", point(to)),
            DrawnStep::Curve(first, second, to) => {
                writeln!(content, "{} {} {} c", point(first), point(second), point(to))
            }
            DrawnStep::Close => writeln!(content, "h"),
        };
    }
    let end = match (&shape.line, shape.is_even_odd) {
        (Some(_), _) => "S",
        (None, true) => "f*",
        (None, false) => "f",
    };
    let _ = writeln!(content, "{end} Q");
}

/// Numbers that PDF reads: no exponents, no more places than a plate shows.
fn rounded(value: f32) -> f32 {
    let value = (f64::from(value) * 1e5).round() / 1e5;
    if value.is_finite() { value as f32 } else { 0.0 }
}

/// What brings a box onto the unit square, turned as its page and then as the picture is.
fn matrix([left, bottom, right, top]: [f64; 4], turns: u8, orientation: u8) -> [f64; 6] {
    let (width, height) = (right - left, top - bottom);
    let mut matrix = [1.0 / width, 0.0, 0.0, 1.0 / height, -left / width, -bottom / height];
    let quarter = |[a, b, c, d, e, f]: [f64; 6]| [b, -a, d, -c, f, 1.0 - e];
    for _ in 0..turns % 4 {
        matrix = quarter(matrix);
    }
    let turn = Turn::of(orientation);
    if turn.is_mirrored {
        let [a, b, c, d, e, f] = matrix;
        matrix = [-a, b, -c, d, 1.0 - e, f];
    }
    for _ in 0..turn.quarters {
        matrix = quarter(matrix);
    }
    matrix
}

/// Says of every part of a page what its plain red, green and blue mean (ISO 15930-7, 6.2.4.3).
fn name_rgb(
    document: &mut Document,
    resources: &mut Dictionary,
    group: Option<&mut Object>,
    light: &[u8],
) -> lopdf::Result<()> {
    let mut profile = Dictionary::new();
    profile.set("N", 3);
    let mut profile = Stream::new(profile, light.to_vec());
    profile.compress()?;
    let profile = document.add_object(profile);
    let space = document.add_object(vec![Object::from("ICCBased"), profile.into()]);
    let mut shared = BTreeSet::new();
    for object in document.objects.values_mut() {
        name_in(object, space, &mut shared);
    }
    add_default(resources, space, &mut shared);
    if let Some(Object::Dictionary(group)) = group {
        name_blending(group, space);
    }
    // Resources and their spaces that stand by themselves, and spaces that those name in turn.
    let mut done = BTreeSet::new();
    while let Some(id) = shared.difference(&done).next().copied() {
        done.insert(id);
        if let Ok(Object::Dictionary(found)) = document.get_object_mut(id) {
            let is_resources =
                [&b"Font"[..], b"XObject", b"ColorSpace", b"ExtGState", b"ProcSet", b"Pattern"]
                    .iter()
                    .any(|key| found.has(key));
            if is_resources {
                add_default(found, space, &mut shared);
            } else {
                found.set("DefaultRGB", space);
            }
        }
    }
    Ok(())
}

/// Names the space in every dictionary of resources inside an object; those that stand apart are noted.
fn name_in(object: &mut Object, space: ObjectId, shared: &mut BTreeSet<ObjectId>) {
    let dictionary = match object {
        Object::Array(parts) => return parts.iter_mut().for_each(|part| name_in(part, space, shared)),
        Object::Dictionary(dictionary) => dictionary,
        Object::Stream(stream) => &mut stream.dict,
        _ => return,
    };
    for (key, value) in dictionary.iter_mut() {
        match value {
            Object::Dictionary(found) if key == b"Resources" => add_default(found, space, shared),
            Object::Dictionary(found) if key == b"Group" => name_blending(found, space),
            Object::Reference(id) if key == b"Resources" => {
                shared.insert(*id);
            }
            other => name_in(other, space, shared),
        }
    }
}

fn name_blending(group: &mut Dictionary, space: ObjectId) {
    if group.get(b"CS").and_then(Object::as_name).is_ok_and(|name| name == b"DeviceRGB") {
        group.set("CS", space);
    }
}

fn add_default(resources: &mut Dictionary, space: ObjectId, shared: &mut BTreeSet<ObjectId>) {
    match resources.get_mut(b"ColorSpace") {
        Ok(Object::Dictionary(spaces)) => {
            if !spaces.has(b"DefaultRGB") {
                spaces.set("DefaultRGB", space);
            }
        }
        Ok(Object::Reference(id)) => {
            shared.insert(*id);
        }
        _ => {
            let mut spaces = Dictionary::new();
            spaces.set("DefaultRGB", space);
            resources.set("ColorSpace", spaces);
        }
    }
}

fn without_groups(object: &mut Object) {
    match object {
        Object::Array(parts) => parts.iter_mut().for_each(without_groups),
        Object::Dictionary(dictionary) => strip(dictionary),
        Object::Stream(stream) => strip(&mut stream.dict),
        _ => {}
    }
}

fn strip(dictionary: &mut Dictionary) {
    let is_group = dictionary.get(b"Group").is_ok_and(|group| !matches!(group, Object::Array(_)));
    if is_group {
        dictionary.remove(b"Group");
    }
    dictionary.iter_mut().for_each(|(_, value)| without_groups(value));
}

/// What a form names, directly or by way of others; the rest of its file stays behind.
fn reachable(mut objects: BTreeMap<ObjectId, Object>, form: &Dictionary) -> BTreeMap<ObjectId, Object> {
    let mut wanted = Vec::new();
    for (_, value) in form.iter() {
        references(value, &mut wanted);
    }
    let mut kept = BTreeMap::new();
    while let Some(id) = wanted.pop() {
        if let Some(object) = objects.remove(&id) {
            references(&object, &mut wanted);
            kept.insert(id, object);
        }
    }
    kept
}

fn references(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(parts) => parts.iter().for_each(|part| references(part, found)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, value)| references(value, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| references(value, found)),
        _ => {}
    }
}

/// What stands in the unfinished file where the form of that number will be.
pub(crate) fn stand_in(number: usize) -> BTreeMap<String, printpdf::DictItem> {
    let name = |value: &str| printpdf::DictItem::Name(value.as_bytes().to_vec());
    BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Form")),
        (STAND_IN.to_owned(), printpdf::DictItem::Int(number as i64)),
    ])
}

/// Puts every form in the place that was kept for it.
pub(crate) fn put_in(document: &mut Document, forms: BTreeMap<usize, ArtForm>) -> Result<(), PressFailure> {
    let mut places: BTreeMap<usize, Vec<ObjectId>> = BTreeMap::new();
    for (id, object) in &document.objects {
        let number = object.as_stream().ok().and_then(|stream| stream.dict.get(STAND_IN.as_bytes()).ok());
        if let Some(number) = number.and_then(|number| number.as_i64().ok()) {
            places.entry(number as usize).or_default().push(*id);
        }
    }
    for (number, form) in forms {
        let shift = document.max_id;
        let moved = |(id, generation): ObjectId| (id + shift, generation);
        let highest = form.objects.keys().map(|(id, _)| *id).max().unwrap_or(0);
        for (id, mut object) in form.objects {
            shifted(&mut object, shift);
            document.objects.insert(moved(id), object);
        }
        document.max_id += highest;
        let mut object = Object::Stream(form.form);
        shifted(&mut object, shift);
        for place in places.remove(&number).unwrap_or_default() {
            document.objects.insert(place, object.clone());
        }
    }
    match places.keys().next() {
        None => Ok(()),
        Some(number) => Err(PressFailure::Assembly(format!("art {number} was lost"))),
    }
}

fn shifted(object: &mut Object, by: u32) {
    match object {
        Object::Reference((id, _)) => *id += by,
        Object::Array(parts) => parts.iter_mut().for_each(|part| shifted(part, by)),
        Object::Dictionary(dictionary) => dictionary.iter_mut().for_each(|(_, value)| shifted(value, by)),
        Object::Stream(stream) => stream.dict.iter_mut().for_each(|(_, value)| shifted(value, by)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::matrix;

    /// Where a point of a box of 200 by 100 points comes to lie.
    fn placed(turns: u8, orientation: u8, [x, y]: [f64; 2]) -> [f64; 2] {
        let [a, b, c, d, e, f] = matrix([10.0, 20.0, 210.0, 120.0], turns, orientation);
        [a * x + c * y + e, b * x + d * y + f].map(|value| (value * 1e6).round() / 1e6)
    }

    #[test]
    fn a_box_fills_the_unit_square_whichever_way_it_is_turned() {
        let top_left = [10.0, 120.0];
        assert_eq!(placed(0, 1, top_left), [0.0, 1.0]);
        // A quarter clockwise brings the top left corner to the top right.
        assert_eq!(placed(1, 1, top_left), [1.0, 1.0]);
        assert_eq!(placed(2, 1, top_left), [1.0, 0.0]);
        assert_eq!(placed(3, 1, top_left), [0.0, 0.0]);
        assert_eq!(placed(0, 6, top_left), [1.0, 1.0]);
        assert_eq!(placed(0, 2, top_left), [1.0, 1.0]);
        assert_eq!(placed(3, 6, top_left), [0.0, 1.0]);
        assert_eq!(placed(0, 5, top_left), [0.0, 1.0], "a transposed box keeps that corner");
        assert_eq!(placed(0, 5, [210.0, 120.0]), [0.0, 0.0]);
    }
}
