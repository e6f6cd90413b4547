// Figures as rows of JSON, in the form in which every bench of the house prints them.
import { appendFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

/** One series of measurements. */
export interface Row {
  name: string;
  unit: string;
  median: number;
  p99: number;
  runs: number;
  note: string;
}

/** A row from values; the percentile is the smallest value that so many of a hundred do not exceed. */
export function rowOf(name: string, values: readonly number[], note: string, unit = 'ms'): Row {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil((sorted.length * share) / 100) - 1)] ?? 0;
  return { name, unit, median: round(at(50)), p99: round(at(99)), runs: values.length, note };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Says a row with how busy the machine was, and adds it to the file that `BANXIN_PACE` names. */
export function say(measured: Row): void {
  const row = { ...measured, note: `${measured.note}; load ${(loadavg()[0] ?? 0).toFixed(1)} on ${cpus().length} processors` };
  console.log(JSON.stringify(row));
  const file = process.env['BANXIN_PACE'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`);
}
