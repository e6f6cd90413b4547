// Files from the file manager over the page: what they will be is known once they are brought in, where they go at once.
import type { Area, Command, PackageState, PageState, Point } from '../../bridge/types';
import { placeArea } from '../kernels/grid';
import { contains } from '../kernels/hit';
import { framesOf } from '../cropping';
import { obstacles, takesPhotos } from '../kernels/obstacles';
import { freeLines, sensibleSpan, snapMove, widthOf } from '../kernels/snap';
import type { Offer } from './stage';
import { photoDrop, usualSpan } from './placing-photo';
import type { Press } from './tool';
import type { Tools } from './tools';

/** What files became: ids of stories and photos. */
export interface Brought {
  stories: readonly string[];
  photos: readonly string[];
}

/** How large a place is shown for files of which nothing is known yet, in columns and lines. */
const SPAN = 3;
const LINES = 14;

/** Shows where files would go. */
export function hoverFiles(tools: Tools, client: Point | null): void {
  const { desk, stage } = tools;
  const page = desk.page;
  if (stage === null) return;
  const press = client === null || page === null ? null : pressAt(client);
  const point = press === null ? null : tools.toPage(press.client);
  if (press === null || point === null || page === null || !stage.isOver(press.client)) {
    stage.showGhost(null);
    return;
  }
  const item = openAt(tools, press);
  const offer: Offer = item === null ? 'place' : isOnFrame(item, page, point) ? 'replace' : 'photo';
  const area = item?.area ?? freeArea(tools, page, point, SPAN, LINES);
  stage.showGhost({ area, kind: 'placing', columns: SPAN, over: 0, under: 0, report: null, isRefused: false, offer, guides: [], offers: [] });
}

/** Places what files became where they were dropped: photos onto a frame, a story or free, stories free. */
export async function dropFiles(tools: Tools, client: Point, { stories, photos }: Brought): Promise<void> {
  const { desk } = tools;
  const page = desk.page;
  const press = pressAt(client);
  const point = tools.toPage(press.client);
  if (page === null || point === null || desk.state.readOnly) return;
  const target = openAt(tools, press);
  const commands: Command[] = [];
  for (const id of photos) {
    const photo = desk.findPhoto(id);
    if (photo === undefined) continue;
    // The first takes the place; what comes with it joins the same story, or finds a place of its own.
    if (commands.length === 0) commands.push(photoDrop(tools, photo, page, usualSpan(photo, page), press, point).command);
    else commands.push(target === null ? { verb: 'place-photo', photo: id, page: page.id } : desk.photoOnto(photo, target));
  }
  for (const id of stories) {
    const story = desk.findStory(id);
    if (story === undefined) continue;
    const isFirst = commands.length === 0 && target === null;
    const span = sensibleSpan(story.characters, page.grid);
    const { x, line, width } = freeArea(tools, page, point, span, 3);
    commands.push(isFirst ? { verb: 'place', story: id, page: page.id, x, line, width } : { verb: 'place', story: id, page: page.id });
  }
  const only = commands[0];
  if (only === undefined) return;
  const applied = await desk.apply(commands.length === 1 ? only : { verb: 'batch', commands });
  if (applied === null) return;
  const made = applied.created.filter((id) => desk.findPackage(id) !== undefined).slice(0, 1);
  desk.select(made.length > 0 || target === null ? made : [target.id]);
}

function pressAt(client: Point): Press {
  return { client, button: 0, shift: false, mod: false, alt: false };
}

function openAt(tools: Tools, press: Press): PackageState | null {
  const item = tools.desk.findPackage(tools.packageAt(press.client) ?? '');
  return item === undefined || item.is_locked || !takesPhotos(item) ? null : item;
}

function isOnFrame(item: PackageState, page: PageState, point: Point): boolean {
  const corner = placeArea(item.area, page);
  return framesOf(item).some((frame) => contains(frame, { x: point.x - corner.x, y: point.y - corner.y }));
}

function freeArea(tools: Tools, page: PageState, point: Point, span: number, lines: number): Area {
  const { grid, paper } = page;
  const width = widthOf(span, grid);
  const free = { x: ((point.x - paper.left) / grid.cell) * 1000 - width / 2, line: (point.y - paper.top) / grid.leading - 1.5 };
  const others = obstacles(page, tools.desk.packagesOn(page.id));
  const { area } = snapMove({ width, lines: Math.min(lines, 3) }, free, grid, others, true, tools.drawn(page));
  return { ...area, lines: Math.min(lines, freeLines(area, grid, others)) };
}
