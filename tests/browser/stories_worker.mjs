// The stories of a worker: by mouse, in English, without JavaScript, with the keyboard alone.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answers, covered, fill, fill_by_keyboard, offers_of, say, tab_to } from './person.mjs';

/** From answers to a plan and a question, as far as buttons and links go. */
async function on_from_result(page, { base, expect }, root) {
  const texts = say(root);
  const offers = await offers_of(page);
  expect(offers.length >= 3, 'a worker in Utrecht gets three offers or more');
  for (const id of offers.slice(0, 2)) await page.locator(`input[name=opleiding][value="${id}"]`).check();
  await page.locator('.lw-compare button').click();
  await page.waitForURL(/vergelijk/);
  expect((await page.locator('.lw-comparetable thead th').count()) === 2, 'two offers stand beside each other');
  await page.goBack();
  await page.getByRole('button', { name: texts.add }).first().click();
  await page.waitForURL(/\/plan/);
  expect((await page.locator('.lw-modules > li').count()) > 0, 'the plan has modules');
  expect((await page.locator('.lw-alt').count()) >= 2, 'there are other ways');
  await page.locator('.lw-toolbar button[name=niet]').last().click();
  await page.waitForURL(/\/plan/);
  await page.goto(`${base}${root}/hulp`);
  expect((await page.locator('.lw-desk').count()) > 0, 'somebody helps');
}

export const stories = [
  { name: 'by mouse', tell: async (page, at) => {
    const { base, expect } = at;
    await fill(page, base);
    expect(!/3511|verkoper|verzorgende/.test(page.url()), 'answers stand in the address');
    await page.locator('.lw-filters a[data-filter]').first().click();
    await page.waitForURL(/resultaat\?/);
    expect((await page.locator('[role=status]').textContent()).length > 0, 'the new count is told');
    await page.goto(`${base}/resultaat`);
    const asked = page.locator('.lw-ask input[type=radio]').first();
    if (await asked.count()) {
      await asked.check();
      await page.getByRole('button', { name: 'Reken opnieuw' }).click();
      await page.waitForURL(/geld-kop/);
    }
    await page.goto(`${base}/resultaat`);
    await on_from_result(page, at, '');
  } },
  { name: 'in English', options: { locale: 'en-GB' }, tell: async (page, at) => {
    const { base, expect } = at;
    await fill(page, base, '/en');
    expect((await page.locator('html').getAttribute('lang')) === 'en', 'the page is in English');
    await on_from_result(page, at, '/en');
  } },
  { name: 'without JavaScript', options: { javaScriptEnabled: false }, tell: async (page, at) => {
    const { base } = at;
    await fill(page, base);
    await page.locator('.lw-filters .lw-chip').first().click();
    await page.waitForURL(/resultaat\?/);
    await page.goto(`${base}/resultaat`);
    await on_from_result(page, at, '');
  } },
  { name: 'with the keyboard alone', tell: async (page, { base, expect }) => {
    await fill_by_keyboard(page, base);
    await tab_to(page, 'input[name=opleiding]');
    await page.keyboard.press('Space');
    await tab_to(page, 'button[name=vast]');
    for (let on_button = false; !on_button;) {
      await page.keyboard.press('Tab');
      const below = await covered(page);
      expect(below === '', `what has the focus is covered: ${below}`);
      on_button = await page.evaluate(() => document.activeElement.matches('button[name=vast]'));
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/plan/);
    await tab_to(page, '.lw-alt:not([aria-current])');
    await page.keyboard.press('Enter');
    await page.waitForURL(/manier=/);
    await tab_to(page, 'button[name=vast], button[name=los]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/plan/);
  } },
  { name: 'after a fault the summary has the focus', tell: async (page, { base, expect }) => {
    await page.goto(`${base}/vragen`);
    await page.locator('#woonplaats').fill('Nieuwegijn');
    await page.getByRole('button', { name: 'Toon opleidingen' }).click();
    await page.locator('#fouten').waitFor();
    expect((await page.title()).startsWith('Fout:'), 'the title says that something is wrong');
    await page.waitForFunction(() => document.activeElement.id === 'fouten');
    await page.locator('.lw-errorlist a').first().click();
    expect(await page.evaluate(() => document.activeElement.id === 'woonplaats'), 'the link leads to the field');
  } },
  { name: 'printing the plan gives one A4', tell: async (page, { base, expect, out }) => {
    await fill(page, base);
    await page.goto(`${base}/plan`);
    const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    writeFileSync(join(out, 'plan.pdf'), pdf);
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length;
    expect(pages === 1, `the plan takes ${pages} pages`);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.screenshot({ path: join(out, 'plan-print.png') });
  } },
  { name: 'comparing on a phone keeps the short names in sight', options: { viewport: { width: 360, height: 740 } }, tell: async (page, at) => {
    const { base, expect } = at;
    const offers = (await at.offers()).slice(0, 3);
    await page.goto(`${base}/vergelijk?${offers.map((id) => `opleiding=${id}`).join('&')}`);
    const names = page.locator('.lw-comparenames');
    await page.locator('.lw-comparetable button').first().scrollIntoViewIfNeeded();
    const box = await names.boundingBox();
    expect(box.y >= -1 && box.y < 10 && box.height < 100, `the names stand at ${Math.round(box.y)}, ${Math.round(box.height)} high`);
    await page.locator('footer a').first().focus();
    for (let stop = 0; stop < 8; stop++) {
      await page.keyboard.press('Shift+Tab');
      const below = await covered(page);
      expect(below === '', `what has the focus is covered: ${below}`);
    }
  } },
  { name: 'who does not know yet sees ways and chooses one', tell: async (page, { base, expect }) => {
    await page.goto(`${base}/vragen`);
    await page.locator('#woonplaats').fill(answers.place);
    await page.locator('#werk').fill(answers.work);
    await page.getByLabel('Ik weet het nog niet').check();
    await page.getByRole('button', { name: 'Toon opleidingen' }).click();
    await page.locator('.lw-path').first().waitFor();
    const goal = await page.locator('.lw-path h3').first().textContent();
    await page.locator('.lw-path button[name=wens]').first().click();
    await page.locator('.lw-chip--pair', { hasText: goal.trim() }).waitFor();
    expect((await offers_of(page)).length > 0, 'there are courses for the way that was chosen');
  } },
  { name: 'on a phone money and desk and map are reached from among the offers', options: { viewport: { width: 360, height: 740 } }, tell: async (page, { base }) => {
    await fill(page, base);
    for (const target of ['#geld-kop', '#adviespunt', '#kaart-kop']) {
      await page.goto(`${base}/resultaat`);
      await page.locator(`.lw-results .lw-helped a[href="${target}"]`).click();
      await page.waitForFunction((wanted) => {
        const { top } = document.querySelector(wanted).getBoundingClientRect();
        return top > -8 && top < innerHeight;
      }, target);
    }
  } },
];
