// Written by `cargo xtask bindings` from the Rust types; change those, not this.

/**
 * Puts a free frame onto a page: a text, a picture, a rule, a shape or a table, with no story of the pool behind it.
 * A shape comes under everything, any other frame over it.
 */
export type AddFrame = { 
/**
 * What it is for.
 */
kind: FreeKind, 
/**
 * The page.
 */
page: PageRef, 
/**
 * Left edge in thousandths of a cell from the left of the type area; a free place when nothing is said.
 */
x?: Cells, 
/**
 * First line, from 0 at the top of the type area.
 */
line?: number, 
/**
 * Width in thousandths of a cell; what is usual for its kind when left out.
 */
width?: Cells, 
/**
 * Height in lines; what is usual for its kind when left out.
 */
lines?: number, 
/**
 * Words of a text frame, a paragraph a line; rows of a table, cells parted by tabs, the first its header.
 */
text?: string, 
/**
 * The picture of a picture frame.
 */
photo?: PhotoRef, 
/**
 * Text columns inside; 1 when left out.
 */
columns?: number, 
/**
 * Which way lines run: `across` or `down`.
 */
direction?: Direction, 
/**
 * What stands round it.
 */
frame?: Frame, 
/**
 * Tint behind it: black in per mille.
 */
tint?: number, 
/**
 * What else it has.
 */
free?: FreeChange, };

/**
 * Adds a page; paper and grid are those of the last page unless given.
 */
export type AddPage = { 
/**
 * Its number; one more than the last page's when left out.
 */
number?: number, 
/**
 * Its name (版名).
 */
name?: string, 
/**
 * The physical page.
 */
paper?: PaperSize, 
/**
 * The grid of its type area.
 */
grid?: Grid, 
/**
 * How the type area is divided, in place of the grid's own columns.
 */
columns?: ColumnSystem, 
/**
 * Lines at the top that the nameplate takes.
 */
nameplate_lines?: number, 
/**
 * Who makes it.
 */
staff?: Staff, };

/**
 * Adds a paragraph to a story, after another or at its end.
 */
export type AddParagraph = { 
/**
 * The story.
 */
story: StoryRef, 
/**
 * The paragraph it follows; the story's last one when left out.
 */
after?: ParagraphRef, 
/**
 * What it is for.
 */
role: Role, 
/**
 * Its words, without line ends.
 */
text: string, };

/**
 * Adds a photo to the edition and, if wished, to a story.
 */
export type AddPhoto = { 
/**
 * File name it came with.
 */
name: string, 
/**
 * SHA-256 of the file in lower-case hex; of a PDF, the page and its box may follow, as in `…@2.trim`.
 */
hash: string, 
/**
 * Kind of file: `jpeg`, `png`, `tiff`, `webp`, `psd`, `pdf` or `svg`.
 */
format: string, 
/**
 * Width in pixels, standing upright.
 */
width: number, 
/**
 * Height in pixels, standing upright.
 */
height: number, 
/**
 * Colours it is stored in.
 */
colour: PhotoColour, 
/**
 * EXIF orientation, 1 to 8; 1 when left out.
 */
orientation?: number, 
/**
 * Caption from the file.
 */
caption?: string, 
/**
 * Credit from the file.
 */
credit?: string, 
/**
 * The story it belongs to.
 */
story?: StoryRef, };

/**
 * Shows one more photo in a package.
 */
export type AddPhotoSlot = { 
/**
 * The package.
 */
package: PackageRef, 
/**
 * The photo.
 */
photo: PhotoRef, 
/**
 * Where it stands; on top when left out.
 */
place?: PhotoPlace, 
/**
 * Text columns it spans; 0 for all.
 */
columns?: number, 
/**
 * Lines the picture takes; 0 to follow its shape.
 */
lines?: number, 
/**
 * Which part is seen.
 */
crop?: Crop, 
/**
 * Where it stands within the text; `place` is `inset` with it.
 */
inset?: Inset, 
/**
 * The outline that the text follows, in thousandths of the picture.
 */
outline?: Array<OutlinePoint>, };

/**
 * Adds a story with its paragraphs and photos to the pool.
 */
export type AddStory = { 
/**
 * Text or photo news.
 */
kind?: StoryKind, 
/**
 * Section or page it is meant for.
 */
section?: string, 
/**
 * The file it came from.
 */
source?: string, 
/**
 * How its tables are set.
 */
table?: TableSpec, 
/**
 * Its paragraphs in order.
 */
paragraphs: Array<NewParagraph>, 
/**
 * Its photos in order.
 */
photos?: Array<NewPhoto>, };

/**
 * Adds a table to the end of a story, or as a story of its own: a row a line, its cells parted by tabs (TSV), as
 * spreadsheets copy them.
 */
export type AddTable = { 
/**
 * The story; a new one when left out.
 */
story?: StoryRef, 
/**
 * Headline of the new story.
 */
headline?: string, 
/**
 * The rows.
 */
tsv: string, 
/**
 * How many rows at the top are its header; 1 when left out.
 */
header?: number, };

/**
 * A rectangle on the grid: the unit in which everything on a page is placed.
 */
export type Area = { 
/**
 * Left edge, from the left of the type area.
 */
x: Cells, 
/**
 * First line, from 0 at the top of the type area.
 */
line: number, 
/**
 * Width.
 */
width: Cells, 
/**
 * Height in lines.
 */
lines: number, };

/**
 * Arranges a page anew as one step: the packages given take the place of those of the same stories, and what is
 * not locked and not among them leaves the page.
 */
export type ArrangePage = { 
/**
 * The page.
 */
page: PageRef, 
/**
 * The packages, in reading order.
 */
packages: Array<ArrangedPackage>, 
/**
 * Whether packages of other stories stay where they are.
 */
keep_others?: boolean, 
/**
 * What the step is called in the history.
 */
name?: string, };

/**
 * A page to be arranged.
 */
export type ArrangeRequest = { 
/**
 * Id of the page, or its number.
 */
page: string, 
/**
 * Ids of the stories, the lead first (a brief leads only when `levels` says so); those that stand on the page
 * when left out, or on an empty page those of the pool that belong to it and fill it.
 */
stories?: Array<string>, 
/**
 * How much single stories count, by id, where that is not to be worked out from order and length.
 */
levels?: { [key in string]: Level }, 
/**
 * Stories that stand together in one part of the page, by id or by how their headlines begin; each group beside
 * its own kin.
 */
groups?: Array<Array<string>>, 
/**
 * Ids of stories that may stand without their photos.
 */
photoOptional?: Array<string>, 
/**
 * How many proposals, 7 when left out.
 */
candidates?: number, 
/**
 * The same seed gives the same proposals.
 */
seed?: number, 
/**
 * Weights of single terms, by name; the edition's own where left out.
 */
weights?: { [key in string]: number }, 
/**
 * Areas that stand fixed beside the nameplate and locked packages, such as advertisements.
 */
fixed?: Array<Area>, 
/**
 * Whether a long story may go on on a later page where the page is too small for all; as the edition says when
 * left out.
 */
jumps?: boolean, 
/**
 * Numbers of the last proposals, from 0, that more like them are wanted of.
 */
liked?: Array<number>, 
/**
 * Numbers of the last proposals that nothing like them is wanted of.
 */
disliked?: Array<number>, };

/**
 * Proposals for a page.
 */
export type Arranged = { 
/**
 * The number of the arrangement, as `cancel` takes it.
 */
job: number, 
/**
 * Id of the page.
 */
page: string, 
/**
 * Ids of the stories.
 */
stories: Array<string>, 
/**
 * The proposals, the best first.
 */
candidates: Array<CandidateView>, 
/**
 * What would help when there is none.
 */
remedies: Array<RemedyView>, 
/**
 * The stories' natural ground as a share of the page's: 1 is a page that fills itself.
 */
filled: number, 
/**
 * Whether the search is at its end.
 */
isDone: boolean, 
/**
 * Milliseconds since it began.
 */
milliseconds: number, 
/**
 * Every term with its weight.
 */
terms: Array<TermView>, };

/**
 * A package of a page that is arranged: every choice is said.
 */
export type ArrangedPackage = { 
/**
 * The story.
 */
story: StoryRef, 
/**
 * Where it stands on the grid.
 */
area: Area, 
/**
 * Text columns inside.
 */
columns: number, 
/**
 * Gutter between them; the page's own when left out.
 */
gutter?: Cells, 
/**
 * What becomes of cells that do not divide.
 */
remainder?: Remainder, 
/**
 * The head.
 */
head?: HeadSpec, 
/**
 * Face of the headline; empty for the usual one.
 */
head_face?: string, 
/**
 * Where the byline stands.
 */
byline?: BylinePlace, 
/**
 * Its photos.
 */
photos?: Array<SlotSpec>, 
/**
 * What stands round it.
 */
frame?: Frame, 
/**
 * Tint behind it: black in per mille.
 */
tint?: number, 
/**
 * Corners it leaves to its neighbours.
 */
cuts?: Array<Cut>, 
/**
 * Where the story goes on; all of it stands in the package when left out.
 */
goes_on?: ArrangedPart, };

/**
 * The part of an arranged package's story that goes on on a later page; 下转 and 上接 are set by themselves.
 */
export type ArrangedPart = { 
/**
 * The page on which it goes on.
 */
page: PageRef, 
/**
 * Where it stands there.
 */
area: Area, 
/**
 * Text columns inside.
 */
columns: number, };

/**
 * Gives a photo to a story, or to none.
 */
export type AttachPhoto = { 
/**
 * The photo.
 */
photo: PhotoRef, 
/**
 * The story; none to let it stand by itself.
 */
story?: StoryRef | null, };

/**
 * Which way a guide runs.
 */
export type Axis = "across" | "down";

/**
 * Does several commands as one step: all of them or none.
 */
