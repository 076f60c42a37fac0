// What must hold for every page, whatever it shows. Each returns what is wrong, in words.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate } from 'html-validate';

const axe_source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** axe-core: WCAG A and AA up to 2.2, and best practice. */
export async function axe(page) {
  // Through the debugger, so that the policy of the page stays as it is.
  await page.evaluate(axe_source);
  const result = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }));
  return result.violations.map((one) => `axe ${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')} (${one.nodes[0].failureSummary?.split('\n')[1]?.trim()})`);
}

/** Nothing makes the page wider than the window. */
export const overflow = (page) => page.evaluate(() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide + 1) return [];
  const out = [...document.querySelectorAll('main *, header *, footer *')].filter((one) => one.getBoundingClientRect().right > wide + 1 && !one.closest('.lw-scroll, pre, .lw-sr'));
  const last = out.filter((one) => ![...one.children].some((child) => out.includes(child)));
  return [`wider than the window (${document.documentElement.scrollWidth} > ${wide}): ${last.slice(0, 3).map((one) => `${one.tagName.toLowerCase()}.${one.getAttribute('class') ?? ''} “${one.textContent.trim().slice(0, 30)}”`).join(', ')}`];
});

/** Whatever is pressed is 24 by 24 px at least; links in a sentence are exempt (WCAG 2.5.8). */
export const targets = (page) => page.evaluate(() => [...document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden])')]
  .filter((one) => one.checkVisibility() && !one.closest('.lw-sr') && !one.matches('.utrecht-skip-link'))
  .filter((one) => !(one.matches('a') && one.parentElement.matches('p, dd, span') && one.parentElement.textContent.trim() !== one.textContent.trim()))
  .map((one) => ({ one, box: (one.matches('input') && one.closest('label') ? one.closest('label') : one).getBoundingClientRect() }))
  .filter(({ box }) => box.width > 0 && (box.width < 23.5 || box.height < 23.5))
  .slice(0, 4)
  .map(({ one, box }) => `too small to press (${Math.round(box.width)} by ${Math.round(box.height)}): ${one.tagName.toLowerCase()} “${one.textContent.trim().slice(0, 30)}”`));

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard'],
  rules: {
    'form-dup-name': 'off', // check boxes share a name, and several forms on a page send the same field
    'no-redundant-role': 'off', // the compare table needs its roles once its cells are blocks
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    'long-title': 'off', // titles of offers are those of the school
    'no-inline-style': 'error',
    'tel-non-breaking': 'off',
    'valid-autocomplete': 'error',
    'no-raw-characters': 'off',
    'wcag/h63': 'off',
  },
});
export async function html(text) {
  const report = await validator.validateString(text);
  return report.results.flatMap((one) => one.messages).slice(0, 6).map((one) => `html ${one.ruleId} on line ${one.line}: ${one.message}`);
}
