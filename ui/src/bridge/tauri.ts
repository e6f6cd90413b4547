// The engine inside the desktop program, reached through Tauri's own messages.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { BridgeError, toTrouble, type Bridge } from './bridge';
import type { DeskEvent } from './types';

async function send<T>(command: 'call' | 'bytes' | 'painted' | 'show', question: Record<string, unknown>): Promise<T> {
  try {
    return await invoke<T>(command, question);
  } catch (error) {
    throw new BridgeError(toTrouble(error));
  }
}

/** The bridge of the desktop program to the edition of that number. */
export function tauriBridge(desk = 1): Bridge {
  return {
    isDesktop: true,
    to: tauriBridge,
    show: (other) => send<void>('show', { desk: other }),
    call: <T>(name: string, params?: unknown) => send<T>('call', { name, params: params ?? {}, desk }),
    bytes: (name, params) => send<ArrayBuffer>('bytes', { name, params: params ?? {}, desk }),
    // Whether anybody measures is the shell's business; a page whose shell does not hear it loses nothing.
    painted: (times) => void send<void>('painted', { times }).catch(() => undefined),
    onEvent(listener) {
      const stop = listen<DeskEvent>(`banxin-${desk}`, (message) => listener(message.payload));
      return () => void stop.then((unlisten) => unlisten());
    },
  };
}
