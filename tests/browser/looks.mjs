// Looks of the browser that a person may have set. `all`: also in the second language.
export const looks = [
  { name: 'breed', width: 1280, all: true, shot: true, axe: true },
  { name: 'telefoon', width: 360, all: true, shot: true, axe: true },
  { name: 'smal', width: 320 },
  { name: 'donker', width: 1280, all: true, axe: true, shot: ['resultaat', 'plan', 'opleiding', 'mijn-plan-open'], context: { colorScheme: 'dark' } },
  { name: 'kleuren', width: 1280, shot: ['resultaat', 'plan'], context: { forcedColors: 'active' } },
  { name: 'rustig', width: 1280, context: { reducedMotion: 'reduce' } },
  { name: 'groot', width: 640, all: true, text: 2, shot: ['resultaat', 'start'] },
  { name: 'groot-telefoon', width: 360, text: 2, shot: ['resultaat', 'opleiding', 'start'] },
];
