// The help pages in English.

import type { HelpTopic } from '../views/help/topic';

export const helpTopics: readonly HelpTopic[] = [
  {
    id: 'begin',
    title: 'Where to begin',
    blocks: [
      'Banxin is a layout desk: stories and photos on the left, the page in the middle, the numbers of whatever is selected on the right, the pages of the edition below.',
      [
        'Bring in copy: use “Bring in copy”, or drop text and photos on the window.',
        'Place: drag a story from the pool onto the page; it snaps to columns and lines.',
        'Make it fit: drag an edge, or press F for a block just deep enough for its text.',
        'Look: press P for the preview; when nothing is red in the check, it can go.',
        'Export: top right, a PDF for the press.',
      ],
      'Every step is saved as you do it, and Ctrl Z goes back to the very beginning.',
    ],
  },
  {
    id: 'copy',
    title: 'Copy and photos',
    blocks: [
      'Text stories (.txt, .md) are one to a file, the headline in the first line. The text of a whole page is split into its stories by blank lines, bylines and the length of heads.',
      'Half-width marks, broken paragraphs and stray spaces are repaired; what was repaired and what is in doubt is said.',
      'Photos may be JPEG, PNG and others. Caption and photographer are read from the photo’s own description. A photo dropped on a package becomes its photo.',
    ],
  },
  {
    id: 'place',
    title: 'Placing',
    blocks: [
      'While you drag, the ghost is the final look: real type, real lines, real breaks. Beside it stand its width in cells, its depth in lines, and how much is over or under.',
      [
        'Press 1 to 8 while dragging for that many columns.',
        'Ctrl suspends snapping; Esc lets go of it.',
        'Double-click a story, or choose it and press Enter: it goes to the best free place.',
        'Dropped into free space between packages, it fills that space.',
      ],
      'Columns and lines come first, then the edges of neighbours. A line says what was met.',
    ],
  },
  {
    id: 'shape',
    title: 'Packages',
    blocks: [
      'Click a package to select it, Shift-click for more, or drag a frame around several from an empty place.',
      [
        'Arrow keys move by a cell or a line, with Shift by a column or ten lines; with Alt they resize.',
        '1 to 8 set the columns, F fits the depth to the text.',
        'H moves the head: over, side, vertical, within the text. B puts a box around it or takes it away.',
        'X swaps two selected packages. L locks: what is locked is left alone.',
        'Delete takes it off the page; the story goes back to the pool.',
      ],
      'Every number on the right can be changed, also by a sum or in another unit: 27+1, 46/2, 85mm, 3 lines, 24pt.',
    ],
  },
  {
    id: 'together',
    title: 'Groups, guides, borders',
    blocks: [
      'Ctrl G groups what is selected: one click then chooses all of it, and it is moved, resized and copied as one; another click goes through to the package itself. Shift Ctrl G ungroups.',
      [
        'Drag from a ruler onto the page for a guide, and back to be rid of it; its place in millimetres can be written on the right. Ctrl ; shows or hides them.',
        'Sixteen borders are chosen by their pictures under “Border”; Shift B steps through them.',
        'Several packages are lined up and spaced out by the verbs on the right and in the menu; Ctrl Alt and an arrow line up that side, with C and M the middles, with H and V even gaps.',
      ],
    ],
  },
  {
    id: 'frames',
    title: 'Free frames',
    blocks: [
      'Teasers, labels, contact lines, rules, tints, a picture by itself, a small table need no story of the pool: the tools at the left of the page draw text, picture, rule, shape and table frames. Drag out a size, click for the usual one, or press Enter after the tool to put it where there is room.',
      [
        'Alt T text, Alt P picture, Alt R rule, Alt S shape, Alt B table. They move, resize, lock, group, copy and change their order as packages do.',
        'A shape comes under everything, other frames over it; Ctrl [ and Ctrl ] change that. Fill, line, round corners, ellipse, polygon and borders stand at the right.',
        'W: text gives way, across and down, a cell off and on whole cells; it follows ellipses, polygons and cut-out pictures. Heads and photos do not give way.',
        'A polygon and a wrap such as “diamond” have dots: drag a dot to move a corner, a small one for another corner, Alt-click one to remove it; the numbers stand on the right.',
        'Drag a picture from the photos into its frame. Double-click words to write them, a picture to move it in its frame.',
      ],
    ],
  },
  {
    id: 'thread',
    title: 'Threads and shapes',
    blocks: [
      'A package with text over has a red plus at its lower right: click it to take up what is left, then click free space on this page or another; “continued” lines write themselves. Drag a frame instead, and the text goes into that.',
      [
        'Shift C takes the text up, Shift Alt C puts it into free space at once.',
        'The arrows follow a story to its other parts. Alt Ctrl Y shows the threads of every story.',
        'Width and height under “Shape” leave a corner to the neighbour, so that packages interlock.',
      ],
    ],
  },
  {
    id: 'type',
    title: 'Words, styles, tables',
    blocks: [
      'Double-click a package and the caret stands in the type itself. Select words to set them bold, dotted, with ruby, in another face, size or ink; a paragraph can open with a drop cap or a lead-in face. Faces for the whole edition stand under “Styles by role” of the page.',
      [
        'Ctrl B bold, Ctrl U underlined, Shift Ctrl U dotted.',
        'Going through the list of faces shows each on the page at once; Esc leaves it as it was.',
        '“Add a table” makes a table; its cells are filled as in a spreadsheet, whole blocks pasted; header rows, rules and widths stand below.',
      ],
    ],
  },
  {
    id: 'over',
    title: 'Over and under',
    blocks: [
      'Text that does not fit is over: red, with lines and characters. Room to spare is under: blue, hatched exactly where lines are missing.',
      'The check at the top right lists everything that is not right yet, with what to do and a way there. It runs by itself.',
    ],
  },
  {
    id: 'press',
    title: 'Preview before press',
    blocks: [
      'P shows the edition full screen. ← → turn pages, 1 2 3 show single pages, spreads or printed sheets, Z shows real size. For real size measure the screen once, with a bank card.',
      [
        'N: colours as on newsprint.',
        'C M Y K: one plate on or off; double-click a plate to see it alone.',
        'I: the ink map, with the figure under the pointer.',
        'F: folds. U: the top half, which readers see first on the newsstand.',
        'B and O: blink with the last export, or lay both over each other.',
      ],
    ],
  },
  {
    id: 'export',
    title: 'Export',
    blocks: [
      'The export is PDF/X-4: four colours, body text on the black plate alone, fonts embedded, trim and bleed set. The whole edition, or one page.',
      'The file is read back and compared with the pages; where they differ, you get no file.',
    ],
  },
  {
    id: 'safe',
    title: 'Files and safety',
    blocks: [
      'An edition is one .edition file with stories, photos, pages and history inside; copy it and you have everything.',
      'While it is being edited elsewhere, it can be read and exported here. The program uses no network and sends nothing.',
      'The history lists every step; click one to go back to it. What you do from there takes the place of what came after.',
    ],
  },
  {
    id: 'words',
    title: 'Cells, lines, columns',
    blocks: [
      'A newspaper measures in cells and lines: a cell is the width of a body character, a line the distance from one body line to the next. The whole is the type area, such as 111 cells × 111 lines.',
      'The type area has columns with gutters between them. A package that is divided otherwise is re-divided; columns joined into one are a span.',
      'A kicker stands over the headline, a deck under it; crossheads stand in the text, captions under photos.',
    ],
  },
];
