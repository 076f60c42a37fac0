// The worker of the stories: a shop assistant in Utrecht who wants to become a verzorgende. The same steps by mouse, by
// keyboard and without JavaScript.
export const answers = { place: '3511', work: 'verkoper', wish: 'verzorgende', hours: '12', budget: '500' };

const words = {
  nl: { next: 'Volgende vraag', show: 'Toon opleidingen', add: 'In mijn plan', compare: 'Vergelijk', pin: 'Zet vast', again: 'Reken opnieuw', ways: 'Toon wegen', desk: 'Toon wie mij helpt' },
  en: { next: 'Next question', show: 'Show courses', add: 'In my plan', compare: 'Compare', pin: 'Pin', again: 'Work it out again', ways: 'Show ways', desk: 'Show who helps me' },
};
export const say = (root) => words[root === '' ? 'nl' : 'en'];

/** Types a word and lets the suggestions come, as somebody does who reads before pressing on. */
async function write(page, selector, text) {
  await page.locator(selector).fill(text);
  await page.waitForTimeout(500);
}

/** Fills in the four questions by mouse. */
export async function fill(page, base, root = '') {
  const texts = say(root);
  await page.goto(`${base}${root}/`);
  await page.locator('#woonplaats').fill(answers.place);
  await page.getByRole('button', { name: texts.next }).click();
  await write(page, '#werk', answers.work);
  await page.locator('#situatie').selectOption('employee');
  await page.getByRole('button', { name: texts.next }).click();
  await write(page, '#wens', answers.wish);
  await page.getByRole('button', { name: texts.next }).click();
  await page.locator('#uren').fill(answers.hours);
  await page.locator('#budget').fill(answers.budget);
  await page.getByRole('button', { name: texts.show }).click();
  await page.waitForURL(/\/resultaat/);
}

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
export async function tab_to(page, selector, most = 250) {
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`${selector} cannot be reached with Tab on ${page.url()}`);
}

/** Whether something lies over what has the focus, once the browser has scrolled it into sight (WCAG 2.4.11). */
export const covered = (page) => page.evaluate(async () => {
  const focused = document.activeElement;
  let box = focused.getBoundingClientRect();
  for (let still = 0; still < 6;) { // the browser scrolls smoothly
    await new Promise((then) => requestAnimationFrame(then));
    still = box.y === focused.getBoundingClientRect().y ? still + 1 : 0;
    box = focused.getBoundingClientRect();
  }
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const own = focused.contains(top) || [...(focused.labels ?? [])].some((label) => label.contains(top));
  return own ? '' : `${focused.textContent.trim().slice(0, 40) || focused.name} (${Math.round(box.y)})`;
});

/** The same with the keyboard alone. */
export async function fill_by_keyboard(page, base) {
  await page.goto(`${base}/`);
  await page.keyboard.press('Tab');
  if (!(await page.evaluate(() => document.activeElement.getAttribute('href') === '#inhoud'))) throw new Error('the first stop is not the skip link');
  await tab_to(page, '#woonplaats');
  await page.keyboard.type(answers.place);
  await tab_to(page, '[name=afstand]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await tab_to(page, 'button[type=submit]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/vraag\/2/);
  await tab_to(page, '#werk');
  await page.keyboard.type(answers.work);
  await page.locator('#werk-lijst [role=option]').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  if (!page.url().endsWith('/vraag/2')) throw new Error('choosing a suggestion sent the form');
  await tab_to(page, 'button[type=submit]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/vraag\/3/);
  await tab_to(page, '#wens');
  await page.keyboard.type(answers.wish);
  await page.keyboard.press('Escape');
  await tab_to(page, 'button[type=submit]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/vraag\/4/);
  await tab_to(page, '#uren');
  await page.keyboard.type(answers.hours);
  await tab_to(page, '#budget');
  await page.keyboard.type(answers.budget);
  await tab_to(page, 'button[type=submit]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/resultaat/);
}

/** The offers on the page, by their ids. */
export const offers_of = (page) => page.locator('.lw-result__title a').evaluateAll((links) => links.map((link) => new URL(link.href).pathname.split('/').pop()));

/** Keeps a plan with two steps, as a program of a person does. Gives the address of its link, on this host. */
export async function keep_plan(page, base) {
  await page.goto(`${base}/mijn-plan`);
  const link = await page.evaluate(async () => {
    const send = async (path, body) => {
      const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify(body) });
      const answer = await response.json();
      if (!response.ok) throw new Error(`${path} ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    };
    const asked = { learner: { postcode: '3511', hoursPerWeek: 12 }, goal: { occupation: { text: 'verzorgende' } } };
    const composed = await send('/v1/plans/compose', asked);
    const keys = ['offerId', 'run', 'title', 'provider', 'startKind', 'start', 'end', 'enrolUntil', 'price'];
    const steps = composed.plans[0].steps.map((step) => Object.fromEntries(keys.map((key) => [key, step[key]])));
    const kept = await send('/v1/plans', { ...asked, title: 'Naar de zorg', steps });
    return kept.link;
  });
  const address = new URL(link);
  return address.pathname + address.hash;
}
