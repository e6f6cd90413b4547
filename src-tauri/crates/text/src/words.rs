//! Where the sense of a headline lets a line end: word by word, with names, numbers and titles kept whole.

use crate::class::{Class, is_ideograph};
use crate::prepared::Prepared;
use jieba_rs::Jieba;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A break inside a word, a number with its unit, or a short title: only when nothing else fits.
pub(crate) const INSIDE: u64 = 4_000_000;
/// A line that would begin with a particle.
pub(crate) const BEFORE_PARTICLE: u64 = 2_000_000;
/// A line that would end with a preposition or conjunction.
const AFTER_LINKING_WORD: u64 = 90_000;
/// Between a single character and the word it most likely belongs to.
const BESIDE_SINGLE: u64 = 40_000;
/// Between two words of a phrase.
const BETWEEN_WORDS: u64 = 16_000;
/// Between 那家, 三座 and the like and their noun.
const AFTER_DETERMINER: u64 = 130_000;
/// Inside a compound: 改造 and 工程.
const IN_COMPOUND: u64 = 30_000;
/// Between a subject and its verb.
const BEFORE_VERB: u64 = 6_000;

/// Words that lean on what stands before them: no line begins with one.
const PARTICLES: &str = "的地得了着过吗呢吧啊们之等中上下里内外前后";
/// Words that lean on what follows them: no line should end with one.
const LINKING: &str = "和与及或在把被对从向让将为以由到于是不未没再更最很也都就才又第每各该本这那";

/// The dictionary, loaded when first wanted.
fn dictionary() -> &'static Jieba {
    static DICTIONARY: OnceLock<Jieba> = OnceLock::new();
    DICTIONARY.get_or_init(Jieba::new)
}

/// Loads the dictionary that headlines are broken by, so that the first headline does not wait for it.
pub fn load_dictionary() {
    dictionary();
}

/// What it costs to break before each atom, by sense; one more than atoms. `u64::MAX` where no line may begin.
pub(crate) fn sense(prepared: &Prepared) -> Vec<u64> {
    let atoms = &prepared.atoms;
    let mut costs = vec![u64::MAX; atoms.len() + 1];
    let edges = word_edges(prepared);
    for k in 1..atoms.len() {
        let (a, b) = (&atoms[k - 1], &atoms[k]);
        if !prepared.joints[k].allowed() || prepared.joints[k].hyphen {
            continue;
        }
        let pause =
            matches!(a.class, Class::Space | Class::Newline | Class::Comma | Class::Stop | Class::Exclaim)
                || a.ch == '\u{3000}';
        costs[k] = match edges[k] {
            _ if pause => 0,
            Edge::Inside => INSIDE,
            _ if matches!(a.class, Class::Dash | Class::Close)
                || matches!(b.class, Class::Open | Class::Dash) =>
            {
                BETWEEN_WORDS / 4
            }
            Edge::Word { single_before, single_after, joint } => {
                let particle = single_after && PARTICLES.contains(b.ch);
                let linking = single_before && LINKING.contains(a.ch);
                match () {
                    () if particle => BEFORE_PARTICLE,
                    () if linking => AFTER_LINKING_WORD,
                    () if single_before && a.ch == '的' => BETWEEN_WORDS,
                    // 坐了 | 趟: the object belongs to its verb.
                    () if single_before && matches!(a.ch, '了' | '着' | '过') => AFTER_LINKING_WORD,
                    () => joint,
                }
            }
        };
        // A figure and its measure word, 记者 and a name: dear in running text, forbidden in a head.
        if prepared.joints[k].cost > 0 && !pause && !matches!(b.class, Class::Dash | Class::Ellipsis) {
            costs[k] = costs[k].max(INSIDE);
        }
    }
    keep_brackets(prepared, &mut costs);
    costs
}

/// What stands before an atom, by the dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Inside,
    Word { single_before: bool, single_after: bool, joint: u64 },
}

