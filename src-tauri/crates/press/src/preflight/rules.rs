//! The rules: how grave each is unless the paper says otherwise, why there is such a rule, and what to do.

use banxin_layout::Severity::{self, Error, Info, Warning};

/// One rule of preflight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Short, stable name, as faults carry it and as papers grade it.
    pub code: &'static str,
    /// How grave a breach is unless the paper says otherwise.
    pub severity: Severity,
    /// Why there is such a rule, in Chinese.
    pub why_zh: &'static str,
    /// Why there is such a rule, in English.
    pub why_en: &'static str,
    /// What to do, in Chinese.
    pub fix_zh: &'static str,
    /// What to do, in English.
    pub fix_en: &'static str,
}

const fn of(code: &'static str, severity: Severity, why: [&'static str; 2], fix: [&'static str; 2]) -> Rule {
    Rule { code, severity, why_zh: why[0], why_en: why[1], fix_zh: fix[0], fix_en: fix[1] }
}

/// The rule of that name.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// Every rule, those of the layout too.
pub const RULES: &[Rule] = &[
    of(
        "overset",
        Error,
        ["没有排下的字读者看不到", "Readers never see what did not fit"],
        ["加高稿块、加栏或删字", "Make the package deeper or wider, or cut the copy"],
    ),
    of(
        "underset",
        Warning,
        ["栏底留白，版面不齐", "A gap at the foot of the columns"],
        ["收短稿块、加图或补字", "Make the package shallower, add a photo or write more"],
    ),
    of(
        "overlap",
        Error,
        ["两块叠在一起，字压字", "Type would print over type"],
        ["移开或改小其中一块", "Move one of them or make it smaller"],
    ),
    of(
        "outside",
        Error,
        ["版心以外会被裁掉或压住报头", "What lies outside the type area is trimmed or covers the nameplate"],
        ["把稿块移进版心", "Move the package into the type area"],
    ),
    of(
        "photo-resolution",
        Warning,
        ["新闻纸图片需 200 ppi，低于 120 看得出颗粒", "Newsprint wants 200 ppi; under 120 the pixels show"],
        ["缩小图片或换一张像素更多的", "Make it smaller or use one with more pixels"],
    ),
    of(
        "glyph-missing",
        Error,
        ["没有字体能画出这个字，会印成空白", "No font can draw it: it would print as a blank"],
        ["更换该字或安装字体", "Change the character or install a font"],
    ),
    of(
        "glyph-substituted",
        Warning,
        ["一行里混进另一种字体", "Another face stands among the type"],
        ["更换该字或安装字体", "Change the character or install a font"],
    ),
    of(
        "font-replaced",
        Warning,
        ["印出的字体不是所选的字体", "What prints is not the font that was chosen"],
        ["安装该字体或改用现有字体", "Install the font or choose one that is here"],
    ),
    of(
        "non-standard-form",
        Warning,
        ["规范汉字以《通用规范汉字表》为准", "The table of standard characters has another form for it"],
        ["改为规范字形", "Use the standard form"],
    ),
    of(
        "no-fonts",
        Error,
        ["没有字体就印不出一个字", "Without any font nothing can be printed"],
        ["安装字体", "Install a font"],
    ),
    of(
        "no-edition-info",
        Error,
        ["没有报名和日期，报头报眉都排不出来", "Without name and date there is no nameplate and no folio"],
        ["填写本期信息", "Fill in the edition's data"],
    ),
    of(
        "no-nameplate",
        Warning,
        ["报纸形式规定：第 1 版须有报头", "The rules on form want a nameplate on page 1"],
        ["在第 1 版留出报头行数", "Give page 1 lines for its nameplate"],
    ),
    of(
        "no-paper-name",
        Error,
        ["报头必须有报名", "A nameplate must carry the paper's name"],
        ["填写报名", "Fill in the paper's name"],
    ),
    of(
        "no-cn-number",
        Warning,
        ["报头必须有国内统一连续出版物号", "A nameplate must carry the CN number"],
        ["填写 CN 号", "Fill in the CN number"],
    ),
    of(
        "no-issue",
        Warning,
        ["报头必须有总期号，每期加一", "A nameplate must carry the issue number, one more each issue"],
        ["填写总期号", "Fill in the issue number"],
    ),
    of(
        "no-publisher",
        Warning,
        ["报头必须标明主管、主办、出版单位", "A nameplate must say who runs and publishes the paper"],
        ["填写主管、主办、出版单位", "Fill in who runs and publishes the paper"],
    ),
    of(
        "no-post-code",
        Info,
        ["邮局发行的报纸须标邮发代号", "A paper sold by post carries its post code"],
        ["填写邮发代号", "Fill in the post code"],
    ),
    of(
        "form-errors",
        Warning,
        ["形式差错超过三项，该期不合格", "More than three errors of form fail the issue"],
        ["按上面各条补齐", "Mend those listed above"],
    ),
    of(
        "no-folio",
        Error,
        ["报纸形式规定：每版须有版次、日期", "Every page must carry its number and the date"],
        ["恢复本版的报眉", "Give the page its folio back"],
    ),
    of(
        "no-page-name",
        Warning,
        ["报眉须有版名", "A folio carries the page's name"],
        ["填写版名", "Fill in the page's name"],
    ),
    of(
        "no-editor",
        Info,
        ["报眉须有责任编辑", "A folio names the responsible editor"],
        ["填写责任编辑", "Fill in the responsible editor"],
    ),
    of(
        "ad-unlabelled",
        Error,
        ["广告法：广告必须标明“广告”", "The law wants the word 广告 on every advertisement"],
        ["在栏题或标题里写上“广告”", "Put 广告 into its logo or headline"],
    ),
    of(
        "empty-page",
        Warning,
        ["整版没有内容", "Nothing stands on the page"],
        ["排稿或删去这个版", "Place copy on it or remove it"],
    ),
    of(
        "empty-frame",
        Warning,
        [
            "稿块或自由框里什么也没有，会印成一块白",
            "Nothing in the package or frame: it would print as a blank",
        ],
        ["放入内容，或撤下", "Fill it or remove it"],
    ),
    of(
        "no-photo",
        Warning,
        ["图片新闻没有图片", "Photo news without its photo"],
        ["加上图片", "Add the photo"],
    ),
    of(
        "placeholder-text",
        Error,
        ["占位文字差点印出来", "Words that hold a place would be printed"],
        ["换成正式的文字", "Write what belongs there"],
    ),
    of(
        "duplicate-story",
        Warning,
        ["同一篇稿件排了两次", "The same story stands twice"],
        ["撤下其中一块", "Remove one of the packages"],
    ),
    of(
        "jump-unpaired",
        Warning,
        [
            "下转与上接须成对，版次须相符，否则读者找不到下文",
            "A jump that nothing answers sends readers where the story is not",
        ],
        [
            "在所指的版加上对应的一行，或改正版次",
            "Put the other half on the page it names, or correct the number",
        ],
    ),
    of(
        "jump-nowhere",
        Error,
        ["所指的版不在本期", "It sends readers to a page that does not exist"],
        ["改正版次，或删去这一行", "Correct the number or delete the line"],
    ),
    of(
        "jump-twice",
        Warning,
        [
            "程序已编好转版行，稿件里的会印成两行",
            "Jump lines are numbered here; the one in the copy would print as well",
        ],
        ["删去稿件里的转版行", "Delete it from the copy"],
    ),
    of(
        "thread-empty",
        Warning,
        ["续块里没有文字，会印成空白", "A continuation with no text left prints as a blank"],
        ["撤下续块，或收短前一块", "Take it off the page, or make the part before it shallower"],
    ),
    of(
        "thread-backwards",
        Warning,
        ["读者要往回翻", "Readers would have to turn back"],
        ["把续块移到后面的版", "Move the continuation to a later page"],
    ),
    of(
        "small-coloured-type",
        Warning,
        [
            "套印稍有不准，小彩字就糊：四色 ≥ 10 磅，网点字 ≥ 8，单色实地 ≥ 6",
            "Small type blurs where plates do not meet exactly: four colours from 10 pt, tints from 8, solids from 6",
        ],
        ["加大字号或改用单黑", "Set it larger or in black"],
    ),
    of(
        "rich-black-type",
        Error,
        ["小字叠四色黑必然套不准", "Small type in several inks under black never registers"],
        ["改用单黑", "Set it in black alone"],
    ),
    of(
        "hairline",
        Warning,
        ["细于 0.25 磅（网点线 1 磅）的线会断", "Lines under 0.25 pt, or 1 pt when tinted, break up"],
        ["加粗线条", "Make the line thicker"],
    ),
    of(
        "ink-limit",
        Error,
        ["总墨量超限会粘脏、透印", "Too much ink sets off and shows through"],
        ["减少叠色", "Take ink away"],
    ),
    of(
        "spot-not-booked",
        Error,
        ["本报印机没有预订这种专色", "This spot ink is not booked on the press"],
        ["改用四色，或在纸型里登记这种专色", "Use process inks, or book the ink in the paper's preset"],
    ),
    of(
        "plates-colour",
        Warning,
        [
            "本版不印四色：强于黑的颜色换成第二色，其余换成同样深浅的黑，图片成灰度",
            "The page is not printed in four inks: colours stronger than their black take its second ink, others black of the same darkness, photos turn grey",
        ],
        ["改成本版有的油墨，或把本版改为四色", "Choose an ink that the page has, or print the page in four"],
    ),
    of(
        "outside-trim",
        Error,
        ["裁切线以外印不出来", "What lies beyond the trim is cut away"],
        ["移进版面", "Move it onto the page"],
    ),
    of(
        "outside-type-area",
        Warning,
        ["超出版心，机器可能印不到", "Beyond the type area the press may not reach"],
        ["移进版心", "Move it into the type area"],
    ),
    of(
        "font-missing",
        Error,
        ["字体不在，字会漏印", "The font is not there: its type would be left out"],
        ["运行 cargo xtask fonts 或安装字体", "Fetch or install the font"],
    ),
    of(
        "font-forbidden",
        Error,
        ["字体的授权不许嵌入", "The font's licence forbids embedding"],
        ["换一种字体", "Use another font"],
    ),
    of(
        "photo-missing",
        Error,
        ["图片文件不在，会印成叉框", "The photo's file is gone: a crossed box would print"],
        ["重新导入这张图片", "Import the photo again"],
    ),
    of(
        "photo-changed",
        Error,
        ["图片文件与导入时不同，可能已损坏", "The photo's file is not what was imported: it may be damaged"],
        ["重新导入这张图片", "Import the photo again"],
    ),
    of(
        "ad-rgb",
        Warning,
        [
            "RGB 由印厂换算成油墨，颜色和总墨量都没有把握",
            "The plant turns RGB into ink: neither its colours nor its ink are certain",
        ],
        ["请来稿方换一份 CMYK 文件", "Ask its maker for a file in CMYK"],
    ),
    of(
        "ad-font",
        Error,
        [
            "没有嵌入的字体会被替换，广告只能以图像付印",
            "A font that is not carried is replaced; the ad can only print as an image",
        ],
        ["请来稿方嵌入字体或转曲", "Ask its maker to embed its fonts or turn them into outlines"],
    ),
    of(
        "ad-transparency",
        Info,
        [
            "PDF/X-1a 不容许透明，届时以图像付印；PDF/X-4 原样保留",
            "PDF/X-1a forbids transparency and would image the ad; PDF/X-4 keeps it",
        ],
        ["用 PDF/X-4 导出，或请来稿方拼合透明", "Export as PDF/X-4, or ask its maker to flatten it"],
    ),
    of(
        "ad-ink",
        Error,
        ["广告的总墨量超限会粘脏、透印", "An ad with too much ink sets off and shows through"],
        ["请来稿方按新闻纸重新分色", "Ask its maker to separate it for newsprint"],
    ),
    of(
        "ad-remarks",
        Warning,
        [
            "批注和表单域不属于版面内容，不随广告付印",
            "Remarks and form fields are no part of the page and do not print with it",
        ],
        ["请来稿方把它们并入内容", "Ask its maker to make them part of the page"],
    ),
    of(
        "art-imaged",
        Info,
        [
            "这样的内容不能原样放进文件，文字和线条会略软",
            "Such content cannot go into the file as it is: type and lines turn a little softer",
        ],
        [
            "请来稿方改为平涂的线条色块，或去掉隐藏图层",
            "Ask its maker for flat outlines, or to remove hidden layers",
        ],
    ),
    of(
        "photo-unreadable",
        Error,
        ["图片解不开，会印成叉框", "The photo cannot be decoded: a crossed box would print"],
        ["换一份完好的文件", "Import a sound copy"],
    ),
];

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_words_in_both_languages() {
        for (number, rule) in RULES.iter().enumerate() {
            assert!(RULES[..number].iter().all(|other| other.code != rule.code), "{}", rule.code);
            for words in [rule.why_zh, rule.why_en, rule.fix_zh, rule.fix_en] {
                assert!(words.chars().count() > 3, "{}", rule.code);
            }
        }
    }
}
