// The kept pictures made anew from what the window shows now: look at them before they are committed.
import { defineConfig } from '@playwright/test';
import browser from '../../playwright.config';

process.env['BANXIN_BLESS'] = '1';

export default defineConfig({ ...browser, testDir: '../browser', testMatch: 'pictures.test.ts', outputDir: '../../node_modules/.cache/pictures' });
