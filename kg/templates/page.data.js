// What the page holds: compressed in the file, here as objects that refer to each other by index.

const STANCES = ['asserted', 'planned', 'possible', 'disputed', 'denied'];

async function readData(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const data = JSON.parse(await new Response(plain).text());
  for (const name of ['nodes', 'articles', 'statements', 'claims']) data[name] = unpack(data[name]);
  connect(data);
  return data;
}

function unpack({keys, rows}) {
  return rows.map((row) => Object.fromEntries(keys.map((key, i) => [key, row[i]])));
}

// Claims with their statements, statements with their bundles, nodes with their neighbours.
function connect(data) {
  let at = 0;
  data.statements.forEach((statement, id) => {
    statement.id_ = id;
    statement.list = data.claims.slice(at, at + statement.claims);
    at += statement.claims;
    statement.list.forEach((claim) => { claim.statement = id; });
  });
  data.bundles = data.network.bundles.map(([one, other, held], id) => ({id, one, other, held}));
  data.ties = data.nodes.map(() => []);
  for (const bundle of data.bundles) {
    for (const id of bundle.held) data.statements[id].bundle = bundle.id;
    data.ties[bundle.one].push(bundle.id);
    if (bundle.other !== bundle.one) data.ties[bundle.other].push(bundle.id);
  }
  data.degrees = data.nodes.map(() => 0);
  for (const {from, to} of data.statements) { data.degrees[from] += 1; data.degrees[to] += 1; }
  data.ranked = data.degrees.map((_, id) => id)
    .sort((a, b) => data.degrees[b] - data.degrees[a] || a - b);
  // The families there are, in the order of the words, ties without one last.
  const order = Object.keys(words.en);
  data.families = [...new Set(data.relations.map((relation) => relation.family || ''))]
    .sort((a, b) => Number(!a) - Number(!b)
      || order.indexOf(`family.${a}`) - order.indexOf(`family.${b}`));
  data.outlets = [...new Set(data.articles.map((article) => article.outlet))].sort();
  data.langs = [...new Set(data.articles.map((article) => article.lang))].sort();
  data.nodeAt = new Map(data.nodes.map((node, id) => [node.id, id]));
  data.statementAt = new Map(data.statements.map((statement, id) => [statement.id, id]));
}

// The claims about a statement as they stand after the filters: see page.filter.js.
const relationIn = (data, statement) => data.relations[statement.relation];
const isAlarm = (stance) => stance === 'disputed' || stance === 'denied';
const otherEnd = (statement, node) => (statement.from === node ? statement.to : statement.from);
