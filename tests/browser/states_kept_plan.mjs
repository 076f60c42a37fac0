// A plan that was kept, opened by its code.
import { keep_plan } from './person.mjs';

export const states = [
  { name: 'mijn-plan', path: '/mijn-plan' },
  { name: 'mijn-plan-fout', path: '/mijn-plan', go: async (page) => {
    await page.locator('#code').fill('abc');
    await page.locator('main button[type=submit]').click();
    await page.locator('#code-fout').waitFor();
  } },
  { name: 'mijn-plan-open', path: (at) => at.once('kept plan', (page) => keep_plan(page, at.base)), go: async (page) => {
    await page.locator('main button[type=submit]').click();
    await page.locator('.lw-modules > li').first().waitFor();
  } },
];
