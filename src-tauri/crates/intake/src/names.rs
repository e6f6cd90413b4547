//! Lines that only name people: bylines and photo credits.

use crate::marks::{is_bullet, is_han};

/// What a line of names is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signature {
    /// Who wrote the story.
    Byline,
    /// Who took the photo.
    Credit,
}

/// What stands before a name, longest first so that 特约通讯员 is not read as a name 特约 and 通讯员.
const TITLES: [&str; 22] = [
    "全媒体记者",
    "融媒体记者",
    "特约评论员",
    "本报评论员",
    "特约通讯员",
    "首席记者",
    "见习记者",
    "实习记者",
    "特约记者",
    "特派记者",
    "摄影记者",
    "实习生",
    "通讯员",
    "评论员",
    "本报",
    "本刊",
    "记者",
    "作者",
    "撰文",
    "整理",
    "编译",
    "口述",
];

/// What a photographer's line ends with.
const PHOTO_WORDS: [&str; 7] = ["摄影报道", "摄影", "摄", "供图", "图", "制图", "发"];

/// Surnames common enough to tell an author's line of two or three characters from a short head.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文庞樊殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦柳邢岳齐梅庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华";

/// What the line is for when it only names people; `None` when it says anything else. `line` is folded.
pub(crate) fn signature(line: &str) -> Option<Signature> {
    if line.chars().take(61).count() > 60 {
        return None;
    }
    let bare = line.trim();
    let bare = bare.strip_prefix('（').and_then(|inner| inner.strip_suffix('）')).unwrap_or(bare).trim();
    let names = bare.trim_start_matches(|c| is_bullet(c) || c == ' ');
    let has_bullet = names.len() < bare.len() && bare.starts_with(is_bullet);
    if let Some(rest) = ["By ", "BY ", "by "].iter().find_map(|by| names.strip_prefix(by)) {
        let is_name = rest.chars().all(|c| c.is_alphabetic() || " .,-'’".contains(c)) && rest.len() <= 48;
        return is_name.then_some(Signature::Byline);
    }
    if names.starts_with("图片来源") || names.starts_with("图片由") || names.starts_with("资料图片")
    {
        return Some(Signature::Credit);
    }
    let (mut has_title, mut has_photo_word, mut has_text_word, mut people) = (false, false, false, 0);
    for token in names.split([' ', '/', '、', '，', '：', '|']).filter(|token| !token.is_empty()) {
        let mut rest = token;
        while let Some(shorter) = TITLES.iter().find_map(|title| rest.strip_prefix(title)) {
            has_title = true;
            rest = shorter;
        }
        if rest == "文" || rest == "报道" {
            has_text_word = true;
            continue;
        }
        if let Some(before) = PHOTO_WORDS.iter().find_map(|word| rest.strip_suffix(word)) {
            // 摄, 图 and 发 end ordinary words too: glued to something, that must be a name or an agency.
            let is_sure = match rest.chars().last() {
                _ if before.is_empty() => !rest.ends_with('发'),
                _ if rest.ends_with("供图") => before.chars().count() <= 8,
                Some('发') => before.ends_with('社'),
                Some('图') => false,
                _ => has_bullet || has_title || is_author(before) || before.ends_with('社'),
            };
            if is_sure {
                has_photo_word = true;
                people += usize::from(!before.is_empty());
                continue;
            }
        }
        let length = rest.chars().count();
        let is_name = rest.chars().all(|c| is_han(c) || c == '·' || c == '•') && length <= 4
            || rest.contains(['·', '•'])
                && length <= 16
                && rest.chars().all(|c| is_han(c) || c == '·' || c == '•');
        if !is_name {
            return None;
        }
        people += usize::from(length > 0);
    }
    match (has_photo_word, has_text_word) {
        (true, false) if has_bullet || has_title || people <= 2 => Some(Signature::Credit),
        (_, true) if has_title || has_bullet || has_photo_word => Some(Signature::Byline),
        (false, false) if has_title || has_bullet => (people > 0 || has_title).then_some(Signature::Byline),
        _ => None,
    }
}

/// Whether a short line is nothing but one author's name, such as 沈知遥 under a head; spaces pad short names.
pub(crate) fn is_author(line: &str) -> bool {
    let name: Vec<char> = line.chars().filter(|c| *c != ' ' && *c != '\u{3000}').collect();
    matches!(name.as_slice(), [surname, rest @ ..]
        if (1..=2).contains(&rest.len()) && name.iter().all(|c| is_han(*c)) && SURNAMES.contains(*surname))
}

#[cfg(test)]
mod tests {
    use super::{Signature, is_author, signature};

    #[test]
    fn names_with_titles_are_bylines() {
        for line in [
            "●本报记者 程远 通讯员 叶知秋",
            "本报记者 程远",
            "□闻溪",
            "◎ 林晚舟 文/图",
            "记者 程远、叶知秋 实习生 丁一",
            "（本报记者 程远）",
            "全媒体记者 阿卜杜拉·买买提",
            "文/程远 图/叶知秋",
            "By Jane Doe",
        ] {
            assert_eq!(signature(line), Some(Signature::Byline), "{line}");
        }
    }

    #[test]
    fn names_with_a_camera_are_credits() {
        for line in [
            "■本报记者 程远 摄",
            "（叶知秋 摄）",
            "程远 摄影报道",
            "新华社发",
            "受访者供图",
            "■程远/摄",
            "图片来源：市档案馆",
        ] {
            assert_eq!(signature(line), Some(Signature::Credit), "{line}");
        }
    }

    #[test]
    fn sentences_and_heads_are_neither() {
        for line in [
            "记者从市政府获悉今年将新建公园",
            "记者了解到，这里要修路",
            "一座桥 两岸人",
            "山上采茶忙",
            "春风拂面",
            "摄影展开幕",
            "By the river we sat down and wept for the city of old times",
        ] {
            assert_eq!(signature(line), None, "{line}");
        }
    }

    #[test]
    fn an_author_is_a_surname_and_a_given_name() {
        assert!(is_author("沈知遥") && is_author("陈 屿"));
        assert!(!is_author("夜行记") && !is_author("数鸟的人") && !is_author("沈"));
    }
}
