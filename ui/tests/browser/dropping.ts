// Files from the file manager, dropped where a hand would drop them.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const samples = resolve(dirname(fileURLToPath(import.meta.url)), '../../../assets/samples');
/** The sample's photographs, by name. */
export const photos = readdirSync(samples)
  .filter((name) => name.endsWith('.jpg'))
  .sort();

export interface Dropped {
  name: string;
  base64: string;
  type: string;
}

/** One of them, as a file that is dropped. */
export const photo = (index: number): Dropped => {
  const name = photos[index] ?? '';
  return { name, base64: readFileSync(join(samples, name)).toString('base64'), type: 'image/jpeg' };
};

/** The same photograph as an agency sends it: with its caption and who took it (IPTC-IIM, in an APP13 segment). */
export function captioned(index: number, caption: string, credit: string): Dropped {
  const plain = photo(index);
  const record = (group: number, set: number, value: Buffer): Buffer => Buffer.concat([Buffer.from([0x1c, group, set, value.length >> 8, value.length & 255]), value]);
  const words = Buffer.concat([record(1, 90, Buffer.from('\x1b%G')), record(2, 120, Buffer.from(caption)), record(2, 80, Buffer.from(credit))]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(words.length);
  const padding = Buffer.alloc(words.length % 2);
  const resource = Buffer.concat([Buffer.from('Photoshop 3.0\0' + '8BIM'), Buffer.from([4, 4, 0, 0]), length, words, padding]);
  const head = Buffer.from([0xff, 0xed, (resource.length + 2) >> 8, (resource.length + 2) & 255]);
  const file = Buffer.from(plain.base64, 'base64');
  return { ...plain, name: 'agency.jpg', base64: Buffer.concat([file.subarray(0, 2), head, resource, file.subarray(2)]).toString('base64') };
}

/** Drags files over a point of the window, and drops them there unless told to stay. */
export async function drop(page: Page, files: Dropped[], at: { x: number; y: number }, steps = ['dragenter', 'dragover', 'drop']): Promise<void> {
  await page.evaluate(
    ({ all, at: { x, y }, kinds }) => {
      const dataTransfer = new DataTransfer();
      for (const { name, base64, type } of all) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], name, { type }));
      }
      const target = document.elementFromPoint(x, y) ?? document.body;
      for (const kind of kinds) {
        target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true, clientX: x, clientY: y }));
      }
    },
    { all: files, at, kinds: steps },
  );
}