fn word_edges(prepared: &Prepared) -> Vec<Edge> {
    let atoms = &prepared.atoms;
    let mut edges = vec![Edge::Inside; atoms.len() + 1];
    let pieces = pieces(prepared.text());
    let (mut at, mut atom, mut before) = (0, 0, Word::default());
    for Piece { bytes, single, tag } in pieces.iter() {
        let (word, single) = (Word { tag, single: *single }, *single);
        while atoms.get(atom).is_some_and(|a| (a.start as usize) < at) {
            atom += 1;
        }
        if atoms.get(atom).is_some_and(|a| a.start as usize == at) {
            let joint = between(before, word);
            edges[atom] = Edge::Word { single_before: before.single, single_after: single, joint };
        }
        // 那家、三座: whatever the dictionary takes the second for, it measures.
        let measures = single && matches!(before.tag, "r" | "m");
        before = Word { tag: if measures { "q" } else { word.tag }, single };
        at += bytes;
    }
    edges
}

/// A word of a text, remembered: how long it is, whether it is one ideograph, and what the dictionary says it is.
struct Piece {
    bytes: usize,
    single: bool,
    tag: Box<str>,
}

/// Texts whose words are remembered: a head is tried at one size after another, and its words stay the same.
const MOST_TEXTS: usize = 512;

/// The words of a text, looked up once while it is remembered.
fn pieces(text: &str) -> Arc<Vec<Piece>> {
    static KNOWN: Mutex<BTreeMap<Box<str>, Arc<Vec<Piece>>>> = Mutex::new(BTreeMap::new());
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = known().get(text) {
        return Arc::clone(found);
    }
    let piece = |word: jieba_rs::Tag<'_>| Piece {
        bytes: word.word.len(),
        single: word.word.chars().count() == 1 && word.word.chars().all(is_ideograph),
        tag: word.tag.into(),
    };
    let made = Arc::new(dictionary().tag(text, true).into_iter().map(piece).collect::<Vec<_>>());
    let mut known = known();
    if known.len() >= MOST_TEXTS {
        known.clear();
    }
    known.insert(text.into(), Arc::clone(&made));
    made
}

/// A word as the dictionary has it: what it is, and whether it is one character.
#[derive(Clone, Copy, Default)]
struct Word<'a> {
    tag: &'a str,
    single: bool,
}

/// What parting two words costs, by what the dictionary says they are.
fn between(before: Word<'_>, after: Word<'_>) -> u64 {
    let noun =
        |tag: &str| tag.starts_with('n') || matches!(tag, "vn" | "an" | "t" | "s" | "j" | "l" | "i" | "eng");
    let begins_clause = matches!(after.tag, "v" | "d" | "p" | "c" | "vd");
    let kin = match (before.tag, after.tag) {
        (a, _) if noun(a) && begins_clause => return BEFORE_VERB,
        ("m", "q") => INSIDE,
        (_, "q") => AFTER_DETERMINER,
        ("r" | "q" | "m" | "b", b) if noun(b) => AFTER_DETERMINER,
        (a, b) if (noun(a) || matches!(a, "a" | "z")) && noun(b) => IN_COMPOUND,
        _ => BETWEEN_WORDS,
    };
    match () {
        // 写 | 一份履历: a verb of one character goes with what it governs.
        () if before.single && matches!(before.tag, "v" | "p" | "d") => kin.max(AFTER_LINKING_WORD),
        () if before.single || after.single => kin.max(BESIDE_SINGLE),
        () => kin,
    }
}

/// The longest title or quotation, in characters, that a head keeps on one line.
const WHOLE_TITLE: usize = 12;

fn keep_brackets(prepared: &Prepared, costs: &mut [u64]) {
    let mut open = None;
    for (k, atom) in prepared.atoms.iter().enumerate() {
        match atom.class {
            Class::Open => open = Some((k, atom.ch)),
            Class::Close => {
                if let Some((start, mark)) = open.take().filter(|(start, _)| k - start <= WHOLE_TITLE + 1) {
                    let price = if matches!(mark, '《' | '〈') { INSIDE } else { AFTER_LINKING_WORD };
                    costs[start + 1..=k]
                        .iter_mut()
                        .filter(|c| **c != u64::MAX)
                        .for_each(|c| *c = (*c).max(price));
                }
            }
            _ => {}
        }
    }
}
