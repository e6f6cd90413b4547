// Browser tests: Chromium from the system, one worker, because each test starts its own server.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'node_modules/.cache/playwright',
  workers: 1,
  timeout: 120_000,
  // What holds only when tried again is named in the summary of `cargo xtask test`.
  retries: 1,
  // A machine that also compiles may take its time over a page.
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    },
  },
});
