// What is shown: claims that pass the filters, the statements and nodes they leave.

function createFilter(data, changed) {
  const all = () => ({
    stances: new Set(STANCES),
    families: new Set(data.families),
    outlets: new Set(data.outlets),
    langs: new Set(data.langs),
    from: null,
    to: null,
    sure: 0,
    sources: 1,
    ego: null,
  });
  const filter = {state: all(), claims: null, statements: null, nodes: null};

  // Everything but the days, for the timeline; and with them.
  function passes(claim, state) {
    const article = data.articles[claim.article];
    return claim.confidence >= state.sure && state.outlets.has(article.outlet)
      && state.langs.has(article.lang);
  }

  function inTime(claim, {from, to}) {
    if (from === null && to === null) return true;
    if (claim.began === null) return false;
    return (to === null || claim.began <= to) && (from === null || claim.ended >= from);
  }

  function allows(statement, state) {
    return state.stances.has(statement.stance) && statement.sources >= state.sources
      && state.families.has(data.relations[statement.relation].family || '');
  }

  filter.compute = () => {
    const {state} = filter;
    const near = state.ego ? within(data, state.ego.node, state.ego.hops, (s) => plainly(s, state)) : null;
    filter.claims = new Set();
    filter.statements = new Set();
    filter.nodes = new Set(state.ego ? [state.ego.node] : []);
    data.statements.forEach((statement, id) => {
      if (!allows(statement, state)) return;
      if (near && !(near.has(statement.from) && near.has(statement.to))) return;
      for (const claim of statement.list) {
        if (passes(claim, state) && inTime(claim, state)) filter.claims.add(claim);
      }
      if (statement.list.some((claim) => filter.claims.has(claim))) {
        filter.statements.add(id);
        filter.nodes.add(statement.from).add(statement.to);
      }
    });
  };

  function plainly(statement, state) {
    return allows(statement, state)
      && statement.list.some((claim) => passes(claim, state) && inTime(claim, state));
  }

  filter.set = (change) => {
    Object.assign(filter.state, change);
    filter.compute();
    changed();
  };
  filter.reset = () => filter.set(all());
  filter.active = () => filter.claims.size < data.claims.length || filter.state.from !== null
    || filter.state.to !== null || filter.state.ego !== null;
  // Claims that only the days may still hide.
  filter.timed = () => data.statements.filter((statement) => allows(statement, filter.state))
    .flatMap((statement) => statement.list).filter((claim) => passes(claim, filter.state));
  filter.seen = (statement) => statement.list.filter((claim) => filter.claims.has(claim));
  filter.compute();
  return filter;
}

// --- its controls ----------------------------------------------------------------------------

const LISTED = 300; // sources one can choose from: those with most claims

function createControls(data, filter) {
  function check(key, value, icon, text, count) {
    const input = make('input', {
      type: 'checkbox', value,
      onchange: () => {
        const kept = new Set(filter.state[key]);
        if (input.checked) kept.add(value); else kept.delete(value);
        filter.set({[key]: kept});
      },
    });
    input.checked = filter.state[key].has(value);
    return make('label', {}, input, icon, make('bdi', {}, text), make('span', {class: 'tally'}, number(count)));
  }

  function slider(key, least, most, step, shown) {
    const output = make('output', {}, shown(filter.state[key]));
    const input = make('input', {
      type: 'range', min: least, max: most, step, 'data-filter': key, 'aria-label': word(key),
      oninput: () => {
        output.textContent = shown(Number(input.value));
        filter.set({[key]: Number(input.value)});
      },
    });
    input.value = filter.state[key];
    return make('label', {class: 'slider'}, make('span', {}, word(key)), input, output);
  }

  const fill = (place, ...children) => {
    const box = byId(place).querySelector('fieldset') || byId(place);
    box.replaceChildren(box.firstElementChild, ...children.flat());
  };

  function legend() {
    const present = new Set(data.nodes.map((node) => node.kind));
    const known = Object.keys(data.kinds).filter((kind) => present.has(kind));
    const unknown = [...present].some((kind) => !Object.hasOwn(data.kinds, kind)) ? ['other'] : [];
    byId('kinds').replaceChildren(...[...known, ...unknown].map((kind) => make('li', {},
      kindIcon(data, kind), word(`kind.${kind}`))));
  }

  function show() {
    legend();
    const tally = (test) => data.statements.filter(test).length;
    fill('stances', STANCES.map((stance) => check('stances', stance, stanceLine(data, stance),
      word(stance), tally((s) => s.stance === stance))));
    fill('families', data.families.map((family) => check('families', family, null, familyOf(family),
      tally((s) => (data.relations[s.relation].family || '') === family))));
    const tallies = (key) => data.claims.reduce((counts, {article}) => {
      const value = data.articles[article][key];
      return counts.set(value, (counts.get(value) || 0) + 1);
    }, new Map());
    const [langs, outlets] = [tallies('lang'), tallies('outlet')];
    const listed = [...data.outlets].sort((one, other) => outlets.get(other) - outlets.get(one)).slice(0, LISTED);
    const left = data.outlets.length - listed.length;
    fill('outlets',
      data.langs.map((lang) => check('langs', lang, null, languageName(lang), langs.get(lang))),
      make('hr'),
      listed.map((outlet) => check('outlets', outlet, null, short(outlet), outlets.get(outlet))),
      left ? make('p', {}, word('outletsLeft').replace('{}', () => number(left))) : []);
    const most = data.statements.reduce((least, s) => Math.max(least, s.sources), 2);
    fill('sureness',
      slider('sure', 0, 0.95, 0.05, (value) => `≥ ${percent(value)}`),
      slider('sources', 1, most, 1, (value) => `≥ ${number(value)}`));
  }

  return {show};
}

function languageName(lang) {
  try {
    return new Intl.DisplayNames([speech.lang], {type: 'language'}).of(lang);
  } catch {
    return lang;
  }
}
