// How a package's text fits its room, drawn where it does not: 超 at the foot, 欠 where lines are missing.
import type { Area, PageState, Rect, Report } from '../bridge/types';
import { placeArea } from '../desk/kernels/grid';
import { onScreen, part } from './parts';

/** 超: a red foot under the last column. 欠: a hatch exactly where lines are missing. */
export function fitMarks(report: Report, area: Area, page: PageState, zoom: number): HTMLElement[] {
  const columns = columnsOf(report, area, page);
  const last = columns.at(-1);
  if (report.overset.lines > 0 && last !== undefined) {
    return [mark('foot-rule', { x: last.x, y: last.y + last.height, width: last.width, height: 0 }, zoom)];
  }
  if (report.underset.lines <= 0) return [];
  return columns.flatMap((column, index) => {
    const end = (report.column_ends[index] ?? report.lines) * page.grid.leading;
    const height = column.y + column.height - end;
    return height < page.grid.cell / 2 ? [] : [mark('missing', { ...column, y: end, height }, zoom)];
  });
}

/** A mark inside a package, laid by a box in EMU from the package's corner. */
function mark(className: string, box: Rect, zoom: number): HTMLElement {
  const element = part(className);
  const { x, y, width, height } = onScreen(box, { zoom, pan: { x: 0, y: 0 } });
  Object.assign(element.style, { left: `${x}px`, top: `${y}px`, width: `${width}px` });
  if (height > 0) element.style.height = `${height}px`;
  return element;
}

/** The columns of a package from its corner, in EMU; those of an even division where no report names them. */
function columnsOf(report: Report, area: Area, page: PageState): Rect[] {
  const regions = report.regions.filter(({ kind }) => kind === 'column').map(({ rect }) => rect);
  if (regions.length > 0) return regions;
  const whole = placeArea(area, page);
  const width = whole.width / Math.max(1, report.columns);
  return Array.from({ length: report.columns }, (_, index) => ({ x: index * width, y: 0, width, height: whole.height }));
}
