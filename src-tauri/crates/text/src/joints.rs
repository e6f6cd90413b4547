//! Where a line may break: the levels of 避头尾, and the units that hold together at every level.

use crate::class::{Class, is_small_kana};
use crate::css_joints::{ContentLanguage, css_allows};
use crate::hyphens::{HYPHEN_COST, hyphen_joints};
use crate::prepared::{Atom, Joint, Span};
use crate::rules::{Level, Rules};
use crate::units::{in_long_token, price_units};

/// A line that begins with a dash or an ellipsis.
const DASH_FIRST: u16 = 2_400;

const NEVER: Joint = Joint { cost: Joint::NEVER, hyphen: false, tight: true };
const HELD: Joint = Joint { cost: Joint::NEVER, hyphen: false, tight: false };
const FREE: Joint = Joint { cost: 0, hyphen: false, tight: false };

/// The joint before each atom, and one after the last.
pub(crate) fn joints(atoms: &[Atom], spans: &[Span], rules: &Rules) -> Vec<Joint> {
    let mut joints = vec![HELD; atoms.len() + 1];
    let css =
        matches!(rules.level, Level::CssLoose | Level::CssNormal | Level::CssStrict | Level::CssAnywhere);
    let language = ContentLanguage::of(&rules.lang);
    for k in 1..atoms.len() {
        joints[k] = match everywhere(&atoms[k - 1], &atoms[k], spans) {
            Some(joint) => joint,
            None if is_one_sign(atoms, k) => NEVER,
            None if css => {
                let allowed = css_allows(atoms, k, rules.level, language);
                Joint { tight: held_tight(&atoms[k - 1], &atoms[k]), ..if allowed { FREE } else { HELD } }
            }
            None => house(atoms, k, rules.level),
        };
    }
    if !css {
        price_units(atoms, &mut joints);
        if rules.hyphenate {
            hyphen_joints(atoms, &mut joints, &rules.lang);
        }
    }
    joints
}

/// What holds whatever the level: forced breaks, combining marks, spans that the caller keeps whole.
fn everywhere(a: &Atom, b: &Atom, spans: &[Span]) -> Option<Joint> {
    if a.class == Class::Newline {
        return Some(Joint { cost: Joint::FORCED, ..FREE });
    }
    if b.class == Class::Newline
        || b.class == Class::Extend
        || (a.class == Class::Extend && a.ch == '\u{200d}')
    {
        return Some(NEVER);
    }
    let kept = a.span == b.span
        && spans.get(usize::from(a.span)).is_some_and(|s| s.style.unbroken || s.style.upright_together);
    kept.then_some(HELD)
}

/// Whether what stands on both sides of the joint is one sign to its reader: the two letters of a flag (LB30a), a
/// picture and its colour (LB30b), the parts of a Korean syllable (LB26).
fn is_one_sign(atoms: &[Atom], k: usize) -> bool {
    let (a, b) = (atoms[k - 1].ch, atoms[k].ch);
    let is_flag = |ch: char| matches!(ch, '\u{1f1e6}'..='\u{1f1ff}');
    if is_flag(b) && is_flag(a) {
        return atoms[..k].iter().rev().take_while(|atom| is_flag(atom.ch)).count() % 2 == 1;
    }
    let lead = |ch: char| matches!(ch, '\u{1100}'..='\u{115f}' | '\u{a960}'..='\u{a97c}');
    let vowel = |ch: char| matches!(ch, '\u{1160}'..='\u{11a7}' | '\u{d7b0}'..='\u{d7c6}');
    let tail = |ch: char| matches!(ch, '\u{11a8}'..='\u{11ff}' | '\u{d7cb}'..='\u{d7fb}');
    let syllable = |ch: char| matches!(ch, '가'..='힣');
    let open = |ch: char| syllable(ch) && (ch as u32 - 0xac00).is_multiple_of(28);
    matches!(b, '\u{1f3fb}'..='\u{1f3ff}') && matches!(a, '\u{261d}'..='\u{270d}' | '\u{1f385}'..='\u{1faff}')
        || lead(a) && (lead(b) || vowel(b) || syllable(b))
        || (vowel(a) || open(a)) && (vowel(b) || tail(b))
        || (tail(a) || syllable(a)) && tail(b)
}

/// Whether no space may be let in between two atoms: inside dashes, ellipses, words and figures.
fn held_tight(a: &Atom, b: &Atom) -> bool {
    let pair = (a.class, b.class);
    let figure = |c: Class| matches!(c, Class::Digit | Class::Latin);
    matches!(
        pair,
        (Class::Dash, Class::Dash)
            | (Class::Ellipsis, Class::Ellipsis)
            | (Class::Exclaim, Class::Exclaim)
            | (Class::Digit, Class::Postfix)
            | (Class::Prefix, Class::Digit)
            | (Class::SoftHyphen, _)
            | (_, Class::SoftHyphen)
    ) || (a.class.is_proportional() && b.class.is_proportional())
        || (figure(a.class) && matches!(b.class, Class::Slash | Class::Connector) && b.cell < b.em)
        || (figure(b.class) && matches!(a.class, Class::Slash | Class::Connector) && a.cell < a.em)
}