export type Batch = { 
/**
 * The commands, in order; each sees what those before it did.
 */
commands: Array<Command>, 
/**
 * What the step is called in the history.
 */
name?: string, };

/**
 * Where the byline stands.
 */
export type BylinePlace = "column" | "head" | "none";

/**
 * A page as it is proposed.
 */
export type CandidateView = { 
/**
 * The weighted sum of what is wrong with it: the less, the better.
 */
score: number, 
/**
 * How the page is divided first: `floors 2/4`, `sides 5+3`, `pinwheel` and so on.
 */
root: string, 
/**
 * What is wrong with it, the dearest first.
 */
causes: Array<CauseView>, 
/**
 * How unlike each of the proposals before it it is, from 0 to 1.
 */
distances: Array<number>, 
/**
 * The story that goes on on a later page, if there is one.
 */
jumps: Array<JumpView>, 
/**
 * The command that takes it: one step, which `preview` shows and `apply` does.
 */
command: Command, };

/**
 * Something that is wrong with a page.
 */
export type CauseView = { 
/**
 * The term's name.
 */
term: string, 
/**
 * What it is called.
 */
label: Sentence, 
/**
 * What it adds to the score, its weight counted.
 */
cost: number, 
/**
 * Ids of the stories whose packages cause it; none when it concerns the page as a whole.
 */
stories: Array<string>, };

/**
 * How the cells of a table's column stand.
 */
export type CellAlign = "left" | "centre" | "right";

/**
 * A width in thousandths of a cell, so that gutters of 1.5 or 1.8 cells are exact.
 */
export type Cells = number;

/**
 * What a change did.
 */
export type Changed = { 
/**
 * The file's revision after it.
 */
revision: number, 
/**
 * Ids of the pages that look different now.
 */
pages: Array<string>, 
/**
 * Ids of the records it made, in order of kind and id.
 */
created: Array<string>, 
/**
 * What was done, or taken back, as the history calls it.
 */
done: Label, };

/**
 * What a stretch of a paragraph is set in where that differs from the paragraph.
 */
export type CharStyle = { 
/**
 * Face, such as `hei-700`, or the name of an installed family; empty for the paragraph's.
 */
face: string, 
/**
 * The bold weight of the family.
 */
bold: boolean, 
/**
 * Size in EMU; 0 for the paragraph's.
 */
size: number, 
/**
 * Width of the characters in thousandths: under 1000 is 长 (narrow), above is 扁 (wide).
 */
scale: number, 
/**
 * Space added after each character, in thousandths of an em.
 */
tracking: number, 
/**
 * Ink; none for the paragraph's.
 */
ink: Ink | null, 
/**
 * A line under the words (专名号), at their left in vertical lines.
 */
underline: boolean, 
/**
 * 着重号: a dot under each character, at its right in vertical lines.
 */
emphasis: boolean, 
/**
 * 纵中横排: in a vertical line the stretch stands upright in one cell.
 */
upright: boolean, 
/**
 * Words set small above (注音), at the right in vertical lines: one for each character where blanks part as
 * many, else one for the whole stretch; empty for none.
 */
ruby: string, };

/**
 * A fault with everything that is known about it.
 */
export type CheckedFault = { 
/**
 * Tells this fault from every other, until it changes.
 */
key: string, 
/**
 * Why there is such a rule.
 */
why: Sentence, 
/**
 * A command that would mend it, where one would.
 */
repair: unknown, 
/**
 * Who lets it pass, and why.
 */
pass: Pass | null, 
/**
 * Short, stable name of the kind of fault.
 */
code: string, 
/**
 * How grave it is.
 */
severity: Severity, 
/**
 * Number of the page it stands on.
 */
page: number, 
/**
 * Id of the package it concerns; empty when it concerns the page.
 */
subject: string, 
/**
 * What is wrong, in one sentence.
 */
message: Sentence, 
/**
 * What to do.
 */
fix: Sentence, };

/**
 * Shows another page or box of the PDF file that an ad came as.
 */
export type ChooseLeaf = { 
/**
 * The ad.
 */
photo: PhotoRef, 
/**
 * The page, from 1.
 */
page: number, 
/**
 * The box: `trim`, `bleed`, `crop`, `media` or `art`.
 */
box: string, 
/**
 * Width of that box as the page stands, in 300ths of an inch; measured from the file when left out.
 */
width?: number, 
/**
 * Height of that box.
 */
height?: number, };

/**
 * How the type area is divided into columns: 8 × 13 cells with gutters of one cell make 111.
 */
export type ColumnSystem = { 
/**
 * Number of columns.
 */
columns: number, 
/**
 * Width of a column, a whole number of cells.
 */
cells: number, 
/**
 * Width of a gutter.
 */
gutter: Cells, };

/**
 * A command: a verb with what it needs, as the window, the command line and scripts send it.
 */
export type Command = { "verb": "set-edition" } & SetEdition | { "verb": "pass-faults" } & PassFaults | { "verb": "add-page" } & AddPage | { "verb": "set-page" } & SetPage | { "verb": "set-guides" } & SetGuides | { "verb": "remove-page" } & RemovePage | { "verb": "add-story" } & AddStory | { "verb": "set-story" } & SetStory | { "verb": "remove-story" } & RemoveStory | { "verb": "add-table" } & AddTable | { "verb": "set-table" } & SetTable | { "verb": "add-paragraph" } & AddParagraph | { "verb": "edit-text" } & EditText | { "verb": "set-text" } & SetText | { "verb": "set-role" } & SetRole | { "verb": "set-paragraph" } & SetParagraph | { "verb": "set-style" } & SetStyle | { "verb": "split-paragraph" } & SplitParagraph | { "verb": "join-paragraphs" } & JoinParagraphs | { "verb": "remove-paragraph" } & RemoveParagraph | { "verb": "replace-text" } & ReplaceText | { "verb": "add-photo" } & AddPhoto | { "verb": "set-photo" } & SetPhoto | { "verb": "attach-photo" } & AttachPhoto | { "verb": "choose-leaf" } & ChooseLeaf | { "verb": "remove-photo" } & RemovePhoto | { "verb": "place" } & Place | { "verb": "place-photo" } & PlacePhoto | { "verb": "move-package" } & MovePackage | { "verb": "resize-package" } & ResizePackage | { "verb": "set-package" } & SetPackage | { "verb": "shape-package" } & ShapePackage | { "verb": "thread" } & Thread | { "verb": "unthread" } & Unthread | { "verb": "fit-package" } & FitPackage | { "verb": "swap-packages" } & SwapPackages | { "verb": "order-package" } & OrderPackage | { "verb": "lock-package" } & LockPackage | { "verb": "group-packages" } & GroupPackages | { "verb": "ungroup-packages" } & UngroupPackages | { "verb": "paste-packages" } & PastePackages | { "verb": "remove-package" } & RemovePackage | { "verb": "arrange-page" } & ArrangePage | { "verb": "add-photo-slot" } & AddPhotoSlot | { "verb": "set-photo-slot" } & SetPhotoSlot | { "verb": "remove-photo-slot" } & RemovePhotoSlot | { "verb": "add-frame" } & AddFrame | { "verb": "set-frame" } & SetFrame | { "verb": "batch" } & Batch;

/**
 * A package on the clipboard.
 */
export type CopiedPackage = { 
/**
 * The package as it stood.
 */
package: Package, 
/**
 * Its story.
 */
story: CopiedStory, };

/**
 * A photo on the clipboard; its bytes stay in the file it came from.
 */
export type CopiedPhoto = { 
/**
 * Its id there, by which the package names it.
 */
id: string, 
/**
 * Whether it is one of the story's own.
 */
is_own: boolean, 
/**
 * The photo.
 */
photo: NewPhoto, };

/**
 * A story on the clipboard.
 */
export type CopiedStory = { 
/**
 * Text or photo news.
 */
kind: StoryKind, 
/**
 * Section or page it is meant for.
 */
section: string, 
/**
 * How its tables are set.
 */
table?: TableSpec, 
/**
 * Its paragraphs in order, each with its styles.
 */
paragraphs: Array<NewParagraph>, 
/**
 * Its photos and those that its package shows.
 */
photos: Array<CopiedPhoto>, };

/**
 * A corner of a rectangle.
 */
export type Corner = "top-left" | "top-right" | "bottom-left" | "bottom-right";

/**
 * Which part of a photo is seen: the cut from each edge of the upright picture, in thousandths.
 */
export type Crop = { 
/**
 * Cut from the top.
 */
top: number, 
/**
 * Cut from the right.
 */
right: number, 
/**
 * Cut from the bottom.
 */
bottom: number, 
/**
 * Cut from the left.
 */
left: number, };

/**
 * A corner that a package leaves to its neighbours, so that it is L-shaped (穿插).
 */
export type Cut = { 
/**
 * Which corner.
 */
corner: Corner, 
/**
 * Width of what is left, the gutter beside the neighbour included.
 */
width: Cells, 
/**
 * Its height in lines, the blank line between the two included.
 */
lines: number, };

/**
 * Which way the lines of a package's text run.
 */
export type Direction = "across" | "down";

/**
 * Changes to the edges of a free frame, in EMU; what is left out stays.
 */
export type EdgesChange = { 
/**
 * The top edge.
 */
top?: number, 
/**
 * The right edge.
 */
right?: number, 
/**
 * The bottom edge.
 */
bottom?: number, 
/**
 * The left edge.
 */
left?: number, };

/**
 * Replaces the words between two places of one story. Each line end in the new words begins a paragraph: of the
 * same role where the role runs over several paragraphs, running text after a crosshead or a part of the head. As many
 * paragraphs as there were keep what each is for.
 */
export type EditText = { 
/**
 * Where the old words begin.
 */
from: TextPlace, 
/**
 * Where they end; where they begin, when left out.
 */
to?: TextPlace, 
/**
 * The new words; may be empty.
 */
text: string, };

