// State and wiring: what is chosen, filtered, searched, in which language and theme.

const STANCES = ['asserted', 'planned', 'possible', 'disputed', 'denied'];
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId('data').textContent);
const words = JSON.parse(byId('words').textContent);

const state = {
  lang: navigator.language.startsWith('fr') ? 'fr' : 'en',
  selected: null,
  from: null,
  hover: null,
  stances: new Set(STANCES),
  families: new Set(data.relations.map((relation) => relation.family || '')),
};

const page = {
  data,
  word: (key, otherwise) => words[state.lang][key] ?? otherwise ?? key,
  label: (node) => node.labels[state.lang] || node.label,
  relation: (statement) => relationLabel(data.relations[statement.relation]),
  number: (value) => value.toLocaleString(state.lang),
  percent: (value) => value.toLocaleString(state.lang, {style: 'percent'}),
  plural: (count) => (new Intl.PluralRules(state.lang).select(count) === 'one' ? 'one' : 'other'),
  date: readableDate,
  families: () => families,
  family: (family) => page.word(family ? `family.${family}` : 'other', family),
  shown: () => [...shownStatements()],
  choose,
};

// The families there are, in the order of the words file, ties without one last.
const order = Object.keys(words.en);
const families = [...new Set(data.relations.map((relation) => relation.family || ''))]
  .sort((a, b) => Number(!a) - Number(!b) || order.indexOf(`family.${a}`) - order.indexOf(`family.${b}`));

function relationLabel(relation) {
  return relation.labels[state.lang] || relation.labels.en || relation.name.replaceAll('_', ' ');
}

// 2023, 2023-07, 2023-07-26 or --07-26 in words; anything else as it is.
function readableDate(iso) {
  const parts = /^(?:(\d{4})|-)(?:-(\d\d))?(?:-(\d\d))?$/.exec(iso);
  if (!parts) return iso;
  const [, year, month, day] = parts;
  const date = new Date(Date.UTC(Number(year || 2000), Number(month || 1) - 1, Number(day || 1)));
  return date.toLocaleDateString(state.lang === 'en' ? 'en-GB' : state.lang, {
    timeZone: 'UTC', year: year && 'numeric', month: month && 'long', day: day && 'numeric',
  });
}

function shownStatements() {
  const shown = (statement) => state.stances.has(statement.stance)
    && state.families.has(data.relations[statement.relation].family || '');
  return new Set(data.statements.flatMap((statement, id) => (shown(statement) ? [id] : [])));
}

function choose(what, {from = null, reveal = false, quiet = false} = {}) {
  state.selected = what;
  state.from = from;
  state.hover = null;
  panel.show(what, from);
  graph.choose(what);
  if (reveal) graph.reveal(what);
  repaint();
  if (!quiet) (byId('panel').querySelector('h2') || byId('panel')).focus({preventScroll: true});
}

function repaint() {
  graph.paint({
    label: page.label, words: page.relation, shown: shownStatements(),
    focus: state.selected || state.hover, selected: state.selected,
  });
}

let waiting = false;
function repaintSoon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; repaint(); });
}

const graph = createGraph(byId('network'), data, {
  select: (what) => choose(what, {quiet: true}),
  hover: (what) => { state.hover = what; if (!state.selected) repaintSoon(); },
  zoom: repaintSoon,
});
const panel = createPanel(byId('panel'), page);

// --- words of the page, counts, legend ------------------------------------------------------

function translate() {
  document.documentElement.lang = state.lang;
  for (const element of document.querySelectorAll('[data-word]')) {
    element.textContent = page.word(element.dataset.word);
  }
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', page.word(element.dataset.label));
    if (element.tagName === 'BUTTON') element.title = page.word(element.dataset.label);
  }
  byId('search').placeholder = page.word('search');
  byId('language').textContent = page.word('language');
  byId('network').setAttribute('aria-label', page.word('graph'));
  legend();
  refresh();
}

function refresh() {
  const shown = shownStatements();
  const part = (count, noun) => `${page.number(count)} ${page.word(`${noun}.${page.plural(count)}`)}`;
  const claims = data.statements.reduce((sum, statement) => sum + statement.claims.length, 0);
  byId('counts').textContent = [
    part(data.nodes.length, 'entity'), part(data.statements.length, 'statement'),
    part(claims, 'claim'), part(data.articles.length, 'article'),
    `${page.number(data.statements.length - shown.size)} ${page.word('hidden')}`,
  ].join(' · ');
  if (state.selected?.edge !== undefined && !shown.has(state.selected.edge)) choose(null, {quiet: true});
  else panel.show(state.selected, state.from);
  repaint();
}

function legend() {
  const present = new Set(data.nodes.map((node) => node.kind));
  const known = Object.keys(data.kinds).filter((kind) => present.has(kind));
  const unknown = [...present].some((kind) => !Object.hasOwn(data.kinds, kind)) ? ['other'] : [];
  byId('kinds').replaceChildren(...[...known, ...unknown].map((kind) => make('li', {},
    kindIcon(data, kind), page.word(`kind.${kind}`))));
  const tally = (test) => page.number(data.statements.filter(test).length);
  const lines = STANCES.map((stance) => check(state.stances, stance, stanceLine(data, stance),
    page.word(stance), tally((s) => s.stance === stance)));
  byId('stances').replaceChildren(byId('stances').firstElementChild, ...lines);
  const box = byId('families').querySelector('fieldset');
  box.replaceChildren(box.firstElementChild, ...families.map((family) => check(
    state.families, family, null, page.family(family),
    tally((s) => (data.relations[s.relation].family || '') === family))));
}

