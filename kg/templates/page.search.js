// A field that finds things by any of their names, used for the search and wherever one is chosen.

function createIndex(data) {
  return data.nodes.map((node) => (
    [...new Set([node.label, ...Object.values(node.labels), ...node.aliases])]
      .map((text) => ({text, folded: fold(text)}))));
}

// 0 a whole name, 1 its beginning, 2 the beginning of a word in it, 3 inside, null no match.
function rank(folded, query) {
  if (folded === query) return 0;
  if (folded.startsWith(query)) return 1;
  if (folded.includes(` ${query}`)) return 2;
  return folded.includes(query) ? 3 : null;
}

function find(data, index, text) {
  const query = fold(text);
  const hits = index.flatMap((names, node) => {
    const ranked = names.map(({text: said, folded}) => ({node, said, rank: rank(folded, query)}))
      .filter((hit) => hit.rank !== null).sort((a, b) => a.rank - b.rank);
    return ranked.slice(0, 1);
  });
  return hits.sort((a, b) => a.rank - b.rank || data.degrees[b.node] - data.degrees[a.node] || a.node - b.node)
    .slice(0, 12);
}

// Makes a combobox of an input and the list below it; `chosen` gets the index of a node.
function createFinder(data, index, input, list, chosen) {
  const found = {hits: [], at: -1};
  const key = list.id;

  function suggest() {
    found.hits = find(data, index, input.value);
    found.at = found.hits.length ? 0 : -1;
    list.replaceChildren(...found.hits.map(({node, said}, i) => {
      const label = labelOf(data.nodes[node]);
      return make('li', {
        id: `${key}-${i}`, role: 'option',
        onmousedown: (event) => { event.preventDefault(); pick(i); },
      }, kindIcon(data, data.nodes[node].kind), make('bdi', {}, label),
      said === label ? null : make('bdi', {class: 'alias'}, said));
    }));
    if (!found.hits.length) list.append(make('li', {class: 'none'}, word('nothing')));
    list.hidden = false;
    mark();
  }

  function mark() {
    input.setAttribute('aria-expanded', String(!list.hidden));
    for (const [i, option] of [...list.children].entries()) {
      if (option.getAttribute('role')) option.setAttribute('aria-selected', String(i === found.at));
      if (i === found.at) option.scrollIntoView({block: 'nearest'});
    }
    if (found.at >= 0 && !list.hidden) input.setAttribute('aria-activedescendant', `${key}-${found.at}`);
    else input.removeAttribute('aria-activedescendant');
  }

  function close() {
    list.hidden = true;
    mark();
  }

  function pick(i) {
    const hit = found.hits[i];
    if (!hit) return;
    input.value = '';
    close();
    chosen(hit.node);
  }

  input.addEventListener('input', suggest);
  input.addEventListener('focus', suggest);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step && found.hits.length) {
      if (list.hidden) suggest();
      else found.at = (found.at + step + found.hits.length) % found.hits.length;
      mark();
    } else if (event.key === 'Enter') pick(found.at);
    else if (event.key === 'Escape' && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

let finders = 0;

// A finder of its own, with its label, for the panel and the views.
function makeFinder(data, index, label, chosen, value = '') {
  finders += 1;
  const list = make('ul', {class: 'found', role: 'listbox', id: `finder-${finders}`, 'aria-label': word('found'), hidden: ''});
  const input = make('input', {
    type: 'search', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-label': label,
    'aria-expanded': 'false', 'aria-controls': list.id, 'aria-autocomplete': 'list', placeholder: value || label,
  });
  createFinder(data, index, input, list, chosen);
  return make('div', {class: 'search finder'}, input, list);
}
