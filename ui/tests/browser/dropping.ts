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
