//! Random story sets: an edition of one page with stories of every kind, of a natural size near to a wanted one.

use banxin_arrange::{Level, Plan, StoryForms, Wish};
use banxin_layout::Composer;
use banxin_model::{Area, Edition, Id, Index, Page, Paragraph, Photo, PhotoColour, Role, Story, StoryKind};
use std::sync::Arc;

/// A set of stories for one page.
pub struct TrialSet {
    /// The edition that holds them.
    pub edition: Edition,
    /// Its one page.
    pub page: Id<Page>,
    /// The stories and how much each counts.
    pub wishes: Vec<Wish>,
    /// Advertisements.
    pub fixed: Vec<Area>,
    /// The stories' natural ground as a share of the page's free one.
    pub filled: f32,
}

/// Splitmix64 (Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn share(&mut self) -> f32 {
        ((self.roll() >> 40) as f32 + 0.5) / 16_777_216.0
    }

    fn below(&mut self, count: usize) -> usize {
        (self.roll() >> 33) as usize % count.max(1)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len())).copied().unwrap_or_default()
    }

    fn is(&mut self, share: f32) -> bool {
        self.share() < share
    }

    /// About 1, rarely under a half or over two.
    fn spread(&mut self) -> f32 {
        let sum: f32 = (0..4).map(|_| self.share()).sum::<f32>() - 2.0;
        (sum * 0.8).exp()
    }
}

const CLAUSES: [&str; 36] = [
    "江面上的雾还没有散尽",
    "渡口边的茶摊已经支起了三张桌子",
    "记者在现场看到",
    "新修的步道沿着堤岸向东延伸12公里",
    "这是今年完工的第3个便民项目",
    "居民们把意见一条一条写在纸上",
    "负责人说，方案前后改了7稿",
    "去年全年的用水量比前一年少了8.6%",
    "年轻人愿意回来",
    "老人们也愿意留下",
    "工人们赶在雨季之前封了顶",
    "一台旧机器被擦得发亮",
    "傍晚时分，操场上又热闹起来",
    "她翻开登记本，一行行念给大家听",
    "从前要跑5个窗口，如今一张表就够了",
    "村口的公告栏换上了新的玻璃",
    "“这笔账我们自己会算。”他笑着说",
    "站在高处望去，田块像一张摊开的棋盘",
    "技术员每隔两天来一次",
    "样品送去检验，3天后就有结果",
    "大家商量的结果是先易后难",
    "学校把图书室搬到了一楼",
    "门口的坡道也重新铺过",
    "志愿者轮流值班，从早上7点到晚上9点",
    "最难的是头一个月",
    "路灯一盏接一盏亮了",
    "谁也没有想到会来这么多人",
    "按照计划，二期工程将在10月动工",
    "仓库里还剩下不到40箱",
    "孩子们围着展台不肯走",
    "修船的师傅今年62岁",
    "他在这条江上干了一辈子",
    "雨停之后，水位慢慢退了下去",
    "有人提议把旧码头留下来",
    "于是就有了现在这座小小的陈列馆",
    "下一步，还要把经验带到邻近的乡镇",
];
/// What ends a word in the lists below.
const WORD: char = '|';
/// Headlines and decks, a stroke after every word.
const HEADLINES: [&str; 20] = [
    "旧码头|亮起|新灯",
    "十二公里|步道|今日|贯通",
    "一张表|办好|五件事",
    "把|意见|写在|纸上 |把|事情|办在|前面",
    "江边|小镇的|夜校|又|开课了",
    "山里的|茶 |城里的|客",
    "老街|改造|不拆|一块砖",
    "修船人|和|他的|六十二年",
    "从|零散|到|集中 |一个|果园的|算盘",
    "全年|用水量|下降|百分之|八点六",
    "村口的|图书室",
    "雨季|之前|封顶",
    "市里|部署|秋季|防汛|工作",
    "社区|食堂|添了|三样|新菜",
    "夜班|公交|延长|至|零时",
    "一台|旧机器的|第二次|上岗",
    "新学期|开学|准备|就绪",
    "田间|来了|检验员",
    "渡口|茶摊的|一天",
    "陈列馆里的|江声",
];
const DECKS: [&str; 4] = [
    "——沿江|慢行|系统|建设|综述",
    "——一个|便民|项目的|前前后后",
    "预计|年底|全部|建成|投用",
    "——记|一位|修船的|老师傅",
];
const KICKERS: [&str; 4] = ["便民项目年中盘点", "沿江见闻", "民生关注", "走进乡镇"];
const BYLINES: [&str; 3] = ["本报记者 沈知遥", "本报记者 石榴 通讯员 叶敏", "●本报记者 江远"];
const CROSSHEADS: [&str; 5] =
    ["先易后难 一处一策", "把账算给大家听", "从一个窗口到一张表", "留住旧码头", "经验走出去"];
