//! What the copy itself shows: words that hold a place, stories that stand twice, packages with nothing in
//! them.

use super::{Checked, Found};
use banxin_geom::Length;
use banxin_layout::Sentence;
use banxin_model::{Frame, FreeKind, Id, Package, Role, Story, StoryKind};
use std::collections::BTreeMap;

/// Words that stand where others are to come.
const PLACEHOLDERS: [&str; 16] = [
    "lorem ipsum",
    "此处填写",
    "此处输入",
    "请输入",
    "点击输入",
    "占位",
    "标题标题",
    "正文正文",
    "图说图说",
    "待补充",
    "待填",
    "（待定）",
    "(待定)",
    "tktk",
    "某某某某",
    "xxxx",
];

/// Characters of running text from which two stories are told to be one.
const ENOUGH: usize = 40;

pub(super) fn check(checked: &Checked, found: &mut Found) {
    let mut seen: BTreeMap<Id<Story>, u32> = BTreeMap::new();
    let mut bodies: BTreeMap<String, (Id<Story>, u32)> = BTreeMap::new();
    for (page_id, page) in checked.edition.pages_in_order() {
        let packages = checked.index.on_page(page_id);
        if packages.is_empty() {
            let message = Sentence::new("这个版是空的", "the page is empty");
            found.say("empty-page", page.number, "", message);
        }
        for id in packages {
            let Some(package) = checked.edition.packages.get(id) else { continue };
            let subject = id.to_string();
            placeholders(checked, package, page.number, &subject, found);
            emptiness(checked, package, page.number, &subject, found);
            let body = body(checked, package.story);
            // What goes on from an earlier part is the same story and stands there rightly.
            let seen_before = seen.get(&package.story).filter(|_| package.continues.is_none());
            let twin = match seen_before {
                Some(first) => Some(*first),
                None if package.continues.is_none() && body.chars().count() >= ENOUGH => {
                    bodies.get(&body).filter(|(story, _)| *story != package.story).map(|(_, first)| *first)
                }
                None => None,
            };
            if let Some(first) = twin {
                let message = Sentence::new(
                    format!("与第 {first} 版的一篇相同"),
                    format!("is the same as a story on page {first}"),
                );
                found.say("duplicate-story", page.number, &subject, message);
            }
            seen.entry(package.story).or_insert(page.number);
            bodies.entry(body).or_insert((package.story, page.number));
        }
    }
}

/// A story's running text without blanks.
fn body(checked: &Checked, story: Id<Story>) -> String {
    let texts = checked.index.texts(checked.edition, story, Role::Body);
    texts.iter().flat_map(|text| text.chars()).filter(|c| !c.is_whitespace()).collect()
}

fn placeholders(checked: &Checked, package: &Package, page: u32, subject: &str, found: &mut Found) {
    for id in checked.index.paragraphs(package.story) {
        let Some(paragraph) = checked.edition.paragraphs.get(id) else { continue };
        let text = paragraph.text.to_lowercase();
        if let Some(word) = PLACEHOLDERS.iter().find(|word| text.contains(*word)) {
            let message =
                Sentence::new(format!("有占位文字“{word}”"), format!("holds the placeholder “{word}”"));
            found.say("placeholder-text", page, subject, message);
        }
    }
}

fn emptiness(checked: &Checked, package: &Package, page: u32, subject: &str, found: &mut Found) {
    let has_photo = !package.photos.is_empty();
    if let Some(free) = &package.free {
        let is_bare = package.frame == Frame::None && free.line.weight == Length::ZERO;
        let is_empty = match free.kind {
            FreeKind::Text | FreeKind::Table => {
                !has_photo && checked.index.characters(checked.edition, package.story) == 0
            }
            FreeKind::Picture => !has_photo,
            FreeKind::Rule => free.line.weight == Length::ZERO,
            FreeKind::Shape => is_bare && free.fill.is_none() && package.tint == 0,
        };
        if is_empty {
            let message = Sentence::new("自由框里什么也没有", "there is nothing in the free frame");
            found.say("empty-frame", page, subject, message);
        }
        return;
    }
    if checked.index.characters(checked.edition, package.story) == 0 && !has_photo {
        let message = Sentence::new("稿块是空的", "the package is empty");
        found.say("empty-frame", page, subject, message);
    }
    let kind = checked.edition.stories.get(&package.story).map(|story| story.kind);
    if kind == Some(StoryKind::Photo) && !has_photo {
        let message = Sentence::new("图片新闻没有图片", "photo news without a photo");
        found.say("no-photo", page, subject, message);
    }
}
