//! Jump lines in pairs: every 下转 has its 上接 on the page that it names, and the other way round.

use super::{Checked, Found, subject};
use banxin_layout::Sentence;
use banxin_scene::{Group, Item};
use std::collections::BTreeSet;

/// The two halves of a pair.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Half {
    /// 下转第 N 版: the story goes on there.
    On,
    /// 上接第 N 版: the story comes from there.
    From,
}

impl Half {
    fn other(self) -> Half {
        match self {
            Half::On => Half::From,
            Half::From => Half::On,
        }
    }

    fn words(self, page: u32) -> String {
        match self {
            Half::On => format!("下转第{page}版"),
            Half::From => format!("上接第{page}版"),
        }
    }
}

pub(super) fn check(checked: &Checked, found: &mut Found) {
    let mut seen: BTreeSet<(Half, u32, u32)> = BTreeSet::new();
    let mut said: Vec<(Half, u32, u32, &str)> = Vec::new();
    for layout in checked.layouts {
        let page = layout.list.number;
        for group in &layout.list.groups {
            let text = words(group);
            for (half, to) in jumps(&text) {
                seen.insert((half, page, to));
                said.push((half, page, to, subject(&group.id)));
            }
        }
    }
    for (half, page, to, subject) in said {
        let words = half.words(to);
        if checked.edition.page_numbered(to).is_none() {
            let message = Sentence::new(
                format!("“{words}”：本期没有第 {to} 版"),
                format!("“{words}”: there is no page {to}"),
            );
            found.say("jump-nowhere", page, subject, message);
        } else if to == page || !seen.contains(&(half.other(), to, page)) {
            let wanted = half.other().words(page);
            let message = Sentence::new(
                format!("“{words}”在第 {to} 版没有对应的“{wanted}”"),
                format!("“{words}” has no “{wanted}” on page {to}"),
            );
            found.say("jump-unpaired", page, subject, message);
        }
    }
}

/// The characters of a group in the order in which they are painted.
fn words(group: &Group) -> String {
    let runs = group.items.iter().filter_map(|item| match item {
        Item::Glyphs(run) if run.is_visible() => Some(&*run.text),
        _ => None,
    });
    runs.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// Every jump that words tell of, with the page it names: 下转第3版, 上接2版, in ordinary or full-width figures.
fn jumps(text: &str) -> Vec<(Half, u32)> {
    let mut all = Vec::new();
    for (half, start) in [(Half::On, "下转"), (Half::From, "上接")] {
        for rest in text.split(start).skip(1) {
            let rest = rest.strip_prefix('第').unwrap_or(rest);
            let figures: String = rest.chars().map_while(figure).take(3).collect();
            let after = rest.chars().nth(figures.len());
            if let (Ok(page), Some('版')) = (figures.parse(), after) {
                all.push((half, page));
            }
        }
    }
    all
}

/// A figure, ordinary or full-width, as an ordinary one.
fn figure(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '０'..='９' => u32::from(c) - u32::from('０'),
        _ => return None,
    };
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::{Half, jumps};

    #[test]
    fn jumps_are_read_however_their_figures_stand() {
        let found = jumps("……（下转第3版）……（上接１２版）。下转站，上接第版，下转第5期");
        assert!(found == [(Half::On, 3), (Half::From, 12)]);
    }
}
