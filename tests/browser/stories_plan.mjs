// A worker keeps a plan, opens it elsewhere, shares it, and asks somebody: by mouse, by keyboard alone and without
// JavaScript.
import { fill, fill_by_keyboard, tab_to } from './person.mjs';

const code_of = async (page) => (await page.locator('.lw-code').first().textContent()).trim();
const no_code_in = ({ expect }, page) => expect(!/code=/.test(page.url().split('#')[0]), 'a code stands in an address');

/** Keeps the plan of the answers by mouse. Gives its code. */
async function keep(page, at) {
  await page.goto(`${at.base}/plan`);
  await page.locator('form[action$="/plan/bewaren"] button').click();
  await page.locator('.lw-qr svg').waitFor();
  no_code_in(at, page);
  return code_of(page);
}
async function open(page, { base }, code) {
  await page.goto(`${base}/mijn-plan`);
  await page.locator('#code').fill(code);
  await page.locator('main button[type=submit]').first().click();
  await page.locator('h1').first().waitFor();
}
async function share(page) {
  await page.locator('section[aria-labelledby=delen] summary').click();
  await page.locator('#met').fill('Mijn adviseur');
  await page.getByRole('button', { name: 'Maak een code' }).click();
  await page.locator('#deel-kop').waitFor();
  return code_of(page);
}
/** Keeps, opens on a second device, shares, lets the other comment, and ends the share. */
async function whole(page, at, options) {
  const { base, expect, elsewhere: device } = at;
  await fill(page, base);
  const code = await keep(page, at);
  expect(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/.test(code), `the code is shown in groups: ${code}`);
  const elsewhere = await device(options, 'a second device');
  const second = await elsewhere.newPage();
  await open(second, at, code);
  expect((await second.locator('.lw-modules > li').count()) > 0, 'the second device shows the steps');
  await second.locator('.lw-modules summary').first().click();
  await second.locator('.lw-modules select').first().selectOption('applied');
  await second.locator('.lw-modules details button').first().click();
  await second.locator('#gedaan').waitFor();
  expect((await second.locator('.lw-modules').textContent()).includes('Aangemeld'), 'the step is applied for');
  const theirs = await share(second);
  expect(theirs !== code, 'a share has a code of its own');
  const third = await (await device(options, 'an adviser')).newPage();
  await open(third, at, theirs);
  expect((await third.locator('body').textContent()).includes('Iemand deelt dit plan met u'), 'the adviser sees the shared plan');
  expect((await third.locator('form[action$="/wissen"]').count()) === 0, 'an adviser cannot erase it');
  await third.locator('#opmerking').fill('Vraag eerst uw werkgever.');
  await third.getByRole('button', { name: 'Plaats mijn opmerking' }).click();
  await third.locator('#gedaan').waitFor();
  await open(second, at, code);
  expect((await second.locator('section[aria-labelledby=delen]').textContent()).includes('Vraag eerst uw werkgever.'), 'the owner reads the comment');
  await second.locator('button[name=stop]').click();
  await second.locator('#gedaan').waitFor();
  await open(third, at, theirs);
  expect((await third.locator('#code-fout').count()) === 1, 'an ended share opens nothing');
  await third.context().close();
  await elsewhere.close();
}
/** A note to a desk that is read, approved, sent, followed and withdrawn. */
async function ask_somebody(page, at) {
  const { base, expect } = at;
  await page.goto(`${base}/hulp`);
  await page.locator('button[name=adviespunt]').first().click();
  await page.waitForURL(/hulp\/vraag/);
  await page.locator('input[name=contact][value=email]').check();
  await page.locator('#email').fill('naam@voorbeeld.nl');
  await page.locator('#vraag').fill('Hoe vraag ik dit aan mijn werkgever?');
  await page.locator('button[value=lezen]').click();
  await page.locator('.lw-note').getByText('naam@voorbeeld.nl').waitFor();
  await page.locator('button[value=sturen]').click();
  await page.locator('#toestemming-fout').waitFor();
  expect((await page.locator('#vraag').inputValue()).includes('werkgever'), 'what was typed is still there');
  await page.locator('#toestemming').check();
  await page.locator('button[value=sturen]').click();
  await page.getByRole('heading', { level: 1, name: 'Uw vraag is verstuurd' }).waitFor();
  const code = await code_of(page);
  no_code_in(at, page);
  await page.goto(`${base}/hulp/volgen`);
  await page.locator('#code').fill(code);
  await page.locator('main button[type=submit]').click();
  await page.getByText('Dit hebben we doorgegeven').waitFor();
  await page.getByRole('button', { name: 'Trek mijn vraag in' }).click();
  await page.locator('#gedaan').waitFor();
  expect((await page.locator('form[action$="/intrekken"]').count()) === 0, 'it cannot be withdrawn twice');
}

export const stories = [
  { name: 'a plan is kept, opened elsewhere, shared and shared no longer', tell: (page, at) => whole(page, at, {}) },
  { name: 'the same without JavaScript', options: { javaScriptEnabled: false }, tell: (page, at) => whole(page, at, { javaScriptEnabled: false }) },
  { name: 'a question goes to a desk and is withdrawn', tell: async (page, at) => {
    await fill(page, at.base);
    await ask_somebody(page, at);
  } },
  { name: 'a question goes to a desk without JavaScript', options: { javaScriptEnabled: false }, tell: async (page, at) => {
    await fill(page, at.base);
    await ask_somebody(page, at);
  } },
  { name: 'a plan is kept and shared with the keyboard alone', tell: async (page, at) => {
    const press = async (selector) => {
      await tab_to(page, selector);
      await page.keyboard.press('Enter');
    };
    await fill_by_keyboard(page, at.base);
    await page.goto(`${at.base}/plan`);
    await press('form[action$="/plan/bewaren"] button');
    await page.locator('.lw-qr svg').waitFor();
    const code = await code_of(page);
    await press('form[action$="#delen"] button');
    await page.locator('#delen').waitFor();
    await press('section[aria-labelledby=delen] summary');
    await tab_to(page, '#met');
    await page.keyboard.type('Mijn broer');
    await press('section[aria-labelledby=delen] details button');
    await page.locator('#deel-kop').waitFor();
    at.expect((await code_of(page)) !== code, 'the share has its own code');
    at.expect(await page.evaluate(() => document.activeElement.id === 'gedaan'), 'what was done has the focus');
    await press('details:has(form[action$="/wissen"]) > summary');
    await press('form[action$="/mijn-plan/wissen"] button');
    await page.getByText('Uw plan is gewist').waitFor();
  } },
  { name: 'a plan is changed without a new page and the focus stays', tell: async (page, at) => {
    await fill(page, at.base);
    await page.goto(`${at.base}/plan`);
    await page.evaluate(() => { globalThis.same_page = true; });
    const pin = page.locator('.lw-toolbar button[name=vast]').first();
    const same = await pin.getAttribute('data-same');
    await pin.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction((wanted) => document.activeElement?.dataset.same === wanted && document.activeElement.name === 'los', same);
    at.expect(await page.evaluate(() => globalThis.same_page === true), 'the page was loaded anew');
    at.expect((await page.locator('[role=status]').last().textContent()).includes('Het plan is aangepast'), 'the change is told');
  } },
];
