// The pages around an account and of an advisor.
import { share_session } from './account.mjs';

/** A client in the search and a case with something in it, once. */
const prepared = (at) => at.once('a case to look at', async (page) => {
  await share_session(page, at, 'adviseur');
  await page.goto(`${at.base}/adviseur`);
  for (const [field, text] of [['wens', 'verzorgende'], ['werk', 'verkoper'], ['woonplaats', '3511'], ['uren', '12']]) await page.locator(`#${field}`).fill(text);
  await page.keyboard.press('Escape');
  await page.locator('button[name=doe][value=zoek]').click();
  await page.locator('[data-row]').first().waitFor();
  const ids = await page.locator('[data-row] input').evaluateAll((all) => all.map((one) => one.value));
  await page.goto(`${at.base}/adviseur/clienten`);
  await page.locator('#label').fill('Zij-instroom zorg');
  await page.locator('#datum').fill('2027-02-01');
  for (const kind of ['keep', 'hand-over']) await page.locator(`input[name=toestemming][value=${kind}]`).check();
  await page.locator('main form button.utrecht-button--primary-action').click();
  await page.getByRole('link', { name: 'Open het dossier' }).click();
  await page.locator('#notitie').fill('wil eerst een dag meelopen');
  await page.locator('button[name=doe][value=notitie]').click();
  await page.waitForURL(/klaar=notitie/);
  const id = new URL(page.url()).pathname.split('/').pop();
  await page.locator('button[name=doe][value=plan]').click();
  await page.waitForURL(/klaar=plan/);
  await page.goto(`${at.base}/adviseur/sjablonen`);
  await page.locator('#naam').fill('Winkel naar zorg');
  await page.locator('#doel').fill('verzorgende');
  await page.locator('#naam').press('Escape');
  await page.getByRole('button', { name: 'Voeg toe' }).click();
  return { id, ids };
});

export const people = {
  advisor: async (page, base, root, at) => {
    await share_session(page, at, 'adviseur');
    await prepared(at);
    await page.goto(`${base}${root}/adviseur`);
    for (const [field, text] of [['wens', 'verzorgende'], ['werk', 'verkoper'], ['woonplaats', '3511'], ['uren', '12'], ['budget', '500']]) await page.locator(`#${field}`).fill(text);
    await page.keyboard.press('Escape');
    await page.locator('button[name=doe][value=zoek]').click();
    await page.locator('[data-row]').first().waitFor();
  },
};

export const states = [
  { name: 'inloggen', path: '/inloggen' },
  { name: 'inloggen-fout', path: '/inloggen', go: async (page) => {
    await page.locator('main button[type=submit]').click();
    await page.locator('#fouten').waitFor();
  } },
  { name: 'uitnodiging', path: '/uitnodiging' },
  { name: 'uitnodiging-fout', path: '/uitnodiging', go: async (page) => {
    await page.locator('main button[type=submit]').click();
    await page.locator('#fouten').waitFor();
  } },
  { name: 'account', path: '/account', as: 'advisor' },
  { name: 'adviseur', path: '/adviseur', as: 'advisor' },
  { name: 'adviseur-dossier', path: async (at) => `/adviseur?dossier=${(await prepared(at)).id}`, as: 'advisor' },
  { name: 'adviseur-fout', path: '/adviseur', as: 'advisor', go: async (page) => {
    await page.locator('#woonplaats').fill('Nieuwegijn');
    await page.locator('button[name=doe][value=zoek]').click();
    await page.locator('#fouten').waitFor();
  } },
  { name: 'adviseur-vergelijk', path: async (at) => `/adviseur/vergelijk?${(await prepared(at)).ids.slice(0, 3).map((id) => `opleiding=${id}`).join('&')}&dossier=${(await prepared(at)).id}`, as: 'advisor' },
  { name: 'adviseur-blad', path: async (at) => `/adviseur/blad?opleiding=${(await prepared(at)).ids[0]}`, as: 'advisor' },
  { name: 'clienten', path: '/adviseur/clienten', as: 'advisor' },
  { name: 'clienten-fout', path: '/adviseur/clienten', as: 'advisor', go: async (page) => {
    await page.locator('#label').fill('bel 06-12345678');
    await page.locator('main form button.utrecht-button--primary-action').click();
    await page.locator('#fouten').waitFor();
  } },
  { name: 'dossier', path: async (at) => `/adviseur/clienten/${(await prepared(at)).id}`, as: 'advisor' },
  { name: 'vragen', path: '/adviseur/vragen', as: 'advisor' },
  { name: 'sjablonen', path: '/adviseur/sjablonen', as: 'advisor' },
  { name: 'adviseur-niet-gevonden', path: '/adviseur/clienten/999999', as: 'advisor' },
];
