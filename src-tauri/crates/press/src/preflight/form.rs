//! What the rules on a newspaper's form (2020) want on its pages: nameplate, folio, labels.

use super::{Checked, Found};
use banxin_layout::{PageLayout, Sentence};
use banxin_model::{EditionInfo, Page, Role};
use banxin_scene::Item;

/// Errors of form that an issue may have before it fails.
const ALLOWED: usize = 3;

/// The rules of form that count against an issue.
const COUNTED: [&str; 5] = ["no-nameplate", "no-cn-number", "no-issue", "no-publisher", "no-page-name"];

pub(super) fn check(checked: &Checked, found: &mut Found) {
    let Some(info) = checked.edition.about() else {
        let message = Sentence::new("本期没有报名和日期", "the edition has no name and no date");
        found.say("no-edition-info", 1, "", message);
        return;
    };
    let pages = checked.edition.pages_in_order();
    let front = pages.first().map_or(1, |(_, page)| page.number);
    let has_nameplate = pages.iter().any(|(_, page)| page.nameplate_lines > 0);
    if has_nameplate {
        nameplate(info, front, found);
    } else if !pages.is_empty() {
        found.say("no-nameplate", front, "", Sentence::new("没有报头", "there is no nameplate"));
    }
    for (id, page) in &pages {
        let layout = checked.layouts.iter().find(|layout| layout.page == *id);
        if let Some(layout) = layout {
            folio(info, page, layout, found);
        }
        advertisements(checked, *id, page, found);
    }
    let errors = found.faults.iter().filter(|fault| COUNTED.contains(&fault.code.as_str())).count();
    if errors > ALLOWED {
        let message = Sentence::new(
            format!("形式差错共 {errors} 项，超过 {ALLOWED} 项"),
            format!("{errors} errors of form, more than {ALLOWED}"),
        );
        found.say("form-errors", front, "", message);
    }
}

fn nameplate(info: &EditionInfo, front: u32, found: &mut Found) {
    let wanted = [
        ("no-paper-name", info.name.trim().is_empty(), "报名", "the paper's name"),
        ("no-cn-number", info.cn_number.trim().is_empty(), "国内统一连续出版物号", "the CN number"),
        ("no-issue", info.issue == 0, "总期号", "the issue number"),
        ("no-publisher", info.publisher.trim().is_empty(), "主管、主办、出版单位", "the publisher"),
        ("no-post-code", info.post_code.trim().is_empty(), "邮发代号", "the post code"),
    ];
    for (code, is_missing, zh, en) in wanted {
        if is_missing {
            let message = Sentence::new(format!("报头没有{zh}"), format!("the nameplate lacks {en}"));
            found.say(code, front, "", message);
        }
    }
}

/// The page's furniture as it will print, without blanks.
fn furniture(layout: &PageLayout) -> String {
    let groups = layout.list.groups.iter().filter(|group| !group.id.starts_with("package:"));
    let runs = groups.flat_map(|group| &group.items).filter_map(|item| match item {
        Item::Glyphs(run) if run.is_visible() => Some(&run.text),
        _ => None,
    });
    runs.flat_map(|text| text.chars()).filter(|c| !c.is_whitespace()).collect()
}

fn folio(info: &EditionInfo, page: &Page, layout: &PageLayout, found: &mut Found) {
    let words = furniture(layout);
    let date = info.date;
    let day = format!("{}年{}月{}日", date.year(), date.month(), date.day());
    let number = format!("{:02}", page.number);
    let is_front = page.nameplate_lines > 0;
    if !words.contains(&day) || !(is_front || words.contains(&number)) {
        let message = Sentence::new("报眉缺版次或日期", "the folio lacks the page number or the date");
        found.say("no-folio", page.number, "", message);
    }
    if page.name.trim().is_empty() && !is_front {
        let message = Sentence::new("报眉没有版名", "the folio has no page name");
        found.say("no-page-name", page.number, "", message);
    }
    if page.staff.editor.trim().is_empty() && !is_front {
        let message = Sentence::new("报眉没有责任编辑", "the folio names no editor");
        found.say("no-editor", page.number, "", message);
    }
}

/// Stories meant for the advertising section must say that they are advertisements.
fn advertisements(checked: &Checked, id: banxin_model::Id<Page>, page: &Page, found: &mut Found) {
    for package_id in checked.index.on_page(id) {
        let Some(package) = checked.edition.packages.get(package_id) else { continue };
        let Some(story) = checked.edition.stories.get(&package.story) else { continue };
        let is_ad = story.section.contains("广告") || page.name.contains("广告");
        let roles = [Role::Logo, Role::Kicker, Role::Headline, Role::Deck, Role::Caption];
        let is_labelled = roles
            .iter()
            .flat_map(|role| checked.index.texts(checked.edition, package.story, *role))
            .any(|text| text.contains("广告"));
        if is_ad && !is_labelled {
            let message = Sentence::new("广告没有标明“广告”", "an advertisement is not labelled 广告");
            found.say("ad-unlabelled", page.number, &package_id.to_string(), message);
        }
    }
}
