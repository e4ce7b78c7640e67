// What one may take along: a citation, Turtle, a question in SPARQL.

const QUOTES = {'\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t'};
const literal = (text, type = '') => `"${text.replace(/["\\\n\r\t]/g, (sign) => QUOTES[sign])}"${type}`;

// As kg names things: percent-encoded, different for different ids.
function step(id) {
  const escaped = encodeURIComponent(id.toWellFormed ? id.toWellFormed() : id)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return /^\.+$/.test(escaped) ? escaped.replaceAll('.', '%2E') : escaped;
}

const iri = (data, kind, id) => `<${data.base[kind]}${step(id)}>`;

// Outlet, “Title”, 28 July 2023, address: “sentence” (claim c-…).
function citationText(data, claim) {
  const article = data.articles[claim.article];
  const sentence = claim.quote.map(([text]) => text).join('');
  const parts = [
    article.author, article.outlet, article.title && `“${article.title}”`,
    article.date && readableDate(article.date), article.url,
  ].filter(Boolean).join(', ');
  const speaker = claim.speaker ? ` ${word('according')} ${claim.speaker}.` : '';
  const stop = /[.!?…]["'”»]?$/.test(sentence.trim()) ? '' : '.';
  return `${parts}: “${sentence}”${stop}${speaker} [kg: ${claim.id}, ${word(claim.polarity)}, ${word(claim.modality)}, ${percent(claim.confidence)}]`;
}

function turtleText(data, statement, claims) {
  const used = [...new Set(claims.map((claim) => claim.article))];
  const prefixes = ['kg', 'rdf', 'prov', 'dcterms', 'xsd']
    .map((prefix) => `@prefix ${prefix}: <${data.base[prefix]}> .`);
  const about = [
    `${iri(data, 'statement', statement.id)} a kg:Statement, rdf:Statement ;`,
    `    rdf:subject ${iri(data, 'id', data.nodes[statement.from].id)} ;`,
    `    rdf:predicate ${iri(data, 'kg', relationIn(data, statement).name)} ;`,
    `    rdf:object ${iri(data, 'id', data.nodes[statement.to].id)} .`,
  ].join('\n');
  const said = claims.map((claim) => [
    `${iri(data, 'claim', claim.id)} a kg:Claim ;`,
    `    kg:statement ${iri(data, 'statement', statement.id)} ;`,
    `    kg:polarity kg:${claim.polarity} ; kg:modality kg:${claim.modality} ;`,
    `    kg:confidence ${literal(String(claim.confidence), '^^xsd:decimal')} ;`,
    `    kg:quote ${literal(claim.quote.map(([text]) => text).join(''))} ;`,
    `    kg:quoteStart ${claim.start} ; kg:quoteEnd ${claim.end} ;`,
    `    prov:wasDerivedFrom ${iri(data, 'article', data.articles[claim.article].id)} .`,
  ].join('\n'));
  const articles = used.map((id) => data.articles[id]).map((article) => [
    `${iri(data, 'article', article.id)} a kg:Article ;`,
    article.title && `    dcterms:title ${literal(article.title)} ;`,
    article.date && `    kg:published ${literal(article.date, '^^xsd:date')} ;`,
    `    kg:outlet ${literal(article.outlet)} .`,
  ].filter(Boolean).join('\n'));
  return `${[prefixes.join('\n'), about, ...said, ...articles].join('\n\n')}\n`;
}

const prefixLines = (data, names) => names.map((prefix) => `PREFIX ${prefix}: <${data.base[prefix]}>`).join('\n');

function sparqlText(data, statement) {
  return `${prefixLines(data, ['kg', 'prov'])}
SELECT ?claim ?polarity ?modality ?speaker ?quote ?outlet ?published WHERE {
  ?claim kg:statement ${iri(data, 'statement', statement.id)} ;
         kg:polarity ?polarity ; kg:modality ?modality ; kg:quote ?quote ;
         prov:wasDerivedFrom ?article .
  OPTIONAL { ?claim kg:attributedTo ?speaker }
  OPTIONAL { ?article kg:outlet ?outlet }
  OPTIONAL { ?article kg:published ?published }
}
ORDER BY ?published ?claim
`;
}

function nodeSparqlText(data, node) {
  const thing = iri(data, 'id', node.id);
  return `${prefixLines(data, ['kg', 'rdf'])}
SELECT ?subject ?relation ?object ?status ?sources WHERE {
  ?statement a kg:Statement ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ;
             kg:status ?status ; kg:sourceCount ?sources .
  FILTER (?subject = ${thing} || ?object = ${thing})
}
ORDER BY DESC(?sources) ?relation ?subject ?object
`;
}
