// What is on the screen as the fragment of the address, so that a view can be kept and shared.

function writeFragment(data, state, filter) {
  const now = filter.state;
  const parts = new URLSearchParams();
  const put = (key, value) => { if (value !== null && value !== undefined && value !== '') parts.set(key, value); };
  const without = (key, all) => all.filter((value) => !now[key].has(value));
  const some = (key, short, all) => { for (const value of without(key, all)) parts.append(short, value); };
  const node = (id) => data.nodes[id].id;
  put('lang', speech.lang);
  put('view', state.view === 'network' ? null : state.view);
  if (state.selected?.node !== undefined) put('node', node(state.selected.node));
  if (state.selected?.edge !== undefined) put('statement', data.statements[state.selected.edge].id);
  if (state.selected?.bundle !== undefined) {
    const {one, other} = data.bundles[state.selected.bundle];
    for (const id of [one, other]) parts.append('between', node(id));
  }
  if (state.selected?.path) for (const id of [state.selected.path.nodes[0], state.selected.path.nodes.at(-1)]) parts.append('path', node(id));
  if (state.view === 'pair' && state.pair) for (const id of state.pair) if (id !== null) parts.append('pair', node(id));
  if (now.ego) { put('around', node(now.ego.node)); put('hops', now.ego.hops); }
  put('from', now.from === null ? null : isoDay(now.from));
  put('to', now.to === null ? null : isoDay(now.to));
  put('sure', now.sure || null);
  put('sources', now.sources > 1 ? now.sources : null);
  some('stances', 'without', STANCES);
  some('families', 'nofamily', data.families);
  some('outlets', 'nooutlet', data.outlets);
  some('langs', 'nolang', data.langs);
  return parts.toString();
}

// What a fragment asks for, as far as this graph knows it.
function readFragment(data, text) {
  const parts = new URLSearchParams(text.replace(/^#/, ''));
  const node = (id) => data.nodeAt.get(id);
  const known = (key) => parts.getAll(key).map(node).filter((id) => id !== undefined);
  const less = (key, all) => new Set(all.filter((value) => !parts.getAll(key).includes(value)));
  const figure = (key, least) => { const value = Number(parts.get(key)); return value > least ? value : least; };
  const [ego] = known('around');
  const found = {
    lang: Object.hasOwn(words, parts.get('lang') || '') ? parts.get('lang') : speech.lang,
    view: ['table', 'pair', 'contested'].includes(parts.get('view')) ? parts.get('view') : 'network',
    selected: null,
    pair: known('pair').length === 2 ? known('pair') : null,
    path: known('path').length === 2 ? known('path') : null,
    filter: {
      stances: less('without', STANCES), families: less('nofamily', data.families),
      outlets: less('nooutlet', data.outlets), langs: less('nolang', data.langs),
      from: dayOf(parts.get('from') || ''), to: dayOf(parts.get('to') || ''),
      sure: Math.min(1, figure('sure', 0)), sources: figure('sources', 1),
      ego: ego === undefined ? null : {node: ego, hops: Math.min(3, figure('hops', 1))},
    },
  };
  const [chosen] = known('node');
  const statement = data.statementAt.get(parts.get('statement'));
  const [one, other] = known('between');
  const bundle = one === undefined || other === undefined ? undefined
    : data.ties[one].find((id) => [data.bundles[id].one, data.bundles[id].other].includes(other));
  if (statement !== undefined) found.selected = {edge: statement};
  else if (chosen !== undefined) found.selected = {node: chosen};
  else if (bundle !== undefined) found.selected = {bundle};
  return found;
}
