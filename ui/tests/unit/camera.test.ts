// The camera holds the point under the pointer still, and never loses the page.
import { describe, expect, test } from 'vitest';
import { fixtureState } from '../../src/bridge/fixture';
import type { PageState } from '../../src/bridge/types';
import { fitBox, fitWidth, held, toPage, toPixels, toViewport, zoomAt } from '../../src/desk/camera';

const page = fixtureState().pages[0] as PageState;
const viewport = { width: 800, height: 600 };

describe('camera', () => {
  test('the point under the pointer stays where it is while one zooms', () => {
    const camera = { zoom: 0.6, pan: { x: 31, y: -250 } };
    const at = { x: 400, y: 123 };
    const before = toPage(at, camera);
    const after = zoomAt(camera, 1.7, at);
    const there = toViewport(before, after);
    expect(there.x).toBeCloseTo(at.x, 6);
    expect(there.y).toBeCloseTo(at.y, 6);
  });

  test('at zoom 1 an inch of paper takes 96 pixels', () => {
    expect(toPixels(25.4 * 36000, 1)).toBeCloseTo(96, 9);
  });

  test('the whole page lies inside the viewport, in its middle', () => {
    const camera = fitBox({ x: 0, y: 0, width: page.paper.width, height: page.paper.height }, viewport, 24);
    const corner = toViewport({ x: page.paper.width, y: page.paper.height }, camera);
    expect(camera.pan.x).toBeGreaterThanOrEqual(24);
    expect(camera.pan.y).toBeCloseTo(24, 6);
    expect(corner.x + camera.pan.x).toBeCloseTo(viewport.width, 6);
    expect(corner.y).toBeCloseTo(viewport.height - 24, 6);
  });

  test('the width of the page fills the viewport', () => {
    const camera = fitWidth(page, viewport);
    expect(toPixels(page.paper.width, camera.zoom)).toBeCloseTo(800 - 64, 6);
  });

  test('a pan cannot push the page out of sight', () => {
    const camera = held({ zoom: 0.5, pan: { x: 90_000, y: -90_000 } }, page, viewport);
    expect(camera.pan.x).toBe(720);
    expect(camera.pan.y + toPixels(page.paper.height, 0.5)).toBeCloseTo(80, 6);
  });

  test('zoom has ends', () => {
    const camera = { zoom: 1, pan: { x: 0, y: 0 } };
    expect(zoomAt(camera, 1000, { x: 0, y: 0 }).zoom).toBe(8);
    expect(zoomAt(camera, 0, { x: 0, y: 0 }).zoom).toBe(0.08);
  });
});
