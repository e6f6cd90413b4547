// Where the page lies in the viewport and how large: pure arithmetic in CSS pixels and EMU.
import type { PageState, Point, Rect } from '../bridge/types';

/** EMU to one CSS pixel at zoom 1: 914,400 to the inch, 96 pixels to the inch. */
export const EMU_PER_PIXEL = 9525;

export const LEAST_ZOOM = 0.08;
export const GREATEST_ZOOM = 8;

export interface Camera {
  zoom: number;
  pan: Point;
}

export interface Viewport {
  width: number;
  height: number;
}

/** CSS pixels that a length in EMU takes. */
export function toPixels(emu: number, zoom: number): number {
  return (emu / EMU_PER_PIXEL) * zoom;
}

/** A point of the viewport as a point of the page in EMU. */
export function toPage(point: Point, camera: Camera): Point {
  const scale = EMU_PER_PIXEL / camera.zoom;
  return { x: (point.x - camera.pan.x) * scale, y: (point.y - camera.pan.y) * scale };
}

/** A point of the page in EMU as a point of the viewport. */
export function toViewport(point: Point, camera: Camera): Point {
  return { x: camera.pan.x + toPixels(point.x, camera.zoom), y: camera.pan.y + toPixels(point.y, camera.zoom) };
}

/** The camera after zooming with the point `at` held still. */
export function zoomAt(camera: Camera, zoom: number, at: Point): Camera {
  const next = Math.min(GREATEST_ZOOM, Math.max(LEAST_ZOOM, zoom));
  const factor = next / camera.zoom;
  return { zoom: next, pan: { x: at.x - (at.x - camera.pan.x) * factor, y: at.y - (at.y - camera.pan.y) * factor } };
}

/** The camera that shows the whole width of the page from its top. */
export function fitWidth(page: PageState, viewport: Viewport, margin = 32): Camera {
  const zoom = clampZoom((viewport.width - 2 * margin) / toPixels(page.paper.width, 1));
  return { zoom, pan: { x: margin, y: 16 } };
}

/** The camera that shows a box of the page with a margin, never closer than four times its size. */
export function fitBox(box: Rect, viewport: Viewport, margin = 48): Camera {
  const across = (viewport.width - 2 * margin) / Math.max(1, toPixels(box.width, 1));
  const down = (viewport.height - 2 * margin) / Math.max(1, toPixels(box.height, 1));
  const zoom = clampZoom(Math.min(across, down, 4));
  return {
    zoom,
    pan: {
      x: (viewport.width - toPixels(box.width, zoom)) / 2 - toPixels(box.x, zoom),
      y: (viewport.height - toPixels(box.height, zoom)) / 2 - toPixels(box.y, zoom),
    },
  };
}

/** The camera at `zoom` with the page in the middle of the viewport. */
export function centred(page: PageState, viewport: Viewport, zoom: number): Camera {
  const clamped = clampZoom(zoom);
  return {
    zoom: clamped,
    pan: {
      x: (viewport.width - toPixels(page.paper.width, clamped)) / 2,
      y: (viewport.height - toPixels(page.paper.height, clamped)) / 2,
    },
  };
}

/** The camera pulled back so that at least `keep` pixels of the page stay in sight. */
export function held(camera: Camera, page: PageState, viewport: Viewport, keep = 80): Camera {
  const width = toPixels(page.paper.width, camera.zoom);
  const height = toPixels(page.paper.height, camera.zoom);
  return {
    zoom: camera.zoom,
    pan: {
      x: Math.min(viewport.width - keep, Math.max(keep - width, camera.pan.x)),
      y: Math.min(viewport.height - keep, Math.max(keep - height, camera.pan.y)),
    },
  };
}

function clampZoom(zoom: number): number {
  return Math.min(GREATEST_ZOOM, Math.max(LEAST_ZOOM, Number.isFinite(zoom) ? zoom : 1));
}
