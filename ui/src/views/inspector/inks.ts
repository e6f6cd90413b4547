// The names of inks as people say them.
import type { Words } from '../../locales';

/** An ink by the name that the engine has for it; a spot ink is called what it is called. */
export function inkName(t: Words, ink: string): string {
  if (ink === 'c' || ink === 'm' || ink === 'y') return t.inks.names[ink];
  return ink;
}
