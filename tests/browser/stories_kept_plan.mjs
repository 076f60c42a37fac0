// The story of a plan that was kept.
import { keep_plan } from './person.mjs';

export const stories = [
  { name: 'a kept plan is opened by its link', tell: async (page, { base, expect }) => {
    const kept = await keep_plan(page, base);
    await page.goto('about:blank');
    await page.goto(base + kept);
    expect((await page.locator('#code').inputValue()).length >= 28, 'the script fills in the code of the link');
    await page.getByRole('button', { name: 'Open het plan' }).click();
    await page.getByRole('heading', { level: 1, name: 'Naar de zorg' }).waitFor();
    expect((await page.locator('.lw-modules > li').count()) > 0, 'the kept plan has its steps');
    expect(!page.url().includes('code='), 'the code is in no address that a server sees');
  } },
];
