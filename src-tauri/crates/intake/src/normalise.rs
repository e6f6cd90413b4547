//! Half-width marks, straight quotes, dots, hyphens and stray spaces of one paragraph become what Chinese print uses.

use crate::draft::{Doubt, Repair, RepairKind};
use crate::marks::{is_han, is_invisible, is_space, is_wide_mark};
use banxin_model::Role;
use std::collections::HashSet;

/// Normalises one part of a draft; knows where it stands so that repairs can say so.
pub(crate) struct Normaliser {
    /// The draft, counted from 0.
    pub story: usize,
    /// The part of the draft, counted from 0.
    pub paragraph: usize,
    /// What the part is for: spaces mean something in heads and bylines, little in running text.
    pub role: Role,
}

impl Normaliser {
    /// The paragraph as it should stand; `joints` are byte offsets where it was put together.
    pub(crate) fn run(
        &self,
        text: &str,
        joints: &[usize],
        repairs: &mut Vec<Repair>,
        doubts: &mut Vec<Doubt>,
    ) -> String {
        let source: Vec<char> = text.chars().collect();
        let joints = joints_in_characters(text, joints);
        let mut pass = Pass::new(self.role, &source, &joints);
        pass.run();
        let Pass { out, found, .. } = pass;
        repairs.extend(found.into_iter().map(|found| Repair {
            kind: found.kind,
            story: self.story,
            paragraph: self.paragraph,
            at: found.at,
            before: found.before,
            after: found.after,
        }));
        let result: String = out.iter().collect();
        crate::doubts::look_through(&out, self.story, self.paragraph, doubts);
        result
    }
}

fn joints_in_characters(text: &str, joints: &[usize]) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut wanted = joints.iter().copied().peekable();
    for (index, (byte, _)) in text.char_indices().enumerate() {
        while wanted.next_if(|joint| *joint <= byte).is_some() {
            found.insert(index);
        }
        if wanted.peek().is_none() {
            break;
        }
    }
    found
}

/// A repair before it is told where its paragraph stands.
struct Found {
    kind: RepairKind,
    at: usize,
    before: String,
    after: String,
}

/// One walk along a paragraph.
struct Pass<'a> {
    role: Role,
    source: &'a [char],
    joints: &'a HashSet<usize>,
    is_chinese: bool,
    wide_brackets: HashSet<usize>,
    name_spaces: HashSet<usize>,
    balanced_double: bool,
    balanced_single: bool,
    is_in_double: bool,
    is_in_single: bool,
    out: Vec<char>,
    found: Vec<Found>,
}

impl<'a> Pass<'a> {
    fn new(role: Role, source: &'a [char], joints: &'a HashSet<usize>) -> Self {
        let han = source.iter().filter(|c| is_han(**c)).count();
        let letters = source.iter().filter(|c| c.is_ascii_alphabetic()).count();
        let is_chinese = han > 0 && han * 4 >= letters;
        let count = |wanted: fn(char) -> bool| source.iter().filter(|c| wanted(**c)).count();
        let apostrophes = source
            .windows(3)
            .filter(|three| matches!(three, [a, '\'', b] if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric()))
            .count();
        Pass {
            role,
            source,
            joints,
            is_chinese,
            wide_brackets: if is_chinese { crate::spaces::wide_brackets(source) } else { HashSet::new() },
            name_spaces: if is_chinese { crate::spaces::name_spaces(source) } else { HashSet::new() },
            balanced_double: count(|c| matches!(c, '"' | '＂')).is_multiple_of(2),
            balanced_single: (count(|c| c == '\'') - apostrophes).is_multiple_of(2),
            is_in_double: false,
            is_in_single: false,
            out: Vec::with_capacity(source.len()),
            found: Vec::new(),
        }
    }

    fn run(&mut self) {
        let mut index = 0;
        while index < self.source.len() {
            index = self.step(index);
        }
    }

    /// Writes what stands at `index` and returns where to go on.
    fn step(&mut self, index: usize) -> usize {
        let c = self.at(index);
        if self.joints.contains(&index) {
            self.note_joint(index);
        }
        if is_invisible(c) {
            return self.replace(RepairKind::Invisible, index, index + 1, "");
        }
        if is_space(c) {
            let end = self.run_of(index, is_space);
            return self.space(index, end);
        }
        if let Some(narrow) = narrow_form(c) {
            return self.replace(RepairKind::Width, index, index + 1, &narrow.to_string());
        }
        if !self.is_chinese {
            self.out.push(c);
            return index + 1;
        }
        match c {
            '.' | '…' | '。' => self.dots(index, c),
            '-' | '\u{2014}' | '\u{2015}' | '\u{2500}' | '\u{ff0d}' => self.dashes(index, c),
            '"' | '＂' if self.balanced_double => {
                let mark = if self.is_in_double { "”" } else { "“" };
                self.is_in_double = !self.is_in_double;
                self.replace(RepairKind::Quotes, index, index + 1, mark)
            }
            '\'' if self.balanced_single && !self.stands_in_latin(index) => {
                let mark = if self.is_in_single { "’" } else { "‘" };
                self.is_in_single = !self.is_in_single;
                self.replace(RepairKind::Quotes, index, index + 1, mark)
            }
            ',' | ':' | ';' | '?' | '!' if !self.stands_in_latin(index) => {
                self.replace(RepairKind::Punctuation, index, index + 1, wide_form(c))
            }
            '(' | ')' if self.wide_brackets.contains(&index) => {
                self.replace(RepairKind::Punctuation, index, index + 1, wide_form(c))
            }
            '｡' | '､' | '﹑' | '﹐' => {
                self.replace(RepairKind::Punctuation, index, index + 1, wide_form(c))
            }
            '•' | '‧' | '・' if self.stands_between_han(index) => {
                self.replace(RepairKind::Punctuation, index, index + 1, "·")
            }
            _ => {
                self.out.push(c);
                index + 1
            }
        }
    }

