// The engine behind `banxin serve`: loopback HTTP with the token from the page's own address.
import { BridgeError, toTrouble, type Bridge } from './bridge';
import type { DeskEvent } from './types';

/** A bridge over HTTP to `base` (no slash at its end), to the edition of that number. */
export function httpBridge(base: string, token: string, desk = 1): Bridge {
  const headers = { 'content-type': 'application/json', 'x-banxin-token': token, 'x-banxin-desk': String(desk) };

  async function post(kind: 'call' | 'bytes', name: string, params: unknown): Promise<Response> {
    const response = await fetch(`${base}/api/${kind}/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(params ?? {}),
    });
    if (!response.ok) throw new BridgeError(toTrouble(await response.text()));
    return response;
  }

  return {
    isDesktop: false,
    to: (other) => httpBridge(base, token, other),
    show: async (other) => {
      const address = new URL(location.href);
      address.searchParams.set('desk', String(other));
      window.open(address, '_blank', 'noopener');
    },
    call: async <T>(name: string, params?: unknown) => (await (await post('call', name, params)).json()) as T,
    bytes: async (name, params) => (await post('bytes', name, params)).arrayBuffer(),
    onEvent(listener) {
      const source = new EventSource(`${base}/api/events?token=${encodeURIComponent(token)}&desk=${desk}`);
      source.onmessage = (message: MessageEvent<string>) => listener(JSON.parse(message.data) as DeskEvent);
      return () => source.close();
    },
  };
}
