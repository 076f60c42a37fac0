// Cuts api/web/utrecht.css from the Utrecht component library and the "voorbeeld" tokens of NL Design System: rules of
// which every class stands in a template or in site.js, and the tokens that these and site.css reach.
//   node utrecht_css.mjs            says whether the file in the repository is what comes out (status 1: it is not)
//   node utrecht_css.mjs --write    writes it
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, '../../api/web');
const packages = join(here, 'node_modules');
const library = join(packages, '@utrecht/component-library-css');
const tokens = join(packages, '@nl-design-system-unstable/voorbeeld-design-tokens');
const version = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

/** Rules as { prelude, body } or { prelude, rules } where the prelude is a condition. */
function parse(css) {
  const rules = [];
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf('{', at);
    if (open < 0) break;
    const prelude = css.slice(at, open).trim();
    let depth = 1;
    let end = open + 1;
    for (; depth > 0 && end < css.length; end++) depth += css[end] === '{' ? 1 : css[end] === '}' ? -1 : 0;
    const body = css.slice(open + 1, end - 1);
    rules.push(/^@(media|supports|layer)/.test(prelude) ? { prelude, rules: parse(body) } : { prelude, body: body.trim() });
    at = end;
  }
  return rules;
}

const bare = (css) => css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@(import|charset)[^;]*;/g, '');
const sources = readdirSync(web).filter((name) => /\.(mustache|js)$/.test(name)).map((name) => readFileSync(join(web, name), 'utf8')).join('\n');
const used = new Set(sources.match(/utrecht-[a-z0-9_-]+/g));
// A template puts these together from a part that it chooses.
for (const name of ['utrecht-button--primary-action', 'utrecht-button--secondary-action']) used.add(name);

const classes = (selector) => [...selector.matchAll(/\.((?:[\w-]|\\.)+)/g)].map((match) => match[1]);
const states = new Set(['utrecht-root']);
function kept(rules) {
  const out = [];
  for (const rule of rules) {
    if (rule.rules) {
      const inside = kept(rule.rules);
      if (inside.length > 0) out.push({ prelude: rule.prelude, rules: inside });
      continue;
    }
    if (rule.prelude.startsWith('@')) continue;
    // Commas inside :is(...) do not part selectors.
    const selectors = rule.prelude.split(/,(?![^(]*\))/).map((one) => one.trim().replace(/\s+/g, ' '));
    const wanted = selectors.filter((one) => classes(one).length > 0 && classes(one).every((name) => used.has(name) || states.has(name)));
    if (wanted.length > 0 && rule.body) out.push({ prelude: wanted.join(',\n'), body: rule.body });
  }
  return out;
}

const lines = (body) => body.split(';').map((line) => line.trim().replace(/\s+/g, ' ')).filter(Boolean);
function print(rules, indent = '') {
  return rules.map((rule) => rule.rules
    ? `${indent}${rule.prelude} {\n${print(rule.rules, indent + '  ')}${indent}}\n`
    : `${indent}${rule.prelude.replaceAll('\n', '\n' + indent)} {\n${lines(rule.body).map((line) => `${indent}  ${line};\n`).join('')}${indent}}\n`).join('');
}

const components = kept(parse(bare(readFileSync(join(library, 'dist/index.css'), 'utf8'))));
const all = new Map();
for (const rule of parse(bare(readFileSync(join(tokens, 'dist/theme.css'), 'utf8')))) {
  if (!/voorbeeld-theme/.test(rule.prelude)) continue;
  for (const line of lines(rule.body)) all.set(line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim());
}
const component_css = print(components);
const reached = new Set();
const reach = (text) => {
  for (const [, name] of text.matchAll(/var\(\s*(--[\w-]+)/g)) {
    if (reached.has(name) || !all.has(name)) continue;
    reached.add(name);
    reach(all.get(name));
  }
};
reach(component_css);
reach(readFileSync(join(web, 'site.css'), 'utf8'));

const css = `/* Utrecht component library ${version(library)} with the "voorbeeld" tokens ${version(tokens)} of NL Design System, both EUPL-1.2, cut
 * down to the rules and tokens in use. Made by tests/browser/utrecht_css.mjs: do not edit. */
.voorbeeld-theme {
${[...reached].sort().map((name) => `  ${name}: ${all.get(name)};\n`).join('')}}
${component_css}`;
const file = join(web, 'utrecht.css');
if (process.argv.includes('--write')) {
  writeFileSync(file, css);
  console.log(`wrote ${css.length} bytes`);
} else if (readFileSync(file, 'utf8') !== css) {
  console.error('api/web/utrecht.css is out of date. Run: node tests/browser/utrecht_css.mjs --write');
  process.exit(1);
} else {
  console.log(`api/web/utrecht.css is what comes out: ${css.length} bytes`);
}