    fn at(&self, index: usize) -> char {
        self.source.get(index).copied().unwrap_or('\n')
    }

    /// Behind the run of characters from `start` that `belongs` holds of.
    fn run_of(&self, start: usize, belongs: fn(char) -> bool) -> usize {
        start + self.source.iter().skip(start).take_while(|c| belongs(**c)).count()
    }

    /// The last character written, spaces left out.
    fn before(&self) -> Option<char> {
        self.out.iter().rev().copied().find(|c| !is_space(*c))
    }

    /// The first character behind `index` that prints.
    fn after(&self, index: usize) -> Option<char> {
        self.source.iter().skip(index + 1).copied().find(|c| !is_space(*c) && !is_invisible(*c))
    }

    /// Whether letters or digits stand on both sides, as in 1,500, 8:30, 2.0 or “Hello, world”.
    fn stands_in_latin(&self, index: usize) -> bool {
        let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '/');
        is_latin(self.before()) && is_latin(self.after(index))
    }

    fn stands_between_han(&self, index: usize) -> bool {
        self.before().is_some_and(is_han) && self.after(index).is_some_and(is_han)
    }

    /// Writes `after` for the source from `start` to `end` and notes the repair.
    fn replace(&mut self, kind: RepairKind, start: usize, end: usize, after: &str) -> usize {
        let before: String = self.source.iter().skip(start).take(end - start).collect();
        if before != after {
            self.found.push(Found { kind, at: self.out.len(), before, after: after.to_owned() });
        }
        self.out.extend(after.chars());
        end
    }

    fn note_joint(&mut self, index: usize) {
        let tail: String = self.out.iter().skip(self.out.len().saturating_sub(4)).collect();
        let head: String = self.source.iter().skip(index).take(4).collect();
        self.found.push(Found {
            kind: RepairKind::Joined,
            at: self.out.len(),
            before: format!("{tail}⏎{head}"),
            after: format!("{tail}{head}"),
        });
    }

    /// Three dots or more, or a lone …, make ……; one dot behind Han is a full stop.
    fn dots(&mut self, index: usize, c: char) -> usize {
        let end = start_of_other(self.source, index, c);
        let count = end - index;
        match (c, count) {
            ('.' | '。', 3..) | ('…', _) => self.replace(RepairKind::Ellipsis, index, end, "……"),
            ('.', 1) => {
                let closes =
                    self.after(index).is_none_or(|c| is_han(c) || is_wide_mark(c) || matches!(c, '"' | '\''));
                let is_full_stop =
                    closes && self.out.last().is_some_and(|c| is_han(*c) || matches!(c, '”' | '）' | '》'));
                let mark = if is_full_stop { "。" } else { "." };
                self.replace(RepairKind::Punctuation, index, end, mark)
            }
            _ => {
                self.out.extend(std::iter::repeat_n(c, count));
                end
            }
        }
    }

    /// Two hyphens or dashes of any make are ——; one dash before a deck is too.
    fn dashes(&mut self, index: usize, c: char) -> usize {
        let end =
            self.run_of(index, |c| matches!(c, '-' | '\u{2014}' | '\u{2015}' | '\u{2500}' | '\u{ff0d}'));
        let count = end - index;
        let opens_deck = index == 0 && self.role == Role::Deck && c != '-';
        let is_dash = (count >= 2 && !self.is_inside_latin_word(index, end)) || opens_deck;
        if is_dash {
            return self.replace(RepairKind::Dash, index, end, "——");
        }
        let kept: Vec<char> = self.source.iter().skip(index).take(count).copied().collect();
        self.out.extend(kept);
        end
    }

    fn is_inside_latin_word(&self, start: usize, end: usize) -> bool {
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        start > 0 && is_latin(self.at(start - 1)) && is_latin(self.at(end))
    }

    /// Writes what a run of white space means where it stands.
    fn space(&mut self, start: usize, end: usize) -> usize {
        let (Some(before), Some(after)) = (self.before(), self.after(end - 1)) else {
            return self.replace(RepairKind::Space, start, end, "");
        };
        let narrow = |c: char| {
            !is_han(c) && !is_wide_mark(c) && !matches!(c, ',' | ':' | ';' | '?' | '!' | '(' | ')' | '"')
        };
        let as_it_is = if self.source.iter().skip(start).take(end - start).eq(['\u{3000}'].iter()) {
            "\u{3000}"
        } else {
            " "
        };
        if !self.is_chinese {
            return self.replace(RepairKind::Space, start, end, as_it_is);
        }
        let touches_mark =
            matches!(before, '，' | '、' | '：' | '；' | '。' | '（' | '《' | '“' | '‘' | '—' | '·')
                || matches!(
                    after,
                    '，' | '、'
                        | '：'
                        | '；'
                        | '。'
                        | '）'
                        | '》'
                        | '”'
                        | '’'
                        | '—'
                        | '…'
                        | '·'
                        | ','
                        | ':'
                        | ';'
                        | ')'
                );
        let meaning = match self.role {
            _ if touches_mark => "",
            _ if narrow(before) && narrow(after) => " ",
            Role::Byline | Role::Credit => as_it_is,
            Role::Logo | Role::Kicker | Role::Headline | Role::Deck | Role::Crosshead => {
                let is_word_gap = (narrow(before) || narrow(after)) && self.has_space_round_word(start, end);
                if is_word_gap { "" } else { "\u{3000}" }
            }
            _ if self.name_spaces.contains(&start) || self.is_in_attribution(start) => as_it_is,
            _ if self.ends_dateline() || self.ends_page_number() => "\u{3000}",
            _ if narrow(before) != narrow(after) && self.is_latin_function_word(start, end) => " ",
            _ => "",
        };
        self.replace(RepairKind::Space, start, end, meaning)
    }

    /// Whether this space stands in short brackets that end the paragraph, as in （植物画师 葛覃）.
    fn is_in_attribution(&self, space: usize) -> bool {
        const LONGEST: usize = 20;
        let Some(last) = self.source.iter().rposition(|c| !c.is_whitespace()) else { return false };
        if !matches!(self.at(last), ')' | '）') || last < space || last - space > LONGEST {
            return false;
        }
        let opens =
            (0..space).rev().take(LONGEST).find(|index| matches!(self.at(*index), '(' | '（' | ')' | '）'));
        opens.is_some_and(|index| matches!(self.at(index), '(' | '（'))
    }

    /// Whether the Latin word on one side of this space has a space on its other side too, as in 新 iPhone 上市.
    fn has_space_round_word(&self, start: usize, end: usize) -> bool {
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%' | '-' | '+');
        let left = (0..start).rev().take(24).find(|index| !is_word(self.at(*index)));
        let right = (end..self.source.len()).take(24).find(|index| !is_word(self.at(*index)));
        let is_space_at = |index: Option<usize>| index.is_some_and(|index| is_space(self.at(index)));
        (is_word(self.at(end)) && is_space_at(right))
            || (start > 0 && is_word(self.at(start - 1)) && is_space_at(left))
    }

    /// Whether the space stands beside a word such as `and`, left over from a translation: kept as it came.
    fn is_latin_function_word(&self, start: usize, end: usize) -> bool {
        let behind: String =
            self.source.iter().skip(end).take_while(|c| c.is_ascii_alphabetic()).take(8).collect();
        let mut ahead: Vec<char> = self
            .source
            .iter()
            .take(start)
            .rev()
            .take_while(|c| c.is_ascii_alphabetic())
            .take(8)
            .copied()
            .collect();
        ahead.reverse();
        let ahead: String = ahead.into_iter().collect();
        crate::doubts::FUNCTION_WORDS.contains(&behind.as_str())
            || crate::doubts::FUNCTION_WORDS.contains(&ahead.as_str())
    }

    /// Whether only a page's number has been written so far, as in an entry of the day's contents: 3版.
    fn ends_page_number(&self) -> bool {
        self.out.len() <= 5
            && self.out.last() == Some(&'版')
            && self.out.iter().rev().nth(1).is_some_and(char::is_ascii_digit)
    }

    /// Whether only a dateline has been written so far: 本报讯, 新华社北京2月8日电.
    fn ends_dateline(&self) -> bool {
        let is_first = self.out.len() <= 24 && self.out.last().is_some_and(|c| matches!(c, '讯' | '电'));
        let start: String = self.out.iter().take(2).collect();
        is_first
            && matches!(start.as_str(), "本报" | "本台" | "本网" | "本刊" | "新华" | "中新" | "央视" | "据新")
    }
}

fn start_of_other(source: &[char], start: usize, c: char) -> usize {
    start + source.iter().skip(start).take_while(|other| **other == c).count()
}

/// The half-width form of a full-width letter, digit or percent sign.
fn narrow_form(c: char) -> Option<char> {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '＋' => {
            char::from_u32(u32::from(c) - 0xfee0)
        }
        _ => None,
    }
}

/// The full-width form of a half-width mark.
fn wide_form(c: char) -> &'static str {
    match c {
        ',' | '﹐' => "，",
        ':' => "：",
        ';' => "；",
        '?' => "？",
        '!' => "！",
        '(' => "（",
        ')' => "）",
        '｡' => "。",
        _ => "、",
    }
}