/**
 * What became of an edition.
 */
export type EditionArranged = { 
/**
 * Its pages in order.
 */
pages: Array<PageArranged>, 
/**
 * Ids of the stories for which no page had room.
 */
left: Array<string>, 
/**
 * The command that arranges all of them: one step; none when no page could be filled.
 */
command: Command | null, };

/**
 * What is said once for the whole edition: the paper's name, its date, what the nameplate must carry.
 */
export type EditionInfo = { 
/**
 * The paper's name, such as 版心日报.
 */
name: string, 
/**
 * The paper's name in Latin letters, under the nameplate; may be empty.
 */
latin_name: string, 
/**
 * Day of issue.
 */
date: string, 
/**
 * Total issue number (总期号); 0 when unknown.
 */
issue: number, 
/**
 * CN number (国内统一连续出版物号); may be empty.
 */
cn_number: string, 
/**
 * Post code for subscriptions (邮发代号); may be empty.
 */
post_code: string, 
/**
 * Who runs and publishes the paper (主管、主办、出版); may be empty.
 */
publisher: string, 
/**
 * Telephone in the folio; may be empty.
 */
telephone: string, 
/**
 * A line for the ear or the nameplate, such as the weather; may be empty.
 */
ear: string, 
/**
 * How running text is set.
 */
typography: Typography, 
/**
 * The plant's own profile; the shipped one of newsprint when absent.
 */
profile?: OutputProfile, 
/**
 * The most ink in one place, in percent of one full ink; 0 for what the paper says.
 */
ink_limit: number, 
/**
 * Faults that somebody lets pass, the latest last.
 */
passes?: Array<Pass>, 
/**
 * How grave this paper takes a rule of preflight: `off`, `info`, `warning` or `error`, by the rule's name; the other
 * rules are as grave as the page preset has them.
 */
checks?: { [key in string]: string }, 
/**
 * What counts when pages are arranged: the weights, in hundredths, that this paper has of its own, by term.
 */
weights?: { [key in string]: number }, 
/**
 * Whether a page that is arranged may let a long story go on on a later page (转版).
 */
may_jump?: boolean, };

/**
 * A file that an export wrote.
 */
export type ExportedFile = { 
/**
 * Where it lies.
 */
path: string, 
/**
 * How many pages it has.
 */
pages: number, 
/**
 * Its size in bytes.
 */
bytes: number, 
/**
 * What could not be printed as it should.
 */
notes: Array<Sentence>, };

/**
 * Something that did not happen, and why. `Display` gives the English sentence.
 */
export type Failure = { 
/**
 * Which kind of trouble.
 */
kind: TroubleKind, 
/**
 * A short, stable name.
 */
code: string, 
/**
 * The sentence in Chinese.
 */
zh: string, 
/**
 * The sentence in English.
 */
en: string, };

/**
 * Copy or a page that is not right yet; shown as a badge, never a failure.
 */
export type Fault = { 
/**
 * Short, stable name of the kind of fault.
 */
code: string, 
/**
 * How grave it is.
 */
severity: Severity, 
/**
 * Number of the page it stands on.
 */
page: number, 
/**
 * Id of the package it concerns; empty when it concerns the page.
 */
subject: string, 
/**
 * What is wrong, in one sentence.
 */
message: Sentence, 
/**
 * What to do.
 */
fix: Sentence, };

/**
 * Gives a package the lines its text needs, as far as the page has them.
 */
export type FitPackage = { 
/**
 * The package.
 */
package: PackageRef, };

/**
 * A family of type as a list of fonts shows it.
 */
export type FontFamilyView = { 
/**
 * Its name, in Chinese where the font has it; or the name of a file that cannot be read.
 */
name: string, 
/**
 * Its name in English.
 */
english: string, 
/**
 * Names of its faces, lightest first, as heads and styles take them, such as `思源黑体-700`.
 */
faces: Array<string>, 
/**
 * Whether it has Chinese characters.
 */
is_chinese: boolean, 
/**
 * Whether the program brought it.
 */
is_bundled: boolean, 
/**
 * Whether it is a variable font, which is set as its maker drew it first.
 */
is_variable: boolean, 
/**
 * Why it cannot be used; its faces are none then.
 */
refusal: Sentence | null, };

/**
 * Where words were found.
 */
export type Found = { 
/**
 * The first of them, in the order of the pool.
 */
hits: Array<Hit>, 
/**
 * How many there are in all.
 */
total: number, };

/**
 * What stands round a package: nothing, a rule, or a box with the text inset by a cell and a line. The boxes after
 * [`Frame::Box`] are the house's 花边, drawn as vectors.
 */
export type Frame = "none" | "box" | "rule-above" | "rule-below" | "double" | "thick-thin" | "triple" | "dashed" | "dots" | "wave" | "scallop" | "rope" | "fret" | "lozenge" | "beads" | "bamboo" | "plum" | "stars" | "surf" | "corners";

/**
 * Changes to a free frame; what is left out stays.
 */
export type FreeChange = { 
/**
 * How far its edges stand inside its area; negative where it reaches beyond.
 */
edges?: EdgesChange, 
/**
 * Its outline.
 */
form?: FreeForm, 
/**
 * Corners of a polygon in thousandths of its width and height.
 */
corners?: Array<OutlinePoint>, 
/**
 * Radius of rounded corners in EMU.
 */
radius?: number, 
/**
 * Ink that fills it; null for none.
 */
fill?: Ink | null, 
/**
 * The line along its outline, or the rule itself.
 */
line?: LineChange, 
/**
 * Which way a rule runs.
 */
way?: RuleWay, 
/**
 * How its lines of text stand.
 */
align?: TextAlign, 
/**
 * Where its text stands.
 */
stand?: TextStand, 
/**
 * Size of its running text in EMU; 0 for the page's.
 */
body?: number, 
/**
 * Distance of its baselines in EMU; 0 for the usual one.
 */
leading?: number, 
/**
 * Distance that its words keep from its edges, in EMU.
 */
padding?: number, 
/**
 * Whether the text of packages gives way to it.
 */
wraps?: boolean, };

/**
 * The outline of a free frame.
 */
export type FreeForm = "rectangle" | "rounded" | "ellipse" | "polygon";

/**
 * What a free frame has beyond a package.
 */
export type FreeFrame = { 
/**
 * What it is for.
 */
kind: FreeKind, 
/**
 * How far its edges stand inside its area on the grid, in EMU; negative where it reaches beyond.
 */
edges: { top: number; right: number; bottom: number; left: number }, 
/**
 * Its outline.
 */
form: FreeForm, 
/**
 * Corners of a polygon, 3 to 64, in thousandths of its width and height.
 */
corners: Array<OutlinePoint>, 
/**
 * Radius of rounded corners in EMU.
 */
radius: number, 
/**
 * Ink that fills it; none for the package's tint.
 */
fill: Ink | null, 
/**
 * The line along its outline, or the rule itself.
 */
line: LineSpec, 
/**
 * Which way a rule runs.
 */
way: RuleWay, 
/**
 * How its lines of text stand.
 */
align: TextAlign, 
/**
 * Where its text stands.
 */
stand: TextStand, 
/**
 * Size of its running text in EMU; 0 for the page's.
 */
body: number, 
/**
 * Distance of its baselines in EMU; 0 for the page's, or for seven fifths of a size of its own.
 */
leading: number, 
/**
 * Distance that its words keep from its edges, in EMU.
 */
padding: number, 
/**
 * Whether the text of packages gives way to it.
 */
wraps: boolean, };

/**
 * What a free frame is for.
 */
export type FreeKind = "text" | "picture" | "rule" | "shape" | "table";

/**
 * The grid of a page: what a cell and a line measure, and how many make the type area.
 */
export type Grid = { 
/**
 * Body em: the side of a cell, in EMU.
 */
cell: number, 
/**
 * Distance from baseline to baseline, in EMU.
 */
leading: number, 
/**
 * Cells across the type area.
 */
cells: number, 
/**
 * Lines down the type area.
 */
lines: number, 
/**
 * How the type area is divided.
 */
columns: ColumnSystem, };

/**
 * Makes packages of one page a group; those that were in other groups leave them.
 */
export type GroupPackages = { 
/**
 * The packages, at least two of one page.
 */
packages: Array<PackageRef>, };

/**
 * A line that a designer draws on a page to set packages by; it is not printed.
 */
export type Guide = { 
/**
 * Which way it runs.
 */
axis: Axis, 
/**
 * Where it stands, in EMU from the trimmed page's top or left edge.
 */
at: number, };

/**
 * Changes to a head; what is left out stays.
 */
export type HeadChange = { 
/**
 * Where it stands.
 */
place?: HeadPlace, 
/**
 * Columns it covers; 0 for all of them.
 */
columns?: number, 
/**
 * Lines of the grid it takes; 0 for as many as it needs.
 */
lines?: number, 
/**
 * Size of the headline in EMU; 0 for the greatest that fits.
 */
size?: number, 
/**
 * Lines the headline may break into; 0 for as few as possible.
 */
rows?: number, 
/**
 * Whether each line of the headline fills the measure.
 */
fill?: boolean, 
/**
 * Least size in EMU that an automatic one may take; 0 for none.
 */
least?: number, 
/**
 * Greatest size in EMU that an automatic one may take; 0 for the usual one.
 */
greatest?: number, 
/**
 * Where a head within the text stands.
 */
inset?: Inset, };

/**
 * Where the head stands.
 */
export type HeadPlace = "over" | "side" | "vertical" | "inset" | "none";

/**
 * The head of a package: place, size and room.
 */
