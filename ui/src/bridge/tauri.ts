// The engine inside the desktop program, reached through Tauri's own messages.
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { BridgeError, toTrouble, type Bridge } from './bridge';
import type { DeskEvent } from './types';

async function send<T>(command: 'call' | 'bytes', name: string, params: unknown): Promise<T> {
  try {
    return await invoke<T>(command, { name, params: params ?? {} });
  } catch (error) {
    throw new BridgeError(toTrouble(error));
  }
}

/** The bridge of the desktop program. */
export function tauriBridge(): Bridge {
  return {
    isDesktop: true,
    call: <T>(name: string, params?: unknown) => send<T>('call', name, params),
    bytes: (name, params) => send<ArrayBuffer>('bytes', name, params),
    onEvent(listener) {
      const stop = listen<DeskEvent>('banxin', (message) => listener(message.payload));
      return () => void stop.then((unlisten) => unlisten());
    },
  };
}
