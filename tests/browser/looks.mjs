// Looks of the browser that a person may have set. `all`: also in the second language; `only`: these states alone, where
// the look changes little.
const few = ['start', 'resultaat', 'vergelijk', 'plan'];
export const looks = [
  { name: 'breed', width: 1280, all: true, shot: true, axe: true },
  { name: 'telefoon', width: 360, all: true, shot: true, axe: true },
  { name: 'smal', width: 320 },
  { name: 'donker', width: 1280, axe: true, shot: ['resultaat', 'plan', 'opleiding', 'vergelijk', 'mijn-plan-open'], context: { colorScheme: 'dark' } },
  { name: 'kleuren', width: 1280, only: few, shot: ['resultaat', 'plan'], context: { forcedColors: 'active' } },
  { name: 'rustig', width: 1280, only: few, context: { reducedMotion: 'reduce' } },
  { name: 'groot', width: 640, text: 2, shot: ['resultaat', 'start'] },
  { name: 'groot-telefoon', width: 360, text: 2, shot: ['resultaat', 'opleiding', 'start'] },
];
