// The pages of a worker, each in the states that it can have.
import { fill } from './person.mjs';

/** Who looks: each brings a fresh page to where the person has told what the states need. */
export const people = { worker: fill };

const as = 'worker';
export const states = [
  { name: 'start', path: '/' },
  { name: 'vraag-2', path: '/vraag/2', as },
  { name: 'vraag-4', path: '/vraag/4', as },
  { name: 'vragen', path: '/vragen', as },
  { name: 'fout', path: '/vragen', go: async (page) => {
    await page.locator('#woonplaats').fill('Nieuwegijn');
    await page.locator('#uren').fill('veel');
    await page.locator('main button[type=submit]').last().click();
    await page.locator('#fouten').waitFor();
  } },
  { name: 'resultaat', path: '/resultaat', as },
  { name: 'resultaat-filters', path: '/resultaat?sort=price', as, go: async (page) => page.locator('.lw-filters summary').click() },
  { name: 'resultaat-leeg', path: '/resultaat?sector=groen&level=8', as },
  { name: 'geen-antwoorden', path: '/resultaat' },
  { name: 'opleiding', path: async (at) => `/opleidingen/${(await at.offers())[0]}`, as },
  { name: 'opleiding-van-niemand', path: async (at) => `/opleidingen/${(await at.offers())[0]}` },
  { name: 'vergelijk', path: async (at) => `/vergelijk?${(await at.offers()).slice(0, 3).map((id) => `opleiding=${id}`).join('&')}`, as },
  { name: 'vergelijk-leeg', path: '/vergelijk' },
  { name: 'plan', path: '/plan', as },
  { name: 'ander-werk-leeg', path: '/ander-werk' },
  { name: 'ander-werk', path: '/ander-werk', as },
  { name: 'hulp', path: '/hulp', as },
  { name: 'zoeken', path: '/zoeken?q=lassen' },
  { name: 'zoeken-niets', path: '/zoeken?q=qqqqxxxxyyyy' },
  { name: 'niet-gevonden', path: '/bestaat-niet' },
  { name: 'privacy', path: '/privacy' },
  { name: 'toegankelijkheid', path: '/toegankelijkheid' },
  { name: 'ontwikkelaars', path: '/ontwikkelaars' },
];