export type HeadSpec = { 
/**
 * Where it stands.
 */
place: HeadPlace, 
/**
 * Columns it covers, from the left; 0 for all of them (or one, at the side).
 */
columns: number, 
/**
 * Lines of the grid it takes (占行); 0 for as many as it needs.
 */
lines: number, 
/**
 * Size of the headline in EMU; 0 for the greatest usual size (字号) that fits.
 */
size: number, 
/**
 * Lines the headline itself may break into; 0 for as few as possible.
 */
rows: number, 
/**
 * 撑满: whether the characters of the headline are spaced out so that each of its lines fills the measure.
 */
fill: boolean, 
/**
 * Least size in EMU that an automatic one may take; 0 for none.
 */
least: number, 
/**
 * Greatest size in EMU that an automatic one may take; 0 for the usual one over the measure.
 */
greatest: number, 
/**
 * Where a head within the text stands; `x` 0 for the middle of the columns, `width` 0 for the columns that it covers,
 * or all but the outer ones.
 */
inset: Inset, };

/**
 * What undo and redo would do.
 */
export type HistoryView = { 
/**
 * The step that undo takes back.
 */
undo: Sentence | null, 
/**
 * The step that redo does again.
 */
redo: Sentence | null, };

/**
 * A place where it was found.
 */
export type Hit = { 
/**
 * The story.
 */
story: string, 
/**
 * The paragraph.
 */
paragraph: string, 
/**
 * Which part of the story that is, from 0.
 */
part: number, 
/**
 * What the paragraph is for.
 */
role: Role, 
/**
 * Where it begins, in units of UTF-16.
 */
from: number, 
/**
 * Where it ends, in units of UTF-16.
 */
to: number, 
/**
 * A few characters before it.
 */
before: string, 
/**
 * What was found.
 */
found: string, 
/**
 * A few characters after it.
 */
after: string, 
/**
 * What would take its place.
 */
with: string, 
/**
 * Numbers of the pages that show the story.
 */
pages: Array<number>, };

/**
 * What one file became.
 */
export type Imported = { 
/**
 * Ids of the stories it brought.
 */
stories: Array<string>, 
/**
 * Ids of the photos it brought.
 */
photos: Array<string>, 
/**
 * How many repairs were made to the copy.
 */
repairs: number, 
/**
 * What an editor should look at.
 */
notes: Array<Sentence>, 
/**
 * Whether it was a colour profile, which the edition is printed with from now on.
 */
profile: boolean, };

/**
 * Process ink for words: cyan, magenta, yellow and black in per cent, 0 to 100 each.
 */
export type Ink = [number, number, number, number];

/**
 * The ink under one point.
 */
export type InkAt = { 
/**
 * Each plate's name and its ink in percent.
 */
plates: Array<[string, number]>, 
/**
 * All of them together.
 */
total: number, };

/**
 * Where a photo or a head within the text stands, from the package's corner.
 */
export type Inset = { 
/**
 * Left edge, in whole cells.
 */
x: Cells, 
/**
 * Line at which it begins, from 0 at the package's top.
 */
line: number, 
/**
 * Width in whole cells; 0 for one text column.
 */
width: Cells, };

/**
 * Joins the next paragraph of the story to the end of this one, which keeps its role.
 */
export type JoinParagraphs = { 
/**
 * The first of the two.
 */
paragraph: ParagraphRef, };

/**
 * A story that goes on on a later page.
 */
export type JumpView = { 
/**
 * Id of the story.
 */
story: string, 
/**
 * Number of the page on which it goes on.
 */
page: number, 
/**
 * Lines of text that stand here.
 */
lines: number, 
/**
 * Lines that go on, at the same measure.
 */
rest: number, };

/**
 * What a change is called in the history.
 */
export type Label = { 
/**
 * In Chinese.
 */
zh: string, 
/**
 * In English.
 */
en: string, };

/**
 * How much a story counts on its page.
 */
export type Level = "lead" | "second" | "usual" | "brief";

/**
 * Changes to a line; what is left out stays.
 */
export type LineChange = { 
/**
 * Thickness in EMU; 0 for no line.
 */
weight?: number, 
/**
 * How it is drawn.
 */
style?: LineStyle, 
/**
 * Its ink; full black for the usual one.
 */
ink?: Ink, };

/**
 * A line: its weight, its style and its ink.
 */
export type LineSpec = { 
/**
 * Thickness in EMU; 0 for no line.
 */
weight: number, 
/**
 * How it is drawn.
 */
style: LineStyle, 
/**
 * Its ink; none for black.
 */
ink: Ink | null, };

/**
 * How a line is drawn.
 */
export type LineStyle = "solid" | "dashed" | "dots" | "double";

/**
 * A line of type as a caret sees it: lengths in EMU from the corner of its package.
 */
export type LineView = { 
/**
 * The part of the story it shows, from 0.
 */
part: number, 
/**
 * Whether it runs downwards.
 */
isDown: boolean, 
/**
 * Whether it found no room and stands on the slip below.
 */
isOver: boolean, 
/**
 * Left edge.
 */
x: number, 
/**
 * Top edge.
 */
y: number, 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, 
/**
 * Characters of the part before each place where a caret can stand, counted in units of UTF-16 as the window
 * counts them.
 */
at: Array<number>, 
/**
 * How far along the line each of those places lies.
 */
places: number[], };

/**
 * Locks a package against changes of its form, or unlocks it; its words can still be edited.
 */
export type LockPackage = { 
/**
 * The package.
 */
package: PackageRef, 
/**
 * Whether it is to be locked.
 */
locked: boolean, };

/**
 * Moves a package; its size and form stay.
 */
export type MovePackage = { 
/**
 * The package.
 */
package: PackageRef, 
/**
 * Left edge in thousandths of a cell; as it is when left out.
 */
x?: Cells, 
/**
 * First line, from 0; as it is when left out.
 */
line?: number, 
/**
 * The page; its own when left out.
 */
page?: PageRef, };

/**
 * A paragraph of a new story.
 */
export type NewParagraph = { 
/**
 * What it is for.
 */
role: Role, 
/**
 * Its words, without line ends.
 */
text: string, 
/**
 * What it is set in where that differs from its role.
 */
style?: Partial<TypeStyle>, 
/**
 * How it opens.
 */
opening?: Partial<Opening>, 
/**
 * Stretches that are set otherwise than the rest, in bytes of the text.
 */
spans?: Array<{ start: number, end: number, style: Partial<CharStyle> }>, };

/**
 * A photo of a new story.
 */
export type NewPhoto = { 
/**
 * File name it came with.
 */
name: string, 
/**
 * SHA-256 of the file in lower-case hex; of a PDF, the page and its box may follow, as in `…@2.trim`.
 */
hash: string, 
/**
 * Kind of file: `jpeg`, `png`, `tiff`, `webp`, `psd`, `pdf` or `svg`.
 */
format: string, 
/**
 * Width in pixels, standing upright.
 */
width: number, 
/**
 * Height in pixels, standing upright.
 */
height: number, 
/**
 * Colours it is stored in.
 */
colour: PhotoColour, 
/**
 * EXIF orientation, 1 to 8; 1 when left out.
 */
orientation?: number, 
/**
 * Caption from the file.
 */
caption?: string, 
/**
 * Credit from the file.
 */
credit?: string, };

/**
 * An edition that was opened.
 */
export type OpenedEdition = { 
/**
 * The number under which its window asks for it.
 */
desk: number, 
/**
 * Its file.
 */
path: string, };

/**
 * How a paragraph opens.
 */
export type Opening = { 
/**
 * Face of the first sentence (导语), such as `hei-400`; empty for none of its own.
 */
lead: string, 
/**
 * Lines that the first character stands down (首字下沉); 0 for none.
 */
drop_lines: number, };

/**
 * Where a package goes among those of its page.
 */
export type Order = "front" | "forward" | "backward" | "back";

/**
 * Changes the order of a package on its page.
 */
export type OrderPackage = { 
/**
 * The package.
 */
package: PackageRef, 
/**
 * Where it goes.
 */
to: Order, };

/**
 * A corner of an outline round which text runs, in thousandths of the picture's width and height.
 */
export type OutlinePoint = { 
/**
 * From the left edge, 0 to 1000.
 */
x: number, 
/**
 * From the top edge, 0 to 1000.
 */
y: number, };

/**
 * An ICC profile of a printing condition, kept in the edition's file.
 */
export type OutputProfile = { 
/**
 * SHA-256 of its bytes, in lower-case hex.
 */
hash: string, 
/**
 * The name of the file it came as.
 */
name: string, };

/**
 * Text that found no room (超).
 */
export type Overset = { 
/**
 * Lines of a column.
 */
lines: number, 
/**
 * Characters in them.
 */
characters: number, };

/**
 * A story placed on a page; every choice that moves a line is recorded here.
 */
export type Package = { 
/**
 * The page it stands on.
 */
page: string, 
/**
 * The story it shows.
 */
story: string, 
/**
 * Where it stands on the grid.
 */
area: Area, 
/**
 * Text columns inside (破栏 when they are not the page's own); at least 1.
 */
columns: number, 
/**
 * Which way its lines run.
 */
direction?: Direction, 
/**
 * Gutter between them; as on the page when it has their own measure.
 */
gutter: Cells | null, 
/**
 * What becomes of cells that do not divide.
 */
remainder: Remainder, 
/**
 * The head.
 */
head: HeadSpec, 
/**
 * Face of the headline, such as `song-900` or `hei-900`; empty for the usual one.
 */
head_face: string, 
/**
 * The byline.
 */
byline: BylinePlace, 
/**
 * Photos, in order.
 */
photos: Array<PhotoSlot>, 
/**
 * What stands round it.
 */
frame: Frame, 
/**
 * Tint behind it: black in per mille, 0 for none.
 */
tint: number, 
/**
 * Whether it is locked against moves and edits of its form.
 */
is_locked: boolean, 
/**
 * Order on the page where packages overlap and for extraction, smaller first.
 */
rank: number, 
/**
 * Corners it leaves to its neighbours, one of a kind at most.
 */
cuts: Array<Cut>, 
/**
 * The package whose text goes on here; none where the story begins.
 */
continues: string | null, 
/**
 * A number that packages of a page share when they are chosen, moved and copied as one; none by itself.
 */
group: string | null, 
/**
 * What it has beyond a package when it is a free frame; none for a story of the pool.
 */
free?: FreeFrame, };

