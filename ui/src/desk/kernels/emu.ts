// The engine's unit of length: an EMU, of which both a point and a millimetre have a whole number.

export const EMU_PER_POINT = 12_700;
export const EMU_PER_MM = 36_000;
