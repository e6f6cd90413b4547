// Two thousand sequences of random verbs, as many as a release must stand; the tests of every day do two hundred.
import { defineConfig } from '@playwright/test';
import browser from '../../playwright.config';

process.env['BANXIN_SEQUENCES'] ??= '2000';

export default defineConfig({ ...browser, testDir: '../browser', testMatch: 'random.test.ts', outputDir: '../../node_modules/.cache/hands' });