const LOGOS: [&str; 2] = ["沿江走笔", "民生一线"];

/// Whether a word of a headline or deck ends after so many characters, blanks not counted.
pub fn ends_word(text: &str, characters: usize) -> bool {
    let marked = HEADLINES.iter().chain(&DECKS).find(|own| own.replace(WORD, "") == text);
    marked.is_some_and(|own| {
        let mut count = 0;
        own.chars().any(|c| {
            count += usize::from(c != WORD && !c.is_whitespace());
            c == WORD && count == characters
        })
    })
}

/// One story before its text is written.
struct Sketch {
    level: Level,
    is_photo: bool,
    characters: f32,
    photos: Vec<(u32, u32)>,
    headline: usize,
    has: [bool; 4],
}

/// A random set of `stories` stories whose natural ground is about `wanted` of the page's free ground. `ads` chooses
/// the advertisements: 0 none, 1 a strip at the foot, 2 a block at the right foot, 3 both feet.
pub fn make_set(
    empty: &Edition,
    page: Id<Page>,
    seed: u64,
    (stories, ads, wanted): (usize, usize, f32),
    composer: &mut Composer,
) -> Option<TrialSet> {
    let record = empty.pages.get(&page)?;
    let grid = record.grid;
    let columns = grid.columns;
    let foot = |column: u8, span: u8, lines: i32| Area {
        x: columns.start(column),
        line: i32::from(grid.lines) - lines,
        width: columns.measure(span),
        lines,
    };
    let all = columns.columns;
    let fixed = match ads {
        1 => vec![foot(0, all, 18)],
        2 => vec![foot(all - 3, 3, 25)],
        3 => vec![foot(0, 3, 16), foot(all - 3, 3, 27)],
        _ => Vec::new(),
    };
    let mut dice = Dice(seed);
    let sketches = sketches(stories, &mut dice);
    let text_seed = dice.roll();
    let mut factor = 1.0f32;
    let mut best: Option<TrialSet> = None;
    for _ in 0..9 {
        let (edition, wishes) = write(empty, &sketches, factor, text_seed);
        let index = Index::of(&edition);
        let forms: Option<Vec<StoryForms>> =
            wishes.iter().map(|wish| StoryForms::new(&edition, &index, page, *wish, composer)).collect();
        let natural: f32 = forms.iter().flatten().map(StoryForms::natural).sum();
        let free = Plan::free_ground(&edition, page, &fixed)?;
        let filled = natural / free.max(1.0);
        let is_nearer =
            best.as_ref().is_none_or(|best| (filled - wanted).abs() < (best.filled - wanted).abs());
        if is_nearer {
            best = Some(TrialSet { edition, page, wishes, fixed: fixed.clone(), filled });
        }
        if (filled - wanted).abs() < 0.008 {
            break;
        }
        factor = (factor * (wanted / filled.max(0.05)).powf(1.3).clamp(0.6, 1.7)).clamp(0.02, 30.0);
    }
    best
}

fn sketches(stories: usize, dice: &mut Dice) -> Vec<Sketch> {
    let seconds = match stories {
        ..=4 => 1,
        5..=7 => 1 + dice.below(2),
        _ => 2 + dice.below(2),
    };
    let briefs = (stories as f32 * (0.2 + 0.2 * dice.share())) as usize;
    let first = dice.below(HEADLINES.len());
    let shapes = [(2400, 1600), (2400, 1600), (1600, 1200), (2100, 1500), (1500, 2000)];
    let most = match stories {
        ..=5 => 2,
        6..=10 => 3,
        _ => 4,
    };
    let mut left = most;
    let mut all = Vec::new();
    for k in 0..stories {
        let level = match k {
            0 => Level::Lead,
            _ if k <= seconds => Level::Second,
            _ if k >= stories - briefs => Level::Brief,
            _ => Level::Usual,
        };
        let is_photo = level == Level::Usual && k == seconds + 1 && left > 0 && dice.is(0.75);
        let usual = match level {
            Level::Lead => 1500.0,
            Level::Second => 1000.0,
            Level::Usual => 620.0,
            Level::Brief => 260.0,
        };
        let characters = if is_photo { 70.0 + 150.0 * dice.share() } else { usual * dice.spread() };
        let chance = match level {
            Level::Lead => 0.6,
            Level::Second => 0.45,
            Level::Usual => 0.3,
            Level::Brief => 0.0,
        };
        let mut photos = Vec::new();
        let shape = shapes[dice.below(shapes.len())];
        let wants = dice.is(chance);
        if is_photo {
            photos.push((2400, 1600));
            left -= 1;
        } else if wants && left > 1 {
            photos.push(shape);
            left -= 1;
        }
        let has = [
            dice.is(0.25) && level < Level::Brief,
            dice.is(0.4) && level < Level::Usual,
            dice.is(0.7) && level < Level::Brief,
            dice.is(0.12) && level == Level::Usual,
        ];
        all.push(Sketch {
            level,
            is_photo,
            characters,
            photos,
            headline: (first + k) % HEADLINES.len(),
            has,
        });
    }
    all
}