/**
 * A package by its id or by the story it shows.
 */
export type PackageRef = string | { 
/**
 * The words.
 */
headline: string, 
/**
 * Number of its page, when the story stands on several.
 */
page?: number, };

/**
 * A package with what became of it.
 */
export type PackageView = { 
/**
 * Its id.
 */
id: string, 
/**
 * How it came out.
 */
report: Report, 
/**
 * The page it stands on.
 */
page: string, 
/**
 * The story it shows.
 */
story: string, 
/**
 * Where it stands on the grid.
 */
area: Area, 
/**
 * Text columns inside (破栏 when they are not the page's own); at least 1.
 */
columns: number, 
/**
 * Which way its lines run.
 */
direction?: Direction, 
/**
 * Gutter between them; as on the page when it has their own measure.
 */
gutter: Cells | null, 
/**
 * What becomes of cells that do not divide.
 */
remainder: Remainder, 
/**
 * The head.
 */
head: HeadSpec, 
/**
 * Face of the headline, such as `song-900` or `hei-900`; empty for the usual one.
 */
head_face: string, 
/**
 * The byline.
 */
byline: BylinePlace, 
/**
 * Photos, in order.
 */
photos: Array<PhotoSlot>, 
/**
 * What stands round it.
 */
frame: Frame, 
/**
 * Tint behind it: black in per mille, 0 for none.
 */
tint: number, 
/**
 * Whether it is locked against moves and edits of its form.
 */
is_locked: boolean, 
/**
 * Order on the page where packages overlap and for extraction, smaller first.
 */
rank: number, 
/**
 * Corners it leaves to its neighbours, one of a kind at most.
 */
cuts: Array<Cut>, 
/**
 * The package whose text goes on here; none where the story begins.
 */
continues: string | null, 
/**
 * A number that packages of a page share when they are chosen, moved and copied as one; none by itself.
 */
group: string | null, 
/**
 * What it has beyond a package when it is a free frame; none for a story of the pool.
 */
free?: FreeFrame, };

/**
 * What became of one page.
 */
export type PageArranged = { 
/**
 * Its number.
 */
number: number, 
/**
 * Ids of its stories.
 */
stories: Array<string>, 
/**
 * The stories' natural ground as a share of the page's.
 */
filled: number, 
/**
 * The score of the page taken; none when no exact page was found.
 */
score: number | null, };

/**
 * A page by its number or its id.
 */
export type PageRef = number | string;

/**
 * A page with what stands on it.
 */
export type PageView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Ids of its packages in reading order.
 */
packages: Array<string>, 
/**
 * Characters of the stories on it.
 */
characters: number, 
/**
 * Packages with text over.
 */
overset: number, 
/**
 * Packages with room to spare.
 */
underset: number, 
/**
 * Faults of every kind.
 */
faults: number, 
/**
 * Page number (版次), from 1; no two pages share one.
 */
number: number, 
/**
 * Page name (版名), such as 要闻.
 */
name: string, 
/**
 * The physical page.
 */
paper: PaperSize, 
/**
 * The grid of its type area.
 */
grid: Grid, 
/**
 * Lines at the top of the type area that the nameplate (报头) takes; 0 on pages without one.
 */
nameplate_lines: number, 
/**
 * Who made it.
 */
staff: Staff, 
/**
 * Its guides.
 */
guides: Array<Guide>, 
/**
 * The inks it is printed with.
 */
plates: string, };

/**
 * A named page preset as it is written in `assets/papers`.
 */
export type PaperPreset = { 
/**
 * Name on the command line, such as `broadsheet-cn`.
 */
id: string, 
/**
 * Name in Chinese.
 */
zh: string, 
/**
 * Name in English.
 */
en: string, 
/**
 * Trimmed width and height in micrometres.
 */
trim_um: [number, number], 
/**
 * Left and top edge of the type area in micrometres.
 */
type_area_um: [number, number], 
/**
 * Bleed in micrometres.
 */
bleed_um: number, 
/**
 * Body size in hundredths of a point.
 */
body_size: number, 
/**
 * Leading in hundredths of a point.
 */
leading: number, 
/**
 * Cells across the type area.
 */
cells: number, 
/**
 * Lines down the type area.
 */
lines: number, 
/**
 * The column systems that fill the type area, the usual one first.
 */
columns: Array<ColumnSystem>, 
/**
 * The most ink in one place, in percent of one full ink; 0 for the usual 240.
 */
ink_limit: number, 
/**
 * Spot inks booked on the press, by name.
 */
spots: Array<string>, 
/**
 * How grave this paper takes a rule of preflight: `off`, `info`, `warning` or `error`, by the rule's name.
 */
checks: { [key in string]: string }, };

/**
 * The physical page: trimmed size, where the type area lies, how far ink may run over the edge.
 */
export type PaperSize = { 
/**
 * Trimmed width, in EMU.
 */
width: number, 
/**
 * Trimmed height, in EMU.
 */
height: number, 
/**
 * From the left trimmed edge to the type area, in EMU.
 */
left: number, 
/**
 * From the top trimmed edge to the type area, in EMU; the folio stands above the type area.
 */
top: number, 
/**
 * Bleed over each trimmed edge, in EMU; zero where the press allows none.
 */
bleed: number, };

/**
 * A paragraph by its id or by its place in its story.
 */
export type ParagraphRef = string | { 
/**
 * The story.
 */
story: StoryRef, 
/**
 * The role.
 */
role: Role, 
/**
 * Which of them, from 0.
 */
index: number, };

/**
 * A paragraph of a story as callers see it.
 */
export type ParagraphView = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it is for.
 */
role: Role, 
/**
 * Its words.
 */
text: string, 
/**
 * What it is set in where that differs from its role.
 */
style: Partial<TypeStyle>, 
/**
 * How it opens.
 */
opening: Partial<Opening>, 
/**
 * Stretches that are set otherwise than the rest, in bytes of the text.
 */
spans: Array<{ start: number, end: number, style: Partial<CharStyle> }>, };

/**
 * Somebody's word that a fault may go to press as it is.
 */
export type Pass = { 
/**
 * The fault, told from every other by kind, place and words.
 */
fault: string, 
/**
 * Who lets it pass.
 */
by: string, 
/**
 * Why.
 */
reason: string, };

/**
 * Lets faults pass, by name and with a reason; a fault that changes must be passed anew.
 */
export type PassFaults = { 
/**
 * The faults, as `banxin check` names them by `key`.
 */
faults: Array<string>, 
/**
 * Who lets them pass.
 */
by: string, 
/**
 * Why.
 */
reason: string, };

/**
 * Puts packages onto a page as they were copied. A story that the edition has stands there once more, so that an
 * edit shows in both places; one from another edition comes into the pool with its photos.
 */
export type PastePackages = { 
/**
 * The page.
 */
page: PageRef, 
/**
 * Left edge of them all in thousandths of a cell; where they were, or the nearest free place, when left out.
 */
x?: Cells, 
/**
 * First line of them all, from 0.
 */
line?: number, 
/**
 * What was copied.
 */
packages: Array<CopiedPackage>, };

/**
 * Colours a photo is stored in.
 */
export type PhotoColour = "rgb" | "gray" | "cmyk";

/**
 * Where a photo stands in its package.
 */
export type PhotoPlace = "top" | "above-head" | "right" | "left" | "bottom-right" | "bottom" | "inset";

/**
 * A photo by its id or its file name.
 */
export type PhotoRef = string | { 
/**
 * The name.
 */
name: string, };

/**
 * A photo's place in a package.
 */
export type PhotoSlot = { 
/**
 * The photo.
 */
photo: string, 
/**
 * Where it stands.
 */
place: PhotoPlace, 
/**
 * Text columns it spans; 0 for all.
 */
columns: number, 
/**
 * Lines of the grid the picture itself takes, without its caption; 0 to follow its shape.
 */
lines: number, 
/**
 * Which part is seen, before it is cut further to fill its frame.
 */
crop: Crop, 
/**
 * Where it stands within the text, when its place is `inset`.
 */
inset: Inset, 
/**
 * The outline that the text follows, at least three corners; none for the whole rectangle.
 */
outline: Array<OutlinePoint>, 
/**
 * How it is turned; its crop and its outline are those of the turned picture.
 */
turn?: Turn, };

/**
 * A photo of the pool.
 */
export type PhotoView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Numbers of the pages it stands on.
 */
placed: Array<number>, 
/**
 * The story it belongs to, if any.
 */
story: string | null, 
/**
 * Place among the photos, smaller first.
 */
rank: number, 
/**
 * File name it came with.
 */
name: string, 
/**
 * SHA-256 of the file in lower-case hex; of a PDF, the page and its box follow, as in `…@2.trim`.
 */
hash: string, 
/**
 * Kind of file: `jpeg`, `png`, `tiff`, `webp`, `psd`, or for art without pixels `pdf`, `svg`.
 */
format: string, 
/**
 * Width in pixels, standing upright.
 */
width: number, 
/**
 * Height in pixels, standing upright.
 */
height: number, 
/**
 * Colours it is stored in.
 */
colour: PhotoColour, 
/**
 * EXIF orientation, 1 to 8, that makes the stored pixels stand upright.
 */
orientation: number, 
/**
 * Caption from the file; may be empty.
 */
caption: string, 
/**
 * Credit from the file; may be empty.
 */
credit: string, };

/**
 * Places a story on a page as a package. Its area is `area`, or `x` and `width`, or `column` and `span`;
 * without `lines` it is as deep as its text needs.
 */
