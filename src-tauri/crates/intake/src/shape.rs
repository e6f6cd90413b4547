//! What a line looks like by itself, before its neighbours are asked.

use crate::lines::{Line, Mark};
use crate::marks::{cannot_start, ends_sentence, folded, is_bullet, is_closer, is_han};
use crate::names::{Signature, signature};

/// What a line looks like by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A rule of dashes or stars between stories.
    Divider,
    /// A line of the page, such as the names of its editors.
    Furniture,
    /// A line that sends the reader to another page.
    Jump,
    /// A title that a markup names as a story's head.
    Title,
    /// Short and without an end: a headline, kicker, crosshead or logo.
    Short,
    /// Begun with ——, short.
    Deck,
    /// Names of who wrote.
    Byline,
    /// Names of who took the photo.
    Credit,
    /// An editor's note.
    Note,
    /// Running text that begins with a dateline, such as 本报讯（记者 甲）.
    Dateline,
    /// An entry of the day's contents, such as 3版 副刊：数鸟的人.
    Entry,
    /// Running text.
    Body,
}

impl Shape {
    /// Whether the line is running text.
    pub(crate) fn is_running(self) -> bool {
        matches!(self, Shape::Body | Shape::Dateline | Shape::Note | Shape::Entry)
    }
}

/// No head is longer, in characters.
const LONGEST_HEAD: usize = 40;

/// A longer line with a comma in it is the first line of a cut paragraph rather than a kicker.
const LONGEST_HEAD_WITH_COMMAS: usize = 26;

/// What `line` looks like.
pub(crate) fn shape_of(line: &Line<'_>) -> Shape {
    match line.mark {
        Some(Mark::Title) => return Shape::Title,
        Some(Mark::Subtitle) => return Shape::Short,
        None => {}
    }
    let start: Vec<char> = line.text.chars().take(LONGEST_HEAD * 2 + 1).map(folded).collect();
    let is_short = start.len() <= LONGEST_HEAD;
    let text: String = start.iter().collect();
    if is_divider(&start) {
        return Shape::Divider;
    }
    if start.len() <= LONGEST_HEAD * 2 {
        if is_furniture(&text) {
            return Shape::Furniture;
        }
        match signature(&text) {
            Some(Signature::Byline) => return Shape::Byline,
            Some(Signature::Credit) => return Shape::Credit,
            None => {}
        }
    }
    if is_short && is_jump(&text) {
        return Shape::Jump;
    }
    if is_entry(&start) {
        return Shape::Entry;
    }
    if is_short && is_deck(&start) {
        return Shape::Deck;
    }
    if ["编者按", "编者的话", "开栏的话", "【编者按】"].iter().any(|word| text.starts_with(word))
    {
        return Shape::Note;
    }
    if starts_with_dateline(&start) {
        return Shape::Dateline;
    }
    if line.mark.is_none() && is_short && is_head_like(&start) { Shape::Short } else { Shape::Body }
}

fn is_divider(line: &[char]) -> bool {
    line.len() >= 3
        && line.iter().all(|c| matches!(c, '=' | '*' | '-' | '—' | '_' | '#' | '~' | ' ' | '·' | '■' | '◆'))
}

/// The names of those who made the page stand on its edge, not in its stories.
fn is_furniture(text: &str) -> bool {
    const DUTIES: [&str; 8] =
        ["责任编辑", "责编", "美术编辑", "美编", "校对", "版式", "版面编辑", "值班编委"];
    let bare = text.trim_start_matches(|c| is_bullet(c) || c == ' ');
    DUTIES.iter().any(|duty| {
        bare.strip_prefix(duty).is_some_and(|rest| rest.starts_with(['：', ' ', '/'])) && !text.contains('。')
    })
}

fn is_jump(text: &str) -> bool {
    let bare = text.trim_matches(|c| matches!(c, '（' | '）' | ' ' | '▶' | '►' | '→'));
    let words = ["下转", "上接", "紧接", "转自"];
    words.iter().any(|word| bare.starts_with(word)) && bare.contains('版') && bare.chars().count() <= 24
}

/// 2版 …, A03版 …, 第4版 …: what another page holds, without a full stop.
fn is_entry(line: &[char]) -> bool {
    let number =
        line.iter().skip_while(|c| matches!(c, '第' | 'A'..='Z')).take_while(|c| c.is_ascii_digit()).count();
    let label = line.iter().take_while(|c| **c != '版').count();
    (1..=2).contains(&number) && label <= number + 1 && line.len() > label + 4 && line.last() != Some(&'。')
}

fn is_deck(line: &[char]) -> bool {
    let dashes = line.iter().take_while(|c| matches!(c, '—' | '-')).count();
    let is_dashed = dashes >= 2 || line.first() == Some(&'—');
    is_dashed && line.len() > dashes + 2 && !line.last().is_some_and(|c| matches!(c, '。' | '；' | '，'))
}

