//! Where a line may break: the levels of 避头尾, and the units that hold together at every level.

use crate::class::Class;
use crate::prepared::{Atom, Joint, Span};
use crate::rules::{Level, Rules};

/// The joint before each atom, and one after the last.
pub(crate) fn joints(_text: &str, atoms: &[Atom], spans: &[Span], rules: &Rules) -> Vec<Joint> {
    let mut joints = vec![Joint { cost: Joint::NEVER, ..Joint::default() }; atoms.len() + 1];
    for k in 1..atoms.len() {
        joints[k] = joint(&atoms[k - 1], &atoms[k], spans, rules);
    }
    joints
}

fn joint(a: &Atom, b: &Atom, spans: &[Span], rules: &Rules) -> Joint {
    let never = Joint { cost: Joint::NEVER, hyphen: false, tight: true };
    let held = Joint { cost: Joint::NEVER, hyphen: false, tight: false };
    if a.class == Class::Newline {
        return Joint { cost: Joint::FORCED, hyphen: false, tight: false };
    }
    if b.class == Class::Newline || b.class == Class::Extend {
        return never;
    }
    if a.span == b.span && spans.get(usize::from(a.span)).is_some_and(|s| s.style.unbroken) {
        return held;
    }
    let pair = (a.class, b.class);
    if matches!(pair, (Class::Dash, Class::Dash) | (Class::Ellipsis, Class::Ellipsis)) {
        return never;
    }
    if a.class.is_proportional() && b.class.is_proportional() {
        return never;
    }
    if b.class == Class::Space {
        return held;
    }
    if matches!(pair, (Class::Digit, Class::Postfix) | (Class::Prefix, Class::Digit)) {
        return never;
    }
    let starts_badly = b.class.blank_right()
        || matches!(b.class, Class::Middle | Class::Connector | Class::Slash | Class::LatinClose);
    let ends_badly = matches!(a.class, Class::Open | Class::LatinOpen)
        || (a.class == Class::Slash && rules.level != Level::Basic);
    let strict_start = rules.level == Level::Strict && matches!(b.class, Class::Dash | Class::Ellipsis);
    if rules.level != Level::None && (starts_badly || ends_badly || strict_start) {
        return held;
    }
    Joint::default()
}
