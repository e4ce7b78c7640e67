// State and wiring: what is chosen, in which view, language and theme.

async function start() {
  const data = await readData(byId('data').textContent);
  const state = {view: 'network', selected: null, from: null, hover: null, pair: null};
  const index = createIndex(data);
  const filter = createFilter(data, () => refresh());
  const mends = createMends(data, () => { if (state.selected?.mends) panel.show(state.selected); counts(); });

  const acts = {
    choose, view: setView, mends: mends.show,
    mend: (...line) => mends.add(...line),
    finder: (label, chosen) => makeFinder(data, index, label, chosen),
    ego: (node, hops) => {
      filter.set({ego: hops ? {node, hops} : null});
      if (hops) {
        graph.ensure([...filter.nodes].slice(0, 400), node);
        repaint();
        graph.fit([...filter.nodes]);
      }
    },
    showPath: (one, other) => {
      const path = shortestPath(data, one, other, (s) => filter.statements.has(s.id_));
      if (!path) { say(word('noPath')); return; }
      if (state.view !== 'network') setView('network');
      choose({path}, {reveal: true});
    },
    pair: (one, other) => { state.pair = [one, other]; setView('pair'); },
  };

  const graph = createGraph(byId('network'), data, {
    select: (what) => choose(lone(what), {quiet: true}),
    hover: (what) => { state.hover = what; if (!state.selected) repaintSoon(); },
    zoom: repaintSoon,
    grown: () => { counts(); repaintSoon(); },
  });
  const panel = createPanel(byId('panel'), data, filter, acts);
  const controls = createControls(data, filter);
  const timeline = createTimeline(data, filter);
  const table = createTable(byId('view-table'), data, filter, acts);
  const contested = createContested(byId('view-contested'), data, filter, acts);
  const pair = createPair(byId('view-pair'), data, filter, acts);

  // A bundle that shows one statement is that statement.
  function lone(what) {
    if (what?.bundle === undefined) return what;
    const left = data.bundles[what.bundle].held.filter((id) => filter.statements.has(id));
    return left.length === 1 ? {edge: left[0]} : what;
  }

  // What of the drawing is meant by what the panel shows.
  function inGraph(what) {
    if (!what || what.mends) return null;
    return what.edge === undefined ? what : {bundle: data.statements[what.edge].bundle};
  }

  function choose(what, {from = null, reveal = false, quiet = false} = {}) {
    state.selected = what;
    state.from = from;
    state.hover = null;
    panel.show(what, from);
    if (reveal && state.view === 'network' && inGraph(what)) graph.reveal(inGraph(what));
    graph.choose(inGraph(what));
    repaint();
    remember();
    if (!quiet) (byId('panel').querySelector('h2') || byId('panel')).focus({preventScroll: true});
  }

  function repaint() {
    graph.paint({
      statements: filter.statements, nodes: filter.nodes,
      focus: inGraph(state.selected) || inGraph(lone(state.hover)), selected: inGraph(state.selected),
    });
  }

  let waiting = false;
  function repaintSoon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; repaint(); });
  }

  function remember() {
    history.replaceState(null, '', `#${writeFragment(data, state, filter)}`);
  }

  // --- views --------------------------------------------------------------------------------

  const VIEWS = {table, contested, pair: {show: () => pair.show(state.pair)}};

  function setView(view) {
    state.view = view;
    for (const tab of document.querySelectorAll('[data-view]')) {
      tab.setAttribute('aria-pressed', String(tab.dataset.view === view));
    }
    for (const each of ['network', 'table', 'pair', 'contested']) byId(`view-${each}`).hidden = each !== view;
    VIEWS[view]?.show();
    if (view === 'network') repaint();
    remember();
  }

  // --- words of the page, counts ------------------------------------------------------------

  function translate() {
    document.documentElement.lang = speech.lang;
    for (const element of document.querySelectorAll('[data-word]')) {
      element.textContent = word(element.dataset.word);
    }
    for (const element of document.querySelectorAll('[data-label]')) {
      element.setAttribute('aria-label', word(element.dataset.label));
      if (element.tagName === 'BUTTON') element.title = word(element.dataset.label);
    }
    byId('search').placeholder = word('search');
    controls.show();
    refresh();
  }

  function counts() {
    const statements = data.statements.length - filter.statements.size;
    const claims = data.claims.length - filter.claims.size;
    const hidden = claims ? [plural(statements, 'statement'), plural(claims, 'claim')].join(', ') : '0';
    byId('counts').textContent = [
      plural(data.nodes.length, 'entity'), plural(data.statements.length, 'statement'),
      plural(data.claims.length, 'claim'), plural(data.articles.length, 'article'),
      `${hidden}\u00a0${word('hidden')}`,
    ].join(' · ');
    byId('reset').hidden = !filter.active();
    const undrawn = data.nodes.length - graph.drawn();
    byId('undrawn').hidden = !undrawn;
    byId('undrawn-count').textContent = word('undrawn').replace('{}', () => number(graph.drawn())).replace('{}', () => number(data.nodes.length));
    byId('mends').textContent = `${word('corrections')} ${mends.count() ? number(mends.count()) : ''}`.trim();
  }

  function refresh() {
    timeline.show();
    counts();
    const gone = state.selected?.edge !== undefined && !filter.statements.has(state.selected.edge);
    if (gone) choose(null, {quiet: true});
    else panel.show(state.selected, state.from);
    VIEWS[state.view]?.show();
    repaint();
    remember();
  }

  // --- buttons and keys ---------------------------------------------------------------------

  createFinder(data, index, byId('search'), byId('found'), (node) => {
    if (state.view !== 'network') setView('network');
    choose({node}, {reveal: true});
  });
  const click = (id, act) => byId(id).addEventListener('click', act);
  click('language', () => { speech.lang = speech.lang === 'fr' ? 'en' : 'fr'; translate(); });
  click('theme', () => {
    const root = document.documentElement;
    const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    root.dataset.theme = (root.dataset.theme || system) === 'dark' ? 'light' : 'dark';
    repaint();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);
  click('share', () => { remember(); copyText(location.href); });
  click('mends', () => choose({mends: true}));
  click('reset', () => { filter.reset(); controls.show(); });
  click('closer', () => graph.zoom(1.3));
  click('farther', () => graph.zoom(1 / 1.3));
  click('whole', () => graph.whole());
  click('draw-all', () => graph.drawAll());
  for (const tab of document.querySelectorAll('[data-view]')) {
    tab.addEventListener('click', () => setView(tab.dataset.view));
  }
  document.addEventListener('keydown', (event) => {
    const typing = ['INPUT', 'TEXTAREA'].includes(event.target.tagName);
    if (event.key === 'Escape' && state.selected) choose(null);
    if (event.key === '/' && !typing) {
      event.preventDefault();
      byId('search').focus();
    }
  });
  document.addEventListener('click', (event) => {
    for (const box of document.querySelectorAll('.filters details')) {
      if (!box.contains(event.target)) box.open = false;
    }
  });
  window.addEventListener('hashchange', restore);

  function restore() {
    const asked = readFragment(data, location.hash);
    speech.lang = asked.lang;
    Object.assign(filter.state, asked.filter);
    filter.compute();
    state.pair = asked.pair;
    state.selected = null;
    translate();
    setView(asked.view);
    if (asked.filter.ego) acts.ego(asked.filter.ego.node, asked.filter.ego.hops);
    if (asked.path) acts.showPath(...asked.path);
    else if (asked.selected) choose(asked.selected, {reveal: !asked.filter.ego, quiet: true});
  }

  graph.whole(false);
  restore();

  // For scripts and tests: choose by the ids that claims.jsonl and graph.ttl use.
  window.kgPage = Object.freeze({
    data, network: graph.network,
    selectNode: (id) => choose({node: data.nodeAt.get(id)}, {reveal: true}),
    selectEdge: (id) => choose({edge: data.statementAt.get(id)}, {reveal: true}),
  });
}

if (typeof DecompressionStream === 'undefined') byId('panel').textContent = word('tooOld');
else start();