/// 本报讯, 新华社北京2月8日电 and their kin, or a reporter's name in brackets before the first words.
fn starts_with_dateline(line: &[char]) -> bool {
    let text: String = line.iter().take(28).collect();
    if ["本报讯", "本台讯", "本网讯", "本刊讯"].iter().any(|word| text.starts_with(word)) {
        return true;
    }
    if ["（记者", "（本报记者", "（通讯员"].iter().any(|word| text.starts_with(word)) {
        return line.len() > 20;
    }
    const AGENCIES: [&str; 8] =
        ["本报", "新华社", "据新华社", "中新社", "中新网", "央视", "人民日报", "综合"];
    AGENCIES.iter().any(|agency| text.starts_with(agency))
        && ["日电", "日讯", "日专电", "社电"].iter().any(|word| text.contains(word))
}

/// Whether a short line may be a head: no sentence's end, nothing left open, no cut word at its edges.
fn is_head_like(line: &[char]) -> bool {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return false };
    if cannot_start(*first) || line.contains(&'。') || opens_more_than_it_closes(line) {
        return false;
    }
    if matches!(last, '，' | '、' | '；' | '：' | '—' | '（' | '《' | '“' | '·' | '.')
        || line.ends_with(&['…'])
    {
        return false;
    }
    let commas = line.iter().filter(|c| matches!(c, '，' | '；')).count();
    if commas > 3 || (commas > 0 && line.len() > LONGEST_HEAD_WITH_COMMAS) {
        return false;
    }
    let inner = line.iter().rposition(|c| !is_closer(*c)).and_then(|at| line.get(at)).copied().unwrap_or(' ');
    let is_speech = is_closer(*last) && (ends_sentence(inner) || inner == '，');
    let ends_in_particle =
        matches!(last, '的' | '和' | '与' | '及' | '在' | '是' | '把' | '被' | '从' | '将' | '或');
    let is_cut = ends_in_particle && line.len() > 12 && !line.iter().any(|c| matches!(c, '：' | ' '));
    let is_interview = ["记者：", "问：", "答：", "主持人：", "读者：", "编辑：", "Q：", "A："]
        .iter()
        .any(|speaker| line.iter().collect::<String>().starts_with(speaker));
    let says_something = line.iter().any(|c| is_han(*c) || c.is_alphabetic());
    says_something && !is_interview && !is_speech && !is_cut && !starts_like_caption(line)
}

/// 图为…, 上图…: a caption even where its full stop is missing.
pub(crate) fn starts_like_caption(line: &[char]) -> bool {
    let text: String = line.iter().skip_while(|c| is_bullet(**c)).take(3).collect();
    ["图为", "图①", "上图", "下图", "左图", "右图", "图一：", "图1"].iter().any(|word| text.starts_with(word))
}

/// Whether a quotation or bracket is still open at the end of the line.
pub(crate) fn opens_more_than_it_closes(line: &[char]) -> bool {
    [('“', '”'), ('‘', '’'), ('（', '）'), ('《', '》'), ('【', '】'), ('「', '」')].iter().any(
        |(open, close)| {
            line.iter().filter(|c| *c == open).count() > line.iter().filter(|c| *c == close).count()
        },
    )
}

#[cfg(test)]
mod tests {
    use super::{Shape, shape_of};
    use crate::lines::split_lines;

    #[test]
    fn lines_are_told_by_their_looks() {
        let cases = [
            ("一条江 走得通 也坐得住", Shape::Short),
            ("打通:搬开37个“堵点”", Shape::Short),
            ("今日谷雨,记者到云岭算了算一片茶叶的账", Shape::Short),
            ("——栖江两岸慢行系统建设三年综述", Shape::Deck),
            ("--三年综述一二三", Shape::Deck),
            ("●本报记者 沈知遥 通讯员 叶敏", Shape::Byline),
            ("■本报记者 江远 摄", Shape::Credit),
            ("本报讯(记者 陆闻笛)一次告知、一表申请。", Shape::Dateline),
            ("新华社北京4月8日电(记者 甲乙)今天起施行。", Shape::Dateline),
            ("(记者 陆闻笛)一次告知、一表申请,一网办结,自今日起施行。", Shape::Dateline),
            ("编者按 绿道通了。", Shape::Note),
            ("(下转第3版)", Shape::Jump),
            ("责任编辑:甲乙 美编:丙丁 校对:戊己", Shape::Furniture),
            ("* * *", Shape::Divider),
            ("3版 副刊：数鸟的人", Shape::Entry),
            ("“是谁?”", Shape::Body),
            ("记者:最难记的是什么?", Shape::Body),
            ("他放下听音杆。", Shape::Body),
            ("线路包括“夜游北埠桥", Shape::Body),
            ("券、即时核销”。", Shape::Body),
            ("图为调试灯光时的情景", Shape::Body),
            ("怎么,还不睡?", Shape::Short),
        ];
        for (text, expected) in cases {
            let lines = split_lines(text);
            assert_eq!(lines.first().map(shape_of), Some(expected), "{text}");
        }
    }
}
