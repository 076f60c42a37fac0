// A plan that is kept and shared, and a question to a desk, each in the states that it can have.
const as = 'worker';

const to_kept = async (page) => {
  await page.locator('form[action$="/plan/bewaren"] button').click();
  await page.locator('.lw-qr svg').waitFor();
};
const to_shared = async (page) => {
  await to_kept(page);
  await page.locator('form[action$="#delen"] button').click();
  await page.locator('section[aria-labelledby=delen] summary').click();
  await page.locator('#met').fill('Mijn adviseur');
  await page.locator('section[aria-labelledby=delen] details button').click();
  await page.locator('#deel-kop').waitFor();
};
const to_note = async (page) => {
  await page.locator('button[name=adviespunt]').first().click();
  await page.locator('#toestemming').waitFor();
};
const to_sent = async (page) => {
  await to_note(page);
  await page.locator('#toestemming').check();
  await page.locator('button[value=sturen]').click();
  await page.locator('.lw-code').waitFor();
};
const to_withdrawn = async (page) => {
  await to_sent(page);
  await page.locator('form[action$="/hulp/volgen"] button').click();
  await page.locator('form[action$="/hulp/intrekken"] button').click();
  await page.locator('#gedaan').waitFor();
};

export const states = [
  { name: 'plan-bewaard', path: '/plan', as, go: to_kept },
  { name: 'plan-gedeeld', path: '/plan', as, go: to_shared },
  { name: 'vraag-lezen', path: '/hulp', as, go: to_note },
  { name: 'vraag-fout', path: '/hulp', as, go: async (page) => {
    await to_note(page);
    await page.locator('button[value=sturen]').click();
    await page.locator('#toestemming-fout').waitFor();
  } },
  { name: 'vraag-verstuurd', path: '/hulp', as, go: to_sent },
  { name: 'vraag-volgen', path: '/hulp/volgen' },
  { name: 'vraag-ingetrokken', path: '/hulp', as, go: to_withdrawn },
];
