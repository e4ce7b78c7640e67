// Corrections: what the reader marks as wrong, as lines of a corrections.csv that kg build applies.

function createMends(data, changed) {
  const lines = [];
  const author = {name: ''};
  const today = () => new Date().toISOString().slice(0, 10);

  // Lines that kg build would refuse beside this one: the newer word holds.
  function against(line, {action, target, value}) {
    const pair = (a, b) => (line.target === a && line.value === b) || (line.target === b && line.value === a);
    if (action.endsWith('same-as') && line.action.endsWith('same-as')) return pair(target, value);
    if (line.target !== target) return false;
    if (action === 'drop-claim' || line.action === 'drop-claim') return true;
    return action === 'fix-end' && line.action === action
      && line.value.split('=')[0] === value.split('=')[0];
  }

  function add(action, target, value, about) {
    if (target === value) return;
    const fresh = {action, target, value, about, note: ''};
    const kept = lines.filter((line) => !against(line, fresh));
    lines.splice(0, lines.length, ...kept, fresh);
    say(word('marked'));
    changed();
  }

  const cell = (text) => (/[",\n\r]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text);

  function csv() {
    const rows = lines.map(({action, target, value, note}) => [action, target, value, note, author.name, today()]);
    return [['action', 'target', 'value', 'note', 'author', 'date'], ...rows]
      .map((row) => `${row.map(cell).join(',')}\n`).join('');
  }

  function show() {
    return [
      make('h2', {tabindex: '-1'}, word('corrections')),
      make('p', {class: 'aka'}, word('correctionsHow')),
      make('label', {class: 'field'}, word('author'),
        make('input', {type: 'text', value: author.name, 'data-mend': 'author', oninput: (event) => { author.name = event.target.value; }})),
      make('ul', {class: 'mends'}, lines.map((line, i) => make('li', {},
        make('code', {}, line.action), ' ', make('bdi', {}, line.about),
        make('label', {class: 'field'}, word('note'),
          make('input', {type: 'text', value: line.note, 'data-mend': 'note', oninput: (event) => { line.note = event.target.value; }})),
        button({class: 'small', onclick: () => { lines.splice(i, 1); changed(); }}, word('remove'))))),
      lines.length ? make('div', {class: 'actions'},
        button({class: 'action', onclick: () => download('corrections.csv', 'text/csv', csv())}, word('download')),
        button({class: 'action', onclick: () => copyText(csv())}, word('copy'))) : make('p', {}, word('noCorrections')),
    ];
  }

  return {add, show, count: () => lines.length, csv};
}
