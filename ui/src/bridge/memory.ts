// An edition in memory without an engine: for unit tests, and for looking at panels while developing.
import type { Bridge } from './bridge';
import { emptyFrame, fixtureState } from './fixture';
import type { DeskEvent, EditionState } from './types';

/** What a memory bridge was asked, for tests to read. */
export interface MemoryBridge extends Bridge {
  readonly calls: { name: string; params: unknown }[];
  /** Answers an endpoint from now on. */
  answer(name: string, reply: (params: unknown) => unknown): void;
  emit(event: DeskEvent): void;
}

/** A bridge that answers `state` with a small edition and other endpoints as it is told. */
export function memoryBridge(state: EditionState = fixtureState()): MemoryBridge {
  const calls: { name: string; params: unknown }[] = [];
  const listeners = new Set<(event: DeskEvent) => void>();
  const replies = new Map<string, (params: unknown) => unknown>([
    ['state', () => structuredClone(state)],
    ['measure', () => []],
    ['check', () => []],
    ['page', (params) => frameOf(params)],
    ['preview', (params) => frameOf(params)],
  ]);

  function frameOf(params: unknown): ArrayBuffer {
    const wanted = (params as { page: string }).page;
    const page = state.pages.find(({ id }) => id === wanted);
    if (page === undefined) throw new Error(`the edition in memory has no page ${wanted}`);
    return emptyFrame(page);
  }

  function reply(name: string, params: unknown): unknown {
    calls.push({ name, params });
    const make = replies.get(name);
    if (make === undefined) {
      throw new Error(`the edition in memory does not answer ${name}`);
    }
    return make(params);
  }

  const bridge: MemoryBridge = {
    calls,
    isDesktop: false,
    to: () => bridge,
    show: async () => undefined,
    call: async <T>(name: string, params?: unknown) => reply(name, params) as T,
    bytes: async (name, params) => reply(name, params) as ArrayBuffer,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answer: (name, make) => void replies.set(name, make),
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
  return bridge;
}