export type Place = { 
/**
 * The story.
 */
story: StoryRef, 
/**
 * The page.
 */
page: PageRef, 
/**
 * Where it stands on the grid.
 */
area?: Area, 
/**
 * Left edge in thousandths of a cell from the left of the type area.
 */
x?: Cells, 
/**
 * First line, from 0 at the top of the type area.
 */
line?: number, 
/**
 * Width in thousandths of a cell.
 */
width?: Cells, 
/**
 * Height in lines; as many as the text needs when left out.
 */
lines?: number, 
/**
 * First column of the page, from 0, in place of `x`.
 */
column?: number, 
/**
 * Columns of the page it spans, in place of `width`; 1 when left out beside `column`.
 */
span?: number, 
/**
 * Text columns inside; the columns of the page it spans when left out.
 */
columns?: number, 
/**
 * Which way lines run: `across` or `down`.
 */
direction?: Direction, 
/**
 * Gutter between them in thousandths of a cell; 0 for the page's own.
 */
gutter?: Cells, 
/**
 * What becomes of cells that do not divide.
 */
remainder?: Remainder, 
/**
 * The head.
 */
head?: HeadChange, 
/**
 * Face of the headline, such as `song-900`.
 */
head_face?: string, 
/**
 * Where the byline stands.
 */
byline?: BylinePlace, 
/**
 * Its photos; the story's own in their usual places when left out.
 */
photos?: Array<SlotSpec>, 
/**
 * What stands round it.
 */
frame?: Frame, 
/**
 * Tint behind it: black in per mille.
 */
tint?: number, };

/**
 * Places a photo by itself: as the photo news that it is the picture of, or else as new photo news with the caption
 * and credit that its file brought.
 */
export type PlacePhoto = { 
/**
 * The photo.
 */
photo: PhotoRef, 
/**
 * The page.
 */
page: PageRef, 
/**
 * Left edge in thousandths of a cell; the best free place when nothing is said.
 */
x?: Cells, 
/**
 * First line, from 0.
 */
line?: number, 
/**
 * Width in thousandths of a cell.
 */
width?: Cells, 
/**
 * Height in lines; what photo and caption need when left out.
 */
lines?: number, };

/**
 * A page as the press sees it.
 */
export type PressPage = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its number.
 */
number: number, 
/**
 * Its plates: `c`, `m`, `y`, `k`, then names of spot inks.
 */
plates: Array<string>, 
/**
 * When it was last exported, as ISO 8601 in UTC; null when that is not known.
 */
exported: string | null, 
/**
 * The file it last went into.
 */
file: string | null, 
/**
 * Whether it looks otherwise now than when it was last exported.
 */
changed: boolean, };

/**
 * What the press prints with, and what it printed last.
 */
export type PressView = { 
/**
 * What the profile calls the printing condition.
 */
profile: string, 
/**
 * The most ink in one place, in percent of one full ink.
 */
inkLimit: number, 
/**
 * How paper without ink shows, as red, green and blue.
 */
paper: [number, number, number], 
/**
 * The pages in order of number.
 */
pages: Array<PressPage>, };

/**
 * A file that was opened before.
 */
export type RecentFile = { 
/**
 * Where it lies.
 */
path: string, 
/**
 * The paper's name, as it was.
 */
name: string, 
/**
 * Its day of issue, as it was.
 */
date: string, 
/**
 * Whether it still lies there.
 */
is_there: boolean, };

/**
 * A part of a package and where it lies, from the package's corner.
 */
export type Region = { 
/**
 * What it shows.
 */
kind: RegionKind, 
/**
 * Where it lies.
 */
rect: { x: number; y: number; width: number; height: number }, };

/**
 * What a region of a package shows.
 */
export type RegionKind = "head" | "byline" | "column" | "photo" | "caption";

/**
 * What a 破栏 does with cells that do not divide.
 */
export type Remainder = "gutters" | "first-column";

/**
 * What would let stories fill a page that they do not fill.
 */
export type RemedyView = { 
/**
 * What to do, in characters and lines.
 */
sentence: Sentence, 
/**
 * Id of the story it concerns.
 */
story: string, 
/**
 * Characters to write (positive) or cut (negative); 0 where it is not about text.
 */
characters: number, 
/**
 * Lines of a column that these are.
 */
lines: number, 
/**
 * The page it would give; the story named is over or under until it is done.
 */
command: Command | null, };

/**
 * Takes a package off its page; the story stays in the pool.
 */
export type RemovePackage = { 
/**
 * The package.
 */
package: PackageRef, };

/**
 * Removes a page and its packages; their stories stay in the pool.
 */
export type RemovePage = { 
/**
 * The page.
 */
page: PageRef, };

/**
 * Removes a paragraph from its story.
 */
export type RemoveParagraph = { 
/**
 * The paragraph.
 */
paragraph: ParagraphRef, };

/**
 * Removes a photo and its places on pages.
 */
export type RemovePhoto = { 
/**
 * The photo.
 */
photo: PhotoRef, };

/**
 * Takes a photo out of a package; it stays among the photos.
 */
export type RemovePhotoSlot = { 
/**
 * The package.
 */
package: PackageRef, 
/**
 * Which of its photos, from 0; the first when left out.
 */
index?: number, };

/**
 * Removes a story, its words and its packages; its photos stay among the photos.
 */
export type RemoveStory = { 
/**
 * The story.
 */
story: StoryRef, };

/**
 * Replaces every match in all the copy, in that of one page or in one story: one step of history.
 */
export type ReplaceText = { 
/**
 * What is looked for.
 */
find: string, 
/**
 * What takes its place; `$1` stands for the first group of an expression.
 */
with: string, 
/**
 * Whether `find` is a regular expression.
 */
regex?: boolean, 
/**
 * Whether capitals and small letters differ.
 */
match_case?: boolean, 
/**
 * Only the stories that stand on this page.
 */
page?: PageRef, 
/**
 * Only this story.
 */
story?: StoryRef, };

/**
 * How a package came out: what an editor reads on the block.
 */
export type Report = { 
/**
 * Left, top, width and height in millimetres from the corner of the trimmed page.
 */
box_mm: [number, number, number, number], 
/**
 * Text columns.
 */
columns: number, 
/**
 * Height in lines of the grid.
 */
lines: number, 
/**
 * Measure of a column in cells.
 */
measure_cells: number, 
/**
 * Text that found no room (超).
 */
overset: Overset, 
/**
 * Room that found no text (欠).
 */
underset: Underset, 
/**
 * The line, from 0 at the package's top, after the last one each column uses.
 */
column_ends: Array<number>, 
/**
 * Where head, columns and photos lie.
 */
regions: Array<Region>, 
/**
 * Size of the headline in EMU; 0 without one.
 */
headline_size: number, 
/**
 * Resolution of each photo as placed, in pixels per inch.
 */
photo_ppi: Array<number>, 
/**
 * Its part in a story that goes on over several packages.
 */
thread: ThreadView | null, };

/**
 * Changes the edges of a package. One set in the page's own columns takes on more or fewer of them with
 * its width; one re-divided (破栏) keeps its number of columns while they fit.
 */
export type ResizePackage = { 
/**
 * The package.
 */
package: PackageRef, 
/**
 * Left edge in thousandths of a cell.
 */
x?: Cells, 
/**
 * First line, from 0.
 */
line?: number, 
/**
 * Width in thousandths of a cell.
 */
width?: Cells, 
/**
 * Height in lines.
 */
lines?: number, };

/**
 * The part a paragraph plays; parts of a head come before the body however they are ranked.
 */
export type Role = "logo" | "kicker" | "headline" | "deck" | "summary" | "editors-note" | "byline" | "body" | "crosshead" | "caption" | "credit" | "jump" | "table-head" | "table-row";

/**
 * A rule of preflight.
 */
export type RuleInfo = { 
/**
 * Its name, as faults carry it.
 */
code: string, 
/**
 * How grave it is unless the edition says otherwise: `off`, `info`, `warning` or `error`.
 */
usual: string, 
/**
 * Why there is such a rule.
 */
why: Sentence, };

/**
 * Which way a rule runs through its frame.
 */
export type RuleWay = "across" | "down" | "falling" | "rising";

/**
 * The same sentence in the two languages of the desk.
 */
export type Sentence = { 
/**
 * In Chinese.
 */
zh: string, 
/**
 * In English.
 */
en: string, };

/**
 * Changes the paper's name, the date and the other things said once; what is left out stays.
 */
export type SetEdition = { 
/**
 * The paper's name.
 */
name?: string, 
/**
 * Its name in Latin letters.
 */
latin_name?: string, 
/**
 * Day of issue, such as `2026-02-09`.
 */
date?: string, 
/**
 * Total issue number; 0 when unknown.
 */
issue?: number, 
/**
 * CN number.
 */
cn_number?: string, 
/**
 * Post code for subscriptions.
 */
post_code?: string, 
/**
 * Who runs and publishes the paper.
 */
publisher?: string, 
/**
 * Telephone in the folio.
 */
telephone?: string, 
/**
 * A line for the ear.
 */
ear?: string, 
/**
 * How running text is set.
 */
typography?: TypographyChange, 
/**
 * Weights of terms by which arranged pages are judged, in hundredths, 0 to 1000; the usual weight, or none, lets
 * a term count as it does everywhere.
 */
weights?: { [key in string]: number | null }, 
/**
 * How grave rules of preflight are in this paper, by their names: `off`, `info`, `warning` or `error`; none lets a
 * rule be as grave as it usually is.
 */
checks?: { [key in string]: string | null }, 
/**
 * Whether a page that is arranged may let a long story go on on a later page.
 */
may_jump?: boolean, 
/**
 * The plant's own profile, whose bytes the file holds already; one without a hash means the shipped one.
 */
profile?: OutputProfile, 
/**
 * The most ink in one place in percent, 160 to 400; 0 for what the paper says.
 */
ink_limit?: number, };

