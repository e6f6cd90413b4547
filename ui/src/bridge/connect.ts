// Chooses the way to the engine: the desktop program, a loopback server, or memory while developing.
import type { Bridge } from './bridge';
import { httpBridge } from './http';

/** The bridge for the page this code runs in. */
export async function connect(): Promise<Bridge> {
  if ('__TAURI_INTERNALS__' in window) return (await import('./tauri')).tauriBridge();
  const token = new URLSearchParams(location.search).get('token');
  if (token === null && import.meta.env.DEV) return (await import('./memory')).memoryBridge();
  return httpBridge('', token ?? '');
}
