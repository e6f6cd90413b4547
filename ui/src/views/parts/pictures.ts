// Photos as URLs that an image element takes, each fetched once for its size.

import type { Bridge } from '../../bridge/bridge';

const kept = new WeakMap<Bridge, Map<string, Promise<string>>>();

/** The photo with that hash, scaled down to `pixels` on its longest side. */
export function pictureUrl(bridge: Bridge, hash: string, pixels: number): Promise<string> {
  let urls = kept.get(bridge);
  if (urls === undefined) {
    urls = new Map();
    kept.set(bridge, urls);
  }
  const key = `${hash} ${pixels}`;
  let url = urls.get(key);
  if (url === undefined) {
    url = bridge.bytes('photo', { hash, pixels }).then((bytes) => URL.createObjectURL(new Blob([bytes])));
    // A photo that did not come is asked for again the next time it is wanted.
    url.catch(() => urls?.delete(key));
    urls.set(key, url);
  }
  return url;
}
