// Builds the window into dist/, which the desktop program embeds and `banxin serve` hands out.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  base: './',
  build: { target: ['es2022', 'safari16', 'chrome110'], outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0 },
  server: { port: 5173, strictPort: true, host: '127.0.0.1' },
  test: { include: ['tests/unit/**/*.test.ts'], environment: 'node' },
});