function check(set, value, icon, text, count) {
  const input = make('input', {type: 'checkbox', value});
  input.checked = set.has(value);
  input.addEventListener('change', () => {
    if (input.checked) set.add(value); else set.delete(value);
    refresh();
  });
  return make('label', {}, input, icon, text, make('span', {class: 'tally'}, count));
}

// --- search ---------------------------------------------------------------------------------

const LETTERS = {ł: 'l', ø: 'o', đ: 'd', ð: 'd', ı: 'i', æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th'};

// Lower case, without accents, with one space for anything that is neither letter nor digit.
function fold(text) {
  return text.normalize('NFD').toLowerCase().replace(/\p{M}/gu, '')
    .replace(/[łøđðıæœßþ]/g, (letter) => LETTERS[letter])
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

const index = data.nodes.map((node) => (
  [...new Set([node.label, ...Object.values(node.labels), ...node.aliases])]
    .map((text) => ({text, folded: fold(text)}))));
const degrees = data.nodes.map(() => 0);
for (const {from, to} of data.statements) { degrees[from] += 1; degrees[to] += 1; }

// 0 a whole name, 1 its beginning, 2 the beginning of a word in it, 3 inside, null no match.
function rank(folded, query) {
  if (folded === query) return 0;
  if (folded.startsWith(query)) return 1;
  if (folded.includes(` ${query}`)) return 2;
  return folded.includes(query) ? 3 : null;
}

function find(text) {
  const query = fold(text);
  const hits = index.flatMap((names, node) => {
    const ranked = names.map(({text: said, folded}) => ({node, said, rank: rank(folded, query)}))
      .filter((hit) => hit.rank !== null).sort((a, b) => a.rank - b.rank);
    return ranked.slice(0, 1);
  });
  return hits.sort((a, b) => a.rank - b.rank || degrees[b.node] - degrees[a.node] || a.node - b.node)
    .slice(0, 12);
}

const search = {input: byId('search'), list: byId('found'), hits: [], at: -1};

function suggest() {
  search.hits = find(search.input.value);
  search.at = search.hits.length ? 0 : -1;
  search.list.replaceChildren(...search.hits.map(({node, said}, i) => {
    const label = page.label(data.nodes[node]);
    const option = make('li', {id: `found-${i}`, role: 'option'}, kindIcon(data, data.nodes[node].kind),
      make('bdi', {}, label), said === label ? null : make('bdi', {class: 'alias'}, said));
    option.addEventListener('mousedown', (event) => { event.preventDefault(); pick(i); });
    return option;
  }));
  if (!search.hits.length) search.list.append(make('li', {class: 'none'}, page.word('nothing')));
  search.list.hidden = false;
  mark();
}

function mark() {
  search.input.setAttribute('aria-expanded', String(!search.list.hidden));
  for (const [i, option] of [...search.list.children].entries()) {
    option.setAttribute('aria-selected', String(i === search.at));
    if (i === search.at) option.scrollIntoView({block: 'nearest'});
  }
  if (search.at >= 0 && !search.list.hidden) {
    search.input.setAttribute('aria-activedescendant', `found-${search.at}`);
  } else search.input.removeAttribute('aria-activedescendant');
}

function close() {
  search.list.hidden = true;
  mark();
}

function pick(i) {
  const hit = search.hits[i];
  if (!hit) return;
  search.input.value = '';
  close();
  choose({node: hit.node}, {reveal: true});
}

search.input.addEventListener('input', suggest);
search.input.addEventListener('focus', suggest);
search.input.addEventListener('blur', close);
search.input.addEventListener('keydown', (event) => {
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (step && search.hits.length) {
    if (search.list.hidden) suggest();
    else search.at = (search.at + step + search.hits.length) % search.hits.length;
    mark();
  } else if (event.key === 'Enter') pick(search.at);
  else if (event.key === 'Escape' && !search.list.hidden) close();
  else return;
  event.preventDefault();
  event.stopPropagation();
});

// --- buttons and keys -----------------------------------------------------------------------

byId('language').addEventListener('click', () => {
  state.lang = state.lang === 'fr' ? 'en' : 'fr';
  translate();
});
byId('theme').addEventListener('click', () => {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  root.dataset.theme = (root.dataset.theme || system) === 'dark' ? 'light' : 'dark';
  repaint();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
byId('closer').addEventListener('click', () => graph.zoom(1.3));
byId('farther').addEventListener('click', () => graph.zoom(1 / 1.3));
byId('whole').addEventListener('click', () => graph.whole());
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && state.selected) choose(null);
  if (event.key === '/' && event.target.tagName !== 'INPUT') {
    event.preventDefault();
    search.input.focus();
  }
});
document.addEventListener('click', (event) => {
  if (!byId('families').contains(event.target)) byId('families').open = false;
});

graph.whole(false);
translate();

// For scripts and tests: choose by the ids that claims.jsonl and graph.ttl use.
window.kgPage = Object.freeze({
  network: graph.network,
  selectNode: (id) => choose({node: data.nodes.findIndex((node) => node.id === id)}, {reveal: true}),
  selectEdge: (id) => choose({edge: data.statements.findIndex((s) => s.id === id)}, {reveal: true}),
});
