// The keys of the preview: one table, none of which needs a modifier.

import type { PressView } from './press-view.svelte';

/** What each key does now; letters in lower case, those that want Shift behind that word. */
export function previewKeys(press: PressView, leave: () => void): Readonly<Record<string, () => void>> {
  const next = (): void => press.go(press.at + 1);
  const back = (): void => press.go(press.at - 1);
  const down = (share: number, turn: () => void) => (): void => {
    if (!press.scroll(share)) turn();
  };
  const plate = (ink: string) => (): void => press.togglePlate(ink);
  const alone = (ink: string) => (): void => press.showAlone(ink);
  return {
    ArrowRight: next,
    ArrowDown: down(0.12, next),
    PageDown: next,
    ' ': down(0.85, next),
    ArrowLeft: back,
    ArrowUp: down(-0.12, back),
    PageUp: back,
    Home: () => press.go(0),
    End: () => press.go(press.leaves.length - 1),
    '1': () => press.setLook('single'),
    '2': () => press.setLook('spread'),
    '3': () => press.setLook('sheet'),
    z: () => (press.isPhysical = !press.isPhysical),
    c: plate('c'),
    m: plate('m'),
    y: plate('y'),
    k: plate('k'),
    s: () => press.toggleSpots(),
    'Shift c': alone('c'),
    'Shift m': alone('m'),
    'Shift y': alone('y'),
    'Shift k': alone('k'),
    'Shift s': () => press.showNextSpot(),
    a: () => (press.hidden = new Set()),
    r: () => (press.isCalibrating = !press.isCalibrating),
    w: () => press.toggleScreen(),
    n: () => (press.isNewsprint = !press.isNewsprint),
    i: () => (press.hasHeat = !press.hasHeat),
    x: () => (press.doesOverprint = !press.doesOverprint),
    f: () => (press.hasFolds = !press.hasFolds),
    u: () => (press.isTopHalf = !press.isTopHalf),
    b: () => press.compare('blink'),
    o: () => press.compare('overlay'),
    l: () => press.togglePane(),
    '?': () => (press.hasKeys = !press.hasKeys),
    p: leave,
    Escape: () => {
      if (press.isCalibrating) press.isCalibrating = false;
      else if (press.hasKeys) press.hasKeys = false;
      else leave();
    },
  };
}