/// The house levels, GB/T 15834-2011 §5.1 and clreq §3.1.
fn house(atoms: &[Atom], k: usize, level: Level) -> Joint {
    let (a, b) = (&atoms[k - 1], &atoms[k]);
    let tight = held_tight(a, b);
    if a.class == Class::SoftHyphen {
        let word = k >= 2 && atoms[k - 2].class == Class::Latin && b.class == Class::Latin;
        return if word { Joint { cost: HYPHEN_COST, hyphen: true, tight: true } } else { NEVER };
    }
    if holds_as_unit(atoms, k) {
        return Joint { tight, ..HELD };
    }
    if a.class == Class::Slash && matches!(b.class, Class::Latin | Class::Digit) && in_long_token(atoms, k) {
        return Joint { cost: 6000, hyphen: false, tight: true };
    }
    if level == Level::None {
        return Joint { tight, ..FREE };
    }
    // GB/T 15834 §5.1.1–5.1.3, §5.1.6–5.1.7: these never start a line; basic level.
    let starts_badly = b.class.blank_right()
        || is_single_dash(atoms, k)
        || starts_no_word(b.ch, level)
        || matches!(
            b.class,
            Class::Middle | Class::Connector | Class::Slash | Class::LatinClose | Class::Postfix
        );
    if a.class == Class::Space {
        return if starts_badly { HELD } else { FREE };
    }
    // §5.1.3: opening marks never end one; §5.1.8: nor does the slash, from level gb on.
    let ends_badly = matches!(a.class, Class::Open | Class::LatinOpen)
        || (a.class == Class::Slash && level != Level::Basic);
    let strict_start = level == Level::Strict && matches!(b.class, Class::Dash | Class::Ellipsis);
    if starts_badly || ends_badly || strict_start {
        return Joint { tight, ..HELD };
    }
    // A dash or an ellipsis may start a line below strict, but had better not.
    let cost = if matches!(b.class, Class::Dash | Class::Ellipsis) { DASH_FIRST } else { 0 };
    Joint { tight, cost, ..FREE }
}

/// Marks of Japanese that start no line (JIS X 4051, classes of jlreq): iteration marks from basic on, the long vowel
/// and small kana from gb on.
fn starts_no_word(ch: char, level: Level) -> bool {
    match ch {
        '々' | '〻' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' => true,
        _ if is_small_kana(ch) => level != Level::Basic,
        _ => false,
    }
}

/// Units that no level divides: dashes, ellipses, figures with their signs, words, names before their dot.
fn holds_as_unit(atoms: &[Atom], k: usize) -> bool {
    let (a, b) = (&atoms[k - 1], &atoms[k]);
    let figure = |at: Option<&Atom>| at.is_some_and(|x| x.class == Class::Digit);
    let (before, after) = (k.checked_sub(2).and_then(|n| atoms.get(n)), atoms.get(k + 1));
    match (a.class, b.class) {
        (Class::Dash, Class::Dash) => pairs_before(atoms, k, Class::Dash),
        (Class::Ellipsis, Class::Ellipsis) => pairs_before(atoms, k, Class::Ellipsis),
        (Class::Digit, Class::Postfix) | (Class::Prefix, Class::Digit) => true,
        // 3 °C
        (Class::Postfix, Class::Latin) => a.ch == '°',
        // Figures set in cells are figures all the same.
        (Class::Han, Class::Han) => is_wide_figure(a.ch) && is_wide_figure(b.ch),
        (Class::Exclaim, Class::Exclaim) => true,
        // A range or a date: digit, then one sign, then digit.
        (Class::Digit, Class::Connector | Class::Slash) => figure(after),
        (Class::Connector | Class::Slash, Class::Digit) => figure(before),
        (Class::Latin, Class::Slash | Class::Connector) | (Class::Slash, Class::Latin) => {
            !in_long_token(atoms, k)
        }
        (_, Class::Middle | Class::Space | Class::SoftHyphen) => true,
        (Class::FixedSpace, _) | (_, Class::FixedSpace) => true,
        (x, y) => x.is_proportional() && y.is_proportional(),
    }
}

fn is_wide_figure(ch: char) -> bool {
    matches!(ch, '０'..='９')
}

/// Whether atom `k` is one dash alone, which joins what stands on its sides (一字线, §5.1.6).
fn is_single_dash(atoms: &[Atom], k: usize) -> bool {
    let dash = |at: Option<&Atom>| at.is_some_and(|a| a.class == Class::Dash);
    let alone = atoms[k].ch == '—' && atoms[k].chars == 1;
    alone && !dash(k.checked_sub(1).and_then(|n| atoms.get(n))) && !dash(atoms.get(k + 1))
}

/// Whether the mark before `k` is the first of a two-cell pair, so that the pair holds and the next may break.
fn pairs_before(atoms: &[Atom], k: usize, class: Class) -> bool {
    let marks: usize =
        atoms[..k].iter().rev().take_while(|a| a.class == class).map(|a| usize::from(a.chars)).sum();
    !marks.is_multiple_of(2)
}
