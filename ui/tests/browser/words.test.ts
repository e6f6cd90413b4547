// No screen mixes its languages: in English no word of the window is Chinese, in Chinese none is English that has a Chinese one.
import type { Page } from '@playwright/test';
import { OWN } from './cut';
import { expect, test } from './edition';
import { prepareScreens, SCREENS } from './screens';
import { answered, open, placeStory, pointOn } from './window';

/** Words that are the same in both languages: names of things, units, keys, formats. */
const NEUTRAL = /^(AI|A3|A4|ARTS|CMYK|RGB|PDF(\/X-\d\w*)?|PDF\/X-[14]a?|JPEG|JPG|PNG|TIFF|PSD|SVG|WebP|GB\/T|ppi|dpi|mm|pt|Ctrl|Shift|Alt|Esc|Enter|Tab|Del|Delete|Backspace|Space|Home|End|PgUp|PgDn|PageUp|PageDown|Mod|Cmd|F\d+|EN|English|Banxin|X|Y|[A-Z]|[a-z]|CN|No|edition|jpg|txt|tsv|px|Latin|Hei|Song|Kai|Fang)$/;

/** Names that stay as they are: of a press profile, and of a language for whoever cannot read the other one. */
const ELSEWHERE = /IFRA\w* (\d+ )?Newsprint( \(IFRA Newsprint\))?|切换到中文|\(IFRA Newsprint\)/g;

interface Text {
  text: string;
  where: string;
}

/** Every word that the window itself says: text, names and tips, without what the edition holds. */
function texts(page: Page): Promise<Text[]> {
  return page.evaluate((own) => {
    const found: { text: string; where: string }[] = [];
    const say = (text: string, element: Element): void => {
      const { className, tagName } = element;
      if (text.trim() !== '') found.push({ text: text.trim(), where: `${tagName.toLowerCase()}.${String(className).slice(0, 30)}` });
    };
    for (const element of document.querySelectorAll('body *')) {
      if (element.closest(own) !== null || !(element instanceof HTMLElement) || element.offsetParent === null) continue;
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) say(node.textContent ?? '', element);
      for (const name of ['aria-label', 'placeholder']) say(element.getAttribute(name) ?? '', element);
    }
    return found;
  }, OWN);
}

for (const locale of ['zh-CN', 'en-GB'] as const) {
  test.describe(locale, () => {
    test.use({ locale });

    test(`no screen in ${locale} has words of the other language`, async ({ page, edition }) => {
      test.setTimeout(240_000);
      edition.apply([{ verb: 'set-edition', name: '1' }]);
      prepareScreens(edition);
      await open(page, await edition.serve());
      await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
      const own = new Set(edition.ownWords());
      const strange: string[] = [];
      for (const { name, reach, leave } of SCREENS) {
        await reach(page);
        await answered(page);
        for (const { text, where } of await texts(page)) {
          // A headline in the middle of a sentence is the edition's, whatever the window's language is.
          const said = text.replace(/\S*[/\\]\S+/g, '').replace(ELSEWHERE, '');
          const rest = [...own].reduce((left, word) => left.replaceAll(word, ''), said);
          const words = locale === 'en-GB' ? rest.match(/[\p{Script=Han}]+/gu) : rest.match(/[A-Za-z]{3,}/g);
          const bad = (words ?? []).filter((word) => !NEUTRAL.test(word));
          if (bad.length > 0) strange.push(`${name}: ${where}: ${text.slice(0, 60)} (${bad.join(' ')})`);
        }
        await leave(page);
      }
      expect([...new Set(strange)]).toEqual([]);
    });
  });
}
