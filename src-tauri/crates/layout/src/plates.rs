//! A page in the inks that it is printed with: what a page of black, or of black and one more ink, makes of colour.
//!
//! A colour stronger than the black in it becomes the second ink, where there is one, at the strength of its
//! strongest ink; every other becomes black of the same darkness. Pictures become grey.

use crate::report::{Fault, Sentence, Severity};
use banxin_model::{Page, Plates};
use banxin_scene::{GlyphRun, Group, Item, Paint, Shape, Stroke};
use std::sync::Arc;

/// The groups of a page in its inks, and a fault for each package whose colours were changed.
pub(crate) fn pressed(groups: Vec<Group>, page: &Page, faults: &mut Vec<Fault>) -> Vec<Group> {
    let second = match &page.plates {
        Plates::Four => return groups,
        Plates::Black => None,
        Plates::BlackAnd(ink) => Some(ink.as_str()),
    };
    groups
        .into_iter()
        .map(|group| {
            let mut changed = Changed::default();
            let items = group.items.iter().map(|item| changed.item(item, second)).collect();
            if let Some(message) = changed.message() {
                let subject = group.id.strip_prefix("package:").unwrap_or_default().to_owned();
                let fix = Sentence::new(
                    "改成本版有的油墨，或把本版改为四色",
                    "Choose an ink that the page has, or print the page in four",
                );
                let (code, severity) = ("plates-colour".to_owned(), Severity::Warning);
                faults.push(Fault { code, severity, page: page.number, subject, message, fix });
            }
            Group::new(group.id, group.origin, group.bounds, items)
        })
        .collect()
}

/// What had to be changed in a group.
#[derive(Default)]
struct Changed {
    /// The first characters of the first type in another colour.
    words: Option<String>,
    shapes: usize,
}

/// Characters of a run that a fault quotes.
const QUOTED: usize = 8;

impl Changed {
    fn item(&mut self, item: &Item, second: Option<&str>) -> Item {
        match item {
            Item::Picture(picture) => Item::Picture(picture.in_grey()),
            Item::Glyphs(run) => match converted(&run.paint, second) {
                None => item.clone(),
                Some(paint) => {
                    if run.is_visible() && self.words.is_none() {
                        self.words = Some(run.text.chars().take(QUOTED).collect());
                    }
                    Item::Glyphs(Arc::new(GlyphRun { paint, ..(**run).clone() }))
                }
            },
            Item::Shape(shape) => {
                let fill = shape.fill.as_ref().and_then(|fill| converted(fill, second));
                let stroke = shape.stroke.as_ref().and_then(|stroke| {
                    converted(&stroke.paint, second).map(|paint| Stroke { paint, ..stroke.clone() })
                });
                if fill.is_none() && stroke.is_none() {
                    return item.clone();
                }
                self.shapes += 1;
                Item::Shape(Shape {
                    path: shape.path.clone(),
                    fill: fill.or_else(|| shape.fill.clone()),
                    stroke: stroke.or_else(|| shape.stroke.clone()),
                })
            }
        }
    }

    fn message(&self) -> Option<Sentence> {
        match (&self.words, self.shapes) {
            (Some(words), _) => Some(Sentence::new(
                format!("“{words}”用了本版没有的油墨，按规则换成了本版的"),
                format!(
                    "“{words}” is set in inks that this page is not printed with; they were changed for its own"
                ),
            )),
            (None, 0) => None,
            (None, shapes) => Some(Sentence::new(
                format!("{shapes} 处线条或底色用了本版没有的油墨，按规则换成了本版的"),
                format!(
                    "{shapes} rules or tints in inks that this page is not printed with were changed for its own"
                ),
            )),
        }
    }
}

/// The paint in the page's inks; `None` where it is in them already.
fn converted(paint: &Paint, second: Option<&str>) -> Option<Paint> {
    let made = match paint {
        Paint::Black | Paint::Gray(_) | Paint::Cmyk([0, 0, 0, 0]) => return None,
        Paint::Spot { ink, .. } if second == Some(&**ink) => return None,
        Paint::Spot { tint, .. } => Paint::Gray((*tint).min(1000)),
        Paint::Cmyk([0, 0, 0, black]) => Paint::Gray((*black).min(1000)),
        Paint::Cmyk([cyan, magenta, yellow, black]) => {
            let strongest = (*cyan).max(*magenta).max(*yellow).min(1000);
            match second.filter(|_| strongest > *black) {
                Some(ink) => Paint::of_ink(ink, strongest),
                None => {
                    let coloured =
                        u32::from(*cyan) * 300 + u32::from(*magenta) * 590 + u32::from(*yellow) * 110;
                    let dark = u32::from((*black).min(1000));
                    Paint::Gray((dark + (coloured / 1000).min(1000) * (1000 - dark) / 1000) as u16)
                }
            }
        }
    };
    (made != *paint).then_some(made)
}

#[cfg(test)]
mod tests {
    use super::converted;
    use banxin_scene::Paint;

    #[test]
    fn colours_become_the_second_ink_or_black_of_their_darkness() {
        let red = Paint::Cmyk([0, 1000, 900, 0]);
        assert_eq!(converted(&red, None), Some(Paint::Gray(689)));
        assert_eq!(converted(&red, Some("m")), Some(Paint::Cmyk([0, 1000, 0, 0])));
        let spot = Paint::Spot { ink: "大红".into(), tint: 1000 };
        assert_eq!(converted(&red, Some("大红")), Some(spot.clone()));
        assert_eq!(converted(&spot, Some("大红")), None);
        assert_eq!(converted(&spot, None), Some(Paint::Gray(1000)));
        assert_eq!(converted(&Paint::Cmyk([300, 300, 300, 800]), Some("m")), Some(Paint::Gray(860)));
    }

    #[test]
    fn what_is_in_the_inks_of_the_page_stays() {
        for paint in [Paint::Black, Paint::Gray(300), Paint::Cmyk([0; 4])] {
            assert_eq!(converted(&paint, Some("m")), None, "{paint:?}");
        }
        assert_eq!(converted(&Paint::Cmyk([0, 400, 0, 0]), Some("m")), None);
    }
}
