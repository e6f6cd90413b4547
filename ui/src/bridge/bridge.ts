// The one interface through which the window reaches the engine, whatever lies between.
import type { DeskEvent, Trouble } from './types';

/** A way to the engine. */
export interface Bridge {
  /** Calls an endpoint that answers with JSON; rejects with a [`BridgeError`]. */
  call<T>(name: string, params?: unknown): Promise<T>;
  /** Calls an endpoint that answers with raw bytes. */
  bytes(name: string, params?: unknown): Promise<ArrayBuffer>;
  /** Listens to what the engine says on its own; returns the way to stop. */
  onEvent(listener: (event: DeskEvent) => void): () => void;
  /** Tells the shell, where there is one, that the page stands on the screen, and when it had got how far. */
  painted?(times: Readonly<Record<string, number>>): void;
  /** Whether the engine is on this machine with its own file dialogs. */
  readonly isDesktop: boolean;
  /** The way to another edition that the engine has open, by its number. */
  to(desk: number): Bridge;
  /** Shows another edition that the engine has open in a window of its own. */
  show(desk: number): Promise<void>;
}

/** A call that did not succeed, in the user's words. */
export class BridgeError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.en);
    this.name = 'BridgeError';
    this.trouble = trouble;
  }
}

/** Any thrown value as trouble that can be shown. */
export function toTrouble(error: unknown): Trouble {
  if (error instanceof BridgeError) return error.trouble;
  const parsed = typeof error === 'string' ? parseTrouble(error) : error;
  if (isTrouble(parsed)) return parsed;
  const detail = error instanceof Error ? error.message : String(error);
  return {
    kind: 'failure',
    code: 'unreachable',
    zh: `没有得到排版程序的回应，请稍后再试（${detail}）。`,
    en: `The layout engine did not answer; try again in a moment (${detail}).`,
  };
}

function parseTrouble(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function isTrouble(value: unknown): value is Trouble {
  return typeof value === 'object' && value !== null && 'kind' in value && 'zh' in value && 'en' in value;
}
