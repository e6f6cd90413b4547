//! Units that are divided only at a cost: figures with their measure words, short titles, reporters' names.

use crate::class::{Class, is_ideograph};
use crate::prepared::{Atom, Joint};

/// Dividing a figure from its measure word.
const MEASURE_WORD: u16 = 2600;
/// Dividing 第 from its number.
const ORDINAL: u16 = 3000;
/// Dividing a title of four characters or fewer inside 《》.
const SHORT_TITLE: u16 = 2200;
/// Dividing a reporter's name, or parting it from 记者.
const NAME: u16 = 2000;

/// What follows a figure as its unit.
const MEASURE_WORDS: &str = "年月日时分秒点万亿千百元人名届次个家户米吨岁天周度倍成件条项所座处套台辆号";

/// Puts a price on the joints inside soft units.
pub(crate) fn price_units(atoms: &[Atom], joints: &mut [Joint]) {
    for k in 1..atoms.len() {
        if !joints[k].allowed() || joints[k].cost == Joint::FORCED {
            continue;
        }
        let (a, b) = (&atoms[k - 1], &atoms[k]);
        let multiplier = k >= 2
            && atoms[k - 2].class == Class::Digit
            && matches!(a.ch, '万' | '亿' | '千' | '百' | '多' | '余');
        let cost = if (a.class == Class::Digit || multiplier) && MEASURE_WORDS.contains(b.ch) {
            MEASURE_WORD
        } else if a.ch == '第' && (b.class == Class::Digit || "一二三四五六七八九十百".contains(b.ch))
        {
            ORDINAL
        } else {
            0
        };
        joints[k].cost = joints[k].cost.max(cost);
    }
    price_titles(atoms, joints);
    price_names(atoms, joints);
}

fn raise(joint: &mut Joint, cost: u16) {
    if joint.allowed() && joint.cost != Joint::FORCED {
        joint.cost = joint.cost.max(cost);
    }
}

fn price_titles(atoms: &[Atom], joints: &mut [Joint]) {
    let mut open = None;
    for (k, atom) in atoms.iter().enumerate() {
        match atom.ch {
            '《' => open = Some(k),
            '》' => {
                if let Some(start) = open.take().filter(|start| k - start <= 5) {
                    joints[start + 1..=k].iter_mut().for_each(|j| raise(j, SHORT_TITLE));
                }
            }
            _ => {}
        }
    }
}

fn price_names(atoms: &[Atom], joints: &mut [Joint]) {
    let spelled = |at: usize, word: &str| {
        word.chars().enumerate().all(|(n, c)| atoms.get(at + n).is_some_and(|a| a.ch == c))
    };
    for k in 0..atoms.len() {
        let Some(word) = ["记者", "通讯员"].into_iter().find(|w| spelled(k, w)) else { continue };
        let mut from = k + word.chars().count();
        if atoms.get(from).is_some_and(|a| matches!(a.class, Class::Space) || a.ch == '\u{3000}') {
            from += 1;
        }
        let name = atoms[from.min(atoms.len())..].iter().take(4).take_while(|a| is_ideograph(a.ch)).count();
        // Two or three characters that something else follows are a name; a longer run is the sentence going on.
        if matches!(name, 2 | 3) {
            joints[k + 1..from + name].iter_mut().for_each(|j| raise(j, NAME));
        }
    }
}

/// Whether the joint before `k` is inside a token too long to be kept whole, such as a web address.
pub(crate) fn in_long_token(atoms: &[Atom], k: usize) -> bool {
    let part = |a: &&Atom| {
        a.class.is_proportional() || (matches!(a.class, Class::Slash | Class::Connector) && a.cell < a.em)
    };
    let before = atoms[..k].iter().rev().take(24).take_while(part).count();
    let after = atoms[k..].iter().take(24).take_while(part).count();
    before >= 3 && after >= 3 && before + after >= 16
}