/**
 * Changes a free frame: its outline, fill, line, type and whether text gives way to it; what is left out stays. Place,
 * size, columns, border and tint are changed as those of any package.
 */
export type SetFrame = { 
/**
 * The frame.
 */
package: PackageRef, 
/**
 * What changes.
 */
free: FreeChange, };

/**
 * Gives a page its guides; those it had and that are not named are gone.
 */
export type SetGuides = { 
/**
 * The page.
 */
page: PageRef, 
/**
 * All of its guides.
 */
guides: Array<Guide>, };

/**
 * Changes the columns, head, byline, frame or tint of a package; what is left out stays.
 */
export type SetPackage = { 
/**
 * The package.
 */
package: PackageRef, 
/**
 * Text columns inside.
 */
columns?: number, 
/**
 * Which way lines run: `across` or `down`.
 */
direction?: Direction, 
/**
 * Gutter between them in thousandths of a cell; 0 for the page's own.
 */
gutter?: Cells, 
/**
 * What becomes of cells that do not divide.
 */
remainder?: Remainder, 
/**
 * The head.
 */
head?: HeadChange, 
/**
 * Face of the headline; empty for the usual one.
 */
head_face?: string, 
/**
 * Where the byline stands.
 */
byline?: BylinePlace, 
/**
 * What stands round it.
 */
frame?: Frame, 
/**
 * Tint behind it: black in per mille, 0 for none.
 */
tint?: number, };

/**
 * Changes a page; what is left out stays. Packages keep their place when the columns change.
 */
export type SetPage = { 
/**
 * The page.
 */
page: PageRef, 
/**
 * Its new number.
 */
number?: number, 
/**
 * Its name.
 */
name?: string, 
/**
 * How the type area is divided.
 */
columns?: ColumnSystem, 
/**
 * Lines at the top that the nameplate takes.
 */
nameplate_lines?: number, 
/**
 * Who makes it.
 */
staff?: Staff, 
/**
 * The inks it is printed with: `four`, `black`, or `black+` and one more, such as `black+m`.
 */
plates?: string, };

/**
 * Changes the face, size, ink, indent or opening of a paragraph; what is left out stays.
 */
export type SetParagraph = { 
/**
 * The paragraph.
 */
paragraph: ParagraphRef, 
/**
 * Takes back everything that differs from its role before anything is set.
 */
clear?: boolean, 
/**
 * Face, size, ink and indent.
 */
style?: TypeChange, 
/**
 * Face of the first sentence; empty for none of its own.
 */
lead?: string, 
/**
 * Lines that the first character stands down, 2 to 5; 0 for none.
 */
drop_lines?: number, };

/**
 * Changes what a photo is called and what is said of it; what is left out stays.
 */
export type SetPhoto = { 
/**
 * The photo.
 */
photo: PhotoRef, 
/**
 * Its name.
 */
name?: string, 
/**
 * Its caption, where its story has none; may be empty.
 */
caption?: string, 
/**
 * Its credit, where its story has none; may be empty.
 */
credit?: string, };

/**
 * Changes a photo's place, size or crop in its package; what is left out stays.
 */
export type SetPhotoSlot = { 
/**
 * The package.
 */
package: PackageRef, 
/**
 * Which of its photos, from 0; the first when left out.
 */
index?: number, 
/**
 * Another photo.
 */
photo?: PhotoRef, 
/**
 * Where it stands.
 */
place?: PhotoPlace, 
/**
 * Text columns it spans; 0 for all.
 */
columns?: number, 
/**
 * Lines the picture takes; 0 to follow its shape.
 */
lines?: number, 
/**
 * Which part is seen.
 */
crop?: Crop, 
/**
 * Where it stands within the text; `place` becomes `inset` with it.
 */
inset?: Inset, 
/**
 * The outline that the text follows, in thousandths of the picture; empty for the whole rectangle.
 */
outline?: Array<OutlinePoint>, 
/**
 * Whether the outline is the picture's own contour, traced from what is transparent in its file by whoever holds it.
 */
contour?: boolean, 
/**
 * How it is turned beyond what its file says.
 */
turn?: Turn, };

/**
 * Makes a paragraph a headline, a crosshead, running text and so on.
 */
export type SetRole = { 
/**
 * The paragraph.
 */
paragraph: ParagraphRef, 
/**
 * What it is for.
 */
role: Role, };

/**
 * Changes a story's section, kind or place in the pool; what is left out stays.
 */
export type SetStory = { 
/**
 * The story.
 */
story: StoryRef, 
/**
 * Section or page it is meant for.
 */
section?: string, 
/**
 * Text or photo news.
 */
kind?: StoryKind, 
/**
 * Place in the pool, smaller first.
 */
rank?: number, };

/**
 * Sets some words of a paragraph otherwise than the rest, or takes that back; what is left out stays.
 */
export type SetStyle = { 
/**
 * The paragraph.
 */
paragraph: ParagraphRef, 
/**
 * The words, where they first stand in the paragraph; instead of `from` and `to`.
 */
words?: string, 
/**
 * Where the stretch begins, in bytes of UTF-8; the beginning when left out.
 */
from?: number, 
/**
 * Where it ends; the end of the paragraph when left out.
 */
to?: number, 
/**
 * Takes every style of the stretch away before anything is set.
 */
clear?: boolean, 
/**
 * What is set.
 */
style?: StyleChange, };

/**
 * Changes the columns or rules of a story's tables; what is left out stays.
 */
export type SetTable = { 
/**
 * The story.
 */
story: StoryRef, 
/**
 * Its tables' columns from the left; empty for widths by their words.
 */
columns?: Array<TableColumn>, 
/**
 * Which rules are drawn.
 */
rules?: TableRules, };

/**
 * Gives a paragraph other words.
 */
export type SetText = { 
/**
 * The paragraph.
 */
paragraph: ParagraphRef, 
/**
 * Its words, without line ends.
 */
text: string, };

/**
 * How grave a fault is.
 */
export type Severity = "info" | "warning" | "error";

/**
 * Gives a package its shape: a rectangle less the corners named, so that packages interlock (穿插).
 */
export type ShapePackage = { 
/**
 * The package.
 */
package: PackageRef, 
/**
 * The corners cut out, one of a kind at most; none for a rectangle.
 */
cuts: Array<Cut>, };

/**
 * A photo with its place in a package.
 */
export type SlotSpec = { 
/**
 * The photo.
 */
photo: PhotoRef, 
/**
 * Where it stands; on top when left out.
 */
place?: PhotoPlace, 
/**
 * Text columns it spans; 0 for all.
 */
columns?: number, 
/**
 * Lines the picture takes, without its caption; 0 to follow its shape.
 */
lines?: number, 
/**
 * Which part is seen: the cut from each edge in thousandths.
 */
crop?: Crop, 
/**
 * Where it stands within the text, for the place `inset`.
 */
inset?: Inset, 
/**
 * The outline that the text follows, in thousandths of the picture; none for the whole rectangle.
 */
outline?: Array<OutlinePoint>, 
/**
 * How it is turned.
 */
turn?: Turn, };

/**
 * Splits a paragraph in two of the same role.
 */
export type SplitParagraph = { 
/**
 * The paragraph.
 */
paragraph: ParagraphRef, 
/**
 * Where the second one begins, in bytes of UTF-8 from the start.
 */
at: number, };

/**
 * Who made the page, as the folio line names them.
 */
export type Staff = { 
/**
 * Responsible editor (责任编辑).
 */
editor: string, 
/**
 * Designer (美编).
 */
designer: string, 
/**
 * Proof-reader (校对).
 */
proofreader: string, };

/**
 * The edition as the window mirrors it.
 */
export type StateView = { 
/**
 * The file.
 */
path: string, 
/**
 * Whether it is open for reading only.
 */
readOnly: boolean, 
/**
 * What the user should know about the file.
 */
notice: Sentence | null, 
/**
 * Grows with every step.
 */
revision: number, 
/**
 * What is said once for the edition.
 */
info: EditionInfo | null, 
/**
 * Its pages in order of number.
 */
pages: Array<PageView>, 
/**
 * Its stories in order of rank, the words of free frames too.
 */
stories: Array<StoryView>, 
/**
 * Its photos in order of rank.
 */
photos: Array<PhotoView>, 
/**
 * Its packages.
 */
packages: Array<PackageView>, 
/**
 * What undo and redo would do.
 */
history: HistoryView, 
/**
 * The page presets there are.
 */
presets: Array<PaperPreset>, };

/**
 * A place where a divider may stop, or another form of a package.
 */
export type Stop = { 
/**
 * Lines (or columns, for a divider that runs down) from where it is now; 0 for a form.
 */
offset: number, 
/**
 * How much dearer than now, or than the best form, it is.
 */
cost: number, 
/**
 * The command that makes it so: one step.
 */
command: Command, };

/**
 * The stops of a divider.
 */
export type StopsView = { 
/**
 * Whether it runs across, and so moves up and down.
 */
isAcross: boolean, 
/**
 * Ids of the packages above it, or at its left.
 */
first: Array<string>, 
/**
 * Ids of the packages below it, or at its right.
 */
second: Array<string>, 
/**
 * The stops, in order of offset.
 */
stops: Array<Stop>, };

/**
 * Whether a story is text, photos with a caption, or the words of a free frame.
 */
export type StoryKind = "text" | "photo" | "frame";

/**
 * A story by its id or by how its headline begins.
 */
export type StoryRef = string | { 
/**
 * The words.
 */
headline: string, };

/**
 * A story of the pool: its parts by name, absent ones null.
 */
export type StoryView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Text or photo news.
 */
kind: StoryKind, 
/**
 * Section it is meant for.
 */