fn write(empty: &Edition, sketches: &[Sketch], factor: f32, seed: u64) -> (Edition, Vec<Wish>) {
    let mut edition = empty.clone();
    let mut dice = Dice(seed);
    let mut next = 5_000u64;
    let mut fresh = || {
        next += 1;
        next
    };
    let mut wishes = Vec::new();
    for (rank, sketch) in (0i64..).zip(sketches) {
        let story = Id::<Story>::new(fresh());
        let kind = if sketch.is_photo { StoryKind::Photo } else { StoryKind::Text };
        let record =
            Story { rank, kind, section: String::new(), source: String::new(), table: Default::default() };
        edition.stories.insert(story, Arc::new(record));
        let mut place = 0;
        let mut add = |edition: &mut Edition, role: Role, text: String| {
            place += 1;
            let paragraph = Paragraph::new(story, place, role, text);
            edition.paragraphs.insert(Id::new(fresh()), Arc::new(paragraph));
        };
        let [kicker, deck, byline, logo] = sketch.has;
        for (is_there, role, words) in [
            (logo, Role::Logo, dice.pick(&LOGOS)),
            (kicker, Role::Kicker, dice.pick(&KICKERS)),
            (true, Role::Headline, HEADLINES[sketch.headline]),
            (deck, Role::Deck, dice.pick(&DECKS)),
            (byline, Role::Byline, dice.pick(&BYLINES)),
        ] {
            if is_there {
                add(&mut edition, role, words.replace(WORD, ""));
            }
        }
        let wanted = if sketch.is_photo { sketch.characters } else { (sketch.characters * factor).max(110.0) }
            as usize;
        let role = if sketch.is_photo { Role::Caption } else { Role::Body };
        let (mut written, mut since) = (0, 0);
        let mut number = 0;
        while written < wanted {
            // Every paragraph has dice of its own: however much is written, what stands before it stays as it is.
            number += 1;
            let mut dice = Dice(seed ^ (rank as u64 + 1) << 32 ^ number);
            let left = wanted - written;
            let mut length = 60 + dice.below(150);
            if left < length + 40 {
                length = left;
            }
            if sketch.level < Level::Usual && since > 430 && left > 250 {
                add(&mut edition, Role::Crosshead, dice.pick(&CROSSHEADS).to_owned());
                since = 0;
            }
            let text = paragraph(&mut dice, length);
            let count = text.chars().count();
            written += count;
            since += count;
            add(&mut edition, role, text);
        }
        if sketch.is_photo {
            add(&mut edition, Role::Credit, "■本报记者 江远 摄".to_owned());
        }
        for (rank, (width, height)) in (0i64..).zip(&sketch.photos) {
            let id = fresh();
            let photo = Photo {
                story: Some(story),
                rank,
                name: format!("{id}.jpg"),
                hash: format!("{id:064x}"),
                format: "jpeg".to_owned(),
                width: *width,
                height: *height,
                colour: PhotoColour::Rgb,
                orientation: 1,
                caption: "沿江步道上散步的居民".to_owned(),
                credit: "江远 摄".to_owned(),
            };
            edition.photos.insert(Id::new(id), Arc::new(photo));
        }
        wishes.push(Wish {
            story,
            level: sketch.level,
            photo_is_optional: false,
            may_be_boxed: matches!(sketch.level, Level::Usual | Level::Brief),
            group: None,
        });
    }
    (edition, wishes)
}

/// A paragraph of about so many characters.
fn paragraph(dice: &mut Dice, length: usize) -> String {
    let mut text = String::new();
    let mut count = 0;
    while count < length {
        let clause = dice.pick(&CLAUSES);
        count += clause.chars().count() + 1;
        text.push_str(clause);
        let ends = count >= length || dice.is(0.35);
        text.push(if ends { '。' } else { '，' });
    }
    if text.ends_with('，') {
        text.pop();
        text.push('。');
    }
    text
}
