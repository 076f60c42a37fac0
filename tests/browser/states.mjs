import { to_kept, to_note, to_sent, to_shared, to_withdrawn } from './stories_plan.mjs';

// Every page and state that is looked at. `answers`: it needs the answers of the person. `go` brings a page there.
export const states = [
  { name: 'start', path: '/' },
  { name: 'vraag-2', path: '/vraag/2', answers: true },
  { name: 'vraag-4', path: '/vraag/4', answers: true },
  { name: 'vragen', path: '/vragen', answers: true },
  { name: 'fout', path: '/vragen', go: async (page) => {
    await page.locator('#woonplaats').fill('Nieuwegijn');
    await page.locator('#uren').fill('veel');
    await page.locator('main button[type=submit]').last().click();
    await page.locator('#fouten').waitFor();
  } },
  { name: 'resultaat', path: '/resultaat', answers: true },
  { name: 'resultaat-filters', path: '/resultaat?sort=price', answers: true, go: async (page) => page.locator('.lw-filters summary').click() },
  { name: 'resultaat-leeg', path: '/resultaat?sector=groen&level=8', answers: true },
  { name: 'geen-antwoorden', path: '/resultaat' },
  { name: 'opleiding', path: 'offer', answers: true },
  { name: 'opleiding-van-niemand', path: 'offer' },
  { name: 'vergelijk', path: 'compare', answers: true },
  { name: 'vergelijk-leeg', path: '/vergelijk' },
  { name: 'plan', path: '/plan', answers: true },
  { name: 'plan-bewaard', path: '/plan', answers: true, go: to_kept },
  { name: 'plan-gedeeld', path: '/plan', answers: true, go: to_shared },
  { name: 'mijn-plan', path: '/mijn-plan' },
  { name: 'mijn-plan-fout', path: '/mijn-plan', go: async (page) => {
    await page.locator('#code').fill('abc');
    await page.locator('main button[type=submit]').click();
    await page.locator('#code-fout').waitFor();
  } },
  { name: 'mijn-plan-open', path: 'kept', go: async (page) => {
    await page.locator('main button[type=submit]').click();
    await page.locator('.lw-modules > li').first().waitFor();
  } },
  { name: 'ander-werk-leeg', path: '/ander-werk' },
  { name: 'ander-werk', path: '/ander-werk', answers: true },
  { name: 'hulp', path: '/hulp', answers: true },
  { name: 'vraag-lezen', path: '/hulp', answers: true, go: to_note },
  { name: 'vraag-fout', path: '/hulp', answers: true, go: async (page) => {
    await to_note(page);
    await page.locator('button[value=sturen]').click();
    await page.locator('#toestemming-fout').waitFor();
  } },
  { name: 'vraag-verstuurd', path: '/hulp', answers: true, go: to_sent },
  { name: 'vraag-volgen', path: '/hulp/volgen' },
  { name: 'vraag-ingetrokken', path: '/hulp', answers: true, go: to_withdrawn },
  { name: 'zoeken', path: '/zoeken?q=lassen' },
  { name: 'zoeken-niets', path: '/zoeken?q=qqqqxxxxyyyy' },
  { name: 'niet-gevonden', path: '/bestaat-niet' },
  { name: 'privacy', path: '/privacy' },
  { name: 'toegankelijkheid', path: '/toegankelijkheid' },
  { name: 'ontwikkelaars', path: '/ontwikkelaars' },
];

/** Looks of the browser that a person may have set. */
export const looks = [
  { name: 'breed', width: 1280, all: true, shot: true, axe: true },
  { name: 'telefoon', width: 360, all: true, shot: true, axe: true },
  { name: 'smal', width: 320, all: true },
  { name: 'donker', width: 1280, all: true, axe: true, shot: ['resultaat', 'plan', 'opleiding', 'mijn-plan-open'], context: { colorScheme: 'dark' } },
  { name: 'kleuren', width: 1280, shot: ['resultaat', 'plan'], context: { forcedColors: 'active' } },
  { name: 'rustig', width: 1280, context: { reducedMotion: 'reduce' } },
  { name: 'groot', width: 640, all: true, text: 2, shot: ['resultaat', 'start'] },
];
