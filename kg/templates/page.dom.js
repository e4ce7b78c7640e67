// Elements and texts only: nothing is ever parsed as markup.

const byId = (id) => document.getElementById(id);

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

const button = (attributes, ...children) => make('button', {type: 'button', ...attributes}, ...children);
const name = (text) => make('bdi', {class: 'name'}, text);
const listed = (list) => make('ul', {class: 'rows'}, list.map((child) => make('li', {}, child)));

function drawn(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

const picture = (name_, box, ...shapes) => (
  drawn('svg', {class: name_, viewBox: box, 'aria-hidden': 'true'}, shapes));

const SHAPES = {
  dot: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13z',
  square: 'M2.5 2.5h11v11h-11z',
  diamond: 'M8 1l6.5 7L8 15L1.5 8z',
  triangle: 'M8 2l7 12H1z',
  triangleDown: 'M8 14L1 2h14z',
  star: 'M8 .8l2.1 4.7 5.1.5-3.8 3.4 1.1 5L8 11.8l-4.5 2.6 1.1-5L.8 6l5.1-.5z',
  hexagon: 'M4.5 2h7L15 8l-3.5 6h-7L1 8z',
};
const OTHER_KIND = {shape: 'dot', color: '#8A8A8A'};

function lookOf(kinds, kind) {
  return Object.hasOwn(kinds, kind) ? kinds[kind] : OTHER_KIND;
}

function kindIcon(data, kind) {
  const {shape, color} = lookOf(data.kinds, kind);
  return picture('icon', '0 0 16 16', drawn('path', {d: SHAPES[shape], fill: color}));
}

function stanceLine(data, stance) {
  const dashes = (data.dashes[stance] || []).join(' ');
  return picture(isAlarm(stance) ? 'stroke alarm' : 'stroke', '0 0 34 10',
    drawn('line', {x1: 0, y1: 5, x2: 34, y2: 5, 'stroke-dasharray': dashes}));
}

function definitions(all) {
  const rows = all.filter(([, value]) => value);
  return rows.length ? make('dl', {class: 'facts'}, rows.flatMap(([key, value]) => [
    make('dt', {}, word(key)), make('dd', {}, make('bdi', {}, value)),
  ])) : null;
}

function badge(stance) {
  const alarm = isAlarm(stance) || stance === 'negated';
  const hedged = stance === 'planned' || stance === 'possible';
  return make('span', {class: `badge${alarm ? ' alarm' : ''}${hedged ? ' hedged' : ''}`}, word(stance));
}

// Python let only http and https through; this holds even if the data were changed later.
function outside(url, text) {
  return /^https?:\/\//i.test(url)
    ? make('a', {href: url, rel: 'noopener noreferrer', target: '_blank'}, text)
    : make('span', {}, text);
}

// A word to whoever watches or listens, gone after a while.
let saying = 0;
function say(text) {
  const place = byId('said');
  place.textContent = text;
  place.hidden = false;
  clearTimeout(saying);
  saying = setTimeout(() => { place.hidden = true; }, 2500);
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Not every browser lets a file use the clipboard.
    const box = make('textarea', {class: 'unseen', 'aria-hidden': 'true'});
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand('copy');
    box.remove();
  }
  say(word('copied'));
}

function download(file, type, text) {
  const url = URL.createObjectURL(new Blob([text], {type}));
  const link = make('a', {href: url, download: file});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
