// Runs pdfcpu on a file: node pdfcpu.mjs PDFCPU.wasm FILE.pdf; silent and 0 when strict validation passes.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { WASI } from 'node:wasi';

const [program, file] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'pdfcpu-'));
const wasi = new WASI({
  version: 'preview1',
  args: ['pdfcpu', 'validate', '-m', 'strict', '-conf', 'disable', `/in/${basename(file)}`],
  env: { HOME: '/tmp' },
  preopens: { '/in': dirname(resolve(file)), '/tmp': scratch },
  returnOnExit: true,
});
const module = await WebAssembly.compile(readFileSync(program));
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
const code = wasi.start(instance);
rmSync(scratch, { recursive: true, force: true });
process.exitCode = code;
