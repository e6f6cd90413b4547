// Photos, and samples of rules and borders, as URLs that an image element takes, each fetched once for its size.

import type { Bridge } from '../../bridge/bridge';
import type { Frame } from '../../bridge/types';

const kept = new WeakMap<Bridge, Map<string, Promise<string>>>();

/** Width of a sample of a frame in CSS pixels. */
const SAMPLE = 80;

/** The photo with that hash, scaled down to `pixels` on its longest side. */
export function pictureUrl(bridge: Bridge, hash: string, pixels: number): Promise<string> {
  return urlOf(bridge, 'photo', { hash, pixels });
}

/** What a frame looks like, as the engine draws it. */
export function frameUrl(bridge: Bridge, frame: Frame): Promise<string> {
  return urlOf(bridge, 'frame-sample', { frame, pixels: Math.round(SAMPLE * devicePixelRatio) });
}

function urlOf(bridge: Bridge, name: string, params: object): Promise<string> {
  let urls = kept.get(bridge);
  if (urls === undefined) {
    urls = new Map();
    kept.set(bridge, urls);
  }
  const key = `${name} ${JSON.stringify(params)}`;
  let url = urls.get(key);
  if (url === undefined) {
    url = bridge.bytes(name, params).then((bytes) => URL.createObjectURL(new Blob([bytes])));
    // A picture that did not come is asked for again the next time it is wanted.
    url.catch(() => urls?.delete(key));
    urls.set(key, url);
  }
  return url;
}
