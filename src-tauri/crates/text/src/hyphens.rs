//! Where a word may be divided by a hyphen, by the patterns of its language.

use crate::class::Class;
use crate::prepared::{Atom, Joint};
use hypher::{Lang, hyphenate_bounded};

/// What dividing a word costs; more than any ordinary gap.
pub(crate) const HYPHEN_COST: u16 = 3600;
/// The least letters of a word that is divided at all.
const LEAST_WORD: usize = 6;

/// Opens the joints at which the language's patterns divide words.
pub(crate) fn hyphen_joints(atoms: &[Atom], joints: &mut [Joint], lang: &str) {
    let lang = language(lang);
    let mut start = 0;
    let mut word = String::new();
    for k in 0..=atoms.len() {
        let letter =
            atoms.get(k).is_some_and(|a| a.class == Class::Latin && a.ch.is_alphabetic() && a.chars == 1);
        if letter {
            if word.is_empty() {
                start = k;
            }
            word.extend(atoms.get(k).map(|a| a.ch));
            continue;
        }
        let joined = |at: Option<&Atom>| {
            at.is_some_and(|a| matches!(a.class, Class::Digit | Class::Slash) || a.ch == '.' || a.ch == '@')
        };
        let alone = !joined(start.checked_sub(1).and_then(|n| atoms.get(n))) && !joined(atoms.get(k));
        // An abbreviation in capitals is not a word.
        let small = word.chars().skip(1).all(char::is_lowercase);
        if k - start >= LEAST_WORD && !word.is_empty() && alone && small {
            let mut at = start;
            for syllable in hyphenate_bounded(&word, lang, 2, 3) {
                at += syllable.chars().count();
                if at < k {
                    joints[at] = Joint { cost: HYPHEN_COST, hyphen: true, tight: true };
                }
            }
        }
        word.clear();
    }
}

fn language(lang: &str) -> Lang {
    let code: [u8; 2] = lang.as_bytes().get(..2).and_then(|c| c.try_into().ok()).unwrap_or(*b"en");
    // Latin words in Chinese copy are most often English.
    Lang::from_iso(code.map(|c| c.to_ascii_lowercase())).unwrap_or(Lang::English)
}
