// Chooses the way to the engine: the desktop program, a loopback server, or memory while developing.
import type { Bridge } from './bridge';
import { httpBridge } from './http';
import { tauriBridge } from './tauri';

/** The bridge for the page this code runs in. */
export async function connect(): Promise<Bridge> {
  const asked = new URLSearchParams(location.search);
  const desk = Number(asked.get('desk') ?? 1);
  if ('__TAURI_INTERNALS__' in window) return tauriBridge(desk);
  const token = asked.get('token');
  if (token === null && import.meta.env.DEV) return (await import('./memory')).memoryBridge();
  return httpBridge('', token ?? '', desk);
}
