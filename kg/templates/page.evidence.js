// The evidence: one claim with its sentence, who says it, how surely, where it stands.

function createEvidence(data, acts) {
  function quotation(claim, lang) {
    const pieces = claim.quote.map(([text, mark]) => (mark
      ? make('mark', {class: mark, title: word(mark)}, text) : text));
    return make('blockquote', {class: 'quote', dir: 'auto', lang}, pieces);
  }

  function context(claim, lang) {
    const [before, after] = data.passages[claim.passage];
    if (!before.trim() && !after.trim()) return null;
    const sentence = claim.quote.map(([text]) => text).join('');
    return make('details', {class: 'context'}, make('summary', {}, word('context')),
      make('p', {dir: 'auto', lang}, before, make('b', {}, sentence), after));
  }

  function citation(article) {
    const title = article.title || (article.url ? word('open') : null);
    const parts = [
      make('bdi', {class: 'outlet'}, short(article.outlet)),
      title && (article.url ? outside(article.url, short(title)) : make('bdi', {}, short(title))),
      article.author && make('bdi', {}, short(article.author)),
      article.date && make('time', {datetime: article.date}, readableDate(article.date)),
    ].filter(Boolean);
    return parts.flatMap((part, i) => (i ? [' · ', part] : [part]));
  }

  function sureness(claim) {
    const bar = make('i');
    bar.style.width = `${100 * claim.confidence}%`;
    return make('span', {class: 'sure', title: `${word('confidence')} (${claim.extractor})`},
      make('span', {class: 'gauge', 'aria-hidden': 'true'}, bar),
      make('span', {class: 'unseen'}, `${word('confidence')} `), percent(claim.confidence));
  }

  // Why these words are these two, and who else they might have been.
  function whoIsWho(claim) {
    const known = claim.names.filter(({text, label, why}) => why.length && (text !== label || why.length > 1));
    return known.length ? make('details', {class: 'context'}, make('summary', {}, word('names')),
      make('ul', {class: 'names'}, known.map(({text, label, why, over}) => make('li', {},
        '“', name(text), '” ', word('is'), ' ', name(label), ': ',
        why.map((rule) => word(`rule.${rule}`, rule)).join('; '),
        over ? [', ', word('notThe'), ' ', name(over)] : null)))) : null;
  }

  function corrections(lines) {
    return lines.map((line) => make('p', {class: 'corrected'}, `${word('corrected')} `, make('bdi', {}, line)));
  }

  function claim(told) {
    const article = data.articles[told.article];
    const statement = data.statements[told.statement];
    const about = `${labelOf(data.nodes[statement.from])} ${relationOf(relationIn(data, statement))} ${labelOf(data.nodes[statement.to])}`;
    return make('article', {class: 'claim', 'data-claim': told.id},
      quotation(told, article.lang),
      make('div', {class: 'badges'}, badge(told.polarity), badge(told.modality), sureness(told)),
      told.speaker ? make('p', {class: 'speaker'}, word('according'), ' ', name(told.speaker)) : null,
      definitions(['via', 'when', 'where', 'item', 'quantity'].map((key) => [key, told[key]])),
      whoIsWho(told),
      corrections(told.corrections),
      make('p', {class: 'cite'}, citation(article)),
      context(told, article.lang),
      make('div', {class: 'actions'},
        button({class: 'small', 'data-do': 'cite', onclick: () => copyText(citationText(data, told))}, word('cite')),
        wrongEnd(told, about),
        button({class: 'small', 'data-do': 'drop', onclick: () => acts.mend('drop-claim', told.id, '', about)}, word('drop'))));
  }

  // Choose who it really is; the fields are made when they are asked for.
  function wrongEnd(told, about) {
    const place = make('div', {class: 'fields'});
    return make('details', {
      class: 'context', 'data-do': 'end',
      ontoggle: () => place.replaceChildren(...['subject', 'object'].map((end) => acts.finder(word(end),
        (node) => acts.mend('fix-end', told.id, `${end}=${data.nodes[node].id}`, about)))),
    }, make('summary', {}, word('wrongEnd')), place);
  }

  return {claim, corrections};
}
