// The ghost of a drag: its outline, its numbers, the guides it met and the other exact fits on offer.
import type { Area, PageState, Rect } from '../bridge/types';
import type { Camera } from '../desk/camera';
import type { Ghost } from '../desk/tools/stage';
import type { Locale } from '../desk/view';
import { cellCount, coverText, dropText, exactText, lineText, offerText, overText, sizeText, underText } from '../desk/words';
import { fitMarks } from './fit-marks';
import { lay, part } from './parts';

/** Width of a column on screen at which an offer is named in full, in CSS pixels. */
const ROOM = 112;

/** Room at the left of the viewport that the tools for frames stand in. */
const TOOLS = 68;

/** Where a ghost is drawn. */
export interface GhostPlace {
  page: PageState;
  camera: Camera;
  /** Where an area lies in the viewport. */
  place: (area: Area) => Rect;
  /** Where the whole page lies in the viewport. */
  sheet: Rect;
}

/** The elements that make up a ghost. */
export function ghostParts(ghost: Ghost, { page, camera, place, sheet }: GhostPlace, locale: Locale): HTMLElement[] {
  const rect = place(ghost.area);
  const parts: HTMLElement[] = ghost.offers.length === 0 ? [] : [offerParts(ghost.offers, rect, place, locale)];
  parts.push(...ghost.guides.flatMap((guide) => guideParts(guide, ghost.area, place, sheet, locale)));
  const box = lay(part(ghost.isRefused ? 'ghost is-refused' : 'ghost', '', 'drop-ghost'), rect);
  box.dataset['area'] = areaText(ghost.area);
  const size = part('tag size', sizeText(ghost.area.width, ghost.area.lines, locale));
  const fit = fitTag(ghost, locale);
  // A frame that is only being drawn holds nothing that could fit; a guess is not said to be exact.
  fit.hidden = ghost.kind === 'drawing' || (ghost.isGuessed === true && fit.classList.contains('exact'));
  // A report that lags behind the hand marks nothing: its lines lie elsewhere by now.
  if (ghost.report?.lines === ghost.area.lines) box.append(...fitMarks(ghost.report, ghost.area, page, camera.zoom));
  const tags = part('tags');
  tags.style.top = `${rect.height + 6}px`;
  tags.append(size, fit);
  box.append(tags);
  parts.push(box);
  return parts;
}

/** An area as an attribute: left edge, line, width, lines. */
function areaText({ x, line, width, lines }: Area): string {
  return [x, line, width, lines].join(' ');
}

/** The other exact fits, cut away where the package itself is seen: its type is not read through them. */
function offerParts(offers: Ghost['offers'], ghost: Rect, place: (area: Area) => Rect, locale: Locale): HTMLElement {
  const all = part('offers');
  const { x, y, width, height } = ghost;
  all.style.clipPath = `path(evenodd, "M0 0H9999V9999H0Z M${x} ${y}h${width}v${height}h${-width}Z")`;
  all.append(
    // The widest lie lowest, so that no name is crossed by another's edge.
    ...[...offers].sort((a, b) => b.columns - a.columns).map((offer) => {
      const rect = place(offer.area);
      const dashed = lay(part('offer'), rect);
      dashed.dataset['area'] = areaText(offer.area);
      const { width: cells, lines } = offer.area;
      // Seen from afar only the number of columns finds room beside its neighbours'.
      const isNear = rect.width / offer.columns >= ROOM;
      const name = offerText(offer.columns, locale);
      dashed.append(part(isNear ? 'tag' : 'tag is-short', isNear ? `${name}  ${cellCount(cells)} × ${lines}` : name));
      return dashed;
    }),
  );
  return all;
}

function fitTag(ghost: Ghost, locale: Locale): HTMLElement {
  if (ghost.offer !== null) return part('tag size', dropText(ghost.offer, locale), 'offer-tag');
  if (ghost.isCovering === true) return part('tag covers', coverText(locale), 'cover-tag');
  if (ghost.over > 0) return part('tag over', overText(ghost.over, locale), 'over-tag');
  if (ghost.under > 0) return part('tag under', underText(ghost.under, locale), 'under-tag');
  return part('tag exact', exactText(locale));
}

/** A line across the page where something was met; the line met is named at the page's left edge. */
function guideParts(guide: Ghost['guides'][number], area: Area, place: (area: Area) => Rect, page: Rect, locale: Locale): HTMLElement[] {
  if (guide.axis === 'x') {
    const at = place({ ...area, x: guide.at });
    return [lay(part('guide-line'), { x: at.x, y: page.y, width: 1, height: page.height })];
  }
  const at = place({ ...area, line: guide.at });
  const line = lay(part('guide-line'), { x: page.x, y: at.y, width: page.width, height: 1 });
  const tag = part('tag guide', lineText(guide.at, locale));
  Object.assign(tag.style, { left: '0', top: '0', transform: `translate(${Math.max(TOOLS, page.x)}px, ${at.y - 10}px)` });
  return [line, tag];
}
