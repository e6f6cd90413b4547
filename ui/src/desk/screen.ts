// How large the screen really is: browsers know nothing of millimetres, so a hand measures it once.

/** CSS pixels to the inch that browsers assume. */
export const ASSUMED_DENSITY = 96;

/** Densities that a screen can have; anything else was measured wrongly. */
export const DENSITIES = { least: 48, most: 320 };

/** Width and height of a bank card in millimetres (ISO/IEC 7810 ID-1). */
export const CARD = { width: 85.6, height: 53.98 };

/** CSS pixels of a length in millimetres on a screen of that density. */
export function pixelsOf(millimetres: number, density: number): number {
  return (millimetres / 25.4) * density;
}

/** A density as it was kept, or the one assumed when it makes no sense. */
export function densityFrom(kept: string | null): number {
  const value = Number(kept);
  return kept !== null && value >= DENSITIES.least && value <= DENSITIES.most ? value : ASSUMED_DENSITY;
}