section: string, 
/**
 * How its tables are set.
 */
table: TableSpec, 
/**
 * Column logo.
 */
logo: string | null, 
/**
 * Kicker.
 */
kicker: string | null, 
/**
 * Headline.
 */
headline: string | null, 
/**
 * Deck.
 */
deck: string | null, 
/**
 * Byline.
 */
byline: string | null, 
/**
 * Photo credit.
 */
credit: string | null, 
/**
 * Running text, crossheads and captions in order.
 */
paragraphs: Array<ParagraphView>, 
/**
 * Every part in order, heads too.
 */
parts: Array<ParagraphView>, 
/**
 * Characters, white space left out.
 */
characters: number, 
/**
 * Lines of running text at the standard column of the first page.
 */
lines: number, 
/**
 * Ids of its photos.
 */
photos: Array<string>, 
/**
 * Numbers of the pages it stands on.
 */
placed: Array<number>, };

/**
 * Changes to the style of a stretch; what is left out stays.
 */
export type StyleChange = { 
/**
 * Face or family; empty for the paragraph's.
 */
face?: string, 
/**
 * The bold weight of the family.
 */
bold?: boolean, 
/**
 * Size in EMU; 0 for the paragraph's.
 */
size?: number, 
/**
 * Width of the characters in thousandths, 500 to 2000; 1000 as drawn.
 */
scale?: number, 
/**
 * Space after each character in thousandths of an em, -200 to 1000.
 */
tracking?: number, 
/**
 * Cyan, magenta, yellow and black in per cent; full black for the paragraph's own.
 */
ink?: Ink, 
/**
 * A line under the words.
 */
underline?: boolean, 
/**
 * A dot under each character.
 */
emphasis?: boolean, 
/**
 * Upright together in one cell of a vertical line.
 */
upright?: boolean, 
/**
 * Words set small above the stretch; empty for none.
 */
ruby?: string, };

/**
 * A stretch of a paragraph and what it is set in.
 */
export type StyleSpan = { 
/**
 * Where it begins, in bytes of the text.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * What it is set in.
 */
style: CharStyle, };

/**
 * Lets two packages change places: each takes the other's page, area and columns.
 */
export type SwapPackages = { 
/**
 * One of them.
 */
a: PackageRef, 
/**
 * The other.
 */
b: PackageRef, };

/**
 * A column of a table.
 */
export type TableColumn = { 
/**
 * Its width in cells of the grid; 0 for what its words need.
 */
cells: number, 
/**
 * How its cells stand.
 */
align: CellAlign, };

/**
 * The rules drawn in a table.
 */
export type TableRules = "rows" | "heads" | "grid" | "none";

/**
 * How a story's tables are set.
 */
export type TableSpec = { 
/**
 * Their columns from the left; those not named take what their words need.
 */
columns: Array<TableColumn>, 
/**
 * Their rules.
 */
rules: TableRules, };

/**
 * A term that a page is judged by.
 */
export type TermView = { 
/**
 * Its name, as weights are given by.
 */
name: string, 
/**
 * What it is called.
 */
label: Sentence, 
/**
 * Its weight now.
 */
weight: number, 
/**
 * Its weight where a paper has none of its own.
 */
usual: number, };

/**
 * How the lines of running text stand in a free frame.
 */
export type TextAlign = "justified" | "start" | "centre" | "end";

/**
 * A place between two characters of a story.
 */
export type TextPlace = { 
/**
 * The paragraph.
 */
paragraph: ParagraphRef, 
/**
 * Bytes of UTF-8 before the place.
 */
at: number, };

/**
 * Where the text of a free frame stands when it leaves room.
 */
export type TextStand = "top" | "middle" | "foot";

/**
 * The words of a package and the lines they are set in.
 */
export type TextView = { 
/**
 * The package.
 */
package: string, 
/**
 * Every part of its story in order.
 */
parts: Array<ParagraphView>, 
/**
 * The lines, in reading order.
 */
lines: Array<LineView>, };

/**
 * Lets a story go on in a further package; what finds no room in the last part stands there. Where the two are on
 * different pages, 下转 and 上接 are set by themselves.
 */
export type Thread = { 
/**
 * The package, or any part of its chain; the new part comes last.
 */
package: PackageRef, 
/**
 * The page on which it goes on; its own when left out.
 */
page?: PageRef, 
/**
 * Where the new part stands on the grid.
 */
area?: Area, 
/**
 * Left edge in thousandths of a cell from the left of the type area.
 */
x?: Cells, 
/**
 * First line, from 0 at the top of the type area.
 */
line?: number, 
/**
 * Width in thousandths of a cell.
 */
width?: Cells, 
/**
 * Height in lines; as many as the rest of the text needs when left out.
 */
lines?: number, 
/**
 * First column of the page, from 0, in place of `x`.
 */
column?: number, 
/**
 * Columns of the page it spans, in place of `width`.
 */
span?: number, 
/**
 * Text columns inside.
 */
columns?: number, 
/**
 * What stands round it.
 */
frame?: Frame, };

/**
 * A package's part in a story that goes on over several packages.
 */
export type ThreadView = { 
/**
 * Which part it is, from 1.
 */
part: number, 
/**
 * How many parts there are.
 */
parts: number, 
/**
 * Id of the part before it.
 */
before: string | null, 
/**
 * Number of the page that part stands on.
 */
before_page: number | null, 
/**
 * Id of the part after it.
 */
after: string | null, 
/**
 * Number of the page that part stands on.
 */
after_page: number | null, 
/**
 * Whether none of the story's text is left for it.
 */
is_empty: boolean, };

/**
 * Which of the three kinds of trouble it is; faults are not among them, since they come with results.
 */
export type TroubleKind = "refusal" | "failure" | "bad-request";

/**
 * How a photo is turned beyond what its file says: mirrored first, then turned by quarters.
 */
export type Turn = { 
/**
 * Quarter turns clockwise, 0 to 3.
 */
quarters: number, 
/**
 * Whether left and right change places.
 */
is_mirrored: boolean, };

/**
 * Changes to what a role or a paragraph is set in; what is left out stays.
 */
export type TypeChange = { 
/**
 * Face or family; empty for the usual one.
 */
face?: string, 
/**
 * Size in EMU; 0 for the usual one.
 */
size?: number, 
/**
 * Cyan, magenta, yellow and black in per cent; full black for the usual one.
 */
ink?: Ink, 
/**
 * First-line indent in ems, 0 to 4; any more for the usual one.
 */
indent?: number, 
/**
 * Language as a BCP 47 tag, such as `zh-Hant`, `ja` or `en`; empty for the edition's.
 */
language?: string, };

/**
 * What a role, or a paragraph, is set in where that differs from the usual.
 */
export type TypeStyle = { 
/**
 * Face, such as `kai-400`, or the name of an installed family; empty for the usual one.
 */
face: string, 
/**
 * Size in EMU; 0 for the usual one.
 */
size: number, 
/**
 * Ink; none for black.
 */
ink: Ink | null, 
/**
 * First-line indent in ems, 0 to 4; none for the usual one.
 */
indent: number | null, 
/**
 * Language as a BCP 47 tag, such as `zh-Hant`, `ja` or `en`; empty for the edition's.
 */
language: string, };

/**
 * How running text is set throughout the edition; amounts in thousandths of an em.
 */
export type Typography = { 
/**
 * Gap between Han and Latin, 0 to 500.
 */
cjk_latin_gap: number, 
/**
 * Level of 避头尾: `none`, `basic`, `gb`, `strict` or a `css-…` level.
 */
level: string, 
/**
 * Punctuation style: `quanjiao`, `kaiming`, `banjiao`, `hangmo` or `plain`.
 */
punctuation: string, 
/**
 * First-line indent in ems, 0 to 4.
 */
indent: number, 
/**
 * Whether one mark of 、，。 may hang over a line's end.
 */
hanging: boolean, 
/**
 * Language of the copy as a BCP 47 tag: `zh-Hans`, `zh-Hant`, `ja`, `en` or another written in Latin letters.
 */
language: string, 
/**
 * What roles are set in where that differs from the house's usual.
 */
styles: { [key in Role]?: TypeStyle }, };

/**
 * Changes to how running text is set; what is left out stays.
 */
export type TypographyChange = { 
/**
 * Gap between Han and Latin in thousandths of an em, 0 to 500.
 */
cjk_latin_gap?: number, 
/**
 * Level of 避头尾.
 */
level?: string, 
/**
 * Punctuation style.
 */
punctuation?: string, 
/**
 * First-line indent in ems, 0 to 4.
 */
indent?: number, 
/**
 * Whether a mark may hang over a line's end.
 */
hanging?: boolean, 
/**
 * Language of the copy, such as `zh-Hans`, `zh-Hant`, `ja` or `en`.
 */
language?: string, 
/**
 * What roles are set in, for those that are named.
 */
styles?: { [key in Role]?: TypeChange }, };

/**
 * Room that found no text (欠).
 */
export type Underset = { 
/**
 * Lines of a column; a rest smaller than one line in each column is no fault and counts as 0.
 */
lines: number, };

/**
 * Dissolves the groups that packages belong to.
 */
export type UngroupPackages = { 
/**
 * The packages; one of a group stands for all of it.
 */
packages: Array<PackageRef>, };

/**
 * Ends a story's chain at a package: every part after it comes off its page.
 */
export type Unthread = { 
/**
 * The package with which the story ends from now on.
 */
package: PackageRef, };

/**
 * What a window offers before it shows an edition.
 */
export type Welcome = { 
/**
 * Files opened before, the latest first.
 */
recent: Array<RecentFile>, 
/**
 * Pages that a new edition can be made of.
 */
papers: Array<PaperPreset>, 
/**
 * The folder where a new edition lies unless another is chosen.
 */
folder: string, 
/**
 * Today, as `2026-02-09`.
 */
today: string, };
